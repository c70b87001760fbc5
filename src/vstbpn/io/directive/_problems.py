"""What a text does not say, or says oddly."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import Final

from vstbpn.errors import Problem
from vstbpn.io._problems import TEXTS, Problems
from vstbpn.io.directive._frame import Frame
from vstbpn.io.directive._source import Source
from vstbpn.io.directive._work import Work
from vstbpn.model import Directive, PassageKind, Span, nfc

__all__ = ["problems_of"]

# A message cuts what it shows much shorter, even where each letter is typed as three characters.
_ENOUGH: Final = 400


def problems_of(source: Source, found: Frame, done: Work, directive: Directive) -> tuple[Problem, ...]:
    """Give the problems of a document, in the order of the text; those without a place come first."""
    noted = Problems()
    places = _Places(source.text)
    _number(source, found, directive, noted, places)
    _date(source, found, directive, noted, places)
    if directive.type is None:
        noted.add("type-unknown")
    if directive.issuer is None:
        noted.add("issuer-unknown")
    for span in done.impossible:
        _note(noted, places, "no-such-day", span)
    for span in done.early:
        _note(noted, places, "day-before-document", span)
    for span in done.unused:
        _note(noted, places, "day-of-rhythm", span)
    if directive.type is not None and directive.signature is None:
        noted.add("signature-missing")
    for span, year in done.yearless:
        _note(noted, places, "year-from-context", span, year=year)
    for citation in directive.citations:
        if citation.number is None and citation.name is None:
            _note(noted, places, "citation-without-number", citation.span)
    for passage in directive.passages:
        if passage.kind is PassageKind.UNREAD:
            _note(noted, places, "unread", passage.span)
    return tuple(sorted(noted, key=lambda problem: problem.span or (-1, -1)))


# A message may be logged: a mail address or a telephone number in the text is none of its business.
_PERSONAL: Final = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,100}|(?<!\d)\d(?:[ .-]?\d){8,12}(?!\d)")


class _Places:
    """The lines of a text, to say in which one a place is."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = list(accumulate((len(line) for line in text.splitlines(keepends=True)), initial=0))

    def row(self, span: Span) -> int:
        return bisect_right(self._starts, span.start)

    def shown(self, span: Span) -> str:
        held = nfc(" ".join(self.text[span.start : min(span.end, span.start + _ENOUGH)].split()))
        return _PERSONAL.sub("***", held)


def _note(
    noted: Problems,
    places: _Places,
    code: str,
    span: Span,
    *,
    read: str = "",
    which: str = "",
    year: int | None = None,
) -> None:
    noted.add(
        code, row=places.row(span), span=span, found=places.shown(span), read=read, which=which, year=year
    )


def _number(source: Source, found: Frame, directive: Directive, noted: Problems, places: _Places) -> None:
    number = found.number
    if number is None:
        if directive.type is not None:
            noted.add("number-missing")
        return
    span = source.span(*found.number_at) if found.number_at is not None else Span(0, 0)
    if number.number is None:
        _note(noted, places, "number-blank", span)
    for code in number.problems:
        _note(noted, places, code if code in TEXTS else "number-form", span, which=code, read=number.format())


def _date(source: Source, found: Frame, directive: Directive, noted: Problems, places: _Places) -> None:
    if found.dated_at is None:
        if directive.type is not None:
            noted.add("date-missing")
        return
    span = source.span(*found.dated_at)
    if found.impossible:
        _note(noted, places, "no-such-day", span)
    elif found.issued_on is None:
        _note(noted, places, "day-blank", span)
