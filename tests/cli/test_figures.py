from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from support.commands import run, run_json
from support.facts import CENSUS_PROVINCES
from support.files import DEFINITIONS

from vstbpn import cli
from vstbpn.cli import figures

TABLE = "unit,period,indicator,value\n"


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
    assert (status, err) == (cli.FINE, "")
    assert "A, 2024, Cases, age dưới 18: not computable, a figure is suppressed by a2; estimated" in out
    assert "B, 2024, Cases, age dưới 18: not computable, missing b1; unexpected, not added: B" in out
    assert "a1, 2023, Hours: provisional" in out
    assert "b1, 2023, Hours: not expected" in out
    assert "a2, 2023, Hours: not applicable" in out
    assert "1,5" in out
    assert "Consolidated figures (scope subtree), which are part of no sum: 1." in out
    assert "A, 2023, hours: consolidated 2, parts 1,5: does not fit, +0,5" in out
    assert "Reports of units that were not expected to report, which are part of no sum: 1." in out
    assert "Expected to report: every unit of level 2." in out
    _, out, _ = run(capsys, *arguments, "--mode", "available", "--lang", "vi")
    assert "A, 2024, Số vụ, age dưới 18: chưa đủ, có số liệu không công bố của a2; ước tính" in out


def test_a_note_tells_the_worst_of_all_figures_of_its_row(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The total misses one unit and the women another: both are named."""
    (tmp_path / "indicators.toml").write_text(DEFINITIONS, encoding="utf-8")
    (tmp_path / "tree.csv").write_text("unit,parent\nA,\na1,A\na2,A\na3,A\n", encoding="utf-8")
    (tmp_path / "data.csv").write_text(
        "unit,period,indicator,sex,value,status\n"
        "a1,2024,cases,F,3,\na2,2024,cases,,5,provisional\na3,2024,cases,F,1,\na3,2024,cases,,5,\n",
        encoding="utf-8",
    )
    _, out, _ = run(capsys, "rollup", str(tmp_path / "data.csv"), "--tree", str(tmp_path / "tree.csv"))
    assert "A: not computable, missing a1, a2; provisional" in out
    (line,) = (line for line in out.splitlines() if line.startswith(" A "))
    assert line.split()[-2:] == ["2/3,", "2/3"] or line.split()[-1] == "2/3"


def test_a_note_that_is_the_same_for_all_rows_of_a_unit_stands_once(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "indicators.toml").write_text(DEFINITIONS, encoding="utf-8")
    (tmp_path / "data.csv").write_text(TABLE + "213,2024,cases,5\n213,2024,hours,6\n", encoding="utf-8")
    arguments = ("rollup", str(tmp_path / "data.csv"), "--on", "2024-06-30", "--level", "nation,province")
    _, out, _ = run(capsys, *arguments, "--mode", "available")
    assert out.count("Tỉnh Bắc Giang: incomplete, missing") == 1
    assert out.count("Huyện Lục Ngạn") == 0
    _, out, _ = run(capsys, *arguments, "--mode", "available", "--missing")
    assert out.count("Huyện Lục Ngạn") == 2


def test_only_a_part_of_the_tree_is_printed(capsys: pytest.CaptureFixture[str], table: Path) -> None:
    """The rest is added all the same: reports from elsewhere are no fault."""
    table.write_text(table.read_text() + "001,2024,population,7\n")
    arguments = ("rollup", str(table), "--on", "2024-06-30", "--within", "24,001")
    status, document = run_json(capsys, *arguments)
    assert status == cli.FINE
    assert {total["unit"] for total in document["totals"]} >= {"24", "213", "001"}
    assert len(document["totals"]) == 12
    status, document = run_json(capsys, "rollup", str(table), "--on", "2024-06-30", "--within", "99")
    assert (status, document["problems"][0]["code"]) == (cli.UNUSABLE, "unknown-unit")


def test_several_inputs_are_added_together(capsys: pytest.CaptureFixture[str], table: Path) -> None:
    (table.parent / "more").mkdir()
    (table.parent / "more" / "other.csv").write_text(TABLE + "216,2024,population,5\n")
    _, document = run_json(
        capsys, "rollup", str(table), str(table.parent / "more"), "--on", "2024-06-30", "--mode", "available"
    )
    assert next(total["value"] for total in document["totals"] if total["unit"] == "24") == 3005


def test_a_method_is_chosen(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    rows = "213,2024,population,5,records\n213,2024,population,6,survey\n"
    (tmp_path / "data.csv").write_text(TABLE.replace("value", "value,method") + rows)
    arguments = ("rollup", str(tmp_path / "data.csv"), "--on", "2024-06-30", "--level", "district")
    status, document = run_json(capsys, *arguments)
    assert (status, document["problems"][0]["code"]) == (cli.UNUSABLE, "conflicting-reports")
    _, document = run_json(capsys, *arguments, "--method", "survey")
    assert next(total["value"] for total in document["totals"] if total["unit"] == "213") == 6


def test_a_report_from_another_map_is_listed_and_the_others_are_added(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rows = "213,2024,population,5,\n224,2024,population,6,2025-02-01\n"
    (tmp_path / "data.csv").write_text(TABLE.replace("value", "value,boundaries") + rows)
    status, document = run_json(capsys, "rollup", str(tmp_path / "data.csv"), "--on", "2024-06-30")
    assert status == cli.FOUND
    (problem,) = document["problems"]
    assert problem["code"] == "unplaced-report"
    assert problem["message_en"] == "'224' is not in the tree on 30/6/2024; the report for 2024 was not used"
    assert next(total["value"] for total in document["totals"] if total["unit"] == "213") == 5


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
    status, _, err = run(capsys, "rollup", str(table))
    assert status == cli.UNUSABLE
    assert "the reports stand on 2 different maps, those since 10/4/2023, 1/12/2024; say --on DATE" in err


def test_days_between_which_nothing_changed_are_one_map(
    capsys: pytest.CaptureFixture[str], table: Path
) -> None:
    table.write_text(TABLE + "213,2022-10,population,6\n213,2022,population,7\n")
    status, document = run_json(capsys, "rollup", str(table))
    assert (status, document["boundaries"]) == (cli.FINE, "2022-12-31")


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
    assert "data.csv, dòng 4, cột value: phải là số như 1.803.950 hoặc 12,5, nhận được 'x'" in err


def test_many_problems_of_a_kind_are_counted(capsys: pytest.CaptureFixture[str], table: Path) -> None:
    table.write_text(table.read_text() + "zz,2024,population,1\n" * 25 + "213,2024,population,-1\n")
    _, _, err = run(capsys, "rollup", str(table), "--on", "2024-06-30")
    assert err.startswith("Problems: 26\n")
    assert err.count("[unknown-unit]") == 21
    assert "  and 5 more [unknown-unit]; --json lists them all\n" in err
    assert "[below-minimum]" in err


def test_a_note_is_listed_and_changes_no_status(capsys: pytest.CaptureFixture[str], table: Path) -> None:
    table.write_bytes(b"\xef\xbb\xbf" + table.read_bytes())
    status, document = run_json(capsys, "rollup", str(table), "--on", "2024-06-30")
    assert status == cli.FINE
    assert [problem["severity"] for problem in document["problems"]] == ["note"]
    _, _, err = run(capsys, "rollup", str(table), "--on", "2024-06-30")
    assert err.startswith("Notes: 1\n")


def test_a_hint_is_printed_below_its_problem(capsys: pytest.CaptureFixture[str], table: Path) -> None:
    table.write_text(table.read_text() + '216,2024,population,"1,803"\n')
    _, _, err = run(capsys, "rollup", str(table), "--on", "2024-06-30", "--level", "nation")
    assert "[ambiguous-number]\n    write it without grouping" in err
    _, _, err = run(capsys, "rollup", str(table), "--on", "2024-06-30", "--level", "nation", "--lang", "vi")
    assert "[ambiguous-number]\n    viết số không có dấu phân nhóm" in err


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
    assert [problem["code"] for problem in document["problems"]] == ["missing-column"]
    assert (
        "data.csv, row 1: expected the columns unit, period, indicator, value; indicator, value is not among "
        "'unit, period' [missing-column]" in err
    )


def test_what_was_met_before_a_failure_is_listed_too(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "data.csv").write_text(
        TABLE + "213,2024,population,x\n24,2024,population,1\n213,2024,cases,1\n"
    )
    for arguments, codes in (
        ((), ["not-a-number", "unknown-indicator", "levels"]),
        (
            ("--on", "1990-01-01"),
            ["not-covered", "not-a-number", *["not-covered"] * 2, "unknown-indicator", "no-usable-rows"],
        ),
    ):
        status, document = run_json(capsys, "rollup", str(tmp_path / "data.csv"), *arguments)
        assert status == cli.UNUSABLE
        assert [problem["code"] for problem in document["problems"]] == codes
        assert document["totals"] == []
    status, _, err = run(capsys, "rollup", str(tmp_path / "data.csv"))
    assert err.startswith("Problems: 3\n  data.csv, row 2, column value: expected a number")
    assert "units report on several levels" in err


@pytest.mark.parametrize(
    ("rows", "arguments", "message"),
    [
        ("213,2024,population,1\n24,2024,population,1\n", ("--on", "2024-06-30"), "several levels"),
        (
            "213,2024,population,1\n",
            ("--on", "2019-03-31"),
            "the map covers the level district from 1/4/2019 on",
        ),
    ],
)
def test_a_question_that_cannot_be_answered_is_explained(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, rows: str, arguments: tuple[str, ...], message: str
) -> None:
    (tmp_path / "data.csv").write_text(TABLE + rows)
    status, _, err = run(capsys, "rollup", str(tmp_path / "data.csv"), *arguments)
    assert status == cli.UNUSABLE
    assert message in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
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


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--level", "region"), "the tree has the levels nation, province, district, not region"),
        (("--out", "totals.xlsx"), "expected --out to name a file that ends in .json or .csv"),
        (("--out", "nowhere/totals.csv"), "No such file or directory: nowhere/totals.csv"),
        (("--out", "data.csv"), "--out would overwrite the input 'data.csv'"),
        (("--tree", "nowhere.csv"), "nowhere.csv: the file cannot be read"),
        (("--definitions", "nowhere.toml"), "nowhere.toml: the file cannot be read"),
        (("--changes", "nowhere.csv"), "nowhere.csv: the file cannot be read"),
        (("--tree", "tree.csv", "--restate-to", "2025-07-01"), "--restate-to needs the map"),
    ],
)
def test_what_cannot_be_done_is_said(
    capsys: pytest.CaptureFixture[str],
    table: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    message: str,
) -> None:
    monkeypatch.chdir(table.parent)
    (table.parent / "tree.csv").write_text("unit,parent\n213,\n215,213\n")
    before = table.read_bytes()
    status, out, err = run(capsys, "rollup", "data.csv", "--on", "2024-06-30", *arguments)
    assert (status, out) == (cli.UNUSABLE, "")
    assert message in err
    assert table.read_bytes() == before


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
    monkeypatch.setattr(figures, "_PROGRESS_FROM", 1)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    cli.main(["rollup", str(table), "--on", "2024-06-30", "--json"])
    assert terminal.getvalue() == ""
    cli.main(["rollup", str(table), "--on", "2024-06-30"])
    assert "data.csv" in terminal.getvalue()
    monkeypatch.setattr(sys, "stderr", sys.__stderr__)
    capsys.readouterr()


# -- on the map of another day -------------------------------------------------------------------

MERGED = TABLE + "24,2024,population,1.900.000\n27,2024,population,1.500.000\n"


@pytest.fixture
def provinces(tmp_path: Path) -> Path:
    path = tmp_path / "provinces.csv"
    path.write_text(MERGED, encoding="utf-8")
    return path


def test_figures_are_restated(capsys: pytest.CaptureFixture[str], provinces: Path) -> None:
    status, document = run_json(capsys, "restate", str(provinces), "--on", "2024-06-30", "--to", "1/7/2025")
    assert (status, document["boundaries"]) == (cli.FINE, "2025-07-01")
    found = {total["unit"]: total for total in document["totals"]}
    assert (found["24"]["name"], found["24"]["value"]) == ("Tỉnh Bắc Ninh", 3_400_000)
    assert (found["24"]["reported"], found["24"]["expected"]) == (2, 2)
    assert (found["VN"]["reported"], found["VN"]["expected"], found["VN"]["value"]) == (2, 63, None)
    status, out, _ = run(capsys, "restate", str(provinces), "--to", "2025-07-01", "--within", "24")
    assert status == cli.FINE
    assert "3.400.000" in out
    assert "Expected to report: every unit of level province." in out
    assert "Figures as on the map of 1/7/2025; those who reported are counted as they were." in out


def test_totals_are_restated(capsys: pytest.CaptureFixture[str], provinces: Path) -> None:
    arguments = ("rollup", str(provinces), "--on", "2024-06-30", "--restate-to", "2026-10-01")
    _, document = run_json(capsys, *arguments)
    found = {total["unit"]: total for total in document["totals"]}
    assert (found["24"]["name"], found["24"]["value"]) == ("Thành phố Bắc Ninh", 3_400_000)


def test_a_divided_unit_has_bounds_zones_or_weights(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "data.csv"
    path.write_text(TABLE + "268,2024,population,1000\n", encoding="utf-8")
    arguments = ("restate", str(path), "--on", "2025-06-30", "--to", "2025-07-01", "--mode", "available")
    _, document = run_json(capsys, *arguments, "--level", "commune")
    touched = [total for total in document["totals"] if total["reported"]]
    first = next(total for total in touched if total["reason"] == "divided")
    assert first["value"] == first["bounds"] == {"low": 0, "high": 1000}
    assert {total["level"] for total in document["totals"]} == {"commune"}
    _, out, _ = run(capsys, *arguments, "--level", "commune")
    assert "0 – 1.000" in out
    assert "between two bounds, a unit was divided" in out
    _, document = run_json(capsys, *arguments, "--level", "commune", "--zones")
    (zone,) = [total for total in document["totals"] if total["reported"]]
    assert (zone["level"], zone["value"]) == ("zone", 1000)
    codes = [total["unit"] for total in touched]
    weights = "unit,part,weight\n" + "".join(f"268,{code},1\n" for code in codes)
    (tmp_path / "weights.csv").write_text(weights)
    weighted = (*arguments, "--level", "commune", "--weights", str(tmp_path / "weights.csv"))
    _, document = run_json(capsys, *weighted)
    found = [total for total in document["totals"] if total["reported"]]
    assert sum(total["value"] for total in found) == 1000
    assert all(total["estimated"] for total in found)
    (tmp_path / "weights.csv").write_text("unit,part,weight\n" + f"268,{codes[0]},1\n")
    status, document = run_json(capsys, *weighted)
    assert (status, document["problems"][0]["code"]) == (cli.UNUSABLE, "bad-map")
    status, document = run_json(capsys, *arguments, "--level", "region")
    assert (status, document["problems"][0]["code"]) == (cli.UNUSABLE, "levels")


def test_the_next_decree_needs_no_release(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "changes.csv").write_text(
        "on,level,before,after,kind,decree,name\n1/1/2027,commune,07420,07420,retyped,one,Phường Mỹ Thái\n",
        encoding="utf-8",
    )
    arguments = ("units", "07420", "--on", "2027-01-01", "--changes", str(tmp_path / "changes.csv"))
    _, document = run_json(capsys, *arguments)
    assert document["units"][0]["name"] == "Phường Mỹ Thái"
    (tmp_path / "data.csv").write_text(TABLE + "07420,2027,population,5\n")
    rollup = ("rollup", str(tmp_path / "data.csv"), "--changes", str(tmp_path / "changes.csv"))
    _, document = run_json(capsys, *rollup, "--within", "07420")
    assert [total["name"] for total in document["totals"]] == ["Phường Mỹ Thái"]
    assert document["problems"] == []
    _, document = run_json(capsys, "rollup", str(tmp_path / "data.csv"), "--within", "07420")
    assert [problem["code"] for problem in document["problems"]] == ["map-not-checked"]
