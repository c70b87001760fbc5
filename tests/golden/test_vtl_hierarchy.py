"""The hierarchy operator of VTL: its rules as trees, its modes beside ours, and why they differ."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from support.builders import NOT_REPORTED, form, report

from vstbpn import Mode, Period, Reason, Scope, Total, Tree, TreeError, Unit, roll_up
from vstbpn.model import Value

COUNT = form("count", minimum=None)
YEAR = Period(2024)
Rules: TypeAlias = dict[str, list[str]]

SAME = {
    "non_null": Mode.COMPLETE,
    "partial_null": Mode.COMPLETE,
    "partial_zero": Mode.AVAILABLE,
    "non_zero": Mode.AVAILABLE,
}
"""VTL's modes, each with the one of ours that says the same of what is there."""

DIFFERENT = {
    (
        "partial_zero",
        "E",
    ): "null is missing to us as no data point is: 15 is the sum of the others, and marked",
    ("partial_zero", "H"): "as above: 18, marked",
    ("non_zero", "E"): "as above: 15, marked",
    ("non_zero", "H"): "as above: 18, marked",
    ("non_zero", "C"): "7 and -7 make 0, which is a total like any other and is never dropped",
}
"""The results of VTL that are not ours, with the reason."""


@pytest.fixture(scope="module")
def stored(shared: Path) -> dict[str, Any]:
    path = shared / "vectors" / "vtl" / "hierarchy_cases.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def trees(rules: Rules) -> Iterator[Tree]:
    """One tree for each item that no rule adds to another; the rules' order is no matter."""
    added = {part for parts in rules.values() for part in parts}
    for root in rules.keys() - added:
        yield Tree(units(root, None, rules, 0))


def units(item: str, parent: str | None, rules: Rules, depth: int) -> Iterator[Unit]:
    level = f"sum-{depth}" if item in rules else "leaf"
    yield Unit(level=level, code=item, name=item, parent=parent)
    for part in rules.get(item, ()):
        yield from units(part, item, rules, depth + 1)


def totals(rules: Rules, data: dict[str, int | None], mode: Mode) -> dict[str, Total]:
    """Every total of the rules; a null is a report without a figure, and no data point is no report."""
    found: dict[str, Total] = {}
    for tree in trees(rules):
        reports = []
        for item, number in data.items():
            value: Value = NOT_REPORTED if number is None else number
            if item in tree.by_code:
                scope = Scope.SUBTREE if item in rules else Scope.OWN
                reports.append(report(item, value, on=COUNT, period=YEAR, scope=scope))
        added = roll_up(reports, tree, mode=mode, reporting_level="leaf")
        found |= {unit.code: added[unit, when, cell] for unit, when, cell in added if unit.code in rules}
    return found


@pytest.mark.parametrize("theirs", SAME)
def test_our_totals_are_those_of_vtl_or_a_reason_is_given(stored: dict[str, Any], theirs: str) -> None:
    rules = dict(stored["rules"])
    found = totals(rules, stored["data"], SAME[theirs])
    expected = stored["expected"][theirs]
    for item in rules:
        ours = found[item].value if item in found else None
        same = ours == expected.get(item)
        assert same == ((theirs, item) not in DIFFERENT), (theirs, item, ours)


def test_what_is_only_a_part_is_marked_and_what_is_missing_named(stored: dict[str, Any]) -> None:
    found = totals(dict(stored["rules"]), stored["data"], Mode.AVAILABLE)
    told = {
        item: (total.value, total.reason, [unit.code for unit in total.missing])
        for item, total in found.items()
    }
    assert told == {
        "B": (11, None, []),
        "C": (0, None, []),
        "D": (3, Reason.INCOMPLETE, ["R"]),
        "E": (15, Reason.INCOMPLETE, ["U"]),
        "G": (11, None, []),
        "H": (18, Reason.INCOMPLETE, ["R", "U"]),
        "I": (14, Reason.INCOMPLETE, ["R"]),
    }
    assert "A" not in found  # of nothing that it adds did anybody say anything: there is no figure, as in VTL
    assert "F" not in found


def test_rules_apply_from_the_bottom_whatever_their_order(stored: dict[str, Any]) -> None:
    (case,) = (found for found in stored["extra"] if found["case"] == "GH_567_1")
    rules = {item: parts for item, parts in case["rules"] if item != "D"}
    found = totals(rules, case["data"], Mode.COMPLETE)
    assert {item: total.value for item, total in found.items()} == {
        item: case["expected"][item] for item in ("A", "E")
    }


def test_a_sum_that_has_a_part_in_it_twice_is_no_tree(stored: dict[str, Any]) -> None:
    """VTL adds A to E, which has A in it already (25); nobody is to be counted twice."""
    (case,) = (found for found in stored["extra"] if found["case"] == "GH_567_1")
    with pytest.raises(TreeError, match="A"):
        list(trees(dict(case["rules"])))


def test_every_other_case_has_its_reason(stored: dict[str, Any]) -> None:
    reasons = {"GL_397_20": "a rule under a condition, and with a difference, is the caller's arithmetic"}
    assert {case["case"] for case in stored["extra"]} == {"GH_567_1", *reasons}
    assert stored["expected"].keys() == SAME.keys()
    assert stored["engine_1_9_6"]["always_null"] == stored["expected"]["partial_null"]
    assert stored["engine_1_9_6"]["always_zero"] == stored["expected"]["partial_zero"]
