from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from support.plans import EVERY_HALF, HALF_YEAR, LABOUR, PLAN

from vstbpn.errors import MissingExtra
from vstbpn.io import agenda_to_ical, write_ical
from vstbpn.model import Directive, Entry, EntryState, Progress
from vstbpn.rules import agenda

HALF_KEY = "70/KH-UBND#2024-05-20#ubnd-cac-phuong"


def read_back(written: bytes) -> list[Any]:
    return list(pytest.importorskip("icalendar").Calendar.from_ical(written).walk("VEVENT"))


@pytest.fixture(scope="module")
def entries() -> tuple[Entry, ...]:
    pytest.importorskip("icalendar")
    return agenda([PLAN])


def test_each_event_lies_on_the_last_timely_day(entries: tuple[Entry, ...]) -> None:
    events = read_back(agenda_to_ical(entries))
    dated = [entry for entry in entries if entry.on]
    assert len(events) == len(dated) == len(entries) - 1
    for event, entry in zip(events, dated, strict=True):
        assert event["DTSTART"].params["VALUE"] == "DATE"
        assert event["DTSTART"].dt == (entry.start or entry.last_day)
        assert event["DTEND"].dt == (entry.last_day or date.max) + timedelta(days=1)
    assert events[0]["DTSTART"].dt == date(2024, 5, 19)  # the paper says: before the 20th


def test_a_campaign_goes_from_its_first_day_to_its_last(entries: tuple[Entry, ...]) -> None:
    campaign = read_back(agenda_to_ical(entries))[-1]
    assert (campaign["DTSTART"].dt, campaign["DTEND"].dt) == (date(2024, 11, 15), date(2024, 12, 16))
    assert "từ ngày 15/11/2024 đến ngày 15/12/2024" in campaign["DESCRIPTION"]


def test_an_event_says_what_goes_to_whom_and_how_the_paper_words_it(entries: tuple[Entry, ...]) -> None:
    event = read_back(agenda_to_ical(entries))[0]
    assert event["SUMMARY"] == f"Gửi {LABOUR}: {HALF_YEAR.what}"
    assert event["DESCRIPTION"].split("\n") == [
        "Thời hạn: trước ngày 20/5/2024",
        "Đơn vị thực hiện: UBND các phường",
        f"Nơi nhận: {LABOUR}",
        "Kỳ: 2024-H1",
        "Văn bản: 70/KH-UBND",
    ]


def test_what_was_done_and_when_is_said() -> None:
    pytest.importorskip("icalendar")
    late = agenda([PLAN], progress=[Progress(key=HALF_KEY, done_on=date(2024, 5, 21))])
    assert late[0].state is EntryState.DONE_LATE
    said = read_back(agenda_to_ical(late))[0]["DESCRIPTION"]
    assert said.endswith("Đã thực hiện ngày 21/5/2024, trễ hạn")


def test_no_clock_is_read_and_equal_entries_give_equal_bytes(entries: tuple[Entry, ...]) -> None:
    written = agenda_to_ical(entries)
    assert written == agenda_to_ical(agenda([PLAN]))
    assert {event["DTSTAMP"].dt.date() for event in read_back(written)} == {date(2024, 2, 17)}
    stamped = agenda_to_ical(entries, stamp=date(2024, 3, 1))
    assert {event["DTSTAMP"].dt.date() for event in read_back(stamped)} == {date(2024, 3, 1)}


def test_a_draft_without_a_day_is_stamped_with_the_days_of_its_entries() -> None:
    pytest.importorskip("icalendar")
    (event,) = read_back(agenda_to_ical(agenda([Directive(title="Dự thảo", duties=(HALF_YEAR,))])))
    assert event["DTSTAMP"].dt.date() == date(2024, 5, 19)


def test_an_event_keeps_its_uid_when_other_things_change(entries: tuple[Entry, ...]) -> None:
    uids = [str(event["UID"]) for event in read_back(agenda_to_ical(entries))]
    assert uids[0] == f"{HALF_KEY}#2024-02-17@vstbpn"
    assert len(set(uids)) == len(uids)
    part = agenda([PLAN], unit="UBND", progress=(), on=date(2025, 1, 1))
    assert {str(event["UID"]) for event in read_back(agenda_to_ical(part))} <= set(uids)


def test_years_of_one_plan_are_other_events(entries: tuple[Entry, ...]) -> None:
    later = agenda([evolve(PLAN, issued_on=date(2025, 2, 1))])
    uids = [{str(event["UID"]) for event in read_back(agenda_to_ical(one))} for one in (entries, later)]
    assert not uids[0] & uids[1]


def test_what_has_no_day_is_in_no_calendar(tmp_path: Path) -> None:
    pytest.importorskip("icalendar")
    write_ical(agenda([Directive(duties=(EVERY_HALF,))]), tmp_path / "lich.ics")
    assert read_back((tmp_path / "lich.ics").read_bytes()) == []


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(MissingExtra, match=r"vstbpn\[calendar\]"):
        agenda_to_ical([])
