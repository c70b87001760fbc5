"""How far a target is reached, and where the figures are heading."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vstbpn.catalog import target, targets
from vstbpn.model import Finding, Force, Outcome, Sex, Subject
from vstbpn.rules import Rule, review, rule_book
from vstbpn.rules.targets import (
    Observation,
    Standing,
    TargetFigures,
    as_printed,
    forecast,
    progress,
)
from vstbpn.testing import assert_rule_conforms

MINE = tuple(rule for rule in rule_book() if any(kind.startswith("target:") for kind in rule.kinds))
RATIOS = st.fractions(0, 1, max_denominator=100)


def seen(
    *parts: int | Decimal | None, first: int = 2021, of: int = 1000, sex: str = Sex.ALL
) -> list[Observation]:
    return [
        Observation(year=first + step, numerator=part, denominator=of, sex=sex)
        for step, part in enumerate(parts)
    ]


def ask(code: str, *observations: Observation, on: date = date(2024, 12, 31)) -> Finding:
    subject: Subject[TargetFigures] = Subject(
        kind=f"target:{code}", id="24", data=TargetFigures(observations=observations), on=on
    )
    (found,) = review([subject], rule_book(), on=on)
    return found


@pytest.mark.parametrize("rule", MINE, ids=lambda rule: rule.id)
def test_each_rule_does_what_its_file_shows(rule: Rule) -> None:
    assert_rule_conforms(rule)


def test_every_target_that_counts_and_has_a_source_has_its_rule() -> None:
    expected = {
        f"target:{one.id}" for one in targets() if one.instrument is not None and one.numerator is not None
    }
    assert {kind for rule in MINE for kind in rule.kinds} == expected
    assert {rule.force for rule in MINE} <= {Force.TARGET, Force.PARTY, Force.PLAN, Force.LAW}
    assert rule_book().rule("target-28-nq-cp-1-1") in MINE


class TestForecast:
    def test_a_steady_series_goes_on_with_no_range(self) -> None:
        told = forecast([(2021, Fraction(1, 4)), (2022, Fraction(1, 3)), (2024, Fraction(1, 2))], 2030)
        assert told is not None
        assert told[1:] == (Fraction(1), Fraction(1), Fraction(1), (2021, 2022, 2024))

    def test_worked_by_hand(self) -> None:
        """1, 3, 2 in years 0, 1, 2: the line is 3/2 + x/2, and in year 4 it is at 7/2.

        Without one year: (3, 2) gives 0, (1, 2) gives 3, (1, 3) gives 9; the farthest figure is 1 away.
        """
        told = forecast([(2000, Fraction(1)), (2001, Fraction(3)), (2002, Fraction(2))], 2004)
        assert told == (2004, Fraction(7, 2), Fraction(-1), Fraction(10), (2000, 2001, 2002))

    @pytest.mark.parametrize("count", [0, 1, 2])
    def test_never_from_fewer_than_three_years(self, count: int) -> None:
        assert forecast([(2021 + year, Fraction(1, 2)) for year in range(count)], 2030) is None

    def test_floats_and_years_that_stand_twice_are_refused(self) -> None:
        with pytest.raises(TypeError, match="expected fractions"):
            forecast([(2021, 0.5), (2022, 0.5), (2023, 0.5)], 2030)  # type: ignore[list-item]
        with pytest.raises(ValueError, match="each year once"):
            forecast([(2021, Fraction(1))] * 3, 2030)

    @given(st.lists(RATIOS, min_size=3, max_size=6), RATIOS, RATIOS)
    def test_the_range_holds_the_line_and_moves_with_the_figures(
        self, values: list[Fraction], factor: Fraction, more: Fraction
    ) -> None:
        points = [(2020 + place, value) for place, value in enumerate(values)]
        told, moved = forecast(points, 2030), forecast([(y, v * factor + more) for y, v in points], 2030)
        assert told is not None
        assert moved is not None
        assert told.low <= told.value <= told.high
        assert (moved.low, moved.value, moved.high) == tuple(
            value * factor + more for value in (told.low, told.value, told.high)
        )

    @given(st.permutations(list(enumerate([1, 5, 2, 8]))))
    def test_the_order_of_figures_does_not_matter(self, points: list[tuple[int, int]]) -> None:
        told = forecast([(2020 + year, Fraction(value)) for year, value in points], 2030)
        assert told == forecast([(2020 + year, Fraction(value)) for year, value in sorted(points)], 2030)


class TestProgress:
    """Target 2.3: at least 27 % women directors in 2025, 30 % in 2030."""

    WOMEN = target("2.3")

    @pytest.mark.parametrize(("part", "standing"), [(270, Standing.MET), (269, Standing.NOT_MET)])
    def test_in_the_year_itself_the_counts_decide_exactly(self, part: int, standing: Standing) -> None:
        told = progress(self.WOMEN, seen(part, first=2025))
        assert told.standing is standing
        assert told.short == (None if standing is Standing.MET else Fraction(1, 1000))

    def test_before_it_the_range_of_the_forecast_decides(self) -> None:
        on_course, behind, open_ = (
            progress(self.WOMEN, seen(*parts))
            for parts in ((250, 258, 266), (250, 251, 252), (250, 264, 258))
        )
        assert (on_course.standing, behind.standing, open_.standing) == (
            Standing.ON_COURSE,
            Standing.BEHIND,
            Standing.CANNOT_TELL,
        )
        assert behind.short == Fraction(270 - 254, 1000)
        assert open_.missing == ("narrower_forecast",)
        assert open_.forecast is not None

    def test_after_the_last_value_but_one_the_next_one_counts(self) -> None:
        told = progress(self.WOMEN, seen(290, 295, 299, first=2026))
        assert told.required is not None
        assert (told.required.year, told.standing) == (2030, Standing.ON_COURSE)

    def test_what_is_reached_early_is_ahead(self) -> None:
        assert progress(self.WOMEN, seen(270, first=2023)).standing is Standing.AHEAD

    def test_two_years_or_a_year_unknown_give_no_forecast(self) -> None:
        assert progress(self.WOMEN, seen(250, 258)).missing == ("three_years",)
        assert progress(self.WOMEN, seen(250, None, 258, 262)).missing == ("figures",)
        assert progress(self.WOMEN, seen(250, 258, None)).missing == ("figures",)
        assert progress(self.WOMEN, []).missing == ("figures",)

    def test_counts_that_contradict_each_other_tell_nothing(self) -> None:
        assert progress(self.WOMEN, seen(1001, first=2025)).missing == ("consistent_counts",)
        assert progress(self.WOMEN, seen(-1, first=2025)).missing == ("consistent_counts",)
        assert progress(self.WOMEN, seen(0, of=0, first=2025)).missing == ("figures",)

    def test_after_the_strategy_nothing_is_asked(self) -> None:
        assert progress(self.WOMEN, seen(290, first=2031)).standing is Standing.NOT_ASKED

    def test_a_falling_target_is_met_from_below(self) -> None:
        farming = target("2.2")  # less than 30 % in 2025
        assert progress(farming, seen(299, first=2025)).standing is Standing.MET
        assert progress(farming, seen(300, first=2025)).standing is Standing.NOT_MET
        assert progress(farming, seen(340, 325, 310, first=2022)).standing is Standing.ON_COURSE

    def test_a_series_ends_where_something_else_is_counted(self) -> None:
        bodies = target("1.1")
        assert progress(bodies, seen(500, 520, 540, first=2022)).missing == ("figures_since_break",)
        assert progress(bodies, seen(500, 540, 700, 705, first=2023)).missing == ("three_years",)
        since = progress(bodies, seen(100, 700, 715, 730, first=2024))
        assert since.forecast is not None
        assert since.forecast.years == (2025, 2026, 2027)
        assert since.standing is Standing.ON_COURSE

    def test_how_far_it_misses_at_least_is_told_by_the_nearer_end(self) -> None:
        told = progress(self.WOMEN, seen(200, 204, 202))
        assert told.standing is Standing.BEHIND
        assert told.forecast is not None
        assert told.forecast.low < told.forecast.high
        assert told.short == Fraction(27, 100) - told.forecast.high

    def test_about_a_number_is_left_open(self) -> None:
        told = progress(target("2.1"), seen(590, first=2030))
        assert told.missing == ("wording_of_target",)

    def test_a_line_may_leave_what_can_be_and_a_figure_cannot(self) -> None:
        all_of = target("3.4")  # 100 % in 2030
        told = progress(all_of, seen(850, 910, 970, first=2026))
        assert told.forecast is not None
        assert told.forecast.value > 1
        assert told.standing is Standing.ON_COURSE
        farming = progress(target("2.2"), seen(900, 600, 310))
        assert farming.forecast is not None
        assert farming.forecast.high < 0
        assert farming.standing is Standing.ON_COURSE


class TestVerdicts:
    def test_behind_says_by_how_much_and_by_what(self) -> None:
        found = ask("28/NQ-CP:2.3", *seen(250, 251, 252))
        assert (found.outcome, found.code, found.required) == (Outcome.FAIL, "behind-2025", Fraction(27, 100))
        assert "1,60%" in found.message_vi
        assert "1.60%" in found.message_en
        assert str(found.grounds[0]) == "28/NQ-CP (3/3/2021), chỉ tiêu 2.3"

    def test_values_that_nobody_has_read_are_marked(self) -> None:
        found = ask("28/NQ-CP:5.3", *seen(316, first=2025), on=date(2025, 12, 31))
        assert found.outcome is Outcome.PASS
        assert not found.is_verified
        assert "chưa được kiểm chứng" in found.message_vi
        assert ask("28/NQ-CP:2.3", *seen(316, first=2025), on=date(2025, 12, 31)).is_verified

    def test_women_and_men_have_to_meet_it_each(self) -> None:
        girls = seen(950, first=2025, sex=Sex.FEMALE)
        for boys, outcome in ((950, Outcome.PASS), (800, Outcome.FAIL), (None, Outcome.UNKNOWN)):
            found = ask("28/NQ-CP:5.2a", *girls, *seen(boys, first=2025, sex=Sex.MALE))
            assert found.outcome is outcome
        assert ask("28/NQ-CP:5.2a", *girls).outcome is Outcome.UNKNOWN

    def test_rates_are_written_in_their_own_unit(self) -> None:
        found = ask("28/NQ-CP:4.2", *seen(44, first=2025, of=100_000))
        assert found.outcome is Outcome.FAIL
        assert "44.00 per 100,000 live births, off by 2.00 per 100,000 live births" in found.message_en

    def test_the_law_of_the_day_of_the_figures_is_asked(self) -> None:
        before = ask("28/NQ-CP:2.3", *seen(250, first=2020), on=date(2020, 12, 31))
        after = ask("28/NQ-CP:2.3", *seen(250, first=2031), on=date(2031, 1, 1))
        assert before.outcome is after.outcome is Outcome.NOT_IN_FORCE

    def test_no_figure_at_all_cannot_be_told(self) -> None:
        assert ask("28/NQ-CP:2.3").outcome is Outcome.UNKNOWN

    def test_a_year_stands_once(self) -> None:
        with pytest.raises(ValueError, match="each year once"):
            TargetFigures(observations=tuple(seen(1) + seen(2)))
        with pytest.raises(TypeError, match="whole or decimal number"):
            Observation(year=2021, numerator=0.5, denominator=1)  # type: ignore[arg-type]


def test_a_ratio_is_written_as_the_target_prints_it() -> None:
    assert as_printed(target("2.3").steps[0], Fraction(1, 3)) == Decimal("33.33")
    assert as_printed(target("4.3").steps[0], Fraction(1, 80)) == Decimal("12.50")
