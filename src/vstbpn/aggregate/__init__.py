"""Adding up: figures of units to totals of the units above them."""

from vstbpn.aggregate.roll_up import roll_up

__all__ = ["roll_up"]
