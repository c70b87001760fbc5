"""The standing office of a committee for the advancement of women, until 1 March 2025: decision 1855."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from vstbpn.model import BodyKind, Force, History, Outcome, Subject, Verdict
from vstbpn.rules._bodies import same_body
from vstbpn.rules.book._on_committees import (
    LABOUR_OFFICES_END,
    OF_DISTRICTS,
    OF_PROVINCES,
    UNCLEAR,
    asked_of,
    committee,
    fixed_until,
)
from vstbpn.rules.engine import Context, Rule, failed, passed, unknown
from vstbpn.rules.subjects import Committee

_DAY = date(2024, 6, 30)
_OFFICES = {
    "province": "Sở Lao động - Thương binh và Xã hội",
    "district": "Phòng Lao động - Thương binh và Xã hội",
}


def _check(subject: Subject[Committee], context: Context[Mapping[str, Any] | None]) -> Verdict:
    asked = asked_of(subject, context)
    if isinstance(asked, Verdict):
        return asked
    office = subject.data.standing_office
    if office is None:
        return unknown("standing_office", code="not-named", required=asked)
    said = {"measured": office, "required": asked}
    return passed("met", **said) if same_body(office, asked) else failed("not-met", **said)


RULE = Rule(
    id="vstbpn-standing-office",
    title_vi="Cơ quan thường trực của Ban VSTBPN",
    title_en="The standing office of a committee for the advancement of women",
    text_vi="Quyết định 1855/QĐ-TTg: Sở Lao động - Thương binh và Xã hội ở cấp tỉnh, Phòng Lao động "
    "- Thương binh và Xã hội ở cấp huyện. Từ ngày 1/3/2025 bình đẳng giới thuộc Bộ Nội vụ; "
    "cơ quan thường trực mới phải xem quyết định của địa phương.",
    text_en="Decision 1855/QĐ-TTg: the labour department of a province, the labour division of a "
    "district. Since 1 March 2025 gender equality is with the home ministry; the new office "
    "stands in local decisions, which were not read.",
    force=Force.LAW,
    kinds=BodyKind.VSTBPN_COMMITTEE.value,
    history=History(fixed_until(LABOUR_OFFICES_END, _OFFICES, OF_PROVINCES, OF_DISTRICTS)),
    check=_check,
    messages={
        **UNCLEAR,
        "met": ("đạt: {measured}", "met: {measured}"),
        "not-met": (
            "không đạt: cơ quan thường trực là {measured}, quy định là {required}",
            "not met: the standing office is {measured}, where {required} is required",
        ),
        "not-named": (
            "chưa biết cơ quan thường trực; quy định là {required}",
            "the standing office is not known; {required} is required",
        ),
    },
    examples=[
        committee(Outcome.PASS, _DAY, "Trưởng ban", standing_office="Sở LĐTBXH"),
        committee(Outcome.FAIL, _DAY, "Trưởng ban", standing_office="Sở Nội vụ"),
        committee(Outcome.UNKNOWN, _DAY, "Trưởng ban"),
        committee(Outcome.PASS, _DAY, "Trưởng ban", level="district", standing_office="Phòng LĐ-TB&XH"),
        committee(Outcome.UNKNOWN, date(2025, 3, 1), "Trưởng ban", standing_office="Sở Nội vụ"),
    ],
)
