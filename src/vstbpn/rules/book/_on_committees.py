"""What the rules on committees for the advancement of women share.

What decision 1855/QĐ-TTg of 2009 fixes was read for provinces, and for districts only that the provincial
chair decides. What holds since the departments and the districts went in 2025 was not found, and is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from attrs import evolve

from vstbpn.model import Body, BodyKind, Count, DatedValue, Ground, Outcome, Subject, Verdict
from vstbpn.rules.book._on_bodies import level_of, step
from vstbpn.rules.engine import Context, Example, ground_of, unknown
from vstbpn.rules.subjects import Committee

__all__ = [
    "DISTRICTS_END",
    "LABOUR_OFFICES_END",
    "OF_DISTRICTS",
    "OF_PROVINCES",
    "UNCLEAR",
    "asked_of",
    "committee",
    "fixed_until",
]

OF_PROVINCES: Final = ground_of("qd-1855-ttg-2009", says="Province:")
OF_DISTRICTS: Final = ground_of("qd-1855-ttg-2009", says="District:")

LABOUR_OFFICES_END: Final = date(2025, 3, 1)
"""Gender equality went from the labour to the home ministry."""
DISTRICTS_END: Final = date(2025, 7, 1)
_SINCE: Final = date(2009, 11, 11)

UNCLEAR: Final = MappingProxyType(
    {
        "level": ("chưa biết Ban ở cấp nào", "the level of the committee is not known"),
        "by-decision": (
            "chưa đủ căn cứ kết luận: ở cấp này phải xem quyết định thành lập, kiện toàn Ban",
            "cannot tell: at this level the decision that set the committee up would have to be read",
        ),
        "not-found": (
            "chưa đủ căn cứ kết luận: không tìm thấy quy định nào về Ban từ ngày {since}",
            "cannot tell: no rule on the committees from {since} on was found",
        ),
    }
)
"""The messages of what :func:`asked_of` cannot tell."""


def fixed_until(end: date, asked: Mapping[str, Any], *grounds: Ground) -> tuple[DatedValue[Any], ...]:
    """Make the steps of what the decision asks of each level until a day; what it asks since is unknown."""
    unread = tuple(evolve(ground, verified=False) for ground in grounds)
    return (step(MappingProxyType(dict(asked)), _SINCE, end, *grounds), step(None, end, None, *unread))


def asked_of(subject: Subject[Committee], context: Context[Mapping[str, Any] | None]) -> Any | Verdict:
    """Give what is asked of a committee of its level, or the verdict that nobody knows."""
    if context.value is None:
        return unknown("rule_in_force", code="not-found", since=context.grounds[0].since)
    level = level_of(subject.data.body)
    if level is None:
        return unknown("level", code="level")
    if level not in context.value:
        return unknown("constituting_decision", code="by-decision")
    return context.value[level]


def committee(
    outcome: Outcome,
    day: date,
    *posts: str,
    level: str | None = "province",
    vacancies: tuple[str, ...] | None = (),
    term_end: date | None = None,
    head_is_vice_chair: bool | None = None,
    standing_office: str | None = None,
) -> Example:
    """Make an example of a committee whose members hold one post each; an empty one is not recorded."""
    kind = BodyKind.VSTBPN_COMMITTEE
    body = Body(id=f"{kind.value}-{outcome.value}", kind=kind, level=level, term_end=term_end)
    everybody = Count.exactly(len(posts))
    anybody = Count(0, len(posts))
    data = Committee(
        body=body,
        on=day,
        members=everybody,
        women=anybody,
        men=anybody,
        sex_unknown=everybody,
        ethnic_minority=anybody,
        key_leaders=anybody,
        women_key_leaders=anybody,
        posts=tuple(frozenset({post}) for post in posts),
        vacancies=vacancies,
        head_is_vice_chair=head_is_vice_chair,
        standing_office=standing_office,
    )
    return Example(outcome=outcome, subject=Subject(kind=kind.value, id=body.id, data=data), on=day)
