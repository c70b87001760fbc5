"""Collection: which reports were expected, which came, and which came in time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from functools import cache, partial

from attrs import frozen

from vstbpn.aggregate.rollup import as_reports, known_reports, unplaced
from vstbpn.catalog import Gazetteer
from vstbpn.errors import InputError, Problem, UnknownUnit
from vstbpn.model import (
    Coverage,
    Duty,
    Link,
    LinkKind,
    Obligation,
    Period,
    Report,
    Scope,
    Tree,
    Unit,
)

__all__ = ["coverage", "misplaced"]

_NAMED = 5


def coverage(
    reports: Iterable[Report],
    obligations: Iterable[Obligation],
    tree: Tree,
    *,
    on: date | None = None,
    gazetteer: Gazetteer | None = None,
    known_at: date | None = None,
) -> Coverage:
    """Compare the reports that came with those that were owed.

    A duty is answered by any report of its unit on its form for its period: of any version of the form, any
    scope and any method. A report whose every figure is missing (not reported, or withdrawn) says nothing and
    answers nothing: else a template that lists all units with empty boxes would make everyone punctual. Of
    several revisions the newest one says whether there is an answer, and the first one that says anything
    whether it came in time: a correction does not make a punctual unit late.

    Who owes are the units in force on the last day of the period. A unit that closed within the period does
    not owe, its successors do; one that opened within it does. A unit that was there on that day and is no
    more when its report falls due still owes, and ``Coverage.answering`` names the units that took over from
    it. Their own reports do not count for it; what they send in its place bears its code, on its boundaries.

    >>> from datetime import date
    >>> from vstbpn.model import Deadline, Form, Indicator, OverTime
    >>> cases = Indicator(code="cases", name_vi="Số vụ", measure="cases", over_time=OverTime.FLOW)
    >>> form = Form(code="violence", cells=["cases"], indicators=[cases])
    >>> tree = Tree([
    ...     Unit(level="province", code="24", name="Tỉnh Bắc Giang"),
    ...     Unit(level="district", code="213", name="Thành phố Bắc Giang", parent="24"),
    ...     Unit(level="district", code="215", name="Huyện Yên Thế", parent="24"),
    ... ])
    >>> half = Period(2024, "H1")
    >>> owed = Obligation(form="violence", period=half, level="district",
    ...                   deadline=Deadline.parse("trước ngày 10/7/2024"))
    >>> came = Report(unit="213", form=form, period=half, values=[3], received_on=date(2024, 7, 10))
    >>> found = coverage([came], [owed], tree)
    >>> found
    <Coverage: 1 of 2 received, 1 late, 1 missing>
    >>> print(found.rate, [str(duty) for duty in found.missing], list(found.late_by.values()))
    1/2 ['unit 215, form violence, 2024-H1'] [1]

    :param reports: in any order, all revisions of them.
    :param obligations: who owes what.
    :param tree: the units; with a ``gazetteer``, the whole of its map or the part that is asked about.
    :param on: the day that is asked about: what is not over by then is not missing yet. It hides no report.
    :param gazetteer: the map of all days. With it, the units of each period are those of its last day, and
        not those of the tree's day.
    :param known_at: look only at the reports that had been received by this day.
    :raises UnknownUnit: if a unit that is named, or that reported, is not in the tree of the period, or was
        another unit on the report's own day; :func:`misplaced` gives the reports.
    :raises LevelError: if the tree of a period does not have the level whose units owe.
    :raises InputError: if two obligations give one duty two deadlines.
    :raises ReportConflict: with ``known_at``, if a report does not say when it was received.
    """
    asked = _Asked.of(obligations, tree, gazetteer)
    given = as_reports(reports)
    known = list(given) if known_at is None else known_reports(given, known_at)
    lost = [f"{why}, {report.period}" for report, why in asked.misplaced(known)]
    if lost:
        more = f"; and {len(lost) - _NAMED} more" if len(lost) > _NAMED else ""
        raise UnknownUnit(f"{len(lost)} reports cannot be placed: {'; '.join(lost[:_NAMED])}{more}")
    answers = _answers(known)
    on_time: set[Duty] = set()
    undated: set[Duty] = set()
    late_by: dict[Duty, int] = {}
    for duty in asked.owed.keys() & answers.keys():
        days = [_days_late(report, asked.owed[duty]) for report in answers[duty]]
        if 0 in days:
            on_time.add(duty)
        elif None in days:
            undated.add(duty)
        else:
            late_by[duty] = min(day for day in days if day is not None)
    absent = asked.owed.keys() - answers.keys()
    not_due = {duty for duty in absent if on is not None and on <= asked.owed[duty].last_day}
    strangers = answers.keys() - asked.owed.keys()
    unexpected = {duty for duty in strangers if (duty.form, duty.period) in asked.forms}
    return Coverage(
        on_time=frozenset(on_time),
        late_by=late_by,
        undated=frozenset(undated),
        missing=frozenset(absent - not_due),
        not_due=frozenset(not_due),
        unexpected=frozenset(unexpected),
        unasked=frozenset(strangers - unexpected),
        obligations=asked.owed,
        answering={duty: heirs for duty in absent if (heirs := asked.heirs(duty, on))},
        maps=asked.maps,
        on=on,
        known_at=known_at,
    )


def misplaced(
    reports: Iterable[Report],
    obligations: Iterable[Obligation],
    tree: Tree,
    *,
    gazetteer: Gazetteer | None = None,
) -> Iterator[tuple[Report, str]]:
    """Give the reports that :func:`coverage` cannot place, each with the reason.

    The tree of their period does not hold their unit, or the code was another unit's on the reports' own day:
    a ward of the new map that reports for a half-year of the old one. Reports that no obligation asks for are
    not looked at.
    """
    return _Asked.of(obligations, tree, gazetteer).misplaced(reports)


@frozen
class _Asked:
    """What obligations ask for: who owes what, and on which map each period's units stand."""

    gazetteer: Gazetteer | None
    maps: Mapping[Period, Tree]
    forms: Set[tuple[str, Period]]
    owed: Mapping[Duty, Obligation]

    @classmethod
    def of(cls, obligations: Iterable[Obligation], tree: Tree, gazetteer: Gazetteer | None) -> _Asked:
        asked = tuple(obligations)
        map_on = cache(partial(_map_on, tree, gazetteer))
        maps = {obligation.period: map_on(obligation.period.last_day) for obligation in asked}
        owed: dict[Duty, Obligation] = {}
        disputed: dict[Duty, None] = {}
        for obligation in asked:
            for unit in _owing(obligation, maps[obligation.period], gazetteer):
                duty = Duty(unit.code, obligation.form, obligation.period)
                other = owed.setdefault(duty, obligation)
                if (other.deadline, other.counted_by) != (obligation.deadline, obligation.counted_by):
                    disputed[duty] = None
        if disputed:
            raise _dispute(list(disputed))
        forms = {(obligation.form, obligation.period) for obligation in asked}
        return cls(gazetteer, maps, forms, owed)

    def misplaced(self, reports: Iterable[Report]) -> Iterator[tuple[Report, str]]:
        """Give the reports that are asked for and are not of a unit of their period's map."""
        by_period: dict[Period, list[Report]] = {}
        for report in reports:
            if (report.form.code, report.period) in self.forms:
                by_period.setdefault(report.period, []).append(report)
        for period, mine in by_period.items():
            yield from unplaced(mine, self.maps[period])

    def heirs(self, duty: Duty, on: date | None) -> tuple[Unit, ...]:
        """Give the units that must answer for one that is no more when its report falls due.

        They are those of the last day in time, or of the day that is asked about, if that is later. A unit
        that goes on under its code and name answers for itself, whatever it took in or gave away.
        """
        last_day = self.owed[duty].last_day
        day = last_day if on is None else max(on, last_day)
        ended = self.maps[duty.period][duty.unit].valid_to
        if self.gazetteer is None or ended is None or day < ended:
            return ()
        unit = self.gazetteer.unit(duty.unit, on=duty.period.last_day)
        links = self.gazetteer.successors(unit, on=day)
        return () if any(map(_goes_on, links)) else _takers(links)


def _map_on(tree: Tree, gazetteer: Gazetteer | None, day: date) -> Tree:
    """Give the units of a day: those of the map at and below the tree's roots."""
    if gazetteer is None:
        return tree
    whole = gazetteer.on(day)
    if tree.roots == whole.roots:
        return whole
    return Tree((unit for root in tree.roots for unit in whole.subtree(root)), on=day)


def _owing(obligation: Obligation, tree: Tree, gazetteer: Gazetteer | None) -> Iterable[Unit]:
    """Give the units that owe on a period's last day; for one that closed within it, its successors."""
    if gazetteer is None:
        return obligation.owed_by(tree)
    period = obligation.period
    if obligation.level in gazetteer.since:
        gazetteer.check_covered(obligation.level, period.last_day)
    if obligation.level is not None:
        return obligation.owed_by(tree)
    owing: dict[Unit, None] = {}
    for code in obligation.units:
        versions = () if code in tree else gazetteer.versions(code)
        heirs = [
            tree[heir.code]
            for unit in versions
            if unit.valid_to is not None and period.start < unit.valid_to <= period.last_day
            for heir in _takers(gazetteer.successors(unit, on=period.last_day))
        ]
        owing |= dict.fromkeys(heirs or [tree[code]])
    return sorted(owing, key=tree.place)


def _goes_on(link: Link) -> bool:
    """Tell whether a unit goes on as itself: all of it, or what is left when parts have gone elsewhere."""
    before, after = link.before, link.after
    same = (before.level, before.code, before.name) == (after.level, after.code, after.name)
    return same and (link.people_share == 1 or link.kind is LinkKind.REST)


def _takers(links: Iterable[Link]) -> tuple[Unit, ...]:
    """Give the units that took over people, and not only ground."""
    return tuple(link.after for link in links if link.people_share != 0)


def _dispute(duties: Sequence[Duty]) -> InputError:
    named = "; ".join(map(str, duties[:_NAMED]))
    more = f"; and {len(duties) - _NAMED} more" if len(duties) > _NAMED else ""
    return InputError(
        [
            Problem(
                code="conflicting-obligations",
                message=f"two obligations with different deadlines for {named}{more}; ask for one at a time",
                message_vi=f"hai thời hạn khác nhau cho cùng một báo cáo: {named}{more}",
            )
        ]
    )


# -- answers -------------------------------------------------------------------------------------


def _answers(reports: Iterable[Report]) -> Mapping[Duty, Sequence[Report]]:
    """Give for each duty that is answered the first reports that answer it: one or more of each series."""
    series: dict[tuple[Duty, Scope, str, date | None], list[Report]] = {}
    for report in reports:
        duty = Duty(report.unit, report.form.code, report.period)
        series.setdefault((duty, report.scope, report.method, report.observed_on), []).append(report)
    found: dict[Duty, list[Report]] = {}
    for (duty, *_), revisions in series.items():
        newest = max(report.revision for report in revisions)
        answering = [report for report in revisions if not _says_nothing(report)]
        if any(report.revision == newest for report in answering):
            first = min(report.revision for report in answering)
            found.setdefault(duty, []).extend(report for report in answering if report.revision == first)
    return found


def _says_nothing(report: Report) -> bool:
    """Tell whether no figure of a report is there."""
    return len(report.gaps) == len(report.values) and all(absence.is_missing for _, absence in report.gaps)


def _days_late(report: Report, obligation: Obligation) -> int | None:
    """Count the days by which a report was late, 0 if it was not; ``None`` if nobody can tell."""
    if obligation.deadline is None:
        return 0
    day = obligation.counted_by.day_of(report)
    return None if day is None else max(0, (day - obligation.deadline.last_day).days)
