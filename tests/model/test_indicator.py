from __future__ import annotations

import pytest
from support.builders import form, indicator

from vstbpn import Breakdown, Cell, Form, OverTime, OverUnits


@pytest.mark.parametrize("measure", ["per-cent", "mean"])
def test_shares_and_means_never_add(measure: str) -> None:
    with pytest.raises(ValueError, match="do not add up over units"):
        indicator("x", measure=measure, over_time=OverTime.NEVER)
    with pytest.raises(ValueError, match="do not add up over time"):
        indicator("x", measure=measure, over_units=OverUnits.NEVER)
    assert indicator("x", measure=measure, over_units=OverUnits.NEVER, over_time=OverTime.NEVER)


@pytest.mark.parametrize("decimals", [-1, 10])
def test_decimals_stay_within_reason(decimals: int) -> None:
    with pytest.raises(ValueError, match="expected 0 to 9 decimals"):
        indicator("x", decimals=decimals)


@pytest.mark.parametrize("code", ["", "a b", "a:b", "a=b", "a,b", "a;b", "a@b", 'a"b', "x" * 81])
def test_codes_hold_nothing_that_other_texts_are_cut_at(code: str) -> None:
    with pytest.raises(ValueError, match="expected a code"):
        indicator(code)
    with pytest.raises(ValueError, match="expected a code"):
        Cell(code)
    with pytest.raises(ValueError, match="expected a code"):
        Cell("x", breakdown={code: "y"})
    if "=" not in code:
        with pytest.raises(ValueError, match="expected a code"):
            Breakdown(code="x", codes={code: "name"})


def test_cells_have_a_code_that_can_be_read_back() -> None:
    cell = Cell("victims", "F", {"form": "physical", "age": "<18"})
    assert cell.code == "victims:F:age=<18:form=physical"
    assert Cell.parse(cell.code) == cell
    assert str(Cell("victims")) == "victims"
    assert Cell.parse("victims:_T") == Cell("victims")


@pytest.mark.parametrize("code", ["", "x:X", "x:F:M", "x:a=1:F", "x:=1", "x:a="])
def test_other_cell_codes_are_refused(code: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        Cell.parse(code)


def test_an_age_may_be_written_as_usual() -> None:
    assert Breakdown(code="age", codes={"<=40": "đến 40 tuổi"}).codes == (("<=40", "đến 40 tuổi"),)
    assert Cell.parse("leaders:age=<=40").breakdown == (("age", "<=40"),)


def test_the_order_of_breakdowns_makes_no_other_cell() -> None:
    assert Cell("x", breakdown=(("b", "1"), ("a", "2"))) == Cell("x", breakdown={"a": "2", "b": "1"})


def test_all_together_is_not_a_part_of_a_breakdown() -> None:
    with pytest.raises(ValueError, match="_T is all together"):
        Breakdown(code="age", codes={"_T": "all"})


def test_a_form_knows_the_place_of_its_cells() -> None:
    two = form("a", "b:F")
    assert two.place(Cell("b", "F")) == 1
    assert Cell("a") in two
    assert Cell("b") not in two
    with pytest.raises(KeyError):
        two.place(Cell("b"))


def test_a_form_has_each_cell_once_and_each_indicator() -> None:
    with pytest.raises(ValueError, match="cells stand twice: a"):
        form("a", "a")
    with pytest.raises(ValueError, match="no indicator is given for b"):
        Form(code="f", cells=["a", "b"], indicators=[indicator("a")])


def test_a_form_knows_what_needs_a_closer_look() -> None:
    assert form("a", decimals=1).whole is False
    assert form("a").whole is True
    assert form("a", minimum=None).least is None
    degrees = indicator("b", minimum=5, decimals=1, over_units=OverUnits.NEVER)
    assert Form(code="f", cells=["a", "b"], indicators=[indicator("a"), degrees]).least == 50


@pytest.mark.parametrize("over_units", [OverUnits.ADDITIVE, OverUnits.DISTINCT])
def test_what_holds_for_parts_and_sums_alike_is_zero_or_nothing(over_units: OverUnits) -> None:
    """Two figures of -79 would add up to one below a minimum of -100."""
    with pytest.raises(ValueError, match="have the minimum 0 or none, got -100"):
        indicator("x", minimum=-100, over_units=over_units)
    assert indicator("x", minimum=-100, over_units=OverUnits.NEVER).minimum == -100


def test_a_form_knows_which_totals_are_sums() -> None:
    assert form("a", "a:F", "a:M").sums == ((0, (1, 2)),)
    assert form("a:_U", "a:M", "a", "a:F").sums == ((2, (0, 1, 3)),)
    assert form("a", "a:F").sums == ()
    assert form("a:F", "a:M").sums == ()
    assert form("a", "a:F", "a:M", partitions=[]).sums == ()
    assert form("a", "a:F", "a:M", over_units=OverUnits.NEVER).sums == ()
    assert form("a", "a:F", "a:M", over_units=OverUnits.DISTINCT).sums == ((0, (1, 2)),)
    assert form("a", "a:age=x", "a:age=y").sums == ()
    assert form("a", "a:age=x", "a:age=y", "b:age=x", partitions="age").sums == ((0, (1, 2)),)


def test_a_cell_knows_what_it_is_a_part_of() -> None:
    cell = Cell("x", "F", {"a": "1", "b": "2"})
    for other in ("x", "x:F", "x:a=1", "x:F:b=2"):
        assert cell.refines(Cell.parse(other))
        assert not Cell.parse(other).refines(cell)
    for other in ("x:M", "x:a=2", "y", "x:F:c=1", cell.code):
        assert not cell.refines(Cell.parse(other))
    assert cell.without("sex") == Cell("x", breakdown={"a": "1", "b": "2"})
    assert cell.without("a") == Cell("x", "F", {"b": "2"})
    assert cell.without("c") is None
    assert Cell("x").without("sex") is None


def test_all_together_needs_no_saying() -> None:
    assert Cell("x", breakdown={"age": "_T"}) == Cell("x")
    assert Cell.parse("x:age=_T") == Cell("x")


@pytest.mark.parametrize("code", ["x:age=a:age=b", "x:sex=F"])
def test_a_cell_is_broken_down_once_by_each(code: str) -> None:
    with pytest.raises(ValueError, match="expected each breakdown once"):
        Cell.parse(code)


def test_sex_is_a_breakdown_already() -> None:
    with pytest.raises(ValueError, match="the breakdown 'sex' is there already"):
        Breakdown(code="sex", codes={"F": "Nữ"})
