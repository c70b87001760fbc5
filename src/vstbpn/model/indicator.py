"""What is counted, and how its figures may be added up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Final

from attrs import field, frozen

from vstbpn.model.text import nfc

__all__ = ["TOTAL", "Breakdown", "Cell", "Form", "Indicator", "OverTime", "OverUnits", "Sex"]

TOTAL: Final = "_T"
"""The code of "all together" in a breakdown, as SDMX writes it."""

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
    return tuple(sorted(_pairs(pairs)))


@frozen(kw_only=True, cache_hash=True)
class Indicator:
    """A thing that is counted or measured: *chỉ tiêu thống kê*.

    ``measure`` is the unit of measure: ``persons`` (*người*), ``person-times`` (*lượt người*), ``cases``
    (*vụ*), ``bodies`` (*cơ quan*), ``per-cent``, ``mean`` or another word. Figures of different units of
    measure are never added. ``decimals`` is the number of decimal places that a figure may have and
    ``minimum`` the smallest figure that can be true (``None``: any).

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
    """

    code: str = field(converter=nfc, validator=_checked_code)
    codes: tuple[tuple[str, str], ...] = field(converter=_pairs)
    name_vi: str = ""
    name_en: str = ""

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

    @property
    def depth(self) -> int:
        """How many breakdowns the cell is a part of, sex among them."""
        return len(self.breakdown) + (self.sex != TOTAL)

    def __str__(self) -> str:
        return self.code


def _cells(cells: Iterable[Cell | str]) -> tuple[Cell, ...]:
    return tuple(Cell.parse(cell) if isinstance(cell, str) else cell for cell in cells)


def _sums(
    sums: Mapping[Cell | str, Iterable[Cell | str]] | Iterable[tuple[Cell | str, Iterable[Cell | str]]],
) -> tuple[tuple[Cell, tuple[Cell, ...]], ...]:
    pairs = sums.items() if isinstance(sums, Mapping) else sums
    found = [(_cells([total])[0], _cells(parts)) for total, parts in pairs]
    # The more a total is broken down, the sooner it is worked out: others may be sums of it.
    return tuple(sorted(found, key=lambda pair: (-pair[0].depth, pair[0])))


def _indicators(indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
    return tuple(indicators)


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

    :param sums: cells that are the sum of others, by the total: a total over sexes, or over a breakdown
        whose parts make up the whole. Where a report leaves such a total open, it is worked out; where a
        part is missing, so is the total, and what is known of it is its lower bound.

    ``by_cell`` holds the indicator of each cell, ``sum_places`` the sums by place, ``whole`` tells whether
    all figures are whole numbers, and no figure below ``least`` can do without a look at its own indicator.
    """

    code: str = field(converter=nfc, validator=_checked_code)
    cells: tuple[Cell, ...] = field(converter=_cells)
    indicators: tuple[Indicator, ...] = field(converter=_indicators)
    version: str = ""
    name_vi: str = field(default="", converter=nfc)
    name_en: str = ""
    sums: tuple[tuple[Cell, tuple[Cell, ...]], ...] = field(default=(), converter=_sums)
    by_cell: tuple[Indicator, ...] = field(init=False, repr=False, eq=False)
    sum_places: tuple[tuple[int, tuple[int, ...]], ...] = field(init=False, repr=False, eq=False)
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
        for total, parts in self.sums:
            strangers = [cell.code for cell in (total, *parts) if cell not in places]
            if strangers or {cell.indicator for cell in parts} != {total.indicator} or total in parts:
                raise ValueError(
                    f"form {self.code!r}: {total} is to be the sum of "
                    f"{', '.join(map(str, parts)) or 'nothing'}; expected other cells of the form, "
                    "of the same indicator"
                )
        minimums = [indicator.minimum for indicator in by_cell if indicator.minimum is not None]
        object.__setattr__(self, "by_cell", by_cell)
        object.__setattr__(
            self,
            "sum_places",
            tuple((places[total], tuple(places[part] for part in parts)) for total, parts in self.sums),
        )
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
