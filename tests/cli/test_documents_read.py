from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve
from support.commands import run, run_json
from support.plans import EVERY_HALF, HALF_YEAR, LABOUR, PLAN

from vstbpn import cli
from vstbpn.cli import documents
from vstbpn.errors import Problem, Severity
from vstbpn.io.directive import Reading
from vstbpn.model import Citation, Deadline, Directive, DocumentNumber, Due, Period, Span

HALF_KEY = "70/KH-UBND#2024-05-20#ubnd-cac-phuong"
DRAFT = Directive(
    type="CV",
    number=DocumentNumber.parse("…/CV-VSTBPN"),
    issued_in=Period(2024, "04"),
    title="hướng dẫn hoạt động",
    addressees=("Các sở, ngành",),
)
NOTE = Problem(code="unpadded", message="one digit", message_vi="một chữ số", severity=Severity.NOTE, row=3)
TEXTS = {"kế hoạch": Reading(directive=PLAN), "dự thảo": Reading(directive=DRAFT, problems=(NOTE,))}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a plan and a draft, whose texts are read as the directives above."""
    monkeypatch.setattr(documents, "read_directive", TEXTS.__getitem__)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "plan.txt").write_text("kế hoạch", encoding="utf-8")
    (tmp_path / "docs" / "draft.md").write_text("dự thảo", encoding="utf-8")
    return tmp_path


@pytest.fixture
def progress(folder: Path) -> Callable[..., str]:
    """Writes a record of progress and gives its name."""

    def write(*rows: str) -> str:
        path = folder / "progress.csv"
        path.write_text("\n".join(("document,key,done_on", *rows, "")), encoding="utf-8")
        return str(path)

    return write


def plan(folder: Path) -> str:
    return str(folder / "docs" / "plan.txt")


def test_one_document_is_one_object(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, document = run_json(capsys, "read", plan(folder))
    assert (status, document["format"]) == (cli.FINE, "vstbpn.directive/1")
    assert document["number_text"] == "70/KH-UBND"


def test_a_folder_is_a_list_in_which_each_document_has_its_problems(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, document = run_json(capsys, "read", str(folder / "docs"))
    assert (status, document["format"]) == (cli.FINE, "vstbpn.directives/1")
    assert [one["number_text"] for one in document["directives"]] == [None, "70/KH-UBND"]
    (problem,) = document["directives"][0]["problems"]
    assert (problem["file"], problem["row"], problem["code"]) == ("draft.md", 3, "unpadded")
    assert document["problems"] == []


def test_a_file_that_cannot_be_read_loses_no_other(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "docs" / "broken.txt").write_bytes(b"\xff\xfe")
    status, document = run_json(capsys, "read", str(folder / "docs"))
    assert status == cli.FOUND
    assert len(document["directives"]) == 2
    assert [(problem["file"], problem["code"]) for problem in document["problems"]] == [
        ("broken.txt", "not-utf-8")
    ]


@pytest.mark.parametrize("command", ["read", "deadlines"])
def test_nothing_that_can_be_read_cannot_be_used(
    folder: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    status, document = run_json(capsys, command, str(folder / "elsewhere.pdf"))
    assert status == cli.UNUSABLE
    assert [problem["code"] for problem in document["problems"]] == ["unknown-format"]
    (folder / "nothing").mkdir()
    status, document = run_json(capsys, command, str(folder / "nothing"))
    assert (status, [problem["code"] for problem in document["problems"]]) == (cli.UNUSABLE, ["no-documents"])
    assert document["format"] == {"read": "vstbpn.directives/1", "deadlines": "vstbpn.deadlines/1"}[command]


def test_a_page_says_what_it_is_by_which_law_and_who_does_what(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, "read", plan(folder))
    assert (status, err) == (cli.FINE, "")
    lines = out.splitlines()
    assert lines[:3] == [
        "70/KH-UBND, UBND quận, 17/2/2024",
        "KH: Công tác bình đẳng giới năm 2024",
        "Signed: KT. CHỦ TỊCH, PHÓ CHỦ TỊCH",
    ]
    assert lines[lines.index("Rests on (1):") + 1].startswith("  39/KH-UBND, 29/1/2024, UBND thành phố")
    assert lines[lines.index("Also cites (1):") + 1].startswith("  Luật Bình đẳng giới")
    tasks = lines.index("Tasks by office (2):")
    assert lines[tasks + 1 : tasks + 5] == [
        "  Phòng Y tế",
        "    I.1  Mở lớp tập huấn chậm nhất ngày 30/6/2024. (with Phòng Nội vụ)",
        "  (no office is named)",
        "    I  Tuyên truyền về bình đẳng giới.",
    ]
    (first,) = (line for line in lines if "19/5/2024" in line)
    assert "trước ngày 20/5/2024" in first
    assert "Nguyễn Thị A" not in out  # who signed is a person; the JSON has the name


@pytest.mark.parametrize(
    ("cited", "said"),
    [
        (
            Citation(
                raw="", span=Span(0, 1), number=DocumentNumber.parse("26-NQ/TW"), issued_on=date(2018, 5, 29)
            ),
            "26-NQ/TW, 29/5/2018 – the register has 26-NQ/TW (19/5/2018), ",
        ),
        (
            Citation(
                raw="", span=Span(0, 1), number=DocumentNumber.parse("28/NQ-CP"), issued_on=date(2021, 3, 3)
            ),
            "28/NQ-CP, 3/3/2021 – ",
        ),
        (
            Citation(raw="", span=Span(0, 1), number=DocumentNumber.parse("28/NQ-CP")),
            "28/NQ-CP – probably ",
        ),
        (
            Citation(
                raw="", span=Span(0, 1), name="Chiến lược quốc gia về bình đẳng giới giai đoạn 2021-2030"
            ),
            "Chiến lược quốc gia về bình đẳng giới giai đoạn 2021-2030 – 28/NQ-CP (3/3/2021)",
        ),
    ],
)
def test_what_the_register_says_of_a_citation_stands_beside_it(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    cited: Citation,
    said: str,
) -> None:
    read = Reading(directive=evolve(PLAN, basis=(), citations=(cited,)))
    monkeypatch.setattr(documents, "read_directive", lambda _: read)
    lines = run(capsys, "read", plan(folder))[1].splitlines()
    assert lines[lines.index("Also cites (1):") + 1].startswith(f"  {said}")


def test_a_law_that_was_not_yet_or_no_longer_in_force_is_marked(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    strategy = Citation(
        raw="", span=Span(0, 1), number=DocumentNumber.parse("28/NQ-CP"), issued_on=date(2021, 3, 3)
    )
    old = Reading(directive=evolve(PLAN, citations=(strategy,), issued_on=date(2031, 2, 1)))
    monkeypatch.setattr(documents, "read_directive", lambda _: old)
    assert "not in force on 1/2/2031" in run(capsys, "read", plan(folder))[1]


def test_a_draft_is_called_one_and_its_problems_are_listed_with_their_lines(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, "read", str(folder / "docs" / "draft.md"), "--lang", "vi")
    assert status == cli.FINE
    assert out.splitlines() == [
        "chưa có số, chưa ghi ngày, 04/2024",
        "CV: hướng dẫn hoạt động",
        "Kính gửi: Các sở, ngành",
    ]
    assert "draft.md, dòng 3: một chữ số [unpadded]" in err


def test_an_error_in_a_document_is_found(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Reading(directive=PLAN, problems=(evolve(NOTE, severity=Severity.ERROR),))
    monkeypatch.setattr(documents, "read_directive", lambda _: wrong)
    for command in ("read", "deadlines"):
        assert run(capsys, command, plan(folder))[0] == cli.FOUND


def test_a_document_commands_no_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither by escape sequences nor by the marks of the library that prints."""
    evil = "[bold]\x1b[2J việc"
    duty = evolve(HALF_YEAR, what=evil)
    read = Reading(directive=Directive(title=evil, duties=(duty, evolve(EVERY_HALF, what=evil))))
    monkeypatch.setattr(documents, "read_directive", lambda _: read)
    _, out, _ = run(capsys, "read", plan(folder))
    assert "\x1b" not in out
    assert out.count("[bold]") >= 3


def test_deadlines_are_listed_with_the_days_left(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, document = run_json(capsys, "deadlines", plan(folder), "--on", "2024-05-15")
    assert (status, document["format"], document["on"]) == (cli.FINE, "vstbpn.deadlines/1", "2024-05-15")
    assert document["deadlines"][0] == {
        "key": HALF_KEY,
        "document": "70/KH-UBND",
        "kind": "report",
        "last_day": "2024-05-19",
        "days_left": 4,
        "on": "2024-05-20",
        "inclusive": False,
        "wording": "trước ngày 20/5/2024",
        "start": None,
        "from": "UBND các phường",
        "to": LABOUR,
        "what": HALF_YEAR.what,
        "period": "2024-H1",
        "recurrence": None,
        "state": "open",
        "done_on": None,
        "note": None,
    }
    last = document["deadlines"][-1]
    assert (last["last_day"], last["days_left"], last["wording"]) == (None, None, None)
    assert last["recurrence"] == "FREQ=MONTHLY;INTERVAL=6"


def test_the_table_has_what_is_dated_and_below_it_what_is_not(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(capsys, "deadlines", plan(folder), "--on", "15/5/2024")
    assert status == cli.FINE
    lines = [line.split() for line in out.splitlines()]
    assert [line[:2] for line in lines if line and line[0][0].isdigit()] == [
        ["19/5/2024", "4"],
        ["30/6/2024", "46"],
        ["20/11/2024", "189"],
        ["15/12/2024", "214"],
    ]
    assert out.rstrip().endswith(f"Phòng Nội vụ → {LABOUR}; số liệu cán bộ nữ; every six months; 70/KH-UBND")
    assert "State" not in out  # nobody keeps a record


def test_without_a_day_it_is_today(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "today", lambda: date(2024, 5, 18))
    _, document = run_json(capsys, "deadlines", plan(folder))
    assert (document["on"], document["deadlines"][0]["days_left"]) == ("2024-05-18", 1)


def test_what_is_past_is_no_finding_while_nobody_keeps_a_record(
    folder: Path, capsys: pytest.CaptureFixture[str], progress: Callable[..., str]
) -> None:
    arguments = ("deadlines", plan(folder), "--on", "2024-05-20")
    status, document = run_json(capsys, *arguments)
    assert (status, document["deadlines"][0]["state"]) == (cli.FINE, "past")
    status, document = run_json(capsys, *arguments, "--progress", progress())
    assert (status, document["deadlines"][0]["state"]) == (cli.FOUND, "overdue")
    done = progress(f"70/KH-UBND,{HALF_KEY},20/5/2024")
    status, document = run_json(capsys, *arguments, "--progress", done)
    assert (status, document["deadlines"][0]["state"]) == (cli.FINE, "done-late")


def test_with_a_record_the_table_has_states_and_keys(
    folder: Path, capsys: pytest.CaptureFixture[str], progress: Callable[..., str]
) -> None:
    done = progress(f",{HALF_KEY},15/5/2024")
    _, out, _ = run(
        capsys, "deadlines", plan(folder), "--on", "2024-07-01", "--progress", done, "--lang", "vi"
    )
    assert f"đã làm, 15/5/2024   {HALF_KEY}" in out
    assert "quá hạn" in out
    assert "Tình trạng" in out


def test_a_record_that_means_nothing_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str], progress: Callable[..., str]
) -> None:
    status, document = run_json(
        capsys,
        "deadlines",
        plan(folder),
        "--on",
        "2024-05-01",
        "--progress",
        progress("70/KH-UBND,x,1/5/2024"),
    )
    assert status == cli.FOUND
    assert [problem["code"] for problem in document["problems"]] == ["stray-progress"]


def test_one_office_is_told_what_it_owes_and_that_more_may_be_its(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whoever = Due(deadline=Deadline.parse("trước ngày 1/6/2024"), span=Span(0, 9), what="kiện toàn ban")
    read = Reading(directive=evolve(PLAN, deadlines=(whoever,)))
    monkeypatch.setattr(documents, "read_directive", lambda _: read)
    status, document = run_json(
        capsys, "deadlines", plan(folder), "--for", "UBND các phường", "--on", "2024-01-01"
    )
    assert status == cli.FINE
    assert {entry["from"] for entry in document["deadlines"]} == {"UBND các phường"}
    (problem,) = document["problems"]
    assert (problem["code"], problem["severity"]) == ("no-sender", "note")
    assert "kiện toàn ban" in problem["message_vi"]


def test_only_one_year_is_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, document = run_json(capsys, "deadlines", plan(folder), "--year", "2025", "--on", "2024-01-01")
    assert [entry["kind"] for entry in document["deadlines"]] == ["recurring"]
    status, out, _ = run(capsys, "deadlines", plan(folder), "--year", "2023", "--on", "2024-01-01")
    assert (status, out.strip()) == (cli.FINE, "Nothing is due.")


def test_a_calendar_has_what_the_table_would_have(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    icalendar = pytest.importorskip("icalendar")
    file = folder / "lich.ics"
    arguments = ("--for", "UBND", "--on", "2024-01-01", "--ics", str(file))
    status, out, _ = run(capsys, "deadlines", plan(folder), *arguments)
    assert (status, out) == (cli.FINE, "")
    events = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert [event["DTSTART"].dt for event in events] == [date(2024, 5, 19), date(2024, 11, 20)]
    first = file.read_bytes()
    run(capsys, "deadlines", plan(folder), *arguments)
    assert file.read_bytes() == first


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--ics", "lich.txt"), "ends in .ics"),
        (("--for", "-"), "expected the name of an office"),
    ],
)
def test_a_call_that_makes_no_sense_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], why: str
) -> None:
    status, document = run_json(capsys, "deadlines", plan(folder), "--on", "2024-01-01", *arguments)
    assert status == cli.UNUSABLE
    assert (document["problems"][-1]["code"], document["deadlines"]) == ("bad-call", [])
    assert why in document["problems"][-1]["message_en"]


def test_a_calendar_overwrites_no_input(
    folder: Path, capsys: pytest.CaptureFixture[str], progress: Callable[..., str]
) -> None:
    named = Path(progress()).rename(folder / "progress.ics")
    status, document = run_json(
        capsys, "deadlines", plan(folder), "--on", "2024-01-01", "--ics", str(named), "--progress", str(named)
    )
    assert status == cli.UNUSABLE
    assert "would overwrite" in document["problems"][0]["message_en"]
    assert named.read_text(encoding="utf-8").startswith("document,key")


@pytest.mark.parametrize("year", ["24", "99999", "x"])
def test_a_year_has_four_digits(folder: Path, capsys: pytest.CaptureFixture[str], year: str) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["deadlines", plan(folder), "--year", year])
    assert ended.value.code == cli.UNUSABLE
    assert "expected a year such as 2024" in capsys.readouterr().err


def test_what_has_no_day_is_said_to_be_left_out_of_the_calendar(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A found case: a yearly report was owed, the calendar was empty, and nothing was said."""
    pytest.importorskip("icalendar")
    file = str(folder / "lich.ics")
    _, document = run_json(capsys, "deadlines", plan(folder), "--on", "2024-01-01", "--ics", file)
    undated = [entry for entry in document["deadlines"] if entry["on"] is None]
    assert undated
    messages = [one["message_en"] for one in document["problems"] if one["code"] == "not-in-calendar"]
    assert messages == [f"{len(undated)} entries have no day in the text and are not in the calendar"]


def test_an_office_that_nobody_names_is_told_from_one_that_owes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, document = run_json(capsys, "deadlines", plan(folder), "--for", "Bộ Y tế", "--on", "2024-01-01")
    assert (status, document["deadlines"]) == (cli.FINE, [])
    (note,) = [one for one in document["problems"] if one["code"] == "no-such-office"]
    assert "offices named are" in note["hint_en"]
    assert "UBND" in note["hint_en"]
