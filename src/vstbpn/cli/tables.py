"""What the command shows in a terminal: tables for people to read."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final

from attrs import define, field

from vstbpn import io
from vstbpn.catalog import Definitions
from vstbpn.cli.consolidated import Consolidated
from vstbpn.errors import MissingExtra
from vstbpn.model import Cell, Indicator, Link, Reason, Sex, Total, Totals, Unit, format_date

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

__all__ = ["TotalsTable", "console", "history_table", "units_table"]

_NAMED: Final = 3  # units named in a note; --missing names them all
_WIDE: Final = 1000


def console() -> Console:
    """Give what prints to the terminal; where there is none, nothing is cut to its width."""
    try:
        from rich.console import Console
    except ImportError:
        raise MissingExtra("rich", "cli") from None
    width = None if sys.stdout.isatty() else _WIDE
    return Console(highlight=False, emoji=False, soft_wrap=True, width=width)  # officials:M: is no emoji


def _table(title: str | None = None) -> Table:
    from rich import box
    from rich.table import Table

    return Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)


@define
class TotalsTable:
    """One row for each unit, period, indicator and breakdown, the sexes side by side; below it the notes.

    Rows of which nothing was reported are counted and not shown.

    :param name_all: whether notes name every missing unit.
    """

    totals: Totals
    definitions: Definitions
    say: Mapping[str, str]
    is_vietnamese: bool
    name_all: bool = False
    _notes: dict[Unit, dict[str, list[str]]] = field(factory=dict, init=False)
    """For each unit its notes, each with the rows that it belongs to."""
    _rows: Counter[Unit] = field(factory=Counter, init=False)

    def print(
        self,
        to: Console,
        *,
        levels: Collection[str] | None = None,
        within: Collection[str] | None = None,
    ) -> None:
        """Print the table and what there is to say about it."""
        cells = self.totals.cells
        sexes = [sex for sex in Sex.CODES if any(cell.sex == sex for cell in cells)]
        periods = len(self.totals.periods) > 1
        rows = len({self._row(cell) for cell in cells}) > 1
        table = _table()
        table.add_column(self.say["unit"], no_wrap=True)
        if periods:
            table.add_column(self.say["period"], no_wrap=True)
        if rows:
            table.add_column(self.say["indicator"])
        for sex in (*sexes, "reported"):
            table.add_column(self.say[sex], justify="right", no_wrap=True)
        silent = 0
        chosen = self.totals.select(levels=levels, within=within)
        for (unit, period, _), group in groupby(chosen, lambda key: (key[0], key[1], self._row(key[2]))):
            keys = list(group)
            by_sex = {cell.sex: self.totals[unit, period, cell] for _, _, cell in keys}
            if all(_is_silent(total) for total in by_sex.values()):
                silent += 1
                continue
            name = self._name(keys[0][2])
            labels = [*([period.code] if periods else []), *([name] if rows else [])]
            self._note(unit, ", ".join(labels), list(by_sex.values()))
            counts = dict.fromkeys(f"{total.reported}/{total.expected}" for total in by_sex.values())
            table.add_row(
                f"{'  ' * self.totals.tree.depth(unit)}{unit.name}",
                *labels,
                *(_value(by_sex.get(sex)) for sex in sexes),
                ", ".join(counts),
            )
        to.print(table)
        for line in self._lines(silent, within):
            to.print(line, markup=False)

    def _lines(self, silent: int, within: Collection[str] | None) -> Iterable[str]:
        for unit, notes in self._notes.items():
            for note, rows in notes.items():
                everywhere = len(rows) == self._rows[unit] and (len(rows) > 1 or not rows[0])
                yield f"{unit.name}: {note}" if everywhere else f"{unit.name}, {'; '.join(rows)}: {note}"
        if silent:
            yield self.say["silent"].format(count=io.format_number(silent))
        yield from Consolidated(self.totals, self.say, self.name_all).lines(within)
        if self.totals.unexpected:
            yield self.say["strangers"].format(count=io.format_number(len(self.totals.unexpected)))

    @staticmethod
    def _row(cell: Cell) -> tuple[str, tuple[tuple[str, str], ...]]:
        return cell.indicator, cell.breakdown

    def _name(self, cell: Cell) -> str:
        """Name an indicator and its breakdowns in the language asked for, by their codes if need be."""
        known = self.definitions.indicators.get(cell.indicator)
        parts = [cell.indicator if known is None else self._named(known)]
        for dimension, code in cell.breakdown:
            breakdown = self.definitions.breakdowns.get(dimension)
            names = {} if breakdown is None else dict(breakdown.codes)
            parts.append(f"{dimension} {names.get(code) or code}")
        return ", ".join(parts)

    def _named(self, indicator: Indicator) -> str:
        names = (indicator.name_vi, indicator.name_en)
        first, second = names if self.is_vietnamese else names[::-1]
        return first or second

    def _note(self, unit: Unit, row: str, totals: Sequence[Total]) -> None:
        """Note what is to be said about a row: the worst that is true of any of its figures."""
        self._rows[unit] += 1
        missing = list(dict.fromkeys(one for total in totals for one in total.missing))
        suppressed = list(dict.fromkeys(one for total in totals for one in total.suppressed))
        unexpected = list(dict.fromkeys(one for total in totals for one in total.unexpected))
        parts = []
        for reason in dict.fromkeys(total.reason for total in totals if total.reason):
            hidden = reason is Reason.INCOMPLETE and not missing
            text = self.say["incomplete-suppressed" if hidden else reason.value]
            parts.append(text.format(units=self._units(missing), suppressed=self._units(suppressed)))
        if unexpected:
            parts.append(self.say["unexpected"].format(units=self._units(unexpected)))
        marks = ("provisional", "estimated")
        parts += [self.say[mark] for mark in marks if any(getattr(total, mark) for total in totals)]
        parts += [self.say["stands_in"]] * any(total.declared for total in totals)
        if parts:
            self._notes.setdefault(unit, {}).setdefault("; ".join(parts), []).append(row)

    def _units(self, units: Sequence[Unit]) -> str:
        named = units if self.name_all else units[:_NAMED]
        names = ", ".join(unit.name for unit in named)
        if len(units) == len(named):
            return names
        return self.say["more"].format(units=names, count=io.format_number(len(units) - len(named)))


def _is_silent(total: Total) -> bool:
    nothing = len(total.missing) == total.expected and total.expected > 0
    return nothing and not total.unexpected and total.value is None and total.bounds is None


def _value(total: Total | None) -> str:
    if total is None:
        return ""
    if total.value is not None:
        return io.format_number(total.value)
    if total.bounds is None:
        return "–"
    ends = (total.bounds.low, total.bounds.high)
    return " – ".join("" if end is None else io.format_number(end) for end in ends).strip()


def units_table(units: Iterable[Unit], on: str, say: Mapping[str, str], levels: Mapping[str, str]) -> Table:
    """Give units as a table.

    :param levels: what the levels are called, where that is not their code.
    """
    table = _table(say["units_on"].format(on=on))
    for column in ("level", "code", "unit", "kind", "parent", "since", "until"):
        table.add_column(say[column], no_wrap=column != "unit")
    for unit in units:
        since = "" if unit.valid_from is None else format_date(unit.valid_from)
        table.add_row(
            levels.get(unit.level, unit.level),
            unit.code,
            unit.name,
            unit.kind,
            unit.parent or "",
            say["listed"].format(day=since) if unit.listed else since,
            "" if unit.valid_to is None else format_date(unit.valid_to - timedelta(days=1)),
        )
    return table


def history_table(unit: Unit, links: Iterable[Link], say: Mapping[str, str]) -> Table:
    """Give the course of a unit as a table, a row for each step."""
    table = _table(say["history_of"].format(name=unit.name, code=unit.code))
    for column in ("on", "before", "how", "people", "after", "decree"):
        table.add_column(say[column], no_wrap=column in ("on", "people"))
    for link in links:
        share = link.people_share
        table.add_row(
            format_date(link.on),
            f"{link.before.name} ({link.before.code})",
            say[link.kind.value],
            "?" if share is None else "100 %" if share == 1 else "0 %" if share == 0 else str(share),
            f"{link.after.name} ({link.after.code})",
            (link.decree or "") + ("" if link.verified else " (?)"),
        )
    return table
