from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from vstbpn.catalog import instruments
from vstbpn.model import Count, Ground, GroundKind, Share
from vstbpn.rules.inspection import (
    Criterion,
    Figure,
    Ranking,
    UnitFigures,
    Weighed,
    inspection_criteria,
    rank_for_inspection,
)

CRITERIA = inspection_criteria()
PROBLEMS = CRITERIA["pressing-problems"]
WOMEN = CRITERIA["women-in-leadership"]
WORKERS = CRITERIA["women-workers"]
THIRD = Fraction(35, 100)
NOT, ALL = Fraction(0), Fraction(1)
ASKED = (
    PROBLEMS.weighed(2, none_at=0, full_at=20),
    WOMEN.weighed(1, none_at=THIRD, full_at=0),
    WORKERS.weighed(1, none_at=100, full_at=500),
)


def unit(name: str, *figures: Figure | None) -> UnitFigures:
    ids = (each.criterion.id for each in ASKED)
    return UnitFigures(id=name, figures=dict(zip(ids, figures, strict=False)))


def places(ranking: Ranking) -> dict[str, tuple[int, int]]:
    return {each.unit.id: (each.first, each.last) for each in ranking}


# -- one ranking, by hand ------------------------------------------------------------------------


def test_every_contribution_is_shown_and_adds_up_to_the_score() -> None:
    """Weights 2, 1, 1 of 4; 10 of 20 problems, 17.5 of 35 % missing, 200 on the way from 100 to 500."""
    (standing,) = rank_for_inspection([unit("a", 10, Share(7, 40), 200)], ASKED)
    adds = [(each.criterion.id, each.share, each.low, each.high) for each in standing.contributions]
    assert adds == [
        ("pressing-problems", Fraction(1, 2), Fraction(1, 4), Fraction(1, 4)),
        ("women-in-leadership", Fraction(1, 4), Fraction(1, 8), Fraction(1, 8)),
        ("women-workers", Fraction(1, 4), Fraction(1, 16), Fraction(1, 16)),
    ]
    assert standing.low == standing.high == Fraction(7, 16)
    assert standing.rank == 1


def test_the_most_pressing_is_first() -> None:
    ranking = rank_for_inspection(
        [
            unit("calm", 0, Share(20, 40), 50),
            unit("hard", 20, Share(0, 9), 500),
            unit("half", 10, THIRD, 100),
        ],
        ASKED,
    )
    assert [(each.unit.id, each.rank, each.low) for each in ranking.ranked] == [
        ("hard", 1, Fraction(1)),
        ("half", 2, Fraction(1, 4)),
        ("calm", 3, Fraction(0)),
    ]
    assert ranking.open == ()


def test_a_low_share_of_women_calls_for_an_inspection_and_a_high_one_does_not() -> None:
    part = ASKED[1].part
    assert part(Fraction(0)) == (ALL, ALL)
    assert part(THIRD) == (NOT, NOT)
    assert part(Fraction(9, 10)) == (NOT, NOT)
    assert part(Share(7, 100)) == (Fraction(4, 5), Fraction(4, 5))


def test_equal_scores_share_a_place_and_the_next_comes_after_all_of_them() -> None:
    ranking = rank_for_inspection(
        [
            unit("d", 1, THIRD, 100),
            unit("b", 5, THIRD, 100),
            unit("c", 5, THIRD, 100),
            unit("a", 9, THIRD, 100),
        ],
        ASKED,
    )
    assert [(each.unit.id, each.rank, each.tied_with) for each in ranking.ranked] == [
        ("a", 1, ()),
        ("b", 2, ("c",)),
        ("c", 2, ("b",)),
        ("d", 4, ()),
    ]


def test_thirds_are_compared_exactly() -> None:
    """As floats 0.1 + 0.2 is more than 0.3, and the tie would be lost."""
    asked = (
        PROBLEMS.weighed(Decimal("0.1"), none_at=0, full_at=1),
        WORKERS.weighed(Decimal("0.2"), none_at=0, full_at=1),
        WOMEN.weighed(Decimal("0.3"), none_at=1, full_at=0),
    )
    one = UnitFigures(id="a", figures={"pressing-problems": 1, "women-workers": 1, "women-in-leadership": 1})
    other = UnitFigures(
        id="b", figures={"pressing-problems": 0, "women-workers": 0, "women-in-leadership": 0}
    )
    assert [each.tied_with for each in rank_for_inspection([one, other], asked).ranked] == [("b",), ("a",)]


# -- what is missing -----------------------------------------------------------------------------


def test_who_lacks_a_figure_is_listed_apart_with_the_range_of_its_places() -> None:
    known = [unit("a", 20, THIRD, 100), unit("b", 8, THIRD, 100), unit("c", 0, THIRD, 100)]
    ranking = rank_for_inspection([*known, unit("x", 10, None, 100)], ASKED)
    assert [each.unit.id for each in ranking.ranked] == ["a", "b", "c"]
    (apart,) = ranking.open
    assert (apart.unit.id, apart.missing, apart.rank) == ("x", ("women-in-leadership",), None)
    assert (apart.low, apart.high) == (Fraction(1, 4), Fraction(1, 2))
    assert (apart.first, apart.last) == (1, 2)


def test_a_missing_figure_can_put_a_unit_first_and_is_never_a_zero() -> None:
    ranking = rank_for_inspection([unit("reported", 1, THIRD, 100), unit("silent")], ASKED)
    assert places(ranking) == {"reported": (1, 2), "silent": (1, 2)}
    assert ranking.of("silent").high == 1
    assert ranking.of("silent").missing == ("pressing-problems", "women-in-leadership", "women-workers")


@pytest.mark.parametrize(
    ("figure", "part", "is_missing"),
    [
        (Share(0, 0), (0, 1), True),
        (Share(5, 3), (0, 1), True),
        (Share(3, 5, 3), (0, 1), True),
        (Share(0, 4, 0, None), (0, 1), False),
        (Share(10, 100, 10), (Fraction(3, 7), Fraction(5, 7)), False),
        (Share(14, 80, 0, 20), (Fraction(1, 35), Fraction(3, 5)), False),
        (None, (0, 1), True),
    ],
)
def test_a_share_with_gaps_lies_between_two_ends_and_one_of_nobody_tells_nothing(
    figure: Share | None, part: tuple[Fraction, Fraction], is_missing: bool
) -> None:
    assert ASKED[1].part(figure) == part
    (standing,) = rank_for_inspection([unit("a", 1, figure, 100)], ASKED)
    assert ("women-in-leadership" in standing.missing) is is_missing


def test_a_count_without_an_upper_end_may_be_any_number() -> None:
    assert ASKED[0].part(Count(5, None)) == (Fraction(1, 4), ALL)
    assert ASKED[0].part(Count(5, 10)) == (Fraction(1, 4), Fraction(1, 2))
    assert ASKED[1].part(Count(0, None)) == (NOT, ALL)


def test_figures_that_are_open_and_change_nothing_leave_a_unit_ranked() -> None:
    """From 20 problems on a unit gets all of the weight, so that 20 to 30 is as good as 20."""
    ranking = rank_for_inspection([unit("a", Count(20, 30), THIRD, 100)], ASKED)
    assert [each.unit.id for each in ranking.ranked] == ["a"]


def test_who_is_open_stands_in_the_order_of_what_is_possible() -> None:
    units = [unit("low", 0, None, 100), unit("high", 20, None, 100), unit("two", 0, None, None)]
    assert [each.unit.id for each in rank_for_inspection(units, ASKED).open] == ["high", "two", "low"]


# -- what is said --------------------------------------------------------------------------------


def test_the_texts_say_the_figures_the_ties_and_what_is_missing() -> None:
    ranking = rank_for_inspection(
        [
            unit("a", 10, Share(7, 40, 2, None), 100),
            evolve(unit("b", 10, THIRD, 100), name="Xã B"),
            unit("c", 10, THIRD, 100),
            unit("d", Count(1, 2), Share(1, 4, 1, 1), 100),
        ],
        ASKED,
    )
    assert ranking.of("b").text_en == (
        "1..2. Xã B: 1/4 = pressing problems (10): 1/4; women in leadership (7/20): 0; women workers (100): 0; "
        "equal with c"
    )
    assert ranking.of("a").text_en.startswith("1. a: 1/4..1/2 = pressing problems (10): 1/4; women in")
    assert ranking.of("a").rank == 1, "nobody can come before it, whatever its share turns out to be"
    assert "(7/40 (2? +?)): 0..1/4" in ranking.of("a").text_en
    assert "(1..2): 1/40..1/20" in ranking.of("d").text_en
    assert "(1/4 (1? +1?))" in ranking.of("d").text_en


def test_the_vietnamese_text_says_the_same() -> None:
    ranking = rank_for_inspection(
        [unit("a", 10), unit("b", 10, THIRD, 100), unit("c", 10, THIRD, 100)], ASKED
    )
    assert "bằng điểm với c" in ranking.of("b").text_vi
    said = ranking.of("a").text_vi
    assert "tỷ lệ nữ trong cấp ủy, lãnh đạo, quản lý (chưa có số liệu): 0..1/4" in said
    assert said.endswith(
        "không xếp được theo tỷ lệ nữ trong cấp ủy, lãnh đạo, quản lý, "
        "số lao động nữ của doanh nghiệp, cơ sở sản xuất, kinh doanh"
    )
    assert str(ranking.of("a")) == ranking.of("a").text_en


def test_each_criterion_names_the_directives_that_give_it() -> None:
    for criterion in CRITERIA.values():
        assert [ground.instrument for ground in criterion.grounds] == [
            "cv-bac-giang-2024",
            "ctr-02-hai-phong-2022",
        ]
        for ground in criterion.grounds:
            assert ground.pinpoint
            assert ground.instrument is not None
            assert ground.verified is instruments().by_key(ground.instrument).verified
    assert [criterion.rises for criterion in CRITERIA.values()] == [True, False, True]


# -- calls that cannot be answered ---------------------------------------------------------------


def test_a_criterion_needs_a_weight_and_a_scale_of_the_caller() -> None:
    with pytest.raises(TypeError, match="expected a criterion with its weight and scale, got Criterion"):
        rank_for_inspection([], [PROBLEMS])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="expected a weight above 0, got 0"):
        PROBLEMS.weighed(0, none_at=0, full_at=1)
    with pytest.raises(ValueError, match="expected full_at above none_at, got 0 and 1"):
        PROBLEMS.weighed(1, none_at=1, full_at=0)
    with pytest.raises(ValueError, match="expected full_at below none_at, got 1 and 0"):
        WOMEN.weighed(1, none_at=0, full_at=1)
    with pytest.raises(ValueError, match="expected full_at above none_at, got 1 and 1"):
        PROBLEMS.weighed(1, none_at=1, full_at=1)


@pytest.mark.parametrize("number", [0.35, True, "1"])
def test_only_exact_numbers_are_taken(number: Figure) -> None:
    with pytest.raises(TypeError, match="expected a whole number, a Decimal or a Fraction"):
        PROBLEMS.weighed(number, none_at=0, full_at=1)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="expected a whole number, a Decimal or a Fraction"):
        rank_for_inspection([unit("a", number)], ASKED)


def test_infinity_is_no_figure() -> None:
    with pytest.raises(ValueError, match="expected a finite number, got Infinity"):
        rank_for_inspection([unit("a", Decimal("Infinity"))], ASKED)


def test_nothing_to_rank_by_and_what_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="expected criteria to rank by, got none"):
        rank_for_inspection([unit("a")], [])
    with pytest.raises(ValueError, match="expected each unit once, got two with the id 'a'"):
        rank_for_inspection([unit("a"), unit("b"), unit("a", 1)], ASKED)
    with pytest.raises(ValueError, match="expected each criterion once, got two with the id 'women-workers'"):
        rank_for_inspection([], [*ASKED, WORKERS.weighed(9, none_at=0, full_at=1)])
    with pytest.raises(LookupError, match="expected the id of a unit that was ranked, got 'b'"):
        rank_for_inspection([unit("a")], ASKED).of("b")


def test_a_criterion_says_what_it_is_and_what_it_rests_on() -> None:
    good = Ground(kind=GroundKind.PRACTICE)
    with pytest.raises(ValueError, match="expected what it rests on, got nothing"):
        Criterion(id="mine", name_vi="a", name_en="a", rises=True, grounds=())
    for blank in ({"id": " "}, {"name_vi": ""}, {"name_en": ""}):
        texts = {"id": "mine", "name_vi": "a", "name_en": "a", **blank}
        with pytest.raises(ValueError, match="expected an id and a name in both languages, got a blank one"):
            Criterion(**texts, rises=True, grounds=(good,))


def test_nobody_to_rank_makes_an_empty_ranking() -> None:
    assert len(rank_for_inspection([], ASKED)) == 0


# -- laws ----------------------------------------------------------------------------------------

numbers = st.fractions(min_value=0, max_value=30, max_denominator=4)
counts = st.tuples(st.integers(0, 25), st.integers(0, 10)).map(lambda ends: Count(ends[0], sum(ends)))
figures: st.SearchStrategy[Fraction | Count | None] = st.one_of(st.none(), numbers, counts)
problems_only = (PROBLEMS.weighed(2, none_at=0, full_at=20), WORKERS.weighed(1, none_at=3, full_at=9))


def make(rows: list[tuple[Fraction | Count | None, Fraction | Count | None]]) -> list[UnitFigures]:
    return [
        UnitFigures(id=f"u{place}", figures={"pressing-problems": one, "women-workers": other})
        for place, (one, other) in enumerate(rows)
    ]


unit_lists = st.lists(st.tuples(figures, figures), min_size=1, max_size=7).map(make)


@given(unit_lists, st.randoms())
def test_the_order_of_units_and_criteria_does_not_matter(units: list[UnitFigures], random: object) -> None:
    shuffled = sorted(units, key=lambda _: random.random())  # type: ignore[attr-defined]
    one = rank_for_inspection(units, problems_only)
    other = rank_for_inspection(shuffled, problems_only[::-1])
    assert [each.unit.id for each in one] == [each.unit.id for each in other]
    assert places(one) == places(other)


@given(unit_lists, st.fractions(min_value=Fraction(1, 9), max_value=9))
def test_the_same_factor_on_all_weights_changes_nothing(units: list[UnitFigures], factor: Fraction) -> None:
    scaled = [evolve(each, weight=each.weight * factor) for each in problems_only]
    one, other = rank_for_inspection(units, problems_only), rank_for_inspection(units, scaled)
    assert (one.ranked, one.open) == (other.ranked, other.open)


@given(unit_lists, st.data())
def test_worse_figures_never_make_a_unit_wait_longer(units: list[UnitFigures], data: st.DataObject) -> None:
    chosen = data.draw(st.integers(0, len(units) - 1))
    worse = _worse(units[chosen].figures, data.draw(st.fractions(0, 10, max_denominator=4)))
    before = rank_for_inspection(units, problems_only)
    moved = [evolve(one, figures=worse) if place == chosen else one for place, one in enumerate(units)]
    after = rank_for_inspection(moved, problems_only)
    name = units[chosen].id
    assert after.of(name).first <= before.of(name).first
    assert after.of(name).last <= before.of(name).last


def _worse(known: Mapping[str, Figure | None], by: Fraction) -> dict[str, Figure | None]:
    worse: dict[str, Figure | None] = {}
    for name, figure in known.items():
        if isinstance(figure, Count):
            assert figure.high is not None
            worse[name] = Count(figure.low + int(by), figure.high + int(by))
        else:
            assert isinstance(figure, Fraction | None)
            worse[name] = None if figure is None else figure + by
    return worse


def _less_open(figure: Figure | None, data: st.DataObject) -> Figure | None:
    if figure is None:
        return data.draw(figures)
    if isinstance(figure, Count):
        assert figure.high is not None
        low = data.draw(st.integers(figure.low, figure.high))
        return Count(low, data.draw(st.integers(low, figure.high)))
    return figure


@given(unit_lists, st.data())
def test_more_knowledge_only_narrows_the_range_of_places(
    units: list[UnitFigures], data: st.DataObject
) -> None:
    better = [
        evolve(one, figures={name: _less_open(figure, data) for name, figure in one.figures.items()})
        for one in units
    ]
    before = rank_for_inspection(units, problems_only)
    after = rank_for_inspection(better, problems_only)
    for one in units:
        wide, narrow = before.of(one.id), after.of(one.id)
        assert wide.first <= narrow.first <= narrow.last <= wide.last


@given(unit_lists, st.data())
def test_every_place_at_the_ends_of_a_range_can_be_reached(
    units: list[UnitFigures], data: st.DataObject
) -> None:
    """The range is no wider than it must be: settle the unit at its worst and all others at their best."""
    chosen = data.draw(st.integers(0, len(units) - 1))
    name = units[chosen].id
    found = rank_for_inspection(units, problems_only).of(name)
    for is_urgent, expected in ((True, found.first), (False, found.last)):
        settled = [evolve(one, figures=_at_end(one, high=(one.id == name) is is_urgent)) for one in units]
        assert rank_for_inspection(settled, problems_only).of(name).rank == expected


def _at_end(one: UnitFigures, *, high: bool) -> dict[str, Figure | None]:
    settled: dict[str, Figure | None] = {}
    for asked in problems_only:
        figure = one.figures[asked.criterion.id]
        if figure is None:
            settled[asked.criterion.id] = asked.full_at if high else asked.none_at
        elif isinstance(figure, Count):
            settled[asked.criterion.id] = figure.high if high else figure.low
        else:
            settled[asked.criterion.id] = figure
    return settled


@given(unit_lists)
def test_whoever_has_no_figure_may_be_the_first_of_those_with_the_same_others(
    units: list[UnitFigures],
) -> None:
    """Missing data is never ranked as good: withholding a figure never makes a unit's first place later."""
    before = rank_for_inspection(units, problems_only)
    for place, one in enumerate(units):
        silent = [evolve(each, figures={}) if each is one else each for each in units]
        after = rank_for_inspection(silent, problems_only).of(one.id)
        assert after.first <= before.of(one.id).first, place


@given(unit_lists)
def test_one_more_unit_changes_no_score(units: list[UnitFigures]) -> None:
    all_of, fewer = rank_for_inspection(units, problems_only), rank_for_inspection(units[1:], problems_only)
    for one in units[1:]:
        assert all_of.of(one.id).contributions == fewer.of(one.id).contributions


def test_a_weighed_criterion_is_a_value() -> None:
    assert PROBLEMS.weighed(1, none_at=0, full_at=20) == Weighed(PROBLEMS, 1, 0, 20)
