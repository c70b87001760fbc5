"""A committee's document bears the signer's post in the committee."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from vstbpn.model import Force, Outcome, Signature, Span, Subject
from vstbpn.rules._values import Cascade, Document
from vstbpn.rules.book._documents import BY_PRACTICE, check_of, shown
from vstbpn.rules.engine import Example, Rule

__all__ = ["RULE"]

_ON: Final = date(2024, 6, 30)


def _gaps(_: Cascade, document: Document, __: date) -> Iterator[str]:
    one = document.directive
    if one.issuer is None:
        yield "issuer"
    if one.signature is None or not (one.signature.title or one.signature.titles):
        yield "signature"


def _signed(*titles: str) -> Subject[Document]:
    text = "\n".join(titles)
    signature = Signature(span=Span(0, len(text)), title=titles[0] if titles else None, titles=titles)
    return shown(text, issuer="Ban VSTBPN huyện Yên Thế", title="Công tác năm 2024", signature=signature)


RULE = Rule(
    id="document-signed-for-committee",
    title_vi="Văn bản của Ban ghi chức vụ trong Ban",
    title_en="A committee's document bears the post in the committee",
    text_vi="Người ký văn bản của Ban ghi chức vụ trong Ban; chức vụ ở cơ quan ghi thêm, không ghi thay.",
    text_en="Who signs a committee's document names the post in it; that in the agency stands beside it.",
    force=Force.PRACTICE,
    kinds="document",
    history=BY_PRACTICE,
    none_is_known=("number", "authority", "behalf_of"),
    check=check_of("signed_for_the_agency", gaps=_gaps),
    messages={
        "found": (
            "văn bản của Ban chỉ ghi chức vụ ở cơ quan: {places}",
            "a committee's document bears a post in the agency only: {places}",
        ),
        "missing": (
            "chưa đọc được cơ quan ban hành hoặc người ký",
            "issuing body or signature was not read",
        ),
    },
    examples=(
        Example(outcome=Outcome.PASS, subject=_signed("TRƯỞNG BAN", "PHÓ CHỦ TỊCH UBND HUYỆN"), on=_ON),
        Example(outcome=Outcome.FAIL, subject=_signed("PHÓ CHỦ TỊCH UBND HUYỆN"), on=_ON),
        Example(outcome=Outcome.UNKNOWN, subject=_signed(), on=_ON),
    ),
)
