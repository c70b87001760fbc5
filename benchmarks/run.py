"""Measure the library against its peers in one process: ``python benchmarks/run.py [NAME...]``.

Prints, for each bar, the medians and their ratio; for what has no peer, how its time grows with the size of
the map or of the text. Variants take turns, so that a slow moment of the machine falls on all of them; each
is run often enough for a median of five or more, but for the texts, which are read once.
"""

from __future__ import annotations

import gc
import math
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from attrs import evolve, frozen
from data import LARGE, SMALL, Data, make, to_long
from dated_map import SIZES, TASKS, first_load, make_map
from loading import Loading
from peers import (
    bare_loop,
    bare_rows,
    bare_sums,
    bare_tree,
    duckdb_long,
    duckdb_tables,
    long_frame,
    polars_long,
    polars_ratios,
    unit_frame,
)
from processes import import_time
from reading import SMALLEST, TEXTS, read

from vstbpn import Mode, Totals, ratio, roll_up
from vstbpn.model import Block

ROUNDS = 7


@frozen
class Bar:
    """What is compared, and the most that the ratio may be; ``None`` where it is told for information."""

    name: str
    bar: float | None
    ours: float
    peer: float

    def __str__(self) -> str:
        ratio = self.ours / self.peer
        verdict = "no bar"
        if self.bar is not None:
            verdict = f"<= {self.bar}x  {'met' if ratio <= self.bar else 'NOT MET'}"
        times = f"{self.ours * 1000:>9.1f} ms {self.peer * 1000:>9.1f} ms"
        return f"{self.name:<58} {times} {ratio:>6.2f}x  {verdict}"


@frozen
class Growth:
    """How long a task takes at several sizes, and the power of the size with which that grows."""

    name: str
    times: Sequence[float]

    def __str__(self) -> str:
        power = math.log(self.times[-1] / self.times[0]) / math.log(SIZES[-1] / SIZES[0])
        taken = " ".join(f"{time * 1000:>9.1f} ms" for time in self.times)
        return f"{self.name:<58} {taken}  size^{power:.2f}"


def take_turns(*variants: Callable[[], float]) -> list[float]:
    """Run variants in turns, each of which tells how long it took; give the median of each."""
    taken: list[list[float]] = [[] for _ in variants]
    for _ in range(ROUNDS):
        for times, variant in zip(taken, variants, strict=True):
            times.append(variant())
    return [statistics.median(times) for times in taken]


def timed(function: Callable[[], Any]) -> float:
    """Time a function, the garbage collector at rest."""
    gc.collect()
    gc.disable()
    start = time.perf_counter()
    answer = function()
    taken = time.perf_counter() - start
    gc.enable()
    del answer
    return taken


def compare(name: str, bar: float | None, ours: Callable[[], Any], peer: Callable[[], Any]) -> Bar:
    """Time two functions in turns."""
    return Bar(name, bar, *take_turns(partial(timed, ours), partial(timed, peer)))


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
        for block in totals.figures:
            assert isinstance(block, Block)
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


def the_map() -> Iterator[Bar | Growth]:
    """Reading the map against reading its rows with the csv module; how asking it grows with its size."""
    yield Bar(
        "the map: first load, against the same rows with csv",
        4,
        *take_turns(lambda: first_load("ours"), lambda: first_load("peer")),
    )
    maps = [make_map(copies) for copies in SIZES]
    heads = " ".join(f"{copies:>10} x" for copies in SIZES)
    print(f"{'':<58} {heads}  growth")
    for name, task in TASKS.items():
        for one in maps:
            task(one)  # what is made once, such as the index of names, is there
        yield Growth(name, take_turns(*(partial(timed, partial(task, one)) for one in maps)))


def reading() -> Iterator[Growth]:
    """How the time to read a directive grows with its text, up to five million characters."""
    heads = " ".join(f"{copies * SMALLEST / 1e6:>9.2f} M" for copies in SIZES)
    print(f"{'':<58} {heads}  growth")
    for name, make_text in TEXTS.items():
        texts = [make_text(copies * SMALLEST) for copies in SIZES]
        yield Growth(f"read_directive: {name}", [timed(partial(read, text)) for text in texts])


def totals_in_use() -> Iterator[Bar]:
    """What is done with totals: one corrected report, lineage, ratios; on the large set but for the last."""
    data = make(LARGE)
    totals = roll_up(data.reports, data.tree)
    last = max((report for report in data.reports), key=lambda report: report.revision)
    corrected = evolve(last, revision=last.revision + 1, values=[1] * len(data.form.cells))
    again = [*data.reports, corrected]
    check_same(totals.revised(corrected), roll_up(again, data.tree))
    yield compare(
        "one corrected report, large, against a full recompute",
        1 / 300,
        partial(totals.revised, corrected),
        lambda: roll_up(again, data.tree),
    )
    rows, steps = bare_rows(data), bare_tree(data)
    yield compare(
        "roll_up, which keeps the lineage, against a loop without it",
        1.6,
        lambda: roll_up(data.reports, data.tree),
        lambda: bare_sums(rows, steps),
    )
    small = make(SMALL)
    frame, units = long_frame(to_long(small)), unit_frame(small)
    above = [unit for unit in small.tree if small.tree.child_codes.get(unit.code)]
    pairs = [(small.form.cells[2 * n], small.form.cells[2 * n + 1]) for n in range(20)]

    def with_ratios() -> int:
        found = roll_up(small.reports, small.tree, mode=Mode.AVAILABLE)
        ratios = [ratio(found, one, other) for one, other in pairs]
        return sum(
            1 for each in ratios for unit in above for period in found.periods if each[unit, period].value
        )

    yield compare(
        "roll_up and 20 ratios, small, against polars eager on long rows",
        0.6,
        with_ratios,
        lambda: polars_ratios(frame, units, len(small.form.cells)),
    )


def check_same(one: Totals, other: Totals) -> None:
    """Check that two totals keep the same sums for every unit."""
    for mine, theirs in zip(one.figures, other.figures, strict=True):
        assert isinstance(mine, Block)
        assert isinstance(theirs, Block)
        assert {code: sums.numbers for code, sums in mine.sums.items()} == {
            code: sums.numbers for code, sums in theirs.sums.items()
        }


def loading_and_import() -> Iterator[Bar]:
    """Loading reports against msgspec, importing the library against importing what it depends on."""
    loading = Loading(make(LARGE), 10_000)
    yield compare(
        "10,000 reports of parsed data, against msgspec (types only)",
        4,
        loading.structured,
        loading.peer_structured,
    )
    yield compare("the same, the JSON text parsed too", None, loading.read, loading.peer_read)
    yield Bar(
        "import vstbpn, against attrs + cattrs + dateutil",
        2,
        *take_turns(lambda: import_time("ours"), lambda: import_time("peer")),
    )


SUITES: dict[str, Callable[[], Iterator[Bar | Growth]]] = {
    "small": roll_up_small,
    "large": roll_up_large,
    "totals": totals_in_use,
    "loading": loading_and_import,
    "map": the_map,
    "reading": reading,
}


def main(names: list[str]) -> None:
    """Run the named suites, or all."""
    print(f"{'':<58} {'ours':>12} {'peer':>12}  ratio")
    for name in names or SUITES:
        for result in SUITES[name]():
            print(result, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
