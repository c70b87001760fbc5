from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from support.builders import (
    NOT_APPLICABLE,
    NOT_EXPECTED,
    NOT_REPORTED,
    SMALL,
    SUPPRESSED,
    WITHDRAWN,
    form,
    report,
)

from vstbpn import (
    ADMINISTRATIVE,
    Bounds,
    Cell,
    Form,
    Mode,
    OverTime,
    OverUnits,
    Period,
    Reason,
    Report,
    ReportConflict,
    Scope,
    UnknownUnit,
    catalog,
    roll_up,
)
from vstbpn.aggregate import Derived, Fall, Lack, Stale, from_year_to_date, over_time
from vstbpn.model import Value

YEAR = Period(2024)
CASES = Cell("cases")
FLOW = form("cases")
STOCK = form("cases", over_time=OverTime.STOCK)
NEVER = form("cases", over_time=OverTime.NEVER)
DISTINCT = form("cases", measure="persons", over_units=OverUnits.DISTINCT)
TENTHS = form("cases", decimals=1)
SIGNED = form("cases", minimum=None)


def said(
    values: Mapping[str, Value | None], *, on: Form = FLOW, unit: str = "a1", **changes: Any
) -> list[Report]:
    """One unit's reports by the part of 2024; a part of another year is written out (2023-H2)."""
    return [report(unit, value, on=on, period=period(part), **changes) for part, value in values.items()]


def period(part: str) -> Period:
    return Period.parse(part) if part[:2] == "20" else Period(2024, part)


def one(found: Derived) -> Report:
    (single,) = found.reports
    return single


def value(values: dict[str, Value | None], *, on: Form = FLOW, of: Period = YEAR, **options: Any) -> Value:
    return one(over_time(said(values, on=on), of, **options))["cases"]


def lacks(found: Derived) -> list[list[str]]:
    return [[when.code for when in lack.periods] for lack in found.lacking]


# -- flows ---------------------------------------------------------------------------------------


def test_flows_of_the_parts_add_up() -> None:
    found = over_time(said({"H1": 3, "H2": 4}), YEAR)
    assert (one(found).unit, one(found).period, one(found).values) == ("a1", YEAR, (7,))
    assert found == Derived(found.reports, (), (), (), ())


@pytest.mark.parametrize(
    ("of", "parts"),
    [
        ("2024", ["H1", "H2"]),
        ("2024", ["Q1", "Q2", "Q3", "Q4"]),
        ("2024", ["9M", "Q4"]),
        ("2024", ["H1", "Q3", "Q4"]),
        ("2024", ["Q1", "04", "05", "06", "H2"]),
        ("2024", [f"{month:02d}" for month in range(1, 13)]),
        ("2024-9M", ["H1", "Q3"]),
        ("2024-9M", ["Q1", "Q2", "07", "08", "09"]),
        ("2024-H2", ["Q3", "Q4"]),
        ("2024-Q2", ["04", "05", "06"]),
        ("2024-05", ["05"]),
    ],
)
def test_any_parts_that_tile_the_period_will_do(of: str, parts: list[str]) -> None:
    found = over_time(said({part: 10**place for place, part in enumerate(parts)}), Period.parse(of))
    assert one(found).values == (int("1" * len(parts)),)
    assert not found.lacking


def test_of_several_sets_of_parts_the_smallest_counts() -> None:
    quarters: dict[str, Value | None] = {"Q1": 1, "Q2": 1, "Q3": 1, "Q4": 1}
    assert value({**quarters, "H1": 10, "H2": 10}) == 20
    assert value({**quarters, "9M": 100}) == 101
    assert value({**quarters, "H2": 10}) == 12
    months: dict[str, Value | None] = {f"{month:02d}": 1 for month in range(1, 7)}
    assert value({**months, "H2": 10}) == 16
    assert value({**months, "H2": 10, "9M": 100, "Q4": 1}) == 101
    assert value({"9M": 100, "Q4": 1, "H1": 10, "H2": 10}) == 20  # of two with two parts the halves


def test_parts_that_are_there_come_before_few_parts() -> None:
    assert value({"Q1": 1, "Q2": 2, "H2": 4, "01": 9}) == 7
    found = over_time(said({"H1": 1, "Q2": 2, "Q3": 4}), YEAR)
    assert one(found).known == ((CASES, 5),)
    assert lacks(found) == [["2024-Q4"]]


def test_a_period_outside_or_of_another_calendar_is_no_part() -> None:
    assert value({"H1": 1, "H2": 2, "2023-H2": 50, "2025-H1": 50}) == 3
    assert over_time(said({"H2": 1}), Period(2024, "H1")).reports == ()
    other = Period(2024, "H1", ADMINISTRATIVE)
    found = over_time([*said({"H2": 2}), report("a1", 1, period=other)], YEAR)
    assert lacks(found) == [["2024-H1"]]
    year = Period(2024, "", ADMINISTRATIVE)
    halves = [report("a1", 1, period=other), report("a1", 2, period=Period(2024, "H2", ADMINISTRATIVE))]
    assert one(over_time(halves, year)).values == (3,)


def test_a_report_for_the_period_itself_is_given_as_it_is() -> None:
    whole = report("a1", 4, on=NEVER, period=YEAR, revision=3, received_on=date(2025, 1, 9))
    found = over_time([whole], YEAR)
    assert one(found) is whole
    assert found == Derived((whole,), (), (), (), ())
    beside_halves = over_time([whole, *said({"H1": 1, "H2": 2}, on=NEVER)], YEAR)
    assert beside_halves == Derived((evolve(whole, revision=5),), (), (), (), ())


@pytest.mark.parametrize("on", [FLOW, STOCK, NEVER, DISTINCT])
@pytest.mark.parametrize("blank", [None, NOT_REPORTED, WITHDRAWN])
def test_a_blank_in_the_years_own_report_is_an_answer_and_is_named(on: Form, blank: Value | None) -> None:
    """The figure was missing with both halves there, and nothing said which part it wanted for."""
    reports = said({"2024": blank, "H1": 5, "H2": 5}, on=on)
    for look_back in (0, 3):
        found = over_time(reports, YEAR, look_back=look_back)
        assert one(found).values == (NOT_REPORTED if blank is None else blank,)
        assert (one(found).known, found.stale) == ((), ())
        assert found.lacking == (Lack("a1", (YEAR,), (CASES,)),)
    kept_back = over_time(said({"2024": SUPPRESSED, "H1": 5, "H2": 5}, on=on), YEAR)
    assert (one(kept_back).values, kept_back.lacking) == ((SUPPRESSED,), ())


@pytest.mark.parametrize("code", ["2024-H1", "2024-H1@administrative"])
def test_the_period_may_be_a_code(code: str) -> None:
    """Text got as far as "'str' object has no attribute 'year'"."""
    half = Period.parse(code)
    reports = [report("a1", 3, period=half)]
    assert over_time(reports, code) == over_time(reports, half) == Derived(tuple(reports), (), (), (), ())
    assert from_year_to_date(reports, code) == from_year_to_date(reports, half)


@pytest.mark.parametrize("derive", [over_time, from_year_to_date])
def test_what_is_no_period_is_refused(derive: Callable[[list[Report], Any], Derived]) -> None:
    with pytest.raises(TypeError, match=r"expected a period, or its code such as '2024-H1', got 2024$"):
        derive([], 2024)
    with pytest.raises(ValueError, match=r"expected a period such as 2024, 2024-H1, .* got 'H1'"):
        derive([], "H1")


def test_each_unit_has_its_own_parts() -> None:
    found = over_time(
        [
            *said({"H1": 1, "H2": 2}, unit="b1"),
            *said({f"Q{n}": n for n in range(1, 5)}, unit="a2"),
            *said({"H1": 7}, unit="a1"),
            *said({"2023-H1": 7}, unit="B"),
        ],
        YEAR,
    )
    assert [(r.unit, r.values) for r in found.reports] == [
        ("a1", (NOT_REPORTED,)),
        ("a2", (10,)),
        ("b1", (3,)),
    ]
    assert found.lacking == (Lack("a1", (Period(2024, "H2"),), (CASES,)),)


def test_the_parts_that_lack_are_no_longer_than_the_longest_that_is_there() -> None:
    assert lacks(over_time(said({"Q1": 1}), YEAR)) == [["2024-Q2", "2024-Q3", "2024-Q4"]]
    assert lacks(over_time(said({"9M": 1}), YEAR)) == [["2024-Q4"]]
    with_older = over_time(said({"2023": 1, "Q1": 1}), YEAR, look_back=1)
    assert lacks(with_older) == [["2024-Q2", "2024-Q3", "2024-Q4"]]
    assert lacks(over_time(said({"H1": 1, "12": 1}), YEAR)) == [["2024-Q3", "2024-10", "2024-11"]]


@pytest.mark.parametrize("absence", [NOT_REPORTED, WITHDRAWN, None])
def test_a_flow_with_a_missing_part_is_missing_and_what_there_is_is_known(absence: Value | None) -> None:
    found = over_time(said({"H1": 3, "H2": absence}), YEAR)
    assert one(found).values == (NOT_REPORTED,)
    assert one(found).known == ((CASES, 3),)
    assert one(found).numbers == (3,)
    assert found.lacking == (Lack("a1", (Period(2024, "H2"),), (CASES,)),)


def test_a_missing_part_comes_before_a_suppressed_one() -> None:
    assert value({"H1": 3, "H2": SUPPRESSED}) is SUPPRESSED
    assert value({"Q1": 3, "Q2": SUPPRESSED, "H2": None}) is NOT_REPORTED
    found = over_time(said({"H1": 3, "H2": SUPPRESSED}), YEAR)
    assert (one(found).known, found.lacking) == (((CASES, 3),), ())


def test_what_does_not_apply_or_was_not_expected_adds_nothing() -> None:
    for absence in (NOT_APPLICABLE, NOT_EXPECTED):
        assert value({"H1": absence, "H2": 4}) == 4
        assert value({"H1": 0, "H2": absence}) == 0
        assert value({"H1": absence, "H2": absence}) is absence
        assert value({"H1": absence, "H2": SUPPRESSED}) is SUPPRESSED
        assert value({"H1": absence, "H2": None}) is NOT_REPORTED
    assert value({"H1": NOT_APPLICABLE, "H2": NOT_EXPECTED}) is NOT_APPLICABLE


def test_decimals_add_exactly() -> None:
    found = over_time(said({"H1": Decimal("0.1"), "H2": Decimal("0.2")}, on=TENTHS), YEAR)
    assert one(found).values == (Decimal("0.3"),)
    half = one(over_time(said({"H1": Decimal("0.1")}, on=TENTHS), YEAR))
    assert half.known == ((CASES, Decimal("0.1")),)
    assert half.numbers == (1,)


def test_what_is_known_of_a_part_is_known_of_the_whole() -> None:
    sexes = form("cases", "cases:F", "cases:M")
    halves = [
        report("a1", None, 3, 4, on=sexes, period=Period(2024, "H1")),
        report("a1", None, 5, None, on=sexes, period=Period(2024, "H2")),
    ]
    found = one(over_time(halves, YEAR))
    assert found.values == (NOT_REPORTED, 8, NOT_REPORTED)
    assert found.numbers == (12, 8, 4)
    assert found.known == ((Cell("cases", "M"), 4), (CASES, 12))


def test_a_sum_of_what_is_there_has_the_known_halves_in_it() -> None:
    halves = [
        *said({"H1": 3, "H2": 4}),
        *said({"H1": 5}, unit="a2"),
        *said({"H1": 1, "H2": SUPPRESSED}, unit="b1"),
    ]
    totals = roll_up(over_time(halves, YEAR).reports, SMALL)
    nation = totals["VN", YEAR, "cases"]
    assert (nation.value, nation.reason) == (None, Reason.MISSING)
    assert [unit.code for unit in nation.missing] == ["a2"]
    available = totals.in_mode(Mode.AVAILABLE)["VN", YEAR, "cases"]
    assert (available.value, available.reason, available.bounds) == (13, Reason.INCOMPLETE, Bounds(13, None))
    alone = totals.in_mode(Mode.AVAILABLE)["a2", YEAR, "cases"]
    assert (alone.value, alone.reason) == (5, Reason.INCOMPLETE)


def test_a_known_half_bounds_no_whole_where_figures_may_be_below_zero() -> None:
    found = over_time(said({"H1": 5}, on=SIGNED), YEAR)
    total = roll_up(found.reports, SMALL, mode=Mode.AVAILABLE)["a1", YEAR, "cases"]
    assert (total.value, total.reason, total.bounds) == (5, Reason.INCOMPLETE, None)


# -- distinct persons, and what says nothing over time -------------------------------------------


def test_distinct_persons_of_two_parts_are_at_least_those_of_the_larger() -> None:
    found = over_time(said({"H1": 3, "H2": 4}, on=DISTINCT), YEAR)
    assert (one(found).values, one(found).known) == ((NOT_REPORTED,), ((CASES, 4),))
    assert (found.not_derived, found.lacking) == ((CASES,), ())


def test_distinct_persons_of_the_only_part_with_any_are_those_of_the_whole() -> None:
    assert value({"H1": 0, "H2": 4}, on=DISTINCT) == 4
    assert value({"H1": 0, "H2": 0}, on=DISTINCT) == 0
    assert value({"H1": NOT_EXPECTED, "H2": 4}, on=DISTINCT) == 4
    found = over_time(said({"H1": SUPPRESSED, "H2": 4}, on=DISTINCT), YEAR)
    assert (one(found).values, one(found).known, found.not_derived) == ((SUPPRESSED,), ((CASES, 4),), ())
    lacking = over_time(said({"Q1": 3, "Q2": 4, "H2": None}, on=DISTINCT), YEAR)
    assert (one(lacking).values, one(lacking).known) == ((NOT_REPORTED,), ((CASES, 4),))


def test_what_says_nothing_over_time_is_not_derived() -> None:
    found = over_time(said({"H1": 3, "H2": 4}, on=NEVER), YEAR)
    assert (one(found).values, one(found).known, found.not_derived) == ((NOT_REPORTED,), (), (CASES,))
    assert over_time(said({"2023": 4}, on=NEVER), YEAR, look_back=9) == Derived((), (), (), (), ())


# -- stocks --------------------------------------------------------------------------------------


def test_a_stock_is_the_figure_of_the_last_part() -> None:
    assert value({"H1": 3, "H2": 4}, on=STOCK) == 4
    assert value({"H1": 3, "H2": 0}, on=STOCK) == 0
    assert value({"Q4": 4}, on=STOCK) == 4
    assert value({"9M": 3, "H2": 4}, on=STOCK) == 4
    assert value({"Q4": 3, "H2": 4}, on=STOCK) == 4
    assert value({"H1": 3, "H2": NOT_APPLICABLE}, on=STOCK) is NOT_APPLICABLE
    assert value({"H1": 3, "H2": SUPPRESSED}, on=STOCK, look_back=1) is SUPPRESSED
    assert over_time(said({"H2": 4}, on=STOCK), YEAR).lacking == ()


def test_an_earlier_stock_is_never_taken_without_leave() -> None:
    found = over_time(said({"H1": 3}, on=STOCK), YEAR)
    assert (one(found).values, one(found).known) == ((NOT_REPORTED,), ())
    assert found.lacking == (Lack("a1", (Period(2024, "H2"),), (CASES,)),)
    blank = over_time(said({"H1": 3, "H2": WITHDRAWN}, on=STOCK), YEAR)
    assert one(blank).values == (WITHDRAWN,)
    assert lacks(blank) == [["2024-H2"]]


@pytest.mark.parametrize("missing", [{}, {"H2": None}, {"H2": WITHDRAWN}])
def test_with_leave_it_is_estimated_and_named(missing: dict[str, Value | None]) -> None:
    found = over_time(said({"H1": 0, **missing}, on=STOCK), YEAR, look_back=1)
    assert (one(found).values, one(found).estimated) == ((0,), frozenset({CASES}))
    assert found.stale == (Stale("a1", CASES, Period(2024, "H1")),)
    assert found.lacking == ()
    total = roll_up(found.reports, SMALL)["a1", YEAR, "cases"]
    assert (total.value, total.reason, total.estimated) == (0, None, True)


def test_looking_back_goes_so_many_parts_and_no_further() -> None:
    quarters: dict[str, Value | None] = {"Q1": 1, "Q3": None}
    for look_back, expected in ((0, NOT_REPORTED), (1, NOT_REPORTED), (2, NOT_REPORTED), (3, 1)):
        assert value(quarters, on=STOCK, look_back=look_back) == expected
    assert value({"Q1": 1, "Q2": 2}, on=STOCK, look_back=9) == 2


def test_looking_back_also_leaves_the_period() -> None:
    before = said({"2023-H2": 5}, on=STOCK)
    assert over_time(before, YEAR, look_back=1).reports == ()
    found = over_time(before, YEAR, look_back=2)
    assert found.stale == (Stale("a1", CASES, Period(2023, "H2")),)
    assert (one(found).period, one(found).values) == (YEAR, (5,))
    assert value({"2024-H1": 5}, on=STOCK, of=Period(2024, "H2"), look_back=1) == 5
    assert value({"2023": 5, "2023-Q4": 4}, on=STOCK, look_back=1) == 5
    assert value({"9M": 5}, on=STOCK, of=Period(2024, "H2"), look_back=1) == 5
    other = report("a1", 5, on=STOCK, period=Period(2023, "", ADMINISTRATIVE))
    assert over_time([other], YEAR, look_back=9).reports == ()


@pytest.mark.parametrize("answer", [SUPPRESSED, NOT_APPLICABLE, NOT_EXPECTED])
def test_only_what_is_missing_is_looked_past(answer: Value) -> None:
    found = over_time(said({"Q1": 1, "Q2": answer}, on=STOCK), YEAR, look_back=9)
    assert (one(found).values, found.stale) == ((NOT_REPORTED,), ())
    assert value({"Q1": 1, "Q2": None}, on=STOCK, look_back=9) == 1


def test_another_part_with_the_same_end_is_not_taken_without_leave_either() -> None:
    ends: dict[str, Value | None] = {"Q3": 3, "Q4": 4, "H2": None}
    assert value(ends, on=STOCK) is NOT_REPORTED
    found = over_time(said(ends, on=STOCK), YEAR, look_back=1)
    assert (one(found).values, found.stale) == ((4,), (Stale("a1", CASES, Period(2024, "Q4")),))


def test_what_is_known_of_the_last_figure_of_a_stock_is_kept() -> None:
    found = over_time(said({"H1": 3, "H2": None}, on=STOCK, known={}), YEAR)
    assert one(found).known == ()
    partly = [report("a1", None, on=STOCK, period=Period(2024, "H2"), known={"cases": 5})]
    assert one(over_time(partly, YEAR)).known == ((CASES, 5),)


def test_looking_back_needs_a_number_of_parts() -> None:
    with pytest.raises(ValueError, match="0 parts or more, got -1"):
        over_time([], YEAR, look_back=-1)


# -- which reports -------------------------------------------------------------------------------


def test_the_newest_revision_counts_and_a_blank_in_it_too() -> None:
    halves = said({"H2": 4})
    assert one(over_time([report("a1", 9, revision=2), report("a1", 3), *halves], YEAR)).values == (13,)
    assert one(over_time([report("a1", 3), report("a1", None, revision=2), *halves], YEAR)).numbers == (4,)
    assert one(over_time([report("a1", 3), report("a1", 3), *halves], YEAR)).values == (7,)
    with pytest.raises(ReportConflict, match="both revision 1"):
        over_time([report("a1", 3), report("a1", 4), *halves], YEAR)
    settled = [report("a1", 3), report("a1", 4), report("a1", 5, revision=2), *halves]
    assert one(over_time(settled, YEAR)).values == (9,)


def test_scopes_and_methods_are_series_of_their_own() -> None:
    found = over_time(
        [
            *said({"H1": 1, "H2": 2}),
            *said({"H1": 10, "H2": 20}, scope=Scope.SUBTREE),
            *said({"H1": 100, "H2": 200}, method="survey"),
        ],
        YEAR,
    )
    assert [(r.scope, r.method, r.values) for r in found.reports] == [
        (Scope.OWN, "", (3,)),
        (Scope.OWN, "survey", (300,)),
        (Scope.SUBTREE, "", (30,)),
    ]


def test_figures_meet_by_cell_whatever_form_they_stand_on() -> None:
    old, new = form("a", "b", code="old"), form("c", "b", code="new")
    found = over_time(
        [
            report("a1", 1, 2, on=old, period=Period(2024, "H1")),
            report("a1", 4, 8, on=new, period=Period(2024, "H2")),
        ],
        YEAR,
    )
    first, second = found.reports
    assert (first.form, first.values) == (new, (NOT_REPORTED, 10))
    assert (second.form, second.values) == (old, (NOT_REPORTED, 10))
    assert {lack.cells: lack.periods for lack in found.lacking} == {
        (Cell("a"),): (Period(2024, "H2"),),
        (Cell("c"),): (Period(2024, "H1"),),
    }
    totals = roll_up(found.reports, SMALL)
    assert totals["a1", YEAR, "b"].value == 10


def test_a_form_that_says_nothing_new_is_left_out() -> None:
    small, large = form("a", code="small"), form("a", "b", code="large")
    parts = [
        report("a1", 1, 2, on=large, period=Period(2024, "H1")),
        report("a1", 4, on=small, period=Period(2024, "H2")),
    ]
    assert one(over_time(parts, YEAR)).form == large
    apart = [*parts, report("a1", 1, period=Period(2024, "H1"))]
    assert [r.form.code for r in over_time(apart, YEAR).reports] == ["large", "form"]


def test_a_cell_of_an_old_form_that_nobody_asks_any_more_is_no_matter() -> None:
    old = form("a", "b", over_time=OverTime.STOCK)
    new = form("a", code="new", over_time=OverTime.STOCK)
    reports = [
        report("a1", 1, 2, on=old, period=Period(2020)),
        report("a1", 5, on=new, period=Period(2024, "H2")),
    ]
    found = over_time(reports, YEAR, look_back=1)
    assert (one(found).form, one(found).values, found.lacking) == (new, (5,), ())


def test_two_forms_of_one_part_must_agree_or_one_is_newer() -> None:
    other = form("cases", "more", code="other")
    halves = said({"H2": 4})
    same = [report("a1", 3), report("a1", 3, 9, on=other), *halves]
    assert {r["cases"] for r in over_time(same, YEAR).reports} == {7}
    for newer in (report("a1", 5, 9, on=other, revision=2), report("a1", 5, revision=2)):
        older = report("a1", 3) if newer.form is other else report("a1", 3, 9, on=other)
        assert {r["cases"] for r in over_time([older, newer, *halves], YEAR).reports} == {9}
    with pytest.raises(
        ReportConflict, match="'a1', cases, 2024-H1: two forms, 'form' and 'other', contradict"
    ):
        over_time([report("a1", 3), report("a1", 4, 9, on=other), *halves], YEAR)


def test_of_two_forms_that_agree_the_worse_mark_counts() -> None:
    """A found case: a mark on the form that sorts last was lost, and in a roll-up of the same reports was not."""
    first, second = form("cases", "more", code="first"), form("cases", code="second")
    kinds: list[dict[str, Any]] = [{"estimated": [CASES]}, {"provisional": [CASES]}]
    for marks in kinds:
        for marked, plain in ((first, second), (second, first)):
            both = [
                report("a1", *(3, 9)[: len(on.cells)], on=on, **(marks if on is marked else {}))
                for on in (marked, plain)
            ]
            derived = over_time([*both, *said({"H2": 4}, on=second)], YEAR).reports
            assert all(CASES in getattr(r, name) for r in derived for name in marks)
            assert {r["cases"] for r in derived} == {7}
    guess, draft = (
        report("a1", 3, on=second, estimated=[CASES]),
        report("a1", 3, 9, on=first, provisional=[CASES]),
    )
    found = over_time([guess, draft, *said({"H2": 4}, on=second)], YEAR).reports
    assert all(r.estimated for r in found)


def test_of_two_forms_that_say_the_same_the_first_in_order_counts() -> None:
    early, late = date(2024, 7, 1), date(2024, 8, 1)
    first, second = form("cases", code="first"), form("cases", code="second")
    for days in ((early, late), (late, early)):
        both = [
            report("a1", 3, on=on, received_on=day) for on, day in zip((first, second), days, strict=True)
        ]
        for given in (both, both[::-1]):
            (found,) = over_time([*given, *said({"H2": 4}, on=second, received_on=early)], YEAR).reports
            assert (found["cases"], found.received_on) == (7, days[0])


def test_an_indicator_is_one_thing_in_all_parts() -> None:
    with pytest.raises(ReportConflict, match="the forms form share figures but differ in what the indicator"):
        over_time([*said({"H1": 1}), *said({"H2": 1}, on=STOCK)], YEAR)


# -- the header ----------------------------------------------------------------------------------


def test_what_is_derived_is_known_since_its_last_part_was() -> None:
    days = {"H1": date(2025, 3, 1), "H2": date(2025, 1, 9)}
    halves = [said({part: 1}, received_on=day)[0] for part, day in days.items()]
    assert one(over_time(halves, YEAR)).received_on == date(2025, 3, 1)
    assert one(over_time([halves[0], *said({"H2": 1})], YEAR)).received_on is None


def test_every_correction_and_every_new_part_gives_a_newer_revision() -> None:
    first, second = said({"H1": 1, "H2": 2})
    corrected = report("a1", 5, revision=2)
    found = [
        one(over_time(reports, YEAR)) for reports in ([first], [first, second], [first, corrected, second])
    ]
    assert [r.revision for r in found] == [1, 2, 3]
    assert roll_up(found, SMALL)["a1", YEAR, "cases"].value == 7


def test_better_parts_give_a_newer_revision_though_they_are_fewer() -> None:
    """Q1 to Q4 gave revision 4, and then H1 and H2 revision 2: a total kept the year of the quarters."""
    other = said({f"Q{n}": 10 for n in range(1, 5)}, unit="a2")
    quarters = said({f"Q{n}": 10 for n in range(1, 5)})
    first = over_time([*quarters, *other], YEAR).reports
    assert [(r.values, r.revision) for r in first] == [((40,), 4), ((40,), 4)]
    totals = roll_up(first, SMALL)
    for more, revision, expected in (
        (said({"H1": 50, "H2": 50}), 6, 100),
        (said({"2024": 70}), 5, 70),  # and the year's own report, of revision 1, was older still
        (said({"H1": 50, "H2": 50, "2024": 70}), 7, 70),
    ):
        found = over_time([*quarters, *other, *more], YEAR).reports
        assert [(r.values, r.revision) for r in found] == [((expected,), revision), ((40,), 4)]
        after = roll_up([*first, *found], SMALL)
        assert after["A", YEAR, "cases"].value == expected + 40
        assert after == roll_up(found, SMALL)
        assert totals.revised(found[0])["A", YEAR, "cases"].value == expected + 40


def test_a_new_form_does_not_leave_an_old_year_standing() -> None:
    """The newer form has the cell too; its revision counts all of the unit's reports, on any form."""
    large = form("cases", "cases:F", code="large")
    before = said({f"Q{n}": 10 for n in range(1, 5)})
    halves = [report("a1", 50, 3, on=large, period=period(part)) for part in ("H1", "H2")]
    found = over_time([*before, *halves], YEAR)
    assert (one(found).form, one(found).values, one(found).revision) == (large, (100, 6), 6)
    both = roll_up([*over_time(before, YEAR).reports, *found.reports], SMALL, mode=Mode.AVAILABLE)
    assert both["a1", YEAR, "cases"].value == 100


def test_a_looked_back_to_stock_that_is_taken_back_does_not_stay() -> None:
    """Once the old figure was gone there was no report at all, and the year kept what was taken from it."""
    old = said({"2023-H2": 5}, on=STOCK)
    taken_back = [*old, *said({"2023-H2": WITHDRAWN}, on=STOCK, revision=2)]
    before, after = (over_time(reports, YEAR, look_back=2) for reports in (old, taken_back))
    assert (one(before).values, one(after).values) == ((5,), (NOT_REPORTED,))
    assert (after.stale, lacks(after)) == ((), [["2024-H2"]])
    assert roll_up([*before.reports, *after.reports], SMALL)["a1", YEAR, "cases"].value is None
    assert over_time(taken_back, YEAR, look_back=1).reports == ()


def test_only_the_reports_that_a_figure_rests_on_make_the_rest_of_the_header() -> None:
    stocks = [
        *said({"H1": 1}, on=STOCK, received_on=date(2024, 7, 1), preliminary=True),
        *said({"H2": 2}, on=STOCK, received_on=date(2025, 1, 5), observed_on=date(2024, 12, 1)),
    ]
    found = one(over_time(stocks, YEAR))
    assert (found.received_on, found.preliminary) == (date(2025, 1, 5), False)
    assert found.observed_on == date(2024, 12, 1)


def test_marks_of_parts_carry_over() -> None:
    two = form("a", "b")
    halves = [
        report("a1", 1, 2, on=two, period=Period(2024, "H1"), provisional=["a"], estimated=["b"]),
        report("a1", 3, None, on=two, period=Period(2024, "H2")),
    ]
    found = one(over_time(halves, YEAR))
    assert (found.provisional, found.estimated) == (frozenset({Cell("a")}), frozenset({Cell("b")}))
    assert not found.preliminary
    assert one(over_time([*said({"H1": 1}), *said({"H2": 1}, preliminary=True)], YEAR)).preliminary


def test_a_mark_on_nothing_marks_nothing() -> None:
    halves = [*said({"H1": NOT_APPLICABLE}, provisional=["cases"]), *said({"H2": 1})]
    assert one(over_time(halves, YEAR)).provisional == frozenset()
    sexes = form("cases", "cases:F", "cases:M")
    known = [
        report("a1", None, 3, None, on=sexes, estimated=["cases:F"]),
        report("a1", 9, 4, 5, on=sexes, period=Period(2024, "H2")),
    ]
    assert one(over_time(known, YEAR)).estimated == {Cell("cases"), Cell("cases", "F")}


# -- the map -------------------------------------------------------------------------------------

JUNE, DECEMBER = date(2024, 6, 30), date(2024, 12, 31)


def mapped(unit: str, *days: date | None) -> list[Report]:
    return [
        report(unit, 1, period=Period(2024, part), boundaries=day)
        for part, day in zip(("H1", "H2"), days, strict=True)
    ]


def test_a_unit_on_one_map_has_the_boundaries_of_its_last_part() -> None:
    assert one(over_time(mapped("24", JUNE, JUNE), YEAR)).boundaries == JUNE
    assert one(over_time(mapped("24", JUNE, None), YEAR)).boundaries is None
    assert one(over_time(mapped("24", None, DECEMBER), YEAR)).boundaries == DECEMBER


def test_without_a_gazetteer_nobody_can_tell_whether_two_days_have_one_unit() -> None:
    with pytest.raises(
        ReportConflict,
        match=r"2024: 1 units have parts on several maps \('24' on 30/6/2024, 31/12/2024\); say gazetteer=",
    ):
        over_time(mapped("24", JUNE, DECEMBER), YEAR)


def test_with_a_gazetteer_two_days_of_one_unit_are_one_map() -> None:
    gaz = catalog.gazetteer()
    assert one(over_time(mapped("24", JUNE, DECEMBER), YEAR, gazetteer=gaz)).values == (2,)
    later = date(2025, 12, 31)
    assert one(over_time(mapped("01", JUNE, later), YEAR, gazetteer=gaz)).boundaries == later
    with pytest.raises(ReportConflict, match=r"1 units .*'24' on 30/6/2024, 31/12/2025\); the code was not"):
        over_time([*mapped("24", JUNE, later), *mapped("01", JUNE, later)], YEAR, gazetteer=gaz)
    with pytest.raises(UnknownUnit):
        over_time(mapped("00", JUNE, DECEMBER), YEAR, gazetteer=gaz)


def test_many_units_on_several_maps_are_not_all_named() -> None:
    reports = [r for number in range(9) for r in mapped(f"u{number}", JUNE, DECEMBER)]
    with pytest.raises(ReportConflict, match=r"9 units .*'u4' on [0-9/, ]+; \.\.\.\)"):
        over_time(reports, YEAR)


# -- figures that count from the beginning of the year -------------------------------------------


@pytest.mark.parametrize(
    ("of", "later", "earlier"),
    [("H2", "", "H1"), ("Q2", "H1", "Q1"), ("Q3", "9M", "H1"), ("Q4", "", "9M")],
)
def test_a_part_is_the_later_figure_less_the_earlier(of: str, later: str, earlier: str) -> None:
    counted = said(dict.fromkeys(("", "H1", "Q1", "9M", "01"), 10) | {later: 42, earlier: 30})
    found = from_year_to_date(counted, Period(2024, of))
    assert (one(found).period, one(found).values) == (Period(2024, of), (12,))
    assert found == Derived(found.reports, (), (), (), ())


@pytest.mark.parametrize("of", ["", "H1", "Q1", "9M", "01"])
def test_what_begins_with_the_year_is_given_as_it_is(of: str) -> None:
    counted = said(dict.fromkeys(("", "H1", "Q1", "9M", "01"), 10))
    assert one(from_year_to_date(counted, Period(2024, of))) in counted


@pytest.mark.parametrize("of", ["02", "03", "04", "12"])
def test_other_parts_of_the_year_cannot_be_had(of: str) -> None:
    with pytest.raises(ValueError, match=f"expected H1, H2, Q1 to Q4, 9M, 01 or the year, got 2024-{of}"):
        from_year_to_date([], Period(2024, of))


def second_half(year: Value | None, half: Value | None, *, on: Form = FLOW) -> Derived:
    return from_year_to_date(said({"": year, "H1": half}, on=on), Period(2024, "H2"))


def test_a_figure_that_becomes_smaller_is_a_finding_and_never_a_negative_number() -> None:
    found = second_half(8, 9)
    assert (one(found).values, one(found).known) == ((NOT_REPORTED,), ())
    assert found.falls == (Fall("a1", CASES, Period(2024, "H1"), 9, YEAR, 8),)
    assert second_half(9, 9).falls == ()
    assert one(second_half(9, 9)).values == (0,)
    assert one(second_half(8, 9, on=SIGNED)).values == (-1,)
    assert one(second_half(Decimal("0.3"), Decimal("0.1"), on=TENTHS)).values == (Decimal("0.2"),)


def test_a_difference_with_a_missing_side_is_missing() -> None:
    for absence in (NOT_REPORTED, WITHDRAWN):
        assert lacks(second_half(absence, 3)) == [["2024"]]
        assert lacks(second_half(3, absence)) == [["2024-H1"]]
        assert one(second_half(absence, 3)).values == one(second_half(3, absence)).values == (NOT_REPORTED,)
        assert one(second_half(absence, SUPPRESSED)).values == (NOT_REPORTED,)
        assert one(second_half(absence, 3)).known == ()
    alone = from_year_to_date(said({"H1": 3}), Period(2024, "H2"))
    assert (one(alone).values, lacks(alone)) == ((NOT_REPORTED,), [["2024"]])
    assert from_year_to_date(said({"Q1": 3}), Period(2024, "H2")).reports == ()


def test_a_difference_with_a_suppressed_side_is_suppressed() -> None:
    for found in (
        second_half(3, SUPPRESSED),
        second_half(SUPPRESSED, 3),
        second_half(SUPPRESSED, NOT_EXPECTED),
    ):
        assert (one(found).values, one(found).known) == ((SUPPRESSED,), ())


@pytest.mark.parametrize("absence", [NOT_APPLICABLE, NOT_EXPECTED])
def test_what_did_not_count_earlier_takes_nothing_away(absence: Value) -> None:
    assert one(second_half(3, absence)).values == (3,)
    assert one(second_half(absence, 3)).values == (absence,)
    assert one(second_half(absence, absence)).values == (absence,)


def test_stocks_are_those_of_the_later_report() -> None:
    assert one(second_half(8, 9, on=STOCK)).values == (8,)
    assert one(second_half(8, None, on=STOCK)).values == (8,)
    missing = second_half(None, 9, on=STOCK)
    assert (one(missing).values, lacks(missing)) == ((NOT_REPORTED,), [["2024"]])
    assert lacks(from_year_to_date(said({"H1": 9}, on=STOCK), Period(2024, "H2"))) == [["2024"]]


def test_distinct_persons_and_what_says_nothing_over_time_cannot_be_subtracted() -> None:
    found = second_half(9, 5, on=DISTINCT)
    assert (one(found).values, one(found).known) == ((NOT_REPORTED,), ((CASES, 4),))
    assert found.not_derived == (CASES,)
    assert one(second_half(9, 0, on=DISTINCT)).values == (9,)
    assert second_half(5, 9, on=DISTINCT).falls != ()
    never = second_half(9, 5, on=NEVER)
    assert (one(never).values, never.not_derived) == ((NOT_REPORTED,), (CASES,))


def test_a_difference_has_the_marks_of_both_sides() -> None:
    found = one(
        from_year_to_date(
            [
                *said({"": 9}, received_on=date(2025, 1, 9), preliminary=True),
                *said({"H1": 5}, received_on=date(2024, 7, 9), estimated=["cases"], revision=2),
            ],
            Period(2024, "H2"),
        )
    )
    assert (found.preliminary, found.estimated, found.revision) == (True, frozenset({CASES}), 3)
    assert found.received_on == date(2025, 1, 9)


# -- what no test noticed: see docs/explanation/mutants.md ----------------------------------------


def test_a_gazetteer_tells_of_a_difference_too_whether_two_days_have_one_unit() -> None:
    counted = [
        report("24", 30, period=Period(2024, "H1"), boundaries=JUNE),
        report("24", 42, period=YEAR, boundaries=DECEMBER),
    ]
    found = from_year_to_date(counted, Period(2024, "H2"), gazetteer=catalog.gazetteer())
    assert one(found).values == (12,)
    with pytest.raises(ReportConflict, match="say gazetteer="):
        from_year_to_date(counted, Period(2024, "H2"))


def test_a_form_of_the_year_before_comes_last_though_it_is_larger() -> None:
    old = form("a", "b", code="old", over_time=OverTime.STOCK)
    new = form("a", code="new", over_time=OverTime.STOCK)
    reports = [
        report("a1", 1, 2, on=old, period=Period(2023)),
        report("a1", 5, on=new, period=Period(2024, "H2")),
    ]
    found = over_time(reports, YEAR, look_back=2)
    assert [(each.form.code, each["a"]) for each in found.reports] == [("new", 5), ("old", 5)]


def test_a_newer_figure_on_a_smaller_form_of_the_year_is_in_its_larger_form_too() -> None:
    large, small = form("a", "b", code="large"), form("a", code="small")
    reports = [
        report("a1", 1, 2, on=large, period=YEAR),
        report("a1", 9, on=small, period=YEAR, revision=2),
    ]
    assert one(over_time(reports, YEAR)).values == (9, 2)


STAFF = form("staff", over_time=OverTime.STOCK)


def test_of_an_old_form_only_the_stock_is_looked_back_to() -> None:
    both = Form(code="form", cells=["staff", "cases"], indicators=[*STAFF.indicators, *FLOW.indicators])
    found = over_time([report("a1", 7, 3, on=both, period=Period(2023, "H2"))], YEAR, look_back=2)
    assert one(found).values == (7, NOT_REPORTED)


def test_without_looking_back_what_was_before_is_no_part_of_the_revision() -> None:
    reports = said({"2023-H2": 5, "H2": 6}, on=STOCK)
    assert one(over_time(reports, YEAR)).revision == 1
    assert one(over_time(reports, YEAR, look_back=1)).revision == 2


def test_a_longer_period_that_ends_on_the_same_day_is_not_looked_back_to() -> None:
    found = over_time(said({"H1": 7, "": 9}, on=STOCK), Period(2024, "H2"), look_back=1)
    assert (one(found).values, found.stale) == ((7,), (Stale("a1", CASES, Period(2024, "H1")),))


def test_who_has_the_figure_of_the_end_does_not_look_back() -> None:
    found = over_time(said({"H1": 3, "H2": 4}, on=STOCK), YEAR, look_back=1)
    assert (one(found).values, one(found).estimated, found.stale) == ((4,), frozenset(), ())


def test_a_stock_that_was_looked_back_to_keeps_its_marks() -> None:
    reports = [*said({"H1": 3}, on=STOCK, provisional=["cases"]), *said({"H2": None}, on=STOCK)]
    found = one(over_time(reports, YEAR, look_back=1))
    assert (found.provisional, found.estimated) == (frozenset({CASES}), frozenset({CASES}))


def test_looking_back_counts_months_also_from_the_middle_of_a_year() -> None:
    reports = said({"2023-H1": 5, "2024-Q2": None}, on=STOCK)
    found = over_time(reports, Period(2024, "H1"), look_back=1)
    assert (found.stale, one(found).values) == ((), (NOT_REPORTED,))


def test_what_begins_with_the_year_lacks_only_what_it_leaves_blank() -> None:
    assert from_year_to_date(said({"Q1": 10}), Period(2024, "Q1")).lacking == ()
    blank = from_year_to_date(said({"Q1": None}), Period(2024, "Q1"))
    assert blank.lacking == (Lack("a1", (Period(2024, "Q1"),), (CASES,)),)


@pytest.mark.parametrize(
    ("year", "half"),
    [
        (None, 5),
        (9, None),
        (8, 9),
        (9, SUPPRESSED),
        (9, NOT_APPLICABLE),
        (SUPPRESSED, 9),
    ],
)
def test_a_difference_that_is_missing_or_kept_back_has_the_marks_of_what_there_is(
    year: Value | None, half: Value | None
) -> None:
    reports = [
        *said({"": year}, provisional=["cases"]),
        *said({"H1": half}, provisional=["cases"]),
    ]
    assert one(from_year_to_date(reports, Period(2024, "H2"))).provisional == {CASES}
