"""Every finding of the rules on documents on the five real documents, each with its reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vstbpn.io.directive.reader import read_directive
from vstbpn.model import Finding, Outcome
from vstbpn.rules import Document, review, rule_book
from vstbpn.rules.documents import document_subjects

ON = date(2026, 11, 21)

FAULTS = {
    ("000", "document-number-form"): "a space stands before the slash of the number",
    ("000", "document-citation-date"): "26-NQ/TW is of 19/5/2018; 29/5/2018 is printed",
    ("001", "document-symbol-of-letter"): "CV stands in the symbol of an official letter",
    ("001", "document-numbered-and-dated"): "number and day are blank: a draft",
    ("001", "document-personal-data"): "a specialist's phone and mail stand in the text, two places",
    ("001", "document-body-names"): "the outline calls the national committee a people's committee",
    ("001", "document-citation-title"): "191/2009/TT-BTC lost a word of its title (hoạt động)",
    ("002", "document-number-form"): "a space stands before the slash of the number",
    ("002", "document-one-title"): "22-CT/TU bears two titles in one document",
    ("002", "document-citation-title"): "and neither is the register's",
    ("002", "document-citation-issuer"): "22-CT/TU is the standing committee's, not the whole committee's",
    ("002", "document-observance-names"): "the action month bears its name of before 2021, in two places",
    ("003", "document-number-form"): "a space stands before the slash of the number",
    ("003", "document-one-name"): "VSTBPN and VSTBCPN are mixed",
    ("003", "document-signed-for-committee"): "the signature names the post in the agency, not in the board",
    ("004", "text-citation-number"): "a letter of 29/3/2024 is cited without its number",
}
NOTES = {
    (
        "000",
        "document-signed-for-committee",
    ): "a standing vice-chair: no instrument in force forbids the title",
    ("001", "document-signed-for-committee"): "a standing deputy head: no instrument in force forbids it",
}
OPEN = {
    ("001", "document-basis-in-force"): "04/UBQG-VP was found nowhere: the register does not have it",
    ("001", "document-deadlines-of-tiers"): "the draft has no number and no day by which others know it",
    ("002", "document-basis-in-force"): "39/KH-UBND: whose it is does not stand in the basis",
    ("003", "document-basis-in-force"): "02/UBQG-VP was found nowhere",
    ("all", "document-deadlines-of-tiers"): "one of them is a draft without number and day",
    ("all", "cascade-duties-passed-down"): "one of them is a draft without number and day",
}

SAYS = {
    ("000", "document-citation-date"): ("29/5/2018", "26-NQ/TW (19/5/2018)"),
    ("000", "document-number-form"): ("06/CTr-UBQG",),
    ("001", "document-body-names"): ("UBND vì sự tiến bộ của phụ nữ Việt Nam",),
    ("001", "document-personal-data"): ("2 chỗ",),
    ("002", "document-citation-issuer"): ("Thành ủy Hà Nội", "Ban Thường vụ Thành ủy Hà Nội"),
    ("002", "document-observance-names"): ("phòng ngừa, ứng phó với bạo lực trên cơ sở giới",),
    ("003", "document-signed-for-committee"): ("PHÓ CHỦ TỊCH ỦY BAN NHÂN DÂN",),
    ("004", "text-citation-number"): ("29/3/2024",),
}


@pytest.fixture(scope="module")
def found(shared: Path) -> dict[tuple[str, str], Finding]:
    """All findings, by the first letters of the file, or ``all``, and the rule."""
    where: dict[Document, str] = {}
    for file in sorted((shared / "seeds").glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        where[Document(read_directive(text).directive, text)] = file.name[:3]
    mine = review(document_subjects(where, where), rule_book(), on=ON)
    return {(one.subject.where or "all", one.rule): one for one in mine}


def test_every_fault_is_found_and_nothing_else(found: dict[tuple[str, str], Finding]) -> None:
    assert {key for key, one in found.items() if one.outcome is Outcome.FAIL} == FAULTS.keys()


def test_what_is_only_noted(found: dict[tuple[str, str], Finding]) -> None:
    noted = {key for key, one in found.items() if one.outcome is Outcome.PASS and one.code != "pass"}
    assert noted == NOTES.keys()


def test_what_cannot_be_told(found: dict[tuple[str, str], Finding]) -> None:
    assert {key for key, one in found.items() if one.outcome is Outcome.UNKNOWN} == OPEN.keys()


def test_no_rule_breaks_on_them(found: dict[tuple[str, str], Finding]) -> None:
    assert not [one for one in found.values() if one.outcome is Outcome.ERROR]


def test_the_findings_say_what_they_are_about(found: dict[tuple[str, str], Finding]) -> None:
    for key, words in SAYS.items():
        for word in words:
            assert word in found[key].message_vi, key


def test_every_finding_has_its_place_and_its_basis(found: dict[tuple[str, str], Finding]) -> None:
    for key in FAULTS:
        assert found[key].where.startswith(key[0])
        assert found[key].grounds
    assert found["000", "document-citation-date"].where == "000, row 11"


def test_what_is_no_fault_is_not_said_to_be_one(found: dict[tuple[str, str], Finding]) -> None:
    """Two pairs of days that are a cascade, a stricter local target, CV: LĐ among recipients."""
    assert found["002", "document-deadlines-of-tiers"].outcome is Outcome.PASS
    assert found["003", "document-symbol-of-letter"].outcome is Outcome.PASS
    said = " ".join(one.message_vi for one in found.values() if one.outcome is Outcome.FAIL)
    for words in ("20/5", "25/5", "20/11", "25/11", "100%", "CV: LĐ"):
        assert words not in said


def test_no_name_phone_or_mail_is_repeated(found: dict[tuple[str, str], Finding]) -> None:
    said = " ".join(one.message_vi + one.message_en for one in found.values())
    for datum in ("0900000000", "@", "Khắc"):
        assert datum not in said
