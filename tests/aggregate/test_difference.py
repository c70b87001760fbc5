from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve
from support.builders import CASES, HALF, NOT_REPORTED, SMALL, SUPPRESSED, form, report, tree

from vstbpn import (
    Cell,
    Difference,
    Mode,
    Period,
    Report,
    Scope,
    catalog,
    difference,
    restate,
    roll_up,
)

ALL = [report("a1", 1), report("a2", 2), report("b1", 4)]
LATE = report("a2", 20, revision=2, received_on=date(2024, 8, 1))


def told(found: tuple[Difference, ...]) -> list[tuple[str, object, object]]:
    return [
        (each.unit.code, each.before and each.before.value, each.after and each.after.value) for each in found
    ]


def changes(before: list[Report], after: list[Report], **options: Any) -> tuple[Difference, ...]:
    return difference(roll_up(before, SMALL, **options), roll_up(after, SMALL, **options))


def test_nothing_changed_is_no_difference() -> None:
    assert changes(ALL, ALL[::-1]) == ()
    assert changes([], []) == ()


def test_a_revision_is_behind_every_change_above_it() -> None:
    found = changes(ALL, [*ALL, LATE])
    assert told(found) == [("VN", 7, 25), ("A", 3, 21), ("a2", 2, 20)]
    assert {each.reports for each in found} == {((ALL[1], LATE),)}
    assert {(each.period, each.cell) for each in found} == {(HALF, Cell("cases"))}


def test_a_late_report_fills_a_gap() -> None:
    found = changes(ALL[:2], ALL)
    assert told(found) == [("VN", None, 7), ("B", None, 4), ("b1", None, 4)]
    assert {each.reports for each in found} == {((None, ALL[2]),)}


def test_a_report_that_is_gone_is_behind_a_gap() -> None:
    found = changes(ALL, ALL[:2])
    assert told(found) == [("VN", 7, None), ("B", 4, None), ("b1", 4, None)]
    assert {each.reports for each in found} == {((ALL[2], None),)}


def test_all_reports_behind_a_total_are_named() -> None:
    new = report("b1", 5, revision=2)
    found = changes(ALL, [*ALL, LATE, new])
    nation = next(each for each in found if each.unit.code == "VN")
    assert set(nation.reports) == {(ALL[1], LATE), (ALL[2], new)}
    assert (nation.before and nation.before.value, nation.after and nation.after.value) == (7, 26)


def test_changes_that_cancel_out_are_told_only_where_they_do_not() -> None:
    swapped = [report("a1", 2, revision=2), report("a2", 1, revision=2)]
    assert told(changes(ALL, [*ALL, *swapped])) == [("a1", 1, 2), ("a2", 2, 1)]


def test_a_revision_that_says_the_same_changes_nothing() -> None:
    assert changes(ALL, [*ALL, report("a2", 2, revision=2)]) == ()


def test_only_the_cells_that_changed_are_told_with_the_reports_that_changed_them() -> None:
    two = form("cases", "victims")
    old = [report("a1", 1, 5, on=two), report("a2", 2, 6, on=two), report("b1", 0, 0, on=two)]
    new = [report("a1", 3, 5, on=two, revision=2), report("a2", 2, 7, on=two, revision=2)]
    found = changes(old, [*old, *new])
    assert [(each.unit.code, each.cell.code) for each in found] == [
        (unit, cell) for unit in ("VN", "A") for cell in ("cases", "victims")
    ] + [("a1", "cases"), ("a2", "victims")]
    assert {each.reports for each in found if each.cell == Cell("cases")} == {((old[0], new[0]),)}
    assert {each.reports for each in found if each.cell == Cell("victims")} == {((old[1], new[1]),)}


@pytest.mark.parametrize(
    "change", [{"preliminary": True}, {"provisional": CASES.cells}, {"estimated": CASES.cells}]
)
def test_a_mark_is_a_change(change: dict[str, Any]) -> None:
    marked = evolve(ALL[1], **change)
    found = changes(ALL, [ALL[0], marked, ALL[2]])
    assert told(found) == [("VN", 7, 7), ("A", 3, 3), ("a2", 2, 2)]
    assert {each.reports for each in found} == {((ALL[1], marked),)}


def test_why_a_figure_is_absent_is_a_change() -> None:
    blank, kept = report("a2", NOT_REPORTED), report("a2", SUPPRESSED)
    found = changes([ALL[0], blank], [ALL[0], kept])
    assert [each.unit.code for each in found] == ["VN", "A", "a2"]
    assert {each.reports for each in found} == {((blank, kept),)}


def test_what_is_known_of_a_missing_figure_is_a_change() -> None:
    blank = report("a2", NOT_REPORTED)
    some = report("a2", NOT_REPORTED, known={"cases": 5}, revision=2)
    found = changes([ALL[0], blank], [ALL[0], some], mode="available")
    assert told(found) == [("VN", 1, 6), ("A", 1, 6), ("a2", None, 5)]
    assert {each.reports for each in found} == {((blank, some),)}


def test_a_unit_that_is_not_expected_is_a_change_to_the_list_of_these() -> None:
    stranger = report("A", 99)
    found = changes(ALL, [*ALL, stranger], reporting_level="district")
    assert told(found) == [("VN", 7, 7), ("A", 3, 3)]
    assert {each.reports for each in found} == {((None, stranger),)}


def test_a_consolidated_figure_that_stands_in_is_behind_the_change() -> None:
    consolidated = report("A", 50, scope=Scope.SUBTREE)
    found = changes(ALL, [*ALL, consolidated], prefer="declared")
    assert told(found) == [("VN", 7, 54), ("A", 3, 50)]
    assert {each.reports for each in found} == {((None, consolidated),)}
    assert changes(ALL, [*ALL, consolidated]) == ()
    asked = difference(
        roll_up([*ALL, consolidated], SMALL), roll_up([*ALL, consolidated], SMALL, prefer="declared")
    )
    assert told(asked) == told(found)


def test_a_new_period_has_nothing_before_it() -> None:
    later = [evolve(one, period=Period(2024, "H2")) for one in ALL]
    found = changes(ALL, [*ALL, *later])
    assert told(found) == [
        ("VN", None, 7),
        ("A", None, 3),
        ("a1", None, 1),
        ("a2", None, 2),
        ("B", None, 4),
        ("b1", None, 4),
    ]
    assert {each.period for each in found} == {Period(2024, "H2")}
    assert found[0].before is None
    assert set(found[0].reports) == {(None, one) for one in later}
    assert [each.after for each in changes([*ALL, *later], ALL)] == [None] * 6


def test_a_new_form_has_nothing_before_it() -> None:
    other = form("victims", code="other")
    new = [report(one.unit, 9, on=other) for one in ALL]
    found = changes(ALL, [*ALL, *new])
    assert {each.cell for each in found} == {Cell("victims")}
    assert len(found) == 6


def test_units_periods_and_cells_come_in_order() -> None:
    two = form("victims", "cases")
    old = [
        report(unit, 1, 1, on=two, period=period)
        for unit in ("a1", "a2", "b1")
        for period in (Period(2024, "H2"), HALF)
    ]
    new = [evolve(one, values=[2, 2], revision=2) for one in old]
    found = changes(old, [*old, *new])
    assert [(each.unit.code, each.period.code, each.cell.code) for each in found] == [
        (unit.code, period, cell)
        for unit in SMALL
        for period in ("2024-H1", "2024-H2")
        for cell in ("cases", "victims")
    ]


def test_reading_in_another_mode_may_change_any_total() -> None:
    totals = roll_up(ALL[:2], SMALL)
    assert told(difference(totals, totals.in_mode(Mode.AVAILABLE))) == [("VN", None, 3)]


def test_other_units_expected_may_change_any_total() -> None:
    before = roll_up(ALL, SMALL)
    after = roll_up(ALL, SMALL, reporting_level=("province", "district"))
    found = difference(before, after)
    assert told(found) == [("VN", 7, None), ("A", 3, None), ("B", 4, None)]
    assert {each.reports for each in found} == {()}
    provinces = roll_up([report("A", 3), report("B", 4)], SMALL)
    assert [each.unit.code for each in difference(before, provinces)] == ["VN", "A", "a1", "a2", "b1"]


def test_a_change_of_restated_figures_is_told_for_the_units_of_the_other_map() -> None:
    day, today, gaz = date(2024, 6, 30), date(2025, 7, 1), catalog.gazetteer()
    figures = [report(code, 1, boundaries=day) for code in ("24", "27", "01")]
    late = report("27", 5, boundaries=day, revision=2)
    found = difference(restate(figures, gaz, to=today), restate([*figures, late], gaz, to=today))
    assert [each.unit.name for each in found] == ["Tỉnh Bắc Ninh"]
    assert told(found) == [("24", 2, 6)]
    assert {each.reports for each in found} == {((figures[1], late),)}


def test_where_a_form_joins_only_the_new_report_is_behind_the_change() -> None:
    joining = form("cases", "victims", code="joining")
    new = report("b1", 4, 9, on=joining)
    found = changes(ALL[:2], [*ALL[:2], new])
    nation = next(each for each in found if each.unit.code == "VN" and each.cell == Cell("cases"))
    assert [pair[1].unit for pair in nation.reports if pair[1]] == ["b1"]


def test_a_unit_that_is_no_more_comes_last() -> None:
    before = roll_up([report("A", 1), report("C", 1)], tree({"VN": "", "A": "VN", "C": "VN"}))
    after = roll_up([report("A", 2), report("B", 1)], tree({"VN": "", "A": "VN", "B": "VN"}))
    assert [each.unit.code for each in difference(before, after)] == ["VN", "A", "B", "C"]


@pytest.mark.parametrize("turned", [False, True])
def test_where_a_form_brings_two_others_together_only_its_own_report_is_behind_the_change(
    turned: bool,
) -> None:
    first, second = form("cases", code="first"), form("victims", code="second")
    joining = form("cases", "victims", code="joining")
    old = [report("a1", 1, on=first), report("a2", 2, on=second)]
    new = report("b1", 4, 9, on=joining)
    sides = roll_up(old, SMALL, mode=Mode.AVAILABLE), roll_up([*old, new], SMALL, mode=Mode.AVAILABLE)
    found = difference(*(sides[::-1] if turned else sides))
    assert len({(each.unit, each.cell) for each in found}) == len(found)
    assert {each.reports for each in found} == {((new, None) if turned else (None, new),)}


def test_another_tree_is_a_difference_without_a_report() -> None:
    """A found case: a district that moved changed the totals of two provinces, and nothing was said to change."""
    moved = tree({"VN": "", "A": "VN", "B": "VN", "a1": "A", "a2": "B", "b1": "B"})
    found = difference(roll_up(ALL, SMALL), roll_up(ALL, moved))
    assert [
        (one.unit.code, one.before and one.before.value, one.after and one.after.value) for one in found
    ] == [
        ("A", 3, 1),
        ("B", 4, 6),
        ("a2", 2, 2),  # the same figure of a unit that is now below another
    ]
    assert all(one.reports == () for one in found)


@pytest.mark.parametrize("turned", [False, True])
def test_everything_may_be_new_and_everything_may_be_gone(turned: bool) -> None:
    sides: list[list[Report]] = [ALL, []] if turned else [[], ALL]
    found = changes(*sides)
    assert [each.unit.code for each in found] == [unit.code for unit in SMALL]
    assert all((each.before is None) is not turned for each in found)
    assert all((each.after is None) is turned for each in found)
    assert set(found[0].reports) == {((one, None) if turned else (None, one)) for one in ALL}


def test_periods_that_begin_together_come_one_after_the_other() -> None:
    two = form("cases", "victims")
    old = [report("a1", 1, 1, on=two, period=period) for period in (HALF, Period(2024))]
    found = changes(old, [*old, *(evolve(one, values=[2, 2], revision=2) for one in old)])
    assert [(each.period.code, each.cell.code) for each in found if each.unit.code == "a1"] == [
        (period, cell) for period in ("2024", "2024-H1") for cell in ("cases", "victims")
    ]


def test_a_change_of_the_women_is_not_behind_a_change_of_all_on_one_form() -> None:
    sexes = form("cases", "cases:F")
    old = [report("a1", 5, 1, on=sexes), report("a2", 5, 1, on=sexes), report("b1", 5, 1, on=sexes)]
    new = [report("a1", 5, 2, on=sexes, revision=2), report("a2", 6, 1, on=sexes, revision=2)]
    nation = {each.cell.code: each.reports for each in changes(old, [*old, *new]) if each.unit.code == "VN"}
    assert nation == {"cases": ((old[1], new[1]),), "cases:F": ((old[0], new[0]),)}


def test_a_change_of_the_women_is_behind_a_change_of_all_that_another_form_makes_of_them() -> None:
    women, whole = form("cases:F", "cases:M", code="women"), form("cases", "cases:F", "cases:M", code="whole")
    old = [report("a1", 1, 2, on=women), report("a2", 9, 4, 5, on=whole)]
    new = report("a1", 2, 2, on=women, revision=2)
    found = changes(old, [*old, new], mode="available")
    assert {(each.unit.code, each.cell.code): each.reports for each in found} == {
        (unit, cell): ((old[0], new),) for unit in ("VN", "A", "a1") for cell in ("cases", "cases:F")
    }


@pytest.mark.parametrize("turned", [False, True])
def test_a_change_of_the_women_is_behind_all_that_was_made_of_them_on_either_side(turned: bool) -> None:
    women, whole = form("cases:F", "cases:M", code="women"), form("cases", "cases:F", "cases:M", code="whole")
    one, other = report("a1", 1, 2, on=women), report("a1", 2, 2, on=women)
    sides = [[one, report("a2", 9, 4, 5, on=whole)], [other]]
    found = changes(*(sides[::-1] if turned else sides), mode="available")
    of_all = next(each for each in found if (each.unit.code, each.cell.code) == ("a1", "cases"))
    assert of_all.reports == (((other, one) if turned else (one, other)),)
