"""Totals as they stood on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from support.builders import HALF, NOT_REPORTED, SMALL, report, tree

from vstbpn import Mode, Reason, Report, ReportConflict, Scope, Totals, difference, roll_up

JUNE, JULY, AUGUST = date(2024, 6, 30), date(2024, 7, 5), date(2024, 8, 1)
REPORTS = [
    report("a1", 1, received_on=JUNE),
    report("a2", 2, received_on=JULY),
    report("b1", 4, received_on=JUNE),
    report("b1", 40, received_on=AUGUST, revision=2),
]


def known_at(day: date, reports: list[Report] = REPORTS, **options: Any) -> Totals:
    return roll_up(reports, SMALL, known_at=day, **options)


def value(totals: Totals, unit: str = "VN") -> object:
    return totals[unit, HALF, "cases"].value


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2024, 7, 4), (None, None, 4)),
        (JULY, (7, 3, 4)),
        (date(2024, 7, 31), (7, 3, 4)),
        (AUGUST, (43, 3, 40)),
        (date(2099, 1, 1), (43, 3, 40)),
    ],
)
def test_what_had_come_by_the_end_of_the_day_counts(day: date, found: tuple[object, ...]) -> None:
    totals = known_at(day)
    assert tuple(value(totals, unit) for unit in ("VN", "A", "B")) == found


def test_who_had_not_reported_by_then_is_missing() -> None:
    found = known_at(JUNE)["VN", HALF, "cases"]
    assert ([unit.code for unit in found.missing], found.reason) == (["a2"], Reason.MISSING)


def test_before_the_first_report_there_is_nothing() -> None:
    assert len(known_at(date(2024, 6, 29))) == 0


def test_the_last_day_is_everything() -> None:
    assert known_at(AUGUST) == roll_up(REPORTS, SMALL)


def test_it_works_on_reports_that_are_read_once() -> None:
    assert roll_up(iter(REPORTS), SMALL, known_at=JULY) == known_at(JULY)


def test_a_blank_that_comes_later_does_not_change_the_past() -> None:
    late = report("b1", NOT_REPORTED, received_on=date(2024, 9, 1), revision=3)
    assert known_at(AUGUST, [*REPORTS, late]) == known_at(AUGUST)
    assert value(known_at(date(2024, 9, 1), [*REPORTS, late])) is None


def test_a_revision_that_overtook_an_earlier_one_counts_from_its_own_day() -> None:
    overtaken = [
        report("b1", 3, received_on=AUGUST, revision=1),
        report("b1", 30, received_on=JULY, revision=2),
    ]
    for day in (JULY, AUGUST):
        assert value(known_at(day, overtaken), "B") == 30


def test_consolidated_reports_are_known_from_their_day_too() -> None:
    reports = [*REPORTS, report("A", 50, scope=Scope.SUBTREE, received_on=AUGUST)]
    assert known_at(JULY, reports).declared == ()
    assert value(known_at(JULY, reports, prefer="declared")) == 7
    assert value(known_at(AUGUST, reports, prefer="declared")) == 90


def test_what_changed_between_two_days_is_told_with_the_report() -> None:
    found = difference(known_at(JULY), known_at(AUGUST))
    assert [each.unit.code for each in found] == ["VN", "B", "b1"]
    assert {each.reports for each in found} == {((REPORTS[2], REPORTS[3]),)}


def test_what_does_not_say_when_it_came_is_refused() -> None:
    undated = report("b1", 5, revision=3)
    with pytest.raises(
        ReportConflict,
        match=r"what was known on 5/7/2024 cannot be told: reports of b1 do not say when they were received",
    ):
        known_at(JULY, [*REPORTS, undated])
    assert value(roll_up([*REPORTS, undated], SMALL)) == 8


def test_of_many_that_do_not_say_so_three_are_named() -> None:
    wide = tree({"0": "", **{f"u{n}": "0" for n in range(5)}})
    reports = [report(f"u{n}", n) for n in range(5)]
    with pytest.raises(ReportConflict, match="reports of u0, u1, u2 and 2 more do not say"):
        roll_up(reports, wide, known_at=JULY)
    with pytest.raises(ReportConflict, match="reports of u0, u1, u2 do not say"):
        roll_up([*reports[:3], reports[0]], wide, known_at=JULY)


@pytest.mark.parametrize(
    ("day", "why"), [(AUGUST, "was received later"), (None, "was received nobody says when")]
)
def test_totals_as_they_stood_take_in_nothing_from_later(day: date | None, why: str) -> None:
    """A found case: a report of a year later was taken in, and the totals still stood as of June."""
    with pytest.raises(
        ReportConflict, match=f"these totals are as they stood on 4/7/2024.*{why}; roll up anew"
    ):
        known_at(date(2024, 7, 4)).revised(report("b1", 77, revision=9, received_on=day))
    taken = known_at(date(2024, 7, 4)).revised(report("b1", 77, revision=9, received_on=date(2024, 7, 4)))
    assert (value(taken, "B"), taken.known_at) == (77, date(2024, 7, 4))
    assert taken.in_mode(Mode.AVAILABLE).known_at == date(2024, 7, 4)
