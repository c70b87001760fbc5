"""What can be asked of the command, and how."""

from __future__ import annotations

import argparse
from datetime import date

from vstbpn import __version__
from vstbpn.cli.check import empty_check, run_check
from vstbpn.cli.collection import empty_coverage, run_coverage
from vstbpn.cli.documents import empty_deadlines, empty_read, run_deadlines, run_read
from vstbpn.cli.figures import demo, empty_totals, run_restate, run_rollup
from vstbpn.cli.lawbook import empty_indicators, empty_rules, run_indicators, run_rules
from vstbpn.cli.units import empty_units, run_units
from vstbpn.model import Mode, parse_date

__all__ = ["parser"]


def parser() -> argparse.ArgumentParser:
    """Make the parser of the command line."""
    whole = argparse.ArgumentParser(
        prog="vstbpn",
        description="Add up reports of Viet Nam's administrative units, look units up on any day, and say "
        "what directives ask for by when.",
        epilog="Exit status: 0 fine, 1 something was found, 2 the call or the input cannot be used.",
    )
    whole.add_argument("--version", action="version", version=f"vstbpn {__version__}")
    commands = whole.add_subparsers(title="commands", required=True, metavar="COMMAND")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="print JSON (UTF-8), without colour or bar")
    common.add_argument("--lang", choices=("en", "vi"), default="en", help="language of what is printed")
    on_map = argparse.ArgumentParser(add_help=False)
    on_map.add_argument(
        "--changes", metavar="FILE", help="changes of the map (CSV), such as a decree that it does not know"
    )

    shown = commands.add_parser("demo", parents=[common], help="roll up the packaged example")
    shown.set_defaults(run=demo, empty=empty_totals)

    rollup = commands.add_parser(
        "rollup", parents=[common, on_map], help="add up reports along the tree, to provinces and the nation"
    )
    _add_input(rollup)
    rollup.add_argument("--level", type=_list, metavar="L[,L]", help="print only units of these levels")
    rollup.add_argument("--tree", metavar="FILE", help="a tree of one's own (CSV) instead of the map")
    rollup.add_argument(
        "--obligations", metavar="FILE", help="who is expected: which units owe which report (CSV)"
    )
    rollup.add_argument(
        "--prefer",
        choices=["declared"],
        help="declared: take consolidated figures in place of the sums of their parts, and say so",
    )
    rollup.add_argument(
        "--known-at", type=_day, metavar="DATE", help="only what had been received by the end of this day"
    )
    rollup.add_argument(
        "--explain", metavar="UNIT:INDICATOR", help="print what one figure is made of: 24:population:F"
    )
    rollup.add_argument(
        "--restate-to", type=_day, metavar="DATE", help="say what the totals are on the map of another day"
    )
    _add_output(rollup)
    rollup.set_defaults(run=run_rollup, empty=empty_totals)

    restate = commands.add_parser(
        "restate", parents=[common, on_map], help="say what figures are on the map of another day"
    )
    _add_input(restate)
    restate.add_argument("--to", type=_day, metavar="DATE", required=True, help="the day of the map wanted")
    restate.add_argument(
        "--level",
        type=_list,
        metavar="L[,L]",
        help="the levels of that map, down to the lowest named",
    )
    restate.add_argument(
        "--zones", action="store_true", help="by comparable zones, whose figures are exact, instead of units"
    )
    restate.add_argument(
        "--weights", metavar="FILE", help="weights for divided units (CSV: unit, part, weight)"
    )
    _add_output(restate)
    restate.set_defaults(run=run_restate, empty=empty_totals)

    collection = commands.add_parser(
        "coverage",
        parents=[common, on_map],
        help="say which reports came, in time or late, and which did not",
    )
    collection.add_argument(
        "path", metavar="PATH", nargs="+", help=".csv and .json files and folders of them, read together"
    )
    collection.add_argument(
        "--obligations", metavar="FILE", required=True, help="which units owe which report by when (CSV)"
    )
    collection.add_argument(
        "--on", type=_day, metavar="DATE", help="the day that is asked about (without it: today)"
    )
    collection.add_argument(
        "--known-at", type=_day, metavar="DATE", help="only the reports that had been received by this day"
    )
    collection.add_argument("--definitions", metavar="FILE", help="indicators and forms of one's own (TOML)")
    collection.add_argument("--tree", metavar="FILE", help="a tree of one's own (CSV) instead of the map")
    collection.add_argument(
        "--within", type=_list, metavar="CODE[,CODE]", help="only these units and those below them"
    )
    collection.add_argument("--missing", action="store_true", help="name every unit in the notes")
    collection.add_argument("--out", metavar="FILE", help="write the duties to a .json or .csv file")
    collection.set_defaults(run=run_coverage, empty=empty_coverage)

    units = commands.add_parser(
        "units", parents=[common, on_map], help="look up administrative units on a day"
    )
    units.add_argument("unit", metavar="NAME|CODE", nargs="?", help="a code or a name; all without it")
    units.add_argument("--on", type=_day, metavar="DATE", help="the day (without it: today)")
    units.add_argument("--level", type=_list, metavar="L[,L]", help="only units of these levels")
    units.add_argument("--within", type=_list, metavar="CODE[,CODE]", help="only these units and those below")
    units.add_argument("--history", action="store_true", help="what led to each unit and what came of it")
    units.set_defaults(run=run_units, empty=empty_units)

    read = commands.add_parser(
        "read", parents=[common], help="say what a directive asks, of whom and by when"
    )
    _add_documents(read)
    read.set_defaults(run=run_read, empty=empty_read)

    deadlines = commands.add_parser(
        "deadlines", parents=[common], help="list what directives ask for, the most urgent first"
    )
    _add_documents(deadlines)
    deadlines.add_argument(
        "--on", type=_day, metavar="DATE", help="the day that is asked about (without it: today)"
    )
    deadlines.add_argument(
        "--for", dest="unit", metavar="NAME", help="only what an office with these words in its name owes"
    )
    deadlines.add_argument("--year", type=_year, metavar="YEAR", help="only what falls in this year")
    deadlines.add_argument("--progress", metavar="FILE", help="what was done, and when (CSV)")
    deadlines.add_argument("--ics", metavar="FILE", help="write them to a calendar (.ics)")
    deadlines.set_defaults(run=run_deadlines, empty=empty_deadlines)

    check = commands.add_parser(
        "check",
        parents=[common],
        help="check registers, documents and reports against the rule book",
        description="Check registers (members.csv, bodies.csv), documents (.txt, .md, .docx; several are "
        "compared with each other too), reports of figures (CSV, JSON) and folders of them against the rule "
        "book.",
    )
    check.add_argument("path", metavar="PATH", nargs="+", help="files and folders, checked together")
    check.add_argument(
        "--on", type=_day, metavar="DATE", help="the day that is asked about (without it: today)"
    )
    check.add_argument("--definitions", metavar="FILE", help="indicators and forms of one's own (TOML)")
    check.add_argument("--rule", type=_list, metavar="ID[,ID]", help="only these rules of the book")
    check.add_argument(
        "--outline",
        metavar="FILE|ID",
        help="hold the documents against the outline that this letter attaches, or one of the catalogue",
    )
    check.add_argument(
        "--sender", metavar="CODE", help="who reports along an outline of the catalogue: department, district"
    )
    check.add_argument("--obligations", metavar="FILE", help="which units owe which report by when (CSV)")
    check.add_argument(
        "--targets",
        type=_list,
        metavar="CODE[,CODE]",
        help="units whose yearly figures are held against the targets, beside those that targets are for",
    )
    check.add_argument(
        "--minority-areas",
        type=_list,
        metavar="CODE[,CODE]",
        help="the units that are areas of ethnic minorities; nobody guesses that",
    )
    check.add_argument("--all", action="store_true", help="list also what does not apply or was not in force")
    check.set_defaults(run=run_check, empty=empty_check)

    rules = commands.add_parser(
        "rules", parents=[common], help="list the rule book, or say what one rule rests on"
    )
    rules.add_argument("id", metavar="ID", nargs="?", help="a rule: text, basis, history, examples")
    rules.add_argument("--on", type=_day, metavar="DATE", help="the day (without it: today)")
    rules.add_argument(
        "--stale-since", type=_day, metavar="DATE", help="what was last checked in its source before this day"
    )
    rules.add_argument("--unverified", action="store_true", help="what nobody has verified in a source")
    rules.set_defaults(run=run_rules, empty=empty_rules)

    indicators = commands.add_parser(
        "indicators", parents=[common], help="list indicators and targets, or say all about one"
    )
    indicators.add_argument(
        "code", metavar="CODE|TARGET", nargs="?", help="an indicator, or a target such as 1.1; all without it"
    )
    indicators.set_defaults(run=run_indicators, empty=empty_indicators)
    return whole


def _add_documents(command: argparse.ArgumentParser) -> None:
    """Add what says which documents are read."""
    command.add_argument(
        "path", metavar="FILE", nargs="+", help=".txt, .md and .docx files and folders of them"
    )


def _add_input(command: argparse.ArgumentParser) -> None:
    """Add what says which reports are read, and how."""
    command.add_argument(
        "path", metavar="PATH", nargs="+", help=".csv and .json files and folders of them, read together"
    )
    command.add_argument("--on", type=_day, metavar="DATE", help="the day whose map the unit codes belong to")
    command.add_argument("--definitions", metavar="FILE", help="indicators and forms of one's own (TOML)")
    command.add_argument(
        "--reporting-level",
        type=_list,
        metavar="L[,L]",
        help="the levels whose units are expected to report (without it: the one they report on)",
    )
    command.add_argument(
        "--mode",
        choices=[mode.value for mode in Mode],
        default=Mode.COMPLETE.value,
        help="complete: a total only when every expected figure is there (default); available: the sum of "
        "what is there, marked as incomplete",
    )
    command.add_argument("--method", metavar="NAME", help="only the reports of this method")


def _add_output(command: argparse.ArgumentParser) -> None:
    """Add what says which totals are shown, and where."""
    command.add_argument(
        "--within", type=_list, metavar="CODE[,CODE]", help="print only these units and those below them"
    )
    command.add_argument("--missing", action="store_true", help="name every missing unit in the notes")
    command.add_argument("--out", metavar="FILE", help="write the totals to a .json or .csv file")


def _day(text: str) -> date:
    try:
        return parse_date(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _year(text: str) -> int:
    if not (text.isdecimal() and 1900 <= int(text) <= 2999):
        raise argparse.ArgumentTypeError(f"expected a year such as 2024, got {text!r}")
    return int(text)


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
