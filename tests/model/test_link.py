from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from vstbpn.model import Basis, Link, LinkKind, Unit

OLD = Unit(level="commune", code="00001", name="Xã A")
NEW = Unit(level="commune", code="00002", name="Xã B")


def link(**changes: Any) -> Link:
    plain = {
        "before": OLD,
        "after": NEW,
        "on": date(2025, 7, 1),
        "kind": LinkKind.PART,
        "people_share": Fraction(1, 3),
        "basis": Basis.STATISTIC,
    }
    return Link(**{**plain, **changes})


@pytest.mark.parametrize("share", [Fraction(-1, 9), Fraction(10, 9)])
def test_a_share_lies_between_nothing_and_the_whole(share: Fraction) -> None:
    with pytest.raises(ValueError, match="expected a share of the people from 0 to 1"):
        link(people_share=share)
    assert link(people_share=Fraction(0)).people_share == 0
    assert link(people_share=Fraction(1)).people_share == 1


@pytest.mark.parametrize("kind", [kind for kind in LinkKind if kind.is_whole])
def test_who_goes_over_whole_takes_all_people_along(kind: LinkKind) -> None:
    with pytest.raises(ValueError, match=f"a unit that is {kind.value} takes all its people along"):
        link(kind=kind)
    assert link(kind=kind, people_share=Fraction(1)).kind is kind


def test_an_unknown_share_has_an_unknown_basis_and_no_other() -> None:
    assert link(people_share=None, basis=Basis.UNKNOWN).people_share is None
    with pytest.raises(ValueError, match="a share of None does not go with the basis legal"):
        link(people_share=None, basis=Basis.LEGAL)
    with pytest.raises(ValueError, match="a share of 1/3 does not go with the basis unknown"):
        link(basis=Basis.UNKNOWN)
