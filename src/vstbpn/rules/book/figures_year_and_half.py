"""A year is never less than its first half."""

from __future__ import annotations

from datetime import date
from typing import Final

from vstbpn.model import Cell, Force, Outcome, OverTime, Subject, Verdict
from vstbpn.rules.book._documents import BY_ARITHMETIC
from vstbpn.rules.book._figures import KEPT, asked, codes, reported
from vstbpn.rules.engine import Context, Example, Rule, failed, passed, unknown
from vstbpn.rules.figures import ReportFigures, figure, nothing_to_add

__all__ = ["RULE"]

_ON: Final = date(2025, 1, 31)


def _counted(data: ReportFigures) -> list[Cell]:
    """Give the cells that are counted as things happen, and cannot shrink."""
    form = data.report.form
    return [
        cell
        for cell, known in zip(form.cells, form.by_cell, strict=True)
        if known.over_time is OverTime.FLOW and known.minimum is not None
    ]


def _check(subject: Subject[ReportFigures], _: Context[None]) -> Verdict:
    year, half = subject.data.report, subject.data.half_year
    assert half is not None  # the rule needs it
    if half.period.year != year.period.year or half.period.part != "H1" or half.method != year.method:
        return unknown("half_year")
    less, gaps = [], []
    for cell in _counted(subject.data):
        whole, first = figure(year, cell), figure(half, cell)
        if whole is None or first is None:
            gaps += [] if nothing_to_add(year, cell) or nothing_to_add(half, cell) else [cell]
        elif whole < first:
            less.append((cell.code, whole, first))
    if less:
        cell_code, whole, first = less[0]
        return failed("found", measured=whole, required=first, cell=cell_code)
    return unknown(*codes(gaps)) if gaps else passed()


def _year(cases: int | None, half: int | None) -> Subject[ReportFigures]:
    return asked(reported(9, 4, 5, cases), half_year=reported(9, 4, 5, half, period="2024-H1"))


RULE = Rule(
    id="figures-year-and-half",
    title_vi="Số cả năm không nhỏ hơn số 6 tháng đầu năm",
    title_en="A year is not less than its first half",
    text_vi="Chỉ xét số phát sinh trong kỳ, không xét số có tại một thời điểm.",
    text_en="Of what is counted as it happens, and not of what is there on a day.",
    force=Force.ARITHMETIC,
    kinds="report-figures",
    history=BY_ARITHMETIC,
    applies=lambda subject: subject.data.report.period.part == "" and bool(_counted(subject.data)),
    needs="half_year",
    none_is_known=KEPT,
    check=_check,
    messages={
        "found": (
            "{cell}: cả năm {measured}, mà 6 tháng đầu năm đã là {required}",
            "{cell}: {measured} in the year, and {required} in its first half already",
        ),
    },
    examples=(
        Example(outcome=Outcome.PASS, subject=_year(7, 7), on=_ON),
        Example(outcome=Outcome.FAIL, subject=_year(6, 7), on=_ON),
        Example(
            outcome=Outcome.UNKNOWN, subject=_year(None, 7), on=_ON, completions=(_year(6, 7), _year(8, 7))
        ),
        Example(outcome=Outcome.UNKNOWN, subject=asked(reported(9, 4, 5, 7)), on=_ON),
        Example(outcome=Outcome.NOT_APPLICABLE, subject=asked(reported(9, period="2024-H1")), on=_ON),
    ),
)
