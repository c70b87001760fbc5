"""A folder with a Data Package: ``datapackage.json`` beside the tables that it describes.

Of the descriptor (Frictionless Data Package, version 1 or 2) these are honoured: each resource's ``path``
(one or several, inside the folder), its ``encoding`` (UTF-8 only), its ``dialect.delimiter`` and, on the
field ``value`` of its schema, ``decimalChar`` and ``groupChar``. A resource whose schema has no field
``indicator`` is not a table of observations and is passed over with a note.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final

from attrs import frozen

from vstbpn.errors import InputError
from vstbpn.io._files import read_text
from vstbpn.io._json import parse_json
from vstbpn.io._problems import Problems
from vstbpn.io.tabular import Notation

__all__ = ["DESCRIPTOR", "Resource", "read_descriptor"]

DESCRIPTOR: Final = "datapackage.json"
"""The name of the file that makes a folder a Data Package."""


@frozen
class Resource:
    """A table of the package: where it is and how it is written."""

    path: Path
    separator: str | None
    notation: Notation


def read_descriptor(folder: Path, problems: Problems) -> list[Resource]:
    """Read which tables of observations a package has.

    :raises InputError: if there is no descriptor, or none of its resources can be read.
    """
    descriptor = parse_json(read_text(folder / DESCRIPTOR, problems), problems, "bad-descriptor")
    resources: list[Resource] = []
    listed = descriptor.get("resources") if isinstance(descriptor, dict) else None
    if not isinstance(listed, list) or not listed:
        problems.add("bad-descriptor", why="expected an object with a list of resources")
        raise InputError(problems)
    for place, resource in enumerate(listed):
        try:
            resources += _tables(folder, _object(resource, "a resource"), problems)
        except ValueError as error:
            problems.add("bad-descriptor", column=f"resources[{place}]", why=str(error))
    if not resources:
        raise InputError(problems)
    return resources


def _tables(folder: Path, resource: Mapping[str, Any], problems: Problems) -> Iterator[Resource]:
    """Give the tables of one resource, each file of it being one."""
    name = resource.get("name", "")
    fields = {
        str(field.get("name")): field
        for field in _objects(_object(resource.get("schema", {}), "schema").get("fields", []), "fields")
    }
    if fields and "indicator" not in fields:
        problems.add("not-observations", found=str(name))
        return
    encoding = str(resource.get("encoding", "utf-8")).lower().replace("_", "-")
    if encoding not in ("utf-8", "utf8"):
        raise ValueError(f"expected encoding utf-8, got {encoding!r}")
    value = fields.get("value", {})
    notation = Notation(decimal_char=_char(value, "decimalChar"), group_char=_char(value, "groupChar"))
    separator = _char(_object(resource.get("dialect", {}), "dialect"), "delimiter")
    paths = resource.get("path")
    for path in paths if isinstance(paths, list) and paths else [paths]:
        yield Resource(folder / _inside(path), separator, notation)


def _inside(path: object) -> PurePosixPath:
    """Check that a path stays in the folder: descriptors come from elsewhere."""
    if not isinstance(path, str) or not path:
        raise ValueError(f"expected the path of a file, got {path!r}")
    inside = PurePosixPath(path)
    if inside.is_absolute() or ".." in inside.parts or ":" in path or "\\" in path:
        raise ValueError(f"expected a path inside the package's folder, got {path!r}")
    return inside


def _object(value: object, what: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"expected {what} to be an object, got {type(value).__name__}")
    return value


def _objects(values: object, what: str) -> list[Mapping[str, Any]]:
    if not isinstance(values, list):
        raise ValueError(f"expected {what} to be a list, got {type(values).__name__}")
    return [_object(value, f"each of the {what}") for value in values]


def _char(table: Mapping[str, Any], key: str) -> str | None:
    value = table.get(key)
    if value in (None, ""):
        return None
    if not isinstance(value, str) or len(value) != 1 or value in '"\r\n' or value.isalnum():
        raise ValueError(f"expected {key} to be one character that separates, got {value!r:.40}")
    return value
