"""Finding units by name: exactly, after folding, with the kinds that people write in front."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
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

    def __init__(self, units: Collection[Unit]) -> None:
        self._exact: dict[str, list[Unit]] = {}
        self._similar: dict[str, list[Unit]] = {}
        self._kinds = tuple(f"{fold(kind)} " for kind in {unit.kind for unit in units} if kind)
        for unit in units:
            names = {unit.name}
            bare = unit.name[len(unit.kind) :].strip()
            if unit.kind and not bare.isdigit():  # 10 is no name of Quận 10: it is a code
                names.add(bare)
            for key in {_key(name) for name in names}:
                self._exact.setdefault(key, []).append(unit)
            for key in {_bare(name) for name in names}:
                self._similar.setdefault(key, []).append(unit)

    def find(self, name: str) -> Iterator[Unit]:
        """Give the units of exactly this name."""
        found: dict[Unit, None] = {}
        for key in _readings(name):
            found |= dict.fromkeys(self._exact.get(key, ()))
        return iter(found)

    def may_know(self, name: str) -> bool:
        """Tell whether a name is that of one of the units, or begins with one of their kinds."""
        return any(key in self._exact or key.startswith(self._kinds) for key in _readings(name))

    def similar(self, name: str) -> Iterator[Unit]:
        """Give the units of this name but for marks, and i for y; the exact ones are among them."""
        found: dict[Unit, None] = {}
        for key in _readings(name):
            found |= dict.fromkeys(self._similar.get(_bare(key), ()))
        return iter(found)


def _key(name: str) -> str:
    """Fold a name; *Phường 04* is *Phường 4*."""
    return _ZEROS.sub("", fold(name))


def _bare(name: str) -> str:
    """Take the marks off a name; *Phú Quí* is *Phú Quý* too."""
    return strip_marks(name).replace("y", "i")


def _readings(name: str) -> Iterator[str]:
    """Give the keys of what a text may mean: as it stands, and with its abbreviation written out."""
    key = _key(name)
    yield key
    match = _ABBREVIATED.fullmatch(key)
    if match:
        short = match[1].replace(".", "").replace(" ", "")
        yield fold(f"{_SHORT[short]} {match[2]}")
