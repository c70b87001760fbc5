from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from vstbpn import ADMINISTRATIVE, STATISTICAL, Calendar, Period


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("2024", date(2024, 1, 1), date(2025, 1, 1)),
        ("2024-H1", date(2024, 1, 1), date(2024, 7, 1)),
        ("2024-H2", date(2024, 7, 1), date(2025, 1, 1)),
        ("2024-Q1", date(2024, 1, 1), date(2024, 4, 1)),
        ("2024-Q4", date(2024, 10, 1), date(2025, 1, 1)),
        ("2024-9M", date(2024, 1, 1), date(2024, 10, 1)),
        ("2024-05", date(2024, 5, 1), date(2024, 6, 1)),
        ("2024-12", date(2024, 12, 1), date(2025, 1, 1)),
        ("2024@administrative", date(2023, 12, 15), date(2024, 12, 15)),
        ("2024-H1@administrative", date(2023, 12, 15), date(2024, 6, 15)),
        ("2024-H2@administrative", date(2024, 6, 15), date(2024, 12, 15)),
        ("2024-9M@administrative", date(2023, 12, 15), date(2024, 9, 15)),
        ("2024-Q1@administrative", date(2023, 12, 15), date(2024, 3, 15)),
        ("2024-01@administrative", date(2023, 12, 15), date(2024, 1, 15)),
    ],
)
def test_periods_begin_and_end_as_their_calendar_says(code: str, start: date, end: date) -> None:
    period = Period.parse(code)
    assert (period.start, period.end) == (start, end)


def test_the_end_is_outside() -> None:
    half = Period.parse("2024-H1@administrative")
    assert half.last_day == date(2024, 6, 14)
    assert date(2023, 12, 15) in half
    assert date(2024, 6, 14) in half
    assert date(2024, 6, 15) not in half
    assert date(2023, 12, 14) not in half


def test_other_regimes_are_calendars_too() -> None:
    november = Calendar(code="november", first_day=16, months_before=2)
    october = Calendar(code="october", months_before=3)
    assert Period(2024, "", november).start == date(2023, 11, 16)
    assert Period(2024, "", november).last_day == date(2024, 11, 15)
    assert Period(2024, "Q1", october).start == date(2023, 10, 1)


def test_a_code_names_its_calendar_and_a_bare_one_means_the_statistical() -> None:
    assert Period.parse("2024").calendar == STATISTICAL
    own = Calendar(code="own", first_day=2)
    assert Period.parse("2024-H1@own", calendars=[own]).calendar == own
    assert Period.parse("2024-H1", calendars=[own]).calendar == STATISTICAL


def test_a_named_calendar_is_what_its_name_says() -> None:
    """Else a code that was written with one calendar would be read with another."""
    with pytest.raises(ValueError, match="the calendar 'statistical' is there already"):
        Calendar(code="statistical", first_day=16)
    assert Calendar(code="administrative", first_day=15, months_before=1) == ADMINISTRATIVE


@pytest.mark.parametrize(
    "code",
    [
        "",
        "24",
        "2024-",
        "2024-H3",
        "2024-Q0",
        "2024-13",
        "2024-00",
        "2024-5",
        "1899",
        "2024@own",
        "2024-h1 x",
    ],
)
def test_other_codes_are_refused(code: str) -> None:
    with pytest.raises(ValueError, match=r"expected a period such as 2024, .* got "):
        Period.parse(code)


def test_parts_and_years_are_checked() -> None:
    with pytest.raises(ValueError, match="H1"):
        Period(2024, "half")
    with pytest.raises(ValueError, match="1900"):
        Period(1800)
    with pytest.raises(ValueError, match="1 to 28"):
        Calendar(code="x", first_day=29)
    with pytest.raises(ValueError, match="0 to 11"):
        Calendar(code="x", months_before=12)
    with pytest.raises(ValueError, match="small letters"):
        Calendar(code="X Y")


def test_periods_are_shown_by_their_code() -> None:
    assert str(Period(2024, "H1", ADMINISTRATIVE)) == "2024-H1@administrative"


def test_a_code_is_no_year_and_a_year_is_no_code() -> None:
    """A found case: Period("2024") was told that '<=' is not supported."""
    code: Any = "2024-H1"
    with pytest.raises(TypeError, match=r"expected a year, got '2024-H1'; Period.parse\('2024-H1'\) reads"):
        Period(code)
    year: Any = 2024
    with pytest.raises(
        TypeError, match=r"expected a period's code such as '2024-H1', got 2024; Period\(2024\)"
    ):
        Period.parse(year)
