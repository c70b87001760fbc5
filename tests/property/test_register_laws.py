"""The laws of registers, as properties; each test quotes the law that it proves."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from vstbpn import (
    Body,
    BodyKind,
    Composition,
    Count,
    Headcount,
    Membership,
    Person,
    Post,
    Register,
    read_registers,
)
from vstbpn.io import RegisterBatch

FIRST = date(2024, 1, 1)
COLUMNS = "body,kind,term_start,term_end,person,sex,post,key_leader,ethnic_minority,start,end"
COUNTED = ("members", "women", "men", "sex_unknown", "ethnic_minority", "key_leaders", "women_key_leaders")
FIGURES = tuple(name for name in COUNTED if name != "men")

days = st.integers(0, 12).map(lambda number: FIRST + timedelta(days=number))
answers = st.sampled_from(["", "yes", "no", "có", "0"])
# What a table of real people may hold, and what it should not.
rows = st.tuples(
    st.sampled_from(["a", "b"]),
    st.sampled_from(["agency", "agency", "planning-list", "", "agencies"]),
    st.sampled_from(["", "", "2024-01-03", "2024-01-05"]),
    st.sampled_from(["", "", "2024-01-09", "2024-01-02"]),
    st.sampled_from(["p1", "p2", "p3", ""]),
    st.sampled_from(["F", "M", "", "?"]),
    st.sampled_from(["", "Trưởng ban", "trưởng ban", "Ủy viên"]),
    answers,
    answers,
    st.one_of(st.just(""), days.map(str)),
    st.one_of(st.just(""), days.map(str), st.just("x")),
).map(",".join)

BODY = Body(id="b", kind=BodyKind.AGENCY, term_start=FIRST + timedelta(2), term_end=FIRST + timedelta(9))
yes_no = st.sampled_from([True, False, None])
spans = st.tuples(st.none() | days, st.none() | days).filter(
    lambda span: span[0] is None or span[1] is None or span[0] < span[1]
)


@st.composite
def seats(draw: st.DrawFn, *, recorded: bool = False, largest: int = 8) -> list[Membership]:
    """Draw members of the body, each person once."""
    answer = st.booleans() if recorded else yes_no
    found = []
    for number in range(draw(st.integers(0, largest))):
        start, end = draw(spans)
        person = Person(
            id=f"p{number}",
            sex=draw(st.sampled_from("FM" if recorded else ["F", "M", "_U"])),
            ethnic_minority=draw(answer),
        )
        post = Post(name=draw(st.sampled_from(["", "Trưởng ban", "Ủy viên"])), key_leader=draw(answer))
        found.append(Membership(body=BODY, person=person, post=post, start=start, end=end))
    return found


def read(lines: Sequence[str]) -> RegisterBatch:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "members.csv"
        path.write_text("\n".join((COLUMNS, *lines)) + "\n", encoding="utf-8")
        return read_registers(path)


def compose(found: Sequence[Membership], day: date) -> Composition:
    return Register(bodies=[BODY], memberships=found).on(day)["b"]


def ends(composition: Composition) -> dict[str, Count]:
    return {name: getattr(composition, name) for name in COUNTED}


def within(inner: Count, outer: Count) -> bool:
    return outer.allows(inner.low) and (outer.high is None or (inner.high or 0) <= outer.high)


@given(st.lists(rows, max_size=8), days, st.data())
def test_the_order_of_rows_does_not_matter(lines: list[str], day: date, data: DataObject) -> None:
    shuffled = data.draw(st.permutations(lines))
    one, other = read(lines), read(shuffled)
    assert one.register.bodies == other.register.bodies
    assert one.register.on(day) == other.register.on(day)
    assert sorted(map(repr, one.register.memberships)) == sorted(map(repr, other.register.memberships))


@given(st.lists(rows, max_size=6), rows, days)
def test_a_bad_row_never_loses_a_good_one(lines: list[str], bad: str, day: date) -> None:
    """Whatever is wrong with it: not enough fields, a body of its own, a quote that is never closed."""
    before = read(lines)
    for broken in (f"{bad},more", "a", 'a,"b', "\x00", f",{bad.partition(',')[2]}", f"{bad[:2]}\ud7ff"):
        after = read([*lines, broken])
        assert after.register.memberships == before.register.memberships
        assert after.register.on(day) == before.register.on(day)


@given(st.lists(rows, max_size=6), days)
def test_a_row_that_cannot_be_used_only_widens_its_own_body(lines: list[str], day: date) -> None:
    before = read(lines).register.on(day)
    after = read([*lines, "a,,,,p9,F,,,,nonsense,"]).register.on(day)
    assert {body: found for body, found in after.items() if body != "a"} == {
        body: found for body, found in before.items() if body != "a"
    }
    for name, count in ends(before["a"]).items() if "a" in before else ():
        assert getattr(after["a"], name) == Count(count.low, (count.high or 0) + 1)


@given(seats(), days, st.sampled_from(["", "Ủy viên"]), yes_no)
def test_a_member_of_unknown_sex_only_widens_what_is_unknown(
    found: list[Membership], day: date, post: str, leads: bool | None
) -> None:
    assume(BODY.holds_on(day) and found)
    before = compose(found, day)
    new = Membership(body=BODY, person=Person(id="new"), post=Post(name=post, key_leader=leads))
    after = compose([*found, new], day)
    for name in ("women", "men"):
        old: Count = getattr(before, name)
        assert getattr(after, name) == Count(old.low, (old.high or 0) + 1)
    assert after.sex_unknown == Count.exactly(before.sex_unknown.low + 1)
    assert after.members == Count.exactly(before.members.low + 1)
    assert after.women_key_leaders.low == before.women_key_leaders.low
    assert within(before.women_key_leaders, after.women_key_leaders)


@given(seats(), days, st.data())
def test_more_knowledge_of_a_member_only_narrows(
    found: list[Membership], day: date, data: DataObject
) -> None:
    assume(BODY.holds_on(day) and found)
    place = data.draw(st.integers(0, len(found) - 1))
    person, post = found[place].person, found[place].post
    assert person is not None
    assert post is not None
    told = Person(
        id=person.id,
        sex=data.draw(st.sampled_from("FM")) if person.sex == "_U" else person.sex,
        ethnic_minority=data.draw(yes_no) if person.ethnic_minority is None else person.ethnic_minority,
    )
    named = Post(
        name=post.name or data.draw(st.sampled_from(["", "Trưởng ban"])),
        key_leader=data.draw(yes_no) if post.key_leader is None else post.key_leader,
    )
    known = [*found]
    known[place] = evolve(found[place], person=told, post=named)
    before, after = compose(found, day), compose(known, day)
    for name, count in ends(after).items():
        if name != "sex_unknown":  # which counts the gaps themselves, and these become fewer
            assert within(count, getattr(before, name)), name
    assert within(after.holding("trưởng ban"), before.holding("trưởng ban"))
    if before.has_post("Trưởng ban") is not None:
        assert after.has_post("Trưởng ban") == before.has_post("Trưởng ban")


@given(seats(), days, st.integers(1, 5))
def test_a_membership_outside_its_bodys_term_never_counts(
    found: list[Membership], day: date, length: int
) -> None:
    assume(BODY.holds_on(day) and found)
    begins, ended = BODY.term_start, BODY.term_end
    assert begins is not None
    assert ended is not None
    person = Person(id="late", sex="F")
    strays = [
        Membership(body=BODY, person=person, start=begins - timedelta(length), end=begins),
        Membership(body=BODY, person=person, start=ended),
    ]
    assert compose([*found, *strays], day) == compose(found, day)
    assert not any(stray.counts_on(FIRST + timedelta(number)) for stray in strays for number in range(-9, 30))


def naive(found: Sequence[Membership], day: date) -> Headcount:
    """Count by a plain loop over dates and people."""
    tally = dict.fromkeys(FIGURES, 0)
    for membership in found:
        if membership.start is not None and day < membership.start:
            continue
        if membership.end is not None and day >= membership.end:
            continue
        person, post = membership.person, membership.post
        assert person is not None
        assert post is not None
        tally["members"] += 1
        tally["women"] += person.sex == "F"
        tally["sex_unknown"] += person.sex == "_U"
        tally["ethnic_minority"] += person.ethnic_minority is True
        tally["key_leaders"] += post.key_leader is True
        tally["women_key_leaders"] += post.key_leader is True and person.sex == "F"
    return Headcount(body=BODY, on=day, **tally)


@given(seats(recorded=True), days)
def test_the_composition_from_members_is_that_from_the_counts(found: list[Membership], day: date) -> None:
    assume(BODY.holds_on(day) and found)
    by_list, by_count = compose(found, day), naive(found, day).composition()
    assert ends(by_list) == ends(by_count)
    assert by_list.contradictions == by_count.contradictions == ()


@given(seats(), days, st.sets(st.sampled_from(FIGURES)))
def test_a_count_that_is_left_out_only_widens(found: list[Membership], day: date, left_out: set[str]) -> None:
    """What the members say of sex lies within what any part of the counts says of it."""
    assume(BODY.holds_on(day) and found)
    counted = naive(found, day)
    less = evolve(counted, **dict.fromkeys(left_out))  # type: ignore[arg-type]
    assert less.contradictions == ()
    by_list = compose(found, day)
    for name, count in ends(counted.composition()).items():
        assert within(count, getattr(less.composition(), name)), name
    for name in ("members", "women", "men", "sex_unknown"):
        assert within(getattr(by_list, name), getattr(less.composition(), name)), name


figures = st.none() | st.integers(0, 6)


@given(st.fixed_dictionaries(dict.fromkeys(FIGURES, figures)))
def test_contradictory_figures_are_kept_and_the_others_can_all_be_true(told: dict[str, int | None]) -> None:
    headcount = Headcount(body=BODY, on=FIRST, **told)
    found = headcount.composition()
    for name, figure in told.items():
        if figure is not None:
            assert getattr(found, name).low == figure
    if None not in told.values():
        assert bool(headcount.contradictions) is not _can_be(told)


def _can_be(told: dict[str, int | None]) -> bool:
    """Tell whether people can be thought of whom these figures count, by trying."""
    members, women, unknown, minority, leaders, women_leaders = (told[name] or 0 for name in FIGURES)
    return (
        women + unknown <= members
        and minority <= members
        and any(
            women_leaders <= women and women_leaders + others == leaders
            for others in range(members - women + 1)
        )
    )
