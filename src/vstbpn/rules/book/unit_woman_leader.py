"""A woman key leader where women are 30% or more of an agency: resolution 11-NQ/TW, the paragraph to 2020.

Whether it outlived 2020 is not stated anywhere that was read. An agency that has a woman key leader meets it
either way; of one that has none nobody can tell whether it should.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from attrs import evolve

from vstbpn.model import BodyKind, Composition, Force, History, Outcome, Subject, Verdict
from vstbpn.rules.book._on_bodies import example, step, women, women_key_leaders
from vstbpn.rules.counting import share_at_least
from vstbpn.rules.engine import Context, Rule, ground_of, judged, not_applicable, unknown
from vstbpn.rules.subjects import has_any

_FROM = Fraction(30, 100)
_GROUND = ground_of("nq-11-tw-2007", says="30%")


def _applies(subject: Subject[Composition]) -> bool | Verdict:
    body = subject.data
    share = women.share(body)
    if body.contradictions:
        return unknown("consistent_counts", code="contradictory", measured=share)
    outcome = share_at_least(share, _FROM)
    if outcome is Outcome.UNKNOWN:
        return unknown(*women.missing(body), code="share", measured=share)
    if outcome is Outcome.FAIL:
        return not_applicable("fewer")
    return outcome is Outcome.PASS


def _check(subject: Subject[Composition], context: Context[bool]) -> Verdict:
    """The law of the day says whether it is certain that the rule is still there."""
    body = subject.data
    leaders = women_key_leaders.share(body)
    outcome = has_any(body.women_key_leaders)
    if outcome is Outcome.FAIL and not context.value:
        return unknown("in_force", code="perhaps-no-more", measured=leaders, required=1)
    return judged(outcome, measured=leaders, required=1, missing=women_key_leaders.missing(body))


RULE = Rule(
    id="unit-woman-leader",
    title_vi="Cơ quan có từ 30% nữ có lãnh đạo chủ chốt là nữ",
    title_en="A woman key leader where women are 30% or more",
    text_vi="Nghị quyết 11-NQ/TW: cơ quan, đơn vị có từ 30% nữ trở lên phải có cán bộ lãnh đạo chủ "
    "chốt là nữ. Câu này nằm trong đoạn đến năm 2020; không rõ sau đó còn áp dụng hay không. "
    "Khác với ngoại lệ dưới 30% của quyết định 2282/QĐ-TTg: xem key-leadership-programme.",
    text_en="Resolution 11-NQ/TW: an agency with 30% women or more must have a woman key leader. It "
    "stands in a paragraph to 2020; whether it goes on is not known. It is not the exception "
    "below 30% of decision 2282/QĐ-TTg: see key-leadership-programme.",
    force=Force.PARTY,
    kinds=BodyKind.AGENCY.value,
    applies=_applies,
    history=History(
        [
            step(True, date(2007, 4, 27), date(2021, 1, 1), _GROUND),
            step(False, date(2021, 1, 1), None, evolve(_GROUND, verified=False)),
        ]
    ),
    check=_check,
    messages={
        "met": ("đạt: nữ lãnh đạo chủ chốt {measured}", "met: women key leaders are {measured}"),
        "not-met": (
            "không đạt: có từ 30% nữ mà không có nữ lãnh đạo chủ chốt ({measured})",
            "not met: women are 30% or more, and no key leader is a woman ({measured})",
        ),
        "open": (
            "chưa biết có nữ lãnh đạo chủ chốt hay không ({measured}); còn thiếu: {missing}",
            "not known whether there is a woman key leader ({measured}); missing: {missing}",
        ),
        "share": (
            "chưa biết nữ có từ 30% hay không ({measured}); còn thiếu: {missing}",
            "not known whether women are 30% or more ({measured}); missing: {missing}",
        ),
        "fewer": ("không áp dụng: nữ dưới 30%", "does not apply: women are less than 30%"),
        "perhaps-no-more": (
            (
                "không có nữ lãnh đạo chủ chốt ({measured}); không rõ yêu cầu này còn áp dụng sau năm "
                "2020 hay không"
            ),
            "no key leader is a woman ({measured}); whether this is still asked after 2020 is not known",
        ),
    },
    examples=[
        example(
            Outcome.PASS,
            BodyKind.AGENCY,
            date(2019, 6, 30),
            members=50,
            women=15,
            sex_unknown=0,
            key_leaders=3,
            women_key_leaders=1,
        ),
        example(
            Outcome.FAIL,
            BodyKind.AGENCY,
            date(2019, 6, 30),
            members=50,
            women=15,
            sex_unknown=0,
            key_leaders=3,
            women_key_leaders=0,
        ),
        example(
            Outcome.UNKNOWN,
            BodyKind.AGENCY,
            date(2024, 6, 30),
            members=50,
            women=15,
            sex_unknown=0,
            key_leaders=3,
            women_key_leaders=0,
        ),
        example(
            Outcome.PASS,
            BodyKind.AGENCY,
            date(2024, 6, 30),
            members=50,
            women=15,
            sex_unknown=0,
            key_leaders=3,
            women_key_leaders=1,
        ),
        example(
            Outcome.UNKNOWN,
            BodyKind.AGENCY,
            date(2019, 6, 30),
            members=50,
            women=14,
            sex_unknown=1,
            key_leaders=3,
            women_key_leaders=1,
        ),
        example(
            Outcome.NOT_APPLICABLE,
            BodyKind.AGENCY,
            date(2019, 6, 30),
            members=50,
            women=14,
            sex_unknown=0,
            key_leaders=3,
            women_key_leaders=0,
        ),
    ],
)
