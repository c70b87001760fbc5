"""Totals as JSON (``vstbpn.totals/1``) and as a table: the same fields in both."""

from __future__ import annotations

import csv
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, TextIO

from vstbpn.errors import Problem
from vstbpn.io._problems import problem_to_json
from vstbpn.io.number import plain_number
from vstbpn.model import Absence, Bounds, Cell, Period, Reason, Report, Total, Totals, Unit

__all__ = ["TOTALS_COLUMNS", "totals_to_json", "write_totals"]

TOTALS_COLUMNS: Final = (
    "unit",
    "level",
    "name",
    "period",
    "indicator",
    "sex",
    "breakdown",
    "value",
    "low",
    "high",
    "reason",
    "reported",
    "expected",
    "missing",
    "suppressed",
    "unexpected",
    "provisional",
    "estimated",
    "declared",
)
"""The columns: those of ``vstbpn.totals/1``, the bounds as two, lists as codes separated by spaces."""


def totals_to_json(
    totals: Totals,
    *,
    levels: Collection[str] | None = None,
    within: Collection[str] | None = None,
    problems: Iterable[Problem] = (),
) -> dict[str, Any]:
    """Give ``vstbpn.totals/1``, ready for :func:`json.dumps`.

    ``declared`` are the consolidated figures and ``unexpected`` those of units that were not expected to
    report, cell by cell; neither is part of any total.

    :param levels: only units of these levels; all without it.
    :param within: only these units and those below them, by code; all without it.
    """
    document = _document(totals, levels, within, problems)
    return {key: list(value) if isinstance(value, Iterator) else value for key, value in document.items()}


def write_totals(
    totals: Totals,
    file: str | Path | TextIO,
    *,
    levels: Collection[str] | None = None,
    within: Collection[str] | None = None,
    problems: Iterable[Problem] = (),
) -> None:
    """Write totals to a ``.csv`` or ``.json`` file, one total after the other.

    In CSV a total without a value has an empty ``value`` and says its ``reason``; the lists of problems and
    of consolidated and unexpected figures stand in JSON only.

    :param file: a path, or an open file, which is written as JSON.
    :param levels: only units of these levels; all without it.
    :param within: only these units and those below them, by code; all without it.
    :raises ValueError: if the path ends in neither.
    """
    if isinstance(file, str | Path):
        path = Path(file)
        if path.suffix not in (".csv", ".json"):
            raise ValueError(f"expected a file name that ends in .csv or .json, got {path.name!r}")
        with path.open("w", encoding="utf-8", newline="") as opened:
            if path.suffix == ".csv":
                _write_table(totals, opened, levels, within)
            else:
                _write_json(_document(totals, levels, within, problems), opened)
    else:
        _write_json(_document(totals, levels, within, problems), file)


def _write_table(
    totals: Totals, file: TextIO, levels: Collection[str] | None, within: Collection[str] | None
) -> None:
    writer = csv.DictWriter(file, TOTALS_COLUMNS, lineterminator="\n")
    writer.writeheader()
    for key in totals.select(levels=levels, within=within):
        row = _total_row(totals[key])
        bounds = row.pop("bounds") or {}
        if isinstance(row["value"], Mapping):
            row["value"] = None
        writer.writerow({name: _flat(value) for name, value in {**row, **bounds}.items()})


def _document(
    totals: Totals,
    levels: Collection[str] | None,
    within: Collection[str] | None,
    problems: Iterable[Problem],
) -> dict[str, Any]:
    """Give the document with its lists as iterators: there may be millions of totals."""
    return {
        "format": "vstbpn.totals/1",
        "boundaries": None if totals.tree.on is None else totals.tree.on.isoformat(),
        "mode": totals.mode.value,
        "known_at": None if totals.known_at is None else totals.known_at.isoformat(),
        "prefer": totals.prefer,
        "totals": (_total_row(totals[key]) for key in totals.select(levels=levels, within=within)),
        "declared": _report_rows(totals, totals.declared),
        "unexpected": _report_rows(totals, totals.unexpected),
        "problems": map(problem_to_json, problems),
    }


def _write_json(document: Mapping[str, Any], file: TextIO) -> None:
    """Write a document whose lists may be iterators, each of their elements on a line."""
    opening = "{"
    for key, value in document.items():
        file.write(f"{opening}{json.dumps(key)}: ")
        opening = ",\n "
        if not isinstance(value, Iterator):
            file.write(json.dumps(value, ensure_ascii=False))
            continue
        before = "["
        for element in value:
            file.write(f"{before}\n  {json.dumps(element, ensure_ascii=False)}")
            before = ","
        file.write("[]" if before == "[" else "]")
    file.write("}\n")


def _total_row(total: Total) -> dict[str, Any]:
    """Give a total as JSON has it."""
    bounds = None if total.bounds is None else _bounds(total.bounds)
    return {
        **_about(total.unit, total.period, total.cell),
        "value": bounds if total.reason is Reason.DIVIDED else _written(total.value),
        "bounds": bounds,
        "reason": None if total.reason is None else total.reason.value,
        "reported": total.reported,
        "expected": total.expected,
        "missing": [_named(unit) for unit in total.missing],
        "suppressed": [_named(unit) for unit in total.suppressed],
        "unexpected": [_named(unit) for unit in total.unexpected],
        "provisional": total.provisional,
        "estimated": total.estimated,
        "declared": total.declared,
    }


def _report_rows(totals: Totals, reports: Iterable[Report]) -> Iterator[dict[str, Any]]:
    """Give what reports say, cell by cell, as JSON has it; ``status`` says why there is no value."""
    for report in reports:
        unit = totals.unit_of(report)
        for cell, value in zip(report.form.cells, report.values, strict=True):
            yield {
                **_about(unit, report.period, cell),
                "value": None if isinstance(value, Absence) else _written(value),
                "status": value.value if isinstance(value, Absence) else None,
                "revision": report.revision,
            }


def _about(unit: Unit, period: Period, cell: Cell) -> dict[str, Any]:
    return {
        "unit": unit.code,
        "level": unit.level,
        "name": unit.name,
        "period": period.code,
        "indicator": cell.indicator,
        "sex": cell.sex,
        "breakdown": dict(cell.breakdown),
    }


def _written(value: int | Decimal | None) -> int | str | None:
    return plain_number(value) if isinstance(value, Decimal) else value


def _bounds(bounds: Bounds) -> dict[str, int | str | None]:
    return {"low": _written(bounds.low), "high": _written(bounds.high)}


def _named(unit: Unit) -> dict[str, str]:
    return {"unit": unit.code, "name": unit.name}


def _flat(value: object) -> object:
    """Write a field of a row in one cell of a table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return " ".join(f"{key}={code}" for key, code in value.items())
    if isinstance(value, list):
        return " ".join(unit["unit"] for unit in value)
    return value
