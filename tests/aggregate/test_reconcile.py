from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
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
)

from vstbpn import (
    Cell,
    Mode,
    OverUnits,
    Period,
    Reason,
    Reconciled,
    Reconciliation,
    Report,
    Scope,
    UnknownUnit,
    catalog,
    reconcile,
    restate,
    roll_up,
)
from vstbpn.model import Value

HOLDS, FAILS, CANNOT_TELL = Reconciled.HOLDS, Reconciled.FAILS, Reconciled.CANNOT_TELL


def subtree(unit: str, *values: Value | None, **more: Any) -> Report:
    return report(unit, *values, scope=Scope.SUBTREE, **more)


def compared(declared: Report, *reports: Report, **options: Any) -> Reconciliation:
    """The one comparison that there is."""
    options = {"reporting_level": "district", **options}
    (found,) = reconcile(roll_up([*reports, declared], SMALL, **options))
    return found


def outcome(declared: Value, *figures: Value | None, **options: Any) -> tuple[Reconciled, object]:
    """Compare A's consolidated figure with the figures of a1, a2."""
    on = options.pop("on", CASES)
    reports = [report(unit, value, on=on) for unit, value in zip(("a1", "a2"), figures, strict=False)]
    found = compared(subtree("A", declared, on=on), *reports, **options)
    return found.outcome, found.difference


def test_the_sum_of_its_parts_holds() -> None:
    found = compared(subtree("A", 3), report("a1", 1), report("a2", 2))
    assert (found.unit, found.period, found.cell) == (SMALL["A"], HALF, Cell("cases"))
    assert (found.declared, found.outcome, found.difference, found.missing) == (3, HOLDS, None, ())
    assert found.report == subtree("A", 3)
    assert found.total is not None
    assert found.total.value == 3


@pytest.mark.parametrize(("declared", "difference"), [(4, 1), (2, -1), (0, -3)])
def test_another_figure_fails_by_the_difference(declared: int, difference: int) -> None:
    assert outcome(declared, 1, 2) == (FAILS, difference)


def test_differences_are_exact() -> None:
    tenths = form("cases", decimals=1)
    assert outcome(Decimal("0.4"), Decimal("0.1"), Decimal("0.2"), on=tenths) == (FAILS, Decimal("0.1"))
    assert outcome(Decimal("0.3"), Decimal("0.1"), Decimal("0.2"), on=tenths) == (HOLDS, None)
    assert outcome(Decimal("0.30"), Decimal("0.1"), Decimal("0.2"), on=tenths) == (HOLDS, None)


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("figures", [(2,), (2, NOT_REPORTED), (2, SUPPRESSED)])
def test_with_a_part_missing_nothing_can_be_told(mode: Mode, figures: tuple[Value, ...]) -> None:
    """Over the expected units, and not only over those that reported."""
    for declared in (2, 3):
        assert outcome(declared, *figures, mode=mode) == (CANNOT_TELL, None)
    assert outcome(1, *figures, mode=mode) == (FAILS, -1)


def test_the_units_without_which_nothing_can_be_told_are_named() -> None:
    found = compared(subtree("VN", 9), report("a1", 1), report("a2", SUPPRESSED))
    assert [unit.code for unit in found.missing] == ["b1", "a2"]
    assert found.total is not None
    assert (found.total.value, found.total.reason) == (None, Reason.MISSING)


def test_without_a_floor_a_part_proves_nothing() -> None:
    balance = form("cases", minimum=None)
    assert outcome(-5, 2, on=balance) == (CANNOT_TELL, None)
    assert outcome(-5, 2, -7, on=balance) == (HOLDS, None)
    assert outcome(-5, 2, -8, on=balance) == (FAILS, 1)


def test_without_any_part_nothing_can_be_told() -> None:
    assert outcome(0) == (CANNOT_TELL, None)
    assert outcome(5) == (CANNOT_TELL, None)
    assert outcome(5, NOT_EXPECTED, NOT_EXPECTED) == (CANNOT_TELL, None)


def test_where_no_part_has_anything_to_count_only_zero_holds() -> None:
    assert outcome(0, NOT_APPLICABLE, NOT_APPLICABLE) == (HOLDS, None)
    assert outcome(2, NOT_APPLICABLE, NOT_APPLICABLE) == (FAILS, 2)
    assert outcome(2, NOT_APPLICABLE, 2) == (HOLDS, None)


def test_a_consolidated_figure_that_is_absent_is_left_out() -> None:
    two = form("cases", "victims")
    totals = roll_up(
        [report("a1", 1, 1, on=two), report("a2", 2, 2, on=two), subtree("A", SUPPRESSED, 3, on=two)], SMALL
    )
    assert [(found.cell.code, found.outcome) for found in reconcile(totals)] == [("victims", HOLDS)]


def test_distinct_persons_hold_between_the_largest_part_and_the_sum() -> None:
    persons = form("cases", over_units=OverUnits.DISTINCT)
    assert outcome(5, 3, 2, on=persons) == (HOLDS, None)
    assert outcome(3, 3, 2, on=persons) == (HOLDS, None)
    assert outcome(6, 3, 2, on=persons) == (FAILS, 1)
    assert outcome(2, 3, 2, on=persons) == (FAILS, -1)
    assert outcome(9, 3, on=persons) == (CANNOT_TELL, None)
    assert outcome(2, 3, on=persons) == (FAILS, -1)


def test_a_mean_cannot_be_told_from_the_parts_means() -> None:
    mean = form("cases", over_units=OverUnits.NEVER)
    assert outcome(5, 3, 2, on=mean) == (CANNOT_TELL, None)


def test_a_unit_without_parts_is_compared_with_its_own_report() -> None:
    assert compared(subtree("b1", 4), report("b1", 4)).outcome is HOLDS
    assert compared(subtree("b1", 5), report("b1", 4)).difference == 1


def test_a_unit_that_nobody_expected_to_report_has_nothing_to_compare_with() -> None:
    found = compared(subtree("a1", 4), report("A", 4), report("B", 1), reporting_level="province")
    assert (found.total, found.outcome, found.missing) == (None, CANNOT_TELL, ())


@pytest.mark.parametrize("more", [{"on": form("victims")}, {"period": Period(2024, "H2")}])
def test_a_period_or_a_cell_without_parts_has_nothing_to_compare_with(more: dict[str, Any]) -> None:
    found = compared(subtree("A", 4, **more), report("a1", 1), report("a2", 3))
    assert (found.total, found.outcome) == (None, CANNOT_TELL)


def test_figures_on_another_form_are_compared_all_the_same() -> None:
    summary = form("cases", code="summary")
    found = compared(subtree("A", 4, on=summary), report("a1", 1), report("a2", 2))
    assert (found.outcome, found.difference) == (FAILS, 1)


def test_units_and_cells_come_in_the_order_of_the_tree_and_the_form() -> None:
    two = form("cases", "victims")
    reports = [report(unit, 1, 1, on=two) for unit in ("a1", "a2", "b1")]
    reports += [subtree("B", 1, 2, on=two), subtree("VN", 3, 3, on=two)]
    found = reconcile(roll_up(reports, SMALL))
    assert [(each.unit.code, each.cell.code, each.outcome) for each in found] == [
        ("VN", "cases", HOLDS),
        ("VN", "victims", HOLDS),
        ("B", "cases", HOLDS),
        ("B", "victims", FAILS),
    ]


def test_a_preferred_figure_is_compared_with_its_parts_and_not_with_itself() -> None:
    reports = [report("a1", 1), report("a2", 2), report("b1", 4), subtree("A", 5), subtree("VN", 9)]
    totals = roll_up(reports, SMALL, prefer="declared")
    assert totals["VN", HALF, "cases"].value == 9
    found = {each.unit.code: (each.outcome, each.difference) for each in reconcile(totals)}
    assert found == {"VN": (FAILS, 2), "A": (FAILS, 2)}
    assert totals["VN", HALF, "cases"].value == 9


def test_a_consolidated_figure_of_another_map_is_compared_only_where_its_unit_is_still_there() -> None:
    """Bắc Giang is no more; the nation is, on every map."""
    day, gaz = date(2024, 6, 30), catalog.gazetteer()
    figures = [
        report("24", 7, boundaries=day),
        report("27", 8, boundaries=day),
        report("VN", 16, boundaries=day, scope=Scope.SUBTREE),
        report("24", 9, boundaries=day, scope=Scope.SUBTREE),
    ]
    totals = restate(figures, gaz, to=date(2025, 7, 1), mode=Mode.AVAILABLE)
    found = {each.unit.name: (each.outcome, each.total is None) for each in reconcile(totals)}
    assert found == {"Việt Nam": (CANNOT_TELL, False), "Tỉnh Bắc Giang": (CANNOT_TELL, True)}
    low = report("VN", 14, boundaries=day, scope=Scope.SUBTREE)
    (too_low,) = reconcile(restate([*figures[:2], low], gaz, to=date(2025, 7, 1)))
    assert (too_low.outcome, too_low.difference) == (FAILS, -1)


def test_nothing_consolidated_is_nothing_to_compare() -> None:
    assert reconcile(roll_up([report("a1", 1)], SMALL)) == ()


def test_a_report_whose_unit_is_on_none_of_the_maps_has_no_unit() -> None:
    totals = roll_up([report("a1", 1)], SMALL)
    assert totals.unit_of(subtree("A", 1)) == SMALL["A"]
    with pytest.raises(UnknownUnit, match="there is no unit 'zz' on the maps of these totals"):
        totals.unit_of(subtree("zz", 1))


def test_a_survey_is_not_checked_against_the_administration() -> None:
    """A found case: figures of two methods are two series, and one was called wrong by the other."""
    own = [report("a1", 7), report("a2", 7)]
    assert compared(subtree("A", 20), *own).outcome is FAILS
    found = compared(subtree("A", 20, method="survey"), *own)
    assert (found.outcome, found.difference) == (CANNOT_TELL, None)
