"""What a total is made of, printed: ``vstbpn rollup PATH --explain UNIT:INDICATOR``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from vstbpn import io
from vstbpn.cli.call import Call, Refusal, bad_call, io_problems
from vstbpn.cli.tables import console
from vstbpn.cli.words import ABSENCES_VI, RULES_VI, WORDS
from vstbpn.io.number import plain_number
from vstbpn.model import Cell, Report, Totals, format_date

__all__ = ["explain"]

_INDENT: Final = "  "


def explain(call: Call, totals: Totals, wanted: str, revisions: Sequence[Report]) -> None:
    """Print the explanation of one figure, for every period that has it.

    :param wanted: the code of a unit, a colon, and the code of a cell: ``24:population:F``.
    :param revisions: the reports of all revisions that were read.
    """
    code, _, named = wanted.partition(":")
    try:
        cell = Cell.parse(named)
    except ValueError as error:
        why = f"expected --explain UNIT:INDICATOR, such as 24:population:F, got {wanted!r}: {error}"
        raise bad_call(why) from None
    unit = totals.tree[code]
    found = [totals[unit, period, cell] for period in totals.periods if (unit, period, cell) in totals]
    if not found:
        there = ", ".join(known.code for known in totals.cells[:12])
        why = f"{unit.name} ({code}) has no figure of {cell}; there is {there}"
        raise Refusal("bad-call", why, f"không có số liệu {cell} của {unit.name} ({code})")
    told = [total.explain(revisions) for total in found]
    if call.options.json:
        document = {
            "format": "vstbpn.explanation/1",
            "explanations": told,
            "problems": io_problems(call.problems),
        }
        try:
            text = json.dumps(document, ensure_ascii=False, indent=1, default=_plain)
        except RecursionError:
            why = "the tree is too deep for an explanation as JSON; without --json it can be printed"
            why_vi = "cây quá sâu, không giải thích được ở dạng JSON; bỏ --json thì in được"
            raise Refusal("bad-call", why, why_vi) from None
        print(text)
        return
    to = console()
    for one in told:
        for line in _lines(one, call.options.lang):
            to.print(line, markup=False, highlight=False, soft_wrap=True)
    call.say_problems()


def _lines(whole: Mapping[str, Any], lang: str) -> Iterator[str]:
    """Give the lines of one unit, and below them those of its parts, however deep the tree is."""
    waiting = [(whole, 0)]
    while waiting:
        node, depth = waiting.pop()
        yield from _own_lines(node, lang, depth)
        waiting += ((part, depth + 1) for part in reversed(node["parts"]))


def _own_lines(node: Mapping[str, Any], lang: str, depth: int) -> Iterator[str]:
    """Give the lines of one unit; of one that only reports, that is its report's."""
    reports = node["reports"]
    if depth and not node["parts"] and [report["unit"] for report in reports] == [node["unit"]]:
        yield f"{_INDENT * depth}{_report(reports[0], lang)}"
        return
    head = f"{node['name']} ({node['unit']})"
    if depth == 0:
        head += f", {node['period']}, {node['cell']}"
    counts = f"{node['reported']}/{node['expected']}"
    rule = RULES_VI[node["rule"]] if lang == "vi" else node["rule"]
    yield f"{_INDENT * depth}{head}: {_figure(node)} [{counts}] {rule}"
    for report in reports:
        yield f"{_INDENT * (depth + 1)}{_report(report, lang)}"


def _figure(node: Mapping[str, Any]) -> str:
    if node["value"] is not None:
        return io.format_number(node["value"])
    bounds = node["bounds"]
    if bounds is None:
        return "–"
    low, high = ("…" if bounds[end] is None else io.format_number(bounds[end]) for end in ("low", "high"))
    return f"{low} – {high}"


def _report(report: Mapping[str, Any], lang: str) -> str:
    name = f"{report['name']} ({report['unit']})"
    absence = report["absence"]
    said = (ABSENCES_VI[absence] if lang == "vi" else absence) if absence else _figure(report)
    if report["form"] is None:
        return f"{name}: {said}"
    if report["known"] is not None:
        said += f" ({io.format_number(report['known'])})"
    marks = "".join(f", {mark}" for mark in ("provisional", "estimated") if report[mark])
    scope = f", {report['scope']}" if report["scope"] != "own" else ""
    since = report["same_since"]
    same = ""
    if since is not None and since["revision"] != report["revision"]:
        same = WORDS[lang]["same_since"].format(revision=_revision(since))
    return f"{name}: {said}; {report['form']}, {_revision(report, scope)}{marks}{same}"


def _revision(report: Mapping[str, Any], scope: str = "") -> str:
    received = f", {format_date(report['received_on'])}" if report["received_on"] else ""
    return f"r{report['revision']}{scope}{received}"


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return plain_number(value)
    raise TypeError(f"expected plain data, got {value!r}")
