"""A deputy signs for the head, and says so."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from vstbpn.catalog import instruments
from vstbpn.model import DatedValue, Force, History, Outcome, Series, Signature, Span, Subject, Verdict
from vstbpn.rules._plain import even
from vstbpn.rules._values import Document
from vstbpn.rules.book._documents import shown
from vstbpn.rules.engine import Context, Example, Rule, failed, ground_of, passed, unknown

__all__ = ["RULE"]

_ON: Final = date(2024, 6, 30)
_DEPUTY: Final = re.compile(r"(?:phó |thứ trưởng)")
# A committee's document may bear the post of its head in the agency, who is a deputy there.
_COMMITTEE: Final = re.compile(
    r"(?<!\w)(?:ban vì sự tiến bộ|b?vstbc?pn|hội đồng|ban chỉ đạo|ủy ban quốc gia)"
)


def _applies(subject: Subject[Document]) -> bool | Verdict:
    one = subject.data.directive
    if one.type is None or (one.number is not None and one.number.series is not Series.STATE):
        return False
    if one.number is None:
        return unknown("number")
    if one.issuer is None:
        return unknown("issuer")
    return not _COMMITTEE.search(even(f"{one.issuer} {one.number.symbol}"))


def _check(subject: Subject[Document], _: Context[None]) -> Verdict:
    signed = subject.data.directive.signature
    if signed is None or signed.title is None:
        return unknown("signature")
    if signed.authority is None and _DEPUTY.match(even(signed.title)):
        return failed("found", measured=signed.title, required=f"KT. / {signed.title}")
    return passed()


def _history() -> History[None]:
    decree = instruments().by_key("nd-30-2020")
    ground = ground_of(decree.key, "Điều 13")
    return History([DatedValue(value=None, since=decree.in_force_from, grounds=(ground,))])


def _signed(title: str | None, authority: str | None = None) -> Subject[Document]:
    signature = Signature(span=Span(0, 9), title=title, authority=authority)
    return shown(number="12/KH-UBND", type="KH", issuer="UBND huyện Yên Thế", signature=signature)


RULE = Rule(
    id="document-signed-by-deputy",
    title_vi="Cấp phó ký phải ghi ký thay",
    title_en="A deputy signs for the head",
    text_vi="Cấp phó ký thì ghi KT. trước chức vụ của người đứng đầu, hoặc hình thức ký khác đã được giao.",
    text_en="A deputy's signature says in what capacity it is given: KT., or another that was delegated.",
    force=Force.LAW,
    kinds="document",
    history=_history(),
    applies=_applies,
    none_is_known=("type", "authority", "behalf_of"),
    check=_check,
    messages={
        "found": (
            "cấp phó ký ({measured}) mà không ghi ký thay; phải ghi {required}",
            "a deputy signs ({measured}) and does not say for whom; it is {required}",
        ),
        "missing": (
            "chưa đọc được người ký, số hoặc cơ quan ban hành",
            "signature, number or issuing body was not read",
        ),
    },
    examples=(
        Example(outcome=Outcome.PASS, subject=_signed("PHÓ CHỦ TỊCH", "KT."), on=_ON),
        Example(outcome=Outcome.PASS, subject=_signed("CHỦ TỊCH"), on=_ON),
        Example(outcome=Outcome.FAIL, subject=_signed("PHÓ CHỦ TỊCH"), on=_ON),
        Example(outcome=Outcome.UNKNOWN, subject=_signed(None), on=_ON),
    ),
)
