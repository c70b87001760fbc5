"""Legal instruments: laws, party texts, decisions, programmes and letters, each in a table of its own.

The tables stand in ``catalog/instruments/*.toml``. A number and a symbol do not identify an instrument:
party numbers start again every term and state numbers every year, and every province has a plan 39/KH-UBND.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from functools import cache
from importlib import resources
from typing import Any, Final

from attrs import Attribute, field, fields_dict, frozen

from vstbpn.catalog._load import TableError, parse_toml, structure
from vstbpn.model import Force, fold, format_date, nfc

__all__ = [
    "Force",
    "Instrument",
    "Instruments",
    "Provision",
    "Resolution",
    "ResolutionStatus",
    "instruments",
    "parse_instruments",
]

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MONTH = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?")
_LISTS: Final = ("issuer_variants", "names", "amends", "doubtful", "provisions")

_ZEROS = re.compile(r"^0+(?=[0-9])")
_YEAR_INSIDE = re.compile(r"[0-9]+/([0-9]{4})/")
_QUOTES = str.maketrans(dict.fromkeys("\"'“”„«»", None))
_BREAKS = str.maketrans({"-": " ", ",": " ", ".": " "})
_TYPES: Final = {"qyđ": "qđ", "qđi": "qđ"}  # the Party writes quy định as QĐ too
_SHORT: Final = {
    "ubnd": fold("ủy ban nhân dân"),
    "hđnd": fold("hội đồng nhân dân"),
    "ubtvqh": fold("ủy ban thường vụ quốc hội"),
    "tp": fold("thành phố"),
    "btv": fold("ban thường vụ"),
    "bch": fold("ban chấp hành"),
    "tw": fold("trung ương"),
}
_MINISTER: Final = fold("bộ trưởng") + " "
_ANY_PARTY_BODY: Final = frozenset(map(fold, ("đảng", "trung ương", "trung ương đảng")))


class ResolutionStatus(Enum):
    """How far a citation leads to an instrument of the register."""

    RESOLVED = "resolved"
    """All that identifies the instrument was cited and agrees."""
    LIKELY = "likely"
    """One instrument fits; what would make it certain is not cited or not known (see ``lacks``)."""
    AMBIGUOUS = "ambiguous"
    """Several fit what is cited."""
    DISAGREES = "disagrees"
    """The register knows the document, with another date, body or type (see ``disagrees``)."""
    UNKNOWN = "unknown"
    """The register does not have it; candidates, if any, only share its number."""


def _text(value: str | None) -> str | None:
    return None if value is None else nfc(value)


def _not_blank(_: object, attribute: Attribute[str], value: str) -> None:
    if not value.strip():
        raise ValueError(f"expected a {attribute.name}, got none. Hint: a fact without one is not kept")


def _not_lawless(_: object, __: Attribute[Force], value: Force) -> None:
    if value in (Force.PRACTICE, Force.ARITHMETIC):
        raise ValueError(f"expected the force of an instrument, got {value.value}, which needs none")


@frozen(kw_only=True)
class Provision:
    """What a place in an instrument says, in short.

    :param pinpoint: the place, such as *Điều 8, khoản 3*; empty where it is not known.
    :param verified: whether somebody read it, there or where it is restated.
    """

    summary_vi: str = field(converter=nfc, validator=_not_blank)
    summary_en: str = field(validator=_not_blank)
    source: str = field(validator=_not_blank)
    checked_on: date
    verified: bool
    pinpoint: str = field(default="", converter=nfc)


@frozen(kw_only=True)
class Instrument:
    """One legal instrument, as far as its sources show it.

    >>> strategy = instruments().by_key("nq-28-cp-2021")
    >>> str(strategy), strategy.in_force(date(2030, 12, 31)), strategy.in_force(date(2031, 1, 1))
    ('28/NQ-CP (3/3/2021)', True, False)

    :param key: the name of its table, unique.
    :param type: the abbreviation of its type (``NQ``, ``QĐ``, ``CV``), or ``Luật``.
    :param number_text: number and symbol; None where it has none or none is known.
    :param issued_on: the day of issue; where only the year or month is known, ``issued_in`` says it.
    :param issuer_variants: other wordings under which its body is cited.
    :param place: of a local body.
    :param names: wordings by which it is cited without a number.
    :param in_force_until: the first day on which it is no longer in force.
    :param verified: whether number, type, body and date were read in a source. ``doubtful`` names what was
        not, in an instrument that otherwise was.
    :param replaced_by: the key of what replaced it; ``amends`` are the keys of what it amends.
    """

    key: str
    type: str = field(converter=nfc, validator=_not_blank)
    issuer: str = field(converter=nfc, validator=_not_blank)
    force: Force = field(validator=_not_lawless)
    source: str = field(validator=_not_blank)
    checked_on: date
    verified: bool
    number_text: str | None = field(default=None, converter=_text)
    issued_on: date | None = None
    issued_in: str | None = None
    issuer_variants: tuple[str, ...] = ()
    place: str = field(default="", converter=nfc)
    title_vi: str = field(default="", converter=nfc)
    title_en: str = ""
    names: tuple[str, ...] = ()
    in_force_from: date | None = None
    in_force_until: date | None = None
    replaced_by: str | None = None
    amends: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    note: str = ""
    provisions: tuple[Provision, ...] = ()

    def __attrs_post_init__(self) -> None:
        if not _KEY.fullmatch(self.key):
            raise ValueError(f"expected a key of a-z, 0-9 and hyphens, got {self.key!r}")
        if not (self.number_text or self.title_vi or self.names):
            raise ValueError("expected number_text, title_vi or names: nothing else tells what it is")
        if self.issued_on and self.issued_in:
            raise ValueError("expected issued_on or issued_in, got both")
        if self.issued_in is not None and not _MONTH.fullmatch(self.issued_in):
            raise ValueError(f"expected issued_in as 2008 or 2025-08, got {self.issued_in!r}")
        if self.in_force_from and self.in_force_until and self.in_force_until <= self.in_force_from:
            raise ValueError("expected in_force_until after in_force_from")
        unknown = [name for name in self.doubtful if name not in fields_dict(Instrument)]
        if unknown:
            raise ValueError(f"expected keys of this table in doubtful, got {', '.join(unknown)}")

    def __str__(self) -> str:
        name = self.number_text or self.title_vi or self.names[0]
        day = format_date(self.issued_on) if self.issued_on else self.issued_in
        return f"{name} ({day})" if day else name

    @property
    def wholly_verified(self) -> bool:
        """Whether nothing about it, and about none of its provisions, is left to check."""
        return self.verified and not self.doubtful and all(part.verified for part in self.provisions)

    def in_force(self, on: date) -> bool | None:
        """Tell whether it was in force on a day; None where that is not known.

        An instrument of which no end is known is taken to go on: nothing to the contrary was found by
        ``checked_on``. Where the sources leave open whether it has ended (``in_force_until`` among
        ``doubtful``), the answer is None. A doubtful day is used where there is one.
        """
        start = self.in_force_from or self.issued_on
        if start is not None and on < start:
            return False
        if self.in_force_until is not None and on >= self.in_force_until:
            return False
        if self.in_force_from is None or (self.in_force_until is None and "in_force_until" in self.doubtful):
            return None
        return True


@frozen
class _Cited:
    """What a citation says, of which any part may be missing."""

    type: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    place: str | None = None

    def disagrees(self, known: Instrument) -> tuple[str, ...]:
        """Name what it says otherwise than the register, of that which the register is sure of."""
        checks = {
            "issued_on": self.issued_on is None or _same_day(self.issued_on, known),
            "issuer": self.issuer is None or _same_body(self.issuer, known),
            "type": self.type is None or _type_key(self.type) == _type_key(known.type),
        }
        return tuple(name for name, agrees in checks.items() if not agrees and name not in known.doubtful)

    def lacks(self, known: Instrument) -> tuple[str, ...]:
        """Name what would make sure that a document of this number is the one of the register."""
        dated = self.issued_on is not None and known.issued_on and "issued_on" not in known.doubtful
        found = []
        if not dated and not _YEAR_INSIDE.match(known.number_text or ""):
            found.append("issued_on")
        if known.place and not self._names_place(known):
            found.append("place")
        return tuple(found)

    def may_be_of_its_body(self, known: Instrument) -> bool:
        """Tell whether it can be of the body of a local document: numbers start anew in every place."""
        if not known.place:
            return True
        if self.place is not None and not _holds(_body_key(self.place), _body_key(known.place)):
            return False
        if self.issuer is None or _same_body(self.issuer, known):
            return True
        # Thành ủy Hà Nội for its standing committee: the same series, with another word for the body.
        return _holds(_body_key(known.issuer), _body_key(self.issuer))

    def may_mean(self, known: Instrument) -> bool:
        """Tell whether a disagreement is more likely than another document of the same number."""
        if "place" in self.lacks(known):
            return self.issued_on is not None and self.issued_on == known.issued_on
        return self.issued_on is None or _perhaps_misdated(self.issued_on, known)

    def _names_place(self, known: Instrument) -> bool:
        said = f"{self.place or ''} {self.issuer or ''}"
        return _holds(_body_key(said), _body_key(known.place))


@frozen(kw_only=True)
class Resolution:
    """Where a citation leads.

    :param instrument: with ``RESOLVED`` and ``LIKELY``.
    :param candidates: otherwise, those that may be meant, the nearest in time first.
    :param disagrees: what the citation says otherwise than its first candidate.
    :param lacks: what a likely instrument would need to be certain.
    """

    status: ResolutionStatus
    instrument: Instrument | None = None
    candidates: tuple[Instrument, ...] = ()
    disagrees: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


class Instruments:
    """All instruments of the register; :func:`instruments` gives the packaged one.

    >>> [str(found) for found in instruments().find("35-CT/TW")]
    ['35-CT/TW (30/5/2019)', '35-CT/TW (14/6/2024)']
    >>> [str(found) for found in instruments().named("Luật Phòng, chống bạo lực gia đình")]
    ['13/2022/QH15 (14/11/2022)']
    """

    def __init__(self, known: Iterable[Instrument]) -> None:
        self._known = tuple(known)
        self._by_key = {one.key: one for one in self._known}
        doubles = [key for key, count in Counter(one.key for one in self._known).items() if count > 1]
        faults = [f"two instruments have the key {key}" for key in doubles]
        faults += [fault for _, fault in _loose_ends(self._known)]
        if faults:
            raise TableError(faults)
        self._by_number: dict[str, list[Instrument]] = {}
        self._by_name: dict[str, dict[str, Instrument]] = {}
        for one in self._known:
            if one.number_text:
                self._by_number.setdefault(_number_key(one.number_text), []).append(one)
            for name in (*one.names, one.title_vi):
                if name:
                    self._by_name.setdefault(_name_key(name), {})[one.key] = one

    def __iter__(self) -> Iterator[Instrument]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def __repr__(self) -> str:
        return f"<Instruments: {len(self)}, of which {len(self.unverified())} have something left to verify>"

    def by_key(self, key: str) -> Instrument:
        """Give the instrument of a key.

        :raises LookupError: if there is none.
        """
        try:
            return self._by_key[key]
        except KeyError:
            raise LookupError(f"expected the key of an instrument, got {key!r}") from None

    def amended_by(self, key: str) -> tuple[Instrument, ...]:
        """Give those that amend an instrument."""
        return tuple(one for one in self._known if key in one.amends)

    def unverified(self) -> tuple[Instrument, ...]:
        """Give those of which anything is left to verify: the whole, a value, or a provision."""
        return tuple(one for one in self._known if not one.wholly_verified)

    def find(
        self,
        number_text: str,
        issued_on: date | None = None,
        type: str | None = None,  # noqa: A002
        *,
        issuer: str | None = None,
        place: str | None = None,
    ) -> tuple[Instrument, ...]:
        """Give the instruments of a number that nothing else said contradicts.

        Numbers are compared without regard to case, look-alikes of Đ, spaces and zeros in front.
        """
        cited = _Cited(type, issued_on, issuer, place)
        return tuple(one for one in self._numbered(number_text, cited) if not cited.disagrees(one))

    def named(self, text: str) -> tuple[Instrument, ...]:
        """Give the instruments of a name or title, exactly, after folding; quotation marks do not matter."""
        return tuple(self._by_name.get(_name_key(text), {}).values())

    def resolve(
        self,
        number_text: str | None = None,
        *,
        type: str | None = None,  # noqa: A002
        issued_on: date | None = None,
        issuer: str | None = None,
        place: str | None = None,
        name: str | None = None,
        on: date | None = None,
    ) -> Resolution:
        """Tell which instrument a citation means, and how sure that is.

        A number alone never resolves: with one instrument of that number the answer is ``LIKELY``, with
        several ``AMBIGUOUS``. A number that holds its year (*191/2009/TT-BTC*) is as good as a date.

        >>> found = instruments().resolve("26-NQ/TW", issued_on=date(2018, 5, 29))
        >>> found.status.value, found.disagrees, str(found.candidates[0])
        ('disagrees', ('issued_on',), '26-NQ/TW (19/5/2018)')

        A date in another year is not called an error, as the number may be that year's:

        >>> instruments().resolve("28/NQ-CP", issued_on=date(2019, 4, 1)).status.value
        'unknown'

        :param issuer: the body cited, *Thành ủy Hà Nội*; a longer wording agrees, and a shorter one that
            leaves out its end.
        :param place: of the body cited, where the issuer does not name it.
        :param name: how it is called; it decides only where there is no number.
        :param on: the date of the document that cites: of several of one name, the one in force then is
            likely meant.
        """
        cited = _Cited(type, issued_on, issuer, place)
        if number_text is not None:
            return self._resolve_number(number_text, cited, () if name is None else self.named(name))
        if name is not None:
            return _resolve_name(self.named(name), cited, on)
        return Resolution(status=ResolutionStatus.UNKNOWN)

    def _numbered(self, number_text: str, cited: _Cited) -> Iterator[Instrument]:
        for one in self._by_number.get(_number_key(number_text), ()):
            if cited.may_be_of_its_body(one):
                yield one

    def _resolve_number(self, number_text: str, cited: _Cited, named: tuple[Instrument, ...]) -> Resolution:
        known = _nearest(self._numbered(number_text, cited), cited.issued_on)
        fitting = tuple(one for one in known if not cited.disagrees(one))
        if len(fitting) > 1:
            return Resolution(status=ResolutionStatus.AMBIGUOUS, candidates=fitting)
        if fitting:
            return _found(fitting[0], cited.lacks(fitting[0]))
        meant = tuple(one for one in known if one in named or cited.may_mean(one))
        if meant:
            return _disagreement(meant, cited)
        return Resolution(status=ResolutionStatus.UNKNOWN, candidates=known)


@cache
def instruments() -> Instruments:
    """Give the packaged register. Its files are read at the first call."""
    folder = resources.files("vstbpn.catalog") / "instruments"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name
    )
    return parse_instruments({file.name: file.read_text("utf-8") for file in files})


def parse_instruments(texts: Mapping[str, str]) -> Instruments:
    """Read instruments from the texts of TOML files, by the files' names.

    >>> mine = parse_instruments({"mine.toml": '''
    ... [instruments.kh-9-2024]
    ... type = "KH"
    ... number_text = "09/KH-UBND"
    ... issued_on = 2024-02-05
    ... issuer = "UBND tỉnh X"
    ... place = "X"
    ... force = "plan"
    ... source = "the plan itself"
    ... checked_on = 2024-03-01
    ... verified = true
    ... '''})
    >>> mine.resolve("9/KH-UBND", issued_on=date(2024, 2, 5), issuer="UBND tỉnh X").status.value
    'resolved'

    Every table is ``[instruments.<key>]`` with the keys of :class:`Instrument`; its provisions are
    ``[[instruments.<key>.provisions]]``.

    :raises TableError: naming every fault with its file and its place.
    """
    found: list[Instrument] = []
    faults: list[str] = []
    files: dict[str, str] = {}
    for file, text in texts.items():
        try:
            tables = structure(parse_toml(text), _File).instruments
        except TableError as error:
            faults += [f"{file}: {fault}" for fault in error.faults]
            continue
        for key, table in tables.items():
            path = f"$.instruments.{key}"
            if key in files:
                faults.append(f"{file}: the key {key} stands in {files[key]} already @ {path}")
                continue
            files[key] = file
            try:
                found.append(_instrument(key, table, path))
            except TableError as error:
                faults += [f"{file}: {fault}" for fault in error.faults]
    if faults:
        raise TableError(faults)
    faults = [f"{files[key]}: {fault}" for key, fault in _loose_ends(found)]
    if faults:
        raise TableError(faults)
    return Instruments(found)


@frozen(kw_only=True)
class _File:
    instruments: dict[str, dict[str, Any]] = field(factory=dict)


def _instrument(key: str, table: dict[str, Any], path: str) -> Instrument:
    if "key" in table:
        raise TableError([f"unknown key key: the table's name is the key @ {path}"])
    # A text in place of a list would be taken for a list of its letters.
    texts = [name for name in _LISTS if name in table and type(table[name]) is not list]
    if texts:
        raise TableError([f"expected a list, got {table[name]!r:.60} @ {path}.{name}" for name in texts])
    return structure({**table, "key": key}, Instrument, path)


def _loose_ends(known: Iterable[Instrument]) -> Iterator[tuple[str, str]]:
    """Give for each key that leads nowhere the instrument that has it, and what to say."""
    known = tuple(known)
    keys = {one.key for one in known}
    for one in known:
        for name, leads_to in (("replaced_by", (one.replaced_by,)), ("amends", one.amends)):
            for key in leads_to:
                if key is not None and (key not in keys or key == one.key):
                    place = f"$.instruments.{one.key}.{name}"
                    yield one.key, f"expected the key of another instrument, got {key!r} @ {place}"


def _found(one: Instrument, lacks: tuple[str, ...]) -> Resolution:
    status = ResolutionStatus.LIKELY if lacks else ResolutionStatus.RESOLVED
    return Resolution(status=status, instrument=one, lacks=lacks)


def _disagreement(candidates: tuple[Instrument, ...], cited: _Cited) -> Resolution:
    return Resolution(
        status=ResolutionStatus.DISAGREES,
        candidates=candidates,
        disagrees=cited.disagrees(candidates[0]),
    )


def _resolve_name(named: tuple[Instrument, ...], cited: _Cited, on: date | None) -> Resolution:
    known = _nearest((one for one in named if cited.may_be_of_its_body(one)), cited.issued_on)
    fitting = tuple(one for one in known if not cited.disagrees(one))
    if not known:
        return Resolution(status=ResolutionStatus.UNKNOWN)
    if not fitting:
        return _disagreement(known, cited)
    if len(fitting) == 1:
        return _found(fitting[0], ())
    then = () if on is None else tuple(one for one in fitting if one.in_force(on))
    if len(then) == 1:
        return _found(then[0], ("issued_on",))
    return Resolution(status=ResolutionStatus.AMBIGUOUS, candidates=fitting)


def _nearest(known: Iterable[Instrument], day: date | None) -> tuple[Instrument, ...]:
    """Put those first whose day is nearest to a day; without one, the order of the register stays."""

    def distance(one: Instrument) -> int:
        if day is None:
            return 0
        if one.issued_on is not None:
            return abs((one.issued_on - day).days)
        return 0 if _same_day(day, one) else date.max.toordinal()

    return tuple(sorted(known, key=distance))


def _same_day(day: date, known: Instrument) -> bool:
    """Tell whether a day may be that of an instrument; where only its month or year is known, within it."""
    if known.issued_on is not None:
        return day == known.issued_on
    return known.issued_in is None or day.isoformat().startswith(known.issued_in)


def _perhaps_misdated(day: date, known: Instrument) -> bool:
    """Tell whether a wrong day is more likely than another document of the same number.

    It is, within a year; where the number holds its year; and where only the year is another.
    """
    if _YEAR_INSIDE.match(known.number_text or ""):
        return True
    if known.issued_on is None:
        return known.issued_in is not None and known.issued_in.startswith(f"{day.year:04}")
    return day.year == known.issued_on.year or (day.month, day.day) == (
        known.issued_on.month,
        known.issued_on.day,
    )


def _same_body(cited: str, known: Instrument) -> bool:
    """Tell whether a body is cited by a name of it, by more than that, or without its end."""
    body = _body_key(cited)
    if known.force is Force.PARTY and body in _ANY_PARTY_BODY:
        return True
    return any(
        f"{body} ".startswith(f"{name} ") or f"{name} ".startswith(f"{body} ")
        for name in map(_body_key, (known.issuer, *known.issuer_variants))
    )


def _number_key(text: str) -> str:
    return _ZEROS.sub("", "".join(fold(text).split()))


def _name_key(text: str) -> str:
    return " ".join(fold(text).translate(_QUOTES).rstrip(" .;,").split())


def _type_key(text: str) -> str:
    folded = fold(text).strip()
    return _TYPES.get(folded, folded)


def _body_key(text: str) -> str:
    """Fold a body's name, write its abbreviations out, and take a minister for the ministry."""
    words = fold(text).translate(_BREAKS).split()
    return " ".join(_SHORT.get(word, word) for word in words).removeprefix(_MINISTER)


def _holds(text: str, part: str) -> bool:
    return f" {part} " in f" {text} "
