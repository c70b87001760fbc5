"""Documents of the corpus are read at least as well as when the figures below were measured.

Every text was written for these tests and annotated by hand; ``tests/support/scoring.py`` says what counts as
right and ``tools/score_readings.py`` prints the figures and what was missed.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.scoring import FIELDS, Scores, add, mean_f1, score

from vstbpn.io.directive import directive_data, read_directive

# The least F1 of each set and field: what was measured, rounded down. A change may raise them, never lower.
# Fields that a set does not name are read without a fault.
LEAST: dict[str, dict[str, float]] = {
    "dev": {},
    "held": {"issuer": 0.92, "task_leads": 0.99, "deadline_tiers": 0.99, "obligations": 0.96},
    "fresh": {
        "task_leads": 0.99,
        "task_coordinates": 0.98,
        "obligations": 0.98,
        "events": 0.94,
        "recipients": 0.98,
    },
}
COUNTS = {"dev": 15, "held": 13, "fresh": 14}


@pytest.fixture(scope="module", params=COUNTS)
def measured(request: pytest.FixtureRequest, root: Path) -> tuple[str, Scores]:
    """Read a set and compare it with its annotations."""
    folder = root / "tests" / "corpus" / request.param
    scores = []
    for file in sorted(folder.glob("*.json")):
        text = file.with_suffix(".txt").read_text(encoding="utf-8")
        annotation = json.loads(file.read_text(encoding="utf-8"))
        scores.append(score(directive_data(read_directive(text)), annotation))
    assert len(scores) == COUNTS[request.param]
    return request.param, add(scores)


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_is_read_worse_than_before(measured: tuple[str, Scores], field: str) -> None:
    name, scores = measured
    found = scores[field]
    assert found.f1 >= LEAST[name].get(field, 1.0), (found.missed, found.wrong)


def test_every_field_is_annotated_somewhere(measured: tuple[str, Scores]) -> None:
    """Else a field could be read wrong unseen."""
    _, scores = measured
    assert [field for field in FIELDS if not scores[field].expected] == []


def test_the_least_figures_name_fields_that_there_are() -> None:
    assert all(set(least) <= set(FIELDS) for least in LEAST.values())
    assert all(0 < figure < 1 for least in LEAST.values() for figure in least.values())


@pytest.mark.parametrize("name", COUNTS)
def test_a_text_without_empty_lines_is_read_nearly_as_well(root: Path, name: str) -> None:
    """A found case: what is copied from a page has none, and letters vanished in their addressees."""
    scores = []
    for file in sorted((root / "tests" / "corpus" / name).glob("*.json")):
        text = file.with_suffix(".txt").read_text(encoding="utf-8")
        annotation = json.loads(file.read_text(encoding="utf-8"))
        dense = "".join(line for line in text.splitlines(keepends=True) if line.strip())
        scores.append(score(directive_data(read_directive(dense)), annotation))
    assert mean_f1(add(scores)) >= 0.98
