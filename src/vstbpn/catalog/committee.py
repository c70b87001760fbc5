"""The machinery's own words: what its bodies are called, and what days and months it keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import Enum
from functools import cache
from importlib import resources
from typing import Any, Final, TypeVar

from attrs import field, frozen

from vstbpn.catalog._load import TableError, parse_toml, structure
from vstbpn.model import fold, nfc

__all__ = [
    "BodyName",
    "FormerName",
    "Observance",
    "Wording",
    "committee_names",
    "observances",
    "parse_bodies",
    "parse_events",
]

T = TypeVar("T")

_DAY = re.compile(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")
_A_YEAR: Final = 2023  # not a leap year: 29 February is no day of every year
_LISTS: Final = ("variants", "former", "mistakes")


class Wording(Enum):
    """What kind of name a wording is."""

    FULL = "full"
    VARIANT = "variant"
    """Another wording or an abbreviation in use."""
    FORMER = "former"
    MISTAKE = "mistake"
    """Met in documents, and wrong."""


@frozen(kw_only=True)
class BodyName:
    """The names of one body of the machinery, or of one kind of body.

    >>> (body,) = [body for body in committee_names() if body.key == "national-committee"]
    >>> body.wording("UBQGVSTBCPN"), body.wording("UBND vì sự tiến bộ của phụ nữ Việt Nam")
    (<Wording.VARIANT: 'variant'>, <Wording.MISTAKE: 'mistake'>)
    """

    key: str
    name_vi: str = field(converter=nfc)
    name_en: str
    source: str
    checked_on: date
    verified: bool
    variants: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()
    note: str = ""

    def __attrs_post_init__(self) -> None:
        _check_source(self.source)

    @property
    def wordings(self) -> Iterator[tuple[str, Wording]]:
        """All its names, the full one first, each with what it is."""
        yield self.name_vi, Wording.FULL
        yield from ((name, Wording.VARIANT) for name in self.variants)
        yield from ((name, Wording.FORMER) for name in self.former)
        yield from ((name, Wording.MISTAKE) for name in self.mistakes)

    def wording(self, text: str) -> Wording | None:
        """Tell what a text is among its names, exactly, after folding; None if it is none of them."""
        wanted = fold(text).strip()
        return next((kind for name, kind in self.wordings if fold(name) == wanted), None)


@frozen(kw_only=True)
class FormerName:
    """A name of before, and the first day on which it no longer held."""

    name_vi: str = field(converter=nfc)
    until: date


@frozen(kw_only=True)
class Observance:
    """A day or a month that is kept every year.

    >>> (month,) = [event for event in observances() if event.key == "action-month"]
    >>> month.days(2024)
    (datetime.date(2024, 11, 15), datetime.date(2024, 12, 15))
    >>> month.name_on(date(2020, 11, 15))
    'Tháng hành động vì bình đẳng giới và phòng, chống bạo lực trên cơ sở giới'

    :param starts: its first day, month before day (``11-15``); ``ends`` is its last, the same one if empty.
    :param since: the day of the decision that set it up, where it is known.
    """

    key: str
    name_vi: str = field(converter=nfc)
    name_en: str
    starts: str
    source: str
    checked_on: date
    verified: bool
    ends: str = ""
    since: date | None = None
    former: tuple[FormerName, ...] = ()
    note: str = ""

    def __attrs_post_init__(self) -> None:
        _check_source(self.source)
        first, last = self.days(_A_YEAR)
        if last < first:
            raise ValueError(f"expected an end on or after {self.starts}, got {self.ends}")

    def days(self, year: int) -> tuple[date, date]:
        """Give its first and its last day in a year."""
        return _day(self.starts, year), _day(self.ends or self.starts, year)

    def name_on(self, day: date) -> str:
        """Give the name that it had on a day."""
        held = sorted((one.until, one.name_vi) for one in self.former if day < one.until)
        return held[0][1] if held else self.name_vi


@cache
def committee_names() -> tuple[BodyName, ...]:
    """Give the names of the machinery's bodies. The file is read at the first call."""
    return parse_bodies(_packaged("bodies.toml"))


@cache
def observances() -> tuple[Observance, ...]:
    """Give the commemorations and action months, in the order of the year.

    The file is read at the first call.
    """
    return parse_events(_packaged("events.toml"))


def parse_bodies(text: str) -> tuple[BodyName, ...]:
    """Read names of bodies from the text of a TOML file: tables ``[bodies.<key>]``.

    :raises TableError: naming every fault with its place; a wording that two bodies have is one.
    """
    found = _each(structure(parse_toml(text), _Bodies).bodies, "bodies", BodyName)
    owner: dict[str, str] = {}
    faults = [
        f"{name!r} is a wording of {owner[fold(name)]} and of {body.key}"
        for body in found
        for name, _ in body.wordings
        if owner.setdefault(fold(name), body.key) != body.key
    ]
    if faults:
        raise TableError(faults)
    return found


def parse_events(text: str) -> tuple[Observance, ...]:
    """Read observances from the text of a TOML file: tables ``[events.<key>]``.

    :raises TableError: naming every fault with its place.
    """
    return _each(structure(parse_toml(text), _Events).events, "events", Observance)


@frozen(kw_only=True)
class _Bodies:
    bodies: dict[str, dict[str, Any]] = field(factory=dict)


@frozen(kw_only=True)
class _Events:
    events: dict[str, dict[str, Any]] = field(factory=dict)


def _packaged(name: str) -> str:
    return (resources.files("vstbpn.catalog") / "machinery" / name).read_text("utf-8")


def _each(tables: dict[str, dict[str, Any]], section: str, kind: type[T]) -> tuple[T, ...]:
    found: list[T] = []
    faults: list[str] = []
    for key, table in tables.items():
        path = f"$.{section}.{key}"
        # A text in place of a list would be taken for a list of its letters.
        texts = [name for name in _LISTS if name in table and type(table[name]) is not list]
        faults += [f"expected a list, got {table[name]!r:.60} @ {path}.{name}" for name in texts]
        if "key" in table:
            faults.append(f"unknown key key: the table's name is the key @ {path}")
        elif not texts:
            try:
                found.append(structure({**table, "key": key}, kind, path))
            except TableError as error:
                faults += error.faults
    if faults:
        raise TableError(faults)
    return tuple(found)


def _check_source(source: str) -> None:
    if not source.strip():
        raise ValueError("expected a source, got none. Hint: a fact without one is not kept")


def _day(text: str, year: int) -> date:
    if _DAY.fullmatch(text):
        month, day = map(int, text.split("-"))
        try:
            return date(year, month, day)
        except ValueError:
            pass
    raise ValueError(f"expected a day of every year such as 11-15, the month first, got {text!r}")
