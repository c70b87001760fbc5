"""A filled form: one unit's figures for one period, in one revision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Context, Decimal
from enum import Enum
from typing import Final, TypeAlias, cast

from attrs import field, frozen

from vstbpn.errors import ReportConflict
from vstbpn.model.indicator import Cell, Form, Sex
from vstbpn.model.period import Period
from vstbpn.model.text import nfc

__all__ = ["MOST_DIGITS", "Absence", "Report", "Scope", "Value", "exact"]

MOST_DIGITS: Final = 30
"""The most digits that a figure may have: more is no statistic."""

_LIMIT: Final = 10**MOST_DIGITS
_EXACT: Final = Context(prec=10 * MOST_DIGITS)


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
    """Count a figure in units of the last decimal place; its size is looked at before it is written out."""
    if isinstance(value, int):
        number = int(value * 10**decimals)
    else:
        if not value.is_finite():
            raise ValueError(f"expected a finite number, got {value}")
        sign, digits, exponent = value.as_tuple()
        assert isinstance(exponent, int)
        if len(digits) > 2 * MOST_DIGITS:
            raise ValueError(f"expected a number of at most {MOST_DIGITS} digits, got {len(digits)}")
        number = int("".join(map(str, digits)))
        shift = exponent + decimals
        if shift >= 0:
            number *= 10 ** min(shift, MOST_DIGITS)
        elif number:
            number, lost = divmod(number, 10 ** min(-shift, 2 * MOST_DIGITS))
            if lost:
                raise ValueError(f"expected at most {decimals} decimal places, got {value:.3e}")
        number = -number if sign else number
    return number


def _values(values: Iterable[Value | None]) -> tuple[Value, ...]:
    return cast("tuple[Value, ...]", tuple(values))  # each None is worked out, or not reported, before long


_Others: TypeAlias = Sequence[tuple[int, "Value | None"]]


def _others(values: Iterable[Value | None]) -> _Others:
    """Give the values that are no whole numbers, with their places."""
    return [(place, value) for place, value in enumerate(values) if type(value) is not int]


def _text(text: str) -> str:
    return nfc(text) if isinstance(text, str) else text


def _cells(cells: Iterable[Cell | str]) -> frozenset[Cell]:
    if not cells:
        return frozenset()
    return frozenset(Cell.parse(cell) if isinstance(cell, str) else cell for cell in cells)


def _known(
    figures: Mapping[Cell, int | Decimal]
    | Mapping[str, int | Decimal]
    | Iterable[tuple[Cell | str, int | Decimal]],
) -> tuple[tuple[Cell, int | Decimal], ...]:
    if not figures:
        return ()
    pairs: Iterable[tuple[Cell | str, int | Decimal]]
    pairs = figures.items() if isinstance(figures, Mapping) else figures
    return tuple(sorted((Cell.parse(c) if isinstance(c, str) else c, figure) for c, figure in pairs))


@frozen(kw_only=True)
class Report:
    """One unit's filled form for one period: a header and the values in the form's order.

    :param unit: the unit's code on the day ``boundaries``.
    :param values: one for each cell of ``form``: an ``int``, a finite ``Decimal`` with no more places
        than the indicator allows, an :class:`Absence`, or ``None`` where nothing is said. ``float`` and
        ``bool`` are refused: the one is not exact, the other not a count.
    :param scope: the unit's ``OWN`` figures, or a consolidated figure for its ``SUBTREE``.
    :param revision: 1, 2, ...; the newest one counts.
    :param received_on: the day on which it arrived, if that is known.
    :param sent_on: the day of the postmark, if that is known: some deadlines count by it.
    :param boundaries: the day whose map the code belongs to, if it is an administrative unit's.
    :param method: ``administrative``, ``survey``, ...; series of two methods stay two.
    :param observed_on: the day observed where it is not the period's last (the start of a term).
    :param preliminary: whether the whole report is preliminary.
    :param provisional: the cells marked as provisional.
    :param estimated: the cells marked as estimated.
    :param known: by cell, what is known of a figure that is missing or suppressed: the first half of a
        year whose second half nobody reported. It is no value, and counts in a sum of what is there.

    >>> from vstbpn.model import Indicator, OverTime
    >>> members = Indicator(code="members", name_vi="Số ủy viên", measure="persons", over_time=OverTime.STOCK)
    >>> form = Form(code="committee", cells=["members", "members:F"], indicators=[members])
    >>> report = Report(unit="213", form=form, period=Period(2024), values=(15, Absence.NOT_REPORTED))
    >>> report["members:F"]
    <Absence.NOT_REPORTED: 'not-reported'>

    Where nothing is said, the figure is ``NOT_REPORTED``, with two exceptions. A total that the form makes
    the sum of its parts is worked out from them: whoever gives women and men, and neither a total nor people
    whose sex is not recorded, has none of these. And what does not apply to a total, or is not expected of
    it, is so for its parts:

    >>> form = Form(code="census", cells=["members", "members:F", "members:M"], indicators=[members])
    >>> Report(unit="213", form=form, period=Period(2024), values=(None, 4, 11)).values
    (15, 4, 11)

    ``numbers`` and ``gaps`` are the same values as the roll-up adds them: whole numbers counted in units
    of the indicator's last decimal place, and the places and reasons of the absences beside them. Where a
    value is absent the number is 0, save for a figure that is missing or suppressed and of which something
    is known: what ``known`` says, or, of a total, what those of its parts that are there add up to.
    ``is_marked`` tells whether anything is preliminary, provisional or estimated.
    """

    unit: str = field(converter=_text)
    form: Form
    period: Period
    values: tuple[Value, ...] = field(converter=_values)
    scope: Scope = Scope.OWN
    revision: int = 1
    received_on: date | None = None
    sent_on: date | None = None
    boundaries: date | None = None
    method: str = ""
    observed_on: date | None = None
    preliminary: bool = False
    provisional: frozenset[Cell] = field(default=frozenset(), converter=_cells)
    estimated: frozenset[Cell] = field(default=frozenset(), converter=_cells)
    known: tuple[tuple[Cell, int | Decimal], ...] = field(default=(), converter=_known)
    numbers: tuple[int, ...] = field(init=False, repr=False, eq=False)
    gaps: tuple[tuple[int, Absence], ...] = field(init=False, repr=False, eq=False)
    is_marked: bool = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        if (
            type(self.unit) is not str
            or type(self.form) is not Form
            or type(self.period) is not Period
            or type(self.scope) is not Scope
            or type(self.revision) is not int
            or type(self.received_on) not in _DAY
            or type(self.sent_on) not in _DAY
            or type(self.boundaries) not in _DAY
            or type(self.observed_on) not in _DAY
            or type(self.method) is not str
            or type(self.preliminary) is not bool
        ):
            self._refuse_header()
        values, form = self.values, self.form
        if len(values) != len(form.cells):
            raise ValueError(
                f"{self._title()}: expected {len(form.cells)} values, one for each cell of form "
                f"{form.code!r}, got {len(values)}"
            )
        # Nearly all values are whole numbers: one pass finds the others, and only these are looked at again.
        others = _others(values)
        if form.whole and not self.known and not others:
            numbers = cast("tuple[int, ...]", values)
            object.__setattr__(self, "gaps", ())
        else:
            numbers = self._take(values, others)
        object.__setattr__(self, "numbers", numbers)
        if numbers:
            least, greatest = min(numbers), max(numbers)
            if least <= -_LIMIT or greatest >= _LIMIT:
                raise ValueError(f"{self._title()}: expected numbers of at most {MOST_DIGITS} digits")
            if form.least is not None and least < form.least:
                self._check_minimums()
        if self.revision < 1:
            raise ValueError(f"{self._title()}: expected a revision from 1 on, got {self.revision}")
        marked = self.provisional | self.estimated
        if marked:
            for cell in sorted(marked):
                if cell not in form:
                    raise ValueError(f"{self._title()}: form {form.code!r} has no cell {cell} to mark")
        object.__setattr__(self, "is_marked", bool(self.preliminary or marked))

    def _refuse_header(self) -> None:
        """Say what is no header, at once and by name: later it would be a riddle."""
        for name, kinds in _HEADER.items():
            value = getattr(self, name)
            if type(value) not in kinds:
                raise TypeError(f"report: expected {name} to be a {kinds[0].__name__}, got {value!r:.60}")

    def _take(self, said: Sequence[Value | None], others: _Others) -> tuple[int, ...]:
        """Work out the values that follow from others, note the gaps, and give the numbers."""
        for place, value in others:
            if type(value) not in _VALUES:
                raise TypeError(
                    f"{self._title()}, {self.form.cells[place]}: expected an int, a Decimal, an Absence or "
                    f"None, got {type(value).__name__}"
                )
        values = cast("Sequence[Value]", said)
        if any(value is None for _, value in others):
            values = self._worked_out(said)
            others = _others(values)
            object.__setattr__(self, "values", tuple(values))
        gaps = [(place, value) for place, value in others if isinstance(value, Absence)]
        if self.form.whole and len(gaps) == len(others):
            numbers = cast("list[int]", list(values))
            for place, _ in gaps:
                numbers[place] = 0
        else:
            numbers = [
                0 if isinstance(value, Absence) else self._count(place, value)
                for place, value in enumerate(values)
            ]
        for cell, figure in self.known:
            if type(figure) is not int and not isinstance(figure, Decimal):
                raise TypeError(f"{self._title()}, {cell}: expected an int or a Decimal, got {figure!r:.40}")
            if cell not in self.form or values[self.form.place(cell)] not in _NOT_THERE:
                raise ValueError(f"{self._title()}, {cell}: no figure is missing of which {figure} is known")
            numbers[self.form.place(cell)] = self._count(self.form.place(cell), figure)
        for total, parts in self.form.sums:
            known = sum(numbers[part] for part in parts)
            if values[total] in _NOT_THERE and abs(known) > abs(numbers[total]):
                numbers[total] = known
                self._carry_marks(total, parts)
        object.__setattr__(self, "gaps", tuple(gaps))
        return tuple(numbers)

    def _count(self, place: int, figure: int | Decimal) -> int:
        """Count a cell's figure in units of the last decimal place."""
        try:
            return _scaled(figure, self.form.by_cell[place].decimals)
        except ValueError as error:
            raise ValueError(f"{self._title()}, {self.form.cells[place]}: {error}") from None

    def _worked_out(self, said: Sequence[Value | None]) -> list[Value]:
        """Fill in what follows from other values, and leave the rest as not reported."""
        values = list(said)
        cells = self.form.cells
        if Absence.NOT_APPLICABLE in said or Absence.NOT_EXPECTED in said:
            for place, value in enumerate(said):
                if value is Absence.NOT_APPLICABLE or value is Absence.NOT_EXPECTED:
                    for other, cell in enumerate(cells):
                        if values[other] is None and cell.refines(cells[place]):
                            values[other] = value
        is_marked = bool(self.provisional or self.estimated)
        for total, parts in self.form.sums:
            if values[total] is None:
                found = [values[part] for part in parts]
                if None in found:
                    found = self._without_unknown_sex(values, parts)
                values[total] = _sum(found)
                if is_marked:
                    self._carry_marks(total, parts)
        return [Absence.NOT_REPORTED if value is None else value for value in values]

    def _without_unknown_sex(self, values: list[Value | None], parts: Sequence[int]) -> list[Value | None]:
        """Where women and men are given and nothing is said of others, note that there are none."""
        for place in parts:
            others = [values[other] for other in parts if other != place]
            is_open = values[place] is None and self.form.cells[place].sex == Sex.UNKNOWN
            if is_open and _sum(others) is not None:
                values[place] = Absence.NOT_APPLICABLE
        return [values[part] for part in parts]

    def _carry_marks(self, total: int, parts: Iterable[int]) -> None:
        """Mark a sum as its parts are marked."""
        cells = self.form.cells
        for name in ("provisional", "estimated"):
            marked: frozenset[Cell] = getattr(self, name)
            if any(cells[part] in marked for part in parts):
                object.__setattr__(self, name, marked | {cells[total]})

    def _check_minimums(self) -> None:
        figures = dict(zip(self.form.cells, self.values, strict=True)) | dict(self.known)
        for indicator, (cell, value) in zip(self.form.by_cell, figures.items(), strict=True):
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

    def absence_at(self, place: int) -> Absence | None:
        """Tell why there is no figure at a place of the form; ``None`` if there is one."""
        return next((absence for at, absence in self.gaps if at == place), None)

    def supersedes(self, other: Report) -> bool:
        """Tell whether this is a later revision of another report of the same unit, form and period.

        :raises ReportConflict: if they contradict each other, or are of two series.
        """
        if self.observed_on != other.observed_on:
            raise ReportConflict(
                f"unit {self.unit!r}, form {self.form.code!r}, {self.period}: one report was observed on "
                f"{other.observed_on}, another on {self.observed_on}; they are two series, roll up one at a "
                "time"
            )
        if self.revision == other.revision and self != other:
            raise ReportConflict(
                f"unit {self.unit!r}, form {self.form.code!r}, {self.period}: two different reports are both "
                f"revision {self.revision}; number the later one {self.revision + 1}, or, where each brings "
                "a part of the form, read their files in one call"
            )
        return self.revision > other.revision

    @property
    def provisional_bits(self) -> int:
        """A number with the bit of each place set that adds something provisional to a sum."""
        return self._bits(self.form.cells if self.preliminary else self.provisional)

    @property
    def estimated_bits(self) -> int:
        """A number with the bit of each place set that adds something estimated to a sum."""
        return self._bits(self.estimated)

    def _bits(self, cells: Iterable[Cell]) -> int:
        bits = sum(1 << self.form.place(cell) for cell in cells)
        for place, _ in self.gaps:
            if not self.numbers[place]:
                bits &= ~(1 << place)
        return bits


_NOT_THERE: Final = (Absence.NOT_REPORTED, Absence.WITHDRAWN, Absence.SUPPRESSED)
_VALUES: Final = (int, Decimal, Absence, type(None))
_DAY: Final[tuple[type, ...]] = (date, type(None))
_HEADER: Final[dict[str, tuple[type, ...]]] = {
    "unit": (str,),
    "form": (Form,),
    "period": (Period,),
    "scope": (Scope,),
    "revision": (int,),
    "received_on": _DAY,
    "sent_on": _DAY,
    "boundaries": _DAY,
    "observed_on": _DAY,
    "method": (str,),
    "preliminary": (bool,),
}


def _sum(values: Sequence[Value | None]) -> Value | None:
    """Add the parts of a total exactly; an absent part is an absent total, unless nothing was to come."""
    if set(map(type, values)) == {int}:
        return sum(cast("Sequence[int]", values))
    said = {value for value in values if isinstance(value, Absence)}
    if None in values or any(absence.is_missing for absence in said):
        return None
    if Absence.SUPPRESSED in said:
        return Absence.SUPPRESSED
    numbers = [value for value in values if isinstance(value, int | Decimal)]
    if not numbers:
        return Absence.NOT_APPLICABLE if Absence.NOT_APPLICABLE in said else Absence.NOT_EXPECTED
    if set(map(type, numbers)) == {int}:
        return sum(cast("Sequence[int]", numbers))
    total = Decimal(0)
    for number in numbers:
        total = _EXACT.add(total, number)
    return total
