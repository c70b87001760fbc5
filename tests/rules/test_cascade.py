from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vstbpn.catalog import parse_instruments
from vstbpn.model import (
    Citation,
    Deadline,
    Directive,
    DocumentNumber,
    Due,
    Period,
    ReportingDuty,
    Section,
    Signature,
    Span,
    Task,
    search_numbers,
)
from vstbpn.rules import (
    FINDING_CODES,
    CascadeFinding,
    CitedBy,
    Document,
    Tier,
    cascade,
    findings,
)

REGISTER = parse_instruments(
    {
        "mine.toml": """
[instruments.old-decree]
type = "NĐ"
number_text = "11/2015/NĐ-CP"
issued_on = 2015-03-02
issuer = "Chính phủ"
title_vi = "Quy định về chế độ họp của ban"
in_force_from = 2015-05-01
in_force_until = 2022-01-01
replaced_by = "new-decree"
force = "law"
source = "the gazette"
checked_on = 2026-11-21
verified = true

[instruments.new-decree]
type = "NĐ"
number_text = "12/2021/NĐ-CP"
issued_on = 2021-11-02
issuer = "Chính phủ"
title_vi = "Quy định về chế độ họp và báo cáo của ban"
in_force_from = 2022-01-01
force = "law"
source = "the gazette"
checked_on = 2026-11-21
verified = true

[instruments.doubtful-decree]
type = "NĐ"
number_text = "13/2016/NĐ-CP"
issued_on = 2016-03-02
issuer = "Chính phủ"
title_vi = "Về lương"
in_force_from = 2016-05-01
in_force_until = 2020-01-01
doubtful = ["in_force_until"]
force = "law"
source = "a newspaper"
checked_on = 2026-11-21
verified = true

[instruments.unknown-end]
type = "NĐ"
number_text = "14/2016/NĐ-CP"
issued_on = 2016-03-02
issuer = "Chính phủ"
title_vi = "Về nhà ở"
in_force_from = 2016-05-01
doubtful = ["in_force_until"]
force = "law"
source = "a newspaper"
checked_on = 2026-11-21
verified = true

[instruments.resolution]
type = "NQ"
number_text = "77-NQ/TW"
issued_on = 2019-05-19
issuer = "Ban Bí thư"
title_vi = "Về tăng cường công tác cán bộ nữ trong tình hình mới"
force = "party"
source = "the party's site"
checked_on = 2026-11-21
verified = true

[instruments.local]
type = "CT"
number_text = "88-CT/TU"
issued_on = 2018-06-10
issuer = "Ban Thường vụ Thành ủy Hải Phòng"
place = "Hải Phòng"
title_vi = "Về công tác dân số của Thành phố trong giai đoạn mới"
force = "party"
source = "cited elsewhere"
checked_on = 2026-11-21
verified = false

[instruments.circular]
type = "TT"
number_text = "15/2020/TT-BLĐTBXH"
issued_on = 2020-06-10
issuer = "Bộ Lao động - Thương binh và Xã hội"
issuer_variants = ["Bộ LĐ, TB và XH"]
title_vi = "Về thống kê"
force = "law"
source = "the gazette"
checked_on = 2026-11-21
verified = true

[instruments.province-plan]
type = "KH"
number_text = "39/KH-UBND"
issued_on = 2024-01-29
issuer = "UBND thành phố Hà Nội"
place = "Hà Nội"
title_vi = "Công tác bình đẳng giới năm 2024"
force = "plan"
source = "cited elsewhere"
checked_on = 2026-11-21
verified = false
"""
    }
)

PRINTED = re.compile(r"ngày (\d+)/(\d+)/(\d{4})")


def cited(text: str, number: str, *, issuer: str | None = None, kind: str | None = None) -> Citation:
    """Give a citation as a reader would: all mentions of a number, the first day that is printed."""
    wanted = DocumentNumber.parse(number)
    spans = tuple(Span(start, end) for start, end, found in search_numbers(text) if found == wanted)
    days = [PRINTED.match(text, span.end + 1) for span in spans]
    day = next((date(int(m[3]), int(m[2]), int(m[1])) for m in days if m), None)
    return Citation(
        raw=spans[0].of(text),
        span=spans[0],
        mentions=spans,
        number=wanted,
        type=kind,
        issued_on=day,
        issuer=issuer,
    )


def document(
    number: str | None = "50/KH-UBND",
    text: str = "",
    *,
    issuer: str = "UBND huyện Yên Thế",
    day: date | None = date(2024, 3, 1),
    cites: Iterable[Citation] = (),
    basis: Iterable[Citation] = (),
    **parts: object,
) -> Document:
    basis = tuple(basis)
    directive = Directive(
        number=None if number is None else DocumentNumber.parse(number),
        issuer=issuer,
        issued_on=day,
        basis=basis,
        citations=(*basis, *cites),
        **parts,  # type: ignore[arg-type]
    )
    return Document(directive, text)


def found(*documents: Document, code: str | None = None, on: date | None = None) -> list[CascadeFinding]:
    all_found = findings(cascade(documents, REGISTER), on)
    assert {one.code for one in all_found} <= FINDING_CODES.keys()
    return [one for one in all_found if code is None or one.code == code]


def codes(*documents: Document, on: date | None = None) -> list[str]:
    return [one.code for one in found(*documents, on=on)]


HALF = Period(2024, "H1")


def duty(
    sender: str | None,
    due: str | None,
    *,
    to: str | None = None,
    period: Period | None = HALF,
    at: int = 0,
) -> ReportingDuty:
    deadline = None if due is None else Deadline.parse(due)
    return ReportingDuty(span=Span(at, at + 5), sender=sender, receiver=to, period=period, deadline=deadline)


BASIS = Citation(
    raw="39/KH-UBND",
    span=Span(10, 20),
    number=DocumentNumber.parse("39/KH-UBND"),
    issued_on=date(2024, 1, 29),
    issuer="UBND tỉnh",
)


def upper(*duties: ReportingDuty, **parts: object) -> Document:
    return document("39/KH-UBND", issuer="UBND tỉnh Bắc Giang", day=date(2024, 1, 29), duties=duties, **parts)  # type: ignore[arg-type]


def lower(*duties: ReportingDuty, **parts: object) -> Document:
    return document("50/KH-UBND", basis=[BASIS], duties=duties, **parts)  # type: ignore[arg-type]


# Who implements whom.


def test_who_names_number_and_date_in_its_basis_implements_the_other() -> None:
    province, district = upper(), lower()
    ward = document(
        "3/KH-UBND",
        issuer="UBND xã Tam Tiến",
        day=date(2024, 4, 2),
        basis=[
            Citation(
                raw="50",
                span=Span(0, 2),
                number=DocumentNumber.parse("50/KH-UBND"),
                issued_on=date(2024, 3, 1),
            )
        ],
    )
    chain = cascade([ward, district, province], REGISTER)
    assert chain.documents == (province, district, ward)
    assert chain.names == ("39/KH-UBND", "50/KH-UBND", "03/KH-UBND")
    assert [(edge.lower, edge.upper, edge.ground) for edge in chain.implements] == [
        (district, province, CitedBy.NUMBER_AND_DATE),
        (ward, district, CitedBy.NUMBER_AND_DATE),
    ]
    assert chain.implements[0].citation is BASIS
    assert chain.roots == (province,)
    assert chain.below(province) == (district, ward)
    assert chain.above(ward) == (province, district)
    assert chain.below(ward) == ()


def test_another_day_or_another_body_is_another_document() -> None:
    other_day = document("39/KH-UBND", issuer="UBND tỉnh Bắc Giang", day=date(2023, 1, 29))
    other_body = document("39/KH-UBND", issuer="UBND huyện Tân Yên", day=date(2024, 1, 29))
    assert cascade([lower(), other_day, other_body], REGISTER).implements == ()


def test_a_number_without_a_day_is_enough_where_only_one_has_it() -> None:
    undated = Citation(raw="39/KH-UBND", span=Span(0, 9), number=DocumentNumber.parse("39/KH-UBND"))
    district = document(basis=[undated])
    again = document("39/KH-UBND", issuer="UBND tỉnh Bắc Giang", day=date(2023, 1, 29))
    assert [edge.ground for edge in cascade([district, upper()], REGISTER).implements] == [CitedBy.NUMBER]
    assert cascade([district, upper(), again], REGISTER).implements == ()


def test_without_a_basis_the_opening_counts_and_the_body_does_not() -> None:
    opening = document(cites=[BASIS], sections=(Section(label="I", heading="X", span=Span(30, 60)),))
    body = document(cites=[BASIS], tasks=(Task(text="x", span=Span(5, 60)),))
    assert len(cascade([upper(), opening], REGISTER).implements) == 1
    assert cascade([upper(), body], REGISTER).implements == ()


def test_documents_that_name_each_other_end_the_walk() -> None:
    back = Citation(raw="50", span=Span(0, 2), number=DocumentNumber.parse("50/KH-UBND"))
    province, district = upper(basis=[back]), lower()
    chain = cascade([province, district], REGISTER)
    assert chain.below(province) == (district,)
    assert chain.roots == ()


def test_the_names_tell_documents_of_one_number_apart() -> None:
    one, two = document(issuer="UBND huyện Yên Thế"), document(issuer="UBND huyện Yên Thế")
    other = document(issuer="UBND quận Hà Đông", day=date(2023, 2, 1))
    chain = cascade([one, two, other], REGISTER)
    assert chain.names == (
        "50/KH-UBND 2023-02-01 UBND quận Hà Đông",
        "50/KH-UBND 2024-03-01 UBND huyện Yên Thế",
        "50/KH-UBND 2024-03-01 UBND huyện Yên Thế (2)",
    )
    assert chain.name_of(two) == chain.names[2]
    with pytest.raises(LookupError, match="one of the 3 documents of the cascade"):
        chain.name_of(document())


def test_of_one_day_the_upper_tier_stands_first() -> None:
    day = date(2024, 3, 1)
    district, province = document("1/KH-UBND", day=day), document("2/KH-UBND", issuer="UBND tỉnh X", day=day)
    assert cascade([district, province], REGISTER).documents == (province, district)


def test_drafts_stand_by_the_end_of_their_month_and_undated_ones_last() -> None:
    march = document("1/KH-UBND", day=None, issued_in=Period(2024, "03"))
    end = document("2/KH-UBND", day=date(2024, 3, 30))
    never = document("4/KH-UBND", day=None)
    assert cascade([never, march, end], REGISTER).documents == (end, march, never)


@pytest.mark.parametrize(
    ("issuer", "tier"),
    [
        ("Ủy ban quốc gia vì sự tiến bộ của phụ nữ Việt Nam", Tier.CENTRAL),
        ("Thủ tướng Chính phủ", Tier.CENTRAL),
        ("Bộ Chính trị", Tier.CENTRAL),
        ("Ban Bí thư Trung ương Đảng", Tier.CENTRAL),
        ("Hội Liên hiệp Phụ nữ Việt Nam", Tier.CENTRAL),
        ("Bộ Lao động - Thương binh và Xã hội", Tier.MINISTRY),
        ("Ban VSTBPN Bộ Y tế", Tier.MINISTRY),
        ("UỶ BAN NHÂN DÂN TỈNH BẮC GIANG", Tier.PROVINCE),
        ("UBND thành phố Hà Nội", Tier.PROVINCE),
        ("Sở LĐ-TB&XH", Tier.PROVINCE),
        ("Thành ủy Hải Phòng", Tier.PROVINCE),
        ("Tỉnh ủy Lai Châu", Tier.PROVINCE),
        ("UBND thành phố Bắc Giang", Tier.DISTRICT),
        ("UBND thị xã Chũ", Tier.DISTRICT),
        ("Huyện ủy Giồng Trôm", Tier.DISTRICT),
        ("Phòng Nội vụ", Tier.DISTRICT),
        ("Phòng Lao động - Thương binh và Xã hội quận Hà Đông", Tier.DISTRICT),
        ("UBND xã Hòa Thịnh, huyện Tây Hòa", Tier.COMMUNE),
        ("Ban VSTBPN phường Yên Nghĩa", Tier.COMMUNE),
        ("Tập thể nữ cán bộ", None),
    ],
)
def test_the_tier_is_told_by_the_name(issuer: str, tier: Tier | None) -> None:
    assert document(None, issuer=issuer).tier is tier


@pytest.mark.parametrize(
    ("number", "tier"),
    [
        ("26-NQ/TW", Tier.CENTRAL),
        ("28/NQ-CP", Tier.CENTRAL),
        ("22-CT/TU", Tier.PROVINCE),
        ("115-KH/HU", Tier.DISTRICT),
        ("191/2009/TT-BTC", Tier.MINISTRY),
        ("04-TT/TU", Tier.PROVINCE),
        ("70/KH-UBND", None),
    ],
)
def test_else_by_the_symbol(number: str, tier: Tier | None) -> None:
    assert document(number, issuer="").tier is tier


def test_a_city_is_a_province_by_the_map_of_the_day() -> None:
    assert document(issuer="UBND thành phố Bắc Ninh", day=date(2024, 6, 1)).tier is Tier.DISTRICT
    assert document(issuer="UBND thành phố Bắc Ninh", day=date(2026, 11, 1)).tier is Tier.PROVINCE
    assert document(issuer="UBND thành phố Đà Nẵng", day=date(2008, 1, 1)).tier is Tier.PROVINCE
    assert document(issuer="UBND thành phố", place="Hải Phòng").tier is Tier.PROVINCE
    assert document(issuer="UBND thành phố").tier is None


# What they cite.


def test_a_basis_from_after_the_document_is_found() -> None:
    text = "Căn cứ Kế hoạch số 9/KH-UBND ngày 2/3/2024 của UBND tỉnh"
    (one,) = found(document(text=text, basis=[cited(text, "9/KH-UBND")]))
    assert (one.code, one.document, one.about) == ("basis_after_document", "50/KH-UBND", "09/KH-UBND")
    assert one.span.of(text) == "9/KH-UBND"
    assert "2/3/2024" in one.message_en
    assert "1/3/2024" in one.message_en
    assert "2/3/2024" in one.message_vi


def test_a_basis_of_the_same_day_or_of_a_drafts_month_is_none() -> None:
    text = "Căn cứ Kế hoạch số 9/KH-UBND ngày 1/3/2024 của UBND tỉnh"
    basis = [cited(text, "9/KH-UBND")]
    assert codes(document(text=text, basis=basis)) == []
    assert codes(document(text=text, basis=basis, day=None, issued_in=Period(2024, "03"))) == []
    assert codes(document(text=text, basis=basis, day=None, issued_in=Period(2024, "02"))) == [
        "basis_after_document"
    ]


def test_what_is_cited_in_the_body_may_be_later() -> None:
    text = "sẽ sửa theo Kế hoạch số 9/KH-UBND ngày 2/3/2024"
    assert codes(document(text=text, cites=[cited(text, "9/KH-UBND")])) == []


DECREE = "Căn cứ Nghị định số 11/2015/NĐ-CP ngày 2/3/2015 của Chính phủ;"


def test_a_basis_that_has_ended_names_its_successor() -> None:
    (one,) = found(document(text=DECREE, basis=[cited(DECREE, "11/2015/NĐ-CP")]))
    assert one.code == "basis_ended"
    assert one.about == "11/2015/NĐ-CP (2/3/2015)"
    assert (
        "since 1/1/2022; it was replaced by 12/2021/NĐ-CP (2/11/2021) (source: the gazette)" in one.message_en
    )
    assert "được thay bằng 12/2021/NĐ-CP" in one.message_vi
    assert "verified" not in one.message_en


@pytest.mark.parametrize(("day", "ended"), [(date(2021, 12, 31), False), (date(2022, 1, 1), True)])
def test_it_ends_on_its_day(day: date, ended: bool) -> None:
    basis = [cited(DECREE, "11/2015/NĐ-CP")]
    assert codes(document(text=DECREE, basis=basis, day=day)) == ["basis_ended"] * ended


def test_a_draft_is_judged_by_the_first_day_of_its_month_and_else_by_the_day_asked_for() -> None:
    basis = [cited(DECREE, "11/2015/NĐ-CP")]
    undated = document(text=DECREE, basis=basis, day=None)
    assert codes(undated) == []
    assert codes(undated, on=date(2023, 1, 1)) == ["basis_ended"]
    assert codes(undated, on=date(2020, 1, 1)) == []
    assert codes(document(text=DECREE, basis=basis, day=None, issued_in=Period(2021))) == []


def test_an_end_that_is_not_sure_says_so_and_an_unknown_one_is_no_finding() -> None:
    doubtful = "Căn cứ Nghị định số 13/2016/NĐ-CP ngày 2/3/2016;"
    unknown = "Căn cứ Nghị định số 14/2016/NĐ-CP ngày 2/3/2016;"
    (one,) = found(document(text=doubtful, basis=[cited(doubtful, "13/2016/NĐ-CP")]))
    assert "the register has not verified it" in one.message_en
    assert "chưa kiểm chứng" in one.message_vi
    assert codes(document(text=unknown, basis=[cited(unknown, "14/2016/NĐ-CP")])) == []


def test_an_ended_text_that_is_no_basis_may_be_cited() -> None:
    assert codes(document(text=DECREE, cites=[cited(DECREE, "11/2015/NĐ-CP")])) == []


def test_another_day_than_the_registers_is_found() -> None:
    text = "thực hiện Nghị quyết số 77-NQ/TW ngày 29/5/2019 của Ban Bí thư Trung ương Đảng"
    (one,) = found(document(text=text, cites=[cited(text, "77-NQ/TW", issuer="Ban Bí thư Trung ương Đảng")]))
    assert (one.code, one.about) == ("citation_date", "77-NQ/TW (19/5/2019)")
    assert (
        "the register has the date 19/5/2019, here stands 29/5/2019 (source: the party's site)"
        in one.message_en
    )


@pytest.mark.parametrize("issuer", ["Ban Bí thư", "Ban Bí thư Trung ương Đảng", "Trung ương Đảng", None])
def test_names_of_one_body_agree(issuer: str | None) -> None:
    text = "thực hiện Nghị quyết số 77-NQ/TW ngày 19/5/2019"
    assert codes(document(text=text, cites=[cited(text, "77-NQ/TW", issuer=issuer)])) == []


@pytest.mark.parametrize(
    ("text", "number", "issuer"),
    [
        ("Thông tư số 15/2020/TT-BLĐTBXH ngày 10/6/2020", "15/2020/TT-BLĐTBXH", "Bộ LĐTBXH"),
        ("Thông tư số 15/2020/TT-BLĐTBXH ngày 10/6/2020", "15/2020/TT-BLĐTBXH", "Bộ LĐ-TB&XH"),
        ("Kế hoạch số 39/KH-UBND ngày 29/1/2024", "39/KH-UBND", "UBND Hà Nội"),
        ("Kế hoạch số 39/KH-UBND ngày 29/1/2024", "39/KH-UBND", "Uỷ ban nhân dân TP. Hà Nội"),
    ],
)
def test_abbreviated_bodies_agree(text: str, number: str, issuer: str) -> None:
    assert codes(document(text=text, cites=[cited(text, number, issuer=issuer)])) == []


def test_a_number_without_a_day_is_held_to_no_title() -> None:
    text = "Nghị quyết số 77-NQ/TW về tăng cường công tác của cán bộ nữ trong tình hình mới"
    assert codes(document(text=text, cites=[cited(text, "77-NQ/TW")])) == []


def test_another_body_and_another_type_than_the_registers_are_found() -> None:
    text = "thực hiện Nghị quyết số 77-NQ/TW ngày 19/5/2019"
    (one,) = found(document(text=text, cites=[cited(text, "77-NQ/TW", issuer="Bộ Chính trị")]))
    assert one.code == "citation_issuer"
    assert "Ban Bí thư, here stands Bộ Chính trị" in one.message_en
    assert codes(document(text=text, cites=[cited(text, "77-NQ/TW", kind="CT")])) == ["citation_type"]


def test_the_committee_of_a_city_is_not_its_standing_committee() -> None:
    text = "Chỉ thị số 88-CT/TU ngày 10/6/2018 của Thành ủy Hải Phòng"
    (one,) = found(document(text=text, cites=[cited(text, "88-CT/TU", issuer="Thành ủy Hải Phòng")]))
    assert one.code == "citation_issuer"
    assert "the register has not verified it" in one.message_en
    right = "Ban Thường vụ Thành ủy Hải Phòng"
    assert codes(document(text=text, cites=[cited(text, "88-CT/TU", issuer=right)])) == []


def test_a_local_number_is_compared_only_where_its_place_is_known() -> None:
    text = "Chỉ thị số 88-CT/TU ngày 11/6/2018"
    bare = cited(text, "88-CT/TU", issuer="Ban Thường vụ Thành ủy")
    city = "UBND thành phố Hải Phòng"
    assert codes(document(text=text, cites=[bare])) == []
    assert codes(document(text=text, cites=[bare], issuer=city, place="Hải Phòng")) == ["citation_date"]
    assert codes(document(text=text, cites=[bare], issuer="UBND thành phố Đà Nẵng", place="Đà Nẵng")) == []
    assert codes(document(text=text, cites=[cited(text, "88-CT/TU")])) == []


def test_another_title_than_the_registers_is_found() -> None:
    text = "Nghị quyết số 77-NQ/TW ngày 19/5/2019 của Ban Bí thư về tăng cường công tác của cán bộ nữ trong tình hình mới;"
    (one,) = found(document(text=text, cites=[cited(text, "77-NQ/TW", issuer="Ban Bí thư")]))
    assert one.code == "citation_title"
    assert "“về tăng cường công tác của cán bộ nữ trong tình hình mới”" in one.message_en
    assert "“Về tăng cường công tác cán bộ nữ trong tình hình mới”" in one.message_vi


@pytest.mark.parametrize(
    "words",
    [
        "về tăng cường công tác cán bộ nữ trong tình hình mới và các văn bản liên quan",
        "về việc tăng cường công tác cán bộ nữ",
        "về “Tăng cường công tác, cán bộ nữ trong tình hình mới”",
        "về tăng cường công tác cán bộ nữ đến toàn thể hội viên",
        "về cán bộ nữ",
        "và các văn bản khác về bình đẳng giới trong lĩnh vực lao động",
        "để chuẩn bị sơ kết việc thực hiện chiến lược về bình đẳng giới đến năm 2030",
        ". Tiếp tục tuyên truyền về bình đẳng giới trong lĩnh vực lao động",
    ],
)
def test_a_title_may_end_sooner_and_the_sentence_go_on(words: str) -> None:
    text = f"Nghị quyết số 77-NQ/TW ngày 19/5/2019 của Ban Bí thư {words}"
    assert codes(document(text=text, cites=[cited(text, "77-NQ/TW", issuer="Ban Bí thư")])) == []


def test_two_days_of_one_document_are_found_at_the_second() -> None:
    text = "Kế hoạch số 7/KH-BYT ngày 5/1/2024 của Bộ Y tế; theo Kế hoạch số 7/KH-BYT ngày 6/1/2024."
    (one,) = found(document(text=text, cites=[cited(text, "7/KH-BYT")]))
    assert (one.code, one.about) == ("two_dates", "07/KH-BYT")
    assert one.span.start == text.rindex("7/KH-BYT")
    assert "here stands 6/1/2024, and 50/KH-UBND has 5/1/2024" in one.message_en


def test_a_second_day_is_told_once() -> None:
    parts = [f"Kế hoạch số 7/KH-BYT ngày {day}/1/2024" for day in (5, 6, 6, 5)]
    text = "; ".join(parts)
    assert codes(document(text=text, cites=[cited(text, "7/KH-BYT")])) == ["two_dates"]


def test_the_same_day_twice_and_days_of_two_years_are_none() -> None:
    text = "Kế hoạch số 7/KH-BYT ngày 5/1/2024; Kế hoạch số 7/KH-BYT ngày 05/01/2024."
    assert codes(document(text=text, cites=[cited(text, "7/KH-BYT")])) == []
    years = "Kế hoạch số 7/KH-BYT ngày 5/1/2024; Kế hoạch số 7/KH-BYT ngày 9/1/2023."
    assert codes(document(text=years, cites=[cited(years, "7/KH-BYT")])) == []


def test_a_number_that_holds_its_year_has_one_day_in_any_year() -> None:
    text = "Thông tư số 7/2019/TT-BYT ngày 5/1/2019; Thông tư số 7/2019/TT-BYT ngày 5/1/2020."
    assert codes(document(text=text, cites=[cited(text, "7/2019/TT-BYT")])) == ["two_dates"]


def test_two_bodies_have_plans_of_one_number() -> None:
    text = "Kế hoạch số 7/KH-UBND ngày 5/1/2024 của UBND huyện A; Kế hoạch số 7/KH-UBND ngày 8/1/2024 của UBND huyện B."
    assert codes(document(text=text, cites=[cited(text, "7/KH-UBND")])) == []


def test_two_days_are_found_across_documents_too() -> None:
    text = "Kế hoạch số 39/KH-UBND ngày 28/1/2024 của UBND tỉnh Bắc Giang"
    citing = document(text=text, cites=[cited(text, "39/KH-UBND", issuer="UBND tỉnh Bắc Giang")])
    (one,) = found(upper(), citing, code="two_dates")
    assert (one.document, one.about) == ("50/KH-UBND", "39/KH-UBND")
    assert "and 39/KH-UBND has 29/1/2024" in one.message_en


def test_a_day_that_the_reader_found_elsewhere_counts_too() -> None:
    number = DocumentNumber.parse("7/KH-BYT")
    text = "Kế hoạch số 7/KH-BYT (xem danh mục)"
    before = "Kế hoạch số 7/KH-BYT ngày 5/1/2024"
    named = cited(before, "7/KH-BYT", issuer="Bộ Y tế")
    early = document("1/KH-UBND", before, day=date(2024, 2, 1), cites=[named])
    read = Citation(raw="7", span=Span(12, 20), number=number, issued_on=date(2024, 1, 6), issuer="Bộ Y tế")
    assert codes(early, document(text=text, cites=[read])) == ["two_dates"]


def test_a_local_number_without_a_place_tells_nothing_across_documents() -> None:
    text = "Kế hoạch số 39/KH-UBND ngày 28/1/2024 của UBND tỉnh"
    assert codes(upper(), document(text=text, cites=[cited(text, "39/KH-UBND", issuer="UBND tỉnh")])) == []


def test_two_titles_of_one_document_are_found() -> None:
    text = (
        "Chỉ thị số 5/CT-TTg ngày 5/1/2024 về đẩy mạnh công tác phụ nữ trong thời kỳ mới; "
        "Chỉ thị số 5/CT-TTg ngày 5/1/2024 về đẩy mạnh công tác của phụ nữ trong thời kỳ mới."
    )
    (one,) = found(document(text=text, cites=[cited(text, "5/CT-TTg")]))
    assert (one.code, one.about) == ("two_titles", "05/CT-TTg")
    assert one.span.start == text.rindex("5/CT-TTg")
    assert "công tác của phụ nữ" in one.message_vi


def test_a_title_that_is_left_out_or_shortened_is_no_second_one() -> None:
    text = (
        "Chỉ thị số 5/CT-TTg ngày 5/1/2024 về đẩy mạnh công tác phụ nữ trong thời kỳ mới; "
        "Chỉ thị số 5/CT-TTg; Chỉ thị số 5/CT-TTg về đẩy mạnh công tác phụ nữ nhằm thực hiện các mục tiêu."
    )
    assert codes(document(text=text, cites=[cited(text, "5/CT-TTg")])) == []


def test_a_document_cited_by_its_day_only_is_found() -> None:
    text = "Theo Công văn ngày 29/3/2024 của Bộ Y tế, các đơn vị rà soát."
    (one,) = found(document(text=text))
    assert one.code == "citation_without_number"
    assert one.span.of(text).startswith("Công văn ngày 29/3/2024")
    span = Span(5, 30)
    read = Citation(raw="Công văn", span=span, type="CV", issued_on=date(2024, 3, 29))
    assert [one.span for one in found(document(text=text, cites=[read]))] == [span]


def test_each_place_is_found_and_one_place_once() -> None:
    text = "Công văn ngày 1/3/2024 của Bộ Y tế và Công văn ngày 2/3/2024 của Bộ Y tế"
    assert codes(document(text=text)) == ["citation_without_number"] * 2
    read = Citation(raw="Công văn", span=Span(0, 8), type="CV", issued_on=date(2024, 3, 1))
    assert codes(document(text=text, cites=[read])) == ["citation_without_number"] * 2


def test_a_news_item_that_names_no_number_is_found() -> None:
    text = "Ngày 29/3/2024, Bộ Y tế vừa ban hành văn bản gửi các địa phương về dân số."
    assert codes(document(None, text, issuer="")) == ["citation_without_number"]


@pytest.mark.parametrize(
    "text",
    [
        "Theo Công văn số 12/BYT-DS ngày 29/3/2024 của Bộ Y tế",
        "gửi kế hoạch trước ngày 29/3/2024 của năm",
        "Trước ngày 29/3/2024, các đơn vị phải ban hành văn bản triển khai",
        "Ngày 29/3/2024, Bộ Y tế đã ban hành văn bản số 12/BYT-DS",
        "nộp báo cáo ngày 10/6/2024 về Sở",
    ],
)
def test_a_number_or_a_day_of_something_else_is_none(text: str) -> None:
    assert codes(document(text=text)) == []


def test_a_law_is_cited_by_its_name_and_day() -> None:
    law = Citation(raw="Luật Bình đẳng giới", span=Span(0, 9), type="Luật", issued_on=date(2006, 11, 29))
    assert codes(document(cites=[law])) == []


# What is asked by when.


def test_a_lower_day_after_the_upper_one_is_found() -> None:
    wards = duty("UBND các xã", "trước ngày 5/6/2024", at=70)
    (one,) = found(upper(duty("UBND các huyện", "trước ngày 1/6/2024")), lower(wards))
    assert (one.code, one.document, one.about) == ("deadline_after_upper", "50/KH-UBND", "39/KH-UBND")
    assert one.span == wards.span
    assert "39/KH-UBND asks for them trước ngày 1/6/2024, here stands trước ngày 5/6/2024" in one.message_en


@pytest.mark.parametrize(
    ("above", "below", "late"),
    [
        ("trước ngày 10/6/2024", "chậm nhất ngày 9/6/2024", False),
        ("trước ngày 10/6/2024", "chậm nhất ngày 10/6/2024", True),
        ("chậm nhất ngày 10/6/2024", "chậm nhất ngày 10/6/2024", False),
        ("chậm nhất ngày 10/6/2024", "trước ngày 11/6/2024", False),
    ],
)
def test_the_last_timely_days_are_compared(above: str, below: str, late: bool) -> None:
    documents = upper(duty("UBND các huyện", above)), lower(duty("UBND các xã", below))
    assert codes(*documents) == ["deadline_after_upper"] * late


def test_other_periods_and_documents_that_do_not_implement_are_not_compared() -> None:
    above = upper(duty("UBND các huyện", "trước ngày 1/6/2024"))
    year = duty("UBND các xã", "trước ngày 5/12/2024", period=Period(2024))
    half = duty("UBND các xã", "trước ngày 1/5/2024")
    assert codes(above, lower(half, year)) == []
    assert codes(above, document(duties=(duty("UBND các xã", "trước ngày 5/6/2024"),))) == []


def test_the_day_of_the_lower_documents_own_tier_counts() -> None:
    departments = duty("các sở, ngành", "trước ngày 20/5/2024")
    districts = duty("UBND các huyện, thị xã, thành phố", "trước ngày 10/6/2024")
    below = lower(duty("UBND các xã", "trước ngày 1/6/2024"))
    assert codes(upper(departments, districts), below) == []
    assert codes(upper(departments), below) == []


def test_deadlines_count_like_duties_and_those_told_twice_once() -> None:
    due = Due(deadline=Deadline.parse("trước ngày 5/6/2024"), span=Span(72, 80), period=Period(2024, "H1"))
    above = upper(duty("UBND các huyện", "trước ngày 1/6/2024"))
    assert codes(above, lower(deadlines=(due,))) == ["deadline_after_upper"]
    assert codes(above, lower(tasks=(Task(text="x", span=Span(70, 90), due=(due,)),))) == [
        "deadline_after_upper"
    ]
    told = duty("UBND các xã", "trước ngày 5/6/2024", at=70)
    assert codes(above, lower(told, deadlines=(due,))) == ["deadline_after_upper"]


def test_the_same_day_of_another_sender_is_another_report_and_one_without_a_period_none() -> None:
    above = upper(duty("UBND các huyện", "trước ngày 1/6/2024"))
    deadline = Deadline.parse("trước ngày 5/6/2024")
    other = Due(deadline=deadline, span=Span(90, 99), period=HALF, sender="Phòng Y tế")
    own = duty("UBND các xã", "trước ngày 5/6/2024", at=70)
    assert codes(above, lower(own, deadlines=(other,))) == ["deadline_after_upper"] * 2
    bare = Due(deadline=deadline, span=Span(90, 99))
    assert codes(above, lower(duty(None, None), deadlines=(bare,))) == []


def test_a_sender_with_a_timely_day_too_owes_another_report() -> None:
    above = upper(duty("UBND các huyện", "trước ngày 1/6/2024"))
    timely, later = duty("UBND các xã", "trước ngày 20/5/2024"), duty("UBND các xã", "trước ngày 30/6/2024")
    assert codes(above, lower(timely, later)) == []
    last = duty("UBND các xã", "trước ngày 1/6/2024")
    assert codes(above, lower(last, later)) == []
    others = duty("Phòng Y tế", "trước ngày 20/5/2024")
    assert codes(above, lower(others, later)) == ["deadline_after_upper"]


def test_a_body_of_no_known_tier_owes_nothing_to_a_tier() -> None:
    above = upper(duty("UBND các huyện", "trước ngày 1/6/2024"))
    unknown = document(basis=[BASIS], issuer="Câu lạc bộ", duties=(duty("các tổ", "trước ngày 5/6/2024"),))
    assert codes(above, unknown) == []
    assert codes(above, document(basis=[BASIS], issuer="Câu lạc bộ")) == []


def test_what_a_plan_two_steps_up_asks_counts() -> None:
    commune = document(
        "3/KH-UBND",
        issuer="UBND xã Tam Tiến",
        day=date(2024, 4, 2),
        basis=[Citation(raw="50", span=Span(0, 2), number=DocumentNumber.parse("50/KH-UBND"))],
        duties=(duty("các thôn", "trước ngày 5/6/2024"),),
    )
    above = upper(duty("UBND các huyện", "trước ngày 1/6/2024"))
    district = lower(duty(None, None, period=None))
    assert [one.about for one in found(above, district, commune)] == ["39/KH-UBND"]


LABOUR = "Phòng Lao động - Thương binh và Xã hội quận"


def test_wards_before_the_division_that_sums_up_are_a_cascade_and_no_fault() -> None:
    """A real plan: wards by 20 May and 20 November, the division by 25 May and 25 November."""
    year = Period(2024)
    plan = document(
        duties=(
            duty("UBND các phường", "trước ngày 20/5/2024", to=LABOUR),
            duty(LABOUR, "trước ngày 25/5/2024", to="UBND quận"),
            duty("UBND các phường", "trước ngày 20/11/2024", to=LABOUR, period=year),
            duty(LABOUR, "trước ngày 25/11/2024", to="UBND quận", period=year),
        )
    )
    assert codes(plan) == []


def test_wards_after_the_division_that_sums_up_are_found_in_one_document() -> None:
    late = duty("UBND các phường", "trước ngày 26/5/2024", to=LABOUR, at=40)
    plan = document(duties=(late, duty(LABOUR, "trước ngày 25/5/2024", to="UBND quận")))
    (one,) = found(plan)
    assert (one.code, one.span) == ("deadline_after_upper", late.span)
    assert "UBND các phường to send before Phòng" in one.message_en


def test_days_of_one_tier_and_reports_to_somebody_else_are_none() -> None:
    division = duty(LABOUR, "trước ngày 25/5/2024")
    assert codes(document(duties=(duty("Phòng Y tế", "trước ngày 30/5/2024"), division))) == []
    elsewhere = duty("UBND các phường", "trước ngày 30/5/2024", to="Sở Y tế")
    assert codes(document(duties=(elsewhere, division))) == []
    senders = duty("các sở, ngành", "trước ngày 20/5/2024"), duty("UBND các huyện", "trước ngày 10/6/2024")
    assert codes(document(duties=senders)) == []
    other_period = duty("UBND các phường", "trước ngày 20/11/2024", to=LABOUR, period=Period(2024))
    assert codes(document(duties=(other_period, division))) == []
    same_day = duty("UBND các phường", "trước ngày 25/5/2024", to=LABOUR)
    assert codes(document(duties=(same_day, division))) == []


def test_a_report_that_nobody_below_was_given_is_found_at_the_basis() -> None:
    (one,) = found(upper(duty("UBND các huyện", "trước ngày 1/6/2024")), lower())
    assert (one.code, one.document, one.about) == ("duty_not_passed_down", "50/KH-UBND", "39/KH-UBND")
    assert one.span == BASIS.span
    assert "2024-H1" in one.message_en


def test_who_the_document_is_addressed_to_owes_what_names_no_sender() -> None:
    letter = upper(duty(None, "trước ngày 1/6/2024"), addressees=("UBND các huyện, thành phố",))
    assert codes(letter, lower()) == ["duty_not_passed_down"]


@pytest.mark.parametrize(
    "own",
    [
        duty("UBND các xã", "trước ngày 20/5/2024"),
        duty("Phòng Nội vụ", None),
        duty("UBND các xã", None, period=None),
    ],
)
def test_any_duty_for_the_period_or_without_one_will_do(own: ReportingDuty) -> None:
    assert codes(upper(duty("UBND các huyện", "trước ngày 1/6/2024")), lower(own)) == []


def test_what_is_asked_of_others_need_not_be_passed_down() -> None:
    assert codes(upper(duty("các sở, ngành", "trước ngày 1/6/2024")), lower()) == []
    assert codes(upper(duty("các đơn vị", "trước ngày 1/6/2024")), lower()) == []
    same_tier = document("51/KH-VSTBPN", issuer="Ban VSTBPN tỉnh Bắc Giang", basis=[BASIS])
    assert codes(upper(duty("các sở, ngành", "trước ngày 1/6/2024")), same_tier) == []


def test_a_department_answers_for_departments() -> None:
    above = upper(duty("các sở, ngành", "trước ngày 1/6/2024"))
    department = document("51/KH-SYT", issuer="Sở Y tế", basis=[BASIS])
    assert codes(above, department) == ["duty_not_passed_down"]
    late = duty("các phòng", "trước ngày 2/6/2024")
    department = document("51/KH-SYT", issuer="Sở Y tế", basis=[BASIS], duties=(late,))
    assert codes(above, department) == ["deadline_after_upper"]


# How it is worded.


def test_the_wrong_name_of_a_body_is_found() -> None:
    text = "2. Với UBND vì sự  tiến bộ của phụ nữ\nViệt Nam"
    (one,) = found(document(text=text))
    assert one.code == "body_misnamed"
    assert one.about == "Ủy ban quốc gia vì sự tiến bộ của phụ nữ Việt Nam"
    assert one.span == Span(7, len(text))
    assert codes(document(text="Với Ủy ban quốc gia vì sự tiến bộ của phụ nữ Việt Nam, UBND tỉnh")) == []


def test_two_abbreviations_of_one_name_are_one_finding_at_the_rarer() -> None:
    text = "Ban VSTBPN thành phố; UBQGVSTBPN; thành viên BVSTBCPN."
    (one,) = found(document(text=text))
    assert one.code == "mixed_names"
    assert one.span.of(text) == "BVSTBCPN"
    assert "VSTBCPN (1), VSTBPN (2)" in one.message_en


@pytest.mark.parametrize(
    "text",
    [
        "Ban vì sự tiến bộ của phụ nữ (Ban VSTBPN) và UBQGVSTBPN, thành viên BVSTBPN",
        "Ban VSTBPN thực hiện Chương trình số 02/CTr-BVSTBCPN",
        "Phòng: VX; NC&KTGS;\n- CV: LĐ;\n- Lưu: VT",
    ],
)
def test_one_abbreviation_and_others_symbols_are_none(text: str) -> None:
    assert codes(document(text=text)) == []


@pytest.mark.parametrize(
    ("text", "datum", "kind"),
    [
        ("đ/c chuyên viên Phòng Trẻ em, số điện thoại: 0900 000 000, gửi", "0900 000 000", "a phone number"),
        ("liên hệ ĐT 0900.000.000", "0900.000.000", "a phone number"),
        ("liên hệ đồng chí Nguyễn Văn Mẫu, +84 900 000 000", "+84 900 000 000", "a phone number"),
        ("ông Nguyễn Văn Mẫu (0204) 0000 000", "0204) 0000 000", "a phone number"),
        ("gửi bản mềm về email: can.bo@example.gov.vn", "can.bo@example.gov.vn", "an e-mail address"),
        ("đ/c chuyên viên, canbo@example.gov.vn", "canbo@example.gov.vn", "an e-mail address"),
        ("số CCCD: 000000000000", "000000000000", "an identity number"),
        ("CMND 000 000 000", "000 000 000", "an identity number"),
    ],
)
def test_personal_data_are_found_and_never_repeated(text: str, datum: str, kind: str) -> None:
    (one,) = found(document(text=text))
    assert one.code == "personal_data"
    assert one.span.of(text) == datum
    assert kind in one.message_en
    assert datum not in f"{one!r} {one}"
    assert not re.search(r"\d{3}|@", one.message_vi + one.message_en + one.about)


@pytest.mark.parametrize(
    "text",
    [
        "gọi Tổng đài quốc gia bảo vệ trẻ em 111 hoặc 113",
        "Đường dây nóng: điện thoại 0900000000",
        "điện thoại cơ quan: 0204 0000 000",
        "số tiền 0900000000 đồng",
        "Kế hoạch số 0900000000/KH-UBND",
        "mã hồ sơ 000000000000",
        "trang @phunu, hộp thư góp ý",
        "đồng chí Trưởng Ban phụ trách.\n\nMẫu số 000000001: điện thoại cơ quan 0204 0000 000",
    ],
)
def test_hotlines_offices_and_other_numbers_are_none(text: str) -> None:
    assert codes(document(text=text)) == []


FORMER = "Tháng hành động vì bình đẳng giới và phòng, chống bạo lực trên cơ sở giới"


def test_the_former_name_of_an_observance_is_found_where_it_stands() -> None:
    text = f"Tổ chức {FORMER} từ ngày 15/11 đến 15/12/2024.\n\n{FORMER.upper()}"
    places = [one.span for one in found(document(text=text), code="observance_former_name")]
    assert [span.of(text) for span in places] == [FORMER, FORMER.upper()]
    (first, _) = found(document(text=text))
    assert first.about.endswith("phòng ngừa, ứng phó với bạo lực trên cơ sở giới")
    assert "https://" in first.message_en


@pytest.mark.parametrize("year", [2020, 2021])
def test_it_was_right_until_the_end_of_2020(year: int) -> None:
    assert codes(document(text=FORMER, day=date(year, 10, 1))) == ["observance_former_name"] * (year == 2021)


def test_history_and_the_present_name_are_none() -> None:
    assert codes(document(text=f"kết quả {FORMER} năm 2019 cho thấy")) == []
    assert codes(document(text=f"kết quả {FORMER}. Năm 2019 cho thấy")) == ["observance_former_name"]
    present = "Tháng hành động vì bình đẳng giới và phòng ngừa, ứng phó với bạo lực trên cơ sở giới"
    assert codes(document(text=present)) == []
    assert codes(document(text=FORMER, day=None)) == []
    assert codes(document(text=FORMER, day=None), on=date(2024, 1, 1)) == ["observance_former_name"]


def signed(*titles: str, behalf_of: str | None = None, **parts: object) -> Document:
    signature = Signature(span=Span(90, 99), title=titles[0], titles=titles, behalf_of=behalf_of)
    return document("02/CTr-BVSTBPN", signature=signature, **parts)  # type: ignore[arg-type]


def test_a_committees_document_signed_for_the_agency_only_is_found() -> None:
    (one,) = found(signed("PHÓ CHỦ TỊCH ỦY BAN NHÂN DÂN"))
    assert (one.code, one.span) == ("signed_for_the_agency", Span(90, 99))
    assert "by practice" in one.message_en
    assert "PHÓ CHỦ TỊCH ỦY BAN NHÂN DÂN" in one.message_vi


def test_a_post_in_the_committee_beside_it_or_behind_it_is_enough() -> None:
    agency = "GIÁM ĐỐC SỞ NỘI VỤ"
    assert codes(signed("PHÓ TRƯỞNG BAN THƯỜNG TRỰC", agency)) == []
    assert codes(signed(agency, behalf_of="TRƯỞNG BAN")) == []
    assert codes(signed(agency, behalf_of="BAN VÌ SỰ TIẾN BỘ CỦA PHỤ NỮ")) == []


def test_the_agencys_own_documents_are_signed_for_the_agency() -> None:
    signature = Signature(span=Span(90, 99), title="PHÓ CHỦ TỊCH")
    assert codes(document(signature=signature)) == []


# All together.


def test_findings_stand_in_the_order_of_documents_and_places() -> None:
    early = document("1/KH-UBND", f"{FORMER}; liên hệ ĐT 0900000000", day=date(2024, 1, 2))
    late = signed("CHỦ TỊCH", text="UBND vì sự tiến bộ của phụ nữ Việt Nam")
    assert [(one.document, one.code) for one in found(late, early)] == [
        ("01/KH-UBND", "observance_former_name"),
        ("01/KH-UBND", "personal_data"),
        ("02/CTr-BVSTBPN", "body_misnamed"),
        ("02/CTr-BVSTBPN", "signed_for_the_agency"),
    ]


def test_the_page_lists_every_code(root: Path) -> None:
    page = (root / "docs" / "explanation" / "cascade.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)`", page, re.MULTILINE)) == set(FINDING_CODES)


def test_a_stricter_local_target_is_no_fault() -> None:
    text = "Phấn đấu 100% nạn nhân bị bạo lực được hỗ trợ (Trung ương: 80%)."
    assert codes(upper(), lower(duty(None, None, period=None), text=text)) == []


def test_decomposed_text_is_read_like_composed() -> None:
    text = unicodedata.normalize("NFD", f"Tổ chức {FORMER}")
    (one,) = found(document(text=text))
    assert one.span.of(text) == unicodedata.normalize("NFD", FORMER)


@given(st.text(alphabet="aàĐđ0123456789 .,;:@/-+\n()“”ngàyvề", max_size=80))
def test_any_text_is_answered_and_places_lie_within(text: str) -> None:
    text = f"đ/c: {text}"
    for one in found(document(text=text)):
        assert 0 <= one.span.start < one.span.end <= len(text)
