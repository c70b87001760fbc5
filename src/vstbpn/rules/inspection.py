"""Where to inspect: units ranked by the criteria that directives give, with every contribution shown.

The directives say what to look at. They do not say how much each thing weighs, nor from which figure on it
counts: both are for the caller to say, and nothing here has a default. What a unit gets depends on its own
figures and on what the caller said, never on the other units, so that one more unit changes no score.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import Final, TypeAlias

from attrs import field, frozen

from vstbpn.catalog import instruments
from vstbpn.model import Count, Ground, GroundKind, Share, nfc

__all__ = [
    "Contribution",
    "Criterion",
    "Figure",
    "RankedUnit",
    "Ranking",
    "UnitFigures",
    "Weighed",
    "inspection_criteria",
    "rank_for_inspection",
]

Figure: TypeAlias = int | Decimal | Fraction | Share | Count
"""What is known of a unit by a criterion: a number, or two ends that it lies between."""

_NONE: Final = Fraction(0)


def _exact(number: int | Decimal | Fraction) -> Fraction:
    """Take a number exactly; a float is refused, as 0.35 is not 35 per cent."""
    if isinstance(number, bool) or not isinstance(number, int | Decimal | Fraction):
        raise TypeError(f"expected a whole number, a Decimal or a Fraction, got {number!r:.60}")
    if isinstance(number, Decimal) and not number.is_finite():
        raise ValueError(f"expected a finite number, got {number}")
    return Fraction(number)


@frozen(kw_only=True)
class Criterion:
    """What a directive says to look at when units are chosen for an inspection.

    :param id: the key of its figures in :class:`UnitFigures`.
    :param rises: whether it is the higher figure that calls for an inspection, and not the lower one.
    :param grounds: the places in the directives that say so; never empty.
    """

    id: str
    name_vi: str = field(converter=nfc)
    name_en: str
    rises: bool
    grounds: tuple[Ground, ...]

    def __attrs_post_init__(self) -> None:
        if not (self.id.strip() and self.name_vi.strip() and self.name_en.strip()):
            raise ValueError("criterion: expected an id and a name in both languages, got a blank one")
        if not self.grounds:
            raise ValueError(f"criterion {self.id}: expected what it rests on, got nothing")

    def weighed(
        self,
        weight: int | Decimal | Fraction,
        *,
        none_at: int | Decimal | Fraction,
        full_at: int | Decimal | Fraction,
    ) -> Weighed:
        """Say how much it weighs, and between which figures.

        :param none_at: at this figure, and on its good side, a unit gets nothing by this criterion.
        :param full_at: at this figure, and on its bad side, it gets all of the weight; in between a part.
        """
        return Weighed(self, weight, none_at, full_at)


@frozen
class Weighed:
    """A criterion with the weight and the scale that the caller gives it.

    >>> problems = inspection_criteria()["pressing-problems"].weighed(1, none_at=0, full_at=20)
    >>> problems.part(5), problems.part(40)
    ((Fraction(1, 4), Fraction(1, 4)), (Fraction(1, 1), Fraction(1, 1)))

    :raises ValueError: if the weight is not above 0, or the scale does not go the criterion's way.
    """

    criterion: Criterion
    weight: Fraction = field(converter=_exact)
    none_at: Fraction = field(converter=_exact)
    full_at: Fraction = field(converter=_exact)

    def __attrs_post_init__(self) -> None:
        name = self.criterion.id
        if self.weight <= 0:
            raise ValueError(f"criterion {name}: expected a weight above 0, got {self.weight}")
        if self.none_at == self.full_at or (self.none_at < self.full_at) is not self.criterion.rises:
            way = "above" if self.criterion.rises else "below"
            raise ValueError(
                f"criterion {name}: expected full_at {way} none_at, got {self.full_at} and {self.none_at}"
            )

    def part(self, figure: Figure | None) -> tuple[Fraction, Fraction]:
        """Give which part of the weight a figure gets, at least and at most; without one anything may be."""
        ends = _ends(figure)
        if ends is None:
            return Fraction(0), Fraction(1)
        low, high = (self._part_at(end) for end in ends)
        return (low, high) if low <= high else (high, low)

    def _part_at(self, end: Fraction | None) -> Fraction:
        if end is None:  # no upper end is known
            return Fraction(1) if self.criterion.rises else Fraction(0)
        part = (end - self.none_at) / (self.full_at - self.none_at)
        return min(max(part, Fraction(0)), Fraction(1))


def _ends(figure: Figure | None) -> tuple[Fraction, Fraction | None] | None:
    """Give the lowest and the highest value that a figure allows; None where it tells nothing."""
    if figure is None:
        return None
    if isinstance(figure, Count):
        return Fraction(figure.low), None if figure.high is None else Fraction(figure.high)
    if isinstance(figure, Share):
        return _ends_of_share(figure)
    return _exact(figure), _exact(figure)


def _ends_of_share(share: Share) -> tuple[Fraction, Fraction] | None:
    """Give the ends of a share; none of nobody, and none of counts that contradict each other."""
    if not share.whole or not share.is_consistent:
        return None
    if share.more is None:
        return Fraction(0), Fraction(1)
    whole = share.whole + share.more
    return Fraction(share.part, whole), Fraction(share.part + share.unknown + share.more, whole)


def _figures(figures: Mapping[str, Figure | None]) -> Mapping[str, Figure | None]:
    return MappingProxyType(dict(figures))


@frozen(kw_only=True)
class UnitFigures:
    """A unit or an enterprise that may be inspected, with its figures by the criteria's ids.

    :param figures: None, or no entry, where a figure is missing; that is not 0.
    """

    id: str
    name: str = field(default="", converter=nfc)
    figures: Mapping[str, Figure | None] = field(converter=_figures, hash=False)

    def __str__(self) -> str:
        return self.name or self.id


@frozen(kw_only=True)
class Contribution:
    """What one criterion adds to the score of one unit.

    :param figure: as it was given.
    :param share: of the criterion in all weights, which is the most that it can add.
    :param low: what it adds at least; ``high`` is what it adds at most.
    :param is_missing: whether there is no figure that tells anything.
    """

    criterion: Criterion
    figure: Figure | None
    share: Fraction
    low: Fraction
    high: Fraction
    is_missing: bool


@frozen(kw_only=True)
class RankedUnit:
    """Where one unit stands in a ranking, and why.

    :param first: the best place that is possible with what is known; 1 is to be inspected first.
    :param last: the last place that is possible.
    :param tied_with: the ids of the units with exactly the same score.
    """

    unit: UnitFigures
    contributions: tuple[Contribution, ...]
    first: int
    last: int
    tied_with: tuple[str, ...] = ()

    @property
    def low(self) -> Fraction:
        """The score at least, of 1."""
        return sum((each.low for each in self.contributions), _NONE)

    @property
    def high(self) -> Fraction:
        """The score at most."""
        return sum((each.high for each in self.contributions), _NONE)

    @property
    def rank(self) -> int | None:
        """The place, which units of the same score share; None as long as several are possible."""
        return self.first if self.first == self.last else None

    @property
    def missing(self) -> tuple[str, ...]:
        """The ids of the criteria that the unit cannot be ranked by, as it has no figure for them."""
        return tuple(each.criterion.id for each in self.contributions if each.is_missing)

    @property
    def text_en(self) -> str:
        """The place, the score and what it is made of, in English."""
        return self._text(("equal with", "cannot be ranked by", "not known"), vietnamese=False)

    @property
    def text_vi(self) -> str:
        """The same in Vietnamese."""
        return self._text(("bằng điểm với", "không xếp được theo", "chưa có số liệu"), vietnamese=True)

    def _text(self, words: tuple[str, str, str], *, vietnamese: bool) -> str:
        equal, cannot, unknown = words
        place = _between(self.first, self.last)
        names = {
            each.criterion.id: each.criterion.name_vi if vietnamese else each.criterion.name_en
            for each in self.contributions
        }
        parts = "; ".join(
            f"{names[each.criterion.id]} ({unknown if each.figure is None else _shown(each.figure)}): "
            f"{_between(each.low, each.high)}"
            for each in self.contributions
        )
        said = f"{place}. {self.unit}: {_between(self.low, self.high)} = {parts}"
        if self.tied_with:
            said += f"; {equal} {', '.join(self.tied_with)}"
        if self.missing:
            said += f"; {cannot} {', '.join(names[code] for code in self.missing)}"
        return said

    def __str__(self) -> str:
        return self.text_en


def _between(low: Fraction | int, high: Fraction | int) -> str:
    return str(low) if low == high else f"{low}..{high}"


def _shown(figure: Figure) -> str:
    """Write a figure in signs that both languages read alike."""
    if not isinstance(figure, Share):
        return str(figure)
    gaps = [f"{figure.unknown}?"] if figure.unknown else []
    if figure.more != 0:
        gaps.append("+?" if figure.more is None else f"+{figure.more}?")
    return f"{figure.part}/{figure.whole}{f' ({chr(32).join(gaps)})' if gaps else ''}"


@frozen(kw_only=True)
class Ranking:
    """Units in the order in which they call for an inspection; :func:`rank_for_inspection` makes it.

    :param ranked: those whose score is known, the most pressing first, then by id.
    :param open: those of which a figure is missing or lies between two ends, listed apart, those first that
        may be the most pressing.
    """

    criteria: tuple[Weighed, ...]
    ranked: tuple[RankedUnit, ...]
    open: tuple[RankedUnit, ...]

    def __iter__(self) -> Iterator[RankedUnit]:
        yield from self.ranked
        yield from self.open

    def __len__(self) -> int:
        return len(self.ranked) + len(self.open)

    def of(self, unit: str) -> RankedUnit:
        """Give where the unit of an id stands.

        :raises LookupError: if it was not ranked.
        """
        for standing in self:
            if standing.unit.id == unit:
                return standing
        raise LookupError(f"expected the id of a unit that was ranked, got {unit!r}")


def rank_for_inspection(units: Iterable[UnitFigures], criteria: Iterable[Weighed]) -> Ranking:
    """Rank units by how much they call for an inspection, and show what every place is made of.

    Each criterion adds its part of all weights, from nothing to the whole of it, by the unit's figure; all is
    worked out in whole fractions. Units of the same score share a place, and the next one is as much later.
    A figure that is missing may be anything: it is never taken for a good one. As long as it is, the unit
    stands apart, and each unit has the range of the places that are possible.

    >>> criteria = inspection_criteria()
    >>> asked = [criteria["pressing-problems"].weighed(2, none_at=0, full_at=20),
    ...          criteria["women-in-leadership"].weighed(1, none_at=Fraction(35, 100), full_at=0)]
    >>> units = [UnitFigures(id="a", figures={"pressing-problems": 15, "women-in-leadership": Share(7, 40)}),
    ...          UnitFigures(id="b", figures={"pressing-problems": 0, "women-in-leadership": Share(14, 40)}),
    ...          UnitFigures(id="c", figures={"pressing-problems": 4})]
    >>> for standing in rank_for_inspection(units, asked):
    ...     print(standing)
    1. a: 2/3 = pressing problems (15): 1/2; women in leadership (7/40): 1/6
    3. b: 0 = pressing problems (0): 0; women in leadership (14/40): 0
    2. c: 2/15..7/15 = pressing problems (4): 2/15; women in leadership (not known): 0..1/3; cannot be \
ranked by women in leadership

    :param criteria: each with the weight and the scale that the caller gives it; only the proportion of the
        weights matters.
    :raises ValueError: if there is no criterion, or an id stands twice.
    :raises TypeError: if a figure is not exact, or a criterion has no weight and scale.
    """
    asked = tuple(criteria)
    known = tuple(units)
    if not asked:
        raise ValueError("expected criteria to rank by, got none")
    bare = [each for each in asked if not isinstance(each, Weighed)]
    if bare:
        raise TypeError(
            f"expected a criterion with its weight and scale, got {type(bare[0]).__name__}. "
            "Hint: criterion.weighed(1, none_at=..., full_at=...); no directive says them"
        )
    for what, ids in (
        ("criterion", [each.criterion.id for each in asked]),
        ("unit", [unit.id for unit in known]),
    ):
        twice = sorted(code for code, count in Counter(ids).items() if count > 1)
        if twice:
            raise ValueError(f"expected each {what} once, got two with the id {twice[0]!r}")
    whole = sum((each.weight for each in asked), _NONE)
    parts = {unit: tuple(_contribution(unit, each, whole) for each in asked) for unit in known}
    return _placed(asked, parts)


def _contribution(unit: UnitFigures, asked: Weighed, whole: Fraction) -> Contribution:
    figure = unit.figures.get(asked.criterion.id)
    share = asked.weight / whole
    low, high = asked.part(figure)
    return Contribution(
        criterion=asked.criterion,
        figure=figure,
        share=share,
        low=low * share,
        high=high * share,
        is_missing=_ends(figure) is None,
    )


def _placed(asked: tuple[Weighed, ...], parts: Mapping[UnitFigures, tuple[Contribution, ...]]) -> Ranking:
    scores = {
        unit: (sum((each.low for each in mine), _NONE), sum((each.high for each in mine), _NONE))
        for unit, mine in parts.items()
    }
    lows = sorted(low for low, _ in scores.values())
    highs = sorted(high for _, high in scores.values())
    alike: dict[Fraction, list[str]] = {}
    for unit, (low, high) in scores.items():
        if low == high:
            alike.setdefault(low, []).append(unit.id)
    ranked: list[RankedUnit] = []
    still_open: list[RankedUnit] = []
    for unit, (low, high) in scores.items():
        is_settled = low == high
        standing = RankedUnit(
            unit=unit,
            contributions=parts[unit],
            # Before it are surely those whose least is above its most; perhaps those whose most is above its
            # least, of which it is itself one if its own score is open.
            first=1 + len(lows) - bisect_right(lows, high),
            last=1 + len(highs) - bisect_right(highs, low) - (not is_settled),
            tied_with=tuple(sorted(set(alike[low]) - {unit.id})) if is_settled else (),
        )
        (ranked if is_settled else still_open).append(standing)
    return Ranking(
        criteria=asked,
        ranked=tuple(sorted(ranked, key=lambda each: (-each.high, each.unit.id))),
        open=tuple(sorted(still_open, key=lambda each: (-each.high, -each.low, each.unit.id))),
    )


@cache
def inspection_criteria() -> Mapping[str, Criterion]:
    """Give the criteria of the directives that the catalogue has, by their ids.

    They name what to look at and no figure, so there is nothing to rank by before the caller gives weight
    and scale. Both documents bring all three, in one sentence each.

    >>> for criterion in inspection_criteria().values():
    ...     print(criterion.id, "|", criterion.grounds[1])
    pressing-problems | 02/CTr-BVSTBPN (14/4/2022), mục II.4, đoạn thứ nhất [not verified]
    women-in-leadership | 02/CTr-BVSTBPN (14/4/2022), mục II.4, đoạn thứ nhất [not verified]
    women-workers | 02/CTr-BVSTBPN (14/4/2022), mục II.4, đoạn thứ nhất [not verified]
    """
    grounds = (
        _ground("cv-bac-giang-2024", "mục 4, gạch đầu dòng thứ nhất"),
        _ground("ctr-02-hai-phong-2022", "mục II.4, đoạn thứ nhất"),
    )
    known = (
        Criterion(
            id="pressing-problems",
            name_vi="vấn đề nổi cộm đối với phụ nữ và trẻ em gái",
            name_en="pressing problems",
            rises=True,
            grounds=grounds,
        ),
        Criterion(
            id="women-in-leadership",
            name_vi="tỷ lệ nữ trong cấp ủy, lãnh đạo, quản lý",
            name_en="women in leadership",
            rises=False,
            grounds=grounds,
        ),
        Criterion(
            id="women-workers",
            name_vi="số lao động nữ của doanh nghiệp, cơ sở sản xuất, kinh doanh",
            name_en="women workers",
            rises=True,
            grounds=grounds,
        ),
    )
    return MappingProxyType({criterion.id: criterion for criterion in known})


def _ground(key: str, pinpoint: str) -> Ground:
    """Give a place in a directive of the catalogue; it is as verified as the directive."""
    one = instruments().by_key(key)
    return Ground(
        kind=GroundKind.INSTRUMENT,
        instrument=one.key,
        number_text=one.number_text or one.title_vi,
        issued_on=one.issued_on,
        pinpoint=pinpoint,
        verified=one.verified,
    )
