"""Totals: what the figures add up to, and what each sum is worth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from attrs import define, field, frozen

from vstbpn.model.indicator import Cell, Form, OverUnits
from vstbpn.model.period import Period
from vstbpn.model.report import Absence, Report, exact
from vstbpn.model.unit import Tree, Unit

__all__ = ["Block", "Bounds", "Mode", "Plan", "Reason", "Step", "Sums", "Total", "Totals"]


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
    """The indicator's figures do not add up over units."""
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
    ``reason`` is ``None``, or ``INCOMPLETE`` for the sum of a part, whose ``bounds`` then say what is
    known of the whole. ``missing`` names the expected units that did not report the figure, and
    ``unexpected`` those that reported without being expected and were therefore not added.

    ``reported + len(missing) == expected`` always holds.
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
    unexpected: tuple[Unit, ...]
    provisional: bool
    estimated: bool

    @property
    def is_complete(self) -> bool:
        """Tell whether the value is there and is the whole."""
        return self.value is not None and self.reason is None


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
        step = self.steps.get(unit)
        if step is None:
            yield unit
            return
        yield from step.reporting
        for child in step.summed:
            yield from self.below(child)


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
    _without: dict[str, dict[int, list[str]]] = field(init=False, factory=dict, repr=False)

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

    def without(self, unit: str, place: int) -> Sequence[str]:
        """Name the units at and below ``unit`` whose report lacks the figure at ``place``."""
        by_place = self._without.get(unit)
        if by_place is None:
            by_place = {}
            for code in self.plan.below(unit):
                report = self.reports.get(code)
                for gap, absence in report.gaps if report else ():
                    if absence.is_missing:
                        by_place.setdefault(gap, []).append(code)
            self._without[unit] = by_place
        return by_place.get(place, ())


_Key: TypeAlias = tuple[str | Unit, str | Period, str | Cell]


class Totals(Mapping[_Key, Total]):
    """The totals of a roll-up: a mapping from unit, period and cell to a :class:`Total`.

    A unit may be given by its code, a period and a cell likewise: ``totals["24", "2019", "population:F"]``.
    Iteration goes through the units from the top of the tree down. A total is worked out when it is
    asked for; what is kept is one vector for each unit and period.

    :ivar tree: the tree along which the figures were added.
    :ivar mode: what a total needs before it has a value.
    :ivar declared: the consolidated reports (scope ``SUBTREE``), which are no part of any sum.
    """

    __slots__ = ("_blocks", "_places", "declared", "mode", "tree")

    def __init__(
        self, tree: Tree, mode: Mode, blocks: Sequence[Block], declared: Sequence[Report] = ()
    ) -> None:
        self.tree = tree
        self.mode = mode
        self.declared = tuple(declared)
        self._blocks = tuple(sorted(blocks, key=lambda block: _period_order(block.period)))
        self._places: dict[tuple[Period, Cell], tuple[Block, int]] = {
            (block.period, cell): (block, place)
            for block in self._blocks
            for place, cell in enumerate(block.form.cells)
        }

    def in_mode(self, mode: Mode) -> Totals:
        """Give the same sums, read in another mode."""
        return Totals(self.tree, mode, self._blocks, self.declared)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The sums themselves, for code that adds further levels of checks or formats."""
        return self._blocks

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods, in time."""
        return tuple(dict.fromkeys(block.period for block in self._blocks))

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells of all periods, in the order of the forms."""
        return tuple(dict.fromkeys(cell for block in self._blocks for cell in block.form.cells))

    def __getitem__(self, key: _Key) -> Total:
        try:
            unit, period, cell = key
        except (TypeError, ValueError):
            raise KeyError(key) from None
        code = unit if isinstance(unit, str) else unit.code
        try:
            when = Period.parse(period) if isinstance(period, str) else period
            which = Cell.parse(cell) if isinstance(cell, str) else cell
            block, place = self._places[when, which]
            sums = block.sums_of(code)
        except (KeyError, ValueError):
            raise KeyError((code, str(period), str(cell))) from None
        return self._total(block, place, code, sums)

    def __iter__(self) -> Iterator[tuple[Unit, Period, Cell]]:
        for unit in self.tree:
            for block in self._blocks:
                if unit.code in block.plan:
                    for cell in block.form.cells:
                        yield unit, block.period, cell

    def __len__(self) -> int:
        return sum(len(block.plan) * len(block.form.cells) for block in self._blocks)

    def __repr__(self) -> str:
        return f"<Totals of {len(self)} figures, mode {self.mode.value}>"

    def _total(self, block: Block, place: int, code: str, sums: Sums) -> Total:
        indicator = block.form.by_cell[place]
        gap = {absence: sums.gaps.get((place, absence), 0) for absence in Absence} if sums.gaps else {}
        without = gap.get(Absence.NOT_REPORTED, 0) + gap.get(Absence.WITHDRAWN, 0)
        suppressed = gap.get(Absence.SUPPRESSED, 0)
        not_expected = gap.get(Absence.NOT_EXPECTED, 0)
        added = sums.reports - without - suppressed - not_expected - gap.get(Absence.NOT_APPLICABLE, 0)
        missing = (*sums.missing, *(block.without(code, place) if without else ()))
        expected = sums.expected - not_expected

        reason: Reason | None = None
        if indicator.over_units is not OverUnits.ADDITIVE and code in block.sums:
            reason = Reason.NOT_ADDITIVE
        elif missing:
            reason = Reason.MISSING
        elif suppressed:
            reason = Reason.SUPPRESSED
        elif not added:
            reason = Reason.NOT_APPLICABLE if expected else Reason.NOT_EXPECTED
        value: int | Decimal | None = None
        bounds: Bounds | None = None
        if reason is None:
            value = exact(sums.numbers[place], indicator.decimals)
        elif self.mode is Mode.AVAILABLE and added and reason in (Reason.MISSING, Reason.SUPPRESSED):
            value = exact(sums.numbers[place], indicator.decimals)
            reason = Reason.INCOMPLETE
            if indicator.minimum is not None:
                bounds = Bounds(value + indicator.minimum * (len(missing) + suppressed), None)
        return Total(
            unit=self.tree[code],
            period=block.period,
            cell=block.form.cells[place],
            value=value,
            reason=reason,
            bounds=bounds,
            reported=expected - len(missing),
            expected=expected,
            missing=self._units(missing),
            unexpected=self._units(block.unexpected.get(code, ())),
            provisional=bool(sums.provisional >> place & 1),
            estimated=bool(sums.estimated >> place & 1),
        )

    def _units(self, codes: Sequence[str]) -> tuple[Unit, ...]:
        if len(codes) < 2:
            return tuple(self.tree[code] for code in codes)
        return tuple(self.tree[code] for code in sorted(codes, key=self.tree.place))


def _period_order(period: Period) -> tuple[object, ...]:
    return (period.start, -(period.end - period.start).days, period.calendar.code)
