"""Changes of the map, and the versions and links that follow from them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import groupby

from attrs import evolve, field, frozen

from vstbpn.errors import MapError
from vstbpn.model import Basis, Link, LinkKind, Unit, fold, nfc

__all__ = ["KINDS", "Change", "apply_changes", "kind_of"]

KINDS = ("thành phố", "thị trấn", "thị xã", "đặc khu", "huyện", "phường", "quận", "tỉnh", "xã")
"""The kinds of administrative units since 2019; each unit's name begins with its kind."""


def kind_of(name: str) -> str:
    """Give the kind of unit that a full name begins with; empty if it begins with none.

    >>> kind_of("Thị xã Chũ"), kind_of("Việt Nam")
    ('thị xã', '')
    """
    key = fold(name)
    return next((kind for kind in KINDS if key.startswith(f"{fold(kind)} ")), "")


def _share(value: Fraction | int | None) -> Fraction | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | Fraction)):
        raise TypeError(f"expected a share such as Fraction(1, 3), got {value!r:.60}")
    return None if value is None else Fraction(value)


@frozen(kw_only=True)
class Change:
    """One line of a decree: on a day, a unit goes over into another, wholly or in part.

    :param on: the day from which it holds.
    :param level: the level of both units.
    :param before: the code of the unit that goes over.
    :param after: the code of the unit that it goes over into; a code may go on, and may be new.
    :param kind: how it goes over.
    :param people_share: the share of its people: 1 where ``kind`` says so, else as the decree says, ``None``
        where it does not.
    :param name: the full name of the new unit, with its kind; without it, the name that the code bears.
    :param parent: the parent's code; without it, as before.
    :param listed: whether ``on`` is only the day of a list that shows the change.

    >>> Change(on=date(2027, 1, 1), level="commune", before="07420", after="07420",
    ...        kind=LinkKind.RETYPED, name="Phường Mỹ Thái", decree="...").people_share
    Fraction(1, 1)
    """

    on: date
    level: str
    before: str
    after: str
    kind: LinkKind
    decree: str
    people_share: Fraction | None = field(default=None, converter=_share)
    name: str | None = field(default=None)
    parent: str | None = None
    clause: str | None = None
    listed: bool = False
    verified: bool = True

    def __attrs_post_init__(self) -> None:
        share = {LinkKind.ALL_PEOPLE: Fraction(1), LinkKind.AREA_ONLY: Fraction(0)}.get(
            self.kind, Fraction(1) if self.kind.is_whole else self.people_share
        )
        if self.people_share not in (None, share):
            raise ValueError(
                f"{self.level} {self.before}: {self.kind.value} means a share of {share}, "
                f"got {self.people_share}"
            )
        object.__setattr__(self, "people_share", share)


def apply_changes(
    units: Iterable[Unit], changes: Iterable[Change]
) -> tuple[tuple[Unit, ...], tuple[Link, ...]]:
    """Give all versions of the units, and the links between them, that follow from changes.

    Whatever a change touches ends on its day, and the units that others go over into begin anew. A unit
    that only takes in others needs no line of its own: it goes over into its new version wholly. A unit
    that gives away parts and goes on does: of kind ``REST``, from its code to its code.

    :param units: versions; a change ends the one of its code that has no end.
    :raises MapError: if a change speaks of a unit that is not in force or has changed since, does not say the
        name of a new one, or gives away more than all the people of one.
    """
    current: dict[tuple[str, str], Unit] = {}
    versions: list[Unit] = []
    for unit in units:
        if unit.valid_to is None:
            current[unit.level, unit.code] = unit
        else:
            versions.append(unit)
    links: list[Link] = []
    ordered = sorted(changes, key=lambda change: (change.on, change.level))
    for (on, level), group in groupby(ordered, key=lambda change: (change.on, change.level)):
        ended, begun = _apply_day(current, on, level, list(group), links)
        versions += ended
        current |= {(unit.level, unit.code): unit for unit in begun}
    versions += current.values()
    versions.sort(key=lambda unit: (unit.level, unit.code, unit.valid_from or date.min))
    return tuple(versions), on_versions(links, versions)


def on_versions(links: Iterable[Link], versions: Iterable[Unit]) -> tuple[Link, ...]:
    """Put links on the versions of their units as later changes have left them, with their last day."""
    now = {(unit.level, unit.code, unit.valid_from): unit for unit in versions}

    def latest(unit: Unit) -> Unit:
        return now[unit.level, unit.code, unit.valid_from]

    return tuple(evolve(link, before=latest(link.before), after=latest(link.after)) for link in links)


def _apply_day(
    current: dict[tuple[str, str], Unit], on: date, level: str, changes: list[Change], links: list[Link]
) -> tuple[list[Unit], list[Unit]]:
    """Apply the changes of one day on one level; add their links and give what ended and what began."""
    touching: dict[str, list[Change]] = {}
    for change in changes:
        if (level, change.before) not in current:
            raise MapError(f"{change.decree}: there is no {level} {change.before} in force on {on}")
        since = current[level, change.before].valid_from
        if since is not None and since >= on:
            raise MapError(f"{change.decree}: {level} {change.before} has changed after {on}, on {since}")
        for code in dict.fromkeys((change.before, change.after)):
            touching.setdefault(code, []).append(change)
    for code in {change.before for change in changes}:
        shares = [change.people_share for change in changes if change.before == code]
        given = sum(share or 0 for share in shares)
        if given > 1 or (given < 1 and None not in shares):
            raise MapError(
                f"{level} {code} on {on}: the shares of its people add up to {given}, not to 1; say where "
                "the rest goes, from its code to its code if it stays"
            )
    ended: dict[str, Unit] = {}
    begun: dict[str, Unit] = {}
    for code, mine in touching.items():
        decree = "; ".join(sorted({change.decree for change in mine}))
        old = current.pop((level, code), None)
        if old is not None:
            ended[code] = evolve(old, valid_to=on, decree_to=decree)
        into = [change for change in mine if change.after == code]
        if into:
            begun[code] = _begin(code, old, into, current, ended, on, decree, mine)
    links += [_link(ended[change.before], begun[change.after], change) for change in changes]
    gone = {change.before for change in changes}
    links += [
        _own_link(ended[code], begun[code], touching[code])
        for code in begun
        if code in ended and code not in gone
    ]
    return list(ended.values()), list(begun.values())


def _begin(
    code: str,
    old: Unit | None,
    into: list[Change],
    current: dict[tuple[str, str], Unit],
    ended: dict[str, Unit],
    on: date,
    decree: str,
    mine: list[Change],
) -> Unit:
    """Make the version that begins on a day."""
    name = next((change.name for change in into if change.name), old.name if old else None)
    if name is None:
        raise MapError(f"{decree}: {code} is a new unit, say its name")
    parent = next((change.parent for change in into if change.parent), None)
    if parent is None:
        model = old or ended.get(into[0].before) or current[into[0].level, into[0].before]
        parent = model.parent
    return Unit(
        level=mine[0].level,
        code=code,
        name=nfc(name),
        kind=kind_of(name),
        parent=parent,
        valid_from=on,
        decree_from=decree,
        listed=any(change.listed for change in mine),
    )


def _link(before: Unit, after: Unit, change: Change) -> Link:
    return Link(
        before=before,
        after=after,
        on=change.on,
        kind=change.kind,
        people_share=change.people_share,
        basis=Basis.UNKNOWN if change.people_share is None else Basis.LEGAL,
        decree=change.decree,
        clause=change.clause,
        verified=change.verified,
    )


def _own_link(before: Unit, after: Unit, mine: list[Change]) -> Link:
    """Link a unit that took in others to its own new version."""
    return Link(
        before=before,
        after=after,
        on=mine[0].on,
        kind=LinkKind.MERGED_WHOLE,
        people_share=Fraction(1),
        basis=Basis.LEGAL,
        decree=after.decree_from,
        verified=all(change.verified for change in mine),
    )
