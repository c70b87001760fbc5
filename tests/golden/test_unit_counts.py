"""The map against official counts of units and the Statistics Office's lists."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

from support.facts import COMMUNES_2025, COUNTS, DISTRICT_LISTS_DIFFER, DISTRICTS

from vstbpn import catalog
from vstbpn.catalog import gazetteer

GAZ = gazetteer()
KINDS = ("quận", "huyện", "thị xã", "thành phố")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def districts(day: date) -> tuple[int, ...]:
    found = Counter(unit.kind for unit in GAZ.on(day).at_level("district"))
    return tuple(found[kind] for kind in KINDS)


def test_counts_by_date_are_the_official_totals(shared: Path) -> None:
    compared = 0
    for row in rows(shared / "units" / "official_totals.csv"):
        for text in re.findall(r"\d{4}-\d{2}-\d{2}", row["as_of"]):
            tree = GAZ.on(date.fromisoformat(text))
            assert len(tree.at_level("province")) == int(row["provinces"])
            assert len(tree.at_level("district")) == int(row["districts"])
            if "commune" in tree.levels:
                assert len(tree.at_level("commune")) == int(row["communes"])
            compared += 1
    assert compared == 8
    assert COUNTS[date(2025, 6, 30)] == (63, 696, 10_035)


def test_communes_by_province_and_kind_are_those_of_the_resolutions(shared: Path) -> None:
    table = {row["province_code"]: row for row in rows(shared / "units" / "official_commune_counts_2025.csv")}
    tree = GAZ.on(date(2025, 7, 1))
    for code, (communes, *kinds) in COMMUNES_2025.items():
        row = table[code]
        assert (communes, *kinds) == tuple(int(row[name]) for name in ("communes", "xa", "phuong", "dac_khu"))
        assert {unit.decree_from for unit in tree.children(code)} >= {row["resolution"]}
    assert len(tree.at_level("province")) == len(COMMUNES_2025) == 34


def test_districts_on_each_list_date_differ_only_where_a_resolution_says_so(shared: Path) -> None:
    compared = 0
    for row in rows(shared / "units" / "gso_counts_by_date.csv"):
        day = date.fromisoformat(row["gso_list_date"])
        if day < GAZ.since["district"]:
            continue
        listed = tuple(int(row[name]) for name in ("quan", "huyen", "thi_xa", "thanh_pho"))
        difference = tuple(map(int.__sub__, districts(day), listed))
        expected, _why = DISTRICT_LISTS_DIFFER.get(day, ((0, 0, 0, 0), ""))
        assert difference == expected, day
        assert len(GAZ.on(day).at_level("province")) == int(row["provinces"])
        compared += 1
    assert compared == 26
    assert set(DISTRICTS) > {date(2025, 3, 1)}


def test_every_old_and_new_code_and_parent_is_that_of_the_conversion_table(shared: Path) -> None:
    old, new = GAZ.on(date(2025, 6, 30)), GAZ.on(date(2025, 7, 1))
    table = rows(shared / "units" / "commune_map_2025_full.csv")
    known = {row["old_code"]: row for row in table if row["old_code"]}
    assert {unit.code for unit in old.at_level("commune")} == set(known)
    for unit in old.at_level("commune"):
        assert unit.parent == known[unit.code]["old_district_code"]
        assert old.ancestors(unit)[1].code == known[unit.code]["old_province_code"]
    listed = {row["code"]: row for row in rows(shared / "units" / "new_communes_3321.csv")}
    assert {unit.code: unit.parent for unit in new.at_level("commune")} == {
        code: row["province_code"] for code, row in listed.items()
    }
    assert {unit.code: unit.name for unit in new.at_level("commune")} == {
        code: row["name_2025_07_01"] for code, row in listed.items()
    }


def test_districts_and_provinces_have_the_codes_of_the_last_list(shared: Path) -> None:
    tree = GAZ.on(date(2025, 6, 30))
    listed = {row["code"]: row for row in rows(shared / "units" / "districts_696_2025_06_30.csv")}
    assert {unit.code: unit.parent for unit in tree.at_level("district")} == {
        code: row["province_code"] for code, row in listed.items()
    }
    for unit in tree.at_level("district"):
        assert catalog.gazetteer().find(
            listed[unit.code]["name"], on=date(2025, 6, 30), within=unit.parent
        ) or (
            unit.code in {"615", "618", "626"}  # Đăk Hà, Ia H'Drai, Đak Đoa: spelled otherwise in the list
        ), unit


def test_every_2026_change_has_its_decree_and_day(shared: Path) -> None:
    for row in rows(shared / "units" / "amendments_2026.csv"):
        day = date.fromisoformat(row["effective"])
        unit = GAZ.unit(row["code"], on=day)
        assert (unit.valid_from, unit.decree_from) == (day, row["decree"])
        assert unit in GAZ.find(row["name_after"], on=day)
