from __future__ import annotations

from datetime import date

import pytest

from vstbpn.catalog import (
    BodyName,
    Observance,
    TableError,
    Wording,
    committee_names,
    observances,
    parse_bodies,
    parse_events,
)

BODY = """
[bodies.x]
name_vi = "Ban X"
name_en = "Board X"
source = "a page"
checked_on = 2026-11-21
verified = true
"""
EVENT = """
[events.x]
name_vi = "Ngày X"
name_en = "Day X"
starts = "11-15"
source = "a page"
checked_on = 2026-11-21
verified = true
"""


def wording(text: str) -> dict[str, Wording]:
    found = {body.key: body.wording(text) for body in committee_names()}
    return {key: kind for key, kind in found.items() if kind is not None}


@pytest.mark.parametrize(
    ("text", "key", "kind"),
    [
        ("Uỷ ban Quốc gia Vì sự tiến bộ của phụ nữ Việt Nam", "national-committee", Wording.FULL),
        ("UBQGVSTBCPN", "national-committee", Wording.VARIANT),
        ("UBQG", "national-committee", Wording.VARIANT),
        ("Ủy ban quốc gia về Thập kỷ của phụ nữ", "national-committee", Wording.FORMER),
        ("UBND vì sự tiến bộ của phụ nữ Việt Nam", "national-committee", Wording.MISTAKE),
        ("BVSTBPN", "committee", Wording.VARIANT),
        ("Ban VSTBCPN", "committee", Wording.VARIANT),
        ("VSTBPN", "advancement", Wording.VARIANT),
    ],
)
def test_a_wording_belongs_to_one_body(text: str, key: str, kind: Wording) -> None:
    assert wording(text) == {key: kind}


def test_a_name_that_nobody_bears_has_no_wording() -> None:
    assert wording("UBND tỉnh Bắc Giang") == {}


def test_the_days_of_the_year() -> None:
    days = {event.key: event.days(2024) for event in observances()}
    assert days["womens-day"] == (date(2024, 3, 8), date(2024, 3, 8))
    assert days["womens-union-day"] == (date(2024, 10, 20), date(2024, 10, 20))
    assert days["violence-against-women-day"] == (date(2024, 11, 25), date(2024, 11, 25))
    assert days["family-month"] == (date(2024, 6, 1), date(2024, 6, 30))
    assert days["action-month"] == (date(2024, 11, 15), date(2024, 12, 15))


def test_the_action_month_has_had_its_name_since_2021() -> None:
    (month,) = [event for event in observances() if event.key == "action-month"]
    assert "phòng, chống bạo lực" in month.name_on(date(2020, 12, 31))
    assert "phòng ngừa, ứng phó" in month.name_on(date(2021, 1, 1))


def test_every_name_and_event_has_a_source_and_a_day() -> None:
    facts: list[BodyName | Observance] = [*committee_names(), *observances()]
    for fact in facts:
        assert fact.source, fact.key
        assert fact.checked_on, fact.key
        assert fact.name_en, fact.key


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (BODY + "color = 1", r"unknown key color; known are .* @ \$\.bodies\.x"),
        (BODY + 'key = "y"', r"unknown key key.* @ \$\.bodies\.x"),
        (BODY + 'variants = "BX"', r"expected a list, got 'BX' @ \$\.bodies\.x\.variants"),
        (BODY.replace('"a page"', '""'), r"expected a source, got none.* @ \$\.bodies\.x"),
        (BODY.replace("verified = true", ""), r"it is missing @ \$\.bodies\.x\.verified"),
        (BODY + BODY.replace(".x", ".y"), "'Ban X' is a wording of x and of y"),
        ("[names.x]", "unknown key names; known are bodies"),
    ],
)
def test_a_fault_in_a_table_of_names_is_named_with_its_place(text: str, fault: str) -> None:
    with pytest.raises(TableError, match=fault):
        parse_bodies(text)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (EVENT.replace("11-15", "15-11"), r"expected a day of every year .* got '15-11' @ \$\.events\.x"),
        (EVENT.replace("11-15", "02-29"), "expected a day of every year .* got '02-29'"),
        (EVENT + 'ends = "11-14"', "expected an end on or after 11-15, got 11-14"),
        (EVENT + 'former = [{ name_vi = "Y" }]', r"it is missing @ \$\.events\.x\.former.*\.until"),
        (EVENT.replace('"a page"', '""'), "expected a source, got none"),
    ],
)
def test_a_fault_in_a_table_of_events_is_named_with_its_place(text: str, fault: str) -> None:
    with pytest.raises(TableError, match=fault):
        parse_events(text)
