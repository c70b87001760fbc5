"""What a tier is asked to report, its own document passes on."""

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
    id="cascade-duties-passed-down",
    title_vi="Báo cáo cấp trên yêu cầu được giao tiếp ở cấp dưới",
    title_en="A report that is asked of a tier is given to somebody there",
    text_vi="Văn bản triển khai phải giao ai, hoặc ghi thời hạn, cho kỳ báo cáo mà cấp trên yêu cầu.",
    text_en="A document that implements another one says who reports, or by when, for the periods asked.",
    force=Force.PRACTICE,
    kinds="cascade",
    history=BY_PRACTICE,
    none_is_known=_NAMED_BELOW,
    check=check_of("duty_not_passed_down", gaps=no_tier),
    messages={
        "found": (
            "{about} yêu cầu báo cáo mà văn bản triển khai không giao ai: {measured} kỳ",
            "{about} asks for reports that the document below gives to nobody: {measured}",
        ),
        "missing": ("chưa rõ số, ngày hoặc cơ quan ban hành", "number, day or issuing body is not known"),
    },
    examples=(
        Example(outcome=Outcome.PASS, subject=two_tiers("trước ngày 1/6/2024"), on=_ON),
        Example(outcome=Outcome.FAIL, subject=two_tiers(None), on=_ON),
        Example(outcome=Outcome.UNKNOWN, subject=two_tiers(None, issuer=None), on=_ON),
    ),
)
