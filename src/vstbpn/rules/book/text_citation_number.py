"""A text about documents, such as a news item, names their numbers."""

from __future__ import annotations

from datetime import date
from typing import Final

from vstbpn.model import Force, Outcome, Subject
from vstbpn.rules._values import Document
from vstbpn.rules.book._documents import BY_PRACTICE, NOT_PRINTED, check_of, no_text, shown
from vstbpn.rules.engine import Example, Rule

__all__ = ["RULE"]

_ON: Final = date(2024, 6, 30)


def _applies(subject: Subject[Document]) -> bool:
    one = subject.data.directive
    return one.type is None


def _of(text: str) -> Subject[Document]:
    return shown(text, title="Tin tức")


RULE = Rule(
    id="text-citation-number",
    title_vi="Bài viết dẫn văn bản có số, ký hiệu",
    title_en="A text names the number of a document",
    text_vi="Bài viết không theo thể thức văn bản, nhưng không có số thì người đọc không tra cứu được.",
    text_en="No form binds a news item, but without its number nobody finds the document.",
    force=Force.PRACTICE,
    kinds="document",
    history=BY_PRACTICE,
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
    ),
)
