"""Tables as CSV: UTF-8, with a line of column names, separated by commas."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from attrs import frozen

from vstbpn.errors import InputError
from vstbpn.io._files import Progress, lines
from vstbpn.io._problems import Problems

__all__ = ["Table", "column_names", "read_table"]

_SEPARATORS: Final = (",", ";", "\t", "|")
_LONGEST_FIELD: Final = 200
"""The most lines that a quoted field may go over; one that is not closed by then was not meant as such."""


@frozen
class Table:
    """A table that is being read: the names of its columns, known ones in small letters, and its rows.

    Each row comes with the number of its line; the rows can be gone through once.
    """

    columns: tuple[str, ...]
    rows: Iterator[tuple[list[str], int]]

    def records(self) -> Iterator[tuple[dict[str, str], int]]:
        """Give the rows as fields by column, without spaces around them."""
        for row, number in self.rows:
            yield {name: text.strip() for name, text in zip(self.columns, row, strict=True)}, number


def read_table(
    path: Path,
    problems: Problems,
    *,
    required: Sequence[str],
    optional: Sequence[str] = (),
    separator: str | None = None,
    progress: Progress | None = None,
) -> Table:
    """Begin to read a CSV file: look at the line of column names, and give the rows as they are asked for.

    Rows with nothing in them are passed over. A row that has not as many fields as there are columns, or in
    which a quote is out of place or never closed, is noted and left out; it loses no other.

    :param required: the columns that must be there.
    :param optional: those that may be; any other is noted.
    :param separator: what separates the columns, where that is declared; else it is found out.
    :raises InputError: if the file cannot be read as text or lacks a required column, or a column that
        matters stands twice.
    """
    texts = lines(path, problems, progress)
    first = next((line for line in texts if line[0].strip()), None)
    if first is None:
        problems.add("empty")
        raise InputError(problems)
    head, number = first
    chosen = separator or _separator(head, required)
    try:
        names = next(csv.reader([head], delimiter=chosen, strict=True))
    except csv.Error as error:
        problems.add("malformed-row", row=number, why=str(error))
        raise InputError(problems) from None
    known = {name.casefold(): name for name in (*required, *optional)}
    columns = [known.get(name.strip().casefold(), name.strip()) for name in names]
    _check_columns(columns, required, optional, problems, row=number)
    if separator is None and chosen != ",":
        problems.add("separator", row=number, found=chosen)
    plain = [place for place, name in enumerate(columns) if name in known.values()]
    return Table(tuple(columns), _rows(texts, chosen, len(columns), plain, problems))


def column_names(path: Path) -> set[str]:
    """Look at the column names of a file, in small letters; there are none if it cannot be read."""
    problems = Problems()
    with suppress(InputError), closing(lines(path, problems)) as texts:
        head = next((text for text, _ in texts if text.strip()), "")
        fields = max((next(csv.reader([head], delimiter=each), []) for each in _SEPARATORS), key=len)
        return {field.strip().casefold() for field in fields}
    return set()


def _separator(head: str, required: Sequence[str]) -> str:
    """Find out what separates the columns: what makes the most of the required names of the line."""

    def names_found(separator: str) -> int:
        fields = next(csv.reader([head], delimiter=separator), [])
        return len({field.strip().casefold() for field in fields} & set(required))

    return max(_SEPARATORS, key=names_found)


def _check_columns(
    columns: Sequence[str], required: Sequence[str], optional: Sequence[str], problems: Problems, *, row: int
) -> None:
    """Check a line of column names; columns without a name, as spreadsheets leave them, are nothing."""
    known = (*required, *optional)
    lacking = [name for name in required if name not in columns]
    if lacking:
        problems.add(
            "missing-column",
            row=row,
            expected=", ".join(required),
            lacking=", ".join(lacking),
            found=", ".join(columns),
        )
    twice = [name for name in known if columns.count(name) > 1]
    for name in twice:
        problems.add("repeated-column", row=row, found=name)
    if lacking or twice:
        raise InputError(problems)
    for name in dict.fromkeys(columns):
        if name and name not in known:
            problems.add("unknown-column", row=row, column=name, found=name, expected=", ".join(known))


def _rows(
    texts: Iterator[tuple[str, int]], separator: str, width: int, plain: Sequence[int], problems: Problems
) -> Iterator[tuple[list[str], int]]:
    """Take lines apart into fields, and give the rows that have as many as there are columns.

    :param plain: the places of the columns that are read: none of them ever holds a line break.
    """
    waiting: deque[tuple[str, int]] = deque()
    while True:
        line = waiting.popleft() if waiting else next(texts, None)
        if line is None:
            return
        text, number = line
        if '"' not in text:
            row = text.rstrip("\r\n").split(separator)
        else:
            found = _quoted(text, waiting, texts, separator, width, plain)
            if isinstance(found, str):
                problems.add("malformed-row", row=number, why=found)
                continue
            row = found
        if len(row) == width and (row[0].strip() or any(field.strip() for field in row)):
            yield row, number
        elif len(row) != width and any(field.strip() for field in row):
            problems.add("ragged-row", row=number, expected=width, found=len(row))


def _quoted(
    text: str,
    waiting: deque[tuple[str, int]],
    source: Iterator[tuple[str, int]],
    separator: str,
    width: int,
    plain: Sequence[int],
) -> list[str] | str:
    """Take a line with quotes apart, and those after it that a quoted field goes on over.

    Further lines belong to the row only if the quote is closed among them, the row then has its right length,
    and only columns that nobody reads go on over lines: a note may, a stray quote must not swallow rows. Else
    they are rows of their own, and the answer is what is wrong with this one.
    """
    used: list[tuple[str, int]] = []

    def feed() -> Iterator[str]:
        yield text
        while len(used) < _LONGEST_FIELD:
            more = waiting.popleft() if waiting else next(source, None)
            if more is None:
                return
            used.append(more)
            yield more[0]

    why = "a quote is not closed"
    try:
        row = next(csv.reader(feed(), delimiter=separator, strict=True))
        if not used or (len(row) == width and not any("\n" in row[place] for place in plain)):
            return row
    except csv.Error as error:
        if not used:
            why = str(error)
    waiting.extendleft(reversed(used))
    return why
