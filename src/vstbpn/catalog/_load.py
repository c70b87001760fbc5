"""Strict loading of TOML tables into the model: an unknown key or a value of another type is an error."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache, partial
from typing import Any, TypeVar, get_args, get_origin

from attrs import fields
from cattrs import BaseValidationError, Converter, ForbiddenExtraKeysError, transform_error

__all__ = ["TableError", "parse_toml", "structure"]

T = TypeVar("T")


class TableError(ValueError):
    """A table that does not have the shape it should; ``faults`` names each place and what is wrong."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("; ".join(faults))


def parse_toml(text: str) -> dict[str, Any]:
    """Parse TOML.

    :raises TableError: if it is not TOML, with the line and column that the parser gives.
    """
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise TableError([f"expected TOML: {error}"]) from None


def structure(table: Mapping[str, Any], kind: type[T], path: str = "$") -> T:
    """Turn a table into an attrs class, refusing every key and type that the class does not have.

    :raises TableError: naming every fault with its place.
    """
    if not isinstance(table, Mapping):
        raise TableError([f"expected a table, got {table!r:.60} @ {path}"])
    try:
        return _converter(detailed=False).structure(table, kind)
    except (ValueError, TypeError, LookupError, AttributeError, ForbiddenExtraKeysError):
        pass  # once more, slower, for the places of all faults
    try:
        return _converter(detailed=True).structure(table, kind)
    except BaseValidationError as error:
        raise TableError(transform_error(error, path=path, format_exception=_say)) from None


@cache
def _converter(*, detailed: bool) -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=detailed)
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _exactly(kind))
    converter.register_structure_hook(date, _date)
    converter.register_structure_hook_func(_is_list, partial(_list, converter))
    converter.register_structure_hook(Enum, _member)
    return converter


def _say(error: BaseException, _: type | None) -> str:
    if isinstance(error, KeyError):
        return "expected this key, it is missing"
    if isinstance(error, ForbiddenExtraKeysError):
        # A code is mostly the name of the table, and not among its keys.
        names = (attribute.name for attribute in fields(error.cl) if attribute.init)
        known = ", ".join(name for name in names if name != "code")
        return f"unknown key {', '.join(sorted(error.extra_fields))}; known are {known}"
    if isinstance(error, AttributeError):  # what cattrs meets where it looks for a table
        return "expected a table"
    return str(error)


def _exactly(kind: type[T]) -> Callable[[Any, Any], T]:
    def hook(value: Any, _: Any) -> T:
        if type(value) is not kind:
            raise ValueError(f"expected {kind.__name__}, got {value!r:.60}")
        return value

    return hook


def _is_list(kind: Any) -> bool:
    origin: Any = get_origin(kind)
    return origin is list


def _list(converter: Converter, value: Any, kind: Any) -> list[Any]:
    if type(value) is not list:  # a text would be taken for a list of its letters
        raise ValueError(f"expected a list, got {value!r:.60}")
    (element,) = get_args(kind)
    return value if element is Any else [converter.structure(item, element) for item in value]


def _date(value: Any, _: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise ValueError(f"expected a date such as 2024-06-30, without quotes, got {value!r}")


def _member(value: Any, kind: type[Enum]) -> Enum:
    for member in kind:
        if member.value == value:
            return member
    raise ValueError(f"expected one of {', '.join(str(member.value) for member in kind)}, got {value!r}")
