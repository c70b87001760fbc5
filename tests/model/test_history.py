"""Values of law over time."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from vstbpn.model import DatedValue, Gap, Ground, GroundKind, History, NotInForce

LAW = Ground(kind=GroundKind.INSTRUMENT, instrument="qd-9-x-2020", number_text="09/QĐ-X")


def step(value: int, since: date | None, until: date | None = None) -> DatedValue[int]:
    return DatedValue(value=value, since=since, until=until, grounds=(LAW,))


TWO = History([step(20, date(2020, 1, 1)), step(15, date(2014, 6, 1), date(2019, 6, 1))])


@pytest.mark.parametrize(
    ("day", "value"),
    [(date(2014, 6, 1), 15), (date(2019, 5, 31), 15), (date(2020, 1, 1), 20), (date(2999, 1, 1), 20)],
)
def test_a_value_holds_from_its_first_day_to_the_day_before_its_end(day: date, value: int) -> None:
    assert TWO.at(day) == value


@pytest.mark.parametrize(
    ("day", "gap", "ended_on", "starts_on"),
    [
        (date(2014, 5, 31), Gap.BEFORE, None, date(2014, 6, 1)),
        (date(2019, 6, 1), Gap.BETWEEN, date(2019, 6, 1), date(2020, 1, 1)),
        (date(2019, 12, 31), Gap.BETWEEN, date(2019, 6, 1), date(2020, 1, 1)),
    ],
)
def test_a_gap_says_where_it_lies(day: date, gap: Gap, ended_on: date | None, starts_on: date) -> None:
    assert TWO.at(day) == NotInForce(on=day, gap=gap, ended_on=ended_on, starts_on=starts_on)


def test_after_the_end_nothing_is_in_force() -> None:
    closed = History([step(25, date(2016, 1, 1), date(2021, 1, 1))])
    found = closed.at(date(2021, 1, 1))
    assert isinstance(found, NotInForce)
    assert (found.gap, found.ended_on, found.starts_on) == (Gap.AFTER, date(2021, 1, 1), None)
    assert str(found) == "not in force on 1/1/2021, ended on 1/1/2021"


def test_not_in_force_is_neither_true_nor_false() -> None:
    """``if not history.at(day)`` would take a rule that ended for one that requires nothing."""
    with pytest.raises(TypeError, match="isinstance"):
        bool(TWO.at(date(2000, 1, 1)))


def test_zero_and_false_are_values() -> None:
    nothing = History([step(0, date(2020, 1, 1))])
    assert nothing.at(date(2020, 1, 1)) == 0
    assert isinstance(nothing.at(date(2019, 12, 31)), NotInForce)


@pytest.mark.parametrize(
    "steps",
    [
        [step(1, date(2020, 1, 1)), step(2, date(2021, 1, 1))],
        [step(1, date(2020, 1, 1), date(2021, 1, 2)), step(2, date(2021, 1, 1))],
        [step(1, None), step(2, date(2021, 1, 1))],
        [step(1, None, date(2021, 1, 1)), step(2, None, date(2022, 1, 1))],
    ],
)
def test_two_values_of_one_day_are_refused(steps: list[DatedValue[int]]) -> None:
    with pytest.raises(ValueError, match="one value at a time"):
        History(steps)


def test_values_may_follow_each_other_without_a_gap() -> None:
    both = History([step(1, None, date(2021, 1, 1)), step(2, date(2021, 1, 1))])
    assert (both.at(date(2020, 12, 31)), both.at(date(2021, 1, 1))) == (1, 2)


def test_what_has_no_beginning_always_holds() -> None:
    always = History.always(7, LAW)
    assert [always.at(day) for day in (date.min, date.max)] == [7, 7]


def test_a_step_dates_its_grounds() -> None:
    (first, last) = TWO.grounds
    assert (first.since, first.until) == (date(2014, 6, 1), date(2019, 6, 1))
    assert (last.since, last.until) == (date(2020, 1, 1), None)
    assert LAW.since is None


def test_steps_are_in_the_order_of_time_and_make_histories_equal() -> None:
    assert [one.value for one in TWO] == [15, 20]
    assert History(reversed(TWO.steps)) == TWO
    assert hash(TWO) == hash(History(TWO.steps))
    assert History(TWO.steps[:1]) != TWO
    assert TWO != 20
    assert repr(TWO) == "<History: 15 from 2014-06-01 to 2019-06-01, 20 from 2020-01-01 to now on>"


def test_what_is_no_history_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        History([])
    with pytest.raises(ValueError, match="grounds"):
        DatedValue(value=1, since=None, grounds=())
    with pytest.raises(ValueError, match="after 1/1/2020"):
        step(1, date(2020, 1, 1), date(2020, 1, 1))
    with pytest.raises(TypeError, match="a date"):
        step(1, datetime(2020, 1, 1, 12))  # noqa: DTZ001
