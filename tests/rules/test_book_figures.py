"""The rules on figures, on when a report came, and on the yearly estimate."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from vstbpn.model import (
    Absence,
    Breakdown,
    Cell,
    CountedBy,
    Deadline,
    Finding,
    Force,
    Form,
    GroundKind,
    Indicator,
    Obligation,
    Outcome,
    OverTime,
    OverUnits,
    Period,
    Report,
    Scope,
    Subject,
)
from vstbpn.rules import Rule, RuleBook, review, rule_book
from vstbpn.rules.book.figures_jump import is_jump
from vstbpn.rules.figures import PrintedShare, ReportFigures
from vstbpn.rules.reports import Estimate, Submission
from vstbpn.testing import assert_rule_conforms

ON = date(2025, 1, 31)
KINDS = {"report-figures", "submission", "budget-estimate"}
MINE = tuple(rule for rule in rule_book() if rule.kinds & KINDS)

MEMBERS = Indicator(code="members", name_vi="Số ủy viên", measure="persons", over_time=OverTime.STOCK)
CASES = Indicator(code="cases", name_vi="Số vụ", measure="cases", over_time=OverTime.FLOW)
CLIENTS = Indicator(
    code="clients",
    name_vi="Số người được hỗ trợ",
    measure="persons",
    over_time=OverTime.STOCK,
    over_units=OverUnits.DISTINCT,
)
CHANGE = Indicator(
    code="change", name_vi="Tăng, giảm", measure="persons", over_time=OverTime.FLOW, minimum=None
)
SHARE = Indicator(
    code="share",
    name_vi="Tỷ lệ",
    measure="per-cent",
    over_time=OverTime.NEVER,
    over_units=OverUnits.NEVER,
    decimals=1,
)
KNOWN = (MEMBERS, CASES, CLIENTS, CHANGE, SHARE)
GONE = Absence.NOT_REPORTED


def report(unit: str = "213", period: str = "2024", form: tuple[str, ...] = (), **given: Any) -> Report:
    header = {
        name: given.pop(name) for name in ("scope", "method", "revision", "received_on") if name in given
    }
    cells = {name.replace("__", ":"): value for name, value in given.items()}
    filled = Form(code="f", cells=(*cells, *(code for code in form if code not in cells)), indicators=KNOWN)
    values = tuple(cells.values()) + (GONE,) * (len(filled.cells) - len(cells))
    return Report(unit=unit, form=filled, period=Period.parse(period), values=values, **header)


def ask(rule: str, data: Any, kind: str = "report-figures", on: date = ON) -> Finding:
    subject: Subject[Any] = Subject(kind=kind, id="a", data=data, on=date(2024, 12, 31))
    (found,) = review([subject], RuleBook([rule_book().rule(rule)]), on=on)
    return found


def figures(main: Report, **beside: Any) -> ReportFigures:
    return ReportFigures(report=main, **beside)


@pytest.mark.parametrize("rule", MINE, ids=lambda rule: rule.id)
def test_each_rule_does_what_its_file_shows(rule: Rule) -> None:
    assert_rule_conforms(rule)


def test_only_the_estimate_rests_on_law() -> None:
    assert {rule.id: rule.force for rule in MINE} == {
        "budget-estimate": Force.LAW,
        "figures-consolidated": Force.ARITHMETIC,
        "figures-jump": Force.PRACTICE,
        "figures-part-of-total": Force.ARITHMETIC,
        "figures-printed-share": Force.ARITHMETIC,
        "figures-sums": Force.ARITHMETIC,
        "figures-year-and-half": Force.ARITHMETIC,
        "report-on-time": Force.PRACTICE,
    }


class TestPartsAndSums:
    def test_as_many_women_as_members_are_no_fault_and_one_more_is(self) -> None:
        assert ask("figures-part-of-total", figures(report(members=9, members__F=9))).outcome is Outcome.PASS
        found = ask("figures-part-of-total", figures(report(members=9, members__F=10)))
        assert (found.outcome, found.required) == (Outcome.FAIL, 9)
        assert "members:F" in found.message_vi

    def test_a_fault_is_told_whatever_else_is_missing(self) -> None:
        data = figures(report(members=9, members__F=10, cases=GONE, cases__F=1))
        assert ask("figures-part-of-total", data).outcome is Outcome.FAIL

    def test_what_is_only_of_which_need_not_add_up(self) -> None:
        ages = Breakdown(code="age", codes={"young": "Trẻ"})
        form = Form(code="f", cells=["members", "members:_T:age=young"], indicators=[MEMBERS])
        young = Report(unit="1", form=form, period=Period(2024), values=(9, 2))
        assert ages.partition is False
        assert ask("figures-sums", figures(young)).outcome is Outcome.NOT_APPLICABLE
        assert ask("figures-part-of-total", figures(young)).outcome is Outcome.PASS

    def test_a_part_that_does_not_apply_adds_nothing(self) -> None:
        data = figures(report(members=4, members__F=4, members__M=Absence.NOT_APPLICABLE))
        assert ask("figures-sums", data).outcome is Outcome.PASS

    def test_a_whole_that_is_kept_back_cannot_be_told(self) -> None:
        data = figures(report(members=Absence.SUPPRESSED, members__F=4, members__M=5))
        assert ask("figures-sums", data).missing == ("members",)

    def test_known_parts_that_are_too_much_already_are_told_unless_a_part_may_be_negative(self) -> None:
        found = ask("figures-sums", figures(report(members=4, members__F=5, members__M=GONE)))
        assert (found.outcome, found.measured, found.required) == (Outcome.FAIL, 4, 5)
        just = ask("figures-sums", figures(report(members=5, members__F=5, members__M=GONE)))
        assert just.missing == ("members:M",)
        less = ask("figures-sums", figures(report(change=4, change__F=5, change__M=GONE)))
        assert less.outcome is Outcome.UNKNOWN


class TestPrintedShares:
    def ask(self, women: int | Absence, of: int, printed: str, *more: str) -> Finding:
        shares = tuple(
            PrintedShare(numerator=Cell("members", "F"), denominator=Cell("members"), value=Decimal(value))
            for value in (printed, *more)
        )
        return ask("figures-printed-share", figures(report(members=of, members__F=women), printed=shares))

    @pytest.mark.parametrize(
        ("women", "of", "printed", "exact"),
        [(178, 441, "40.59", "40.36"), (1714, 4577, "37.43", "37.45")],
    )
    def test_the_two_wrong_percentages_of_vinh_long_fail(
        self, women: int, of: int, printed: str, exact: str
    ) -> None:
        found = self.ask(women, of, printed)
        assert (found.outcome, found.measured, found.required) == (
            Outcome.FAIL,
            Decimal(printed),
            Decimal(exact),
        )
        assert found.grounds[0].kind is GroundKind.ARITHMETIC

    def test_a_percentage_that_is_cut_off_is_noted(self) -> None:
        found = self.ask(1198, 3218, "37.22")
        assert (found.outcome, found.code, found.required) == (Outcome.PASS, "cut-off", Decimal("37.23"))

    @pytest.mark.parametrize(
        ("women", "of", "printed"),
        [(21, 55, "38.18"), (125, 298, "41.95"), (33, 85, "38.82"), (5, 8, "62.5"), (1, 8, "12.5")],
    )
    def test_those_that_hold_pass(self, women: int, of: int, printed: str) -> None:
        assert (self.ask(women, of, printed).outcome, self.ask(women, of, printed).code) == (
            Outcome.PASS,
            "pass",
        )

    def test_half_is_rounded_up(self) -> None:
        assert self.ask(1, 8, "13").code == "pass"
        assert self.ask(1, 8, "12").code == "cut-off"

    def test_one_wrong_percentage_counts_whatever_the_others_say(self) -> None:
        assert self.ask(21, 55, "38.18", "38.2", "38.3").outcome is Outcome.FAIL
        assert self.ask(GONE, 55, "38.18").missing == ("members:F",)

    def test_a_share_may_be_printed_in_thousandths(self) -> None:
        share = PrintedShare(
            numerator=Cell("members", "F"), denominator=Cell("members"), value=Decimal(125), scale=1000
        )
        data = figures(report(members=8, members__F=1), printed=(share,))
        assert ask("figures-printed-share", data).code == "pass"

    def test_of_nothing_there_is_no_percentage(self) -> None:
        assert self.ask(0, 0, "0.0").outcome is Outcome.FAIL

    def test_a_float_is_no_percentage(self) -> None:
        with pytest.raises(TypeError, match="expected a Decimal"):
            PrintedShare(numerator=Cell("a"), denominator=Cell("b"), value=38.18)  # type: ignore[arg-type]


class TestYears:
    def test_what_there_is_on_a_day_may_shrink(self) -> None:
        half = report(period="2024-H1", members=9, cases=7)
        data = figures(report(members=3, cases=7), half_year=half)
        assert ask("figures-year-and-half", data).outcome is Outcome.PASS

    def test_a_cell_is_found_wherever_it_stands(self) -> None:
        half = report(period="2024-H1", members=1, cases=7)
        found = ask("figures-year-and-half", figures(report(cases=6, members=2), half_year=half))
        assert (found.outcome, found.measured, found.required) == (Outcome.FAIL, 6, 7)

    @pytest.mark.parametrize("half", [{"period": "2023-H1"}, {"period": "2024-H2"}, {"method": "survey"}])
    def test_another_period_or_method_tells_nothing(self, half: dict[str, str]) -> None:
        other = report(cases=9, period=half.get("period", "2024-H1"), method=half.get("method", ""))
        assert ask("figures-year-and-half", figures(report(cases=6), half_year=other)).missing == (
            "half_year",
        )

    def test_another_units_report_is_refused(self) -> None:
        with pytest.raises(ValueError, match="expected half_year of the same unit"):
            figures(report(cases=6), half_year=report("214", "2024-H1", cases=6))


class TestConsolidated:
    def ask(self, declared: Report, *parts: Report, expected: tuple[str, ...] | None = ("1", "2")) -> Finding:
        return ask("figures-consolidated", figures(declared, parts=parts, expected=expected))

    def whole(self, **given: Any) -> Report:
        return report("24", scope=Scope.SUBTREE, **given)

    def test_it_is_the_sum_of_all_that_had_to_send(self) -> None:
        parts = (report("1", cases=3), report("2", cases=4))
        assert self.ask(self.whole(cases=7), *parts).outcome is Outcome.PASS
        assert self.ask(self.whole(cases=8), *parts).required == 7
        assert self.ask(self.whole(cases=7), *parts, expected=("1", "2", "3")).outcome is Outcome.UNKNOWN
        assert self.ask(self.whole(cases=7), *parts, expected=None).outcome is Outcome.UNKNOWN
        assert self.ask(self.whole(cases=6), *parts, expected=None).outcome is Outcome.FAIL

    def test_the_newest_revision_of_a_part_counts(self) -> None:
        parts = (report("1", cases=5, revision=2), report("2", cases=4), report("1", cases=3))
        assert self.ask(self.whole(cases=9), *parts).outcome is Outcome.PASS

    def test_distinct_persons_lie_between_the_largest_part_and_the_sum(self) -> None:
        parts = (report("1", clients=3), report("2", clients=4))
        outcomes = [self.ask(self.whole(clients=count), *parts).outcome for count in (3, 4, 7, 8)]
        assert outcomes == [Outcome.FAIL, Outcome.PASS, Outcome.PASS, Outcome.FAIL]
        more = self.ask(self.whole(clients=8), *parts, expected=("1", "2", "3"))
        assert more.outcome is Outcome.UNKNOWN

    def test_percentages_are_not_added(self) -> None:
        parts = (report("1", share=Decimal("3.5"), cases=1), report("2", share=Decimal("4.5"), cases=1))
        assert self.ask(self.whole(share=Decimal("4.0"), cases=2), *parts).outcome is Outcome.PASS

    def test_what_may_be_negative_can_only_be_told_with_all_parts(self) -> None:
        parts = (report("1", change=3), report("2", change=GONE))
        assert self.ask(self.whole(change=2), *parts).outcome is Outcome.UNKNOWN


class TestJumps:
    @pytest.mark.parametrize(
        ("now", "before", "jump"),
        [
            (0, 0, False),
            (2, 1, False),
            (0, 10, False),
            (0, 11, True),
            (11, 0, True),
            (15, 10, False),
            (60, 40, False),
            (300, 200, True),
            (299, 200, False),
            (1_000, 1_499, False),
            (1_000, 1_500, True),
        ],
    )
    def test_chance_and_size_have_to_say_so_both(self, now: int, before: int, jump: bool) -> None:
        assert is_jump(now, before) is jump
        assert is_jump(before, now) is jump

    def test_a_longer_period_has_more(self) -> None:
        assert is_jump(60, 20)
        assert not is_jump(60, 20, days_now=365, days_before=181)
        assert is_jump(60, 60, days_now=90, days_before=365)
        assert not is_jump(14, 60, days_now=90, days_before=365)
        assert not is_jump(1, 12, days_now=90, days_before=365)
        assert is_jump(1, 80, days_now=90, days_before=365)

    def test_cases_are_held_against_the_length_of_the_period_and_members_are_not(self) -> None:
        half = report(period="2023-H1", cases=20, members=60)
        assert (
            ask("figures-jump", figures(report(cases=60, members=60), previous=half)).outcome is Outcome.PASS
        )
        found = ask("figures-jump", figures(report(cases=20, members=20), previous=half))
        assert (found.outcome, found.measured, found.required) == (Outcome.FAIL, 20, 60)
        assert "members" in found.message_vi

    def test_a_later_period_or_another_method_is_no_previous_one(self) -> None:
        for other in (report(cases=1), report(period="2023", method="survey", cases=1)):
            assert ask("figures-jump", figures(report(cases=9), previous=other)).missing == ("previous",)

    def test_a_percentage_does_not_jump(self) -> None:
        before = report(period="2023", share=Decimal("1.0"))
        assert ask("figures-jump", figures(report(share=Decimal("90.0")), previous=before)).code == "pass"


class TestOnTime:
    def ask(self, *days: date | None, on: date = ON, **owed: Any) -> Finding:
        due = {"deadline": Deadline.parse("chậm nhất ngày 10/7/2024"), "clause": "9/KH-UBND, mục II", **owed}
        obligation = Obligation(form="f", period=Period(2024, "H1"), units=("213",), **due)
        form = Form(code="f", cells=["cases"], indicators=[CASES])
        sent = tuple(
            Report(
                unit="213",
                form=form,
                period=obligation.period,
                values=(1,),
                revision=revision,
                received_on=day,
                sent_on=date(2024, 7, 10),
            )
            for revision, day in enumerate(days, start=1)
        )
        return ask(
            "report-on-time", Submission(unit="213", obligation=obligation, reports=sent), "submission", on
        )

    def test_the_word_decides_whether_the_day_itself_is_in_time(self) -> None:
        day = date(2024, 7, 10)
        assert self.ask(day).outcome is Outcome.PASS
        late = self.ask(day, deadline=Deadline.parse("trước ngày 10/7/2024"))
        assert (late.outcome, dict(late.arguments)["days"]) == (Outcome.FAIL, 1)
        assert "9/KH-UBND, mục II" in late.message_vi

    def test_the_first_revision_counts_and_not_the_last(self) -> None:
        assert self.ask(date(2024, 7, 9), date(2024, 9, 1)).outcome is Outcome.PASS
        assert self.ask(date(2024, 7, 11), date(2024, 7, 9)).outcome is Outcome.FAIL

    def test_a_deadline_may_count_by_the_postmark(self) -> None:
        assert self.ask(date(2024, 7, 20), counted_by=CountedBy.POSTMARK).outcome is Outcome.PASS
        assert self.ask(None).missing == ("received_on",)

    def test_what_has_not_come_is_late_from_the_day_after(self) -> None:
        assert self.ask(on=date(2024, 7, 10)).outcome is Outcome.NOT_APPLICABLE
        assert self.ask(on=date(2024, 7, 11)).outcome is Outcome.FAIL

    def test_without_a_deadline_nothing_is_late(self) -> None:
        assert self.ask(date(2025, 1, 1), deadline=None).outcome is Outcome.NOT_APPLICABLE

    def test_without_the_first_revision_it_cannot_be_told(self) -> None:
        obligation = Obligation(
            form="f", period=Period(2024), units=("213",), deadline=Deadline.parse("trước ngày 1/2/2025")
        )
        second = report(cases=1, revision=2, received_on=date(2025, 1, 9))
        data = Submission(unit="213", obligation=obligation, reports=(second,))
        assert ask("report-on-time", data, "submission").outcome is Outcome.UNKNOWN
        with pytest.raises(ValueError, match="expected reports of unit 214"):
            Submission(unit="214", obligation=obligation, reports=(second,))


@pytest.mark.parametrize(
    ("day", "outcome"), [(date(2024, 7, 19), Outcome.PASS), (date(2024, 7, 20), Outcome.FAIL)]
)
def test_the_estimate_is_due_before_20_july_of_the_year_before(day: date, outcome: Outcome) -> None:
    found = ask("budget-estimate", Estimate(year=2025, made_on=day), "budget-estimate")
    assert (found.outcome, found.required) == (outcome, date(2024, 7, 20))
    assert str(found.grounds[0]) == "191/2009/TT-BTC (1/10/2009), Điều 4"
