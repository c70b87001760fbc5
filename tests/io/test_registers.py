from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vstbpn import (
    Body,
    BodyKind,
    Composition,
    Count,
    InputError,
    Membership,
    Person,
    Post,
    Severity,
    read_registers,
)
from vstbpn.io import RegisterBatch
from vstbpn.io.registers import BODY_COLUMNS, MEMBER_COLUMNS

DAY = date(2024, 6, 1)
MEMBERS = "body,kind,person,sex,post,key_leader,ethnic_minority,start,end"
BODIES = "body,kind,on,members,women,sex_unknown,ethnic_minority,key_leaders,women_key_leaders"


def read(folder: Path, *rows: str, header: str = MEMBERS, name: str = "members.csv") -> RegisterBatch:
    return read_registers(write(folder, *rows, header=header, name=name))


def write(folder: Path, *rows: str, header: str = MEMBERS, name: str = "members.csv") -> Path:
    path = folder / name
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def codes(batch: RegisterBatch) -> list[tuple[str, int | None, str | None]]:
    return [(problem.code, problem.row, problem.column) for problem in batch.problems]


def texts(batch: RegisterBatch) -> str:
    return repr(batch.problems)


def here(batch: RegisterBatch, body: str = "b", on: date = DAY) -> Composition:
    return batch.register.on(on)[body]


# -- members -------------------------------------------------------------------------------------


def test_every_column_of_a_table_of_members(tmp_path: Path) -> None:
    row = "b,peoples-council,Commune,00004,1/6/2021,2026-03-01,p1,nữ,Chủ tịch,có,không,1/7/2021,30/6/2025"
    batch = read(tmp_path, row, header=",".join(MEMBER_COLUMNS))
    body = Body(
        id="b",
        kind=BodyKind.PEOPLES_COUNCIL,
        level="commune",
        unit="00004",
        term_start=date(2021, 6, 1),
        term_end=date(2026, 3, 1),
    )
    assert batch.problems == ()
    assert batch.register.bodies == (body,)
    assert batch.register.memberships == (
        Membership(
            body=body,
            person=Person(id="p1", sex="F", ethnic_minority=False),
            post=Post(name="Chủ tịch", key_leader=True),
            start=date(2021, 7, 1),
            end=date(2025, 6, 30),
        ),
    )
    assert batch.places == {"b": ("members.csv", 2)}


@pytest.mark.parametrize("mark", ["\ufeff", ""])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_order_of_columns_the_separator_and_a_byte_order_mark_make_no_difference(
    tmp_path: Path, mark: str, separator: str
) -> None:
    path = tmp_path / "members.csv"
    text = f"{mark}Person,KIND,sex,body\r\np1,agency,M,b\r\n".replace(",", separator)
    path.write_text(text, encoding="utf-8", newline="")
    batch = read_registers(path)
    assert here(batch).men == Count(1, 1)
    assert {problem.severity for problem in batch.problems} <= {Severity.NOTE}


@pytest.mark.parametrize(
    ("text", "women", "men"),
    [("F", 1, 0), ("f", 1, 0), ("Nữ", 1, 0), ("NỮ", 1, 0), ("nu\u031b\u0303", 1, 0), ("M", 0, 1), ("nam", 0, 1)],
)  # fmt: skip
def test_sex_in_either_language(tmp_path: Path, text: str, women: int, men: int) -> None:
    found = here(read(tmp_path, f"b,agency,p1,{text},,,,,"))
    assert (found.women, found.men) == (Count.exactly(women), Count.exactly(men))


@pytest.mark.parametrize("text", ["", "_U", "_u"])
def test_a_sex_that_is_not_recorded(tmp_path: Path, text: str) -> None:
    batch = read(tmp_path, f"b,agency,p1,{text},,,,,")
    assert batch.problems == ()
    assert here(batch).sex_unknown == Count(1, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *[(word, True) for word in ("yes", "YES", "1", "có", "Có", "true")],
        *[(word, False) for word in ("no", "0", "không", "KHÔNG", "false")],
        ("", None),
    ],
)
def test_yes_and_no_in_either_language(tmp_path: Path, text: str, expected: bool | None) -> None:
    batch = read(tmp_path, f"b,agency,p1,F,Trưởng phòng,{text},{text},,")
    assert batch.problems == ()
    (membership,) = batch.register.memberships
    assert membership.post is not None
    assert membership.person is not None
    assert membership.post.key_leader is expected
    assert membership.person.ethnic_minority is expected


def test_a_key_leader_needs_no_name_of_a_post(tmp_path: Path) -> None:
    found = here(read(tmp_path, "b,agency,p1,F,,yes,,,"))
    assert (found.women_key_leaders, found.has_post("Giám đốc")) == (Count(1, 1), None)


def test_a_long_text_is_no_answer_even_if_nothing_of_it_can_be_seen(tmp_path: Path) -> None:
    batch = read(tmp_path, f"b,agency,p1,F,,yes{chr(0x200B) * 300},,,")
    assert codes(batch) == [("unknown-code", 2, "key_leader")]


def test_a_field_that_cannot_be_read_is_listed_and_the_member_is_kept(tmp_path: Path) -> None:
    header = f"{MEMBERS},term_start,term_end,level"
    batch = read(tmp_path, "b,agency,p1,female,Trưởng phòng,maybe,Tày,,,2021,31/2/2021,x\x01", header=header)
    assert codes(batch) == [
        ("bad-text", 2, "level"),
        ("bad-date", 2, "term_start"),
        ("bad-date", 2, "term_end"),
        ("not-shown", 2, "sex"),
        ("not-shown", 2, "ethnic_minority"),
        ("unknown-code", 2, "key_leader"),
    ]
    found = here(batch)
    assert (found.members, found.women) == (Count(1, 1), Count(0, 1))
    assert (found.key_leaders, found.ethnic_minority) == (Count(0, 1), Count(0, 1))
    assert found.has_post("Trưởng phòng") is True
    (body,) = batch.register.bodies
    assert (body.level, body.term_start, body.term_end) == (None, None, None)
    assert all(problem.hint and problem.hint_vi for problem in batch.problems if problem.column == "sex")


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("b,agency,p2,F,,,,30/2/2024,", "bad-date", "start"),
        ("b,agency,p2,F,,,,,1e400", "bad-date", "end"),
        ("b,agency,p2,F,,,,2/6/2024,1/6/2024", "ends-too-early", "end"),
        ("b,agency,p2,F,,,,1/6/2024,1/6/2024", "ends-too-early", "end"),
        ("b,agency,,F,Ủy viên,,,,", "no-person", "person"),
        ("b,agency,,,Ủy viên,,có,,", "no-person", "person"),
        ("b,agency,,,,yes,,,", "no-person", "person"),
        (f"b,agency,{'9' * 201},,,,,,", "not-shown", "person"),
        ("b,agency,a\x00b,,,,,,", "not-shown", "person"),
    ],
)
def test_a_row_that_cannot_be_used_may_be_one_more_member(
    tmp_path: Path, row: str, code: str, column: str
) -> None:
    """A verdict "no woman" must not rest on a table of which a row was lost."""
    batch = read(tmp_path, "b,agency,p1,M,,,,,", row, "c,agency,p3,M,,,,,")
    assert codes(batch) == [(code, 3, column)]
    assert batch.register.unread == (("b", 1),)
    assert (here(batch).members, here(batch).women) == (Count(1, 2), Count(0, 1))
    assert here(batch, "c").women == Count(0, 0)


def test_a_row_without_a_body_is_listed(tmp_path: Path) -> None:
    batch = read(tmp_path, ",agency,p1,F,,,,,", "a\x00,agency,p1,F,,,,,", "b,agency,p1,F,,,,,")
    assert codes(batch) == [("empty-field", 2, "body"), ("bad-text", 3, "body")]
    assert [body.id for body in batch.register.bodies] == ["b"]


def test_a_post_without_a_person_is_vacant_and_that_is_noted(tmp_path: Path) -> None:
    batch = read(tmp_path, "b,vstbpn-committee,,,Trưởng ban,yes,,,", "b,,p1,F,Ủy viên,,,,")
    assert codes(batch) == [("vacant-post", 2, "person")]
    assert batch.problems[0].severity is Severity.NOTE
    assert (here(batch).vacancies, here(batch).members) == (("Trưởng ban",), Count(1, 1))
    assert batch.register.unread == ()


@pytest.mark.parametrize(
    ("kind", "meant"),
    [
        ("standing_committee", "standing-committee"),
        ("Ban Thường Vụ", "standing-committee"),
        ("peoples council", "peoples-council"),
        ("planing-list", "planning-list"),
    ],
)
def test_of_an_unknown_kind_the_likely_ones_are_named(tmp_path: Path, kind: str, meant: str) -> None:
    batch = read(tmp_path, f"b,{kind},p1,F,,,,,")
    assert codes(batch) == [("unknown-code", 2, "kind")]
    hint = str(batch.problems[0].hint)
    assert hint.startswith(f"meant is perhaps {meant} (")
    assert hint.endswith(f" ({BodyKind(meant).name_vi})")
    assert batch.register.bodies == (Body(id="b"),)
    assert here(batch).women == Count(1, 1)


def test_a_kind_like_nothing_names_all_kinds(tmp_path: Path) -> None:
    batch = read(tmp_path, f"b,{'%' * 100_000},p1,F,,,,,")
    (problem,) = batch.problems
    assert all(kind.value in str(problem.hint) for kind in BodyKind)
    assert len(problem.message) < 500


def test_a_body_whose_kind_no_row_says_is_listed_once(tmp_path: Path) -> None:
    batch = read(tmp_path, "b,,p1,F,,,,,", "b,,p2,F,,,,,", "c,,p1,F,,,,,", "c,AGENCY,p2,F,,,,,")
    assert codes(batch) == [("no-kind", 2, "kind")]
    assert [body.kind for body in batch.register.bodies] == [None, BodyKind.AGENCY]


# -- rows that disagree --------------------------------------------------------------------------


def test_what_rows_say_differently_of_a_body_is_unknown(tmp_path: Path) -> None:
    header = "body,kind,level,unit,term_start,term_end,person"
    batch = read(
        tmp_path,
        "b,agency,province,24,2021-01-01,2026-01-01,p1",
        "b,planning-list,commune,27,2021-01-02,2026-01-02,p2",
        "b,,,,,,p3",
        header=header,
    )
    assert codes(batch) == [
        ("conflicting-body", 3, column) for column in ("kind", "term_start", "term_end", "level", "unit")
    ]
    assert "'planning-list' here and 'agency' in row 2;" in batch.problems[0].message
    assert batch.register.bodies == (Body(id="b"),)
    assert here(batch).members == Count(3, 3)


def test_a_term_that_ends_before_it_begins_is_not_used(tmp_path: Path) -> None:
    batch = read(
        tmp_path,
        "b,agency,p1,2026-01-01,",
        "b,agency,p2,,2021-01-01",
        header="body,kind,person,term_start,term_end",
    )
    assert codes(batch) == [("ends-too-early", 3, "term_end")]
    assert "neither day was used" in batch.problems[0].message
    assert here(batch).members == Count(2, 2)


def test_what_rows_say_differently_of_a_person_is_not_recorded_and_not_printed(tmp_path: Path) -> None:
    batch = read(
        tmp_path,
        "b,agency,secret,F,,,yes,,",
        "c,agency,secret,F,,,yes,1/1/1991,",
        "c,agency,secret,M,,,no,,1/1/1991",
        "d,agency,secret,,,,,,",
    )
    assert codes(batch) == [
        ("conflicting-person", 4, "sex"),
        ("conflicting-person", 4, "ethnic_minority"),
    ]
    assert "row 2" in batch.problems[0].message
    assert "dòng 2" in batch.problems[0].message_vi
    for body in "bd":
        assert here(batch, body).sex_unknown == Count(1, 1)
        assert here(batch, body).ethnic_minority == Count(0, 1)


def test_what_one_row_says_of_a_person_holds_in_all(tmp_path: Path) -> None:
    batch = read(tmp_path, "b,agency,p1,,,,,,", "c,agency,p1,F,,,yes,,", "d,agency,p1,_U,,,,,")
    assert batch.problems == ()
    assert here(batch).women == here(batch).ethnic_minority == Count(1, 1)


def test_a_person_twice_in_one_body_at_one_time_is_listed_and_counted_once(tmp_path: Path) -> None:
    batch = read(
        tmp_path,
        "b,agency,secret,F,Ủy viên,,,1/3/2024,",
        "b,agency,secret,F,Trưởng ban,,,,1/7/2024",
        "b,agency,p2,M,Ủy viên,,,,",
    )
    assert codes(batch) == [("repeated-person", 2, "person")]
    assert "row 3" in batch.problems[0].message
    assert here(batch).members == Count(2, 2)


def test_a_long_membership_is_compared_with_all_that_fall_into_it(tmp_path: Path) -> None:
    batch = read(
        tmp_path,
        "b,agency,p1,F,,,,1/1/2020,",
        "b,agency,p1,F,,,,1/1/2021,1/1/2022",
        "b,agency,p1,F,,,,1/1/2023,1/1/2024",
    )
    assert codes(batch) == [("repeated-person", 3, "person"), ("repeated-person", 4, "person")]
    assert all("by row 2;" in problem.message for problem in batch.problems)


def test_a_person_may_come_back_and_sit_elsewhere(tmp_path: Path) -> None:
    batch = read(
        tmp_path,
        "b,agency,p1,F,,,,1/1/2020,1/1/2021",
        "b,agency,p1,F,,,,1/1/2021,1/1/2022",
        "c,agency,p1,F,,,,,",
    )
    assert batch.problems == ()


@pytest.mark.parametrize(
    ("start", "end", "column"),
    [("", "1/6/2021", "end"), ("1/6/2026", "", "start"), ("2/6/2021", "1/6/2026", None), ("", "", None)],
)
def test_a_membership_outside_the_term_is_listed(
    tmp_path: Path, start: str, end: str, column: str | None
) -> None:
    header = "body,kind,person,term_start,term_end,start,end"
    batch = read(tmp_path, f"b,agency,p1,1/6/2021,1/6/2026,{start},{end}", header=header)
    assert codes(batch) == ([] if column is None else [("outside-term", 2, column)])
    assert here(batch).members == Count.exactly(column is None)


def test_a_candidate_stands_before_the_term(tmp_path: Path) -> None:
    header = "body,kind,person,term_start,end"
    batch = read(tmp_path, "b,peoples-council-candidates,p1,1/6/2026,15/3/2026", header=header)
    assert batch.problems == ()
    assert here(batch, on=date(2026, 3, 1)).members == Count(1, 1)


# -- headcounts ----------------------------------------------------------------------------------


def test_every_column_of_a_table_of_headcounts(tmp_path: Path) -> None:
    row = "l,national-assembly-candidates,nation,VN,20/2/2026,1/4/2026,864,392,0,188,3,2"
    batch = read(tmp_path, row, header=",".join(BODY_COLUMNS), name="any.csv")
    assert batch.problems == ()
    found = here(batch, "l", date(2026, 2, 20))
    assert (found.members, found.women, found.men) == (Count(864, 864), Count(392, 392), Count(472, 472))
    assert (found.sex_unknown, found.ethnic_minority) == (Count(0, 0), Count(188, 188))
    assert (found.key_leaders, found.women_key_leaders) == (Count(3, 3), Count(2, 2))
    assert found.counted_on == date(2026, 2, 20)
    assert batch.register.bodies[0].term_start == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("-1", "below-minimum"),
        ("1e400", "not-a-number"),
        ("=1+1", "not-a-number"),
        ("1,5".replace(",", "."), "not-whole"),
        ("NaN", "not-a-number"),
        ("9" * 5000, "not-a-number"),
        ("\x00", "not-a-number"),
    ],
)
def test_a_figure_that_is_none_is_listed_and_unknown(tmp_path: Path, text: str, code: str) -> None:
    batch = read(tmp_path, f"b,agency,1/6/2024,10,{text},0,{text},,", header=BODIES, name="bodies.csv")
    assert codes(batch) == [(code, 2, "women"), ("not-shown", 2, "ethnic_minority")]
    assert len(str(batch.problems[0])) < 250
    assert here(batch).women == here(batch).ethnic_minority == Count(0, 10)
    assert here(batch).members == Count(10, 10)


def test_contradictory_figures_are_listed_and_kept(tmp_path: Path) -> None:
    batch = read(tmp_path, "b,agency,1/6/2024,10,12,,,5,6", header=BODIES, name="bodies.csv")
    assert codes(batch) == [
        ("contradictory-counts", 2, "women"),
        ("contradictory-counts", 2, "women_key_leaders"),
    ]
    assert "women is 12, more than members, which is 10" in batch.problems[0].message
    assert (here(batch).women, here(batch).members) == (Count(12, 12), Count(10, 10))
    assert len(here(batch).contradictions) == 2


@pytest.mark.parametrize(("on", "code"), [("", "empty-field"), ("2024", "bad-date")])
def test_a_count_needs_its_day(tmp_path: Path, on: str, code: str) -> None:
    batch = read(tmp_path, f"b,agency,{on},10,,,,,", header=BODIES, name="bodies.csv")
    assert codes(batch) == [(code, 2, "on")]
    assert here(batch).members == Count(0, None)


def test_two_rows_of_a_body_and_day_make_one_count(tmp_path: Path) -> None:
    batch = read(
        tmp_path,
        "b,agency,1/6/2024,10,3,,,,",
        "b,agency,1/6/2024,10,4,0,,,",
        "b,agency,1/6/2024,10,3,,,,",
        "b,agency,2/6/2024,11,3,,,,",
        header=BODIES,
        name="bodies.csv",
    )
    assert codes(batch) == [("conflicting-counts", 3, "women"), ("repeated-count", 4, None)]
    found = here(batch)
    assert (found.members, found.sex_unknown, found.women) == (Count(10, 10), Count(0, 0), Count(0, 10))


def test_a_count_outside_the_term_is_listed(tmp_path: Path) -> None:
    header = "body,kind,on,term_start,members"
    batch = read(tmp_path, "b,agency,31/5/2024,1/6/2024,10", header=header, name="bodies.csv")
    assert codes(batch) == [("outside-term", 2, "on")]
    assert here(batch).members == Count(0, None)


def test_a_count_is_compared_with_the_members_only_where_both_can_be_right(tmp_path: Path) -> None:
    """A lost row may be the one that the list lacks; outside its term a body has no members."""
    header = "body,kind,term_start,person,start"
    write(tmp_path, "b,agency,1/1/2024,p1,", "b,agency,1/1/2024,p2,x", header=header)
    write(tmp_path, "b,agency,1/6/2024,2", "b,agency,1/6/2023,9", header="body,kind,on,members", name="b.csv")
    batch = read_registers(tmp_path)
    assert codes(batch) == [("outside-term", 3, "on"), ("bad-date", 3, "start")]


# -- folders and files ---------------------------------------------------------------------------


def test_a_folder_with_both_tables(tmp_path: Path) -> None:
    write(tmp_path, "b,agency,p1,F,,,,,", "b,agency,p2,,,,,,")
    write(
        tmp_path,
        "b,agency,1/6/2024,2,2,0,,,",
        "b,agency,1/7/2024,3,0,0,,,",
        "c,planning-list,1/6/2024,8,2,0,,,",
        header=BODIES,
        name="bodies.csv",
    )
    write(tmp_path, "24,2024,population,3", header="unit,period,indicator,value", name="reports.csv")
    write(tmp_path, "b,x", header="body,text", name="notes.csv")
    (tmp_path / ".hidden").touch()
    (tmp_path / "older").mkdir()
    batch = read_registers(tmp_path)
    assert [(problem.code, problem.file, problem.row, problem.column) for problem in batch.problems] == [
        ("counts-differ", "bodies.csv", 3, "members"),
        ("counts-differ", "bodies.csv", 3, "women"),
        *[("not-a-register", tmp_path.name, None, None)] * 3,
    ]
    assert here(batch).members == Count(2, 2)
    assert here(batch, "c").members == Count(8, 8)
    assert batch.places == {"b": ("bodies.csv", 2), "c": ("bodies.csv", 4)}


def test_bodies_that_two_files_disagree_on_name_both(tmp_path: Path) -> None:
    first = write(tmp_path, "b,agency,p1,F,,,,,")
    second = write(tmp_path, "b,planning-list,1/6/2024,1,,,,,", header=BODIES, name="bodies.csv")
    batch = read_registers(first, second)
    (problem,) = batch.problems
    assert (problem.file, problem.row) == ("bodies.csv", 2)
    assert "row 2 of members.csv" in problem.message
    assert "dòng 2 của members.csv" in problem.message_vi


def test_files_of_several_folders_are_told_apart(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, f"{name},agency,p1,X,,,,,")
    batch = read_registers(tmp_path / "a", tmp_path / "b")
    assert [problem.file for problem in batch.problems] == ["a/members.csv", "b/members.csv"]


def test_a_file_that_cannot_be_read_takes_nothing_away(tmp_path: Path) -> None:
    good = write(tmp_path, "b,agency,p1,F,,,,,")
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"\xff\xfe")
    batch = read_registers(bad, good, tmp_path / "absent.csv", tmp_path / "x.xlsx")
    assert [(problem.code, problem.file) for problem in batch.problems] == [
        ("not-utf-8", "bad.csv"),
        ("unreadable", "absent.csv"),
        ("unreadable", "x.xlsx"),
    ]
    assert here(batch).members == Count(1, 1)


def test_where_nothing_can_be_read_the_call_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").touch()
    for path, code in ((tmp_path, "unknown-format"), (tmp_path / "x.xlsx", "unknown-format")):
        with pytest.raises(InputError) as refused:
            read_registers(path)
        assert code in [problem.code for problem in refused.value.problems]


def test_an_empty_table_is_listed(tmp_path: Path) -> None:
    assert codes(read(tmp_path)) == [("no-rows", None, None)]


def test_unknown_columns_are_listed_and_repeated_ones_refuse_the_file(tmp_path: Path) -> None:
    batch = read(tmp_path, "b,agency,p1,x", header="body,kind,person,name")
    assert codes(batch) == [("unknown-column", 1, "name")]
    for header in ("body,kind,person,sex,sex", "body,kind,body,person"):
        with pytest.raises(InputError) as refused:
            read(tmp_path, "b,agency,p1,F", header=header)
        assert [problem.code for problem in refused.value.problems] == ["repeated-column"]


def test_a_table_of_members_without_its_column_is_named_for_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, "b,agency,F", header="body,kind,sex")
    assert "person is not among" in str(refused.value)
    with pytest.raises(InputError) as refused:
        read(tmp_path, "b,agency,3", header="body,kind,members", name="bodies.csv")
    assert "on is not among" in str(refused.value)


# -- hostile files, and privacy ------------------------------------------------------------------


def test_a_table_without_column_names_is_refused_without_quoting_people(tmp_path: Path) -> None:
    """The message about missing columns shows the first line, which here is a person."""
    with pytest.raises(InputError) as refused:
        read(tmp_path, header="b,agency,secret,F,Trưởng ban,yes,Tày,,")
    assert [problem.code for problem in refused.value.problems] == ["no-header"]
    assert "secret" not in repr(refused.value.problems)
    assert "Tày" not in repr(refused.value.problems)


def test_no_problem_shows_a_person(tmp_path: Path) -> None:
    batch = read(
        tmp_path,
        "b,agency,secret,woman,,maybe,Dao,x,",
        "b,agency,secret,F,,,yes,,",
        "b,agency,secret,M,,,no,,",
        "b,agency,secret,F",
        'b,agency,"secret,F',
        "b,agency,secret,F,,,,2/1/2024,1/1/2024",
        "b,agency,secret\x07,F,,,,,",
    )
    assert len(batch.problems) == 11
    for hidden in ("secret", "Dao", "woman"):
        assert hidden not in texts(batch)


@pytest.mark.parametrize(
    "header", ["body,kind,person," + "x" * 200_000, '"' + "a" * 140_000 + '",body,kind,person', "body,kind,person," * 9]
)  # fmt: skip
def test_a_hostile_line_of_column_names_is_refused_or_listed(tmp_path: Path, header: str) -> None:
    path = write(tmp_path, "b,agency,p1,", header=header)
    good = write(tmp_path, "g,agency,p1,F,,,,,", name="good.csv")
    batch = read_registers(path, good)
    assert batch.problems
    assert here(batch, "g").members == Count(1, 1)


def test_long_fields_lose_no_other_row(tmp_path: Path) -> None:
    batch = read(
        tmp_path,
        f"b,agency,p1,F,{'x' * 500_000},,,,",
        f"b,agency,p2,F,{'x' * 1_100_000},,,,",
        "b,agency,p3,F,=HYPERLINK(0),,,,",
    )
    assert codes(batch) == [("bad-text", 2, "post"), ("long-line", 3, None)]
    assert here(batch).members == Count(2, 2)
    assert here(batch).has_post("=HYPERLINK(0)") is True
    assert max(len(problem.message) for problem in batch.problems) < 300


def test_beyond_ten_thousand_problems_are_counted(tmp_path: Path) -> None:
    batch = read(tmp_path, *[f"b{number},agency,p{number},X,,,,," for number in range(10_002)])
    assert len(batch.problems) == 10_001
    assert batch.problems[-1].code == "more-problems"
    assert "2 not-shown" in batch.problems[-1].message
    assert len(batch.register.bodies) == 10_002
