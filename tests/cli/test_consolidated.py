"""What is said of consolidated figures below the table of totals."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.commands import run

from vstbpn import cli

TREE = "unit,parent\nVN,\nA,VN\na1,A\na2,A\nB,VN\nb1,B\nC,VN\n"
HEADER = "unit,period,indicator,sex,value,scope\n"
OWN = "a1,2024,population,F,100,\na2,2024,population,F,237,\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("tree.csv").write_text(TREE, encoding="utf-8")


def told(capsys: pytest.CaptureFixture[str], rows: str, *more: str) -> list[str]:
    """Give what stands below the table."""
    Path("data.csv").write_text(HEADER + rows, encoding="utf-8")
    arguments = ("rollup", "data.csv", "--tree", "tree.csv", "--reporting-level", "2", *more)
    status, out, err = run(capsys, *arguments)
    assert (status, err) == (cli.FINE, "")
    lines = [line for line in out.splitlines() if "onsolidated" in line or "tổng hợp" in line]
    return [line for line in lines if "rests on" not in line]


def test_a_consolidated_figure_that_does_not_fit_is_told_with_its_difference(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = f"{OWN}b1,2024,population,F,5,\nA,2024,population,F,400,subtree\nB,2024,population,F,5,subtree\n"
    assert told(capsys, rows) == [
        "Consolidated figures (scope subtree), which are part of no sum: 2.",
        "A, 2024, population:F: consolidated 400, parts 337: does not fit, +63",
    ]
    assert told(capsys, rows, "--within", "B") == [
        "Consolidated figures (scope subtree), which are part of no sum: 1."
    ]
    assert told(capsys, rows, "--lang", "vi")[1] == (
        "A, 2024, population:F: số tổng hợp 400, các phần 337: không khớp, +63"
    )


def test_figures_in_use_are_not_called_part_of_no_sum(capsys: pytest.CaptureFixture[str]) -> None:
    """With --prefer declared every one was said to be part of no sum, and the total was it."""
    rows = f"{OWN}A,2024,population,F,400,subtree\n"
    assert told(capsys, rows, "--prefer", "declared") == [
        "Consolidated figures (scope subtree), which stand in place of sums: 1.",
        "A, 2024, population:F: consolidated 400, parts 337: does not fit, +63",
    ]


def test_what_cannot_be_compared_names_who_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    rows = "a1,2024,population,F,100,\nA,2024,population,F,400,subtree\nC,2024,population,F,4,subtree\n"
    assert told(capsys, rows)[1:] == [
        "A, 2024, population:F: consolidated 400: cannot be told, missing a2",
        "C, 2024, population:F: consolidated 4: cannot be told, no sum to compare with",
    ]
    too_little = "a1,2024,population,F,100,\nA,2024,population,F,90,subtree\n"
    assert told(capsys, too_little)[1:] == [
        "A, 2024, population:F: consolidated 90, parts at least 100: does not fit, -10"
    ]


def test_many_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    years = range(2015, 2022)
    rows = "".join(f"a1,{year},population,F,1,\nVN,{year},population,F,4,subtree\n" for year in years)
    lines = told(capsys, rows)[1:]
    assert len(lines) == 6
    assert lines[0] == "VN, 2015, population:F: consolidated 4: cannot be told, missing a2, b1"
    assert lines[-1] == (
        "and 2 more consolidated figures that do not fit or cannot be told; --missing names them all"
    )
    assert len(told(capsys, rows, "--missing")[1:]) == 7
    Path("tree.csv").write_text(TREE + "b2,B\nb3,B\n", encoding="utf-8")
    assert told(capsys, rows)[1].endswith("missing a2, b1, b2 and 1 more")


def test_the_code_of_men_is_no_emoji(capsys: pytest.CaptureFixture[str]) -> None:
    """``:M:`` is the letter in a circle to what prints, here and in explanations."""
    rows = "a1,2024,population,M,1,\na2,2024,population,M,1,\nA,2024,population,M,4,subtree\n"
    assert told(capsys, rows)[1] == "A, 2024, population:M: consolidated 4, parts 2: does not fit, +2"
    _, out, _ = run(capsys, "rollup", "data.csv", "--tree", "tree.csv", "--explain", "A:population:M")
    assert out.startswith("A (A), 2024, population:M: 2 ")
