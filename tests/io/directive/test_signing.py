from __future__ import annotations

import unicodedata
from typing import Literal

import pytest

from vstbpn.io.directive._frame import frame
from vstbpn.io.directive._signing import signature_of
from vstbpn.io.directive._source import Source
from vstbpn.model import Signature


def signed(lines: str) -> Signature:
    """Read the signature of a plan that these lines close."""
    source = Source.of(f"KẾ HOẠCH\nCông tác\n\n1. Một./.\n{lines}")
    found = signature_of(source, frame(source, list(source.lines())))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("printed", "authority"),
    [
        ("TM.", "TM."), ("T/M", "TM."), ("TM", "TM."), ("KT.", "KT."), ("K/T", "KT."), ("TL.", "TL."),
        ("T/L", "TL."), ("TUQ.", "TUQ."), ("T/UQ", "TUQ."), ("Q.", "Q."),
    ],
)  # fmt: skip
def test_in_whose_name_is_said_in_one_form(printed: str, authority: str) -> None:
    found = signed(f"{printed} CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Thị Mẫu")
    assert (found.authority, found.behalf_of) == (authority, "CHỦ TỊCH")
    assert (found.title, found.titles, found.name) == ("PHÓ CHỦ TỊCH", ("PHÓ CHỦ TỊCH",), "Lê Thị Mẫu")


def test_who_signs_alone_signs_in_nobodys_name() -> None:
    found = signed("GIÁM ĐỐC\n(Đã ký)\nLê Thị Mẫu")
    assert (found.authority, found.behalf_of, found.title) == (None, None, "GIÁM ĐỐC")
    assert found.name == "Lê Thị Mẫu"


def test_of_two_authorities_the_last_says_for_whom_and_with_what_title() -> None:
    found = signed("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Thị Mẫu")
    assert (found.authority, found.behalf_of, found.titles) == ("KT.", "CHỦ TỊCH", ("PHÓ CHỦ TỊCH",))


def test_of_two_titles_the_first_is_that_in_the_body() -> None:
    found = signed("KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nGIÁM ĐỐC SỞ NỘI VỤ\nLê Thị Mẫu")
    assert found.title == "PHÓ TRƯỞNG BAN"
    assert found.titles == ("PHÓ TRƯỞNG BAN", "GIÁM ĐỐC SỞ NỘI VỤ")


def test_a_title_may_take_two_lines() -> None:
    found = signed("TL. BỘ TRƯỞNG\nVỤ TRƯỞNG VỤ\nBÌNH ĐẲNG GIỚI\nLê Thị Mẫu")
    assert found.titles == ("VỤ TRƯỞNG VỤ BÌNH ĐẲNG GIỚI",)


def test_behind_an_authority_any_line_is_the_title() -> None:
    assert signed("TM. BAN THƯỜNG VỤ\nCÁN BỘ PHỤ TRÁCH\nLê Thị Mẫu").titles == ("CÁN BỘ PHỤ TRÁCH",)


@pytest.mark.parametrize("mark", ["(Đã ký)", "[Chữ ký]", "Đã ký", "(ký tên)", "(Ký, đóng dấu)"])
def test_the_mark_that_it_was_signed_is_neither_title_nor_name(mark: str) -> None:
    found = signed(f"TM. ỦY BAN\nCHỦ TỊCH\n{mark}\nLê Thị Mẫu")
    assert (found.titles, found.name) == (("CHỦ TỊCH",), "Lê Thị Mẫu")


def test_a_name_in_capitals_is_a_name_where_it_stands_last() -> None:
    found = signed("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nNGUYỄN VĂN MẪU")
    assert (found.titles, found.name) == (("PHÓ GIÁM ĐỐC",), "NGUYỄN VĂN MẪU")


def test_a_title_that_stands_last_is_no_name() -> None:
    found = signed("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC")
    assert (found.titles, found.name) == (("PHÓ GIÁM ĐỐC",), None)
    found = signed("TM. BAN THƯỜNG VỤ\nVĂN PHÒNG")
    assert (found.titles, found.name) == (("VĂN PHÒNG",), None)


def test_a_signature_without_a_title_has_none() -> None:
    found = signed("TM. BAN THƯỜNG VỤ\nLê Thị Mẫu")
    assert (found.title, found.titles, found.name) == (None, (), "Lê Thị Mẫu")


def test_a_name_is_not_shown_in_the_form_for_programmers() -> None:
    assert "Lê Thị Mẫu" not in repr(signed("GIÁM ĐỐC\nLê Thị Mẫu"))


def test_nobody_signed_a_text_that_has_no_signature() -> None:
    source = Source.of("KẾ HOẠCH\nCông tác\n\n1. Một./.\nNơi nhận:\n- Lưu: VT.")
    assert signature_of(source, frame(source, list(source.lines()))) is None


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_place_of_a_signature_goes_from_its_first_line_to_its_last(form: Literal["NFC", "NFD"]) -> None:
    lines = "TM. ỦY BAN\nCHỦ TỊCH\n\nLê Thị Mẫu"
    text = unicodedata.normalize(form, f"KẾ HOẠCH\nCông tác\n\n1. Một./.\n{lines}\n\nPHỤ LỤC\n")
    source = Source.of(text)
    found = signature_of(source, frame(source, list(source.lines())))
    assert found is not None
    assert found.span.of(text) == unicodedata.normalize(form, lines)


def test_a_signature_in_two_columns_has_a_place_that_does_not_end_before_it_begins() -> None:
    """Columns are read one after the other, so the last line read may stand above the first."""
    text = (
        "KẾ HOẠCH\nCông tác\n\n1. Một./.\n"
        "TM. HỘI PHỤ NỮ          TM. ỦY BAN NHÂN DÂN\n"
        "CHỦ TỊCH HỘI            CHỦ TỊCH\n"
        "PHÓ CHỦ TỊCH\n"
    )
    source = Source.of(text)
    found = signature_of(source, frame(source, list(source.lines())))
    assert found is not None
    assert found.span.of(text) == text[text.index("TM. HỘI") :].rstrip()


def test_a_signature_whose_first_line_stands_below_another_has_its_place_from_the_upper_one() -> None:
    text = (
        "KẾ HOẠCH\nCông tác\n\n1. Một./.\n"
        "Nơi nhận:               TM. HỘI PHỤ NỮ\n"
        "TM. ỦY BAN NHÂN DÂN     CHỦ TỊCH HỘI\n"
    )
    source = Source.of(text)
    found = signature_of(source, frame(source, list(source.lines())))
    assert found is not None
    assert found.span.of(text) == text[text.index("TM. HỘI") :].rstrip()
