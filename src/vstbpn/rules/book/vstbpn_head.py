"""The head of a provincial committee is a vice chair of the people's committee: decision 1855/QĐ-TTg."""

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
from vstbpn.rules.engine import Context, Rule, failed, passed, unknown
from vstbpn.rules.subjects import Committee

_DAY = date(2024, 6, 30)


def _check(subject: Subject[Committee], context: Context[Mapping[str, Any] | None]) -> Verdict:
    asked = asked_of(subject, context)
    if isinstance(asked, Verdict):
        return asked
    here = subject.data
    if here.heads.high == 0:
        return failed("no-head")
    if not here.heads.low:
        return unknown("posts", code="head-not-known")
    if here.head_is_vice_chair is None:
        return unknown("post_of_head", code="post-not-known")
    return passed() if here.head_is_vice_chair else failed("another")


RULE = Rule(
    id="vstbpn-head",
    title_vi="Trưởng ban VSTBPN cấp tỉnh là Phó Chủ tịch UBND",
    title_en="The head of a provincial committee for the advancement of women",
    text_vi="Quyết định 1855/QĐ-TTg: Trưởng ban cấp tỉnh là Phó Chủ tịch UBND tỉnh. Cấp huyện do Chủ "
    "tịch UBND cấp tỉnh quyết định, không rõ hơn. Từ ngày 1/7/2025 không tìm thấy quy định "
    "nào.",
    text_en="Decision 1855/QĐ-TTg: the head is a vice chair of the provincial people's committee. Of "
    "districts the provincial chair decides, and no more is known. From 1 July 2025 on no "
    "rule was found.",
    force=Force.LAW,
    kinds=BodyKind.VSTBPN_COMMITTEE.value,
    history=History(fixed_until(DISTRICTS_END, {"province": True}, OF_PROVINCES)),
    check=_check,
    messages={
        **UNCLEAR,
        "pass": (
            "đạt: Trưởng ban là Phó Chủ tịch UBND",
            "met: the head is a vice chair of the people's committee",
        ),
        "no-head": ("không đạt: Ban chưa có Trưởng ban", "not met: the committee has no head"),
        "another": (
            "không đạt: Trưởng ban không phải Phó Chủ tịch UBND",
            "not met: the head is no vice chair of the people's committee",
        ),
        "head-not-known": (
            (
                "chưa biết Ban có Trưởng ban hay không: có thành viên chưa ghi chức danh, hoặc chưa kê "
                "thành viên"
            ),
            "not known whether the committee has a head: posts or members are not recorded",
        ),
        "post-not-known": (
            (
                "chưa biết Trưởng ban có phải Phó Chủ tịch UBND hay không: hãy kê cả UBND cùng cấp, với "
                "chức danh"
            ),
            (
                "not known whether the head is a vice chair: list the people's committee of the unit "
                "too, with posts"
            ),
        ),
    },
    examples=[
        committee(Outcome.PASS, _DAY, "Trưởng ban", "Ủy viên", head_is_vice_chair=True),
        committee(Outcome.FAIL, _DAY, "Trưởng ban", "Ủy viên", head_is_vice_chair=False),
        committee(Outcome.FAIL, _DAY, "Phó Trưởng ban", "Ủy viên"),
        committee(Outcome.UNKNOWN, _DAY, "Trưởng ban", "Ủy viên"),
        committee(Outcome.UNKNOWN, _DAY, "", "Ủy viên"),
        committee(Outcome.UNKNOWN, _DAY, "Trưởng ban", level="district", head_is_vice_chair=False),
        committee(Outcome.UNKNOWN, date(2025, 7, 1), "Trưởng ban", head_is_vice_chair=True),
    ],
)
