"""Women as 40% and then 50% of planning lists: the programme of decision 2282/QĐ-TTg for 2025 and 2030."""

from __future__ import annotations

from datetime import date

from vstbpn.model import BodyKind, Force, History, Outcome
from vstbpn.rules.book._on_bodies import example, goal, reaches_goal, step, women, wordings
from vstbpn.rules.engine import Rule, ground_of

_TARGET = "2282/QĐ-TTg:planning"
_GROUND = ground_of("qd-2282-ttg-2020", says="planning lists")

RULE = Rule(
    id="planning-list-women-programme",
    title_vi="Tỷ lệ nữ trong quy hoạch (chương trình của Chính phủ)",
    title_en="Women on a planning list (the government's programme)",
    text_vi="Quyết định 2282/QĐ-TTg: nữ trong quy hoạch ít nhất 40% vào năm 2025, 50% vào năm 2030. "
    "Giữa hai năm đó không có mức nào. Quy định của Đảng là 25%: xem planning-list-women.",
    text_en="Decision 2282/QĐ-TTg: women are at least 40% of planning lists in 2025 and 50% in 2030. "
    "Nothing is asked in between. The Party's regulation has 25%: see planning-list-women.",
    force=Force.TARGET,
    kinds=BodyKind.PLANNING_LIST.value,
    history=History(
        [
            step(goal(_TARGET, 2025), date(2020, 12, 31), date(2026, 1, 1), _GROUND),
            step(goal(_TARGET, 2030), date(2026, 1, 1), date(2031, 1, 1), _GROUND),
        ]
    ),
    check=reaches_goal(women),
    messages=wordings(("nữ trong quy hoạch", "women on the planning list")),
    examples=[
        example(Outcome.PASS, BodyKind.PLANNING_LIST, date(2025, 6, 30), members=40, women=16, sex_unknown=0),
        example(Outcome.FAIL, BodyKind.PLANNING_LIST, date(2025, 6, 30), members=40, women=15, sex_unknown=0),
        example(
            Outcome.UNKNOWN, BodyKind.PLANNING_LIST, date(2025, 6, 30), members=40, women=15, sex_unknown=1
        ),
        example(
            Outcome.UNKNOWN, BodyKind.PLANNING_LIST, date(2026, 6, 30), members=40, women=16, sex_unknown=0
        ),
        example(Outcome.FAIL, BodyKind.PLANNING_LIST, date(2030, 6, 30), members=40, women=19, sex_unknown=0),
    ],
)
