"""The laws hold of the library's own roll-up, and each planted bug is caught."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

import pytest
from attrs import evolve

from vstbpn import Absence, Mode, Report, Scope, Tree, roll_up
from vstbpn.testing import assert_roll_up_laws

Found = Mapping[tuple[str, str], int | Decimal | None]
MAX = 100


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


@pytest.mark.parametrize(
    ("broken", "law"),
    [
        (missing_as_zero, "while an expected unit is missing"),
        (oldest, "an older revision changes nothing"),
        (last_in_order, "an older revision changes nothing|the newest revision counts"),
        (first_in_order, "an older revision changes nothing|the newest revision counts"),
        (falls_back, "does not fall back"),
        (absence_as_missing, "what does not apply adds nothing"),
        (consolidated_added, "a consolidated figure is never added"),
        (added_without_asking, "a unit that is not expected changes nothing"),
        (by_list_order, "with every report there|the order of reports does not matter"),
        (loses_a_level, "with every report there"),
        (by_first_letter, "with every report there"),
    ],
)
def test_a_planted_bug_is_named_by_its_law(
    broken: Callable[[Sequence[Report], Tree, str], Found], law: str
) -> None:
    with pytest.raises(AssertionError, match=law):
        assert_roll_up_laws(broken, max_examples=MAX)
