"""Tables as CSV: UTF-8, with a line of column names, separated by commas."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from vstbpn.errors import InputError
from vstbpn.io._files import Progress, lines
from vstbpn.io._problems import Problems
from vstbpn.io.tabular import COLUMNS, REQUIRED, Notation, Pivot

__all__ = ["read_into", "rows"]

_SEPARATORS: Final = (";", "\t", "|")
_OPEN_QUOTE: Final = "a quote is not closed on its line"


def read_into(
    pivot: Pivot,
    path: Path,
    problems: Problems,
    *,
    notation: Notation | None = None,
    separator: str | None = None,
    progress: Progress | None = None,
) -> None:
    """Read a table of observations into a pivot, row by row.

    :param notation: how the file writes numbers, where that is declared.
    :param separator: what separates the columns, where that is declared.
    :raises InputError: if the file is not such a table at all.
    """
    known = (*COLUMNS, *pivot.definitions.breakdowns)
    taken: Callable[[Sequence[str], int], None] | None = None
    count = 0
    for row, number in rows(path, problems, separator=separator, progress=progress):
        if taken is None:
            columns = [
                name.strip().lower() if name.strip().lower() in known else name.strip() for name in row
            ]
            check_columns(columns, known, problems, row=number)
            taken = pivot.reader(columns, problems, notation or Notation())
            continue
        count += 1
        taken(row, number)
    if taken is None:
        problems.add("empty")
        raise InputError(problems)
    if not count:
        problems.add("no-rows")


def check_columns(columns: Sequence[str], known: Sequence[str], problems: Problems, *, row: int) -> None:
    """Check a line of column names.

    :raises InputError: if a required column is missing or one stands twice.
    """
    failed = False
    for name in REQUIRED:
        if name not in columns:
            failed = True
            problems.add("missing-column", row=row, expected=", ".join(REQUIRED), found=name)
    for name in sorted({name for name in columns if columns.count(name) > 1}):
        failed = True
        problems.add("repeated-column", row=row, found=name)
    if failed:
        raise InputError(problems)
    for name in columns:
        if name not in known:
            problems.add("unknown-column", row=row, column=name, found=name)


def rows(
    path: Path,
    problems: Problems,
    *,
    separator: str | None = None,
    progress: Progress | None = None,
) -> Iterator[tuple[list[str], int]]:
    """Give the rows of a CSV file, the line of column names first, each with the number of its line.

    Empty lines are passed over. A row that has not as many fields as there are columns, or in which a
    quote is out of place or not closed, is noted and left out; a field cannot hold a line break.

    :raises InputError: if the file cannot be read as text, or its line of column names is such a row.
    """
    texts = lines(path, problems, progress)
    first = next(texts, None)
    if first is None:
        return
    names, number = first
    if names.count('"') % 2:
        problems.add("malformed-row", row=number, why=_OPEN_QUOTE)
        raise InputError(problems)
    if separator is None:
        separator = _separator(names, problems)
    at = [number]

    def whole() -> Iterator[str]:
        """Feed the parser lines in which every quote is closed, so that no row runs into the next."""
        yield names
        for text, number in texts:
            if text.count('"') % 2:
                problems.add("malformed-row", row=number, why=_OPEN_QUOTE)
                continue
            at[0] = number
            yield text

    parser = csv.reader(whole(), delimiter=separator, strict=True)
    width = 0
    while True:
        try:
            row = next(parser)
        except StopIteration:
            return
        except csv.Error as error:
            problems.add("malformed-row", row=at[0], why=str(error))
            continue
        if not row:
            continue
        width = width or len(row)
        if len(row) == width:
            yield row, at[0]
        else:
            problems.add("ragged-row", row=at[0], expected=width, found=len(row))


def _separator(names: str, problems: Problems) -> str:
    """Tell what separates the columns from the line of their names, none of which holds a separator."""
    if "," in names:
        return ","
    for other in _SEPARATORS:
        if other in names:
            problems.add("separator", row=1, found=other)
            return other
    return ","
