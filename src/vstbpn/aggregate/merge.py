"""Putting partial totals together."""

from __future__ import annotations

from functools import reduce

from vstbpn.errors import LevelError, ReportConflict
from vstbpn.model import Block, Figures, Totals, check_one_method, format_date

__all__ = ["merge"]


def merge(one: Totals, other: Totals) -> Totals:
    """Put the totals of two sets of reports together: equal to a roll-up of all of them.

    In any order and any grouping; where the sets overlap (two reports of one unit, form, period and scope)
    they are refused. So each process, or each machine, may add up what it has.

    >>> from vstbpn import Form, Indicator, OverTime, Period, Report, Tree, Unit, roll_up
    >>> cases = Indicator(code="cases", name_vi="Số vụ", measure="cases", over_time=OverTime.FLOW)
    >>> form = Form(code="form", cells=["cases"], indicators=[cases])
    >>> tree = Tree([Unit(level="province", code="24", name="Tỉnh Bắc Giang"),
    ...              Unit(level="district", code="213", name="Thành phố Bắc Giang", parent="24"),
    ...              Unit(level="district", code="215", name="Huyện Yên Thế", parent="24")])
    >>> parts = [roll_up([Report(unit=unit, form=form, period=Period(2024), values=[7])], tree)
    ...          for unit in ("213", "215")]
    >>> [part["24", "2024", "cases"].value for part in parts], merge(*parts)["24", "2024", "cases"].value
    ([None, None], 14)

    :raises ReportConflict: if the two overlap, or contradict each other.
    :raises LevelError: if other units were expected to report for one than for the other.
    :raises ValueError: if the trees, the modes or the days as of which they stood differ, or one is restated.
    """
    if one.tree is not other.tree and one.tree.units != other.tree.units:
        raise ValueError("expected totals along one and the same tree")
    if one.mode is not other.mode:
        raise ValueError(f"expected totals of one mode, got {one.mode.value} and {other.mode.value}")
    if one.known_at != other.known_at:
        days = ["now" if day is None else format_date(day) for day in (one.known_at, other.known_at)]
        raise ValueError(f"expected totals as they stood on one day, got {' and '.join(days)}")
    if len({_block(found).prefers_declared for found in (*one.figures, *other.figures)}) > 1:
        raise ValueError("one was rolled up with prefer='declared', and the other was not")
    _check_declared(one, other)
    joined = [_block(found) for found in one.figures]
    for found in map(_block, other.figures):
        fitting = [block for block in joined if _meet(block, found)]
        joined = [block for block in joined if not _meet(block, found)]
        joined.append(reduce(_joined, fitting, found))
    declared = (*one.declared, *other.declared)
    return Totals(one.tree, one.mode, joined, declared, known_at=one.known_at)


def _block(figures: Figures) -> Block:
    if not isinstance(figures, Block):
        raise ValueError("restated totals are not merged; merge what they were made of, and restate that")
    return figures


def _check_declared(one: Totals, other: Totals) -> None:
    known = {(report.unit, report.form, report.period, report.method) for report in one.declared}
    for report in other.declared:
        if (report.unit, report.form, report.period, report.method) in known:
            raise ReportConflict(
                f"form {report.form.code!r}, {report.period}: both have a consolidated report of "
                f"{report.unit!r}; what overlaps cannot be merged"
            )


def _meet(one: Block, other: Block) -> bool:
    return one.period == other.period and not set(one.form.cells).isdisjoint(other.form.cells)


def _joined(one: Block, other: Block) -> Block:
    """Put two blocks together whose figures meet."""
    about = f"form {one.form.code!r}, {one.period}"
    check_one_method(about, one.methods | other.methods)
    if one.plan.expected != other.plan.expected:
        raise LevelError(
            f"{about}: other units were expected to report for one than for the other; say reporting_level "
            "for both"
        )
    return other.merged(one) if other.plan.is_told else one.merged(other)
