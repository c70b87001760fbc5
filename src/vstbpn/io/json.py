"""Reports and totals as JSON.

``vstbpn.reports/1`` holds forms once and reports as vectors in their form's order::

    {"format": "vstbpn.reports/1",
     "forms": [{"code": "census", "version": "", "cells": ["population:F", "population:M"]}],
     "reports": [{"unit": "213", "form": "census", "period": "2019", "boundaries": "2019-04-01",
                  "values": [87671, 86558]}]}

A value is a whole number, a decimal number as text (``"12.5"``), the status of an absence
(``"not-reported"``) or ``null``, which is ``not-reported``. The other keys of a report are those of
:class:`~vstbpn.model.Report`, dates in ISO form; ``provisional`` and ``estimated`` list cells.

``vstbpn.totals/1`` and ``vstbpn.units/1`` are written only.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final, NoReturn

from attrs import field, frozen

from vstbpn.catalog import Definitions, structure
from vstbpn.errors import InputError, Problem
from vstbpn.io._files import read_text
from vstbpn.io._problems import Problems
from vstbpn.io._units import UnitCheck
from vstbpn.model import (
    Absence,
    Bounds,
    Cell,
    Form,
    Period,
    Report,
    Scope,
    Total,
    Totals,
    Unit,
    Value,
    nfc,
)

__all__ = ["problem_to_json", "read_reports", "reports_to_json", "totals_to_json", "units_to_json"]


@frozen
class _FormTable:
    code: str
    cells: list[str]
    version: str = ""
    name_vi: str = ""
    name_en: str = ""


@frozen
class _ReportTable:
    unit: str
    form: str
    period: str
    values: list[Any]
    version: str = ""
    scope: str = "own"
    revision: int = 1
    received_on: str | None = None
    boundaries: str | None = None
    method: str = ""
    observed_on: str | None = None
    preliminary: bool = False
    provisional: list[str] = field(factory=list)
    estimated: list[str] = field(factory=list)


def read_reports(path: Path, definitions: Definitions, units: UnitCheck, problems: Problems) -> list[Report]:
    """Read ``vstbpn.reports/1``; a report that cannot be used is noted and left out.

    :param definitions: the indicators that the forms may use, and further forms.
    :raises InputError: if the file as a whole is no such thing.
    """
    document = _document(path, problems)
    forms = {(form.code, form.version): form for form in definitions.forms}
    for place, table in enumerate(document["forms"]):
        try:
            form = _form(structure(table, _FormTable, f"$.forms[{place}]"), definitions)
        except ValueError as error:
            problems.add("bad-json", column=f"$.forms[{place}]", why=str(error))
            continue
        forms[form.code, form.version] = form
    periods: dict[str, Period] = {}
    found: dict[tuple[object, ...], Report] = {}
    disputed: set[tuple[object, ...]] = set()
    for place, table in enumerate(document["reports"]):
        column = f"$.reports[{place}]"
        try:
            report = _report(structure(table, _ReportTable, column), forms, periods, units)
        except (ValueError, TypeError) as error:
            problems.add("bad-report", column=column, why=str(error))
            continue
        assert report.boundaries is not None
        if not units.passes(report.unit, report.boundaries, problems, row=None, column=f"{column}.unit"):
            continue
        key = _identity(report)
        if found.setdefault(key, report) is report:
            continue
        same = found[key] == report
        if not same:
            disputed.add(key)
        problems.add(
            "repeated-report" if same else "conflicting-reports",
            column=column,
            unit=report.unit,
            form=report.form.code,
            period=report.period,
            revision=report.revision,
        )
    return [report for key, report in found.items() if key not in disputed]


def _identity(report: Report) -> tuple[object, ...]:
    series = (report.unit, report.form.code, report.form.version, report.period, report.scope)
    return (*series, report.method, report.observed_on, report.revision)


def _document(path: Path, problems: Problems) -> Mapping[str, Any]:
    """Parse a file exactly: decimals as decimals, no NaN, no key twice."""
    text = read_text(path, problems)
    try:
        document = json.loads(text, parse_float=Decimal, parse_constant=_refuse, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        problems.add("bad-json", row=error.lineno, why=f"expected JSON: {error.msg}")
        raise InputError(problems) from None
    except (ValueError, RecursionError) as error:
        problems.add("bad-json", why=str(error))
        raise InputError(problems) from None
    why = _misfit(document)
    if why:
        problems.add("bad-json", why=why)
        raise InputError(problems)
    return {"forms": [], **document}


def _misfit(document: object) -> str:
    """Say why a document is not ``vstbpn.reports/1``; empty if it is."""
    if not isinstance(document, dict) or document.get("format") != "vstbpn.reports/1":
        return 'expected an object with "format": "vstbpn.reports/1"'
    unknown = document.keys() - {"format", "forms", "reports"}
    if unknown:
        return f"unknown key {', '.join(sorted(unknown))}"
    for key in ("forms", "reports"):
        if not isinstance(document.get(key, []), list) or (key == "reports" and key not in document):
            return f"expected a list under {key!r}"
    return ""


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"expected a finite number, got {constant}")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        names = [name for name, _ in pairs]
        twice = sorted({name for name in names if names.count(name) > 1})
        raise ValueError(f"the key {', '.join(twice)} stands twice in one object")
    return table


def _form(table: _FormTable, definitions: Definitions) -> Form:
    cells = [Cell.parse(cell) for cell in table.cells]
    codes = dict.fromkeys(cell.indicator for cell in cells)
    return Form(
        code=table.code,
        version=table.version,
        name_vi=table.name_vi,
        name_en=table.name_en,
        cells=cells,
        indicators=[definitions.indicators[code] for code in codes if code in definitions.indicators],
    )


def _report(
    table: _ReportTable,
    forms: Mapping[tuple[str, str], Form],
    periods: dict[str, Period],
    units: UnitCheck,
) -> Report:
    form = forms.get((table.form, table.version))
    if form is None:
        raise ValueError(f"there is no form {table.form!r}{f' {table.version!r}' * bool(table.version)}")
    period = periods.get(table.period)
    if period is None:
        period = periods[table.period] = Period.parse(table.period)
    return Report(
        unit=nfc(table.unit),
        form=form,
        period=period,
        values=_values(table.values),
        scope=Scope(table.scope),
        revision=table.revision,
        received_on=_day(table.received_on),
        boundaries=units.day(_day(table.boundaries), period),
        method=table.method,
        observed_on=_day(table.observed_on),
        preliminary=table.preliminary,
        provisional=map(Cell.parse, table.provisional),
        estimated=map(Cell.parse, table.estimated),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


_ABSENCES: Final = {absence.value: absence for absence in Absence}


def _values(values: list[Any]) -> list[Value]:
    if set(map(type, values)) <= {int}:
        return values
    return [value if type(value) is int else _value(value) for value in values]


def _value(value: object) -> Value:
    if value is None:
        return Absence.NOT_REPORTED
    if isinstance(value, Decimal):
        return value
    if isinstance(value, str):
        if value in _ABSENCES:
            return _ABSENCES[value]
        with suppress(InvalidOperation):
            return Decimal(value)
    raise ValueError(f"expected a number, a decimal number as text or a status, got {value!r}")


def _written(value: int | Decimal | Bounds | Absence | None) -> object:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Absence):
        return value.value
    if isinstance(value, Bounds):
        return {"low": _written(value.low), "high": _written(value.high)}
    return value


def reports_to_json(reports: Iterable[Report]) -> dict[str, Any]:
    """Give ``vstbpn.reports/1`` for reports, ready for :func:`json.dumps`."""
    forms: dict[tuple[str, str], Form] = {}
    tables = []
    for report in reports:
        form = report.form
        if forms.setdefault((form.code, form.version), form) != form:
            raise ValueError(f"two forms are called {form.code!r} {form.version!r}; give them versions")
        table = {
            "unit": report.unit,
            "form": form.code,
            "version": form.version,
            "period": report.period.code,
            "scope": report.scope.value,
            "revision": report.revision,
            "received_on": _iso(report.received_on),
            "boundaries": _iso(report.boundaries),
            "method": report.method,
            "observed_on": _iso(report.observed_on),
            "preliminary": report.preliminary,
            "provisional": sorted(cell.code for cell in report.provisional),
            "estimated": sorted(cell.code for cell in report.estimated),
            "values": [_written(value) for value in report.values],
        }
        tables.append(table)
    return {
        "format": "vstbpn.reports/1",
        "forms": [
            {
                "code": form.code,
                "version": form.version,
                "name_vi": form.name_vi,
                "name_en": form.name_en,
                "cells": [cell.code for cell in form.cells],
            }
            for form in forms.values()
        ],
        "reports": tables,
    }


def totals_to_json(
    totals: Totals, *, levels: Collection[str] | None = None, problems: Iterable[Problem] = ()
) -> dict[str, Any]:
    """Give ``vstbpn.totals/1``, ready for :func:`json.dumps`.

    :param levels: only units of these levels; all without it.
    """
    return {
        "format": "vstbpn.totals/1",
        "boundaries": _iso(totals.tree.on),
        "mode": totals.mode.value,
        "totals": [_total(totals[key]) for key in totals if levels is None or key[0].level in levels],
        "problems": [problem_to_json(problem) for problem in problems],
    }


def _total(total: Total) -> dict[str, Any]:
    return {
        "unit": total.unit.code,
        "level": total.unit.level,
        "name": total.unit.name,
        "period": total.period.code,
        "indicator": total.cell.indicator,
        "sex": total.cell.sex,
        "breakdown": dict(total.cell.breakdown),
        "value": _written(total.value),
        "reason": None if total.reason is None else total.reason.value,
        "reported": total.reported,
        "expected": total.expected,
        "missing": [_named(unit) for unit in total.missing],
        "unexpected": [_named(unit) for unit in total.unexpected],
        "provisional": total.provisional,
        "estimated": total.estimated,
    }


def units_to_json(on: date, units: Iterable[Unit], *, problems: Iterable[Problem] = ()) -> dict[str, Any]:
    """Give ``vstbpn.units/1``, ready for :func:`json.dumps`."""
    return {
        "format": "vstbpn.units/1",
        "on": on.isoformat(),
        "units": [
            {
                "level": unit.level,
                "code": unit.code,
                "name": unit.name,
                "kind": unit.kind,
                "parent": unit.parent,
                "valid_from": _iso(unit.valid_from),
                "valid_to": _iso(unit.valid_to),
                "decree_from": unit.decree_from,
                "decree_to": unit.decree_to,
                "listed": unit.listed,
            }
            for unit in units
        ],
        "problems": [problem_to_json(problem) for problem in problems],
    }


def problem_to_json(problem: Problem) -> dict[str, Any]:
    """Give a problem, ready for :func:`json.dumps`."""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "message_vi": problem.message_vi,
        "message_en": problem.message,
        "file": problem.file,
        "row": problem.row,
        "column": problem.column,
        "hint": problem.hint,
    }


def _named(unit: Unit) -> dict[str, str]:
    return {"unit": unit.code, "name": unit.name}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
