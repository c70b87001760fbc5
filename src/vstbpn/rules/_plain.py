"""A text in one spelling to search in, and the way back to the places of the text as it was given."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

from vstbpn.model import Span, nfc

__all__ = ["DAY", "Plain", "even", "words_pattern"]

# Words with their decomposed marks and what is invisible in them; spaces; single signs.
_PIECE: Final = re.compile(r"(?:\w|[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff])+|\s+|[^\w\s]")

_SAME: Final = str.maketrans(
    {
        **dict.fromkeys("\u00f0\u0256", "\u0111"),  # look-alikes of đ
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
    }
)
_TONE_LAST: Final = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)")
_TONE_FIRST: Final = {
    f"{first}{later}": f"{toned}{plain}"
    for first, plain, firsts, laters in (
        ("o", "a", "òóỏõọ", "àáảãạ"),
        ("o", "e", "òóỏõọ", "èéẻẽẹ"),
        ("u", "y", "ùúủũụ", "ỳýỷỹỵ"),
    )
    for toned, later in zip(firsts, laters, strict=True)
}

_BETWEEN: Final = r"[^\w\n]{1,4}"

DAY: Final = (
    r"(?:[0-9]{1,2} ?/ ?[0-9]{1,2} ?/ ?[0-9]{4}|[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}"
    r"|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|[0-9]{1,2} tháng [0-9]{1,2} năm [0-9]{4})"
)
"""A pattern without groups of a day, in a plain text."""


def even(text: str) -> str:
    """Give a text in small composed letters, with tones where they stood of old: *Uỷ* is *Ủy*.

    >>> even("Uỷ ban – HOÀ QUÝ")
    'ủy ban - hòa quý'

    :func:`vstbpn.model.fold` makes keys to compare by; its letters are not in words that a pattern knows.
    """
    letters = nfc(nfc(text).casefold()).translate(_SAME)
    return _TONE_LAST.sub(lambda match: _TONE_FIRST[match[0]], letters)


class Plain:
    """A text in small letters, composed, one space for many; paragraphs end with a line feed.

    >>> plain = Plain("Số  ĐIỆN THOẠI:\\n0900")
    >>> plain.key, plain.span(3, 13)
    ('số điện thoại: 0900', Span(start=4, end=14))
    """

    def __init__(self, text: str) -> None:
        keys: list[str] = []
        self._starts: list[int] = []
        self._places: list[tuple[int, int]] = []
        length = 0
        for piece in _PIECE.finditer(text):
            given = piece.group()
            key = ("\n" if given.count("\n") > 1 else " ") if given.isspace() else even(given)
            if not key:
                continue
            keys.append(key)
            self._starts.append(length)
            self._places.append(piece.span())
            length += len(key)
        self.key = "".join(keys)

    def span(self, start: int, end: int) -> Span:
        """Give the place in the text of what stands in the key, in whole words."""
        first = self._places[bisect_right(self._starts, start) - 1]
        last = self._places[bisect_right(self._starts, end - 1) - 1]
        return Span(first[0], last[1])

    def at(self, place: int) -> int:
        """Give the place in the key of a place in the text: of the word that it is in, or the next one."""
        found = bisect_left(self._places, place, key=lambda span: span[1] - 1)
        return self._starts[found] if found < len(self._starts) else len(self.key)

    def find(self, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Span]]:
        """Give what a pattern finds, with its places in the text."""
        for match in pattern.finditer(self.key):
            yield match, self.span(*match.span())


def words_pattern(words: str) -> str:
    """Make a pattern of words in a row, whatever signs stand between them."""
    found = _BETWEEN.join(re.findall(r"\w+", even(words)))
    return rf"(?<!\w){found}(?!\w)"
