"""A filled form: one unit's figures for one period, in one revision."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from attrs import field, frozen

from vstbpn.model.indicator import Cell, Form
from vstbpn.model.period import Period

__all__ = ["Absence", "Report", "Scope", "Value", "exact"]


class Absence(Enum):
    """Why a box holds no figure. An absence is never a zero, and a zero is never an absence."""

    NOT_REPORTED = "not-reported"
    """Nothing was said: the figure is missing."""
    WITHDRAWN = "withdrawn"
    """A figure was taken back: it is missing."""
    SUPPRESSED = "suppressed"
    """Known to the unit and kept back (confidentiality): reported, and no part of a sum."""
    NOT_APPLICABLE = "not-applicable"
    """The question does not arise in this unit: reported, nothing to add."""
    NOT_EXPECTED = "not-expected"
    """The unit was closed or not asked: neither reported nor missing."""

    # Members are single, so identity is equality; the inherited hash, of the name, is many times slower.
    __hash__ = object.__hash__

    @property
    def is_missing(self) -> bool:
        """Tell whether a figure is owed and not there."""
        return self in (Absence.NOT_REPORTED, Absence.WITHDRAWN)


class Scope(Enum):
    """What a report covers."""

    OWN = "own"
    """The unit's own figures; the figures of the units below are theirs, and are added."""
    SUBTREE = "subtree"
    """A consolidated figure for everything at and below the unit; it is never added to its parts."""


Value: TypeAlias = int | Decimal | Absence
"""What a box may hold: a whole number, an exact decimal number, or an absence."""


def exact(number: int, decimals: int) -> int | Decimal:
    """Turn a number counted in units of the last decimal place into the figure that people read.

    >>> exact(125, 1), exact(125, 0)
    (Decimal('12.5'), 125)
    """
    return number if decimals == 0 else Decimal(f"{number}E-{decimals}")


def _scaled(value: int | Decimal, decimals: int) -> int:
    if isinstance(value, int):
        return int(value * 10**decimals)
    if not value.is_finite():
        raise ValueError(f"expected a finite number, got {value}")
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    shift = exponent + decimals
    number = int("".join(map(str, digits)))
    if shift < 0:
        number, lost = divmod(number, 10**-shift)
        if lost:
            raise ValueError(f"expected at most {decimals} decimal places, got {value}")
    elif number:
        if shift > 30:
            raise ValueError(f"expected a number that a statistic can have, got {value:.3e}")
        number *= 10**shift
    return -number if sign else number


def _values(values: Iterable[Value]) -> tuple[Value, ...]:
    return tuple(values)


def _cells(cells: Iterable[Cell]) -> frozenset[Cell]:
    return frozenset(cells)


@frozen(kw_only=True)
class Report:
    """One unit's filled form for one period: a header and the values in the form's order.

    :param unit: the unit's code on the day ``boundaries``.
    :param values: one for each cell of ``form``: an ``int``, a finite ``Decimal`` with no more places
        than the indicator allows, or an :class:`Absence`. ``float`` and ``bool`` are refused: the one is
        not exact, the other not a count.
    :param scope: the unit's ``OWN`` figures, or a consolidated figure for its ``SUBTREE``.
    :param revision: 1, 2, ...; the newest one counts.
    :param received_on: the day on which it arrived, if that is known.
    :param boundaries: the day whose map the code belongs to, if it is an administrative unit's.
    :param method: ``administrative``, ``survey``, ...; series of two methods stay two.
    :param observed_on: the day observed where it is not the period's last (the start of a term).
    :param preliminary: whether the whole report is preliminary.
    :param provisional: the cells marked as provisional.
    :param estimated: the cells marked as estimated.

    >>> from vstbpn.model import Indicator, OverTime
    >>> members = Indicator(code="members", name_vi="Số ủy viên", name_en="Members", measure="persons",
    ...                     over_time=OverTime.STOCK)
    >>> form = Form(code="committee", cells=["members", "members:F"], indicators=[members])
    >>> report = Report(unit="213", form=form, period=Period(2024), values=(15, Absence.NOT_REPORTED))
    >>> report["members:F"]
    <Absence.NOT_REPORTED: 'not-reported'>

    ``numbers`` and ``gaps`` are the same values as the roll-up adds them: whole numbers counted in units
    of the indicator's last decimal place, 0 where a value is absent, and the places and reasons of the
    absences beside them. ``is_marked`` tells whether anything is preliminary, provisional or estimated.
    """

    unit: str
    form: Form
    period: Period
    values: tuple[Value, ...] = field(converter=_values)
    scope: Scope = Scope.OWN
    revision: int = 1
    received_on: date | None = None
    boundaries: date | None = None
    method: str = ""
    observed_on: date | None = None
    preliminary: bool = False
    provisional: frozenset[Cell] = field(default=frozenset(), converter=_cells)
    estimated: frozenset[Cell] = field(default=frozenset(), converter=_cells)
    numbers: tuple[int, ...] = field(init=False, repr=False, eq=False)
    gaps: tuple[tuple[int, Absence], ...] = field(init=False, repr=False, eq=False)
    is_marked: bool = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        values, form = self.values, self.form
        if len(values) != len(form.cells):
            raise ValueError(
                f"{self._title()}: expected {len(form.cells)} values, one for each cell of form "
                f"{form.code!r}, got {len(values)}"
            )
        if self.revision < 1:
            raise ValueError(f"{self._title()}: expected a revision from 1 on, got {self.revision}")
        if form.whole and set(map(type, values)) == {int}:
            object.__setattr__(self, "numbers", values)
            object.__setattr__(self, "gaps", ())
        else:
            self._split_absences()
        object.__setattr__(self, "is_marked", bool(self.preliminary or self.provisional or self.estimated))
        if form.least is not None and self.numbers and min(self.numbers) < form.least:
            self._check_minimums()

    def _split_absences(self) -> None:
        numbers: list[int] = []
        gaps: list[tuple[int, Absence]] = []
        for place, (value, indicator) in enumerate(zip(self.values, self.form.by_cell, strict=True)):
            if isinstance(value, Absence):
                numbers.append(0)
                gaps.append((place, value))
                continue
            if type(value) is not int and not isinstance(value, Decimal):
                raise TypeError(
                    f"{self._title()}, {self.form.cells[place]}: expected an int, a Decimal or an "
                    f"Absence, got {type(value).__name__}"
                )
            try:
                numbers.append(_scaled(value, indicator.decimals))
            except ValueError as error:
                raise ValueError(f"{self._title()}, {self.form.cells[place]}: {error}") from None
        object.__setattr__(self, "numbers", tuple(numbers))
        object.__setattr__(self, "gaps", tuple(gaps))

    def _check_minimums(self) -> None:
        for cell, indicator, value in zip(self.form.cells, self.form.by_cell, self.values, strict=True):
            if isinstance(value, Absence) or indicator.minimum is None:
                continue
            if value < indicator.minimum:
                raise ValueError(
                    f"{self._title()}, {cell}: expected {indicator.minimum} or more, got {value}"
                )

    def _title(self) -> str:
        return f"report of unit {self.unit!r} for {self.period}"

    def __getitem__(self, cell: Cell | str) -> Value:
        """Give what stands in a cell; a `KeyError` if the form has no such cell."""
        wanted = Cell.parse(cell) if isinstance(cell, str) else cell
        return self.values[self.form.place(wanted)]

    @property
    def provisional_bits(self) -> int:
        """A number with the bit of each place set whose figure is provisional."""
        return (1 << len(self.values)) - 1 if self.preliminary else self._bits(self.provisional)

    @property
    def estimated_bits(self) -> int:
        """A number with the bit of each place set whose figure is estimated."""
        return self._bits(self.estimated)

    def _bits(self, cells: frozenset[Cell]) -> int:
        return sum(1 << self.form.place(cell) for cell in cells)
