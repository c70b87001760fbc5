"""A document that goes out bears its number and its day."""

from __future__ import annotations

from datetime import date
from typing import Final

from vstbpn.model import Force, Outcome, Period, Subject, Verdict
from vstbpn.rules._values import Document
from vstbpn.rules.book._documents import BY_PRACTICE, shown
from vstbpn.rules.engine import Context, Example, Rule, failed, passed, unknown

__all__ = ["RULE"]

_ON: Final = date(2024, 6, 30)


def _check(subject: Subject[Document], _: Context[None]) -> Verdict:
    one = subject.data.directive
    blank_number = one.number is not None and one.number.number is None
    blank_day = one.issued_on is None and one.issued_in is not None
    if blank_number or blank_day:
        return failed("both" if blank_number and blank_day else "number" if blank_number else "day")
    missing = [name for name in ("number", "issued_on") if getattr(one, name) is None]
    return unknown(*missing) if missing else passed()


RULE = Rule(
    id="document-numbered-and-dated",
    title_vi="Văn bản đã có số và ngày",
    title_en="The document has its number and its day",
    text_vi="Số hoặc ngày còn để trống là dự thảo: chưa nên gửi, chưa thể viện dẫn.",
    text_en="With number or day left blank it is a draft: it cannot be sent or cited yet.",
    force=Force.PRACTICE,
    kinds="document",
    history=BY_PRACTICE,
    applies=lambda subject: subject.data.directive.type is not None,
    none_is_known=("type", "number", "issued_on", "issued_in"),
    check=_check,
    messages={
        "both": ("số và ngày còn để trống: đây là dự thảo", "number and day are blank: this is a draft"),
        "number": ("số còn để trống: đây là dự thảo", "the number is blank: this is a draft"),
        "day": ("ngày còn để trống: đây là dự thảo", "the day is blank: this is a draft"),
        "missing": ("chưa đọc được số hoặc ngày ban hành", "number or day of issue was not read"),
    },
    examples=(
        Example(outcome=Outcome.PASS, subject=shown(number="12/KH-UBND", type="KH"), on=_ON),
        Example(
            outcome=Outcome.FAIL,
            subject=shown(number="/KH-UBND", type="KH", on=None, issued_in=Period(2024, "03"), title="a"),
            on=_ON,
        ),
        Example(outcome=Outcome.UNKNOWN, subject=shown(type="KH", title="Kế hoạch"), on=_ON),
        Example(outcome=Outcome.NOT_APPLICABLE, subject=shown(title="Tin tức"), on=_ON),
    ),
)
