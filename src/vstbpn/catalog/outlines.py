"""Outlines of narrative reports (*đề cương*): the sections that a letter asks for, and who owes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from attrs import field, frozen

from vstbpn.catalog._load import TableError, structure
from vstbpn.catalog._packaged import packaged_tables, parse_texts
from vstbpn.catalog.definitions import indicators
from vstbpn.catalog.law import Instrument, Instruments, instruments
from vstbpn.model import Cell, Form, Indicator, nfc

__all__ = ["Outline", "OutlinePart", "OutlineSection", "outlines", "parse_outlines"]


def _pairs(pairs: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(pairs.items())


@frozen(kw_only=True)
class OutlinePart:
    """What one kind of sender owes in a section, and the figures that go with it.

    :param sender: a code of the outline's ``senders``.
    """

    sender: str
    asks_vi: str = field(converter=nfc)
    asks_en: str
    cells: tuple[Cell, ...] = ()


@frozen(kw_only=True)
class OutlineSection:
    """One section of an outline.

    :param label: its place from the top, ``II.3.2``; ``printed`` is how it is numbered on paper.
    :param heading_vi: its heading; in our own words where ``restated``, as the printed one is a sentence.
    :param parts: what single kinds of senders owe; without any, everybody owes the section.
    """

    label: str
    heading_vi: str = field(converter=nfc)
    heading_en: str
    restated: bool = False
    asks_vi: str = field(default="", converter=nfc)
    asks_en: str = ""
    note_vi: str = field(default="", converter=nfc)
    note_en: str = ""
    parts: tuple[OutlinePart, ...] = ()

    @property
    def printed(self) -> str:
        """The number as it is printed: below a Roman one it starts anew.

        >>> [section.printed for section in outlines()["bac-giang-2024"].sections][:4]
        ['I', 'II', '1', '2']
        """
        return self.label.partition(".")[2] or self.label

    @property
    def parent(self) -> str | None:
        """The label of the section that it stands in; None at the top."""
        return self.label.rpartition(".")[0] or None


@frozen(kw_only=True)
class Outline:
    """The outline of a report, as a letter gives it.

    >>> outline = outlines()["bac-giang-2024"]
    >>> [cell.code for cell in outline.form("department").cells]
    ['party-committee-members:F', 'leaders-from-division:F', 'planning-list-from-division:F']
    >>> outline.section("II.3.2").parts[1].asks_en
    'Women in party committees, government and mass organizations of the district and its communes; women on \
planning lists for posts from division level up.'

    :param instrument: the letter.
    :param senders: code and name of each kind of unit that reports along it.
    :param verified: whether its sections were read in the letter itself.
    """

    key: str
    name_vi: str = field(converter=nfc)
    name_en: str
    instrument: Instrument
    senders: tuple[tuple[str, str], ...] = field(converter=_pairs)
    sections: tuple[OutlineSection, ...] = field(repr=lambda sections: f"<{len(sections)} sections>")
    source: str
    checked_on: date
    verified: bool
    note_vi: str = field(default="", converter=nfc)
    note_en: str = ""
    indicators: tuple[Indicator, ...] = field(default=(), repr=False)

    def __attrs_post_init__(self) -> None:
        if not self.source.strip():
            raise ValueError("expected a source, got none. Hint: a fact without one is not kept")
        _check_labels([section.label for section in self.sections])
        known = {sender for sender, _ in self.senders}
        for section in self.sections:
            senders = [part.sender for part in section.parts]
            if len(set(senders)) < len(senders) or not known.issuperset(senders):
                raise ValueError(
                    f"section {section.label}: expected each sender once, of {', '.join(sorted(known))}, "
                    f"got {', '.join(senders)}"
                )
        for sender in sorted(known):
            self.form(sender)

    def section(self, label: str) -> OutlineSection:
        """Give the section of a label.

        :raises LookupError: if there is none.
        """
        for section in self.sections:
            if section.label == label:
                return section
        raise LookupError(f"expected the label of a section, such as {self.sections[0].label}, got {label!r}")

    def owed_by(self, sender: str) -> tuple[OutlineSection, ...]:
        """Give the sections that a kind of sender owes.

        :raises LookupError: if the letter does not speak of such senders.
        """
        self._check_sender(sender)
        return tuple(
            section
            for section in self.sections
            if not section.parts or any(part.sender == sender for part in section.parts)
        )

    def form(self, sender: str) -> Form:
        """Give the figures that a kind of sender owes as a form.

        :raises LookupError: if the letter does not speak of such senders.
        """
        self._check_sender(sender)
        cells = [
            cell
            for section in self.sections
            for part in section.parts
            if part.sender == sender
            for cell in part.cells
        ]
        used = {cell.indicator for cell in cells}
        return Form(
            code=f"{self.key}-{sender}",
            name_vi=f"{self.name_vi}: {dict(self.senders)[sender]}",
            cells=cells,
            indicators=(one for one in self.indicators if one.code in used),
        )

    def _check_sender(self, sender: str) -> None:
        known = [code for code, _ in self.senders]
        if sender not in known:
            raise LookupError(f"expected a sender of {', '.join(known)}, got {sender!r}")


def _check_labels(labels: list[str]) -> None:
    if not labels:
        raise ValueError("expected sections, got none")
    twice = [label for label, count in Counter(labels).items() if count > 1]
    if twice:
        raise ValueError(f"sections stand twice: {', '.join(twice)}")
    for place, label in enumerate(labels):
        parent = label.rpartition(".")[0]
        if parent and parent not in labels[:place]:
            raise ValueError(f"expected section {parent} before {label}")


@cache
def outlines() -> Mapping[str, Outline]:
    """Give the packaged outlines, by key. Their files are read at the first call.

    >>> str(outlines()["bac-giang-2024"].instrument.issuer)
    'Ban vì sự tiến bộ của phụ nữ tỉnh Bắc Giang'
    """
    return _outlines(packaged_tables("outlines"), known=indicators(), register=instruments())


def parse_outlines(
    texts: Mapping[str, str],
    *,
    known: Mapping[str, Indicator] | None = None,
    register: Instruments | None = None,
) -> Mapping[str, Outline]:
    """Read outlines of one's own from the texts of TOML files, by the files' names.

    Every table is ``[outlines.<key>]`` with the keys of :class:`Outline`; its sections are
    ``[[outlines.<key>.sections]]``, and their parts ``[[outlines.<key>.sections.parts]]``.

    :param known: the indicators that they may use; those of the catalogue by default.
    :param register: the instruments that may ask for them; those of the catalogue by default.
    :raises TableError: naming every fault with its file and its place.
    """
    return _outlines(
        parse_texts(texts),
        known=indicators() if known is None else known,
        register=instruments() if register is None else register,
    )


@frozen(kw_only=True)
class _PartTable:
    sender: str
    asks_vi: str
    asks_en: str
    cells: list[str] = field(factory=list)


@frozen(kw_only=True)
class _SectionTable:
    label: str
    heading_vi: str
    heading_en: str
    restated: bool = False
    asks_vi: str = ""
    asks_en: str = ""
    note_vi: str = ""
    note_en: str = ""
    parts: list[_PartTable] = field(factory=list)


@frozen(kw_only=True)
class _OutlineTable:
    name_vi: str
    name_en: str
    instrument: str
    senders: dict[str, str]
    sections: list[_SectionTable]
    source: str
    checked_on: date
    verified: bool
    note_vi: str = ""
    note_en: str = ""


@frozen(kw_only=True)
class _File:
    outlines: dict[str, dict[str, Any]] = field(factory=dict)


def _outlines(
    tables: Mapping[str, Mapping[str, Any]], *, known: Mapping[str, Indicator], register: Instruments
) -> Mapping[str, Outline]:
    found: dict[str, Outline] = {}
    faults: list[str] = []
    for file, read in tables.items():
        try:
            all_of = structure(read, _File).outlines
        except TableError as error:
            faults += [f"{file}: {fault}" for fault in error.faults]
            continue
        for key, table in all_of.items():
            path = f"$.outlines.{key}"
            try:
                if key in found:
                    raise ValueError(f"{key} is defined already")
                found[key] = _outline(key, structure(table, _OutlineTable, path), known, register)
            except TableError as error:
                faults += [f"{file}: {fault}" for fault in error.faults]
            except (ValueError, LookupError) as error:
                faults.append(f"{file}: {error} @ {path}")
    if faults:
        raise TableError(faults)
    return found


def _outline(
    key: str, table: _OutlineTable, known: Mapping[str, Indicator], register: Instruments
) -> Outline:
    return Outline(
        key=key,
        name_vi=table.name_vi,
        name_en=table.name_en,
        instrument=register.by_key(table.instrument),
        senders=table.senders,
        sections=tuple(map(_section, table.sections)),
        source=table.source,
        checked_on=table.checked_on,
        verified=table.verified,
        note_vi=table.note_vi,
        note_en=table.note_en,
        indicators=tuple(known.values()),
    )


def _section(table: _SectionTable) -> OutlineSection:
    return OutlineSection(
        label=table.label,
        heading_vi=table.heading_vi,
        heading_en=table.heading_en,
        restated=table.restated,
        asks_vi=table.asks_vi,
        asks_en=table.asks_en,
        note_vi=table.note_vi,
        note_en=table.note_en,
        parts=tuple(
            OutlinePart(
                sender=part.sender,
                asks_vi=part.asks_vi,
                asks_en=part.asks_en,
                cells=tuple(map(Cell.parse, part.cells)),
            )
            for part in table.parts
        ),
    )
