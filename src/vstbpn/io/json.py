"""Reports and units as JSON.

``vstbpn.reports/1`` holds forms once and reports as vectors in their form's order::

    {"format": "vstbpn.reports/1",
     "forms": [{"code": "census", "version": "", "cells": ["population:F", "population:M"]}],
     "reports": [{"unit": "213", "form": "census", "period": "2019", "boundaries": "2019-04-01",
                  "values": [87671, 86558]}]}

A value is a whole number, a decimal number as text (``"12.5"``), the status of an absence
(``"not-reported"``) or ``null``, where nothing is said. The other keys of a report are those of
:class:`~vstbpn.model.Report`, dates in ISO form; ``provisional`` and ``estimated`` list cells.
``received_on`` and ``sent_on`` may hold a time too: see :func:`~vstbpn.model.parse_day`.

``vstbpn.units/1`` is written only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, TypeAlias

from attrs import define, evolve, field

from vstbpn.catalog import Definitions, FormTable, structure
from vstbpn.errors import InputError, Problem
from vstbpn.io._files import read_text
from vstbpn.io._json import parse_json
from vstbpn.io._problems import Problems, problem_to_json
from vstbpn.io._units import UnitCheck
from vstbpn.io.number import plain_number
from vstbpn.io.tabular import check_sums
from vstbpn.model import (
    CALENDARS,
    Absence,
    Calendar,
    Cell,
    Form,
    Link,
    Period,
    Report,
    Scope,
    Unit,
    Value,
    parse_day,
)

__all__ = ["read_reports", "reports_to_json", "units_to_json"]


@define
class _ReportTable:
    unit: str
    form: str
    period: str
    values: list[Any]
    version: str = ""
    scope: str = "own"
    revision: int = 1
    received_on: str | None = None
    sent_on: str | None = None
    boundaries: str | None = None
    method: str = ""
    observed_on: str | None = None
    preliminary: bool = False
    provisional: list[str] = field(factory=list)
    estimated: list[str] = field(factory=list)
    known: dict[str, Any] = field(factory=dict)


def read_reports(path: Path, definitions: Definitions, units: UnitCheck, problems: Problems) -> list[Report]:
    """Read ``vstbpn.reports/1``; a report that cannot be used is noted and left out.

    :param definitions: the indicators that the forms may use, and further forms.
    :raises InputError: if the file as a whole is no such thing.
    """
    return structure_reports(_document(path, problems), definitions, units, problems)


def structure_reports(
    document: Mapping[str, Any], definitions: Definitions, units: UnitCheck, problems: Problems
) -> list[Report]:
    """Make reports of a parsed document; one that cannot be used is noted and left out."""
    known = _with_calendars(document.get("calendars", []), definitions, problems)
    reader = _Reader(_forms(document.get("forms", []), known, problems), known, units)
    found: dict[tuple[object, ...], Report] = {}
    disputed: set[tuple[object, ...]] = set()
    for place, table in enumerate(document["reports"]):
        column = f"$.reports[{place}]"
        try:
            report, said = reader.read(table, column)
        except (ValueError, TypeError) as error:
            problems.add("bad-report", column=column, why=str(error))
            continue
        assert report.boundaries is not None
        unit = units.find(report.unit, report.boundaries, problems, row=None, column=f"{column}.unit")
        if unit is None:
            continue
        check_sums(report, said, problems, column)
        key = (unit, *_identity(report))
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
    series = (report.form, report.period, report.scope, report.method, report.observed_on)
    return (*series, report.revision)


def _document(path: Path, problems: Problems) -> dict[str, Any]:
    """Parse a file and look at its outline."""
    document: dict[str, Any] = parse_json(read_text(path, problems), problems)
    why = _misfit(document)
    if why:
        problems.add("bad-json", why=why)
        raise InputError(problems)
    return document


def _misfit(document: Any) -> str:
    """Say why a document is not ``vstbpn.reports/1``; empty if it is."""
    if not isinstance(document, dict) or document.get("format") != "vstbpn.reports/1":
        return 'expected an object with "format": "vstbpn.reports/1"'
    unknown = document.keys() - {"format", "calendars", "forms", "reports"}
    if unknown:
        return f"unknown key {', '.join(sorted(unknown))}"
    for key in ("calendars", "forms", "reports"):
        if not isinstance(document.get(key, []), list) or (key == "reports" and key not in document):
            return f"expected a list under {key!r}"
    return ""


def _with_calendars(tables: list[Any], definitions: Definitions, problems: Problems) -> Definitions:
    """Put a document's calendars to those that are defined."""
    found = dict(definitions.calendars)
    for place, table in enumerate(tables):
        column = f"$.calendars[{place}]"
        try:
            calendar = structure(table, Calendar, column)
            if found.setdefault(calendar.code, calendar) != calendar:
                raise ValueError(f"the calendar {calendar.code!r} is defined already, and differs")
        except ValueError as error:
            problems.add("bad-json", column=column, why=str(error))
    return evolve(definitions, calendars=found)


def _forms(
    tables: list[Any], definitions: Definitions, problems: Problems
) -> Mapping[tuple[str, str], Form | None]:
    """Give the forms by code and version; ``None`` where two that differ have the same."""
    found: dict[tuple[str, str], Form | None] = {
        (form.code, form.version): form for form in definitions.forms
    }
    for place, table in enumerate(tables):
        column = f"$.forms[{place}]"
        try:
            form = structure(table, FormTable, column).form(definitions)
        except ValueError as error:
            problems.add("bad-json", column=column, why=str(error))
            continue
        key = form.code, form.version
        if found.setdefault(key, form) != form:
            found[key] = None
            why = (
                f"two forms that differ are called {form.code!r}, version {form.version!r}; neither was used"
            )
            problems.add("bad-json", column=column, why=why)
    return found


@define
class _Reader:
    """Reads report after report of a document; what many of them have in common is looked at once."""

    forms: Mapping[tuple[str, str], Form | None]
    definitions: Definitions
    units: UnitCheck
    _periods: dict[str, Period] = field(factory=dict, init=False)
    _headers: dict[tuple[object, ...], _Header] = field(factory=dict, init=False)
    _shapes: set[tuple[object, ...]] = field(factory=set, init=False)

    def read(self, table: Any, column: str) -> tuple[Report, Sequence[Value | None]]:
        """Read one report; give the values too, as they were said.

        :raises ValueError: if it is none.
        """
        read = self._structured(table, column)
        form = self.forms.get((read.form, read.version))
        if form is None:
            raise ValueError(f"there is no form {read.form!r}{f' {read.version!r}' * bool(read.version)}")
        period = self._periods.get(read.period)
        if period is None:
            period = Period.parse(read.period, calendars=self.definitions.calendars.values())
            self._periods[read.period] = period
        values = _values(read.values)
        scope, received_on, sent_on, boundaries, observed_on = self._header(read, period)
        report = Report(
            unit=read.unit,
            form=form,
            period=period,
            values=values,
            scope=scope,
            revision=read.revision,
            received_on=received_on,
            sent_on=sent_on,
            boundaries=boundaries,
            method=read.method,
            observed_on=observed_on,
            preliminary=read.preliminary,
            provisional=read.provisional,
            estimated=read.estimated,
            known=[(Cell.parse(code), _figure(value)) for code, value in read.known.items()],
        )
        return report, values

    def _structured(self, table: Any, column: str) -> _ReportTable:
        """Check keys and types of a table, once for all tables that have the same ones."""
        if type(table) is not dict:
            return structure(table, _ReportTable, column)
        shape = (*table, *map(type, table.values()))
        if shape in self._shapes and not any(map(table.get, _DEEP)):
            return _ReportTable(**table)
        read = structure(table, _ReportTable, column)
        self._shapes.add(shape)
        return read

    def _header(self, read: _ReportTable, period: Period) -> _Header:
        """Read scope and dates."""
        key = (read.period, read.scope, read.received_on, read.sent_on, read.boundaries, read.observed_on)
        found = self._headers.get(key)
        if found is None:
            found = self._headers[key] = (
                Scope(read.scope),
                _arrival(read.received_on),
                _arrival(read.sent_on),
                self.units.day(_day(read.boundaries), period),
                _day(read.observed_on),
            )
        return found


_DEEP: Final = ("provisional", "estimated", "known")
"""What holds texts or figures of its own, if there is anything in it."""

_Header: TypeAlias = tuple[Scope, date | None, date | None, date, date | None]


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _arrival(text: str | None) -> date | None:
    """Read the day of an arrival or a postmark, which may come with its time."""
    day = _day(None if text is None else text[:10])
    return day if text is None or len(text) <= 10 else parse_day(text)


_ABSENCES: Final = {absence.value: absence for absence in Absence}
_DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def _values(values: list[Any]) -> list[Value | None]:
    found = list(values)
    for place, value in enumerate(values):
        if type(value) is not int:
            found[place] = _value(value)
    return found


def _value(value: object) -> Value | None:
    if value is None or isinstance(value, Decimal):
        return value
    if isinstance(value, str):
        if value in _ABSENCES:
            return _ABSENCES[value]
        if _DECIMAL.fullmatch(value):
            return Decimal(value)
    raise ValueError(f"expected a number, a decimal number as text or a status, got {value!r}")


def _figure(value: object) -> int | Decimal:
    """Read what is known of a figure that is missing."""
    found = value if type(value) is int else _value(value)
    if found is None or isinstance(found, Absence):
        raise ValueError(f"expected a number to be known, got {value!r}")
    return found


def _plain(figure: int | Decimal) -> int | str:
    return figure if isinstance(figure, int) else _written(figure)


def _written(value: Value) -> str:
    return value.value if isinstance(value, Absence) else plain_number(value)


def reports_to_json(reports: Iterable[Report]) -> dict[str, Any]:
    """Give ``vstbpn.reports/1`` for reports, ready for :func:`json.dumps`.

    :raises ValueError: if two forms that differ have the same code and version, or two calendars the same
        code.
    """
    forms: dict[tuple[str, str], Form] = {}
    calendars: dict[str, Calendar] = {}
    tables = []
    for report in reports:
        form, calendar = report.form, report.period.calendar
        if calendars.setdefault(calendar.code, calendar) != calendar:
            raise ValueError(f"two calendars are called {calendar.code!r}")
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
            **({} if report.sent_on is None else {"sent_on": report.sent_on.isoformat()}),
            "boundaries": _iso(report.boundaries),
            "method": report.method,
            "observed_on": _iso(report.observed_on),
            "preliminary": report.preliminary,
            "provisional": sorted(cell.code for cell in report.provisional),
            "estimated": sorted(cell.code for cell in report.estimated),
            "values": [value if type(value) is int else _written(value) for value in report.values],
            **(
                {"known": {cell.code: _plain(figure) for cell, figure in report.known}}
                if report.known
                else {}
            ),
        }
        tables.append(table)
    return {
        "format": "vstbpn.reports/1",
        "calendars": [
            {
                "code": calendar.code,
                "first_day": calendar.first_day,
                "months_before": calendar.months_before,
            }
            for calendar in calendars.values()
            if calendar.code not in CALENDARS
        ],
        "forms": [
            {
                "code": form.code,
                "version": form.version,
                "name_vi": form.name_vi,
                "name_en": form.name_en,
                "cells": [cell.code for cell in form.cells],
                "partitions": list(form.partitions),
            }
            for form in forms.values()
        ],
        "reports": tables,
    }


def units_to_json(
    on: date,
    units: Iterable[Unit],
    *,
    history: Callable[[Unit], Iterable[Link]] | None = None,
    problems: Iterable[Problem] = (),
) -> dict[str, Any]:
    """Give ``vstbpn.units/1``, ready for :func:`json.dumps`.

    :param history: gives what led to a unit and what came of it, such as ``Gazetteer.history``; with it, each
        unit has a list of these steps.
    """
    tables = []
    for unit in units:
        table: dict[str, Any] = {
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
        if history is not None:
            table["history"] = [_link(link) for link in history(unit)]
        tables.append(table)
    return {
        "format": "vstbpn.units/1",
        "on": on.isoformat(),
        "units": tables,
        "problems": [problem_to_json(problem) for problem in problems],
    }


def _link(link: Link) -> dict[str, Any]:
    ends = {
        name: {"level": unit.level, "code": unit.code, "name": unit.name}
        for name, unit in (("before", link.before), ("after", link.after))
    }
    return {
        "on": link.on.isoformat(),
        **ends,
        "kind": link.kind.value,
        "people_share": None if link.people_share is None else str(link.people_share),
        "basis": link.basis.value,
        "decree": link.decree,
        "clause": link.clause,
        "verified": link.verified,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
