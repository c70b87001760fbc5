"""What the rules on duties of tiers share: what is missing to tell, and two documents to show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vstbpn.model import Citation, Deadline, DocumentNumber, Period, ReportingDuty, Span, Subject
from vstbpn.rules._values import Cascade, Document
from vstbpn.rules.book._documents import several, shown

__all__ = ["no_tier", "two_tiers"]


def no_tier(whole: Cascade, document: Document, _: date) -> Iterator[str]:
    """Name what does not tell on which tier a document stands, or which document it is."""
    one = document.directive
    if one.type is None:
        return  # a text about documents asks nobody for anything
    if one.number_text is None:
        yield "number"
    if one.issued_on is None:
        yield "issued_on"
    if document.tier is None:
        yield "issuer"
    if len(whole.documents) > 1 and any(
        cited.number is None or cited.number.number is None for cited in one.basis
    ):
        yield "basis"


def two_tiers(due: str | None, *, issuer: str | None = "UBND huyện Yên Thế") -> Subject[Cascade]:
    """Make a province's plan that wants reports before 10 June, and the plan of a district below it.

    :param due: when the district wants them; without, it says nothing of them.
    """
    period = Period(2024, "H1")
    wanted = ReportingDuty(
        span=Span(0, 9),
        sender="UBND các huyện",
        receiver="UBND tỉnh",
        period=period,
        deadline=Deadline.parse("trước ngày 10/6/2024"),
    )
    basis = Citation(
        raw="07/KH-UBND",
        span=Span(0, 9),
        number=DocumentNumber.parse("07/KH-UBND"),
        issued_on=date(2024, 1, 9),
        issuer="UBND tỉnh Bắc Giang",
    )
    own = ReportingDuty(
        span=Span(10, 19),
        sender="UBND các xã",
        receiver="UBND huyện",
        period=period,
        deadline=None if due is None else Deadline.parse(due),
    )
    return several(
        shown(
            number="07/KH-UBND",
            type="KH",
            on=date(2024, 1, 9),
            issuer="UBND tỉnh Bắc Giang",
            duties=(wanted,),
        ),
        shown(
            number="12/KH-UBND",
            type="KH",
            issuer=issuer,
            basis=(basis,),
            citations=(basis,),
            duties=() if due is None else (own,),
        ),
    )
