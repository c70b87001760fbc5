"""What is to be done by when: the entries of an agenda, and what a user wrote down as done."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum

from attrs import field, frozen

from vstbpn.model.dates import format_date
from vstbpn.model.obligation import Deadline
from vstbpn.model.period import Period
from vstbpn.model.text import nfc

__all__ = ["Entry", "EntryKind", "EntryState", "Progress"]


class EntryKind(Enum):
    """What an entry of an agenda is."""

    REPORT = "report"
    """A report that is owed once."""
    DEADLINE = "deadline"
    """Anything else that must be done by a day."""
    EVENT = "event"
    """A campaign or a commemoration, from its first day to its last."""
    RECURRING = "recurring"
    """A report that is owed again and again, or one occurrence of it."""


class EntryState(Enum):
    """How an entry stands on the day that is asked about."""

    OPEN = "open"
    DONE = "done"
    DONE_LATE = "done-late"
    OVERDUE = "overdue"
    """Its last timely day is over, and the record of progress does not say that it was done."""
    PAST = "past"
    """Its last day is over, and there is no record that could say whether it was done; or it is an event."""


@frozen(kw_only=True)
class Entry:
    """One thing to be done, as a document words it, with the last day that is in time.

    >>> entry = Entry(key="70/KH-UBND#2024-05-20#ubnd-cac-phuong", document="70/KH-UBND",
    ...               kind=EntryKind.REPORT, on=date(2024, 5, 20), inclusive=False)
    >>> entry.last_day, entry.wording
    (datetime.date(2024, 5, 19), 'trước ngày 20/5/2024')

    :param key: names it within one agenda: number of the document, day, and who must do it.
    :param document: what the document is called.
    :param dated: the day of the document, or the first of the month if only that is printed.
    :param on: the day printed; None where the text names none. No day is ever made up.
    :param printed: the words of the day as they are printed; empty where they were not kept.
    :param inclusive: whether that day itself is in time; None where the text does not say.
    :param start: the first day of an event.
    :param sender: who must do it, as printed; None where the text does not say.
    :param receiver: who gets it, as printed.
    :param recurrence: the rule of RFC 5545 by which it comes again.
    :param state: how it stands on the day that was asked about.
    :param done_on: the day on which it was done, by the record of progress.
    """

    key: str
    document: str
    kind: EntryKind
    dated: date | None = None
    on: date | None = None
    printed: str = ""
    inclusive: bool | None = None
    start: date | None = None
    sender: str | None = None
    receiver: str | None = None
    what: str = ""
    period: Period | None = None
    recurrence: str | None = None
    state: EntryState = EntryState.OPEN
    done_on: date | None = None
    note: str = ""

    @property
    def last_day(self) -> date | None:
        """The last day that is surely in time: the one before, unless the day itself is said to be."""
        if self.on is None or self.inclusive:
            return self.on
        return self.on - timedelta(days=1)

    @property
    def wording(self) -> str:
        """The day as it is printed, or else in the words of the paper; empty where there is none."""
        if self.on is None or self.printed:
            return self.printed
        if self.kind is EntryKind.EVENT and self.start != self.on and self.start is not None:
            return f"từ ngày {format_date(self.start)} đến ngày {format_date(self.on)}"
        if self.kind is EntryKind.EVENT or self.inclusive is None:
            return f"ngày {format_date(self.on)}"
        return str(Deadline(self.on, strict=not self.inclusive))

    def is_over(self, day: date) -> bool:
        """Tell whether a day is certainly too late.

        >>> entry = Entry(key="", document="", kind=EntryKind.REPORT, on=date(2024, 5, 20))
        >>> entry.is_over(date(2024, 5, 20)), entry.is_over(date(2024, 5, 21))
        (False, True)
        """
        if self.on is None:
            return False
        return day >= self.on if self.inclusive is False else day > self.on

    def days_left(self, day: date) -> int | None:
        """Count the days from one to the last timely day; fewer than none when that is over."""
        return None if self.last_day is None else (self.last_day - day).days


@frozen(kw_only=True)
class Progress:
    """What a user wrote down: that an entry of an agenda was done, and when.

    :param document: what the document is called; it may be empty beside a key.
    :param key: the entry's key, or its words (``what``) where only one entry of the document has them.
    """

    document: str = field(default="", converter=nfc)
    key: str = field(converter=nfc)
    done_on: date
    note: str = field(default="", converter=nfc)
