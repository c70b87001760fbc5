"""A consolidated figure is the sum of its parts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from vstbpn.model import Cell, Force, Indicator, Outcome, OverUnits, Report, Scope, Subject, Verdict
from vstbpn.rules.book._documents import BY_ARITHMETIC
from vstbpn.rules.book._figures import KEPT, asked, codes, reported
from vstbpn.rules.engine import Context, Example, Rule, failed, passed, unknown
from vstbpn.rules.figures import ReportFigures, figure, nothing_to_add

__all__ = ["RULE"]

_ON: Final = date(2025, 1, 31)


class _Sum(NamedTuple):
    """What the parts say of a cell."""

    added: int | Decimal
    largest: int | Decimal
    missing: bool


def _added(parts: Iterable[Report], expected: tuple[str, ...] | None, cell: Cell) -> _Sum:
    sent = {part.unit: part for part in sorted(parts, key=lambda part: part.revision)}
    known = [value for part in sent.values() if (value := figure(part, cell)) is not None]
    silent = [part for part in sent.values() if figure(part, cell) is None and not nothing_to_add(part, cell)]
    missing = expected is None or bool(silent) or not set(expected) <= sent.keys()
    return _Sum(sum(known, start=0), max(known, default=0), missing)


def _check(subject: Subject[ReportFigures], _: Context[None]) -> Verdict:
    data = subject.data
    assert data.parts is not None  # the rule needs them
    wrong, gaps = [], []
    for cell, indicator in zip(data.report.form.cells, data.report.form.by_cell, strict=True):
        declared = figure(data.report, cell)
        if indicator.over_units is OverUnits.NEVER or nothing_to_add(data.report, cell):
            continue
        found = _added(data.parts, data.expected, cell)
        if declared is None:
            gaps.append(cell)
        elif _contradicts(declared, found, indicator):
            wrong.append((cell.code, declared, found.added))
        elif found.missing:
            gaps.append(cell)
    if wrong:
        code, declared, added = wrong[0]
        return failed("found", measured=declared, required=added, cell=code)
    return unknown(*codes(gaps)) if gaps else passed()


def _contradicts(declared: int | Decimal, found: _Sum, indicator: Indicator) -> bool:
    """Tell whether a figure cannot be that of its parts, whatever those that are missing say."""
    if indicator.over_units is OverUnits.DISTINCT:
        too_much = not found.missing and declared > found.added
        return too_much or (indicator.minimum is not None and declared < found.largest)
    if not found.missing:
        return declared != found.added
    return indicator.minimum is not None and declared < found.added


def _province(cases: int | None, *parts: int | None) -> Subject[ReportFigures]:
    units = [f"{213 + place}" for place in range(len(parts))]
    sent = [reported(9, 4, 5, part, unit=unit) for unit, part in zip(units, parts, strict=True)]
    size = len(parts)
    whole = reported(9 * size, 4 * size, 5 * size, cases, unit="24", scope=Scope.SUBTREE)
    return asked(whole, parts=tuple(sent), expected=tuple(units))


RULE = Rule(
    id="figures-consolidated",
    title_vi="Số tổng hợp bằng tổng số của các đơn vị",
    title_en="A consolidated figure is the sum of its parts",
    text_vi="Còn thiếu đơn vị thì chỉ kết luận khi phần đã có đã lớn hơn số tổng hợp.",
    text_en="While parts are missing it is told only where what is there is too much already.",
    force=Force.ARITHMETIC,
    kinds="report-figures",
    history=BY_ARITHMETIC,
    applies=lambda subject: subject.data.report.scope is Scope.SUBTREE,
    needs="parts",
    none_is_known=KEPT,
    check=_check,
    messages={
        "found": (
            "{cell}: số tổng hợp {measured}, các đơn vị cộng lại {required}",
            "{cell}: {measured} is declared for all, and the parts make {required}",
        ),
    },
    examples=(
        Example(outcome=Outcome.PASS, subject=_province(7, 3, 4), on=_ON),
        Example(outcome=Outcome.FAIL, subject=_province(9, 3, 4), on=_ON),
        Example(outcome=Outcome.FAIL, subject=_province(2, 3, None), on=_ON),
        Example(
            outcome=Outcome.UNKNOWN,
            subject=_province(7, 3, None),
            on=_ON,
            completions=(_province(7, 3, 4), _province(7, 3, 5)),
        ),
        Example(outcome=Outcome.NOT_APPLICABLE, subject=asked(reported(9, 4, 5, 2)), on=_ON),
    ),
)
