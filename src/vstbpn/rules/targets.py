"""How far a target is reached, and where the figures are heading.

A forecast is a straight line through the figures by least squares, in exact fractions. Its range holds the
line through all of them, and the lines through all but one, each widened by the largest distance of a
figure from the line through all: what one odd year would change, and how far figures stray anyway. Fewer
than three years give no forecast, and a day since which something else is counted ends a series.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Final, NamedTuple

from attrs import field, frozen

from vstbpn.catalog import Requirement, Target
from vstbpn.model import TOTAL, round_half_up

__all__ = [
    "Forecast",
    "Observation",
    "Progress",
    "Standing",
    "TargetFigures",
    "as_printed",
    "forecast",
    "progress",
]

_FEWEST: Final = 3


@frozen(kw_only=True)
class Observation:
    """The two counts of a target at the end of a year.

    :param sex: of a target that women and men have to meet each: ``F`` or ``M``.
    :param numerator: None where it is not known, as ``denominator``.
    """

    year: int
    numerator: int | Decimal | None = field()
    denominator: int | Decimal | None = field()
    sex: str = TOTAL

    @numerator.validator
    @denominator.validator
    def _check_count(self, _: object, value: object) -> None:
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | Decimal)):
            raise TypeError(
                f"observation of {self.year}: expected a whole or decimal number, got {value!r:.40}"
            )

    @property
    def ratio(self) -> Fraction | None:
        """The one of the other, exactly; None where one is not known, or the whole is nothing."""
        if self.numerator is None or self.denominator is None or self.denominator == 0:
            return None
        return Fraction(self.numerator) / Fraction(self.denominator)


@frozen(kw_only=True)
class TargetFigures:
    """The figures of a target, year by year: the data of a subject ``target:<id>``.

    :raises ValueError: if a year stands twice for one sex.
    """

    observations: tuple[Observation, ...]

    def __attrs_post_init__(self) -> None:
        seen = [(one.year, one.sex) for one in self.observations]
        if len(set(seen)) < len(seen):
            raise ValueError("target figures: expected each year once for each sex, got one twice")


class Standing(Enum):
    """Where a figure stands to its target."""

    MET = "met"
    """It is what was asked for in that year."""
    NOT_MET = "not-met"
    AHEAD = "ahead"
    """It is already what is asked for in a later year."""
    ON_COURSE = "on-course"
    """All of the forecast's range is what will be asked for."""
    BEHIND = "behind"
    """None of it is."""
    CANNOT_TELL = "cannot-tell"
    NOT_ASKED = "not-asked"
    """The target says nothing of that year, nor of a later one."""


class Forecast(NamedTuple):
    """Where a line through the figures is in a year, and how far off that may be."""

    year: int
    value: Fraction
    low: Fraction
    high: Fraction
    years: tuple[int, ...]


@frozen(kw_only=True)
class Progress:
    """How far a target is reached.

    :param required: what is asked for, and in which year.
    :param latest: the figure that was looked at.
    :param short: by how much it misses, as a ratio: of a forecast, the end of its range that is nearest.
    :param missing: what would tell.
    """

    standing: Standing
    required: Requirement | None = None
    latest: Observation | None = None
    forecast: Forecast | None = None
    short: Fraction | None = None
    missing: tuple[str, ...] = ()


def forecast(points: Iterable[tuple[int, Fraction]], year: int) -> Forecast | None:
    """Lay a line through figures, and say where it is in a year; None with fewer than three years.

    >>> steady = [(2021, Fraction(40, 100)), (2022, Fraction(45, 100)), (2023, Fraction(50, 100))]
    >>> forecast(steady, 2025)[1:4]
    (Fraction(3, 5), Fraction(3, 5), Fraction(3, 5))
    >>> forecast(steady[:2], 2025) is None
    True

    :raises TypeError: if a figure is no fraction.
    :raises ValueError: if a year stands twice.
    """
    known = sorted(points)
    for _, value in known:
        if not isinstance(value, Fraction):
            raise TypeError(f"forecast: expected fractions, got {value!r:.40}")
    years = tuple(each for each, _ in known)
    if len(set(years)) < len(years):
        raise ValueError("forecast: expected each year once, got one twice")
    if len(known) < _FEWEST:
        return None
    at = _line(known, year)
    strays = max(abs(value - _line(known, each)) for each, value in known)
    ends = [_line([*known[:place], *known[place + 1 :]], year) for place in range(len(known))]
    return Forecast(year, at, min(at, *ends) - strays, max(at, *ends) + strays, years)


def _line(points: Sequence[tuple[int, Fraction]], year: int) -> Fraction:
    """Give where the least-squares line through points is in a year."""
    count = len(points)
    mean_year = Fraction(sum(each for each, _ in points), count)
    mean = sum((value for _, value in points), start=Fraction(0)) / count
    spread = sum(((each - mean_year) ** 2 for each, _ in points), start=Fraction(0))
    together = sum(((each - mean_year) * (value - mean) for each, value in points), start=Fraction(0))
    return mean + together / spread * (year - mean_year)


def progress(target: Target, observations: Iterable[Observation]) -> Progress:
    """Tell where the newest figure stands: to what was asked for in its year, or else in the next one named.

    Nobody may draw a line between two values of a target, so that a year between them is judged by where the
    figures are heading:

    >>> from vstbpn.catalog import target
    >>> women = [Observation(year=year, numerator=part, denominator=1000)
    ...     for year, part in ((2021, 250), (2022, 258), (2023, 266))]
    >>> found = progress(target("2.3"), women)
    >>> found.standing.value, found.required.text_vi, found.forecast.value
    ('on-course', 'ít nhất 27%', Fraction(141, 500))

    :param observations: of one sex, where the target is for each.
    :raises ValueError: if a year stands twice.
    """
    series = sorted(observations, key=lambda one: one.year)
    if not series:
        return Progress(standing=Standing.CANNOT_TELL, missing=("figures",))
    latest = series[-1]
    asked = target.required(latest.year)
    later = [step for step in target.steps if step.year > latest.year]
    required = asked or (later[0] if later else None)
    if required is None:
        return Progress(standing=Standing.NOT_ASKED, latest=latest)
    value = latest.ratio
    met = None if value is None else _meets(required, latest)
    if value is None or (met is None and not _is_possible(required, latest)):
        missing = ("figures",) if value is None else ("consistent_counts",)
        return Progress(standing=Standing.CANNOT_TELL, required=required, latest=latest, missing=missing)
    if asked is not None:
        return _judged(asked, latest, value, met)
    if met:
        return Progress(standing=Standing.AHEAD, required=required, latest=latest)
    return _heading(target, required, series)


def _meets(required: Requirement, one: Observation) -> bool | None:
    assert one.numerator is not None  # there is a ratio
    assert one.denominator is not None
    return required.met_by(one.numerator, one.denominator) if _is_possible(required, one) else None


def _is_possible(required: Requirement, one: Observation) -> bool:
    """Tell whether two counts can be true: none is negative, and no part is above its whole."""
    assert one.numerator is not None
    assert one.denominator is not None
    if one.numerator < 0 or one.denominator <= 0:
        return False
    return required.unit_vi != "%" or one.numerator <= one.denominator


def _judged(required: Requirement, latest: Observation, value: Fraction, met: bool | None) -> Progress:
    if met is None:
        # The text itself leaves it open: about 60 %, or which of two relations nobody has read.
        return Progress(
            standing=Standing.CANNOT_TELL, required=required, latest=latest, missing=("wording_of_target",)
        )
    if met:
        return Progress(standing=Standing.MET, required=required, latest=latest)
    short = None if required.ratio is None else abs(required.ratio - value)
    return Progress(standing=Standing.NOT_MET, required=required, latest=latest, short=short)


def _heading(target: Target, required: Requirement, series: Sequence[Observation]) -> Progress:
    latest = series[-1]
    cannot = Progress(standing=Standing.CANNOT_TELL, required=required, latest=latest)
    since = max((day for day in target.breaks if day <= _end(latest.year)), default=None)
    if any(_end(latest.year) < day <= _end(required.year) for day in target.breaks):
        return _lacking(cannot, None, "figures_since_break")
    same = [one for one in series if since is None or _end(one.year) >= since]
    points = [(one.year, one.ratio) for one in same]
    known = [(year, value) for year, value in points if value is not None]
    if len(known) < len(points):
        return _lacking(cannot, None, "figures")
    told = forecast(known, required.year)
    if told is None:
        return _lacking(cannot, None, "three_years")
    ends = [_reaches(required, value) for value in (told.low, told.high)]
    if ends == [True, True]:
        return Progress(standing=Standing.ON_COURSE, required=required, latest=latest, forecast=told)
    if ends == [False, False]:
        assert required.ratio is not None  # a number was compared with
        short = min(abs(required.ratio - value) for value in (told.low, told.high))
        return Progress(
            standing=Standing.BEHIND, required=required, latest=latest, forecast=told, short=short
        )
    return _lacking(cannot, told, "narrower_forecast")


def _lacking(cannot: Progress, told: Forecast | None, *missing: str) -> Progress:
    return Progress(
        standing=cannot.standing,
        required=cannot.required,
        latest=cannot.latest,
        forecast=told,
        missing=missing,
    )


def _end(year: int) -> date:
    return date(year, 12, 31)


def _reaches(required: Requirement, value: Fraction) -> bool | None:
    """Tell whether a forecast value is enough; a line may leave what a figure can be, a figure cannot."""
    value = max(value, Fraction(0))
    if required.unit_vi == "%":
        value = min(value, Fraction(1))
    return required.met_by(value, 1)


def as_printed(required: Requirement, value: Fraction, places: int = 2) -> Decimal:
    """Give a ratio as the target prints its number: 0.6 is 60 of 100, rounded half up."""
    return round_half_up(value * required.per, places)
