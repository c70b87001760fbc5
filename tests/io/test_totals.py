from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

from support.builders import SMALL, form, report

from vstbpn import Cell, Mode, roll_up
from vstbpn.io import write_totals


def test_totals_are_written_as_a_table(tmp_path: Path) -> None:
    hours = form("hours:F:age=young", decimals=1)
    reports = [report("a1", Decimal("1.5"), on=hours), report("B", 2, on=hours)]
    totals = roll_up(reports, SMALL, mode=Mode.AVAILABLE, reporting_level="district")
    write_totals(totals, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 6
    assert rows[0] == {
        "unit": "VN",
        "level": "nation",
        "name": "Đơn vị VN",
        "period": "2024-H1",
        "indicator": "hours",
        "sex": "F",
        "breakdown": "age=young",
        "value": "1.5",
        "low": "1.5",
        "high": "",
        "reason": "incomplete",
        "reported": "1",
        "expected": "3",
        "missing": "a2 b1",
        "suppressed": "",
        "unexpected": "B",
        "provisional": "false",
        "estimated": "false",
        "declared": "false",
    }
    assert rows[-1]["value"] == ""
    assert rows[-1]["reason"] == "missing"


def test_only_the_levels_asked_for_are_written(tmp_path: Path) -> None:
    totals = roll_up([report("b1", 4, estimated=[Cell("cases")])], SMALL)
    write_totals(totals, tmp_path / "out.csv", levels=["district"])
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 4
    assert lines[-1] == "b1,district,Đơn vị b1,2024-H1,cases,_T,,4,,,,1,1,,,,false,true,false"
    write_totals(totals, tmp_path / "out.csv", within=["A"])
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[0] for line in lines] == ["unit", "A", "a1", "a2"]
