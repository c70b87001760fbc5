"""The roll-up: every level is summed from the level below, along the tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

from attrs import evolve, frozen

from vstbpn.errors import LevelError, ReportConflict, UnknownUnit
from vstbpn.model import (
    Absence,
    Block,
    Cell,
    Form,
    Mode,
    Period,
    Report,
    Scope,
    Sums,
    Totals,
    Tree,
    Value,
)

__all__ = ["roll_up"]


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
    own: dict[tuple[Period, Form], dict[str, Report]] = {}
    declared: dict[tuple[Period, Form], dict[str, Report]] = {}
    for report in reports:
        side = own if report.scope is Scope.OWN else declared
        by_unit = side.setdefault((report.period, report.form), {})
        other = by_unit.get(report.unit)
        by_unit[report.unit] = report if other is None else _newer(other, report)
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


@frozen
class _Step:
    """How one unit's sums come about: its own report, if one is expected, and the units below it."""

    unit: str
    reporting: tuple[str, ...]
    """The units whose reports are added here: the unit itself, and children with nothing below them."""
    summed: tuple[str, ...]
    """The children that are sums themselves."""


@frozen
class _Plan:
    """Which units are expected, and the steps, from the bottom up, in which their reports are added."""

    tree: Tree
    expected: frozenset[str]
    steps: tuple[_Step, ...]
    below: Mapping[str, tuple[str, ...]]
    """The expected units at and below each unit, the unit first."""


def _plan(tree: Tree, levels: Sequence[str]) -> _Plan:
    expected = frozenset(unit.code for unit in tree.at_level(*levels))
    below: dict[str, tuple[str, ...]] = {}
    parents: set[str] = set()
    steps: list[_Step] = []
    for unit in reversed(tree.units):
        children = [child.code for child in tree.children(unit) if child.code in below]
        itself = (unit.code,) if unit.code in expected else ()
        if children:
            reporting = (*itself, *(child for child in children if child not in parents))
            summed = tuple(child for child in children if child in parents)
            steps.append(_Step(unit.code, reporting, summed))
            parents.add(unit.code)
        if children or itself:
            below[unit.code] = (*itself, *chain.from_iterable(below[child] for child in children))
    return _Plan(tree, expected, tuple(steps), below)


def _block(plan: _Plan, period: Period, form: Form, reports: Mapping[str, Report]) -> Block:
    unexpected: dict[str, list[str]] = {}
    for code in sorted(reports.keys() - plan.expected, key=plan.tree.place):
        for unit in (plan.tree[code], *plan.tree.ancestors(code)):
            unexpected.setdefault(unit.code, []).append(code)
    sums: dict[str, Sums] = {}
    for step in plan.steps:
        sums[step.unit] = _add(
            form,
            [(code, reports.get(code)) for code in step.reporting],
            [sums[code] for code in step.summed],
            unexpected.get(step.unit, ()),
        )
    return Block(
        form=form,
        period=period,
        sums=sums,
        below=plan.below,
        reports={code: report for code, report in reports.items() if code in plan.expected},
    )


def _add(
    form: Form,
    reporting: Sequence[tuple[str, Report | None]],
    summed: Sequence[Sums],
    unexpected: Sequence[str],
) -> Sums:
    there = [report for _, report in reporting if report is not None]
    vectors = [*(report.numbers for report in there), *(sums.numbers for sums in summed)]
    gaps = Counter(chain.from_iterable(report.gaps for report in there))
    provisional = estimated = 0
    for report in there:
        if report.preliminary or report.provisional or report.estimated:
            provisional |= report.provisional_bits
            estimated |= report.estimated_bits
    for sums in summed:
        gaps.update(sums.gaps)
        provisional |= sums.provisional
        estimated |= sums.estimated
    missing = [code for code, report in reporting if report is None]
    return Sums(
        numbers=tuple(map(sum, zip(*vectors, strict=True))) if vectors else (0,) * len(form.cells),
        reports=len(there) + sum(sums.reports for sums in summed),
        expected=len(reporting) + sum(sums.expected for sums in summed),
        gaps=gaps,
        missing=(*missing, *chain.from_iterable(sums.missing for sums in summed)),
        unexpected=tuple(unexpected),
        provisional=provisional,
        estimated=estimated,
    )


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
    examples = {tree[code].level: tree[code].name for code in units}
    if len(examples) == 1:
        return next(iter(examples))
    counts = Counter(tree[code].level for code in units)
    found = ", ".join(f"{counts[level]} on level {level} ({examples[level]})" for level in counts)
    forms = ", ".join(sorted({form.code for _, form in reports}))
    raise LevelError(
        f"units report form {forms} on several levels: {found}; say reporting_level=, "
        "one level or several, for which units are expected to report"
    )


def _check_units(reported: Iterable[Mapping[str, Report]], tree: Tree) -> None:
    strangers: dict[str, None] = {}
    for by_unit in reported:
        for code, report in by_unit.items():
            if code not in tree:
                strangers[f"{code!r} is not in the tree{f' on {tree.on}' if tree.on else ''}"] = None
            elif report.boundaries is not None and not tree[code].holds_on(report.boundaries):
                strangers[
                    f"{code!r} reports on the boundaries of {report.boundaries}, when it was not yet or no "
                    f"longer the {tree[code].name} of the tree"
                ] = None
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
