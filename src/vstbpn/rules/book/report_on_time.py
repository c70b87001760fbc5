"""A report comes by its day; the first revision counts."""

from __future__ import annotations

from datetime import date
from typing import Final

from vstbpn.model import CountedBy, Deadline, Force, Obligation, Outcome, Period, Report, Subject, Verdict
from vstbpn.rules.book._documents import BY_PRACTICE
from vstbpn.rules.book._figures import FORM
from vstbpn.rules.engine import Context, Example, Rule, failed, not_applicable, passed, unknown
from vstbpn.rules.reports import Submission

__all__ = ["RULE"]

_ON: Final = date(2024, 7, 31)


def _check(subject: Subject[Submission], context: Context[None]) -> Verdict:
    data = subject.data
    owed = data.obligation
    assert owed.deadline is not None  # the rule applies to no other
    if data.reports is None:
        return unknown("reports")
    clause = owed.clause or "–"
    if not data.reports:
        if context.on <= owed.last_day:
            return not_applicable("not-due")
        return failed("none", required=owed.last_day, clause=clause)
    first = data.first
    day = None if first is None else owed.counted_by.day_of(first)
    if day is None:
        return unknown("sent_on" if owed.counted_by is CountedBy.POSTMARK else "received_on")
    if owed.deadline.is_met_by(day):
        return passed("in-time", measured=day, required=owed.last_day, clause=clause)
    late = (day - owed.last_day).days
    return failed("late", measured=day, required=owed.last_day, days=late, clause=clause)


def _sent(*days: date | None, words: str = "trước ngày 10/7/2024", known: bool = True) -> Subject[Submission]:
    owed = Obligation(
        form=FORM.code,
        period=Period(2024, "H1"),
        units=("213",),
        deadline=Deadline.parse(words),
        clause="12/KH-VSTBPN, mục III",
    )
    sent = tuple(
        Report(
            unit="213",
            form=FORM,
            period=owed.period,
            values=(9, 4, 5, 2),
            revision=revision,
            received_on=day,
        )
        for revision, day in enumerate(days, start=1)
    )
    data = Submission(unit="213", obligation=owed, reports=sent if known else None)
    return Subject(kind="submission", id="213", data=data, on=date(2024, 7, 31))


RULE = Rule(
    id="report-on-time",
    title_vi="Báo cáo gửi đúng hạn",
    title_en="A report comes in time",
    text_vi="Xét theo lần gửi đầu; “trước ngày” không kể ngày đó, “chậm nhất” kể cả ngày đó.",
    text_en="By the first revision; “before” a day leaves it out, “no later than” takes it in.",
    force=Force.PRACTICE,
    kinds="submission",
    history=BY_PRACTICE,
    applies=lambda subject: subject.data.obligation.deadline is not None,
    none_is_known=("deadline", "level", "within", "receiver", "minimum", "sex", "boundaries", "observed_on"),
    check=_check,
    messages={
        "in-time": (
            "đúng hạn: ngày {measured}, hạn cuối {required} ({clause})",
            "in time: on {measured}, the last day being {required} ({clause})",
        ),
        "late": (
            "chậm {days} ngày: ngày {measured}, hạn cuối {required} ({clause})",
            "late by {days} days: on {measured}, the last day being {required} ({clause})",
        ),
        "none": (
            "chưa có báo cáo, hạn cuối {required} ({clause})",
            "there is no report, and the last day was {required} ({clause})",
        ),
        "not-due": ("chưa đến hạn", "it is not due yet"),
    },
    examples=(
        Example(outcome=Outcome.PASS, subject=_sent(date(2024, 7, 9), date(2024, 8, 1)), on=_ON),
        Example(outcome=Outcome.FAIL, subject=_sent(date(2024, 7, 10)), on=_ON),
        Example(outcome=Outcome.FAIL, subject=_sent(), on=_ON),
        Example(outcome=Outcome.NOT_APPLICABLE, subject=_sent(), on=date(2024, 7, 9)),
        Example(
            outcome=Outcome.UNKNOWN,
            subject=_sent(known=False),
            on=_ON,
            completions=(_sent(date(2024, 7, 9)), _sent()),
        ),
        Example(outcome=Outcome.UNKNOWN, subject=_sent(None), on=_ON),
    ),
)
