"""The same task written for its peers, as well as we can: newest revision, sums, counts, coverage.

The task, on each: of every unit's revisions for a period take the newest; for every cell and period, at
every level above the leaves, give the sum, how many units contributed and how many were expected.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import Any

import duckdb
import numpy as np
import polars as pl
from data import BLANK, Data, Long

from vstbpn import Absence

# -- plain Python, without types and checks ------------------------------------------------------


def bare_rows(data: Data) -> list[tuple[str, int, int, tuple[int, ...], tuple[int, ...]]]:
    """Strip reports to tuples: unit, period, revision, figures with 0 for a blank, places of blanks."""
    periods = {period: n for n, period in enumerate(dict.fromkeys(r.period for r in data.reports))}
    return [
        (
            report.unit,
            periods[report.period],
            report.revision,
            tuple(0 if isinstance(value, Absence) else int(value) for value in report.values),
            tuple(n for n, value in enumerate(report.values) if isinstance(value, Absence)),
        )
        for report in data.reports
    ]


def bare_tree(data: Data) -> list[tuple[str, list[str], list[str]]]:
    """Strip the tree to steps from the bottom up: unit, leaves right below, other units right below."""
    tree = data.tree
    leaves = {unit.code for unit in tree.leaves()}
    steps = []
    for unit in reversed(tree.units):
        children = [child.code for child in tree.children(unit)]
        if children:
            steps.append(
                (unit.code, [c for c in children if c in leaves], [c for c in children if c not in leaves])
            )
    return steps


def bare_loop(
    rows: list[tuple[str, int, int, tuple[int, ...], tuple[int, ...]]],
    steps: list[tuple[str, list[str], list[str]]],
) -> dict[tuple[int, str], Any]:
    """Add up with dictionaries and tuples and nothing else."""
    newest: dict[int, dict[str, Any]] = {}
    for row in rows:
        by_unit = newest.setdefault(row[1], {})
        other = by_unit.get(row[0])
        if other is None or other[2] < row[2]:
            by_unit[row[0]] = row
    sums: dict[tuple[int, str], Any] = {}
    for period, by_unit in newest.items():
        for unit, leaves, inner in steps:
            there = [by_unit[leaf] for leaf in leaves if leaf in by_unit]
            below = [sums[period, child] for child in inner]
            vectors = [row[3] for row in there] + [part[0] for part in below]
            blanks = Counter(chain.from_iterable(row[4] for row in there))
            for part in below:
                blanks.update(part[3])
            missing = [leaf for leaf in leaves if leaf not in by_unit]
            missing += chain.from_iterable(part[4] for part in below)
            sums[period, unit] = (
                tuple(map(sum, zip(*vectors, strict=True))),
                len(there) + sum(part[1] for part in below),
                len(leaves) + sum(part[2] for part in below),
                blanks,
                missing,
            )
    return sums


def bare_sums(
    rows: list[tuple[str, int, int, tuple[int, ...], tuple[int, ...]]],
    steps: list[tuple[str, list[str], list[str]]],
) -> dict[tuple[int, str], tuple[int, ...]]:
    """Add up the newest figures, and keep nothing of who gave them and who did not."""
    newest: dict[tuple[int, str], Any] = {}
    for row in rows:
        other = newest.get((row[1], row[0]))
        if other is None or other[2] < row[2]:
            newest[row[1], row[0]] = row
    sums: dict[tuple[int, str], tuple[int, ...]] = {}
    for period in sorted({period for period, _ in newest}):
        for unit, leaves, inner in steps:
            vectors = [newest[period, leaf][3] for leaf in leaves if (period, leaf) in newest]
            vectors += [sums[period, child] for child in inner]
            sums[period, unit] = tuple(map(sum, zip(*vectors, strict=True)))
    return sums


# -- polars, eager, on long rows -----------------------------------------------------------------


def long_frame(long: Long) -> pl.DataFrame:
    """Make a frame of the long columns, blanks as null, codes as the smallest integers that hold them."""
    value = pl.Series("value", np.frombuffer(long.value, dtype=np.int64))
    return pl.DataFrame(
        {
            "unit": pl.Series(np.frombuffer(long.unit, dtype=np.int32)),
            "period": pl.Series(np.frombuffer(long.period, dtype=np.int8)),
            "cell": pl.Series(np.frombuffer(long.cell, dtype=np.int16)),
            "revision": pl.Series(np.frombuffer(long.revision, dtype=np.int8)),
            "value": value,
        }
    ).with_columns(value=pl.when(pl.col("value") == BLANK).then(None).otherwise(pl.col("value")))


def unit_frame(data: Data) -> pl.DataFrame:
    """Give the ancestors of each leaf by their places, one column for each level above it."""
    tree = data.tree
    leaves = tree.leaves()
    columns: dict[str, list[int]] = {"unit": list(range(len(leaves)))}
    for level in tree.levels[:-1]:
        columns[level] = [
            next(tree.place(unit) for unit in tree.ancestors(leaf) if unit.level == level) for leaf in leaves
        ]
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.Int32))


def polars_newest(frame: pl.DataFrame) -> pl.DataFrame:
    """Keep the rows of the newest revisions."""
    # Few reports are revised: leaving out the superseded ones beats joining the newest to every row.
    headers = frame.select("unit", "period", "revision").unique()
    newest = headers.group_by("unit", "period").agg(pl.col("revision").max())
    superseded = headers.join(newest, on=["unit", "period", "revision"], how="anti")
    return frame.join(superseded, on=["unit", "period", "revision"], how="anti")


def polars_long(frame: pl.DataFrame, units: pl.DataFrame) -> list[pl.DataFrame]:
    """Cascade: the lowest level from the rows, every level above from the one below."""
    return _polars_cascade(polars_newest(frame), units)


def polars_ratios(frame: pl.DataFrame, units: pl.DataFrame, cells: int) -> list[pl.DataFrame]:
    """Cascade, and the ratio of every two neighbouring cells over the units that have both."""
    newest = polars_newest(frame)
    answers = _polars_cascade(newest, units)
    there = newest.filter(pl.col("value").is_not_null()).with_columns(pair=pl.col("cell") // 2)
    above, below = (there.filter(pl.col("cell") % 2 == side) for side in (0, 1))
    rows = above.join(below, on=["unit", "period", "pair"], suffix="_below").join(units, on="unit")
    for level in units.columns[:0:-1]:
        sums = rows.group_by(level, "period", "pair").agg(
            pl.col("value").sum(), pl.col("value_below").sum(), pl.len()
        )
        answers.append(sums.with_columns(ratio=pl.col("value") / pl.col("value_below")))
    assert len(answers[-1]) == cells // 2 * frame["period"].n_unique()
    return answers


def _polars_cascade(newest: pl.DataFrame, units: pl.DataFrame) -> list[pl.DataFrame]:
    levels = units.columns[:0:-1]  # from the lowest to the nation
    rows = newest.join(units, on="unit")
    answers = []
    figures = [pl.col("value").sum(), pl.col("value").count().alias("counted"), pl.len().alias("reported")]
    for place, level in enumerate(levels):
        keys = [*levels[place:], "period", "cell"]
        answer = rows.group_by(keys).agg(figures)
        expected = units.group_by(level).agg(pl.len().alias("expected"))
        answers.append(answer.join(expected, on=level))
        rows = answer
        figures = [pl.col("value").sum(), pl.col("counted").sum(), pl.col("reported").sum()]
    return answers


# -- DuckDB, SQL on long rows --------------------------------------------------------------------


def duckdb_tables(frame: pl.DataFrame, units: pl.DataFrame) -> duckdb.DuckDBPyConnection:
    """Load the long rows and the units into tables of an in-memory database."""
    database = duckdb.connect()
    database.register("frame", frame.to_arrow())
    database.register("unit_frame", units.to_arrow())
    database.execute("create table rows as select * from frame")
    database.execute("create table units as select * from unit_frame")
    return database


def duckdb_long(database: duckdb.DuckDBPyConnection, levels: list[str]) -> list[Any]:
    """Cascade in SQL: the lowest level from the rows, every level above from the one below."""
    # Few reports are revised: leaving out the superseded ones beats joining the newest to every row.
    database.execute(
        """create or replace temp table headers as
           select unit, period, max(revision) as newest from rows group by all"""
    )
    database.execute(
        """create or replace temp table superseded as
           select distinct unit, period, revision
           from rows semi join (from headers where newest > 1) using (unit, period)
           anti join (select unit, period, newest as revision from headers) using (unit, period, revision)"""
    )
    answers = []
    source = "rows anti join superseded using (unit, period, revision) join units using (unit)"
    figures = "sum(value)::bigint as value, count(value) as counted, count(*) as reported"
    for place, level in enumerate(levels):
        keys = ", ".join([*levels[place:], "period", "cell"])
        database.execute(
            f"create or replace temp table sums_{level} as "
            f"select {keys}, {figures} from {source} group by all"
        )
        answers.append(
            database.sql(
                f"""select s.*, e.expected from sums_{level} s
                    join (select {level}, count(*) as expected from units group by all) e using ({level})"""
            ).to_arrow_table()
        )
        source = f"sums_{level}"
        figures = (
            "sum(value)::bigint as value, sum(counted)::bigint as counted, sum(reported)::bigint as reported"
        )
    return answers
