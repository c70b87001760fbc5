"""What a report knows of a figure that it does not have."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from support.builders import NOT_APPLICABLE, NOT_EXPECTED, NOT_REPORTED, SUPPRESSED, WITHDRAWN, form, report

from vstbpn import Cell
from vstbpn.model import Value

TWO = form("a", "b")
SEXES = form("a", "a:F", "a:M")


@pytest.mark.parametrize("absence", [NOT_REPORTED, WITHDRAWN, SUPPRESSED, None])
def test_what_is_known_counts_and_is_no_value(absence: Value | None) -> None:
    found = report("u", absence, 2, on=TWO, known={"a": 5})
    assert found["a"] is (NOT_REPORTED if absence is None else absence)
    assert (found.numbers, [place for place, _ in found.gaps]) == ((5, 2), [0])
    assert found.known == ((Cell("a"), 5),)
    assert found != report("u", absence, 2, on=TWO)
    assert evolve(found, revision=2).known == found.known
    assert hash(found) == hash(evolve(found))


@pytest.mark.parametrize("value", [0, 5, NOT_APPLICABLE, NOT_EXPECTED])
def test_something_is_known_only_of_what_is_missing(value: Value) -> None:
    with pytest.raises(
        ValueError, match="report of unit 'u' for 2024-H1, a: no figure is missing of which 5"
    ):
        report("u", value, None, on=TWO, known={"a": 5})
    with pytest.raises(ValueError, match="no figure is missing"):
        report("u", value, 1, on=TWO, known={"a": 5})


def test_only_of_a_cell_of_the_form_and_never_a_figure_that_could_not_stand_there() -> None:
    with pytest.raises(ValueError, match="c: no figure is missing of which 5 is known"):
        report("u", None, None, on=TWO, known={"c": 5})
    with pytest.raises(ValueError, match="a: expected 0 or more, got -1"):
        report("u", None, None, on=TWO, known={"a": -1})
    with pytest.raises(ValueError, match="a: expected at most 0 decimal places"):
        report("u", None, None, on=TWO, known={"a": Decimal("0.5")})
    for wrong in (1.0, True, NOT_REPORTED, None):
        known: Any = {"a": wrong}
        with pytest.raises(TypeError, match="a: expected an int or a Decimal, got"):
            report("u", None, None, on=TWO, known=known)


def test_it_is_counted_in_the_last_decimal_place_and_in_any_order() -> None:
    tenths = form("a", "b", decimals=1)
    found = report("u", None, None, on=tenths, known=[(Cell("b"), Decimal("0.5")), ("a", 2)])
    assert found.numbers == (20, 5)
    assert found.known == ((Cell("a"), 2), (Cell("b"), Decimal("0.5")))
    assert found == evolve(found, known=reversed(found.known))


def test_of_a_total_the_larger_of_what_is_said_and_what_its_parts_add_up_to_is_known() -> None:
    assert report("u", None, 3, None, on=SEXES, known={"a": 5}).numbers == (5, 3, 0)
    assert report("u", None, 3, None, on=SEXES, known={"a": 2}).numbers == (3, 3, 0)
    assert report("u", None, 3, None, on=SEXES, known={"a:M": 4}).numbers == (7, 3, 4)


def test_what_is_known_is_marked_as_a_figure_is() -> None:
    found = report("u", None, None, on=TWO, known={"a": 5}, provisional=["a", "b"], estimated=["a"])
    assert (found.provisional_bits, found.estimated_bits) == (0b01, 0b01)
