"""A woman among the key leaders of a body: what target 1.1 of the national strategy counts, body by body."""

from __future__ import annotations

from datetime import date

from vstbpn.model import BodyKind, Composition, Force, History, Outcome, Share, Verdict
from vstbpn.rules.book._on_bodies import example, step, unless_contradictory, women_key_leaders
from vstbpn.rules.engine import Context, Rule, ground_of, judged
from vstbpn.rules.subjects import has_any


def _judge(share: Share, body: Composition, _: Context[int]) -> Verdict:
    missing = women_key_leaders.missing(body)
    return judged(has_any(body.women_key_leaders), measured=share, required=1, missing=missing)


RULE = Rule(
    id="key-leadership",
    title_vi="Cơ quan có lãnh đạo chủ chốt là nữ (chỉ tiêu 1.1)",
    title_en="A body with a woman key leader (target 1.1)",
    text_vi="Chỉ tiêu 1.1 đếm cơ quan có lãnh đạo chủ chốt là nữ trên tổng số cơ quan. Quy tắc này "
    "cho biết một cơ quan có được tính hay không; không văn bản nào bắt buộc từng cơ quan.",
    text_en="Target 1.1 counts the bodies that have a woman key leader, out of all bodies. This rule "
    "tells whether one body counts; no single body has to.",
    force=Force.TARGET,
    kinds=[BodyKind.AGENCY.value, BodyKind.PEOPLES_COUNCIL.value, BodyKind.PEOPLES_COMMITTEE.value],
    history=History(
        [step(1, date(2021, 3, 3), date(2031, 1, 1), ground_of("nq-28-cp-2021", says="Target 1.1"))]
    ),
    check=unless_contradictory(women_key_leaders, _judge),
    messages={
        "met": (
            "được tính vào chỉ tiêu 1.1: nữ lãnh đạo chủ chốt {measured}",
            "counts for target 1.1: women key leaders are {measured}",
        ),
        "not-met": (
            "chưa được tính vào chỉ tiêu 1.1: không có nữ lãnh đạo chủ chốt ({measured})",
            "does not count for target 1.1: no key leader is a woman ({measured})",
        ),
        "open": (
            (
                "chưa biết có được tính vào chỉ tiêu 1.1 hay không (nữ lãnh đạo chủ chốt {measured}); "
                "còn thiếu: {missing}"
            ),
            "not known whether it counts for target 1.1 (women key leaders {measured}); missing: {missing}",
        ),
    },
    examples=[
        example(
            Outcome.PASS,
            BodyKind.PEOPLES_COMMITTEE,
            date(2025, 6, 30),
            key_leaders=4,
            women_key_leaders=1,
        ),
        example(
            Outcome.FAIL,
            BodyKind.AGENCY,
            date(2025, 6, 30),
            sex_unknown=0,
            key_leaders=4,
            women_key_leaders=0,
        ),
        example(Outcome.UNKNOWN, BodyKind.PEOPLES_COUNCIL, date(2025, 6, 30), key_leaders=2),
    ],
)
