"""The command ``check``: what the rule book says of registers, documents and reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from attrs import define

from vstbpn import io
from vstbpn.cli.call import Call, bad_call, today
from vstbpn.cli.check_inputs import read_subjects
from vstbpn.cli.tables import console
from vstbpn.errors import InputError, Problem
from vstbpn.model import FIELD_NAMES, Finding, Ground, GroundKind, Outcome, Review, Subject, format_date
from vstbpn.rules import Rule, RuleBook, review, rule_book

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["chosen_rules", "empty_check", "ground_text", "printable", "run_check"]

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

_ROW: Final = re.compile(r"\brow (?=[0-9])")
_NAMED: Final = 5
_FAILED: Final = (Outcome.FAIL, Outcome.ERROR)


def run_check(call: Call) -> None:
    """Read what is named, ask the rules about it, and print what they say."""
    options = call.options
    book = rule_book() if options.rule is None else RuleBook(chosen_rules(options.rule))
    if options.on is None:
        options.on = today()
    subjects = read_subjects(call)
    try:
        result = review(subjects, book, on=options.on)
    except ValueError as error:  # two subjects that nothing tells apart
        raise bad_call(str(error)) from None
    call.found = bool(result.by(*_FAILED))
    if options.json:
        call.print_json(io.review_to_json(result, problems=call.problems))
        return
    _Page(call, console(), book).print(result, subjects)
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


# -- output --------------------------------------------------------------------------------------


@define
class _Page:
    """Prints a review for people to read: by subject, what failed first."""

    call: Call
    to: Console
    book: RuleBook

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
            more = [self.say("and_more", count=len(silent) - _NAMED)] if len(silent) > _NAMED else []
            names = "; ".join((*map(self._name, silent[:_NAMED]), *more))
            self.line(self.say("no_rule", count=io.format_number(len(silent)), names=names))
        self.line(self._counts(result))

    def _name(self, subject: Subject[Any]) -> str:
        plain, _, target = subject.kind.partition(":")
        kind = " ".join(filter(None, (self.call.say.get(f"kind_{plain}", plain), target)))
        return f"{subject} ({', '.join(filter(None, (kind, self._place(subject.where))))})"

    def _place(self, where: str) -> str:
        """Say a place in the language asked for."""
        return _ROW.sub(self.say("row"), where)

    def _finding(self, finding: Finding) -> None:
        vietnamese = self.call.options.lang == "vi"
        rule = self.book.rule(finding.rule)
        title = rule.title_vi if vietnamese else rule.title_en
        self.line(f"  {self.say(f'outcome_{finding.outcome.value}')}  {title} [{rule.id}]")
        message = finding.message_vi if vietnamese else finding.message_en
        # That it passes stands there already; whatever a rule says in its own words is said.
        if finding.code != "pass" or finding.code in rule.messages:
            self.line(f"      {message}")
        basis = "; ".join(dict.fromkeys(ground_text(self.call, ground) for ground in finding.grounds))
        self.line(f"      {self.say('rests_on', basis=basis)}")
        missing = (FIELD_NAMES.get(name, (name, name))[not vietnamese] for name in finding.missing)
        names = ", ".join(missing)
        if names not in message:
            self.line(f"      {self.say('lacks', names=names)}")
        if finding.where and finding.where != finding.subject.where:
            self.line(f"      {self.say('stands', place=self._place(finding.where))}")

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
