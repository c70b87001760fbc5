"""Reading reports, whatever they are written in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from attrs import frozen

from vstbpn.catalog import Definitions, Gazetteer, TableError, gazetteer, indicators, parse_definitions
from vstbpn.errors import InputError, Problem
from vstbpn.io import csv, json
from vstbpn.io._files import Progress, read_text
from vstbpn.io._problems import Problems
from vstbpn.io._units import UnitCheck
from vstbpn.io.datapackage import DESCRIPTOR, Resource, read_descriptor
from vstbpn.io.tabular import Notation, Pivot
from vstbpn.model import Report, Tree

__all__ = ["Batch", "read_definitions", "read_reports"]

_DEFINITIONS: Final = "indicators.toml"


@frozen
class Batch:
    """What was read: the reports that can be used, and the problems of what cannot."""

    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]


def read_reports(
    path: str | Path,
    *,
    units: Gazetteer | Tree | None = None,
    on: date | None = None,
    definitions: str | Path | None = None,
    progress: Progress | None = None,
) -> Batch:
    """Read reports from a CSV file, a JSON file or a folder.

    A folder is read as its ``datapackage.json`` says; without one, every ``*.csv`` in it is read. Rows
    that cannot be used are listed in ``problems`` with file, row and column; all others become reports.

    :param units: what the unit codes belong to; the packaged map without it.
    :param on: the day on which unit codes are read, where a row does not say its ``boundaries``; without
        it, the last day of the row's period.
    :param definitions: a TOML file with indicators, breakdowns and forms of one's own; without it, the
        ``indicators.toml`` beside the data is read, if there is one.
    :param progress: is called with the number of bytes read, now and then.
    :raises InputError: if nothing at all can be read.

    ``examples/census_2019.py`` reads a folder.
    """
    data = Path(path)
    check = UnitCheck(gazetteer() if units is None else units, on)
    folder = data if data.is_dir() else data.parent
    beside = folder / _DEFINITIONS
    chosen = Path(definitions) if definitions is not None else beside if beside.is_file() else None
    known = read_definitions(chosen)
    if data.is_dir():
        return _folder(data, Pivot(known, check), progress)
    problems = Problems(data.name)
    if data.suffix.lower() == ".json":
        reports = json.read_reports(data, known, check, problems)
        return Batch(tuple(reports), tuple(problems))
    if data.suffix.lower() not in (".csv", ".txt", ".tsv"):
        problems.add("unknown-format", why=f"expected a folder, a .csv or a .json file, got {data.suffix!r}")
        raise InputError(problems)
    pivot = Pivot(known, check)
    csv.read_into(pivot, data, problems, progress=progress)
    return Batch(tuple(pivot.reports()), tuple(problems))


def read_definitions(path: str | Path | None) -> Definitions:
    """Read indicators, breakdowns and forms from a TOML file, and put the catalogue's indicators to them.

    :raises InputError: if the file has any fault: figures of a misread indicator would all be wrong.
    """
    if path is None:
        return Definitions(indicators=indicators())
    file = Path(path)
    problems = Problems(file.name)
    try:
        own = parse_definitions(read_text(file, problems), known=indicators())
    except TableError as error:
        for fault in error.faults:
            problems.add("bad-definitions", why=fault)
        raise InputError(problems) from None
    return Definitions(
        indicators={**indicators(), **own.indicators}, breakdowns=own.breakdowns, forms=own.forms
    )


def _folder(folder: Path, pivot: Pivot, progress: Progress | None) -> Batch:
    """Read all tables of a folder; one that cannot be read takes nothing away from the others."""
    found: list[Problem] = []
    about = Problems(DESCRIPTOR)
    if (folder / DESCRIPTOR).is_file():
        tables = read_descriptor(folder, about)
    else:
        tables = [Resource(file, None, Notation()) for file in sorted(folder.glob("*.csv"))]
    if not tables:
        about = Problems(folder.name)
        about.add("unknown-format", why=f"expected {DESCRIPTOR} or CSV files in the folder, got neither")
        raise InputError(about)
    found += about
    read = 0
    for table in tables:
        problems = Problems(table.path.relative_to(folder).as_posix())
        try:
            csv.read_into(
                pivot,
                table.path,
                problems,
                notation=table.notation,
                separator=table.separator,
                progress=progress,
            )
            read += 1
        except InputError as error:
            found += error.problems
        else:
            found += problems
    if not read:
        raise InputError(found)
    return Batch(tuple(pivot.reports()), tuple(found))
