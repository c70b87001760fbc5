"""The census of 1 April 2019: published totals that the roll-up must give from the districts' figures."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from support.facts import CENSUS_NATION, CENSUS_PROVINCES

import vstbpn
from vstbpn import Mode, Reason, Totals, catalog, cli, read_reports, roll_up

DAY = date(2019, 4, 1)
TREE = catalog.gazetteer().on(DAY)


def figures(totals: Totals, unit: str) -> tuple[object, ...]:
    return tuple(totals[unit, "2019", cell].value for cell in ("population", "population:M", "population:F"))


def test_the_four_provinces_of_the_package_have_their_published_totals(root: Path) -> None:
    folder = Path(vstbpn.__file__).parent / "demo" / "census_2019"
    batch = read_reports(folder, on=DAY)
    assert batch.problems == ()
    totals = roll_up(batch.reports, TREE)
    for code, (name, *published) in CENSUS_PROVINCES.items():
        assert TREE[code].name == name
        assert figures(totals, code) == tuple(published)
    assert figures(totals, "VN") == (None, None, None)


@pytest.fixture(scope="module")
def census(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole table by district and sex, turned into the tabular form."""
    path = tmp_path_factory.mktemp("census") / "census.csv"
    with (
        (shared / "units" / "census2019_district_sex.csv").open(encoding="utf-8", newline="") as source,
        path.open("w", encoding="utf-8", newline="") as target,
    ):
        writer = csv.writer(target)
        writer.writerow(("unit", "period", "indicator", "sex", "value", "status"))
        for row in csv.DictReader(source):
            for sex, column in (("M", "total_male"), ("F", "total_female")):
                writer.writerow((row["district_code"], "2019", "population", sex, row[column], ""))
    return path


def test_the_whole_census_has_the_published_totals(census: Path, shared: Path) -> None:
    batch = read_reports(census, on=DAY)
    assert batch.problems == ()
    assert len(batch.reports) == 712
    totals = roll_up(batch.reports, TREE, mode=Mode.AVAILABLE)
    assert figures(totals, "VN") == CENSUS_NATION
    with (shared / "units" / "census2019_province_sex.csv").open(encoding="utf-8", newline="") as file:
        published = {
            row["province_code"]: (int(row["total"]), int(row["male"]), int(row["female"]))
            for row in csv.DictReader(file)
            if row["province_code"].isdigit()
        }
    assert len(published) == 63
    assert {code: figures(totals, code) for code in published} == published


def test_the_district_that_the_census_lacks_is_named(census: Path) -> None:
    """The census has no row for the island district of Hoàng Sa."""
    totals = roll_up(read_reports(census, on=DAY).reports, TREE)
    for unit in ("48", "VN"):
        total = totals[unit, "2019", "population"]
        assert (total.value, total.reason) == (None, Reason.MISSING)
        assert [unit.name for unit in total.missing] == ["Huyện Hoàng Sa"]
    assert (totals["VN", "2019", "population"].reported, totals["VN", "2019", "population"].expected) == (
        712,
        713,
    )
    assert figures(totals, "24") == CENSUS_PROVINCES["24"][1:]


@pytest.mark.parametrize("sexes", [("",), ("F", "M")])
def test_a_row_that_says_not_expected_makes_the_nation_computable(
    census: Path, tmp_path: Path, sexes: tuple[str, ...]
) -> None:
    path = tmp_path / "census.csv"
    rows = "".join(f"498,2019,population,{sex},,not-expected\n" for sex in sexes)
    path.write_text(census.read_text(encoding="utf-8") + rows, encoding="utf-8")
    batch = read_reports(path, on=DAY)
    assert batch.problems == ()
    totals = roll_up(batch.reports, TREE)
    assert figures(totals, "VN") == CENSUS_NATION
    nation = totals["VN", "2019", "population"]
    assert (nation.reason, nation.reported, nation.expected) == (None, 712, 712)
    assert totals["498", "2019", "population"].reason is Reason.NOT_EXPECTED


def test_the_command_gives_the_same(census: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        cli.main(["rollup", str(census), "--on", "2019-04-01", "--json", "--mode", "available"]) == cli.FINE
    )
    document = json.loads(capsys.readouterr().out)
    found = {(total["unit"], total["sex"]): total["value"] for total in document["totals"]}
    assert tuple(found["VN", sex] for sex in ("_T", "M", "F")) == CENSUS_NATION
    assert tuple(found["24", sex] for sex in ("_T", "M", "F")) == CENSUS_PROVINCES["24"][1:]
    assert len(document["totals"]) == 3 * (1 + 63 + 713)
