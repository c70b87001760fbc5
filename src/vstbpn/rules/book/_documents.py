"""What the rules on documents share: the findings of the cascade as verdicts, and documents to show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final

from vstbpn.catalog import Instrument, instruments
from vstbpn.model import (
    Citation,
    DatedValue,
    Directive,
    DocumentNumber,
    Ground,
    GroundKind,
    History,
    Series,
    Span,
    Subject,
    Verdict,
    search_numbers,
)
from vstbpn.rules._bodies import Tier
from vstbpn.rules._values import Cascade, CascadeFinding, Document
from vstbpn.rules.cascade import cascade, findings
from vstbpn.rules.engine import ARITHMETIC, PRACTICE, Context, failed, ground_of, passed, unknown

__all__ = [
    "BY_ARITHMETIC",
    "BY_PRACTICE",
    "DOUBTFUL_PRACTICE",
    "NOT_PRINTED",
    "check_of",
    "citing",
    "decree_30",
    "is_numbered_by_the_state",
    "known_as",
    "no_text",
    "place_of",
    "quoted",
    "row_of",
    "several",
    "shown",
    "where_of",
]

BY_PRACTICE: Final[History[None]] = History.always(None, PRACTICE)
BY_ARITHMETIC: Final[History[None]] = History.always(None, ARITHMETIC)
DOUBTFUL_PRACTICE: Final = Ground(kind=GroundKind.PRACTICE, verified=False)
"""The ground of what rests on a value of the catalogue that nobody has read in a source."""

NOT_PRINTED: Final = (
    "type",
    "number",
    "name",
    "title",
    "issuer",
    "issued_on",
    "issued_in",
    "place",
    "period",
    "deadline",
    "sender",
    "receiver",
    "recurrence",
    "signature",
    "outline",
    "authority",
    "behalf_of",
    "year",
)
"""What of a document is None where it does not print it; what is not printed contradicts nothing."""

_MOST_SHOWN: Final = 3
_LONGEST: Final = 80

Details = Callable[[Cascade, Document, CascadeFinding], Mapping[str, Any]]
Gaps = Callable[[Cascade, Document, date], Iterable[str]]


def decree_30(says: str) -> History[None]:
    """Give the history of what annex I of the decree on clerical work says."""
    decree = instruments().by_key("nd-30-2020")
    ground = ground_of(decree.key, "Phụ lục I", says=says)
    return History(
        [DatedValue(value=None, since=decree.in_force_from, until=decree.in_force_until, grounds=(ground,))]
    )


def is_numbered_by_the_state(subject: Subject[Document]) -> bool:
    """Tell whether a document is one of the State's, or may be: the Party numbers its own otherwise."""
    one = subject.data.directive
    if one.number is None:
        return one.type is not None
    return one.number.series is Series.STATE


def check_of(
    code: str, *, gaps: Gaps, details: Details | None = None, quotes: bool = True
) -> Callable[[Subject[Any], Context[Any]], Verdict]:
    """Make the check that fails where the cascade has findings of a code.

    Of several documents only what there is between them is looked at: each by itself is a subject too.

    :param gaps: what is missing to tell, where nothing is found.
    :param details: what the first finding measured and required, and what else its words ask for.
    :param quotes: whether the words that stand at the places may be repeated.
    """

    def check(subject: Subject[Any], context: Context[Any]) -> Verdict:
        whole, found = _found(subject.data, context.day)
        mine = [(document, finding) for document, finding in found if finding.code == code]
        if mine:
            document, first = mine[0]
            said = dict(details(whole, document, first)) if details else {}
            said.setdefault("measured", len(mine))
            where = ", ".join(filter(None, (_within(subject, first), row_of(document, first.span))))
            places = tuple(
                quoted(one, finding.span) if quotes else row_of(one, finding.span) for one, finding in mine
            )
            return failed("found", where=where, places=places[:_MOST_SHOWN], about=first.about, **said)
        missing = tuple(
            dict.fromkeys(gap for one in whole.documents for gap in gaps(whole, one, context.day))
        )
        return unknown(*missing) if missing else passed()

    return check


def _within(subject: Subject[Any], finding: CascadeFinding) -> str:
    return finding.document if subject.kind == "cascade" else subject.where


@lru_cache(maxsize=4)
def _found(
    data: Document | Cascade, day: date
) -> tuple[Cascade, tuple[tuple[Document, CascadeFinding], ...]]:
    """Give what was found, once for all the rules: they are asked about one subject after another."""
    if isinstance(data, Document):
        whole = cascade([data])
        return whole, tuple((data, finding) for finding in findings(whole, day))
    whole = cascade(data.documents, data.register)
    alone = {
        (document, finding.code, finding.span)
        for document in whole.documents
        for finding in findings(cascade([document], data.register), day)
    }
    by_name = dict(zip(whole.names, whole.documents, strict=True))
    between = (
        (by_name[finding.document], finding)
        for finding in findings(whole, day)
        if (by_name[finding.document], finding.code, finding.span) not in alone
    )
    return whole, tuple(between)


def quoted(document: Document, span: Span) -> str:
    """Give the words at a place, on one line, not too long."""
    words = " ".join(span.of(document.text).split())
    return f"“{words if len(words) <= _LONGEST else f'{words[:_LONGEST]}…'}”"


def row_of(document: Document, span: Span) -> str:
    """Give the row of a place in a document's text; nothing where there is no text."""
    row = document.text.count("\n", 0, span.start) + 1
    return f"row {row}" if document.text else ""


def where_of(subject: Subject[Document], span: Span) -> str:
    """Give a place in the input: that of the document, and the row in it."""
    return ", ".join(filter(None, (subject.where, row_of(subject.data, span))))


def place_of(document: Document) -> str | None:
    """Give the place that bodies cited without one belong to: that of a document of a province."""
    return document.directive.place if document.tier is Tier.PROVINCE else None


def no_text(_: Cascade, document: Document, __: date) -> Iterator[str]:
    """Name the text, where there is none to look at."""
    if not document.text:
        yield "text"


def known_as(whole: Cascade, about: str) -> Instrument:
    """Give the instrument of the register that a finding is about."""
    return next(one for one in whole.register if str(one) == about)


def shown(
    text: str = "", *, on: date | None = date(2024, 3, 1), number: str | None = None, **parts: Any
) -> Subject[Document]:
    """Make a document to show a rule with."""
    named = None if number is None else DocumentNumber.parse(number)
    directive = Directive(number=named, issued_on=on, **parts)
    return Subject(
        kind="document",
        id=directive.name,
        data=Document(directive, text),
        on=on or date(2024, 3, 1),
    )


def several(*subjects: Subject[Document]) -> Subject[Cascade]:
    """Make the cascade of several documents to show a rule with."""
    whole = cascade(subject.data for subject in subjects)
    return Subject(kind="cascade", id="documents", data=whole, on=date(2024, 3, 1))


def citing(text: str, number: str, **parts: Any) -> Citation:
    """Make a citation of a number that stands in a text, as a reader would, with all its mentions."""
    wanted = DocumentNumber.parse(number)
    spans = tuple(Span(start, end) for start, end, found in search_numbers(text) if found == wanted)
    return Citation(raw=spans[0].of(text), span=spans[0], number=wanted, mentions=spans, **parts)
