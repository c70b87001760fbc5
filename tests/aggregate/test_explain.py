"""What a total is made of, as plain data; and the mark that its worst part leaves on it."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from support.builders import (
    CASES,
    HALF,
    NOT_APPLICABLE,
    NOT_EXPECTED,
    NOT_REPORTED,
    SMALL,
    SUPPRESSED,
    form,
    indicator,
    report,
)

from vstbpn import (
    Form,
    Mark,
    Mode,
    OverTime,
    OverUnits,
    Period,
    Report,
    Scope,
    Totals,
    Tree,
    Unit,
    restate,
    roll_up,
)
from vstbpn.catalog import Change, Gazetteer
from vstbpn.model import LinkKind

ALL = [report("a1", 1), report("a2", 2), report("b1", 4)]


def explained(unit: str, *reports: Report, **options: Any) -> dict[str, Any]:
    return roll_up(reports, SMALL, **options)[unit, HALF, "cases"].explain()


def test_it_is_a_tree_of_parts_down_to_the_reports() -> None:
    told = explained("VN", *ALL)
    assert {key: told[key] for key in told if key != "parts"} == {
        "unit": "VN",
        "level": "nation",
        "name": "Đơn vị VN",
        "period": "2024-H1",
        "cell": "cases",
        "value": 7,
        "reason": None,
        "bounds": None,
        "mark": "final",
        "reported": 3,
        "expected": 3,
        "missing": [],
        "unexpected": [],
        "rule": "the sum of the parts",
        "reports": [],
    }
    assert [(part["unit"], part["value"]) for part in told["parts"]] == [("A", 3), ("B", 4)]
    leaves = [leaf for part in told["parts"] for leaf in part["parts"]]
    assert [(leaf["unit"], leaf["value"], leaf["parts"]) for leaf in leaves] == [
        ("a1", 1, []),
        ("a2", 2, []),
        ("b1", 4, []),
    ]
    assert {leaf["rule"] for leaf in leaves} == {"the unit's own report"}


def test_a_report_is_told_with_its_form_revision_and_day() -> None:
    dated = report("a1", 1, revision=3, received_on=date(2024, 7, 5), provisional=CASES.cells)
    (told,) = explained("a1", dated)["reports"]
    assert told == {
        "unit": "a1",
        "name": "Đơn vị a1",
        "value": 1,
        "bounds": None,
        "absence": None,
        "known": None,
        "form": "form",
        "scope": "own",
        "revision": 3,
        "received_on": date(2024, 7, 5),
        "same_since": None,
        "provisional": True,
        "estimated": False,
    }


def test_a_unit_that_said_nothing_is_told_as_such() -> None:
    told = explained("A", ALL[0])
    assert told["missing"] == [{"unit": "a2", "name": "Đơn vị a2"}]
    assert (told["value"], told["rule"]) == (None, "no value while an expected part is missing")
    (silent,) = told["parts"][1]["reports"]
    assert (silent["unit"], silent["value"], silent["absence"]) == ("a2", None, "not-reported")
    assert (silent["form"], silent["scope"], silent["revision"], silent["received_on"]) == (None,) * 4


@pytest.mark.parametrize(
    ("reports", "reason", "rule"),
    [
        ([report("a1", NOT_REPORTED), ALL[1]], "missing", "no value while an expected part is missing"),
        ([report("a1", SUPPRESSED), ALL[1]], "suppressed", "no value while a part is kept back"),
        (
            [report("a1", NOT_APPLICABLE), report("a2", NOT_EXPECTED)],
            "not-applicable",
            "no part has anything to add",
        ),
        ([report("a1", NOT_EXPECTED), report("a2", NOT_EXPECTED)], "not-expected", "no part was expected"),
    ],
)
def test_the_rule_says_why_there_is_no_value(reports: list[Report], reason: str, rule: str) -> None:
    told = explained("A", *reports)
    assert (told["value"], told["reason"], told["rule"]) == (None, reason, rule)
    assert [part["reports"][0]["absence"] is None for part in told["parts"]] == [
        isinstance(found.values[0], int) for found in reports
    ]


def test_a_unit_alone_has_the_same_rules() -> None:
    told = explained("a1", report("a1", SUPPRESSED))
    assert (told["rule"], told["reports"][0]["absence"]) == (
        "no value while a part is kept back",
        "suppressed",
    )


def test_the_sum_of_a_part_says_so_with_its_bounds() -> None:
    told = explained("A", ALL[0], mode=Mode.AVAILABLE)
    assert (told["value"], told["reason"], told["bounds"]) == (1, "incomplete", {"low": 1, "high": None})
    assert told["rule"] == "the sum of the parts that are there"


def test_distinct_persons_say_why_they_are_not_added() -> None:
    persons = form("cases", over_units=OverUnits.DISTINCT)
    told = explained("A", report("a1", 3, on=persons), report("a2", 2, on=persons))
    assert (told["value"], told["bounds"]) == (None, {"low": 3, "high": 5})
    assert told["rule"] == "figures of this kind do not add up over units"


def test_decimals_are_told_as_people_read_them() -> None:
    tenths = form("cases", decimals=1)
    told = explained("a1", report("a1", Decimal("0.5"), on=tenths))
    assert (told["value"], told["reports"][0]["value"]) == (Decimal("0.5"), Decimal("0.5"))


def test_an_office_between_has_both_its_own_report_and_parts() -> None:
    reports = [*ALL, report("A", 10), report("B", 0)]
    told = explained("VN", *reports, reporting_level=("province", "district"))
    province = told["parts"][0]
    assert [each["value"] for each in province["reports"]] == [10]
    assert [part["value"] for part in province["parts"]] == [1, 2]
    assert (province["value"], province["rule"]) == (13, "the sum of the parts")


def test_parts_come_in_the_order_of_their_codes() -> None:
    told = explained("VN", *[report("A", 1), report("b1", 2), report("a1", 5), report("B", 0), report("a2", 5)],
                     reporting_level=("province", "district"))  # fmt: skip
    assert [part["unit"] for part in told["parts"]] == ["A", "B"]
    assert [part["unit"] for part in told["parts"][0]["parts"]] == ["a1", "a2"]


def test_units_that_were_not_expected_are_named() -> None:
    told = explained("VN", *ALL, report("A", 9), reporting_level="district")
    assert told["unexpected"] == [{"unit": "A", "name": "Đơn vị A"}]
    assert (told["value"], told["parts"][0]["reports"]) == (7, [])


def test_it_is_plain_data() -> None:
    dated = [report(one.unit, *one.values, received_on=date(2024, 7, 5)) for one in ALL]
    text = json.dumps(explained("VN", *dated), default=str, ensure_ascii=False)
    assert json.loads(text)["parts"][0]["parts"][0]["reports"][0]["received_on"] == "2024-07-05"


def test_what_is_known_of_a_missing_figure_is_told() -> None:
    sexes = form("cases", "cases:F", "cases:M")
    reports = [
        report("A", None, 3, NOT_REPORTED, on=sexes),
        report("a1", 5, 2, 3, on=sexes),
        report("a2", 0, 0, 0, on=sexes),
    ]
    told = explained("A", *reports, mode=Mode.AVAILABLE, reporting_level=("province", "district"))
    assert told["value"] == 8
    assert (told["reports"][0]["value"], told["reports"][0]["known"]) == (None, 3)
    assert [part["value"] for part in told["parts"]] == [5, 0]


def since(revisions: list[Report], **options: Any) -> dict[str, Any] | None:
    total = roll_up(revisions, SMALL, **options)["a1", HALF, "cases"]
    found: dict[str, Any] | None = total.explain(revisions)["reports"][0]["same_since"]
    return found


def test_it_is_told_since_which_revision_a_figure_stands() -> None:
    """A found case: a revision that brought another figure was given as the source of this one, with its day."""
    two = form("cases", "victims")
    days = [date(2024, 7, 1), date(2024, 8, 1), date(2024, 9, 1), date(2024, 10, 1)]
    figures = [(1, 5), (2, 5), (2, 6), (2, 7)]
    revisions = [
        report("a1", *values, on=two, revision=n, received_on=day)
        for n, (values, day) in enumerate(zip(figures, days, strict=True), 1)
    ]
    for given in (revisions, revisions[::-1]):
        assert since(given) == {"revision": 2, "received_on": days[1]}
    assert since(revisions[:1]) == {"revision": 1, "received_on": days[0]}
    assert since(revisions, known_at=days[2]) == {"revision": 2, "received_on": days[1]}
    assert since([*revisions, report("a1", 1, 7, on=two, revision=5)]) == {"revision": 5, "received_on": None}
    late = report("a1", 2, 5, on=two, revision=2, received_on=days[3])
    assert since([revisions[0], late, revisions[2]], known_at=days[2]) == {
        "revision": 3,
        "received_on": days[2],
    }


@pytest.mark.parametrize(
    "other",
    [
        {"period": Period(2024)},
        {"scope": Scope.SUBTREE},
        {"method": "survey"},
        {"preliminary": True},
        {"unit": "a2"},
    ],
)
def test_what_was_said_of_something_else_is_not_the_same(other: dict[str, Any]) -> None:
    newest = report("a1", 1, revision=2)
    earlier = evolve(report("a1", 1), **other)
    totals = roll_up([newest], SMALL)
    (told,) = totals["a1", HALF, "cases"].explain([newest, earlier])["reports"]
    assert told["same_since"] == {"revision": 2, "received_on": None}


def test_a_figure_that_stayed_on_the_older_of_two_forms_stands_since_then() -> None:
    old, new = form("cases", code="old"), form("victims", "both", code="new")
    joined = form("cases", "victims", code="joined")
    revisions = [
        report("a1", 4, on=old),
        report("a1", 2, 1, on=new, revision=3),
        report("a2", 1, 1, on=joined),
    ]
    assert since(revisions) == {"revision": 1, "received_on": None}


def test_what_came_after_the_totals_is_no_matter_of_theirs() -> None:
    first, later = report("a1", 1), report("a1", 9, revision=2)
    (told,) = roll_up([first], SMALL)["a1", HALF, "cases"].explain([first, later])["reports"]
    assert told["same_since"] == {"revision": 1, "received_on": None}


def test_a_silent_unit_stands_since_nothing() -> None:
    told = roll_up(ALL[1:], SMALL)["a1", HALF, "cases"].explain(ALL[1:])
    assert told["reports"][0]["same_since"] is None


def test_a_tree_of_any_depth_is_explained() -> None:
    """A found case: a chain of a thousand units ended in a RecursionError."""
    depth = 3_000
    chain = Tree(
        Unit(level=f"level {n}", code=f"{n:04}", name=f"Đơn vị {n}", parent=f"{n - 1:04}" if n else None)
        for n in range(depth)
    )
    told = roll_up([report(f"{depth - 1:04}", 7)], chain)["0000", HALF, "cases"].explain()
    units = [told["unit"]]
    while told["parts"]:
        (told,) = told["parts"]
        units.append(told["unit"])
    assert (units, told["reports"][0]["value"]) == ([unit.code for unit in chain], 7)


# -- marks ---------------------------------------------------------------------------------------


def test_the_worst_part_marks_the_whole() -> None:
    final, draft = ALL[0], report("a2", 2, preliminary=True)
    guess = report("b1", 4, estimated=CASES.cells)
    totals = roll_up([final, draft, guess], SMALL)
    marks = {total.unit.code: total.mark for total in totals.values()}
    assert marks == {
        "VN": Mark.ESTIMATED,
        "A": Mark.PROVISIONAL,
        "a1": Mark.FINAL,
        "a2": Mark.PROVISIONAL,
        "B": Mark.ESTIMATED,
        "b1": Mark.ESTIMATED,
    }
    assert totals["VN", HALF, "cases"].provisional
    assert totals["VN", HALF, "cases"].explain()["mark"] == "estimated"


def test_marks_stand_from_the_best_to_the_worst() -> None:
    assert [mark.value for mark in Mark] == ["final", "provisional", "estimated"]


# -- on another map ------------------------------------------------------------------------------

START, DAY = date(2025, 7, 1), date(2027, 1, 1)
YEAR = Period(2026)
ONE, TWO, THREE = "00001", "00002", "00003"
PEOPLE = Form(
    code="form",
    cells=["cases"],
    indicators=[indicator(measure="persons", over_time=OverTime.STOCK)],
)
BASE = Gazetteer.of(
    [
        Unit(level="province", code="01", name="Tỉnh Một", kind="tỉnh", parent="VN", valid_from=START),
        *(
            Unit(level="commune", code=code, name=f"Xã {code[-1]}", kind="xã", parent="01", valid_from=START)
            for code in (ONE, TWO, THREE)
        ),
    ],
    checked_on=START,
)


def restated(*steps: tuple[str, str, LinkKind], **options: Any) -> Totals:
    gaz = BASE.extend(
        Change(on=DAY, level="commune", before=before, after=after, kind=kind, decree="1/NQ")
        for before, after, kind in steps
    )
    figures = [
        report(code, value, on=PEOPLE, period=YEAR, boundaries=START)
        for code, value in {ONE: 10, TWO: 20, THREE: 30}.items()
    ]
    return restate(figures, gaz, to=DAY, **options)


def test_a_restated_total_is_explained_by_the_reports_of_the_old_map() -> None:
    told = restated((ONE, TWO, LinkKind.MERGED_WHOLE))["01", YEAR, "cases"].explain()
    assert (told["value"], told["parts"]) == (60, [])
    assert [(each["unit"], each["value"]) for each in told["reports"]] == [(ONE, 10), (TWO, 20), (THREE, 30)]


def test_the_rule_of_a_restated_sum_is_that_it_is_one() -> None:
    told = restated((ONE, TWO, LinkKind.MERGED_WHOLE))[TWO, YEAR, "cases"].explain()
    assert [each["value"] for each in told["reports"]] == [10, 20]
    assert told["rule"] == "the sum of the parts"


def test_a_divided_figure_is_told_with_its_bounds() -> None:
    divided = (ONE, TWO, LinkKind.PART), (ONE, THREE, LinkKind.PART)
    told = restated(*divided)[TWO, YEAR, "cases"].explain()
    assert (told["value"], told["reason"], told["bounds"]) == (None, "divided", {"low": 20, "high": 30})
    assert told["rule"].startswith("between two bounds: a unit was divided")
    assert [(each["value"], each["bounds"], each["estimated"]) for each in told["reports"]] == [
        (None, {"low": 0, "high": 10}, False),
        (20, None, False),
    ]
    weighted = restated(*divided, weights={(ONE, TWO): 1, (ONE, THREE): 4})[TWO, YEAR, "cases"].explain()
    assert [(each["value"], each["estimated"]) for each in weighted["reports"]] == [(2, True), (20, False)]
    assert (weighted["value"], weighted["mark"]) == (22, "estimated")


def test_a_unit_that_nobody_asked_is_no_part_of_a_restated_total() -> None:
    gaz = BASE.extend(
        [Change(on=DAY, level="commune", before=ONE, after=TWO, kind=LinkKind.MERGED_WHOLE, decree="1/NQ")]
    )
    figures = [report(code, 7, on=PEOPLE, period=YEAR, boundaries=START) for code in (ONE, TWO, THREE, "01")]
    totals = restate(figures, gaz, to=DAY, reporting_level="commune")
    told = totals["01", YEAR, "cases"].explain()
    assert (told["value"], [each["unit"] for each in told["reports"]]) == (21, [ONE, TWO, THREE])
    assert [each["unit"] for each in told["unexpected"]] == ["01"]
