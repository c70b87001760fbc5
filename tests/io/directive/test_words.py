"""Names of offices: where one begins, where it ends, and where the next one does."""

from __future__ import annotations

import pytest

from vstbpn.io.directive._source import key_of
from vstbpn.io.directive._words import is_office, is_vague, office_at, offices, plain_office


def office(text: str, *, small: bool = False) -> str | None:
    """Give the name that begins a text."""
    end = office_at(text, key_of(text), 0, small=small)
    return None if end is None else text[:end]


def names(text: str) -> list[str]:
    return offices(text, key_of(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sở Nội vụ chủ trì tổng hợp", "Sở Nội vụ"),
        ("Sở Nội vụ, chủ trì tổng hợp", "Sở Nội vụ"),
        ("Phòng Tổ chức cán bộ tham mưu", "Phòng Tổ chức cán bộ"),
        ("Ban Chỉ đạo tỉnh đôn đốc", "Ban Chỉ đạo tỉnh"),
        ("Ban Tổ chức Tỉnh ủy tham mưu", "Ban Tổ chức Tỉnh ủy"),
        ("Phòng Quản lý đô thị, Phòng Y tế rà soát", "Phòng Quản lý đô thị, Phòng Y tế"),
        ("Các sở, ban chỉ đạo việc thực hiện", "Các sở, ban"),
        ("Hội Liên hiệp phụ nữ tỉnh có trách nhiệm", "Hội Liên hiệp phụ nữ tỉnh"),
        ("Ban vì sự tiến bộ của phụ nữ huyện: rà soát", "Ban vì sự tiến bộ của phụ nữ huyện"),
        ("UBND các xã, phường, thị trấn báo cáo", "UBND các xã, phường, thị trấn"),
        ("Các sở, ngành, đoàn thể tỉnh phối hợp", "Các sở, ngành, đoàn thể tỉnh"),
        ("Sở Giáo dục và Đào tạo hướng dẫn", "Sở Giáo dục và Đào tạo"),
        ("Sở Văn hóa, Thể thao và Du lịch tuyên truyền", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở Y tế trước ngày 10/6", "Sở Y tế"),
        ("Sở Y tế 10 suất", "Sở Y tế"),
        ("Sở Y tế (để tổng hợp)", "Sở Y tế"),
        ("Đoàn Thanh niên và tổ chức", "Đoàn Thanh niên"),
        ("Công an tỉnh để biết", "Công an tỉnh"),
        ("Sở Nội vụ", "Sở Nội vụ"),
        ("Sở Nội vụ và", "Sở Nội vụ"),
        ("Sở Tài chính –", "Sở Tài chính"),
        ("Hội", "Hội"),
    ],
)
def test_the_name_of_an_office_ends_before_what_it_does(text: str, name: str) -> None:
    assert office(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "Tổ chức hội nghị tập huấn",
        "Báo cáo kết quả",
        "Ban hành kế hoạch",
        "Bộ luật Lao động",
        "Bộ chỉ tiêu thống kê",
        "Hội nghị sơ kết",
        "Hội thảo khoa học",
        "Đoàn kết các tầng lớp",
        "Trường hợp cần thiết",
        "Hội viên phụ nữ",
        "Rà soát số liệu",
        "Sởi lan rộng",
        "",
    ],
)
def test_words_that_begin_like_an_office_are_none(text: str) -> None:
    assert office(text) is None
    assert office(text, small=True) is None


def test_a_small_letter_begins_only_the_names_of_many_or_where_it_is_said() -> None:
    assert office("sở Nội vụ chủ trì") is None
    assert office("sở Nội vụ chủ trì", small=True) == "sở Nội vụ"
    assert office("các phòng, ban chủ trì") == "các phòng, ban"
    assert office("thường trực Ban chỉ đạo đôn đốc") == "thường trực Ban chỉ đạo"


def test_a_name_does_not_pass_the_limit() -> None:
    text = "Hội Liên hiệp phụ nữ tỉnh"
    assert office_at(text, key_of(text), 0, 13) == 13
    assert office_at("B", "b", 0) is None


def test_an_endless_name_is_cut() -> None:
    text = "Ban " + "vì sự tiến bộ của phụ nữ " * 40
    end = office_at(text, key_of(text), 0)
    assert end is not None
    assert end <= 300


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Nội vụ", ["Sở Nội vụ"]),
        ("Sở Nội vụ, Sở Tài chính và Công an tỉnh", ["Sở Nội vụ", "Sở Tài chính", "Công an tỉnh"]),
        ("Sở Nội vụ; Sở Tài chính", ["Sở Nội vụ", "Sở Tài chính"]),
        ("Sở Y tế cùng Hội Chữ thập đỏ", ["Sở Y tế", "Hội Chữ thập đỏ"]),
        ("Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("Các phòng, ban, ngành", ["Các phòng, ban, ngành"]),
        ("Các sở, ngành, UBND các huyện", ["Các sở, ngành", "UBND các huyện"]),
        ("Các Vụ, Cục, đơn vị trực thuộc Bộ", ["Các Vụ, Cục, đơn vị trực thuộc Bộ"]),
        ("Ủy ban Mặt trận Tổ quốc, các đoàn thể huyện", ["Ủy ban Mặt trận Tổ quốc", "các đoàn thể huyện"]),
        ("Văn phòng HĐND và UBND huyện", ["Văn phòng HĐND và UBND huyện"]),
        ("Sở Nội vụ và UBND huyện", ["Sở Nội vụ", "UBND huyện"]),
        ("Sở  Nội   vụ , Sở Y tế.", ["Sở Nội vụ", "Sở Y tế"]),
        ("", []),
        (" , ", []),
    ],
)
def test_names_in_a_row_are_split_where_a_new_one_begins(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "heading",
    [
        "Sở Nội vụ",
        "Sở Nội vụ:",
        "Đề nghị Hội Liên hiệp phụ nữ tỉnh",
        "Giao Sở Tài chính",
        "Trách nhiệm của Sở Y tế",
        "Đối với UBND các xã, phường",
        "Các sở, ban, ngành",
        "các phòng, ban",
        "Công an tỉnh; Bộ Chỉ huy quân sự tỉnh",
    ],
)
def test_a_heading_that_names_only_offices_is_one_of_an_office(heading: str) -> None:
    assert is_office(heading, key_of(heading))


@pytest.mark.parametrize(
    "heading",
    [
        "",
        " . ",
        "Sở Nội vụ chủ trì tổng hợp",
        "Công tác tuyên truyền",
        "Tổ chức thực hiện",
        "sở Nội vụ",
        "Ban hành văn bản",
        "Giao ban hằng tháng",
        "Sở Y tế; công tác truyền thông",
    ],
)
def test_a_heading_that_says_more_is_none_of_an_office(heading: str) -> None:
    assert not is_office(heading, key_of(heading))


def test_what_hands_the_work_over_is_no_part_of_the_name() -> None:
    for words in ("Đề nghị ", "Giao ", "Giao cho ", "Trách nhiệm của ", "Đối với "):
        text = f"{words}Sở Y tế"
        assert plain_office(text, key_of(text)) == ("Sở Y tế", "sở y tế")
    assert plain_office("Sở Y tế", "sở y tế") == ("Sở Y tế", "sở y tế")


@pytest.mark.parametrize(
    "name",
    [
        "Các đơn vị",
        "các cơ quan liên quan",
        "Các cơ quan, đơn vị, địa phương",
        "Thủ trưởng các cơ quan, đơn vị",
        "các ngành, các cấp",
        "từng địa phương",
    ],
)
def test_vague_names_say_nobody_in_particular(name: str) -> None:
    assert is_vague(key_of(name))


@pytest.mark.parametrize("name", ["Sở Nội vụ", "Ban", "Bộ", "các đoàn thể tỉnh", "UBND các xã"])
def test_other_names_say_somebody(name: str) -> None:
    assert not is_vague(key_of(name))
