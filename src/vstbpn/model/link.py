"""Links of the dated map: what became of a unit."""

from __future__ import annotations

from datetime import date
from enum import Enum
from fractions import Fraction

from attrs import frozen

from vstbpn.model.unit import Unit

__all__ = ["Basis", "Link", "LinkKind"]


class LinkKind(Enum):
    """How one unit goes over into another."""

    UNCHANGED = "unchanged"
    """As it was; at most its parent is another."""
    RENAMED = "renamed"
    """The same ground and people under another name."""
    RETYPED = "retyped"
    """The same ground and people as another kind of unit (*xã* to *phường*), perhaps renamed too."""
    MERGED_WHOLE = "merged-whole"
    """All of its ground and people, together with those of others."""
    PART = "part"
    """A part of its ground and people."""
    ALL_PEOPLE = "all-people"
    """A part of its ground and all of its people."""
    AREA_ONLY = "area-only"
    """A part of its ground and none of its people."""
    REST = "rest"
    """What is left of it when parts have gone elsewhere."""

    @property
    def is_whole(self) -> bool:
        """Tell whether ground and people go over undivided."""
        return self in _WHOLE


_WHOLE = frozenset({LinkKind.UNCHANGED, LinkKind.RENAMED, LinkKind.RETYPED, LinkKind.MERGED_WHOLE})


class Basis(Enum):
    """What a share of the people rests on."""

    LEGAL = "legal"
    """The words of the law: the whole, all the people, none of them."""
    STATISTIC = "statistic"
    """An official count of the parts."""
    ESTIMATE = "estimate"
    """Somebody's estimate."""
    USER = "user"
    """A weight that the user gave."""
    UNKNOWN = "unknown"
    """The law says "a part" and nobody counted it."""


@frozen(kw_only=True, cache_hash=True)
class Link:
    """One step of a unit's history: on ``on``, ``before`` goes over into ``after``.

    ``people_share`` is the share of the people of ``before`` that goes over: 1, a fraction, 0, or ``None``
    where it is not known. ``decree`` is the resolution, ``clause`` the place in it where it was seen.
    ``verified`` is false where a step is known from memory and was not seen in a text.
    """

    before: Unit
    after: Unit
    on: date
    kind: LinkKind
    people_share: Fraction | None
    basis: Basis
    decree: str | None = None
    clause: str | None = None
    verified: bool = True

    def __attrs_post_init__(self) -> None:
        share = self.people_share
        if share is not None and not 0 <= share <= 1:
            raise ValueError(f"expected a share of the people from 0 to 1, got {share}")
        if self.kind.is_whole and share != 1:
            raise ValueError(f"a unit that is {self.kind.value} takes all its people along, got {share}")
        if (share is None) != (self.basis is Basis.UNKNOWN):
            raise ValueError(f"a share of {share} does not go with the basis {self.basis.value}")
