from __future__ import annotations

from datetime import date

import pytest

from vstbpn.model import format_date, parse_date


@pytest.mark.parametrize(
    "text",
    [
        "10/6/2024",
        "10/06/2024",
        "10-6-2024",
        "10.6.2024",
        "2024-06-10",
        "ngày 10 tháng 6 năm 2024",
        " 10/6/2024 ",
    ],
)
def test_the_day_comes_first(text: str) -> None:
    """dateutil reads 10/6/2024 as 6 October; an official means 10 June."""
    assert parse_date(text) == date(2024, 6, 10)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "6/30/2025",
        "30/6/25",
        "31/4/2025",
        "30/02/2024",
        "2024-6-10",
        "10/6-2024",
        "10/6/2024 08:00",
        "tháng 6 năm 2024",
        "１０/6/2024",
        "x" * 500,
    ],
)
def test_anything_else_is_refused_and_shown(text: str) -> None:
    with pytest.raises(ValueError, match=r"expected a date such as 30/6/2025 or 2025-06-30, got ") as refused:
        parse_date(text)
    assert len(str(refused.value)) < 150


def test_a_day_that_does_not_exist_is_named_as_such() -> None:
    with pytest.raises(ValueError, match="no such day"):
        parse_date("31/4/2025")


def test_dates_are_written_day_first() -> None:
    assert format_date(date(2024, 6, 1)) == "1/6/2024"
