"""Numbers as officials write them: ``1.803.950`` and ``12,5``.

In Viet Nam a dot groups thousands and a comma begins the decimals; software often does the opposite.
A text that has one meaning only is read, whichever manner it follows. A text that could mean two things
is refused, unless the indicator decides (a count of persons has no decimals, so ``2.600`` is two
thousand six hundred) or the file says which character does what.
"""

from __future__ import annotations

import re
from decimal import Decimal

from vstbpn.model import MOST_DIGITS, nfc

__all__ = ["NumberError", "format_number", "parse_number", "plain_number"]

_SPACES = "\u0020\u00a0\u2007\u2009\u202f"
_PLAIN = re.compile(r"[0-9]+")
_LONGEST = 40


class NumberError(ValueError):
    """A text that is no number, or more than one; ``code`` says which way."""

    def __init__(self, code: str, expected: str, text: str) -> None:
        self.code = code
        self.expected = expected
        self.text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        super().__init__(f"expected {expected}, got {self.text!r}")


def parse_number(
    text: str,
    *,
    decimals: int = 0,
    decimal_char: str | None = None,
    group_char: str | None = None,
) -> int | Decimal:
    """Read a number exactly as it is written.

    >>> parse_number("1.803.950"), parse_number("1 803 950"), parse_number("2.600")
    (1803950, 1803950, 2600)
    >>> parse_number("12,5", decimals=1), parse_number("-0.25", decimals=2)
    (Decimal('12.5'), Decimal('-0.25'))

    With decimals allowed, one separator before three digits could be either:

    >>> parse_number("2.600", decimals=3)
    Traceback (most recent call last):
    ...
    vstbpn.io.number.NumberError: expected a number that can be read in one way only, got '2.600'
    >>> parse_number("2.600", decimals=3, decimal_char=",")
    2600

    :param decimals: how many decimal places the figure may have; with 0 the answer is an ``int``.
    :param decimal_char: the decimal character, where the file declares it.
    :param group_char: the grouping character, where the file declares it; without it, and with
        ``decimal_char`` declared, any other of dot, comma and space may group.
    :raises NumberError: with code ``not-a-number``, ``ambiguous-number``, ``not-whole`` or
        ``too-many-decimals``.
    """
    sign, whole, fraction = _split(text, decimals, decimal_char, group_char)
    if len(whole) + len(fraction) > MOST_DIGITS:
        raise NumberError("not-a-number", f"a number of at most {MOST_DIGITS} digits", text)
    if not fraction.strip("0"):
        return sign * int(whole)
    if decimals == 0:
        raise NumberError("not-whole", "a whole number", text)
    fraction = fraction.rstrip("0")
    if len(fraction) > decimals:
        raise NumberError("too-many-decimals", f"at most {decimals} decimal places", text)
    return Decimal(f"{'-' if sign < 0 else ''}{whole}.{fraction}")


def format_number(value: int | Decimal, *, decimal_char: str = ",", group_char: str = ".") -> str:
    """Write a number in the Vietnamese manner, without zeros at the end of its decimals.

    >>> format_number(1803950), format_number(Decimal("-1234.50")), format_number(Decimal("5.000"))
    ('1.803.950', '-1.234,5', '5')
    """
    text = f"{value:,}" if isinstance(value, int) else f"{value:,f}"
    whole, _, fraction = text.partition(".")
    digits = fraction.rstrip("0")
    return whole.replace(",", group_char) + (decimal_char + digits if digits else "")


def plain_number(value: int | Decimal) -> str:
    """Write a number for programs to read: no grouping, a dot, no zeros at the end of its decimals.

    >>> plain_number(1803950), plain_number(Decimal("12.500"))
    ('1803950', '12.5')
    """
    return format_number(value, decimal_char=".", group_char="")


def _split(
    text: str, decimals: int, decimal_char: str | None, group_char: str | None
) -> tuple[int, str, str]:
    """Take a text apart into sign, whole digits and decimal digits."""
    plain = nfc(text).strip(_SPACES)
    sign = -1 if plain[:1] in ("-", "\u2212") else 1
    body = plain[1:].strip(_SPACES) if sign < 0 or plain[:1] == "+" else plain
    if len(body) > _LONGEST or not body:
        raise NumberError("not-a-number", "a number", text)
    if _PLAIN.fullmatch(body):
        return sign, body, ""
    for space in _SPACES[1:]:
        body = body.replace(space, " ")
    point = _decimal_point(body, text, decimals, group_char) if decimal_char is None else decimal_char
    head, mark, fraction = body.partition(point) if point else (body, "", "")
    groupers = {".", ",", " "} - {point} if group_char is None else {group_char}
    used = {char for char in head if not char.isdigit()}
    if (mark and not _PLAIN.fullmatch(fraction)) or not used <= groupers or len(used) > 1:
        raise NumberError("not-a-number", _expected(decimal_char, group_char), text)
    whole = head
    for grouper in used:
        first, *groups = head.split(grouper)
        whole = first + "".join(groups)
        if not 1 <= len(first) <= 3 or any(len(group) != 3 for group in groups):
            raise NumberError("not-a-number", "thousands in groups of three digits", text)
    if not _PLAIN.fullmatch(whole):
        raise NumberError("not-a-number", _expected(decimal_char, group_char), text)
    return sign, whole, fraction


def _decimal_point(body: str, text: str, decimals: int, group_char: str | None) -> str:
    """Tell which character begins the decimals, where nobody declared it; empty for none."""
    marks = [char for char in body if char in ".," and char != group_char]
    if len(set(marks)) == 2:
        return marks[-1]
    if len(marks) != 1:
        return ""
    (mark,) = marks
    if group_char is not None:
        return mark
    head, fraction = body.split(mark)
    could_group = len(fraction) == 3 and 1 <= len(head) <= 3 and not head.startswith("0")
    if not could_group or " " in head:
        return mark
    if decimals == 0 and mark == ".":
        return ""
    raise NumberError("ambiguous-number", "a number that can be read in one way only", text)


def _expected(decimal_char: str | None, group_char: str | None) -> str:
    if decimal_char is None:
        return "a number such as 1.803.950 or 12,5"
    group = f" and thousands after {group_char!r}" if group_char else ""
    return f"a number with decimals after {decimal_char!r}{group}"
