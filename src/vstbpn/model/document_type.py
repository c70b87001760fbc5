"""Types of documents, and the letters by which a symbol names them: *KH* is a plan, *CTr* a programme.

The table stands beside the numbers and not in the catalogue, because a symbol cannot be taken apart without
knowing which of its letters are a type: ``70/KH-UBND`` has one, ``04/UBQG-VP`` has none. A new type is one
row of :data:`TYPES`.

The same letters can mean two things. *TT* is a circular of the state and a notice (*thông tri*) of the Party;
*QĐ* in a Party number is a decision or a regulation. Who wrote the number tells the first pair apart, and
nothing in the number tells the second.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Final

from attrs import field, frozen

from vstbpn.model.text import fold, nfc

__all__ = ["TYPES", "DocumentType", "Series", "document_type", "document_type_named", "document_types"]


class Series(Enum):
    """In whose manner a document is numbered."""

    STATE = "state"
    """Number, slash, type, dash, body: ``06/CTr-UBQG``, ``10/2019/TT-BKHĐT``."""
    PARTY = "party"
    """Number, dash, type, slash, body: ``26-NQ/TW``. The numbers begin again with every term."""
    PLAIN = "plain"
    """Neither: the old ``646-TTg`` and ``21-LCT/HĐNN8``, or a number without a symbol."""


@frozen(kw_only=True)
class DocumentType:
    """One type of document in one series, with the source of its letters.

    :param code: the letters in their official case; for a type without letters, its name.
    :param marked: whether the letters stand in the symbol. An official letter of the state is *CV* in a list
        and has no type in its number.
    :param aliases: other letters that are printed for it.
    :param verified: whether the source was read itself, on ``checked_on``.
    """

    code: str = field(converter=nfc)
    name_vi: str = field(converter=nfc)
    name_en: str
    series: Series
    source: str = field(converter=nfc, repr=False)
    checked_on: date = field(repr=False)
    verified: bool = field(repr=False)
    marked: bool = field(default=True, repr=False)
    aliases: tuple[str, ...] = field(default=(), repr=False)

    @property
    def marks(self) -> tuple[str, ...]:
        """The letters by which symbols of its series name it, the official ones first."""
        return (self.code, *self.aliases) if self.marked else ()


_CHECKED: Final = date(2026, 11, 21)
_SEEN: Final = date(2026, 11, 22)
_ANNEX: Final = "Nghị định 30/2020/NĐ-CP, Phụ lục III"
_GUIDANCE: Final = "Hướng dẫn 36-HD/VPTW (the list of letters was not read)"


def _decree(code: str, name_vi: str, name_en: str, *, marked: bool = True) -> DocumentType:
    return DocumentType(
        code=code,
        name_vi=name_vi,
        name_en=name_en,
        series=Series.STATE,
        source=_ANNEX if marked else "Nghị định 30/2020/NĐ-CP, Điều 7",
        checked_on=_CHECKED,
        verified=True,
        marked=marked,
    )


def _law(
    code: str,
    name_vi: str,
    name_en: str,
    seen: str,
    *,
    series: Series = Series.STATE,
    verified: bool = False,
    marked: bool = True,
) -> DocumentType:
    """Make a row of which no list was read: a number that bears the letters is all that it rests on."""
    return DocumentType(
        code=code,
        name_vi=name_vi,
        name_en=name_en,
        series=series,
        source=f"printed in {seen}",
        checked_on=_CHECKED if verified else _SEEN,
        verified=verified,
        marked=marked,
    )


def _party(
    code: str, name_vi: str, name_en: str, seen: str = "", *, aliases: tuple[str, ...] = ()
) -> DocumentType:
    return DocumentType(
        code=code,
        name_vi=name_vi,
        name_en=name_en,
        series=Series.PARTY,
        source=f"{_GUIDANCE}; printed in {seen}" if seen else _GUIDANCE,
        checked_on=_CHECKED,
        verified=bool(seen),
        aliases=aliases,
    )


TYPES: Final[tuple[DocumentType, ...]] = (
    # The 29 types of the decree on paperwork; the last two have no letters.
    _decree("NQ", "Nghị quyết", "Resolution"),
    _decree("QĐ", "Quyết định", "Decision"),
    _decree("CT", "Chỉ thị", "Instruction"),
    _decree("QC", "Quy chế", "Regulation"),
    _decree("QyĐ", "Quy định", "Rules"),
    _decree("TC", "Thông cáo", "Communiqué"),
    _decree("TB", "Thông báo", "Announcement"),
    _decree("HD", "Hướng dẫn", "Guidance"),
    _decree("CTr", "Chương trình", "Programme"),
    _decree("KH", "Kế hoạch", "Plan"),
    _decree("PA", "Phương án", "Course of action"),
    _decree("ĐA", "Đề án", "Scheme"),
    _decree("DA", "Dự án", "Project"),
    _decree("BC", "Báo cáo", "Report"),
    _decree("BB", "Biên bản", "Minutes"),
    _decree("TTr", "Tờ trình", "Submission"),
    _decree("HĐ", "Hợp đồng", "Contract"),
    _decree("CĐ", "Công điện", "Official telegram"),
    _decree("BGN", "Bản ghi nhớ", "Memorandum"),
    _decree("BTT", "Bản thỏa thuận", "Agreement"),
    _decree("GUQ", "Giấy ủy quyền", "Letter of authorization"),
    _decree("GM", "Giấy mời", "Invitation"),
    _decree("GGT", "Giấy giới thiệu", "Letter of introduction"),
    _decree("GNP", "Giấy nghỉ phép", "Leave permit"),
    _decree("PG", "Phiếu gửi", "Dispatch slip"),
    _decree("PC", "Phiếu chuyển", "Transfer slip"),
    _decree("PB", "Phiếu báo", "Notice slip"),
    _decree("CV", "Công văn", "Official letter", marked=False),
    _decree("Thư công", "Thư công", "Courtesy letter", marked=False),
    # Copies.
    _decree("SY", "Bản sao y", "True copy"),
    _decree("TrS", "Bản trích sao", "Extract"),
    _decree("SL", "Bản sao lục", "Copy of a copy"),
    # Legal normative documents, and what belongs to them.
    _law("Luật", "Luật", "Law", "85/2015/QH13", verified=True, marked=False),
    _law("Bộ luật", "Bộ luật", "Code", "92/2015/QH13", marked=False),
    _law("PL", "Pháp lệnh", "Ordinance", "28/2005/PL-UBTVQH11"),
    _law("L", "Lệnh", "Order", "07/2025/L-CTN"),
    _law("LCT", "Lệnh công bố", "Promulgation order", "21-LCT/HĐNN8", series=Series.PLAIN),
    _law("NĐ", "Nghị định", "Decree", "30/2020/NĐ-CP", verified=True),
    _law("TT", "Thông tư", "Circular", "10/2019/TT-BKHĐT", verified=True),
    _law("TTLT", "Thông tư liên tịch", "Joint circular", "34/2012/TTLT-BYT-BLĐTBXH"),
    _law("VBHN", "Văn bản hợp nhất", "Consolidated text", "26/VBHN-VPQH"),
    # The Party. Where no number is named, none that bears the letters was at hand.
    _party("NQ", "Nghị quyết", "Resolution", "26-NQ/TW"),
    _party("CT", "Chỉ thị", "Instruction", "21-CT/TW"),
    _party("KL", "Kết luận", "Conclusion", "21-KL/TW"),
    _party("QĐ", "Quyết định", "Decision", "354-QĐ/UBKTTW"),
    _party("QĐi", "Quy định", "Rules", "08-QĐi/TW and, as QĐ, 144-QĐ/TW", aliases=("QĐ",)),
    _party("QC", "Quy chế", "Regulation"),
    _party("TT", "Thông tri", "Notice", "04-TT/TU"),
    _party("HD", "Hướng dẫn", "Guidance", "36-HD/VPTW"),
    _party("TB", "Thông báo", "Announcement", "139-TB/TU"),
    _party("BC", "Báo cáo", "Report"),
    _party("TTr", "Tờ trình", "Submission"),
    _party("CV", "Công văn", "Official letter", "540-CV/VPQU"),
    _party("KH", "Kế hoạch", "Plan"),
    _party("CTr", "Chương trình", "Programme"),
    _party("ĐA", "Đề án", "Scheme"),
)
"""Every type that is known, one row for each series that has it."""

_LONGEST_NAME: Final = 80  # characters of a text in which a name must have ended, even decomposed
_BY_NAME: Final = tuple(sorted(((fold(row.name_vi), row) for row in TYPES), key=lambda pair: -len(pair[0])))


def document_types(code: str, *, series: Series) -> tuple[DocumentType, ...]:
    """Give every type that some letters can mean in a series, the one whose own letters they are first.

    Case does not matter, as the annexes of the decree do not agree on it themselves.

    >>> [kind.name_vi for kind in document_types("QĐ", series=Series.PARTY)]
    ['Quyết định', 'Quy định']
    >>> document_types("UBND", series=Series.STATE)
    ()
    """
    wanted = fold(code)
    own = [row for row in TYPES if row.series is series and fold(row.code) == wanted]
    also = [row for row in TYPES if row.series is series and wanted in map(fold, row.aliases)]
    return (*own, *also)


def document_type(code: str, *, series: Series) -> DocumentType | None:
    """Give the type whose own letters these are in a series, if there is one.

    >>> document_type("TT", series=Series.STATE), document_type("TT", series=Series.PARTY)
    ... # doctest: +NORMALIZE_WHITESPACE
    (DocumentType(code='TT', name_vi='Thông tư', name_en='Circular', series=<Series.STATE: 'state'>),
     DocumentType(code='TT', name_vi='Thông tri', name_en='Notice', series=<Series.PARTY: 'party'>))
    """
    return next((row for row in document_types(code, series=series) if fold(row.code) == fold(code)), None)


def document_type_named(text: str, *, series: Series = Series.STATE) -> DocumentType | None:
    """Give the type with whose Vietnamese name a text begins, if it begins with one.

    The longest name is the one meant. Case, the placement of tones and look-alikes of *đ* do not matter. A
    name that only another series has is that series' type.

    >>> document_type_named("KẾ HOẠCH hoạt động năm 2024").code
    'KH'
    >>> document_type_named("Thông tư liên tịch số 10").code
    'TTLT'
    >>> document_type_named("Quy định", series=Series.PARTY).code
    'QĐi'
    """
    start = fold(text[:_LONGEST_NAME])
    found = [
        (name, row)
        for name, row in _BY_NAME
        if start.startswith(name) and not start[len(name) : len(name) + 1].isalnum()
    ]
    longest = [row for name, row in found if name == found[0][0]]
    return next((row for row in longest if row.series is series), longest[0] if longest else None)
