"""A document cites others by type, number and symbol."""

from __future__ import annotations

from datetime import date
from typing import Final

from vstbpn.model import Force, Outcome, Series, Subject
from vstbpn.rules._values import Document
from vstbpn.rules.book._documents import NOT_PRINTED, check_of, decree_30, no_text, shown
from vstbpn.rules.engine import Example, Rule

__all__ = ["RULE"]

_ON: Final = date(2024, 6, 30)


def _applies(subject: Subject[Document]) -> bool:
    one = subject.data.directive
    return one.type is not None and (one.number is None or one.number.series is Series.STATE)


def _of(text: str) -> Subject[Document]:
    return shown(text, number="12/KH-UBND", type="KH")


RULE = Rule(
    id="document-citation-number",
    title_vi="Viện dẫn văn bản ghi đủ số, ký hiệu",
    title_en="A document is cited with its number",
    text_vi="Lần đầu viện dẫn ghi đầy đủ, lần sau ghi tên loại và số, ký hiệu; luật và pháp lệnh ghi tên.",
    text_en="The first citation is in full, later ones give type and number; laws are cited by name.",
    force=Force.LAW,
    kinds="document",
    history=decree_30("Viện dẫn lần đầu"),
    applies=_applies,
    none_is_known=NOT_PRINTED,
    check=check_of("citation_without_number", gaps=no_text),
    messages={
        "found": (
            "viện dẫn văn bản mà không ghi số, ký hiệu: {places}",
            "a document is cited without its number: {places}",
        ),
        "missing": ("không có toàn văn để xem", "there is no text to look at"),
    },
    examples=(
        Example(
            outcome=Outcome.PASS,
            subject=_of("Thực hiện Công văn số 12/SNV-TH ngày 9/2/2024 của Sở Nội vụ về rà soát."),
            on=_ON,
        ),
        Example(
            outcome=Outcome.FAIL,
            subject=_of("Thực hiện Công văn ngày 9/2/2024 của Sở Nội vụ về rà soát."),
            on=_ON,
        ),
        Example(outcome=Outcome.UNKNOWN, subject=_of(""), on=_ON),
        Example(outcome=Outcome.NOT_APPLICABLE, subject=shown("Công văn ngày 9/2/2024 của Sở."), on=_ON),
    ),
)
