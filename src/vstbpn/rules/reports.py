"""Reports as subjects of the rules: when one came, how a narrative one is made, and the yearly estimate."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from vstbpn.model import Obligation, Report
from vstbpn.rules._values import Document
from vstbpn.rules.outline import AnyOutline

__all__ = ["Estimate", "NarrativeReport", "Submission"]


@frozen(kw_only=True)
class Submission:
    """What one unit owes, and what it has sent: the data of a subject ``submission``.

    :param reports: all revisions that were received; empty if it is known that there is none, None if not.
    :raises ValueError: if a report is of another unit, form or period.
    """

    unit: str
    obligation: Obligation
    reports: tuple[Report, ...] | None = None

    def __attrs_post_init__(self) -> None:
        owed = (self.unit, self.obligation.form, self.obligation.period)
        for report in self.reports or ():
            sent = (report.unit, report.form.code, report.period)
            if sent != owed:
                raise ValueError(
                    f"submission: expected reports of unit {owed[0]}, form {owed[1]}, {owed[2]}, "
                    f"got unit {sent[0]}, form {sent[1]}, {sent[2]}"
                )

    @property
    def first(self) -> Report | None:
        """The first revision, by which it is judged whether the report came in time; None if not known."""
        return next((report for report in self.reports or () if report.revision == 1), None)


@frozen(kw_only=True)
class NarrativeReport:
    """A narrative report and the outline that it was asked for by: the data of ``narrative-report``.

    :param sender: a code of the outline's senders; None if it is not known who reports.
    :param figures: the figures that go with it, where they are read.
    """

    document: Document
    outline: AnyOutline
    sender: str | None = None
    figures: Report | None = None


@frozen(kw_only=True)
class Estimate:
    """A committee's estimate of its expenses in a year: the data of a subject ``budget-estimate``.

    :param made_on: the day on which it was made.
    """

    year: int
    made_on: date | None = None
