"""Reporting periods and the calendars that say when they begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from attrs import field, frozen
from dateutil.relativedelta import relativedelta

__all__ = ["ADMINISTRATIVE", "CALENDARS", "STATISTICAL", "Calendar", "Period"]


# code -> first day, months before: the calendars that are named here.
_NAMED: Final = {"statistical": (1, 0), "administrative": (15, 1)}


@frozen(kw_only=True)
class Calendar:
    """Where the months of a reporting regime begin, and with them its quarters, halves and years.

    The month M of the calendar begins on ``first_day`` of the month ``months_before`` M. Two calendars
    are named here; a regime whose year begins on 16 November or on 1 October is
    ``Calendar(code="...", first_day=16, months_before=2)`` or ``Calendar(code="...", months_before=3)``.

    Source: the administrative window (15 December to 14 December, the half closing on 14 June, months
    and quarters likewise to the 14th) as stated in circular 09/2019/TT-NHNN, which applies decree
    09/2019/NĐ-CP; the decree's own clause was not read. Checked on 2026-11-21.
    """

    code: str = field()
    first_day: int = field(default=1)
    months_before: int = field(default=0)

    @code.validator
    def _check_code(self, _: object, value: str) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9-]*", value):
            raise ValueError(f"expected a code of small letters, digits and dashes, got {value!r}")

    @first_day.validator
    def _check_first_day(self, _: object, value: int) -> None:
        if not 1 <= value <= 28:
            raise ValueError(f"expected a day that every month has (1 to 28), got {value}")

    @months_before.validator
    def _check_months_before(self, _: object, value: int) -> None:
        if not 0 <= value <= 11:
            raise ValueError(f"expected 0 to 11 months, got {value}")

    def __attrs_post_init__(self) -> None:
        named = _NAMED.get(self.code)
        if named is not None and named != (self.first_day, self.months_before):
            raise ValueError(f"the calendar {self.code!r} is there already; give another one another code")

    def month_start(self, year: int, month: int) -> date:
        """Give the first day of a month of this calendar; ``month`` may be 13 (the next January).

        >>> ADMINISTRATIVE.month_start(2024, 1)
        datetime.date(2023, 12, 15)
        """
        return _month_start(year, month - 1 - self.months_before, self.first_day)


@lru_cache(maxsize=4096)
def _month_start(year: int, months: int, day: int) -> date:
    return date(year, 1, day) + relativedelta(months=months)


def _named(code: str) -> Calendar:
    first_day, months_before = _NAMED[code]
    return Calendar(code=code, first_day=first_day, months_before=months_before)


STATISTICAL: Final = _named("statistical")
"""1 January to 31 December: the calendar of statistics, and the one that a bare period code means."""

ADMINISTRATIVE: Final = _named("administrative")
"""15 December to 14 December; the half closes on 14 June: the calendar of administrative reports."""

CALENDARS: Final = {calendar.code: calendar for calendar in (STATISTICAL, ADMINISTRATIVE)}
"""The named calendars by code."""

# Part of the year -> its first month and the month after its last.
_MONTHS: Final = {
    "": (1, 13),
    "H1": (1, 7),
    "H2": (7, 13),
    **{f"Q{n}": (3 * n - 2, 3 * n + 1) for n in range(1, 5)},
    "9M": (1, 10),
    **{f"{n:02d}": (n, n + 1) for n in range(1, 13)},
}
_CODE = re.compile(r"([0-9]{4})(?:-([0-9A-Z]{2}))?(?:@([a-z][a-z0-9-]*))?")


@frozen(order=False, cache_hash=True)
class Period:
    """A reporting period: a year or a part of it, in a calendar; half-open, ``start <= day < end``.

    ``part`` is ``""`` (the year), ``H1``, ``H2``, ``Q1`` to ``Q4``, ``9M`` (the first nine months) or
    ``01`` to ``12``.

    >>> half = Period.parse("2024-H1")
    >>> half.start, half.end, half.last_day
    (datetime.date(2024, 1, 1), datetime.date(2024, 7, 1), datetime.date(2024, 6, 30))

    The same half-year in the administrative calendar is another period:

    >>> Period.parse("2024-H1@administrative").last_day
    datetime.date(2024, 6, 14)
    >>> Period(2024, "H1", ADMINISTRATIVE).code
    '2024-H1@administrative'
    """

    year: int = field()
    part: str = field(default="")
    calendar: Calendar = field(default=STATISTICAL)

    @year.validator
    def _check_year(self, _: object, value: int) -> None:
        if not isinstance(value, int):
            raise TypeError(
                f"expected a year, got {value!r:.40}; Period.parse('2024-H1') reads a period's code"
            )
        if not 1900 <= value <= 2999:
            raise ValueError(f"expected a year from 1900 to 2999, got {value}")

    @part.validator
    def _check_part(self, _: object, value: str) -> None:
        if value not in _MONTHS:
            raise ValueError(f"expected '', H1, H2, Q1 to Q4, 9M or 01 to 12, got {value!r}")

    @classmethod
    def parse(cls, text: str, *, calendars: Iterable[Calendar] = ()) -> Period:
        """Read a period code such as ``2024``, ``2024-H1``, ``2024-Q1``, ``2024-9M``, ``2024-05``.

        A code may name its calendar after ``@``, one of :data:`CALENDARS` or of ``calendars``; without, it
        is the statistical one.

        >>> school = Calendar(code="school", months_before=4)
        >>> Period.parse("2025@school", calendars=[school]).start
        datetime.date(2024, 9, 1)

        :raises ValueError: if the text is no such code, or names another calendar.
        :raises TypeError: if it is no text.
        """
        if not isinstance(text, str):
            raise TypeError(
                f"expected a period's code such as '2024-H1', got {text!r:.40}; Period(2024) is a year"
            )
        match = _CODE.fullmatch(text)
        known = {**CALENDARS, **{calendar.code: calendar for calendar in calendars}}
        if match:
            year, part, named = match.groups()
            if named is None or named in known:
                chosen = STATISTICAL if named is None else known[named]
                try:
                    return cls(int(year), part or "", chosen)
                except ValueError:
                    pass  # the one message below says all
        shown = text if len(text) <= 40 else f"{text[:40]}…"
        raise ValueError(
            f"expected a period such as 2024, 2024-H1, 2024-Q1, 2024-9M or 2024-05, "
            f"if need be with its calendar ({', '.join('@' + code for code in known)}), got {shown!r}"
        )

    @property
    def code(self) -> str:
        """The period in the form that :meth:`parse` reads."""
        part = f"-{self.part}" if self.part else ""
        calendar = "" if self.calendar == STATISTICAL else f"@{self.calendar.code}"
        return f"{self.year}{part}{calendar}"

    @property
    def start(self) -> date:
        """The first day."""
        return self.calendar.month_start(self.year, _MONTHS[self.part][0])

    @property
    def end(self) -> date:
        """The day after the last."""
        return self.calendar.month_start(self.year, _MONTHS[self.part][1])

    @property
    def last_day(self) -> date:
        """The last day inside; where nothing else is said, a period's unit codes are read on it."""
        return self.end - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def __str__(self) -> str:
        return self.code
