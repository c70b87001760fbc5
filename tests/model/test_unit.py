from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from support.builders import SMALL

from vstbpn import Tree, TreeError, Unit, UnknownUnit


def unit(code: str, parent: str | None = None, **changes: Any) -> Unit:
    return Unit(level="x", code=code, name=code, parent=parent, **changes)


def codes(units: tuple[Unit, ...]) -> list[str]:
    return [unit.code for unit in units]


def test_a_version_holds_from_its_first_day_until_the_day_before_its_last() -> None:
    chu = unit("224", valid_from=date(2025, 1, 1), valid_to=date(2025, 7, 1))
    assert not chu.holds_on(date(2024, 12, 31))
    assert chu.holds_on(date(2025, 1, 1))
    assert chu.holds_on(date(2025, 6, 30))
    assert not chu.holds_on(date(2025, 7, 1))
    assert unit("x").holds_on(date(1, 1, 1))
    assert chu.uid == "x:224@2025-01-01"
    assert unit("x").uid == "x:x@"


def test_a_tree_is_walked_from_the_top_down_by_code() -> None:
    assert codes(SMALL.units) == ["VN", "A", "a1", "a2", "B", "b1"]
    assert codes(tuple(SMALL)) == codes(SMALL.units)
    assert SMALL.levels == ("nation", "province", "district")
    assert codes(SMALL.roots) == ["VN"]
    assert len(SMALL) == 6


def test_relations_in_a_tree() -> None:
    assert SMALL.parent("VN") is None
    assert SMALL.parent("a1") == SMALL["A"]
    assert codes(SMALL.children("VN")) == ["A", "B"]
    assert SMALL.children("a1") == ()
    assert codes(SMALL.ancestors("a1")) == ["A", "VN"]
    assert codes(SMALL.descendants("VN")) == ["A", "a1", "a2", "B", "b1"]
    assert codes(SMALL.descendants("A")) == ["a1", "a2"]
    assert SMALL.descendants("a1") == ()
    assert codes(SMALL.leaves()) == ["a1", "a2", "b1"]
    assert codes(SMALL.leaves("A")) == ["a1", "a2"]
    assert codes(SMALL.leaves("b1")) == ["b1"]
    assert codes(SMALL.at_level("province", "nation")) == ["VN", "A", "B"]
    assert SMALL.place("B") == 4


def test_a_unit_may_be_given_as_itself_or_by_its_code() -> None:
    assert SMALL.children(SMALL["A"]) == SMALL.children("A")
    assert SMALL["A"] in SMALL
    assert "A" in SMALL
    assert 7 not in SMALL


def test_an_unknown_unit_is_an_error_that_says_on_which_day() -> None:
    tree = Tree([unit("a")], on=date(2024, 6, 30))
    with pytest.raises(UnknownUnit, match=r"no unit 'b' in the tree on 2024-06-30"):
        tree["b"]
    with pytest.raises(LookupError):
        SMALL.children("z")


def test_a_cycle_is_no_tree() -> None:
    with pytest.raises(TreeError, match="'a' is its own ancestor, or below one; 'b' is its own ancestor"):
        Tree([unit("r"), unit("a", "b"), unit("b", "a")])


def test_an_orphan_is_no_tree() -> None:
    with pytest.raises(TreeError, match="the parent 'x' of 'a' is not in the tree"):
        Tree([unit("a", "x")])


def test_a_code_stands_once() -> None:
    with pytest.raises(TreeError, match="the code 'a' stands 2 times"):
        Tree([unit("a"), unit("a")])


def test_many_faults_are_counted_and_not_all_shown() -> None:
    with pytest.raises(TreeError, match="; and 15 more"):
        Tree([unit(f"u{n}", "nobody") for n in range(25)])


def test_trees_may_have_no_root_or_many() -> None:
    assert len(Tree([])) == 0
    assert Tree([]).levels == ()
    assert codes(Tree([unit("b"), unit("a")]).roots) == ["a", "b"]


def test_a_level_stands_where_it_is_first_met() -> None:
    ragged = Tree(
        [
            Unit(level="nation", code="n", name="n"),
            Unit(level="province", code="p", name="p", parent="n"),
            Unit(level="district", code="d", name="d", parent="p"),
            Unit(level="commune", code="c1", name="c1", parent="d"),
            Unit(level="commune", code="c2", name="c2", parent="p"),
        ]
    )
    assert ragged.levels[:2] == ("nation", "province")
    assert set(ragged.levels[2:]) == {"district", "commune"}


def test_a_tree_is_shown_by_its_size_and_levels() -> None:
    assert repr(SMALL) == "<Tree of 6 units: nation > province > district>"
    assert repr(Tree([unit("a")], on=date(2024, 6, 30))) == "<Tree of 1 units on 2024-06-30: x>"
