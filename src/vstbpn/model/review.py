"""A review: what rules say of subjects, each verdict with its reasons.

A finding says what was measured, what is required, by which words of which instrument, and what is missing.
It is a value: whether it matters, and how much, is for its reader to say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from itertools import pairwise
from operator import attrgetter
from string import Formatter
from types import MappingProxyType
from typing import Any, Final, Generic, TypeAlias, TypeVar

from attrs import evolve, field, frozen

from vstbpn.model.body import Count
from vstbpn.model.dates import format_date
from vstbpn.model.text import nfc

__all__ = [
    "FIELD_NAMES",
    "Finding",
    "Force",
    "Ground",
    "GroundKind",
    "Measure",
    "Outcome",
    "Review",
    "Share",
    "Subject",
    "Verdict",
    "Wording",
]

T = TypeVar("T")

FIELD_NAMES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "term_start": ("ngày bắt đầu nhiệm kỳ", "first day of the term"),
        "term_end": ("ngày kết thúc nhiệm kỳ", "last day of the term"),
        "members": ("số thành viên", "number of members"),
        "women": ("số nữ", "number of women"),
        "sex": ("giới tính", "sex"),
        "sex_unknown": ("số người chưa rõ giới tính", "number of those whose sex is not recorded"),
        "ethnic_minority": ("số người dân tộc thiểu số", "number from ethnic minorities"),
        "key_leaders": ("số lãnh đạo chủ chốt", "number of key leaders"),
        "women_key_leaders": ("số nữ lãnh đạo chủ chốt", "number of women key leaders"),
        "issued_on": ("ngày ban hành", "day of issue"),
        "received_on": ("ngày nhận", "day of receipt"),
        "consistent_counts": ("số liệu không mâu thuẫn", "counts that do not contradict each other"),
        "constituting_decision": ("quyết định thành lập", "the decision that set it up"),
        "figures": ("số liệu", "figures"),
        "half_year": ("số liệu 6 tháng", "the figures of the half-year"),
        "how_near_is_near": ("mức hiểu của chữ khoảng", "how near about is"),
        "in_force": ("hiệu lực của văn bản", "whether the instrument is in force"),
        "issuer": ("cơ quan ban hành", "the issuer"),
        "level": ("cấp", "level"),
        "made_on": ("ngày lập", "the day on which it was made"),
        "number": ("số văn bản", "number of the document"),
        "parts": ("số liệu của các phần", "the figures of the parts"),
        "post_of_head": ("chức vụ của trưởng ban", "the post of the head"),
        "posts": ("chức vụ", "posts"),
        "previous": ("số liệu kỳ trước", "the figures of the period before"),
        "reports": ("báo cáo", "reports"),
        "rule_in_force": ("quy định còn hiệu lực", "a rule that is in force"),
        "sections": ("các mục", "sections"),
        "sender": ("đơn vị báo cáo", "who reports"),
        "sent_on": ("ngày gửi", "day of sending"),
        "signature": ("chữ ký", "signature"),
        "standing_office": ("cơ quan thường trực", "standing office"),
        "tasks": ("nhiệm vụ", "tasks"),
    }
)
"""What is often missing, in Vietnamese and in English words. Any other name stands in messages as it is."""


class Outcome(Enum):
    """What became of one rule on one subject."""

    PASS = "pass"  # noqa: S105 (the linter takes it for a password)
    FAIL = "fail"
    UNKNOWN = "unknown"
    """It cannot be told; what is missing is named."""
    NOT_APPLICABLE = "not-applicable"
    """The rule speaks of this kind of subject, and not of this one."""
    NOT_IN_FORCE = "not-in-force"
    """The rule was not in force on the day of the facts."""
    ERROR = "error"
    """The rule itself broke; the others went on."""


class Force(Enum):
    """What an instrument or a rule asks of those whom it concerns."""

    LAW = "law"
    """Law, or a decision that binds as the state's own act."""
    PARTY = "party"
    """A requirement of the Party."""
    TARGET = "target"
    """A strategy or programme: it sets targets to strive for."""
    PLAN = "plan"
    """Work for a year or a phase."""
    GUIDANCE = "guidance"
    """A letter that guides others' work."""
    REPORT = "report"
    PRACTICE = "practice"
    """Good form. No instrument asks for it, and none has this force."""
    ARITHMETIC = "arithmetic"
    """What figures cannot contradict, whatever the law. No instrument has this force."""


class GroundKind(Enum):
    """What kind of thing a verdict rests on."""

    INSTRUMENT = "instrument"
    """The words of a legal instrument."""
    ARITHMETIC = "arithmetic"
    """That a part is not more than its whole, and the like."""
    PRACTICE = "practice"
    """Good form."""


@frozen(kw_only=True)
class Ground:
    """What a verdict rests on: a place in an instrument, arithmetic, or good form.

    Arithmetic and good form never borrow a law, so they have nothing but their kind:

    >>> str(Ground(kind=GroundKind.ARITHMETIC))
    'arithmetic'
    >>> law = Ground(kind=GroundKind.INSTRUMENT, instrument="qd-9-x-2020", number_text="09/QĐ-X",
    ...     issued_on=date(2020, 3, 1), pinpoint="Điều 2", verified=False)
    >>> str(law)
    '09/QĐ-X (1/3/2020), Điều 2 [not verified]'

    :param instrument: its key in the register.
    :param number_text: number and symbol, or the title of what has none.
    :param issued_on: the day of issue, where it is known to the day.
    :param verified: whether somebody read this in a source.
    :param since: the first day of the step that rests on it; ``until`` is the first day after that step. A
        :class:`~vstbpn.model.History` fills both in.
    """

    kind: GroundKind
    instrument: str | None = None
    number_text: str | None = None
    issued_on: date | None = None
    pinpoint: str = field(default="", converter=nfc)
    verified: bool = True
    since: date | None = None
    until: date | None = None

    def __attrs_post_init__(self) -> None:
        cited = (self.instrument, self.number_text, self.issued_on, self.pinpoint)
        if self.kind is not GroundKind.INSTRUMENT and any(cited):
            raise ValueError(f"expected {self.kind.value} alone, got an instrument or a place beside it")
        if self.kind is GroundKind.INSTRUMENT and not (self.instrument and self.number_text):
            raise ValueError("expected the key of an instrument and its number or title, got none")

    def __str__(self) -> str:
        if self.number_text is None:
            return self.kind.value
        day = f" ({format_date(self.issued_on)})" if self.issued_on else ""
        place = f", {self.pinpoint}" if self.pinpoint else ""
        return f"{self.number_text}{day}{place}{'' if self.verified else ' [not verified]'}"


_INT: Final[frozenset[type]] = frozenset({int})


@frozen
class Share:
    """How many of a number are what is asked about, and of how many nobody knows.

    >>> women = Share(302, 864)
    >>> str(women), women.least, women.most
    ('302/864 (≈ 34.95%)', 302, 302)
    >>> gaps = Share.of([True, None, False])
    >>> gaps, gaps.least, gaps.most
    (Share(part=1, whole=3, unknown=1, more=0), 1, 2)

    Counts that contradict each other are kept: that is what a report says. ``is_consistent`` tells.

    >>> Share(5, 3).is_consistent
    False

    :param part: those who are known to be.
    :param whole: all of whom it is known that they count.
    :param unknown: those of the whole who may be or not.
    :param more: how many more may belong to the whole, of whom nothing is known; None: nobody knows how many.
    :raises TypeError: if a count is not a whole number.
    :raises ValueError: if it is negative.
    """

    part: int
    whole: int
    unknown: int = 0
    more: int | None = 0

    def __attrs_post_init__(self) -> None:
        counts = (self.part, self.whole, self.unknown, 0 if self.more is None else self.more)
        # One look at what is right in nearly every case: a review makes a share for every rule and subject.
        if _INT.issuperset(map(type, counts)) and min(counts) >= 0:
            return
        for name, count in zip(("part", "whole", "unknown", "more"), counts, strict=True):
            if type(count) is not int:
                raise TypeError(f"share: expected {name} to be a whole number, got {type(count).__name__}")
            if count < 0:
                raise ValueError(f"share: expected {name} to be 0 or more, got {count}")

    @classmethod
    def of(cls, answers: Iterable[bool | None]) -> Share:
        """Count answers: yes, no, and None where there is none.

        :raises TypeError: if an answer is anything else.
        """
        counts: Counter[bool | None] = Counter()
        for answer in answers:
            if answer is not None and type(answer) is not bool:
                raise TypeError(f"share: expected True, False or None, got {type(answer).__name__}")
            counts[answer] += 1
        return cls(counts[True], counts.total(), counts[None])

    @classmethod
    def between(cls, part: Count, whole: Count, others: Count | None = None) -> Share:
        """Make it of counts that have two ends, such as those of a composition.

        >>> Share.between(Count(3, 5), Count(9, 9))
        Share(part=3, whole=9, unknown=2, more=0)
        >>> Share.between(Count(3, 6), Count(9, 10), others=Count(4, 7))
        Share(part=3, whole=9, unknown=2, more=1)

        :param others: those of the whole who are not what is asked about, where that is known for itself.
        """
        known = 0 if part.high is None else max(0, whole.low - part.high)
        if others is not None:
            known = max(known, others.low)
        more = None if whole.high is None else whole.high - whole.low
        return cls(part.low, whole.low, max(0, whole.low - part.low - known), more)

    @property
    def least(self) -> int:
        """How many there are at least: as if none of the unknown were."""
        return self.part

    @property
    def most(self) -> int:
        """How many of the whole there are at most: as if all of the unknown were."""
        return self.part + self.unknown

    @property
    def is_consistent(self) -> bool:
        """Whether the parts fit in the whole."""
        return self.most <= self.whole

    def __str__(self) -> str:
        return _share(self, vietnamese=False)


Measure: TypeAlias = int | Decimal | Fraction | Share | Count | date | str
"""What a finding measured or required: exact, never a float."""

_NOTHING: Final[Any] = None
_STANDARD: Final = frozenset({"subject", "measured", "required", "missing", "on"})


@frozen
class Wording:
    """How a rule says one thing, in both languages, with fields in braces.

    Every wording may use ``{subject}``, ``{measured}``, ``{required}``, ``{missing}`` and ``{on}`` (the day
    whose law was applied); other fields are the verdict's own arguments, ``asks`` names them. Figures are
    written as each language writes them, so a field has no format.

    >>> Wording("few", "chỉ có {measured} nữ ở {place}", "only {measured} women in {place}").asks
    frozenset({'place'})

    :raises ValueError: if one is blank, if the two have not the same fields, or if a field is no plain name.
    """

    code: str
    vi: str = field(converter=nfc)
    en: str = field()
    asks: frozenset[str] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        found = []
        for text in (self.vi, self.en):
            if not text.strip():
                raise ValueError(f"wording {self.code!r}: expected a text in both languages, got a blank one")
            found.append(_fields(self.code, text))
        own = [names - _STANDARD for names in found]
        if own[0] != own[1]:
            differ = ", ".join(sorted(own[0] ^ own[1]))
            raise ValueError(
                f"wording {self.code!r}: expected one set of fields, got {differ} in one text only"
            )
        object.__setattr__(self, "asks", own[0])


def _fields(code: str, text: str) -> frozenset[str]:
    found = set()
    for _, name, spec, conversion in Formatter().parse(text):
        if name is None:
            continue
        if not name.isidentifier() or spec or conversion:
            raise ValueError(f"wording {code!r}: expected fields such as {{measured}}, got one {name!r}")
        found.add(name)
    return frozenset(found)


@frozen(kw_only=True)
class Subject(Generic[T]):
    """What rules are asked about: a body, a list, a report, a document.

    Only the rules look into ``data``. It is in no repr and in no finding, for it may hold sensitive data.

    >>> Subject(kind="standing-committee", id="btv-1", name="Ban Thường vụ Huyện ủy X", data=[1, 2])
    Subject(kind='standing-committee', id='btv-1', name='Ban Thường vụ Huyện ủy X')

    :param id: unique among those of its kind and days.
    :param on: the day of its facts; None where that is the day that a review asks about.
    :param term_start: of a body that is chosen for a term.
    :param where: its place in the input, in words: ``bodies.csv, row 3``.
    """

    kind: str
    id: str
    name: str = field(default="", converter=nfc)
    data: T = field(default=_NOTHING, repr=False, eq=False)
    on: date | None = field(default=None, repr=False)
    term_start: date | None = field(default=None, repr=False)
    where: str = field(default="", repr=False)
    order: tuple[object, ...] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        if not (self.kind and self.id):
            raise ValueError(f"subject: expected a kind and an id, got {self.kind!r} and {self.id!r}")
        days = tuple((day is not None, day or date.min) for day in (self.on, self.term_start))
        object.__setattr__(self, "order", (self.kind, self.id, *days))

    @property
    def bare(self) -> Subject[Any]:
        """The subject without its data, as findings have it."""
        return evolve(self, data=_NOTHING)

    def __str__(self) -> str:
        return self.name or self.id


@frozen(kw_only=True)
class Verdict:
    """What a rule says of one subject; the functions in :mod:`vstbpn.rules` make it.

    :param code: which of the rule's wordings says it.
    :param arguments: what the wording asks for beside what every wording may use.
    :param missing: what would settle an ``UNKNOWN``; perhaps gaps that do not matter, otherwise.
    :param grounds: where it rests on less, or on something else, than the rule's step of that day.
    :param where: the place in the input, where that is not the subject's.
    :raises ValueError: if it is unknown and does not name what is missing.
    """

    outcome: Outcome
    code: str
    measured: Measure | None = None
    required: Measure | None = None
    missing: tuple[str, ...] = ()
    arguments: tuple[tuple[str, Any], ...] = field(default=(), repr=False)
    grounds: tuple[Ground, ...] = ()
    where: str = ""

    def __attrs_post_init__(self) -> None:
        if self.outcome is Outcome.UNKNOWN and not self.missing:
            raise ValueError(f"verdict {self.code!r}: expected the names of what is missing, got none")


@frozen
class Finding:
    """What one rule says of one subject, with its reasons.

    :param rule: the rule's public id.
    :param wording: the rule's words for this verdict, from which the messages are made.
    :param grounds: never empty.
    :param on: the day whose law was applied; None where it is not known.
    :raises ValueError: if there are no grounds.
    """

    rule: str
    force: Force
    subject: Subject[Any]
    verdict: Verdict
    wording: Wording = field(repr=False)
    grounds: tuple[Ground, ...]
    on: date | None = None

    def __attrs_post_init__(self) -> None:
        if not self.grounds:
            raise ValueError(f"finding of {self.rule}: expected grounds, got none")

    @property
    def outcome(self) -> Outcome:
        """What became of it."""
        return self.verdict.outcome

    @property
    def code(self) -> str:
        """Which of the rule's wordings says it."""
        return self.verdict.code

    @property
    def arguments(self) -> tuple[tuple[str, Any], ...]:
        """What the wording asks for beside what every wording may use."""
        return self.verdict.arguments

    @property
    def measured(self) -> Measure | None:
        """What was found."""
        return self.verdict.measured

    @property
    def required(self) -> Measure | None:
        """What it was compared with."""
        return self.verdict.required

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of what is missing."""
        return self.verdict.missing

    @property
    def where(self) -> str:
        """The place in the input; empty where there is none."""
        return self.verdict.where or self.subject.where

    @property
    def is_verified(self) -> bool:
        """Whether all that it rests on was read in a source."""
        return all(ground.verified for ground in self.grounds)

    @property
    def message_vi(self) -> str:
        """What it says, in Vietnamese."""
        said = self._said(vietnamese=True)
        return said if self.is_verified else f"{said} (căn cứ chưa được kiểm chứng)"

    @property
    def message_en(self) -> str:
        """What it says, in English."""
        said = self._said(vietnamese=False)
        return said if self.is_verified else f"{said} (on grounds not verified)"

    def _said(self, *, vietnamese: bool) -> str:
        verdict = self.verdict
        names = tuple(FIELD_NAMES.get(name, (name, name))[not vietnamese] for name in verdict.missing)
        values = {
            **dict(verdict.arguments),
            "subject": str(self.subject),
            "measured": verdict.measured,
            "required": verdict.required,
            "missing": names,
            "on": self.on,
        }
        template = self.wording.vi if vietnamese else self.wording.en
        return template.format_map({name: _written(value, vietnamese) for name, value in values.items()})

    def __str__(self) -> str:
        return f"{self.outcome.value}: {self.subject}: {self.message_en} [{self.rule}]"


_order: Final[Callable[[Finding], tuple[Any, ...]]] = attrgetter("subject.order", "rule")


def _ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    ordered = sorted(findings, key=_order)
    again = set()
    for place, (one, following) in enumerate(pairwise(ordered)):
        if one.rule == following.rule and one.subject.order == following.subject.order:
            if one != following:
                raise ValueError(f"rule {one.rule} says two different things of {one.subject!r}")
            again.add(place)
    return tuple(finding for place, finding in enumerate(ordered) if place not in again)


@frozen(repr=False)
class Review:
    """The findings of a review: one for each rule and subject of its kind.

    They are in the order of the subjects' kinds, ids and days, and of the rules' ids, however they came.

    :param on: the day that was asked about.
    :raises ValueError: if a rule says two different things of one subject.
    """

    on: date
    findings: tuple[Finding, ...] = field(converter=_ordered)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    @property
    def counts(self) -> dict[Outcome, int]:
        """How many findings there are of each outcome, of those without any too."""
        counted = Counter(finding.verdict.outcome for finding in self.findings)
        return {outcome: counted[outcome] for outcome in Outcome}

    @property
    def failed(self) -> tuple[Finding, ...]:
        """The findings that are a ``FAIL``."""
        return self.by(Outcome.FAIL)

    def by(self, *outcomes: Outcome) -> tuple[Finding, ...]:
        """Give the findings of some outcomes."""
        return tuple(finding for finding in self.findings if finding.verdict.outcome in outcomes)

    def of(self, rule: str) -> tuple[Finding, ...]:
        """Give the findings of a rule, by its id; none if it found no subject of its kind."""
        return tuple(finding for finding in self.findings if finding.rule == rule)

    def __or__(self, other: Review) -> Review:
        """Join two reviews that ask about the same day; what both found stands once.

        :raises ValueError: if they ask about two days, or a rule says two different things of one subject.
        """
        if not isinstance(other, Review):
            return NotImplemented
        if other.on != self.on:
            days = f"{format_date(self.on)} and {format_date(other.on)}"
            raise ValueError(f"expected reviews of one day, got {days}")
        return Review(self.on, (*self.findings, *other.findings))

    def __repr__(self) -> str:
        said = ", ".join(f"{count} {outcome.value}" for outcome, count in self.counts.items() if count)
        return f"<Review on {self.on.isoformat()}: {said or 'nothing to review'}>"


def _written(value: object, vietnamese: bool) -> str:
    """Write a value as a language does: 2.600 and 12,5 in Vietnamese, 2,600 and 12.5 in English."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return ("có" if value else "không") if vietnamese else ("yes" if value else "no")
    if isinstance(value, int | Decimal):
        return _number(value, vietnamese)
    if isinstance(value, Fraction):
        return _percent(value, vietnamese) if _is_short(value) else str(value)
    if isinstance(value, Share):
        return _share(value, vietnamese)
    if isinstance(value, date):
        return format_date(value) if vietnamese else value.isoformat()
    if isinstance(value, tuple):
        return ", ".join(_written(part, vietnamese) for part in value)
    return str(value)


def _number(value: int | Decimal, vietnamese: bool) -> str:
    written = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return written.translate(_SWAPPED) if vietnamese else written


_SWAPPED: Final = str.maketrans(",.", ".,")


def _share(share: Share, vietnamese: bool) -> str:
    counted = f"{_number(share.part, vietnamese)}/{_number(share.whole, vietnamese)}"
    gaps = []
    if share.unknown:
        gaps.append(f"{_number(share.unknown, vietnamese)} {'chưa rõ' if vietnamese else 'not known'}")
    if share.more is None:
        gaps.append("có thể còn người khác" if vietnamese else "perhaps more")
    elif share.more:
        more = _number(share.more, vietnamese)
        gaps.append(f"có thể còn {more} người khác" if vietnamese else f"perhaps {more} more")
    if gaps:
        return f"{counted} ({', '.join(gaps)})"
    if not share.whole or not share.is_consistent:
        return counted
    exact = Fraction(share.part, share.whole)
    about = "" if _is_short(exact) else "≈ "
    return f"{counted} ({about}{_percent(exact, vietnamese)})"


def _is_short(share: Fraction) -> bool:
    """Tell whether a share is exact with two decimals of a per cent."""
    return (share * 10_000).denominator == 1


def _percent(share: Fraction, vietnamese: bool) -> str:
    """Write a share in per cent with two decimals, or more where two would make it look whole.

    5,999 of 17,141 are 34.998 %: written as 35.00 % it would seem to be enough for 35 %.
    """
    percent = share * 100
    places = 2
    scaled = _half_up(percent * 100)
    while percent.denominator != 1 and scaled % 10**places == 0:
        places += 1
        scaled = _half_up(percent * 10**places)
    digits = f"{scaled:0{places + 1}d}"
    decimals = digits[-places:].rstrip("0")
    point = "," if vietnamese else "."
    return f"{_number(int(digits[:-places]), vietnamese)}{point + decimals if decimals else ''}%"


def _half_up(value: Fraction) -> int:
    return (2 * value + 1) // 2
