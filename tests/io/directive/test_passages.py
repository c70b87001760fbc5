from __future__ import annotations

import unicodedata

from vstbpn.io.directive._passages import passages
from vstbpn.io.directive._source import Source
from vstbpn.model import PassageKind

BLANK, HEADER, TASK, TEXT, TITLE, UNREAD = (
    PassageKind.BLANK,
    PassageKind.HEADER,
    PassageKind.TASK,
    PassageKind.TEXT,
    PassageKind.TITLE,
    PassageKind.UNREAD,
)


def covered(text: str, *marked: tuple[int, int, PassageKind]) -> list[tuple[PassageKind, str]]:
    """Give the passages of a text with what stands in each."""
    found = passages(Source.of(text), marked)
    assert "".join(passage.span.of(text) for passage in found) == text
    return [(passage.kind, passage.span.of(text)) for passage in found]


def test_what_lies_between_marks_is_blank_or_unread() -> None:
    assert covered("KẾ HOẠCH\n\nlạ\n1. Sở", (0, 8, TITLE), (13, 18, TASK)) == [
        (TITLE, "KẾ HOẠCH"),
        (UNREAD, "\n\nlạ\n"),
        (TASK, "1. Sở"),
    ]


def test_rules_and_empty_lines_are_blank() -> None:
    assert covered("A\n---\n***\nB", (0, 1, TEXT), (10, 11, TEXT)) == [
        (TEXT, "A"),
        (BLANK, "\n---\n***\n"),
        (TEXT, "B"),
    ]


def test_the_first_and_the_last_of_a_text_are_covered_too() -> None:
    assert covered("\n A \nrồi", (2, 3, TEXT)) == [(BLANK, "\n "), (TEXT, "A"), (UNREAD, " \nrồi")]


def test_a_text_without_marks_is_one_passage() -> None:
    assert covered("tin bài") == [(UNREAD, "tin bài")]
    assert covered(" \n") == [(BLANK, " \n")]
    assert covered("") == []


def test_raised_digits_alone_are_blank() -> None:
    assert covered("A¹", (0, 1, TEXT)) == [(TEXT, "A"), (BLANK, "¹")]


def test_of_marks_that_overlap_the_first_keeps_its_place_and_the_next_has_the_rest() -> None:
    assert covered("0123456789", (0, 5, HEADER), (3, 10, TEXT)) == [(HEADER, "01234"), (TEXT, "56789")]


def test_a_mark_inside_another_or_without_length_is_left_out() -> None:
    assert covered("0123", (0, 4, HEADER), (1, 3, TEXT), (2, 2, TASK)) == [(HEADER, "0123")]


def test_of_two_marks_at_one_place_the_shorter_goes_first_and_of_equals_the_one_said_first() -> None:
    assert covered("0123", (0, 4, TEXT), (0, 2, TITLE)) == [(TITLE, "01"), (TEXT, "23")]
    assert covered("0123", (0, 4, TITLE), (0, 4, HEADER)) == [(TITLE, "0123")]


def test_marks_may_come_in_any_order() -> None:
    assert covered("0123", (2, 4, TEXT), (0, 2, TITLE)) == [(TITLE, "01"), (TEXT, "23")]


def test_passages_are_places_in_the_text_as_it_was_given() -> None:
    text = unicodedata.normalize("NFD", "Sở Y tế\nHuế")
    assert covered(text, (0, 7, TITLE), (8, 11, TEXT)) == [
        (TITLE, unicodedata.normalize("NFD", "Sở Y tế")),
        (BLANK, "\n"),
        (TEXT, unicodedata.normalize("NFD", "Huế")),
    ]
