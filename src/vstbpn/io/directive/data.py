"""A directive as JSON (``vstbpn.directive/1``)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from vstbpn.errors import Problem
from vstbpn.io._problems import problem_to_json
from vstbpn.io.directive.reading import Reading
from vstbpn.model import (
    Citation,
    Directive,
    Due,
    Event,
    Period,
    ReportingDuty,
    Section,
    Signature,
    Span,
    Task,
)

__all__ = ["directive_data", "directives_data"]


def directive_data(reading: Reading) -> dict[str, Any]:
    """Give ``vstbpn.directive/1``, ready for :func:`json.dumps`.

    What the document does not print is ``null`` or an empty list, and every key is there. Places (``span``)
    are offsets of characters in the text that was read, the end not included.
    """
    one = reading.directive
    return {
        "format": "vstbpn.directive/1",
        **_head(one),
        "basis": [_citation(citation) for citation in one.basis],
        "citations": [_citation(citation) for citation in one.citations],
        "sections": _sections(one.sections),
        "tasks": [_task(task) for task in one.tasks],
        "deadlines": [_deadline(due) for due in one.deadlines],
        "obligations": [_duty(duty) for duty in one.duties],
        "events": [_event(event) for event in one.events],
        "recipients": list(one.recipients),
        "signature": None if one.signature is None else _signature(one.signature),
        "outline": None if one.outline is None else _sections(one.outline.sections),
        "problems": [problem_to_json(problem) for problem in reading.problems],
    }


def directives_data(readings: Iterable[Reading], *, problems: Iterable[Problem] = ()) -> dict[str, Any]:
    """Give ``vstbpn.directives/1``: several documents in their order.

    :param problems: those of files that could not be read; each document has its own.
    """
    return {
        "format": "vstbpn.directives/1",
        "directives": [directive_data(reading) for reading in readings],
        "problems": [problem_to_json(problem) for problem in problems],
    }


def _head(one: Directive) -> dict[str, Any]:
    number = one.number
    return {
        "type": one.type,
        "number": None if number is None else number.number,
        "symbol": None if number is None else number.symbol,
        "number_text": one.number_text,
        "issuer": one.issuer,
        "place": one.place,
        "issued_on": _iso(one.issued_on),
        "issued_in": _code(one.issued_in),
        "title": one.title,
        "addressees": list(one.addressees),
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "type": citation.type,
        "number_text": citation.number_text,
        "issued_on": _iso(citation.issued_on),
        "issuer": citation.issuer,
        "raw": citation.raw,
        "span": _place(citation.span),
        "name": citation.name,
        "title": citation.title,
    }


def _sections(sections: Iterable[Section]) -> list[dict[str, Any]]:
    return [
        {"label": section.label, "heading": section.heading, "children": _sections(section.children)}
        for section in sections
    ]


def _task(task: Task) -> dict[str, Any]:
    return {
        "path": list(task.path),
        "text": task.text,
        "lead": list(task.lead),
        "coordinate": list(task.coordinate),
        "due": [due.deadline.day.isoformat() for due in task.due],
        "span": _place(task.span),
    }


def _deadline(due: Due) -> dict[str, Any]:
    return {
        "on": due.deadline.day.isoformat(),
        "inclusive": not due.deadline.strict,
        "period": _code(due.period),
        "what": due.what,
        "from": due.sender,
        "to": due.receiver,
        "raw": due.printed,
        "span": _place(due.span),
    }


def _duty(duty: ReportingDuty) -> dict[str, Any]:
    return {
        "from": duty.sender,
        "to": duty.receiver,
        "what": duty.what,
        "period": _code(duty.period),
        "due": None if duty.deadline is None else duty.deadline.day.isoformat(),
        "recurrence": duty.recurrence,
        "span": _place(duty.span),
    }


def _event(event: Event) -> dict[str, Any]:
    return {"name": event.name, "start": event.start.isoformat(), "end": event.end.isoformat()}


def _signature(signature: Signature) -> dict[str, Any]:
    return {
        "authority": signature.authority,
        "behalf_of": signature.behalf_of,
        "title": signature.title,
        "name": signature.name,
    }


def _place(span: Span) -> list[int]:
    return [span.start, span.end]


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _code(period: Period | None) -> str | None:
    return None if period is None else period.code
