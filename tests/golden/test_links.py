"""What became of the units: the links of the map against the tables of the law, and laws of any map."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from support.facts import (
    COMMUNE_LINKS_DIFFER,
    COMMUNES_DIVIDED,
    COMMUNES_UNKNOWN,
    COMMUNES_WHOLE,
    DECREES_NOT_LISTED,
    DISTRICT_TO_COMMUNE,
    DISTRICT_TRANSFERS,
    EVENT_DATES_DIFFER,
    EVENTS_THAT_ARE_NONE,
    LINKS_WITHIN,
    REACHED_BY_UNKNOWN,
    TABLE_ROWS,
    ZONES,
)

from vstbpn.catalog import gazetteer, kind_of
from vstbpn.model import Link, LinkKind, Tree, Unit, fold

GAZ = gazetteer()
LAST_OLD, FIRST_NEW = date(2025, 6, 30), date(2025, 7, 1)
ONE_DAY = timedelta(days=1)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pair(link: Link) -> tuple[str, str]:
    return link.before.code, link.after.code


def share(text: str) -> Fraction | None:
    return Fraction(text) if text else None


def turns() -> list[date]:
    """The days on which the map changes, or more of it is covered, after its first."""
    found, day = [], GAZ.checked_on
    while (turn := GAZ.epoch(day)) > GAZ.since["province"]:
        found.append(turn)
        day = turn - ONE_DAY
    return found[::-1]


@cache
def steps() -> dict[date, list[Link]]:
    """The links from all units that end, by the day."""
    return {
        day: [link for link in GAZ.between(day - ONE_DAY, day) if link.before.valid_to == day]
        for day in turns()
    }


# -- the links of 1 July 2025 ------------------------------------------------------------------------


def links(level: str) -> tuple[Link, ...]:
    return GAZ.between(LAST_OLD, FIRST_NEW, level=level)


def from_districts() -> list[Link]:
    """The links into communes that come from a district itself, not from its communes."""
    communes = GAZ.on(FIRST_NEW).at_level("commune")
    return [
        link
        for unit in communes
        for link in GAZ.history(unit)
        if link.after == unit and link.before.level == "district"
    ]


def test_63_provinces_go_whole_into_34(shared: Path) -> None:
    table = rows(shared / "units" / "map_63_34.csv")
    found = links("province")
    assert {pair(link): link.people_share for link in found} == {
        (row["old_code"], row["new_code"]): Fraction(row["share"]) for row in table
    }
    assert all(link.kind.is_whole for link in found)
    assert Counter(link.kind for link in found) == {LinkKind.MERGED_WHOLE: 52, LinkKind.UNCHANGED: 11}
    assert {link.decree for link in found if link.kind is LinkKind.MERGED_WHOLE} == {"202/2025/QH15"}
    assert len({link.after for link in found}) == 34


def test_every_commune_link_is_that_of_the_conversion_table_but_for_what_the_law_says_otherwise(
    shared: Path,
) -> None:
    table = {
        (row["old_code"], row["new_code"]): (share(row["people_share"]), row["resolution"])
        for row in rows(shared / "units" / "commune_map_2025_full.csv")
        if row["old_code"]
    }
    assert len(table) == TABLE_ROWS[1]
    for codes, (listed, lawful, resolution, _clause) in COMMUNE_LINKS_DIFFER.items():
        if listed == "absent":
            assert codes not in table
        else:
            assert table[codes] == (listed, resolution)
        table[codes] = (Fraction(lawful), resolution)
    found = links("commune")
    assert {pair(link): (link.people_share, link.decree) for link in found} == table
    assert len(found) == len(table) == TABLE_ROWS[1] + 1
    clauses = {pair(link): link.clause for link in found}
    assert all(clauses[codes] == clause for codes, (*_, clause) in COMMUNE_LINKS_DIFFER.items())


def test_the_kind_of_a_link_is_what_the_conversion_table_says_in_words(shared: Path) -> None:
    table = {
        (row["old_code"], row["new_code"]): row
        for row in rows(shared / "units" / "commune_map_2025_full.csv")
        if row["old_code"]
    }
    found = {pair(link): link.kind for link in links("commune")}
    undivided = {codes for codes, kind in found.items() if kind.is_whole}
    whole = {codes for codes, row in table.items() if row["class"] == "whole"}
    assert whole - undivided == {("23053", "23053")}  # Hòa Thắng, which gives ground to Hồng Thái
    assert not undivided - whole
    alone = {
        "Giữ nguyên": LinkKind.UNCHANGED,
        "Đổi tên": LinkKind.RENAMED,
        "Đổi loại hình": LinkKind.RETYPED,
        "Sắp xếp toàn bộ xã Thổ Châu thành đặc khu Thổ Châu": LinkKind.RETYPED,
    }
    kinds = Counter(found[codes] for codes, row in table.items() if row["nso_note"] in alone)
    assert kinds == {LinkKind.UNCHANGED: 127, LinkKind.RENAMED: 2, LinkKind.RETYPED: 3}
    for codes in undivided:
        assert found[codes] is alone.get(table[codes]["nso_note"], LinkKind.MERGED_WHOLE), codes


def test_the_table_has_six_rows_that_come_from_no_commune(shared: Path) -> None:
    table = rows(shared / "units" / "commune_map_2025_full.csv")
    kinds = Counter(row["class"] for row in table if not row["old_code"])
    assert (len(table), len(table) - sum(kinds.values())) == TABLE_ROWS[:2]
    assert (kinds["district_without_communes"], kinds["unincorporated_area"]) == TABLE_ROWS[2:]
    assert {(row["old_district_code"], row["new_code"]) for row in table if not row["old_code"]} == set(
        DISTRICT_TO_COMMUNE
    )


def test_five_island_districts_and_a_mudflat_go_into_communes_themselves() -> None:
    found = from_districts()
    assert {pair(link): (link.people_share, link.decree, link.clause) for link in found} == {
        codes: (Fraction(people), decree, clause)
        for codes, (people, decree, clause) in DISTRICT_TO_COMMUNE.items()
    }
    assert len(found) == len(DISTRICT_TO_COMMUNE)
    for (before, after), (whole, *_) in DISTRICT_TO_COMMUNE.items():
        became = GAZ.successors(GAZ.unit(before, on=LAST_OLD), on=FIRST_NEW)
        if whole:
            assert [(link.after.code, link.after.kind) for link in became] == [(after, "đặc khu")]
        else:
            assert after in {link.after.code for link in became}


def test_so_much_is_known_of_the_people_of_divided_communes() -> None:
    of: dict[str, list[Link]] = {}
    for link in links("commune"):
        of.setdefault(link.before.code, []).append(link)
    unknown = [found for found in of.values() if any(link.people_share is None for link in found)]
    assert sum(len(found) == 1 and found[0].kind.is_whole for found in of.values()) == COMMUNES_WHOLE
    assert sum(len(found) > 1 for found in of.values()) == COMMUNES_DIVIDED
    assert len(unknown) == COMMUNES_UNKNOWN
    assert len({link.after for found in unknown for link in found}) == REACHED_BY_UNKNOWN


@pytest.mark.parametrize("code", LINKS_WITHIN)
def test_bac_giang_is_exact_and_ha_dong_is_not(code: str) -> None:
    old = GAZ.on(LAST_OLD)
    within = {unit for unit in old.descendants(code) if unit.level == "commune"}
    found = [link for link in links("commune") if link.before in within]
    before, after = {link.before for link in found}, {link.after for link in found}
    unknown = [link for link in found if link.people_share is None]
    assert (len(before), len(after), len(found), len(unknown)) == LINKS_WITHIN[code]


# -- the other events --------------------------------------------------------------------------------


def test_the_changes_of_2026_are_those_of_the_resolutions(shared: Path) -> None:
    table = rows(shared / "units" / "amendments_2026.csv")
    listed = {
        (
            date.fromisoformat(row["effective"]),
            row["decree"],
            row["code"],
            row["code"],
            fold(row["name_before"]),
            fold(row["name_after"]),
        )
        for row in table
    }
    assert len(listed) == 25
    found = [
        link
        for level in ("province", "commune")
        for before in GAZ.on(FIRST_NEW).at_level(level)
        for link in GAZ.successors(before, on=GAZ.checked_on)
        if link.before != link.after
    ]
    assert {
        (link.on, link.decree, *pair(link), fold(link.before.name), fold(link.after.name)) for link in found
    } == listed
    assert {(link.kind, link.people_share) for link in found} == {(LinkKind.RETYPED, Fraction(1))}


class Event(NamedTuple):
    """What a difference of two lists shows of a code: a name that came, went or changed."""

    on: date
    code: str
    before: str
    after: str


def listed_events(shared: Path) -> Iterator[tuple[Event, date]]:
    """The events of the lists at the resolutions' own dates, each with the list's."""
    seen = set()
    for row in rows(shared / "units" / "district_events_2019_2025.csv"):
        listed, code = date.fromisoformat(row["gso_list_date"]), row["gso_code"]
        if (listed, code) in EVENTS_THAT_ARE_NONE:
            seen.add((listed, code))
            continue
        day = listed
        if code in EVENT_DATES_DIFFER:
            as_listed, day, _decree = EVENT_DATES_DIFFER[code]
            assert as_listed == listed
            seen.add((listed, code))
        yield Event(day, code, fold(row["name_before"]), fold(row["name_after"])), listed
    assert len(seen) == len(EVENT_DATES_DIFFER) + len(EVENTS_THAT_ARE_NONE)


def events() -> dict[Event, str | None]:
    """What the names of the map's own versions show before 1 July 2025, each with its resolution."""
    found: dict[Event, str | None] = {}
    for day in turns():
        if day >= LAST_OLD:
            continue
        old, new = (
            {unit.code: unit for level in ("province", "district") for unit in GAZ.on(on).at_level(level)}
            for on in (day - ONE_DAY, day)
        )
        for code in old.keys() | new.keys():
            before, after = old.get(code), new.get(code)
            event = Event(day, code, *(fold(unit.name) if unit else "" for unit in (before, after)))
            if event.before != event.after:
                ended = before.decree_to if before else None
                found[event] = after.decree_from if after else ended
    return found


def test_the_districts_change_their_names_as_the_lists_do_on_the_days_of_the_resolutions(
    shared: Path,
) -> None:
    listed = dict(listed_events(shared))
    assert events().keys() == listed.keys()
    assert len(listed) == 66 - len(EVENTS_THAT_ARE_NONE)


def test_the_resolution_of_an_event_is_listed_with_it_and_speaks_of_its_province(shared: Path) -> None:
    titles: dict[tuple[str, date], list[str]] = {}
    for row in rows(shared / "units" / "decrees_2018_2025.csv"):
        number = row["decree"].replace("829/UBTVQH14", "829/NQ-UBTVQH14")
        titles.setdefault((number, date.fromisoformat(row["gso_list_date"])), []).append(row["title"])
    absent = set()
    decrees = events()
    for event, listed in listed_events(shared):
        decree = decrees[event]
        assert decree is not None
        found = [title for day in {listed, event.on} for title in titles.get((decree, day), ())]
        if not found:
            absent.add(decree)
            continue
        province = event.code
        if len(event.code) == 3:
            province = GAZ.unit(event.code, on=event.on if event.after else event.on - ONE_DAY).parent or ""
        name = GAZ.unit(province, on=event.on).name
        bare = fold(name).removeprefix(kind_of(name)).strip()
        assert any(bare in fold(title) for title in found), (event, decree, found)
    assert absent == {"1243/NQ-UBTVQH15"} <= DECREES_NOT_LISTED
    by_code = {event.code: (event.on, decree) for event, decree in decrees.items()}
    assert {code: (day, decree) for code, (_, day, decree) in EVENT_DATES_DIFFER.items()} == {
        code: by_code[code] for code in EVENT_DATES_DIFFER
    }


def test_what_the_lists_do_not_show_are_transfers_between_districts(shared: Path) -> None:
    """A district that changes and keeps its name gave ground to another or took some."""
    shown = {(event.on, event.code) for event, _ in listed_events(shared)}
    transfers: dict[tuple[date, str], set[tuple[str, str]]] = {}
    silent, moved = set(), set()
    for day, found in steps().items():
        for link in found:
            if link.before.level != "district" or link.after.level != "district":
                continue
            assert link.decree is not None
            if link.before.code != link.after.code:
                transfers.setdefault((day, link.decree), set()).add(pair(link))
                moved |= {(day, code) for code in pair(link)}
            elif link.before.name == link.after.name:
                silent.add((day, link.before.code))
    assert transfers == DISTRICT_TRANSFERS
    assert silent
    assert not silent & shown
    assert silent <= moved
    listed = {row["decree"] for row in rows(shared / "units" / "decrees_2018_2025.csv")}
    assert {decree for _, decree in DISTRICT_TRANSFERS} - listed == DECREES_NOT_LISTED


# -- laws of the whole map ---------------------------------------------------------------------------


def test_the_map_changes_on_28_days() -> None:
    assert [len(steps()), *map(len, (steps()[LAST_OLD], steps()[FIRST_NEW]))] == [28, 0, 14_270]


def test_no_more_than_all_people_of_a_unit_go_anywhere_and_none_are_lost() -> None:
    for found in steps().values():
        shares: dict[Unit, list[Fraction | None]] = {}
        for link in found:
            shares.setdefault(link.before, []).append(link.people_share)
        for unit, parts in shares.items():
            known = sum((part for part in parts if part is not None), Fraction(0))
            if None in parts:  # two parts at least, else it would be known, and something is left for them
                assert known < 1, unit
                assert parts.count(None) > 1, unit
            else:
                assert known == 1, unit


def test_a_step_leads_from_the_unit_that_ends_to_the_one_that_begins() -> None:
    for day, found in steps().items():
        for link in found:
            assert link.before.valid_to == link.on == day == link.after.valid_from


def test_whatever_ends_has_a_successor_and_whatever_begins_was_something() -> None:
    for day, found in steps().items():
        old, new = set(GAZ.on(day - ONE_DAY).units), set(GAZ.on(day).units)
        assert {link.before for link in found} == old - new
        begun = {unit for unit in new - old if GAZ.since.get(unit.level) != day}
        assert {link.after for link in found} == begun


def province(tree: Tree, unit: Unit) -> Unit:
    return next(above for above in (unit, *tree.ancestors(unit)) if above.level == "province")


def test_nothing_goes_to_a_province_that_is_not_the_successor_of_its_own() -> None:
    for day, found in steps().items():
        old, new = GAZ.on(day - ONE_DAY), GAZ.on(day)
        for link in found:
            (into,) = GAZ.successors(province(old, link.before), on=day)
            assert into.after == province(new, link.after), link


def predecessors_of(units: Iterable[Unit]) -> dict[str, set[str]]:
    return {unit.code: {link.before.code for link in GAZ.predecessors(unit, on=LAST_OLD)} for unit in units}


def test_predecessors_are_the_successors_seen_from_the_other_side() -> None:
    new = GAZ.on(FIRST_NEW)
    made_of: dict[str, set[str]] = {}
    for link in links("commune"):
        made_of.setdefault(link.after.code, set()).add(link.before.code)
    for code in ("01", "24"):  # the most divided province, and one of merged communes
        units = new.children(code)
        assert predecessors_of(units) == {unit.code: made_of[unit.code] for unit in units}


def test_a_special_zone_has_the_district_that_it_was_for_a_predecessor() -> None:
    whole = {codes for codes, (people, *_) in DISTRICT_TO_COMMUNE.items() if people}
    found = predecessors_of(GAZ.unit(after, on=FIRST_NEW) for _, after in whole)
    assert found == {after: {before} for before, after in whole}


# -- comparable zones --------------------------------------------------------------------------------


def zones(level: str, *, people: bool) -> list[tuple[set[str], set[str]]]:
    """Units of both days that hang together by what was moved between them: codes before, codes after."""
    walk = GAZ.crosswalk(FIRST_NEW, people=people)
    zone_of: dict[str, tuple[set[str], set[str]]] = {}
    for unit in GAZ.on(LAST_OLD).at_level(level):
        before, after = {unit.code}, set(walk.shares(unit).reach)
        for code in tuple(after):
            if code in zone_of:
                before |= zone_of[code][0]
                after |= zone_of[code][1]
        zone_of |= dict.fromkeys(after, (before, after))
    return list({min(after): (before, after) for before, after in zone_of.values()}.values())


@pytest.mark.parametrize(("level", "people"), ZONES)
def test_figures_restate_exactly_on_so_many_comparable_zones(level: str, people: bool) -> None:
    """Of the 3,056 zones for people by commune, 2,930 are one commune of today: its old figures are exact.

    By district there are 492 of 696, for the communes of today are made of communes and not of districts.
    What does not count people has fewer zones: the law's "a part of the ground" joins units then too.
    """
    found = zones(level, people=people)
    one_before = sum(len(before) == 1 for before, _ in found)
    one_after = sum(len(after) == 1 for _, after in found)
    largest = max((len(before), len(after)) for before, after in found)
    assert (len(found), one_before, one_after, largest) == ZONES[level, people]


def test_the_zones_of_districts_are_those_that_the_conversion_table_gives(shared: Path) -> None:
    table = rows(shared / "units" / "districts_696_2025_06_30.csv")
    listed: dict[str, set[str]] = {}
    for row in table:
        listed.setdefault(row["comparable_zone"], set()).add(row["code"])
    found = zones("district", people=True)
    assert {frozenset(before) for before, _ in found} == {frozenset(codes) for codes in listed.values()}
    sizes = {code: (len(before), len(after)) for before, after in found for code in before}
    assert sizes == {
        row["code"]: (int(row["zone_districts"]), int(row["zone_new_communes"])) for row in table
    }
    assert sizes["268"] == (17, 70)  # Hà Đông hangs together with the inner city of Hà Nội
