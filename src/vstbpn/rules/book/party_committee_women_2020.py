"""Women as 25% of party committees: the goal of resolution 11-NQ/TW to 2020, and not after it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from vstbpn.model import BodyKind, Force, History, Outcome
from vstbpn.rules.book._on_bodies import Goal, example, reaches_goal, step, women, wordings
from vstbpn.rules.engine import Rule, ground_of

RULE = Rule(
    id="party-committee-women-2020",
    title_vi="Tỷ lệ nữ cấp ủy viên (mục tiêu đến năm 2020)",
    title_en="Women's share of a party committee (goal to 2020)",
    text_vi="Nghị quyết 11-NQ/TW năm 2007: phấn đấu đến năm 2020 nữ trong cấp ủy các cấp đạt từ 25%.",
    text_en="Resolution 11-NQ/TW of 2007: women are to be at least 25% of party committees by 2020.",
    force=Force.TARGET,
    kinds=BodyKind.PARTY_COMMITTEE.value,
    history=History(
        [
            step(
                Goal(least=Fraction(25, 100), due=2020),
                date(2007, 4, 27),
                date(2021, 1, 1),
                ground_of("nq-11-tw-2007", says="25%"),
            )
        ]
    ),
    check=reaches_goal(women),
    messages=wordings(
        ("nữ cấp ủy viên", "women on the party committee"), ("từ {required}", "at least {required}")
    ),
    examples=[
        example(
            Outcome.PASS, BodyKind.PARTY_COMMITTEE, date(2020, 9, 30), members=40, women=10, sex_unknown=0
        ),
        example(
            Outcome.FAIL, BodyKind.PARTY_COMMITTEE, date(2020, 9, 30), members=40, women=9, sex_unknown=0
        ),
        example(
            Outcome.UNKNOWN, BodyKind.PARTY_COMMITTEE, date(2020, 9, 30), members=40, women=9, sex_unknown=1
        ),
        example(
            Outcome.UNKNOWN, BodyKind.PARTY_COMMITTEE, date(2018, 9, 30), members=40, women=9, sex_unknown=0
        ),
    ],
)
