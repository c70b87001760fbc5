"""What other systems do with the same reports, and where this library differs on purpose.

DHIS2's reporting rates, and what other projects found out about totals over units of which some are missing.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from support.builders import form

from vstbpn import (
    Coverage,
    Deadline,
    Duty,
    Form,
    Mode,
    Obligation,
    Period,
    Reason,
    Report,
    Tree,
    Unit,
    catalog,
    coverage,
    roll_up,
)
from vstbpn.catalog import Gazetteer
from vstbpn.model import parse_day

SETS = {code: form("cases", code=f"a23dataSet{code}") for code in "AB"}
QUARTER = [Period(2017, f"{month:02d}") for month in (1, 2, 3)]


# -- DHIS2: reporting rates ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def vectors(shared: Path) -> dict[str, Any]:
    text = (shared / "vectors" / "dhis2" / "reporting_rates.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@pytest.fixture(scope="module")
def tree(vectors: dict[str, Any]) -> Tree:
    return Tree(
        Unit(level="unit", code=code, name=f"Unit {code}", parent=parent)
        for code, parent in vectors["hierarchy"].items()
    )


@pytest.fixture(scope="module")
def registrations(shared: Path) -> list[Report]:
    """DHIS2 registers that a data set is complete; here that is a report."""
    path = shared / "vectors" / "dhis2" / "dataSetRegistrations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, skipinitialspace=True))[1:]
    forms = {known.code: known for known in SETS.values()}
    return [
        Report(unit=unit[-1], form=forms[code], period=Period.parse(month), values=[1])
        for code, month, unit in rows
    ]


def asked(assigned: Iterable[str], on: Form, periods: Iterable[Period] = QUARTER) -> list[Obligation]:
    return [Obligation(form=on.code, period=period, units=assigned) for period in periods]


@pytest.fixture(scope="module")
def collected(vectors: dict[str, Any], tree: Tree, registrations: list[Report]) -> Coverage:
    """Both data sets in the first quarter of 2017."""
    obligations = [
        obligation
        for code, on in SETS.items()
        for obligation in asked(vectors["assigned"][f"dataSet{code}"], on)
    ]
    return coverage(registrations, obligations, tree)


def own(found: Coverage, unit: str, on: Form) -> Coverage:
    """What DHIS2's unit is here: the unit with everything below it."""
    return found.of(unit, form=on.code)


def percent(rate: Fraction | None) -> float:
    assert rate is not None
    return round(float(100 * rate), 2)


def test_reporting_rates_are_those_of_dhis2(vectors: dict[str, Any], collected: Coverage) -> None:
    cases = [case for case in vectors["cases"] if not case.get("unit_test")]
    assert len(cases) == 3
    for case in cases:
        part = own(collected, case["unit"], SETS[case["dataSet"]])
        assert (len(part.received), len(part.expected)) == (case["actual"], case["expected"])
        assert percent(part.rate) == case["rate"]


def test_eight_registrations_for_six_expected_are_five_of_six_and_not_100_per_cent(
    vectors: dict[str, Any], collected: Coverage
) -> None:
    """DHIS2 counts the registrations of units that were not assigned and then cuts the rate off at 100 %.

    Here they are listed, and take no part in the rate: else the three that came uncalled would hide the one
    that is missing.
    """
    (case,) = vectors["derived_by_us"]
    honest = case["honest"]
    part = own(collected, case["unit"], SETS[case["dataSet"]])
    assert len(part.received | part.unexpected) == case["registrations_in_subtree"] == 8
    assert (len(part.received), len(part.expected)) == (honest["received_from_expected"], honest["expected"])
    assert percent(part.rate) == honest["rate"]
    assert len(part.unexpected) == honest["unexpected"]
    named = [[duty.unit, duty.period.code] for duty in part.in_order(part.unexpected)]
    assert sorted(named) == honest["unexpected_list"]
    assert part.missing == {Duty("D", SETS["A"].code, QUARTER[2])}
    assert case["dhis2_shows"] == min(100, round(100 * 8 / 6))


def test_what_was_registered_for_other_months_is_told_apart(collected: Coverage) -> None:
    assert {(duty.unit, duty.period.code) for duty in collected.unasked} == {
        ("C", "2017-04"),
        ("E", "2017-04"),
    }


def test_half_of_a_thousand_is_fifty_per_cent(vectors: dict[str, Any]) -> None:
    (case,) = (case for case in vectors["cases"] if case["expected"] == 1000)
    many = Tree(Unit(level="unit", code=f"u{number}", name="Unit") for number in range(100))
    months = [Period(2017, f"{month:02d}") for month in range(1, 11)]
    reports = [
        Report(unit=unit.code, form=SETS["A"], period=month, values=[1])
        for unit in many
        for month in months[::2]
    ]
    found = coverage(reports, asked([unit.code for unit in many], SETS["A"], months), many)
    assert (len(found.received), len(found.expected)) == (case["actual"], case["expected"])
    assert percent(found.rate) == case["rate"]


def test_there_are_no_daily_reports(vectors: dict[str, Any]) -> None:
    """DHIS2 has daily data sets, 28 of 28 in February 2019; no directive of this field asks for any."""
    assert [case["expected"] for case in vectors["cases"] if case.get("dataSet") == "daily"] == [28, 31]
    with pytest.raises(ValueError, match="expected a period such as"):
        Period.parse("2019-02-01")


def test_nothing_received_is_a_rate_of_zero_and_nothing_expected_is_none(
    vectors: dict[str, Any], tree: Tree, registrations: list[Report]
) -> None:
    nothing, unknown = vectors["null_cases"]
    assert percent(coverage([], asked(list("CD"), SETS["A"]), tree).rate) == nothing["rate"] == 0
    assert unknown["result"] == "no row"
    found = coverage(registrations, [], tree)
    assert (found.rate, len(found.unasked)) == (None, len(registrations))


def test_a_registration_at_midnight_is_one_of_the_new_day(vectors: dict[str, Any], tree: Tree) -> None:
    """DHIS2 compares moments, and the midnight that ends the last day still counts as in time.

    A deadline on paper is a day. Midnight begins the next one, and a report that comes then is a day late;
    until the last second before it is in time.
    """
    assert vectors["definition"]["on_time"].endswith("(boundary midnight counts)")
    january = QUARTER[0]
    deadline = Deadline(date(2017, 2, 15), strict=False)  # 15 timely days
    owed = Obligation(form=SETS["A"].code, period=january, units=["C"], deadline=deadline)
    for moment, late in (("2017-02-15T23:59:59+07:00", []), ("2017-02-16T00:00:00+07:00", [1])):
        came = Report(unit="C", form=SETS["A"], period=january, values=[1], received_on=parse_day(moment))
        assert list(coverage([came], [owed], tree).late_by.values()) == late


def test_a_unit_that_opened_within_the_period_owes(vectors: dict[str, Any]) -> None:
    """DHIS2 expects only the units that were open during the whole period.

    Here the units of the period's last day owe: when two communes become one in March, somebody must report
    for the quarter, and the two are no longer there to do it.
    """
    assert "open during the whole period" in vectors["definition"]["expected"]
    start, march = date(2017, 1, 1), date(2017, 3, 1)
    units = [
        Unit(level="province", code="01", name="Tỉnh 01", parent="VN", valid_from=start),
        Unit(level="district", code="001", name="Huyện 001", parent="01", valid_from=start, valid_to=march),
        Unit(level="district", code="002", name="Huyện 002", parent="01", valid_from=march),
    ]
    gazetteer = Gazetteer.of(units, checked_on=start)
    owed = Obligation(form=SETS["A"].code, period=Period(2017, "Q1"), level="district")
    found = coverage([], [owed], gazetteer.on(start), gazetteer=gazetteer)
    assert [duty.unit for duty in found.expected] == ["002"]


# -- totals over units of which some are missing -------------------------------------------------


@pytest.fixture(scope="module")
def cases(shared: Path) -> dict[str, dict[str, Any]]:
    text = (shared / "vectors" / "coverage" / "cases.json").read_text(encoding="utf-8")
    return {case["name"]: case for case in json.loads(text)["cases"]}


CASES = form("cases", minimum=None)
WHEN = Period(2010)


def region(parts: Iterable[str], whole: str = "whole") -> Tree:
    units = [Unit(level="part", code=code, name=code, parent=whole) for code in parts]
    return Tree([Unit(level="whole", code=whole, name=whole), *units])


def figure(unit: str, value: int, period: Period = WHEN) -> Report:
    return Report(unit=unit, form=CASES, period=period, values=[value])


def parts_owe(period: Period = WHEN) -> list[Obligation]:
    return [Obligation(form=CASES.code, period=period, level="part")]


def test_nomenclature_105_a_sum_without_one_of_its_regions_says_so(cases: dict[str, dict[str, Any]]) -> None:
    """The tool gives 7 for two regions, and nobody sees that it is one of them."""
    case = cases["nomenclature_105"]
    honest = case["honest"]
    ((whole, parts),) = case["tree"].items()
    tree = region(parts, whole)
    reports = [figure(code, value) for code, value in case["data"].items()]
    total = roll_up(reports, tree, mode=Mode.AVAILABLE)[whole, WHEN, "cases"]
    assert total.value == honest["value"] == case["tool_gives"][whole]
    assert (total.is_complete, total.reason) == (honest["complete"], Reason.INCOMPLETE)
    assert (total.reported, total.expected) == (honest["reporting"], honest["expected"])
    found = coverage(reports, parts_owe(), tree)
    assert [unit.code for unit in total.missing] == honest["missing"] == [duty.unit for duty in found.missing]
    assert found.rate == Fraction(honest["reporting"], honest["expected"])


def test_pyam_a_missing_component_is_not_zero(cases: dict[str, dict[str, Any]]) -> None:
    """There the total of scen_b is its gas, because nobody said anything of its coal."""
    assert "missing components as 0" in cases["pyam_aggregate_missing_is_zero"]["fact"]
    case = cases["pyam_sum_of_components"]
    tree = region(["Coal", "Gas"])
    periods = [Period(year) for year in case["years"]]
    assert case["total"]["scen_a"][1] == 9
    for scenario, expected in (("scen_a", 9), ("scen_b", None)):
        reports = [figure(part, values[1], periods[1]) for part, values in case["data"][scenario].items()]
        assert roll_up(reports, tree)["whole", periods[1], "cases"].value == expected
        missing = [duty.unit for duty in coverage(reports, parts_owe(periods[1]), tree).missing]
        assert missing == (["Coal"] if expected is None else [])


def test_owid_4993_coverage_by_number_of_units_does_not_take_the_total_away(
    cases: dict[str, dict[str, Any]],
) -> None:
    """There a quarter of four members is missing, which is more than a fifth, and the total disappears."""
    case = cases["owid_4993_weight_of_the_missing"]
    tree = region(case["members"])
    reports = [figure(code, 1) for code in case["members"] if code not in case["missing"]]
    found = coverage(reports, parts_owe(), tree)
    assert found.rate == 1 - Fraction(case["missing_share_by_count"])
    assert [duty.unit for duty in found.missing] == case["missing"]
    total = roll_up(reports, tree, mode=Mode.AVAILABLE)["whole", WHEN, "cases"]
    assert (total.value, [unit.code for unit in total.missing]) == (3, case["missing"])


def test_owid_6631_two_periods_are_compared_over_the_units_that_reported_in_both(
    cases: dict[str, dict[str, Any]],
) -> None:
    assert "reported in both" in cases["owid_6631_coverage_jump"]["lesson"]
    before, after = Period(2019), Period(2020)
    tree = region("abc")
    reports = [figure("a", 10, before), *(figure(code, 10, after) for code in "abc")]
    found = coverage(reports, [*parts_owe(before), *parts_owe(after)], tree)
    first, second = ({duty.unit for duty in found.of(period=when).received} for when in (before, after))
    both = [report for report in reports if report.unit in first & second]
    sums = roll_up(both, tree, mode=Mode.AVAILABLE)
    assert [sums["whole", when, "cases"].value for when in (before, after)] == [10, 10]


def test_owid_6555_a_member_that_drops_out_shrinks_the_total_and_is_named(
    cases: dict[str, dict[str, Any]],
) -> None:
    """An additive check still passes; only the list of who was expected shows it."""
    assert "list of expected units" in cases["owid_6555_silent_shrink"]["lesson"]
    tree = region("abc")
    reports = [figure(code, 10) for code in "ab"]
    totals = roll_up(reports, tree, mode=Mode.AVAILABLE)
    parts = [totals[code, WHEN, "cases"].value for code in "ab"]
    assert totals["whole", WHEN, "cases"].value == sum(value for value in parts if value is not None)
    assert [duty.unit for duty in coverage(reports, parts_owe(), tree).missing] == ["c"]
    assert roll_up(reports, tree)["whole", WHEN, "cases"].value is None


def test_deprivation_index_5_whoever_is_not_there_is_not_zero(cases: dict[str, dict[str, Any]]) -> None:
    """There the practices that were missing from a year counted as zero, and an area came out 16 times too low."""
    assert "treated as zero" in cases["deprivation_index_5_missing_as_zero"]["fact"]
    tree = region([f"p{number:02d}" for number in range(16)])
    reports = [figure("p00", 100)]
    total = roll_up(reports, tree, mode=Mode.AVAILABLE)["whole", WHEN, "cases"]
    assert (total.value, total.reported, total.expected) == (100, 1, 16)
    assert roll_up(reports, tree)["whole", WHEN, "cases"].value is None
    zeros = [*reports, *(figure(f"p{number:02d}", 0) for number in range(1, 16))]
    assert coverage(reports, parts_owe(), tree).rate == Fraction(1, 16)
    assert coverage(zeros, parts_owe(), tree).rate == 1
    assert roll_up(zeros, tree)["whole", WHEN, "cases"].value == 100


def test_the_units_of_the_packaged_map_are_all_of_those_that_owe() -> None:
    """63 provinces and 705 districts in 2024, 34 and 3,321 communes since 1/7/2025."""
    gazetteer = catalog.gazetteer()
    owed = [
        Obligation(form="form", period=Period(2024), level="province"),
        Obligation(form="form", period=Period(2025, "H2"), level="province"),
        Obligation(form="other", period=Period(2024, "H1"), level="district"),
        Obligation(form="other", period=Period(2025, "Q3"), level="commune"),
    ]
    found = coverage([], owed, gazetteer.on(date(2026, 1, 1)), gazetteer=gazetteer)
    counts = [len(found.of(form=one.form, period=one.period).expected) for one in owed]
    assert counts == [63, 34, 705, 3321]
