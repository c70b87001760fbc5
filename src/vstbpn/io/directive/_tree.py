"""Blocks become a tree of headed sections with the items that stand in each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Final

from attrs import define, field

from vstbpn.io.directive._blocks import Block, Kind, is_capitals
from vstbpn.io.directive._source import Source
from vstbpn.io.directive._words import is_office, offices, plain_office
from vstbpn.model import Section

__all__ = ["Node", "Role", "sections", "tree"]


class Role(Enum):
    """What the items of a section are, by its heading."""

    WORK = "work"
    AIM = "aim"
    """Purposes, targets, scope: they say what for and how much, not what is to be done."""
    RESULT = "result"
    """What was done, and how things stand."""
    PLEA = "plea"
    """What is asked of a body above."""


@define(eq=False)
class Node:
    """A headed section: its heading, its items, the sections in it."""

    kind: Kind | None
    label: str
    heading: str
    start: int
    end: int
    block: Block | None
    role: Role
    office: tuple[str, ...] = ()
    """The offices that the heading names."""
    parent: Node | None = None
    children: list[Node] = field(factory=list)
    items: list[Block] = field(factory=list)

    @property
    def path(self) -> tuple[str, ...]:
        """The labels from the top down."""
        labels: list[str] = []
        node: Node | None = self
        while node is not None and node.parent is not None:
            labels.append(node.label)
            node = node.parent
        return tuple(reversed(labels))

    def above(self) -> Iterator[Node]:
        """Give the section and those that it stands in, from below."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def walk(self) -> Iterator[Node]:
        """Give the section and all below it, in the order of the text."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)


_AIM: Final = re.compile(
    r"(?:các |một số |những |về )?(?:mục đích|mục tiêu|chỉ tiêu|yêu cầu|quan điểm|phạm vi|đối tượng"
    r"|nguyên tắc|hiệu lực|giải thích từ ngữ|nội dung và mức"
    r"|mức (?:hỗ trợ|chi)|điều khoản)"
)
_RESULT: Final = re.compile(
    r"(?:các |một số |những |về )?(?:kết quả|tình hình|đánh giá|tồn tại|hạn chế|khó khăn|nguyên nhân"
    r"|thực trạng|sự cần thiết|cơ sở|quá trình|đặc điểm"
    r"|ưu điểm|thuận lợi|bài học|bối cảnh|nội dung chính)"
)
_WORK: Final = re.compile(
    r"nhiệm vụ|giải pháp|phương hướng|tổ chức thực hiện|phân công|trách nhiệm|triển khai|công tác"
    r"|nội dung thực hiện"
    r"|kế hoạch|hoạt động|tổ chức"
)
_PLEA: Final = re.compile(r"kiến nghị|đề xuất")
_LONGEST_HEADING: Final = 300
_LONGEST_ARTICLE: Final = 150
_WORKS: Final = re.compile(
    r"(?:giao|yêu cầu|phân công|đề nghị) [^\W\d_]|.{0,150}(?:chủ trì|phối hợp với|có trách nhiệm"
    r"|chịu trách nhiệm)"
)


def tree(found: Sequence[Block], role: Role, *, every: bool = False) -> Node:
    """Make the tree of the blocks of a body.

    :param role: what items are that stand below no heading that says it.
    :param every: take every labelled block as a heading, as an outline's are.
    """
    top = Node(None, "", "", 0, 0, None, role)
    here = top
    named: Block | None = None
    for index, block in enumerate(found):
        if block.note or block is named:
            continue
        following = next((other for other in found[index + 1 : index + 3] if not other.note), None)
        if block.kind is not None:
            here = _parent(here, block.kind, block.label)
            if every or _is_heading(block, following, here):
                here = _section(block, here)
                if (
                    not block.text
                    and following is not None
                    and following.kind is None
                    and not following.bullet
                ):
                    _name(here, following)
                    named = following
                continue
        elif _is_bare_heading(block):
            continue
        here.items.append(block)
        here.end = block.end
    return top


def sections(source: Source, node: Node) -> tuple[Section, ...]:
    """Give the sections below a node as values of the model."""
    done: dict[int, tuple[Section, ...]] = {}
    for inner in reversed(list(node.walk())):
        done[id(inner)] = tuple(
            Section(
                label=child.label,
                heading=child.heading,
                span=source.span(child.start, max(_end(child), child.start)),
                children=done[id(child)],
            )
            for child in inner.children
        )
    return done[id(node)]


def _end(node: Node) -> int:
    last = node
    while last.children:
        last = last.children[-1]
    return max(node.end, last.end)


def _parent(here: Node, kind: Kind, label: str) -> Node:
    """Give the section in which one with this label stands: above the open one of its kind."""
    for node in here.above():
        if node.kind is kind and (kind is not Kind.DECIMAL or node.label.count(".") == label.count(".")):
            return node.parent or node
        if kind is Kind.DECIMAL and label.rpartition(".")[0] == node.label:
            return node
    if kind > Kind.ARTICLE:
        return here
    # Parts, chapters and articles never stand in a numbered paragraph.
    return next(node for node in here.above() if node.kind is None or node.kind < kind)


def _is_heading(block: Block, following: Block | None, here: Node) -> bool:
    text = block.text
    if block.kind is not None and block.kind <= Kind.ARTICLE:
        return True
    if not text or len(text) > _LONGEST_HEADING or (block.kind is Kind.LETTER and text[0].islower()):
        return False
    if is_capitals(text):
        return True
    office = is_office(text, block.key)
    below = following is not None and (
        bool(following.bullet)
        or bool(following.cells)
        or following.kind is None
        or (
            following.kind is not block.kind and not any(node.kind is following.kind for node in here.above())
        )
        or (following.kind is Kind.DECIMAL and following.label.rpartition(".")[0] == block.label)
    )
    if text.endswith(":") or office:
        return below or office
    if run_in(block) is not None:
        return following is not None and bool(following.bullet)
    if text.endswith((".", ";")):
        return (
            below
            and len(text) <= _LONGEST_ARTICLE
            and not _WORKS.match(block.key)
            and following is not None
            and (bool(following.bullet) or following.kind is not None)
        )
    return below or len(text) <= _LONGEST_ARTICLE


def _is_bare_heading(block: Block) -> bool:
    """Tell whether an unmarked line in capitals is a heading without a label: *QUYẾT ĐỊNH:*."""
    return not block.bullet and not block.cells and is_capitals(block.text) and len(block.text) < 150


def run_in(block: Block) -> int | None:
    """Give the place of the colon behind an office that begins a labelled paragraph: *1. Sở Y tế: ...*."""
    place = block.text.find(":", 0, 120)
    if place < 0 or place >= len(block.text) - 1:
        return None
    return place if is_office(block.text[:place], block.key[:place]) else None


def _section(block: Block, here: Node) -> Node:
    text, key = block.text, block.key
    article = block.kind is Kind.ARTICLE
    colon = run_in(block)
    heading = text if article else text[:colon].rstrip(" :.;")
    if article and len(text) > _LONGEST_ARTICLE:
        heading = ""
    role = _role(heading.lower() if article else key[: len(heading) + 1], here)
    office = _office(heading, key[: len(heading)])
    node = Node(block.kind, block.label, heading, block.start, block.end, block, role, office, here)
    here.children.append(node)
    return node


def _name(node: Node, block: Block) -> None:
    """Give a section the heading that stands on the line below its label."""
    node.heading = block.text.rstrip(" :.;")
    node.role = _role(block.key, node.parent or node)
    node.end = block.end


def _role(key: str, here: Node) -> Role:
    if _PLEA.match(key) or (_PLEA.search(key) and not _WORK.search(key)):
        return Role.PLEA
    if here.role in (Role.AIM, Role.RESULT) and here.parent is not None:
        return here.role
    for role, pattern in ((Role.AIM, _AIM), (Role.RESULT, _RESULT)):
        if pattern.match(key):
            return role
    return Role.WORK if _WORK.search(key) else here.role


def _office(heading: str, key: str) -> tuple[str, ...]:
    if not is_office(heading, key):
        return ()
    text, key = plain_office(heading, key)
    return tuple(offices(text, key))
