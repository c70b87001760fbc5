"""What the rules on narrative reports share: the letter that asks, and reports to show."""

from __future__ import annotations

from datetime import date

from vstbpn.catalog import Outline
from vstbpn.model import DatedValue, Ground, GroundKind, History, Report, Section, Span, Subject
from vstbpn.rules.book._documents import shown
from vstbpn.rules.outline import AnyOutline
from vstbpn.rules.reports import NarrativeReport

__all__ = ["KEPT", "asked_by", "narrated", "sections_of"]

KEPT = (
    "type",
    "number",
    "title",
    "issuer",
    "issued_on",
    "issued_in",
    "place",
    "signature",
    "outline",
    "number_text",
    "in_force_from",
    "in_force_until",
    "replaced_by",
    "minimum",
    "checked_on",
    "received_on",
    "sent_on",
    "boundaries",
    "observed_on",
    "sex",
)
"""What of a report and of an outline is None without being a gap in how the one keeps to the other."""


def asked_by(outline: Outline) -> History[None]:
    """Give the history of what a letter asks for with its outline."""
    letter = outline.instrument
    ground = Ground(
        kind=GroundKind.INSTRUMENT,
        instrument=letter.key,
        number_text=letter.number_text or letter.title_vi,
        issued_on=letter.issued_on,
        pinpoint="Đề cương kèm theo",
        verified=letter.verified and outline.verified,
    )
    since = letter.in_force_from or letter.issued_on
    if since is None and letter.issued_in is not None:
        year, _, month = letter.issued_in.partition("-")
        since = date(int(year), int(month or 1), 1)
    return History([DatedValue(value=None, since=since, until=letter.in_force_until, grounds=(ground,))])


def sections_of(outline: Outline, *, without: str = "") -> tuple[Section, ...]:
    """Give the sections of a report that keeps to an outline, but for one of them."""

    def below(parent: str | None) -> tuple[Section, ...]:
        return tuple(
            Section(
                label=one.printed,
                heading=one.heading_vi,
                span=Span(0, 9),
                children=below(one.label),
            )
            for one in outline.sections
            if one.parent == parent and one.label != without
        )

    return below(None)


def narrated(
    outline: AnyOutline,
    sections: tuple[Section, ...],
    *,
    sender: str | None = None,
    figures: Report | None = None,
) -> Subject[NarrativeReport]:
    """Make the subject of a report to show a rule with."""
    document = shown(type="BC", title="Báo cáo", sections=sections).data
    data = NarrativeReport(document=document, outline=outline, sender=sender, figures=figures)
    return Subject(kind="narrative-report", id="bc", data=data, on=date(2024, 6, 9))
