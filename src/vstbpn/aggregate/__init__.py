"""Adding up: figures of units to totals of the units above them."""

from vstbpn.aggregate.rollup import roll_up

__all__ = ["roll_up"]
