"""What figures add up to: totals along a tree, and figures on the map of another day."""

from vstbpn.aggregate.restate import ZONE, restate
from vstbpn.aggregate.rollup import roll_up, unplaced

__all__ = ["ZONE", "restate", "roll_up", "unplaced"]
