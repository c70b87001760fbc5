"""Figures meet by indicator and breakdown, never by their place: the reports of several forms as of one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeAlias

from vstbpn.errors import ReportConflict
from vstbpn.model.indicator import Cell, Form, Indicator
from vstbpn.model.report import Report, Value

__all__ = ["Said", "check_one_method", "common_form", "differing_indicator", "in_order", "said_of"]

Said: TypeAlias = Mapping[Form, Mapping[str, Report]]
"""Reports by the form that they stand on, and by unit."""


def in_order(form: Form, by_form: Said) -> Mapping[str, Report]:
    """Bring the reports of several forms into the order of one that has all their cells."""
    if by_form.keys() <= {form}:
        return by_form.get(form, {})
    said: dict[str, list[Report]] = {}
    for by_unit in by_form.values():
        for code, report in by_unit.items():
            said.setdefault(code, []).append(report)
    return {code: _merged(form, reports) for code, reports in said.items()}


def common_form(forms: Collection[Form]) -> Form:
    """Give the form that has the cells of all of some forms.

    :raises ReportConflict: if they differ in what an indicator is.
    """
    if len(forms) == 1:
        return next(iter(forms))
    forms = sorted(forms, key=lambda form: (form.code, form.version, form.cells))
    indicators = {indicator.code: indicator for form in forms for indicator in form.indicators}
    for form in forms:
        for indicator in form.indicators:
            if indicators[indicator.code] != indicator:
                raise differing_indicator(forms, indicator)
    return Form(
        code="+".join(dict.fromkeys(form.code for form in forms)),
        cells=dict.fromkeys(cell for form in forms for cell in form.cells),
        indicators=indicators.values(),
        # What is a sum on one form only is no sum on the others: it has been worked out where it is one.
        partitions=[name for name in forms[0].partitions if all(name in form.partitions for form in forms)],
    )


def differing_indicator(forms: Iterable[Form], indicator: Indicator) -> ReportConflict:
    """Give the refusal of forms that share figures and mean different things by an indicator."""
    codes = ", ".join(sorted({form.code for form in forms}))
    return ReportConflict(
        f"the forms {codes} share figures but differ in what the indicator {indicator.code!r} is"
    )


def check_one_method(about: str, methods: Collection[str], hint: str = "") -> None:
    """Make sure that figures which are to be added come by one method.

    :param about: what they are figures of.
    :param hint: what may be done about it, if it is not so.
    :raises ReportConflict: if they come by several.
    """
    if len(methods) > 1:
        named = ", ".join(method or "none said" for method in sorted(methods))
        more = f"; {hint}" if hint else ""
        raise ReportConflict(
            f"{about}: the figures come by several methods ({named}), which are series of their own{more}"
        )


def said_of(report: Report | None, cell: Cell) -> object:
    """Give what a report says of a cell: the figure or its absence, what is known of it, and the marks.

    Of equal answers nobody can tell one from the other; ``None`` where it says nothing of the cell at all.
    """
    if report is None or cell not in report.form:
        return None
    marks = report.preliminary or cell in report.provisional, cell in report.estimated
    return report[cell], report.numbers[report.form.place(cell)], marks


def _merged(form: Form, reports: Sequence[Report]) -> Report:
    """Write what a unit said on several forms into one, cell by cell; a cell on none of them is left open."""
    latest = max(reports, key=lambda report: report.revision)
    by_cell: dict[Cell, list[Report]] = {}  # the newest that speak of each cell; if several, they agree
    for report in reports:
        for cell in report.form.cells:
            if cell not in form:
                continue
            others = by_cell.get(cell, [])
            for other in others:
                _check_same(cell, other, report)
            newest = max((one.revision for one in others), default=0)
            if report.revision >= newest:
                by_cell[cell] = [*(others if report.revision == newest else ()), report]
    values: list[Value | None] = [by_cell[cell][0][cell] if cell in by_cell else None for cell in form.cells]
    return Report(
        unit=latest.unit,
        form=form,
        period=latest.period,
        values=values,
        scope=latest.scope,
        revision=latest.revision,
        received_on=latest.received_on,
        sent_on=latest.sent_on,
        boundaries=latest.boundaries,
        method=latest.method,
        observed_on=latest.observed_on,
        provisional=[
            cell
            for cell, said in by_cell.items()
            if any(report.preliminary or cell in report.provisional for report in said)
        ],
        estimated=[
            cell for cell, said in by_cell.items() if any(cell in report.estimated for report in said)
        ],
        known={
            cell: figure
            for cell, said in by_cell.items()
            for report in said
            for known, figure in report.known
            if known == cell
        },
    )


def _check_same(cell: Cell, one: Report, other: Report) -> None:
    """Two forms of a unit may both have a figure if they agree, or one is a later revision."""
    if one.observed_on != other.observed_on or (one.revision == other.revision and one[cell] != other[cell]):
        raise ReportConflict(
            f"unit {one.unit!r}, {cell}, {one.period}: the forms {one.form.code!r} {one.form.version!r} and "
            f"{other.form.code!r} {other.form.version!r} contradict each other in revision {one.revision}"
        )
