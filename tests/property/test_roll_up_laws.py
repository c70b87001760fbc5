"""The laws of adding up, as properties; each test quotes the law that it proves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve, frozen
from hypothesis import event, given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from vstbpn import (
    Absence,
    Bounds,
    Cell,
    Form,
    Mode,
    Reason,
    Report,
    ReportConflict,
    Scope,
    Totals,
    Tree,
    Unit,
    roll_up,
    testing,
)
from vstbpn.model import exact


@frozen
class Case:
    """A tree, reports of one level on one form for one period, and that level."""

    tree: Tree
    form: Form
    reports: list[Report]
    level: str

    def totals(
        self, reports: Iterable[Report] | None = None, mode: Mode = Mode.COMPLETE, tree: Tree | None = None
    ) -> Totals:
        found = self.reports if reports is None else list(reports)
        return roll_up(found, tree or self.tree, mode=mode, reporting_level=self.level)

    def expected(self, unit: str) -> list[str]:
        """The expected units at and below a unit, by definition and not by the plan."""
        below = [self.tree[unit], *self.tree.descendants(unit)]
        return [found.code for found in below if found.level == self.level]

    def newest(self, unit: str) -> Report | None:
        return max((r for r in self.reports if r.unit == unit), key=lambda r: r.revision, default=None)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    tree, form = draw(testing.trees()), draw(testing.forms())
    level = draw(st.sampled_from(tree.levels))
    return Case(tree, form, draw(testing.reports(tree, form, levels=[level])), level)


def rows(totals: Iterable[object]) -> Iterator[object]:
    for key in totals:
        yield totals[key]  # type: ignore[index]


@given(cases(), st.sampled_from(Mode))
def test_every_total_is_what_its_definition_says(case: Case, mode: Mode) -> None:
    """A total is the sum of the newest figures of the expected units at and below."""
    totals = case.totals(mode=mode)
    event(f"{len(totals) > 0} totals")
    for unit, period, cell in totals:
        place = case.form.place(cell)
        indicator = case.form.by_cell[place]
        said = {code: case.newest(code) for code in case.expected(unit.code)}
        values = {
            code: report.values[place] if report else Absence.NOT_REPORTED for code, report in said.items()
        }
        numbers = [value for value in values.values() if not isinstance(value, Absence)]
        known = sum(known_of(report, place) for report in said.values() if report)
        owed = {code: value for code, value in values.items() if value is not Absence.NOT_EXPECTED}
        missing = {c for c, v in owed.items() if v in (Absence.NOT_REPORTED, Absence.WITHDRAWN)}
        total = totals[unit, period, cell]
        assert {found.code for found in total.missing} == missing
        assert total.expected == len(owed)
        assert total.reported == len(owed) - len(missing)
        hidden = Absence.SUPPRESSED in owed.values()
        whole = bool(numbers) and not missing and not hidden
        if whole or (mode is Mode.AVAILABLE and (numbers or known) and (missing or hidden)):
            assert total.value is not None
            assert Fraction(total.value) == known
            assert total.reason is (None if whole else Reason.INCOMPLETE)
        else:
            assert total.value is None
            assert total.reason is (
                Reason.MISSING
                if missing
                else Reason.SUPPRESSED
                if hidden
                else Reason.NOT_APPLICABLE
                if owed
                else Reason.NOT_EXPECTED
            )
        bounded = total.reason is Reason.INCOMPLETE and indicator.minimum is not None
        assert total.bounds == (Bounds(total.value, None) if bounded else None)
        marks = [
            r for r in said.values() if r and (not isinstance(r.values[place], Absence) or known_of(r, place))
        ]
        assert total.provisional == any(r.preliminary or cell in r.provisional for r in marks)
        assert total.estimated == any(cell in r.estimated for r in marks)


def known_of(report: Report, place: int) -> Fraction:
    """What a report tells of a figure: the figure, or what the known parts of a total add up to."""
    value = report.values[place]
    if not isinstance(value, Absence):
        return Fraction(value)
    if value in (Absence.NOT_APPLICABLE, Absence.NOT_EXPECTED):
        return Fraction(0)
    sums = [
        sum((known_of(report, part) for part in parts), Fraction(0))
        for total, parts in report.form.sums
        if total == place
    ]
    return max(sums, key=abs, default=Fraction(0))


@st.composite
def open_totals(draw: st.DrawFn) -> Case:
    """Reports on women, men and those whose sex is not recorded, all of which leave the total open."""
    tree, figure = draw(testing.trees()), draw(testing.indicators())
    sexes = draw(st.sampled_from([("F", "M"), ("F", "M", "_U")]))
    form = Form(
        code="form", cells=[Cell("figure"), *(Cell("figure", sex) for sex in sexes)], indicators=[figure]
    )
    level = draw(st.sampled_from(tree.levels))
    found = [
        evolve(report, values=[None, *report.values[1:]], provisional=(), estimated=())
        for report in draw(testing.reports(tree, form, levels=[level]))
    ]
    return Case(tree, form, found, level)


@given(open_totals(), st.sampled_from(Mode))
def test_the_total_is_women_and_men_and_those_of_unknown_sex(case: Case, mode: Mode) -> None:
    """_T = F + M + _U, at every level, also where something is missing or suppressed."""
    totals = case.totals(mode=mode)
    for unit, period, cell in totals:
        if cell != Cell("figure"):
            continue
        parts = [totals[unit, period, other] for other in case.form.cells[1:]]
        whole = totals[unit, period, cell]
        if whole.value is not None or mode is Mode.AVAILABLE:
            assert Fraction(whole.value or 0) == sum(Fraction(part.value or 0) for part in parts)
        if whole.is_complete:
            assert not any(part.missing or part.suppressed for part in parts)


@given(cases(), st.data())
def test_it_does_not_matter_on_how_many_forms_the_figures_stand(case: Case, data: DataObject) -> None:
    """Figures meet by indicator and breakdown, whatever form they stand on."""
    size = len(case.form.cells)
    first = data.draw(st.integers(1, size))
    second = data.draw(st.integers(0, first - 1))
    parts = [
        Form(
            code=f"part {n}".replace(" ", "-"),
            cells=cells,
            indicators=case.form.indicators,
            partitions=case.form.partitions,
        )
        for n, cells in enumerate((case.form.cells[:first], case.form.cells[second:]))
    ]
    split = []
    for report in case.reports:
        for part in parts:
            marks: dict[str, Any] = {
                name: [cell for cell in getattr(report, name) if cell in part]
                for name in ("provisional", "estimated")
            }
            values = [report[cell] for cell in part.cells]
            split.append(evolve(report, form=part, values=values, **marks))
    for mode in Mode:
        before, after = case.totals(mode=mode), case.totals(split, mode=mode)
        assert set(before) == set(after)
        assert all(before[key] == after[key] for key in before)


@given(cases(), st.data())
def test_series_of_two_methods_stay_two(case: Case, data: DataObject) -> None:
    """One report for each combination of method, and series of two methods stay two."""
    other = data.draw(
        testing.reports(
            case.tree, case.form, levels=[case.level], period=case.reports[0].period if case.reports else None
        )
    )
    survey = [evolve(report, method="survey") for report in other]
    if case.reports and survey:
        with pytest.raises(ReportConflict, match="by several methods"):
            case.totals([*case.reports, *survey])
    for method, series in (("", case.reports), ("survey", survey)):
        chosen = roll_up([*case.reports, *survey], case.tree, reporting_level=case.level, method=method)
        assert list(rows(chosen)) == list(rows(case.totals(series)))


@given(cases(), st.randoms(use_true_random=False))
def test_order_of_units_rows_and_revisions_does_not_matter(case: Case, chance: object) -> None:
    """Order of units, rows and revisions does not matter."""
    shuffled, units = list(case.reports), list(case.tree.units)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    chance.shuffle(units)  # type: ignore[attr-defined]
    again = case.totals(shuffled, tree=Tree(units))
    assert list(rows(again)) == list(rows(case.totals()))


@given(cases())
def test_missing_and_reported_are_the_expected(case: Case) -> None:
    """Missing + reported = expected."""
    for total in rows(case.totals()):
        assert total.reported + len(total.missing) == total.expected  # type: ignore[attr-defined]


@given(cases(), st.data())
def test_a_unit_that_is_not_expected_changes_nothing(case: Case, data: DataObject) -> None:
    """A unit that is not expected changes nothing: it is listed and that is all."""
    others = [unit for unit in case.tree if unit.level != case.level]
    if not others or not case.reports:
        return
    stranger = data.draw(st.sampled_from(others))
    values = [data.draw(testing.values(indicator)) for indicator in case.form.by_cell]
    extra = evolve(case.reports[0], unit=stranger.code, values=values, provisional=(), estimated=())
    before, after = case.totals(mode=Mode.AVAILABLE), case.totals([*case.reports, extra], mode=Mode.AVAILABLE)
    assert list(before) == list(after)
    for key in before:
        assert evolve(after[key], unexpected=()) == before[key]
        below = stranger in (key[0], *case.tree.descendants(key[0]))
        seen = below and extra[key[2]] is not Absence.NOT_REPORTED
        assert after[key].unexpected == ((stranger,) if seen else ())
    assert after.unexpected == (extra,)


@given(cases())
def test_a_reported_zero_changes_coverage_and_no_sum(case: Case) -> None:
    """A reported zero changes coverage and no sum."""
    silent = [unit for unit in case.expected(case.tree.roots[0].code) if case.newest(unit) is None]
    if not silent or not case.reports:
        return
    zero = evolve(
        case.reports[0],
        unit=silent[0],
        values=[0] * len(case.form.cells),
        provisional=(),
        estimated=(),
        preliminary=False,
    )
    before = case.totals(mode=Mode.AVAILABLE)
    after = case.totals([*case.reports, zero], mode=Mode.AVAILABLE)
    path = {silent[0], *(unit.code for unit in case.tree.ancestors(silent[0]))}
    for key in before:
        old, new = before[key], after[key]
        touched = key[0].code in path
        assert new.value == ((old.value or 0) if touched else old.value)
        assert new.reported == old.reported + touched
        assert new.expected == old.expected


@given(cases(), st.data())
def test_any_grouping_gives_the_same_total(case: Case, data: DataObject) -> None:
    """Any grouping gives the same total: only which units stand below matters, not how they are grouped."""
    root = case.tree.roots[0].code
    expected = [case.tree[code] for code in case.expected(root)]
    if [unit.code for unit in expected] == [root]:
        return
    groups = data.draw(st.lists(st.integers(0, 2), min_size=len(expected), max_size=len(expected)))
    regrouped = Tree(
        [
            Unit(level="top", code=root, name=root),
            *(Unit(level="group", code=f"group {n}", name="", parent=root) for n in range(3)),
            *(evolve(unit, parent=f"group {n}") for unit, n in zip(expected, groups, strict=True)),
        ]
    )
    for mode in Mode:
        before, after = case.totals(mode=mode), case.totals(mode=mode, tree=regrouped)
        for cell in before.cells:
            for period in before.periods:
                old, new = before[root, period, cell], after[root, period, cell]
                assert (new.value, new.reason, new.reported, new.expected) == (
                    old.value,
                    old.reason,
                    old.reported,
                    old.expected,
                )
                assert {unit.code for unit in new.missing} == {unit.code for unit in old.missing}


@given(cases())
def test_totals_of_the_children_add_up_to_the_parent(case: Case) -> None:
    """Partial totals add up to the whole, in every count and at every level."""
    totals = case.totals(mode=Mode.AVAILABLE)
    for unit, period, cell in totals:
        parts = [
            totals[child, period, cell]
            for child in case.tree.children(unit)
            if (child, period, cell) in totals
        ]
        if not parts or unit.level == case.level:
            continue
        whole = totals[unit, period, cell]
        assert Fraction(whole.value or 0) == sum(Fraction(part.value or 0) for part in parts)
        assert (whole.reported, whole.expected) == (
            sum(part.reported for part in parts),
            sum(part.expected for part in parts),
        )


@given(cases())
def test_complete_and_available_agree_wherever_complete_has_a_value(case: Case) -> None:
    """A complete total is the same in both modes."""
    complete = case.totals()
    available = complete.in_mode(Mode.AVAILABLE)
    for key in complete:
        if complete[key].value is not None:
            assert available[key] == complete[key]


@given(cases())
def test_consolidated_figures_are_never_added_to_their_parts(case: Case) -> None:
    """A consolidated figure is never added to its parts."""
    consolidated = [evolve(report, scope=Scope.SUBTREE) for report in case.reports]
    totals = case.totals([*case.reports, *consolidated])
    assert list(rows(totals)) == list(rows(case.totals()))
    assert {r.unit for r in totals.declared} == {r.unit for r in case.reports}


@given(st.integers(-(10**30), 10**30), st.integers(0, 9))
def test_scaled_numbers_are_exact(number: int, decimals: int) -> None:
    """Values are exact."""
    assert Fraction(exact(number, decimals)) == Fraction(number, 10**decimals)
