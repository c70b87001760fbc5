"""Asking of one figure what it is made of, and the other ways to choose what is added."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.commands import run, run_json

from vstbpn import cli

REPORTS = (
    "unit,period,indicator,sex,value,status,scope,revision,received_on\n"
    "688,2024-H1,population,F,10,,,1,2024-07-01\n"
    "688,2024-H1,population,F,12,estimated,,2,2024-08-01\n"
    "689,2024-H1,population,F,,suppressed,,1,2024-07-02\n"
    "70,2024-H1,population,F,99,,subtree,1,2024-07-05\n"
)


@pytest.fixture
def reports(tmp_path: Path) -> str:
    (tmp_path / "reports.csv").write_text(REPORTS, encoding="utf-8")
    return str(tmp_path / "reports.csv")


def test_a_figure_is_told_with_its_parts(capsys: pytest.CaptureFixture[str], reports: str) -> None:
    status, out, _ = run(capsys, "rollup", reports, "--explain", "70:population:F", "--mode", "available")
    first, *lines = out.splitlines()
    assert (
        first == "Tỉnh Bình Phước (70), 2024-H1, population:F: 12 [2/11] the sum of the parts that are there"
    )
    assert lines[0] == "  Thị xã Phước Long (688): 12; table, r2, 1/8/2024, estimated"
    assert lines[1] == "  Thành phố Đồng Xoài (689): suppressed; table, r1, 2/7/2024"
    assert lines[2] == "  Thị xã Bình Long (690): not-reported"
    assert len(lines) == 11
    assert status == 0


def test_it_is_told_in_vietnamese_too(capsys: pytest.CaptureFixture[str], reports: str) -> None:
    _, out, _ = run(capsys, "rollup", reports, "--explain", "70:population:F", "--lang", "vi")
    assert "[2/11] không có số khi còn thiếu đơn vị phải báo cáo" in out
    assert "(689): không công bố; table" in out
    assert "(690): chưa báo cáo" in out


def test_a_figure_that_a_revision_did_not_bring_is_told_with_the_one_that_did(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A found case: a figure of July was told as that of August, which corrected another one only."""
    (tmp_path / "reports.csv").write_text(
        "unit,period,indicator,sex,value,revision,received_on\n"
        "688,2024-H1,population,F,10,1,2024-07-01\n688,2024-H1,population,M,8,1,2024-07-01\n"
        "688,2024-H1,population,M,9,2,2024-08-01\n",
        encoding="utf-8",
    )
    arguments = ("rollup", str(tmp_path / "reports.csv"), "--explain")
    _, out, _ = run(capsys, *arguments, "688:population:F")
    assert out.splitlines()[1] == (
        "  Thị xã Phước Long (688): 10; table, r2, 1/8/2024 (the same since r1, 1/7/2024)"
    )
    _, out, _ = run(capsys, *arguments, "688:population:F", "--lang", "vi")
    assert out.splitlines()[1].endswith("r2, 1/8/2024 (không đổi từ r1, 1/7/2024)")
    _, out, _ = run(capsys, *arguments, "688:population:M")
    assert out.splitlines()[1] == "  Thị xã Phước Long (688): 9; table, r2, 1/8/2024"
    _, document = run_json(capsys, *arguments, "688:population:F")
    (told,) = document["explanations"][0]["reports"]
    assert (told["revision"], told["same_since"]) == (2, {"revision": 1, "received_on": "2024-07-01"})


def test_a_tree_of_any_depth_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """How deep JSON may be is the interpreter's affair: where it cannot be written, that is said.

    It ended in a traceback.
    """
    rows = (f"u{n},{f'u{n - 1}' if n else ''}\n" for n in range(1_500))
    (tmp_path / "tree.csv").write_text("unit,parent\n" + "".join(rows), encoding="utf-8")
    (tmp_path / "data.csv").write_text(
        "unit,period,indicator,value\nu1499,2024-H1,population,7\n", encoding="utf-8"
    )
    arguments = ("rollup", str(tmp_path / "data.csv"), "--tree", str(tmp_path / "tree.csv"), "--explain")
    status, out, _ = run(capsys, *arguments, "u0:population")
    assert (status, len(out.splitlines())) == (cli.FINE, 1_500)
    assert out.splitlines()[-1].strip() == "u1499 (u1499): 7; table, r1"
    status, out, err = run(capsys, *arguments, "u0:population", "--json")
    if status == cli.FINE:
        assert out.count('"parts": ') == 1_500
    else:
        told = "the tree is too deep for an explanation as JSON; without --json it can be printed [bad-call]"
        assert (status, told in err, '"totals": []' in out) == (cli.UNUSABLE, True, True)


def test_it_is_told_as_plain_data(capsys: pytest.CaptureFixture[str], reports: str) -> None:
    status, document = run_json(capsys, "rollup", reports, "--explain", "70:population:F")
    assert (status, document["format"]) == (0, "vstbpn.explanation/1")
    (told,) = document["explanations"]
    assert (told["value"], told["reason"], len(told["missing"]), len(told["parts"])) == (
        None,
        "missing",
        9,
        11,
    )
    (own,) = told["parts"][0]["reports"]
    assert (own["value"], own["revision"], own["received_on"], own["estimated"]) == (
        12,
        2,
        "2024-08-01",
        True,
    )
    assert document["problems"] == []


def test_decimals_are_told_as_text(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "indicators.toml").write_text(
        '[indicators.hours]\nname_vi = "Số giờ"\nmeasure = "hours"\nover_time = "flow"\ndecimals = 1\n',
        encoding="utf-8",
    )
    (tmp_path / "data.csv").write_text("unit,period,indicator,value\n688,2024,hours,1.5\n", encoding="utf-8")
    _, document = run_json(capsys, "rollup", str(tmp_path / "data.csv"), "--explain", "688:hours")
    assert document["explanations"][0]["value"] == "1.5"


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ("70", "expected --explain UNIT:INDICATOR"),
        ("70:population:X", "expected sex"),
        ("70:other", "has no figure of other; there is population:F"),
        ("99:population:F", "there is no unit '99'"),
        ("01:population:M", "has no figure of population:M"),
    ],
)
def test_what_cannot_be_told_is_said(
    capsys: pytest.CaptureFixture[str], reports: str, wanted: str, why: str
) -> None:
    status, _, err = run(capsys, "rollup", reports, "--explain", wanted)
    assert status == cli.UNUSABLE
    assert why in err


def test_restated_figures_are_told_by_the_units_that_reported(
    capsys: pytest.CaptureFixture[str], reports: str
) -> None:
    _, out, _ = run(
        capsys,
        "rollup",
        reports,
        "--restate-to",
        "2025-07-01",
        "--explain",
        "75:population:F",
        "--mode",
        "available",
    )
    assert out.startswith("Tỉnh Đồng Nai (75), 2024-H1, population:F: 12")
    assert "Thị xã Phước Long (688): 12; table, r2" in out


def test_consolidated_figures_stand_in_when_asked_for(
    capsys: pytest.CaptureFixture[str], reports: str
) -> None:
    arguments = ("rollup", reports, "--prefer", "declared", "--within", "70", "--level", "province")
    _, document = run_json(capsys, *arguments)
    (total,) = document["totals"]
    assert (total["value"], total["declared"], total["missing"]) == (99, True, [])
    _, out, _ = run(capsys, *arguments)
    assert "rests on a consolidated figure" in out
    _, out, _ = run(capsys, "rollup", reports, "--prefer", "declared", "--explain", "70:population:F")
    assert out.splitlines() == [
        "Tỉnh Bình Phước (70), 2024-H1, population:F: 99 [1/1] the unit's consolidated report, as was asked for",
        "  Tỉnh Bình Phước (70): 99; table, r1, subtree, 5/7/2024",
    ]


def test_the_choices_stand_in_the_document(
    capsys: pytest.CaptureFixture[str], reports: str, tmp_path: Path
) -> None:
    chosen = ("--known-at", "2024-07-31", "--prefer", "declared")
    _, document = run_json(capsys, "rollup", reports, *chosen)
    assert (document["known_at"], document["prefer"]) == ("2024-07-31", "declared")
    restated = ("--known-at", "2024-07-31", "--restate-to", "2025-07-01")
    _, document = run_json(capsys, "rollup", reports, *restated)
    assert (document["known_at"], document["prefer"]) == ("2024-07-31", None)
    status, document = run_json(capsys, "rollup", str(tmp_path / "nothing.csv"), *chosen)
    assert (status, document["known_at"], document["prefer"]) == (cli.UNUSABLE, "2024-07-31", "declared")


def test_totals_can_be_had_as_they_stood(capsys: pytest.CaptureFixture[str], reports: str) -> None:
    values = {}
    for day in ("2024-07-01", "2024-07-31", "2024-08-01"):
        _, document = run_json(capsys, "rollup", reports, "--known-at", day, "--within", "688")
        values[day] = [total["value"] for total in document["totals"]]
    assert values == {"2024-07-01": [10], "2024-07-31": [10], "2024-08-01": [12]}


def test_obligations_say_who_is_expected(
    capsys: pytest.CaptureFixture[str], reports: str, tmp_path: Path
) -> None:
    (tmp_path / "owed.csv").write_text(
        "form,period,unit,deadline\ntable,2024-H1,688,no later than\n", encoding="utf-8"
    )
    status, document = run_json(capsys, "rollup", reports, "--obligations", str(tmp_path / "owed.csv"))
    assert (status, document["totals"]) == (cli.UNUSABLE, [])
    (tmp_path / "owed.csv").write_text("form,period,unit\ntable,2024-H1,688\n", encoding="utf-8")
    _, document = run_json(
        capsys,
        "rollup",
        reports,
        "--obligations",
        str(tmp_path / "owed.csv"),
        "--within",
        "70",
        "--level",
        "province",
    )
    (total,) = document["totals"]
    assert (total["value"], total["expected"], [unit["unit"] for unit in total["unexpected"]]) == (
        12,
        1,
        ["689"],
    )


def test_a_form_of_the_definitions_that_nobody_has_sent_is_missing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A found case: it was refused, though the definitions say what is on the form."""
    indicator = '[indicators.{}]\nname_vi = "Số vụ"\nmeasure = "cases"\nover_time = "flow"\n'
    forms = '[forms.first]\ncells = ["cases"]\n[forms.second]\ncells = ["victims"]\n'
    (tmp_path / "indicators.toml").write_text(
        "".join(map(indicator.format, ("cases", "victims"))) + forms, encoding="utf-8"
    )
    (tmp_path / "data.csv").write_text("unit,period,indicator,value\n688,2024-H1,cases,3\n", encoding="utf-8")
    (tmp_path / "owed.csv").write_text(
        "form,period,unit\nfirst,2024-H1,688\nsecond,2024-H1,689\n", encoding="utf-8"
    )
    status, document = run_json(
        capsys, "rollup", str(tmp_path / "data.csv"), "--obligations", str(tmp_path / "owed.csv"),
        "--within", "70", "--level", "province",
    )  # fmt: skip
    assert status == cli.FINE
    assert [
        (total["indicator"], total["value"], [unit["unit"] for unit in total["missing"]])
        for total in document["totals"]
    ] == [("cases", 3, []), ("victims", None, ["689"])]


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--prefer", "declared", "--restate-to", "2025-07-01"), "--prefer and --restate-to"),
        (("--explain", "70:population:F", "--out", "f.json"), "--explain and --out do not go together"),
        (("--tree", "tree.csv", "--restate-to", "2025-07-01"), "--restate-to needs the map"),
    ],
)
def test_options_that_do_not_go_together_are_refused_before_anything_is_read(
    capsys: pytest.CaptureFixture[str], options: tuple[str, ...], why: str
) -> None:
    """The first pair ended in a traceback, and the second wrote no file and did not say so."""
    status, out, err = run(capsys, "rollup", "there-is-no-such-file.csv", *options)
    assert (status, out) == (cli.UNUSABLE, "")
    assert why in err
    assert "[bad-call]" in err
    assert "there-is-no-such-file" not in err


def test_before_anything_was_received_there_is_no_table_of_nothing(
    capsys: pytest.CaptureFixture[str], reports: str
) -> None:
    status, out, err = run(capsys, "rollup", reports, "--known-at", "2024-06-30")
    assert (status, out) == (cli.UNUSABLE, "")
    assert "nothing had been received by 30/6/2024; the first report is of 1/7/2024 [nothing-received]" in err


def test_an_obligation_that_the_map_does_not_know_is_named_with_its_row(
    capsys: pytest.CaptureFixture[str], reports: str, tmp_path: Path
) -> None:
    rows = "form,period,level,unit,within\ntable,2024-H1,ditrict,,\ntable,2024-H1,,999,\n"
    (tmp_path / "owed.csv").write_text(rows + "table,2024-H1,district,,98\n", encoding="utf-8")
    status, document = run_json(capsys, "rollup", reports, "--obligations", str(tmp_path / "owed.csv"))
    assert status == cli.UNUSABLE
    assert [(found["file"], found["row"], found["column"]) for found in document["problems"]] == [
        ("owed.csv", 2, "level"),
        ("owed.csv", 3, "unit"),
        ("owed.csv", 4, "within"),
    ]
