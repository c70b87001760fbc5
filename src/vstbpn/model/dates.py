"""Dates as Vietnamese documents write them: the day comes first.

General parsers read ``10/6/2024`` as 6 October, or as one or the other after guessing. Here it is
10 June, and what cannot be read that way is refused.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone
from typing import Final

from vstbpn.model.text import nfc

__all__ = ["VIET_NAM_TIME", "format_date", "parse_date", "parse_day"]

VIET_NAM_TIME: Final = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""The time of Viet Nam, where a day of the calendar begins and ends."""
# Not from zoneinfo: on Windows that needs a package of its own, and since 1975 the offset has been the same.

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_WORDS = re.compile(r"(?:ngày )?([0-9]{1,2}) tháng ([0-9]{1,2}) năm ([0-9]{4})", re.IGNORECASE)
_MOMENT = re.compile(
    r"([0-9/.-]+)[T ]([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]+)?)?"
    r" ?(?:(Z)|([+-])([0-9]{2}):?([0-9]{2})?)?",
    re.IGNORECASE,
)


def parse_date(text: str) -> date:
    """Read one date: ISO (``2024-06-10``) or day first (``10/6/2024``, ``10-06-2024``, in words).

    >>> parse_date("10/6/2024")
    datetime.date(2024, 6, 10)
    >>> parse_date("ngày 30 tháng 6 năm 2025")
    datetime.date(2025, 6, 30)

    Years have four digits; a two-digit year, a time of day or a month first is a `ValueError`.

    >>> parse_date("6/30/2025")
    Traceback (most recent call last):
    ...
    ValueError: expected a date such as 30/6/2025 or 2025-06-30, got '6/30/2025', which is no such day
    """
    words = " ".join(nfc(text).split())
    if match := _ISO.fullmatch(words):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.fullmatch(words):
        day, _, month, year = match.groups()
    elif match := _WORDS.fullmatch(words):
        day, month, year = match.groups()
    else:
        raise ValueError(_refusal(text))
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(f"{_refusal(text)}, which is no such day") from None


def parse_day(text: str) -> date:
    """Read the day on which something happened: a date, or a date with a time of day, as systems write it.

    A time that says its offset is a moment, and its day is the one that it was in Viet Nam then: half past
    five in the afternoon in UTC (``Z``) is half past midnight of the next day in Ha Noi. A time that says
    none is local.

    >>> parse_day("2024-07-10T17:30:00Z"), parse_day("2024-07-10T17:30:00"), parse_day("10/7/2024 16:30")
    (datetime.date(2024, 7, 11), datetime.date(2024, 7, 10), datetime.date(2024, 7, 10))

    :raises ValueError: if it is neither.
    """
    match = _MOMENT.fullmatch(" ".join(text.split()))
    if match is None:
        return parse_date(text)
    written, hour, minute, second, zulu, sign, hours, minutes = match.groups()
    day = parse_date(written)
    try:
        clock = time(int(hour), int(minute), int(second or 0))
        if not (zulu or sign):
            return day
        ahead = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
        return datetime.combine(day, clock, timezone(ahead)).astimezone(VIET_NAM_TIME).date()
    except (ValueError, OverflowError):
        raise ValueError(f"{_refusal(text)}, whose time is none") from None


def format_date(day: date) -> str:
    """Write a date as an official would: day first, without leading zeros.

    >>> format_date(date(2025, 7, 1))
    '1/7/2025'
    """
    return f"{day.day}/{day.month}/{day.year:04d}"


def _refusal(text: str) -> str:
    shown = text if len(text) <= 40 else f"{text[:40]}…"
    return f"expected a date such as 30/6/2025 or 2025-06-30, got {shown!r}"
