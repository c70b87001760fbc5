from __future__ import annotations

import csv
import io as text_io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support.builders import HALF, SMALL, form, report
from support.files import codes, read

from vstbpn import (
    Calendar,
    CountedBy,
    Coverage,
    Deadline,
    InputError,
    Obligation,
    Period,
    catalog,
    coverage,
    read_obligations,
)
from vstbpn.io import coverage_to_json, reports_to_json, write_coverage

COLUMNS = "form,period,level,unit,within,deadline,strict,counted_by,clause,receiver"


def written(folder: Path, *rows: str, header: str = COLUMNS) -> Path:
    path = folder / "owed.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


# -- obligations ---------------------------------------------------------------------------------


def test_each_row_is_an_obligation(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        'violence,2024-H1,district,,24,10/7/2024,true,POSTMARK,"12/KH, mục III",B',
        "violence,2024,,24,,chậm nhất ngày 15/1/2025,,,,",
        "violence,2024-Q1,province,,,2024-04-10,no,receipt,,",
        "violence,2024-Q2,province,,,trước ngày 10/7/2024,1,,,",
        "violence,2024-Q3,province,,,,,,,",
    )
    assert read_obligations(path) == (
        Obligation(
            form="violence",
            period=HALF,
            level="district",
            within="24",
            deadline=Deadline(date(2024, 7, 10), strict=True),
            counted_by=CountedBy.POSTMARK,
            clause="12/KH, mục III",
            receiver="B",
        ),
        Obligation(
            form="violence",
            period=Period(2024),
            units=["24"],
            deadline=Deadline(date(2025, 1, 15), strict=False),
        ),
        Obligation(
            form="violence",
            period=Period(2024, "Q1"),
            level="province",
            deadline=Deadline(date(2024, 4, 10), strict=False),
        ),
        Obligation(
            form="violence",
            period=Period(2024, "Q2"),
            level="province",
            deadline=Deadline(date(2024, 7, 10), strict=True),
        ),
        Obligation(form="violence", period=Period(2024, "Q3"), level="province"),
    )


def test_only_two_columns_are_required(tmp_path: Path) -> None:
    path = written(tmp_path, "violence,2024,a1", header="form,period,unit")
    assert read_obligations(str(path)) == (Obligation(form="violence", period=Period(2024), units=["a1"]),)


def test_periods_may_be_of_further_calendars(tmp_path: Path) -> None:
    school = Calendar(code="school", months_before=4)
    path = written(tmp_path, "violence,2024@school,province,,,,,,,")
    (found,) = read_obligations(path, calendars=iter([school]))
    assert found.period == Period(2024, "", school)
    with pytest.raises(InputError, match="got '2024@school'"):
        read_obligations(path)


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        (",2024,province,,,,,,,", "form", "expected a form, got nothing"),
        ("violence,,province,,,,,,,", "period", "expected a period, got nothing"),
        ("violence,24,province,,,,,,,", "period", "expected a period such as"),
        ("violence,2024,,,,,,,,", None, "expected the units or their level, got neither"),
        ("violence,2024,province,24,,,,,,", None, "expected the units or their level, got both"),
        ("violence,2024,,24,VN,,,,,", None, "expected a level to go with within"),
        (
            "violence,2024,province,,,10/7/2024,,,,",
            "deadline",
            "expected 'trước ngày 10/7/2024' or 'chậm nhất",
        ),
        ("violence,2024,province,,,trước ngày 10/7/2024,false,,,", "deadline", "expected strict to agree"),
        ("violence,2024,province,,,chậm nhất ngày 10/7/2024,yes,,,", "deadline", "expected strict to agree"),
        ("violence,2024,province,,,,true,,,", "deadline", "expected a deadline to go with strict, got none"),
        ("violence,2024,province,,,31/6/2024,true,,,", "deadline", "expected a deadline such as"),
        ("violence,2024,province,,,10/7/2024,maybe,,,", "strict", "expected true or false, got 'maybe'"),
        (
            "violence,2024,province,,,10/7/2024,no,fax,,",
            "counted_by",
            "expected receipt or postmark, got 'fax'",
        ),
        ("violence,2024,province,,,,,postmark,,", None, "expected a deadline that counts by postmark"),
        ("violence,2024,,24,,,,,,24", None, "'24' cannot report to itself"),
    ],
)
def test_a_row_that_cannot_be_used_refuses_the_file(
    tmp_path: Path, row: str, column: str | None, why: str
) -> None:
    good = "violence,2024,province,,,,,,,"
    with pytest.raises(InputError, match=why) as refused:
        read_obligations(written(tmp_path, good, row))
    (problem,) = refused.value.problems
    assert (problem.file, problem.row, problem.column) == ("owed.csv", 3, column)


def test_every_fault_of_every_row_is_listed(tmp_path: Path) -> None:
    path = written(tmp_path, ",24,,,,10/7/2024,maybe,fax,,", "violence,,,,,10/7/2024,,,,")
    with pytest.raises(InputError) as refused:
        read_obligations(path)
    assert [(problem.row, problem.column) for problem in refused.value.problems] == [
        (2, "form"),
        (2, "period"),
        (2, "strict"),
        (2, "counted_by"),
        (3, "period"),
        (3, "deadline"),
    ]


def test_a_file_that_asks_for_nothing_or_for_something_unknown_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no-rows"):
        read_obligations(written(tmp_path))
    with pytest.raises(InputError, match="unknown-column"):
        read_obligations(written(tmp_path, "violence,2024,A,1", header="form,period,unit,dedline"))
    with pytest.raises(InputError, match="missing-column"):
        read_obligations(written(tmp_path, "violence,A", header="form,unit"))


# -- coverage, written ---------------------------------------------------------------------------


def collected() -> Coverage:
    """Something of everything."""
    july = {number: date(2024, 7, number) for number in (1, 12)}
    obligations = [
        Obligation(
            form="form",
            period=HALF,
            level="district",
            deadline=Deadline(date(2024, 7, 10), strict=True),
            clause="12/KH",
            receiver="VN",
        ),
        Obligation(form="other", period=Period(2024), units=["A"]),
    ]
    reports = [
        report("a1", 1, received_on=july[1]),
        report("a2", 1, received_on=july[12]),
        report("B", 1),
        report("b1", 1, period=Period(2023)),
    ]
    return coverage(reports, obligations, SMALL, on=date(2024, 7, 20))


def test_coverage_as_json_lists_every_set() -> None:
    document = coverage_to_json(collected())
    a1, a2, b1 = (
        {"unit": code, "level": "district", "name": f"Đơn vị {code}", "form": "form", "period": "2024-H1"}
        for code in ("a1", "a2", "b1")
    )
    other = {"unit": "A", "level": "province", "name": "Đơn vị A", "form": "other", "period": "2024"}
    assert document == {
        "format": "vstbpn.coverage/1",
        "on": "2024-07-20",
        "known_at": None,
        "rate": "1/2",
        "on_time_rate": "1/4",
        "counts": {
            "expected": 4,
            "received": 2,
            "on_time": 1,
            "late": 1,
            "undated": 0,
            "missing": 1,
            "not_due": 1,
            "unexpected": 1,
            "unasked": 1,
        },
        "expected": [a1, a2, b1, other],
        "received": [a1, a2],
        "on_time": [a1],
        "late": [{**a2, "days_late": 3}],
        "undated": [],
        "missing": [{**b1, "answering": []}],
        "not_due": [{**other, "answering": []}],
        "unexpected": [{**a1, "unit": "B", "level": "province", "name": "Đơn vị B"}],
        "unasked": [{"unit": "b1", "level": None, "name": None, "form": "form", "period": "2023"}],
        "obligations": [
            {
                "form": "form",
                "period": "2024-H1",
                "level": "district",
                "units": [],
                "within": None,
                "deadline": "2024-07-10",
                "strict": True,
                "counted_by": "receipt",
                "clause": "12/KH",
                "receiver": "VN",
            },
            {
                "form": "other",
                "period": "2024",
                "level": None,
                "units": ["A"],
                "within": None,
                "deadline": None,
                "strict": None,
                "counted_by": "receipt",
                "clause": "",
                "receiver": None,
            },
        ],
        "problems": [],
    }


def test_an_empty_coverage_has_no_rates() -> None:
    document = coverage_to_json(Coverage(known_at=date(2024, 7, 1)))
    assert (document["rate"], document["on_time_rate"], document["on"]) == (None, None, None)
    assert document["known_at"] == "2024-07-01"


def test_coverage_as_a_table_has_a_row_for_each_duty(tmp_path: Path) -> None:
    path = tmp_path / "coverage.csv"
    write_coverage(collected(), path)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["unit"], row["form"], row["period"], row["status"]) for row in rows] == [
        ("b1", "form", "2023", "unasked"),
        ("a1", "form", "2024-H1", "on-time"),
        ("a2", "form", "2024-H1", "late"),
        ("B", "form", "2024-H1", "unexpected"),
        ("b1", "form", "2024-H1", "missing"),
        ("A", "other", "2024", "not-due"),
    ]
    assert rows[2] == {
        "unit": "a2",
        "level": "district",
        "name": "Đơn vị a2",
        "form": "form",
        "period": "2024-H1",
        "status": "late",
        "days_late": "3",
        "deadline": "2024-07-10",
        "strict": "true",
        "counted_by": "receipt",
        "clause": "12/KH",
        "receiver": "VN",
        "answering": "",
    }
    assert (rows[3]["deadline"], rows[3]["counted_by"], rows[5]["strict"]) == ("", "", "")


def test_who_must_answer_is_listed_by_code_and_name(tmp_path: Path) -> None:
    gazetteer = catalog.gazetteer()
    obligation = Obligation(form="form", period=Period(2024, "H1"), units=["221"])
    found = coverage(
        [], [obligation], gazetteer.on(date(2025, 1, 1)), on=date(2025, 1, 1), gazetteer=gazetteer
    )
    (missing,) = coverage_to_json(found)["missing"]
    assert missing["answering"] == [{"unit": "213", "name": "Thành phố Bắc Giang"}]
    write_coverage(found, tmp_path / "x.csv")
    assert (
        (tmp_path / "x.csv").read_text(encoding="utf-8").splitlines()[1].endswith("missing,,,,receipt,,,213")
    )


def test_coverage_is_written_as_json_to_a_path_or_an_open_file(tmp_path: Path) -> None:
    found = collected()
    write_coverage(found, str(tmp_path / "x.json"))
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8")) == coverage_to_json(found)
    buffer = text_io.StringIO()
    write_coverage(found, buffer)
    assert "Đơn vị" in buffer.getvalue()
    assert json.loads(buffer.getvalue()) == coverage_to_json(found)
    with pytest.raises(ValueError, match=r"expected a file name that ends in .csv or .json, got 'x.txt'"):
        write_coverage(found, tmp_path / "x.txt")


# -- the day of the postmark ---------------------------------------------------------------------


def test_a_table_says_when_a_report_was_sent_and_when_it_came(tmp_path: Path) -> None:
    header = "unit,period,indicator,value,received_on,sent_on"
    rows = ("a1,2024,cases,3,12/7/2024 8:00,2024-07-10T17:30:00Z", "a2,2024,cases,3,,10/7/2024")
    batch = read(tmp_path, "\n".join((header, *rows)))
    assert batch.problems == ()
    assert [(found.received_on, found.sent_on) for found in batch.reports] == [
        (date(2024, 7, 12), date(2024, 7, 11)),
        (None, date(2024, 7, 10)),
    ]


def test_two_days_of_one_postmark_are_none(tmp_path: Path) -> None:
    header = "unit,period,indicator,sex,value,sent_on"
    rows = ("a1,2024,cases,F,3,10/7/2024", "a1,2024,cases,M,3,2024-07-11", "a2,2024,cases,M,3,then")
    batch = read(tmp_path, "\n".join((header, *rows)))
    assert codes(batch) == [("conflicting-header", 3, "sent_on"), ("bad-date", 4, "sent_on")]
    assert [found.sent_on for found in batch.reports] == [None, None]


def test_json_has_the_day_of_the_postmark_where_it_is_known(tmp_path: Path) -> None:
    known = report("a1", 3, on=form("cases"), sent_on=date(2024, 7, 10), boundaries=date(2024, 6, 30))
    document = reports_to_json([known, report("a2", 3, on=form("cases"))])
    assert [table.get("sent_on") for table in document["reports"]] == ["2024-07-10", None]
    assert "sent_on" not in document["reports"][1]
    batch = read(tmp_path, json.dumps(document), name="x.json")
    assert batch.problems == ()
    assert [found.sent_on for found in batch.reports] == [date(2024, 7, 10), None]


@pytest.mark.parametrize(
    ("text", "day"), [("2024-07-10T17:30:00Z", date(2024, 7, 11)), ("2024-07-10 17:30", date(2024, 7, 10))]
)
def test_json_may_have_the_time_of_an_arrival(tmp_path: Path, text: str, day: date) -> None:
    document: dict[str, Any] = reports_to_json([report("a1", 3, on=form("cases"))])
    document["reports"][0] |= {"received_on": text, "sent_on": text}
    (found,) = read(tmp_path, json.dumps(document), name="x.json").reports
    assert (found.received_on, found.sent_on) == (day, day)


@pytest.mark.parametrize("text", ["10/7/2024", "10/7/2024 08:00", "2024-07-10T25:00", "20240710T0800", ""])
def test_json_has_dates_in_iso_form_only(tmp_path: Path, text: str) -> None:
    document: dict[str, Any] = reports_to_json([report("a1", 3, on=form("cases"))])
    document["reports"][0]["sent_on"] = text
    assert codes(read(tmp_path, json.dumps(document), name="x.json")) == [
        ("bad-report", None, "$.reports[0]")
    ]
