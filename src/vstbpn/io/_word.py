"""The text of a Word document, in order: paragraphs with their automatic labels, tables, footnotes.

What Word shows and does not store as text is worked out: *1.*, *a)* and *-* of numbered lists come from the
list's definition, the number of a footnote from the order of references. Deleted text is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from attrs import define, field, frozen

from vstbpn.model import fold, nfc

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["word_text"]

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PASSED_OVER: Final = frozenset(
    {_FALLBACK}
    | {f"{_W}{name}" for name in ("pPr", "rPr", "sdtPr", "sectPr", "tblPr", "tcPr", "trPr")}
    | {f"{_W}{name}" for name in ("del", "moveFrom", "delText", "instrText")}
)
_SIGNS: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_NOTES: Final = {f"{_W}footnoteReference": "footnote", f"{_W}endnoteReference": "endnote"}
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_FRAME: Final = tuple(map(fold, ("Cộng hòa xã hội chủ nghĩa Việt Nam", "Đảng Cộng sản Việt Nam", "Nơi nhận")))
"""What stands in the tables that only lay out a letterhead, or recipients beside a signature."""

_MOST_COLUMNS: Final = 63  # of Word; a file may say a thousand million
_LARGEST_LABEL: Final = 780  # beyond it letters and Roman numbers are written as digits
_BULLETS: Final = ("-", "+", "*")


def word_text(document: Document) -> str:
    """Give the text of a document: blocks with an empty line between them, footnotes last."""
    part: Any = document.part
    parts = {kind: _related(part, kind) for kind in ("numbering", "styles", "footnotes", "endnotes")}
    writer = _Writer(_Lists.read(parts["numbering"], parts["styles"]))
    blocks = list(writer.blocks(part.element.body))
    notes = {
        (kind, _value(note, "id")): note
        for kind in ("footnote", "endnote")
        for note in _children(parts[f"{kind}s"], kind)
    }
    for number, named in enumerate(list(writer.notes), start=1):
        if named in notes:
            blocks.append(f"{str(number).translate(_RAISED)} {_one_line(writer.blocks(notes[named]))}")
    return "\n\n".join(blocks) + "\n"


@define
class _Writer:
    """Writes elements as text, and counts lists and notes as it goes."""

    lists: _Lists
    notes: dict[tuple[str, str | None], int] = field(factory=dict)
    """The notes referred to so far, with their numbers."""

    def blocks(self, parent: Any) -> Iterator[str]:
        """Give the paragraphs and tables of an element, the empty ones left out."""
        is_first = True
        for child in _flow(parent, f"{_W}p", f"{_W}tbl"):
            is_table = child.tag == f"{_W}tbl"
            for block in self._table(child, is_first=is_first) if is_table else [self._paragraph(child)]:
                if block:
                    is_first = False
                    yield block

    def _paragraph(self, paragraph: Any) -> str:
        label = self.lists.label(paragraph)  # an empty one counts too
        text = nfc("".join(self._pieces(paragraph))).strip()
        return f"{label}{text}" if text else ""

    def _pieces(self, parent: Any) -> Iterator[str]:
        for child in parent:
            if child.tag in _PASSED_OVER:
                continue
            if child.tag == f"{_W}t":
                yield child.text or ""
            elif child.tag in _SIGNS:
                yield _SIGNS[child.tag]
            elif child.tag in _NOTES:
                named = _NOTES[child.tag], _value(child, "id")
                yield str(self.notes.setdefault(named, len(self.notes) + 1)).translate(_RAISED)
            elif child.tag == f"{_W}p":  # a box of text that hangs on this paragraph
                yield f"\n{self._paragraph(child)}\n"
            else:
                yield from self._pieces(child)

    def _table(self, table: Any, *, is_first: bool) -> Iterator[str]:
        """Give a table as lines of cells; one that only lays out a page, cell by cell."""
        cells_of = [list(_flow(row, f"{_W}tc")) for row in _flow(table, f"{_W}tr")]
        rows = [[list(self.blocks(cell)) for cell in row] for row in cells_of]
        text = fold(" ".join(block for row in rows for cell in row for block in cell))
        is_frame = is_first or any(words in text for words in _FRAME)
        if is_frame and max(map(len, rows), default=0) == 2:
            yield from ("\n".join(cell) for row in rows for cell in row)
            return
        lines = []
        for row, blocks in zip(cells_of, rows, strict=True):
            cells = []
            for cell, found in zip(row, blocks, strict=True):
                span = min(_number(_inside(cell, "tcPr", "gridSpan"), 1), _MOST_COLUMNS)
                cells += [_one_line(found).replace("|", "\\|"), *[""] * (span - 1)]
            if any(cells):
                lines.append(f"| {' | '.join(cells)} |")
        yield "\n".join(lines)


@frozen
class _Level:
    """How one level of a list is numbered."""

    start: int
    format: str
    text: str
    style: str | None


@define
class _Lists:
    """The numbered lists of a document, and how far each has got."""

    _levels: Mapping[str, Mapping[int, _Level]]
    """For each list its levels, those that it changes included."""

    _family: Mapping[str, str]
    """For each list the definition that it counts with: lists of one definition go on counting."""

    _restarts: Mapping[str, Mapping[int, int]]
    _styles: Mapping[str, Any]
    _counts: dict[str, dict[int, int]] = field(factory=dict, init=False)
    _begun: set[str] = field(factory=set, init=False)

    @classmethod
    def read(cls, numbering: Any, styles: Any) -> _Lists:
        """Read the definitions of lists and of the paragraph styles that belong to some."""
        defined = {_value(one, "abstractNumId"): one for one in _children(numbering, "abstractNum")}
        levels, family, restarts = {}, {}, {}
        for one in _children(numbering, "num"):
            number, base = _value(one, "numId") or "", _value(_inside(one, "abstractNumId"), "val") or ""
            changes = list(_children(one, "lvlOverride"))
            levels[number] = _levels(defined.get(base)) | {
                place: level for change in changes for place, level in _levels(change).items()
            }
            family[number] = base
            restarts[number] = {
                _attribute(change, "ilvl", 0): _number(start, 1)
                for change in changes
                if (start := _inside(change, "startOverride")) is not None
            }
        by_name = {_value(style, "styleId") or "": style for style in _children(styles, "style")}
        return cls(levels, family, restarts, by_name)

    def label(self, paragraph: Any) -> str:
        """Give what Word would print before a paragraph, with a space behind it; mostly nothing."""
        number, place = self._place(paragraph)
        level = self._levels.get(number, {}).get(place)
        if level is None or level.format == "none":
            return ""
        if level.format == "bullet":
            return f"{level.text if level.text in _BULLETS else '-'} "
        counts = self._counts.setdefault(self._family[number], {})
        if number not in self._begun:
            self._begun.add(number)
            for restarted, start in self._restarts[number].items():
                counts[restarted] = start - 1
        counts[place] = counts.get(place, level.start - 1) + 1
        for deeper in [one for one in counts if one > place]:
            del counts[deeper]

        def written(match: re.Match[str]) -> str:
            above = int(match[1]) - 1
            shown = self._levels[number].get(above, level)
            return _written(counts.get(above, shown.start), shown.format)

        label = re.sub("%([1-9])", written, level.text)
        return f"{label} " if label else ""

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """Give the list that a paragraph belongs to and its level: it says so itself, or its style does."""
        own = _inside(paragraph, "pPr", "numPr")
        number = _value(_inside(own, "numId"), "val")
        place = _inside(own, "ilvl")
        style = _value(_inside(paragraph, "pPr", "pStyle"), "val")
        seen: set[str | None] = {None}
        while number is None and style not in seen:
            seen.add(style)
            defined = self._styles.get(style or "")
            of_style = _inside(defined, "pPr", "numPr")
            number = _value(_inside(of_style, "numId"), "val")
            if place is None:
                place = _inside(of_style, "ilvl")
            if number is not None and place is None:
                levels = self._levels.get(number, {})
                return number, next((at for at, level in levels.items() if level.style == style), 0)
            style = _value(_inside(defined, "basedOn"), "val")
        return number or "", _number(place, 0)


def _levels(parent: Any) -> dict[int, _Level]:
    return {
        _attribute(level, "ilvl", 0): _Level(
            start=_number(_inside(level, "start"), 0),
            format=_value(_inside(level, "numFmt"), "val") or "decimal",
            text=(_value(_inside(level, "lvlText"), "val") or "").strip(),
            style=_value(_inside(level, "pStyle"), "val"),
        )
        for level in _children(parent, "lvl")
    }


def _written(number: int, form: str) -> str:
    """Write a number as a list does."""
    if form == "decimalZero":
        return f"{number:02d}"
    if not 0 < number <= _LARGEST_LABEL:
        return str(number)
    if form in ("lowerLetter", "upperLetter"):
        turns, letter = divmod(number - 1, 26)
        text = chr(ord("a") + letter) * (turns + 1)
    elif form in ("lowerRoman", "upperRoman"):
        text = _roman(number)
    else:
        return str(number)
    return text.upper() if form.startswith("upper") else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in zip(
        (900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    ):
        count, number = divmod(number, value)
        text += letters * count
    return text


def _flow(parent: Any, *tags: str) -> Iterator[Any]:
    """Give the elements of some kinds that stand in another, through wrappers such as content controls."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag not in _PASSED_OVER and isinstance(child.tag, str):
            yield from _flow(child, *tags)


def _related(part: Any, kind: str) -> Any:
    """Give the root of a part that a document refers to; None if there is no such part."""
    from docx.oxml import parse_xml

    for relation in part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{kind}"):
            return parse_xml(relation.target_part.blob)
    return None


def _children(parent: Any, name: str) -> Iterator[Any]:
    return iter(()) if parent is None else parent.iterchildren(f"{_W}{name}")


def _inside(element: Any, *names: str) -> Any:
    """Give the first element at the end of a path; None where it breaks off."""
    for name in names:
        element = next(_children(element, name), None)
    return element


def _value(element: Any, name: str) -> str | None:
    return None if element is None else element.get(f"{_W}{name}")


def _number(element: Any, default: int) -> int:
    return _attribute(element, "val", default)


def _attribute(element: Any, name: str, default: int) -> int:
    text = _value(element, name)
    return int(text) if text is not None and re.fullmatch("[0-9]{1,9}", text) else default


def _one_line(blocks: Iterator[str] | list[str]) -> str:
    return " ".join(" ".join(blocks).split())
