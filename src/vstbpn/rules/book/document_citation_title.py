"""A citation has the title that the register has."""

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


def _on_funds(title: str) -> Subject[Document]:
    text = f"Thông tư số 191/2009/TT-BTC ngày 1/10/2009 của Bộ Tài chính {title}"
    return _citing(text, "191/2009/TT-BTC", type="TT", issued_on=date(2009, 10, 1))


RULE = Rule(
    id="document-citation-title",
    title_vi="Tên văn bản viện dẫn đúng với danh mục",
    title_en="A citation has the title of the register",
    text_vi="So với danh mục văn bản của thư viện; phần nào không ghi thì không so.",
    text_en="Compared with the register of instruments; what is not printed is not compared.",
    force=Force.PRACTICE,
    kinds="document",
    history=BY_PRACTICE,
    none_is_known=NOT_PRINTED,
    check=check_of("citation_title", gaps=unconfirmed("title_vi"), details=against_register("title_vi")),
    messages={
        "found": (
            "ghi tên “{measured}”, danh mục ghi “{required}” ({about}): {places} (nguồn: {source})",
            "titled “{measured}”, where the register has “{required}” ({about}): {places} (source: {source})",
        ),
        "missing": ("danh mục không có: {missing}", "the register does not have: {missing}"),
    },
    examples=(
        Example(
            outcome=Outcome.PASS,
            subject=_on_funds("hướng dẫn quản lý và sử dụng kinh phí hoạt động bình đẳng giới"),
            on=_ON,
        ),
        Example(
            outcome=Outcome.FAIL,
            subject=_on_funds("hướng dẫn sử dụng và quản lý kinh phí hoạt động bình đẳng giới"),
            on=_ON,
        ),
        Example(
            outcome=Outcome.UNKNOWN,
            subject=_citing(
                "Kế hoạch số 9901/KH-UBND ngày 29/1/2024 về công tác bình đẳng giới năm 2024",
                "9901/KH-UBND",
                type="KH",
            ),
            on=_ON,
        ),
    ),
)
