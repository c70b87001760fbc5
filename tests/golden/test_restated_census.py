"""The census of 1 April 2019 on the map of today: published totals, and bounds that must hold."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from support.facts import CENSUS_NATION, CENSUS_TODAY, LINKS_WITHIN

from vstbpn import Bounds, Form, Indicator, Mode, OverTime, Period, Reason, Report, Totals, Unit, restate
from vstbpn.catalog import gazetteer

GAZ = gazetteer()
DAY, TODAY = date(2019, 4, 1), date(2026, 11, 1)
LAST_OLD, FIRST_NEW = date(2025, 6, 30), date(2025, 7, 1)
CELLS = ("population", "population:M", "population:F")
PEOPLE = Indicator(code="population", name_vi="Dân số", measure="persons", over_time=OverTime.STOCK)
CENSUS = Form(code="census", cells=CELLS, indicators=[PEOPLE])


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def districts(shared: Path) -> dict[str, tuple[int, int, int]]:
    """The published figures by district: all, men, women."""
    return {
        row["district_code"]: (int(row["total"]), int(row["total_male"]), int(row["total_female"]))
        for row in rows(shared / "units" / "census2019_district_sex.csv")
    }


@pytest.fixture(scope="module")
def reports(districts: dict[str, tuple[int, int, int]]) -> list[Report]:
    assert len(districts) == 712
    return [
        Report(unit=code, form=CENSUS, period=Period(2019), values=values, boundaries=DAY)
        for code, values in districts.items()
    ]


@pytest.fixture(scope="module")
def today(reports: list[Report]) -> Totals:
    """By the provinces of today, of what there is: the census has no row for Hoàng Sa."""
    return restate(reports, GAZ, to=TODAY, mode=Mode.AVAILABLE)


@pytest.fixture(scope="module")
def by_commune(reports: list[Report]) -> Totals:
    return restate(reports, GAZ, to=TODAY, mode=Mode.AVAILABLE, level="commune")


@pytest.fixture(scope="module")
def by_zone(reports: list[Report]) -> Totals:
    return restate(reports, GAZ, to=TODAY, mode=Mode.AVAILABLE, zones=True)


def figures(totals: Totals, unit: str) -> tuple[object, ...]:
    return tuple(totals[unit, "2019", cell].value for cell in CELLS)


def bounds(totals: Totals, unit: str) -> tuple[int, int]:
    """The least and the greatest number of people of a unit, the same where it is known."""
    total = totals[unit, "2019", "population"]
    found = total.bounds if total.value is None and total.bounds else Bounds(total.value, total.value)
    assert isinstance(found.low, int)
    assert isinstance(found.high, int)
    return found.low, found.high


def without_hoang_sa(units: Iterable[Unit]) -> list[str]:
    return [unit.code for unit in units if unit.code != "20333"]


# -- provinces ---------------------------------------------------------------------------------------


def test_four_provinces_of_today_have_the_published_figures_of_what_they_were_made_of(
    today: Totals,
) -> None:
    for code, (name, _made_of, *published) in CENSUS_TODAY.items():
        total = today[code, "2019", "population"]
        assert (total.unit.name, total.is_complete, total.estimated) == (name, True, False)
        assert figures(today, code) == tuple(published)


def test_every_province_of_today_is_the_sum_of_its_old_ones(today: Totals, shared: Path) -> None:
    old = {
        row["province_code"]: (int(row["total"]), int(row["male"]), int(row["female"]))
        for row in rows(shared / "units" / "census2019_province_sex.csv")
        if row["province_code"].isdigit()
    }
    made_of: dict[str, list[str]] = {}
    for row in rows(shared / "units" / "map_63_34.csv"):
        made_of.setdefault(row["new_code"], []).append(row["old_code"])
    for code, (_name, parts, *_) in CENSUS_TODAY.items():
        assert made_of[code] == list(parts)
    assert len(old) == 63
    assert {unit.code: figures(today, unit.code) for unit in today.tree.at_level("province")} == {
        code: tuple(map(sum, zip(*(old[part] for part in parts), strict=True)))
        for code, parts in made_of.items()
    }
    assert today.tree.levels == ("nation", "province", "commune")
    assert len(today) == 3 * (1 + 34)


def test_the_nation_is_the_same_on_every_map(
    today: Totals, by_commune: Totals, by_zone: Totals, reports: list[Report]
) -> None:
    for totals in (today, by_commune, by_zone):
        assert figures(totals, "VN") == CENSUS_NATION
    for day in (DAY, date(2021, 1, 1), date(2025, 1, 1), LAST_OLD):
        totals = restate(reports, GAZ, to=day, mode=Mode.AVAILABLE)
        assert figures(totals, "VN") == CENSUS_NATION


def test_who_did_not_report_is_named_as_on_the_day_of_the_census(reports: list[Report]) -> None:
    total = restate(reports, GAZ, to=TODAY)["48", "2019", "population"]
    assert (total.value, total.reason, total.unit.name) == (None, Reason.MISSING, "Thành phố Đà Nẵng")
    assert [(unit.code, unit.name) for unit in total.missing] == [("498", "Huyện Hoàng Sa")]
    gone = {"221": "Huyện Yên Dũng", "697": "Huyện Chơn Thành", "762": "Quận Thủ Đức", "769": "Quận 2"}
    fewer = restate([report for report in reports if report.unit not in gone], GAZ, to=TODAY)
    for code, missing in {"24": ["221"], "75": ["697"], "79": ["762", "769"]}.items():
        total = fewer[code, "2019", "population"]
        assert (total.value, total.reason) == (None, Reason.MISSING)
        assert {unit.code: unit.name for unit in total.missing} == {name: gone[name] for name in missing}
        assert total.reported + len(missing) == total.expected
    nation = fewer["VN", "2019", "population"]
    assert (nation.reported, nation.expected) == (712 - len(gone), 713)
    assert fewer["01", "2019", "population"].is_complete


# -- districts of another day ------------------------------------------------------------------------


def test_districts_that_were_joined_add_up_and_divided_ones_have_bounds(
    reports: list[Report], districts: dict[str, tuple[int, int, int]]
) -> None:
    totals = restate(reports, GAZ, to=date(2025, 1, 1))
    joined = {
        "769": ("762", "763", "769"),
        "213": ("213", "221"),
        "697": ("697",),
        "682": ("681", "682", "683"),
    }
    for code, parts in joined.items():
        assert totals[code, "2019", "population"].value == sum(districts[part][0] for part in parts)
    chu, luc_ngan = (totals[code, "2019", "population"] for code in ("224", "219"))
    assert (chu.reason, chu.bounds) == (Reason.DIVIDED, Bounds(0, districts["219"][0]))
    assert (luc_ngan.reason, luc_ngan.bounds) == (Reason.DIVIDED, Bounds(0, districts["219"][0]))
    # Sơn Động gave Lục Ngạn ground and none of its people
    assert totals["220", "2019", "population"].value == districts["220"][0]
    assert totals["24", "2019", "population"].value == sum(
        districts[unit.code][0] for unit in GAZ.on(DAY).children("24")
    )


# -- communes ----------------------------------------------------------------------------------------


def test_of_a_divided_district_a_commune_has_bounds_that_hold(
    by_commune: Totals, districts: dict[str, tuple[int, int, int]]
) -> None:
    """The truth lies between: the bounds of all communes of a province contain what is known of it."""
    for unit in by_commune.tree.at_level("province"):
        below = without_hoang_sa(by_commune.tree.children(unit))
        lows, highs = zip(*(bounds(by_commune, code) for code in below), strict=True)
        value = by_commune[unit.code, "2019", "population"].value
        assert isinstance(value, int)
        assert sum(lows) <= value <= sum(highs)
        assert all(0 <= low <= high <= value for low, high in zip(lows, highs, strict=True))
    bac_giang = by_commune["07210", "2019", "population"]
    assert (bac_giang.value, bac_giang.reason) == (None, Reason.DIVIDED)
    assert bac_giang.bounds == Bounds(0, districts["213"][0] + districts["221"][0])


def test_a_commune_cannot_have_more_people_than_the_districts_that_went_into_it(
    by_commune: Totals, districts: dict[str, tuple[int, int, int]]
) -> None:
    most: dict[str, int] = {}
    for district in GAZ.on(DAY).at_level("district"):
        for link in GAZ.successors(district, on=FIRST_NEW):
            if link.people_share != 0:
                most.setdefault(link.after.code, 0)
                most[link.after.code] += districts.get(district.code, (0,))[0]
    highs = {
        code: bounds(by_commune, code)[1] for code in without_hoang_sa(by_commune.tree.at_level("commune"))
    }
    assert highs == {code: most[code] for code in highs}
    assert len(highs) == 3_320


def test_twelve_communes_are_a_whole_district_and_have_its_figures(
    by_commune: Totals, districts: dict[str, tuple[int, int, int]]
) -> None:
    whole = {
        "06994": "203",  # Vân Đồn
        "07192": "207",  # Cô Tô
        "11914": "317",  # Cát Hải
        "11948": "318",  # Bạch Long Vĩ
        "19360": "462",  # Thị xã Quảng Trị
        "19742": "471",  # Cồn Cỏ
        "20285": "494",  # Ngũ Hành Sơn
        "21548": "536",  # Lý Sơn
        "22736": "576",  # Trường Sa
        "23272": "602",  # Phú Quý (Huyện Phú Quí)
        "26732": "755",  # Côn Đảo
        "31108": "912",  # Kiên Hải
    }
    exact = {
        unit.code: figures(by_commune, unit.code)
        for unit in by_commune.tree.at_level("commune")
        if by_commune[unit.code, "2019", "population"].is_complete
    }
    assert exact == {commune: districts[district] for commune, district in whole.items()}


# -- comparable zones --------------------------------------------------------------------------------


def test_zones_are_exact_and_add_up_to_provinces_and_nation(by_zone: Totals) -> None:
    zones = by_zone.tree.at_level("zone")
    assert len(zones) == 484
    missing = [unit.name for unit in zones if not by_zone[unit.code, "2019", "population"].is_complete]
    assert missing == ["Đặc khu Hoàng Sa"]
    for place, cell in enumerate(CELLS):
        of: dict[str | None, int] = {}
        for unit in zones:
            value = by_zone[unit.code, "2019", cell].value
            assert isinstance(value, int) or unit.name in missing
            of[unit.parent] = of.get(unit.parent, 0) + int(value or 0)
        assert sum(of.values()) == CENSUS_NATION[place]
        assert {
            unit.code: by_zone[unit.code, "2019", cell].value for unit in by_zone.tree.at_level("province")
        } == of


def test_ha_dong_is_exact_only_together_with_the_inner_city(
    by_zone: Totals, by_commune: Totals, districts: dict[str, tuple[int, int, int]]
) -> None:
    parts = GAZ.successors(GAZ.unit("268", on=DAY), on=FIRST_NEW)
    assert len(parts) == LINKS_WITHIN["268"][1]
    for link in parts:
        assert by_commune[link.after.code, "2019", "population"].reason is Reason.DIVIDED
    inner = ["001", "002", "003", "005", "006", "007", "008", "009", "019", "020", "021"]
    outer = ["268", "274", "277", "278", "279", "280"]
    total = by_zone["00004+69", "2019", "population"]
    assert total.value == sum(districts[code][0] for code in (*inner, *outer))
    assert (total.expected, total.is_complete) == (17, True)


# -- figures by commune ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ones() -> Totals:
    """Every commune of 30 June 2025 says 1, on the map of the day after."""
    one = Form(code="one", cells=["population"], indicators=[PEOPLE])
    return restate(
        [
            Report(unit=unit.code, form=one, period=Period(2025), values=[1], boundaries=LAST_OLD)
            for unit in GAZ.on(LAST_OLD).at_level("commune")
        ],
        GAZ,
        to=FIRST_NEW,
        reporting_level="commune",
    )


@pytest.mark.parametrize(("old", "new"), [("24", "24"), ("70", "75")])
def test_communes_of_bac_giang_and_binh_phuoc_are_exact(ones: Totals, old: str, new: str) -> None:
    before, after, *_ = LINKS_WITHIN[old]
    communes = [unit for unit in GAZ.on(LAST_OLD).descendants(old) if unit.level == "commune"]
    into = {link.after.code for unit in communes for link in GAZ.successors(unit, on=FIRST_NEW)}
    totals = [ones[code, "2025", "population"] for code in into]
    assert len(totals) == after
    assert all(total.is_complete for total in totals)
    assert sum(int(total.value or 0) for total in totals) == before == len(communes)
    assert {total.unit.parent for total in totals} == {new}


def test_communes_of_ha_dong_are_not_exact(ones: Totals) -> None:
    communes = GAZ.on(LAST_OLD).children("268")
    into = {link.after.code for unit in communes for link in GAZ.successors(unit, on=FIRST_NEW)}
    totals = [ones[code, "2025", "population"] for code in into]
    assert (len(communes), len(totals)) == LINKS_WITHIN["268"][:2]
    assert {total.reason for total in totals} == {Reason.DIVIDED}
    assert ones["01", "2025", "population"].is_complete
    assert ones["VN", "2025", "population"].value == 10_035
