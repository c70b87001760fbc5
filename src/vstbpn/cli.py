"""The ``vstbpn`` command. It composes the parts and holds no logic; it alone reads the clock."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from vstbpn import __version__, catalog, io
from vstbpn.aggregate import roll_up
from vstbpn.errors import (
    InputError,
    MissingExtra,
    Problem,
    Severity,
    UnknownUnit,
    VstbpnError,
)
from vstbpn.io import Batch
from vstbpn.model import (
    Cell,
    Mode,
    Reason,
    Report,
    Sex,
    Total,
    Totals,
    Tree,
    Unit,
    format_date,
    parse_date,
)

if TYPE_CHECKING:
    from rich.console import Console, Group
    from rich.table import Table

__all__ = ["main"]

FINE, FOUND, UNUSABLE = 0, 1, 2

_SAIGON: Final = timezone(timedelta(hours=7))
_PROGRESS_FROM: Final = 5_000_000  # bytes: less is read before a bar could be seen
_NAMED: Final = 3  # units named in a row of a table; --json names them all


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit status: 0 fine, 1 something was found, 2 it cannot be used."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except InputError as error:
        if options.json:
            _print_json({**options.empty(options), "problems": _problems_json(error.problems)})
        _say_problems(error.problems, options.lang)
    except VstbpnError as error:
        print(f"vstbpn: {error}", file=sys.stderr)
    except BrokenPipeError:  # the reader of a pipe had enough
        sys.stderr.close()
        return FINE
    return UNUSABLE


# -- commands ------------------------------------------------------------------------------------


def _demo(options: argparse.Namespace) -> int:
    """Roll up the packaged example."""
    on = date(2019, 4, 1)
    with resources.as_file(resources.files("vstbpn") / "demo" / "census_2019") as folder:
        batch = io.read_reports(folder, on=on)
    totals = roll_up(batch.reports, catalog.gazetteer().on(on))
    if options.json:
        _print_json(io.totals_to_json(totals, problems=batch.problems))
        return FINE
    say = _WORDS[options.lang]
    console = _console()
    console.print(say["demo"].format(count=len(batch.reports)))
    console.print(_totals_table(totals, options.lang, levels=("nation", "province")))
    nation = totals.in_mode(Mode.AVAILABLE)[catalog.NATION, "2019", "population"]
    assert nation.value is not None
    console.print(
        say["demo_end"].format(
            value=io.format_number(nation.value), reported=nation.reported, expected=nation.expected
        )
    )
    return FINE


def _rollup(options: argparse.Namespace) -> int:
    """Read reports and print or write their totals."""
    own_tree = None if options.tree is None else io.read_tree(options.tree)
    batch = _read(options, own_tree)
    tree = own_tree or catalog.gazetteer().on(options.on or _common_boundaries(batch.reports))
    if options.within is not None:
        tree = tree.subtree(options.within)
    totals = roll_up(batch.reports, tree, mode=Mode(options.mode), reporting_level=options.reporting_level)
    levels = options.level
    if levels is not None and not set(levels) <= set(tree.levels):
        _refuse(f"expected levels of the tree ({', '.join(tree.levels)}), got {', '.join(levels)}")
    if options.out is not None:
        _write(totals, options.out, levels, batch.problems)
    if options.json:
        _print_json(io.totals_to_json(totals, levels=levels, problems=batch.problems))
    elif options.out is None:
        _console().print(_totals_table(totals, options.lang, levels=levels))
    if not options.json:
        _say_declared(totals, options.lang)
        _say_problems(batch.problems, options.lang)
    return _status(batch.problems)


def _units(options: argparse.Namespace) -> int:
    """Print the units of a day: all, or those of a code or a name."""
    gaz = catalog.gazetteer()
    on = options.on or datetime.now(_SAIGON).date()
    problems: list[Problem] = []
    found: tuple[Unit, ...] = ()
    if options.unit is None:
        found = gaz.on(on).units
    else:
        try:
            by_name = () if options.unit.isdigit() else gaz.find(options.unit, on=on)
            found = by_name or (gaz.unit(options.unit, on=on),)
        except UnknownUnit as error:
            problems.append(_unknown(options.unit, error))
    if options.level is not None:
        found = tuple(unit for unit in found if unit.level in options.level)
    if on > gaz.checked_on:
        problems.append(_unchecked(gaz.checked_on))
    if options.json:
        _print_json(io.units_to_json(on, found, problems=problems))
    else:
        if found:
            _console().print(_units_table(found, on, options.lang))
        _say_problems(problems, options.lang)
    return _status(problems)


# -- parts of commands ---------------------------------------------------------------------------


def _read(options: argparse.Namespace, tree: Tree | None) -> Batch:
    path = Path(options.path)
    with _progress(path, options) as progress:
        return io.read_reports(
            path, units=tree, on=options.on, definitions=options.definitions, progress=progress
        )


@contextmanager
def _progress(path: Path, options: argparse.Namespace) -> Iterator[Callable[[int], None] | None]:
    """Show a bar while a large file is read, unless nobody is looking."""
    size = path.stat().st_size if path.is_file() else 0
    if options.json or size < _PROGRESS_FROM or not sys.stderr.isatty():
        yield None
        return
    _console()
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(path.name, total=size)
        yield lambda read: bar.advance(task, read)


def _common_boundaries(reports: Iterable[Report]) -> date:
    days = {report.boundaries for report in reports} - {None}
    if len(days) != 1:
        found = ", ".join(sorted(str(day) for day in days)[:5]) or "none"
        _refuse(f"say --on DATE: the reports stand on the boundaries of {len(days)} days ({found})")
    (day,) = days
    assert day is not None
    return day


def _write(totals: Totals, path: str, levels: Collection[str] | None, problems: Iterable[Problem]) -> None:
    if path.endswith(".json"):
        document = io.totals_to_json(totals, levels=levels, problems=problems)
        Path(path).write_text(json.dumps(document, ensure_ascii=False) + "\n", encoding="utf-8")
    elif path.endswith(".csv"):
        io.write_totals(totals, path, levels=levels)
    else:
        _refuse(f"expected a file name that ends in .json or .csv, got {path!r}")


def _refuse(message: str) -> None:
    """End an unusable call, as argparse does."""
    print(f"vstbpn: {message}", file=sys.stderr)
    raise SystemExit(UNUSABLE)


def _status(problems: Iterable[Problem]) -> int:
    return FOUND if any(problem.severity is Severity.ERROR for problem in problems) else FINE


def _unknown(text: str, error: UnknownUnit) -> Problem:
    return Problem(
        code="unknown-unit",
        message=f"there is no unit {text!r}: {error}",
        message_vi=f"không có đơn vị {text!r}: {error}",
    )


def _unchecked(day: date) -> Problem:
    return Problem(
        code="map-not-checked",
        message=f"the map was last checked on {format_date(day)}; later decrees are not in it",
        message_vi=f"danh mục được kiểm tra lần cuối ngày {format_date(day)}; chưa có các văn bản sau đó",
        severity=Severity.NOTE,
    )


# -- output --------------------------------------------------------------------------------------

_WORDS: Final = {
    "en": {
        "demo": "Census of 1/4/2019, population by sex: {count} districts of four provinces, added up.",
        "demo_end": "Viet Nam has {expected} districts and {reported} are in the example: its total is not "
        "computed, and their sum, {value}, is not called the nation's.\nNext: vstbpn rollup FILE "
        "--on 2019-04-01, vstbpn units 00004 --on 2025-06-30, and --help.",
        "unit": "Unit",
        "period": "Period",
        "indicator": "Indicator",
        "_T": "Total",
        "F": "Women",
        "M": "Men",
        "_U": "Sex unknown",
        "reported": "Reported",
        "missing": "not computable, missing {units}",
        "incomplete": "incomplete, missing {units}",
        "incomplete-suppressed": "incomplete, a figure is suppressed",
        "suppressed": "not computable, a figure is suppressed",
        "not-applicable": "not applicable",
        "not-expected": "not expected",
        "not-additive": "not computable, figures do not add up over units",
        "more": "{units} and {count} more",
        "unexpected": "unexpected, not added: {units}",
        "silent": "Not shown, because nothing was reported: {count} rows; --json and --out have them.",
        "provisional": "provisional",
        "estimated": "estimated",
        "declared": "Consolidated figures (scope subtree), which are part of no sum: {count}",
        "code": "Code",
        "kind": "Kind",
        "level": "Level",
        "parent": "Parent",
        "since": "Since",
        "until": "Until",
        "units_on": "Units on {on}",
        "listed": "by {day}",
        "problems": "Problems: {count}",
    },
    "vi": {
        "demo": "Tổng điều tra 1/4/2019, dân số theo giới tính: cộng {count} huyện, quận của bốn tỉnh.",
        "demo_end": "Cả nước có {expected} đơn vị cấp huyện, ví dụ chỉ có {reported}: không tính tổng cả "
        "nước, và tổng phần đã có, {value}, không phải là số của cả nước.\nTiếp theo: vstbpn rollup TỆP "
        "--on 2019-04-01, vstbpn units 00004 --on 2025-06-30, và --help.",
        "unit": "Đơn vị",
        "period": "Kỳ",
        "indicator": "Chỉ tiêu",
        "_T": "Tổng số",
        "F": "Nữ",
        "M": "Nam",
        "_U": "Chưa rõ giới",
        "reported": "Đã báo cáo",
        "missing": "không tính được, thiếu {units}",
        "incomplete": "chưa đủ, thiếu {units}",
        "incomplete-suppressed": "chưa đủ, có số liệu không công bố",
        "suppressed": "không tính được, có số liệu không công bố",
        "not-applicable": "không áp dụng",
        "not-expected": "không phải báo cáo",
        "not-additive": "không tính được, chỉ tiêu không cộng được giữa các đơn vị",
        "more": "{units} và {count} đơn vị khác",
        "unexpected": "ngoài dự kiến, không cộng: {units}",
        "silent": "Không hiện các dòng chưa có báo cáo nào: {count}; xem bằng --json hoặc --out.",
        "provisional": "tạm thời",
        "estimated": "ước tính",
        "declared": "Báo cáo tổng hợp (scope subtree), không cộng vào tổng nào: {count}",
        "code": "Mã",
        "kind": "Loại",
        "level": "Cấp",
        "parent": "Thuộc",
        "since": "Từ ngày",
        "until": "Đến ngày",
        "units_on": "Đơn vị hành chính ngày {on}",
        "listed": "chậm nhất {day}",
        "problems": "Số vấn đề: {count}",
    },
}


def _console() -> Console:
    try:
        from rich.console import Console
    except ImportError:
        raise MissingExtra("rich", "cli") from None
    return Console(highlight=False, soft_wrap=not sys.stdout.isatty())


def _table(title: str | None = None) -> Table:
    from rich import box
    from rich.table import Table

    return Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)


def _totals_table(
    totals: Totals,
    lang: str,
    *,
    levels: Collection[str] | None = None,
) -> Group:
    """One row for each unit, period, indicator and breakdown, the sexes side by side; below it the notes.

    Rows of which nothing was reported are counted and not shown.
    """
    from rich.console import Group

    say = _WORDS[lang]
    sexes = [sex for sex in Sex.CODES if any(cell.sex == sex for cell in totals.cells)]
    periods, indicators = len(totals.periods) > 1, len({_row(cell) for cell in totals.cells}) > 1
    table = _table()
    table.add_column(say["unit"], no_wrap=True)
    if periods:
        table.add_column(say["period"])
    if indicators:
        table.add_column(say["indicator"])
    for sex in sexes:
        table.add_column(say[sex], justify="right", no_wrap=True)
    table.add_column(say["reported"], justify="right", no_wrap=True)
    notes: list[str] = []
    silent = 0
    keys = (key for key in totals if levels is None or key[0].level in levels)
    for (unit, period, (indicator, breakdown)), group in groupby(keys, lambda k: (k[0], k[1], _row(k[2]))):
        by_sex = {key[2].sex: totals[key] for key in group}
        if all(
            len(total.missing) == total.expected and not total.unexpected and total.expected
            for total in by_sex.values()
        ):
            silent += 1
            continue
        depth = len(totals.tree.ancestors(unit))
        worst = min(by_sex.values(), key=lambda total: total.reported - total.expected)
        name = ":".join((indicator, *(f"{key}={value}" for key, value in breakdown)))
        table.add_row(
            f"{'  ' * depth}{unit.name}",
            *([period.code] if periods else []),
            *([name] if indicators else []),
            *(_value(by_sex.get(sex)) for sex in sexes),
            f"{worst.reported}/{worst.expected}",
        )
        note = _note(worst, by_sex.values(), say)
        if note:
            about = (unit.name, *([period.code] if periods else []), *([name] if indicators else []))
            notes.append(f"{', '.join(about)}: {note}")
    if silent:
        notes.append(say["silent"].format(count=io.format_number(silent)))
    return Group(table, *notes)


def _row(cell: Cell) -> tuple[str, tuple[tuple[str, str], ...]]:
    return cell.indicator, cell.breakdown


def _value(total: Total | None) -> str:
    if total is None:
        return ""
    return "–" if total.value is None else io.format_number(total.value)


def _note(worst: Total, totals: Iterable[Total], say: dict[str, str]) -> str:
    parts = []
    for reason in dict.fromkeys(total.reason for total in (worst, *totals) if total.reason):
        suppressed = reason is Reason.INCOMPLETE and not worst.missing
        text = say["incomplete-suppressed" if suppressed else reason.value]
        parts.append(text.format(units=_names(worst.missing, say)))
    if worst.unexpected:
        parts.append(say["unexpected"].format(units=_names(worst.unexpected, say)))
    parts += [say[mark] for mark in ("provisional", "estimated") if getattr(worst, mark)]
    return "; ".join(parts)


def _names(units: Sequence[Unit], say: dict[str, str]) -> str:
    names = ", ".join(unit.name for unit in units[:_NAMED])
    if len(units) <= _NAMED:
        return names
    return say["more"].format(units=names, count=io.format_number(len(units) - _NAMED))


def _units_table(units: Iterable[Unit], on: date, lang: str) -> Table:
    say = _WORDS[lang]
    table = _table(say["units_on"].format(on=format_date(on)))
    for column in ("level", "code", "unit", "kind", "parent", "since", "until"):
        table.add_column(say[column], no_wrap=column != "unit")
    for unit in units:
        since = "" if unit.valid_from is None else format_date(unit.valid_from)
        table.add_row(
            unit.level,
            unit.code,
            unit.name,
            unit.kind,
            unit.parent or "",
            say["listed"].format(day=since) if unit.listed else since,
            "" if unit.valid_to is None else format_date(unit.valid_to - timedelta(days=1)),
        )
    return table


def _say_declared(totals: Totals, lang: str) -> None:
    if totals.declared:
        print(_WORDS[lang]["declared"].format(count=len(totals.declared)), file=sys.stderr)


def _say_problems(problems: Sequence[Problem], lang: str) -> None:
    if not problems:
        return
    print(_WORDS[lang]["problems"].format(count=len(problems)), file=sys.stderr)
    for problem in problems:
        place = f"{problem.where}: " if problem.where else ""
        message = problem.message_vi if lang == "vi" else problem.message
        print(f"  {place}{message} [{problem.code}]", file=sys.stderr)
        if problem.hint:
            print(f"    {problem.hint}", file=sys.stderr)


def _print_json(document: dict[str, Any]) -> None:
    json.dump(document, sys.stdout, ensure_ascii=False, indent=1)
    print()


def _problems_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [io.problem_to_json(problem) for problem in problems]


# -- the call ------------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="vstbpn",
        description="Add up reports of Viet Nam's administrative units and look units up on any day.",
        epilog="Exit status: 0 fine, 1 something was found, 2 the call or the input cannot be used.",
    )
    parser.add_argument("--version", action="version", version=f"vstbpn {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="print JSON (UTF-8), without colour or bar")
    common.add_argument("--lang", choices=("en", "vi"), default="en", help="language of what is printed")

    demo = commands.add_parser("demo", parents=[common], help="roll up the packaged example")
    demo.set_defaults(run=_demo, empty=_empty_totals)

    rollup = commands.add_parser(
        "rollup", parents=[common], help="add up reports along the tree, to provinces and the nation"
    )
    rollup.add_argument("path", metavar="PATH", help="a .csv or .json file, or a folder of tables")
    rollup.add_argument("--on", type=_day, metavar="DATE", help="the day whose map the unit codes belong to")
    rollup.add_argument("--level", type=_list, metavar="L[,L]", help="print only units of these levels")
    rollup.add_argument(
        "--reporting-level",
        type=_list,
        metavar="L[,L]",
        help="the levels whose units are expected to report (without it: the one they report on)",
    )
    rollup.add_argument("--mode", choices=[mode.value for mode in Mode], default=Mode.COMPLETE.value)
    rollup.add_argument("--within", metavar="CODE", help="only this unit and the units below it")
    rollup.add_argument("--tree", metavar="FILE", help="a tree of one's own (CSV) instead of the map")
    rollup.add_argument("--definitions", metavar="FILE", help="indicators and forms of one's own (TOML)")
    rollup.add_argument("--out", metavar="FILE", help="write the totals to a .json or .csv file")
    rollup.set_defaults(run=_rollup, empty=_empty_totals)

    units = commands.add_parser("units", parents=[common], help="look up administrative units on a day")
    units.add_argument("unit", metavar="NAME|CODE", nargs="?", help="a code or a name; all without it")
    units.add_argument("--on", type=_day, metavar="DATE", help="the day (without it: today)")
    units.add_argument("--level", type=_list, metavar="L[,L]", help="only units of these levels")
    units.set_defaults(run=_units)
    return parser


def _empty_totals(options: argparse.Namespace) -> dict[str, Any]:
    """What is printed as JSON when the input cannot be used at all."""
    on = getattr(options, "on", None)
    mode = getattr(options, "mode", Mode.COMPLETE.value)
    boundaries = None if on is None else on.isoformat()
    return {"format": "vstbpn.totals/1", "boundaries": boundaries, "mode": mode, "totals": []}


def _day(text: str) -> date:
    try:
        return parse_date(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


if __name__ == "__main__":
    sys.exit(main())
