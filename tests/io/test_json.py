from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support.builders import HALF, NOT_REPORTED, SMALL, SUPPRESSED, form, report
from support.files import DEFINITIONS, read

from vstbpn import Cell, InputError, Mode, Period, Scope, catalog, io, roll_up
from vstbpn.io import Batch, reports_to_json, totals_to_json, units_to_json

FORM = {"code": "f", "cells": ["cases", "hours"]}


def filled(**changes: Any) -> dict[str, Any]:
    return {"unit": "a1", "form": "f", "period": "2024", "values": [3, "1.5"], **changes}


def document(*reports: Any, forms: Any = (FORM,), **more: Any) -> str:
    return json.dumps({"format": "vstbpn.reports/1", "forms": list(forms), "reports": list(reports), **more})


def load(folder: Path, text: str) -> Batch:
    return read(folder, text, name="data.json")


def test_reports_are_vectors_in_the_order_of_their_form(tmp_path: Path) -> None:
    batch = load(
        tmp_path, document(filled(values=[3, "1.5"]), filled(unit="a2", values=[None, "suppressed"]))
    )
    assert batch.problems == ()
    first, second = batch.reports
    assert first.values == (3, Decimal("1.5"))
    assert second.values == (NOT_REPORTED, SUPPRESSED)
    assert (first.boundaries, first.scope, first.revision) == (date(2024, 12, 31), Scope.OWN, 1)


def test_decimal_numbers_are_read_exactly(tmp_path: Path) -> None:
    batch = load(tmp_path, document(filled()).replace('"1.5"', "1.1"))
    assert batch.reports[0]["hours"] == Decimal("1.1")


def test_every_key_of_a_report(tmp_path: Path) -> None:
    form = {"code": "g", "version": "2", "name_vi": "Biểu", "name_en": "Form", "cells": ["cases"]}
    given = {
        "unit": "a1",
        "form": "g",
        "version": "2",
        "period": "2024-H1@administrative",
        "scope": "subtree",
        "revision": 2,
        "received_on": "2024-06-10",
        "boundaries": "2024-05-31",
        "method": "survey",
        "observed_on": "2024-05-01",
        "preliminary": True,
        "provisional": ["cases"],
        "estimated": ["cases"],
        "values": [3],
    }
    batch = load(tmp_path, document(given, forms=[form]))
    assert batch.problems == ()
    assert reports_to_json(batch.reports) == {
        "format": "vstbpn.reports/1",
        "forms": [form],
        "reports": [given],
    }


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (filled(values=[3]), "expected 2 values"),
        (filled(values=[3, 1.25]), "at most 1 decimal places"),
        (filled(values=[-3, 1]), "expected 0 or more, got -3"),
        (filled(values=[True, 1]), "got True"),
        (filled(values=["x", 1]), "expected a number, a decimal number as text or a status, got 'x'"),
        (filled(values=["NaN", 1]), "expected a finite number"),
        (filled(values=[[], 1]), "got []"),
        (filled(values="12"), "expected a list, got '12' @ $.reports[0].values"),
        (filled(unit=1), "expected str, got 1"),
        (filled(revision="2"), "expected int, got '2'"),
        (filled(revision=0), "expected a revision from 1 on"),
        (filled(form="other"), "there is no form 'other'"),
        (filled(version="2"), "there is no form 'f' '2'"),
        (filled(period="24"), "expected a period"),
        (filled(scope="all"), "all"),
        (filled(received_on="10/6/2024"), "10/6/2024"),
        (filled(provisional=["x:y:z"]), "expected"),
        (filled(extra=1), "unknown key extra"),
        ({"unit": "a1"}, "it is missing"),
        ("a1", "expected a table, got 'a1'"),
    ],
)
def test_a_bad_report_is_listed_and_loses_no_good_one(tmp_path: Path, bad: object, why: str) -> None:
    batch = load(tmp_path, document(bad, filled(unit="a2")))
    assert [report.unit for report in batch.reports] == ["a2"]
    (problem,) = batch.problems
    assert (problem.code, problem.column) == ("bad-report", "$.reports[0]")
    assert why in problem.message


def test_a_number_beyond_reason_is_a_bad_report(tmp_path: Path) -> None:
    batch = load(tmp_path, document(filled(), filled(unit="a2")).replace('"1.5"', "1e400", 1))
    assert [problem.code for problem in batch.problems] == ["bad-report"]
    assert [report.unit for report in batch.reports] == ["a2"]


def test_an_unknown_unit_is_listed(tmp_path: Path) -> None:
    batch = load(tmp_path, document(filled(unit="zz"), filled()))
    assert [(problem.code, problem.column) for problem in batch.problems] == [
        ("unknown-unit", "$.reports[0].unit")
    ]
    assert len(batch.reports) == 1


def test_a_bad_form_is_listed_and_so_are_its_reports(tmp_path: Path) -> None:
    bad = {"code": "bad", "cells": ["nothing"]}
    batch = load(tmp_path, document(filled(form="bad"), filled(), forms=[bad, FORM]))
    assert [(problem.code, problem.column) for problem in batch.problems] == [
        ("bad-json", "$.forms[0]"),
        ("bad-report", "$.reports[0]"),
    ]
    assert len(batch.reports) == 1


def test_forms_may_come_from_the_definitions(tmp_path: Path) -> None:
    text = document({"unit": "a1", "form": "one", "period": "2024", "values": [3]}, forms=[])
    definitions = DEFINITIONS + '\n[forms.one]\ncells = ["cases"]\n'
    batch = read(tmp_path, text, name="data.json", definitions=definitions)
    assert batch.reports[0]["cases"] == 3


def test_a_report_twice_counts_once_and_two_different_ones_not_at_all(tmp_path: Path) -> None:
    batch = load(
        tmp_path,
        document(
            filled(),
            filled(),
            filled(unit="a2"),
            filled(unit="a2", values=[9, 9]),
            filled(unit="a2", revision=2),
        ),
    )
    assert [problem.code for problem in batch.problems] == ["repeated-report", "conflicting-reports"]
    assert [(report.unit, report.revision) for report in batch.reports] == [("a1", 1), ("a2", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "[]",
        "3",
        "{}",
        '{"format": "vstbpn.totals/1", "reports": []}',
        '{"format": "vstbpn.reports/1"}',
        '{"format": "vstbpn.reports/1", "reports": {}}',
        '{"format": "vstbpn.reports/1", "reports": [], "forms": {}}',
        '{"format": "vstbpn.reports/1", "reports": [], "rows": []}',
        '{"format": "vstbpn.reports/1", "reports": [], "reports": []}',
        '{"format": "vstbpn.reports/1", "reports": [NaN]}',
        '{"format": "vstbpn.reports/1", "reports": [Infinity]}',
        '{"format": "vstbpn.reports/1", "reports": [' + "9" * 5000 + "]}",
        "[" * 100_000,
    ],
)
def test_a_document_of_another_kind_cannot_be_used(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match=r"data\.json"):
        load(tmp_path, text)


def test_two_forms_of_one_name_cannot_be_written() -> None:
    reports = [report("a1", 1, on=form("x")), report("a1", 1, on=form("y"))]
    with pytest.raises(ValueError, match="two forms are called 'form'"):
        reports_to_json(reports)


TENTHS = form("cases", "cases:F", decimals=1)


def test_totals_have_the_shape_that_others_hold_on_to() -> None:
    reports = [
        report("a1", Decimal("1.5"), 0, on=TENTHS, provisional=[Cell("cases")]),
        report("b1", 4, SUPPRESSED, on=TENTHS),
        report("B", 4, 1, on=TENTHS),
    ]
    totals = roll_up(reports, SMALL, mode=Mode.AVAILABLE, reporting_level="district")
    document = totals_to_json(totals, levels=["nation"])
    assert document.keys() == {"format", "boundaries", "mode", "totals", "problems"}
    assert (document["format"], document["boundaries"], document["mode"]) == (
        "vstbpn.totals/1",
        None,
        "available",
    )
    assert document["problems"] == []
    first, second = document["totals"]
    assert first == {
        "unit": "VN",
        "level": "nation",
        "name": "Đơn vị VN",
        "period": "2024-H1",
        "indicator": "cases",
        "sex": "_T",
        "breakdown": {},
        "value": "5.5",
        "reason": "incomplete",
        "reported": 2,
        "expected": 3,
        "missing": [{"unit": "a2", "name": "Đơn vị a2"}],
        "unexpected": [{"unit": "B", "name": "Đơn vị B"}],
        "provisional": True,
        "estimated": False,
    }
    assert (second["sex"], second["value"], second["reason"]) == ("F", "0", "incomplete") or second[
        "value"
    ] == "0.0"
    json.dumps(document)


def test_a_total_that_cannot_be_computed_is_null_with_a_reason() -> None:
    document = totals_to_json(roll_up([report("a1", 1)], SMALL))
    nation = document["totals"][0]
    assert (nation["value"], nation["reason"], nation["reported"], nation["expected"]) == (
        None,
        "missing",
        1,
        3,
    )
    whole = totals_to_json(roll_up([report("b1", 4)], SMALL), levels=["district"])["totals"]
    assert [total["value"] for total in whole] == [None, None, 4]


def test_the_boundaries_of_the_tree_are_stated() -> None:
    tree = catalog.gazetteer().on(date(2024, 6, 30))
    totals = roll_up([report("213", 4, boundaries=date(2024, 6, 30))], tree)
    assert totals_to_json(totals)["boundaries"] == "2024-06-30"
    assert totals_to_json(totals)["totals"][0]["unit"] == "VN"


def test_units_have_the_shape_that_others_hold_on_to() -> None:
    day = date(2025, 6, 30)
    document = units_to_json(day, [catalog.gazetteer().unit("00004", on=day)])
    assert document == {
        "format": "vstbpn.units/1",
        "on": "2025-06-30",
        "units": [
            {
                "level": "commune",
                "code": "00004",
                "name": "Phường Trúc Bạch",
                "kind": "phường",
                "parent": "001",
                "valid_from": "2025-06-30",
                "valid_to": "2025-07-01",
                "decree_from": None,
                "decree_to": "1656/NQ-UBTVQH15",
                "listed": True,
            }
        ],
        "problems": [],
    }


def test_problems_carry_both_languages(tmp_path: Path) -> None:
    batch = read(tmp_path, "unit,period,indicator,value\na1,2024,cases,x\n")
    (problem,) = (io.problem_to_json(problem) for problem in batch.problems)
    assert problem == {
        "code": "not-a-number",
        "severity": "error",
        "message_vi": "phải là số như 1.803.950 hoặc 12,5, nhận được 'x'",
        "message_en": "expected a number such as 1.803.950 or 12,5, got 'x'",
        "file": "data.csv",
        "row": 2,
        "column": "value",
        "hint": None,
    }


def test_periods_keep_their_calendar(tmp_path: Path) -> None:
    batch = load(tmp_path, document(filled(period="2024-H1@administrative")))
    assert batch.reports[0].period == Period.parse("2024-H1@administrative")
    assert batch.reports[0].period != HALF
