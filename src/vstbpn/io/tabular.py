"""The tabular form: one row per observation, pivoted into reports as the rows come.

Only ``unit``, ``period``, ``indicator`` and ``value`` are required; :data:`COLUMNS` names the rest, and
every declared breakdown is a column too. An absent row says nothing: a later revision is composed from
the one before it with the cells that it brings, an explicit blank or status overrides, and
``revision_kind`` ``replace`` blanks the rest. A cell that no row speaks of is not reported.

The total over sexes that no row gives is the sum of the women, the men and those whose sex is not
recorded, where the table has women and men; a unit that is not expected to report the total (or to which
it does not apply) is not expected to report its parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Context, Decimal
from itertools import pairwise
from operator import itemgetter
from typing import Final, TypeAlias, TypeVar

from attrs import define, field, frozen

from vstbpn.catalog import Definitions
from vstbpn.io._problems import Problems
from vstbpn.io._units import UnitCheck
from vstbpn.io.number import NumberError, format_number, parse_number
from vstbpn.model import (
    TOTAL,
    Absence,
    Cell,
    Form,
    Indicator,
    Period,
    Report,
    Scope,
    Sex,
    Value,
    parse_date,
)

__all__ = ["COLUMNS", "REQUIRED", "Notation", "Pivot"]

REQUIRED: Final = ("unit", "period", "indicator", "value")
"""The columns that every table must have."""

_HEADER: Final = (
    "unit",
    "period",
    "scope",
    "revision",
    "received_on",
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
_ABSENCES: Final = {absence.value: absence for absence in Absence}
_MARKS: Final = ("provisional", "estimated")
_TRUTHS: Final = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_EXACT: Final = Context(prec=100)
_QUICK_DIGITS: Final = 18

T = TypeVar("T")


@frozen(kw_only=True)
class Notation:
    """How a file writes its numbers, where it says so."""

    decimal_char: str | None = None
    group_char: str | None = None


_Occasion: TypeAlias = tuple[Period, Scope]


@frozen(cache_hash=True)
class _Series:
    """What the revisions of one report have in common."""

    unit: str
    period: Period
    scope: Scope
    method: str
    observed_on: date | None

    @property
    def occasion(self) -> _Occasion:
        """What the reports that are set side by side have in common."""
        return self.period, self.scope


@define(eq=False)
class _Draft:
    """One revision, as far as its rows have been read."""

    series: _Series
    revision: int
    received_on: date | None
    boundaries: date
    replaces: bool
    preliminary: bool
    values: list[Value | None] = field(factory=list)
    """By the pivot's places; ``None`` where no row spoke."""
    marks: dict[int, str] = field(factory=dict)
    disputed: set[int] = field(factory=set)
    """The places where two rows disagree."""

    def settle(self) -> None:
        """Take back what rows disagree on: neither value is known to be the right one."""
        for place in self.disputed:
            self.values[place] = Absence.NOT_REPORTED
            self.marks.pop(place, None)

    def inherit(self, before: _Draft) -> None:
        """Take over from the revision before what no row of this one spoke of."""
        self.values += [None] * (len(before.values) - len(self.values))
        for place, value in enumerate(before.values):
            if self.values[place] is None:
                self.values[place] = value
                if place in before.marks:
                    self.marks[place] = before.marks[place]


@define
class Pivot:
    """Turns rows into reports; one pivot may take the rows of many tables.

    :param definitions: the indicators, breakdowns and forms that the rows may speak of.
    :param units: what the unit codes are checked against.
    """

    definitions: Definitions
    units: UnitCheck
    _drafts: dict[tuple[_Series, int], _Draft] = field(factory=dict, init=False)
    _places: dict[Cell, int] = field(factory=dict, init=False)

    def reader(
        self, columns: Sequence[str], problems: Problems, notation: Notation
    ) -> Callable[[Sequence[str], int], None]:
        """Give a function that takes one row of a table with these columns, and the row's number.

        Tables repeat themselves: the texts of a row that make its report and its cell are looked up as
        they stand, and are read only when they are new.
        """
        at = {name: place for place, name in enumerate(columns)}
        header_names = tuple(name for name in _HEADER if name in at)
        cell_names = tuple(name for name in columns if name in _CELL or name in self.definitions.breakdowns)
        header_of = _picker([at[name] for name in header_names])
        cell_of = _picker([at[name] for name in cell_names])
        value_at, status_at = at["value"], at.get("status")
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
                self._put(draft, place, *read, number, problems)

        return take

    def reports(self) -> list[Report]:
        """Give the reports of all rows, earlier revisions included; asked once, after the last row."""
        by_series: dict[_Series, list[_Draft]] = {}
        for draft in self._drafts.values():
            draft.settle()
            by_series.setdefault(draft.series, []).append(draft)
        for drafts in by_series.values():
            drafts.sort(key=lambda draft: draft.revision)
            for before, draft in pairwise(drafts):
                if not draft.replaces:
                    draft.inherit(before)
        layouts = self._layouts()
        return [report for draft in self._drafts.values() for report in self._filled(draft, layouts)]

    # -- from texts to drafts --------------------------------------------------------------------

    def _draft(self, texts: Mapping[str, str], row: int, problems: Problems) -> _Draft | None:
        """Find or begin the revision that the header of a row speaks of."""
        read = _HeaderTexts(texts, row, problems)
        unit = read.required("unit", str, "empty-field")
        period = read.required("period", Period.parse, "bad-period")
        scope = read.optional("scope", _scope, Scope.OWN, "unknown-code", "own or subtree")
        revision = read.optional("revision", _revision, 1, "bad-revision")
        received_on = read.optional("received_on", parse_date, None, "bad-date")
        boundaries = read.optional("boundaries", parse_date, None, "bad-date")
        observed_on = read.optional("observed_on", parse_date, None, "bad-date")
        method = texts.get("method", "").strip()
        replaces = read.optional("revision_kind", _replaces, False, "unknown-code", "supplement or replace")
        preliminary = read.optional("preliminary", _truth, False, "unknown-code", "true or false")
        if unit is None or period is None or read.failed:
            return None
        day = self.units.day(boundaries, period)
        if not self.units.passes(unit, day, problems, row=row, column="unit"):
            return None
        series = _Series(unit, period, scope, method, observed_on)
        new = _Draft(series, revision, received_on, day, replaces, preliminary)
        draft = self._drafts.setdefault((series, revision), new)
        for column in ("received_on", "boundaries", "replaces", "preliminary"):
            first, found = getattr(draft, column), getattr(new, column)
            if first != found:
                problems.add(
                    "conflicting-header",
                    row=row,
                    column="revision_kind" if column == "replaces" else column,
                    unit=unit,
                    period=period,
                    revision=revision,
                    first=str(first),
                    found=str(found),
                )
        return draft

    def _cell(self, texts: Mapping[str, str], row: int, problems: Problems) -> tuple[int, Indicator] | None:
        """Find the place of the cell that a row speaks of, and its indicator."""
        code = texts["indicator"].strip()
        indicator = self.definitions.indicators.get(code)
        if indicator is None:
            known = ", ".join(sorted(self.definitions.indicators)[:10])
            problems.add(
                "unknown-indicator", row=row, column="indicator", found=code, hint=f"known are {known}"
            )
            return None
        sex = texts.get("sex", "").strip().upper() or TOTAL
        failed = sex not in Sex.CODES
        if failed:
            problems.add(
                "unknown-code",
                row=row,
                column="sex",
                expected=", ".join(Sex.CODES),
                found=texts["sex"],
                hint="F is women (nữ), M men (nam), _U not recorded, _T or nothing all together",
            )
        pairs: list[tuple[str, str]] = []
        for name, breakdown in self.definitions.breakdowns.items():
            value = texts.get(name, "").strip() or TOTAL
            if value == TOTAL:
                continue
            pairs.append((name, value))
            if value not in dict(breakdown.codes):
                failed = True
                codes = ", ".join(code for code, _ in breakdown.codes)
                problems.add("unknown-code", row=row, column=name, expected=codes, found=value)
        if failed:
            return None
        return self._places.setdefault(Cell(code, sex, tuple(pairs)), len(self._places)), indicator

    def _put(self, draft: _Draft, place: int, value: Value, mark: str, row: int, problems: Problems) -> None:
        values = draft.values
        if place >= len(values):
            values.extend([None] * (len(self._places) - len(values)))
        before = values[place]
        if before is None:
            values[place] = value
            if mark:
                draft.marks[place] = mark
            return
        cell = next(cell for cell, at in self._places.items() if at == place)
        same = before == value and draft.marks.get(place, "") == mark and place not in draft.disputed
        if not same:
            draft.disputed.add(place)
        problems.add(
            "repeated-row" if same else "conflicting-values",
            row=row,
            column="value",
            cell=cell.code,
            unit=draft.series.unit,
            period=draft.series.period,
            first=_shown(before),
            found=_shown(value),
        )

    # -- from drafts to reports ------------------------------------------------------------------

    def _layouts(self) -> dict[_Occasion, list[_Layout]]:
        """Find the forms of each occasion: the defined ones, and one of all cells that stand on none."""
        owner = {cell: form for form in self.definitions.forms for cell in form.cells}
        cells = list(self._places)
        spoken: dict[_Occasion, set[int]] = {}
        for draft in self._drafts.values():
            places = spoken.setdefault(draft.series.occasion, set())
            places.update(place for place, value in enumerate(draft.values) if value is not None)
        shared: dict[tuple[Cell, ...], _Layout] = {}
        layouts: dict[_Occasion, list[_Layout]] = {}
        for occasion, places in spoken.items():
            seen = [cells[place] for place in sorted(places)]
            forms = list(dict.fromkeys(owner[cell] for cell in seen if cell in owner))
            free = _with_totals(cell for cell in seen if cell not in owner)
            if free:
                codes = dict.fromkeys(cell.indicator for cell in free)
                known = (self.definitions.indicators[code] for code in codes)
                forms.append(Form(code="table", cells=free, indicators=known))
            layouts[occasion] = [
                shared.setdefault(form.cells, _Layout.of(form, self._places)) for form in forms
            ]
        return layouts

    def _filled(self, draft: _Draft, layouts: Mapping[_Occasion, Sequence[_Layout]]) -> Iterator[Report]:
        """Fill each form that the rows of a revision speak of."""
        by_place = dict(enumerate(draft.values))
        for layout in layouts[draft.series.occasion]:
            values = [by_place.get(place) for place in layout.places]
            if all(value is None for value in values):
                continue
            marks = {at: draft.marks[place] for at, place in enumerate(layout.places) if place in draft.marks}
            for total, parts in layout.totals:
                _settle(values, marks, total, parts)
            marked = {mark: {layout.form.cells[at] for at in marks if marks[at] == mark} for mark in _MARKS}
            series = draft.series
            yield Report(
                unit=series.unit,
                form=layout.form,
                period=series.period,
                values=[Absence.NOT_REPORTED if value is None else value for value in values],
                scope=series.scope,
                revision=draft.revision,
                received_on=draft.received_on,
                boundaries=draft.boundaries,
                method=series.method,
                observed_on=series.observed_on,
                preliminary=draft.preliminary,
                provisional=marked["provisional"],
                estimated=marked["estimated"],
            )


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
    "-": "write 0 if nothing occurred, or leave the value empty and say why under status",
    "ambiguous-number": "write it without grouping, or declare decimalChar in a data package",
}


def _picker(places: Sequence[int]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """Give a function that picks fields out of a row, always as a tuple."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda row: tuple(row[place] for place in places)


@frozen
class _Layout:
    """A form, where its cells stand among the pivot's places, and which of them are totals of others."""

    form: Form
    places: tuple[int, ...]
    totals: tuple[tuple[int, tuple[int, ...]], ...]

    @classmethod
    def of(cls, form: Form, places: Mapping[Cell, int]) -> _Layout:
        at = {cell: place for place, cell in enumerate(form.cells)}
        totals = []
        for cell, place in at.items():
            if cell.sex == TOTAL:
                parts = [Cell(cell.indicator, sex, cell.breakdown) for sex in _PARTS]
                if parts[0] in at and parts[1] in at:
                    totals.append((place, tuple(at[part] for part in parts if part in at)))
        return cls(form, tuple(places.get(cell, -1) for cell in form.cells), tuple(totals))


_PARTS: Final = (Sex.FEMALE, Sex.MALE, Sex.UNKNOWN)


def _with_totals(cells: Iterable[Cell]) -> list[Cell]:
    """Order cells by indicator and breakdown, with a total before each pair of women and men."""
    sexes: dict[tuple[str, tuple[tuple[str, str], ...]], set[str]] = {}
    for cell in cells:
        sexes.setdefault((cell.indicator, cell.breakdown), set()).add(cell.sex)
    for found in sexes.values():
        if {Sex.FEMALE, Sex.MALE} <= found:
            found.add(TOTAL)
    order = list(dict.fromkeys(indicator for indicator, _ in sexes))
    return [
        Cell(indicator, sex, breakdown)
        for indicator, breakdown in sorted(sexes, key=lambda key: (order.index(key[0]), key[1]))
        for sex in Sex.CODES
        if sex in sexes[indicator, breakdown]
    ]


def _settle(values: list[Value | None], marks: dict[int, str], total: int, parts: Sequence[int]) -> None:
    """Fill in a total from its parts, or the parts from a total that says that there is nothing to say."""
    whole = values[total]
    if whole in (Absence.NOT_EXPECTED, Absence.NOT_APPLICABLE):
        for part in parts:
            if values[part] is None:
                values[part] = whole
        return
    if whole is not None:
        return
    women, men, *unknown = (values[part] for part in parts)
    values[total] = _sum([women, men, *(value for value in unknown if value is not None)])
    worst = {marks[part] for part in parts if part in marks}
    for mark in _MARKS:
        if mark in worst:
            marks[total] = mark


def _sum(values: Sequence[Value | None]) -> Value:
    """Add exactly; an absence among the parts is an absence of the whole, unless nothing was to come."""
    said = {value for value in values if isinstance(value, Absence)}
    if None in values or any(absence.is_missing for absence in said):
        return Absence.NOT_REPORTED
    if Absence.SUPPRESSED in said:
        return Absence.SUPPRESSED
    numbers = [value for value in values if isinstance(value, int | Decimal)]
    if not numbers:
        return Absence.NOT_APPLICABLE if Absence.NOT_APPLICABLE in said else Absence.NOT_EXPECTED
    whole: int | Decimal = 0
    for number in numbers:
        both_whole = isinstance(whole, int) and isinstance(number, int)
        whole = whole + number if both_whole else _EXACT.add(whole, number)
    return whole


def _shown(value: Value) -> str:
    return value.value if isinstance(value, Absence) else format_number(value)
