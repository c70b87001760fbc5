"""Restating: what figures reported on one day's map are on the map of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import chain
from math import ceil, floor
from typing import Final, TypeAlias

from attrs import define, evolve, field, frozen

from vstbpn.aggregate.rollup import as_reports, roll_up
from vstbpn.catalog import LEVELS, NATION, Crosswalk, Gazetteer, Shares, Weights
from vstbpn.errors import LevelError, ReportConflict, UnknownUnit
from vstbpn.model import (
    Absence,
    Block,
    Cell,
    Figures,
    Form,
    Indicator,
    Mode,
    Part,
    Period,
    Report,
    Said,
    Tally,
    Totals,
    Tree,
    Unit,
)

__all__ = ["ZONE", "restate"]

ZONE: Final = "zone"
"""The level of comparable zones."""

_ByMeasure: TypeAlias = Mapping[bool, Mapping[str, Shares]]
"""The shares of units: of what counts people, and of what does not."""

_PEOPLE: Final = frozenset({"persons", "person-times"})


def restate(
    figures: Totals | Iterable[Report],
    gazetteer: Gazetteer,
    *,
    to: date,
    weights: Weights | None = None,
    zones: bool = False,
    level: str | None = None,
    mode: Mode = Mode.COMPLETE,
    reporting_level: str | Collection[str] | None = None,
    method: str | None = None,
) -> Totals:
    """Say what figures are on the map of another day: exactly where the law makes it so, else in bounds.

    Where units were merged, their figures add up. Where a unit was divided and nobody counted the parts,
    the total of each part is not a number but :class:`~vstbpn.model.Bounds` (``reason`` ``DIVIDED``); the
    total of a unit that holds all the parts is exact. So 63 provinces become 34 without any doubt, and the
    nation's total never changes.

    The reports keep the boundaries that they were made on: ``reported``, ``expected`` and ``missing`` of a
    total are the units that were to report, under their names of that time.

    >>> from vstbpn import Form, Indicator, OverTime, Report, catalog
    >>> gaz = catalog.gazetteer()
    >>> people = Indicator(code="people", name_vi="Số người", measure="persons", over_time=OverTime.STOCK)
    >>> form = Form(code="form", cells=["people"], indicators=[people])
    >>> day = date(2024, 6, 30)
    >>> reports = [
    ...     Report(unit=code, form=form, period=Period(2024, "H1"), values=[value], boundaries=day)
    ...     for code, value in {"24": 1_900_000, "27": 1_500_000}.items()
    ... ]
    >>> restate(reports, gaz, to=date(2025, 7, 1))["24", "2024-H1", "people"].value
    3400000

    :param figures: reports, or totals of a roll-up along the gazetteer's tree of some day.
    :param to: the day of the map wanted, later or earlier.
    :param weights: a weight for each pair of codes, of a divided unit and of a part that it goes over into,
        by which the unit's figures are to be divided; whole numbers stay whole and keep their sum (largest
        remainder), and what rests on a weight is marked as estimated.
    :param zones: instead of units, give comparable zones: the smallest groups of units between which
        nothing was moved in any way that is not known. Their totals are exact.
    :param level: the lowest level wanted; without it, the level of the reports, or the nearest one above
        that the map of ``to`` has.
    :param mode: as for a roll-up; totals bring their own.
    :param reporting_level: as for a roll-up; totals bring their own.
    :param method: as for a roll-up; totals bring their own.
    :raises UnknownUnit: if a unit is not one of the gazetteer.
    :raises ReportConflict: if the reports of one period stand on different maps.
    :raises LevelError: if the figures cannot be had on that level.
    :raises MapError: if the weights for a unit lack a part, or name a part that no unit of that code has.
    """
    chosen = figures.mode if isinstance(figures, Totals) else Mode(mode)
    if isinstance(figures, Totals):
        sources = [figures]
    else:
        sources = [
            roll_up(found, gazetteer.on(epoch), reporting_level=reporting_level, method=method)
            for epoch, found in _by_map(figures, gazetteer).items()
        ]
    target = gazetteer.on(to)
    if level is not None and level not in target.levels:
        raise LevelError(f"the map of {to} has the levels {', '.join(target.levels)}, not {level!r}")
    if weights:
        gazetteer.check_weights(weights)
    walks = {people: gazetteer.crosswalk(to, people=people) for people in (True, False)}
    weighted = (
        {people: gazetteer.crosswalk(to, people=people, weights=weights) for people in walks}
        if weights
        else walks
    )
    sheets = []
    for totals in sources:
        _check_source(totals, gazetteer)
        for found in totals.figures:
            if not isinstance(found, Block):
                raise ValueError("these totals are restated already; restate what they were made of")
            if found.declared:
                raise ReportConflict(
                    "consolidated figures stand in for sums here (prefer='declared'); restate the units' own"
                )
            sheets.append(_sheet(found, target, walks, weighted, level, lift=not zones))
    tree = target
    if zones:
        tree, sheets = _in_zones(target, sheets)
    declared = chain.from_iterable(totals.declared for totals in sources)
    known_at = figures.known_at if isinstance(figures, Totals) else None
    return Totals(tree, chosen, sheets, declared, (totals.tree for totals in sources), known_at)


def _by_map(reports: Iterable[Report], gazetteer: Gazetteer) -> Mapping[date, Sequence[Report]]:
    """Sort reports by the map on which they were made, which is named by the first day that it held.

    A report that does not say it stands on the map of its period's last day.
    """
    by_epoch: dict[date, list[Report]] = {}
    epochs: dict[date, date] = {}
    forms: dict[tuple[Period, date], dict[Form, None]] = {}
    for report in as_reports(reports):
        day = report.boundaries or report.period.last_day
        if day not in epochs:
            epochs[day] = gazetteer.epoch(day)
        epoch = epochs[day]
        forms.setdefault((report.period, epoch), {})[report.form] = None
        says_its_map = report.boundaries is not None
        by_epoch.setdefault(epoch, []).append(report if says_its_map else evolve(report, boundaries=day))
    seen: dict[tuple[Period, Cell], date] = {}
    for (period, epoch), known in forms.items():
        for form in known:
            for cell in form.cells:
                other = seen.setdefault((period, cell), epoch)
                if other != epoch:
                    raise ReportConflict(
                        f"reports of {cell} for {period} (form {form.code!r}) stand on the maps of {other} "
                        f"and of {epoch}; who was expected to report cannot be told, restate them one map at "
                        "a time"
                    )
    return by_epoch


def _check_source(totals: Totals, gazetteer: Gazetteer) -> None:
    day = totals.tree.on
    strangers = list(totals.tree)
    if day is not None:
        known = gazetteer.on(day)
        strangers = [unit for unit in strangers if unit not in known]
    if strangers:
        raise UnknownUnit(
            f"{len(strangers)} units are not of the gazetteer's map of {day}: "
            + ", ".join(f"{unit.code} ({unit.name})" for unit in strangers[:5])
        )


@frozen
class _Parts:
    """What the total of one unit of the other map is made of."""

    whole: tuple[str, ...]
    """The expected units that lie in it with all they have."""
    divided: tuple[str, ...]
    """The expected units of which a part lies in it, or may."""
    unexpected: tuple[str, ...]
    there: tuple[Report, ...]
    """The reports of the whole units."""
    numbers: tuple[int, ...]
    """The sums over the whole units, in units of the last decimal place."""
    gaps: Mapping[tuple[int, Absence], int]
    provisional: int
    estimated: int


@define(eq=False)
class _Sheet:
    """The restated figures of one block: its reports, seen through the shares of a crosswalk.

    ``shares`` are by people or by ground, ``unweighted`` what of them is known without the user's weights;
    ``inside`` names for each unit of the other map that has figures the lowest units at and below it.
    """

    block: Block
    shares: _ByMeasure
    unweighted: _ByMeasure
    inside: Mapping[str, frozenset[str]]
    _touching: dict[bool, dict[str, list[str]]] = field(init=False, factory=dict)
    _parts: dict[tuple[str, bool], _Parts] = field(init=False, factory=dict)
    _divided: dict[tuple[str, int, bool], Mapping[str, int]] = field(init=False, factory=dict)

    @property
    def form(self) -> Form:
        return self.block.form

    @property
    def period(self) -> Period:
        return self.block.period

    def __contains__(self, unit: str) -> bool:
        return unit in self.inside

    def __len__(self) -> int:
        return len(self.inside)

    def reporting(self, code: str) -> Unit:
        return self.block.reporting(code)

    @property
    def said(self) -> Said:
        return self.block.said

    @property
    def said_for_all(self) -> Said | None:
        return None

    def takes(self, form: Form) -> bool:
        return self.block.takes(form)

    @property
    def methods(self) -> Collection[str]:
        return self.block.methods

    def adds_like(self, other: Figures) -> bool:
        return (
            isinstance(other, _Sheet)
            and self.block.adds_like(other.block)
            and self.shares == other.shares
            and self.inside == other.inside
        )

    def reached(self, code: str) -> Collection[str]:
        reach = {part for shares in self.shares.values() if code in shares for part in shares[code].reach}
        return [unit for unit, codes in self.inside.items() if not codes.isdisjoint(reach)]

    def revised(self, report: Report) -> _Sheet:
        raise ReportConflict(
            f"unit {report.unit!r}: restated totals cannot be revised; revise what they were made of"
        )

    def below(self, unit: str) -> Sequence[str]:
        """Nothing: the parts are of another map, and stand beside each other."""
        return ()

    def own_parts(self, unit: str, place: int) -> Sequence[Part]:
        return list(self.parts(unit, place))

    def parts(self, unit: str, place: int) -> Iterator[Part]:
        """Give the reporting units of which something lies in a unit, each with its share of the figure."""
        people = _counts_people(self.form.by_cell[place])
        codes = self.inside[unit]
        for code in self._units_touching(people=people).get(unit, ()):
            if code in self.block.plan.expected:
                yield self._part(code, place, codes, people=people)

    def tally(self, unit: str, place: int) -> Tally:
        """Add up the whole units' vectors, and look at the divided units' figures one by one."""
        people = _counts_people(self.form.by_cell[place])
        parts = self._parts_of(unit, people=people)
        found = _Count(parts.numbers[place], parts.numbers[place])
        found.expected = len(parts.whole)
        absent = sum(parts.gaps.get((place, absence), 0) for absence in Absence)
        found.added = len(parts.there) - absent
        if absent or len(parts.there) < len(parts.whole):
            for code in parts.whole:
                found.note_absence(code, Part.of(code, self.block.reports.get(code), place).absence)
        estimated = bool(parts.estimated >> place & 1)
        codes = self.inside[unit]
        for code in parts.divided:
            part = self._part(code, place, codes, people=people)
            found.expected += 1
            found.added += part.absence is None
            found.low += part.low
            found.high += part.high
            found.note_absence(code, part.absence)
            estimated = estimated or part.estimated
        return Tally(
            low=found.low,
            high=found.high,
            added=found.added,
            expected=found.expected,
            missing=found.missing,
            suppressed=found.suppressed,
            unexpected=[
                code
                for code in parts.unexpected
                if self.block.reports[code].absence_at(place) is not Absence.NOT_REPORTED
            ],
            provisional=bool(parts.provisional >> place & 1),
            estimated=estimated,
            single=len(parts.whole) == 1 and not parts.divided,
            largest=max((report.numbers[place] for report in parts.there), default=0),
        )

    @property
    def unexpected_reports(self) -> Iterable[Report]:
        return self.block.unexpected_reports

    @property
    def reporting_levels(self) -> tuple[str, ...]:
        return self.block.reporting_levels

    def _parts_of(self, unit: str, *, people: bool) -> _Parts:
        known = self._parts.get((unit, people))
        if known is not None:
            return known
        # Without the weights: a part with a weight of 0 is a part, and says that it is a guess.
        codes, shares, reports = self.inside[unit], self.unweighted[people], self.block.reports
        touching = self._units_touching(people=people).get(unit, ())
        expected = [code for code in touching if code in self.block.plan.expected]
        whole = tuple(code for code in expected if shares[code].reach <= codes)
        there = tuple(reports[code] for code in whole if code in reports)
        marked = [reports[code] for code in expected if code in reports and reports[code].is_marked]
        numbers = tuple(map(sum, zip(*(report.numbers for report in there), strict=True)))
        found = _Parts(
            whole=whole,
            divided=tuple(code for code in expected if not shares[code].reach <= codes),
            unexpected=tuple(code for code in touching if code not in self.block.plan.expected),
            numbers=numbers or (0,) * len(self.form.cells),
            there=there,
            gaps=Counter(chain.from_iterable(report.gaps for report in there)),
            provisional=_either(report.provisional_bits for report in marked),
            estimated=_either(report.estimated_bits for report in marked),
        )
        self._parts[unit, people] = found
        return found

    def _units_touching(self, *, people: bool) -> Mapping[str, Sequence[str]]:
        """Name for each unit of the other map the reporting units of which something lies in it."""
        if people not in self._touching:
            above: dict[str, list[str]] = {}
            for unit, codes in self.inside.items():
                for code in codes:
                    above.setdefault(code, []).append(unit)
            found: dict[str, dict[str, None]] = {}
            for source, shares in self.unweighted[people].items():
                for code in shares.reach:
                    for unit in above.get(code, ()):
                        found.setdefault(unit, {})[source] = None
            self._touching[people] = {unit: list(sources) for unit, sources in found.items()}
        return self._touching[people]

    def _part(self, code: str, place: int, codes: frozenset[str], *, people: bool) -> Part:
        """Give what of a reporting unit's figure lies in some units."""
        report = self.block.reports.get(code)
        whole = Part.of(code, report, place)
        if report is None:
            return whole
        low, high = self._within(report, place, codes, people=people)
        estimated = whole.estimated or self._is_estimated(code, codes, people=people)
        return evolve(whole, low=low, high=high, estimated=estimated)

    def _is_estimated(self, source: str, codes: frozenset[str], *, people: bool) -> bool:
        """Tell whether a share that is an estimate says how much of a divided unit lies in some units.

        The user's weights are, and so is any fraction: a share of the people, be it the law's, says nothing
        exact of their leaders or their complaints.
        """
        low, high = self.shares[people][source].of(codes)
        least, most = self.unweighted[people][source].of(codes)
        return 0 < low == high < 1 or high - low < most - least

    def _within(self, report: Report, place: int, codes: frozenset[str], *, people: bool) -> tuple[int, int]:
        """Give the least and the most of a divided unit's figure that can lie in some units.

        A total that is the sum of its parts stays so: its parts are divided, and not itself.
        """
        parts = _adding_up(report, place)
        if parts:
            each = [self._within(report, part, codes, people=people) for part in parts]
            return sum(low for low, _ in each), sum(high for _, high in each)
        number, shares = report.numbers[place], self.shares[people][report.unit]
        if not shares.unknown:
            key = (report.unit, place, people)
            if key not in self._divided:
                self._divided[key] = _divide(number, shares.known)
            exact = sum(part for code, part in self._divided[key].items() if code in codes)
            return exact, exact
        low, high = shares.of(codes)
        ends = (number * low, number * high)
        return floor(min(ends)), ceil(max(ends))


@define
class _Count:
    """A tally in the making."""

    low: int
    high: int
    added: int = 0
    expected: int = 0
    missing: list[str] = field(factory=list)
    suppressed: list[str] = field(factory=list)

    def note_absence(self, code: str, absence: Absence | None) -> None:
        """Count a unit whose figure is not there."""
        if absence is None:
            return
        if absence.is_missing:
            self.missing.append(code)
        elif absence is Absence.SUPPRESSED:
            self.suppressed.append(code)
        elif absence is Absence.NOT_EXPECTED:
            self.expected -= 1


def _adding_up(report: Report, place: int) -> Sequence[int]:
    """Give the parts that a figure is the sum of, by place; none if it is not."""
    for total, parts in report.form.sums:
        if total == place and sum(report.numbers[part] for part in parts) == report.numbers[place]:
            return parts
    return ()


def _either(bits: Iterable[int]) -> int:
    found = 0
    for more in bits:
        found |= more
    return found


def _divide(number: int, shares: Mapping[str, Fraction]) -> Mapping[str, int]:
    """Divide a number by shares that add up to one, by largest remainder: whole, and the sum is kept.

    >>> _divide(10, {"a": Fraction(1, 3), "b": Fraction(1, 3), "c": Fraction(1, 3)})
    {'a': 4, 'b': 3, 'c': 3}
    """
    sign = -1 if number < 0 else 1
    quotas = {code: abs(number) * share for code, share in sorted(shares.items())}
    parts = {code: floor(quota) for code, quota in quotas.items()}
    left = abs(number) - sum(parts.values())
    for code in sorted(quotas, key=lambda code: (parts[code] - quotas[code], code))[:left]:
        parts[code] += 1
    return {code: sign * part for code, part in parts.items()}


def _sheet(
    block: Block,
    target: Tree,
    walks: Mapping[bool, Crosswalk],
    weighted: Mapping[bool, Crosswalk],
    level: str | None,
    *,
    lift: bool,
) -> _Sheet:
    """Follow every unit that was to report, or did, to the other map."""
    units = [block.reporting(code) for code in sorted(block.plan.expected | block.reports.keys())]

    def follow(walks: Mapping[bool, Crosswalk]) -> _ByMeasure:
        return {
            people: {unit.code: _followed(unit, target, walks[people], level, lift=lift) for unit in units}
            for people in {_counts_people(indicator) for indicator in block.form.by_cell}
        }

    known = follow(walks)
    shares = known if weighted is walks else follow(weighted)
    lowest = {code for found in known.values() for each in found.values() for code in each.reach}
    inside: dict[str, set[str]] = {}
    for code in lowest:
        for unit in (target[code], *target.ancestors(code)):
            inside.setdefault(unit.code, set()).add(code)
    ordered = {unit.code: frozenset(inside[unit.code]) for unit in target if unit.code in inside}
    return _Sheet(block, shares, known, ordered)


def _counts_people(indicator: Indicator) -> bool:
    return indicator.measure in _PEOPLE


def _followed(unit: Unit, target: Tree, walk: Crosswalk, level: str | None, *, lift: bool) -> Shares:
    """Give a unit's shares on the other map, by the units of the level wanted."""
    if unit.code == NATION.code:
        return Shares(known={NATION.code: Fraction(1)})
    shares = walk.shares(unit)
    found = next(iter(shares.reach))
    natural = LEVELS.index(target[found].level)
    if level is not None:
        wanted = LEVELS.index(level)
        if wanted > natural:
            if target.children(found):
                raise LevelError(
                    f"the figures of {unit.name} ({unit.level}) can be restated by {target[found].level} and "
                    f"the levels above, not by {level}"
                )
            wanted = natural  # an island district that had no communes
    elif lift and unit.level not in target.levels:
        wanted = LEVELS.index(unit.level) - 1  # the level is no more: the nearest above it has the figures
    else:
        wanted = natural
    return shares if wanted == natural else _lifted(shares, target, LEVELS[wanted])


def _lifted(shares: Shares, target: Tree, level: str) -> Shares:
    """Give shares by the units of a higher level."""
    groups: dict[str, set[str]] = {}
    for code in shares.reach:
        above = next(unit.code for unit in target.ancestors(code) if unit.level == level)
        groups.setdefault(above, set()).add(code)
    known: dict[str, Fraction] = {}
    unknown: set[str] = set()
    for above, codes in groups.items():
        low, high = shares.of(codes)
        if low:
            known[above] = low
        if low != high:
            unknown.add(above)
    return Shares(known, frozenset(unknown))


def _in_zones(target: Tree, sheets: Sequence[_Sheet]) -> tuple[Tree, list[_Sheet]]:
    """Group units into comparable zones, and give the same figures by these.

    Two units are of one zone when a reporting unit has, or may have, a part in both.
    """
    zone_of: dict[str, set[str]] = {}
    for sheet in sheets:
        for shares in chain.from_iterable(found.values() for found in sheet.shares.values()):
            together = {code for found in shares.reach for code in zone_of.get(found, {found})}
            zone_of |= dict.fromkeys(together, together)
    zones = {min(codes): sorted(codes) for codes in zone_of.values()}
    units: list[Unit] = []
    members: dict[str, frozenset[str]] = {}
    for first, codes in sorted(zones.items()):
        code = first if len(codes) == 1 else f"{first}+{len(codes) - 1}"
        members[code] = frozenset(codes)
        name = ", ".join(target[member].name for member in codes)
        provinces = {
            unit.code for member in codes for unit in target.ancestors(member) if unit.level == "province"
        }
        above = provinces.pop() if len(provinces) == 1 else None if first == NATION.code else NATION.code
        units.append(Unit(level=ZONE, code=code, name=name, kind=ZONE, parent=above))
    parents = {unit.parent for unit in units}
    upper = [unit for unit in target if unit.level in ("nation", "province") and unit.code not in members]
    tree = Tree(
        [*(unit for unit in upper if unit.level == "nation" or unit.code in parents), *units], on=target.on
    )
    return tree, [
        evolve(
            sheet,
            inside={
                **{
                    code: below
                    for code, below in sheet.inside.items()
                    if code in tree and code not in members
                },
                **{code: found for code, below in members.items() if (found := below & sheet.inside.keys())},
            },
        )
        for sheet in sheets
    ]
