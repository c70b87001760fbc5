"""Totals: what the figures add up to, and what each sum is worth."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from itertools import chain
from typing import Protocol, TypeAlias

from attrs import define, field, frozen

from vstbpn.errors import UnknownUnit
from vstbpn.model.indicator import Cell, Form, Indicator, OverUnits
from vstbpn.model.period import Period
from vstbpn.model.report import Absence, Report, exact
from vstbpn.model.unit import Tree, Unit

__all__ = [
    "Block",
    "Bounds",
    "Figures",
    "Mode",
    "Plan",
    "Reason",
    "Step",
    "Sums",
    "Tally",
    "Total",
    "Totals",
]


class Mode(Enum):
    """What a total needs before it has a value."""

    COMPLETE = "complete"
    """*Đủ mới cộng*: a value only when every expected part is there."""
    AVAILABLE = "available"
    """*Cộng phần đã có*: the sum of what is there, marked when something is missing."""


class Reason(Enum):
    """Why a total has no value, or why its value is not the whole."""

    MISSING = "missing"
    """Expected units did not report the figure."""
    SUPPRESSED = "suppressed"
    """A unit keeps its figure back."""
    NOT_APPLICABLE = "not-applicable"
    """Every unit says that the question does not arise."""
    NOT_EXPECTED = "not-expected"
    """No unit was expected to report the figure."""
    NOT_ADDITIVE = "not-additive"
    """The indicator's figures do not add up over units; of distinct persons the ``bounds`` are known."""
    DIVIDED = "divided"
    """A unit was divided, and how its figure divides nobody knows; the ``bounds`` are known."""
    INCOMPLETE = "incomplete"
    """There is a value, and it is the sum of a part only."""


@frozen
class Bounds:
    """The least and the greatest that a figure can be; ``None`` where there is no such bound."""

    low: int | Decimal | None
    high: int | Decimal | None


@frozen(kw_only=True)
class Total:
    """One total: the figure of one cell for one unit and period, with everything it rests on.

    ``value`` is ``None`` when the total cannot be computed, and ``reason`` says why; with a value,
    ``reason`` is ``None``, or ``INCOMPLETE`` for the sum of a part. ``bounds`` say what is known where the
    whole is not: of the sum of a part, and of a figure that a divided unit has a share in.

    ``missing`` names the expected units that did not report the figure, ``suppressed`` those that keep it
    back, and ``unexpected`` those that reported without being expected and were therefore not added.
    ``reported + len(missing) == expected`` always holds; a figure kept back is reported.
    """

    unit: Unit
    period: Period
    cell: Cell
    value: int | Decimal | None
    reason: Reason | None
    bounds: Bounds | None
    reported: int
    expected: int
    missing: tuple[Unit, ...]
    suppressed: tuple[Unit, ...]
    unexpected: tuple[Unit, ...]
    provisional: bool
    estimated: bool

    @property
    def is_complete(self) -> bool:
        """Tell whether the value is there and is the whole."""
        return self.value is not None and self.reason is None


@frozen(kw_only=True)
class Tally:
    """What is known of one cell for one unit, before it is judged: sums in units of the last decimal place.

    ``low`` and ``high`` differ where a divided unit has a share; ``largest`` is, for distinct persons, the
    largest figure of one unit. ``added`` counts the units whose figure is in the sum, ``expected`` those that
    owe it. ``single`` tells whether the figure is that of one undivided unit, so that nothing was added.
    """

    low: int
    high: int
    added: int
    expected: int
    missing: Sequence[str]
    suppressed: Sequence[str]
    unexpected: Sequence[str]
    provisional: bool
    estimated: bool
    single: bool
    largest: int = 0

    def judge(
        self, indicator: Indicator, mode: Mode
    ) -> tuple[int | Decimal | None, Reason | None, Bounds | None]:
        """Give the value, the reason and the bounds of the total."""
        decimals = indicator.decimals
        low, high = exact(self.low, decimals), exact(self.high, decimals)
        if indicator.over_units is not OverUnits.ADDITIVE and not self.single:
            return None, Reason.NOT_ADDITIVE, self._of_distinct(indicator)
        if not (self.missing or self.suppressed):
            if not self.added:
                return None, Reason.NOT_APPLICABLE if self.expected else Reason.NOT_EXPECTED, None
            return (low, None, None) if low == high else (None, Reason.DIVIDED, Bounds(low, high))
        reason = Reason.MISSING if self.missing else Reason.SUPPRESSED
        if mode is Mode.COMPLETE or not (self.added or self.low):
            return None, reason, None
        bounds = None if indicator.minimum is None else Bounds(low, None)
        return (low, Reason.INCOMPLETE, bounds) if low == high else (None, reason, bounds)

    def _of_distinct(self, indicator: Indicator) -> Bounds | None:
        """Distinct persons are at least as many as in one unit, and at most the sum."""
        if indicator.over_units is not OverUnits.DISTINCT or not self.added:
            return None
        most = None if self.missing or self.suppressed else exact(self.high, indicator.decimals)
        return Bounds(exact(self.largest, indicator.decimals), most)


class Figures(Protocol):
    """All figures of one form for one period, by unit: what :class:`Totals` are a view of."""

    @property
    def form(self) -> Form:
        """The form whose cells the figures are of."""
        ...

    @property
    def period(self) -> Period:
        """The period."""
        ...

    def __contains__(self, unit: str) -> bool:
        """Tell whether a unit has figures."""
        ...

    def __len__(self) -> int:
        """Count the units that have figures."""
        ...

    def tally(self, unit: str, place: int) -> Tally:
        """Work out what is known of a cell for a unit; a `KeyError` for a unit that has no figures."""
        ...

    def reporting(self, code: str) -> Unit:
        """Give the reporting unit of a code: the unit on the map on which it reported."""
        ...

    @property
    def unexpected_reports(self) -> Iterable[Report]:
        """The reports of units that were not expected to report, which are no part of any sum."""
        ...

    @property
    def reporting_levels(self) -> tuple[str, ...]:
        """The levels whose units were expected to report, from the top."""
        ...


@frozen
class Step:
    """How one unit's sums come about."""

    reporting: tuple[str, ...]
    """The units whose reports are added: the unit itself, and children with nothing below them."""
    summed: tuple[str, ...]
    """The children that are sums themselves."""


@frozen(eq=False)
class Plan:
    """Along which steps the reports of the expected units are added.

    ``steps`` are by unit, from the bottom up; a unit that is expected and has no step has nothing below
    it that is expected.
    """

    tree: Tree
    expected: frozenset[str]
    steps: Mapping[str, Step]

    def __contains__(self, unit: str) -> bool:
        """Tell whether a unit has totals: it is expected to report, or units below it are."""
        return unit in self.expected or unit in self.steps

    def __len__(self) -> int:
        return len(self.expected | self.steps.keys())

    def below(self, unit: str) -> Iterator[str]:
        """Give the expected units at and below a unit."""
        waiting = [unit]
        while waiting:
            code = waiting.pop()
            step = self.steps.get(code)
            if step is None:
                yield code
            else:
                yield from step.reporting
                waiting += step.summed


@define(kw_only=True)
class Sums:
    """The vector that a roll-up keeps for one unit and period.

    ``numbers`` are sums in units of the last decimal place, in the order of the form's cells;
    ``reports`` and ``expected`` count units; ``gaps`` counts the absences by place and kind;
    ``missing`` holds the expected units without any report; ``provisional`` and ``estimated`` have the
    bit of each cell set in which some part is so marked.
    """

    numbers: Sequence[int]
    reports: int
    expected: int
    gaps: Mapping[tuple[int, Absence], int]
    missing: Sequence[str]
    provisional: int
    estimated: int


@define(kw_only=True)
class Block:
    """All sums of one form (or of forms that share cells) for one period.

    ``sums`` are those of the plan's steps; a unit of the plan that has none has its report, if there is
    one, among ``reports``, which hold the newest report of every unit, expected or not. ``unexpected``
    names, for each unit, the units at and below it that reported without being expected.
    """

    plan: Plan
    form: Form
    period: Period
    sums: Mapping[str, Sums]
    reports: Mapping[str, Report]
    unexpected: Mapping[str, Sequence[str]]
    _absent: dict[str, dict[tuple[int, Absence], list[str]]] = field(init=False, factory=dict, repr=False)

    def __contains__(self, unit: str) -> bool:
        return unit in self.plan

    def __len__(self) -> int:
        return len(self.plan)

    def reporting(self, code: str) -> Unit:
        """Give a unit of the tree."""
        return self.plan.tree[code]

    def sums_of(self, unit: str) -> Sums:
        """Give the vector of any unit that has totals; a `KeyError` for others."""
        sums = self.sums.get(unit)
        if sums is not None:
            return sums
        if unit not in self.plan:
            raise KeyError(unit)
        report = self.reports.get(unit)
        return Sums(
            numbers=report.numbers if report else (0,) * len(self.form.cells),
            reports=int(report is not None),
            expected=1,
            gaps=dict.fromkeys(report.gaps, 1) if report else {},
            missing=() if report else (unit,),
            provisional=report.provisional_bits if report else 0,
            estimated=report.estimated_bits if report else 0,
        )

    def tally(self, unit: str, place: int) -> Tally:
        """Read what is known of a cell off the vectors."""
        sums = self.sums_of(unit)
        missing: Sequence[str] = sums.missing
        suppressed: Sequence[str] = ()
        absent = not_expected = 0
        if sums.gaps:
            count = {absence: sums.gaps.get((place, absence), 0) for absence in Absence}
            absent, not_expected = sum(count.values()), count[Absence.NOT_EXPECTED]
            for absence in (Absence.NOT_REPORTED, Absence.WITHDRAWN):
                if count[absence]:
                    missing = (*missing, *self._without(unit, place, absence))
            if count[Absence.SUPPRESSED]:
                suppressed = self._without(unit, place, Absence.SUPPRESSED)
        number = sums.numbers[place]
        largest = 0
        if self.form.by_cell[place].over_units is OverUnits.DISTINCT:
            reports = map(self.reports.get, self.plan.below(unit))
            largest = max((report.numbers[place] for report in reports if report), default=0)
        return Tally(
            low=number,
            high=number,
            added=sums.reports - absent,
            expected=sums.expected - not_expected,
            missing=missing,
            suppressed=suppressed,
            unexpected=[code for code in self.unexpected.get(unit, ()) if self._speaks_of(code, place)],
            provisional=bool(sums.provisional >> place & 1),
            estimated=bool(sums.estimated >> place & 1),
            single=unit not in self.sums,
            largest=largest,
        )

    def _speaks_of(self, unit: str, place: int) -> bool:
        """Tell whether a unit's report says anything of a cell."""
        return (place, Absence.NOT_REPORTED) not in self.reports[unit].gaps

    @property
    def unexpected_reports(self) -> Iterable[Report]:
        """The reports that are no part of any sum, because their units were not expected to report."""
        return [self.reports[code] for code in self.reports if code not in self.plan.expected]

    @property
    def reporting_levels(self) -> tuple[str, ...]:
        """The levels whose units were expected to report, from the top."""
        tree = self.plan.tree
        levels = {tree.by_code[code].level for code in self.plan.expected}
        return tuple(level for level in tree.levels if level in levels)

    def _without(self, unit: str, place: int, absence: Absence) -> Sequence[str]:
        """Name the units at and below a unit in whose report a figure is absent in one way."""
        found = self._absent.get(unit)
        if found is None:
            found = self._absent[unit] = {}
            for code in self.plan.below(unit):
                report = self.reports.get(code)
                for gap in report.gaps if report else ():
                    found.setdefault(gap, []).append(code)
        return found.get((place, absence), ())


_Key: TypeAlias = tuple[str | Unit, str | Period, str | Cell]


class Totals(Mapping[_Key, Total]):
    """The totals of a roll-up: a mapping from unit, period and cell to a :class:`Total`.

    A unit may be given by its code, a period and a cell likewise: ``totals["24", "2019", "population:F"]``.
    Iteration goes through the units from the top of the tree down. A total is worked out when it is
    asked for; what is kept is one vector for each unit and period.

    :ivar tree: the tree along which the figures were added.
    :ivar mode: what a total needs before it has a value.
    :ivar declared: the consolidated reports (scope ``SUBTREE``), which are no part of any sum.
    :ivar maps: the trees in which the reporting units stand: the one added along, unless restated.
    :ivar figures: the sums themselves, one set for each form and period.
    """

    __slots__ = ("_places", "declared", "figures", "maps", "mode", "tree")

    def __init__(
        self,
        tree: Tree,
        mode: Mode,
        figures: Iterable[Figures],
        declared: Iterable[Report] = (),
        maps: Iterable[Tree] | None = None,
    ) -> None:
        self.tree = tree
        self.mode = mode
        self.declared = tuple(declared)
        self.maps = (tree,) if maps is None else tuple(maps)
        self.figures = tuple(sorted(figures, key=lambda found: _period_order(found.period)))
        self._places: dict[tuple[Period, Cell], tuple[Figures, int]] = {
            (found.period, cell): (found, place)
            for found in self.figures
            for place, cell in enumerate(found.form.cells)
        }

    def in_mode(self, mode: Mode) -> Totals:
        """Give the same sums, read in another mode."""
        return Totals(self.tree, Mode(mode), self.figures, self.declared, self.maps)

    @property
    def unexpected(self) -> tuple[Report, ...]:
        """The reports of units that were not expected to report, which are no part of any sum."""
        return tuple(chain.from_iterable(found.unexpected_reports for found in self.figures))

    @property
    def reporting_levels(self) -> tuple[str, ...]:
        """The levels whose units were expected to report."""
        return tuple(dict.fromkeys(chain.from_iterable(found.reporting_levels for found in self.figures)))

    def unit_of(self, report: Report) -> Unit:
        """Give the unit that made a report, as it stood on the report's map.

        :raises UnknownUnit: if no map of these totals has it.
        """
        for tree in self.maps:
            unit = tree.by_code.get(report.unit)
            day = report.boundaries
            if unit is not None and (day in (None, tree.on) or unit.holds_on(day)):
                return unit
        raise UnknownUnit(f"there is no unit {report.unit!r} on the maps of these totals")

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods, in time."""
        return tuple(dict.fromkeys(found.period for found in self.figures))

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells of all periods, in the order of the forms."""
        return tuple(dict.fromkeys(cell for found in self.figures for cell in found.form.cells))

    def __getitem__(self, key: _Key) -> Total:
        code, when, which = self._read_key(key)
        if (when, which) not in self._places:
            raise KeyError(self._why_not(when, which))
        found, place = self._places[when, which]
        if code not in found:
            known = self.tree.by_code.get(code)
            raise KeyError(
                f"there is no unit {code!r} in the tree"
                if known is None
                else f"{known.name} ({code}) has no figures of {which} for {when}: neither it nor a unit "
                "below it was expected to report"
            )
        tally = found.tally(code, place)
        value, reason, bounds = tally.judge(found.form.by_cell[place], self.mode)
        return Total(
            unit=self.tree.by_code[code],
            period=when,
            cell=which,
            value=value,
            reason=reason,
            bounds=bounds,
            reported=tally.expected - len(tally.missing),
            expected=tally.expected,
            missing=_units(found, tally.missing),
            suppressed=_units(found, tally.suppressed),
            unexpected=_units(found, tally.unexpected),
            provisional=tally.provisional,
            estimated=tally.estimated,
        )

    def _read_key(self, key: object) -> tuple[str, Period, Cell]:
        """Take a key apart; whatever is none is not there."""
        if not isinstance(key, tuple) or len(key) != 3:
            raise KeyError(f"expected a unit, a period and a cell, got {key!r:.80}")
        unit, period, cell = key
        if isinstance(unit, Unit) and unit in self.tree:
            unit = unit.code
        try:
            when = Period.parse(period) if isinstance(period, str) else period
            which = Cell.parse(cell) if isinstance(cell, str) else cell
        except ValueError as error:
            raise KeyError(str(error)) from None
        if not (isinstance(unit, str) and isinstance(when, Period) and isinstance(which, Cell)):
            raise KeyError(f"expected a unit of the tree, a period and a cell, got {key!r:.200}")
        return unit, when, which

    def _why_not(self, period: Period, cell: Cell) -> str:
        if period not in self.periods:
            return f"nothing was reported for {period}; there is {', '.join(map(str, self.periods[:12]))}"
        there = [known.code for when, known in self._places if when == period]
        return f"there is no {cell} for {period}; there is {', '.join(there[:12])}"

    def __iter__(self) -> Iterator[tuple[Unit, Period, Cell]]:
        return self.select()

    def select(
        self, *, levels: Collection[str] | None = None, within: Collection[str] | None = None
    ) -> Iterator[tuple[Unit, Period, Cell]]:
        """Give the keys of some units, in the order of the tree.

        :param levels: units of these levels; of all, without it.
        :param within: these units and those below them, by code; all, without it.
        :raises UnknownUnit: if one of them is not in the tree.
        """
        inside: set[str] | None = None
        if within is not None:
            inside = {
                unit.code for code in within for unit in (self.tree[code], *self.tree.descendants(code))
            }
        for unit in self.tree:
            if (levels is None or unit.level in levels) and (inside is None or unit.code in inside):
                for found in self.figures:
                    if unit.code in found:
                        for cell in found.form.cells:
                            yield unit, found.period, cell

    def __len__(self) -> int:
        return sum(len(found) * len(found.form.cells) for found in self.figures)

    def __repr__(self) -> str:
        return f"<Totals of {len(self)} figures, mode {self.mode.value}>"


def _units(figures: Figures, codes: Iterable[str]) -> tuple[Unit, ...]:
    """Give the units that reported, in the order of their levels and codes."""
    units = [figures.reporting(code) for code in codes]
    return tuple(sorted(units, key=lambda unit: (len(unit.code), unit.code)) if len(units) > 1 else units)


def _period_order(period: Period) -> tuple[object, ...]:
    return (period.start, -(period.end - period.start).days, period.calendar.code)
