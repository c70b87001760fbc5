"""Reading registers: who sits in a body (``members.csv``), or how many were counted (``bodies.csv``).

Which of the two a table is shows in its columns: one of members has the column ``person``. A row that cannot
be used is listed and loses no other. Where rows contradict each other nobody is believed: what they disagree
on is unknown, whichever came first.

No problem shows a person's id, sex or ethnic origin: rows are named by their numbers.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from attrs import define, field, frozen

from vstbpn.errors import InputError, Problem, Severity
from vstbpn.io._problems import TEXTS, Problems, shorten
from vstbpn.io.csv import column_names, read_table
from vstbpn.io.number import NumberError, parse_number
from vstbpn.model import (
    Body,
    BodyKind,
    Count,
    Headcount,
    Membership,
    Person,
    Post,
    Register,
    Sex,
    fold,
    format_date,
    parse_date,
)

__all__ = ["BODY_COLUMNS", "MEMBER_COLUMNS", "Place", "RegisterBatch", "read_registers"]

T = TypeVar("T", bound=Hashable)

_OF_BODY: Final = ("body", "kind", "level", "unit")
MEMBER_COLUMNS: Final = (
    *_OF_BODY,
    "term_start",
    "term_end",
    "person",
    "sex",
    "post",
    "key_leader",
    "ethnic_minority",
    "start",
    "end",
)
"""Every column of a table of members."""

_FIGURES: Final = (
    "members",
    "women",
    "sex_unknown",
    "ethnic_minority",
    "key_leaders",
    "women_key_leaders",
)
BODY_COLUMNS: Final = (*_OF_BODY, "on", "term_start", *_FIGURES)
"""Every column of a table of headcounts."""

_MEMBERS_NEED: Final = ("body", "kind", "person")
_BODIES_NEED: Final = ("body", "kind", "on")
_TABLES: Final = (".csv", ".tsv", ".txt")
_LONGEST: Final = 200
_MOST_LISTED: Final = 10_000

_TRUTHS: Final = {
    **dict.fromkeys(("yes", "true", "1", fold("có")), True),
    **dict.fromkeys(("no", "false", "0", fold("không")), False),
}
_SEXES: Final = {
    "f": Sex.FEMALE,
    "m": Sex.MALE,
    "_u": Sex.UNKNOWN,
    fold("nữ"): Sex.FEMALE,
    fold("nam"): Sex.MALE,
}
_KINDS: Final = {kind.value: kind for kind in BodyKind}

# code -> (English, Vietnamese), beside those that all readers share. Nothing of a person is ever shown.
_TEXTS: Final = {
    "no-header": (
        "expected a line of column names with {expected}; the first line is none, and is not shown",
        "dòng đầu phải là tên cột, trong đó có {expected}; dòng đầu của tệp không phải, và không in ra ở đây",
    ),
    "not-a-register": (
        "{found} in the folder: not read, for it is no table of members or of bodies",
        "{found} trong thư mục: không đọc, vì không phải bảng thành viên hay bảng tổ chức",
    ),
    "bad-text": (
        "expected at most {expected} characters, all of them printable, got {found!r}",
        "phải có không quá {expected} ký tự, đều in được, nhận được {found!r}",
    ),
    "not-shown": (
        "expected {expected}; what stands there is not shown, for it may be personal",
        "phải là {vietnamese}; nội dung không in ra vì có thể là dữ liệu cá nhân",
    ),
    "no-person": (
        "expected the id of a person, or of a vacant post only its name; the row was not used",
        "phải có mã người, hoặc chỉ tên chức danh nếu đang khuyết; không dùng dòng này",
    ),
    "vacant-post": (
        "{found!r} stands here without a person; it was read as a vacant post",
        "{found!r} không có người giữ; coi là chức danh đang khuyết",
    ),
    "ends-too-early": (
        "expected an end after {first}, the day of the start, got {found}; {english}",
        "ngày kết thúc phải sau ngày bắt đầu {first}, nhận được {found}; {vietnamese}",
    ),
    "no-kind": (
        "expected a row that says the kind of body {body!r}, got none; no rule about a kind applies to it",
        "không dòng nào nêu loại của tổ chức {body!r}; không áp dụng được quy định theo loại",
    ),
    "conflicting-body": (
        "the {column} of body {body!r} is {found!r} here and {first!r} in {there}; it is taken to be unknown",
        "{column} của tổ chức {body!r} ở đây là {found!r}, ở {there_vi} là {first!r}; coi là chưa rõ",
    ),
    "conflicting-person": (
        "the {column} of this row's person is not the one in {there}; it is taken to be not recorded",
        "{column} của người ở dòng này khác với ở {there_vi}; coi là chưa ghi nhận",
    ),
    "repeated-person": (
        "the person of this row is in body {body!r} at the same time by {there}; counted once",
        "người ở dòng này đã có trong tổ chức {body!r} cùng thời gian, ở {there_vi}; chỉ tính một lần",
    ),
    "outside-term": (
        "expected a day within the term of body {body!r} ({term}), got {found}; the row never counts",
        "phải trong nhiệm kỳ của tổ chức {body!r} ({term}), nhận được {found}; dòng này không được tính",
    ),
    "repeated-count": (
        "the figures of body {body!r} on {day} stand in {there} already",
        "số liệu của tổ chức {body!r} ngày {day} đã có ở {there_vi}",
    ),
    "conflicting-counts": (
        "{column} of body {body!r} on {day} is {found} here and {first} in {there}; neither was used",
        "{column} của tổ chức {body!r} ngày {day} là {found}, ở {there_vi} là {first}; không dùng số nào",
    ),
    "contradictory-counts": (
        "body {body!r} on {day}: {parts} is {found}, more than {wholes}, which is {limit}; kept as they are",
        "tổ chức {body!r} ngày {day}: {parts} là {found}, lớn hơn {wholes} là {limit}; giữ nguyên số đã ghi",
    ),
    "counts-differ": (
        "{column} of body {body!r} on {day} is {found}, and {listed} by the list of members, which counts",
        "{column} của tổ chức {body!r} ngày {day} là {found}, theo danh sách là {listed}; dùng danh sách",
    ),
}
_NOTES: Final = frozenset({"not-a-register", "vacant-post"})

_SAVE: Final = ("save it as CSV UTF-8", "hãy lưu tệp ở dạng CSV UTF-8")
_HINTS: Final = {
    "no-header": (
        f"members.csv has the columns {', '.join(MEMBER_COLUMNS)}; bodies.csv {', '.join(BODY_COLUMNS)}",
        f"members.csv có các cột {', '.join(MEMBER_COLUMNS)}; bodies.csv có {', '.join(BODY_COLUMNS)}",
    ),
    "no-person": (
        "any id will do that means this person in all rows and nothing outside",
        "dùng mã bất kỳ, giống nhau ở mọi dòng của cùng một người và không có nghĩa bên ngoài",
    ),
    "vacant-post": (
        "if somebody holds it, write the id of the person",
        "nếu có người giữ, hãy ghi mã người",
    ),
    "ends-too-early": (
        "an end is the day after the last; dates are day first",
        "ngày kết thúc là ngày liền sau ngày cuối cùng; ghi ngày trước tháng sau",
    ),
    "conflicting-body": (
        "a body stands for one term; give another term or another body an id of its own",
        "mỗi mã tổ chức ứng với một nhiệm kỳ; nhiệm kỳ khác hoặc tổ chức khác phải có mã riêng",
    ),
    "repeated-person": (
        "let the first row end on the day on which the second begins",
        "hãy cho dòng trước kết thúc vào ngày dòng sau bắt đầu",
    ),
    "outside-term": (
        "correct the dates, or give the other term a body of its own",
        "hãy sửa ngày, hoặc dùng mã tổ chức riêng cho nhiệm kỳ kia",
    ),
    "contradictory-counts": (
        "ask whoever counted: nothing was corrected, and no verdict can rest on it",
        "hãy hỏi lại nơi lập số liệu: không tự sửa, và không kết luận được từ số này",
    ),
    "not-shown": (
        "leave it empty if it is not recorded",
        "để trống nếu chưa ghi nhận",
    ),
    "conflicting-person": (
        "correct the row that is wrong, or give the other person another id",
        "hãy sửa dòng sai, hoặc dùng mã khác cho người kia",
    ),
    "conflicting-counts": (
        "keep the row that is right, or give each its own day",
        "hãy giữ dòng đúng, hoặc ghi ngày riêng cho từng dòng",
    ),
    "counts-differ": (
        "complete the list of members, or correct the count",
        "hãy bổ sung danh sách thành viên, hoặc sửa số đã đếm",
    ),
    "below-minimum": ("leave it empty if it is not known", "để trống nếu chưa rõ"),
    "not-a-number": ("leave it empty if it is not known", "để trống nếu chưa rõ"),
    "bad-date": ("day first, or year-month-day", "ghi ngày trước tháng, hoặc năm-tháng-ngày"),
}
_TRUTH_WORDS: Final = ("yes, no, 1, 0 or nothing", "có, không, 1, 0 hoặc để trống")
_PERSON_WORDS: Final = (
    f"an id of at most {_LONGEST} printable characters",
    f"mã không quá {_LONGEST} ký tự, đều in được",
)
_SEX_WORDS: Final = ("F, M or nothing", "nữ, nam hoặc để trống")
_NOT_SHOWN: Final = frozenset({"person", "sex", "ethnic_minority"})


class Place(NamedTuple):
    """A row of a file; ``row`` counts lines from 1, as in a :class:`~vstbpn.Problem`."""

    file: str
    row: int


@frozen
class RegisterBatch:
    """What was read: the register of what can be used, and the problems of what cannot.

    ``places`` says for each body, by its id, in which row it stands first.
    """

    register: Register
    problems: tuple[Problem, ...]
    places: Mapping[str, Place] = field(factory=dict, repr=False, eq=False)


def read_registers(*paths: str | Path) -> RegisterBatch:
    """Read bodies and their members from CSV files and folders of them.

    Of a folder, every table is read that has the columns of members or of headcounts. The rows of all files
    are read together; their order does not matter. What cannot be used is listed in ``problems`` with file,
    row and column. A row about a member that cannot be used is remembered in ``register.unread``.

    :raises InputError: if nothing at all can be read.
    """
    where = [Path(path) for path in paths]
    reader = _Reader(alone=len(where) == 1)
    for path in where:
        if path.is_dir():
            reader.read_folder(path)
        else:
            reader.read_file(path, path.name)
    if not reader.read:
        raise InputError(reader.log)
    return reader.batch()


@define
class _Log:
    """Collects the problems of all files; each has a limit to how many are listed."""

    files: dict[str, Problems] = field(factory=dict)
    own: list[Problem] = field(factory=list)
    further: Counter[str] = field(factory=Counter)

    def of(self, file: str) -> Problems:
        """Give what collects the shared problems of a file."""
        return self.files.setdefault(file, Problems(file))

    def add(
        self,
        code: str,
        place: Place | str,
        column: str | None = None,
        *,
        there: Place | None = None,
        hint: tuple[str, str] | None = None,
        **details: object,
    ) -> None:
        """Note a problem of a row, or of a file as a whole.

        :param there: another row that the problem has to do with.
        """
        file, row = (place, None) if isinstance(place, str) else place
        self.of(file)
        if len(self.own) >= _MOST_LISTED:
            self.further[code] += 1
            return
        english, vietnamese = TEXTS[code] if code in TEXTS else _TEXTS[code]
        hint = hint or _HINTS.get(code)
        shown = {
            name: shorten(value) if isinstance(value, str) and name in ("found", "first", "body") else value
            for name, value in {**details, "column": column}.items()
        }
        if there is not None:
            also, also_vi = ("", "") if there.file == file else (f" of {there.file}", f" của {there.file}")
            shown |= {"there": f"row {there.row}{also}", "there_vi": f"dòng {there.row}{also_vi}"}
        self.own.append(
            Problem(
                code=code,
                message=english.format(**shown),
                message_vi=vietnamese.format(**shown),
                severity=Severity.NOTE if code in _NOTES else Severity.ERROR,
                file=file,
                row=row,
                column=column,
                hint=None if hint is None else hint[0],
                hint_vi=None if hint is None else hint[1],
            )
        )

    def __iter__(self) -> Iterator[Problem]:
        """Give them file by file, by rows."""
        listed = [problem for problems in self.files.values() for problem in problems]
        order = {file: number for number, file in enumerate(self.files)}
        yield from sorted(
            (*listed, *self.own), key=lambda problem: (order[problem.file or ""], problem.row or 0)
        )
        if self.further:
            english, vietnamese = TEXTS["more-problems"]
            codes = ", ".join(f"{count:,} {code}" for code, count in sorted(self.further.items()))
            count = self.further.total()
            yield Problem(
                code="more-problems",
                message=english.format(count=count, codes=codes),
                message_vi=vietnamese.format(count=count, codes=codes),
            )


_Answers = dict[T, Place]
"""What rows said, each answer with the first place of it."""


@define
class _SaidOfBody:
    """What the rows say of one body, each thing once."""

    place: Place
    has_kind: bool = False
    """Whether any row says a kind, be it one that there is or not."""
    kind: _Answers[BodyKind] = field(factory=dict)
    level: _Answers[str] = field(factory=dict)
    unit: _Answers[str] = field(factory=dict)
    term_start: _Answers[date] = field(factory=dict)
    term_end: _Answers[date] = field(factory=dict)


@define
class _SaidOfPerson:
    sex: _Answers[str] = field(factory=dict)
    ethnic_minority: _Answers[bool] = field(factory=dict)


@frozen
class _Seat:
    """One row of members."""

    place: Place
    body: str
    person: str | None
    post: Post | None
    start: date | None
    end: date | None


@define
class _Counted:
    """The rows of one body and day."""

    place: Place
    figures: dict[str, _Answers[int]] = field(factory=dict)


@define
class _Row:
    """The fields of one row; whatever cannot be read is noted and is as good as empty."""

    texts: Mapping[str, str]
    place: Place
    log: _Log
    failed: set[str] = field(factory=set)
    """The columns that could not be read."""

    def text(self, column: str) -> str:
        """Read a short text."""
        text = self.texts.get(column, "")
        if text and (len(text) > _LONGEST or not text.isprintable()):
            self._fail("bad-text", column, found=text, expected=_LONGEST)
            return ""
        return text

    def day(self, column: str) -> date | None:
        """Read a date."""
        return self._read(column, parse_date, "bad-date")

    def truth(self, column: str) -> bool | None:
        """Read a yes or no."""
        return self._read(column, lambda text: _TRUTHS[fold(text)], "unknown-code", _TRUTH_WORDS)

    def sex(self) -> str | None:
        """Read the sex; ``None`` where it is not recorded."""
        found = self._read("sex", lambda text: _SEXES[fold(text)], "unknown-code", _SEX_WORDS)
        return None if found == Sex.UNKNOWN else found

    def kind(self) -> BodyKind | None:
        """Read the kind of the body."""
        text = self.texts.get("kind", "")
        found = _KINDS.get(text.lower())
        if text and found is None:
            self._fail("unknown-code", "kind", found=text, expected=", ".join(_KINDS), hint=_which_kind(text))
        return found

    def figure(self, column: str) -> int | None:
        """Read a count of people."""
        text = self.texts.get(column, "")
        if not text:
            return None
        words = ("a whole number from 0 on, or nothing", "số nguyên từ 0 trở lên, hoặc để trống")
        try:
            number = parse_number(text)
        except NumberError as error:
            self._fail(error.code, column, words, found=text, expected=error.expected)
            return None
        if number < 0:
            self._fail("below-minimum", column, words, found=text, expected=0)
            return None
        return int(number)

    def _read(
        self, column: str, parse: Callable[[str], T], code: str, words: tuple[str, str] = ("", "")
    ) -> T | None:
        text = self.texts.get(column, "")
        if not text:
            return None
        with suppress(KeyError, ValueError):
            if len(text) <= _LONGEST:
                return parse(text)
        self._fail(code, column, words, found=text, expected=words[0])
        return None

    def _fail(
        self,
        code: str,
        column: str,
        words: tuple[str, str] = _PERSON_WORDS,
        *,
        found: str,
        expected: object = None,
        hint: tuple[str, str] | None = None,
    ) -> None:
        self.failed.add(column)
        if column in _NOT_SHOWN:
            self.log.add("not-shown", self.place, column, expected=words[0], vietnamese=words[1])
        else:
            self.log.add(code, self.place, column, hint=hint, found=found, expected=expected)


def _which_kind(text: str) -> tuple[str, str]:
    """Suggest the kind that was meant, from codes and names."""
    known = {**{fold(kind.name_vi): kind for kind in BodyKind}, **_KINDS}
    wanted = fold(text[:_LONGEST])
    code = wanted.replace("_", "-").replace(" ", "-")
    alike = [wanted] if wanted in known else [code] if code in known else get_close_matches(wanted, known, 3)
    meant = dict.fromkeys(known[each] for each in alike or known)
    names = ", ".join(f"{kind.value} ({kind.name_vi})" for kind in meant)
    return f"meant is perhaps {names}", f"có thể là {names}"


@define
class _Reader:
    """Reads file after file; one that cannot be read takes nothing away from the others."""

    alone: bool
    """Whether only one path is read."""
    log: _Log = field(factory=_Log)
    read: int = 0
    bodies: dict[str, _SaidOfBody] = field(factory=dict)
    people: dict[str, _SaidOfPerson] = field(factory=dict)
    seats: list[_Seat] = field(factory=list)
    counted: dict[tuple[str, date], _Counted] = field(factory=dict)
    unread: Counter[str] = field(factory=Counter)

    def read_folder(self, folder: Path) -> None:
        """Read the tables of a folder that are registers."""
        found = 0
        for path in sorted(folder.iterdir()):
            if path.name.startswith("."):
                continue
            if path.is_file() and path.suffix.lower() in _TABLES and _is_register(path):
                self.read_file(path, path.name if self.alone else f"{folder.name}/{path.name}")
                found += 1
            else:
                self.log.add(
                    "not-a-register", folder.name, found=f"{path.name}/" if path.is_dir() else path.name
                )
        if not found:
            why = "expected a table of members or of bodies (.csv) in the folder, got none"
            self.log.add("unknown-format", folder.name, why=why)

    def read_file(self, path: Path, name: str) -> None:
        """Read one table."""
        kind = path.suffix.lower()
        if not path.exists():
            self.log.add("unreadable", name, why=f"there is no {path.name!r}")
        elif kind not in _TABLES:
            why = f"expected a folder or a .csv file, got {path.suffix or path.name!r}"
            self.log.add("unknown-format", name, why=why, hint=_SAVE if kind.startswith(".xls") else None)
        else:
            with suppress(InputError):  # its problems are those of the log
                self._read_table(path, name)

    def _read_table(self, path: Path, name: str) -> None:
        columns = _columns(path)
        if columns and "body" not in columns:
            # It may be a row of people, so no reader is to quote it.
            self.log.add("no-header", Place(name, 1), expected="body")
            return
        is_members = "person" in columns or path.stem.lower() == "members"
        required, known = (_MEMBERS_NEED, MEMBER_COLUMNS) if is_members else (_BODIES_NEED, BODY_COLUMNS)
        optional = [column for column in known if column not in required]
        table = read_table(path, self.log.of(name), required=required, optional=optional)
        take = self._take_member if is_members else self._take_count
        rows = 0
        for texts, number in table.records():
            rows += 1
            row = _Row(texts, Place(name, number), self.log)
            body = row.text("body")
            if body:
                take(body, row)
            elif "body" not in row.failed:
                self.log.add("empty-field", row.place, "body", expected="the id of a body")
        if not rows:
            self.log.add("no-rows", name)
        self.read += 1

    # -- from rows to what they say --------------------------------------------------------------

    def _say_of_body(self, body: str, row: _Row) -> None:
        said = self.bodies.setdefault(body, _SaidOfBody(row.place))
        said.has_kind = said.has_kind or bool(row.texts["kind"])
        _say(said.kind, row.kind(), row.place)
        _say(said.level, row.text("level").lower() or None, row.place)
        _say(said.unit, row.text("unit") or None, row.place)
        _say(said.term_start, row.day("term_start"), row.place)
        _say(said.term_end, row.day("term_end"), row.place)

    def _take_member(self, body: str, row: _Row) -> None:
        self._say_of_body(body, row)
        person = row.text("person") or None
        sex, minority = row.sex(), row.truth("ethnic_minority")
        name, leads = row.text("post"), row.truth("key_leader")
        start, end = row.day("start"), row.day("end")
        is_vacant = bool(name) and not any(map(row.texts.get, _OF_PERSON))
        if person is None and not is_vacant and "person" not in row.failed:
            self.log.add("no-person", row.place, "person")
            row.failed.add("person")
        if start is not None and end is not None and end <= start:
            self._note_early_end(row.place, "end", start, end, _ROW_NOT_USED)
            row.failed.add("end")
        if person is not None:
            said = self.people.setdefault(person, _SaidOfPerson())
            _say(said.sex, sex, row.place)
            _say(said.ethnic_minority, minority, row.place)
        if row.failed & {"person", "start", "end"}:
            self.unread[body] += 1
            return
        if person is None:
            self.log.add("vacant-post", row.place, "person", found=name)
        post = Post(name=name, key_leader=leads) if name or leads is not None else None
        self.seats.append(_Seat(row.place, body, person, post, start, end))

    def _take_count(self, body: str, row: _Row) -> None:
        self._say_of_body(body, row)
        on = row.day("on")
        given = {name: row.figure(name) for name in _FIGURES}
        if on is None:
            if "on" not in row.failed:
                self.log.add("empty-field", row.place, "on", expected="the day of the count")
            return
        counted = self.counted.setdefault((body, on), _Counted(row.place))
        if counted.place != row.place and all(
            figure is None or figure in counted.figures[name] for name, figure in given.items()
        ):
            day = format_date(on)
            self.log.add("repeated-count", row.place, body=body, day=day, there=counted.place)
        for name, figure in given.items():
            _say(counted.figures.setdefault(name, {}), figure, row.place)

    def _note_early_end(
        self, place: Place, column: str, start: date, end: date, then: tuple[str, str]
    ) -> None:
        self.log.add(
            "ends-too-early",
            place,
            column,
            first=format_date(start),
            found=format_date(end),
            english=then[0],
            vietnamese=then[1],
        )

    # -- from what they say to the register ------------------------------------------------------

    def batch(self) -> RegisterBatch:
        """Give what was read; asked once, after the last file."""
        bodies = {body: self._body(body, said) for body, said in self.bodies.items()}
        people = {person: self._person(person, said) for person, said in self.people.items()}
        register = Register(
            bodies=bodies.values(),
            memberships=[self._membership(seat, bodies[seat.body], people) for seat in self.seats],
            headcounts=[
                self._headcount(bodies[body], on, counted) for (body, on), counted in self.counted.items()
            ],
            unread=self.unread,
        )
        self._note_repeated_people()
        self._note_differing_counts(register)
        places = {body: said.place for body, said in self.bodies.items()}
        return RegisterBatch(register, tuple(self.log), places)

    def _body(self, body: str, said: _SaidOfBody) -> Body:
        kind = self._settled(body, "kind", said.kind, lambda kind: kind.value)
        if not said.has_kind:
            self.log.add("no-kind", said.place, "kind", body=body, hint=_which_kind(""))
        start = self._settled(body, "term_start", said.term_start, format_date)
        end = self._settled(body, "term_end", said.term_end, format_date)
        if start is not None and end is not None and end <= start:
            self._note_early_end(said.term_end[end], "term_end", start, end, _TERM_NOT_USED)
            start = end = None
        return Body(
            id=body,
            kind=kind,
            level=self._settled(body, "level", said.level, str),
            unit=self._settled(body, "unit", said.unit, str),
            term_start=start,
            term_end=end,
        )

    def _settled(self, body: str, column: str, answers: _Answers[T], shown: Callable[[T], str]) -> T | None:
        """Give what the rows agree on, and note each answer that differs from the first."""
        for answer, place, first, there in _others(answers):
            self.log.add(
                "conflicting-body",
                place,
                column,
                body=body,
                found=shown(answer),
                first=shown(first),
                there=there,
            )
        return next(iter(answers)) if len(answers) == 1 else None

    def _person(self, person: str, said: _SaidOfPerson) -> Person:
        self._note_differing_person("sex", [*said.sex.values()])
        self._note_differing_person("ethnic_minority", [*said.ethnic_minority.values()])
        return Person(
            id=person,
            sex=next(iter(said.sex)) if len(said.sex) == 1 else Sex.UNKNOWN,
            ethnic_minority=next(iter(said.ethnic_minority)) if len(said.ethnic_minority) == 1 else None,
        )

    def _note_differing_person(self, column: str, places: Sequence[Place]) -> None:
        first, *others = places or (None,)
        for place in others:
            self.log.add("conflicting-person", place, column, there=first)

    def _membership(self, seat: _Seat, body: Body, people: Mapping[str, Person]) -> Membership:
        begins = None if body.kind is not None and body.kind.is_list else body.term_start
        if begins is not None and seat.end is not None and seat.end <= begins:
            self._note_outside(seat.place, "end", body, seat.end)
        if body.term_end is not None and seat.start is not None and seat.start >= body.term_end:
            self._note_outside(seat.place, "start", body, seat.start)
        person = None if seat.person is None else people[seat.person]
        return Membership(body=body, person=person, post=seat.post, start=seat.start, end=seat.end)

    def _note_outside(self, place: Place, column: str, body: Body, day: date) -> None:
        start, end = ("" if each is None else format_date(each) for each in (body.term_start, body.term_end))
        self.log.add(
            "outside-term", place, column, body=body.id, term=f"{start}-{end}", found=format_date(day)
        )

    def _headcount(self, body: Body, on: date, counted: _Counted) -> Headcount:
        """Give the figures that the rows of a body and day agree on."""
        day = format_date(on)
        for column, answers in counted.figures.items():
            for figure, place, first, there in _others(answers):
                self.log.add(
                    "conflicting-counts",
                    place,
                    column,
                    there=there,
                    body=body.id,
                    day=day,
                    found=figure,
                    first=first,
                )
        agreed = {column: next(iter(said)) for column, said in counted.figures.items() if len(said) == 1}
        headcount = Headcount(body=body, on=on, **agreed)
        if not body.holds_on(on):
            self._note_outside(counted.place, "on", body, on)
        for fault in headcount.contradictions:
            self.log.add(
                "contradictory-counts",
                counted.place,
                fault.parts[0],
                body=body.id,
                day=day,
                parts=" + ".join(fault.parts),
                found=fault.found,
                wholes=" + ".join(fault.wholes),
                limit=fault.limit,
            )
        return headcount

    def _note_repeated_people(self) -> None:
        """Note each row whose person sits in the same body at the same time by another row."""
        by_person: dict[tuple[str, str], list[_Seat]] = {}
        for seat in self.seats:
            if seat.person is not None:
                by_person.setdefault((seat.body, seat.person), []).append(seat)
        for (body, _), seats in by_person.items():
            seats.sort(key=lambda seat: seat.start or date.min)  # stable: rows of one day stay in their order
            longest = seats[0]
            for seat in seats[1:]:
                if (seat.start or date.min) < (longest.end or date.max):
                    self.log.add(
                        "repeated-person",
                        seat.place,
                        "person",
                        body=body,
                        there=longest.place,
                    )
                longest = max(longest, seat, key=lambda each: each.end or date.max)

    def _note_differing_counts(self, register: Register) -> None:
        """Note the headcounts of bodies whose members are listed, where the two do not fit."""
        listed: dict[str, list[Membership]] = {}
        for membership in register.memberships:
            listed.setdefault(membership.body.id, []).append(membership)
        for headcount in register.headcounts:
            body, on = headcount.body, headcount.on
            if body.id not in listed or not body.holds_on(on):
                continue
            lost = {body.id: self.unread[body.id]}
            alone = Register(bodies=[body], memberships=listed[body.id], unread=lost).on(on)[body.id]
            for column in _COMPARED:
                figure: int | None = getattr(headcount, column)
                by_list: Count = getattr(alone, column)
                if figure is None or by_list.allows(figure):
                    continue
                self.log.add(
                    "counts-differ",
                    self.counted[body.id, on].place,
                    column,
                    body=body.id,
                    day=format_date(on),
                    found=figure,
                    listed=by_list,
                )


_OF_PERSON: Final = ("person", "sex", "ethnic_minority")
_COMPARED: Final = ("members", "women", "key_leaders", "women_key_leaders")
_ROW_NOT_USED: Final = ("the row was not used", "không dùng dòng này")
_TERM_NOT_USED: Final = ("neither day was used", "không dùng ngày nào")


def _say(answers: _Answers[T], answer: T | None, place: Place) -> None:
    """Keep what a row says; one that says nothing contradicts nobody."""
    if answer is not None:
        answers.setdefault(answer, place)


def _others(answers: _Answers[T]) -> Iterator[tuple[T, Place, T, Place]]:
    """Give each answer but the first, with its place, the first one and its place."""
    for first, there in list(answers.items())[:1]:
        for answer, place in list(answers.items())[1:]:
            yield answer, place, first, there


def _columns(path: Path) -> set[str]:
    """Look at the column names of a file; there are none if it cannot be read."""
    with suppress(csv.Error):  # a field of more than the module can hold
        return column_names(path)
    return {""}


def _is_register(path: Path) -> bool:
    columns = _columns(path)
    return "body" in columns and not columns.isdisjoint({"person", "on"})
