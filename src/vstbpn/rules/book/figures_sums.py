"""Parts that make up a whole add up to it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from vstbpn.model import Force, Outcome, Subject, Verdict
from vstbpn.rules.book._documents import BY_ARITHMETIC
from vstbpn.rules.book._figures import KEPT, asked, codes, reported
from vstbpn.rules.engine import Context, Example, Rule, failed, passed, unknown
from vstbpn.rules.figures import ReportFigures, figure, nothing_to_add

__all__ = ["RULE"]

_ON: Final = date(2025, 1, 31)


def _check(subject: Subject[ReportFigures], _: Context[None]) -> Verdict:
    report = subject.data.report
    cells = report.form.cells
    wrong, gaps = [], []
    for whole, places in report.form.sums:
        total = figure(report, cells[whole])
        parts = [cells[place] for place in places if not nothing_to_add(report, cells[place])]
        if nothing_to_add(report, cells[whole]):
            continue
        known = [value for part in parts if (value := figure(report, part)) is not None]
        added: int | Decimal = sum(known, start=0)
        missing = [part for part in parts if figure(report, part) is None]
        never_less = report.form.by_cell[whole].minimum is not None
        if total is None:
            gaps.append(cells[whole])
        elif (missing and never_less and added > total) or (not missing and added != total):
            wrong.append((cells[whole].code, added, total))
        else:
            gaps += missing
    if wrong:
        cell, added, total = wrong[0]
        return failed("found", measured=total, required=added, cell=cell)
    return unknown(*codes(gaps)) if gaps else passed()


RULE = Rule(
    id="figures-sums",
    title_vi="Các thành phần cộng lại bằng tổng số",
    title_en="Parts add up to their whole",
    text_vi="Chỉ xét số chia ra (phân tổ đủ); số trong đó không cần cộng lại bằng tổng.",
    text_en="Only parts that make up the whole; what is only of it need not add up.",
    force=Force.ARITHMETIC,
    kinds="report-figures",
    history=BY_ARITHMETIC,
    applies=lambda subject: bool(subject.data.report.form.sums),
    none_is_known=KEPT,
    check=_check,
    messages={
        "found": (
            "{cell}: ghi {measured}, mà các thành phần cộng lại là {required}",
            "{cell}: {measured}, and its parts add up to {required}",
        ),
    },
    examples=(
        Example(outcome=Outcome.PASS, subject=asked(reported(9, 4, 5)), on=_ON),
        Example(outcome=Outcome.FAIL, subject=asked(reported(9, 4, 6)), on=_ON),
        Example(outcome=Outcome.FAIL, subject=asked(reported(9, 10, None)), on=_ON),
        Example(
            outcome=Outcome.UNKNOWN,
            subject=asked(reported(9, 4, None)),
            on=_ON,
            completions=(asked(reported(9, 4, 5)), asked(reported(9, 4, 4))),
        ),
    ),
)
