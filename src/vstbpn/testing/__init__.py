"""Hypothesis strategies for the library's values, for its own tests and for those of other applications.

Needs the extra ``testing``.
"""

from importlib.util import find_spec

if find_spec("hypothesis") is None:
    from vstbpn.errors import MissingExtra

    raise MissingExtra("hypothesis", "testing")

from vstbpn.testing.maps import maps
from vstbpn.testing.strategies import (
    absences,
    calendars,
    cells,
    dates,
    forms,
    indicators,
    periods,
    reports,
    trees,
    values,
)

__all__ = [
    "absences",
    "calendars",
    "cells",
    "dates",
    "forms",
    "indicators",
    "maps",
    "periods",
    "reports",
    "trees",
    "values",
]
