from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from vstbpn import (
    Form,
    Indicator,
    OverTime,
    Period,
    Report,
    ReportingLine,
    Tree,
    TreeError,
    Unit,
    UnknownUnit,
    reporting_tree,
    roll_up,
)

DAY = date(2024, 6, 30)
TREE = Tree(
    [
        Unit(level="nation", code="VN", name="Việt Nam"),
        Unit(level="ministry", code="BYT", name="Bộ Y tế", parent="VN"),
        Unit(level="province", code="24", name="Tỉnh Bắc Giang", parent="VN"),
        Unit(level="department", code="24-SYT", name="Sở Y tế", parent="24"),
        Unit(level="district", code="213", name="Thành phố Bắc Giang", parent="24"),
    ],
    on=DAY,
)


def line(sender: str, receiver: str, **more: Any) -> ReportingLine:
    return ReportingLine(sender=sender, receiver=receiver, **more)


def above(code: str, *lines: ReportingLine, form: str = "health") -> str | None:
    return reporting_tree(TREE, lines, form=form)[code].parent


def test_without_a_line_the_unit_tree_holds() -> None:
    assert reporting_tree(TREE, [], form="health").units == TREE.units
    assert above("24-SYT", line("24-SYT", "BYT", form="members")) == "24"
    assert reporting_tree(TREE, [], form="health").on == DAY


def test_a_line_of_the_form_goes_before_one_for_all() -> None:
    lines = line("24-SYT", "BYT", form="health"), line("24-SYT", "VN")
    assert above("24-SYT", *lines) == above("24-SYT", *reversed(lines)) == "BYT"
    assert above("24-SYT", *lines, form="members") == "VN"


@pytest.mark.parametrize(
    ("dates", "parent"),
    [
        ({"valid_from": DAY}, "BYT"),
        ({"valid_from": date(2024, 7, 1)}, "24"),
        ({"valid_to": DAY}, "24"),
        ({"valid_to": date(2024, 7, 1)}, "BYT"),
        ({"valid_from": date(2024, 1, 1), "valid_to": date(2025, 1, 1)}, "BYT"),
    ],
)
def test_a_line_holds_from_its_first_day_until_the_day_before_its_end(
    dates: dict[str, date], parent: str
) -> None:
    assert above("24-SYT", line("24-SYT", "BYT", **dates)) == parent


def test_in_a_tree_without_dates_only_lines_without_dates_hold() -> None:
    undated = Tree(TREE.units)
    lines = [line("24-SYT", "BYT"), line("213", "BYT", valid_from=DAY)]
    found = reporting_tree(undated, lines, form="health")
    assert (found["24-SYT"].parent, found["213"].parent) == ("BYT", "24")


def test_many_send_to_one_and_each_to_exactly_one() -> None:
    found = reporting_tree(TREE, [line("24-SYT", "BYT"), line("213", "BYT")], form="health")
    assert [unit.code for unit in found.children("BYT")] == ["213", "24-SYT"]
    same = [line("213", "BYT"), line("213", "BYT", clause="said again")]
    assert reporting_tree(TREE, same, form="health")["213"].parent == "BYT"
    with pytest.raises(TreeError, match="form 'health': '213' is to report to 'BYT' and to 'VN'"):
        above("213", line("213", "BYT"), line("213", "VN"))


def test_nobody_reports_to_itself_or_in_a_circle() -> None:
    with pytest.raises(ValueError, match="leads from '24' to somebody else, not to itself"):
        line("24", "24")
    with pytest.raises(TreeError, match="is its own ancestor"):
        above("24", line("24", "213"))


def test_a_line_ends_after_it_begins() -> None:
    with pytest.raises(ValueError, match="ends on 2024-06-30, before it begins on 2024-06-30"):
        line("24", "VN", valid_from=DAY, valid_to=DAY)


@pytest.mark.parametrize("pair", [("77", "VN"), ("24", "77")])
def test_both_ends_are_in_the_tree(pair: tuple[str, str]) -> None:
    with pytest.raises(UnknownUnit, match="there is no unit '77' in the tree"):
        above("24", line(*pair))


def test_a_province_is_its_districts_and_its_departments_and_the_nation_its_ministries_too() -> None:
    cases = Indicator(code="cases", name_vi="Số vụ", measure="cases", over_time=OverTime.FLOW)
    form = Form(code="health", cells=["cases"], indicators=[cases])
    figures = {"213": 1, "24-SYT": 10, "BYT": 100}
    reports = [Report(unit=code, form=form, period=Period(2024), values=[n]) for code, n in figures.items()]
    senders = ("district", "department", "ministry")
    totals = roll_up(reports, TREE, reporting_level=senders)
    assert [totals[code, "2024", "cases"].value for code in ("24", "BYT", "VN")] == [11, 100, 111]
    along = reporting_tree(TREE, [line("24-SYT", "BYT", form="health")], form="health")
    totals = roll_up(reports, along, reporting_level=senders)
    assert [totals[code, "2024", "cases"].value for code in ("24", "BYT", "VN")] == [1, 110, 111]
