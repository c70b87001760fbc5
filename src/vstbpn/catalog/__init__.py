"""The law and the map as data."""

from vstbpn.catalog._load import TableError, structure
from vstbpn.catalog.changes import KINDS, Change, apply_changes, kind_of
from vstbpn.catalog.committee import (
    BodyName,
    FormerName,
    Observance,
    Wording,
    committee_names,
    observances,
    parse_bodies,
    parse_events,
)
from vstbpn.catalog.crosswalk import Crosswalk, Shares, Weights
from vstbpn.catalog.definitions import Definitions, FormTable, indicators, parse_definitions
from vstbpn.catalog.gazetteer import CHECKED_ON, LEVELS, NATION, Gazetteer, gazetteer
from vstbpn.catalog.law import (
    Force,
    Instrument,
    Instruments,
    Provision,
    Resolution,
    ResolutionStatus,
    instruments,
    parse_instruments,
)
from vstbpn.catalog.names import NameIndex

__all__ = [
    "CHECKED_ON",
    "KINDS",
    "LEVELS",
    "NATION",
    "BodyName",
    "Change",
    "Crosswalk",
    "Definitions",
    "Force",
    "FormTable",
    "FormerName",
    "Gazetteer",
    "Instrument",
    "Instruments",
    "NameIndex",
    "Observance",
    "Provision",
    "Resolution",
    "ResolutionStatus",
    "Shares",
    "TableError",
    "Weights",
    "Wording",
    "apply_changes",
    "committee_names",
    "gazetteer",
    "indicators",
    "instruments",
    "kind_of",
    "observances",
    "parse_bodies",
    "parse_definitions",
    "parse_events",
    "parse_instruments",
    "structure",
]
