"""Numbers of documents as they are printed: ``06 /CTr-UBQG``, ``26-NQ/TW``, ``10/2019/TT-BKHĐT``.

Reading is tolerant and says what it had to allow for (:attr:`DocumentNumber.problems`); writing is strict.
A number is structure only. It is no key: 26-NQ/TW exists once for each term of the Party, and every district
has its own 70/KH-UBND. What is repaired is the typing (spaces, dashes, look-alikes of *Đ*, case, a lost
slash) and never the meaning: letters that are no type stay part of the body, so the slip ``01/VBHB-VPQH``
has no type, as ``04/UBQG-VP`` has none, and ``11/NQ-TW`` stays in the order in which it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter
from typing import Final

from attrs import field, frozen

from vstbpn.model.document_type import TYPES, Series
from vstbpn.model.text import nfc

__all__ = ["NUMBER_SHAPE", "DocumentNumber", "search_numbers"]

_LONGEST: Final = 200
_LONGEST_BODY: Final = 100

# Abbreviations are made of first letters, which bear no tone: that ends a symbol where a word begins.
_CAPITALS: Final = "A-ZĐĂÂÊÔƠƯ"
_SMALL: Final = "a-zđăâêôơư"
_LETTERS: Final = _CAPITALS + _SMALL
_ETHS: Final = "\u00d0\u0189\u00f0\u0256"  # Icelandic and African look-alikes of Đ and đ
_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_INVISIBLE: Final = str.maketrans(dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"))
# One character for one character, so that places in the text stay what they are.
_PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys("_" + _DASHES, "-"),
        **dict(zip(_ETHS, "ĐĐđđ", strict=True)),
        "\uff0f": "/",
        "\u2044": "/",
    }
)

_DIGITS: Final = re.compile(r"(?:0[0-9]|[1-9][0-9]{1,6})[A-Za-z]?")
_GROUP: Final = rf"[{_LETTERS}0-9]+(?:[.&][{_LETTERS}0-9]+)*"
_BODY: Final = re.compile(rf"(?=[{_LETTERS}]){_GROUP}(?:-{_GROUP})*(?:\({_GROUP}(?:-{_GROUP})*\))?")

_PREFIX: Final = re.compile(r"số\s*(?:hiệu\s*)?[:.]?\s*", re.IGNORECASE)
_BLANK: Final = re.compile(r"[\s._\u2026]*(?=[/-])")  # the dots of a draft, where the number will stand
_HEAD: Final = re.compile(
    r"(?P<number>[0-9]{1,7}(?:[A-Za-z](?=\s*(?:[/-]|$)))?)?"
    r"(?:\s*/\s*(?P<year>(?:19|20)[0-9]{2})(?=\s*[/-]))?"
    r"\s*(?P<mark>[/-]?)\s*"
)
_SPACED_MARK: Final = re.compile(r"\s*([-/&()])\s*")
_ETH: Final = re.compile(f"[{_ETHS}]")
_GAP: Final = re.compile(r"\s+")
_STRAY: Final = re.compile(rf"[^{_LETTERS}0-9.&/()-]")
_FIRST: Final = re.compile(r"([^-/\s]*)([-/ ]?)(.*)", re.DOTALL)

_OFFICIAL: Final = {mark.casefold(): mark for row in TYPES for mark in row.marks}
_WITHOUT_STROKE: Final = {
    plain: mark for folded, mark in _OFFICIAL.items() if (plain := folded.replace("đ", "d")) not in _OFFICIAL
}
_LONGEST_FIRST: Final = sorted(_OFFICIAL.values(), key=lambda mark: (-len(mark), mark))
_NO_STROKE: Final = str.maketrans("Đđ", "Dd")
_OLD: Final = {row.code for row in TYPES if row.series is Series.PLAIN}

# Letters that also name an office, and who issues the type that they name: Chính trị is CT on a letter.
_ALSO_OFFICES: Final = {
    "CT": ("UBND", "CTUBND", "TTg", "B", "NHNN", "TANDTC", "VKSTC", "VKSNDTC", "TU", "TW")
}
_OF_THE_PARTY: Final = ("TW", "TU")
_MIXED_CASE: Final = {"TTG": "TTg"}

_NOT_NUMBERS: Final = (
    (re.compile(r"[0-9]{1,2}\s*([/.-])\s*[0-9]{1,2}\s*\1\s*[0-9]{2,4}"), "it is a date"),
    (re.compile(r"[0-9]{4}\s*-\s*[0-9]{4}"), "it is a range of years"),
    (re.compile(r"[0-9]+\s*/\s*[0-9]+"), "it is a fraction, a day or a month"),
)


@frozen(kw_only=True)
class DocumentNumber:
    """The number and symbol of one document.

    >>> number = DocumentNumber.parse("06 /CTr-UBQG")
    >>> number.number, number.type, number.body, number.symbol
    ('06', 'CTr', 'UBQG', 'CTr-UBQG')
    >>> str(number), number.problems
    ('06/CTr-UBQG', ('space_in_symbol',))

    Two numbers are equal when they are written alike after repair: what had to be repaired is not compared.

    >>> DocumentNumber.parse("28 NQ-CP") == DocumentNumber.parse("28/NQ–CP")
    True

    :param series: whose manner it follows.
    :param number: its digits, two at least, and perhaps a letter (``12a``); `None` where a draft is blank.
    :param year: the year within the number of a legal normative document.
    :param type: the letters of the type in their official case; `None` where the symbol has none, as in an
        official letter. :func:`document_types` tells what they mean in the series.
    :param body: what else the symbol holds: ``UBQG``, ``HĐND8``, ``SYT.DS``, ``UBQG-VP``.
    :param problems: what its printed form had wrong, in the order in which it stands there:

        * ``space_in_symbol``, ``underscore`` (for a dash), ``missing_slash``, ``missing_dash``;
        * ``dash_for_slash``, ``slash_for_dash``: one stands for the other;
        * ``unpadded`` (``9`` for ``09``), ``overpadded`` (``009``);
        * ``eth_for_d``: a look-alike of *Đ*; ``d_for_eth``: a type typed without its stroke (``QD``);
        * ``lowercase_type``: the type in another case than its official one; ``lowercase_body``;
        * ``cv_in_symbol``: *CV* in a symbol of the state, where an official letter has no type;
        * ``state_order``: a body of the Party (*TW*, *TU*) after the type, in the order of the state;
        * ``ambiguous_type``: the type's letters may be an office here (``2254/CT-CB``, *Chính trị*). It is a
          caution: who issues instructions is known by the beginnings of the commonest bodies only.

    :raises ValueError: if the parts do not make a number that can be read back.
    """

    series: Series
    number: str | None = None
    year: int | None = None
    type: str | None = field(default=None)
    body: str = field(default="", converter=nfc)
    problems: tuple[str, ...] = field(default=(), eq=False)

    def __attrs_post_init__(self) -> None:
        if type(self.series) is not Series:
            raise TypeError(f"document number: expected a Series, got {self.series!r:.60}")
        if self.number is not None and not _DIGITS.fullmatch(self.number):
            raise ValueError(f"document number: expected digits such as 06 or 12a, got {self.number!r:.60}")
        if self.year is not None and not (self.series is Series.STATE and 1900 <= self.year <= 2099):
            raise ValueError(f"document number: expected a state number with a year, got {self.year!r:.60}")
        if self.type is not None and self.type not in _OFFICIAL.values():
            raise ValueError(f"document number: expected a known type such as KH, got {self.type!r:.60}")
        self._check_body()
        self._check_series()

    def _check_body(self) -> None:
        # An old symbol may have a slash between two parts: 13-LB/TT.
        slash = self.series is Series.PLAIN and self.type is None
        parts = self.body.split("/", 1) if slash else [self.body]
        for part in parts:
            if (part or len(parts) > 1) and not _BODY.fullmatch(part):
                raise ValueError(f"document number: expected a body such as UBQG-VP, got {self.body!r:.60}")
        if len(self.body) > _LONGEST_BODY:
            raise ValueError(f"document number: expected a body of at most {_LONGEST_BODY} characters")
        if self.body and not any(char.isupper() for char in self.body):
            raise ValueError(f"document number: expected a body in capitals, got {self.body!r:.60}")

    def _check_series(self) -> None:
        named = self.type is not None
        if not named:
            first = re.split("[-/]", self.body, maxsplit=1)[0]
            if _mark(first) is not None:
                raise ValueError(f"document number: expected {first!r} as the type, got it in the body")
            if self.body and not self.body[0].isupper():
                raise ValueError(f"document number: expected a body in capitals, got {self.body!r:.60}")
        if self.series is Series.STATE:
            fits = named or len(self.body) > 1
        elif self.series is Series.PARTY:
            fits = named and self.type not in _OLD
        else:
            fits = self.number is not None and (not named or (self.type in _OLD and self.body != ""))
        if not fits:
            raise ValueError(
                f"document number: expected the parts of a {self.series.value} number, got "
                f"{self.format()!r:.60}"
            )

    @classmethod
    def parse(cls, text: str) -> DocumentNumber:
        """Read a number with the noise of real documents.

        >>> str(DocumentNumber.parse("Số: 70 / KH - UBND")), str(DocumentNumber.parse("1830 QÐ-UBND"))
        ('70/KH-UBND', '1830/QĐ-UBND')
        >>> DocumentNumber.parse("…/CV-VSTBPN").number is None
        True

        A body stays as it is written, except that one in small letters, after a type, becomes capitals.

        >>> str(DocumentNumber.parse("11/2020/nq-hđnd"))
        '11/2020/NQ-HĐND'

        :raises ValueError: if it is no number; the message says why.
        """
        if len(text) > _LONGEST:
            raise ValueError(_refusal(text, f"it is longer than {_LONGEST} characters"))
        core = nfc(text).translate(_INVISIBLE).strip()
        core = core[prefix.end() :] if (prefix := _PREFIX.match(core)) else core
        core = core[blank.end() :] if (blank := _BLANK.match(core)) else core
        if not core:
            raise ValueError(_refusal(text, "it is empty"))
        for shape, why in _NOT_NUMBERS:
            if shape.fullmatch(core.translate(_PLAIN)):
                raise ValueError(_refusal(text, why))
        try:
            return _Reading(core).number()
        except ValueError as error:
            raise ValueError(_refusal(text, str(error).removeprefix("document number: "))) from None

    def format(self) -> str:
        """Write it strictly: no space, two digits at least, the type in its official case.

        >>> DocumentNumber(series=Series.PARTY, number="22", type="CT", body="TU").format()
        '22-CT/TU'
        """
        start = self.number or ""
        if self.series is not Series.STATE:
            return f"{start}-{self.symbol}" if self.symbol else start
        return f"{start}/{self.symbol}" if self.year is None else f"{start}/{self.year}/{self.symbol}"

    @property
    def symbol(self) -> str:
        """What follows the number and the year.

        >>> DocumentNumber.parse("10/2019/TT-BTC").symbol, DocumentNumber.parse("22-CT/TU").symbol
        ('TT-BTC', 'CT/TU')
        """
        joined = "-" if self.series is Series.STATE else "/"
        return joined.join(part for part in (self.type, self.body) if part)

    def __str__(self) -> str:
        return self.format()


class _Reading:
    """One text on its way to a number; notes each oddity with its place."""

    def __init__(self, core: str) -> None:
        plain = core.translate(_PLAIN)
        head = _HEAD.match(plain)
        assert head is not None  # every part of it is optional
        self.head = head
        self.rest = plain[head.end() :]
        self.noise: list[tuple[int, str]] = []
        if eth := _ETH.search(core):
            self.note(eth.start(), "eth_for_d")
        if "_" in core:
            self.note(core.index("_"), "underscore")

    def note(self, place: int, code: str) -> None:
        self.noise.append((place, code))

    def problems(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for _, code in sorted(self.noise, key=itemgetter(0))))

    def number(self) -> DocumentNumber:
        match = _FIRST.fullmatch(_SPACED_MARK.sub(r"\1", self.rest))
        assert match is not None  # nor can this fail
        first, joint, tail = match.groups()
        mark = _mark(first)
        digits = self.digits()
        self.note_spaces(
            lost_first=mark is not None and not self.head["mark"],
            lost_second=mark is not None and joint == " ",
        )
        if mark is None:
            body = self.body(match[0])
            series = self.order_without_type(body)
        else:
            self.note_case(first, mark)
            body = self.body_after(first, joint, tail)
            series = self.order(mark, joint, body)
            self.note_doubts(mark, body, series)
        return DocumentNumber(
            series=series,
            number=digits,
            year=int(self.head["year"]) if self.head["year"] else None,
            type=mark,
            body=body,
            problems=self.problems(),
        )

    def digits(self) -> str | None:
        """Give the number with two digits at least."""
        written: str | None = self.head["number"]
        if written is None:
            return None
        letter = written[-1] if written[-1].isalpha() else ""
        figures = written.removesuffix(letter)
        value = figures.lstrip("0").zfill(2)
        if len(figures) != len(value):
            self.note(0, "unpadded" if len(figures) < len(value) else "overpadded")
        return value + letter

    def note_spaces(self, *, lost_first: bool, lost_second: bool) -> None:
        """Note the first space. A line's end is layout; the gap where a sign is lost is no second fault."""
        head, rest = self.head.group(), self.rest
        if lost_first:
            head = head.rstrip().ljust(len(head), "/")
        if lost_second:
            rest = _GAP.sub("-", rest, count=1)
        for gap in _GAP.finditer(head + rest):
            if not {"\n", "\r"} & set(gap.group()):
                self.note(gap.start(), "space_in_symbol")
                return

    def note_case(self, first: str, mark: str) -> None:
        """Note what is wrong with the letters of the type."""
        if first.casefold() not in _OFFICIAL:
            self.note(self.head.end(), "d_for_eth")
        if first.translate(_NO_STROKE) != mark.translate(_NO_STROKE):
            self.note(self.head.end(), "lowercase_type")

    def body(self, text: str) -> str:
        """Give a body without its spaces."""
        first, *others = text.split() or [""]
        if not all(word.isupper() for word in others):
            raise ValueError("expected nothing after the number")
        body = first + "".join(others)
        if stray := _STRAY.search(body):
            raise ValueError(f"expected letters in the symbol, not {stray[0]!r}")
        return body

    def body_after(self, first: str, joint: str, tail: str) -> str:
        """Give the body that follows a type, in capitals; there may be none."""
        if body := self.body(tail):
            if not body.islower():
                return body
            self.note(self.head.end() + len(first), "lowercase_body")
            return "-".join(_MIXED_CASE.get(part, part) for part in body.upper().split("-"))
        if joint or not self.head["mark"]:
            raise ValueError("expected a body after the type")
        if first.islower():
            raise ValueError(f"expected a symbol, and {first!r} alone could be a unit of measure")
        return ""

    def order_without_type(self, body: str) -> Series:
        lead, year = self.head["mark"], self.head["year"]
        if body and not lead:
            raise ValueError("expected a slash or a type")
        if lead and not body:
            raise ValueError("expected a symbol after the number")
        if lead == "-" and year:
            self.note(self.head.start("mark"), "dash_for_slash")
        return Series.STATE if year or lead == "/" else Series.PLAIN

    def order(self, mark: str, joint: str, body: str) -> Series:
        """Tell the series of a number with a type, and note the signs that are not its own."""
        lead, year = self.head["mark"], self.head["year"]
        if not (self.head["number"] or lead):
            raise ValueError("expected digits")
        party = not year and lead != "/" and (joint == "/" or (lead == "-" and body in ("", *_OF_THE_PARTY)))
        own, other = ("-", "/") if party else ("/", "-")
        lost = {"-": "missing_dash", "/": "missing_slash"}
        swapped = {"-": "slash_for_dash", "/": "dash_for_slash"}
        if lead != own:
            self.note(self.head.start("mark"), swapped[own] if lead else lost[own])
        if body and joint != other:
            self.note(self.head.end() + len(mark), lost[other] if joint == " " else swapped[other])
        if not party:
            return Series.STATE
        return Series.PLAIN if mark in _OLD else Series.PARTY

    def note_doubts(self, mark: str, body: str, series: Series) -> None:
        """Note what the type and the body together leave in doubt."""
        if series is Series.STATE and mark == "CV":
            self.note(self.head.end(), "cv_in_symbol")
        if series is Series.STATE and body in _OF_THE_PARTY:
            self.note(self.head.end(), "state_order")
        issuers = _ALSO_OFFICES.get(mark)
        if issuers and (series is Series.STATE or not body) and not body.startswith(issuers):
            self.note(self.head.end(), "ambiguous_type")


def _mark(letters: str) -> str | None:
    """Give the official form of a type's letters, whatever their case; `None` if they are no type."""
    key = letters.casefold()
    return _OFFICIAL.get(key) or _WITHOUT_STROKE.get(key)


def _refusal(text: str, why: str) -> str:
    shown = text if len(text) <= 40 else f"{text[:40]}…"
    return f"expected a document's number such as 06/CTr-UBQG or 26-NQ/TW, got {shown!r}: {why}"


def _any_case(mark: str) -> str:
    """Make a pattern of a type's letters, in any case and with any look-alike of *Đ*."""
    strokes = {"Đ": f"[ĐđDd{_ETHS}]"}
    return "".join(strokes.get(char) or f"[{char.upper()}{char.lower()}]" for char in mark)


def _shape() -> str:
    accents = r"\u031b?[\u0302\u0306]?"  # of decomposed letters
    capital, small = f"[{_CAPITALS}{_ETHS[:2]}]{accents}", f"[{_SMALL}{_ETHS[2:]}]{accents}"
    dash, blank = f"[-_{_DASHES}]", r"[^\S\r\n]{0,2}"
    # A line may end after a sign; before one it may not, for there stands the next item's own dash.
    wrap = rf"{blank}(?:\r?\n[^\S\r\n]{{0,8}})?"
    # A footnote's raised digit and an underscore of Markdown may follow.
    whole = r"(?![^\W_\u00b2\u00b3\u00b9\u2070-\u209f]|[\u0300-\u036f])"
    end = rf"{whole}(?![-_][^\W_])"
    # Two capitals at least and never two small letters in a row: words are none, TTg and QyĐ are some.
    part = f"{capital}(?:(?:{small})?(?:{capital}|[0-9])){{1,15}}+(?:{small})?"
    group = rf"{part}(?:[.&]{part}{whole}){{0,3}}"
    more = f"(?:{dash}{wrap}{group}){{0,4}}"
    lower = rf"(?:{small}|[0-9]){{2,15}}(?:{dash}(?:{small}|[0-9]){{2,15}}){{0,2}}"
    kind = f"(?:{'|'.join(map(_any_case, _LONGEST_FIRST))})"
    clear_kind = f"(?:{'|'.join(mark for mark in _LONGEST_FIRST if len(mark) > 1)})".replace(
        "Đ", f"[Đ{_ETHS[:2]}]"
    )
    number = "[0-9]{1,7}(?:[A-Za-z](?=[/-]))?"
    state = (
        rf"{blank}/{wrap}(?:(?:19|20)[0-9]{{2}}{blank}[/-]{wrap})?"
        rf"(?:{kind}{blank}(?:{dash}|/){wrap}(?:{group}{more}|{lower})|{group}(?:{blank}{dash}{wrap}{group}{more})?)"
    )
    party = f"{blank}{dash}{wrap}{kind}{blank}/{wrap}(?:{group}{more}|{lower})"
    old = f"{dash}{group}{more}(?:/{group}{more})?"
    lost_slash = f"(?<!(?:19|20)[0-9]{{2}})[ \u00a0]{{1,2}}{clear_kind}[-/]{group}{more}"
    glued = f"{clear_kind}[-/]{group}{more}"
    before = r"(?:(?<![^\W_])|(?<=[Ss]ố))(?<![0-9][.,])(?<!\w[-/_\u2013])"
    return f"{before}{number}(?:{state}|{party}|{old}|{lost_slash}|{glued}){end}"


NUMBER_SHAPE: Final = _shape()
"""A pattern without groups that a number has inside running text, with its noise, in linear time.

Dates, fractions, ranges and words do not have it: it asks for capitals, or for a known type. What has it may
still be none, which :func:`search_numbers` decides.
"""
_SHAPE: Final = re.compile(NUMBER_SHAPE)


def search_numbers(text: str) -> Iterator[tuple[int, int, DocumentNumber]]:
    """Find the numbers in running text: where each begins and ends, and the number.

    >>> text = "Kế hoạch số 39/KH-UBND ngày 29/01/2024; Chỉ thị 21-CT/TW, giai đoạn 2021-2030"
    >>> [(text[start:end], str(number)) for start, end, number in search_numbers(text)]
    [('39/KH-UBND', '39/KH-UBND'), ('21-CT/TW', '21-CT/TW')]

    A blank number of a draft is not found: only its place in the head of the document tells it from words.
    Nor are digits without a symbol. A symbol ends at a space, so ``26/KH-BCĐ (138)`` is found without the
    brackets.
    """
    for match in _SHAPE.finditer(text):
        try:
            number = DocumentNumber.parse(match.group())
        except ValueError:
            continue  # it had the shape and was none
        yield match.start(), match.end(), number
