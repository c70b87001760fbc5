"""How well a reading of a directive agrees with an annotation made by hand: precision and recall by field.

A reading is the object that ``vstbpn read --json`` prints (``vstbpn.directive/1``); an annotation has the same
keys without spans. What counts as the same:

* Text: folded (:func:`vstbpn.model.fold`), with kinds of quotation marks, marks of emphasis, *tỉ* and *tỷ* and
  the punctuation at the end folded away too.
* Names of offices: the same text once usual abbreviations (*UBND*, *HĐND*, *MTTQ*, *UBQG*, *VSTBPN*, *LĐTBXH*)
  are written out; or one holds the other as whole words and both are longer than five characters as printed.
* Names of instruments: the same words without punctuation, *và*, *về* and *của*; or one begins with the
  other, since years and periods are often left off.
* A task: its text, without bullet and label, begins with the annotated ``starts``.
* Numbers, symbols, types, dates and codes: exactly.

Leads, coordinators and dates of a task are judged only where the task was found, tiers of a deadline only
where the deadline was found, dates of a citation only where its number was found: one fault, one field.

An annotation may hold more than a reading does:

* ``{"sha256": ...}`` in place of a text, and ``name_sha256`` in place of the signer's ``name``: the first
  sixteen hex digits of the SHA-256 of the composed (NFC) text with single spaces. Signers are real people
  and their names are not kept here.
* ``"optional": true`` on an item, or ``lead_optional`` and ``coordinate_optional`` on a task: where the
  conventions leave both ways open. Such an item is neither missed when absent nor wrong when found.
* ``unscored``: fields that cannot be judged in this document.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from attrs import frozen

from vstbpn.model import fold, nfc

__all__ = [
    "FIELDS",
    "FORM_PROBLEMS",
    "Item",
    "Score",
    "Scores",
    "add",
    "digest",
    "mean_f1",
    "plain",
    "same_instrument",
    "same_office",
    "score",
]

Item: TypeAlias = Mapping[str, Any]
Same: TypeAlias = Callable[[Any, Any], bool]

FORM_PROBLEMS: Final = frozenset(
    {
        "space_in_symbol",
        "missing_slash",
        "underscore",
        "eth_for_d",
        "unpadded",
        "cv_in_symbol",
        "lowercase_type",
    }
)
"""Codes of what can be wrong with the form of a number."""

_ABBREVIATIONS = {
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "mttq": "mặt trận tổ quốc",
    "ubqg": "ủy ban quốc gia",
    "vstbpn": "vì sự tiến bộ của phụ nữ",
    "vstbcpn": "vì sự tiến bộ của phụ nữ",
    "lđtbxh": "lao động-thương binh và xã hội",
    "lđ-tb&xh": "lao động-thương binh và xã hội",
    "lđ-tbxh": "lao động-thương binh và xã hội",
}
# Folding puts tones at the end of a syllable, so what is compared with folded text is folded too.
_SMALL_WORDS = frozenset(map(fold, ("và", "về", "của")))
_ARTICLE = fold("Điều ")
_WORDS = re.compile(r"[\w&]+(?:-[\w&]+)*")
_QUOTES = re.compile(r"[\"“”„«»*]")
_END = re.compile(r"[\s.,;:/]+$")
_MARK = re.compile(r"^(?:[-+•*–—]\s*|(?:Điều \d+[a-zđ]?|\d+(?:\.\d+)*|[a-zđ]|[IVXLC]+)[.):]\s+|\d+\.\d+\s+)+")


@frozen
class Score:
    """What was found rightly, what was missed and what was found without being there, as words for people."""

    right: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def expected(self) -> int:
        """How many items the annotation holds."""
        return len(self.right) + len(self.missed)

    @property
    def found(self) -> int:
        """How many items the reading holds."""
        return len(self.right) + len(self.wrong)

    @property
    def precision(self) -> float:
        """The part of what was found that is right; 1 where nothing was found, for then nothing is wrong."""
        return len(self.right) / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The part of what was expected that was found; 1 where nothing was expected."""
        return len(self.right) / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there was nothing to find and nothing was found."""
        total = self.expected + self.found
        return 2 * len(self.right) / total if total else 1.0


Scores: TypeAlias = Mapping[str, Score]


def add(parts: Iterable[Scores]) -> dict[str, Score]:
    """Pool the scores of several documents, item by item: every item weighs the same (micro-average)."""
    pooled = dict.fromkeys(FIELDS, Score())
    for scores in parts:
        for field, one in scores.items():
            before = pooled[field]
            pooled[field] = Score(
                before.right + one.right, before.missed + one.missed, before.wrong + one.wrong
            )
    return pooled


def mean_f1(scores: Scores) -> float:
    """Give the mean F1 of the fields that hold anything (macro-average): every field weighs the same."""
    judged = [one.f1 for one in scores.values() if one.expected or one.found]
    return sum(judged) / len(judged) if judged else 1.0


def score(reading: Item, annotation: Item) -> dict[str, Score]:
    """Compare one reading with the annotation of the same document, for every field of :data:`FIELDS`."""
    unscored = annotation.get("unscored") or ()
    unknown = set(unscored) - FIELDS.keys()
    if unknown:
        raise ValueError(f"expected names of fields in unscored, got {sorted(unknown)}")
    return {
        field: Score() if field in unscored else judge(reading, annotation) for field, judge in FIELDS.items()
    }


# --- when two things are the same ---------------------------------------------------------------------


def plain(text: str) -> str:
    """Give the key under which two printings of one text are equal.

    >>> plain("**“Tỷ lệ”  nữ – Uỷ ban./.**") == plain("tỉ lệ nữ - Ủy ban")
    True
    """
    folded = _QUOTES.sub("", fold(text))
    return _END.sub("", " ".join("tỷ" if word == "tỉ" else word for word in folded.split()))


def digest(text: str) -> str:
    """Give what stands in an annotation for a text that is not kept there."""
    return hashlib.sha256(" ".join(nfc(text).split()).encode()).hexdigest()[:16]


def same_office(one: str | None, other: str | None) -> bool:
    """Say whether two names mean one office.

    >>> same_office("UBND quận Hà Đông", "Ủy ban nhân dân quận Hà Đông")
    True
    >>> same_office("Sở Nội vụ", "Sở Nội vụ tỉnh Bắc Giang"), same_office("Sở Y tế", "Sở Nội vụ")
    (True, False)
    """
    if one is None or other is None:
        return one is other
    first, second = _office(one), _office(other)
    long = min(len(plain(one)), len(plain(other))) > 5
    return first == second or (long and (_holds(first, second) or _holds(second, first)))


def same_instrument(one: str, other: str) -> bool:
    """Say whether two wordings name one instrument.

    >>> same_instrument("Chiến lược quốc gia bình đẳng giới", "Chiến lược quốc gia về bình đẳng giới giai đoạn 2021-2030")
    True
    >>> same_instrument("Luật Bình đẳng giới", "Luật Trẻ em")
    False
    """
    first, second = _instrument(one), _instrument(other)
    shorter = min(len(first), len(second))
    return shorter > 1 and first[:shorter] == second[:shorter]


def _office(name: str) -> str:
    written = _WORDS.sub(lambda word: _ABBREVIATIONS.get(word[0], word[0]), plain(name))
    return plain(written).replace(plain("tiến bộ phụ nữ"), plain("tiến bộ của phụ nữ"))


def _holds(text: str, part: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text) is not None


def _instrument(name: str) -> list[str]:
    return [word for word in re.findall(r"[\w-]+", plain(name)) if word not in _SMALL_WORDS]


def _same_text(expected: Any, found: Any) -> bool:
    if isinstance(expected, Mapping):
        return bool(expected["sha256"] == digest(found))
    return plain(expected) == plain(found)


def _same_exactly(expected: Any, found: Any) -> bool:
    return bool(expected == found)


# --- pairing what was expected with what was found ----------------------------------------------------


def _pair(
    expected: Sequence[Any], found: Sequence[Any], *tests: Same
) -> tuple[list[tuple[Any, Any]], list[Any], list[Any]]:
    """Pair items one to one, by the strictest test first; give the pairs and what is left on either side."""
    pairs: list[tuple[Any, Any]] = []
    wanted, offered = list(expected), list(found)
    for same in tests:
        for item in list(wanted):
            place = next((i for i, other in enumerate(offered) if same(item, other)), None)
            if place is not None:
                pairs.append((item, offered.pop(place)))
                wanted.remove(item)
    return pairs, wanted, offered


def _match(
    expected: Sequence[Item], found: Sequence[Item], *tests: Same
) -> tuple[list[tuple[Item, Item]], list[Item], list[Item]]:
    """Pair objects; optional ones are paired with what nothing else claimed, and count nowhere."""
    firm = [item for item in expected if not item.get("optional")]
    pairs, missed, wrong = _pair(firm, found, *tests)
    _, _, wrong = _pair([item for item in expected if item.get("optional")], wrong, *tests)
    return pairs, missed, wrong


def _tell(pairs: Sequence[tuple[Any, Any]], missed: Sequence[Any], wrong: Sequence[Any]) -> Score:
    return Score(
        tuple(_words(item) for item, _ in pairs),
        tuple(_words(item) for item in missed),
        tuple(_words(item) for item in wrong),
    )


def _words(item: Any) -> str:
    if isinstance(item, Mapping):
        return ", ".join(
            f"{key} {_words(value)}"
            for key, value in item.items()
            if value not in (None, [], "") and key not in {"span", "children", "raw", "what", "optional"}
        )
    if isinstance(item, list | tuple):
        return "/".join(_words(part) for part in item) or "(top)"
    return str(item)


def _values(expected: Sequence[Any], found: Sequence[Any], *tests: Same) -> Score:
    return _tell(*_pair(expected, found, *(tests or (_same_exactly,))))


def _scalar(key: str, same: Same = _same_exactly) -> Callable[[Item, Item], Score]:
    """Judge one value; null on both sides is nothing to find, and counts nowhere."""

    def judge(reading: Item, annotation: Item) -> Score:
        return _values(_given(annotation.get(key)), _given(reading.get(key)), same)

    return judge


def _given(value: Any) -> list[Any]:
    return [] if value in (None, "") else [value]


def _items(source: Item, key: str) -> list[Any]:
    return list(source.get(key) or [])


def _pool(scores: Iterable[Score]) -> Score:
    parts = list(scores)
    return Score(
        tuple(text for part in parts for text in part.right),
        tuple(text for part in parts for text in part.missed),
        tuple(text for part in parts for text in part.wrong),
    )


# --- the fields ---------------------------------------------------------------------------------------


def _issued(reading: Item, annotation: Item) -> Score:
    def dated(source: Item) -> list[Any]:
        return _given(source.get("issued_on") or source.get("issued_in"))

    return _values(dated(annotation), dated(reading))


def _title(reading: Item, annotation: Item) -> Score:
    def same(expected: str, found: str) -> bool:
        return plain(expected) == re.sub(r"^v/v:?\s+", "", plain(found))

    return _scalar("title", same)(reading, annotation)


def _texts(key: str) -> Callable[[Item, Item], Score]:
    def judge(reading: Item, annotation: Item) -> Score:
        return _values(_items(annotation, key), _items(reading, key), _same_text)

    return judge


def _number(item: Item) -> tuple[Any, Any]:
    return item.get("type"), item.get("number_text")


def _same_number(expected: Item, found: Item) -> bool:
    return expected.get("number_text") is not None and _number(expected) == _number(found)


def _same_name(expected: Item, found: Item) -> bool:
    unnumbered = expected.get("number_text") is None and found.get("number_text") is None
    return unnumbered and same_instrument(_name(expected), _name(found))


def _name(citation: Item) -> str:
    """The name; the words as printed where a reading knows no names at all."""
    return str(citation.get("name") or "" if "name" in citation else citation.get("raw") or "")


def _numbered(source: Item) -> list[Item]:
    return [item for item in _items(source, "citations") if item.get("number_text") is not None]


def _basis(reading: Item, annotation: Item) -> Score:
    matched = _match(_items(annotation, "basis"), _items(reading, "basis"), _same_number, _same_name)
    return _tell(*matched)


def _citations(reading: Item, annotation: Item) -> Score:
    return _tell(*_match(_numbered(annotation), _numbered(reading), _same_number))


def _citation_dates(reading: Item, annotation: Item) -> Score:
    pairs, _, _ = _match(_numbered(annotation), _numbered(reading), _same_number)
    judge = _scalar("issued_on")
    return _pool(_labelled(str(item["number_text"]), judge(found, item)) for item, found in pairs)


def _named_citations(reading: Item, annotation: Item) -> Score:
    def named(source: Item) -> list[Item]:
        citations = _items(source, "citations")
        return [item for item in citations if item.get("number_text") is None and _name(item)]

    return _tell(*_match(named(annotation), named(reading), _same_name))


def _labelled(label: str, one: Score) -> Score:
    def put(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(f"{label}: {text}" for text in texts)

    return Score(put(one.right), put(one.missed), put(one.wrong))


def _path(labels: Iterable[str]) -> list[str]:
    return [re.sub(r"[.)]+$", "", plain(label)) for label in labels]


def _flat(sections: Iterable[Item], above: tuple[str, ...] = ()) -> list[Item]:
    """Every section with its path; the heading is part of what must agree."""
    flat: list[Item] = []
    for section in sections:
        path = (*above, str(section.get("label") or ""))
        flat.append({"path": _path(path), "heading": section.get("heading") or ""})
        flat += _flat(section.get("children") or [], path)
    return flat


def _tree(key: str) -> Callable[[Item, Item], Score]:
    def same(expected: Item, found: Item) -> bool:
        return bool(
            expected["path"] == found["path"] and plain(expected["heading"]) == plain(found["heading"])
        )

    def judge(reading: Item, annotation: Item) -> Score:
        expected, found = (_flat(_items(source, key)) for source in (annotation, reading))
        pairs, missed, wrong = _pair(expected, found, same)
        # A numbered paragraph without a heading may be a section or not, but every `Điều` is one.
        wrong = [item for item in wrong if item["heading"] or item["path"][-1].startswith(_ARTICLE)]
        return _tell(pairs, missed, wrong)

    return judge


def _task_pairs(reading: Item, annotation: Item) -> tuple[list[tuple[Item, Item]], list[Item], list[Item]]:
    def starts(expected: Item, found: Item) -> bool:
        text = str(found.get("text") or "").strip()
        begin = plain(expected["starts"])
        return any(plain(one).startswith(begin) for one in (text, _MARK.sub("", text)))

    def starts_there(expected: Item, found: Item) -> bool:
        return _same_path(expected, found) and starts(expected, found)

    return _match(_items(annotation, "tasks"), _items(reading, "tasks"), starts_there, starts)


def _same_path(expected: Item, found: Item) -> bool:
    return _path(expected.get("path") or ()) == _path(found.get("path") or ())


def _tasks(reading: Item, annotation: Item) -> Score:
    pairs, missed, wrong = _task_pairs(reading, annotation)
    return Score(
        tuple(item["starts"] for item, _ in pairs),
        tuple(f"{_words(item.get('path') or [])}: {item['starts']}" for item in missed),
        tuple(f"{_words(item.get('path') or [])}: {str(item.get('text'))[:60]}" for item in wrong),
    )


def _task_paths(reading: Item, annotation: Item) -> Score:
    pairs, _, _ = _task_pairs(reading, annotation)
    return _pool(_labelled(item["starts"], _one_path(item, found)) for item, found in pairs)


def _one_path(item: Item, found: Item) -> Score:
    expected, got = _words(item.get("path") or []), _words(found.get("path") or [])
    if _same_path(item, found):
        return Score(right=(expected,))
    return Score(missed=(expected,), wrong=(got,))


def _task_offices(key: str) -> Callable[[Item, Item], Score]:
    def judge(reading: Item, annotation: Item) -> Score:
        pairs, _, _ = _task_pairs(reading, annotation)
        return _pool(_labelled(item["starts"], _offices(key, item, found)) for item, found in pairs)

    return judge


def _offices(key: str, item: Item, found: Item) -> Score:
    pairs, missed, wrong = _pair(_items(item, key), _items(found, key), _same_text, same_office)
    _, _, wrong = _pair(_items(item, f"{key}_optional"), wrong, same_office)
    return _tell(pairs, missed, wrong)


def _task_due(reading: Item, annotation: Item) -> Score:
    pairs, _, _ = _task_pairs(reading, annotation)
    return _pool(
        _labelled(item["starts"], _values(_items(item, "due"), _items(found, "due"))) for item, found in pairs
    )


def _same_tiers(expected: Item, found: Item) -> bool:
    return all(same_office(expected.get(end), found.get(end)) for end in ("from", "to"))


def _deadline_pairs(
    reading: Item, annotation: Item
) -> tuple[list[tuple[Item, Item]], list[Item], list[Item]]:
    def same(expected: Item, found: Item) -> bool:
        return all(expected.get(key) == found.get(key) for key in ("on", "inclusive", "period"))

    def same_throughout(expected: Item, found: Item) -> bool:
        return same(expected, found) and _same_tiers(expected, found)

    return _match(_items(annotation, "deadlines"), _items(reading, "deadlines"), same_throughout, same)


def _deadlines(reading: Item, annotation: Item) -> Score:
    return _tell(*_deadline_pairs(reading, annotation))


def _deadline_tiers(reading: Item, annotation: Item) -> Score:
    pairs, _, _ = _deadline_pairs(reading, annotation)
    return _pool(
        _labelled(f"{item['on']} {end}", _scalar(end, same_office)(found, item))
        for item, found in pairs
        for end in ("from", "to")
    )


def _obligations(reading: Item, annotation: Item) -> Score:
    def same(expected: Item, found: Item) -> bool:
        when = all(expected.get(key) == found.get(key) for key in ("period", "due"))
        rhythm = _rule(expected.get("recurrence")) == _rule(found.get("recurrence"))
        return when and rhythm and _same_tiers(expected, found)

    return _tell(*_match(_items(annotation, "obligations"), _items(reading, "obligations"), same))


def _rule(recurrence: str | None) -> frozenset[str]:
    """The parts of a recurrence rule: their order says nothing, nor does an interval of one."""
    parts = (recurrence or "").upper().removeprefix("RRULE:").split(";")
    return frozenset(parts) - {"", "INTERVAL=1"}


def _events(reading: Item, annotation: Item) -> Score:
    def same(expected: Item, found: Item) -> bool:
        return all(expected.get(key) == found.get(key) for key in ("start", "end"))

    def same_throughout(expected: Item, found: Item) -> bool:
        return same(expected, found) and _same_text(expected.get("name") or "", found.get("name") or "")

    return _tell(*_match(_items(annotation, "events"), _items(reading, "events"), same_throughout, same))


def _signature(reading: Item, annotation: Item) -> Score:
    expected, found = (dict(source.get("signature") or {}) for source in (annotation, reading))
    if "name_sha256" in expected:
        expected["name"] = {"sha256": expected["name_sha256"]}
    return _pool(
        _labelled(key, _scalar(key, _same_text)(found, expected))
        for key in ("authority", "behalf_of", "title", "name")
    )


def _number_problems(reading: Item, annotation: Item) -> Score:
    codes = {str(problem.get("code")).replace("-", "_") for problem in _items(reading, "problems")}
    return _values(sorted(_items(annotation, "number_problems")), sorted(codes & FORM_PROBLEMS))


FIELDS: Final[Mapping[str, Callable[[Item, Item], Score]]] = {
    "type": _scalar("type"),
    "number_text": _scalar("number_text"),
    "symbol": _scalar("symbol"),
    "issuer": _scalar("issuer", same_office),
    "place": _scalar("place", _same_text),
    "issued": _issued,
    "title": _title,
    "addressees": _texts("addressees"),
    "basis": _basis,
    "citations": _citations,
    "citation_dates": _citation_dates,
    "named_citations": _named_citations,
    "sections": _tree("sections"),
    "tasks": _tasks,
    "task_paths": _task_paths,
    "task_leads": _task_offices("lead"),
    "task_coordinates": _task_offices("coordinate"),
    "task_due": _task_due,
    "deadlines": _deadlines,
    "deadline_tiers": _deadline_tiers,
    "obligations": _obligations,
    "events": _events,
    "recipients": _texts("recipients"),
    "signature": _signature,
    "outline": _tree("outline"),
    "number_problems": _number_problems,
}
"""Every field, and how a reading and an annotation are compared in it."""
