"""DHIS2's analytics cases: the same inputs, our totals, and why we differ where we do.

A total of DHIS2 is a unit's own figure and those of all units below it, over whatever is there; that is mode
``AVAILABLE`` with every level expected to report. Arithmetic on totals is the caller's, as it is here.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from attrs import frozen
from support.builders import form, report, tree

from vstbpn import Mode, OverTime, Period, Reason, Report, Total, Tree, over_time, ratio, roll_up

LEVELS = ("top", "middle", "bottom")

DIFFERENT = {
    "test_de_avg_2017_03": "an average over units is the caller's: the total by the units that reported",
    "test_deA_deB_deD_ouC_ouE_2017_04": "any group of units is a tree of one's own; the average as above",
    "test_ouB_2017_01_01_2017_02_20": "a range of days is no period: what lies in it whole is asked by name",
    "testMaxAndMinSumOrgUnit": "the largest of several months is neither their sum nor their last figure",
    "test_deA_ouB_ouC_2017_02": "the largest figure of several units is no total",
    "testIndicatorWithReportingRateA": "a rate is never rounded first and multiplied then: 299 * 2/3 is 199.33",
    "testIndicatorWithReportingRateB": "as above: 299 * 1/3 is 99.67",
    "testIndicatorWithYearToDate": "only Q1, H1, 9M and the year begin with the year; nothing is carried on",
    "testIndicatorWithPeriodOffsetAndYearToDate": "as above",
    "testIndicatorWithPeriodInYear": "the number of a month and a figure are of unlike measure, and never add",
    "testIndicatorWithYearlyPeriodCount": "as above",
    "testIndicatorSummingBooleans": "a figure is a number; a yes is none",
    "testIndicatorSubexpressionBooleanMin/Max/Sum/CountQuarter": "as above",
    "testNestedIndicatorWithPeriodOffset": "a month for which nobody reported has no total, which is not 0",
    "testIndicatorSubexpressionCatOptionCommbo": "ratios do not add up: the ratio of sums is 308/517",
    "testIndicatorSubexpressionAverage": "the mean of ratios is not the ratio of anything",
    "testIndicatorSubexpressionAverageWithMax": "as above",
    "testIndicatorSubexpressionAverageWithAndWithoutMax": "as above",
    "testIndicatorWithTwoSubexpressionsThatDifferOnlyByAggregationType": "as above",
    "testIndicatorSubexpressionPeriodOffset": "counting units that fulfil a condition is a rule and no total",
    "test_ou_2017_validationruleA/B": "results of rules are findings and no figures",
}
"""The tests of DHIS2 whose query we do not answer as it stands, with the reason."""

Case: TypeAlias = dict[str, Any]


@frozen
class Data:
    """The cases, the tree and the reports of each data element that has numbers."""

    cases: dict[str, list[Case]]
    tree: Tree
    reports: dict[str, list[Report]]

    def case(self, name: str) -> tuple[Case, Any]:
        """The query and the expected value of a test that has one."""
        (case,) = self.cases[name]
        return case["query"], case["expected"]

    def total(self, element: str, unit: str, period: str, *, on: Tree | None = None) -> Total:
        """The total of a data element: the period's own reports, or those of its months added up."""
        when = Period.parse(period)
        found = over_time(self.reports[element], when).reports
        inside = [report for report in found if on is None or report.unit in on.by_code]
        totals = roll_up(
            inside, on or self.tree, mode=Mode.AVAILABLE, reporting_level=(on or self.tree).levels
        )
        return totals[unit, when, element]

    def value(self, element: str, unit: str = "A", period: str = "2017-Q1") -> int:
        value = self.total(element, unit, period).value
        assert isinstance(value, int)
        return value


@pytest.fixture(scope="module")
def data(shared: Path) -> Data:
    folder = shared / "vectors" / "dhis2"
    stored = json.loads((folder / "analytics_cases.json").read_text(encoding="utf-8"))
    reports: dict[str, list[Report]] = {}
    with (folder / "dataValues.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, skipinitialspace=True):
            element, unit = row["dataelement"][-1], row["orgunit"][-1]
            if element in "ABCDE":
                figures = form(element, code=element, minimum=None)
                number, when = int(row["value"]), Period.parse(row["period"])
                reports.setdefault(element, []).append(report(unit, number, on=figures, period=when))
    cases: dict[str, list[Case]] = {}
    for case in stored["cases"]:
        cases.setdefault(case["test"], []).append(case)
    shape = {unit: parent or "" for unit, parent in stored["hierarchy"].items()}
    return Data(cases, tree(shape, levels=LEVELS), reports)


def rounded(value: Fraction) -> Decimal:
    """Two places, half up, as DHIS2 shows a figure."""
    return (Decimal(value.numerator) / value.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)


ANSWERS: dict[str, Callable[[Data], object]] = {
    "test_de_avg_2017_03": lambda data: mean(data.total("C", "A", "2017-03")),
    "test_deC_ouB_2017_03": lambda data: data.value("C", "B", "2017-03"),
    "test_deA_ouA_2017_Q01": lambda data: data.value("A"),
    "test_deA_deB_deD_ouC_ouE_2017_04": lambda data: mean(
        data.total("D", "both", "2017-04", on=tree({"both": "", "C": "both", "E": "both"}, levels=LEVELS))
    ),
    "test_ouB_2017_01_01_2017_02_20": lambda data: data.value("A", "B", "2017-01"),
    "testIndicatorWithDataElementOperand": lambda data: data.value("A", period="2017"),
    "testIndicatorWithTwoDataElementOperands": lambda data: data.value("B") + data.value("C"),
    "testIndicatorDividingByConstantDenominator": lambda data: float(
        Fraction(data.value("B") * data.value("C"), 100)
    ),
    "testIndicatorDividingByDeoDenominator": lambda data: float(
        rounded(Fraction(data.value("A") * data.value("C"), data.value("B")))
    ),
    "testIndicatorWithPeriodOffsets": lambda data: (
        data.value("E", period="2017-06") + data.value("E", period="2017-05")
    ),
    "testNestedIndicator": lambda data: [
        [month, 2 * data.value("A", period=month)] for month in ("2017-01", "2017-02")
    ],
}
"""The cases to which we give the stated result, by test."""


def mean(total: Total) -> float:
    """The total by the units that are in it."""
    assert isinstance(total.value, int)
    return total.value / total.reported


def test_every_case_has_our_answer_or_the_reason_why_not(data: Data) -> None:
    assert data.cases.keys() == ANSWERS.keys() | DIFFERENT.keys()
    assert sum(map(len, data.cases.values())) == 33


@pytest.mark.parametrize("name", ANSWERS)
def test_our_figure_is_that_of_dhis2(data: Data, name: str) -> None:
    _, expected = data.case(name)
    assert ANSWERS[name](data) == expected


def test_a_total_over_time_says_that_months_are_missing(data: Data) -> None:
    """DHIS2 gives 308 without a word; of five units none reported all three months."""
    total = data.total("A", "A", "2017-Q1")
    assert (total.value, total.reason) == (308, Reason.INCOMPLETE)
    assert (total.reported, total.expected, len(total.missing)) == (0, 5, 5)
    found = over_time(data.reports["A"], Period(2017, "Q1"))
    assert {lack.unit: [when.part for when in lack.periods] for lack in found.lacking} == {
        **{key: ["02", "03"] for key in "ABCE"},
        "D": ["03"],
    }


def test_a_year_to_date_figure_is_that_of_a_period_that_begins_with_the_year(data: Data) -> None:
    _, expected = data.case("testIndicatorWithYearToDate")
    to_date = dict(expected)
    assert data.value("E", period="2017-H1") == to_date["2017-06"]
    assert data.value("E", period="2017-9M") == to_date["2017-09"]
    _, shifted = data.case("testIndicatorWithPeriodOffsetAndYearToDate")
    assert data.value("E", period="2017-H1") == dict(shifted)["2017-07"]


def test_a_month_without_reports_is_not_zero(data: Data) -> None:
    _, expected = data.case("testNestedIndicatorWithPeriodOffset")
    january, february = data.value("A", period="2017-01"), data.value("A", period="2017-02")
    assert dict(expected) == {"2017-01": january, "2017-02": january + february}
    with pytest.raises(KeyError, match="2016-12"):
        data.total("A", "A", "2016-12")


def test_a_rate_is_not_rounded_before_it_is_used(data: Data) -> None:
    for name, share in (("A", Fraction(2, 3)), ("B", Fraction(1, 3))):
        _, expected = data.case(f"testIndicatorWithReportingRate{name}")
        exact = rounded(data.value("A", "D") * share)
        assert abs(Decimal(str(expected)) - exact) == Decimal("0.01")


def test_a_ratio_is_that_of_sums_over_units_that_gave_both(data: Data) -> None:
    """DHIS2 adds the units' ratios (2.6) or their mean (0.52); of the sums it would be 308/517."""
    assert Fraction(data.value("A"), data.value("B")) == Fraction(308, 517)
    assert Fraction(data.value("A", "B"), data.value("B", "B")) == Fraction(301, 403)
    figures = [*data.reports["A"], *data.reports["B"]]
    totals = roll_up(figures, data.tree, mode=Mode.AVAILABLE, reporting_level=LEVELS)
    february = ratio(totals, "A", "B")["A", "2017-02"]  # D alone gave both in February
    assert (february.numerator, february.denominator) == (233, 399)


def test_a_stock_of_the_last_month_is_not_the_sum_of_months(data: Data) -> None:
    """DHIS2's "last" is a stock: May, June and July have 1, 2 and 4, and July's is the figure."""
    stock = form("E", code="E", over_time=OverTime.STOCK)
    months = [report("A", found.values[0], on=stock, period=found.period) for found in data.reports["E"]]
    assert [r.values for r in over_time(months, Period(2017, "Q3"), look_back=2).reports] == [(4,)]
