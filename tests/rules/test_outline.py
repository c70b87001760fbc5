"""Narrative reports against the outline that was asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from vstbpn.catalog import outlines
from vstbpn.model import (
    Absence,
    Directive,
    Finding,
    Form,
    Outcome,
    Outline,
    Period,
    Report,
    Section,
    Span,
    Subject,
)
from vstbpn.rules import Document, Rule, RuleBook, review, rule_book
from vstbpn.rules.outline import OutlineCheck, check_outline
from vstbpn.rules.reports import NarrativeReport
from vstbpn.testing import assert_rule_conforms

ON = date(2024, 6, 30)
BAC_GIANG = outlines()["bac-giang-2024"]
MINE = tuple(rule for rule in rule_book() if "narrative-report" in rule.kinds)


def part(label: str, heading: str, *children: Section) -> Section:
    return Section(label=label, heading=heading, span=Span(0, 1), children=children)


ASKED = Outline(
    title="Đề cương",
    span=Span(0, 1),
    sections=(
        part("I", "Tình hình chung của đơn vị"),
        part(
            "II",
            "Kết quả thực hiện nhiệm vụ",
            part("1", "Tuyên truyền, tập huấn"),
            part("2", "Công tác cán bộ nữ"),
        ),
        part("III", "Kiến nghị, đề xuất"),
    ),
)


def check(*sections: Section, outline: Any = ASKED, sender: str | None = None) -> OutlineCheck:
    return check_outline(Directive(sections=sections), outline, sender=sender)


def names(found: Any) -> list[str]:
    return [str(getattr(one, "asked", one)) for one in found]


class TestMatching:
    def test_the_outline_itself_is_kept(self) -> None:
        told = check(*ASKED.sections)
        assert (len(told.found), told.missing, told.out_of_order, told.extra) == (5, (), (), ())
        assert told.is_kept

    def test_case_typing_and_a_word_more_do_not_matter(self) -> None:
        told = check(
            part("I.", "TÌNH HÌNH CHUNG CỦA ĐƠN VỊ, ĐỊA PHƯƠNG"),
            part(
                "II.",
                "Kết quả thực hiện các nhiệm vụ",
                part("1.", "Công tác tuyên truyền và tập huấn"),
                part("2.", "Cán bộ nữ"),
            ),
            part("III.", "Đề xuất, kiến nghị"),
        )
        assert told.is_kept, told

    def test_what_is_missing_is_named_with_its_label(self) -> None:
        told = check(
            ASKED.sections[0], part("II", "Kết quả thực hiện nhiệm vụ", part("1", "Tuyên truyền, tập huấn"))
        )
        assert names(told.missing) == ["2 Công tác cán bộ nữ", "III Kiến nghị, đề xuất"]

    def test_the_fewest_that_would_have_to_move_are_out_of_order(self) -> None:
        told = check(ASKED.sections[2], ASKED.sections[0], ASKED.sections[1])
        assert names(told.out_of_order) == ["III Kiến nghị, đề xuất"]
        assert not told.missing

    def test_another_section_is_extra_and_one_within_an_undivided_one_is_not(self) -> None:
        told = check(
            part("I", "Tình hình chung của đơn vị", part("1", "Dân số"), part("2", "Lao động")),
            part(
                "II", "Kết quả thực hiện nhiệm vụ", *ASKED.sections[1].children, part("3", "Hợp tác quốc tế")
            ),
            ASKED.sections[2],
            part("IV", "Phụ lục"),
        )
        assert [section.heading for section in told.extra] == ["Hợp tác quốc tế", "Phụ lục"]
        assert told.is_kept

    def test_another_heading_at_the_same_place_is_not_it(self) -> None:
        told = check(*ASKED.sections[:2], part("III", "Kinh phí hoạt động"))
        assert names(told.missing) == ["III Kiến nghị, đề xuất"]
        assert [section.heading for section in told.extra] == ["Kinh phí hoạt động"]

    def test_fewer_words_are_enough_at_the_same_place_only(self) -> None:
        half = "Tuyên truyền và hội thảo"
        at_place = check(ASKED.sections[0], part("II", "Kết quả thực hiện nhiệm vụ", part("1", half)))
        assert "1 Tuyên truyền, tập huấn" in names(one for one in at_place.found)
        elsewhere = check(ASKED.sections[0], part("II", "Kết quả thực hiện nhiệm vụ", part("5", half)))
        assert "1 Tuyên truyền, tập huấn" in names(elsewhere.missing)

    def test_most_words_are_enough_anywhere_and_one_word_tells_nothing(self) -> None:
        most = part("9", "Truyền thông, tuyên truyền, tập huấn về luật")
        told = check(ASKED.sections[0], part("II", "Kết quả thực hiện nhiệm vụ", most))
        assert "1 Tuyên truyền, tập huấn" in names(told.found)
        other = check(ASKED.sections[0], part("VII", "Kết quả thực hiện nhiệm kỳ"))
        assert "II Kết quả thực hiện nhiệm vụ" in names(other.found)
        one_word = check(*ASKED.sections[:2], part("9", "Kiến"))
        assert "III Kiến nghị, đề xuất" in names(one_word.missing)

    @pytest.mark.parametrize("label", ["1", "1.", "1)", "II.1", "2.1."])
    def test_labels_are_alike_however_they_are_printed(self, label: str) -> None:
        half = part(label, "Tuyên truyền và hội thảo")
        told = check(ASKED.sections[0], part("II", "Kết quả thực hiện nhiệm vụ", half))
        assert "1 Tuyên truyền, tập huấn" in names(told.found)

    def test_one_section_answers_one(self) -> None:
        twice = Outline(
            title="a",
            span=Span(0, 1),
            sections=(part("I", "Kết quả công tác"), part("II", "Kết quả công tác")),
        )
        told = check(part("II", "Kết quả công tác"), outline=twice)
        assert names(told.missing) == ["I Kết quả công tác"]

    def test_an_empty_report_has_nothing(self) -> None:
        assert len(check().missing) == 5


def of_bac_giang(without: str = "") -> tuple[Section, ...]:
    def below(parent: str | None) -> tuple[Section, ...]:
        return tuple(
            part(one.printed, one.heading_vi, *below(one.label))
            for one in BAC_GIANG.sections
            if one.parent == parent and one.label != without
        )

    return below(None)


def narrative(
    sections: tuple[Section, ...] = (),
    outline: Any = BAC_GIANG,
    sender: str | None = None,
    figures: Report | None = None,
    on: date = ON,
) -> Subject[NarrativeReport]:
    document = Document(Directive(type="BC", title="Báo cáo", sections=sections))
    data = NarrativeReport(document=document, outline=outline, sender=sender, figures=figures)
    return Subject(kind="narrative-report", id="bc", data=data, on=on)


def ask(rule: str, subject: Subject[NarrativeReport]) -> Finding:
    (found,) = review([subject], RuleBook([rule_book().rule(rule)]), on=ON)
    return found


@pytest.mark.parametrize("rule", MINE, ids=lambda rule: rule.id)
def test_each_rule_does_what_its_file_shows(rule: Rule) -> None:
    assert_rule_conforms(rule)


class TestTheRules:
    ALONG = "report-along-outline-bac-giang-2024"
    OWED = "report-parts-owed-bac-giang-2024"

    @pytest.mark.parametrize(
        "label", [section.label for section in BAC_GIANG.sections if "." in section.label]
    )
    def test_each_section_that_is_left_out_is_named(self, label: str) -> None:
        found = ask(self.ALONG, narrative(of_bac_giang(without=label)))
        lost = [one for one in BAC_GIANG.sections if f"{one.label}.".startswith(f"{label}.")]
        assert (found.outcome, found.required, found.measured) == (
            Outcome.FAIL,
            len(BAC_GIANG.sections),
            len(BAC_GIANG.sections) - len(lost),
        )
        assert all(one.heading_vi in found.message_vi for one in lost)

    def test_the_ground_is_the_letter_and_nobody_has_verified_its_number(self) -> None:
        found = ask(self.ALONG, narrative(of_bac_giang()))
        assert (found.outcome, found.code) == (Outcome.PASS, "kept")
        (ground,) = found.grounds
        assert (ground.instrument, ground.verified) == ("cv-bac-giang-2024", False)
        early = ask(self.ALONG, narrative(of_bac_giang(), on=date(2024, 4, 30)))
        assert early.outcome is Outcome.NOT_IN_FORCE

    def test_an_outline_of_a_letter_is_asked_about_by_the_other_rule(self) -> None:
        theirs = narrative(ASKED.sections, outline=ASKED)
        assert ask(self.ALONG, theirs).outcome is Outcome.NOT_APPLICABLE
        assert ask("report-along-outline", theirs).outcome is Outcome.PASS
        assert ask("report-along-outline", narrative(of_bac_giang())).outcome is Outcome.NOT_APPLICABLE

    def test_what_is_there_beside_it_is_noted(self) -> None:
        more = narrative((*ASKED.sections, part("IV", "Phụ lục số liệu")), outline=ASKED)
        found = ask("report-along-outline", more)
        assert (found.outcome, found.code) == (Outcome.PASS, "extra")
        assert "IV Phụ lục số liệu" in found.message_vi

    def test_both_faults_are_told_at_once(self) -> None:
        found = ask("report-along-outline", narrative((ASKED.sections[2], ASKED.sections[0]), outline=ASKED))
        assert found.code == "both"
        assert "Công tác cán bộ nữ" in found.message_vi
        assert "sai thứ tự: I Tình hình chung" in found.message_vi

    def figures(self, sender: str, *left_out: str) -> Report:
        form = BAC_GIANG.form(sender)
        values = tuple(Absence.NOT_REPORTED if cell.code in left_out else 1 for cell in form.cells)
        return Report(unit="215", form=form, period=Period(2024, "H1"), values=values)

    def test_a_department_and_a_district_owe_different_figures(self) -> None:
        of_department = self.figures("department")
        fine = ask(self.OWED, narrative(sender="department", figures=of_department))
        assert (fine.outcome, fine.required) == (Outcome.PASS, 3)
        short = ask(self.OWED, narrative(sender="district", figures=of_department))
        assert (short.outcome, short.required, short.measured) == (Outcome.FAIL, 7, 1)
        assert "party-committee-members:F:level=commune" in short.message_en

    def test_a_figure_that_does_not_apply_is_given_and_one_that_is_left_blank_is_not(self) -> None:
        blank = self.figures("department", "leaders-from-division:F")
        found = ask(self.OWED, narrative(sender="department", figures=blank))
        assert dict(found.arguments)["cells"] == ("leaders-from-division:F",)
        form: Form = blank.form
        values = tuple(
            Absence.NOT_APPLICABLE if value is Absence.NOT_REPORTED else value for value in blank.values
        )
        said = Report(unit="215", form=form, period=blank.period, values=values)
        assert ask(self.OWED, narrative(sender="department", figures=said)).outcome is Outcome.PASS

    def test_without_sender_or_figures_it_cannot_be_told(self) -> None:
        assert ask(self.OWED, narrative()).missing == ("sender", "figures")
