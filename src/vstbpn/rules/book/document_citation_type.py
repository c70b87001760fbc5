"""A citation names the type that the register has."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from vstbpn.model import Force, Outcome, Subject
from vstbpn.rules._values import Document
from vstbpn.rules.book._citations import against_register, unconfirmed
from vstbpn.rules.book._documents import BY_PRACTICE, NOT_PRINTED, check_of, citing, shown
from vstbpn.rules.engine import Example, Rule

__all__ = ["RULE"]

_ON: Final = date(2024, 6, 30)


def _citing(text: str, number: str, **parts: Any) -> Subject[Document]:
    return shown(text, number="12/KH-UBND", type="KH", citations=(citing(text, number, **parts),))


RULE = Rule(
    id="document-citation-type",
    title_vi="Loại văn bản viện dẫn đúng với danh mục",
    title_en="A citation names the type of the register",
    text_vi="So với danh mục văn bản của thư viện; phần nào không ghi thì không so.",
    text_en="Compared with the register of instruments; what is not printed is not compared.",
    force=Force.PRACTICE,
    kinds="document",
    history=BY_PRACTICE,
    none_is_known=NOT_PRINTED,
    check=check_of("citation_type", gaps=unconfirmed("type"), details=against_register("type")),
    messages={
        "found": (
            "ghi loại {measured}, danh mục ghi {required} ({about}): {places} (nguồn: {source})",
            "of type {measured}, where the register has {required} ({about}): {places} (source: {source})",
        ),
        "missing": ("danh mục không có: {missing}", "the register does not have: {missing}"),
    },
    examples=(
        Example(
            outcome=Outcome.PASS,
            subject=_citing("Nghị quyết số 28/NQ-CP", "28/NQ-CP", type="NQ", issued_on=date(2021, 3, 3)),
            on=_ON,
        ),
        Example(
            outcome=Outcome.FAIL,
            subject=_citing("Quyết định số 28/NQ-CP", "28/NQ-CP", type="QĐ", issued_on=date(2021, 3, 3)),
            on=_ON,
        ),
        Example(
            outcome=Outcome.UNKNOWN,
            subject=_citing(
                "Kế hoạch số 9901/KH-UBND", "9901/KH-UBND", type="KH", issued_on=date(2024, 1, 29)
            ),
            on=_ON,
        ),
    ),
)
