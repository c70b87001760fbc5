"""A number is typed with its own letters."""

from __future__ import annotations

from datetime import date
from typing import Final

from vstbpn.model import Force, Outcome, Subject, Verdict
from vstbpn.rules._values import Document
from vstbpn.rules.book._documents import BY_PRACTICE, shown
from vstbpn.rules.engine import Context, Example, Rule, failed, passed, unknown

__all__ = ["RULE"]

_ON: Final = date(2024, 6, 30)
_SLIPS: Final = ("eth_for_d", "d_for_eth", "lowercase_type", "lowercase_body", "overpadded")


def _check(subject: Subject[Document], _: Context[None]) -> Verdict:
    number = subject.data.directive.number
    assert number is not None  # the rule asks for it first
    found = tuple(code for code in number.problems if code in _SLIPS)
    if not found:
        return passed()
    return failed("found", measured=", ".join(found), required=str(number))


def _applies(subject: Subject[Document]) -> bool | Verdict:
    one = subject.data.directive
    if one.number is None:
        return False if one.type is None else unknown("number")
    return True


RULE = Rule(
    id="document-number-typing",
    title_vi="Số, ký hiệu gõ đúng chữ",
    title_en="Number and symbol typed in their own letters",
    text_vi="Chữ Đ không thay bằng ký tự giống nó; chữ viết tắt tên loại đúng cách viết hoa.",
    text_en="No look-alike stands for Đ, and the letters of the type have their official case.",
    force=Force.PRACTICE,
    kinds="document",
    history=BY_PRACTICE,
    applies=_applies,
    none_is_known="type",
    check=_check,
    messages={
        "found": (
            "số, ký hiệu gõ chưa đúng chữ ({measured}); nên viết {required}",
            "the number is not typed in its own letters ({measured}); it is written {required}",
        ),
        "missing": ("chưa đọc được số, ký hiệu", "no number was read"),
    },
    examples=(
        Example(outcome=Outcome.PASS, subject=shown(number="18/QĐ-UBND", type="QĐ"), on=_ON),
        Example(outcome=Outcome.FAIL, subject=shown(number="18/QÐ-UBND", type="QĐ"), on=_ON),
        Example(outcome=Outcome.UNKNOWN, subject=shown(type="QĐ", title="Quyết định"), on=_ON),
    ),
)
