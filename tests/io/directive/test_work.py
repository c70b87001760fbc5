"""What a document asks for: tasks and their offices, days, duties to report, tables."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest

from vstbpn.io.directive import read_directive
from vstbpn.model import Directive, Period, Task

JUNE, DECEMBER = date(2024, 6, 10), date(2024, 12, 10)


class Owed(NamedTuple):
    """A duty to report as a person would say it."""

    sender: str | None
    receiver: str | None
    period: str | None
    due: date | None
    recurrence: str | None = None


def plan(body: str, title: str = "Công tác bình đẳng giới năm 2024") -> Directive:
    head = f"Số: 5/KH-UBND\nBắc Giang, ngày 5 tháng 3 năm 2024\n\nKẾ HOẠCH\n{title}\n\n"
    return read_directive(f"{head}UBND tỉnh Bắc Giang ban hành Kế hoạch như sau:\n\n{body}\n").directive


def tasks(body: str) -> tuple[Task, ...]:
    return plan(body).tasks


def task(words: str, heading: str = "Công tác cán bộ") -> Task:
    """Give the one task of a section."""
    (one,) = tasks(f"I. NHIỆM VỤ\n1. {heading}\n- {words}\n")
    return one


def owed(one: Directive) -> list[Owed]:
    return [
        Owed(
            duty.sender,
            duty.receiver,
            duty.period.code if duty.period else None,
            duty.deadline.day if duty.deadline else None,
            duty.recurrence,
        )
        for duty in one.duties
    ]


def duties(words: str, heading: str = "Công tác báo cáo") -> list[Owed]:
    return owed(plan(f"I. TỔ CHỨC THỰC HIỆN\n1. {heading}\n- {words}\n"))


# --- tasks


def test_bullets_and_numbered_paragraphs_set_work() -> None:
    found = tasks(
        "I. NHIỆM VỤ\n- Rà soát quy hoạch cán bộ nữ.\n+ Bồi dưỡng cán bộ nữ.\n"
        "1. Tổ chức hội nghị sơ kết công tác năm với sự tham gia của các xã trong toàn tỉnh và của các đoàn thể "
        "chính trị - xã hội cùng các doanh nghiệp đóng trên địa bàn.\n"
    )
    assert [one.text[:7] for one in found] == ["Rà soát", "Bồi dưỡ", "Tổ chức"]
    assert {one.path for one in found} == {("I",)}


def test_a_task_has_the_labels_above_it_and_its_own_place() -> None:
    body = "I. NHIỆM VỤ\n1. Công tác cán bộ\na) Cấp xã\n- Rà soát quy hoạch cán bộ nữ.\n"
    text = f"Số: 5/KH-UBND\nBắc Giang, ngày 5 tháng 3 năm 2024\n\nKẾ HOẠCH\nCông tác năm 2024\n\n{body}"
    (one,) = read_directive(text).directive.tasks
    assert one.path == ("I", "1", "a")
    assert one.span.of(text) == one.text == "Rà soát quy hoạch cán bộ nữ."


@pytest.mark.parametrize(
    "heading",
    ["MỤC ĐÍCH, YÊU CẦU", "MỤC TIÊU", "CHỈ TIÊU", "KẾT QUẢ ĐẠT ĐƯỢC", "ĐÁNH GIÁ CHUNG", "KIẾN NGHỊ"],
)
def test_aims_results_and_pleas_set_no_work(heading: str) -> None:
    assert tasks(f"I. {heading}\n- Nâng cao nhận thức của cán bộ.\n1. Việc chung\n- Rà soát.\n") == ()


@pytest.mark.parametrize(
    "words",
    [
        "60% cán bộ nữ được bồi dưỡng.",
        "Tỷ lệ nữ cấp ủy đạt 25%.",
        "Phấn đấu có nữ trong ban thường vụ.",
        "Kinh phí do ngân sách bảo đảm.",
        "Thời gian: quý II.",
        "Kế hoạch này có hiệu lực từ ngày ký.",
        "Luật Bình đẳng giới năm 2006.",
        "Sở Nội vụ chịu trách nhiệm thi hành Quyết định này.",
    ],
)
def test_targets_sums_and_formulas_set_no_work(words: str) -> None:
    assert tasks(f"I. NHIỆM VỤ\n- {words}\n- Rà soát.\n")[0].text == "Rà soát."


def test_what_only_introduces_a_list_is_no_task() -> None:
    found = tasks("I. NHIỆM VỤ\n- Tổ chức các hoạt động sau:\n+ Rà soát.\n+ Bồi dưỡng.\n")
    assert [one.text for one in found] == ["Rà soát.", "Bồi dưỡng."]
    found = tasks("I. NHIỆM VỤ\n- Tổ chức các hoạt động:\n- Rà soát.\n")
    assert len(found) == 2


def test_the_only_paragraph_of_an_office_is_its_task() -> None:
    (one,) = tasks("I. TỔ CHỨC THỰC HIỆN\n1. Sở Tài chính\nBố trí nguồn lực theo quy định.\n")
    assert (one.text, one.lead) == ("Bố trí nguồn lực theo quy định.", ("Sở Tài chính",))


def test_a_paragraph_that_names_who_acts_is_a_task_and_others_are_not() -> None:
    body = "I. NHIỆM VỤ\n1. Công tác kiểm tra\n{}\n"
    (one,) = tasks(body.format("Sở Nội vụ kiểm tra việc quy hoạch cán bộ nữ ở các huyện."))
    assert one.lead == ("Sở Nội vụ",)
    assert tasks(body.format("Việc kiểm tra được tiến hành ở mọi nơi.")) == ()
    assert tasks("Sở Nội vụ kiểm tra việc quy hoạch cán bộ nữ ở các huyện.\n") == ()


def test_a_paragraph_before_bullets_is_no_task() -> None:
    found = tasks("I. NHIỆM VỤ\n1. Sở Nội vụ\nThực hiện các việc sau đây.\n- Rà soát.\n")
    assert [one.text for one in found] == ["Rà soát."]


# --- offices


@pytest.mark.parametrize(
    ("words", "lead"),
    [
        ("Sở Nội vụ chủ trì rà soát.", ("Sở Nội vụ",)),
        ("Giao Sở Nội vụ rà soát.", ("Sở Nội vụ",)),
        ("UBND tỉnh giao Sở Nội vụ rà soát.", ("Sở Nội vụ",)),
        (
            "Đề nghị Hội Nông dân tỉnh, Đoàn Thanh niên tuyên truyền.",
            ("Hội Nông dân tỉnh", "Đoàn Thanh niên"),
        ),
        ("Tổ chức hội nghị do Sở Y tế chủ trì.", ("Sở Y tế",)),
        ("Sở Nội vụ và Sở Y tế rà soát.", ("Sở Nội vụ", "Sở Y tế")),
        ("Sở Y tế: rà soát.", ("Sở Y tế",)),
        ("Sở Y tế (thường trực) rà soát.", ("Sở Y tế",)),
        ("Giao nhiệm vụ rà soát đến từng người.", ()),
        ("Rà soát quy hoạch.", ()),
        ("Tổ chức hội nghị do cấp trên giao.", ()),
        ("Các cơ quan, đơn vị rà soát.", ()),
        ("UBND tỉnh Bắc Giang rà soát.", ()),
        ("Sở Nội vụ", ()),
    ],
)
def test_who_leads_is_the_named_subject_or_who_is_told(words: str, lead: tuple[str, ...]) -> None:
    assert task(words).lead == lead


def test_the_office_of_the_heading_leads_unless_another_is_named() -> None:
    assert task("Rà soát quy hoạch.", heading="Sở Nội vụ").lead == ("Sở Nội vụ",)
    assert task("Công an tỉnh rà soát.", heading="Sở Nội vụ").lead == ("Công an tỉnh",)
    assert task("Rà soát.", heading="Đề nghị Sở Nội vụ, Sở Y tế").lead == ("Sở Nội vụ", "Sở Y tế")


def test_the_office_of_a_heading_leads_in_the_sections_below_it() -> None:
    (one,) = tasks("I. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\na) Công tác cán bộ\n- Rà soát.\n")
    assert (one.path, one.lead) == (("I", "1", "a"), ("Sở Nội vụ",))


@pytest.mark.parametrize(
    ("words", "helpers"),
    [
        ("Chủ trì, phối hợp với Sở Tài chính rà soát.", ("Sở Tài chính",)),
        (
            "Phối hợp chặt chẽ với Sở Y tế, Công an tỉnh và các huyện mở lớp.",
            ("Sở Y tế", "Công an tỉnh", "các huyện"),
        ),
        ("Phối hợp cùng Hội Nông dân tổ chức; phối hợp với Sở Y tế tập huấn.", ("Hội Nông dân", "Sở Y tế")),
        ("Phối hợp với các cơ quan liên quan rà soát.", ("các cơ quan liên quan",)),
        ("Phối hợp các sở, ngành rà soát.", ("các sở, ngành",)),
        ("Phối hợp rà soát quy hoạch.", ()),
        ("Phối hợp với nhân dân rà soát.", ()),
    ],
)
def test_who_helps_stands_behind_the_word_together(words: str, helpers: tuple[str, ...]) -> None:
    assert task(words).coordinate == helpers


def test_the_leader_is_no_helper_of_its_own() -> None:
    one = task("Rà soát, phối hợp với Sở Nội vụ và Sở Y tế tổng hợp.", heading="Sở Nội vụ")
    assert one.coordinate == ("Sở Y tế",)


def test_lines_that_name_leader_and_helpers_belong_to_the_task_before() -> None:
    body = """I. NHIỆM VỤ
1. Công tác cán bộ
- Rà soát quy hoạch cán bộ nữ.
- Cơ quan chủ trì: Sở Nội vụ.
- Cơ quan phối hợp: Sở Y tế, Công an tỉnh;
- Mở lớp bồi dưỡng.
"""
    first, second = tasks(body)
    assert (first.lead, first.coordinate) == (("Sở Nội vụ",), ("Sở Y tế", "Công an tỉnh"))
    assert (second.lead, second.coordinate) == ((), ())


def test_a_line_that_names_a_leader_before_any_task_belongs_to_none() -> None:
    found = tasks("I. NHIỆM VỤ\n- Cơ quan chủ trì: Sở Nội vụ.\n- Rà soát.\n")
    assert (found[-1].text, found[-1].lead) == ("Rà soát.", ())


def test_an_article_that_gives_an_order_is_a_task() -> None:
    body = "Điều 1. Giao Sở Nội vụ chủ trì, phối hợp với Sở Y tế tổ chức thực hiện.\nĐiều 2. Phạm vi.\n"
    found = tasks(body)
    assert [(one.path, one.lead, one.coordinate) for one in found] == [
        (("Điều 1",), ("Sở Nội vụ",), ("Sở Y tế",))
    ]


# --- days and tiers


def test_the_days_of_a_task_are_its_own_and_stand_in_the_list_of_all() -> None:
    one = plan("I. NHIỆM VỤ\n- Rà soát xong trước ngày 10/6/2024.\n- Bồi dưỡng.\n")
    assert [due.deadline.day for due in one.tasks[0].due] == [JUNE]
    assert one.tasks[1].due == ()
    assert one.deadlines == one.tasks[0].due
    assert one.deadlines[0].deadline.strict


def test_the_day_of_another_paragraph_is_no_tasks_day() -> None:
    one = plan("I. TỔ CHỨC THỰC HIỆN\n- Rà soát.\nYêu cầu các sở, ngành hoàn thành trước ngày 10/6/2024.\n")
    assert one.tasks[0].due == ()
    assert [due.deadline.day for due in one.deadlines] == [JUNE]


def test_days_under_aims_and_results_are_no_deadlines() -> None:
    body = "I. {}\n- Gửi báo cáo về Sở Nội vụ trước ngày 10/6/2024.\n"
    assert plan(body.format("MỤC TIÊU")).deadlines == ()
    assert plan(body.format("KẾT QUẢ")).duties == ()
    assert len(plan(body.format("NHIỆM VỤ")).duties) == 1


def test_wards_report_to_the_division_and_the_division_to_the_department() -> None:
    body = """III. TỔ CHỨC THỰC HIỆN
1. Phòng Nội vụ huyện
- Tổng hợp, báo cáo UBND huyện, Sở Nội vụ: kết quả 6 tháng đầu năm 2024 (trước ngày 25/5/2024); kết quả năm 2024 (trước ngày 25/11/2024).
2. UBND các xã
- Báo cáo kết quả thực hiện gửi Phòng Nội vụ huyện: kết quả 6 tháng đầu năm trước ngày 20/5/2024; kết quả năm 2024 trước ngày 20/11/2024.
"""
    division, department = "Phòng Nội vụ huyện", "UBND huyện, Sở Nội vụ"
    assert owed(plan(body)) == [
        Owed(division, department, "2024-H1", date(2024, 5, 25)),
        Owed(division, department, "2024", date(2024, 11, 25)),
        Owed("UBND các xã", division, "2024-H1", date(2024, 5, 20)),
        Owed("UBND các xã", division, "2024", date(2024, 11, 20)),
    ]
    for duty in plan(body).duties:
        assert duty.deadline is not None
        assert duty.deadline.strict
        assert (duty.deadline.day - duty.deadline.last_day).days == 1


def test_tiers_stand_at_the_deadlines_too() -> None:
    body = "III. TỔ CHỨC THỰC HIỆN\n1. UBND các xã\n- Báo cáo kết quả về Phòng Nội vụ chậm nhất ngày 10/6/2024.\n"
    (due,) = plan(body).deadlines
    assert (due.sender, due.receiver, due.deadline.strict) == ("UBND các xã", "Phòng Nội vụ", False)


@pytest.mark.parametrize(
    ("words", "sender", "receiver"),
    [
        ("Sở Y tế báo cáo UBND tỉnh trước ngày 10/6/2024.", "Sở Y tế", "UBND tỉnh"),
        ("Sở Y tế gửi báo cáo về Sở Nội vụ trước ngày 10/6/2024.", "Sở Y tế", "Sở Nội vụ"),
        ("Đề nghị Sở Y tế gửi kết quả cho Sở Nội vụ trước ngày 10/6/2024.", "Sở Y tế", "Sở Nội vụ"),
        ("Trước ngày 10/6/2024, Sở Y tế báo cáo UBND tỉnh.", "Sở Y tế", "UBND tỉnh"),
        (
            "Trước ngày 10/6/2024, các huyện gửi số liệu về sở Nội vụ.",
            "các huyện",
            "sở Nội vụ",
        ),
        (
            "Sở Y tế tổng hợp, trình Giám đốc, gửi báo cáo Sở Nội vụ trước ngày 10/6/2024.",
            "Sở Y tế",
            "Sở Nội vụ",
        ),
    ],
)
def test_who_reports_to_whom(words: str, sender: str, receiver: str) -> None:
    assert duties(words) == [Owed(sender, receiver, None, JUNE)]


def test_a_report_without_receiver_or_a_deadline_of_other_work_is_no_duty() -> None:
    assert duties("Sở Y tế hoàn thành báo cáo trước ngày 10/6/2024.") == []
    assert duties("Sở Y tế tập huấn cho Hội Nông dân xong trước ngày 10/6/2024.") == []
    assert duties("Sở Y tế thực hiện chế độ báo cáo trước ngày 10/6/2024.") == []
    assert duties("Sở Y tế cử báo cáo viên cho Hội Nông dân trước ngày 10/6/2024.") == []
    assert duties("Tập huấn báo cáo viên xong trước ngày 10/6/2024.") == []


def test_two_days_behind_one_another_have_each_its_period() -> None:
    found = duties(
        "Gửi báo cáo về Sở Nội vụ trước ngày 10/6/2024 đối với báo cáo 6 tháng và trước ngày 10/12/2024 "
        "đối với báo cáo năm."
    )
    assert [(one.period, one.due) for one in found] == [("2024-H1", JUNE), ("2024", DECEMBER)]


def test_the_period_may_stand_in_brackets_behind_the_day() -> None:
    found = duties(
        "Gửi báo cáo về Sở Nội vụ trước ngày 10/6/2024 (báo cáo 6 tháng), 10/12/2024 (báo cáo năm)."
    )
    assert [(one.period, one.due) for one in found] == [("2024-H1", JUNE), ("2024", DECEMBER)]


def test_quarters_are_periods_of_duties_and_none_of_deadlines() -> None:
    body = "I. NHIỆM VỤ\n- Gửi báo cáo quý I/2024 về Sở Nội vụ trước ngày 10/6/2024.\n"
    one = plan(body)
    assert one.duties[0].period == Period(2024, "Q1")
    assert one.deadlines[0].period is None


def test_a_report_has_the_period_that_the_title_speaks_of() -> None:
    body = "I. NHIỆM VỤ\n- Gửi báo cáo về Sở Nội vụ trước ngày 10/6/2024.\n"
    assert plan(body, "Báo cáo 6 tháng đầu năm 2024").duties[0].period == Period(2024, "H1")
    assert plan(body, "Công tác 6 tháng đầu năm 2024").duties[0].period is None


def test_the_year_comes_from_the_heading_before_the_title() -> None:
    one = plan(
        "I. NHIỆM VỤ NĂM 2025\n- Rà soát xong trước ngày 10/6.\nII. NHIỆM VỤ\n- Xong trước ngày 10/6.\n"
    )
    assert [due.deadline.day for due in one.deadlines] == [date(2025, 6, 10), JUNE]


def test_a_sender_holds_for_the_sentences_that_follow() -> None:
    found = duties("Sở Y tế tập huấn cán bộ. Gửi báo cáo về Sở Nội vụ trước ngày 10/6/2024.")
    assert found == [Owed("Sở Y tế", "Sở Nội vụ", None, JUNE)]


def test_a_receiver_holds_for_the_days_that_follow_and_not_for_other_work() -> None:
    found = duties(
        "Gửi báo cáo 6 tháng về Sở Nội vụ trước ngày 10/6/2024. Báo cáo năm trước ngày 10/12/2024.", "Sở Y tế"
    )
    assert [(one.receiver, one.due) for one in found] == [("Sở Nội vụ", JUNE), ("Sở Nội vụ", DECEMBER)]
    assert len(duties("Gửi báo cáo về Sở Nội vụ trước 10/6/2024. Tập huấn xong trước ngày 10/12/2024.")) == 1


def test_an_abbreviation_ends_no_sentence() -> None:
    for place in ("TP. Bắc Giang", "số 5 đường A. Bình"):
        found = duties(f"Gửi báo cáo về Sở Nội vụ, {place}, trước ngày 10/6/2024.")
        assert [one.due for one in found] == [JUNE]


def test_what_is_reported_is_said_and_an_endless_sentence_is_cut() -> None:
    (one,) = plan("I. NHIỆM VỤ\n- Gửi kết quả quy hoạch về Sở Nội vụ trước ngày 10/6/2024.\n").duties
    assert one.what == "Gửi kết quả quy hoạch về Sở Nội vụ trước ngày 10/6/2024."
    long = f"I. NHIỆM VỤ\n- Gửi báo cáo về Sở Nội vụ trước ngày 10/6/2024 {'kèm số liệu ' * 80}.\n"
    (one,) = plan(long).duties
    assert one.what.endswith("…")
    assert len(one.what) == 401


# --- duties that come again


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        ("Định kỳ 6 tháng báo cáo kết quả về Sở Nội vụ.", ["FREQ=MONTHLY;INTERVAL=6"]),
        ("Định kỳ 6 tháng, hằng năm gửi báo cáo về Sở Nội vụ.", ["FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY"]),
        ("Hằng quý gửi số liệu về Sở Nội vụ.", ["FREQ=MONTHLY;INTERVAL=3"]),
        ("Định kỳ báo cáo kết quả về Sở Nội vụ.", [None]),
        ("Gửi báo cáo về Sở Nội vụ trước ngày 10/12 hằng năm.", ["FREQ=YEARLY"]),
        ("Định kỳ 6 tháng (trước ngày 10/6) gửi báo cáo về Sở Nội vụ.", ["FREQ=MONTHLY;INTERVAL=6"]),
    ],
)
def test_a_duty_that_comes_again_has_a_rule_and_no_day(words: str, rules: list[str | None]) -> None:
    assert duties(words, "UBND các xã") == [
        Owed("UBND các xã", "Sở Nội vụ", None, None, rule) for rule in rules
    ]


def test_a_rhythm_without_report_or_receiver_is_no_duty() -> None:
    assert duties("Định kỳ 6 tháng tổ chức họp.") == []
    assert duties("Định kỳ 6 tháng báo cáo kết quả theo quy định.") == []


def test_a_printed_day_with_a_year_outweighs_the_rhythm() -> None:
    found = duties("Định kỳ 6 tháng gửi báo cáo về Sở Nội vụ trước ngày 10/6/2024.", "UBND các xã")
    assert [(one.due, one.recurrence) for one in found] == [(JUNE, None)]


def test_the_same_duty_twice_is_one_duty_per_sentence() -> None:
    one = plan("I. NHIỆM VỤ\n1. Sở Y tế\n- Rà soát trước ngày 10/6/2024; kiểm tra trước ngày 10/6/2024.\n")
    assert len(one.deadlines) == 1
    assert len(one.tasks[0].due) == 2


# --- letters


LETTER = """Số: 15/SNV-CB
V/v báo cáo kết quả 6 tháng đầu năm 2024

Bắc Giang, ngày 5 tháng 5 năm 2024

Kính gửi:
- UBND các huyện;
- Các sở, ngành.

Sở Nội vụ đề nghị thực hiện như sau:

1. Công tác cán bộ
- Rà soát quy hoạch.
- Gửi báo cáo về Sở Nội vụ trước ngày 10/6/2024.
{}
"""


def test_whom_a_letter_addresses_is_asked_to_report() -> None:
    one = read_directive(LETTER.format("")).directive
    assert owed(one) == [Owed("UBND các huyện; Các sở, ngành", "Sở Nội vụ", "2024-H1", JUNE)]


def test_who_is_named_in_a_letter_reports_in_place_of_the_addressees() -> None:
    one = read_directive(LETTER.format("- Sở Y tế gửi số liệu về Sở Nội vụ trước ngày 10/12/2024.")).directive
    assert owed(one)[1] == Owed("Sở Y tế", "Sở Nội vụ", None, DECEMBER)


def test_a_plan_without_a_subject_leaves_the_sender_open() -> None:
    assert duties("Gửi báo cáo về Sở Nội vụ trước ngày 10/6/2024.") == [Owed(None, "Sở Nội vụ", None, JUNE)]


# --- problems


def test_an_impossible_day_is_a_problem_with_its_place_and_no_deadline() -> None:
    text = LETTER.format("- Gửi số liệu về Sở Y tế trước ngày 31/6/2024.")
    reading = read_directive(text)
    (problem,) = (one for one in reading.problems if one.code == "no-such-day")
    assert problem.span is not None
    assert text[slice(*problem.span)] == "31/6/2024"
    assert [due.deadline.day for due in reading.directive.deadlines] == [JUNE]


def test_a_year_from_the_context_is_said() -> None:
    text = LETTER.replace("10/6/2024", "10/6").format("")
    reading = read_directive(text)
    (problem,) = (one for one in reading.problems if one.code == "year-from-context")
    assert "2024" in problem.message
    assert [due.deadline.day for due in reading.directive.deadlines] == [JUNE]


# --- tables


TABLE = """IV. PHÂN CÔNG NHIỆM VỤ
| TT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành |
|---|---|---|---|---|
| 1 | Rà soát quy hoạch cán bộ nữ | Sở Nội vụ | Sở Y tế, Công an tỉnh | Trước 10/6/2024 |
| 2 | Mở lớp bồi dưỡng | Sở Y tế; Hội Nông dân tỉnh | - | 10/12 |
| 3 | Kiểm tra cơ sở | Các đơn vị | | Quý IV |
| II | Công tác tuyên truyền | | | |
| 4 | Đăng bài |
"""


def test_a_row_of_a_table_of_tasks_is_a_task() -> None:
    found = tasks(TABLE)
    assert [one.text for one in found] == [
        "Rà soát quy hoạch cán bộ nữ",
        "Mở lớp bồi dưỡng",
        "Kiểm tra cơ sở",
        "Đăng bài",
    ]
    assert [one.lead for one in found] == [("Sở Nội vụ",), ("Sở Y tế", "Hội Nông dân tỉnh"), (), ()]
    assert [one.coordinate for one in found] == [("Sở Y tế", "Công an tỉnh"), (), (), ()]
    assert {one.path for one in found} == {("IV",)}


@pytest.mark.parametrize(
    "row",
    [
        "| II | Công tác khác | | |",
        "| | Công tác khác | | |",
        "| 1 | | Sở Y tế | |",
        "| 1 | Một | Hai | Ba | Bốn |",
    ],
)
def test_headings_and_broken_rows_of_a_table_are_no_tasks(row: str) -> None:
    table = f"IV. PHÂN CÔNG\n| TT | Nhiệm vụ | Chủ trì | Thời gian |\n{row}\n| 2 | Rà soát | Sở Y tế | |\n"
    assert [one.text for one in tasks(table)] == ["Rà soát"]


def test_the_column_of_days_makes_deadlines() -> None:
    one = plan(TABLE)
    found = [(due.deadline.day, due.deadline.strict, due.sender, due.what) for due in one.deadlines]
    assert found == [
        (JUNE, True, "Sở Nội vụ", "Rà soát quy hoạch cán bộ nữ"),
        (DECEMBER, False, "Sở Y tế, Hội Nông dân tỉnh", "Mở lớp bồi dưỡng"),
    ]
    assert [len(task.due) for task in one.tasks] == [1, 1, 0, 0]


def test_the_office_of_the_heading_leads_where_the_table_names_none() -> None:
    body = "IV. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n| TT | Nhiệm vụ | Thời gian |\n| 1 | Rà soát | 10/6/2024 |\n"
    (one,) = tasks(body)
    assert (one.lead, one.due[0].sender) == (("Sở Nội vụ",), "Sở Nội vụ")


@pytest.mark.parametrize(
    "table",
    [
        "| TT | Họ và tên | Chức vụ |\n| 1 | Trưởng ban | Chủ tịch |\n",
        "| TT | Nội dung |\n| 1 | Rà soát |\n",
        "| TT | Chỉ tiêu | Đơn vị thực hiện |\n| 1 | Tỷ lệ nữ | Sở Nội vụ |\n",
    ],
)
def test_tables_of_members_and_figures_set_no_work(table: str) -> None:
    assert tasks(f"IV. PHÂN CÔNG\n{table}") == ()


def test_a_table_under_targets_sets_no_work() -> None:
    assert tasks(TABLE.replace("PHÂN CÔNG NHIỆM VỤ", "MỤC TIÊU")) == ()


def test_each_table_has_a_head_of_its_own() -> None:
    body = (
        "IV. PHÂN CÔNG\n| TT | Nhiệm vụ | Chủ trì |\n| 1 | Rà soát | Sở Y tế |\n"
        "- Một việc khác.\n| Chủ trì | Nhiệm vụ |\n| Sở Nội vụ | Kiểm tra |\n"
    )
    assert [(one.text, one.lead) for one in tasks(body)] == [
        ("Rà soát", ("Sở Y tế",)),
        ("Một việc khác.", ()),
        ("Kiểm tra", ("Sở Nội vụ",)),
    ]


@pytest.mark.parametrize(
    ("head", "lead", "days"),
    [
        ("| Nội dung thực hiện | Đơn vị thực hiện | Thời gian thực hiện |", ("Sở Y tế",), 1),
        ("| Nhiệm vụ | Cơ quan chịu trách nhiệm | Tiến độ |", ("Sở Y tế",), 1),
        ("| Công việc | Đầu mối | Thời hạn |", ("Sở Y tế",), 1),
        ("| Nhiệm vụ | Đơn vị thực hiện | Ghi chú |", ("Sở Y tế",), 0),
    ],
)
def test_columns_are_known_by_their_heads(head: str, lead: tuple[str, ...], days: int) -> None:
    (one,) = tasks(f"IV. PHÂN CÔNG\n{head}\n| Rà soát | Sở Y tế | 10/6/2024 |\n")
    assert (one.text, one.lead, len(one.due)) == ("Rà soát", lead, days)


def test_the_issuer_leads_where_a_table_says_so() -> None:
    body = "IV. PHÂN CÔNG\n| Nhiệm vụ | Chủ trì |\n| Rà soát | UBND tỉnh Bắc Giang, Sở Y tế |\n"
    assert tasks(body)[0].lead == ("UBND tỉnh Bắc Giang", "Sở Y tế")


def test_a_line_below_a_task_may_say_who_does_it_who_helps_and_by_when() -> None:
    read = plan(
        "1. Nhiệm vụ\n\n- Tổ chức hội nghị.\n\n- Cơ quan chủ trì: Sở Nội vụ.\n\n"
        "- Cơ quan phối hợp: Sở Y tế, Sở Tài chính.\n\n- Thời gian hoàn thành: 30/6/2024.\n"
    )
    (task,) = read.tasks
    assert (task.lead, task.coordinate) == (("Sở Nội vụ",), ("Sở Y tế", "Sở Tài chính"))
    assert [str(due.deadline) for due in task.due] == ["chậm nhất ngày 30/6/2024"]
    assert [due.sender for due in read.deadlines] == ["Sở Nội vụ"]


def test_a_title_with_only_such_lines_below_it_is_the_task() -> None:
    """A found case: the second office's lines were put on the first one's title."""
    read = plan(
        "I. NHIỆM VỤ\n\n1. Tập huấn\n\n- Đơn vị chủ trì: Sở Nội vụ.\n\n- Thời gian: trước 30/9/2024.\n\n"
        "2. Truyền thông\n\n- Đơn vị chủ trì: Sở Văn hóa.\n"
    )
    assert [(one.text, one.lead, one.path, len(one.due)) for one in read.tasks] == [
        ("Tập huấn", ("Sở Nội vụ",), ("I",), 1),
        ("Truyền thông", ("Sở Văn hóa",), ("I",), 0),
    ]


def test_what_the_receiver_does_next_by_its_own_day_is_the_receivers_duty() -> None:
    """A found case: the department's own day was charged to the communes."""
    words = (
        "UBND các xã báo cáo về Sở Nội vụ trước 30/11/2024 để tổng hợp, báo cáo UBND tỉnh trước 10/12/2024."
    )
    assert [(one.sender, one.receiver, one.due) for one in duties(words)] == [
        ("UBND các xã", "Sở Nội vụ", date(2024, 11, 30)),
        ("Sở Nội vụ", "UBND tỉnh", date(2024, 12, 10)),
    ]


def test_a_day_before_the_document_is_no_deadline_and_is_said() -> None:
    text = (
        "SỞ Y TẾ\nSố: 15/KH-SYT\nHà Nam, ngày 5 tháng 3 năm 2024\n\nKẾ HOẠCH\nCông tác\n\nI. NHIỆM VỤ\n"
        "- Báo cáo Sở Nội vụ trước ngày 01/7/2020.\n"
    )
    reading = read_directive(text)
    assert reading.directive.deadlines == ()
    assert "day-before-document" in [problem.code for problem in reading.problems]


def test_a_day_that_comes_again_is_said_to_stand_in_the_words_only() -> None:
    text = (
        "SỞ Y TẾ\nSố: 15/KH-SYT\nHà Nam, ngày 5 tháng 3 năm 2024\n\nKẾ HOẠCH\nCông tác\n\nI. NHIỆM VỤ\n"
        "- Báo cáo Sở Nội vụ trước ngày 10/6 hằng năm.\n"
    )
    reading = read_directive(text)
    assert [duty.recurrence for duty in reading.directive.duties] == ["FREQ=YEARLY"]
    assert "day-of-rhythm" in [problem.code for problem in reading.problems]


def test_the_row_of_a_table_that_reports_is_a_duty() -> None:
    body = (
        "IV. PHÂN CÔNG\n| Nhiệm vụ | Chủ trì | Thời gian |\n"
        "| Tổng hợp số liệu gửi Sở Nội vụ | Sở Y tế | 20/10/2024 |\n"
    )
    (duty,) = plan(body).duties
    assert (duty.sender, duty.receiver, duty.printed) == ("Sở Y tế", "Sở Nội vụ", "20/10/2024")
