"""A review as JSON: ``vstbpn.review/1``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from vstbpn.errors import Problem
from vstbpn.io._problems import problem_to_json
from vstbpn.io.number import plain_number
from vstbpn.model import Count, Finding, Ground, GroundKind, Measure, Review, Share

__all__ = ["review_to_json"]

_PLACES: Final = 6


def review_to_json(review: Review, *, problems: Iterable[Problem] = ()) -> dict[str, Any]:
    """Give ``vstbpn.review/1``, ready for :func:`json.dumps`.

    ``measured`` and ``required`` are exact: a whole number, a text of a decimal number (``"0.35"``) or of a
    fraction (``"1/3"``), a date, ``{"low", "high"}``, ``{"part", "whole", "unknown", "more"}``, or null where
    there is nothing to say.

    :param problems: of the input.
    :raises TypeError: if a rule measured anything else.
    """
    return {
        "format": "vstbpn.review/1",
        "on": review.on.isoformat(),
        "findings": [_finding(finding) for finding in review],
        "counts": {outcome.value: count for outcome, count in review.counts.items()},
        "problems": [problem_to_json(problem) for problem in problems],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    subject = finding.subject
    return {
        "rule": finding.rule,
        "subject": {"kind": subject.kind, "id": subject.id, "name": subject.name},
        "outcome": finding.outcome.value,
        "force": finding.force.value,
        "measured": _measure(finding, finding.measured),
        "required": _measure(finding, finding.required),
        "basis": [_ground(ground) for ground in finding.grounds],
        "message_vi": finding.message_vi,
        "message_en": finding.message_en,
        "missing": list(finding.missing),
        "where": finding.where or None,
    }


def _ground(ground: Ground) -> dict[str, Any]:
    if ground.kind is not GroundKind.INSTRUMENT:
        return {"kind": ground.kind.value}
    return {
        "kind": ground.kind.value,
        "number_text": ground.number_text,
        "issued_on": None if ground.issued_on is None else ground.issued_on.isoformat(),
        "pinpoint": ground.pinpoint or None,
        "verified": ground.verified,
    }


def _measure(finding: Finding, value: Measure | None) -> int | str | dict[str, int | None] | None:
    if value is None or isinstance(value, int | str):
        return value
    if isinstance(value, Share):
        return {"part": value.part, "whole": value.whole, "unknown": value.unknown, "more": value.more}
    if isinstance(value, Count):
        return {"low": value.low, "high": value.high}
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, Fraction):
        return _fraction(value)
    if isinstance(value, date):
        return value.isoformat()
    kinds = "a number, a share, a date or a text"
    raise TypeError(f"rule {finding.rule}: expected {kinds} to be measured, got {type(value).__name__}")


def _fraction(value: Fraction) -> str:
    """Write a fraction as a decimal number where a few decimals make it exact."""
    for places in range(_PLACES + 1):
        scaled = value * 10**places
        if scaled.denominator == 1:
            return plain_number(Decimal(int(scaled)).scaleb(-places))
    return str(value)
