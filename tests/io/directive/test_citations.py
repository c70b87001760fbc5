"""Documents that others name: numbers, names of laws and programmes, days and issuers beside them."""

from __future__ import annotations

from datetime import date

import pytest

from vstbpn.io.directive import read_directive
from vstbpn.io.directive._blocks import blocks
from vstbpn.io.directive._citations import citations
from vstbpn.io.directive._source import Source
from vstbpn.model import Citation, DocumentNumber, Series


def cited(text: str, own: str | None = None, *, basis: bool = False) -> list[Citation]:
    source = Source.of(text)
    found = blocks(source, list(source.lines()))
    return list(citations(source, found, DocumentNumber.parse(own) if own else None, basis=basis))


def one(text: str) -> Citation:
    found = cited(text)
    assert len(found) == 1, found
    return found[0]


def shown(text: str) -> list[str]:
    """Give each citation as a person would name it."""
    return [str(citation) for citation in cited(text)]


# --- numbers


def test_a_citation_has_type_number_day_and_issuer_as_they_are_printed() -> None:
    text = "Thực hiện Kế hoạch số 39/KH-UBND ngày 29/01/2024 của UBND thành phố Hà Nội về bình đẳng giới"
    citation = one(text)
    assert (citation.type, citation.number_text) == ("KH", "39/KH-UBND")
    assert citation.issued_on == date(2024, 1, 29)
    assert citation.issuer == "UBND thành phố Hà Nội"
    assert citation.raw == "Kế hoạch số 39/KH-UBND ngày 29/01/2024 của UBND thành phố Hà Nội"
    assert citation.span.of(text) == citation.raw


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("ngày 05/06/2024", date(2024, 6, 5)),
        (", ngày 5/6/2024", date(2024, 6, 5)),
        ("(ngày 5.6.2024)", date(2024, 6, 5)),
        ("ban hành ngày 5-6-2024", date(2024, 6, 5)),
        ("ký ngày 5 tháng 6 năm 2024", date(2024, 6, 5)),
        ("ngày 31/6/2024", None),
        ("năm 2024", None),
        ("gửi trước ngày 5/6/2024", None),
    ],
)
def test_the_day_beside_a_number_is_that_of_its_issue(words: str, day: date | None) -> None:
    assert one(f"Theo Quyết định số 15/QĐ-UBND {words}.").issued_on == day


@pytest.mark.parametrize(
    ("words", "issuer"),
    [
        ("của Sở Nội vụ về công tác cán bộ", "Sở Nội vụ"),
        ("của Bộ Văn hóa, Thể thao và Du lịch quy định", "Bộ Văn hóa, Thể thao và Du lịch"),
        ("của Bộ Lao động - Thương binh và Xã hội; các văn bản", "Bộ Lao động - Thương binh và Xã hội"),
        ("của Thủ tướng Chính phủ và Kế hoạch của tỉnh", "Thủ tướng Chính phủ"),
        ("của liên Bộ hướng dẫn", "liên Bộ"),
        ("của tỉnh", None),
        ("của Ủ", None),
        ("về công tác của Sở Nội vụ", None),
    ],
)
def test_the_issuer_ends_where_the_matter_begins(words: str, issuer: str | None) -> None:
    assert one(f"Theo Kế hoạch số 15/KH-UBND {words}").issuer == issuer


def test_an_endless_issuer_is_cut() -> None:
    issuer = one("Theo Kế hoạch số 15/KH-BCĐ của Ban Chỉ đạo " + "công tác phụ nữ " * 30).issuer
    assert issuer is not None
    assert len(issuer) <= 120


@pytest.mark.parametrize(
    "text",
    [
        "Theo Kế hoạch số 39/KH-\nUBND ngày 29/01/2024 của UBND tỉnh",
        "Theo Kế hoạch số\n139/KH-UBND ngày\n29/01/2024 của UBND\ntỉnh",
        "Theo Kế hoạch số 39/KH-UBND ngày\n\n2\n\n29/01/2024 của UBND tỉnh",
        "Theo **Kế hoạch số 39/KH-UBND** ngày 29/01/2024 của UBND tỉnh",
        "Theo Kế hoạch số 39 /KH-UBND ngày 29/01/2024 của UBND tỉnh",
    ],
    ids=["in the symbol", "between words", "over a page number", "bold", "a space in the number"],
)
def test_a_citation_is_read_over_wraps_and_page_breaks(text: str) -> None:
    citation = one(text)
    assert (citation.number_text or "").endswith("39/KH-UBND")
    assert citation.issued_on == date(2024, 1, 29)
    assert citation.issuer == "UBND tỉnh"


def test_a_document_is_cited_once_with_all_its_mentions() -> None:
    text = (
        "- Theo Kế hoạch số 39/KH-UBND của tỉnh.\n- Kế hoạch số 39/KH-UBND ngày 29/01/2024 của UBND tỉnh.\n"
        "- Sơ kết Kế hoạch 39/KH-UBND."
    )
    citation = one(text)
    assert citation.raw == "Kế hoạch số 39/KH-UBND"
    assert (citation.issued_on, citation.issuer) == (date(2024, 1, 29), "UBND tỉnh")
    assert [span.of(text)[:8] for span in citation.mentions] == ["Kế hoạch"] * 3
    assert citation.span == citation.mentions[0]
    assert len(set(citation.mentions)) == 3


def test_citations_stand_in_the_order_of_their_first_mention() -> None:
    text = "Theo Luật Trẻ em, Quyết định số 9/QĐ-TTg, Chỉ thị số 3-CT/TU, Quyết định số 09/QĐ-TTg"
    assert shown(text) == ["Luật Trẻ em", "09/QĐ-TTg", "03-CT/TU"]


def test_a_document_does_not_cite_itself() -> None:
    text = "Kế hoạch số 12/KH-UBND này thay thế Kế hoạch số 11/KH-UBND"
    assert [citation.number_text for citation in cited(text, own="12/KH-UBND")] == ["11/KH-UBND"]
    assert len(cited(text)) == 2


def test_party_and_state_numbers_are_two_series() -> None:
    party, state = cited("Nghị quyết số 26-NQ/TW ngày 19/5/2018; Nghị quyết số 28/NQ-CP ngày 3/3/2021")
    assert (party.number_text, state.number_text) == ("26-NQ/TW", "28/NQ-CP")
    assert party.number is not None
    assert state.number is not None
    assert (party.number.series, state.number.series) == (Series.PARTY, Series.STATE)


def test_a_party_notice_and_a_circular_are_both_tt_and_tell_apart_by_series() -> None:
    notice, circular = cited("Thông tri số 04-TT/TU và Thông tư số 10/2019/TT-BKHĐT")
    assert (notice.type, circular.type) == ("TT", "TT")
    assert (notice.number_text, circular.number_text) == ("04-TT/TU", "10/2019/TT-BKHĐT")


def test_an_official_letter_has_no_type_in_its_symbol() -> None:
    assert one("Theo Công văn số 04/UBQG-VP ngày 24/4/2024 của Ủy ban quốc gia").type == "CV"
    assert one("Theo văn bản số 4021/SNV-CB ngày 24/4/2024").type == "CV"


def test_the_symbol_outweighs_the_word_before_it() -> None:
    assert one("Theo Thông báo số 15/KH-UBND").type == "KH"


def test_the_word_number_belongs_to_the_mention() -> None:
    text = "xem số 15/KH-UBND"
    assert one(text).span.of(text) == "số 15/KH-UBND"
    assert one("xem 15/KH-UBND").raw == "15/KH-UBND"


def test_several_numbers_behind_one_word_are_all_read() -> None:
    found = shown("Các Kế hoạch số 311/KH-UBND ngày 5/7/2021, số 115/KH-UBND ngày 16/4/2021 của UBND tỉnh")
    assert found == ["311/KH-UBND", "115/KH-UBND"]


@pytest.mark.parametrize(
    "text",
    [
        "Đạt 15/20 xã",
        "Ngày 01/7 và 8/3",
        "Theo Mẫu số 02/BC-BĐG kèm theo",
        "Biểu số 01/BĐG",
        "Phụ lục 02/KH-UBND",
        "tỷ lệ nữ 35/100 người",
        "phòng họp 15/ABC",
        "trước ngày 10/6/2024",
        "hệ thống 24/7",
        "Số điện thoại 0900000000",
        "Văn bản mới của tỉnh",
    ],
)
def test_shares_forms_and_days_are_no_citations(text: str) -> None:
    assert shown(text) == []


# --- laws


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("theo Luật Bình đẳng giới năm 2006", "Luật Bình đẳng giới"),
        ("Luật bình đẳng giới được ban hành", "Luật bình đẳng giới"),
        ("Luật Phòng, chống bạo lực gia đình và các văn bản", "Luật Phòng, chống bạo lực gia đình"),
        ("Luật Hôn nhân và gia đình, sổ tay", "Luật Hôn nhân và gia đình"),
        ("Bộ luật Lao động (sửa đổi)", "Bộ luật Lao động"),
        ("Bộ Luật Lao động năm 2019", "Bộ luật Lao động"),
        ("Luật Thống kê có hiệu lực", "Luật Thống kê"),
        ("Pháp lệnh Dân số năm 2003", "Pháp lệnh Dân số"),
        ("Hiến pháp Nước năm 2013", "Hiến pháp Nước"),
    ],
)
def test_a_law_is_cited_by_its_name(text: str, name: str) -> None:
    citation = one(text)
    assert (citation.name, citation.number) == (name, None)


@pytest.mark.parametrize(
    "text",
    [
        "Luật pháp quốc tế",
        "tuyên truyền pháp luật về hôn nhân",
        "các luật có liên quan",
        "Luật Sửa đổi một số điều",
        "Luật An",
        "kỷ luật Đảng",
        "Luật trẻ emm",
    ],
)
def test_law_in_general_is_no_citation(text: str) -> None:
    assert shown(text) == []


def test_an_endless_name_of_a_law_is_cut() -> None:
    name = one("Luật Thi " + "hành án " * 40).name
    assert name is not None
    assert len(name) <= 100


def test_a_law_with_its_number_is_one_citation() -> None:
    for text in (
        "Căn cứ Luật Bình đẳng giới số 73/2006/QH11 ngày 29/11/2006",
        "Căn cứ Luật Bình đẳng giới năm 2006 (Luật số 73/2006/QH11) ngày 29/11/2006",
        "Căn cứ Luật Bình đẳng giới, số 73/2006/QH11, ngày 29 tháng 11 năm 2006",
    ):
        citation = one(text)
        assert (citation.type, citation.number_text) == ("Luật", "73/2006/QH11")
    assert one("Căn cứ Bộ luật Lao động số 45/2019/QH14").type == "Bộ luật"
    assert one("Căn cứ Pháp lệnh Dân số số 06/2003/PL-UBTVQH11").type == "PL"


def test_a_law_cited_by_number_before_its_name_is_one_citation() -> None:
    assert one("Luật số 73/2006/QH11 về bình đẳng giới").type == "Luật"


def test_a_law_by_its_name_may_have_a_day() -> None:
    citation = one("Căn cứ Luật Bình đẳng giới ngày 29 tháng 11 năm 2006;")
    assert citation.issued_on == date(2006, 11, 29)
    assert citation.raw.endswith("năm 2006")
    assert one("Luật Bình đẳng giới số kỳ trước ngày 29/11/2006").issued_on is None


def test_a_law_named_in_several_ways_stands_once() -> None:
    assert len(shown("Bộ luật Lao động năm 2019; Bộ Luật Lao động (sửa đổi); Bộ luật lao động")) == 1
    assert len(shown("Luật Kiến trúc; Luật kiến trúc là gì; Luật Kiến Trúc")) == 1


def test_the_law_in_the_title_of_a_numbered_document_belongs_to_its_number() -> None:
    text = "Nghị định số 39/2015/NĐ-CP quy định chi tiết Luật Bình đẳng giới. Luật Trẻ em được phổ biến"
    assert shown(text)[0] == "39/2015/NĐ-CP"
    assert "Luật Trẻ em" in shown(text)


# --- programmes


@pytest.mark.parametrize(
    "name",
    [
        "Chiến lược quốc gia về bình đẳng giới giai đoạn 2021-2030",
        "Chiến lược quốc gia bình đẳng giới",
        "Chương trình phòng ngừa và ứng phó với bạo lực trên cơ sở giới giai đoạn 2021 - 2025",
        "Chương trình phòng ngừa, ứng phó với bạo lực trên cơ sở giới",
        "Chương trình truyền thông về bình đẳng giới đến năm 2030",
        "Chương trình hành động quốc gia về phụ nữ, hòa bình và an ninh giai đoạn 2024-2030",
    ],
)
def test_the_national_programmes_are_cited_by_name(name: str) -> None:
    citation = one(f"Triển khai {name}; các đề án khác")
    assert (citation.name, citation.type, citation.number) == (name, None, None)


def test_a_programme_in_quotation_marks_is_named_without_them() -> None:
    text = "triển khai Chương trình “Truyền thông về bình đẳng giới đến năm 2030” trên địa bàn"
    name = one(text).name
    assert name is not None
    assert name.endswith("đến năm 2030")


def test_the_programme_that_a_decision_approves_belongs_to_its_number() -> None:
    text = (
        "Quyết định số 2282/QĐ-TTg ngày 31/12/2020 của Thủ tướng Chính phủ phê duyệt Chương trình truyền thông "
        "về bình đẳng giới đến năm 2030; Chiến lược quốc gia về bình đẳng giới."
    )
    assert shown(text) == ["2282/QĐ-TTg", "Chiến lược quốc gia về bình đẳng giới"]


def test_the_strategy_named_with_and_without_its_years_stands_once() -> None:
    text = (
        "Chiến lược quốc gia về bình đẳng giới; Chiến lược quốc gia về bình đẳng giới giai đoạn 2021-2030; "
        "Chiến lược quốc gia bình đẳng giới"
    )
    assert len(shown(text)) == 1


# --- without number and name


def test_a_letter_without_its_number_is_cited_by_its_day() -> None:
    citation = one("Theo công văn ngày 29/3/2024 của Sở Nội vụ về báo cáo")
    assert (citation.type, citation.number, citation.name) == ("CV", None, None)
    assert (citation.issued_on, citation.issuer) == (date(2024, 3, 29), "Sở Nội vụ")


def test_a_news_item_cites_a_letter_that_was_just_sent() -> None:
    citation = one("Ngày 29/3/2024, Bộ Nội vụ vừa ban hành văn bản gửi các tỉnh.")
    assert (citation.issued_on, citation.issuer) == (date(2024, 3, 29), "Bộ Nội vụ")


def test_a_letter_with_a_number_is_not_cited_a_second_time_by_its_day() -> None:
    assert shown("Công văn ngày 5/3/2024 số 15/SNV-CB") != []
    assert len(cited("Công văn số 15/SNV-CB ngày 5/3/2024")) == 1


def test_a_letter_that_was_sent_with_a_number_is_cited_by_it_alone() -> None:
    assert shown("Ngày 29/3/2024, Bộ Nội vụ ban hành văn bản số 15/BNV-CB gửi các tỉnh.") == ["15/BNV-CB"]


def test_what_stands_in_an_issuer_with_a_number_of_its_own_belongs_to_the_first() -> None:
    text = "Kế hoạch số 15/KH-BCĐ của Ban Chỉ đạo Đề án số 20/ĐA-UBND thi hành Luật Trẻ em"
    assert shown(text) == ["15/KH-BCĐ", "20/ĐA-UBND"]


def test_a_law_inside_the_issuer_of_a_number_belongs_to_it() -> None:
    text = "Kế hoạch số 15/KH-BCĐ của Ban Chỉ đạo thi hành Luật Trẻ em; Luật Trẻ em; Luật Thống kê"
    assert [citation.raw for citation in cited(text)][1:] == ["Luật Trẻ em", "Luật Thống kê"]
    assert len(cited(text)[1].mentions) == 1


# --- what a document rests on


def test_a_law_in_the_title_of_another_is_no_basis() -> None:
    assert [str(c) for c in cited("Căn cứ Luật Bình đẳng giới;", basis=True)] == ["Luật Bình đẳng giới"]
    assert [str(c) for c in cited("Theo Luật Trẻ em và Luật Thống kê", basis=True)] == [
        "Luật Trẻ em",
        "Luật Thống kê",
    ]
    assert cited("Xét tờ trình thi hành tốt Luật Bình đẳng giới;", basis=True) == []


def test_footnotes_and_annexes_are_cited_from_too() -> None:
    text = """Số: 5/KH-UBND
Bắc Giang, ngày 5 tháng 3 năm 2024

KẾ HOẠCH
Công tác năm 2024

I. NHIỆM VỤ
- Sở Nội vụ rà soát quy hoạch nữ¹.

¹ Theo Kết luận số 55-KL/TW ngày 18/01/2013 của Ban Bí thư.

Nơi nhận:
- Lưu: VT

PHỤ LỤC
Thực hiện Quyết định số 800/QĐ-UBND ngày 2/2/2024
"""
    assert [str(c) for c in read_directive(text).directive.citations] == ["55-KL/TW", "800/QĐ-UBND"]


def test_text_in_decomposed_letters_is_cited_from_at_its_own_places() -> None:
    import unicodedata

    text = unicodedata.normalize("NFD", "Thực hiện Kế hoạch số 39/KH-UBND của tỉnh")
    citation = one(text)
    assert unicodedata.normalize("NFC", citation.span.of(text)) == "Kế hoạch số 39/KH-UBND"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Chỉ thị số 21-CT/TW ngày 20/01/2018 của Ban Bí thư về công tác phụ nữ; Luật", "về công tác phụ nữ"),
        (
            "Kế hoạch số 39/KH-UBND ngày 29/01/2024 của UBND tỉnh về việc lập đoàn kiểm tra, Sở Nội vụ đề nghị",
            "về việc lập đoàn kiểm tra",
        ),
        (
            "Thông tri số 04-TT/TU ngày 30/3/2016 về “Công tác phụ nữ, trẻ em” và",
            "về “Công tác phụ nữ, trẻ em”",
        ),
        ("Chỉ thị 21-CT/TW “Công tác phụ nữ” và", "Công tác phụ nữ"),
        ("Chỉ thị số 21-CT/TW về công tác phụ nữ và các văn bản liên quan.", "về công tác phụ nữ"),
        ("Chỉ thị số 21-CT/TW ngày 20/01/2018 của Ban Bí thư.", None),
        ("Chỉ thị số 21-CT/TW về " + "công tác " * 60, None),
    ],
)
def test_the_title_beside_a_number_ends_with_its_clause(words: str, title: str | None) -> None:
    (one, *_) = read_directive(f"I. NHIỆM VỤ\n- Thực hiện {words}\n").directive.citations
    assert one.title == title
