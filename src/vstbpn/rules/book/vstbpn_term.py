"""The term of a committee for the advancement of women is not over: good form, which no text asks for."""

from __future__ import annotations

from datetime import date

from vstbpn.model import BodyKind, Force, History, Outcome, Subject, Verdict
from vstbpn.rules.book._on_committees import committee
from vstbpn.rules.engine import PRACTICE, Context, Rule, failed, passed, unknown
from vstbpn.rules.subjects import Committee

_DAY = date(2024, 6, 30)


def _check(subject: Subject[Committee], context: Context[None]) -> Verdict:
    """It is asked of the day of the review: a body that is over is shown as on its last day."""
    end = subject.data.body.term_end
    if end is None:
        return unknown("term_end", code="no-end")
    if subject.data.body.is_over_on(context.on):
        return failed("over", measured=end)
    return passed("runs", measured=end)


RULE = Rule(
    id="vstbpn-term",
    title_vi="Ban VSTBPN chưa hết nhiệm kỳ",
    title_en="The term of a committee for the advancement of women",
    text_vi="Ban đã hết nhiệm kỳ thì cần kiện toàn. Đây là nền nếp tốt, không phải quy định.",
    text_en="A committee whose term is over is to be reconstituted. This is good form and no law.",
    force=Force.PRACTICE,
    kinds=BodyKind.VSTBPN_COMMITTEE.value,
    history=History.always(None, PRACTICE),
    check=_check,
    messages={
        "runs": ("còn nhiệm kỳ, hết từ ngày {measured}", "its term runs until {measured}"),
        "over": (
            "cần kiện toàn: hết nhiệm kỳ từ ngày {measured}",
            "to be reconstituted: over since {measured}",
        ),
        "no-end": (
            "chưa biết nhiệm kỳ kết thúc ngày nào",
            "the end of the term is not known",
        ),
    },
    examples=[
        committee(Outcome.PASS, _DAY, "Trưởng ban", term_end=date(2024, 7, 1)),
        committee(Outcome.FAIL, _DAY, "Trưởng ban", term_end=date(2024, 6, 30)),
        committee(Outcome.UNKNOWN, _DAY, "Trưởng ban"),
    ],
)
