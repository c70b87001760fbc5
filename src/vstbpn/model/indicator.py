"""What is counted, and how its figures may be added up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Final

from attrs import evolve, field, frozen

from vstbpn.model.text import nfc

__all__ = ["SEX", "TOTAL", "Breakdown", "Cell", "Form", "Indicator", "OverTime", "OverUnits", "Sex"]

TOTAL: Final = "_T"
"""The code of "all together" in a breakdown, as SDMX writes it."""

SEX: Final = "sex"
"""The name of the breakdown that every indicator may have without its being declared."""

_NOT_SUMS: Final = frozenset({"per-cent", "mean"})
_CODE = re.compile(r"[^\s:=,;\"'@]{1,80}")
_PART = re.compile(r"[^\s:,;\"'@]{1,80}")  # of a breakdown: <=40 is a usual one


class OverTime(Enum):
    """What the figures of the parts of a year say about the whole year."""

    FLOW = "flow"
    """Counted as it happens: the parts add up (cases in a half-year)."""
    STOCK = "stock"
    """Counted on a day: the year's figure is the last one in it (members on 31 December)."""
    NEVER = "never"
    """Nothing: the figure of the year is its own observation."""


class OverUnits(Enum):
    """What the figures of the parts of a territory say about the whole."""

    ADDITIVE = "additive"
    """The parts add up."""
    DISTINCT = "distinct"
    """Distinct persons: one may be counted in two parts, so the sum is only an upper bound."""
    NEVER = "never"
    """Nothing (a mean, a percentage)."""


class Sex:
    """The codes of the sex breakdown: `F`, `M`, `_U` (not recorded), `_T` (all together)."""

    FEMALE: Final = "F"
    MALE: Final = "M"
    UNKNOWN: Final = "_U"
    ALL: Final = TOTAL
    CODES: Final = ("_T", "F", "M", "_U")


def _checked_code(instance: object, attribute: object, value: str) -> None:
    if not _CODE.fullmatch(value):
        raise ValueError(
            "expected a code of 1 to 80 characters without spaces, quotes and any of : = , ; @, "
            f"got {value!r}"
        )


def _checked_part(value: str) -> None:
    if not _PART.fullmatch(value):
        raise ValueError(
            f"expected a code of 1 to 80 characters without spaces, quotes and any of : , ; @, got {value!r}"
        )


def _pairs(pairs: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(pairs.items() if isinstance(pairs, Mapping) else pairs)


def _sorted_pairs(pairs: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(pair for pair in _pairs(pairs) if pair[1] != TOTAL))


@frozen(kw_only=True, cache_hash=True)
class Indicator:
    """A thing that is counted or measured: *chỉ tiêu thống kê*.

    ``measure`` is the unit of measure: ``persons`` (*người*), ``person-times`` (*lượt người*), ``cases``
    (*vụ*), ``bodies`` (*cơ quan*), ``per-cent``, ``mean`` or another word. Figures of different units of
    measure are never added. ``decimals`` is the number of decimal places that a figure may have and
    ``minimum`` the smallest figure that can be true (``None``: any); for figures that add up that is 0 or
    nothing, as it has to hold for parts and sums alike.

    >>> Indicator(code="cases", name_vi="Số vụ bạo lực gia đình", name_en="Cases of domestic violence",
    ...           measure="cases", over_time=OverTime.FLOW).decimals
    0

    A combination that has no meaning is refused:

    >>> Indicator(code="share", name_vi="Tỷ lệ nữ", name_en="Share of women", measure="per-cent",
    ...           over_time=OverTime.NEVER)
    Traceback (most recent call last):
    ...
    ValueError: indicator 'share': figures in per-cent do not add up over units; say over_units="never", \
or count what the share is made of
    """

    code: str = field(converter=nfc, validator=_checked_code)
    name_vi: str = field(converter=nfc)
    measure: str
    over_time: OverTime
    name_en: str = ""
    over_units: OverUnits = OverUnits.ADDITIVE
    decimals: int = 0
    minimum: int | None = 0
    source: str = ""
    checked_on: date | None = None
    verified: bool = True

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.decimals <= 9:
            raise ValueError(f"indicator {self.code!r}: expected 0 to 9 decimals, got {self.decimals}")
        if self.measure in _NOT_SUMS and self.over_units is OverUnits.ADDITIVE:
            raise ValueError(
                f"indicator {self.code!r}: figures in {self.measure} do not add up over units; "
                'say over_units="never", or count what the share is made of'
            )
        if self.over_units is not OverUnits.NEVER and self.minimum not in (0, None):
            raise ValueError(
                f"indicator {self.code!r}: figures that add up have the minimum 0 or none, got {self.minimum}"
            )
        if self.measure in _NOT_SUMS and self.over_time is OverTime.FLOW:
            raise ValueError(
                f"indicator {self.code!r}: figures in {self.measure} do not add up over time; "
                'say over_time="never"'
            )


@frozen(kw_only=True, cache_hash=True)
class Breakdown:
    """A breakdown of one's own beside sex: ``age`` into ``<=40``, ``40-50``, ``>50``; codes to names.

    >>> Breakdown(code="court", codes={"province": "Cấp tỉnh", "district": "Cấp huyện"}).codes
    (('province', 'Cấp tỉnh'), ('district', 'Cấp huyện'))

    :param partition: whether the parts make up the whole (*chia ra*, *phân theo*), so that the total is
        their sum; otherwise each is only *of which* (*trong đó*).
    """

    code: str = field(converter=nfc, validator=_checked_code)
    codes: tuple[tuple[str, str], ...] = field(converter=_pairs)
    name_vi: str = ""
    name_en: str = ""
    partition: bool = False

    @code.validator
    def _check_name(self, _: object, value: str) -> None:
        if value == SEX:
            raise ValueError(f"the breakdown {SEX!r} is there already, with the codes {', '.join(Sex.CODES)}")

    @codes.validator
    def _check_codes(self, _: object, value: tuple[tuple[str, str], ...]) -> None:
        for code, _name in value:
            _checked_part(code)
        if TOTAL in dict(value):
            raise ValueError(f"breakdown {self.code!r}: {TOTAL} is all together and not one of its parts")


@frozen(order=True, cache_hash=True)
class Cell:
    """One box of a form: an indicator, a sex and, where there are others, the codes of its breakdowns.

    A breakdown that is not named means all together. The code is the parts joined by colons, sex left
    out where it is ``_T``:

    >>> Cell("population", "F").code, Cell("population").code
    ('population:F', 'population')
    >>> Cell.parse("divorces:court=district")
    Cell(indicator='divorces', sex='_T', breakdown=(('court', 'district'),))
    """

    indicator: str = field(converter=nfc, validator=_checked_code)
    sex: str = field(default=TOTAL)
    breakdown: tuple[tuple[str, str], ...] = field(default=(), converter=_sorted_pairs)

    @sex.validator
    def _check_sex(self, _: object, value: str) -> None:
        if value not in Sex.CODES:
            raise ValueError(f"expected sex {', '.join(Sex.CODES)}, got {value!r}")

    @breakdown.validator
    def _check_breakdown(self, _: object, value: tuple[tuple[str, str], ...]) -> None:
        for dimension, code in value:
            _checked_code(self, None, dimension)
            _checked_part(code)
        dimensions = [dimension for dimension, _code in value]
        if SEX in dimensions or len(set(dimensions)) < len(dimensions):
            raise ValueError(
                f"expected each breakdown once, and none called sex, got {', '.join(dimensions)}"
            )

    @classmethod
    def parse(cls, code: str) -> Cell:
        """Read a cell's code.

        :raises ValueError: if it is none.
        """
        indicator, *rest = code.split(":")
        sex = rest.pop(0) if rest and "=" not in rest[0] else TOTAL
        if any("=" not in part for part in rest):
            raise ValueError(f"expected indicator:sex:dimension=code, got {code!r}")
        pairs = [part.partition("=") for part in rest]
        return cls(indicator, sex, tuple((dimension, value) for dimension, _, value in pairs))

    @property
    def code(self) -> str:
        """The cell in the form that :meth:`parse` reads."""
        sex = () if self.sex == TOTAL else (self.sex,)
        return ":".join((self.indicator, *sex, *(f"{key}={value}" for key, value in self.breakdown)))

    def refines(self, other: Cell) -> bool:
        """Tell whether this is a part of another cell: the same, broken down further.

        >>> Cell("divorces", "F", {"age": "young"}).refines(Cell("divorces", "F"))
        True
        """
        return (
            self != other
            and self.indicator == other.indicator
            and other.sex in (self.sex, TOTAL)
            and set(other.breakdown) <= set(self.breakdown)
        )

    def without(self, dimension: str) -> Cell | None:
        """Give the cell of which this is a part in one breakdown; ``None`` if it is not broken down by it.

        >>> Cell("divorces", "F", {"age": "young"}).without("age")
        Cell(indicator='divorces', sex='F', breakdown=())
        """
        if dimension == SEX:
            return None if self.sex == TOTAL else evolve(self, sex=TOTAL)
        rest = tuple(pair for pair in self.breakdown if pair[0] != dimension)
        return None if rest == self.breakdown else evolve(self, breakdown=rest)

    def __str__(self) -> str:
        return self.code


def _cells(cells: Iterable[Cell | str]) -> tuple[Cell, ...]:
    return tuple(Cell.parse(cell) if isinstance(cell, str) else cell for cell in cells)


def _indicators(indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
    return tuple(indicators)


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


@frozen(kw_only=True, cache_hash=True)
class Form:
    """A form (*biểu mẫu*): the ordered cells that a report fills, and what their indicators are.

    Forms change from year to year; ``version`` tells one printing from the next. Figures of two forms
    or versions meet by indicator and breakdown, never by their place.

    >>> population = Indicator(code="population", name_vi="Dân số", name_en="Population",
    ...                        measure="persons", over_time=OverTime.STOCK)
    >>> form = Form(code="census", cells=["population:F", "population:M"], indicators=[population])
    >>> form.place(Cell("population", "M"))
    1

    :param partitions: the breakdowns whose parts, as far as they stand on the form, make up the whole
        (*chia ra*), so that a total is the sum of its parts; the parts of any other are only *of which*
        (*trong đó*). Sex is one, unless said otherwise, where a form has women and men.

    ``by_cell`` holds the indicator of each cell; ``pairs`` the places of totals and of parts that cannot be
    more; ``sums`` the places of the totals that are sums, each with
    the places of its parts, the most broken down first; ``whole`` tells whether all figures are whole
    numbers; no number below ``least``, in units of the last decimal place, can do without a look at its own
    indicator.
    """

    code: str = field(converter=nfc, validator=_checked_code)
    cells: tuple[Cell, ...] = field(converter=_cells)
    indicators: tuple[Indicator, ...] = field(converter=_indicators)
    version: str = ""
    name_vi: str = field(default="", converter=nfc)
    name_en: str = ""
    partitions: tuple[str, ...] = field(default=(SEX,), converter=_names)
    by_cell: tuple[Indicator, ...] = field(init=False, repr=False, eq=False)
    pairs: tuple[tuple[int, int], ...] = field(init=False, repr=False, eq=False)
    sums: tuple[tuple[int, tuple[int, ...]], ...] = field(init=False, repr=False, eq=False)
    whole: bool = field(init=False, repr=False, eq=False)
    least: int | None = field(init=False, repr=False, eq=False)
    _places: dict[Cell, int] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        known = {indicator.code: indicator for indicator in self.indicators}
        places = {cell: place for place, cell in enumerate(self.cells)}
        if len(places) < len(self.cells):
            twice = sorted({cell.code for cell in self.cells if self.cells.count(cell) > 1})
            raise ValueError(f"form {self.code!r}: cells stand twice: {', '.join(twice)}")
        unknown = sorted({cell.indicator for cell in self.cells} - known.keys())
        if unknown:
            raise ValueError(f"form {self.code!r}: no indicator is given for {', '.join(unknown)}")
        by_cell = tuple(known[cell.indicator] for cell in self.cells)
        minimums = [
            indicator.minimum * 10**indicator.decimals
            for indicator in by_cell
            if indicator.minimum is not None
        ]
        object.__setattr__(self, "by_cell", by_cell)
        object.__setattr__(self, "pairs", _pairs_of_parts(self.cells, places, by_cell))
        object.__setattr__(self, "sums", _sums(self.cells, places, by_cell, self.partitions))
        object.__setattr__(self, "whole", all(indicator.decimals == 0 for indicator in by_cell))
        object.__setattr__(self, "least", max(minimums, default=None))
        object.__setattr__(self, "_places", places)

    def place(self, cell: Cell) -> int:
        """Give the place of a cell among the form's cells.

        :raises KeyError: if the form has no such cell.
        """
        return self._places[cell]

    def __contains__(self, cell: object) -> bool:
        return cell in self._places


def _pairs_of_parts(
    cells: Sequence[Cell], places: Mapping[Cell, int], by_cell: Sequence[Indicator]
) -> tuple[tuple[int, int], ...]:
    """Find each total with each part of any kind: where nothing is negative, no part is more."""
    return tuple(
        (places[total], place)
        for place, cell in enumerate(cells)
        if by_cell[place].over_units is not OverUnits.NEVER and by_cell[place].minimum is not None
        for dimension in (SEX, *(name for name, _ in cell.breakdown))
        if (total := cell.without(dimension)) is not None and total in places
    )


def _sums(
    cells: Sequence[Cell], places: Mapping[Cell, int], by_cell: Sequence[Indicator], partitions: Sequence[str]
) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Find the totals that are sums of other cells, by place; a mean is not the sum of two means."""
    parts: dict[tuple[int, str], list[int]] = {}
    for place, cell in enumerate(cells):
        if by_cell[place].over_units is not OverUnits.NEVER:
            for dimension in partitions:
                total = cell.without(dimension)
                if total is not None and total in places:
                    parts.setdefault((places[total], dimension), []).append(place)
    found = [
        (total, tuple(mine))
        for (total, dimension), mine in parts.items()
        if dimension != SEX or {Sex.FEMALE, Sex.MALE} <= {cells[place].sex for place in mine}
    ]

    def how_deep(total: int) -> int:
        return len(cells[total].breakdown) + (cells[total].sex != TOTAL)

    # The more a total is broken down, the sooner it is worked out: others may be sums of it.
    return tuple(sorted(found, key=lambda pair: (-how_deep(pair[0]), pair)))
