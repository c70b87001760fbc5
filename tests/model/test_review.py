"""Findings, their words, and reviews."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from vstbpn.model import (
    Count,
    Finding,
    Force,
    Ground,
    GroundKind,
    Measure,
    Outcome,
    Review,
    Share,
    Subject,
    Verdict,
    Wording,
)

LAW = Ground(
    kind=GroundKind.INSTRUMENT, instrument="qd-9-x-2020", number_text="09/QĐ-X", issued_on=date(2020, 3, 1)
)
SAID = Wording(
    "said", "có {measured}, cần {required}; thiếu {missing}", "{measured} of {required}; no {missing}"
)
ON = date(2024, 6, 30)
DAY = date(2023, 1, 2)


def finding(
    rule: str = "a-rule",
    subject: str = "b",
    outcome: Outcome = Outcome.PASS,
    *,
    wording: Wording = SAID,
    grounds: tuple[Ground, ...] = (LAW,),
    where: str = "",
    **said: Any,
) -> Finding:
    if outcome is Outcome.UNKNOWN:
        said.setdefault("missing", ("sex",))
    verdict = Verdict(outcome=outcome, code=wording.code, **said)
    about = Subject[Any](kind="board", id=subject, where=where)
    return Finding(rule, Force.LAW, about, verdict, wording, grounds, DAY)


class TestGround:
    def test_arithmetic_and_good_form_never_borrow_a_law(self) -> None:
        for kind in (GroundKind.ARITHMETIC, GroundKind.PRACTICE):
            with pytest.raises(ValueError, match=kind.value):
                Ground(kind=kind, number_text="09/QĐ-X")
            with pytest.raises(ValueError, match=kind.value):
                Ground(kind=kind, pinpoint="Điều 2")

    def test_an_instrument_is_named(self) -> None:
        with pytest.raises(ValueError, match="key of an instrument"):
            Ground(kind=GroundKind.INSTRUMENT)
        with pytest.raises(ValueError, match="key of an instrument"):
            Ground(kind=GroundKind.INSTRUMENT, number_text="09/QĐ-X")

    def test_it_says_that_it_is_not_verified(self) -> None:
        assert str(LAW) == "09/QĐ-X (1/3/2020)"
        doubtful = evolve(LAW, verified=False, pinpoint="Điều 2", issued_on=None)
        assert str(doubtful) == "09/QĐ-X, Điều 2 [not verified]"


class TestShare:
    def test_answers_are_counted(self) -> None:
        assert Share.of([True, False, None, True, None]) == Share(2, 5, 2)
        assert Share.of([]) == Share(0, 0)

    def test_an_answer_is_yes_no_or_none(self) -> None:
        with pytest.raises(TypeError, match="got int"):
            Share.of([1, 0])  # type: ignore[list-item]

    @pytest.mark.parametrize("counts", [(1.0, 2), (True, 2), (1, "2"), (1, 2, None), (1, 2, 0, 0.5)])
    def test_counts_are_whole_numbers(self, counts: tuple[Any, ...]) -> None:
        with pytest.raises(TypeError, match="whole number"):
            Share(*counts)

    @pytest.mark.parametrize("counts", [(-1, 2), (1, -2), (1, 2, -1), (1, 2, 0, -1)])
    def test_counts_are_not_negative(self, counts: tuple[int, ...]) -> None:
        with pytest.raises(ValueError, match="0 or more"):
            Share(*counts)

    def test_parts_that_do_not_fit_contradict_the_whole(self) -> None:
        assert Share(2, 3, 1).is_consistent
        assert not Share(2, 3, 2).is_consistent
        assert not Share(4, 3).is_consistent

    @pytest.mark.parametrize(
        ("part", "whole", "others", "share"),
        [
            (Count(3, 3), Count(9, 9), None, Share(3, 9)),
            (Count(3, 5), Count(9, 9), None, Share(3, 9, 2)),
            (Count(3, None), Count(9, 9), None, Share(3, 9, 6)),
            (Count(3, None), Count(3, None), None, Share(3, 3, 0, None)),
            (Count(3, 6), Count(9, 10), None, Share(3, 9, 3, 1)),
            (Count(3, 6), Count(9, 10), Count(4, 7), Share(3, 9, 2, 1)),
            (Count(12, 12), Count(10, 10), None, Share(12, 10)),
        ],
    )
    def test_it_is_made_of_counts_with_two_ends(
        self, part: Count, whole: Count, others: Count | None, share: Share
    ) -> None:
        assert Share.between(part, whole, others) == share

    @pytest.mark.parametrize(
        ("share", "text"),
        [
            (Share(302, 864), "302/864 (≈ 34.95%)"),
            (Share(1, 2), "1/2 (50%)"),
            (Share(2, 2), "2/2 (100%)"),
            (Share(0, 9), "0/9 (0%)"),
            (Share(1, 8), "1/8 (12.5%)"),
            (Share(1, 400), "1/400 (0.25%)"),
            (Share(1, 3), "1/3 (≈ 33.33%)"),
            (Share(2, 3), "2/3 (≈ 66.67%)"),
            (Share(1, 2000), "1/2,000 (0.05%)"),
            (Share(1, 30000), "1/30,000 (≈ 0.003%)"),
            (Share(5999, 17141), "5,999/17,141 (≈ 34.998%)"),
            (Share(1, 9, 2), "1/9 (2 not known)"),
            (Share(1, 9, 0, 3), "1/9 (perhaps 3 more)"),
            (Share(1, 9, 2, None), "1/9 (2 not known, perhaps more)"),
            (Share(0, 0), "0/0"),
            (Share(5, 3), "5/3"),
        ],
    )
    def test_its_text_never_looks_like_a_whole_per_cent_that_it_is_not(self, share: Share, text: str) -> None:
        """34.998 % with two decimals is 35.00 %, which would seem to be enough for 35 %."""
        assert str(share) == text


class TestWording:
    @pytest.mark.parametrize(
        ("vi", "en"), [(" ", "yes"), ("có", ""), ("có {a}", "yes"), ("có", "yes {a}"), ("có {a}", "yes {b}")]
    )
    def test_both_languages_say_the_same(self, vi: str, en: str) -> None:
        with pytest.raises(ValueError, match="wording 'x'"):
            Wording("x", vi, en)

    @pytest.mark.parametrize("name", ["measured:.2f", "measured!r", "subject.data", "arguments[0]", "", "0"])
    def test_a_field_is_a_plain_name(self, name: str) -> None:
        """A format would round, and an attribute would reach into data that may be sensitive."""
        with pytest.raises(ValueError, match="expected fields"):
            Wording("x", f"có {{{name}}}", f"yes {{{name}}}")

    def test_the_standard_fields_need_not_stand_in_both(self) -> None:
        assert Wording("x", "{subject} ngày {on}", "{measured}").asks == frozenset()


class TestSubject:
    def test_its_data_is_in_no_repr_and_in_no_finding(self) -> None:
        subject = Subject(kind="board", id="b", name="Ban", data={"ethnic_minority": "some group"})
        assert "some group" not in f"{subject!r}{subject}"
        assert subject.bare.data is None
        assert subject.bare == subject

    def test_it_has_a_kind_and_an_id(self) -> None:
        with pytest.raises(ValueError, match="kind and an id"):
            Subject[Any](kind="board", id="")
        with pytest.raises(ValueError, match="kind and an id"):
            Subject[Any](kind="", id="b")


class TestFinding:
    def test_it_has_grounds(self) -> None:
        with pytest.raises(ValueError, match="expected grounds"):
            finding(grounds=())

    def test_an_unknown_names_what_is_missing(self) -> None:
        with pytest.raises(ValueError, match="missing"):
            Verdict(outcome=Outcome.UNKNOWN, code="open")

    @pytest.mark.parametrize(
        ("value", "vi", "en"),
        [
            (2600, "2.600", "2,600"),
            (Decimal("1234.50"), "1.234,50", "1,234.50"),
            (Fraction(35, 100), "35%", "35%"),
            (Fraction(1, 8), "12,5%", "12.5%"),
            (Fraction(1, 3), "1/3", "1/3"),
            (Share(302, 864), "302/864 (≈ 34,95%)", "302/864 (≈ 34.95%)"),
            (
                Share(1, 9, 2, 3),
                "1/9 (2 chưa rõ, có thể còn 3 người khác)",
                "1/9 (2 not known, perhaps 3 more)",
            ),
            (Share(1, 9, 0, None), "1/9 (có thể còn người khác)", "1/9 (perhaps more)"),
            (Count(3, 5), "3..5", "3..5"),
            (date(2024, 6, 10), "10/6/2024", "2024-06-10"),
            ("Trưởng ban", "Trưởng ban", "Trưởng ban"),
            (True, "có", "yes"),
            (False, "không", "no"),
            (None, "–", "–"),
        ],
    )
    def test_a_message_is_written_as_its_language_writes(
        self, value: Measure | None, vi: str, en: str
    ) -> None:
        found = finding(wording=Wording("x", "[{measured}]", "[{measured}]"), measured=value)
        assert (found.message_vi, found.message_en) == (f"[{vi}]", f"[{en}]")

    def test_its_words_name_what_is_missing_in_each_language(self) -> None:
        found = finding(outcome=Outcome.UNKNOWN, measured=1, required=2, missing=("sex", "shoe_size"))
        assert found.message_vi == "có 1, cần 2; thiếu giới tính, shoe_size"
        assert found.message_en == "1 of 2; no sex, shoe_size"

    def test_arguments_fill_the_words_and_are_in_no_repr(self) -> None:
        wording = Wording("x", "{on} {subject}: {group}", "{on} {subject}: {group}")
        found = finding(wording=wording, arguments=(("group", "some group"),))
        assert found.message_en == "2023-01-02 b: some group"
        assert "some group" not in repr(found)

    def test_it_says_that_what_it_rests_on_is_not_verified(self) -> None:
        found = finding(grounds=(LAW, evolve(LAW, verified=False)), measured=1)
        assert not found.is_verified
        assert found.message_en.endswith("(on grounds not verified)")
        assert found.message_vi.endswith("(căn cứ chưa được kiểm chứng)")
        assert finding(measured=1).is_verified

    def test_its_place_is_the_verdicts_or_else_the_subjects(self) -> None:
        assert finding(where="bodies.csv, row 3").where == "bodies.csv, row 3"
        verdict = Verdict(outcome=Outcome.FAIL, code="said", where="members.csv, row 9")
        assert evolve(finding(where="bodies.csv, row 3"), verdict=verdict).where == "members.csv, row 9"

    def test_it_can_be_sent_to_another_process(self) -> None:
        found = finding(measured=Share(1, 2))
        assert pickle.loads(pickle.dumps(found)) == found


class TestReview:
    def test_findings_stand_in_one_order(self) -> None:
        found = [finding(rule, subject) for subject in "cab" for rule in ("z", "y")]
        said = [(one.subject.id, one.rule) for one in Review(ON, found)]
        assert said == [("a", "y"), ("a", "z"), ("b", "y"), ("b", "z"), ("c", "y"), ("c", "z")]
        assert Review(ON, reversed(found)) == Review(ON, found)

    def test_it_counts_every_outcome(self) -> None:
        found = [
            finding(subject=str(place), outcome=one) for place, one in enumerate([*Outcome, Outcome.FAIL])
        ]
        counts = Review(ON, found).counts
        assert counts == {outcome: 1 + (outcome is Outcome.FAIL) for outcome in Outcome}
        assert Review(ON, ()).counts == dict.fromkeys(Outcome, 0)

    def test_its_parts_are_by_rule_and_by_outcome(self) -> None:
        failed, passed = finding("x", outcome=Outcome.FAIL), finding("y")
        found = Review(ON, [passed, failed])
        assert found.of("x") == found.failed == (failed,)
        assert found.by(Outcome.PASS, Outcome.UNKNOWN) == (passed,)
        assert found.of("z") == ()
        assert len(found) == 2

    def test_two_join_and_what_both_found_stands_once(self) -> None:
        one, two = finding("x"), finding("y")
        assert Review(ON, [one]) | Review(ON, [two, one]) == Review(ON, [one, two])

    def test_a_contradiction_between_two_is_refused(self) -> None:
        with pytest.raises(ValueError, match="two different things"):
            Review(ON, [finding("x")]) | Review(ON, [finding("x", outcome=Outcome.FAIL)])

    def test_two_days_do_not_join(self) -> None:
        with pytest.raises(ValueError, match="30/6/2024 and 1/7/2024"):
            Review(ON, []) | Review(date(2024, 7, 1), [])
        with pytest.raises(TypeError):
            Review(ON, []) | [finding()]  # type: ignore[operator]

    def test_its_repr_is_short(self) -> None:
        found = Review(ON, [finding("x"), finding("y", outcome=Outcome.UNKNOWN)])
        assert repr(found) == "<Review on 2024-06-30: 1 pass, 1 unknown>"
        assert repr(Review(ON, [])) == "<Review on 2024-06-30: nothing to review>"
