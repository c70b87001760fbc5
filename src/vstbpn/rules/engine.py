"""The engine of the rule book: what a rule is, and the review of subjects by a book of rules.

A rule is a value with a pure check. The engine finds the law of the day, asks for what is missing, keeps a
rule that breaks from the others, and gives one finding for each rule and subject.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final, Generic, TypeAlias, TypeVar

from attrs import field, frozen

from vstbpn.catalog import Instruments, instruments
from vstbpn.model import (
    DatedValue,
    Finding,
    Force,
    Ground,
    GroundKind,
    History,
    Measure,
    NotInForce,
    Outcome,
    Review,
    Share,
    Subject,
    Verdict,
    Wording,
    nfc,
)

__all__ = [
    "ARITHMETIC",
    "PRACTICE",
    "Context",
    "Example",
    "LawOf",
    "Rule",
    "RuleBook",
    "failed",
    "ground_of",
    "judged",
    "not_applicable",
    "passed",
    "review",
    "unknown",
]

T = TypeVar("T")

ARITHMETIC: Final = Ground(kind=GroundKind.ARITHMETIC)
"""The ground of what figures cannot contradict."""
PRACTICE: Final = Ground(kind=GroundKind.PRACTICE)
"""The ground of good form."""

_IDENTITY: Final = frozenset({"number_text", "issued_on", "issued_in", "issuer", "type"})
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

_STANDARD: Final = {
    said.code: said
    for said in (
        Wording("pass", "đạt", "passes"),
        Wording("fail", "không đạt", "fails"),
        Wording(
            "met",
            "đạt: có {measured}, yêu cầu {required}",
            "met: {measured}, where {required} is required",
        ),
        Wording(
            "not-met",
            "không đạt: có {measured}, yêu cầu {required}",
            "not met: {measured}, where {required} is required",
        ),
        Wording("missing", "chưa đủ căn cứ kết luận, còn thiếu: {missing}", "cannot tell without: {missing}"),
        Wording(
            "open",
            "chưa đủ căn cứ kết luận: có {measured}, yêu cầu {required}; còn thiếu: {missing}",
            "cannot tell: {measured}, where {required} is required; missing: {missing}",
        ),
        Wording(
            "contradictory",
            "chưa đủ căn cứ kết luận: số liệu {measured} tự mâu thuẫn",
            "cannot tell: the counts {measured} contradict each other",
        ),
        Wording("not-applicable", "không thuộc đối tượng áp dụng", "the rule does not apply to it"),
        Wording("not-in-force-before", "ngày {on} chưa có hiệu lực", "not yet in force on {on}"),
        Wording(
            "not-in-force-between", "ngày {on} không có quy định có hiệu lực", "nothing in force on {on}"
        ),
        Wording("not-in-force-after", "ngày {on} đã hết hiệu lực", "no longer in force on {on}"),
        Wording(
            "crashed",
            "quy tắc {rule} bị lỗi ({error}), không có kết luận",
            "the rule {rule} broke ({error}); there is no verdict",
        ),
        Wording(
            "no-verdict",
            "quy tắc {rule} trả về {found} thay cho kết luận",
            "the rule {rule} returned {found} in place of a verdict",
        ),
    )
}
_NOT_APPLICABLE: Final = Verdict(outcome=Outcome.NOT_APPLICABLE, code="not-applicable")
_CODES: Final = {Outcome.PASS: "met", Outcome.FAIL: "not-met", Outcome.UNKNOWN: "open"}
_PLAIN: Final = {Outcome.PASS: "pass", Outcome.FAIL: "fail", Outcome.UNKNOWN: "missing"}


def judged(
    outcome: Outcome,
    code: str | None = None,
    *,
    measured: Measure | None = None,
    required: Measure | None = None,
    missing: str | Iterable[str] = (),
    grounds: tuple[Ground, ...] = (),
    where: str = "",
    **arguments: Any,
) -> Verdict:
    """Make the verdict of an outcome that was worked out, such as by :func:`~vstbpn.rules.share_at_least`.

    >>> verdict = judged(Outcome.FAIL, measured=Share(0, 9), required=1, missing="sex")
    >>> verdict.code, verdict.missing
    ('not-met', ())

    Where it cannot be told because the counts contradict each other, that is what is said.

    :param code: of one of the rule's wordings; without it, the engine's own words.
    :param missing: what would settle it, kept if the outcome is ``UNKNOWN``.
    :param arguments: what the wording asks for beside what every wording may use.
    :raises ValueError: if it is unknown and nothing is missing.
    """
    if outcome is Outcome.UNKNOWN and isinstance(measured, Share) and not measured.is_consistent:
        code, missing = "contradictory", "consistent_counts"
    if outcome is Outcome.NOT_APPLICABLE:
        return not_applicable(code or "not-applicable")
    plain = measured is None or required is None
    return Verdict(
        outcome=outcome,
        code=code or (_PLAIN if plain else _CODES)[outcome],
        measured=measured,
        required=required,
        missing=_names(missing) if outcome is Outcome.UNKNOWN else (),
        arguments=tuple(arguments.items()) if arguments else (),
        grounds=grounds,
        where=where,
    )


def passed(code: str | None = None, **said: Any) -> Verdict:
    """Make a pass; what it may say is that of :func:`judged`."""
    return judged(Outcome.PASS, code, **said)


def failed(code: str | None = None, **said: Any) -> Verdict:
    """Make a fail; what it may say is that of :func:`judged`."""
    return judged(Outcome.FAIL, code, **said)


def unknown(*missing: str, code: str | None = None, **said: Any) -> Verdict:
    """Make an answer that cannot be told, naming what is missing.

    >>> unknown("term_start").missing
    ('term_start',)
    """
    return judged(Outcome.UNKNOWN, code, missing=missing, **said)


def not_applicable(code: str = "not-applicable") -> Verdict:
    """Make the answer that a rule does not concern a subject of a kind that it speaks of."""
    return Verdict(outcome=Outcome.NOT_APPLICABLE, code=code)


def _names(missing: str | Iterable[str]) -> tuple[str, ...]:
    return (missing,) if isinstance(missing, str) else tuple(missing)


def ground_of(
    key: str, pinpoint: str | None = None, *, says: str = "", register: Instruments | None = None
) -> Ground:
    """Give the ground that a provision of the register is; only what the register has can be one.

    It is verified if the instrument, its number and day, and every provision meant are.

    >>> str(ground_of("ct-35-tw-2019"))
    '35-CT/TW (30/5/2019)'

    :param key: of the instrument.
    :param pinpoint: of the provision; with none, any place.
    :param says: words of its summary, in either language, where several provisions stand at one place.
    :param register: of instruments; the packaged one, if none is given.
    :raises LookupError: if there is no such instrument, or it has no such provision.
    """
    one = (instruments() if register is None else register).by_key(key)
    place = None if pinpoint is None else nfc(pinpoint)
    meant = [
        part
        for part in one.provisions
        if place in (None, part.pinpoint) and (nfc(says) in part.summary_vi or says in part.summary_en)
    ]
    if not meant:
        wanted = " ".join(filter(None, (pinpoint, says and f"that says {says!r}"))) or "any"
        raise LookupError(f"instrument {key}: expected a provision ({wanted}), got none in the register")
    places = {part.pinpoint for part in meant}
    if len(places) > 1:
        raise LookupError(
            f"instrument {key}: expected one place, got {', '.join(sorted(map(repr, places)))}. "
            "Hint: give its pinpoint"
        )
    sure = one.verified and _IDENTITY.isdisjoint(one.doubtful)
    return Ground(
        kind=GroundKind.INSTRUMENT,
        instrument=one.key,
        number_text=one.number_text or one.title_vi or one.names[0],
        issued_on=one.issued_on,
        pinpoint=places.pop(),
        verified=sure and all(part.verified for part in meant),
    )


class LawOf(Enum):
    """Of which day the law is that judges a subject."""

    FACTS = "facts"
    """The day of the facts: the subject's own, or else the day that is asked about."""
    TERM = "term"
    """The first day of the term, for the composition of a body that is chosen for one."""


@frozen
class Context(Generic[T]):
    """What a check gets beside the subject.

    :param on: the day that the review asks about.
    :param day: the day whose law is applied.
    :param value: what the rule's history says for that day: a share, a number, a set of words.
    :param grounds: of that value.
    """

    on: date
    day: date
    value: T
    grounds: tuple[Ground, ...]


@frozen(kw_only=True)
class Example:
    """A case that a rule's own file shows, with its outcome.

    :param on: the day that is asked about.
    :param completions: the same subject with more known; unless the outcome is ``UNKNOWN`` it must stay.
    """

    outcome: Outcome
    subject: Subject[Any]
    on: date
    completions: tuple[Subject[Any], ...] = ()


Check: TypeAlias = Callable[[Subject[Any], Context[Any]], Verdict]
Applies: TypeAlias = Callable[[Subject[Any]], bool | Verdict]


def _kinds(kinds: str | Iterable[str]) -> frozenset[str]:
    return frozenset((kinds,)) if isinstance(kinds, str) else frozenset(kinds)


def _examples(examples: Iterable[Example]) -> tuple[Example, ...]:
    return tuple(examples)


def _wordings(messages: Mapping[str, tuple[str, str]]) -> Mapping[str, Wording]:
    return MappingProxyType({code: Wording(code, vi, en) for code, (vi, en) in messages.items()})


@frozen(kw_only=True)
class Rule:
    """One rule: what it asks of whom, since when, by which words, and how that is checked.

    >>> from datetime import date
    >>> from vstbpn.rules import any_of
    >>> def check(subject, context):
    ...     women = Share.of(subject.data)
    ...     return judged(any_of(women), measured=women, required=context.value, missing="sex")
    >>> rule = Rule(id="a-woman-on-the-board", title_vi="Ban có nữ", title_en="A woman on the board",
    ...     force=Force.PRACTICE, kinds="board", history=History.always(1, PRACTICE), check=check)
    >>> first = Subject(kind="board", id="a", data=[True, None])
    >>> second = Subject(kind="board", id="b", data=[False])
    >>> for finding in review([second, first], RuleBook([rule]), on=date(2024, 6, 30)):
    ...     print(finding)
    pass: a: met: 1/2 (1 not known), where 1 is required [a-woman-on-the-board]
    fail: b: not met: 0/1 (0%), where 1 is required [a-woman-on-the-board]

    :param id: public and stable: small letters, digits and hyphens.
    :param kinds: of the subjects that it speaks of; of other kinds it says nothing at all.
    :param history: by what it is in force, and what it requires; a value that may differ from step to step.
    :param law_of: of which day the law is that judges a subject.
    :param applies: tells whether it concerns a subject of its kind: True, False (``NOT_APPLICABLE``), or the
        verdict that says why not or what is missing to tell.
    :param needs: fields of the data without which nothing can be told. Where one is None, or is not in a
        mapping, the answer is an ``UNKNOWN`` that names it, and the check is not asked.
    :param none_is_known: fields of the data in which None is no gap, such as the end of what has not ended.
    :param check: pure; it sees the subject and the law of the day and gives a verdict.
    :param messages: the rule's own wordings, Vietnamese and English, by code. With a code of the
        engine's (``met``, ``not-met``, ``open``, ``missing``, ``pass``, ``fail``, ``not-applicable``) they
        replace its words.
    :param examples: at least one that passes, one that fails and one that cannot be told, for
        :func:`vstbpn.testing.assert_rule_conforms`.
    :raises ValueError: if the id is none, a text is blank, there is no kind, or the grounds do not go with
        the force: arithmetic and good form never borrow a law, and nothing else goes without one.
    """

    id: str = field()
    title_vi: str = field(converter=nfc)
    title_en: str
    force: Force
    kinds: frozenset[str] = field(converter=_kinds)
    history: History[Any]
    check: Check = field(repr=False)
    text_vi: str = field(default="", converter=nfc, repr=False)
    text_en: str = field(default="", repr=False)
    law_of: LawOf = LawOf.FACTS
    applies: Applies | None = field(default=None, repr=False)
    needs: tuple[str, ...] = field(default=(), converter=_names, repr=False)
    none_is_known: tuple[str, ...] = field(default=(), converter=_names, repr=False)
    messages: Mapping[str, Wording] = field(factory=dict, converter=_wordings, repr=False, hash=False)
    examples: tuple[Example, ...] = field(default=(), converter=_examples, repr=False, hash=False)

    def __attrs_post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ValueError(f"rule: expected an id of a-z, 0-9 and hyphens, got {self.id!r}")
        if not (self.title_vi.strip() and self.title_en.strip()):
            raise ValueError(f"rule {self.id}: expected a title in both languages, got a blank one")
        if not self.kinds:
            raise ValueError(f"rule {self.id}: expected the kinds of subjects that it speaks of, got none")
        _check_grounds(self, self.history.grounds)

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """The grounds of all its steps, in the order of time."""
        return self.history.grounds

    def in_force(self, on: date) -> bool:
        """Tell whether the law of a day has it."""
        return not isinstance(self.history.step_at(on), NotInForce)


_LAWLESS: Final = {Force.ARITHMETIC: GroundKind.ARITHMETIC, Force.PRACTICE: GroundKind.PRACTICE}


def _check_grounds(rule: Rule, grounds: tuple[Ground, ...]) -> None:
    expected = _LAWLESS.get(rule.force, GroundKind.INSTRUMENT)
    strange = sorted({ground.kind.value for ground in grounds if ground.kind is not expected})
    if strange:
        raise ValueError(
            f"rule {rule.id}: expected grounds of kind {expected.value} for the force {rule.force.value}, "
            f"got {', '.join(strange)}"
        )


class RuleBook:
    """Rules by their ids; it never changes, and gives them in the order of their ids.

    :raises ValueError: if two different rules have one id.
    """

    __slots__ = ("_rules",)

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        found: dict[str, Rule] = {}
        for rule in sorted(rules, key=lambda rule: rule.id):
            if found.setdefault(rule.id, rule) != rule:
                raise ValueError(f"expected one rule of an id, got two different ones called {rule.id}")
        self._rules = found

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules.values())

    def __len__(self) -> int:
        return len(self._rules)

    def __contains__(self, rule: object) -> bool:
        return self._rules.get(rule.id if isinstance(rule, Rule) else str(rule)) is not None

    def __repr__(self) -> str:
        return f"<RuleBook: {', '.join(self._rules) or 'no rules'}>"

    def __or__(self, other: RuleBook) -> RuleBook:
        """Join two books.

        :raises ValueError: if they hold two different rules of one id.
        """
        return RuleBook((*self, *other)) if isinstance(other, RuleBook) else NotImplemented

    def rule(self, id: str) -> Rule:  # noqa: A002
        """Give a rule.

        :raises LookupError: if there is none of that id.
        """
        try:
            return self._rules[id]
        except KeyError:
            raise LookupError(f"expected the id of a rule, got {id!r}; there are {self!r}") from None

    def without(self, *ids: str) -> RuleBook:
        """Give the book without some rules.

        :raises LookupError: if there is none of such an id: a mistyped one would leave the rule in.
        """
        left_out = {self.rule(name).id for name in ids}
        return RuleBook(rule for rule in self if rule.id not in left_out)

    def in_force(self, on: date) -> RuleBook:
        """Give the rules that the law of a day has, to list them.

        A review needs the whole book: it looks at the law of the day of each subject's facts.
        """
        return RuleBook(rule for rule in self if rule.in_force(on))


def review(subjects: Iterable[Subject[Any]], book: RuleBook, *, on: date) -> Review:
    """Ask every rule of a book about every subject of its kind.

    There is one finding for each rule and each subject of a kind that it speaks of, whatever else breaks;
    that a rule does not apply to it, or was not in force, is a finding too. A subject of another kind has
    none. In this order: on a day without its law a rule says that it is not in force; where it does not
    apply it says so; where what it needs is missing it names that; and else it is asked.

    :param on: the day that is asked about, and that of the facts of subjects that do not say theirs.
    :raises TypeError: if ``on`` is no date.
    :raises ValueError: if two subjects have the same kind, id and days.
    """
    if type(on) is not date:
        raise TypeError(f"review: expected a date, got {on!r:.60}")
    ordered = sorted(subjects, key=lambda subject: subject.order)
    for one, following in pairwise(ordered):
        if one.order == following.order:
            places = " and ".join(filter(None, (one.where, following.where)))
            raise ValueError(
                f"review: expected each subject once, got two of kind {one.kind} with the id {one.id} "
                f"and the same days{f' ({places})' if places else ''}"
            )
    by_kind: dict[str, list[_Asked]] = {}
    for rule in book:
        asked = _Asked(rule, on)
        for kind in rule.kinds:
            by_kind.setdefault(kind, []).append(asked)
    found = []
    for subject in ordered:
        bare = subject.bare
        found += [asked.about(subject, bare) for asked in by_kind.get(subject.kind, ())]
    return Review(on, found)


class _Asked:
    """A rule during one review: the law of each day is looked up once."""

    __slots__ = ("_by_term", "_on", "_rule", "_steps", "_words")

    def __init__(self, rule: Rule, on: date) -> None:
        self._rule = rule
        self._on = on
        self._by_term = rule.law_of is LawOf.TERM
        self._words: dict[str, Wording] = {**_STANDARD, **rule.messages}
        self._steps: dict[date, Context[Any] | NotInForce] = {}

    def about(self, subject: Subject[Any], bare: Subject[Any]) -> Finding:
        """Give the rule's finding on a subject, whatever happens."""
        rule = self._rule
        day = subject.term_start if self._by_term else subject.on or self._on
        if day is None:
            return self._finding(bare, unknown("term_start"), rule.grounds, None)
        context = self._steps.get(day)
        if context is None:
            context = self._steps[day] = self._law_of(day)
        if isinstance(context, NotInForce):
            verdict = Verdict(outcome=Outcome.NOT_IN_FORCE, code=f"not-in-force-{context.gap.value}")
            return self._finding(bare, verdict, rule.grounds, day)
        try:
            verdict = self._answer(subject, context)
        except Exception as error:  # noqa: BLE001 (a rule that breaks must not take the others with it)
            # The exception's own text may hold what the data holds, so that only its type is named.
            verdict = _broken("crashed", rule, error=type(error).__name__)
        return self._finding(bare, verdict, verdict.grounds or context.grounds, day)

    def _law_of(self, day: date) -> Context[Any] | NotInForce:
        step: DatedValue[Any] | NotInForce = self._rule.history.step_at(day)
        if isinstance(step, NotInForce):
            return step
        return Context(self._on, day, step.value, step.grounds)

    def _answer(self, subject: Subject[Any], context: Context[Any]) -> Verdict:
        rule = self._rule
        if rule.applies is not None:
            applies = rule.applies(subject)
            if applies is False:
                return _NOT_APPLICABLE
            if applies is not True:
                return self._checked(applies)
        if rule.needs and (missing := _missing(subject.data, rule.needs)):
            return unknown(*missing)
        return self._checked(rule.check(subject, context))

    def _checked(self, verdict: object) -> Verdict:
        """Give what a rule returned, if a finding can be made of it."""
        rule = self._rule
        if not isinstance(verdict, Verdict):
            return _broken("no-verdict", rule, found=type(verdict).__name__)
        wording = self._words.get(verdict.code)
        if wording is None or (wording.asks and not wording.asks <= dict(verdict.arguments).keys()):
            return _broken("no-verdict", rule, found=f"the code {verdict.code}")
        if verdict.grounds:
            _check_grounds(rule, verdict.grounds)
        return verdict

    def _finding(
        self, bare: Subject[Any], verdict: Verdict, grounds: tuple[Ground, ...], day: date | None
    ) -> Finding:
        rule = self._rule
        return Finding(rule.id, rule.force, bare, verdict, self._words[verdict.code], grounds, day)


def _broken(code: str, rule: Rule, **arguments: str) -> Verdict:
    said = tuple({"rule": rule.id, **arguments}.items())
    return Verdict(outcome=Outcome.ERROR, code=code, arguments=said)


def _missing(data: object, needs: tuple[str, ...]) -> tuple[str, ...]:
    if data is None:
        return needs
    if isinstance(data, Mapping):
        return tuple(name for name in needs if data.get(name) is None)
    return tuple(name for name in needs if getattr(data, name) is None)
