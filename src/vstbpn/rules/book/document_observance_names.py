"""An observance bears the name of its year."""

from __future__ import annotations

from datetime import date
from typing import Final

from vstbpn.model import Force, Outcome
from vstbpn.rules.book._documents import BY_PRACTICE, NOT_PRINTED, check_of, no_text, shown
from vstbpn.rules.engine import Example, Rule

__all__ = ["RULE"]

_ON: Final = date(2024, 6, 30)

RULE = Rule(
    id="document-observance-names",
    title_vi="Tháng hành động ghi đúng tên của năm",
    title_en="Observances bear the name of the year",
    text_vi="Tên cũ của tháng hành động không dùng cho năm đã đổi tên.",
    text_en="The former name of a campaign is not used of a year in which it had another one.",
    force=Force.PRACTICE,
    kinds="document",
    history=BY_PRACTICE,
    none_is_known=NOT_PRINTED,
    check=check_of("observance_former_name", gaps=no_text),
    messages={
        "found": (
            "tên của năm là “{about}”, ở đây ghi tên cũ: {places}",
            "its name of the year is “{about}”, here stands the former one: {places}",
        ),
        "missing": ("không có toàn văn để xem", "there is no text to look at"),
    },
    examples=(
        Example(
            outcome=Outcome.PASS,
            subject=shown(
                "Tháng hành động vì bình đẳng giới và phòng ngừa, ứng phó với bạo lực trên cơ sở giới",
                title="a",
            ),
            on=_ON,
        ),
        Example(
            outcome=Outcome.FAIL,
            subject=shown(
                "Tháng hành động vì bình đẳng giới và phòng, chống bạo lực trên cơ sở giới",
                title="a",
            ),
            on=_ON,
        ),
        Example(outcome=Outcome.UNKNOWN, subject=shown(title="a"), on=_ON),
    ),
)
