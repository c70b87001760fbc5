"""Totals as a table: one row per total, CSV in UTF-8."""

from __future__ import annotations

import csv
from collections.abc import Collection
from pathlib import Path
from typing import Final

from vstbpn.model import Totals

__all__ = ["TOTALS_COLUMNS", "write_totals"]

TOTALS_COLUMNS: Final = (
    "unit",
    "level",
    "name",
    "period",
    "indicator",
    "sex",
    "breakdown",
    "value",
    "reason",
    "reported",
    "expected",
    "missing",
    "unexpected",
    "provisional",
    "estimated",
)
"""The columns: those of ``vstbpn.totals/1``, lists as codes separated by spaces."""


def write_totals(totals: Totals, path: str | Path, *, levels: Collection[str] | None = None) -> None:
    """Write totals as CSV; a total without a value has an empty ``value`` and says its ``reason``.

    :param levels: only units of these levels; all without it.
    """
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(TOTALS_COLUMNS)
        for key in totals:
            if levels is not None and key[0].level not in levels:
                continue
            total = totals[key]
            writer.writerow(
                (
                    total.unit.code,
                    total.unit.level,
                    total.unit.name,
                    total.period.code,
                    total.cell.indicator,
                    total.cell.sex,
                    " ".join(f"{key}={value}" for key, value in total.cell.breakdown),
                    ""
                    if total.value is None
                    else str(total.value)
                    if isinstance(total.value, int)
                    else f"{total.value:f}",
                    "" if total.reason is None else total.reason.value,
                    total.reported,
                    total.expected,
                    " ".join(unit.code for unit in total.missing),
                    " ".join(unit.code for unit in total.unexpected),
                    str(total.provisional).lower(),
                    str(total.estimated).lower(),
                )
            )
