"""Campaign months and commemorations, with their days."""

from __future__ import annotations

from datetime import date

import pytest

from vstbpn.io.directive import read_directive
from vstbpn.io.directive._blocks import blocks
from vstbpn.io.directive._events import events
from vstbpn.io.directive._source import Source
from vstbpn.model import Event

MONTH = "Tháng hành động vì bình đẳng giới"


def found(text: str, year: int | None = 2024) -> list[Event]:
    source = Source.of(text)
    (block,) = blocks(source, list(source.lines()))
    return list(events(source, block, year))


def days(text: str, year: int | None = 2024) -> list[tuple[str, str, str]]:
    return [(one.name, one.start.isoformat(), one.end.isoformat()) for one in found(text, year)]


@pytest.mark.parametrize(
    "words",
    [
        "từ ngày 15/11 đến 15/12/2024",
        "từ ngày 15/11/2024 đến ngày 15/12/2024",
        "(từ 15/11/2024 đến hết 15/12/2024)",
        "(15/11 - 15/12/2024)",
        "(15/11–15/12)",
        "từ 15.11 tới 15.12",
        "từ ngày 15 tháng 11 đến ngày 15 tháng 12 năm 2024",
        "từ ngày 15 tháng 11 năm 2024 đến hết ngày 15 tháng 12 năm 2024",
        "năm 2024 (từ ngày 15/11 đến ngày 15/12)",
    ],
)
def test_a_campaign_has_its_first_and_its_last_day(words: str) -> None:
    assert days(f"Hưởng ứng {MONTH} {words}.") == [(MONTH, "2024-11-15", "2024-12-15")]


def test_a_campaign_may_go_over_new_year() -> None:
    assert days(f"{MONTH} từ 15/12/2024 đến 15/01/2025")[0][1:] == ("2024-12-15", "2025-01-15")


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("tháng 6", "2024-06-01", "2024-06-30"),
        ("tháng 6/2023", "2023-06-01", "2023-06-30"),
        ("trong tháng 2 năm 2024", "2024-02-01", "2024-02-29"),
        ("vào tháng 12 năm 2022", "2022-12-01", "2022-12-31"),
    ],
)
def test_a_campaign_in_a_month_lasts_from_its_first_to_its_last_day(
    words: str, first: str, last: str
) -> None:
    text = f"Tháng hành động quốc gia về phòng, chống bạo lực gia đình ({words})"
    assert days(text) == [("Tháng hành động quốc gia về phòng, chống bạo lực gia đình", first, last)]


@pytest.mark.parametrize(
    "name",
    [
        "Tháng hành động vì bình đẳng giới và phòng ngừa, ứng phó với bạo lực trên cơ sở giới",
        "Tháng hành động quốc gia về phòng, chống bạo lực gia đình",
        "Tháng cao điểm phòng, chống ma túy",
        "tháng chiến dịch truyền thông dân số",
        "Tháng hành động về an toàn, vệ sinh lao động",
    ],
)
def test_a_name_goes_on_over_the_commas_that_belong_to_it(name: str) -> None:
    assert days(f"tổ chức {name} từ ngày 15/11 đến 15/12/2024")[0][0] == name


@pytest.mark.parametrize(
    "end", [" năm 2024", ", tổ chức", " trên địa bàn tỉnh", " có chủ đề", " tại xã", ";", "."]
)
def test_a_name_ends_where_other_words_begin(end: str) -> None:
    assert days(f"{MONTH}{end} từ ngày 15/11 đến 15/12/2024")[0][0] == MONTH


def test_an_endless_name_is_cut() -> None:
    ((name, _, _),) = days("Tháng hành động vì " + "phụ nữ " * 25 + "(15/11 - 15/12/2024)")
    assert len(name) < 190


@pytest.mark.parametrize(
    "text",
    [
        f"{MONTH}",
        f"{MONTH} từ ngày 15/12/2024 đến 15/11/2024",
        f"{MONTH} từ ngày 31/6 đến 15/12/2024",
        f"{MONTH} (tháng 13)",
        f"{MONTH} (tháng 0)",
        f"{MONTH} được tổ chức rộng khắp ở mọi xã, phường với nhiều hình thức phong phú và thiết thực, lan tỏa đến mọi nhà, từ 15/11 đến 15/12/2024",
        "Tháng hành động (15/11 - 15/12/2024)",
    ],
)
def test_a_campaign_without_days_that_can_be_is_no_event(text: str) -> None:
    assert days(text) == []


def test_days_without_any_year_are_no_event() -> None:
    for text in (f"{MONTH} (tháng 6)", f"{MONTH} từ 15/11 đến 15/12", "kỷ niệm ngày Quốc tế phụ nữ 8/3"):
        assert days(text, year=None) == []
        assert len(days(text, year=2024)) == 1


def test_each_campaign_has_the_days_behind_it() -> None:
    text = f"Tháng hành động về phòng, chống bạo lực gia đình và {MONTH} (15/11 - 15/12/2024)"
    assert days(text) == [(MONTH, "2024-11-15", "2024-12-15")]
    both = f"Tháng hành động vì trẻ em (tháng 6); {MONTH} (15/11 - 15/12/2024)"
    assert [name for name, _, _ in days(both)] == ["Tháng hành động vì trẻ em", MONTH]


def test_in_a_row_of_a_table_the_days_may_stand_far_behind_the_name() -> None:
    text = f"| 1 | Hưởng ứng {MONTH} | Sở Lao động - Thương binh và Xã hội và các sở, ngành liên quan | 15/11 - 15/12/2024 |"
    assert days(text) == [(MONTH, "2024-11-15", "2024-12-15")]


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        ("kỷ niệm ngày Quốc tế phụ nữ 8/3", "ngày Quốc tế phụ nữ 8/3", "2024-03-08"),
        ("Ngày Quốc tế Phụ nữ (08/3) tại xã", "Ngày Quốc tế Phụ nữ (08/3)", "2024-03-08"),
        ("Ngày Gia đình Việt Nam 28/6/2023", "Ngày Gia đình Việt Nam 28/6/2023", "2023-06-28"),
        ("Ngày Pháp luật Việt Nam, ngày 09/11", "Ngày Pháp luật Việt Nam, ngày 09/11", "2024-11-09"),
        (
            "kỷ niệm 94 năm ngày thành lập Hội Liên hiệp Phụ nữ Việt Nam 20/10",
            "ngày thành lập Hội Liên hiệp Phụ nữ Việt Nam 20/10",
            "2024-10-20",
        ),
    ],
)
def test_a_commemoration_is_one_day_of_the_year(text: str, name: str, day: str) -> None:
    assert days(text) == [(name, day, day)]


def test_the_two_days_of_women_need_no_name() -> None:
    text = "Tổ chức các hoạt động kỷ niệm ngày 8/3 và 20/10 tại cơ sở"
    assert [(start, end) for _, start, end in days(text)] == [
        ("2024-03-08", "2024-03-08"),
        ("2024-10-20", "2024-10-20"),
    ]
    assert len(days("kỷ niệm ngày Quốc tế phụ nữ 08/3 và 20/10 cấp huyện")) == 2
    assert [start for _, start, _ in days("nhân dịp 8/3")] == ["2024-03-08"]


@pytest.mark.parametrize(
    "text",
    [
        "gửi báo cáo kỷ niệm trước ngày 8/3",
        "từ 8/3 nhân dịp lễ",
        "kỷ niệm đến ngày 20/10",
        "họp chậm nhất 20/10",
        "đạt 8/3 chỉ tiêu",
        "hưởng ứng 8/10 đợt",
        "hưởng ứng 20/3 đợt",
        "cuộc họp ngày làm việc 5/4",
        "trước ngày 10/6/2024",
        "ngày Quốc tế phụ nữ 31/2",
        "ngày 8/3/2023 tỉnh đã họp",
    ],
)
def test_other_days_are_no_commemorations(text: str) -> None:
    assert days(text) == []


def test_a_campaign_is_not_read_as_a_day_of_its_own() -> None:
    text = "phát động ngày ra quân Tháng hành động vì phụ nữ quốc tế 15/11"
    assert days(text) == []


def test_the_place_of_an_event_is_where_it_is_named() -> None:
    text = f"- Hưởng ứng {MONTH} từ ngày 15/11 đến 15/12/2024 và kỷ niệm ngày Quốc tế phụ nữ 8/3."
    spans = [one.span.of(text) for one in found(text)]
    assert spans == [f"{MONTH} từ ngày 15/11 đến 15/12/2024", "ngày Quốc tế phụ nữ 8/3"]


PLAN = """Số: 5/KH-UBND
Bắc Giang, ngày 5 tháng 3 năm 2023

KẾ HOẠCH
Công tác năm 2024

I. NHIỆM VỤ
- Kỷ niệm ngày Quốc tế phụ nữ 8/3.
- Hưởng ứng Tháng hành động vì bình đẳng giới từ 15/11 đến 15/12.
II. KẾT QUẢ NĂM 2023
- Đã kỷ niệm ngày Gia đình Việt Nam 28/6.
III. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ
- Kỷ niệm ngày phụ nữ quốc tế 08/3; hưởng ứng Tháng hành động vì bình đẳng giới (15/11 - 15/12).
2. Nhiệm vụ năm 2025
- Kỷ niệm ngày Quốc tế phụ nữ 8/3.
"""


def test_each_event_stands_once_in_the_year_of_the_title_or_the_heading() -> None:
    found = read_directive(PLAN).directive.events
    assert [(one.start, one.end) for one in found] == [
        (date(2024, 3, 8), date(2024, 3, 8)),
        (date(2024, 11, 15), date(2024, 12, 15)),
        (date(2025, 3, 8), date(2025, 3, 8)),
    ]


def test_past_celebrations_under_results_are_no_events() -> None:
    assert all(one.start != date(2023, 6, 28) for one in read_directive(PLAN).directive.events)


def test_an_event_in_a_heading_counts() -> None:
    text = PLAN.replace("I. NHIỆM VỤ", "I. THÁNG HÀNH ĐỘNG VÌ TRẺ EM (THÁNG 6)")
    assert read_directive(text).directive.events[0].start == date(2024, 6, 1)
