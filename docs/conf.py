"""Sphinx configuration: ``python -m sphinx -W -b html docs docs/_build``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.metadata import version as version_of
from pathlib import Path

from vstbpn.catalog import instruments, unverified
from vstbpn.io._problems import NOTES, TEXTS
from vstbpn.model import (
    TYPES,
    DatedValue,
    DocumentNumber,
    DocumentType,
    Ground,
    Series,
    document_types,
    format_date,
)
from vstbpn.rules import Example, LawOf, Rule, RuleBook, review, rule_book

project = "vstbpn"
author = "The vstbpn developers"
version = release = version_of("vstbpn")
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"vstbpn {release}"

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
autodoc_default_options = {"members": True, "undoc-members": False}
autodoc_class_signature = "separated"
autodoc_preserve_defaults = True

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3


# Numbers as they are printed, a body for each series, and what is no number. Some are of real documents.
PRINTED = (
    *("06/CTr-UBQG", "12a/KH-UBND", "04/UBQG-VP", "/KH-UBND", "10/2019/TT-BKHĐT", "85/2015/QH13"),
    *("26-NQ/TW", "04-TT/TU", "144-QĐ/TW", "540-CV/VPQU", "646-TTg", "21-LCT/HĐNN8"),
    *("06 /CTr-UBQG", "Số: 70 / KH - UBND", "70_KH-UBND", "28 NQ-CP", "70/KH UBND", "70-KH-UBND", "26/NQ/TW"),
    *("9/KH-UBND", "009/KH-UBND", "1830/QÐ-UBND", "1830/QD-UBND", "70/kh-UBND", "11/2020/nq-hđnd"),
    *("…/CV-VSTBPN", "11/NQ-TW", "2254/CT-CB"),
)
BODIES = {Series.STATE: "UBND", Series.PARTY: "TU", Series.PLAIN: "HĐNN"}
REFUSED = ("12/3", "12/3/2024", "2021-2030", "70 người", "12/kg", "70/KH-")


def write_page(name: str, *parts: str) -> None:
    """Write a page that is made from the code."""
    page = Path(__file__).parent / "reference" / "generated" / name
    page.parent.mkdir(exist_ok=True)
    page.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lay out a table; an empty cell stays empty."""
    lines = (heads, ["---"] * len(heads), *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def code(text: str) -> str:
    """Set a text as code, if there is any."""
    return f"`{text}`" if text else ""


def write_problems(_app: object) -> None:
    """Write the page of problem codes from the texts themselves."""
    rows = [
        (code(name), "note" if name in NOTES else "error", english, vietnamese)
        for name, (english, vietnamese) in sorted(TEXTS.items())
    ]
    write_page(
        "problems.md",
        "# Problems",
        "What readers find, by code. A note takes nothing away from the input.",
        table(("code", "", "English", "tiếng Việt"), rows),
    )


def read_number(text: str) -> tuple[str, ...]:
    """Give a row of the table of printed numbers."""
    number = DocumentNumber.parse(text)
    kinds = document_types(number.type, series=number.series) if number.type else ()
    return (
        code(text),
        code(number.format()),
        number.series.value,
        number.number or "",
        "" if number.year is None else str(number.year),
        f"{code(number.type or '')} {' or '.join(kind.name_vi for kind in kinds)}".strip(),
        code(number.body),
        " ".join(map(code, number.problems)),
    )


def refuse_number(text: str) -> tuple[str, str]:
    """Give a row of the table of what is no number."""
    try:
        found = DocumentNumber.parse(text)
    except ValueError as error:
        return code(text), str(error).rpartition(f"{text!r}: ")[2]
    raise ValueError(f"expected a text that is no number, got {found} from {text!r}")


def describe_type(row: DocumentType) -> tuple[str, ...]:
    """Give a row of the table of types, with a number that is written and read back."""
    shown = ""
    if row.marked:
        number = DocumentNumber(series=row.series, number="12", type=row.code, body=BODIES[row.series])
        if (found := DocumentNumber.parse(number.format())) != number:
            raise ValueError(f"expected {number} to be read back, got {found}")
        shown = code(number.format())
    checked = format_date(row.checked_on) if row.verified else f"not verified, {format_date(row.checked_on)}"
    letters = " ".join(map(code, row.marks))
    return row.name_vi, row.name_en, row.series.value, letters, shown, row.source, checked


def write_numbers(_app: object) -> None:
    """Write the page of number forms: each number in it is read here and now."""
    write_page(
        "numbers.md",
        "# Forms of numbers",
        "What `DocumentNumber.parse` makes of numbers as they are printed. `state` is number/type-body, "
        "`party` number-type/body, `plain` neither. `problems` is what had to be allowed for; in a directive "
        "each is a note with its place.",
        table(
            ("printed", "read as", "series", "number", "year", "type", "body", "problems"),
            map(read_number, PRINTED),
        ),
        "*QĐ* of the Party is a decision or a rule, and the number does not tell which. Letters that are no "
        "type stay in the body. A number that is blank stays blank.",
        "## What is no number",
        table(("printed", "why"), map(refuse_number, REFUSED)),
        "## Types",
        "The rows of `TYPES`. The numbers are made up; a type without letters is known by its name only. "
        "[How to add one](../../how-to/document-types.md).",
        table(
            ("type", "English", "series", "letters", "number", "source", "checked"), map(describe_type, TYPES)
        ),
    )


def describe_ground(ground: Ground) -> str:
    """Say what a step rests on: the place, what the register has of it, the source and the day."""
    if ground.instrument is None:
        return ground.kind.value
    one = instruments().by_key(ground.instrument)
    said = [part.summary_en for part in one.provisions if part.pinpoint == ground.pinpoint]
    words = f": {' '.join(said)}" if said else ""
    return f"{ground}{words} (source: {one.source}; checked {format_date(one.checked_on)})"


def describe_step(step: DatedValue[object]) -> tuple[str, ...]:
    """Give a row of the table of a rule's history."""
    days = ("" if day is None else format_date(day) for day in (step.since, step.until))
    return (*days, "<br>".join(dict.fromkeys(map(describe_ground, step.grounds))))


def describe_example(rule: Rule, example: Example) -> tuple[str, ...]:
    """Give a row of the table of a rule's examples: it is asked here and now."""
    (found,) = review([example.subject], RuleBook([rule]), on=example.on)
    if found.outcome is not example.outcome:
        raise ValueError(f"rule {rule.id}: expected {example.outcome.value}, got {found.outcome.value}")
    return found.outcome.value, format_date(example.on), found.message_vi, found.message_en


def describe_rule(rule: Rule) -> tuple[str, ...]:
    """Give the section of a rule."""
    law = "the first day of the term" if rule.law_of is LawOf.TERM else "the day of the facts"
    doubt = "" if all(ground.verified for ground in rule.grounds) else ", **something not verified**"
    kinds = ", ".join(map(code, sorted(rule.kinds)))
    rows = map(describe_step, rule.history)
    examples = (describe_example(rule, example) for example in rule.examples)
    return (
        f"## {rule.id}",
        f"**{rule.title_vi}** / {rule.title_en}",
        f"{rule.force.value}{doubt}; speaks of {kinds}; by the law of {law}.",
        *filter(None, (rule.text_vi, rule.text_en)),
        table(("since", "until (not included)", "basis"), (tuple(map(cell, row)) for row in rows)),
        table(("example", "asked on", "tiếng Việt", "English"), (tuple(map(cell, row)) for row in examples)),
    )


def cell(text: str) -> str:
    """Keep a text within one cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")


def write_rules(_app: object) -> None:
    """Write the page of the rule book: each example in it is asked here and now."""
    rules = tuple(rule_book())
    write_page(
        "rules.md",
        "# The rule book",
        f"All {len(rules)} rules, what they rest on, and what they say of their own examples. "
        "`[not verified]` marks what nobody has read in a source; [the whole list](unverified.md). "
        "[How to add a rule](../../how-to/rules.md), [how to check by them](../../how-to/check-rules.md).",
        *(part for rule in rules for part in describe_rule(rule)),
    )


def write_unverified(_app: object) -> None:
    """Write the page of what nobody has verified."""
    found = unverified()
    write_page(
        "unverified.md",
        "# What is not verified",
        f"These {len(found)} facts of the catalogue (instruments, provisions, targets, others) were found, "
        "and not read in a source that can be trusted with them. They are used with their mark, and every "
        "verdict that rests on one says so. `vstbpn rules --unverified` prints the same list.",
        table(
            ("kind", "id", "which of its values", "name"),
            ((one.kind, code(one.id), cell(one.what), cell(one.name)) for one in found),
        ),
    )


def setup(app: object) -> None:
    """Hook the pages in before anything is read; Pygments has no lexer for CSV and needs none."""
    from pygments.lexers.special import TextLexer

    app.connect("builder-inited", write_problems)  # type: ignore[attr-defined]
    app.connect("builder-inited", write_numbers)  # type: ignore[attr-defined]
    app.connect("builder-inited", write_rules)  # type: ignore[attr-defined]
    app.connect("builder-inited", write_unverified)  # type: ignore[attr-defined]
    app.add_lexer("csv", TextLexer)  # type: ignore[attr-defined]
