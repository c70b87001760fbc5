"""One body is abbreviated in one way."""

from __future__ import annotations

from datetime import date
from typing import Final

from vstbpn.model import Force, Outcome
from vstbpn.rules.book._documents import BY_PRACTICE, NOT_PRINTED, check_of, no_text, shown
from vstbpn.rules.engine import Example, Rule

__all__ = ["RULE"]

_ON: Final = date(2024, 6, 30)

RULE = Rule(
    id="document-one-name",
    title_vi="Một tên viết tắt một cách",
    title_en="One name has one abbreviation",
    text_vi="VSTBPN và VSTBCPN không lẫn trong một văn bản.",
    text_en="VSTBPN and VSTBCPN are not mixed in one document.",
    force=Force.PRACTICE,
    kinds="document",
    history=BY_PRACTICE,
    none_is_known=NOT_PRINTED,
    check=check_of("mixed_names", gaps=no_text),
    messages={
        "found": (
            "“{about}” được viết tắt hai cách trong một văn bản: {places}",
            "“{about}” is abbreviated in two ways in one document: {places}",
        ),
        "missing": ("không có toàn văn để xem", "there is no text to look at"),
    },
    examples=(
        Example(
            outcome=Outcome.PASS,
            subject=shown(
                "Ban VSTBPN tỉnh; thành viên Ban VSTBPN huyện.",
                title="a",
            ),
            on=_ON,
        ),
        Example(
            outcome=Outcome.FAIL,
            subject=shown(
                "Ban VSTBPN tỉnh; thành viên Ban VSTBCPN huyện.",
                title="a",
            ),
            on=_ON,
        ),
        Example(outcome=Outcome.UNKNOWN, subject=shown(title="a"), on=_ON),
    ),
)
