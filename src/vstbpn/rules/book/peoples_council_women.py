"""Women as about 30% of those elected to a people's council: the aim of the resolution for the term."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from vstbpn.model import BodyKind, Composition, Force, History, Outcome, Share, Verdict
from vstbpn.rules.book._on_bodies import example, step, unless_contradictory, women, wordings
from vstbpn.rules.counting import any_of, share_at_least
from vstbpn.rules.engine import Context, LawOf, Rule, ground_of, judged, unknown

_ABOUT = Fraction(30, 100)
_ELECTION_DAY = date(2026, 3, 15)
_OF_2021 = date(2021, 6, 1)
_OF_2026 = date(2026, 3, 25)


def _judge(share: Share, body: Composition, context: Context[Fraction]) -> Verdict:
    """No text says how near *khoảng* is: 30% is enough, and only nobody at all is certainly too far off."""
    outcome = share_at_least(share, context.value)
    if outcome is Outcome.FAIL and any_of(share) is not Outcome.FAIL:
        return unknown("how_near_is_near", code="about", measured=share, required=context.value)
    return judged(outcome, measured=share, required=context.value, missing=women.missing(body))


RULE = Rule(
    id="peoples-council-women",
    title_vi="Tỷ lệ nữ đại biểu HĐND trúng cử (phấn đấu)",
    title_en="Women elected to a people's council (aim)",
    text_vi="Phấn đấu khoảng 30% đại biểu trúng cử là phụ nữ: nghị quyết 1187/NQ-UBTVQH14 cho nhiệm "
    "kỳ 2021-2026. Nhiệm kỳ 2026-2031: con số đọc được qua việc áp dụng ở một tỉnh, chưa "
    "thấy nghị quyết. Không văn bản nào nói thế nào là gần 30%.",
    text_en="About 30% of those elected are to be women: resolution 1187/NQ-UBTVQH14 for 2021-2026. "
    "For 2026-2031 the number was read as one province applied it, and the resolution was "
    "not found. No text says how near is near.",
    force=Force.TARGET,
    kinds=BodyKind.PEOPLES_COUNCIL.value,
    law_of=LawOf.TERM,
    history=History(
        [
            step(
                _ABOUT,
                date(2021, 1, 11),
                _ELECTION_DAY,
                ground_of("nq-1187-ubtvqh14", "Điều 2, khoản 3", says="30% of those elected"),
            ),
            # It is for one term: whoever is elected in 2031 is not judged by it.
            step(_ABOUT, _ELECTION_DAY, date(2031, 1, 1), ground_of("nq-hdnd-2026-2031")),
        ]
    ),
    check=unless_contradictory(women, _judge),
    messages={
        **wordings(("nữ đại biểu", "women deputies"), ("khoảng {required}", "about {required}")),
        "about": (
            "chưa tới {required} (nữ đại biểu {measured}); văn bản ghi khoảng, không nói thế nào là gần",
            "below {required} (women deputies {measured}); the text says about, and not how near is near",
        ),
        "not-met": (
            "không đạt: không có nữ đại biểu ({measured}), mục tiêu khoảng {required}",
            "not met: no women deputies ({measured}), where the aim is about {required}",
        ),
    },
    examples=[
        example(
            Outcome.PASS,
            BodyKind.PEOPLES_COUNCIL,
            date(2024, 6, 30),
            term_start=_OF_2021,
            members=50,
            women=15,
            sex_unknown=0,
        ),
        example(
            Outcome.FAIL,
            BodyKind.PEOPLES_COUNCIL,
            date(2024, 6, 30),
            term_start=_OF_2021,
            members=20,
            women=0,
            sex_unknown=0,
        ),
        example(
            Outcome.UNKNOWN,
            BodyKind.PEOPLES_COUNCIL,
            date(2024, 6, 30),
            term_start=_OF_2021,
            members=50,
            women=14,
            sex_unknown=0,
        ),
        example(
            Outcome.PASS,
            BodyKind.PEOPLES_COUNCIL,
            date(2026, 6, 30),
            term_start=_OF_2026,
            members=85,
            women=26,
            sex_unknown=0,
        ),
    ],
)
