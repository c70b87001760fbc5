"""A document bears an office's contact and no person's."""

from __future__ import annotations

from datetime import date
from typing import Final

from vstbpn.model import Force, Outcome
from vstbpn.rules.book._documents import BY_PRACTICE, NOT_PRINTED, check_of, no_text, shown
from vstbpn.rules.engine import Example, Rule

__all__ = ["RULE"]

_ON: Final = date(2024, 6, 30)

RULE = Rule(
    id="document-personal-data",
    title_vi="Không ghi dữ liệu cá nhân",
    title_en="No person's number or address",
    text_vi="Chỉ nên ghi đầu mối của cơ quan. Kết luận nêu vị trí, không nhắc lại dữ liệu.",
    text_en="An office's contact is enough. What is found says the place and never repeats the datum.",
    force=Force.PRACTICE,
    kinds="document",
    history=BY_PRACTICE,
    none_is_known=NOT_PRINTED,
    check=check_of("personal_data", gaps=no_text, quotes=False),
    messages={
        "found": (
            "có số điện thoại, địa chỉ hoặc số giấy tờ có thể là của cá nhân ({measured} chỗ): {places}",
            "numbers or addresses that are perhaps a person's ({measured}): {places}",
        ),
        "missing": ("không có toàn văn để xem", "there is no text to look at"),
    },
    examples=(
        Example(
            outcome=Outcome.PASS,
            subject=shown(
                "Thông tin gửi về văn thư cơ quan, điện thoại 0200 0000 000.",
                title="a",
            ),
            on=_ON,
        ),
        Example(
            outcome=Outcome.FAIL,
            subject=shown(
                "Thông tin gửi chuyên viên phụ trách, điện thoại 0900 000 000.",
                title="a",
            ),
            on=_ON,
        ),
        Example(outcome=Outcome.UNKNOWN, subject=shown(title="a"), on=_ON),
    ),
)
