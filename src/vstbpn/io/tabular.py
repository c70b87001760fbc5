"""The tabular form: one row per observation, pivoted into reports as the rows come.

Only ``unit``, ``period``, ``indicator`` and ``value`` are required; :data:`COLUMNS` names the rest, and
every declared breakdown is a column too. An absent row says nothing: a later revision is composed from
the one before it with the cells that it brings, an explicit blank or status overrides, and
``revision_kind`` ``replace`` blanks the rest. A row whose figure cannot be read still takes the place of
an earlier one. A cell that no row speaks of is not reported, unless it follows from others: see
:class:`~vstbpn.model.Report`.

Cells that stand on no defined form make up forms of their own, one for each period and level of units,
all called ``table``; there, the total of women and men is a cell whether a row gives it or not, and so
are all parts of a breakdown that is declared to be a partition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from itertools import pairwise
from operator import itemgetter
from typing import Final, TypeAlias, TypeVar
from zlib import crc32

from attrs import define, evolve, field, frozen

from vstbpn.catalog import Definitions
from vstbpn.io._problems import Problems
from vstbpn.io._units import UnitCheck
from vstbpn.io.number import NumberError, format_number, parse_number
from vstbpn.model import (
    SEX,
    TOTAL,
    Absence,
    Breakdown,
    Cell,
    Form,
    Indicator,
    OverUnits,
    Period,
    Report,
    Scope,
    Sex,
    Unit,
    Value,
    fold,
    format_date,
    parse_date,
    parse_day,
)

__all__ = ["COLUMNS", "REQUIRED", "TABLE", "Notation", "Pivot", "check_sums"]

REQUIRED: Final = ("unit", "period", "indicator", "value")
"""The columns that every table must have."""

_HEADER: Final = (
    "unit",
    "period",
    "scope",
    "revision",
    "received_on",
    "sent_on",
    "boundaries",
    "method",
    "observed_on",
    "revision_kind",
    "preliminary",
)
_CELL: Final = ("indicator", "sex")
COLUMNS: Final = (*_HEADER, *_CELL, "value", "status")
"""Every column of the tabular form, declared breakdowns aside."""

_NO_DATA: Final = frozenset({"..", "...", "…"})  # as the Statistics Office writes it
TABLE: Final = "table"
"""The code of the form of a table's figures that stand on no form of the definitions."""

_ABSENCES: Final = {absence.value: absence for absence in Absence}
_MARKS: Final = ("provisional", "estimated")
_TRUTHS: Final = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_SEXES: Final = {**{code.casefold(): code for code in Sex.CODES}, "nữ": Sex.FEMALE, "nam": Sex.MALE}
_QUICK_DIGITS: Final = 18

T = TypeVar("T")


@frozen(kw_only=True)
class Notation:
    """How a file writes its numbers, where it says so."""

    decimal_char: str | None = None
    group_char: str | None = None

    def __attrs_post_init__(self) -> None:
        if {self.decimal_char, self.group_char} & {"+", "-"} or (
            self.decimal_char is not None and self.decimal_char == self.group_char
        ):
            raise ValueError(
                "expected a decimal and a grouping character that differ and are no sign, got "
                f"{self.decimal_char!r} and {self.group_char!r}"
            )


_Occasion: TypeAlias = tuple[Period, Scope, str]


@frozen(cache_hash=True)
class _Series:
    """What the revisions of one report have in common. A code of another day is another unit."""

    unit: Unit
    period: Period
    scope: Scope
    method: str
    observed_on: date | None

    @property
    def occasion(self) -> _Occasion:
        """What the reports that are set side by side have in common."""
        return self.period, self.scope, self.method


@define(eq=False)
class _Draft:
    """One revision, as far as its rows have been read; what rows say of its header, each thing once."""

    series: _Series
    revision: int
    received_on: set[date] = field(factory=set)
    sent_on: set[date] = field(factory=set)
    boundaries: set[date] = field(factory=set)
    replaces: set[bool] = field(factory=set)
    preliminary: set[bool] = field(factory=set)
    values: list[Value | None] = field(factory=list)
    """By the pivot's places; ``None`` where no row spoke."""
    provisional: set[int] = field(factory=set)
    estimated: set[int] = field(factory=set)
    disputed: set[int] = field(factory=set)
    """The places where two rows disagree."""
    unreadable: set[int] = field(factory=set)
    """The places of which a row spoke that could not be read."""

    def marks(self, place: int) -> tuple[bool, bool]:
        return place in self.provisional, place in self.estimated

    def settle(self) -> None:
        """Take back what rows disagree on, and leave no room for older figures where a row was lost."""
        for place in self.disputed:
            self.values[place] = Absence.NOT_REPORTED
            self.provisional.discard(place)
            self.estimated.discard(place)
        for place in self.unreadable:
            self.values += [None] * (place + 1 - len(self.values))
            if self.values[place] is None:
                self.values[place] = Absence.NOT_REPORTED

    def follow(self, before: _Draft) -> None:
        """Take over from the revision before what no row of this one spoke of, or blank it."""
        self.values += [None] * (len(before.values) - len(self.values))
        for place, value in enumerate(before.values):
            if self.values[place] is not None or value is None:
                continue
            if True in self.replaces:
                self.values[place] = Absence.NOT_REPORTED
                continue
            self.values[place] = value
            if place in before.provisional or True in before.preliminary:
                self.provisional.add(place)
            if place in before.estimated:
                self.estimated.add(place)


@define
class Pivot:
    """Turns rows into reports; one pivot may take the rows of many tables.

    :param definitions: the indicators, breakdowns and forms that the rows may speak of.
    :param units: what the unit codes are checked against.
    """

    definitions: Definitions
    units: UnitCheck
    _drafts: dict[tuple[_Series, int], _Draft] = field(factory=dict, init=False)
    _periods: dict[str, Period] = field(factory=dict, init=False)
    _cells: list[Cell] = field(factory=list, init=False)
    _places: dict[Cell, int] = field(factory=dict, init=False)

    @property
    def optional(self) -> tuple[str, ...]:
        """The columns that a table may have beside the required ones."""
        return (*(name for name in COLUMNS if name not in REQUIRED), *self.definitions.breakdowns)

    def reader(
        self, columns: Sequence[str], problems: Problems, notation: Notation
    ) -> Callable[[Sequence[str], int], None]:
        """Give a function that takes one row of a table with these columns, and the row's number.

        Tables repeat themselves: the texts of a row that make its report and its cell are looked up as
        they stand, and are read only when they are new.
        """
        at = {name: place for place, name in enumerate(columns)}
        breakdowns = self.definitions.breakdowns
        header_names = tuple(name for name in _HEADER if name in at)
        cell_names = tuple(name for name in at if name in _CELL or name in breakdowns)
        header_of = _picker([at[name] for name in header_names])
        cell_of = _picker([at[name] for name in cell_names])
        value_at, status_at = at["value"], at.get("status")
        unread = [name for name in at if name and name not in COLUMNS and name not in breakdowns]
        drafts: dict[tuple[str, ...], _Draft] = {}
        cells: dict[tuple[str, ...], tuple[int, Indicator]] = {}

        def take(row: Sequence[str], number: int) -> None:
            header, cell = header_of(row), cell_of(row)
            draft = drafts.get(header)
            if draft is None:
                draft = self._draft(dict(zip(header_names, header, strict=True)), number, problems)
                if draft is not None:
                    drafts[header] = draft
            known = cells.get(cell)
            if known is None:
                known = self._cell(dict(zip(cell_names, cell, strict=True)), number, problems)
                if known is None:
                    return
                cells[cell] = known
            place, indicator = known
            status = "" if status_at is None else row[status_at]
            read = _read_value(row[value_at], status, indicator, notation, number, problems)
            if draft is not None and read is not None:
                self._put(draft, place, *read, number, problems, unread)
            elif draft is not None:
                draft.unreadable.add(place)

        return take

    def reports(self, problems: Problems) -> list[Report]:
        """Give the reports of all rows, earlier revisions included; asked once, after the last row."""
        by_series: dict[_Series, list[_Draft]] = {}
        for draft in self._drafts.values():
            draft.settle()
            by_series.setdefault(draft.series, []).append(draft)
        for drafts in by_series.values():
            drafts.sort(key=lambda draft: draft.revision)
            _check_first(drafts[0], problems)
            for before, draft in pairwise(drafts):
                draft.follow(before)
        layouts = self._layouts()
        return [
            report for draft in self._drafts.values() for report in self._filled(draft, layouts, problems)
        ]

    # -- from texts to drafts --------------------------------------------------------------------

    def _draft(self, texts: Mapping[str, str], row: int, problems: Problems) -> _Draft | None:
        """Find or begin the revision that the header of a row speaks of."""
        read = _HeaderTexts(texts, row, problems)
        code = read.required("unit", str, "empty-field")
        period = read.required("period", self._period, "bad-period")
        scope = read.optional("scope", _scope, Scope.OWN, "unknown-code", "own or subtree")
        revision = read.optional("revision", _revision, 1, "bad-revision")
        boundaries = read.optional("boundaries", parse_date, None, "bad-date")
        observed_on = read.optional("observed_on", parse_date, None, "bad-date")
        replaces = read.optional("revision_kind", _replaces, None, "unknown-code", "supplement or replace")
        preliminary = read.optional("preliminary", _truth, None, "unknown-code", "true or false")
        failed = read.failed
        # The figures stand without the day on which they were sent or came: a fault of it costs no row.
        received_on = read.optional("received_on", parse_day, None, "bad-date")
        sent_on = read.optional("sent_on", parse_day, None, "bad-date")
        if code is None or period is None or failed:
            return None
        day = self.units.day(boundaries, period)
        unit = self.units.find(code, day, problems, row=row, column="unit")
        if unit is None:
            return None
        series = _Series(unit, period, scope, texts.get("method", "").strip(), observed_on)
        draft = self._drafts.setdefault((series, revision), _Draft(series, revision))
        said = {
            "received_on": received_on,
            "sent_on": sent_on,
            "boundaries": day,
            "replaces": replaces,
            "preliminary": preliminary,
        }
        for name, value in said.items():
            before: set[object] = getattr(draft, name)
            if value is not None and before and value not in before:
                _note_dispute(draft, name, min(before, key=str), value, row, problems)
            if value is not None:
                before.add(value)
        return draft

    def _period(self, text: str) -> Period:
        found = self._periods.get(text)
        if found is None:
            found = Period.parse(text, calendars=self.definitions.calendars.values())
            found = self._periods[text] = next((p for p in self._periods.values() if p == found), found)
        return found

    def _cell(self, texts: Mapping[str, str], row: int, problems: Problems) -> tuple[int, Indicator] | None:
        """Find the place of the cell that a row speaks of, and its indicator."""
        code = texts["indicator"].strip()
        indicator = self.definitions.indicators.get(code)
        if indicator is None:
            hint = _which(code, {known.code: known.name_vi for known in self.definitions.indicators.values()})
            problems.add("unknown-indicator", row=row, column="indicator", found=code, hint=hint)
            return None
        said = texts.get(SEX, "").strip()
        sex = _SEXES.get(fold(said), "") if said else TOTAL
        failed = not sex
        if failed:
            codes = ", ".join(Sex.CODES)
            problems.add("unknown-code", row=row, column=SEX, expected=codes, found=said, hint=_SEX_HINT)
        pairs: list[tuple[str, str]] = []
        for name, breakdown in self.definitions.breakdowns.items():
            value = texts.get(name, "").strip() or TOTAL
            known = dict(breakdown.codes)
            if value != TOTAL and value not in known:
                failed = True
                codes = ", ".join(known)
                hint = _which(value, known)
                problems.add("unknown-code", row=row, column=name, expected=codes, found=value, hint=hint)
            pairs.append((name, value))
        return None if failed else (self._place(Cell(code, sex, pairs)), indicator)

    def _place(self, cell: Cell) -> int:
        if cell not in self._places:
            self._places[cell] = len(self._cells)
            self._cells.append(cell)
        return self._places[cell]

    def _put(
        self,
        draft: _Draft,
        place: int,
        value: Value,
        mark: str,
        row: int,
        problems: Problems,
        unread: Sequence[str],
    ) -> None:
        values = draft.values
        if place >= len(values):
            values.extend([None] * (len(self._cells) - len(values)))
        before = values[place]
        marks = (mark == "provisional", mark == "estimated")
        if before is None:
            values[place] = value
            if mark == "provisional":
                draft.provisional.add(place)
            elif mark == "estimated":
                draft.estimated.add(place)
            return
        same = before == value and draft.marks(place) == marks and place not in draft.disputed
        if not same:
            draft.disputed.add(place)
        names = ", ".join(unread)
        problems.add(
            "repeated-row" if same else "conflicting-values",
            row=row,
            column="value",
            cell=self._cells[place].code,
            unit=draft.series.unit.code,
            period=draft.series.period,
            first=_shown(before, draft.marks(place)),
            found=_shown(value, marks),
            hint=(
                f"if the rows differ in {names}, declare it as a breakdown",
                f"nếu các dòng khác nhau ở cột {names}, hãy khai báo cột đó là phân tổ",
            )
            if names
            else None,
        )

    # -- from drafts to reports ------------------------------------------------------------------

    def _layouts(self) -> dict[tuple[_Occasion, str], list[_Layout]]:
        """Find the forms of each occasion and level: the defined ones, and those of the cells on none."""
        owner = {cell: form for form in self.definitions.forms for cell in form.cells}
        spoken: dict[_Occasion, dict[str, set[int]]] = {}
        for draft in self._drafts.values():
            by_level = spoken.setdefault(draft.series.occasion, {})
            places = by_level.setdefault(draft.series.unit.level, set())
            places.update(place for place, value in enumerate(draft.values) if value is not None)
        shared: dict[tuple[Cell, ...], Form] = {}
        layouts: dict[tuple[_Occasion, str], list[_Layout]] = {}
        for occasion, by_level in spoken.items():
            levels: dict[str, dict[str, None]] = {}
            free: dict[Cell, None] = {}
            for level, places in by_level.items():
                for cell in map(self._cells.__getitem__, sorted(places)):
                    if cell not in owner:
                        levels.setdefault(cell.indicator, {})[level] = None
                        free[cell] = None
            tables: dict[frozenset[str], list[Cell]] = {}
            for cell in free:
                tables.setdefault(frozenset(levels[cell.indicator]), []).append(cell)
            forms = {at: self._table(cells, shared) for at, cells in tables.items()}
            for level, places in by_level.items():
                spoken_of = [self._cells[place] for place in sorted(places)]
                defined = dict.fromkeys(owner[cell] for cell in spoken_of if cell in owner)
                mine = [*defined, *(form for at, form in forms.items() if level in at)]
                layouts[occasion, level] = [_Layout.of(form, self._places) for form in mine]
        return layouts

    def _table(self, cells: Iterable[Cell], shared: dict[tuple[Cell, ...], Form]) -> Form:
        """Give the form of some cells that stand on no defined one; its version is made of its cells."""
        closed = _closed(cells, self.definitions)
        if closed not in shared:
            codes = dict.fromkeys(cell.indicator for cell in closed)
            shared[closed] = Form(
                code=TABLE,
                version=f"{crc32(' '.join(cell.code for cell in closed).encode()):08x}",
                cells=closed,
                indicators=[self.definitions.indicators[code] for code in codes],
                partitions=(SEX, *_partitions(self.definitions)),
            )
        return shared[closed]

    def _filled(
        self, draft: _Draft, layouts: Mapping[tuple[_Occasion, str], Sequence[_Layout]], problems: Problems
    ) -> Iterator[Report]:
        """Fill each form that the rows of a revision speak of."""
        series = draft.series
        by_place = dict(enumerate(draft.values))
        for layout in layouts[series.occasion, series.unit.level]:
            values = [by_place.get(place) for place in layout.places]
            if all(value is None for value in values):
                continue
            cells = layout.form.cells
            report = Report(
                unit=series.unit.code,
                form=layout.form,
                period=series.period,
                values=values,
                scope=series.scope,
                revision=draft.revision,
                received_on=_only(draft.received_on),
                sent_on=_only(draft.sent_on),
                boundaries=min(draft.boundaries),
                method=series.method,
                observed_on=series.observed_on,
                preliminary=True in draft.preliminary,
                provisional=_marked(cells, layout.places, draft.provisional),
                estimated=_marked(cells, layout.places, draft.estimated),
            )
            check_sums(report, values, problems)
            yield report


def check_sums(
    report: Report, said: Sequence[Value | None], problems: Problems, column: str | None = None
) -> None:
    """Note each total of a report that is given beside all of its parts and is not their sum.

    And each part of any kind (*trong đó*) that is more than its total.

    :param said: the values as they were given; a total that is not among them was worked out.
    """
    absent = dict(report.gaps)
    numbers = report.numbers
    for total, part in report.form.pairs:
        if numbers[part] > numbers[total] and absent.keys().isdisjoint((total, part)):
            problems.add(
                "part-exceeds-total",
                column=column,
                cell=report.form.cells[part].code,
                unit=report.unit,
                period=report.period,
                found=_shown(report.values[part]),
                total=report.form.cells[total].code,
                whole=_shown(report.values[total]),
            )
    for total, parts in report.form.sums:
        if said[total] is None:
            continue
        whole = sum(report.numbers[part] for part in parts)
        never = absent.get(total) in (Absence.NOT_APPLICABLE, Absence.NOT_EXPECTED)
        if whole != report.numbers[total] and (never or absent.keys().isdisjoint((total, *parts))):
            problems.add(
                "sum-mismatch",
                column=column,
                cell=report.form.cells[total].code,
                unit=report.unit,
                period=report.period,
                found=_shown(report.values[total]),
                expected=" + ".join(_shown(report.values[part]) for part in parts),
            )


def _check_first(draft: _Draft, problems: Problems) -> None:
    """Note a revision that completes an earlier one which is not there."""
    if draft.revision > 1 and True not in draft.replaces:
        problems.add(
            "no-earlier-revision",
            column="revision",
            revision=draft.revision,
            unit=draft.series.unit.code,
            period=draft.series.period,
        )


def _note_dispute(
    draft: _Draft, name: str, first: object, found: object, row: int, problems: Problems
) -> None:
    """Note that two rows disagree on a header; what then holds does not hang on which came first."""
    column, english, vietnamese = _DISPUTES[name]
    problems.add(
        "conflicting-header",
        row=row,
        column=column,
        unit=draft.series.unit.code,
        period=draft.series.period,
        revision=draft.revision,
        first=_said(column, first),
        found=_said(column, found),
        english=english,
        vietnamese=vietnamese,
    )


_DISPUTES: Final = {
    "received_on": ("received_on", "neither day was used", "không dùng ngày nào"),
    "sent_on": ("sent_on", "neither day was used", "không dùng ngày nào"),
    "boundaries": ("boundaries", "the unit is the same on both days", "hai ngày là cùng một đơn vị"),
    "replaces": ("revision_kind", "it was taken to replace", "coi là thay thế"),
    "preliminary": ("preliminary", "it was taken to be preliminary", "coi là số liệu sơ bộ"),
}


def _said(column: str, value: object) -> str:
    if isinstance(value, date):
        return format_date(value)
    words = ("supplement", "replace") if column == "revision_kind" else ("false", "true")
    return words[value is True]


@define
class _HeaderTexts:
    """Reads the fields that make a report, noting which could not be read."""

    texts: Mapping[str, str]
    row: int
    problems: Problems
    failed: bool = False

    def required(self, column: str, parse: Callable[[str], T], code: str) -> T | None:
        """Read a field that must not be empty."""
        if not self.texts[column].strip():
            self.problems.add("empty-field", row=self.row, column=column, expected=f"a {column}")
            self.failed = True
            return None
        return self.optional(column, parse, None, code)

    def optional(
        self, column: str, parse: Callable[[str], T], default: T, code: str, expected: str = ""
    ) -> T:
        """Read a field that may be empty or not there at all."""
        text = self.texts.get(column, "").strip()
        if not text:
            return default
        try:
            return parse(text)
        except ValueError:
            self.problems.add(code, row=self.row, column=column, found=text, expected=expected)
            self.failed = True
            return default


def _scope(text: str) -> Scope:
    return Scope(text.lower())


def _revision(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:10]) >= 1 and len(text) < 10):
        raise ValueError(text)
    return int(text)


def _replaces(text: str) -> bool:
    return ("supplement", "replace").index(text.lower()) == 1


def _truth(text: str) -> bool:
    if text.lower() not in _TRUTHS:
        raise ValueError(text)
    return _TRUTHS[text.lower()]


def _read_value(
    text: str, status: str, indicator: Indicator, notation: Notation, row: int, problems: Problems
) -> tuple[Value, str] | None:
    """Read what stands in a cell and the mark on it; ``None`` if the row cannot be used."""
    if not status and text.isascii() and text.isdigit() and len(text) <= _QUICK_DIGITS:
        number: int | Decimal = int(text)
        if indicator.minimum is None or number >= indicator.minimum:
            return number, ""
    text, said = text.strip(), status.strip()
    said = said.lower().replace("_", "-")
    if said not in _ABSENCES and said not in _MARKS and said:
        known = ", ".join((*_ABSENCES, *_MARKS))
        problems.add("unknown-code", row=row, column="status", expected=known, found=status)
        return None
    blank = not text or text in _NO_DATA
    if said in _ABSENCES:
        if blank:
            return _ABSENCES[said], ""
        problems.add("value-and-absence", row=row, column="value", expected=said, found=text)
        return None
    if blank:
        if said:
            problems.add("mark-without-value", row=row, column="value", expected=said)
        return Absence.NOT_REPORTED, ""
    try:
        number = parse_number(
            text,
            decimals=indicator.decimals,
            decimal_char=notation.decimal_char,
            group_char=notation.group_char,
        )
    except NumberError as error:
        hint = _HINTS.get("-" if text in _DASHES else error.code)
        problems.add(error.code, row=row, column="value", expected=error.expected, found=text, hint=hint)
        return None
    if indicator.minimum is not None and number < indicator.minimum:
        problems.add("below-minimum", row=row, column="value", expected=indicator.minimum, found=text)
        return None
    return number, said


_DASHES: Final = frozenset("-\u2013\u2014")
_HINTS: Final = {
    "-": (
        "write 0 if nothing occurred, or leave the value empty and say why under status",
        "ghi 0 nếu không phát sinh, hoặc để trống và nêu lý do ở cột status",
    ),
    "ambiguous-number": (
        "write it without grouping, or declare decimalChar in a data package",
        "viết số không có dấu phân nhóm, hoặc khai báo decimalChar trong gói dữ liệu",
    ),
}
_SEX_HINT: Final = (
    "F is women (nữ), M men (nam), _U not recorded, _T or nothing all together",
    "F là nữ, M là nam, _U là chưa rõ, _T hoặc để trống là tổng số",
)
_MOST_NAMED: Final = 10


def _which(text: str, known: Mapping[str, str]) -> tuple[str, str]:
    """Suggest the code that was meant, from codes and their names."""
    meant = [code for code, name in known.items() if fold(text) in (fold(code), fold(name))]
    if not meant:
        meant = get_close_matches(text, known, 3, cutoff=0.8)
    if meant:
        names = ", ".join(f"{code} ({known[code]})" for code in meant)
        return f"meant is perhaps {names}", f"có thể là {names}"
    # The user's own codes come last in the mapping, and are the likeliest to be meant.
    codes = ", ".join(list(known)[: -_MOST_NAMED - 1 : -1])
    more = len(known) - _MOST_NAMED
    if more > 0:
        return f"known are {codes} and {more} more", f"có {codes} và {more} mã khác"
    return f"known are {codes}", f"có {codes}"


def _picker(places: Sequence[int]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """Give a function that picks fields out of a row, always as a tuple."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda row: tuple(row[place] for place in places)


@frozen
class _Layout:
    """A form, and where its cells stand among the pivot's places."""

    form: Form
    places: tuple[int, ...]

    @classmethod
    def of(cls, form: Form, places: Mapping[Cell, int]) -> _Layout:
        return cls(form, tuple(places.get(cell, -1) for cell in form.cells))


def _only(days: set[date]) -> date | None:
    """Give the day that all rows agree on, if there is one."""
    return next(iter(days)) if len(days) == 1 else None


def _marked(cells: Sequence[Cell], places: Sequence[int], marks: set[int]) -> list[Cell]:
    return [cell for cell, place in zip(cells, places, strict=True) if place in marks] if marks else []


def _partitions(definitions: Definitions) -> dict[str, Breakdown]:
    return {name: found for name, found in definitions.breakdowns.items() if found.partition}


def _closed(cells: Iterable[Cell], definitions: Definitions) -> tuple[Cell, ...]:
    """Put to some cells the totals that they make up and what else these are made of, and order them."""
    partitions = _partitions(definitions)
    found = dict.fromkeys(cells)
    order = list(dict.fromkeys(cell.indicator for cell in found))
    waiting = list(found)
    while waiting:
        cell = waiting.pop()
        if definitions.indicators[cell.indicator].over_units is OverUnits.NEVER:
            continue
        more: list[Cell] = []
        for name, breakdown in partitions.items():
            whole = cell.without(name)
            if whole is not None:
                parts = [{**dict(whole.breakdown), name: code} for code, _ in breakdown.codes]
                more += [whole, *(evolve(whole, breakdown=part) for part in parts)]
        pair = {evolve(cell, sex=sex) for sex in (Sex.FEMALE, Sex.MALE)}
        if cell in pair and pair <= found.keys():
            more.append(evolve(cell, sex=TOTAL))
        new = [cell for cell in more if cell not in found]
        found |= dict.fromkeys(new)
        waiting += new
    sexes = list(Sex.CODES)
    return tuple(
        sorted(found, key=lambda cell: (order.index(cell.indicator), cell.breakdown, sexes.index(cell.sex)))
    )


def _shown(value: Value, marks: tuple[bool, bool] = (False, False)) -> str:
    text = value.value if isinstance(value, Absence) else format_number(value)
    said = ", ".join(mark for mark, is_set in zip(_MARKS, marks, strict=True) if is_set)
    return f"{text} ({said})" if said else text
