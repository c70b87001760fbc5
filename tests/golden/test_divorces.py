"""Divorces by province, 2013 to 2016: a real table along a tree of the user's own, with empty cells."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from vstbpn import Mode, Reason, Scope, Totals, read_reports, read_tree, roll_up

DEFINITIONS = """
[indicators.divorces]
name_vi = "Số vụ ly hôn đã xét xử"
name_en = "Divorces granted by courts"
measure = "cases"
over_time = "flow"

[breakdowns.court]
codes = { province = "Cấp tỉnh", district = "Cấp huyện" }
"""
COURTS = {"Total": "", "Provincial level": "province", "District level": "district"}


def columns(row: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """The twelve columns of figures of a row: year, court, text."""
    for name, text in row.items():
        year, _, court = name.removeprefix("Prel. ").partition(" ")
        if court in COURTS:
            yield year, COURTS[court], text


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[dict[str, str]]:
    with (shared / "tables" / "gso_divorce_cases_by_province_2013_2016.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def totals(rows: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Totals:
    folder = tmp_path_factory.mktemp("divorces")
    (folder / "indicators.toml").write_text(DEFINITIONS, encoding="utf-8")
    with (
        (folder / "tree.csv").open("w", encoding="utf-8", newline="") as tree,
        (folder / "data.csv").open("w", encoding="utf-8", newline="") as data,
    ):
        units, figures = csv.writer(tree), csv.writer(data)
        units.writerow(("unit", "parent", "level"))
        figures.writerow(("unit", "period", "indicator", "court", "value", "scope"))
        for row in rows:
            parent = {"nation": "", "region": "WHOLE COUNTRY"}.get(row["level"], row["region"])
            units.writerow((row["unit"], parent, row["level"]))
            scope = "own" if row["level"] == "province" else "subtree"
            figures.writerows(
                (row["unit"], year, "divorces", court, text, scope) for year, court, text in columns(row)
            )
    tree_of_regions = read_tree(folder / "tree.csv")
    batch = read_reports(folder / "data.csv", units=tree_of_regions)
    assert batch.problems == ()
    assert tree_of_regions.levels == ("nation", "region", "province")
    return roll_up(batch.reports, tree_of_regions)


def cell(court: str) -> str:
    return f"divorces:court={court}" if court else "divorces"


def test_what_is_there_adds_up_to_regions_and_nation_in_all_twelve_columns(
    rows: list[dict[str, str]], totals: Totals
) -> None:
    available = totals.in_mode(Mode.AVAILABLE)
    compared = 0
    for row in rows:
        if row["level"] == "province":
            continue
        for year, court, text in columns(row):
            assert available[row["unit"], year, cell(court)].value == int(text), (row["unit"], year, court)
            compared += 1
    assert compared == 12 * (1 + sum(row["level"] == "region" for row in rows))


def test_a_total_over_an_empty_cell_is_not_computable_and_names_the_provinces(
    rows: list[dict[str, str]], totals: Totals
) -> None:
    empty: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        for year, court, text in columns(row):
            if not text:
                assert row["level"] == "province"
                empty.setdefault((year, court), set()).add(row["unit"])
    assert sum(map(len, empty.values())) == 25
    assert {court for _, court in empty} == {"province"}
    for (year, court), provinces in empty.items():
        nation = totals["WHOLE COUNTRY", year, cell(court)]
        assert (nation.value, nation.reason) == (None, Reason.MISSING)
        assert {unit.name for unit in nation.missing} == provinces
        assert nation.reported + len(provinces) == nation.expected
    for year, court, _ in columns(rows[0]):
        if (year, court) not in empty:
            assert totals["WHOLE COUNTRY", year, cell(court)].is_complete


def test_consolidated_figures_of_regions_and_nation_are_no_part_of_the_sums(totals: Totals) -> None:
    assert {report.scope for report in totals.declared} == {Scope.SUBTREE}
    assert len(totals.declared) == 4 * 7
