"""The roll-up: every level is summed from the level below, along the tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from itertools import chain
from operator import attrgetter
from typing import TypeAlias

from vstbpn.errors import LevelError, ReportConflict, UnknownUnit
from vstbpn.model import (
    Block,
    Cell,
    Form,
    Mode,
    Period,
    Plan,
    Report,
    Scope,
    Step,
    Sums,
    Totals,
    Tree,
    Value,
    format_date,
)

__all__ = ["roll_up", "unplaced"]

_Sheet: TypeAlias = tuple[Form, str]
"""What the reports that are added as they stand have in common: the form and the method."""
_Sheets: TypeAlias = dict[Period, dict[_Sheet, dict[str, Report]]]
"""The newest reports by unit, for each period and sheet."""

_NAMED = 3


def roll_up(
    reports: Iterable[Report],
    tree: Tree,
    *,
    mode: Mode = Mode.COMPLETE,
    reporting_level: str | Collection[str] | None = None,
    method: str | None = None,
) -> Totals:
    """Add up the units' own reports along the tree, keeping count of what is there and what is not.

    Of several revisions of a report the newest counts. A unit's total is its own report and the totals
    of the units below it; consolidated reports (scope ``SUBTREE``) are never added and are kept in
    ``Totals.declared``. Figures meet by indicator and breakdown, whatever form they stand on.

    >>> from vstbpn.model import Indicator, OverTime, Unit
    >>> population = Indicator(code="population", name_vi="Dân số", name_en="Population",
    ...                        measure="persons", over_time=OverTime.STOCK)
    >>> form = Form(code="census", cells=["population"], indicators=[population])
    >>> tree = Tree([
    ...     Unit(level="province", code="24", name="Tỉnh Bắc Giang"),
    ...     Unit(level="district", code="213", name="Thành phố Bắc Giang", parent="24"),
    ...     Unit(level="district", code="215", name="Huyện Yên Thế", parent="24"),
    ... ])
    >>> reports = [Report(unit="213", form=form, period=Period(2019), values=[174229])]
    >>> total = roll_up(reports, tree)["24", "2019", "population"]
    >>> print(total.value, total.reason, [unit.name for unit in total.missing])
    None Reason.MISSING ['Huyện Yên Thế']
    >>> roll_up(reports, tree, mode=Mode.AVAILABLE)["24", "2019", "population"].value
    174229

    :param reports: in any order; each unit in the tree, on the boundaries of the tree's day.
    :param tree: the tree to add along, of any depth.
    :param mode: whether a total with something missing has a value.
    :param reporting_level: the level or levels whose every unit is expected to report, for each period
        that anyone reported on. Not given, it is, for each period and form, the one level on which the own
        reports stand.
    :param method: add only the reports of this method; needed where figures come by more than one.
    :raises UnknownUnit: if a report's unit is not in the tree, or was another unit on the report's day.
    :raises LevelError: if reports stand on several levels and ``reporting_level`` does not say which.
    :raises ReportConflict: if two different reports of one unit, form and period are both the newest
        revision, or figures that would be added differ in method, or in the definition of the indicator.

    The work grows linearly with the number of values, and so does the memory with that of units and
    periods times cells.
    """
    chosen = Mode(mode)
    levels = None if reporting_level is None else _as_levels(reporting_level, tree)
    own, declared = _newest(reports, tree, method)
    plan_for = cache(partial(_plan, tree))
    blocks: list[Block] = []
    for period, sheets in own.items():
        for family in _families(sheets):
            by_form = _of_one_method(period, family)
            plan = plan_for(levels or (_only_level(period, by_form, tree),))
            blocks.append(_block(plan, period, *_aligned(by_form)))
    consolidated = [
        report for sheets in declared.values() for by_unit in sheets.values() for report in by_unit.values()
    ]
    consolidated.sort(key=lambda report: (tree.place(report.unit), report.period.code, report.form.code))
    return Totals(tree, chosen, blocks, consolidated)


def unplaced(reports: Iterable[Report], tree: Tree) -> Iterator[tuple[Report, str]]:
    """Give the reports that cannot be added along a tree, each with the reason.

    The tree does not hold their unit, or the code was another unit's on the reports' own day.

    >>> from vstbpn.catalog import gazetteer
    >>> from vstbpn.model import Indicator, OverTime
    >>> population = Indicator(code="population", name_vi="Dân số", measure="persons",
    ...                        over_time=OverTime.STOCK)
    >>> form = Form(code="census", cells=["population"], indicators=[population])
    >>> old = Report(unit="00004", form=form, period=Period(2025, "H1"), values=[8_000],
    ...              boundaries=date(2025, 6, 30))
    >>> [why for _, why in unplaced([old], gazetteer().on(date(2025, 7, 1)))]
    ["'00004' reports on the map of 30/6/2025; the tree has Phường Ba Đình, another unit"]
    """
    fault_of = cache(partial(_misplaced, tree))
    for report in reports:
        fault = fault_of(report.unit, report.boundaries)
        if fault:
            yield report, fault


def _misplaced(tree: Tree, code: str, boundaries: date | None) -> str:
    """Say why a unit cannot be placed in the tree; empty if it can."""
    unit = tree.by_code.get(code)
    if unit is None:
        return f"{code!r} is not in the tree{f' on {format_date(tree.on)}' if tree.on else ''}"
    if boundaries is None or boundaries == tree.on or unit.holds_on(boundaries):
        return ""
    return f"{code!r} reports on the map of {format_date(boundaries)}; the tree has {unit.name}, another unit"


# -- which reports count -------------------------------------------------------------------------


def _newest(reports: Iterable[Report], tree: Tree, method: str | None) -> tuple[_Sheets, _Sheets]:
    """Sort reports by scope, period, form and method, keeping the newest revision for each unit."""
    own = Scope.OWN
    # Reports share their periods and forms as objects. Looked up by identity, a report costs a third of
    # what comparing by value would; a report is kept beside, so that no identity is used again.
    found: dict[tuple[int, int, bool, date | None, str], tuple[Report, dict[str, Report]]] = {}
    clashes: list[Report] = []
    for report in reports:
        key = (id(report.period), id(report.form), report.scope is own, report.boundaries, report.method)
        group = found.get(key)
        if group is None:
            group = found[key] = (report, {})
        other = group[1].setdefault(report.unit, report)
        if other is not report:
            group[1][report.unit] = _newer(other, report, clashes)
    strangers: dict[str, None] = {}
    sides: tuple[_Sheets, _Sheets] = ({}, {})
    for first, by_unit in found.values():
        if method is not None and first.method != method:
            continue
        strangers |= dict.fromkeys(_strangers(by_unit, first.boundaries, tree))
        sheets = sides[first.scope is not own].setdefault(first.period, {})
        known = sheets.setdefault((first.form, first.method), by_unit)
        if known is not by_unit:
            for unit, report in by_unit.items():
                known[unit] = _newer(known[unit], report, clashes) if unit in known else report
    if strangers:
        shown = "; ".join(list(strangers)[:10])
        more = f"; and {len(strangers) - 10} more" if len(strangers) > 10 else ""
        raise UnknownUnit(f"{len(strangers)} units cannot be placed: {shown}{more}")
    _check_clashes(clashes, sides, method)
    return sides


def _newer(one: Report, other: Report, clashes: list[Report]) -> Report:
    """Choose between two reports of one unit, form, period and scope."""
    if one.observed_on != other.observed_on:
        raise ReportConflict(
            f"unit {one.unit!r}, form {one.form.code!r}, {one.period}: one report was observed on "
            f"{one.observed_on}, another on {other.observed_on}; they are two series, roll up one at a time"
        )
    if one.revision == other.revision and one != other:
        clashes.append(one)
    return one if one.revision >= other.revision else other


def _strangers(by_unit: Mapping[str, Report], boundaries: date | None, tree: Tree) -> Iterator[str]:
    if boundaries in (None, tree.on):
        by_unit = {code: by_unit[code] for code in by_unit if code not in tree.by_code}
    for code in sorted(by_unit):
        fault = _misplaced(tree, code, boundaries)
        if fault:
            yield fault


def _check_clashes(clashes: Iterable[Report], sides: tuple[_Sheets, _Sheets], method: str | None) -> None:
    """Refuse a contradiction among the newest; one that a later revision has settled is no matter."""
    for report in clashes:
        if method is not None and report.method != method:
            continue
        side = sides[report.scope is not Scope.OWN]
        newest = side[report.period][report.form, report.method][report.unit]
        if newest.revision == report.revision:
            raise ReportConflict(
                f"unit {report.unit!r}, form {report.form.code!r}, {report.period}: two different reports "
                f"are both revision {report.revision}; number the later one {report.revision + 1}, or, where "
                "each brings a part of the form, read their files in one call"
            )


# -- figures that meet ---------------------------------------------------------------------------


def _families(sheets: Mapping[_Sheet, dict[str, Report]]) -> list[dict[_Sheet, dict[str, Report]]]:
    """Group the sheets that share a cell: figures meet by indicator and breakdown, not by form."""
    above = list(range(len(sheets)))

    def first_of(place: int) -> int:
        while above[place] != place:
            above[place] = above[above[place]]
            place = above[place]
        return place

    owner: dict[Cell, int] = {}
    for place, (form, _) in enumerate(sheets):
        for cell in form.cells:
            above[first_of(place)] = first_of(owner.setdefault(cell, place))
    families: dict[int, dict[_Sheet, dict[str, Report]]] = {}
    for place, (sheet, by_unit) in enumerate(sheets.items()):
        families.setdefault(first_of(place), {})[sheet] = by_unit
    return list(families.values())


def _of_one_method(
    period: Period, family: Mapping[_Sheet, dict[str, Report]]
) -> Mapping[Form, dict[str, Report]]:
    """Give the reports of a family by form."""
    methods = sorted({method for _, method in family})
    if len(methods) > 1:
        forms = ", ".join(dict.fromkeys(form.code for form, _ in family))
        raise ReportConflict(
            f"form {forms}, {period}: the figures come by several methods "
            f"({', '.join(method or 'none said' for method in methods)}), which are series of their own; "
            "say method=, one at a time"
        )
    return {form: by_unit for (form, _), by_unit in family.items()}


def _aligned(by_form: Mapping[Form, dict[str, Report]]) -> tuple[Form, Mapping[str, Report]]:
    """Bring the reports of several forms into the order of one, that of all their cells."""
    first, *others = by_form
    if not others:
        return first, by_form[first]
    common = _common_form(list(by_form))
    said: dict[str, list[Report]] = {}
    for by_unit in by_form.values():
        for code, report in by_unit.items():
            said.setdefault(code, []).append(report)
    return common, {code: _merged(common, reports) for code, reports in said.items()}


def _common_form(forms: Sequence[Form]) -> Form:
    indicators = {indicator.code: indicator for form in forms for indicator in form.indicators}
    for form in forms:
        for indicator in form.indicators:
            if indicators[indicator.code] != indicator:
                raise ReportConflict(
                    f"the forms {', '.join(other.code for other in forms)} share figures but differ in what "
                    f"the indicator {indicator.code!r} is"
                )
    return Form(
        code="+".join(dict.fromkeys(form.code for form in forms)),
        cells=dict.fromkeys(cell for form in forms for cell in form.cells),
        indicators=indicators.values(),
        partitions=dict.fromkeys(name for form in forms for name in form.partitions),
    )


def _merged(form: Form, reports: Sequence[Report]) -> Report:
    """Write what a unit said on several forms into one, cell by cell; a cell on none of them is left open."""
    latest = max(reports, key=lambda report: report.revision)
    by_cell: dict[Cell, Report] = {}
    for report in reports:
        for cell in report.form.cells:
            other = by_cell.setdefault(cell, report)
            if other is not report:
                _check_same(cell, other, report)
                by_cell[cell] = max(other, report, key=lambda one: one.revision)
    values: list[Value | None] = [by_cell[cell][cell] if cell in by_cell else None for cell in form.cells]
    return Report(
        unit=latest.unit,
        form=form,
        period=latest.period,
        values=values,
        scope=latest.scope,
        revision=latest.revision,
        received_on=latest.received_on,
        boundaries=latest.boundaries,
        method=latest.method,
        observed_on=latest.observed_on,
        provisional=[
            cell for cell, report in by_cell.items() if report.preliminary or cell in report.provisional
        ],
        estimated=[cell for cell, report in by_cell.items() if cell in report.estimated],
    )


def _check_same(cell: Cell, one: Report, other: Report) -> None:
    """Two forms of a unit may both have a figure if they agree, or one is a later revision."""
    if one.observed_on != other.observed_on or (one.revision == other.revision and one[cell] != other[cell]):
        raise ReportConflict(
            f"unit {one.unit!r}, {cell}, {one.period}: the forms {one.form.code!r} {one.form.version!r} and "
            f"{other.form.code!r} {other.form.version!r} contradict each other in revision {one.revision}"
        )


# -- who is expected -----------------------------------------------------------------------------


def _as_levels(levels: str | Collection[str], tree: Tree) -> tuple[str, ...]:
    named = (levels,) if isinstance(levels, str) else tuple(levels)
    unknown = [level for level in named if level not in tree.levels]
    if unknown or not named:
        raise LevelError(
            f"the tree has the levels {', '.join(tree.levels)}, not {', '.join(unknown) or 'none at all'}"
        )
    return named


def _only_level(period: Period, by_form: Mapping[Form, Mapping[str, Report]], tree: Tree) -> str:
    """Find the one level on which the reports of a family of forms stand."""
    levels = {tree.by_code[code].level for by_unit in by_form.values() for code in by_unit}
    if len(levels) == 1:
        return levels.pop()
    by_level: dict[str, list[str]] = {}
    for code in dict.fromkeys(chain.from_iterable(by_form.values())):
        by_level.setdefault(tree.by_code[code].level, []).append(code)
    found = []
    for level in sorted(by_level, key=tree.levels.index):
        codes = by_level[level]
        names = ", ".join(f"{tree.by_code[code].name} ({code})" for code in codes[:_NAMED])
        more = ", ..." if len(codes) > _NAMED else ""
        found.append(f"{len(codes)} on level {level}: {names}{more}")
    raise LevelError(
        f"form {', '.join(sorted({form.code for form in by_form}))}, {period}: units report on several "
        f"levels ({'; '.join(found)}); say by reporting_level which are expected to report, and by scope "
        "subtree which figures are for everything below their unit"
    )


def _plan(tree: Tree, levels: Collection[str]) -> Plan:
    """Lay out the steps for one set of reporting levels."""
    expected = frozenset(unit.code for unit in tree.units if unit.level in levels)
    steps: dict[str, Step] = {}
    for code in reversed(tuple(tree.child_codes)):
        children = tree.child_codes[code]
        summed = tuple(child for child in children if child in steps)
        single = tuple(child for child in children if child in expected and child not in steps)
        if summed or single:
            steps[code] = Step((code, *single) if code in expected else single, summed)
    return Plan(tree, expected, steps)


# -- adding --------------------------------------------------------------------------------------


def _block(plan: Plan, period: Period, form: Form, reports: Mapping[str, Report]) -> Block:
    unexpected: dict[str, list[str]] = {}
    for code in sorted(reports.keys() - plan.expected, key=plan.tree.place):
        for unit in (plan.tree[code], *plan.tree.ancestors(code)):
            unexpected.setdefault(unit.code, []).append(code)
    sums: dict[str, Sums] = {}
    for code, step in plan.steps.items():
        sums[code] = _add(form, step, reports, sums)
    return Block(plan=plan, form=form, period=period, sums=sums, reports=reports, unexpected=unexpected)


def _add(
    form: Form,
    step: Step,
    reports: Mapping[str, Report],
    sums: Mapping[str, Sums],
) -> Sums:
    """Add the reports and sums of one step."""
    there = [report for report in map(reports.get, step.reporting) if report is not None]
    below = [sums[code] for code in step.summed]
    missing = (
        [code for code in step.reporting if code not in reports] if len(there) < len(step.reporting) else []
    )
    vectors = [*map(_numbers, there), *map(_numbers, below)]
    gaps = Counter(chain.from_iterable(map(_gaps, there)))
    provisional = estimated = 0
    if any(map(_is_marked, there)):
        for report in there:
            provisional |= report.provisional_bits
            estimated |= report.estimated_bits
    for part in below:
        missing += part.missing
        gaps.update(part.gaps)
        provisional |= part.provisional
        estimated |= part.estimated
    return Sums(
        numbers=tuple(map(sum, zip(*vectors, strict=True))) if vectors else (0,) * len(form.cells),
        reports=len(there) + sum(part.reports for part in below),
        expected=len(step.reporting) + sum(part.expected for part in below),
        gaps=gaps,
        missing=missing,
        provisional=provisional,
        estimated=estimated,
    )


_numbers = attrgetter("numbers")
_gaps = attrgetter("gaps")
_is_marked = attrgetter("is_marked")
