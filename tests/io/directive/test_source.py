from __future__ import annotations

import unicodedata

import pytest

from vstbpn.io.directive._source import Source, even, key_of


def held(source: Source) -> list[str]:
    """Give the lines of a source as they are read."""
    return [source.clean[line.start : line.end] for line in source.lines()]


def printed(source: Source, words: str) -> str:
    """Give what stands in the text where these words stand in its even form."""
    start = source.clean.index(words)
    return source.span(start, start + len(words)).of(source.text)


@pytest.mark.parametrize("space", "\u00a0\u1680\u2000\u2003\u2007\u2008\u200a\u202f\u205f\u3000\r")
def test_every_kind_of_space_is_one_kind(space: str) -> None:
    assert even(f"Hà{space}Nội") == "Hà Nội"


@pytest.mark.parametrize("end", "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
def test_every_kind_of_line_end_is_one_kind(end: str) -> None:
    assert even(f"Căn cứ{end}Luật") == "Căn cứ\nLuật"


@pytest.mark.parametrize("letters", ["ĐđĐđ", "ÐðÐð", "ƉɖƉɖ"])
def test_look_alikes_of_the_letter_are_the_letter(letters: str) -> None:
    assert even(letters) == "ĐđĐđ"


@pytest.mark.parametrize("dash", "-‑−")
def test_dashes_of_symbols_are_one_kind(dash: str) -> None:
    assert even(f"KH{dash}UBND") == "KH-UBND"


def test_raised_digits_of_footnotes_are_blank() -> None:
    assert even("bình đẳng giới¹²³⁰⁴⁹, diện tích") == "bình đẳng giới      , diện tích"


def test_evening_a_text_moves_no_character() -> None:
    text = "Ðiều 1.\u00a0Giao\u2028Sở\r\nY tế⁵ −"
    assert len(even(text)) == len(text)


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("ỦY BAN", "ủy ban"),
        ("Uỷ ban", "ủy ban"),
        ("Hoà Bình", "hòa bình"),
        ("HOÀ", "hòa"),
        ("khoẻ", "khỏe"),
        ("thuỳ, thuý, luỹ, luỵ", "thùy, thúy, lũy, lụy"),
        ("Hoàng Hoan, hoạt động", "hoàng hoan, hoạt động"),
        ("Quý II, quỹ, quỷ", "quý ii, quỹ, quỷ"),
        ("Hoà1, hoà_2", "hòa1, hòa_2"),
    ],
)
def test_a_key_is_small_with_each_tone_in_its_old_place(printed: str, key: str) -> None:
    assert key_of(printed) == key


def test_a_key_is_as_long_as_its_text_though_a_letter_grows() -> None:
    """The small letter of İ is two characters; it stays as it is, and what follows stays in its place."""
    assert key_of("İzmir HOÀ") == "İzmir hòa"


@pytest.mark.parametrize(
    ("marked", "clean"),
    [
        ("**KẾ HOẠCH**", "  KẾ HOẠCH  "),
        ("*Lào Cai*, ngày", " Lào Cai , ngày"),
        ("## I. MỤC ĐÍCH", "   I. MỤC ĐÍCH"),
        ("  ### **II. CHỈ TIÊU**", "        II. CHỈ TIÊU  "),
        ("ô số #1 và #2", "ô số #1 và #2"),
        ("####### bảy", "####### bảy"),
        (r"1\. Sở Y tế \- chủ trì \*\_", "1 . Sở Y tế  - chủ trì    _"),
        (r"C:\Vụ", r"C:\Vụ"),
        ("UBND<br>TỈNH<BR/>A<br />B", "UBND    TỈNH     A      B"),
        ("* Rà soát **ngay**", "* Rà soát   ngay  "),
        ("  * Rà soát", "  * Rà soát"),
        ("* **Sở Y tế** rà soát", "*   Sở Y tế   rà soát"),
        ("* * *", "     "),
        ("a * b", "a   b"),
    ],
)
def test_marks_of_markdown_are_blank_and_a_star_that_begins_an_item_is_kept(marked: str, clean: str) -> None:
    assert Source.of(marked).clean == clean


@pytest.mark.parametrize("mark", ["*", "#", "**", "##"])
def test_a_line_of_marks_alone_is_empty_whatever_ends_it(mark: str) -> None:
    """With CR LF a star was once taken for an item, for a blank followed it."""
    for end in ("\n", "\r\n"):
        source = Source.of(end.join(["Một", mark, "Hai"]))
        assert held(source) == ["Một", "Hai"]
        assert [line.gap for line in source.lines()] == [False, True]


def test_the_key_of_a_source_is_that_of_its_clean_text() -> None:
    source = Source.of("**Uỷ ban** Ðà Nẵng")
    assert source.key == "  ủy ban   đà nẵng"
    assert len(source.key) == len(source.clean)


def test_places_in_composed_text_are_their_own() -> None:
    source = Source.of("Số: 12/KH-UBND")
    assert source.span(4, 14) == (4, 14)
    assert source.text == "Số: 12/KH-UBND"


def test_decomposed_letters_are_composed_and_lead_back_to_where_they_stand() -> None:
    text = unicodedata.normalize("NFD", "Thường trực Ủy ban\nSở Nội vụ chủ trì")
    source = Source.of(text)
    assert source.clean == "Thường trực Ủy ban\nSở Nội vụ chủ trì"
    assert printed(source, "Sở Nội vụ") == unicodedata.normalize("NFD", "Sở Nội vụ")
    assert source.span(0, len(source.clean)) == (0, len(text))


def test_a_composed_line_among_decomposed_ones_keeps_its_places() -> None:
    text = unicodedata.normalize("NFD", "Hà Đông") + "\nHà Nội\n" + unicodedata.normalize("NFD", "Thủ Đức")
    source = Source.of(text)
    assert printed(source, "Nội") == "Nội"
    assert printed(source, "Đức") == unicodedata.normalize("NFD", "Đức")


@pytest.mark.parametrize("hidden", "\u00ad\u200b\u200c\u200d\u2060\ufeff")
def test_invisible_characters_are_not_read_and_belong_to_the_letter_before(hidden: str) -> None:
    source = Source.of(f"{hidden}Kế ho{hidden}ạch nă{hidden}m")
    assert source.clean == "Kế hoạch năm"
    assert printed(source, "hoạ") == f"ho{hidden}ạ"
    assert printed(source, "nă") == f"nă{hidden}"


def test_an_invisible_character_does_not_part_a_letter_from_its_mark() -> None:
    source = Source.of("Ke\u200b\u0302\u0301 hoạch")
    assert source.clean == "Kế hoạch"
    assert printed(source, "Kế") == "Ke\u200b\u0302\u0301"


def test_a_mark_that_no_letter_takes_keeps_its_own_place() -> None:
    """Where a symbol ended before such a mark, its span once ended before the letter."""
    source = Source.of("kh-ubnd\u0301 " + unicodedata.normalize("NFD", "Huế"))
    assert printed(source, "kh-ubnd") == "kh-ubnd"
    assert printed(source, "Huế") == unicodedata.normalize("NFD", "Huế")


def test_letters_that_compose_without_a_mark_are_composed_too() -> None:
    """Korean syllables are made of letters that are no marks."""
    source = Source.of("\u1112\u1161 Quốc")
    assert source.clean == "\ud558 Quốc"
    assert printed(source, "\ud558") == "\u1112\u1161"


def test_a_letter_under_a_heap_of_marks_is_read_in_pieces() -> None:
    """To put n marks in order takes n squared steps; nobody writes more than a few."""
    source = Source.of("a" + "\u0301" * 1000)
    spans = [source.span(place, place + 1) for place in range(len(source.clean))]
    assert max(span.end - span.start for span in spans) <= 32
    assert source.span(0, len(source.clean)) == (0, 1001)


def test_lines_are_without_the_space_around_them() -> None:
    source = Source.of("  I. MỤC ĐÍCH \t\r\n\tNâng cao\u00a0nhận thức  ")
    assert held(source) == ["I. MỤC ĐÍCH", "Nâng cao nhận thức"]


def test_a_line_knows_whether_an_empty_one_stands_before_it() -> None:
    source = Source.of("\nMột\nHai\n \t\n\nBa\nBốn\n")
    assert [(text, line.gap) for text, line in zip(held(source), source.lines(), strict=True)] == [
        ("Một", True),
        ("Hai", False),
        ("Ba", True),
        ("Bốn", False),
    ]


def test_a_line_that_begins_with_a_raised_digit_is_a_note() -> None:
    source = Source.of("Diện tích 5 km² đất\n¹ Theo Luật.\n  ²³Theo Nghị định.\n⁴\n5 Theo")
    assert [(text, line.note) for text, line in zip(held(source), source.lines(), strict=True)] == [
        ("Diện tích 5 km  đất", False),
        ("Theo Luật.", True),
        ("Theo Nghị định.", True),
        ("5 Theo", False),
    ]


@pytest.mark.parametrize("text", ["", "\n", " \r\n\t", "\u200b", "**"])
def test_a_text_of_nothing_has_no_lines(text: str) -> None:
    source = Source.of(text)
    assert list(source.lines()) == []
    assert source.span(0, len(source.clean)).end == len(text)
