"""What is said of consolidated figures below a table: which are in use, and which do not fit their parts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from attrs import frozen

from vstbpn import io
from vstbpn.aggregate import Reconciled, Reconciliation, reconcile
from vstbpn.model import Scope, Totals

__all__ = ["Consolidated"]

_LINES: Final = 5
_NAMED: Final = 3  # units named in a line; --missing names them all


@frozen
class Consolidated:
    """The lines about the consolidated figures of some totals.

    :param name_all: whether all lines are given, and all units in them.
    """

    totals: Totals
    say: Mapping[str, str]
    name_all: bool = False

    def lines(self, within: Collection[str] | None = None) -> Iterator[str]:
        """Count those in use and those that are not, and tell which do not fit, or cannot be compared.

        :param within: only of these units and those below them.
        """
        found = [one for one in reconcile(self.totals) if self._is_within(one, within)]
        used = sum(map(self._is_used, found))
        for key, count in (("stand_ins", used), ("declared", len(found) - used)):
            if count:
                yield self.say[key].format(count=io.format_number(count))
        told = [one for one in found if one.outcome is Reconciled.FAILS]
        told += (one for one in found if one.outcome is Reconciled.CANNOT_TELL)
        shown = told if self.name_all else told[:_LINES]
        yield from map(self._line, shown)
        if len(told) > len(shown):
            yield self.say["more_reconciled"].format(count=io.format_number(len(told) - len(shown)))

    def _is_within(self, one: Reconciliation, within: Collection[str] | None) -> bool:
        tree = self.totals.tree
        if within is None:
            return True
        above = (one.unit, *tree.ancestors(one.unit)) if one.unit in tree else (one.unit,)
        return any(unit.code in within for unit in above)

    def _is_used(self, one: Reconciliation) -> bool:
        """Tell whether the total of a unit is its consolidated figure."""
        total = self.totals.get((one.unit, one.period, one.cell))
        if total is None or not total.declared:
            return False
        return any(report["scope"] == Scope.SUBTREE.value for report in total.explain()["reports"])

    def _line(self, one: Reconciliation) -> str:
        said = {
            "unit": one.unit.name,
            "period": one.period.code,
            "cell": one.cell.code,
            "declared": io.format_number(one.declared),
        }
        if one.difference is not None:
            exact = one.total is not None and one.total.value is not None
            at = "parts" if exact else "parts_at_least" if one.difference < 0 else "parts_at_most"
            parts = self.say[at].format(value=io.format_number(one.declared - one.difference))
            sign = "+" if one.difference > 0 else ""
            difference = f"{sign}{io.format_number(one.difference)}"
            return self.say["does_not_fit"].format(**said, parts=parts, difference=difference)
        if one.missing:
            named = one.missing if self.name_all else one.missing[:_NAMED]
            units = ", ".join(unit.name for unit in named)
            more = len(one.missing) - len(named)
            if more:
                units = self.say["more"].format(units=units, count=io.format_number(more))
            return self.say["cannot_tell_missing"].format(**said, units=units)
        return self.say["cannot_tell"].format(**said)
