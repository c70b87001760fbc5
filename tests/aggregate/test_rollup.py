from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from support.builders import (
    CASES,
    HALF,
    NOT_APPLICABLE,
    NOT_EXPECTED,
    NOT_REPORTED,
    SMALL,
    SUPPRESSED,
    WITHDRAWN,
    form,
    indicator,
    report,
    tree,
)

from vstbpn import (
    Bounds,
    Cell,
    Form,
    LevelError,
    Mode,
    OverUnits,
    Period,
    Reason,
    Report,
    ReportConflict,
    Scope,
    Total,
    Tree,
    Unit,
    UnknownUnit,
    roll_up,
)

ALL = [report("a1", 1), report("a2", 2), report("b1", 4)]


def total(reports: list[Report], unit: str, *, on: Tree = SMALL, **options: object) -> Total:
    return roll_up(reports, on, **options)[unit, HALF, "cases"]  # type: ignore[arg-type]


def names(units: tuple[Unit, ...]) -> list[str]:
    return [unit.code for unit in units]


# -- sums along the tree -------------------------------------------------------------------------


def test_every_level_is_the_sum_of_the_level_below() -> None:
    totals = roll_up(ALL, SMALL)
    found = {unit.code: totals[unit, HALF, "cases"].value for unit in SMALL}
    assert found == {"VN": 7, "A": 3, "B": 4, "a1": 1, "a2": 2, "b1": 4}


def test_a_complete_total_says_so() -> None:
    nation = total(ALL, "VN")
    assert (nation.value, nation.reason, nation.bounds, nation.is_complete) == (7, None, None, True)
    assert (nation.reported, nation.expected, nation.missing, nation.unexpected) == (3, 3, (), ())
    assert (nation.provisional, nation.estimated) == (False, False)
    assert nation.unit == SMALL["VN"]


def test_depth_is_whatever_the_tree_has() -> None:
    deep = tree({"1": "", "2": "1", "3": "2", "4": "3", "5": "4"}, levels=tuple("vwxyz"))
    assert total([report("5", 9)], "1", on=deep).value == 9
    single = tree({"1": ""})
    assert total([report("1", 9)], "1", on=single).value == 9


def test_an_office_between_adds_its_own_figure_to_those_below_it() -> None:
    mixed = [*ALL, report("A", 10), report("B", 0)]
    totals = roll_up(mixed, SMALL, reporting_level=("province", "district"))
    assert totals["A", HALF, "cases"].value == 13
    assert totals["VN", HALF, "cases"].value == 17
    assert totals["VN", HALF, "cases"].expected == 5


def test_leaves_of_several_depths_meet_in_one_total() -> None:
    ragged = Tree(
        [
            Unit(level="nation", code="n", name="n"),
            Unit(level="province", code="p", name="p", parent="n"),
            Unit(level="commune", code="c1", name="c1", parent="p"),
            Unit(level="commune", code="c2", name="c2", parent="n"),
        ]
    )
    assert total([report("c1", 1), report("c2", 2)], "n", on=ragged).value == 3


def test_figures_with_decimals_add_exactly() -> None:
    tenths = form("cases", decimals=1)
    reports = [report("a1", Decimal("0.1"), on=tenths), report("a2", Decimal("0.2"), on=tenths)]
    value = total(reports, "A", reporting_level="district").value
    assert value == Decimal("0.3")
    assert isinstance(value, Decimal)


def test_sums_may_be_larger_than_any_machine_integer() -> None:
    assert total([report("a1", 2**63), report("a2", 2**63)], "A", reporting_level="district").value == 2**64


# -- what is missing -----------------------------------------------------------------------------


def test_a_missing_unit_is_named_at_every_level_above_it() -> None:
    for unit in ("VN", "A", "a2"):
        found = total([report("a1", 1), report("b1", 4)], unit)
        assert (found.value, found.reason) == (None, Reason.MISSING)
        assert names(found.missing) == ["a2"]
        assert found.reported + len(found.missing) == found.expected
        assert not found.is_complete
    assert total([report("a1", 1), report("b1", 4)], "B").value == 4


def test_available_adds_what_is_there_and_says_that_it_is_a_part() -> None:
    found = total([report("a1", 1), report("b1", 4)], "VN", mode=Mode.AVAILABLE)
    assert (found.value, found.reason, found.bounds) == (5, Reason.INCOMPLETE, Bounds(5, None))
    assert names(found.missing) == ["a2"]
    assert not found.is_complete


def test_the_sum_of_nothing_is_not_zero() -> None:
    found = total([report("b1", 4)], "A", mode=Mode.AVAILABLE)
    assert (found.value, found.reason, found.bounds) == (None, Reason.MISSING, None)
    assert (found.reported, found.expected) == (0, 2)


def test_bounds_stand_on_the_smallest_figure_that_can_be_true() -> None:
    at_least_five = form("cases", minimum=5)
    found = total([report("a1", 9, on=at_least_five)], "A", mode=Mode.AVAILABLE)
    assert found.bounds == Bounds(14, None)
    unbounded = form("cases", minimum=None)
    assert total([report("a1", 9, on=unbounded)], "A", mode=Mode.AVAILABLE).bounds is None


@pytest.mark.parametrize("absence", [NOT_REPORTED, WITHDRAWN])
def test_a_blank_counts_as_missing(absence: object) -> None:
    found = total([report("a1", absence), report("a2", 2), report("b1", 4)], "VN")  # type: ignore[arg-type]
    assert (found.value, found.reason, names(found.missing)) == (None, Reason.MISSING, ["a1"])
    assert (found.reported, found.expected) == (2, 3)


def test_a_blank_and_an_absent_report_are_missing_in_the_order_of_the_tree() -> None:
    found = total([report("a1", 1), report("b1", NOT_REPORTED)], "VN", mode=Mode.AVAILABLE)
    assert names(found.missing) == ["a2", "b1"]
    assert found.value == 1


def test_a_suppressed_figure_is_reported_and_not_added() -> None:
    reports = [report("a1", SUPPRESSED), report("a2", 2), report("b1", 4)]
    found = total(reports, "VN")
    assert (found.value, found.reason, found.missing) == (None, Reason.SUPPRESSED, ())
    assert (found.reported, found.expected) == (3, 3)
    partly = total(reports, "VN", mode=Mode.AVAILABLE)
    assert (partly.value, partly.reason, partly.bounds) == (6, Reason.INCOMPLETE, Bounds(6, None))
    assert total([report("a1", SUPPRESSED)], "a1", mode=Mode.AVAILABLE).reason is Reason.SUPPRESSED


def test_missing_weighs_more_than_suppressed() -> None:
    assert total([report("a1", SUPPRESSED), report("b1", 4)], "VN").reason is Reason.MISSING


def test_what_does_not_apply_is_reported_and_hinders_nothing() -> None:
    found = total([report("a1", NOT_APPLICABLE), report("a2", 2), report("b1", 4)], "VN")
    assert (found.value, found.reason, found.reported, found.expected) == (6, None, 3, 3)
    alone = total([report("a1", NOT_APPLICABLE), report("a2", NOT_APPLICABLE)], "A")
    assert (alone.value, alone.reason) == (None, Reason.NOT_APPLICABLE)


def test_what_is_not_expected_is_neither_reported_nor_missing() -> None:
    found = total([report("a1", NOT_EXPECTED), report("a2", 2), report("b1", 4)], "VN")
    assert (found.value, found.reason, found.reported, found.expected) == (6, None, 2, 2)
    closed = total([report("a1", NOT_EXPECTED), report("a2", NOT_EXPECTED)], "A")
    assert (closed.value, closed.reason, closed.reported, closed.expected) == (
        None,
        Reason.NOT_EXPECTED,
        0,
        0,
    )


def test_a_zero_is_a_figure() -> None:
    found = total([report("a1", 0), report("a2", 0)], "A")
    assert (found.value, found.reason, found.reported) == (0, None, 2)


def test_a_unit_that_was_not_expected_is_listed_and_not_added() -> None:
    totals = roll_up([*ALL, report("A", 100)], SMALL, reporting_level="district")
    for unit in ("VN", "A"):
        assert names(totals[unit, HALF, "cases"].unexpected) == ["A"]
    assert totals["VN", HALF, "cases"].value == 7
    assert totals["B", HALF, "cases"].unexpected == ()


def test_unexpected_units_stand_in_the_order_of_the_tree() -> None:
    reports = [report("b1", 1), report("a2", 1), report("a1", 1), report("A", 1), report("B", 1)]
    totals = roll_up(reports, SMALL, reporting_level="province")
    assert names(totals["VN", HALF, "cases"].unexpected) == ["a1", "a2", "b1"]
    assert totals["VN", HALF, "cases"].value == 2


def test_units_above_and_below_the_reporting_level_are_not_missing() -> None:
    found = total([report("A", 1), report("B", 2)], "VN")
    assert (found.value, found.expected, found.missing) == (3, 2, ())
    with pytest.raises(KeyError):
        total([report("A", 1), report("B", 2)], "a1")


def test_each_cell_has_its_own_count() -> None:
    two = form("cases", "victims")
    totals = roll_up([report("a1", 1, NOT_REPORTED, on=two), report("a2", 2, 3, on=two)], SMALL)
    assert totals["A", HALF, "cases"].value == 3
    victims = totals["A", HALF, "victims"]
    assert (victims.value, names(victims.missing), victims.reported) == (None, ["a1"], 1)


def test_marks_are_carried_upward_to_their_own_cell() -> None:
    two = form("cases", "victims")
    marked = report("a1", 1, 1, on=two, provisional=[Cell("cases")], estimated=[Cell("victims")])
    totals = roll_up([marked, report("a2", 1, 1, on=two), report("b1", 1, 1, on=two)], SMALL)
    for unit in ("VN", "A", "a1"):
        cases, victims = totals[unit, HALF, "cases"], totals[unit, HALF, "victims"]
        assert (cases.provisional, cases.estimated) == (True, False)
        assert (victims.provisional, victims.estimated) == (False, True)
    assert totals["B", HALF, "cases"].provisional is False
    draft = roll_up([report("a1", 1, 1, on=two, preliminary=True)], SMALL, mode=Mode.AVAILABLE)
    assert draft["A", HALF, "victims"].provisional is True


@pytest.mark.parametrize("over_units", [OverUnits.DISTINCT, OverUnits.NEVER])
def test_figures_that_do_not_add_up_have_no_total(over_units: OverUnits) -> None:
    persons = form("cases", over_units=over_units)
    reports = [report("a1", 1, on=persons), report("a2", 2, on=persons)]
    found = total(reports, "A", mode=Mode.AVAILABLE)
    assert (found.value, found.reason) == (None, Reason.NOT_ADDITIVE)
    assert total(reports, "a1").value == 1


# -- which reports count -------------------------------------------------------------------------


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_newest_revision_counts_in_any_order(order: tuple[int, ...]) -> None:
    revisions = [report("b1", 10 * n, revision=n) for n in (1, 2, 3)]
    assert total([revisions[n] for n in order], "B").value == 30


def test_a_blank_in_a_revision_does_not_fall_back_to_the_older_figure() -> None:
    found = total([report("b1", 4), report("b1", NOT_REPORTED, revision=2)], "B")
    assert (found.value, found.reason) == (None, Reason.MISSING)


def test_the_same_report_twice_counts_once() -> None:
    assert total([report("b1", 4), report("b1", 4)], "B").value == 4


def test_two_different_reports_of_one_revision_are_a_conflict() -> None:
    with pytest.raises(
        ReportConflict, match=r"unit 'b1', form 'form', 2024-H1: two different reports are both revision 1"
    ):
        roll_up([report("b1", 4), report("b1", 5)], SMALL)


@pytest.mark.parametrize("difference", [{"method": "survey"}, {"observed_on": date(2024, 5, 1)}])
def test_two_series_are_not_mixed(difference: dict[str, object]) -> None:
    with pytest.raises(ReportConflict, match="differ in method or day of observation"):
        roll_up([report("b1", 4), report("b1", 4, revision=2, **difference)], SMALL)


def test_consolidated_figures_are_kept_beside_and_never_added() -> None:
    declared = report("A", 99, scope=Scope.SUBTREE, revision=2)
    older = report("A", 98, scope=Scope.SUBTREE)
    totals = roll_up([declared, *ALL, older], SMALL)
    assert totals["VN", HALF, "cases"].value == 7
    assert totals["A", HALF, "cases"].unexpected == ()
    assert totals.declared == (declared,)


def test_consolidated_figures_alone_make_no_totals() -> None:
    totals = roll_up([report("A", 99, scope=Scope.SUBTREE)], SMALL)
    assert len(totals) == 0
    assert len(totals.declared) == 1


def test_no_reports_make_no_totals() -> None:
    assert len(roll_up([], SMALL)) == 0


def test_periods_are_added_apart() -> None:
    other = Period(2024, "H2")
    totals = roll_up([report("b1", 4), report("b1", 5, period=other)], SMALL, mode=Mode.AVAILABLE)
    assert totals["B", HALF, "cases"].value == 4
    assert totals["B", other, "cases"].value == 5
    assert totals.periods == (HALF, other)


def test_equal_periods_and_forms_meet_though_they_are_different_objects() -> None:
    again = form("cases")
    assert again is not CASES
    reports = [report("a1", 1), report("a2", 2, on=again, period=Period(2024, "H1"))]
    assert total(reports, "A").value == 3
    twice = [
        report("a1", 1),
        report("a1", 7, on=again, revision=2, period=Period(2024, "H1")),
        report("a2", 2),
    ]
    assert total(twice, "A").value == 9


# -- units and levels ----------------------------------------------------------------------------


def test_reports_on_several_levels_must_be_explained() -> None:
    with pytest.raises(LevelError, match=r"1 on level province, 3 on level district; say reporting_level="):
        roll_up([*ALL, report("A", 1)], SMALL)


@pytest.mark.parametrize("level", ["commune", "", ()])
def test_a_reporting_level_is_a_level_of_the_tree(level: object) -> None:
    with pytest.raises(LevelError, match="the tree has the levels nation, province, district, not"):
        roll_up(ALL, SMALL, reporting_level=level)  # type: ignore[arg-type]


def test_units_that_are_not_in_the_tree_are_named() -> None:
    with pytest.raises(UnknownUnit, match="1 units cannot be placed: 'zz' is not in the tree"):
        roll_up([*ALL, report("zz", 1)], SMALL)
    with pytest.raises(UnknownUnit, match="'zz' is not in the tree"):
        roll_up([*ALL, report("zz", 1, scope=Scope.SUBTREE)], SMALL)


def test_many_unknown_units_are_counted_and_not_all_shown() -> None:
    with pytest.raises(UnknownUnit, match=r"12 units cannot be placed: .*; and 2 more"):
        roll_up([report(f"z{n}", 1) for n in range(12)], SMALL)


def test_a_figure_stays_on_the_boundaries_on_which_it_was_reported() -> None:
    """00004 was one ward on 30/6/2025 and is another since: the code alone would add them up."""
    day, before = date(2025, 7, 1), date(2025, 6, 30)
    now = Tree(
        [
            Unit(level="province", code="01", name="Hà Nội"),
            Unit(level="commune", code="00004", name="Phường Ba Đình", parent="01", valid_from=day),
        ],
        on=day,
    )
    assert total([report("00004", 1, boundaries=date(2025, 12, 1))], "01", on=now).value == 1
    with pytest.raises(
        UnknownUnit, match="'00004' reports on the map of 2025-06-30, the tree has Phường Ba Đình"
    ):
        roll_up([report("00004", 1, boundaries=before)], now)
    assert total([report("01", 1, boundaries=before)], "01", on=now).value == 1


def test_a_tree_of_the_same_day_needs_no_closer_look() -> None:
    day = date(2025, 7, 1)
    odd = Tree([Unit(level="x", code="a", name="a", valid_from=date(2026, 1, 1))], on=day)
    assert total([report("a", 1, boundaries=day)], "a", on=odd).value == 1


# -- forms ---------------------------------------------------------------------------------------

OLD = form("cases", "victims", code="old")
NEW = form("hotlines", "victims", "cases", code="new")


def test_figures_meet_by_indicator_and_not_by_their_place_on_a_form() -> None:
    totals = roll_up([report("a1", 1, 10, on=OLD), report("a2", 5, 20, 2, on=NEW)], SMALL)
    assert totals["A", HALF, "cases"].value == 3
    assert totals["A", HALF, "victims"].value == 30
    hotlines = totals["A", HALF, "hotlines"]
    assert (hotlines.value, names(hotlines.missing)) == (None, ["a1"])


def test_a_unit_that_sends_both_forms_is_counted_once() -> None:
    reports = [report("b1", 1, 10, on=OLD), report("b1", 5, 11, 2, on=NEW, revision=2)]
    totals = roll_up(reports, SMALL)
    assert totals["B", HALF, "victims"].value == 11
    with pytest.raises(ReportConflict, match="both revision 1"):
        roll_up([report("b1", 1, 10, on=OLD), report("b1", 5, 11, 2, on=NEW)], SMALL)


def test_versions_with_the_same_cells_need_no_rearranging() -> None:
    again = Form(code="form", version="2", cells=CASES.cells, indicators=CASES.indicators)
    assert total([report("a1", 1), report("a2", 2, on=again)], "A").value == 3


def test_forms_without_a_common_cell_have_expectations_of_their_own() -> None:
    other = form("posts", code="other")
    totals = roll_up([*ALL, report("A", 1, on=other), report("B", 2, on=other)], SMALL)
    assert totals["VN", HALF, "cases"].expected == 3
    assert totals["VN", HALF, "posts"].expected == 2
    assert totals["VN", HALF, "posts"].value == 3
    with pytest.raises(KeyError):
        totals["a1", HALF, "posts"]


def test_forms_that_meet_only_through_a_third_are_one_family() -> None:
    first, second = form("x", "y", code="1"), form("z", "w", code="2")
    bridge = form("y", "z", code="3")
    reports = [report("a1", 1, 1, on=first), report("a2", 1, 1, on=second), report("b1", 1, 1, on=bridge)]
    totals = roll_up(reports, SMALL, mode=Mode.AVAILABLE)
    assert totals["VN", HALF, "y"].value == 2
    assert totals["VN", HALF, "z"].value == 2
    assert totals["VN", HALF, "x"].expected == 3


def test_one_name_for_two_different_indicators_is_a_conflict() -> None:
    persons = Form(
        code="other", cells=["cases", "x"], indicators=[indicator("cases", measure="persons"), indicator("x")]
    )
    with pytest.raises(
        ReportConflict,
        match=r"the forms form, other share figures but differ in what the indicator 'cases' is",
    ):
        roll_up([report("a1", 1), report("a2", 1, 1, on=persons)], SMALL)
    same_cells = form("cases", code="again", measure="persons")
    with pytest.raises(ReportConflict, match="differ in what"):
        roll_up([report("a1", 1), report("a2", 1, on=same_cells)], SMALL)


# -- the mapping ---------------------------------------------------------------------------------


def test_totals_are_a_mapping() -> None:
    two = form("cases", "victims")
    totals = roll_up(
        [report("a1", 1, 1, on=two), report("a2", 1, 1, on=two), report("b1", 1, 1, on=two)], SMALL
    )
    keys = list(totals)
    assert len(keys) == len(totals) == 12
    assert [key[0].code for key in keys[::2]] == ["VN", "A", "a1", "a2", "B", "b1"]
    assert all(totals[key].cell == key[2] for key in keys)
    assert keys[0] in totals
    assert ("VN", "2024-H1", "cases") in totals
    assert [cell.code for cell in totals.cells] == ["cases", "victims"]
    assert repr(totals) == "<Totals of 12 figures, mode complete>"


@pytest.mark.parametrize(
    "key",
    [
        ("zz", HALF, "cases"),
        ("VN", "2023", "cases"),
        ("VN", "no period", "cases"),
        ("VN", HALF, "other"),
        ("VN", HALF, "x:y:z"),
        ("VN", HALF),
        "VN",
        7,
    ],
)
def test_other_keys_are_not_there(key: object) -> None:
    with pytest.raises(KeyError):
        roll_up(ALL, SMALL)[key]  # type: ignore[index]


def test_the_same_sums_can_be_read_in_the_other_mode() -> None:
    totals = roll_up([report("a1", 1)], SMALL)
    assert totals["A", HALF, "cases"].value is None
    assert totals.in_mode(Mode.AVAILABLE)["A", HALF, "cases"].value == 1
    assert (
        totals.in_mode(Mode.AVAILABLE).in_mode(Mode.COMPLETE)["A", HALF, "cases"]
        == totals["A", HALF, "cases"]
    )


def test_years_come_before_their_parts_and_calendars_apart() -> None:
    periods = [
        Period.parse(code) for code in ("2024-H1", "2024", "2024-Q1", "2023-H2", "2024@administrative")
    ]
    totals = roll_up([report("b1", 1, period=period) for period in periods], SMALL)
    assert [period.code for period in totals.periods] == [
        "2023-H2",
        "2024@administrative",
        "2024",
        "2024-H1",
        "2024-Q1",
    ]
