from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from support.builders import (
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
    Absence,
    Bounds,
    Cell,
    Form,
    Mode,
    OverTime,
    OverUnits,
    Period,
    Printed,
    Ratio,
    Ratios,
    Reason,
    Report,
    Scope,
    Unit,
    compare_printed,
    ratio,
    restate,
    roll_up,
)
from vstbpn.catalog import Change, Gazetteer
from vstbpn.model import LinkKind, Value

COUNCILS = form("women", "members")
ALL = [
    report(unit, *pair, on=COUNCILS) for unit, pair in {"a1": (4, 15), "a2": (2, 13), "b1": (0, 12)}.items()
]


def ratios(*reports: Report, **options: Any) -> Ratios:
    return ratio(roll_up(reports, SMALL, **options), "women", "members")


def of(unit: str, *reports: Report, **options: Any) -> Ratio:
    return ratios(*reports, **options)[unit, HALF]


def said(unit: str, women: Value | None, members: Value | None, **more: Any) -> Report:
    return report(unit, women, members, on=COUNCILS, **more)


def codes(units: tuple[Unit, ...]) -> list[str]:
    return [unit.code for unit in units]


# -- the ratio of sums ---------------------------------------------------------------------------


def test_it_is_the_ratio_of_the_sums_and_not_the_mean_of_the_ratios() -> None:
    found = of("A", *ALL)
    assert (found.numerator, found.denominator, found.value) == (6, 28, Fraction(6, 28))
    assert found.value != (Fraction(4, 15) + Fraction(2, 13)) / 2
    assert (found.reason, found.bounds, found.reported, found.expected) == (None, None, 2, 2)
    assert (found.missing, found.unpaired, found.suppressed) == ((), (), ())
    assert (found.unit, found.period) == (SMALL["A"], HALF)
    assert (found.provisional, found.estimated) == (False, False)


def test_it_is_there_for_every_unit_and_period_in_the_order_of_the_tree() -> None:
    later = Period(2024, "H2")
    found = ratios(*ALL, *(evolve(report, period=later) for report in ALL))
    assert [(unit.code, period) for unit, period in found] == [
        (unit.code, period) for unit in SMALL for period in (HALF, later)
    ]
    assert len(found) == 12
    assert found[SMALL["VN"], "2024-H2"] == found["VN", later]
    assert found["VN", later].value == Fraction(6, 40)
    assert repr(found) == "<Ratios women / members of <Totals of 24 figures, mode complete>>"


def test_the_cells_may_be_given_as_such() -> None:
    totals = roll_up(ALL, SMALL)
    assert ratio(totals, Cell("women"), Cell("members"))["A", HALF] == of("A", *ALL)


def test_a_cell_over_itself_is_one() -> None:
    found = ratio(roll_up([*ALL[:2], said("b1", NOT_REPORTED, 12)], SMALL), "women", "women")
    assert found["A", HALF].value == 1
    assert codes(found["VN", HALF].missing) == ["b1"]
    assert found["VN", HALF].unpaired == ()


def test_both_parts_may_stand_on_two_forms() -> None:
    women, members = form("women", code="women"), form("members", code="members")
    reports = [report("a1", 4, on=women), report("a1", 15, on=members), report("a2", 2, on=women)]
    found = ratio(roll_up(reports, SMALL, mode=Mode.AVAILABLE), "women", "members")["A", HALF]
    assert (found.numerator, found.denominator, found.reason) == (4, 15, Reason.INCOMPLETE)
    assert (codes(found.missing), codes(found.unpaired)) == (["a2"], ["a2"])


def test_a_unit_that_only_one_form_expects_gives_no_ratio() -> None:
    women, members = form("women", code="women"), form("members", code="members")
    reports = [
        report("A", 4, on=women),
        report("B", 4, on=women),
        *(report(u, 9, on=members) for u in ("a1", "a2", "b1")),
    ]
    found = ratio(roll_up(reports, SMALL), "women", "members")
    assert [unit.code for unit, _ in found] == ["VN", "A", "B"]
    with pytest.raises(KeyError, match=r"Đơn vị a1 \(a1\) does not have both for 2024-H1"):
        found["a1", HALF]
    assert codes(found["VN", HALF].missing) == ["A", "B", "a1", "a2", "b1"]
    turned = ratio(roll_up(reports, SMALL), "members", "women")
    with pytest.raises(KeyError, match="does not have both"):
        turned["a1", HALF]


def test_decimals_are_taken_off_before_dividing() -> None:
    tenths, whole = indicator("women", decimals=1), indicator("members", decimals=2)
    mixed = Form(code="form", cells=["women", "members"], indicators=[tenths, whole])
    found = ratio(
        roll_up([report("a1", Decimal("1.5"), Decimal("4.25"), on=mixed)], SMALL), "women", "members"
    )["a1", HALF]
    assert (found.numerator, found.denominator) == (Decimal("1.5"), Decimal("4.25"))
    assert found.value == Fraction(150, 425)


# -- who gave both -------------------------------------------------------------------------------


def test_the_sums_are_over_the_units_that_gave_both() -> None:
    reports = [said("a1", 4, 15), said("a2", NOT_REPORTED, 13), said("b1", 3, WITHDRAWN)]
    found = of("VN", *reports, mode="available")
    assert (found.numerator, found.denominator, found.reason) == (4, 15, Reason.INCOMPLETE)
    assert (found.reported, found.expected) == (1, 3)
    assert (codes(found.missing), codes(found.unpaired)) == (["a2", "b1"], ["a2", "b1"])
    strict = of("VN", *reports)
    assert (strict.numerator, strict.denominator, strict.value, strict.reason) == (
        4,
        15,
        None,
        Reason.MISSING,
    )


def test_a_unit_that_gave_neither_is_missing_and_not_unpaired() -> None:
    for reports in ([ALL[0], said("a2", NOT_REPORTED, WITHDRAWN)], [ALL[0]]):
        found = of("A", *reports, mode="available")
        assert (codes(found.missing), codes(found.unpaired)) == (["a2"], [])
        assert found.value == Fraction(4, 15)


def test_what_is_missing_beside_what_is_kept_back_is_missing() -> None:
    found = of("A", ALL[0], said("a2", NOT_REPORTED, SUPPRESSED))
    assert (codes(found.missing), codes(found.unpaired), codes(found.suppressed)) == (["a2"], [], [])


@pytest.mark.parametrize("pair", [(SUPPRESSED, 13), (2, SUPPRESSED), (SUPPRESSED, NOT_EXPECTED)])
def test_a_figure_kept_back_takes_its_unit_out_of_both_sums(pair: tuple[Value, Value]) -> None:
    strict = of("A", ALL[0], said("a2", *pair))
    assert (strict.value, strict.reason, codes(strict.suppressed)) == (None, Reason.SUPPRESSED, ["a2"])
    assert (strict.missing, strict.reported, strict.expected) == ((), 2, 2)
    partly = of("A", ALL[0], said("a2", *pair), mode="available")
    assert (partly.numerator, partly.denominator, partly.value) == (4, 15, Fraction(4, 15))
    assert partly.reason is Reason.INCOMPLETE


@pytest.mark.parametrize("pair", [(NOT_APPLICABLE, 13), (2, NOT_APPLICABLE)])
def test_what_does_not_apply_to_one_part_takes_the_unit_out_and_hinders_nothing(
    pair: tuple[Value, Value],
) -> None:
    found = of("A", ALL[0], said("a2", *pair))
    assert (found.numerator, found.denominator, found.reason) == (4, 15, None)
    assert (found.reported, found.expected, found.missing) == (2, 2, ())
    assert codes(found.unpaired) == ["a2"]


@pytest.mark.parametrize("pair", [(NOT_EXPECTED, 13), (NOT_EXPECTED, NOT_EXPECTED), (2, NOT_EXPECTED)])
def test_a_unit_of_which_one_part_is_not_expected_is_not_expected(pair: tuple[Value, Value]) -> None:
    found = of("A", ALL[0], said("a2", *pair))
    assert (found.numerator, found.denominator, found.reason) == (4, 15, None)
    assert (found.reported, found.expected, found.missing) == (1, 1, ())
    alone = of("a2", ALL[0], said("a2", *pair))
    assert (alone.value, alone.reason, alone.expected) == (None, Reason.NOT_EXPECTED, 0)


def test_nothing_to_divide_is_not_applicable() -> None:
    found = of("a1", said("a1", NOT_APPLICABLE, NOT_APPLICABLE))
    assert (found.value, found.reason, found.reported) == (None, Reason.NOT_APPLICABLE, 1)


def test_nothing_at_all_is_missing_in_both_modes() -> None:
    for mode in Mode:
        found = of("A", *ALL[2:], mode=mode)
        assert (found.value, found.reason, found.numerator, found.denominator) == (None, Reason.MISSING, 0, 0)
        kept = of("a1", said("a1", SUPPRESSED, 1), mode=mode)
        assert (kept.value, kept.reason) == (None, Reason.SUPPRESSED)


def test_of_a_total_that_is_only_partly_known_nothing_is_divided() -> None:
    """A found case in the making: the women who are known stay in the sum of women, not in the ratio."""
    sexes = form("members", "members:F", "members:M")
    reports = [report("a1", None, 3, NOT_REPORTED, on=sexes), report("a2", 13, 2, 11, on=sexes)]
    totals = roll_up(reports, SMALL, mode=Mode.AVAILABLE)
    found = ratio(totals, "members:F", "members")["A", HALF]
    assert totals["A", HALF, "members"].value == 16
    assert (found.numerator, found.denominator, codes(found.unpaired)) == (2, 13, ["a1"])


# -- nothing below the line ----------------------------------------------------------------------


def test_none_of_none_is_not_applicable() -> None:
    found = of("b1", said("b1", 0, 0))
    assert (found.value, found.reason, found.rounded(2)) == (None, Reason.NOT_APPLICABLE, None)


def test_some_of_none_is_an_error_in_the_data() -> None:
    found = of("b1", said("b1", 1, 0))
    assert (found.value, found.reason) == (None, Reason.DIVISION_BY_ZERO)
    assert (found.numerator, found.denominator) == (1, 0)


def test_none_of_none_while_another_is_missing_is_too_little_to_divide() -> None:
    for mode in Mode:
        missing = of("A", said("a1", 0, 0), said("a2", NOT_REPORTED, 13), mode=mode)
        assert (missing.value, missing.reason) == (None, Reason.MISSING)
        kept = of("A", said("a1", 1, 0), said("a2", SUPPRESSED, 13), mode=mode)
        assert (kept.value, kept.reason) == (None, Reason.SUPPRESSED)


def test_none_of_some_is_zero() -> None:
    assert of("b1", *ALL).value == 0
    assert of("b1", *ALL).rounded(1) == Decimal("0.0")


# -- marks, other kinds of figures ---------------------------------------------------------------


@pytest.mark.parametrize("cell", ["women", "members"])
def test_a_mark_on_either_part_marks_the_ratio(cell: str) -> None:
    marked = said("a1", 4, 15, provisional=[Cell(cell)])
    estimated = said("a2", 2, 13, estimated=[Cell(cell)])
    found = of("A", marked, estimated)
    assert (found.provisional, found.estimated) == (True, True)
    assert [of(unit, marked, estimated).provisional for unit in ("a1", "a2")] == [True, False]
    assert [of(unit, marked, estimated).estimated for unit in ("a1", "a2")] == [False, True]


@pytest.mark.parametrize("kind", ["provisional", "estimated"])
@pytest.mark.parametrize("pair", [(4, NOT_REPORTED), (NOT_REPORTED, 4)])
def test_the_mark_of_a_figure_that_is_left_out_does_not_mark_the_ratio(
    kind: str, pair: tuple[Value, Value]
) -> None:
    cell = "women" if isinstance(pair[0], int) else "members"
    mark: dict[str, Any] = {kind: [Cell(cell)]}
    left_out = said("a1", *pair, **mark)
    totals = roll_up([left_out, ALL[1]], SMALL, mode=Mode.AVAILABLE)
    assert getattr(totals["A", HALF, cell], kind) is True
    found = ratio(totals, "women", "members")["A", HALF]
    assert (found.numerator, found.denominator) == (2, 13)
    assert (found.provisional, found.estimated) == (False, False)


def test_a_mark_on_another_cell_is_no_matter() -> None:
    three = form("women", "members", "offices")
    marked = report("a1", 4, 15, 1, on=three, estimated=[Cell("offices")])
    lacking = report("a2", NOT_REPORTED, 13, 1, on=three)
    found = ratio(roll_up([marked, lacking], SMALL, mode=Mode.AVAILABLE), "women", "members")["A", HALF]
    assert (found.estimated, found.value) == (False, Fraction(4, 15))


@pytest.mark.parametrize("over_units", [OverUnits.DISTINCT, OverUnits.NEVER])
def test_figures_that_do_not_add_up_have_a_ratio_in_one_unit_only(over_units: OverUnits) -> None:
    persons = Form(
        code="form",
        cells=["women", "members"],
        indicators=[indicator("women"), indicator("members", over_units=over_units)],
    )
    totals = roll_up([report("a1", 4, 15, on=persons), report("a2", 2, 13, on=persons)], SMALL)
    assert ratio(totals, "women", "members")["a1", HALF].value == Fraction(4, 15)
    for cells in (("women", "members"), ("members", "women")):
        found = ratio(totals, *cells)["A", HALF]
        assert (found.value, found.reason) == (None, Reason.NOT_ADDITIVE)


def test_units_are_named_in_the_order_of_their_codes() -> None:
    nation = tree({"VN": "", "10": "VN", "9": "VN", "8": "VN"})
    reports = [said("10", 1, NOT_REPORTED), said("9", NOT_REPORTED, SUPPRESSED)]
    found = ratio(roll_up(reports, nation), "women", "members")["VN", HALF]
    assert codes(found.missing) == ["8", "9", "10"]


# -- consolidated figures ------------------------------------------------------------------------


def test_a_consolidated_pair_stands_for_the_pairs_of_its_parts() -> None:
    consolidated = said("A", 7, 30, scope=Scope.SUBTREE)
    found = of("VN", *ALL[:1], ALL[2], consolidated, prefer="declared")
    assert (found.numerator, found.denominator, found.reason) == (7, 42, None)
    assert (found.expected, found.missing) == (2, ())
    assert of("VN", *ALL[:1], ALL[2], consolidated).reason is Reason.MISSING


def test_a_consolidated_figure_is_not_divided_by_the_parts_figures() -> None:
    """7 women of the whole province over the members of its districts would be the ratio of nothing."""
    half = said("A", 7, NOT_REPORTED, scope=Scope.SUBTREE)
    found = of("A", *ALL, half, prefer="declared", mode="available")
    assert (found.numerator, found.denominator, found.value) == (0, 0, None)
    assert (found.reason, codes(found.unpaired)) == (Reason.MISSING, ["A", "a1", "a2"])
    assert of("VN", *ALL, half, prefer="declared", mode="available").denominator == 12


def test_a_consolidated_figure_is_not_divided_by_the_offices_own_figure() -> None:
    half, office = said("A", 7, NOT_REPORTED, scope=Scope.SUBTREE), said("A", 1, 5)
    options: dict[str, Any] = {"prefer": "declared", "mode": "available"}
    found = of("A", *ALL, office, half, reporting_level=("province", "district"), **options)
    assert (found.numerator, found.denominator, found.reason) == (0, 0, Reason.MISSING)
    assert set(codes(found.unpaired)) == {"A", "a1", "a2"}


def test_one_consolidated_pair_is_a_single_figure_even_of_distinct_persons() -> None:
    persons = form("women", "members", over_units=OverUnits.DISTINCT)
    reports = [report(unit, 1, 2, on=persons) for unit in ("a1", "a2", "b1")]
    reports.append(report("A", 1, 3, on=persons, scope=Scope.SUBTREE))
    found = ratio(roll_up(reports, SMALL, prefer="declared"), "women", "members")
    assert [(unit.code, found[unit, HALF].value) for unit, _ in found] == [
        ("VN", None),
        ("A", Fraction(1, 3)),
        ("a1", Fraction(1, 2)),
        ("a2", Fraction(1, 2)),
        ("B", None),
        ("b1", Fraction(1, 2)),
    ]


# -- on another map ------------------------------------------------------------------------------

START, DAY = date(2025, 7, 1), date(2027, 1, 1)
YEAR = Period(2026)
ONE, TWO, THREE = "00001", "00002", "00003"


def commune(code: str) -> Unit:
    return Unit(level="commune", code=code, name=f"Xã {code[-1]}", kind="xã", parent="01", valid_from=START)


def part(before: str, after: str, kind: LinkKind) -> Change:
    return Change(on=DAY, level="commune", before=before, after=after, kind=kind, decree="1/NQ")


BASE = Gazetteer.of(
    [
        Unit(level="province", code="01", name="Tỉnh Một", kind="tỉnh", parent="VN", valid_from=START),
        *map(commune, (ONE, TWO, THREE)),
    ],
    checked_on=START,
)
DIVIDED = BASE.extend([part(ONE, TWO, LinkKind.PART), part(ONE, THREE, LinkKind.PART)])
"""The first goes into the two others, nobody counted how."""
MERGED = BASE.extend([part(ONE, TWO, LinkKind.MERGED_WHOLE)])


def persons(code: str, **changes: Any) -> Any:
    return indicator(code, measure="persons", over_time=OverTime.STOCK, **changes)


PEOPLE = Form(code="form", cells=["women", "members"], indicators=[persons("women"), persons("members")])


def on_old_map(
    figures: dict[str, tuple[Value | None, Value | None]], on: Form = PEOPLE, boundaries: date = START
) -> list[Report]:
    return [report(code, *pair, on=on, period=YEAR, boundaries=boundaries) for code, pair in figures.items()]


def test_of_restated_figures_both_sums_are_restated() -> None:
    totals = restate(on_old_map({ONE: (4, 10), TWO: (3, 20), THREE: (1, 30)}), MERGED, to=DAY)
    found = ratio(totals, "women", "members")
    assert [(found[code, YEAR].numerator, found[code, YEAR].denominator) for code in (TWO, THREE, "01")] == [
        (7, 30),
        (1, 30),
        (8, 60),
    ]
    assert found[TWO, YEAR].value == Fraction(7, 30)


def test_where_a_unit_was_divided_the_ratio_lies_between_bounds() -> None:
    totals = restate(on_old_map({ONE: (4, 10), TWO: (3, 20), THREE: (1, 30)}), DIVIDED, to=DAY)
    found = ratio(totals, "women", "members")[TWO, YEAR]
    assert (found.value, found.reason) == (None, Reason.DIVIDED)
    assert found.bounds == (Fraction(3, 30), Fraction(7, 20))
    assert (found.numerator, found.denominator) == (Bounds(3, 7), Bounds(20, 30))
    whole = ratio(totals, "women", "members")["01", YEAR]
    assert (whole.value, whole.bounds) == (Fraction(8, 60), None)


def test_one_part_in_doubt_is_enough() -> None:
    totals = restate(on_old_map({ONE: (4, 0), TWO: (3, 20), THREE: (1, 30)}), DIVIDED, to=DAY)
    found = ratio(totals, "women", "members")[TWO, YEAR]
    assert (found.value, found.bounds) == (None, (Fraction(3, 20), Fraction(7, 20)))
    totals = restate(on_old_map({ONE: (0, 10), TWO: (3, 20), THREE: (1, 30)}), DIVIDED, to=DAY)
    assert ratio(totals, "women", "members")[TWO, YEAR].bounds == (Fraction(3, 30), Fraction(3, 20))


def test_there_are_no_bounds_where_nothing_may_be_left_below_the_line_or_figures_may_be_negative() -> None:
    totals = restate(on_old_map({ONE: (4, 10), TWO: (0, 0), THREE: (1, 30)}), DIVIDED, to=DAY)
    found = ratio(totals, "women", "members")[TWO, YEAR]
    assert (found.reason, found.bounds) == (Reason.DIVIDED, None)
    balance = Form(
        code="form",
        cells=["women", "members"],
        indicators=[persons("women", minimum=None), persons("members")],
    )
    figures = on_old_map({ONE: (-4, 10), TWO: (1, 20), THREE: (1, 30)}, on=balance)
    found = ratio(restate(figures, DIVIDED, to=DAY), "women", "members")[TWO, YEAR]
    assert (found.reason, found.bounds) == (Reason.DIVIDED, None)


def test_weights_make_it_one_number_and_an_estimate() -> None:
    figures = on_old_map({ONE: (4, 10), TWO: (3, 20), THREE: (1, 30)})
    totals = restate(figures, DIVIDED, to=DAY, weights={(ONE, TWO): 1, (ONE, THREE): 1})
    found = ratio(totals, "women", "members")
    assert (found[TWO, YEAR].value, found[TWO, YEAR].estimated) == (Fraction(5, 25), True)
    assert (found["01", YEAR].value, found["01", YEAR].estimated) == (Fraction(8, 60), False)


def test_old_units_are_named_in_a_restated_ratio() -> None:
    totals = restate(
        on_old_map({ONE: (4, NOT_REPORTED), TWO: (3, 20), THREE: (1, 30)}),
        MERGED,
        to=DAY,
        mode=Mode.AVAILABLE,
    )
    found = ratio(totals, "women", "members")[TWO, YEAR]
    assert [unit.name for unit in found.unpaired] == ["Xã 1"]
    assert (found.numerator, found.denominator, found.reason) == (3, 20, Reason.INCOMPLETE)


def test_a_code_of_one_map_is_not_paired_with_the_code_of_another() -> None:
    women = Form(code="women", cells=["women"], indicators=[persons("women")])
    members = Form(code="members", cells=["members"], indicators=[persons("members")])
    renamed = BASE.extend(
        [
            part(ONE, THREE, LinkKind.MERGED_WHOLE),
            Change(
                on=DAY, level="commune", before=TWO, after=ONE, kind=LinkKind.MERGED_WHOLE, name="Xã Khác",
                decree="1/NQ",
            ),
        ]
    )  # fmt: skip
    figures = [
        report(ONE, 4, on=women, period=YEAR, boundaries=START),
        report(ONE, 100, on=members, period=YEAR, boundaries=DAY),
    ]
    found = ratio(restate(figures, renamed, to=DAY, mode=Mode.AVAILABLE), "women", "members")["01", YEAR]
    assert found.value is None


# -- asking for what is not there ----------------------------------------------------------------


def test_cells_that_are_not_there_together_are_refused() -> None:
    totals = roll_up(ALL, SMALL)
    with pytest.raises(KeyError, match="no period has both women and victims; there is women, members"):
        ratio(totals, "women", "victims")
    with pytest.raises(KeyError, match="there is nothing"):
        ratio(roll_up([], SMALL), "women", "members")


def test_a_period_that_lacks_one_of_the_cells_is_refused_and_left_out() -> None:
    only = form("women")
    found = ratios(*ALL, report("a1", 1, on=only, period=Period(2025)))
    assert {period for _, period in found} == {HALF}
    with pytest.raises(KeyError, match="2025 does not have both women and members"):
        found["a1", "2025"]


def test_a_unit_without_figures_is_refused() -> None:
    reports = [said("A", 4, 15), said("B", 4, 15)]
    with pytest.raises(KeyError, match=r"Đơn vị a1 \(a1\) does not have both for 2024-H1"):
        of("a1", *reports)


@pytest.mark.parametrize("key", [("Z", HALF), ("A", "no period"), ("A",), "A", 5, (None, HALF)])
def test_whatever_is_no_key_is_not_there(key: Any) -> None:
    assert key not in ratios(*ALL)


# -- printed ratios ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "printed", "expected"),
    [
        (Fraction(21, 55), "38.18", Printed.HOLDS),
        (Fraction(5, 8), "62.5", Printed.HOLDS),
        (Fraction(5, 8), "62.50", Printed.HOLDS),
        (Fraction(5, 8), "63", Printed.HOLDS),
        (Fraction(5, 8), "62", Printed.CUT_OFF),
        (Fraction(1198, 3218), "37.22", Printed.CUT_OFF),
        (Fraction(1198, 3218), "37.23", Printed.HOLDS),
        (Fraction(178, 441), "40.59", Printed.DIFFERS),
        (Fraction(1, 8), "12.6", Printed.DIFFERS),
        (Fraction(0), "0.0", Printed.HOLDS),
        (Fraction(1, 2), "5E+1", Printed.HOLDS),
        (Fraction(-1, 8), "-13", Printed.HOLDS),
        (Fraction(-1, 8), "-12", Printed.CUT_OFF),
        (Fraction(-1, 8), "-14", Printed.DIFFERS),
    ],
)
def test_a_printed_ratio_holds_if_it_is_the_exact_one_rounded_half_up(
    value: Fraction, printed: str, expected: Printed
) -> None:
    assert compare_printed(value, Decimal(printed)) is expected


def test_the_scale_says_what_a_whole_is_printed_as() -> None:
    assert compare_printed(Fraction(1, 8), Decimal("125"), scale=1000) is Printed.HOLDS
    assert compare_printed(Fraction(1, 8), Decimal("0.12"), scale=1) is Printed.CUT_OFF


@pytest.mark.parametrize("printed", ["NaN", "Infinity"])
def test_what_is_no_number_is_refused(printed: str) -> None:
    with pytest.raises(ValueError, match=f"expected a finite number, got {printed}"):
        compare_printed(Fraction(1, 8), Decimal(printed))


def test_rounding_is_half_up_and_keeps_its_places() -> None:
    eighth = of("a1", said("a1", 1, 8))
    assert [str(eighth.rounded(places)) for places in (0, 1, 2)] == ["13", "12.5", "12.50"]
    assert str(eighth.rounded(2, scale=1)) == "0.13"
    debts = form("women", "members", minimum=None)
    negative = ratio(roll_up([report("a1", -1, 8, on=debts)], SMALL), "women", "members")["a1", HALF]
    assert str(negative.rounded(0)) == "-13"


@pytest.mark.parametrize("absence", [Absence.NOT_APPLICABLE, Absence.NOT_EXPECTED])
def test_who_gives_one_number_is_named_whatever_it_says_of_the_other(absence: Absence) -> None:
    """A found case: a unit whose women do not apply had its members left out, and nobody was told."""
    found = of("VN", said("a1", 4, 10), said("a2", absence, 90), said("b1", 1, 10))
    assert (found.value, found.numerator, found.denominator) == (Fraction(1, 4), 5, 20)
    assert codes(found.unpaired) == ["a2"]
    assert found.missing == ()


def test_what_lies_between_bounds_is_given_as_bounds() -> None:
    """A found case: the two numbers of a divided unit were its least, as if they were known."""
    first: dict[str, Any] = {"level": "commune", "kind": "xã", "parent": "24", "valid_from": date(2025, 7, 1)}
    units = [Unit(code=code, name=f"Xã {code}", **first) for code in ("00001", "00002", "00003")]
    province = Unit(level="province", code="24", name="Tỉnh", parent="VN", valid_from=date(2025, 7, 1))
    gaz = Gazetteer.of([province, *units], checked_on=date(2025, 7, 1)).extend(
        Change(
            on=date(2027, 1, 1),
            level="commune",
            before="00001",
            after=after,
            kind=LinkKind.PART,
            decree="1/NQ",
        )
        for after in ("00002", "00003")
    )
    reports = [
        said(code, 4, 10, boundaries=date(2026, 1, 1), period=Period(2026)) for code in ("00001", "00002")
    ]
    third = said("00003", 4, 10, boundaries=date(2026, 1, 1), period=Period(2026))
    whole = ratio(restate([*reports, third], gaz, to=date(2027, 1, 1)), "women", "members")["00002", "2026"]
    assert (whole.numerator, whole.denominator) == (Bounds(4, 8), Bounds(10, 20))
    assert (whole.value, whole.reason) == (None, Reason.DIVIDED)
    assert whole.bounds == (Fraction(1, 5), Fraction(4, 5))
    totals = restate(reports, gaz, to=date(2027, 1, 1), mode=Mode.AVAILABLE)
    part = ratio(totals, "women", "members")["24", "2026"]
    assert (part.value, part.reason, codes(part.missing)) == (Fraction(2, 5), Reason.INCOMPLETE, ["00003"])
    lost = ratio(restate(reports[:1], gaz, to=date(2027, 1, 1), mode=Mode.AVAILABLE), "women", "members")[
        "00002", "2026"
    ]
    assert (lost.value, lost.reason, lost.bounds, codes(lost.missing)) == (
        None,
        Reason.MISSING,
        None,
        ["00002"],
    )


def test_nothing_of_nothing_proves_nothing_while_a_unit_is_missing() -> None:
    found = of("A", said("a1", 0, 0), mode=Mode.AVAILABLE)
    assert (found.value, found.reason, codes(found.missing)) == (None, Reason.MISSING, ["a2"])
    found = of(
        "A", said("a1", 3, 0), said("a2", SUPPRESSED, 4), mode=Mode.AVAILABLE, reporting_level="district"
    )
    assert (found.value, found.reason) == (None, Reason.SUPPRESSED)


# -- what no test noticed: see docs/explanation/mutants.md ----------------------------------------


def test_places_of_either_number_count() -> None:
    whole, hundredths = indicator("women"), indicator("members", decimals=2)
    mixed = Form(code="form", cells=["women", "members"], indicators=[whole, hundredths])
    totals = roll_up([report("a1", 3, Decimal("4.25"), on=mixed)], SMALL)
    assert ratio(totals, "women", "members")["a1", HALF].value == Fraction(300, 425)
    assert ratio(totals, "members", "women")["a1", HALF].value == Fraction(425, 300)


def test_two_units_are_named_in_the_order_of_their_codes() -> None:
    nation = tree({"VN": "", "10": "VN", "9": "VN"})
    found = ratio(
        roll_up([said("9", 1, NOT_REPORTED), said("10", NOT_REPORTED, 1)], nation), "women", "members"
    )
    assert codes(found["VN", HALF].missing) == codes(found["VN", HALF].unpaired) == ["9", "10"]


@pytest.mark.parametrize("kind", ["provisional", "estimated"])
def test_a_mark_counts_wherever_its_number_stands(kind: str) -> None:
    """The number below the line stands first on the form, and the marked one after it."""
    mark: dict[str, Any] = {kind: [Cell("members")]}
    totals = roll_up([said("a1", 4, 15, **mark), ALL[1]], SMALL)
    assert getattr(ratio(totals, "members", "women")["A", HALF], kind) is True
    left_out = [said("a1", NOT_REPORTED, 15, **mark), ALL[1]]
    found = ratio(roll_up(left_out, SMALL, mode=Mode.AVAILABLE), "members", "women")["A", HALF]
    assert (found.numerator, getattr(found, kind)) == (13, False)


WOMEN, MEMBERS = form("women", code="women"), form("members", code="members")


def on_two_forms(first: Report, second: Report) -> Ratio:
    """The ratio of two units' figures: two women of two members, and what is said here of the first unit."""
    others = [report("a2", 2, on=WOMEN), report("a2", 2, on=MEMBERS)]
    return ratio(roll_up([first, second, *others], SMALL), "women", "members")["A", HALF]


@pytest.mark.parametrize("kind", ["provisional", "estimated"])
def test_a_mark_on_either_of_two_forms_marks_the_ratio(kind: str) -> None:
    women, members = report("a1", 4, on=WOMEN), report("a1", 15, on=MEMBERS)
    assert getattr(on_two_forms(women, members), kind) is False
    mark: dict[str, Any] = {kind: [Cell("women")]}
    assert getattr(on_two_forms(evolve(women, **mark), members), kind) is True
    mark = {kind: [Cell("members")]}
    assert getattr(on_two_forms(women, evolve(members, **mark)), kind) is True


def test_where_neither_of_two_forms_is_expected_nothing_is() -> None:
    reports = [report("a1", NOT_EXPECTED, on=on) for on in (WOMEN, MEMBERS)]
    found = ratio(roll_up(reports, SMALL), "women", "members")["a1", HALF]
    assert (found.reason, found.expected) == (Reason.NOT_EXPECTED, 0)


def test_bounds_of_a_ratio_take_the_places_off_too() -> None:
    mixed = Form(
        code="form", cells=["women", "members"], indicators=[persons("women"), persons("members", decimals=1)]
    )
    totals = restate(on_old_map({ONE: (4, 10), TWO: (3, 20), THREE: (1, 30)}, on=mixed), DIVIDED, to=DAY)
    found = ratio(totals, "women", "members")[TWO, YEAR]
    assert found.bounds == (Fraction(3, 30), Fraction(7, 20))


def test_there_are_bounds_where_there_may_be_none_above_the_line() -> None:
    totals = restate(on_old_map({ONE: (4, 10), TWO: (0, 20), THREE: (1, 30)}), DIVIDED, to=DAY)
    assert ratio(totals, "women", "members")[TWO, YEAR].bounds == (Fraction(0), Fraction(4, 20))


@pytest.mark.parametrize("pair", [(0, 10), (4, 0)])
def test_what_is_missing_beside_one_number_in_doubt_is_too_little_to_divide(pair: tuple[int, int]) -> None:
    figures = on_old_map({ONE: pair, TWO: (3, 20), THREE: (NOT_REPORTED, 30)})
    gaz = BASE.extend(
        [
            part(ONE, TWO, LinkKind.PART),
            part(ONE, ONE, LinkKind.REST),
            part(THREE, TWO, LinkKind.MERGED_WHOLE),
        ]
    )
    found = ratio(restate(figures, gaz, to=DAY, mode=Mode.AVAILABLE), "women", "members")[TWO, YEAR]
    assert (found.value, found.reason, codes(found.missing)) == (None, Reason.MISSING, [THREE])


@pytest.mark.parametrize("kind", ["provisional", "estimated"])
def test_only_a_mark_on_one_of_its_numbers_marks_a_restated_ratio(kind: str) -> None:
    three = Form(
        code="form",
        cells=["offices", "women", "members"],
        indicators=[persons("offices"), persons("women"), persons("members")],
    )
    plain = [report(code, 1, 4, 10, on=three, period=YEAR, boundaries=START) for code in (ONE, TWO, THREE)]
    for cell, expected in (("offices", False), ("women", True), ("members", True)):
        mark: dict[str, Any] = {kind: [Cell(cell)]}
        totals = restate([evolve(plain[0], **mark), *plain[1:]], DIVIDED, to=DAY)
        assert getattr(ratio(totals, "women", "members")[TWO, YEAR], kind) is expected
        assert getattr(totals[TWO, YEAR, cell], kind) is True


def test_whoever_sent_nothing_is_missing_beside_whoever_left_a_blank() -> None:
    reports = [ALL[0], said("a2", NOT_REPORTED, 13)]
    found = of("VN", *reports, mode=Mode.AVAILABLE)
    assert (found.reported, found.expected, codes(found.missing)) == (1, 3, ["a2", "b1"])
    assert of("VN", *reports).reason is Reason.MISSING


@pytest.mark.parametrize(
    ("pair", "kind", "reported", "expected"),
    [
        ((NOT_REPORTED, 13), "missing", 2, 4),
        ((2, WITHDRAWN), "missing", 2, 4),
        ((SUPPRESSED, 13), "suppressed", 4, 4),
        ((NOT_APPLICABLE, 13), "unpaired", 4, 4),
        ((NOT_EXPECTED, 13), "unpaired", 2, 2),
    ],
)
def test_everyone_who_lacks_a_number_counts_and_not_only_the_last(
    pair: tuple[Value, Value], kind: str, reported: int, expected: int
) -> None:
    nation = tree({"VN": "", "1": "VN", "2": "VN", "3": "VN", "4": "VN"})
    nothing = said("4", NOT_APPLICABLE, NOT_APPLICABLE)
    totals = roll_up([said("1", *pair), said("2", *pair), said("3", 4, 15), nothing], nation)
    found = ratio(totals.in_mode(Mode.AVAILABLE), "women", "members")["VN", HALF]
    assert (found.numerator, found.denominator) == (4, 15)
    assert (found.reported, found.expected, codes(getattr(found, kind))) == (reported, expected, ["1", "2"])


def test_what_is_left_out_is_a_units_own_and_that_of_those_below() -> None:
    reports = [said("VN", 1, NOT_REPORTED), said("a1", NOT_REPORTED, 15), *ALL[1:]]
    found = of("VN", *reports, mode=Mode.AVAILABLE, reporting_level=("nation", "district"))
    assert (found.numerator, found.denominator, found.reported) == (2, 25, 2)
    assert codes(found.missing) == codes(found.unpaired) == ["VN", "a1"]


def test_bounds_of_a_ratio_take_the_places_above_the_line_off_too() -> None:
    mixed = Form(
        code="form", cells=["women", "members"], indicators=[persons("women", decimals=1), persons("members")]
    )
    totals = restate(on_old_map({ONE: (4, 10), TWO: (3, 20), THREE: (1, 30)}, on=mixed), DIVIDED, to=DAY)
    found = ratio(totals, "women", "members")[TWO, YEAR]
    assert found.bounds == (Fraction(3, 30), Fraction(7, 20))


def test_a_key_of_another_shape_is_told_what_was_expected() -> None:
    key: Any = ("A",)
    with pytest.raises(KeyError, match=r"expected a unit and a period, got \('A',\)"):
        ratios(*ALL)[key]


def test_where_several_units_are_not_expected_nothing_is() -> None:
    found = of("A", said("a1", NOT_EXPECTED, 15), said("a2", NOT_EXPECTED, 13))
    assert (found.value, found.reason, found.expected) == (None, Reason.NOT_EXPECTED, 0)


@pytest.mark.parametrize(("first", "second"), [(START, DAY), (DAY, START)])
def test_units_of_two_maps_are_named_each_as_on_its_own_map(first: date, second: date) -> None:
    """A found case: all were looked up on the numerator's map, and one that was only on the other broke it."""
    women = Form(code="women", cells=["women"], indicators=[persons("women")])
    members = Form(code="members", cells=["members"], indicators=[persons("members")])
    there = {START: (ONE, TWO, THREE), DAY: (TWO, THREE)}
    figures = [
        report(code, 4, on=on, period=YEAR, boundaries=day)
        for on, day in ((women, first), (members, second))
        for code in there[day]
    ]
    found = ratio(restate(figures, MERGED, to=DAY), "women", "members")[TWO, YEAR]
    old, new = (MERGED.on(day) for day in (START, DAY))
    assert (found.numerator, found.denominator, found.reason) == (0, 0, Reason.MISSING)
    assert found.missing[0] == old[ONE]
    assert set(found.missing[1:]) == {old[TWO], new[TWO]}
    assert found.unpaired == found.missing
