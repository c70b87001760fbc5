"""A department and a district each send the figures that an outline asks of them."""

from __future__ import annotations

from datetime import date
from typing import Final

from vstbpn.catalog import Outline, outlines
from vstbpn.model import Absence, Force, Outcome, Period, Report, Subject, Verdict
from vstbpn.rules.book._outlines import KEPT, asked_by, narrated, sections_of
from vstbpn.rules.engine import Context, Example, Rule, failed, passed
from vstbpn.rules.reports import NarrativeReport

__all__ = ["RULES"]

_ON: Final = date(2024, 6, 30)


def _check(subject: Subject[NarrativeReport], _: Context[None]) -> Verdict:
    data = subject.data
    assert isinstance(data.outline, Outline)  # the rule applies to no other
    assert data.sender is not None  # the rule needs both
    assert data.figures is not None
    owed = data.outline.form(data.sender).cells
    absent = tuple(cell.code for cell in owed if not _is_given(data.figures, cell.code))
    count = len(owed) - len(absent)
    who = dict(data.outline.senders)[data.sender]
    if absent:
        return failed("absent", measured=count, required=len(owed), sender=who, cells=absent)
    return passed("given", measured=count, required=len(owed), sender=who)


def _is_given(report: Report, code: str) -> bool:
    """Tell whether a report says anything of a cell: that it does not apply is something too."""
    known = {cell.code: value for cell, value in zip(report.form.cells, report.values, strict=True)}
    value = known.get(code, Absence.NOT_REPORTED)
    return not (isinstance(value, Absence) and value.is_missing)


def _sent(
    outline: Outline, sender: str | None, filled_as: str, *, short: bool = False
) -> Subject[NarrativeReport]:
    form = outline.form(filled_as)
    values: list[int | Absence] = [1] * len(form.cells)
    if short:
        values[-1] = Absence.NOT_REPORTED
    figures = Report(unit="215", form=form, period=Period(2024, "H1"), values=tuple(values))
    return narrated(outline, sections_of(outline), sender=sender, figures=figures)


def _rule_of(outline: Outline) -> Rule:
    first = outline.senders[0][0]
    return Rule(
        id=f"report-parts-owed-{outline.key}",
        title_vi=f"Đủ số liệu từng loại đơn vị phải gửi: {outline.name_vi}",
        title_en=f"The figures that each kind of sender owes: {outline.name_en}",
        force=Force.GUIDANCE,
        kinds="narrative-report",
        history=asked_by(outline),
        applies=lambda subject: getattr(subject.data.outline, "key", None) == outline.key,
        needs=("sender", "figures"),
        none_is_known=KEPT,
        check=_check,
        messages={
            "given": (
                "đủ {required} số liệu ({sender})",
                "all {required} figures ({sender})",
            ),
            "absent": (
                "có {measured} trong {required} số liệu ({sender}); thiếu: {cells}",
                "{measured} of {required} figures ({sender}); missing: {cells}",
            ),
        },
        examples=(
            *(
                Example(outcome=Outcome.PASS, subject=_sent(outline, code, code), on=_ON)
                for code, _ in outline.senders
            ),
            Example(outcome=Outcome.FAIL, subject=_sent(outline, first, first, short=True), on=_ON),
            Example(
                outcome=Outcome.UNKNOWN,
                subject=_sent(outline, None, first),
                on=_ON,
                completions=(_sent(outline, first, first),),
            ),
        ),
    )


RULES = tuple(_rule_of(outline) for outline in outlines().values() if outline.senders)
