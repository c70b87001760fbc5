"""Entries of an agenda as a calendar (iCalendar, RFC 5545) that any calendar program can show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vstbpn.errors import MissingExtra
from vstbpn.model import Entry, EntryKind, EntryState, format_date

if TYPE_CHECKING:
    from icalendar import Event

__all__ = ["agenda_to_ical", "write_ical"]

_PRODUCT: Final = "-//vstbpn//agenda//VI"
_UNSAID: Final = {
    EntryKind.REPORT: "Báo cáo",
    EntryKind.DEADLINE: "Thời hạn",
    EntryKind.EVENT: "Sự kiện",
    EntryKind.RECURRING: "Báo cáo",
}
_DONE: Final = (EntryState.DONE, EntryState.DONE_LATE)


def agenda_to_ical(entries: Iterable[Entry], *, stamp: date | None = None) -> bytes:
    """Give the entries that have a day as a calendar in Vietnamese.

    Each is an event of a whole day, the last that is in time; its description has the words of the paper,
    such as *trước ngày 20/5/2024*. Campaigns go from their first day to their last. The UID is made of the
    entry's key, so a calendar program that reads the file again moves what it has and doubles nothing. Equal
    entries give equal bytes.

    :param stamp: the day on which the calendar is made (``DTSTAMP``); without it, the day of the document, or
        the entry's own where the document has none. No clock is read.
    :raises MissingExtra: without the package icalendar.
    """
    try:
        from icalendar import Calendar
    except ImportError:
        raise MissingExtra("icalendar", "calendar") from None
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    for entry in entries:
        if entry.last_day is not None:
            calendar.add_component(_event(entry, entry.last_day, stamp))
    written: bytes = calendar.to_ical()
    return written


def write_ical(entries: Iterable[Entry], path: str | Path, *, stamp: date | None = None) -> None:
    """Write a calendar to a file; see :func:`agenda_to_ical`."""
    Path(path).write_bytes(agenda_to_ical(entries, stamp=stamp))


def _event(entry: Entry, last_day: date, stamp: date | None) -> Event:
    from icalendar import Event

    event = Event()
    made = stamp or entry.dated or entry.start or last_day
    event.add(
        "uid", "#".join((entry.key, "" if entry.dated is None else entry.dated.isoformat())) + "@vstbpn"
    )
    event.add("dtstamp", datetime.combine(made, time(), UTC))
    event.add("dtstart", entry.start or last_day)
    event.add("dtend", last_day + timedelta(days=1))
    event.add("summary", _summary(entry))
    event.add("description", "\n".join(_description(entry)))
    event.add("transp", "TRANSPARENT")
    return event


def _summary(entry: Entry) -> str:
    what = entry.what or {EntryKind.DEADLINE: "Thời hạn", EntryKind.EVENT: "Sự kiện"}.get(
        entry.kind, "Báo cáo"
    )
    return f"Gửi {entry.receiver}: {what}" if entry.receiver else what


def _description(entry: Entry) -> Iterable[str]:
    yield f"Thời hạn: {entry.wording}" if entry.kind is not EntryKind.EVENT else f"Thời gian: {entry.wording}"
    if entry.sender:
        yield f"Đơn vị thực hiện: {entry.sender}"
    if entry.receiver:
        yield f"Nơi nhận: {entry.receiver}"
    if entry.period is not None:
        yield f"Kỳ: {entry.period}"
    yield f"Văn bản: {entry.document}"
    if entry.state in _DONE and entry.done_on is not None:
        late = ", trễ hạn" if entry.state is EntryState.DONE_LATE else ""
        yield f"Đã thực hiện ngày {format_date(entry.done_on)}{late}"
