"""A number and its symbol are written as the decree on clerical work says."""

from __future__ import annotations

from datetime import date
from typing import Final

from attrs import evolve

from vstbpn.model import Force, Outcome, Subject, Verdict
from vstbpn.rules._values import Document
from vstbpn.rules.book._documents import decree_30, is_numbered_by_the_state, shown
from vstbpn.rules.engine import Context, Example, Rule, failed, passed, unknown

__all__ = ["RULE"]

_ON: Final = date(2024, 6, 30)

# What the decree's words are against, by the codes of a number's problems.
_AGAINST: Final = (
    "space_in_symbol",
    "underscore",
    "missing_slash",
    "missing_dash",
    "dash_for_slash",
    "slash_for_dash",
    "unpadded",
)


def _check(subject: Subject[Document], _: Context[None]) -> Verdict:
    number = subject.data.directive.number
    assert number is not None  # the rule needs it
    found = tuple(code for code in number.problems if code in _AGAINST)
    if not found:
        return passed()
    return failed("found", measured=", ".join(found), required=str(number))


def _applies(subject: Subject[Document]) -> bool | Verdict:
    if not is_numbered_by_the_state(subject):
        return False
    return True if subject.data.directive.number is not None else unknown("number")


RULE = Rule(
    id="document-number-form",
    title_vi="Số, ký hiệu văn bản viết liền, đúng dấu, đủ hai chữ số",
    title_en="Number and symbol without spaces, with the right signs and two digits at least",
    text_vi="Số nhỏ hơn 10 có số 0 phía trước; gạch chéo sau số, gạch nối giữa các nhóm chữ, không cách chữ.",
    text_en="A zero before numbers below 10, a slash after the number, hyphens between groups, no spaces.",
    force=Force.LAW,
    kinds="document",
    history=decree_30("không cách chữ"),
    applies=_applies,
    none_is_known="type",
    check=_check,
    messages={
        "found": (
            "số, ký hiệu in chưa đúng thể thức ({measured}); phải viết {required}",
            "the number is not printed in its form ({measured}); it is written {required}",
        ),
        "missing": ("chưa đọc được số, ký hiệu", "no number was read"),
    },
    examples=(
        Example(outcome=Outcome.PASS, subject=shown(number="09/KH-UBND", type="KH"), on=_ON),
        Example(outcome=Outcome.FAIL, subject=shown(number="9 /KH-UBND", type="KH"), on=_ON),
        Example(outcome=Outcome.UNKNOWN, subject=shown(type="KH", title="Kế hoạch"), on=_ON),
        Example(outcome=Outcome.NOT_APPLICABLE, subject=shown(number="9-CT/TU", type="CT"), on=_ON),
        Example(
            outcome=Outcome.NOT_IN_FORCE,
            subject=evolve(shown(number="9 /KH-UBND", type="KH"), on=date(2020, 3, 4)),
            on=_ON,
        ),
    ),
)
