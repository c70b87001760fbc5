"""Ratios: of sums, over the units that gave both parts, with both numbers kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple, TypeAlias

from attrs import define, field, frozen

from vstbpn.model import (
    Absence,
    Block,
    Bounds,
    Cell,
    Figures,
    Indicator,
    Mode,
    OverUnits,
    Part,
    Period,
    Printed,
    Reason,
    Totals,
    Unit,
    compare_printed,
    exact,
    round_half_up,
)

__all__ = ["Printed", "Ratio", "Ratios", "compare_printed", "ratio"]


@frozen(kw_only=True)
class Ratio:
    """One ratio, with everything it rests on.

    ``numerator`` and ``denominator`` are sums over the units that gave both, and over no others; ``value`` is
    exact, and ``None`` where there is none, with the ``reason``. ``missing`` names the expected units that
    did not give both, ``suppressed`` those that keep one back, and ``unpaired`` all that gave only one of
    the two numbers, whatever they say of the other: it is in neither sum. Where a unit was divided the two
    numbers are :class:`~vstbpn.Bounds`, and ``bounds`` those of the ratio.
    """

    unit: Unit
    period: Period
    numerator: int | Decimal | Bounds
    denominator: int | Decimal | Bounds
    value: Fraction | None
    reason: Reason | None
    bounds: tuple[Fraction, Fraction] | None
    reported: int
    expected: int
    provisional: bool
    estimated: bool
    _lacking: _Lacking = field(repr=False, eq=lambda lacking: lacking.names())

    @property
    def missing(self) -> tuple[Unit, ...]:
        """The expected units that did not give both numbers."""
        return self._lacking.named(self._lacking.pair.missing)

    @property
    def unpaired(self) -> tuple[Unit, ...]:
        """The units that gave one of the two numbers only."""
        return self._lacking.named(self._lacking.pair.unpaired)

    @property
    def suppressed(self) -> tuple[Unit, ...]:
        """The units that keep a number back and miss none."""
        return self._lacking.named(self._lacking.pair.suppressed)

    def rounded(self, places: int, *, scale: int = 100) -> Decimal | None:
        """Give the value rounded half up: the one time that anything is rounded.

        :param scale: what a whole is written as: 100 for per cent.
        """
        return None if self.value is None else round_half_up(self.value * scale, places)


class Ratios(Mapping[tuple[str | Unit, str | Period], Ratio]):
    """The ratio of two cells, for every unit and period: a mapping from these to a :class:`Ratio`.

    :ivar totals: the totals that the sums are of.
    :ivar numerator: the cell above the line.
    :ivar denominator: the cell below it.
    """

    __slots__ = ("_left_out", "_places", "denominator", "numerator", "totals")

    def __init__(self, totals: Totals, numerator: Cell, denominator: Cell) -> None:
        self.totals = totals
        self.numerator = numerator
        self.denominator = denominator
        places: dict[Period, list[tuple[Figures, int]]] = {}
        for cell in (numerator, denominator):
            for found in totals.figures:
                if cell in found.form:
                    places.setdefault(found.period, []).append((found, found.form.place(cell)))
        self._places = {period: (both[0], both[1]) for period, both in places.items() if len(both) == 2}
        self._left_out: dict[Period, dict[str, _LeftOut]] = {period: {} for period in self._places}
        if not self._places:
            known = ", ".join(cell.code for cell in totals.cells[:12])
            raise KeyError(f"no period has both {numerator} and {denominator}; there is {known or 'nothing'}")

    def __getitem__(self, key: tuple[str | Unit, str | Period]) -> Ratio:
        if not isinstance(key, tuple) or len(key) != 2:
            raise KeyError(f"expected a unit and a period, got {key!r:.80}")
        code, when, _ = self.totals.read_key((*key, self.numerator))
        if when not in self._places:
            raise KeyError(f"{when} does not have both {self.numerator} and {self.denominator}")
        (above, n), (below, d) = self._places[when]
        if code not in above or (below is not above and code not in below):
            known = self.totals.tree.by_code.get(code)
            name = f"a unit {code!r}" if known is None else f"{known.name} ({code})"
            raise KeyError(f"{name} does not have both for {when}")
        pair = _pair(above, n, below, d, code, self._left_out[when])
        return pair.judge(self, code, when, above.form.by_cell[n], below.form.by_cell[d])

    def __iter__(self) -> Iterator[tuple[Unit, Period]]:
        for unit in self.totals.tree:
            for period, ((above, _), (below, _)) in self._places.items():
                if unit.code in above and unit.code in below:
                    yield unit, period

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return f"<Ratios {self.numerator} / {self.denominator} of {self.totals!r}>"


def ratio(totals: Totals, numerator: str | Cell, denominator: str | Cell) -> Ratios:
    """Divide two cells of totals: the ratio of the sums, and never the mean of the units' ratios.

    Both sums are over the units that reported both parts (pairwise complete); the others are named. In mode
    ``COMPLETE`` there is no value while one of them is missing. 0 of 0 is not applicable, some of none is
    an error in the data. Of restated totals both numbers are restated, and not their ratio.

    >>> from vstbpn import Form, Indicator, OverTime, Report, Tree, roll_up
    >>> members = Indicator(code="members", name_vi="Số ủy viên", measure="persons", over_time=OverTime.STOCK)
    >>> form = Form(code="form", cells=["members", "members:F"], indicators=[members])
    >>> tree = Tree([Unit(level="province", code="24", name="Tỉnh Bắc Giang"),
    ...              Unit(level="district", code="213", name="Thành phố Bắc Giang", parent="24"),
    ...              Unit(level="district", code="215", name="Huyện Yên Thế", parent="24")])
    >>> reports = [Report(unit="213", form=form, period=Period(2024), values=[15, 4]),
    ...            Report(unit="215", form=form, period=Period(2024), values=[13, 2])]
    >>> women = ratio(roll_up(reports, tree), "members:F", "members")["24", "2024"]
    >>> print(women.numerator, women.denominator, women.value, women.rounded(2))
    6 28 3/14 21.43

    :raises KeyError: if no period has both cells.
    """
    return Ratios(totals, _cell(numerator), _cell(denominator))


def _cell(cell: str | Cell) -> Cell:
    return Cell.parse(cell) if isinstance(cell, str) else cell


def _known(ends: tuple[int, int], decimals: int) -> int | Decimal | Bounds:
    low, high = ends
    return exact(low, decimals) if low == high else Bounds(exact(low, decimals), exact(high, decimals))


_Way: TypeAlias = tuple[Absence | None, Absence | None]
"""What a unit that did not give both numbers says in place of each; ``None`` for the one that it gave."""

_WAYS: Final = [(first, second) for first in (None, *Absence) for second in (None, *Absence)][1:]
_MISSING: Final = frozenset(way for way in _WAYS if any(absence and absence.is_missing for absence in way))
_UNPAIRED: Final = frozenset(way for way in _WAYS if None in way)
_SUPPRESSED: Final = frozenset(way for way in _WAYS if Absence.SUPPRESSED in way) - _MISSING
_NOT_EXPECTED: Final = frozenset(way for way in _WAYS if Absence.NOT_EXPECTED in way) - _MISSING - _SUPPRESSED
_KINDS: Final = {
    way: tuple(way in kind for kind in (_MISSING, _UNPAIRED, _SUPPRESSED, _NOT_EXPECTED)) for way in _WAYS
}
_NO_GAPS: Final[Mapping[str, Absence]] = {}


@define
class _Pair:
    """What is known of two sums over the same units, in units of their last decimal places."""

    above: tuple[int, int]
    below: tuple[int, int]
    added: int
    expected: int
    single: bool
    missing: Sequence[str | Unit] | _Codes
    unpaired: Sequence[str | Unit] | _Codes
    suppressed: Sequence[str | Unit] | _Codes
    provisional: bool = False
    estimated: bool = False

    def judge(self, ratios: Ratios, code: str, period: Period, above: Indicator, below: Indicator) -> Ratio:
        """Divide, or say why not."""
        totals = ratios.totals
        (n, n_most), (d, d_most) = self.above, self.below
        value: Fraction | None = None
        bounds: tuple[Fraction, Fraction] | None = None
        reason = self._reason(totals.mode, above, below)
        if reason is None or reason is Reason.INCOMPLETE:
            if reason is Reason.INCOMPLETE and (n != n_most or d != d_most or d == 0):
                reason = Reason.MISSING if self.missing else Reason.SUPPRESSED  # too little to divide
            elif n != n_most or d != d_most:
                reason = Reason.DIVIDED
                scale = Fraction(10**below.decimals, 10**above.decimals)
                bounds = (Fraction(n, d_most) * scale, Fraction(n_most, d) * scale) if n >= 0 < d else None
            elif d == 0:
                reason = Reason.DIVISION_BY_ZERO if n else Reason.NOT_APPLICABLE
            else:
                value = Fraction(n * 10**below.decimals, d * 10**above.decimals)
        return Ratio(
            unit=totals.tree.by_code[code],
            period=period,
            numerator=_known(self.above, above.decimals),
            denominator=_known(self.below, below.decimals),
            value=value,
            reason=reason,
            bounds=bounds,
            reported=self.expected - len(self.missing),
            expected=self.expected,
            provisional=self.provisional,
            estimated=self.estimated,
            lacking=_Lacking(ratios._places[period][0][0], self),
        )

    def _reason(self, mode: Mode, above: Indicator, below: Indicator) -> Reason | None:
        if not self.single and not (above.over_units is below.over_units is OverUnits.ADDITIVE):
            return Reason.NOT_ADDITIVE
        if self.missing or self.suppressed:
            if mode is Mode.AVAILABLE and self.added:
                return Reason.INCOMPLETE
            return Reason.MISSING if self.missing else Reason.SUPPRESSED
        if not self.added:
            return Reason.NOT_APPLICABLE if self.expected else Reason.NOT_EXPECTED
        return None


@define(eq=False)
class _Lacking:
    """The units that did not give both numbers of a ratio."""

    figures: Figures
    pair: _Pair

    def named(self, who: Iterable[str | Unit]) -> tuple[Unit, ...]:
        """Give units in the order of their levels and codes; a code is one of the numerator's map."""
        units = (self.figures.reporting(each) if isinstance(each, str) else each for each in who)
        return tuple(sorted(units, key=lambda unit: (len(unit.code), unit.code)))

    def names(self) -> tuple[tuple[Unit, ...], ...]:
        """Give all of them: two ratios are equal only if these are."""
        return tuple(map(self.named, (self.pair.missing, self.pair.unpaired, self.pair.suppressed)))


def _pair(above: Figures, n: int, below: Figures, d: int, code: str, left_out: dict[str, _LeftOut]) -> _Pair:
    if above is below and isinstance(above, Block) and not above.declared:
        found = _pair_of_sums(above, n, d, code, left_out)
        if found is not None:
            return found
    return _pair_of_parts(_side(above, n, code), _side(below, d, code), code)


class _LeftOut(NamedTuple):
    """What those who lack one of two numbers have in the sums, and how many of them lack it in which way."""

    above: int
    below: int
    units: int
    missing: int
    unpaired: int
    suppressed: int
    not_expected: int


_NOTHING: Final = _LeftOut(0, 0, 0, 0, 0, 0, 0)


def _pair_of_sums(
    block: Block, n: int, d: int, code: str, kept: dict[str, _LeftOut] | None = None
) -> _Pair | None:
    """Take the units that lack one of the two off the sums; ``None`` where marks have to be looked at.

    :param kept: what is left out of all sums, where it is kept from one unit to the next; filled if empty.
    """
    sums = block.sums_of(code)
    out = _NOTHING
    if sums.gaps:
        kept = {} if kept is None else kept
        if not kept:
            kept.update(_left_out(block, n, d))
        out = kept[code] if code in kept else _left_out_at(block, n, d, code)
    out_above, out_below, units, missing, unpaired, suppressed, not_expected = out
    pair = 1 << n | 1 << d
    provisional, estimated = bool(sums.provisional & pair), bool(sums.estimated & pair)
    if units and (provisional or estimated):
        return None
    above, below = sums.numbers[n] - out_above, sums.numbers[d] - out_below
    silent = sums.missing
    return _Pair(
        above=(above, above),
        below=(below, below),
        added=sums.reports - units,
        expected=sums.expected - not_expected,
        single=code not in block.sums,
        missing=_Codes(block, n, d, code, _MISSING, missing + len(silent), silent) if missing else silent,
        unpaired=_Codes(block, n, d, code, _UNPAIRED, unpaired) if unpaired else (),
        suppressed=_Codes(block, n, d, code, _SUPPRESSED, suppressed) if suppressed else (),
        provisional=provisional,
        estimated=estimated,
    )


def _left_out(block: Block, n: int, d: int) -> dict[str, _LeftOut]:
    """Add up what is left out of the sums, along the same steps."""
    found: dict[str, _LeftOut] = {}
    for code, step in block.plan.steps.items():
        own = _left_out_at(block, n, d, code)
        below = [found[child] for child in step.summed]
        found[code] = _LeftOut(*map(sum, zip(own, *below, strict=True))) if below else own
    return found


def _left_out_at(block: Block, n: int, d: int, step: str) -> _LeftOut:
    """Add up what is left out of one step alone."""
    above = below = units = missing = unpaired = suppressed = not_expected = 0
    gaps, reports = block.gaps_at(step), block.reports
    first, second = gaps.get(n, _NO_GAPS), gaps.get(d, _NO_GAPS)
    for unit in {**first, **second}:
        numbers = reports[unit].numbers
        above += numbers[n]
        below += numbers[d]
        is_missing, is_unpaired, is_suppressed, is_not_expected = _KINDS[first.get(unit), second.get(unit)]
        units += 1
        missing += is_missing
        unpaired += is_unpaired
        suppressed += is_suppressed
        not_expected += is_not_expected
    return _LeftOut(above, below, units, missing, unpaired, suppressed, not_expected)


def _ways_at(block: Block, n: int, d: int, step: str) -> Iterator[tuple[str, _Way]]:
    """Tell which of the units whose reports a step adds did not give both numbers, and what they say."""
    gaps = block.gaps_at(step)
    first, second = gaps.get(n, _NO_GAPS), gaps.get(d, _NO_GAPS)
    return ((unit, (first.get(unit), second.get(unit))) for unit in {**first, **second})


@define(eq=False)
class _Codes:
    """The units that did not give both numbers, of one kind: counted at once, and named when somebody asks.

    Of most ratios nobody does, and naming the units takes longer than dividing.
    """

    block: Block
    n: int
    d: int
    code: str
    ways: Collection[_Way]
    units: int
    silent: Sequence[str] = ()
    """Those among them that sent no report."""

    def __len__(self) -> int:
        return self.units

    def __iter__(self) -> Iterator[str]:
        yield from self.silent
        for step in self.block.plan.walk(self.code):
            yield from (unit for unit, way in _ways_at(self.block, self.n, self.d, step) if way in self.ways)


_Side: TypeAlias = Mapping[tuple[Unit, bool], Part]


def _side(figures: Figures, place: int, code: str) -> _Side:
    """Give the parts of a figure by unit, as a code is none; consolidated ones stand for themselves."""
    return {(figures.reporting(part.unit), part.is_declared): part for part in figures.parts(code, place)}


def _pair_of_parts(above: _Side, below: _Side, code: str) -> _Pair:
    """Pair the parts unit by unit; a consolidated figure goes with a consolidated one only."""
    lacking: list[tuple[Unit, _Way]] = []  # and not its code: the two numbers may stand on two maps
    paired: list[tuple[Part, Part]] = []
    keys = dict.fromkeys((*above, *below))
    for key in keys:
        first, second = above.get(key), below.get(key)
        if first is not None and second is not None and first.absence is second.absence is None:
            paired.append((first, second))
        else:
            lacking.append((key[0], (_said(first), _said(second))))

    def who(ways: Collection[_Way]) -> list[Unit]:
        return [unit for unit, way in lacking if way in ways]

    return _Pair(
        above=(sum(part.low for part, _ in paired), sum(part.high for part, _ in paired)),
        below=(sum(part.low for _, part in paired), sum(part.high for _, part in paired)),
        added=len(paired),
        expected=len(keys) - len(who(_NOT_EXPECTED)),
        single=[unit.code for unit, _ in keys] == [code],
        missing=who(_MISSING),
        unpaired=who(_UNPAIRED),
        suppressed=who(_SUPPRESSED),
        provisional=any(first.provisional or second.provisional for first, second in paired),
        estimated=any(first.estimated or second.estimated for first, second in paired),
    )


def _said(part: Part | None) -> Absence | None:
    """Tell what stands in place of a figure; whoever is not there at all did not report it."""
    return Absence.NOT_REPORTED if part is None else part.absence
