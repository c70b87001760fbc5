"""What was done and when, as a user writes it down in CSV."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from vstbpn.errors import InputError
from vstbpn.io._problems import Problems
from vstbpn.io.csv import read_table
from vstbpn.model import Progress, parse_day

__all__ = ["PROGRESS_COLUMNS", "read_progress"]

PROGRESS_COLUMNS: Final = ("document", "key", "done_on", "note")
"""The columns: the document, the key of the entry or its words, the day, and anything one likes to note."""

_REQUIRED: Final = ("key", "done_on")


def read_progress(path: str | Path) -> tuple[Progress, ...]:
    """Read a record of progress, for :func:`~vstbpn.rules.agenda`; ``key`` and ``done_on`` are required.

    A file without rows says that nothing was done yet. A row that cannot be used, such as one without a day,
    refuses the whole file: what half a record leaves out would be called overdue.

    :raises InputError: if any row cannot be used.
    """
    file = Path(path)
    problems = Problems(file.name)
    table = read_table(file, problems, required=_REQUIRED, optional=PROGRESS_COLUMNS)
    found = []
    for fields, row in table.records():
        for name in _REQUIRED:
            if not fields[name]:
                problems.add("empty-field", row=row, column=name, expected=f"a {name}")
        try:
            done_on = parse_day(fields["done_on"])
        except ValueError:
            if fields["done_on"]:
                problems.add("bad-date", row=row, column="done_on", found=fields["done_on"])
            continue
        found.append(
            Progress(
                document=fields.get("document", ""),
                key=fields["key"],
                done_on=done_on,
                note=fields.get("note", ""),
            )
        )
    if problems.failed:
        raise InputError(problems)
    return tuple(found)
