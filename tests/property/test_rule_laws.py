"""The laws of the rule book, as properties; each test quotes the law that it proves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from vstbpn.model import DatedValue, Force, Ground, GroundKind, History, NotInForce, Outcome, Share, Subject
from vstbpn.rules import LawOf, Rule, RuleBook, any_of, at_least, judged, review, share_at_least

LAW = Ground(kind=GroundKind.INSTRUMENT, instrument="qd-9-x-2020", number_text="09/QĐ-X")
KINDS = ("board", "list", "report")
DAYS = st.integers(0, 4000).map(lambda days: date(2014, 1, 1) + timedelta(days))
ANSWERS = st.lists(st.none() | st.booleans(), max_size=8)
SHARES = st.fractions(Fraction(1, 100), 1)


@st.composite
def histories(draw: DrawFn) -> History[Fraction]:
    days = sorted(draw(st.sets(DAYS, min_size=2, max_size=6)))
    spans = list(pairwise(days))
    chosen = draw(st.lists(st.sampled_from(spans), min_size=1, unique=True))
    last = draw(st.booleans())
    return History(
        DatedValue(
            value=draw(SHARES), since=start, until=None if last and end == days[-1] else end, grounds=(LAW,)
        )
        for start, end in chosen
    )


def judge(subject: Subject[Any], context: Any) -> Any:
    women = Share.of(subject.data)
    outcome = share_at_least(women, context.value)
    return judged(outcome, measured=women, required=context.value, missing="sex")


def crash(subject: Subject[Any], _: Any) -> Any:
    raise LookupError(subject.data)


def nothing(*_: object) -> Any:
    return None


CHECKS: st.SearchStrategy[Callable[..., Any]] = st.sampled_from([judge, judge, crash, nothing])


@st.composite
def rules(draw: DrawFn) -> list[Rule]:
    ids = draw(st.lists(st.sampled_from("abcdef"), unique=True, max_size=5))
    return [
        Rule(
            id=one,
            title_vi="Quy tắc",
            title_en="A rule",
            force=Force.LAW,
            kinds=draw(st.sets(st.sampled_from(KINDS), min_size=1)),
            history=draw(histories()),
            law_of=draw(st.sampled_from(LawOf)),
            applies=draw(st.sampled_from([None, lambda subject: len(subject.data) > 3, crash])),
            check=draw(CHECKS),
        )
        for one in ids
    ]


@st.composite
def subjects(draw: DrawFn) -> list[Subject[Any]]:
    names = draw(st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from("xyz")), unique=True))
    days = st.none() | DAYS
    return [
        Subject(kind=kind, id=one, data=draw(ANSWERS), on=draw(days), term_start=draw(days))
        for kind, one in names
    ]


@given(st.data(), rules(), subjects(), DAYS)
def test_one_finding(data: st.DataObject, rules: list[Rule], subjects: list[Subject[Any]], on: date) -> None:
    """One finding per rule and subject, in any order of both."""
    found = review(subjects, RuleBook(rules), on=on)
    said = [(one.rule, one.subject.kind, one.subject.id) for one in found]
    expected = {(rule.id, one.kind, one.id) for rule in rules for one in subjects if one.kind in rule.kinds}
    assert len(said) == len(expected)
    assert set(said) == expected
    mixed = data.draw(st.permutations(subjects))
    assert review(mixed, RuleBook(data.draw(st.permutations(rules))), on=on) == found
    assert all(one.grounds and one.message_vi and one.message_en for one in found)


@given(st.data(), rules(), subjects(), DAYS)
def test_reviews_of_parts_are_parts_of_the_review(
    data: st.DataObject, rules: list[Rule], subjects: list[Subject[Any]], on: date
) -> None:
    """Reviews of some subjects join to the review of all of them."""
    book = RuleBook(rules)
    cut = data.draw(st.integers(0, len(subjects)))
    parts = [review(subjects[:cut], book, on=on), review(subjects[cut:], book, on=on)]
    assert parts[1] | parts[0] == review(subjects, book, on=on)


@given(rules(), subjects(), DAYS, st.sampled_from([crash, nothing]))
def test_a_broken_rule(rules: list[Rule], subjects: list[Subject[Any]], on: date, broken: Any) -> None:
    """A rule that raises changes no other finding."""
    bad = Rule(
        id="broken",
        title_vi="Hỏng",
        title_en="Broken",
        force=Force.LAW,
        kinds=KINDS,
        history=History.always(None, LAW),
        check=broken,
    )
    without = review(subjects, RuleBook(rules), on=on)
    found = review(subjects, RuleBook([bad, *rules]), on=on)
    assert [one for one in found if one.rule != "broken"] == list(without)
    assert [one.outcome for one in found.of("broken")] == [Outcome.ERROR] * len(subjects)


@given(rules(), subjects(), DAYS)
def test_closed_rules(rules: list[Rule], subjects: list[Subject[Any]], on: date) -> None:
    """Closed rules never speak after their end, nor before their beginning, nor in a gap."""
    book = RuleBook(rules)
    for one in review(subjects, book, on=on):
        if one.on is None:
            assert one.outcome is Outcome.UNKNOWN
            continue
        closed = isinstance(book.rule(one.rule).history.at(one.on), NotInForce)
        assert (one.outcome is Outcome.NOT_IN_FORCE) == closed


@given(histories(), DAYS)
def test_a_history_answers_for_every_day(history: History[Fraction], on: date) -> None:
    """A day has the one value whose days hold it, or the answer says between which days it lies."""
    found = history.at(on)
    holding = [step for step in history if step.holds(on)]
    if not isinstance(found, NotInForce):
        assert [step.value for step in holding] == [found]
        return
    assert holding == []
    ends = [step.until for step in history if step.until is not None and step.until <= on]
    starts = [step.since for step in history if step.since is not None and step.since > on]
    assert (found.ended_on, found.starts_on) == (max(ends, default=None), min(starts, default=None))


@st.composite
def told_more(draw: DrawFn) -> tuple[Share, Share]:
    """Draw a count with gaps, and one of the counts that it can turn out to be, perhaps with fewer gaps."""
    yes, no, gaps, more = (draw(st.integers(0, 6)) for _ in range(4))
    less = Share(yes, yes + no + gaps, gaps, more)
    recorded = draw(st.integers(0, gaps))
    women = draw(st.integers(0, recorded))
    joined = draw(st.integers(0, more))
    gone = draw(st.integers(0, more - joined))
    known = draw(st.integers(0, joined))
    women += draw(st.integers(0, known))
    unknown = gaps - recorded + joined - known
    settled = Share(yes + women, less.whole + joined, unknown, more - joined - gone)
    return less, settled


@given(told_more(), SHARES)
def test_more_knowledge(told: tuple[Share, Share], required: Fraction) -> None:
    """More knowledge only settles UNKNOWN, it never turns PASS into FAIL or back."""
    less, more = told
    assert any_of(less) in (Outcome.UNKNOWN, any_of(more))
    assert share_at_least(less, required) in (Outcome.UNKNOWN, share_at_least(more, required))


@given(st.integers(0, 6), st.integers(0, 6), st.integers(0, 6), SHARES)
def test_unknown_means_that_both_are_possible(yes: int, no: int, gaps: int, required: Fraction) -> None:
    """What can be told is told: UNKNOWN if and only if what is missing could make it a PASS or a FAIL."""
    share = Share(yes, yes + no + gaps, gaps)
    settled = [Share(yes + women, yes + no + gaps) for women in range(gaps + 1)]
    for ask in (any_of, lambda one: share_at_least(one, required)):
        possible = {ask(one) for one in settled}
        assert ask(share) is (possible.pop() if len(possible) == 1 else Outcome.UNKNOWN)


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(1, 100))
def test_per_cents_are_exact(part: int, whole: int, percent: int) -> None:
    """35 % is compared exactly, never as a rounded float."""
    assert at_least(part, whole, Fraction(percent, 100)) == (part * 100 >= percent * whole)


@given(st.integers(0, 10**5), st.integers(1, 10**5))
def test_a_share_is_never_written_as_a_whole_per_cent_that_it_is_not(part: int, whole: int) -> None:
    """Rounding happens once, at the edge, and does not change the verdict that a reader would give."""
    part = min(part, whole)
    text = str(Share(part, whole)).partition("(")[2].rstrip("%)")
    exact = Fraction(part, whole) * 100
    assert ("." not in text) == (exact.denominator == 1)
    assert text.startswith("≈ ") == ((exact * 100).denominator != 1)
    assert abs(Fraction(text.removeprefix("≈ ")) - exact) <= Fraction(1, 200)
