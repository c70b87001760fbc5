"""Women as 35 to 40% of people's councils: the goal of resolution 11-NQ/TW to 2020, and not after it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from vstbpn.model import BodyKind, Force, History, Outcome
from vstbpn.rules.book._on_bodies import Goal, example, reaches_goal, step, women, wordings
from vstbpn.rules.engine import Rule, ground_of

RULE = Rule(
    id="peoples-council-women-2020",
    title_vi="Tỷ lệ nữ đại biểu HĐND (mục tiêu đến năm 2020)",
    title_en="Women on a people's council (goal to 2020)",
    text_vi="Nghị quyết 11-NQ/TW năm 2007: phấn đấu đến năm 2020 nữ đại biểu hội đồng nhân dân các "
    "cấp đạt 35-40%. Đạt 35% là đạt.",
    text_en="Resolution 11-NQ/TW of 2007: women are to be 35 to 40% of people's council deputies by "
    "2020. 35% reaches it.",
    force=Force.TARGET,
    kinds=BodyKind.PEOPLES_COUNCIL.value,
    history=History(
        [
            step(
                Goal(least=Fraction(35, 100), due=2020),
                date(2007, 4, 27),
                date(2021, 1, 1),
                ground_of("nq-11-tw-2007", says="35-40%"),
            )
        ]
    ),
    check=reaches_goal(women),
    messages=wordings(("nữ đại biểu", "women deputies"), ("từ {required} đến 40%", "{required} to 40%")),
    examples=[
        example(
            Outcome.PASS, BodyKind.PEOPLES_COUNCIL, date(2020, 9, 30), members=60, women=21, sex_unknown=0
        ),
        example(
            Outcome.FAIL, BodyKind.PEOPLES_COUNCIL, date(2020, 9, 30), members=60, women=20, sex_unknown=0
        ),
        example(
            Outcome.UNKNOWN, BodyKind.PEOPLES_COUNCIL, date(2020, 9, 30), members=60, women=20, sex_unknown=2
        ),
        example(
            Outcome.UNKNOWN, BodyKind.PEOPLES_COUNCIL, date(2018, 9, 30), members=60, women=20, sex_unknown=0
        ),
    ],
)
