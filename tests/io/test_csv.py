from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from support.builders import tree
from support.files import DEFINITIONS, cells, codes, read

from vstbpn import InputError, Severity, io
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
        (b"unit,period,indicator,value\na1,2024,c\xe1ses,3\n", "not-utf-8"),
        ("unit,period,indicator,value\na1,2024,cases,3\n".encode("utf-16"), "not-utf-8"),
        ("x" * 1_000_001, "long-line"),
        (GOOD + "x" * 1_000_001 + "\n", "long-line"),
        ('"unit,period,indicator,value\n', "malformed-row"),
    ],
)
def test_a_file_that_is_no_such_table_cannot_be_used(tmp_path: Path, text: str | bytes, code: str) -> None:
    error = refused(tmp_path, text)
    assert error.problems[-1].code == code
    assert "data.csv" in str(error)


def test_what_is_not_utf8_is_placed_and_explained(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, GOOD.encode() + b"a2,2024,c\xe1ses,3\n").problems
    assert (problem.row, problem.hint) == (3, "save the file as CSV UTF-8")
    assert "offset 53" in problem.message
    (problem,) = refused(tmp_path, GOOD.encode("utf-16")).problems
    assert problem.hint == "this is UTF-16, which Excel calls Unicode text; save as CSV UTF-8"


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


def test_line_ends_and_empty_lines_do_not_matter(tmp_path: Path) -> None:
    batch = read(tmp_path, HEADER.replace("\n", "\r\n") + "\r\na1,2024,cases,3\r\n\r\na2,2024,cases,x")
    assert codes(batch) == [("not-a-number", 5, "value")]
    assert len(batch.reports) == 1


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
    assert "cases" in io.read_definitions(tmp_path / "own.toml").indicators
    assert "population" in io.read_definitions(None).indicators
