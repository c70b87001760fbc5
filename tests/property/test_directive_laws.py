"""The laws of reading documents, as properties; each test quotes the law that it proves."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from vstbpn.io.directive import Reading, directive_data, read_directive
from vstbpn.io.directive._blocks import is_noise
from vstbpn.io.directive._source import Source, even, key_of
from vstbpn.model import PassageKind, Span, fold

CORPUS = [
    file.read_text(encoding="utf-8")
    for file in sorted((Path(__file__).parent.parent / "corpus").glob("*/*.txt"))
]
LINES = sorted({line for text in CORPUS for line in text.split("\n")})
ODD = "aĐÐ09./-–_()*#|\\ \t\n\x0b\x1c\x1f\u2028¹\u200b\ufeff\u0301\u0323İß\u00a0…:;,IVX"
"""Characters that mean something to a reader, or that some tool leaves behind."""


def fragments() -> SearchStrategy[str]:
    """Draw lines of real structure: those of the corpus, in any order."""
    return st.lists(st.sampled_from(LINES), max_size=25).map("\n".join)


@st.composite
def mutated(draw: DrawFn) -> str:
    """Draw a document of the corpus that something has happened to."""
    text = draw(st.sampled_from(CORPUS))
    for change in draw(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=4)):
        text = change(draw, text)
    return text


def _cut(draw: DrawFn, text: str) -> str:
    start = draw(st.integers(0, len(text)))
    return text[start : start + draw(st.integers(0, 3000))]


def _repeat(draw: DrawFn, text: str) -> str:
    lines = text.split("\n")
    line = lines[draw(st.integers(0, len(lines) - 1))]
    lines.insert(draw(st.integers(0, len(lines))), line)
    return "\n".join(lines)


def _swap(draw: DrawFn, text: str) -> str:
    lines = text.split("\n")
    one, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _delete(draw: DrawFn, text: str) -> str:
    for place in draw(st.lists(st.integers(0, max(0, len(text) - 1)), max_size=20)):
        text = text[:place] + text[place + 1 :]
    return text


def _insert(draw: DrawFn, text: str) -> str:
    places = st.integers(0, len(text))
    for place, char in draw(st.lists(st.tuples(places, st.sampled_from(ODD)), max_size=20)):
        text = text[:place] + char + text[place:]
    return text


def _unwrap(draw: DrawFn, text: str) -> str:
    old, new = draw(
        st.sampled_from([("\n", " "), (" ", "\n"), ("\n\n", "\n"), ("\n", "\n\n"), (" ", "    ")])
    )
    return text.replace(old, new)


def _recase(draw: DrawFn, text: str) -> str:
    return text.upper() if draw(st.booleans()) else text.lower()


def _bytes(draw: DrawFn, text: str) -> str:
    """Lose some bytes of it, and decode what is left."""
    raw = bytearray(text.encode())
    for place in draw(st.lists(st.integers(0, max(0, len(raw) - 1)), max_size=20)):
        del raw[place : place + 1]
    return raw.decode("utf-8", "replace")


CHANGES = (_cut, _repeat, _swap, _delete, _insert, _unwrap, _recase, _bytes)


def texts() -> SearchStrategy[str]:
    """Draw texts from documents to nonsense."""
    return st.one_of(
        mutated(),
        fragments(),
        st.text(max_size=200),
        st.text(st.sampled_from(ODD + "Số: ngày tháng năm"), max_size=60),
        st.binary(max_size=200).map(lambda raw: raw.decode("utf-8", "replace")),
        st.binary(max_size=200).map(lambda raw: raw.decode("utf-16", "replace")),
    )


def spans(value: object) -> Iterator[Span]:
    """Give every span that a value holds."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from spans(part)
    else:
        for field in getattr(value, "__attrs_attrs__", ()):
            yield from spans(getattr(value, field.name))


def meaning(reading: Reading) -> dict[str, Any]:
    """Give what was read, without places."""
    return {key: _placeless(value) for key, value in directive_data(reading).items()}


def _placeless(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _placeless(inner) for key, inner in value.items() if key not in ("span", "row")}
    return [_placeless(inner) for inner in value] if isinstance(value, list) else value


@given(texts())
@example("")
@example("số \u001f \u001f-\n1. Một")
@example("\ud800 Số: 1/KH-UBND")
def test_the_spans_of_a_document_cover_it(text: str) -> None:
    """The spans of a document cover it: in order, none empty, no gap and no overlap, whatever it holds."""
    place = 0
    for passage in read_directive(text).directive.passages:
        assert passage.span.start == place < passage.span.end
        place = passage.span.end
    assert place == len(text)


@given(texts())
def test_every_place_lies_in_the_text(text: str) -> None:
    """What was read says where it stands: no span begins after its end or leaves the text."""
    reading = read_directive(text)
    found = [span for problem in reading.problems if problem.span is not None for span in [problem.span]]
    for start, end in [*spans(reading.directive), *found]:
        assert 0 <= start <= end <= len(text)
    for problem in reading.problems:
        assert problem.row is None or 1 <= problem.row <= text.count("\n") + len(text.splitlines()) + 1


@given(texts())
def test_what_is_not_understood_is_a_problem_and_nothing_else_is_unread(text: str) -> None:
    """What is not understood is kept as text and listed as a problem with its place."""
    reading = read_directive(text)
    unread = [passage.span for passage in reading.directive.passages if passage.kind is PassageKind.UNREAD]
    listed = [problem.span for problem in reading.problems if problem.code == "unread"]
    assert listed == unread


@given(texts())
def test_no_word_is_blank(text: str) -> None:
    """Nothing is lost: what is passed over as blank holds page numbers and rules, and no words."""
    for passage in read_directive(text).directive.passages:
        if passage.kind is PassageKind.BLANK:
            source = Source.of(passage.span.of(text))
            held = [source.clean[line.start : line.end] for line in source.lines()]
            assert all(is_noise(line) or not any(map(str.isalnum, line)) for line in held)


@given(texts())
def test_a_reading_is_written_as_json(text: str) -> None:
    """Whatever was read is written, and reads back the same."""
    data = directive_data(read_directive(text))
    assert json.loads(json.dumps(data)) == data


@given(texts())
def test_reading_is_deterministic(text: str) -> None:
    """The same text gives the same reading."""
    assert read_directive(text) == read_directive(text)


@given(mutated() | fragments())
@example(CORPUS[0])
def test_composition_does_not_matter(text: str) -> None:
    """NFC and NFD of one text give the same reading, apart from places."""
    composed = read_directive(unicodedata.normalize("NFC", text))
    decomposed = read_directive(unicodedata.normalize("NFD", text))
    assert meaning(composed) == meaning(decomposed)


@given(texts())
@example("Một\n*\nHai")
@example("Một\n#\nHai")
@example("Sở Y tế\nXét\nđề nghị")
def test_line_ends_do_not_matter(text: str) -> None:
    """CR LF and LF give the same reading, apart from places."""
    plain = text.replace("\r", "")
    assert meaning(read_directive(plain)) == meaning(read_directive(plain.replace("\n", "\r\n")))


@given(texts())
def test_the_even_form_is_as_long_as_its_key(text: str) -> None:
    """Folding is idempotent, and moves no character."""
    source = Source.of(text)
    assert len(source.key) == len(source.clean)
    assert even(even(text)) == even(text)
    assert len(even(text)) == len(text)
    assert key_of(key_of(text)) == key_of(text)
    assert fold(fold(text)) == fold(text)


@given(texts())
def test_places_of_the_even_form_are_in_order(text: str) -> None:
    """The way back from the even form goes from the first character to the last and never turns."""
    source = Source.of(text)
    starts = [source.span(place, place).start for place in range(len(source.clean) + 1)]
    assert starts == sorted(starts)
    assert starts[-1] == len(text)
    for line in source.lines():
        held = source.clean[line.start : line.end]
        assert held.strip() == held != ""
        assert "\n" not in held
