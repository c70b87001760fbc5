"""A committee's document bears the signer's post in the committee."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from vstbpn.model import Force, Outcome, Signature, Span, Subject, Verdict
from vstbpn.rules._plain import even
from vstbpn.rules._values import Cascade, CascadeFinding, Document
from vstbpn.rules.book._documents import BY_PRACTICE, check_of, shown, where_of
from vstbpn.rules.engine import Context, Example, Rule, passed

__all__ = ["RULE"]

_ON: Final = date(2024, 6, 30)
_STANDING: Final = even("thường trực")


def _gaps(_: Cascade, document: Document, __: date) -> Iterator[str]:
    one = document.directive
    if one.issuer is None:
        yield "issuer"
    if one.signature is None or not (one.signature.title or one.signature.titles):
        yield "signature"


def _titles(_: Cascade, document: Document, __: CascadeFinding) -> Mapping[str, Any]:
    """Give the titles and not the name, which is nobody's fault."""
    signed = document.directive.signature
    assert signed is not None  # its place was found
    titles = dict.fromkeys(filter(None, (signed.title, *signed.titles)))
    return {"measured": " / ".join(titles)}


_found = check_of("signed_for_the_agency", gaps=_gaps, details=_titles, quotes=False)


def _check(subject: Subject[Document], context: Context[None]) -> Verdict:
    verdict = _found(subject, context)
    signed = subject.data.directive.signature
    if verdict.outcome is not Outcome.PASS or signed is None or _STANDING not in even(signed.title or ""):
        return verdict
    # No instrument that is in force speaks of standing deputies, so that it is noted and no more.
    return passed("noted", measured=signed.title, where=where_of(subject, signed.span))


def _signed(*titles: str) -> Subject[Document]:
    text = "\n".join(titles)
    signature = Signature(span=Span(0, len(text)), title=titles[0] if titles else None, titles=titles)
    return shown(
        text, issuer="Ban VSTBPN huyện Yên Thế", type="CTr", title="Công tác năm 2024", signature=signature
    )


RULE = Rule(
    id="document-signed-for-committee",
    title_vi="Văn bản của Ban ghi chức vụ trong Ban",
    title_en="A committee's document bears the post in the committee",
    text_vi="Người ký văn bản của Ban ghi chức vụ trong Ban; chức vụ ở cơ quan ghi thêm, không ghi thay.",
    text_en="Who signs a committee's document names the post in it; that in the agency stands beside it.",
    force=Force.PRACTICE,
    kinds="document",
    history=BY_PRACTICE,
    applies=lambda subject: subject.data.directive.type is not None,
    none_is_known=("type", "number", "authority", "behalf_of"),
    check=_check,
    messages={
        "found": (
            "văn bản của Ban chỉ ghi chức vụ ở cơ quan: {measured}",
            "a committee's document bears a post in the agency only: {measured}",
        ),
        "noted": (
            "chức vụ ghi “{measured}”; không có căn cứ coi là sai, chỉ lưu ý",
            "the title is “{measured}”; nothing says that it is wrong, it is only noted",
        ),
        "missing": (
            "chưa đọc được cơ quan ban hành hoặc người ký",
            "issuing body or signature was not read",
        ),
    },
    examples=(
        Example(outcome=Outcome.PASS, subject=_signed("TRƯỞNG BAN", "PHÓ CHỦ TỊCH UBND HUYỆN"), on=_ON),
        Example(outcome=Outcome.PASS, subject=_signed("PHÓ TRƯỞNG BAN THƯỜNG TRỰC"), on=_ON),
        Example(outcome=Outcome.FAIL, subject=_signed("PHÓ CHỦ TỊCH UBND HUYỆN"), on=_ON),
        Example(outcome=Outcome.UNKNOWN, subject=_signed(), on=_ON),
    ),
)
