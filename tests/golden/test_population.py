"""Population by province, 1995 to 2016: sums that are printed, and provinces that came and went."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from support.facts import (
    POPULATION_DIFFERS,
    POPULATION_REGIONS_DIFFER,
    POPULATION_RESIDENCE_DIFFERS,
    POPULATION_SEX_DIFFERS,
)

from vstbpn import (
    Absence,
    Breakdown,
    Cell,
    Form,
    Indicator,
    Mark,
    Mode,
    OverTime,
    Period,
    Reason,
    Reconciled,
    Report,
    Scope,
    Totals,
    Tree,
    Unit,
    reconcile,
    roll_up,
)

YEARS = range(1995, 2017)
RESIDENCE = Breakdown(code="residence", codes={"urban": "Thành thị", "rural": "Nông thôn"}, partition=True)
COLUMNS = {
    "Total": Cell("population"),
    "Male": Cell("population", "M"),
    "Female": Cell("population", "F"),
    "Urban": Cell("population", breakdown={"residence": "urban"}),
    "Rural": Cell("population", breakdown={"residence": "rural"}),
}
PEOPLE = Indicator(
    code="population",
    name_vi="Dân số trung bình",
    measure="persons",
    over_time=OverTime.STOCK,
    decimals=1,
)
FORM = Form(
    code="population", cells=COLUMNS.values(), indicators=[PEOPLE], partitions=["sex", RESIDENCE.code]
)

# Hà Tây went into Hà Nội on 1 August 2008; the three others were split off on 1 January 2004.
NOT_THERE = {
    "Ha Tay": range(2008, 2017),
    "Dien Bien": range(1995, 2004),
    "Dak Nong": range(1995, 2004),
    "Hau Giang": range(1995, 2004),
}
NATION = "WHOLE COUNTRY"


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[dict[str, str]]:
    """The rows, with the preliminary figures of 2016 as those of any year."""
    table = shared / "tables" / "gso_population_by_province_sex_residence_1995_2016.csv"
    with table.open(encoding="utf-8", newline="") as file:
        return [
            {name.replace("Prel. ", ""): text for name, text in row.items()} for row in csv.DictReader(file)
        ]


@pytest.fixture(scope="module")
def tree(rows: list[dict[str, str]]) -> Tree:
    parents = {"nation": None, "region": NATION}
    return Tree(
        Unit(
            level=row["level"],
            code=row["unit"],
            name=row["unit"],
            parent=parents.get(row["level"], row["region"]),
        )
        for row in rows
    )


@pytest.fixture(scope="module")
def reports(rows: list[dict[str, str]]) -> list[Report]:
    return [
        Report(
            unit=row["unit"],
            form=FORM,
            period=Period(year),
            values=[
                Decimal(row[f"{column} {year}"]) if row[f"{column} {year}"] else Absence.NOT_EXPECTED
                for column in COLUMNS
            ],
            scope=Scope.OWN if row["level"] == "province" else Scope.SUBTREE,
            preliminary=year == 2016,
        )
        for row in rows
        for year in YEARS
    ]


@pytest.fixture(scope="module")
def totals(reports: list[Report], tree: Tree) -> Totals:
    return roll_up(reports, tree)


def off_by(totals: Totals) -> Iterator[tuple[str, str, int, int]]:
    """The printed sums that are not the sums: unit, column, year, and by how many tenths they are more."""
    columns = {cell: column for column, cell in COLUMNS.items()}
    for found in reconcile(totals):
        if found.outcome is not Reconciled.HOLDS:
            assert found.outcome is Reconciled.FAILS
            assert found.difference is not None
            yield found.unit.code, columns[found.cell], found.period.year, int(found.difference * 10)


def test_an_empty_cell_is_that_of_a_province_that_was_not_there(rows: list[dict[str, str]]) -> None:
    empty = {
        (row["unit"], year)
        for row in rows
        for year in YEARS
        for column in COLUMNS
        if not row[f"{column} {year}"]
    }
    assert empty == {(unit, year) for unit, years in NOT_THERE.items() for year in years}
    assert len(rows) == 1 + 6 + 64


def test_every_sum_is_complete_as_nobody_else_was_expected(totals: Totals) -> None:
    for year in YEARS:
        gone = sum(year in years for years in NOT_THERE.values())
        nation = totals[NATION, Period(year), "population"]
        assert nation.is_complete
        assert (nation.reported, nation.expected) == (64 - gone, 64 - gone)
        assert nation.mark is (Mark.PROVISIONAL if year == 2016 else Mark.FINAL)
    assert {64 - sum(year in years for years in NOT_THERE.values()) for year in YEARS} == {61, 64, 63}


def test_were_the_empty_cells_missing_no_sum_would_be_computable(reports: list[Report], tree: Tree) -> None:
    blank = [
        evolve(report, values=[None] * 5) if report.values[0] is Absence.NOT_EXPECTED else report
        for report in reports
    ]
    totals = roll_up(blank, tree)
    for year in YEARS:
        nation = totals[NATION, Period(year), "population"]
        gone = [unit for unit, years in NOT_THERE.items() if year in years]
        assert sorted(unit.code for unit in nation.missing) == sorted(gone)
        assert nation.reason is (Reason.MISSING if gone else None)


def test_83_columns_are_exact_in_the_nation_and_in_every_region_and_the_rest_differ_as_known(
    totals: Totals,
) -> None:
    found: dict[str, dict[str, dict[int, int]]] = {}
    for unit, column, year, tenths in off_by(totals):
        found.setdefault(unit, {}).setdefault(column, {})[year] = tenths
    assert found == POPULATION_DIFFERS
    assert len(reconcile(totals)) == 110 * 7
    wrong = {
        (column, year) for columns in found.values() for column, years in columns.items() for year in years
    }
    assert 110 - len(wrong) == 83
    assert 110 - sum(len(years) for years in found[NATION].values()) == 91
    assert {year for _, year in wrong} == {2010, 2011, 2012, 2013, 2014, 2016}


def test_no_difference_is_larger_than_rounding_can_make(totals: Totals) -> None:
    for unit, column, year, tenths in off_by(totals):
        parts = totals[unit, Period(year), COLUMNS[column]].reported
        assert abs(tenths) <= (parts + 1) / 2, (unit, column, year)


def test_printed_regions_are_the_printed_nation_save_in_six_columns(
    reports: list[Report], tree: Tree
) -> None:
    regions = [
        evolve(report, scope=Scope.OWN) if tree[report.unit].level == "region" else report
        for report in reports
        if tree[report.unit].level != "province"
    ]
    found: dict[str, dict[int, int]] = {}
    for unit, column, year, tenths in off_by(roll_up(regions, tree)):
        assert unit == NATION
        found.setdefault(column, {})[year] = tenths
    assert found == POPULATION_REGIONS_DIFFER


@pytest.mark.parametrize(
    ("parts", "known", "cases"),
    [
        (("Male", "Female"), POPULATION_SEX_DIFFERS, 43),
        (("Urban", "Rural"), POPULATION_RESIDENCE_DIFFERS, 77),
    ],
)
def test_all_people_are_men_and_women_and_urban_and_rural_save_where_known(
    reports: list[Report], parts: tuple[str, str], known: dict[str, dict[int, int]], cases: int
) -> None:
    found: dict[str, dict[int, int]] = {}
    for report in reports:
        values = [report[COLUMNS[column]] for column in ("Total", *parts)]
        numbers = [value for value in values if not isinstance(value, Absence)]
        if numbers:
            whole, one, other = numbers
            if whole != one + other:
                found.setdefault(report.unit, {})[report.period.year] = int((whole - one - other) * 10)
    assert found == known
    assert NATION not in found
    assert sum(map(len, found.values())) == cases
    assert {abs(tenths) for years in found.values() for tenths in years.values()} <= {1, 3}


def test_a_consolidated_figure_is_the_printed_one_where_it_is_preferred(
    reports: list[Report], tree: Tree
) -> None:
    preferring = roll_up(reports, tree, prefer="declared", mode=Mode.AVAILABLE)
    printed = {(report.unit, report.period): report for report in reports}
    for unit in ("South East", NATION, "Ha Noi"):
        for year in YEARS:
            total = preferring[unit, Period(year), "population"]
            assert total.value == printed[unit, Period(year)]["population"]
            assert total.declared == (unit != "Ha Noi")
