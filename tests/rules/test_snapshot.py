"""The whole book on one page, so that a change of law, of a ground or of an outcome is a visible diff.

``VSTBPN_SNAPSHOT=write python -m pytest tests/rules/test_snapshot.py`` writes the page anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from vstbpn.model import format_date
from vstbpn.rules import Example, LawOf, Rule, RuleBook, review, rule_book

PAGE = Path(__file__).with_name("snapshot.txt")


def day(when: date | None) -> str:
    return "..." if when is None else format_date(when)


def shown(rule: Rule) -> Iterator[str]:
    law_of = ", law of the term" if rule.law_of is LawOf.TERM else ""
    yield f"{rule.id} [{rule.force.value}{law_of}] on {', '.join(sorted(rule.kinds))}"
    for step in rule.history:
        grounds = "; ".join(map(str, step.grounds))
        yield f"  {day(step.since)} - {day(step.until)}: {grounds}"
    yield from sorted(f"  {asked(rule, example)}" for example in rule.examples)


def asked(rule: Rule, example: Example) -> str:
    (found,) = review([example.subject], RuleBook([rule]), on=example.on)
    return f"{found.outcome.value} ({found.code}) on {day(found.on)}: {found.message_en}"


def test_the_book_is_the_one_that_was_agreed_on() -> None:
    page = "\n\n".join("\n".join(shown(rule)) for rule in rule_book()) + "\n"
    if os.environ.get("VSTBPN_SNAPSHOT") == "write":
        PAGE.write_text(page, encoding="utf-8")
    assert page == PAGE.read_text(encoding="utf-8"), (
        "the book says something else than tests/rules/snapshot.txt. Hint: if that is meant, write it anew with "
        "VSTBPN_SNAPSHOT=write and read the diff"
    )
