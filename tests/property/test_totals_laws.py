"""The laws of totals that are revised, merged, compared, divided and explained; each quotes what it proves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve, frozen
from hypothesis import event, given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from vstbpn import (
    Absence,
    Form,
    Indicator,
    Mode,
    OverTime,
    OverUnits,
    Period,
    Reason,
    Reconciled,
    Report,
    ReportConflict,
    Scope,
    Totals,
    Tree,
    difference,
    merge,
    ratio,
    reconcile,
    restate,
    roll_up,
    testing,
)
from vstbpn.aggregate.ratio import _pair_of_parts, _pair_of_sums, _side
from vstbpn.catalog import Gazetteer
from vstbpn.model import Block, Figures, Part
from vstbpn.testing.maps import FIRST_DAY, TURNS

ALWAYS = date(2100, 1, 1)


@frozen
class Case:
    """A tree, own and consolidated reports on one form, the levels that are to report, and the options."""

    tree: Tree
    form: Form
    own: tuple[Report, ...]
    consolidated: tuple[Report, ...]
    options: dict[str, Any]

    @property
    def reports(self) -> tuple[Report, ...]:
        return (*self.own, *self.consolidated)

    def totals(self, reports: Iterable[Report] | None = None, **more: Any) -> Totals:
        found = self.reports if reports is None else reports
        return roll_up(found, self.tree, **{**self.options, **more})


@st.composite
def cases(draw: st.DrawFn, *, prefer: bool | None = None, distinct: bool = True) -> Case:
    """Draw reports of one or two levels, some not asked for, and consolidated figures anywhere."""
    tree, form = draw(testing.trees(6)), draw(testing.forms(largest=2))
    if distinct and draw(st.booleans()):
        first, *others = form.indicators
        form = evolve(form, indicators=[evolve(first, over_units=OverUnits.DISTINCT), *others])
    period = draw(testing.periods())
    levels = draw(st.sets(st.sampled_from(tree.levels), min_size=1, max_size=2))
    strangers = draw(st.sets(st.sampled_from(tree.levels), max_size=1))
    own = draw(testing.reports(tree, form, levels=sorted(levels | strangers), period=period, revisions=2))
    options: dict[str, Any] = {"reporting_level": levels, "mode": draw(st.sampled_from(Mode))}
    if prefer or (prefer is None and draw(st.booleans())):
        options["prefer"] = "declared"
    upper = sorted(draw(st.sets(st.sampled_from(tree.levels), min_size="prefer" in options, max_size=2)))
    drawn = draw(testing.reports(tree, form, levels=upper, period=period, revisions=2)) if upper else []
    consolidated = [evolve(report, scope=Scope.SUBTREE) for report in drawn]
    if draw(st.booleans()):  # marked sums are worked out in another way
        own, consolidated = [
            [evolve(report, preliminary=False, provisional=(), estimated=()) for report in side]
            for side in (own, consolidated)
        ]
    return Case(tree, form, tuple(own), tuple(consolidated), options)


def dated(data: DataObject, reports: Iterable[Report]) -> list[Report]:
    """Give every report a day of arrival, of which there are few."""
    days = st.integers(0, 3).map(lambda number: date(2024, 7, 1) + timedelta(number))
    return [evolve(report, received_on=data.draw(days)) for report in reports]


def told(totals: Totals) -> dict[object, object]:
    return {key: total.explain() for key, total in totals.items()}


def same(one: Totals, other: Totals) -> bool:
    """Tell whether two totals agree in all that can be asked of them."""
    return (
        list(one) == list(other)
        and one == other
        and told(one) == told(other)
        and set(one.declared) == set(other.declared)
        and set(one.unexpected) == set(other.unexpected)
        and all(one.tree[unit] == unit for unit, _, _ in one)
    )


# -- revised -------------------------------------------------------------------------------------


@given(cases(), st.data())
def test_a_corrected_report_gives_what_a_full_recompute_gives(case: Case, data: DataObject) -> None:
    """A corrected report updates only the path from its unit to the root, and equals a full recompute."""
    anew = case.totals()
    for late in data.draw(st.permutations(case.reports))[:3]:
        known = case.totals(report for report in case.reports if report != late)
        if not known.figures:
            with pytest.raises(ReportConflict, match="roll the reports up anew"):
                known.revised(late)
            continue
        was = dict(known)
        assert same(known.revised(late), anew)
        assert dict(known) == was


@given(cases(prefer=False), st.data())
def test_figures_are_corrected_to_the_last_place(case: Case, data: DataObject) -> None:
    """Values are exact: a figure that is taken out of a sum is taken out whole, absences with it."""
    if not case.own:
        return
    old = data.draw(st.sampled_from(case.own))
    values = [data.draw(testing.values(indicator)) for indicator in case.form.by_cell]
    new = evolve(old, values=values, revision=10, preliminary=False, provisional=(), estimated=())
    assert same(case.totals().revised(new), case.totals([*case.reports, new]))


@given(cases(), st.randoms(use_true_random=False))
def test_one_report_after_the_other_gives_the_whole_in_any_order(case: Case, chance: Any) -> None:
    """Order of units, rows and revisions does not matter, and nothing is overwritten."""
    shuffled = list(case.reports)
    chance.shuffle(shuffled)
    own = [report for report in shuffled if report.scope is Scope.OWN]
    if not own:
        return
    totals = case.totals(own[:1])
    for report in shuffled:
        totals = totals.revised(report)
    assert same(totals, case.totals())


@given(cases(), st.data())
def test_a_corrected_report_gives_the_same_whatever_form_it_is_on(case: Case, data: DataObject) -> None:
    """Cells are matched by indicator and breakdown, never by position, across forms and versions."""
    rewritten = on_two_forms(case, data)
    if not rewritten:
        return
    *before, late = rewritten
    known = case.totals(before)
    if not any(found.takes(late.form) for found in known.figures):
        with pytest.raises(ReportConflict, match="roll the reports up anew"):
            known.revised(late)
        return
    revised, anew = known.revised(late), case.totals(rewritten)
    assert revised == anew
    assert difference(revised, anew) == ()
    assert set(revised.declared) == set(anew.declared)
    assert set(reconcile(revised)) == set(reconcile(anew))


def on_two_forms(case: Case, data: DataObject) -> list[Report]:
    """Write the reports of some units on a shorter form."""
    half = data.draw(st.integers(1, len(case.form.cells)))
    forms = [case.form, evolve(case.form, code="short", cells=case.form.cells[:half], partitions=())]
    on = {unit: data.draw(st.sampled_from(forms)) for unit in sorted({one.unit for one in case.reports})}
    return [rewrite(report, on[report.unit]) for report in case.reports]


def rewrite(report: Report, form: Form) -> Report:
    """Write the figures of a report on a form with some of its cells."""
    marks: dict[str, Any] = {
        name: [cell for cell in getattr(report, name) if cell in form]
        for name in ("provisional", "estimated")
    }
    return evolve(report, form=form, values=[report[cell] for cell in form.cells], **marks)


# -- merge ---------------------------------------------------------------------------------------


@given(cases(), st.data())
def test_partial_totals_merge_to_the_whole(case: Case, data: DataObject) -> None:
    """Partial totals over disjoint reports merge to the whole, in any order and any grouping."""
    keys = sorted({(report.unit, report.scope.value) for report in case.reports})
    share = {key: data.draw(st.integers(0, 2)) for key in keys}
    shares = [
        case.totals(report for report in case.reports if share[report.unit, report.scope.value] == number)
        for number in range(3)
    ]
    whole = case.totals()
    one, two, three = data.draw(st.permutations(shares))
    assert same(merge(merge(one, two), three), whole)
    assert same(merge(one, merge(two, three)), whole)


@given(cases(), st.data())
def test_figures_on_several_forms_merge_to_the_whole(case: Case, data: DataObject) -> None:
    """Cells are matched by indicator and breakdown, never by position."""
    rewritten = on_two_forms(case, data)
    share = {report.unit: data.draw(st.booleans()) for report in rewritten}
    parts = [
        case.totals(report for report in rewritten if share[report.unit] is side) for side in (False, True)
    ]
    whole = case.totals(rewritten)
    for merged in (merge(*parts), merge(*reversed(parts))):
        assert merged == whole
        assert set(merged) == set(whole)
        assert set(merged.declared) == set(whole.declared)


@given(cases(), st.data())
def test_what_overlaps_is_refused(case: Case, data: DataObject) -> None:
    """Overlap is an error."""
    if not case.reports:
        return
    twice = data.draw(st.sampled_from(case.reports))
    rest = [report for report in case.reports if (report.unit, report.scope) != (twice.unit, twice.scope)]
    with pytest.raises(ReportConflict, match="what overlaps cannot be merged"):
        merge(case.totals(case.reports), case.totals([twice]))
    assert same(
        merge(case.totals(rest), case.totals(r for r in case.reports if r not in rest)), case.totals()
    )


# -- known_at ------------------------------------------------------------------------------------


@given(cases(), st.data())
def test_what_comes_later_never_changes_the_past(case: Case, data: DataObject) -> None:
    """`known_at` never changes the past."""
    reports = dated(data, case.reports)
    for day in sorted({report.received_on for report in reports if report.received_on}):
        past = [report for report in reports if report.received_on and report.received_on <= day]
        assert same(case.totals(reports, known_at=day), case.totals(past, known_at=day))
        assert same(case.totals(reports, known_at=day), case.totals(past))


@given(cases(), st.data())
def test_on_the_last_day_everything_is_known(case: Case, data: DataObject) -> None:
    reports = dated(data, case.reports)
    assert same(case.totals(reports, known_at=ALWAYS), case.totals(reports))
    assert len(case.totals(reports, known_at=date(2000, 1, 1))) == 0


@given(cases(), st.randoms(use_true_random=False))
def test_order_of_reports_does_not_matter(case: Case, chance: Any) -> None:
    shuffled = list(case.reports)
    chance.shuffle(shuffled)
    assert same(case.totals(shuffled), case.totals())
    assert set(reconcile(case.totals(shuffled))) == set(reconcile(case.totals()))


# -- difference ----------------------------------------------------------------------------------


@given(cases())
def test_nothing_differs_from_itself(case: Case) -> None:
    totals = case.totals()
    assert difference(totals, totals) == ()
    assert difference(totals, case.totals()) == ()


@given(cases(), st.data())
def test_a_difference_names_all_that_changed_and_nothing_else(case: Case, data: DataObject) -> None:
    """A late report gives a difference: the units, cells and reports behind each change."""
    reports = dated(data, case.reports)
    days = sorted({report.received_on for report in reports if report.received_on})
    if not days:
        return
    day = data.draw(st.sampled_from(days))
    before = case.totals(reports, known_at=day)
    after = case.totals(reports, mode=data.draw(st.sampled_from([before.mode, *Mode])))
    found = difference(before, after)
    changed = {key for key in {*before, *after} if before.get(key) != after.get(key)}
    assert {(each.unit, each.period, each.cell) for each in found} == changed
    assert len(found) == len(changed)
    assert [each.unit.code for each in found] == sorted(
        (each.unit.code for each in found), key=case.tree.place
    )
    event(f"{len(found) > 0} differs, {before.mode is after.mode}")
    for each in found:
        key = each.unit, each.period, each.cell
        assert (each.before, each.after) == (before.get(key), after.get(key))
        below = {each.unit, *case.tree.descendants(each.unit)}
        for old, new in each.reports:
            assert old != new
            assert {case.tree[one.unit] for one in (old, new) if one} <= below
            assert (old is None) or (old.received_on or ALWAYS) <= day
            assert new is not None
            assert new in reports
            assert new.received_on is not None
            assert new.received_on > day
            assert old is None or new.revision > old.revision
        if before.mode is after.mode and each.before is not None:
            assert each.reports


@given(cases(), st.data())
def test_a_difference_goes_both_ways(case: Case, data: DataObject) -> None:
    reports = dated(data, case.reports)
    before, after = case.totals(reports, known_at=date(2024, 7, 2)), case.totals(reports)
    there, back = difference(before, after), difference(after, before)
    assert {(d.unit, d.cell, d.before, d.after) for d in there} == {
        (d.unit, d.cell, d.after, d.before) for d in back
    }
    assert {frozenset(d.reports) for d in there} == {
        frozenset((old, new) for new, old in d.reports) for d in back
    }


# -- ratio ---------------------------------------------------------------------------------------


def pairs(case: Case) -> Iterator[tuple[Totals, Block, int, int]]:
    totals = case.totals()
    for found in totals.figures:
        assert isinstance(found, Block)
        for n in range(len(found.form.cells)):
            for d in range(len(found.form.cells)):
                yield totals, found, n, d


@given(cases(prefer=False))
def test_the_fast_way_to_a_ratio_is_the_slow_way(case: Case) -> None:
    """Taking off the sums who did not give both leaves what adding up who did gives."""
    for totals, block, n, d in pairs(case):
        for unit in totals.tree:
            if unit.code not in block:
                continue
            fast = _pair_of_sums(block, n, d, unit.code)
            slow = _pair_of_parts(_side(block, n, unit.code), _side(block, d, unit.code), unit.code)
            if fast is None:
                continue
            for names in ("missing", "unpaired", "suppressed"):
                assert sorted(getattr(fast, names)) == sorted(unit.code for unit in getattr(slow, names))
                assert len(getattr(fast, names)) == len(getattr(slow, names))
            assert evolve(fast, missing=[], unpaired=[], suppressed=[]) == evolve(
                slow, missing=[], unpaired=[], suppressed=[]
            )


@given(cases(distinct=False))
def test_a_ratio_is_over_the_units_that_gave_both(case: Case) -> None:
    """A ratio is the ratio of sums over units that reported both parts; the others are named."""
    for totals, block, n, d in pairs(case):
        cells = block.form.cells
        for found in ratio(totals, cells[n], cells[d]).values():
            unit = found.unit
            above = {(part.unit, part.is_declared): part for part in block.parts(unit.code, n)}
            below = {(part.unit, part.is_declared): part for part in block.parts(unit.code, d)}
            both = [key for key in above.keys() & below.keys() if gave(above[key]) and gave(below[key])]
            numerator = sum(figure(above[key], n) for key in both)
            denominator = sum(figure(below[key], d) for key in both)
            assert (found.numerator, found.denominator) == (numerator, denominator)
            if found.value is not None:
                assert found.value == numerator / denominator
            elif found.reason is Reason.DIVISION_BY_ZERO:
                assert denominator == 0 != numerator
            elif found.reason is Reason.NOT_APPLICABLE:
                assert denominator == numerator == 0
            else:
                assert totals.mode is Mode.COMPLETE or not both or denominator == 0
            owed = [
                said
                for key in above.keys() | below.keys()
                if (said := {absence(above.get(key)), absence(below.get(key))}) & OWED
                or Absence.NOT_EXPECTED not in said
            ]
            assert found.expected == len(owed)
            assert found.reported + len(found.missing) == found.expected
            one_only = {
                key[0]
                for key in above.keys() | below.keys()
                if (absence(above.get(key)) is None) != (absence(below.get(key)) is None)
            }
            assert {each.code for each in found.unpaired} == one_only
            assert not set(found.suppressed) & set(found.missing)
            assert found.period == block.period
            for mark in ("provisional", "estimated"):
                assert getattr(found, mark) == any(
                    getattr(above[key], mark) or getattr(below[key], mark) for key in both
                )


OWED = {Absence.NOT_REPORTED, Absence.WITHDRAWN, Absence.SUPPRESSED}


def absence(part: Part | None) -> Absence | None:
    return Absence.NOT_REPORTED if part is None else part.absence


def gave(part: Part) -> bool:
    return part.absence is None


def figure(part: Part, place: int) -> Fraction:
    assert part.report is not None
    value = part.report.values[place]
    assert not isinstance(value, Absence)
    return Fraction(value)


COUNTS = [
    Indicator(code=code, name_vi=code, measure="persons", over_time=OverTime.STOCK)
    for code in ("women", "members")
]
PAIRS = Form(code="pairs", cells=["women", "members"], indicators=COUNTS)

NUMBERS = st.one_of(
    st.tuples(st.integers(0, 9), st.integers(1, 9)),
    st.tuples(st.integers(0, 9), st.sampled_from(Absence)),
    st.tuples(st.sampled_from(Absence), st.integers(1, 9)),
    st.just((None, None)),
)
"""Small numbers, and often both: of figures drawn at random hardly ever two units give both."""


@given(testing.trees(), st.data())
def test_the_ratio_lies_between_the_smallest_and_the_largest(tree: Tree, data: DataObject) -> None:
    """The ratio lies between the units' smallest and largest ratio, of those that gave both."""
    # The level of most units: of one there is nothing to tell.
    level = max(tree.levels, key=lambda name: len(tree.at_level(name)))
    preliminary = data.draw(st.booleans())  # marked sums are worked out in another way
    sound = [
        Report(unit=unit.code, form=PAIRS, period=Period(2024), values=pair, preliminary=preliminary)
        for unit in tree.at_level(level)
        if any(pair := data.draw(NUMBERS))
    ]
    if not sound:
        return
    for mode in Mode:
        found = ratio(roll_up(sound, tree, mode=mode), "women", "members")
        for whole in found.values():
            single = [
                found[unit, whole.period].value
                for unit in (whole.unit, *tree.descendants(whole.unit))
                if unit.level == level
            ]
            values = [value for value in single if value is not None]
            assert (whole.value is not None) == (
                len(values) > 0 and (mode is Mode.AVAILABLE or whole.reason is None)
            )
            if whole.value is not None:
                assert min(values) <= whole.value <= max(values)


PEOPLE = Form(code="form", cells=["women", "members"], indicators=COUNTS)


@given(testing.maps(divided=False), st.sampled_from([FIRST_DAY, *TURNS]), st.data())
def test_of_restated_figures_both_numbers_are_restated(gaz: Gazetteer, to: date, data: DataObject) -> None:
    """Numerators and denominators are restated, never percentages."""
    women = {unit.code: data.draw(st.integers(0, 99)) for unit in gaz.on(FIRST_DAY).at_level("commune")}
    members = {code: number + data.draw(st.integers(1, 99)) for code, number in women.items()}
    reports = [
        Report(
            unit=code,
            form=PEOPLE,
            period=Period(2024),
            values=[women[code], members[code]],
            boundaries=FIRST_DAY,
        )
        for code in women
    ]
    walk = gaz.crosswalk(to)
    target = gaz.on(to)
    expected: dict[str, list[int]] = {}
    for code in women:
        (at,) = walk.shares(gaz.unit(code, level="commune", on=FIRST_DAY)).reach
        for unit in (target[at], *target.ancestors(at)):
            sums = expected.setdefault(unit.code, [0, 0])
            sums[0] += women[code]
            sums[1] += members[code]
    found = ratio(restate(reports, gaz, to=to), "women", "members")
    assert {one.unit.code: [one.numerator, one.denominator] for one in found.values()} == expected
    for one in found.values():
        assert one.value == Fraction(*expected[one.unit.code])


@given(testing.maps(), st.sampled_from([FIRST_DAY, *TURNS]), st.data())
def test_a_restated_ratio_lies_between_its_bounds(gaz: Gazetteer, to: date, data: DataObject) -> None:
    """Whatever the weights are, the ratio lies between the bounds that are given without them."""
    units = gaz.on(FIRST_DAY).at_level("commune")
    reports = []
    for unit in units:
        women = data.draw(st.integers(0, 99))
        values = [women, women + data.draw(st.integers(0, 99))]
        reports.append(
            Report(unit=unit.code, form=PEOPLE, period=Period(2024), values=values, boundaries=FIRST_DAY)
        )
    steps = sorted(
        {
            pair
            for unit in units
            for link in gaz.history(unit)
            for pair in ((link.before.code, link.after.code), (link.after.code, link.before.code))
        }
    )
    weights = {pair: data.draw(st.integers(1, 9)) for pair in steps}
    open_, weighted = (
        ratio(restate(reports, gaz, to=to, weights=chosen), "women", "members") for chosen in (None, weights)
    )
    assert set(open_) == set(weighted)
    for key, found in open_.items():
        event(f"{found.reason}")
        if found.value is not None:
            assert weighted[key].value == found.value
        elif found.bounds is not None and weighted[key].value is not None:
            assert found.bounds[0] <= (weighted[key].value or 0) <= found.bounds[1]


# -- parts and explain ---------------------------------------------------------------------------


def assert_parts_make_the_tally(figures: Figures, unit: str, place: int) -> None:
    tally, parts = figures.tally(unit, place), list(figures.parts(unit, place))
    assert (sum(part.low for part in parts), sum(part.high for part in parts)) == (tally.low, tally.high)
    assert sum(part.absence is None for part in parts) == tally.added
    assert sum(part.absence is not Absence.NOT_EXPECTED for part in parts) == tally.expected
    assert sorted(part.unit for part in parts if part.absence and part.absence.is_missing) == sorted(
        tally.missing
    )
    assert sorted(part.unit for part in parts if part.absence is Absence.SUPPRESSED) == sorted(
        tally.suppressed
    )
    assert any(part.provisional for part in parts) == tally.provisional
    assert any(part.estimated for part in parts) == tally.estimated
    assert any(part.is_declared for part in parts) == tally.declared
    assert tally.single == ([part.unit for part in parts] == [unit] or not parts)


@given(cases())
def test_parts_make_up_the_tally(case: Case) -> None:
    """What a total is said to be made of is what it is made of."""
    for found in case.totals().figures:
        for unit in case.tree:
            for place, indicator in enumerate(found.form.by_cell):
                if unit.code in found:
                    assert_parts_make_the_tally(found, unit.code, place)
                    if indicator.over_units is OverUnits.DISTINCT:
                        highest = max(part.high for part in found.parts(unit.code, place))
                        assert found.tally(unit.code, place).largest == highest


@given(testing.maps(), st.sampled_from([FIRST_DAY, *TURNS]), st.booleans(), st.data())
def test_parts_make_up_the_tally_on_another_map(
    gaz: Gazetteer, to: date, zones: bool, data: DataObject
) -> None:
    reports = data.draw(
        testing.reports(gaz.on(FIRST_DAY), PEOPLE, levels=["commune"], period=Period(2024), revisions=1)
    )
    totals = restate([evolve(one, boundaries=FIRST_DAY) for one in reports], gaz, to=to, zones=zones)
    for found in totals.figures:
        for unit in totals.tree:
            for place in range(2):
                if unit.code in found:
                    tally, parts = found.tally(unit.code, place), list(found.parts(unit.code, place))
                    assert sum(part.low for part in parts) == tally.low
                    assert sum(part.high for part in parts) == tally.high
                    assert sum(part.absence is None for part in parts) == tally.added
                    assert sum(part.absence is not Absence.NOT_EXPECTED for part in parts) == tally.expected
                    assert any(part.provisional for part in parts) == tally.provisional
                    assert any(part.estimated for part in parts) == tally.estimated


@given(cases())
def test_parts_are_the_reports_that_count_each_once(case: Case) -> None:
    totals = case.totals()
    for found in totals.figures:
        for unit in case.tree:
            if unit.code not in found:
                continue
            for place in range(len(found.form.cells)):
                parts = list(found.parts(unit.code, place))
                assert len({part.unit for part in parts}) == len(parts)
                reaching = [part for part in parts if unit.code in found.reached(part.unit)]
                assert reaching == parts
                own = list(found.own_parts(unit.code, place))
                below = [
                    part
                    for code in ([] if own and own[0].is_declared else found.below(unit.code))
                    for part in found.parts(code, place)
                ]
                assert {part.unit: part for part in (*own, *below)} == {part.unit: part for part in parts}
                assert len(own) + len(below) == len(parts)


def leaves(node: dict[str, Any]) -> Iterator[Fraction]:
    for report in node["reports"]:
        yield Fraction(report["value"] or report["known"] or 0)
    for part in node["parts"]:
        yield from leaves(part)


@given(cases(distinct=False))
def test_the_leaves_of_an_explanation_add_up_to_its_value(case: Case) -> None:
    """`explain()` gives the tree of parts with reports and missing units as plain data."""
    for total in case.totals().values():
        explained = total.explain()
        if total.value is not None:
            assert sum(leaves(explained), Fraction(0)) == Fraction(total.value)
        assert explained["value"] == total.value
        assert explained["mark"] == total.mark.value
        assert len(explained["missing"]) == explained["expected"] - explained["reported"]
        assert all(part["reports"] or part["parts"] for part in explained["parts"])


# -- consolidated figures ------------------------------------------------------------------------


@st.composite
def whole_cases(draw: st.DrawFn) -> Case:
    """Draw figures without absences, and for some units the consolidated figures that are their sums."""
    tree = draw(testing.trees(9))
    level = draw(st.sampled_from(tree.levels))
    numbers = st.lists(st.integers(0, 99), min_size=2, max_size=2)
    own = [
        Report(unit=unit.code, form=PAIRS, period=Period(2024), values=draw(numbers))
        for unit in tree.at_level(level)
    ]
    totals = roll_up(own, tree)
    consolidated = [
        Report(
            unit=unit.code,
            form=PAIRS,
            period=Period(2024),
            values=[totals[unit, "2024", cell].value or 0 for cell in PAIRS.cells],
            scope=Scope.SUBTREE,
        )
        for unit in tree
        if (unit, "2024", "women") in totals and draw(st.booleans())
    ]
    return Case(tree, PAIRS, tuple(own), tuple(consolidated), {"reporting_level": level})


@given(whole_cases())
def test_consolidated_figures_that_are_the_sums_change_no_value(case: Case) -> None:
    plain, preferring = case.totals(), case.totals(prefer="declared")
    assert {key: total.value for key, total in plain.items()} == {
        key: total.value for key, total in preferring.items()
    }
    declared = {report.unit for report in case.consolidated}
    for total in preferring.values():
        below = {total.unit.code, *(other.code for other in case.tree.descendants(total.unit))}
        assert total.declared == bool(declared & below)
    assert {found.outcome for found in reconcile(preferring)} <= {Reconciled.HOLDS}
    assert len(reconcile(preferring)) == 2 * len(case.consolidated)


@given(whole_cases(), st.integers(-99, 99).filter(bool))
def test_a_consolidated_figure_fails_by_what_it_is_off(case: Case, off: int) -> None:
    """A consolidated figure is checked against its parts: holds, or fails by how much."""
    wrong = [
        evolve(report, values=[report.values[0], int(str(report.values[1])) + off])
        for report in case.consolidated
        if int(str(report.values[1])) + off >= 0
    ]
    for found in reconcile(case.totals([*case.own, *wrong])):
        failed = found.cell == PAIRS.cells[1]
        assert found.outcome is (Reconciled.FAILS if failed else Reconciled.HOLDS)
        assert found.difference == (off if failed else None)


@given(whole_cases(), st.data())
def test_with_a_part_missing_only_too_much_can_be_told(case: Case, data: DataObject) -> None:
    """Over the expected units, and not only where data exists."""
    gone = data.draw(st.sampled_from(case.own))
    rest = [report for report in case.own if report is not gone]
    for found in reconcile(case.totals([*rest, *case.consolidated])):
        inside = found.unit in (case.tree[gone.unit], *case.tree.ancestors(gone.unit))
        assert found.outcome is (Reconciled.CANNOT_TELL if inside else Reconciled.HOLDS)
        assert (case.tree[gone.unit] in found.missing) == (inside and bool(rest))
    small = [evolve(report, values=[0, 0]) for report in case.consolidated]
    known = case.totals(rest, mode=Mode.AVAILABLE)
    for found in reconcile(case.totals([*rest, *small])):
        total = known.get((found.unit, found.period, found.cell))
        there = total.value if total is not None and total.value is not None else 0
        assert (found.outcome is Reconciled.FAILS) == (there > 0)
        assert found.difference == (-there if there else None)


@given(cases(prefer=True))
def test_what_stands_in_never_changes_what_is_below(case: Case) -> None:
    plain, preferring = case.totals(prefer=None), case.totals()
    for key, total in preferring.items():
        unit, cell = total.unit, total.cell
        inside = {unit.code, *(other.code for other in case.tree.descendants(unit))}
        standing = [
            report
            for found in preferring.figures
            if isinstance(found, Block)
            for report in found.declared.values()
            if report.unit in inside and not isinstance(report[cell], Absence)
        ]
        if not standing and key in plain:
            assert total == plain[key]
        for report in standing:
            if report.unit == unit.code:
                assert (total.value, total.declared, total.missing) == (report[cell], True, ())


@given(cases(prefer=True))
def test_a_figure_that_is_declared_is_not_checked_against_itself(case: Case) -> None:
    for found in reconcile(case.totals()):
        if found.total is not None:
            assert not found.total.declared
            assert found.total.value is None or found.outcome is not Reconciled.CANNOT_TELL
            if found.outcome is Reconciled.HOLDS and found.total.value is not None:
                assert found.declared == found.total.value
