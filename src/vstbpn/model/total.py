"""Totals: what the figures add up to, and what each sum is worth."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import chain
from typing import Any, Final, Literal, Protocol, TypeAlias

from attrs import field, frozen

from vstbpn.errors import ReportConflict, UnknownUnit
from vstbpn.model.dates import format_date
from vstbpn.model.indicator import Cell, Form, Indicator, OverUnits
from vstbpn.model.joining import Said, said_of
from vstbpn.model.period import Period
from vstbpn.model.report import Absence, Report, Scope, exact
from vstbpn.model.unit import Tree, Unit

__all__ = [
    "Bounds",
    "Figures",
    "Mark",
    "Mode",
    "Part",
    "Reason",
    "Tally",
    "Total",
    "Totals",
]


class Mode(Enum):
    """What a total needs before it has a value."""

    COMPLETE = "complete"
    """*Đủ mới cộng*: a value only when every expected part is there."""
    AVAILABLE = "available"
    """*Cộng phần đã có*: the sum of what is there, marked when something is missing."""

    @classmethod
    def _missing_(cls, value: object) -> Mode:
        named = " or ".join(f"{mode} ({mode.value!r})" for mode in cls)
        raise ValueError(f"expected a mode, {named}, got {value!r:.40}")


class Reason(Enum):
    """Why a total has no value, or why its value is not the whole."""

    MISSING = "missing"
    """Expected units did not report the figure."""
    SUPPRESSED = "suppressed"
    """A unit keeps its figure back."""
    NOT_APPLICABLE = "not-applicable"
    """Every unit says that the question does not arise."""
    NOT_EXPECTED = "not-expected"
    """No unit was expected to report the figure."""
    NOT_ADDITIVE = "not-additive"
    """The indicator's figures do not add up over units; of distinct persons the ``bounds`` are known."""
    DIVIDED = "divided"
    """A unit was divided, and how its figure divides nobody knows; the ``bounds`` are known."""
    INCOMPLETE = "incomplete"
    """There is a value, and it is the sum of a part only."""
    DIVISION_BY_ZERO = "division-by-zero"
    """A ratio of some to none: an error in the data."""


class Mark(Enum):
    """What is to be said of a figure, the worst last: one bad part marks the whole."""

    FINAL = "final"
    """Nothing: it is official."""
    PROVISIONAL = "provisional"
    """A part is preliminary, and a later revision is to be expected."""
    ESTIMATED = "estimated"
    """A part is an estimate, somebody's or one that rests on weights."""


@frozen
class Bounds:
    """The least and the greatest that a figure can be; ``None`` where there is no such bound."""

    low: int | Decimal | None
    high: int | Decimal | None


@frozen(kw_only=True, repr=False)
class Total:
    """One total: the figure of one cell for one unit and period, with everything it rests on.

    ``value`` is ``None`` when the total cannot be computed, and ``reason`` says why; with a value,
    ``reason`` is ``None``, or ``INCOMPLETE`` for the sum of a part. ``bounds`` say what is known where the
    whole is not: of the sum of a part, and of a figure that a divided unit has a share in.

    ``missing`` names the expected units that did not report the figure, ``suppressed`` those that keep it
    back, and ``unexpected`` those that reported without being expected and were therefore not added.
    ``reported + len(missing) == expected`` always holds; a figure kept back is reported.

    ``provisional`` and ``estimated`` tell whether any part is so marked, ``declared`` whether a consolidated
    figure stands in for the sum of its parts, which happens only when it was asked for.
    """

    unit: Unit
    period: Period
    cell: Cell
    value: int | Decimal | None
    reason: Reason | None
    bounds: Bounds | None
    reported: int
    expected: int
    missing: tuple[Unit, ...]
    suppressed: tuple[Unit, ...]
    unexpected: tuple[Unit, ...]
    provisional: bool
    estimated: bool
    declared: bool
    _totals: Totals = field(repr=False, eq=False)

    def __repr__(self) -> str:
        value = self.value if self.value is not None else self.bounds
        why = "" if self.reason is None else f", {self.reason.value}"
        about = f"{self.unit.name} ({self.unit.code}), {self.period}, {self.cell}"
        return f"<Total {about}: {value} [{self.reported}/{self.expected}]{why}>"

    @property
    def is_complete(self) -> bool:
        """Tell whether the value is there and is the whole."""
        return self.value is not None and self.reason is None

    @property
    def mark(self) -> Mark:
        """The worst that is to be said of any part; the order is that of :class:`Mark`."""
        if self.estimated:
            return Mark.ESTIMATED
        return Mark.PROVISIONAL if self.provisional else Mark.FINAL

    def explain(self, revisions: Iterable[Report] = ()) -> dict[str, Any]:
        """Give what the total is made of, as plain data: a tree of parts, down to the reports.

        Each node has ``unit``, ``level``, ``name``, ``value``, ``reason``, ``bounds``, ``reported``,
        ``expected``, ``missing``, ``rule`` (why the value is what it is) and ``parts``, the nodes right
        below; ``reports`` are the reports that stand for the unit itself: form, revision, dates, and the
        figure or why there is none. The revision is the report's: a figure in it may have been taken over
        from an earlier one. ``same_since`` names the revision, with its day, since which all have said the
        same of the figure; it is ``None`` where the earlier ones are not given.

        >>> from vstbpn import Indicator, OverTime, roll_up
        >>> cases = Indicator(code="cases", name_vi="Số vụ", measure="cases", over_time=OverTime.FLOW)
        >>> form = Form(code="form", cells=["cases"], indicators=[cases])
        >>> tree = Tree([Unit(level="province", code="24", name="Tỉnh Bắc Giang"),
        ...              Unit(level="district", code="213", name="Thành phố Bắc Giang", parent="24")])
        >>> totals = roll_up([Report(unit="213", form=form, period=Period(2024), values=[7])], tree)
        >>> told = totals["24", "2024", "cases"].explain()
        >>> told["value"], told["rule"], [part["reports"][0]["value"] for part in told["parts"]]
        (7, 'the sum of the parts', [7])

        :param revisions: the reports of all revisions that there were, to tell since when figures stand.
        """
        return self._totals._explained(self, revisions)


@frozen
class Part:
    """One unit's figure in a total: its report, or why there is none.

    ``low`` and ``high`` are what of the figure lies in the total, in units of the last decimal place: less
    than the whole where the unit was divided, and apart where nobody knows how.
    """

    unit: str
    report: Report | None
    absence: Absence | None
    low: int = 0
    high: int = 0
    provisional: bool = False
    estimated: bool = False
    is_declared: bool = False

    @classmethod
    def of(cls, unit: str, report: Report | None, place: int, *, is_declared: bool = False) -> Part:
        """Make the part of a unit that lies wholly in the total; without a report, its figure is missing."""
        if report is None:
            return cls(unit, None, Absence.NOT_REPORTED)
        number = report.numbers[place]
        return cls(
            unit,
            report,
            report.absence_at(place),
            number,
            number,
            provisional=report.is_marked and bool(report.provisional_bits >> place & 1),
            estimated=report.is_marked and bool(report.estimated_bits >> place & 1),
            is_declared=is_declared,
        )


@frozen(kw_only=True)
class Tally:
    """What is known of one cell for one unit, before it is judged: sums in units of the last decimal place.

    ``low`` and ``high`` differ where a divided unit has a share; ``largest`` is, for distinct persons, the
    largest figure of one unit. ``added`` counts the units whose figure is in the sum, ``expected`` those that
    owe it. ``single`` tells whether the figure is that of one undivided unit, so that nothing was added.
    """

    low: int
    high: int
    added: int
    expected: int
    missing: Sequence[str]
    suppressed: Sequence[str]
    unexpected: Sequence[str]
    provisional: bool
    estimated: bool
    single: bool
    largest: int = 0
    declared: bool = False

    @classmethod
    def of(cls, parts: Sequence[Part], unexpected: Sequence[str], *, single: bool) -> Tally:
        """Count parts one by one."""
        absences = {part.unit: part.absence for part in parts}
        return cls(
            low=sum(part.low for part in parts),
            high=sum(part.high for part in parts),
            added=sum(absence is None for absence in absences.values()),
            expected=sum(absence is not Absence.NOT_EXPECTED for absence in absences.values()),
            missing=[unit for unit, absence in absences.items() if absence and absence.is_missing],
            suppressed=[unit for unit, absence in absences.items() if absence is Absence.SUPPRESSED],
            unexpected=unexpected,
            provisional=any(part.provisional for part in parts),
            estimated=any(part.estimated for part in parts),
            single=single,
            largest=max((part.high for part in parts), default=0),
            declared=any(part.is_declared for part in parts),
        )

    def judge(
        self, indicator: Indicator, mode: Mode
    ) -> tuple[int | Decimal | None, Reason | None, Bounds | None]:
        """Give the value, the reason and the bounds of the total."""
        decimals = indicator.decimals
        low, high = exact(self.low, decimals), exact(self.high, decimals)
        if indicator.over_units is not OverUnits.ADDITIVE and not self.single:
            return None, Reason.NOT_ADDITIVE, self._of_distinct(indicator)
        if not (self.missing or self.suppressed):
            if not self.added:
                return None, Reason.NOT_APPLICABLE if self.expected else Reason.NOT_EXPECTED, None
            return (low, None, None) if low == high else (None, Reason.DIVIDED, Bounds(low, high))
        reason = Reason.MISSING if self.missing else Reason.SUPPRESSED
        if mode is Mode.COMPLETE or not (self.added or self.low):
            return None, reason, None
        bounds = None if indicator.minimum is None else Bounds(low, None)
        return (low, Reason.INCOMPLETE, bounds) if low == high else (None, reason, bounds)

    def _of_distinct(self, indicator: Indicator) -> Bounds | None:
        """Distinct persons are at least as many as in one unit, and at most the sum."""
        if indicator.over_units is not OverUnits.DISTINCT or not self.added:
            return None
        most = None if self.missing or self.suppressed else exact(self.high, indicator.decimals)
        return Bounds(exact(self.largest, indicator.decimals), most)


class Figures(Protocol):
    """All figures of one form for one period, by unit: what :class:`Totals` are a view of."""

    @property
    def form(self) -> Form:
        """The form whose cells the figures are of."""
        ...

    @property
    def period(self) -> Period:
        """The period."""
        ...

    def __contains__(self, unit: str) -> bool:
        """Tell whether a unit has figures."""
        ...

    def __len__(self) -> int:
        """Count the units that have figures."""
        ...

    def tally(self, unit: str, place: int) -> Tally:
        """Work out what is known of a cell for a unit; a `KeyError` for a unit that has no figures."""
        ...

    def parts(self, unit: str, place: int) -> Iterator[Part]:
        """Give the reports that a figure is made of, and the expected units that have none."""
        ...

    def own_parts(self, unit: str, place: int) -> Sequence[Part]:
        """Give the parts that stand for a unit itself and not for the units right below."""
        ...

    def below(self, unit: str) -> Sequence[str]:
        """Give the units right below that have figures which this unit's are the sums of."""
        ...

    @property
    def said(self) -> Said:
        """The units' own reports by the form that they stand on."""
        ...

    @property
    def said_for_all(self) -> Said | None:
        """The consolidated reports that may stand in for sums, by form; ``None`` where none ever does."""
        ...

    def takes(self, form: Form) -> bool:
        """Tell whether a report on a form can be one of these."""
        ...

    def adds_like(self, other: Figures) -> bool:
        """Tell whether the same units are expected and the same reports would add up to the same."""
        ...

    @property
    def methods(self) -> Collection[str]:
        """The methods by which the figures come: one, or none if there are no reports."""
        ...

    def reached(self, code: str) -> Collection[str]:
        """Give the units whose figures a reporting unit's figure is a part of, wholly or not."""
        ...

    def revised(self, report: Report) -> Figures:
        """Give the figures with one more report, or a newer revision of one."""
        ...

    def reporting(self, code: str) -> Unit:
        """Give the reporting unit of a code: the unit on the map on which it reported."""
        ...

    @property
    def unexpected_reports(self) -> Iterable[Report]:
        """The reports of units that were not expected to report, which are no part of any sum."""
        ...

    @property
    def reporting_levels(self) -> tuple[str, ...]:
        """The levels whose units were expected to report, from the top."""
        ...


_Key: TypeAlias = tuple[str | Unit, str | Period, str | Cell]


class Totals(Mapping[_Key, Total]):
    """The totals of a roll-up: a mapping from unit, period and cell to a :class:`Total`.

    A unit may be given by its code, a period and a cell likewise: ``totals["24", "2019", "population:F"]``.
    Iteration goes through the units from the top of the tree down. A total is worked out when it is
    asked for; what is kept is one vector for each unit and period.

    :ivar tree: the tree along which the figures were added.
    :ivar mode: what a total needs before it has a value.
    :ivar declared: the consolidated reports (scope ``SUBTREE``), which are no part of any sum.
    :ivar maps: the trees in which the reporting units stand: the one added along, unless restated.
    :ivar known_at: the day as of which reports were looked at, if it was asked for.
    :ivar figures: the sums themselves, one set for each form and period.
    """

    __slots__ = ("_places", "declared", "figures", "known_at", "maps", "mode", "tree")

    def __init__(
        self,
        tree: Tree,
        mode: Mode,
        figures: Iterable[Figures],
        declared: Iterable[Report] = (),
        maps: Iterable[Tree] | None = None,
        known_at: date | None = None,
    ) -> None:
        self.known_at = known_at
        self.tree = tree
        self.mode = mode
        self.declared = tuple(sorted(declared, key=self._declared_order))
        self.maps = (tree,) if maps is None else tuple(maps)
        self.figures = tuple(sorted(figures, key=lambda found: _period_order(found.period)))
        self._places: dict[tuple[Period, Cell], tuple[Figures, int]] = {
            (found.period, cell): (found, place)
            for found in self.figures
            for place, cell in enumerate(found.form.cells)
        }
        if len(self._places) < sum(len(found.form.cells) for found in self.figures):
            raise ReportConflict("two sets of figures hold the same cell for one period; add them up as one")

    def _declared_order(self, report: Report) -> tuple[int, str, str, str]:
        known = self.tree.by_code.get(report.unit)
        place = len(self.tree) if known is None else self.tree.place(known)
        return place, report.unit, report.period.code, report.form.code

    def in_mode(self, mode: Mode) -> Totals:
        """Give the same sums, read in another mode."""
        return Totals(self.tree, Mode(mode), self.figures, self.declared, self.maps, self.known_at)

    @property
    def prefer(self) -> Literal["declared"] | None:
        """What was taken in place of sums, as it was asked for in the roll-up."""
        return "declared" if any(found.said_for_all is not None for found in self.figures) else None

    @property
    def unexpected(self) -> tuple[Report, ...]:
        """The reports of units that were not expected to report, which are no part of any sum."""
        return tuple(chain.from_iterable(found.unexpected_reports for found in self.figures))

    @property
    def reporting_levels(self) -> tuple[str, ...]:
        """The levels whose units were expected to report."""
        return tuple(dict.fromkeys(chain.from_iterable(found.reporting_levels for found in self.figures)))

    def unit_of(self, report: Report) -> Unit:
        """Give the unit that made a report, as it stood on the report's map.

        :raises UnknownUnit: if no map of these totals has it.
        """
        for tree in self.maps:
            unit = tree.by_code.get(report.unit)
            day = report.boundaries
            if unit is not None and (day in (None, tree.on) or unit.holds_on(day)):
                return unit
        raise UnknownUnit(f"there is no unit {report.unit!r} on the maps of these totals")

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods, in time."""
        return tuple(dict.fromkeys(found.period for found in self.figures))

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells of all periods, in the order of the forms."""
        return tuple(dict.fromkeys(cell for found in self.figures for cell in found.form.cells))

    def __getitem__(self, key: _Key) -> Total:
        code, when, which = self.read_key(key)
        if (when, which) not in self._places:
            raise KeyError(self._why_not(when, which))
        found, place = self._places[when, which]
        if code not in found:
            known = self.tree.by_code.get(code)
            raise KeyError(
                f"there is no unit {code!r} in the tree"
                if known is None
                else f"{known.name} ({code}) has no figures of {which} for {when}: neither it nor a unit "
                "below it was expected to report"
            )
        tally = found.tally(code, place)
        value, reason, bounds = tally.judge(found.form.by_cell[place], self.mode)
        return Total(
            unit=self.tree.by_code[code],
            period=when,
            cell=which,
            value=value,
            reason=reason,
            bounds=bounds,
            reported=tally.expected - len(tally.missing),
            expected=tally.expected,
            missing=_units(found, tally.missing),
            suppressed=_units(found, tally.suppressed),
            unexpected=_units(found, tally.unexpected),
            provisional=tally.provisional,
            estimated=tally.estimated,
            declared=tally.declared,
            totals=self,
        )

    def _explained(self, total: Total, revisions: Iterable[Report]) -> dict[str, Any]:
        """Explain a total and, below it, the totals that it is the sum of, however deep the tree is."""
        history: dict[str, list[Report]] = {}
        for report in revisions:
            if report.period == total.period and self._had_come(report):
                history.setdefault(report.unit, []).append(report)
        whole: list[dict[str, Any]] = []
        waiting = [(total, whole)]
        while waiting:
            one, nodes = waiting.pop()
            node, below = self._node(one, history)
            nodes.append(node)
            waiting += ((self[code, one.period, one.cell], node["parts"]) for code in reversed(below))
        return whole[0]

    def _had_come(self, report: Report) -> bool:
        day = self.known_at
        return day is None or (report.received_on is not None and report.received_on <= day)

    def _node(
        self, total: Total, history: Mapping[str, Sequence[Report]]
    ) -> tuple[dict[str, Any], Sequence[str]]:
        """Explain one total; beside it, the units whose totals are its parts."""
        found, place = self._places[total.period, total.cell]
        own = found.own_parts(total.unit.code, place)
        stands_in = any(part.is_declared for part in own)
        below = () if stands_in else found.below(total.unit.code)
        is_sum = bool(below) or len(own) > 1
        node = {
            "unit": total.unit.code,
            "level": total.unit.level,
            "name": total.unit.name,
            "period": total.period.code,
            "cell": total.cell.code,
            "value": total.value,
            "reason": total.reason and total.reason.value,
            "bounds": total.bounds and {"low": total.bounds.low, "high": total.bounds.high},
            "mark": total.mark.value,
            "reported": total.reported,
            "expected": total.expected,
            "missing": [{"unit": unit.code, "name": unit.name} for unit in total.missing],
            "unexpected": [{"unit": unit.code, "name": unit.name} for unit in total.unexpected],
            "rule": _RULES[total.reason] if is_sum or total.reason else _ITSELF[stands_in],
            "reports": [_told(found, part, place, history.get(part.unit, ())) for part in own],
            "parts": [],
        }
        return node, below

    def revised(self, report: Report) -> Totals:
        """Give the totals with one more report, or with a newer revision of one that is in them.

        Equal to a roll-up of all reports anew, and much faster: only the units on the way from the report's
        up to the root are added again. A revision that is older than the one in the totals changes nothing.

        :raises UnknownUnit: if its unit is not in the tree, or was another unit on the report's day.
        :raises ReportConflict: if it contradicts the report that is there, or is on a form or for a period
            of which there is nothing yet: then the reports are to be rolled up anew.
        :raises LevelError: if nobody told who is expected and the unit is not on the level of the others.
        """
        fault = self.tree.misplaced(report.unit, report.boundaries)
        if fault:
            raise UnknownUnit(fault)
        day = self.known_at
        if day is not None and not self._had_come(report):
            raise ReportConflict(
                f"unit {report.unit!r}: these totals are as they stood on {format_date(day)}, and the report "
                f"was received {'later' if report.received_on else 'nobody says when'}; roll up anew"
            )
        fits = [found.period == report.period and found.takes(report.form) for found in self.figures]
        if not any(fits):
            raise ReportConflict(
                f"unit {report.unit!r}: there is nothing on form {report.form.code!r} for {report.period} "
                "yet that its report could be added to; roll the reports up anew"
            )
        figures = [
            found.revised(report) if fit else found for found, fit in zip(self.figures, fits, strict=True)
        ]
        declared = self.declared
        if report.scope is not Scope.OWN:
            declared = _with_newer(declared, report)
        return Totals(self.tree, self.mode, figures, declared, self.maps, day)

    def is_of_series(self, report: Report, cell: Cell) -> bool:
        """Tell whether a report's figure of a cell comes by the method by which the sums of it do."""
        found = self._places.get((report.period, cell))
        return found is None or set(found[0].methods) <= {report.method}

    def read_key(self, key: object) -> tuple[str, Period, Cell]:
        """Take a key apart into the codes of unit and period and the cell; a `KeyError` if it is none."""
        if not isinstance(key, tuple) or len(key) != 3:
            raise KeyError(f"expected a unit, a period and a cell, got {key!r:.80}")
        unit, period, cell = key
        # A unit is mostly the very one of the tree, and to compare two takes their texts.
        if isinstance(unit, Unit) and (unit is self.tree.by_code.get(unit.code) or unit in self.tree):
            unit = unit.code
        try:
            when = Period.parse(period) if isinstance(period, str) else period
            which = Cell.parse(cell) if isinstance(cell, str) else cell
        except ValueError as error:
            raise KeyError(str(error)) from None
        if not (isinstance(unit, str) and isinstance(when, Period) and isinstance(which, Cell)):
            raise KeyError(f"expected a unit of the tree, a period and a cell, got {key!r:.200}")
        return unit, when, which

    def _why_not(self, period: Period, cell: Cell) -> str:
        if period not in self.periods:
            return f"nothing was reported for {period}; there is {', '.join(map(str, self.periods[:12]))}"
        there = [known.code for when, known in self._places if when == period]
        return f"there is no {cell} for {period}; there is {', '.join(there[:12])}"

    def __iter__(self) -> Iterator[tuple[Unit, Period, Cell]]:
        return self.select()

    def select(
        self, *, levels: Collection[str] | None = None, within: Collection[str] | None = None
    ) -> Iterator[tuple[Unit, Period, Cell]]:
        """Give the keys of some units, in the order of the tree.

        :param levels: units of these levels; of all, without it.
        :param within: these units and those below them, by code; all, without it.
        :raises UnknownUnit: if one of them is not in the tree.
        """
        inside: set[str] | None = None
        if within is not None:
            inside = {
                unit.code for code in within for unit in (self.tree[code], *self.tree.descendants(code))
            }
        for unit in self.tree:
            if (levels is None or unit.level in levels) and (inside is None or unit.code in inside):
                for found in self.figures:
                    if unit.code in found:
                        for cell in found.form.cells:
                            yield unit, found.period, cell

    def __len__(self) -> int:
        return sum(len(found) * len(found.form.cells) for found in self.figures)

    def __repr__(self) -> str:
        return f"<Totals of {len(self)} figures, mode {self.mode.value}>"


def _with_newer(declared: Sequence[Report], report: Report) -> tuple[Report, ...]:
    """Put a consolidated report in the place of its earlier revision, or beside the others."""

    def series(one: Report) -> tuple[object, ...]:
        return one.unit, one.form, one.period, one.method

    same = [old for old in declared if series(old) == series(report)]
    if not all(report.supersedes(old) for old in same):
        return tuple(declared)
    return (*(old for old in declared if old not in same), report)


_RULES: Final[Mapping[Reason | None, str]] = {
    None: "the sum of the parts",
    Reason.MISSING: "no value while an expected part is missing",
    Reason.SUPPRESSED: "no value while a part is kept back",
    Reason.NOT_APPLICABLE: "no part has anything to add",
    Reason.NOT_EXPECTED: "no part was expected",
    Reason.NOT_ADDITIVE: "figures of this kind do not add up over units",
    Reason.DIVIDED: "between two bounds: a unit was divided, and nobody knows how its figure divides",
    Reason.INCOMPLETE: "the sum of the parts that are there",
}
_ITSELF: Final = {False: "the unit's own report", True: "the unit's consolidated report, as was asked for"}


def _told(figures: Figures, part: Part, place: int, history: Iterable[Report]) -> dict[str, Any]:
    """Tell of one report as plain data.

    :param history: the revisions of the unit's reports for the period.
    """
    decimals = figures.form.by_cell[place].decimals
    report = part.report
    low, high = exact(part.low, decimals), exact(part.high, decimals)
    there = part.absence is None
    first = None if report is None else _same_since(report, figures.form.cells[place], history)
    return {
        "unit": part.unit,
        "name": figures.reporting(part.unit).name,
        "value": low if there and low == high else None,
        "bounds": {"low": low, "high": high} if there and low != high else None,
        "absence": part.absence and part.absence.value,
        "known": low if low and not there else None,
        "form": report and report.form.code,
        "scope": report and report.scope.value,
        "revision": report and report.revision,
        "received_on": report and report.received_on,
        "same_since": first and {"revision": first.revision, "received_on": first.received_on},
        "provisional": part.provisional,
        "estimated": part.estimated,
    }


def _same_since(report: Report, cell: Cell, history: Iterable[Report]) -> Report | None:
    """Find the first revision since which all say the same of a cell as a report does.

    On whatever form the cell stands; ``None`` if the report is in none of them.
    """
    series = (report.scope, report.method, report.observed_on)
    earlier = [
        old
        for old in history
        if (old.scope, old.method, old.observed_on) == series
        and old.revision <= report.revision
        and cell in old.form
    ]
    first: Report | None = None
    for old in sorted(earlier, key=lambda old: old.revision, reverse=True):
        if said_of(old, cell) != said_of(report, cell):
            break
        first = old
    return first


def _units(figures: Figures, codes: Iterable[str]) -> tuple[Unit, ...]:
    """Give the units that reported, in the order of their levels and codes."""
    units = [figures.reporting(code) for code in codes]
    return tuple(sorted(units, key=lambda unit: (len(unit.code), unit.code)) if len(units) > 1 else units)


def _period_order(period: Period) -> tuple[object, ...]:
    return (period.start, -(period.end - period.start).days, period.calendar.code)
