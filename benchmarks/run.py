"""Measure the library against its peers in one process: ``python benchmarks/run.py [NAME...]``.

Prints, for each bar, the medians and their ratio. Variants take turns, so that a slow moment of the machine
falls on all of them; each is run often enough for a median of five or more.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from attrs import frozen
from data import LARGE, SMALL, Data, make, to_long
from peers import (
    bare_loop,
    bare_rows,
    bare_tree,
    duckdb_long,
    duckdb_tables,
    long_frame,
    polars_long,
    unit_frame,
)

from vstbpn import Totals, roll_up

ROUNDS = 7


@frozen
class Bar:
    """What is compared, and the most that the ratio may be."""

    name: str
    bar: float
    ours: float
    peer: float

    def __str__(self) -> str:
        ratio = self.ours / self.peer
        verdict = "met" if ratio <= self.bar else "NOT MET"
        return (
            f"{self.name:<58} {self.ours * 1000:>9.1f} ms {self.peer * 1000:>9.1f} ms "
            f"{ratio:>6.2f}x  <= {self.bar}x  {verdict}"
        )


def compare(name: str, bar: float, ours: Callable[[], Any], peer: Callable[[], Any]) -> Bar:
    """Time two functions in turns, the garbage collector at rest for both."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for function, taken in ((ours, times[0]), (peer, times[1])):
            gc.collect()
            gc.disable()
            start = time.perf_counter()
            answer = function()
            taken.append(time.perf_counter() - start)
            gc.enable()
            del answer
    return Bar(name, bar, statistics.median(times[0]), statistics.median(times[1]))


def check_polars(totals: Totals, data: Data, answers: list[Any]) -> None:
    """Check that both give the same sums, counts and coverage, to the last unit."""
    periods = {period: n for n, period in enumerate(dict.fromkeys(r.period for r in data.reports))}
    for answer in answers:
        level = answer.columns[0]
        units = data.tree.units
        found = {
            (units[row[level]].code, row["period"], row["cell"]): (
                row["value"],
                row["counted"],
                row["reported"],
                row["expected"],
            )
            for row in answer.iter_rows(named=True)
        }
        for block in totals.blocks:
            for code, sums in block.sums.items():
                if data.tree[code].level != level:
                    continue
                for place, number in enumerate(sums.numbers):
                    blanks = sum(n for (at, _), n in sums.gaps.items() if at == place)
                    expected = (number, sums.reports - blanks, sums.reports, sums.expected)
                    assert found[code, periods[block.period], place] == expected, (code, place)


def roll_up_small() -> Iterator[Bar]:
    """``roll_up`` against polars eager and against a bare loop, on the small set."""
    data = make(SMALL)
    frame, units = long_frame(to_long(data)), unit_frame(data)
    rows, steps = bare_rows(data), bare_tree(data)
    check_polars(roll_up(data.reports, data.tree), data, polars_long(frame, units))
    yield compare(
        "roll_up, small, against polars eager on long rows",
        0.6,
        lambda: roll_up(data.reports, data.tree),
        lambda: polars_long(frame, units),
    )
    yield compare(
        "roll_up, small, against the same loop written bare",
        1.5,
        lambda: roll_up(data.reports, data.tree),
        lambda: bare_loop(rows, steps),
    )


def roll_up_large() -> Iterator[Bar]:
    """``roll_up`` against SQL in DuckDB and against a bare loop, on the large set."""
    data = make(LARGE)
    frame, units = long_frame(to_long(data)), unit_frame(data)
    rows, steps = bare_rows(data), bare_tree(data)
    levels = units.columns[:0:-1]
    database = duckdb_tables(frame, units)
    yield compare(
        "roll_up, large, against DuckDB SQL on long rows",
        1.5,
        lambda: roll_up(data.reports, data.tree),
        lambda: duckdb_long(database, levels),
    )
    yield compare(
        "roll_up, large, against the same loop written bare",
        1.5,
        lambda: roll_up(data.reports, data.tree),
        lambda: bare_loop(rows, steps),
    )


SUITES: dict[str, Callable[[], Iterator[Bar]]] = {"small": roll_up_small, "large": roll_up_large}


def main(names: list[str]) -> None:
    """Run the named suites, or all."""
    print(f"{'':<58} {'ours':>12} {'peer':>12}  ratio")
    for name in names or SUITES:
        for bar in SUITES[name]():
            print(bar, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
