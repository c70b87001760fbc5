"""Checking unit codes against the map or a tree, once for each code and day."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, TypeAlias

from attrs import define, field

from vstbpn.catalog import Gazetteer
from vstbpn.errors import NotCovered, UnknownUnit
from vstbpn.io._problems import Problems
from vstbpn.model import Period, Tree, Unit, format_date

__all__ = ["UnitCheck"]

_MEANT: Final = re.compile("[;,] meant is perhaps .*")

_Answer: TypeAlias = Unit | UnknownUnit | NotCovered


@define
class UnitCheck:
    """Tells the day on which a code is read, and which unit it names then."""

    units: Gazetteer | Tree
    on: date | None = None
    _answers: dict[tuple[str, date], _Answer] = field(factory=dict, init=False)

    def day(self, boundaries: date | None, period: Period) -> date:
        """Give the day whose map a code belongs to."""
        return boundaries or self.on or period.last_day

    def find(self, unit: str, day: date, problems: Problems, *, row: int | None, column: str) -> Unit | None:
        """Give the unit of a code; a problem is noted if it names none on that day."""
        answer = self._answers.get((unit, day))
        if answer is None:
            answer = self._answers[unit, day] = self._answer(unit, day)
        if isinstance(answer, Unit):
            return answer
        why, hint = str(answer), None
        if isinstance(answer, UnknownUnit) and answer.candidates:
            names = ", ".join(f"{code} ({name})" for code, name in answer.candidates)
            why = _MEANT.sub("", why)  # the hint says it
            hint = (f"meant is perhaps {names}", f"có thể là {names}")
        code = "not-covered" if isinstance(answer, NotCovered) else "unknown-unit"
        problems.add(code, row=row, column=column, found=unit, day=format_date(day), why=why, hint=hint)
        return None

    def _answer(self, unit: str, day: date) -> _Answer:
        try:
            return self.units[unit] if isinstance(self.units, Tree) else self.units.unit(unit, on=day)
        except (NotCovered, UnknownUnit) as error:
            return error
