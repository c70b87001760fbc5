"""The laws of documents' numbers, as properties; each test quotes the law that it proves."""

from __future__ import annotations

import unicodedata

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from vstbpn import DocumentNumber, Series, search_numbers
from vstbpn.model import TYPES

CAPITALS = "ABCDEGHIKLMNOPQRSTUVXYĐĂÂÊÔƠƯ"
MARKS = {
    series: sorted({mark for row in TYPES if row.series is series for mark in row.marks}) for series in Series
}
LEFT = {"cv_in_symbol", "state_order", "ambiguous_type"}


def groups() -> SearchStrategy[str]:
    """Draw abbreviations: capitals, perhaps a term's digits or a second name."""
    name = st.text(st.sampled_from(CAPITALS), min_size=2, max_size=6)
    return st.one_of(
        name,
        st.builds("{}{}".format, name, st.integers(1, 99)),
        st.builds("{}{}{}".format, name, st.sampled_from(".&"), name),
        st.sampled_from(["TTg", "CBc", "LĐTBXH", "UBND", "TW", "TU"]),
    )


def bodies() -> SearchStrategy[str]:
    return st.lists(groups(), min_size=1, max_size=3).map("-".join)


@st.composite
def numbers(draw: DrawFn) -> DocumentNumber:
    """Draw numbers of every series, with and without type, body, year and digits."""
    series = draw(st.sampled_from(Series))
    figures = st.integers(0, 99_999).map(lambda value: f"{value:02d}")
    written = st.one_of(figures, st.builds("{}{}".format, figures, st.sampled_from("abAB")))
    blank = series is not Series.PLAIN and draw(st.booleans())
    kind = draw(st.sampled_from(MARKS[series]) | (st.none() if series is not Series.PARTY else st.nothing()))
    body = draw(bodies() if series is Series.PLAIN or kind is None else bodies() | st.just(""))
    if series is Series.PLAIN and kind is None:
        body = draw(st.sampled_from([body, body.replace("-", "/", 1), ""]))
    year = draw(st.none() | st.integers(1900, 2099)) if series is Series.STATE else None
    try:
        return DocumentNumber(
            series=series, number=None if blank else draw(written), year=year, type=kind, body=body
        )
    except ValueError:
        assume(kind is not None)  # the body may begin with letters that are a type
        raise


@st.composite
def noisy(draw: DrawFn, number: DocumentNumber) -> str:
    """Draw a way in which a number may be typed."""
    pieces: list[str] = []
    for char in str(number):
        if char in "/-":
            dash = draw(st.sampled_from("-_\u2013\u2014\u2011")) if char == "-" else char
            space = draw(st.sampled_from(["", " ", "  ", "\u00a0", "\n", "\u200b"]))
            pieces += [space if pieces else "", dash, draw(st.sampled_from(["", " ", "\r\n "]))]
        else:
            pieces.append(draw(st.sampled_from("Đ\u00d0\u0189")) if char == "Đ" else char)
    text = "".join(pieces)
    if number.type is not None and draw(st.booleans()):
        wrong = draw(st.sampled_from([number.type.lower(), number.type.upper(), number.type.title()]))
        text = text.replace(number.type, wrong, 1) if number.body else text
    if draw(st.booleans()) and text[0] == "0" and number.number and number.number[0] == "0":
        text = text[1:]
    text = draw(st.sampled_from(["", "Số: ", "số ", " "])) + text
    return unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD"])), text)


@given(numbers())
def test_numbers(number: DocumentNumber) -> None:
    """parse(format(x)) = x for numbers, and format is idempotent: it leaves nothing to repair."""
    again = DocumentNumber.parse(number.format())
    assert again == number
    assert set(again.problems) <= LEFT
    assert again.format() == number.format() == str(number)
    assert evolve(again, problems=()) == again


@given(st.data(), numbers())
def test_noise_does_not_change_a_number(data: st.DataObject, number: DocumentNumber) -> None:
    """The reader knows the noise of real documents: what is typed otherwise is the same number."""
    text = data.draw(noisy(number))
    assert DocumentNumber.parse(text) == number


@given(numbers())
def test_noise_is_named_only_where_there_is_some(number: DocumentNumber) -> None:
    """A space is named if and only if there is one."""
    lead = "/" if number.series is Series.STATE else "-"
    assume(number.number is not None and number.symbol)
    assert number.number is not None
    spaced = str(number).replace(lead, f" {lead}", 1)
    assert "space_in_symbol" in DocumentNumber.parse(spaced).problems
    assert "space_in_symbol" not in DocumentNumber.parse(str(number)).problems


NEARLY = st.text(st.sampled_from("0129/-_. \n\u2013&()aABCTrQĐ\u00d0đHKUN\u0301ốSs:;"), max_size=30)


@given(st.text(max_size=250) | NEARLY)
def test_reading_raises_nothing_but_what_it_says(text: str) -> None:
    """A text is a number or a ValueError with its reason; whatever is read can be written and read again."""
    try:
        number = DocumentNumber.parse(text)
    except ValueError as error:
        said = str(error)
    else:
        again_reads(number)
        return
    assert said.startswith("expected a document's number such as ")


def again_reads(number: DocumentNumber) -> None:
    again = DocumentNumber.parse(number.format())
    assert again == number
    assert set(again.problems) <= LEFT


@given(numbers(), NEARLY, NEARLY)
def test_what_is_found_can_be_read_alone(number: DocumentNumber, before: str, after: str) -> None:
    """Searching never raises, its places do not overlap, and each holds the number that is said of it."""
    text = f"{before}{number}{after}"
    last = 0
    for start, end, found in search_numbers(text):
        assert last <= start < end
        assert DocumentNumber.parse(text[start:end]) == found
        last = end


@given(numbers())
def test_a_number_is_found_in_a_sentence(number: DocumentNumber) -> None:
    """Whatever stands around it: a bracket, a comma, a full stop."""
    assume(number.number is not None and number.body)
    for text in (f"theo số {number}, ngày", f"({number})", f"{number}; và", f"{number}.\n- Lưu"):
        assert [found for _, _, found in search_numbers(text)] == [number]
