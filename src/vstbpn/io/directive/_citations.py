"""Documents that a text names: by number, or by the name of a law or a programme."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from operator import itemgetter
from typing import Final, NamedTuple

from attrs import define, field

from vstbpn.catalog import instruments
from vstbpn.io.directive._blocks import Block
from vstbpn.io.directive._source import Source
from vstbpn.io.directive._when import day_pattern, read_day
from vstbpn.model import Citation, DocumentNumber, Series, Span, document_type_named, fold, search_numbers

__all__ = ["Mention", "citations", "mentions"]


class Mention(NamedTuple):
    """One place at which a document is named."""

    start: int
    end: int
    type: str | None
    number: DocumentNumber | None
    name: str | None
    issued_on: date | None
    issuer: str | None
    title: str | None = None


_TYPE_BEFORE: Final = re.compile(
    r"(?:nghị quyết liên tịch|nghị quyết|nghị định|quyết định|thông tư liên tịch|thông tư|thông tri"
    r"|thông báo|chỉ thị|công văn"
    r"|công điện|kế hoạch liên tịch|kế hoạch|chương trình hành động|chương trình phối hợp|chương trình"
    r"|kết luận|hướng dẫn|quy định"
    r"|quy chế|báo cáo thẩm tra|báo cáo|tờ trình|bộ luật|luật|pháp lệnh|đề án|văn bản|công văn hỏa tốc"
    r"|quyết định liên tịch|sắc lệnh|lệnh|hiến pháp)"
    r"(?: này)?(?:\s+số)?\s*:?\s*$"
)
_FORM: Final = re.compile(r"(?:mẫu|biểu|phụ lục|phụ biểu)(?: số)?\s*:?\s*$")
_NUMBER_WORD: Final = re.compile(r"số\s*:?\s*$")
_DATE_AFTER: Final = re.compile(rf"\s*,?\s*(?:\(\s*)?(?:ban hành\s+)?(?:ký\s+)?ngày\s*{day_pattern()}")
_ISSUER_AFTER: Final = re.compile(r"\s*\)?\s*,?\s*của\s+(?=[^\W\d_])")
_ISSUER_END: Final = re.compile(
    r"[;:.!?“”\"()\n]|,(?= (?!văn hóa|thể thao|du lịch|thương binh|khóa|kỳ họp))| (?:về|quy định|phê duyệt"
    r"|ban hành|hướng dẫn|triển khai|thực hiện"
    r"|hành động|sửa đổi|bãi bỏ|trình|công bố|v/v|thông qua|giao|điều chỉnh|phân công|đã|có|thay thế|được"
    r"|từ|để|và để"
    r"|và (?:các|kế hoạch|quyết định|công văn|chỉ thị|nghị quyết|thông tư|chương trình))(?![^\W\d_])"
)
_LONGEST_ISSUER: Final = 120
_NAMED_LAW: Final = re.compile(
    r"(?<![^\W\d_])(?<!pháp )(?<!kỷ )(?<!kỉ )(?:bộ luật|luật|pháp lệnh|hiến pháp)\s+(?=[^\W\d_])"
)
# Names of laws that hold a comma or "và": where others end, these go on.
_LAWS: Final = tuple(
    sorted(
        (
            "phòng, chống bạo lực gia đình",
            "phòng, chống mua bán người",
            "phòng, chống tham nhũng",
            "phòng, chống ma túy",
            "phòng, chống tác hại của rượu, bia",
            "hôn nhân và gia đình",
            "cán bộ, công chức",
            "thi đua, khen thưởng",
            "an toàn, vệ sinh lao động",
            "khám bệnh, chữa bệnh",
            "bầu cử đại biểu quốc hội và đại biểu hội đồng nhân dân",
            "hỗ trợ doanh nghiệp nhỏ và vừa",
            "ban hành văn bản quy phạm pháp luật",
            "giáo dục nghề nghiệp",
            "hoạt động giám sát của quốc hội và hội đồng nhân dân",
            "thực hiện dân chủ ở cơ sở",
            "bình đẳng giới",
            "tổ chức chính quyền địa phương",
            "tổ chức chính phủ",
            "ngân sách nhà nước",
            "ngân sách",
            "trẻ em",
            "lao động",
            "người lao động việt nam đi làm việc ở nước ngoài theo hợp đồng",
            "phòng bệnh",
            "căn cước",
            "dân số",
            "bảo vệ bí mật nhà nước",
            "bảo vệ dữ liệu cá nhân",
            "mặt trận tổ quốc việt nam",
            "phòng chống bạo lực gia đình",
        ),
        key=len,
        reverse=True,
    )
)
_LAW_END: Final = re.compile(
    r"[;:,.!?“”\"()\[\]\n0-9]| (?:và|năm|số|ngày|được|đã|này|về|có|của|trong|tại|cho|đến|để|nhằm|theo|với"
    r"|do|mới|là|quy định|ban hành|sửa đổi|ở|vào|từ|khi|như|nêu|hiện|đối|cùng|bằng)(?![^\W\d_])"
)
_LONGEST_LAW: Final = 90
_AMENDS: Final = re.compile(r"(?:sửa đổi|bổ sung)[^;.]{0,80}$")
_UNNUMBERED: Final = re.compile(
    rf"(?:(?P<type>công văn|kế hoạch|chỉ thị|quyết định|nghị quyết|thông tư|thông báo|hướng dẫn"
    rf"|chương trình|văn bản)\s+(?:ban hành\s+)?ngày\s*{day_pattern()}"
    rf"|ngày\s*{day_pattern('b')}\s*,\s*(?P<issuer>[^,;.]{{3,80}}?)\s+(?:vừa\s+"
    rf"|đã\s+)*ban hành\s+(?P<btype>văn bản|công văn))"
)
_LAW_NUMBER: Final = re.compile(r"(?: năm \d{4})?,?\s*(?:\((?:luật )?)?số\s*:?\s*")
_TITLED: Final = re.compile(
    r"\s*,?\s*(?:\()?(?:về|v/v|ban hành|phê duyệt|triển khai|thực hiện|quy định|hướng dẫn|sửa đổi"
    r"|hành động|[“\"])"
)
_TITLE_BEGINS: Final = re.compile(
    r"\s*\)?\s*,?\s*(?P<title>(?:(?:về việc|về|v/v)\s+)?(?P<quote>[“\"])|(?:về việc|về|v/v)\s)"
)
_QUOTE_ENDS: Final = re.compile(r"[”\"]")
# Where the words of a title end: with the clause, or before the office that acts or the next document.
_TITLE_STOPS: Final = re.compile(
    r"[;.](?=\s|$)|,"
    r"(?= (?:ủy ban|ubnd|ban|sở|bộ|phòng|hội|trường|công an|ban thường vụ|liên đoàn)(?![^\W\d_]))"
    r"|,? và (?:các|những|kế hoạch|chỉ thị|nghị quyết|quyết định|chương trình|công văn)(?![^\W\d_])"
    r"|,? (?:nhằm|trong đó|gắn với)(?![^\W\d_])"
)
_LONGEST_TITLE: Final = 300
_LAW_DAY: Final = re.compile(rf"\s*(?:số\s*\S{{1,20}}\s*)?(?:ban hành\s+)?ngày\s*{day_pattern()}")
_TITLE_END: Final = re.compile(r"[;.](?=\s|$)")
_RESTS: Final = re.compile(r"(?:^|(?:căn cứ|thực hiện|theo|thi hành|[;,]|và)\s+)(?:các\s+)?$")
_QUOTES: Final = "“”\"'‘’«» "


class _Place(NamedTuple):
    """Where a document is named by its number, and how far its title goes."""

    start: int
    end: int
    reach: int


_NOWHERE: Final = _Place(0, 0, 0)


@define
class _Taken:
    """The places of numbered documents in a block, in order."""

    places: list[_Place] = field(factory=list)

    def add(self, start: int, end: int, reach: int) -> None:
        before = self.until(start)
        self.places.append(_Place(start, max(end, before.end), max(reach, before.reach)))

    def until(self, at: int) -> _Place:
        """Give the last that begins at a place or before it, with the furthest end of all up to there."""
        index = bisect_right(self.places, at, key=itemgetter(0))
        return self.places[index - 1] if index else _NOWHERE


@define
class _Merged:
    """All mentions of one document."""

    first: Mention
    raw: str
    spans: list[Span] = field(factory=list)
    issued_on: date | None = None
    issuer: str | None = None
    title: str | None = None


def citations(
    source: Source, blocks: Iterable[Block], own: DocumentNumber | None, *, basis: bool = False
) -> tuple[Citation, ...]:
    """Give the documents that some blocks name, each once, in the order in which they are first named.

    :param own: the number of the document itself, which it does not cite.
    :param basis: only those on which the document rests: a law that the title of another names is none.
    """
    found: dict[object, _Merged] = {}
    for block in blocks:
        titled = 0
        for mention in mentions(block):
            if mention.number is not None:
                titled = _reach(block.key, mention.end)
            if mention.number is not None and own is not None and mention.number.format() == own.format():
                continue
            if basis and mention.number is None and not _rests(block.key, mention.start, titled):
                continue
            held = found.setdefault(
                _identity(mention), _Merged(mention, block.text[mention.start : mention.end])
            )
            held.spans.append(block.span(source, mention.start, mention.end))
            held.issued_on = held.issued_on or mention.issued_on
            held.issuer = held.issuer or mention.issuer
            held.title = held.title or mention.title
    return tuple(
        Citation(
            type=held.first.type,
            number=held.first.number,
            name=held.first.name,
            issued_on=held.issued_on,
            issuer=held.issuer,
            title=held.title,
            raw=" ".join(held.raw.split()),
            span=held.spans[0],
            mentions=tuple(held.spans),
        )
        for held in found.values()
    )


def _rests(key: str, place: int, titled: int) -> bool:
    """Tell whether a document rests on what is named at a place, outside of the title of another."""
    return place >= titled and _RESTS.search(key, max(0, place - _LONGEST_LAW), place) is not None


def _identity(mention: Mention) -> object:
    if mention.number is not None:
        return mention.type, mention.number.format()
    if mention.name is not None:
        known = instruments().named(mention.name)
        return known[0].key if known else fold(mention.name)
    return mention.type, mention.issued_on


def mentions(block: Block) -> Iterator[Mention]:
    """Give every mention in a block, in order."""
    text, key = block.text, block.key
    found: list[Mention] = []
    taken = _Taken()
    for start, end, number in search_numbers(text):
        mention = _numbered(text, key, start, end, number)
        if mention is not None:
            found.append(mention)
            taken.add(mention.start, mention.end, _reach(key, mention.end))
    found += _named(text, key, taken)
    found += _unnumbered(text, key, taken)
    yield from sorted(found, key=lambda mention: mention.start)


def _numbered(text: str, key: str, start: int, end: int, number: DocumentNumber) -> Mention | None:
    before = _TYPE_BEFORE.search(key, max(0, start - 60), start)
    kind = None
    begin = start
    if (law := _law_before(text, key, start)) is not None:
        begin, kind = law
    elif before is not None:
        begin = before.start()
        named = document_type_named(text[begin:start], series=number.series)
        kind = named.code if named else None
    elif word := _NUMBER_WORD.search(key, max(0, start - 8), start):
        begin = word.start()
    if _FORM.search(key, max(0, start - 12), start):
        return None
    if number.series is Series.STATE and number.type is None and before is None and not _is_symbol(number):
        return None
    # What the symbol says goes before the word in front of it; a law's symbol has no type.
    code = number.type or kind or ("CV" if number.series is Series.STATE and number.year is None else None)
    if kind in ("Luật", "Bộ luật", "PL") and number.type is None:
        code = kind
    stop = end
    issued_on = None
    if match := _DATE_AFTER.match(key, end, min(len(key), end + 80)):
        issued_on = read_day(match)
        stop = match.end()
    issuer, stop = _issuer(text, key, stop)
    return Mention(begin, stop, code, number, None, issued_on, issuer, _title(text, key, stop))


def _law_before(text: str, key: str, start: int) -> tuple[int, str | None] | None:
    """Find the law whose number begins at a place: *Luật Bình đẳng giới số 73/2006/QH11*."""
    found = None
    for match in _NAMED_LAW.finditer(key, max(0, start - 130), start):
        end = _law_end(text, key, match.end())
        if end is not None and _LAW_NUMBER.fullmatch(key, end, start):
            kind = document_type_named(text[match.start() : match.end()])
            found = match.start(), kind.code if kind is not None else None
    return found


def _is_symbol(number: DocumentNumber) -> bool:
    """Tell whether a symbol without a type is one: the two parts of an official letter's, or a law's."""
    return "-" in number.body or number.year is not None


def _issuer(text: str, key: str, place: int) -> tuple[str | None, int]:
    match = _ISSUER_AFTER.match(key, place, min(len(key), place + 20))
    if match is None or not (text[match.end()].isupper() or key.startswith(("liên ", "ban "), match.end())):
        return None, place
    limit = min(len(text), match.end() + _LONGEST_ISSUER)
    stop = _ISSUER_END.search(key, match.end(), limit)
    end = limit if stop is None else stop.start()
    name = text[match.end() : end].rstrip(" ,-–")
    return (" ".join(name.split()), match.end() + len(name)) if len(name) > 2 else (None, place)


def _title(text: str, key: str, place: int) -> str | None:
    """Give the title that is printed behind a number, its day and its body, up to the end of the clause."""
    begun = _TITLE_BEGINS.match(key, place)
    if begun is None:
        return None
    start = begun.start("title")
    limit = min(len(key), start + _LONGEST_TITLE)
    quoted = begun["quote"] is not None
    stop = (_QUOTE_ENDS if quoted else _TITLE_STOPS).search(key, begun.end(), limit)
    if stop is None and limit < len(key):
        return None  # it goes on beyond what a title can be
    end = limit if stop is None else stop.end() if quoted else stop.start()
    title = " ".join(text[start:end].split()).rstrip(",: ")
    return (title.strip(_QUOTES) if title[:1] in _QUOTES else title) or None


def _reach(key: str, end: int) -> int:
    """Tell how far the title that follows a number goes: what it names belongs to the number."""
    if not _TITLED.match(key, end):
        return end
    stop = _TITLE_END.search(key, end, min(len(key), end + 400))
    return end + 400 if stop is None else stop.start()


def _named(text: str, key: str, taken: _Taken) -> Iterator[Mention]:
    for match in _NAMED_LAW.finditer(key):
        end = _law_end(text, key, match.end())
        if end is None:
            continue
        if match.start() < taken.until(match.start()).end:
            continue
        kind = document_type_named(text[match.start() : match.end()])
        code = kind.code if kind is not None else None
        name = " ".join(text[match.start() : end].split())
        name = name[0].upper() + name[1:]
        if code == "Bộ luật":
            name = "Bộ luật" + name[7:]
        day = _LAW_DAY.match(key, end, min(len(key), end + 80))
        issued_on = read_day(day) if day is not None else None
        yield Mention(match.start(), day.end() if day is not None else end, code, None, name, issued_on, None)
    yield from _programmes(text, key, taken)


def _law_end(text: str, key: str, start: int) -> int | None:
    for name in _LAWS:
        if key.startswith(name, start) and not key[start + len(name) : start + len(name) + 1].isalpha():
            return start + len(name)
    if not text[start].isupper() or key.startswith("sửa đổi", start):
        return None
    limit = min(len(text), start + _LONGEST_LAW)
    stop = _LAW_END.search(key, start, limit)
    end = limit if stop is None else stop.start()
    return end if end - start > 3 else None


def _programmes(text: str, key: str, taken: _Taken) -> Iterator[Mention]:
    """Find the strategy and the programmes of the register by their names."""
    for pattern in _PROGRAMMES:
        for match in pattern.finditer(key):
            if match.start() < taken.until(match.start()).reach:
                continue
            name = " ".join(text[match.start() : match.end()].split()).strip(_QUOTES)
            yield Mention(match.start(), match.end(), None, None, name, None, None)


_PERIOD: Final = r"(?:,?\s+(?:giai đoạn\s+(?:từ\s+)?\d{4}\s*[-–]\s*\d{4}|đến năm \d{4}))?"
_LEADERSHIP: Final = "lãnh đạo,?(?: và)? quản lý ở các cấp hoạch định chính sách"
_PROGRAMMES: Final = tuple(
    re.compile(pattern + _PERIOD + '[”"]?')
    for pattern in (
        r"chiến lược quốc gia (?:về )?bình đẳng giới",
        r"chương trình\s+[“\"]?phòng ngừa(?: và|,) ứng phó với bạo lực trên cơ sở giới",
        r"chương trình\s+[“\"]?truyền thông về bình đẳng giới",
        rf"chương trình\s+[“\"]?tăng cường sự tham gia bình đẳng của phụ nữ trong các vị trí {_LEADERSHIP}",
        r"chương trình hành động quốc gia về phụ nữ, hòa bình và an ninh",
    )
)


def _unnumbered(text: str, key: str, taken: _Taken) -> Iterator[Mention]:
    for match in _UNNUMBERED.finditer(key):
        # "ban hành văn bản số 15/...": what has a number is cited by it.
        if match.start() < taken.until(match.end() - 1).end:
            continue
        word = match["type"] or match["btype"]
        kind = document_type_named(word)
        issued_on = read_day(match) if match["type"] else read_day(match, "b")
        issuer, stop = (None, match.end())
        if match["issuer"]:
            issuer = " ".join(text[match.start("issuer") : match.end("issuer")].split())
        else:
            issuer, stop = _issuer(text, key, match.end())
        yield Mention(match.start(), stop, kind.code if kind else None, None, None, issued_on, issuer)
