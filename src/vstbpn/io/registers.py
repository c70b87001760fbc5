"""Reading registers: who sits in a body (``members.csv``), or how many were counted (``bodies.csv``).

Which of the two a table is shows in its columns: one of members has the column ``person``. A row that cannot be
used is listed and loses no other. Where rows contradict each other nobody is believed: what they disagree on is
unknown, whichever came first.

No problem shows a person's id, sex or ethnic origin: rows are named by their numbers.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
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
        "{column} của tổ chức {body!r} ngày {day} ở đây là {found}, ở {there_vi} là {first}; không dùng số nào",
    ),
    "contradictory-counts": (
        "body {body!r} on {day}: {parts} is {found}, more than {wholes}, which is {limit}; kept as they are",
        "tổ chức {body!r} ngày {day}: {parts} là {found}, lớn hơn {wholes} là {limit}; giữ nguyên số đã ghi",
    ),
    "counts-differ": (
        "{column} of body {body!r} on {day} is {found} here and {listed} by the list of members, which is used",
        "{column} của tổ chức {body!r} ngày {day} ở đây là {found}, theo danh sách thành viên là {listed}; "
        "dùng danh sách",
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
    "below-minimum": ("leave it empty if it is not known", "để trống nếu chưa rõ"),
    "not-a-number": ("leave it empty if it is not known", "để trống nếu chưa rõ"),
    "bad-date": ("day first, or year-month-day", "ghi ngày trước tháng, hoặc năm-tháng-ngày"),
}
_TRUTH_WORDS: Final = ("yes, no, 1, 0 or nothing", "có, không, 1, 0 hoặc để trống")
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
    are read together; their order does not matter. What cannot be used is listed in ``problems`` with file, row
    and column. A row about a member that cannot be used is remembered in ``register.unread``.

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
        hint: tuple[str, str] | None = None,
        **details: object,
    ) -> None:
        """Note a problem of a row, or of a file as a whole."""
        file, row = (place, None) if isinstance(place, str) else place
        hint = hint or _HINTS.get(code)
        shared = self.of(file)
        if code in TEXTS:
            shared.add(code, row=row, column=column, hint=hint, **details)
            return
        if len(self.own) >= _MOST_LISTED:
            self.further[code] += 1
            return
        english, vietnamese = _TEXTS[code]
        shown = {
            name: shorten(value) if isinstance(value, str) and name in ("found", "first", "body") else value
            for name, value in {**details, "column": column}.items()
        }
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
        words = ("a whole number from 0 on, or nothing", "số nguyên từ 0 trở lên, hoặc để trống")
        try:
            found = self._read(column, _whole, "below-minimum", words)
        except NumberError as error:
            self._fail(error.code, column, words, found=self.texts[column], expected=error.expected)
            return None
        return found

    def _read(
        self, column: str, parse: Callable[[str], T], code: str, words: tuple[str, str] = ("", "")
    ) -> T | None:
        text = self.texts.get(column, "")
        if not text:
            return None
        try:
            return parse(text)
        except NumberError:
            raise
        except (KeyError, ValueError):
            expected: object = 0 if code == "below-minimum" else words[0]
            self._fail(code, column, words, found=text, expected=expected)
            return None

    def _fail(
        self,
        code: str,
        column: str,
        words: tuple[str, str] = ("", ""),
        *,
        hint: tuple[str, str] | None = None,
        **details: object,
    ) -> None:
        self.failed.add(column)
        if column in _NOT_SHOWN:
            expected = words if words[0] else (f"at most {_LONGEST} characters", f"không quá {_LONGEST} ký tự")
            self.log.add("not-shown", self.place, column, expected=expected[0], vietnamese=expected[1])
        else:
            self.log.add(code, self.place, column, hint=hint, **details)


def _whole(text: str) -> int:
    number = parse_number(text)
    if number < 0:
        raise ValueError(text)
    return int(number)


def _which_kind(text: str) -> tuple[str, str]:
    """Suggest the kind that was meant, from codes and names."""
    by_name = {fold(kind.name_vi): kind.value for kind in BodyKind}
    wanted = fold(text)
    meant = [code for code in _KINDS if fold(code) == wanted.replace("_", "-").replace(" ", "-")]
    meant = meant or [by_name[wanted]] if wanted in by_name or meant else []
    meant = meant or [by_name.get(match, match) for match in get_close_matches(wanted, [*_KINDS, *by_name], 3)]
    meant = meant or list(_KINDS)
    names = ", ".join(f"{code} ({_KINDS[code].name_vi})" for code in dict.fromkeys(meant))
    return f"meant is perhaps {names}", f"có thể là {names}"
