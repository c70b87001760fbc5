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
from vstbpn.catalog.outlines import Outline, OutlinePart, OutlineSection, outlines, parse_outlines
from vstbpn.catalog.targets import (
    Adjustment,
    Bound,
    Direction,
    Objective,
    Relation,
    Requirement,
    Target,
    Targets,
    parse_targets,
    target,
    targets,
)
from vstbpn.catalog.unverified import Unverified, unverified

__all__ = [
    "CHECKED_ON",
    "KINDS",
    "LEVELS",
    "NATION",
    "Adjustment",
    "BodyName",
    "Bound",
    "Change",
    "Crosswalk",
    "Definitions",
    "Direction",
    "Force",
    "FormTable",
    "FormerName",
    "Gazetteer",
    "Instrument",
    "Instruments",
    "NameIndex",
    "Objective",
    "Observance",
    "Outline",
    "OutlinePart",
    "OutlineSection",
    "Provision",
    "Relation",
    "Requirement",
    "Resolution",
    "ResolutionStatus",
    "Shares",
    "TableError",
    "Target",
    "Targets",
    "Unverified",
    "Weights",
    "Wording",
    "apply_changes",
    "committee_names",
    "gazetteer",
    "indicators",
    "instruments",
    "kind_of",
    "observances",
    "outlines",
    "parse_bodies",
    "parse_definitions",
    "parse_events",
    "parse_instruments",
    "parse_outlines",
    "parse_targets",
    "structure",
    "target",
    "targets",
    "unverified",
]
