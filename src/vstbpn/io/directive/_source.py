"""The text of a document, made even for reading, with the way back to every character as it was given."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from typing import Final, NamedTuple

from attrs import frozen

from vstbpn.model import Span

__all__ = ["Line", "Source", "even", "key_of"]

# One character stands for one character, so that offsets stay what they are.
_EVEN: Final = str.maketrans(
    {
        **dict.fromkeys(map(ord, "\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"), " "),
        **dict.fromkeys(map(ord, "\u2008\u2009\u200a\u202f\u205f\u3000"), " "),
        **dict.fromkeys(map(ord, "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), "\n"),
        **dict.fromkeys(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"), " "),
        ord("Ð"): "Đ",
        ord("Ɖ"): "Đ",
        ord("ð"): "đ",
        ord("ɖ"): "đ",
        ord("‑"): "-",
        ord("−"): "-",
    }
)
_INVISIBLE: Final = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_LONGEST_CLUSTER: Final = 32
_NOTE: Final = re.compile(r"^[ \t]*[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?=[ \t]*\S)", re.MULTILINE)

# Marks of Markdown: bold, italics, headings, escapes. A star before a space that begins a line is a bullet.
_MARKS: Final = re.compile(
    r"(?P<bullet>^[ \t]*\*(?=[ \t]+\**[^*\s]))|\*+|^[ \t]*#{1,6}(?=[ \t*]|$)|\\(?=[-.)*#_])|<br ?/?>",
    re.MULTILINE | re.IGNORECASE,
)

# Where the mark of the tone goes is a matter of the keyboard: hoà and hòa, uỷ and ủy.
_NEW: Final = ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"]
_OLD: Final = dict(
    zip(
        _NEW,
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)
_TONED: Final = re.compile(f"(?<!q)(?:{'|'.join(_NEW)})(?![^\\W\\d_])")


class Line(NamedTuple):
    """A line without the space around it; ``gap`` tells whether an empty line stands before it."""

    start: int
    end: int
    gap: bool
    note: bool


def even(text: str) -> str:
    """Make every kind of space, of dash and of *đ* one kind; one character for one character."""
    return text.translate(_EVEN)


def key_of(clean: str) -> str:
    """Give the same text in small letters, each tone in its old place: as long as the text, to be matched."""
    small = clean.lower()
    if len(small) != len(clean):  # a few letters of other scripts grow
        small = "".join(char.lower() if len(char.lower()) == 1 else char for char in clean)
    return _TONED.sub(lambda match: _OLD[match[0]], small)


@frozen(eq=False)
class Source:
    """A text, its even form and its key.

    ``clean`` is in NFC and free of marks; ``key`` is ``clean`` in small letters, as long as it.
    """

    text: str
    clean: str
    key: str
    notes: frozenset[int]
    _starts: array[int] | None

    @classmethod
    def of(cls, text: str) -> Source:
        composed, starts = _composed(text)
        notes = frozenset(match.end() for match in _NOTE.finditer(composed))
        clean = _MARKS.sub(_unmarked, even(composed))
        return cls(text, clean, key_of(clean), notes, starts)

    def span(self, start: int, end: int) -> Span:
        """Say where in the text as it was given a stretch of the even one stands."""
        if self._starts is None:
            return Span(start, end)
        return Span(self._starts[start], self._starts[end])

    def lines(self) -> Iterator[Line]:
        """Give the lines that hold something."""
        gap = False
        for match in re.finditer(r"[^\n]*\n|[^\n]+", self.clean):
            held = match[0].strip()
            if not held:
                gap = True
                continue
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            note = any(place in self.notes for place in range(match.start(), start + 1))
            yield Line(start, start + len(held), gap, note)
            gap = False


def _unmarked(match: re.Match[str]) -> str:
    return match[0] if match["bullet"] else " " * len(match[0])


def _composed(text: str) -> tuple[str, array[int] | None]:
    """Compose the letters; with the offset of each, where they are not those of the text."""
    if unicodedata.is_normalized("NFC", text) and not any(char in text for char in _INVISIBLE):
        return text, None
    letters: list[str] = []
    starts = array("L")
    place = 0
    for line in text.splitlines(keepends=True):
        if unicodedata.is_normalized("NFC", line) and not any(char in line for char in _INVISIBLE):
            letters.append(line)
            starts.extend(range(place, place + len(line)))
        else:
            for start, end in _clusters(line):
                piece = line[start:end]
                composed = _nfc("".join(char for char in piece if char not in _INVISIBLE))
                letters.append(composed)
                kept = composed == piece
                starts.extend(range(place + start, place + end) if kept else [place + start] * len(composed))
        place += len(line)
    starts.append(place)
    return "".join(letters), starts


def _clusters(line: str) -> Iterator[tuple[int, int]]:
    """Cut a line into the shortest pieces that compose by themselves."""
    start = 0
    for place in range(1, len(line)):
        before, char = line[place - 1], line[place]
        # Nobody writes more marks on one letter; and to put n of them in order takes n squared steps.
        if place - start < _LONGEST_CLUSTER and (
            char in _INVISIBLE
            or unicodedata.combining(char)
            or unicodedata.normalize("NFC", before + char) != _nfc(before) + _nfc(char)
        ):
            continue
        yield start, place
        start = place
    yield start, len(line)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
