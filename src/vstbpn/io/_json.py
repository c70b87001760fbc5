"""JSON, exactly: decimals as decimals, no NaN, no key twice, and no text that breaks the parser."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from vstbpn.errors import InputError
from vstbpn.io._problems import Problems, shorten

__all__ = ["parse_json"]


def parse_json(text: str, problems: Problems, code: str = "bad-json") -> Any:
    """Parse a document.

    :param code: the code of the problem, if it is none.
    :raises InputError: if it is none.
    """
    try:
        return json.loads(text, parse_float=_decimal, parse_constant=_refuse, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        problems.add(code, row=error.lineno, why=f"expected JSON: {error.msg}")
    except (ValueError, RecursionError) as error:
        problems.add(code, why=str(error))
    raise InputError(problems)


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent of twenty digits
        raise ValueError(f"expected a number within reason, got {shorten(text)}") from None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"expected a finite number, got {constant}")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        names = [name for name, _ in pairs]
        twice = sorted({name for name in names if names.count(name) > 1})
        raise ValueError(f"the key {', '.join(twice)} stands twice in one object")
    return table
