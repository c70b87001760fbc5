"""What follows from the values of the model: what is due by when, and what does not fit across documents."""

from vstbpn.rules.agenda import agenda, unmatched
from vstbpn.rules.cascade import (
    FINDING_CODES,
    Cascade,
    Document,
    Finding,
    Ground,
    Implements,
    Tier,
    cascade,
    findings,
)

__all__ = [
    "FINDING_CODES",
    "Cascade",
    "Document",
    "Finding",
    "Ground",
    "Implements",
    "Tier",
    "agenda",
    "cascade",
    "findings",
    "unmatched",
]
