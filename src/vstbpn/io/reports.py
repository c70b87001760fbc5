"""Reading reports, whatever they are written in."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

from attrs import define, field, frozen

from vstbpn.catalog import Definitions, Gazetteer, TableError, gazetteer, indicators, parse_definitions
from vstbpn.errors import InputError, Problem
from vstbpn.io import json
from vstbpn.io._files import Progress, read_text
from vstbpn.io._problems import Problems
from vstbpn.io._units import UnitCheck
from vstbpn.io.csv import column_names, read_table
from vstbpn.io.datapackage import DESCRIPTOR, Resource, read_descriptor
from vstbpn.io.tabular import REQUIRED, Notation, Pivot
from vstbpn.model import Report, Tree

__all__ = ["Batch", "read_definitions", "read_reports"]

_DEFINITIONS: Final = "indicators.toml"
_TABLES: Final = (".csv", ".tsv", ".txt")
_IN_FOLDERS: Final = (".csv", ".tsv", ".json")
_TOTALS: Final = frozenset({"reported", "expected", "missing"})  # what only a table of totals has
_PLAIN: Final = Notation()


@frozen
class Batch:
    """What was read: the reports that can be used, and the problems of what cannot.

    ``definitions`` are the indicators, breakdowns and forms by which it was read.
    """

    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]
    definitions: Definitions = field(factory=Definitions, repr=False, eq=False)


def read_reports(
    *paths: str | Path,
    units: Gazetteer | Tree | None = None,
    on: date | None = None,
    definitions: Definitions | str | Path | None = None,
    progress: Progress | None = None,
) -> Batch:
    """Read reports from CSV files, JSON files and folders of them.

    A folder is read as its ``datapackage.json`` says; without one, every ``.csv``, ``.tsv`` and ``.json``
    file in it is read that holds observations. What stands in one table may be revised or completed in
    another. Rows that cannot be used are listed in ``problems`` with file, row and column; all others become
    reports.

    :param paths: one or several; the rows of all of them are read together.
    :param units: what the unit codes belong to; the packaged map without it.
    :param on: the day on which unit codes are read, where a row does not say its ``boundaries``; without
        it, the last day of the row's period.
    :param definitions: indicators, breakdowns and forms of one's own, or the TOML file with them; without
        it, the ``indicators.toml`` beside the data is read, if there is one.
    :param progress: is called with the number of bytes read, now and then.
    :raises InputError: if nothing at all can be read.

    ``examples/census_2019.py`` reads a folder.
    """
    where = [Path(path) for path in paths]
    known = definitions if isinstance(definitions, Definitions) else _definitions(where, definitions)
    check = UnitCheck(gazetteer() if units is None else units, on)
    reader = _Reader(known, check, progress, name=where[0].name if len(where) == 1 else None)
    for path in where:
        if path.is_dir():
            reader.read_folder(path)
        else:
            reader.read_file(path, path.name)
    return reader.batch()


def read_definitions(*paths: str | Path) -> Definitions:
    """Read indicators, breakdowns and forms from TOML files, and put the catalogue's indicators to them.

    :raises InputError: if a file has any fault, or two of them define the same: figures of a misread
        indicator would all be wrong.
    """
    known = Definitions(indicators=indicators())
    for path in map(Path, paths):
        problems = Problems(path.name)
        try:
            own = parse_definitions(read_text(path, problems), known=known.indicators)
            known = _joined(known, own)
        except TableError as error:
            for fault in error.faults:
                problems.add("bad-definitions", why=fault)
            raise InputError(problems) from None
    return known


def _definitions(where: Iterable[Path], given: str | Path | None) -> Definitions:
    """Read the definitions that are given, or those beside the data."""
    if given is not None:
        return read_definitions(given)
    beside = dict.fromkeys((path if path.is_dir() else path.parent) / _DEFINITIONS for path in where)
    return read_definitions(*(file for file in beside if file.is_file()))


def _joined(known: Definitions, own: Definitions) -> Definitions:
    twice = [code for code in own.breakdowns if code in known.breakdowns]
    twice += [code for code in own.calendars if code in known.calendars]
    codes = {form.code for form in known.forms}
    twice += [form.code for form in own.forms if form.code in codes]
    if twice:
        raise TableError([f"{code!r} is defined already, in another file" for code in twice])
    return Definitions(
        indicators={**known.indicators, **own.indicators},
        breakdowns={**known.breakdowns, **own.breakdowns},
        calendars={**known.calendars, **own.calendars},
        forms=(*known.forms, *own.forms),
    )


@define
class _Reader:
    """Reads file after file; one that cannot be read takes nothing away from the others."""

    definitions: Definitions
    units: UnitCheck
    progress: Progress | None
    name: str | None
    """The only path that is read."""
    pivot: Pivot = field(init=False)
    reports: list[Report] = field(factory=list, init=False)
    problems: list[Problem] = field(factory=list, init=False)
    read: int = field(default=0, init=False)

    def __attrs_post_init__(self) -> None:
        self.pivot = Pivot(self.definitions, self.units)

    def batch(self) -> Batch:
        """Give what was read.

        :raises InputError: if that is nothing at all.
        """
        if not self.read:
            raise InputError(self.problems)
        late = Problems(self.name)
        reports = (*self.pivot.reports(late), *self.reports)
        return Batch(reports, (*self.problems, *late), self.definitions)

    def read_folder(self, folder: Path) -> None:
        """Read the tables and reports of a folder."""
        if (folder / DESCRIPTOR).is_file():
            about = Problems(self._named(folder / DESCRIPTOR, folder))
            with suppress(InputError):  # its problems are those that are listed here
                for table in read_descriptor(folder, about):
                    self._read_table(table, self._named(table.path, folder))
            self.problems += about
            return
        about = Problems(folder.name)
        found = _found_in(folder, about)
        if not found:
            why = f"expected {DESCRIPTOR}, .csv or .json files in the folder, got none"
            about.add("unknown-format", why=why)
        for path in found:
            if _holds_observations(path, about):
                self.read_file(path, self._named(path, folder))
        self.problems += about

    def _named(self, path: Path, folder: Path) -> str:
        """Name a file of a folder in messages; the folder too, if there is another."""
        short = path.relative_to(folder).as_posix()
        return short if self.name is not None else f"{folder.name}/{short}"

    def read_file(self, path: Path, name: str) -> None:
        """Read one file, by what its name ends in."""
        problems = Problems(name)
        kind = path.suffix.lower()
        if kind == ".json":
            with suppress(InputError):  # its problems are those that are listed here
                self.reports += json.read_reports(path, self.definitions, self.units, problems)
                self.read += 1
            self.problems += problems
        elif kind in _TABLES:
            self._read_table(Resource(path, None, _PLAIN), name)
        elif path.exists():
            why = f"expected a folder, a .csv or a .json file, got {path.suffix or path.name!r}"
            hint = ("save it as CSV UTF-8", "hãy lưu tệp ở dạng CSV UTF-8")
            problems.add("unknown-format", why=why, hint=hint if kind.startswith(".xls") else None)
            self.problems += problems
        else:
            problems.add("unreadable", why=f"there is no {str(path)!r}")
            self.problems += problems

    def _read_table(self, resource: Resource, name: str) -> None:
        problems = Problems(name)
        with suppress(InputError):  # its problems are those that are listed here
            self._fill(resource, problems)
        self.problems += problems

    def _fill(self, resource: Resource, problems: Problems) -> None:
        table = read_table(
            resource.path,
            problems,
            required=REQUIRED,
            optional=self.pivot.optional,
            separator=resource.separator,
            progress=self.progress,
        )
        if set(table.columns) >= _TOTALS:
            problems.add("totals")
            raise InputError(problems)
        take = self.pivot.reader(table.columns, problems, resource.notation)
        count = 0
        for row, number in table.rows:
            take(row, number)
            count += 1
        self.read += 1
        if not count:
            problems.add("no-rows")


def _found_in(folder: Path, about: Problems) -> list[Path]:
    """Find the files of a folder without a descriptor that may hold reports."""
    found: list[Path] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name == _DEFINITIONS:
            continue
        if path.is_file() and path.suffix.lower() in _IN_FOLDERS:
            found.append(path)
        else:
            about.add("passed-over", found=f"{path.name}/" if path.is_dir() else path.name)
    return found


def _holds_observations(path: Path, about: Problems) -> bool:
    """Tell whether a file is meant to hold observations; a tree or a list of weights is not."""
    if path.suffix.lower() == ".json":
        return True
    names = column_names(path)
    if not names or (names & {"indicator", "value"} and not names >= _TOTALS):
        return True  # or what is wrong with it is better said when it is read
    about.add("not-observations", found=path.name)
    return False
