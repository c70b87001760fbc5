"""A body bears its own name."""

from __future__ import annotations

from datetime import date
from typing import Final

from vstbpn.model import Force, Outcome
from vstbpn.rules.book._documents import BY_PRACTICE, NOT_PRINTED, check_of, no_text, shown
from vstbpn.rules.engine import Example, Rule

__all__ = ["RULE"]

_ON: Final = date(2024, 6, 30)

RULE = Rule(
    id="document-body-names",
    title_vi="Ghi đúng tên cơ quan",
    title_en="Bodies bear their own names",
    text_vi="Cách ghi sai đã biết của tên Ủy ban quốc gia và Ban vì sự tiến bộ của phụ nữ.",
    text_en="Wordings of the committees' names that are known to be mistaken.",
    force=Force.PRACTICE,
    kinds="document",
    history=BY_PRACTICE,
    none_is_known=NOT_PRINTED,
    check=check_of("body_misnamed", gaps=no_text),
    messages={
        "found": (
            "tên đúng là “{about}”, ở đây ghi {places}",
            "the name is “{about}”, here stands {places}",
        ),
        "missing": ("không có toàn văn để xem", "there is no text to look at"),
    },
    examples=(
        Example(
            outcome=Outcome.PASS,
            subject=shown(
                "Kiến nghị với Ủy ban quốc gia vì sự tiến bộ của phụ nữ Việt Nam.",
                title="a",
            ),
            on=_ON,
        ),
        Example(
            outcome=Outcome.FAIL,
            subject=shown(
                "Kiến nghị với UBND vì sự tiến bộ của phụ nữ Việt Nam.",
                title="a",
            ),
            on=_ON,
        ),
        Example(outcome=Outcome.UNKNOWN, subject=shown(title="a"), on=_ON),
    ),
)
