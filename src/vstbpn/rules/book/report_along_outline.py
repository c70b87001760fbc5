"""A narrative report keeps to the outline that it was asked for by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from vstbpn.catalog import Outline as KnownOutline
from vstbpn.catalog import outlines
from vstbpn.model import Force, Outcome, Outline, Section, Span, Subject, Verdict
from vstbpn.rules.book._documents import BY_PRACTICE
from vstbpn.rules.book._outlines import KEPT, asked_by, narrated, sections_of
from vstbpn.rules.engine import Context, Example, Rule, failed, passed, unknown
from vstbpn.rules.outline import check_outline
from vstbpn.rules.reports import NarrativeReport

__all__ = ["RULES"]

_ON: Final = date(2024, 6, 30)
_KEPT: Final = tuple(name for name in KEPT if name != "outline")


def _check(subject: Subject[NarrativeReport], _: Context[None]) -> Verdict:
    data = subject.data
    if not data.document.directive.sections:
        return unknown("sections")
    told = check_outline(data.document.directive, data.outline, sender=data.sender)
    if told.missing and data.sender is None and _depends_on_sender(data.outline):
        return unknown("sender")
    count = len(told.found)
    required = count + len(told.missing)
    missing = tuple(str(one) for one in told.missing)
    moved = tuple(str(one.asked) for one in told.out_of_order)
    if missing and moved:
        return failed("both", measured=count, required=required, absent=missing, moved=moved)
    if missing:
        return failed("absent", measured=count, required=required, absent=missing)
    if moved:
        return failed("moved", measured=count, required=required, moved=moved)
    if told.extra:
        extra = tuple(f"{one.label} {one.heading}" for one in told.extra)
        return passed("extra", measured=count, required=required, extra=extra)
    return passed("kept", measured=count, required=required)


def _depends_on_sender(outline: KnownOutline | Outline) -> bool:
    """Tell whether there are sections that only some senders owe."""
    if isinstance(outline, Outline):
        return False
    return any(0 < len(one.parts) < len(outline.senders) for one in outline.sections)


_MESSAGES: Final = {
    "kept": ("đủ {required} mục, đúng thứ tự", "all {required} sections, in order"),
    "extra": (
        "đủ {required} mục, đúng thứ tự; có thêm: {extra}",
        "all {required} sections, in order; and beside them: {extra}",
    ),
    "absent": (
        "có {measured} trong {required} mục; thiếu: {absent}",
        "{measured} of {required} sections; missing: {absent}",
    ),
    "moved": ("đủ {required} mục; sai thứ tự: {moved}", "all {required} sections; out of order: {moved}"),
    "both": (
        "có {measured} trong {required} mục; thiếu: {absent}; sai thứ tự: {moved}",
        "{measured} of {required} sections; missing: {absent}; out of order: {moved}",
    ),
    "missing": (
        "không đọc được mục nào, hoặc chưa rõ đơn vị nào báo cáo",
        "no section was read, or it is not known who reports",
    ),
}


def _rule_of(outline: KnownOutline) -> Rule:
    all_of = sections_of(outline)
    return Rule(
        id=f"report-along-outline-{outline.key}",
        title_vi=f"Báo cáo theo đề cương: {outline.name_vi}",
        title_en=f"Along the outline: {outline.name_en}",
        text_vi="So từng mục theo tiêu đề và thứ tự; thêm mục không phải là thiếu sót.",
        text_en="Section by section, by heading and order; a section more is no fault.",
        force=Force.GUIDANCE,
        kinds="narrative-report",
        history=asked_by(outline),
        applies=lambda subject: getattr(subject.data.outline, "key", None) == outline.key,
        none_is_known=_KEPT,
        check=_check,
        messages=_MESSAGES,
        examples=(
            Example(outcome=Outcome.PASS, subject=narrated(outline, all_of), on=_ON),
            Example(
                outcome=Outcome.FAIL,
                subject=narrated(outline, sections_of(outline, without=outline.sections[-1].label)),
                on=_ON,
            ),
            Example(outcome=Outcome.FAIL, subject=narrated(outline, all_of[::-1]), on=_ON),
            Example(outcome=Outcome.UNKNOWN, subject=narrated(outline, ()), on=_ON),
        ),
    )


def _part(label: str, heading: str) -> Section:
    return Section(label=label, heading=heading, span=Span(0, 9))


_LETTER: Final = Outline(
    title="Đề cương",
    sections=(_part("I", "Tình hình chung"), _part("II", "Kết quả thực hiện"), _part("III", "Kiến nghị")),
    span=Span(0, 9),
)

_ANY: Final = Rule(
    id="report-along-outline",
    title_vi="Báo cáo theo đề cương của văn bản yêu cầu",
    title_en="A report keeps to the outline that was asked for",
    text_vi="So từng mục theo tiêu đề và thứ tự với đề cương kèm theo văn bản yêu cầu.",
    text_en="Section by section, against the outline that is attached to the letter that asked.",
    force=Force.PRACTICE,
    kinds="narrative-report",
    history=BY_PRACTICE,
    applies=lambda subject: isinstance(subject.data.outline, Outline),
    none_is_known=_KEPT,
    check=_check,
    messages=_MESSAGES,
    examples=(
        Example(
            outcome=Outcome.PASS,
            subject=narrated(_LETTER, (*_LETTER.sections, _part("IV", "Phụ lục số liệu"))),
            on=_ON,
        ),
        Example(outcome=Outcome.FAIL, subject=narrated(_LETTER, _LETTER.sections[:2]), on=_ON),
        Example(
            outcome=Outcome.FAIL,
            subject=narrated(_LETTER, (_LETTER.sections[2], _LETTER.sections[1])),
            on=_ON,
        ),
        Example(outcome=Outcome.UNKNOWN, subject=narrated(_LETTER, ()), on=_ON),
    ),
)


def _rules() -> Iterator[Rule]:
    yield _ANY
    for outline in outlines().values():
        yield _rule_of(outline)


RULES = tuple(_rules())
