"""Whole documents: plans, letters, decisions, reports, what is attached to them, drafts and scraps."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from vstbpn.io.directive import directive_data, read_directive
from vstbpn.model import Directive, PassageKind, Period


def read(text: str) -> Directive:
    return read_directive(text).directive


HEAD = "Số: {number}\nBắc Giang, ngày 5 tháng 3 năm 2024\n\n"
PLAN = """KẾ HOẠCH
Công tác năm 2024

Căn cứ Luật Bình đẳng giới;
Thực hiện Kế hoạch số 39/KH-UBND ngày 29/01/2024 của UBND tỉnh về thi hành Luật Trẻ em;

UBND huyện Lục Nam ban hành Kế hoạch như sau:

I. NHIỆM VỤ
- Phổ biến Luật Thống kê.
- Thực hiện Quyết định số 15/QĐ-UBND.
"""
LETTER = """V/v báo cáo công tác cán bộ nữ

Kính gửi: Sở Y tế; Sở Nội vụ.

Thực hiện Công văn số 7/UBQG-VP, Ban vì sự tiến bộ của phụ nữ tỉnh đề nghị:

1. Công tác cán bộ
- Rà soát quy hoạch.
"""


def test_only_a_text_can_be_read() -> None:
    with pytest.raises(TypeError, match="expected the text of a document, got bytes"):
        read_directive(b"K\xe1\xba\xbf ho\xe1\xba\xa1ch")  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "\n\n", " ", "x", "|", "- ", "Số:", "Điều", "\ufeff", "a\u0301" * 50])
def test_scraps_are_read_without_a_word(text: str) -> None:
    one = read(text)
    assert (one.type, one.tasks, one.citations, one.deadlines) == (None, (), (), ())
    assert "".join(passage.span.of(text) for passage in one.passages) == text


# --- type, title, day


def test_the_type_is_printed_or_in_the_symbol() -> None:
    assert read(HEAD.format(number="12/KH-UBND") + PLAN).type == "KH"
    assert read(HEAD.format(number="12/CTr-UBQG") + "1. Công tác cán bộ\n- Rà soát.\n").type == "CTr"


def test_a_letter_is_one_even_without_cv_in_its_symbol() -> None:
    one = read(HEAD.format(number="12/SNV-CB") + LETTER)
    assert (one.type, one.number_text) == ("CV", "12/SNV-CB")
    assert one.title == "báo cáo công tác cán bộ nữ"
    assert one.addressees == ("Sở Y tế", "Sở Nội vụ")
    assert read("Kính gửi: Sở Y tế\n\nSở Nội vụ đề nghị rà soát.\n").type == "CV"


def test_a_news_item_has_no_type_and_its_first_line_is_the_title() -> None:
    text = "Bộ Nội vụ hướng dẫn công tác nữ\n\nNgày 29/3/2024, Bộ Nội vụ vừa ban hành văn bản gửi các tỉnh.\n"
    reading = read_directive(text)
    assert (reading.directive.type, reading.directive.title) == (None, "Bộ Nội vụ hướng dẫn công tác nữ")
    assert reading.directive.basis == ()
    assert {"type-unknown", "citation-without-number"} <= {one.code for one in reading.problems}


def test_a_news_item_rests_on_nothing() -> None:
    told = ", các xã và thị trấn trong huyện đã họp để sơ kết công tác của sáu tháng đầu năm."
    one = read(f"Tin công tác\n\nThực hiện Luật Trẻ em{told}\n\nThực hiện Luật Thống kê{told}\n")
    assert (one.type, one.basis) == (None, ())
    assert [str(citation) for citation in one.citations] == ["Luật Trẻ em", "Luật Thống kê"]


def test_a_draft_has_neither_number_nor_day_but_a_month() -> None:
    one = read("Số:     /KH-UBND\nBắc Giang, ngày     tháng 5 năm 2024\n\n" + PLAN)
    assert (one.number_text, one.issued_on) == (None, None)
    assert one.issued_in == Period(2024, "05")
    assert one.number is not None
    assert one.number.symbol == "KH-UBND"


@pytest.mark.parametrize(
    "dated", ["ngày     tháng     năm 2024", "ngày     tháng 13 năm 2024", "ngày     tháng 5 năm 0024"]
)
def test_without_a_month_that_can_be_there_is_no_period_of_issue(dated: str) -> None:
    one = read(f"Số: 12/KH-UBND\nBắc Giang, {dated}\n\n{PLAN}")
    assert (one.issued_on, one.issued_in) == (None, None)


def test_a_dated_document_needs_no_month_beside_the_day() -> None:
    one = read(HEAD.format(number="12/KH-UBND") + PLAN)
    assert (one.issued_on, one.issued_in) == (date(2024, 3, 5), None)


# --- what it rests on


def test_what_stands_before_the_body_is_what_a_document_rests_on() -> None:
    one = read(HEAD.format(number="12/KH-UBND") + PLAN)
    assert [str(citation) for citation in one.basis] == ["Luật Bình đẳng giới", "39/KH-UBND"]
    assert [str(citation) for citation in one.citations] == [
        "Luật Bình đẳng giới",
        "39/KH-UBND",
        "Luật Trẻ em",
        "Luật Thống kê",
        "15/QĐ-UBND",
    ]


def test_a_basis_knows_what_other_mentions_say() -> None:
    text = PLAN.replace("Luật Trẻ em;", "Luật Trẻ em;\nCăn cứ Kế hoạch số 40/KH-UBND;")
    text += "- Sơ kết Kế hoạch số 40/KH-UBND ngày 30/01/2024.\n"
    one = read(HEAD.format(number="12/KH-UBND") + text)
    assert {citation.number_text: citation.issued_on for citation in one.basis}["40/KH-UBND"] == date(
        2024, 1, 30
    )
    assert set(one.basis) <= set(one.citations)


def test_a_document_names_itself_without_citing_itself() -> None:
    one = read(HEAD.format(number="12 /KH-UBND") + PLAN + "- Sơ kết Kế hoạch số 12/KH-UBND.\n")
    assert "12/KH-UBND" not in [citation.number_text for citation in one.citations]


def test_the_year_of_the_title_outweighs_the_year_of_issue() -> None:
    body = "I. NHIỆM VỤ\n- Rà soát xong trước ngày 10/6.\n"
    head = HEAD.format(number="12/KH-UBND")
    assert read(f"{head}KẾ HOẠCH\nCông tác năm 2025\n\n{body}").deadlines[0].deadline.day == date(2025, 6, 10)
    assert read(f"{head}KẾ HOẠCH\nCông tác cán bộ\n\n{body}").deadlines[0].deadline.day == date(2024, 6, 10)


# --- reports


REPORT = """Số: 20/BC-UBND
Bắc Giang, ngày 5 tháng 6 năm 2024

BÁO CÁO
Kết quả công tác 6 tháng đầu năm 2024

I. KẾT QUẢ
- Mở 5 lớp bồi dưỡng.
II. LĨNH VỰC KHÁC
- Tuyên truyền Luật Trẻ em.
III. PHƯƠNG HƯỚNG, NHIỆM VỤ
- Rà soát quy hoạch trước ngày 10/12/2024.
IV. KIẾN NGHỊ
- Đề nghị UBND tỉnh bố trí nguồn lực.
"""


def test_a_report_sets_work_only_where_it_speaks_of_tasks() -> None:
    one = read(REPORT)
    assert [(task.path, task.text[:7]) for task in one.tasks] == [(("III",), "Rà soát")]
    assert [section.label for section in one.sections] == ["I", "II", "III", "IV"]


def test_the_same_sections_in_a_plan_set_work() -> None:
    text = REPORT.replace("BÁO CÁO", "KẾ HOẠCH").replace("/BC-", "/KH-")
    assert [task.path for task in read(text).tasks] == [("II",), ("III",)]


# --- what is attached


DECISION = """Số: 30/QĐ-UBND
Bắc Giang, ngày 5 tháng 3 năm 2024

QUYẾT ĐỊNH
Ban hành {what}

CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH

Căn cứ Luật Bình đẳng giới;

QUYẾT ĐỊNH:

Điều 1. Ban hành kèm theo Quyết định này {what}.
Điều 2. Giao Sở Nội vụ theo dõi việc thực hiện.

Nơi nhận:
- Như Điều 2;
- Lưu: VT.

CHỦ TỊCH

Nguyễn Văn A

{head}
{title}
(Kèm theo Quyết định số 30/QĐ-UBND ngày 5/3/2024 của Chủ tịch UBND tỉnh)

I. NHIỆM VỤ
- Sở Y tế gửi báo cáo về Sở Nội vụ trước ngày 10/6/2024.
"""


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("KẾ HOẠCH", "Hành động năm 2024"),
        ("QUY CHẾ", "Hoạt động của Ban"),
        ("CHƯƠNG TRÌNH", "Công tác năm 2024"),
        ("QUY ĐỊNH", "Về báo cáo"),
        ("ĐỀ ÁN", "Cán bộ nữ"),
        ("PHƯƠNG ÁN", "Sắp xếp"),
    ],
)
def test_what_is_attached_behind_the_signature_sets_work_too(head: str, title: str) -> None:
    text = DECISION.format(what=head.lower(), head=head, title=title)
    one = read(text)
    assert [task.path for task in one.tasks] == [("Điều 2",), ("I",)]
    assert [(duty.sender, duty.receiver) for duty in one.duties] == [("Sở Y tế", "Sở Nội vụ")]
    assert [section.label for section in one.sections] == ["Điều 1", "Điều 2", "I"]
    assert one.title == f"Ban hành {head.lower()}"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("PHỤ LỤC", "Danh mục"),
        ("DANH SÁCH", "Thành viên Ban"),
        ("MẪU SỐ 01", "Phiếu khảo sát"),
        ("BÁO CÁO", "Kết quả công tác"),
        ("Bảng biểu", "Số liệu"),
    ],
)
def test_other_annexes_set_no_work(head: str, title: str) -> None:
    one = read(DECISION.format(what="quyết định", head=head, title=title))
    assert [task.path for task in one.tasks] == [("Điều 2",)]
    assert one.duties == ()


def test_an_attached_plan_ends_where_a_form_begins() -> None:
    text = DECISION.format(what="kế hoạch", head="KẾ HOẠCH", title="Hành động năm 2024")
    one = read(text + "\nPHỤ LỤC\nMẪU BIỂU\n\nII. NHIỆM VỤ\n- Ghi số liệu vào bảng.\n")
    assert [task.path for task in one.tasks] == [("Điều 2",), ("I",)]


OUTLINE = """
Nơi nhận:
- Như trên;
- Lưu: VT.

{head}
Công tác cán bộ nữ năm 2024

I. Tình hình chung
II. Kết quả
1. Công tác tổ chức
- Nêu số liệu trước ngày 10/6/2024.
1.1. Quy hoạch
III. Kiến nghị
"""


@pytest.mark.parametrize(
    "head", ["ĐỀ CƯƠNG BÁO CÁO", "KHUNG BÁO CÁO", "Đề cương báo cáo", "PHỤ LỤC\nNỘI DUNG BÁO CÁO"]
)
def test_the_outline_of_a_report_is_a_tree_and_sets_no_work(head: str) -> None:
    one = read(HEAD.format(number="12/SNV-CB") + LETTER + OUTLINE.format(head=head))
    assert one.outline is not None
    assert [section.label for section in one.outline.sections] == ["I", "II", "III"]
    paths = [path for section in one.outline.sections for path, _ in section.walk()]
    assert ("II", "1", "1.1") in paths
    assert "BÁO CÁO" in one.outline.title.upper()
    assert [task.path for task in one.tasks] == [("1",)]
    assert [section.label for section in one.sections] == ["1"]
    assert one.deadlines == ()


def test_the_title_of_an_outline_is_its_first_lines() -> None:
    text = HEAD.format(number="12/SNV-CB") + LETTER + OUTLINE.format(head="ĐỀ CƯƠNG BÁO CÁO")
    outline = read(text).outline
    assert outline is not None
    assert outline.title == "ĐỀ CƯƠNG BÁO CÁO Công tác cán bộ nữ năm 2024"
    assert outline.span.of(text).startswith("ĐỀ CƯƠNG")
    assert outline.span.of(text).endswith("III. Kiến nghị")


def test_a_letter_without_an_outline_has_none() -> None:
    assert read(HEAD.format(number="12/SNV-CB") + LETTER).outline is None


def test_a_plan_inside_an_outline_is_part_of_it() -> None:
    text = HEAD.format(number="12/SNV-CB") + LETTER + OUTLINE.format(head="ĐỀ CƯƠNG BÁO CÁO")
    text += "KẾ HOẠCH\nIV. NHIỆM VỤ\n- Rà soát.\n"
    one = read(text)
    assert [task.path for task in one.tasks] == [("1",)]
    assert one.outline is not None
    assert one.outline.sections[-1].label == "IV"


# --- recipients


def test_recipients_are_listed_without_dash_and_semicolon_and_the_drafter() -> None:
    text = HEAD.format(number="12/KH-UBND") + PLAN
    text += "\nNơi nhận:\n- Sở Nội vụ (để báo cáo);\n- Như trên;\n- Lưu: VT, NC._{Lan 5b}\n"
    assert read(text).recipients == ("Sở Nội vụ (để báo cáo)", "Như trên", "Lưu: VT, NC")
    assert read(text.replace("_{Lan 5b}", "_lan")).recipients[-1] == "Lưu: VT, NC"
    assert read(text.replace("- Như trên;", "- Phòng KT_HT")).recipients[1] == "Phòng KT_HT"


# --- passages


def kinds(text: str) -> dict[PassageKind, str]:
    """Give the first words of each kind of passage."""
    found: dict[PassageKind, str] = {}
    for passage in read(text).passages:
        found.setdefault(passage.kind, passage.span.of(text).strip().split("\n")[0])
    return found


def test_every_stretch_of_a_plan_is_what_it_is() -> None:
    text = HEAD.format(number="12/KH-UBND") + PLAN
    text += (
        "¹ Theo quy chế.\n\nNơi nhận:\n- Lưu: VT.\n\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nPHỤ LỤC\nBảng số liệu\n"
    )
    found = kinds(text)
    assert found[PassageKind.HEADER] == "Số: 12/KH-UBND"
    assert found[PassageKind.TITLE].startswith(("KẾ HOẠCH", "Công tác năm 2024"))
    assert found[PassageKind.BASIS] == "Căn cứ Luật Bình đẳng giới;"
    assert found[PassageKind.HEADING] == "I. NHIỆM VỤ"
    assert found[PassageKind.TASK] == "- Phổ biến Luật Thống kê."
    assert found[PassageKind.TEXT] == "UBND huyện Lục Nam ban hành Kế hoạch như sau:"
    assert found[PassageKind.FOOTNOTE] == "Theo quy chế."
    assert found[PassageKind.RECIPIENTS].startswith(("Nơi nhận", "- Lưu", "Lưu"))
    assert found[PassageKind.SIGNATURE] == "KT. CHỦ TỊCH"
    assert found[PassageKind.ANNEX].startswith("PHỤ LỤC")
    assert PassageKind.UNREAD not in found


def test_addressees_and_page_numbers_are_passages_of_their_own() -> None:
    text = HEAD.format(number="12/SNV-CB") + LETTER + "\n2\n\n- Bồi dưỡng.\n"
    found = kinds(text)
    assert found[PassageKind.ADDRESSEES].startswith(("Kính gửi", "Sở Y tế"))
    assert any(
        passage.kind is PassageKind.BLANK and passage.span.of(text).strip() == "2"
        for passage in read(text).passages
    )


def test_footnotes_are_listed_with_their_places() -> None:
    text = HEAD.format(number="12/KH-UBND") + PLAN + "¹ Theo quy chế.\n- Rà soát.\n"
    assert [span.of(text) for span in read(text).footnotes] == ["Theo quy chế."]


def test_letters_typed_in_pieces_give_the_same_reading() -> None:
    text = HEAD.format(number="12/KH-UBND") + PLAN
    pieces = unicodedata.normalize("NFD", text)
    one, other = read(text), read(pieces)
    assert [task.text for task in one.tasks] == [task.text for task in other.tasks]
    assert unicodedata.normalize("NFC", other.tasks[0].span.of(pieces)) == one.tasks[0].span.of(text)


def test_a_reading_is_written_with_every_key_and_its_places() -> None:
    text = HEAD.format(number="12/KH-UBND") + PLAN
    data = directive_data(read_directive(text))
    assert data["format"] == "vstbpn.directive/1"
    assert (data["type"], data["number"], data["symbol"], data["place"]) == (
        "KH",
        "12",
        "KH-UBND",
        "Bắc Giang",
    )
    start, end = data["citations"][1]["span"]
    assert text[start:end] == data["citations"][1]["raw"]
