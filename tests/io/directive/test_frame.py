from __future__ import annotations

from datetime import date

import pytest

from vstbpn.io.directive._frame import Frame, frame, is_name, items
from vstbpn.io.directive._source import Source

LETTER = """\
UBND TỈNH HÀ NAM               CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NỘI VỤ                      Độc lập - Tự do - Hạnh phúc
Số: 12/SNV-XDCQ                Hà Nam, ngày 05 tháng 3 năm 2024
V/v triển khai công tác
bình đẳng giới

Kính gửi:
- Các sở, ban, ngành;
- UBND các huyện, thị xã.

Thực hiện kế hoạch của tỉnh, Sở Nội vụ đề nghị rà soát.
Trân trọng./.

Nơi nhận:                      KT. GIÁM ĐỐC
- Như trên;                    PHÓ GIÁM ĐỐC
- Lưu: VT.

                               Trần Văn Mẫu
"""
PLAN = """\
| ỦY BAN NHÂN DÂN<br>TỈNH NINH BÌNH | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>**Độc lập - Tự do - Hạnh phúc** |
|---|---|
| Số: 21 /KH-UBND | Ninh Bình, ngày 28 tháng 3 năm 2025 |

KẾ HOẠCH
Triển khai công tác bình đẳng giới

I. MỤC ĐÍCH
- Rà soát.

| Nơi nhận:<br>- Như trên;<br>- Lưu: VT. | TM. ỦY BAN NHÂN DÂN<br>CHỦ TỊCH<br>Trần Văn Mẫu |
PHỤ LỤC
Bảng chỉ tiêu
"""


class Read:
    """A frame and the lines that it divides."""

    def __init__(self, text: str) -> None:
        self.source = Source.of(text)
        lines = list(self.source.lines())
        held = [self.source.clean[line.start : line.end] for line in lines]
        self.frame: Frame = frame(self.source, lines)
        self.header = held[: self.frame.body]
        self.body = held[self.frame.body : self.frame.close]
        self.closing = held[self.frame.close : self.frame.annex]
        self.annex = held[self.frame.annex :]

    def at(self, place: tuple[int, int] | None) -> str:
        assert place is not None
        return self.source.clean[slice(*place)]

    @property
    def recipients(self) -> list[str]:
        return [text for text, _, _ in self.frame.recipients]

    @property
    def signing(self) -> list[str]:
        return [text for text, _, _ in self.frame.signing]


def header(text: str) -> Frame:
    return Read(text + "\n\n1. Một.\n").frame


def closing(text: str) -> Read:
    return Read("KẾ HOẠCH\nVề việc\n\n1. Một./.\n" + text)


# ------------------------------------------------------------------------------------ whole frames


def test_a_letter_in_two_columns_of_spaces() -> None:
    read = Read(LETTER)
    found = read.frame
    assert str(found.number) == "12/SNV-XDCQ"
    assert read.at(found.number_at) == "12/SNV-XDCQ"
    assert (found.place, found.issued_on, found.year, found.month) == ("Hà Nam", date(2024, 3, 5), 2024, 3)
    assert read.at(found.dated_at) == "Hà Nam, ngày 05 tháng 3 năm 2024"
    assert found.heads == ["UBND TỈNH HÀ NAM", "SỞ NỘI VỤ"]
    assert found.title == ["triển khai công tác", "bình đẳng giới"]
    assert read.at(found.titled) == "V/v triển khai công tác\nbình đẳng giới"
    assert found.type is None
    assert found.addressees == ["Các sở, ban, ngành;", "UBND các huyện, thị xã."]
    assert read.at(found.addressed).startswith("Kính gửi:")
    assert read.at(found.addressed).endswith("thị xã.")
    assert read.body == ["Thực hiện kế hoạch của tỉnh, Sở Nội vụ đề nghị rà soát.", "Trân trọng./."]
    assert read.recipients == ["Như trên;", "Lưu: VT."]
    assert read.signing == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Văn Mẫu"]
    assert read.annex == []


def test_a_plan_in_the_cells_of_a_table() -> None:
    """Who signs was once lost, for the recipients in a cell were one line and the annex one of its columns."""
    read = Read(PLAN)
    found = read.frame
    assert (str(found.number), found.number and found.number.problems) == ("21/KH-UBND", ("space_in_symbol",))
    assert (found.place, found.issued_on) == ("Ninh Bình", date(2025, 3, 28))
    assert (found.type, found.title) == ("KH", ["Triển khai công tác bình đẳng giới"])
    assert found.heads == ["ỦY BAN NHÂN DÂN", "TỈNH NINH BÌNH"]
    assert read.body == ["I. MỤC ĐÍCH", "- Rà soát."]
    assert read.recipients == ["Như trên;", "Lưu: VT."]
    assert read.signing == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn Mẫu"]
    assert read.annex == ["PHỤ LỤC", "Bảng chỉ tiêu"]


def test_places_of_recipients_and_signature_are_those_of_their_words() -> None:
    read = Read(LETTER)
    assert [read.source.clean[start:end] for _, start, end in read.frame.recipients] == [
        "- Như trên;",
        "- Lưu: VT.",
    ]
    assert [read.source.clean[start:end] for _, start, end in read.frame.signing] == read.signing


def test_a_text_without_a_frame_is_all_body() -> None:
    read = Read("- Một.\n- Hai.\n")
    assert (read.header, read.body, read.closing, read.annex) == ([], ["- Một.", "- Hai."], [], [])
    assert read.frame.number is None


def test_an_empty_text_has_an_empty_frame() -> None:
    assert Read("").frame == Frame()


# ------------------------------------------------------------------------------------------ items


def pieces(text: str) -> list[tuple[str, int]]:
    source = Source.of(text)
    lines = list(source.lines())
    return [
        (source.clean[item.start : item.end], item.column) for item in items(source, lines, 0, len(lines))
    ]


def test_columns_are_read_one_after_the_other() -> None:
    assert pieces("TỈNH A    CỘNG HÒA\nSỞ B\tĐộc lập\nSố: 1      Hà Nam") == [
        ("TỈNH A", 0),
        ("SỞ B", 0),
        ("Số: 1", 0),
        ("CỘNG HÒA", 1),
        ("Độc lập", 1),
        ("Hà Nam", 1),
    ]


def test_a_line_below_two_columns_belongs_to_the_one_that_it_stands_under() -> None:
    assert pieces("A          B\n" + " " * 30 + "C\nD\n\nE") == [
        ("A", 0),
        ("D", 0),
        ("B", 1),
        ("C", 1),
        ("E", 0),
    ]


def test_a_line_below_a_row_of_a_table_belongs_to_no_column() -> None:
    assert pieces("| A | B |\nC") == [("A", 0), ("B", 1), ("C", 0)]


def test_breaks_in_a_cell_part_its_lines_and_not_its_columns() -> None:
    assert pieces("| A<br>- B<br>C | D |") == [("A", 0), ("- B", 0), ("C", 0), ("D", 1)]


@pytest.mark.parametrize(
    "line",
    ["Số:        /KH-UBND", "Hà Nam, ngày      tháng      năm 2024", "Số ......    /KH", "A  B"],
)  # fmt: skip
def test_a_blank_to_be_filled_in_parts_no_columns(line: str) -> None:
    assert pieces(line) == [(line, 0)]


# ------------------------------------------------------------------------------------------ header


@pytest.mark.parametrize(
    ("line", "number", "problems"),
    [
        ("Số: 70/KH-UBND", "70/KH-UBND", ()),
        ("Số 06 /CTr-UBQG", "06/CTr-UBQG", ("space_in_symbol",)),
        ("số. 5/QĐ-UBND", "05/QĐ-UBND", ("unpadded",)),
        ("Số: 21-CT/TU", "21-CT/TU", ()),
        ("Số: 12/2019/TT-BTC", "12/2019/TT-BTC", ()),
        ("Số:     /KH-UBND", "/KH-UBND", ()),
        ("Số: ....../KH-UBND", "/KH-UBND", ()),
        ("Số: ……/2024/NQ-HĐND", "/2024/NQ-HĐND", ()),
        ("Số: 11/QÐ-UBND", "11/QĐ-UBND", ("eth_for_d",)),
        ("Số: **11**/QĐ-UBND", "11/QĐ-UBND", ()),
        ("Số: 12", "12", ()),
        ("Số: 12/KH_UBND", "12/KH-UBND", ("underscore",)),
        ("Số: 12/KH-UBND  Hà Nam", "12/KH-UBND", ()),
        ("Số: 12/KH-UBND Hà Nam", "12/KH-UBND", ()),
    ],
)
def test_a_number_is_read_with_its_noise(line: str, number: str, problems: tuple[str, ...]) -> None:
    found = header(f"{line}\nKẾ HOẠCH\nCông tác năm nay").number
    assert found is not None
    assert (str(found), found.problems) == (number, problems)


@pytest.mark.parametrize("line", ["Số: ", "Số:    ", "Số điện thoại: 024", "Số: ......", "Bốn số: a"])
def test_a_word_before_nothing_that_is_a_number_gives_none(line: str) -> None:
    found = header(f"{line}\nKẾ HOẠCH\nCông tác năm nay")
    assert (found.number, found.number_at) == (None, None)
    assert found.type == "KH"


def test_nothing_but_spaces_after_the_word_is_no_number() -> None:
    """Such a head once could not be read at all: an error was raised."""
    assert header("Số: _\u001f\u001f_\nSố:\u001f \u001f.").number is None
    assert Read("số \u001f \u001f-\n1. Một").frame.number is None


def test_the_first_number_and_the_first_date_count() -> None:
    found = header(
        "Số: 1/KH-UBND\nSố: 2/KH-UBND\nngày 1 tháng 2 năm 2024\nngày 3 tháng 4 năm 2025\nKẾ HOẠCH\nA"
    )
    assert (str(found.number), found.issued_on) == ("01/KH-UBND", date(2024, 2, 1))


@pytest.mark.parametrize(
    ("line", "place", "day", "year", "month", "impossible"),
    [
        ("Hà Nam, ngày 5 tháng 3 năm 2024", "Hà Nam", date(2024, 3, 5), 2024, 3, False),
        ("Bà Rịa - Vũng Tàu , ngày 05  tháng 03 năm 2024", "Bà Rịa - Vũng Tàu", date(2024, 3, 5), 2024, 3, False),
        ("ngày 5 tháng 3 năm 2024", None, date(2024, 3, 5), 2024, 3, False),
        ("Hà Nam, ngày     tháng 3 năm 2024", "Hà Nam", None, 2024, 3, False),
        ("Hà Nam, ngày ... tháng ... năm 2024", "Hà Nam", None, 2024, None, False),
        ("Hà Nam, ngày 31 tháng 2 năm 2024", "Hà Nam", None, 2024, 2, True),
        ("Hà Nam, ngày 5 tháng 13 năm 2024", "Hà Nam", None, 2024, 13, True),
        ("Hà Nam, ngày 5 tháng    năm 2024", "Hà Nam", None, 2024, None, False),
        ("Hà Nam, ngày ... tháng ... năm ...", None, None, None, None, False),
    ],
)  # fmt: skip
def test_a_date_is_read_as_far_as_it_is_printed(
    line: str, place: str | None, day: date | None, year: int | None, month: int | None, impossible: bool
) -> None:
    found = header(f"{line}\nKẾ HOẠCH\nCông tác")
    assert (found.place, found.issued_on, found.year, found.month) == (place, day, year, month)
    assert found.impossible is impossible
    assert (found.dated_at is None) == (year is None)
    assert found.heads == []


def test_mottoes_are_no_head() -> None:
    text = "ĐẢNG CỘNG SẢN VIỆT NAM\nTỈNH ỦY HÀ NAM\nCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc"
    assert header(text).heads == ["TỈNH ỦY HÀ NAM"]


def test_what_stands_beside_number_and_date_in_a_line_is_kept() -> None:
    found = header("SỞ Y TẾ, Số: 12/KH-SYT | Hà Nam, ngày 5 tháng 3 năm 2024\nKẾ HOẠCH\nA")
    assert found.heads == ["SỞ Y TẾ"]
    assert (found.place, str(found.number)) == ("Hà Nam", "12/KH-SYT")


@pytest.mark.parametrize(
    "subject", ["V/v rà soát", "v/v: rà soát", "V/V rà soát", "Về việc: rà soát", "Trích yếu: rà soát"]
)
def test_the_subject_of_a_letter_is_its_title(subject: str) -> None:
    """V/V in capitals was once taken for the number five, and the body began there."""
    read = Read(f"Số: 1/SNV\n{subject}\n\nKính gửi: Sở Y tế\n\nNhiều năm qua.\n")
    assert read.frame.title == ["rà soát"]
    assert read.frame.addressees == ["Sở Y tế"]
    assert read.body == ["Nhiều năm qua."]


def test_a_subject_ends_at_an_empty_line_and_at_capitals() -> None:
    found = header("V/v rà soát\nsố liệu\nSỞ NỘI VỤ\n\nKính gửi: Sở Y tế")
    assert (found.title, found.heads) == (["rà soát", "số liệu"], ["SỞ NỘI VỤ"])
    assert header("V/v rà soát\n\nnguyên văn\n\nKính gửi: Sở Y tế").title == ["rà soát"]
    assert header("V/v \nrà soát\n\nKính gửi: Sở").title == ["", "rà soát"]


@pytest.mark.parametrize(
    ("lines", "kind", "title"),
    [
        ("KẾ HOẠCH\nCông tác năm 2024", "KH", ["Công tác năm 2024"]),
        ("Kế hoạch\nCông tác năm 2024", "KH", ["Công tác năm 2024"]),
        ("KẾ HOẠCH NĂM 2024\nCông tác", "KH", ["KẾ HOẠCH NĂM 2024", "Công tác"]),
        ("CHỈ THỊ\nCỦA BAN THƯỜNG VỤ\nVỀ CÔNG TÁC", "CT", ["CỦA BAN THƯỜNG VỤ", "VỀ CÔNG TÁC"]),
        ("BÁO CÁO\nKết quả\n\nnăm 2024", "BC", ["Kết quả", "năm 2024"]),
        ("BÁO CÁO\nKết quả\n(Kèm theo Công văn)\nnăm 2024", "BC", ["Kết quả", "năm 2024"]),
        ("BÁO CÁO\nKẾT QUẢ\n\nNĂM 2024", "BC", ["KẾT QUẢ", "NĂM 2024"]),
        ("BÁO CÁO\nKết quả\n\nNăm qua.", "BC", ["Kết quả"]),
    ],
)  # fmt: skip
def test_type_and_title(lines: str, kind: str, title: list[str]) -> None:
    found = header(lines)
    assert (found.type, found.title) == (kind, title)


def test_a_title_ends_where_the_basis_begins() -> None:
    read = Read("KẾ HOẠCH\nCông tác\nCăn cứ Luật Bình đẳng giới;\n1. Một")
    assert (read.frame.title, read.body[0]) == (["Công tác"], "Căn cứ Luật Bình đẳng giới;")
    read = Read(
        "KẾ HOẠCH\nCông tác\n\nThực hiện Chương trình công tác của tỉnh năm nay và các năm sau\n1. Một"
    )
    assert (read.frame.title, read.body[0][:9]) == (["Công tác"], "Thực hiện")
    read = Read("KẾ HOẠCH\nCăn cứ Luật Bình đẳng giới;\n1. Một")
    assert (read.frame.title, read.body[0]) == ([], "Căn cứ Luật Bình đẳng giới;")


def test_a_title_does_not_go_on_for_ever() -> None:
    read = Read("KẾ HOẠCH\n" + "\n".join(f"Dòng {word}" for word in "abcdefghijkl"))
    assert len(read.frame.title) == 8
    assert read.body == ["Dòng i", "Dòng j", "Dòng k", "Dòng l"]


def test_between_a_decisions_title_and_its_basis_stands_who_decides() -> None:
    read = Read(
        "NGHỊ QUYẾT\nVề bình đẳng giới\nHỘI ĐỒNG NHÂN DÂN TỈNH HÀ NAM\nKHÓA X, KỲ HỌP THỨ 5\nCăn cứ Luật;\n"
        "QUYẾT NGHỊ:\nĐiều 1. Một."
    )
    assert read.frame.authority == ["HỘI ĐỒNG NHÂN DÂN TỈNH HÀ NAM", "KHÓA X, KỲ HỌP THỨ 5"]
    assert (read.frame.title, read.body[0]) == (["Về bình đẳng giới"], "Căn cứ Luật;")


def test_the_word_that_decides_begins_the_body() -> None:
    read = Read("QUYẾT ĐỊNH\nVề việc A\nCHỦ TỊCH ỦY BAN NHÂN DÂN\nQUYẾT ĐỊNH:\nĐiều 1. Một.")
    assert read.frame.authority == ["CHỦ TỊCH ỦY BAN NHÂN DÂN"]
    assert read.body == ["QUYẾT ĐỊNH:", "Điều 1. Một."]


def test_only_a_deciding_document_names_who_decides() -> None:
    found = header("BÁO CÁO\nVề việc A\nHỘI ĐỒNG NHÂN DÂN TỈNH HÀ NAM")
    assert (found.authority, found.title) == ([], ["Về việc A", "HỘI ĐỒNG NHÂN DÂN TỈNH HÀ NAM"])


def test_a_long_line_or_the_basis_begins_the_body() -> None:
    long = "Sáng nay, " + "Hội Liên hiệp Phụ nữ tỉnh đã họp bàn " * 3
    read = Read(f"Hội nghị của tỉnh\n{long}")
    assert (read.frame.heads, len(read.body)) == (["Hội nghị của tỉnh"], 1)
    read = Read("SỞ NỘI VỤ\nCăn cứ Luật;")
    assert (read.frame.heads, read.body) == (["SỞ NỘI VỤ"], ["Căn cứ Luật;"])


@pytest.mark.parametrize(
    ("lines", "addressees"),
    [
        ("Kính gửi: Sở Y tế.", ["Sở Y tế."]),
        ("Kính gửi: Ủy ban nhân dân\ncác huyện", ["Ủy ban nhân dân các huyện"]),
        ("Kính gửi: Sở A;\nSở B,\nSở C.", ["Sở A;", "Sở B, Sở C."]),
        ("KÍNH  GỬI\n- Sở A;\n\n- Sở B.", ["Sở A;", "Sở B."]),
        ("Kính gửi: Sở A.\n\nSở B.", ["Sở A."]),
        ("Kính gửi: Sở A\nThực hiện Chương trình công tác của Ủy ban nhân dân tỉnh", ["Sở A"]),
        ("Kính gửi: Sở A\n1. Một", ["Sở A"]),
        ("Kính gửi: Sở A;\nSở B, ông Số: 5/KH-UBND", ["Sở A;", "Sở B, ông Số: 5/KH-UBND"]),
    ],
)  # fmt: skip
def test_addressees_are_read_to_the_end_of_their_list(lines: str, addressees: list[str]) -> None:
    assert header(lines).addressees == addressees


def test_a_page_number_in_the_head_is_passed_over() -> None:
    assert header("- 1 -\nSỞ Y TẾ\n-----\nKẾ HOẠCH\nCông tác").heads == ["SỞ Y TẾ"]


def test_a_header_is_looked_for_in_the_first_lines_only() -> None:
    read = Read("\n".join(["SỞ Y TẾ", "Số: 5/KH-SYT", *["Dòng"] * 88]))
    assert (len(read.header), len(read.body)) == (80, 10)


def test_where_nothing_of_a_head_is_found_the_first_line_is_the_title_and_the_rest_is_the_text() -> None:
    read = Read("\n".join(["Dòng"] * 90))
    assert (len(read.header), len(read.body)) == (1, 89)


def test_a_line_above_the_body_that_names_no_body_is_strange() -> None:
    read = Read("SỞ Y TẾ\nLưu hành nội bộ\nSố: 5/KH-SYT\n\nKẾ HOẠCH\nCông tác\n\n1. Một.")
    assert [read.source.clean[start:end] for start, end in read.frame.strange] == ["Lưu hành nội bộ"]


# ------------------------------------------------------------------------------------------ closing


def test_the_body_ends_at_the_recipients() -> None:
    read = closing("Nơi nhận:\n- Như trên;\n- Lưu: VT.\n")
    assert read.body == ["1. Một./."]
    assert (read.recipients, read.signing, read.annex) == (["Như trên;", "Lưu: VT."], [], [])


def test_the_first_recipient_may_stand_beside_the_word() -> None:
    assert closing("Nơi nhận: - Như trên;\n- Lưu: VT").recipients == ["Như trên;", "Lưu: VT"]


def test_a_sentence_about_recipients_closes_nothing() -> None:
    read = Read("KẾ HOẠCH\nA\n\n1. Một.\nNơi nhận báo cáo là Sở Nội vụ tỉnh và các huyện.\n2. Hai.")
    assert read.body == ["1. Một.", "Nơi nhận báo cáo là Sở Nội vụ tỉnh và các huyện.", "2. Hai."]


def test_a_recipient_may_be_cut_or_have_no_dash() -> None:
    read = closing("Nơi nhận:\n- Các sở,\nban, ngành;\nLưu: VT.\n")
    assert read.recipients == ["Các sở, ban, ngành;", "Lưu: VT."]


def test_what_follows_the_recipients_is_the_annex() -> None:
    read = closing("Nơi nhận:\n- Lưu: VT.\nPHỤ LỤC\n- Biểu 1")
    assert (read.recipients, read.annex) == (["Lưu: VT."], ["PHỤ LỤC", "- Biểu 1"])
    read = closing("Nơi nhận:\n- Lưu: VT.\nBảng số liệu kèm theo")
    assert read.annex == ["Bảng số liệu kèm theo"]
    read = closing("Nơi nhận:\n- Lưu: VT.\n1. Phụ lục;")
    assert read.annex == ["1. Phụ lục;"]


def test_the_signature_may_stand_before_the_recipients_or_after() -> None:
    before = closing("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Mẫu\nNơi nhận:\n- Lưu: VT.")
    after = closing("Nơi nhận:\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Mẫu")
    for read in (before, after):
        assert read.body == ["1. Một./."]
        assert read.signing == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn Mẫu"]
        assert read.recipients == ["Lưu: VT."]
        assert read.annex == []


def test_a_name_alone_after_the_recipients_signs() -> None:
    read = closing("Nơi nhận:\n- Lưu: VT.\nTrần Văn Mẫu")
    assert (read.signing, read.annex) == (["Trần Văn Mẫu"], [])


def test_a_post_signs_only_where_the_text_has_ended() -> None:
    assert closing("GIÁM ĐỐC\nTrần Văn Mẫu").signing == ["GIÁM ĐỐC", "Trần Văn Mẫu"]
    read = Read("KẾ HOẠCH\nA\n\n1. Một\nGIÁM ĐỐC\n2. Hai.")
    assert (read.signing, read.body) == ([], ["1. Một", "GIÁM ĐỐC", "2. Hai."])


def test_on_behalf_of_a_body_signs_wherever_it_stands() -> None:
    read = Read(
        "KẾ HOẠCH\nA\n\n1. Một\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n(đã ký)\nTS. Lê Thị Mẫu\nDanh sách kèm theo"
    )
    assert read.body == ["1. Một"]
    assert read.signing == ["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "(đã ký)", "TS. Lê Thị Mẫu"]
    assert read.annex == ["Danh sách kèm theo"]


def test_after_a_name_in_capitals_nobody_else_signs() -> None:
    read = closing("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nNGUYỄN VĂN MẪU\nĐỀ CƯƠNG BÁO CÁO\nI. TÌNH HÌNH")
    assert read.signing[-1] == "NGUYỄN VĂN MẪU"
    assert read.annex == ["ĐỀ CƯƠNG BÁO CÁO", "I. TÌNH HÌNH"]


@pytest.mark.parametrize("name", ["NGUYỄN VĂN MẪU", "TRẦN MẪU", "HOÀNG THỊ MẪU", "LÊ MẪU", "VŨ VĂN MẪU"])
def test_a_name_in_capitals_is_known_by_its_surname(name: str) -> None:
    """Most surnames once were not known, for they were looked up in a form in which none is listed."""
    read = closing(f"KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n{name}\nKẾ HOẠCH CHI TIẾT")
    assert (read.signing[-1], read.annex) == (name, ["KẾ HOẠCH CHI TIẾT"])


def test_an_annex_begins_after_titles_without_a_name() -> None:
    read = closing("GIÁM ĐỐC\nPHỤ LỤC\nI. CHỈ TIÊU")
    assert (read.signing, read.annex) == (["GIÁM ĐỐC"], ["PHỤ LỤC", "I. CHỈ TIÊU"])
    long = "Sau đây là những chỉ tiêu " * 5
    read = closing(f"GIÁM ĐỐC\n{long}")
    assert (read.signing, read.annex) == (["GIÁM ĐỐC"], [long.strip()])
    read = closing("GIÁM ĐỐC\n1. Chỉ tiêu")
    assert (read.signing, read.annex) == (["GIÁM ĐỐC"], ["1. Chỉ tiêu"])


def test_a_title_goes_on_over_lines_in_capitals() -> None:
    assert closing("KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nGIÁM ĐỐC SỞ NỘI VỤ\nLê Thị Mẫu").signing == [
        "KT. TRƯỞNG BAN",
        "PHÓ TRƯỞNG BAN",
        "GIÁM ĐỐC SỞ NỘI VỤ",
        "Lê Thị Mẫu",
    ]


def test_where_the_text_goes_on_after_a_signature_the_first_one_closes_it() -> None:
    """A decision is signed, then the plan that it approves follows, signed again."""
    read = Read(
        "QUYẾT ĐỊNH\nVề A\n\nĐiều 1. Ban hành./.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Thị Mẫu\n\n"
        "1. Sở Nội vụ rà soát.\nNơi nhận:\n- Lưu: VT."
    )
    assert read.body == ["Điều 1. Ban hành./."]
    assert read.annex == ["1. Sở Nội vụ rà soát.", "Nơi nhận:", "- Lưu: VT."]


def test_without_a_signature_a_text_is_over_at_its_mark() -> None:
    read = Read("Tin bài\n\n1. Nhiều việc.\nĐã xong./.\nChia sẻ bài này")
    assert read.body == ["1. Nhiều việc.", "Đã xong./."]
    assert read.annex == ["Chia sẻ bài này"]


def test_page_numbers_among_the_signers_are_passed_over() -> None:
    read = closing("GIÁM ĐỐC\n- 2 -\nLê Thị Mẫu")
    assert read.signing == ["GIÁM ĐỐC", "Lê Thị Mẫu"]


@pytest.mark.parametrize(
    "line",
    ["Trần Văn Mẫu", "TS. Lê Thị Mẫu", "PGS.TS. Lê Mẫu", "Đại tá Lê Văn Mẫu", "H'Lan Mẫu Êban", "TRẦN MẪU"],
)
def test_a_name_is_two_to_six_words_that_begin_with_a_capital(line: str) -> None:
    assert is_name(line)


@pytest.mark.parametrize("line", ["Mẫu", "Trần văn Mẫu", "Sở 5", "A B C D E F G", "", "Trần Văn Mẫu,", "TS."])
def test_other_lines_are_no_names(line: str) -> None:
    assert not is_name(line)


def test_a_letter_begins_right_below_its_addressee() -> None:
    """A found case: without an empty line the whole letter became the addressee."""
    text = "Số: 12/SNV-XD\nAn Giang, ngày 5 tháng 3 năm 2025\nKính gửi: UBND các xã\nSở Nội vụ đề nghị UBND các xã báo cáo."
    read = Read(text)
    assert (read.frame.addressees, read.body) == (["UBND các xã"], ["Sở Nội vụ đề nghị UBND các xã báo cáo."])


def test_the_number_of_another_document_is_not_the_own_one() -> None:
    read = Read("KẾ HOẠCH\nBình đẳng giới\nThực hiện Nghị quyết số 28/NQ-CP ngày 03/3/2021 của Chính phủ.")
    assert (read.frame.number, read.frame.title) == (None, ["Bình đẳng giới"])


def test_a_title_at_the_margin_ends_two_columns() -> None:
    read = Read(
        "Số: 12/KH-PNV                  An Bình, ngày 05 tháng 3 năm 2025\nKẾ HOẠCH\nCông tác\nI. NHIỆM VỤ\n1. Một."
    )
    assert (read.frame.issued_on, read.frame.title) == (date(2025, 3, 5), ["Công tác"])


def test_a_title_in_the_middle_ends_two_columns_too() -> None:
    read = Read(
        "Số: 12/KH-PNV                  An Bình, ngày 05 tháng 3 năm 2025\n"
        "                              KẾ HOẠCH\n                         Công tác\nI. NHIỆM VỤ\n1. Một."
    )
    assert (read.frame.issued_on, read.frame.title) == (date(2025, 3, 5), ["Công tác"])


def test_the_date_of_the_head_may_be_in_figures_and_the_place_have_one() -> None:
    found = header("Số: 5/KH-UBND\nQuận 7, ngày 05/3/2025\nKẾ HOẠCH\nCông tác")
    assert (found.place, found.issued_on) == ("Quận 7", date(2025, 3, 5))
