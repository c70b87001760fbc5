"""The roll-up: every level is summed from the level below, along the tree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Literal, TypeAlias

from attrs import frozen

from vstbpn.errors import LevelError, ReportConflict, UnknownUnit
from vstbpn.model import (
    Block,
    Cell,
    Form,
    Mode,
    Obligation,
    Period,
    Plan,
    Report,
    Scope,
    Totals,
    Tree,
    check_one_method,
    format_date,
)

__all__ = ["roll_up", "unplaced"]

_Sheet: TypeAlias = tuple[Form, str]
"""What the reports that are added as they stand have in common: the form and the method."""
_Sheets: TypeAlias = dict[Period, dict[_Sheet, dict[str, Report]]]
"""The newest reports by unit, for each period and sheet."""

_Clash: TypeAlias = tuple[Report, Report]
"""Two reports of one revision that differ."""

_NAMED = 3
_level = attrgetter("level")


def roll_up(
    reports: Iterable[Report],
    tree: Tree,
    *,
    mode: Mode = Mode.COMPLETE,
    reporting_level: str | Collection[str] | None = None,
    obligations: Iterable[Obligation] | None = None,
    forms: Iterable[Form] = (),
    method: str | None = None,
    prefer: Literal["declared"] | None = None,
    known_at: date | None = None,
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
    :param obligations: who is expected: the units that owe the form for the period. Figures of a form or
        period that no obligation speaks of need a ``reporting_level``.
    :param forms: forms that are owed and on which perhaps nobody has reported yet: all of their figures are
        then missing, for each period that anyone reported on.
    :param method: add only the reports of this method; needed where figures come by more than one.
    :param prefer: ``"declared"`` takes a unit's consolidated figure, where there is one, in place of the sum
        of its parts; every total that rests on one says so (``declared``). See also
        :func:`~vstbpn.reconcile`, which only compares them.
    :param known_at: add only what had been received by the end of this day: the totals as they stood then.
    :raises TypeError: if ``reports`` are none: what :func:`~vstbpn.read_reports` gives holds them.
    :raises UnknownUnit: if a report's unit is not in the tree, or was another unit on the report's day.
    :raises LevelError: if reports stand on several levels and ``reporting_level`` does not say which, or
        if neither it nor an obligation says who is expected where obligations are given, or if a form is
        owed of which nobody knows whether these figures are on it.
    :raises ReportConflict: if two different reports of one unit, form and period are both the newest
        revision, or figures that would be added differ in method, or in the definition of the indicator;
        with ``known_at``, if a report does not say when it was received.

    The work grows linearly with the number of values, and so does the memory with that of units and
    periods times cells.
    """
    if prefer not in (None, "declared"):
        raise ValueError(f"expected prefer to be 'declared' or None, got {prefer!r}")
    chosen = Mode(mode)
    levels = None if reporting_level is None else _as_levels(reporting_level, tree)
    given = as_reports(reports)
    own, declared = _newest(given if known_at is None else known_reports(given, known_at), tree, method)

    duties = None
    if obligations is not None:
        forms = tuple(forms)
        duties = _Owed.of(obligations, tree, (own, declared), forms)
        for period, sheets in own.items():
            _add_unsent(sheets, period, duties, forms)

    @cache
    def plan_for(expected: frozenset[str], *, is_told: bool) -> Plan:
        return Plan.of(tree, expected, is_told=is_told)

    @cache
    def units_at(levels: tuple[str, ...]) -> frozenset[str]:
        return frozenset(unit.code for unit in tree.at_level(*levels))

    blocks: list[Block] = []
    for period in dict.fromkeys((*own, *declared) if prefer else own):
        sheets, stand_ins = own.get(period, {}), declared.get(period, {}) if prefer else {}
        for family in _families({**sheets, **stand_ins}):
            family_forms = _of_one_method(period, family)
            said, said_for_all = (
                {sheet[0]: side[sheet] for sheet in family if sheet in side} for side in (sheets, stand_ins)
            )
            expected = None if duties is None else _expected(duties, family_forms, period, levels)
            if expected is None:
                expected = units_at(levels or (_only_level(period, said or said_for_all, tree),))
            plan = plan_for(expected, is_told=levels is not None or duties is not None)
            blocks.append(Block.of(plan, period, said, said_for_all if prefer else None))
    consolidated = [
        report for sheets in declared.values() for by_unit in sheets.values() for report in by_unit.values()
    ]
    return Totals(tree, chosen, blocks, consolidated, known_at=known_at)


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
    fault_of = cache(tree.misplaced)
    for report in reports:
        fault = fault_of(report.unit, report.boundaries)
        if fault:
            yield report, fault


# -- which reports count -------------------------------------------------------------------------


def as_reports(given: Iterable[Report]) -> Iterable[Report]:
    """Give reports as they are; a `TypeError` for something that only holds them, or is a single one."""
    if isinstance(given, Iterable):
        return given
    hint = ""
    if isinstance(given, Report):
        hint = "; put it into a list"
    elif hasattr(given, "reports"):
        hint = "; its reports are its .reports"
    raise TypeError(f"expected reports, one after the other, got a {type(given).__name__}{hint}")


def known_reports(reports: Iterable[Report], day: date) -> Sequence[Report]:
    """Give the reports that had been received by the end of a day.

    :raises ReportConflict: if a report does not say when it was received.
    """
    known = list(reports)
    undated = sorted({report.unit for report in known if report.received_on is None})
    if undated:
        more = f" and {len(undated) - _NAMED} more" if len(undated) > _NAMED else ""
        raise ReportConflict(
            f"what was known on {format_date(day)} cannot be told: reports of {', '.join(undated[:_NAMED])}"
            f"{more} do not say when they were received (received_on)"
        )
    return [report for report in known if report.received_on is not None and report.received_on <= day]


def _newest(reports: Iterable[Report], tree: Tree, method: str | None) -> tuple[_Sheets, _Sheets]:
    """Sort reports by scope, period, form and method, keeping the newest revision for each unit."""
    own = Scope.OWN
    # Reports share their periods and forms as objects. Looked up by identity, a report costs a third of
    # what comparing by value would; a report is kept beside, so that no identity is used again.
    found: dict[tuple[int, int, bool, date | None, str], tuple[Report, dict[str, Report]]] = {}
    clashes: list[_Clash] = []
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


def _newer(one: Report, other: Report, clashes: list[_Clash]) -> Report:
    """Choose between two reports of one unit, form, period and scope."""
    if one.revision == other.revision and one != other and one.observed_on == other.observed_on:
        clashes.append((one, other))  # a later revision may settle it
        return one
    return other if other.supersedes(one) else one


def _strangers(by_unit: Mapping[str, Report], boundaries: date | None, tree: Tree) -> Iterator[str]:
    if boundaries in (None, tree.on):
        by_unit = {code: by_unit[code] for code in by_unit if code not in tree.by_code}
    for code in sorted(by_unit):
        fault = tree.misplaced(code, boundaries)
        if fault:
            yield fault


def _check_clashes(clashes: Iterable[_Clash], sides: tuple[_Sheets, _Sheets], method: str | None) -> None:
    """Refuse a contradiction among the newest; one that a later revision has settled is no matter."""
    for one, other in clashes:
        if method is None or one.method == method:
            side = sides[one.scope is not Scope.OWN]
            newest = side[one.period][one.form, one.method][one.unit]
            if newest.revision == one.revision:
                other.supersedes(one)  # which says what is wrong


# -- figures that meet ---------------------------------------------------------------------------


def _families(sheets: Collection[_Sheet]) -> list[list[_Sheet]]:
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
    families: dict[int, list[_Sheet]] = {}
    for place, sheet in enumerate(sheets):
        families.setdefault(first_of(place), []).append(sheet)
    return list(families.values())


def _of_one_method(period: Period, family: Collection[_Sheet]) -> Sequence[Form]:
    """Give the forms of a family, once it is sure that its figures come by one method."""
    forms = ", ".join(dict.fromkeys(form.code for form, _ in family))
    methods = {method for _, method in family}
    check_one_method(f"form {forms}, {period}", methods, hint="say method=, one at a time")
    return [form for form, _ in family]


# -- who is expected -----------------------------------------------------------------------------


def _as_levels(levels: str | Collection[str], tree: Tree) -> tuple[str, ...]:
    named = (levels,) if isinstance(levels, str) else tuple(levels)
    unknown = [level for level in named if level not in tree.levels]
    if unknown or not named:
        raise LevelError(
            f"the tree has the levels {', '.join(tree.levels)}, not {', '.join(unknown) or 'none at all'}"
        )
    return named


@frozen
class _Owed:
    """Who owes which form for which period, and what is known of the forms."""

    units: Mapping[tuple[str, Period], set[str]]
    forms: Mapping[str, Sequence[Form]]

    @classmethod
    def of(
        cls, obligations: Iterable[Obligation], tree: Tree, sides: Iterable[_Sheets], forms: Iterable[Form]
    ) -> _Owed:
        units: dict[tuple[str, Period], set[str]] = {}
        for obligation in obligations:
            codes = units.setdefault((obligation.form, obligation.period), set())
            codes.update(unit.code for unit in obligation.owed_by(tree))
        reported = (form for side in sides for sheets in side.values() for form, _ in sheets)
        known: dict[str, list[Form]] = {}
        for form in dict.fromkeys((*forms, *reported)):
            known.setdefault(form.code, []).append(form)
        return cls(units, known)

    def meets(self, code: str, cells: set[Cell], period: Period) -> bool:
        """Tell whether any of some cells are on a form.

        :raises LevelError: if nobody knows the form.
        """
        if code not in self.forms:
            raise LevelError(
                f"form {code!r} is owed for {period} and nobody has reported on it, so whether it has the "
                "same figures cannot be told; say by forms= what is on it, or leave its obligations out"
            )
        return any(not cells.isdisjoint(form.cells) for form in self.forms[code])


def _add_unsent(
    sheets: dict[_Sheet, dict[str, Report]], period: Period, owed: _Owed, forms: Iterable[Form]
) -> None:
    """Put an empty sheet to those of a period for each form that is owed for it and that nobody sent.

    One that has no figure of its own needs none: who owes it owes the others' figures.
    """
    sent = {form.code for form, _ in sheets}
    method_of = {cell: method for form, method in sheets for cell in form.cells}
    for form in forms:
        is_owed = (form.code, period) in owed.units and form.code not in sent
        if is_owed and not method_of.keys() >= set(form.cells):
            method = next((method_of[cell] for cell in form.cells if cell in method_of), "")
            sheets[form, method] = {}


def _expected(
    owed: _Owed, forms: Iterable[Form], period: Period, levels: tuple[str, ...] | None
) -> frozenset[str] | None:
    """Give the units that owe some figures; ``None`` where the reporting level says who is expected."""
    cells = {cell for form in forms for cell in form.cells}
    found = [
        units
        for (code, when), units in owed.units.items()
        if when == period and owed.meets(code, cells, period)
    ]
    if found:
        return frozenset(chain.from_iterable(found))
    if levels is None:
        raise LevelError(
            f"form {', '.join(form.code for form in forms)}, {period}: no obligation says who is expected to "
            "report; add one, or say the reporting_level"
        )
    return None


def _only_level(period: Period, by_form: Mapping[Form, Mapping[str, Report]], tree: Tree) -> str:
    """Find the one level on which the reports of a family of forms stand."""
    units = map(tree.by_code.__getitem__, chain.from_iterable(by_form.values()))
    levels: set[str] = set(map(_level, units))
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
