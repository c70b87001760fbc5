"""The rules on documents: each with what it finds and what comes near it and is no fault."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from vstbpn.model import (
    Citation,
    Directive,
    DocumentNumber,
    Finding,
    Force,
    GroundKind,
    Outcome,
    Period,
    Signature,
    Span,
    Task,
    search_numbers,
)
from vstbpn.rules import Document, Rule, review, rule_book
from vstbpn.rules.documents import document_subjects
from vstbpn.testing import assert_rule_conforms

ON = date(2026, 11, 21)
MINE = tuple(rule for rule in rule_book() if rule.kinds & {"document", "cascade"})


def document(text: str = "", number: str | None = "12/KH-UBND", **parts: Any) -> Document:
    parts = {"type": "KH", "issued_on": date(2024, 3, 1), "issuer": "UBND huyện Yên Thế", **parts}
    named = None if number is None else DocumentNumber.parse(number)
    return Document(Directive(number=named, **parts), text)


def cited(text: str, number: str, **parts: Any) -> Citation:
    wanted = DocumentNumber.parse(number)
    spans = tuple(Span(start, end) for start, end, found in search_numbers(text) if found == wanted)
    return Citation(raw=number, span=spans[0], number=wanted, mentions=spans, **parts)


def signed(*titles: str, authority: str | None = None) -> Signature:
    return Signature(
        span=Span(0, 9), title=titles[0], titles=titles, authority=authority, name="Nguyễn Thị A"
    )


def ask(rule: str, *documents: Document) -> Finding:
    found = review(document_subjects(documents), rule_book(), on=ON).of(rule)
    return found[0] if len(documents) == 1 else next(one for one in found if one.subject.kind == "cascade")


def based(text: str, number: str, **parts: Any) -> Document:
    basis = (cited(text, number, **parts),)
    return document(text, basis=basis, citations=basis)


def citing(text: str, number: str, **parts: Any) -> Document:
    return document(text, citations=(cited(text, number, **parts),))


NQ28 = {"type": "NQ", "issued_on": date(2021, 3, 3)}
CT21 = "Chỉ thị 21-CT/TW về tiếp tục đẩy mạnh công tác phụ nữ trong tình hình mới. "
FUNDS = "Thông tư số 191/2009/TT-BTC ngày 1/10/2009 của Bộ Tài chính "
TT191 = {"type": "TT", "issued_on": date(2009, 10, 1)}


def plan(*leads: str) -> Document:
    tasks = tuple(
        Task(text=f"Việc {place}", span=Span(0, 3), path=("II",), lead=(lead,) if lead else ())
        for place, lead in enumerate(leads)
    )
    return document("Kế hoạch", tasks=tasks)


HIT_AND_MISS = {
    "document-number-form": (document(number="7/KH-UBND"), document(number="17/KH-UBND")),
    "document-number-typing": (document(number="07/QD-UBND"), document(number="07/QĐ-UBND")),
    "document-symbol-of-letter": (
        document(number="07/CV-BVSTBPN", type="CV"),
        document(number="07/BVSTBPN-TH", type="CV"),
    ),
    "document-numbered-and-dated": (
        document(number="/BVSTBPN-TH", type="CV"),
        document(number="07/BVSTBPN-TH", type="CV"),
    ),
    "document-signed-by-deputy": (
        document(signature=signed("PHÓ CHỦ TỊCH")),
        document(signature=signed("PHÓ CHỦ TỊCH", authority="KT.")),
    ),
    "document-signed-for-committee": (
        document(issuer="Ban VSTBPN huyện Yên Thế", signature=signed("TRƯỞNG PHÒNG NỘI VỤ")),
        document(
            issuer="Ban VSTBPN huyện Yên Thế", signature=signed("PHÓ TRƯỞNG BAN", "TRƯỞNG PHÒNG NỘI VỤ")
        ),
    ),
    "document-basis-before": (
        based("Căn cứ Kế hoạch số 9/KH-UBND", "9/KH-UBND", issued_on=date(2024, 3, 2)),
        based("Căn cứ Kế hoạch số 9/KH-UBND", "9/KH-UBND", issued_on=date(2024, 3, 1)),
    ),
    "document-basis-in-force": (
        document(
            "Nghị định 25/2025/NĐ-CP",
            issued_on=date(2026, 8, 1),
            basis=(cited("25/2025/NĐ-CP", "25/2025/NĐ-CP", type="NĐ", issued_on=date(2025, 2, 21)),),
        ),
        document(
            "Nghị định 25/2025/NĐ-CP",
            issued_on=date(2026, 6, 1),
            basis=(cited("25/2025/NĐ-CP", "25/2025/NĐ-CP", type="NĐ", issued_on=date(2025, 2, 21)),),
        ),
    ),
    "document-citation-date": (
        citing("Nghị quyết 28/NQ-CP", "28/NQ-CP", type="NQ", issued_on=date(2021, 3, 13)),
        citing("Nghị quyết 28/NQ-CP", "28/NQ-CP", type="NQ", issued_on=date(2021, 3, 3)),
    ),
    "document-citation-issuer": (
        citing("Nghị quyết 28/NQ-CP", "28/NQ-CP", issuer="Quốc hội", **NQ28),
        citing("Nghị quyết 28/NQ-CP", "28/NQ-CP", issuer="CHÍNH PHỦ", **NQ28),
    ),
    "document-citation-type": (
        citing("Nghị định 28/NQ-CP", "28/NQ-CP", **{**NQ28, "type": "NĐ"}),
        citing("Nghị quyết 28/NQ-CP", "28/NQ-CP", **NQ28),
    ),
    "document-citation-title": (
        citing(f"{FUNDS}quy định sử dụng kinh phí hoạt động bình đẳng giới", "191/2009/TT-BTC", **TT191),
        citing(f"{FUNDS}hướng dẫn quản lý và sử dụng kinh phí hoạt động", "191/2009/TT-BTC", **TT191),
    ),
    "document-one-date": (
        citing("Kế hoạch 9/KH-UBND ngày 5/2/2024; Kế hoạch 9/KH-UBND ngày 6/2/2024", "9/KH-UBND"),
        citing("Kế hoạch 9/KH-UBND ngày 5/2/2024; Kế hoạch 9/KH-UBND ngày 05/02/2024", "9/KH-UBND"),
    ),
    "document-one-title": (
        citing(CT21 + CT21.replace("đẩy mạnh", "nâng cao"), "21-CT/TW"),
        citing(CT21 + CT21.replace(" trong tình hình mới", ""), "21-CT/TW"),
    ),
    "document-citation-number": (
        document("Thực hiện Công văn ngày 9/2/2024 của Sở Nội vụ, Phòng báo cáo."),
        document("Thực hiện ý kiến ngày 9/2/2024 của Sở Nội vụ, Phòng báo cáo."),
    ),
    "text-citation-number": (
        document("Ngày 9/2/2024, Sở Nội vụ đã ban hành văn bản gửi các huyện.", type=None, number=None),
        document("Ngày 9/2/2024, Sở Nội vụ đã ban hành văn bản số 12/SNV-TH.", type=None, number=None),
    ),
    "document-body-names": (
        document("Kính gửi: UBND vì sự tiến bộ của phụ nữ Việt Nam"),
        document("Kính gửi: UBND tỉnh; Ban vì sự tiến bộ của phụ nữ tỉnh"),
    ),
    "document-one-name": (
        document("Ban VSTBPN và Ban VSTBCPN họp."),
        document("Ban VSTBPN họp theo Kế hoạch số 9/KH-VSTBCPN."),
    ),
    "document-personal-data": (
        document("Liên hệ đồng chí A, số điện thoại 0912 000 000."),
        document("Đường dây nóng: 0912 000 000."),
    ),
    "document-observance-names": (
        document("Tháng hành động vì bình đẳng giới và phòng, chống bạo lực trên cơ sở giới"),
        document("Tháng hành động vì bình đẳng giới và phòng, chống bạo lực trên cơ sở giới năm 2019"),
    ),
    "document-task-has-office": (
        plan("Sở A", "Sở B", "Sở C", "Sở D", ""),
        plan("Sở A", "Sở B", "", "Sở D", ""),
    ),
}


@pytest.mark.parametrize("rule", MINE, ids=lambda rule: rule.id)
def test_each_rule_does_what_its_file_shows(rule: Rule) -> None:
    assert_rule_conforms(rule)


@pytest.mark.parametrize("rule", HIT_AND_MISS)
def test_each_rule_finds_the_fault_and_not_its_neighbour(rule: str) -> None:
    hit, miss = (ask(rule, one) for one in HIT_AND_MISS[rule])
    assert (hit.outcome, miss.outcome) == (Outcome.FAIL, Outcome.PASS), (hit, miss)


def test_every_rule_on_one_document_has_such_a_pair() -> None:
    tested = {*HIT_AND_MISS, "document-deadlines-of-tiers"}
    assert {rule.id for rule in MINE if "document" in rule.kinds} == tested


def test_only_the_form_of_documents_rests_on_law() -> None:
    lawful = {rule.id for rule in MINE if rule.force is Force.LAW}
    assert lawful == {
        "document-number-form",
        "document-symbol-of-letter",
        "document-signed-by-deputy",
        "document-citation-number",
    }
    for rule in MINE:
        kinds = {ground.kind for ground in rule.grounds}
        assert (kinds == {GroundKind.INSTRUMENT}) is (rule.id in lawful)


def test_the_decree_speaks_from_its_day_on_and_not_of_the_party() -> None:
    rule = "document-number-form"
    assert ask(rule, document(number="7/KH-UBND", issued_on=date(2020, 3, 4))).outcome is Outcome.NOT_IN_FORCE
    assert ask(rule, document(number="7/KH-UBND", issued_on=date(2020, 3, 5))).outcome is Outcome.FAIL
    assert ask(rule, document(number="7-KH/HU")).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("07 /KH-UBND", "space_in_symbol"),
        ("07_KH-UBND", "underscore"),
        ("07 KH-UBND", "missing_slash"),
        ("07/KH/UBND", "slash_for_dash"),
        ("7/KH-UBND", "unpadded"),
    ],
)
def test_what_the_decree_is_against_is_named(number: str, code: str) -> None:
    found = ask("document-number-form", document(number=number))
    assert code in str(found.measured)
    assert found.required == "07/KH-UBND"


@pytest.mark.parametrize(
    ("number", "day", "code"),
    [
        ("/KH-UBND", date(2024, 3, 1), "number"),
        ("07/KH-UBND", None, "day"),
        ("/KH-UBND", None, "both"),
    ],
)
def test_a_draft_says_what_is_blank(number: str, day: date | None, code: str) -> None:
    found = ask(
        "document-numbered-and-dated",
        document(number=number, issued_on=day, issued_in=None if day else Period(2024, "03")),
    )
    assert (found.outcome, found.code) == (Outcome.FAIL, code)


def test_a_standing_deputy_is_noted_and_no_more() -> None:
    found = ask("document-signed-for-committee", document(signature=signed("PHÓ CHỦ TỊCH THƯỜNG TRỰC")))
    assert (found.outcome, found.code) == (Outcome.PASS, "noted")
    assert found.grounds[0].kind is GroundKind.PRACTICE


def test_a_committees_deputy_may_be_a_head_in_the_committee() -> None:
    of_committee = document(issuer="Ban VSTBPN huyện Yên Thế", signature=signed("PHÓ CHỦ TỊCH UBND"))
    assert ask("document-signed-by-deputy", of_committee).outcome is Outcome.NOT_APPLICABLE


def test_what_is_found_is_measured_against_what_is_required_with_its_place() -> None:
    text = "Kế hoạch\n\nCăn cứ Nghị quyết 28/NQ-CP ngày 13/3/2021"
    found = ask("document-citation-date", citing(text, "28/NQ-CP", type="NQ", issued_on=date(2021, 3, 13)))
    assert (found.measured, found.required, found.where) == (date(2021, 3, 13), "3/3/2021", "row 3")
    assert "28/NQ-CP (3/3/2021)" in found.message_vi
    assert found.is_verified
    ended = ask("document-basis-in-force", HIT_AND_MISS["document-basis-in-force"][0])
    assert ended.measured == date(2026, 8, 1)
    assert isinstance(ended.required, date)
    assert ended.required <= date(2026, 8, 1)


def test_a_datum_and_a_name_are_never_repeated() -> None:
    personal = ask("document-personal-data", HIT_AND_MISS["document-personal-data"][0])
    agency = ask("document-signed-for-committee", HIT_AND_MISS["document-signed-for-committee"][0])
    for found in (personal, agency):
        said = found.message_vi + found.message_en + repr(found)
        assert "0912" not in said
        assert "Nguyễn" not in said
    assert "TRƯỞNG PHÒNG NỘI VỤ" in agency.message_vi


def test_without_a_text_nothing_is_said_about_wording() -> None:
    for rule in ("document-personal-data", "document-one-name", "document-body-names", "document-one-date"):
        assert ask(rule, document()).missing == ("text",)


def test_a_local_plan_that_the_register_does_not_have_is_named() -> None:
    found = ask(
        "document-citation-date", citing("Kế hoạch 9911/KH-UBND", "9911/KH-UBND", issued_on=date(2024, 1, 2))
    )
    assert (found.outcome, found.missing) == (Outcome.UNKNOWN, ("9911/KH-UBND",))


def test_a_text_about_documents_is_no_document_and_the_party_has_its_own_form() -> None:
    letter = HIT_AND_MISS["document-citation-number"][0]
    news = HIT_AND_MISS["text-citation-number"][0]
    party = document("Thực hiện Công văn ngày 9/2/2024 của Sở Nội vụ.", number="12-KH/HU")
    assert ask("text-citation-number", letter).outcome is Outcome.NOT_APPLICABLE
    assert ask("document-citation-number", news).outcome is Outcome.NOT_APPLICABLE
    assert ask("document-citation-number", party).outcome is Outcome.NOT_APPLICABLE
    whole = ask("document-deadlines-of-tiers", document(), document(number="13/KH-UBND"), news)
    assert whole.outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("day", "outcome"), [(date(2024, 3, 1), Outcome.PASS), (date(2009, 9, 1), Outcome.UNKNOWN)]
)
def test_a_basis_whose_day_the_register_knows_needs_none(day: date, outcome: Outcome) -> None:
    basis = (cited(FUNDS, "191/2009/TT-BTC", type="TT"),)
    assert ask("document-basis-before", document(FUNDS, issued_on=day, basis=basis)).outcome is outcome


def test_between_documents_only_what_is_between_them_is_found() -> None:
    one = citing("Chỉ thị 21-CT/TW ngày 20/01/2018, Chỉ thị 21-CT/TW ngày 21/01/2018", "21-CT/TW")
    same = document(number="13/KH-UBND")
    assert ask("document-one-date", one).outcome is Outcome.FAIL
    across = ask("document-one-date", one, same)
    assert across.outcome is not Outcome.FAIL
    other = document(
        "Chỉ thị 21-CT/TW ngày 22/01/2018",
        "13/KH-UBND",
        citations=(cited("Chỉ thị 21-CT/TW", "21-CT/TW"),),
    )
    found = ask("document-one-date", one, other)
    assert found.outcome is Outcome.FAIL
    assert "22/1/2018" in found.message_vi


def test_subjects_bear_their_day_and_place() -> None:
    draft = document(number="/KH-UBND", issued_on=None, issued_in=Period(2024, "05"))
    dated = document()
    subjects = document_subjects([draft, dated], {dated: "plan.txt"})
    assert [subject.kind for subject in subjects] == ["document", "document", "cascade"]
    assert {(subject.on, subject.where) for subject in subjects[:2]} == {
        (date(2024, 5, 1), ""),
        (date(2024, 3, 1), "plan.txt"),
    }
