from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from support.builders import (
    HALF,
    NOT_APPLICABLE,
    NOT_EXPECTED,
    NOT_REPORTED,
    SUPPRESSED,
    WITHDRAWN,
    form,
    indicator,
    report,
)

from vstbpn import Absence, Cell, Form, OverUnits, Report
from vstbpn.model import exact

TWO = form("a", "b")
TENTHS = form("a", "b", decimals=1)


def test_whole_values_are_kept_as_they_are() -> None:
    plain = report("u", 1, 0, on=TWO)
    assert plain.values == plain.numbers == (1, 0)
    assert plain.gaps == ()
    assert plain["a"] == 1
    assert plain[Cell("b")] == 0
    with pytest.raises(KeyError):
        plain["c"]


def test_an_absence_is_beside_the_numbers_and_no_zero() -> None:
    gappy = report("u", SUPPRESSED, 0, on=TWO)
    assert gappy.numbers == (0, 0)
    assert gappy.gaps == ((0, SUPPRESSED),)
    assert gappy["a"] is SUPPRESSED


def test_decimals_are_kept_exactly() -> None:
    precise = report("u", Decimal("0.1"), Decimal("12.50"), on=TENTHS)
    assert precise.numbers == (1, 125)
    assert report("u", 3, Decimal("1E+2"), on=TENTHS).numbers == (30, 1000)
    assert report("u", Decimal("-0"), Decimal("0E+90"), on=TENTHS).numbers == (0, 0)
    assert exact(125, 1) == Decimal("12.5")
    assert exact(-5, 2) == Decimal("-0.05")
    assert report("u", Decimal("4.0"), 1, on=TWO).numbers == (4, 1)


@pytest.mark.parametrize("value", [Decimal("0.05"), Decimal("1.25")])
def test_more_decimals_than_declared_are_refused_and_not_rounded(value: Decimal) -> None:
    with pytest.raises(
        ValueError, match=r"report of unit 'u' for 2024-H1, a: expected at most 1 decimal places"
    ):
        report("u", value, 1, on=TENTHS)


@pytest.mark.parametrize(
    "value", [Decimal("NaN"), Decimal("Infinity"), Decimal("-Infinity"), Decimal("sNaN")]
)
def test_what_is_not_finite_is_refused(value: Decimal) -> None:
    with pytest.raises(ValueError, match="expected a finite number"):
        report("u", value, 1, on=TENTHS)


def test_a_number_that_would_fill_the_memory_is_refused() -> None:
    for number in (Decimal("1E+400"), Decimal("1E+99999999"), 10**30, -(10**30), Decimal(10) ** 29):
        with pytest.raises(ValueError, match="at most 30 digits"):
            report("u", number, 1, on=TENTHS)
    with pytest.raises(ValueError, match="at most 30 digits"):
        report("u", Decimal("1." + "1" * 100), 1, on=TENTHS)
    with pytest.raises(ValueError, match="at most 30 digits"):
        report("u", -(10**30), 1, on=form("a", "b", minimum=None))
    with pytest.raises(ValueError, match="at most 1 decimal places"):
        report("u", Decimal("1E-99999999"), 1, on=TENTHS)
    assert report("u", Decimal("0E-99999999"), 10**30 - 1, on=TWO).numbers == (0, 10**30 - 1)


@pytest.mark.parametrize("value", [1.0, True, "1"])
def test_other_types_are_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="expected an int, a Decimal, an Absence or None"):
        report("u", value, 1, on=TWO)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("unit", 24),
        ("period", "2024"),
        ("scope", "own"),
        ("revision", True),
        ("revision", "1"),
        ("received_on", "2024-06-10"),
        ("boundaries", datetime(2024, 6, 30, tzinfo=UTC)),
        ("observed_on", 2024),
        ("method", None),
        ("preliminary", 1),
    ],
)
def test_a_header_of_another_type_is_refused_by_name(name: str, value: object) -> None:
    header: dict[str, Any] = {"unit": "u", "form": TWO, "period": HALF, "values": (1, 2)}
    with pytest.raises(TypeError, match=f"report: expected {name} to be a"):
        Report(**{**header, name: value})


def test_a_unit_has_one_code_however_it_is_typed() -> None:
    assert report(unicodedata.normalize("NFD", "sở"), 1, 2, on=TWO).unit == "sở"


def test_there_is_one_value_for_each_cell() -> None:
    with pytest.raises(ValueError, match="expected 2 values, one for each cell of form 'form', got 1"):
        report("u", 1, on=TWO)


def test_a_value_below_the_minimum_is_refused() -> None:
    with pytest.raises(ValueError, match="b: expected 0 or more, got -3"):
        report("u", 1, -3, on=TWO)
    assert report("u", 1, -3, on=form("a", "b", minimum=None)).values == (1, -3)


def test_each_indicator_has_its_own_minimum() -> None:
    degrees = indicator("b", minimum=5, decimals=1, over_units=OverUnits.NEVER)
    mixed = Form(
        code="f",
        cells=["a", "b", "c"],
        indicators=[indicator("a"), degrees, indicator("c", minimum=None)],
    )
    assert report("u", 0, 5, -9, on=mixed).numbers == (0, 50, -9)
    assert report("u", 0, NOT_APPLICABLE, 0, on=mixed).numbers == (0, 0, 0)
    with pytest.raises(ValueError, match=r"b: expected 5 or more, got 4\.9"):
        report("u", 0, Decimal("4.9"), 0, on=mixed)


def test_marks_are_kept_by_place() -> None:
    marked = report("u", 1, 2, on=TWO, provisional={Cell("b")}, estimated=[Cell("a")])
    assert (marked.provisional_bits, marked.estimated_bits, marked.is_marked) == (0b10, 0b01, True)
    assert report("u", 1, 2, on=TWO, preliminary=True).provisional_bits == 0b11
    assert report("u", 1, 2, on=TWO).is_marked is False


def test_only_a_cell_of_the_form_can_be_marked() -> None:
    with pytest.raises(ValueError, match="form 'form' has no cell c to mark"):
        report("u", 1, 2, on=TWO, provisional=["c"])
    with pytest.raises(ValueError, match="form 'form' has no cell a:F to mark"):
        report("u", 1, 2, on=TWO, estimated=[Cell("a", "F")])


def test_what_adds_nothing_marks_nothing() -> None:
    hidden = report("u", SUPPRESSED, 2, on=TWO, preliminary=True, estimated=["a", "b"])
    assert (hidden.provisional_bits, hidden.estimated_bits) == (0b10, 0b10)


# -- what follows from other values --------------------------------------------------------------

SEXES = form("a", "a:F", "a:M", "a:_U")


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ((None, 1, 2, 3), (6, 1, 2, 3)),
        ((9, 1, 2, None), (9, 1, 2, NOT_REPORTED)),
        ((None, 1, 2, None), (3, 1, 2, NOT_APPLICABLE)),
        ((None, 1, None, None), (NOT_REPORTED, 1, NOT_REPORTED, NOT_REPORTED)),
        ((None, 1, None, 3), (NOT_REPORTED, 1, NOT_REPORTED, 3)),
        ((None, 1, WITHDRAWN, 3), (NOT_REPORTED, 1, WITHDRAWN, 3)),
        ((None, 1, SUPPRESSED, None), (SUPPRESSED, 1, SUPPRESSED, NOT_APPLICABLE)),
        ((None, 1, NOT_APPLICABLE, 3), (4, 1, NOT_APPLICABLE, 3)),
        (
            (None, NOT_EXPECTED, NOT_APPLICABLE, None),
            (NOT_APPLICABLE, NOT_EXPECTED, NOT_APPLICABLE, NOT_APPLICABLE),
        ),
        ((None, NOT_EXPECTED, NOT_EXPECTED, NOT_EXPECTED), (NOT_EXPECTED,) * 4),
        ((NOT_EXPECTED, None, None, None), (NOT_EXPECTED,) * 4),
        ((NOT_APPLICABLE, None, 2, None), (NOT_APPLICABLE, NOT_APPLICABLE, 2, NOT_APPLICABLE)),
        ((SUPPRESSED, None, 2, None), (SUPPRESSED, NOT_REPORTED, 2, NOT_REPORTED)),
        ((None, None, None, None), (NOT_REPORTED,) * 4),
    ],
)
def test_a_total_that_is_left_open_is_the_sum_of_its_parts(
    said: tuple[int | Absence | None, ...], values: tuple[int | Absence, ...]
) -> None:
    assert report("u", *said, on=SEXES).values == values


def test_what_is_known_of_a_total_is_what_its_parts_add_up_to() -> None:
    """Else, adding up what there is, the women would be more than all."""
    assert report("u", None, 5, None, None, on=SEXES).numbers == (5, 5, 0, 0)
    assert report("u", NOT_REPORTED, 5, 1, None, on=SEXES).numbers == (6, 5, 1, 0)
    assert report("u", WITHDRAWN, 5, 1, None, on=SEXES).numbers == (6, 5, 1, 0)
    assert report("u", SUPPRESSED, 5, 1, 0, on=SEXES).numbers == (6, 5, 1, 0)
    assert report("u", None, 5, SUPPRESSED, None, on=SEXES).numbers == (5, 5, 0, 0)
    assert report("u", NOT_APPLICABLE, 5, 1, 0, on=SEXES).numbers == (0, 5, 1, 0)
    losses = form("a", "a:F", "a:M", minimum=None)
    assert report("u", None, -5, None, on=losses).numbers == (-5, -5, 0)


def test_a_sum_is_exact_whatever_its_size() -> None:
    fine = form("a", "a:F", "a:M", decimals=9)
    parts = Decimal("12345678901234567890.123456789"), Decimal("0.000000001")
    assert report("u", None, *parts, on=fine)["a"] == Decimal("12345678901234567890.123456790")


def test_a_sum_is_marked_as_its_parts_are() -> None:
    marked = report("u", None, 1, 2, None, on=SEXES, provisional=["a:F"], estimated=["a:M"])
    assert marked.provisional == {Cell("a"), Cell("a", "F")}
    assert marked.estimated == {Cell("a"), Cell("a", "M")}
    partly = report("u", None, 1, None, None, on=SEXES, provisional=["a:F"])
    assert partly.provisional_bits == 0b0011
    assert report("u", 3, 1, 2, None, on=SEXES, provisional=["a:F"]).provisional == {Cell("a", "F")}


def test_a_total_may_be_broken_down_in_two_ways() -> None:
    ages = ("a:age=young", "a:age=old")
    both = form("a", "a:F", "a:M", *ages, partitions=["sex", "age"])
    assert report("u", None, 1, 2, None, None, on=both)["a"] == 3
    assert report("u", None, None, None, 4, 5, on=both)["a"] == 9
    assert report("u", None, 1, None, 4, None, on=both).numbers[0] == 4
    of_which = form("a", *ages)
    assert report("u", None, 4, 5, on=of_which).values == (NOT_REPORTED, 4, 5)
    assert report("u", NOT_APPLICABLE, None, None, on=of_which).values == (NOT_APPLICABLE,) * 3


def test_totals_of_totals_are_worked_out_from_the_bottom() -> None:
    cells = [f"a{sex}{age}" for sex in ("", ":F", ":M") for age in ("", ":age=young", ":age=old")]
    crossed = form(*cells, partitions=["sex", "age"])
    said = {"a:F:age=young": 1, "a:F:age=old": 2, "a:M:age=young": 4, "a:M:age=old": 8}
    filled = report("u", *(said.get(cell) for cell in cells), on=crossed)
    assert {cell: filled[cell] for cell in cells} == {
        **said,
        "a": 15,
        "a:F": 3,
        "a:M": 12,
        "a:age=young": 5,
        "a:age=old": 10,
    }


def test_missing_means_owed_and_not_there() -> None:
    assert {absence for absence in Absence if absence.is_missing} == {NOT_REPORTED, Absence.WITHDRAWN}


def test_revisions_are_numbered_from_one() -> None:
    with pytest.raises(ValueError, match="expected a revision from 1 on, got 0"):
        report("u", 1, 2, on=TWO, revision=0)
