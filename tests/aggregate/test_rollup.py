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
    Obligation,
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
    catalog,
    coverage,
    over_time,
    restate,
    roll_up,
)
from vstbpn.aggregate import unplaced
from vstbpn.io import Batch

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


def test_what_is_there_bounds_the_whole_where_no_figure_is_below_zero() -> None:
    found = total([report("a1", 9)], "A", mode=Mode.AVAILABLE)
    assert found.bounds == Bounds(9, None)
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
    assert [found.unit for found in totals.unexpected] == ["A"]


def test_a_unit_outside_every_expected_one_is_listed_all_the_same() -> None:
    forest = tree({"1": "", "2": "1", "9": ""}, levels=("top", "low"))
    totals = roll_up([report("2", 1), report("9", 2)], forest, reporting_level="low")
    assert [found.unit for found in totals.unexpected] == ["9"]
    assert totals["1", HALF, "cases"].unexpected == ()


def test_a_unit_is_unexpected_only_where_it_says_something() -> None:
    two = form("cases", "victims")
    totals = roll_up([report("A", NOT_REPORTED, 1, on=two)], SMALL, reporting_level="district")
    assert names(totals["VN", HALF, "victims"].unexpected) == ["A"]
    assert totals["VN", HALF, "cases"].unexpected == ()


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


def test_distinct_persons_are_at_least_the_largest_part_and_at_most_the_sum() -> None:
    persons = form("cases", over_units=OverUnits.DISTINCT, decimals=1)
    reports = [report("a1", 3, on=persons), report("a2", 2, on=persons), report("b1", SUPPRESSED, on=persons)]
    assert total(reports, "A").bounds == Bounds(3, 5)
    assert total(reports, "VN").bounds == Bounds(3, None)
    assert total(reports, "B").bounds is None
    assert total(reports[:1], "VN").bounds == Bounds(3, None)
    mean = form("cases", over_units=OverUnits.NEVER)
    assert total([report("a1", 1, on=mean), report("a2", 2, on=mean)], "A").bounds is None


def test_a_mode_may_be_named() -> None:
    assert total(ALL[:1], "A", mode="available").value == 1
    named = r"expected a mode, Mode.COMPLETE \('complete'\) or Mode.AVAILABLE \('available'\), got 'avail'"
    with pytest.raises(ValueError, match=named):
        roll_up(ALL, SMALL, mode="avail")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=named):
        roll_up(ALL, SMALL).in_mode("avail")  # type: ignore[arg-type]


def test_what_only_holds_reports_is_not_taken_for_them() -> None:
    """A found case: what read_reports gives, handed over as it is, was called not iterable, and no more."""
    batch: Any = Batch(reports=tuple(ALL), problems=())
    for add in (
        lambda: roll_up(batch, SMALL),
        lambda: over_time(batch, "2024"),
        lambda: coverage(batch, [], SMALL),
        lambda: restate(batch, catalog.gazetteer(), to=date(2025, 7, 1)),
    ):
        with pytest.raises(
            TypeError, match="expected reports, one after the other, got a Batch; its reports"
        ):
            add()
    single: Any = ALL[0]
    with pytest.raises(TypeError, match="got a Report; put it into a list"):
        roll_up(single, SMALL)
    nothing: Any = None
    with pytest.raises(TypeError, match=r"got a NoneType$"):
        roll_up(nothing, SMALL)


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
def test_two_series_are_not_mixed(difference: dict[str, Any]) -> None:
    with pytest.raises(ReportConflict, match=r"two series|series of their own"):
        roll_up([report("b1", 4), report("b1", 4, revision=2, **difference)], SMALL)


def test_figures_of_two_methods_are_not_added() -> None:
    """A sum of counted and of estimated cases is neither."""
    reports = [
        report("a1", 5, method="records"),
        report("a2", 7, method="survey"),
        report("b1", 1, method="survey"),
    ]
    with pytest.raises(
        ReportConflict, match=r"form form, 2024-H1: the figures come by several methods \(records, survey\)"
    ):
        roll_up(reports, SMALL)
    assert total(reports, "A", method="survey", mode=Mode.AVAILABLE).value == 7
    assert total(reports, "A", method="records", mode=Mode.AVAILABLE).value == 5
    other = [report("a1", 5, method="records"), report("a1", 6, on=form("posts"), method="survey")]
    assert roll_up(other, SMALL)["a1", HALF, "posts"].value == 6
    clash = [
        report("b1", 1, method="records"),
        report("b1", 2, method="records"),
        report("b1", 3, method="survey"),
    ]
    assert total(clash, "B", method="survey").value == 3
    assert len(roll_up(reports, SMALL, method="none")) == 0


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (2, 0, 1), (1, 2, 0)])
def test_a_contradiction_that_a_later_revision_settles_is_none(order: tuple[int, ...]) -> None:
    reports = [report("b1", 1), report("b1", 9), report("b1", 20, revision=2)]
    assert total([reports[n] for n in order], "B").value == 20


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
    with pytest.raises(
        LevelError,
        match=r"form form, 2024-H1: units report on several levels \(1 on level province: Đơn vị A \(A\); "
        r"3 on level district: Đơn vị a1 \(a1\), .*\); say by reporting_level",
    ):
        roll_up([*ALL, report("A", 1)], SMALL)
    many = tree({"VN": "", **{f"p{n}": "VN" for n in range(5)}})
    with pytest.raises(LevelError, match=r"5 on level province: Đơn vị p0 \(p0\), .* \(p2\), \.\.\.\)"):
        roll_up([report("VN", 1), *(report(f"p{n}", 1) for n in range(5))], many)


def test_each_period_has_a_level_of_its_own() -> None:
    later = Period(2025, "H2")
    totals = roll_up([*ALL, report("A", 5, period=later), report("B", 6, period=later)], SMALL)
    assert totals["VN", HALF, "cases"].value == 7
    assert totals["VN", later, "cases"].value == 11
    assert totals["VN", later, "cases"].expected == 2


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
        UnknownUnit, match="'00004' reports on the map of 30/6/2025; the tree has Phường Ba Đình"
    ):
        roll_up([report("00004", 1, boundaries=before)], now)
    assert total([report("01", 1, boundaries=before)], "01", on=now).value == 1
    revised = [report("00004", 1, boundaries=before), report("00004", 2, boundaries=day, revision=2)]
    with pytest.raises(UnknownUnit, match="'00004' reports on the map of 30/6/2025"):
        roll_up(revised, now)
    faults = [
        (found.revision, why.split(";")[0]) for found, why in unplaced([*revised, report("zz", 1)], now)
    ]
    assert faults == [
        (1, "'00004' reports on the map of 30/6/2025"),
        (1, "'zz' is not in the tree on 1/7/2025"),
    ]


def test_a_unit_of_another_day_has_no_total_here() -> None:
    gaz = catalog.gazetteer()
    day, before = date(2025, 7, 1), date(2025, 6, 30)
    totals = roll_up([report("00004", 1, boundaries=day)], gaz.on(day), mode=Mode.AVAILABLE)
    assert totals[gaz.unit("00004", on=day), HALF, "cases"].value == 1
    with pytest.raises(KeyError):
        totals[gaz.unit("00004", on=before), HALF, "cases"]


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
    with pytest.raises(
        ReportConflict,
        match=r"unit 'b1', victims, 2024-H1: the forms 'old' '' and 'new' '' contradict each other in revision 1",
    ):
        roll_up([report("b1", 1, 10, on=OLD), report("b1", 5, 11, 1, on=NEW)], SMALL)
    with pytest.raises(ReportConflict, match="contradict each other"):
        roll_up(
            [report("b1", 1, 10, on=OLD), report("b1", 5, 10, 1, on=NEW, observed_on=date(2024, 5, 1))], SMALL
        )


def test_two_forms_that_agree_complete_each_other() -> None:
    """What one form does not ask is no blank, and takes nothing from the other."""
    for revision in (1, 2):
        reports = [report("b1", 1, 10, on=OLD), report("b1", 5, 10, 1, on=NEW, revision=revision)]
        totals = roll_up(reports, SMALL)
        assert [totals["B", HALF, cell].value for cell in ("cases", "victims", "hotlines")] == [1, 10, 5]
    withdrawn = [report("b1", 1, 10, on=OLD), report("b1", 5, NOT_REPORTED, 1, on=NEW, revision=2)]
    assert roll_up(withdrawn, SMALL)["B", HALF, "victims"].value is None


def test_marks_come_along_from_form_to_form() -> None:
    reports = [
        report("b1", 1, 10, on=OLD, preliminary=True),
        report("b1", 5, 10, 1, on=NEW, revision=2, estimated=["hotlines"]),
    ]
    totals = roll_up([*reports, report("a1", 1, 1, on=form("cases", "posts", code="third"))], SMALL)
    found = {cell: totals["b1", HALF, cell] for cell in ("cases", "victims", "hotlines")}
    assert {cell: (found[cell].provisional, found[cell].estimated) for cell in found} == {
        "cases": (False, False),
        "victims": (False, False),
        "hotlines": (False, True),
    }
    only_old = roll_up([reports[0], report("a1", 5, 1, 1, on=NEW)], SMALL)
    assert only_old["b1", HALF, "cases"].provisional is True


def test_forms_of_one_year_do_not_bind_those_of_another() -> None:
    """A form of 2023 that has both cells does not make one form of two of 2024."""
    first, second, both = form("x", code="x"), form("z", code="z"), form("x", "z", code="xz")
    reports = [report("a1", 1, on=first), report("A", 2, on=second)]
    reports.append(report("b1", 5, 6, on=both, period=Period(2023)))
    totals = roll_up(reports, SMALL)
    assert totals["a1", HALF, "x"].value == 1
    assert totals["A", HALF, "z"].value == 2
    assert totals["b1", "2023", "z"].value == 6


def test_a_total_left_open_is_worked_out_across_forms() -> None:
    women, men = form("cases:F", "cases", code="w"), form("cases:M", "cases", code="m")
    reports = [report("b1", 1, None, on=women), report("b1", 2, None, on=men)]
    with_total = roll_up([*reports, report("a1", 3, 3, on=women)], SMALL)
    assert with_total["b1", HALF, "cases:F"].value == 1
    assert with_total["b1", HALF, "cases"].value is None
    without = (
        form("cases:F", code="w"),
        form("cases:M", "posts", code="m"),
        form("cases:F", "cases:M", "cases", code="all"),
    )
    reports = [
        report("b1", 1, on=without[0]),
        report("b1", 2, 0, on=without[1]),
        report("a1", 7, 3, 4, on=without[2]),
    ]
    assert roll_up(reports, SMALL)["b1", HALF, "cases"].value == 3


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
    assert [unit.code for unit, _, _ in keys[::2] if isinstance(unit, Unit)] == [
        "VN",
        "A",
        "a1",
        "a2",
        "B",
        "b1",
    ]
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
        (5, HALF, "cases"),
        ("VN", 2024, "cases"),
        ("VN", HALF, None),
        "VN",
        7,
    ],
)
def test_other_keys_are_not_there(key: object) -> None:
    totals = roll_up(ALL, SMALL)
    assert key not in totals
    with pytest.raises(KeyError):
        totals[key]  # type: ignore[index]


@pytest.mark.parametrize(
    ("key", "why"),
    [
        (("zz", HALF, "cases"), "there is no unit 'zz' in the tree"),
        (("VN", "2023", "cases"), "nothing was reported for 2023; there is 2024-H1"),
        (("VN", HALF, "other"), "there is no other for 2024-H1; there is cases"),
        (("VN", "24", "cases"), "expected a period such as"),
        (("VN", HALF), "expected a unit, a period and a cell"),
    ],
)
def test_why_a_key_is_not_there(key: object, why: str) -> None:
    with pytest.raises(KeyError, match=why):
        roll_up(ALL, SMALL)[key]  # type: ignore[index]
    upper = roll_up([report("A", 1), report("B", 2)], SMALL)
    with pytest.raises(KeyError, match=r"Đơn vị a1 \(a1\) has no figures of cases for 2024-H1"):
        upper["a1", HALF, "cases"]


def test_some_keys_can_be_chosen() -> None:
    totals = roll_up(ALL, SMALL)
    assert [key[0].code for key in totals.select(levels=["district"], within=["A"])] == ["a1", "a2"]
    assert [key[0].code for key in totals.select(within=["A", "b1"])] == ["A", "a1", "a2", "b1"]
    with pytest.raises(UnknownUnit):
        list(totals.select(within=["zz"]))


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


def owed(*units: str, code: str = "form", period: Period = HALF) -> Obligation:
    return Obligation(form=code, period=period, units=units)


def test_obligations_say_who_is_expected_for_each_form_and_period() -> None:
    """a2 does not owe it, so it is not missing; b1 reports though it does not owe it."""
    totals = roll_up([report("a1", 1), report("b1", 4)], SMALL, obligations=[owed("a1")])
    assert (totals["VN", HALF, "cases"].value, totals["VN", HALF, "cases"].expected) == (1, 1)
    assert names(totals["VN", HALF, "cases"].unexpected) == ["b1"]
    totals = roll_up([report("a1", 1)], SMALL, obligations=[owed("a1"), owed("a2")])
    assert names(totals["VN", HALF, "cases"].missing) == ["a2"]


def test_forms_that_share_figures_are_owed_together() -> None:
    other = form("cases", "victims", code="other")
    reports = [report("a1", 1), report("a2", 2, 3, on=other)]
    totals = roll_up(reports, SMALL, obligations=[owed("a1"), owed("a2", code="other")])
    assert (totals["VN", HALF, "cases"].value, totals["VN", HALF, "cases"].expected) == (3, 2)


def test_what_no_obligation_speaks_of_needs_a_level() -> None:
    reports, obligations = [report("a1", 1)], [owed("a1", period=Period(2020))]
    with pytest.raises(
        LevelError, match="form form, 2024-H1: no obligation says who is expected to report; add one, or say"
    ):
        roll_up(reports, SMALL, obligations=obligations)
    totals = roll_up(reports, SMALL, obligations=obligations, reporting_level="district")
    assert totals["VN", HALF, "cases"].expected == 3


def test_a_form_that_nobody_has_sent_yet_is_owed_all_the_same() -> None:
    """A found case: b1 owed the same figure on another form, sent nothing, and the total was called complete."""
    reports, obligations = [report("a1", 1)], [owed("a1"), owed("b1", code="other")]
    with pytest.raises(LevelError, match="form 'other' is owed for 2024-H1 and nobody has reported on it"):
        roll_up(reports, SMALL, obligations=obligations)
    totals = roll_up(reports, SMALL, obligations=obligations, forms=[form("cases", code="other")])
    assert names(totals["VN", HALF, "cases"].missing) == ["b1"]
    assert [figures.form for figures in totals.figures] == [CASES]
    totals = roll_up(reports, SMALL, obligations=obligations, forms=[form("victims", code="other")])
    assert totals["VN", HALF, "cases"].value == 1


def test_of_a_form_that_nobody_has_sent_all_is_missing() -> None:
    """A found case: the figures of a form that was owed and that nobody sent were in no total at all."""
    obligations = [owed("a1"), owed("a2", "b1", code="other"), owed("a1", code="later", period=Period(2025))]
    victims = form("victims", code="other")
    forms = [victims, form("cases"), form("unasked", code="unasked"), form("sums", code="later")]
    totals = roll_up([report("a1", 1)], SMALL, obligations=obligations, forms=forms)
    assert [cell.code for cell in totals.cells] == ["cases", "victims"]
    nation = totals["VN", HALF, "victims"]
    assert (nation.value, nation.reason, nation.reported, nation.expected) == (None, Reason.MISSING, 0, 2)
    assert names(nation.missing) == ["a2", "b1"]
    assert (totals["VN", HALF, "cases"].value, totals["VN", HALF, "cases"].expected) == (1, 1)
    revised = totals.revised(report("a2", 5, on=victims))
    anew = roll_up(
        [report("a1", 1), report("a2", 5, on=victims)], SMALL, obligations=obligations, forms=forms
    )
    assert dict(revised) == dict(anew)


def test_of_a_form_that_nobody_has_sent_the_figures_that_it_shares_are_missing_too() -> None:
    other = form("cases", "victims", code="other")
    obligations = [owed("a1"), owed("b1", code="other")]
    surveyed = report("a1", 1, method="survey")
    totals = roll_up([surveyed], SMALL, obligations=obligations, forms=[other])
    assert [names(totals["VN", HALF, cell].missing) for cell in ("cases", "victims")] == [
        ["b1"],
        ["a1", "b1"],
    ]


def test_another_version_of_a_form_that_came_is_not_waited_for() -> None:
    obligations, old = [owed("a1", "a2")], form("cases", "victims")
    totals = roll_up([report("a1", 1)], SMALL, obligations=obligations, forms=[old])
    assert [cell.code for cell in totals.cells] == ["cases"]


def test_a_sum_on_one_form_is_no_sum_on_another() -> None:
    """A found case: of which on the form of one unit was added up, since it was a partition on another's."""
    which = form("cases:F", "cases:M", code="which", partitions=())
    whole = form("cases", "cases:F", "cases:M", code="whole")
    totals = roll_up(
        [report("a1", 3, 4, on=which), report("a2", 10, 6, 4, on=whole)], SMALL, mode=Mode.AVAILABLE
    )
    assert (totals["A", HALF, "cases"].value, names(totals["A", HALF, "cases"].missing)) == (10, ["a1"])
    assert totals["A", HALF, "cases:F"].value == 9


def test_only_what_is_named_may_be_preferred() -> None:
    with pytest.raises(ValueError, match="expected prefer to be 'declared' or None, got 'own'"):
        roll_up([report("a1", 1)], SMALL, prefer="own")  # type: ignore[arg-type]


def test_the_newest_revision_counts_though_an_older_one_says_its_map() -> None:
    """The two are kept apart as they are read, and come together by what they say."""
    newer, older = report("a1", 5, revision=2), report("a1", 3, boundaries=date(2024, 6, 30))
    for both in ([newer, older], [older, newer]):
        assert total(both, "a1").value == 5


def test_two_reports_that_contradict_each_other_do_so_though_one_says_its_map() -> None:
    both = [report("a1", 5), report("a1", 3, boundaries=date(2024, 6, 30))]
    with pytest.raises(ReportConflict):
        roll_up(both, SMALL)


def test_a_total_shows_itself_in_a_line() -> None:
    totals = roll_up([report("a1", 1)], SMALL)
    assert repr(totals["a1", HALF, "cases"]) == "<Total Đơn vị a1 (a1), 2024-H1, cases: 1 [1/1]>"
    assert repr(totals["A", HALF, "cases"]) == "<Total Đơn vị A (A), 2024-H1, cases: None [1/2], missing>"
    assert repr(SMALL["a1"]) == "<Unit a1 Đơn vị a1, district>"
