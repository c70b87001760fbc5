from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from vstbpn.catalog import Change, apply_changes, kind_of
from vstbpn.errors import MapError
from vstbpn.model import Basis, LinkKind, Unit

DAY = date(2027, 1, 1)
LATER = date(2028, 1, 1)
A, B, C = (
    Unit(level="commune", code=code, name=f"Xã {name}", kind="xã", parent="01", valid_from=date(2025, 7, 1))
    for code, name in (("00001", "Anh"), ("00002", "Bình"), ("00003", "Cúc"))
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


def described(units: tuple[Unit, ...]) -> list[tuple[str, str, date | None, date | None]]:
    return [(unit.code, unit.name, unit.valid_from, unit.valid_to) for unit in units]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Thành phố Huế", "thành phố"),
        ("ĐẶC KHU Lý Sơn", "đặc khu"),
        ("Xãm", ""),
        ("Phường", ""),
        ("Quận 1", "quận"),
    ],
)
def test_a_kind_is_what_a_name_begins_with(name: str, kind: str) -> None:
    assert kind_of(name) == kind


def test_the_kind_of_a_change_says_its_share() -> None:
    assert change("00001", "00002").people_share == 1
    assert change("00001", "00002", LinkKind.ALL_PEOPLE).people_share == 1
    assert change("00001", "00002", LinkKind.AREA_ONLY).people_share == 0
    assert change("00001", "00002", LinkKind.PART).people_share is None
    assert change("00001", "00002", LinkKind.PART, people_share=Fraction(1, 3)).people_share == Fraction(1, 3)
    with pytest.raises(ValueError, match="commune 00001: area-only means a share of 0, got 1/2"):
        change("00001", "00002", LinkKind.AREA_ONLY, people_share=Fraction(1, 2))


def test_a_unit_that_takes_in_another_begins_anew() -> None:
    units, links = apply_changes([A, B, C], [change("00001", "00002", clause="Điều 1")])
    assert described(units) == [
        ("00001", "Xã Anh", date(2025, 7, 1), DAY),
        ("00002", "Xã Bình", date(2025, 7, 1), DAY),
        ("00002", "Xã Bình", DAY, None),
        ("00003", "Xã Cúc", date(2025, 7, 1), None),
    ]
    ended, old, new, _ = units
    assert (ended.decree_to, old.decree_to, new.decree_from, new.parent, new.kind) == (
        "1/NQ",
        "1/NQ",
        "1/NQ",
        "01",
        "xã",
    )
    assert [(link.before, link.after, link.kind, link.people_share) for link in links] == [
        (ended, new, LinkKind.MERGED_WHOLE, Fraction(1)),
        (old, new, LinkKind.MERGED_WHOLE, Fraction(1)),
    ]
    assert [link.clause for link in links] == ["Điều 1", None]
    assert {link.basis for link in links} == {Basis.LEGAL}


def test_a_unit_that_gives_a_part_goes_on_as_the_rest() -> None:
    units, links = apply_changes(
        [A, B],
        [change("00001", "00002", LinkKind.PART), change("00001", "00001", LinkKind.REST)],
    )
    assert [(unit.code, unit.valid_from) for unit in units if unit.valid_to is None] == [
        ("00001", DAY),
        ("00002", DAY),
    ]
    by_pair = {
        (link.before.code, link.after.code): (link.kind, link.people_share, link.basis) for link in links
    }
    assert by_pair == {
        ("00001", "00002"): (LinkKind.PART, None, Basis.UNKNOWN),
        ("00001", "00001"): (LinkKind.REST, None, Basis.UNKNOWN),
        ("00002", "00002"): (LinkKind.MERGED_WHOLE, Fraction(1), Basis.LEGAL),
    }


def test_a_new_unit_has_the_name_and_the_parent_that_the_decree_says() -> None:
    units, _ = apply_changes(
        [A, B],
        [
            change("00001", "00009", name="Phường Mới", parent="02"),
            change("00002", "00009", name="Phường Mới", listed=True),
        ],
    )
    new = units[-1]
    assert (new.code, new.name, new.kind, new.parent, new.listed) == (
        "00009",
        "Phường Mới",
        "phường",
        "02",
        True,
    )
    units, _ = apply_changes([A, B], [change("00001", "00009", name="Phường Mới")])
    assert units[-1].parent == "01"
    assert not units[-1].listed


def test_changes_follow_on_each_other_in_any_order() -> None:
    later = change("00002", "00002", LinkKind.RETYPED, on=LATER, name="Phường Bình", decree="2/NQ")
    units, links = apply_changes([A, B], [later, change("00001", "00002")])
    assert [(unit.name, unit.valid_from, unit.valid_to) for unit in units if unit.code == "00002"] == [
        ("Xã Bình", date(2025, 7, 1), DAY),
        ("Xã Bình", DAY, LATER),
        ("Phường Bình", LATER, None),
    ]
    assert [link.on for link in links] == [DAY, DAY, LATER]


def test_a_version_that_has_ended_stays_as_it_was() -> None:
    old = Unit(
        level="commune", code="00001", name="Xã Cũ", valid_from=date(2019, 1, 1), valid_to=date(2025, 7, 1)
    )
    units, _ = apply_changes([old, A], [change("00001", "00001", LinkKind.RENAMED, name="Xã Khác")])
    assert [unit.name for unit in units] == ["Xã Cũ", "Xã Anh", "Xã Khác"]


def test_a_step_that_is_known_from_memory_stays_marked() -> None:
    _, links = apply_changes([A, B], [change("00001", "00002", verified=False)])
    assert [link.verified for link in links] == [False, False]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ([change("00007", "00002")], "1/NQ: there is no commune 00007 in force on 2027-01-01"),
        ([change("00001", "00009")], "1/NQ: 00009 is a new unit, say its name"),
        (
            [change("00001", "00002", on=date(2025, 7, 1))],
            "commune 00001 has changed after 2025-07-01, on 2025-07-01",
        ),
        (
            [change("00001", "00002"), change("00001", "00003")],
            "commune 00001 on 2027-01-01: the shares of its people add up to 2",
        ),
    ],
)
def test_a_change_that_does_not_fit_the_map_is_refused(changes: list[Change], why: str) -> None:
    with pytest.raises(MapError, match=why):
        apply_changes([A, B, C], changes)
