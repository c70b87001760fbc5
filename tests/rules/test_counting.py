"""Counting with gaps."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from vstbpn.model import Outcome, Share
from vstbpn.rules import any_of, at_least, share_at_least

THIRTY_FIVE = Fraction(35, 100)


@pytest.mark.parametrize(
    ("part", "whole", "required", "enough"),
    [
        (302, 864, THIRTY_FIVE, False),
        (303, 864, THIRTY_FIVE, True),
        (7, 20, THIRTY_FIVE, True),
        (34_999_999_999_999_999, 100_000_000_000_000_000, THIRTY_FIVE, False),
        (0, 5, Fraction(1, 5), False),
        (1, 3, Fraction(1, 3), True),
    ],
)
def test_a_share_is_compared_in_whole_numbers(
    part: int, whole: int, required: Fraction, enough: bool
) -> None:
    """0.35 as a float is less than 35 per cent, and 34.999999999999999 % as a float is 35 %."""
    assert at_least(part, whole, required) is enough


@pytest.mark.parametrize("call", [(3.5, 10, THIRTY_FIVE), (4, 10.0, THIRTY_FIVE), (True, 1, THIRTY_FIVE)])
def test_counts_are_whole_numbers(call: tuple[Any, Any, Any]) -> None:
    with pytest.raises(TypeError, match="whole numbers"):
        at_least(*call)


@pytest.mark.parametrize("share", [0.35, 1, "0.35"])
def test_a_threshold_is_a_fraction(share: Any) -> None:
    with pytest.raises(TypeError, match="Fraction"):
        at_least(4, 10, share)


@pytest.mark.parametrize("whole", [0, -1])
def test_nothing_has_no_share(whole: int) -> None:
    with pytest.raises(ValueError, match="1 or more"):
        at_least(0, whole, THIRTY_FIVE)


@pytest.mark.parametrize(
    ("share", "outcome"),
    [
        (Share(1, 9, 8), Outcome.PASS),
        (Share(1, 1, 0, None), Outcome.PASS),
        (Share(0, 9, 1), Outcome.UNKNOWN),
        (Share(0, 9, 0, 1), Outcome.UNKNOWN),
        (Share(0, 0, 0, None), Outcome.UNKNOWN),
        (Share(0, 9), Outcome.FAIL),
        (Share(0, 0), Outcome.NOT_APPLICABLE),
        (Share(2, 1), Outcome.UNKNOWN),
    ],
)
def test_one_known_is_enough_and_none_needs_all_recorded(share: Share, outcome: Outcome) -> None:
    assert any_of(share) is outcome


@pytest.mark.parametrize(
    ("share", "outcome"),
    [
        (Share(303, 864), Outcome.PASS),
        (Share(302, 864), Outcome.FAIL),
        (Share(302, 864, 1), Outcome.UNKNOWN),
        (Share(303, 864, 561), Outcome.PASS),
        (Share(301, 864, 1), Outcome.FAIL),
        (Share(7, 20, 0, 1), Outcome.UNKNOWN),
        (Share(8, 20, 0, 2), Outcome.PASS),
        (Share(6, 20, 0, 1), Outcome.FAIL),
        (Share(6, 20, 0, 2), Outcome.UNKNOWN),
        (Share(20, 20, 0, None), Outcome.UNKNOWN),
        (Share(0, 0, 0, 2), Outcome.UNKNOWN),
        (Share(0, 0), Outcome.NOT_APPLICABLE),
        (Share(9, 8), Outcome.UNKNOWN),
        (Share(7, 8, 2), Outcome.UNKNOWN),
    ],
)
def test_a_share_passes_if_the_known_suffice_and_fails_if_all_unknown_would_not(
    share: Share, outcome: Outcome
) -> None:
    assert share_at_least(share, THIRTY_FIVE) is outcome


def test_a_whole_may_be_required() -> None:
    assert share_at_least(Share(4, 4), Fraction(1)) is Outcome.PASS
    assert share_at_least(Share(3, 4), Fraction(1)) is Outcome.FAIL


@pytest.mark.parametrize("required", [Fraction(0), Fraction(-1, 2), Fraction(35), Fraction(101, 100)])
def test_thirty_five_is_not_thirty_five_per_cent(required: Fraction) -> None:
    with pytest.raises(ValueError, match="at most 1"):
        share_at_least(Share(1, 2), required)


def test_what_is_required_is_a_fraction() -> None:
    float_: Any = 0.35
    with pytest.raises(TypeError, match="Fraction"):
        share_at_least(Share(1, 2), float_)
