"""Checks of what documents cite: their days, bodies and titles, and whether they still hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from vstbpn.catalog import Instrument, Resolution, ResolutionStatus
from vstbpn.model import Citation, Span, format_date
from vstbpn.rules._bodies import Tier, same_body, tier_of_number
from vstbpn.rules._plain import DAY, even
from vstbpn.rules._printed import Printed, differ, printed
from vstbpn.rules._values import Cascade, Check, Document, Said

__all__ = [
    "basis_after_document",
    "basis_ended",
    "differs_from_register",
    "two_dates",
    "two_titles",
    "without_number",
]

_YEAR_INSIDE: Final = re.compile(r"[0-9]+[A-Za-z]?/[0-9]{4}/")
_MOST_FORMS: Final = 50
_UNNUMBERED: Final = frozenset(map(even, ("Luật", "Bộ luật", "Pháp lệnh", "PL", "Hiến pháp")))
_OF_A_KIND: Final = (
    "công văn|quyết định|chỉ thị|nghị quyết|nghị định|thông tư|kế hoạch|hướng dẫn|thông báo|chương trình"
)
_BARE: Final = re.compile(rf"(?<!\w)(?:{_OF_A_KIND}) ngày {DAY} (?=của |về )")
_ISSUED: Final = re.compile(
    rf"(?<!\w)ngày {DAY},? [^.;:\n]{{3,100}}? (?:vừa|đã) (?:ban hành|có) (?:văn bản|công văn)(?! số)(?!\w)"
)
_WITHOUT_PLACE: Final = tuple(
    map(
        even,
        (
            "tỉnh",
            "thành phố",
            "tp",
            "huyện",
            "quận",
            "thị xã",
            "xã",
            "phường",
            "thị trấn",
            "ủy",
            "nhân dân",
            "ubnd",
        ),
    )
)


def basis_after_document(cascade: Cascade, on: date | None) -> Check:
    """Find bases that are dated later than the document that rests on them."""
    for document in cascade.documents:
        day = document.last_day
        for cited in document.directive.basis:
            if day is None or cited.issued_on is None or cited.issued_on <= day:
                continue
            own, later = format_date(day), format_date(cited.issued_on)
            yield (
                document,
                Said(
                    "basis_after_document",
                    cited.span,
                    f"căn cứ phải có trước văn bản; {cited} ghi ngày {later}, còn văn bản này ngày {own}",
                    f"expected a basis from before the document; {cited} is dated {later}, "
                    f"and the document {own}",
                    str(cited),
                ),
            )


def basis_ended(cascade: Cascade, on: date | None) -> Check:
    """Find bases that were no longer in force on the day of the document, as the register knows it."""
    for document in cascade.documents:
        # A draft of which only the month is known is judged by the first day: in doubt nothing is found.
        day = document.first_day or on
        for cited in document.directive.basis:
            found = _resolved(cascade, document, cited)
            known = found.instrument
            if day is None or known is None or found.status is not ResolutionStatus.RESOLVED:
                continue
            if known.in_force_until is not None and day >= known.in_force_until:
                yield document, _ended(cascade, cited, known, known.in_force_until, day)


def _ended(cascade: Cascade, cited: Citation, known: Instrument, ended: date, day: date) -> Said:
    end, then = format_date(ended), format_date(day)
    next_vi = next_en = ""
    if known.replaced_by is not None:
        successor = cascade.register.by_key(known.replaced_by)
        next_vi, next_en = f"; được thay bằng {successor}", f"; it was replaced by {successor}"
    vi, en = _source(known, "in_force_until")
    return Said(
        "basis_ended",
        cited.span,
        f"căn cứ phải còn hiệu lực vào ngày {then}; {known} hết hiệu lực từ ngày {end}{next_vi} {vi}",
        f"expected a basis in force on {then}; {known} has not been in force since {end}{next_en} {en}",
        str(known),
    )


def differs_from_register(cascade: Cascade, on: date | None) -> Check:
    """Find citations whose day, body, type or title is another in the register."""
    for document in cascade.documents:
        for cited in document.directive.citations:
            yield from _parts_differ(cascade, document, cited)
        told = set()
        for mention in printed(document):
            said = _title_differs(cascade, document, mention)
            # The same words twice are one fault.
            if said is not None and (said.about, even(mention.title)) not in told:
                told.add((said.about, even(mention.title)))
                yield document, said


def _parts_differ(cascade: Cascade, document: Document, cited: Citation) -> Check:
    found = _resolved(cascade, document, cited)
    if found.status is not ResolutionStatus.DISAGREES:
        return
    known = found.candidates[0]
    for part in found.disagrees:
        vi, en = _source(known, part)
        said = _part(part, cited, known)
        if said is None:
            continue
        code, name_vi, name_en, printed_as, expected = said
        yield (
            document,
            Said(
                code,
                cited.span,
                f"{cited}: danh mục ghi {name_vi} {expected}, ở đây ghi {printed_as} {vi}",
                f"{cited}: the register has the {name_en} {expected}, here stands {printed_as} {en}",
                str(known),
            ),
        )


def _part(part: str, cited: Citation, known: Instrument) -> tuple[str, str, str, str, str] | None:
    """Give code, the part's two names, what is printed and what is known; None if they agree after all."""
    if part == "issued_on" and cited.issued_on is not None:
        expected = format_date(known.issued_on) if known.issued_on else str(known.issued_in)
        return "citation_date", "ngày", "date", format_date(cited.issued_on), expected
    if part == "issuer" and cited.issuer is not None:
        if any(same_body(cited.issuer, name) for name in (known.issuer, *known.issuer_variants)):
            return None
        return "citation_issuer", "cơ quan ban hành", "issuer", cited.issuer, known.issuer
    if part == "type" and cited.type is not None:
        return "citation_type", "loại văn bản", "type", cited.type, known.type
    return None


def _title_differs(cascade: Cascade, document: Document, mention: Printed) -> Said | None:
    found = _resolved(cascade, document, mention.citation)
    known = found.instrument
    if found.status is ResolutionStatus.DISAGREES and "issued_on" not in found.disagrees:
        known = found.candidates[0]
    sure = known is not None and (found.status is not ResolutionStatus.LIKELY)
    if known is None or not sure or "title_vi" in known.doubtful or not differ(mention.title, known.title_vi):
        return None
    vi, en = _source(known, "title_vi")
    return Said(
        "citation_title",
        mention.span,
        f"{mention.citation}: danh mục ghi tên “{known.title_vi}”, ở đây ghi “{mention.title}” {vi}",
        f"{mention.citation}: the register has the title “{known.title_vi}”, "
        f"here stands “{mention.title}” {en}",
        str(known),
    )


def two_dates(cascade: Cascade, on: date | None) -> Check:
    """Find documents that are cited with two days, in one document or across them.

    Of one number two days in one year are one document's; in two years they may be two documents', unless
    the number holds its year. The given documents' own days count too.
    """
    seen: dict[str, list[_Seen]] = {}
    for document, name in _named(cascade):
        own = document.directive
        if own.number_text and own.issued_on:
            known = _Seen(document, own.issuer, own.issued_on, "", name)
            seen.setdefault(own.number_text, []).append(known)
    for document, name in _named(cascade):
        for mention in _with_days(document):
            number, day = str(mention.citation.number), mention.issued_on
            before = seen.setdefault(number, [])
            here = _Seen(document, mention.issuer, day, "", name)
            alike = [known for known in before if _one_document(mention.citation, known, here)]
            _remember(before, here)
            other = next((known for known in alike if _is_misdated(number, known.day, day)), None)
            if other is None or day is None or other.day is None or any(known.day == day for known in alike):
                continue
            first, now = format_date(other.day), format_date(day)
            yield (
                document,
                Said(
                    "two_dates",
                    mention.span,
                    f"{number}: mỗi văn bản chỉ có một ngày; ở đây ghi {now}, còn {other.where} ghi {first}",
                    f"{number}: expected one date of one document; here stands {now}, "
                    f"and {other.where} has {first}",
                    number,
                ),
            )


class _Seen(NamedTuple):
    """A document as it was cited somewhere, or as it calls itself."""

    document: Document
    issuer: str | None
    day: date | None
    title: str
    where: str


def _remember(seen: list[_Seen], here: _Seen) -> None:
    """Keep what is new, and not without end: what has stood in many forms has been told often enough."""
    if here not in seen and len(seen) < _MOST_FORMS:
        seen.append(here)


def _named(cascade: Cascade) -> Iterator[tuple[Document, str]]:
    return zip(cascade.documents, cascade.names, strict=True)


def _with_days(document: Document) -> Iterator[Printed]:
    """Give the mentions that print a day; where the text at none of them does, the citation's own day."""
    told = set()
    for mention in printed(document):
        if mention.issued_on is not None:
            told.add(id(mention.citation))
            yield mention
    for cited in document.directive.citations:
        if cited.number is not None and cited.issued_on is not None and id(cited) not in told:
            yield Printed(cited, cited.span, cited.issued_on, cited.issuer, "")


def _is_misdated(number: str, one: date | None, other: date | None) -> bool:
    """Tell whether two days cannot be those of two documents of one number."""
    if one is None or other is None or one == other:
        return False
    return one.year == other.year or _YEAR_INSIDE.match(number) is not None


def _one_document(cited: Citation, known: _Seen, here: _Seen) -> bool:
    """Tell whether a number means one body's document in two places: every district has its own 70/KH-UBND.

    A symbol of the centre or of a ministry names its body. In one document a number without a body is the
    one that it cited before; elsewhere both must name their body, with its place.
    """
    if known.issuer is not None and here.issuer is not None and not same_body(known.issuer, here.issuer):
        return False
    if tier_of_number(cited.number) in (Tier.CENTRAL, Tier.MINISTRY) or known.document is here.document:
        return True
    both = (known.issuer, here.issuer)
    return all(issuer is not None and not even(issuer).endswith(_WITHOUT_PLACE) for issuer in both)


def two_titles(cascade: Cascade, on: date | None) -> Check:
    """Find documents that are cited with two titles, in one document or across them."""
    seen: dict[tuple[str, date | None], list[_Seen]] = {}
    for document, name in _named(cascade):
        for mention in printed(document):
            cited = mention.citation
            if not mention.title:
                continue
            before = seen.setdefault((str(cited.number), cited.issued_on), [])
            here = _Seen(document, mention.issuer, cited.issued_on, mention.title, name)
            alike = [known for known in before if _one_document(cited, known, here)]
            _remember(before, here)
            if not alike or not all(differ(known.title, here.title) for known in alike):
                continue
            other = alike[0]
            yield (
                document,
                Said(
                    "two_titles",
                    mention.span,
                    f"{cited}: mỗi văn bản chỉ có một tên; ở đây ghi “{here.title}”, còn {other.where} ghi "
                    f"“{other.title}”",
                    f"{cited}: expected one title of one document; here stands “{here.title}”, "
                    f"and {other.where} has “{other.title}”",
                    str(cited.number),
                ),
            )


def without_number(cascade: Cascade, on: date | None) -> Check:
    """Find documents that are cited by their day, without their number; laws are cited by their name."""
    for document in cascade.documents:
        told: list[Span] = [
            cited.span
            for cited in document.directive.citations
            if cited.number is None and cited.issued_on and even(cited.type or "") not in _UNNUMBERED
        ]
        for pattern in (_BARE, _ISSUED):
            for _, span in document.plain.find(pattern):
                if not any(span.start < other.end and other.start < span.end for other in told):
                    told.append(span)
        for span in told:
            yield (
                document,
                Said(
                    "citation_without_number",
                    span,
                    "viện dẫn văn bản phải có số, ký hiệu; ở đây chỉ có ngày",
                    "expected the number of the document that is cited; here stands its date only",
                ),
            )


def _resolved(cascade: Cascade, document: Document, cited: Citation) -> Resolution:
    """Look a citation up; a local number leads nowhere unless its place is told."""
    place = _place(document, cited)
    found = cascade.register.resolve(
        cited.number_text,
        type=cited.type,
        issued_on=cited.issued_on,
        issuer=cited.issuer,
        place=place,
        name=cited.name,
        on=document.first_day,
    )
    known = found.instrument or (found.candidates[0] if found.candidates else None)
    if (
        known is not None
        and known.place
        and even(known.place) not in even(f"{place or ''} {cited.issuer or ''}")
    ):
        return Resolution(status=ResolutionStatus.UNKNOWN)
    return found


def _place(document: Document, cited: Citation) -> str | None:
    """Give the document's place for a body of its own tier that is cited without one: *Thành ủy*."""
    says_none = cited.issuer is not None and even(cited.issuer).endswith(_WITHOUT_PLACE)
    return document.directive.place if says_none and document.tier is Tier.PROVINCE else None


def _source(known: Instrument, part: str) -> tuple[str, str]:
    """Say where the register has it from, and that it is not verified where it is not."""
    vi, en = f"(nguồn: {known.source}", f"(source: {known.source}"
    if not known.verified or part in known.doubtful:
        return f"{vi}; danh mục chưa kiểm chứng)", f"{en}; the register has not verified it)"
    return f"{vi})", f"{en})"
