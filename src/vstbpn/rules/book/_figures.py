"""What the rules on figures share: reports to show them with, and how cells are named."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from vstbpn.model import Absence, Cell, Form, Indicator, OverTime, Period, Report, Subject
from vstbpn.rules.figures import ReportFigures

__all__ = ["FORM", "KEPT", "asked", "codes", "reported"]

KEPT: Final = ("sex", "minimum", "checked_on", "received_on", "sent_on", "boundaries", "observed_on")
"""What of a report and its form is None without being a gap of its figures."""

_CASES: Final = Indicator(code="cases", name_vi="Số vụ", measure="cases", over_time=OverTime.FLOW)
_MEMBERS: Final = Indicator(code="members", name_vi="Số ủy viên", measure="persons", over_time=OverTime.STOCK)
FORM: Final = Form(
    code="shown",
    cells=["members", "members:F", "members:M", "cases"],
    indicators=[_CASES, _MEMBERS],
)
"""A form of members, by sex, and of cases."""


def reported(
    *values: int | Decimal | Absence | None, unit: str = "213", period: str = "2024", **header: Any
) -> Report:
    """Make a report on that form; figures that are not given are not reported."""
    filled = [Absence.NOT_REPORTED if value is None else value for value in values]
    filled += [Absence.NOT_REPORTED] * (len(FORM.cells) - len(filled))
    return Report(unit=unit, form=FORM, period=Period.parse(period), values=tuple(filled), **header)


def asked(report: Report, **beside: Any) -> Subject[ReportFigures]:
    """Make the subject of a report to show a rule with."""
    data = ReportFigures(report=report, **beside)
    return Subject(kind="report-figures", id=report.unit, data=data, on=date(2024, 12, 31))


def codes(cells: Iterable[Cell]) -> tuple[str, ...]:
    """Give the codes of cells, each once, to name what is missing."""
    return tuple(dict.fromkeys(cell.code for cell in cells))
