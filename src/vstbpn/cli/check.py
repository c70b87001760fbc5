"""The command ``check``: what the rule book says of registers, documents and reports."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from difflib import get_close_matches
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import define, evolve, field

from vstbpn import io
from vstbpn.cli.call import Call, bad_call, today
from vstbpn.cli.tables import console
from vstbpn.errors import InputError, Problem
from vstbpn.io.csv import column_names
from vstbpn.io.directive import read_directive
from vstbpn.model import FIELD_NAMES, Finding, Ground, GroundKind, Outcome, Review, Subject, format_date
from vstbpn.rules import Document, Rule, RuleBook, review, rule_book
from vstbpn.rules.documents import document_subjects
from vstbpn.rules.subjects import subjects_of

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["chosen_rules", "empty_check", "ground_text", "printable", "run_check"]

_TABLES: Final = (".csv", ".tsv")
_ORDER: Final = (
    Outcome.FAIL,
    Outcome.ERROR,
    Outcome.UNKNOWN,
    Outcome.PASS,
    Outcome.NOT_APPLICABLE,
    Outcome.NOT_IN_FORCE,
)
"""What stands first of a subject's findings."""

_SILENT: Final = frozenset({Outcome.NOT_APPLICABLE, Outcome.NOT_IN_FORCE})
"""What is counted, and shown only when it is asked for."""

_FAILED: Final = (Outcome.FAIL, Outcome.ERROR)


def run_check(call: Call) -> None:
    """Read what is named, ask the rules about it, and print what they say."""
    options = call.options
    book = rule_book() if options.rule is None else RuleBook(chosen_rules(options.rule))
    if options.on is None:
        options.on = today()
    subjects = _subjects(call)
    result = review(subjects, book, on=options.on)
    call.found = bool(result.by(*_FAILED))
    if options.json:
        call.print_json(io.review_to_json(result, problems=call.problems))
        return
    _Page(call, console()).print(result, subjects)
    call.say_problems()


def empty_check(options: Any) -> dict[str, Any]:
    """Give what is printed as JSON when nothing can be checked."""
    return io.review_to_json(Review(options.on or today(), ()))


def chosen_rules(ids: Iterable[str]) -> Iterator[Rule]:
    """Give the rules of some ids.

    :raises InputError: if there is no rule of an id; it names those that are alike.
    """
    book = rule_book()
    known = [rule.id for rule in book]
    for wanted in ids:
        if wanted not in book:
            alike = get_close_matches(wanted, known, n=3, cutoff=0.5)
            alike += [each for each in known if wanted and wanted in each and each not in alike][:3]
            names = ", ".join(alike)
            raise InputError(
                [
                    Problem(
                        code="unknown-rule",
                        message=f"expected the id of a rule, got {wanted!r:.80}",
                        message_vi=f"không có quy tắc {wanted!r:.80}",
                        hint=f"meant is perhaps {names}" if names else "vstbpn rules lists them",
                        hint_vi=f"có thể là {names}" if names else "vstbpn rules liệt kê các quy tắc",
                    )
                ]
            )
        yield book.rule(wanted)


# -- input ---------------------------------------------------------------------------------------


@define
class _Inputs:
    """The files that were named, by what they hold."""

    registers: list[Path] = field(factory=list)
    documents: list[Path] = field(factory=list)
    reports: list[Path] = field(factory=list)

    def add(self, path: Path) -> None:
        """Put a file with those of its kind; of a folder, each file that may be of any."""
        if path.is_dir():
            inside = sorted(each for each in path.iterdir() if each.is_file())
            for each in inside:
                is_read = each.suffix.lower() in (*io.DOCUMENT_SUFFIXES, *_TABLES, ".json")
                if is_read and not each.name.startswith((".", "~$")):
                    self.add(each)
            return
        kind = path.suffix.lower()
        if kind in _TABLES and _is_register(path):
            self.registers.append(path)
        elif kind in _TABLES or kind == ".json":
            self.reports.append(path)
        else:
            self.documents.append(path)


def _is_register(path: Path) -> bool:
    columns: set[str] = set()
    with suppress(csv.Error):  # a field of more than the module can hold
        columns = column_names(path)
    return "body" in columns and not columns.isdisjoint({"person", "on"})


def _subjects(call: Call) -> list[Subject[Any]]:
    """Read everything and make subjects of it; what cannot be read loses nothing else."""
    inputs = _Inputs()
    for path in map(Path, call.options.path):
        inputs.add(path)
    if not (inputs.registers or inputs.documents or inputs.reports):
        raise bad_call("expected registers, documents or reports, got folders that hold none")
    found: list[Subject[Any]] = []
    failed: list[Problem] = []
    for read, paths in (
        (_of_registers, inputs.registers),
        (_of_documents, inputs.documents),
    ):
        if paths:
            try:
                found += read(call, paths)
            except InputError as error:
                failed += error.problems
    call.problems += failed
    if failed and not found:
        raise InputError(failed)
    return found


def _of_registers(call: Call, paths: Sequence[Path]) -> tuple[Subject[Any], ...]:
    batch = io.read_registers(*paths)
    call.problems += batch.problems
    where = {body: f"{place.file}, row {place.row}" for body, place in batch.places.items()}
    try:
        return subjects_of(
            batch.register,
            call.options.on,
            where=where,
            minority_areas=call.options.minority_areas or (),
        )
    except ValueError as error:
        raise bad_call(str(error)) from None


def _of_documents(call: Call, paths: Sequence[Path]) -> tuple[Subject[Any], ...]:
    places: dict[Document, str] = {}
    failed: list[Problem] = []
    for path in dict.fromkeys(paths):
        try:
            text = io.read_document(path)
        except InputError as error:
            failed += error.problems
            continue
        reading = read_directive(text)
        call.problems += (evolve(problem, file=path.name) for problem in reading.problems)
        places[Document(reading.directive, text)] = path.name
    if not places:
        raise InputError(failed)
    call.problems += failed
    return document_subjects(places, places)


# -- output --------------------------------------------------------------------------------------


@define
class _Page:
    """Prints a review for people to read: by subject, what failed first."""

    call: Call
    to: Console

    def say(self, key: str, **details: object) -> str:
        """Give words in the language asked for."""
        return self.call.say[key].format(**details)

    def line(self, text: str = "") -> None:
        """Print a line as it stands."""
        self.to.print(printable(text), markup=False)

    def print(self, result: Review, subjects: Sequence[Subject[Any]]) -> None:
        """Print the findings of each subject, and the counts."""
        show_all = self.call.options.all
        shown = (finding for finding in result if show_all or finding.outcome not in _SILENT)
        for subject, findings in groupby(shown, key=lambda finding: finding.subject):
            self.line(self._name(subject))
            for finding in sorted(findings, key=lambda finding: _ORDER.index(finding.outcome)):
                self._finding(finding)
            self.line()
        asked = {(finding.subject.kind, finding.subject.id) for finding in result}
        silent = [one for one in subjects if (one.kind, one.id) not in asked]
        if silent:
            self.line(self.say("no_rule", count=len(silent), names="; ".join(map(self._name, silent))))
        self.line(self._counts(result))

    def _name(self, subject: Subject[Any]) -> str:
        kind = self.call.say.get(f"kind_{subject.kind}", subject.kind)
        return f"{subject} ({', '.join(filter(None, (kind, subject.where)))})"

    def _finding(self, finding: Finding) -> None:
        vietnamese = self.call.options.lang == "vi"
        message = finding.message_vi if vietnamese else finding.message_en
        self.line(f"  {self.say(f'outcome_{finding.outcome.value}')}  {finding.rule}: {message}")
        basis = "; ".join(ground_text(self.call, ground) for ground in finding.grounds)
        self.line(f"      {self.say('rests_on', basis=basis)}")
        if finding.missing:
            names = (FIELD_NAMES.get(name, (name, name))[not vietnamese] for name in finding.missing)
            self.line(f"      {self.say('lacks', names=', '.join(names))}")
        if finding.where and finding.where != finding.subject.where:
            self.line(f"      {self.say('stands', place=finding.where)}")

    def _counts(self, result: Review) -> str:
        counts = (
            f"{self.say(f'outcome_{outcome.value}')} {io.format_number(count)}"
            for outcome, count in sorted(result.counts.items(), key=lambda item: _ORDER.index(item[0]))
            if count
        )
        subjects = len({finding.subject for finding in result})
        said = "; ".join(counts) or self.say("nothing_asked")
        return self.say("checked_on", day=format_date(result.on), count=io.format_number(subjects), said=said)


def ground_text(call: Call, ground: Ground) -> str:
    """Say what a verdict rests on, with its place, and whether nobody has verified it."""
    if ground.kind is GroundKind.INSTRUMENT:
        day = f" ({format_date(ground.issued_on)})" if ground.issued_on else ""
        said = ", ".join(filter(None, (f"{ground.number_text}{day}", ground.pinpoint)))
    else:
        said = call.say[f"ground_{ground.kind.value}"]
    return said if ground.verified else f"{said} [{call.say['not_verified']}]"


def printable(text: str) -> str:
    """Leave out the characters that command a terminal: a document must not."""
    return "".join(char for char in text if char.isprintable())
