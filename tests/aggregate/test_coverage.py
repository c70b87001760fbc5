from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from support.builders import (
    HALF,
    NOT_APPLICABLE,
    NOT_EXPECTED,
    NOT_REPORTED,
    SMALL,
    SUPPRESSED,
    WITHDRAWN,
    form,
    report,
)

from vstbpn import (
    CountedBy,
    Coverage,
    Deadline,
    Duty,
    InputError,
    LevelError,
    NotCovered,
    Obligation,
    Period,
    ReportConflict,
    Scope,
    Tree,
    Unit,
    UnknownUnit,
    catalog,
    coverage,
)
from vstbpn.aggregate import misplaced
from vstbpn.catalog import Change, Gazetteer
from vstbpn.model import LinkKind

BEFORE = Deadline(date(2024, 7, 10), strict=True)
NO_LATER = Deadline(date(2024, 7, 10), strict=False)
YEAR = Period(2024)


def owed(deadline: Deadline | None = BEFORE, **changes: Any) -> Obligation:
    """What every district owes for the first half of 2024."""
    plain: dict[str, Any] = {"form": "form", "period": HALF, "level": "district", "deadline": deadline}
    return Obligation(**{**plain, **changes})


def came(unit: str, day: int | None = 1, value: Any = 3, **changes: Any) -> Any:
    """A report that came on a day of July."""
    return report(unit, value, received_on=None if day is None else date(2024, 7, day), **changes)


def units(duties: frozenset[Duty]) -> str:
    return " ".join(sorted(duty.unit for duty in duties))


def told(found: Coverage) -> dict[str, str]:
    """The sets that are not empty, as codes of units."""
    names = ("on_time", "late", "undated", "missing", "not_due", "unexpected", "unasked")
    return {name: units(getattr(found, name)) for name in names if getattr(found, name)}


# -- what is there -------------------------------------------------------------------------------


def test_a_duty_is_a_unit_a_form_and_a_period() -> None:
    found = coverage([came("a1")], [owed()], SMALL)
    assert found.expected == {(code, "form", HALF) for code in ("a1", "a2", "b1")}
    assert found.received == found.on_time == {("a1", "form", HALF)}
    assert found.missing == {("a2", "form", HALF), ("b1", "form", HALF)}
    assert found.obligations == dict.fromkeys(found.expected, owed())
    assert (found.rate, found.on_time_rate) == (Fraction(1, 3), Fraction(1, 3))


def test_eight_received_for_six_expected_are_five_of_six_and_three_unexpected() -> None:
    wide = Tree(Unit(level="district", code=str(code), name=f"Huyện {code}") for code in range(9))
    found = coverage(
        [came(str(code)) for code in range(1, 9)], [owed(level=None, units=list("012345"))], wide
    )
    assert (len(found.received), len(found.expected), len(found.unexpected)) == (5, 6, 3)
    assert (found.rate, units(found.missing), units(found.unexpected)) == (Fraction(5, 6), "0", "6 7 8")
    assert repr(found) == "<Coverage: 5 of 6 received, 1 missing, 3 unexpected>"


def test_where_nothing_is_expected_there_is_no_rate() -> None:
    empty = coverage([], [], SMALL)
    assert (empty.rate, empty.on_time_rate, told(empty)) == (None, None, {})
    assert repr(empty) == "<Coverage: 0 of 0 received>"


def test_a_report_that_nobody_asked_for_is_told_from_one_of_a_unit_that_was_not_expected() -> None:
    other = form("cases", code="other")
    found = coverage([came("A"), came("a1", on=other), came("a2", period=YEAR)], [owed()], SMALL)
    assert told(found) == {"unexpected": "A", "unasked": "a1 a2", "missing": "a1 a2 b1"}
    assert found.received == frozenset()


@pytest.mark.parametrize(
    "changes",
    [
        {"scope": Scope.SUBTREE},
        {"method": "survey"},
        {"observed_on": date(2024, 3, 1)},
        {"preliminary": True},
        {"on": form("hours")},
        {"value": NOT_APPLICABLE},
        {"value": SUPPRESSED},
        {"value": NOT_EXPECTED},
        {"value": 0},
    ],
)
def test_any_report_of_the_form_for_the_period_answers(changes: dict[str, Any]) -> None:
    """Versions of a form do not matter, nor how the figures came about; a zero is an answer."""
    assert told(coverage([came("a1", **changes)], [owed(units=["a1"], level=None)], SMALL)) == {
        "on_time": "a1"
    }


def test_a_report_that_says_nothing_answers_nothing() -> None:
    """A template that lists every unit with empty boxes would else make everyone punctual."""
    two = form("cases", "hours")
    reports = [
        came("a1", value=NOT_REPORTED),
        report("a2", WITHDRAWN, NOT_REPORTED, on=two, received_on=date(2024, 7, 1)),
        report("b1", 3, NOT_REPORTED, on=two, received_on=date(2024, 7, 1)),
        came("A", value=NOT_REPORTED),
        report("B", NOT_REPORTED, NOT_APPLICABLE, on=two),
    ]
    found = coverage(reports, [owed()], SMALL)
    assert told(found) == {"on_time": "b1", "missing": "a1 a2", "unexpected": "B"}


# -- in time -------------------------------------------------------------------------------------


def test_before_a_day_is_not_on_it_and_no_later_than_it_is() -> None:
    reports = [came("a1", 9), came("a2", 10), came("b1", 11)]
    strict, inclusive = coverage(reports, [owed()], SMALL), coverage(reports, [owed(NO_LATER)], SMALL)
    assert told(strict) == {"on_time": "a1", "late": "a2 b1"}
    assert told(inclusive) == {"on_time": "a1 a2", "late": "b1"}
    assert {duty.unit: days for duty, days in strict.late_by.items()} == {"a2": 1, "b1": 2}
    assert {duty.unit: days for duty, days in inclusive.late_by.items()} == {"b1": 1}
    assert (strict.rate, strict.on_time_rate) == (Fraction(1), Fraction(1, 3))


def test_by_the_postmark_the_day_of_arrival_says_nothing() -> None:
    reports = [
        came("a1", 30, sent_on=date(2024, 7, 9)),
        came("a2", 1, sent_on=date(2024, 7, 10)),
        came("b1", 1),
    ]
    found = coverage(reports, [owed(counted_by=CountedBy.POSTMARK)], SMALL)
    assert told(found) == {"on_time": "a1", "late": "a2", "undated": "b1"}


def test_whoever_does_not_say_when_is_neither_punctual_nor_late() -> None:
    found = coverage([came("a1", None, sent_on=date(2024, 7, 1))], [owed()], SMALL)
    assert told(found) == {"undated": "a1", "missing": "a2 b1"}
    assert found.received == found.undated


def test_without_a_deadline_nobody_is_late() -> None:
    found = coverage([came("a1", 30), came("a2", None)], [owed(None)], SMALL)
    assert told(found) == {"on_time": "a1 a2", "missing": "b1"}


def test_a_correction_does_not_make_a_punctual_unit_late() -> None:
    reports = [
        came("a1", 20, revision=2),
        came("a1", 9),
        came("a2", 8, revision=3),
        came("a2", 20, revision=2),
    ]
    assert told(coverage(reports, [owed()], SMALL)) == {"on_time": "a1", "late": "a2", "missing": "b1"}


def test_an_empty_form_sent_in_time_is_no_first_answer() -> None:
    reports = [came("a1", 1, NOT_REPORTED), came("a1", 20, revision=2)]
    assert units(coverage(reports, [owed()], SMALL).late) == "a1"


def test_whoever_takes_everything_back_has_not_reported() -> None:
    """The roll-up would name the unit as missing, too."""
    reports = [came("a1", 1), came("a1", 2, WITHDRAWN, revision=2)]
    assert units(coverage(reports, [owed()], SMALL).missing) == "a1 a2 b1"
    again = [*reports, came("a1", 20, revision=3)]
    assert told(coverage(again, [owed()], SMALL)) == {"on_time": "a1", "missing": "a2 b1"}


def test_of_two_series_the_one_that_came_in_time_will_do() -> None:
    subtree, survey = Scope.SUBTREE, "survey"
    reports = [
        *(came("a1", 20), came("a1", 9, scope=subtree)),
        *(came("a2", 20), came("a2", None, method=survey)),
        *(came("b1", 20), came("b1", 12, observed_on=date(2024, 3, 1), revision=2)),
    ]
    found = coverage(reports, [owed()], SMALL)
    assert told(found) == {"on_time": "a1", "undated": "a2", "late": "b1"}
    assert list(found.late_by.values()) == [3]


def test_a_series_that_was_taken_back_does_not_take_another_with_it() -> None:
    reports = [came("a1", 20), came("a1", 9, WITHDRAWN, scope=Scope.SUBTREE, revision=2)]
    assert units(coverage(reports, [owed()], SMALL).late) == "a1"


# -- not yet ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deadline", "day", "expected"),
    [
        (BEFORE, date(2024, 7, 9), "not_due"),
        (BEFORE, date(2024, 7, 10), "missing"),
        (NO_LATER, date(2024, 7, 10), "not_due"),
        (NO_LATER, date(2024, 7, 11), "missing"),
        (None, date(2024, 6, 30), "not_due"),
        (None, date(2024, 7, 1), "missing"),
        (BEFORE, None, "missing"),
    ],
)
def test_what_is_not_due_yet_is_not_missing(
    deadline: Deadline | None, day: date | None, expected: str
) -> None:
    found = coverage([came("a1")], [owed(deadline)], SMALL, on=day)
    assert told(found) == {"on_time": "a1", expected: "a2 b1"}
    assert (len(found.expected), found.rate, found.on) == (3, Fraction(1, 3), day)


def test_the_day_that_is_asked_about_hides_no_report() -> None:
    found = coverage([came("a1", 20)], [owed()], SMALL, on=date(2024, 7, 11))
    assert told(found) == {"late": "a1", "missing": "a2 b1"}


def test_what_was_known_on_a_day_comes_again() -> None:
    reports = [came("a1", 5), came("a2", 8), came("a1", 9, WITHDRAWN, revision=2)]
    assert told(coverage(reports, [owed()], SMALL, known_at=date(2024, 7, 4))) == {"missing": "a1 a2 b1"}
    known = coverage(reports, [owed()], SMALL, known_at=date(2024, 7, 8))
    assert told(known) == {"on_time": "a1 a2", "missing": "b1"}
    assert known.known_at == date(2024, 7, 8)
    assert told(coverage(reports, [owed()], SMALL)) == {"on_time": "a2", "missing": "a1 b1"}


def test_what_was_known_needs_the_day_of_receipt() -> None:
    wide = Tree(Unit(level="district", code=f"u{code}", name="Huyện") for code in range(7))
    reports = [came(unit.code, None, sent_on=date(2024, 7, 1)) for unit in wide]
    with pytest.raises(
        ReportConflict, match="4/7/2024 cannot be told: reports of u0, u1, u2 and 4 more do not"
    ):
        coverage(reports, [owed()], wide, known_at=date(2024, 7, 4))
    with pytest.raises(ReportConflict, match="reports of u0, u1, u2 and 2 more do not say when"):
        coverage(reports[:5], [owed()], wide, known_at=date(2024, 7, 4))


# -- several obligations -------------------------------------------------------------------------


def test_forms_and_periods_are_counted_side_by_side() -> None:
    other = form("cases", code="other")
    obligations = [owed(), owed(form="other", level="province"), owed(None, period=YEAR)]
    found = coverage([came("a1"), came("A", on=other), came("b1", period=YEAR)], obligations, SMALL)
    assert found.expected >= {("A", "other", HALF), ("a1", "form", YEAR)}
    assert (len(found.expected), len(found.received)) == (8, 3)
    assert found.of(form="other").rate == Fraction(1, 2)
    assert units(found.of(period="2024").missing) == "a1 a2"
    assert units(found.of("A", form="form", period=HALF).missing) == "a2"


def test_the_same_duty_may_stand_in_two_places() -> None:
    found = coverage([], [owed(clause="1/KH"), owed(clause="2/KH", within="A")], SMALL)
    assert {duty.unit: found.obligations[duty].clause for duty in found.expected} == dict.fromkeys(
        ("a1", "a2", "b1"), "1/KH"
    )


@pytest.mark.parametrize("other", [owed(NO_LATER), owed(None), owed(counted_by=CountedBy.POSTMARK)])
def test_two_deadlines_for_one_duty_are_refused(other: Obligation) -> None:
    with pytest.raises(
        InputError, match="two obligations with different deadlines for unit a1, form form, 2024-H1; unit a2"
    ) as refused:
        coverage([], [owed(), other], SMALL)
    assert "more" not in str(refused.value)
    assert refused.value.problems[0].code == "conflicting-obligations"


def test_many_disputed_duties_are_counted() -> None:
    wide = Tree(Unit(level="district", code=f"u{code}", name="Huyện") for code in range(7))
    with pytest.raises(InputError, match="unit u4, form form, 2024-H1; and 2 more; ask for one at a time"):
        coverage([], [owed(), owed(NO_LATER)], wide)


# -- parts ---------------------------------------------------------------------------------------


def test_a_part_is_a_unit_and_everything_below_it() -> None:
    found = coverage(
        [came("a1"), came("A"), came("b1", 20), came("a1", period=YEAR)],
        [owed()],
        SMALL,
        on=date(2024, 7, 30),
    )
    province = found.of("A")
    assert told(province) == {"on_time": "a1", "missing": "a2", "unexpected": "A"}
    assert (province.rate, province.on) == (Fraction(1, 2), found.on)
    assert province.obligations.keys() == province.expected
    assert told(found.of("B")) == {"late": "b1"}
    assert list(found.of("B").late_by.values()) == [20 - 9]
    assert told(found.of("a2", SMALL["b1"])) == {"late": "b1", "missing": "a2"}
    parts = found.by_unit(SMALL)
    assert list(parts) == ["VN", "A", "a1", "a2", "B", "b1"]
    assert parts == {code: found.of(code) for code in parts}
    assert told(parts["VN"]) == {name: those for name, those in told(found).items() if name != "unasked"}


def test_a_unit_that_is_on_no_map_has_no_part() -> None:
    found = coverage([], [owed()], SMALL)
    with pytest.raises(UnknownUnit, match="there is no unit zz on the maps"):
        found.of("zz")
    stranger = Unit(level="district", code="a1", name="Huyện khác", valid_from=date(2024, 1, 1))
    with pytest.raises(UnknownUnit, match=r"there is no unit a1 \(Huyện khác\) on the maps"):
        found.of(stranger)
    assert found.by_unit(Tree([stranger])) == {}


def test_duties_come_in_the_order_of_time_form_and_tree() -> None:
    other = form("cases", code="other")
    later = Period(2025, "H1")
    quarter = owed(None, period=Period(2024, "Q3"), within="B")
    obligations = [owed(None, period=later), quarter, owed(form="other"), owed(None, period=YEAR), owed()]
    found = coverage([came("A", on=other), came("b1", period=Period(2023))], obligations, SMALL)
    assert [str(duty) for duty in found.in_order(found.missing | found.unexpected | found.unasked)] == [
        "unit b1, form form, 2023",
        *(f"unit {code}, form form, 2024-H1" for code in ("a1", "a2", "b1")),
        *(f"unit {code}, form other, 2024-H1" for code in ("A", "a1", "a2", "b1")),
        *(f"unit {code}, form form, 2024" for code in ("a1", "a2", "b1")),
        "unit b1, form form, 2024-Q3",
        *(f"unit {code}, form form, 2025-H1" for code in ("a1", "a2", "b1")),
    ]
    assert found.unit_of(Duty("b1", "form", Period(2023))) is None
    assert found.unit_of(Duty("b1", "form", YEAR)) == SMALL["b1"]


# -- units and maps ------------------------------------------------------------------------------

START = date(2024, 1, 1)


def unit(code: str, parent: str = "VN", **changes: Any) -> Unit:
    level = {2: "province", 3: "district", 5: "commune"}[len(code)]
    return Unit(
        level=level, code=code, name=f"Đơn vị {code}", parent=parent, **{"valid_from": START, **changes}
    )


def change(day: date, before: str, after: str, kind: LinkKind = LinkKind.MERGED_WHOLE, **more: Any) -> Change:
    return Change(on=day, level="district", before=before, after=after, kind=kind, decree="1/NQ", **more)


@pytest.fixture
def own() -> Gazetteer:
    """Five districts; 102 goes over into 101 on 1 April, 103 into the new 104 on 1 July.

    105 is divided on 5 July, the people between 101 and 104, a piece of ground to 107.
    """
    july, fifth = date(2024, 7, 1), date(2024, 7, 5)
    known = [unit("01"), unit("02"), *(unit(code, "01") for code in ("101", "102", "103", "105", "107"))]
    known.append(unit("201", "02"))
    return Gazetteer.of(known, checked_on=START).extend(
        [
            change(date(2024, 4, 1), "102", "101"),
            change(july, "103", "104", name="Huyện Mới"),
            change(fifth, "105", "101", LinkKind.PART),
            change(fifth, "105", "104", LinkKind.PART),
            change(fifth, "105", "107", LinkKind.AREA_ONLY),
        ]
    )


def test_who_owes_are_the_units_in_force_on_the_last_day_of_the_period(own: Gazetteer) -> None:
    tree = own.on(date(2024, 12, 31))
    found = coverage([], [owed(None), owed(None, period=Period(2024, "H2"))], tree, gazetteer=own)
    assert units(found.of(period="2024-H1").expected) == "101 103 105 107 201"
    assert units(found.of(period="2024-H2").expected) == "101 104 107 201"
    without = coverage([], [owed(None)], tree)
    assert units(without.expected) == "101 104 107 201"


def test_for_a_named_unit_that_closed_within_the_period_its_successors_owe(own: Gazetteer) -> None:
    tree = own.on(START)

    def owing(*codes: str, period: Period = HALF) -> str:
        named = owed(None, level=None, units=codes, period=period)
        return units(coverage([], [named], tree, gazetteer=own).expected)

    assert owing("102") == owing("102", "101") == "101"
    assert owing("103") == "103"
    assert owing("103", period=YEAR) == "104"
    assert owing("105", "201", period=YEAR) == "101 104 201"


def test_the_heir_may_be_the_receiver(own: Gazetteer) -> None:
    """102 reports to 101 and goes over into it: the obligation was made anew, and refused as one to itself."""
    named = owed(None, level=None, units=["102"], receiver="101")
    assert units(coverage([], [named], own.on(START), gazetteer=own).expected) == "101"


def test_a_unit_closes_on_its_first_day_without_it_and_a_code_may_close_twice() -> None:
    known = [unit("01"), *(unit(code, "01") for code in ("101", "102", "103"))]
    last = HALF.last_day
    twice = Gazetteer.of(known, checked_on=START).extend(
        [
            change(date(2024, 2, 1), "102", "101"),
            change(date(2024, 3, 1), "103", "103", LinkKind.REST),
            change(date(2024, 3, 1), "103", "102", LinkKind.PART, name="Huyện 102 mới"),
            change(date(2024, 3, 1), "103", "101", LinkKind.PART),
            change(last, "102", "103"),
        ]
    )
    for code, owing in (("102", "101 103"), ("103", "103")):
        named = owed(None, level=None, units=[code])
        assert units(coverage([], [named], twice.on(START), gazetteer=twice).expected) == owing


def test_a_named_unit_that_was_not_there_in_the_period_is_refused(own: Gazetteer) -> None:
    tree = own.on(START)
    for codes, period in (
        (["104"], HALF),
        (["102"], Period(2024, "H2")),
        (["102"], Period(2024, "Q2")),
        (["999"], HALF),
    ):
        named = owed(None, level=None, units=codes, period=period)
        with pytest.raises(UnknownUnit, match=f"there is no unit '{codes[0]}' in the tree on"):
            coverage([], [named], tree, gazetteer=own)
    last_day = owed(None, level=None, units=["102"], period=Period(2024, "Q1"))
    assert units(coverage([], [last_day], tree, gazetteer=own).expected) == "102"


def test_a_unit_that_is_no_more_when_its_report_falls_due_still_owes_and_its_heirs_are_named(
    own: Gazetteer,
) -> None:
    def answering(deadline: Deadline | None, on: date | None = None, **came_in: Any) -> dict[str, str]:
        found = coverage(
            [came(code, boundaries=date(2024, 6, 30)) for code in came_in.get("reported", ())],
            [owed(deadline)],
            own.on(START),
            on=on,
            gazetteer=own,
        )
        assert units(found.expected) == "101 103 105 107 201"
        return {
            duty.unit: " ".join(heir.code for heir in heirs)
            for duty, heirs in sorted(found.answering.items())
        }

    assert answering(Deadline(date(2024, 6, 30), strict=False)) == {}
    assert answering(Deadline(date(2024, 7, 1), strict=True)) == {}
    assert answering(Deadline(date(2024, 7, 1), strict=False)) == {"103": "104"}
    assert answering(Deadline(date(2024, 7, 4), strict=False)) == {"103": "104"}
    both = {"103": "104", "105": "101 104"}
    assert answering(Deadline(date(2024, 7, 5), strict=False)) == both
    assert answering(Deadline(date(2024, 6, 30), strict=False), on=date(2024, 7, 5)) == both
    assert answering(BEFORE, on=date(2024, 7, 2)) == both
    assert answering(None) == {}
    assert answering(None, on=date(2024, 7, 1)) == {"103": "104"}
    assert answering(BEFORE, reported=["103"]) == {"105": "101 104"}


def test_a_unit_that_goes_on_under_its_name_answers_for_itself() -> None:
    """It took in others, gave away a part or changed its kind: the first two leave it what it was."""
    july = date(2024, 7, 1)
    known = [unit("01"), *(unit(code, "01") for code in ("101", "102", "103", "104", "105"))]
    changed = Gazetteer.of(known, checked_on=START).extend(
        [
            change(july, "101", "102", LinkKind.PART),
            change(july, "101", "101", LinkKind.REST),
            change(july, "103", "103", LinkKind.RETYPED, name="Thị xã 103"),
            change(july, "104", "105", LinkKind.REST),
            change(july, "104", "104", LinkKind.PART, people_share=Fraction(1, 2)),
        ]
    )
    found = coverage([], [owed()], changed.on(START), gazetteer=changed)
    assert {duty.unit: [heir.name for heir in heirs] for duty, heirs in found.answering.items()} == {
        "103": ["Thị xã 103"],
        "104": ["Đơn vị 104", "Đơn vị 105"],
    }


def test_parts_keep_who_must_answer(own: Gazetteer) -> None:
    found = coverage([], [owed()], own.on(START), gazetteer=own)
    assert [duty.unit for duty in found.of("103").answering] == ["103"]
    assert found.of("201").answering == {}


def test_without_a_map_of_all_days_nobody_knows_who_took_over(own: Gazetteer) -> None:
    found = coverage([], [owed()], own.on(date(2024, 6, 30)))
    assert units(found.expected) == "101 103 105 107 201"
    assert found.answering == {}


def test_a_report_of_the_heir_does_not_count_for_the_unit_that_is_no_more(own: Gazetteer) -> None:
    """What the heir sends in its place bears the code and the boundaries of the unit that is no more."""
    tree = own.on(START)
    in_place = came("103", boundaries=date(2024, 6, 30))
    found = coverage([in_place], [owed()], tree, gazetteer=own)
    assert units(found.received) == "103"
    heirs_own = came("104", boundaries=date(2024, 7, 2))
    with pytest.raises(
        UnknownUnit, match="1 reports cannot be placed: '104' is not in the tree on 30/6/2024, 2024-H1"
    ):
        coverage([heirs_own], [owed()], tree, gazetteer=own)
    assert list(misplaced([in_place, heirs_own], [owed()], tree, gazetteer=own)) == [
        (heirs_own, "'104' is not in the tree on 30/6/2024")
    ]


def test_a_code_of_another_day_is_another_unit() -> None:
    """00004 was Phường Trúc Bạch on 30/6/2025 and is Phường Ba Đình since."""
    gazetteer = catalog.gazetteer()
    half = Period(2025, "H1")
    obligations = [owed(Deadline(date(2025, 7, 10), strict=True), level=None, units=["00004"], period=half)]
    tree = gazetteer.on(date(2025, 6, 30))
    old = report("00004", 3, period=half, boundaries=date(2025, 6, 30))
    found = coverage([old], obligations, tree, gazetteer=gazetteer)
    assert units(found.received) == "00004"
    new = report("00004", 3, period=half, boundaries=date(2025, 7, 1))
    with pytest.raises(
        UnknownUnit, match="'00004' reports on the map of 1/7/2025; the tree has Phường Trúc Bạch"
    ):
        coverage([new], obligations, tree, gazetteer=gazetteer)
    unasked = report("00004", 3, period=Period(2018), boundaries=date(2025, 7, 1))
    assert units(coverage([unasked], obligations, tree, gazetteer=gazetteer).unasked) == "00004"


def test_many_reports_that_cannot_be_placed_are_counted() -> None:
    strangers = [came(f"x{number}") for number in range(7)]
    with pytest.raises(
        UnknownUnit, match=r"7 reports cannot be placed: 'x0' is not in the tree, 2024-H1; .*; and 2 more"
    ):
        coverage(strangers, [owed()], SMALL)
    with pytest.raises(UnknownUnit, match=r"5 reports cannot be placed: .*'x4' is not in the tree, 2024-H1$"):
        coverage(strangers[:5], [owed()], SMALL)


def test_the_districts_of_2025_owed_their_half_year_and_the_communes_must_answer() -> None:
    gazetteer = catalog.gazetteer()
    half = Period(2025, "H1")
    obligation = owed(Deadline(date(2025, 7, 10), strict=True), period=half, within="24")
    found = coverage(
        [], [obligation], gazetteer.on(date(2025, 7, 20)), on=date(2025, 7, 20), gazetteer=gazetteer
    )
    assert len(found.missing) == len(found.answering) == 10
    heirs = found.answering[Duty("213", "form", half)]
    assert "Phường Bắc Giang" in [heir.name for heir in heirs]
    assert {heir.level for heir in heirs} == {"commune"}


def test_only_a_part_of_the_map_may_be_asked_about(own: Gazetteer) -> None:
    part = own.on(START).subtree("01")
    found = coverage([], [owed()], part, gazetteer=own)
    assert units(found.expected) == "101 103 105 107"
    assert {duty.unit for duty in found.answering} == {"103", "105"}
    assert found.maps[HALF].on == date(2024, 6, 30)
    with pytest.raises(UnknownUnit, match="201"):
        coverage([came("201")], [owed()], part, gazetteer=own)


def test_a_part_that_was_another_unit_at_the_end_of_the_period_is_refused() -> None:
    gazetteer = catalog.gazetteer()
    today = gazetteer.on(date(2026, 11, 1)).subtree("24")
    with pytest.raises(UnknownUnit, match="24"):
        coverage([], [owed()], today, gazetteer=gazetteer)


def test_levels_that_were_not_there_are_refused() -> None:
    gazetteer = catalog.gazetteer()
    tree = gazetteer.on(date(2025, 12, 31))
    with pytest.raises(NotCovered, match="covers the level commune from 30/6/2025 on, not on 30/6/2024"):
        coverage([], [owed(level="commune")], tree, gazetteer=gazetteer)
    with pytest.raises(
        LevelError, match="on 31/12/2025 has the levels nation, province, commune, not district"
    ):
        coverage([], [owed(None, period=Period(2025))], tree, gazetteer=gazetteer)
    nation = coverage([], [owed(level="nation")], tree, gazetteer=gazetteer)
    assert units(nation.expected) == "VN"


def test_reports_and_obligations_may_be_read_once() -> None:
    found = coverage(iter([came("a1")]), iter([owed()]), SMALL)
    assert told(found) == {"on_time": "a1", "missing": "a2 b1"}
    assert list(misplaced(iter([came("zz")]), iter([owed()]), SMALL)) != []
