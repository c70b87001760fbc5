"""Uses the public surface as an application would; type checkers read it, pytest runs it.

Whatever is untyped or unknown to a strict checker here would be so in every application.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from vstbpn import (
    Absence,
    Bounds,
    Cell,
    Coverage,
    Deadline,
    Duty,
    Form,
    Indicator,
    InputError,
    Mode,
    Obligation,
    OverTime,
    Period,
    Problem,
    Reason,
    Report,
    Total,
    Totals,
    Tree,
    Unit,
    catalog,
    coverage,
    io,
    read_reports,
    roll_up,
)


def share_of_women(totals: Totals, unit: str, period: str) -> Decimal | None:
    """Work out a share where both figures are complete."""
    women, everyone = totals[unit, period, "members:F"], totals[unit, period, "members"]
    if women.value is None or not everyone.value or not everyone.is_complete:
        return None
    return Decimal(women.value) / Decimal(everyone.value)


def late(total: Total) -> list[str]:
    """Name the units whose figure is missing."""
    return [unit.name for unit in total.missing]


def owing(found: Coverage) -> list[str]:
    """Give the codes of the units that still owe a report."""
    duties: Sequence[Duty] = found.in_order(found.missing)
    return [duty.unit for duty in duties if found.rate is not None and found.rate < 1]


def run() -> dict[str, object]:
    """Define, report, add up, and write."""
    members = Indicator(
        code="members",
        name_vi="Số ủy viên",
        name_en="Members",
        measure="persons",
        over_time=OverTime.STOCK,
    )
    form = Form(code="committee", cells=[Cell("members"), Cell("members", "F")], indicators=[members])
    tree: Tree = catalog.gazetteer().on(date(2024, 6, 30)).subtree("24")
    units: Sequence[Unit] = tree.at_level("district")
    reports = [
        Report(unit=unit.code, form=form, period=Period(2024, "H1"), values=(15, 4), boundaries=tree.on)
        for unit in units[1:]
    ]
    reports.append(
        Report(
            unit=units[0].code,
            form=form,
            period=Period.parse("2024-H1"),
            values=[15, Absence.NOT_REPORTED],
        )
    )
    totals = roll_up(reports, tree, mode=Mode.AVAILABLE)
    women = totals["24", "2024-H1", "members:F"]
    bounds: Bounds | None = women.bounds
    reason: Reason | None = women.reason
    deadline = Deadline.parse("chậm nhất ngày 10/7/2024")
    owed = Obligation(form="committee", period=Period(2024, "H1"), level="district", deadline=deadline)
    collected: Coverage = coverage(reports[1:], [owed], tree, on=date(2024, 7, 11))
    assert owing(collected) == [units[1].code]
    try:
        problems: Sequence[Problem] = read_reports("there-is-no-such-file.csv").problems
    except InputError as error:
        problems = error.problems
    return {
        "share": share_of_women(totals, "24", "2024-H1"),
        "share of one": share_of_women(totals, units[1].code, "2024-H1"),
        "late": late(women),
        "low": None if bounds is None else bounds.low,
        "reason": reason,
        "problems": [problem.code for problem in problems],
        "json": io.totals_to_json(totals, levels=["province"])["format"],
    }
