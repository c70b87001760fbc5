"""The commands about figures: ``demo``, ``rollup`` and ``restate``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from vstbpn import catalog, io
from vstbpn.aggregate import ZONE, restate, roll_up, unplaced
from vstbpn.catalog import Gazetteer
from vstbpn.cli.call import Call, Refusal, bad_call
from vstbpn.cli.explain import explain
from vstbpn.cli.obligations import obligations_of
from vstbpn.cli.tables import TotalsTable, console
from vstbpn.cli.words import LEVELS
from vstbpn.errors import LevelError, Problem, Severity
from vstbpn.io import Batch
from vstbpn.model import Mode, Report, Totals, Tree, format_date

__all__ = ["demo", "empty_totals", "map_of", "run_restate", "run_rollup"]

_PROGRESS_FROM: Final = 5_000_000  # bytes: less is read before a bar could be seen
_CENSUS: Final = date(2019, 4, 1)


def demo(call: Call) -> None:
    """Roll up the packaged example."""
    with resources.as_file(resources.files("vstbpn") / "demo" / "census_2019") as folder:
        batch = io.read_reports(folder, on=_CENSUS)
    totals = roll_up(batch.reports, catalog.gazetteer().on(_CENSUS))
    call.problems += batch.problems
    if call.options.json:
        io.write_totals(totals, sys.stdout, problems=call.problems)
        return
    to = console()
    to.print(call.say["demo"].format(count=len(batch.reports)))
    _table(call, totals, batch).print(to, levels=("nation", "province"))
    nation = totals.in_mode(Mode.AVAILABLE)[catalog.NATION, "2019", "population"]
    assert nation.value is not None
    value = io.format_number(nation.value)
    text = call.say["demo_end"].format(value=value, reported=nation.reported, expected=nation.expected)
    to.print(text)


def run_rollup(call: Call) -> None:
    """Read reports, and print or write their totals."""
    options = call.options
    _check_choices(call)
    call.check_out()
    gazetteer = map_of(call)
    own_tree = None if options.tree is None else io.read_tree(options.tree)
    batch = _read(call, own_tree or gazetteer)
    tree = own_tree or _tree_of(call, gazetteer, batch.reports)
    reports = call.leave_out(batch.reports, unplaced(batch.reports, tree))
    _check_received(call, reports)
    obligations = None
    if options.obligations is not None:
        obligations = obligations_of(call, batch, lambda one: one.owed_by(tree))
    totals = roll_up(
        reports,
        tree,
        mode=Mode(options.mode),
        reporting_level=options.reporting_level,
        obligations=obligations,
        forms=batch.definitions.forms,
        method=options.method,
        prefer=options.prefer,
        known_at=options.known_at,
    )
    if options.restate_to is not None:
        totals = restate(totals, gazetteer, to=options.restate_to)
    if options.explain is not None:
        _note_staleness(call, totals)
        explain(call, totals, options.explain, batch.reports)
    else:
        _put_out(call, totals, batch)


def _check_choices(call: Call) -> None:
    """Refuse options that do not go together before anything is read."""
    options = call.options
    if options.tree is not None and options.restate_to is not None:
        raise bad_call("--restate-to needs the map, and not a tree of one's own")
    if options.prefer is not None and options.restate_to is not None:
        raise bad_call("--prefer and --restate-to do not go together: consolidated figures are not restated")
    if options.explain is not None and options.out is not None:
        raise bad_call("--explain and --out do not go together; --explain ... --json prints what may be kept")


def _check_received(call: Call, reports: Sequence[Report]) -> None:
    """Refuse a day by which nothing had been received: a table of nothing would not say why."""
    day = call.options.known_at
    days = [report.received_on for report in reports if report.received_on is not None]
    if day is None or not days or len(days) < len(reports) or min(days) <= day:
        return
    asked, first = format_date(day), format_date(min(days))
    raise Refusal(
        "nothing-received",
        f"nothing had been received by {asked}; the first report is of {first}",
        f"đến {asked} chưa nhận được báo cáo nào; báo cáo đầu tiên nhận ngày {first}",
    )


def run_restate(call: Call) -> None:
    """Read reports, and print or write what their figures are on the map of another day."""
    options = call.options
    call.check_out()
    gazetteer = map_of(call)
    batch = _read(call, gazetteer)
    weights = None if options.weights is None else io.read_weights(options.weights)
    levels = options.level
    known = catalog.LEVELS
    if levels is not None and not set(levels) <= set(known):
        raise LevelError(f"the map has the levels {', '.join(known)}, not {', '.join(levels)}")
    lowest = None if levels is None else max(levels, key=known.index)
    totals = restate(
        batch.reports,
        gazetteer,
        to=options.to,
        weights=weights,
        zones=options.zones,
        level=lowest,
        mode=Mode(options.mode),
        reporting_level=options.reporting_level,
        method=options.method,
    )
    if options.zones and levels is not None:
        options.level = tuple(ZONE if level == lowest else level for level in levels)
    _put_out(call, totals, batch)


def empty_totals(options: Any) -> dict[str, Any]:
    """Give what is printed as JSON when the input cannot be used at all."""
    on = getattr(options, "to", None) or getattr(options, "restate_to", None) or getattr(options, "on", None)
    known_at = getattr(options, "known_at", None)
    return {
        "format": "vstbpn.totals/1",
        "boundaries": None if on is None else on.isoformat(),
        "mode": getattr(options, "mode", Mode.COMPLETE.value),
        "known_at": None if known_at is None else known_at.isoformat(),
        "prefer": getattr(options, "prefer", None),
        "totals": [],
        "declared": [],
        "unexpected": [],
    }


def map_of(call: Call) -> Gazetteer:
    """Give the packaged map, with the changes that the call names."""
    gazetteer = catalog.gazetteer()
    changes = call.options.changes
    return gazetteer if changes is None else gazetteer.extend(io.read_changes(changes))


# -- input ---------------------------------------------------------------------------------------


def _read(call: Call, units: Gazetteer | Tree) -> Batch:
    options = call.options
    paths = [Path(path) for path in options.path]
    with _progress(call, paths) as progress:
        batch = io.read_reports(
            *paths, units=units, on=options.on, definitions=options.definitions, progress=progress
        )
    call.problems += batch.problems
    if not batch.reports:
        raise Refusal("no-usable-rows", "no row could be used", "không dùng được dòng nào")
    return batch


@contextmanager
def _progress(call: Call, paths: Sequence[Path]) -> Iterator[Callable[[int], None] | None]:
    """Show a bar while much is read, unless nobody is looking."""
    size = sum(path.stat().st_size for path in paths if path.is_file())
    if call.options.json or size < _PROGRESS_FROM or not sys.stderr.isatty():
        yield None
        return
    console()
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(paths[0].name, total=size)
        yield lambda read: bar.advance(task, read)


def _tree_of(call: Call, gazetteer: Gazetteer, reports: Sequence[Report]) -> Tree:
    """Give the map on which the reports stand."""
    if call.options.on is not None:
        return gazetteer.on(call.options.on)
    days = sorted({report.boundaries for report in reports if report.boundaries is not None})
    epochs = sorted({gazetteer.epoch(day) for day in days})
    if len(epochs) > 1:
        found = ", ".join(format_date(day) for day in epochs[:5])
        raise bad_call(
            f"the reports stand on {len(epochs)} different maps, those since {found}; say --on DATE for the "
            "map on which all codes are to be read, or bring them to one with: vstbpn restate ... --to DATE"
        )
    return gazetteer.on(days[-1])


# -- output --------------------------------------------------------------------------------------


@frozen
class _Selection:
    levels: Collection[str] | None
    within: Collection[str] | None


def _selection(call: Call, tree: Tree) -> _Selection:
    levels, within = call.options.level, call.options.within
    if levels is not None and not set(levels) <= set(tree.levels):
        raise LevelError(f"the tree has the levels {', '.join(tree.levels)}, not {', '.join(levels)}")
    for code in within or ():
        _ = tree[code]
    return _Selection(levels, within)


def _put_out(call: Call, totals: Totals, batch: Batch) -> None:
    """Write, print and list what was found."""
    options = call.options
    selection = _selection(call, totals.tree)
    _note_staleness(call, totals)
    if options.out is not None:
        io.write_totals(
            totals, options.out, levels=selection.levels, within=selection.within, problems=call.problems
        )
    if options.json:
        io.write_totals(
            totals, sys.stdout, levels=selection.levels, within=selection.within, problems=call.problems
        )
        return
    if options.out is None:
        to = console()
        _table(call, totals, batch).print(to, levels=selection.levels, within=selection.within)
        to.print(_expected(call, totals), markup=False)
    call.say_problems()


def _table(call: Call, totals: Totals, batch: Batch) -> TotalsTable:
    options = call.options
    return TotalsTable(
        totals,
        batch.definitions,
        call.say,
        is_vietnamese=options.lang == "vi",
        name_all=getattr(options, "missing", False),
    )


def _expected(call: Call, totals: Totals) -> str:
    """Say which units were expected to report, and on which map the figures are."""
    names = LEVELS[call.options.lang]
    said = ", ".join(names.get(level, level) for level in totals.reporting_levels)
    lines = [call.say["expected_levels"].format(levels=said)] if said else []
    if totals.maps != (totals.tree,) and totals.tree.on is not None:
        lines.append(call.say["restated"].format(on=format_date(totals.tree.on)))
    return "\n".join(lines)


def _note_staleness(call: Call, totals: Totals) -> None:
    checked = catalog.gazetteer().checked_on
    if totals.tree.on is not None and totals.tree.on > checked and call.options.changes is None:
        call.problems.append(stale(checked))


def stale(checked: date) -> Problem:
    """Note that the map may lack later decrees."""
    return Problem(
        code="map-not-checked",
        message=f"the map was last checked on {format_date(checked)}; later decrees are not in it",
        message_vi=f"danh mục được kiểm tra lần cuối ngày {format_date(checked)}; chưa có các văn bản sau đó",
        severity=Severity.NOTE,
    )
