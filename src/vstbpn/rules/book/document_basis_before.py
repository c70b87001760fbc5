"""What a document rests on is there before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from vstbpn.catalog import ResolutionStatus
from vstbpn.model import Force, Outcome, Subject
from vstbpn.rules._values import Cascade, CascadeFinding, Document
from vstbpn.rules.book._documents import BY_ARITHMETIC, check_of, citing, shown
from vstbpn.rules.engine import Example, Rule

__all__ = ["RULE"]

_ON: Final = date(2024, 6, 30)


def _gaps(whole: Cascade, document: Document, _: date) -> Iterator[str]:
    """Name the bases that may be later: those without a day that the register does not know either."""
    day = document.last_day
    if day is None:
        yield "issued_on"
        return
    for cited in document.directive.basis:
        if cited.issued_on is None:
            found = whole.register.resolve(
                cited.number_text, type=cited.type, issuer=cited.issuer, name=cited.name, on=day
            )
            known = found.instrument if found.status is ResolutionStatus.RESOLVED else None
            if known is None or known.issued_on is None or known.issued_on > day:
                yield str(cited)


def _details(_: Cascade, document: Document, finding: CascadeFinding) -> Mapping[str, Any]:
    cited = next(one for one in document.directive.basis if one.span == finding.span)
    return {"measured": cited.issued_on, "required": document.last_day}


def _resting(day: date | None, on: date | None = date(2024, 3, 1)) -> Subject[Document]:
    text = "Căn cứ Kế hoạch số 39/KH-UBND của UBND tỉnh"
    basis = (citing(text, "39/KH-UBND", type="KH", issued_on=day),)
    return shown(text, on=on, number="12/KH-UBND", basis=basis, citations=basis)


RULE = Rule(
    id="document-basis-before",
    title_vi="Căn cứ có trước văn bản",
    title_en="A basis is not later than the document",
    text_vi="Ngày của căn cứ không sau ngày của văn bản dựa vào căn cứ đó.",
    text_en="The day of a basis is not after that of the document that rests on it.",
    force=Force.ARITHMETIC,
    kinds="document",
    history=BY_ARITHMETIC,
    applies=lambda subject: bool(subject.data.directive.basis),
    none_is_known="issued_in",
    check=check_of("basis_after_document", gaps=_gaps, details=_details),
    messages={
        "found": (
            "căn cứ {about} ghi ngày {measured}, sau ngày của văn bản {required}: {places}",
            "the basis {about} is dated {measured}, after the document's own day {required}: {places}",
        ),
        "missing": ("chưa rõ ngày của: {missing}", "the day is not known of: {missing}"),
    },
    examples=(
        Example(outcome=Outcome.PASS, subject=_resting(date(2024, 3, 1)), on=_ON),
        Example(outcome=Outcome.FAIL, subject=_resting(date(2024, 3, 2)), on=_ON),
        Example(
            outcome=Outcome.UNKNOWN,
            subject=_resting(None),
            on=_ON,
            completions=(_resting(date(2024, 1, 29)), _resting(date(2024, 5, 29))),
        ),
        Example(outcome=Outcome.NOT_APPLICABLE, subject=shown(title="Chương trình"), on=_ON),
    ),
)
