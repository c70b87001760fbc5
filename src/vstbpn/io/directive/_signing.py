"""The signature: in whose name, in what capacity, by whom."""

from __future__ import annotations

import re
from typing import Final

from vstbpn.io.directive._blocks import is_capitals
from vstbpn.io.directive._frame import AUTHORITY, POST, Frame, is_name
from vstbpn.io.directive._source import Source, key_of
from vstbpn.model import Signature

__all__ = ["signature_of"]

_SIGNS: Final = {
    "tm": "TM.",
    "t/m": "TM.",
    "kt": "KT.",
    "k/t": "KT.",
    "tl": "TL.",
    "t/l": "TL.",
    "tuq": "TUQ.",
    "t/uq": "TUQ.",
    "q": "Q.",
}
_SIGNED: Final = re.compile(r"[(\[]?\s*(?:đã ký|chữ ký|ký tên|ký, đóng dấu|đã ký và đóng dấu)")


def signature_of(source: Source, found: Frame) -> Signature | None:
    """Make the signature of the lines that were found."""
    authority = behalf = name = None
    titles: list[str] = []
    apart = True
    for text, _, _ in found.signing:
        key = key_of(text)
        if match := AUTHORITY.match(key):
            authority, behalf, apart = _SIGNS[match["sign"]], text[match.end() :].strip(), True
            titles.clear()
        elif _SIGNED.match(key):
            continue
        elif (not is_capitals(text) and is_name(text)) or (
            is_capitals(text)
            and not POST.match(key)
            and is_name(text)
            and titles
            and text == found.signing[-1][0]
        ):
            name = text
        elif POST.match(key) or apart or not titles:
            titles.append(text)
            apart = False
        else:
            titles[-1] = f"{titles[-1]} {text}"
    if not found.signing:
        return None
    return Signature(
        span=source.span(min(start for _, start, _ in found.signing), max(end for *_, end in found.signing)),
        authority=authority,
        behalf_of=behalf,
        title=titles[0] if titles else None,
        titles=tuple(titles),
        name=name,
    )
