"""Consolidated figures that stand in for the sums of their parts, where somebody asked for that."""

from __future__ import annotations

from typing import Any

import pytest
from support.builders import (
    HALF,
    NOT_APPLICABLE,
    NOT_EXPECTED,
    NOT_REPORTED,
    SMALL,
    SUPPRESSED,
    WITHDRAWN,
    form,
    report,
    tree,
)

from vstbpn import (
    Bounds,
    LevelError,
    Mode,
    OverUnits,
    Reason,
    Reconciled,
    Report,
    ReportConflict,
    Scope,
    Total,
    Totals,
    catalog,
    ratio,
    reconcile,
    restate,
    roll_up,
)
from vstbpn.model import Value

ALL = [report("a1", 1), report("a2", 2), report("b1", 4)]


def subtree(unit: str, *figures: Value | None, **more: Any) -> Report:
    return report(unit, *figures, scope=Scope.SUBTREE, **more)


def preferred(*reports: Report, **options: Any) -> Totals:
    return roll_up(reports, SMALL, prefer="declared", **options)


def values(totals: Totals, cell: str = "cases") -> dict[str, object]:
    return {total.unit.code: total.value for total in totals.values() if total.cell.code == cell}


def total(unit: str, *reports: Report, **options: Any) -> Total:
    return preferred(*reports, **options)[unit, HALF, "cases"]


def test_it_stands_in_for_the_sum_in_its_unit_and_above_and_never_below() -> None:
    totals = preferred(*ALL, subtree("A", 50))
    assert values(totals) == {"VN": 54, "A": 50, "B": 4, "a1": 1, "a2": 2, "b1": 4}
    assert {found.unit.code for found in totals.values() if found.declared} == {"VN", "A"}
    found = totals["VN", HALF, "cases"]
    assert (found.reported, found.expected, found.missing, found.is_complete) == (2, 2, (), True)


def test_without_asking_it_stands_beside() -> None:
    totals = roll_up([*ALL, subtree("A", 50)], SMALL)
    assert values(totals)["VN"] == 7
    assert not any(found.declared for found in totals.values())
    assert values(preferred(*ALL)) == values(totals)


def test_nothing_else_can_be_preferred() -> None:
    with pytest.raises(ValueError, match="expected prefer to be 'declared' or None, got 'own'"):
        roll_up(ALL, SMALL, prefer="own")  # type: ignore[arg-type]


def test_a_consolidated_figure_takes_the_place_of_missing_parts() -> None:
    found = total("A", ALL[0], ALL[2], subtree("A", 50))
    assert (found.value, found.reason, found.reported, found.expected) == (50, None, 1, 1)
    assert total("a2", ALL[0], ALL[2], subtree("A", 50)).reason is Reason.MISSING


def test_the_highest_one_counts() -> None:
    totals = preferred(*ALL, subtree("A", 50), subtree("VN", 1000))
    assert values(totals) == {"VN": 1000, "A": 50, "B": 4, "a1": 1, "a2": 2, "b1": 4}


def test_of_several_revisions_the_newest_counts() -> None:
    assert total("VN", *ALL, subtree("A", 60, revision=2), subtree("A", 50)).value == 64


@pytest.mark.parametrize("absence", [NOT_REPORTED, WITHDRAWN, SUPPRESSED, NOT_APPLICABLE, NOT_EXPECTED])
def test_what_it_leaves_absent_is_added_from_the_parts(absence: Value) -> None:
    two = form("cases", "victims")
    parts = [report(unit, 1, 1, on=two) for unit in ("a1", "a2", "b1")]
    totals = preferred(*parts, subtree("A", absence, 9, on=two))
    assert values(totals) == {"VN": 3, "A": 2, "B": 1, "a1": 1, "a2": 1, "b1": 1}
    assert values(totals, "victims") == {"VN": 10, "A": 9, "B": 1, "a1": 1, "a2": 1, "b1": 1}
    assert [totals["A", HALF, cell].declared for cell in ("cases", "victims")] == [False, True]


def test_what_is_absent_in_one_is_taken_from_the_consolidated_ones_below() -> None:
    two = form("cases", "victims")
    totals = preferred(
        report("b1", 4, 4, on=two),
        subtree("A", 10, 1, on=two),
        subtree("VN", NOT_REPORTED, 100, on=two),
        reporting_level="district",
    )
    assert (values(totals)["VN"], values(totals, "victims")["VN"]) == (14, 100)
    assert totals["VN", HALF, "cases"].declared


def test_figures_on_other_forms_stand_in_too() -> None:
    summary = form("cases", "offices", code="summary")
    totals = preferred(*ALL, subtree("A", 50, 3, on=summary))
    assert values(totals)["VN"] == 54
    assert (values(totals, "offices")["A"], values(totals, "offices")["VN"]) == (3, None)


def test_distinct_persons_have_a_value_in_the_declaring_unit_only() -> None:
    persons = form("cases", over_units=OverUnits.DISTINCT)
    reports = [report("a1", 3, on=persons), report("a2", 2, on=persons), report("b1", 4, on=persons)]
    totals = preferred(*reports, subtree("A", 4, on=persons))
    assert values(totals) == {"VN": None, "A": 4, "B": None, "a1": 3, "a2": 2, "b1": 4}
    nation = totals["VN", HALF, "cases"]
    assert (nation.reason, nation.bounds, nation.declared) == (Reason.NOT_ADDITIVE, Bounds(4, 8), True)
    assert totals["B", HALF, "cases"].bounds == Bounds(4, 4)


def test_distinct_persons_of_an_office_and_of_a_consolidated_figure_below_it_are_not_added() -> None:
    persons = form("cases", over_units=OverUnits.DISTINCT)
    reports = [report("VN", 1, on=persons), report("b1", 4, on=persons), subtree("A", 4, on=persons)]
    totals = preferred(*reports, reporting_level=("nation", "district"))
    nation = totals["VN", HALF, "cases"]
    assert (nation.value, nation.reason, nation.bounds) == (None, Reason.NOT_ADDITIVE, Bounds(4, 9))


def test_what_is_known_of_a_missing_part_is_added_beside_it() -> None:
    some = report("b1", NOT_REPORTED, known={"cases": 3})
    found = total("VN", *ALL[:2], some, subtree("A", 50), mode=Mode.AVAILABLE)
    assert (found.value, found.reason) == (53, Reason.INCOMPLETE)


def test_means_have_a_value_where_they_are_declared() -> None:
    mean = form("cases", over_units=OverUnits.NEVER)
    totals = preferred(report("a1", 3, on=mean), report("a2", 5, on=mean), subtree("A", 4, on=mean))
    assert (totals["A", HALF, "cases"].value, totals["VN", HALF, "cases"].value) == (4, None)


def test_an_office_that_reports_itself_is_a_part_of_its_consolidated_figure() -> None:
    reports = [*ALL, report("A", 10), report("B", 0)]
    options: dict[str, Any] = {"reporting_level": ("province", "district")}
    assert total("A", *reports, **options).value == 13
    assert total("A", *reports, subtree("A", 50), **options).value == 50
    assert total("VN", *reports, subtree("A", 50), **options).value == 54
    two = form("cases", "victims")
    parts = [report(unit, 1, 1, on=two) for unit in ("A", "a1", "a2", "B", "b1")]
    totals = preferred(*parts, subtree("A", None, 9, on=two), **options)
    assert (values(totals)["A"], values(totals, "victims")["A"]) == (3, 9)
    assert (values(totals)["VN"], values(totals, "victims")["VN"]) == (5, 11)


def test_an_expected_unit_without_units_below_may_declare_too() -> None:
    totals = preferred(*ALL, subtree("b1", 40))
    assert (values(totals)["b1"], values(totals)["B"], values(totals)["VN"]) == (40, 40, 43)
    assert totals["b1", HALF, "cases"].declared


def test_units_that_were_not_expected_are_still_listed() -> None:
    found = total("VN", *ALL, report("A", 99), subtree("A", 50), reporting_level="district")
    assert (found.value, [unit.code for unit in found.unexpected]) == (54, ["A"])


def test_below_the_reporting_level_nothing_stands_in() -> None:
    totals = preferred(report("A", 1), report("B", 2), subtree("a1", 50))
    assert values(totals) == {"VN": 3, "A": 1, "B": 2}
    assert [found.unit for found in totals.declared] == ["a1"]


def test_only_consolidated_reports_are_enough() -> None:
    totals = preferred(subtree("A", 50), subtree("B", 7))
    assert values(totals) == {"VN": 57, "A": 50, "B": 7}
    assert totals.reporting_levels == ("province",)
    assert values(preferred(subtree("A", 50))) == {"VN": None, "A": 50, "B": None}
    assert len(roll_up([subtree("A", 50)], SMALL)) == 0


def test_of_consolidated_reports_alone_on_several_levels_somebody_must_say_who_is_expected() -> None:
    both = subtree("A", 50), subtree("VN", 70)
    with pytest.raises(LevelError, match=r"1 on level nation: .* 1 on level province"):
        preferred(*both)
    assert values(preferred(*both, reporting_level="province")) == {"VN": 70, "A": 50, "B": None}


def test_a_period_with_consolidated_reports_only_stands_beside_the_others() -> None:
    later = HALF.__class__(2024, "H2")
    totals = preferred(*ALL, subtree("VN", 9, period=later))
    assert (totals["VN", HALF, "cases"].value, totals["VN", later, "cases"].value) == (7, 9)


def test_a_consolidated_figure_by_another_method_is_not_added_to_the_others() -> None:
    reports = [*ALL, subtree("A", 50, method="survey")]
    with pytest.raises(ReportConflict, match="by several methods"):
        preferred(*reports)
    assert total("VN", *reports, method="").value == 7
    assert values(preferred(*reports, method="survey")) == {"VN": None, "A": 50, "B": None}


@pytest.mark.parametrize("kind", ["provisional", "estimated"])
def test_marks_are_those_of_the_figures_that_count(kind: str) -> None:
    mark: dict[str, Any] = {kind: ALL[0].form.cells}
    marked_part = report("a1", 1, **mark)
    totals = preferred(marked_part, *ALL[1:], subtree("A", 50))
    assert [getattr(totals[unit, HALF, "cases"], kind) for unit in ("VN", "A", "a1")] == [False, False, True]
    totals = preferred(*ALL, subtree("A", 50, **mark))
    assert [getattr(totals[unit, HALF, "cases"], kind) for unit in ("VN", "A", "a1")] == [True, True, False]


def test_available_adds_them_to_what_is_there() -> None:
    found = total("VN", subtree("A", 50), ALL[0], mode=Mode.AVAILABLE)
    assert (found.value, found.reason, found.bounds) == (50, Reason.INCOMPLETE, Bounds(50, None))
    assert [unit.code for unit in found.missing] == ["b1"]


def test_a_suppressed_part_beside_it_is_named() -> None:
    found = total("VN", subtree("A", 50), report("b1", SUPPRESSED), reporting_level="district")
    assert (found.reason, [unit.code for unit in found.suppressed]) == (Reason.SUPPRESSED, ["b1"])


def test_explain_says_whose_consolidated_report_it_is() -> None:
    nation = total("VN", *ALL, subtree("A", 50)).explain()
    assert (nation["value"], nation["rule"], nation["reports"]) == (54, "the sum of the parts", [])
    province = nation["parts"][0]
    assert (province["unit"], province["value"], province["parts"]) == ("A", 50, [])
    assert province["rule"] == "the unit's consolidated report, as was asked for"
    (told,) = province["reports"]
    assert (told["unit"], told["value"], told["scope"]) == ("A", 50, "subtree")
    assert [part["value"] for part in nation["parts"][1]["parts"]] == [4]


def test_explain_shows_the_parts_of_what_a_consolidated_report_leaves_open() -> None:
    two = form("cases", "victims")
    totals = preferred(
        *(report(unit, 1, 1, on=two) for unit in ("a1", "a2", "b1")), subtree("A", None, 9, on=two)
    )
    told = totals["A", HALF, "cases"].explain()
    assert (told["rule"], told["reports"]) == ("the sum of the parts", [])
    assert [part["value"] for part in told["parts"]] == [1, 1]


def test_explain_shows_the_consolidated_figures_below_one_that_leaves_a_cell_open() -> None:
    two = form("cases", "victims")
    reports = [report("b1", 4, 4, on=two), subtree("A", 10, 1, on=two), subtree("VN", None, 5, on=two)]
    told = preferred(*reports, reporting_level="district")["VN", HALF, "cases"].explain()
    assert (told["value"], told["rule"]) == (14, "the sum of the parts")
    assert [part["value"] for part in told["parts"]] == [10, 4]


def test_ratio_and_reconcile_see_them_as_what_they_are() -> None:
    two = form("women", "members")
    reports = [report(unit, 1, 2, on=two) for unit in ("a1", "a2", "b1")]
    totals = preferred(*reports, subtree("A", 3, 4, on=two))
    nation = ratio(totals, "women", "members")["VN", HALF]
    assert (nation.numerator, nation.denominator, nation.expected) == (4, 6, 2)
    assert {(found.cell.code, found.outcome, found.difference) for found in reconcile(totals)} == {
        ("women", Reconciled.FAILS, 1),
        ("members", Reconciled.HOLDS, None),
    }


def test_figures_that_stand_in_are_not_restated() -> None:
    gaz = catalog.gazetteer()
    before = gaz.on(HALF.last_day)
    figures = [report("24", 7), report("27", 8), report("VN", 20, scope=Scope.SUBTREE)]
    totals = roll_up(figures, before, prefer="declared")
    with pytest.raises(ValueError, match="consolidated figures stand in for sums here"):
        restate(totals, gaz, to=gaz.on(HALF.last_day).on or HALF.last_day)
    assert restate(roll_up(figures, before), gaz, to=HALF.last_day)["24", HALF, "cases"].value == 7


def test_a_chain_of_single_units_declares_at_each_step() -> None:
    chain = tree({"1": "", "2": "1", "3": "2"})
    totals = roll_up([subtree("2", 5), report("3", 4)], chain, prefer="declared")
    assert values(totals) == {"1": 5, "2": 5, "3": 4}
    persons = form("cases", over_units=OverUnits.DISTINCT)
    totals = roll_up([subtree("2", 5, on=persons), report("3", 4, on=persons)], chain, prefer="declared")
    assert values(totals) == {"1": None, "2": 5, "3": 4}


def test_what_is_asked_for_a_unit_without_totals_is_refused() -> None:
    totals = preferred(report("A", 1), report("B", 2), subtree("A", 5))
    (figures,) = totals.figures
    with pytest.raises(KeyError):
        figures.tally("a1", 0)
    with pytest.raises(KeyError):
        list(figures.parts("a1", 0))
    with pytest.raises(KeyError):
        list(roll_up([report("A", 1)], SMALL).figures[0].parts("a1", 0))
    with pytest.raises(KeyError):
        roll_up([report("A", 1)], SMALL).figures[0].tally("a1", 0)
