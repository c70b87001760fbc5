"""One document is cited with one title."""

from __future__ import annotations

from datetime import date
from typing import Final

from vstbpn.model import Force, Outcome, Subject
from vstbpn.rules._values import Document
from vstbpn.rules.book._citations import all_printed
from vstbpn.rules.book._documents import BY_PRACTICE, NOT_PRINTED, check_of, citing, no_text, several, shown
from vstbpn.rules.engine import Example, Rule

__all__ = ["RULE"]

_ON: Final = date(2024, 6, 30)
_FIRST: Final = "Chỉ thị 21-CT/TW về tiếp tục đẩy mạnh công tác phụ nữ trong tình hình mới."
_OTHER: Final = "Chỉ thị 21-CT/TW về tiếp tục tăng cường công tác phụ nữ trong tình hình mới."


def _citing(text: str, number: str = "12/KH-UBND") -> Subject[Document]:
    cited = citing(text, "21-CT/TW") if text else ()
    return shown(text, number=number, type="KH", citations=(cited,) if cited else ())


RULE = Rule(
    id="document-one-title",
    title_vi="Một văn bản chỉ có một tên",
    title_en="One document has one title",
    text_vi="So trong một văn bản, và giữa các văn bản được đưa vào cùng một lúc.",
    text_en="Compared within a document, and between documents that are given together.",
    force=Force.PRACTICE,
    kinds=("document", "cascade"),
    history=BY_PRACTICE,
    none_is_known=NOT_PRINTED,
    check=check_of("two_titles", gaps=no_text, details=all_printed("title")),
    messages={
        "found": (
            "{about} được viện dẫn với các tên khác nhau: {forms}",
            "{about} is cited with several titles: {forms}",
        ),
        "missing": ("không có toàn văn để so", "there is no text to compare"),
    },
    examples=(
        Example(outcome=Outcome.PASS, subject=_citing(f"{_FIRST} Theo {_FIRST}"), on=_ON),
        Example(outcome=Outcome.FAIL, subject=_citing(f"{_FIRST} Theo {_OTHER}"), on=_ON),
        Example(
            outcome=Outcome.FAIL, subject=several(_citing(_FIRST), _citing(_OTHER, "13/KH-UBND")), on=_ON
        ),
        Example(outcome=Outcome.UNKNOWN, subject=_citing(""), on=_ON),
    ),
)
