"""The laws of adding up, to be asserted of any function that adds reports along a tree."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from attrs import evolve, frozen
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from vstbpn.model import Absence, Form, Indicator, OverTime, Period, Report, Scope, Tree, Unit
from vstbpn.testing.strategies import trees

__all__ = ["RollUp", "assert_roll_up_laws"]

_Found: TypeAlias = Mapping[tuple[str, str], int | Decimal | None]
RollUp: TypeAlias = Callable[[Sequence[Report], Tree, str], _Found]
"""A function from reports, their tree and the level that is expected to report to totals, by the codes of
unit and cell; no value, or no such key, where a total cannot be computed."""

_PERIOD = Period(2024, "H1")
_CASES = Indicator(code="cases", name_vi="Số vụ", measure="cases", over_time=OverTime.FLOW)
_VICTIMS = Indicator(code="victims", name_vi="Số nạn nhân", measure="persons", over_time=OverTime.FLOW)
_FORM = Form(code="form", cells=["cases", "victims", "victims:F"], indicators=[_CASES, _VICTIMS])
_CELLS = tuple(cell.code for cell in _FORM.cells)
_SHOWN = 3


@frozen
class _Case:
    """A tree, one complete report for each unit of one of its levels, and that level."""

    tree: Tree
    level: str
    reports: tuple[Report, ...]


@st.composite
def _cases(draw: DrawFn) -> _Case:
    tree = draw(trees(largest=7))
    level = draw(st.sampled_from(tree.levels[::-1]))
    found = []
    for unit in tree.at_level(level):
        women = draw(st.integers(0, 99))
        values = [draw(st.integers(0, 99)), women + draw(st.integers(0, 99)), women]
        found.append(Report(unit=unit.code, form=_FORM, period=_PERIOD, values=values, revision=2))
    return _Case(tree, level, tuple(found))


def assert_roll_up_laws(roll_up: RollUp, *, max_examples: int = 50) -> None:
    """Assert of a function that adds reports up that it keeps the laws of this library's own.

    A total is complete or it is none; of the reports of a unit the newest counts, once, whatever it takes
    back; a zero is a figure and an absence is none; what is consolidated is not added to its parts, and what
    nobody asked for not at all; order does not matter, nor does the way in which units are grouped.

    >>> import vstbpn
    >>> def mine(reports, tree, level):
    ...     totals = vstbpn.roll_up(reports, tree, reporting_level=level)
    ...     return {(total.unit.code, total.cell.code): total.value for total in totals.values()}
    >>> assert_roll_up_laws(mine, max_examples=5)

    :param roll_up: the function; it gets reports for one period on one form. The level that is to report
        may be any of the tree, and there may be units above it that have none of that level below them.
    :param max_examples: how many trees to try for each law.
    :raises TypeError: if the function returns anything but a mapping from the codes of unit and cell.
    :raises AssertionError: naming the first law that is broken, with the smallest example that Hypothesis
        finds.
    """

    def checked(reports: Sequence[Report], tree: Tree, level: str) -> _Found:
        found = roll_up(reports, tree, level)
        _check_kind(found)
        return found

    # Once without Hypothesis: what is no such mapping is no example to be made smaller.
    one = Unit(level="level-0", code="u0", name="Đơn vị 0")
    checked([Report(unit=one.code, form=_FORM, period=_PERIOD, values=(3, 2, 1))], Tree([one]), one.level)
    for law in _LAWS:
        _try(law, checked, max_examples)


def _check_kind(found: object) -> None:
    """Refuse what is no mapping with the right keys: every law would seem broken, and none would be."""
    expected = "expected a mapping from (unit code, cell code) to totals"
    if not isinstance(found, Mapping):
        raise TypeError(f"{expected}, got {type(found).__name__}: {found!r:.60}")
    strange = [key for key in found if not _is_key(key)]
    if strange:
        shown = ", ".join(f"{key!r:.80}" for key in strange[:_SHOWN])
        raise TypeError(f"{expected}, got {type(found).__name__} with keys such as {shown}")


def _is_key(key: object) -> bool:
    return isinstance(key, tuple) and len(key) == 2 and all(isinstance(code, str) for code in key)


def _try(law: _Law, roll_up: RollUp, max_examples: int) -> None:
    @settings(
        max_examples=max_examples,
        deadline=None,
        database=None,
        report_multiple_bugs=False,
        phases=[Phase.generate, Phase.shrink],
    )
    @given(_cases(), st.data())
    def keeps(case: _Case, data: st.DataObject) -> None:
        law(roll_up, case, data)

    keeps()


_Law: TypeAlias = Callable[[RollUp, _Case, st.DataObject], None]


def _expect(law: str, found: object, expected: object, what: object) -> None:
    if found != expected:
        raise AssertionError(f"{law}: expected {expected}, got {found} for {what}")


def _sums(case: _Case) -> dict[tuple[str, str], int]:
    """The totals by definition: what the units at and below each unit reported."""
    found: dict[tuple[str, str], int] = {}
    for report in case.reports:
        for unit in (case.tree[report.unit], *case.tree.ancestors(report.unit)):
            for cell, number in zip(_CELLS, report.numbers, strict=True):
                found[unit.code, cell] = found.get((unit.code, cell), 0) + number
    return found


def _compare(law: str, case: _Case, found: _Found) -> None:
    for key, expected in _sums(case).items():
        _expect(law, found.get(key), expected, key)


def _complete(roll_up: RollUp, case: _Case, _: st.DataObject) -> None:
    law = "with every report there, a total is the sum of the units at and below"
    _compare(law, case, roll_up(case.reports, case.tree, case.level))


def _order(roll_up: RollUp, case: _Case, data: st.DataObject) -> None:
    law = "the order of reports does not matter"
    _compare(law, case, roll_up(data.draw(st.permutations(case.reports)), case.tree, case.level))


def _grouping(roll_up: RollUp, case: _Case, data: st.DataObject) -> None:
    """Put one reporting unit below another parent of its depth."""
    law = "however units are grouped, the whole is the same"
    moved = data.draw(st.sampled_from(case.tree.at_level(case.level)))
    assume(moved.parent is not None)
    above = case.tree.parent(moved)
    assert above is not None
    other = data.draw(st.sampled_from(case.tree.at_level(above.level)))
    units = [evolve(unit, parent=other.code) if unit == moved else unit for unit in case.tree]
    _compare(law, evolve(case, tree=Tree(units)), roll_up(case.reports, Tree(units), case.level))


def _older(roll_up: RollUp, case: _Case, data: st.DataObject) -> None:
    law = "an older revision changes nothing"
    old = evolve(data.draw(st.sampled_from(case.reports)), values=(77, 77, 77), revision=1)
    for reports in ((old, *case.reports), (*case.reports, old)):
        _compare(law, case, roll_up(reports, case.tree, case.level))


def _newer(roll_up: RollUp, case: _Case, data: st.DataObject) -> None:
    law = "the newest revision counts"
    at = data.draw(st.integers(0, len(case.reports) - 1))
    new = evolve(case.reports[at], values=(55, 55, 5), revision=3)
    reports = (*case.reports[:at], new, *case.reports[at + 1 :])
    for given_ in ((new, *case.reports), (*case.reports, new)):
        _compare(law, evolve(case, reports=reports), roll_up(given_, case.tree, case.level))


def _repeated(roll_up: RollUp, case: _Case, data: st.DataObject) -> None:
    """Give an equal report that is another object, as two files with the same rows do."""
    law = "a report that is given twice counts once"
    again = evolve(data.draw(st.sampled_from(case.reports)))
    for reports in ((again, *case.reports), (*case.reports, again)):
        _compare(law, case, roll_up(reports, case.tree, case.level))


def _missing(roll_up: RollUp, case: _Case, data: st.DataObject) -> None:
    law = "while an expected unit is missing, the totals above it have no value"
    gone = data.draw(st.sampled_from(case.reports))
    found = roll_up([report for report in case.reports if report != gone], case.tree, case.level)
    _without(law, case, gone, found, _CELLS)


def _taken_back(roll_up: RollUp, case: _Case, data: st.DataObject) -> None:
    law = "a figure that is absent in the newest revision does not fall back to the older one"
    absence = data.draw(
        st.sampled_from([Absence.NOT_REPORTED, Absence.WITHDRAWN, Absence.SUPPRESSED]), label="absence"
    )
    old = data.draw(st.sampled_from(case.reports))
    new = evolve(old, values=(absence, *old.values[1:]), revision=3)
    found = roll_up((*case.reports, new), case.tree, case.level)
    _without(law, case, old, found, _CELLS[:1])


def _without(law: str, case: _Case, gone: Report, found: _Found, cells: Sequence[str]) -> None:
    """Compare totals of which one report is not a part: nothing above it, everything elsewhere."""
    above = {gone.unit, *(unit.code for unit in case.tree.ancestors(gone.unit))}
    for (unit, cell), expected in _sums(case).items():
        is_gone = unit in above and cell in cells
        _expect(law, found.get((unit, cell)), None if is_gone else expected, (unit, cell))


def _nothing_to_count(roll_up: RollUp, case: _Case, data: st.DataObject) -> None:
    law = "what does not apply adds nothing and takes nothing away"
    at = data.draw(st.integers(0, len(case.reports) - 1))
    absence = data.draw(st.sampled_from([Absence.NOT_APPLICABLE, Absence.NOT_EXPECTED]), label="absence")
    old = case.reports[at]
    assume(case.tree[old.unit].parent is not None)
    zero = evolve(old, values=(0, *old.values[1:]))
    others = (*case.reports[:at], *case.reports[at + 1 :])
    sums = _sums(evolve(case, reports=(*others, zero)))
    found = roll_up((*others, evolve(old, values=(absence, *old.values[1:]))), case.tree, case.level)
    beside = {
        unit.code for report in others for unit in (case.tree[report.unit], *case.tree.ancestors(report.unit))
    }
    for (unit, cell), expected in sums.items():
        if unit in beside:
            _expect(law, found.get((unit, cell)), expected, (unit, cell))


def _consolidated(roll_up: RollUp, case: _Case, data: st.DataObject) -> None:
    law = "a consolidated figure is never added to its parts"
    unit = data.draw(st.sampled_from(case.tree.units))
    whole = Report(unit=unit.code, form=_FORM, period=_PERIOD, values=(500, 500, 500), scope=Scope.SUBTREE)
    _compare(law, case, roll_up((whole, *case.reports), case.tree, case.level))


def _not_expected(roll_up: RollUp, case: _Case, data: st.DataObject) -> None:
    law = "a unit that is not expected changes nothing"
    depths = {unit.code: case.tree.depth(unit.code) for unit in case.tree}
    expected = depths[case.reports[0].unit]
    above = [code for code, depth in depths.items() if depth < expected]
    at_or_below = [code for code, depth in depths.items() if depth >= expected]
    far_above = [code for code, depth in depths.items() if depth < expected - 1]
    # A unit above reports; then one that hangs below the expected; then one beside, with none of them below.
    for place in (above, at_or_below, far_above):
        if not place:
            continue
        code, tree = data.draw(st.sampled_from(place)), case.tree
        if place is not above:
            hung = Unit(level=f"level-{depths[code] + 1}", code="stray", name="Đơn vị", parent=code)
            code, tree = hung.code, Tree([*tree, hung])
        stray = Report(unit=code, form=_FORM, period=_PERIOD, values=(500, 500, 500))
        _compare(law, case, roll_up((*case.reports, stray), tree, case.level))


_LAWS: tuple[_Law, ...] = (
    _complete,
    _order,
    _grouping,
    _older,
    _newer,
    _repeated,
    _missing,
    _taken_back,
    _nothing_to_count,
    _consolidated,
    _not_expected,
)
