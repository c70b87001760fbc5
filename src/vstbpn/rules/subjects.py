"""What a register gives the rules to look at: one subject for each body, with who sits in it on a day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Final

from attrs import field, fields, frozen

from vstbpn.model import (
    Body,
    BodyKind,
    Composition,
    Count,
    Membership,
    Outcome,
    Post,
    Register,
    Share,
    Subject,
    fold,
)

__all__ = [
    "MINORITY_AREA",
    "Committee",
    "MinorityArea",
    "bodies_with_woman_key_leader",
    "has_any",
    "subjects_of",
]

MINORITY_AREA: Final = "minority-area"
"""The kind of the subject that an area of ethnic minorities is."""

_NOBODY_SAID: Final[Mapping[str, str]] = MappingProxyType({})
_BALLOTS: Final = frozenset({BodyKind.NATIONAL_ASSEMBLY_CANDIDATES, BodyKind.PEOPLES_COUNCIL_CANDIDATES})
_WITH_KEY_LEADERS: Final = frozenset(
    {BodyKind.AGENCY, BodyKind.PEOPLES_COUNCIL, BodyKind.PEOPLES_COMMITTEE, None}
)
_WITHOUT_LEADERS: Final = frozenset({*_BALLOTS, BodyKind.PLANNING_LIST, BodyKind.VSTBPN_COMMITTEE})
_HEAD: Final = fold("trưởng ban")
_VICE_CHAIR: Final = fold("phó chủ tịch")
_OF_COMMITTEE: Final = tuple(map(fold, ("UBND", "ủy ban nhân dân")))
_ONE_DAY: Final = timedelta(days=1)


@frozen(kw_only=True, repr=False)
class Committee(Composition):
    """The composition of a committee for the advancement of women, with what else the register tells of it.

    :param head_is_vice_chair: whether its head is a vice chair of the people's committee of its unit.
    :param standing_office: the name of its standing office (*cơ quan thường trực*).
    """

    head_is_vice_chair: bool | None = None
    standing_office: str | None = None

    @property
    def heads(self) -> Count:
        """How many hold the post of its head."""
        return self._holding(_is_head)

    @property
    def deputies(self) -> Count:
        """How many hold a post of a deputy head, standing or not."""
        return self._holding(_is_deputy)

    def _holding(self, is_it: Callable[[str], bool]) -> Count:
        if self.posts is None:
            return Count(0, self.members.high)
        held = sum(any(map(is_it, names)) for names in self.posts)
        perhaps = sum("" in names and not any(map(is_it, names)) for names in self.posts)
        return Count(held, held + perhaps + self.unread)


@frozen(kw_only=True)
class MinorityArea:
    """The leaders in an area of ethnic minorities, as far as the register knows its bodies.

    :param leaders: how many of them from ethnic minorities; whether there is any is all that rules ask.
    """

    leaders: Count = field(repr=False)


def has_any(count: Count) -> Outcome:
    """Tell whether there is anybody: one known is a pass, and a fail that nobody can be there.

    >>> [has_any(count).value for count in (Count(1, None), Count(0, 2), Count(0, 0))]
    ['pass', 'unknown', 'fail']
    """
    if count.low:
        return Outcome.PASS
    return Outcome.FAIL if count.high == 0 else Outcome.UNKNOWN


def subjects_of(
    register: Register,
    on: date,
    *,
    where: Mapping[str, str] = _NOBODY_SAID,
    standing_offices: Mapping[str, str] = _NOBODY_SAID,
    minority_areas: Collection[str] = (),
) -> tuple[Subject[Any], ...]:
    """Give the subjects of a register on a day: one for each body, with its composition as data.

    A body whose term is over is looked at as on its last day, by the law of that day, unless the register
    has another of its kind in its unit that stands: that one took its place. One whose term is still to come
    is no subject, but for lists. A list of candidates is closed when the term begins, or when it was counted:
    it is judged by the law of that day. A body whose kind is not known is of the kind ``body``, of which no
    packaged rule speaks.

    >>> from vstbpn.model import Body
    >>> council = Body(id="hdnd-10", kind=BodyKind.PEOPLES_COUNCIL, term_start=date(2021, 6, 1))
    >>> for subject in subjects_of(Register(bodies=[council]), date(2024, 6, 30)):
    ...     print(subject.kind, subject.id, subject.data)
    peoples-council hdnd-10 <Composition of hdnd-10 on 30/6/2024: 0.. members, 0.. women>

    :param where: by the id of a body, its place in the input: ``bodies.csv, row 3``.
    :param standing_offices: by the id of a committee for the advancement of women, its standing office.
    :param minority_areas: the codes of units that are areas of ethnic minorities; nobody guesses that. Each
        makes one more subject, of the kind :data:`MINORITY_AREA`.
    :raises ValueError: if a place, an office or an area is said of what is not in the register.
    """
    _check_known(register, where, standing_offices, minority_areas)
    standing = register.on(on)
    seen = _Seen.of(register)
    found: list[Subject[Any]] = []
    for here in [*standing.values(), *_over(register, on, standing)]:
        body = here.body
        data = here
        if body.kind is BodyKind.VSTBPN_COMMITTEE:
            data = _committee(here, seen, standing_offices.get(body.id))
        subject: Subject[Any] = Subject(
            kind=body.kind.value if body.kind else "body",
            id=body.id,
            data=data,
            on=_day_of_facts(here),
            term_start=body.term_start,
            where=where.get(body.id, ""),
        )
        found.append(subject)
    led: dict[str, list[Composition]] = {unit: [] for unit in sorted(set(minority_areas))}
    for here in standing.values():
        if here.body.unit in led and here.body.kind not in _WITHOUT_LEADERS:
            led[here.body.unit].append(here)
    found += [
        Subject(kind=MINORITY_AREA, id=unit, data=_area(bodies, seen), on=on) for unit, bodies in led.items()
    ]
    return tuple(found)


def bodies_with_woman_key_leader(compositions: Iterable[Composition]) -> Share:
    """Count the bodies that have a woman key leader, as target 1.1 does: bodies, and never people.

    State bodies, people's councils and people's committees are counted. One of which it is not known is an
    unknown part of the share; one of no known kind may belong to the whole or not.

    >>> from vstbpn.model import Body, Headcount
    >>> body = Body(id="a", kind=BodyKind.AGENCY)
    >>> counted = [Headcount(body=body, on=date(2025, 6, 30), key_leaders=3, women_key_leaders=women)
    ...            for women in (2, 0, None)]
    >>> str(bodies_with_woman_key_leader(each.composition() for each in counted))
    '1/3 (2 not known)'

    The second had no woman recorded, and nobody said of how many key leaders the sex is known.
    """
    part = whole = unknown = more = 0
    for composition in compositions:
        kind = composition.body.kind
        if kind not in _WITH_KEY_LEADERS:
            continue
        if kind is None:
            more += 1
            continue
        outcome = Outcome.UNKNOWN if composition.contradictions else has_any(composition.women_key_leaders)
        whole += 1
        part += outcome is Outcome.PASS
        unknown += outcome is Outcome.UNKNOWN
    return Share(part, whole, unknown, more)


def _check_known(
    register: Register, where: Mapping[str, str], offices: Mapping[str, str], areas: Collection[str]
) -> None:
    if isinstance(areas, str):
        raise TypeError("expected the codes of minority areas in a list or set, got one text")
    bodies = {body.id for body in register.bodies}
    committees = {body.id for body in register.bodies if body.kind is BodyKind.VSTBPN_COMMITTEE}
    units = {body.unit for body in register.bodies}
    for what, said, known in (
        ("the places of bodies", where, bodies),
        ("the offices of committees", offices, committees),
        ("areas that have a body", areas, units),
    ):
        strange = sorted(set(said) - known)
        if strange:
            raise ValueError(f"expected {what} in the register, got {', '.join(map(repr, strange))}")


def _over(register: Register, on: date, standing: Mapping[str, Composition]) -> list[Composition]:
    """Give the bodies that are over and that no other one followed, each as on its last day."""
    taken = {(here.body.kind, here.body.unit) for here in standing.values() if here.body.unit is not None}
    days: dict[date, Mapping[str, Composition]] = {}
    found = []
    for body in register.bodies:
        if body.term_end is None or body.term_end > on or (body.kind, body.unit) in taken:
            continue
        last = body.term_end - _ONE_DAY
        if last not in days:
            days[last] = register.on(last)
        if body.id in days[last]:
            found.append(days[last][body.id])
    return found


def _day_of_facts(here: Composition) -> date:
    if here.body.kind not in _BALLOTS:
        return here.on
    return min(day for day in (here.on, here.counted_on, here.body.term_start) if day is not None)


@frozen
class _Seen:
    """The rows of a register by their bodies, and the people's committees by their units."""

    seats: Mapping[str, Sequence[Membership]]
    unread: Mapping[str, int]
    governments: Mapping[str, Sequence[Body]]

    @classmethod
    def of(cls, register: Register) -> _Seen:
        seats: dict[str, list[Membership]] = {}
        for membership in register.memberships:
            seats.setdefault(membership.body.id, []).append(membership)
        governments: dict[str, list[Body]] = {}
        for body in register.bodies:
            if body.kind is BodyKind.PEOPLES_COMMITTEE and body.unit is not None:
                governments.setdefault(body.unit, []).append(body)
        return cls(seats, dict(register.unread), governments)


def _committee(here: Composition, seen: _Seen, office: str | None) -> Committee:
    known = {one.name: getattr(here, one.name) for one in fields(Composition)}
    rows = seen.seats.get(here.body.id, ())
    begun = [one for one in rows if one.start is None or one.start <= here.on]
    if not here.vacancies and (here.unread or not all(one.post and one.post.name for one in begun)):
        # Whoever left may have held a post that nobody holds now, where the post is not recorded.
        known["vacancies"] = None
    return Committee(**known, head_is_vice_chair=_head_is_vice_chair(here, seen), standing_office=office)


def _is_head(post: str) -> bool:
    folded = fold(post)
    return folded == _HEAD or folded.startswith(f"{_HEAD} ")


def _is_deputy(post: str) -> bool:
    return fold(post).startswith(f"phó {_HEAD}")


def _is_vice_chair(post: str) -> bool:
    """Tell whether a post outside the people's committee's own list is that of its vice chair."""
    folded = fold(post)
    return folded.startswith(_VICE_CHAIR) and any(name in folded for name in _OF_COMMITTEE)


def _head_is_vice_chair(here: Composition, seen: _Seen) -> bool | None:
    """Tell it from the posts of the heads, and from who is listed on the people's committee of the unit."""
    day = here.on
    own = _held(seen.seats.get(here.body.id, ()), day)
    heads = {person for person, post in own if _is_head(post)}
    if not heads:
        return None
    if any(person in heads and _is_vice_chair(post) for person, post in own):
        return True
    governments = [body for body in seen.governments.get(here.body.unit or "", ()) if body.holds_on(day)]
    posts = [
        post
        for body in governments
        for person, post in _held(seen.seats.get(body.id, ()), day)
        if person in heads
    ]
    if any(fold(post).startswith(_VICE_CHAIR) for post in posts):
        return True
    all_seen = all(body.id in seen.seats and body.id not in seen.unread for body in governments)
    return False if governments and all_seen and all(posts) else None


def _held(rows: Sequence[Membership], day: date) -> list[tuple[str, str]]:
    """Give who sits in a body, by id, each with the name of a post; empty if it is not recorded."""
    return [
        (one.person.id, one.post.name if one.post else "")
        for one in rows
        if one.person is not None and one.counts_on(day)
    ]


def _area(bodies: Sequence[Composition], seen: _Seen) -> MinorityArea:
    """Count the leaders from ethnic minorities, of whom only bodies that were listed or counted tell."""
    each = [_minority_leaders(here, seen.seats.get(here.body.id, ())) for here in bodies]
    # One person may sit in several bodies, so that only the largest count is certain.
    low = max((count.low for count in each), default=0)
    ends = [count.high for count in each if count.high is not None]
    return MinorityArea(leaders=Count(low, sum(ends) if each and len(ends) == len(each) else None))


def _minority_leaders(here: Composition, listed: Sequence[Membership]) -> Count:
    if listed:
        answers: dict[str, list[Post | None]] = {}
        minority: dict[str, bool | None] = {}
        for one in listed:
            if one.person is not None and one.counts_on(here.on):
                answers.setdefault(one.person.id, []).append(one.post)
                minority[one.person.id] = one.person.ethnic_minority
        both = [_both(_leads(posts), minority[person]) for person, posts in answers.items()]
        sure = both.count(True)
        return Count(sure, sure + both.count(None) + here.unread)
    whole, leaders, some = here.members.high, here.key_leaders, here.ethnic_minority
    low = 0 if whole is None or here.contradictions else max(0, leaders.low + some.low - whole)
    ends = [end for end in (leaders.high, some.high) if end is not None]
    return Count(low, None if here.contradictions or not ends else max(low, min(ends)))


def _leads(posts: Sequence[Post | None]) -> bool | None:
    said = [None if post is None else post.key_leader for post in posts]
    return True if True in said else None if None in said else False


def _both(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return True if one and other else None
