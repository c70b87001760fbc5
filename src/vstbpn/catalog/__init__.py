"""The law and the map as data."""

from vstbpn.catalog._load import TableError, structure
from vstbpn.catalog.changes import KINDS, Change, apply_changes, kind_of
from vstbpn.catalog.crosswalk import Crosswalk, Shares, Weights
from vstbpn.catalog.definitions import Definitions, FormTable, indicators, parse_definitions
from vstbpn.catalog.gazetteer import CHECKED_ON, LEVELS, NATION, Gazetteer, gazetteer
from vstbpn.catalog.names import NameIndex

__all__ = [
    "CHECKED_ON",
    "KINDS",
    "LEVELS",
    "NATION",
    "Change",
    "Crosswalk",
    "Definitions",
    "FormTable",
    "Gazetteer",
    "NameIndex",
    "Shares",
    "TableError",
    "Weights",
    "apply_changes",
    "gazetteer",
    "indicators",
    "kind_of",
    "parse_definitions",
    "structure",
]
