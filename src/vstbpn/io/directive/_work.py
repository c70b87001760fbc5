"""What a document asks for: tasks with their offices, deadlines, duties to report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from attrs import define, evolve, field, frozen

from vstbpn.io.directive._blocks import Block, Kind
from vstbpn.io.directive._source import Source, key_of
from vstbpn.io.directive._tree import Node, Role, run_in
from vstbpn.io.directive._when import Dated, dated, period_in, rhythms, year_of
from vstbpn.io.directive._words import is_vague, office_at, offices
from vstbpn.model import Due, Period, ReportingDuty, Span, Task, fold

__all__ = ["About", "Work", "work"]


@frozen(kw_only=True)
class About:
    """What the frame says that the body leaves unsaid."""

    year: int | None
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
    yearless: list[tuple[Span, int]] = field(factory=list)
    """Days that are printed without a year, and the year that was taken."""


class _Clause(NamedTuple):
    start: int
    end: int


_LEADS: Final = re.compile(
    r"(?:(?:ủy ban nhân dân|ubnd|chủ tịch ubnd|ban chỉ đạo) [^\W\d_]+ )?(?:giao(?: cho)?|đề nghị|yêu cầu"
    r"|phân công)\s+(?:đồng chí )?"
)
_VERB: Final = re.compile(
    r"\s*,?\s*(?:tiếp tục |chủ động |tích cực |thường xuyên |kịp thời |có trách nhiệm |phải |cần "
    r"|là (?:cơ quan|đơn vị) |căn cứ )?[^\W\d_]"
)
_NO_WORK: Final = re.compile(
    r"\d|tỷ lệ|tỉ lệ|tỷ số|số (?:lượng|câu|vụ|người|nạn)|mức (?:hỗ trợ|chi|bồi dưỡng)|kinh phí|phấn đấu"
    r"|có \d|đối tượng|phạm vi"
    r"|(?:nghị quyết|quyết định|kế hoạch|chỉ thị|chương trình|quy chế) này|thời gian|địa điểm|thành phần"
    r"|ít nhất|trong đó|đã "
    r"|thông tin liên hệ|liên hệ|nguồn |giảm |tăng tỷ lệ|thông tư|nghị định|luật |kết luận số|kế hoạch số"
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
_BY: Final = re.compile(r"(?<![^\W\d_])(?:do|giao)\s+(?=[^\W\d_])")
_REPORTS: Final = re.compile(
    r"báo cáo|(?:gửi|cung cấp|nộp|tổng hợp)[^.;:]{0,80}(?:kết quả|số liệu|thông tin|tình hình|báo cáo)"
    r"|(?:kết quả|số liệu|tình hình|thông tin)[^.;:]{0,60}(?:gửi|về) "
)
_NO_REPORT: Final = re.compile(
    r"chế độ (?:thông tin,? )?báo cáo|xây dựng báo cáo|báo cáo viên|nghe [^.;]{0,60}báo cáo|báo cáo số"
)
_SENDS: Final = re.compile(
    r"(?<![^\W\d_])(?:(?:gửi|nộp|chuyển)(?: (?:báo cáo|kết quả|số liệu|về|cho|tới|đến|lên)){0,3}"
    r"|báo cáo(?: (?:kết quả|tình hình|về|cho|với|lên)){0,2}"
    r"|trình|về|cho|tới|lên)\s+(?=[^\W\d_])"
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


def _section(source: Source, node: Node, about: About, found: Work) -> None:
    offices_here = next((above.office for above in node.above() if above.office), ())
    year = _year(node, about)
    table: list[str] | None = None
    block = node.block
    if block is not None and block.kind is Kind.ARTICLE and _is_order(block):
        _item(source, node, block, 0, offices_here, year, about, found)
    elif block is not None and (colon := run_in(block)) is not None and block.kind is not Kind.ARTICLE:
        _item(source, node, block, colon + 1, offices_here, year, about, found)
    listed = any(item.bullet or item.kind is not None for item in node.items) or bool(node.children)
    for index, item in enumerate(node.items):
        if item.cells:
            table = _row(source, node, item, table, offices_here, year, about, found)
            continue
        table = None
        if _attach(item, found):
            continue
        marked = bool(item.bullet) or item.kind is not None
        plain = (
            not marked and node.parent is not None and not listed and _may_be_task(node, item, offices_here)
        )
        intro = (
            item.text.endswith(":") and index + 1 < len(node.items) and _deeper(item, node.items[index + 1])
        )
        if node.role is Role.WORK and (marked or plain) and not intro and _sets_work(item):
            _item(source, node, item, 0, offices_here, year, about, found)
        elif node.role in (Role.WORK, Role.PLEA):
            sender = _lead(item.text, item.key, 0, about) if not offices_here else list(offices_here)
            _dates(source, item, 0, sender, year, about, found)


def _is_order(block: Block) -> bool:
    """Tell whether an article itself sets work: *Điều 3. Giao Sở Nội vụ ...*."""
    match = _LEADS.match(block.key)
    return match is not None and office_at(block.text, block.key, match.end()) is not None


def _deeper(item: Block, following: Block) -> bool:
    return bool(following.bullet) and (following.bullet != item.bullet or item.kind is not None)


def _may_be_task(node: Node, item: Block, offices_here: Sequence[str]) -> bool:
    """Tell whether a plain paragraph sets work: one of an office's section, or one that names an office."""
    if offices_here and node.office:
        return True
    end = office_at(item.text, item.key, 0)
    return end is not None and _VERB.match(item.key, end) is not None and node.parent is not None


def _sets_work(item: Block) -> bool:
    return _NO_WORK.match(item.key) is None and _EXECUTES.search(item.key) is None


def _item(
    source: Source,
    node: Node,
    block: Block,
    start: int,
    offices_here: Sequence[str],
    year: int | None,
    about: About,
    found: Work,
) -> None:
    while start < len(block.text) and block.text[start] in " \t":
        start += 1
    text, key = block.text, block.key
    own = _lead(text, key, start, about)
    lead = own if own is not None else list(offices_here)
    helpers = _helpers(text, key, start, lead)
    dues = _dates(source, block, start, lead or None, year, about, found)
    found.tasks.append(
        Task(
            text=text[start:],
            span=block.span(source, start, len(text)),
            path=node.path,
            lead=tuple(lead),
            coordinate=tuple(helpers),
            due=tuple(dues),
        )
    )
    found.at.append((block.place(start) if start < len(text) else block.start, block.end))


def _lead(text: str, key: str, start: int, about: About) -> list[str] | None:
    """Give the offices that a task names as its own; None if it names none, empty if nobody in particular."""
    if match := _LEADS.match(key, start):
        end = office_at(text, key, match.end())
        if end is not None:
            return _firm(offices(text[match.end() : end], key[match.end() : end]), about)
    end = office_at(text, key, start)
    if end is not None and end < len(text) and _VERB.match(key, end):
        return _firm(offices(text[start:end], key[start:end]), about)
    if match := _BY.search(key, start, min(len(key), start + 200)):
        end = office_at(text, key, match.end())
        if end is not None and key.startswith(" chủ trì", end):
            return _firm(offices(text[match.end() : end], key[match.end() : end]), about)
    return None


def _firm(names: list[str], about: About) -> list[str]:
    """Leave out who is nobody in particular, and the issuer itself."""
    issuer = fold(about.issuer or "")
    return [name for name in names if not is_vague(key_of(name)) and fold(name) != issuer]


def _helpers(text: str, key: str, start: int, lead: Sequence[str]) -> list[str]:
    found: list[str] = []
    for match in _WITH.finditer(key, start, min(len(key), start + _LONGEST_TASK)):
        end = office_at(text, key, match.end(), small=True)
        if end is None:
            continue
        found += offices(text[match.end() : end], key[match.end() : end])
    return [name for name in dict.fromkeys(found) if name not in lead]


def _attach(item: Block, found: Work) -> bool:
    """Add a line "Cơ quan chủ trì: ..." to the task before it."""
    if not found.tasks:
        return False
    lead, helps = _LEAD_CELL.match(item.key), _HELP_CELL.match(item.key)
    match = lead or helps
    if match is None:
        return False
    names = tuple(offices(item.text[match.end() :].rstrip(" .;"), item.key[match.end() :].rstrip(" .;")))
    last = found.tasks[-1]
    found.tasks[-1] = (
        evolve(last, lead=names) if lead else evolve(last, coordinate=(*last.coordinate, *names))
    )
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


def _row(
    source: Source,
    node: Node,
    block: Block,
    columns: list[str] | None,
    offices_here: Sequence[str],
    year: int | None,
    about: About,
    found: Work,
) -> list[str]:
    if columns is None:
        return _columns(block) or ["none"]
    if "text" not in columns or len(block.cells) != len(columns) or node.role is not Role.WORK:
        return columns
    cells = dict(zip(columns, block.cells, strict=True))
    text = " ".join(cells["text"].split())
    if not text or all(not cell for name, cell in cells.items() if name != "text"):
        return columns
    lead = offices(cells.get("lead", ""), key_of(cells.get("lead", "")))
    helps = [
        name
        for name in offices(cells.get("coordinate", ""), key_of(cells.get("coordinate", "")))
        if any(map(str.isalpha, name))
    ]
    lead = _firm([name for name in lead if any(map(str.isalpha, name))], about) or list(offices_here)
    span = source.span(block.start, block.end)
    dues = [
        Due(deadline=one.deadline, span=span, what=text, sender=", ".join(lead) or None)
        for one in dated(key_of(cells.get("due", "")), year, bare=True)
    ]
    found.deadlines += dues
    found.tasks.append(
        Task(text=text, span=span, path=node.path, lead=tuple(lead), coordinate=tuple(helps), due=tuple(dues))
    )
    found.at.append((block.start, block.end))
    return columns


# --------------------------------------------------------------------------------------- deadlines and duties


def _clauses(key: str, start: int) -> list[_Clause]:
    """Cut a text at its full stops and semicolons; what only adds a date stays with what it adds to."""
    cuts = [
        match.end()
        for match in _SPLIT.finditer(key, start)
        if match[0] == ";" or not _ABBREVIATED.search(key[max(0, match.start() - 8) : match.start()])
    ]
    pieces = [_Clause(one, other) for one, other in zip([start, *cuts], [*cuts, len(key)], strict=True)]
    joined: list[_Clause] = []
    for piece in pieces:
        adds = joined and key[joined[-1].end - 1] == ";" and _ADDS.match(key, piece.start, piece.end)
        if adds:
            joined[-1] = _Clause(joined[-1].start, piece.end)
        else:
            joined.append(piece)
    return joined


_ADDS: Final = re.compile(
    r"\s*(?:và\s+)?(?:đánh giá\s+)?(?:kết quả|báo cáo|sơ kết|tổng kết|số liệu)?\s*(?:[^.;]{0,80}?)(?:tháng"
    r"|năm|quý)(?![^.;]*(?:gửi|về|báo cáo [^\W\d_]* ?(?:ubnd|sở|ban|phòng)))[^.;]*"
    r"(?:trước|chậm nhất|muộn nhất|\d/)"
)


def _dates(
    source: Source,
    block: Block,
    start: int,
    lead: Sequence[str] | None,
    year: int | None,
    about: About,
    found: Work,
) -> list[Due]:
    """Find the days and the duties to report in a block; give the days."""
    text, key = block.text, block.key
    dues: list[Due] = []
    subject = list(lead) if lead else []
    to: str | None = None
    for clause in _clauses(key, start):
        named = _subject(text, key, clause)
        subject = named or subject
        sender = ", ".join(subject) or None
        reports = _is_report(key, clause)
        receiver = to = _receiver(text, key, clause) or (to if reports else None)
        what = _shortened(text, clause)
        beats = rhythms(key, clause.start, clause.end)
        missed: list[tuple[int, int]] = []
        days = [
            one
            for one in dated(key, year, clause.start, clause.end, missed=missed)
            if one.has_year or not (one.yearly or beats)
        ]
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
            due = Due(
                deadline=one.deadline,
                span=span,
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
            found += offices(text[match.end() : stop], key[match.end() : stop])
    if adverb := _BEFORE_SUBJECT.match(key, place, clause.end):
        place = adverb.end()
    end = office_at(text, key, place, clause.end, small=True)
    if not found and end is not None and end < clause.end and _VERB.match(key, end):
        return offices(text[place:end], key[place:end])
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
