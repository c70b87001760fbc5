from __future__ import annotations

import io
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support.facts import CENSUS_PROVINCES
from support.files import DEFINITIONS

from vstbpn import __version__, cli
from vstbpn.catalog import CHECKED_ON

TABLE = "unit,period,indicator,value\n"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = cli.main(arguments)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def run_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    status, out, err = run(capsys, *arguments, "--json")
    assert not err or status == cli.UNUSABLE
    return status, json.loads(out)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "data.csv"
    path.write_text(TABLE + "213,2024,population,1.000\n215,2024,population,2.000\n", encoding="utf-8")
    return path


# -- demo ----------------------------------------------------------------------------------------


def test_demo_shows_totals_and_does_not_call_a_part_the_whole(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "demo")
    assert (status, err) == (cli.FINE, "")
    for name, total, men, women in CENSUS_PROVINCES.values():
        (line,) = (line for line in out.splitlines() if name in line and "/" in line)
        for number in (total, men, women):
            assert f"{number:,}".replace(",", ".") in line
    assert "not computable, missing Thành phố Hà Giang, Huyện Đồng Văn, Huyện Mèo Vạc and 644 more" in out


def test_demo_speaks_vietnamese_too(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "demo", "--lang", "vi")
    assert (
        "không tính được, thiếu Thành phố Hà Giang, Huyện Đồng Văn, Huyện Mèo Vạc và 644 đơn vị khác" in out
    )


def test_demo_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    status, document = run_json(capsys, "demo")
    assert status == cli.FINE
    totals = {(t["unit"], t["sex"]): t["value"] for t in document["totals"]}
    for code, (_, total, men, women) in CENSUS_PROVINCES.items():
        assert (totals[code, "_T"], totals[code, "M"], totals[code, "F"]) == (total, men, women)


# -- rollup --------------------------------------------------------------------------------------


def test_rollup_prints_every_level_including_the_nation(
    capsys: pytest.CaptureFixture[str], table: Path
) -> None:
    status, document = run_json(capsys, "rollup", str(table), "--on", "2024-06-30")
    assert status == cli.FINE
    assert (document["format"], document["boundaries"], document["mode"]) == (
        "vstbpn.totals/1",
        "2024-06-30",
        "complete",
    )
    by_unit = {total["unit"]: total for total in document["totals"]}
    assert by_unit["213"]["value"] == 1000
    assert (by_unit["24"]["value"], by_unit["24"]["reason"]) == (None, "missing")
    assert (by_unit["VN"]["reported"], by_unit["VN"]["expected"]) == (2, 705)
    assert {total["level"] for total in document["totals"]} == {"nation", "province", "district"}


def test_rollup_filters_levels_and_changes_mode(capsys: pytest.CaptureFixture[str], table: Path) -> None:
    arguments = (
        "rollup",
        str(table),
        "--on",
        "30/6/2024",
        "--level",
        "province,nation",
        "--mode",
        "available",
    )
    _, document = run_json(capsys, *arguments)
    assert {total["level"] for total in document["totals"]} == {"nation", "province"}
    assert next(t["value"] for t in document["totals"] if t["unit"] == "24") == 3000


def test_rollup_prints_a_table_and_what_is_missing(capsys: pytest.CaptureFixture[str], table: Path) -> None:
    status, out, err = run(
        capsys, "rollup", str(table), "--on", "2024-06-30", "--level", "province", "--mode", "available"
    )
    assert (status, err) == (cli.FINE, "")
    assert "Tỉnh Bắc Giang" in out
    assert "3.000" in out
    assert "2/10" in out
    assert (
        "Tỉnh Bắc Giang: incomplete, missing Huyện Tân Yên, Huyện Lạng Giang, Huyện Lục Nam and 5 more" in out
    )


def test_rollup_shows_what_stands_beside_a_figure(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "indicators.toml").write_text(DEFINITIONS, encoding="utf-8")
    (tmp_path / "tree.csv").write_text("unit,parent\nVN,\nA,VN\na1,A\na2,A\nB,VN\nb1,B\n", encoding="utf-8")
    (tmp_path / "data.csv").write_text(
        "unit,period,indicator,sex,value,status,scope,age\n"
        "a1,2024,cases,F,3,estimated,,young\n"
        "a2,2024,cases,F,,suppressed,,young\n"
        'a1,2023,hours,,"1,5",provisional,,\n'
        "a2,2023,hours,,,not-applicable,,\n"
        "b1,2023,hours,,,not-expected,,\n"
        "A,2023,hours,,2,,subtree,\n"
        "B,2024,cases,F,7,,,young\n",
        encoding="utf-8",
    )
    arguments = (
        "rollup",
        str(tmp_path / "data.csv"),
        "--tree",
        str(tmp_path / "tree.csv"),
        "--reporting-level",
        "2",
    )
    status, out, err = run(capsys, *arguments)
    assert status == cli.FINE
    assert "A, 2024, cases:age=young: not computable, a figure is suppressed; estimated" in out
    assert "B, 2024, cases:age=young: not computable, missing b1; unexpected, not added: B" in out
    assert "a1, 2023, hours: provisional" in out
    assert "b1, 2023, hours: not expected" in out
    assert "a2, 2023, hours: not applicable" in out
    assert "1,5" in out
    assert "Consolidated figures (scope subtree), which are part of no sum: 1" in err
    _, out, _ = run(capsys, *arguments, "--mode", "available")
    assert "A, 2024, cases:age=young: incomplete, a figure is suppressed; estimated" in out


def test_rollup_along_a_tree_of_ones_own(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "tree.csv").write_text(
        "unit,parent,level\nVN,,nation\nR,VN,region\nP,R,province\n", encoding="utf-8"
    )
    (tmp_path / "data.csv").write_text(TABLE + "P,2024,population,5\n", encoding="utf-8")
    _, document = run_json(capsys, "rollup", str(tmp_path / "data.csv"), "--tree", str(tmp_path / "tree.csv"))
    assert document["boundaries"] is None
    assert [(total["unit"], total["value"]) for total in document["totals"]] == [
        ("VN", 5),
        ("R", 5),
        ("P", 5),
    ]


def test_rollup_takes_the_day_from_the_reports_if_they_agree(
    capsys: pytest.CaptureFixture[str], table: Path
) -> None:
    _, document = run_json(capsys, "rollup", str(table))
    assert document["boundaries"] == "2024-12-31"
    table.write_text(table.read_text() + "213,2023,population,7\n")
    with pytest.raises(SystemExit) as exit_:
        cli.main(["rollup", str(table)])
    assert exit_.value.code == cli.UNUSABLE
    assert (
        "say --on DATE: the reports stand on the boundaries of 2 days (2023-12-31, 2024-12-31)"
        in capsys.readouterr().err
    )


def test_rollup_lists_problems_and_keeps_the_good_rows(
    capsys: pytest.CaptureFixture[str], table: Path
) -> None:
    table.write_text(table.read_text() + "216,2024,population,x\n216,2024,population,-1\n")
    status, document = run_json(capsys, "rollup", str(table), "--on", "2024-06-30")
    assert status == cli.FOUND
    assert [(problem["code"], problem["row"]) for problem in document["problems"]] == [
        ("not-a-number", 4),
        ("below-minimum", 5),
    ]
    assert next(t["value"] for t in document["totals"] if t["unit"] == "213") == 1000
    status, _, err = run(capsys, "rollup", str(table), "--on", "2024-06-30", "--level", "nation")
    assert status == cli.FOUND
    assert (
        "Problems: 2\n  data.csv, row 4, column value: expected a number such as 1.803.950 or 12,5, got 'x'"
        in err
    )
    _, _, err = run(capsys, "rollup", str(table), "--on", "2024-06-30", "--lang", "vi")
    assert "data.csv, row 4, column value: phải là số như 1.803.950 hoặc 12,5, nhận được 'x'" in err


def test_a_note_is_listed_and_changes_no_status(capsys: pytest.CaptureFixture[str], table: Path) -> None:
    table.write_bytes(b"\xef\xbb\xbf" + table.read_bytes())
    status, document = run_json(capsys, "rollup", str(table), "--on", "2024-06-30")
    assert status == cli.FINE
    assert [problem["severity"] for problem in document["problems"]] == ["note"]


def test_a_hint_is_printed_below_its_problem(capsys: pytest.CaptureFixture[str], table: Path) -> None:
    table.write_text(table.read_text() + '216,2024,population,"1,803"\n')
    _, _, err = run(capsys, "rollup", str(table), "--on", "2024-06-30", "--level", "nation")
    assert "[ambiguous-number]\n    write it without grouping" in err


def test_an_input_that_cannot_be_used_is_explained(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "data.csv").write_bytes(b"unit,period\n")
    status, out, err = run(capsys, "rollup", str(tmp_path / "data.csv"), "--on", "2024-06-30", "--json")
    assert status == cli.UNUSABLE
    document = json.loads(out)
    assert (document["format"], document["boundaries"], document["totals"]) == (
        "vstbpn.totals/1",
        "2024-06-30",
        [],
    )
    assert [problem["code"] for problem in document["problems"]] == ["missing-column", "missing-column"]
    assert (
        "data.csv, row 1: expected the columns unit, period, indicator, value, there is no 'indicator'" in err
    )


@pytest.mark.parametrize(
    ("rows", "arguments", "message"),
    [
        ("213,2024,population,1\n24,2024,population,1\n", ("--on", "2024-06-30"), "several levels"),
        (
            "213,2024,population,1\n",
            ("--on", "2019-03-31"),
            "the map covers the level province from 1/4/2019 on",
        ),
    ],
)
def test_a_question_that_cannot_be_answered_is_explained(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, rows: str, arguments: tuple[str, ...], message: str
) -> None:
    (tmp_path / "data.csv").write_text(TABLE + rows)
    status, _, err = run(capsys, "rollup", str(tmp_path / "data.csv"), *arguments)
    assert status == cli.UNUSABLE
    assert err.startswith("vstbpn: ")
    assert message in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--on", "2024-06-30", "--level", "region"),
            "expected levels of the tree (nation, province, district), got region",
        ),
        (("--on", "2024-06-30", "--out", "totals.xlsx"), "expected a file name that ends in .json or .csv"),
        (("--on", "6/30/2024"), "expected a date such as 30/6/2025 or 2025-06-30"),
        (("--mode", "some"), "invalid choice"),
    ],
)
def test_a_call_that_makes_no_sense_is_refused(
    capsys: pytest.CaptureFixture[str], table: Path, arguments: tuple[str, ...], message: str
) -> None:
    with pytest.raises(SystemExit) as exit_:
        cli.main(["rollup", str(table), *arguments])
    assert exit_.value.code == cli.UNUSABLE
    assert message in capsys.readouterr().err


def test_totals_are_written_to_a_file(
    capsys: pytest.CaptureFixture[str], table: Path, tmp_path: Path
) -> None:
    for suffix in ("json", "csv"):
        out = tmp_path / f"totals.{suffix}"
        status, printed, _ = run(
            capsys, "rollup", str(table), "--on", "2024-06-30", "--level", "nation", "--out", str(out)
        )
        assert (status, printed) == (cli.FINE, "")
    document = json.loads((tmp_path / "totals.json").read_text(encoding="utf-8"))
    assert document["totals"][0]["name"] == "Việt Nam"
    assert len((tmp_path / "totals.csv").read_text(encoding="utf-8").splitlines()) == 2
    assert "\\u" not in (tmp_path / "totals.json").read_text(encoding="utf-8")


def test_definitions_may_be_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(DEFINITIONS, encoding="utf-8")
    (tmp_path / "data.csv").write_text(TABLE + "213,2024,cases,5\n")
    arguments = (
        "rollup",
        str(tmp_path / "data.csv"),
        "--on",
        "2024-06-30",
        "--definitions",
        str(tmp_path / "own.toml"),
    )
    assert run_json(capsys, *arguments)[1]["problems"] == []


class Terminal(io.StringIO):
    """A terminal that someone looks at."""

    def isatty(self) -> bool:
        return True


def test_a_bar_is_shown_while_a_large_file_is_read(
    capsys: pytest.CaptureFixture[str], table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "_PROGRESS_FROM", 1)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    cli.main(["rollup", str(table), "--on", "2024-06-30", "--json"])
    assert terminal.getvalue() == ""
    cli.main(["rollup", str(table), "--on", "2024-06-30"])
    assert "data.csv" in terminal.getvalue()
    monkeypatch.setattr(sys, "stderr", sys.__stderr__)
    capsys.readouterr()


# -- units ---------------------------------------------------------------------------------------


def test_a_unit_is_looked_up_by_code(capsys: pytest.CaptureFixture[str]) -> None:
    status, document = run_json(capsys, "units", "00004", "--on", "2025-06-30")
    assert status == cli.FINE
    (unit,) = document["units"]
    assert document["format"] == "vstbpn.units/1"
    assert document["on"] == "2025-06-30"
    assert unit["name"] == "Phường Trúc Bạch"
    assert (unit["valid_from"], unit["valid_to"]) == ("2025-06-30", "2025-07-01")


def test_a_unit_is_looked_up_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "units", "Chũ", "--on", "30/6/2025", "--level", "district")
    assert status == cli.FINE
    assert "Units on 30/6/2025" in out
    assert "Thị xã Chũ" in out
    assert "1/1/2025   30/6/2025" in out
    _, out, _ = run(capsys, "units", "001", "--on", "30/6/2025")
    assert "by 1/4/2019" in out


def test_all_units_of_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    _, document = run_json(capsys, "units", "--on", "2025-07-01", "--level", "province")
    assert len(document["units"]) == 34
    _, document = run_json(capsys, "units", "--on", "2025-07-01")
    assert len(document["units"]) == 1 + 34 + 3321


def test_an_unknown_unit_is_found_out(capsys: pytest.CaptureFixture[str]) -> None:
    status, document = run_json(capsys, "units", "224", "--on", "2024-06-30")
    assert (status, document["units"]) == (cli.FOUND, [])
    assert document["problems"][0]["code"] == "unknown-unit"
    assert "Thị xã Chũ" in document["problems"][0]["message_en"]
    status, out, err = run(capsys, "units", "nowhere", "--on", "2024-06-30")
    assert (status, out) == (cli.FOUND, "")
    assert "there is no unit 'nowhere'" in err


def test_a_day_outside_the_span_cannot_be_answered(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "units", "00004", "--on", "2024-06-30")
    assert status == cli.UNUSABLE
    assert "the map covers the level commune from 30/6/2025 on" in err


def test_a_map_that_may_be_out_of_date_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    later = date(CHECKED_ON.year + 1, 1, 1).isoformat()
    status, document = run_json(capsys, "units", "24", "--on", later)
    assert status == cli.FINE
    assert [problem["code"] for problem in document["problems"]] == ["map-not-checked"]
    status, document = run_json(capsys, "units", "24")  # today
    assert status == cli.FINE
    assert document["on"] >= CHECKED_ON.isoformat()


# -- the call ------------------------------------------------------------------------------------


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        cli.main(["--version"])
    assert exit_.value.code == 0
    assert capsys.readouterr().out == f"vstbpn {__version__}\n"


def test_without_rich_a_table_names_the_extra(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rich.console", None)
    status, _, err = run(capsys, "demo")
    assert status == cli.UNUSABLE
    assert err == "vstbpn: rich is not installed; it comes with the extra 'cli': pip install 'vstbpn[cli]'\n"
    assert run_json(capsys, "demo")[0] == cli.FINE


def test_a_closed_pipe_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(cli, "_print_json", closed)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert cli.main(["demo", "--json"]) == cli.FINE
