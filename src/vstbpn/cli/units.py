"""The command ``units``: who is there on a day, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import Any, Final

from vstbpn import io
from vstbpn.catalog import Gazetteer
from vstbpn.cli.call import Call, today
from vstbpn.cli.figures import map_of, stale
from vstbpn.cli.tables import console, history_table, units_table
from vstbpn.cli.words import LEVELS
from vstbpn.errors import NotCovered, Problem, Severity, UnknownUnit
from vstbpn.model import Unit, format_date

__all__ = ["empty_units", "run_units"]

_NAMED: Final = 5


def run_units(call: Call) -> None:
    """Print the units of a day: all, or those of a code or a name."""
    options = call.options
    gazetteer = map_of(call)
    if options.on is None:
        options.on = today()
    if options.on > gazetteer.checked_on:
        call.problems.append(stale(gazetteer.checked_on))
    found = _found(call, gazetteer)
    history = gazetteer.history if options.history else None
    if options.json:
        call.print_json(io.units_to_json(options.on, found, history=history, problems=call.problems))
        return
    if found:
        to = console()
        to.print(units_table(found, format_date(options.on), call.say, LEVELS[options.lang]))
        for unit in found if history is not None else ():
            to.print(history_table(unit, gazetteer.history(unit), call.say))
    call.say_problems()


def empty_units(options: Any) -> dict[str, Any]:
    """Give what is printed as JSON when the call cannot be answered."""
    on = options.on
    return {"format": "vstbpn.units/1", "on": None if on is None else on.isoformat(), "units": []}


def _found(call: Call, gazetteer: Gazetteer) -> list[Unit]:
    options = call.options
    tree = gazetteer.on(options.on)
    for level in options.level or ():
        gazetteer.check_covered(level, options.on)
    inside = None
    if options.within is not None:
        inside = {unit for code in options.within for unit in (tree[code], *tree.descendants(code))}
    chosen = tree.units if options.unit is None else _named(call, gazetteer)
    found = [
        unit
        for unit in chosen
        if (options.level is None or unit.level in options.level) and (inside is None or unit in inside)
    ]
    if not found and chosen:
        call.problems.append(_none_left(call, gazetteer, chosen))
    return found


def _none_left(call: Call, gazetteer: Gazetteer, chosen: Sequence[Unit]) -> Problem:
    """Say why no unit is left of those that were found, or of all."""
    options = call.options
    day, levels = format_date(options.on), ", ".join(options.level or ())
    if options.unit is not None:
        named, named_vi = _listed([f"{unit.name} ({unit.level} {unit.code})" for unit in chosen])
        why, why_vi = f"there is {named}, which was not asked for", f"có {named_vi}, không thuộc phạm vi hỏi"
    else:
        why, why_vi = (
            f"there is no unit of level {levels} on {day}",
            f"ngày {day} không có đơn vị cấp {levels}",
        )
        ends = [end for level in options.level or () for end in _end_of(level, options.on, gazetteer)]
        if ends:
            why += f"; the level ended on {format_date(max(ends))}"
            why_vi += f"; cấp này chấm dứt sau ngày {format_date(max(ends))}"
        elif options.within is not None:
            why, why_vi = f"{why} there", f"{why_vi} ở đó"
    return Problem(code="no-units", message=why, message_vi=why_vi, severity=Severity.NOTE)


def _end_of(level: str, on: date, gazetteer: Gazetteer) -> Iterator[date]:
    """Give the last day of a level that is no more."""
    if level in gazetteer.on(on).levels:
        return
    for start, end in _epochs(gazetteer):
        if start <= on and level in gazetteer.on(start).levels:
            assert end is not None
            yield end
            return


def _epochs(gazetteer: Gazetteer) -> Iterator[tuple[date, date | None]]:
    """Give the spans in which the map stays as it is, the latest first: first and last day."""
    first, end = gazetteer.since["province"], None
    day = date.max
    while day >= first:
        start = gazetteer.epoch(day)
        yield start, end
        day = end = start - timedelta(days=1)


def _named(call: Call, gazetteer: Gazetteer) -> tuple[Unit, ...]:
    text, on = call.options.unit, call.options.on
    if not text.isdigit():
        found = gazetteer.find(text, on=on)
        if not found:
            call.problems.append(_no_such_name(text, on, gazetteer))
        return found
    try:
        return (gazetteer.unit(text, on=on),)
    except UnknownUnit as error:
        ended = [
            unit for unit in gazetteer.versions(text) if unit.valid_to is not None and unit.valid_to <= on
        ]
        if call.options.history and ended:
            call.problems.append(_has_ended(ended[-1]))
            return (ended[-1],)
        call.problems.append(
            Problem(
                code="unknown-unit",
                message=f"there is no unit {text!r}: {error}",
                message_vi=f"không có đơn vị {text!r} ngày {format_date(on)}",
                hint_vi=_perhaps(error.candidates)[1],
            )
        )
        return ()


def _has_ended(unit: Unit) -> Problem:
    day = _last_day(unit)
    return Problem(
        code="ended",
        message=f"{unit.name} ({unit.code}) ended on {day}; it is shown as it was last",
        message_vi=f"{unit.name} ({unit.code}) chấm dứt sau ngày {day}; hiện theo tình trạng cuối cùng",
        severity=Severity.NOTE,
    )


def _no_such_name(text: str, on: date, gazetteer: Gazetteer) -> Problem:
    """Say that nobody bore a name on a day, who did on other days, and what was perhaps meant."""
    message = f"there is no unit {text!r}: no unit bore this name on {format_date(on)}"
    message_vi = f"không có đơn vị {text!r} ngày {format_date(on)}"
    similar = [(unit.code, unit.name) for unit in gazetteer.suggest(text, on=on)]
    hint, hint_vi = _perhaps(similar[:_NAMED])
    elsewhen = {} if similar else _on_other_days(text, gazetteer)
    told = [_when(unit, on) for unit in elsewhen.values()]
    if told:
        message += f"; {_listed([english for english, _ in told])[0]}"
        message_vi += f"; {_listed([vietnamese for _, vietnamese in told])[1]}"
    return Problem(code="unknown-unit", message=message, message_vi=message_vi, hint=hint, hint_vi=hint_vi)


def _perhaps(candidates: Iterable[tuple[str, str]]) -> tuple[str | None, str | None]:
    names = ", ".join(f"{code} ({name})" for code, name in candidates)
    return (f"meant is perhaps {names}", f"có thể là {names}") if names else (None, None)


def _on_other_days(text: str, gazetteer: Gazetteer) -> dict[tuple[str, str], Unit]:
    """Give who bore a name on any day, or one that is similar: the latest versions by code and name."""
    for ask in (gazetteer.find, gazetteer.suggest):
        found: dict[tuple[str, str], Unit] = {}
        for start, _ in _epochs(gazetteer):
            with suppress(NotCovered):
                for unit in ask(text, on=start):
                    found.setdefault((unit.code, unit.name), unit)
        if found:
            return found
    return {}


def _when(unit: Unit, on: date) -> tuple[str, str]:
    """Say when a unit bore its name, and how to ask for that day."""
    name = f"{unit.name} ({unit.code})"
    if unit.valid_to is not None and unit.valid_to <= on:
        day = unit.valid_to - timedelta(days=1)
        return (
            f"{name} did until {format_date(day)}: say --on {day}",
            f"{name} có đến ngày {format_date(day)}: dùng --on {day}",
        )
    since = unit.valid_from or on
    return (
        f"{name} does from {format_date(since)} on: say --on {since}",
        f"{name} có từ ngày {format_date(since)}: dùng --on {since}",
    )


def _last_day(unit: Unit) -> str:
    assert unit.valid_to is not None
    return format_date(unit.valid_to - timedelta(days=1))


def _listed(names: Sequence[str]) -> tuple[str, str]:
    """Name the first few, in both languages."""
    shown, more = "; ".join(names[:_NAMED]), len(names) - _NAMED
    return (f"{shown}; and {more} more", f"{shown}; và {more} đơn vị khác") if more > 0 else (shown, shown)
