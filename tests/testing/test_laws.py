"""The laws hold of the library's own roll-up, and each planted bug is caught."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

import pytest
from attrs import evolve

from vstbpn import Absence, Mode, Report, Scope, Totals, Tree, roll_up
from vstbpn.testing import assert_roll_up_laws

Found = Mapping[tuple[str, str], int | Decimal | None]
MAX = 50


def ours(reports: Sequence[Report], tree: Tree, level: str, mode: Mode = Mode.COMPLETE) -> Found:
    totals = roll_up(reports, tree, reporting_level=level, mode=mode)
    return {(total.unit.code, total.cell.code): total.value for total in totals.values()}


def test_the_librarys_own_roll_up_keeps_them() -> None:
    assert_roll_up_laws(ours)


def missing_as_zero(reports: Sequence[Report], tree: Tree, level: str) -> Found:
    return ours(reports, tree, level, Mode.AVAILABLE)


def oldest(reports: Sequence[Report], tree: Tree, level: str) -> Found:
    first: dict[str, Report] = {}
    for report in sorted(reports, key=lambda report: report.revision):
        first.setdefault(report.unit + report.scope.value, report)
    return ours(list(first.values()), tree, level)


def last_in_order(reports: Sequence[Report], tree: Tree, level: str) -> Found:
    last = {report.unit + report.scope.value: evolve(report, revision=1) for report in reports}
    return ours(list(last.values()), tree, level)


def first_in_order(reports: Sequence[Report], tree: Tree, level: str) -> Found:
    last = {report.unit + report.scope.value: evolve(report, revision=1) for report in reversed(reports)}
    return ours(list(last.values()), tree, level)


def falls_back(reports: Sequence[Report], tree: Tree, level: str) -> Found:
    """Take the newest figure there is, and not the newest report."""
    kept = [report for report in reports if not any(isinstance(value, Absence) for value in report.values)]
    return ours(kept, tree, level)


def absence_as_missing(reports: Sequence[Report], tree: Tree, level: str) -> Found:
    whole = [
        evolve(
            report,
            values=[Absence.NOT_REPORTED if isinstance(value, Absence) else value for value in report.values],
        )
        for report in reports
    ]
    return ours(whole, tree, level)


def consolidated_added(reports: Sequence[Report], tree: Tree, level: str) -> Found:
    found = dict(ours(reports, tree, level))
    for report in reports:
        if report.scope is Scope.SUBTREE:
            for cell, number in zip(report.form.cells, report.numbers, strict=True):
                value = found.get((report.unit, cell.code))
                found[report.unit, cell.code] = None if value is None else value + number
    return found


def added_without_asking(reports: Sequence[Report], tree: Tree, level: str) -> Found:
    found = dict(ours(reports, tree, level))
    for report in reports:
        if report.scope is Scope.OWN and tree[report.unit].level != level:
            for unit in (tree[report.unit], *tree.ancestors(report.unit)):
                for cell, number in zip(report.form.cells, report.numbers, strict=True):
                    value = found.get((unit.code, cell.code))
                    found[unit.code, cell.code] = None if value is None else value + number
    return found


def by_list_order(reports: Sequence[Report], tree: Tree, level: str) -> Found:
    """Count the first unit twice: a fault that shows only in some orders."""
    found = dict(ours(reports, tree, level))
    codes = [report.unit for report in reports if report.scope is Scope.OWN]
    if codes != sorted(codes):
        root = tree.roots[0].code
        found = {key: value if key[0] != root or value is None else value + 1 for key, value in found.items()}
    return found


def loses_a_level(reports: Sequence[Report], tree: Tree, level: str) -> Found:
    return {key: value for key, value in ours(reports, tree, level).items() if tree.depth(key[0]) != 1}


def by_first_letter(reports: Sequence[Report], tree: Tree, level: str) -> Found:
    """Add what hangs below the first child only."""
    found = dict(ours(reports, tree, level))
    for code, children in tree.child_codes.items():
        for cell in ("cases", "victims", "victims:F"):
            parts = [found.get((child, cell)) for child in children[:1]]
            if (code, cell) in found and None not in parts:
                found[code, cell] = sum(part for part in parts if part is not None)
    return found


def plus(found: Found, reports: Sequence[Report], tree: Tree) -> Found:
    """Add the figures of reports to the totals of their units and of all above."""
    more = dict(found)
    for report in reports:
        for unit in (tree[report.unit], *tree.ancestors(report.unit)):
            for cell, number in zip(report.form.cells, report.numbers, strict=True):
                value = more.get((unit.code, cell.code))
                more[unit.code, cell.code] = None if value is None else value + number
    return more


def repeats_added(reports: Sequence[Report], tree: Tree, level: str) -> Found:
    """Add a report again that stands in two files, and still take the newest revision."""
    again = [
        report
        for place, report in enumerate(reports)
        if report in reports[:place] and all(report.revision >= other.revision for other in reports)
    ]
    return plus(ours(reports, tree, level), again, tree)


def strays(reports: Sequence[Report], tree: Tree, level: str) -> list[Report]:
    return [report for report in reports if report.scope is Scope.OWN and tree[report.unit].level != level]


def added_from_below(reports: Sequence[Report], tree: Tree, level: str) -> Found:
    """Add what units below the level report of their own accord to a level that has reported it."""
    below = [
        report
        for report in strays(reports, tree, level)
        if level in {unit.level for unit in tree.ancestors(report.unit)}
    ]
    return plus(ours(reports, tree, level), below, tree)


def added_from_beside(reports: Sequence[Report], tree: Tree, level: str) -> Found:
    """Add what units report that have nobody of the level above or below them."""
    line = {unit.code for expected in tree.at_level(level) for unit in tree.ancestors(expected)}
    beside = [
        report
        for report in strays(reports, tree, level)
        if report.unit not in line and level not in {unit.level for unit in tree.ancestors(report.unit)}
    ]
    return plus(ours(reports, tree, level), beside, tree)


@pytest.mark.parametrize(
    ("broken", "law"),
    [
        (missing_as_zero, "while an expected unit is missing"),
        (oldest, "an older revision changes nothing|the newest revision counts"),
        (last_in_order, "an older revision changes nothing|the newest revision counts"),
        (first_in_order, "an older revision changes nothing|the newest revision counts"),
        (falls_back, "does not fall back"),
        (absence_as_missing, "what does not apply adds nothing"),
        (consolidated_added, "a consolidated figure is never added"),
        (repeats_added, "a report that is given twice counts once"),
        (added_without_asking, "a unit that is not expected changes nothing"),
        (added_from_below, "a unit that is not expected changes nothing"),
        (added_from_beside, "a unit that is not expected changes nothing"),
        # Nearly any law shows these: which one comes upon them first is chance.
        (by_list_order, ": expected"),
        (loses_a_level, ": expected"),
        (by_first_letter, ": expected"),
    ],
)
def test_a_planted_bug_is_named_by_its_law(
    broken: Callable[[Sequence[Report], Tree, str], Found], law: str
) -> None:
    with pytest.raises(AssertionError, match=law):
        assert_roll_up_laws(broken, max_examples=MAX)


def test_what_is_no_mapping_is_refused_before_any_law() -> None:
    """A function that returned None broke "with every report there", with an AttributeError."""
    with pytest.raises(
        TypeError,
        match=r"^expected a mapping from \(unit code, cell code\) to totals, got NoneType: None$",
    ):
        assert_roll_up_laws(lambda reports, tree, level: None)  # type: ignore[arg-type,return-value]


def test_keys_that_are_not_two_codes_are_refused_and_shown() -> None:
    """The totals of the library itself have units, periods and cells for keys: every law seemed broken."""
    with pytest.raises(
        TypeError,
        match=r"^expected a mapping from \(unit code, cell code\) to totals, got Totals with keys such as \(",
    ):
        assert_roll_up_laws(roll_up_itself)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"got dict with keys such as 'u0', \('u0',\), \('u0', 3\)$"):
        assert_roll_up_laws(lambda reports, tree, level: {"u0": 1, ("u0",): 1, ("u0", 3): 1, 4: 1})  # type: ignore[dict-item]


def roll_up_itself(reports: Sequence[Report], tree: Tree, level: str) -> Totals:
    return roll_up(reports, tree, reporting_level=level)


def test_what_a_function_returns_is_looked_at_every_time() -> None:
    def sometimes(reports: Sequence[Report], tree: Tree, level: str) -> Found:
        found = ours(reports, tree, level)
        return found if len(tree) == 1 else list(found)  # type: ignore[return-value]

    with pytest.raises(TypeError, match="to totals, got list: "):
        assert_roll_up_laws(sometimes, max_examples=MAX)
