"""What the rules on citations against the register share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from vstbpn.catalog import Instrument, ResolutionStatus
from vstbpn.model import Citation, format_date
from vstbpn.rules._printed import printed
from vstbpn.rules._values import Cascade, CascadeFinding, Document
from vstbpn.rules.book._documents import DOUBTFUL_PRACTICE, Details, Gaps, known_as, place_of
from vstbpn.rules.engine import PRACTICE

__all__ = ["against_register", "all_printed", "unconfirmed"]

_TELLS = frozenset({ResolutionStatus.RESOLVED, ResolutionStatus.DISAGREES})


def against_register(part: str) -> Details:
    """Make the details of a part in which a citation and the register differ."""

    def details(whole: Cascade, document: Document, finding: CascadeFinding) -> Mapping[str, Any]:
        known = known_as(whole, finding.about)
        # What the register itself doubts is never held against a citation.
        return {
            "measured": _cited(document, finding, part),
            "required": _known(known, part),
            "grounds": (PRACTICE if known.verified else DOUBTFUL_PRACTICE,),
            "source": known.source,
        }

    return details


def all_printed(part: str) -> Details:
    """Make the details of a document that is cited in several ways: all of them."""

    def details(whole: Cascade, _: Document, finding: CascadeFinding) -> Mapping[str, Any]:
        mentions = (mention for document in whole.documents for mention in printed(document))
        found = (getattr(mention, part) for mention in mentions if str(mention.citation) == finding.about)
        return {"forms": tuple(dict.fromkeys(filter(None, found)))}

    return details


def _cited(document: Document, finding: CascadeFinding, part: str) -> date | str | None:
    if part == "title_vi":
        return next(mention.title for mention in printed(document) if mention.span == finding.span)
    cited = next(one for one in document.directive.citations if one.span == finding.span)
    value: date | str | None = getattr(cited, part)
    return value


def _known(known: Instrument, part: str) -> str:
    if part == "issued_on":
        return format_date(known.issued_on) if known.issued_on else known.issued_in or ""
    return str(getattr(known, part))


def unconfirmed(part: str) -> Gaps:
    """Make the search for citations that print a part which the register cannot confirm."""

    def gaps(whole: Cascade, document: Document, _: date) -> Iterator[str]:
        if part == "title_vi":
            cited = [mention.citation for mention in printed(document) if mention.title]
        else:
            cited = [one for one in document.directive.citations if one.number and getattr(one, part)]
        for one in cited:
            if not _is_known(whole, document, one):
                yield str(one)

    return gaps


def _is_known(whole: Cascade, document: Document, cited: Citation) -> bool:
    found = whole.register.resolve(
        cited.number_text,
        type=cited.type,
        issued_on=cited.issued_on,
        issuer=cited.issuer,
        place=place_of(document),
        on=document.first_day,
    )
    return found.status in _TELLS
