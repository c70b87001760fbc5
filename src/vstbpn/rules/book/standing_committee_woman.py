"""A woman on the standing committee, as the directive for the term's party congresses asks."""

from __future__ import annotations

from datetime import date

from vstbpn.model import BodyKind, Force, History, Outcome
from vstbpn.rules.book._on_bodies import example, has_a_woman, step, women
from vstbpn.rules.engine import LawOf, Rule, ground_of

_OF_2015 = date(2015, 9, 1)
_OF_2020 = date(2020, 8, 1)
_OF_2025 = date(2025, 8, 1)

RULE = Rule(
    id="standing-committee-woman",
    title_vi="Ban thường vụ có cán bộ nữ",
    title_en="A woman on the standing committee",
    text_vi="Chỉ thị về đại hội đảng bộ các cấp của từng nhiệm kỳ yêu cầu có cán bộ nữ trong ban "
    "thường vụ. Nhiệm kỳ 2025-2030: có chỉ thị, nhưng chưa đọc được yêu cầu này trong văn "
    "bản.",
    text_en="The directive on the party congresses of each term asks for a woman on the standing "
    "committee. For 2025-2030 there is a directive, and nobody has read this in its text.",
    force=Force.PARTY,
    kinds=BodyKind.STANDING_COMMITTEE.value,
    law_of=LawOf.TERM,
    history=History(
        [
            step(1, date(2014, 5, 30), date(2019, 5, 30), ground_of("ct-36-tw-2014")),
            step(1, date(2019, 5, 30), date(2024, 6, 14), ground_of("ct-35-tw-2019")),
            step(1, date(2024, 6, 14), date(2025, 4, 14), ground_of("ct-35-tw-2024")),
            step(
                1, date(2025, 4, 14), date(2026, 1, 24), ground_of("ct-45-tw-2025", says="standing committee")
            ),
        ]
    ),
    check=has_a_woman(women),
    messages={
        "met": ("đạt: ban thường vụ có nữ ({measured})", "met: women on it are {measured}"),
        "not-met": ("không đạt: ban thường vụ không có nữ", "not met: no woman on the standing committee"),
        "open": (
            "chưa biết có nữ hay không ({measured}); còn thiếu: {missing}",
            "not known whether there is a woman ({measured}); missing: {missing}",
        ),
    },
    examples=[
        # One known woman is enough, whatever is not recorded of the others.
        example(
            Outcome.PASS,
            BodyKind.STANDING_COMMITTEE,
            date(2024, 6, 30),
            term_start=_OF_2020,
            members=9,
            women=1,
            sex_unknown=3,
        ),
        example(
            Outcome.FAIL,
            BodyKind.STANDING_COMMITTEE,
            date(2024, 6, 30),
            term_start=_OF_2020,
            members=9,
            women=0,
            sex_unknown=0,
        ),
        example(
            Outcome.UNKNOWN,
            BodyKind.STANDING_COMMITTEE,
            date(2024, 6, 30),
            term_start=_OF_2020,
            members=9,
            women=0,
            sex_unknown=2,
        ),
        example(
            Outcome.FAIL,
            BodyKind.STANDING_COMMITTEE,
            date(2018, 6, 30),
            term_start=_OF_2015,
            members=11,
            women=0,
            sex_unknown=0,
        ),
        example(
            Outcome.PASS,
            BodyKind.STANDING_COMMITTEE,
            date(2026, 6, 30),
            term_start=_OF_2025,
            members=11,
            women=1,
            sex_unknown=0,
        ),
    ],
)
