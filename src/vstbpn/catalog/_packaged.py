"""The packaged TOML tables of a folder of the catalogue, by the files' names."""

from __future__ import annotations

from importlib import resources
from typing import Any, Final

from vstbpn.catalog._load import parse_toml

__all__ = ["TARGET_TABLES", "packaged_tables"]

TARGET_TABLES: Final = frozenset({"objectives", "targets", "adjustments"})
"""The tables that stand beside indicators in one folder, so that what belongs together stands together."""


def packaged_tables(folder: str) -> dict[str, dict[str, Any]]:
    """Read every TOML file of a folder, in the order of their names."""
    files = (resources.files("vstbpn.catalog") / folder).iterdir()
    found = sorted((file for file in files if file.name.endswith(".toml")), key=lambda file: file.name)
    return {file.name: parse_toml(file.read_text("utf-8")) for file in found}
