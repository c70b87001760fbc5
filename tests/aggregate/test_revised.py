from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve
from support.builders import (
    CASES,
    HALF,
    NOT_APPLICABLE,
    NOT_EXPECTED,
    NOT_REPORTED,
    SMALL,
    SUPPRESSED,
    form,
    report,
    tree,
)

from vstbpn import (
    LevelError,
    Mark,
    Mode,
    Period,
    Reason,
    Report,
    ReportConflict,
    Scope,
    Totals,
    Tree,
    Unit,
    UnknownUnit,
    catalog,
    restate,
    roll_up,
)
from vstbpn.model import Value

ALL = [report("a1", 1), report("a2", 2), report("b1", 4)]


def subtree(unit: str, *values: int, **more: Any) -> Report:
    return report(unit, *values, scope=Scope.SUBTREE, **more)


def values(totals: Totals) -> dict[str, object]:
    return {total.unit.code: total.value for total in totals.values()}


def assert_as_if_new(reports: list[Report], late: Report, **options: Any) -> Totals:
    """Revised totals are those of all reports rolled up anew."""
    before = roll_up(reports, SMALL, **options)
    unchanged = dict(before)
    after, anew = before.revised(late), roll_up([*reports, late], SMALL, **options)
    assert after == anew
    assert {key: total.explain() for key, total in after.items()} == {
        key: total.explain() for key, total in anew.items()
    }
    assert set(after.declared) == set(anew.declared)
    assert set(after.unexpected) == set(anew.unexpected)
    assert (after.mode, after.tree, after.reporting_levels) == (anew.mode, anew.tree, anew.reporting_levels)
    assert dict(before) == unchanged
    return after


def test_a_newer_revision_changes_the_way_up_and_nothing_else() -> None:
    after = assert_as_if_new(ALL, report("a2", 20, revision=2))
    assert values(after) == {"VN": 25, "A": 21, "B": 4, "a1": 1, "a2": 20, "b1": 4}


def test_the_totals_before_stay_as_they_were() -> None:
    before = roll_up(ALL, SMALL)
    assert before.revised(report("a2", 20, revision=2))["VN", HALF, "cases"].value == 25
    assert before["VN", HALF, "cases"].value == 7


def test_only_the_way_up_is_added_anew() -> None:
    before = roll_up(ALL, SMALL)
    after = before.revised(report("a2", 20, revision=2))
    (old,), (new,) = before.figures, after.figures
    assert new.tally("B", 0) == old.tally("B", 0)
    assert new.sums["B"] is old.sums["B"]  # type: ignore[attr-defined]


def test_a_late_report_fills_a_gap() -> None:
    after = assert_as_if_new(ALL[:2], ALL[2])
    assert (values(after)["VN"], after["VN", HALF, "cases"].missing) == (7, ())


def test_a_blank_in_a_revision_takes_the_figure_out() -> None:
    after = assert_as_if_new(ALL, report("a2", NOT_REPORTED, revision=2))
    assert after["VN", HALF, "cases"].reason is Reason.MISSING


@pytest.mark.parametrize("mark", [{"preliminary": True}, {"estimated": CASES.cells}])
def test_a_mark_comes_and_goes_with_its_report(mark: dict[str, Any]) -> None:
    marked = report("a1", 1, **mark)
    after = assert_as_if_new([marked, *ALL[1:]], report("a1", 5, revision=2))
    assert not any(total.provisional or total.estimated for total in after.values())
    after = assert_as_if_new(ALL, report("a1", 5, revision=2, **mark))
    assert after["VN", HALF, "cases"].mark is not Mark.FINAL
    assert_as_if_new([marked, *ALL[1:]], report("a2", 5, revision=2))


@pytest.mark.parametrize("old", [1, NOT_REPORTED, SUPPRESSED, NOT_APPLICABLE, NOT_EXPECTED])
@pytest.mark.parametrize("new", [5, NOT_REPORTED, SUPPRESSED, NOT_APPLICABLE, NOT_EXPECTED])
def test_every_absence_may_follow_every_other(old: Value, new: Value) -> None:
    for mode in Mode:
        assert_as_if_new([report("a1", old), *ALL[1:]], report("a1", new, revision=2), mode=mode)


def test_names_that_were_looked_up_before_are_not_kept() -> None:
    blank = report("a2", NOT_REPORTED)
    before = roll_up([ALL[0], blank, ALL[2]], SMALL)
    assert [unit.code for unit in before["VN", HALF, "cases"].missing] == ["a2"]
    swapped = before.revised(report("a2", 2, revision=2)).revised(report("b1", NOT_REPORTED, revision=2))
    assert [unit.code for unit in swapped["VN", HALF, "cases"].missing] == ["b1"]


def test_an_older_revision_changes_nothing() -> None:
    newest = roll_up([report("a1", 9, revision=3), *ALL[1:]], SMALL)
    assert newest.revised(report("a1", 1, revision=2)) == newest
    assert newest.revised(report("a1", 9, revision=3)) == newest


def test_an_office_between_is_added_to_its_units() -> None:
    options = {"reporting_level": ("province", "district")}
    after = assert_as_if_new([*ALL, report("A", 10), report("B", 0)], report("A", 11, revision=2), **options)
    assert values(after)["VN"] == 18


def test_a_unit_that_is_not_expected_is_listed() -> None:
    after = assert_as_if_new(ALL, report("A", 99), reporting_level="district")
    assert [unit.code for unit in after["VN", HALF, "cases"].unexpected] == ["A"]
    again = after.revised(report("A", 98, revision=2))
    assert [found.values for found in again.unexpected] == [(98,)]
    assert values(again)["VN"] == 7


def test_only_the_period_and_the_form_of_the_report_change() -> None:
    later, other = Period(2024, "H2"), form("victims", code="other")
    reports = [
        *ALL,
        *(evolve(one, period=later) for one in ALL),
        *(report(one.unit, 5, on=other) for one in ALL),
    ]
    after = assert_as_if_new(reports, report("b1", 40, revision=2, period=later))
    assert [after["VN", period, "cases"].value for period in (HALF, later)] == [7, 43]
    assert after["VN", HALF, "victims"].value == 15


def test_equal_forms_and_periods_need_not_be_the_same_objects() -> None:
    late = report("b1", 40, revision=2, on=evolve(CASES), period=Period(2024, "H1"))
    assert values(roll_up(ALL, SMALL).revised(late))["VN"] == 43


def test_a_consolidated_report_is_kept_beside() -> None:
    after = assert_as_if_new([*ALL, subtree("B", 3)], subtree("A", 50))
    assert (values(after)["A"], len(after.declared)) == (3, 2)
    again = after.revised(subtree("A", 51, revision=2))
    assert {found.unit: found.values for found in again.declared} == {"B": (3,), "A": (51,)}
    assert {found.values for found in again.revised(subtree("A", 50)).declared} == {(3,), (51,)}
    with pytest.raises(ReportConflict, match="two different reports are both revision 2"):
        again.revised(subtree("A", 52, revision=2))


def test_consolidated_reports_stay_in_the_order_of_the_tree() -> None:
    reports = [*ALL, subtree("B", 4)]
    assert (
        roll_up(reports, SMALL).revised(subtree("A", 3)).declared
        == roll_up([*reports, subtree("A", 3)], SMALL).declared
    )


def test_consolidated_reports_of_two_methods_are_two() -> None:
    after = roll_up([*ALL, subtree("A", 50)], SMALL).revised(subtree("A", 51, method="survey"))
    assert [found.method for found in after.declared] == ["", "survey"]


def test_a_preferred_consolidated_report_stands_in_at_once() -> None:
    after = assert_as_if_new(ALL, subtree("A", 50), prefer="declared")
    assert values(after) == {"VN": 54, "A": 50, "B": 4, "a1": 1, "a2": 2, "b1": 4}
    again = assert_as_if_new([*ALL, subtree("A", 50)], subtree("A", 60, revision=2), prefer="declared")
    assert values(again)["VN"] == 64
    assert_as_if_new([*ALL, subtree("A", 50)], report("a1", 9, revision=2), prefer="declared")
    older = roll_up([*ALL, subtree("A", 60, revision=2)], SMALL, prefer="declared").revised(subtree("A", 50))
    assert values(older)["VN"] == 64


# -- what is refused -----------------------------------------------------------------------------


def test_a_contradiction_is_refused() -> None:
    with pytest.raises(ReportConflict, match="two different reports are both revision 1"):
        roll_up(ALL, SMALL).revised(report("b1", 5))


def test_a_report_of_another_series_is_refused() -> None:
    totals = roll_up(ALL, SMALL)
    with pytest.raises(ReportConflict, match=r"by several methods \(none said, survey\)"):
        totals.revised(report("b1", 5, revision=2, method="survey"))
    with pytest.raises(ReportConflict, match=r"by several methods \(none said, survey\)"):
        roll_up([evolve(one, method="survey") for one in ALL], SMALL).revised(report("b1", 5, revision=2))
    with pytest.raises(ReportConflict, match="they are two series, roll up one at a time"):
        totals.revised(report("b1", 5, revision=2, observed_on=date(2024, 5, 1)))


def test_a_preferred_consolidated_report_of_another_series_is_refused() -> None:
    late = subtree("A", 9, method="survey")
    with pytest.raises(ReportConflict, match="several methods"):
        roll_up([*ALL, late], SMALL, prefer="declared")
    with pytest.raises(ReportConflict, match="several methods"):
        roll_up(ALL, SMALL, prefer="declared").revised(late)


def test_an_own_report_of_another_series_than_the_consolidated_ones_is_refused() -> None:
    options: dict[str, Any] = {"prefer": "declared", "reporting_level": "district"}
    late = report("a1", 1, method="survey")
    with pytest.raises(ReportConflict, match="several methods"):
        roll_up([subtree("B", 9), late], SMALL, **options)
    with pytest.raises(ReportConflict, match="several methods"):
        roll_up([subtree("B", 9)], SMALL, **options).revised(late)


def test_a_form_or_a_period_of_which_there_is_nothing_is_refused() -> None:
    totals = roll_up(ALL, SMALL)
    for late in (
        report("a1", 1, period=Period(2024, "H2")),
        report("a1", 1, on=form("cases", code="other")),
        subtree("A", 1, on=form("victims")),
    ):
        with pytest.raises(
            ReportConflict, match=r"there is nothing on form '\w+' for .* roll the reports up anew"
        ):
            totals.revised(late)


def test_a_unit_of_another_level_is_refused_where_nobody_told_who_is_expected() -> None:
    with pytest.raises(
        LevelError, match="'A' is not on the level of the other reports; say by reporting_level"
    ):
        roll_up(ALL, SMALL).revised(report("A", 1))


def test_a_unit_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownUnit, match="'zz' is not in the tree"):
        roll_up(ALL, SMALL).revised(report("zz", 1))


def test_a_code_of_another_day_is_refused() -> None:
    day = date(2025, 7, 1)
    new = Tree([Unit(level="commune", code="00004", name="Phường Ba Đình", valid_from=day)], on=day)
    totals = roll_up([report("00004", 1)], new)
    with pytest.raises(UnknownUnit, match="the tree has Phường Ba Đình, another unit"):
        totals.revised(report("00004", 2, revision=2, boundaries=date(2025, 6, 30)))


def test_restated_totals_are_not_revised() -> None:
    day, today = date(2024, 6, 30), date(2025, 7, 1)
    restated = restate([report("27", 1, boundaries=day)], catalog.gazetteer(), to=today)
    with pytest.raises(UnknownUnit):
        restated.revised(report("27", 2, revision=2, boundaries=day))
    with pytest.raises(
        ReportConflict, match="restated totals cannot be revised; revise what they were made of"
    ):
        restated.revised(report("01", 2, revision=2))


def test_a_single_unit_is_its_own_way_up() -> None:
    single = tree({"1": ""})
    totals = roll_up([report("1", 9)], single).revised(report("1", 10, revision=2))
    assert totals["1", HALF, "cases"].value == 10


@pytest.mark.parametrize("late", [report("VN", 70, scope=Scope.SUBTREE), report("a1", 1)])
def test_where_only_consolidated_reports_say_who_is_expected_nothing_is_added(late: Report) -> None:
    """A found case: what a roll-up of both refuses was taken in, and what it takes was refused."""
    only = roll_up([report("A", 50, scope=Scope.SUBTREE)], SMALL, prefer="declared")
    with pytest.raises(LevelError, match="only consolidated reports say so far who is expected"):
        only.revised(late)
