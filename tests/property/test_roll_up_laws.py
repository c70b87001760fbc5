"""The laws of adding up, as properties; each test quotes the law that it proves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import evolve, frozen
from hypothesis import event, given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from vstbpn import Absence, Form, Mode, Reason, Report, Scope, Tree, Unit, roll_up, testing
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
    ):  # type: ignore[no-untyped-def]
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
        owed = {code: value for code, value in values.items() if value is not Absence.NOT_EXPECTED}
        missing = {c for c, v in owed.items() if v in (Absence.NOT_REPORTED, Absence.WITHDRAWN)}
        total = totals[unit, period, cell]
        assert {found.code for found in total.missing} == missing
        assert total.expected == len(owed)
        assert total.reported == len(owed) - len(missing)
        hidden = Absence.SUPPRESSED in owed.values()
        whole = bool(numbers) and not missing and not hidden
        if whole or (mode is Mode.AVAILABLE and numbers):
            assert total.value is not None
            assert Fraction(total.value) == sum(map(Fraction, numbers))
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
        assert total.bounds is None or total.bounds.low == total.value + (indicator.minimum or 0) * len(
            missing
        )
        marks = [report for report in said.values() if report]
        assert total.provisional == any(r.preliminary or cell in r.provisional for r in marks)
        assert total.estimated == any(cell in r.estimated for r in marks)


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
        seen = stranger in (key[0], *case.tree.descendants(key[0]))
        assert after[key].unexpected == ((stranger,) if seen else ())


@given(cases())
def test_a_reported_zero_changes_coverage_and_no_sum(case: Case) -> None:
    """A reported zero changes coverage and no sum."""
    silent = [unit for unit in case.expected(case.tree.roots[0].code) if case.newest(unit) is None]
    if not silent or not case.reports or any(i.minimum not in (0, None) for i in case.form.by_cell):
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
        assert (new.value or 0) == (old.value or 0)
        touched = key[0].code in path
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
