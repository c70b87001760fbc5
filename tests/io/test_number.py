from __future__ import annotations

from decimal import Decimal

import pytest

from vstbpn.io import NumberError, format_number, parse_number
from vstbpn.io.number import plain_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("007", 7),
        ("1803950", 1_803_950),
        ("1.803.950", 1_803_950),
        ("1,803,950", 1_803_950),
        ("1 803 950", 1_803_950),
        ("1\u00a0803\u00a0950", 1_803_950),
        ("1\u202f803\u202f950", 1_803_950),
        (" 12 ", 12),
        ("2.600", 2_600),
        ("100.000", 100_000),
        ("+5", 5),
        ("-3", -3),
        ("\u22123", -3),
        ("12,0", 12),
        ("1.803.950,00", 1_803_950),
        ("1,803,950.00", 1_803_950),
    ],
)
def test_counts_as_officials_write_them(text: str, value: int) -> None:
    found = parse_number(text)
    assert found == value
    assert type(found) is int


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1234,567", "1234.567"),
        ("-0,5", "-0.5"),
        ("71.995.500,5", "71995500.5"),
        ("1 234.567", "1234.567"),
    ],
)
def test_decimals_in_either_manner(text: str, value: str) -> None:
    assert parse_number(text, decimals=3) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "decimals"),
    [("2.600", 1), ("2,600", 3), ("84.218", 3), ("1,803", 0), ("12,000", 0)],
)
def test_what_could_be_two_numbers_is_neither(text: str, decimals: int) -> None:
    with pytest.raises(NumberError) as error:
        parse_number(text, decimals=decimals)
    assert error.value.code == "ambiguous-number"


@pytest.mark.parametrize(
    ("text", "declared", "value"),
    [
        ("2.600", ",", 2_600),
        ("2,600", ",", Decimal("2.6")),
        ("2.600", ".", Decimal("2.6")),
        ("2,600", ".", 2_600),
        ("1.803.950,5", ",", Decimal("1803950.5")),
    ],
)
def test_a_declared_decimal_character_settles_it(text: str, declared: str, value: object) -> None:
    assert parse_number(text, decimals=3, decimal_char=declared) == value


def test_a_declared_grouping_character_is_the_only_one() -> None:
    assert parse_number("1'803'950", decimal_char=",", group_char="'") == 1_803_950
    with pytest.raises(NumberError) as error:
        parse_number("1.803.950", decimal_char=",", group_char="'")
    assert "decimals after ',' and thousands after \"'\"" in str(error.value)


@pytest.mark.parametrize(
    ("text", "declared", "value"),
    [
        ("2,600", ",", 2_600),
        ("2.600", ",", Decimal("2.6")),
        ("2.600", ".", 2_600),
        ("1.234,5", ".", Decimal("1234.5")),
    ],
)
def test_a_declared_grouping_character_never_begins_the_decimals(
    text: str, declared: str, value: object
) -> None:
    assert parse_number(text, decimals=3, group_char=declared) == value
    with pytest.raises(NumberError) as error:
        parse_number(f"12{declared}5", decimals=3, group_char=declared)
    assert error.value.code == "not-a-number"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "x",
        "NaN",
        "inf",
        "1e400",
        "1e3",
        "0x10",
        "1_000",
        "12%",
        "1.80.395",
        "1.8030.950",
        ".803.950",
        "1,2,3",
        "1.803,950,1",
        "1 803.950.000",
        "--3",
        "- ",
        "١٢",
        "１２",
        "12,",
        ",5",
        "5.",
        "9" * 31,
        "9" * 10_000,
        "1.803 950",
    ],
)
def test_anything_else_is_no_number(text: str) -> None:
    with pytest.raises(NumberError) as error:
        parse_number(text, decimals=2)
    assert error.value.code == "not-a-number"
    assert len(str(error.value)) < 160


@pytest.mark.parametrize("text", ["1.5", "12,5", "0,001", "1.803.950,5"])
def test_a_count_is_whole(text: str) -> None:
    with pytest.raises(NumberError) as error:
        parse_number(text)
    assert error.value.code == "not-whole"


def test_decimals_beyond_the_declared_ones_are_not_rounded_away() -> None:
    with pytest.raises(NumberError) as error:
        parse_number("0,125", decimals=2)
    assert error.value.code == "too-many-decimals"
    assert parse_number("0,1200", decimals=2) == Decimal("0.12")


def test_numbers_are_written_in_the_vietnamese_manner() -> None:
    assert format_number(0) == "0"
    assert format_number(-1_234_567) == "-1.234.567"
    assert format_number(Decimal("1234.50")) == "1.234,5"
    assert format_number(1_234, decimal_char=".", group_char=" ") == "1 234"
    assert format_number(10**29 + 1) == "100" + 8 * ".000" + ".001"


def test_zeros_at_the_end_of_decimals_are_not_written() -> None:
    """5,000 hours would be read as five thousand."""
    assert format_number(Decimal("5.000")) == "5"
    assert plain_number(Decimal("5.000")) == "5"
    assert plain_number(Decimal("-0.50")) == "-0.5"
    assert plain_number(-1_234_567) == "-1234567"
