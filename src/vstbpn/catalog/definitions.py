"""Indicators, breakdowns and forms written down in TOML: the catalogue's own and a user's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from typing import Any, TypeVar

from attrs import evolve, field, frozen

from vstbpn.catalog._load import TableError, parse_toml, structure
from vstbpn.catalog._packaged import TARGET_TABLES, packaged_tables
from vstbpn.model import SEX, Breakdown, Calendar, Cell, Form, Indicator

__all__ = ["Definitions", "FormTable", "indicators", "parse_definitions"]

T = TypeVar("T")
U = TypeVar("U")


@frozen(kw_only=True)
class Definitions:
    """Indicators, breakdowns and calendars by code, and forms in the order of the file."""

    indicators: Mapping[str, Indicator] = field(factory=dict)
    breakdowns: Mapping[str, Breakdown] = field(factory=dict)
    calendars: Mapping[str, Calendar] = field(factory=dict)
    forms: tuple[Form, ...] = ()


@frozen(kw_only=True)
class FormTable:
    """A form as it is written down in a file; its code, where that is not the name of the table."""

    cells: list[str]
    code: str = ""
    version: str = ""
    name_vi: str = ""
    name_en: str = ""
    partitions: list[str] | None = None

    def form(self, definitions: Definitions, code: str | None = None) -> Form:
        """Make the form.

        :param definitions: its indicators and breakdowns. Those of its breakdowns that are no partition are
            *of which*, unless the table itself says which are partitions.
        :raises ValueError: if an indicator, or a code of a breakdown, is not among them.
        """
        cells = [Cell.parse(cell) for cell in self.cells]
        known, breakdowns = definitions.indicators, definitions.breakdowns
        for cell in cells:
            if cell.indicator not in known:
                raise ValueError(f"unknown indicator {cell.indicator!r}")
            for dimension, value in cell.breakdown:
                if dimension in breakdowns and value not in dict(breakdowns[dimension].codes):
                    raise ValueError(f"unknown breakdown {dimension}={value}")
        partitions = self.partitions
        if partitions is None:
            partitions = [SEX, *(name for name, found in breakdowns.items() if found.partition)]
        return Form(
            code=self.code or code or "",
            version=self.version,
            name_vi=self.name_vi,
            name_en=self.name_en,
            cells=cells,
            indicators=(known[indicator] for indicator in dict.fromkeys(cell.indicator for cell in cells)),
            partitions=partitions,
        )


@frozen(kw_only=True)
class _BreakdownTable:
    codes: dict[str, str]
    name_vi: str = ""
    name_en: str = ""
    partition: bool = False


@frozen(kw_only=True)
class _File:
    indicators: dict[str, dict[str, Any]] = field(factory=dict)
    breakdowns: dict[str, _BreakdownTable] = field(factory=dict)
    calendars: dict[str, dict[str, Any]] = field(factory=dict)
    forms: dict[str, FormTable] = field(factory=dict)


@cache
def indicators() -> Mapping[str, Indicator]:
    """Give the catalogue's own indicators, by code.

    >>> indicators()["population"].name_vi
    'Dân số'
    """
    found: dict[str, Indicator] = {}
    for tables in packaged_tables("indicators").values():
        mine = {name: table for name, table in tables.items() if name not in TARGET_TABLES}
        found.update(_definitions(mine, known=found).indicators)
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

    The tables are ``indicators``, ``breakdowns``, ``calendars`` and ``forms``; their keys are those of
    :class:`~vstbpn.model.Indicator`, :class:`~vstbpn.model.Breakdown`, :class:`~vstbpn.model.Calendar` and
    :class:`~vstbpn.model.Form`, the code being the name of each table.

    :param known: further indicators that the forms may use.
    :raises TableError: naming every fault; a code defined twice, a form with a cell that another form has
        or whose indicator or breakdown is not known, are faults too.
    """
    return _definitions(parse_toml(text), known=known or {})


def _definitions(tables: Mapping[str, Any], *, known: Mapping[str, Indicator]) -> Definitions:
    file = structure(tables, _File)
    faults: list[str] = []
    mine = Definitions(
        indicators=_each(file.indicators, "indicators", _coded(Indicator), faults),
        breakdowns=_each(file.breakdowns, "breakdowns", _breakdown, faults),
        calendars=_each(file.calendars, "calendars", _coded(Calendar), faults),
    )
    faults += [f"indicator {code!r} is defined already" for code in mine.indicators.keys() & known]
    names = Counter(code.casefold() for code in mine.breakdowns)
    faults += [f"two breakdowns are called {name!r}" for name, count in names.items() if count > 1]
    if faults:
        raise TableError(faults)
    usable = evolve(mine, indicators={**known, **mine.indicators})
    forms = _each(file.forms, "forms", partial(_form, usable), faults)
    faults += _shared_cells(forms.values())
    if faults:
        raise TableError(faults)
    return evolve(mine, forms=tuple(forms.values()))


def _each(
    tables: Mapping[str, T], name: str, make: Callable[[str, T, str], U], faults: list[str]
) -> dict[str, U]:
    """Make something of each table of a kind, noting the faults of those of which nothing can be made."""
    found: dict[str, U] = {}
    for code, table in tables.items():
        path = f"$.{name}.{code}"
        try:
            found[code] = make(code, table, path)
        except TableError as error:
            faults += error.faults
        except ValueError as error:
            faults.append(f"{error} @ {path}")
    return found


def _coded(kind: type[U]) -> Callable[[str, dict[str, Any], str], U]:
    """Give what makes a value with a code of a table whose name is the code."""

    def make(code: str, table: dict[str, Any], path: str) -> U:
        if "code" in table:
            raise ValueError("unknown key code: the table's name is the code")
        return structure({**table, "code": code}, kind, path)

    return make


def _breakdown(code: str, table: _BreakdownTable, _: str) -> Breakdown:
    return Breakdown(
        code=code,
        codes=table.codes,
        name_vi=table.name_vi,
        name_en=table.name_en,
        partition=table.partition,
    )


def _form(usable: Definitions, code: str, table: FormTable, _: str) -> Form:
    if table.code:
        raise ValueError("unknown key code: the table's name is the code")
    form = table.form(usable, code)
    for cell in form.cells:
        for dimension, value in cell.breakdown:
            if dimension not in usable.breakdowns:
                raise ValueError(f"unknown breakdown {dimension}={value}")
    return form


def _shared_cells(forms: Iterable[Form]) -> list[str]:
    owner: dict[Cell, str] = {}
    return [
        f"cell {cell} stands in form {owner[cell]!r} and again in {form.code!r}"
        for form in forms
        for cell in form.cells
        if owner.setdefault(cell, form.code) != form.code
    ]
