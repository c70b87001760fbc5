"""Small trees, forms and reports to write tests with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from vstbpn import Absence, Form, Indicator, OverTime, Period, Report, Tree, Unit
from vstbpn.model import Value

NOT_REPORTED = Absence.NOT_REPORTED
WITHDRAWN = Absence.WITHDRAWN
SUPPRESSED = Absence.SUPPRESSED
NOT_APPLICABLE = Absence.NOT_APPLICABLE
NOT_EXPECTED = Absence.NOT_EXPECTED

HALF = Period(2024, "H1")


def indicator(code: str = "cases", **changes: Any) -> Indicator:
    """An additive count."""
    plain: dict[str, Any] = {"name_vi": code, "name_en": code, "measure": "cases", "over_time": OverTime.FLOW}
    return Indicator(code=code, **{**plain, **changes})


def form(*cells: str, code: str = "form", partitions: Iterable[str] = ("sex",), **changes: Any) -> Form:
    """A form of counts; ``changes`` are made to all its indicators."""
    names = dict.fromkeys(cell.split(":")[0] for cell in cells)
    indicators = [indicator(name, **changes) for name in names]
    return Form(code=code, cells=cells, indicators=indicators, partitions=partitions)


CASES = form("cases")


def tree(shape: dict[str, str], *, levels: tuple[str, ...] = ("nation", "province", "district")) -> Tree:
    """A tree from child to parent (empty for the root), levels by depth."""

    def depth(code: str) -> int:
        return 0 if not shape[code] else 1 + depth(shape[code])

    return Tree(
        Unit(level=levels[depth(code)], code=code, name=f"Đơn vị {code}", parent=parent or None)
        for code, parent in shape.items()
    )


SMALL = tree({"VN": "", "A": "VN", "B": "VN", "a1": "A", "a2": "A", "b1": "B"})
"""A nation of two provinces with two districts and one."""


def report(
    unit: str, *values: Value | None, on: Form = CASES, period: Period = HALF, **changes: Any
) -> Report:
    """A report of a unit, on the form of one count if nothing else is said."""
    return Report(unit=unit, form=on, period=period, values=values, **changes)
