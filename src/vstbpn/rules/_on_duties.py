"""Checks of what is to be reported by when, between a document and those that implement it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from vstbpn.model import Deadline, Period, Span
from vstbpn.rules._bodies import Tier, is_division, same_body, tiers
from vstbpn.rules._plain import even
from vstbpn.rules._values import Cascade, Check, Document, Said

__all__ = ["late_below", "late_within", "not_passed_down"]


class _Asked(NamedTuple):
    """A report that a document asks for by a day."""

    period: Period
    deadline: Deadline
    sender: str | None
    receiver: str | None
    span: Span

    @property
    def of(self) -> tuple[int, str]:
        """What is reported on, in whatever calendar."""
        return self.period.year, self.period.part


def late_below(cascade: Cascade, on: date | None) -> Check:
    """Find days by which a lower document asks for reports that the upper one wants sooner."""
    for lower in cascade.documents:
        own = _asked(lower)
        for upper in cascade.above(lower):
            if not _is_below(lower, upper):
                continue
            wanted = _wanted(upper, lower)
            for asked in own:
                limit = wanted.get(asked.of)
                if (
                    limit is None
                    or asked.deadline.last_day <= limit.last_day
                    or _has_earlier(own, asked, limit)
                ):
                    continue
                name = cascade.name_of(upper)
                yield (
                    lower,
                    Said(
                        "deadline_after_upper",
                        asked.span,
                        f"báo cáo kỳ {asked.period.code}: {name} yêu cầu {limit}, "
                        f"ở đây ghi {asked.deadline}, nên không kịp tổng hợp",
                        f"reports for {asked.period.code}: {name} asks for them {limit}, here stands "
                        f"{asked.deadline}, which is too late to sum them up",
                        name,
                    ),
                )


def _wanted(upper: Document, lower: Document) -> dict[tuple[int, str], Deadline]:
    """Give by when the lower document's tier must report, for each period.

    The days of its own tier count; else those of tiers between the two documents, else those of nobody in
    particular. Of several, the latest: the others may be of other reports.
    """
    found: dict[tuple[int, str], dict[int, list[Deadline]]] = {}
    for asked in _asked(upper):
        rank = _nearness(lower, upper, _tiers(upper, asked.sender))
        if rank is not None:
            found.setdefault(asked.of, {}).setdefault(rank, []).append(asked.deadline)
    return {
        of: max(ranked[min(ranked)], key=lambda deadline: deadline.last_day) for of, ranked in found.items()
    }


def _nearness(lower: Document, upper: Document, asked: frozenset[Tier]) -> int | None:
    """Rank the tiers asked: 0 the lower document's, 1 between the two, 2 not told; None if others' only."""
    if lower.tier is None or upper.tier is None:
        return None
    if lower.tier in asked:
        return 0
    if any(upper.tier < tier < lower.tier for tier in asked):
        return 1
    return None if asked else 2


def _has_earlier(own: tuple[_Asked, ...], asked: _Asked, limit: Deadline) -> bool:
    """Tell whether the same sender has an earlier day too: then the later one is of another report."""
    return any(
        other.of == asked.of
        and other.deadline.last_day <= limit.last_day
        and even(other.sender or "") == even(asked.sender or "")
        for other in own
    )


def late_within(cascade: Cascade, on: date | None) -> Check:
    """Find reports that one document wants after the day by which their receiver must have summed them up.

    Who receives one report must be who sends the other; days of offices side by side may differ.
    """
    for document in cascade.documents:
        own = _asked(document)
        for asked in own:
            for upper in own:
                if asked.receiver is None or upper.sender is None or upper.of != asked.of:
                    continue
                if not same_body(asked.receiver, upper.sender):
                    continue
                if asked.deadline.last_day <= upper.deadline.last_day:
                    continue
                sender = asked.sender or "?"
                yield (
                    document,
                    Said(
                        "deadline_after_upper",
                        asked.span,
                        f"báo cáo kỳ {asked.period.code}: {sender} phải gửi trước {upper.sender}; "
                        f"ở đây ghi {asked.deadline} và {upper.deadline}",
                        f"reports for {asked.period.code}: expected {sender} to send before "
                        f"{upper.sender}; here stand {asked.deadline} and {upper.deadline}",
                        cascade.name_of(document),
                    ),
                )
                break


def not_passed_down(cascade: Cascade, on: date | None) -> Check:
    """Find reports asked of a tier whose document, implementing the one that asks, says nothing of them."""
    for edge in cascade.implements:
        lower, upper = edge.lower, edge.upper
        if _says_when_else(lower):
            continue
        said = {asked.of for asked in _asked(lower)} | {
            (duty.period.year, duty.period.part) for duty in lower.directive.duties if duty.period
        }
        told = set()
        for asked in _asked(upper):
            if asked.of in said or asked.of in told or not _represents(lower, upper, asked.sender):
                continue
            told.add(asked.of)
            name = cascade.name_of(upper)
            yield (
                lower,
                Said(
                    "duty_not_passed_down",
                    edge.citation.span,
                    f"{name} yêu cầu báo cáo kỳ {asked.period.code} {asked.deadline}; "
                    "văn bản này không giao ai, không ghi thời hạn cho kỳ đó",
                    f"{name} asks for a report for {asked.period.code} {asked.deadline}; "
                    "this document gives it to nobody and has no day for that period",
                    name,
                ),
            )


def _says_when_else(document: Document) -> bool:
    """Tell whether a document asks for reports without a period: every half-year, or regularly."""
    return any(duty.recurrence or duty.period is None for duty in document.directive.duties)


def _represents(lower: Document, upper: Document, sender: str | None) -> bool:
    """Tell whether a report of a sender is one of the lower document's body, or of what it heads."""
    return lower.tier in _tiers(upper, sender) and _is_below(lower, upper)


def _is_below(lower: Document, upper: Document) -> bool:
    """Tell whether a document's body stands below another's: on a lower tier, or as its department."""
    if lower.tier is None or upper.tier is None:
        return False
    return lower.tier > upper.tier or (lower.tier == upper.tier and is_division(lower.directive.issuer or ""))


def _tiers(document: Document, name: str | None) -> frozenset[Tier]:
    """Give the tiers of a name in a document; of those it is addressed to, where it names nobody."""
    one = document.directive
    found = tiers(name or "", place=one.place, on=document.last_day)
    if found:
        return found
    return frozenset().union(
        *(tiers(addressee, place=one.place, on=document.last_day) for addressee in one.addressees)
    )


def _asked(document: Document) -> tuple[_Asked, ...]:
    """Give the reports that a document asks for by a day, each once."""
    one = document.directive
    found = [
        _Asked(duty.period, duty.deadline, duty.sender, duty.receiver, duty.span)
        for duty in one.duties
        if duty.period is not None and duty.deadline is not None
    ]
    dues = (*one.deadlines, *(due for task in one.tasks for due in task.due))
    for due in dues:
        if due.period is None:
            continue
        asked = _Asked(due.period, due.deadline, due.sender, due.receiver, due.span)
        if not any(_is_same(asked, known) for known in found):
            found.append(asked)
    return tuple(found)


def _is_same(one: _Asked, known: _Asked) -> bool:
    """Tell whether one says nothing that is not known: the same day and period, of the same or of nobody."""
    if one.of != known.of or one.deadline != known.deadline:
        return False
    return one.sender is None or even(one.sender) == even(known.sender or "")
