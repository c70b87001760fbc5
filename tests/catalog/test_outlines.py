from __future__ import annotations

from datetime import date

import pytest

from vstbpn import Unit, roll_up
from vstbpn.catalog import Outline, TableError, outlines, parse_outlines
from vstbpn.model import Cell, Period, Report, Tree

GOOD = """
[outlines.x]
name_vi = "Báo cáo năm"
name_en = "Yearly report"
instrument = "cv-04-ubqg-2024"
senders = { department = "Sở, ngành", district = "Huyện" }
source = "the letter"
checked_on = 2026-11-21
verified = true

[[outlines.x.sections]]
label = "I"
heading_vi = "Kết quả"
heading_en = "Results"

[[outlines.x.sections]]
label = "I.1"
heading_vi = "Cán bộ nữ"
heading_en = "Women cadres"

[[outlines.x.sections.parts]]
sender = "district"
asks_vi = "Số nữ"
asks_en = "Women"
cells = ["party-committee-members:F"]
"""


@pytest.fixture
def bac_giang() -> Outline:
    return outlines()["bac-giang-2024"]


class TestBacGiang:
    def test_it_has_the_sections_of_the_letter_in_their_order(self, bac_giang: Outline) -> None:
        labels = "I II II.1 II.2 II.2.1 II.2.2 II.3 II.3.1 II.3.2 II.3.3 II.4 II.5 III IV IV.1 IV.2 IV.3 V"
        assert " ".join(section.label for section in bac_giang.sections) == labels
        printed = "I II 1 2 2.1 2.2 3 3.1 3.2 3.3 4 5 III IV 1 2 3 V"
        assert " ".join(section.printed for section in bac_giang.sections) == printed

    def test_sections_know_the_one_above(self, bac_giang: Outline) -> None:
        assert [bac_giang.section(label).parent for label in ("V", "IV.1", "II.2.1")] == [None, "IV", "II.2"]

    def test_it_is_linked_to_its_letter(self, bac_giang: Outline) -> None:
        letter = bac_giang.instrument
        assert (letter.type, letter.number_text, letter.issued_in) == ("CV", None, "2024-05")
        assert letter.place == "Bắc Giang"
        assert not letter.verified
        assert bac_giang.verified

    def test_departments_owe_women_on_committees_among_leaders_and_on_planning_lists(
        self, bac_giang: Outline
    ) -> None:
        assert [cell.code for cell in bac_giang.form("department").cells] == [
            "party-committee-members:F",
            "leaders-from-division:F",
            "planning-list-from-division:F",
        ]

    def test_districts_owe_them_for_both_levels_and_for_government_and_organizations(
        self, bac_giang: Outline
    ) -> None:
        cells = bac_giang.form("district").cells
        by_level = [(cell.indicator, dict(cell.breakdown)["level"]) for cell in cells if cell.breakdown]
        assert by_level == [
            (indicator, level)
            for indicator in (
                "party-committee-members",
                "local-government-members",
                "mass-organization-members",
            )
            for level in ("district", "commune")
        ]
        assert cells[-1] == Cell("planning-list-from-division", "F")
        assert len(cells) == 7
        assert {cell.sex for cell in cells} == {"F"}

    def test_only_the_figures_differ_between_senders(self, bac_giang: Outline) -> None:
        assert [section.label for section in bac_giang.sections if section.parts] == ["II.3.2"]
        for sender in ("department", "district"):
            assert bac_giang.owed_by(sender) == bac_giang.sections
        department, district = bac_giang.section("II.3.2").parts
        assert (department.sender, district.sender) == ("department", "district")
        assert "đoàn thể" not in department.asks_vi
        assert "đoàn thể" in district.asks_vi

    def test_its_form_rolls_up(self, bac_giang: Outline) -> None:
        form = bac_giang.form("district")
        assert form.name_vi.endswith(": Huyện, thành phố")
        province = Unit(level="province", code="01", name="A", kind="tỉnh")
        districts = [
            Unit(level="district", code=code, name=code, kind="huyện", parent="01") for code in ("001", "002")
        ]
        year = Period.parse("2024")
        reports = [
            Report(unit=unit.code, form=form, period=year, values=(1, 2, 3, 4, 5, 6, number))
            for unit, number in zip(districts, (10, 20), strict=True)
        ]
        totals = roll_up(reports, Tree([province, *districts], on=date(2024, 12, 31)))
        assert totals[province, year, Cell("planning-list-from-division", "F")].value == 30

    def test_slips_of_the_print_are_noted_and_not_repeated(self, bac_giang: Outline) -> None:
        committee = bac_giang.section("IV.2")
        assert "UBND" not in committee.heading_vi
        assert "UBND" in committee.note_vi
        assert "2024" not in bac_giang.section("V").heading_vi

    def test_what_it_does_not_know_is_refused(self, bac_giang: Outline) -> None:
        with pytest.raises(LookupError, match="expected the label of a section, such as I, got 'VI'"):
            bac_giang.section("VI")
        for call in (bac_giang.form, bac_giang.owed_by):
            with pytest.raises(LookupError, match="expected a sender of department, district, got 'commune'"):
                call("commune")


class TestLoading:
    def test_a_table_becomes_an_outline(self) -> None:
        one = parse_outlines({"a.toml": GOOD})["x"]
        assert [section.label for section in one.owed_by("department")] == ["I"]
        assert [section.label for section in one.owed_by("district")] == ["I", "I.1"]
        assert one.form("department").cells == ()
        assert [indicator.code for indicator in one.form("district").indicators] == [
            "party-committee-members"
        ]
        assert one.form("district").code == "x-district"

    @pytest.mark.parametrize(
        ("old", "new", "fault"),
        [
            ("verified = true", "verified = true\ncolor = 1", r"unknown key color; .* @ \$\.outlines\.x"),
            ("verified = true", "", r"it is missing @ \$\.outlines\.x\.verified"),
            ('source = "the letter"', "", r"it is missing @ \$\.outlines\.x\.source"),
            ('"the letter"', '""', "expected a source, got none"),
            ("cv-04-ubqg-2024", "nothing", "expected the key of an instrument, got 'nothing'"),
            ('label = "I.1"', 'label = "II.1"', r"expected section II before II\.1"),
            ('label = "I.1"', 'label = "I"', "sections stand twice: I"),
            (
                'sender = "district"',
                'sender = "commune"',
                r"section I\.1: expected each sender once, of department, district, got commune",
            ),
            ('["party-committee-members:F"]', '["nothing:F"]', "no indicator is given for nothing"),
            ('["party-committee-members:F"]', '"party-committee-members:F"', "expected a list"),
            ('["party-committee-members:F"]', '["party-committee-members:X"]', "expected sex"),
            ("[outlines.x]", "[outline.x]", "unknown key outline"),
            ("[outlines.x]", "[outlines.x", "expected TOML"),
        ],
    )
    def test_every_fault_is_named_with_its_file_and_place(self, old: str, new: str, fault: str) -> None:
        assert old in GOOD
        with pytest.raises(TableError, match=r"^a\.toml: .*" + fault):
            parse_outlines({"a.toml": GOOD.replace(old, new, 1)})

    def test_an_outline_has_sections(self) -> None:
        head = GOOD[: GOOD.index("[[")]
        with pytest.raises(TableError, match="expected sections, got none"):
            parse_outlines({"a.toml": head + "sections = []"})

    def test_a_section_stands_after_the_one_above_it(self) -> None:
        swapped = GOOD.replace('"I"', '"0"').replace('"I.1"', '"I"').replace('"0"', '"I.1"')
        with pytest.raises(TableError, match=r"expected section I before I\.1"):
            parse_outlines({"a.toml": swapped})

    def test_a_sender_owes_a_part_of_a_section_once(self) -> None:
        part = GOOD[GOOD.index("[[outlines.x.sections.parts]]") :]
        with pytest.raises(TableError, match="expected each sender once"):
            parse_outlines({"a.toml": f"{GOOD}\n{part}"})

    def test_a_key_stands_once_in_all_files(self) -> None:
        with pytest.raises(TableError, match=r"b\.toml: x is defined already @ \$\.outlines\.x"):
            parse_outlines({"a.toml": GOOD, "b.toml": GOOD})


class TestHygiene:
    def test_every_outline_has_a_source_a_day_and_its_letter(self) -> None:
        for one in outlines().values():
            assert one.source
            assert one.checked_on >= date(2026, 1, 1)
            assert one.instrument

    def test_every_heading_is_in_both_languages(self) -> None:
        for one in outlines().values():
            for section in one.sections:
                assert section.heading_vi, section.label
                assert section.heading_en, section.label
                assert bool(section.asks_vi) is bool(section.asks_en), section.label
