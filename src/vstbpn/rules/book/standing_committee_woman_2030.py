"""A woman on every standing committee: the goal of resolution 26-NQ/TW to 2030."""

from __future__ import annotations

from datetime import date

from vstbpn.model import BodyKind, Composition, Force, History, Outcome, Subject, Verdict
from vstbpn.rules.book._on_bodies import example, has_a_woman, step, women
from vstbpn.rules.engine import Context, Rule, ground_of, unknown

_DUE = 2030
_has_a_woman = has_a_woman(women)


def _check(subject: Subject[Composition], context: Context[int]) -> Verdict:
    verdict = _has_a_woman(subject, context)
    if verdict.outcome is Outcome.FAIL and context.day.year < context.value:
        due = str(context.value)
        return unknown(f"figures_{due}", code="not-due", measured=verdict.measured, required=1, due=due)
    return verdict


RULE = Rule(
    id="standing-committee-woman-2030",
    title_vi="Ban thường vụ có cán bộ nữ (mục tiêu đến năm 2030)",
    title_en="A woman on the standing committee (goal to 2030)",
    text_vi="Nghị quyết 26-NQ/TW năm 2018: đến năm 2030 phải có cán bộ nữ trong cơ cấu ban thường vụ.",
    text_en="Resolution 26-NQ/TW of 2018: by 2030 there must be women on the standing committees.",
    force=Force.TARGET,
    kinds=BodyKind.STANDING_COMMITTEE.value,
    history=History(
        [
            step(
                _DUE,
                date(2018, 5, 19),
                date(2031, 1, 1),
                ground_of("nq-26-tw-2018", says="standing committees"),
            )
        ]
    ),
    check=_check,
    messages={
        "met": ("đạt: ban thường vụ có nữ ({measured})", "met: women on it are {measured}"),
        "not-met": ("không đạt: ban thường vụ không có nữ", "not met: no woman on the standing committee"),
        "open": (
            "chưa biết có nữ hay không ({measured}); còn thiếu: {missing}",
            "not known whether there is a woman ({measured}); missing: {missing}",
        ),
        "not-due": (
            "ban thường vụ chưa có nữ; mục tiêu đến năm {due}, chưa đến hạn",
            "no woman on it yet; the goal is for {due} and not due",
        ),
    },
    examples=[
        example(
            Outcome.PASS,
            BodyKind.STANDING_COMMITTEE,
            date(2026, 6, 30),
            members=11,
            women=1,
            sex_unknown=0,
        ),
        example(
            Outcome.FAIL,
            BodyKind.STANDING_COMMITTEE,
            date(2030, 12, 31),
            members=11,
            women=0,
            sex_unknown=0,
        ),
        example(
            Outcome.UNKNOWN,
            BodyKind.STANDING_COMMITTEE,
            date(2026, 6, 30),
            members=11,
            women=0,
            sex_unknown=0,
        ),
        example(
            Outcome.UNKNOWN,
            BodyKind.STANDING_COMMITTEE,
            date(2030, 12, 31),
            members=11,
            women=0,
            sex_unknown=1,
        ),
    ],
)
