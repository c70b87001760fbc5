"""The roll-up: every level is summed from the level below, along the tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import TypeAlias

from attrs import evolve

from vstbpn.errors import LevelError, ReportConflict, UnknownUnit
from vstbpn.model import (
    Absence,
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
)

__all__ = ["roll_up"]

_Groups: TypeAlias = dict[tuple[Period, Form], dict[str, Report]]
"""The newest reports by unit, for each period and form."""


def roll_up(
    reports: Iterable[Report],
    tree: Tree,
    *,
    mode: Mode = Mode.COMPLETE,
    reporting_level: str | Collection[str] | None = None,
) -> Totals:
    """Add up the units' own reports along the tree, keeping count of what is there and what is not.

    Of several revisions of a report the newest counts. A unit's total is its own report and the totals
    of the units below it; consolidated reports (scope ``SUBTREE``) are never added and are kept in
    ``Totals.declared``.

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
        that anyone reported on. Not given, it is the one level on which the own reports of a form stand.
    :raises UnknownUnit: if a report's unit is not in the tree, or was another unit on the report's day.
    :raises LevelError: if reports stand on several levels and ``reporting_level`` does not say which.
    :raises ReportConflict: if two different reports of one unit, form and period have the same revision,
        or differ in method or day of observation.

    The work grows linearly with the number of values, and so does the memory with that of units and
    periods times cells.
    """
    own, declared = _newest(reports)
    _check_units((*own.values(), *declared.values()), tree)
    levels = None if reporting_level is None else _as_levels(reporting_level, tree)
    blocks: list[Block] = []
    for family in _families(form for _, form in own):
        mine = {key: by_unit for key, by_unit in own.items() if key[1] in family}
        plan = _plan(tree, levels or (_only_level(mine, tree),))
        for period in dict.fromkeys(period for period, _ in mine):
            filled = {form: mine[period, form] for form in family if (period, form) in mine}
            blocks.append(_block(plan, period, *_aligned(filled)))
    newest = [report for by_unit in declared.values() for report in by_unit.values()]
    newest.sort(key=lambda report: (tree.place(report.unit), report.period.code, report.form.code))
    return Totals(tree, mode, blocks, newest)


def _newest(reports: Iterable[Report]) -> tuple[_Groups, _Groups]:
    """Sort reports by scope, period and form, keeping the newest revision for each unit."""
    own = Scope.OWN
    # Reports share their periods and forms as objects. Looked up by identity, a report costs a third of
    # what comparing by value would; the values are kept beside, so that no identity is used again.
    found: dict[tuple[int, int, bool], tuple[Period, Form, dict[str, Report]]] = {}
    for report in reports:
        period, form = report.period, report.form
        key = (id(period), id(form), report.scope is own)
        group = found.get(key)
        if group is None:
            group = found[key] = (period, form, {})
        by_unit = group[2]
        other = by_unit.get(report.unit)
        by_unit[report.unit] = report if other is None else _newer(other, report)
    sides: tuple[_Groups, _Groups] = ({}, {})
    for (_, _, is_own), (period, form, by_unit) in found.items():
        known = sides[not is_own].setdefault((period, form), by_unit)
        if known is not by_unit:
            for unit, report in by_unit.items():
                known[unit] = _newer(known[unit], report) if unit in known else report
    return sides


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


def _newer(one: Report, other: Report) -> Report:
    """Choose between two reports of one unit, form, period and scope."""
    if (one.method, one.observed_on) != (other.method, other.observed_on):
        raise ReportConflict(
            f"unit {one.unit!r}, form {one.form.code!r}, {one.period}: reports differ in method or day of "
            f"observation ({one.method or 'none'}, {one.observed_on}; {other.method or 'none'}, "
            f"{other.observed_on}); they are two series, roll up one at a time"
        )
    if one.revision == other.revision and one != other:
        raise ReportConflict(
            f"unit {one.unit!r}, form {one.form.code!r}, {one.period}: two different reports are both "
            f"revision {one.revision}; number the later one {one.revision + 1}"
        )
    return one if one.revision >= other.revision else other


def _as_levels(levels: str | Collection[str], tree: Tree) -> tuple[str, ...]:
    named = (levels,) if isinstance(levels, str) else tuple(levels)
    unknown = [level for level in named if level not in tree.levels]
    if unknown or not named:
        raise LevelError(
            f"the tree has the levels {', '.join(tree.levels)}, not {', '.join(unknown) or 'none at all'}"
        )
    return named


def _only_level(reports: Mapping[tuple[Period, Form], Mapping[str, Report]], tree: Tree) -> str:
    """Find the one level on which the reports of a family of forms stand."""
    units = dict.fromkeys(chain.from_iterable(reports.values()))
    counts = Counter([tree.by_code[code].level for code in units])
    if len(counts) == 1:
        return next(iter(counts))
    found = ", ".join(f"{counts[level]} on level {level}" for level in tree.levels if level in counts)
    forms = ", ".join(sorted({form.code for _, form in reports}))
    raise LevelError(
        f"units report form {forms} on several levels: {found}; say reporting_level=, "
        "one level or several, for which units are expected to report"
    )


def _check_units(reported: Iterable[Mapping[str, Report]], tree: Tree) -> None:
    """Check that every report's unit is a unit of the tree, and was so on the report's own day."""
    strangers: dict[str, None] = {}
    for by_unit in reported:
        for code in sorted(by_unit.keys() - tree.by_code.keys()):
            strangers[f"{code!r} is not in the tree{f' on {tree.on}' if tree.on else ''}"] = None
        for day in {report.boundaries for report in by_unit.values()} - {None, tree.on}:
            assert day is not None
            for code, report in by_unit.items():
                unit = tree.by_code.get(code)
                if report.boundaries == day and unit is not None and not unit.holds_on(day):
                    strangers[f"{code!r} reports on the map of {day}, the tree has {unit.name}, another"] = (
                        None
                    )
    if strangers:
        shown = "; ".join(list(strangers)[:10])
        more = f"; and {len(strangers) - 10} more" if len(strangers) > 10 else ""
        raise UnknownUnit(f"{len(strangers)} units cannot be placed: {shown}{more}")


def _families(forms: Iterable[Form]) -> list[list[Form]]:
    """Group the forms that share a cell: figures meet by indicator and breakdown, not by form."""
    families: list[list[Form]] = []
    for form in dict.fromkeys(forms):
        cells = set(form.cells)
        meets = [family for family in families if any(cells & set(other.cells) for other in family)]
        families = [family for family in families if family not in meets]
        families.append([*chain.from_iterable(meets), form])
    return families


def _aligned(filled: Mapping[Form, dict[str, Report]]) -> tuple[Form, Mapping[str, Report]]:
    """Bring the reports of several forms into the order of one, that of all their cells."""
    first, *others = filled
    if not others:
        return first, filled[first]
    if all(form.cells == first.cells and form.indicators == first.indicators for form in others):
        common = first
    else:
        common = _common_form(list(filled))
    reports: dict[str, Report] = {}
    for form, by_unit in filled.items():
        for code, report in by_unit.items():
            same = report if form.cells == common.cells else _refilled(report, common)
            if code in reports:
                same = _newer(reports[code], same)
            reports[code] = same
    return common, reports


def _common_form(forms: Sequence[Form]) -> Form:
    indicators = {indicator.code: indicator for form in forms for indicator in form.indicators}
    for form in forms:
        for indicator in form.indicators:
            if indicators[indicator.code] != indicator:
                raise ReportConflict(
                    f"the forms {', '.join(other.code for other in forms)} share figures but differ in what "
                    f"the indicator {indicator.code!r} is"
                )
    cells = dict.fromkeys(cell for form in forms for cell in form.cells)
    return Form(
        code="+".join(dict.fromkeys(form.code for form in forms)),
        cells=tuple(cells),
        indicators=indicators.values(),
    )


def _refilled(report: Report, form: Form) -> Report:
    """Write a report's values into another form; a cell that its own form lacks is not reported."""
    values: Mapping[Cell, Value] = dict(zip(report.form.cells, report.values, strict=True))
    return evolve(
        report,
        form=form,
        values=tuple(values.get(cell, Absence.NOT_REPORTED) for cell in form.cells),
    )
