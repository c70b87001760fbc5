"""Tables of several TOML files, by the files' names: the catalogue's own and a user's."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from typing import Any, Final

from vstbpn.catalog._load import TableError, parse_toml

__all__ = ["TARGET_TABLES", "packaged_tables", "parse_texts"]

TARGET_TABLES: Final = frozenset({"objectives", "targets", "adjustments"})
"""The tables that stand beside indicators in one folder, so that what belongs together stands together."""


def packaged_tables(folder: str) -> dict[str, dict[str, Any]]:
    """Read every TOML file of a folder, in the order of their names."""
    files = (resources.files("vstbpn.catalog") / folder).iterdir()
    found = sorted((file for file in files if file.name.endswith(".toml")), key=lambda file: file.name)
    return {file.name: parse_toml(file.read_text("utf-8")) for file in found}


def parse_texts(texts: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Parse the texts of files.

    :raises TableError: naming every file that is not TOML.
    """
    tables: dict[str, dict[str, Any]] = {}
    faults: list[str] = []
    for file, text in texts.items():
        try:
            tables[file] = parse_toml(text)
        except TableError as error:
            faults += [f"{file}: {fault}" for fault in error.faults]
    if faults:
        raise TableError(faults)
    return tables
