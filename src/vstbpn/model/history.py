"""Values of law over time: each with its own ground, and "not in force" as an answer of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from itertools import pairwise
from typing import Generic, NoReturn, TypeVar

from attrs import evolve, field, frozen

from vstbpn.model.dates import format_date
from vstbpn.model.review import Ground

__all__ = ["DatedValue", "Gap", "History", "NotInForce"]

T = TypeVar("T")


class Gap(Enum):
    """Where a day without a value lies."""

    BEFORE = "before"
    """Before the first value."""
    BETWEEN = "between"
    """Between two values."""
    AFTER = "after"
    """After the end of the last value."""


@frozen(kw_only=True)
class NotInForce:
    """That nothing was in force on a day: neither zero, nor false, nor not known.

    It is neither true nor false, so that nobody takes it for an answer; ask ``isinstance``.

    :param ended_on: the first day after the value before it; None before the first.
    :param starts_on: the first day of the value after it; None after the last.
    """

    on: date
    gap: Gap
    ended_on: date | None = None
    starts_on: date | None = None

    def __bool__(self) -> NoReturn:
        raise TypeError(
            "expected a value, got the answer that none is in force. "
            "Hint: ask isinstance(answer, NotInForce) first"
        )

    def __str__(self) -> str:
        said = [f"not in force on {format_date(self.on)}"]
        if self.ended_on is not None:
            said.append(f"ended on {format_date(self.ended_on)}")
        if self.starts_on is not None:
            said.append(f"begins on {format_date(self.starts_on)}")
        return ", ".join(said)


@frozen(kw_only=True)
class DatedValue(Generic[T]):
    """One step of a history.

    :param since: its first day; None if it has no beginning, as arithmetic has none.
    :param until: the first day on which it no longer holds; None if no end is known.
    :param grounds: what it rests on; never empty. Each gets the step's days.
    :raises ValueError: if there are no grounds, or the end is not after the beginning.
    """

    value: T
    since: date | None = field()
    until: date | None = None
    grounds: tuple[Ground, ...]

    def __attrs_post_init__(self) -> None:
        if not self.grounds:
            raise ValueError(f"history: expected grounds for {self.value!r:.60}, got none")
        for day in (self.since, self.until):
            if day is not None and type(day) is not date:
                raise TypeError(f"history: expected a date, got {day!r:.60}")
        if self.since is not None and self.until is not None and self.until <= self.since:
            raise ValueError(
                f"history: expected an end after {format_date(self.since)}, got {format_date(self.until)}"
            )
        dated = tuple(evolve(ground, since=self.since, until=self.until) for ground in self.grounds)
        object.__setattr__(self, "grounds", dated)

    def holds(self, on: date) -> bool:
        """Tell whether it holds on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


class History(Generic[T]):
    """A value of law over time.

    >>> from vstbpn.model import GroundKind
    >>> rests = (Ground(kind=GroundKind.INSTRUMENT, instrument="qd-9-x-2020", number_text="09/QĐ-X"),)
    >>> share = History([
    ...     DatedValue(value=15, since=date(2014, 6, 1), until=date(2019, 6, 1), grounds=rests),
    ...     DatedValue(value=20, since=date(2020, 1, 1), grounds=rests),
    ... ])
    >>> share.at(date(2020, 1, 1)), str(share.at(date(2019, 6, 1)))
    (20, 'not in force on 1/6/2019, ended on 1/6/2019, begins on 1/1/2020')

    Gaps are allowed, and overlaps are not: two values of one day would be none.

    :param steps: in any order.
    :raises ValueError: if there is no step, or two overlap.
    """

    __slots__ = ("_steps",)

    def __init__(self, steps: Iterable[DatedValue[T]]) -> None:
        self._steps = tuple(sorted(steps, key=lambda step: step.since or date.min))
        if not self._steps:
            raise ValueError("history: expected at least one value, got none")
        for one, following in pairwise(self._steps):
            if one.until is None or following.since is None or following.since < one.until:
                raise ValueError(
                    f"history: expected one value at a time, got {one.value!r:.60} still when "
                    f"{following.value!r:.60} begins. Hint: give the first an end (until)"
                )

    @classmethod
    def always(cls, value: T, *grounds: Ground) -> History[T]:
        """Make the history of what has neither beginning nor end."""
        return cls([DatedValue(value=value, since=None, grounds=grounds)])

    @property
    def steps(self) -> tuple[DatedValue[T], ...]:
        """The values with their days and grounds, in the order of time."""
        return self._steps

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """The grounds of all steps, in order."""
        return tuple(ground for step in self._steps for ground in step.grounds)

    def step_at(self, on: date) -> DatedValue[T] | NotInForce:
        """Give the step that holds on a day, or the answer that none does."""
        ended_on = None
        for step in self._steps:
            if step.holds(on):
                return step
            if step.since is not None and on < step.since:
                gap = Gap.BEFORE if ended_on is None else Gap.BETWEEN
                return NotInForce(on=on, gap=gap, ended_on=ended_on, starts_on=step.since)
            ended_on = step.until
        return NotInForce(on=on, gap=Gap.AFTER, ended_on=ended_on)

    def at(self, on: date) -> T | NotInForce:
        """Give the value that holds on a day, or the answer that none does."""
        found = self.step_at(on)
        return found if isinstance(found, NotInForce) else found.value

    def __iter__(self) -> Iterator[DatedValue[T]]:
        return iter(self._steps)

    def __eq__(self, other: object) -> bool:
        return self._steps == other._steps if isinstance(other, History) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._steps)

    def __repr__(self) -> str:
        said = ", ".join(
            f"{step.value!r} from {step.since or 'ever'} to {step.until or 'now on'}" for step in self._steps
        )
        return f"<History: {said}>"
