"""Who owes which report by when, as a user writes it down in CSV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from vstbpn.errors import InputError
from vstbpn.io._problems import Problems
from vstbpn.io.csv import read_table
from vstbpn.model import Calendar, CountedBy, Deadline, Obligation, Period, parse_date

__all__ = ["OBLIGATION_COLUMNS", "read_obligations", "read_rows"]

OBLIGATION_COLUMNS: Final = (
    "form",
    "period",
    "level",
    "unit",
    "within",
    "deadline",
    "strict",
    "counted_by",
    "clause",
    "receiver",
)
"""The columns; the first two are required, and each row fills ``level`` or ``unit``."""

_REQUIRED: Final = 2
_TRUTHS: Final = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False, "": None}
_COUNTED_BY: Final = {"": CountedBy.RECEIPT, **{counted.value: counted for counted in CountedBy}}


def read_obligations(path: str | Path, *, calendars: Iterable[Calendar] = ()) -> tuple[Obligation, ...]:
    """Read obligations, for :func:`~vstbpn.aggregate.coverage.coverage`: one from each row.

    :param calendars: further calendars that periods may name after ``@``.
    :raises InputError: if any row cannot be used: half a list of who owes would call the other half fine.
    """
    return tuple(obligation for obligation, _ in read_rows(path, calendars=calendars))


def read_rows(path: str | Path, *, calendars: Iterable[Calendar] = ()) -> list[tuple[Obligation, int]]:
    """Read obligations, each with the number of its row."""
    file = Path(path)
    problems = Problems(file.name)
    table = read_table(
        file, problems, required=OBLIGATION_COLUMNS[:_REQUIRED], optional=OBLIGATION_COLUMNS[_REQUIRED:]
    )
    known = tuple(calendars)
    found = [(_obligation(fields, number, known, problems), number) for fields, number in table.records()]
    if not found:
        problems.add("no-rows")
    if problems.failed:
        raise InputError(problems)
    return [(obligation, row) for obligation, row in found if obligation is not None]


def _obligation(
    fields: Mapping[str, str], row: int, calendars: Iterable[Calendar], problems: Problems
) -> Obligation | None:
    """Read one row; every fault of it is noted with its column."""
    texts = {name: fields.get(name, "") for name in OBLIGATION_COLUMNS}
    for name in OBLIGATION_COLUMNS[:_REQUIRED]:
        if not texts[name]:
            problems.add("empty-field", row=row, column=name, expected=f"a {name}")
    period = deadline = None
    try:
        period = Period.parse(texts["period"], calendars=calendars)
    except ValueError:
        if texts["period"]:
            problems.add("bad-period", row=row, column="period", found=texts["period"])
    strict = _TRUTHS.get(texts["strict"].lower(), texts["strict"])
    if isinstance(strict, str):
        problems.add("unknown-code", row=row, column="strict", expected="true or false", found=strict)
    counted_by = _COUNTED_BY.get(texts["counted_by"].lower())
    if counted_by is None:
        codes = " or ".join(counted.value for counted in CountedBy)
        problems.add("unknown-code", row=row, column="counted_by", expected=codes, found=texts["counted_by"])
    try:
        deadline = None if isinstance(strict, str) else _deadline(texts["deadline"], strict)
    except ValueError as error:
        problems.add("bad-row", row=row, column="deadline", why=str(error))
        return None
    if period is None or counted_by is None or not texts["form"]:
        return None
    try:
        return Obligation(
            form=texts["form"],
            period=period,
            units=[texts["unit"]] if texts["unit"] else [],
            level=texts["level"] or None,
            within=texts["within"] or None,
            deadline=deadline,
            counted_by=counted_by,
            clause=texts["clause"],
            receiver=texts["receiver"] or None,
        )
    except ValueError as error:
        problems.add("bad-row", row=row, why=str(error))
        return None


def _deadline(text: str, strict: bool | None) -> Deadline | None:
    """Read a deadline: in the words of the paper, or as a date, of which ``strict`` says what it means."""
    if not text:
        if strict is not None:
            raise ValueError("expected a deadline to go with strict, got none")
        return None
    try:
        day = parse_date(text)
    except ValueError:
        worded = Deadline.parse(text)
        if strict in (None, worded.strict):
            return worded
        raise ValueError(f"expected strict to agree with the deadline, got {text!r}") from None
    if strict is None:
        raise ValueError(
            f"expected 'trước ngày {text}' or 'chậm nhất ngày {text}', or true or false under strict: a date "
            "alone does not say whether it is still in time"
        )
    return Deadline(day, strict=strict)
