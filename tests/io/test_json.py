from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support.builders import HALF, NOT_REPORTED, SMALL, SUPPRESSED, form, report
from support.files import DEFINITIONS, read

from vstbpn import Calendar, Cell, InputError, Mode, Period, Scope, catalog, io, roll_up
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
    form = {
        "code": "g",
        "version": "2",
        "name_vi": "Biểu",
        "name_en": "Form",
        "cells": ["cases"],
        "partitions": ["sex"],
    }
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
        "calendars": [],
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
        (filled(values=["NaN", 1]), "expected a number, a decimal number as text or a status, got 'NaN'"),
        (filled(values=["1_000", 1]), "got '1_000'"),
        (filled(values=[" 5 ", 1]), "got ' 5 '"),
        (filled(values=["٣", 1]), "got '٣'"),
        (filled(values=[10**30, 1]), "expected numbers of at most 30 digits"),
        (filled(provisional=["cases:F"]), "form 'f' has no cell cases:F to mark"),
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


@pytest.mark.parametrize("number", ["1e400", "1e-99999999", "1e99999999", "1." + "1" * 5000])
def test_a_number_beyond_reason_is_a_bad_report(tmp_path: Path, number: str) -> None:
    """Written out, such a number would fill the memory."""
    batch = load(tmp_path, document(filled(), filled(unit="a2")).replace('"1.5"', number, 1))
    assert [problem.code for problem in batch.problems] == ["bad-report"]
    assert [report.unit for report in batch.reports] == ["a2"]


def test_a_number_that_no_decimal_can_hold_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    """Its exponent has more digits than Python's decimals allow: that was an InvalidOperation."""
    text = document(filled(values=["?"])).replace('"?"', "1e9999999999999999999")
    with pytest.raises(InputError, match="expected a number within reason, got 1e9999") as caught:
        load(tmp_path, text)
    assert [problem.code for problem in caught.value.problems] == ["bad-json"]


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


def test_two_forms_of_one_name_that_differ_are_both_useless(tmp_path: Path) -> None:
    """The second would otherwise read the first one's women as men."""
    one, other = (
        {"code": "f", "cells": ["cases:F", "cases:M"]},
        {"code": "f", "cells": ["cases:M", "cases:F"]},
    )
    batch = load(tmp_path, document(filled(values=[1, 2]), forms=[one, other, one]))
    assert [(problem.code, problem.column) for problem in batch.problems] == [
        ("bad-json", "$.forms[1]"),
        ("bad-json", "$.forms[2]"),
        ("bad-report", "$.reports[0]"),
    ]
    assert batch.reports == ()
    definitions = DEFINITIONS + '\n[forms.f]\ncells = ["cases:F", "cases:M"]\n'
    text = document(filled(values=[1, 2]), forms=[other])
    assert read(tmp_path, text, name="data.json", definitions=definitions).reports == ()
    same = read(
        tmp_path, document(filled(values=[1, 2]), forms=[one]), name="data.json", definitions=definitions
    )
    assert same.reports[0]["cases:F"] == 1


def test_a_declared_breakdown_has_its_codes_checked(tmp_path: Path) -> None:
    bad = {"code": "f", "cells": ["cases:age=middle", "cases:area=a"]}
    batch = load(tmp_path, document(filled(), forms=[bad]))
    assert "unknown breakdown age=middle" in batch.problems[0].message


def test_what_a_form_states_is_worked_out(tmp_path: Path) -> None:
    sexes = {"code": "f", "cells": ["cases", "cases:F", "cases:M"]}
    batch = load(
        tmp_path, document(filled(values=[None, 1, 2]), filled(unit="a2", values=[4, 1, 2]), forms=[sexes])
    )
    assert batch.reports[0].values == (3, 1, 2)
    (problem,) = batch.problems
    assert (problem.code, problem.column) == ("sum-mismatch", "$.reports[1]")
    assert problem.message == "cases of unit a2 for 2024 is 4, and its parts add up to 1 + 2"
    assert batch.reports[1].values == (4, 1, 2)


def test_calendars_of_ones_own_come_along(tmp_path: Path) -> None:
    school = Calendar(code="school", months_before=4)
    reports = [report("a1", 1, period=Period(2025, "H1", school), boundaries=date(2024, 12, 1))]
    written = reports_to_json(reports)
    assert written["calendars"] == [{"code": "school", "first_day": 1, "months_before": 4}]
    assert load(tmp_path, json.dumps(written)).reports[0].period == reports[0].period
    batch = load(tmp_path, document(filled(period="2024@school")))
    assert [problem.code for problem in batch.problems] == ["bad-report"]
    twice = [{"code": "school", "first_day": 2}, {"code": "school"}]
    batch = load(tmp_path, document(filled(), calendars=[*twice, 3]))
    assert [problem.column for problem in batch.problems] == ["$.calendars[1]", "$.calendars[2]"]
    with pytest.raises(ValueError, match="two calendars are called 'school'"):
        reports_to_json([*reports, report("a2", 1, period=Period(2025, "H1", Calendar(code="school")))])


def test_many_reports_stand_on_one_line(tmp_path: Path) -> None:
    """JSON is usually one line, and a long one: a limit on lines is for tables."""
    reports = [
        filled(unit="a1", period=str(year), values=[0] * 2, method="m" * 1000) for year in range(1900, 2999)
    ]
    text = document(*reports)
    assert len(text) > 1_000_000
    assert len(load(tmp_path, text).reports) == 1099


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
    assert document.keys() == {
        "format",
        "boundaries",
        "mode",
        "known_at",
        "prefer",
        "totals",
        "declared",
        "unexpected",
        "problems",
    }
    assert (document["format"], document["boundaries"], document["mode"]) == (
        "vstbpn.totals/1",
        None,
        "available",
    )
    assert (document["known_at"], document["prefer"], document["problems"]) == (None, None, [])
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
        "bounds": {"low": "5.5", "high": None},
        "reason": "incomplete",
        "reported": 2,
        "expected": 3,
        "missing": [{"unit": "a2", "name": "Đơn vị a2"}],
        "suppressed": [],
        "unexpected": [{"unit": "B", "name": "Đơn vị B"}],
        "provisional": True,
        "estimated": False,
        "declared": False,
    }
    assert (second["sex"], second["value"], second["reason"]) == ("F", "0", "incomplete")
    assert second["suppressed"] == [{"unit": "b1", "name": "Đơn vị b1"}]
    about = {"unit": "B", "level": "province", "name": "Đơn vị B", "period": "2024-H1", "indicator": "cases"}
    assert document["unexpected"] == [
        {**about, "sex": "_T", "breakdown": {}, "value": 4, "status": None, "revision": 1},
        {**about, "sex": "F", "breakdown": {}, "value": 1, "status": None, "revision": 1},
    ]
    json.dumps(document)


def test_totals_say_as_of_which_day_they_are_and_what_was_preferred() -> None:
    """A found case: a file of totals of June and one of today could not be told apart."""
    day = date(2024, 6, 30)
    reports = [report("b1", 1, received_on=day), report("A", 5, received_on=day, scope=Scope.SUBTREE)]
    document = totals_to_json(roll_up(reports, SMALL, known_at=day, prefer="declared"))
    assert (document["known_at"], document["prefer"]) == ("2024-06-30", "declared")
    document = totals_to_json(roll_up(reports[:1], SMALL, prefer="declared"))
    assert (document["known_at"], document["prefer"]) == (None, "declared")


def test_consolidated_figures_stand_beside_the_totals() -> None:
    reports = [report("b1", 1), report("A", SUPPRESSED, scope=Scope.SUBTREE, revision=2)]
    document = totals_to_json(roll_up(reports, SMALL))
    (row,) = document["declared"]
    assert (row["unit"], row["name"], row["value"], row["status"], row["revision"]) == (
        "A",
        "Đơn vị A",
        None,
        "suppressed",
        2,
    )


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
        "hint_vi": None,
        "hint_en": None,
    }


def test_periods_keep_their_calendar(tmp_path: Path) -> None:
    batch = load(tmp_path, document(filled(period="2024-H1@administrative")))
    assert batch.reports[0].period == Period.parse("2024-H1@administrative")
    assert batch.reports[0].period != HALF


def test_what_is_known_of_a_missing_figure_is_read_and_written(tmp_path: Path) -> None:
    known = {"cases": 3, "hours": "1.5"}
    batch = load(tmp_path, document(filled(values=[None, None], known=known), filled(unit="a2")))
    assert batch.problems == ()
    half, whole = batch.reports
    assert half.known == ((Cell("cases"), 3), (Cell("hours"), Decimal("1.5")))
    first, second = reports_to_json([half, whole])["reports"]
    assert (first["known"], "known" in second) == (known, False)


@pytest.mark.parametrize("known", [{"cases": None}, {"cases": "suppressed"}, {"other": 1}, {"cases": 1}])
def test_what_is_known_is_a_number_of_a_missing_figure(tmp_path: Path, known: Any) -> None:
    batch = load(tmp_path, document(filled(known=known), filled(unit="a2", values=[1, 2])))
    assert [problem.code for problem in batch.problems] == ["bad-report"]
    assert [report.unit for report in batch.reports] == ["a2"]
