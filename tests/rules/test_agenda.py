from __future__ import annotations

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from support.plans import EVERY_HALF, HALF_YEAR, LABOUR, PLAN, WARDS, WHOLE_YEAR

from vstbpn.model import (
    Deadline,
    Directive,
    DocumentNumber,
    Due,
    Entry,
    EntryKind,
    EntryState,
    Period,
    Progress,
    ReportingDuty,
    Span,
)
from vstbpn.rules import agenda, unmatched

HALF_KEY = "70/KH-UBND#2024-05-20#ubnd-cac-phuong"


def of(*duties: ReportingDuty, **parts: object) -> Directive:
    """Give a plan of 2024 with these duties and nothing else."""
    about = {"number": PLAN.number, "issued_on": date(2024, 2, 17), **parts}
    return Directive(duties=duties, **about)  # type: ignore[arg-type]


def by_key(entries: tuple[Entry, ...]) -> dict[str, Entry]:
    return {entry.key: entry for entry in entries}


def test_what_is_due_first_stands_first_and_what_has_no_day_last() -> None:
    assert [(entry.last_day, entry.kind, entry.sender) for entry in agenda([PLAN])] == [
        (date(2024, 5, 19), EntryKind.REPORT, WARDS),
        (date(2024, 6, 30), EntryKind.DEADLINE, "Phòng Y tế"),
        (date(2024, 11, 20), EntryKind.REPORT, WARDS),
        (date(2024, 12, 15), EntryKind.EVENT, None),
        (None, EntryKind.RECURRING, "Phòng Nội vụ"),
    ]


def test_the_printed_day_is_kept_beside_the_last_timely_one() -> None:
    first, *_ = agenda([PLAN])
    assert (first.on, first.inclusive, first.last_day) == (date(2024, 5, 20), False, date(2024, 5, 19))
    assert first.wording == "trước ngày 20/5/2024"
    assert (first.receiver, first.period, first.document) == (LABOUR, Period(2024, "H1"), "70/KH-UBND")
    assert first.dated == date(2024, 2, 17)


def test_a_report_and_the_deadline_in_its_own_words_are_one_entry() -> None:
    assert [entry.kind for entry in agenda([PLAN]) if entry.on == date(2024, 5, 20)] == [EntryKind.REPORT]


def test_two_works_of_one_day_stay_two_where_nothing_says_that_they_are_one() -> None:
    elsewhere = Due(deadline=Deadline.parse("trước ngày 20/5/2024"), span=Span(10, 30), what="kiện toàn ban")
    found = agenda([of(HALF_YEAR, deadlines=(elsewhere,))])
    assert sorted(entry.what for entry in found) == sorted(["kiện toàn ban", HALF_YEAR.what])
    whoever = evolve(HALF_YEAR, sender=None, receiver=None)
    assert len(agenda([of(whoever, deadlines=(elsewhere,))])) == 2


def test_the_same_two_offices_on_the_same_day_are_one_wherever_it_stands() -> None:
    day = Deadline.parse("trước ngày 20/5/2024")
    again = Due(deadline=day, span=Span(10, 30), sender=WARDS.upper(), receiver=LABOUR)
    assert len(agenda([of(HALF_YEAR, deadlines=(again,))])) == 1
    other_day = evolve(again, deadline=Deadline.parse("chậm nhất ngày 20/5/2024"))
    assert len(agenda([of(HALF_YEAR, deadlines=(other_day,))])) == 2


def test_a_deadline_of_a_task_is_owed_by_those_who_lead_it() -> None:
    (entry,) = (entry for entry in agenda([PLAN]) if entry.kind is EntryKind.DEADLINE)
    assert (entry.sender, entry.what) == ("Phòng Y tế", "mở lớp tập huấn")
    (task, _) = PLAN.tasks
    wordless = evolve(task, due=(evolve(task.due[0], what=""),))
    (entry,) = agenda([of(tasks=(wordless,))])
    assert entry.what == "Mở lớp tập huấn chậm nhất ngày 30/6/2024."


def test_two_documents_that_say_the_same_are_both_listed() -> None:
    other = evolve(of(HALF_YEAR), number=DocumentNumber.parse("39/KH-UBND"))
    assert [entry.document for entry in agenda([of(HALF_YEAR), other])] == ["39/KH-UBND", "70/KH-UBND"]


def test_two_documents_of_one_number_are_told_apart() -> None:
    """A number identifies nothing: every district has its own 70/KH-UBND, in every year."""
    later = evolve(of(HALF_YEAR), issued_on=date(2025, 2, 1))
    names = {entry.document for entry in agenda([of(HALF_YEAR), later])}
    assert names == {"70/KH-UBND 2024-02-17", "70/KH-UBND 2025-02-01"}
    twice = agenda([of(HALF_YEAR), of(HALF_YEAR)])
    assert len({entry.key for entry in twice}) == 2
    assert {entry.document for entry in twice} == {"70/KH-UBND 2024-02-17", "70/KH-UBND 2024-02-17 (2)"}


def test_a_key_says_document_day_and_office_and_is_counted_where_two_would_be_alike() -> None:
    second = evolve(HALF_YEAR, what="số liệu", span=Span(900, 950))
    keys = {entry.what: entry.key for entry in agenda([of(second, HALF_YEAR)])}
    assert keys == {HALF_YEAR.what: HALF_KEY, "số liệu": f"{HALF_KEY}#2"}


def test_a_key_is_the_same_whatever_is_asked_for() -> None:
    everything = by_key(agenda([PLAN]))
    part = by_key(agenda([PLAN], unit="UBND", year=2024, on=date(2024, 6, 1)))
    assert part
    assert all(everything[key].what == entry.what for key, entry in part.items())


def test_every_six_months_is_no_day() -> None:
    for year in (None, 2024, 2025):
        (entry,) = agenda([of(EVERY_HALF)], year=year)
        assert (entry.on, entry.last_day, entry.kind) == (None, None, EntryKind.RECURRING)
        assert entry.recurrence == "FREQ=MONTHLY;INTERVAL=6"
        assert entry.key == "70/KH-UBND#undated#phong-noi-vu"
    assert agenda([of(EVERY_HALF)], year=2023) == ()


def test_a_rhythm_with_a_printed_day_is_counted_from_it_to_the_end_of_the_year() -> None:
    quarterly = evolve(
        WHOLE_YEAR, deadline=Deadline.parse("trước ngày 10/4/2024"), recurrence="FREQ=MONTHLY;INTERVAL=3"
    )
    found = agenda([of(quarterly)])
    assert [entry.on for entry in found] == [date(2024, 4, 10), date(2024, 7, 10), date(2024, 10, 10)]
    assert [entry.period for entry in found] == [Period(2024), None, None]
    assert all(entry.inclusive is False and entry.kind is EntryKind.RECURRING for entry in found)
    assert next(entry.on for entry in agenda([of(quarterly)], year=2025)) == date(2025, 1, 10)
    assert agenda([of(quarterly)], year=2023) == ()


def test_the_last_day_of_the_year_counts() -> None:
    yearly = evolve(
        WHOLE_YEAR, deadline=Deadline.parse("chậm nhất ngày 31/12/2024"), recurrence="FREQ=YEARLY"
    )
    assert [entry.on for entry in agenda([of(yearly)], year=2026)] == [date(2026, 12, 31)]


def test_a_rhythm_that_names_its_days_needs_no_first_one() -> None:
    monthly = evolve(EVERY_HALF, recurrence="FREQ=MONTHLY;BYMONTHDAY=15")
    found = agenda([of(monthly)])
    assert found[0].on == date(2024, 3, 15)  # the plan is of 17 February
    assert len(found) == 10
    assert {entry.inclusive for entry in found} == {None}
    assert found[0].last_day == date(2024, 3, 14)  # the day that is surely in time
    assert agenda([of(evolve(EVERY_HALF, recurrence="FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=15"))])[0].on is None


@pytest.mark.parametrize(
    "rule",
    [
        "every month",
        "FREQ=SECONDLY",
        "FREQ=MONTHLY;INTERVAL=0",
        "FREQ=DAILY;BYHOUR=1,2",
        "FREQ=MONTHLY;BYDAY=QQ",
    ],
)
def test_a_rule_that_is_none_is_refused(rule: str) -> None:
    with pytest.raises(ValueError, match="expected a recurrence of days, weeks, months or years"):
        agenda([of(evolve(HALF_YEAR, recurrence=rule))])


@pytest.mark.parametrize(
    ("unit", "count"),
    [
        ("UBND các phường", 2),
        ("ubnd", 2),
        ("Ủy ban nhân dân các phường", 2),
        ("Uỷ ban nhân dân", 2),
        ("Phòng Nội vụ", 1),
        ("Phòng", 2),
        ("Phòng Lao động", 0),
        ("phường UBND", 0),
        ("hòng", 0),
    ],
)
def test_only_what_one_office_owes(unit: str, count: int) -> None:
    assert len(agenda([PLAN], unit=unit)) == count


def test_the_words_of_an_office_may_be_the_first_of_a_longer_name() -> None:
    assert len(agenda([of(evolve(HALF_YEAR, sender=LABOUR))], unit="Phòng Lao động")) == 1
    with pytest.raises(ValueError, match="expected the name of an office"):
        agenda([PLAN], unit=" - ")


def test_only_what_falls_in_one_year() -> None:
    assert [entry.on for entry in agenda([PLAN], year=2025) if entry.on] == []
    over_new_year = evolve(PLAN.events[0], end=date(2025, 1, 15))
    for year, count in ((2023, 0), (2024, 1), (2025, 1), (2026, 0)):
        assert len(agenda([Directive(title="x", events=(over_new_year,))], year=year)) == count


def test_without_a_day_to_ask_about_all_is_open() -> None:
    assert {entry.state for entry in agenda([PLAN])} == {EntryState.OPEN}


@pytest.mark.parametrize(
    ("on", "state"),
    [(date(2024, 5, 19), EntryState.OPEN), (date(2024, 5, 20), EntryState.OVERDUE)],
)
def test_what_is_not_done_by_its_last_timely_day_is_overdue(on: date, state: EntryState) -> None:
    assert by_key(agenda([PLAN], progress=(), on=on))[HALF_KEY].state is state


def test_without_a_record_nothing_is_called_overdue() -> None:
    states = {entry.key: entry.state for entry in agenda([PLAN], on=date(2025, 1, 1))}
    assert states[HALF_KEY] is EntryState.PAST
    assert EntryState.OVERDUE not in states.values()


def test_a_campaign_is_over_and_never_overdue() -> None:
    found = agenda([PLAN], progress=(), on=date(2025, 1, 1))
    (event,) = (entry for entry in found if entry.kind is EntryKind.EVENT)
    assert event.state is EntryState.PAST
    assert event.start == date(2024, 11, 15)
    report = Progress(key=event.key, done_on=date(2024, 12, 20))
    assert by_key(agenda([PLAN], progress=[report]))[event.key].state is EntryState.DONE


@pytest.mark.parametrize(
    ("day", "state"),
    [(date(2024, 5, 19), EntryState.DONE), (date(2024, 5, 20), EntryState.DONE_LATE)],
)
def test_what_was_done_late_is_seen(day: date, state: EntryState) -> None:
    record = Progress(document="70/KH-UBND", key=HALF_KEY, done_on=day, note="bản giấy")
    entry = by_key(agenda([PLAN], progress=[record], on=date(2024, 6, 1)))[HALF_KEY]
    assert (entry.state, entry.done_on, entry.note) == (state, day, "bản giấy")


def test_what_is_done_later_than_the_day_asked_about_is_not_done_yet() -> None:
    record = Progress(key=HALF_KEY, done_on=date(2024, 6, 3))
    entry = by_key(agenda([PLAN], progress=[record], on=date(2024, 6, 2)))[HALF_KEY]
    assert (entry.state, entry.done_on) == (EntryState.OVERDUE, None)
    entry = by_key(agenda([PLAN], progress=[record], on=date(2024, 6, 3)))[HALF_KEY]
    assert (entry.state, entry.done_on) == (EntryState.DONE_LATE, date(2024, 6, 3))


def test_the_first_of_several_records_counts() -> None:
    """A second, corrected report does not make a punctual office late."""
    records = [
        Progress(key=HALF_KEY, done_on=date(2024, 7, 1)),
        Progress(key=HALF_KEY, done_on=date(2024, 5, 2)),
    ]
    entry = by_key(agenda([PLAN], progress=records))[HALF_KEY]
    assert (entry.state, entry.done_on) == (EntryState.DONE, date(2024, 5, 2))


def test_a_day_of_which_nobody_knows_whether_it_counts_makes_nobody_late() -> None:
    monthly = of(evolve(EVERY_HALF, recurrence="FREQ=MONTHLY;BYMONTHDAY=15"))
    key = "70/KH-UBND#2024-03-15#phong-noi-vu"
    for day, state in ((date(2024, 3, 15), EntryState.DONE), (date(2024, 3, 16), EntryState.DONE_LATE)):
        assert by_key(agenda([monthly], progress=[Progress(key=key, done_on=day)]))[key].state is state


def test_a_record_may_name_an_entry_by_its_words() -> None:
    record = Progress(document="70/kh-ubnd", key="Kết quả 6 tháng đầu năm", done_on=date(2024, 5, 2))
    assert by_key(agenda([PLAN], progress=[record]))[HALF_KEY].state is EntryState.DONE
    assert unmatched([PLAN], [record]) == ()


def test_words_that_fit_two_entries_are_used_for_neither() -> None:
    alike = of(HALF_YEAR, evolve(WHOLE_YEAR, what=HALF_YEAR.what))
    record = Progress(document="70/KH-UBND", key=HALF_YEAR.what, done_on=date(2024, 5, 2))
    assert {entry.state for entry in agenda([alike], progress=[record])} == {EntryState.OPEN}
    assert unmatched([alike], [record]) == (record,)


def test_a_record_of_another_document_is_used_for_none() -> None:
    record = Progress(document="71/KH-UBND", key=HALF_KEY, done_on=date(2024, 5, 2))
    assert by_key(agenda([PLAN], progress=[record]))[HALF_KEY].state is EntryState.OPEN
    assert unmatched([PLAN], [record]) == (record,)


def test_a_record_of_an_occurrence_in_another_year_is_no_stranger() -> None:
    yearly = of(evolve(WHOLE_YEAR, recurrence="FREQ=YEARLY"))
    record = Progress(key="70/KH-UBND#2025-11-20#ubnd-cac-phuong", done_on=date(2025, 11, 1))
    assert unmatched([yearly], [record]) == ()
    assert unmatched([PLAN], [record]) == (record,)


days = st.dates(date(2024, 1, 1), date(2024, 12, 31))


@given(days, days, days)
def test_time_makes_nothing_undone(done: date, first: date, second: date) -> None:
    """A later look finds what was done still done, and what was overdue overdue or done late."""
    records = [Progress(key=HALF_KEY, done_on=done)]
    earlier, later = sorted((first, second))
    before, after = (
        by_key(agenda([PLAN], progress=records, on=day))[HALF_KEY].state for day in (earlier, later)
    )
    allowed = {
        EntryState.OPEN: set(EntryState) - {EntryState.PAST},
        EntryState.OVERDUE: {EntryState.OVERDUE, EntryState.DONE_LATE},
    }
    assert after in allowed.get(before, {before})


@given(st.permutations([HALF_YEAR, WHOLE_YEAR, EVERY_HALF]))
def test_the_order_in_which_duties_were_found_does_not_matter(duties: list[ReportingDuty]) -> None:
    assert agenda([of(*duties)]) == agenda([of(HALF_YEAR, WHOLE_YEAR, EVERY_HALF)])


@given(days, st.booleans())
def test_the_last_timely_day_is_timely_and_the_next_is_not(day: date, strict: bool) -> None:
    (entry,) = agenda([of(evolve(HALF_YEAR, deadline=Deadline(day, strict=strict)))])
    assert entry.last_day is not None
    assert not entry.is_over(entry.last_day)
    assert entry.is_over(entry.last_day + timedelta(days=1))
    assert entry.days_left(entry.last_day) == 0
