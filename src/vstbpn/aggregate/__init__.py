"""Adding up: figures of units to totals of the units above them, on the map of any day."""

from vstbpn.aggregate.restate import ZONE, restate
from vstbpn.aggregate.rollup import roll_up

__all__ = ["ZONE", "restate", "roll_up"]
