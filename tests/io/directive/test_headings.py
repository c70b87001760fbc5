"""Headed sections: labels of every style, what stands in what, what a heading is and what is none."""

from __future__ import annotations

import pytest

from vstbpn.io.directive import read_directive
from vstbpn.io.directive._blocks import blocks
from vstbpn.io.directive._source import Source
from vstbpn.io.directive._tree import Node, Role, sections, tree
from vstbpn.model import Section


def top(text: str, role: Role = Role.WORK, *, every: bool = False) -> Node:
    source = Source.of(text)
    return tree(blocks(source, list(source.lines())), role, every=every)


def shape(text: str, *, every: bool = False) -> list[object]:
    """Give labels and what stands below each: ``["I", ["1", "2"]]``."""

    def below(node: Node) -> list[object]:
        given: list[object] = []
        for child in node.children:
            given.append(child.label)
            if child.children:
                given.append(below(child))
        return given

    return below(top(text, every=every))


def node(text: str, *path: str) -> Node:
    here = top(text)
    for label in path:
        here = next(child for child in here.children if child.label == label)
    return here


def read(text: str) -> tuple[Section, ...]:
    source = Source.of(text)
    return sections(source, tree(blocks(source, list(source.lines())), Role.WORK))


# --- labels


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("PHẦN THỨ NHẤT", "PHẦN THỨ HAI"),
        ("Phần I", "Phần II"),
        ("Chương I", "Chương II"),
        ("Mục 1", "Mục 2"),
        ("Điều 1", "Điều 2"),
        ("A", "B"),
        ("I", "II"),
        ("1", "2"),
        ("1.1", "1.2"),
        ("a", "b"),
    ],
)
def test_labels_of_one_style_stand_beside_each_other(first: str, second: str) -> None:
    text = f"{first}. Công tác cán bộ\n- Rà soát.\n{second}. Công tác tuyên truyền\n- Đăng bài.\n"
    found = read(text)
    assert [(one.label, one.heading) for one in found] == [
        (first, "Công tác cán bộ"),
        (second, "Công tác tuyên truyền"),
    ]


@pytest.mark.parametrize("label", ["1/", "1)", "(1)", "a)", "(a)", "a/", "I/", "1-", "I -", "1:", "đ)"])
def test_labels_are_given_without_what_ends_them(label: str) -> None:
    (one,) = read(f"{label} Công tác cán bộ\n- Rà soát.\n")
    assert one.label == label.strip("()/-: ")


def test_every_style_stands_in_the_one_above_it() -> None:
    text = """PHẦN I. NỘI DUNG
A. NHIỆM VỤ CHUNG
I. CÔNG TÁC CÁN BỘ
1. Quy hoạch
1.1. Rà soát
- Lập danh sách.
1.2. Bổ sung
a) Cấp huyện
- Bổ sung.
b) Cấp xã
- Bổ sung.
2. Bổ nhiệm
- Theo dõi.
II. TUYÊN TRUYỀN
- Đăng bài.
B. NHIỆM VỤ RIÊNG
- Kiểm tra.
PHẦN II. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ
- Theo dõi.
"""
    assert shape(text) == [
        "PHẦN I",
        ["A", ["I", ["1", ["1.1", "1.2", ["a", "b"]], "2"], "II"], "B"],
        "PHẦN II",
        ["1"],
    ]


def test_chapters_and_articles_never_stand_in_a_paragraph() -> None:
    text = """Chương I. QUY ĐỊNH CHUNG
Điều 1. Phạm vi
1. Công tác cán bộ
- Rà soát.
Điều 2. Đối tượng
a) Cán bộ
- Rà soát.
Chương II. TỔ CHỨC
Điều 3. Trách nhiệm
"""
    assert shape(text) == ["Chương I", ["Điều 1", ["1"], "Điều 2", ["a"]], "Chương II", ["Điều 3"]]


def test_an_article_behind_a_loose_number_stands_at_the_top() -> None:
    assert shape("1. Công tác\n- Rà soát.\nĐiều 1. Phạm vi\nĐiều 2. Đối tượng\n") == ["1", "Điều 1", "Điều 2"]


def test_a_part_closes_all_that_is_open_whatever_came_first() -> None:
    text = "I. CÔNG TÁC\n1. Rà soát cán bộ\n- Rà soát.\nPHẦN II. KHÁC\n- Kiểm tra.\n"
    assert shape(text) == ["I", ["1"], "PHẦN II"]


def test_decimals_go_down_as_deep_as_they_count() -> None:
    text = """1. Công tác cán bộ
1.1. Quy hoạch
1.1.1. Cấp huyện
- Rà soát.
1.1.2. Cấp xã
- Rà soát.
1.2. Bổ nhiệm
- Theo dõi.
2. Tuyên truyền
2.1. Báo chí
- Đăng bài.
"""
    assert shape(text) == ["1", ["1.1", ["1.1.1", "1.1.2"], "1.2"], "2", ["2.1"]]


def test_a_decimal_stands_in_its_number_whatever_is_open() -> None:
    assert shape("1. Cán bộ\na) Cấp huyện\n- Rà soát.\n1.1. Cấp xã\n- Rà soát.\n") == ["1", ["a", "1.1"]]


def test_decimals_below_a_roman_number_stand_beside_each_other() -> None:
    text = "II. NỘI DUNG\n2.1. Quy hoạch\n- Rà soát.\n2.2. Bổ nhiệm\n- Theo dõi.\nIII. KHÁC\n- Xong.\n"
    assert shape(text) == ["II", ["2.1", "2.2"], "III"]


def test_a_number_behind_a_decimal_goes_up_again() -> None:
    text = "1. Cán bộ\n1.1. Quy hoạch\n- Rà soát.\n2. Tuyên truyền\n- Đăng.\n"
    assert shape(text) == ["1", ["1.1"], "2"]


def test_letters_begin_anew_in_each_number() -> None:
    text = "1. Cán bộ\na) Cấp huyện\n- Rà soát.\n2. Tuyên truyền\na) Cấp xã\n- Đăng.\n"
    assert shape(text) == ["1", ["a"], "2", ["a"]]


def test_a_missing_number_changes_nothing() -> None:
    assert shape("1. Cán bộ\n- Rà soát.\n4. Hợp tác\n- Mở rộng.\n") == ["1", "4"]


# --- headings


@pytest.mark.parametrize(
    "text",
    [
        "1. Sở Nội vụ có trách nhiệm rà soát quy hoạch cán bộ nữ của tỉnh.\n2. Sở Y tế có trách nhiệm tập huấn.\n",
        "1. Giao Sở Nội vụ rà soát.\n- Một việc.\n",
        "a) rà soát cán bộ nữ\n- Một việc.\n",
        "- Rà soát.\n",
        "Rà soát cán bộ.\n",
        "| 1. Rà soát | Sở Nội vụ |\n",
        "1.\n",
        f"1. {'Rà soát quy hoạch cán bộ nữ ' * 12}\n- Một việc.\n",
        f"1. {'Rà soát quy hoạch cán bộ nữ ' * 6}\n",
    ],
)
def test_a_paragraph_is_no_heading(text: str) -> None:
    assert shape(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "1. Sở Nội vụ\n- Rà soát.\n",
        "1. Đề nghị Hội Liên hiệp phụ nữ tỉnh:\n- Rà soát.\n",
        "1. Sở Nội vụ và Sở Y tế\n",
        "1. Công tác cán bộ:\n- Rà soát.\n",
        "1. Công tác cán bộ nữ.\n- Rà soát.\n",
        "1. CÔNG TÁC CÁN BỘ NỮ CỦA TỈNH TRONG NĂM\n",
        "1. Công tác cán bộ\nRà soát quy hoạch.\n",
        "1. Công tác cán bộ\n| TT | Nhiệm vụ |\n",
        f"1. {'Rà soát quy hoạch cán bộ nữ ' * 6}\n- Một việc.\n",
    ],
)
def test_a_heading_is_known_by_what_stands_below_it(text: str) -> None:
    assert shape(text) == ["1"]


def test_an_office_before_a_colon_is_a_heading_where_bullets_follow() -> None:
    found = node("1. Sở Y tế: thực hiện các việc sau\n- Rà soát.\n", "1")
    assert (found.heading, found.office) == ("Sở Y tế", ("Sở Y tế",))
    assert shape("1. Sở Y tế: rà soát quy hoạch.\n2. Sở Nội vụ: kiểm tra.\n") == []
    assert shape("1. Nhiệm vụ: rà soát quy hoạch.\n2. Việc khác: kiểm tra.\n") == shape(
        "1. Nhiệm vụ rà soát quy hoạch.\n2. Việc khác là kiểm tra.\n"
    )


def test_a_colon_with_nothing_below_makes_no_heading() -> None:
    assert shape("1. Công tác cán bộ:\n2. Công tác khác:\n- Rà soát.\n") == ["2"]


def test_numbered_paragraphs_below_a_heading_of_another_style_make_it_one() -> None:
    long = "Rà soát quy hoạch cán bộ nữ " * 6
    assert shape(f"I. {long}\n1. {'Lập danh sách cán bộ nữ theo quy định ' * 6}.\n") == ["I"]
    assert shape(f"2. {long}\n2.1. {long}\n- Một việc.\n") == ["2", ["2.1"]]


def test_a_heading_is_printed_without_its_end() -> None:
    for end in (":", ".", " :", ";"):
        (one,) = read(f"1. Công tác cán bộ{end}\n- Rà soát.\n")
        assert one.heading == "Công tác cán bộ"


def test_the_heading_of_a_label_that_stands_alone_is_the_next_line() -> None:
    found = node("Chương I\nTỔ CHỨC THỰC HIỆN\nĐiều 1. Trách nhiệm\n", "Chương I")
    assert (found.heading, found.role) == ("TỔ CHỨC THỰC HIỆN", Role.WORK)
    assert [child.label for child in found.children] == ["Điều 1"]
    assert not found.items
    plain = node("Chương I\nTổ chức thực hiện\nĐiều 1. Trách nhiệm\n", "Chương I")
    assert (plain.heading, plain.items) == ("Tổ chức thực hiện", [])
    aim = node("Chương I\nMỤC TIÊU\n- Đạt.\n", "Chương I")
    assert aim.role is Role.AIM


def test_a_bare_label_before_an_item_has_no_heading() -> None:
    found = node("Điều 1.\n- Rà soát.\n", "Điều 1")
    assert (found.heading, len(found.items)) == ("", 1)


def test_a_long_article_has_no_heading_and_its_words_stand_in_no_section() -> None:
    words = "Giao Sở Nội vụ rà soát quy hoạch cán bộ nữ, " * 5
    (one,) = read(f"Điều 1. {words}\n")
    assert (one.label, one.heading) == ("Điều 1", "")
    (short,) = read("Điều 2. Phạm vi điều chỉnh.\n")
    assert short.heading == "Phạm vi điều chỉnh."


def test_a_line_in_capitals_without_a_label_is_no_item() -> None:
    found = top("I. NHIỆM VỤ\n- Rà soát.\nQUYẾT ĐỊNH:\n- Kiểm tra.\n")
    assert [item.text for item in found.children[0].items] == ["Rà soát.", "Kiểm tra."]


def test_footnotes_stand_in_no_section() -> None:
    found = node("I. NHIỆM VỤ\n- Rà soát.\n¹ Theo quy chế.\n- Kiểm tra.\n", "I")
    assert [item.text for item in found.items] == ["Rà soát.", "Kiểm tra."]
    assert shape("1. Sở Nội vụ\n¹ Theo quy chế.\n- Rà soát.\n") == ["1"]


def test_an_outline_takes_every_label_as_a_heading() -> None:
    text = "1. Nêu rõ kết quả rà soát quy hoạch, số liệu cụ thể; đánh giá.\n2. nêu khó khăn.\n"
    assert shape(text, every=True) == ["1", "2"]
    assert shape(text) == []


# --- what is below


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("NHIỆM VỤ", Role.WORK),
        ("TỔ CHỨC THỰC HIỆN", Role.WORK),
        ("MỤC ĐÍCH, YÊU CẦU", Role.AIM),
        ("CÁC CHỈ TIÊU", Role.AIM),
        ("Quan điểm chỉ đạo", Role.AIM),
        ("KẾT QUẢ ĐẠT ĐƯỢC", Role.RESULT),
        ("Tình hình thực hiện nhiệm vụ", Role.RESULT),
        ("Những khó khăn, hạn chế", Role.RESULT),
        ("KIẾN NGHỊ", Role.PLEA),
        ("Một số kiến nghị, đề xuất", Role.PLEA),
        ("Tổ chức thực hiện các kiến nghị", Role.WORK),
        ("Lĩnh vực chính trị", Role.WORK),
    ],
)
def test_the_heading_says_what_its_items_are(heading: str, role: Role) -> None:
    assert node(f"I. {heading}\n- Rà soát.\n", "I").role is role


def test_what_stands_in_aims_and_results_are_aims_and_results() -> None:
    text = "I. MỤC TIÊU\n1. Nhiệm vụ chung\n- Đạt.\nII. KẾT QUẢ\n1. Công tác tuyên truyền\n- Đăng.\n"
    assert node(text, "I", "1").role is Role.AIM
    assert node(text, "II", "1").role is Role.RESULT


def test_in_a_report_only_a_heading_of_tasks_speaks_of_work() -> None:
    text = "I. LĨNH VỰC\n- Đăng.\nII. PHƯƠNG HƯỚNG, NHIỆM VỤ\n- Rà soát.\n"
    found = top(text, Role.RESULT)
    assert [child.role for child in found.children] == [Role.RESULT, Role.WORK]


def test_the_heading_names_its_offices() -> None:
    assert node("1. Đề nghị Hội Nông dân tỉnh, Sở Y tế\n- Rà soát.\n", "1").office == (
        "Hội Nông dân tỉnh",
        "Sở Y tế",
    )
    assert node("1. Công tác cán bộ\n- Rà soát.\n", "1").office == ()


def test_a_path_has_the_labels_from_the_top_down() -> None:
    found = node("I. NHIỆM VỤ\n1. Cán bộ\na) Cấp xã\n- Rà soát.\n", "I", "1", "a")
    assert found.path == ("I", "1", "a")
    assert [one.label for one in found.above()] == ["a", "1", "I", ""]


def test_sections_are_walked_in_the_order_of_the_text() -> None:
    found = top("I. NHIỆM VỤ\n1. Cán bộ\n- Rà soát.\n2. Khác\n- Xong.\nII. TỔ CHỨC\n- Họp.\n")
    assert [one.label for one in found.walk()] == ["", "I", "1", "2", "II"]


def test_the_span_of_a_section_goes_to_its_last_item() -> None:
    text = "I. NHIỆM VỤ\n1. Cán bộ\n- Rà soát.\nII. TỔ CHỨC\n- Họp.\nIII. KHÁC\n"
    first, second, third = read(text)
    assert first.span.of(text) == "I. NHIỆM VỤ\n1. Cán bộ\n- Rà soát."
    assert first.children[0].span.of(text) == "1. Cán bộ\n- Rà soát."
    assert second.span.of(text) == "II. TỔ CHỨC\n- Họp."
    assert third.span.of(text) == "III. KHÁC"


def test_items_before_the_first_heading_stand_at_the_top() -> None:
    found = top("- Rà soát.\nI. NHIỆM VỤ\n- Họp.\n")
    assert [item.text for item in found.items] == ["Rà soát."]
    assert found.path == ()


def test_a_thousand_levels_are_no_trouble() -> None:
    labels = ["PHẦN I", "A", "I", "1", "1.1", "1.1.1", "a"]
    text = "\n".join(f"{label}. Công tác\n- Rà soát." for label in labels * 200)
    assert len(list(top(text).walk())) == 1 + 7 * 200
    assert len(read(text)) == 200


def test_many_offices_in_one_heading_are_read() -> None:
    reading = read_directive("Chương I. " + "Sở Y tế; " * 3000 + "Sở Nội vụ\n- Rà soát.\n")
    assert reading.directive.sections[0].label == "Chương I"
