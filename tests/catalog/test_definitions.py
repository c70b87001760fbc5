from __future__ import annotations

import tomllib

import pytest

from vstbpn import Cell, OverTime
from vstbpn.catalog import TableError, indicators, parse_definitions

GOOD = """
[indicators.divorces]
name_vi = "Số vụ ly hôn"
name_en = "Divorces"
measure = "cases"
over_time = "flow"

[breakdowns.court]
name_vi = "Cấp tòa án"
codes = { province = "Cấp tỉnh", district = "Cấp huyện" }

[forms.courts]
name_vi = "Ly hôn theo cấp tòa án"
version = "2013"
cells = ["divorces", "divorces:court=province", "divorces:court=district", "population"]
"""


def test_definitions_become_values_of_the_model() -> None:
    found = parse_definitions(GOOD, known=indicators())
    assert list(found.indicators) == ["divorces"]
    assert found.indicators["divorces"].over_time is OverTime.FLOW
    assert dict(found.breakdowns["court"].codes)["province"] == "Cấp tỉnh"
    (form,) = found.forms
    assert (form.code, form.version, len(form.cells)) == ("courts", "2013", 4)
    assert form.cells[1] == Cell("divorces", breakdown={"court": "province"})
    assert [indicator.code for indicator in form.indicators] == ["divorces", "population"]


def test_nothing_is_a_definition_too() -> None:
    assert parse_definitions("").indicators == {}


INDICATOR = '[indicators.x]\nname_vi = "x"\nname_en = "x"\nmeasure = "cases"\nover_time = "flow"\n'


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("indicators = 3", r"expected a table @ \$\.indicators"),
        ("what = 1", r"unknown key what; known are indicators, breakdowns, calendars, forms @ \$"),
        ("[indicators.x\n", "expected TOML: .*line 1"),
        ("[indicators.x]\nname_vi = 1", r"expected str, got 1 @ \$\.indicators\.x\.name_vi"),
        ("[indicators.x]", r"expected this key, it is missing @ \$\.indicators\.x\.measure"),
        (INDICATOR + "color = 1", r"unknown key color; known are name_vi, .* @ \$\.indicators\.x"),
        (INDICATOR + 'code = "y"', r"unknown key code: the table's name is the code @ \$\.indicators\.x"),
        ("a = " + "[" * 100_000, "expected TOML"),
        ("a = " + "1" * 5000, "expected TOML"),
        ("[calendars.statistical]\nfirst_day = 16", "the calendar 'statistical' is there already"),
        ("[calendars.x]\nlast_day = 16", r"unknown key last_day; known are first_day, months_before"),
        ('[breakdowns.sex]\ncodes = { F = "F" }', "the breakdown 'sex' is there already"),
        ("[breakdowns.a]\ncodes = {}\n[breakdowns.A]\ncodes = {}", "two breakdowns are called 'a'"),
        (INDICATOR + '[forms.f]\ncode = "g"\ncells = ["x"]', r"unknown key code.* @ \$\.forms\.f"),
        (
            INDICATOR.replace('"flow"', '"never flows"'),
            "expected one of flow, stock, never, got 'never flows'",
        ),
        (INDICATOR + "decimals = 1.5", "expected int, got 1.5"),
        (INDICATOR + "decimals = true", "expected int, got True"),
        (INDICATOR + 'checked_on = "2024-01-01"', "expected a date such as 2024-06-30, without quotes"),
        (INDICATOR + "checked_on = 2024-01-01T00:00:00", "expected a date such as"),
        (INDICATOR + "decimals = 12", "expected 0 to 9 decimals, got 12"),
        (
            INDICATOR.replace("indicators.x", "indicators.population"),
            "indicator 'population' is defined already",
        ),
        (INDICATOR.replace("indicators.x", 'indicators."a b"'), "expected a code .* got 'a b'"),
        ('[breakdowns.b]\ncodes = { _T = "all" }', r"_T is all together .* @ \$\.breakdowns\.b"),
        ('[forms.f]\ncells = ["y"]', r"unknown indicator 'y' @ \$\.forms\.f"),
        ('[forms.f]\ncells = ["population:X"]', "expected sex"),
        ('[forms.f]\ncells = ["population:age=1"]', "unknown breakdown age=1"),
        (
            '[breakdowns.age]\ncodes = { a = "a" }\n[forms.f]\ncells = ["population:age=b"]',
            "unknown breakdown age=b",
        ),
        ('[forms.f]\ncells = ["population", "population"]', "cells stand twice"),
        (
            '[forms.f]\ncells = ["population"]\n[forms.g]\ncells = ["population"]',
            "cell population stands in form 'f' and again in 'g'",
        ),
    ],
)
def test_every_fault_is_named_with_its_place(text: str, fault: str) -> None:
    with pytest.raises(TableError, match=fault):
        parse_definitions(text, known=indicators())


def test_all_faults_are_named_at_once() -> None:
    with pytest.raises(TableError) as error:
        parse_definitions("[indicators.x]\nname_vi = 1\n[indicators.y]\nname_en = 2")
    assert len(error.value.faults) == 7


def test_the_catalogue_holds_the_population() -> None:
    population = indicators()["population"]
    assert (population.measure, population.over_time, population.decimals) == ("persons", OverTime.STOCK, 0)


def test_every_indicator_of_the_catalogue_has_a_source_and_a_day() -> None:
    for indicator in indicators().values():
        assert indicator.source, indicator.code
        assert indicator.checked_on, indicator.code
        assert indicator.name_vi, indicator.code
        assert indicator.name_en, indicator.code


def test_an_indicator_stands_in_one_file_of_the_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files are many: of two indicators of one code the later one must not take the place of the other."""
    tables = {name: tomllib.loads(INDICATOR) for name in ("a.toml", "b.toml")}
    monkeypatch.setattr("vstbpn.catalog.definitions.packaged_tables", lambda _: tables)
    with pytest.raises(TableError, match="indicator 'x' is defined already"):
        indicators.__wrapped__()
