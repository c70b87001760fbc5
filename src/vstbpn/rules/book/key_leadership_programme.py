"""A woman key leader by decision 2282/QĐ-TTg, whose exception lets sectors with few women set another target.

The exception is no rule that an agency with less than 30% women need not have one: those concerned *may*
adjust the target, and then it is theirs.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from vstbpn.model import BodyKind, Composition, Force, History, Outcome, Share, Verdict
from vstbpn.rules.book._on_bodies import example, step, unless_contradictory, women, women_key_leaders
from vstbpn.rules.counting import share_at_least
from vstbpn.rules.engine import Context, Rule, ground_of, judged, not_applicable, unknown
from vstbpn.rules.subjects import has_any

_BELOW = Fraction(30, 100)


def _judge(share: Share, body: Composition, _: Context[int]) -> Verdict:
    outcome = has_any(body.women_key_leaders)
    staff = women.share(body)
    if outcome is Outcome.FAIL:
        enough = share_at_least(staff, _BELOW)
        if enough is Outcome.UNKNOWN:
            return unknown(*women.missing(body), code="share", measured=staff)
        if enough is Outcome.FAIL:
            return not_applicable("adjustable")
    return judged(outcome, measured=share, required=1, missing=women_key_leaders.missing(body))


RULE = Rule(
    id="key-leadership-programme",
    title_vi="Cơ quan có lãnh đạo chủ chốt là nữ (chương trình 2282)",
    title_en="A body with a woman key leader (programme of decision 2282)",
    text_vi="Quyết định 2282/QĐ-TTg: 60% cơ quan vào năm 2025 và 75% vào năm 2030 có lãnh đạo chủ "
    "chốt là nữ; ngành, lĩnh vực đặc thù có dưới 30% nữ có thể điều chỉnh mục tiêu. Quy tắc "
    "này cho biết một cơ quan có được tính hay không. Khác với yêu cầu từ 30% nữ của nghị "
    "quyết 11-NQ/TW: xem unit-woman-leader.",
    text_en="Decision 2282/QĐ-TTg: 60% of the bodies in 2025 and 75% in 2030 have a woman key "
    "leader; special sectors with less than 30% women may adjust the target. This rule tells "
    "whether one body counts. It is not the requirement from 30% on of resolution 11-NQ/TW: "
    "see unit-woman-leader.",
    force=Force.TARGET,
    kinds=BodyKind.AGENCY.value,
    history=History(
        [
            step(
                1,
                date(2020, 12, 31),
                date(2031, 1, 1),
                ground_of("qd-2282-ttg-2020", says="have a woman key leader"),
            )
        ]
    ),
    check=unless_contradictory(women_key_leaders, _judge),
    messages={
        "met": (
            "được tính: nữ lãnh đạo chủ chốt {measured}",
            "counts: women key leaders are {measured}",
        ),
        "not-met": (
            "chưa được tính: không có nữ lãnh đạo chủ chốt ({measured}), và nữ từ 30% trở lên",
            "does not count: no key leader is a woman ({measured}), and women are 30% or more",
        ),
        "open": (
            "chưa biết có được tính hay không (nữ lãnh đạo chủ chốt {measured}); còn thiếu: {missing}",
            "not known whether it counts (women key leaders {measured}); missing: {missing}",
        ),
        "share": (
            (
                "chưa có nữ lãnh đạo chủ chốt; chưa biết nữ có dưới 30% hay không ({measured}); còn "
                "thiếu: {missing}"
            ),
            "no woman key leader; not known whether women are less than 30% ({measured}); missing: {missing}",
        ),
        "adjustable": (
            (
                "nữ dưới 30%: ngành, lĩnh vực đặc thù có thể điều chỉnh mục tiêu, nên không xét theo mục "
                "tiêu chung"
            ),
            (
                "women are less than 30%: a special sector may adjust the target, so it is not held to "
                "the general one"
            ),
        ),
    },
    examples=[
        example(
            Outcome.PASS,
            BodyKind.AGENCY,
            date(2025, 6, 30),
            members=50,
            women=10,
            sex_unknown=0,
            key_leaders=3,
            women_key_leaders=1,
        ),
        example(
            Outcome.FAIL,
            BodyKind.AGENCY,
            date(2025, 6, 30),
            members=50,
            women=15,
            sex_unknown=0,
            key_leaders=3,
            women_key_leaders=0,
        ),
        example(
            Outcome.UNKNOWN,
            BodyKind.AGENCY,
            date(2025, 6, 30),
            members=50,
            women=20,
            sex_unknown=2,
            key_leaders=3,
            women_key_leaders=0,
        ),
        example(
            Outcome.NOT_APPLICABLE,
            BodyKind.AGENCY,
            date(2025, 6, 30),
            members=50,
            women=14,
            sex_unknown=0,
            key_leaders=3,
            women_key_leaders=0,
        ),
    ],
)
