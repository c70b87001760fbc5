"""The two data sets of the benchmarks, generated with a fixed seed: as reports and as long columns.

*small*: the communes and provinces of 1 July 2025, 20 indicators by sex for two half-years.
*large*: 10,598 communes in 705 districts of 63 provinces, 60 indicators by sex for eight quarters.
In both, 1 % of the reports are missing, 2 % of the cells blank, 5 % of the reports revised once and 1 %
twice.
"""

from __future__ import annotations

import random
from array import array
from collections.abc import Iterator
from datetime import date

from attrs import define, frozen

from vstbpn import Absence, Cell, Form, Indicator, OverTime, Period, Report, Tree, Unit, catalog

SEED = 20250701
BLANK = -1  # in the long columns: no figure of the data sets is negative


@frozen
class Shape:
    """How large a data set is."""

    name: str
    indicators: int
    periods: tuple[Period, ...]


SMALL = Shape("small", 20, tuple(Period(2025, half) for half in ("H1", "H2")))
LARGE = Shape("large", 60, tuple(Period(year, f"Q{n}") for year in (2023, 2024) for n in range(1, 5)))


@define
class Data:
    """A data set: the tree, the form and the reports, revisions included."""

    tree: Tree
    form: Form
    reports: list[Report]


@define
class Long:
    """The same as columns, one row per cell, codes encoded as small numbers."""

    unit: array[int]
    period: array[int]
    cell: array[int]
    revision: array[int]
    value: array[int]


def make_form(shape: Shape) -> Form:
    """Make a form of indicators by sex."""
    codes = [f"indicator-{n:02d}" for n in range(shape.indicators)]
    return Form(
        code=shape.name,
        cells=[Cell(code, sex) for code in codes for sex in ("F", "M")],
        indicators=[
            Indicator(code=code, name_vi=code, name_en=code, measure="persons", over_time=OverTime.FLOW)
            for code in codes
        ],
    )


def make_tree(shape: Shape) -> Tree:
    """Give the tree of today for the small set, one of the size of 2023 for the large one."""
    if shape is SMALL:
        return catalog.gazetteer().on(date(2025, 7, 1))
    units = [Unit(level="nation", code="VN", name="VN")]
    units += [Unit(level="province", code=f"{n:02d}", name=f"P{n}", parent="VN") for n in range(63)]
    units += [
        Unit(level="district", code=f"{n:03d}", name=f"D{n}", parent=f"{n % 63:02d}") for n in range(705)
    ]
    units += [
        Unit(level="commune", code=f"{n:05d}", name=f"C{n}", parent=f"{n % 705:03d}") for n in range(10_598)
    ]
    return Tree(units)


def make(shape: Shape) -> Data:
    """Generate a data set; the same one each time."""
    chance = random.Random(SEED)
    tree, form = make_tree(shape), make_form(shape)
    reports: list[Report] = []
    for unit in tree.leaves():
        for period in shape.periods:
            if chance.random() < 0.01:
                continue
            luck = chance.random()
            reports += [
                Report(
                    unit=unit.code,
                    form=form,
                    period=period,
                    revision=revision,
                    values=list(_figures(chance, len(form.cells))),
                )
                for revision in range(1, 2 + (luck < 0.06) + (luck < 0.01))
            ]
    chance.shuffle(reports)
    return Data(tree, form, reports)


def _figures(chance: random.Random, count: int) -> Iterator[int | Absence]:
    for _ in range(count):
        yield Absence.NOT_REPORTED if chance.random() < 0.02 else int(chance.random() ** 3 * 5000)


def to_long(data: Data) -> Long:
    """Lay the reports out as long columns, units and periods by their place."""
    leaves = {unit.code: place for place, unit in enumerate(data.tree.leaves())}
    periods = {period: place for place, period in enumerate(dict.fromkeys(r.period for r in data.reports))}
    width = len(data.form.cells)
    long = Long(array("i"), array("b"), array("h"), array("b"), array("q"))
    for report in data.reports:
        long.unit.extend([leaves[report.unit]] * width)
        long.period.extend([periods[report.period]] * width)
        long.cell.extend(range(width))
        long.revision.extend([report.revision] * width)
        long.value.extend(BLANK if isinstance(value, Absence) else int(value) for value in report.values)
    return long
