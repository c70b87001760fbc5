"""The rules on bodies, and the subjects that a register gives them."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from vstbpn.catalog import instruments
from vstbpn.model import (
    Body,
    BodyKind,
    Count,
    Finding,
    Force,
    Gap,
    GroundKind,
    Headcount,
    Membership,
    Organization,
    Outcome,
    Person,
    Post,
    Register,
    Share,
    Subject,
)
from vstbpn.rules import Rule, RuleBook, review, rule_book, share_at_least
from vstbpn.rules.book import _on_bodies
from vstbpn.rules.subjects import (
    MINORITY_AREA,
    Committee,
    bodies_with_woman_key_leader,
    has_any,
    subjects_of,
)
from vstbpn.testing import assert_rule_conforms

DAY = date(2024, 6, 30)
KINDS = {kind.value for kind in BodyKind} | {MINORITY_AREA}
RULES = [rule for rule in rule_book() if rule.kinds <= KINDS]
OF_RULES = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def ask(rule: str, subject: Subject[Any], on: date = DAY) -> Finding:
    (found,) = review([subject], RuleBook([rule_book().rule(rule)]), on=on)
    return found


def a_body(kind: BodyKind, id: str = "b", **said: Any) -> Body:  # noqa: A002
    return Body(id=id, kind=kind, **said)


def term_on(on: date) -> date:
    return max(day for day in (date(2005, 10, 1), date(2015, 10, 1), date(2020, 7, 1)) if day <= on)


def counted(rule: str, kind: BodyKind, on: date = DAY, body: Body | None = None, **figures: int) -> Finding:
    one = body or a_body(kind, level="province", term_start=term_on(on))
    register = Register(bodies=[one], headcounts=[Headcount(body=one, on=on, **figures)])
    (subject,) = subjects_of(register, on)
    return ask(rule, subject, on)


@st.composite
def registers(draw: DrawFn, kind: BodyKind, on: date) -> tuple[Register, Register]:
    """Draw a register of one body and its unit's government, and the same with less recorded."""
    body = a_body(kind, level="province", unit="24", term_start=term_on(on))
    government = a_body(BodyKind.PEOPLES_COMMITTEE, "ubnd", level="province", unit="24")
    posts = ("Trưởng ban", "Phó Trưởng ban", "Phó Chủ tịch UBND", "Phó Chủ tịch", "Ủy viên")
    known: list[Membership] = []
    less: list[Membership] = []
    lost = {"b": 0, "ubnd": 0}
    for number in range(draw(st.integers(0, 7))):
        where = draw(st.sampled_from([body, body, government]))
        person = Person(
            id=f"p{number if where is body else draw(st.integers(0, 7))}",
            sex=draw(st.sampled_from("FM")),
            ethnic_minority=draw(st.booleans()),
        )
        seated = [each for each in known if each.person and each.person.id == person.id]
        if seated:
            person = seated[0].person or person
        start = draw(st.none() | st.just(date(2023, 1, 1)))
        row = Membership(
            body=where,
            person=person,
            post=Post(name=draw(st.sampled_from(posts)), key_leader=draw(st.booleans())),
            start=start,
            end=draw(st.none() | st.sampled_from([date(2024, 1, 1), date(2025, 1, 1)])),
        )
        known.append(row)
    hidden = {each.person.id: draw(st.sampled_from(["", "sex", "minority"])) for each in known if each.person}
    for row in known:
        gap = draw(st.sampled_from(["", "", "post", "leads", "row"]))
        if gap == "row":
            lost[row.body.id] += 1
            continue
        less.append(with_less(row, gap, hidden))
    bodies = [body, government]
    return Register(bodies=bodies, memberships=known), Register(
        bodies=bodies, memberships=less, unread={key: rows for key, rows in lost.items() if rows}
    )


def with_less(row: Membership, gap: str, hidden: dict[str, str]) -> Membership:
    assert row.person is not None
    assert row.post is not None
    person, post = row.person, row.post
    if hidden[person.id] == "sex":
        person = evolve(person, sex="_U")
    elif hidden[person.id] == "minority":
        person = evolve(person, ethnic_minority=None)
    if gap == "leads":
        post = evolve(post, key_leader=None)
    return evolve(row, person=person, post=None if gap == "post" else post)


@st.composite
def headcounts(draw: DrawFn, kind: BodyKind, on: date) -> tuple[Register, Register]:
    """Draw figures that fit each other, and the same with some of them not given."""
    body = a_body(kind, level="province", unit="24", term_start=term_on(on))
    women, men, minority = draw(st.integers(0, 6)), draw(st.integers(0, 9)), draw(st.integers(0, 6))
    leaders = draw(st.integers(0, women)), draw(st.integers(0, men))
    whole = Headcount(
        body=body,
        on=on,
        members=women + men,
        women=women,
        sex_unknown=0,
        ethnic_minority=min(minority, women + men),
        key_leaders=sum(leaders),
        women_key_leaders=leaders[0],
    )
    names = ("members", "women", "sex_unknown", "ethnic_minority", "key_leaders", "women_key_leaders")
    gone = draw(st.sets(st.sampled_from(names)))
    kept = {name: None if name in gone else getattr(whole, name) for name in names}
    part = Headcount(body=body, on=on, **kept)
    return Register(bodies=[body], headcounts=[whole]), Register(bodies=[body], headcounts=[part])


@st.composite
def completions(draw: DrawFn, kind: str, on: date) -> tuple[Subject[Any], Subject[Any]]:
    area = kind == MINORITY_AREA
    made = registers if draw(st.booleans()) else headcounts
    more, less = draw(made(BodyKind.AGENCY if area else BodyKind(kind), on))
    found = []
    for register in (less, more):
        subjects = subjects_of(register, on, minority_areas=["24"] if area else ())
        found += [one for one in subjects if one.kind == kind and one.id in ("b", "24")]
    first, second = found
    return first, second


class TestEveryRule:
    @OF_RULES
    def test_it_conforms_and_more_knowledge_only_settles_unknown(self, rule: Rule) -> None:
        assert_rule_conforms(rule)
        for kind in sorted(rule.kinds):
            for example in rule.examples[:2]:
                pairs = completions(kind, example.on)
                assert_rule_conforms(rule, completions=pairs, on=example.on, max_examples=25)

    @OF_RULES
    def test_it_says_nothing_before_its_first_day_nor_from_its_last_on(self, rule: Rule) -> None:
        steps = rule.history.steps
        for since, gap in ((steps[0].since, Gap.BEFORE), (steps[-1].until, Gap.AFTER)):
            if since is None:
                continue
            outside = since - timedelta(days=1) if gap is Gap.BEFORE else since
            subject = evolve(rule.examples[0].subject, on=outside, term_start=outside)
            (found,) = review([subject], RuleBook([rule]), on=outside)
            assert (found.outcome, found.code) == (
                Outcome.NOT_IN_FORCE,
                f"not-in-force-{gap.value}",
            )

    @OF_RULES
    def test_no_step_reaches_beyond_the_instruments_that_it_rests_on(self, rule: Rule) -> None:
        for step in rule.history:
            for ground in step.grounds:
                if ground.kind is not GroundKind.INSTRUMENT or ground.instrument is None:
                    continue
                law = instruments().by_key(ground.instrument)
                begins, ends = law.in_force_from or law.issued_on, law.in_force_until
                assert begins is None or (step.since is not None and begins <= step.since)
                assert ends is None or (step.until is not None and step.until <= ends)
                assert law.source
                assert law.checked_on

    @OF_RULES
    def test_it_has_a_text_in_both_languages(self, rule: Rule) -> None:
        assert rule.text_vi
        assert rule.text_en

    def test_what_binds_is_told_apart_from_what_is_striven_for(self) -> None:
        by_force = {
            force: sorted(rule.id for rule in RULES if rule.force is force)
            for force in (Force.LAW, Force.PARTY, Force.PRACTICE)
        }
        assert by_force == {
            Force.LAW: [
                "national-assembly-list-minorities",
                "national-assembly-list-women",
                "peoples-council-list-women",
                "vstbpn-deputies",
                "vstbpn-head",
                "vstbpn-standing-office",
            ],
            Force.PARTY: [
                "minority-leaders",
                "party-committee-women",
                "planning-list-women",
                "standing-committee-woman",
                "unit-woman-leader",
            ],
            Force.PRACTICE: ["vstbpn-term", "vstbpn-vacancies"],
        }


class TestCounts:
    @pytest.mark.parametrize(
        ("share", "outcome"),
        [
            (Share(7, 20), "fail"),
            (Share(8, 20), "pass"),
            (Share(7, 20, 1), "unknown"),
            (Share(6, 20, 1), "fail"),
            (Share(8, 20, 0, 2), "pass"),
            (Share(8, 20, 0, 3), "unknown"),
            (Share(5, 18, 0, 2), "fail"),
            (Share(6, 18, 0, 2), "unknown"),
            (Share(20, 20, 0, None), "unknown"),
            (Share(21, 20), "unknown"),
            (Share(0, 0), "not-applicable"),
            (Share(0, 0, 0, 1), "unknown"),
        ],
    )
    def test_more_than_35_per_cent_is_not_35_per_cent(self, share: Share, outcome: str) -> None:
        assert _on_bodies.share_above(share, Fraction(35, 100)).value == outcome

    @given(
        st.builds(Share, st.integers(0, 40), st.integers(40, 60), st.just(0)),
        st.fractions(Fraction(1, 50), Fraction(49, 50)),
    )
    def test_above_is_at_least_without_the_limit_itself(self, share: Share, limit: Fraction) -> None:
        above = _on_bodies.share_above(share, limit) is Outcome.PASS
        at_least = share_at_least(share, limit) is Outcome.PASS
        assert above is (at_least and Fraction(share.part, share.whole) != limit)

    def test_figures_that_contradict_each_other_prove_nothing(self) -> None:
        list_rule = "peoples-council-list-women"
        found = counted(list_rule, BodyKind.PEOPLES_COUNCIL_CANDIDATES, members=12, women=10, sex_unknown=5)
        assert (found.code, found.missing) == ("contradictory", ("consistent_counts",))
        found = counted(
            "unit-woman-leader", BodyKind.AGENCY, members=10, women=9, sex_unknown=3, women_key_leaders=1
        )
        assert (found.code, found.missing) == ("contradictory", ("consistent_counts",))
        found = counted("key-leadership", BodyKind.AGENCY, members=3, key_leaders=4, women_key_leaders=1)
        assert (found.code, found.outcome) == ("contradictory", Outcome.UNKNOWN)

    @pytest.mark.parametrize(
        ("figures", "missing"),
        [
            ({}, ("members", "women", "sex_unknown")),
            ({"members": 20}, ("women", "sex_unknown")),
            ({"members": 20, "women": 1}, ("sex_unknown",)),
            ({"members": 20, "women": 1, "sex_unknown": 4}, ("sex",)),
            ({"women": 1, "sex_unknown": 0}, ("members",)),
        ],
    )
    def test_it_says_which_figures_are_missing(
        self, figures: dict[str, Any], missing: tuple[str, ...]
    ) -> None:
        found = counted("party-committee-women", BodyKind.PARTY_COMMITTEE, **figures)
        assert (found.outcome, found.missing) == (Outcome.UNKNOWN, missing)

    def test_a_lost_row_is_one_more_who_may_be_a_woman_and_no_more_than_one(self) -> None:
        body = a_body(BodyKind.PARTY_COMMITTEE, level="province", term_start=date(2020, 10, 1))
        men = [seat(body, f"p{number}", sex="M") for number in range(3)]
        register = Register(bodies=[body], memberships=men, unread={"b": 1})
        (subject,) = subjects_of(register, DAY)
        found = ask("party-committee-women", subject)
        assert (found.measured, found.missing) == (Share(0, 3, 0, 1), ("members",))

    def test_it_says_so_of_key_leaders_and_minorities(self) -> None:
        found = counted("key-leadership", BodyKind.AGENCY, members=3)
        assert found.missing == ("key_leaders", "women_key_leaders")
        found = counted("key-leadership", BodyKind.AGENCY, key_leaders=3)
        assert found.missing == ("women_key_leaders",)
        candidates = BodyKind.NATIONAL_ASSEMBLY_CANDIDATES
        found = counted("national-assembly-list-minorities", candidates, ethnic_minority=3)
        assert found.missing == ("members", "ethnic_minority")

    @pytest.mark.parametrize(
        ("level", "unit", "found"),
        [
            ("nation", None, "nation"),
            ("central", None, "nation"),
            ("province", "VN", "province"),
            (None, "VN", "nation"),
            (None, "24", "province"),
            (None, "213", "district"),
            (None, "07213", "commune"),
            (None, "so-24", None),
            (None, "G1", None),
            (None, None, None),
        ],
    )
    def test_a_level_is_the_recorded_one_or_that_of_the_unit(
        self, level: str | None, unit: str | None, found: str | None
    ) -> None:
        assert _on_bodies.level_of(a_body(BodyKind.AGENCY, level=level, unit=unit)) == found

    def test_a_target_without_a_number_for_a_year_is_no_goal(self) -> None:
        assert _on_bodies.goal("26-NQ/TW@2018:national-assembly", 2030).strict
        assert not _on_bodies.goal("2282/QĐ-TTg:planning", 2025).strict
        with pytest.raises(LookupError, match="expected a number for 2027"):
            _on_bodies.goal("2282/QĐ-TTg:planning", 2027)


class TestParticularRules:
    @pytest.mark.parametrize(
        ("rule", "kind", "on", "least"),
        [
            ("party-committee-women", BodyKind.PARTY_COMMITTEE, DAY, 15),
            ("party-committee-women-2020", BodyKind.PARTY_COMMITTEE, date(2020, 9, 30), 25),
            ("party-committee-women-2030", BodyKind.PARTY_COMMITTEE, date(2030, 9, 30), 20),
            ("peoples-council-women-2020", BodyKind.PEOPLES_COUNCIL, date(2020, 9, 30), 35),
            ("peoples-council-women-2030", BodyKind.PEOPLES_COUNCIL, date(2030, 9, 30), 36),
            ("national-assembly-women-2030", BodyKind.NATIONAL_ASSEMBLY, date(2030, 9, 30), 36),
            ("national-assembly-list-women", BodyKind.NATIONAL_ASSEMBLY_CANDIDATES, DAY, 35),
            ("peoples-council-list-women", BodyKind.PEOPLES_COUNCIL_CANDIDATES, DAY, 35),
            ("planning-list-women", BodyKind.PLANNING_LIST, DAY, 25),
            ("planning-list-women-programme", BodyKind.PLANNING_LIST, date(2030, 9, 30), 50),
        ],
    )
    def test_of_a_hundred_one_less_is_too_few(self, rule: str, kind: BodyKind, on: date, least: int) -> None:
        for women, outcome in ((least, Outcome.PASS), (least - 1, Outcome.FAIL)):
            found = counted(rule, kind, on, members=100, women=women, sex_unknown=0)
            assert found.outcome is outcome

    @pytest.mark.parametrize(
        ("women", "outcome", "code"),
        [(15, "pass", "met"), (14, "unknown", "about"), (1, "unknown", "about"), (0, "fail", "not-met")],
    )
    def test_about_30_per_cent_is_failed_by_nobody_but_who_has_no_woman(
        self, women: int, outcome: str, code: str
    ) -> None:
        body = a_body(BodyKind.PEOPLES_COUNCIL, term_start=date(2021, 6, 1))
        found = counted(
            "peoples-council-women",
            BodyKind.PEOPLES_COUNCIL,
            body=body,
            members=50,
            women=women,
            sex_unknown=0,
        )
        assert (found.outcome.value, found.code) == (outcome, code)

    @pytest.mark.parametrize(
        ("term_start", "law"),
        [
            (date(2021, 1, 11), "nq-1187-ubtvqh14"),
            (date(2026, 3, 14), "nq-1187-ubtvqh14"),
            (date(2026, 3, 15), "nq-hdnd-2026-2031"),
        ],
    )
    def test_who_was_elected_in_2026_has_the_resolution_of_that_term(
        self, term_start: date, law: str
    ) -> None:
        council = a_body(BodyKind.PEOPLES_COUNCIL, term_start=term_start)
        on = date(2026, 11, 21)
        found = counted("peoples-council-women", BodyKind.PEOPLES_COUNCIL, on, council, members=9, women=3)
        assert [ground.instrument for ground in found.grounds] == [law]
        assert found.is_verified is (law == "nq-1187-ubtvqh14")

    @pytest.mark.parametrize(
        ("women", "leaders", "outcome"),
        [(30, 1, "pass"), (30, 0, "fail"), (29, 1, "not-applicable"), (29, 0, "not-applicable")],
    )
    def test_30_per_cent_itself_is_30_per_cent_or_more(self, women: int, leaders: int, outcome: str) -> None:
        found = counted(
            "unit-woman-leader",
            BodyKind.AGENCY,
            date(2019, 6, 30),
            members=100,
            women=women,
            sex_unknown=0,
            key_leaders=3,
            women_key_leaders=leaders,
        )
        assert found.outcome.value == outcome

    @pytest.mark.parametrize(
        ("women", "unknown", "leaders", "must_have", "programme"),
        [
            (15, 0, 1, "pass", "pass"),
            (15, 0, 0, "unknown", "fail"),
            (14, 0, 1, "not-applicable", "pass"),
            (14, 0, 0, "not-applicable", "not-applicable"),
            (20, 1, 0, "unknown", "unknown"),
            (13, 1, 0, "not-applicable", "unknown"),
        ],
    )
    def test_the_two_rules_of_30_per_cent_are_opposites(
        self, women: int, unknown: int, leaders: int, must_have: str, programme: str
    ) -> None:
        figures: dict[str, Any] = {
            "members": 50,
            "women": women,
            "sex_unknown": unknown,
            "key_leaders": 3,
            "women_key_leaders": leaders,
        }
        assert counted("unit-woman-leader", BodyKind.AGENCY, **figures).outcome.value == must_have
        found = counted("key-leadership-programme", BodyKind.AGENCY, **figures)
        assert found.outcome.value == programme

    def test_where_nobody_works_neither_rule_of_30_per_cent_says_that_women_are_few(self) -> None:
        nobody: dict[str, Any] = {
            "members": 0,
            "women": 0,
            "sex_unknown": 0,
            "key_leaders": 0,
            "women_key_leaders": 0,
        }
        must_have = counted("unit-woman-leader", BodyKind.AGENCY, **nobody)
        programme = counted("key-leadership-programme", BodyKind.AGENCY, **nobody)
        assert (must_have.outcome, must_have.code) == (Outcome.NOT_APPLICABLE, "not-applicable")
        assert (programme.outcome, programme.code) == (Outcome.FAIL, "not-met")

    def test_after_2020_nobody_knows_whether_an_agency_must_have_a_woman_key_leader(self) -> None:
        figures: dict[str, Any] = {
            "members": 50,
            "women": 15,
            "sex_unknown": 0,
            "key_leaders": 3,
            "women_key_leaders": 0,
        }
        before = counted("unit-woman-leader", BodyKind.AGENCY, date(2020, 12, 31), **figures)
        after = counted("unit-woman-leader", BodyKind.AGENCY, date(2021, 1, 1), **figures)
        assert (before.outcome, before.is_verified) == (Outcome.FAIL, True)
        assert (after.code, after.missing, after.is_verified) == ("perhaps-no-more", ("in_force",), False)

    @pytest.mark.parametrize(
        ("year", "women", "outcome", "code"),
        [
            (2021, 15, "unknown", "not-due"),
            (2024, 16, "pass", "met"),
            (2025, 15, "fail", "not-met"),
            (2025, 16, "pass", "met"),
            (2026, 16, "unknown", "not-due"),
            (2029, 20, "pass", "met"),
            (2030, 19, "fail", "not-met"),
            (2031, 40, "not-in-force", "not-in-force-after"),
        ],
    )
    def test_the_programme_asks_40_per_cent_in_2025_and_50_in_2030_and_nothing_in_between(
        self, year: int, women: int, outcome: str, code: str
    ) -> None:
        found = counted(
            "planning-list-women-programme",
            BodyKind.PLANNING_LIST,
            date(year, 6, 30),
            members=40,
            women=women,
            sex_unknown=0,
        )
        assert (found.outcome.value, found.code) == (outcome, code)

    def test_a_goal_that_is_not_due_names_its_year_as_a_year(self) -> None:
        kind = BodyKind.NATIONAL_ASSEMBLY
        found = counted("national-assembly-women-2030", kind, members=500, women=150, sex_unknown=0)
        assert "mục tiêu đến năm 2030, và chưa đến hạn" in found.message_vi
        assert "goal for 2030" in found.message_en

    def test_of_a_goal_for_standing_committees_the_year_counts_too(self) -> None:
        kind = BodyKind.STANDING_COMMITTEE
        by_year = {
            year: counted(
                "standing-committee-woman-2030",
                kind,
                date(year, 6, 30),
                members=9,
                women=0,
                sex_unknown=0,
            ).code
            for year in (2018, 2029, 2030, 2031)
        }
        assert by_year == {
            2018: "not-due",
            2029: "not-due",
            2030: "not-met",
            2031: "not-in-force-after",
        }

    @pytest.mark.parametrize("kind", [BodyKind.PARTY_COMMITTEE, BodyKind.PLANNING_LIST])
    def test_without_a_level_it_cannot_be_told_whether_the_share_is_for_it(self, kind: BodyKind) -> None:
        rule = "party-committee-women" if kind is BodyKind.PARTY_COMMITTEE else "planning-list-women"
        body = a_body(kind, term_start=date(2020, 10, 1))
        found = counted(rule, kind, body=body, members=20, women=0, sex_unknown=0)
        assert (found.outcome, found.missing, found.code) == (Outcome.UNKNOWN, ("level",), "level")


def seat(body: Body, person: str, post: str | None = None, **said: Any) -> Membership:
    sex, minority = said.pop("sex", "M"), said.pop("minority", None)
    key_leader = said.pop("key_leader", None)
    return Membership(
        body=body,
        person=Person(id=person, sex=sex, ethnic_minority=minority),
        post=None if post is None else Post(name=post, key_leader=key_leader),
        **said,
    )


BAN = a_body(BodyKind.VSTBPN_COMMITTEE, "ban", level="province", unit="24")
UBND = a_body(BodyKind.PEOPLES_COMMITTEE, "ubnd", level="province", unit="24")


def committee(*seats: Membership, on: date = DAY, **said: Any) -> Committee:
    register = Register(
        bodies={seat.body.id: seat.body for seat in seats}.values(), memberships=seats, **said
    )
    (found,) = (one.data for one in subjects_of(register, on) if one.kind == "vstbpn-committee")
    assert isinstance(found, Committee)
    return found


class TestTheCommittee:
    @pytest.mark.parametrize(
        ("posts", "heads", "deputies"),
        [
            (["Trưởng ban", "Phó Trưởng ban"], Count(1, 1), Count(1, 1)),
            (["Trưởng Ban VSTBPN", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC"], Count(1, 1), Count(1, 1)),
            (["Trưởng bantin", "Ủy viên"], Count(0, 0), Count(0, 0)),
            (["Trưởng ban", None], Count(1, 2), Count(0, 1)),
        ],
    )
    def test_its_head_and_deputies_are_told_by_their_posts(
        self, posts: list[str | None], heads: Count, deputies: Count
    ) -> None:
        found = committee(*(seat(BAN, f"p{place}", post) for place, post in enumerate(posts)))
        assert (found.heads, found.deputies) == (heads, deputies)

    def test_whoever_holds_two_posts_is_one_head_and_no_gap(self) -> None:
        twice = [seat(BAN, "p1", "Trưởng ban"), seat(BAN, "p1", "Ủy viên"), seat(BAN, "p1")]
        assert committee(*twice[:2]).heads == Count(1, 1)
        assert committee(*twice).heads == Count(1, 1)

    def test_a_row_that_was_not_read_may_be_the_head(self) -> None:
        found = committee(seat(BAN, "p1", "Ủy viên"), unread={"ban": 1})
        assert (found.heads, found.deputies, found.vacancies) == (Count(0, 1), Count(0, 1), None)

    def test_of_counted_members_no_post_is_known(self) -> None:
        counts = Headcount(body=BAN, on=DAY, members=9)
        (subject,) = subjects_of(Register(bodies=[BAN], headcounts=[counts]), DAY)
        assert (subject.data.heads, subject.data.deputies) == (Count(0, 9), Count(0, 9))
        codes = {rule: ask(rule, subject).code for rule in ("vstbpn-head", "vstbpn-vacancies")}
        assert codes == {"vstbpn-head": "head-not-known", "vstbpn-vacancies": "not-listed"}
        assert ask("vstbpn-deputies", subject).outcome is Outcome.UNKNOWN

    @pytest.mark.parametrize(
        ("others", "vice_chair"),
        [
            ([], None),
            ([seat(BAN, "p1", "Phó Chủ tịch UBND tỉnh")], True),
            ([seat(BAN, "p1", "Phó Chủ tịch Ủy ban nhân dân tỉnh")], True),
            ([seat(BAN, "p1", "Phó Chủ tịch HĐND tỉnh")], None),
            ([seat(BAN, "p1", "Ủy viên UBND tỉnh")], None),
            ([seat(BAN, "p2", "Phó Chủ tịch UBND tỉnh")], None),
            ([seat(UBND, "p1", "Phó Chủ tịch")], True),
            ([seat(UBND, "p1", "Phó Chủ tịch", end=date(2024, 1, 1))], False),
            ([seat(UBND, "p1", "Chủ tịch")], False),
            ([seat(UBND, "p1")], None),
            ([seat(UBND, "p2", "Phó Chủ tịch")], False),
            ([seat(evolve(UBND, unit="25"), "p1", "Phó Chủ tịch")], None),
            ([seat(evolve(UBND, kind=BodyKind.AGENCY), "p1", "Phó Chủ tịch")], None),
            ([seat(evolve(UBND, term_end=date(2024, 1, 1)), "p1", "Phó Chủ tịch")], None),
        ],
    )
    def test_whether_the_head_is_a_vice_chair_is_seen_on_the_peoples_committee(
        self, others: list[Membership], vice_chair: bool | None
    ) -> None:
        assert committee(seat(BAN, "p1", "Trưởng ban"), *others).head_is_vice_chair is vice_chair

    def test_it_is_not_seen_where_rows_of_the_peoples_committee_are_lost(self) -> None:
        seats = [seat(BAN, "p1", "Trưởng ban"), seat(UBND, "p1", "Chủ tịch")]
        assert committee(*seats, unread={"ubnd": 1}).head_is_vice_chair is None

    def test_it_is_not_seen_where_the_peoples_committee_was_only_counted(self) -> None:
        register = Register(
            bodies=[BAN, UBND],
            memberships=[seat(BAN, "p1", "Trưởng ban")],
            headcounts=[Headcount(body=UBND, on=DAY, members=9)],
        )
        ban = next(one.data for one in subjects_of(register, DAY) if one.id == "ban")
        assert ban.head_is_vice_chair is None

    def test_without_a_unit_nobody_knows_which_peoples_committee_it_is(self) -> None:
        ban, ubnd = evolve(BAN, unit=None), evolve(UBND, unit=None)
        seats = [seat(ban, "p1", "Trưởng ban"), seat(ubnd, "p1", "Chủ tịch")]
        assert committee(*seats).head_is_vice_chair is None

    def test_who_was_its_head_before_is_not_its_head(self) -> None:
        found = committee(
            seat(BAN, "p1", "Trưởng ban", end=date(2024, 1, 1)),
            seat(BAN, "p2", "Ủy viên"),
            seat(UBND, "p1", "Phó Chủ tịch"),
        )
        assert (found.head_is_vice_chair, found.heads, found.vacancies) == (
            None,
            Count(0, 0),
            ("Trưởng ban",),
        )

    def test_a_vacancy_is_not_ruled_out_while_the_post_of_somebody_who_left_is_not_recorded(self) -> None:
        now = seat(BAN, "p1", "Trưởng ban")
        assert committee(now, seat(BAN, "p2", end=date(2024, 1, 1))).vacancies is None
        assert committee(now, seat(BAN, "p2", start=DAY)).vacancies is None
        assert committee(now, seat(BAN, "p2", start=date(2024, 7, 1))).vacancies == ()
        assert committee(now, seat(BAN, "p2", "Ủy viên")).vacancies == ()

    @pytest.mark.parametrize(
        ("level", "head", "office"),
        [
            ("province", "post-not-known", "not-named"),
            ("district", "by-decision", "not-named"),
            ("commune", "by-decision", "by-decision"),
            ("ministry", "by-decision", "by-decision"),
            (None, "level", "level"),
        ],
    )
    def test_of_other_levels_the_decision_that_was_read_does_not_say_more(
        self, level: str | None, head: str, office: str
    ) -> None:
        body = evolve(BAN, level=level, unit=None)
        register = Register(bodies=[body], memberships=[seat(body, "p1", "Trưởng ban")])
        (subject,) = subjects_of(register, DAY)
        found = ask("vstbpn-head", subject), ask("vstbpn-standing-office", subject)
        assert [one.code for one in found] == [head, office]
        assert {one.outcome for one in found} == {Outcome.UNKNOWN}

    def test_since_when_no_rule_was_found_is_said(self) -> None:
        (subject,) = subjects_of(Register(bodies=[BAN]), date(2026, 1, 1))
        head, office = ask("vstbpn-head", subject), ask("vstbpn-standing-office", subject)
        assert "từ ngày 1/7/2025" in head.message_vi
        assert "từ ngày 1/3/2025" in office.message_vi
        assert not head.is_verified


class TestSubjects:
    def test_there_is_one_for_each_body_that_stands(self) -> None:
        bodies = [
            a_body(BodyKind.AGENCY, "a"),
            a_body(BodyKind.PEOPLES_COUNCIL, "later", term_start=date(2026, 4, 1)),
            a_body(BodyKind.PEOPLES_COUNCIL_CANDIDATES, "list", term_start=date(2026, 4, 1)),
            Body(id="strange"),
        ]
        found = subjects_of(Register(bodies=bodies), DAY, where={"a": "bodies.csv, row 2"})
        assert [(one.kind, one.id, one.on, one.term_start, one.where) for one in found] == [
            ("agency", "a", DAY, None, "bodies.csv, row 2"),
            ("peoples-council-candidates", "list", DAY, date(2026, 4, 1), ""),
            ("body", "strange", DAY, None, ""),
        ]

    def test_one_that_is_over_is_looked_at_as_on_its_last_day(self) -> None:
        old = a_body(
            BodyKind.AGENCY, "old", unit="24", term_start=date(2019, 1, 1), term_end=date(2024, 1, 1)
        )
        member = seat(old, "p1", sex="F")
        (found,) = subjects_of(Register(bodies=[old], memberships=[member]), DAY)
        assert (found.on, found.data.on) == (date(2023, 12, 31), date(2023, 12, 31))
        assert found.data.women == Count(1, 1)

    @pytest.mark.parametrize(
        ("following", "count"),
        [
            (a_body(BodyKind.AGENCY, "new", unit="24"), 0),
            (a_body(BodyKind.AGENCY, "new", unit="25"), 1),
            (a_body(BodyKind.AGENCY, "new"), 1),
            (a_body(BodyKind.PEOPLES_COUNCIL, "new", unit="24"), 1),
            (a_body(BodyKind.AGENCY, "new", unit="24", term_start=date(2024, 7, 1)), 1),
        ],
    )
    def test_unless_another_took_its_place(self, following: Body, count: int) -> None:
        old = a_body(BodyKind.AGENCY, "old", unit="24", term_end=date(2024, 1, 1))
        found = subjects_of(Register(bodies=[old, following]), DAY)
        assert [one.id for one in found].count("old") == count

    def test_of_bodies_without_a_unit_nobody_knows_which_took_the_place_of_which(self) -> None:
        old, new = a_body(BodyKind.AGENCY, "old", term_end=date(2024, 1, 1)), a_body(BodyKind.AGENCY, "new")
        assert [one.id for one in subjects_of(Register(bodies=[old, new]), DAY)] == ["new", "old"]

    def test_one_that_ends_on_the_day_is_over(self) -> None:
        old = a_body(BodyKind.VSTBPN_COMMITTEE, "old", term_end=DAY)
        (found,) = subjects_of(Register(bodies=[old]), DAY)
        assert found.on == DAY - timedelta(days=1)
        assert ask("vstbpn-term", found).outcome is Outcome.FAIL
        (found,) = subjects_of(Register(bodies=[evolve(old, term_end=DAY + timedelta(days=1))]), DAY)
        assert (found.on, ask("vstbpn-term", found).outcome) == (DAY, Outcome.PASS)

    def test_one_whose_organization_was_gone_before_is_not_there(self) -> None:
        gone = Organization(id="o", valid_to=date(2023, 1, 1))
        old = a_body(BodyKind.AGENCY, "old", term_end=date(2024, 1, 1), organization=gone)
        assert subjects_of(Register(bodies=[old]), DAY) == ()

    @pytest.mark.parametrize(
        ("kind", "counted_on", "term_start", "day"),
        [
            (BodyKind.PEOPLES_COUNCIL_CANDIDATES, date(2021, 5, 1), date(2021, 7, 1), date(2021, 5, 1)),
            (BodyKind.PEOPLES_COUNCIL_CANDIDATES, None, date(2021, 7, 1), date(2021, 7, 1)),
            (BodyKind.NATIONAL_ASSEMBLY_CANDIDATES, date(2021, 8, 1), date(2021, 7, 1), date(2021, 7, 1)),
            (BodyKind.NATIONAL_ASSEMBLY_CANDIDATES, None, None, DAY),
            (BodyKind.PLANNING_LIST, date(2021, 5, 1), date(2021, 7, 1), DAY),
            (BodyKind.AGENCY, date(2021, 5, 1), None, DAY),
        ],
    )
    def test_a_list_of_candidates_is_a_fact_of_its_own_day(
        self, kind: BodyKind, counted_on: date | None, term_start: date | None, day: date
    ) -> None:
        body = a_body(kind, term_start=term_start)
        counts = [Headcount(body=body, on=counted_on, members=3)] if counted_on else []
        (found,) = subjects_of(Register(bodies=[body], headcounts=counts), DAY)
        assert found.on == day

    @pytest.mark.parametrize(
        ("said", "message"),
        [
            ({"where": {"x": "row 2"}}, "the places of bodies in the register, got 'x'"),
            (
                {"standing_offices": {"ubnd": "Sở Y tế"}},
                "the offices of committees in the register, got 'ubnd'",
            ),
            ({"minority_areas": ["25"]}, "areas that have a body in the register, got '25'"),
        ],
    )
    def test_what_is_said_of_nothing_in_the_register_is_an_error(
        self, said: dict[str, Any], message: str
    ) -> None:
        with pytest.raises(ValueError, match=message):
            subjects_of(Register(bodies=[BAN, UBND]), DAY, **said)

    def test_one_code_is_no_list_of_codes(self) -> None:
        with pytest.raises(TypeError, match="in a list or set"):
            subjects_of(Register(bodies=[BAN]), DAY, minority_areas="24")


class TestMinorityAreas:
    def leaders(self, *bodies: Body, **said: Any) -> Count:
        register = Register(bodies=bodies, **said)
        subjects = subjects_of(register, DAY, minority_areas={"24"})
        (found,) = (one for one in subjects if one.kind == MINORITY_AREA)
        assert (found.id, found.on) == ("24", DAY)
        assert repr(found.data) == "MinorityArea()"
        count = found.data.leaders
        assert isinstance(count, Count)
        return count

    def test_nobody_is_asked_for_where_nobody_says_that_it_is_one(self) -> None:
        assert [one.kind for one in subjects_of(Register(bodies=[UBND]), DAY)] == ["peoples-committee"]

    @pytest.mark.parametrize(
        ("key_leader", "minority", "count"),
        [
            (True, True, Count(1, 1)),
            (True, None, Count(0, 1)),
            (None, True, Count(0, 1)),
            (None, None, Count(0, 1)),
            (False, None, Count(0, 0)),
            (None, False, Count(0, 0)),
            (False, True, Count(0, 0)),
        ],
    )
    def test_a_leader_from_a_minority_is_both(
        self, key_leader: bool | None, minority: bool | None, count: Count
    ) -> None:
        one = seat(UBND, "p1", "Ủy viên", key_leader=key_leader, minority=minority)
        assert self.leaders(UBND, memberships=[one]) == count

    def test_one_of_two_posts_is_enough_and_who_left_is_no_leader(self) -> None:
        twice = [
            seat(UBND, "p1", "Ủy viên", key_leader=False, minority=True),
            seat(UBND, "p1", "Phó Chủ tịch", key_leader=True, minority=True),
        ]
        assert self.leaders(UBND, memberships=twice) == Count(1, 1)
        one_unsaid = [seat(UBND, "p1", minority=True), twice[1]]
        assert self.leaders(UBND, memberships=one_unsaid) == Count(1, 1)
        left = [evolve(one, end=date(2024, 1, 1)) for one in twice]
        assert self.leaders(UBND, memberships=left) == Count(0, 0)
        assert self.leaders(UBND, memberships=twice, unread={"ubnd": 2}) == Count(1, 3)
        vacant = Membership(body=UBND, person=None, post=Post(name="Chủ tịch", key_leader=True))
        assert self.leaders(UBND, memberships=[vacant]) == Count(0, 0)

    @pytest.mark.parametrize(
        ("figures", "count"),
        [
            ({}, Count(0, None)),
            ({"members": 10, "ethnic_minority": 6, "key_leaders": 5}, Count(1, 5)),
            ({"members": 10, "ethnic_minority": 0}, Count(0, 0)),
            ({"members": 10, "ethnic_minority": 3, "key_leaders": 4}, Count(0, 3)),
            ({"ethnic_minority": 3, "key_leaders": 4}, Count(0, 3)),
            ({"members": 10, "ethnic_minority": 12, "key_leaders": 4}, Count(0, None)),
        ],
    )
    def test_of_figures_the_overlap_is_what_is_certain(self, figures: dict[str, int], count: Count) -> None:
        assert self.leaders(UBND, headcounts=[Headcount(body=UBND, on=DAY, **figures)]) == count

    def test_lists_advisers_and_other_units_do_not_lead(self) -> None:
        other = evolve(UBND, unit="25", id="other")
        planned = a_body(BodyKind.PLANNING_LIST, "planned", unit="24")
        seats = [
            seat(body, person, "Ủy viên", key_leader=True, minority=True)
            for body, person in ((BAN, "p1"), (planned, "p2"), (other, "p3"))
        ]
        assert self.leaders(BAN, planned, other, memberships=seats) == Count(0, None)

    def test_one_person_may_sit_in_two_bodies(self) -> None:
        agency = a_body(BodyKind.AGENCY, "a", unit="24")
        both = [seat(body, "p1", "x", key_leader=True, minority=True) for body in (UBND, agency)]
        assert self.leaders(UBND, agency, memberships=both) == Count(1, 2)
        assert self.leaders(UBND, agency, memberships=both[:1]) == Count(1, None)

    def test_no_finding_shows_how_many(self) -> None:
        one = seat(UBND, "p1", "Ủy viên", key_leader=True, minority=True)
        subjects = subjects_of(Register(bodies=[UBND], memberships=[one]), DAY, minority_areas=["24"])
        (area,) = (one for one in subjects if one.kind == MINORITY_AREA)
        found = ask("minority-leaders", area)
        assert (found.outcome, found.measured, found.required) == (Outcome.PASS, None, None)
        assert not any(letter.isdigit() for letter in found.message_en)


class TestTargetOnePointOne:
    def of(self, *figures: dict[str, int], kind: BodyKind | None = BodyKind.AGENCY) -> Share:
        bodies = [Body(id=f"b{place}", kind=kind) for place in range(len(figures))]
        counts = [Headcount(body=body, on=DAY, **each) for body, each in zip(bodies, figures, strict=True)]
        register = Register(bodies=bodies, headcounts=counts)
        return bodies_with_woman_key_leader(register.on(DAY).values())

    def test_bodies_are_counted_and_never_people(self) -> None:
        nobody = {"key_leaders": 9, "women_key_leaders": 0, "sex_unknown": 0}
        share = self.of({"key_leaders": 3, "women_key_leaders": 3}, nobody, {"key_leaders": 2}, {})
        assert share == Share(1, 4, 2, 0)

    def test_figures_that_contradict_each_other_leave_it_open(self) -> None:
        assert self.of({"key_leaders": 1, "women_key_leaders": 2}) == Share(0, 1, 1, 0)

    def test_a_body_of_no_known_kind_may_belong_to_them(self) -> None:
        assert self.of({"women_key_leaders": 1}, kind=None) == Share(0, 0, 0, 1)

    @pytest.mark.parametrize("kind", BodyKind)
    def test_parties_lists_and_advisers_are_no_state_bodies(self, kind: BodyKind) -> None:
        counts = kind in (BodyKind.AGENCY, BodyKind.PEOPLES_COUNCIL, BodyKind.PEOPLES_COMMITTEE)
        assert self.of({"women_key_leaders": 1}, kind=kind).whole == counts

    def test_it_agrees_with_the_rule_on_each_body(self) -> None:
        rule = rule_book().rule("key-leadership")
        bodies = [example.subject.data for example in rule.examples]
        assert bodies_with_woman_key_leader(bodies) == Share(1, 3, 1, 0)

    @pytest.mark.parametrize(
        ("count", "outcome"),
        [(Count(1, 1), "pass"), (Count(0, 1), "unknown"), (Count(0, None), "unknown"), (Count(0, 0), "fail")],
    )
    def test_one_is_enough(self, count: Count, outcome: str) -> None:
        assert has_any(count).value == outcome
