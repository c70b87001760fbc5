"""A directive: any document of the machinery that guides or reports, as a reader understood it.

Every part says where in the text it stands (:class:`Span`). What was printed is kept as it was printed, in
NFC; what was understood stands beside it in types of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import NamedTuple

from attrs import field, frozen

from vstbpn.model.document_number import DocumentNumber
from vstbpn.model.obligation import Deadline, Obligation
from vstbpn.model.period import Period

__all__ = [
    "Citation",
    "Directive",
    "Due",
    "Event",
    "Outline",
    "Passage",
    "PassageKind",
    "ReportingDuty",
    "Section",
    "Signature",
    "Span",
    "Task",
]


class Span(NamedTuple):
    """A place in a text: offsets of characters, the end not included.

    >>> Span(5, 9).of("Số: 70/KH-UBND")
    '0/KH'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Give what stands there."""
        return text[self.start : self.end]


class PassageKind(Enum):
    """What a passage of a document is."""

    HEADER = "header"
    """State and body, number, place and date."""
    TITLE = "title"
    ADDRESSEES = "addressees"
    BASIS = "basis"
    HEADING = "heading"
    TASK = "task"
    TEXT = "text"
    """Text of the body that sets no work."""
    FOOTNOTE = "footnote"
    RECIPIENTS = "recipients"
    SIGNATURE = "signature"
    ANNEX = "annex"
    BLANK = "blank"
    """Empty lines, page numbers, rules."""
    UNREAD = "unread"
    """What was not understood; it is listed as a problem too."""


class Passage(NamedTuple):
    """One stretch of the text. The passages of a directive cover its text, in order and without overlap."""

    kind: PassageKind
    span: Span


@frozen(kw_only=True)
class Citation:
    """A document that another one names: what was printed, and its parts.

    A citation is not an instrument. ``number`` does not identify one (26-NQ/TW exists four times);
    :meth:`vstbpn.catalog.Instruments.resolve` looks it up by number and date.

    :param type: the abbreviation of its type (``NQ``, ``Luật``), if it is said.
    :param number: None if it is cited by name only, or as a draft.
    :param name: its name, where it is cited by it.
    :param title: the title printed beside its number, up to the end of the clause: nothing marks its end.
    :param issued_on: the date printed beside any of the mentions.
    :param issuer: the body printed beside it.
    :param raw: the first mention, as it was printed, in NFC.
    :param mentions: the places of all mentions; ``span`` is the first.
    """

    raw: str = field(repr=False)
    span: Span
    type: str | None = None
    number: DocumentNumber | None = None
    name: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    title: str | None = None
    mentions: tuple[Span, ...] = ()

    @property
    def number_text(self) -> str | None:
        """The number in its canonical form."""
        return None if self.number is None else self.number.format()

    def __str__(self) -> str:
        return self.number_text or self.name or self.raw


@frozen(kw_only=True)
class Section:
    """A headed part of a document: ``I. MỤC ĐÍCH``, ``Điều 2``; its parts are its children."""

    label: str
    heading: str
    span: Span
    children: tuple[Section, ...] = ()

    def walk(self) -> Iterator[tuple[tuple[str, ...], Section]]:
        """Give the section and all below it, each with the labels from here down."""
        waiting: list[tuple[tuple[str, ...], Section]] = [((self.label,), self)]
        while waiting:
            path, section = waiting.pop()
            yield path, section
            waiting.extend(((*path, child.label), child) for child in reversed(section.children))


@frozen(kw_only=True)
class Due:
    """A day by which something must be done, with what the text says around it.

    :param printed: the words of the day as they are printed, with an hour where there is one.
    :param period: of a half-year or annual report.
    :param what: the words that say what is due.
    :param sender: who must do it.
    :param receiver: who gets it.
    """

    deadline: Deadline
    span: Span
    printed: str = ""
    what: str = field(default="", repr=False)
    period: Period | None = None
    sender: str | None = None
    receiver: str | None = None


@frozen(kw_only=True)
class Task:
    """Work that a document sets.

    :param path: the labels of the sections that it stands in, from the top down.
    :param lead: the offices that are to do it, as printed (*chủ trì*, *giao*, the heading's office).
    :param coordinate: the offices that help (*phối hợp với*).
    :param due: the days that stand in its own text.
    """

    text: str = field(repr=False)
    span: Span
    path: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    coordinate: tuple[str, ...] = ()
    due: tuple[Due, ...] = ()


@frozen(kw_only=True)
class ReportingDuty:
    """Who reports to whom on what, once by a day or again and again.

    It says what is printed. :meth:`obligation` makes of it what a collection needs: the form and the units.

    :param sender: who reports, as printed; None where the text does not say.
    :param receiver: who receives the report, as printed.
    :param what: the words that say what is reported.
    :param period: the period reported on, of a duty that is met once.
    :param deadline: the day, where one is printed; ``printed`` has its words.
    :param recurrence: a recurrence rule of RFC 5545 (``FREQ=MONTHLY;INTERVAL=6``) for *định kỳ 6 tháng*.
    """

    span: Span
    sender: str | None = None
    receiver: str | None = None
    what: str = field(default="", repr=False)
    period: Period | None = None
    deadline: Deadline | None = None
    printed: str = ""
    recurrence: str | None = None

    def obligation(
        self,
        *,
        form: str,
        units: tuple[str, ...] = (),
        level: str | None = None,
        within: str | None = None,
        clause: str = "",
    ) -> Obligation:
        """Make the obligation of a collection: the same period and deadline, with the form and units you say.

        :raises ValueError: if the duty has no period, or the obligation cannot be made.
        """
        if self.period is None:
            raise ValueError(
                f"expected a duty with a period, got {self.what or 'one'!r:.60} without. Hint: a recurring "
                "duty has one obligation for each period; make them with vstbpn.Obligation"
            )
        return Obligation(
            form=form,
            period=self.period,
            units=units,
            level=level,
            within=within,
            deadline=self.deadline,
            clause=clause,
        )


@frozen(kw_only=True)
class Event:
    """A campaign or a commemoration, with its first and last day."""

    name: str
    start: date
    end: date
    span: Span


@frozen(kw_only=True)
class Signature:
    """Who signed, in what capacity.

    :param authority: ``TM.`` (on behalf of), ``KT.`` (for), ``TL.`` (by order), ``TUQ.`` (by delegation),
        ``Q.`` (acting), or None.
    :param behalf_of: the body or post behind the authority.
    :param title: the signer's title in the body that issues the document.
    :param titles: all titles printed, that in the body first.
    """

    span: Span
    authority: str | None = None
    behalf_of: str | None = None
    title: str | None = None
    titles: tuple[str, ...] = ()
    name: str | None = field(default=None, repr=False)


@frozen(kw_only=True)
class Outline:
    """The outline of a report (*đề cương*) that a letter attaches."""

    title: str
    sections: tuple[Section, ...]
    span: Span


@frozen(kw_only=True)
class Directive:
    """A document as it was read.

    What is not printed is None or empty: a draft has neither number nor day, a news item no type.

    :param type: abbreviation of the document's type; ``CV`` for an official letter.
    :param number: without digits in a draft (``/CV-VSTBPN``); None when no number stands there at all.
    :param issuer: the body that acts.
    :param issued_on: the day; None when it is blank, then ``issued_in`` has year and month.
    :param issued_in: the year and the month when the day is blank.
    :param citations: each document once; ``basis`` are those that stand before the body.
    :param passages: stretches that cover the text.
    """

    type: str | None = None
    number: DocumentNumber | None = None
    issuer: str | None = None
    place: str | None = None
    issued_on: date | None = None
    issued_in: Period | None = None
    title: str | None = None
    addressees: tuple[str, ...] = ()
    basis: tuple[Citation, ...] = ()
    citations: tuple[Citation, ...] = ()
    sections: tuple[Section, ...] = ()
    tasks: tuple[Task, ...] = ()
    deadlines: tuple[Due, ...] = ()
    duties: tuple[ReportingDuty, ...] = ()
    events: tuple[Event, ...] = ()
    recipients: tuple[str, ...] = ()
    signature: Signature | None = None
    outline: Outline | None = None
    footnotes: tuple[Span, ...] = ()
    passages: tuple[Passage, ...] = ()

    @property
    def number_text(self) -> str | None:
        """The number in its canonical form; None in a draft whose number is blank."""
        if self.number is None or self.number.number is None:
            return None
        return self.number.format()

    @property
    def name(self) -> str:
        """What to call it in a message: its number, or its title."""
        return self.number_text or self.title or "a document without number and title"
