"""The commands ``read`` and ``deadlines``: what documents say, and what is due by when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import define, evolve

from vstbpn import io
from vstbpn.catalog import ResolutionStatus, instruments
from vstbpn.cli.call import Call, bad_call, today
from vstbpn.cli.tables import console
from vstbpn.errors import InputError, Problem, Severity
from vstbpn.io.directive import Reading, directive_data, directives_data, read_directive
from vstbpn.model import Citation, Directive, Entry, EntryKind, EntryState, Progress, Task, fold, format_date
from vstbpn.rules import agenda, unmatched

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["empty_deadlines", "empty_read", "run_deadlines", "run_read"]

_LONGEST_TEXT: Final = 100
_LONGEST_CELL: Final = 45
_MOST_NAMED: Final = 8
_WHOLE: Final = ("last_day", "days_left", "period", "key")
"""The columns that are never wrapped."""

_RHYTHMS: Final = {
    "FREQ=YEARLY": "every_year",
    "FREQ=MONTHLY;INTERVAL=6": "every_half",
    "FREQ=MONTHLY;INTERVAL=3": "every_quarter",
    "FREQ=MONTHLY": "every_month",
    "FREQ=WEEKLY": "every_week",
}
"""The words for the commonest rhythms; any other is shown as its rule."""


def run_read(call: Call) -> None:
    """Print what documents say: which law they rest on, who is to do what, and by when."""
    readings = _read(call)
    if call.options.json:
        call.print_json(_document(call, readings))
        return
    page = _Page(call, console())
    for place, reading in enumerate(readings):
        if place:
            page.line()
        page.print(reading.directive)
    call.say_problems()


def empty_read(options: Any) -> dict[str, Any]:
    """Give what is printed as JSON when nothing can be read."""
    if _is_one(options):
        return directive_data(Reading(directive=Directive()))
    return directives_data([])


def run_deadlines(call: Call) -> None:
    """Print what documents ask for by which day, and how it stands."""
    options = call.options
    _check_calendar(options)
    if options.on is None:
        options.on = today()
    progress = None if options.progress is None else io.read_progress(options.progress)
    directives = [reading.directive for reading in _read(call)]
    entries = _entries(call, directives, progress)
    call.found = any(entry.state is EntryState.OVERDUE for entry in entries)
    if options.ics is not None:
        io.write_ical(entries, options.ics)
    if options.json:
        call.print_json(io.agenda_to_json(entries, on=options.on, problems=call.problems))
        return
    if options.ics is None:
        _Page(call, console()).dates(entries, on=options.on, is_recorded=progress is not None)
    call.say_problems()


def empty_deadlines(options: Any) -> dict[str, Any]:
    """Give what is printed as JSON when nothing can be read."""
    return io.agenda_to_json((), on=options.on)


def _is_one(options: Any) -> bool:
    return len(options.path) == 1 and not Path(options.path[0]).is_dir()


def _read(call: Call) -> list[Reading]:
    """Read all documents; a file that cannot be read loses no other."""
    readings = []
    failed: list[Problem] = []
    for path in io.find_documents(*call.options.path):
        try:
            text = io.read_document(path)
        except InputError as error:
            failed += error.problems
            continue
        reading = read_directive(text)
        problems = tuple(evolve(problem, file=path.name) for problem in reading.problems)
        readings.append(evolve(reading, problems=problems))
    call.problems += failed
    if not readings:
        raise InputError(failed)
    call.problems += (problem for reading in readings for problem in reading.problems)
    return readings


def _document(call: Call, readings: Sequence[Reading]) -> dict[str, Any]:
    if _is_one(call.options):
        return directive_data(readings[0])
    of_documents = {id(problem) for reading in readings for problem in reading.problems}
    others = [problem for problem in call.problems if id(problem) not in of_documents]
    return directives_data(readings, problems=others)


def _check_calendar(options: Any) -> None:
    """Refuse a calendar that cannot be written, before anything is read."""
    if options.ics is None:
        return
    path = Path(options.ics)
    if path.suffix.lower() != ".ics":
        raise bad_call(f"expected --ics to name a file that ends in .ics, got {options.ics!r}")
    if options.progress is not None and path.exists() and path.samefile(options.progress):
        raise bad_call(f"--ics would overwrite the input {options.ics!r}")


def _entries(
    call: Call, directives: Sequence[Directive], progress: Sequence[Progress] | None
) -> tuple[Entry, ...]:
    """Give the agenda that was asked for, and note what is not in it and perhaps should be."""
    options = call.options
    try:
        entries = agenda(directives, unit=options.unit, year=options.year, progress=progress, on=options.on)
    except ValueError as error:
        raise bad_call(str(error)) from None
    if options.unit is not None:
        everything = agenda(directives, year=options.year)
        unsaid = [entry for entry in everything if not entry.sender and entry.kind is not EntryKind.EVENT]
        if unsaid:
            call.problems.append(_no_sender(options.unit, unsaid))
        if not entries:
            call.problems.append(_nobody(options.unit, everything))
    if options.ics is not None and (undated := sum(entry.on is None for entry in entries)):
        call.problems.append(_not_in_calendar(undated))
    call.problems += map(_stray, unmatched(directives, progress or ()))
    return entries


def _nobody(unit: str, everything: Sequence[Entry]) -> Problem:
    names = list(dict.fromkeys(_short(entry.sender) for entry in everything if entry.sender))
    shown = "; ".join(names[:_MOST_NAMED]) or "-"
    return Problem(
        code="no-such-office",
        message=f"no office of these documents has the words {unit!r}",
        message_vi=f"không có đơn vị nào trong các văn bản này có tên chứa {unit!r}",
        severity=Severity.NOTE,
        hint=f"offices named are {shown}",
        hint_vi=f"các đơn vị được nêu: {shown}",
    )


def _not_in_calendar(undated: int) -> Problem:
    return Problem(
        code="not-in-calendar",
        message=f"{undated} entries have no day in the text and are not in the calendar",
        message_vi=f"có {undated} việc văn bản không ghi ngày, không có trong tệp lịch",
        severity=Severity.NOTE,
        hint="without --ics they are shown",
        hint_vi="bỏ --ics để xem",
    )


def _no_sender(unit: str, unsaid: Sequence[Entry]) -> Problem:
    count, first = len(unsaid), _short(unsaid[0].what or unsaid[0].key)
    return Problem(
        code="no-sender",
        message=f"{count} entries do not say who must do them, and {unit!r} does not get them: {first!r} ...",
        message_vi=f"có {count} việc không nêu đơn vị thực hiện, không hiện cho {unit!r}: {first!r} ...",
        severity=Severity.NOTE,
        hint="without --for they are shown",
        hint_vi="bỏ --for để xem đủ",
    )


def _stray(record: Progress) -> Problem:
    return Problem(
        code="stray-progress",
        message=f"expected the key of one entry of these documents, got {record.key!r:.80}; it was not used",
        message_vi=f"không có hoặc có nhiều việc ứng với {record.key!r:.80}; không dùng dòng này",
        hint="with --progress the table has the keys, and so has --json",
        hint_vi="bảng in ra khi dùng --progress và --json có các khóa này",
    )


@define
class _Page:
    """Prints documents and dates as pages for people to read."""

    call: Call
    to: Console

    def line(self, text: str = "") -> None:
        """Print a line as it stands, without what a terminal would take for an order."""
        self.to.print(_printable(text), markup=False)

    def say(self, key: str, **details: object) -> str:
        """Give words in the language asked for."""
        return self.call.say[key].format(**details)

    def print(self, one: Directive) -> None:
        """Print what a document says."""
        for line in self._head(one):
            self.line(line)
        self._list("basis", (self._cited(cited, one) for cited in one.basis))
        basis = set(one.basis)
        self._list("citations", (self._cited(cited, one) for cited in one.citations if cited not in basis))
        self._tasks(one.tasks)
        entries = agenda([one])
        if entries:
            self.line()
            self.line(self.say("dates"))
            self.dates(entries)

    def _head(self, one: Directive) -> Iterator[str]:
        day = self._day(one)
        yield ", ".join(filter(None, (one.number_text or self.say("number_blank"), one.issuer, day)))
        kind = f"{one.type}: " if one.type else ""
        yield f"{kind}{one.title or self.say('title_blank')}"
        if one.addressees:
            yield self.say("addressees", names="; ".join(one.addressees))
        signed = one.signature
        if signed is not None:
            post = " ".join(filter(None, (signed.authority, signed.behalf_of)))
            yield self.say("signed", post=", ".join(filter(None, (post, signed.title))))

    def _day(self, one: Directive) -> str:
        """Say when a document was issued, or in which month if only that is printed."""
        if one.issued_on is not None:
            return format_date(one.issued_on)
        month = one.issued_in
        return "" if month is None else self.say("day_blank", month=f"{month.start:%m/%Y}")

    def _list(self, key: str, items: Iterable[str]) -> None:
        lines = list(items)
        if lines:
            self.line()
            self.line(self.say(key, count=len(lines)))
        for text in lines:
            self.line(f"  {text}")

    def _cited(self, citation: Citation, one: Directive) -> str:
        """Give a citation as it was read, and what the register of instruments says of it."""
        day = "" if citation.issued_on is None else format_date(citation.issued_on)
        printed = ", ".join(filter(None, (_short(str(citation)), day, citation.issuer)))
        found = instruments().resolve(
            citation.number_text,
            type=citation.type,
            issued_on=citation.issued_on,
            issuer=citation.issuer,
            name=citation.name,
            on=one.issued_on,
        )
        known = found.instrument
        if known is None:
            if found.status is not ResolutionStatus.DISAGREES:
                return printed
            first = found.candidates[0]
            return f"{printed} – {self.say('register_disagrees', known=first, issuer=first.issuer)}"
        name = str(known) if citation.number is None else _short(known.title_vi)
        said = [] if fold(name) in fold(printed) else [name]
        if found.status is ResolutionStatus.LIKELY and said:
            said = [self.say("register_likely", name=name)]
        if one.issued_on is not None and known.in_force(one.issued_on) is False:
            said.append(self.say("not_in_force", day=format_date(one.issued_on)))
        mark = "" if known.verified else " (?)"
        return f"{printed} – {'; '.join(said)}{mark}" if said else printed

    def _tasks(self, tasks: Sequence[Task]) -> None:
        """Print tasks by the office that is to do them; one of several offices stands below each."""
        by_office: dict[str, list[Task]] = {}
        for task in tasks:
            for office in task.lead or ("",):
                by_office.setdefault(office, []).append(task)
        if tasks:
            self.line()
            self.line(self.say("tasks", count=len(tasks)))
        for office, mine in sorted(by_office.items(), key=lambda item: not item[0]):
            self.line(f"  {office or self.say('no_office')}")
            for task in mine:
                path = f"{'.'.join(task.path)}  " if task.path else ""
                beside = f" ({self.say('with', names=', '.join(task.coordinate))})" if task.coordinate else ""
                self.line(f"    {path}{_short(task.text)}{beside}")

    def dates(self, entries: Sequence[Entry], *, on: date | None = None, is_recorded: bool = False) -> None:
        """Print a table of what has a day, and below it what has none.

        :param on: the day from which the days left are counted; without it they are not shown.
        :param is_recorded: whether there is a record of progress: then the states and keys are shown.
        """
        from rich import box
        from rich.table import Table
        from rich.text import Text

        rows = [self._row(entry, on) for entry in entries if entry.last_day is not None]
        last = ["state", "key"] if is_recorded else ["document"]
        columns = ["last_day", "days_left", "wording", "sender", "to_whom", "what", "period", *last]
        shown = [name for name in columns if any(row[name] for row in rows)]
        if rows:
            table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
            for name in shown:
                justify: Any = "right" if name in ("last_day", "days_left") else "left"
                table.add_column(self.say(name), justify=justify, no_wrap=name in _WHOLE)
            for row in rows:
                table.add_row(*(Text(_printable(row[name])) for name in shown))
            self.to.print(table)
        undated = [self._undated(entry) for entry in entries if entry.last_day is None]
        self._list("undated_duties", undated)
        if not entries:
            self.line(self.say("nothing_due"))

    def _row(self, entry: Entry, on: date | None) -> dict[str, str]:
        assert entry.last_day is not None
        left = None if on is None else entry.days_left(on)
        state = self.say(f"state_{entry.state.value}")
        if entry.done_on is not None:
            state = f"{state}, {format_date(entry.done_on)}"
        return {
            "last_day": format_date(entry.last_day),
            "wording": entry.wording,
            "days_left": "" if left is None else io.format_number(left),
            "sender": _cut(entry.sender),
            "to_whom": _cut(entry.receiver),
            "what": _cut(entry.what),
            "period": "" if entry.period is None else entry.period.code,
            "state": state,
            "key": entry.key,
            "document": _cut(entry.document),
        }

    def _undated(self, entry: Entry) -> str:
        rule = entry.recurrence
        rhythm = "" if rule is None else self.say(_RHYTHMS[rule]) if rule in _RHYTHMS else rule
        done = "" if entry.done_on is None else self.say("state_done") + f", {format_date(entry.done_on)}"
        way = " → ".join(filter(None, (entry.sender, entry.receiver)))
        return "; ".join(filter(None, (way, _short(entry.what), rhythm, done, entry.document)))


def _short(text: str, longest: int = _LONGEST_TEXT) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def _cut(text: str | None) -> str:
    return _short(text or "", _LONGEST_CELL)


def _printable(text: str) -> str:
    """Leave out the characters that command a terminal: a document must not."""
    return "".join(char for char in text if char.isprintable())
