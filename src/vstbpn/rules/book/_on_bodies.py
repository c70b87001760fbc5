"""What the rules on bodies share: their counts, their checks, and the making of their steps and examples."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any, Final, TypeAlias

from attrs import frozen

from vstbpn.catalog import Relation, target
from vstbpn.model import (
    Body,
    BodyKind,
    Composition,
    DatedValue,
    Ground,
    Headcount,
    Outcome,
    Share,
    Subject,
    Verdict,
)
from vstbpn.rules.counting import any_of, share_at_least
from vstbpn.rules.engine import Context, Example, judged, unknown

__all__ = [
    "Counted",
    "Goal",
    "central_or_unknown",
    "example",
    "goal",
    "has_a_woman",
    "level_of",
    "minorities",
    "reaches_goal",
    "reaches_share",
    "share_above",
    "step",
    "unless_contradictory",
    "women",
    "women_key_leaders",
    "wordings",
]

_LEVELS: Final = {2: "province", 3: "district", 5: "commune"}
_CENTRAL: Final = frozenset({"nation", "national", "central"})


@frozen(kw_only=True)
class Counted:
    """A share of a composition, and what would settle it."""

    share: Callable[[Composition], Share]
    missing: Callable[[Composition], tuple[str, ...]]


def _of_women(body: Composition) -> Share:
    return Share.between(body.women, body.members, others=body.men)


def _of_women_missing(body: Composition) -> tuple[str, ...]:
    missing = [] if body.members.value is not None else ["members"]
    is_listed = body.posts is not None
    if body.sex_unknown.value is None and not is_listed:
        missing += ["sex_unknown"] if body.women.low else ["women", "sex_unknown"]
    elif body.sex_unknown.low:
        missing.append("sex")
    return tuple(missing) or ("women",)


def _of_leaders_missing(body: Composition) -> tuple[str, ...]:
    leaders = () if body.key_leaders.value is not None else ("key_leaders",)
    return (*leaders, "women_key_leaders")


def _of_minorities_missing(body: Composition) -> tuple[str, ...]:
    members = () if body.members.value is not None else ("members",)
    return (*members, "ethnic_minority")


women: Final = Counted(share=_of_women, missing=_of_women_missing)
"""The women among the members."""
women_key_leaders: Final = Counted(
    share=lambda body: Share.between(body.women_key_leaders, body.key_leaders), missing=_of_leaders_missing
)
"""The women among the key leaders."""
minorities: Final = Counted(
    share=lambda body: Share.between(body.ethnic_minority, body.members), missing=_of_minorities_missing
)
"""Those from ethnic minorities among the members."""

Asked: TypeAlias = Callable[[Subject[Any], Context[Any]], Verdict]
Judge: TypeAlias = Callable[[Share, Composition, Context[Any]], Verdict]


def unless_contradictory(counted: Counted, judge: Judge) -> Asked:
    """Make a check of counts: those that contradict each other prove nothing."""

    def check(subject: Subject[Composition], context: Context[Any]) -> Verdict:
        body = subject.data
        share = counted.share(body)
        if body.contradictions:
            return unknown("consistent_counts", code="contradictory", measured=share)
        return judge(share, body, context)

    return check


def has_a_woman(counted: Counted) -> Asked:
    """Make the check that there is a woman: one known is enough."""

    def judge(share: Share, body: Composition, context: Context[Any]) -> Verdict:
        return judged(any_of(share), measured=share, required=1, missing=counted.missing(body))

    return unless_contradictory(counted, judge)


def reaches_share(counted: Counted) -> Asked:
    """Make the check that a share reaches what the law of the day asks for."""

    def judge(share: Share, body: Composition, context: Context[Fraction]) -> Verdict:
        outcome = share_at_least(share, context.value)
        return judged(outcome, measured=share, required=context.value, missing=counted.missing(body))

    return unless_contradictory(counted, judge)


@frozen(kw_only=True)
class Goal:
    """What is to be reached by a year.

    :param strict: whether the share has to be more than that: *trên 35%*.
    """

    least: Fraction
    due: int
    strict: bool = False


def goal(target_id: str, year: int) -> Goal:
    """Give what a target of the catalogue asks for in a year.

    :raises LookupError: if it asks for no number then.
    """
    asked = target(target_id).required(year)
    if asked is None or asked.ratio is None:
        raise LookupError(f"target {target_id}: expected a number for {year}, got none")
    return Goal(least=asked.ratio, due=year, strict=asked.relation is Relation.MORE_THAN)


def reaches_goal(counted: Counted) -> Asked:
    """Make the check of a goal: before its year nobody has failed it, and who has got there has met it."""

    def judge(share: Share, body: Composition, context: Context[Goal]) -> Verdict:
        asked = context.value
        reach = share_above if asked.strict else share_at_least
        outcome = reach(share, asked.least)
        if outcome is Outcome.FAIL and context.day.year < asked.due:
            return unknown(
                f"figures_{asked.due}",
                code="not-due",
                measured=share,
                required=asked.least,
                due=str(asked.due),
            )
        return judged(outcome, measured=share, required=asked.least, missing=counted.missing(body))

    return unless_contradictory(counted, judge)


def share_above(share: Share, limit: Fraction) -> Outcome:
    """Tell whether a share is more than a limit, the limit itself being too little.

    >>> [share_above(Share(part, 20), Fraction(35, 100)).value for part in (7, 8)]
    ['fail', 'pass']
    """
    if not share.is_consistent or share.more is None:
        return Outcome.UNKNOWN
    whole = share.whole + share.more
    if whole == 0:
        return Outcome.NOT_APPLICABLE
    if share.least > limit * whole:
        return Outcome.PASS
    return Outcome.UNKNOWN if share.most + share.more > limit * whole else Outcome.FAIL


def level_of(body: Body) -> str | None:
    """Give the level of a body: what is recorded, or what the code of its unit shows."""
    if body.level is not None:
        return "nation" if body.level in _CENTRAL else body.level
    if body.unit == "VN":
        return "nation"
    return _LEVELS.get(len(body.unit)) if body.unit and body.unit.isdecimal() else None


def central_or_unknown(body: Body) -> bool | None:
    """Tell whether a body is central; None where its level is not known."""
    level = level_of(body)
    return None if level is None else level == "nation"


def step(value: Any, since: date, until: date | None, *grounds: Ground) -> DatedValue[Any]:
    """Make a step of a rule's history."""
    return DatedValue(value=value, since=since, until=until, grounds=grounds)


def wordings(
    who: tuple[str, str], asked: tuple[str, str] = ("từ {required}", "at least {required}")
) -> dict[str, tuple[str, str]]:
    """Make the messages of a share: who is counted, and what is asked for, in both languages."""
    (who_vi, who_en), (asked_vi, asked_en) = who, asked
    vi = f"{who_vi} {{measured}}, yêu cầu {asked_vi}"
    en = f"{who_en} {{measured}}, where {asked_en} is required"
    return {
        "met": (f"đạt: {vi}", f"met: {en}"),
        "not-met": (f"không đạt: {vi}", f"not met: {en}"),
        "open": (
            f"chưa đủ căn cứ kết luận: {vi}; còn thiếu: {{missing}}",
            f"cannot tell: {en}; missing: {{missing}}",
        ),
        "not-due": (
            f"chưa tới mức của mục tiêu đến năm {{due}}, và chưa đến hạn: {vi}",
            f"below the goal for {{due}}, which is not due yet: {en}",
        ),
    }


def example(
    outcome: Outcome,
    kind: BodyKind,
    day: date,
    *,
    level: str | None = None,
    term_start: date | None = None,
    **figures: int,
) -> Example:
    """Make an example of figures counted in a body on a day."""
    body = Body(id=f"{kind.value}-{outcome.value}", kind=kind, level=level, term_start=term_start)
    counted = Headcount(body=body, on=day, **figures).composition()
    subject = Subject(kind=kind.value, id=body.id, data=counted, on=day, term_start=term_start)
    return Example(outcome=outcome, subject=subject, on=day)
