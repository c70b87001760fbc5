from __future__ import annotations

import pytest

from vstbpn.io.directive._blocks import blocks
from vstbpn.io.directive._frame import Frame
from vstbpn.io.directive._issuer import issuer_of
from vstbpn.io.directive._source import Source
from vstbpn.model import DocumentNumber


def issuer(*heads: str, body: str = "", number: str | None = None) -> str | None:
    """Say who issues a document with these lines in its head and this body."""
    source = Source.of(body)
    found = Frame(heads=list(heads), number=DocumentNumber.parse(number) if number else None)
    return issuer_of(found, blocks(source, list(source.lines())), source.key, source.clean)


# -------------------------------------------------------------------------------------- the head


def test_a_body_alone_is_the_issuer() -> None:
    assert issuer("BỘ NỘI VỤ") == "BỘ NỘI VỤ"
    assert issuer("SỞ Y TẾ TỈNH HÀ NAM") == "SỞ Y TẾ TỈNH HÀ NAM"


@pytest.mark.parametrize(
    ("heads", "name"),
    [
        (("ỦY BAN NHÂN DÂN", "TỈNH HÀ NAM"), "ỦY BAN NHÂN DÂN TỈNH HÀ NAM"),
        (("UBND TỈNH HÀ NAM", "SỞ NỘI VỤ"), "SỞ NỘI VỤ TỈNH HÀ NAM"),
        (("ỦY BAN NHÂN DÂN", "QUẬN HÀ ĐÔNG", "PHÒNG Y TẾ"), "PHÒNG Y TẾ QUẬN HÀ ĐÔNG"),
        (("UBND TP. THỦ ĐỨC", "PHÒNG Y TẾ"), "PHÒNG Y TẾ TP. THỦ ĐỨC"),
        (("UBND TỈNH HÀ NAM", "BAN VÌ SỰ TIẾN BỘ", "CỦA PHỤ NỮ"), "BAN VÌ SỰ TIẾN BỘ CỦA PHỤ NỮ TỈNH HÀ NAM"),
        (("UBND TỈNH HÀ NAM", "VĂN PHÒNG"), "VĂN PHÒNG UBND TỈNH HÀ NAM"),
        (("UBND TỈNH HÀ NAM", "HỘI PHỤ NỮ XÃ AN LÃO"), "HỘI PHỤ NỮ XÃ AN LÃO"),
        (("TỈNH ỦY HÀ NAM", "BAN THƯỜNG VỤ"), "BAN THƯỜNG VỤ TỈNH ỦY HÀ NAM"),
        (("ĐẢNG BỘ TỈNH HÀ NAM", "HUYỆN ỦY LÝ NHÂN"), "HUYỆN ỦY LÝ NHÂN"),
        (("ĐẢNG BỘ TỈNH HÀ NAM", "TỈNH ỦY"), "TỈNH ỦY HÀ NAM"),
        (("ĐẢNG BỘ THÀNH PHỐ HẢI PHÒNG", "THÀNH ỦY"), "THÀNH ỦY HẢI PHÒNG"),
        (("ĐẢNG BỘ KHỐI", "ĐẢNG ỦY SỞ"), "ĐẢNG ỦY SỞ"),
        (("BỘ NỘI VỤ", "BAN VSTBPN"), "BAN VSTBPN BỘ NỘI VỤ"),
        (("BỘ Y TẾ", "BAN CHỈ ĐẠO PHÒNG DỊCH"), "BAN CHỈ ĐẠO PHÒNG DỊCH BỘ Y TẾ"),
        (("BỘ Y TẾ", "VĂN PHÒNG"), "VĂN PHÒNG BỘ Y TẾ"),
        (("BỘ NỘI VỤ", "CỤC VĂN THƯ"), "CỤC VĂN THƯ"),
        (("CHÍNH PHỦ", "BAN VÌ SỰ TIẾN BỘ"), "BAN VÌ SỰ TIẾN BỘ"),
    ],
)  # fmt: skip
def test_the_lowest_body_issues_with_the_place_or_the_body_that_it_belongs_to(
    heads: tuple[str, ...], name: str
) -> None:
    assert issuer(*heads) == name


def test_a_name_goes_on_below_a_dash_or_a_lone_word() -> None:
    assert issuer("SỞ LAO ĐỘNG -", "BAN THƯƠNG BINH") == "SỞ LAO ĐỘNG - BAN THƯƠNG BINH"
    assert issuer("BỘ", "CÔNG AN") == "BỘ CÔNG AN"


def test_other_lines_of_the_head_are_none() -> None:
    assert issuer("DỰ THẢO", "BỘ NỘI VỤ", "Phiếu trình") == "BỘ NỘI VỤ"
    assert issuer("Dự thảo lần hai") is None


def test_a_name_stops_at_the_first_line_that_is_none_of_it() -> None:
    assert issuer("BỘ NỘI VỤ", "Mẫu số", "SỞ Y TẾ") == "BỘ NỘI VỤ"


def test_a_name_in_capitals_is_given_as_the_text_prints_it_elsewhere() -> None:
    body = "SỞ NỘI VỤ TỈNH HÀ NAM\n\nTheo đó, Sở Nội vụ tỉnh Hà Nam đề nghị."
    assert issuer("UBND TỈNH HÀ NAM", "SỞ NỘI VỤ", body=body) == "Sở Nội vụ tỉnh Hà Nam"
    assert issuer("BỘ NỘI VỤ", body="Kính gửi BỘ NỘI VỤ") == "BỘ NỘI VỤ"


def test_where_the_tone_stands_does_not_matter_to_find_a_name() -> None:
    assert issuer("UỶ BAN NHÂN DÂN", body="1. Ủy ban nhân dân giao.") == "Ủy ban nhân dân"


def test_a_name_that_is_not_in_capitals_is_given_as_it_is() -> None:
    assert issuer("Sở Nội Vụ", body="Sở Nội vụ đề nghị") == "Sở Nội Vụ"


# ----------------------------------------------------------------------------------- the opening


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Ủy ban nhân dân tỉnh Hà Nam ban hành Kế hoạch như sau:", "Ủy ban nhân dân tỉnh Hà Nam"),
        ("Thực hiện Luật, Sở Nội vụ tỉnh Hà Nam đề nghị rà soát.", "Sở Nội vụ tỉnh Hà Nam"),
        ("Căn cứ Luật.\n\nSở Nội vụ báo cáo như sau:", "Sở Nội vụ"),
        ("Sở Y tế báo cáo; Sở Nội vụ đề nghị", "Sở Nội vụ"),
        ("Nhiều năm qua, chưa có gì.", None),
        ("Sở Nội vụ tỉnh Hà Nam.", None),
        ("", None),
    ],
)
def test_without_a_head_the_body_that_acts_in_the_opening_issues(body: str, name: str | None) -> None:
    assert issuer(body=body) == name


def test_the_opening_is_short() -> None:
    before = "Nhiều việc.\n\n" * 5
    assert issuer(body=f"{before}Sở Nội vụ đề nghị") == "Sở Nội vụ"
    assert issuer(body=f"{before}Thêm.\n\nSở Nội vụ đề nghị") is None


def test_the_head_is_asked_before_the_opening() -> None:
    assert issuer("BỘ Y TẾ", body="Sở Nội vụ đề nghị") == "BỘ Y TẾ"


# ------------------------------------------------------------------------------------ the symbol


def test_the_symbol_of_the_national_committee_says_who_issues() -> None:
    name = "Ủy ban quốc gia vì sự tiến bộ của phụ nữ Việt Nam"
    assert issuer(number="06/CTr-UBQG") == name
    assert issuer(number="06/CTr-UBQG-VP") == name
    assert issuer(body="Sở Nội vụ đề nghị", number="06/CTr-UBQG") == "Sở Nội vụ"


def test_other_symbols_do_not() -> None:
    assert issuer(number="06/KH-UBND") is None
    assert issuer() is None
