"""What a document rests on is still in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from vstbpn.catalog import ResolutionStatus
from vstbpn.model import Force, Outcome, Subject
from vstbpn.rules._values import Cascade, CascadeFinding, Document
from vstbpn.rules.book._documents import (
    BY_PRACTICE,
    DOUBTFUL_PRACTICE,
    check_of,
    citing,
    known_as,
    place_of,
    shown,
)
from vstbpn.rules.engine import PRACTICE, Example, Rule

__all__ = ["RULE"]

_ON: Final = date(2024, 6, 30)


def _gaps(whole: Cascade, document: Document, on: date) -> Iterator[str]:
    """Name the bases of which the register does not know for sure whether they still held."""
    day = document.first_day or on
    for cited in document.directive.basis:
        found = whole.register.resolve(
            cited.number_text,
            type=cited.type,
            issued_on=cited.issued_on,
            issuer=cited.issuer,
            name=cited.name,
            place=place_of(document),
            on=day,
        )
        if (
            found.status is not ResolutionStatus.RESOLVED
            or found.instrument is None
            or found.instrument.in_force(day) is None
        ):
            yield str(cited)


def _details(whole: Cascade, document: Document, finding: CascadeFinding) -> Mapping[str, Any]:
    known = known_as(whole, finding.about)
    sure = known.verified and "in_force_until" not in known.doubtful
    return {
        "measured": document.first_day,
        "required": known.in_force_until,
        "grounds": (PRACTICE if sure else DOUBTFUL_PRACTICE,),
        "source": known.source,
    }


def _resting(text: str, number: str, *, on: date, **parts: Any) -> Subject[Document]:
    basis = (citing(text, number, **parts),)
    return shown(text, on=on, number="12/KH-UBND", type="KH", basis=basis, citations=basis)


def _on_data(on: date) -> Subject[Document]:
    text = "Căn cứ Nghị định số 13/2023/NĐ-CP ngày 17/4/2023 của Chính phủ"
    return _resting(text, "13/2023/NĐ-CP", on=on, type="NĐ", issued_on=date(2023, 4, 17))


def _on_plan() -> Subject[Document]:
    text = "Căn cứ Kế hoạch số 9901/KH-UBND ngày 29/1/2024"
    return _resting(text, "9901/KH-UBND", on=date(2024, 3, 1), type="KH", issued_on=date(2024, 1, 29))


RULE = Rule(
    id="document-basis-in-force",
    title_vi="Căn cứ còn hiệu lực",
    title_en="A basis is still in force",
    text_vi="Căn cứ còn hiệu lực vào ngày ban hành văn bản, theo danh mục văn bản của thư viện.",
    text_en="A basis holds on the day of the document, as far as the register of instruments knows.",
    force=Force.PRACTICE,
    kinds="document",
    history=BY_PRACTICE,
    applies=lambda subject: bool(subject.data.directive.basis),
    none_is_known=("issued_in", "type", "place"),
    check=check_of("basis_ended", gaps=_gaps, details=_details),
    messages={
        "found": (
            "căn cứ {about} hết hiệu lực từ ngày {required}: {places} (nguồn: {source})",
            "the basis {about} has not been in force since {required}: {places} (source: {source})",
        ),
        "missing": (
            "danh mục chưa cho biết còn hiệu lực hay không: {missing}",
            "the register does not tell whether it held: {missing}",
        ),
    },
    examples=(
        Example(outcome=Outcome.PASS, subject=_on_data(date(2025, 12, 31)), on=_ON),
        Example(outcome=Outcome.FAIL, subject=_on_data(date(2026, 1, 2)), on=_ON),
        Example(outcome=Outcome.UNKNOWN, subject=_on_plan(), on=_ON),
        Example(outcome=Outcome.NOT_APPLICABLE, subject=shown(title="Chương trình"), on=_ON),
    ),
)
