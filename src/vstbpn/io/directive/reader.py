"""Read the text of a directive."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from vstbpn.io.directive._blocks import Block, blocks, is_capitals, is_noise
from vstbpn.io.directive._citations import citations
from vstbpn.io.directive._events import events
from vstbpn.io.directive._frame import Frame, frame
from vstbpn.io.directive._issuer import issuer_of
from vstbpn.io.directive._passages import passages
from vstbpn.io.directive._problems import problems_of
from vstbpn.io.directive._signing import signature_of
from vstbpn.io.directive._source import Line, Source, key_of
from vstbpn.io.directive._tree import Node, Role, sections, tree
from vstbpn.io.directive._when import period_in, year_of
from vstbpn.io.directive._work import About, Work, each, work
from vstbpn.io.directive.reading import Reading
from vstbpn.model import Citation, Directive, Event, Outline, PassageKind, Period, document_type_named

__all__ = ["read_directive"]

_BASIS: Final = re.compile(
    r"(?:căn cứ|thực hiện|thi hành|xét|theo đề nghị|theo|tiếp theo|triển khai|trên cơ sở)(?![^\W\d_])"
)
_OUTLINE: Final = re.compile(r"(?:đề cương|khung báo cáo|nội dung báo cáo)|phụ lục[^\n]{0,20}$")
_ATTACHED: Final = re.compile(r"(?:\(\s*)?(?:ban hành )?kèm theo")
_LONGEST_TITLE: Final = 5
_SHORT: Final = 8


def read_directive(text: str) -> Reading:
    """Read a document of the machinery: programme, plan, letter, decision, resolution, report.

    >>> reading = read_directive('''Số: 12 /KH-UBND
    ... Bắc Giang, ngày 5 tháng 3 năm 2024
    ...
    ... KẾ HOẠCH
    ... Hoạt động vì sự tiến bộ của phụ nữ năm 2024
    ...
    ... UBND tỉnh Bắc Giang ban hành Kế hoạch như sau:
    ...
    ... 1. Sở Nội vụ
    ... - Chủ trì, phối hợp với Sở Tài chính tổng hợp, báo cáo UBND tỉnh trước ngày 10/6/2024.
    ... ''')
    >>> plan = reading.directive
    >>> plan.number_text, plan.place, plan.issued_on
    ('12/KH-UBND', 'Bắc Giang', datetime.date(2024, 3, 5))
    >>> plan.issuer
    'UBND tỉnh Bắc Giang'
    >>> plan.tasks[0].lead, plan.tasks[0].coordinate
    (('Sở Nội vụ',), ('Sở Tài chính',))
    >>> [problem.code for problem in reading.problems]
    ['signature-missing', 'space_in_symbol']

    Nothing is raised for what a text holds, and nothing of it is lost: the passages of the directive cover
    the text. What is not understood is a passage of its own kind, and a problem.

    :raises TypeError: if it is no text.
    """
    if not isinstance(text, str):
        raise TypeError(f"expected the text of a document, got {type(text).__name__}")
    source = Source.of(text)
    lines = list(source.lines())
    found = frame(source, lines)
    body = blocks(source, lines[found.body : found.close])
    annex = blocks(source, lines[found.annex :])
    return _Reader(source, lines, found, body, annex).read()


class _Reader:
    """What is known of one document on the way."""

    def __init__(
        self, source: Source, lines: Sequence[Line], found: Frame, body: list[Block], annex: list[Block]
    ) -> None:
        self.source = source
        self.lines = lines
        self.frame = found
        self.body = body
        self.opening = body[: _items_from(body)]
        self.annex = annex
        self.type = _type(found)
        self.issuer = issuer_of(found, self.opening, source.key, source.clean)

    def read(self) -> Reading:
        title = self._title()
        key = key_of(title or "")
        year = year_of(key) or self.frame.year
        outlined, attached = self._annexes()
        # A report says what was done, a proposal what is proposed: only a heading makes them set work.
        trees = [tree(self.body, Role.RESULT if self.type in ("BC", "TTr") else Role.WORK)]
        if attached:
            trees.append(tree(attached, Role.WORK))
        about = About(
            year=year,
            issued_on=self.frame.issued_on,
            issuer=self.issuer,
            addressees=tuple(self._addressees()),
            period=period_in(key, 0, len(key), year, last=True) if "báo cáo" in key else None,
            asks=self.type == "CV",
        )
        done = work(self.source, trees, about)
        everything = [*self.body, *self.annex]
        cited = citations(self.source, everything, self.frame.number)
        directive = Directive(
            type=self.type,
            number=self.frame.number,
            issuer=self.issuer,
            place=self.frame.place,
            issued_on=self.frame.issued_on,
            issued_in=self._issued_in(),
            title=title,
            addressees=about.addressees,
            basis=self._basis(cited),
            citations=cited,
            sections=tuple(section for top in trees for section in sections(self.source, top)),
            tasks=tuple(done.tasks),
            deadlines=tuple(each(done.deadlines)),
            duties=tuple(dict.fromkeys(done.duties)),
            events=tuple(self._events(trees, year)),
            recipients=tuple(_recipient(text) for text, _, _ in self.frame.recipients),
            signature=signature_of(self.source, self.frame),
            outline=self._outline(outlined),
            footnotes=tuple(self.source.span(b.start, b.end) for b in everything if b.note),
            passages=passages(self.source, self._marks(done, trees)),
        )
        return Reading(directive=directive, problems=problems_of(self.source, self.frame, done, directive))

    def _title(self) -> str | None:
        lines = self.frame.title
        if not lines and self.type is None:
            lines = self.frame.heads[:1]
        return " ".join(" ".join(lines).split()) or None

    def _basis(self, cited: Sequence[Citation]) -> tuple[Citation, ...]:
        """Give what the paragraphs before the body say that the document rests on."""
        if self.type is None:
            return ()
        said = [block for block in self.opening if _BASIS.match(block.key)]
        known = {_identity(one): one for one in cited}
        return tuple(
            known.get(_identity(one), one)
            for one in citations(self.source, said, self.frame.number, basis=True)
        )

    def _addressees(self) -> Iterator[str]:
        for line in self.frame.addressees:
            for piece in line.split(";"):
                held = piece.strip(" .;,")
                if held:
                    yield held

    def _issued_in(self) -> Period | None:
        if self.frame.issued_on is not None or self.frame.year is None or not self.frame.month:
            return None
        if not (1 <= self.frame.month <= 12 and 1900 <= self.frame.year <= 2100):
            return None
        return Period(self.frame.year, f"{self.frame.month:02d}")

    def _annexes(self) -> tuple[list[Block], list[Block]]:
        """Tell the outline of a report, and what sets work, from other annexes."""
        outlined: list[Block] = []
        attached: list[Block] = []
        into: list[Block] | None = None
        for index, block in enumerate(self.annex):
            if block.kind is None and not block.bullet and not block.cells:
                following = " ".join(other.key for other in self.annex[index : index + 3])
                if _OUTLINE.match(block.key) and ("báo cáo" in following or block.key.startswith("đề cương")):
                    into = outlined
                elif is_capitals(block.text) and block.key.startswith(
                    ("phụ lục", "biểu", "mẫu", "danh sách")
                ):
                    into = None
                elif (
                    is_capitals(block.text)
                    and (kind := document_type_named(block.text)) is not None
                    and into is not outlined
                ):
                    into = attached if kind.code in ("KH", "CTr", "QC", "QyĐ", "ĐA", "PA") else None
            if into is not None:
                into.append(block)
        return outlined, attached

    def _outline(self, found: Sequence[Block]) -> Outline | None:
        if not found:
            return None
        head = [block.text for block in found[:_LONGEST_TITLE] if block.kind is None and not block.bullet]
        top = tree(found, Role.AIM, every=True)
        return Outline(
            title=" ".join(" ".join(head[:3]).split()),
            sections=sections(self.source, top),
            span=self.source.span(found[0].start, found[-1].end),
        )

    def _events(self, trees: Sequence[Node], year: int | None) -> Iterator[Event]:
        seen: set[tuple[date, date]] = set()
        for node in (node for top in trees for node in top.walk() if node.role is not Role.RESULT):
            headed = (year_of(key_of(above.heading)) for above in node.above())
            of = next(filter(None, headed), year)
            for block in ([node.block] if node.block else []) + node.items:
                for event in events(self.source, block, of):
                    if (event.start, event.end) not in seen:
                        seen.add((event.start, event.end))
                        yield event

    def _marks(self, done: Work, trees: Sequence[Node]) -> Iterator[tuple[int, int, PassageKind]]:
        """Say of every stretch that was understood what it is."""
        tasks = {start for start, _ in done.at}
        headings = {id(node.block) for top in trees for node in top.walk() if node.block is not None}
        head = self.frame
        for place, kind in ((head.titled, PassageKind.TITLE), (head.addressed, PassageKind.ADDRESSEES)):
            if place is not None:
                yield *place, kind
        named = 1 if self.type is None and not head.title else 0  # the first line is the title, then
        yield from ((start, end, PassageKind.UNREAD) for start, end in head.strange[named:])
        for line in self.lines[: head.body]:
            yield line.start, line.end, PassageKind.HEADER
        basis = {id(block) for block in self.opening if _BASIS.match(block.key)}
        annexed = self._annexed()
        for block in (*self.body, *self.annex):
            kind = PassageKind.TEXT if block.start < annexed else PassageKind.ANNEX
            if block.note:
                kind = PassageKind.FOOTNOTE
            elif not tasks.isdisjoint((block.start, block.pieces[0][1])):
                kind = PassageKind.TASK
            elif id(block) in headings or id(block) in basis:
                kind = PassageKind.HEADING if id(block) in headings else PassageKind.BASIS
            yield block.start, block.end, kind
        yield from ((start, end, PassageKind.RECIPIENTS) for _, start, end in head.recipients)
        yield from ((start, end, PassageKind.SIGNATURE) for _, start, end in head.signing)
        noise = [line for line in self.lines if is_noise(self.source.clean[line.start : line.end])]
        yield from ((line.start, line.end, PassageKind.BLANK) for line in noise)
        for line in self.lines[head.close : head.annex]:
            yield line.start, line.end, PassageKind.RECIPIENTS

    def _annexed(self) -> int:
        """Give the place at which the annexes begin."""
        rest = self.lines[self.frame.annex :]
        return rest[0].start if rest else len(self.source.clean)


def _items_from(body: Sequence[Block]) -> int:
    """Give the index of the first heading or item; of a text that has none, of the second paragraph."""
    for index, block in enumerate(body):
        capitals = is_capitals(block.text) and len(block.text) > _SHORT
        if block.kind is not None or block.bullet or block.cells or capitals:
            return index
    return min(1, len(body))


def _identity(citation: Citation) -> tuple[str | None, ...]:
    return citation.type, citation.number_text, citation.name


def _type(found: Frame) -> str | None:
    if found.type is not None:
        return found.type
    if found.number is not None and found.number.type not in (None, "CV"):
        return found.number.type
    return "CV" if found.addressees or found.titled or found.number is not None else None


_SUBSCRIPT: Final = re.compile(r"\s*\.?\s*(?:_\{[^}]*\}|_\w+)\s*$")


def _recipient(text: str) -> str:
    held = _SUBSCRIPT.sub("", text) if text.lower().startswith("lưu") else text
    return held.strip().rstrip(";,. ").strip()
