"""The rule book on real cases, and on a register with a body of each kind and each outcome."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vstbpn import read_registers
from vstbpn.model import Body, BodyKind, Finding, Headcount, Outcome, Register, Review
from vstbpn.rules import review, rule_book
from vstbpn.rules.subjects import bodies_with_woman_key_leader, subjects_of

NOV_2026 = date(2026, 11, 21)


def ask(body: Body, counted_on: date, on: date | None = None, **figures: int) -> dict[str, Finding]:
    """Give the findings on one body by their rules; the sex of everybody is recorded."""
    counted = Headcount(body=body, on=counted_on, sex_unknown=0, **figures)
    day = on or counted_on
    found = review(subjects_of(Register(bodies=[body], headcounts=[counted]), day), rule_book(), on=day)
    return {finding.rule: finding for finding in found}


def outcomes(findings: dict[str, Finding]) -> dict[str, str]:
    return {rule: finding.outcome.value for rule, finding in findings.items()}


def clauses(finding: Finding) -> list[str]:
    return [str(ground) for ground in finding.grounds]


class TestTheNationalAssemblyListOf2026:
    LIST = Body(
        id="list-16",
        kind=BodyKind.NATIONAL_ASSEMBLY_CANDIDATES,
        level="nation",
        unit="VN",
        term_start=date(2026, 4, 6),
    )

    def of(self, women: int, minorities: int = 188) -> dict[str, Finding]:
        return ask(self.LIST, date(2026, 2, 20), members=864, women=women, ethnic_minority=minorities)

    def test_it_passes_both_rules(self) -> None:
        found = self.of(392)
        assert outcomes(found) == {
            "national-assembly-list-women": "pass",
            "national-assembly-list-minorities": "pass",
        }
        assert str(found["national-assembly-list-women"].measured) == "392/864 (≈ 45.37%)"
        assert str(found["national-assembly-list-minorities"].measured) == "188/864 (≈ 21.76%)"
        assert clauses(found["national-assembly-list-women"]) == [
            "85/2015/QH13 (25/6/2015), Điều 8, khoản 3",
            "83/2025/QH15",
        ]
        assert all(finding.is_verified for finding in found.values())

    @pytest.mark.parametrize(("women", "outcome"), [(302, Outcome.FAIL), (303, Outcome.PASS)])
    def test_35_per_cent_are_302_point_4(self, women: int, outcome: Outcome) -> None:
        assert self.of(women)["national-assembly-list-women"].outcome is outcome

    @pytest.mark.parametrize(("minorities", "outcome"), [(155, Outcome.FAIL), (156, Outcome.PASS)])
    def test_18_per_cent_are_155_point_52(self, minorities: int, outcome: Outcome) -> None:
        assert self.of(392, minorities)["national-assembly-list-minorities"].outcome is outcome

    def test_it_is_judged_by_the_law_of_its_own_day_however_late_it_is_asked_about(self) -> None:
        old = Body(id="list-13", kind=BodyKind.NATIONAL_ASSEMBLY_CANDIDATES, term_start=date(2011, 7, 21))
        found = ask(old, date(2011, 5, 1), NOV_2026, members=100, women=1, ethnic_minority=1)
        assert outcomes(found) == dict.fromkeys(found, "not-in-force")
        assert {finding.on for finding in found.values()} == {date(2011, 5, 1)}


class TestTheCentralCommitteeOfCongress14:
    def test_it_is_judged_only_by_what_applies_to_it(self) -> None:
        body = Body(
            id="tw-14",
            kind=BodyKind.PARTY_COMMITTEE,
            level="nation",
            term_start=date(2026, 1, 23),
        )
        found = ask(body, NOV_2026, members=200, women=21)
        assert outcomes(found) == {
            "party-committee-women": "not-applicable",
            "party-committee-women-2020": "not-in-force",
            "party-committee-women-2030": "unknown",
        }
        share, goal = found["party-committee-women"], found["party-committee-women-2030"]
        assert clauses(share) == ["45-CT/TW (14/4/2025) [not verified]"]
        assert share.message_vi.endswith("(căn cứ chưa được kiểm chứng)")
        assert (goal.code, str(goal.measured), goal.missing) == (
            "not-due",
            "21/200 (10.5%)",
            ("figures_2030",),
        )
        assert "chưa đến hạn" in goal.message_vi


class TestThePeoplesCouncilsOfLaoCai:
    @pytest.mark.parametrize(
        ("level", "women", "members"),
        [("province", 21, 55), ("district", 125, 298), ("commune", 1198, 3218)],
    )
    def test_they_exceed_35_per_cent_at_each_level(self, level: str, women: int, members: int) -> None:
        council = Body(id="hdnd-10", kind=BodyKind.PEOPLES_COUNCIL, level=level, term_start=date(2021, 6, 1))
        found = ask(council, date(2024, 6, 30), members=members, women=women)
        assert outcomes(found) == {
            "key-leadership": "unknown",
            "peoples-council-women": "pass",
            "peoples-council-women-2020": "not-in-force",
            "peoples-council-women-2030": "pass",
        }
        assert clauses(found["peoples-council-women"]) == ["1187/NQ-UBTVQH14 (11/1/2021), Điều 2, khoản 3"]

    def test_exactly_35_per_cent_would_not(self) -> None:
        council = Body(id="hdnd", kind=BodyKind.PEOPLES_COUNCIL)
        found = ask(council, date(2030, 6, 30), members=60, women=21)
        assert found["peoples-council-women-2030"].outcome is Outcome.FAIL


BODIES = """\
body,kind,level,unit,on,term_start,members,women,sex_unknown,ethnic_minority,key_leaders,women_key_leaders
btv-pass,standing-committee,province,24,1/6/2024,1/10/2020,13,1,4,,,
btv-fail,standing-committee,province,25,1/6/2024,1/10/2020,13,0,0,,,
btv-open,standing-committee,province,26,1/6/2024,1/10/2020,13,0,2,,,
btv-2015,standing-committee,province,27,1/6/2018,1/10/2015,13,0,0,,,
btv-2005,standing-committee,province,30,1/6/2008,1/10/2005,13,0,0,,,
cu-pass,party-committee,province,24,1/6/2024,1/10/2020,50,8,0,,,
cu-fail,party-committee,district,213,1/6/2024,1/8/2020,40,5,0,,,
cu-open,party-committee,commune,07213,1/6/2024,1/6/2020,15,2,1,,,
qh-pass,national-assembly,nation,VN,1/6/2024,20/7/2021,499,200,0,,,
qh-list,national-assembly-candidates,nation,VN,1/5/2021,20/7/2021,868,393,0,185,,
hdnd-pass,peoples-council,province,24,1/6/2024,1/7/2021,60,18,0,,3,1
hdnd-fail,peoples-council,commune,07213,1/6/2024,1/7/2021,20,0,0,,2,0
hdnd-open,peoples-council,district,213,1/6/2024,1/7/2021,30,8,0,,2,
list-pass,peoples-council-candidates,province,24,1/5/2021,1/7/2021,100,35,0,,,
list-fail,peoples-council-candidates,district,213,1/5/2021,1/7/2021,100,34,0,,,
list-open,peoples-council-candidates,commune,07213,1/5/2021,1/7/2021,100,34,1,,,
ubnd-pass,peoples-committee,province,24,1/6/2024,,20,4,0,,4,1
quy-hoach-pass,planning-list,province,24,1/6/2024,,40,20,0,,,
quy-hoach-fail,planning-list,district,213,1/6/2024,,40,9,0,,,
quy-hoach-open,planning-list,province,25,1/6/2024,,40,9,3,,,
so-pass,agency,province,24,1/6/2024,,50,25,0,,4,1
so-fail,agency,province,24,1/6/2024,,50,25,0,,4,0
so-few,agency,province,24,1/6/2024,,50,14,0,,4,0
"""
MEMBERS = """\
body,kind,level,unit,term_start,term_end,person,sex,post,key_leader,ethnic_minority,start,end
ban-pass,vstbpn-committee,province,24,1/1/2024,1/1/2029,p1,M,Trưởng ban,yes,,,
ban-pass,,,,,,p2,F,Phó Trưởng ban thường trực,yes,,,
ban-pass,,,,,,p3,F,Phó Trưởng ban,,,,
ban-pass,,,,,,p4,F,Phó Trưởng ban,,,,
ban-pass,,,,,,p5,M,Phó Trưởng ban,,,,
ubnd-24,peoples-committee,province,24,1/7/2021,1/7/2026,p1,M,Phó Chủ tịch,yes,,,
ubnd-24,,,,,,p6,M,Chủ tịch,yes,,,
ban-fail,vstbpn-committee,province,25,1/1/2019,1/1/2024,p7,M,Phó Trưởng ban,yes,,,1/6/2023
ban-fail,,,,,,p8,F,Ủy viên,no,,,
ban-open,vstbpn-committee,district,213,1/1/2024,,p9,F,,,,,
"""

# What must come out, by the rule: (body, outcome, clause). The clause is the first one.
_2019 = "35-CT/TW (30/5/2019)"
_2014 = "36-CT/TW (30/5/2014) [not verified]"
NQ_26 = "26-NQ/TW (19/5/2018)"
NQ_11 = "11-NQ/TW (27/4/2007)"
NQ_28 = "28/NQ-CP (3/3/2021)"
QD_2282 = "2282/QĐ-TTg (31/12/2020)"
QD_50 = "50-QĐ/TW (27/12/2021) [not verified]"
QD_1855 = "1855/QĐ-TTg (11/11/2009)"
NQ_1187 = "1187/NQ-UBTVQH14 (11/1/2021), Điều 2, khoản 3"
LAW = "85/2015/QH13 (25/6/2015)"
EXPECTED = {
    "standing-committee-woman": [
        ("btv-2005", "not-in-force", _2014),
        ("btv-2015", "fail", _2014),
        ("btv-fail", "fail", _2019),
        ("btv-open", "unknown", _2019),
        ("btv-pass", "pass", _2019),
    ],
    "standing-committee-woman-2030": [
        ("btv-2005", "unknown", NQ_26),
        ("btv-2015", "unknown", NQ_26),
        ("btv-fail", "unknown", NQ_26),
        ("btv-open", "unknown", NQ_26),
        ("btv-pass", "pass", NQ_26),
    ],
    "party-committee-women": [
        ("cu-fail", "fail", _2019),
        ("cu-open", "unknown", _2019),
        ("cu-pass", "pass", _2019),
    ],
    "party-committee-women-2020": [
        ("cu-fail", "not-in-force", NQ_11),
        ("cu-open", "not-in-force", NQ_11),
        ("cu-pass", "not-in-force", NQ_11),
    ],
    "party-committee-women-2030": [
        ("cu-fail", "unknown", NQ_26),
        ("cu-open", "unknown", NQ_26),
        ("cu-pass", "unknown", NQ_26),
    ],
    "national-assembly-women-2030": [("qh-pass", "pass", NQ_26)],
    "national-assembly-list-women": [("qh-list", "pass", f"{LAW}, Điều 8, khoản 3")],
    "national-assembly-list-minorities": [("qh-list", "pass", f"{LAW}, Điều 8, khoản 2")],
    "peoples-council-women": [
        ("hdnd-fail", "fail", NQ_1187),
        ("hdnd-open", "unknown", NQ_1187),
        ("hdnd-pass", "pass", NQ_1187),
    ],
    "peoples-council-women-2020": [
        ("hdnd-fail", "not-in-force", NQ_11),
        ("hdnd-open", "not-in-force", NQ_11),
        ("hdnd-pass", "not-in-force", NQ_11),
    ],
    "peoples-council-women-2030": [
        ("hdnd-fail", "unknown", NQ_26),
        ("hdnd-open", "unknown", NQ_26),
        ("hdnd-pass", "unknown", NQ_26),
    ],
    "peoples-council-list-women": [
        ("list-fail", "fail", f"{LAW}, Điều 9"),
        ("list-open", "unknown", f"{LAW}, Điều 9"),
        ("list-pass", "pass", f"{LAW}, Điều 9"),
    ],
    "key-leadership": [
        ("so-fail", "fail", NQ_28),
        ("so-few", "fail", NQ_28),
        ("so-pass", "pass", NQ_28),
        ("ubnd-24", "fail", NQ_28),
        ("ubnd-pass", "pass", NQ_28),
        ("hdnd-fail", "fail", NQ_28),
        ("hdnd-open", "unknown", NQ_28),
        ("hdnd-pass", "pass", NQ_28),
    ],
    "key-leadership-programme": [
        ("so-fail", "fail", QD_2282),
        ("so-few", "not-applicable", QD_2282),
        ("so-pass", "pass", QD_2282),
    ],
    "unit-woman-leader": [
        ("so-fail", "unknown", f"{NQ_11} [not verified]"),
        ("so-few", "not-applicable", f"{NQ_11} [not verified]"),
        ("so-pass", "pass", f"{NQ_11} [not verified]"),
    ],
    "planning-list-women": [
        ("quy-hoach-fail", "fail", QD_50),
        ("quy-hoach-open", "unknown", QD_50),
        ("quy-hoach-pass", "pass", QD_50),
    ],
    "planning-list-women-programme": [
        ("quy-hoach-fail", "unknown", QD_2282),
        ("quy-hoach-open", "unknown", QD_2282),
        ("quy-hoach-pass", "pass", QD_2282),
    ],
    "vstbpn-head": [
        ("ban-fail", "fail", QD_1855),
        ("ban-open", "unknown", QD_1855),
        ("ban-pass", "pass", QD_1855),
    ],
    "vstbpn-deputies": [
        ("ban-fail", "fail", QD_1855),
        ("ban-open", "unknown", QD_1855),
        ("ban-pass", "pass", QD_1855),
    ],
    "vstbpn-standing-office": [
        ("ban-fail", "fail", QD_1855),
        ("ban-open", "unknown", QD_1855),
        ("ban-pass", "pass", QD_1855),
    ],
    "vstbpn-vacancies": [
        ("ban-fail", "fail", "practice"),
        ("ban-open", "unknown", "practice"),
        ("ban-pass", "pass", "practice"),
    ],
    "vstbpn-term": [
        ("ban-fail", "fail", "practice"),
        ("ban-open", "unknown", "practice"),
        ("ban-pass", "pass", "practice"),
    ],
    "minority-leaders": [("24", "unknown", NQ_26)],
}
OFFICES = {"ban-pass": "Sở LĐTBXH", "ban-fail": "Sở Nội vụ"}


class TestARegisterWithABodyOfEachKind:
    @pytest.fixture
    def register(self, tmp_path: Path) -> Register:
        (tmp_path / "bodies.csv").write_text(BODIES, encoding="utf-8")
        (tmp_path / "members.csv").write_text(MEMBERS, encoding="utf-8")
        batch = read_registers(tmp_path)
        assert batch.problems == ()
        return batch.register

    def asked(self, register: Register, on: date) -> Review:
        subjects = subjects_of(register, on, standing_offices=OFFICES, minority_areas=["24"])
        return review(subjects, rule_book(), on=on)

    def test_every_kind_is_there(self, register: Register) -> None:
        assert {body.kind for body in register.bodies} == set(BodyKind)

    def test_it_gives_exactly_the_expected_findings_with_the_clause_of_the_day(
        self, register: Register
    ) -> None:
        found: dict[str, list[tuple[str, str, str]]] = {}
        for finding in self.asked(register, date(2024, 6, 30)):
            said = (finding.subject.id, finding.outcome.value, clauses(finding)[0])
            found.setdefault(finding.rule, []).append(said)
        assert found == EXPECTED

    def test_25_per_cent_to_2020_is_a_rule_of_2020_and_not_of_2024(self) -> None:
        body = Body(id="cu", kind=BodyKind.PARTY_COMMITTEE, level="province", term_start=date(2015, 10, 1))
        by_day = {
            year: ask(body, date(year, 6, 30), members=40, women=9)[
                "party-committee-women-2020"
            ].outcome.value
            for year in (2018, 2020, 2021, 2024)
        }
        assert by_day == {
            2018: "unknown",
            2020: "fail",
            2021: "not-in-force",
            2024: "not-in-force",
        }

    @pytest.mark.parametrize(
        ("term_start", "clause", "verified"),
        [
            (date(2014, 5, 29), None, None),
            (date(2015, 8, 1), "36-CT/TW (30/5/2014) [not verified]", False),
            (date(2019, 5, 29), "36-CT/TW (30/5/2014) [not verified]", False),
            (date(2019, 5, 30), "35-CT/TW (30/5/2019)", True),
            (date(2020, 10, 1), "35-CT/TW (30/5/2019)", True),
            (date(2024, 6, 14), "35-CT/TW (14/6/2024) [not verified]", False),
            (date(2025, 8, 1), "45-CT/TW (14/4/2025) [not verified]", False),
            (date(2026, 1, 24), None, None),
        ],
    )
    def test_a_term_has_the_directive_of_its_congresses(
        self, term_start: date, clause: str | None, verified: bool | None
    ) -> None:
        for kind, rule in (
            (BodyKind.STANDING_COMMITTEE, "standing-committee-woman"),
            (BodyKind.PARTY_COMMITTEE, "party-committee-women"),
        ):
            body = Body(id="x", kind=kind, level="province", term_start=term_start)
            found = ask(body, NOV_2026, members=20, women=2)[rule]
            if clause is None:
                assert found.outcome is Outcome.NOT_IN_FORCE
            else:
                assert (clauses(found), found.is_verified) == ([clause], verified)
                assert found.outcome is not Outcome.NOT_IN_FORCE

    def test_the_bodies_with_a_woman_key_leader_are_counted_for_target_1_1(self, register: Register) -> None:
        share = bodies_with_woman_key_leader(register.on(date(2024, 6, 30)).values())
        assert (share.part, share.whole, share.unknown, share.more) == (3, 8, 1, 0)


@pytest.mark.parametrize(
    ("office_known", "head", "deputies", "day"),
    [
        ("pass", "pass", "pass", date(2025, 2, 28)),
        ("unknown", "pass", "pass", date(2025, 3, 1)),
        ("unknown", "pass", "pass", date(2025, 6, 30)),
        ("unknown", "unknown", "unknown", date(2025, 7, 1)),
        ("unknown", "unknown", "unknown", NOV_2026),
    ],
)
def test_of_a_committee_what_nobody_found_since_2025_stays_unknown(
    tmp_path: Path, office_known: str, head: str, deputies: str, day: date
) -> None:
    (tmp_path / "members.csv").write_text(MEMBERS.replace("1/7/2026", "1/7/2029"), encoding="utf-8")
    register = read_registers(tmp_path).register
    subjects = [one for one in subjects_of(register, day, standing_offices=OFFICES) if one.id == "ban-pass"]
    found = {finding.rule: finding for finding in review(subjects, rule_book(), on=day)}
    assert found["vstbpn-standing-office"].outcome.value == office_known
    assert found["vstbpn-head"].outcome.value == head
    assert found["vstbpn-deputies"].outcome.value == deputies
    assert (head == "unknown") is ("không tìm thấy quy định nào" in found["vstbpn-head"].message_vi)
