"""What holds for every map, and for every figure that crosses from one day's map to another's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from vstbpn import Form, Indicator, Mode, OverTime, Period, Report, Totals, restate, roll_up
from vstbpn.catalog import Gazetteer, Weights, gazetteer
from vstbpn.model import Unit, fold
from vstbpn.testing import maps
from vstbpn.testing.maps import FIRST_DAY, TURNS

PEOPLE = Indicator(
    code="people", name_vi="Số người", measure="persons", over_time=OverTime.STOCK, minimum=None
)
OFFICES = Indicator(code="offices", name_vi="Số cơ quan", measure="bodies", over_time=OverTime.STOCK)
FORM = Form(code="form", cells=["people", "people:F", "people:M", "offices"], indicators=[PEOPLE, OFFICES])
PERIOD = Period(2024)
DAYS = st.sampled_from((FIRST_DAY, *TURNS))
CELLS = ("people", "people:F", "offices")


def drawn_reports(data: DataObject, gaz: Gazetteer, day: date, *, all_of_them: bool = False) -> list[Report]:
    """Let the communes of a day report; some perhaps do not."""
    found = []
    for unit in gaz.on(day).at_level("commune"):
        if all_of_them or data.draw(st.integers(0, 4)):
            women, men = data.draw(st.integers(-99, 9999)), data.draw(st.integers(0, 9999))
            offices = data.draw(st.integers(0, 20))
            found.append(report(unit.code, day, [women + men, women, men, offices]))
    return found


def report(code: str, day: date, values: Sequence[int]) -> Report:
    return Report(unit=code, form=FORM, period=PERIOD, values=values, boundaries=day)


def drawn_weights(data: DataObject, gaz: Gazetteer, start: date) -> Weights:
    """Give a weight to every step, forth and back: enough for any divided unit."""
    steps = {
        pair
        for unit in gaz.on(start)
        for link in gaz.history(unit)
        for pair in ((link.before.code, link.after.code), (link.after.code, link.before.code))
    }
    number = st.integers(1, 9)
    return {pair: data.draw(number) for pair in sorted(steps)}


def value_of(totals: Totals, unit: Unit | str, cell: str) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest that a total can be; nothing for a unit that has none."""
    try:
        total = totals[unit, PERIOD, cell]
    except KeyError:
        return Fraction(0), Fraction(0)
    if total.bounds is not None and total.value is None:
        assert total.bounds.low is not None
        assert total.bounds.high is not None
        return Fraction(total.bounds.low), Fraction(total.bounds.high)
    if total.value is None:
        assert total.missing or not total.expected, total
        return Fraction(0), Fraction(0)
    return Fraction(total.value), Fraction(total.value)


@given(maps(), DAYS, DAYS, st.booleans())
def test_shares_add_up_to_the_whole_or_are_unknown(
    gaz: Gazetteer, start: date, to: date, people: bool
) -> None:
    walk = gaz.crosswalk(to, people=people)
    for unit in gaz.on(start).at_level("province", "commune"):
        shares = walk.shares(unit)
        assert all(share > 0 for share in shares.known.values())
        assert sum(shares.known.values()) + shares.left == 1
        assert (shares.left > 0) or not shares.unknown
        assert all(code in gaz.on(to) for code in shares.reach)
        assert shares.of(shares.reach) == (Fraction(1), Fraction(1))
        for code in shares.reach:
            low, high = shares.of({code})
            assert 0 <= low <= high <= 1


@given(maps(), st.data())
def test_a_way_through_a_day_between_says_no_more_than_the_straight_one(
    gaz: Gazetteer, data: DataObject
) -> None:
    """And, where every step is known, just the same."""
    start, middle, to = sorted(data.draw(st.lists(DAYS, min_size=3, max_size=3)))
    first, then, straight = gaz.crosswalk(middle), gaz.crosswalk(to), gaz.crosswalk(to)
    for unit in gaz.on(start).at_level("commune"):
        there, at_once = first.shares(unit), straight.shares(unit)
        onward = {code: then.shares(gaz.unit(code, level="commune", on=middle)) for code in there.reach}
        assert at_once.reach == {code for shares in onward.values() for code in shares.reach}
        for code in at_once.reach:
            least = sum(
                there.known.get(mid, Fraction(0)) * shares.of({code})[0] for mid, shares in onward.items()
            )
            low, high = at_once.of({code})
            assert least <= low <= high
            if not there.unknown and not any(shares.unknown for shares in onward.values()):
                assert low == high == least


@given(maps(divided=False), st.data())
def test_there_and_onward_is_the_same_as_straight(gaz: Gazetteer, data: DataObject) -> None:
    start, middle, to = FIRST_DAY, TURNS[0], data.draw(DAYS.filter(lambda day: day > TURNS[0]))
    reports = drawn_reports(data, gaz, start, all_of_them=True)
    there = restate(reports, gaz, to=middle)
    onward = [
        report(unit.code, middle, [int(value_of(there, unit, cell.code)[0]) for cell in FORM.cells])
        for unit in there.tree.at_level("commune")
    ]
    straight, stepwise = restate(reports, gaz, to=to), restate(onward, gaz, to=to)
    for key in straight:
        assert straight[key].value == stepwise[key].value
        assert straight[key].value is not None


@given(maps(), DAYS, DAYS, st.data())
def test_the_national_total_never_changes(gaz: Gazetteer, start: date, to: date, data: DataObject) -> None:
    reports = drawn_reports(data, gaz, start)
    assume(reports)
    weights = data.draw(st.none() | st.just(drawn_weights(data, gaz, start)))
    organised = roll_up(reports, gaz.on(start), mode=Mode.AVAILABLE)
    for zones in (False, True):
        totals = restate(reports, gaz, to=to, weights=weights, mode=Mode.AVAILABLE, zones=zones)
        for place, cell in enumerate(FORM.cells):
            expected = sum(report.numbers[place] for report in reports)
            assert totals["VN", PERIOD, cell].value == organised["VN", PERIOD, cell].value == expected
            if weights is not None and not zones:
                by_commune = [value_of(totals, unit, cell.code) for unit in totals.tree.at_level("commune")]
                assert sum(low for low, _ in by_commune) == expected
            if zones:
                by_zone = [value_of(totals, unit, cell.code) for unit in totals.tree.at_level("zone")]
                assert all(low == high for low, high in by_zone)
                assert sum(low for low, _ in by_zone) == expected


@given(maps(divided=False), st.data())
def test_a_merge_conserves_every_sum(gaz: Gazetteer, data: DataObject) -> None:
    """Forward every figure of a map without divisions is exact, and the figures of each level add up."""
    reports = drawn_reports(data, gaz, FIRST_DAY, all_of_them=True)
    totals = restate(reports, gaz, to=TURNS[-1])
    for level in ("province", "commune"):
        for place, cell in enumerate(FORM.cells):
            found = [totals[unit, PERIOD, cell].value for unit in totals.tree.at_level(level)]
            assert sum(value for value in found if value is not None) == sum(
                report.numbers[place] for report in reports
            )
            assert None not in found


@given(maps(), DAYS, st.data())
def test_bounds_contain_every_weighted_answer(gaz: Gazetteer, to: date, data: DataObject) -> None:
    reports = drawn_reports(data, gaz, FIRST_DAY)
    assume(reports)
    weights = drawn_weights(data, gaz, FIRST_DAY)
    honest = restate(reports, gaz, to=to, mode=Mode.AVAILABLE)
    guessed = restate(reports, gaz, to=to, mode=Mode.AVAILABLE, weights=weights)
    walks = {people: gaz.crosswalk(to, people=people) for people in (True, False)}
    said = [gaz.unit(report.unit, level="commune", on=FIRST_DAY) for report in reports]
    for unit in honest.tree:
        for cell in CELLS:
            if (unit, PERIOD, cell) not in guessed:
                continue
            low, high = ends(honest, unit, cell)
            answer = guessed[unit, PERIOD, cell]
            if answer.value is None:
                assert not answer.reported or answer.reason is not None
                continue
            assert low is None or low <= answer.value, (unit, cell)
            assert high is None or answer.value <= high, (unit, cell)
            if unit.level == "commune":
                shares = [walks[cell != "offices"].shares(giver).of({unit.code}) for giver in said]
                is_guess = any(low != high or 0 < low < 1 for low, high in shares)
                assert answer.estimated == is_guess, (unit, cell)


def ends(totals: Totals, unit: Unit, cell: str) -> tuple[Fraction | None, Fraction | None]:
    """Give the least and the greatest that the sum of what is there can be."""
    place = FORM.place(next(known for known in FORM.cells if known.code == cell))
    tally = totals.figures[0].tally(unit.code, place)
    return Fraction(tally.low), Fraction(tally.high)


@given(maps(), DAYS, DAYS, st.data())
def test_who_reported_and_who_did_not_stays_with_the_units_of_that_day(
    gaz: Gazetteer, start: date, to: date, data: DataObject
) -> None:
    reports = drawn_reports(data, gaz, start)
    assume(reports)
    source, totals = gaz.on(start), restate(reports, gaz, to=to)
    said = {report.unit for report in reports}
    silent = {unit for unit in source.at_level("commune") if unit.code not in said}
    nation = totals["VN", PERIOD, "people"]
    assert (nation.reported, nation.expected) == (len(reports), len(source.at_level("commune")))
    assert set(nation.missing) == silent
    shares: Mapping[str, frozenset[str]] = {
        unit.code: gaz.crosswalk(to).shares(unit).reach for unit in source.at_level("commune")
    }
    for unit in totals.tree.at_level("commune"):
        if (unit, PERIOD, "people") in totals:
            total = totals[unit, PERIOD, "people"]
            assert total.reported + len(total.missing) == total.expected
            assert set(total.missing) == {old for old in silent if unit.code in shares[old.code]}
            assert total.expected == sum(unit.code in reach for reach in shares.values())


@given(maps(), DAYS, DAYS)
def test_what_became_of_units_and_what_they_were_made_of_is_one_story(
    gaz: Gazetteer, start: date, to: date
) -> None:
    start, to = sorted((start, to))
    forth = {(link.before, link.after, link.people_share, link.kind) for link in gaz.between(start, to)}
    back = {
        (link.before, link.after, link.people_share, link.kind)
        for unit in gaz.on(to).units[1:]
        for link in gaz.predecessors(unit, on=start)
    }
    assert forth == back
    assert {before for before, *_ in forth} == set(gaz.on(start).units[1:])
    assert {after for _, after, *_ in forth} == set(gaz.on(to).units[1:])
    for before, after, *_ in forth:
        assert before.holds_on(start)
        assert after.holds_on(to)


@given(maps())
def test_the_versions_of_a_map_fill_its_days_without_a_gap(gaz: Gazetteer) -> None:
    for day in (FIRST_DAY, *TURNS):
        for unit in gaz.on(day).units[1:]:
            before, after = gaz.versions(unit.code, level=unit.level), gaz.history(unit)
            assert unit in before
            assert unit.valid_to is None or any(link.before == unit for link in after)
            assert unit.valid_from == FIRST_DAY or any(link.after == unit for link in after)
    assert gaz.epoch(TURNS[-1] + timedelta(days=99)) <= TURNS[-1]


@given(
    st.text(max_size=12)
    | st.sampled_from(gazetteer().on(date(2025, 7, 1)).units).flatmap(
        lambda unit: st.integers(0, len(unit.name)).map(lambda at: unit.name[:at] + unit.name[at + 1 :])
    )
)
def test_a_name_that_is_not_known_never_becomes_a_unit(name: str) -> None:
    """A letter left out of a name makes no match, unless what is left is another unit's whole name."""
    for unit in gazetteer().find(name, on=date(2025, 7, 1)):
        bare = unit.name[len(unit.kind) :].strip()
        said = fold(name).lstrip("0123456789. ") if bare.isdigit() else fold(name)
        assert said.endswith(fold(bare))
        assert len(said) - len(fold(bare)) <= len(fold("thành phố x")) - 1
