"""The five real documents are read as a person reads them, and say what they are known to say.

Annotations made by hand stand in ``tests/corpus/seeds``; the texts are not part of the repository. What is
right is in ``tests/support/scoring.py``.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from support.scoring import FIELDS, score

from vstbpn.io import agenda_to_ical
from vstbpn.io.directive import Reading, directive_data, read_directive
from vstbpn.model import Entry, EntryKind
from vstbpn.rules import agenda

FORM = {"000": "space_in_symbol", "001": "cv_in_symbol", "002": "space_in_symbol", "003": "space_in_symbol"}
"""What is wrong in the form of each document's number; the fifth has none."""

DISTRICT, PROVINCE = "002", "001"
DIVISION = "Phòng Lao động - Thương binh và Xã hội quận"
WARDS = "UBND phường"
CITY = "UBND quận, Sở Lao động - Thương binh và Xã hội"
BOARDS = "Ban vì sự tiến bộ của phụ nữ các sở, ngành và các huyện, thị xã, thành phố"


@pytest.fixture(scope="module")
def readings(shared: Path) -> dict[str, Reading]:
    """Read the documents, by the number at the head of their files' names."""
    texts = {file.name[:3]: file.read_text(encoding="utf-8") for file in (shared / "seeds").glob("*.txt")}
    assert sorted(texts) == ["000", "001", "002", "003", "004"]
    return {name: read_directive(text) for name, text in texts.items()}


def annotation(root: Path, name: str) -> dict[str, Any]:
    held: dict[str, Any] = json.loads((root / "tests/corpus/seeds" / f"{name}.json").read_text("utf-8"))
    return held


def reports(reading: Reading, sender: str) -> list[Entry]:
    """Give the reports with a day that an office owes."""
    entries = agenda([reading.directive], unit=sender)
    return [entry for entry in entries if entry.kind is EntryKind.REPORT and entry.on is not None]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_every_field_agrees_with_what_a_person_read(
    readings: dict[str, Reading], root: Path, name: str, field: str
) -> None:
    expected = annotation(root, name)
    found = score(directive_data(readings[name]), expected)[field]
    assert (found.missed, found.wrong) == ((), ())
    assert found.f1 == 1.0


def test_the_annotations_are_not_empty(readings: dict[str, Reading], root: Path) -> None:
    """Else perfect agreement would say nothing."""
    counts = dict.fromkeys(FIELDS, 0)
    for name, reading in readings.items():
        for field, found in score(directive_data(reading), annotation(root, name)).items():
            counts[field] += found.expected
    assert min(counts.values()) >= 1
    assert (counts["tasks"], counts["citations"], counts["sections"]) == (79, 22, 31)


# --- the cascade


@pytest.mark.parametrize(
    ("sender", "receiver", "last_days"),
    [
        (WARDS, DIVISION, [date(2024, 5, 19), date(2024, 11, 19)]),
        (DIVISION, CITY, [date(2024, 5, 24), date(2024, 11, 24)]),
    ],
    ids=["wards to the district", "the district to the city"],
)
def test_in_ha_dong_each_tier_has_its_own_last_days(
    readings: dict[str, Reading], sender: str, receiver: str, last_days: list[date]
) -> None:
    found = [entry for entry in reports(readings[DISTRICT], sender) if entry.receiver == receiver]
    assert [entry.last_day for entry in found] == last_days
    assert [entry.period.code for entry in found if entry.period] == ["2024-H1", "2024"]
    assert [entry.wording for entry in found] == [
        f"trước ngày {day.day + 1}/{day.month}/{day.year}" for day in last_days
    ]


def test_the_district_leaves_itself_five_days_for_adding_up(readings: dict[str, Reading]) -> None:
    below = reports(readings[DISTRICT], WARDS)
    above = [entry for entry in reports(readings[DISTRICT], DIVISION) if entry.receiver == CITY]
    gaps = [one.on - other.on for one, other in zip(above, below, strict=True) if one.on and other.on]
    assert gaps == [timedelta(days=5)] * 2


def test_in_bac_giang_the_units_owe_the_province_two_reports(readings: dict[str, Reading]) -> None:
    found = reports(readings[PROVINCE], BOARDS)
    assert [(entry.last_day, entry.period.code if entry.period else None) for entry in found] == [
        (date(2024, 6, 9), "2024-H1"),
        (date(2024, 12, 9), "2024"),
    ]
    assert {entry.receiver for entry in found} == {"Ban vì sự tiến bộ của phụ nữ tỉnh"}


@pytest.mark.parametrize("name", ["000", "003", "004"])
def test_the_others_ask_for_no_report_by_a_day(readings: dict[str, Reading], name: str) -> None:
    entries = agenda([readings[name].directive])
    assert [entry for entry in entries if entry.kind is not EntryKind.EVENT] == []


def test_the_calendar_shows_the_last_days_that_are_in_time(readings: dict[str, Reading]) -> None:
    icalendar = pytest.importorskip("icalendar")
    entries = agenda([readings[name].directive for name in (PROVINCE, DISTRICT)])
    written = icalendar.Calendar.from_ical(agenda_to_ical(entries))
    shown = [
        (event["DTSTART"].dt, event["DESCRIPTION"])
        for event in written.walk("VEVENT")
        if "Thời hạn" in event["DESCRIPTION"]
    ]
    for sender, days in (
        (WARDS, [date(2024, 5, 19), date(2024, 11, 19)]),
        (f"Đơn vị thực hiện: {DIVISION}", [date(2024, 5, 24), date(2024, 11, 24)]),
        (BOARDS, [date(2024, 6, 9), date(2024, 12, 9)]),
    ):
        assert [day for day, said in shown if sender in said and "trước ngày" in said] == days


# --- what is wrong in them, and what is not


def test_what_is_wrong_in_the_form_of_the_numbers(readings: dict[str, Reading]) -> None:
    for name, reading in readings.items():
        number = reading.directive.number
        assert list(number.problems if number else ()) == ([FORM[name]] if name in FORM else [])


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("000", ["space_in_symbol"]),
        ("001", ["cv_in_symbol", "day-blank", "number-blank"]),
        ("002", ["space_in_symbol"]),
        ("003", ["space_in_symbol"]),
        ("004", ["citation-without-number", "type-unknown", "unread"]),
    ],
)
def test_what_is_wrong_is_said_and_nothing_else(
    readings: dict[str, Reading], name: str, codes: list[str]
) -> None:
    """Two pairs of days in a cascade and a "CV:" among recipients are no faults."""
    assert sorted(problem.code for problem in readings[name].problems) == codes


def test_a_draft_has_a_blank_number_and_a_blank_day(readings: dict[str, Reading]) -> None:
    letter = readings[PROVINCE].directive
    assert (letter.number_text, letter.issued_on) == (None, None)
    assert letter.issued_in is not None
    assert letter.issued_in.code == "2024-05"


def test_a_specialist_among_recipients_is_no_letter(readings: dict[str, Reading]) -> None:
    programme = readings["003"].directive
    assert "CV: LĐ" in programme.recipients
    assert all("LĐ" not in citation.raw for citation in programme.citations)


def test_the_passages_cover_each_text(readings: dict[str, Reading], shared: Path) -> None:
    for file in (shared / "seeds").glob("*.txt"):
        text = file.read_text(encoding="utf-8")
        passages = readings[file.name[:3]].directive.passages
        assert "".join(passage.span.of(text) for passage in passages) == text
