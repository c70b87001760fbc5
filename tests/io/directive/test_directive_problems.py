from __future__ import annotations

import unicodedata

import pytest

from vstbpn.errors import Problem
from vstbpn.io.directive import read_directive
from vstbpn.io.directive._frame import Frame
from vstbpn.io.directive._problems import problems_of
from vstbpn.io.directive._source import Source
from vstbpn.io.directive._work import Work
from vstbpn.model import Directive, Passage, PassageKind, Span

HEAD = "SỞ NỘI VỤ TỈNH HÀ NAM\nSố: 12/KH-SNV\nHà Nam, ngày 5 tháng 3 năm 2024\nKẾ HOẠCH\nCông tác\n\n"
"""A head in which nothing is wrong."""


END = "\n\nNơi nhận:\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nNguyễn Văn Mẫu\n"


def problems(text: str) -> list[Problem]:
    return list(read_directive(text + END).problems)


def found(text: str) -> list[tuple[str, int | None, str]]:
    """Give each problem: its code, its row, and what stands at its place."""
    return [(one.code, one.row, "" if one.span is None else text[slice(*one.span)]) for one in problems(text)]


def test_a_plain_document_has_no_problems() -> None:
    assert found(f"{HEAD}1. Rà soát số liệu.\n") == []


@pytest.mark.parametrize(
    ("number", "codes"),
    [
        ("12 /KH-SNV", ["space_in_symbol"]),
        ("5/KH-SNV", ["unpadded"]),
        ("12/KH_SNV", ["underscore"]),
        ("12/Kh-SNV", ["lowercase_type"]),
        ("12/CV-SNV", ["cv_in_symbol"]),
        ("12/QÐ-SNV", ["eth_for_d"]),
        ("5 /KH_SNV", ["unpadded", "space_in_symbol", "underscore"]),
    ],
)
def test_each_oddity_of_the_number_is_a_problem_of_its_own_at_the_number(
    number: str, codes: list[str]
) -> None:
    text = HEAD.replace("12/KH-SNV", number) + "1. Rà soát.\n"
    assert found(text) == [(code, 2, number) for code in codes]


def test_an_oddity_without_words_of_its_own_is_named() -> None:
    (problem,) = problems(HEAD.replace("12/KH-SNV", "012/KH-SNV") + "1. Rà soát.\n")
    assert problem.code == "number-form"
    assert "overpadded" in problem.message
    assert "12/KH-SNV" in problem.message
    assert "'012/KH-SNV'" in problem.message


def test_a_blank_number_is_not_a_missing_one() -> None:
    assert found(HEAD.replace("12/", "   /") + "1. Rà soát.\n") == [("number-blank", 2, "/KH-SNV")]
    assert found(HEAD.replace("Số: 12/KH-SNV\n", "") + "1. Rà soát.\n") == [("number-missing", None, "")]


def test_a_blank_day_is_not_a_missing_date_nor_one_that_is_none() -> None:
    for printed, code in (("ngày     tháng", "day-blank"), ("ngày 31 tháng", "no-such-day")):
        date = f"Hà Nam, {printed} {'3' if code == 'day-blank' else '2'} năm 2024"
        text = HEAD.replace("Hà Nam, ngày 5 tháng 3 năm 2024", date) + "1. Rà soát.\n"
        assert found(text) == [(code, 3, date)]
    text = HEAD.replace("Hà Nam, ngày 5 tháng 3 năm 2024\n", "") + "1. Rà soát.\n"
    assert found(text) == [("date-missing", None, "")]


def test_of_a_text_without_a_type_neither_number_nor_date_is_asked() -> None:
    assert [one.code for one in read_directive("Tin bài\n\nSáng nay đã họp.\n").problems] == [
        "type-unknown",
        "issuer-unknown",
    ]


def test_who_issues_is_asked_of_every_document() -> None:
    assert found(HEAD.replace("SỞ NỘI VỤ TỈNH HÀ NAM\n", "") + "1. Rà soát.\n") == [
        ("issuer-unknown", None, "")
    ]


def test_a_day_without_a_year_says_which_year_was_taken() -> None:
    text = f"{HEAD}1. Sở Y tế gửi báo cáo trước ngày 15/6.\n"
    assert found(text) == [("year-from-context", 7, "trước ngày 15/6")]
    assert "2024" in problems(text)[0].message


def test_a_day_of_the_body_that_is_none_is_shown_where_it_stands() -> None:
    text = f"{HEAD}1. Sở Y tế gửi báo cáo trước ngày 31/6/2024.\n"
    assert found(text) == [("no-such-day", 7, "31/6/2024")]


def test_a_document_cited_without_its_number_is_a_problem_and_one_cited_by_name_is_none() -> None:
    text = f"{HEAD}1. Theo Công văn ngày 5/3/2024 của Bộ Nội vụ và Luật Bình đẳng giới.\n"
    ((code, row, printed),) = found(text)
    assert (code, row) == ("citation-without-number", 7)
    assert printed.startswith("Công văn ngày 5/3/2024")


def test_what_was_not_understood_is_shown_with_its_row() -> None:
    text = "Một\n\n???  2 lạ\n"
    unread = Passage(PassageKind.UNREAD, Span(5, 14))
    read = Directive(type="CV", issuer="Sở Nội vụ", passages=(Passage(PassageKind.TEXT, Span(0, 3)), unread))
    (problem,) = [
        one for one in problems_of(Source.of(text), Frame(), Work(), read) if not one.code.endswith("missing")
    ]
    assert (problem.code, problem.row, problem.span) == ("unread", 3, (5, 14))
    assert problem.message == "not understood: ??? 2 lạ"


def test_problems_stand_in_the_order_of_the_text_behind_those_without_a_place() -> None:
    text = (
        "Số: 5 /KH-SNV\nngày   tháng 3 năm 2024\nKẾ HOẠCH\nCông tác\n\n"
        "1. Gửi báo cáo về Sở Y tế trước ngày 31/2 và trước ngày 15/6.\n"
    )
    codes = [code for code, _, _ in found(text)]
    assert codes[:1] == ["issuer-unknown"]
    assert codes[1:4] == ["unpadded", "space_in_symbol", "day-blank"]
    spans = [one.span for one in problems(text)[1:]]
    assert spans == sorted(spans, key=lambda span: span or (-1, -1))


def shown(text: str) -> str:
    (problem,) = [one for one in problems(text) if one.code == "day-blank"]
    return problem.message.removeprefix("the day of issue is blank: ")


def test_what_is_shown_is_on_one_line_and_composed() -> None:
    """The message once held the letters as they were typed, so two copies of one text differed in it."""
    text = f"{HEAD}1. Rà soát.\n".replace("ngày 5 tháng", "ngày \u00a0  tháng")
    assert shown(text) == "Hà Nam, ngày tháng 3 năm 2024"
    assert shown(unicodedata.normalize("NFD", text)) == shown(text)


def test_what_is_shown_is_cut_when_it_is_long() -> None:
    place = "Bà Rịa " * 7 + "Vũng"
    text = HEAD.replace("Hà Nam, ngày 5 tháng", f"{place}, ngày ............... tháng") + "1. Rà soát.\n"
    whole = f"{place}, ngày ............... tháng 3 năm 2024"
    assert len(whole) > 60
    assert shown(text) == f"{whole[:60]}…"
    assert shown(unicodedata.normalize("NFD", text)) == shown(text)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028", "\x0c"])
def test_rows_count_the_lines_of_the_text_whatever_ends_them(end: str) -> None:
    text = f"{HEAD}1. Rà soát.\n\n2. Gửi báo cáo về Sở Y tế trước ngày 15/6.\n".replace("\n", end)
    assert [(code, row) for code, row, _ in found(text)] == [("year-from-context", 9)]
