"""Days by which something is due, periods that are named, rhythms: as officials write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vstbpn.io.directive._source import key_of
from vstbpn.io.directive._when import dated, day_pattern, period_in, read_day, rhythms, year_of
from vstbpn.model import Period

JUNE = date(2024, 6, 10)


def days(text: str, year: int | None = 2024, *, bare: bool = False) -> list[tuple[date, bool]]:
    """Give the days of a text and whether the day itself is still in time."""
    return [(one.deadline.day, not one.deadline.strict) for one in dated(key_of(text), year, bare=bare)]


def period(text: str, year: int | None = 2024, *, last: bool = True) -> str | None:
    key = key_of(text)
    found = period_in(key, 0, len(key), year, last=last)
    return None if found is None else found.code


def rules(text: str) -> list[str | None]:
    key = key_of(text)
    return [rule for _, rule in rhythms(key, 0, len(key))]


# --- strictness


@pytest.mark.parametrize(
    "words",
    ["trước ngày", "trước", "Trước ngày", "xong trước ngày", "trước hết ngày", "trước thời điểm"],
)
def test_before_a_day_leaves_the_day_out(words: str) -> None:
    assert days(f"Gửi kết quả {words} 10/6/2024.") == [(JUNE, False)]


@pytest.mark.parametrize(
    "words",
    [
        "chậm nhất",
        "chậm nhất là ngày",
        "chậm nhất vào ngày",
        "chậm nhất đến hết ngày",
        "muộn nhất ngày",
        "trễ nhất là",
        "không quá ngày",
        "không muộn hơn ngày",
        "không chậm hơn",
        "không trễ hơn ngày",
        "đến hết ngày",
        "tới hết ngày",
        "trong ngày",
        "trong các ngày",
        "hạn chót:",
        "hạn chót là ngày",
        "hạn cuối cùng là ngày",
        "thời hạn gửi báo cáo: ngày",
        "thời gian hoàn thành:",
        "hoàn thành ngày",
        "xong trong ngày",
        "gửi vào ngày",
    ],
)
def test_the_day_itself_is_in_time_after_other_words(words: str) -> None:
    assert days(f"Các đơn vị {words} 10/6/2024.") == [(JUNE, True)]


@pytest.mark.parametrize(
    "words", ["trước 17 giờ ngày", "trước 16h30", "chậm nhất 11 giờ 30 phút, ngày", "chậm nhất là 8g ngày"]
)
def test_with_an_hour_the_day_itself_is_in_time(words: str) -> None:
    assert days(f"Gửi kết quả {words} 10/6/2024.") == [(JUNE, True)]


@pytest.mark.parametrize(
    "told", ["toàn huyện đã có", "mới có", "đã đạt", "có 5 xã", "chỉ có", "toàn tỉnh có"]
)
def test_what_has_been_reached_by_a_day_is_no_deadline(told: str) -> None:
    assert days(f"Đến hết ngày 10/6/2024, {told} nữ cán bộ") == []
    assert days(f"Đến hết ngày 10/6/2024 {told} nữ cán bộ và 10/12/2024") == []


@pytest.mark.parametrize("verb", ["hoàn thành", "gửi báo cáo", "nộp hồ sơ", "trình Chủ tịch", "báo cáo Ban"])
@pytest.mark.parametrize("word", ["đến ngày", "tới", "vào ngày", "trong"])
def test_a_weak_word_makes_a_deadline_only_where_something_is_to_be_done(verb: str, word: str) -> None:
    assert days(f"Phải {verb} {word} 10/6/2024") == [(JUNE, True)]
    assert days(f"Ban họp lần hai {word} 10/6/2024") == []
    assert days(f"Phải {verb}. Ban họp {word} 10/6/2024") == []


def test_a_day_without_any_word_is_no_deadline() -> None:
    assert days("Kế hoạch số 39/KH-UBND ngày 29/01/2024 của thành phố") == []
    assert days("Cuộc họp ngày 5/3/2024") == []


@pytest.mark.parametrize("word", ["Bước", "xtrước"])
def test_words_that_only_end_like_one_say_nothing(word: str) -> None:
    assert days(f"{word} ngày 10/6/2024") == []


# --- what is no deadline


@pytest.mark.parametrize(
    "text",
    [
        "số liệu tính đến ngày 10/6/2024",
        "số liệu tính đến hết ngày 10/6/2024",
        "Tính tới ngày 10/6/2024, đã có ba hội",
        "có hiệu lực từ ngày 10/6/2024",
        "Quyết định có hiệu lực trong ngày 10/6/2024",
        "kể từ ngày 10/6/2024",
        "thực hiện từ ngày 10/6/2024",
        "số liệu đến hết 10/6/2024",
        "chốt đến ngày 10/6/2024",
        "từ ngày 1/6/2024 đến hết ngày 10/6/2024",
        "từ ngày 01/6 đến hết ngày 10/6/2024",
        "hoàn thành trong 01/6 - 10/6/2024",
        "tổ chức trong ngày 01/6 đến hết ngày 10/6/2024",
    ],
)
def test_stretches_of_days_and_days_of_data_are_no_deadlines(text: str) -> None:
    assert days(text) == []


def test_a_deadline_behind_the_day_of_the_data_counts() -> None:
    assert days("số liệu tính đến 31/5/2024, gửi trước ngày 10/6/2024") == [(JUNE, False)]
    assert days("Số liệu lấy từ 1/1/2024; báo cáo trước ngày 10/6/2024") == [(JUNE, False)]


@pytest.mark.parametrize(("words", "inclusive"), [("trước ngày", False), ("chậm nhất là ngày", True)])
def test_where_the_data_come_from_does_not_hide_the_deadline(words: str, *, inclusive: bool) -> None:
    assert days(f"Tổng hợp số liệu từ các xã {words} 10/6/2024") == [(JUNE, inclusive)]


def test_a_share_or_a_number_is_no_day() -> None:
    assert days("trước 15/20 xã") == []
    assert days("hoàn thành 3/4% kế hoạch") == []
    assert days("trước 1/2/3 đợt") == []
    assert days("gửi trước 12.5.6") == []


# --- how days are written


@pytest.mark.parametrize(
    "written",
    [
        "5/6/2024",
        "05/06/2024",
        "5-6-2024",
        "05.6.2024",
        "5 / 6 / 2024",
        "5 tháng 6 năm 2024",
        "05 tháng 6/2024",
        "5/6",
        "5 tháng 6",
    ],
)
def test_the_day_comes_first_however_it_is_written(written: str) -> None:
    assert days(f"trước ngày {written}") == [(date(2024, 6, 5), False)]


@given(st.dates(date(1945, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_as_it_was_written(day: date) -> None:
    for written in (f"{day.day}/{day.month}/{day.year}", f"{day.day} tháng {day.month} năm {day.year}"):
        assert days(f"gửi trước ngày {written}.") == [(day, False)]


def test_the_two_dashes_of_a_day_are_alike() -> None:
    assert re.fullmatch(day_pattern(), "5/6.2024") is None


def test_a_full_date_is_read_in_figures_and_in_words() -> None:
    for written in ("31/12/2023", "31 tháng 12 năm 2023"):
        match = re.fullmatch(day_pattern("a"), written)
        assert match is not None
        assert read_day(match, "a") == date(2023, 12, 31)
    match = re.fullmatch(day_pattern(), "31/11/2023")
    assert match is not None
    assert read_day(match) is None


# --- years that are not printed


def test_a_day_without_a_year_takes_that_of_the_document() -> None:
    (one,) = dated(key_of("chậm nhất ngày 25/11"), 2023)
    assert (one.deadline.day, one.has_year, one.yearly) == (date(2023, 11, 25), False, False)
    (printed,) = dated(key_of("chậm nhất ngày 25/11/2022"), 2023)
    assert (printed.deadline.day, printed.has_year) == (date(2022, 11, 25), True)


def test_a_day_without_any_year_is_said_to_be_none() -> None:
    missed: list[tuple[int, int]] = []
    assert list(dated("trước ngày 25/11", None, missed=missed)) == []
    assert missed == [(11, 16)]


def test_the_year_of_two_days_may_stand_at_the_second() -> None:
    both = [(date(2025, 6, 10), False), (date(2025, 12, 10), False)]
    assert days("trước ngày 10/6 và ngày 10/12/2025", year=2024) == both
    assert days("trước ngày 10/6 và 10/12/2025", year=None) == both
    assert days("trước ngày 10/6, ngày 10/12/2025", year=2024) == [(date(2024, 6, 10), False), both[1]]


@pytest.mark.parametrize("words", ["hằng năm", "hàng năm", "mỗi năm", "của mỗi năm", ", hằng năm"])
def test_a_day_of_every_year_is_marked(words: str) -> None:
    (one,) = dated(key_of(f"trước ngày 10/12 {words}"), 2024)
    assert one.yearly
    (other,) = dated(key_of(f"trước ngày 10/12/2024 {words}"), 2024)
    assert not other.yearly


def test_the_place_begins_at_the_word_of_the_deadline() -> None:
    key = key_of("Các xã gửi chậm nhất là ngày 10/6/2024 qua thư")
    (one,) = dated(key, 2024)
    assert key[one.start : one.end] == "gửi chậm nhất là ngày 10/6/2024".removeprefix("gửi ")


# --- days in a row


@pytest.mark.parametrize("joint", [" và ", ", ", " hoặc ", "; ", " và ngày ", "; trước ngày "])
def test_the_second_day_of_a_row_is_as_strict_as_the_first(joint: str) -> None:
    assert days(f"trước ngày 10/6/2024{joint}10/12/2024") == [(JUNE, False), (date(2024, 12, 10), False)]


def test_an_inclusive_row_stays_inclusive() -> None:
    assert days("chậm nhất ngày 10/6/2024 và ngày 10/12/2024") == [(JUNE, True), (date(2024, 12, 10), True)]


@pytest.mark.parametrize(
    "broken",
    [
        "trước ngày 31/6/2024 và 10/12/2024",
        "tính đến 31/5/2024, 10/12/2024",
        "01/6 - 05/6/2024 và 10/12/2024",
        "họp ngày 5/3/2024 và 10/12/2024",
    ],
)
def test_a_row_does_not_go_on_from_what_is_no_deadline(broken: str) -> None:
    assert days(broken) == []


def test_a_remark_in_brackets_does_not_break_a_row() -> None:
    text = "trước ngày 10/6/2024 (báo cáo 6 tháng) và 10/12/2024 (báo cáo năm)"
    assert days(text) == [(JUNE, False), (date(2024, 12, 10), False)]


def test_a_row_is_broken_by_other_words() -> None:
    assert days("gửi trước ngày 10/6/2024 theo kế hoạch 10/12/2024") == [(JUNE, False)]


# --- impossible days


@pytest.mark.parametrize(
    "written", ["31/6/2024", "30/02/2024", "10/13/2024", "0/5/2024", "31 tháng 4 năm 2024"]
)
def test_an_impossible_day_is_noted_and_no_other_is_made_of_it(written: str) -> None:
    text = f"gửi trước ngày {written}."
    missed: list[tuple[int, int]] = []
    assert list(dated(text, 2024, missed=missed)) == []
    assert [text[start:end] for start, end in missed] == [written]


def test_an_impossible_day_without_a_year_is_noted_where_a_year_is_known() -> None:
    missed: list[tuple[int, int]] = []
    assert list(dated("trước ngày 29/2", 2023, missed=missed)) == []
    assert missed == [(11, 15)]
    assert days("trước ngày 29/2", 2024) == [(date(2024, 2, 29), False)]
    assert days("trước ngày 29/2", 2023) == []


# --- columns of a table


def test_a_bare_day_is_a_deadline_in_a_column_of_days() -> None:
    assert days("10/6/2024", bare=True) == [(JUNE, True)]
    assert days("Trước 10/6", bare=True) == [(JUNE, False)]
    assert days("10/6/2024", bare=False) == []


def test_a_stretch_of_days_in_a_column_is_no_deadline() -> None:
    assert days("01/6 - 10/6/2024", bare=True) == []
    assert days("01/6/2024 đến hết ngày 10/6/2024", bare=True) == []


def test_only_the_stretch_that_is_asked_for_is_looked_at() -> None:
    text = "trước ngày 1/3/2024. Trước ngày 10/6/2024. Trước ngày 1/9/2024"
    found = dated(key_of(text), 2024, 20, 42)
    assert [one.deadline.day for one in found] == [JUNE]


# --- periods


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("kết quả 6 tháng đầu năm 2024", "2024-H1"),
        ("kết quả 06 tháng đầu năm", "2024-H1"),
        ("sáu tháng", "2024-H1"),
        ("kết quả 6 tháng cuối năm 2023", "2023-H2"),
        ("6 tháng cuối năm", "2024-H2"),
        ("báo cáo 9 tháng đầu năm 2025", "2025-9M"),
        ("chín tháng", "2024-9M"),
        ("quý I/2024", "2024-Q1"),
        ("quý II năm 2025", "2025-Q2"),
        ("quý iii", "2024-Q3"),
        ("quý IV, năm 2023", "2023-Q4"),
        ("quý 3/2024", "2024-Q3"),
        ("báo cáo năm 2023", "2023"),
        ("tổng kết năm", "2024"),
        ("cả năm", "2024"),
        ("năm 2022", "2022"),
        ("năm trước ngày 10/12", "2024"),
        ("năm: trước 10/12", "2024"),
        ("báo cáo tình hình", None),
        ("hằng năm", None),
        ("định kỳ 6 tháng", None),
        ("mỗi quý 1", None),
        ("quý vị", None),
        ("năm 2500", None),
    ],
)
def test_periods_are_read_from_their_words(text: str, code: str | None) -> None:
    assert period(text) == code


def test_a_period_without_a_year_needs_one_from_the_context() -> None:
    assert period("kết quả 6 tháng đầu năm", year=None) is None
    assert period("kết quả 6 tháng đầu năm 2021", year=None) == "2021-H1"


def test_of_several_periods_the_first_or_the_last_is_given() -> None:
    text = "kết quả 6 tháng đầu năm 2024 và kết quả quý III/2024"
    assert (period(text, last=False), period(text, last=True)) == ("2024-H1", "2024-Q3")


def test_only_the_given_stretch_names_the_period() -> None:
    key = key_of("báo cáo năm 2023; quý I/2024")
    assert period_in(key, 0, 16, 2024, last=True) == Period(2023)


# --- rhythms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("định kỳ 6 tháng", ["FREQ=MONTHLY;INTERVAL=6"]),
        ("định kỳ 06 tháng một lần", ["FREQ=MONTHLY;INTERVAL=6"]),
        ("định kỳ sáu tháng đầu năm", ["FREQ=MONTHLY;INTERVAL=6"]),
        ("định kỳ 6 tháng và cả năm", ["FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY"]),
        ("định kỳ 6 tháng, hằng năm", ["FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY"]),
        ("định kỳ hằng tháng, quý, 6 tháng, năm", [
            "FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=3", "FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY"]),
        ("hằng quý", ["FREQ=MONTHLY;INTERVAL=3"]),
        ("hàng năm", ["FREQ=YEARLY"]),
        ("mỗi tuần", ["FREQ=WEEKLY"]),
        ("định kỳ 3 tháng", ["FREQ=MONTHLY;INTERVAL=3"]),
        ("định kỳ ba tháng", ["FREQ=MONTHLY;INTERVAL=3"]),
        ("định kỳ", [None]),
        ("Định kỳ báo cáo kết quả", [None]),
        ("hằng ngày", []),
        ("hàng hóa", []),
        ("định kỳ 9 tháng", [None]),
        ("báo cáo 6 tháng", []),
    ],
)  # fmt: skip
def test_rhythms_become_recurrence_rules(text: str, expected: list[str | None]) -> None:
    assert rules(text) == expected


def test_two_rhythms_stand_each_at_its_own_place() -> None:
    text = "hằng tháng gửi số liệu, hằng năm gửi báo cáo"
    assert rhythms(text, 0, len(text)) == [(0, "FREQ=MONTHLY"), (24, "FREQ=YEARLY")]
    assert rhythms(text, 0, 20) == [(0, "FREQ=MONTHLY")]


def test_the_same_rhythm_twice_is_said_twice_only_at_two_places() -> None:
    text = "hằng năm, hằng năm"
    assert rhythms(text, 0, len(text)) == [(0, "FREQ=YEARLY")]


# --- the year of a title


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Kế hoạch công tác năm 2024", 2024),
        ("giai đoạn 2021-2030", None),
        ("năm 2021-2025", None),
        ("năm 2021 - 2025 và năm 2024", 2024),
        ("năm 1234", None),
        ("công tác", None),
    ],
)
def test_the_year_of_a_title_is_one_year(text: str, year: int | None) -> None:
    assert year_of(key_of(text)) == year


def test_a_strict_day_is_in_time_until_the_day_before() -> None:
    (one,) = dated("trước ngày 1/3/2024", 2024)
    assert one.deadline.last_day == date(2024, 3, 1) - timedelta(days=1)
