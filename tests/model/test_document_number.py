from __future__ import annotations

import re
import unicodedata
from itertools import chain

import pytest

from vstbpn import DocumentNumber, Series, search_numbers
from vstbpn.model import NUMBER_SHAPE

STATE, PARTY, PLAIN = Series


def parts(text: str) -> tuple[Series, str | None, int | None, str | None, str]:
    number = DocumentNumber.parse(text)
    return number.series, number.number, number.year, number.type, number.body


# -- reading and writing -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("06/CTr-UBQG", (STATE, "06", None, "CTr", "UBQG")),
        ("10/2019/TT-BKHĐT", (STATE, "10", 2019, "TT", "BKHĐT")),
        ("85/2015/QH13", (STATE, "85", 2015, None, "QH13")),
        ("106/2025/UBTVQH15", (STATE, "106", 2025, None, "UBTVQH15")),
        ("739/BNV-CTTN&BĐG", (STATE, "739", None, None, "BNV-CTTN&BĐG")),
        ("04/UBQG-VP", (STATE, "04", None, None, "UBQG-VP")),
        ("22/NQ-HĐND8", (STATE, "22", None, "NQ", "HĐND8")),
        ("227/TTr-SYT.DS", (STATE, "227", None, "TTr", "SYT.DS")),
        ("34/2012/TTLT-BYT-BLĐTBXH", (STATE, "34", 2012, "TTLT", "BYT-BLĐTBXH")),
        ("07/2025/L-CTN", (STATE, "07", 2025, "L", "CTN")),
        ("72/TTg", (STATE, "72", None, None, "TTg")),
        ("34/UB", (STATE, "34", None, None, "UB")),
        ("33/NQ", (STATE, "33", None, "NQ", "")),
        ("12a/KH-UBND", (STATE, "12a", None, "KH", "UBND")),
        ("12A/KH-UBND", (STATE, "12A", None, "KH", "UBND")),
        ("26-NQ/TW", (PARTY, "26", None, "NQ", "TW")),
        ("04-TT/TU", (PARTY, "04", None, "TT", "TU")),
        ("1350-CV/BDVTW", (PARTY, "1350", None, "CV", "BDVTW")),
        ("08-QĐi/TW", (PARTY, "08", None, "QĐi", "TW")),
        ("03-HD", (PARTY, "03", None, "HD", "")),
        ("12-BC/BTGTU-VP", (PARTY, "12", None, "BC", "BTGTU-VP")),
        ("646-TTg", (PLAIN, "646", None, None, "TTg")),
        ("41-HĐBT", (PLAIN, "41", None, None, "HĐBT")),
        ("21-LCT/HĐNN8", (PLAIN, "21", None, "LCT", "HĐNN8")),
        ("13-LB/TT", (PLAIN, "13", None, None, "LB/TT")),
        ("4263", (PLAIN, "4263", None, None, "")),
        ("2021", (PLAIN, "2021", None, None, "")),
        ("/UBQG-VP", (STATE, None, None, None, "UBQG-VP")),
        ("/2024/QĐ-UBND", (STATE, None, 2024, "QĐ", "UBND")),
        ("-CT/TU", (PARTY, None, None, "CT", "TU")),
    ],
)
def test_a_strict_number_is_read_into_its_parts_and_written_back(text: str, expected: object) -> None:
    number = DocumentNumber.parse(text)
    assert parts(text) == expected
    assert str(number) == number.format() == text
    assert number.problems == ()


def test_letters_that_are_no_type_belong_to_the_body() -> None:
    """01/VBHB-VPQH is a slip for VBHN, and nothing in it tells that from a body: it is not guessed."""
    assert parts("01/VBHB-VPQH") == (STATE, "01", None, None, "VBHB-VPQH")
    assert parts("296/KT-UBND") == (STATE, "296", None, None, "KT-UBND")


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("06/CTr-UBQG", "CTr-UBQG"),
        ("04/UBQG-VP", "UBQG-VP"),
        ("10/2019/TT-BTC", "TT-BTC"),
        ("22-CT/TU", "CT/TU"),
        ("646-TTg", "TTg"),
        ("21-LCT/HĐNN8", "LCT/HĐNN8"),
        ("03-HD", "HD"),
        ("4263", ""),
    ],
)
def test_the_symbol_is_what_follows_number_and_year(text: str, symbol: str) -> None:
    assert DocumentNumber.parse(text).symbol == symbol


@pytest.mark.parametrize(
    ("text", "canonical", "problems"),
    [
        ("06 /CTr-UBQG", "06/CTr-UBQG", ["space_in_symbol"]),
        ("70 / KH - UBND", "70/KH-UBND", ["space_in_symbol"]),
        ("70/KH- UBND", "70/KH-UBND", ["space_in_symbol"]),
        ("70\u00a0/KH-UBND", "70/KH-UBND", ["space_in_symbol"]),
        ("26 - NQ / TW", "26-NQ/TW", ["space_in_symbol"]),
        ("10 / 2019 / TT-BKHĐT", "10/2019/TT-BKHĐT", ["space_in_symbol"]),
        ("739/BNV-CTTN & BĐG", "739/BNV-CTTN&BĐG", ["space_in_symbol"]),
        ("90/TB-BCH PCTT-TKCN", "90/TB-BCHPCTT-TKCN", ["space_in_symbol"]),
        ("26/KH-BCĐ (138)", "26/KH-BCĐ(138)", ["space_in_symbol"]),
        ("Số: 70/KH-UBND", "70/KH-UBND", []),
        ("số 70/KH-UBND ", "70/KH-UBND", []),
        ("SỐ 70/KH-UBND", "70/KH-UBND", []),
        ("70\u200b/KH-UBND", "70/KH-UBND", []),
        ("28 NQ-CP", "28/NQ-CP", ["missing_slash"]),
        ("28NQ-CP", "28/NQ-CP", ["missing_slash"]),
        ("28 NQ - CP", "28/NQ-CP", ["missing_slash", "space_in_symbol"]),
        ("06CTr-UBQG", "06/CTr-UBQG", ["missing_slash"]),
        ("12-KH TU", "12-KH/TU", ["missing_slash"]),
        ("26NQ/TW", "26-NQ/TW", ["missing_dash"]),
        ("70/KH UBND", "70/KH-UBND", ["missing_dash"]),
        ("157/TB_UBND", "157/TB-UBND", ["underscore"]),
        ("26_NQ/TW", "26-NQ/TW", ["underscore"]),
        ("70/KH\u2013UBND", "70/KH-UBND", []),
        ("70\uff0fKH-UBND", "70/KH-UBND", []),
        ("26\u2014NQ/TW", "26-NQ/TW", []),
        ("06/2022-QH15", "06/2022/QH15", ["dash_for_slash"]),
        ("10/2019-TT-BTC", "10/2019/TT-BTC", ["dash_for_slash"]),
        ("10/2019-TT/BTC", "10/2019/TT-BTC", ["dash_for_slash", "slash_for_dash"]),
        ("06-CTr-UBQG", "06/CTr-UBQG", ["dash_for_slash"]),
        ("12-NQ-TW", "12-NQ/TW", ["dash_for_slash"]),
        ("20/2005/TTLT/BGD-BNV", "20/2005/TTLT-BGD-BNV", ["slash_for_dash"]),
        ("12/KH/UBND", "12/KH-UBND", ["slash_for_dash"]),
        ("9/CT-UBND", "09/CT-UBND", ["unpadded"]),
        ("9a/CT-UBND", "09a/CT-UBND", ["unpadded"]),
        ("10/CT-UBND", "10/CT-UBND", []),
        ("009/CT-UBND", "09/CT-UBND", ["overpadded"]),
        ("0123/CT-UBND", "123/CT-UBND", ["overpadded"]),
        ("12/Q\u00d0-UBND", "12/QĐ-UBND", ["eth_for_d"]),
        ("12/Q\u00f0-UBND", "12/QĐ-UBND", ["lowercase_type", "eth_for_d"]),
        ("12/Q\u0189-UBND", "12/QĐ-UBND", ["eth_for_d"]),
        ("12/KH-BC\u00d0", "12/KH-BCĐ", ["eth_for_d"]),
        ("2117/QD-UBND", "2117/QĐ-UBND", ["d_for_eth"]),
        ("30/2020/ND-CP", "30/2020/NĐ-CP", ["d_for_eth"]),
        ("41/HDND-PC", "41/HDND-PC", []),
        ("19/Ctr-UBND", "19/CTr-UBND", ["lowercase_type"]),
        ("19/CTR-UBND", "19/CTr-UBND", ["lowercase_type"]),
        ("19/ctr-UBND", "19/CTr-UBND", ["lowercase_type"]),
        ("19/Qđ-UBND", "19/QĐ-UBND", ["lowercase_type"]),
        ("227/TTR-SYT", "227/TTr-SYT", ["lowercase_type"]),
        ("227/TT-SYT", "227/TT-SYT", []),
        ("11/2020/nq-hđnd8", "11/2020/NQ-HĐND8", ["lowercase_type", "lowercase_body"]),
        ("1790/qđ-ttg", "1790/QĐ-TTg", ["lowercase_type", "lowercase_body"]),
        ("12/QĐ-Ubnd", "12/QĐ-Ubnd", []),
        ("/CV-VSTBPN", "/CV-VSTBPN", ["cv_in_symbol"]),
        ("\u2026/CV-VSTBPN", "/CV-VSTBPN", ["cv_in_symbol"]),
        (".... /KH-UBND", "/KH-UBND", []),
        ("____/KH-UBND", "/KH-UBND", []),
        ("158/cv-BCĐ", "158/CV-BCĐ", ["lowercase_type", "cv_in_symbol"]),
        ("540-CV/VPQU", "540-CV/VPQU", []),
        ("165/CV-TU", "165/CV-TU", ["cv_in_symbol", "state_order"]),
        ("11/NQ-TW", "11/NQ-TW", ["state_order"]),
        ("2254/CT-CB", "2254/CT-CB", ["ambiguous_type"]),
        ("327-CT", "327-CT", ["ambiguous_type"]),
        ("2423-CT/QUTW", "2423-CT/QUTW", []),
        ("28/CT-TTg", "28/CT-TTg", []),
        ("9 /Q\u00d0_UBND", "09/QĐ-UBND", ["unpadded", "space_in_symbol", "eth_for_d", "underscore"]),
        ("9/Qđ_BC\u00d0", "09/QĐ-BCĐ", ["unpadded", "lowercase_type", "underscore", "eth_for_d"]),
    ],
)
def test_noise_is_repaired_and_named_in_the_order_of_the_text(
    text: str, canonical: str, problems: list[str]
) -> None:
    number = DocumentNumber.parse(text)
    assert str(number) == canonical
    assert number.problems == tuple(problems)
    assert DocumentNumber.parse(canonical) == number
    assert DocumentNumber.parse(unicodedata.normalize("NFD", text)) == number


def test_a_line_that_ends_within_a_number_is_no_fault_of_the_number() -> None:
    for text in ("70/KH-\nUBND", "70/KH-\r\n   UBND", "70/\n KH-UBND"):
        assert str(DocumentNumber.parse(text)) == "70/KH-UBND"
        assert DocumentNumber.parse(text).problems == ()
    assert DocumentNumber.parse("70 /KH-\nUBND").problems == ("space_in_symbol",)


def test_decomposed_letters_are_composed() -> None:
    number = DocumentNumber.parse("12/QĐ-SƠN")
    assert DocumentNumber.parse(unicodedata.normalize("NFD", "12/QĐ-SƠN")) == number
    built = DocumentNumber(series=STATE, number="12", type="QĐ", body=unicodedata.normalize("NFD", "SƠN"))
    assert built == number


def test_numbers_with_and_without_repair_are_equal() -> None:
    assert DocumentNumber.parse("06 /CTr-UBQG") == DocumentNumber.parse("06/CTr-UBQG")
    assert len({DocumentNumber.parse(text) for text in ("9/KH-UBND", "09/KH-UBND", "9 KH-UBND")}) == 1
    assert DocumentNumber.parse("11/NQ-TW") != DocumentNumber.parse("11-NQ/TW")


# -- what is no number -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it is empty"),
        (" \n", "it is empty"),
        ("Số:", "it is empty"),
        ("29/5/2018", "it is a date"),
        ("29-5-2018", "it is a date"),
        ("29.5.18", "it is a date"),
        ("15/20", "it is a fraction, a day or a month"),
        ("8/3", "it is a fraction, a day or a month"),
        ("12/2024", "it is a fraction, a day or a month"),
        ("2021-2025", "it is a range of years"),
        ("2021 \u2013 2025", "it is a range of years"),
        ("20-25", "expected a body such as UBQG-VP, got '25'"),
        ("COVID-19", "expected a slash or a type"),
        ("KH-UBND", "expected digits"),
        ("15 Ngô", "expected a slash or a type"),
        ("12 UBND-VX", "expected a slash or a type"),
        ("70/", "expected a symbol after the number"),
        ("2024/2024/", "expected a symbol after the number"),
        ("70/KH-", "expected a body after the type"),
        ("28 NQ", "expected a body after the type"),
        ("5/l", "expected a symbol, and 'l' alone could be a unit of measure"),
        ("15/kg", "expected a body in capitals, got 'kg'"),
        ("15/A", "expected the parts of a state number, got '15/A'"),
        ("70/KH-UBND ngày 03", "expected nothing after the number"),
        ("70/KH-UBND; 71/KH-UBND", "expected letters in the symbol, not ';'"),
        ("70/KH-UBND TỈNH", "expected letters in the symbol, not 'Ỉ'"),
        ("70/KH-UBND/VX", "expected a body such as UBQG-VP, got 'UBND/VX'"),
        ("70/KH-UBND--VX", "expected a body such as UBQG-VP, got 'UBND--VX'"),
        ("13-LB/TT/X", "expected a body such as UBQG-VP, got 'LB/TT/X'"),
        ("13-LB/", "expected a body such as UBQG-VP, got 'LB/'"),
        ("-TTg", "expected the parts of a plain number, got '-TTg'"),
        ("21-LCT", "expected the parts of a plain number, got '21-LCT'"),
        ("12345678/KH-UBND", "expected a slash or a type"),
        ("1/KH-" + "A" * 101, "expected a body of at most 100 characters"),
        ("9" * 201, "it is longer than 200 characters"),
    ],
)
def test_what_is_no_number_is_refused_with_its_reason(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=re.escape(why)) as raised:
        DocumentNumber.parse(text)
    message = str(raised.value)
    assert message.startswith("expected a document's number such as 06/CTr-UBQG or 26-NQ/TW, got ")
    assert repr(text[:40])[:-1] in message
    assert message.endswith(f": {why}")


def test_a_text_of_200_characters_is_still_read() -> None:
    assert str(DocumentNumber.parse("70/KH-UBND".ljust(200))) == "70/KH-UBND"


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": "6"},
        {"number": "006"},
        {"number": ""},
        {"number": "12ab"},
        {"number": "12345678"},
        {"number": "٠٦"},
        {"year": 24},
        {"year": 2100},
        {"year": 2019, "series": PARTY},
        {"type": "kh"},
        {"type": "UBND"},
        {"body": "KH-"},
        {"body": "-UBND"},
        {"body": "UB ND"},
        {"body": "1UBND"},
        {"body": "UBND/VX"},
        {"body": "ubnd"},
        {"body": "A" * 101},
        {"type": None, "body": "KH-UBND"},
        {"type": None, "body": "qd-UBND"},
        {"type": None, "body": "uBND"},
        {"type": None, "body": "U"},
        {"type": None, "body": ""},
        {"series": PARTY, "type": None},
        {"series": PARTY, "type": "LCT"},
        {"series": PLAIN, "type": "KH"},
        {"series": PLAIN, "type": None, "number": None},
        {"series": PLAIN, "type": None, "body": "KH/TU"},
        {"series": PLAIN, "type": "LCT", "body": ""},
        {"series": PLAIN, "type": "LCT", "body": "HĐNN/VP"},
        {"series": PLAIN, "type": None, "body": "LB/"},
    ],
    ids=str,
)
def test_parts_that_could_not_be_read_back_make_no_number(wrong: dict[str, object]) -> None:
    right: dict[str, object] = {"series": STATE, "number": "06", "type": "KH", "body": "UBND"}
    with pytest.raises(ValueError, match=r"^document number: expected "):
        DocumentNumber(**(right | wrong))  # type: ignore[arg-type]


def test_the_limits_themselves_are_in() -> None:
    for number, year in (("1234567", 1900), ("99", 2099), ("00", None)):
        made = DocumentNumber(series=STATE, number=number, year=year, type="KH", body="A" * 100)
        assert DocumentNumber.parse(str(made)) == made


def test_a_series_is_not_a_text() -> None:
    with pytest.raises(TypeError, match="expected a Series, got 'state'"):
        DocumentNumber(series="state", number="06", type="KH", body="UBND")  # type: ignore[arg-type]


# -- in running text ---------------------------------------------------------------------------------


def found(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], str(number)) for start, end, number in search_numbers(text)]


@pytest.mark.parametrize(
    ("text", "printed", "number"),
    [
        ("theo 70/KH-UBND;", "70/KH-UBND", "70/KH-UBND"),
        ("22-CT/TU, ngày", "22-CT/TU", "22-CT/TU"),
        ("(311/KH-UBND)", "311/KH-UBND", "311/KH-UBND"),
        ("28/NQ-CP ngày 03/3/2021", "28/NQ-CP", "28/NQ-CP"),
        ("số 06 /CTr-UBQG", "06 /CTr-UBQG", "06/CTr-UBQG"),
        ("70 / KH - UBND.", "70 / KH - UBND", "70/KH-UBND"),
        ("70/KH-\nUBND tỉnh", "70/KH-\nUBND", "70/KH-UBND"),
        ("04/UBQG-\n VP ngày", "04/UBQG-\n VP", "04/UBQG-VP"),
        ("37/2012/TTLT- BLĐTBXH-BYT ngày", "37/2012/TTLT- BLĐTBXH-BYT", "37/2012/TTLT-BLĐTBXH-BYT"),
        ("10/2019/TT-BKHĐT.", "10/2019/TT-BKHĐT", "10/2019/TT-BKHĐT"),
        ("85/2015/QH13", "85/2015/QH13", "85/2015/QH13"),
        ("06/2022-QH15", "06/2022-QH15", "06/2022/QH15"),
        ("739/BNV-CTTN&BĐG của", "739/BNV-CTTN&BĐG", "739/BNV-CTTN&BĐG"),
        ("227/TTr-SYT.DS.", "227/TTr-SYT.DS", "227/TTr-SYT.DS"),
        ("12-ĐA/TĐTN-BMT.ANQP.ĐBDC-VP", "12-ĐA/TĐTN-BMT.ANQP.ĐBDC-VP", "12-ĐA/TĐTN-BMT.ANQP.ĐBDC-VP"),
        ("227/TTr-SYT.Ban chỉ đạo", "227/TTr-SYT", "227/TTr-SYT"),
        ("646-TTg của", "646-TTg", "646-TTg"),
        ("Thông tư 13-LB/TT.", "13-LB/TT", "13-LB/TT"),
        ("21-LCT/HĐNN8", "21-LCT/HĐNN8", "21-LCT/HĐNN8"),
        ("07/2025/L-CTN", "07/2025/L-CTN", "07/2025/L-CTN"),
        ("Nghị quyết 28 NQ-CP", "28 NQ-CP", "28/NQ-CP"),
        ("28NQ-CP", "28NQ-CP", "28/NQ-CP"),
        ("1830 Q\u00d0-UBND", "1830 Q\u00d0-UBND", "1830/QĐ-UBND"),
        ("19/Ctr-UBND", "19/Ctr-UBND", "19/CTr-UBND"),
        ("157/TB_UBND", "157/TB_UBND", "157/TB-UBND"),
        ("12/Q\u00d0\u2013UBND", "12/Q\u00d0\u2013UBND", "12/QĐ-UBND"),
        ("12/QĐ-SO\u031bN", "12/QĐ-SO\u031bN", "12/QĐ-SƠN"),
        ("nghị quyết số 11/2020/nq-hđnd ngày", "11/2020/nq-hđnd", "11/2020/NQ-HĐND"),
        ("thông báo 173-tb/tw của", "173-tb/tw", "173-TB/TW"),
        ("số91-QĐ/TW", "91-QĐ/TW", "91-QĐ/TW"),
        ("theo 70/KH-UBND\u00b9.", "70/KH-UBND", "70/KH-UBND"),
        ("**70/KH-UBND** và", "70/KH-UBND", "70/KH-UBND"),
        ("_70/KH-UBND_ và", "70/KH-UBND", "70/KH-UBND"),
        ("| 70/KH-UBND|", "70/KH-UBND", "70/KH-UBND"),
        ("12/UBND - VX ngày", "12/UBND - VX", "12/UBND-VX"),
        ("12/UBND - Sở Y tế", "12/UBND", "12/UBND"),
        ("12/UBND - Ban chỉ đạo", "12/UBND", "12/UBND"),
        ("70/KH-UBND\n- UBND tỉnh", "70/KH-UBND", "70/KH-UBND"),
        ("12a/KH-UBND", "12a/KH-UBND", "12a/KH-UBND"),
    ],
)
def test_a_number_is_found_in_running_text(text: str, printed: str, number: str) -> None:
    assert found(text) == [(printed, number)]


def test_all_numbers_of_a_sentence_are_found_in_order() -> None:
    text = "Chỉ thị số 21-CT/TW, mục 5/KH-12, Quyết định 2282/QĐ-TTg; 04/UBQG-VP và 26-NQ/TW (19/5/2018)."
    assert [number for _, number in found(text)] == ["21-CT/TW", "2282/QĐ-TTg", "04/UBQG-VP", "26-NQ/TW"]


@pytest.mark.parametrize(
    "text",
    [
        "ngày 29/5/2018",
        "đạt 15/20",
        "giai đoạn 2021-2025",
        "8/3 và 24/7",
        "COVID-19",
        "15/11-15/12/2024",
        "20-25%",
        "300.000/người",
        "5/kg 3/tuần 100/ngày 10 km/h",
        "U23-VN",
        "5/l - 6/l",
        "năm 2021 NQ-CP",
        "1.830/QĐ-UBND",  # not 830/QĐ-UBND
        "12345678/QĐ-UBND",  # not 2345678/QĐ-UBND
        "15/70/KH-UBND",
        "70/KH-UBNDtỉnh",
        "70/KH-UBND-ban",  # not 70/KH
        unicodedata.normalize("NFD", "70/KH-BỘ"),  # not 70/KH-BO
        "5/KH-12",  # has the shape, and is none
        "4263",
        "/KH-UBND",
    ],
)
def test_what_only_looks_like_a_number_is_not_found(text: str) -> None:
    assert found(text) == []


def test_places_are_those_of_the_text_as_given() -> None:
    text = unicodedata.normalize("NFD", "Kế hoạch số 70/KH-UBND và Quyết định 12/QĐ-SƠN")
    places = [(start, end) for start, end, _ in search_numbers(text)]
    assert [text[start:end] for start, end in places] == [
        "70/KH-UBND",
        unicodedata.normalize("NFD", "12/QĐ-SƠN"),
    ]


def test_the_shape_can_be_put_into_another_pattern() -> None:
    """It captures nothing, so the groups of the pattern around it keep their numbers."""
    assert re.compile(NUMBER_SHAPE).groups == 0
    pattern = re.compile(rf"(Kế hoạch) số ({NUMBER_SHAPE}) ngày (\d+)")
    match = pattern.search("theo Kế hoạch số 70 /KH-UBND ngày 29")
    assert match is not None
    assert match.groups() == ("Kế hoạch", "70 /KH-UBND", "29")


def test_no_repetition_of_the_shape_is_without_a_bound() -> None:
    """So what one place of a text can cost is bounded, and a text costs time in proportion to its length."""
    assert "*" not in NUMBER_SHAPE
    assert "+" not in NUMBER_SHAPE.replace("}+", "}")  # possessive, and bounded
    assert not re.search(r"\{[0-9]+,\}", NUMBER_SHAPE)


@pytest.mark.parametrize(
    ("piece", "count"),
    [
        ("1", 0),
        ("1/", 0),
        ("1-", 0),
        ("1 ", 0),
        ("1/ \n", 0),
        ("1/KH-", 0),
        ("1-TTLT/", 1),
        ("12/KH-ABC-ABC-ABC-ABC-A ", 0),
        ("12/KH-ABC-ABC-ABC-ABC-AB ", 12_000),
        ("1/AB.AB.AB.AB&AB-", 1),
        ("số", 0),
    ],
)
def test_hostile_text_is_searched_to_its_end(piece: str, count: int) -> None:
    text = piece * (300_000 // len(piece))
    assert sum(1 for _ in search_numbers(text)) == count


def test_whatever_is_found_is_a_number_on_its_own() -> None:
    text = "07/2025/L-CTN 12/UBND - VX, 28NQ-CP; 173-tb/tw 04/UBQG-\n VP"
    spans = list(search_numbers(text))
    assert len(spans) == 5
    for start, end, number in spans:
        assert DocumentNumber.parse(text[start:end]) == number
    assert list(chain.from_iterable((start, end) for start, end, _ in spans)) == sorted(
        chain.from_iterable((start, end) for start, end, _ in spans)
    )
