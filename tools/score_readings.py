"""Measure how well directives are read: ``python tools/score_readings.py [--each] [--set S] [--field F]``.

Reads every annotated text of ``tests/corpus``, and, where a folder ``shared``
of real documents stands beside the repository, those of ``tests/corpus/seeds``. Prints precision, recall,
F1 and the number of annotated items for each set and field. ``tests/support/scoring.py`` says what counts as
right.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from support.scoring import FIELDS, Score, Scores, add, mean_f1, score

from vstbpn.io.directive import directive_data, read_directive

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "tests" / "corpus"
SEEDS = ROOT.parent / "shared" / "seeds"


@frozen
class Sample:
    """A text and what a person read in it."""

    name: str
    text: str
    annotation: dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table for each set; with ``--each`` also what went wrong in each document."""
    options = _options(arguments)
    fields = [options.field] if options.field else list(FIELDS)
    sets = {"seeds": seeds(SEEDS)} | {name: pairs(CORPUS / name) for name in ("dev", "held", "fresh")}
    for title, samples in sets.items():
        if options.set not in (None, title):
            continue
        measured = {sample.name: measure(sample) for sample in samples}
        if not measured:
            print(f"{title}: no documents\n")
            continue
        if options.each:
            for name, scores in measured.items():
                print("\n".join(misses(f"{title} {name}", scores, fields)))
        print("\n".join(table(f"{title} ({len(measured)} documents)", add(measured.values()), fields)))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", maxsplit=1)[0])
    parser.add_argument("--each", action="store_true", help="also list what was missed or wrong, by document")
    parser.add_argument("--set", choices=["seeds", "dev", "held", "fresh"], help="only this set")
    parser.add_argument("--field", choices=list(FIELDS), help="only this field")
    return parser.parse_args(arguments)


def pairs(folder: Path) -> Iterator[Sample]:
    """Give the texts of a folder that have an annotation beside them."""
    for file in sorted(folder.glob("*.json")):
        text = file.with_suffix(".txt")
        if text.is_file():
            yield Sample(file.stem, text.read_text(encoding="utf-8"), _load(file))


def seeds(folder: Path) -> Iterator[Sample]:
    """Give the real documents, whose texts are not part of the repository."""
    for file in sorted((CORPUS / "seeds").glob("*.json")):
        for text in sorted(folder.glob(f"{file.stem}_*.txt")):
            yield Sample(file.stem, text.read_text(encoding="utf-8"), _load(file))


def _load(file: Path) -> dict[str, Any]:
    annotation: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return annotation


def measure(sample: Sample) -> dict[str, Score]:
    """Read a text and compare."""
    reading = directive_data(read_directive(sample.text))
    return score(reading, sample.annotation)


def table(title: str, scores: Scores, fields: Iterable[str]) -> Iterator[str]:
    """Give the lines of a table; a field that neither side holds anything of has no figures."""
    yield f"{title:<22}{'precision':>10}{'recall':>8}{'F1':>7}{'n':>6}"
    for field in fields:
        one = scores[field]
        if one.expected or one.found:
            yield f"{field:<22}{one.precision:>10.3f}{one.recall:>8.3f}{one.f1:>7.3f}{one.expected:>6}"
        else:
            yield f"{field:<22}{'-':>10}{'-':>8}{'-':>7}{0:>6}"
    yield f"{'mean of the fields':<40}{mean_f1({field: scores[field] for field in fields}):>7.3f}\n"


def misses(title: str, scores: Scores, fields: Iterable[str]) -> Iterator[str]:
    """Give what was expected and not found, and what was found and not expected."""
    yield f"{title}: {mean_f1({field: scores[field] for field in fields}):.3f}"
    for field in fields:
        for text in scores[field].missed:
            yield f"  {field}: missed {text}"
        for text in scores[field].wrong:
            yield f"  {field}: not expected {text}"


if __name__ == "__main__":
    main()
