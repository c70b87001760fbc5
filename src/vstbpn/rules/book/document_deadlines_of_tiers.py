"""A lower tier's day is early enough for the upper tier's."""

from __future__ import annotations

from datetime import date
from typing import Final

from vstbpn.model import Force, Outcome
from vstbpn.rules.book._documents import BY_PRACTICE, NOT_PRINTED, check_of
from vstbpn.rules.book._tiers import no_tier, two_tiers
from vstbpn.rules.engine import Example, Rule

__all__ = ["RULE"]

_ON: Final = date(2024, 6, 30)
_NAMED_BELOW: Final = tuple(name for name in NOT_PRINTED if name not in ("number", "issued_on", "issuer"))

RULE = Rule(
    id="document-deadlines-of-tiers",
    title_vi="Thời hạn cấp dưới không muộn hơn thời hạn cấp trên",
    title_en="A lower tier's day is not after the upper tier's",
    text_vi="Hai thời hạn nối nhau (cấp dưới gửi trước, cấp trên tổng hợp sau) không phải là mâu thuẫn.",
    text_en="Two days in a row, the lower tier's first, are a cascade and no contradiction.",
    force=Force.PRACTICE,
    kinds=("document", "cascade"),
    history=BY_PRACTICE,
    applies=lambda subject: subject.kind == "cascade" or subject.data.directive.type is not None,
    none_is_known=_NAMED_BELOW,
    check=check_of("deadline_after_upper", gaps=no_tier),
    messages={
        "found": (
            "thời hạn muộn hơn thời hạn của cấp trên hoặc của nơi tổng hợp ({about}): {places}",
            "days that are after those of the upper tier, or of who sums up ({about}): {places}",
        ),
        "missing": ("chưa rõ số, ngày hoặc cơ quan ban hành", "number, day or issuing body is not known"),
    },
    examples=(
        Example(outcome=Outcome.PASS, subject=two_tiers("trước ngày 1/6/2024"), on=_ON),
        Example(outcome=Outcome.FAIL, subject=two_tiers("trước ngày 11/6/2024"), on=_ON),
        Example(outcome=Outcome.UNKNOWN, subject=two_tiers("trước ngày 11/6/2024", issuer=None), on=_ON),
    ),
)
