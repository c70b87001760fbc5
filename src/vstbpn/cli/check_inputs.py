"""What the command ``check`` asks rules about: subjects made from the files that a call names."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar

from attrs import define, evolve, field

from vstbpn import catalog, io
from vstbpn.catalog import Target
from vstbpn.cli.call import Call, bad_call
from vstbpn.cli.obligations import obligations_of
from vstbpn.errors import InputError, Problem, ReportConflict, Severity
from vstbpn.io import Batch, RegisterBatch
from vstbpn.io.csv import column_names
from vstbpn.io.datapackage import DESCRIPTOR
from vstbpn.io.directive import read_directive
from vstbpn.io.documents import DOCUMENT_SUFFIXES
from vstbpn.io.tabular import REQUIRED
from vstbpn.model import TOTAL, Cell, Obligation, Period, Report, Scope, Subject, Tree, Unit, fold
from vstbpn.rules import Document
from vstbpn.rules.documents import document_subjects
from vstbpn.rules.figures import ReportFigures, figure
from vstbpn.rules.outline import AnyOutline
from vstbpn.rules.reports import NarrativeReport, Submission
from vstbpn.rules.subjects import subjects_of
from vstbpn.rules.targets import Observation, TargetFigures

__all__ = ["read_subjects"]

T = TypeVar("T")

_TABLES: Final = (".csv", ".tsv")
_RUNS: Final = (
    ("",),
    ("9M",),
    ("H1", "H2"),
    ("Q1", "Q2", "Q3", "Q4"),
    tuple(f"{month:02}" for month in range(1, 13)),
)
"""The parts of a year that follow each other."""


def read_subjects(call: Call) -> list[Subject[Any]]:
    """Read everything that a call names and make subjects of it; what cannot be read loses nothing else.

    :raises InputError: if nothing at all can be read.
    """
    options = call.options
    outline = None if options.outline is None else _outline(options.outline)
    _check_sender(options.sender, outline)
    inputs = _Inputs()
    for path in map(Path, options.path):
        inputs.add(path)
    if not (inputs.registers or inputs.documents or inputs.reports):
        raise bad_call("expected registers, documents or reports, got folders that hold none")
    call.problems += map(_not_checked, inputs.skipped)
    failed: list[Problem] = []
    registers = _read(failed, io.read_registers, inputs.registers)
    batch = _read(
        failed, lambda *paths: io.read_reports(*paths, definitions=options.definitions), inputs.reports
    )
    places = _documents(call, inputs.documents, failed)
    call.problems += failed
    if not (registers or batch or places):
        raise InputError(failed)
    found: list[Subject[Any]] = []
    if registers is not None:
        found += _of_registers(call, registers)
    found += document_subjects(places, places)
    if batch is not None:
        found += _of_reports(call, batch)
    if outline is not None:
        figures = batch.reports[0] if batch is not None and len(batch.reports) == len(places) == 1 else None
        found += _along(outline, options.sender, places, figures)
    return found


def _read(failed: list[Problem], reader: Callable[..., T], paths: Sequence[Path]) -> T | None:
    """Read the files of one kind; if none of them can be, keep why."""
    if not paths:
        return None
    try:
        return reader(*paths)
    except InputError as error:
        failed += error.problems
        return None


@define
class _Inputs:
    """The files that were named, by what they hold."""

    registers: list[Path] = field(factory=list)
    documents: list[Path] = field(factory=list)
    reports: list[Path] = field(factory=list)
    skipped: list[Path] = field(factory=list)

    def add(self, path: Path) -> None:
        """Put a file with those of its kind, and of a folder those files that are of any."""
        kind = path.suffix.lower()
        if path.is_dir():
            self._add_folder(path)
        elif kind in _TABLES and _is_register(_columns(path)):
            self.registers.append(path)
        elif kind in _TABLES or kind == ".json":
            self.reports.append(path)
        else:
            self.documents.append(path)

    def _add_folder(self, folder: Path) -> None:
        """Put what lies in a folder; with a descriptor, that says which of its tables are reports."""
        is_described = (folder / DESCRIPTOR).is_file()
        if is_described:
            self.reports.append(folder)
        for path in sorted(folder.iterdir()):
            kind = path.suffix.lower()
            if not path.is_file() or path.name.startswith((".", "~$")):
                continue
            columns = _columns(path) if kind in _TABLES else set()
            is_report = not is_described and columns.issuperset(REQUIRED)
            if kind in DOCUMENT_SUFFIXES or is_report or _is_register(columns):
                self.add(path)
            elif not is_described:
                self.skipped.append(path)


def _columns(path: Path) -> set[str]:
    with suppress(csv.Error):  # a field of more than the module can hold
        return column_names(path)
    return set()


def _is_register(columns: set[str]) -> bool:
    return "body" in columns and not columns.isdisjoint({"person", "on"})


def _not_checked(path: Path) -> Problem:
    return Problem(
        code="not-checked",
        message="a file of the folder that is no register, document or table of reports; it was not read",
        message_vi="tệp trong thư mục không phải bảng tổ chức, văn bản hay bảng số liệu; không đọc",
        severity=Severity.NOTE,
        file=path.name,
    )


# -- registers and documents ---------------------------------------------------------------------


def _of_registers(call: Call, batch: RegisterBatch) -> tuple[Subject[Any], ...]:
    call.problems += batch.problems
    where = {body: f"{place.file}, row {place.row}" for body, place in batch.places.items()}
    areas = call.options.minority_areas or ()
    try:
        return subjects_of(batch.register, call.options.on, where=where, minority_areas=areas)
    except ValueError as error:
        raise bad_call(str(error)) from None


def _documents(call: Call, paths: Sequence[Path], failed: list[Problem]) -> dict[Document, str]:
    """Read documents, and give each with the name of its file."""
    found: dict[Document, str] = {}
    for path in dict.fromkeys(paths):
        try:
            text = io.read_document(path)
        except InputError as error:
            failed += error.problems
            continue
        reading = read_directive(text)
        call.problems += (evolve(problem, file=path.name) for problem in reading.problems)
        found[Document(reading.directive, text)] = path.name
    return found


def _outline(named: str) -> AnyOutline:
    """Give the outline that a letter attaches, or that of the catalogue."""
    known = catalog.outlines()
    if named in known:
        return known[named]
    path = Path(named)
    if not path.exists():
        alike = ", ".join(get_close_matches(named, known, cutoff=0.4) or known)
        raise bad_call(f"expected --outline to name a letter or an outline ({alike}), got {named!r:.80}")
    attached = read_directive(io.read_document(path)).directive.outline
    if attached is None:
        raise bad_call(
            f"expected a letter that attaches an outline (đề cương), got {path.name!r} without one"
        )
    return attached


def _check_sender(sender: str | None, outline: AnyOutline | None) -> None:
    """Refuse a sender whom the outline does not know, before anything is read."""
    if sender is None:
        return
    known = [code for code, _ in outline.senders] if isinstance(outline, catalog.Outline) else []
    if sender not in known:
        asked = ", ".join(known) or "none: only outlines of the catalogue know their senders"
        raise bad_call(f"expected --sender to be one of the outline's ({asked}), got {sender!r:.80}")


def _along(
    outline: AnyOutline, sender: str | None, places: Mapping[Document, str], figures: Report | None
) -> Iterator[Subject[Any]]:
    """Hold each document against the outline; names are those of the documents by themselves."""
    for subject in document_subjects(places, places):
        if subject.kind == "document":
            data = NarrativeReport(document=subject.data, outline=outline, sender=sender, figures=figures)
            yield evolve(subject, kind="narrative-report", data=data)


# -- reports of figures --------------------------------------------------------------------------


class _Series(NamedTuple):
    """What the reports of one series have in common."""

    unit: str
    form: str
    scope: Scope
    method: str


_Newest: TypeAlias = Mapping[_Series, Mapping[Period, Report]]


def _of_reports(call: Call, batch: Batch) -> Iterator[Subject[Any]]:
    """Make a subject of the newest report of each series and period, and of each duty to report."""
    call.problems += batch.problems
    newest: dict[_Series, dict[Period, Report]] = {}
    for report in sorted(batch.reports, key=lambda report: report.revision):
        series = _Series(report.unit, report.form.code, report.scope, report.method)
        known = newest.setdefault(series, {})
        if report.period in known and known[report.period].revision == report.revision:
            said = f"two of unit {report.unit}, {report.period}, revision {report.revision}"
            raise ReportConflict(f"expected each report once, got {said}")
        known[report.period] = report
    for of_series, reports in newest.items():
        for report in reports.values():
            yield _figures(report, of_series, newest)
    yield from _targets(newest, call.options.targets or ())
    if call.options.obligations is not None:
        yield from _submissions(call, batch)


def _figures(report: Report, series: _Series, newest: _Newest) -> Subject[Any]:
    """Put a report beside those that it can be held against."""
    own, period = newest[series], report.period
    tree = catalog.gazetteer().on(report.boundaries or period.last_day)
    parts, expected = _parts(report, tree, newest) if series.scope is Scope.SUBTREE else (None, None)
    data = ReportFigures(
        report=report,
        previous=own.get(_before(period)),
        half_year=None if period.part else own.get(evolve(period, part="H1")),
        parts=parts,
        expected=expected,
    )
    told = (series.scope.value if series.scope is Scope.SUBTREE else "", series.method)
    return Subject(
        kind="report-figures",
        id=":".join(filter(None, (series.unit, series.form, period.code, *told))),
        name=", ".join(filter(None, (_name(series.unit, tree), series.form, period.code, *told))),
        data=data,
        on=period.last_day,
    )


def _before(period: Period) -> Period:
    """Give the period of the same length before another one; before nine months, those of last year."""
    (run,) = (run for run in _RUNS if period.part in run)
    place = run.index(period.part)
    return evolve(period, year=period.year - (place == 0), part=run[place - 1])


def _parts(report: Report, tree: Tree, newest: _Newest) -> tuple[tuple[Report, ...], tuple[str, ...] | None]:
    """Give the reports of the units below, and who had to send one.

    As in a roll-up that is every unit of the one level on which they report; on several nobody can tell.
    """
    below = {unit.code: unit.level for unit in tree.descendants(report.unit)}
    parts = tuple(
        mine[report.period]
        for series, mine in newest.items()
        if series.scope is Scope.OWN
        and (series.form, series.method) == (report.form.code, report.method)
        and (series.unit in below or series.unit == report.unit)
        and report.period in mine
    )
    levels = {below[part.unit] for part in parts if part.unit in below}
    if len(levels) != 1:
        return parts, None
    return parts, tuple(code for code, level in below.items() if level in levels)


def _targets(newest: _Newest, asked: Collection[str]) -> Iterator[Subject[Any]]:
    """Hold yearly figures against targets.

    A target of the strategy is the whole country's, and a local one its place's. Whether it is that of any
    other unit too is for the caller to say.
    """
    by_unit: dict[_Series, dict[int, dict[Cell, Report]]] = {}
    for series, reports in newest.items():
        for period, report in reports.items():
            if not period.part:
                years = by_unit.setdefault(series._replace(form=""), {})
                years.setdefault(period.year, {}).update(dict.fromkeys(report.form.cells, report))
    for series, years in by_unit.items():
        on = date(max(years), 12, 31)
        tree = catalog.gazetteer().on(on)
        name = _name(series.unit, tree)
        is_province = series.unit in tree and tree[series.unit].level == "province"
        for target in catalog.targets():
            is_its = series.unit == catalog.NATION.code or series.unit in asked
            if target.scope:
                is_its = is_province and fold(name).endswith(f" {fold(target.scope)}")
            observations = tuple(_observations(target, years)) if is_its else ()
            if observations:
                told = (series.scope.value if series.scope is Scope.SUBTREE else "", series.method)
                yield Subject(
                    kind=f"target:{target.id}",
                    id=":".join(filter(None, (series.unit, *told))),
                    name=", ".join(filter(None, (name, *told))),
                    data=TargetFigures(observations=observations),
                    on=on,
                )


def _observations(target: Target, years: Mapping[int, Mapping[Cell, Report]]) -> Iterator[Observation]:
    for year, cells in sorted(years.items()):
        for pair in target.pairs:
            if any(cell in cells for cell in pair):
                top, bottom = (figure(cells[cell], cell) if cell in cells else None for cell in pair)
                sex = pair[0].sex if target.each_sex else TOTAL
                yield Observation(year=year, numerator=top, denominator=bottom, sex=sex)


def _submissions(call: Call, batch: Batch) -> Iterator[Subject[Any]]:
    """Make a subject of what each unit owes, with all that it has sent."""

    def owing(one: Obligation) -> tuple[Unit, ...]:
        return one.owed_by(catalog.gazetteer().on(one.period.last_day))

    sent: dict[tuple[str, str, Period], list[Report]] = {}
    for report in batch.reports:
        sent.setdefault((report.unit, report.form.code, report.period), []).append(report)
    for owed in obligations_of(call, batch, owing):
        for unit in owing(owed):
            key = (unit.code, owed.form, owed.period)
            yield Subject(
                kind="submission",
                id=":".join((unit.code, owed.form, owed.period.code)),
                name=", ".join((unit.name, owed.form, owed.period.code)),
                data=Submission(unit=unit.code, obligation=owed, reports=tuple(sent.get(key, ()))),
            )


def _name(code: str, tree: Tree) -> str:
    return tree[code].name if code in tree else code
