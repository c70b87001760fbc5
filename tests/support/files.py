"""Reading small tables in tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from vstbpn import Tree
from vstbpn.io import Batch, read_reports

from .builders import SMALL

DEFINITIONS = """
[indicators.cases]
name_vi = "Số vụ"
name_en = "Cases"
measure = "cases"
over_time = "flow"

[indicators.hours]
name_vi = "Số giờ"
name_en = "Hours"
measure = "hours"
over_time = "flow"
decimals = 1

[indicators.change]
name_vi = "Tăng giảm"
name_en = "Change"
measure = "per-cent"
over_time = "never"
over_units = "never"
minimum = -100

[breakdowns.age]
codes = { young = "dưới 18", old = "từ 18" }
"""


def read(
    folder: Path,
    text: str | bytes,
    *,
    name: str = "data.csv",
    definitions: str = DEFINITIONS,
    tree: Tree | None = SMALL,
    on: date | None = None,
) -> Batch:
    """Write a table and its definitions into a folder, and read it."""
    (folder / "indicators.toml").write_text(definitions, encoding="utf-8")
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_reports(path, units=tree, on=on)


def codes(batch: Batch) -> list[tuple[str, int | None, str | None]]:
    """The problems of a batch: code, row and column."""
    return [(problem.code, problem.row, problem.column) for problem in batch.problems]


def cells(batch: Batch) -> dict[tuple[str, str, int, str], object]:
    """The values of a batch by unit, period, revision and cell."""
    return {
        (report.unit, report.period.code, report.revision, cell.code): value
        for report in batch.reports
        for cell, value in zip(report.form.cells, report.values, strict=True)
    }
