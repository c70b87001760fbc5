"""Indicators, breakdowns and forms written down in TOML: the catalogue's own and a user's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

from attrs import field, frozen

from vstbpn.catalog._load import TableError, parse_toml, structure
from vstbpn.model import Breakdown, Cell, Form, Indicator

__all__ = ["Definitions", "indicators", "parse_definitions"]


@frozen(kw_only=True)
class Definitions:
    """Indicators and breakdowns by code, and forms in the order of the file."""

    indicators: Mapping[str, Indicator] = field(factory=dict)
    breakdowns: Mapping[str, Breakdown] = field(factory=dict)
    forms: tuple[Form, ...] = ()


@frozen
class _BreakdownTable:
    codes: dict[str, str]
    name_vi: str = ""
    name_en: str = ""


@frozen
class _FormTable:
    cells: list[str]
    version: str = ""
    name_vi: str = ""
    name_en: str = ""


@frozen
class _File:
    indicators: dict[str, dict[str, Any]] = field(factory=dict)
    breakdowns: dict[str, _BreakdownTable] = field(factory=dict)
    forms: dict[str, _FormTable] = field(factory=dict)


@cache
def indicators() -> Mapping[str, Indicator]:
    """Give the catalogue's own indicators, by code.

    >>> indicators()["population"].name_vi
    'Dân số'
    """
    folder = resources.files("vstbpn.catalog") / "indicators"
    found: dict[str, Indicator] = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            found.update(parse_definitions(file.read_text("utf-8")).indicators)
    return found


def parse_definitions(text: str, *, known: Mapping[str, Indicator] | None = None) -> Definitions:
    """Read definitions from the text of a TOML file.

    >>> found = parse_definitions('''
    ... [indicators.divorces]
    ... name_vi = "Số vụ ly hôn"
    ... name_en = "Divorces"
    ... measure = "cases"
    ... over_time = "flow"
    ...
    ... [forms.courts]
    ... cells = ["divorces"]
    ... ''')
    >>> found.forms[0].cells
    (Cell(indicator='divorces', sex='_T', breakdown=()),)

    An indicator's keys are those of :class:`~vstbpn.model.Indicator`; its code is the name of its table.

    :param known: further indicators that the forms may use.
    :raises TableError: naming every fault; a code defined twice, a form with a cell that another form has
        or whose indicator or breakdown is not known, are faults too.
    """
    file = structure(parse_toml(text), _File)
    faults: list[str] = []
    mine: dict[str, Indicator] = {}
    for code, table in file.indicators.items():
        if "code" in table:
            faults.append(f"unknown key code @ $.indicators.{code}: the table's name is the code")
            continue
        try:
            mine[code] = structure({**table, "code": code}, Indicator, f"$.indicators.{code}")
        except TableError as error:
            faults += error.faults
    breakdowns: dict[str, Breakdown] = {}
    for code, breakdown in file.breakdowns.items():
        try:
            breakdowns[code] = Breakdown(
                code=code,
                codes=breakdown.codes,
                name_vi=breakdown.name_vi,
                name_en=breakdown.name_en,
            )
        except ValueError as error:
            faults.append(f"{error} @ $.breakdowns.{code}")
    faults += [f"indicator {code!r} is defined already" for code in mine.keys() & (known or {}).keys()]
    if faults:
        raise TableError(faults)
    usable = {**(known or {}), **mine}
    forms: list[Form] = []
    for code, form in file.forms.items():
        try:
            forms.append(_form(code, form, usable, breakdowns))
        except ValueError as error:
            faults.append(f"{error} @ $.forms.{code}")
    faults += _shared_cells(forms)
    if faults:
        raise TableError(faults)
    return Definitions(indicators=mine, breakdowns=breakdowns, forms=tuple(forms))


def _form(
    code: str, table: _FormTable, known: Mapping[str, Indicator], breakdowns: Mapping[str, Breakdown]
) -> Form:
    cells = [Cell.parse(cell) for cell in table.cells]
    for cell in cells:
        if cell.indicator not in known:
            raise ValueError(f"unknown indicator {cell.indicator!r}")
        for dimension, value in cell.breakdown:
            if dimension not in breakdowns or value not in dict(breakdowns[dimension].codes):
                raise ValueError(f"unknown breakdown {dimension}={value}")
    return Form(
        code=code,
        version=table.version,
        name_vi=table.name_vi,
        name_en=table.name_en,
        cells=cells,
        indicators=(known[indicator] for indicator in dict.fromkeys(cell.indicator for cell in cells)),
    )


def _shared_cells(forms: Iterable[Form]) -> list[str]:
    owner: dict[Cell, str] = {}
    return [
        f"cell {cell} stands in form {owner[cell]!r} and again in {form.code!r}"
        for form in forms
        for cell in form.cells
        if owner.setdefault(cell, form.code) != form.code
    ]
