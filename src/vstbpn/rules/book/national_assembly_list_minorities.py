"""Ethnic minorities as 18% of the official list of candidates for the National Assembly: the election law."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from vstbpn.model import BodyKind, Force, History, Outcome
from vstbpn.rules.book._on_bodies import example, minorities, reaches_share, step, wordings
from vstbpn.rules.engine import Rule, ground_of

_LEAST = Fraction(18, 100)
_LAW = ground_of("luat-bau-cu-2015", "Điều 8, khoản 2")
_AMENDED = ground_of("luat-83-2025")

RULE = Rule(
    id="national-assembly-list-minorities",
    title_vi="Người dân tộc thiểu số trong danh sách chính thức ứng cử đại biểu Quốc hội",
    title_en="Ethnic minorities on the list of candidates for the National Assembly",
    text_vi="Ít nhất 18% tổng số người trong danh sách chính thức là người dân tộc thiểu số. Với "
    "HĐND, luật không đặt tỷ lệ.",
    text_en="At least 18% of those on the official list are from ethnic minorities. For people's "
    "councils the law sets no share.",
    force=Force.LAW,
    kinds=BodyKind.NATIONAL_ASSEMBLY_CANDIDATES.value,
    history=History(
        [
            step(_LEAST, date(2015, 9, 1), date(2025, 7, 1), _LAW),
            # Law 83/2025/QH15 amended the law and left the share as it was.
            step(_LEAST, date(2025, 7, 1), None, _LAW, _AMENDED),
        ]
    ),
    check=reaches_share(minorities),
    messages=wordings(("người dân tộc thiểu số ứng cử", "candidates from ethnic minorities")),
    examples=[
        example(
            Outcome.PASS,
            BodyKind.NATIONAL_ASSEMBLY_CANDIDATES,
            date(2026, 2, 20),
            members=864,
            ethnic_minority=188,
        ),
        example(
            Outcome.FAIL,
            BodyKind.NATIONAL_ASSEMBLY_CANDIDATES,
            date(2026, 2, 20),
            members=864,
            ethnic_minority=155,
        ),
        example(Outcome.UNKNOWN, BodyKind.NATIONAL_ASSEMBLY_CANDIDATES, date(2026, 2, 20), members=864),
        example(
            Outcome.PASS,
            BodyKind.NATIONAL_ASSEMBLY_CANDIDATES,
            date(2021, 4, 27),
            members=100,
            ethnic_minority=18,
        ),
    ],
)
