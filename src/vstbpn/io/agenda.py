"""An agenda as JSON (``vstbpn.deadlines/1``)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from vstbpn.errors import Problem
from vstbpn.io._problems import problem_to_json
from vstbpn.model import Entry

__all__ = ["agenda_to_json"]


def agenda_to_json(
    entries: Iterable[Entry], *, on: date | None = None, problems: Iterable[Problem] = ()
) -> dict[str, Any]:
    """Give ``vstbpn.deadlines/1``, ready for :func:`json.dumps`.

    :param on: the day on which the entries were judged, and from which the days left are counted.
    """
    return {
        "format": "vstbpn.deadlines/1",
        "on": _iso(on),
        "deadlines": [_entry(entry, on) for entry in entries],
        "problems": [problem_to_json(problem) for problem in problems],
    }


def _entry(entry: Entry, on: date | None) -> dict[str, Any]:
    return {
        "key": entry.key,
        "document": entry.document,
        "kind": entry.kind.value,
        "last_day": _iso(entry.last_day),
        "days_left": None if on is None else entry.days_left(on),
        "on": _iso(entry.on),
        "inclusive": entry.inclusive,
        "wording": entry.wording or None,
        "start": _iso(entry.start),
        "from": entry.sender,
        "to": entry.receiver,
        "what": entry.what,
        "period": None if entry.period is None else entry.period.code,
        "recurrence": entry.recurrence,
        "state": entry.state.value,
        "done_on": _iso(entry.done_on),
        "note": entry.note or None,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
