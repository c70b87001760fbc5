"""The figures of a report, and what they can be held against."""

from __future__ import annotations

from decimal import Decimal

from attrs import field, frozen

from vstbpn.model import Absence, Cell, Report

__all__ = ["PrintedShare", "ReportFigures", "figure", "nothing_to_add"]


@frozen(kw_only=True)
class PrintedShare:
    """A percentage that a report prints, and the two counts that it is of.

    :param value: as it is printed, with all its places: ``Decimal("37.50")``.
    :param scale: what a whole is printed as: 100 for per cent.
    """

    numerator: Cell
    denominator: Cell
    value: Decimal = field()
    scale: int = 100

    @value.validator
    def _check_value(self, _: object, value: object) -> None:
        if not isinstance(value, Decimal) or not value.is_finite():
            raise TypeError(f"printed share: expected a Decimal with its places, got {value!r:.60}")


@frozen(kw_only=True)
class ReportFigures:
    """A report with what its figures can be held against: the data of a subject ``report-figures``.

    What is None is not known, and nothing is said about it.

    :param printed: the percentages that stand in it beside the counts.
    :param previous: the same unit's report on the period before.
    :param half_year: the same unit's report on the first half, beside a report on the year.
    :param parts: the reports that a consolidated one is made of, that of the unit's own office too.
    :param expected: the codes of the units that had to send such parts.
    :raises ValueError: if a report is not of the unit that it should be of.
    """

    report: Report
    printed: tuple[PrintedShare, ...] = ()
    previous: Report | None = None
    half_year: Report | None = None
    parts: tuple[Report, ...] | None = None
    expected: tuple[str, ...] | None = None

    def __attrs_post_init__(self) -> None:
        for name, other in (("previous", self.previous), ("half_year", self.half_year)):
            if other is not None and other.unit != self.report.unit:
                raise ValueError(
                    f"figures of unit {self.report.unit!r}: expected {name} of the same unit, "
                    f"got {other.unit!r}"
                )


def figure(report: Report, cell: Cell) -> int | Decimal | None:
    """Give the figure that stands in a cell; None where there is none, or no such cell.

    A cell that does not apply, or is not expected, holds nothing to add and is no gap; see
    :func:`nothing_to_add`.
    """
    if cell not in report.form:
        return None
    value = report[cell]
    return None if isinstance(value, Absence) else value


def nothing_to_add(report: Report, cell: Cell) -> bool:
    """Tell whether a report says that there is nothing to count in a cell."""
    return cell in report.form and report[cell] in (Absence.NOT_APPLICABLE, Absence.NOT_EXPECTED)
