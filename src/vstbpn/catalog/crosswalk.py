"""From the map of one day to that of another: where a unit's figure goes, and how much of it is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from attrs import field, frozen

from vstbpn.errors import MapError, NotCovered
from vstbpn.model import Link, Unit

__all__ = ["Crosswalk", "Shares", "Weights"]

Weights: TypeAlias = Mapping[tuple[str, str], int | Decimal | Fraction]
"""A weight for each pair of a divided unit's code and that of a part; only their proportions matter."""

_NONE, _ONE = Fraction(0), Fraction(1)


@frozen
class Shares:
    """Where one unit goes, by the codes of another day.

    ``known`` are shares that are known, and ``unknown`` the units among which what is left divides in a way
    that nobody knows. Units that get nothing do not occur.
    """

    known: Mapping[str, Fraction] = field(factory=dict)
    unknown: frozenset[str] = frozenset()

    @property
    def left(self) -> Fraction:
        """The share that divides among ``unknown``."""
        return _ONE - sum(self.known.values()) if self.unknown else _NONE

    @property
    def reach(self) -> frozenset[str]:
        """All units that get something, or may."""
        return self.unknown | self.known.keys()

    def of(self, codes: frozenset[str] | set[str]) -> tuple[Fraction, Fraction]:
        """Give the least and the greatest share that goes to some units together.

        >>> half = Shares(known={"a": Fraction(1, 2)}, unknown=frozenset("bc"))
        >>> half.of({"a"}), half.of({"b"}), half.of({"b", "c"})
        ((Fraction(1, 2), Fraction(1, 2)), (Fraction(0, 1), Fraction(1, 2)), (Fraction(1, 2), Fraction(1, 2)))
        """
        if self.reach <= codes:
            return _ONE, _ONE
        if not self.known:
            return _NONE, _NONE if self.unknown.isdisjoint(codes) else _ONE
        low = sum((share for code, share in self.known.items() if code in codes), _NONE)
        if self.unknown <= codes:
            low += self.left
            return low, low
        return low, low + (self.left if self.unknown & codes else 0)


class Crosswalk:
    """Gives each unit's :class:`Shares` on the map of another day, earlier or later.

    :param version: gives the map's own version of a unit.
    :param links_from: gives the links from a unit, on the day that it ends.
    :param links_to: gives the links into a unit, on the day that it begins.
    :param to: the day of the other map.
    :param people: whether a figure counts people. The law's *all the people* and *none of the people* say
        nothing of offices or hectares: for these, only a unit that goes over whole has a known share.
    :param weights: weights for divided units; for a unit that has any, all of its parts of unknown share
        need one.
    """

    def __init__(
        self,
        version: Callable[[Unit], Unit],
        links_from: Callable[[Unit], Sequence[Link]],
        links_to: Callable[[Unit], Sequence[Link]],
        to: date,
        *,
        people: bool = True,
        weights: Weights | None = None,
    ) -> None:
        self._version = version
        self._links_from = links_from
        self._links_to = links_to
        self._to = to
        self._people = people
        self._weights = weights or {}
        self._known: dict[Unit, Shares] = {}

    def shares(self, unit: Unit) -> Shares:
        """Give where a unit goes.

        :raises MapError: if the weights for one of its steps lack a part, or are not positive.
        :raises UnknownUnit: if the unit is not of the map.
        :raises NotCovered: if the way back leads to before the map.
        """
        found = self._known.get(unit)
        if found is None:
            self._known[unit] = found = self._followed(self._version(unit))
        return found

    def _followed(self, unit: Unit) -> Shares:
        """Follow a unit to the other day, those that it leads to first: there may be thousands of steps."""
        waiting = [unit]
        steps: dict[Unit, list[tuple[Fraction | None, Unit]]] = {}
        while waiting:
            at = waiting[-1]
            if at not in self._known and at not in steps and not at.holds_on(self._to):
                steps[at] = self._steps(at)
                waiting += (next_ for _, next_ in reversed(steps[at]) if next_ not in self._known)
                continue
            waiting.pop()
            if at not in self._known:
                self._known[at] = (
                    _compose((step, self._known[next_]) for step, next_ in steps[at])
                    if at in steps
                    else Shares(known={at.code: _ONE})
                )
        return self._known[unit]

    def _steps(self, unit: Unit) -> list[tuple[Fraction | None, Unit]]:
        """Give the next units on the way, and how much goes to each; nothing for one that gets nothing."""
        forward = unit.valid_to is not None and unit.valid_to <= self._to
        links = self._links_from(unit) if forward else self._links_to(unit)
        if not links and forward:
            raise MapError(f"the map does not say what became of {unit.name} ({unit.code})")
        if not links:
            raise NotCovered(
                f"the map does not say what {unit.name} ({unit.code}) was before {unit.valid_from}: that is "
                "not covered"
            )
        shares = self._forward(links) if forward else self._backward(links)
        some = [(share, next_) for share, next_ in shares if share != 0]
        known = sum((share for share, _ in some if share is not None), _NONE)
        open_ = [next_ for share, next_ in some if share is None]
        if forward and not open_ and known != 1:
            raise MapError(f"the shares of {unit.name} ({unit.code}) on the map add up to {known}, not to 1")
        weights = self._weights_for(unit, open_)
        steps: list[tuple[Fraction | None, Unit]] = []
        for share, next_ in some:
            if share is not None:
                steps.append((share, next_))
            elif known == 1:
                continue  # everything is accounted for: nothing is left for a part
            elif weights:
                steps.append(((1 - known) * weights[next_.code], next_))
            else:
                steps.append((1 - known if len(open_) == 1 else None, next_))
        return [(share, next_) for share, next_ in steps if share != 0]

    def _share(self, link: Link) -> Fraction | None:
        if link.kind.is_whole:
            return _ONE
        return link.people_share if self._people else None

    def _forward(self, links: Sequence[Link]) -> list[tuple[Fraction | None, Unit]]:
        return [(self._share(link), link.after) for link in links]

    def _backward(self, links: Sequence[Link]) -> list[tuple[Fraction | None, Unit]]:
        """A unit goes back to what it was made of: known only if that is one unit alone.

        Who gave none of its people has none of them; where nobody gave any, they have come since, and may
        live on the ground of each.
        """
        givers = [link.before for link in links if self._share(link) != 0]
        givers = givers or [link.before for link in links]
        share = _ONE if len(givers) == 1 else None
        return [(share, giver) for giver in givers]

    def _weights_for(self, unit: Unit, parts: Sequence[Unit]) -> dict[str, Fraction]:
        """Give the proportions in which the user's weights divide a unit; none if there are none for it."""
        given = {
            part.code: _exact(unit.code, part.code, self._weights[unit.code, part.code])
            for part in parts
            if (unit.code, part.code) in self._weights
        }
        if not given:
            return {}
        lacking = [part for part in parts if part.code not in given]
        if lacking:
            names = ", ".join(f"{part.code} ({part.name})" for part in lacking)
            raise MapError(f"the weights for {unit.code} ({unit.name}) lack {names}")
        whole = sum(given.values())
        if whole <= 0 or min(given.values()) < 0:
            raise MapError(f"expected positive weights for {unit.code} ({unit.name}), got {whole} in all")
        return {code: weight / whole for code, weight in given.items()}


def _exact(unit: str, part: str, weight: object) -> Fraction:
    """Take a weight as it is; what is not exact is refused."""
    if isinstance(weight, bool) or not isinstance(weight, int | Decimal | Fraction):
        raise TypeError(
            f"the weight of {unit} to {part}: expected an int, a Decimal or a Fraction, got {weight!r}"
        )
    if isinstance(weight, Decimal) and not weight.is_finite():
        raise MapError(f"the weight of {unit} to {part}: expected a finite number, got {weight}")
    return Fraction(weight)


def _compose(steps: Iterable[tuple[Fraction | None, Shares]]) -> Shares:
    """Follow the steps of a unit to the shares of the units that they lead to."""
    known: dict[str, Fraction] = {}
    unknown: set[str] = set()
    for step, shares in steps:
        if step is None:
            unknown |= shares.reach
        else:
            for code, share in shares.known.items():
                known[code] = known.get(code, _NONE) + step * share
            unknown |= shares.unknown
    return Shares(known, frozenset(unknown))
