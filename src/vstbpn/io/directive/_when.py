"""Days, periods and rhythms in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from vstbpn.model import Deadline, Period

__all__ = ["Dated", "dated", "day_pattern", "period_in", "read_day", "rhythms", "year_of"]


def day_pattern(prefix: str = "") -> str:
    """Give the pattern of a full date: day, month and year, in figures or with words between."""
    p = prefix
    return (
        rf"(?:(?P<{p}day>\d{{1,2}})\s*(?P<{p}sep>[/.\-])\s*(?P<{p}month>\d{{1,2}})\s*(?P={p}sep)\s*(?P<{p}year>\d{{4}})(?![\d/])"
        rf"|(?P<{p}wday>\d{{1,2}})\s+tháng\s+(?P<{p}wmonth>\d{{1,2}})(?:\s+năm\s+"
        rf"|\s*/\s*)(?P<{p}wyear>\d{{4}})(?!\d))"
    )


def read_day(match: re.Match[str], prefix: str = "") -> date | None:
    """Read a full date that a pattern matched; None if there is no such day."""
    kind = prefix if match[f"{prefix}day"] is not None else f"{prefix}w"
    return _day(match[f"{kind}year"], match[f"{kind}month"], match[f"{kind}day"])


def _day(year: str | int, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


class Dated(NamedTuple):
    """A day by which something is due, where it stands, and whether its year is printed."""

    start: int
    end: int
    deadline: Deadline
    yearly: bool
    """The text says *hằng năm*, or gives a rhythm in place of a year."""
    has_year: bool


_ANY: Final = re.compile(
    day_pattern()
    + r"|(?<![\d/.])(?P<short>\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{2})(?![\d/%])"
    + r"|(?<![\d/.])(?P<sday>\d{1,2})\s*/\s*(?P<smonth>\d{1,2})(?![\d/%])"
    + r"|(?<![\d/.])(?P<tday>\d{1,2})\s+tháng\s+(?P<tmonth>\d{1,2})(?!\s*/|\s+năm\s+\d|\d)"
)
_WEEKDAY: Final = r"(?:\s*,?\s*(?:thứ \w+|chủ nhật)\s*,?)?"
_STRICT: Final = re.compile(rf"(?<![^\W\d_])trước(?: thời điểm| hết)?{_WEEKDAY}(?:\s*ngày)?\s*$")
_CLOCK: Final = r"(?:\s*\d{1,2}\s*(?:giờ|h|g|:)\s*(?:\d{2})?(?:\s*phút|[’'])?\s*,?)"
_INCLUSIVE: Final = re.compile(
    rf"(?:trước{_CLOCK}{_WEEKDAY}(?:\s*ngày)?|(?<![^\W\d_])hạn\s*:"
    rf"|(?:chậm|muộn|trễ) nhất(?: là)?(?: vào| đến| trong)?{_CLOCK}?{_WEEKDAY}(?:\s*hết)?(?:\s*ngày)?\s*:?"
    r"|không (?:quá|muộn hơn|chậm hơn|trễ hơn)(?: ngày)?|(?<!tính )(?:đến|tới) hết(?: ngày)?"
    r"|(?<![^\W\d_])trong(?: các)? ngày"
    r"|(?:hạn (?:chót|cuối(?: cùng)?)|thời hạn|thời gian (?:hoàn thành|gửi"
    r"|báo cáo))[^.;,:]{0,30}[:]?(?: là)?(?: ngày)?"
    r"|(?:xong|hoàn thành|gửi)(?: vào| trong| đến)?(?: ngày)?)\s*$"
)
_LATEST: Final = re.compile(r"(?:chậm|muộn|trễ) nhất[^.;,]{0,16}$")
_WEAK: Final = re.compile(r"(?:đến|tới|vào|trong)(?: ngày)?\s*$")
_DOES: Final = re.compile(r"(?:hoàn thành|xong|gửi|nộp|báo cáo|trình)[^.;]{0,60}$")
_NO_DUE: Final = re.compile(
    r"(?:tính (?:đến|tới)|kể từ|(?<![^\W\d_])từ(?:\s+ngày)?\s+\S{4,10}\s+đến|từ|hiệu lực|số liệu (?:đến"
    r"|tới)|chốt (?:đến|tới))[^.;,]{0,25}$"
)
# Not by when something is due, but who is meant: those born, or taken on, before a day.
_OF_PEOPLE: Final = re.compile(
    r"(?:sinh|tuyển dụng|bổ nhiệm|vào làm|kết hôn|vào ngành|nghỉ hưu)\s+trước(?: ngày)?\s*$"
)
_PAST: Final = re.compile(r"\s*,?\s*(?:mới|đã|toàn \w+ (?:đã|có)|có \d|chỉ)(?![^\W\d_])")
_AND: Final = re.compile(
    r"(?:\s*\([^()]{0,80}\))?\s*(?:và|,|hoặc|;)\s*(?:trước\s+|chậm nhất\s+)?(?:ngày\s*)?$"
)
_TO: Final = re.compile(r"\s*(?:[-–—]|đến(?: hết)?(?: ngày)?)\s*\d{1,2}\s*(?:[/.]|\s+tháng)\s*\d")
_FROM: Final = re.compile(r"\d\s*(?:[-–—]|đến(?: hết)?(?: ngày)?)\s*$")
_EACH_YEAR: Final = re.compile(r"\s*,?\s*(?:của\s+)?(?:hằng|hàng|mỗi)\s+năm")


def dated(
    key: str,
    year: int | None,
    start: int = 0,
    end: int | None = None,
    *,
    bare: bool = False,
    missed: list[tuple[int, int]] | None = None,
) -> Iterator[Dated]:
    """Give the days of a text by which something is due.

    :param year: the year of a day that is printed without one.
    :param bare: a day alone is one too, as in the column *Thời gian hoàn thành* of a table.
    :param missed: takes the places of what is written as a day and is none.
    """
    before: Dated | None = None
    stretch = 0
    for match in _ANY.finditer(key, start, len(key) if end is None else end):
        start = match.start()
        # A stretch of days is no deadline, neither its first day nor its last.
        to = _TO.match(key, match.end())
        if to or start < stretch or (bare and _FROM.search(key[max(0, start - 24) : start])):
            before, stretch = None, to.end() if to else 0
            continue
        head = key[max(0, start - 60) : start]
        if _OF_PEOPLE.search(head) or (
            _NO_DUE.search(head) and not (_STRICT.search(head) or _LATEST.search(head))
        ):
            before = None
            continue
        found = _STRICT.search(head) or _INCLUSIVE.search(head)
        weak = _WEAK.search(head)
        if found is None and weak is not None and _DOES.search(head[: weak.start()]):
            found = weak
        strict = found is not None and _STRICT.search(head) is not None
        begin = start if found is None else start - len(head) + found.start()
        if found is None and before is not None and _AND.fullmatch(key, before.end, start):
            strict, begin = before.deadline.strict, start
        elif found is None and not bare:
            before = None
            continue
        if _PAST.match(key, match.end()):
            before = None
            continue
        on, has_year = _read(key, match, year)
        if on is None:
            if missed is not None:
                missed.append((match.start(), match.end()))
            before = None
            continue
        yearly = not has_year and _EACH_YEAR.match(key, match.end()) is not None
        before = Dated(begin, match.end(), Deadline(on, strict=strict), yearly, has_year)
        yield before


def _read(key: str, match: re.Match[str], year: int | None) -> tuple[date | None, bool]:
    if match["day"] or match["wday"]:
        return read_day(match), True
    if match["short"]:  # 5/6/24: which century is not said
        return None, True
    kind = "s" if match["sday"] else "t"
    following = _NEXT.match(key, match.end())
    if following is not None and " và " in following[0]:  # 5/6 và 5/12/2025: the row has one year
        return _day(int(following[1]), match[f"{kind}month"], match[f"{kind}day"]), True
    if year is None:
        return None, False
    later = _NEXT_YEAR.match(key, match.end()) is not None
    return _day(year + later, match[f"{kind}month"], match[f"{kind}day"]), False


_NEXT_YEAR: Final = re.compile(r"\s*,?\s*(?:của\s+)?năm (?:sau|kế tiếp|liền sau|tiếp theo)")
_NEXT: Final = re.compile(r"[^.;]{0,12}\d{1,2}\s*/\s*\d{1,2}\s*/\s*(\d{4})")
_PERIOD: Final = re.compile(
    r"(?P<second>(?:0?6|sáu) tháng cuối(?: năm)?(?:\s*(?P<y2>\d{4}))?)"
    r"|(?P<first>(?:0?6|sáu) tháng(?: đầu)?(?: năm)?(?:\s*(?P<y1>\d{4}))?)"
    r"|(?P<nine>(?:0?9|chín) tháng(?: đầu)?(?: năm)?(?:\s*(?P<y9>\d{4}))?)"
    r"|quý\s*(?P<quarter>iv|i{1,3}|[1-4])(?![^\W\d_])(?:\s*[/,]?\s*(?:năm\s*)?(?P<yq>\d{4}))?"
    r"|(?:(?:cả|tổng kết|báo cáo|kết quả|công tác|thực hiện|hoạt động) năm|(?<![^\W\d_])năm(?=\s*[:(,)]"
    r"|\s+(?:\d{4}|trước|chậm|gửi|báo cáo)|\s*$))(?:\s*(?P<yy>\d{4}))?"
)
_QUARTERS: Final = {
    "i": "Q1",
    "ii": "Q2",
    "iii": "Q3",
    "iv": "Q4",
    "1": "Q1",
    "2": "Q2",
    "3": "Q3",
    "4": "Q4",
}


def period_in(key: str, start: int, end: int, year: int | None, *, last: bool) -> Period | None:
    """Give the period that a stretch of text names, the last one or the first."""
    found = [
        match
        for match in _PERIOD.finditer(key, start, end)
        if not _EACH.search(key, max(0, match.start() - 9), match.start())
    ]
    if not found:
        return None
    match = found[-1 if last else 0]
    printed = next((match[name] for name in ("y2", "y1", "y9", "yq", "yy") if match[name]), None)
    of = int(printed) if printed else year
    if of is None or not 1900 <= of <= 2100:
        return None
    if match["second"]:
        return Period(of, "H2")
    if match["first"]:
        return Period(of, "H1")
    if match["nine"]:
        return Period(of, "9M")
    if match["quarter"]:
        return Period(of, _QUARTERS[match["quarter"]])
    return Period(of)


_EACH: Final = re.compile(r"(?:hằng|hàng|mỗi|nhiều|định kỳ|các)\s$")
_RHYTHM: Final = re.compile(r"(?:định kỳ|hằng|hàng|mỗi)(?![^\W\d_])")
_BEAT: Final = re.compile(
    r"\s*(?:,|và|hoặc|/|-|;)?\s*(?:định kỳ\s+)?(?:theo\s+)?(?:vào\s+)?(?:hằng|hàng|mỗi|một|1|01|cả)?\s*"
    r"(?P<beat>tuần|tháng|quý|năm|(?:0?6|sáu) tháng(?: đầu năm| một lần)?|(?:0?3|ba) tháng|(?:0?9"
    r"|chín) tháng)(?![^\W\d_])(?:/lần| một lần)?"
)
_RULES: Final = {
    "tuần": "FREQ=WEEKLY",
    "tháng": "FREQ=MONTHLY",
    "quý": "FREQ=MONTHLY;INTERVAL=3",
    "năm": "FREQ=YEARLY",
}


def rhythms(key: str, start: int, end: int) -> list[tuple[int, str | None]]:
    """Give the recurrence rules that a stretch of text names; None for *định kỳ* without a rhythm."""
    found: list[tuple[int, str | None]] = []
    place = start
    while match := _RHYTHM.search(key, place, end):
        place = match.end()
        at = match.end() if match[0] == "định kỳ" else match.start()
        rules: list[str | None] = []
        while beat := _BEAT.match(key, at, end):
            rule = _rule(beat["beat"])
            if rule is not None:
                rules.append(rule)
            at = place = beat.end()
        if match[0] == "định kỳ" and not rules:
            rules = [None]
        found += [(match.start(), rule) for rule in rules]
    return list(dict.fromkeys(found))


def _rule(beat: str) -> str | None:
    if beat in _RULES:
        return _RULES[beat]
    if beat.startswith(("6", "06", "sáu")):
        return "FREQ=MONTHLY;INTERVAL=6"
    return "FREQ=MONTHLY;INTERVAL=3" if beat.startswith(("3", "03", "ba")) else None


_YEAR: Final = re.compile(r"năm\s+(\d{4})(?!\s*[-–]\s*\d)")


def year_of(key: str) -> int | None:
    """Give the year that a title or a heading speaks of."""
    match = _YEAR.search(key)
    return int(match[1]) if match is not None and 1900 <= int(match[1]) <= 2100 else None
