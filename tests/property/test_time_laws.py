"""The laws of adding up over time, as properties; each test quotes the law that it proves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import partial

from attrs import evolve, frozen
from hypothesis import event, given
from hypothesis import strategies as st

from vstbpn import (
    Absence,
    Cell,
    Derived,
    Form,
    Indicator,
    Mode,
    OverTime,
    OverUnits,
    Period,
    Report,
    Tree,
    from_year_to_date,
    over_time,
    roll_up,
    testing,
)
from vstbpn.model import exact

YEAR = Period(2024)
HALVES = (Period(2024, "H1"), Period(2024, "H2"))
QUARTERS = tuple(Period(2024, f"Q{number}") for number in range(1, 5))
MONTHS = tuple(Period(2024, f"{number:02d}") for number in range(1, 13))
ALL = (YEAR, *HALVES, *QUARTERS, *MONTHS, Period(2024, "9M"))


@frozen
class Case:
    """A tree, and reports of one level on one form for several periods."""

    tree: Tree
    form: Form
    level: str
    reports: list[Report]

    def of(self, *periods: Period) -> list[Report]:
        return [report for report in self.reports if report.period in periods]

    def newest(self, unit: str, period: Period) -> Report | None:
        mine = [report for report in self.of(period) if report.unit == unit]
        return max(mine, key=lambda report: report.revision, default=None)


@st.composite
def cases(draw: st.DrawFn, periods: Sequence[Period]) -> Case:
    tree, form = draw(testing.trees(largest=6)), draw(testing.forms())
    level = draw(st.sampled_from(tree.levels))
    reports = [
        report
        for period in periods
        for report in draw(testing.reports(tree, form, levels=[level], period=period, revisions=2))
    ]
    return Case(tree, form, level, reports)


def places_that_nothing_contradicts(form: Form) -> set[int]:
    """A missing total is known by its parts, too; of reports drawn at random they may be more than it."""
    return set(range(len(form.cells))) - {total for total, _ in form.sums}


def is_flow(form: Form, place: int) -> bool:
    return form.by_cell[place].over_time is OverTime.FLOW


@given(cases(QUARTERS), st.randoms(use_true_random=False), st.integers(0, 3))
def test_order_of_reports_does_not_matter(case: Case, chance: object, look_back: int) -> None:
    """Order of units, rows and revisions does not matter."""
    shuffled = list(case.reports)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert over_time(shuffled, YEAR, look_back=look_back) == over_time(
        case.reports, YEAR, look_back=look_back
    )
    last = QUARTERS[3]
    counted = [evolve(report, period=QUARTERS[0]) for report in case.of(QUARTERS[0])]
    assert from_year_to_date(reversed(counted), QUARTERS[0]) == from_year_to_date(counted, QUARTERS[0])
    assert over_time(shuffled, last) == over_time(case.reports, last)


@given(cases(QUARTERS))
def test_adding_halves_made_of_quarters_is_adding_quarters(case: Case) -> None:
    """Any grouping of the parts gives the same whole."""
    halves = [report for half in HALVES for report in over_time(case.reports, half).reports]
    event(f"{len(halves) > 0} halves")
    found, straight = over_time(halves, YEAR).reports, over_time(case.reports, YEAR).reports
    for report, other in zip(found, straight, strict=True):
        assert (report.unit, report.values) == (other.unit, other.values)
        for place in places_that_nothing_contradicts(case.form):
            assert report.numbers[place] == other.numbers[place]
        # A mark on a zero that is part of what is known of a half is not kept: there is nothing to mark.
        for name in ("provisional_bits", "estimated_bits"):
            assert getattr(report, name) | getattr(other, name) == getattr(other, name)


@given(cases(HALVES), st.sampled_from(Mode))
def test_units_first_or_time_first_gives_the_same_total(case: Case, mode: Mode) -> None:
    """Adding up over time and then over units is adding up over units and then over time."""
    halves = roll_up(case.reports, case.tree, mode=mode, reporting_level=case.level)
    years = roll_up(over_time(case.reports, YEAR).reports, case.tree, mode=mode, reporting_level=case.level)
    if len(halves.periods) < 2:
        return
    for unit, _, cell in years:
        first, second = (halves[unit, half, cell] for half in HALVES)
        year = years[unit, YEAR, cell]
        place = case.form.place(cell)
        if not is_flow(case.form, place):
            assert (year.value, year.reason) == (second.value, second.reason)
        elif first.is_complete and second.is_complete:
            assert first.value is not None
            assert second.value is not None
            assert year.is_complete
            assert year.value == first.value + second.value
        elif year.value is not None and place in places_that_nothing_contradicts(case.form):
            assert Fraction(year.value) == Fraction(first.value or 0) + Fraction(second.value or 0)
            assert year.provisional >= (first.provisional and first.value != 0)


@given(cases(HALVES))
def test_counting_on_within_the_year_and_taking_apart_gives_the_part_back(case: Case) -> None:
    """H2 = year - H1, and a year that was added up from both is never smaller than the first."""
    year = over_time(case.reports, YEAR).reports
    found = from_year_to_date([*case.of(HALVES[0]), *year], HALVES[1])
    assert {fall.cell for fall in found.falls} == set()
    for report in found.reports:
        first, second = (case.newest(report.unit, half) for half in HALVES)
        for place, value in enumerate(report.values):
            before = first.values[place] if first else Absence.NOT_REPORTED
            after = second.values[place] if second else Absence.NOT_REPORTED
            if not is_flow(case.form, place):
                assert value == after
            elif isinstance(before, Absence) and (before.is_missing or before is Absence.SUPPRESSED):
                assert isinstance(value, Absence)
            elif not isinstance(after, Absence):
                assert value == after


@given(cases(HALVES))
def test_a_reported_zero_changes_no_sum(case: Case) -> None:
    """A reported zero changes coverage and no sum."""
    before = over_time(case.reports, YEAR)
    silent = {report.unit for report in case.of(HALVES[0])} - {report.unit for report in case.of(HALVES[1])}
    zeros = [
        Report(unit=unit, form=case.form, period=HALVES[1], values=[0] * len(case.form.cells))
        for unit in silent
    ]
    after = {report.unit: report for report in over_time([*case.reports, *zeros], YEAR).reports}
    for report in before.reports:
        for place, number in enumerate(report.numbers):
            if is_flow(case.form, place) and place in places_that_nothing_contradicts(case.form):
                assert after[report.unit].numbers[place] == number
    assert not silent & {lack.unit for lack in over_time(zeros, HALVES[1]).lacking}


@st.composite
def counted(draw: st.DrawFn) -> tuple[Indicator, list[int], list[Report]]:
    """What happened in each month, and true reports for any periods: each is the sum of its months."""
    over_units = draw(st.sampled_from([OverUnits.ADDITIVE, OverUnits.NEVER]))
    indicator = evolve(draw(testing.indicators()), over_time=OverTime.FLOW, over_units=over_units, minimum=0)
    form = Form(code="form", cells=["figure"], indicators=[indicator])
    months = draw(st.lists(st.integers(0, 50), min_size=12, max_size=12))
    periods = draw(st.lists(st.sampled_from(ALL[1:]), min_size=1, unique=True))
    reports = [
        Report(unit="u", form=form, period=period, values=[exact(within(months, period), indicator.decimals)])
        for period in periods
    ]
    return indicator, months, reports


def within(months: Sequence[int], period: Period) -> int:
    """The sum of the months that lie in a period."""
    return sum(number for number, month in zip(months, MONTHS, strict=True) if month.start in period)


def can_tile(periods: Iterable[Period], whole: Period) -> bool:
    """Tell by trying whether some of the periods fill a whole one after the other."""
    reached = {whole.start}
    for period in sorted(periods, key=lambda period: period.start):
        if period.start in reached and period.end <= whole.end:
            reached.add(period.end)
    return whole.end in reached


@given(counted(), st.sampled_from(ALL))
def test_true_parts_make_a_true_whole_whenever_they_tile_it(
    case: tuple[Indicator, list[int], list[Report]], whole: Period
) -> None:
    """A whole is known exactly when parts tile it; else what is known of it is a lower bound."""
    indicator, months, reports = case
    truth = exact(within(months, whole), indicator.decimals)
    there = {report.period for report in reports}
    for report in over_time(reports, whole).reports:
        (value,) = report.values
        if can_tile(there, whole):
            assert value == truth
        else:
            assert value is Absence.NOT_REPORTED
            assert all(0 <= known <= truth for _, known in report.known)
    for lack in over_time(reports, whole).lacking:
        assert there.isdisjoint(lack.periods)
        assert can_tile(there.union(lack.periods), whole)


@given(cases(QUARTERS))
def test_marks_of_what_was_added_carry_over(case: Case) -> None:
    """Provisional and estimated marks of the parts are marks of the whole."""
    for report in over_time(case.reports, YEAR).reports:
        parts = [part for quarter in QUARTERS if (part := case.newest(report.unit, quarter))]
        for place in range(len(case.form.cells)):
            if is_flow(case.form, place) and report.numbers[place]:
                for part in parts:
                    assert report.provisional_bits >> place & 1 >= part.provisional_bits >> place & 1
                    assert report.estimated_bits >> place & 1 >= part.estimated_bits >> place & 1


@given(cases(QUARTERS), st.integers(0, 5))
def test_an_older_stock_is_taken_only_for_one_that_is_missing_and_is_always_named(
    case: Case, look_back: int
) -> None:
    """A stock is the last figure in the period; an older one is marked, named, and the newest that there is."""
    found = over_time(case.reports, YEAR, look_back=look_back)
    stale = {(stale.unit, stale.cell): stale.taken_from for stale in found.stale}
    for report in found.reports:
        said = [case.newest(report.unit, quarter) for quarter in QUARTERS]
        for place, cell in enumerate(case.form.cells):
            if is_flow(case.form, place):
                assert (report.unit, cell) not in stale
                continue
            history = [part.values[place] if part else Absence.NOT_REPORTED for part in said]
            last = history[-1]
            back = 0
            while back < min(look_back, 3) and is_missing(history[3 - back]):
                back += 1
            taken = history[3 - back]
            if not is_missing(last) or isinstance(taken, Absence):
                assert report.values[place] == last
                assert (report.unit, cell) not in stale
            else:
                assert report.values[place] == taken
                assert stale[report.unit, cell] == QUARTERS[3 - back]
                assert cell in report.estimated


def is_missing(value: object) -> bool:
    return isinstance(value, Absence) and value.is_missing


@given(cases(HALVES))
def test_what_is_suppressed_or_missing_in_a_part_is_never_a_figure_of_the_whole(case: Case) -> None:
    """An absence is never a zero."""
    found: Derived = over_time(case.reports, YEAR)
    lacking = {(lack.unit, cell): lack.periods for lack in found.lacking for cell in lack.cells}
    for report in found.reports:
        for place, cell in enumerate(case.form.cells):
            parts = {half: part.values[place] for half in HALVES if (part := case.newest(report.unit, half))}
            missing = tuple(half for half in HALVES if is_missing(parts.get(half, Absence.NOT_REPORTED)))
            if is_flow(case.form, place):
                assert lacking.get((report.unit, cell), ()) == missing
                if missing:
                    assert report[cell] is Absence.NOT_REPORTED
                elif Absence.SUPPRESSED in parts.values():
                    assert report[cell] is Absence.SUPPRESSED
                else:
                    assert isinstance(report[cell], Absence) == all(
                        isinstance(value, Absence) for value in parts.values()
                    )


@given(
    cases(ALL[:7]), st.integers(0, 3), st.sampled_from([YEAR, HALVES[0], HALVES[1], QUARTERS[3]]), st.data()
)
def test_whoever_adds_reports_never_gets_an_older_revision(
    case: Case, look_back: int, period: Period, data: st.DataObject
) -> None:
    """Whoever keeps the reports that there were and adds others never gets a smaller revision, and gets a
    larger one whenever what is derived changes: in a roll-up the latest derivation counts."""
    some = [report for report in case.reports if data.draw(st.booleans())]
    for derive in (partial(over_time, look_back=look_back), from_year_to_date):
        before, after = derive(some, period).reports, derive(case.reports, period).reports
        newest = {report.unit: report for report in after}
        event(f"{sum(newest[report.unit] != report for report in before)} changed")
        for report in before:
            assert newest[report.unit].revision >= report.revision
            assert newest[report.unit] == report or newest[report.unit].revision > report.revision
        straight = roll_up(after, case.tree, reporting_level=case.level)
        assert roll_up([*before, *after], case.tree, reporting_level=case.level) == straight


def test_the_cells_of_two_forms_meet() -> None:
    """Figures meet by indicator and breakdown, whatever form they stand on."""
    one = Form(
        code="one",
        cells=["a", "b"],
        indicators=[
            Indicator(code=code, name_vi=code, measure="cases", over_time=OverTime.FLOW) for code in "ab"
        ],
    )
    other = evolve(one, code="other", cells=["b", "a"])
    halves = [
        Report(unit="u", form=form, period=half, values=values)
        for form, half, values in zip((one, other), HALVES, ((1, 2), (4, 8)), strict=True)
    ]
    for report in over_time(halves, YEAR).reports:
        assert (report[Cell("a")], report[Cell("b")]) == (9, 6)
