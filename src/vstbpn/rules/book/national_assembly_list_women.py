"""Women as 35% of the official list of candidates for the National Assembly: the election law, article 8."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from vstbpn.model import BodyKind, Force, History, Outcome
from vstbpn.rules.book._on_bodies import example, reaches_share, step, women, wordings
from vstbpn.rules.engine import Rule, ground_of

_LEAST = Fraction(35, 100)
_LAW = ground_of("luat-bau-cu-2015", "Điều 8, khoản 3")
_AMENDED = ground_of("luat-83-2025")

RULE = Rule(
    id="national-assembly-list-women",
    title_vi="Nữ trong danh sách chính thức ứng cử đại biểu Quốc hội",
    title_en="Women on the list of candidates for the National Assembly",
    text_vi="Ít nhất 35% tổng số người trong danh sách chính thức là phụ nữ. Người ứng cử, không "
    "phải người trúng cử.",
    text_en="At least 35% of those on the official list are women. The candidates, not those elected.",
    force=Force.LAW,
    kinds=BodyKind.NATIONAL_ASSEMBLY_CANDIDATES.value,
    history=History(
        [
            step(_LEAST, date(2015, 9, 1), date(2025, 7, 1), _LAW),
            # Law 83/2025/QH15 amended the law and left the share as it was.
            step(_LEAST, date(2025, 7, 1), None, _LAW, _AMENDED),
        ]
    ),
    check=reaches_share(women),
    messages=wordings(("nữ ứng cử", "women candidates")),
    examples=[
        example(
            Outcome.PASS,
            BodyKind.NATIONAL_ASSEMBLY_CANDIDATES,
            date(2026, 2, 20),
            members=864,
            women=303,
            sex_unknown=0,
        ),
        example(
            Outcome.FAIL,
            BodyKind.NATIONAL_ASSEMBLY_CANDIDATES,
            date(2026, 2, 20),
            members=864,
            women=302,
            sex_unknown=0,
        ),
        example(
            Outcome.UNKNOWN,
            BodyKind.NATIONAL_ASSEMBLY_CANDIDATES,
            date(2026, 2, 20),
            members=864,
            women=302,
            sex_unknown=1,
        ),
        example(
            Outcome.FAIL,
            BodyKind.NATIONAL_ASSEMBLY_CANDIDATES,
            date(2021, 4, 27),
            members=100,
            women=34,
            sex_unknown=0,
        ),
    ],
)
