"""Units that report, and the tree in which their figures are added up."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from attrs import converters, evolve, field, frozen

from vstbpn.errors import TreeError, UnknownUnit
from vstbpn.model.dates import format_date
from vstbpn.model.text import nfc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["Tree", "Unit"]


@frozen(kw_only=True, cache_hash=True, repr=False)
class Unit:
    """One unit as it stood from ``valid_from`` until the day before ``valid_to``.

    An administrative unit, or any other that a user's own tree is made of. ``code`` alone is no
    identity: 00004 was Phường Trúc Bạch until 30/6/2025 and is Phường Ba Đình since. ``parent`` is the
    parent's code on the same day. ``kind`` is the Vietnamese word (``huyện``, ``phường``), the first of
    the ``name``. A date is ``None`` where there is no bound.

    ``listed`` marks a ``valid_from`` that is only the day of a list on which the unit stands, because
    the day it came into being lies before the span that is covered, or is not known.

    >>> Unit(level="district", code="212", name="Huyện Lục Ngạn", kind="huyện", parent="24",
    ...      valid_from=date(2019, 4, 1), valid_to=date(2025, 1, 1), listed=True).uid
    'district:212@2019-04-01'
    """

    level: str
    code: str = field(converter=nfc)
    name: str = field(converter=nfc)
    kind: str = field(default="", converter=nfc)
    parent: str | None = field(default=None, converter=converters.optional(nfc))
    valid_from: date | None = None
    valid_to: date | None = None
    decree_from: str | None = None
    decree_to: str | None = None
    listed: bool = False

    @property
    def uid(self) -> str:
        """The identity: level, code and the day from which this version holds."""
        return f"{self.level}:{self.code}@{self.valid_from or ''}"

    def __repr__(self) -> str:
        since = f" {self.valid_from or ''}..{self.valid_to or ''}" if self.valid_from or self.valid_to else ""
        return f"<Unit {self.code} {self.name}, {self.level}{since}>"

    def holds_on(self, day: date) -> bool:
        """Tell whether this version is in force on ``day``."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day < self.valid_to
        )


class Tree:
    """Units on one day, each with its parent; of any depth, with any number of roots.

    Iterating gives the units from the top down, children in the order of their codes, every unit before
    what is below it. Everywhere a unit is asked for, its code will do; a :class:`Unit` of another day that
    happens to have the code is not in the tree.

    >>> tree = Tree([
    ...     Unit(level="nation", code="VN", name="Việt Nam"),
    ...     Unit(level="province", code="24", name="Tỉnh Bắc Giang", parent="VN"),
    ...     Unit(level="district", code="213", name="Thành phố Bắc Giang", parent="24"),
    ... ])
    >>> [unit.name for unit in tree.ancestors("213")]
    ['Tỉnh Bắc Giang', 'Việt Nam']
    >>> tree.levels
    ('nation', 'province', 'district')

    :param units: in any order; each parent among them.
    :param on: the day on which the units stand so; ``None`` for a tree without dates.
    :ivar units: the units from the top down, children in the order of their codes.
    :ivar by_code: the units by code.
    :ivar child_codes: for each unit with units right below it, their codes; from the top down.
    :ivar roots: the units without a parent.
    :ivar levels: the levels from the top down.
    :raises TreeError: naming every repeated code, every parent that is not there, and every cycle.
    """

    __slots__ = ("_depths", "_order", "by_code", "child_codes", "levels", "on", "roots", "units")

    on: date | None
    units: tuple[Unit, ...]
    by_code: Mapping[str, Unit]
    child_codes: Mapping[str, tuple[str, ...]]
    roots: tuple[Unit, ...]
    levels: tuple[str, ...]

    def __init__(self, units: Iterable[Unit], *, on: date | None = None) -> None:
        listed = sorted(units, key=lambda unit: unit.code)
        self.on = on
        known = {unit.code: unit for unit in listed}
        faults = [
            f"the code {code!r} stands {count} times"
            for code, count in Counter(unit.code for unit in listed).items()
            if count > 1
        ]
        children: dict[str, list[str]] = {}
        for unit in listed:
            if unit.parent is None:
                continue
            if unit.parent not in known:
                faults.append(f"the parent {unit.parent!r} of {unit.code!r} is not in the tree")
            children.setdefault(unit.parent, []).append(unit.code)
        if faults:
            raise TreeError(_summary(faults))
        self.roots = tuple(unit for unit in listed if unit.parent is None)
        depths = _walk([unit.code for unit in self.roots], children)
        if len(depths) < len(listed):
            inside = [unit.code for unit in listed if unit.code not in depths]
            raise TreeError(_summary([f"{code!r} is its own ancestor, or below one" for code in inside]))
        self.units = tuple(known[code] for code in depths)
        self.by_code = {unit.code: unit for unit in self.units}
        self.child_codes = {code: tuple(children[code]) for code in depths if code in children}
        self._depths = depths
        self._order = {code: place for place, code in enumerate(depths)}
        first_depth: dict[str, int] = {}
        for unit in self.units:
            depth = depths[unit.code]
            first_depth[unit.level] = min(depth, first_depth.get(unit.level, depth))
        self.levels = tuple(sorted(first_depth, key=first_depth.__getitem__))

    def __getitem__(self, unit: str | Unit) -> Unit:
        code = unit if isinstance(unit, str) else unit.code
        found = self.by_code.get(code)
        if found is not None and (isinstance(unit, str) or unit is found or unit.uid == found.uid):
            return found
        on = f" on {self.on}" if self.on else ""
        if found is None or isinstance(unit, str):
            raise UnknownUnit(f"there is no unit {code!r} in the tree{on}")
        raise UnknownUnit(f"{unit.name} ({code}) is not in the tree{on}: there the code is {found.name}")

    def __contains__(self, unit: object) -> bool:
        if isinstance(unit, Unit):
            found = self.by_code.get(unit.code)
            return found is not None and found.uid == unit.uid
        return isinstance(unit, str) and unit in self.by_code

    def __iter__(self) -> Iterator[Unit]:
        return iter(self.units)

    def __len__(self) -> int:
        return len(self.units)

    def __repr__(self) -> str:
        on = f" on {self.on}" if self.on else ""
        return f"<Tree of {len(self)} units{on}: {' > '.join(self.levels)}>"

    def parent(self, unit: str | Unit) -> Unit | None:
        """Give the unit right above, or ``None`` for a root."""
        above = self[unit].parent
        return None if above is None else self.by_code[above]

    def children(self, unit: str | Unit) -> tuple[Unit, ...]:
        """Give the units right below, by code."""
        return tuple(self.by_code[code] for code in self.child_codes.get(self[unit].code, ()))

    def ancestors(self, unit: str | Unit) -> tuple[Unit, ...]:
        """Give all units above, the nearest first."""
        above: list[Unit] = []
        at = self.parent(unit)
        while at is not None:
            above.append(at)
            at = self.parent(at)
        return tuple(above)

    def descendants(self, unit: str | Unit) -> tuple[Unit, ...]:
        """Give all units below, from the top down, without the unit itself."""
        codes = _walk(self.child_codes.get(self[unit].code, ()), self.child_codes)
        return tuple(self.by_code[code] for code in codes)

    def leaves(self, unit: str | Unit | None = None) -> tuple[Unit, ...]:
        """Give the units with nothing below them: all, or those at or below ``unit``."""
        among = self.units if unit is None else (self[unit], *self.descendants(unit))
        return tuple(leaf for leaf in among if leaf.code not in self.child_codes)

    def subtree(self, unit: str | Unit) -> Tree:
        """Give the tree of a unit and everything below it, the unit being its root.

        >>> from vstbpn.catalog import gazetteer
        >>> gazetteer().on(date(2025, 7, 1)).subtree("24")
        <Tree of 100 units on 2025-07-01: province > commune>
        """
        return Tree((evolve(self[unit], parent=None), *self.descendants(unit)), on=self.on)

    def depth(self, unit: str | Unit) -> int:
        """Count the units above; 0 for a root."""
        return self._depths[self[unit].code]

    def at_level(self, *levels: str) -> tuple[Unit, ...]:
        """Give the units of the named levels, in the order of the tree."""
        return tuple(unit for unit in self.units if unit.level in levels)

    def misplaced(self, code: str, boundaries: date | None) -> str:
        """Say why a report's unit cannot be placed in the tree; empty if it can.

        :param boundaries: the day whose map the report's code belongs to, if that is known.
        """
        unit = self.by_code.get(code)
        if unit is None:
            return f"{code!r} is not in the tree{f' on {format_date(self.on)}' if self.on else ''}"
        if boundaries is None or boundaries == self.on or unit.holds_on(boundaries):
            return ""
        day = format_date(boundaries)
        return f"{code!r} reports on the map of {day}; the tree has {unit.name}, another unit"

    def place(self, unit: str | Unit) -> int:
        """Give the unit's place in the order of the tree, to sort by."""
        return self._order[self[unit].code]


def _walk(roots: Sequence[str], children: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Visit every unit at and below some roots, top down, and note its depth."""
    depths: dict[str, int] = {}
    waiting = [(code, 0) for code in reversed(roots)]
    while waiting:
        code, depth = waiting.pop()
        depths[code] = depth
        waiting.extend((child, depth + 1) for child in reversed(children.get(code, ())))
    return depths


def _summary(faults: list[str], shown: int = 10) -> str:
    more = f"; and {len(faults) - shown} more" if len(faults) > shown else ""
    return f"the units do not form a tree: {'; '.join(faults[:shown])}{more}"
