"""A standing deputy's title is a matter of taste: no instrument that is in force speaks of it."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from vstbpn.model import Force, Outcome, Signature, Span, Subject, Verdict
from vstbpn.rules._plain import even
from vstbpn.rules._values import Document
from vstbpn.rules.book._documents import BY_PRACTICE, row_of, shown
from vstbpn.rules.engine import Context, Example, Rule, failed, passed, unknown

__all__ = ["RULE"]

_ON: Final = date(2024, 6, 30)
_STANDING: Final = re.compile(r"(?<!\w)(?:phó .*thường trực|thường trực$)")
_TWICE: Final = re.compile(r"thường trực.*thường trực")


def _check(subject: Subject[Document], _: Context[None]) -> Verdict:
    signed = subject.data.directive.signature
    if signed is None or signed.title is None:
        return unknown("signature")
    title = even(signed.title)
    where = row_of(subject.data, signed.span)
    if _TWICE.search(title):
        return failed("twice", measured=signed.title, where=where)
    if _STANDING.search(title):
        return passed("noted", measured=signed.title, where=where)
    return passed()


def _signed(title: str | None) -> Subject[Document]:
    return shown(title="Công tác", signature=Signature(span=Span(0, 9), title=title))


RULE = Rule(
    id="document-standing-deputy",
    title_vi="Chức vụ cấp phó thường trực",
    title_en="The title of a standing deputy",
    text_vi="Chỉ ghi nhận để người soạn cân nhắc: không văn bản nào đang có hiệu lực cấm ghi.",
    text_en="Noted for the drafter to think about: nothing in force forbids it.",
    force=Force.PRACTICE,
    kinds="document",
    history=BY_PRACTICE,
    check=_check,
    messages={
        "noted": (
            "chức vụ ghi “{measured}”; không có căn cứ coi là sai, chỉ lưu ý",
            "the title is “{measured}”; nothing says that it is wrong, it is only noted",
        ),
        "twice": ("chức vụ ghi hai lần thường trực: {measured}", "standing stands twice: {measured}"),
        "missing": ("chưa đọc được chức vụ người ký", "the signer's title was not read"),
    },
    examples=(
        Example(outcome=Outcome.PASS, subject=_signed("PHÓ TRƯỞNG BAN THƯỜNG TRỰC"), on=_ON),
        Example(outcome=Outcome.PASS, subject=_signed("TRƯỞNG BAN"), on=_ON),
        Example(outcome=Outcome.FAIL, subject=_signed("THƯỜNG TRỰC BAN, PHÓ BAN THƯỜNG TRỰC"), on=_ON),
        Example(outcome=Outcome.UNKNOWN, subject=_signed(None), on=_ON),
    ),
)
