from __future__ import annotations

from datetime import date

import pytest
from support.commands import run, run_json

from vstbpn import cli
from vstbpn.catalog import CHECKED_ON


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


def test_a_code_is_not_taken_for_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    """10 is the province Lào Cai; the district called Quận 10 has the code 771."""
    _, document = run_json(capsys, "units", "10", "--on", "2024-06-30")
    assert [(unit["level"], unit["name"]) for unit in document["units"]] == [("province", "Tỉnh Lào Cai")]
    _, document = run_json(capsys, "units", "Quận 10", "--on", "2024-06-30")
    assert [unit["code"] for unit in document["units"]] == ["771"]


def test_what_was_perhaps_meant_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    _, document = run_json(capsys, "units", "luc ngan", "--on", "2024-06-30")
    (problem,) = document["problems"]
    assert problem["message_en"] == "there is no unit 'luc ngan': no unit bore this name on 30/6/2024"
    assert problem["hint_en"] == "meant is perhaps 219 (Huyện Lục Ngạn)"
    assert problem["hint_vi"] == "có thể là 219 (Huyện Lục Ngạn)"


def test_only_units_below_one(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("units", "--on", "2025-07-01", "--within", "24", "--level", "commune")
    _, document = run_json(capsys, *arguments)
    assert len(document["units"]) == 99
    _, document = run_json(capsys, "units", "Châu Thành", "--on", "2024-06-30", "--within", "80")
    assert [unit["code"] for unit in document["units"]] == ["808"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--on", "2020-01-01", "--level", "commune"), "not-covered"),
        (("24", "--level", "xyz"), "levels"),
        (("Phường Trúc Bạch", "--on", "2024-06-30"), "not-covered"),
        (("--on", "2024-06-30", "--within", "99"), "unknown-unit"),
    ],
)
def test_a_question_that_has_no_answer_is_not_answered_with_nothing(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: str
) -> None:
    status, document = run_json(capsys, "units", *arguments)
    assert (status, document["units"]) == (cli.UNUSABLE, [])
    assert [problem["code"] for problem in document["problems"]][-1] == code


def test_the_course_of_a_unit(capsys: pytest.CaptureFixture[str]) -> None:
    _, document = run_json(capsys, "units", "24", "--on", "2026-11-01", "--history")
    steps = document["units"][0]["history"]
    assert steps[-1] == {
        "on": "2026-09-20",
        "before": {"level": "province", "code": "24", "name": "Tỉnh Bắc Ninh"},
        "after": {"level": "province", "code": "24", "name": "Thành phố Bắc Ninh"},
        "kind": "retyped",
        "people_share": "1",
        "basis": "legal",
        "decree": "39/2026/QH16",
        "clause": steps[-1]["clause"],
        "verified": True,
    }
    assert {step["before"]["name"] for step in steps} == {"Tỉnh Bắc Giang", "Tỉnh Bắc Ninh"}
    _, out, _ = run(capsys, "units", "Chũ", "--on", "2025-01-01", "--history")
    assert "What led to Thị xã Chũ (224) and what came of it" in out
    (line,) = (line for line in out.splitlines() if "Huyện Lục Ngạn (219)" in line)
    assert "1/1/2025" in line
    assert "1191/NQ-UBTVQH15" in line
    _, out, _ = run(capsys, "units", "24", "--on", "2026-11-01", "--history", "--lang", "vi")
    assert "nhập toàn bộ" in out
    _, document = run_json(capsys, "units", "24", "--on", "2026-11-01")
    assert "history" not in document["units"][0]


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


@pytest.mark.parametrize(
    ("name", "on", "when"),
    [
        ("Trúc Bạch", "2026-11-21", "Phường Trúc Bạch (00004) did until 30/6/2025: say --on 2025-06-30"),
        ("truc bach", "2026-11-21", "Phường Trúc Bạch (00004) did until 30/6/2025: say --on 2025-06-30"),
        ("Thị xã Chũ", "2024-06-30", "Thị xã Chũ (224) does from 1/1/2025 on: say --on 2025-01-01"),
    ],
)
def test_a_name_of_other_days_is_told_with_its_days(
    capsys: pytest.CaptureFixture[str], name: str, on: str, when: str
) -> None:
    """It was answered that a code of 2, 3 or 5 digits was expected."""
    status, document = run_json(capsys, "units", name, "--on", on)
    (problem,) = document["problems"]
    assert (status, problem["code"]) == (cli.FOUND, "unknown-unit")
    assert "no unit bore this name on" in problem["message_en"]
    assert problem["message_en"].endswith(f"; {when}")
    assert "digits" not in problem["message_en"]
    assert f"dùng --on {when[-10:]}" in problem["message_vi"]


def test_many_that_bore_a_name_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    _, document = run_json(capsys, "units", "Huyện Châu Thành", "--on", "2026-11-21")
    message = document["problems"][0]["message_en"]
    assert message.count("say --on") == 5
    assert message.endswith("more")


def test_the_course_of_a_unit_that_has_ended_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    status, document = run_json(capsys, "units", "221", "--on", "2026-11-21", "--history")
    assert status == cli.FINE
    (unit,) = document["units"]
    assert unit["history"][0]["after"]["name"] == "Thành phố Bắc Giang"
    (note,) = document["problems"]
    assert (note["code"], note["severity"]) == ("ended", "note")
    assert "Huyện Yên Dũng (221) ended on 31/12/2024" in note["message_en"]
    status, document = run_json(capsys, "units", "224", "--on", "2024-06-30", "--history")
    assert (status, document["units"]) == (cli.FOUND, [])


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (
            ("--level", "district"),
            "there is no unit of level district on 21/11/2026; the level ended on 30/6/2025",
        ),
        (
            ("--level", "province", "--within", "00004"),
            "there is no unit of level province on 21/11/2026 there",
        ),
        (
            ("00004", "--level", "province"),
            "there is Phường Ba Đình (commune 00004), which was not asked for",
        ),
    ],
)
def test_that_there_is_none_is_said(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], why: str
) -> None:
    status, document = run_json(capsys, "units", *arguments, "--on", "2026-11-21")
    assert (status, document["units"]) == (cli.FINE, [])
    assert [problem["message_en"] for problem in document["problems"]] == [why]
