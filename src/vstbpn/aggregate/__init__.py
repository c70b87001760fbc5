"""What figures add up to: totals along a tree, and figures on the map of another day."""

from vstbpn.aggregate.coverage import coverage, misplaced
from vstbpn.aggregate.difference import Difference, difference
from vstbpn.aggregate.merge import merge
from vstbpn.aggregate.over_time import Derived, Fall, Lack, Stale, from_year_to_date, over_time
from vstbpn.aggregate.ratio import Printed, Ratio, Ratios, compare_printed, ratio
from vstbpn.aggregate.reconcile import Reconciled, Reconciliation, reconcile
from vstbpn.aggregate.restate import ZONE, restate
from vstbpn.aggregate.rollup import roll_up, unplaced

__all__ = [
    "ZONE",
    "Derived",
    "Difference",
    "Fall",
    "Lack",
    "Printed",
    "Ratio",
    "Ratios",
    "Reconciled",
    "Reconciliation",
    "Stale",
    "compare_printed",
    "coverage",
    "difference",
    "from_year_to_date",
    "merge",
    "misplaced",
    "over_time",
    "ratio",
    "reconcile",
    "restate",
    "roll_up",
    "unplaced",
]
