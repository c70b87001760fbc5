from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from vstbpn.catalog import (
    Force,
    Instrument,
    Instruments,
    Provision,
    ResolutionStatus,
    TableError,
    instruments,
    parse_instruments,
)

GOOD = """
[instruments.qd-1-2020]
type = "QĐ"
number_text = "1/QĐ-TTg"
issued_on = 2020-01-02
issuer = "Thủ tướng Chính phủ"
force = "law"
source = "the decision"
checked_on = 2026-11-21
verified = true
"""
PROVISION = """
[[instruments.qd-1-2020.provisions]]
summary_vi = "Một quy định"
summary_en = "A provision"
source = "the decision"
checked_on = 2026-11-21
verified = true
"""


def make(key: str, **values: Any) -> Instrument:
    given: dict[str, Any] = {
        "type": "QĐ",
        "issuer": "Thủ tướng Chính phủ",
        "force": Force.LAW,
        "source": "a page",
        "checked_on": date(2026, 11, 21),
        "verified": True,
        "number_text": "1/QĐ-TTg",
        **values,
    }
    return Instrument(key=key, **given)


def facts(one: Instrument) -> Iterator[Instrument | Provision]:
    yield one
    yield from one.provisions


class TestLoading:
    def test_a_table_becomes_an_instrument(self) -> None:
        (one,) = parse_instruments({"a.toml": GOOD + 'names = ["Quyết định X"]\n' + PROVISION})
        assert (one.key, one.type, one.force) == ("qd-1-2020", "QĐ", Force.LAW)
        assert one.issued_on == date(2020, 1, 2)
        assert one.names == ("Quyết định X",)
        assert one.provisions[0].pinpoint == ""
        assert one.wholly_verified

    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            (GOOD + "color = 1", r"unknown key color; known are .* @ \$\.instruments\.qd-1-2020"),
            ("[laws.x]", r"unknown key laws; known are instruments @ \$"),
            ("instruments = 1", r"expected a table @ \$\.instruments"),
            ("[instruments.x\n", "expected TOML: .*line 1"),
            (GOOD + GOOD, "expected TOML"),
            (
                GOOD + 'key = "y"',
                r"unknown key key: the table's name is the key @ \$\.instruments\.qd-1-2020",
            ),
            (GOOD.replace('issuer = "Thủ tướng Chính phủ"', ""), r"it is missing @ \$.*qd-1-2020\.issuer"),
            (GOOD.replace("verified = true", ""), r"it is missing @ \$.*\.verified"),
            (GOOD.replace("checked_on = 2026-11-21", ""), r"it is missing @ \$.*\.checked_on"),
            (GOOD.replace('source = "the decision"', ""), r"it is missing @ \$.*\.source"),
            (GOOD.replace('"the decision"', '" "'), r"expected a source, got none.* @ \$\.instruments"),
            (GOOD.replace("= true", '= "true"'), "expected bool, got 'true'"),
            (GOOD.replace("2020-01-02", '"2020-01-02"'), "expected a date such as 2024-06-30"),
            (GOOD.replace("2020-01-02", "2020-02-30"), "expected TOML"),
            (
                GOOD.replace('"law"', '"statute"'),
                "expected one of law, party, target, plan, guidance, report",
            ),
            (GOOD.replace('number_text = "1/QĐ-TTg"', ""), "expected number_text, title_vi or names"),
            (GOOD + 'issued_in = "2020"', "expected issued_on or issued_in, got both"),
            (GOOD.replace("issued_on = 2020-01-02", 'issued_in = "2020-13"'), "expected issued_in as 2008"),
            (
                GOOD + "in_force_from = 2021-01-01\nin_force_until = 2021-01-01",
                "expected in_force_until after in_force_from",
            ),
            (GOOD + 'doubtful = ["color"]', "expected keys of this table in doubtful, got color"),
            (GOOD + 'names = "Quyết định X"', r"expected a list, got 'Quyết định X' @ .*\.names"),
            (GOOD + "names = [1]", "expected str, got 1"),
            (GOOD + 'replaced_by = "nothing"', r"expected the key of another .* 'nothing' @ .*\.replaced_by"),
            (GOOD + 'replaced_by = "qd-1-2020"', "expected the key of another instrument"),
            (GOOD + 'amends = ["nothing"]', r"expected the key of another instrument.* @ .*\.amends"),
            (GOOD.replace("qd-1-2020", "Qd_1"), "expected a key of a-z, 0-9 and hyphens, got 'Qd_1'"),
            (GOOD + PROVISION + "article = 1", "unknown key article; known are"),
            (GOOD + PROVISION.replace('source = "the decision"', ""), r"missing @ .*provisions.*\.source"),
            (GOOD + PROVISION.replace('"the decision"', '""'), "expected a source, got none"),
            (GOOD + PROVISION.replace("2026-11-21", "3"), "expected a date such as"),
        ],
    )
    def test_every_fault_is_named_with_its_file_and_place(self, text: str, fault: str) -> None:
        with pytest.raises(TableError, match=r"^a\.toml: .*" + fault):
            parse_instruments({"a.toml": text})

    def test_a_key_stands_once_in_all_files(self) -> None:
        with pytest.raises(TableError, match=r"b\.toml: the key qd-1-2020 stands in a\.toml already"):
            parse_instruments({"a.toml": GOOD, "b.toml": GOOD})

    def test_all_faults_of_all_files_are_named_at_once(self) -> None:
        with pytest.raises(TableError) as error:
            parse_instruments({"a.toml": GOOD + "x = 1", "b.toml": "[y]", "c.toml": GOOD})
        assert [fault.split(":")[0] for fault in error.value.faults] == ["a.toml", "b.toml", "c.toml"]

    def test_a_key_may_lead_to_another_file(self) -> None:
        old = GOOD.replace("qd-1-2020", "qd-1-2019") + 'replaced_by = "qd-1-2020"'
        assert len(parse_instruments({"a.toml": old, "b.toml": GOOD})) == 2

    def test_a_collection_checks_its_keys_too(self) -> None:
        with pytest.raises(TableError, match="two instruments have the key a"):
            Instruments([make("a"), make("a")])
        with pytest.raises(TableError, match="got 'b'"):
            Instruments([make("a", replaced_by="b")])

    def test_importing_the_catalogue_reads_no_table(self) -> None:
        script = (
            "import sys\nopened = []\n"
            "sys.addaudithook(lambda event, given: opened.append(str(given[0])) if event == 'open' else None)\n"
            "from vstbpn import catalog\n"
            "before = [name for name in opened if name.endswith('.toml')]\n"
            "catalog.instruments()\n"
            "after = {name.rsplit('.', 1)[0][-5:] for name in opened if name.endswith('.toml')}\n"
            "print(before, 'party' in after)"
        )
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "[] True"


class TestForce:
    def test_it_is_in_force_from_its_first_day_to_the_day_before_the_end(self) -> None:
        one = make("a", in_force_from=date(2021, 1, 1), in_force_until=date(2022, 1, 1))
        days = [date(2020, 12, 31), date(2021, 1, 1), date(2021, 12, 31), date(2022, 1, 1)]
        assert [one.in_force(day) for day in days] == [False, True, True, False]

    def test_without_a_known_beginning_it_is_not_known(self) -> None:
        one = make("a", issued_on=date(2021, 1, 1), in_force_until=date(2022, 1, 1))
        days = [date(2020, 12, 31), date(2021, 1, 1), date(2022, 1, 1)]
        assert [one.in_force(day) for day in days] == [False, None, False]
        assert make("a").in_force(date(2020, 1, 1)) is None

    def test_where_the_end_is_in_doubt_it_is_not_known(self) -> None:
        one = make("a", in_force_from=date(2021, 1, 1), doubtful=("in_force_until",))
        assert one.in_force(date(2021, 1, 1)) is None
        assert one.in_force(date(2020, 1, 1)) is False
        open_ended = make("a", in_force_from=date(2021, 1, 1), doubtful=("title_vi",))
        assert open_ended.in_force(date(2021, 1, 1)) is True


class TestFinding:
    def test_numbers_compare_without_case_spaces_zeros_and_look_alikes(self) -> None:
        found = {
            one.key for text in ("10/2019/TT-BKHÐT", "10 /2019/tt-bkhđt") for one in instruments().find(text)
        }
        assert found == {"tt-10-2019-bkhdt"}
        assert [one.key for one in instruments().find("02/2023/TT-BNV")] == ["tt-02-2023-bnv"]
        assert instruments().find("100/2019/TT-BKHĐT") == ()

    def test_what_is_said_besides_narrows_the_find(self) -> None:
        register = instruments()
        assert len(register.find("26-NQ/TW")) == 4
        assert [one.key for one in register.find("26-NQ/TW", date(2018, 5, 19))] == ["nq-26-tw-2018"]
        assert register.find("28/NQ-CP", None, "QĐ") == ()
        assert register.find("28/NQ-CP", issuer="Thủ tướng Chính phủ") == ()
        assert [one.key for one in register.find("22-TT/TU", place="thành phố Hải Phòng")] == [
            "tt-22-tu-hai-phong-2018"
        ]
        assert register.find("22-TT/TU", place="Hà Nội") == ()

    @pytest.mark.parametrize(
        ("text", "key"),
        [
            ("Luật Bình đẳng giới", "luat-binh-dang-gioi-2006"),
            ("luật bình đẳng giới.", "luat-binh-dang-gioi-2006"),
            ("Chiến lược quốc gia về bình đẳng giới giai đoạn 2021 - 2030", "nq-28-cp-2021"),
            ("Chương trình Truyền thông về bình đẳng giới đến năm 2030", "qd-1790-ttg-2021"),
            (
                "Chương trình “Tăng cường sự tham gia bình đẳng của phụ nữ trong các vị trí lãnh đạo và quản lý ở các cấp hoạch định chính sách giai đoạn 2021 - 2030”",
                "qd-2282-ttg-2020",
            ),
        ],
    )
    def test_names_match_exactly_after_folding(self, text: str, key: str) -> None:
        assert [one.key for one in instruments().named(text)] == [key]

    def test_a_similar_name_does_not_match(self) -> None:
        assert instruments().named("Luật Bình đẳng") == ()

    def test_a_key_that_is_none_is_refused(self) -> None:
        with pytest.raises(LookupError, match="expected the key of an instrument, got 'x'"):
            instruments().by_key("x")

    def test_what_amends_an_instrument_is_found_from_it(self) -> None:
        assert [one.key for one in instruments().amended_by("luat-bau-cu-2015")] == ["luat-83-2025"]


class TestResolving:
    @pytest.mark.parametrize(
        ("number", "day", "issuer", "key"),
        [
            ("11-NQ/TW", date(2007, 4, 27), "Bộ Chính trị", "nq-11-tw-2007"),
            ("21-CT/TW", date(2018, 1, 20), "Ban Bí thư Trung ương Đảng", "ct-21-tw-2018"),
            ("26-NQ/TW", date(2018, 5, 19), "Trung ương Đảng", "nq-26-tw-2018"),
            ("10/2019/TT-BKHĐT", date(2019, 7, 30), "Bộ trưởng Bộ Kế hoạch và Đầu tư", "tt-10-2019-bkhdt"),
            ("39/KH-UBND", date(2024, 1, 29), "Ủy ban nhân dân TP. Hà Nội", "kh-39-ha-noi-2024"),
            ("35-CT/TW", date(2024, 6, 14), None, "ct-35-tw-2024"),
            ("191/2009/TT-BTC", None, None, "tt-191-2009-btc"),
        ],
    )
    def test_number_date_and_place_together_resolve(
        self, number: str, day: date | None, issuer: str | None, key: str
    ) -> None:
        found = instruments().resolve(number, issued_on=day, issuer=issuer)
        assert found.status is ResolutionStatus.RESOLVED
        assert found.instrument is instruments().by_key(key)
        assert (found.candidates, found.disagrees, found.lacks) == ((), (), ())

    def test_a_number_alone_is_likely_at_most(self) -> None:
        found = instruments().resolve("28/NQ-CP")
        assert (found.status, found.lacks) == (ResolutionStatus.LIKELY, ("issued_on",))
        assert found.instrument is instruments().by_key("nq-28-cp-2021")

    @pytest.mark.parametrize(("number", "count"), [("26-NQ/TW", 4), ("35-CT/TW", 2), ("1696/QĐ-TTg", 2)])
    def test_a_number_that_came_again_is_ambiguous(self, number: str, count: int) -> None:
        """26-NQ/TW of 2008 is about farming: a citation of 2018 must not lead there."""
        found = instruments().resolve(number)
        assert found.status is ResolutionStatus.AMBIGUOUS
        assert found.instrument is None
        assert len(found.candidates) == count

    def test_a_day_of_which_the_register_knows_only_the_month_is_likely(self) -> None:
        found = instruments().resolve("1696/QĐ-TTg", issued_on=date(2025, 8, 7))
        assert (found.status, found.lacks) == (ResolutionStatus.LIKELY, ("issued_on",))
        assert found.instrument is instruments().by_key("qd-1696-ttg-2025")

    def test_a_doubtful_day_neither_confirms_nor_contradicts(self) -> None:
        assert "issued_on" in instruments().by_key("ct-36-tw-2014").doubtful
        for day in (date(2014, 5, 30), date(2014, 6, 30)):
            assert instruments().resolve("36-CT/TW", issued_on=day).status is ResolutionStatus.LIKELY

    @pytest.mark.parametrize("issuer", [None, "Hội nghị lần thứ bảy Ban Chấp hành Trung ương Đảng khóa XII"])
    def test_another_day_of_the_year_disagrees(self, issuer: str | None) -> None:
        found = instruments().resolve("26-NQ/TW", issued_on=date(2018, 5, 29), issuer=issuer)
        assert (found.status, found.disagrees) == (ResolutionStatus.DISAGREES, ("issued_on",))
        assert found.instrument is None
        assert [one.key for one in found.candidates] == ["nq-26-tw-2018"]

    @pytest.mark.parametrize(
        ("number", "day"),
        [("28/NQ-CP", date(2020, 3, 3)), ("191/2009/TT-BTC", date(2010, 10, 5))],
    )
    def test_another_year_disagrees_where_the_rest_fits(self, number: str, day: date) -> None:
        assert instruments().resolve(number, issued_on=day).status is ResolutionStatus.DISAGREES

    def test_another_year_is_otherwise_another_document(self) -> None:
        """Numbers start again every year: 28/NQ-CP of 1 April 2019 is no error."""
        found = instruments().resolve("28/NQ-CP", issued_on=date(2019, 4, 1))
        assert found.status is ResolutionStatus.UNKNOWN
        assert [one.key for one in found.candidates] == ["nq-28-cp-2021"]

    def test_a_name_beside_the_number_says_that_it_is_the_same_document(self) -> None:
        name = "Chiến lược quốc gia về bình đẳng giới giai đoạn 2021-2030"
        found = instruments().resolve("28/NQ-CP", issued_on=date(2019, 4, 1), name=name)
        assert (found.status, found.disagrees) == (ResolutionStatus.DISAGREES, ("issued_on",))

    def test_another_body_disagrees(self) -> None:
        found = instruments().resolve("22-CT/TU", issued_on=date(2018, 5, 10), issuer="Thành ủy Hà Nội")
        assert (found.status, found.disagrees) == (ResolutionStatus.DISAGREES, ("issuer",))
        found = instruments().resolve("2232/QĐ-TTg", issuer="Chính phủ", type="NQ")
        assert (found.status, found.disagrees) == (ResolutionStatus.DISAGREES, ("issuer", "type"))

    def test_quy_dinh_of_the_party_is_no_disagreement_with_its_symbol(self) -> None:
        assert instruments().resolve("50-QĐ/TW", type="QyĐ").status is ResolutionStatus.LIKELY

    def test_a_local_number_needs_its_place(self) -> None:
        found = instruments().resolve("311/KH-UBND", issued_on=date(2021, 7, 5), issuer="UBND tỉnh")
        assert (found.status, found.lacks) == (ResolutionStatus.LIKELY, ("place",))
        found = instruments().resolve(
            "311/KH-UBND", issued_on=date(2021, 7, 5), issuer="UBND tỉnh", place="tỉnh Bắc Giang"
        )
        assert found.status is ResolutionStatus.RESOLVED

    @pytest.mark.parametrize(
        ("day", "issuer", "place"),
        [
            (date(2024, 1, 29), "UBND tỉnh Bắc Ninh", None),
            (date(2024, 1, 29), "UBND huyện Đông Anh, Hà Nội", None),
            (date(2024, 1, 29), None, "Bắc Ninh"),
            (date(2024, 3, 12), "UBND thành phố", None),
            (date(2024, 3, 12), None, None),
        ],
    )
    def test_a_local_number_of_another_place_is_another_document(
        self, day: date, issuer: str | None, place: str | None
    ) -> None:
        """Every province has a plan 39/KH-UBND in every year; only Hà Nội's is in the register."""
        found = instruments().resolve("39/KH-UBND", issued_on=day, issuer=issuer, place=place)
        assert found.status is ResolutionStatus.UNKNOWN

    def test_a_wrong_day_of_a_local_number_disagrees_once_the_place_is_said(self) -> None:
        found = instruments().resolve(
            "39/KH-UBND", issued_on=date(2024, 1, 30), issuer="UBND thành phố Hà Nội"
        )
        assert (found.status, found.disagrees) == (ResolutionStatus.DISAGREES, ("issued_on",))

    def test_a_name_of_one_instrument_resolves(self) -> None:
        found = instruments().resolve(name="Luật Bình đẳng giới")
        assert found.status is ResolutionStatus.RESOLVED
        assert found.instrument is instruments().by_key("luat-binh-dang-gioi-2006")

    def test_of_several_of_a_name_the_one_in_force_is_likely(self) -> None:
        name = "Chiến lược quốc gia về bình đẳng giới"
        assert instruments().resolve(name=name).status is ResolutionStatus.AMBIGUOUS
        found = instruments().resolve(name=name, on=date(2024, 2, 17))
        assert found.status is ResolutionStatus.LIKELY
        assert found.instrument is instruments().by_key("nq-28-cp-2021")
        dated = instruments().resolve(name=name, issued_on=date(2010, 12, 24))
        assert dated.instrument is instruments().by_key("qd-2351-ttg-2010")

    def test_of_several_in_force_none_is_chosen(self) -> None:
        begun = date(2020, 1, 1)
        two = Instruments(
            [
                make("a", number_text="1/KH-BNV", names=("Kế hoạch",), in_force_from=begun),
                make("b", number_text="2/KH-BNV", names=("Kế hoạch",), in_force_from=begun),
            ]
        )
        for day in (date(2019, 1, 1), date(2021, 1, 1)):
            assert two.resolve(name="Kế hoạch", on=day).status is ResolutionStatus.AMBIGUOUS

    def test_the_nearest_candidate_in_time_comes_first(self) -> None:
        found = instruments().resolve("1696/QĐ-TTg", issued_on=date(2024, 6, 1))
        assert found.status is ResolutionStatus.UNKNOWN
        assert [one.key for one in found.candidates] == ["qd-1696-ttg-2015", "qd-1696-ttg-2025"]
        found = instruments().resolve("35-CT/TW", issued_on=date(2023, 6, 1))
        assert [one.key for one in found.candidates] == ["ct-35-tw-2024", "ct-35-tw-2019"]
        undated_first = Instruments([make("a", issued_in="2009"), make("b", issued_on=date(2012, 1, 1))])
        found = undated_first.resolve("1/QĐ-TTg", issued_on=date(2015, 6, 1))
        assert [one.key for one in found.candidates] == ["b", "a"]

    def test_a_name_with_a_wrong_day_disagrees(self) -> None:
        found = instruments().resolve(name="Luật Bình đẳng giới", issued_on=date(2006, 11, 30))
        assert (found.status, found.disagrees) == (ResolutionStatus.DISAGREES, ("issued_on",))

    def test_what_the_register_does_not_have_is_unknown(self) -> None:
        for found in (
            instruments().resolve("999/QĐ-TTg"),
            instruments().resolve(name="Luật Không có"),
            instruments().resolve(type="CV", issued_on=date(2024, 3, 29)),
        ):
            assert found.status is ResolutionStatus.UNKNOWN
            assert (found.instrument, found.candidates) == (None, ())


class TestRegister:
    def test_every_fact_has_a_source_and_a_day(self) -> None:
        for one in instruments():
            for fact in facts(one):
                assert fact.source.strip(), one.key
                assert fact.checked_on >= date(2026, 11, 21), one.key

    def test_what_is_left_to_verify_is_listed(self) -> None:
        listed = {one.key for one in instruments().unverified()}
        assert {one.key for one in instruments() if not one.verified} <= listed
        assert {"ct-36-tw-2014", "luat-thong-ke-2015"} <= listed  # a doubtful day, an article not read
        assert not {"nq-28-cp-2021", "ct-21-tw-2018"} & listed

    def test_what_was_not_found_is_not_said_to_be_verified(self) -> None:
        for one in instruments():
            for fact in facts(one):
                if "not kept" in fact.source or "none found" in fact.source or "no page" in fact.source:
                    assert not fact.verified, one.key

    def test_numbers_agree_with_types_and_dates(self) -> None:
        """A symbol holds its type, and sometimes its year: a slip of the pen shows here."""
        for one in instruments():
            number = one.number_text
            if number is None or one.type in ("CV", "Luật"):
                continue
            assert one.type in number.replace("/", "-").split("-") or one.key in {
                "nq-203-2025-qh15", "nq-31-2026-qh16", "nq-hdnd-2026-2031", "qd-72-ttg-1993",
                "qd-41-hdbt-1985", "ct-646-ttg-1994",
            }, one.key  # fmt: skip
            year = number.split("/")[1] if number.count("/") > 1 else ""
            known = str(one.issued_on or one.issued_in or "")[:4]
            assert not year or not known or year == known, one.key

    def test_two_of_one_number_differ_in_date_or_place(self) -> None:
        seen = [
            (one.number_text, one.issued_on or one.issued_in, one.place)
            for one in instruments()
            if one.number_text
        ]
        assert len(set(seen)) == len(seen)

    def test_a_local_body_has_its_place_in_its_name(self) -> None:
        for one in instruments():
            assert one.place in one.issuer, one.key

    def test_what_was_replaced_ends_no_later_than_its_successor_begins(self) -> None:
        for one in instruments():
            if one.replaced_by and one.in_force_until:
                successor = instruments().by_key(one.replaced_by)
                begins = successor.in_force_from or successor.issued_on
                assert begins
                assert one.in_force_until <= begins, one.key
