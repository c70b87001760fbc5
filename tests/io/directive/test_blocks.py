from __future__ import annotations

import unicodedata

import pytest

from vstbpn.io.directive._blocks import Block, Kind, blocks, is_capitals, is_noise, label_of
from vstbpn.io.directive._source import Source


def read(text: str) -> list[Block]:
    source = Source.of(text)
    return blocks(source, list(source.lines()))


def texts(text: str) -> list[str]:
    return [block.text for block in read(text)]


def spans(text: str, words: str) -> list[str]:
    """Give what stands in the text where its blocks have these words."""
    source = Source.of(text)
    return [
        block.span(source, start, start + len(words)).of(text)
        for block in blocks(source, list(source.lines()))
        if (start := block.text.find(words)) >= 0
    ]


# ------------------------------------------------------------------------------------------ labels


@pytest.mark.parametrize(
    ("line", "kind", "label", "rest"),
    [
        ("PHẦN THỨ NHẤT", Kind.PART, "PHẦN THỨ NHẤT", ""),
        ("Phần thứ  hai. Nhiệm vụ", Kind.PART, "Phần thứ hai", " Nhiệm vụ"),
        ("PHẦN II: NHIỆM VỤ", Kind.PART, "PHẦN II", " NHIỆM VỤ"),
        ("Phần B", Kind.PART, "Phần B", ""),
        ("CHƯƠNG III", Kind.CHAPTER, "CHƯƠNG III", ""),
        ("Chương 2. Nguyên tắc", Kind.CHAPTER, "Chương 2", " Nguyên tắc"),
        ("Mục 1. Hoạt động", Kind.GROUP, "Mục 1", " Hoạt động"),
        ("MỤC IV", Kind.GROUP, "MỤC IV", ""),
        ("Điều 2. Giao Sở Nội vụ", Kind.ARTICLE, "Điều 2", " Giao Sở Nội vụ"),
        ("ĐIỀU 12a: Hiệu lực", Kind.ARTICLE, "ĐIỀU 12a", " Hiệu lực"),
        ("Điều 3 .", Kind.ARTICLE, "Điều 3", ""),
        ("Điều 4", Kind.ARTICLE, "Điều 4", ""),
        ("1.2. Truyền thông", Kind.DECIMAL, "1.2", " Truyền thông"),
        ("1.2 Truyền thông", Kind.DECIMAL, "1.2", " Truyền thông"),
        ("2.1.3) Tập huấn", Kind.DECIMAL, "2.1.3", " Tập huấn"),
        ("2.1.Tập huấn", Kind.DECIMAL, "2.1", "Tập huấn"),
        ("3.1. - Tập huấn", Kind.DECIMAL, "3.1", " Tập huấn"),
        ("IV. TỔ CHỨC THỰC HIỆN", Kind.ROMAN, "IV", " TỔ CHỨC THỰC HIỆN"),
        ("I/ MỤC ĐÍCH", Kind.ROMAN, "I", " MỤC ĐÍCH"),
        ("II- CHỈ TIÊU", Kind.ROMAN, "II", " CHỈ TIÊU"),
        ("II – CHỈ TIÊU", Kind.ROMAN, "II", " CHỈ TIÊU"),
        ("V.KINH PHÍ", Kind.ROMAN, "V", "KINH PHÍ"),
        ("(II) Kết quả", Kind.ROMAN, "II", " Kết quả"),
        ("A. TÌNH HÌNH", Kind.UPPER, "A", " TÌNH HÌNH"),
        ("Đ) Kinh phí", Kind.UPPER, "Đ", " Kinh phí"),
        ("1. Sở Y tế", Kind.ARABIC, "1", " Sở Y tế"),
        ("12: Sở Y tế", Kind.ARABIC, "12", " Sở Y tế"),
        ("1.Sở Y tế", Kind.ARABIC, "1", "Sở Y tế"),
        ("1- Tổ chức", Kind.ARABIC, "1", " Tổ chức"),
        ("2/ Công tác", Kind.SLASHED, "2", " Công tác"),
        ("3) Công tác", Kind.CLOSED, "3", " Công tác"),
        ("(4) Công tác", Kind.BRACKETED, "4", " Công tác"),
        ("a) Đối với tỉnh", Kind.LETTER, "a", " Đối với tỉnh"),
        ("đ. Đối với xã", Kind.LETTER, "đ", " Đối với xã"),
        ("c/ Đối với xã", Kind.LETTER, "c", " Đối với xã"),
        ("(b) Đối với xã", Kind.LETTER_IN_BRACKETS, "b", " Đối với xã"),
    ],
)  # fmt: skip
def test_a_label_is_known_by_its_form(line: str, kind: Kind, label: str, rest: str) -> None:
    found = label_of(line)
    assert found is not None
    assert (found[0], found[1], line[found[2] :]) == (kind, label, rest)


@pytest.mark.parametrize(
    "line",
    [
        "Phần lớn các xã",
        "Phần trăm nữ",
        "Chương trình hành động",
        "Mục 3 của Kế hoạch",
        "Mục tiêu chung",
        "Điều 5 của Luật Bình đẳng giới",
        "Điều lệ Hội",
        "1.250 triệu đồng",
        "20/10 là ngày kỷ niệm",
        "15/11/2025 khai mạc",
        "12/KH-UBND của tỉnh",
        "12/NQ/TW",
        "10-20 xã",
        "5- 10 người",
        "100. Dòng",
        "Vì sự tiến bộ",
        "I",
        "L. Chữ khác",
        "ab) chữ khác",
        "Sở Y tế: 1. a)",
        "",
    ],
)
def test_what_only_looks_like_a_label_is_none(line: str) -> None:
    assert label_of(line) is None


def test_kinds_are_in_the_order_in_which_they_may_contain_each_other() -> None:
    assert Kind.PART < Kind.CHAPTER < Kind.GROUP < Kind.ARTICLE < Kind.ROMAN < Kind.ARABIC < Kind.LETTER


@pytest.mark.parametrize(
    "text",
    ["2", "- 3 -", "– 14 –", "Trang 2", "trang 2/15", "Page 3", "-----", "___", "* * *", "=====",
     "|---|---|", "| :--- | ---: |", "---|---", "||", "| | |", "*"],
)  # fmt: skip
def test_page_numbers_and_rules_are_noise(text: str) -> None:
    assert is_noise(text)


@pytest.mark.parametrize("text", ["2024", "1. Sở", "Trang", "--", "- Sở Y tế", "| 1 | Sở |", "5%", "-" * 400])
def test_text_is_no_noise(text: str) -> None:
    assert not is_noise(text)


@pytest.mark.parametrize("text", ["KẾ HOẠCH", "ỦY BAN NHÂN DÂN", "UBND", "SỞ Y TẾ VÀ SỞ NộI VỤ", "BC 2024/1"])
def test_capitals_are_known_though_a_letter_is_small(text: str) -> None:
    assert is_capitals(text)


@pytest.mark.parametrize("text", ["Kế hoạch", "UBND tỉnh", "A", "123", "", "KẾ HOẠCH năm", "A" * 9 + "bb"])
def test_mixed_text_and_single_letters_are_no_capitals(text: str) -> None:
    assert not is_capitals(text)


def test_only_the_head_of_a_long_text_is_looked_at_for_capitals() -> None:
    assert is_capitals("A" * 400 + "a" * 400)


# ------------------------------------------------------------------------------------------ blocks


def test_a_label_and_a_bullet_are_taken_off_the_text() -> None:
    (heading, item, deeper) = read("1. Sở Nội vụ\n- Chủ trì rà soát.\n+  Báo cáo.")
    assert (heading.kind, heading.label, heading.text, heading.bullet) == (Kind.ARABIC, "1", "Sở Nội vụ", "")
    assert (item.kind, item.label, item.text, item.bullet) == (None, "", "Chủ trì rà soát.", "-")
    assert (deeper.bullet, deeper.text, deeper.key) == ("+", "Báo cáo.", "báo cáo.")
    assert (item.start, item.end) == (13, 31)


@pytest.mark.parametrize(
    "bullet", ["-", "–", "—", "+", "•", "·", "●", "○", "▪", "■", "✓", "\uf0b7", "=>", "o"]
)
def test_bullets_are_of_many_kinds(bullet: str) -> None:
    (item,) = read(f"{bullet} Rà soát số liệu.")
    assert (item.bullet, item.text) == (bullet, "Rà soát số liệu.")


def test_a_word_that_begins_with_o_has_no_bullet() -> None:
    (item,) = read("ong bướm")
    assert (item.bullet, item.text) == ("", "ong bướm")


def test_of_two_bullets_the_last_says_how_deep_an_item_stands() -> None:
    (item,) = read("- + Hình thức: hội nghị.")
    assert (item.bullet, item.text) == ("+", "Hình thức: hội nghị.")


def test_a_dash_behind_a_label_is_text() -> None:
    (item,) = read("a) - Hình thức")
    assert (item.kind, item.bullet, item.text) == (Kind.LETTER, "", "- Hình thức")


def test_a_wrapped_line_goes_on_when_it_begins_small() -> None:
    assert texts("- Tổ chức tập huấn cho cán bộ\nlàm công tác bình đẳng giới\n(02 lớp).") == [
        "Tổ chức tập huấn cho cán bộ làm công tác bình đẳng giới (02 lớp)."
    ]


@pytest.mark.parametrize("head", [", xã", "; xã", "(xã)", "xã"])
def test_a_line_that_cannot_begin_a_paragraph_goes_on_with_the_one_before(head: str) -> None:
    assert texts(f"1. Sở Y tế huyện\n{head}") == [f"Sở Y tế huyện {head}"]


def test_a_digit_goes_on_with_what_has_not_ended() -> None:
    assert texts("- Phát động cuộc thi năm\n2025 trên toàn tỉnh") == [
        "Phát động cuộc thi năm 2025 trên toàn tỉnh"
    ]
    assert texts("- Phát động cuộc thi.\n2025 là năm đầu") == ["Phát động cuộc thi.", "2025 là năm đầu"]


def test_a_new_label_or_bullet_begins_a_new_block() -> None:
    assert texts("- Một,\n- hai\n1. Ba\na) bốn") == ["Một,", "hai", "Ba", "bốn"]


def test_a_symbol_cut_at_its_dash_or_slash_is_joined_without_a_space() -> None:
    assert texts("Theo Kế hoạch số 12/KH-\nubnd và số 5/\nnq, Sở Y tế -\nvà") == [
        "Theo Kế hoạch số 12/KH-ubnd và số 5/nq, Sở Y tế - và"
    ]


def test_an_empty_line_parts_paragraphs_but_not_a_sentence() -> None:
    """A page may end in the middle of a sentence."""
    assert texts("Sở Y tế rà soát\n\nsố liệu\n\n25 xã") == ["Sở Y tế rà soát số liệu 25 xã"]
    assert texts("Sở Y tế rà soát.\n\nsố liệu") == ["Sở Y tế rà soát.", "số liệu"]
    assert texts("Sở Y tế rà soát\n\nSở Nội vụ") == ["Sở Y tế rà soát", "Sở Nội vụ"]


def test_a_page_number_does_not_part_a_sentence() -> None:
    assert texts("Sở Y tế rà soát\n- 3 -\nsố liệu") == ["Sở Y tế rà soát số liệu"]


def test_figures_below_a_heading_in_capitals_do_not_belong_to_it() -> None:
    assert texts("KINH PHÍ\n\n25 triệu đồng") == ["KINH PHÍ", "25 triệu đồng"]
    assert texts("I. KINH PHÍ\n\n25 triệu đồng") == ["KINH PHÍ 25 triệu đồng"]


@pytest.mark.parametrize("opening", ["Căn cứ Luật", "Kính gửi: Sở", "Nơi nhận:", "Xét tờ trình", "Phụ lục",
                                     "Thực hiện Công văn số 5"])  # fmt: skip
def test_words_that_open_a_paragraph_never_go_on_with_the_one_before(opening: str) -> None:
    assert texts(f"Ủy ban nhân dân\n{opening}") == ["Ủy ban nhân dân", opening]


def test_a_word_opens_a_paragraph_the_same_whatever_ends_its_line() -> None:
    """*Xét* alone on a line once opened one if a carriage return followed, and none if not."""
    assert texts("Ủy ban nhân dân\nXét\r\nđề nghị") == texts("Ủy ban nhân dân\nXét\nđề nghị")


def test_capitals_and_other_text_do_not_go_on_with_each_other() -> None:
    assert texts("QUYẾT ĐỊNH\nVề việc khen thưởng") == ["QUYẾT ĐỊNH", "Về việc khen thưởng"]
    assert texts("ỦY BAN NHÂN DÂN\nTỈNH HÀ NAM") == ["ỦY BAN NHÂN DÂN TỈNH HÀ NAM"]


def test_lines_that_nobody_cut_go_on_only_where_no_mark_began() -> None:
    assert texts("Ủy ban nhân dân\nTỉnh Hà Nam") == ["Ủy ban nhân dân Tỉnh Hà Nam"]
    assert texts("1. Ủy ban nhân dân\nTỉnh Hà Nam") == ["Ủy ban nhân dân", "Tỉnh Hà Nam"]
    assert texts("Ủy ban nhân dân.\nTỉnh Hà Nam") == ["Ủy ban nhân dân.", "Tỉnh Hà Nam"]


FULL = "Sở Nội vụ chủ trì phối hợp với các sở ban ngành của tỉnh và"
"""A line as long as the page is wide."""


def test_in_a_text_cut_at_a_width_a_full_line_goes_on_though_a_name_begins_the_next() -> None:
    text = f"1. {FULL}\nHội Phụ nữ.\n2. {FULL}\nHội Nông dân.\n3. {FULL}\nHội Cựu chiến binh."
    assert texts(text) == [f"{FULL} Hội Phụ nữ.", f"{FULL} Hội Nông dân.", f"{FULL} Hội Cựu chiến binh."]


def test_in_a_text_cut_at_a_width_a_short_line_ends_its_paragraph() -> None:
    text = f"1. {FULL}\nHội Phụ nữ\nUBND huyện\n2. {FULL}\nHội Nông dân\n3. {FULL}\nHội."
    assert texts(text)[:2] == [f"{FULL} Hội Phụ nữ", "UBND huyện"]


@pytest.mark.parametrize(("end", "goes_on"), [(".", True), (";", True), (":", False), ("./.", False)])
def test_a_full_line_that_ends_a_sentence_goes_on_unless_it_announces_or_closes(
    end: str, goes_on: bool
) -> None:
    line = FULL[:-3] + end
    text = f"1. {line}\nHội Phụ nữ\n2. {FULL}\nHội Nông dân\n3. {FULL}\nHội."
    assert (texts(text)[0] == f"{line} Hội Phụ nữ") is goes_on


def test_too_few_full_lines_or_endless_ones_do_not_make_a_width() -> None:
    assert texts(f"1. {FULL}\nHội Phụ nữ")[0] == FULL
    long = "Sở Nội vụ " * 14
    assert texts("\n".join(f"{n}. {long}\nHội Phụ nữ" for n in range(1, 5)))[0] == long.strip()


def test_a_row_of_a_table_is_a_block_with_its_cells() -> None:
    (row,) = read("| 1 | Rà soát |  | Sở Y tế |")
    assert row.cells == ("1", "Rà soát", "", "Sở Y tế")
    assert row.text == "| 1 | Rà soát |  | Sở Y tế |"
    assert row.key == row.text.lower()
    assert (row.kind, row.bullet, row.first) == (None, "", len(row.text))


def test_a_row_begins_a_block_and_nothing_goes_on_with_it() -> None:
    assert texts("Bảng\n| a | b |\n|---|---|\n| c | d |\ncủa tỉnh") == [
        "Bảng",
        "| a | b |",
        "| c | d |",
        "của tỉnh",
    ]


def test_one_bar_makes_no_row() -> None:
    (line,) = read("| Sở Y tế")
    assert line.cells == ()


def test_cells_parted_by_tabulators_are_a_row_too() -> None:
    (row,) = read("1\tRà soát\tSở Y tế")
    assert row.cells == ("1", "Rà soát", "Sở Y tế")
    (line,) = read("Rà soát\tSở Y tế")
    assert line.cells == ()


def test_a_note_is_a_block_of_its_own() -> None:
    (text, note) = read("Sở Y tế rà soát\n¹ theo Luật\nvà Nghị định")
    assert (text.note, text.text) == (False, "Sở Y tế rà soát")
    assert (note.note, note.text) == (True, "theo Luật và Nghị định")


def test_a_block_knows_the_gap_before_it_and_how_long_its_first_line_is() -> None:
    (one, two) = read("Một.\n\n- Hai và\nba")
    assert (one.gap, two.gap) == (False, True)
    assert two.first == len("Hai và")


def test_a_block_leads_back_to_every_line_that_it_was_made_of() -> None:
    text = "1.  Sở Y tế chủ trì\n   rà soát\n   số liệu KH-\n   12a"
    assert texts(text) == ["Sở Y tế chủ trì rà soát số liệu KH-12a"]
    assert spans(text, "Sở") == ["Sở"]
    assert spans(text, "rà") == ["rà"]
    assert spans(text, "chủ trì rà soát") == ["chủ trì\n   rà soát"]
    assert spans(text, "KH-12a") == ["KH-\n   12a"]
    assert spans(text, "12a") == ["12a"]
    assert spans(text, "liệu KH-") == ["liệu KH-"]
    assert spans(text, "trì") == ["trì"]


def test_a_stretch_of_nothing_is_a_place() -> None:
    source = Source.of("1. Sở Y tế")
    (block,) = blocks(source, list(source.lines()))
    assert block.span(source, 3, 3) == (6, 6)


def test_spans_of_decomposed_text_are_places_in_it() -> None:
    text = unicodedata.normalize("NFD", "- Sở Y tế\nchủ trì")
    assert spans(text, "tế chủ") == [unicodedata.normalize("NFD", "tế\nchủ")]


def test_no_lines_give_no_blocks() -> None:
    assert texts("") == texts("---\n\n2\n") == []
