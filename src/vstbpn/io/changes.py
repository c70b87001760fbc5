"""Changes of the map and weights of divided units, as a user writes them down in CSV."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Final, TypeVar

from vstbpn.catalog import Change, Weights
from vstbpn.errors import InputError
from vstbpn.io._problems import Problems, shorten
from vstbpn.io.csv import read_table
from vstbpn.io.number import NumberError, parse_number
from vstbpn.model import LinkKind, parse_date

__all__ = ["CHANGE_COLUMNS", "WEIGHT_COLUMNS", "read_changes", "read_weights"]

CHANGE_COLUMNS: Final = (
    "on",
    "level",
    "before",
    "after",
    "kind",
    "decree",
    "people_share",
    "name",
    "parent",
    "clause",
)
"""The columns of changes; the first six are required."""

WEIGHT_COLUMNS: Final = ("unit", "part", "weight")
"""The columns of weights: the codes of a divided unit and of a part, and a number."""

_REQUIRED: Final = 6
_QUOTIENT: Final = re.compile(r"([0-9]{1,30}) ?/ ?([0-9]{1,30})")
_MOST_DECIMALS: Final = 30

T = TypeVar("T")


def read_changes(path: str | Path) -> tuple[Change, ...]:
    """Read changes of the map, for :meth:`~vstbpn.catalog.Gazetteer.extend`.

    ``kind`` is one of ``unchanged``, ``renamed``, ``retyped``, ``merged-whole``, ``part``, ``all-people``,
    ``area-only``, ``rest``; ``people_share`` a number such as ``1/3`` or ``0,4``, or empty.

    :raises InputError: if any row cannot be used: half of a decree would make a wrong map.
    """
    return tuple(_read(Path(path), CHANGE_COLUMNS, _REQUIRED, _change))


def read_weights(path: str | Path) -> Weights:
    """Read weights, for :func:`~vstbpn.restate`.

    :raises InputError: if any row cannot be used, or a pair of codes stands twice.
    """
    found: dict[tuple[str, str], Fraction] = {}

    def take(fields: Mapping[str, str]) -> None:
        pair = fields["unit"], fields["part"]
        if pair in found:
            raise ValueError(f"{pair[0]} and {pair[1]} stand here again")
        found[pair] = _fraction(fields["weight"])

    _read(Path(path), WEIGHT_COLUMNS, len(WEIGHT_COLUMNS), take)
    return found


def _change(fields: Mapping[str, str]) -> Change:
    kinds = {kind.value: kind for kind in LinkKind}
    kind = kinds.get(fields["kind"].lower().replace("_", "-"))
    if kind is None:
        raise ValueError(f"expected one of {', '.join(kinds)}, got {fields['kind']!r}")
    share = fields.get("people_share", "")
    return Change(
        on=parse_date(fields["on"]),
        level=fields["level"],
        before=fields["before"],
        after=fields["after"],
        kind=kind,
        decree=fields["decree"],
        people_share=_fraction(share) if share else None,
        name=fields.get("name") or None,
        parent=fields.get("parent") or None,
        clause=fields.get("clause") or None,
    )


def _fraction(text: str) -> Fraction:
    """Read a number as in reports, or a quotient.

    ``Fraction`` itself reads ``1e3000000000`` too, and computes for ever.
    """
    try:
        quotient = _QUOTIENT.fullmatch(text)
        if quotient is not None:
            found = Fraction(int(quotient[1]), int(quotient[2]))
        else:
            found = Fraction(parse_number(text, decimals=_MOST_DECIMALS))
    except NumberError as error:
        if error.code != "ambiguous-number":
            raise _no_number(text) from None
        raise
    except ZeroDivisionError:
        raise _no_number(text) from None
    if found < 0:
        raise _no_number(text)
    return found


def _no_number(text: str) -> ValueError:
    return ValueError(f"expected a number such as 1250, 0.4 or 1/3, got {shorten(text)!r}")


def _read(
    path: Path, columns: tuple[str, ...], required: int, make: Callable[[Mapping[str, str]], T]
) -> list[T]:
    """Read a small table whole, or not at all."""
    problems = Problems(path.name)
    table = read_table(path, problems, required=columns[:required], optional=columns[required:])
    found: list[T] = []
    for fields, number in table.records():
        empty = [name for name in columns[:required] if not fields[name]]
        if empty:
            problems.add("empty-field", row=number, column=empty[0], expected=f"a {empty[0]}")
            continue
        try:
            found.append(make(fields))
        except ValueError as error:
            problems.add("bad-row", row=number, why=str(error))
    if problems.failed:
        raise InputError(problems)
    return found
