"""The command ``coverage``: which reports came, in time or late, and which did not."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from attrs import define, evolve

from vstbpn import io
from vstbpn.aggregate import coverage, misplaced
from vstbpn.cli.call import Call, today
from vstbpn.cli.figures import map_of, stale
from vstbpn.cli.obligations import obligations_of
from vstbpn.cli.tables import console
from vstbpn.cli.words import LEVELS
from vstbpn.model import CountedBy, Coverage, Duty, Obligation, Tree, Unit, format_date

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["empty_coverage", "run_coverage"]

_NAMED: Final = 3  # units named in a note; --missing names them all
_FINDINGS: Final = ("missing", "late", "undated", "unexpected")
_COUNTS: Final = {
    "expected": "expected_reports",
    "received": "received",
    "on_time": "on_time",
    "late": "late",
    "undated": "undated",
    "missing": "missing_reports",
    "not_due": "not_due",
    "unexpected": "unexpected_reports",
}
"""The columns of counts, and the words for them."""

_IF_ANY: Final = ("undated", "not_due", "unexpected")
"""The columns that are shown only where they hold anything."""


def run_coverage(call: Call) -> None:
    """Read reports and obligations, and print or write which reports came and which did not."""
    options = call.options
    call.check_out()
    if options.on is None:
        options.on = today()
    gazetteer = map_of(call) if options.tree is None else None
    tree = io.read_tree(options.tree) if gazetteer is None else gazetteer.on(options.on)
    if gazetteer is not None and options.on > gazetteer.checked_on and options.changes is None:
        call.problems.append(stale(gazetteer.checked_on))
    batch = io.read_reports(*options.path, units=gazetteer or tree, definitions=options.definitions)
    call.problems += batch.problems
    obligations = obligations_of(call, batch, lambda one: coverage([], [one], tree, gazetteer=gazetteer))
    whole = coverage(
        call.leave_out(batch.reports, misplaced(batch.reports, obligations, tree, gazetteer=gazetteer)),
        obligations,
        tree,
        on=options.on,
        gazetteer=gazetteer,
        known_at=options.known_at,
    )
    found = whole if options.within is None else whole.of(*options.within)
    call.found = any(getattr(found, name) for name in _FINDINGS)
    if options.out is not None:
        io.write_coverage(found, options.out, problems=call.problems)
    if options.json:
        io.write_coverage(found, sys.stdout, problems=call.problems)
        return
    if options.out is None:
        _Printer(call, found).print(whole.unasked)
    call.say_problems()


def empty_coverage(options: Any) -> dict[str, Any]:
    """Give what is printed as JSON when the input cannot be used at all."""
    return io.coverage_to_json(Coverage(on=options.on, known_at=options.known_at))


@define
class _Printer:
    """Shows a coverage in a terminal: for each form and period who owes, a table, and the notes to it."""

    call: Call
    found: Coverage

    def print(self, unasked: Collection[Duty]) -> None:
        """Print everything; last, what was reported without being asked for."""
        to = console()
        duties = self.found.in_order(self.found.expected | self.found.unexpected)
        for place, (form, period) in enumerate(dict.fromkeys((duty.form, duty.period) for duty in duties)):
            if place:
                to.print()
            part = self.found.of(form=form, period=period)
            tree = part.maps[period]
            units = {tree[code]: mine for code, mine in part.by_unit(tree).items()}
            rows = {unit: mine for unit, mine in units.items() if self._is_shown(unit, mine, tree)}
            for line in self._owed(part):
                to.print(line, markup=False)
            to.print(self._table(part, rows, tree))
            notes = [note for unit, mine in rows.items() for note in self._notes(unit, mine)]
            for line in (*notes, *self._answering(part)):
                to.print(line, markup=False)
        if unasked:
            forms = sorted({f"{duty.form}, {duty.period}" for duty in unasked})
            text = self._say("unasked", count=io.format_number(len(unasked)), forms=self._some(forms))
            to.print(text, markup=False)

    def _say(self, key: str, **details: str) -> str:
        return self.call.say[key].format(**details)

    def _some(self, names: Sequence[str]) -> str:
        """Name the first few, or with --missing all."""
        named = names if self.call.options.missing else names[:_NAMED]
        shown = ", ".join(named)
        if len(named) == len(names):
            return shown
        return self._say("more", units=shown, count=io.format_number(len(names) - len(named)))

    def _is_shown(self, unit: Unit, part: Coverage, tree: Tree) -> bool:
        """Tell whether a unit has a row: not if there is only its own report, unless it was asked about."""
        within = self.call.options.within
        if unit.code in (within or [root.code for root in tree.roots]):
            return True
        if within is not None and not any(above.code in within for above in tree.ancestors(unit)):
            return False
        return {duty.unit for duty in part.expected | part.unexpected} != {unit.code}

    def _owed(self, part: Coverage) -> Iterator[str]:
        """Say who owes by when; units that are named one by one, and owe alike, together."""
        alike: dict[Obligation, list[str]] = {}
        for duty in part.in_order(part.expected):
            obligation = part.obligations[duty]
            terms = obligation if obligation.level else evolve(obligation, units=["-"])
            alike.setdefault(terms, []).append(_name(part, duty))
        for terms, names in alike.items():
            units = self._some(names)
            if terms.level is not None:
                level = LEVELS[self.call.options.lang].get(terms.level, terms.level)
                above = "" if terms.within is None else part.maps[terms.period][terms.within].name
                units = self._say("owed_within" if above else "owed_level", level=level, within=above)
            due = self._say("no_deadline")
            if terms.deadline is not None:
                due = self._say(
                    "before_day" if terms.deadline.strict else "by_day", day=format_date(terms.deadline.day)
                )
            if terms.counted_by is CountedBy.POSTMARK:
                due += self._say("postmark")
            if terms.receiver is not None:
                due += self._say("receiver", receiver=terms.receiver)
            clause = f" ({terms.clause})" if terms.clause else ""
            yield self._say("owed", form=terms.form, period=terms.period.code, units=units, due=due) + clause

    def _table(self, part: Coverage, rows: Mapping[Unit, Coverage], tree: Tree) -> Table:
        from rich import box
        from rich.table import Table

        names = [name for name in _COUNTS if name not in _IF_ANY or getattr(part, name)]
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        table.add_column(self._say("unit"), no_wrap=True)
        for key in (*(_COUNTS[name] for name in names), "rate"):
            table.add_column(self._say(key), justify="right", no_wrap=True)
        for unit, mine in rows.items():
            counts = [io.format_number(len(getattr(mine, name))) for name in names]
            table.add_row("  " * tree.depth(unit) + unit.name, *counts, _percent(mine.rate))
        return table

    def _notes(self, unit: Unit, part: Coverage) -> Iterator[str]:
        """Name the units of which there is something to say."""
        for finding in _FINDINGS:
            duties = part.in_order(getattr(part, finding))
            names = [_name(part, duty) for duty in duties]
            if finding == "late":
                days = [io.format_number(part.late_by[duty]) for duty in duties]
                names = [
                    self._say("days_late", unit=name, days=count)
                    for name, count in zip(names, days, strict=True)
                ]
            if names:
                yield f"{unit.name}: {self._say(f'note_{finding}', units=self._some(names))}"

    def _answering(self, part: Coverage) -> Iterator[str]:
        """Name who must answer for units that are no more."""
        duties = part.in_order(part.answering)
        shown = duties if self.call.options.missing else duties[:_NAMED]
        for duty in shown:
            heirs = self._some([heir.name for heir in part.answering[duty]])
            yield self._say("answering", unit=_name(part, duty), heirs=heirs)
        if len(duties) > len(shown):
            yield self._say("more_answering", count=io.format_number(len(duties) - len(shown)))


def _name(part: Coverage, duty: Duty) -> str:
    unit = part.unit_of(duty)
    assert unit is not None
    return unit.name


def _percent(rate: Fraction | None) -> str:
    """Write a rate in per cent, rounded half up to one place."""
    return "–" if rate is None else io.format_number(Decimal(int(rate * 1000 + Fraction(1, 2))) / 10)
