"""The law and the map as data."""

from vstbpn.catalog._load import TableError, structure
from vstbpn.catalog.definitions import Definitions, indicators, parse_definitions
from vstbpn.catalog.gazetteer import CHECKED_ON, LEVELS, NATION, Gazetteer, gazetteer

__all__ = [
    "CHECKED_ON",
    "LEVELS",
    "NATION",
    "Definitions",
    "Gazetteer",
    "TableError",
    "gazetteer",
    "indicators",
    "parse_definitions",
    "structure",
]
