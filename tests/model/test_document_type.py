from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import date

import pytest

from vstbpn.model import (
    TYPES,
    DocumentNumber,
    DocumentType,
    Series,
    document_type,
    document_type_named,
    document_types,
    fold,
    search_numbers,
)

# Annex III of decree 30/2020/NĐ-CP: letters of 27 types and of three copies.
ANNEX = "NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ CĐ BGN BTT GUQ GM GGT GNP PG PC PB SY TrS SL"


def test_the_decree_has_29_types_of_which_27_have_letters_and_three_copies() -> None:
    rows = [row for row in TYPES if row.source.startswith("Nghị định 30/2020/NĐ-CP")]
    assert [row.code for row in rows if row.marked] == ANNEX.split()
    assert [row.name_vi for row in rows if not row.marked] == ["Công văn", "Thư công"]
    assert all(row.verified and row.checked_on == date(2026, 11, 21) for row in rows)


def test_letters_and_names_are_one_types_own_in_each_series() -> None:
    """Else reading a symbol would depend on the order of the table; QĐ of the Party is the known exception."""
    codes = Counter((row.series, fold(row.code)) for row in TYPES)
    names = Counter((row.series, fold(row.name_vi)) for row in TYPES)
    assert set(codes.values()) == set(names.values()) == {1}
    shared = {mark for row in TYPES for mark in row.aliases if document_type(mark, series=row.series)}
    assert shared == {"QĐ"}


def test_letters_have_one_official_case_in_every_series() -> None:
    cases: dict[str, set[str]] = {}
    for row in TYPES:
        for mark in row.marks:
            cases.setdefault(mark.casefold(), set()).add(mark)
    assert all(len(found) == 1 for found in cases.values()), cases


@pytest.mark.parametrize("row", TYPES, ids=lambda row: f"{row.series.value}-{row.code}")
def test_every_row_says_where_it_is_from_in_two_languages(row: DocumentType) -> None:
    assert row.name_vi[0].isupper()
    assert row.name_en[0].isupper()
    assert row.source
    assert document_type(row.code, series=row.series) is row
    assert document_type_named(row.name_vi, series=row.series) is row


def test_what_was_not_read_stays_visible() -> None:
    unread = {(row.series, row.code) for row in TYPES if not row.verified}
    codes = {series: {code for of, code in unread if of is series} for series in Series}
    assert codes == {
        Series.STATE: {"Bộ luật", "PL", "L", "TTLT", "VBHN"},
        Series.PARTY: {"QC", "BC", "TTr", "KH", "CTr", "ĐA"},
        Series.PLAIN: {"LCT"},
    }


@pytest.mark.parametrize(
    "row",
    [row for row in TYPES if "printed in" in row.source],
    ids=lambda row: f"{row.series.value}-{row.code}",
)
def test_a_number_that_a_row_rests_on_bears_its_letters(row: DocumentType) -> None:
    _, _, printed = row.source.partition("printed in ")
    numbers = [number for _, _, number in search_numbers(printed)]
    assert numbers
    for number in numbers:
        assert number.series is row.series
        assert number.type in (row.marks or (None,))
        assert not number.problems


def test_the_same_letters_mean_two_things() -> None:
    """A trap: TT is a circular in 191/2009/TT-BTC and a notice of the Party in 04-TT/TU."""
    circular, notice = (DocumentNumber.parse(text) for text in ("191/2009/TT-BTC", "04-TT/TU"))
    assert circular.type == notice.type == "TT"
    names = []
    for number in (circular, notice):
        found = document_type("TT", series=number.series)
        assert found is not None
        names.append((found.name_vi, found.name_en))
    assert names == [("Thông tư", "Circular"), ("Thông tri", "Notice")]


def test_a_decision_and_a_regulation_of_the_party_share_their_letters() -> None:
    both = document_types("qđ", series=Series.PARTY)
    assert [(kind.code, kind.name_vi) for kind in both] == [("QĐ", "Quyết định"), ("QĐi", "Quy định")]
    assert document_type("QĐ", series=Series.PARTY) is both[0]
    assert [kind.code for kind in document_types("QĐ", series=Series.STATE)] == ["QĐ"]


def test_letters_are_found_in_any_case_and_in_their_series_only() -> None:
    assert document_type("ctr", series=Series.STATE) is document_type("CTr", series=Series.STATE)
    assert document_type("QÐ", series=Series.STATE) is document_type("QĐ", series=Series.STATE)
    assert document_type("NĐ", series=Series.PARTY) is None
    assert document_type("QyĐ", series=Series.PARTY) is None
    assert document_types("VBHB", series=Series.STATE) == ()


def test_an_official_letter_has_letters_in_the_party_only() -> None:
    state, party = (document_type("CV", series=series) for series in (Series.STATE, Series.PARTY))
    assert state is not None
    assert party is not None
    assert (state.marks, party.marks) == ((), ("CV",))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kế hoạch", "KH"),
        ("KẾ HOẠCH\nThực hiện công tác", "KH"),
        ("Thông tư liên tịch số 10", "TTLT"),
        ("Thông tư số 10", "TT"),
        ("Thông tri số 04", "TT"),
        ("Bản thoả thuận hợp tác", "BTT"),
        ("Giấy uỷ quyền", "GUQ"),
        ("quyết ðịnh, ngày", "QĐ"),
        ("Quy định về", "QyĐ"),
        ("Lệnh công bố Luật", "LCT"),
        ("Lệnh về việc công bố Luật", "L"),
        ("Bộ luật Lao động", "Bộ luật"),
        ("Luật Bình đẳng giới", "Luật"),
        ("Chương trình hành động", "CTr"),
        ("Công văn: ", "CV"),
    ],
)
def test_a_type_is_found_by_the_name_that_a_text_begins_with(text: str, code: str) -> None:
    for form in ("NFC", "NFD"):
        found = document_type_named(unicodedata.normalize(form, text))
        assert found is not None
        assert found.code == code


@pytest.mark.parametrize(
    "text", ["", "Kế", "Luậtsư", "Thông trix", "Về kế hoạch", "Ban chỉ đạo", "Ke hoach", "x" * 10_000]
)
def test_other_text_names_no_type(text: str) -> None:
    assert document_type_named(text) is None


def test_a_name_that_both_series_have_is_the_one_asked_for() -> None:
    for series, code in ((Series.STATE, "QyĐ"), (Series.PARTY, "QĐi"), (Series.PLAIN, "QyĐ")):
        found = document_type_named("Quy định", series=series)
        assert found is not None
        assert found.code == code
    for name, series in (("Kết luận", Series.STATE), ("Nghị định", Series.PARTY)):
        found = document_type_named(name, series=series)
        assert found is not None
        assert found.series is not series
