"""Women as 20 to 25% of party committees: the goal of resolution 26-NQ/TW to 2030."""

from __future__ import annotations

from datetime import date

from vstbpn.model import BodyKind, Force, History, Outcome
from vstbpn.rules.book._on_bodies import example, goal, reaches_goal, step, women, wordings
from vstbpn.rules.engine import Rule, ground_of

RULE = Rule(
    id="party-committee-women-2030",
    title_vi="Tỷ lệ nữ cấp ủy viên (mục tiêu đến năm 2030)",
    title_en="Women's share of a party committee (goal to 2030)",
    text_vi="Nghị quyết 26-NQ/TW năm 2018: đến năm 2030 nữ cấp ủy viên các cấp đạt từ 20-25%. Đạt "
    "20% là đạt; hơn 25% không phải lỗi.",
    text_en="Resolution 26-NQ/TW of 2018: by 2030 women are 20 to 25% of party committee members. "
    "20% reaches it, and more than 25% is no fault.",
    force=Force.TARGET,
    kinds=BodyKind.PARTY_COMMITTEE.value,
    history=History(
        [
            step(
                goal("26-NQ/TW@2018:party-committees", 2030),
                date(2018, 5, 19),
                date(2031, 1, 1),
                ground_of("nq-26-tw-2018", says="20-25%"),
            )
        ]
    ),
    check=reaches_goal(women),
    messages=wordings(
        ("nữ cấp ủy viên", "women on the party committee"), ("từ {required} đến 25%", "{required} to 25%")
    ),
    examples=[
        example(
            Outcome.PASS, BodyKind.PARTY_COMMITTEE, date(2026, 6, 30), members=50, women=10, sex_unknown=0
        ),
        example(
            Outcome.FAIL, BodyKind.PARTY_COMMITTEE, date(2030, 12, 31), members=50, women=9, sex_unknown=0
        ),
        example(
            Outcome.UNKNOWN, BodyKind.PARTY_COMMITTEE, date(2030, 12, 31), members=50, women=9, sex_unknown=1
        ),
        example(
            Outcome.UNKNOWN, BodyKind.PARTY_COMMITTEE, date(2026, 6, 30), members=50, women=9, sex_unknown=0
        ),
    ],
)
