"""What became of units, on small maps of one's own; the real map's stories are golden tests."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from vstbpn import NotCovered, TreeError, UnknownUnit
from vstbpn.catalog import Change, Gazetteer, gazetteer
from vstbpn.errors import LevelError, MapError
from vstbpn.model import Basis, Link, LinkKind, Unit

GAZ = gazetteer()
START, DAY, LATER = date(2025, 1, 1), date(2026, 1, 1), date(2027, 1, 1)


def unit(level: str, code: str, parent: str, **more: Any) -> Unit:
    return Unit(
        **{
            "level": level,
            "code": code,
            "name": f"Xã {code}",
            "kind": "xã",
            "parent": parent,
            "valid_from": START,
            **more,
        }
    )


def change(before: str, after: str, kind: LinkKind = LinkKind.MERGED_WHOLE, **more: Any) -> Change:
    return Change(
        **{
            "on": DAY,
            "level": "commune",
            "before": before,
            "after": after,
            "kind": kind,
            "decree": "1/NQ",
            **more,
        }
    )


BASE = Gazetteer.of(
    [unit("province", "01", "VN"), *(unit("commune", f"0000{n}", "01") for n in range(1, 5))],
    checked_on=START,
)


def told(links: tuple[Link, ...]) -> list[tuple[str, str, str, str]]:
    return [(link.before.code, link.after.code, link.kind.value, str(link.people_share)) for link in links]


def test_a_map_of_ones_own_is_covered_from_its_first_version_on() -> None:
    assert BASE.since == {"province": START, "district": date.max, "commune": START}
    with pytest.raises(NotCovered):
        BASE.on(date(2024, 12, 31))
    with pytest.raises(NotCovered, match="level district"):
        BASE.unit("001", on=START)
    assert [unit.code for unit in BASE.on(START).at_level("commune")] == ["00001", "00002", "00003", "00004"]


def test_a_unit_that_has_not_changed_is_its_own_successor_and_predecessor() -> None:
    same = BASE.unit("00001", on=START)
    assert told(BASE.successors(same, on=LATER)) == [("00001", "00001", "unchanged", "1")]
    assert told(BASE.predecessors(same, on=START)) == [("00001", "00001", "unchanged", "1")]
    assert BASE.history(same) == ()


def test_successors_are_asked_for_later_days_and_predecessors_for_earlier_ones() -> None:
    gaz = BASE.extend([change("00001", "00002")])
    old, new = gaz.unit("00001", on=START), gaz.unit("00002", on=DAY)
    with pytest.raises(
        ValueError, match="Xã 00002 began on 2026-01-01; ask for its predecessors on 2025-01-01"
    ):
        gaz.successors(new, on=START)
    with pytest.raises(
        ValueError, match="Xã 00001 ended on 2026-01-01; ask for its successors on 2026-01-01"
    ):
        gaz.predecessors(old, on=DAY)
    with pytest.raises(NotCovered):
        gaz.predecessors(new, on=date(2024, 1, 1))
    assert told(gaz.predecessors(new, on=START)) == [
        ("00001", "00002", "merged-whole", "1"),
        ("00002", "00002", "merged-whole", "1"),
    ]


def test_several_steps_are_told_as_one() -> None:
    gaz = BASE.extend(
        [
            change("00001", "00002"),
            change("00003", "00003", LinkKind.RETYPED, name="Phường 00003"),
            change("00002", "00004", on=LATER, decree="2/NQ"),
            change("00003", "00003", LinkKind.RENAMED, on=LATER, decree="2/NQ", name="Phường Ba"),
        ]
    )
    (link,) = gaz.successors(gaz.unit("00001", on=START), on=LATER)
    assert told((link,)) == [("00001", "00004", "merged-whole", "1")]
    assert (link.on, link.decree, link.basis) == (LATER, "1/NQ; 2/NQ", Basis.LEGAL)
    (link,) = gaz.successors(gaz.unit("00003", on=START), on=LATER)
    assert told((link,)) == [("00003", "00003", "retyped", "1")]


def test_a_name_that_comes_back_is_no_change_and_another_is_a_renaming() -> None:
    there = change("00001", "00001", LinkKind.RENAMED, name="Xã Khác")
    back = change("00001", "00001", LinkKind.RENAMED, on=LATER, name="Xã 00001")
    other = change("00001", "00001", LinkKind.RENAMED, on=LATER, name="Xã Mới")
    for second, kind in ((back, "unchanged"), (other, "renamed")):
        gaz = BASE.extend([there, second])
        assert told(gaz.successors(gaz.unit("00001", on=START), on=LATER)) == [("00001", "00001", kind, "1")]


@pytest.mark.parametrize(
    ("kind", "told_as"),
    [
        (LinkKind.PART, [("part", "None"), ("part", "None")]),
        (LinkKind.ALL_PEOPLE, [("area-only", "0"), ("all-people", "1")]),
        (LinkKind.AREA_ONLY, [("all-people", "1"), ("area-only", "0")]),
    ],
)
def test_parts_stay_parts_over_several_steps(kind: LinkKind, told_as: list[tuple[str, str]]) -> None:
    gaz = BASE.extend(
        [
            change("00001", "00002", kind),
            change("00001", "00001", LinkKind.REST),
            change("00002", "00002", LinkKind.RENAMED, on=LATER, name="Xã B"),
            change("00001", "00001", LinkKind.RENAMED, on=LATER, name="Xã A"),
        ]
    )
    links = gaz.successors(gaz.unit("00001", on=START), on=LATER)
    assert [(link.after.name, link.kind.value, str(link.people_share)) for link in links] == [
        ("Xã A", *told_as[0]),
        ("Xã B", *told_as[1]),
    ]


def test_who_gave_only_ground_is_a_predecessor_too() -> None:
    """A found case: it was left out, because none of the people come from there."""
    gaz = BASE.extend([change("00001", "00002", LinkKind.AREA_ONLY), change("00001", "00001", LinkKind.REST)])
    assert told(gaz.predecessors(gaz.unit("00002", on=DAY), on=START)) == [
        ("00001", "00002", "area-only", "0"),
        ("00002", "00002", "merged-whole", "1"),
    ]


def test_between_two_days_the_crosswalk_is_whole() -> None:
    gaz = BASE.extend([change("00001", "00002")])
    assert told(gaz.between(START, DAY)) == [
        ("01", "01", "unchanged", "1"),
        ("00001", "00002", "merged-whole", "1"),
        ("00002", "00002", "merged-whole", "1"),
        ("00003", "00003", "unchanged", "1"),
        ("00004", "00004", "unchanged", "1"),
    ]
    assert len(gaz.between(START, DAY, level="province")) == 1
    with pytest.raises(ValueError, match="expected a day from 2026-01-01 on, got 2025-01-01"):
        gaz.between(DAY, START)


def test_the_next_decree_needs_no_release() -> None:
    more = GAZ.extend(
        [change("07420", "07420", LinkKind.RETYPED, on=LATER, name="Phường Mỹ Thái")],
        checked_on=date(2026, 12, 1),
    )
    assert (more.checked_on, GAZ.checked_on) == (date(2026, 12, 1), date(2026, 11, 21))
    assert more.unit("07420", on=LATER).name == "Phường Mỹ Thái"
    assert GAZ.unit("07420", on=LATER).name == "Xã Mỹ Thái"
    before = more.unit("07420", on=date(2026, 1, 1))
    assert (before.valid_to, before.decree_to) == (LATER, "1/NQ")
    steps = more.history(before)
    assert [link.on for link in steps][-1] == LATER
    assert all(
        link.after == before for link in steps if link.on == date(2025, 7, 1) and link.after.code == "07420"
    )
    assert more.epoch(LATER) == LATER
    assert more.epoch(date(2026, 12, 31)) == date(2026, 9, 20)
    assert GAZ.extend([]).checked_on == GAZ.checked_on


def test_a_decree_that_leaves_units_without_a_parent_is_refused() -> None:
    two = Gazetteer.of(
        [unit("province", "01", "VN"), unit("province", "02", "VN"), unit("commune", "00001", "01")],
        checked_on=START,
    )
    merged = change("01", "02", level="province")
    with pytest.raises(TreeError, match="the parent '01' of '00001' is not in the tree"):
        two.extend([merged])
    moved = two.extend([merged, change("00001", "00001", LinkKind.UNCHANGED, parent="02")])
    assert moved.unit("00001", on=DAY).parent == "02"


def test_a_change_of_what_is_not_there_is_refused() -> None:
    with pytest.raises(MapError, match="there is no commune 00077"):
        BASE.extend([change("00077", "00001")])


def test_the_map_of_a_day_is_named_by_the_day_it_began() -> None:
    assert BASE.epoch(date(2030, 1, 1)) == START
    assert GAZ.epoch(date(2025, 6, 30)) == date(2025, 6, 30)
    assert GAZ.epoch(date(2019, 4, 1)) == date(2019, 4, 1)
    with pytest.raises(NotCovered):
        GAZ.epoch(date(2019, 3, 31))


def test_a_level_that_is_none_is_told_from_one_without_figures() -> None:
    with pytest.raises(LevelError):
        GAZ.check_covered("region", START)


def test_a_district_became_what_its_communes_became() -> None:
    """One whose communes all went into one went over whole; the others were divided."""
    last, first = date(2025, 6, 30), date(2025, 7, 1)
    links = {
        district.code: GAZ.successors(district, on=first) for district in GAZ.on(last).at_level("district")
    }
    assert len(links) == 696
    assert all(link.after.level == "commune" for found in links.values() for link in found)
    assert {link.kind for found in links.values() for link in found if len(found) > 1} <= {
        LinkKind.PART,
        LinkKind.AREA_ONLY,
        LinkKind.ALL_PEOPLE,
    }
    for found in links.values():
        if len(found) == 1:
            assert (found[0].kind, found[0].people_share) == (LinkKind.MERGED_WHOLE, Fraction(1))
        assert sum(link.people_share or 0 for link in found) <= 1


def test_a_unit_of_an_older_map_is_found_as_it_is_now() -> None:
    """A found case: the unit of before the decree did not know that it had ended, and was called unchanged."""
    unit = BASE.unit("00001", on=START)
    more = BASE.extend([change("00001", "00001", LinkKind.RETYPED, name="Phường 00001")])
    assert told(more.successors(unit, on=LATER)) == [("00001", "00001", "retyped", "1")]
    assert more.crosswalk(LATER).shares(unit).reach == {"00001"}
    assert len(more.history(unit)) == 1


def test_a_unit_that_is_none_of_the_map_has_no_future() -> None:
    stranger = unit("commune", "99999", "01")
    for ask in (BASE.successors, BASE.predecessors):
        with pytest.raises(UnknownUnit, match="is no unit of this map; take units from it by unit"):
            ask(stranger, on=START)
    with pytest.raises(UnknownUnit):
        BASE.history(stranger)
    with pytest.raises(UnknownUnit):
        BASE.crosswalk(START).shares(stranger)


def test_shares_that_lose_people_are_refused() -> None:
    """A found case: of a half and a quarter nobody asked where the rest went; it was lost, and called exact."""
    with pytest.raises(
        MapError, match="the shares of its people add up to 3/4, not to 1; say where the rest goes"
    ):
        BASE.extend(
            [
                change("00001", "00002", LinkKind.PART, people_share=Fraction(1, 2)),
                change("00001", "00003", LinkKind.PART, people_share=Fraction(1, 4)),
            ]
        )
    old, new = (
        unit("commune", code, "01", **more)
        for code, more in (("00001", {"valid_to": DAY}), ("00002", {"valid_from": DAY}))
    )
    half = Link(
        before=old, after=new, on=DAY, kind=LinkKind.PART, people_share=Fraction(1, 2), basis=Basis.LEGAL
    )
    with pytest.raises(MapError, match="on the map add up to 1/2, not to 1"):
        Gazetteer.of([old, new], links=[half], checked_on=START).crosswalk(DAY).shares(old)


def test_what_a_unit_was_before_the_map_is_not_covered() -> None:
    new = GAZ.unit("00004", on=date(2026, 1, 1))
    with pytest.raises(
        NotCovered, match=r"does not say what Phường Trúc Bạch \(00004\) was before 2025-06-30"
    ):
        GAZ.crosswalk(date(2024, 6, 30)).shares(new)


def test_many_exchanges_are_followed_without_end_of_ways() -> None:
    """A found case: two units that exchange parts on n days are joined by two to the power of n ways."""
    gaz = BASE
    for year in range(2026, 2066):
        day = date(year, 1, 1)
        gaz = gaz.extend(
            change(one, other, LinkKind.PART, on=day, decree=f"{year}/NQ")
            for one in ("00001", "00002")
            for other in ("00001", "00002")
        )
    links = gaz.successors(gaz.unit("00001", on=START), on=date(2065, 1, 1))
    assert told(links) == [("00001", "00001", "part", "None"), ("00001", "00002", "part", "None")]


def test_a_day_is_a_date() -> None:
    with pytest.raises(TypeError, match=r"expected a date such as date.2024, 6, 30., got '2024-06-30'"):
        GAZ.on("2024-06-30")  # type: ignore[arg-type]


@pytest.mark.parametrize("share", [0.1, True, "1/3"])
def test_a_share_is_exact(share: Any) -> None:
    with pytest.raises(TypeError, match="expected a share such as Fraction"):
        change("00001", "00002", LinkKind.PART, people_share=share)
