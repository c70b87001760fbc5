"""A provincial committee for the advancement of women has four deputy heads: decision 1855/QĐ-TTg."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from vstbpn.model import BodyKind, Force, History, Outcome, Subject, Verdict
from vstbpn.rules.book._on_committees import (
    DISTRICTS_END,
    OF_PROVINCES,
    UNCLEAR,
    asked_of,
    committee,
    fixed_until,
)
from vstbpn.rules.engine import Context, Rule, judged
from vstbpn.rules.subjects import Committee

_DAY = date(2024, 6, 30)
_FOUR = 4


def _check(subject: Subject[Committee], context: Context[Mapping[str, Any] | None]) -> Verdict:
    asked = asked_of(subject, context)
    if isinstance(asked, Verdict):
        return asked
    deputies = subject.data.deputies
    outcome = Outcome.UNKNOWN if deputies.allows(asked) else Outcome.FAIL
    if deputies.value == asked:
        outcome = Outcome.PASS
    return judged(outcome, measured=deputies, required=asked, missing="posts")


RULE = Rule(
    id="vstbpn-deputies",
    title_vi="Ban VSTBPN cấp tỉnh có 4 Phó Trưởng ban",
    title_en="The deputies of a provincial committee for the advancement of women",
    text_vi="Quyết định 1855/QĐ-TTg: Ban cấp tỉnh có 4 Phó Trưởng ban. Các cấp khác: xem vstbpn-head.",
    text_en="Decision 1855/QĐ-TTg: a provincial committee has four deputies. Of other levels: see "
    "vstbpn-head.",
    force=Force.LAW,
    kinds=BodyKind.VSTBPN_COMMITTEE.value,
    history=History(fixed_until(DISTRICTS_END, {"province": _FOUR}, OF_PROVINCES)),
    check=_check,
    messages={
        **UNCLEAR,
        "met": ("đạt: có {measured} Phó Trưởng ban", "met: there are {measured} deputies"),
        "not-met": (
            "không đạt: có {measured} Phó Trưởng ban, quy định {required}",
            "not met: there are {measured} deputies, where {required} are required",
        ),
        "open": (
            (
                "chưa biết có mấy Phó Trưởng ban ({measured}; quy định {required}): có thành viên chưa "
                "ghi chức danh, hoặc chưa kê thành viên"
            ),
            (
                "not known how many deputies there are ({measured}; {required} are required): posts or "
                "members are not recorded"
            ),
        ),
    },
    examples=[
        committee(Outcome.PASS, _DAY, "Trưởng ban", "Phó Trưởng ban thường trực", *["Phó Trưởng ban"] * 3),
        committee(Outcome.FAIL, _DAY, "Trưởng ban", *["Phó Trưởng ban"] * 3),
        committee(Outcome.FAIL, _DAY, "Trưởng ban", *["Phó Trưởng ban"] * 5),
        committee(Outcome.UNKNOWN, _DAY, "Trưởng ban", "", *["Phó Trưởng ban"] * 3),
        committee(Outcome.UNKNOWN, _DAY, "", *["Phó Trưởng ban"] * 4),
        committee(Outcome.UNKNOWN, date(2026, 6, 30), *["Phó Trưởng ban"] * 4),
    ],
)
