"""Women as more than 35% of the National Assembly: the goal of resolution 26-NQ/TW to 2030."""

from __future__ import annotations

from datetime import date

from vstbpn.model import BodyKind, Force, History, Outcome
from vstbpn.rules.book._on_bodies import example, goal, reaches_goal, step, women, wordings
from vstbpn.rules.engine import Rule, ground_of

RULE = Rule(
    id="national-assembly-women-2030",
    title_vi="Tỷ lệ nữ đại biểu Quốc hội (mục tiêu đến năm 2030)",
    title_en="Women in the National Assembly (goal to 2030)",
    text_vi="Nghị quyết 26-NQ/TW năm 2018: đến năm 2030 nữ đại biểu Quốc hội đạt trên 35%; đúng 35% "
    "là chưa đạt. Luật chỉ đặt tỷ lệ cho danh sách ứng cử.",
    text_en="Resolution 26-NQ/TW of 2018: by 2030 women are more than 35% of the deputies; 35% "
    "itself is not enough. The law speaks of the candidates only.",
    force=Force.TARGET,
    kinds=BodyKind.NATIONAL_ASSEMBLY.value,
    history=History(
        [
            step(
                goal("26-NQ/TW@2018:national-assembly", 2030),
                date(2018, 5, 19),
                date(2031, 1, 1),
                ground_of("nq-26-tw-2018", says="35%"),
            )
        ]
    ),
    check=reaches_goal(women),
    messages=wordings(("nữ đại biểu", "women deputies"), ("trên {required}", "more than {required}")),
    examples=[
        example(
            Outcome.PASS, BodyKind.NATIONAL_ASSEMBLY, date(2030, 6, 30), members=500, women=176, sex_unknown=0
        ),
        example(
            Outcome.FAIL, BodyKind.NATIONAL_ASSEMBLY, date(2030, 6, 30), members=500, women=175, sex_unknown=0
        ),
        example(
            Outcome.UNKNOWN,
            BodyKind.NATIONAL_ASSEMBLY,
            date(2030, 6, 30),
            members=500,
            women=175,
            sex_unknown=1,
        ),
        example(
            Outcome.UNKNOWN,
            BodyKind.NATIONAL_ASSEMBLY,
            date(2026, 6, 30),
            members=500,
            women=150,
            sex_unknown=0,
        ),
    ],
)
