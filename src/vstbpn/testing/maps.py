"""A strategy that draws dated maps: units that merge, divide, are renamed and move, on up to three days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from vstbpn.catalog import Change, Gazetteer
from vstbpn.model import LinkKind, Unit

__all__ = ["FIRST_DAY", "TURNS", "maps"]

FIRST_DAY = date(2025, 1, 1)
"""The first day of every map drawn."""

TURNS = (date(2026, 1, 1), date(2027, 1, 1), date(2028, 1, 1))
"""The days on which a map that is drawn may change."""

_PROVINCES = ("01", "02")


@st.composite
def maps(draw: DrawFn, *, divided: bool = True, largest: int = 6) -> Gazetteer:
    """Draw a map of two provinces and up to ``largest`` communes in each, with its changes.

    :param divided: whether units are divided, too; otherwise all of a unit always stays together.
    """
    units = [
        Unit(level="province", code=code, name=f"Tỉnh {code}", kind="tỉnh", parent="VN", valid_from=FIRST_DAY)
        for code in _PROVINCES
    ]
    for province in _PROVINCES:
        for number in range(draw(st.integers(1, largest))):
            code = f"{province}{number:03d}"
            units.append(
                Unit(
                    level="commune",
                    code=code,
                    name=f"Xã {code}",
                    kind="xã",
                    parent=province,
                    valid_from=FIRST_DAY,
                )
            )
    drawn = Gazetteer.of(units, checked_on=FIRST_DAY)
    for number, turn in enumerate(TURNS):
        tree = drawn.on(turn)
        provinces = [unit.code for unit in tree.at_level("province")]
        changes: list[Change] = []
        if len(provinces) > 1 and draw(st.booleans()):
            kept, ended = provinces
            changes += _one_province(turn, kept, ended, [unit.code for unit in tree.children(ended)])
            provinces = [kept]
        for province in provinces:
            communes = [unit.code for unit in tree.children(province)]
            changes += _events(draw, turn, number, draw(st.permutations(communes)), divided=divided)
        drawn = drawn.extend(changes)
    return drawn


def _one_province(turn: date, kept: str, ended: str, communes: Sequence[str]) -> Iterator[Change]:
    """Let one province go over into the other, with its communes as they are."""
    yield _change(turn, ended, kept, LinkKind.MERGED_WHOLE, level="province")
    for code in communes:
        yield _change(turn, code, code, LinkKind.UNCHANGED, parent=kept)


def _events(
    draw: DrawFn, turn: date, number: int, codes: Sequence[str], *, divided: bool
) -> Iterator[Change]:
    """Let some units of a province merge, divide or be renamed; each has a part in one event at most."""
    left = list(codes)
    kinds = ["none", "merge", "rename", "new", *(["give", "divide"] if divided else [])]
    while left:
        kind = draw(st.sampled_from(kinds))
        mine = [left.pop() for _ in range(min(len(left), draw(st.integers(1, 3))))]
        first, *others = mine
        if kind == "rename":
            yield _change(turn, first, first, LinkKind.RETYPED, name=f"Phường {first} {number}")
        elif kind == "merge":
            yield from (_change(turn, other, first, LinkKind.MERGED_WHOLE) for other in others)
        elif kind == "new":
            code = f"{first[:2]}{number + 1}{first[3:]}"
            yield from (_change(turn, old, code, LinkKind.MERGED_WHOLE, name=f"Xã {code}") for old in mine)
        elif kind == "give" and others:
            yield from _divided(draw, turn, first, [*others, first], LinkKind.REST)
        elif kind == "divide" and others:
            yield from _divided(draw, turn, first, others, LinkKind.PART)


def _divided(draw: DrawFn, turn: date, code: str, targets: Sequence[str], last: LinkKind) -> Iterator[Change]:
    """Divide a unit among others; how its people divide is known, or not, or only in part."""
    *parts, rest = targets
    if not parts:
        yield _change(turn, code, rest, LinkKind.MERGED_WHOLE)
        return
    open_ = False
    left = Fraction(1)
    for target in parts:
        kind = draw(st.sampled_from([LinkKind.PART, LinkKind.PART, LinkKind.AREA_ONLY, LinkKind.ALL_PEOPLE]))
        if kind is LinkKind.ALL_PEOPLE and (left < 1 or open_):
            kind = LinkKind.PART
        share = {LinkKind.AREA_ONLY: Fraction(0), LinkKind.ALL_PEOPLE: Fraction(1)}.get(kind)
        if kind is LinkKind.PART and draw(st.booleans()):
            share = left * Fraction(draw(st.integers(1, 3)), 4)
        open_ = open_ or share is None
        left -= share or 0
        yield _change(turn, code, target, kind, share)
    yield _change(turn, code, rest, last, None if open_ else left)


def _change(
    turn: date,
    before: str,
    after: str,
    kind: LinkKind,
    share: Fraction | None = None,
    *,
    level: str = "commune",
    name: str | None = None,
    parent: str | None = None,
) -> Change:
    return Change(
        on=turn,
        level=level,
        before=before,
        after=after,
        kind=kind,
        people_share=share,
        name=name,
        parent=parent,
        decree=f"{turn.year}/NQ",
    )
