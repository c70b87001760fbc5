"""Checks across documents: who implements whom, and what does not fit between them.

A single document can be in order and still contradict the one that it implements, the law that it rests on,
or itself. What is found is a fact with its place: what was expected, what stands there, and where that is
known from. Nothing is found where the register or the text leaves it open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final

from vstbpn.catalog import Instruments, instruments
from vstbpn.model import Citation, Directive
from vstbpn.rules import _on_citations, _on_duties, _on_wording
from vstbpn.rules._bodies import Tier, same_body
from vstbpn.rules._named import names_of
from vstbpn.rules._values import Cascade, CascadeFinding, Check, CitedBy, Document, Implements

__all__ = [
    "FINDING_CODES",
    "Cascade",
    "CascadeFinding",
    "CitedBy",
    "Document",
    "Implements",
    "Tier",
    "cascade",
    "findings",
]

FINDING_CODES: Final = {
    "basis_after_document": "a basis is dated later than the document",
    "basis_ended": "a basis was no longer in force on the document's day",
    "deadline_after_upper": "a lower tier's day comes after the upper tier's",
    "duty_not_passed_down": "a report that is asked of a tier, and its document gives to nobody",
    "citation_date": "a citation has another day than the register",
    "citation_issuer": "a citation has another body than the register",
    "citation_type": "a citation has another type than the register",
    "citation_title": "a citation has another title than the register",
    "two_dates": "one document is cited with two days",
    "two_titles": "one document is cited with two titles",
    "citation_without_number": "a document is cited by its day only",
    "body_misnamed": "a body bears a name that is known to be mistaken",
    "mixed_names": "one name is abbreviated in two ways",
    "personal_data": "a person's number or address stands in the text",
    "observance_former_name": "an observance bears a name of before",
    "signed_for_the_agency": "a committee's document is signed with a post in the agency only",
}
"""The codes of findings, with what each says."""

_CHECKS: Final[tuple[Callable[[Cascade, date | None], Check], ...]] = (
    _on_citations.basis_after_document,
    _on_citations.basis_ended,
    _on_duties.late_below,
    _on_duties.late_within,
    _on_duties.not_passed_down,
    _on_citations.differs_from_register,
    _on_citations.two_dates,
    _on_citations.two_titles,
    _on_citations.without_number,
    _on_wording.wrong_names,
    _on_wording.mixed_names,
    _on_wording.personal_data,
    _on_wording.former_observances,
    _on_wording.signed_for_the_agency,
)


def cascade(documents: Iterable[Document], register: Instruments | None = None) -> Cascade:
    """Put documents in order and find out who implements whom.

    One implements another whose number and day its basis names, and whose body, if it names one. Without a
    printed day the number is enough where only one of the documents has it. A document in which nothing was
    read as its basis is taken at its opening, which is what stands before its first section or task.

    >>> from vstbpn.model import Citation, DocumentNumber, Span
    >>> def plan(number, day, issuer, *basis):
    ...     number = DocumentNumber.parse(number)
    ...     return Document(Directive(number=number, issued_on=day, issuer=issuer, basis=basis))
    >>> cited = Citation(raw="Kế hoạch số 7/KH-UBND", span=Span(0, 21), issued_on=date(2024, 1, 9),
    ...     number=DocumentNumber.parse("7/KH-UBND"), issuer="UBND tỉnh")
    >>> district = plan("12/KH-UBND", date(2024, 2, 1), "UBND huyện Yên Thế", cited)
    >>> province = plan("07/KH-UBND", date(2024, 1, 9), "UBND tỉnh Bắc Giang")
    >>> found = cascade([district, province])
    >>> found.names, found.roots == (province,), found.below(province) == (district,)
    (('07/KH-UBND', '12/KH-UBND'), True, True)
    >>> province.tier, district.tier
    (<Tier.PROVINCE: 2>, <Tier.DISTRICT: 3>)

    :param register: of instruments; the packaged one, if none is given.
    :raises TypeError: if one of them is no :class:`Document`, such as a bare directive.
    """
    known = tuple(documents)
    for one in known:
        if not isinstance(one, Document):
            raise TypeError(
                f"expected documents, got a {type(one).__name__}. Hint: Document(directive, text) holds a "
                "directive and the text that it was read from"
            )
    ordered = tuple(sorted(known, key=_order))
    by_number: dict[str, list[Document]] = {}
    for document in ordered:
        if number := document.directive.number_text:
            by_number.setdefault(number.casefold(), []).append(document)
    return Cascade(
        documents=ordered,
        names=tuple(names_of(document.directive for document in ordered)),
        implements=tuple(edge for document in ordered for edge in _edges(document, by_number)),
        register=instruments() if register is None else register,
    )


def findings(cascade: Cascade, on: date | None = None) -> tuple[CascadeFinding, ...]:
    """Give all that does not fit, in the order of the documents and of the places in them.

    Every finding stands by itself; which of them matter is for the reader to say. Without a document's text
    only its parts are looked at.

    >>> from vstbpn.model import Span, Signature
    >>> letter = Document(Directive(issuer="Ban VSTBPN huyện Yên Thế", title="Công tác năm 2024",
    ...     signature=Signature(span=Span(40, 60), title="PHÓ CHỦ TỊCH UBND HUYỆN")))
    >>> for found in findings(cascade([letter])):
    ...     print(found.code, found.span.start)
    signed_for_the_agency 40

    :param on: the day by which documents are judged that print neither a day nor a month.
    """
    found: list[tuple[int, CascadeFinding]] = []
    for check in _CHECKS:
        for document, said in check(cascade, on):
            place = cascade.place_of(document)
            finding = CascadeFinding(
                code=said.code,
                document=cascade.names[place],
                span=said.span,
                message_vi=said.vi,
                message_en=said.en,
                about=said.about,
            )
            found.append((place, finding))
    found.sort(key=lambda known: (known[0], known[1].span))
    return tuple(finding for _, finding in found)


def _order(document: Document) -> tuple[bool, date, int]:
    day = document.last_day
    tier = max(Tier) if document.tier is None else document.tier
    return day is None, day or date.max, tier


def _edges(document: Document, by_number: dict[str, list[Document]]) -> Iterator[Implements]:
    reached = set()
    for cited in _grounds(document.directive):
        if cited.number_text is None:
            continue
        alike = [one for one in by_number.get(cited.number_text.casefold(), ()) if one is not document]
        fitting = [one for one in alike if _can_be(one, cited)]
        if cited.issued_on is None and len(fitting) > 1:
            continue
        for upper in fitting:
            if upper not in reached:
                reached.add(upper)
                ground = CitedBy.NUMBER if cited.issued_on is None else CitedBy.NUMBER_AND_DATE
                yield Implements(document, upper, cited, ground)


def _can_be(document: Document, cited: Citation) -> bool:
    """Tell whether a given document can be the one that is cited, by its day and its body."""
    one = document.directive
    if cited.issued_on is not None and cited.issued_on != one.issued_on:
        return False
    return cited.issuer is None or one.issuer is None or same_body(cited.issuer, one.issuer)


def _grounds(directive: Directive) -> Iterator[Citation]:
    """Give what a document rests on: its basis, or what it cites in its opening."""
    if directive.basis:
        yield from directive.basis
        return
    starts = [section.span.start for section in directive.sections]
    starts += [task.span.start for task in directive.tasks]
    for cited in directive.citations:
        if starts and cited.span.start < min(starts):
            yield cited
