"""Lines become blocks: one paragraph, one item of a list, one heading or one row of a table each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from enum import IntEnum
from typing import Final

from attrs import define, field

from vstbpn.io.directive._source import Line, Source
from vstbpn.model import Span

__all__ = ["BULLET", "Block", "Kind", "blocks", "is_capitals", "is_noise", "label_of"]


class Kind(IntEnum):
    """Kinds of labels. A kind that is open already closes all that is below it, whatever its number."""

    PART = 1
    CHAPTER = 2
    GROUP = 3
    ARTICLE = 4
    UPPER = 5
    ROMAN = 6
    ARABIC = 7
    SLASHED = 8
    DECIMAL = 9
    CLOSED = 10
    BRACKETED = 11
    LETTER = 12
    LETTER_IN_BRACKETS = 13


_U: Final = "A-ZĐÀ-Ỹ"
_GO_ON: Final = rf"(?=[ \t]|$|[{_U}“\"])"
_ORDINAL: Final = r"(?:THỨ\s+|thứ\s+)?(?:NHẤT|HAI|BA|TƯ|BỐN|NĂM|nhất|hai|ba|tư|bốn|năm)"
_DECIMAL_ENDS: Final = r"[.)/]?(?=[ \t]|$)|[.)](?=[^\W\d])"
_LABELS: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (Kind.PART, rf"((?:PHẦN|Phần)\s+(?:{_ORDINAL}|[IVX]{{1,5}}|[A-E]|\d))[.:]?(?=[ \t]|$)"),
        (Kind.CHAPTER, r"((?:CHƯƠNG|Chương)\s+(?:[IVX]{1,6}|\d{1,2}))[.:]?(?=[ \t]|$)"),
        (Kind.GROUP, r"((?:MỤC|Mục)\s+(?:[IVX]{1,5}|\d{1,2}))(?:[.:]|(?=[ \t]*$))"),
        (Kind.ARTICLE, r"((?:ĐIỀU|Điều)\s+\d{1,3}[a-zđ]?)\s?(?:[.:]|(?=[ \t]*$))"),
        (Kind.DECIMAL, rf"(\d{{1,2}}(?:\.\d{{1,2}}){{1,4}})(?:{_DECIMAL_ENDS})(?:[ \t]*[-–:](?=[ \t]))?"),
        (Kind.ROMAN, rf"([IVX]{{1,6}})[ ]?[.)/\-–:]{_GO_ON}"),
        (Kind.ROMAN, r"\(([IVX]{1,5})\)(?=[ \t]|$)"),
        (Kind.UPPER, rf"([A-HĐK])[.)/]{_GO_ON}"),
        (Kind.ARABIC, rf"(\d{{1,2}})(?:[.:]{_GO_ON}|[-–](?=[ \t]+[{_U}][^\s/]*(?:\s|$)))"),
        (Kind.SLASHED, rf"(\d{{1,2}})/(?!\S{{1,12}}[-/]){_GO_ON}"),  # 12/KH-UBND is a number
        (Kind.CLOSED, rf"(\d{{1,2}})\){_GO_ON}"),
        (Kind.BRACKETED, r"\((\d{1,2})\)"),
        (Kind.LETTER, rf"([a-zđ])(?:[).]|/){_GO_ON}"),
        (Kind.LETTER_IN_BRACKETS, r"\(([a-zđ])\)"),
    )
)  # fmt: skip
BULLET: Final = re.compile(r"(?:[-–—+•*·●○▪■◦‣▫✓➢\uf0b7\uf0a7]|o(?=[ \t])|=>)[ \t]*(?=\S)")
_NOISE: Final = re.compile(
    r"(?:[-–—]\s*)?\d{1,3}(?:\s*[-–—])?|(?:trang|page)\s+\d{1,3}(?:\s*/\s*\d{1,3})?|[-–—_=*.·~ \t]{3,}"
    r"|\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?|\*|\|(?:\s*\|)*",
    re.IGNORECASE,
)
_ENDED: Final = re.compile(r"[.;:!?…”\"]$|/\.$")
_FULL: Final = 12
_OPENING: Final = re.compile(
    r"(?:căn cứ|kính gửi|nơi nhận|thực hiện (?:công văn|kế hoạch|quyết định|nghị quyết)|xét |theo đề nghị"
    r"|đề cương|phụ lục)"
)


@define(eq=False)
class Block:
    """A piece of the text that belongs together, its lines joined.

    ``text`` and ``key`` leave out the label, the bullet and the line ends; ``pieces`` is the way back.
    """

    start: int
    end: int
    text: str
    key: str
    pieces: list[tuple[int, int]]
    kind: Kind | None = None
    label: str = ""
    bullet: str = ""
    note: bool = False
    gap: bool = False
    first: int = 0
    """How long the first line is."""
    cells: tuple[str, ...] = field(default=())

    def place(self, at: int) -> int:
        """Say where in the even text a character of ``text`` stands."""
        index = bisect_right(self.pieces, (at, 1 << 62)) - 1
        began, start = self.pieces[index]
        return start + at - began

    def span(self, source: Source, start: int, end: int) -> Span:
        """Say where in the text as it was given a stretch of ``text`` stands."""
        return source.span(self.place(start), self.place(end - 1) + 1 if end > start else self.place(start))


def is_noise(text: str) -> bool:
    """Tell a page number, a rule or the line below a table's head from text."""
    return len(text) < 400 and _NOISE.fullmatch(text) is not None


def is_capitals(text: str) -> bool:
    """Tell whether a text is written in capitals."""
    letters = [char for char in text[:400] if char.isalpha()]
    return len(letters) >= 2 and sum(char.isupper() for char in letters) >= 0.9 * len(letters)


def label_of(text: str) -> tuple[Kind, str, int] | None:
    """Give the kind and the text of the label at the head of a line, and where the rest begins."""
    for kind, pattern in _LABELS:
        if match := pattern.match(text):
            return kind, " ".join(match[1].split()), match.end()
    return None


def blocks(source: Source, lines: Sequence[Line]) -> list[Block]:
    """Join the lines of a stretch of text to blocks."""
    kept = [line for line in lines if not is_noise(source.clean[line.start : line.end])]
    width = _width(kept)
    found: list[Block] = []
    group: list[Line] = []
    mark: tuple[Kind, str, int] | None = None
    for line in kept:
        text = source.clean[line.start : line.end]
        row = _is_row(text)
        marked = None if row else label_of(text)
        plain = not (row or marked or line.note or BULLET.match(text))
        if group and plain and _goes_on(source, mark, group[-1], line, width):
            group.append(line)
            continue
        if group:
            found.append(_block(source, group, mark))
        group, mark = [line], marked
        if row:
            found.append(_row(source, line))
            group = []
    if group:
        found.append(_block(source, group, mark))
    return found


def _width(lines: Sequence[Line]) -> int | None:
    """Give the length at which the lines of a text were cut, if they were."""
    longest = max((line.end - line.start for line in lines), default=0)
    if not 50 <= longest <= 130:
        return None
    near = sum(line.end - line.start >= longest - 25 for line in lines)
    return longest if near >= max(3, len(lines) // 6) else None


def _goes_on(
    source: Source, mark: tuple[Kind, str, int] | None, before: Line, line: Line, width: int | None
) -> bool:
    """Tell whether a line without a mark of its own goes on with the block that the line before it is in."""
    head = source.clean[line.start]
    text, last = source.clean[line.start : line.end], source.clean[before.start : before.end]
    ended = _ENDED.search(last[-3:]) is not None
    if line.gap:
        return (
            (head.islower() or head.isdigit())
            and not ended
            and not (head.isdigit() and mark is None and is_capitals(last))
        )
    if head.islower() or head in "(,;" or (not ended and (head.isdigit() or head in '"“‘«')):
        return True
    if _OPENING.match(source.key, line.start, line.end):
        return False
    if is_capitals(text) != is_capitals(last):
        return False
    full = width is not None and len(last) + len(text.split(None, 1)[0]) > width - _FULL
    if ended:
        return full and not last.endswith(("./.", ":"))
    return full or (width is None and mark is None)


def _block(source: Source, lines: Sequence[Line], marked: tuple[Kind, str, int] | None) -> Block:
    first = lines[0]
    start = first.start
    kind, label, sign = None, "", ""
    if marked is not None:
        kind, label, skip = marked
        start += skip
    # "- + Hình thức": two bullets, of which the last says how deep the item stands.
    while marked is None and (bullet := BULLET.match(source.clean, start, first.end)):
        sign, start = bullet[0].strip(), bullet.end()
    while start < first.end and source.clean[start] in " \t":
        start += 1
    text: list[str] = []
    key: list[str] = []
    pieces: list[tuple[int, int]] = []
    length = 0
    for place, end in ((start, first.end), *((line.start, line.end) for line in lines[1:])):
        # A symbol that was cut after its dash or its slash has no space there: KH-
        #                                                                       UBND.
        cut = not text or (text[-1][-1:] in ("-", "/") and text[-1][-2:-1].isalnum())
        joint = "" if cut else " "
        pieces.append((length + len(joint), place))
        text.append(joint + source.clean[place:end])
        key.append(joint + source.key[place:end])
        length += len(text[-1])
    return Block(
        first.start,
        lines[-1].end,
        "".join(text),
        "".join(key),
        pieces,
        kind,
        label,
        sign,
        first.note,
        first.gap,
        first.end - start,
    )


def _is_row(text: str) -> bool:
    return (text.startswith("|") and text.count("|") >= 2) or text.count("\t") >= 2


def _row(source: Source, line: Line) -> Block:
    text, key = source.clean[line.start : line.end], source.key[line.start : line.end]
    cells = text.strip("| \t").split("|") if text.startswith("|") else text.split("\t")
    return Block(
        line.start,
        line.end,
        text,
        key,
        [(0, line.start)],
        gap=line.gap,
        first=len(text),
        cells=tuple(cell.strip() for cell in cells),
    )
