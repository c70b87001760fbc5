"""The dated map of Viet Nam's administrative units."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from attrs import field, frozen

from vstbpn.errors import NotCovered, UnknownUnit
from vstbpn.model import Tree, Unit, fold, format_date, nfc, strip_marks

__all__ = ["CHECKED_ON", "LEVELS", "NATION", "Gazetteer", "gazetteer"]

CHECKED_ON: Final = date(2026, 11, 21)
"""The day on which the packaged map was last compared with its sources; later decrees are not in it."""

LEVELS: Final = ("nation", "province", "district", "commune")
"""The levels of the map, from the top."""

NATION: Final = Unit(level="nation", code="VN", name="Việt Nam")
"""The root of every tree of the map."""

_DIGITS: Final = {2: "province", 3: "district", 5: "commune"}
_LISTS: Final = {"province": "provinces.csv", "district": "districts.csv", "commune": "communes.csv"}
_SINCE: Final = {
    "province": date(2019, 4, 1),
    "district": date(2019, 4, 1),
    "commune": date(2025, 6, 30),
}


@frozen(eq=False)
class Gazetteer:
    """Every unit with the days on which it held; :func:`gazetteer` gives the packaged one.

    Provinces and districts are covered from 1 April 2019, communes from 30 June 2025; a question before
    that is :class:`~vstbpn.errors.NotCovered`. On 1 July 2025 the districts ended: asking for one after
    that day is answered, with the answer that there is none.

    >>> from datetime import date
    >>> gaz = gazetteer()
    >>> gaz.on(date(2024, 6, 30)).levels
    ('nation', 'province', 'district')
    >>> gaz.unit("00004", on=date(2025, 6, 30)).name, gaz.unit("00004", on=date(2025, 7, 1)).name
    ('Phường Trúc Bạch', 'Phường Ba Đình')

    :ivar since: the first day covered, for each level.
    :ivar checked_on: the day on which the map was last compared with its sources.
    """

    since: Mapping[str, date]
    checked_on: date
    _load: Callable[[str], tuple[Unit, ...]] = field(repr=False)

    def versions(self, code: str, *, level: str | None = None) -> tuple[Unit, ...]:
        """Give all that a code has stood for, in time; empty for a code that is none."""
        wanted = level or _level_of(code)
        return _by_code(self._load, wanted).get(code, ()) if wanted in _LISTS else ()

    def unit(self, code: str, *, on: date, level: str | None = None) -> Unit:
        """Give the unit that a code stood for on a day.

        :param level: what the code's length says too: two digits a province, three a district, five a
            commune.
        :raises NotCovered: if the level is not covered on that day.
        :raises UnknownUnit: if there was no such unit; the message says what the code stood for at other
            times, or what was perhaps meant.
        """
        if code == NATION.code:
            return NATION
        wanted = level or _level_of(code)
        if wanted not in _LISTS:
            raise UnknownUnit(f"expected a code of 2, 3 or 5 digits{self._perhaps(code, on)}")
        self._check_covered(wanted, on)
        versions = self.versions(code, level=wanted)
        for version in versions:
            if version.holds_on(on):
                return version
        if not versions:
            raise UnknownUnit(f"no {wanted} has ever had this code since {format_date(self.since[wanted])}")
        known = "; ".join(f"{version.name} {_span(version)}" for version in versions)
        raise UnknownUnit(f"no {wanted} had this code on {format_date(on)}; it was {known}")

    @lru_cache(maxsize=32)  # noqa: B019  # a gazetteer lives as long as the process
    def on(self, day: date) -> Tree:
        """Give the tree of all units in force on a day, from the nation (code ``VN``) down.

        :raises NotCovered: if no level is covered on that day.
        """
        self._check_covered("province", day)
        units = [NATION]
        for level in _LISTS:
            if self.since[level] <= day:
                units += [unit for unit in self._load(level) if unit.holds_on(day)]
        return Tree(units, on=day)

    def find(
        self, name: str, *, on: date, level: str | None = None, within: str | Unit | None = None
    ) -> tuple[Unit, ...]:
        """Give the units of a name on a day: none, one, or several of the same name.

        A name matches with its kind (*Huyện Yên Thế*) or without it (*Yên Thế*), after folding.

        >>> [unit.code for unit in gazetteer().find("bắc giang", on=date(2024, 6, 30))]
        ['24', '213']

        :param level: only units of this level.
        :param within: only units below this one.
        """
        tree = self.on(on)
        if level is not None:
            self._check_covered(level, on)
        among = tree.units if within is None else tree.descendants(within)
        key = fold(name)
        return tuple(unit for unit in among if (level is None or unit.level == level) and key in _keys(unit))

    def _check_covered(self, level: str, day: date) -> None:
        if level not in self.since:
            raise ValueError(f"expected one of the levels {', '.join(self.since)}, got {level!r}")
        if day < self.since[level]:
            raise NotCovered(
                f"the map covers the level {level} from {format_date(self.since[level])} on, "
                f"not on {format_date(day)}"
            )

    def _perhaps(self, text: str, on: date) -> str:
        """Suggest units whose name a text may be."""
        plain = strip_marks(text)
        tree = self.on(on) if on >= self.since["province"] else ()
        meant = [unit for unit in tree if plain and plain in {strip_marks(key) for key in _keys(unit)}]
        if not meant or len(meant) > 5:
            return ""
        return "; meant is perhaps " + " or ".join(f"{unit.code} ({unit.name})" for unit in meant)


@cache
def gazetteer() -> Gazetteer:
    """Give the packaged map. Its lists are read when they are first needed."""
    return Gazetteer(since=_SINCE, checked_on=CHECKED_ON, load=_packaged)


@cache
def _packaged(level: str) -> tuple[Unit, ...]:
    """Read one of the packaged lists."""
    text = (resources.files("vstbpn.catalog") / "units" / _LISTS[level]).read_text("utf-8")
    rows = csv.reader(text.splitlines())
    next(rows)
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
        for code, name, kind, parent, valid_from, valid_to, decree_from, decree_to, dated_by in rows
    )


@cache
def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def _by_code(load: Callable[[str], tuple[Unit, ...]], level: str) -> Mapping[str, tuple[Unit, ...]]:
    versions: dict[str, list[Unit]] = {}
    for unit in load(level):
        versions.setdefault(unit.code, []).append(unit)
    return {code: tuple(units) for code, units in versions.items()}


@cache
def _keys(unit: Unit) -> tuple[str, ...]:
    """Give the keys under which a unit's name is found: with its kind and without."""
    bare = unit.name[len(unit.kind) :].strip() if unit.kind else unit.name
    return (fold(unit.name), fold(bare))


def _level_of(code: str) -> str:
    text = nfc(code)
    return _DIGITS.get(len(text), "") if text.isascii() and text.isdigit() else ""


def _span(unit: Unit) -> str:
    """Say in words when a version held."""
    since = f"from {format_date(unit.valid_from)}" if unit.valid_from else ""
    until = f"until {format_date(unit.valid_to - timedelta(days=1))}" if unit.valid_to else ""
    return f"{since} {until}".strip()
