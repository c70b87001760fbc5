"""What a document asks for: tasks with their offices, deadlines, duties to report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import zip_longest
from typing import Final, NamedTuple

from attrs import define, evolve, field, frozen

from vstbpn.io.directive._blocks import Block, Kind
from vstbpn.io.directive._source import Source, key_of
from vstbpn.io.directive._tree import Node, Role
from vstbpn.io.directive._when import Dated, dated, period_in, rhythms, year_of
from vstbpn.io.directive._words import is_vague, office_at, offices, plain_office
from vstbpn.model import Due, Period, ReportingDuty, Span, Task, fold

__all__ = ["About", "Work", "work"]


@frozen(kw_only=True)
class About:
    """What the frame says that the body leaves unsaid."""

    year: int | None
    issued_on: date | None
    issuer: str | None
    addressees: tuple[str, ...]
    period: Period | None
    """The period of the report that the title speaks of."""
    asks: bool
    """It is a letter: whom it addresses is asked to report, where nobody else is."""


@define
class Work:
    """All that a body asks for."""

    tasks: list[Task] = field(factory=list)
    deadlines: list[Due] = field(factory=list)
    duties: list[ReportingDuty] = field(factory=list)
    at: list[tuple[int, int]] = field(factory=list)
    """The places of the tasks in the even text."""
    impossible: list[Span] = field(factory=list)
    """What is written as a day by which something is due, and is no day."""
    early: list[Span] = field(factory=list)
    """Days before the document itself: no deadline was made of them."""
    unused: list[Span] = field(factory=list)
    """Days without a year beside a rhythm; they stand in the words of the duty only."""
    yearless: list[tuple[Span, int]] = field(factory=list)
    """Days that are printed without a year, and the year that was taken."""


class _Clause(NamedTuple):
    start: int
    end: int
    onward: bool = False
    """What the receiver of the clause before does with it: *để tổng hợp, báo cáo UBND tỉnh trước ...*."""


_LEADS: Final = re.compile(
    r"(?:(?:ủy ban nhân dân|ubnd|chủ tịch ubnd|ban chỉ đạo) [^\W\d_]+ )?(?:giao(?: cho)?|đề nghị|yêu cầu"
    r"|phân công)\s+(?:đồng chí )?"
)
# What goes on behind the name of who acts: "Phòng PX03 (thường trực) chủ trì", "Sở Y tế: hướng dẫn".
_VERB: Final = re.compile(r"(?:\s*\([^()]{0,100}\))?\s*[,:]?\s*[^\W\d_]")

_NO_WORK: Final = re.compile(
    r"\d|(?:ông|bà)\s|[^:;]{1,60}:\s*[\d.]+\s*(?:triệu |nghìn )?đồng"
    r"|tỷ lệ|tỉ lệ|tỷ số|số (?:lượng|câu|vụ|người|nạn)|mức (?:hỗ trợ|chi|bồi dưỡng)|kinh phí|phấn đấu"
    r"|có \d|đối tượng|phạm vi"
    r"|(?:nghị quyết|quyết định|kế hoạch|chỉ thị|chương trình|quy chế) này|thời gian|địa điểm|thành phần"
    r"|ít nhất|trong đó|đã "
    r"|trên đây|trong quá trình|thông tin liên hệ|liên hệ|nguồn |giảm |tăng tỷ lệ"
    r"|thông tư|nghị định|luật |kết luận số|kế hoạch số"
    r"|quyết định số|chiến lược quốc gia"
)
_EXECUTES: Final = re.compile(
    r"chịu trách nhiệm thi hành|căn cứ (?:quyết định|nghị quyết)(?: này)?,? (?:chịu trách nhiệm )?thi hành"
)
_BEFORE_SUBJECT: Final = re.compile(
    r"(?:và |đồng thời )?(?:định kỳ|hằng|hàng|trước|chậm nhất|vào)[^,;.]{0,60},\s*"
)
_WITH: Final = re.compile(
    r"phối hợp(?: chặt chẽ| thường xuyên| đồng bộ)?(?: (?:với|cùng)|(?= (?:các |[^\W\d_]+ ubnd|sở|ban"
    r"|phòng|hội|công an|ubnd)))\s*"
)
_LEAD_CELL: Final = re.compile(r"(?:cơ quan|đơn vị|bộ phận)?\s*(?:chủ trì|đầu mối)(?: thực hiện)?\s*:\s*")
_HELP_CELL: Final = re.compile(r"(?:cơ quan|đơn vị|bộ phận)?\s*phối hợp(?: thực hiện)?\s*:\s*")
_DUE_CELL: Final = re.compile(r"(?:thời gian|thời hạn|hạn)(?: thực hiện| hoàn thành)?\s*:\s*")
_CELLS: Final = (_LEAD_CELL, _HELP_CELL, _DUE_CELL)
_BY: Final = re.compile(r"(?<![^\W\d_])(?:do|giao)\s+(?=[^\W\d_])")
_REPORTS: Final = re.compile(
    r"báo cáo|(?:gửi|cung cấp|nộp|tổng hợp)[^.;:]{0,80}(?:kết quả|số liệu|số vụ|thông tin|tình hình|báo cáo)"
    r"|(?:kết quả|số liệu|tình hình|thông tin)[^.;:]{0,60}(?:gửi|về) "
)
_NO_REPORT: Final = re.compile(
    r"chế độ (?:thông tin,? )?báo cáo|xây dựng báo cáo|báo cáo viên|nghe [^.;]{0,60}báo cáo|báo cáo số"
)
_SENDS: Final = re.compile(
    r"(?<![^\W\d_])(?:(?:gửi|nộp|chuyển)(?: (?:báo cáo|kết quả|số liệu|về|cho|tới|đến|lên)){0,3}"
    r"|báo cáo(?: (?:kết quả|tình hình|về|cho|với|lên)){0,2}"
    r"|trình|về|cho|tới|lên|(?<!hợp )với)\s+(?=[^\W\d_])"
)
_SMALL_OFFICE: Final = re.compile(
    r"(?:công đoàn|liên đoàn|hội|phòng|cơ quan|ban|sở|ủy ban|văn phòng|bộ phận|đơn vị)(?![^\W\d_])"
)
_ASKED: Final = re.compile(r"(?:đề nghị|yêu cầu|chỉ đạo|hướng dẫn|đôn đốc|giao)\s+(?=[^\W\d_])")
_FOR: Final = re.compile(r"\s*[,(]?\s*(?:đối với|cho|với|áp dụng)\s|\s*\((?=[^()]{0,60}(?:tháng|năm|quý))")
_SPLIT: Final = re.compile(r"[.;](?=\s+[^\W\d_])")
_ABBREVIATED: Final = re.compile(r"(?:^|[\s(])(?:[^\W\d_]|tp|tt|tx|đ/c|v\.v|stt|ths|ts|pgs|gs)$")
_LONGEST_TASK: Final = 6000
_LONGEST_WHAT: Final = 400
_NEAR: Final = 200


def work(source: Source, trees: Iterable[Node], about: About) -> Work:
    """Gather what the sections of a body and of what is attached ask for, in the order of the text."""
    found = Work()
    for node in (node for top in trees for node in top.walk()):
        _section(source, node, about, found)
    return found


def _year(node: Node, about: About) -> int | None:
    for above in node.above():
        if (year := year_of(above.heading.lower())) is not None:
            return year
    return about.year


@frozen
class _Scope:
    """Where in a document the reading is."""

    source: Source
    node: Node
    headed: Node | None
    """The nearest section whose heading names offices."""
    year: int | None
    about: About
    found: Work

    @property
    def offices(self) -> tuple[str, ...]:
        return self.headed.office if self.headed is not None else ()

    @property
    def sender(self) -> list[str]:
        """The offices of the heading as it prints them."""
        if self.headed is None:
            return []
        return [plain_office(self.headed.heading, key_of(self.headed.heading))[0]]


def _section(source: Source, node: Node, about: About, found: Work) -> None:
    headed = next((above for above in node.above() if above.office), None)
    scope = _Scope(source, node, headed, _year(node, about), about, found)
    table: list[str] | None = None
    block = node.block
    if block is not None and block.kind is Kind.ARTICLE and _is_order(block):
        _item(scope, block)
    before = len(found.tasks)
    listed = any(item.bullet or item.kind is not None for item in node.items) or bool(node.children)
    for index, item in enumerate(node.items):
        if item.cells:
            table = _row(scope, item, table)
            continue
        table = None
        if _attach(scope, item, before):
            continue
        following = node.items[index + 1] if index + 1 < len(node.items) else None
        if node.role is Role.WORK and _is_task(scope, item, following, listed=listed):
            _item(scope, item)
        elif node.role in (Role.WORK, Role.PLEA):
            _dates(scope, item, _lead(item.text, item.key, about) or scope.sender)


def _is_task(scope: _Scope, item: Block, following: Block | None, *, listed: bool) -> bool:
    """Tell whether a paragraph is an item that sets work, and not what introduces others."""
    if item.text.endswith(":") and following is not None and _deeper(item, following):
        return False
    marked = bool(item.bullet) or item.kind is not None
    return (marked or (not listed and _may_be_task(scope, item))) and _sets_work(item)


def _is_order(block: Block) -> bool:
    """Tell whether an article itself sets work: *Điều 3. Giao Sở Nội vụ ...*."""
    match = _LEADS.match(block.key)
    return match is not None and office_at(block.text, block.key, match.end()) is not None


def _deeper(item: Block, following: Block) -> bool:
    return bool(following.bullet) and (following.bullet != item.bullet or item.kind is not None)


def _may_be_task(scope: _Scope, item: Block) -> bool:
    """Tell whether a plain paragraph sets work: one of an office's section, or one that names an office."""
    if scope.node.parent is None:
        return False
    if scope.node.office:
        return True
    end = office_at(item.text, item.key, 0)
    return end is not None and _VERB.match(item.key, end) is not None


def _sets_work(item: Block) -> bool:
    return _NO_WORK.match(item.key) is None and _EXECUTES.search(item.key) is None


def _item(scope: _Scope, block: Block) -> None:
    text, key = block.text, block.key
    own = _lead(text, key, scope.about)
    lead = list(scope.offices) if own is None else own
    helpers = _helpers(text, key, lead)
    dues = _dates(scope, block, scope.sender if own is None else own)
    scope.found.tasks.append(
        Task(
            text=text,
            span=block.span(scope.source, 0, len(text)),
            path=scope.node.path,
            lead=tuple(lead),
            coordinate=tuple(helpers),
            due=tuple(dues),
        )
    )
    scope.found.at.append((block.start, block.end))


def _lead(text: str, key: str, about: About) -> list[str] | None:
    """Give the offices that a task names as its own; None if it names none, empty if nobody in particular."""
    if match := _LEADS.match(key):
        end = office_at(text, key, match.end())
        if end is not None:
            return _firm(offices(text[match.end() : end], key[match.end() : end]), about)
    end = office_at(text, key, 0)
    if end is not None and end < len(text) and _VERB.match(key, end):
        return _firm(offices(text[:end], key[:end]), about)
    if match := _BY.search(key, 0, _NEAR):
        end = office_at(text, key, match.end())
        if end is not None and key.startswith(" chủ trì", end):
            return _firm(offices(text[match.end() : end], key[match.end() : end]), about)
    return None


def _firm(names: list[str], about: About) -> list[str]:
    """Leave out who is nobody in particular, and the issuer itself."""
    issuer = fold(about.issuer or "")
    return [name for name in names if not is_vague(key_of(name)) and fold(name) != issuer]


def _helpers(text: str, key: str, lead: Sequence[str]) -> list[str]:
    found: list[str] = []
    for match in _WITH.finditer(key, 0, _LONGEST_TASK):
        end = office_at(text, key, match.end(), small=True)
        if end is None:
            continue
        found += offices(text[match.end() : end], key[match.end() : end])
    return [name for name in dict.fromkeys(found) if name not in lead]


def _attach(scope: _Scope, item: Block, before: int) -> bool:
    """Add a line "Cơ quan chủ trì: ..." or "Thời gian hoàn thành: ..." to the task before it.

    Where no task of the section stands before it, the section's heading is the task.
    """
    tasks = scope.found.tasks
    match = next((match for cell in _CELLS if (match := cell.match(item.key))), None)
    if match is None or scope.node.role is not Role.WORK:
        return False
    if len(tasks) == before:
        block = scope.node.block
        if block is None or match.re is not _LEAD_CELL:
            return False
        span = block.span(scope.source, 0, len(block.text))
        path = scope.node.path[:-1]
        tasks.append(Task(text=scope.node.heading, span=span, path=path, lead=scope.offices))
    last = tasks[-1]
    names = offices(item.text[match.end() :].rstrip(" .;"), item.key[match.end() :].rstrip(" .;"))
    if match.re is _LEAD_CELL:
        tasks[-1] = evolve(last, lead=tuple(names))
    elif match.re is _HELP_CELL:
        tasks[-1] = evolve(last, coordinate=(*last.coordinate, *names))
    else:
        dues = [
            Due(
                deadline=one.deadline,
                span=item.span(scope.source, one.start, one.end),
                printed=item.text[one.start : one.end],
                what=last.text[:_LONGEST_WHAT],
                sender=", ".join(last.lead) or None,
            )
            for one in dated(item.key, scope.year, bare=True)
        ]
        scope.found.deadlines += dues
        tasks[-1] = evolve(last, due=(*last.due, *dues))
    return True


# ------------------------------------------------------------------------------------------ tables

_COLUMNS: Final = (
    ("number", re.compile(r"(?:tt|stt|số tt|số thứ tự)$")),
    ("lead", re.compile(r".*(?:chủ trì|thực hiện|chịu trách nhiệm|đầu mối)")),
    ("coordinate", re.compile(r".*phối hợp")),
    ("due", re.compile(r".*(?:thời gian|thời hạn|hoàn thành|tiến độ)")),
    ("text", re.compile(r".*(?:nhiệm vụ|nội dung|hoạt động|công việc|việc)")),
)


def _columns(block: Block) -> list[str] | None:
    """Read the head of a table of tasks; None if the row is none."""
    names: list[str] = []
    for cell in block.cells:
        small = key_of(cell)
        name = next((name for name, pattern in _COLUMNS if pattern.match(small) and name not in names), "")
        if name in ("lead",) and re.search(r"thời gian|nội dung|nhiệm vụ", small):
            name = "due" if "thời gian" in small else "text"
        names.append(name)
    return names if "text" in names and ("lead" in names or "due" in names) else None


def _row(scope: _Scope, block: Block, columns: list[str] | None) -> list[str]:
    """Read a row of a table of tasks; give the names of the table's columns."""
    if columns is None:
        return _columns(block) or ["none"]
    if "text" not in columns or len(block.cells) > len(columns) or scope.node.role is not Role.WORK:
        return columns
    cells = dict(zip_longest(columns, block.cells, fillvalue=""))
    text = " ".join(cells["text"].split())
    number = cells.get("number", "")
    if not text or (not number[:1].isdigit() and not any(map(cells.get, cells.keys() - {"text", "number"}))):
        return columns  # "| II | Công tác cán bộ | | |" is a heading
    named = [name for name in _named(cells.get("lead", "")) if not is_vague(key_of(name))]
    lead = named or list(scope.offices)
    span = scope.source.span(block.start, block.end)
    cell = cells.get("due", "")
    clause = _Clause(0, len(text))
    receiver = _receiver(text, key_of(text), clause)
    dues = [
        Due(
            deadline=one.deadline,
            span=span,
            printed=cell[one.start : one.end],
            what=text,
            sender=", ".join(lead) or None,
            receiver=receiver,
        )
        for one in dated(key_of(cell), scope.year, bare=True)
    ]
    scope.found.deadlines += dues
    if receiver is not None and _is_report(key_of(text), clause):
        scope.found.duties += (
            ReportingDuty(
                span=span,
                sender=due.sender,
                receiver=receiver,
                what=text,
                period=period_in(key_of(text), 0, len(text), scope.year, last=True),
                deadline=due.deadline,
                printed=due.printed,
            )
            for due in dues
        )
    scope.found.tasks.append(
        Task(
            text=text,
            span=span,
            path=scope.node.path,
            lead=tuple(lead),
            coordinate=tuple(_named(cells.get("coordinate", ""))),
            due=tuple(dues),
        )
    )
    scope.found.at.append((block.start, block.end))
    return columns


def _named(cell: str) -> list[str]:
    return [name for name in offices(cell, key_of(cell)) if any(map(str.isalpha, name))]


# --------------------------------------------------------------------------------------- deadlines and duties


def _clauses(key: str) -> list[_Clause]:
    """Cut a text at its full stops and semicolons; what only adds a date stays with what it adds to."""
    cuts = [
        match.end()
        for match in _SPLIT.finditer(key)
        if match[0] == ";" or not _ABBREVIATED.search(key[max(0, match.start() - 8) : match.start()])
    ]
    pieces = [_Clause(one, other) for one, other in zip([0, *cuts], [*cuts, len(key)], strict=True)]
    joined: list[_Clause] = []
    for piece in pieces:
        if joined and key[joined[-1].end - 1] == ";" and _only_adds(key, piece):
            joined[-1] = _Clause(joined[-1].start, piece.end)
        else:
            joined.append(piece)
    return [part for clause in joined for part in _onward(key, clause)]


def _onward(key: str, clause: _Clause) -> list[_Clause]:
    """Part a clause where it says what its receiver does next, if that has a day of its own."""
    match = _PASSES_ON.search(key, *clause[:2])
    if match is None or _BY_DAY.search(key, match.end(), clause.end) is None:
        return [clause]
    return [_Clause(clause.start, match.start()), _Clause(match.start(), clause.end, onward=True)]


_SENDS_ANEW: Final = re.compile(r"(?:gửi|nộp|về|trình)\s|báo cáo (?:ubnd|ủy ban|sở|ban|phòng)")
_PASSES_ON: Final = re.compile(
    r"\s+để (?:[^,;.]{0,60} )?tổng hợp,?(?: và)? (?:báo cáo|trình|gửi)(?![^\W\d_])"
)
_OF_PERIOD: Final = re.compile(r"tháng|năm|quý")
_BY_DAY: Final = re.compile(r"trước|chậm nhất|muộn nhất|\d/")


def _only_adds(key: str, piece: _Clause) -> bool:
    """Tell whether a clause only adds a day to the one before it: *; kết quả năm trước ngày 20/11*."""
    return (
        _SENDS_ANEW.search(key, *piece[:2]) is None
        and _OF_PERIOD.search(key, *piece[:2]) is not None
        and _BY_DAY.search(key, *piece[:2]) is not None
    )


def _dates(scope: _Scope, block: Block, lead: Sequence[str]) -> list[Due]:
    """Find the days and the duties to report in a block; give the days."""
    source, year, about, found = scope.source, scope.year, scope.about, scope.found
    text, key = block.text, block.key
    dues: list[Due] = []
    subject = list(lead)
    to: str | None = None
    for clause in _clauses(key):
        if clause.onward:
            subject = [to] if to is not None else []
        else:
            subject = _subject(text, key, clause) or subject
        sender = ", ".join(subject) or None
        reports = _is_report(key, clause)
        receiver = to = _receiver(text, key, clause) or (to if reports else None)
        what = _shortened(text, clause)
        beats = rhythms(key, clause.start, clause.end)
        missed: list[tuple[int, int]] = []
        days: list[Dated] = []
        for one in dated(key, year, clause.start, clause.end, missed=missed):
            if not one.has_year and (one.yearly or beats):
                found.unused.append(block.span(source, one.start, one.end))
            elif about.issued_on is not None and one.deadline.day < about.issued_on:
                found.early.append(block.span(source, one.start, one.end))
            else:
                days.append(one)
        found.impossible += [block.span(source, *place) for place in missed]
        found.yearless += [
            (block.span(source, one.start, one.end), one.deadline.day.year)
            for one in days
            if not one.has_year
        ]
        if reports and receiver is not None and sender is None and about.asks:
            sender = "; ".join(about.addressees)
        for index, one in enumerate(days):
            period = _period(key, clause, days, index, year) if reports or receiver else None
            if period is None and reports and "báo cáo" in key[clause.start : clause.end]:
                period = about.period
            span = block.span(source, one.start, one.end)
            shown = period if period is not None and (period.part in ("", "H1", "H2")) else None
            printed = " ".join(text[one.start : one.end].split())
            due = Due(
                deadline=one.deadline,
                span=span,
                printed=printed,
                what=what,
                period=shown if reports else None,
                sender=sender,
                receiver=receiver,
            )
            dues.append(due)
            if reports and receiver is not None:
                found.duties.append(
                    ReportingDuty(
                        span=block.span(source, clause.start, clause.end),
                        sender=sender,
                        receiver=receiver,
                        what=what,
                        period=period,
                        deadline=one.deadline,
                        printed=printed,
                    )
                )
        if reports and receiver is not None and not days:
            found.duties += (
                ReportingDuty(
                    span=block.span(source, clause.start, clause.end),
                    sender=sender,
                    receiver=receiver,
                    what=what,
                    recurrence=rule,
                )
                for _, rule in beats
            )
    found.deadlines += dues
    return dues


def _shortened(text: str, clause: _Clause) -> str:
    """Give the words of a clause, of an endless one the first: each day in it repeats them."""
    held = " ".join(text[clause.start : min(clause.end, clause.start + 2 * _LONGEST_WHAT)].split())
    return held if len(held) <= _LONGEST_WHAT else f"{held[:_LONGEST_WHAT]}…"


def _is_report(key: str, clause: _Clause) -> bool:
    held = key[clause.start : clause.end]
    return (
        _REPORTS.search(_NO_REPORT.sub(" ", held) if "gửi" not in held and " về " not in held else held)
        is not None
    )


def _receiver(text: str, key: str, clause: _Clause) -> str | None:
    # "trình Trưởng Ban gửi Ủy ban quốc gia": whom it is sent to receives it.
    words = sorted(
        _SENDS.finditer(key, clause.start, clause.end), key=lambda word: word[0].startswith("trình")
    )
    for match in words:
        place = match.end()
        end = office_at(text, key, place, clause.end)
        if (
            end is None
            and _SMALL_OFFICE.match(key, place)
            and match[0].split()[0] in ("gửi", "về", "báo", "cho", "nộp")
        ):
            end = office_at(text, key, place, clause.end, small=True)
        if end is None or key.startswith("các ", place):
            continue
        return " ".join(text[place:end].split())
    return None


def _subject(text: str, key: str, clause: _Clause) -> list[str]:
    """Give the offices that a clause names as those who act, vague ones too."""
    place = clause.start
    while place < clause.end and text[place] in " \t":
        place += 1
    found: list[str] = []
    for match in _ASKED.finditer(key, clause.start, clause.end):
        stop = office_at(text, key, match.end(), clause.end)
        if stop is not None and _VERB.match(key, stop):
            found.append(" ".join(text[match.end() : stop].split()))
    if adverb := _BEFORE_SUBJECT.match(key, place, clause.end):
        place = adverb.end()
    end = office_at(text, key, place, clause.end, small=True)
    if not found and end is not None and end < clause.end and _VERB.match(key, end):
        return [" ".join(text[place:end].split())]
    return found


def _period(key: str, clause: _Clause, days: Sequence[Dated], index: int, year: int | None) -> Period | None:
    one = days[index]
    left = days[index - 1].end if index else clause.start
    right = days[index + 1].start if index + 1 < len(days) else min(clause.end, one.end + 100)
    if _FOR.match(key, one.end, right):
        return period_in(key, one.end, right, year, last=False)
    return period_in(key, left, one.start, year, last=True)


def each(found: Iterable[Due]) -> Iterator[Due]:
    """Give each day once for those who owe it."""
    seen: set[tuple[object, ...]] = set()
    for due in found:
        sign = (due.deadline, due.period, due.sender, due.receiver)
        if sign not in seen:
            seen.add(sign)
            yield due
