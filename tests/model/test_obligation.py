from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from support.builders import HALF, SMALL, report

from vstbpn import CountedBy, Deadline, Duty, LevelError, Obligation, Period, UnknownUnit
from vstbpn.model import VIET_NAM_TIME, parse_day

TENTH = date(2024, 7, 10)


def obligation(**changes: Any) -> Obligation:
    plain: dict[str, Any] = {"form": "form", "period": HALF, "level": "district"}
    return Obligation(**{**plain, **changes})


# -- deadlines -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "strict", "last_day"),
    [
        ("trước ngày 10/7/2024", True, date(2024, 7, 9)),
        ("Trước ngày 10 tháng 7 năm 2024", True, date(2024, 7, 9)),
        ("trước 10/7/2024", True, date(2024, 7, 9)),
        ("chậm nhất ngày 10/7/2024", False, TENTH),
        ("chậm nhất là ngày 10/7/2024", False, TENTH),
        ("Chậm nhất vào  ngày 10-7-2024", False, TENTH),
        ("chậm nhất 2024-07-10", False, TENTH),
        ("tru\u031bo\u031b\u0301c nga\u0300y 10/7/2024", True, date(2024, 7, 9)),
    ],
)
def test_the_words_of_the_paper_say_whether_the_day_itself_is_in_time(
    text: str, strict: bool, last_day: date
) -> None:
    deadline = Deadline.parse(text)
    assert (deadline.day, deadline.strict, deadline.last_day) == (TENTH, strict, last_day)
    assert deadline.is_met_by(last_day)
    assert not deadline.is_met_by(date.fromordinal(last_day.toordinal() + 1))


@pytest.mark.parametrize(
    "text", ["10/7/2024", "ngày 10/7/2024", "sau ngày 10/7/2024", "trước ngày", "", "x" * 99]
)
def test_a_date_alone_is_no_deadline(text: str) -> None:
    with pytest.raises(ValueError, match="expected a deadline such as 'trước ngày 10/7/2024'") as refused:
        Deadline.parse(text)
    assert len(str(refused.value)) < 150


def test_a_deadline_on_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no such day"):
        Deadline.parse("trước ngày 31/6/2024")


@pytest.mark.parametrize(
    ("day", "strict"),
    [("2024-07-10", True), (datetime(2024, 7, 10, tzinfo=VIET_NAM_TIME), True), (TENTH, None), (TENTH, 1)],
)
def test_a_deadline_is_a_day_and_a_strictness(day: Any, strict: Any) -> None:
    with pytest.raises(TypeError, match="deadline: expected"):
        Deadline(day, strict)


def test_a_deadline_has_a_day_before_it() -> None:
    """Before the first of all days there is none in time: asking for it overflowed."""
    with pytest.raises(ValueError, match="there is no day before 1/1/0001"):
        Deadline.parse("trước ngày 1/1/0001")
    assert Deadline.parse("chậm nhất ngày 1/1/0001").last_day == date.min


def test_a_deadline_looks_at_the_day_of_receipt_or_at_the_postmark() -> None:
    letter = report("a1", 3, sent_on=date(2024, 7, 9), received_on=date(2024, 7, 12))
    assert CountedBy.RECEIPT.day_of(letter) == date(2024, 7, 12)
    assert CountedBy.POSTMARK.day_of(letter) == date(2024, 7, 9)
    assert CountedBy.POSTMARK.day_of(report("a1", 3)) is None


def test_the_day_of_the_postmark_is_a_day() -> None:
    with pytest.raises(TypeError, match="report: expected sent_on to be a date, got '2024-07-09'"):
        report("a1", 3, sent_on="2024-07-09")


# -- obligations ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"form": " "}, "expected the code of a form, got none"),
        ({"level": None}, "expected the units or their level, got neither"),
        ({"units": ["a1"]}, "expected the units or their level, got both"),
        ({"level": None, "units": ["a1"], "within": "A"}, "expected a level to go with within 'A'"),
        ({"level": None, "units": ["a1", "a2", "a1"]}, "the units a1 are named twice"),
        ({"level": None, "units": ["a1"], "receiver": "a1"}, "'a1' cannot report to itself"),
        ({"counted_by": CountedBy.POSTMARK}, "expected a deadline that counts by postmark, got none"),
    ],
)
def test_what_has_no_meaning_is_refused(changes: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        obligation(**changes)


@pytest.mark.parametrize(
    ("name", "value"),
    [("period", "2024-H1"), ("deadline", TENTH), ("counted_by", "receipt"), ("units", "a1")],
)
def test_other_types_are_refused_by_name(name: str, value: object) -> None:
    with pytest.raises(TypeError, match="obligation: expected"):
        obligation(**{name: value})


def test_the_units_are_those_of_a_level_or_those_that_are_named() -> None:
    def codes(owed: Obligation) -> list[str]:
        return [unit.code for unit in owed.owed_by(SMALL)]

    assert codes(obligation()) == ["a1", "a2", "b1"]
    assert codes(obligation(within="A")) == ["a1", "a2"]
    assert codes(obligation(within="a2")) == ["a2"]
    assert codes(obligation(level="province", within="A")) == ["A"]
    assert codes(obligation(level=None, units=["B", "b1", "a1"])) == ["a1", "B", "b1"]


def test_units_that_are_not_there_are_refused() -> None:
    with pytest.raises(LevelError, match="the tree has the levels nation, province, district, not commune"):
        obligation(level="commune").owed_by(SMALL)
    with pytest.raises(UnknownUnit, match="'zz'"):
        obligation(within="zz").owed_by(SMALL)
    with pytest.raises(UnknownUnit, match="'zz'"):
        obligation(level=None, units=["a1", "zz"]).owed_by(SMALL)


def test_without_a_deadline_a_report_is_owed_when_the_period_is_over() -> None:
    assert obligation().last_day == date(2024, 6, 30)
    assert obligation(deadline=Deadline(TENTH, strict=True)).last_day == date(2024, 7, 9)


def test_a_duty_is_a_tuple_that_says_what_it_is() -> None:
    assert Duty("a1", "form", HALF) == ("a1", "form", Period(2024, "H1"))
    assert str(Duty("a1", "form", HALF)) == "unit a1, form form, 2024-H1"


# -- the day of an arrival -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("10/7/2024", TENTH),
        ("ngày 10 tháng 7 năm 2024", TENTH),
        ("2024-07-10T23:59:59", TENTH),
        ("2024-07-10 00:00", TENTH),
        ("10/7/2024 8:05", TENTH),
        ("2024-07-10T16:59:59Z", TENTH),
        ("2024-07-10T17:00Z", date(2024, 7, 11)),
        ("2024-07-10t17:30:00.000z", date(2024, 7, 11)),
        ("2024-07-10T23:59:59+07:00", TENTH),
        ("2024-07-10T00:00:00+07", TENTH),
        ("2024-07-10 00:30 +0900", date(2024, 7, 9)),
        ("2024-07-10T11:59:00-0500", TENTH),
        ("2024-07-10T12:00:00-0500", date(2024, 7, 11)),
        ("2024-07-10T22:29:00+05:30", TENTH),
        ("2024-07-10T22:30:00+05:30", date(2024, 7, 11)),
    ],
)
def test_a_moment_is_on_the_day_that_it_was_in_viet_nam(text: str, day: date) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "6/30/2024",
        "2024-07-10T24:00",
        "2024-07-10T12:60",
        "2024-07-10T12:00:61",
        "2024-07-10T12",
        "2024-07-10T12:00+24:00",
        "9999-12-31T23:00:00-05:00",
        "ngày 10 tháng 7 năm 2024 08:00",
        "17:30 10/7/2024",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected a date such as 30/6/2025 or 2025-06-30, got "):
        parse_day(text)
