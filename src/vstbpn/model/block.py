"""The sums behind totals: one vector for each unit, added along the tree, with everything they rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import add, attrgetter, sub

from attrs import define, evolve, field, frozen

from vstbpn.errors import LevelError, ReportConflict
from vstbpn.model.indicator import Form, OverUnits
from vstbpn.model.joining import Said, check_one_method, common_form, in_order
from vstbpn.model.period import Period
from vstbpn.model.report import Absence, Report, Scope
from vstbpn.model.total import Figures, Part, Tally
from vstbpn.model.unit import Tree, Unit

__all__ = ["Block", "Plan", "Step", "Sums"]


@frozen
class Step:
    """How one unit's sums come about."""

    reporting: tuple[str, ...]
    """The units whose reports are added: the unit itself, and children with nothing below them."""
    summed: tuple[str, ...]
    """The children that are sums themselves."""


@frozen(eq=False)
class Plan:
    """Along which steps the reports of the expected units are added.

    ``steps`` are by unit, from the bottom up; a unit that is expected and has no step has nothing below
    it that is expected. ``is_told`` says whether somebody told who is expected; otherwise it is the level on
    which the reports stand, and a report of another level does not fit.
    """

    tree: Tree
    expected: frozenset[str]
    steps: Mapping[str, Step]
    is_told: bool

    @classmethod
    def of(cls, tree: Tree, expected: Iterable[str], *, is_told: bool = True) -> Plan:
        """Lay out the steps for the units that are expected to report."""
        wanted = frozenset(expected)
        steps: dict[str, Step] = {}
        for code in reversed(tuple(tree.child_codes)):
            children = tree.child_codes[code]
            summed = tuple(child for child in children if child in steps)
            single = tuple(child for child in children if child in wanted and child not in steps)
            if summed or single:
                steps[code] = Step((code, *single) if code in wanted else single, summed)
        return cls(tree, wanted, steps, is_told)

    def __contains__(self, unit: str) -> bool:
        """Tell whether a unit has totals: it is expected to report, or units below it are."""
        return unit in self.expected or unit in self.steps

    def __len__(self) -> int:
        return len(self.expected | self.steps.keys())

    def step(self, unit: str) -> Step:
        """Give a unit's step; where nothing below it is expected, it adds its own report only."""
        return self.steps.get(unit) or Step((unit,), ())

    def walk(self, unit: str) -> Iterator[str]:
        """Give the units at and below a unit whose steps make up its sums."""
        waiting = [unit]
        while waiting:
            code = waiting.pop()
            yield code
            waiting += self.step(code).summed


@define(kw_only=True)
class Sums:
    """The vector that a roll-up keeps for one unit and period.

    ``numbers`` are sums in units of the last decimal place, in the order of the form's cells;
    ``reports`` and ``expected`` count units; ``gaps`` counts the absences by place and kind;
    ``missing`` holds the expected units without any report; ``provisional`` and ``estimated`` have the
    bit of each cell set in which some part is so marked.
    """

    numbers: Sequence[int]
    reports: int
    expected: int
    gaps: Mapping[tuple[int, Absence], int]
    missing: Sequence[str]
    provisional: int
    estimated: int

    def corrected(self, old: Report | None, new: Report) -> Sums:
        """Take an unmarked report out of the sums, if there is one, and put another in."""
        gaps = Counter(self.gaps)
        gaps.update(new.gaps)
        numbers = map(add, self.numbers, new.numbers)
        if old is None:
            missing = [code for code in self.missing if code != new.unit]
            return evolve(self, numbers=tuple(numbers), gaps=gaps, missing=missing, reports=self.reports + 1)
        gaps.subtract(old.gaps)
        return evolve(self, numbers=tuple(map(sub, numbers, old.numbers)), gaps=+gaps)

    def merged(self, other: Sums, there: Mapping[str, Report]) -> Sums:
        """Add the sums of other reports of the same units; ``there`` are all of those."""
        return Sums(
            numbers=tuple(map(add, self.numbers, other.numbers)),
            reports=self.reports + other.reports,
            expected=self.expected,
            gaps=Counter(self.gaps) + Counter(other.gaps),
            missing=[code for code in self.missing if code not in there],
            provisional=self.provisional | other.provisional,
            estimated=self.estimated | other.estimated,
        )


@define(kw_only=True)
class Block:
    """All sums of one form (or of forms that share cells) for one period.

    ``sums`` are those of the plan's steps; a unit of the plan that has none has its report, if there is
    one, among ``reports``, which hold the newest report of every unit, expected or not. ``unexpected``
    names, for each unit, the units at and below it that reported without being expected. ``declared`` are
    the consolidated reports that stand in for the sums of their units' parts. ``said`` and ``said_for_all``
    hold the same reports by the form that they stand on; ``said_for_all`` is ``None`` where no consolidated
    report is ever to stand in.
    """

    plan: Plan
    form: Form
    period: Period
    sums: Mapping[str, Sums]
    said: Said
    said_for_all: Said | None
    reports: Mapping[str, Report]
    declared: Mapping[str, Report]
    unexpected: Mapping[str, Sequence[str]]
    _gaps: dict[str, dict[int, dict[str, Absence]]] = field(init=False, factory=dict, repr=False)

    @classmethod
    def of(cls, plan: Plan, period: Period, said: Said, said_for_all: Said | None = None) -> Block:
        """Add up the newest reports of forms that share cells, step by step.

        :param said: the units' own reports.
        :param said_for_all: the consolidated reports that are to stand in for sums; ``None``: none ever.
        :raises ReportConflict: if the forms differ in what an indicator is, or a unit's reports on two of
            them contradict each other.
        """
        instead = said_for_all or {}
        form = common_form(dict.fromkeys((*said, *instead)))
        reports = in_order(form, said)
        sums: dict[str, Sums] = {}
        for code, step in plan.steps.items():
            sums[code] = _add(form, step, reports, sums)
        return cls(
            plan=plan,
            form=form,
            period=period,
            sums=sums,
            said=said,
            said_for_all=said_for_all,
            reports=reports,
            declared=in_order(form, instead),
            unexpected=_unexpected(plan, reports),
        )

    @property
    def prefers_declared(self) -> bool:
        """Tell whether consolidated reports stand in for sums."""
        return self.said_for_all is not None

    @property
    def methods(self) -> set[str]:
        """The methods by which the figures come: one, or none if there are no figures."""
        sides = (self.said, self.said_for_all or {})
        firsts = (next(iter(by_unit.values()), None) for side in sides for by_unit in side.values())
        return {report.method for report in firsts if report is not None}

    def __contains__(self, unit: str) -> bool:
        return unit in self.plan

    def __len__(self) -> int:
        return len(self.plan)

    def reporting(self, code: str) -> Unit:
        """Give a unit of the tree."""
        return self.plan.tree[code]

    def adds_like(self, other: Figures) -> bool:
        """Tell whether the same units are expected, along one tree, and stand-ins are taken alike."""
        return (
            isinstance(other, Block)
            and self.plan.expected == other.plan.expected
            and (self.plan.tree is other.plan.tree or self.plan.tree.units == other.plan.tree.units)
            and self.prefers_declared == other.prefers_declared
        )

    def takes(self, form: Form) -> bool:
        """Tell whether a report on a form can be one of these: there is another one on it."""
        return form in self.said or form in (self.said_for_all or {})

    def reached(self, code: str) -> Collection[str]:
        """Give a unit and all above it."""
        return [code, *(unit.code for unit in self.plan.tree.ancestors(code))]

    def revised(self, report: Report) -> Block:
        """Give the block with one more report, or a newer revision of one; only the way up is added anew.

        :param report: on one of the block's forms.
        :raises ReportConflict: if it contradicts the report that is there, or comes by another method.
        :raises LevelError: if nobody told who is expected and the unit is not on the level of the others.
        """
        is_own = report.scope is Scope.OWN
        side = self.said if is_own else self.said_for_all
        if side is None:
            return self
        about = f"unit {report.unit!r}, form {self.form.code!r}, {self.period}"
        check_one_method(about, self.methods | {report.method})
        known = side.get(report.form, {})
        old = known.get(report.unit)
        if old is not None and not report.supersedes(old):
            return self
        is_expected = report.unit in self.plan.expected
        if not self.plan.is_told and not self.reports:
            raise LevelError(
                "only consolidated reports say so far who is expected; roll all reports up anew, or say by "
                "reporting_level which units are expected to report"
            )
        if is_own and not is_expected and not self.plan.is_told:
            raise LevelError(
                f"{report.unit!r} is not on the level of the other reports; say by reporting_level which are "
                "expected to report"
            )
        by_form = {**side, report.form: {**known, report.unit: report}}
        if not is_own:
            return Block.of(self.plan, self.period, self.said, by_form)
        if self.said.keys() != {self.form} or not is_expected:
            return Block.of(self.plan, self.period, by_form, self.said_for_all)
        sums = dict(self.sums)
        reports = by_form[self.form]
        is_marked = report.is_marked or (old is not None and old.is_marked)
        for code in self.reached(report.unit):
            step = self.plan.steps.get(code)
            if step is not None and is_marked:
                sums[code] = _add(self.form, step, reports, sums)  # a mark cannot be taken off a sum
            elif step is not None:
                sums[code] = sums[code].corrected(old, report)
        return evolve(self, sums=sums, said=by_form, reports=reports)

    def merged(self, other: Block) -> Block:
        """Add the block of other reports.

        :param other: of the same period, with the same units expected.
        :raises ReportConflict: if a unit has reports on one form in both, or figures contradict each other.
        """
        said = _united(self.said, other.said, self.period)
        said_for_all = (
            None
            if self.said_for_all is None or other.said_for_all is None
            else _united(self.said_for_all, other.said_for_all, self.period)
        )
        if said.keys() != {self.form} or self.form != other.form:
            return Block.of(self.plan, self.period, said, said_for_all)
        reports = said[self.form]
        return evolve(
            self,
            sums={code: sums.merged(other.sums[code], reports) for code, sums in self.sums.items()},
            said=said,
            said_for_all=said_for_all,
            reports=reports,
            declared=in_order(self.form, said_for_all or {}),
            unexpected=_unexpected(self.plan, reports),
        )

    def sums_of(self, unit: str) -> Sums:
        """Give the vector of any unit that has totals; a `KeyError` for others."""
        sums = self.sums.get(unit)
        if sums is not None:
            return sums
        if unit not in self.plan:
            raise KeyError(unit)
        return _add(self.form, self.plan.step(unit), self.reports, {})

    def tally(self, unit: str, place: int) -> Tally:
        """Read what is known of a cell off the vectors."""
        if self.declared:
            return self._tally_parts(unit, place)
        sums = self.sums_of(unit)
        missing: Sequence[str] = sums.missing
        suppressed: Sequence[str] = ()
        absent = not_expected = 0
        if sums.gaps:
            count = {absence: sums.gaps.get((place, absence), 0) for absence in Absence}
            absent, not_expected = sum(count.values()), count[Absence.NOT_EXPECTED]
            for absence in (Absence.NOT_REPORTED, Absence.WITHDRAWN):
                if count[absence]:
                    missing = (*missing, *self._without(unit, place, absence))
            if count[Absence.SUPPRESSED]:
                suppressed = self._without(unit, place, Absence.SUPPRESSED)
        number = sums.numbers[place]
        largest = 0
        if self.form.by_cell[place].over_units is OverUnits.DISTINCT:
            largest = max((part.high for part in self.parts(unit, place)), default=0)
        return Tally(
            low=number,
            high=number,
            added=sums.reports - absent,
            expected=sums.expected - not_expected,
            missing=missing,
            suppressed=suppressed,
            unexpected=self._unexpected_in(unit, place),
            provisional=bool(sums.provisional >> place & 1),
            estimated=bool(sums.estimated >> place & 1),
            single=unit not in self.sums,
            largest=largest,
        )

    def _tally_parts(self, unit: str, place: int) -> Tally:
        """Work out what is known of a cell from its parts, of which consolidated reports may be some."""
        parts = list(self.parts(unit, place))
        return Tally.of(
            parts, self._unexpected_in(unit, place), single=len(parts) == 1 and parts[0].unit == unit
        )

    def parts(self, unit: str, place: int) -> Iterator[Part]:
        """Give the reports that a figure is made of, and the expected units that have none.

        :raises KeyError: for a unit that has no totals.
        """
        if unit not in self.plan:
            raise KeyError(unit)
        waiting = [(unit, False)]
        while waiting:
            code, is_own = waiting.pop()
            declared = self.declared.get(code)
            step = self.plan.steps.get(code)
            if declared is not None and not is_own and declared.absence_at(place) is None:
                yield Part.of(code, declared, place, is_declared=True)
            elif is_own or step is None:
                yield Part.of(code, self.reports.get(code), place)
            else:
                waiting += ((child, False) for child in step.summed)
                waiting += ((child, child == code) for child in step.reporting)

    def own_parts(self, unit: str, place: int) -> Sequence[Part]:
        """Give the parts that stand for a unit itself: its consolidated report, its own one, or none."""
        step = self.plan.steps.get(unit)
        declared = self.declared.get(unit)
        if declared is not None and declared.absence_at(place) is None:
            return [Part.of(unit, declared, place, is_declared=True)]
        if step is None or unit in step.reporting:
            return [Part.of(unit, self.reports.get(unit), place)]
        return []

    def below(self, unit: str) -> Sequence[str]:
        """Give the units right below that have totals of their own, in the order of their codes."""
        step = self.plan.steps.get(unit)
        return [] if step is None else sorted({*step.reporting, *step.summed} - {unit})

    def _unexpected_in(self, unit: str, place: int) -> Sequence[str]:
        """Name the units that reported a cell without being expected."""
        silent = (place, Absence.NOT_REPORTED)
        return [code for code in self.unexpected.get(unit, ()) if silent not in self.reports[code].gaps]

    @property
    def unexpected_reports(self) -> Iterable[Report]:
        """The reports that are no part of any sum, because their units were not expected to report."""
        strangers = sorted(self.reports.keys() - self.plan.expected, key=self.plan.tree.place)
        return [self.reports[code] for code in strangers]

    @property
    def reporting_levels(self) -> tuple[str, ...]:
        """The levels whose units were expected to report, from the top."""
        tree = self.plan.tree
        levels = {tree.by_code[code].level for code in self.plan.expected}
        return tuple(level for level in tree.levels if level in levels)

    def _without(self, unit: str, place: int, absence: Absence) -> Sequence[str]:
        """Name the units at and below a unit in whose report a figure is absent in one way."""
        return [
            code
            for step in self.plan.walk(unit)
            for code, found in self.gaps_at(step).get(place, {}).items()
            if found is absence
        ]

    def gaps_at(self, unit: str) -> Mapping[int, Mapping[str, Absence]]:
        """Say by place which of the reports that a unit's step adds have no figure there, and why.

        It is looked up once for each step, and all cells, ratios and units above share it.
        """
        found = self._gaps.get(unit)
        if found is None:
            found = self._gaps[unit] = {}
            for code in self.plan.step(unit).reporting:
                report = self.reports.get(code)
                for place, absence in report.gaps if report else ():
                    found.setdefault(place, {})[code] = absence
        return found


def _united(one: Said, other: Said, period: Period) -> Said:
    """Unite the reports of two sides; what overlaps is refused."""
    found: dict[Form, Mapping[str, Report]] = {}
    for form in dict.fromkeys((*one, *other)):
        mine, theirs = one.get(form, {}), other.get(form, {})
        twice = sorted(mine.keys() & theirs.keys())
        if twice:
            raise ReportConflict(
                f"form {form.code!r}, {period}: both have reports of {', '.join(twice[:10])}"
                f"{' and others' if len(twice) > 10 else ''}; what overlaps cannot be merged"
            )
        found[form] = {**mine, **theirs}
    return found


def _unexpected(plan: Plan, reports: Mapping[str, Report]) -> Mapping[str, Sequence[str]]:
    """Name for each unit those at and below it that reported without being expected."""
    found: dict[str, list[str]] = {}
    for code in sorted(reports.keys() - plan.expected, key=plan.tree.place):
        for unit in (plan.tree[code], *plan.tree.ancestors(code)):
            found.setdefault(unit.code, []).append(code)
    return found


def _add(form: Form, step: Step, reports: Mapping[str, Report], sums: Mapping[str, Sums]) -> Sums:
    """Add the reports and sums of one step."""
    there = [report for report in map(reports.get, step.reporting) if report is not None]
    below = [sums[code] for code in step.summed]
    missing = (
        [code for code in step.reporting if code not in reports] if len(there) < len(step.reporting) else []
    )
    vectors = [*map(_numbers, there), *map(_numbers, below)]
    gaps = Counter(chain.from_iterable(map(_gaps, there)))
    provisional = estimated = 0
    if any(map(_is_marked, there)):
        for report in there:
            provisional |= report.provisional_bits
            estimated |= report.estimated_bits
    for part in below:
        missing += part.missing
        gaps.update(part.gaps)
        provisional |= part.provisional
        estimated |= part.estimated
    return Sums(
        numbers=tuple(map(sum, zip(*vectors, strict=True))) if vectors else (0,) * len(form.cells),
        reports=len(there) + sum(part.reports for part in below),
        expected=len(step.reporting) + sum(part.expected for part in below),
        gaps=gaps,
        missing=missing,
        provisional=provisional,
        estimated=estimated,
    )


_numbers = attrgetter("numbers")
_gaps = attrgetter("gaps")
_is_marked = attrgetter("is_marked")
