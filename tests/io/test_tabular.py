from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from support.builders import (
    NOT_APPLICABLE,
    NOT_EXPECTED,
    NOT_REPORTED,
    SMALL,
    SUPPRESSED,
    WITHDRAWN,
)
from support.files import DEFINITIONS, cells, codes, read

from vstbpn import Absence, Cell, Mode, Scope, Severity, catalog, roll_up
from vstbpn.io import Batch


def table(folder: Path, *rows: str, header: str = "unit,period,indicator,value", **options: object) -> Batch:
    return read(folder, "\n".join((header, *rows)) + "\n", **options)  # type: ignore[arg-type]


def values(batch: Batch) -> dict[str, object]:
    return {f"{unit} {cell}": value for (unit, _, _, cell), value in cells(batch).items()}


def figures(batch: Batch) -> dict[str, object]:
    return {cell: value for cell, value in values(batch).items() if not isinstance(value, Absence)}


# -- what a row says -----------------------------------------------------------------------------


def test_four_columns_are_enough(tmp_path: Path) -> None:
    batch = table(tmp_path, "a1,2024-H1,cases,3", "a2,2024-H1,cases,0")
    assert batch.problems == ()
    assert values(batch) == {"a1 cases": 3, "a2 cases": 0}
    (first, _) = batch.reports
    assert (first.scope, first.revision, first.received_on, first.method, first.observed_on) == (
        Scope.OWN,
        1,
        None,
        "",
        None,
    )
    assert (first.preliminary, first.boundaries) == (False, date(2024, 6, 30))


def test_every_column_of_the_tabular_form(tmp_path: Path) -> None:
    header = "unit,period,indicator,sex,value,status,scope,revision,received_on,boundaries,method,observed_on,revision_kind,preliminary,age"
    batch = table(
        tmp_path,
        "a1,2024-H1,cases,f,3,Provisional,SUBTREE,2,10/6/2024,2024-05-31,survey,1/5/2024,Replace,Yes,young",
        header=header,
    )
    assert batch.problems == ()
    (report,) = batch.reports
    (cell,) = report.form.cells
    assert cell == Cell("cases", "F", {"age": "young"})
    assert (report.scope, report.revision, report.method) == (Scope.SUBTREE, 2, "survey")
    assert (report.received_on, report.boundaries, report.observed_on) == (
        date(2024, 6, 10),
        date(2024, 5, 31),
        date(2024, 5, 1),
    )
    assert report.preliminary is True
    assert report.provisional == {cell}
    assert report.estimated == frozenset()


def test_columns_may_stand_in_any_order_and_case(tmp_path: Path) -> None:
    batch = table(tmp_path, "3,cases,2024,a1", header=" Value ,INDICATOR,period,Unit")
    assert values(batch) == {"a1 cases": 3}


@pytest.mark.parametrize(
    ("status", "value"),
    [
        ("", NOT_REPORTED),
        ("not-reported", NOT_REPORTED),
        ("NOT_REPORTED", NOT_REPORTED),
        ("Not-Applicable", NOT_APPLICABLE),
        ("not_expected", NOT_EXPECTED),
        ("suppressed", SUPPRESSED),
        (" withdrawn ", WITHDRAWN),
    ],
)
def test_a_status_says_why_there_is_no_value(tmp_path: Path, status: str, value: Absence) -> None:
    batch = table(tmp_path, f"a1,2024,cases,,{status}", header="unit,period,indicator,value,status")
    assert batch.problems == ()
    assert values(batch) == {"a1 cases": value}


@pytest.mark.parametrize("text", ["..", "...", "…", " .. "])
def test_the_statistics_offices_dots_are_no_data(tmp_path: Path, text: str) -> None:
    batch = table(tmp_path, f"a1,2024,cases,{text}")
    assert batch.problems == ()
    assert values(batch) == {"a1 cases": NOT_REPORTED}


def test_a_mark_goes_with_its_value(tmp_path: Path) -> None:
    header = "unit,period,indicator,value,status"
    batch = table(tmp_path, "a1,2024,cases,3,estimated", 'a1,2024,hours,"1,5",provisional', header=header)
    (report,) = batch.reports
    assert report.estimated == {Cell("cases")}
    assert report.provisional == {Cell("hours")}
    assert report["hours"] == Decimal("1.5")


# -- codes and days ------------------------------------------------------------------------------


def test_codes_are_read_on_the_boundaries_of_the_row(tmp_path: Path) -> None:
    header = "unit,period,indicator,value,boundaries"
    rows = ("224,2024,population,5,", "224,2025,population,6,2025-01-01", "224,2025,population,7,")
    batch = table(tmp_path, *rows, header=header, tree=None, definitions="")
    assert codes(batch) == [("unknown-unit", 2, "unit"), ("unknown-unit", 4, "unit")]
    assert "it was Thị xã Chũ from 1/1/2025 until 30/6/2025" in batch.problems[0].message
    assert [report.boundaries for report in batch.reports] == [date(2025, 1, 1)]


def test_codes_are_read_on_the_day_given_where_the_row_says_nothing(tmp_path: Path) -> None:
    batch = table(tmp_path, "224,2024,population,5", tree=None, on=date(2025, 6, 30), definitions="")
    assert batch.problems == ()
    assert batch.reports[0].boundaries == date(2025, 6, 30)


def test_a_level_outside_the_span_is_not_an_unknown_unit(tmp_path: Path) -> None:
    batch = table(tmp_path, "00004,2024,population,5", "24,2010,population,1", tree=None, definitions="")
    assert codes(batch) == [("not-covered", 2, "unit"), ("not-covered", 3, "unit")]
    assert "from 30/6/2025 on" in batch.problems[0].message


def test_a_name_in_place_of_a_code_gets_the_code_as_a_hint(tmp_path: Path) -> None:
    batch = table(tmp_path, "Bắc Giang,2024,population,5", tree=None, definitions="")
    (problem,) = batch.problems
    assert "perhaps" not in problem.message  # it stood in both
    assert problem.hint is not None
    assert "24 (Tỉnh Bắc Giang)" in problem.hint


# -- bad rows ------------------------------------------------------------------------------------

HEADER = "unit,period,indicator,sex,value,status,scope,revision,received_on,revision_kind,preliminary,age"
GOOD = "a1,2024,cases,,3,,,,,,,"


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (",2024,cases,,3,,,,,,,", "empty-field", "unit"),
        ("a2,,cases,,3,,,,,,,", "empty-field", "period"),
        ("zz,2024,cases,,3,,,,,,,", "unknown-unit", "unit"),
        ("a2,24,cases,,3,,,,,,,", "bad-period", "period"),
        ("a2,2024,cáses,,3,,,,,,,", "unknown-indicator", "indicator"),
        ("a2,2024,,,3,,,,,,,", "unknown-indicator", "indicator"),
        ("a2,2024,cases,gái,3,,,,,,,", "unknown-code", "sex"),
        ("a2,2024,cases,,x,,,,,,,", "not-a-number", "value"),
        ("a2,2024,cases,,NaN,,,,,,,", "not-a-number", "value"),
        ("a2,2024,cases,,1e400,,,,,,,", "not-a-number", "value"),
        ("a2,2024,cases,,-,,,,,,,", "not-a-number", "value"),
        ("a2,2024,cases,,1.5,,,,,,,", "not-whole", "value"),
        ('a2,2024,cases,,"1,803",,,,,,,', "ambiguous-number", "value"),
        ("a2,2024,hours,,1.803,,,,,,,", "ambiguous-number", "value"),
        ('a2,2024,hours,,"1,25",,,,,,,', "too-many-decimals", "value"),
        ("a2,2024,cases,,-3,,,,,,,", "below-minimum", "value"),
        ("a2,2024,change,,-101,,,,,,,", "below-minimum", "value"),
        ("a2,2024,cases,,3,final,,,,,,", "unknown-code", "status"),
        ("a2,2024,cases,,3,suppressed,,,,,,", "value-and-absence", "value"),
        ("a2,2024,cases,,3,,all,,,,,", "unknown-code", "scope"),
        ("a2,2024,cases,,3,,,0,,,,", "bad-revision", "revision"),
        ("a2,2024,cases,,3,,,-1,,,,", "bad-revision", "revision"),
        ("a2,2024,cases,,3,,,1.5,,,,", "bad-revision", "revision"),
        ("a2,2024,cases,,3,,," + "9" * 5000 + ",,,,", "bad-revision", "revision"),
        ("a2,2024,cases,,3,,,,,patch,,", "unknown-code", "revision_kind"),
        ("a2,2024,cases,,3,,,,,,maybe,", "unknown-code", "preliminary"),
        ("a2,2024,cases,,3,,,,,,,middle", "unknown-code", "age"),
        ("a2,2024,cases,,3,,,,,,", "ragged-row", None),
        ("a2,2024,cases,,3,,,,,,,,", "ragged-row", None),
        ('a2,2024,cases,,"3,,,,,,,', "malformed-row", None),
        ('a2,2024,"cases"x,,"3",,,,,,,', "malformed-row", None),
    ],
)
def test_a_bad_row_is_listed_and_loses_no_good_one(
    tmp_path: Path, row: str, code: str, column: str | None
) -> None:
    batch = table(tmp_path, GOOD, row, "b1,2024,cases,,4,,,,,,,", header=HEADER)
    assert codes(batch) == [(code, 3, column)]
    assert figures(batch) == {"a1 cases": 3, "b1 cases": 4}
    (problem,) = batch.problems
    assert problem.file == "data.csv"
    assert problem.message_vi
    assert len(problem.message) < 700


@pytest.mark.parametrize("day", ["31/4/2024", "6/30/2024"])
def test_a_day_of_arrival_that_is_none_costs_no_figure(tmp_path: Path, day: str) -> None:
    batch = table(tmp_path, f"a1,2024,cases,3,{day}", header="unit,period,indicator,value,received_on")
    assert codes(batch) == [("bad-date", 2, "received_on")]
    assert values(batch) == {"a1 cases": 3}
    assert batch.reports[0].received_on is None


def test_every_fault_of_a_row_is_listed(tmp_path: Path) -> None:
    batch = table(tmp_path, "zz,24,cáses,x,y,z,u,v,w,r,p,q", header=HEADER)
    assert [code for code, _, _ in codes(batch)] == [
        "bad-period",
        "unknown-code",
        "bad-revision",
        "unknown-code",
        "unknown-code",
        "bad-date",
        "unknown-indicator",
    ]


def test_a_row_with_a_bad_header_still_has_its_value_looked_at(tmp_path: Path) -> None:
    batch = table(tmp_path, "zz,2024,cases,x")
    assert codes(batch) == [("unknown-unit", 2, "unit"), ("not-a-number", 2, "value")]


def test_a_mark_without_a_value_is_no_value(tmp_path: Path) -> None:
    batch = table(tmp_path, "a1,2024,cases,,estimated", header="unit,period,indicator,value,status")
    assert codes(batch) == [("mark-without-value", 2, "value")]
    assert values(batch) == {"a1 cases": NOT_REPORTED}
    assert batch.reports[0].estimated == frozenset()


def test_hints_say_what_to_do(tmp_path: Path) -> None:
    batch = table(tmp_path, 'a1,2024,cases,"1,803"', "a1,2024,cases,–", "a1,2024,cases,NaN")
    hints = [problem.hint for problem in batch.problems]
    assert hints[0] == "write it without grouping, or declare decimalChar in a data package"
    assert hints[1] == "write 0 if nothing occurred, or leave the value empty and say why under status"
    assert hints[2] is None


# -- rows that repeat or contradict each other ---------------------------------------------------


def test_a_row_that_stands_twice_is_listed_and_counts_once(tmp_path: Path) -> None:
    batch = table(tmp_path, "a1,2024,cases,3", "a1,2024,cases,3")
    assert codes(batch) == [("repeated-row", 3, "value")]
    assert values(batch) == {"a1 cases": 3}


def test_two_values_for_one_cell_are_no_value(tmp_path: Path) -> None:
    batch = table(tmp_path, "a1,2024,cases,3", "a1,2024,cases,4", "a2,2024,cases,5", "a1,2024,cases,3")
    assert codes(batch) == [("conflicting-values", 3, "value"), ("conflicting-values", 5, "value")]
    assert "cases of unit a1 for 2024 has two values, 3 and 4" in batch.problems[0].message
    assert values(batch) == {"a1 cases": NOT_REPORTED, "a2 cases": 5}


def test_a_value_and_a_blank_contradict_each_other_too(tmp_path: Path) -> None:
    batch = table(tmp_path, "a1,2024,cases,3", "a1,2024,cases,")
    assert codes(batch) == [("conflicting-values", 3, "value")]
    assert "3 and not-reported" in batch.problems[0].message


def test_the_same_value_with_another_mark_contradicts(tmp_path: Path) -> None:
    header = "unit,period,indicator,value,status"
    batch = table(tmp_path, "a1,2024,cases,3,", "a1,2024,cases,3,estimated", header=header)
    assert codes(batch) == [("conflicting-values", 3, "value")]


def test_two_spellings_of_one_header_are_one_report(tmp_path: Path) -> None:
    header = "unit,period,indicator,value,revision,received_on"
    batch = table(tmp_path, "a1,2024,cases,3,1,10/6/2024", " a1 ,2024,hours,4,01,2024-06-10", header=header)
    assert batch.problems == ()
    assert len(batch.reports) == 1


def test_one_revision_arrives_once(tmp_path: Path) -> None:
    header = "unit,period,indicator,value,received_on,preliminary,revision_kind,boundaries"
    batch = table(
        tmp_path,
        "a1,2024,cases,3,10/6/2024,no,supplement,2024-01-01",
        "a1,2024,hours,4,11/6/2024,yes,replace,2024-01-02",
        header=header,
    )
    assert [(code, column) for code, _, column in codes(batch)] == [
        ("conflicting-header", "received_on"),
        ("conflicting-header", "boundaries"),
        ("conflicting-header", "revision_kind"),
        ("conflicting-header", "preliminary"),
    ]
    (report,) = batch.reports
    assert report.values == (3, 4)
    assert (report.received_on, report.preliminary, report.boundaries) == (None, True, date(2024, 1, 1))
    assert batch.problems[2].message == (
        "revision 1 of unit a1 for 2024 says replace here and supplement elsewhere; it was taken to replace"
    )
    assert batch.problems[0].message_vi.endswith("ghi 11/6/2024, nơi khác ghi 10/6/2024; không dùng ngày nào")


def test_what_rows_of_one_revision_leave_out_contradicts_nothing(tmp_path: Path) -> None:
    header = "unit,period,indicator,value,received_on,preliminary,revision_kind"
    rows = ("a1,2024,cases,3,10/6/2024,yes,", "a1,2024,hours,4,,,replace")
    for order in (rows, rows[::-1]):
        batch = table(tmp_path, *order, header=header)
        assert batch.problems == ()
        (report,) = batch.reports
        assert (report.received_on, report.preliminary) == (date(2024, 6, 10), True)


def test_a_code_that_meant_two_units_makes_two_reports(tmp_path: Path) -> None:
    """00004 was Phường Trúc Bạch until 30/6/2025, and its women are not those of Phường Ba Đình."""
    header = "unit,period,indicator,sex,value,boundaries,revision"
    rows = ("00004,2025,population,F,10,2025-06-30,1", "00004,2025,population,M,20,2025-07-01,2")
    batch = table(tmp_path, *rows, header=header, tree=None, definitions="")
    assert [(report.boundaries, figures(Batch((report,), ()))) for report in batch.reports] == [
        (date(2025, 6, 30), {"00004 population:F": 10}),
        (date(2025, 7, 1), {"00004 population:M": 20}),
    ]


# -- revisions -----------------------------------------------------------------------------------

REVISED = "unit,period,indicator,value,status,revision,revision_kind"


def test_a_later_revision_is_composed_from_the_one_before(tmp_path: Path) -> None:
    batch = table(
        tmp_path,
        "a1,2024,hours,7,,3,",
        "a1,2024,cases,3,estimated,1,",
        "a1,2024,hours,5,,1,",
        "a1,2024,hours,,,2,",
        header=REVISED,
    )
    assert cells(batch) == {
        ("a1", "2024", 1, "cases"): 3,
        ("a1", "2024", 1, "hours"): 5,
        ("a1", "2024", 2, "cases"): 3,
        ("a1", "2024", 2, "hours"): NOT_REPORTED,
        ("a1", "2024", 3, "cases"): 3,
        ("a1", "2024", 3, "hours"): 7,
    }
    assert all(report.estimated == {Cell("cases")} for report in batch.reports)


def test_a_revision_that_replaces_blanks_the_rest(tmp_path: Path) -> None:
    batch = table(
        tmp_path, "a1,2024,cases,3,,1,", "a1,2024,hours,5,,1,", "a1,2024,cases,4,,2,replace", header=REVISED
    )
    assert cells(batch)["a1", "2024", 2, "hours"] is NOT_REPORTED


def test_a_disputed_value_does_not_fall_back_to_the_revision_before(tmp_path: Path) -> None:
    batch = table(
        tmp_path, "a1,2024,cases,3,,1,", "a1,2024,cases,4,,2,", "a1,2024,cases,5,,2,", header=REVISED
    )
    assert cells(batch)["a1", "2024", 2, "cases"] is NOT_REPORTED
    assert cells(batch)["a1", "2024", 1, "cases"] == 3


def test_a_figure_disputed_before_stays_so_until_a_row_settles_it(tmp_path: Path) -> None:
    batch = table(
        tmp_path,
        "a1,2024,cases,3,,1,",
        "a1,2024,cases,4,,1,",
        "a1,2024,hours,4,,2,",
        "a1,2024,cases,6,,3,",
        header=REVISED,
    )
    assert cells(batch)["a1", "2024", 2, "cases"] is NOT_REPORTED
    assert cells(batch)["a1", "2024", 3, "cases"] == 6


def test_a_figure_that_cannot_be_read_does_not_fall_back(tmp_path: Path) -> None:
    """A correction with a typing error must not leave the old figure standing as if it were final."""
    for second in ('"1,234",,2,', "12,withdrawn,2,", "4,final,2,", "x,,2,replace"):
        batch = table(tmp_path, "a1,2024,cases,10,,1,", f"a1,2024,cases,{second}", header=REVISED)
        assert len(batch.problems) == 1
        assert cells(batch) == {("a1", "2024", 1, "cases"): 10, ("a1", "2024", 2, "cases"): NOT_REPORTED}
    batch = table(tmp_path, "a1,2024,cases,x,,1,", "a1,2024,cases,5,,1,", header=REVISED)
    assert cells(batch) == {("a1", "2024", 1, "cases"): 5}


def test_a_revision_that_replaces_blanks_the_other_forms_too(tmp_path: Path) -> None:
    batch = table(
        tmp_path,
        "a1,2024,cases,3,,1,",
        "a1,2024,hours,5,,1,",
        "a1,2024,hours,4,,2,replace",
        header=REVISED,
        definitions=FORMS,
    )
    assert cells(batch)["a1", "2024", 2, "cases"] is NOT_REPORTED
    assert roll_up(batch.reports, SMALL)["a1", "2024", "cases"].value is None


def test_a_figure_taken_over_from_a_preliminary_revision_stays_provisional(tmp_path: Path) -> None:
    batch = table(
        tmp_path,
        "a1,2024,cases,5,1,true",
        "a1,2024,hours,7,1,true",
        "a1,2024,cases,6,2,false",
        header="unit,period,indicator,value,revision,preliminary",
    )
    assert batch.reports[1].provisional == {Cell("hours")}
    totals = roll_up(batch.reports, SMALL)
    assert totals["a1", "2024", "hours"].provisional is True
    assert totals["a1", "2024", "cases"].provisional is False


def test_a_supplement_to_nothing_is_noted(tmp_path: Path) -> None:
    rows = ("a1,2024,cases,5,,2,", "a2,2024,cases,6,,2,replace", "b1,2024,cases,7,,1,", "b1,2024,cases,8,,3,")
    batch = table(tmp_path, *rows, header=REVISED)
    assert codes(batch) == [("no-earlier-revision", None, "revision")]
    assert batch.problems[0].severity is Severity.NOTE
    assert batch.problems[0].file == "data.csv"
    assert "revision 2 of unit a1 for 2024 supplements an earlier one" in batch.problems[0].message


def test_series_of_two_methods_stay_two(tmp_path: Path) -> None:
    header = "unit,period,indicator,value,method"
    batch = table(tmp_path, "a1,2024,cases,3,survey", "a1,2024,cases,4,", header=header)
    assert batch.problems == ()
    assert sorted(report.method for report in batch.reports) == ["", "survey"]


def test_methods_have_forms_of_their_own(tmp_path: Path) -> None:
    """Else the cases counted by one method would be missing from the other's reports."""
    header = "unit,period,indicator,value,method"
    rows = ("a1,2024,cases,3,records", "a1,2024,hours,4,survey", "a2,2024,cases,5,records")
    totals = roll_up(table(tmp_path, *rows, header=header).reports, SMALL)
    assert totals["A", "2024", "cases"].value == 8
    assert [unit.code for unit in totals["A", "2024", "hours"].missing] == ["a2"]


def test_indicators_of_two_levels_are_two_tables(tmp_path: Path) -> None:
    rows = ("a1,2024,cases,3", "a2,2024,cases,4", "b1,2024,cases,5", "A,2024,hours,6", "B,2024,hours,7")
    totals = roll_up(table(tmp_path, *rows).reports, SMALL)
    assert totals["VN", "2024", "cases"].value == 12
    assert totals["VN", "2024", "hours"].value == 13
    assert totals["VN", "2024", "hours"].expected == 2


# -- forms ---------------------------------------------------------------------------------------


def test_a_cell_that_no_row_speaks_of_is_not_reported(tmp_path: Path) -> None:
    batch = table(tmp_path, "a1,2024,cases,3", "a2,2024,hours,4", "b1,2023,cases,9")
    assert cells(batch) == {
        ("a1", "2024", 1, "cases"): 3,
        ("a1", "2024", 1, "hours"): NOT_REPORTED,
        ("a2", "2024", 1, "cases"): NOT_REPORTED,
        ("a2", "2024", 1, "hours"): 4,
        ("b1", "2023", 1, "cases"): 9,
    }


def test_own_and_consolidated_figures_are_asked_for_apart(tmp_path: Path) -> None:
    header = "unit,period,indicator,value,scope"
    batch = table(tmp_path, "a1,2024,cases,3,own", "A,2024,hours,4,subtree", header=header)
    assert [(report.unit, report.values) for report in batch.reports] == [("a1", (3,)), ("A", (4,))]


FORMS = DEFINITIONS + '\n[forms.one]\ncells = ["cases", "cases:F"]\n[forms.two]\ncells = ["hours"]\n'


def test_rows_fill_the_forms_that_are_defined(tmp_path: Path) -> None:
    header = "unit,period,indicator,sex,value"
    batch = table(
        tmp_path,
        "a1,2024,cases,_T,3",
        "a1,2024,hours,,4",
        "a2,2024,change,,5",
        header=header,
        definitions=FORMS,
    )
    assert sorted((report.unit, report.form.code, report.values) for report in batch.reports) == [
        ("a1", "one", (3, NOT_REPORTED)),
        ("a1", "two", (4,)),
        ("a2", "table", (5,)),
    ]


SEXES = "unit,period,indicator,sex,value,status"


def sexes(batch: Batch, unit: str = "a1") -> dict[str, object]:
    return {
        cell.split(":")[-1].replace("cases", "_T"): v
        for (u, _, _, cell), v in cells(batch).items()
        if u == unit
    }


def test_the_total_over_sexes_is_the_sum_where_no_row_gives_it(tmp_path: Path) -> None:
    batch = table(
        tmp_path, "a1,2024,cases,F,3,", "a1,2024,cases,M,4,estimated", "a2,2024,cases,F,1,", header=SEXES
    )
    assert sexes(batch) == {"_T": 7, "F": 3, "M": 4}
    assert sexes(batch, "a2") == {"_T": NOT_REPORTED, "F": 1, "M": NOT_REPORTED}
    assert Cell("cases") in batch.reports[0].estimated
    assert [cell.code for cell in batch.reports[0].form.cells] == ["cases", "cases:F", "cases:M"]


def test_a_total_that_contradicts_its_parts_is_listed_and_kept(tmp_path: Path) -> None:
    batch = table(
        tmp_path,
        "a1,2024,cases,F,3,",
        "a1,2024,cases,M,4,",
        "a1,2024,cases,,8,",
        "a2,2024,cases,F,1,",
        header=SEXES,
    )
    assert sexes(batch)["_T"] == 8
    (problem,) = batch.problems
    assert (problem.code, problem.file, problem.severity) == ("sum-mismatch", "data.csv", Severity.ERROR)
    assert problem.message == "cases of unit a1 for 2024 is 8, and its parts add up to 3 + 4"


@pytest.mark.parametrize(
    ("part", "total", "problems"), [("9", "8", ["part-exceeds-total"]), ("8", "8", []), ("9", "", [])]
)
def test_a_part_of_any_kind_is_never_more_than_its_total(
    tmp_path: Path, part: str, total: str, problems: list[str]
) -> None:
    """Of which: there is no column of men, so nothing adds up, and women can still not be more than all."""
    batch = table(tmp_path, f"a1,2024,cases,F,{part},", f"a1,2024,cases,,{total},", header=SEXES)
    assert [problem.code for problem in batch.problems] == problems
    if problems:
        assert batch.problems[0].message == "cases:F of unit a1 for 2024 is 9, more than cases, which is 8"
    assert sexes(batch)["F"] == int(part)


def test_a_mean_of_women_may_be_more_than_that_of_all(tmp_path: Path) -> None:
    batch = table(tmp_path, "a1,2024,change,F,9,", "a1,2024,change,,8,", header=SEXES)
    assert batch.problems == ()


def test_those_whose_sex_is_not_recorded_belong_to_the_total(tmp_path: Path) -> None:
    rows = (
        "a1,2024,cases,F,3,",
        "a1,2024,cases,M,4,",
        "a1,2024,cases,_U,2,",
        "a2,2024,cases,F,1,",
        "a2,2024,cases,M,1,",
    )
    batch = table(tmp_path, *rows, header=SEXES)
    assert sexes(batch) == {"_T": 9, "F": 3, "M": 4, "_U": 2}
    assert sexes(batch, "a2") == {"_T": 2, "F": 1, "M": 1, "_U": NOT_APPLICABLE}
    totals = roll_up(batch.reports, SMALL)
    assert [totals["A", "2024", cell].value for cell in ("cases", "cases:F", "cases:M", "cases:_U")] == [
        11,
        4,
        5,
        2,
    ]


def test_who_is_not_said_to_be_a_woman_or_a_man_may_be_neither(tmp_path: Path) -> None:
    rows = ("a1,2024,cases,F,3,", "a1,2024,cases,M,4,", "a1,2024,cases,_T,9,", "a2,2024,cases,_U,1,")
    batch = table(tmp_path, *rows, header=SEXES)
    assert batch.problems == ()
    assert sexes(batch) == {"_T": 9, "F": 3, "M": 4, "_U": NOT_REPORTED}
    assert sexes(batch, "a2") == {"_T": NOT_REPORTED, "F": NOT_REPORTED, "M": NOT_REPORTED, "_U": 1}


@pytest.mark.parametrize(
    ("women", "men", "both"),
    [
        (",suppressed", "4,", SUPPRESSED),
        (",suppressed", ",", NOT_REPORTED),
        (",not-applicable", "4,", 4),
        (",not-applicable", ",not-applicable", NOT_APPLICABLE),
        (",not-applicable", ",not-expected", NOT_APPLICABLE),
        (",not-expected", ",not-expected", NOT_EXPECTED),
        (",withdrawn", "4,", NOT_REPORTED),
    ],
)
def test_an_absent_part_is_absent_in_the_sum(tmp_path: Path, women: str, men: str, both: object) -> None:
    batch = table(tmp_path, f"a1,2024,cases,F,{women}", f"a1,2024,cases,M,{men}", header=SEXES)
    assert sexes(batch)["_T"] == both


@pytest.mark.parametrize("status", ["not-expected", "not-applicable"])
def test_a_total_that_is_not_owed_has_no_parts_that_are(tmp_path: Path, status: str) -> None:
    batch = table(
        tmp_path, f"a1,2024,cases,,,{status}", "a2,2024,cases,F,1,", "a2,2024,cases,M,1,", header=SEXES
    )
    assert {value.value for value in sexes(batch).values()} == {status}  # type: ignore[attr-defined]
    totals = roll_up(batch.reports, SMALL)
    assert totals["A", "2024", "cases:F"].value == 1
    assert totals["A", "2024", "cases"].value == 2


def test_a_total_that_does_not_apply_has_no_parts_that_do(tmp_path: Path) -> None:
    rows = ("a1,2024,cases,F,3,", "a1,2024,cases,M,4,", "a1,2024,cases,,,not-applicable")
    batch = table(tmp_path, *rows, header=SEXES)
    (problem,) = batch.problems
    assert problem.message == "cases of unit a1 for 2024 is not-applicable, and its parts add up to 3 + 4"
    assert figures(batch) == {"a1 cases:F": 3, "a1 cases:M": 4}


def test_women_alone_make_no_total(tmp_path: Path) -> None:
    batch = table(tmp_path, "a1,2024,cases,F,3,", header=SEXES)
    assert sexes(batch) == {"F": 3}


def test_of_a_total_that_is_not_owed_the_women_are_not_owed_either(tmp_path: Path) -> None:
    """Tables of the kind "total, of which women" have no column for men."""
    rows = ("a1,2024,cases,,5,", "a1,2024,cases,F,3,", "a2,2024,cases,,,not-applicable")
    totals = roll_up(table(tmp_path, *rows, header=SEXES).reports, SMALL)
    assert totals["A", "2024", "cases:F"].value == 3
    assert totals["A", "2024", "cases:F"].missing == ()


def test_two_means_do_not_add_up_to_a_third(tmp_path: Path) -> None:
    batch = table(tmp_path, "a1,2024,change,F,3,", "a1,2024,change,M,4,", header=SEXES)
    assert [cell.code for cell in batch.reports[0].form.cells] == ["change:F", "change:M"]


def test_sexes_may_be_named_in_vietnamese(tmp_path: Path) -> None:
    batch = table(tmp_path, "a1,2024,cases,Nữ,3,", "a1,2024,cases,NAM,4,", header=SEXES)
    assert batch.problems == ()
    assert sexes(batch) == {"_T": 7, "F": 3, "M": 4}


PARTITION = DEFINITIONS.replace("[breakdowns.age]", "[breakdowns.age]\npartition = true")
AGES = "unit,period,indicator,sex,AGE,value"


def test_a_breakdown_is_of_which_unless_it_is_declared_to_be_a_partition(tmp_path: Path) -> None:
    rows = ("a1,2024,cases,,young,3", "a1,2024,cases,,old,4")
    assert figures(table(tmp_path, *rows, header=AGES)) == {"a1 cases:age=young": 3, "a1 cases:age=old": 4}
    whole = table(tmp_path, *rows, "a2,2024,cases,,young,1", header=AGES, definitions=PARTITION)
    assert values(whole) == {
        "a1 cases": 7,
        "a1 cases:age=young": 3,
        "a1 cases:age=old": 4,
        "a2 cases": NOT_REPORTED,
        "a2 cases:age=young": 1,
        "a2 cases:age=old": NOT_REPORTED,
    }
    only_young = table(tmp_path, rows[0], header=AGES, definitions=PARTITION)
    assert values(only_young)["a1 cases"] is NOT_REPORTED


def test_partitions_add_up_one_after_the_other(tmp_path: Path) -> None:
    rows = [f"a1,2024,cases,{sex},{age},1" for sex in "FM" for age in ("young", "old")]
    assert values(table(tmp_path, *rows, header=AGES, definitions=PARTITION)) == {
        "a1 cases": 4,
        "a1 cases:F": 2,
        "a1 cases:M": 2,
        "a1 cases:age=young": 2,
        "a1 cases:age=old": 2,
        **{f"a1 cases:{sex}:age={age}": 1 for sex in "FM" for age in ("young", "old")},
    }


def test_what_a_column_that_is_not_read_tells_apart_is_in_conflict(tmp_path: Path) -> None:
    """A misspelled breakdown is not taken for nothing."""
    rows = ("a1,2024,cases,3,young", "a1,2024,cases,4,old")
    batch = table(tmp_path, *rows, header="unit,period,indicator,value,tuoi")
    assert [problem.code for problem in batch.problems] == ["unknown-column", "conflicting-values"]
    assert batch.problems[1].hint == "if the rows differ in tuoi, declare it as a breakdown"
    assert figures(batch) == {}


def test_a_name_in_place_of_a_code_gets_the_code_as_a_hint_everywhere(tmp_path: Path) -> None:
    rows = ("a1,2024,Số vụ,,,3", "a1,2024,case,,,3", "a1,2024,cases,,dưới 18,3", "a1,2024,zzz,,,3")
    batch = table(tmp_path, *rows, header=AGES)
    *hints, unlike = [problem.hint for problem in batch.problems]
    assert hints == [
        "meant is perhaps cases (Số vụ)",
        "meant is perhaps cases (Số vụ)",
        "meant is perhaps young (dưới 18)",
    ]
    assert unlike is not None
    # One's own codes stand before those of the catalogue, of which there are too many to name all.
    assert set(re.findall(r"[\w-]+", unlike)[2:5]) == {"cases", "change", "hours"}
    assert re.search(r" and \d+ more$", unlike)
    assert batch.problems[0].hint_vi == "có thể là cases (Số vụ)"


def test_a_form_says_itself_which_of_its_breakdowns_are_partitions(tmp_path: Path) -> None:
    form = '\n[forms.one]\ncells = ["cases", "cases:age=young", "cases:age=old"]\n'
    rows = ("a1,2024,cases,,young,3", "a1,2024,cases,,old,4")
    for definitions, total in (
        (DEFINITIONS + form, NOT_REPORTED),
        (PARTITION + form, 7),
        (PARTITION + form + "partitions = []\n", NOT_REPORTED),
        (DEFINITIONS + form + 'partitions = ["age"]\n', 7),
    ):
        found = table(tmp_path, *rows, header=AGES, definitions=definitions)
        assert values(found)["a1 cases"] == total


def test_decimal_sums_are_exact(tmp_path: Path) -> None:
    batch = table(tmp_path, 'a1,2024,hours,F,"0,1",', 'a1,2024,hours,M,"0,2",', header=SEXES)
    assert batch.reports[0]["hours"] == Decimal("0.3")


# -- many problems -------------------------------------------------------------------------------


def test_problems_beyond_ten_thousand_are_counted(tmp_path: Path) -> None:
    batch = table(tmp_path, *["zz,2024,cases,3"] * 10_500, "a1,2024,cases,3")
    assert len(batch.problems) == 10_001
    last = batch.problems[-1]
    assert (last.code, last.message) == (
        "more-problems",
        "500 more problems were found and are not listed: 500 unknown-unit",
    )
    assert values(batch) == {"a1 cases": 3}


def test_what_is_read_can_be_added_up(tmp_path: Path) -> None:
    batch = table(
        tmp_path, "a1,2024,population,1.000", "a2,2024,population,2.000", "b1,2024,population,3.000"
    )
    total = roll_up(batch.reports, SMALL, mode=Mode.COMPLETE)["VN", "2024", "population"]
    assert total.value == 6_000
    assert catalog.indicators()["population"] in batch.reports[0].form.indicators
