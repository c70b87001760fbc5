"""DHIS2's three ways with missing values: two of them are our modes, and the third we do not have."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.builders import form, report

from vstbpn import Mode, Period, Reason, Report, Total, Tree, Unit, over_time, roll_up

COUNT = form("count", minimum=None)
YEAR = Period(2024)
MODES = {"ANY": Mode.COMPLETE, "ALL": Mode.AVAILABLE}
"""Skip if any value is missing; skip if all values are."""

NEVER = "a number is never made of nothing: 0 is a figure that somebody reported"
"""Why the third, in which what is missing is 0, is not ours."""

DIFFERENT = {
    ("sum(B+C)", "ANY"): "a sample with a missing value is left out of the sum without a word (4); "
    "our sum over both periods then is not complete either, and has no value"
}
"""The cases to which we give another answer, with the reason."""


@pytest.fixture(scope="module")
def stored(shared: Path) -> dict[str, Any]:
    path = shared / "vectors" / "dhis2" / "missing_value_strategy.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def group(expression: str) -> Tree:
    """The tree of the items that an expression adds."""
    items = dict.fromkeys(expression.removeprefix("sum(").removesuffix(")").split("+"))
    return Tree(
        [
            Unit(level="sum", code="sum", name=expression),
            *(Unit(level="item", code=item, name=item, parent="sum") for item in items),
        ]
    )


def total(reports: list[Report], expression: str, when: Period, mode: Mode) -> Total | None:
    """The total of an expression; nothing if nobody said anything."""
    tree = group(expression)
    inside = [found for found in reports if found.unit in tree.by_code]
    totals = roll_up(inside, tree, mode=mode, reporting_level="item")
    return totals["sum", when, "count"] if inside else None


def filled(values: dict[str, int | None], when: Period) -> list[Report]:
    """A missing value is a report that is not there."""
    return [
        report(item, number, on=COUNT, period=when) for item, number in values.items() if number is not None
    ]


@pytest.mark.parametrize("way", MODES)
def test_a_sum_over_items_is_that_of_dhis2(stored: dict[str, Any], way: str) -> None:
    assert len(stored["expression_cases"]) == 5
    for case in stored["expression_cases"]:
        found = total(filled(stored["values"], YEAR), case["e"], YEAR, MODES[way])
        assert (found and found.value) == case[way], case["e"]


def test_we_say_what_is_missing_and_never_take_it_for_zero(stored: dict[str, Any]) -> None:
    for case in stored["expression_cases"]:
        found = total(filled(stored["values"], YEAR), case["e"], YEAR, Mode.AVAILABLE)
        missing = [item for item in case["e"].split("+") if stored["values"][item] is None]
        if found is None:
            assert case["NEVER"] == 0, NEVER
        else:
            assert [unit.code for unit in found.missing] == missing
            assert found.value == case["NEVER"]
            assert found.reason is (Reason.INCOMPLETE if missing else None)


@pytest.mark.parametrize("way", MODES)
def test_a_sum_over_samples_is_that_of_dhis2_or_a_reason_is_given(stored: dict[str, Any], way: str) -> None:
    samples = stored["predictor_samples"]
    halves = [
        found
        for part, name in (("H1", "p1"), ("H2", "p2"))
        for found in filled(samples[name], Period(2024, part))
    ]
    year = list(over_time(halves, YEAR).reports)
    assert len(stored["predictor_cases"]) == 3
    for case in stored["predictor_cases"]:
        found = total(year, case["e"], YEAR, MODES[way])
        ours = found and found.value
        assert (ours == case[way]) == ((case["e"], way) not in DIFFERENT), case["e"]
        assert ours is None or ours == case["NEVER"], NEVER
