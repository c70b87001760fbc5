"""A figure does not jump from one period to the next without a word."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import comb
from typing import Final

from vstbpn.model import Force, Indicator, Outcome, OverTime, OverUnits, Period, Subject, Verdict
from vstbpn.rules.book._documents import BY_PRACTICE
from vstbpn.rules.book._figures import KEPT, asked, codes, reported
from vstbpn.rules.engine import Context, Example, Rule, failed, passed, unknown
from vstbpn.rules.figures import ReportFigures, figure, nothing_to_add

__all__ = ["RULE"]

_ON: Final = date(2025, 1, 31)


_FACTOR: Final = Fraction(3, 2)
_RARE: Final = Fraction(1, 1000)
_MANY: Final = 2000  # of so many together, half as many again is rarer than that for certain


def is_jump(now: int, before: int, *, days_now: int = 1, days_before: int = 1) -> bool:
    """Tell whether a count is another one than chance explains, and by half or more.

    Small counts jump by themselves: 2 cases after 1 are double, and mean nothing. Two counts of one rate
    divide what they have together as coins fall, so the chance that they lie so far apart is a sum of
    binomial coefficients, exact. A jump is where it is below one in a thousand, on both sides together, and
    the rate has become one and a half times as large, or fallen as much: of thousands any change is beyond
    chance.

    >>> is_jump(4, 1), is_jump(10, 0), is_jump(11, 0), is_jump(60, 20), is_jump(10_400, 10_000)
    (False, False, True, True, False)

    :param days_now: the length of the period, where things are counted as they happen.
    """
    rate_now, rate_before = now * days_before, before * days_now
    low, high = sorted((rate_now, rate_before))
    if high < low * _FACTOR or high == low:
        return False
    together = now + before
    if together >= _MANY:
        return True
    chance = Fraction(days_now, days_now + days_before)
    larger, share = (now, chance) if rate_now > rate_before else (before, 1 - chance)
    return 2 * _at_least(larger, together, share) < _RARE


def _at_least(count: int, together: int, share: Fraction) -> Fraction:
    """Give the chance of at least so many of all, each with the same chance, exactly."""
    top, rest = share.numerator, share.denominator - share.numerator
    ways = sum(comb(together, k) * top**k * rest ** (together - k) for k in range(count, together + 1))
    return Fraction(ways, share.denominator**together)


def _days(period: Period) -> int:
    return (period.end - period.start).days


def _is_count(indicator: Indicator) -> bool:
    return (
        indicator.decimals == 0
        and indicator.minimum is not None
        and indicator.over_units is not OverUnits.NEVER
    )


def _check(subject: Subject[ReportFigures], _: Context[None]) -> Verdict:
    report, previous = subject.data.report, subject.data.previous
    assert previous is not None  # the rule needs it
    if previous.period.end > report.period.start or previous.method != report.method:
        return unknown("previous")
    jumps, gaps = [], []
    for cell, indicator in zip(report.form.cells, report.form.by_cell, strict=True):
        if not _is_count(indicator) or nothing_to_add(report, cell) or nothing_to_add(previous, cell):
            continue
        now, before = figure(report, cell), figure(previous, cell)
        if not isinstance(now, int) or not isinstance(before, int):
            gaps.append(cell)
            continue
        happens = indicator.over_time is OverTime.FLOW
        lengths = (_days(report.period), _days(previous.period)) if happens else (1, 1)
        if is_jump(now, before, days_now=lengths[0], days_before=lengths[1]):
            jumps.append((cell.code, now, before))
    if jumps:
        code, now, before = jumps[0]
        return failed(
            "found", measured=now, required=before, cells=tuple(name for name, *_ in jumps), cell=code
        )
    return unknown(*codes(gaps)) if gaps else passed()


def _after(cases: int | None, before: int | None) -> Subject[ReportFigures]:
    return asked(reported(9, 4, 5, cases), previous=reported(9, 4, 5, before, period="2023"))


RULE = Rule(
    id="figures-jump",
    title_vi="Số liệu tăng, giảm đột biến so với kỳ trước",
    title_en="A figure that jumps",
    text_vi=(
        "Coi là đột biến khi tăng hoặc giảm từ 1,5 lần trở lên và xác suất ngẫu nhiên (phân phối nhị thức, "
        "tính đúng) dưới 1/1000; số nhỏ dao động không phải là đột biến. Cần giải thích, không hẳn là sai."
    ),
    text_en=(
        "A jump is a rate 1.5 times as large, or fallen as much, that chance (a binomial, exact) explains in "
        "fewer than 1 of 1,000 cases; small counts that waver are none. It asks for a word, and may be true."
    ),
    force=Force.PRACTICE,
    kinds="report-figures",
    history=BY_PRACTICE,
    needs="previous",
    none_is_known=(*KEPT, "decimals"),
    check=_check,
    messages={
        "found": (
            "{cell}: {measured}, kỳ trước {required}; cần giải thích (các ô: {cells})",
            "{cell}: {measured}, after {required} in the period before; it asks for a word (cells: {cells})",
        ),
    },
    examples=(
        Example(outcome=Outcome.PASS, subject=_after(3, 1), on=_ON),
        Example(outcome=Outcome.FAIL, subject=_after(60, 20), on=_ON),
        Example(outcome=Outcome.FAIL, subject=_after(20, 60), on=_ON),
        Example(outcome=Outcome.UNKNOWN, subject=asked(reported(9, 4, 5, 7)), on=_ON),
        Example(
            outcome=Outcome.UNKNOWN,
            subject=_after(None, 20),
            on=_ON,
            completions=(_after(60, 20), _after(20, 20)),
        ),
    ),
)
