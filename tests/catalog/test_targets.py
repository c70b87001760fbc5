from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vstbpn.catalog import (
    Bound,
    Direction,
    Relation,
    Requirement,
    TableError,
    Target,
    Targets,
    indicators,
    instruments,
    parse_targets,
    target,
    targets,
    unverified,
)
from vstbpn.model import OverUnits

# The strategy as it was read: year, relation, number, word; "on" is *from that year on*, "?" is not verified.
STRATEGY = {
    "1.1": "2025 >= 60 đạt, 2030 >= 75 đạt",
    "2.1": "2025 >= 50 đạt, 2030 ~ 60 khoảng",
    "2.2": "2025 < 30 dưới, 2030 < 25 dưới",
    "2.3": "2025 >= 27 ít nhất, 2030 >= 30 ít nhất",
    "3.1": "2025 <= 17/10 còn, 2030 <= 7/5 còn",
    "3.2a": "2025 >= 80 đạt, 2030 >= 90 đạt",
    "3.2b": "2025 >= 50 đạt, 2030 >= 70 đạt",
    "3.3": "2025on >= 100 -",
    "3.4": "2025 >= 70 có, 2030 >= 100 có",
    "4.1": "2025 <= 111 ở mức, 2030 <= 109 ở mức",
    "4.2": "2025 <= 42 còn, 2030 < 42 dưới",
    "4.3": "2025 <= 18 xuống, 2030 < 18 dưới",
    "4.4": "2025 >= 40 đạt, 2030 >= 70 đạt",
    "5.1": "2025on yes None -",
    "5.2a": "2025 > 90 trên, 2030 ~ 99 khoảng",
    "5.2b": "2025? ~ 85 khoảng, 2030? >= 90 -",
    "5.3": "2025? >=|> 30 -, 2030? >=|> 40 -",
    "5.4a": "2025on >= 50 không dưới",
    "5.4b": "2025 >= 30 đạt, 2030 >= 35 đạt",
    "6.1": "2025 >= 60 đạt, 2030 >= 80 đạt",
    "6.2": "2025on? >= 100 -",
    "6.3": "2025on? >= 100 -",
    "6.4": "2025? >= 100 -, 2030? >= 100 -",
}
SIGNS = {
    Relation.AT_LEAST: ">=",
    Relation.MORE_THAN: ">",
    Relation.AT_MOST: "<=",
    Relation.LESS_THAN: "<",
    Relation.ABOUT: "~",
    Relation.AT_LEAST_OR_MORE_THAN: ">=|>",
    Relation.YES: "yes",
}

GOOD = """
[targets."x:1"]
name_vi = "Nữ cấp ủy viên"
name_en = "Women on party committees"
instrument = "kh-311-bac-giang-2021"
scope = "Bắc Giang"
direction = "up"
numerator = "party-committee-members:F"
numerator_vi = "nữ cấp ủy viên"
numerator_en = "women"
denominator = "party-committee-members"
denominator_vi = "cấp ủy viên"
denominator_en = "members"
steps = [
  { year = 2025, relation = "at-least", value = 15, source = "a page", checked_on = 2026-11-21, verified = true },
]
"""


def said(step: Requirement) -> str:
    year = f"{step.year}{'on' if step.onwards else ''}{'' if step.verified else '?'}"
    return f"{year} {SIGNS[step.relation]} {step.value} {step.word or '-'}"


def bound(relation: Relation, value: object = None, **more: Any) -> Bound:
    given: dict[str, Any] = {"source": "a page", "checked_on": date(2026, 11, 21), "verified": True, **more}
    return Bound(relation=relation, value=value, **given)


def step(year: int, relation: Relation, value: object, **more: Any) -> Requirement:
    given: dict[str, Any] = {"source": "a page", "checked_on": date(2026, 11, 21), "verified": True, **more}
    return Requirement(
        target="x", year=year, relation=relation, value=value, **{"direction": Direction.UP, **given}
    )


def required(code: str, year: int) -> Requirement:
    found = target(code).required(year)
    assert found is not None
    return found


class TestStrategy:
    def test_it_has_six_objectives_and_twenty_targets(self) -> None:
        strategy = targets().of("nq-28-cp-2021")
        assert [one.id for one in targets().objectives] == [f"28/NQ-CP:{number}" for number in range(1, 7)]
        numbers = {one.id.removeprefix("28/NQ-CP:").rstrip("ab") for one in strategy}
        counts = [sum(number.startswith(f"{which}.") for number in numbers) for which in range(1, 7)]
        assert counts == [1, 3, 4, 4, 4, 4]
        assert {one.id.removeprefix("28/NQ-CP:") for one in strategy} == set(STRATEGY)

    @pytest.mark.parametrize("code", STRATEGY)
    def test_every_value_stands_with_its_year_relation_word_and_mark(self, code: str) -> None:
        one = target(code)
        assert ", ".join(map(said, one.steps)) == STRATEGY[code]
        assert one.objective is not None
        assert one.objective.id == f"28/NQ-CP:{code[0]}"
        assert one.scope == ""

    def test_target_1_1_counts_bodies(self) -> None:
        """Translations say that 60% of leaders are women: the text counts bodies that have one."""
        one = target("1.1")
        for cell in one.pairs[0]:
            assert indicators()[cell.indicator].measure == "bodies"
        assert "cơ quan, không đếm người" in one.note_vi

    def test_the_same_number_with_another_relation_is_another_target(self) -> None:
        """42 in 2025 and *dưới* 42 in 2030: maternal mortality; 18 for adolescent births."""
        for code, number, per in (("4.2", 42, 100_000), ("4.3", 18, 1_000)):
            assert [required(code, year).met_by(number, per) for year in (2025, 2030)] == [True, False]
            assert [required(code, year).met_by(number * 10 - 1, per * 10) for year in (2025, 2030)] == [
                True
            ] * 2
            assert required(code, 2025).met_by(number * 10 + 1, per * 10) is False

    def test_denominators_that_break_in_2025_say_so(self) -> None:
        assert {one.id for one in targets() if one.breaks == (date(2025, 7, 1),)} == {
            "28/NQ-CP:1.1",
            "28/NQ-CP:4.4",
            "28/NQ-CP:6.3",
            "2282/QĐ-TTg:bodies",
        }

    def test_boys_and_girls_meet_5_2_each(self) -> None:
        for code in ("5.2a", "5.2b"):
            assert [(top.sex, bottom.sex) for top, bottom in target(code).pairs] == [("F", "F"), ("M", "M")]
        assert len(target("5.4a").pairs) == 1
        assert target("5.1").pairs == ()

    def test_births_start_from_23(self) -> None:
        assert target("4.3").baseline == 23
        assert target("4.2").baseline is None


class TestOtherTargets:
    def test_decision_2282_has_three_targets_and_an_exception_for_all(self) -> None:
        program = targets().of("qd-2282-ttg-2020")
        assert [(one.id, *[int(step.value or 0) for step in one.steps]) for one in program] == [
            ("2282/QĐ-TTg:bodies", 60, 75),
            ("2282/QĐ-TTg:planning", 40, 50),
            ("2282/QĐ-TTg:training", 75, 90),
        ]
        exception = targets().adjustments["qd-2282-ttg-2020"]
        assert all(one.adjustment is exception for one in program)
        assert [one.id for one in targets() if one.adjustment and one not in program] == []
        assert (exception.met_by(2999, 10_000), exception.met_by(3000, 10_000)) == (True, False)

    def test_women_trained_are_counted_among_women_listed(self) -> None:
        (pair,) = target("2282/QĐ-TTg:training").pairs
        assert [cell.code for cell in pair] == ["planning-list-trained:F", "planning-list:F"]

    def test_resolution_26_of_2018_asks_for_more_than_35_and_for_a_range(self) -> None:
        committees, assembly, councils = targets().of("nq-26-tw-2018")
        for one in (assembly, councils):
            (step,) = one.steps
            assert (step.met_by(35, 100), step.met_by(36, 100)) == (False, True)
        (step,) = committees.steps
        assert (step.value, step.upper, step.text_vi) == (Fraction(20), Fraction(25), "20-25%")
        assert [step.met_by(women, 100) for women in (19, 20, 25, 26)] == [False, True, True, True]

    @pytest.mark.parametrize(
        ("code", "place", "year", "number"),
        [
            ("ca-mau:6.1", "Cà Mau", 2025, 80),
            ("ninh-thuan:6.1", "Ninh Thuận", 2025, 90),
            ("hai-phong:3.2a", "Hải Phòng", 2022, 100),
        ],
    )
    def test_local_targets_stand_apart_and_are_stricter(
        self, code: str, place: str, year: int, number: int
    ) -> None:
        local = target(code)
        assert (local.scope, required(code, year).value) == (place, Fraction(number))
        assert local.stricter_than is not None
        assert local in targets().local(local.stricter_than)
        assert local not in targets().local("28/NQ-CP:1.1")
        assert local.steps[0].ratio is not None
        assert local.steps[0].ratio > (required(local.stricter_than, 2025).ratio or 0)
        assert local.unverified

    def test_only_where_no_document_is_known_a_target_has_none(self) -> None:
        assert [one.id for one in targets() if one.instrument is None] == ["ca-mau:6.1"]
        assert not any(step.verified for step in target("ca-mau:6.1").steps)


class TestYears:
    def test_a_value_for_a_year_says_nothing_of_others(self) -> None:
        one = target("1.1")
        assert [getattr(one.required(year), "value", None) for year in range(2024, 2032)] == [
            None,
            60,
            None,
            None,
            None,
            None,
            75,
            None,
        ]

    def test_a_value_from_a_year_on_holds_until_the_strategy_ends(self) -> None:
        one = target("3.3")
        held = [year for year in range(2020, 2035) if one.required(year)]
        assert held == list(range(2025, 2031))
        assert required("3.3", 2028).year == 2025

    def test_the_next_value_takes_over(self) -> None:
        text = GOOD.replace("year = 2025,", "year = 2025, onwards = true,").replace(
            "\n]\n",
            '\n  { year = 2028, relation = "at-least", value = 20, source = "a page", checked_on = 2026-11-21, verified = true },\n]\n',
        )
        one = parse_targets({"a.toml": text}).by_id("x:1")
        values = [getattr(one.required(year), "value", None) for year in (2024, 2025, 2027, 2028, 2029)]
        assert values == [None, 15, 15, 20, 15]

    def test_an_instrument_of_which_no_end_is_known_ends_nothing(self) -> None:
        text = GOOD.replace("year = 2025,", "year = 2025, onwards = true,")
        assert parse_targets({"a.toml": text}).by_id("x:1").required(2999)
        nobody = text.replace('instrument = "kh-311-bac-giang-2021"', "")
        assert parse_targets({"a.toml": nobody}).by_id("x:1").required(2999)

    def test_nothing_is_required_once_the_instrument_is_over(self) -> None:
        over = GOOD.replace("kh-311-bac-giang-2021", "qd-2232-ttg-2020")  # until the end of 2025
        ends = parse_targets({"a.toml": over}).by_id("x:1")
        assert ends.required(2025)
        late = parse_targets({"a.toml": over.replace("year = 2025", "year = 2026")}).by_id("x:1")
        assert late.required(2026) is None


class TestExactness:
    @pytest.mark.parametrize(
        ("relation", "below", "equal", "above"),
        [
            (Relation.AT_LEAST, False, True, True),
            (Relation.MORE_THAN, False, False, True),
            (Relation.AT_MOST, True, True, False),
            (Relation.LESS_THAN, True, False, False),
            (Relation.AT_LEAST_OR_MORE_THAN, False, None, True),
            (Relation.ABOUT, None, None, None),
        ],
    )
    def test_each_relation_is_judged_to_the_last_unit(
        self, relation: Relation, below: bool | None, equal: bool | None, above: bool | None
    ) -> None:
        one, many = bound(relation, 35), 10**20
        found = [one.met_by(35 * many + step, 100 * many) for step in (-1, 0, 1)]
        assert found == [below, equal, above]

    def test_35_per_cent_of_864_is_302_4(self) -> None:
        one = bound(Relation.AT_LEAST, 35)
        assert (one.met_by(302, 864), one.met_by(303, 864)) == (False, True)

    @given(st.integers(0, 10**6), st.integers(1, 10**6), st.sampled_from(["1.7", "1.4", 111, 42]))
    def test_it_agrees_with_fractions(self, top: int, bottom: int, value: str | int) -> None:
        one = bound(Relation.AT_MOST, value, unit_vi="lần", per=1)
        assert one.met_by(top, bottom) is (Fraction(top, bottom) <= Fraction(value))

    def test_means_are_compared_exactly_too(self) -> None:
        """In 2024 women worked 15.5 hours and men 8.6: more than 1.7 times."""
        wanted = required("3.1", 2025)
        assert wanted.met_by(Decimal("15.5"), Decimal("8.6")) is False
        assert wanted.met_by(Decimal("1.7"), 1) is True
        assert wanted.met_by(Decimal("1.70000000000000000000000000000000001"), 1) is False
        assert wanted.met_by(Fraction(17, 10), 1) is True

    def test_boys_may_be_more_than_girls(self) -> None:
        wanted = required("4.1", 2025)
        assert [wanted.met_by(boys, 1000) for boys in (1110, 1111)] == [True, False]

    def test_nothing_of_nothing_cannot_be_told(self) -> None:
        assert required("1.1", 2025).met_by(0, 0) is None
        assert required("1.1", 2025).met_by(0, 1) is False

    def test_yes_or_no_cannot_be_told_from_figures(self) -> None:
        assert required("5.1", 2025).met_by(1, 1) is None
        assert required("5.1", 2025).ratio is None

    @pytest.mark.parametrize(
        ("top", "bottom", "fault"),
        [
            (1, 0, "expected a denominator above 0, got 1 of 0"),
            (-1, 1, "expected counts of 0 or more, got -1 and 1"),
            (1, -1, "expected counts of 0 or more"),
            (11, 10, "expected a part of 10, got 11"),
            (Decimal("NaN"), 1, "expected a finite number, got NaN"),
            (1, Decimal("Infinity"), "expected a finite number"),
        ],
    )
    def test_figures_that_cannot_be_true_are_not_judged(
        self, top: int | Decimal, bottom: int | Decimal, fault: str
    ) -> None:
        with pytest.raises(ValueError, match=fault):
            required("1.1", 2025).met_by(top, bottom)

    @pytest.mark.parametrize("number", [0.5, True, "1", None])
    def test_only_exact_numbers_are_compared(self, number: Any) -> None:
        with pytest.raises(TypeError, match="expected an exact number"):
            required("1.1", 2025).met_by(number, 1)


class TestAbout:
    def test_it_is_met_at_the_number_missed_before_the_earlier_one_and_open_between(self) -> None:
        about = required("5.2a", 2030)  # khoảng 99, after trên 90
        assert [about.met_by(each, 100) for each in (100, 99, 98, 91, 90, 10)] == [
            True,
            True,
            None,
            None,
            False,
            False,
        ]

    def test_without_an_earlier_number_only_reaching_it_is_sure(self) -> None:
        about = required("5.2b", 2025)
        assert [about.met_by(each, 100) for each in (85, 84, 0)] == [True, None, None]

    def test_nothing_of_nothing_stays_open(self) -> None:
        assert required("2.1", 2030).met_by(0, 0) is None

    def test_where_the_figure_is_to_fall_the_other_side_is_met(self) -> None:
        early = step(2025, Relation.AT_MOST, 30, direction=Direction.DOWN)
        about = step(2030, Relation.ABOUT, 20, direction=Direction.DOWN, earlier=early)
        assert [about.met_by(each, 100) for each in (19, 20, 21, 30, 31)] == [True, True, None, None, False]

    def test_of_a_target_that_was_eased_the_earlier_number_says_nothing(self) -> None:
        up = step(2030, Relation.ABOUT, 20, earlier=step(2025, Relation.AT_LEAST, 30))
        assert [up.met_by(each, 100) for each in (19, 20)] == [None, True]
        early = step(2025, Relation.AT_MOST, 10, direction=Direction.DOWN)
        down = step(2030, Relation.ABOUT, 20, direction=Direction.DOWN, earlier=early)
        assert [down.met_by(each, 100) for each in (20, 21)] == [True, None]

    def test_a_relation_that_nobody_read_stays_open_whatever_was_asked_for_earlier(self) -> None:
        early = step(2025, Relation.MORE_THAN, 30)
        unread = step(2030, Relation.AT_LEAST_OR_MORE_THAN, 30, earlier=early)
        assert unread.met_by(30, 100) is None


class TestTexts:
    @pytest.mark.parametrize(
        ("code", "year", "vi", "en"),
        [
            ("2.2", 2025, "dưới 30%", "less than 30%"),
            ("3.1", 2025, "còn 1,7 lần", "at most 1.7 times"),
            ("4.1", 2030, "ở mức 109 bé trai/100 bé gái", "at most 109 boys per 100 girls"),
            ("5.1", 2025, "có", "yes"),
            ("5.3", 2025, "từ hoặc trên 30%", "at least or more than 30%"),
            ("6.2", 2025, "100%", "100%"),
            ("2282/QĐ-TTg:planning", 2025, "ít nhất 40%", "at least 40%"),
            ("26-NQ/TW@2018:party-committees", 2030, "20-25%", "20-25%"),
        ],
    )
    def test_a_requirement_reads_in_both_languages(self, code: str, year: int, vi: str, en: str) -> None:
        assert (required(code, year).text_vi, required(code, year).text_en) == (vi, en)

    def test_the_ratio_is_that_of_the_counts(self) -> None:
        assert required("1.1", 2025).ratio == Fraction(3, 5)
        assert required("4.2", 2025).ratio == Fraction(42, 100_000)
        assert required("3.1", 2025).ratio == Fraction(17, 10)

    def test_a_target_shows_its_id_and_name(self) -> None:
        assert str(target("4.1")) == "28/NQ-CP:4.1 Tỷ số giới tính khi sinh"
        assert repr(targets()) == "<Targets: 32, of which 10 have something left to verify>"


class TestFinding:
    def test_a_short_id_is_of_the_strategy(self) -> None:
        assert target("6.1") is targets().by_id("28/NQ-CP:6.1")

    def test_a_target_with_parts_names_them(self) -> None:
        with pytest.raises(
            LookupError, match=r"got '28/NQ-CP:3\.2'\. Hint: there are 28/NQ-CP:3\.2a, 28/NQ-CP:3\.2b"
        ):
            target("3.2")
        with pytest.raises(LookupError, match=r"got '28/NQ-CP:7\.1'$"):
            target("7.1")

    def test_importing_the_catalogue_reads_no_table(self) -> None:
        script = (
            "import sys\nopened = []\n"
            "sys.addaudithook(lambda event, given: opened.append(str(given[0])) if event == 'open' else None)\n"
            "from vstbpn import catalog\n"
            "before = [name for name in opened if name.endswith('.toml')]\n"
            "catalog.targets()\n"
            "print(before, any(name.endswith('strategy.toml') for name in opened))"
        )
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "[] True"

    def test_they_are_read_once(self) -> None:
        assert targets() is targets()


class TestLoading:
    def test_a_table_becomes_a_target(self) -> None:
        one = parse_targets({"a.toml": GOOD}).by_id("x:1")
        assert one.instrument is instruments().by_key("kh-311-bac-giang-2021")
        assert (one.scope, one.unverified, one.objective, one.adjustment) == ("Bắc Giang", (), None, None)

    def test_one_may_be_stricter_than_a_target_of_the_catalogue(self) -> None:
        found = parse_targets({"a.toml": GOOD.replace("scope", 'stricter_than = "28/NQ-CP:6.1"\nscope')})
        assert [one.id for one in found.local("28/NQ-CP:6.1")] == ["x:1"]

    def test_objectives_and_adjustments_may_stand_in_another_file(self) -> None:
        more = """
        [objectives."x:A"]
        name_vi = "Chính trị"
        name_en = "Politics"
        instrument = "kh-311-bac-giang-2021"
        source = "a page"
        checked_on = 2026-11-21
        verified = false

        [adjustments.kh-311-bac-giang-2021]
        summary_vi = "Có thể điều chỉnh"
        summary_en = "May be adjusted"
        numerator = "staff:F"
        denominator = "staff"
        relation = "less-than"
        value = 30
        source = "a page"
        checked_on = 2026-11-21
        verified = true
        """
        found = parse_targets({"a.toml": GOOD.replace("scope", 'objective = "x:A"\nscope'), "b.toml": more})
        one = found.by_id("x:1")
        assert one.objective is found.objectives[0]
        assert one.adjustment is found.adjustments["kh-311-bac-giang-2021"]

    @pytest.mark.parametrize(
        ("old", "new", "fault"),
        [
            ('scope = "Bắc Giang"', "color = 1", r"unknown key color; known are .* @ \$\.targets\.x:1"),
            ("value = 15", "value = 1.5", r'expected a whole number or a text such as "1\.7", got 1\.5'),
            ("value = 15", "value = true", "expected a whole number or a text such as .*, got True"),
            ("value = 15", 'value = "15%"', "expected a whole number or a text such as .*, got '15%'"),
            ("value = 15", "value = -1", "expected a value of 0 or more, got -1"),
            ("value = 15, ", "", 'expected a value, and none with the relation "yes"'),
            ('"at-least"', '"yes"', 'expected a value, and none with the relation "yes"'),
            ('"at-least"', '"over"', "expected one of at-least, more-than, at-most, less-than, about"),
            ('"at-least"', '"less-than"', "expected a relation that fits the direction up, got less-than"),
            ('direction = "up"', 'direction = "down"', "fits the direction down, got at-least"),
            ('direction = "up"', "", "expected a direction, and none with"),
            ("value = 15", "value = 15, upper = 15", "expected the upper end of a range above 15, got 15"),
            (
                '"at-least", value = 15',
                '"more-than", value = 15, upper = 20',
                "range to be at-least, got more-than",
            ),
            ('source = "a page", ', "", r"it is missing @ .*steps\.source"),
            ("checked_on = 2026-11-21, ", "", r"it is missing @ .*steps\.checked_on"),
            (", verified = true", "", r"it is missing @ .*steps\.verified"),
            ('"a page"', '" "', r"expected a source, got none.* @ \$\.targets\.x:1"),
            ("kh-311-bac-giang-2021", "nothing", "expected the key of an instrument, got 'nothing'"),
            ('"party-committee-members"', '"nothing"', "unknown indicator 'nothing'"),
            ('"party-committee-members:F"', '"party-committee-members:X"', "expected sex"),
            ('numerator_vi = "nữ cấp ủy viên"', "", "expected numerator, numerator_vi and numerator_en"),
            ('denominator = "party-committee-members"', "", "expected denominator, denominator_vi"),
            ('scope = "Bắc Giang"', "per = 0", "expected per to be 1 or more, got 0"),
            ('scope = "Bắc Giang"', 'objective = "x:A"', "expected the id of an objective, got 'x:A'"),
            ('scope = "Bắc Giang"', 'stricter_than = "x:2"', r"id of a target, got 'x:2' @ .*stricter_than"),
            (
                'scope = "Bắc Giang"',
                'doubtful = ["color"]',
                "expected keys of this table in doubtful, got color",
            ),
            ('scope = "Bắc Giang"', 'doubtful = "scope"', "expected a list, got 'scope'"),
            ('scope = "Bắc Giang"', "baseline = 0.5", "expected a whole number or a text"),
            ("[targets", "[target", "unknown key target; known are objectives, targets, adjustments"),
            ('"x:1"', '"28/NQ-CP:1.1"', r"28/NQ-CP:1\.1 is a target of the catalogue"),
            ("[targets", "[targets\n", "expected TOML"),
        ],
    )
    def test_every_fault_is_named_with_its_place(self, old: str, new: str, fault: str) -> None:
        assert old in GOOD
        with pytest.raises(TableError, match=fault) as error:
            parse_targets({"a.toml": GOOD.replace(old, new, 1)})
        assert error.value.faults[0].startswith("a.toml: ")

    def test_years_stand_once_and_in_order(self) -> None:
        for year in (2025, 2024):
            second = f'\n  {{ year = {year}, relation = "at-least", value = 1, source = "a page", checked_on = 2026-11-21, verified = true }},\n]\n'
            with pytest.raises(TableError, match=f"expected each year once and in order, got 2025, {year}"):
                parse_targets({"a.toml": GOOD.replace("\n]\n", second)})
        empty = GOOD[: GOOD.index("steps = [")] + "steps = []"
        with pytest.raises(TableError, match="expected a value for a year, got none"):
            parse_targets({"a.toml": empty})

    def test_an_id_stands_once_in_all_files(self) -> None:
        with pytest.raises(TableError, match=r"b\.toml: x:1 is defined already @ \$\.targets\.x:1"):
            parse_targets({"a.toml": GOOD, "b.toml": GOOD})
        one = target("1.1")
        with pytest.raises(TableError, match=r"two targets have the id 28/NQ-CP:1\.1"):
            Targets([one, one])

    def test_all_faults_of_all_files_are_named_at_once(self) -> None:
        bad = GOOD.replace("value = 15", "value = 1.5")
        with pytest.raises(TableError) as error:
            parse_targets({"a.toml": bad, "b.toml": "[y]", "c.toml": bad.replace("x:1", "x:2")})
        assert sorted(fault.split(":")[0] for fault in error.value.faults) == ["a.toml", "b.toml", "c.toml"]

    def test_targets_are_no_definitions_of_a_users_own_file(self) -> None:
        from vstbpn.catalog import parse_definitions

        with pytest.raises(TableError, match="unknown key targets; known are indicators"):
            parse_definitions(GOOD)


class TestHygiene:
    @pytest.mark.parametrize("one", list(targets()), ids=lambda one: one.id)
    def test_every_value_has_a_source_a_day_and_an_instrument(self, one: Target) -> None:
        """A value without a source is a rumour: of one that has none, nothing may be verified."""
        for step in one.steps:
            assert step.source.strip()
            assert date(2026, 1, 1) <= step.checked_on
            assert (step.target, step.direction) == (one.id, one.direction)
            if step.verified:
                assert "memory" not in step.source
                assert one.instrument is not None
        if one.instrument is not None:
            assert instruments().by_key(one.instrument.key) is one.instrument
            start = one.instrument.in_force_from or one.instrument.issued_on
            assert start is not None
            assert all(start.year <= step.year for step in one.steps)

    def test_what_comes_from_memory_is_nowhere_verified(self) -> None:
        for indicator in indicators().values():
            assert not (indicator.verified and "memory" in indicator.source), indicator.code
        for objective in targets().objectives:
            assert not (objective.verified and "memory" in objective.source), objective.id

    def test_every_target_is_measured_by_indicators_that_add_up(self) -> None:
        """But for the mean hours of 3.1, of which only a survey knows the whole."""
        for one in targets():
            for cell in (cell for pair in one.pairs for cell in pair):
                never = indicators()[cell.indicator].over_units is OverUnits.NEVER
                assert never is (one.id == "28/NQ-CP:3.1"), one.id

    def test_every_indicator_but_those_of_outlines_is_used(self) -> None:
        used = {cell.indicator for one in targets() for pair in one.pairs for cell in pair}
        assert set(indicators()) - used == {
            "leaders-from-division",
            "local-government-members",
            "mass-organization-members",
            "planning-list-from-division",
            "staff",
        }

    def test_names_are_in_both_languages(self) -> None:
        for one in targets():
            assert bool(one.note_vi) is bool(one.note_en), one.id
            assert one.name_vi != one.name_en

    def test_what_is_unverified_is_listed(self) -> None:
        listed = unverified()
        assert [one for one in listed if one.kind == "target" and one.id == "28/NQ-CP:1.1"] == []
        of_5_3 = [one.what for one in listed if one.id == "28/NQ-CP:5.3"]
        assert of_5_3 == ["2025", "2030", "name_vi", "numerator_vi", "denominator_vi"]
        assert {one.id for one in listed if one.kind == "objective"} == {"28/NQ-CP:5", "28/NQ-CP:6"}
        assert "communes" in {one.id for one in listed if one.kind == "indicator"}

    def test_the_list_holds_what_instruments_say_of_themselves(self) -> None:
        listed = {one.id for one in unverified() if one.kind in ("instrument", "provision")}
        assert listed == {one.key for one in instruments().unverified()}
        entries = {(one.kind, one.id, one.what) for one in unverified()}
        assert ("instrument", "qd-50-tw-2021", "issued_on") in entries
        assert ("instrument", "ctr-06-ubqg-2024", "") in entries
        assert ("provision", "ct-35-tw-2024", "") in entries
        assert ("provision", "cv-2792-ldtbxh-2021", "Phụ lục") in entries

    def test_targets_that_say_something_is_unverified_are_the_listed_ones(self) -> None:
        listed = {one.id for one in unverified() if one.kind == "target"}
        assert (
            listed
            == {one.id for one in targets().unverified()}
            == {one.id for one in targets() if one.unverified}
        )
