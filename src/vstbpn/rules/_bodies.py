"""Bodies by their printed names: on which tier one stands, and whether two names are one body's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import IntEnum
from typing import Final

from vstbpn.catalog import gazetteer
from vstbpn.model import DocumentNumber, Series, strip_marks
from vstbpn.rules._plain import even

__all__ = ["Tier", "is_division", "same_body", "tier_of_number", "tiers"]


class Tier(IntEnum):
    """How far down a body stands; bodies of the Party stand on the tier of the state beside them."""

    CENTRAL = 0
    """The Party's centre, the National Assembly, the Government, national committees and organizations."""
    MINISTRY = 1
    PROVINCE = 2
    DISTRICT = 3
    COMMUNE = 4


_VOWELS: Final = frozenset("aeiouy")
_WORD: Final = re.compile(r"\w+")
_PART: Final = re.compile(r"[,;/]| và ")

_LONG: Final = {
    short: tuple(even(long).split())
    for short, long in {
        "ubnd": "ủy ban nhân dân",
        "hđnd": "hội đồng nhân dân",
        "ubqg": "ủy ban quốc gia",
        "vstbpn": "vì sự tiến bộ của phụ nữ",
        "vstbcpn": "vì sự tiến bộ của phụ nữ",
        "bvstbpn": "ban vì sự tiến bộ của phụ nữ",
        "bvstbcpn": "ban vì sự tiến bộ của phụ nữ",
        "ubqgvstbpn": "ủy ban quốc gia vì sự tiến bộ của phụ nữ",
        "ubqgvstbcpn": "ủy ban quốc gia vì sự tiến bộ của phụ nữ",
        "ubtvqh": "ủy ban thường vụ quốc hội",
        "btv": "ban thường vụ",
        "bch": "ban chấp hành",
        "tw": "trung ương",
        "tp": "thành phố",
        "tx": "thị xã",
    }.items()
}

# What is left out of a name as often as it is said.
_LITTLE: Final = frozenset(map(even, ("của", "và")))
_LEVEL: Final = re.compile(rf" (?:{even('tỉnh')}|{even('thành phố')}) ")
_ENDS: Final = tuple(
    tuple(even(end).split()) for end in ("trung ương đảng", "đảng", "việt nam", "trung ương")
)
_TITLES: Final = tuple(even(title) for title in ("bộ trưởng", "chủ tịch", "giám đốc"))

# Words of a tier, and words in which the same letters mean something else. Longer ones come first.
_SAID: Final = tuple(
    (tuple(even(words).split()), tier)
    for words, tier in (
        ("lao động thương binh và xã hội", None),
        ("thương binh và xã hội", None),
        ("thành viên", None),
        ("hợp tác xã", None),
        ("xã hội", None),
        ("cán bộ", None),
        ("tiến bộ", None),
        ("nội bộ", None),
        ("đảng bộ", None),
        ("bộ chính trị", Tier.CENTRAL),
        ("bộ chỉ huy", None),
        ("ban bí thư", Tier.CENTRAL),
        ("chấp hành trung ương", Tier.CENTRAL),
        ("ủy ban quốc gia", Tier.CENTRAL),
        ("thủ tướng", Tier.CENTRAL),
        ("chính phủ", Tier.CENTRAL),
        ("quốc hội", Tier.CENTRAL),
        ("chủ tịch nước", Tier.CENTRAL),
        ("bộ", Tier.MINISTRY),
        ("thành phố thuộc tỉnh", Tier.DISTRICT),
        ("trực thuộc trung ương", Tier.PROVINCE),
        ("trung ương", Tier.CENTRAL),
        ("cấp tỉnh", Tier.PROVINCE),
        ("tỉnh ủy", Tier.PROVINCE),
        ("tỉnh", Tier.PROVINCE),
        ("sở", Tier.PROVINCE),
        ("cấp huyện", Tier.DISTRICT),
        ("thị xã", Tier.DISTRICT),
        ("thị ủy", Tier.DISTRICT),
        ("huyện", Tier.DISTRICT),
        ("quận", Tier.DISTRICT),
        ("thị trấn", Tier.COMMUNE),
        ("đặc khu", Tier.COMMUNE),
        ("phường", Tier.COMMUNE),
        ("xã", Tier.COMMUNE),
    )
)
_CITY: Final = tuple(tuple(even(words).split()) for words in ("thành phố", "thành ủy"))
_DIVISION: Final = even("phòng")
_DEPARTMENT: Final = even("sở")
_MANY: Final = frozenset(map(even, ("các", "những")))
_LONGEST_WORD: Final = 4  # the most syllables of a unit's name that are looked up: Bà Rịa - Vũng Tàu

_OF_SYMBOL: Final = {
    "TW": Tier.CENTRAL,
    "CP": Tier.CENTRAL,
    "TTg": Tier.CENTRAL,
    "UBQG": Tier.CENTRAL,
    "TU": Tier.PROVINCE,
    "HU": Tier.DISTRICT,
    "QU": Tier.DISTRICT,
}


def tiers(name: str, *, place: str | None = None, on: date | None = None) -> frozenset[Tier]:
    """Give the tiers of the bodies that a printed name holds; none where it does not say.

    ``place`` is the document's own, for *UBND thành phố* without more. A city is a province or part of one
    as the map of the day says, so that without a day a city alone says nothing.
    """
    found: set[Tier] = set()
    undecided: list[list[str]] = []
    for part in _PART.split(even(name)):
        words = _expanded(part)
        said = _said(words)
        city = _city_at(words)
        if said:
            # The lowest word of a part is its own: UBND xã A thuộc huyện B.
            found.add(max(said))
        elif words[:1] == [_DIVISION]:
            found.add(Tier.DISTRICT)
        elif city is not None:
            undecided.append(words[city:])
    for words in undecided:
        found |= _of_city(words, found, place, on)
    if not found and even(name).endswith("việt nam"):
        found.add(Tier.CENTRAL)
    return frozenset(found)


def tier_of_number(number: DocumentNumber | None) -> Tier | None:
    """Give the tier that a symbol tells, where it does: *TW*, *TU*, *TTg*; circulars are ministries'."""
    if number is None:
        return None
    if number.series is Series.STATE and number.type in ("TT", "TTLT"):
        return Tier.MINISTRY
    return _OF_SYMBOL.get(number.body.split("-")[0])


def is_division(name: str) -> bool:
    """Tell whether a name is of departments or divisions (*sở*, *phòng*), parts of a government."""
    words = [word for word in _expanded(even(name)) if word not in _MANY]
    return words[:1] in ([_DIVISION], [_DEPARTMENT])


def same_body(one: str, other: str) -> bool:
    """Tell whether two names can be of one body: alike, or one goes on where the other ends.

    Abbreviations are written out, *Trung ương Đảng* and *Việt Nam* at the end do not matter, and a minister
    stands for the ministry.

    >>> same_body("UBND tỉnh Bắc Giang", "Uỷ ban nhân dân tỉnh Bắc Giang"), same_body("Sở Y tế", "Sở Nội vụ")
    (True, False)
    """
    first, second = _body(one), _body(other)
    if f"{first} ".startswith(f"{second} ") or f"{second} ".startswith(f"{first} "):
        return True
    if _LEVEL.sub(" ", first) == _LEVEL.sub(" ", second):
        return True
    return first.split()[:1] == second.split()[:1] and _letters(first) == _letters(second)


def _body(name: str) -> str:
    plain = even(name)
    for title in _TITLES:
        plain = plain.removeprefix(f"{title} ")
    words = _expanded(plain)
    for end in _ENDS:
        if tuple(words[-len(end) :]) == end and words[0] != end[0]:
            words = words[: -len(end)]
    return " ".join(word for word in words if word not in _LITTLE)


def _letters(body: str) -> str:
    """Give the letters that a name is abbreviated to: *Bộ LĐTBXH* has those of the whole name."""
    return "".join(word[0] if _VOWELS & set(strip_marks(word)) else word for word in body.split())


def _expanded(text: str) -> list[str]:
    return [long for word in _WORD.findall(text) for long in _LONG.get(word, (word,))]


def _said(words: list[str]) -> set[Tier]:
    """Give the tiers that words say; those of a longer expression are not looked at again."""
    found = set()
    at = 0
    while at < len(words):
        for said, tier in _SAID:
            if tuple(words[at : at + len(said)]) == said:
                if tier is not None:
                    found.add(tier)
                at += len(said)
                break
        else:
            at += 1
    return found


def _city_at(words: list[str]) -> int | None:
    """Give the place after *thành phố* or *thành ủy*; None if neither is there."""
    for at in range(len(words)):
        if tuple(words[at : at + 2]) in _CITY:
            return at + 2
    return None


def _of_city(words: list[str], beside: set[Tier], place: str | None, on: date | None) -> frozenset[Tier]:
    """Give the tier of a city: by its name, or by its neighbours in *huyện, thị xã, thành phố*."""
    named = " ".join(words) or ("" if beside else even(place or ""))
    if not named:
        return frozenset(beside & {Tier.PROVINCE, Tier.DISTRICT})
    if on is None:
        return frozenset()
    gaz = gazetteer()
    day = min(max(on, gaz.since["province"]), gaz.checked_on)
    if any(gaz.find(f"thành phố {short}", level="province", on=day) for short in _starts(named.split())):
        return frozenset({Tier.PROVINCE})
    return frozenset({Tier.DISTRICT}) if words else frozenset()


def _starts(words: list[str]) -> Iterator[str]:
    for length in range(1, min(len(words), _LONGEST_WORD) + 1):
        yield " ".join(words[:length])
