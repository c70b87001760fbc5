"""Women as 35% of the official list of candidates for a people's council: the election law, article 9."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from vstbpn.model import BodyKind, Force, History, Outcome
from vstbpn.rules.book._on_bodies import example, reaches_share, step, women, wordings
from vstbpn.rules.engine import Rule, ground_of

_LEAST = Fraction(35, 100)
_LAW = ground_of("luat-bau-cu-2015", "Điều 9")
_AMENDED = ground_of("luat-83-2025")

RULE = Rule(
    id="peoples-council-list-women",
    title_vi="Nữ trong danh sách chính thức ứng cử đại biểu HĐND",
    title_en="Women on the list of candidates for a people's council",
    text_vi="Ít nhất 35% tổng số người trong danh sách chính thức là phụ nữ, ở từng cấp. Dân tộc "
    "thiểu số: theo tình hình địa phương, luật không đặt tỷ lệ.",
    text_en="At least 35% of those on the official list are women, at each level. Of ethnic "
    "minorities the law sets no share: it is as the locality requires.",
    force=Force.LAW,
    kinds=BodyKind.PEOPLES_COUNCIL_CANDIDATES.value,
    history=History(
        [
            step(_LEAST, date(2015, 9, 1), date(2025, 7, 1), _LAW),
            # Since law 83/2025/QH15 there are two levels, with the same share at both.
            step(_LEAST, date(2025, 7, 1), None, _LAW, _AMENDED),
        ]
    ),
    check=reaches_share(women),
    messages=wordings(("nữ ứng cử", "women candidates")),
    examples=[
        example(
            Outcome.PASS,
            BodyKind.PEOPLES_COUNCIL_CANDIDATES,
            date(2026, 2, 20),
            members=120,
            women=42,
            sex_unknown=0,
        ),
        example(
            Outcome.FAIL,
            BodyKind.PEOPLES_COUNCIL_CANDIDATES,
            date(2026, 2, 20),
            members=120,
            women=41,
            sex_unknown=0,
        ),
        example(
            Outcome.UNKNOWN,
            BodyKind.PEOPLES_COUNCIL_CANDIDATES,
            date(2026, 2, 20),
            members=120,
            women=41,
            sex_unknown=1,
        ),
        example(
            Outcome.FAIL,
            BodyKind.PEOPLES_COUNCIL_CANDIDATES,
            date(2021, 4, 27),
            members=100,
            women=34,
            sex_unknown=0,
        ),
    ],
)
