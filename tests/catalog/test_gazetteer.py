from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from support.facts import COMMUNES_2025, COUNTS, DISTRICTS, KINDS

from vstbpn import NotCovered, UnknownUnit, catalog
from vstbpn.catalog import NATION, gazetteer

GAZ = gazetteer()


def kinds(day: date, level: str) -> Counter[str]:
    return Counter(unit.kind for unit in GAZ.on(day).at_level(level))


@pytest.mark.parametrize(("day", "counts"), COUNTS.items(), ids=str)
def test_the_number_of_units_is_the_official_one(day: date, counts: tuple[int, int, int | None]) -> None:
    tree = GAZ.on(day)
    provinces, districts, communes = (
        len(tree.at_level(level)) for level in ("province", "district", "commune")
    )
    assert (provinces, districts, communes or None) == counts


@pytest.mark.parametrize(("day", "counts"), KINDS.items(), ids=str)
def test_the_kinds_of_units_are_the_official_ones(day: date, counts: tuple[int, ...]) -> None:
    provinces, communes = kinds(day, "province"), kinds(day, "commune")
    found = (
        provinces["tỉnh"],
        provinces["thành phố"],
        communes["xã"],
        communes["phường"],
        communes["đặc khu"],
    )
    assert found == counts


@pytest.mark.parametrize(("day", "counts"), DISTRICTS.items(), ids=str)
def test_districts_by_kind_follow_the_resolutions_own_dates(day: date, counts: tuple[int, ...]) -> None:
    found = kinds(day, "district")
    assert (found["quận"], found["huyện"], found["thị xã"], found["thành phố"]) == counts


def test_districts_change_on_no_other_day() -> None:
    days = sorted(DISTRICTS)
    before = dict(zip(days[1:], days, strict=False))
    for day, previous in before.items():
        assert kinds(day - timedelta(days=1), "district") == kinds(previous, "district"), day


@pytest.mark.parametrize(("code", "counts"), COMMUNES_2025.items())
def test_communes_of_each_province_are_those_of_its_resolution(code: str, counts: tuple[int, ...]) -> None:
    children = GAZ.on(date(2025, 7, 1)).children(code)
    found = Counter(unit.kind for unit in children)
    assert (len(children), found["xã"], found["phường"], found["đặc khu"]) == counts


def test_the_facts_on_communes_add_up_themselves() -> None:
    assert tuple(map(sum, zip(*COMMUNES_2025.values(), strict=True))) == (3_321, 2_621, 687, 13)


def test_a_code_is_no_identity() -> None:
    assert GAZ.unit("00004", level="commune", on=date(2025, 6, 30)).name == "Phường Trúc Bạch"
    assert GAZ.unit("00004", level="commune", on=date(2025, 7, 1)).name == "Phường Ba Đình"


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("769", date(2020, 12, 31), "Quận 2"),
        ("769", date(2021, 1, 1), "Thành phố Thủ Đức"),
        ("46", date(2024, 12, 31), "Tỉnh Thừa Thiên Huế"),
        ("46", date(2025, 1, 1), "Thành phố Huế"),
        ("474", date(2024, 12, 31), "Thành phố Huế"),
        ("474", date(2025, 1, 1), "Quận Thuận Hóa"),
        ("224", date(2025, 1, 1), "Thị xã Chũ"),
        ("221", date(2024, 12, 31), "Huyện Yên Dũng"),
        ("222", date(2024, 1, 31), "Huyện Việt Yên"),
        ("222", date(2024, 2, 1), "Thị xã Việt Yên"),
        ("697", date(2022, 9, 30), "Huyện Chơn Thành"),
        ("697", date(2022, 10, 1), "Thị xã Chơn Thành"),
        ("75", date(2026, 4, 29), "Tỉnh Đồng Nai"),
        ("75", date(2026, 4, 30), "Thành phố Đồng Nai"),
        ("22", date(2026, 9, 1), "Thành phố Quảng Ninh"),
        ("24", date(2026, 9, 19), "Tỉnh Bắc Ninh"),
        ("24", date(2026, 9, 20), "Thành phố Bắc Ninh"),
        ("25270", date(2026, 4, 30), "Phường Lộc Ninh"),
        ("VN", date(1990, 1, 1), "Việt Nam"),
    ],
)
def test_units_change_on_the_day_of_their_resolution(code: str, day: date, name: str) -> None:
    assert GAZ.unit(code, on=day).name == name


@pytest.mark.parametrize(
    ("code", "day", "why"),
    [
        (
            "221",
            date(2025, 1, 1),
            r"no district had this code on 1/1/2025; it was Huyện Yên Dũng from 1/4/2019 until 31/12/2024",
        ),
        ("224", date(2024, 12, 31), "it was Thị xã Chũ from 1/1/2025 until 30/6/2025"),
        ("001", date(2025, 7, 1), "no district had this code on 1/7/2025"),
        ("99", date(2025, 7, 1), "no province has ever had this code since 1/4/2019"),
        ("9999", date(2025, 7, 1), "expected a code of 2, 3 or 5 digits$"),
        (
            "1234",
            date(2025, 7, 1),
            r"spreadsheets drop zeros in front, meant is perhaps 01234 \(Xã Yên Thành\)",
        ),
        (
            "Bắc Giang",
            date(2024, 1, 1),
            r"meant is perhaps 24 \(Tỉnh Bắc Giang\) or 213 \(Thành phố Bắc Giang\)",
        ),
        ("bac giang", date(2024, 1, 1), "meant is perhaps 24"),
        ("Tân Hòa", date(2026, 1, 1), "expected a code of 2, 3 or 5 digits$"),  # too many of this name
        ("Bắc Giang", date(1990, 1, 1), "expected a code of 2, 3 or 5 digits$"),
    ],
)
def test_an_unknown_unit_says_what_the_code_was_or_what_was_meant(code: str, day: date, why: str) -> None:
    with pytest.raises(UnknownUnit, match=why):
        GAZ.unit(code, on=day)


def test_a_question_outside_the_span_is_not_answered_with_nothing() -> None:
    with pytest.raises(
        NotCovered, match="the map covers the level commune from 30/6/2025 on, not on 29/6/2025"
    ):
        GAZ.unit("00004", on=date(2025, 6, 29))
    with pytest.raises(NotCovered, match="covers the level province from 1/4/2019 on"):
        GAZ.on(date(2019, 3, 31))
    with pytest.raises(NotCovered):
        GAZ.find("Trúc Bạch", on=date(2024, 1, 1), level="commune")
    assert GAZ.on(date(2025, 6, 29)).levels == ("nation", "province", "district")


def test_a_level_is_one_of_the_map() -> None:
    with pytest.raises(ValueError, match="the map has the levels province, district, commune, not 'region'"):
        GAZ.find("x", on=date(2025, 1, 1), level="region")
    with pytest.raises(UnknownUnit):
        GAZ.unit("01", on=date(2025, 1, 1), level="region")


def test_every_tree_hangs_on_the_nation() -> None:
    for day in (date(2019, 4, 1), date(2025, 6, 30), date(2025, 7, 1)):
        tree = GAZ.on(day)
        assert tree.roots == (NATION,)
        assert tree.on == day
        assert all(unit.level != "nation" for unit in tree.units[1:])
        assert {unit.parent for unit in tree.at_level("province")} == {"VN"}


def test_versions_of_one_code_never_overlap() -> None:
    for level in ("province", "district", "commune"):
        codes = {
            unit.code
            for unit in (*GAZ.on(date(2025, 6, 30)), *GAZ.on(date(2025, 7, 1)))
            if unit.level == level
        }
        for code in codes:
            versions = GAZ.versions(code, level=level)
            for earlier, later in pairwise(versions):
                assert earlier.valid_to is not None
                assert later.valid_from is not None
                assert earlier.valid_to <= later.valid_from


def test_every_beginning_within_the_span_has_its_decree() -> None:
    for level, first in GAZ.since.items():
        for code in {unit.code for unit in (*GAZ.on(date(2025, 6, 30)), *GAZ.on(date(2025, 7, 1)))}:
            for version in GAZ.versions(code, level=level):
                assert bool(version.decree_from) == (version.valid_from != first), version
                assert bool(version.decree_to) == (version.valid_to is not None), version


def test_a_listing_date_is_marked() -> None:
    """The list of 1/11/2020 first shows Nghi Sơn; its resolution stands under the list of 1/6/2020."""
    (_, town) = GAZ.versions("407")
    assert (town.name, town.valid_from, town.decree_from, town.listed) == (
        "Thị xã Nghi Sơn",
        date(2020, 6, 1),
        "933/NQ-UBTVQH14",
        True,
    )
    assert GAZ.unit("222", on=date(2024, 2, 1)).listed is False
    assert GAZ.unit("222", on=date(2024, 1, 31)).listed is True


def test_a_district_whose_ground_changes_begins_anew() -> None:
    """1264/NQ-UBTVQH14 took 13 communes into Huế on 1/7/2021: older figures are of another territory."""
    before, after = (GAZ.unit("474", on=day) for day in (date(2021, 6, 30), date(2021, 7, 1)))
    assert (before.name, after.name) == ("Thành phố Huế", "Thành phố Huế")
    assert before.uid != after.uid
    assert GAZ.unit("478", on=date(2021, 6, 30)).uid != GAZ.unit("478", on=date(2021, 7, 1)).uid


def test_a_name_is_found_with_and_without_its_kind() -> None:
    day = date(2024, 6, 30)
    assert [unit.code for unit in GAZ.find("huyện yên thế", on=day)] == ["215"]
    assert [unit.code for unit in GAZ.find("YÊN THẾ", on=day)] == ["215"]
    assert [unit.code for unit in GAZ.find("Bắc Giang", on=day, level="province")] == ["24"]
    assert [unit.code for unit in GAZ.find("Châu Thành", on=day, within="80")] == ["808"]
    assert len(GAZ.find("Châu Thành", on=day, level="district")) > 5
    assert GAZ.find("không có", on=day) == ()
    assert GAZ.find("Việt Nam", on=day, level="nation") == GAZ.find("Việt Nam", on=day)
    assert [unit.code for unit in GAZ.find("Hoà Bình", on=day, level="province")] == ["17"]


@pytest.mark.parametrize(
    "name", ["Phường Trúc Bạch", "Trúc Bạch", "P. Trúc Bạch", "Xã không có ở đâu", "X. A"]
)
def test_a_name_of_a_level_that_is_not_covered_is_not_called_unknown(name: str) -> None:
    with pytest.raises(NotCovered, match="the map covers the level commune from 30/6/2025 on"):
        GAZ.find(name, on=date(2024, 6, 30))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("TP Hồ Chí Minh", "79"),
        ("TP. Hồ Chí Minh", "79"),
        ("T.P Hồ Chí Minh", "79"),
        ("TX. Sơn Tây", "269"),
        ("TX Sơn Tây", "269"),
        ("H. Yên Thế", "215"),
        ("H.Yên Thế", "215"),
        ("Q. Ba Đình", "001"),
        ("Q1", "760"),
        ("Q. 1", "760"),
        ("quận 10", "771"),
        ("T. Bắc Giang", "24"),
    ],
)
def test_kinds_may_be_abbreviated(name: str, code: str) -> None:
    assert [unit.code for unit in GAZ.find(name, on=date(2024, 6, 30))] == [code]


@pytest.mark.parametrize("name", ["10", "3", "010", "tp", "h", "Q.", "", " ", "tt"])
def test_a_number_or_an_abbreviation_alone_is_no_name(name: str) -> None:
    """10 is the province Lào Cai, and not the district called Quận 10."""
    assert GAZ.find(name, on=date(2024, 6, 30)) == ()


def test_a_suggestion_forgives_marks_and_i_for_y() -> None:
    """The lists write Huyện Phú Quí and Đặc khu Phú Quý, the same island."""
    assert [unit.name for unit in GAZ.suggest("phu quy", on=date(2024, 6, 30), level="district")] == [
        "Huyện Phú Quí"
    ]
    assert GAZ.find("Phú Quý", on=date(2024, 6, 30), level="district") == ()


def test_the_packaged_map_is_made_once() -> None:
    assert catalog.gazetteer() is GAZ
    assert GAZ.on(date(2024, 6, 30)) is GAZ.on(date(2024, 6, 30))
    assert GAZ.versions("no such code") == ()
    assert "since" in repr(GAZ)
