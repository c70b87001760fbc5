"""Ratios: of sums, over the units that gave both parts, with both numbers kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

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
    Reason,
    Totals,
    Unit,
    exact,
)

__all__ = ["Printed", "Ratio", "Ratios", "compare_printed", "ratio"]


class Printed(Enum):
    """How a ratio that somebody printed compares with the exact one."""

    HOLDS = "holds"
    """It is the exact value, rounded half up to its places."""
    CUT_OFF = "cut-off"
    """It is the exact value, cut off at its places instead of rounded."""
    DIFFERS = "differs"
    """It is another value."""


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
    missing: tuple[Unit, ...]
    unpaired: tuple[Unit, ...]
    suppressed: tuple[Unit, ...]
    provisional: bool
    estimated: bool

    def rounded(self, places: int, *, scale: int = 100) -> Decimal | None:
        """Give the value rounded half up: the one time that anything is rounded.

        :param scale: what a whole is written as: 100 for per cent.
        """
        return None if self.value is None else _rounded(self.value * scale, places)


class Ratios(Mapping[tuple[str | Unit, str | Period], Ratio]):
    """The ratio of two cells, for every unit and period: a mapping from these to a :class:`Ratio`.

    :ivar totals: the totals that the sums are of.
    :ivar numerator: the cell above the line.
    :ivar denominator: the cell below it.
    """

    __slots__ = ("_places", "denominator", "numerator", "totals")

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
        if code not in above or code not in below:
            known = self.totals.tree.by_code.get(code)
            name = f"a unit {code!r}" if known is None else f"{known.name} ({code})"
            raise KeyError(f"{name} does not have both for {when}")
        pair = _pair(above, n, below, d, code)
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


def compare_printed(value: Fraction, printed: Decimal, *, scale: int = 100) -> Printed:
    """Compare an exact ratio with one that somebody printed, to as many places as it was printed with.

    >>> compare_printed(Fraction(21, 55), Decimal("38.18"))
    <Printed.HOLDS: 'holds'>
    >>> compare_printed(Fraction(1198, 3218), Decimal("37.22"))
    <Printed.CUT_OFF: 'cut-off'>

    :param scale: what a whole was printed as: 100 for per cent.
    """
    exponent = printed.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError(f"expected a finite number, got {printed}")
    places = max(-exponent, 0)
    if _rounded(value * scale, places) == printed:
        return Printed.HOLDS
    cut_off = Fraction(int(value * scale * 10**places), 10**places)
    return Printed.CUT_OFF if cut_off == Fraction(printed) else Printed.DIFFERS


def _rounded(value: Fraction, places: int) -> Decimal:
    """Round half up, away from zero."""
    scaled = 2 * abs(value) * 10**places
    whole = (scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(f"{-whole if value < 0 else whole}E-{places}")


def _cell(cell: str | Cell) -> Cell:
    return Cell.parse(cell) if isinstance(cell, str) else cell


def _known(ends: tuple[int, int], decimals: int) -> int | Decimal | Bounds:
    low, high = (exact(end, decimals) for end in ends)
    return low if low == high else Bounds(low, high)


@define
class _Pair:
    """What is known of two sums over the same units, in units of their last decimal places."""

    above: tuple[int, int]
    below: tuple[int, int]
    added: int
    expected: int
    single: bool
    missing: list[str] = field(factory=list)
    unpaired: list[str] = field(factory=list)
    suppressed: list[str] = field(factory=list)
    provisional: bool = False
    estimated: bool = False

    def note(self, code: str, first: Absence | None, second: Absence | None) -> None:
        """Count a unit one of whose figures is not there."""
        if (first and first.is_missing) or (second and second.is_missing):
            self.missing.append(code)
            if first is None or second is None:
                self.unpaired.append(code)
            return
        if first is None or second is None:
            self.unpaired.append(code)
        if Absence.SUPPRESSED in (first, second):
            self.suppressed.append(code)
        elif Absence.NOT_EXPECTED in (first, second):
            self.expected -= 1

    def judge(self, ratios: Ratios, code: str, period: Period, above: Indicator, below: Indicator) -> Ratio:
        """Divide, or say why not."""
        totals = ratios.totals
        (n, n_most), (d, d_most) = self.above, self.below
        scale = Fraction(10**below.decimals, 10**above.decimals)
        value: Fraction | None = None
        bounds: tuple[Fraction, Fraction] | None = None
        reason = self._reason(totals.mode, (above, below))
        if reason is None or reason is Reason.INCOMPLETE:
            if reason is Reason.INCOMPLETE and (n != n_most or d != d_most or d == 0):
                reason = Reason.MISSING if self.missing else Reason.SUPPRESSED  # too little to divide
            elif n != n_most or d != d_most:
                reason = Reason.DIVIDED
                bounds = (Fraction(n, d_most) * scale, Fraction(n_most, d) * scale) if n >= 0 < d else None
            elif d == 0:
                reason = Reason.DIVISION_BY_ZERO if n else Reason.NOT_APPLICABLE
            else:
                value = Fraction(n, d) if scale == 1 else Fraction(n, d) * scale
        figures = ratios._places[period][0][0]

        def units(codes: Sequence[str]) -> tuple[Unit, ...]:
            ordered = sorted(codes, key=lambda code: (len(code), code)) if len(codes) > 1 else codes
            return tuple(map(figures.reporting, ordered))

        return Ratio(
            unit=totals.tree[code],
            period=period,
            numerator=_known(self.above, above.decimals),
            denominator=_known(self.below, below.decimals),
            value=value,
            reason=reason,
            bounds=bounds,
            reported=self.expected - len(self.missing),
            expected=self.expected,
            missing=units(self.missing),
            unpaired=units(self.unpaired),
            suppressed=units(self.suppressed),
            provisional=self.provisional,
            estimated=self.estimated,
        )

    def _reason(self, mode: Mode, indicators: Iterable[Indicator]) -> Reason | None:
        if not self.single and any(each.over_units is not OverUnits.ADDITIVE for each in indicators):
            return Reason.NOT_ADDITIVE
        if self.missing or self.suppressed:
            if mode is Mode.AVAILABLE and self.added:
                return Reason.INCOMPLETE
            return Reason.MISSING if self.missing else Reason.SUPPRESSED
        if not self.added:
            return Reason.NOT_APPLICABLE if self.expected else Reason.NOT_EXPECTED
        return None


def _pair(above: Figures, n: int, below: Figures, d: int, code: str) -> _Pair:
    if above is below and isinstance(above, Block) and not above.declared:
        found = _pair_of_sums(above, n, d, code)
        if found is not None:
            return found
    return _pair_of_parts(_side(above, n, code), _side(below, d, code), code)


def _pair_of_sums(block: Block, n: int, d: int, code: str) -> _Pair | None:
    """Take the units that lack one of the two off the sums; ``None`` where marks have to be looked at."""
    sums = block.sums_of(code)
    lacking: dict[str, list[Absence | None]] = {}
    if sums.gaps:
        gaps = block.gaps_in(code)
        for at, place in enumerate((n, d)):
            for absence in _ABSENCES:
                for unit in gaps.get((place, absence), ()):
                    lacking.setdefault(unit, [None, None])[at] = absence
    marked = sums.provisional | sums.estimated
    if lacking and (marked >> n | marked >> d) & 1:
        return None
    above, below = sums.numbers[n], sums.numbers[d]
    for unit in lacking:
        numbers = block.reports[unit].numbers
        above -= numbers[n]
        below -= numbers[d]
    pair = _Pair(
        above=(above, above),
        below=(below, below),
        added=sums.reports - len(lacking),
        expected=sums.expected,
        single=code not in block.sums,
        missing=list(sums.missing),
        provisional=bool((sums.provisional >> n | sums.provisional >> d) & 1),
        estimated=bool((sums.estimated >> n | sums.estimated >> d) & 1),
    )
    for unit, (first, second) in lacking.items():
        pair.note(unit, first, second)
    return pair


_ABSENCES = tuple(Absence)
_Side: TypeAlias = Mapping[tuple[Unit, bool], Part]


def _side(figures: Figures, place: int, code: str) -> _Side:
    """Give the parts of a figure by unit, as a code is none; consolidated ones stand for themselves."""
    return {(figures.reporting(part.unit), part.is_declared): part for part in figures.parts(code, place)}


def _pair_of_parts(above: _Side, below: _Side, code: str) -> _Pair:
    """Pair the parts unit by unit; a consolidated figure goes with a consolidated one only."""
    keys = dict.fromkeys((*above, *below))
    pair = _Pair(
        above=(0, 0),
        below=(0, 0),
        added=0,
        expected=len(keys),
        single=[unit.code for unit, _ in keys] == [code],
    )
    for key in keys:
        first, second = above.get(key), below.get(key)
        said = [Absence.NOT_REPORTED if part is None else part.absence for part in (first, second)]
        if first is None or second is None or said != [None, None]:
            pair.note(key[0].code, *said)
            continue
        pair.added += 1
        pair.above = pair.above[0] + first.low, pair.above[1] + first.high
        pair.below = pair.below[0] + second.low, pair.below[1] + second.high
        pair.provisional |= first.provisional or second.provisional
        pair.estimated |= first.estimated or second.estimated
    return pair
