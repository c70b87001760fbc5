"""Who owes which report, for which period, by which day: a collection as its directive states it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum
from typing import Final, NamedTuple

from attrs import converters, field, frozen

from vstbpn.errors import LevelError
from vstbpn.model.dates import format_date, parse_date
from vstbpn.model.period import Period
from vstbpn.model.report import Report
from vstbpn.model.text import nfc
from vstbpn.model.unit import Tree, Unit

__all__ = ["CountedBy", "Deadline", "Duty", "Obligation"]

_WORDED: Final = re.compile(r"(?:(trước)|chậm nhất(?: là| vào)?)(?: ngày)? (\d.*)", re.IGNORECASE)


@frozen
class Deadline:
    """The day by which a report is due, and whether that day itself is still in time.

    *Trước ngày D* (before D) is strict: D is too late. *Chậm nhất ngày D* (no later than D) includes D. Days
    are those of Viet Nam's time.

    >>> before = Deadline(date(2024, 7, 10), strict=True)
    >>> no_later_than = Deadline(date(2024, 7, 10), strict=False)
    >>> before.is_met_by(date(2024, 7, 10)), no_later_than.is_met_by(date(2024, 7, 10))
    (False, True)
    >>> before.last_day
    datetime.date(2024, 7, 9)

    As text it is in the words of the paper, which :meth:`parse` reads:

    >>> str(before), str(no_later_than)
    ('trước ngày 10/7/2024', 'chậm nhất ngày 10/7/2024')
    """

    day: date = field()
    strict: bool = field()

    @day.validator
    def _check_day(self, _: object, value: object) -> None:
        if type(value) is not date:
            raise TypeError(f"deadline: expected a date, got {value!r:.60}")

    @strict.validator
    def _check_strict(self, _: object, value: object) -> None:
        if type(value) is not bool:
            raise TypeError(f"deadline: expected strict to be True or False, got {value!r:.60}")
        if value and self.day == date.min:
            raise ValueError(f"deadline: there is no day before {format_date(self.day)}")

    @classmethod
    def parse(cls, text: str) -> Deadline:
        """Read a deadline in the words of the paper: *trước ngày* or *chậm nhất* (*là*, *vào*) *ngày*.

        >>> Deadline.parse("chậm nhất là ngày 5/7/2024")
        Deadline(day=datetime.date(2024, 7, 5), strict=False)

        :raises ValueError: if it is none; a date alone does not say whether it is included.
        """
        match = _WORDED.fullmatch(" ".join(nfc(text).split()))
        if match is None:
            shown = text if len(text) <= 40 else f"{text[:40]}…"
            raise ValueError(
                "expected a deadline such as 'trước ngày 10/7/2024' or 'chậm nhất ngày 10/7/2024', "
                f"got {shown!r}"
            )
        return cls(parse_date(match[2]), strict=match[1] is not None)

    @property
    def last_day(self) -> date:
        """The last day that is in time."""
        return self.day - timedelta(days=self.strict)

    def is_met_by(self, day: date) -> bool:
        """Tell whether a day is in time."""
        return day <= self.last_day

    def __str__(self) -> str:
        return f"{'trước' if self.strict else 'chậm nhất'} ngày {format_date(self.day)}"


class CountedBy(Enum):
    """Which day of a report a deadline looks at."""

    RECEIPT = "receipt"
    """The day on which it arrived (``received_on``)."""
    POSTMARK = "postmark"
    """The day on which it was sent (``sent_on``), *tính theo dấu bưu điện*."""

    def day_of(self, report: Report) -> date | None:
        """Give the day of a report that counts, if the report says it."""
        return report.received_on if self is CountedBy.RECEIPT else report.sent_on


class Duty(NamedTuple):
    """One report that one unit owes, or has sent: the code of the unit and of the form, and the period."""

    unit: str
    form: str
    period: Period

    def __str__(self) -> str:
        return f"unit {self.unit}, form {self.form}, {self.period}"


def _codes(codes: Iterable[str]) -> tuple[str, ...]:
    if isinstance(codes, str):
        raise TypeError(f"obligation: expected the codes of units, got the text {codes!r:.60}")
    return tuple(map(nfc, codes))


@frozen(kw_only=True)
class Obligation:
    """Which units owe a form for a period, by when, and by which clause of which document.

    The units are named by their codes, or they are all units of a level, of the whole tree or of one unit.

    >>> half = Obligation(
    ...     form="committee", period=Period(2024, "H1"), level="district", within="24",
    ...     deadline=Deadline.parse("trước ngày 10/7/2024"), clause="12/KH-VSTBPN, mục III.2",
    ... )
    >>> half.last_day
    datetime.date(2024, 7, 9)

    :param form: the form's code; all of its versions answer.
    :param units: the codes of the units that owe it, on the map of the period's last day; or ``level``.
    :param level: the level whose every unit owes it.
    :param within: only units of that level at or below this unit.
    :param deadline: without one, a report is owed when the period is over, and is never late.
    :param counted_by: whether the deadline looks at the day of receipt or of the postmark.
    :param clause: the document's number and the place in it that says so.
    :param receiver: the code of the unit or body that receives the reports.
    :raises ValueError: if the units are not said, or are said twice; if the receiver is among them; if there
        is a postmark to count by and no deadline.
    """

    form: str = field(converter=nfc)
    period: Period
    units: tuple[str, ...] = field(default=(), converter=_codes)
    level: str | None = None
    within: str | None = field(default=None, converter=converters.optional(nfc))
    deadline: Deadline | None = None
    counted_by: CountedBy = CountedBy.RECEIPT
    clause: str = field(default="", converter=nfc)
    receiver: str | None = field(default=None, converter=converters.optional(nfc))

    def __attrs_post_init__(self) -> None:
        kinds = {"period": (Period,), "deadline": (Deadline, type(None)), "counted_by": (CountedBy,)}
        for name, allowed in kinds.items():
            value = getattr(self, name)
            if type(value) not in allowed:
                raise TypeError(
                    f"obligation: expected {name} to be a {allowed[0].__name__}, got {value!r:.60}"
                )
        if not self.form.strip():
            raise ValueError("obligation: expected the code of a form, got none")
        if bool(self.units) == bool(self.level):
            both = "both" if self.level else "neither"
            raise ValueError(f"{self._title()}: expected the units or their level, got {both}")
        if self.within is not None and not self.level:
            raise ValueError(
                f"{self._title()}: expected a level to go with within {self.within!r}; it narrows no units "
                "that are named one by one"
            )
        twice = [code for code, count in Counter(self.units).items() if count > 1]
        if twice:
            raise ValueError(f"{self._title()}: the units {', '.join(twice)} are named twice")
        if self.receiver is not None and self.receiver in self.units:
            raise ValueError(f"{self._title()}: {self.receiver!r} cannot report to itself")
        if self.deadline is None and self.counted_by is CountedBy.POSTMARK:
            raise ValueError(f"{self._title()}: expected a deadline that counts by postmark, got none")

    def _title(self) -> str:
        return f"obligation to report form {self.form!r} for {self.period}"

    @property
    def last_day(self) -> date:
        """The last day on which nothing is missing yet: the deadline's, or else the period's."""
        return self.period.last_day if self.deadline is None else self.deadline.last_day

    def owed_by(self, tree: Tree) -> tuple[Unit, ...]:
        """Give the units of a tree that owe the report, in its order.

        >>> tree = Tree([
        ...     Unit(level="province", code="24", name="Tỉnh Bắc Giang"),
        ...     Unit(level="district", code="213", name="Thành phố Bắc Giang", parent="24"),
        ... ])
        >>> every = Obligation(form="committee", period=Period(2024), level="district")
        >>> [unit.name for unit in every.owed_by(tree)]
        ['Thành phố Bắc Giang']

        :raises LevelError: if the tree has no such level.
        :raises UnknownUnit: if a unit that is named is not in it.
        """
        if self.level is None:
            return tuple(sorted((tree[code] for code in self.units), key=tree.place))
        if self.level not in tree.levels:
            on = f" on {format_date(tree.on)}" if tree.on else ""
            raise LevelError(
                f"{self._title()}: the tree{on} has the levels {', '.join(tree.levels)}, not {self.level}"
            )
        among = tree.units if self.within is None else (tree[self.within], *tree.descendants(self.within))
        return tuple(unit for unit in among if unit.level == self.level)
