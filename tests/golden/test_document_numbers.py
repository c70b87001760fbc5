"""Numbers as they were really printed: a province's register, and forms of the Party and of the army.

The numbers of Bình Dương's register are all read, but for three rows that have none. What was wrong in them
is counted here, so that a change of the reading is a visible difference.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from vstbpn import DocumentNumber, Series, document_types, search_numbers

NO_REPAIR = {"cv_in_symbol", "state_order", "ambiguous_type"}
"""What is wrong in a number itself, and not in its typing: writing it again cannot take it away."""

STRICT = re.compile(r"[0-9]{2,}/(?:[0-9]{4}/)?[A-ZĐ]+r?(?:-[A-ZĐ0-9]+)*")

ODD = {
    # Each number whose repair is more than a space or a zero.
    "1830 QĐ-UBND": ("1830/QĐ-UBND", "missing_slash"),
    "157/TB_UBND": ("157/TB-UBND", "underscore"),
    "2117/QD-UBND": ("2117/QĐ-UBND", "d_for_eth"),
    "26/KH-BCĐ (138)": ("26/KH-BCĐ(138)", "space_in_symbol"),
    "12/BCĐ (CAT-PC02)": ("12/BCĐ(CAT-PC02)", "space_in_symbol"),
    "140/BCĐ VĐ HMTN": ("140/BCĐVĐHMTN", "space_in_symbol"),
    "90/TB-BCH PCTT-TKCN": ("90/TB-BCHPCTT-TKCN", "space_in_symbol"),
}

TYPES = {
    "QĐ": 2176,
    None: 900,
    "KH": 510,
    "TB": 265,
    "CT": 145,
    "NQ": 23,
    "CTr": 16,
    "CV": 8,
    "GM": 4,
    "BC": 3,
    "TTr": 2,
    "PA": 1,
}

FORMS = {
    # Printed: the series, the type's letters and the body.
    "1269/HD-CT": (Series.STATE, "HD", "CT"),
    "1811/QC-BTL": (Series.STATE, "QC", "BTL"),
    "3399/QyĐ-BTL": (Series.STATE, "QyĐ", "BTL"),
    "12377/HD-CT": (Series.STATE, "HD", "CT"),
    "2423-CT/QUTW": (Series.PARTY, "CT", "QUTW"),
    "4263": (Series.PLAIN, None, ""),
    "144-QĐ/TW": (Series.PARTY, "QĐ", "TW"),
    "189-QĐ/TW": (Series.PARTY, "QĐ", "TW"),
    "109-QĐ/TW": (Series.PARTY, "QĐ", "TW"),
    "678/BTL-CT": (Series.STATE, None, "BTL-CT"),
    "08-QĐi/TW": (Series.PARTY, "QĐi", "TW"),
    "01-HD/TW": (Series.PARTY, "HD", "TW"),
    "03-HD": (Series.PARTY, "HD", ""),
    "540-CV/VPQU": (Series.PARTY, "CV", "VPQU"),
    "24-QĐ/TW": (Series.PARTY, "QĐ", "TW"),
    "104-QĐ/QU": (Series.PARTY, "QĐ", "QU"),
    "21-NQ/TW": (Series.PARTY, "NQ", "TW"),
    "02-HD/UBKTTW": (Series.PARTY, "HD", "UBKTTW"),
    "21-KL/TW": (Series.PARTY, "KL", "TW"),
    "59/2016/TT-BQP": (Series.STATE, "TT", "BQP"),
    "234-KL/QUTW": (Series.PARTY, "KL", "QUTW"),
    "21036/CT-CBc": (Series.STATE, "CT", "CBc"),
    "2155-QĐ/QUTW": (Series.PARTY, "QĐ", "QUTW"),
    "01-QĐi/UBKTTW": (Series.PARTY, "QĐi", "UBKTTW"),
    "354-QĐ/UBKTTW": (Series.PARTY, "QĐ", "UBKTTW"),
    "1992-QĐ/QUTW": (Series.PARTY, "QĐ", "QUTW"),
    "2254/CT-CB": (Series.STATE, "CT", "CB"),
    "755/HD-BHXH": (Series.STATE, "HD", "BHXH"),
    "01/VBHB-VPQH": (Series.STATE, None, "VBHB-VPQH"),
    "590-CT/ĐUQSTW": (Series.PARTY, "CT", "ĐUQSTW"),
    "120-KL/TW": (Series.PARTY, "KL", "TW"),
    "767-HD/BTL": (Series.PARTY, "HD", "BTL"),
    "764/HD-BTL": (Series.STATE, "HD", "BTL"),
    "2741/QC-LĐ": (Series.STATE, "QC", "LĐ"),
    "2227/QC-BTL": (Series.STATE, "QC", "BTL"),
    "13/2022/QH15": (Series.STATE, None, "QH15"),
    "06/2022-QH15": (Series.STATE, None, "QH15"),
    "1076/CTr-BCĐ": (Series.STATE, "CTr", "BCĐ"),
}


def column(path: Path, name: str) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row[name] for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def register(shared: Path) -> list[str]:
    return column(shared / "tables" / "binhduong_document_register.csv", "so_ky_hieu")


@pytest.fixture(scope="module")
def read(register: list[str]) -> list[tuple[str, DocumentNumber]]:
    return [(text, DocumentNumber.parse(text)) for text in register if text]


def test_every_number_of_the_register_is_read_and_three_rows_have_none(register: list[str]) -> None:
    unreadable = []
    for text in register:
        try:
            DocumentNumber.parse(text)
        except ValueError as error:
            unreadable.append((text, str(error).rpartition(": ")[2]))
    assert len(register) == 4056
    assert unreadable == [("", "it is empty")] * 3


def test_what_was_wrong_in_them_is_counted(read: list[tuple[str, DocumentNumber]]) -> None:
    assert sum(not number.problems for _, number in read) == 3955
    assert Counter(problem for _, number in read for problem in number.problems) == {
        "eth_for_d": 49,
        "space_in_symbol": 20,
        "unpadded": 14,
        "cv_in_symbol": 8,
        "lowercase_type": 4,
        "state_order": 2,
        "missing_slash": 1,
        "underscore": 1,
        "d_for_eth": 1,
    }


def test_what_they_are_is_counted(read: list[tuple[str, DocumentNumber]]) -> None:
    numbers = [number for _, number in read]
    assert Counter(number.series for number in numbers) == {
        Series.STATE: 4049,
        Series.PARTY: 3,
        Series.PLAIN: 1,
    }
    assert Counter(number.type for number in numbers) == TYPES
    assert sum(number.year is not None for number in numbers) == 3
    assert all(number.number for number in numbers)
    for number in numbers:
        assert number.type in (None, "CV") or document_types(number.type, series=number.series), number


def test_a_number_printed_strictly_comes_back_as_it_was(read: list[tuple[str, DocumentNumber]]) -> None:
    strict = [(text, number) for text, number in read if STRICT.fullmatch(text) and "QD-" not in text]
    assert len(strict) == 3959
    for text, number in strict:
        assert str(number) == text
        assert set(number.problems) <= NO_REPAIR


def test_spaces_look_alikes_and_lost_zeros_are_all_that_is_repaired_in_the_others(
    read: list[tuple[str, DocumentNumber]],
) -> None:
    odd = {}
    for text, number in read:
        plain = text.replace("\u00d0", "Đ").replace("Ctr", "CTr")
        plain = re.sub(r"\s*([-/])\s*", r"\1", plain)
        if re.match("[0-9]/", plain):
            plain = f"0{plain}"
        if str(number) != plain:
            odd[text] = (str(number), *number.problems)
    assert odd == ODD


def test_what_is_written_is_read_as_the_same_number(read: list[tuple[str, DocumentNumber]]) -> None:
    """parse(format(x)) = x for numbers, and a second writing finds nothing more to repair."""
    for _, number in read:
        again = DocumentNumber.parse(number.format())
        assert again == number
        assert again.format() == number.format()
        assert again.problems == tuple(code for code in number.problems if code in NO_REPAIR)


def test_they_are_found_in_a_sentence_as_they_are_read_alone(
    read: list[tuple[str, DocumentNumber]],
) -> None:
    cut = set()
    for text, number in read:
        found = [at for _, _, at in search_numbers(f"Theo văn bản số {text}, ngày 29/5/2018")]
        assert len(found) == 1, text
        if found != [number]:
            cut.add(text)
    assert cut == {text for text in ODD if re.search(r" \(| [VP]", text)}  # a symbol ends at a space


def test_forms_of_the_party_and_the_army_are_read(shared: Path) -> None:
    printed = column(shared / "tables" / "party_military_number_forms.csv", "number_symbol")
    assert printed == list(FORMS)


@pytest.mark.parametrize("text", FORMS)
def test_a_form_has_these_parts_and_is_written_back(text: str) -> None:
    number = DocumentNumber.parse(text)
    assert (number.series, number.type, number.body) == FORMS[text]
    assert number.format() == text.replace("2022-", "2022/")
    assert DocumentNumber.parse(number.format()) == number
    assert number.problems == {
        "2254/CT-CB": ("ambiguous_type",),  # CT is an office here
        "21036/CT-CBc": ("ambiguous_type",),
        "06/2022-QH15": ("dash_for_slash",),
    }.get(text, ())
