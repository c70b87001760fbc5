"""Rules that conform, and each way of not conforming, caught."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

import pytest
from attrs import evolve, field, frozen
from hypothesis import strategies as st

from vstbpn.model import Count, Force, History, Outcome, Share, Subject, Verdict
from vstbpn.rules import (
    PRACTICE,
    Example,
    Rule,
    any_of,
    failed,
    judged,
    passed,
    rule_book,
    share_at_least,
    unknown,
)
from vstbpn.testing import assert_rule_conforms

ON = date(2024, 6, 30)


@frozen(kw_only=True)
class Member:
    sex: str
    post: str | None = None


@frozen(kw_only=True)
class Board:
    members: tuple[Member, ...] = ()
    women: int | None = None
    count: Count = field(default=Count(3, 3))
    ended: date | None = None


def board(data: Any, id: str = "b", **said: Any) -> Subject[Any]:  # noqa: A002
    return Subject(kind="board", id=id, data=data, **said)


def women(sexes: str) -> Board:
    return Board(members=tuple(Member(sex="_U" if sex == "?" else sex) for sex in sexes))


def check_sexes(subject: Subject[Board], _: object) -> Verdict:
    known = {"F": True, "M": False, "_U": None}
    share = Share.of(known[member.sex] for member in subject.data.members)
    return judged(any_of(share), measured=share, required=1, missing="sex")


def examples(passing: Any, failing: Any, open_: Any) -> tuple[Example, ...]:
    shown = zip((Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN), (passing, failing, open_), strict=True)
    return tuple(Example(outcome=one, subject=board(data, one.value), on=ON) for one, data in shown)


SEXES = examples(women("MF?"), women("MM"), women("M?"))
FIGURES = examples({"women": 1}, {"women": 0}, {"women": None})


def rule(check: Callable[..., Any] = check_sexes, shown: tuple[Example, ...] = SEXES, **said: Any) -> Rule:
    return Rule(
        id="a-rule",
        title_vi="Quy tắc",
        title_en="A rule",
        force=Force.PRACTICE,
        kinds="board",
        history=History.always(1, PRACTICE),
        check=check,
        examples=shown,
        **said,
    )


def check_figure(subject: Subject[Any], _: object) -> Verdict:
    return passed() if subject.data["women"] else failed()


@pytest.mark.parametrize("one", rule_book(), ids=lambda one: one.id)
def test_every_rule_of_the_book_conforms(one: Rule) -> None:
    assert_rule_conforms(one)


def test_a_good_rule_conforms() -> None:
    assert_rule_conforms(rule())
    assert_rule_conforms(rule(check_figure, FIGURES, needs="women"))


@pytest.mark.parametrize("outcome", [Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN])
def test_each_of_three_outcomes_is_shown(outcome: Outcome) -> None:
    shown = tuple(one for one in SEXES if one.outcome is not outcome)
    with pytest.raises(AssertionError, match=f"expected an example that is {outcome.value}, got none"):
        assert_rule_conforms(rule(shown=shown))


def test_an_example_comes_out_as_it_says() -> None:
    wrong = (*SEXES, evolve(SEXES[0], outcome=Outcome.FAIL))
    with pytest.raises(AssertionError, match="example pass: expected fail, got pass: met: 1/3"):
        assert_rule_conforms(rule(shown=wrong))


def test_an_example_is_of_the_rules_kind() -> None:
    stray = evolve(SEXES[0], subject=evolve(SEXES[0].subject, kind="list"))
    with pytest.raises(AssertionError, match="expected subjects of kind board, got one of list"):
        assert_rule_conforms(rule(shown=(*SEXES, stray)))


def test_no_figure_is_not_zero() -> None:
    """The bug that matters most: who did not say is taken for who has none."""
    shown = (*FIGURES[:2], evolve(FIGURES[2], subject=board({"women": 0, "sex": None}, "x")))

    def wrong(subject: Subject[Any], _: object) -> Verdict:
        if "sex" in subject.data:
            return unknown("sex")
        return check_figure(subject, _)

    with pytest.raises(AssertionError, match=r"pass with women unknown.* it turns fail into pass"):
        assert_rule_conforms(rule(wrong, shown))


def test_a_gap_breaks_nothing() -> None:
    def wrong(subject: Subject[Any], _: object) -> Verdict:
        return (
            unknown("women")
            if subject.id == "unknown"
            else judged(Outcome.PASS if subject.data["women"] > 0 else Outcome.FAIL)
        )

    with pytest.raises(AssertionError, match=r"women unknown: expected a verdict, got .*TypeError"):
        assert_rule_conforms(rule(wrong, FIGURES))


def test_a_sex_that_is_not_recorded_is_not_a_man() -> None:
    def wrong(subject: Subject[Board], _: object) -> Verdict:
        sexes = [member.sex for member in subject.data.members]
        return (
            unknown("sex") if subject.id == "unknown" else judged(any_of(Share(sexes.count("F"), len(sexes))))
        )

    with pytest.raises(AssertionError, match=r"members.1.sex unknown: .* turns fail into pass"):
        assert_rule_conforms(rule(wrong))


def test_a_count_without_ends_is_not_its_lower_end() -> None:
    def wrong(subject: Subject[Board], _: object) -> Verdict:
        return (
            unknown("women") if subject.data.women == 1 else passed() if subject.data.count.low else failed()
        )

    shown = examples(Board(), Board(count=Count(0, 0)), Board(women=1))
    with pytest.raises(AssertionError, match=r"count unknown: .* turns fail into pass"):
        assert_rule_conforms(rule(wrong, shown))


def check_ended(subject: Subject[Board], _: object) -> Verdict:
    if subject.data.women is None:
        return unknown("women")
    return passed() if subject.data.ended is None else failed()


def test_a_rule_says_where_none_is_no_gap() -> None:
    shown = examples(Board(women=1), Board(women=1, ended=ON), Board())
    with pytest.raises(AssertionError, match=r"ended unknown: .* turns pass into fail"):
        assert_rule_conforms(rule(check_ended, shown))
    assert_rule_conforms(rule(check_ended, shown, none_is_known="ended"))


def test_one_finding_is_given_for_one_subject() -> None:
    count = iter(range(1000))

    def fickle(subject: Subject[Any], context: object) -> Verdict:
        return evolve(check_sexes(subject, context), measured=next(count))

    with pytest.raises(AssertionError, match="the same finding twice"):
        assert_rule_conforms(rule(fickle))


def test_a_check_leaves_the_data_alone() -> None:
    def greedy(subject: Subject[Any], _: object) -> Verdict:
        subject.data["seen"] = True
        return unknown("women") if subject.data["women"] is None else check_figure(subject, _)

    with pytest.raises(AssertionError, match="leaves the data alone"):
        assert_rule_conforms(rule(greedy, FIGURES))


def test_what_is_measured_can_be_written() -> None:
    def rounded(subject: Subject[Any], context: object) -> Verdict:
        a_float: Any = 0.35
        return evolve(check_sexes(subject, context), measured=a_float)

    with pytest.raises(TypeError, match="got float"):
        assert_rule_conforms(rule(rounded))


def test_more_knowledge_turns_no_verdict() -> None:
    better = evolve(SEXES[0], completions=(board(women("MM?")),))
    with pytest.raises(AssertionError, match=r"a completion: .* turns pass into unknown"):
        assert_rule_conforms(rule(shown=(better, *SEXES)))
    assert_rule_conforms(rule(shown=(*SEXES, evolve(SEXES[2], completions=(board(women("MF")),)))))


def pairs() -> st.SearchStrategy[tuple[Subject[Any], Subject[Any]]]:
    def pair(known: list[tuple[str, bool]]) -> tuple[Subject[Any], Subject[Any]]:
        less = "".join("?" if hidden else sex for sex, hidden in known)
        return board(women(less)), board(women("".join(sex for sex, _ in known)))

    return st.lists(st.tuples(st.sampled_from("FM"), st.booleans()), min_size=1, max_size=5).map(pair)


def test_a_strategy_of_the_caller_is_held_to_it_too() -> None:
    assert_rule_conforms(rule(), completions=pairs(), max_examples=20)

    def majority(subject: Subject[Board], _: object) -> Verdict:
        sexes = [member.sex for member in subject.data.members]
        share = Share(sexes.count("F"), len(sexes), sexes.count("_U"))
        few = len(sexes) < 4
        return (
            check_sexes(subject, _)
            if few
            else judged(share_at_least(Share(share.part, share.whole), Fraction(1, 2)))
        )

    with pytest.raises(AssertionError, match=r"more known: .* turns fail into"):
        assert_rule_conforms(rule(majority), completions=pairs(), on=ON)


class Pair(NamedTuple):
    women: int | None
    members: int


@dataclasses.dataclass(frozen=True)
class Plain:
    women: int | None
    members: int = 9


@pytest.mark.parametrize("kind", [Pair, Plain])
def test_data_of_other_classes_is_tried_too(kind: Any) -> None:
    def wrong(subject: Subject[Any], _: object) -> Verdict:
        return unknown("women") if subject.id == "unknown" else passed() if subject.data.women else failed()

    shown = examples(kind(1, 9), kind(0, 9), kind(None, 9))
    with pytest.raises(AssertionError, match="pass with women unknown"):
        assert_rule_conforms(rule(wrong, shown))
    assert_rule_conforms(rule(wrong, shown, needs="women"))


def test_a_field_that_its_class_cannot_do_without_is_always_known() -> None:
    @frozen
    class Strict:
        women: int | None = field()

        @women.validator
        def _check(self, _: object, value: object) -> None:
            if value is None:
                raise ValueError("expected a number")

    def check(subject: Subject[Any], _: object) -> Verdict:
        return unknown("women") if subject.data.women == 9 else passed() if subject.data.women else failed()

    assert_rule_conforms(rule(check, examples(Strict(1), Strict(0), Strict(9))))
