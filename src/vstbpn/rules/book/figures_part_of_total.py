"""A part is never more than its whole: no more women than members."""

from __future__ import annotations

from datetime import date
from typing import Final

from vstbpn.model import Force, Outcome, Share, Subject, Verdict
from vstbpn.rules.book._documents import BY_ARITHMETIC
from vstbpn.rules.book._figures import KEPT, asked, codes, reported
from vstbpn.rules.engine import Context, Example, Rule, failed, passed, unknown
from vstbpn.rules.figures import ReportFigures, figure

__all__ = ["RULE"]

_ON: Final = date(2025, 1, 31)


def _check(subject: Subject[ReportFigures], _: Context[None]) -> Verdict:
    report = subject.data.report
    cells = report.form.cells
    more, gaps = [], []
    for whole, part in report.form.pairs:
        total, of_it = figure(report, cells[whole]), figure(report, cells[part])
        if total is None or of_it is None:
            gaps += [cell for cell in (cells[whole], cells[part]) if figure(report, cell) is None]
        elif of_it > total:
            more.append((cells[part].code, of_it, total))
    if more:
        cell, of_it, total = more[0]
        said = Share(of_it, total) if isinstance(of_it, int) and isinstance(total, int) else of_it
        return failed(
            "found", measured=said, required=total, cells=tuple(code for code, *_ in more), cell=cell
        )
    return unknown(*codes(gaps)) if gaps else passed()


RULE = Rule(
    id="figures-part-of-total",
    title_vi="Số thành phần không lớn hơn tổng số",
    title_en="No part is more than its whole",
    text_vi="Số nữ không lớn hơn tổng số; số trong đó không lớn hơn số chung.",
    text_en="No more women than people, and nothing of which more than that which it is part of.",
    force=Force.ARITHMETIC,
    kinds="report-figures",
    history=BY_ARITHMETIC,
    applies=lambda subject: bool(subject.data.report.form.pairs),
    none_is_known=KEPT,
    check=_check,
    messages={
        "found": (
            "{cell}: có {measured}, mà tổng số chỉ là {required} (các ô: {cells})",
            "{cell}: {measured}, where the whole is only {required} (cells: {cells})",
        ),
    },
    examples=(
        Example(outcome=Outcome.PASS, subject=asked(reported(9, 4, 5, 2)), on=_ON),
        Example(outcome=Outcome.FAIL, subject=asked(reported(9, 10, None, 2)), on=_ON),
        Example(
            outcome=Outcome.UNKNOWN,
            subject=asked(reported(9, None, None, 2)),
            on=_ON,
            completions=(asked(reported(9, 4, 5, 2)), asked(reported(9, 10, 0, 2))),
        ),
    ),
)
