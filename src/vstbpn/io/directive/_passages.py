"""Passages that cover a text: what is marked, and what lies between."""

from __future__ import annotations

from collections.abc import Iterable

from vstbpn.io.directive._source import Source, even
from vstbpn.model import Passage, PassageKind, Span

__all__ = ["passages"]


def passages(source: Source, marked: Iterable[tuple[int, int, PassageKind]]) -> tuple[Passage, ...]:
    """Cover a text with passages: those that are marked, as far as they do not overlap, and blanks between.

    What lies between two marks and is not blank was not understood.
    """
    found: list[Passage] = []
    place = 0
    for start, end, kind in sorted(marked, key=lambda mark: mark[:2]):
        begin, over = source.span(start, end)
        begin = max(begin, place)
        if over <= begin:
            continue
        found += _between(source, place, begin)
        found.append(Passage(kind, Span(begin, over)))
        place = over
    found += _between(source, place, len(source.text))
    return tuple(found)


def _between(source: Source, start: int, end: int) -> list[Passage]:
    if start >= end:
        return []
    held = even(source.text[start:end])
    kind = PassageKind.UNREAD if any(char.isalnum() for char in held) else PassageKind.BLANK
    return [Passage(kind, Span(start, end))]
