"""The frame of a document: what stands before its body and after it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import IntEnum
from typing import Final, NamedTuple

from attrs import define, field

from vstbpn.io.directive._blocks import BULLET, is_capitals, is_noise, label_of
from vstbpn.io.directive._source import Line, Source
from vstbpn.model import DocumentNumber, document_type_named, fold

__all__ = ["AUTHORITY", "BODY", "PLACE", "POST", "Frame", "Item", "frame", "is_name"]


class Item(NamedTuple):
    """A piece of a line: lines of the frame often hold two columns side by side."""

    start: int
    end: int
    gap: bool
    column: int
    line: int


@define
class Frame:
    """What the frame says, and where the body is. Places are offsets in the even text."""

    number: DocumentNumber | None = None
    number_at: tuple[int, int] | None = None
    """The place of the number, without the word before it."""
    place: str | None = None
    issued_on: date | None = None
    year: int | None = None
    month: int | None = None
    impossible: bool = False
    """The date that is printed is none."""
    dated_at: tuple[int, int] | None = None
    type: str | None = None
    heads: list[str] = field(factory=list)
    """The lines that name the issuing body, and those above it."""
    title: list[str] = field(factory=list)
    titled: tuple[int, int] | None = None
    addressees: list[str] = field(factory=list)
    addressed: tuple[int, int] | None = None
    authority: list[str] = field(factory=list)
    """The lines in capitals between a decision's title and its legal basis."""
    recipients: list[tuple[str, int, int]] = field(factory=list)
    signing: list[tuple[str, int, int]] = field(factory=list)
    strange: list[tuple[int, int]] = field(factory=list)
    """The places of lines above the body that are none of these."""
    body: int = 0
    """The index of the body's first line."""
    close: int = 0
    """The index of the first line after the body."""
    annex: int = 0
    """The index of the first line after recipients and signature."""


PLACE: Final = re.compile(
    r"(?:tỉnh|thành phố|tp\.?|quận|huyện|thị xã|xã|phường|thị trấn|đặc khu)\s+(?=[^\W\d_])"
)
BODY: Final = re.compile(
    r"(?:ủy ban|hội đồng|bộ|sở|phòng|ban|tỉnh ủy|thành ủy|huyện ủy|quận ủy|đảng ủy|thị ủy|hội|liên đoàn"
    r"|công đoàn|trường|đại học|bệnh viện"
    r"|công an|cục|tổng cục|văn phòng|ubnd|hđnd|ubqg|học viện|viện|trung tâm|đoàn|mặt trận|chính phủ"
    r"|thủ tướng|quốc hội|tòa án|ủy ban nhân dân"
    r"|tổng liên đoàn|kho bạc|bảo hiểm|ngân hàng|tập đoàn|chi cục|đảng bộ|đảng đoàn|ban cán sự|thanh tra"
    r"|bộ chính trị|ban bí thư)(?![^\W\d_])"
)
_MOTTO: Final = re.compile(
    r"cộng\s+hòa\s+xã\s+hội\s+chủ\s+nghĩa\s+việt\s+nam|đảng\s+cộng\s+sản\s+việt\s+nam"
    r"|độc\s+lập\s*[-–—]\s*tự\s+do\s*[-–—]\s*hạnh\s+phúc"
)
_LEADERS: Final = re.compile(r"[.…_\s]+(?=[/-])|^[.…_\s]+")
_MARKS: Final = re.compile(r"\*|\\(?=[-_])")
_DATED: Final = re.compile(
    r"(?:(?P<place>[^\W\d_][^,;:\d|]{1,60}?(?: \d{1,2})?)\s*,\s*)?ngày(?P<day>\s*\d{1,2}|[.…_\s]{0,30})\s*"
    r"tháng(?P<month>\s*\d{1,2}|[.…_\s]{0,30})\s*năm(?P<year>\s*\d{4}|[.…_\s]{0,30})"
)
_DATED_IN_FIGURES: Final = re.compile(
    r"(?P<place>[^\W\d_][^,;:\d|]{1,60}?(?: \d{1,2})?)\s*,\s*ngày\s*(?P<day>\d{1,2})\s*[/-]\s*"
    r"(?P<month>\d{1,2})\s*[/-]\s*(?P<year>\d{4})(?!\d)"
)
_NUMBERED: Final = re.compile(r"(?<![^\W\d_])số\s*[:.]?\s*(?=[\d/.…_-]|[^\W\d_]{2,6}[-/])")
_SHAPE: Final = re.compile(
    r"[.…_\s]{0,40}(?:\d{1,6}[a-z]?)?[ ]{0,3}"
    r"(?:[/_–-]?[ ]{0,3}[^\W\d_][\w&.Đđ]*(?:[ ]{0,3}[/_–-][ ]{0,3}[\w&.]+)*"
    r"|(?:[ ]{0,3}[/_–-][ ]{0,3}[\w&.]+)+)?"
)
_SUBJECT: Final = re.compile(r"v\s*/\s*v\s*:?\s*|(?:về việc|trích yếu)\s*:?\s+")
_ADDRESSED: Final = re.compile(r"kính\s+gửi\s*:?\s*")
_BASIS: Final = re.compile(
    r"(?:căn cứ|thực hiện|thi hành|triển khai|xét|theo đề nghị|theo|tiếp theo|trên cơ sở|sau khi|để|nhằm"
    r"|ngày \d{1,2})(?![^\W\d_])"
)
_CITES: Final = re.compile(r"(?<![^\W\d_])số \d|như sau\s*:?$|\d/[^\W\d_]")
_RECIPIENTS: Final = re.compile(r"nơi\s+nhận\s*:?")
AUTHORITY: Final = re.compile(
    r"(?P<sign>t/m|k/t|t/l|t/uq|tuq|tm|kt|tl|q)(?:\s*\.\s*|\s+)(?=[^\W\d_])", re.IGNORECASE
)
POST: Final = re.compile(
    r"(?:phó |quyền |phụ trách )?(?:chủ tịch|trưởng ban|trưởng phòng|giám đốc|tổng giám đốc|hiệu trưởng"
    r"|bộ trưởng"
    r"|viện trưởng|cục trưởng|vụ trưởng|chánh văn phòng|bí thư|chi cục trưởng|tổng cục trưởng|chánh án"
    r"|thủ tướng"
    r"|tư lệnh|trưởng đoàn|thứ trưởng|thủ trưởng|ủy viên|thường trực|chánh thanh tra|đại tá|thượng tá"
    r"|trung tá"
    r"|thiếu tướng|thống đốc|tổng thư ký|chính ủy|trưởng khoa|chủ nhiệm)(?![^\W\d_])"
)
_DECIDING: Final = ("QĐ", "NQ", "CT", "L", "NĐ", "TT")
_DECIDES: Final = re.compile(r"quyết định|quyết nghị|nghị quyết|chỉ thị")
_ACTING_BODY: Final = re.compile(
    r"(?:chủ tịch|ủy ban|hội đồng|bộ trưởng|thủ tướng|giám đốc|ban thường vụ|ban chấp hành|ban thường trực"
    r"|trưởng ban|hiệu trưởng|quốc hội|chính phủ|tổng giám đốc|viện trưởng|cục trưởng|trưởng phòng|thống đốc"
    r"|đoàn chủ tịch|chánh án|bí thư|ban bí thư|bộ chính trị)(?![^\W\d_])"
)
_ANNEX: Final = re.compile(r"(?:đề cương|phụ lục|phụ biểu|mẫu|biểu|danh sách|bảng|khung báo cáo)(?![^\W\d_])")
_CELLS: Final = re.compile(r"\|")
# Wide space parts columns, but not a blank that is to be filled in: "Số:      /KH-UBND", "ngày      tháng 3".
_COLUMNS: Final = re.compile(r"(?<!\s)(?<!Số)(?<!Số:)(?<!ngày)(?:\t\s*| {4}\s*)(?![/.…_\s-]|tháng|năm)")
_BREAKS: Final = re.compile(r"(?<!\s)(?<!Số)(?<!Số:)(?<!ngày) {3}\s*(?![/.…_\s-]|tháng|năm)")
# Only in a cell can an item's dash follow a break: "Nơi nhận:<br>- Như trên".
_BREAKS_IN_CELL: Final = re.compile(
    r"(?<!\s)(?<!Số)(?<!Số:)(?<!ngày) {3}\s*(?![/.…_\s]|-(?! [^\W\d_])|tháng|năm)"
)
_DEGREES: Final = re.compile(
    r"^(?:(?:GS|PGS|TSKH|TS|ThS|BSCK[I12]{1,2}|BSNT|BS|DSCK[I12]{1,2}|KS|CN|LS|NGND|NGƯT|TTND|TTƯT|Bà|Ông"
    r"|Đ/c)(?![^\W\d_])\.?\s*)+"
    r"|^(?:Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thượng úy|Thiếu tướng|Trung tướng)\.?\s+"
)
_SURNAMES: Final = frozenset(
    fold(name)
    for name in [
        "nguyễn",
        "trần",
        "lê",
        "phạm",
        "hoàng",
        "huỳnh",
        "phan",
        "vũ",
        "võ",
        "đặng",
        "bùi",
        "đỗ",
        "hồ",
        "ngô",
        "dương",
        "lý",
        "đào",
        "đoàn",
        "lâm",
        "mai",
        "trịnh",
        "đinh",
        "hà",
        "cao",
        "thạch",
        "lò",
        "lường",
        "quàng",
        "điêu",
        "giàng",
        "vàng",
        "sùng",
        "thào",
        "hờ",
        "y",
        "rơ",
        "h'",
    ]
)
_LONGEST_ADDRESSEE: Final = 90
_SENTENCE: Final = re.compile(
    r" (?:đề nghị|yêu cầu|nhận được|báo cáo|ban hành|thông báo|hướng dẫn|kính đề)(?![^\W\d_])"
)
_LONGEST_HEADER: Final = 80
_LONGEST_TITLE: Final = 8
_LONG: Final = 110
_INDENT: Final = 25


def frame(source: Source, lines: Sequence[Line]) -> Frame:
    """Find the frame of a document."""
    found = Frame()
    _header(source, lines, found)
    _closing(source, lines, found)
    return found


def items(source: Source, lines: Sequence[Line], first: int, end: int) -> Iterator[Item]:
    """Give the pieces of some lines; those of neighbouring lines in columns column by column."""
    waiting: list[Item] = []
    for index in range(first, end):
        line = lines[index]
        pieces = list(_pieces(source, line, index))
        if any(piece.column for piece in pieces):
            waiting += pieces
        elif (
            waiting
            and pieces
            and not (line.gap or _is_row(source, lines[index - 1]) or _begins(source, line))
        ):
            indent = line.start - source.clean.rfind("\n", 0, line.start)
            waiting += (piece._replace(column=int(indent > _INDENT)) for piece in pieces)
        else:
            yield from sorted(waiting, key=lambda item: item.column)
            waiting.clear()
            yield from pieces
    yield from sorted(waiting, key=lambda item: item.column)


def _begins(source: Source, line: Line) -> bool:
    """Tell whether a line in capitals goes over the whole width: it is at the margin, or names a type."""
    text = source.clean[line.start : line.end]
    if not is_capitals(text) or BULLET.match(text):
        return False
    at_margin = line.start - source.clean.rfind("\n", 0, line.start) <= _INDENT
    return at_margin or document_type_named(text) is not None


def _pieces(source: Source, line: Line, index: int) -> Iterator[Item]:
    text = source.clean[line.start : line.end]
    table = _is_row(source, line)
    breaks = _BREAKS_IN_CELL if table else _BREAKS
    start, column = 0, 0
    for cut in (*(_CELLS if table else _COLUMNS).finditer(text), None):
        end = len(text) if cut is None else cut.start()
        at = start
        for inner in (*breaks.finditer(text, start, end), None):
            stop = end if inner is None else inner.start()
            held = text[at:stop].strip()
            if held:
                begin = line.start + at + len(text[at:stop]) - len(text[at:stop].lstrip())
                yield Item(begin, begin + len(held), line.gap, column, index)
            if inner is not None:
                at = inner.end()
        if cut is not None:
            start = cut.end()
            column += cut.start() > 0


def _is_row(source: Source, line: Line) -> bool:
    """Tell a row of a table, which is whole, from a line of two columns, of which one may go on below."""
    return source.clean[line.start] == "|"


# -------------------------------------------------------------------------------- before the body


class _Stage(IntEnum):
    """How far down the header the reading has come."""

    TOP = 0
    SUBJECT = 1
    TYPE = 2
    TITLE = 3
    AUTHORITY = 4
    ADDRESSED = 5
    BODY = 6


def _header(source: Source, lines: Sequence[Line], found: Frame) -> None:
    pieces = list(items(source, lines, 0, min(len(lines), _LONGEST_HEADER)))
    stage = _Stage.TOP
    for piece in pieces:
        if is_noise(source.clean[piece.start : piece.end]):
            continue
        whole = [(piece.start, piece.end)]
        for start, end in whole if stage is _Stage.ADDRESSED else _taken(source, piece, found):
            stage = _stage(source, found, stage, piece.gap, start, end)
            if stage is _Stage.BODY:
                found.body = piece.line
                return
    found.body = pieces[-1].line + 1 if pieces else 0
    if not (found.number or found.type or found.titled or found.addressed or found.dated_at):
        # Nothing of a head was found: the first line names the text, and the rest is the text.
        found.body = min(found.body, 1)
        del found.heads[1:], found.strange[1:]


def _taken(source: Source, piece: Item, found: Frame) -> list[tuple[int, int]]:
    """Take mottoes, the number and the date out of a piece; give what is left of it."""
    left = [(piece.start, piece.end)]
    left = _without(source, left, _MOTTO.search, lambda match: None)
    if found.year is None:
        left = _without(source, left, _DATED_IN_FIGURES.search, lambda match: _date(source, match, found))
    if found.number is None:
        left = _without(source, left, _own_number(source), lambda match: _number(source, match, found))
    if found.year is None:
        left = _without(source, left, _DATED.search, lambda match: _date(source, match, found))
    return left


def _own_number(source: Source) -> Callable[[str, int, int], re.Match[str] | None]:
    """Give what finds *Số*, as the head has it: first in its piece, or behind capitals.

    In *Thực hiện Nghị quyết số 28/NQ-CP* it is another document's.
    """

    def search(key: str, start: int, end: int) -> re.Match[str] | None:
        match = _NUMBERED.search(key, start, end)
        if match is None:
            return None
        before = source.clean[start : match.start()].strip(" |")
        return match if not before or is_capitals(before) else None

    return search


def _without(
    source: Source,
    pieces: Sequence[tuple[int, int]],
    search: Callable[[str, int, int], re.Match[str] | None],
    take: Callable[[re.Match[str]], int | None],
) -> list[tuple[int, int]]:
    left: list[tuple[int, int]] = []
    for start, end in pieces:
        match = search(source.key, start, end)
        stop = None if match is None else (take(match) or match.end())
        halves = [(start, end)] if match is None or stop is None else [(start, match.start()), (stop, end)]
        for begin, over in halves:
            held = source.clean[begin:over]
            stripped = held.strip() if match is None or stop is None else held.strip(" \t|,;")
            if stripped:
                at = begin + held.index(stripped[0])
                left.append((at, at + len(stripped)))
    return left


def _number(source: Source, match: re.Match[str], found: Frame) -> int | None:
    """Read the number after *Số*; give where it ends, or where the match does if there is none."""
    end = min(match.endpos, match.end() + 120)
    text = source.clean[match.end() : end]
    shape = _SHAPE.match(text)
    if shape is None or not shape[0].strip():
        return match.end()
    for candidate in (shape[0].rstrip(), shape[0].split("  ", 1)[0], shape[0].rsplit(None, 1)[0]):
        try:
            found.number = DocumentNumber.parse(_as_printed(source, match.end(), candidate))
        except ValueError:
            continue
        stop = match.end() + len(candidate)
        found.number_at = (match.end(), stop)
        return stop
    return match.end()


def _as_printed(source: Source, start: int, candidate: str) -> str:
    """Give a number as it was given, with the oddities that the even text has lost."""
    if not candidate[:1].isdigit():
        return _LEADERS.sub("", candidate)
    return _MARKS.sub("", source.span(start, start + len(candidate)).of(source.text))


def _date(source: Source, match: re.Match[str], found: Frame) -> int | None:
    digits = {name: match[name].strip() for name in ("day", "month", "year")}
    found.year = int(digits["year"]) if digits["year"].isdigit() else None
    found.month = int(digits["month"]) if digits["month"].isdigit() else None
    if found.year is None:
        return match.end()
    found.dated_at = match.span()
    if match["place"]:
        found.place = " ".join(source.clean[match.start("place") : match.end("place")].split())
    if digits["day"].isdigit() and found.month:
        try:
            found.issued_on = date(found.year, found.month, int(digits["day"]))
        except ValueError:
            found.impossible = True
    return match.end()


def _stage(source: Source, found: Frame, stage: _Stage, gap: bool, start: int, end: int) -> _Stage:
    """Say what a piece of the header is, and note it; BODY if it is none of the header."""
    text, key = " ".join(source.clean[start:end].split()), source.key[start:end]
    if match := _ADDRESSED.match(key):
        found.addressed = (start, end)
        rest = source.clean[start + match.end() : end].strip()
        found.addressees += [rest] if rest else []
        return _Stage.ADDRESSED
    # "V/V" looks like the number five.
    marked = _SUBJECT.match(key) is None and (label_of(text) or BULLET.match(text)) is not None
    if stage is _Stage.ADDRESSED:
        return _addressee(source, found, gap, start, end)
    if marked:
        return _Stage.BODY
    if stage < _Stage.TYPE:
        return _top(found, stage, gap, text, key, start, end)
    capitals = is_capitals(text)
    deciding = found.type in _DECIDING and capitals and _ACTING_BODY.match(key) is not None
    if deciding or (stage is _Stage.AUTHORITY and capitals and not _DECIDES.match(key)):
        found.authority.append(text)
        return _Stage.AUTHORITY
    if stage is _Stage.AUTHORITY or (
        found.title and _is_basis(key) and (gap or key.startswith("căn cứ") or _CITES.search(key))
    ):
        return _Stage.BODY
    if stage is _Stage.TYPE and not key.startswith("căn cứ"):
        return _titled(found, text, start, end)
    goes_on = text[0].islower() or (capitals and is_capitals(found.title[-1])) if found.title else False
    if stage is _Stage.TITLE and len(found.title) < _LONGEST_TITLE and (goes_on or not gap):
        return _titled(found, text, start, end)
    return _Stage.BODY


def _top(found: Frame, stage: _Stage, gap: bool, text: str, key: str, start: int, end: int) -> _Stage:
    if match := _SUBJECT.match(key):
        found.title.append(text[match.end() :].strip() if match.end() < len(text) else "")
        found.titled = (start, end)
        return _Stage.SUBJECT
    if stage is _Stage.SUBJECT and not gap and not is_capitals(text) and found.titled is not None:
        found.title.append(text)
        found.titled = (found.titled[0], end)
        return stage
    kind = document_type_named(text)
    if kind is not None and stage is _Stage.TOP and (is_capitals(text) or fold(text) == fold(kind.name_vi)):
        found.type = kind.code
        alone = fold(text).strip(" :") == fold(kind.name_vi)
        found.titled = (start, end)
        if alone:
            return _Stage.TYPE
        return _titled(found, text, start, end)
    if len(text) > _LONG or (_is_basis(key) and not is_capitals(text)):
        return _Stage.BODY
    found.heads.append(text)
    if not (is_capitals(text) or BODY.match(key) or PLACE.match(key)):
        found.strange.append((start, end))
    return stage


def _titled(found: Frame, text: str, start: int, end: int) -> _Stage:
    found.titled = (min(start, found.titled[0]), end) if found.titled else (start, end)
    if not text.startswith("("):
        found.title.append(text)
    return _Stage.TITLE


def _addressee(source: Source, found: Frame, gap: bool, start: int, end: int) -> _Stage:
    text = " ".join(source.clean[start:end].split())
    bullet = BULLET.match(text)
    last = found.addressees[-1] if found.addressees else ""
    open_ = not last or last.endswith((";", ","))
    if _is_basis(source.key[start:end]) or label_of(text):
        return _Stage.BODY
    if not open_ and bullet is None and _is_over(text, source.key[start:end]):
        return _Stage.BODY
    if found.addressed is not None and (open_ or not gap):
        found.addressed = (found.addressed[0], end)
        if bullet is not None:
            found.addressees.append(text[bullet.end() :])
        elif last and not last.endswith(";"):
            found.addressees[-1] = f"{last} {text}"
        else:
            found.addressees.append(text)
        return _Stage.ADDRESSED
    return _Stage.BODY


def _is_over(text: str, key: str) -> bool:
    """Tell whether a line below the addressees is the letter itself: it is a sentence, or the closing."""
    if not text[0].isupper():
        return False
    return len(text) > _LONGEST_ADDRESSEE or bool(
        _SENTENCE.search(key) or _RECIPIENTS.match(key) or _signs(key)
    )


def _is_basis(key: str) -> bool:
    return _BASIS.match(key) is not None and (len(key) > 40 or key.startswith("căn cứ"))


# --------------------------------------------------------------------------------- after the body


def _closing(source: Source, lines: Sequence[Line], found: Frame) -> None:
    found.close = found.annex = len(lines)
    first = _first_of_closing(source, lines, found.body)
    if first is None:
        return
    found.close = first
    _read_closing(source, lines, found)


def _first_of_closing(source: Source, lines: Sequence[Line], body: int) -> int | None:
    ended = False
    signed: int | None = None
    over: int | None = None
    for index in range(body, len(lines)):
        line = lines[index]
        if is_noise(source.clean[line.start : line.end]):
            continue
        for piece in _pieces(source, line, index):
            text, key = source.clean[piece.start : piece.end], source.key[piece.start : piece.end]
            if _RECIPIENTS.match(key) and (len(text) < 25 or key[9:20].strip(" :").startswith("-")):
                return index if signed is None else signed
            signs = is_capitals(text) and len(text) < 120 and _signs(key)
            if signs and signed is None and (ended or AUTHORITY.match(key)):
                signed = index
        text = source.clean[line.start : line.end]
        if signed is not None and (label_of(text) or len(text) > _LONG) and _ends(source, lines, signed):
            return signed
        ended = text.endswith(("/.", "./", "/"))
        over = index + 1 if text.endswith("./.") else over
    # Without a signature the text is over at its mark: what follows on a web page is none of it.
    return over if signed is None else signed


def _ends(source: Source, lines: Sequence[Line], index: int) -> bool:
    """Tell whether the last words before a line end the document's text: ``./.``."""
    before = source.clean[max(0, lines[index].start - 40) : lines[index].start]
    return "/." in before or "./" in before


def _signs(key: str) -> bool:
    return bool(AUTHORITY.match(key) or POST.match(key))


def _read_closing(source: Source, lines: Sequence[Line], found: Frame) -> None:
    mode, named = "", False
    for piece in items(source, lines, found.close, len(lines)):
        text = " ".join(source.clean[piece.start : piece.end].split())
        key = source.key[piece.start : piece.end]
        capitals = is_capitals(text)
        if is_noise(text):
            continue
        if match := _RECIPIENTS.match(key):
            mode = "recipients"
            rest = text[match.end() :].strip()
            if rest:
                found.recipients.append((_unbulleted(rest), piece.start, piece.end))
        elif capitals and not named and (_signs(key) or (mode == "signature" and not _ANNEX.match(key))):
            mode = "signature"
            named = _is_name_in_capitals(text)
            found.signing.append((text, piece.start, piece.end))
        elif mode == "signature" and not named and not BULLET.match(text):
            if _ANNEX.match(key) or len(text) > _LONG or label_of(text):
                found.annex = piece.line
                return
            named = is_name(text)
            found.signing.append((text, piece.start, piece.end))
        elif (
            mode == "recipients"
            and (not capitals or BULLET.match(text))
            and _is_recipient(found, text, piece)
        ):
            pass
        elif BULLET.match(text) and found.recipients and piece.column == 0 and not piece.gap:
            found.recipients.append((_unbulleted(text), piece.start, piece.end))
        else:
            found.annex = piece.line
            return


def _is_recipient(found: Frame, text: str, piece: Item) -> bool:
    """Note a line of the recipients; False if it is none."""
    last = found.recipients[-1] if found.recipients else None
    if BULLET.match(text) or last is None:
        found.recipients.append((_unbulleted(text), piece.start, piece.end))
    elif not last[0].endswith((";", ".")):
        found.recipients[-1] = (f"{last[0]} {text}", last[1], piece.end)
    elif text.endswith((";", ".")) and len(text) < _LONG and label_of(text) is None:
        found.recipients.append((text, piece.start, piece.end))
    elif not found.signing and is_name(text):
        found.signing.append((text, piece.start, piece.end))
    else:
        return False
    return True


def _unbulleted(text: str) -> str:
    while match := BULLET.match(text):
        text = text[match.end() :]
    return text


def is_name(text: str) -> bool:
    """Tell whether a line can be a person's name: every word begins with a capital."""
    words = _DEGREES.sub("", text).split()
    return 2 <= len(words) <= 6 and all(
        word[0].isupper() and word.replace("'", "").isalpha() for word in words
    )


def _is_name_in_capitals(text: str) -> bool:
    words = fold(text).split()
    return is_name(text) and words[0] in _SURNAMES and len(words) <= 5
