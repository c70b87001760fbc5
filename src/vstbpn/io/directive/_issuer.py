"""Who issues a document: from its head, from the opening of its body, or from its symbol."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from vstbpn.io.directive._blocks import Block, is_capitals
from vstbpn.io.directive._frame import BODY, PLACE, Frame
from vstbpn.io.directive._source import key_of
from vstbpn.io.directive._words import office_at, offices

__all__ = ["issuer_of"]

_COMMITTEE: Final = re.compile(r"(?:tỉnh|thành|huyện|quận|thị|đảng) ủy")
_OWNER: Final = re.compile(
    r"(?:bộ|tỉnh ủy|thành ủy|huyện ủy|tổng cục|cục|sở|trường|đại học|công an|bệnh viện|học viện|tập đoàn"
    r"|liên đoàn|hội)(?![^\W\d_])"
)
_ACTS: Final = re.compile(
    r"\s*,?\s*(?:kính\s+)?(?:xây dựng|ban hành|đề nghị|yêu cầu|hướng dẫn|báo cáo|thông báo|kết luận|trình"
    r"|quyết định|chỉ thị|triển khai|tổ chức"
    r"|đã ban hành|vừa ban hành|lập|kính trình|trân trọng|phân công|giao)(?![^\W\d_])"
)
_UPPER_PARTY: Final = re.compile(r"đảng bộ ")
_VSTBPN: Final = re.compile(r"(?:vstbpn|vì sự tiến bộ)")


def issuer_of(found: Frame, opening: Sequence[Block], text_key: str, text: str) -> str | None:
    """Give the body that issues a document, if the text says it."""
    from_head = _from_head(found.heads)
    if from_head is not None:
        return _printed_softly(from_head, text, text_key)
    return _from_opening(opening) or _from_symbol(found)


def _from_head(heads: Sequence[str]) -> str | None:
    """Join the lines of the head that belong together; give the lowest body, with its place."""
    bodies: list[str] = []
    for line in heads:
        key = key_of(line)
        if BODY.match(key) and not (bodies and _continues(bodies[-1], key)):
            bodies.append(line)
        elif bodies and is_capitals(line):
            bodies[-1] = f"{bodies[-1]} {line}"
        elif bodies:
            break
    if not bodies:
        return None
    last, above = bodies[-1], bodies[:-1]
    key = key_of(last)
    if not above or (PLACE.search(key) and not _COMMITTEE.fullmatch(key)):
        return last
    owner = above[-1]
    place = PLACE.search(key_of(owner))
    if _UPPER_PARTY.match(key_of(owner)):
        return f"{last} {owner[place.end() :]}" if place is not None else last
    if key.startswith("ban thường vụ"):
        return f"{last} {owner}"
    if place is not None and key.startswith("văn phòng"):
        return f"{last} {owner}"
    if place is not None:
        return f"{last} {owner[place.start() :]}"
    if key.startswith(
        ("ban vì", "ban vstbpn", "ban thường vụ", "hội đồng", "ban chỉ đạo", "văn phòng")
    ) and _OWNER.match(key_of(owner)):
        return f"{last} {owner}"
    return last


def _continues(body: str, key: str) -> bool:
    """Tell whether a line goes on with the name of the body above: *SỞ LAO ĐỘNG -* and the next line."""
    return body.rstrip().endswith(("-", "–", ",")) or key_of(body) in ("bộ", "sở", "ban")


def _printed_softly(name: str, text: str, key: str) -> str:
    """Give a name in capitals as the text prints it elsewhere in small letters, if it does."""
    if not is_capitals(name):
        return name
    wanted = " ".join(key_of(name).split())
    place = key.find(wanted)
    while place >= 0:
        printed = text[place : place + len(wanted)]
        if not is_capitals(printed):
            return printed
        place = key.find(wanted, place + 1)
    return name


def _from_opening(opening: Sequence[Block]) -> str | None:
    for block in opening[:6]:
        found: list[tuple[int, int]] = []
        for match in re.finditer(r"(?:^|[,;.] )(?=[^\W\d_])", block.key):
            end = office_at(block.text, block.key, match.end())
            if end is not None and _ACTS.match(block.key, end):
                found.append((match.end(), end))
        if found:
            start, end = found[-1]
            names = offices(block.text[start:end], block.key[start:end])
            return names[0] if len(names) == 1 else " ".join(block.text[start:end].split())
    return None


def _from_symbol(found: Frame) -> str | None:
    body = found.number.body if found.number is not None else ""
    if body.upper().split("-")[0] == "UBQG":
        return "Ủy ban quốc gia vì sự tiến bộ của phụ nữ Việt Nam"
    return None
