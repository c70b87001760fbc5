"""The dated map of Viet Nam's administrative units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cache, lru_cache
from itertools import groupby
from typing import Final, TypeAlias

from vstbpn.catalog._lists import FixedLists, Lists, PackagedLists
from vstbpn.catalog.changes import Change, apply_changes, on_versions
from vstbpn.catalog.crosswalk import Crosswalk, Shares, Weights
from vstbpn.catalog.names import NameIndex
from vstbpn.errors import LevelError, MapError, NotCovered, UnknownUnit
from vstbpn.model import Basis, Link, LinkKind, Tree, Unit, format_date, nfc

__all__ = ["CHECKED_ON", "LEVELS", "NATION", "Gazetteer", "gazetteer"]

CHECKED_ON: Final = date(2026, 11, 21)
"""The day on which the packaged map was last compared with its sources; later decrees are not in it."""

LEVELS: Final = ("nation", "province", "district", "commune")
"""The levels of the map, from the top."""

NATION: Final = Unit(level="nation", code="VN", name="Việt Nam")
"""The root of every tree of the map."""

_BELOW: Final = LEVELS[1:]
_MOST_SUGGESTED: Final = 5
_DIGITS: Final = {2: "province", 3: "district", 5: "commune"}
_Trail: TypeAlias = tuple[Link, ...]
_SINCE: Final = {
    "province": date(2019, 4, 1),
    "district": date(2019, 4, 1),
    "commune": date(2025, 6, 30),
}


class Gazetteer:
    """Every unit with the days on which it held, and what became of it.

    :func:`gazetteer` gives the packaged one.

    Provinces and districts are covered from 1 April 2019, communes from 30 June 2025; a question before
    that is :class:`~vstbpn.errors.NotCovered`. On 1 July 2025 the districts ended: asking for one after
    that day is answered, with the answer that there is none.

    >>> gaz = gazetteer()
    >>> gaz.on(date(2024, 6, 30)).levels
    ('nation', 'province', 'district')
    >>> gaz.unit("00004", on=date(2025, 6, 30)).name, gaz.unit("00004", on=date(2025, 7, 1)).name
    ('Phường Trúc Bạch', 'Phường Ba Đình')

    :ivar since: the first day covered, for each level.
    :ivar checked_on: the day on which the map was last compared with its sources.
    """

    def __init__(self, lists: Lists, *, since: Mapping[str, date], checked_on: date) -> None:
        self.since = dict(since)
        self.checked_on = checked_on
        self._lists = lists
        self._versions: dict[str, dict[str, tuple[Unit, ...]]] = {}
        self._from: dict[str, dict[Unit, tuple[Link, ...]]] = {}
        self._to: dict[Unit, tuple[Link, ...]] | None = None
        self._gone: dict[Unit, tuple[Link, ...]] = {}
        self._ended: dict[tuple[str, date], list[Unit]] | None = None
        self._names: dict[str, NameIndex] = {}
        self._tree = lru_cache(maxsize=16)(self._make_tree)

    @classmethod
    def of(cls, units: Iterable[Unit], *, checked_on: date, links: Iterable[Link] = ()) -> Gazetteer:
        """Make a map of one's own, of the levels province, district and commune.

        Each level is covered from its earliest version on.
        """
        known = tuple(units)
        since = {
            level: min(
                (unit.valid_from or date.min for unit in known if unit.level == level), default=date.max
            )
            for level in _BELOW
        }
        return cls(FixedLists(known, tuple(links)), since=since, checked_on=checked_on)

    def __repr__(self) -> str:
        since = ", ".join(f"{level} since {day}" for level, day in self.since.items())
        return f"<Gazetteer: {since}; checked on {self.checked_on}>"

    # -- units on a day --------------------------------------------------------------------------

    def on(self, day: date) -> Tree:
        """Give the tree of all units in force on a day, from the nation (code ``VN``) down.

        :raises NotCovered: if no level is covered on that day.
        """
        if not isinstance(day, date):
            raise TypeError(f"expected a date such as date(2024, 6, 30), got {day!r}")
        return self._tree(day)

    def versions(self, code: str, *, level: str | None = None) -> tuple[Unit, ...]:
        """Give all that a code has stood for, in time; empty for a code that is none."""
        wanted = level or _level_of(code)
        return self._by_code(wanted).get(code, ()) if wanted in _BELOW else ()

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
        if wanted not in _BELOW:
            raise self._no_code(code, on)
        self.check_covered(wanted, on)
        versions = self.versions(code, level=wanted)
        for version in versions:
            if version.holds_on(on):
                return version
        if not versions:
            raise UnknownUnit(f"no {wanted} has ever had this code since {format_date(self.since[wanted])}")
        known = "; ".join(
            f"{name} {_span(list(spans))}" for name, spans in groupby(versions, key=lambda unit: unit.name)
        )
        raise UnknownUnit(f"no {wanted} had this code on {format_date(on)}; it was {known}")

    def find(
        self, name: str, *, on: date, level: str | None = None, within: str | Unit | None = None
    ) -> tuple[Unit, ...]:
        """Give the units of a name on a day: none, one, or several of the same name.

        A name matches exactly, after folding, with its kind (*Huyện Yên Thế*, *H. Yên Thế*) or without it
        (*Yên Thế*); abbreviations of kinds are TP, TX, TT, T., H., Q., P. and X. What is only similar does
        not match: :meth:`suggest` names it.

        >>> [unit.code for unit in gazetteer().find("bắc giang", on=date(2024, 6, 30))]
        ['24', '213']
        >>> [unit.code for unit in gazetteer().find("TP. Bắc Giang", on=date(2024, 6, 30))]
        ['213']

        :param level: only units of this level.
        :param within: only units below this one.
        :raises NotCovered: if the level asked for is not covered on that day; or, no level being asked for,
            if the name is that of a unit on a level that is not: *Phường Trúc Bạch* before 30 June 2025.
        """
        found = tuple(self._named(name, on, level, within, exact=True))
        if not found and level is None:
            for lower in _BELOW:
                if on < self.since[lower] and self._index(lower).may_know(name):
                    self.check_covered(lower, on)
        return found

    def suggest(
        self, name: str, *, on: date, level: str | None = None, within: str | Unit | None = None
    ) -> tuple[Unit, ...]:
        """Give the units whose name is the same but for the marks on its letters, and i for y.

        >>> [unit.name for unit in gazetteer().suggest("luc ngan", on=date(2024, 6, 30))]
        ['Huyện Lục Ngạn']
        """
        return tuple(self._named(name, on, level, within, exact=False))

    # -- the course of time ----------------------------------------------------------------------

    def successors(self, unit: Unit, *, on: date) -> tuple[Link, ...]:
        """Tell what a unit became by a later day: links to the units of that day.

        A unit that is still the same gives one link to itself. A district that ended on 1 July 2025 became
        communes: the share of its people is known where all of its communes went into one.

        >>> gaz = gazetteer()
        >>> old = gaz.unit("221", on=date(2024, 6, 30))
        >>> links = gaz.successors(old, on=date(2025, 1, 1))
        >>> [(link.after.name, link.kind.value, link.decree) for link in links]
        [('Thành phố Bắc Giang', 'merged-whole', '1191/NQ-UBTVQH15')]

        :raises ValueError: if the day lies before the unit began.
        """
        unit = self._own(unit)
        if unit.valid_from is not None and on < unit.valid_from:
            raise ValueError(f"{unit.name} began on {unit.valid_from}; ask for its predecessors on {on}")
        return self._linked(unit, on)

    def predecessors(self, unit: Unit, *, on: date) -> tuple[Link, ...]:
        """Tell what a unit was made of on an earlier day: links from the units of that day.

        >>> gaz = gazetteer()
        >>> new = gaz.unit("24", on=date(2026, 11, 1))
        >>> [link.before.name for link in gaz.predecessors(new, on=date(2025, 6, 30))]
        ['Tỉnh Bắc Giang', 'Tỉnh Bắc Ninh']

        :raises ValueError: if the unit had ended by that day.
        :raises NotCovered: if the unit's level is not covered on that day.
        """
        unit = self._own(unit)
        if unit.valid_to is not None and on >= unit.valid_to:
            raise ValueError(f"{unit.name} ended on {unit.valid_to}; ask for its successors on {on}")
        self.check_covered(unit.level, on)
        if unit.holds_on(on):
            return self._linked(unit, on)
        start = unit.valid_from or on
        found = [
            link
            for giver in self._givers(unit, on)
            for link in self._linked(giver, start)
            if link.after == unit
        ]
        return tuple(sorted(found, key=lambda link: (link.before.level, link.before.code)))

    def history(self, unit: Unit) -> tuple[Link, ...]:
        """Tell all that led to a unit and all that came of it, step by step in time.

        >>> gaz = gazetteer()
        >>> for link in gaz.history(gaz.unit("224", on=date(2025, 1, 1)))[:2]:
        ...     print(link.on, link.before.name, "->", link.after.name, link.kind.value)
        2025-01-01 Huyện Lục Ngạn -> Thị xã Chũ part
        2025-07-01 Thị xã Chũ -> Phường Chũ part
        """
        unit = self._own(unit)
        steps: dict[Link, None] = {}
        for follow, end in ((self._links_to, "before"), (self._links_from, "after")):
            waiting, seen = [unit], {unit}
            while waiting:
                for link in follow(waiting.pop()):
                    steps[link] = None
                    other: Unit = getattr(link, end)
                    if other not in seen:
                        seen.add(other)
                        waiting.append(other)
        return tuple(sorted(steps, key=lambda link: (link.on, link.before.code, link.after.code)))

    def between(self, start: date, end: date, *, level: str | None = None) -> tuple[Link, ...]:
        """Give the whole crosswalk from one day to a later one: for every unit, what became of it.

        :param level: only links from units of this level.
        :raises ValueError: if the days are the wrong way round.
        """
        if end < start:
            raise ValueError(f"expected a day from {start} on, got {end}")
        units = self.on(start).units[1:]
        return tuple(
            link for unit in units if level is None or unit.level == level for link in self._linked(unit, end)
        )

    def crosswalk(self, to: date, *, people: bool = True, weights: Weights | None = None) -> Crosswalk:
        """Give the shares with which units of other days go over into those of a day.

        :param people: whether the figures count people; see :class:`~vstbpn.catalog.Crosswalk`.
        :param weights: weights for divided units.
        """
        return Crosswalk(self._own, self._links_from, self._links_to, to, people=people, weights=weights)

    def check_weights(self, weights: Weights) -> None:
        """Make sure that weights are for steps that the map knows, forth or back.

        :raises MapError: if a pair of codes is none of them: a typing error would go unnoticed.
        """
        steps: set[tuple[str, str]] = set()
        for level in _BELOW:
            for unit in self._level(level):
                steps.update((unit.code, link.after.code) for link in self._links_from(unit))
        below_zero = [f"{unit} to {part}" for (unit, part), weight in weights.items() if weight < 0]
        if below_zero:
            raise MapError(f"expected weights of 0 or more, got less for {', '.join(below_zero)}")
        strangers = [
            f"{unit} to {part}" for unit, part in weights if not {(unit, part), (part, unit)} & steps
        ]
        if strangers:
            more = f" and {len(strangers) - _MOST_SUGGESTED} more" if len(strangers) > _MOST_SUGGESTED else ""
            raise MapError(
                "there are weights for steps that the map does not know: "
                f"{', '.join(strangers[:_MOST_SUGGESTED])}{more}"
            )

    def extend(self, changes: Iterable[Change], *, checked_on: date | None = None) -> Gazetteer:
        """Give the map with further changes, such as the next decree's.

        >>> from vstbpn.catalog import Change
        >>> more = gazetteer().extend([
        ...     Change(on=date(2027, 1, 1), level="commune", before="07420", after="07420",
        ...            kind=LinkKind.RETYPED, name="Phường Mỹ Thái", decree="a decree of one's own"),
        ... ])
        >>> more.unit("07420", on=date(2027, 1, 1)).name
        'Phường Mỹ Thái'

        :param checked_on: the day on which the map, so extended, was last compared with the law.
        :raises MapError: if a change does not fit the map.
        :raises TreeError: if units are left without a parent.
        """
        changes = tuple(changes)
        units = [unit for level in _BELOW for unit in self._level(level)]
        links = [link for level in _BELOW for link in self._lists.links(level)]
        versions, more = apply_changes(units, changes)
        kept = on_versions(links, versions)
        extended = Gazetteer(
            FixedLists(versions, (*kept, *more)), since=self.since, checked_on=checked_on or self.checked_on
        )
        for day in {change.on for change in changes}:
            extended.on(day)
        return extended

    def epoch(self, day: date) -> date:
        """Give the day since which the map has been as it is on a day.

        >>> gazetteer().epoch(date(2026, 1, 1))
        datetime.date(2025, 7, 1)
        """
        self.check_covered("province", day)
        return max(turn for turn in self._turns() if turn <= day)

    # -- inside ----------------------------------------------------------------------------------

    def _own(self, unit: Unit) -> Unit:
        """Give this map's version of a unit, which may have ended since another map was made.

        :raises UnknownUnit: if it has none.
        """
        if unit.code == NATION.code:
            return NATION
        for version in self.versions(unit.code, level=unit.level):
            if version.valid_from == unit.valid_from and version.name == unit.name:
                return version
        raise UnknownUnit(
            f"{unit.name} ({unit.code}) since {unit.valid_from} is no unit of this map; take units from it "
            "by unit() or on()"
        )

    def _turns(self) -> set[date]:
        """All days on which anything changes or comes to be covered."""
        turns = set(self.since.values())
        for level in _BELOW:
            turns |= {unit.valid_from for unit in self._level(level) if unit.valid_from}
        return turns

    def _level(self, level: str) -> Sequence[Unit]:
        return self._lists.units(level)

    def _by_code(self, level: str) -> Mapping[str, tuple[Unit, ...]]:
        if level not in self._versions:
            found: dict[str, list[Unit]] = {}
            for unit in self._level(level):
                found.setdefault(unit.code, []).append(unit)
            self._versions[level] = {code: tuple(units) for code, units in found.items()}
        return self._versions[level]

    def _make_tree(self, day: date) -> Tree:
        self.check_covered("province", day)
        units = [NATION]
        for level in _BELOW:
            if self.since[level] <= day:
                units += [unit for unit in self._level(level) if unit.holds_on(day)]
        return Tree(units, on=day)

    def _links_from(self, unit: Unit) -> tuple[Link, ...]:
        """Give the links from a unit on the day that it ends; for a district, those of its communes."""
        if unit.level not in self._from:
            found: dict[Unit, list[Link]] = {}
            for link in self._lists.links(unit.level):
                found.setdefault(link.before, []).append(link)
            self._from[unit.level] = {before: tuple(links) for before, links in found.items()}
        links = self._from[unit.level].get(unit, ())
        if unit.level == "district" and unit.valid_to is not None:
            if unit not in self._gone:
                self._gone[unit] = self._dissolved(unit, links)
            return self._gone[unit]
        return links

    def _dissolved(self, district: Unit, links: tuple[Link, ...]) -> tuple[Link, ...]:
        """Give what a district became when its level ended: what its communes became."""
        on = district.valid_to
        assert on is not None
        if any(link.after.level == "district" for link in links):
            return links
        by_target: dict[Unit, list[Link]] = {}
        for link in links:
            by_target.setdefault(link.after, []).append(link)
        if on > self.since["commune"]:
            for commune in self._last_communes().get((district.code, on), ()):
                for link in self._links_from(commune):
                    by_target.setdefault(link.after, []).append(link)
        givers = {
            after for after, parts in by_target.items() if any(part.people_share != 0 for part in parts)
        }
        return tuple(
            _gathered(district, after, parts, alone=len(by_target) == 1, people_alone=givers == {after})
            for after, parts in sorted(by_target.items(), key=lambda item: item[0].code)
        )

    def _last_communes(self) -> Mapping[tuple[str, date], Sequence[Unit]]:
        """Give the communes that ended in a district on a day."""
        if self._ended is None:
            self._ended = {}
            for commune in self._level("commune"):
                if commune.parent is not None and commune.valid_to is not None:
                    self._ended.setdefault((commune.parent, commune.valid_to), []).append(commune)
        return self._ended

    def _links_to(self, unit: Unit) -> tuple[Link, ...]:
        if self._to is None:
            found: dict[Unit, list[Link]] = {}
            for level in _BELOW:
                for link in self._lists.links(level):
                    found.setdefault(link.after, []).append(link)
            self._to = {after: tuple(links) for after, links in found.items()}
        return self._to.get(unit, ())

    def _givers(self, unit: Unit, on: date) -> tuple[Unit, ...]:
        """Give the units of an earlier day from which anything came to a unit, be it only ground."""
        found: dict[Unit, None] = {}
        waiting, seen = [unit], {unit}
        while waiting:
            for link in self._links_to(waiting.pop()):
                if link.before.holds_on(on):
                    found[link.before] = None
                elif link.before not in seen:
                    seen.add(link.before)
                    waiting.append(link.before)
        return tuple(found)

    def _linked(self, unit: Unit, on: date) -> tuple[Link, ...]:
        """Give a unit's links to the units of a day, straight where one step leads there."""
        if unit.holds_on(on):
            start = unit.valid_from or on
            return (
                Link(
                    before=unit,
                    after=unit,
                    on=start,
                    kind=LinkKind.UNCHANGED,
                    people_share=Fraction(1),
                    basis=Basis.LEGAL,
                    decree=unit.decree_from,
                ),
            )
        steps = self._links_from(unit)
        if all(link.after.holds_on(on) for link in steps):
            return tuple(sorted(steps, key=lambda link: link.after.code))
        shares = self.crosswalk(on).shares(unit)
        return tuple(
            _joined(unit, after, trail, shares)
            for after, trail in sorted(self._trails(unit, on).items(), key=lambda item: item[0].code)
        )

    def _trails(self, unit: Unit, on: date) -> dict[Unit, _Trail]:
        """Give for each unit of a day that a unit leads to all the links on any way there."""
        known: dict[Unit, dict[Unit, _Trail]] = {}
        waiting = [unit]
        while waiting:
            at = waiting[-1]
            links = self._links_from(at)
            open_ = [link.after for link in links if not link.after.holds_on(on) and link.after not in known]
            if open_:  # these first
                waiting += open_
                continue
            waiting.pop()
            trails: dict[Unit, dict[Link, None]] = {}
            for link in links:
                if link.after.holds_on(on):
                    trails.setdefault(link.after, {})[link] = None
                    continue
                for after, further in known[link.after].items():
                    trails.setdefault(after, {})[link] = None
                    trails[after] |= dict.fromkeys(further)
            known[at] = {after: tuple(passed) for after, passed in trails.items()}
        return known[unit]

    def _named(
        self, name: str, on: date, level: str | None, within: str | Unit | None, *, exact: bool
    ) -> Iterator[Unit]:
        if level is not None and level != NATION.level:
            self.check_covered(level, on)
        tree = self.on(on)
        below = None if within is None else {unit.code for unit in tree.descendants(within)}
        for wanted in LEVELS if level is None else (level,):
            if wanted != NATION.level and wanted not in tree.levels:
                continue
            index = self._index(wanted)
            for unit in index.find(name) if exact else index.similar(name):
                if unit.holds_on(on) and (below is None or unit.code in below):
                    yield unit

    def _index(self, level: str) -> NameIndex:
        if level not in self._names:
            self._names[level] = NameIndex((NATION,) if level == NATION.level else self._level(level))
        return self._names[level]

    def check_covered(self, level: str, day: date) -> None:
        """Make sure that a question lies within what the map covers.

        :raises NotCovered: if the level is not covered on that day.
        :raises LevelError: if there is no such level.
        """
        if level not in self.since:
            raise LevelError(f"the map has the levels {', '.join(self.since)}, not {level!r}")
        if day < self.since[level]:
            raise NotCovered(
                f"the map covers the level {level} from {format_date(self.since[level])} on, "
                f"not on {format_date(day)}"
            )

    def _no_code(self, text: str, on: date) -> UnknownUnit:
        """Say that a text is no code, and what it may stand for: a code that lost its zeros, or a name."""
        why, meant = "", []
        if on >= self.since["province"] and text.isascii() and text.isdigit():
            tree = self.on(on)
            why = "spreadsheets drop zeros in front, "
            meant = [tree[code] for code in (text.zfill(2), text.zfill(3), text.zfill(5)) if code in tree]
        elif on >= self.since["province"]:
            exact = tuple(self._named(text, on, None, None, exact=True))
            meant = list(dict.fromkeys((*exact, *self.suggest(text, on=on))))
        if len(meant) > _MOST_SUGGESTED:
            meant = []
        names = " or ".join(f"{unit.code} ({unit.name})" for unit in meant)
        return UnknownUnit(
            f"expected a code of 2, 3 or 5 digits{f'; {why}meant is perhaps {names}' if meant else ''}",
            [(unit.code, unit.name) for unit in meant],
        )


@cache
def gazetteer() -> Gazetteer:
    """Give the packaged map. Its lists are read when they are first needed."""
    return Gazetteer(PackagedLists(), since=_SINCE, checked_on=CHECKED_ON)


def _level_of(code: str) -> str:
    text = nfc(code)
    return _DIGITS.get(len(text), "") if text.isascii() and text.isdigit() else ""


def _span(versions: Sequence[Unit]) -> str:
    """Say in words when a code bore a name, over versions that follow on each other."""
    first, last = versions[0].valid_from, versions[-1].valid_to
    since = f"from {format_date(first)}" if first else ""
    until = f"until {format_date(last - timedelta(days=1))}" if last else ""
    return f"{since} {until}".strip()


def _gathered(district: Unit, after: Unit, parts: Sequence[Link], *, alone: bool, people_alone: bool) -> Link:
    """Make one link of all that goes from a district's communes into one commune."""
    none = all(part.people_share == 0 for part in parts)
    kind = LinkKind.PART
    share: Fraction | None = None
    if alone and all(part.kind.is_whole for part in parts):
        kind, share = LinkKind.MERGED_WHOLE, Fraction(1)
    elif none:
        kind, share = LinkKind.AREA_ONLY, Fraction(0)
    elif people_alone:
        kind, share = LinkKind.ALL_PEOPLE, Fraction(1)
    return Link(
        before=district,
        after=after,
        on=parts[0].on,
        kind=kind,
        people_share=share,
        basis=Basis.UNKNOWN if share is None else Basis.LEGAL,
        decree=parts[0].decree,
        verified=all(part.verified for part in parts),
    )


def _joined(unit: Unit, after: Unit, steps: _Trail, shares: Shares) -> Link:
    """Make one link of the steps that lead from a unit to one of another day."""
    if len(steps) == 1:
        return steps[0]
    share = None if after.code in shares.unknown else shares.known.get(after.code, Fraction(0))
    if share == 1 and all(link.kind.is_whole for link in steps):
        merged = any(link.kind is LinkKind.MERGED_WHOLE for link in steps)
        renamed = LinkKind.RETYPED if unit.kind != after.kind else LinkKind.RENAMED
        kind = LinkKind.MERGED_WHOLE if merged else LinkKind.UNCHANGED if unit.name == after.name else renamed
    elif share == 1:
        kind = LinkKind.ALL_PEOPLE
    else:
        kind = LinkKind.AREA_ONLY if share == 0 else LinkKind.PART
    return Link(
        before=unit,
        after=after,
        on=max(link.on for link in steps),
        kind=kind,
        people_share=share,
        basis=Basis.UNKNOWN if share is None else Basis.LEGAL,
        decree="; ".join(dict.fromkeys(link.decree for link in steps if link.decree)),
        verified=all(link.verified for link in steps),
    )
