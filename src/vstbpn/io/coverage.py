"""Coverage as JSON (``vstbpn.coverage/1``) and as a table."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, TextIO

from vstbpn.errors import Problem
from vstbpn.io._problems import problem_to_json
from vstbpn.model import Coverage, Duty, Obligation

__all__ = ["COVERAGE_COLUMNS", "coverage_to_json", "write_coverage"]

COVERAGE_COLUMNS: Final = (
    "unit",
    "level",
    "name",
    "form",
    "period",
    "status",
    "days_late",
    "deadline",
    "strict",
    "counted_by",
    "clause",
    "receiver",
    "answering",
)
"""The columns of the table, which has a row for each duty; a list is codes separated by spaces."""

_SETS: Final = (
    "expected",
    "received",
    "on_time",
    "late",
    "undated",
    "missing",
    "not_due",
    "unexpected",
    "unasked",
)
_STATUSES: Final = ("on_time", "late", "undated", "missing", "not_due", "unexpected", "unasked")
"""The sets of which every duty is in exactly one."""


def coverage_to_json(coverage: Coverage, *, problems: Iterable[Problem] = ()) -> dict[str, Any]:
    """Give ``vstbpn.coverage/1``, ready for :func:`json.dumps`: every set of duties, in order."""
    document: dict[str, Any] = {
        "format": "vstbpn.coverage/1",
        "on": None if coverage.on is None else coverage.on.isoformat(),
        "known_at": None if coverage.known_at is None else coverage.known_at.isoformat(),
        "rate": None if coverage.rate is None else str(coverage.rate),
        "on_time_rate": None if coverage.on_time_rate is None else str(coverage.on_time_rate),
        "counts": {name: len(getattr(coverage, name)) for name in _SETS},
    }
    for name in _SETS:
        document[name] = [_duty(coverage, duty, name) for duty in coverage.in_order(getattr(coverage, name))]
    obligations = dict.fromkeys(coverage.obligations[duty] for duty in coverage.in_order(coverage.expected))
    document["obligations"] = [_obligation(obligation) for obligation in obligations]
    document["problems"] = [problem_to_json(problem) for problem in problems]
    return document


def write_coverage(
    coverage: Coverage, file: str | Path | TextIO, *, problems: Iterable[Problem] = ()
) -> None:
    """Write a coverage to a ``.csv`` or ``.json`` file.

    :param file: a path, or an open file, which is written as JSON.
    :raises ValueError: if the path ends in neither.
    """
    if not isinstance(file, str | Path):
        _write_json(coverage, file, problems)
        return
    path = Path(file)
    if path.suffix not in (".csv", ".json"):
        raise ValueError(f"expected a file name that ends in .csv or .json, got {path.name!r}")
    with path.open("w", encoding="utf-8", newline="") as opened:
        if path.suffix == ".csv":
            _write_table(coverage, opened)
        else:
            _write_json(coverage, opened, problems)


def _write_json(coverage: Coverage, file: TextIO, problems: Iterable[Problem]) -> None:
    json.dump(coverage_to_json(coverage, problems=problems), file, ensure_ascii=False, indent=1)
    file.write("\n")


def _write_table(coverage: Coverage, file: TextIO) -> None:
    writer = csv.DictWriter(file, COVERAGE_COLUMNS, lineterminator="\n")
    writer.writeheader()
    status = {duty: name for name in _STATUSES for duty in getattr(coverage, name)}
    for duty in coverage.in_order(status):
        row = _duty(coverage, duty, status[duty])
        obligation = coverage.obligations.get(duty)
        if obligation is not None:
            about = _obligation(obligation)
            row |= {name: about[name] for name in COVERAGE_COLUMNS if name not in row and name in about}
        row["status"] = status[duty].replace("_", "-")
        row["answering"] = " ".join(heir["unit"] for heir in row.get("answering", ()))
        writer.writerow({name: _flat(row.get(name)) for name in COVERAGE_COLUMNS})


def _duty(coverage: Coverage, duty: Duty, among: str) -> dict[str, Any]:
    """Give a duty, with what there is to say of it among those of its set."""
    unit = coverage.unit_of(duty)
    about: dict[str, Any] = {
        "unit": duty.unit,
        "level": None if unit is None else unit.level,
        "name": None if unit is None else unit.name,
        "form": duty.form,
        "period": duty.period.code,
    }
    if among == "late":
        about["days_late"] = coverage.late_by[duty]
    if among in ("missing", "not_due"):
        heirs = coverage.answering.get(duty, ())
        about["answering"] = [{"unit": heir.code, "name": heir.name} for heir in heirs]
    return about


def _obligation(obligation: Obligation) -> dict[str, Any]:
    deadline = obligation.deadline
    return {
        "form": obligation.form,
        "period": obligation.period.code,
        "level": obligation.level,
        "units": list(obligation.units),
        "within": obligation.within,
        "deadline": None if deadline is None else deadline.day.isoformat(),
        "strict": None if deadline is None else deadline.strict,
        "counted_by": obligation.counted_by.value,
        "clause": obligation.clause,
        "receiver": obligation.receiver,
    }


def _flat(value: object) -> object:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else value
