"""Hypothesis strategies for the library's values, for its own tests and for those of other applications.

Needs the extra ``testing``.
"""

from importlib.util import find_spec

if find_spec("hypothesis") is None:
    from vstbpn.errors import MissingExtra

    raise MissingExtra("hypothesis", "testing")

from vstbpn.testing.laws import RollUp, assert_roll_up_laws
from vstbpn.testing.maps import maps
from vstbpn.testing.rules import Completions, assert_rule_conforms
from vstbpn.testing.strategies import (
    absences,
    calendars,
    cells,
    dates,
    forms,
    indicators,
    obligations,
    periods,
    reports,
    trees,
    values,
)

__all__ = [
    "Completions",
    "RollUp",
    "absences",
    "assert_roll_up_laws",
    "assert_rule_conforms",
    "calendars",
    "cells",
    "dates",
    "forms",
    "indicators",
    "maps",
    "obligations",
    "periods",
    "reports",
    "trees",
    "values",
]
