from __future__ import annotations

import csv
import json
from datetime import date, datetime, tzinfo
from pathlib import Path

import pytest
from support.commands import run, run_json

from vstbpn import cli
from vstbpn.cli import call

DEFINITIONS = """
[indicators.cases]
name_vi = "Số vụ"
name_en = "Cases"
measure = "cases"
over_time = "flow"

[forms.violence]
cells = ["cases"]
"""
TREE = "unit,parent,level\nVN,,nation\nA,VN,province\nB,VN,province\na1,A,district\na2,A,district\nb1,B,district\n"
OWED = "form,period,level,unit,within,deadline,clause,receiver,counted_by\n"
EVERYONE = 'violence,2024-H1,district,,,trước ngày 10/7/2024,"12/KH, mục III",,\n'
REPORTS = "unit,period,indicator,value,received_on,sent_on\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "indicators.toml").write_text(DEFINITIONS, encoding="utf-8")
    (tmp_path / "tree.csv").write_text(TREE, encoding="utf-8")
    return tmp_path


def give(reports: str, owed: str = EVERYONE) -> tuple[str, ...]:
    """Write what came and what was owed, and give the call."""
    Path("data.csv").write_text(REPORTS + reports, encoding="utf-8")
    Path("owed.csv").write_text(OWED + owed, encoding="utf-8")
    return ("coverage", "data.csv", "--obligations", "owed.csv", "--tree", "tree.csv")


def all_in_time() -> tuple[str, ...]:
    return give("".join(f"{code},2024-H1,cases,3,9/7/2024,\n" for code in ("a1", "a2", "b1")))


# -- what is printed -----------------------------------------------------------------------------


def test_when_everything_came_in_time_all_is_fine(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, *all_in_time(), "--on", "2024-07-20")
    assert (status, err) == (cli.FINE, "")
    assert "Form violence, 2024-H1: every unit of level district, before 10/7/2024 (12/KH, mục III)" in out
    (nation,) = (line for line in out.splitlines() if line.strip().startswith("VN"))
    assert nation.split() == ["VN", "3", "3", "3", "0", "0", "100"]
    assert "a1" not in out
    assert "missing" not in out


def test_what_did_not_come_or_came_late_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    call = give(
        "a1,2024-H1,cases,3,12/7/2024,\na2,2024-H1,cases,3,,\nA,2024-H1,cases,1,,\nb1,2023,cases,1,,\n"
    )
    status, out, err = run(capsys, *call, "--on", "2024-07-20")
    assert (status, err) == (cli.FOUND, "")
    rows = {line.split()[0]: line.split()[1:] for line in out.splitlines() if line.strip()}
    assert rows["VN"] == ["3", "2", "0", "1", "1", "1", "1", "66,7"]
    assert rows["A"] == ["2", "2", "0", "1", "1", "0", "1", "100"]
    assert "Undated   Missing   Unexpected   Received, %" in out
    for line in (
        "VN: missing b1",
        "VN: late a1 (3 day(s))",
        "VN: without the day that counts a2",
        "VN: unexpected A",
        "A: late a1 (3 day(s))",
        "Not asked for by any obligation: 1 reports (violence, 2023).",
    ):
        assert line in out.splitlines()
    assert "Not due" not in out


def test_what_is_not_due_yet_is_not_found_missing(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, *give("a1,2024-H1,cases,3,1/7/2024,\n"), "--on", "9/7/2024")
    assert status == cli.FINE
    assert "Not due" in out
    assert "missing" not in out


@pytest.mark.parametrize("reports", ["a1,2024-H1,cases,3,,\n", "VN,2024-H1,cases,3,9/7/2024,\n"])
def test_reports_without_a_day_and_of_strangers_are_found(
    capsys: pytest.CaptureFixture[str], reports: str
) -> None:
    status, _, _ = run(capsys, *give(reports), "--on", "9/7/2024")
    assert status == cli.FOUND


def test_the_command_speaks_vietnamese_too(capsys: pytest.CaptureFixture[str]) -> None:
    owed = "violence,2024-H1,,a1,,chậm nhất ngày 10/7/2024,,A,postmark\n"
    owed += "violence,2024-H1,district,,B,,,,\n"
    call = give("a1,2024-H1,cases,3,,13/7/2024\n", owed)
    _, out, _ = run(capsys, *call, "--on", "2024-07-20", "--lang", "vi")
    for line in (
        "Biểu violence, 2024-H1: a1, chậm nhất ngày 10/7/2024, tính theo dấu bưu điện, gửi A",
        "Biểu violence, 2024-H1: mọi đơn vị cấp huyện thuộc B, không có thời hạn",
        "VN: trễ hạn a1 (3 ngày)",
        "VN: còn thiếu b1",
    ):
        assert line in out.splitlines()


def test_forms_and_periods_have_a_table_each(capsys: pytest.CaptureFixture[str]) -> None:
    owed = EVERYONE + "violence,2024,province,,,,,,\n" + "other,2024,,b1,,,,,\nother,2024,,a1,,,,,\n"
    _, out, _ = run(capsys, *give("A,2024,cases,3,,\n", owed), "--on", "2025-07-20")
    lines = [line for line in out.splitlines() if line.startswith("Form")]
    assert lines == [
        "Form violence, 2024-H1: every unit of level district, before 10/7/2024 (12/KH, mục III)",
        "Form other, 2024: a1, b1, no deadline",
        "Form violence, 2024: every unit of level province, no deadline",
    ]


def test_many_units_are_counted_unless_all_are_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    owed = "violence,2024,district,,,,,,\nviolence,2024,province,,,,,,\n"
    _, out, _ = run(capsys, *give("", owed), "--on", "2025-01-01")
    assert "VN: missing A, a1, a2 and 2 more" in out.splitlines()
    _, out, _ = run(capsys, *give("", owed), "--on", "2025-01-01", "--missing")
    assert "VN: missing A, a1, a2, B, b1" in out.splitlines()


def test_only_a_part_may_be_shown(capsys: pytest.CaptureFixture[str]) -> None:
    call = give("a1,2024-H1,cases,3,1/7/2024,\nb1,2024-H1,cases,3,1/7/2024,\nb1,2023,cases,1,,\n")
    status, out, _ = run(capsys, *call, "--on", "2024-07-20", "--within", "b1")
    assert status == cli.FINE
    rows = [line.split()[0] for line in out.splitlines() if line.strip()][2:4]
    assert rows[1] == "b1"
    assert "VN" not in out
    status, out, _ = run(capsys, *call, "--on", "2024-07-20", "--within", "A,b1")
    assert status == cli.FOUND
    assert "A: missing a2" in out
    assert "VN" not in out
    status, out, err = run(capsys, *call, "--on", "2024-07-20", "--within", "zz")
    assert (status, out) == (cli.UNUSABLE, "")
    assert "there is no unit zz on the maps of this coverage [unknown-unit]" in err


# -- the map -------------------------------------------------------------------------------------


def on_the_map(reports: str, owed: str) -> tuple[str, ...]:
    return give(reports, owed)[:-2]


def test_for_units_that_are_no_more_it_is_named_who_must_answer(capsys: pytest.CaptureFixture[str]) -> None:
    owed = "violence,2025-H1,district,,24,trước ngày 10/7/2025,,,\n"
    call = on_the_map("213,2025-H1,cases,3,2025-07-09T17:30:00Z,\n", owed)
    status, out, _ = run(capsys, *call, "--on", "2025-07-20")
    assert status == cli.FOUND
    assert "every unit of level district in Tỉnh Bắc Giang, before 10/7/2025" in out
    assert "Tỉnh Bắc Giang: late Thành phố Bắc Giang (1 day(s))" in out
    assert (
        "Huyện Yên Thế is no more; Xã Xuân Lương, Xã Tam Tiến, Xã Đồng Kỳ and 2 more must answer for it."
        in out
    )
    assert "6 more units that owe a report are no more; --missing names them all." in out
    _, out, _ = run(capsys, *call, "--on", "2025-07-20", "--missing")
    assert out.count("must answer for it") == 9
    assert "more" not in out.replace("no more", "")


def test_a_report_on_the_map_of_another_day_is_listed_and_not_used(
    capsys: pytest.CaptureFixture[str],
) -> None:
    owed = "violence,2025-H1,,00004,,,,,\n"
    call = on_the_map("", owed)
    Path("data.csv").write_text(
        "unit,period,indicator,value,boundaries\n00004,2025-H1,cases,3,1/7/2025\n", encoding="utf-8"
    )
    status, document = run_json(capsys, *call, "--on", "2025-07-20")
    assert status == cli.FOUND
    (problem,) = document["problems"]
    assert problem["code"] == "unplaced-report"
    assert problem["message_en"] == (
        "'00004' reports on the map of 1/7/2025; the tree has Phường Trúc Bạch, another unit; "
        "the report for 2025-H1 was not used"
    )
    (missing,) = document["missing"]
    assert missing["name"] == "Phường Trúc Bạch"
    assert missing["answering"] == [{"unit": "00004", "name": "Phường Ba Đình"}]


def test_a_day_after_the_map_was_checked_is_noted(capsys: pytest.CaptureFixture[str]) -> None:
    call = on_the_map("24,2024-H1,cases,3,,\n", "violence,2024-H1,,24,,,,,\n")
    status, _, err = run(capsys, *call, "--on", "2039-01-01")
    assert status == cli.FINE
    assert "later decrees are not in it [map-not-checked]" in err


# -- the day -------------------------------------------------------------------------------------


def test_without_a_day_it_is_today_in_viet_nam(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Clock:
            return cls.fromisoformat("2024-07-09T17:30:00+00:00").astimezone(tz)

    monkeypatch.setattr(call, "datetime", Clock)
    _, document = run_json(capsys, *give(""))
    assert document["on"] == "2024-07-10"
    assert len(document["missing"]) == 3


def test_what_was_known_on_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    call = give("a1,2024-H1,cases,3,1/7/2024,\na2,2024-H1,cases,3,5/7/2024,\n")
    _, document = run_json(capsys, *call, "--on", "2024-07-20", "--known-at", "4/7/2024")
    assert (document["known_at"], document["rate"], document["on_time_rate"]) == ("2024-07-04", "1/3", "1/3")
    call = give("a1,2024-H1,cases,3,,\n")
    status, document = run_json(capsys, *call, "--on", "2024-07-20", "--known-at", "4/7/2024")
    assert status == cli.UNUSABLE
    assert document["problems"][0]["code"] == "conflicting-reports"
    assert (document["format"], document["on"], document["expected"]) == (
        "vstbpn.coverage/1",
        "2024-07-20",
        [],
    )


# -- files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["out.json", "out.csv"])
def test_the_duties_are_written_to_a_file(capsys: pytest.CaptureFixture[str], name: str) -> None:
    status, out, err = run(capsys, *all_in_time(), "--on", "2024-07-20", "--out", name)
    assert (status, out, err) == (cli.FINE, "", "")
    if name.endswith("json"):
        assert len(json.loads(Path(name).read_text(encoding="utf-8"))["on_time"]) == 3
        return
    with Path(name).open(encoding="utf-8", newline="") as file:
        assert [row["status"] for row in csv.DictReader(file)] == ["on-time"] * 3


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("out.txt", "expected --out to name a file that ends in .json or .csv, got 'out.txt'"),
        ("data.csv", "--out would overwrite the input 'data.csv'"),
        ("owed.csv", "--out would overwrite the input 'owed.csv'"),
    ],
)
def test_a_file_that_cannot_be_written_is_refused_first(
    capsys: pytest.CaptureFixture[str], name: str, why: str
) -> None:
    status, out, err = run(capsys, *all_in_time(), "--out", name)
    assert (status, out) == (cli.UNUSABLE, "")
    assert f"{why} [bad-call]" in err


def test_problems_of_the_reports_are_found_and_those_of_the_obligations_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call = all_in_time()
    with Path("data.csv").open("a", encoding="utf-8") as file:
        file.write("zz,2024-H1,cases,3,,\n")
    status, out, err = run(capsys, *call, "--on", "2024-07-20")
    assert status == cli.FOUND
    assert "Form violence" in out
    assert "data.csv, row 5, column unit" in err
    call = give("a1,2024-H1,cases,3,,\n", "violence,2024-H1,,,,,,,\n")
    status, out, err = run(capsys, *call, "--on", "2024-07-20")
    assert (status, out) == (cli.UNUSABLE, "")
    assert "owed.csv, row 2: " in err


def test_an_obligation_that_the_map_does_not_know_is_named_with_its_row(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A level that was mistyped was reported without file, row or column."""
    owed = "violence,2024-H1,ditrict,,,,,,\nviolence,2024-H1,,999,,,,,\nviolence,2024-H1,district,,98,,,,\n"
    call = give("", owed + "violence,2015,province,,,,,,\n")
    for arguments, rows in (
        (call, [(2, "level"), (3, "unit"), (4, "within")]),
        (call[:4], [(2, "level"), (3, "unit"), (4, "within"), (5, "period")]),
    ):
        status, document = run_json(capsys, *arguments, "--on", "2024-07-20")
        assert status == cli.UNUSABLE
        assert [
            (problem["file"], problem["row"], problem["column"]) for problem in document["problems"][1:]
        ] == [("owed.csv", *place) for place in rows]


def test_a_form_that_nobody_knows_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """Everything was missing, because the reports of a table without forms stand on the form ``table``."""
    call = give(
        "a1,2024-H1,cases,3,,\n", "halfyear,2024-H1,district,,,,,,\nhalfyear,2024-Q1,district,,,,,,\n"
    )
    _, document = run_json(capsys, *call, "--on", "2024-07-20")
    (problem,) = document["problems"]
    assert (problem["code"], problem["file"], problem["row"], problem["column"]) == (
        "unknown-form",
        "owed.csv",
        2,
        "form",
    )
    assert problem["hint_en"] == (
        "forms known: violence; without [forms.*] in the definitions the reports of a table stand on the form "
        "'table'"
    )


def test_nobody_having_reported_is_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    status, document = run_json(capsys, *give(""), "--on", "2024-07-20")
    assert status == cli.FOUND
    assert document["counts"]["missing"] == 3
    assert [problem["code"] for problem in document["problems"]] == ["no-rows"]


def test_periods_of_the_definitions_may_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    Path("indicators.toml").write_text(
        DEFINITIONS + "\n[calendars.school]\nmonths_before = 4\n", encoding="utf-8"
    )
    call = give("a1,2025@school,cases,3,,\n", "violence,2025@school,,a1,,,,,\n")
    status, document = run_json(capsys, *call, "--on", date(2025, 9, 1).isoformat())
    assert status == cli.FINE
    assert document["on_time"][0]["period"] == "2025@school"
