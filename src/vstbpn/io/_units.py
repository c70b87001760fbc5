"""Checking unit codes against the map or a tree, once for each code and day."""

from __future__ import annotations

from datetime import date

from attrs import define, field

from vstbpn.catalog import Gazetteer
from vstbpn.errors import NotCovered, UnknownUnit, VstbpnError
from vstbpn.io._problems import Problems
from vstbpn.model import Period, Tree, format_date

__all__ = ["UnitCheck"]


@define
class UnitCheck:
    """Tells the day on which a code is read, and whether it names a unit then."""

    units: Gazetteer | Tree
    on: date | None = None
    _faults: dict[tuple[str, date], VstbpnError | None] = field(factory=dict, init=False)

    def day(self, boundaries: date | None, period: Period) -> date:
        """Give the day whose map a code belongs to."""
        return boundaries or self.on or period.last_day

    def passes(self, unit: str, day: date, problems: Problems, *, row: int | None, column: str) -> bool:
        """Check a code, noting a problem if it names no unit on that day."""
        if (unit, day) not in self._faults:
            self._faults[unit, day] = self._fault(unit, day)
        fault = self._faults[unit, day]
        if fault is not None:
            code = "not-covered" if isinstance(fault, NotCovered) else "unknown-unit"
            problems.add(code, row=row, column=column, found=unit, day=format_date(day), why=str(fault))
        return fault is None

    def _fault(self, unit: str, day: date) -> VstbpnError | None:
        try:
            _ = self.units[unit] if isinstance(self.units, Tree) else self.units.unit(unit, on=day)
        except (NotCovered, UnknownUnit) as error:
            return error
        return None
