"""The values of checks across documents: a document with its text, the cascade, and a finding."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from attrs import field, frozen

from vstbpn.catalog import Instruments
from vstbpn.model import Citation, Directive, Span
from vstbpn.rules._bodies import Tier, tier_of_number, tiers
from vstbpn.rules._plain import Plain

__all__ = ["Cascade", "CascadeFinding", "Check", "CitedBy", "Document", "Implements", "Said"]


@frozen(eq=False, slots=False)
class Document:
    """A document and the text that it was read from.

    The places in the directive are places in this text. Without a text nothing is said about wording.
    Two documents are never equal: every district has a plan of its own, perhaps in the same words.
    """

    directive: Directive
    text: str = field(default="", repr=False)

    @cached_property
    def plain(self) -> Plain:
        """The text in one spelling, to search in."""
        return Plain(self.text)

    @cached_property
    def tier(self) -> Tier | None:
        """The tier of the body that issues it, by its name, else by the symbol; None where neither tells."""
        one = self.directive
        found = tiers(one.issuer or "", place=one.place, on=self.last_day)
        return max(found) if found else tier_of_number(one.number)

    @property
    def first_day(self) -> date | None:
        """The first day on which it can have been issued: its own, or that of the month of a draft."""
        one = self.directive
        return one.issued_on or (None if one.issued_in is None else one.issued_in.start)

    @property
    def last_day(self) -> date | None:
        """The last day on which it can have been issued."""
        one = self.directive
        return one.issued_on or (None if one.issued_in is None else one.issued_in.last_day)


class CitedBy(Enum):
    """By what a document was recognized in another one's basis."""

    NUMBER_AND_DATE = "number_and_date"
    NUMBER = "number"
    """The date is not printed, and no other of the given documents has the number."""


class Implements(NamedTuple):
    """That one document implements another one, which its basis names."""

    lower: Document
    upper: Document
    citation: Citation
    ground: CitedBy


@frozen(kw_only=True, eq=False, slots=False)
class Cascade:
    """Documents and who implements whom; :func:`vstbpn.rules.cascade` makes it.

    :param documents: in the order of their days; those without one are last.
    :param names: what to call each, in the same order; no two are alike.
    :param implements: by the lower document, in the order of the documents.
    :param register: the instruments with which citations are compared.
    """

    documents: tuple[Document, ...]
    names: tuple[str, ...]
    implements: tuple[Implements, ...]
    register: Instruments = field(repr=False)

    @property
    def roots(self) -> tuple[Document, ...]:
        """Those that implement no other of the given documents."""
        lower = {edge.lower for edge in self.implements}
        return tuple(one for one in self.documents if one not in lower)

    def above(self, document: Document) -> tuple[Document, ...]:
        """Give what a document implements, and what that implements in turn, in order."""
        return self._reached(document, self._uppers)

    def below(self, document: Document) -> tuple[Document, ...]:
        """Give what implements a document, and what implements that in turn, in order."""
        return self._reached(document, self._lowers)

    def name_of(self, document: Document) -> str:
        """Give what a document is called in findings.

        :raises LookupError: if it is none of these documents.
        """
        return self.names[self.place_of(document)]

    def place_of(self, document: Document) -> int:
        """Give the place of a document in their order, from 0.

        :raises LookupError: if it is none of these documents.
        """
        if document not in self._places:
            known, name = len(self.documents), document.directive.name
            raise LookupError(f"expected one of the {known} documents of the cascade, got {name!r:.60}")
        return self._places[document]

    @cached_property
    def _places(self) -> dict[Document, int]:
        return {document: place for place, document in enumerate(self.documents)}

    @cached_property
    def _uppers(self) -> dict[Document, list[Document]]:
        found: dict[Document, list[Document]] = {}
        for edge in self.implements:
            found.setdefault(edge.lower, []).append(edge.upper)
        return found

    @cached_property
    def _lowers(self) -> dict[Document, list[Document]]:
        found: dict[Document, list[Document]] = {}
        for edge in self.implements:
            found.setdefault(edge.upper, []).append(edge.lower)
        return found

    def _reached(self, document: Document, ways: dict[Document, list[Document]]) -> tuple[Document, ...]:
        self.place_of(document)
        reached = {document}
        waiting = [document]
        while waiting:
            ahead = set(ways.get(waiting.pop(), ())) - reached
            reached |= ahead
            waiting += ahead
        return tuple(sorted(reached - {document}, key=self.place_of))


@frozen(kw_only=True)
class CascadeFinding:
    """What does not fit, in one document or between two: a fact with its place, and no verdict.

    :param code: stable, for programs; :data:`vstbpn.rules.FINDING_CODES` lists them.
    :param document: the name of the document in which it stands.
    :param span: the place in that document's text.
    :param about: the other document, the instrument or the number that it is about; empty if none.
    """

    code: str
    document: str
    span: Span
    message_vi: str
    message_en: str
    about: str = ""

    def __str__(self) -> str:
        return f"{self.document}, {self.span.start}: {self.message_en} [{self.code}]"


class Said(NamedTuple):
    """A finding on its way: what a check says of a document."""

    code: str
    span: Span
    vi: str
    en: str
    about: str = ""


Check = Iterator[tuple[Document, Said]]
