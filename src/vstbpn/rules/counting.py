"""Counting with gaps: exact comparisons, and answers that more knowledge settles and never turns."""

from __future__ import annotations

from fractions import Fraction

from vstbpn.model import Outcome, Share

__all__ = ["any_of", "at_least", "share_at_least"]


def at_least(part: int, whole: int, share: Fraction) -> bool:
    """Tell whether a part is at least a share of a whole, in whole numbers: nothing is rounded.

    >>> at_least(302, 864, Fraction(35, 100)), at_least(303, 864, Fraction(35, 100))
    (False, True)

    :raises TypeError: if a count is not a whole number or the share no fraction; 0.35 is not 35 per cent.
    :raises ValueError: if there is no whole to have a share of.
    """
    if type(part) is not int or type(whole) is not int:
        kinds = f"{type(part).__name__} and {type(whole).__name__}"
        raise TypeError(f"expected whole numbers to compare, got {kinds}")
    _check_fraction(share)
    if whole <= 0:
        raise ValueError(f"expected a whole of 1 or more, got {whole}: nothing has no share")
    return part * share.denominator >= share.numerator * whole


def any_of(share: Share) -> Outcome:
    """Tell whether there is one: who is known decides before who is not.

    One known is a pass; none known but gaps cannot be told; all recorded and none is a fail. Of nobody at
    all the question is not applicable, and counts that contradict each other tell nothing.

    >>> [any_of(share).value for share in (Share(1, 9, 8), Share(0, 9, 8), Share(0, 9))]
    ['pass', 'unknown', 'fail']
    """
    if not share.is_consistent:
        return Outcome.UNKNOWN
    if share.part > 0:
        return Outcome.PASS
    if share.unknown > 0 or share.more != 0:
        return Outcome.UNKNOWN
    return Outcome.FAIL if share.whole > 0 else Outcome.NOT_APPLICABLE


def share_at_least(share: Share, required: Fraction) -> Outcome:
    """Tell whether a share is reached: a pass if the known suffice, a fail if all the unknown would not.

    >>> shares = (Share(7, 20, 5), Share(6, 20, 5), Share(1, 20, 5))
    >>> [share_at_least(women, Fraction(35, 100)).value for women in shares]
    ['pass', 'unknown', 'fail']

    :raises TypeError: if what is required is no fraction; 0.35 is not 35 per cent.
    :raises ValueError: if it is not more than 0 and at most 1.
    """
    _check_fraction(required)
    least, of = required.numerator, required.denominator
    if not 0 < least <= of:
        raise ValueError(f"expected a share of more than 0 and at most 1, got {required}")
    part, whole, unknown, more = share.part, share.whole, share.unknown, share.more
    if part + unknown > whole or more is None:
        return Outcome.UNKNOWN
    if whole + more == 0:
        return Outcome.NOT_APPLICABLE
    # part / (whole + more) >= least / of, in whole numbers: at worst nobody unknown counts, at best all.
    enough = least * (whole + more)
    if part * of >= enough:
        return Outcome.PASS
    reachable = (part + unknown + more) * of >= enough
    return Outcome.UNKNOWN if reachable else Outcome.FAIL


def _check_fraction(share: object) -> None:
    if not isinstance(share, Fraction):
        raise TypeError(f"expected a Fraction to compare with, got {share!r:.60}. Hint: Fraction(35, 100)")
