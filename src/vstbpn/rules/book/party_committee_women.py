"""Women's share of a party committee, as the directive for the term's party congresses asks."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from vstbpn.model import BodyKind, Composition, Force, History, Outcome, Subject, Verdict
from vstbpn.rules.book._on_bodies import central_or_unknown, example, reaches_share, step, women, wordings
from vstbpn.rules.engine import LawOf, Rule, ground_of, not_applicable, unknown

_LEAST = Fraction(15, 100)
_OF_2020 = date(2020, 8, 1)
_OF_2025 = date(2025, 8, 1)


def _applies(subject: Subject[Composition]) -> bool | Verdict:
    """The share was read for provinces, districts and communes; of the Central Committee nothing was."""
    central = central_or_unknown(subject.data.body)
    if central is None:
        return unknown("level", code="level")
    return not_applicable("central") if central else True


RULE = Rule(
    id="party-committee-women",
    title_vi="Tỷ lệ nữ cấp ủy viên của nhiệm kỳ",
    title_en="Women's share of a party committee in its term",
    text_vi="Chỉ thị về đại hội đảng bộ các cấp: nữ cấp ủy viên từ 15% (nhiệm kỳ 2015-2020, "
    "2020-2025). Con số của nhiệm kỳ 2025-2030 ghi theo trí nhớ, chưa đọc được trong văn "
    "bản. Không áp dụng cho Trung ương.",
    text_en="The directives on the party congresses: women are at least 15% (terms 2015-2020, "
    "2020-2025). The number for 2025-2030 is from memory and was not read. It is not for the "
    "Central Committee.",
    force=Force.PARTY,
    kinds=BodyKind.PARTY_COMMITTEE.value,
    law_of=LawOf.TERM,
    applies=_applies,
    history=History(
        [
            step(_LEAST, date(2014, 5, 30), date(2019, 5, 30), ground_of("ct-36-tw-2014")),
            step(_LEAST, date(2019, 5, 30), date(2024, 6, 14), ground_of("ct-35-tw-2019")),
            step(_LEAST, date(2024, 6, 14), date(2025, 4, 14), ground_of("ct-35-tw-2024")),
            step(_LEAST, date(2025, 4, 14), date(2026, 1, 24), ground_of("ct-45-tw-2025", says="15%")),
        ]
    ),
    check=reaches_share(women),
    messages={
        **wordings(("nữ cấp ủy viên", "women on the party committee")),
        "central": (
            "không áp dụng: chỉ đọc được tỷ lệ này cho cấp ủy cấp tỉnh, huyện, xã, không phải Trung ương",
            "does not apply: this share was read for provinces, districts and communes, not for the centre",
        ),
        "level": (
            "chưa biết cấp ủy ở cấp nào; tỷ lệ này không áp dụng cho Trung ương",
            "the level of the committee is not known; the share is not for the centre",
        ),
    },
    examples=[
        example(
            Outcome.PASS,
            BodyKind.PARTY_COMMITTEE,
            date(2024, 6, 30),
            level="province",
            term_start=_OF_2020,
            members=20,
            women=3,
            sex_unknown=0,
        ),
        example(
            Outcome.FAIL,
            BodyKind.PARTY_COMMITTEE,
            date(2024, 6, 30),
            level="commune",
            term_start=_OF_2020,
            members=15,
            women=2,
            sex_unknown=0,
        ),
        example(
            Outcome.UNKNOWN,
            BodyKind.PARTY_COMMITTEE,
            date(2024, 6, 30),
            level="province",
            term_start=_OF_2020,
            members=20,
            women=2,
            sex_unknown=1,
        ),
        example(
            Outcome.FAIL,
            BodyKind.PARTY_COMMITTEE,
            date(2026, 6, 30),
            level="province",
            term_start=_OF_2025,
            members=61,
            women=9,
            sex_unknown=0,
        ),
        example(
            Outcome.NOT_APPLICABLE,
            BodyKind.PARTY_COMMITTEE,
            date(2026, 6, 30),
            level="nation",
            term_start=date(2026, 1, 23),
            members=200,
            women=21,
            sex_unknown=0,
        ),
    ],
)
