"""Comparing consolidated figures with the sums of their parts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import Enum

from attrs import evolve, frozen

from vstbpn.model import Absence, Block, Bounds, Cell, Mode, Period, Reason, Report, Total, Totals, Unit

__all__ = ["Reconciled", "Reconciliation", "reconcile"]


class Reconciled(Enum):
    """What comparing a consolidated figure with its parts has shown."""

    HOLDS = "holds"
    """It is the sum of its parts; of distinct persons: it is one that they may be."""
    FAILS = "fails"
    """It is not, whatever is still missing."""
    CANNOT_TELL = "cannot-tell"
    """Parts are missing or kept back, or there are none of its method to compare with."""


@frozen(kw_only=True)
class Reconciliation:
    """One consolidated figure beside the sum of its parts.

    ``declared`` is the consolidated figure, ``total`` what the parts add up to, in mode ``COMPLETE``: over
    all units that are expected, and not only over those that reported; ``None`` where nothing is expected.
    ``difference`` is the declared figure less the sum where it fails: exact, or the least that it is off by.
    """

    unit: Unit
    period: Period
    cell: Cell
    report: Report
    declared: int | Decimal
    total: Total | None
    outcome: Reconciled
    difference: int | Decimal | None

    @property
    def missing(self) -> tuple[Unit, ...]:
        """The expected units without which nothing can be told."""
        return () if self.total is None else (*self.total.missing, *self.total.suppressed)


def reconcile(totals: Totals) -> tuple[Reconciliation, ...]:
    """Check every consolidated figure (scope ``SUBTREE``) against the sum of its parts, cell by cell.

    A figure that is only a part of the others' sum proves nothing: what is expected and missing makes the
    answer ``CANNOT_TELL``, unless what is there is already too much. Figures that are absent are left out.

    >>> from vstbpn import Form, Indicator, OverTime, Scope, Tree, roll_up
    >>> cases = Indicator(code="cases", name_vi="Số vụ", measure="cases", over_time=OverTime.FLOW)
    >>> form = Form(code="form", cells=["cases"], indicators=[cases])
    >>> tree = Tree([Unit(level="province", code="24", name="Tỉnh Bắc Giang"),
    ...              Unit(level="district", code="213", name="Thành phố Bắc Giang", parent="24")])
    >>> reports = [Report(unit="213", form=form, period=Period(2024), values=[7]),
    ...            Report(unit="24", form=form, period=Period(2024), values=[9], scope=Scope.SUBTREE)]
    >>> for found in reconcile(roll_up(reports, tree)):
    ...     print(found.unit.name, found.declared, found.total.value, found.outcome.value, found.difference)
    Tỉnh Bắc Giang 9 7 fails 2
    """
    figures = [
        evolve(found, declared={}) if isinstance(found, Block) and found.declared else found
        for found in totals.figures
    ]
    sums = Totals(totals.tree, Mode.COMPLETE, figures, totals.declared, totals.maps)
    return tuple(found for report in sums.declared for found in _compared(sums, report))


def _compared(sums: Totals, report: Report) -> Iterator[Reconciliation]:
    unit, known = sums.unit_of(report), sums.in_mode(Mode.AVAILABLE)
    for cell, value in zip(report.form.cells, report.values, strict=True):
        if isinstance(value, Absence):
            continue
        key = unit, report.period, cell
        total = sums.get(key)
        outcome, difference = (
            (Reconciled.CANNOT_TELL, None)
            if total is None or not sums.is_of_series(report, cell)
            else _judged(value, total, known[key])
        )
        yield Reconciliation(
            unit=unit,
            period=report.period,
            cell=cell,
            report=report,
            declared=value,
            total=total,
            outcome=outcome,
            difference=difference,
        )


def _judged(declared: int | Decimal, total: Total, known: Total) -> tuple[Reconciled, int | Decimal | None]:
    """Compare with the least and the most that the parts can add up to."""
    bounds = total.bounds or known.bounds or Bounds(None, None)
    if total.value is not None:
        bounds = Bounds(total.value, total.value)
    elif total.reason is Reason.NOT_APPLICABLE:
        bounds = Bounds(0, 0)  # every part says that there is nothing to count
    if bounds.low is not None and declared < bounds.low:
        return Reconciled.FAILS, declared - bounds.low
    if bounds.high is not None and declared > bounds.high:
        return Reconciled.FAILS, declared - bounds.high
    is_sure = bounds.low is not None and bounds.low == bounds.high
    is_possible = total.reason is Reason.NOT_ADDITIVE and bounds.high is not None
    return (Reconciled.HOLDS if is_sure or is_possible else Reconciled.CANNOT_TELL), None
