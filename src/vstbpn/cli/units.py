"""The command ``units``: who is there on a day, and what became of them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any, Final

from vstbpn import io
from vstbpn.catalog import Gazetteer
from vstbpn.cli.call import Call
from vstbpn.cli.figures import map_of, stale
from vstbpn.cli.tables import console, history_table, units_table
from vstbpn.cli.words import LEVELS
from vstbpn.errors import Problem, UnknownUnit
from vstbpn.model import Unit, format_date

__all__ = ["empty_units", "run_units"]

_SAIGON: Final = timezone(timedelta(hours=7))


def run_units(call: Call) -> None:
    """Print the units of a day: all, or those of a code or a name."""
    options = call.options
    gazetteer = map_of(call)
    if options.on is None:
        options.on = datetime.now(_SAIGON).date()
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
    return [
        unit
        for unit in chosen
        if (options.level is None or unit.level in options.level) and (inside is None or unit in inside)
    ]


def _named(call: Call, gazetteer: Gazetteer) -> tuple[Unit, ...]:
    text, on = call.options.unit, call.options.on
    try:
        if text.isdigit():
            return (gazetteer.unit(text, on=on),)
        return gazetteer.find(text, on=on) or (gazetteer.unit(text, on=on),)
    except UnknownUnit as error:
        names = ", ".join(f"{code} ({name})" for code, name in error.candidates)
        call.problems.append(
            Problem(
                code="unknown-unit",
                message=f"there is no unit {text!r}: {error}",
                message_vi=f"không có đơn vị {text!r} ngày {format_date(on)}",
                hint_vi=f"có thể là {names}" if names else None,
            )
        )
        return ()
