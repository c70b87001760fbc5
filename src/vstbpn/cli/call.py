"""One call of the command: its options, the problems met on the way, and how it ends."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from attrs import define, field

from vstbpn import io
from vstbpn.cli.words import FAILURES, WORDS
from vstbpn.errors import InputError, Problem, Severity
from vstbpn.model import VIET_NAM_TIME, Report

__all__ = ["FINE", "FOUND", "UNUSABLE", "Call", "Refusal", "bad_call", "today"]

FINE: Final = 0
FOUND: Final = 1
UNUSABLE: Final = 2

_MOST_OF_A_KIND: Final = 20
_INPUTS: Final = ("obligations", "tree", "definitions", "changes", "weights")


class Refusal(InputError):
    """A call or an input that cannot be used; it says why."""

    def __init__(self, code: str, message: str, message_vi: str) -> None:
        super().__init__([Problem(code=code, message=message, message_vi=message_vi)])


def today() -> date:
    """Give the day that it is in Viet Nam: the one place where the library looks at a clock."""
    return datetime.now(VIET_NAM_TIME).date()


def bad_call(message: str) -> Refusal:
    """Give the refusal of a call whose options cannot be used together, or at all."""
    return Refusal("bad-call", message, f"không thực hiện được: {message}")


@define
class Call:
    """A call of a command, and the problems that it has met so far."""

    options: argparse.Namespace
    problems: list[Problem] = field(factory=list, init=False)
    found: bool = field(default=False, init=False)
    """Whether the answer itself is not all well, such as a report that is missing."""

    @property
    def say(self) -> dict[str, str]:
        """The words of the language asked for."""
        return WORDS[self.options.lang]

    def run(self) -> int:
        """Do what is asked and give the exit status."""
        self.options.run(self)
        found = any(problem.severity is Severity.ERROR for problem in self.problems)
        return FOUND if found or self.found else FINE

    def check_out(self) -> None:
        """Refuse a file that cannot be written before hours of reading."""
        out = self.options.out
        if out is None:
            return
        path = Path(out)
        if path.suffix not in (".csv", ".json"):
            raise bad_call(f"expected --out to name a file that ends in .json or .csv, got {out!r}")
        named = (getattr(self.options, name, None) for name in _INPUTS)
        inputs = [Path(given) for given in (*self.options.path, *named) if given is not None]
        if any(path.exists() and given.exists() and path.samefile(given) for given in inputs):
            raise bad_call(f"--out would overwrite the input {out!r}")

    def leave_out(self, reports: Iterable[Report], lost: Iterable[tuple[Report, str]]) -> list[Report]:
        """Give the reports without those that cannot be placed on the map, which are listed.

        :param lost: these, each with the reason.
        """
        gone: set[int] = set()
        for report, why in lost:
            gone.add(id(report))
            code, period = report.unit, report.period
            self.problems.append(
                Problem(
                    code="unplaced-report",
                    message=f"{why}; the report for {period} was not used",
                    message_vi=f"không dùng báo cáo kỳ {period} của đơn vị {code!r}: khác địa giới",
                    column="unit",
                )
            )
        return [report for report in reports if id(report) not in gone]

    def give_up(self, error: Exception) -> int:
        """Say why nothing could be done, after all that was met before."""
        if isinstance(error, InputError):
            final = list(error.problems)
        else:
            code, vietnamese = next(words for kind, words in FAILURES.items() if isinstance(error, kind))
            text = str(error)
            if isinstance(error, OSError) and error.strerror:
                text = f"{error.strerror}: {error.filename}" if error.filename else error.strerror
            message_vi = f"{vietnamese}: {text}"
            final = [Problem(code=code, message=text, message_vi=message_vi)]
        self.problems += (problem for problem in final if problem not in self.problems)
        if self.options.json:
            self.print_json({**self.options.empty(self.options), "problems": io_problems(self.problems)})
        self.say_problems()
        return UNUSABLE

    def print_json(self, document: dict[str, Any]) -> None:
        """Print a small document."""
        json.dump(document, sys.stdout, ensure_ascii=False, indent=1)
        print()

    def say_problems(self) -> None:
        """List the problems, of each kind the first ones; --json has them all."""
        for severity in (Severity.ERROR, Severity.NOTE):
            mine = [problem for problem in self.problems if problem.severity is severity]
            if mine:
                count = io.format_number(len(mine))
                print(self.say[f"{severity.value}s"].format(count=count), file=sys.stderr)
            by_code: dict[str, list[Problem]] = {}
            for problem in mine:
                by_code.setdefault(problem.code, []).append(problem)
            for code, found in by_code.items():
                for problem in found[:_MOST_OF_A_KIND]:
                    self._say(problem)
                more = len(found) - _MOST_OF_A_KIND
                if more > 0:
                    text = self.say["more_problems"].format(count=io.format_number(more), code=code)
                    print(f"  {text}", file=sys.stderr)

    def _say(self, problem: Problem) -> None:
        if self.options.lang == "vi":
            place, message, hint = problem.where_vi, problem.message_vi, problem.hint_vi
        else:
            place, message, hint = problem.where, problem.message, problem.hint
        print(f"  {f'{place}: ' if place else ''}{message} [{problem.code}]", file=sys.stderr)
        if hint:
            print(f"    {hint}", file=sys.stderr)


def io_problems(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Give problems, ready for JSON."""
    return [io.problem_to_json(problem) for problem in problems]
