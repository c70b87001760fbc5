"""What of a collection is there: the duties by what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from datetime import date
from fractions import Fraction

from attrs import evolve, field, frozen

from vstbpn.errors import UnknownUnit
from vstbpn.model.obligation import Duty, Obligation
from vstbpn.model.period import Period
from vstbpn.model.unit import Tree, Unit

__all__ = ["Coverage"]


@frozen(kw_only=True, repr=False)
class Coverage:
    """Which reports were expected, and what became of each: sets of duties.

    It is worked out by :func:`~vstbpn.aggregate.coverage.coverage`.
    A :class:`Duty` is a unit's code, a form's code and a period. What is expected is received, missing or not
    due yet; what is received is on time, late or undated. What nobody expected is no part of any of these, so
    that a rate is never above 1: eight received for six expected are five of six, and three unexpected.

    :ivar on_time: received, and in time by the day that the duty counts by.
    :ivar late_by: received too late, each with the number of days after the last one in time.
    :ivar undated: received without the day that the duty counts by: nobody can tell whether in time.
    :ivar missing: expected, and not received.
    :ivar not_due: expected, not received, and the deadline is not over on the day ``on``.
    :ivar unexpected: reported on a form and for a period that was asked for, by a unit that did not owe it.
    :ivar unasked: reported on a form or for a period that no obligation speaks of; a part has none.
    :ivar obligations: for each duty that is expected, the obligation that it comes from.
    :ivar answering: for each duty that is missing or not due and whose unit is no more, the units that took
        over from it and must answer for it.
    :ivar maps: for each period, the tree in which the units' codes stand.
    :ivar on: the day that is asked about.
    :ivar known_at: the day as of which reports were looked at.
    """

    on_time: frozenset[Duty] = frozenset()
    late_by: Mapping[Duty, int] = field(factory=dict)
    undated: frozenset[Duty] = frozenset()
    missing: frozenset[Duty] = frozenset()
    not_due: frozenset[Duty] = frozenset()
    unexpected: frozenset[Duty] = frozenset()
    unasked: frozenset[Duty] = frozenset()
    obligations: Mapping[Duty, Obligation] = field(factory=dict)
    answering: Mapping[Duty, tuple[Unit, ...]] = field(factory=dict)
    maps: Mapping[Period, Tree] = field(factory=dict, eq=False)
    on: date | None = None
    known_at: date | None = None
    late: frozenset[Duty] = field(init=False, eq=False)
    received: frozenset[Duty] = field(init=False, eq=False)
    expected: frozenset[Duty] = field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        late = frozenset(self.late_by)
        received = self.on_time | late | self.undated
        object.__setattr__(self, "late", late)
        object.__setattr__(self, "received", received)
        object.__setattr__(self, "expected", received | self.missing | self.not_due)

    @property
    def rate(self) -> Fraction | None:
        """How much of what was expected was received; ``None`` where nothing was expected."""
        return self._share(self.received)

    @property
    def on_time_rate(self) -> Fraction | None:
        """How much of what was expected was received in time; ``None`` where nothing was expected."""
        return self._share(self.on_time)

    def _share(self, duties: Set[Duty]) -> Fraction | None:
        return Fraction(len(duties), len(self.expected)) if self.expected else None

    def unit_of(self, duty: Duty) -> Unit | None:
        """Give the unit of a duty; ``None`` for one that is not asked for."""
        tree = self.maps.get(duty.period)
        return None if tree is None else tree.by_code.get(duty.unit)

    def in_order(self, duties: Iterable[Duty]) -> tuple[Duty, ...]:
        """Sort duties by period, form, and the order of the tree.

        >>> duties = [Duty("b", "form", Period(2024)), Duty("a", "form", Period(2024))]
        >>> [duty.unit for duty in Coverage().in_order(duties)]
        ['a', 'b']
        """

        def place(duty: Duty) -> tuple[object, ...]:
            unit = self.unit_of(duty)
            tree = self.maps.get(duty.period)
            order = -1 if unit is None or tree is None else tree.place(unit)
            return duty.period.start, duty.period.end, duty.period.code, duty.form, order, duty.unit

        return tuple(sorted(duties, key=place))

    def of(self, *units: str | Unit, form: str | None = None, period: str | Period | None = None) -> Coverage:
        """Give the part of some units and everything below them, of a form, or of a period.

        Codes are read on the map of each duty's period.

        :raises UnknownUnit: if no map of the coverage has a unit.
        """
        inside: dict[Period, set[str]] = {when: set() for when in self.maps}
        for unit in units:
            holders = [(when, tree) for when, tree in self.maps.items() if unit in tree]
            if not holders:
                code = unit if isinstance(unit, str) else f"{unit.code} ({unit.name})"
                raise UnknownUnit(f"there is no unit {code} on the maps of this coverage")
            for when, tree in holders:
                inside[when].update(below.code for below in (tree[unit], *tree.descendants(unit)))
        wanted = None if period is None else str(period)
        return self._part(
            {
                duty
                for duty in self.expected | self.unexpected
                if (form is None or duty.form == form)
                and (wanted is None or duty.period.code == wanted)
                and (not units or duty.unit in inside[duty.period])
            }
        )

    def by_unit(self, tree: Tree) -> Mapping[str, Coverage]:
        """Give the part of each unit of a tree, from the top down: its own duties and those below it.

        Units without any are left out; so are duties of units that the tree does not have.
        """
        duties: dict[str, set[Duty]] = {}
        for duty in self.expected | self.unexpected:
            its_map = self.maps[duty.period]
            for unit in (its_map[duty.unit], *its_map.ancestors(duty.unit)):
                if unit in tree:
                    duties.setdefault(unit.code, set()).add(duty)
        return {code: self._part(duties[code]) for code in sorted(duties, key=tree.place)}

    def _part(self, duties: Set[Duty]) -> Coverage:
        return evolve(
            self,
            on_time=self.on_time & duties,
            late_by={duty: self.late_by[duty] for duty in duties & self.late_by.keys()},
            undated=self.undated & duties,
            missing=self.missing & duties,
            not_due=self.not_due & duties,
            unexpected=self.unexpected & duties,
            unasked=frozenset(),
            obligations={duty: self.obligations[duty] for duty in duties & self.obligations.keys()},
            answering={duty: self.answering[duty] for duty in duties & self.answering.keys()},
        )

    def __repr__(self) -> str:
        said = [f"{len(self.received)} of {len(self.expected)} received"]
        for name in ("late", "undated", "missing", "not_due", "unexpected", "unasked"):
            duties: frozenset[Duty] = getattr(self, name)
            if duties:
                said.append(f"{len(duties)} {name.replace('_', ' ')}")
        return f"<Coverage: {', '.join(said)}>"
