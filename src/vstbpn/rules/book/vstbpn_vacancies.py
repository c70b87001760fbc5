"""No post of a committee for the advancement of women stands vacant: good form, which no text asks for."""

from __future__ import annotations

from datetime import date

from vstbpn.model import BodyKind, Force, History, Outcome, Subject, Verdict
from vstbpn.rules.book._on_committees import committee
from vstbpn.rules.engine import PRACTICE, Context, Rule, failed, passed, unknown
from vstbpn.rules.subjects import Committee

_DAY = date(2024, 6, 30)


def _check(subject: Subject[Committee], _: Context[None]) -> Verdict:
    vacancies = subject.data.vacancies
    if vacancies is None:
        return unknown("posts", code="not-listed")
    return failed("vacant", posts=vacancies) if vacancies else passed()


RULE = Rule(
    id="vstbpn-vacancies",
    title_vi="Ban VSTBPN không khuyết chức danh",
    title_en="No vacant post on a committee for the advancement of women",
    text_vi="Chức danh đã có người giữ mà nay khuyết thì cần kiện toàn. Đây là nền nếp tốt, không "
    "phải quy định.",
    text_en="Where a post that was held stands vacant, the committee is to be reconstituted. This is "
    "good form and no law.",
    force=Force.PRACTICE,
    kinds=BodyKind.VSTBPN_COMMITTEE.value,
    history=History.always(None, PRACTICE),
    check=_check,
    messages={
        "pass": ("không khuyết chức danh nào", "no post stands vacant"),
        "vacant": ("cần kiện toàn, đang khuyết: {posts}", "to be reconstituted, vacant: {posts}"),
        "not-listed": (
            "chưa biết có khuyết chức danh hay không: chưa kê thành viên, hoặc có người chưa ghi chức danh",
            "not known whether a post stands vacant: members or their posts are not recorded",
        ),
    },
    examples=[
        committee(Outcome.PASS, _DAY, "Trưởng ban", "Ủy viên"),
        committee(Outcome.FAIL, _DAY, "Ủy viên", vacancies=("Trưởng ban",)),
        committee(Outcome.UNKNOWN, _DAY, "Trưởng ban", "", vacancies=None),
    ],
)
