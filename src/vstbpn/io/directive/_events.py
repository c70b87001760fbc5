"""Campaign months and commemorations."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from vstbpn.io.directive._blocks import Block
from vstbpn.io.directive._source import Source
from vstbpn.model import Event

__all__ = ["events"]

_RANGE: Final = re.compile(
    r"(?:từ\s+)?(?:ngày\s+)?(?P<d1>\d{1,2})\s*[/.]\s*(?P<m1>\d{1,2})(?:\s*[/.]\s*(?P<y1>\d{4}))?\s*"
    r"(?:-|–|—|đến(?: hết)?"
    r"|tới)\s*(?:ngày\s+)?(?P<d2>\d{1,2})\s*[/.]\s*(?P<m2>\d{1,2})(?:\s*[/.]\s*(?P<y2>\d{4}))?"
    r"|từ\s+ngày\s+(?P<wd1>\d{1,2})\s+tháng\s+(?P<wm1>\d{1,2})(?:\s+năm\s+(?P<wy1>\d{4}))?\s+đến(?: hết)?\s+"
    r"(?:ngày\s+)?"
    r"(?P<wd2>\d{1,2})\s+tháng\s+(?P<wm2>\d{1,2})(?:\s+năm\s+(?P<wy2>\d{4}))?"
    r"|(?:trong )?tháng\s+(?P<month>\d{1,2})(?:\s*(?:/|năm)\s*(?P<ym>\d{4}))?"
)
_CAMPAIGN: Final = re.compile(r"tháng (?:hành động|cao điểm|chiến dịch)\s+(?=[^\W\d_])")
_NAME_END: Final = re.compile(
    r"\s*(?:[(;.:|“”\"]|,(?! (?:chống|ứng phó|phòng|an toàn|vệ sinh|văn))|(?:từ|trong|tháng|năm|ngày|có|được"
    r"|bằng|trên địa bàn|tại|hằng|hàng|theo|do|để|và ngày|và tổ chức|và các)(?![^\W\d_]))"
)
_DAY: Final = re.compile(
    r"(?<![^\W\d_])(?P<name>(?:kỷ niệm )?(?:\d+ năm )?ngày\s+[^\d;.:(){}\[\]]{4,110}?)\s*(?:\("
    r"|,)?\s*(?:ngày\s+)?(?<![\d/])(?P<day>\d{1,2})\s*/\s*(?P<month>\d{1,2})"
    r"(?:\s*/\s*(?P<year>\d{4}))?(?![\d/])"
)
_FEAST: Final = re.compile(
    r"quốc tế|phụ nữ|thành lập|gia đình|thế giới|toàn quốc|truyền thống|dân số|trẻ em|xóa bỏ|pháp luật"
    r"|hạnh phúc|thầy thuốc|nhà giáo"
)
_BARE: Final = re.compile(r"(?<![\d/])(?P<day>0?8|20)\s*/\s*(?P<month>0?3|10)(?P<year>)(?!\s*/)(?!\d)")
_BY: Final = re.compile(r"(?:trước|nhất|hết|từ|đến|vào)(?: ngày)?\s*$")
_KEPT: Final = {(8, 3), (20, 10)}
_LONGEST: Final = 160


def events(source: Source, block: Block, year: int | None) -> Iterator[Event]:
    """Give the campaigns and commemorations that a block names with their days.

    :param year: the year of days that are printed without one.
    """
    yield from _campaigns(source, block, year)
    taken: set[int] = set()
    for match in _DAY.finditer(block.key):
        name = match["name"]
        if _FEAST.search(name) is None or "tháng hành động" in name:
            continue
        start = match.start("name") + _skip(name)
        taken.add(match.start("day"))
        yield from _one(source, block, match, start, year)
    for match in _BARE.finditer(block.key):
        at = (int(match["day"]), int(match["month"]))
        if at not in _KEPT or match.start() in taken:
            continue
        before = block.key[max(0, match.start() - 90) : match.start()]
        if _BY.search(before):
            continue
        if re.search(r"kỷ niệm|hưởng ứng|nhân dịp|dịp|ngày|và\s*$|mừng", before):
            yield from _one(source, block, match, match.start(), year)


def _skip(name: str) -> int:
    """Leave out what stands before the last *ngày* that begins the name."""
    last = name.rfind("ngày ")
    return max(last, 0)


def _one(source: Source, block: Block, match: re.Match[str], start: int, year: int | None) -> Iterator[Event]:
    of = int(match["year"]) if match["year"] else year
    if of is None:
        return
    try:
        day = date(of, int(match["month"]), int(match["day"]))
    except ValueError:
        return
    end = match.end()
    if "(" in match[0] and block.text.startswith(")", end):
        end += 1
    name = " ".join(block.text[start:end].split())
    yield Event(name=name, start=day, end=day, span=block.span(source, start, end))


def _campaigns(source: Source, block: Block, year: int | None) -> Iterator[Event]:
    for match in _CAMPAIGN.finditer(block.key):
        limit = min(len(block.key), match.end() + _LONGEST)
        stop = _NAME_END.search(block.key, match.end(), limit)
        end = limit if stop is None else stop.start()
        name = " ".join(block.text[match.start() : end].split()).strip(" ,.")
        following = _CAMPAIGN.search(block.key, match.end())
        reach = len(block.key) if block.cells else end + 60
        until = min(len(block.key), reach, following.start() if following else len(block.key))
        found = _RANGE.search(block.key, end, until)
        days = None if found is None else _days(found, year)
        if days is not None and found is not None:
            yield Event(
                name=name, start=days[0], end=days[1], span=block.span(source, match.start(), found.end())
            )


def _days(match: re.Match[str], year: int | None) -> tuple[date, date] | None:
    try:
        if match["month"]:
            of = int(match["ym"]) if match["ym"] else year
            if of is None:
                return None
            month = int(match["month"])
            return date(of, month, 1), date(of, month, calendar.monthrange(of, month)[1])
        w = "" if match["d1"] else "w"
        last = int(match[f"{w}y2"] or match[f"{w}y1"] or year or 0)
        first = int(match[f"{w}y1"] or last)
        days = (
            date(first, int(match[f"{w}m1"]), int(match[f"{w}d1"])),
            date(last, int(match[f"{w}m2"]), int(match[f"{w}d2"])),
        )
    except (ValueError, calendar.IllegalMonthError):
        return None
    return days if days[0] <= days[1] else None
