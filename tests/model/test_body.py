from __future__ import annotations

from datetime import date, timedelta

import pytest

from vstbpn import (
    Body,
    BodyKind,
    Composition,
    Count,
    Headcount,
    Membership,
    Organization,
    Person,
    Post,
    Register,
)

DAY = date(2024, 6, 1)
BTV = Body(
    id="btv", kind=BodyKind.STANDING_COMMITTEE, term_start=date(2020, 10, 1), term_end=date(2025, 10, 1)
)
HEAD = Post(name="Trưởng ban", key_leader=True)
MEMBER = Post(name="Ủy viên", key_leader=False)


def seat(
    person: Person | str | None,
    sex: str = "_U",
    post: Post | None = MEMBER,
    *,
    start: date | None = None,
    end: date | None = None,
    body: Body = BTV,
) -> Membership:
    someone = Person(id=person, sex=sex) if isinstance(person, str) else person
    return Membership(body=body, person=someone, post=post, start=start, end=end)


def here(*seats: Membership, unread: int = 0, on: date = DAY) -> Composition:
    lost = {"btv": unread} if unread else {}
    return Register(bodies=[BTV], memberships=seats, unread=lost).on(on)["btv"]


def counted(**figures: int | None) -> Composition:
    return Headcount(body=BTV, on=DAY, **figures).composition()


# -- when there is something ---------------------------------------------------------------------


def test_a_body_is_there_from_the_first_day_of_its_term_until_the_day_before_its_end() -> None:
    assert [BTV.holds_on(day) for day in (date(2020, 9, 30), date(2020, 10, 1), date(2025, 9, 30))] == [
        False,
        True,
        True,
    ]
    assert not BTV.holds_on(date(2025, 10, 1))
    assert [BTV.is_over_on(date(2025, 9, 30)), BTV.is_over_on(date(2025, 10, 1))] == [False, True]
    assert not Body(id="x").is_over_on(date.max)


@pytest.mark.parametrize("kind", list(BodyKind))
def test_only_a_list_for_a_term_stands_before_the_term(kind: BodyKind) -> None:
    body = Body(id="x", kind=kind, term_start=date(2026, 4, 1), term_end=date(2031, 4, 1))
    is_list = kind.value.endswith("-candidates") or kind is BodyKind.PLANNING_LIST
    assert body.holds_on(date(2026, 3, 31)) is is_list
    assert body.holds_on(date(2026, 4, 1))
    assert not body.holds_on(date(2031, 4, 1))


def test_every_kind_has_a_vietnamese_name_of_its_own() -> None:
    assert len({kind.name_vi for kind in BodyKind}) == len(BodyKind) == 10


def test_a_body_does_not_outlive_its_organization() -> None:
    district = Organization(id="d", name="Huyện ủy", valid_to=date(2025, 7, 1))
    body = Body(id="x", organization=district)
    assert body.holds_on(date(2025, 6, 30))
    assert not body.holds_on(date(2025, 7, 1))


def test_a_membership_counts_only_while_it_runs_and_person_post_and_body_are_there() -> None:
    first, last = date(2024, 1, 1), date(2024, 6, 30)
    after = last + timedelta(days=1)
    dated = [
        seat("p", start=first, end=after),
        seat(Person(id="p", valid_from=first, valid_to=after)),
        seat("p", post=Post(name="x", valid_from=first, valid_to=after)),
        seat("p", body=Body(id="b", term_start=first, term_end=after)),
    ]
    for membership in dated:
        days = (first - timedelta(days=1), first, last, after)
        assert [membership.counts_on(day) for day in days] == [False, True, True, False], membership


@pytest.mark.parametrize("end", [date(2023, 12, 31), date(2024, 1, 1)])
def test_nothing_ends_before_it_begins_or_on_that_day(end: date) -> None:
    start = date(2024, 1, 1)
    for make in (
        lambda: seat("p", start=start, end=end),
        lambda: Body(id="b", term_start=start, term_end=end),
        lambda: Person(id="p", valid_from=start, valid_to=end),
        lambda: Post(valid_from=start, valid_to=end),
        lambda: Organization(id="o", valid_from=start, valid_to=end),
    ):
        with pytest.raises(ValueError, match="end after it begins on 1/1/2024"):
            make()


# -- what is sensitive ---------------------------------------------------------------------------


def test_no_repr_and_no_message_shows_ethnic_origin() -> None:
    """It is sensitive personal data; a traceback is read by many."""
    person = Person(id="p", sex="F", ethnic_minority=True)
    other = Person(id="p", sex="F", ethnic_minority=False)
    assert repr(person) == repr(other)
    assert "minority" not in repr(here(seat(person)))
    with pytest.raises(TypeError) as refused:
        Person(id="secret", ethnic_minority="Tày")  # type: ignore[arg-type]
    assert "Tày" not in str(refused.value)
    assert "secret" not in str(refused.value)
    with pytest.raises(ValueError, match="in memberships 1 and 2") as differing:
        here(
            seat(Person(id="secret", ethnic_minority=True)), seat(Person(id="secret", ethnic_minority=False))
        )
    assert "secret" not in str(differing.value)


@pytest.mark.parametrize("value", [0, 1, "yes"])
def test_a_yes_or_no_is_a_bool_or_not_recorded(value: object) -> None:
    with pytest.raises(TypeError, match="key_leader to be True, False or None"):
        Post(key_leader=value)  # type: ignore[arg-type]


# -- what is counted -----------------------------------------------------------------------------


def test_a_count_keeps_both_ends() -> None:
    assert Count(2, 2).value == 2
    assert Count(0, 0).value == 0
    assert Count(0, 1).value is None
    assert Count(0, None).value is None
    assert [Count(1, 3).allows(number) for number in (0, 1, 3, 4)] == [False, True, True, False]
    assert Count(1, None).allows(10**9)
    for low, high in ((-1, 2), (3, 2)):
        with pytest.raises(ValueError, match="0 <= low <= high"):
            Count(low, high)


def test_members_are_counted_by_what_is_recorded_of_them() -> None:
    minority = Person(id="p1", sex="F", ethnic_minority=True)
    majority = Person(id="p2", sex="M", ethnic_minority=False)
    found = here(seat(minority, post=HEAD), seat(majority, post=HEAD), seat("p3"), seat("p4", "F", post=None))
    assert found.members == Count(4, 4)
    assert found.women == Count(2, 3)
    assert found.men == Count(1, 2)
    assert found.sex_unknown == Count(1, 1)
    assert found.ethnic_minority == Count(1, 3)
    assert found.key_leaders == Count(2, 3)
    assert found.women_key_leaders == Count(1, 2)
    assert found.counted_on is None


def test_a_leader_whose_sex_is_not_recorded_may_be_a_woman_and_a_man_is_none() -> None:
    assert here(seat("p1", post=HEAD)).women_key_leaders == Count(0, 1)
    assert here(seat("p1", "M", post=HEAD)).women_key_leaders == Count(0, 0)
    assert here(seat("p1", post=MEMBER)).women_key_leaders == Count(0, 0)


def test_a_person_with_two_posts_is_one_member() -> None:
    found = here(seat("p1", "F", HEAD), seat("p1", "F", MEMBER))
    assert (found.members, found.women, found.key_leaders) == (Count(1, 1), Count(1, 1), Count(1, 1))
    assert found.has_post("trưởng ban")
    assert found.has_post("Uỷ viên")


def test_a_second_post_that_is_not_recorded_takes_nothing_from_the_first() -> None:
    found = here(seat("p1", "F", HEAD), seat("p1", "F", None))
    assert (found.key_leaders, found.holding("Trưởng ban")) == (Count(1, 1), Count(1, 1))
    assert found.holding("Phó Trưởng ban") == Count(0, 1)


def test_a_row_that_could_not_be_used_may_be_one_more_member_of_any_kind() -> None:
    found = here(seat("p1", "M", MEMBER), unread=1)
    assert found.members == Count(1, 2)
    assert found.women == found.key_leaders == found.women_key_leaders == found.sex_unknown == Count(0, 1)
    assert found.men == Count(1, 2)
    assert found.ethnic_minority == Count(0, 2)
    assert found.has_post("Trưởng ban") is None
    assert found.has_post("Ủy viên") is True


def test_of_a_body_without_rows_nothing_is_known() -> None:
    found = here()
    assert found.members == found.women == found.men == found.sex_unknown == Count(0, None)
    assert (found.counted_on, found.posts, found.vacancies) == (None, None, None)
    assert found.has_post("Trưởng ban") is None


def test_of_a_body_whose_only_row_was_lost_one_member_may_be_there() -> None:
    assert here(unread=1).members == Count(0, 1)


def test_a_body_is_asked_about_only_while_it_is_there() -> None:
    register = Register(bodies=[BTV], memberships=[seat("p1")])
    assert register.on(date(2025, 10, 1)) == {}
    assert list(register.on(date(2025, 9, 30))) == ["btv"]


# -- posts ---------------------------------------------------------------------------------------


def test_a_post_is_found_under_any_spelling_of_its_name() -> None:
    found = here(seat("p1", post=Post(name="Phó  trưởng ban")), seat("p2", post=Post(name="phó Trưởng Ban")))
    assert found.holding("Phó Trưởng ban") == Count(2, 2)
    assert found.has_post("Trưởng ban") is False
    assert found.holding("Trưởng ban", "Phó Trưởng ban") == Count(2, 2)


def test_a_member_whose_post_is_not_recorded_may_hold_any() -> None:
    found = here(seat("p1", post=HEAD), seat("p2", post=None), seat("p3", post=Post(key_leader=True)))
    assert found.has_post("Phó Trưởng ban") is None
    assert found.holding("Trưởng ban") == Count(1, 3)


def test_a_post_that_was_left_and_not_filled_is_vacant() -> None:
    left = seat("p1", post=HEAD, end=date(2024, 3, 1))
    assert here(left, seat("p2")).vacancies == ("Trưởng ban",)
    assert here(left, seat("p2"), on=date(2024, 2, 29)).vacancies == ()
    assert here(left, seat("p2", post=HEAD)).vacancies == ()
    assert here(left, seat("p2"), unread=1).vacancies is None
    assert here(left, seat("p2", post=None)).vacancies is None
    assert here(seat("p1", post=HEAD, start=date(2024, 7, 1)), seat("p2")).vacancies == ()
    abolished = Post(name="Trưởng ban", valid_to=date(2024, 4, 1))
    assert here(seat("p1", post=abolished), seat("p2")).vacancies == ()


def test_a_post_that_is_said_to_be_vacant_is() -> None:
    vacant = seat(None, post=Post(name="Phó Trưởng ban"))
    found = here(vacant, seat("p1", "F"), seat("p2", "F", post=Post(name="Phó Trưởng ban")))
    assert found.vacancies == ("Phó Trưởng ban",)
    assert found.members == Count(2, 2)
    assert found.holding("Phó Trưởng ban") == Count(1, 1)
    assert here(vacant, unread=1).vacancies == ("Phó Trưởng ban",)
    left = seat("p3", post=HEAD, end=date(2024, 3, 1))
    assert here(vacant, left, unread=1).vacancies == ("Phó Trưởng ban",)
    assert here(vacant, left).vacancies == ("Phó Trưởng ban", "Trưởng ban")


@pytest.mark.parametrize("post", [None, Post(key_leader=True)])
def test_a_vacancy_needs_the_name_of_a_post(post: Post | None) -> None:
    with pytest.raises(ValueError, match="expected a person, or the name of a vacant post"):
        seat(None, post=post)


# -- headcounts ----------------------------------------------------------------------------------


def test_a_headcount_leaves_open_what_it_does_not_say() -> None:
    found = counted(members=10, women=3, sex_unknown=2)
    assert (found.women, found.men, found.sex_unknown) == (Count(3, 5), Count(5, 7), Count(2, 2))
    found = counted(members=10, women=3)
    assert (found.women, found.men, found.sex_unknown) == (Count(3, 10), Count(0, 7), Count(0, 7))
    found = counted(members=10)
    assert (found.women, found.men, found.ethnic_minority) == (Count(0, 10), Count(0, 10), Count(0, 10))
    found = counted(women=3, key_leaders=5)
    assert (found.members, found.women, found.men) == (Count(5, None), Count(3, None), Count(0, None))
    assert counted(women=3, sex_unknown=4).members == Count(7, None)
    assert counted(women=3, sex_unknown=4).women == Count(3, 7)


def test_zero_is_zero_and_nothing_said_is_unknown() -> None:
    assert counted(members=10, women=0, sex_unknown=0).women == Count(0, 0)
    assert counted(members=10, women=0).women == Count(0, 10)
    assert counted(ethnic_minority=0, members=3).ethnic_minority == Count(0, 0)
    assert counted(key_leaders=0).women_key_leaders == Count(0, 0)


def test_women_among_the_key_leaders() -> None:
    assert counted(key_leaders=3, women_key_leaders=1, sex_unknown=0).women_key_leaders == Count(1, 1)
    assert counted(key_leaders=3, women_key_leaders=0, sex_unknown=1).women_key_leaders == Count(0, 1)
    assert counted(key_leaders=3, women_key_leaders=0).women_key_leaders == Count(0, 3)
    assert counted(members=9, women_key_leaders=2).key_leaders == Count(2, 9)
    assert counted(members=9, women=2, sex_unknown=0, key_leaders=5).women_key_leaders == Count(0, 2)
    assert counted(members=9, women_key_leaders=2).women == Count(2, 9)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({"members": 10, "women": 12}, ["women is 12, more than members, which is 10"]),
        ({"members": 10, "women": 8, "sex_unknown": 3}, ["women + sex_unknown is 11, more than members, which is 10"]),
        ({"members": 10, "sex_unknown": 11}, ["sex_unknown is 11, more than members, which is 10"]),
        ({"members": 10, "ethnic_minority": 11}, ["ethnic_minority is 11, more than members, which is 10"]),
        ({"members": 10, "key_leaders": 11}, ["key_leaders is 11, more than members, which is 10"]),
        ({"members": 1, "women_key_leaders": 2}, ["women_key_leaders is 2, more than members, which is 1"]),
        ({"women": 1, "women_key_leaders": 2}, ["women_key_leaders is 2, more than women, which is 1"]),
        ({"key_leaders": 1, "women_key_leaders": 2}, ["women_key_leaders is 2, more than key_leaders, which is 1"]),
        (
            {"members": 10, "women": 9, "key_leaders": 5, "women_key_leaders": 1},
            ["key_leaders + women is 14, more than members + women_key_leaders, which is 11"],
        ),
        ({"members": 10, "women": 10, "sex_unknown": 0, "key_leaders": 10, "women_key_leaders": 10}, []),
        ({"women": 12}, []),
        ({"members": 0, "women": 0}, []),
    ],
)  # fmt: skip
def test_figures_that_cannot_all_be_right_are_named_and_kept(
    figures: dict[str, int], expected: list[str]
) -> None:
    headcount = Headcount(body=BTV, on=DAY, **figures)
    assert [str(fault) for fault in headcount.contradictions] == expected
    found = headcount.composition()
    assert found.contradictions == headcount.contradictions
    for name, figure in figures.items():
        assert getattr(found, name).low == figure


def test_a_contradiction_is_said_once_and_not_again_by_what_follows_from_it() -> None:
    headcount = Headcount(
        body=BTV, on=DAY, members=5, women=9, sex_unknown=7, key_leaders=6, women_key_leaders=0
    )
    assert [fault.parts for fault in headcount.contradictions] == [
        ("women",),
        ("sex_unknown",),
        ("key_leaders",),
    ]


def test_one_figure_may_contradict_several() -> None:
    headcount = Headcount(body=BTV, on=DAY, members=3, women=1, key_leaders=2, women_key_leaders=4)
    assert [fault.wholes for fault in headcount.contradictions] == [
        ("members",),
        ("women",),
        ("key_leaders",),
    ]


@pytest.mark.parametrize("figure", [True, 1.0, "1"])
def test_a_figure_is_a_whole_number(figure: object) -> None:
    with pytest.raises(TypeError, match="women to be a whole number"):
        Headcount(body=BTV, on=DAY, women=figure)  # type: ignore[arg-type]


def test_a_figure_is_not_below_zero() -> None:
    with pytest.raises(ValueError, match="members to be 0 or more, got -1"):
        Headcount(body=BTV, on=DAY, members=-1)


def test_the_newest_headcount_of_the_day_or_before_is_used() -> None:
    counts = [Headcount(body=BTV, on=day, members=day.month) for day in (date(2024, 5, 1), date(2024, 2, 1))]
    register = Register(bodies=[BTV], headcounts=counts)

    def on(day: date) -> tuple[Count, date | None]:
        found = register.on(day)["btv"]
        return found.members, found.counted_on

    assert on(date(2024, 1, 31)) == (Count(0, None), None)
    assert on(date(2024, 2, 1)) == (Count(2, 2), date(2024, 2, 1))
    assert on(date(2024, 4, 30)) == (Count(2, 2), date(2024, 2, 1))
    assert on(date(2024, 12, 1)) == (Count(5, 5), date(2024, 5, 1))
    assert register.on(date(2024, 12, 1))["btv"].on == date(2024, 12, 1)


def test_a_headcount_outside_the_term_of_its_body_never_counts() -> None:
    register = Register(bodies=[BTV], headcounts=[Headcount(body=BTV, on=date(2020, 9, 30), members=9)])
    assert register.on(DAY)["btv"].members == Count(0, None)


def test_listed_members_go_before_a_headcount_and_a_lost_row_does_not() -> None:
    headcount = Headcount(body=BTV, on=DAY, members=9)
    both = Register(bodies=[BTV], memberships=[seat("p1")], headcounts=[headcount])
    assert both.on(DAY)["btv"].members == Count(1, 1)
    lost = Register(bodies=[BTV], headcounts=[headcount], unread={"btv": 1})
    assert lost.on(DAY)["btv"].members == Count(9, 9)


# -- registers -----------------------------------------------------------------------------------


def test_a_register_refuses_what_does_not_belong_together() -> None:
    other = Body(id="other")
    cases = {
        "two with the id 'btv'": {"bodies": [BTV, Body(id="btv")]},
        "got one of 'other'": {"bodies": [BTV], "memberships": [seat("p", body=other)]},
        "got one of 'btv'": {"bodies": [Body(id="btv")], "headcounts": [Headcount(body=BTV, on=DAY)]},
        "unread rows of bodies in the register, got 'x'": {"bodies": [BTV], "unread": {"x": 1}},
        "one headcount of body 'btv' on 1/6/2024, got 2": {
            "bodies": [BTV],
            "headcounts": [Headcount(body=BTV, on=DAY), Headcount(body=BTV, on=DAY, women=1)],
        },
    }
    for message, parts in cases.items():
        with pytest.raises(ValueError, match=message):
            Register(**parts)  # type: ignore[arg-type]


def test_bodies_stand_in_the_order_of_their_ids() -> None:
    register = Register(bodies=[Body(id="b"), Body(id="a")])
    assert [body.id for body in register.bodies] == ["a", "b"]
    assert list(register.on(DAY)) == ["a", "b"]


def test_an_id_is_not_empty() -> None:
    with pytest.raises(ValueError, match="the id of a person, got nothing"):
        Person(id=" ")
    with pytest.raises(ValueError, match="the id of a body, got nothing"):
        Body(id="")
    with pytest.raises(ValueError, match="F, M or _U"):
        Person(id="p", sex="Nữ")
