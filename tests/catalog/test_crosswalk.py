from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from vstbpn.catalog import Change, Gazetteer, Shares
from vstbpn.errors import MapError
from vstbpn.model import LinkKind, Unit

START, DAY, LATER = date(2025, 7, 1), date(2027, 1, 1), date(2028, 1, 1)
UNITS = [
    Unit(level="province", code="01", name="Tỉnh Một", kind="tỉnh", parent="VN", valid_from=START),
    *(
        Unit(level="commune", code=f"0000{n}", name=f"Xã {n}", kind="xã", parent="01", valid_from=START)
        for n in range(1, 6)
    ),
]
NONE, ALL = Fraction(0), Fraction(1)
A, B, C, D = "00001", "00002", "00003", "00004"
PART, REST, AREA_ONLY, ALL_PEOPLE = LinkKind.PART, LinkKind.REST, LinkKind.AREA_ONLY, LinkKind.ALL_PEOPLE


def changed(
    *rows: tuple[str, str, LinkKind], on: date = DAY, base: Gazetteer | None = None, **more: Any
) -> Gazetteer:
    gaz = base or Gazetteer.of(UNITS, checked_on=START)
    return gaz.extend(
        Change(on=on, level="commune", before=before, after=after, kind=kind, decree="1/NQ", **more)
        for before, after, kind in rows
    )


def shares(gaz: Gazetteer, code: str, *, start: date = START, to: date = DAY, **more: Any) -> Shares:
    return gaz.crosswalk(to, **more).shares(gaz.unit(code, level="commune", on=start))


def test_a_unit_that_is_still_there_goes_to_itself() -> None:
    assert shares(changed((A, B, LinkKind.MERGED_WHOLE)), C) == Shares(known={C: Fraction(1)})


def test_a_division_that_nobody_counted_leaves_the_whole_open() -> None:
    found = shares(changed((A, B, PART), (A, A, REST)), A)
    assert found == Shares(unknown=frozenset({A, B}))
    assert found.left == 1
    assert found.of({A}) == found.of({B}) == (NONE, ALL)
    assert found.of({A, B}) == (ALL, ALL)
    assert found.of({C}) == (NONE, NONE)


def test_where_all_people_go_to_one_unit_only_what_counts_people_is_known() -> None:
    gaz = changed((A, B, ALL_PEOPLE), (A, A, REST))
    assert shares(gaz, A) == Shares(known={B: Fraction(1)})
    assert shares(gaz, A, people=False) == Shares(unknown=frozenset({A, B}))
    gaz = changed((A, B, AREA_ONLY), (A, A, REST))
    assert shares(gaz, A) == Shares(known={A: Fraction(1)})
    assert shares(gaz, A, people=False) == Shares(unknown=frozenset({A, B}))


def test_what_is_left_beside_known_shares_is_known_for_one_unit_and_open_for_two() -> None:
    third = Change(
        on=DAY, level="commune", before=A, after=B, kind=PART, people_share=Fraction(1, 3), decree="1/NQ"
    )
    base = Gazetteer.of(UNITS, checked_on=START)

    def rest(*afters: str) -> list[Change]:
        return [
            Change(on=DAY, level="commune", before=A, after=after, kind=PART, decree="1/NQ")
            for after in afters
        ]

    assert shares(base.extend([third, *rest(C)]), A) == Shares(known={B: Fraction(1, 3), C: Fraction(2, 3)})
    found = shares(base.extend([third, *rest(C, D)]), A)
    assert found == Shares(known={B: Fraction(1, 3)}, unknown=frozenset({C, D}))
    assert found.left == Fraction(2, 3)
    assert found.of({B, C}) == (Fraction(1, 3), ALL)
    assert found.of({C, D}) == (Fraction(2, 3), Fraction(2, 3))


def test_parts_that_meet_again_are_whole_again() -> None:
    gaz = changed((A, B, PART), (A, C, PART))
    gaz = changed((B, D, LinkKind.MERGED_WHOLE), (C, D, LinkKind.MERGED_WHOLE), on=LATER, base=gaz)
    found = shares(gaz, A, to=LATER)
    assert found.reach == {D}
    assert found.of({D}) == (ALL, ALL)


def test_going_back_only_a_unit_of_one_origin_is_known() -> None:
    gaz = changed((A, B, LinkKind.MERGED_WHOLE), (C, C, LinkKind.RENAMED), name="Xã Ba")
    assert shares(gaz, B, start=DAY, to=START) == Shares(unknown=frozenset({A, B}))
    assert shares(gaz, C, start=DAY, to=START) == Shares(known={C: Fraction(1)})


def test_going_back_the_giver_of_mere_ground_gave_no_people() -> None:
    gaz = changed((A, B, AREA_ONLY), (A, A, REST))
    assert shares(gaz, B, start=DAY, to=START) == Shares(known={B: Fraction(1)})
    assert shares(gaz, B, start=DAY, to=START, people=False) == Shares(unknown=frozenset({A, B}))


def test_people_on_ground_where_nobody_lived_may_be_on_any_of_it() -> None:
    """A found case: a unit made of empty ground alone has no giver of people to go back to."""
    gaz = changed(
        (A, "00009", AREA_ONLY), (B, "00009", AREA_ONLY), (A, A, REST), (B, B, REST), name="Xã Chín"
    )
    assert shares(gaz, "00009", start=DAY, to=START) == Shares(unknown=frozenset({A, B}))


def test_weights_divide_what_is_not_known() -> None:
    gaz = changed((A, B, PART), (A, C, PART), (A, D, AREA_ONLY))
    found = shares(gaz, A, weights={(A, B): 1, (A, C): 3, (A, D): 99})
    assert found == Shares(known={B: Fraction(1, 4), C: Fraction(3, 4)})
    assert shares(gaz, A, weights={("x", "y"): 1}).unknown == {B, C}


def test_weights_divide_a_merged_unit_on_the_way_back() -> None:
    gaz = changed((A, B, LinkKind.MERGED_WHOLE))
    found = shares(gaz, B, start=DAY, to=START, weights={(B, A): 2, (B, B): 3})
    assert found == Shares(known={A: Fraction(2, 5), B: Fraction(3, 5)})


@pytest.mark.parametrize(
    ("weights", "why"),
    [
        ({(A, B): 1}, r"the weights for 00001 \(Xã 1\) lack 00003 \(Xã 3\)"),
        ({(A, B): 0, (A, C): 0}, "expected positive weights for 00001"),
        ({(A, B): -1, (A, C): 3}, "expected positive weights for 00001"),
    ],
)
def test_weights_that_do_not_fit_are_refused(weights: dict[tuple[str, str], int], why: str) -> None:
    with pytest.raises(MapError, match=why):
        shares(changed((A, B, PART), (A, C, PART)), A, weights=weights)


def test_a_unit_without_a_future_is_not_made_up() -> None:
    gone = Unit(level="commune", code="00006", name="Xã 6", parent="01", valid_from=START, valid_to=DAY)
    gaz = Gazetteer.of([*UNITS, gone], checked_on=START)
    with pytest.raises(MapError, match=r"the map does not say what became of Xã 6 \(00006\)"):
        gaz.crosswalk(DAY).shares(gone)


def test_a_way_of_any_length_is_followed() -> None:
    """A found case: a unit that changed on a thousand days ended in a RecursionError, forth and back."""
    days = [DAY + timedelta(days=n) for n in range(1_200)]
    gaz = Gazetteer.of(UNITS, checked_on=START).extend(
        Change(
            on=day, level="commune", before=A, after=A, kind=LinkKind.RETYPED, name=f"Xã {day}", decree="1/NQ"
        )
        for day in days
    )
    assert shares(gaz, A, to=days[-1]) == Shares(known={A: Fraction(1)})
    assert shares(gaz, A, start=days[-1], to=START) == Shares(known={A: Fraction(1)})
    (link,) = gaz.successors(gaz.unit(A, on=START), on=days[-1])
    assert (link.after.name, link.on) == (f"Xã {days[-1]}", days[-1])
