"""Units whose history is told elsewhere: the map must tell the same.

The dates and resolutions are those of the study beside the repository (units/README.md, section 2 and the
table of 2026), checked on 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

import pytest

from vstbpn import UnknownUnit
from vstbpn.catalog import gazetteer
from vstbpn.model import Link, Unit

GAZ = gazetteer()
START, TODAY = date(2019, 4, 1), date(2026, 11, 1)
LAST_OLD, FIRST_NEW = date(2025, 6, 30), date(2025, 7, 1)
NEW_YEAR_2021, NEW_YEAR_2025 = date(2021, 1, 1), date(2025, 1, 1)
ONE_DAY = timedelta(days=1)

Step = tuple[str, str, str, str]


def told(links: Iterable[Link]) -> list[Step]:
    """Links as people tell them: names, kind, resolution."""
    return [(link.before.name, link.after.name, link.kind.value, link.decree or "") for link in links]


def story(unit: Unit) -> list[tuple[str, *Step]]:
    """The steps of a history between units of one level, each with its day."""
    links = [link for link in GAZ.history(unit) if link.before.level == link.after.level]
    return [(link.on.isoformat(), *step) for link, step in zip(links, told(links), strict=True)]


def names(code: str) -> list[tuple[str, date | None, date | None]]:
    return [(unit.name, unit.valid_from, unit.valid_to) for unit in GAZ.versions(code)]


def found(name: str, on: date, level: str) -> list[str]:
    return [unit.code for unit in GAZ.find(name, on=on, level=level)]


# -- Thủ Đức, 1 January 2021 -------------------------------------------------------------------------


def test_three_districts_became_the_city_of_thu_duc() -> None:
    city = GAZ.unit("769", on=NEW_YEAR_2021)
    steps = [
        ("Quận Thủ Đức", "Thành phố Thủ Đức", "merged-whole", "1111/NQ-UBTVQH14"),
        ("Quận 9", "Thành phố Thủ Đức", "merged-whole", "1111/NQ-UBTVQH14"),
        ("Quận 2", "Thành phố Thủ Đức", "merged-whole", "1111/NQ-UBTVQH14"),
    ]
    assert told(GAZ.predecessors(city, on=NEW_YEAR_2021 - ONE_DAY)) == steps
    assert story(city) == [("2021-01-01", *step) for step in steps]
    for code, step in zip(("762", "763", "769"), steps, strict=True):
        old = GAZ.unit(code, on=NEW_YEAR_2021 - ONE_DAY)
        assert (old.name, old.valid_to, old.decree_to) == (step[0], NEW_YEAR_2021, step[3])
        assert told(GAZ.successors(old, on=LAST_OLD)) == [step]
    assert names("769") == [
        ("Quận 2", START, NEW_YEAR_2021),
        ("Thành phố Thủ Đức", NEW_YEAR_2021, FIRST_NEW),
    ]


def test_the_name_thu_duc_goes_from_one_code_to_another() -> None:
    assert found("Thủ Đức", NEW_YEAR_2021 - ONE_DAY, "district") == ["762"]
    assert found("Thủ Đức", NEW_YEAR_2021, "district") == ["769"]
    with pytest.raises(UnknownUnit, match="it was Quận Thủ Đức from 1/4/2019 until 31/12/2020"):
        GAZ.unit("762", on=NEW_YEAR_2021)


# -- Huế, 1 January 2025 -----------------------------------------------------------------------------


def test_the_province_of_thua_thien_hue_became_the_city_of_hue_and_kept_its_code() -> None:
    city = GAZ.unit("46", on=TODAY)
    assert story(city) == [("2025-01-01", "Tỉnh Thừa Thiên Huế", "Thành phố Huế", "retyped", "175/2024/QH15")]
    assert names("46") == [
        ("Tỉnh Thừa Thiên Huế", START, NEW_YEAR_2025),
        ("Thành phố Huế", NEW_YEAR_2025, None),
    ]
    (link,) = GAZ.successors(GAZ.unit("46", on=LAST_OLD), on=FIRST_NEW)
    assert (link.before, link.kind.value) == (link.after, "unchanged")


def test_the_old_city_of_hue_was_divided_into_two_quarters() -> None:
    before = NEW_YEAR_2025 - ONE_DAY
    old = GAZ.unit("474", on=before)
    assert told(GAZ.successors(old, on=NEW_YEAR_2025)) == [
        ("Thành phố Huế", "Quận Thuận Hóa", "rest", "1314/NQ-UBTVQH15"),
        ("Thành phố Huế", "Quận Phú Xuân", "part", "1314/NQ-UBTVQH15"),
    ]
    assert GAZ.predecessors(GAZ.unit("475", on=LAST_OLD), on=before) == GAZ.successors(old, on=LAST_OLD)[1:]
    assert [version.name for version in GAZ.versions("475")] == ["Quận Phú Xuân"]
    assert story(GAZ.unit("474", on=NEW_YEAR_2025))[:4] == [
        ("2021-07-01", "Thành phố Huế", "Thành phố Huế", "merged-whole", "1264/NQ-UBTVQH14"),
        ("2021-07-01", "Huyện Phú Vang", "Thành phố Huế", "part", "1264/NQ-UBTVQH14"),
        ("2021-07-01", "Thị xã Hương Thủy", "Thành phố Huế", "part", "1264/NQ-UBTVQH14"),
        ("2021-07-01", "Thị xã Hương Trà", "Thành phố Huế", "part", "1264/NQ-UBTVQH14"),
    ]


def test_the_name_hue_goes_from_a_district_to_a_province() -> None:
    before = NEW_YEAR_2025 - ONE_DAY
    assert (found("Huế", before, "district"), found("Huế", before, "province")) == (["474"], [])
    assert (found("Huế", NEW_YEAR_2025, "district"), found("Huế", NEW_YEAR_2025, "province")) == ([], ["46"])


# -- Bắc Giang and Bình Phước ------------------------------------------------------------------------


def test_chu_was_made_of_a_part_of_luc_ngan_and_lasted_half_a_year() -> None:
    town = GAZ.unit("224", on=NEW_YEAR_2025)
    assert names("224") == [("Thị xã Chũ", NEW_YEAR_2025, FIRST_NEW)]
    assert story(town) == [("2025-01-01", "Huyện Lục Ngạn", "Thị xã Chũ", "part", "1191/NQ-UBTVQH15")]
    assert found("Chũ", NEW_YEAR_2025 - ONE_DAY, "district") == []
    assert found("Chũ", NEW_YEAR_2025, "district") == ["224"]
    assert [link.after.name for link in GAZ.successors(town, on=FIRST_NEW)] == [
        "Phường Chũ",
        "Xã Kiên Lao",
        "Xã Nam Dương",
        "Phường Phượng Sơn",
    ]
    luc_ngan = GAZ.unit("219", on=NEW_YEAR_2025 - ONE_DAY)
    assert told(GAZ.successors(luc_ngan, on=NEW_YEAR_2025)) == [
        ("Huyện Lục Ngạn", "Huyện Lục Ngạn", "rest", "1191/NQ-UBTVQH15"),
        ("Huyện Lục Ngạn", "Thị xã Chũ", "part", "1191/NQ-UBTVQH15"),
    ]


def test_yen_dung_went_whole_into_the_city_of_bac_giang() -> None:
    old = GAZ.unit("221", on=NEW_YEAR_2025 - ONE_DAY)
    step = ("Huyện Yên Dũng", "Thành phố Bắc Giang", "merged-whole", "1191/NQ-UBTVQH15")
    assert told(GAZ.successors(old, on=NEW_YEAR_2025)) == [step]
    assert story(old) == [("2025-01-01", *step)]
    assert found("Yên Dũng", NEW_YEAR_2025, "district") == []
    city = GAZ.unit("213", on=NEW_YEAR_2025)
    assert [link.before.code for link in GAZ.predecessors(city, on=START)] == ["213", "221"]


@pytest.mark.parametrize(
    ("code", "on", "before", "after", "decree"),
    [
        ("222", date(2024, 2, 1), "Huyện Việt Yên", "Thị xã Việt Yên", "938/NQ-UBTVQH15"),
        ("697", date(2022, 10, 1), "Huyện Chơn Thành", "Thị xã Chơn Thành", "570/NQ-UBTVQH15"),
    ],
)
def test_a_district_became_a_town_under_its_code(
    code: str, on: date, before: str, after: str, decree: str
) -> None:
    assert names(code) == [(before, START, on), (after, on, FIRST_NEW)]
    old, new = GAZ.unit(code, on=on - ONE_DAY), GAZ.unit(code, on=on)
    assert (old.name, old.decree_to, new.name, new.decree_from) == (before, decree, after, decree)
    step = (before, after, "retyped", decree)
    assert told(GAZ.successors(old, on=LAST_OLD)) == told(GAZ.predecessors(new, on=START)) == [step]
    assert story(old) == story(new) == [(on.isoformat(), *step)]
    assert (found(before, on, "district"), found(after, on, "district")) == ([], [code])


# -- provinces of 2025 and 2026 ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "on", "made_of", "name", "decree"),
    [
        ("75", date(2026, 4, 30), ["Tỉnh Bình Phước", "Tỉnh Đồng Nai"], "Đồng Nai", "30/2026/QH16"),
        ("22", date(2026, 9, 1), [], "Quảng Ninh", "36/2026/QH16"),
        ("24", date(2026, 9, 20), ["Tỉnh Bắc Giang", "Tỉnh Bắc Ninh"], "Bắc Ninh", "39/2026/QH16"),
    ],
)
def test_three_provinces_became_cities_in_2026(
    code: str, on: date, made_of: list[str], name: str, decree: str
) -> None:
    province, city = f"Tỉnh {name}", f"Thành phố {name}"
    assert (GAZ.unit(code, on=on - ONE_DAY).name, GAZ.unit(code, on=on).name) == (province, city)
    assert story(GAZ.unit(code, on=TODAY)) == [
        *(("2025-07-01", old, province, "merged-whole", "202/2025/QH15") for old in made_of),
        (on.isoformat(), province, city, "retyped", decree),
    ]
    assert (found(province, on, "province"), found(city, on, "province")) == ([], [code])
    assert found(name, on - ONE_DAY, "province") == found(name, on, "province") == [code]
    before = GAZ.predecessors(GAZ.unit(code, on=TODAY), on=START)
    assert [link.before.name for link in before] == (made_of or [province])
    assert {link.people_share for link in before} == {1}


def test_the_code_of_bac_giang_became_that_of_bac_ninh() -> None:
    """27 was Bắc Ninh until 30/6/2025 and is nothing since; 24 was Bắc Giang and is Bắc Ninh."""
    old = GAZ.unit("27", on=LAST_OLD)
    assert (old.name, old.valid_to, old.decree_to) == ("Tỉnh Bắc Ninh", FIRST_NEW, "202/2025/QH15")
    assert [version.name for version in GAZ.versions("24")] == [
        "Tỉnh Bắc Giang",
        "Tỉnh Bắc Ninh",
        "Thành phố Bắc Ninh",
    ]
    (link,) = GAZ.successors(old, on=TODAY)
    assert (link.after.code, link.kind.value, link.decree) == (
        "24",
        "merged-whole",
        "202/2025/QH15; 39/2026/QH16",
    )
    assert (found("Bắc Ninh", LAST_OLD, "province"), found("Bắc Ninh", FIRST_NEW, "province")) == (
        ["27"],
        ["24"],
    )
    with pytest.raises(UnknownUnit, match="it was Tỉnh Bắc Ninh"):
        GAZ.unit("27", on=FIRST_NEW)


# -- a commune ---------------------------------------------------------------------------------------


def test_00004_was_truc_bach_and_is_ba_dinh() -> None:
    old, new = GAZ.unit("00004", on=LAST_OLD), GAZ.unit("00004", on=FIRST_NEW)
    assert names("00004") == [("Phường Trúc Bạch", LAST_OLD, FIRST_NEW), ("Phường Ba Đình", FIRST_NEW, None)]
    assert (old.parent, new.parent) == ("001", "01")
    (link,) = GAZ.successors(old, on=FIRST_NEW)
    assert (link.kind.value, link.people_share, link.decree, link.clause) == (
        "merged-whole",
        Fraction(1),
        "1656/NQ-UBTVQH15",
        "khoản 3 Điều 1",
    )
    assert link in GAZ.predecessors(new, on=LAST_OLD)
    assert link in GAZ.history(old)
    assert (found("Trúc Bạch", LAST_OLD, "commune"), found("Trúc Bạch", FIRST_NEW, "commune")) == (
        ["00004"],
        [],
    )
    assert [unit.code for unit in GAZ.find("Ba Đình", on=FIRST_NEW, within="01")] == ["00004"]
    assert [unit.code for unit in GAZ.find("Ba Đình", on=LAST_OLD, within="01")] == ["001"]


def test_ba_dinh_was_made_of_parts_of_ten_communes() -> None:
    """What 1656/NQ-UBTVQH15, khoản 3 Điều 1, joins: two communes whole, parts of seven, ground of one."""
    steps = GAZ.history(GAZ.unit("00004", on=FIRST_NEW))
    assert {link.clause for link in steps} == {"khoản 3 Điều 1"}
    assert {link.before.name: link.kind.value for link in steps} == {
        "Phường Trúc Bạch": "merged-whole",
        "Phường Quán Thánh": "merged-whole",
        "Phường Ngọc Hà": "part",
        "Phường Điện Biên": "part",
        "Phường Đội Cấn": "part",
        "Phường Kim Mã": "part",
        "Phường Cửa Nam": "part",
        "Phường Đồng Xuân": "rest",
        "Phường Cửa Đông": "rest",
        "Phường Thụy Khuê": "area-only",
    }
