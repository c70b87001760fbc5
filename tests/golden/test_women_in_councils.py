"""Women in elected bodies as reported, with percentages that were printed: which of them hold."""

from __future__ import annotations

import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from vstbpn import (
    Form,
    Indicator,
    OverTime,
    Period,
    Printed,
    Ratio,
    Reason,
    Reconciled,
    Report,
    ReportConflict,
    Scope,
    Totals,
    Tree,
    Unit,
    compare_printed,
    ratio,
    reconcile,
    roll_up,
)

TERM = Period(2021)
COUNTED = [
    Indicator(code=code, name_vi=name, measure="persons", over_time=OverTime.STOCK)
    for code, name in {"women": "Số nữ", "members": "Tổng số"}.items()
]
FORM = Form(code="bodies", cells=["women", "members"], indicators=COUNTED)


def code_of(row: dict[str, str]) -> str:
    return "/".join((row["source_id"], row["unit"].removeprefix("- "), row["body"], row["level"]))


@pytest.fixture(scope="module")
def rows(shared: Path) -> dict[str, dict[str, str]]:
    with (shared / "tables" / "women_in_councils_reported_facts.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        return {code_of(row): row for row in csv.DictReader(file)}


def number(text: str) -> int | None:
    return int(text) if text else None


def said(unit: str, row: dict[str, str], **more: Any) -> Report:
    return Report(
        unit=unit, form=FORM, period=TERM, values=[number(row["women"]), number(row["total"])], **more
    )


@pytest.fixture(scope="module")
def women(rows: dict[str, dict[str, str]]) -> dict[str, Ratio]:
    """The share of women in every body of which both numbers are known, by row."""
    tree = Tree(Unit(level="body", code=code, name=row["unit"]) for code, row in rows.items())
    found = ratio(roll_up([said(code, row) for code, row in rows.items()], tree), "women", "members")
    return {share.unit.code: share for share in found.values()}


def test_every_printed_percentage_holds_save_two_errors_and_one_that_is_cut_off(
    rows: dict[str, dict[str, str]], women: dict[str, Ratio]
) -> None:
    found: dict[Printed, set[str]] = {outcome: set() for outcome in Printed}
    for code, row in rows.items():
        share = women[code].value
        if share is not None:
            found[compare_printed(share, Decimal(row["reported_percent"]))].add(code)
    assert found[Printed.DIFFERS] == {"B/Vĩnh Long/HĐND/district", "B/Vĩnh Long/HĐND/commune"}
    assert found[Printed.CUT_OFF] == {"A/Lào Cai/HĐND/commune"}
    assert len(found[Printed.HOLDS]) == 11
    assert women.keys() == rows.keys()


def test_what_is_computed_is_what_the_table_says_was_computed(
    rows: dict[str, dict[str, str]], women: dict[str, Ratio]
) -> None:
    computed = {
        code: Decimal(row["computed_percent"]) for code, row in rows.items() if row["computed_percent"]
    }
    assert {code: women[code].rounded(2) for code in computed} == computed
    assert {code for code, share in women.items() if share.value is not None} == computed.keys()


def test_the_two_errors_and_the_one_that_is_cut_off_are_off_by_this_much(women: dict[str, Ratio]) -> None:
    assert women["B/Vĩnh Long/HĐND/district"].value == Fraction(178, 441)
    for code, exact, printed in (
        ("B/Vĩnh Long/HĐND/district", "40.36", "40.59"),
        ("B/Vĩnh Long/HĐND/commune", "37.45", "37.43"),
        ("A/Lào Cai/HĐND/commune", "37.23", "37.22"),
    ):
        assert women[code].rounded(2) == Decimal(exact) != Decimal(printed)


def test_where_one_number_is_not_known_there_is_no_percentage_to_check(
    rows: dict[str, dict[str, str]], women: dict[str, Ratio]
) -> None:
    open_ = {code for code, row in rows.items() if not (row["women"] and row["total"])}
    assert len(open_) == len(rows) - 14
    for code in open_:
        assert (women[code].value, women[code].reason) == (None, Reason.MISSING)
        one_known = bool(rows[code]["women"] or rows[code]["total"])
        assert [unit.code for unit in women[code].unpaired] == ([code] if one_known else [])


def along(parts: list[tuple[str, dict[str, str]]], whole: dict[str, str]) -> Totals:
    """Roll the rows of parts up to a whole, whose own row is consolidated."""
    tree = Tree(
        [
            Unit(level="all", code="all", name="all"),
            *(Unit(level="part", code=code, name=row["level"], parent="all") for code, row in parts),
        ]
    )
    reports = [said(code, row) for code, row in parts]
    return roll_up([*reports, said("all", whole, scope=Scope.SUBTREE)], tree)


def test_candidates_of_the_centre_and_of_the_provinces_are_all_candidates(
    rows: dict[str, dict[str, str]],
) -> None:
    """45 + 348 = 393 of 203 + 665 = 868."""
    names = ("C/cơ quan Trung ương/Quốc hội/part", "C/khối địa phương/Quốc hội/part")
    whole = rows["C/CẢ NƯỚC/Quốc hội/nation"]
    totals = along([(name, rows[name]) for name in names], whole)
    found = {each.cell.code: (each.declared, each.outcome) for each in reconcile(totals)}
    assert found == {"women": (393, Reconciled.HOLDS), "members": (868, Reconciled.HOLDS)}
    share = ratio(totals, "women", "members")["all", TERM].value
    assert share is not None
    assert compare_printed(share, Decimal(whole["reported_percent"])) is Printed.HOLDS


@pytest.mark.parametrize(
    ("place", "cell", "whole"), [("B/Vĩnh Long", "members", 5103), ("D/Cần Thơ", "women", 727)]
)
def test_three_levels_add_up_to_what_is_printed_for_all(
    rows: dict[str, dict[str, str]], place: str, cell: str, whole: int
) -> None:
    """85 + 441 + 4577 = 5103 candidates, 13 + 91 + 623 = 727 women elected."""
    names = [f"{place}/HĐND/{level}" for level in ("province", "district", "commune")]
    totals = along([(name, rows[name]) for name in names], rows[f"{place}/HĐND/all three levels"])
    (found,) = reconcile(totals)
    assert (found.cell.code, found.declared, found.outcome) == (cell, whole, Reconciled.HOLDS)
    assert totals["all", TERM, cell].value == whole


def test_of_can_tho_the_deputies_of_two_levels_are_not_known_so_there_is_no_share_of_all(
    rows: dict[str, dict[str, str]],
) -> None:
    names = [f"D/Cần Thơ/HĐND/{level}" for level in ("province", "district", "commune")]
    totals = along([(name, rows[name]) for name in names], rows["D/Cần Thơ/HĐND/all three levels"])
    share = ratio(totals, "women", "members")["all", TERM]
    assert (share.value, share.reason, share.numerator, share.denominator) == (None, Reason.MISSING, 13, 55)
    assert {unit.name for unit in share.unpaired} == {"district", "commune"}


def test_two_sources_on_the_districts_of_can_tho_contradict_each_other(
    rows: dict[str, dict[str, str]],
) -> None:
    """91 women says the one, 79 of 278 the other: both are the first revision, and neither is chosen."""
    tree = Tree([Unit(level="body", code="Cần Thơ", name="Cần Thơ")])
    one, other = (said("Cần Thơ", rows[f"{source}/Cần Thơ/HĐND/district"]) for source in "DE")
    assert (one["women"], other["women"], other["members"]) == (91, 79, 278)
    with pytest.raises(ReportConflict, match="two different reports are both revision 1"):
        roll_up([one, other], tree)
    assert compare_printed(Fraction(79, 278), Decimal("28.42")) is Printed.HOLDS
    assert compare_printed(Fraction(91, 278), Decimal("29.07")) is Printed.DIFFERS
