"""A committee's estimate for a year is made before 20 July of the year before."""

from __future__ import annotations

from datetime import date
from typing import Final

from vstbpn.catalog import instruments
from vstbpn.model import DatedValue, Deadline, Force, History, Outcome, Subject, Verdict
from vstbpn.rules.engine import Context, Example, Rule, failed, ground_of, passed
from vstbpn.rules.reports import Estimate

__all__ = ["RULE"]

_ON: Final = date(2025, 1, 31)
_MONTH: Final = 7
_DAY: Final = 20


def _check(subject: Subject[Estimate], context: Context[tuple[int, int]]) -> Verdict:
    made_on = subject.data.made_on
    assert made_on is not None  # the rule needs it
    deadline = Deadline(date(subject.data.year - 1, *context.value), strict=True)
    judge = passed if deadline.is_met_by(made_on) else failed
    return judge(measured=made_on, required=deadline.day, code="in-time" if judge is passed else "late")


def _history() -> History[tuple[int, int]]:
    circular = instruments().by_key("tt-191-2009-btc")
    ground = ground_of(circular.key, "Điều 4")
    step = DatedValue(
        value=(_MONTH, _DAY),
        since=circular.in_force_from,
        until=circular.in_force_until,
        grounds=(ground,),
    )
    return History([step])


def _made(day: date | None) -> Subject[Estimate]:
    data = Estimate(year=2025, made_on=day)
    return Subject(kind="budget-estimate", id="vstbpn-215", data=data, on=date(2024, 7, 20))


RULE = Rule(
    id="budget-estimate",
    title_vi="Dự toán kinh phí của Ban lập trước ngày 20/7 năm trước",
    title_en="The committee's estimate is made before 20 July of the year before",
    force=Force.LAW,
    kinds="budget-estimate",
    history=_history(),
    needs="made_on",
    check=_check,
    messages={
        "in-time": (
            "lập ngày {measured}, trước ngày {required}",
            "made on {measured}, before {required}",
        ),
        "late": (
            "lập ngày {measured}, phải lập trước ngày {required}",
            "made on {measured}, where it is due before {required}",
        ),
        "missing": ("chưa rõ ngày lập dự toán", "the day on which it was made is not known"),
    },
    examples=(
        Example(outcome=Outcome.PASS, subject=_made(date(2024, 7, 19)), on=_ON),
        Example(outcome=Outcome.FAIL, subject=_made(date(2024, 7, 20)), on=_ON),
        Example(
            outcome=Outcome.UNKNOWN,
            subject=_made(None),
            on=_ON,
            completions=(_made(date(2024, 7, 19)), _made(date(2024, 7, 20))),
        ),
        Example(
            outcome=Outcome.NOT_IN_FORCE,
            subject=Subject(
                kind="budget-estimate",
                id="a",
                data=Estimate(year=2009, made_on=date(2008, 8, 1)),
                on=date(2008, 7, 20),
            ),
            on=_ON,
        ),
    ),
)
