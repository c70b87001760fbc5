from __future__ import annotations

from decimal import Decimal

from support import public_surface

from vstbpn import Reason


def test_what_the_type_checkers_read_also_runs() -> None:
    assert public_surface.run() == {
        "share": Decimal(36) / Decimal(150),
        "share of one": Decimal(4) / Decimal(15),
        "late": ["Thành phố Bắc Giang"],
        "low": 36,
        "reason": Reason.INCOMPLETE,
        "problems": ["unreadable"],
        "json": "vstbpn.totals/1",
    }
