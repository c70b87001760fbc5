from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support.commands import run, run_json

from vstbpn import catalog, cli, io
from vstbpn.cli import check
from vstbpn.io import Batch
from vstbpn.model import Force, Form, History, Outcome, Period, Report, Review, Subject
from vstbpn.rules import PRACTICE, Rule, RuleBook, passed

DAY = ("--on", "2024-07-01")
COUNTS = "body,kind,level,unit,on,term_start,members,women,sex_unknown,ethnic_minority,key_leaders,women_key_leaders"
FIGURES = "unit,period,indicator,sex,value,scope,revision,received_on"
PLAN = """ỦY BAN NHÂN DÂN
HUYỆN AN BÌNH
Số: 45/KH-UBND

An Bình, ngày 20 tháng 02 năm 2024

KẾ HOẠCH

Công tác bình đẳng giới năm 2024

Thực hiện Nghị quyết số 28/NQ-CP ngày 03 tháng 3 năm 2021 của Chính phủ, UBND huyện ban hành kế hoạch như sau:

I. NHIỆM VỤ

1. Phòng Nội vụ

- Chủ trì mở lớp tập huấn cho cán bộ xã{more}.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""
LETTER = """BAN VSTBPN TỈNH AN HÒA
Số: 12/CV-VSTBPN

An Hòa, ngày 05 tháng 5 năm 2024

Kính gửi: Ban VSTBPN các huyện

Đề nghị các đơn vị báo cáo theo đề cương sau.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. BAN VSTBPN
TRƯỞNG BAN

Đề cương
BÁO CÁO CÔNG TÁC NĂM 2024

I. Tình hình chung của đơn vị

II. Kết quả công tác cán bộ nữ

III. Kiến nghị, đề xuất
"""
REPORT = """BAN VSTBPN HUYỆN AN BÌNH
Số: 07/BC-VSTBPN

An Bình, ngày 05 tháng 6 năm 2024

BÁO CÁO

Công tác vì sự tiến bộ của phụ nữ 6 tháng đầu năm 2024

I. TÌNH HÌNH CHUNG CỦA ĐƠN VỊ

Huyện có mười xã.

II. KẾT QUẢ CÔNG TÁC CÁN BỘ NỮ

Huyện có ba mươi cán bộ nữ.
"""
Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file of some lines and gives its name."""

    def written(name: str, *lines: str) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join((*lines, "")), encoding="utf-8")
        return str(path)

    return written


def outcomes(document: Any) -> dict[tuple[str, str], str]:
    return {(one["rule"], one["subject"]["id"]): one["outcome"] for one in document["findings"]}


def council(body: str = "hdnd-10", women: str = "20", members: str = "55") -> str:
    return f"{body},peoples-council,province,10,1/6/2022,1/6/2021,{members},{women},0,,,"


# -- registers -----------------------------------------------------------------------------------


def test_a_register_is_checked_by_the_rules_on_bodies(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    register = write("bodies.csv", COUNTS, council(), council("hdnd-11", women="0"))
    status, document = run_json(capsys, "check", register, *DAY, "--rule", "peoples-council-women")
    assert status == cli.FOUND
    assert document["format"] == "vstbpn.review/1"
    assert document["on"] == "2024-07-01"
    assert outcomes(document) == {
        ("peoples-council-women", "hdnd-10"): "pass",
        ("peoples-council-women", "hdnd-11"): "fail",
    }
    assert document["counts"]["pass"] == document["counts"]["fail"] == 1
    passing = document["findings"][0]
    assert passing["subject"] == {"kind": "peoples-council", "id": "hdnd-10", "name": ""}
    assert passing["measured"] == {"part": 20, "whole": 55, "unknown": 0, "more": 0}
    assert (passing["required"], passing["where"]) == ("0.3", "bodies.csv, row 2")
    assert passing["basis"][0]["number_text"] == "1187/NQ-UBTVQH14"
    assert set(passing) == {
        *("rule", "subject", "outcome", "force", "measured", "required", "basis"),
        *("message_vi", "message_en", "missing", "where"),
    }


def test_nothing_failed_is_status_0_even_where_something_cannot_be_told(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    register = write("bodies.csv", COUNTS, council(women=""))
    status, document = run_json(capsys, "check", register, *DAY, "--rule", "peoples-council-women")
    assert (status, document["counts"]["unknown"]) == (cli.FINE, 1)


def test_the_law_is_that_of_the_day_that_is_asked_about(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    """25% of a party committee was the aim to 2020: it is in force on one day and not on the other."""
    row = "dang-10,party-committee,province,10,1/6/2016,1/6/2015,50,10,0,,,"
    register = write("bodies.csv", COUNTS, row)
    for day, outcome in (("2020-06-30", "fail"), ("2024-06-30", "not-in-force")):
        _, document = run_json(capsys, "check", register, "--on", day, "--rule", "party-committee-women-2020")
        assert [one["outcome"] for one in document["findings"]] == [outcome]


def test_without_a_day_it_is_today(
    write: Write, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "today", lambda: date(2024, 7, 1))
    register = write("bodies.csv", COUNTS, council())
    assert run_json(capsys, "check", register)[1]["on"] == "2024-07-01"
    assert run_json(capsys, "check", "nowhere.txt")[1]["on"] == "2024-07-01"


def test_a_problem_of_the_input_is_listed_and_is_status_1(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    register = write("bodies.csv", COUNTS, council(), "hdnd-12,nonsense,,,1/6/2022,,9,3,0,,,")
    status, document = run_json(capsys, "check", register, *DAY, "--rule", "peoples-council-women")
    assert status == cli.FOUND
    assert document["counts"]["fail"] == 0
    assert document["problems"][0]["row"] == 3


def test_an_area_of_minorities_is_one_only_if_somebody_says_so(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    register = write("bodies.csv", COUNTS, council())
    arguments = ("check", register, *DAY, "--rule", "minority-leaders")
    assert run_json(capsys, *arguments)[1]["findings"] == []
    _, document = run_json(capsys, *arguments, "--minority-areas", "10")
    assert [one["subject"]["id"] for one in document["findings"]] == ["10"]
    status, document = run_json(capsys, *arguments, "--minority-areas", "99")
    assert (status, document["problems"][0]["code"]) == (cli.UNUSABLE, "bad-call")


# -- what is printed -----------------------------------------------------------------------------


def test_people_read_it_by_subject_with_reasons(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    members = write(
        "members.csv",
        "body,kind,level,unit,term_start,person,sex",
        "btv,standing-committee,province,24,1/10/2024,p1,M",
        "btv,,,,,p2,M",
    )
    arguments = ("check", members, "--on", "2025-01-01", "--rule", "standing-committee-woman")
    status, out, _ = run(capsys, *arguments, "--lang", "vi")
    assert status == cli.FOUND
    assert out.splitlines()[:2] == [
        "btv (ban thường vụ, members.csv, dòng 2)",
        "  KHÔNG ĐẠT  Ban thường vụ có cán bộ nữ [standing-committee-woman]",
    ]
    assert "      căn cứ: 35-CT/TW (14/6/2024) [chưa kiểm chứng]\n" in out
    assert out.endswith("Ngày 1/1/2025, 1 đối tượng: KHÔNG ĐẠT 1\n")
    _, out, _ = run(capsys, *arguments)
    assert out.splitlines()[0] == "btv (standing committee, members.csv, row 2)"
    assert "  FAIL  A woman on the standing committee [standing-committee-woman]\n" in out
    assert "      basis: 35-CT/TW (14/6/2024) [not verified]\n" in out
    assert out.endswith("On 1/1/2025, 1 subject(s): FAIL 1\n")


def test_failures_stand_first_and_what_does_not_apply_is_only_counted(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    row = "dang-10,party-committee,province,10,1/6/2022,1/6/2020,50,3,0,,,"
    register = write("bodies.csv", COUNTS, row)
    _, out, _ = run(capsys, "check", register, *DAY)
    words = [
        line.split("  ")[1]
        for line in out.splitlines()
        if line.startswith("  ") and "[" in line and line[2] != " "
    ]
    assert words == ["FAIL", "CANNOT TELL"]
    assert "party-committee-women-2020" not in out
    assert "NOT IN FORCE 1" in out
    _, out, _ = run(capsys, "check", register, *DAY, "--all")
    assert "  NOT IN FORCE  " in out
    assert "[party-committee-women-2020]" in out


def test_what_is_missing_is_said_once(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """The engine's words name it already; where a rule's own do not, it has a line."""
    register = write("bodies.csv", COUNTS, council(women=""))
    arguments = ("check", register, *DAY, "--rule", "peoples-council-women")
    _, out, _ = run(capsys, *arguments)
    assert out.count("number of women") == 1
    assert "      missing:" not in out
    committee = write("other.csv", COUNTS, "ban-10,vstbpn-committee,province,10,1/6/2022,,9,3,0,,,")
    _, out, _ = run(capsys, "check", committee, *DAY, "--rule", "vstbpn-term")
    assert "      missing: last day of the term\n" in out
    _, out, _ = run(capsys, "check", committee, *DAY, "--rule", "vstbpn-term", "--lang", "vi")
    assert "      còn thiếu: ngày kết thúc nhiệm kỳ\n" in out


def test_bodies_of_which_no_rule_speaks_are_named(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    register = write("bodies.csv", COUNTS, *(council(f"hdnd-{place}") for place in range(7)))
    _, out, _ = run(capsys, "check", register, *DAY, "--rule", "standing-committee-woman")
    assert out.startswith(
        "None of these rules speaks of 7 subject(s): hdnd-0 (people's council, bodies.csv, row 2); "
    )
    assert "; and 2 more\n" in out
    assert out.endswith("On 1/7/2024, 0 subject(s): nothing was asked\n")


def test_what_a_text_holds_commands_no_terminal(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    assert check.printable("a\x1b[31mb\u202ec") == "a[31mbc"


def test_a_rule_that_breaks_is_status_1_and_takes_nothing_with_it(
    write: Write, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def rule(name: str, answer: Callable[..., Any]) -> Rule:
        return Rule(
            id=name,
            title_vi=name,
            title_en=name,
            force=Force.PRACTICE,
            kinds="peoples-council",
            history=History.always(None, PRACTICE),
            check=answer,
        )

    book = RuleBook([rule("breaks", lambda *_: 1 / 0), rule("holds", lambda *_: passed())])
    monkeypatch.setattr(check, "rule_book", lambda: book)
    status, document = run_json(capsys, "check", write("bodies.csv", COUNTS, council()), *DAY)
    assert status == cli.FOUND
    assert outcomes(document) == {("breaks", "hdnd-10"): "error", ("holds", "hdnd-10"): "pass"}


# -- documents -----------------------------------------------------------------------------------


def test_documents_are_checked_each_and_several_between_them(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    one = write("plan.txt", PLAN.format(more=""))
    status, document = run_json(capsys, "check", one, *DAY)
    assert status == cli.FINE
    assert {found["subject"]["kind"] for found in document["findings"]} == {"document"}
    assert {found["where"] for found in document["findings"]} == {"plan.txt"}
    other = write(
        "other.md", PLAN.format(more=", liên hệ số điện thoại 0912345678").replace("45/KH", "46/KH")
    )
    status, document = run_json(capsys, "check", one, other, *DAY)
    assert status == cli.FOUND
    assert {found["subject"]["kind"] for found in document["findings"]} == {"document", "cascade"}
    failed = [found for found in document["findings"] if found["outcome"] == "fail"]
    assert [found["rule"] for found in failed] == ["document-personal-data"]
    assert failed[0]["where"] == "other.md, row 17"
    assert "0912345678" not in json.dumps(document)


def test_a_file_that_cannot_be_read_loses_no_other(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    good = write("plan.txt", PLAN.format(more=""))
    status, document = run_json(capsys, "check", good, good + ".pdf", *DAY)
    assert status == cli.FOUND
    assert document["counts"]["pass"] > 0
    assert [problem["code"] for problem in document["problems"]] == ["unknown-format"]
    register = write("bodies.csv", "body,kind,on")
    status, document = run_json(capsys, "check", good, register, *DAY)
    assert document["counts"]["pass"] > 0
    status, document = run_json(capsys, "check", good + ".pdf", *DAY)
    assert (status, document["findings"]) == (cli.UNUSABLE, [])


def test_a_folder_is_read_file_by_file(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write("all/plan.txt", PLAN.format(more=""))
    write("all/bodies.csv", COUNTS, council())
    write("all/figures.csv", FIGURES, "213,2023,population,F,41,,,")
    write("all/other.csv", "a,b", "1,2")
    write("all/.hidden.txt", "x")
    (tmp_path / "all" / "deeper").mkdir()
    status, document = run_json(capsys, "check", str(tmp_path / "all"), *DAY)
    assert status == cli.FINE
    kinds = {found["subject"]["kind"] for found in document["findings"]}
    assert kinds == {"document", "peoples-council", "report-figures"}
    assert [(one["code"], one["file"], one["severity"]) for one in document["problems"]] == [
        ("not-checked", "other.csv", "note")
    ]


def test_a_folder_with_nothing_to_check_cannot_be_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = run(capsys, "check", str(tmp_path), *DAY)
    assert status == cli.UNUSABLE
    assert "expected registers, documents or reports, got folders that hold none" in err


def test_a_folder_with_a_descriptor_says_which_tables_are_reports(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write("data/bodies.csv", COUNTS, council())
    write("data/in.csv", FIGURES, "213,2023,population,F,41,,,")
    write("data/left-out.csv", FIGURES, "216,2023,population,F,41,,,")
    field = {"name": "indicator"}
    resource = {"path": "in.csv", "schema": {"fields": [field]}}
    write("data/datapackage.json", json.dumps({"resources": [resource]}))
    status, document = run_json(capsys, "check", str(tmp_path / "data"), *DAY)
    assert {one["subject"]["id"] for one in document["findings"]} == {"hdnd-10", "213:table:2023"}
    assert (status, document["problems"]) == (cli.FINE, [])


# -- along an outline ----------------------------------------------------------------------------


def test_a_report_is_held_against_the_outline_of_the_letter(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    report, letter = write("report.txt", REPORT), write("letter.txt", LETTER)
    arguments = ("check", report, *DAY, "--rule", "report-along-outline")
    assert run_json(capsys, *arguments)[1]["findings"] == []
    status, document = run_json(capsys, *arguments, "--outline", letter)
    (found,) = document["findings"]
    assert (status, found["outcome"], found["where"]) == (cli.FOUND, "fail", "report.txt")
    assert (found["measured"], found["required"]) == (2, 3)
    assert "III Kiến nghị, đề xuất" in found["message_vi"]
    whole = write("whole.txt", REPORT, "III. KIẾN NGHỊ, ĐỀ XUẤT", "", "Không có.")
    status, document = run_json(capsys, "check", whole, *arguments[2:], "--outline", letter)
    assert (status, document["findings"][0]["outcome"]) == (cli.FINE, "pass")


def test_an_outline_of_the_catalogue_knows_who_owes_what(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    report = write("report.txt", REPORT)
    figures = write("figures.csv", FIGURES, "213,2024-H1,planning-list-from-division,F,9,,,")
    rules = "report-along-outline-bac-giang-2024,report-parts-owed-bac-giang-2024"
    arguments = (*DAY, "--rule", rules, "--outline", "bac-giang-2024", "--sender", "district")
    _, document = run_json(capsys, "check", report, *arguments)
    assert outcomes(document) == {
        ("report-along-outline-bac-giang-2024", "07/BC-VSTBPN"): "fail",
        ("report-parts-owed-bac-giang-2024", "07/BC-VSTBPN"): "unknown",
    }
    _, document = run_json(capsys, "check", report, figures, *arguments)
    (owed,) = (one for one in document["findings"] if one["rule"] == "report-parts-owed-bac-giang-2024")
    assert (owed["outcome"], owed["measured"], owed["required"]) == ("fail", 1, 7)


def test_of_several_reports_each_is_held_against_the_outline_and_no_figures_are_anybodys(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    reports = [write(f"{name}.txt", REPORT.replace("07/BC", f"{name}/BC")) for name in ("08", "09")]
    figures = write("figures.csv", FIGURES, "213,2024-H1,planning-list-from-division,F,9,,,")
    rule = ("--rule", "report-parts-owed-bac-giang-2024")
    asked = ("--outline", "bac-giang-2024", "--sender", "district")
    _, document = run_json(capsys, "check", *reports, figures, *DAY, *rule, *asked)
    assert [(one["subject"]["id"], one["outcome"]) for one in document["findings"]] == [
        ("08/BC-VSTBPN", "unknown"),
        ("09/BC-VSTBPN", "unknown"),
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--outline", "bac-giang"), "expected --outline to name a letter or an outline (bac-giang-2024)"),
        (
            ("--outline", "{report}"),
            "expected a letter that attaches an outline (đề cương), got 'report.txt'",
        ),
        (("--sender", "district"), "none: only outlines of the catalogue know their senders"),
        (
            ("--outline", "bac-giang-2024", "--sender", "commune"),
            "one of the outline's (department, district)",
        ),
    ],
)
def test_an_outline_or_a_sender_that_is_none_is_refused(
    arguments: tuple[str, ...], message: str, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    report = write("report.txt", REPORT)
    given = (argument.format(report=report) for argument in arguments)
    status, _, err = run(capsys, "check", report, *DAY, *given)
    assert status == cli.UNUSABLE
    assert message in err


# -- rules that there are not --------------------------------------------------------------------


def test_an_unknown_rule_is_refused_with_those_that_are_alike(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    register = write("bodies.csv", COUNTS, council())
    status, document = run_json(
        capsys, "check", register, *DAY, "--rule", "key-leadership,peoples-concil-women"
    )
    assert (status, document["findings"], document["format"]) == (cli.UNUSABLE, [], "vstbpn.review/1")
    assert document["counts"] == {outcome.value: 0 for outcome in Outcome}
    (problem,) = document["problems"]
    assert problem["code"] == "unknown-rule"
    assert "peoples-council-women" in problem["hint_en"]
    assert "peoples-council-women" in problem["hint_vi"]
    _, document = run_json(capsys, "check", register, *DAY, "--rule", "xyzzy")
    assert document["problems"][0]["hint_en"] == "vstbpn rules lists them"
    _, document = run_json(capsys, "check", register, *DAY, "--rule", "leadership")
    assert "key-leadership" in document["problems"][0]["hint_en"]


def test_an_empty_review_has_every_count() -> None:
    assert set(Review(date(2024, 7, 1), ()).counts.values()) == {0}


# -- reports of figures --------------------------------------------------------------------------


def test_figures_are_held_against_those_of_the_period_before(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        "213,2023,population,F,4000,,1,",
        "213,2024,population,F,400,,1,",
        "213,2024,population,F,4100,,2,",
    ]
    reports = write("reports.csv", FIGURES, *rows)
    arguments = ("check", reports, *DAY, "--rule", "figures-jump")
    status, document = run_json(capsys, *arguments)
    assert (status, outcomes(document)) == (
        cli.FINE,
        {("figures-jump", "213:table:2023"): "unknown", ("figures-jump", "213:table:2024"): "pass"},
    )
    assert document["findings"][1]["subject"]["name"] == "Thành phố Bắc Giang, table, 2024"
    write("reports.csv", FIGURES, *rows[:2])
    status, document = run_json(capsys, *arguments)
    assert (status, outcomes(document)["figures-jump", "213:table:2024"]) == (cli.FOUND, "fail")


@pytest.mark.parametrize(
    ("period", "before"),
    [
        ("2024", "2023"),
        ("2024-H1", "2023-H2"),
        ("2024-H2", "2024-H1"),
        ("2024-Q1", "2023-Q4"),
        ("2024-Q3", "2024-Q2"),
        ("2024-01", "2023-12"),
        ("2024-11", "2024-10"),
        ("2024-9M", "2023-9M"),
    ],
)
def test_the_period_before_is_of_the_same_length(
    period: str, before: str, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only a report that stands beside one of the period before can be told to jump, or not to."""
    rows = (f"24,{one},population,F,{value},subtree,," for one, value in ((before, 9000), (period, 10)))
    reports = write("reports.csv", FIGURES, *rows)
    _, document = run_json(capsys, "check", reports, *DAY, "--rule", "figures-jump")
    assert outcomes(document) == {
        ("figures-jump", f"24:table:{before}:subtree"): "unknown",
        ("figures-jump", f"24:table:{period}:subtree"): "fail",
    }


def test_a_year_is_held_against_its_first_half(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    definitions = write(
        "mine.toml",
        "[indicators.cases]",
        'name_vi = "Số vụ"',
        'name_en = "Cases"',
        'measure = "cases"',
        'over_time = "flow"',
    )
    reports = write("reports.csv", FIGURES, "213,2023,cases,,6,,,", "213,2023-H1,cases,,7,,,")
    arguments = ("check", reports, *DAY, "--definitions", definitions, "--rule", "figures-year-and-half")
    _, document = run_json(capsys, *arguments)
    assert outcomes(document) == {
        ("figures-year-and-half", "213:table:2023"): "fail",
        ("figures-year-and-half", "213:table:2023-H1"): "not-applicable",
    }


def test_a_consolidated_figure_is_held_against_all_units_of_the_level_that_reports(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bắc Giang had ten districts; with one silent nobody can tell, and too little is too little anyway."""
    codes = ("213", "215", "216", "217", "218", "219", "220", "221", "222", "223")
    parts = [f"{code},2023,population,F,10,,," for code in codes]
    rule = ("--rule", "figures-consolidated")
    for declared, rows, outcome in (
        (100, parts, "pass"),
        (101, parts, "fail"),
        (100, parts[1:], "unknown"),
        (80, parts[1:], "fail"),
        (105, [*parts, "24,2023,population,F,5,,,"], "pass"),
        (90, [*parts, "06796,2023,population,F,1,,,"], "fail"),
        (100, [*parts[:9], parts[9].replace("2023", "2022")], "unknown"),
    ):
        reports = write("reports.csv", FIGURES, *rows, f"24,2023,population,F,{declared},subtree,,")
        _, document = run_json(capsys, "check", reports, *DAY, *rule)
        found = outcomes(document)["figures-consolidated", "24:table:2023:subtree"]
        assert found == outcome, (declared, len(rows))


def reported(revision: int, value: int) -> Report:
    people = catalog.indicators()["population"]
    form = Form(code="f", cells=["population"], indicators=[people])
    return Report(unit="213", form=form, period=Period(2023), values=(value,), revision=revision)


def test_the_newest_revision_counts_in_any_order_and_one_that_came_twice_is_refused(
    write: Write, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("reports.csv", FIGURES)

    def give(*reports: Report) -> None:
        monkeypatch.setattr(io, "read_reports", lambda *_, **__: Batch(reports, ()))

    seen: list[Subject[Any]] = []

    def look(subjects: list[Subject[Any]], _: RuleBook, *, on: date) -> Review:
        seen.extend(subjects)
        return Review(on, ())

    monkeypatch.setattr(check, "review", look)
    give(reported(2, 8), reported(1, 9))
    assert run(capsys, "check", path, *DAY)[0] == cli.FINE
    assert [subject.data.report.revision for subject in seen] == [2]
    give(reported(1, 8), reported(1, 9))
    status, document = run_json(capsys, "check", path, *DAY)
    assert (status, document["problems"][0]["code"]) == (cli.UNUSABLE, "conflicting-reports")


def test_duties_are_judged_by_the_first_revision(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    reports = write(
        "reports.csv",
        FIGURES,
        "213,2023,population,F,9,,1,9/1/2024",
        "213,2023,population,F,8,,2,9/3/2024",
        "215,2023,population,F,9,,1,10/1/2024",
    )
    owed = write(
        "owed.csv",
        "form,period,unit,deadline",
        *(f"table,2023,{unit},trước ngày 10/1/2024" for unit in ("213", "215", "216")),
    )
    _, document = run_json(capsys, "check", reports, *DAY, "--obligations", owed, "--rule", "report-on-time")
    assert outcomes(document) == {
        ("report-on-time", "213:table:2023"): "pass",
        ("report-on-time", "215:table:2023"): "fail",
        ("report-on-time", "216:table:2023"): "fail",
    }
    assert document["findings"][0]["subject"]["name"] == "Thành phố Bắc Giang, table, 2023"
    status, document = run_json(
        capsys,
        "check",
        reports,
        *DAY,
        "--obligations",
        write("twice.csv", "form,period,unit", *["table,2023,213"] * 2),
    )
    assert status == cli.UNUSABLE
    assert "expected each subject once" in document["problems"][0]["message_en"]


def test_targets_are_those_of_the_nation_unless_the_caller_says_more(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        f"{unit},{year},{code},,{value},,,"
        for unit in ("VN", "24")
        for year in ("2025", "2025-H1")
        for code, value in (
            ("state-bodies", 10),
            ("state-bodies-with-woman-key-leader", 6 if year == "2025" else 1),
        )
    ]
    reports = write("reports.csv", FIGURES, *rows)
    arguments = ("check", reports, "--on", "2026-01-01", "--rule", "target-28-nq-cp-1-1")
    _, document = run_json(capsys, *arguments)
    (found,) = document["findings"]
    assert (found["subject"], found["outcome"]) == (
        {"kind": "target:28/NQ-CP:1.1", "id": "VN", "name": "Việt Nam"},
        "pass",
    )
    _, document = run_json(capsys, *arguments, "--targets", "24")
    assert [one["subject"]["id"] for one in document["findings"]] == ["24", "VN"]
    _, out, _ = run(capsys, *arguments)
    assert out.startswith("Việt Nam (target 28/NQ-CP:1.1)\n")


def test_only_targets_of_which_there_is_a_figure_are_asked_about(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    reports = write("reports.csv", FIGURES, "VN,2025,state-bodies,,10,,,")
    _, document = run_json(capsys, "check", reports, "--on", "2026-01-01")
    kinds = {one["subject"]["kind"] for one in document["findings"]}
    assert {kind for kind in kinds if kind.startswith("target")} == {
        "target:28/NQ-CP:1.1",
        "target:2282/QĐ-TTg:bodies",
    }


def test_a_local_target_is_that_of_its_province_only(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither the nation nor another province, nor a district that bears a province's name, is meant."""
    cells = ("violence-victims-detected", "violence-victims-served")
    rows = [f"{unit},2025,{code},,10,,," for unit in ("VN", "31", "24") for code in cells]
    reports = write("reports.csv", FIGURES, *rows)
    arguments = ("check", reports, "--on", "2026-01-01", "--targets", "24", "--rule", "target-hai-phong-3-2a")
    _, document = run_json(capsys, *arguments)
    assert [one["subject"]["id"] for one in document["findings"]] == ["31"]
    target = catalog.targets().by_id("ca-mau:6.1")
    rows = [
        f"{unit},2024,{cell.indicator},{cell.sex},5,,," for unit in ("96", "964") for cell in target.pairs[0]
    ]
    reports = write("reports.csv", FIGURES, *rows)
    _, out, _ = run(capsys, "check", reports, "--on", "2025-01-01", "--rule", "figures-jump")
    assert "Tỉnh Cà Mau (target ca-mau:6.1)" in out
    assert "Thành phố Cà Mau (target" not in out
