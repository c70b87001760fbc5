"""Ratios as somebody printed them, held against the exact ones."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from fractions import Fraction

__all__ = ["Printed", "compare_printed", "round_half_up"]


class Printed(Enum):
    """How a ratio that somebody printed compares with the exact one."""

    HOLDS = "holds"
    """It is the exact value, rounded half up to its places."""
    CUT_OFF = "cut-off"
    """It is the exact value, cut off at its places instead of rounded."""
    DIFFERS = "differs"
    """It is another value."""


def compare_printed(value: Fraction, printed: Decimal, *, scale: int = 100) -> Printed:
    """Compare an exact ratio with one that somebody printed, to as many places as it was printed with.

    >>> compare_printed(Fraction(21, 55), Decimal("38.18"))
    <Printed.HOLDS: 'holds'>
    >>> compare_printed(Fraction(1198, 3218), Decimal("37.22"))
    <Printed.CUT_OFF: 'cut-off'>

    :param scale: what a whole was printed as: 100 for per cent.
    """
    exponent = printed.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError(f"expected a finite number, got {printed}")
    places = max(-exponent, 0)
    if round_half_up(value * scale, places) == printed:
        return Printed.HOLDS
    cut_off = Fraction(int(value * scale * 10**places), 10**places)
    return Printed.CUT_OFF if cut_off == Fraction(printed) else Printed.DIFFERS


def round_half_up(value: Fraction, places: int) -> Decimal:
    """Round half up, away from zero.

    >>> round_half_up(Fraction(1, 8), 2), round_half_up(Fraction(-1, 8), 2)
    (Decimal('0.13'), Decimal('-0.13'))
    """
    scaled = 2 * abs(value) * 10**places
    whole = (scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(f"{-whole if value < 0 else whole}E-{places}")
