"""Women as 25% of a planning list: the Party's regulation 50-QĐ/TW."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from vstbpn.model import BodyKind, Composition, Force, History, Outcome, Subject, Verdict
from vstbpn.rules.book._on_bodies import example, level_of, reaches_share, step, women, wordings
from vstbpn.rules.engine import Rule, ground_of, not_applicable, unknown


def _applies(subject: Subject[Composition]) -> bool | Verdict:
    level = level_of(subject.data.body)
    if level is None:
        return unknown("level", code="level")
    return not_applicable("commune") if level == "commune" else True


RULE = Rule(
    id="planning-list-women",
    title_vi="Tỷ lệ nữ trong quy hoạch (quy định của Đảng)",
    title_en="Women on a planning list (the Party's regulation)",
    text_vi="Quy định 50-QĐ/TW: quy hoạch cấp ủy và chức danh lãnh đạo, từ trung ương đến cấp huyện, "
    "nữ từ 25%. Chương trình của quyết định 2282/QĐ-TTg đặt mức khác: xem "
    "planning-list-women-programme.",
    text_en="Regulation 50-QĐ/TW: from the centre to the districts, women are at least 25% of a "
    "planning list. The programme of decision 2282/QĐ-TTg has another level: see "
    "planning-list-women-programme.",
    force=Force.PARTY,
    kinds=BodyKind.PLANNING_LIST.value,
    applies=_applies,
    history=History([step(Fraction(25, 100), date(2022, 1, 1), None, ground_of("qd-50-tw-2021"))]),
    check=reaches_share(women),
    messages={
        **wordings(("nữ trong quy hoạch", "women on the planning list")),
        "commune": (
            "không áp dụng: chỉ đọc được tỷ lệ này từ trung ương đến cấp huyện",
            "does not apply: this share was read for lists from the centre to the districts",
        ),
        "level": (
            "chưa biết quy hoạch ở cấp nào; tỷ lệ này từ trung ương đến cấp huyện",
            "the level of the list is not known; the share is for lists from the centre to the districts",
        ),
    },
    examples=[
        example(
            Outcome.PASS,
            BodyKind.PLANNING_LIST,
            date(2024, 6, 30),
            level="province",
            members=40,
            women=10,
            sex_unknown=0,
        ),
        example(
            Outcome.FAIL,
            BodyKind.PLANNING_LIST,
            date(2024, 6, 30),
            level="district",
            members=40,
            women=9,
            sex_unknown=0,
        ),
        example(
            Outcome.UNKNOWN,
            BodyKind.PLANNING_LIST,
            date(2024, 6, 30),
            level="province",
            members=40,
            women=9,
            sex_unknown=2,
        ),
        example(
            Outcome.NOT_APPLICABLE,
            BodyKind.PLANNING_LIST,
            date(2026, 6, 30),
            level="commune",
            members=20,
            women=2,
            sex_unknown=0,
        ),
    ],
)
