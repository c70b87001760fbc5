from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support.builders import SMALL
from support.files import DEFINITIONS

from vstbpn import Absence, InputError
from vstbpn.io import Batch, read_reports

TABLE = "unit,period,indicator,value\n"


def package(folder: Path, *resources: Any, **tables: str) -> Batch:
    (folder / "indicators.toml").write_text(DEFINITIONS, encoding="utf-8")
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "datapackage.json").write_text(json.dumps({"resources": resources}), encoding="utf-8")
    return read_reports(folder, units=SMALL)


def resource(name: str, value: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    fields = [{"name": "unit"}, {"name": "period"}, {"name": "indicator"}, {"name": "value", **(value or {})}]
    return {"name": name, "path": f"{name}.csv", "schema": {"fields": fields}, **more}


def test_the_decimal_character_is_honoured(tmp_path: Path) -> None:
    rows = "a1,2024,hours,2.600\n"
    batch = package(
        tmp_path,
        resource("english", {"decimalChar": "."}),
        resource("vietnamese", {"decimalChar": ",", "groupChar": "."}),
        resource("silent"),
        english=TABLE + rows,
        vietnamese=TABLE + rows.replace("a1", "a2"),
        silent=TABLE + rows.replace("a1", "b1"),
    )
    assert {report.unit: report["hours"] for report in batch.reports} == {
        "a1": Decimal("2.6"),
        "a2": 2600,
        "b1": Absence.NOT_REPORTED,
    }
    assert [(problem.file, problem.code) for problem in batch.problems] == [
        ("silent.csv", "ambiguous-number")
    ]


def test_a_declared_separator_needs_no_note(tmp_path: Path) -> None:
    batch = package(
        tmp_path, resource("a", dialect={"delimiter": ";"}), a=(TABLE + "a1,2024,cases,3\n").replace(",", ";")
    )
    assert batch.problems == ()
    assert batch.reports[0]["cases"] == 3


def test_several_files_make_one_set_of_reports(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "c.csv").write_text(TABLE + "a1,2024,hours,5\na1,2024,cases,4\n")
    batch = package(
        tmp_path,
        {"name": "parts", "path": ["a.csv", "more/c.csv"]},
        a=TABLE + "a1,2024,cases,3\n",
    )
    (report,) = batch.reports
    assert report["hours"] == 5
    assert [(p.file, p.row, p.code) for p in batch.problems] == [("more/c.csv", 3, "conflicting-values")]


def test_a_resource_of_another_kind_is_passed_over_with_a_note(tmp_path: Path) -> None:
    tree = {"name": "tree", "path": "tree.csv", "schema": {"fields": [{"name": "unit"}, {"name": "parent"}]}}
    batch = package(tmp_path, tree, resource("a"), a=TABLE + "a1,2024,cases,3\n")
    assert [(problem.code, problem.severity.value) for problem in batch.problems] == [
        ("not-observations", "note")
    ]
    assert len(batch.reports) == 1


@pytest.mark.parametrize(
    "bad",
    [
        "a.csv",
        {"name": "x"},
        {"name": "x", "path": "../a.csv"},
        {"name": "x", "path": "/etc/passwd"},
        {"name": "x", "path": "http://example.org/a.csv"},
        {"name": "x", "path": "more\\a.csv"},
        {"name": "x", "path": 3},
        {"name": "x", "path": "a.csv", "encoding": "windows-1258"},
        {"name": "x", "path": "a.csv", "schema": []},
        {"name": "x", "path": "a.csv", "schema": {"fields": {}}},
        {"name": "x", "path": "a.csv", "dialect": {"delimiter": "::"}},
        {"name": "x", "path": "a.csv", "dialect": {"delimiter": '"'}},
        {"name": "x", "path": "a.csv", "dialect": {"delimiter": "\n"}},
        resource("x", {"decimalChar": "-"}),
        resource("x", {"decimalChar": "7"}),
        resource("x", {"decimalChar": ",", "groupChar": ","}),
    ],
)
def test_a_bad_resource_is_listed_and_the_others_are_read(tmp_path: Path, bad: object) -> None:
    batch = package(tmp_path, bad, resource("good"), good=TABLE + "a1,2024,cases,3\n")
    assert [(problem.code, problem.column) for problem in batch.problems] == [
        ("bad-descriptor", "resources[0]")
    ]
    assert len(batch.reports) == 1


def test_a_table_that_cannot_be_read_takes_nothing_from_the_others(tmp_path: Path) -> None:
    batch = package(
        tmp_path,
        resource("bad"),
        resource("gone"),
        resource("good"),
        bad="unit,period\n",
        good=TABLE + "a1,2024,cases,3\n",
    )
    assert {(problem.file, problem.code) for problem in batch.problems} == {
        ("bad.csv", "missing-column"),
        ("gone.csv", "unreadable"),
    }
    assert len(batch.reports) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "[]",
        "{}",
        '{"resources": []}',
        '{"resources": [3]}',
        '{"resources": {}}',
        "[" * 100_000,
        "1" * 5000,
        '{"resources": [], "resources": []}',
    ],
)
def test_a_descriptor_without_any_table_cannot_be_used(tmp_path: Path, text: str) -> None:
    (tmp_path / "datapackage.json").write_text(text)
    with pytest.raises(InputError, match=r"datapackage\.json"):
        read_reports(tmp_path)


def test_a_package_of_which_nothing_can_be_read_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.csv"):
        package(tmp_path, resource("a"), a="")


def test_a_folder_without_a_descriptor_is_read_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "indicators.toml").write_text(DEFINITIONS)
    (tmp_path / "1.csv").write_text(TABLE + "a1,2024,cases,3\n")
    (tmp_path / "2.csv").write_text(TABLE + "a2,2024,cases,4\n")
    (tmp_path / "3.CSV").write_text(TABLE + "b1,2024,cases,5\n")
    batch = read_reports(tmp_path, units=SMALL)
    assert sorted(report["cases"] for report in batch.reports) == [3, 4, 5]  # type: ignore[type-var]
    assert batch.problems == ()


def test_what_else_lies_in_a_folder_is_said_and_not_read(tmp_path: Path) -> None:
    (tmp_path / "indicators.toml").write_text(DEFINITIONS)
    (tmp_path / "1.csv").write_text(TABLE + "a1,2024,cases,3\n")
    (tmp_path / "tree.csv").write_text("unit,parent\na,\n")
    (tmp_path / "totals.csv").write_text(
        "unit,period,indicator,value,reported,expected,missing\na1,2024,cases,9,1,1,\n"
    )
    (tmp_path / "more").mkdir()
    (tmp_path / "letter.docx").write_bytes(b"PK")
    batch = read_reports(tmp_path, units=SMALL)
    assert [(problem.code, problem.severity.value) for problem in batch.problems] == [
        ("passed-over", "note"),
        ("passed-over", "note"),
        ("not-observations", "note"),
        ("not-observations", "note"),
    ]
    assert [report["cases"] for report in batch.reports] == [3]


def test_a_table_of_a_folder_that_lacks_a_column_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "1.csv").write_text(TABLE + "24,2024,population,3\n")
    (tmp_path / "2.csv").write_text("unit,period,value\n24,2024,3\n")
    (tmp_path / "3.csv").write_text("")
    batch = read_reports(tmp_path)
    assert [(problem.file, problem.code) for problem in batch.problems] == [
        ("2.csv", "missing-column"),
        ("3.csv", "empty"),
    ]


def test_an_empty_folder_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=r"expected datapackage\.json, \.csv or \.json files in the folder, got none"
    ):
        read_reports(tmp_path)
