from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from support.builders import tree
from support.files import DEFINITIONS, cells, codes, read

from vstbpn import Absence, InputError, Severity, io
from vstbpn.io import read_reports

HEADER = "unit,period,indicator,value\n"
GOOD = HEADER + "a1,2024,cases,3\n"


def refused(folder: Path, text: str | bytes, **options: object) -> InputError:
    with pytest.raises(InputError) as error:
        read(folder, text, **options)  # type: ignore[arg-type]
    return error.value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("\n\n", "empty"),
        ("unit,period,indicator\na1,2024,cases\n", "missing-column"),
        ("unit,period,indicator,value,value\na1,2024,cases,3,3\n", "repeated-column"),
        (b"unit,period,indicator,v\xe1lue\na1,2024,cases,3\n", "not-utf-8"),
        ("unit,period,indicator,value\na1,2024,cases,3\n".encode("utf-16"), "not-utf-8"),
        ("unit,period,indicator,value\ra1,2024,cases,3\r", "line-ends"),
        (b"PK\x03\x04 and more", "not-utf-8"),
        ("x" * 1_000_001, "empty"),
        ("unit,period,indicator,value,level,reported,expected,missing\n", "totals"),
        ('"unit,period,indicator,value\n', "malformed-row"),
    ],
)
def test_a_file_that_is_no_such_table_cannot_be_used(tmp_path: Path, text: str | bytes, code: str) -> None:
    error = refused(tmp_path, text)
    assert error.problems[-1].code == code
    assert "data.csv" in str(error)


def test_what_is_not_utf8_is_placed_and_explained(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, GOOD.encode("utf-16")).problems
    assert problem.hint == "this is UTF-16, which Excel calls Unicode text; save it as CSV UTF-8"
    (problem,) = refused(tmp_path, b"PK\x03\x04").problems
    assert problem.hint == "this is an Excel workbook or another zipped file; save it as CSV UTF-8"


def test_a_line_that_is_no_text_loses_no_other(tmp_path: Path) -> None:
    lines = [
        GOOD.encode(),
        b"a2,2024,c\xe1ses,3\n",
        b"a2,2024," + b"x" * 1_000_001 + b",3\n",
        b"b1,2024,cases,4\n",
    ]
    batch = read(tmp_path, b"".join(lines))
    assert codes(batch) == [("not-utf-8", 3, None), ("long-line", 4, None)]
    assert batch.problems[0].hint == "save it as CSV UTF-8"
    assert "offset 9" in batch.problems[0].message
    assert sorted(cells(batch).values()) == [3, 4]  # type: ignore[type-var]


def test_a_table_without_rows_says_so(tmp_path: Path) -> None:
    batch = read(tmp_path, HEADER)
    assert batch.reports == ()
    assert codes(batch) == [("no-rows", None, None)]


def test_a_byte_order_mark_is_noted_and_harmless(tmp_path: Path) -> None:
    batch = read(tmp_path, "\ufeff" + GOOD)
    assert cells(batch) == {("a1", "2024", 1, "cases"): 3}
    assert codes(batch) == [("byte-order-mark", 1, None)]
    assert batch.problems[0].severity is Severity.NOTE


def test_decomposed_text_is_composed_and_noted_once(tmp_path: Path) -> None:
    definitions = (
        DEFINITIONS
        + '\n[indicators."nữ"]\nname_vi = "nữ"\nname_en = "w"\nmeasure = "persons"\nover_time = "stock"\n'
    )
    rows = unicodedata.normalize("NFD", "a1,2024,nữ,3\na2,2024,nữ,4\n")
    batch = read(tmp_path, HEADER + rows, definitions=unicodedata.normalize("NFD", definitions))
    assert list(cells(batch).values()) == [3, 4]
    assert codes(batch) == [("not-nfc", 2, None)]


def test_units_may_have_vietnamese_ids_typed_either_way(tmp_path: Path) -> None:
    offices = tree({"sở": ""})
    batch = read(tmp_path, HEADER + unicodedata.normalize("NFD", "sở,2024,cases,3\n"), tree=offices)
    assert cells(batch) == {("sở", "2024", 1, "cases"): 3}


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_other_separators_are_read_and_noted(tmp_path: Path, separator: str) -> None:
    batch = read(
        tmp_path, GOOD.replace(",", separator) + f"a2{separator}2024{separator}hours{separator}1,5\n"
    )
    assert codes(batch) == [("separator", 1, None)]
    assert batch.problems[0].severity is Severity.NOTE
    assert len(batch.reports) == 2


def test_an_unknown_column_is_listed_and_not_read(tmp_path: Path) -> None:
    batch = read(tmp_path, "unit,period,indicator,value,Ghi chú\na1,2024,cases,3,x\n")
    assert codes(batch) == [("unknown-column", 1, "Ghi chú")]
    assert cells(batch) == {("a1", "2024", 1, "cases"): 3}


def test_an_open_quote_takes_only_its_own_row(tmp_path: Path) -> None:
    """A stray quote would otherwise swallow every good row down to the next one."""
    batch = read(tmp_path, HEADER + 'a1,2024,cases,"3\na2,2024,cases,4\nb1,2024,"cases",5\n')
    assert codes(batch) == [("malformed-row", 2, None)]
    assert sorted(cells(batch).values()) == [4, 5]  # type: ignore[type-var]


def test_a_quote_in_the_middle_of_a_field_takes_only_its_own_row(tmp_path: Path) -> None:
    """Its quotes are two, so counting them tells nothing, and yet the last field is open to the end."""
    rows = "".join(f"b1,{year},cases,7\n" for year in range(1950, 2020))
    batch = read(tmp_path, GOOD + 'a2,2024,5","cases\n' + rows)
    assert codes(batch) == [("malformed-row", 3, None)]
    assert len(batch.reports) == 71


def test_a_quoted_field_may_go_on_over_lines(tmp_path: Path) -> None:
    """What looks like a row inside a note is none."""
    table = (
        'unit,period,indicator,value,note\na1,2024,cases,5,"x\na2,2024,cases,999,z\ny"\nb1,2024,cases,6,\n'
    )
    batch = read(tmp_path, table)
    assert codes(batch) == [("unknown-column", 1, "note")]
    assert cells(batch) == {("a1", "2024", 1, "cases"): 5, ("b1", "2024", 1, "cases"): 6}


def test_a_quote_that_closes_far_below_in_another_row_is_a_fault_of_its_own_row(tmp_path: Path) -> None:
    rows = "".join(f"b1,{year},cases,7\n" for year in range(1950, 2020))
    batch = read(tmp_path, GOOD + 'a2,2024,cases,"5\n' + rows + 'a2,2023,cases,"6"\n')
    assert codes(batch) == [("malformed-row", 3, None)]
    assert len(batch.reports) == 72


def test_line_ends_and_empty_lines_do_not_matter(tmp_path: Path) -> None:
    batch = read(tmp_path, HEADER.replace("\n", "\r\n") + "\r\na1,2024,cases,3\r\n\r\na2,2024,cases,x")
    assert codes(batch) == [("not-a-number", 5, "value")]
    assert [report["cases"] for report in batch.reports] == [3, Absence.NOT_REPORTED]


def test_what_a_spreadsheet_leaves_behind_does_not_matter(tmp_path: Path) -> None:
    """Columns without a name, rows with nothing in them, and names in capitals or spaces."""
    batch = read(tmp_path, "\n Unit ,PERIOD,indicator,value,,\na1,2024,cases,3,,\n,,,,,\n  , ,,,,\n")
    assert batch.problems == ()
    assert cells(batch) == {("a1", "2024", 1, "cases"): 3}


def test_only_columns_that_matter_must_not_repeat(tmp_path: Path) -> None:
    batch = read(tmp_path, "unit,period,indicator,value,note,note\na1,2024,cases,3,x,y\n")
    assert codes(batch) == [("unknown-column", 1, "note")]


def test_the_separator_is_that_of_the_columns_that_matter(tmp_path: Path) -> None:
    batch = read(tmp_path, 'unit;period;indicator;value;"note, x"\na1;2024;cases;3;\n')
    assert codes(batch) == [("unknown-column", 1, "note, x"), ("separator", 1, None)]
    assert cells(batch) == {("a1", "2024", 1, "cases"): 3}


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.csv: the file cannot be read: No such file"):
        read_reports(tmp_path / "nowhere.csv")


def test_progress_is_told_in_bytes(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("unit,period,indicator,value\n" + "24,2024,population,3\n" * 10_000)
    told: list[int] = []
    read_reports(tmp_path / "data.csv", progress=told.append)
    assert sum(told) == (tmp_path / "data.csv").stat().st_size
    assert len(told) == 3


def test_other_kinds_of_files_are_not_guessed_at(tmp_path: Path) -> None:
    (tmp_path / "data.xlsx").write_bytes(b"PK")
    with pytest.raises(InputError, match=r"expected a folder, a \.csv or a \.json file, got '\.xlsx'"):
        read_reports(tmp_path / "data.xlsx")


def test_definitions_that_are_wrong_stop_everything(tmp_path: Path) -> None:
    error = refused(tmp_path, GOOD, definitions="[indicators.x]\nname_vi = 1\n")
    assert {problem.code for problem in error.problems} == {"bad-definitions"}
    assert {problem.file for problem in error.problems} == {"indicators.toml"}


def test_definitions_may_stand_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text(GOOD)
    (tmp_path / "own.toml").write_text(DEFINITIONS)
    batch = read_reports(tmp_path / "data.csv", units=tree({"a1": ""}), definitions=tmp_path / "own.toml")
    assert len(batch.reports) == 1
    known = io.read_definitions(tmp_path / "own.toml")
    assert "cases" in known.indicators
    assert read_reports(tmp_path / "data.csv", units=tree({"a1": ""}), definitions=known) == batch


def test_several_files_are_read_as_one(tmp_path: Path) -> None:
    """What one file begins another may complete, revise or contradict."""
    for name, rows in {"1": "a1,2024,cases,3,1\n", "2": "a1,2024,hours,5,1\na1,2024,cases,4,2\n"}.items():
        (tmp_path / f"{name}.csv").write_text("unit,period,indicator,value,revision\n" + rows)
    (tmp_path / "indicators.toml").write_text(DEFINITIONS)
    batch = read_reports(tmp_path / "1.csv", tmp_path / "2.csv", units=tree({"a1": ""}))
    assert cells(batch) == {
        ("a1", "2024", 1, "cases"): 3,
        ("a1", "2024", 1, "hours"): 5,
        ("a1", "2024", 2, "cases"): 4,
        ("a1", "2024", 2, "hours"): 5,
    }
    with pytest.raises(InputError, match="nowhere"):
        read_reports(tmp_path / "nowhere.csv", tmp_path / "nothing")
    one_is_gone = read_reports(tmp_path / "1.csv", tmp_path / "nowhere.csv", units=tree({"a1": ""}))
    assert codes(one_is_gone) == [("unreadable", None, None)]
    assert len(one_is_gone.reports) == 1


def test_definitions_of_two_folders_must_not_contradict_each_other(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "indicators.toml").write_text(DEFINITIONS)
        (tmp_path / name / "data.csv").write_text(GOOD)
    with pytest.raises(InputError, match="'cases' is defined already"):
        read_reports(tmp_path / "one", tmp_path / "other", units=tree({"a1": ""}))
    only_breakdowns = '[breakdowns.age]\ncodes = { a = "A" }\n'
    for name in ("one", "other"):
        (tmp_path / name / "indicators.toml").write_text(only_breakdowns)
    with pytest.raises(InputError, match="'age' is defined already, in another file"):
        read_reports(tmp_path / "one", tmp_path / "other", units=tree({"a1": ""}))
    assert "population" in io.read_definitions().indicators
