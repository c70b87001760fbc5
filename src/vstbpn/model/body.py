"""Bodies, people, and who sits where on a day: what a rule about composition looks at.

Everything is dated and half-open: an end is the day after the last. What is not recorded is unknown and
never zero; a :class:`Count` keeps both ends of what it can be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Final

from attrs import Attribute, converters, evolve, field, frozen

from vstbpn.model.dates import format_date
from vstbpn.model.indicator import Sex
from vstbpn.model.text import fold, nfc

__all__ = [
    "Body",
    "BodyKind",
    "Composition",
    "Contradiction",
    "Count",
    "Headcount",
    "Membership",
    "Organization",
    "Person",
    "Post",
    "Register",
]


class BodyKind(Enum):
    """What a body is; the rules that apply to it hang on this."""

    STANDING_COMMITTEE = "standing-committee"
    PARTY_COMMITTEE = "party-committee"
    NATIONAL_ASSEMBLY = "national-assembly"
    NATIONAL_ASSEMBLY_CANDIDATES = "national-assembly-candidates"
    PEOPLES_COUNCIL = "peoples-council"
    PEOPLES_COUNCIL_CANDIDATES = "peoples-council-candidates"
    PEOPLES_COMMITTEE = "peoples-committee"
    PLANNING_LIST = "planning-list"
    VSTBPN_COMMITTEE = "vstbpn-committee"
    AGENCY = "agency"

    @property
    def name_vi(self) -> str:
        """The Vietnamese name of such a body.

        >>> BodyKind.STANDING_COMMITTEE.name_vi
        'ban thường vụ'
        """
        return _NAMES_VI[self]

    @property
    def is_list(self) -> bool:
        """Whether it is a list of people for a term to come, and so stands before the term begins."""
        return self in _LISTS


_NAMES_VI: Final = {
    BodyKind.STANDING_COMMITTEE: "ban thường vụ",
    BodyKind.PARTY_COMMITTEE: "cấp ủy",
    BodyKind.NATIONAL_ASSEMBLY: "Quốc hội",
    BodyKind.NATIONAL_ASSEMBLY_CANDIDATES: "danh sách ứng cử đại biểu Quốc hội",
    BodyKind.PEOPLES_COUNCIL: "Hội đồng nhân dân",
    BodyKind.PEOPLES_COUNCIL_CANDIDATES: "danh sách ứng cử đại biểu Hội đồng nhân dân",
    BodyKind.PEOPLES_COMMITTEE: "Ủy ban nhân dân",
    BodyKind.PLANNING_LIST: "danh sách quy hoạch",
    BodyKind.VSTBPN_COMMITTEE: "Ban vì sự tiến bộ của phụ nữ",
    BodyKind.AGENCY: "cơ quan, đơn vị",
}
_SEXES: Final = (Sex.FEMALE, Sex.MALE, Sex.UNKNOWN)
_LISTS: Final = frozenset(
    {
        BodyKind.NATIONAL_ASSEMBLY_CANDIDATES,
        BodyKind.PEOPLES_COUNCIL_CANDIDATES,
        BodyKind.PLANNING_LIST,
    }
)


def _within(start: date | None, end: date | None, day: date) -> bool:
    return (start is None or start <= day) and (end is None or day < end)


def _check_span(what: str, start: date | None, end: date | None) -> None:
    if start is not None and end is not None and end <= start:
        raise ValueError(
            f"expected {what} to end after it begins on {format_date(start)}, got {format_date(end)}"
        )


def _has_text(instance: object, attribute: Attribute[str], value: str) -> None:
    if not value.strip():
        raise ValueError(f"expected the id of a {type(instance).__name__.lower()}, got nothing")


def _yes_no_or_unknown(instance: object, attribute: Attribute[bool | None], value: object) -> None:
    # What came instead is not named: of a person it may be sensitive.
    if value is not None and type(value) is not bool:
        raise TypeError(
            f"expected {attribute.name} to be True, False or None (not recorded), got another value"
        )


@frozen(kw_only=True)
class _Dated:
    """What there is from ``valid_from`` until the day before ``valid_to``; ``None`` is no bound."""

    valid_from: date | None = None
    valid_to: date | None = None

    def __attrs_post_init__(self) -> None:
        _check_span(f"a {type(self).__name__.lower()}", self.valid_from, self.valid_to)

    def holds_on(self, day: date) -> bool:
        """Tell whether there is such a one on a day."""
        return _within(self.valid_from, self.valid_to, day)


@frozen(kw_only=True)
class Organization(_Dated):
    """What a body belongs to: a party organization, a ministry, a department.

    :param parent: the id of the organization above it.
    :param unit: the code of the unit whose organization it is.
    :raises ValueError: if it ends before it begins.
    """

    id: str = field(converter=nfc, validator=_has_text)
    name: str = field(default="", converter=nfc)
    parent: str | None = field(default=None, converter=converters.optional(nfc))
    unit: str | None = field(default=None, converter=converters.optional(nfc))


@frozen(kw_only=True)
class Person(_Dated):
    """One person, by an opaque id: no name, no date of birth, no telephone.

    Whether a person belongs to an ethnic minority is sensitive personal data. It is optional, and no repr and
    no message ever shows it.

    >>> Person(id="p1", sex="F", ethnic_minority=True)
    Person(valid_from=None, valid_to=None, id='p1', sex='F')

    :param id: means nothing outside the register, and one and the same person in all of it.
    :param sex: `F`, `M`, or `_U` where it is not recorded.
    :param ethnic_minority: ``None`` where it is not recorded.
    :raises ValueError: if the sex is none of these, or the dates end before they begin.
    """

    id: str = field(converter=nfc, validator=_has_text)
    sex: str = field(default=Sex.UNKNOWN)
    ethnic_minority: bool | None = field(default=None, repr=False, validator=_yes_no_or_unknown)

    @sex.validator
    def _check_sex(self, _: object, value: object) -> None:
        if value not in _SEXES:
            raise ValueError(
                f"expected the sex of a person to be F, M or _U (not recorded), got {value!r:.60}"
            )


@frozen(kw_only=True)
class Post(_Dated):
    """What somebody is in a body: *Trưởng ban*, *Ủy viên*.

    :param name: empty where it is not recorded.
    :param key_leader: whether who holds it is a key leader (*lãnh đạo chủ chốt*); ``None`` where nobody said.
    """

    name: str = field(default="", converter=nfc)
    key_leader: bool | None = field(default=None, validator=_yes_no_or_unknown)


@frozen(kw_only=True)
class Body:
    """A body for one term: the people's council of a commune 2021-2026, a list of candidates.

    >>> council = Body(id="hdnd-1", kind=BodyKind.PEOPLES_COUNCIL, level="commune",
    ...                term_start=date(2021, 6, 1), term_end=date(2026, 3, 1))
    >>> council.holds_on(date(2026, 2, 28)), council.holds_on(date(2026, 3, 1))
    (True, False)

    :param kind: ``None`` where it is not known; then no rule about a kind can speak of it.
    :param level: the level of its unit: ``province``, ``commune``.
    :param unit: the code of its unit.
    :param term_start: the first day of the term; ``None`` where it is not known.
    :param term_end: the day after the last one.
    :param organization: what it belongs to; the body does not outlive it.
    :raises ValueError: if the term ends before it begins.
    """

    id: str = field(converter=nfc, validator=_has_text)
    kind: BodyKind | None = None
    level: str | None = None
    unit: str | None = field(default=None, converter=converters.optional(nfc))
    term_start: date | None = None
    term_end: date | None = None
    organization: Organization | None = None

    def __attrs_post_init__(self) -> None:
        _check_span(f"the term of body {self.id!r}", self.term_start, self.term_end)

    def holds_on(self, day: date) -> bool:
        """Tell whether there is such a body on a day; a list for a term stands before the term begins."""
        is_list = self.kind is not None and self.kind.is_list
        return _within(None if is_list else self.term_start, self.term_end, day) and (
            self.organization is None or self.organization.holds_on(day)
        )

    def is_over_on(self, day: date) -> bool:
        """Tell whether its term has ended by a day."""
        return self.term_end is not None and self.term_end <= day


@frozen(kw_only=True)
class Membership:
    """That a person sits in a body, from ``start`` until the day before ``end``.

    :param person: ``None`` where it is known that nobody holds the post: it stands vacant.
    :param post: ``None`` where it is not recorded.
    :raises ValueError: if it ends before it begins, or neither person nor post is said.
    """

    body: Body
    person: Person | None
    post: Post | None = None
    start: date | None = None
    end: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.person is None and (self.post is None or not self.post.name):
            raise ValueError(
                f"body {self.body.id!r}: expected a person, or the name of a vacant post, got neither"
            )
        _check_span(f"a membership of body {self.body.id!r}", self.start, self.end)

    def counts_on(self, day: date) -> bool:
        """Tell whether it counts: it runs, and there are such a person, post and body on that day."""
        return (
            _within(self.start, self.end, day)
            and self.body.holds_on(day)
            and (self.person is None or self.person.holds_on(day))
            and (self.post is None or self.post.holds_on(day))
        )


@frozen
class Count:
    """How many people: at least ``low`` and at most ``high`` (``None``: nobody knows how many at most).

    >>> str(Count(3, 3)), str(Count(3, 5)), str(Count(3, None))
    ('3', '3..5', '3..')
    >>> Count(3, 5).value is None, Count.exactly(0).value
    (True, 0)

    :raises ValueError: if no number lies between the two.
    """

    low: int
    high: int | None

    def __attrs_post_init__(self) -> None:
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise ValueError(f"expected 0 <= low <= high, got {self.low} and {self.high}")

    @classmethod
    def exactly(cls, number: int) -> Count:
        """Give the count of what is known."""
        return cls(number, number)

    @property
    def value(self) -> int | None:
        """The number, where it is known; ``None`` where it is not, which is never zero."""
        return self.low if self.low == self.high else None

    def allows(self, number: int) -> bool:
        """Tell whether it can be this number."""
        return self.low <= number and (self.high is None or number <= self.high)

    def __str__(self) -> str:
        if self.low == self.high:
            return f"{self.low}"
        return f"{self.low}.." if self.high is None else f"{self.low}..{self.high}"


@frozen
class Contradiction:
    """Two figures that cannot both be right: ``parts`` together are more than ``wholes`` together.

    >>> print(Contradiction(("women", "sex_unknown"), ("members",), 12, 10))
    women + sex_unknown is 12, more than members, which is 10
    """

    parts: tuple[str, ...]
    wholes: tuple[str, ...]
    found: int
    limit: int

    def __str__(self) -> str:
        parts, wholes = " + ".join(self.parts), " + ".join(self.wholes)
        return f"{parts} is {self.found}, more than {wholes}, which is {self.limit}"


# What can be no more than what: recorded figures only. The last one says that the key leaders who are not
# recorded as women are among the members who are not.
_AT_MOST: Final = (
    (("women",), ("members",)),
    (("sex_unknown",), ("members",)),
    (("women", "sex_unknown"), ("members",)),
    (("ethnic_minority",), ("members",)),
    (("key_leaders",), ("members",)),
    (("women_key_leaders",), ("members",)),
    (("women_key_leaders",), ("women",)),
    (("women_key_leaders",), ("key_leaders",)),
    (("key_leaders", "women"), ("members", "women_key_leaders")),
)


def _check_figure(instance: object, attribute: Attribute[int | None], value: object) -> None:
    if value is None:
        return
    if type(value) is not int:
        raise TypeError(
            f"expected {attribute.name} to be a whole number or None (unknown), got {value!r:.60}"
        )
    if value < 0:
        raise ValueError(f"expected {attribute.name} to be 0 or more, got {value}")


@frozen(kw_only=True)
class Headcount:
    """What somebody counted in a body on a day, where the people themselves are not listed.

    ``None`` is a figure that nobody gave, and 0 is zero. ``women`` are those recorded as women; without
    ``sex_unknown`` nobody knows how many of the others may be women too. Figures that contradict each other
    are kept as they are.

    >>> list_2026 = Body(id="list", kind=BodyKind.NATIONAL_ASSEMBLY_CANDIDATES)
    >>> counted = Headcount(body=list_2026, on=date(2026, 2, 20), members=864, women=392, sex_unknown=0)
    >>> counted.composition().women
    Count(low=392, high=392)

    :raises ValueError: if a figure is below zero.
    """

    body: Body
    on: date
    members: int | None = field(default=None, validator=_check_figure)
    women: int | None = field(default=None, validator=_check_figure)
    sex_unknown: int | None = field(default=None, validator=_check_figure)
    ethnic_minority: int | None = field(default=None, repr=False, validator=_check_figure)
    key_leaders: int | None = field(default=None, validator=_check_figure)
    women_key_leaders: int | None = field(default=None, validator=_check_figure)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """The figures that cannot all be right; what follows from another contradiction is not repeated."""
        found: list[Contradiction] = []
        for parts, wholes in _AT_MOST:
            left, right = self._sum(parts), self._sum(wholes)
            follows = any(set(other.parts) < set(parts) for other in found)
            if left is not None and right is not None and left > right and not follows:
                found.append(Contradiction(parts, wholes, left, right))
        return tuple(found)

    def _sum(self, names: Iterable[str]) -> int | None:
        figures: list[int | None] = [getattr(self, name) for name in names]
        known = [figure for figure in figures if figure is not None]
        return sum(known) if len(known) == len(figures) else None

    def composition(self, on: date | None = None) -> Composition:
        """Work out what the figures leave open.

        :param on: the day that is asked about, if it is another than the one of the count.
        """
        women = self._women()
        leaders = self._figure(self.key_leaders, least=self.women_key_leaders or 0)
        return Composition(
            body=self.body,
            on=on or self.on,
            counted_on=self.on,
            members=_count(self.members, self._fewest(), None),
            women=women,
            men=self._men(women),
            sex_unknown=_count(self.sex_unknown, 0, self._rest(women.low)),
            ethnic_minority=self._figure(self.ethnic_minority),
            key_leaders=leaders,
            women_key_leaders=self._women_key_leaders(leaders, women),
            contradictions=self.contradictions,
        )

    def _women(self) -> Count:
        low = (self.women_key_leaders or 0) if self.women is None else self.women
        known = self._sum(("women", "sex_unknown"))
        return _count(None, low, self.members if known is None else known)

    def _men(self, women: Count) -> Count:
        known = self._sum(("women", "sex_unknown"))
        low = 0 if known is None or self.members is None else max(0, self.members - known)
        return _count(None, low, self._rest(women.low))

    def _women_key_leaders(self, leaders: Count, women: Count) -> Count:
        """Give the women among the key leaders: any leader whose sex is not recorded may be one."""
        known = self._sum(("women_key_leaders", "sex_unknown"))
        ends = [end for end in (leaders.high, women.high, known) if end is not None]
        return _count(None, self.women_key_leaders or 0, min(ends, default=None))

    def _figure(self, figure: int | None, least: int = 0) -> Count:
        return _count(figure, least, self.members)

    def _rest(self, taken: int) -> int | None:
        return None if self.members is None else self.members - taken

    def _fewest(self) -> int:
        both = (self.women or 0) + (self.sex_unknown or 0)
        others = (self.ethnic_minority, self.key_leaders, self.women_key_leaders)
        return max(both, *(figure or 0 for figure in others))


def _count(figure: int | None, low: int, high: int | None) -> Count:
    """Give a figure, or what is known where it was not given; contradicting ends are kept apart."""
    if figure is not None:
        return Count.exactly(figure)
    return Count(low, None if high is None else max(low, high))


@frozen(kw_only=True, repr=False)
class Composition:
    """Who sits in a body on a day, as numbers: each with both ends of what it can be.

    ``women.low`` are the recorded women, ``women.high`` those and everybody who may be one. Where
    ``contradictions`` names any, the figures stand as they were given and prove nothing.

    >>> body = Body(id="btv", kind=BodyKind.STANDING_COMMITTEE)
    >>> secretary = Post(name="Bí thư", key_leader=True)
    >>> head = Membership(body=body, person=Person(id="p1", sex="M"), post=secretary)
    >>> other = Membership(body=body, person=Person(id="p2"))
    >>> here = Register(bodies=[body], memberships=[head, other]).on(date(2025, 7, 1))["btv"]
    >>> here
    <Composition of btv on 1/7/2025: 2 members, 0..1 women>
    >>> here.women.value is None, here.women_key_leaders, here.has_post("bí thư")
    (True, Count(low=0, high=1), True)

    :param counted_on: the day of the headcount that it was made from; ``None`` if it was made from
        memberships, or from nothing.
    :param posts: for each member the names of the posts, an empty one where it is not recorded; ``None`` if
        the members are not listed.
    :param unread: how many rows of members could not be used; each may stand for one more member.
    :param vacancies: the names of posts that stand vacant; ``None`` where nobody knows.
    """

    body: Body
    on: date
    counted_on: date | None = None
    members: Count
    women: Count
    men: Count
    sex_unknown: Count
    ethnic_minority: Count
    key_leaders: Count
    women_key_leaders: Count
    posts: tuple[frozenset[str], ...] | None = None
    unread: int = 0
    vacancies: tuple[str, ...] | None = None
    contradictions: tuple[Contradiction, ...] = ()

    def __repr__(self) -> str:
        return (
            f"<Composition of {self.body.id} on {format_date(self.on)}: "
            f"{self.members} members, {self.women} women>"
        )

    def holding(self, *names: str) -> Count:
        """Count the members who hold a post of any of these names, compared after folding."""
        if self.posts is None:
            return Count(0, self.members.high)
        wanted = {fold(name) for name in names}
        folded = [{fold(name) for name in posts} for posts in self.posts]
        held = sum(not posts.isdisjoint(wanted) for posts in folded)
        unknown = sum("" in posts and posts.isdisjoint(wanted) for posts in folded)
        return Count(held, held + unknown + self.unread)

    def has_post(self, *names: str) -> bool | None:
        """Tell whether anybody holds a post of any of these names; ``None`` where nobody knows."""
        holders = self.holding(*names)
        return True if holders.low else False if holders.high == 0 else None


def _by_id(bodies: Iterable[Body]) -> tuple[Body, ...]:
    return tuple(sorted(bodies, key=lambda body: body.id))


def _all_memberships(memberships: Iterable[Membership]) -> tuple[Membership, ...]:
    return tuple(memberships)


def _all_headcounts(headcounts: Iterable[Headcount]) -> tuple[Headcount, ...]:
    return tuple(headcounts)


def _in_order(unread: Mapping[str, int] | Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(dict(unread).items()))


@frozen(kw_only=True)
class Register:
    """Bodies with the people who sit in them, or where these are not listed, with headcounts.

    :param bodies: in any order; one for each id.
    :param memberships: of these bodies.
    :param headcounts: of these bodies.
    :param unread: by the id of a body, how many rows about its members could not be used. Each may stand for
        a member of whom nothing is known, so a verdict does not pretend to have seen everybody.
    :raises ValueError: if two bodies have one id, two persons have one id and differ, a body was counted
        twice on one day, or a membership or a headcount is of a body that is not here.
    """

    bodies: tuple[Body, ...] = field(converter=_by_id)
    memberships: tuple[Membership, ...] = field(default=(), converter=_all_memberships, repr=False)
    headcounts: tuple[Headcount, ...] = field(default=(), converter=_all_headcounts, repr=False)
    unread: tuple[tuple[str, int], ...] = field(default=(), converter=_in_order)

    def __attrs_post_init__(self) -> None:
        known: dict[str, Body] = {}
        for body in self.bodies:
            if known.setdefault(body.id, body) is not body:
                raise ValueError(f"expected one body for each id, got two with the id {body.id!r}")
        spoken_of = [membership.body for membership in self.memberships]
        spoken_of += [headcount.body for headcount in self.headcounts]
        for body in spoken_of:
            here = known.get(body.id)
            if here is not body and here != body:
                raise ValueError(f"expected rows of bodies in the register, got one of {body.id!r}")
        counted = Counter((headcount.body.id, headcount.on) for headcount in self.headcounts)
        for (body_id, day), times in counted.items():
            if times > 1:
                raise ValueError(
                    f"expected one headcount of body {body_id!r} on {format_date(day)}, got {times}"
                )
        for body_id, _ in self.unread:
            if body_id not in known:
                raise ValueError(f"expected unread rows of bodies in the register, got {body_id!r}")
        _check_people(self.memberships)

    def on(self, day: date) -> Mapping[str, Composition]:
        """Give the composition of each body that there is on a day, by its id.

        A body with memberships is made up of those that count on the day. Any other has the figures of its
        newest headcount of that day or before; without one, nothing is known of it.
        """
        seats: dict[str, list[Membership]] = {}
        for membership in self.memberships:
            seats.setdefault(membership.body.id, []).append(membership)
        counted: dict[str, Headcount] = {}
        for headcount in self.headcounts:
            newest = counted.get(headcount.body.id)
            fits = headcount.on <= day and headcount.body.holds_on(headcount.on)
            if fits and (newest is None or newest.on < headcount.on):
                counted[headcount.body.id] = headcount
        counts = {headcount.body.id for headcount in self.headcounts}
        unread = dict(self.unread)
        compositions: dict[str, Composition] = {}
        for body in self.bodies:
            if not body.holds_on(day):
                continue
            if body.id in seats or (body.id in unread and body.id not in counts):
                listed, lost = seats.get(body.id, ()), unread.get(body.id, 0)
                compositions[body.id] = _of_members(body, day, listed, lost)
            elif body.id in counted:
                compositions[body.id] = counted[body.id].composition(day)
            else:
                nothing = Headcount(body=body, on=day).composition()
                compositions[body.id] = evolve(nothing, counted_on=None)
        return compositions


_NOT_RECORDED: Final = Post()


def _check_people(memberships: Iterable[Membership]) -> None:
    """Check that an id means one person; the message says places and not the id."""
    known: dict[str, tuple[int, Person]] = {}
    for place, membership in enumerate(memberships, start=1):
        person = membership.person
        if person is None:
            continue
        first, same = known.setdefault(person.id, (place, person))
        if same != person:
            raise ValueError(
                f"expected one person for each id, got two that differ, in memberships {first} and {place}"
            )


def _of_members(body: Body, day: date, listed: Sequence[Membership], unread: int) -> Composition:
    """Count who is listed; a person with several posts is one member."""
    here = [membership for membership in listed if membership.counts_on(day)]
    people: dict[str, Person] = {}
    posts: dict[str, list[Post]] = {}
    for membership in here:
        if membership.person is not None:
            people[membership.person.id] = membership.person
            posts.setdefault(membership.person.id, []).append(membership.post or _NOT_RECORDED)
    leads = {key: _any_leads(held) for key, held in posts.items()}
    women = {key for key, person in people.items() if person.sex == Sex.FEMALE}
    unknown = {key for key, person in people.items() if person.sex == Sex.UNKNOWN}
    minority = [person.ethnic_minority for person in people.values()]
    names = [frozenset(post.name for post in held) for held in posts.values()]

    def count(sure: int, perhaps: int) -> Count:
        return Count(sure, sure + perhaps + unread)

    return Composition(
        body=body,
        on=day,
        members=count(len(people), 0),
        women=count(len(women), len(unknown)),
        men=count(len(people) - len(women) - len(unknown), len(unknown)),
        sex_unknown=count(len(unknown), 0),
        ethnic_minority=count(minority.count(True), minority.count(None)),
        key_leaders=_tally(leads.values(), unread),
        women_key_leaders=Count(
            sum(leads[key] is True for key in women),
            sum(leads[key] is not False for key in women | unknown) + unread,
        ),
        posts=tuple(sorted(names, key=sorted)),
        unread=unread,
        vacancies=_vacancies(
            here, listed, day, is_certain=not unread and not any("" in each for each in names)
        ),
    )


def _tally(answers: Iterable[bool | None], unread: int) -> Count:
    known = list(answers)
    return Count(known.count(True), known.count(True) + known.count(None) + unread)


def _any_leads(posts: Sequence[Post]) -> bool | None:
    answers = {post.key_leader for post in posts}
    return True if True in answers else None if None in answers else False


def _vacancies(
    here: Sequence[Membership], listed: Sequence[Membership], day: date, *, is_certain: bool
) -> tuple[str, ...] | None:
    """Name the posts that stand vacant: those that are said to, and those held before and not now.

    :param is_certain: whether the posts of all members are recorded; one that is not may be the one that
        seems to be vacant.
    """
    said = [membership.post.name for membership in here if membership.person is None and membership.post]
    held = {fold(membership.post.name) for membership in here if membership.post}
    before = {
        membership.post.name
        for membership in listed
        if membership.post is not None
        and membership.post.name
        and membership.post.holds_on(day)
        and (membership.start is None or membership.start <= day)
    }
    left = {fold(name): name for name in sorted(before) if fold(name) not in held}
    if left and not is_certain:
        return tuple(sorted(said)) or None
    return tuple(sorted([*said, *left.values()]))
