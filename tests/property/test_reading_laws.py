"""The laws of reading, as properties; each test quotes the law that it proves."""

from __future__ import annotations

import csv
import io
import json
import random
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject, DrawFn
from support.builders import SMALL
from support.files import DEFINITIONS, read

from vstbpn import ADMINISTRATIVE, STATISTICAL, Absence, Cell, Form, OverUnits, Period, Report, Scope, testing
from vstbpn.catalog import parse_definitions
from vstbpn.io import format_number, parse_number, reports_to_json
from vstbpn.io.tabular import COLUMNS
from vstbpn.model import Value, fold, format_date, nfc, parse_date

KNOWN = parse_definitions(DEFINITIONS).indicators
INDICATORS = DEFINITIONS.split("[breakdowns")[0]
UNITS = ("a1", "a2", "b1")


# -- parse(format(x)) = x ------------------------------------------------------------------------


@given(testing.dates())
def test_dates(day: object) -> None:
    """parse(format(x)) = x for dates."""
    assert parse_date(format_date(day)) == day  # type: ignore[arg-type]
    assert parse_date(day.isoformat()) == day  # type: ignore[attr-defined]


@given(testing.periods(testing.calendars()))
def test_periods(period: Period) -> None:
    """parse(format(x)) = x for periods, whatever the calendar."""
    assert Period.parse(period.code, calendars=[period.calendar]) == period
    assert ("@" in period.code) == (period.calendar != STATISTICAL)
    if period.calendar in (STATISTICAL, ADMINISTRATIVE):
        assert Period.parse(period.code) == period


@given(testing.periods(testing.calendars()))
def test_the_parts_of_a_year_fill_it(period: Period) -> None:
    """Periods are half-open: the halves, quarters and months of a year meet without gap or overlap."""
    for parts in (("H1", "H2"), ("Q1", "Q2", "Q3", "Q4"), tuple(f"{month:02d}" for month in range(1, 13))):
        days = [evolve(period, part=part) for part in parts]
        assert days[0].start == evolve(period, part="").start
        assert days[-1].end == evolve(period, part="").end
        assert all(one.end == other.start for one, other in pairwise(days))
    assert period.start < period.end
    assert period.last_day in period
    assert period.end not in period


@given(st.integers(-(10**18), 10**18))
def test_whole_numbers(number: int) -> None:
    """parse(format(x)) = x for numbers."""
    assert parse_number(format_number(number)) == number
    assert parse_number(str(number)) == number


@given(st.decimals(-(10**12), 10**12, places=4))
def test_decimal_numbers(number: object) -> None:
    """parse(format(x)) = x for decimal numbers, where the file says what the comma does."""
    text = format_number(number)  # type: ignore[arg-type]
    assert parse_number(text, decimals=4, decimal_char=",") == number


@given(testing.cells(("figure", "chỉ-tiêu")))
def test_cells(cell: Cell) -> None:
    """parse(format(x)) = x for cells."""
    assert Cell.parse(cell.code) == cell


# -- folding -------------------------------------------------------------------------------------

VIETNAMESE = st.text(
    st.sampled_from("aăâeêioôơuưyđbcghnqtAĂĐ '-.\u0323\u0300\u0301\u0303\u0309\u2019\u2013\u00a0"),
    max_size=30,
)


@given(VIETNAMESE | st.text(max_size=20))
def test_folding_is_idempotent(text: str) -> None:
    """Folding what is folded changes nothing."""
    assert fold(fold(text)) == fold(text)


@given(VIETNAMESE)
def test_folding_does_not_see_composition_or_case(text: str) -> None:
    """NFC and NFD, capitals and small letters have one key."""
    assert fold(nfc(text)) == fold(text)
    assert fold(text.upper()) == fold(text.lower()) == fold(text)


# -- tables --------------------------------------------------------------------------------------


@st.composite
def observations(draw: DrawFn) -> list[dict[str, str]]:
    """Draw rows of distinct cells, with every column filled now and then."""
    rows: dict[tuple[str, ...], dict[str, str]] = {}
    for _ in range(draw(st.integers(0, 12))):
        indicator = draw(st.sampled_from(sorted(KNOWN)))
        value: Value = draw(testing.values(KNOWN[indicator]))
        row = {
            "unit": draw(st.sampled_from(UNITS[:2])),
            "period": draw(st.sampled_from(["2024", "2024-H1@administrative"])),
            "indicator": indicator,
            "sex": draw(st.sampled_from(["", "_T", "F", "M", "_U"])),
            "age": draw(st.sampled_from(["", "young", "old"])),
            "scope": draw(st.sampled_from(["", "own", "subtree"])),
            "revision": draw(st.sampled_from(["", "1", "2"])),
            "value": "" if isinstance(value, Absence) else str(value),
            "status": value.value if isinstance(value, Absence) else "",
        }
        identity = ("unit", "period", "indicator", "sex", "age", "scope", "revision")
        plain = tuple(
            {"": "_T"}.get(row[c], row[c]) if c in ("sex", "age") else row[c] or "1" for c in identity
        )
        rows[tuple(part.replace("own", "1") for part in plain)] = row
    return list(rows.values())


def as_table(rows: list[dict[str, str]], extra: list[str] | None = None) -> str:
    columns = [*COLUMNS, "age"]
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue() + "".join(f"{line}\n" for line in extra or ())


Key: TypeAlias = tuple[str, str, int, Scope, str]


def read_all(text: str) -> tuple[dict[Key, Value], list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        batch = read(Path(folder), text)
    found = {
        (report.unit, report.period.code, report.revision, report.scope, cell.code): value
        for report in batch.reports
        for cell, value in zip(report.form.cells, report.values, strict=True)
    }
    return found, [problem.code for problem in batch.problems]


@given(observations(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows: list[dict[str, str]], chance: random.Random) -> None:
    """Order of units, rows and revisions does not matter."""
    before, problems = read_all(as_table(rows))
    assert set(problems) <= {"no-rows", "no-earlier-revision", "sum-mismatch", "part-exceeds-total"}
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert read_all(as_table(shuffled))[0] == before


# No tab, semicolon or bar here: they would only make another row of the wrong length.
BAD_ROWS = [
    "zz,2024,,,,,,,,,,cases,,3,,",
    "a1,20244,,,,,,,,,,cases,,3,,",
    "a1,2024,,,,,,,,,,nothing,,3,,",
    "a1,2024,,,,,,,,,,cases,X,3,,",
    "a1,2024,,,,,,,,,,cases,,-3,,",
    "a1,2024,,,,,,,,,,cases,,NaN,,",
    "a1,2024,,,,,,,,,,cases,,1e400,,",
    "a1,2024,,,,,,,,,,cases,,3,lost,",
    "a1,2024,,,,,,,,,,cases,,3,,middle",
    "a1,2024,all,,,,,,,,,cases,,3,,",
    "a1,2024,,x,,,,,,,,cases,,3,,",
    "a1,2024",
    'a1,2024,,,,,,,,,,"cases"x,,3,,',
    'a1,2024,,,,,,,,,,cases,,"3,,',
    '"',
    "\x00",
    ",,,,,,,,,,,,,,,,,,,",
    'a1,2024,,,,,,,,,,cases,,5","3',
    'a1,2024,,,,,,,,,,cases,,"3"",',
    'a1,2024,,,,,,,,,,cases,,3,,"middle',
]


def test_most_bad_rows_are_as_wide_as_the_table() -> None:
    """A found case: a column was added, and these rows were no longer bad in the way that they were made to be."""
    plain = f"a1,2024{',' * (COLUMNS.index('indicator') - 1)}cases"
    assert plain + ",X,3,," in BAD_ROWS


@given(observations(), st.lists(st.sampled_from(BAD_ROWS), max_size=4), st.data())
def test_a_bad_row_never_loses_a_good_one(
    rows: list[dict[str, str]], bad: list[str], data: DataObject
) -> None:
    """A bad row never loses a good one, wherever it stands, and never makes another figure."""
    good, _ = read_all(as_table(rows))
    lines = as_table(rows).splitlines()
    for line in bad:
        lines.insert(data.draw(st.integers(1, len(lines))), line)
    found, problems = read_all("\n".join(lines) + "\n")
    for row in rows:
        pairs = {"age": row["age"]} if row["age"] else {}
        cell = Cell(row["indicator"], row["sex"] or "_T", pairs)
        scope, revision = Scope(row["scope"] or "own"), int(row["revision"] or 1)
        key = (row["unit"], Period.parse(row["period"]).code, revision, scope, cell.code)
        assert found[key] == good[key]
    for key, value in found.items():
        assert isinstance(value, Absence) or value == good[key]
    assert bool(problems) >= any(line.strip(" ,") for line in bad)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_is_read_or_refused_and_never_breaks_the_reader(text: str) -> None:
    """A hostile file is answered with problems, not with an accident."""
    found, problems = read_all("unit,period,indicator,value\na1,2024,cases,3\n" + text)
    assert found["a1", "2024", 1, Scope.OWN, "cases"] in (3, Absence.NOT_REPORTED)
    if found["a1", "2024", 1, Scope.OWN, "cases"] is Absence.NOT_REPORTED:
        assert "conflicting-values" in problems


@given(observations(), st.lists(st.none() | st.integers(0, 99), min_size=3, max_size=3))
def test_the_total_is_the_sum_of_the_sexes(rows: list[dict[str, str]], parts: list[int | None]) -> None:
    """_T = F + M + _U, wherever no row gives the total and the parts are figures."""
    rows += [
        {"unit": "b1", "period": "2024", "indicator": "cases", "sex": sex, "age": "", "value": str(value)}
        for sex, value in zip(("F", "M", "_U"), parts, strict=True)
        if value is not None
    ]
    given_totals = {
        (row["unit"], row["period"], row["indicator"], row["age"] or "_T")
        for row in rows
        if row["sex"] in ("", "_T")
    }
    with tempfile.TemporaryDirectory() as folder:
        reports = read(Path(folder), as_table(rows)).reports
    for report in reports:
        for cell in report.form.cells:
            if cell.sex == "F" and evolve(cell, sex="M") in report.form:
                assert (
                    evolve(cell, sex="_T") in report.form
                    or KNOWN[cell.indicator].over_units is OverUnits.NEVER
                )
            age = dict(cell.breakdown).get("age", "_T")
            if cell.sex != "_T" or (report.unit, report.period.code, cell.indicator, age) in given_totals:
                continue
            if report.form.by_cell[report.form.place(cell)].over_units is OverUnits.NEVER:
                continue
            sexes = [Cell(cell.indicator, sex, cell.breakdown) for sex in ("F", "M", "_U")]
            if sexes[0] not in report.form or sexes[1] not in report.form:
                continue
            values = [report[part] for part in sexes if part in report.form]
            if not any(isinstance(value, Absence) for value in values):
                assert report[cell] == sum(values)  # type: ignore[arg-type]


# -- JSON ----------------------------------------------------------------------------------------


@st.composite
def many_reports(draw: DrawFn) -> list[Report]:
    """Draw reports of every shape on one form, each header once."""
    chosen = draw(st.lists(testing.cells(sorted(KNOWN)), min_size=1, max_size=4, unique=True))
    form = Form(
        code="f",
        version=draw(st.sampled_from(["", "2"])),
        cells=chosen,
        indicators=KNOWN.values(),
        partitions=draw(st.sampled_from([("sex",), (), ("age", "sex")])),
    )
    found = {}
    for report in draw(testing.reports(SMALL, form)):
        changed = evolve(
            report,
            scope=draw(st.sampled_from(Scope)),
            method=draw(st.sampled_from(["", "survey"])),
            received_on=draw(st.none() | testing.dates()),
            observed_on=draw(st.none() | testing.dates()),
            boundaries=draw(testing.dates()),
        )
        found[changed.unit, changed.revision] = changed
    return list(found.values())


@given(many_reports())
def test_reports_as_json(reports: list[Report]) -> None:
    """parse(format(x)) = x for reports as JSON."""
    text = json.dumps(reports_to_json(reports), ensure_ascii=False)
    with tempfile.TemporaryDirectory() as folder:
        batch = read(Path(folder), text, name="data.json", definitions=INDICATORS)
    assert {problem.code for problem in batch.problems} <= {"sum-mismatch", "part-exceeds-total"}
    assert [report.values for report in batch.reports] == [report.values for report in reports]
    assert [evolve(report, form=reports[0].form) for report in batch.reports] == reports
