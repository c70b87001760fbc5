"""Finding units by name: exactly, after folding, with the kinds that people write in front."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from vstbpn.model import Unit, fold, strip_marks

__all__ = ["NameIndex"]

_SHORT: Final = {
    "tp": "thành phố",
    "tx": "thị xã",
    "tt": "thị trấn",
    "t": "tỉnh",
    "h": "huyện",
    "q": "quận",
    "p": "phường",
    "x": "xã",
    "đk": "đặc khu",
}
# TP Bắc Giang, TP.Bắc Giang, T.P. Bắc Giang, H. Yên Thế, Q1, P.4
_ABBREVIATED = re.compile(r"(t\.? ?p|t\.? ?x|t\.? ?t|đ\.? ?k|[thqpx])(?:\.+ ?| |(?=[0-9]))(.+)")
_ZEROS = re.compile(r"\b0+(?=[0-9])")


class NameIndex:
    """Finds the versions of some units by their names."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._exact: dict[str, list[Unit]] = {}
        self._similar: dict[str, list[Unit]] = {}
        for unit in units:
            bare = unit.name[len(unit.kind) :].strip() if unit.kind else unit.name
            for key in {_key(unit.name), _key(bare)}:
                self._exact.setdefault(key, []).append(unit)
            for key in {strip_marks(unit.name), strip_marks(bare)}:
                self._similar.setdefault(key, []).append(unit)

    def find(self, name: str) -> Iterator[Unit]:
        """Give the units of exactly this name."""
        found: dict[Unit, None] = {}
        for key in _readings(name):
            found |= dict.fromkeys(self._exact.get(key, ()))
        return iter(found)

    def similar(self, name: str) -> Iterator[Unit]:
        """Give the units of this name but for marks; those of exactly this name are among them."""
        found: dict[Unit, None] = {}
        for key in _readings(name):
            found |= dict.fromkeys(self._similar.get(strip_marks(key), ()))
        return iter(found)


def _key(name: str) -> str:
    """Fold a name; *Phường 04* is *Phường 4*."""
    return _ZEROS.sub("", fold(name))


def _readings(name: str) -> Iterator[str]:
    """Give the keys of what a text may mean: as it stands, and with its abbreviation written out."""
    key = _key(name)
    yield key
    match = _ABBREVIATED.fullmatch(key)
    if match:
        short = match[1].replace(".", "").replace(" ", "")
        yield fold(f"{_SHORT[short]} {match[2]}")
