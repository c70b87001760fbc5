"""The symbol of an official letter is that of the body and of the field, without CV."""

from __future__ import annotations

from datetime import date
from typing import Final

from vstbpn.model import Force, Outcome, Subject, Verdict
from vstbpn.rules._values import Document
from vstbpn.rules.book._documents import decree_30, is_numbered_by_the_state, shown
from vstbpn.rules.engine import Context, Example, Rule, failed, passed, unknown

__all__ = ["RULE"]

_ON: Final = date(2024, 6, 30)


def _check(subject: Subject[Document], _: Context[None]) -> Verdict:
    number = subject.data.directive.number
    assert number is not None  # the rule asks for it first
    if "cv_in_symbol" not in number.problems:
        return passed()
    return failed("found", measured=number.symbol, required=number.body)


def _applies(subject: Subject[Document]) -> bool | Verdict:
    if not is_numbered_by_the_state(subject):
        return False
    return True if subject.data.directive.number is not None else unknown("number")


RULE = Rule(
    id="document-symbol-of-letter",
    title_vi="Ký hiệu công văn không ghi CV",
    title_en="No CV in the symbol of an official letter",
    text_vi="Ký hiệu công văn gồm chữ viết tắt tên cơ quan và đơn vị soạn thảo hoặc lĩnh vực.",
    text_en="The symbol of an official letter names the body and the drafting unit or the field.",
    force=Force.LAW,
    kinds="document",
    history=decree_30("không ghi CV"),
    applies=_applies,
    none_is_known="type",
    check=_check,
    messages={
        "found": (
            "công văn ghi ký hiệu {measured}; không ghi CV mà chỉ ghi {required}",
            "an official letter with the symbol {measured}; without CV it is {required}",
        ),
        "missing": ("chưa đọc được số, ký hiệu", "no number was read"),
    },
    examples=(
        Example(outcome=Outcome.PASS, subject=shown(number="12/SLĐTBXH-TE", type="CV"), on=_ON),
        Example(outcome=Outcome.FAIL, subject=shown(number="12/CV-SLĐTBXH", type="CV"), on=_ON),
        Example(outcome=Outcome.UNKNOWN, subject=shown(type="CV", title="Về họp"), on=_ON),
    ),
)
