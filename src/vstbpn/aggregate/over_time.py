"""Figures over time: a year from its parts, and a part from figures that count from the year's beginning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, partial
from itertools import chain
from typing import Final, Protocol, TypeAlias

from attrs import define, evolve, field, frozen

from vstbpn.aggregate.rollup import as_reports
from vstbpn.catalog import Gazetteer
from vstbpn.errors import ReportConflict
from vstbpn.model import (
    Absence,
    Cell,
    Form,
    Indicator,
    OverTime,
    OverUnits,
    Period,
    Report,
    Value,
    differing_indicator,
    exact,
    format_date,
)

__all__ = ["Derived", "Fall", "Lack", "Stale", "from_year_to_date", "over_time"]

_MONTHS: Final = {
    "": 12,
    "9M": 9,
    **dict.fromkeys(("H1", "H2"), 6),
    **{f"Q{number}": 3 for number in range(1, 5)},
    **{f"{number:02d}": 1 for number in range(1, 13)},
}
"""The parts of a year with their months, the longest first."""

_NAMED: Final = 5


@frozen
class Lack:
    """What a unit did not report: the parts that the figures of some cells of the period want for."""

    unit: str
    periods: tuple[Period, ...]
    cells: tuple[Cell, ...]


@frozen
class Stale:
    """A figure that is not that of the last part, which is missing: it was taken from another."""

    unit: str
    cell: Cell
    taken_from: Period


@frozen
class Fall:
    """A contradiction: a figure that counts from the beginning of the year became smaller within it."""

    unit: str
    cell: Cell
    earlier: Period
    before: int | Decimal
    later: Period
    after: int | Decimal


@frozen
class Derived:
    """Reports for one period, worked out from those of other periods, with all that they do not say.

    ``reports`` are in the order of their units and go into :func:`~vstbpn.roll_up` as they are.

    ``lacking`` names, unit by unit, the parts without which a figure is missing: not there, or left blank;
    where the report for the period itself leaves it blank, that is the period itself.
    ``stale`` names the figures that were taken from an earlier part, ``falls`` the year-to-date figures
    that contradict each other. ``not_derived`` are the cells for which parts do not make a whole: those of
    indicators that say nothing over time, and distinct persons, of whom one may be in two parts.
    """

    reports: tuple[Report, ...]
    lacking: tuple[Lack, ...]
    stale: tuple[Stale, ...]
    falls: tuple[Fall, ...]
    not_derived: tuple[Cell, ...]


def over_time(
    reports: Iterable[Report],
    period: Period | str,
    *,
    look_back: int = 0,
    gazetteer: Gazetteer | None = None,
) -> Derived:
    """Work out the reports for a period from those for its parts: a year from halves, quarters or months.

    What a cell's figures say over time is its indicator's to say. Flows (cases in a half-year) are added; a
    part that nobody reported makes the sum missing, and what the others add up to is ``known`` of it. A
    stock (members on the last day) is the figure of the last part. Of distinct persons the largest part is
    known, and the whole only where no other part has any. What is suppressed in a part is so in the sum;
    what is not applicable, or not expected, in all parts is so in the whole.

    >>> from vstbpn import Form, Indicator, Report
    >>> cases = Indicator(code="cases", name_vi="Số vụ", measure="cases", over_time=OverTime.FLOW)
    >>> staff = Indicator(code="staff", name_vi="Số cán bộ", measure="persons", over_time=OverTime.STOCK)
    >>> form = Form(code="form", cells=["cases", "staff"], indicators=[cases, staff])
    >>> halves = [
    ...     Report(unit="24", form=form, period=Period(2024, "H1"), values=[30, 7]),
    ...     Report(unit="24", form=form, period=Period(2024, "H2"), values=[12, 9]),
    ...     Report(unit="27", form=form, period=Period(2024, "H1"), values=[5, 4]),
    ... ]
    >>> year = over_time(halves, Period(2024))
    >>> [report.values for report in year.reports]
    [(42, 9), (<Absence.NOT_REPORTED: 'not-reported'>, <Absence.NOT_REPORTED: 'not-reported'>)]
    >>> [(lack.unit, lack.periods[0].code) for lack in year.lacking]
    [('27', '2024-H2')]
    >>> over_time(halves, "2024", look_back=1).stale[0].taken_from.code
    '2024-H1'

    The parts are those of the reports, in the calendar of ``period``, that tile it without gap or overlap,
    and of several such sets the smallest; they may differ from unit to unit and from cell to cell. Figures
    meet by indicator and breakdown, whatever form they stand on. A report for the period itself is a part
    that is the whole, and is given as it is, with a revision that counts as below. A blank in it is an
    answer, as it is in any part: no other parts and no earlier stock take its place, and ``lacking`` names
    the period.

    What is derived has the boundaries and the day of observation of its last part, and was received when
    the last of its parts was. It is preliminary if any part is; marks of cells carry over. Its revision is
    the sum of the revisions of all newest reports that lie within the period, and with ``look_back`` of
    those before it, whether a figure rests on them or not. So, whoever keeps the reports that there were
    and adds others never gets a smaller revision, and gets a larger one whenever what is derived changes:
    in a roll-up the latest derivation counts.

    :param reports: in any order, of any units, forms and periods; of several revisions the newest counts.
    :param period: the period, or its code, as :meth:`Period.parse` reads it.
    :param look_back: where a stock is missing at the end of the period, take the newest figure of this many
        parts before the last (each as long as the last), also from before the period. It is marked as
        estimated and named in ``stale``. Only what is missing is looked past, and not what is suppressed.
    :param gazetteer: tells whether a code was the same unit on the boundaries of all parts.
    :raises TypeError: if ``period`` is neither a period nor text, or ``reports`` are none.
    :raises ValueError: if ``look_back`` is negative, or the text is no code of a period.
    :raises ReportConflict: if the reports of a unit contradict each other, or its parts stand on maps of
        several days and no gazetteer says that its code was the same unit on all of them; figures of two
        maps are brought together by :func:`~vstbpn.restate`.
    :raises UnknownUnit: if the gazetteer has no such unit.
    """
    if look_back < 0:
        raise ValueError(f"expected to look back 0 parts or more, got {look_back}")
    whole = _period(period)
    return _derive(reports, whole, _Whole(whole, look_back), gazetteer)


def from_year_to_date(
    reports: Iterable[Report], period: Period | str, *, gazetteer: Gazetteer | None = None
) -> Derived:
    """Work out the reports for a part of the year from reports that count from the year's beginning.

    A report for the year then includes its first half: the second half is the year less the first, the
    second quarter the half less the first quarter, the fourth quarter the year less nine months. This is so
    of flows; a stock is the figure of the later report. A figure that becomes smaller within the year is a
    contradiction where no figure can be below zero: it is named in ``falls``, and the difference is missing.
    Of distinct persons, those who are new since the earlier report are all that is ``known``.

    >>> from vstbpn import Form, Indicator, Report
    >>> cases = Indicator(code="cases", name_vi="Số vụ", measure="cases", over_time=OverTime.FLOW)
    >>> form = Form(code="form", cells=["cases"], indicators=[cases])
    >>> counted = [
    ...     Report(unit=unit, form=form, period=Period(2024, part), values=[value])
    ...     for unit, part, value in [("24", "H1", 30), ("24", "", 42), ("27", "H1", 9), ("27", "", 8)]
    ... ]
    >>> second = from_year_to_date(counted, Period(2024, "H2"))
    >>> [report.values for report in second.reports]
    [(12,), (<Absence.NOT_REPORTED: 'not-reported'>,)]
    >>> [(fall.unit, fall.before, fall.after) for fall in second.falls]
    [('27', 9, 8)]

    If either figure is missing or suppressed, so is the difference. What was not applicable or not expected
    earlier counts for nothing; where the later report says so, it is so of the part. The revision is the sum
    of those of both reports, also where one is not used.

    :param reports: as for :func:`over_time`; the figures of all are taken to count from the beginning of
        the year of the calendar.
    :param period: a part of the year that begins, and ends, where a report from the beginning of the year
        can end: ``H1``, ``H2``, ``Q1`` to ``Q4``, ``9M``, ``01`` or the year itself; as a code, too.
    :param gazetteer: as for :func:`over_time`.
    :raises TypeError: as for :func:`over_time`.
    :raises ValueError: for any other part of the year, or text that is no code of a period.
    :raises ReportConflict: as for :func:`over_time`.
    :raises UnknownUnit: as for :func:`over_time`.
    """
    part = _period(period)
    year = Period(part.year, "", part.calendar)
    ends = {when.end: when for when in _parts_of(year) if when.start == year.start}
    later, earlier = ends.get(part.end), ends.get(part.start)
    if later is None or (earlier is None and later != part):
        raise ValueError(
            f"expected H1, H2, Q1 to Q4, 9M, 01 or the year, got {part}: no report that counts from the "
            "beginning of the year ends where it begins, or where it ends"
        )
    return _derive(reports, part, _Difference(later, earlier), gazetteer)


def _period(said: Period | str) -> Period:
    """Take a period, or read its code."""
    if isinstance(said, str):
        return Period.parse(said)
    if isinstance(said, Period):
        return said
    raise TypeError(f"expected a period, or its code such as '2024-H1', got {said!r:.60}")


# -- what a unit said ----------------------------------------------------------------------------

_Said: TypeAlias = tuple[Report, int]
"""Where a figure stands: the report, and the place on its form."""
_Sheet: TypeAlias = tuple[Period, Form]
_Sheets: TypeAlias = dict[_Sheet, Report]
"""The newest reports of one unit, scope and method, in time."""
_Places: TypeAlias = Sequence[tuple[Period, int, int]]
"""Where a cell stands: for a period, on a sheet (by its number), at a place."""


@frozen
class _Figures:
    """All that a unit said of one cell, by period."""

    unit: str
    cell: Cell
    indicator: Indicator
    said: Mapping[Period, _Said]

    def value(self, when: Period) -> Value:
        """Give what was said for a period."""
        if when not in self.said:
            return Absence.NOT_REPORTED
        report, place = self.said[when]
        return report.values[place]

    def parts(self, *periods: Period) -> tuple[_Said, ...]:
        """Give the figures of those periods for which something was said."""
        return tuple(self.said[when] for when in periods if when in self.said)

    def as_said(self, when: Period, notes: _Notes) -> _Outcome:
        """Take over what was said for a period as it stands, an absence too; note what is missing."""
        if _is_missing(self.value(when)):
            notes.lack(self, when)
        parts = self.parts(when)
        value = self.value(when)
        known = sum(report.numbers[place] for report, place in parts)
        return _Outcome(value, parts, known if isinstance(value, Absence) else 0)


@frozen
class _Outcome:
    """What is derived of one cell, with what it rests on; ``known`` counts in the last decimal place."""

    value: Value
    parts: tuple[_Said, ...] = ()
    known: int = 0
    estimated: bool = False


@define
class _Notes:
    """All that is to be said beside the reports."""

    lacking: dict[tuple[str, tuple[Period, ...]], dict[Cell, None]] = field(factory=dict)
    stale: list[Stale] = field(factory=list)
    falls: list[Fall] = field(factory=list)
    not_derived: set[Cell] = field(factory=set)

    def lack(self, figures: _Figures, *periods: Period) -> None:
        """Note that a figure is missing for some periods."""
        self.lacking.setdefault((figures.unit, periods), {})[figures.cell] = None


class _Rule(Protocol):
    """How a cell's figure for one period follows from others."""

    def needs(self, when: Period) -> bool:
        """Tell whether the reports for a period matter."""
        ...

    def derive(self, figures: _Figures, notes: _Notes) -> _Outcome | None:
        """Work out one figure of a unit; ``None`` if what was said is no matter of the period."""
        ...


def _derive(reports: Iterable[Report], period: Period, rule: _Rule, gazetteer: Gazetteer | None) -> Derived:
    """Apply a rule to every cell of every unit."""
    layout_of = cache(_layout)
    is_one_unit = cache(partial(_is_one_unit, gazetteer))
    notes = _Notes()
    found: list[Report] = []
    faults: list[str] = []
    for unit, sheets in _series(as_reports(reports), cache(rule.needs)):
        filled = tuple(sheets.values())
        outcomes: dict[Cell, _Outcome] = {}
        for cell, (indicator, places) in layout_of(tuple(sheets)).items():
            outcome = rule.derive(_Figures(unit, cell, indicator, _said(cell, places, filled)), notes)
            if outcome is not None:
                outcomes[cell] = outcome
        days = frozenset(report.boundaries for report in _used(sheets, outcomes) if report.boundaries)
        if len(days) > 1 and not is_one_unit(unit, days):
            faults.append(f"{unit!r} on {', '.join(map(format_date, sorted(days)))}")
        found += _written(period, sheets, outcomes)
    if faults:
        shown = "; ".join(faults[:_NAMED]) + ("; ..." if len(faults) > _NAMED else "")
        why = (
            "say gazetteer=, which can tell whether a code was one unit on all of them"
            if gazetteer is None
            else "the code was not one unit on all of them; restate the figures on one map"
        )
        raise ReportConflict(f"{period}: {len(faults)} units have parts on several maps ({shown}); {why}")
    return Derived(
        reports=tuple(found),
        lacking=tuple(Lack(unit, periods, tuple(cells)) for (unit, periods), cells in notes.lacking.items()),
        stale=tuple(notes.stale),
        falls=tuple(notes.falls),
        not_derived=tuple(sorted(notes.not_derived)),
    )


def _series(reports: Iterable[Report], is_needed: Callable[[Period], bool]) -> Iterator[tuple[str, _Sheets]]:
    """Give the newest reports, series by series: those of one unit, scope and method."""
    found: dict[tuple[str, str, str], dict[_Sheet, list[Report]]] = {}
    for report in reports:
        if is_needed(report.period):
            sheets = found.setdefault((report.unit, report.scope.value, report.method), {})
            sheets.setdefault((report.period, report.form), []).append(report)
    order = {
        (when, form): (when.end, when.start, form.code, form.version, form.cells)
        for when, form in set(chain.from_iterable(found.values()))
    }
    for (unit, _, _), sheets in sorted(found.items(), key=lambda series: series[0]):
        yield unit, {sheet: _newest(sheets[sheet]) for sheet in sorted(sheets, key=order.__getitem__)}


def _newest(revisions: Sequence[Report]) -> Report:
    newest = max(revisions, key=lambda report: report.revision)
    for other in revisions:
        newest.supersedes(other)  # else they contradict each other, which it says
    return newest


def _layout(sheets: Sequence[_Sheet]) -> Mapping[Cell, tuple[Indicator, _Places]]:
    """Find for every cell its indicator, and where it stands."""
    found: dict[Cell, tuple[Indicator, list[tuple[Period, int, int]]]] = {}
    for number, (when, form) in enumerate(sheets):
        for place, (cell, indicator) in enumerate(zip(form.cells, form.by_cell, strict=True)):
            known, places = found.setdefault(cell, (indicator, []))
            if known != indicator:
                raise differing_indicator((form for _, form in sheets), indicator)
            places.append((when, number, place))
    return found


def _said(cell: Cell, places: _Places, filled: Sequence[Report]) -> Mapping[Period, _Said]:
    """Gather what was said of a cell; of two forms for one period the later revision counts.

    Of two that agree in one revision the worse mark counts, as in a roll-up; else the first in order.
    """
    found: dict[Period, _Said] = {}
    for when, number, place in places:
        report = filled[number]
        if when in found:
            other, at = found[when]
            if other.revision == report.revision and other.values[at] != report.values[place]:
                raise ReportConflict(
                    f"unit {report.unit!r}, {cell}, {when}: two forms, {other.form.code!r} and "
                    f"{report.form.code!r}, contradict each other in revision {report.revision}"
                )
            if _weight(other, cell) >= _weight(report, cell):
                continue
        found[when] = report, place
    return found


def _weight(report: Report, cell: Cell) -> tuple[int, bool, bool]:
    """Give by what one report prevails over another: its revision, then what it says against the figure."""
    return report.revision, cell in report.estimated, report.preliminary or cell in report.provisional


# -- what is written -----------------------------------------------------------------------------


def _used(sheets: _Sheets, outcomes: Mapping[Cell, _Outcome]) -> Sequence[Report]:
    """Give the reports on which figures rest, in time; all, if none rests on any."""
    used = {id(report) for outcome in outcomes.values() for report, _ in outcome.parts}
    return [report for report in sheets.values() if id(report) in used] or list(sheets.values())


def _written(period: Period, sheets: _Sheets, outcomes: Mapping[Cell, _Outcome]) -> Iterator[Report]:
    """Write what was derived on the unit's forms, the largest first, until every cell stands on one.

    A form that was in use only before the period comes last.
    """
    waiting = set(outcomes)
    revision = sum(report.revision for report in sheets.values())  # of all: so it never goes down
    forms: dict[Form, bool] = {}
    for when, form in reversed(sheets):
        forms.setdefault(form, when.end <= period.start)
    for form in sorted(forms, key=lambda form: (forms[form], -len(form.cells))):
        mine = {cell: outcomes[cell] for cell in form.cells if cell in outcomes}
        if waiting.isdisjoint(mine):
            continue
        waiting -= mine.keys()
        itself = sheets.get((period, form))
        used = _used(sheets, mine)
        if itself and used == [itself]:
            yield itself if itself.revision == revision else evolve(itself, revision=revision)
        else:
            yield _report(period, form, revision, used, mine)


def _report(
    period: Period, form: Form, revision: int, used: Sequence[Report], outcomes: Mapping[Cell, _Outcome]
) -> Report:
    """Write one derived report."""
    last = used[-1]
    received = [report.received_on for report in used if report.received_on]

    def marked(name: str) -> list[Cell]:
        return [
            cell
            for cell, outcome in outcomes.items()
            if any(cell in getattr(part, name) and _adds(part, place) for part, place in outcome.parts)
        ]

    return Report(
        unit=last.unit,
        form=form,
        period=period,
        values=[outcomes[cell].value if cell in outcomes else Absence.NOT_REPORTED for cell in form.cells],
        scope=last.scope,
        revision=revision,
        received_on=max(received) if len(received) == len(used) else None,
        boundaries=last.boundaries,
        method=last.method,
        observed_on=last.observed_on,
        preliminary=any(report.preliminary for report in used),
        provisional=marked("provisional"),
        estimated=[*marked("estimated"), *(cell for cell in outcomes if outcomes[cell].estimated)],
        known=[
            (cell, exact(outcome.known, form.by_cell[form.place(cell)].decimals))
            for cell, outcome in outcomes.items()
            if outcome.known
        ],
    )


def _adds(report: Report, place: int) -> bool:
    """Tell whether a report has anything to add at a place."""
    return bool(report.numbers[place]) or not isinstance(report.values[place], Absence)


def _is_missing(value: Value) -> bool:
    return isinstance(value, Absence) and value.is_missing


def _is_one_unit(gazetteer: Gazetteer | None, code: str, days: frozenset[date]) -> bool:
    """Tell whether a code was the same unit on several days; without a gazetteer nobody can."""
    return gazetteer is not None and len({gazetteer.unit(code, on=day) for day in days}) == 1


# -- a whole from its parts ----------------------------------------------------------------------


class _Whole:
    """The figure of a period from those of its parts."""

    def __init__(self, period: Period, look_back: int) -> None:
        self._period = period
        self._look_back = look_back
        self._months = _parts_of(period)
        self._last = [when for when in self._months if when.end == period.end]
        self._tiles = cache(partial(_tiles, period, self._months))

    def needs(self, when: Period) -> bool:
        if when in self._months:
            return True
        return self._look_back > 0 and when.calendar == self._period.calendar and when.end < self._period.end

    def derive(self, figures: _Figures, notes: _Notes) -> _Outcome | None:
        if self._period in figures.said:
            return figures.as_said(self._period, notes)
        kind = figures.indicator.over_time
        if kind is OverTime.STOCK:
            return self._stock(figures, notes)
        if self._months.keys().isdisjoint(figures.said):
            return None
        if kind is OverTime.NEVER:
            notes.not_derived.add(figures.cell)
            return _Outcome(Absence.NOT_REPORTED)
        return self._flow(figures, notes)

    def _flow(self, figures: _Figures, notes: _Notes) -> _Outcome:
        """Add the parts; of distinct persons the largest part is what is known."""
        tiles = self._tiles(frozenset(figures.said))
        values = {when: figures.value(when) for when in tiles}
        absences = {value for value in values.values() if isinstance(value, Absence)}
        parts = figures.parts(*tiles)
        numbers = [report.numbers[place] for report, place in parts]
        is_distinct = figures.indicator.over_units is OverUnits.DISTINCT
        number = max(numbers) if is_distinct else sum(numbers)
        value: Value
        if any(map(_is_missing, absences)):
            notes.lack(figures, *(when for when in tiles if _is_missing(values[when])))
            value = Absence.NOT_REPORTED
        elif number != sum(numbers):
            notes.not_derived.add(figures.cell)
            value = Absence.NOT_REPORTED
        elif Absence.SUPPRESSED in absences:
            value = Absence.SUPPRESSED
        elif any(not isinstance(value, Absence) for value in values.values()):
            return _Outcome(exact(number, figures.indicator.decimals), parts)
        else:
            value = Absence.NOT_APPLICABLE if Absence.NOT_APPLICABLE in absences else Absence.NOT_EXPECTED
        return _Outcome(value, parts, number)

    def _stock(self, figures: _Figures, notes: _Notes) -> _Outcome | None:
        """Take the figure of the end of the period, or of the newest part that may stand for it."""
        at_end = next((when for when in self._last if when in figures.said), None)
        if at_end and not _is_missing(figures.value(at_end)):
            return figures.as_said(at_end, notes)
        last = at_end or self._tiles(frozenset(figures.said))[-1]
        before = self._before(figures, self._look_back * self._months[last])
        for when in before:
            value = figures.value(when)
            if not isinstance(value, Absence):
                notes.stale.append(Stale(figures.unit, figures.cell, when))
                return _Outcome(value, figures.parts(when), estimated=True)
            if not value.is_missing:
                break
        if not before and self._months.keys().isdisjoint(figures.said):
            return None
        return figures.as_said(last, notes)

    def _before(self, figures: _Figures, reach: int) -> Sequence[Period]:
        """Give the parts that end at most so many months before the period does, the newest first.

        Of those that end on one day the longest comes first, as it does in what was said.
        """
        end = self._period.end
        months = {when: 12 * (end.year - when.end.year) + end.month - when.end.month for when in figures.said}
        return sorted((when for when in months if reach and months[when] <= reach), key=months.__getitem__)


def _parts_of(period: Period) -> Mapping[Period, int]:
    """Give all periods within one, itself too, with their months, the longest first."""
    parts = {Period(period.year, part, period.calendar): months for part, months in _MONTHS.items()}
    start, end = period.start, period.end
    return {when: months for when, months in parts.items() if start <= when.start and when.end <= end}


def _tiles(period: Period, months: Mapping[Period, int], there: frozenset[Period]) -> Sequence[Period]:
    """Tile a period with the parts that are there, as far as they go, and as few as can be.

    What is open between them is tiled with parts that are no longer than the longest that is there.
    """
    inside = there & months.keys()
    longest = max(_MONTHS[when.part] for when in inside or there)
    best: dict[date, tuple[int, Sequence[Period]]] = {period.start: (0, ())}
    for when in sorted(months, key=lambda when: when.start):
        if when.start in best and (when in there or months[when] <= longest):
            still_open, before = best[when.start]
            found = (still_open + (0 if when in there else months[when]), (*before, when))
            other = best.get(when.end)
            if other is None or (found[0], len(found[1])) < (other[0], len(other[1])):
                best[when.end] = found
    return best[period.end][1]


# -- a part from figures that count from the beginning -------------------------------------------


class _Difference:
    """The figure of a part of the year: what was counted to its end, less what was to its start."""

    def __init__(self, later: Period, earlier: Period | None) -> None:
        self._later = later
        self._earlier = earlier

    def needs(self, when: Period) -> bool:
        return when in (self._later, self._earlier)

    def derive(self, figures: _Figures, notes: _Notes) -> _Outcome:
        later, earlier = self._later, self._earlier
        if earlier is None:
            return figures.as_said(later, notes)
        kind = figures.indicator.over_time
        if kind is OverTime.NEVER:
            notes.not_derived.add(figures.cell)
            return _Outcome(Absence.NOT_REPORTED)
        if kind is OverTime.STOCK:
            return figures.as_said(later, notes)
        missing = [when for when in (earlier, later) if _is_missing(figures.value(when))]
        if missing:
            notes.lack(figures, *missing)
            return _Outcome(Absence.NOT_REPORTED, figures.parts(earlier, later))
        return self._flow(figures, notes, earlier)

    def _flow(self, figures: _Figures, notes: _Notes, earlier: Period) -> _Outcome:
        """Subtract, where both figures are there or say why not."""
        later, indicator = self._later, figures.indicator
        before, after = figures.value(earlier), figures.value(later)
        parts = figures.parts(earlier, later)
        if Absence.SUPPRESSED in (before, after):
            return _Outcome(Absence.SUPPRESSED, parts)
        if isinstance(before, Absence) or isinstance(after, Absence):
            return _Outcome(after, parts)
        first, whole = (report.numbers[place] for report, place in parts)
        if whole < first and indicator.minimum is not None:
            notes.falls.append(Fall(figures.unit, figures.cell, earlier, before, later, after))
            return _Outcome(Absence.NOT_REPORTED, parts)
        if first and indicator.over_units is OverUnits.DISTINCT:
            notes.not_derived.add(figures.cell)
            return _Outcome(Absence.NOT_REPORTED, parts, whole - first)
        return _Outcome(exact(whole - first, indicator.decimals), parts)
