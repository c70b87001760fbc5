"""What is printed beside each mention of a document: its day, and its title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from vstbpn.model import Citation, Span, parse_date, search_numbers
from vstbpn.rules._plain import DAY, even
from vstbpn.rules._values import Document

__all__ = ["Printed", "differ", "printed"]

_REACH: Final = 400  # characters after a number in which its day and title stand

_DAY_AFTER: Final = re.compile(rf"\s?[,(]?\s?(?:ký |ban hành )?ngày ({DAY})")
_ISSUER_AFTER: Final = re.compile(
    rf"\s?[,(]?\s?(?:(?:ký |ban hành )?ngày {DAY}\s?\)?,? ?)?của ([^,;.:()“”\"\n]{{2,120}})"
)
# With such a word a title begins, right after the number, the day or the body.
_BEGINS: Final = "về việc|về|v/v|phê duyệt|ban hành|quy định|hướng dẫn|triển khai|thực hiện|hành động"
_ISSUER_ENDS: Final = re.compile(rf" (?:{_BEGINS}|và) ")
_TITLE_AFTER: Final = re.compile(
    rf"\s?[,(]?\s?(?:(?:ký |ban hành )?ngày {DAY}\s?\)?,? ?)?(?:của ([^,;.:()“”\"\n]{{2,120}}?) )?,? ?"
    rf"((?:{_BEGINS}) [“\"]?[^;.:()“”\"\n]{{3,300}}(?:[“\"][^;.:()“”\"\n]{{3,300}})?)"
)
# What no name of a body holds: the sentence goes on, and a later word is no title's.
_NO_BODY: Final = re.compile(r" (?:để|theo|trong|đến|tới|cho|được|đã|và các|và triển khai) ")
# Where the words of a title end and those of the sentence go on.
_GOES_ON: Final = re.compile(
    r",? (?:và (?:các|những|kế hoạch|chỉ thị|nghị quyết|quyết định|chương trình)|nhằm|trong đó"
    r"|gắn với|tới|đến|cho cán bộ"
    r"|(?:chỉ thị|nghị quyết|nghị định|quyết định|thông tư|kế hoạch|công văn|chương trình) số) "
    r"|, (?:ubnd|ủy ban|hđnd|bộ|sở|ban|phòng|hội) "
)
_OPENING: Final = frozenset(map(even, _BEGINS.replace("|", " ").split()))
_LITTLE: Final = frozenset(map(even, ("và",)))
_FEWEST: Final = 4  # words; what is shorter is no title to compare
_RUN: Final = 3  # words in a row by which two titles are seen to go on alike
_AT_ONCE: Final = 2  # words that must agree before what follows can be the sentence going on


class Printed(NamedTuple):
    """One mention of a document, with what stands beside it there."""

    citation: Citation
    span: Span
    issued_on: date | None
    issuer: str | None
    title: str


def printed(document: Document) -> Iterator[Printed]:
    """Give the mentions of the numbered documents that a document cites, each with its day and title.

    Without a text, the one that the reader kept.
    """
    for citation in document.directive.citations:
        if citation.number is None:
            continue
        mentions = citation.mentions or (citation.span,)
        if not document.text:
            name = citation.name or ""
            yield Printed(citation, citation.span, citation.issued_on, citation.issuer, name)
            continue
        for span in mentions:
            found = _beside(document, citation, span)
            # Of several mentions the reader's body is one's, and perhaps not this one's.
            yield found._replace(issuer=found.issuer or citation.issuer) if len(mentions) == 1 else found


def _beside(document: Document, citation: Citation, span: Span) -> Printed:
    chunk = document.text[span.start : max(span.end, span.start + _REACH)]
    end = next((end for _, end, number in search_numbers(chunk) if number == citation.number), None)
    if end is None:
        return Printed(citation, span, None, None, "")
    plain = document.plain
    start = plain.at(span.start + end)
    after = plain.key[start : start + _REACH]
    # Another number ends what can belong to this one.
    other = next((begin for begin, _, _ in search_numbers(chunk[end:])), None)
    if other is not None:
        after = after[: plain.at(span.start + end + other) - start]
    day = _DAY_AFTER.match(after)
    title = _TITLE_AFTER.match(after)
    if title and _NO_BODY.search(f" {title[1]} "):
        title = None
    issuer = _ISSUER_AFTER.match(after)
    return Printed(
        citation,
        span,
        _date(day[1]) if day else None,
        _ISSUER_ENDS.split(f"{issuer[1]} ", maxsplit=1)[0].strip() if issuer else None,
        _title(title[2]) if title else "",
    )


def _date(text: str) -> date | None:
    try:
        return parse_date(text.replace(" / ", "/").replace(" /", "/").replace("/ ", "/"))
    except ValueError:
        return None


def _title(words: str) -> str:
    stop = _GOES_ON.search(f"{words} ")
    return (words[: stop.start()] if stop else words).strip(" ,")


def differ(one: str, other: str) -> bool:
    """Tell whether two titles differ, where the end of a printed one is not certain.

    They do when they begin with other words, or go on alike after other words in between. Where one only
    ends sooner, or nothing after the first other word is alike, the sentence may have gone on.
    """
    first, second = _words(one), _words(other)
    if min(len(first), len(second)) < _FEWEST:
        return False
    alike = 0
    for left, right in zip(first, second, strict=False):
        if left != right:
            break
        alike += 1
    if alike == min(len(first), len(second)):
        return False
    return alike < _AT_ONCE or not _runs(first[alike:]).isdisjoint(_runs(second[alike:]))


def _words(title: str) -> list[str]:
    words = [word for word in re.findall(r"\w+", even(title)) if word not in _LITTLE]
    while words and words[0] in _OPENING:
        words = words[1:]
    return words


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
