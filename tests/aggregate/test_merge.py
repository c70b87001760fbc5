from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve
from support.builders import CASES, HALF, NOT_REPORTED, SMALL, SUPPRESSED, form, report, tree

from vstbpn import (
    Absence,
    Form,
    LevelError,
    Mode,
    Period,
    Reason,
    Report,
    ReportConflict,
    Scope,
    Totals,
    catalog,
    merge,
    restate,
    roll_up,
)

A1, A2, B1 = report("a1", 1), report("a2", 2), report("b1", 4)
ALL = [A1, A2, B1]


def parts(*reports: Report, **options: Any) -> list[Totals]:
    """A partial total of each report."""
    return [roll_up([one], SMALL, **options) for one in reports]


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 2, 0), (2, 0, 1)])
def test_partial_totals_merge_to_the_whole_in_any_order_and_grouping(order: tuple[int, ...]) -> None:
    one, two, three = (parts(*ALL)[place] for place in order)
    whole = roll_up(ALL, SMALL)
    assert merge(merge(one, two), three) == whole
    assert merge(one, merge(two, three)) == whole
    assert merge(one, two)["VN", HALF, "cases"].reason is Reason.MISSING


def test_what_is_missing_in_both_is_missing_in_the_whole() -> None:
    found = merge(*parts(A1, B1))["VN", HALF, "cases"]
    assert [unit.code for unit in found.missing] == ["a2"]
    assert (found.reported, found.expected) == (2, 3)


def test_absences_and_marks_come_together() -> None:
    marked, kept = report("a1", 1, preliminary=True), report("a2", SUPPRESSED)
    guessed = report("b1", 4, estimated=CASES.cells)
    found = merge(merge(*parts(marked, kept)), *parts(guessed))
    assert found == roll_up([marked, kept, guessed], SMALL)
    assert found["VN", HALF, "cases"].reason is Reason.SUPPRESSED
    assert found["VN", HALF, "cases"].provisional
    assert found["VN", HALF, "cases"].estimated
    assert not found["A", HALF, "cases"].estimated


def test_nothing_is_the_neutral_element() -> None:
    nothing, whole = roll_up([], SMALL), roll_up(ALL, SMALL)
    assert merge(nothing, whole) == whole == merge(whole, nothing)
    assert len(merge(nothing, nothing)) == 0


def test_other_periods_and_other_forms_stand_beside_each_other() -> None:
    other = form("victims", code="other")
    later = [evolve(one, period=Period(2024, "H2")) for one in ALL]
    others = [report(one.unit, 9, on=other) for one in ALL]
    merged = merge(merge(roll_up(others, SMALL), roll_up(ALL, SMALL)), roll_up(later, SMALL))
    assert merged == roll_up([*ALL, *later, *others], SMALL)
    assert len(merged.figures) == 3


def test_trees_that_are_equal_are_one() -> None:
    twin = tree({unit.code: unit.parent or "" for unit in SMALL})
    assert merge(roll_up([A1], SMALL), roll_up([A2, B1], twin)) == roll_up(ALL, SMALL)


def test_unexpected_units_of_both_are_listed() -> None:
    strangers = report("A", 9), report("B", 9)
    both = merge(*parts(*strangers, reporting_level="district"))
    assert [unit.code for unit in both["VN", HALF, "cases"].unexpected] == ["A", "B"]
    assert set(both.unexpected) == set(strangers)


# -- figures that meet on several forms ----------------------------------------------------------

X, Y, Z = form("cases", "x", code="X"), form("y", "cases", code="Y"), form("x", "y", code="Z")


def test_figures_meet_whatever_form_they_stand_on() -> None:
    reports = [report("a1", 1, 10, on=X), report("a2", 20, 2, on=Y), report("b1", 3, 30, on=X)]
    whole = roll_up(reports, SMALL, mode=Mode.AVAILABLE)
    one, two, three = parts(*reports, mode="available")
    for merged in (
        merge(merge(one, two), three),
        merge(merge(three, one), two),
        merge(two, merge(one, three)),
    ):
        assert merged == whole
        assert len(merged.figures) == 1
    assert whole["VN", HALF, "cases"].value == 6


def test_a_form_may_bring_two_others_together() -> None:
    first, second = form("x", code="first"), form("y", code="second")
    reports = [report("a1", 1, on=first), report("a2", 2, on=second), report("b1", 3, 4, on=Z)]
    one, two, three = parts(*reports, mode="available")
    assert len(merge(one, two).figures) == 2
    merged = merge(merge(one, two), three)
    assert merged == roll_up(reports, SMALL, mode=Mode.AVAILABLE)
    assert len(merged.figures) == 1


def test_two_forms_of_one_unit_meet_cell_by_cell() -> None:
    reports = [report("a1", 1, 10, on=X), report("a1", 20, 1, on=Y)]
    merged = merge(*parts(*reports))
    assert merged == roll_up(reports, SMALL)
    assert merged["a1", HALF, "y"].value == 20
    with pytest.raises(ReportConflict, match="contradict each other in revision 1"):
        merge(*parts(reports[0], report("a1", 20, 2, on=Y)))


def test_consolidated_figures_on_several_forms_stand_in_too() -> None:
    reports = [report("A", 9, 90, on=X, scope=Scope.SUBTREE), report("b1", 20, 2, on=Y)]
    options: dict[str, Any] = {"prefer": "declared", "reporting_level": "district"}
    merged = merge(*parts(*reports, **options))
    assert merged == roll_up(reports, SMALL, **options)
    assert merged["VN", HALF, "cases"].value == 11
    assert merged["A", HALF, "x"].value == 90


def test_a_unit_whose_forms_are_in_both_is_no_contradiction() -> None:
    """The sets (unit, form, period, scope) are disjoint, and the whole is computable."""
    reports = [report("a1", 1, 2, on=X), report("a2", 1, 2, on=X), report("b1", 7, 1, on=Y)]
    late = report("a1", 7, 1, on=Y)
    whole = roll_up([*reports, late], SMALL, mode=Mode.AVAILABLE)
    assert whole["a1", HALF, "y"].value == 7
    assert (
        merge(roll_up(reports, SMALL, mode=Mode.AVAILABLE), roll_up([late], SMALL, mode=Mode.AVAILABLE))
        == whole
    )


def test_an_overlap_is_refused_on_a_common_form_too() -> None:
    both_forms = [report("a1", 1, 2, on=X), report("b1", 7, 1, on=Y)]
    revised = report("a1", 5, 5, on=X, revision=2)
    with pytest.raises(ReportConflict, match="what overlaps cannot be merged"):
        merge(roll_up(both_forms, SMALL), roll_up([revised], SMALL))


# -- what is refused -----------------------------------------------------------------------------


def test_what_overlaps_is_refused() -> None:
    with pytest.raises(
        ReportConflict,
        match="form 'form', 2024-H1: both have reports of a1, a2; what overlaps cannot be merged",
    ):
        merge(roll_up(ALL[:2], SMALL), roll_up([A1, report("a2", 3, revision=2), B1], SMALL))


def test_an_overlap_of_many_units_names_ten() -> None:
    wide = tree({"0": "", **{f"u{n:02}": "0" for n in range(11)}})
    many = roll_up([report(f"u{n:02}", n) for n in range(11)], wide)
    with pytest.raises(ReportConflict, match=r"reports of u00, .*, u09 and others; what"):
        merge(many, many)
    ten = roll_up([report(f"u{n:02}", n) for n in range(10)], wide)
    with pytest.raises(ReportConflict, match=r"u08, u09; what"):
        merge(ten, many)


def test_two_consolidated_reports_of_a_unit_are_an_overlap() -> None:
    both = [report("A", n, scope=Scope.SUBTREE, revision=n) for n in (1, 2)]
    with pytest.raises(ReportConflict, match="2024-H1: both have a consolidated report of 'A'"):
        merge(*parts(*both))
    with pytest.raises(ReportConflict, match="both have a consolidated report of 'A'"):
        merge(*parts(*both, prefer="declared"))


def test_consolidated_reports_of_both_are_kept() -> None:
    other_method = report("A", 3, scope=Scope.SUBTREE, method="survey")
    consolidated = [report(unit, 3, scope=Scope.SUBTREE) for unit in ("A", "B")]
    merged = merge(merge(*parts(*consolidated)), *parts(other_method))
    assert set(merged.declared) == {*consolidated, other_method}
    reports = [report("A", 3, scope=Scope.SUBTREE), report("B", 3, scope=Scope.SUBTREE), report("VN", 7)]
    options: dict[str, Any] = {"prefer": "declared", "reporting_level": ("nation", "district")}
    standing = merge(merge(*parts(*reports[:2], **options)), *parts(reports[2], **options))
    assert standing == roll_up(reports, SMALL, **options)
    assert standing["VN", HALF, "cases"].value == 13


def test_figures_of_two_methods_do_not_merge() -> None:
    with pytest.raises(ReportConflict, match=r"by several methods \(none said, survey\)"):
        merge(*parts(A1, evolve(A2, method="survey")))


def test_a_consolidated_figure_by_another_method_does_not_merge_either() -> None:
    options: dict[str, Any] = {"prefer": "declared", "reporting_level": "district"}
    reports = [A1, report("B", 4, scope=Scope.SUBTREE, method="survey")]
    with pytest.raises(ReportConflict, match="several methods"):
        roll_up(reports, SMALL, **options)
    with pytest.raises(ReportConflict, match="several methods"):
        merge(*parts(*reports, **options))


def test_two_series_of_one_unit_overlap() -> None:
    with pytest.raises(ReportConflict, match="what overlaps"):
        merge(*parts(A1, evolve(A1, observed_on=date(2024, 5, 1))))


def test_indicators_that_differ_do_not_merge() -> None:
    with pytest.raises(ReportConflict, match="differ in what the indicator 'cases' is"):
        merge(*parts(A1, report("a2", 1, on=form("cases", code="other", measure="bodies"))))


def test_the_same_units_must_be_expected() -> None:
    with pytest.raises(
        LevelError, match=r"form 'form', 2024-H1: other units .* say reporting_level for both"
    ):
        merge(*parts(A1, report("A", 9)))
    told = [roll_up([one], SMALL, reporting_level="district") for one in (A1, report("A", 9))]
    assert merge(*told)["VN", HALF, "cases"].value is None


def test_trees_and_modes_must_be_the_same() -> None:
    other = tree({"VN": "", "A": "VN", "a1": "A"})
    with pytest.raises(ValueError, match="expected totals along one and the same tree"):
        merge(roll_up([A1], SMALL), roll_up([A1], other))
    with pytest.raises(ValueError, match="expected totals of one mode, got complete and available"):
        merge(roll_up([A1], SMALL), roll_up([A2], SMALL, mode=Mode.AVAILABLE))


def test_whether_consolidated_figures_are_preferred_must_be_the_same() -> None:
    plain = roll_up([A1], SMALL, reporting_level="district")
    preferring = roll_up(
        [report("B", 9, scope=Scope.SUBTREE)], SMALL, prefer="declared", reporting_level="district"
    )
    late = report("A", 50, scope=Scope.SUBTREE)
    for one, other in ((plain, preferring), (preferring, plain)):
        with pytest.raises(ValueError, match="prefer"):
            merge(one, other).revised(late)


def test_restated_totals_are_not_merged() -> None:
    day = date(2024, 6, 30)
    gaz = catalog.gazetteer()
    figures = [report(code, 1, boundaries=day) for code in ("24", "27")]
    restated = [restate([one], gaz, to=date(2025, 7, 1)) for one in figures]
    for one, other in (restated, (roll_up([], restated[0].tree), restated[1])):
        with pytest.raises(ValueError, match="merge what they were made of, and restate that"):
            merge(one, other)


def test_a_merged_total_can_be_revised_and_explained() -> None:
    merged = merge(*parts(A1, B1)).revised(A2)
    whole = roll_up(ALL, SMALL)
    assert merged == whole
    assert merged["VN", HALF, "cases"].explain() == whole["VN", HALF, "cases"].explain()


def test_blanks_of_two_parts_are_counted_once_each() -> None:
    """What is absent in the one and in the other is absent twice."""
    two = Form(code="form", cells=["cases", "victims"], indicators=form("cases", "victims").indicators)
    reports = [report("a1", NOT_REPORTED, 1, on=two), report("a2", NOT_REPORTED, Absence.WITHDRAWN, on=two)]
    merged = merge(*parts(*reports))
    assert merged == roll_up(reports, SMALL)
    assert [unit.code for unit in merged["A", HALF, "cases"].missing] == ["a1", "a2"]
    assert [unit.code for unit in merged["A", HALF, "victims"].missing] == ["a2"]
    closed = [report("a1", Absence.NOT_EXPECTED), report("a2", Absence.NOT_EXPECTED)]
    found = merge(*parts(*closed))["A", HALF, "cases"]
    assert (found.expected, found.reason) == (0, Reason.NOT_EXPECTED)
    empty = [report("a1", Absence.NOT_APPLICABLE), report("a2", Absence.NOT_APPLICABLE)]
    assert merge(*parts(*empty))["A", HALF, "cases"].reason is Reason.NOT_APPLICABLE


# -- the order of reports, where a unit speaks on two forms ---------------------------------------


@pytest.mark.parametrize("turned", [False, True])
def test_what_is_known_of_a_missing_figure_is_kept_on_a_common_form(turned: bool) -> None:
    """A found case: brought to a common form, a report lost what is known of its missing figures."""
    reports = [report("a1", NOT_REPORTED, 2, on=X, known={"cases": 3}), report("b1", 1, 1, on=Y)]
    totals = roll_up(reports[::-1] if turned else reports, SMALL, mode=Mode.AVAILABLE)
    assert totals["VN", HALF, "cases"].value == 4


def test_a_mark_on_one_of_two_forms_counts_in_any_order() -> None:
    marked, plain = report("a1", 1, 2, on=X, provisional=["cases"]), report("a1", 7, 1, on=Y)
    for reports in ([marked, plain], [plain, marked]):
        assert roll_up(reports, SMALL)["a1", HALF, "cases"].provisional


def test_the_common_form_is_the_same_in_any_order() -> None:
    reports = [report("a1", 1, 2, on=X), report("a1", 7, 1, on=Y)]
    one, other = (roll_up(found, SMALL) for found in (reports, reports[::-1]))
    assert one["a1", HALF, "cases"].explain() == other["a1", HALF, "cases"].explain()
    assert list(one) == list(other)


def test_unexpected_reports_are_listed_in_the_order_of_the_tree() -> None:
    strangers = [report("A", 9), report("B", 9)]
    found = [roll_up(given, SMALL, reporting_level="district") for given in (strangers, strangers[::-1])]
    assert found[0].unexpected == found[1].unexpected


def test_who_was_told_who_is_expected_tells_the_whole() -> None:
    """A found case: merge(a, b) could be revised by a unit of another level, and merge(b, a) could not."""
    plain, told = roll_up([A1], SMALL), roll_up([B1], SMALL, reporting_level="district")
    stray = report("A", 9)
    for one, other in ((plain, told), (told, plain)):
        found = merge(one, other).revised(stray)["VN", HALF, "cases"]
        assert [unit.code for unit in found.unexpected] == ["A"]


def test_only_totals_as_they_stood_on_one_day_are_merged() -> None:
    """A found case: the totals as they stood in July and those of today were added up, and said no day."""
    day = date(2024, 7, 31)
    then, other = (roll_up([report(unit, 1, received_on=day)], SMALL, known_at=day) for unit in ("a1", "b1"))
    assert merge(then, other).known_at == day
    with pytest.raises(ValueError, match="as they stood on one day, got 31/7/2024 and now"):
        merge(then, roll_up([report("b1", 1)], SMALL))
