"""The agenda of a set of documents: what is to be done by when, by whom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Final

from attrs import evolve
from dateutil.rrule import rrulestr

from vstbpn.model import (
    Deadline,
    Directive,
    Due,
    Entry,
    EntryKind,
    EntryState,
    Progress,
    ReportingDuty,
    fold,
    strip_marks,
)
from vstbpn.rules._named import dated, names_of

__all__ = ["agenda", "unmatched"]

_WORD: Final = re.compile(r"\w+")
_MOST_WORDS: Final = 8
"""The most words of an office's name in a key."""

_YEAR_OF_KEY: Final = re.compile(r"#([0-9]{4})-[0-9]{2}-[0-9]{2}(?:#|$)")
_RHYTHMS: Final = frozenset({"YEARLY", "MONTHLY", "WEEKLY", "DAILY"})
_OWN_DAYS: Final = frozenset({"BYMONTHDAY", "BYYEARDAY", "BYDAY"})
_HOURS: Final = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})
_SHORT: Final = {
    "ubnd": fold("ủy ban nhân dân"),
    "hđnd": fold("hội đồng nhân dân"),
    "vstbpn": fold("vì sự tiến bộ của phụ nữ"),
}
"""Short forms that every document uses beside the long ones."""


def agenda(
    directives: Iterable[Directive],
    *,
    unit: str | None = None,
    year: int | None = None,
    progress: Iterable[Progress] | None = None,
    on: date | None = None,
) -> tuple[Entry, ...]:
    """Give what documents ask for by a day, the most urgent first, and last what has no day.

    A report and a deadline of one document that say the same are one entry; what two documents ask for is
    listed for each. A duty that comes again has an entry for each occurrence in the year, if the text prints
    a day to count from; *định kỳ 6 tháng* alone names none, and is listed without. A day that a month does
    not have is left out, as RFC 5545 says.

    >>> from vstbpn.model import Deadline, Directive, Due, Span
    >>> letter = Directive(title="On the half-year report", deadlines=[
    ...     Due(deadline=Deadline.parse("trước ngày 20/5/2024"), span=Span(0, 9), sender="UBND các phường")])
    >>> [(entry.key, entry.last_day) for entry in agenda([letter])]
    [('on-the-half-year-report#2024-05-20#ubnd-cac-phuong', datetime.date(2024, 5, 19))]

    :param unit: only what an office of this name owes: the words stand in the sender's name as it is
        printed (*Phòng Lao động* in *Phòng Lao động - Thương binh và Xã hội quận*).
    :param year: only what falls in this year, and what has no day; without it, all, and of a duty that comes
        again the year of its first day.
    :param progress: what was done; None if nobody keeps a record, and then nothing is called overdue.
    :param on: the day on which the entries are judged: what is done later is open. Without it none is
        overdue or past.
    :raises ValueError: if a duty's recurrence is no rule of days, weeks, months or years.
    """
    entries = _entries(directives, year)
    done = _matched(entries, () if progress is None else progress)
    judged = (
        _judged(entry, done.get(entry.key, ()), on, is_recorded=progress is not None) for entry in entries
    )
    chosen = (entry for entry in judged if _is_of(entry, unit) and _is_in(entry, year))
    return tuple(sorted(chosen, key=_urgency))


def unmatched(directives: Iterable[Directive], progress: Iterable[Progress]) -> tuple[Progress, ...]:
    """Give the records of progress that mean no entry of the documents, or perhaps several.

    Of duties that come again, the occurrences of the years that the records' keys name are looked at too.
    """
    known, records = tuple(directives), tuple(progress)
    years = {int(match[1]) for record in records if (match := _YEAR_OF_KEY.search(record.key))}
    meant = {
        record
        for year in (None, *sorted(years))
        for found in _matched(_entries(known, year), records).values()
        for record in found
    }
    return tuple(record for record in records if record not in meant)


def _entries(directives: Iterable[Directive], year: int | None) -> list[Entry]:
    """Give all that documents ask for, each with its key."""
    entries = []
    counts: Counter[str] = Counter()
    known = list(directives)
    for name, one in zip(names_of(known), known, strict=True):
        for _, entry in sorted(_drafts(one, year), key=lambda draft: draft[0]):
            day = "undated" if entry.start is None and entry.on is None else _iso(entry.start or entry.on)
            who = _slug(entry.sender or entry.what or entry.kind.value)
            key = "#".join((name if one.number_text else _slug(name, None), day, who))
            counts[key] += 1
            if counts[key] > 1:
                key = f"{key}#{counts[key]}"
            entries.append(evolve(entry, key=key, document=name))
    return entries


def _drafts(one: Directive, year: int | None) -> Iterator[tuple[int, Entry]]:
    """Give all that one document asks for, each with its place in the text, still without key."""
    bare = Entry(key="", document="", kind=EntryKind.REPORT, dated=dated(one))
    for duty in one.duties:
        made = evolve(
            _due_by(bare, duty.deadline, duty.printed),
            kind=EntryKind.RECURRING if duty.recurrence else EntryKind.REPORT,
            sender=duty.sender,
            receiver=duty.receiver,
            what=duty.what,
            period=duty.period,
            recurrence=duty.recurrence,
        )
        for entry in _occurrences(made, year):
            yield duty.span.start, entry
    for due in _dues(one):
        yield (
            due.span.start,
            evolve(
                _due_by(bare, due.deadline, due.printed),
                kind=EntryKind.DEADLINE,
                sender=due.sender,
                receiver=due.receiver,
                what=due.what,
                period=due.period,
            ),
        )
    for event in one.events:
        made = evolve(bare, kind=EntryKind.EVENT, start=event.start, on=event.end, inclusive=True)
        yield event.span.start, evolve(made, what=event.name)


def _due_by(entry: Entry, deadline: Deadline | None, printed: str) -> Entry:
    if deadline is None:
        return entry
    return evolve(entry, on=deadline.day, inclusive=not deadline.strict, printed=printed)


def _dues(one: Directive) -> Iterator[Due]:
    """Give the deadlines that no duty of the document says already, with the task's office as the sender."""
    told = set()
    for task in one.tasks:
        for due in task.due:
            told.add((due.deadline, due.span))
            if not _is_told(due, one.duties):
                lead = ", ".join(task.lead) or None
                yield evolve(due, sender=due.sender or lead, what=due.what or task.text)
    for due in one.deadlines:
        if (due.deadline, due.span) not in told and not _is_told(due, one.duties):
            yield due


def _is_told(due: Due, duties: Iterable[ReportingDuty]) -> bool:
    """Tell whether a duty says the same: the same day in the same place, or of the same two offices.

    Without either, the same day is no proof: then both are listed, and nothing is lost.
    """
    for duty in duties:
        if duty.deadline != due.deadline:
            continue
        if duty.span.start < due.span.end and due.span.start < duty.span.end:
            return True
        if due.sender and due.receiver and _names(due) == _names(duty):
            return True
    return False


def _names(one: Due | ReportingDuty) -> tuple[str, str]:
    return fold(one.sender or ""), fold(one.receiver or "")


def _occurrences(entry: Entry, year: int | None) -> Iterator[Entry]:
    """Give an entry for each day on which it falls in a year; as it is if there is none to count from."""
    if entry.recurrence is None:
        yield entry
        return
    parts = _parts_of_rule(entry.recurrence)
    first = entry.on or entry.dated
    wanted = year if year is not None or first is None else first.year
    has_days = entry.on is not None or (_has_own_days(parts) and wanted is not None)
    if not has_days or wanted is None:
        yield entry
        return
    start = entry.on or max(date(wanted, 1, 1), entry.dated or date.min)
    for day in _days(entry.recurrence, start, wanted):
        is_first = day == entry.on
        yield entry if is_first else evolve(entry, on=day, printed="", period=None)


def _parts_of_rule(rule: str) -> dict[str, str]:
    parts = dict(part.upper().partition("=")[::2] for part in rule.split(";"))
    interval = parts.get("INTERVAL", "1")
    has_rhythm = parts.get("FREQ") in _RHYTHMS and interval.isdecimal() and int(interval) > 0
    if not has_rhythm or not parts.keys().isdisjoint(_HOURS):
        raise _no_rule(rule)
    return parts


def _has_own_days(parts: Mapping[str, str]) -> bool:
    """Tell whether a rule says its days without a first one: every second month could be any."""
    return parts.keys().isdisjoint({"INTERVAL", "COUNT"}) and not parts.keys().isdisjoint(_OWN_DAYS)


def _days(rule: str, first: date, year: int) -> Iterator[date]:
    """Give the days of a year on which a rule falls, counted from a first day."""
    try:
        read = rrulestr(rule, dtstart=datetime.combine(first, time()))
    except ValueError:
        raise _no_rule(rule) from None
    start, end = (datetime.combine(day, time()) for day in (date(year, 1, 1), date(year, 12, 31)))
    for moment in read.between(start, end, inc=True):
        yield moment.date()


def _no_rule(rule: str) -> ValueError:
    return ValueError(
        "expected a recurrence of days, weeks, months or years such as FREQ=MONTHLY;INTERVAL=6, "
        f"got {rule!r:.80}"
    )


def _matched(entries: Sequence[Entry], progress: Iterable[Progress]) -> dict[str, list[Progress]]:
    """Give the records that mean an entry, by its key."""
    by_key = {fold(entry.key): entry for entry in entries}
    by_words: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        by_words.setdefault((fold(entry.document), fold(entry.what)), []).append(entry)
    found: dict[str, list[Progress]] = {}
    for record in progress:
        of = fold(record.document)
        keyed = by_key.get(fold(record.key))
        if keyed is not None:
            alike = [keyed] if of in ("", fold(keyed.document)) else []
        else:
            alike = by_words.get((of, fold(record.key)), [])
        if len(alike) == 1:
            found.setdefault(alike[0].key, []).append(record)
    return found


def _judged(entry: Entry, done: Iterable[Progress], on: date | None, *, is_recorded: bool) -> Entry:
    """Give an entry with how it stands: what counts is the first day on which it was done."""
    known = [record for record in done if on is None or record.done_on <= on]
    if known:
        first = min(known, key=lambda record: record.done_on)
        is_late = entry.kind is not EntryKind.EVENT and entry.is_over(first.done_on)
        state = EntryState.DONE_LATE if is_late else EntryState.DONE
        return evolve(entry, state=state, done_on=first.done_on, note=first.note)
    if on is None or not entry.is_over(on):
        return entry
    is_missed = is_recorded and entry.kind is not EntryKind.EVENT
    return evolve(entry, state=EntryState.OVERDUE if is_missed else EntryState.PAST)


def _is_of(entry: Entry, unit: str | None) -> bool:
    """Tell whether the words of a name stand side by side in the sender's."""
    if unit is None:
        return True
    wanted, words = _words(unit), _words(entry.sender or "")
    if not wanted:
        raise ValueError(f"expected the name of an office, got {unit!r:.60}")
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words)))


def _words(name: str) -> list[str]:
    return [word for part in _WORD.findall(fold(name)) for word in _SHORT.get(part, part).split()]


def _is_in(entry: Entry, year: int | None) -> bool:
    """Tell whether an entry falls in a year; one without a day may, from the year of its document on."""
    if year is None:
        return True
    if entry.on is None:
        return entry.dated is None or entry.dated.year <= year
    return (entry.start or entry.on).year <= year <= entry.on.year


def _urgency(entry: Entry) -> tuple[bool, date, str, str, str]:
    return entry.last_day is None, entry.last_day or date.max, entry.what, entry.document, entry.key


def _slug(name: str, most: int | None = _MOST_WORDS) -> str:
    return "-".join(_WORD.findall(strip_marks(name))[:most])


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()
