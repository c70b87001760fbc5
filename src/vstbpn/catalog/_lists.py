"""The packaged lists of units and links, each read when it is first needed."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import Final, Protocol

from attrs import frozen

from vstbpn.model import Basis, Link, LinkKind, Unit

__all__ = ["FixedLists", "Lists", "PackagedLists"]

_UNITS: Final = {"province": "provinces.csv", "district": "districts.csv", "commune": "communes.csv"}
_LINKS: Final = {
    "province": "province_links.csv",
    "district": "district_links.csv",
    "commune": "commune_links.csv",
}
_LEVEL: Final = {2: "province", 3: "district", 5: "commune"}


class Lists(Protocol):
    """Where a gazetteer has its units and links from."""

    def units(self, level: str) -> Sequence[Unit]:
        """Give all versions of a level's units, by code and time."""
        ...

    def links(self, level: str) -> Sequence[Link]:
        """Give all links from units of a level."""
        ...


@frozen
class FixedLists:
    """Lists that are there already."""

    all_units: tuple[Unit, ...]
    all_links: tuple[Link, ...]

    def units(self, level: str) -> Sequence[Unit]:
        """Give all versions of a level's units."""
        return [unit for unit in self.all_units if unit.level == level]

    def links(self, level: str) -> Sequence[Link]:
        """Give all links from units of a level."""
        return [link for link in self.all_links if link.before.level == level]


@frozen
class PackagedLists:
    """The lists that come with the library."""

    def units(self, level: str) -> Sequence[Unit]:
        """Read the units of a level."""
        return _read_units(level)

    def links(self, level: str) -> Sequence[Link]:
        """Read the links from units of a level."""
        return _read_links(level)


@cache
def _read_units(level: str) -> tuple[Unit, ...]:
    return tuple(
        Unit(
            level=level,
            code=code,
            name=name,
            kind=kind,
            parent=parent,
            valid_from=_day(valid_from),
            valid_to=_day(valid_to),
            decree_from=decree_from or None,
            decree_to=decree_to or None,
            listed=dated_by == "list",
        )
        for code, name, kind, parent, valid_from, valid_to, decree_from, decree_to, dated_by in _rows(
            _UNITS[level]
        )
    )


@cache
def _read_links(level: str) -> tuple[Link, ...]:
    ending = {(unit.code, unit.valid_to): unit for unit in _read_units(level)}
    beginning: dict[tuple[str, date | None], Unit] = {}
    found = []
    for before, after, on_text, kind, share, decree, clause, verified in _rows(_LINKS[level]):
        on = _day(on_text)
        assert on is not None
        if (after, on) not in beginning:
            beginning |= {(unit.code, unit.valid_from): unit for unit in _read_units(_LEVEL[len(after)])}
        found.append(
            Link(
                before=ending[before, on],
                after=beginning[after, on],
                on=on,
                kind=LinkKind(kind),
                people_share=_share(share),
                basis=Basis.LEGAL if share else Basis.UNKNOWN,
                decree=decree,
                clause=clause or None,
                verified=verified != "false",
            )
        )
    return tuple(found)


def _rows(name: str) -> Iterator[list[str]]:
    """Read the rows of a packaged table, without its line of column names."""
    text = (resources.files("vstbpn.catalog") / "units" / name).read_text("utf-8")
    rows = csv.reader(text.splitlines())
    next(rows)
    return rows


@cache
def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def _share(text: str) -> Fraction | None:
    return Fraction(text) if text else None
