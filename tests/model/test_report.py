from __future__ import annotations

from decimal import Decimal

import pytest
from support.builders import NOT_APPLICABLE, NOT_REPORTED, SUPPRESSED, form, indicator, report

from vstbpn import Absence, Cell, Form
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
    assert SUPPRESSED != 0


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
    with pytest.raises(ValueError, match="a statistic can have"):
        report("u", Decimal("1E+400"), 1, on=TENTHS)


@pytest.mark.parametrize("value", [1.0, True, "1", None])
def test_other_types_are_refused(value: object) -> None:
    with pytest.raises(TypeError, match="expected an int, a Decimal or an Absence"):
        report("u", value, 1, on=TWO)  # type: ignore[arg-type]


def test_there_is_one_value_for_each_cell() -> None:
    with pytest.raises(ValueError, match="expected 2 values, one for each cell of form 'form', got 1"):
        report("u", 1, on=TWO)


def test_a_value_below_the_minimum_is_refused() -> None:
    with pytest.raises(ValueError, match="b: expected 0 or more, got -3"):
        report("u", 1, -3, on=TWO)
    assert report("u", 1, -3, on=form("a", "b", minimum=None)).values == (1, -3)


def test_each_indicator_has_its_own_minimum() -> None:
    mixed = Form(
        code="f",
        cells=["a", "b", "c"],
        indicators=[indicator("a"), indicator("b", minimum=5), indicator("c", minimum=None)],
    )
    assert report("u", 0, 5, -9, on=mixed).numbers == (0, 5, -9)
    assert report("u", 0, NOT_APPLICABLE, 0, on=mixed).numbers == (0, 0, 0)
    with pytest.raises(ValueError, match="b: expected 5 or more, got 4"):
        report("u", 0, 4, 0, on=mixed)


def test_marks_are_kept_by_place() -> None:
    marked = report("u", 1, 2, on=TWO, provisional={Cell("b")}, estimated=[Cell("a")])
    assert (marked.provisional_bits, marked.estimated_bits, marked.is_marked) == (0b10, 0b01, True)
    assert report("u", 1, 2, on=TWO, preliminary=True).provisional_bits == 0b11
    assert report("u", 1, 2, on=TWO).is_marked is False


def test_missing_means_owed_and_not_there() -> None:
    assert {absence for absence in Absence if absence.is_missing} == {NOT_REPORTED, Absence.WITHDRAWN}


def test_revisions_are_numbered_from_one() -> None:
    with pytest.raises(ValueError, match="expected a revision from 1 on, got 0"):
        report("u", 1, 2, on=TWO, revision=0)
