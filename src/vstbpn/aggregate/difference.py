"""What changed between two totals, and the reports behind it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TypeAlias

from attrs import frozen

from vstbpn.model import Cell, Figures, Form, Period, Report, Said, Total, Totals, Unit, said_of

__all__ = ["Difference", "difference"]

_Change: TypeAlias = tuple[Report | None, Report | None]
_Key: TypeAlias = tuple[str, Period, Cell]


@frozen(kw_only=True)
class Difference:
    """One total that is not what it was.

    ``before`` or ``after`` is ``None`` where there was no such total. ``reports`` are those behind the
    change, in pairs: as it was and as it is, ``None`` for one that was not there.
    """

    unit: Unit
    period: Period
    cell: Cell
    before: Total | None
    after: Total | None
    reports: tuple[tuple[Report | None, Report | None], ...]


def difference(before: Totals, after: Totals) -> tuple[Difference, ...]:
    """Tell which totals have changed, and which reports have changed them.

    >>> from vstbpn import Form, Indicator, OverTime, Tree, roll_up
    >>> cases = Indicator(code="cases", name_vi="Số vụ", measure="cases", over_time=OverTime.FLOW)
    >>> form = Form(code="form", cells=["cases"], indicators=[cases])
    >>> tree = Tree([Unit(level="province", code="24", name="Tỉnh Bắc Giang"),
    ...              Unit(level="district", code="213", name="Thành phố Bắc Giang", parent="24")])
    >>> june = roll_up([Report(unit="213", form=form, period=Period(2024), values=[7])], tree)
    >>> july = june.revised(Report(unit="213", form=form, period=Period(2024), values=[8], revision=2))
    >>> for found in difference(june, july):
    ...     print(found.unit.name, found.before.value, found.after.value, found.reports[0][1].revision)
    Tỉnh Bắc Giang 7 8 2
    Thành phố Bắc Giang 7 8 2

    :param before: totals of any kind: of a roll-up, known at an earlier day, or restated.
    :param after: totals of the same kind on the same map.
    :returns: in the order of the tree of ``after``; what was and is no more comes last.
    """
    behind: dict[_Key, list[_Change]] = {}
    is_known = before.mode is after.mode
    for old, new, form in _side_by_side(before, after):
        is_known = is_known and old is not None and new is not None and old.adds_like(new)
        for one, units in _changes(old, new, form):
            for cell in _touched(one, old, new):
                for unit in units:
                    behind.setdefault((unit, _period(one), cell), []).append(one)
    if not is_known:  # who is expected has changed too, or the mode: any total may have
        for unit_, period, cell in (*after, *before):
            behind.setdefault((unit_.code, period, cell), [])
    codes = dict.fromkeys(unit.code for unit in (*after.tree, *before.tree))
    order = {code: place for place, code in enumerate(codes)}
    found = []
    for key in sorted(behind, key=lambda key: (order[key[0]], key[1].start, key[1].code, key[2])):
        was, is_ = before.get(key), after.get(key)
        if was != is_:
            unit_ = after.tree.by_code.get(key[0]) or before.tree[key[0]]
            found.append(
                Difference(
                    unit=unit_, period=key[1], cell=key[2], before=was, after=is_, reports=tuple(behind[key])
                )
            )
    return tuple(found)


def _side_by_side(before: Totals, after: Totals) -> Iterator[tuple[Figures | None, Figures | None, Form]]:
    """Give for each period and form the figures, before and after, that hold the reports on it."""
    for period in dict.fromkeys((*before.periods, *after.periods)):
        sides = [[found for found in totals.figures if found.period == period] for totals in (before, after)]
        for form in dict.fromkeys(form for side in sides for found in side for form in _forms(found)):
            old, new = (next((found for found in side if found.takes(form)), None) for side in sides)
            yield old, new, form


def _forms(figures: Figures) -> Iterable[Form]:
    return dict.fromkeys((*figures.said, *(figures.said_for_all or {})))


def _changes(
    old: Figures | None, new: Figures | None, form: Form
) -> Iterator[tuple[_Change, Collection[str]]]:
    """Give the reports on a form that differ, each with the units whose totals they are a part of."""
    for side in (_own, _for_all):
        was, is_ = side(old).get(form, {}), side(new).get(form, {})
        for code in dict.fromkeys((*was, *is_)):
            one = was.get(code), is_.get(code)
            if one[0] is not one[1] and one[0] != one[1]:
                there = [found for found, report in zip((old, new), one, strict=True) if found and report]
                yield one, {unit for found in there for unit in found.reached(code)}


def _touched(change: _Change, old: Figures | None, new: Figures | None) -> Iterable[Cell]:
    """Give the cells that a change may have changed: its own, and on joined forms those made of them."""
    cells = list(_changed_cells(change))
    joined = [found for found in (old, new) if found is not None and len(list(_forms(found))) > 1]
    above = [cell for found in joined for cell in found.form.cells if any(c.refines(cell) for c in cells)]
    below = [cell for found in joined for cell in found.form.cells if any(cell.refines(c) for c in cells)]
    return dict.fromkeys((*cells, *above, *below))


def _own(figures: Figures | None) -> Said:
    return {} if figures is None else figures.said


def _for_all(figures: Figures | None) -> Said:
    return {} if figures is None else figures.said_for_all or {}


def _period(change: _Change) -> Period:
    report = change[0] or change[1]
    assert report is not None
    return report.period


def _changed_cells(change: _Change) -> Iterator[Cell]:
    for cell in dict.fromkeys(cell for report in change if report for cell in report.form.cells):
        if said_of(change[0], cell) != said_of(change[1], cell):
            yield cell
