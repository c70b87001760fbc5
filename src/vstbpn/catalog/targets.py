"""Targets that strategies, programmes and resolutions set: *chỉ tiêu phấn đấu*.

Their tables stand in ``catalog/indicators/*.toml``, beside the indicators that they are measured by. Each
value has a year, a relation (*dưới* 42 and 42 are two targets), a source of its own and a mark whether
anybody has read it there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, Final, TypeVar

from attrs import Attribute, evolve, field, fields_dict, frozen

from vstbpn.catalog._load import TableError, structure
from vstbpn.catalog._packaged import TARGET_TABLES, packaged_tables, parse_texts
from vstbpn.catalog.definitions import indicators
from vstbpn.catalog.law import Instrument, Instruments, instruments
from vstbpn.model import Cell, Indicator, Sex, nfc

__all__ = [
    "Adjustment",
    "Bound",
    "Direction",
    "Objective",
    "Relation",
    "Requirement",
    "Target",
    "Targets",
    "parse_targets",
    "target",
    "targets",
]

T = TypeVar("T")
U = TypeVar("U")

_STRATEGY: Final = "28/NQ-CP:"
_DECIMAL: Final = re.compile(r"[0-9]+(\.[0-9]+)?")


class Relation(Enum):
    """How a figure has to stand to the number of a target."""

    AT_LEAST = "at-least"
    MORE_THAN = "more-than"
    """*Trên*: the number itself is not enough."""
    AT_MOST = "at-most"
    LESS_THAN = "less-than"
    """*Dưới*: the number itself is too much."""
    ABOUT = "about"
    """*Khoảng*: no text says how near is near enough."""
    AT_LEAST_OR_MORE_THAN = "at-least-or-more-than"
    """Nobody has read which of the two it is; only the number itself cannot be judged."""
    YES = "yes"
    """To be done; there is no number."""


class Direction(Enum):
    """Where a target wants its figure to go."""

    UP = "up"
    DOWN = "down"


_RISING: Final = frozenset({Relation.AT_LEAST, Relation.MORE_THAN, Relation.AT_LEAST_OR_MORE_THAN})
_FALLING: Final = frozenset({Relation.AT_MOST, Relation.LESS_THAN})
_WORDS: Final = {
    Relation.AT_LEAST: ("ít nhất", "at least"),
    Relation.MORE_THAN: ("trên", "more than"),
    Relation.AT_MOST: ("không quá", "at most"),
    Relation.LESS_THAN: ("dưới", "less than"),
    Relation.ABOUT: ("khoảng", "about"),
    Relation.AT_LEAST_OR_MORE_THAN: ("từ hoặc trên", "at least or more than"),
    Relation.YES: ("có", "yes"),
}


def _number(value: object) -> Fraction | None:
    """Take a number exactly; a float such as 1.7 is none, as it is not 17/10."""
    if value is None or isinstance(value, Fraction):
        return value
    if type(value) is int or (isinstance(value, str) and _DECIMAL.fullmatch(value)):
        return Fraction(value)
    raise ValueError(f'expected a whole number or a text such as "1.7", got {value!r:.60}')


def _not_blank(_: object, attribute: Attribute[str], value: str) -> None:
    if not value.strip():
        raise ValueError(f"expected a {attribute.name}, got none. Hint: a fact without one is not kept")


def _not_negative(_: object, attribute: Attribute[Any], value: Fraction | None) -> None:
    if value is not None and value < 0:
        raise ValueError(f"expected a {attribute.name} of 0 or more, got {value}")


@frozen(kw_only=True)
class Bound:
    """A number that a ratio of two counts is held against, exactly.

    :param value: the number as it is printed: 60 for 60%, 42 for 42 in 100,000; None with ``Relation.YES``.
    :param upper: the end of a range such as 20-25%. Reaching the range is enough, being above it no fault.
    :param word: the word before the number as the text prints it (*dưới*, *đạt*, *không dưới*); empty where
        there is none, or where the text was read in translation only.
    :param per: how many of the denominator the number speaks of: 100, 1,000, 100,000; 1 for *lần*.
    :param unit_vi: the unit of the number; with ``%`` what is counted is a part of the whole.
    """

    relation: Relation
    source: str = field(validator=_not_blank)
    checked_on: date
    verified: bool
    value: Fraction | None = field(default=None, converter=_number, validator=_not_negative)
    upper: Fraction | None = field(default=None, converter=_number, validator=_not_negative)
    word: str = field(default="", converter=nfc)
    per: int = 100
    unit_vi: str = field(default="%", converter=nfc)
    unit_en: str = "%"

    def __attrs_post_init__(self) -> None:
        if (self.value is None) is not (self.relation is Relation.YES):
            raise ValueError('expected a value, and none with the relation "yes"')
        if self.upper is not None and (self.value is None or self.upper <= self.value):
            raise ValueError(f"expected the upper end of a range above {self.value}, got {self.upper}")
        if self.upper is not None and self.relation is not Relation.AT_LEAST:
            raise ValueError(f"expected a range to be at-least, got {self.relation.value}")
        if self.per < 1:
            raise ValueError(f"expected per to be 1 or more, got {self.per}")

    @property
    def ratio(self) -> Fraction | None:
        """The number as a ratio: 3/5 for 60%."""
        return None if self.value is None else self.value / self.per

    def met_by(
        self, numerator: int | Decimal | Fraction, denominator: int | Decimal | Fraction
    ) -> bool | None:
        """Tell whether two counts meet the bound, without rounding; None where that cannot be told.

        It cannot where there is nothing to compare (0 of 0), where there is no number, and where the text
        leaves it open: see :attr:`Relation.ABOUT` and :attr:`Relation.AT_LEAST_OR_MORE_THAN`.

        >>> target("2.2").required(2025).met_by(30, 100)        # dưới 30%
        False
        >>> target("4.2").required(2025).met_by(42, 100_000)    # 42
        True
        >>> target("4.2").required(2030).met_by(42, 100_000)    # dưới 42
        False

        :raises ValueError: if the two cannot be true: below zero, something of nothing, a part above the
            whole.
        """
        top, bottom = _exact(numerator), _exact(denominator)
        if top < 0 or bottom < 0:
            raise ValueError(f"expected counts of 0 or more, got {numerator} and {denominator}")
        if bottom == 0:
            if top:
                raise ValueError(f"expected a denominator above 0, got {numerator} of 0")
            return None
        if self.unit_vi == "%" and top > bottom:
            raise ValueError(f"expected a part of {denominator}, got {numerator}")
        if self.value is None:
            return None
        return self._judge(top * self.per * self.value.denominator - self.value.numerator * bottom)

    def _judge(self, above: int | Fraction) -> bool | None:
        """Judge by how far a figure is above the number, times all that was divided by."""
        if self.relation is Relation.AT_LEAST:
            return above >= 0
        if self.relation is Relation.MORE_THAN:
            return above > 0
        if self.relation is Relation.AT_MOST:
            return above <= 0
        if self.relation is Relation.LESS_THAN:
            return above < 0
        if self.relation is Relation.AT_LEAST_OR_MORE_THAN and above:
            return above > 0
        return None

    @property
    def text_vi(self) -> str:
        """The bound in Vietnamese, with the word that is printed: *dưới 30%*."""
        return self._text(self.word or _WORDS[self.relation][0], self.unit_vi, ",")

    @property
    def text_en(self) -> str:
        """The bound in English: *less than 30%*."""
        return self._text(_WORDS[self.relation][1], self.unit_en, ".")

    def _text(self, word: str, unit: str, point: str) -> str:
        if self.value is None:
            return word
        ends = "-".join(_decimal(end) for end in (self.value, self.upper) if end is not None)
        number = ends.replace(".", point) + (unit if unit == "%" else f" {unit}")
        # Nobody says "at least" of the whole, or of a range.
        bare = self.relation is Relation.AT_LEAST and (self.ratio == 1 or self.upper is not None)
        return number if bare else f"{word} {number}"


@frozen(kw_only=True)
class Requirement(Bound):
    """What a target asks for in a year.

    *Khoảng* (about) has no exact test. A figure that has got to the number meets it, for nothing in the
    word asks to stay behind; one that does not even meet what the same target asked for ``earlier`` is far
    off, for the text tells the two apart. In between the answer is None:

    >>> about_60 = target("2.1").required(2030)
    >>> about_60.text_vi, about_60.earlier.text_vi
    ('khoảng 60%', 'đạt 50%')
    >>> [about_60.met_by(women, 100) for women in (60, 59, 50, 49)]
    [True, None, None, False]

    :param target: the id of the target.
    :param year: the year that it speaks of.
    :param onwards: whether it says *from that year on* (*từ năm 2025 trở đi*) rather than *in* or *by* it.
    :param direction: where the figure is to go.
    :param earlier: what the target asked for before.
    """

    target: str
    year: int
    onwards: bool = False
    direction: Direction | None = None
    earlier: Requirement | None = field(default=None, repr=False)

    def met_by(
        self, numerator: int | Decimal | Fraction, denominator: int | Decimal | Fraction
    ) -> bool | None:
        """Tell whether two counts meet it, as :meth:`Bound.met_by` does."""
        met = super().met_by(numerator, denominator)
        easier = self._easier() if met is None else None
        return False if easier is not None and easier.met_by(numerator, denominator) is False else met

    def _easier(self) -> Requirement | None:
        """Give what was asked for earlier, if it was less; of a target that was eased it says nothing."""
        before = self.earlier
        if before is None or before.value is None or self.value is None:
            return None
        less = before.value > self.value if self.direction is Direction.DOWN else before.value < self.value
        return before if less else None

    def _judge(self, above: int | Fraction) -> bool | None:
        if self.relation is not Relation.ABOUT:
            return super()._judge(above)
        reached = above <= 0 if self.direction is Direction.DOWN else above >= 0
        return True if reached else None


@frozen(kw_only=True)
class Adjustment(Bound):
    """When the targets of an instrument may be adjusted: an escape, not a target.

    >>> exception = targets().adjustments["qd-2282-ttg-2020"]
    >>> [exception.met_by(women, 100) for women in (29, 30)]    # dưới 30% nữ
    [True, False]
    """

    summary_vi: str = field(converter=nfc, validator=_not_blank)
    summary_en: str = field(validator=_not_blank)
    numerator: Cell
    denominator: Cell


@frozen(kw_only=True)
class Objective:
    """An objective (*mục tiêu*) of a strategy, under which its targets stand.

    :param id: such as ``28/NQ-CP:1``; ``name_vi`` names its field and is not its wording.
    """

    id: str
    name_vi: str = field(converter=nfc, validator=_not_blank)
    name_en: str = field(validator=_not_blank)
    source: str = field(validator=_not_blank)
    checked_on: date
    verified: bool
    instrument: Instrument


@frozen(kw_only=True)
class Target:
    """One target: what is counted, of what, and how much of it is asked for in which year.

    >>> one = target("1.1")
    >>> one.name_en
    'State management bodies and local governments with a woman key leader'
    >>> str(one.numerator), str(one.denominator)
    ('state-bodies-with-woman-key-leader', 'state-bodies')
    >>> one.required(2025).text_vi, one.required(2026)
    ('đạt 60%', None)

    :param id: number of the instrument and of the target: ``28/NQ-CP:3.2a``. A letter at the end is a part
        of a target that sets two.
    :param instrument: None only where nobody could say which document sets it.
    :param scope: the place that a local target is for; empty for the whole country. ``stricter_than`` is
        then the id of the national one.
    :param numerator: what is counted; None where nothing is (target 5.1), as its ``_vi`` and ``_en``.
    :param each_sex: whether women and men have to meet it each.
    :param baseline: the number that the text starts from.
    :param breaks: days since which the denominator counts something else: figures before and after do not
        make one series.
    :param doubtful: keys of its table, other than the values, that were inferred or that nobody has read.
    :param adjustment: when those concerned may set another number.
    """

    id: str
    name_vi: str = field(converter=nfc, validator=_not_blank)
    name_en: str = field(validator=_not_blank)
    instrument: Instrument | None
    steps: tuple[Requirement, ...] = field(repr=lambda steps: f"<{len(steps)} values>")
    direction: Direction | None = None
    objective: Objective | None = None
    scope: str = field(default="", converter=nfc)
    stricter_than: str | None = None
    numerator: Cell | None = None
    denominator: Cell | None = None
    numerator_vi: str = field(default="", converter=nfc)
    numerator_en: str = ""
    denominator_vi: str = field(default="", converter=nfc)
    denominator_en: str = ""
    each_sex: bool = False
    baseline: Fraction | None = field(default=None, converter=_number, validator=_not_negative)
    breaks: tuple[date, ...] = ()
    doubtful: tuple[str, ...] = ()
    note_vi: str = field(default="", converter=nfc)
    note_en: str = ""
    adjustment: Adjustment | None = None

    def __attrs_post_init__(self) -> None:
        _check_steps(self.steps, self.direction)
        _check_parts(self)
        unknown = [name for name in self.doubtful if name not in fields_dict(Target)]
        if unknown:
            raise ValueError(f"expected keys of this table in doubtful, got {', '.join(unknown)}")

    def __str__(self) -> str:
        return f"{self.id} {self.name_vi}"

    @property
    def pairs(self) -> tuple[tuple[Cell, Cell], ...]:
        """The numerators and denominators that have to meet it, each pair on its own.

        >>> [str(top) for top, bottom in target("5.2a").pairs]
        ['minority-primary-completed:F', 'minority-primary-completed:M']
        """
        if self.numerator is None or self.denominator is None:
            return ()
        if not self.each_sex:
            return ((self.numerator, self.denominator),)
        return tuple(
            (evolve(self.numerator, sex=sex), evolve(self.denominator, sex=sex))
            for sex in (Sex.FEMALE, Sex.MALE)
        )

    @property
    def unverified(self) -> tuple[str, ...]:
        """What of it is left to verify: years, and names of keys; empty where all was read.

        >>> target("1.1").unverified, target("6.4").unverified
        ((), ('2025', '2030', 'name_vi', 'numerator', 'denominator'))
        """
        return (*(str(step.year) for step in self.steps if not step.verified), *self.doubtful)

    def required(self, year: int) -> Requirement | None:
        """Give what it asks for in a year; None where it says nothing about that year.

        A value *in* or *by* 2025 says nothing of 2026, and nobody may draw a line between two of them. One
        *from 2025 on* holds every year until the next value, or until its instrument is no longer in force:

        >>> target("5.4a").required(2027).text_vi, target("5.4a").required(2031)
        ('không dưới 50%', None)
        """
        ends = None if self.instrument is None else self.instrument.in_force_until
        if ends is not None and year >= ends.year and date(year, 1, 1) >= ends:
            return None
        said = [step for step in self.steps if step.year == year or (step.onwards and step.year < year)]
        return said[-1] if said else None


def _check_steps(steps: tuple[Requirement, ...], direction: Direction | None) -> None:
    if not steps:
        raise ValueError("expected a value for a year, got none")
    years = [step.year for step in steps]
    if years != sorted(set(years)):
        raise ValueError(f"expected each year once and in order, got {', '.join(map(str, years))}")
    against = _RISING if direction is Direction.DOWN else _FALLING
    for step in steps:
        if (direction is None) is not (step.relation is Relation.YES):
            raise ValueError('expected a direction, and none with the relation "yes"')
        if direction is not None and step.relation in against:
            raise ValueError(
                f"expected a relation that fits the direction {direction.value}, got {step.relation.value}"
            )


def _check_parts(one: Target) -> None:
    asks_for_number = one.direction is not None
    for name in ("numerator", "denominator"):
        given = [getattr(one, f"{name}{end}") for end in ("", "_vi", "_en")]
        if any(bool(value) is not asks_for_number for value in given):
            raise ValueError(
                f'expected {name}, {name}_vi and {name}_en, and none of them with the relation "yes"'
            )


class Targets:
    """All targets of the catalogue, in the order of their tables; :func:`targets` gives the packaged ones.

    >>> len(targets().objectives), len({one.id.rstrip("ab") for one in targets().of("nq-28-cp-2021")})
    (6, 20)
    """

    def __init__(
        self,
        known: Iterable[Target],
        objectives: Iterable[Objective] = (),
        adjustments: Mapping[str, Adjustment] | None = None,
    ) -> None:
        self._known = tuple(known)
        self.objectives = tuple(objectives)
        self.adjustments = dict(adjustments or {})  # by the key of the instrument
        self._by_id = {one.id: one for one in self._known}
        doubles = [code for code, count in Counter(one.id for one in self._known).items() if count > 1]
        if doubles:
            raise TableError([f"two targets have the id {code}" for code in doubles])

    def __iter__(self) -> Iterator[Target]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def __repr__(self) -> str:
        return f"<Targets: {len(self)}, of which {len(self.unverified())} have something left to verify>"

    def by_id(self, code: str) -> Target:
        """Give the target of an id.

        :raises LookupError: if there is none.
        """
        try:
            return self._by_id[code]
        except KeyError:
            begin = sorted(known for known in self._by_id if known.startswith(code))
            hint = f". Hint: there are {', '.join(begin)}" if begin else ""
            raise LookupError(f"expected the id of a target, got {code!r}{hint}") from None

    def of(self, instrument: str) -> tuple[Target, ...]:
        """Give the targets that the instrument of a key sets."""
        return tuple(one for one in self._known if one.instrument and one.instrument.key == instrument)

    def local(self, code: str) -> tuple[Target, ...]:
        """Give the local targets that are stricter than a national one."""
        return tuple(one for one in self._known if one.stricter_than == code)

    def unverified(self) -> tuple[Target, ...]:
        """Give those of which anything is left to verify."""
        return tuple(one for one in self._known if one.unverified)


@cache
def targets() -> Targets:
    """Give the packaged targets. Their files are read at the first call."""
    tables = {
        file: {name: table for name, table in read.items() if name in TARGET_TABLES}
        for file, read in packaged_tables("indicators").items()
    }
    return _targets(tables, known=indicators(), register=instruments(), beside=())


def target(code: str) -> Target:
    """Give a packaged target by its id; a short one is of the national strategy.

    >>> target("1.1") is target("28/NQ-CP:1.1")
    True

    :raises LookupError: if there is none; ``3.2``, ``5.2`` and ``5.4`` have the parts ``a`` and ``b``.
    """
    return targets().by_id(code if ":" in code else _STRATEGY + code)


def parse_targets(
    texts: Mapping[str, str],
    *,
    known: Mapping[str, Indicator] | None = None,
    register: Instruments | None = None,
) -> Targets:
    """Read targets of one's own from the texts of TOML files, by the files' names.

    They may be stricter than those of the catalogue, whose ids they cannot use again. The tables are those of
    the catalogue; ``docs/how-to/targets.md`` says what they hold.

    :param known: the indicators that they may use; those of the catalogue by default.
    :param register: the instruments that may set them; those of the catalogue by default.
    :raises TableError: naming every fault with its file and its place.
    """
    return _targets(
        parse_texts(texts),
        known=indicators() if known is None else known,
        register=instruments() if register is None else register,
        beside=targets(),
    )


@frozen(kw_only=True)
class _Step:
    year: int
    relation: Relation
    source: str
    checked_on: date
    verified: bool
    value: Any = None
    upper: Any = None
    word: str = ""
    onwards: bool = False


@frozen(kw_only=True)
class _TargetTable:
    name_vi: str
    name_en: str
    steps: list[_Step]
    instrument: str | None = None
    direction: Direction | None = None
    objective: str | None = None
    scope: str = ""
    stricter_than: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    numerator_vi: str = ""
    numerator_en: str = ""
    denominator_vi: str = ""
    denominator_en: str = ""
    unit_vi: str = "%"
    unit_en: str = "%"
    per: int = 100
    each_sex: bool = False
    baseline: Any = None
    breaks: list[date] = field(factory=list)
    doubtful: list[str] = field(factory=list)
    note_vi: str = ""
    note_en: str = ""


@frozen(kw_only=True)
class _ObjectiveTable:
    name_vi: str
    name_en: str
    instrument: str
    source: str
    checked_on: date
    verified: bool


@frozen(kw_only=True)
class _AdjustmentTable:
    summary_vi: str
    summary_en: str
    numerator: str
    denominator: str
    relation: Relation
    value: Any
    source: str
    checked_on: date
    verified: bool
    word: str = ""


@frozen(kw_only=True)
class _File:
    objectives: dict[str, dict[str, Any]] = field(factory=dict)
    targets: dict[str, dict[str, Any]] = field(factory=dict)
    adjustments: dict[str, dict[str, Any]] = field(factory=dict)


@frozen
class _Reader:
    """Reads tables of every kind, and notes the faults of those of which nothing can be made."""

    known: Mapping[str, Indicator]
    register: Instruments
    taken: frozenset[str]
    faults: list[str] = field(factory=list)
    objectives: dict[str, Objective] = field(factory=dict)
    adjustments: dict[str, Adjustment] = field(factory=dict)
    targets: dict[str, Target] = field(factory=dict)

    def each(
        self,
        file: str,
        name: str,
        tables: Mapping[str, dict[str, Any]],
        found: dict[str, U],
        kind: type[T],
        make: Callable[[str, T], U],
    ) -> None:
        for code, table in tables.items():
            path = f"$.{name}.{code}"
            try:
                if code in found:
                    raise ValueError(f"{code} is defined already")
                found[code] = make(code, structure(table, kind, path))
            except TableError as error:
                self.faults.extend(f"{file}: {fault}" for fault in error.faults)
            except (ValueError, LookupError) as error:
                self.faults.append(f"{file}: {error} @ {path}")

    def objective(self, code: str, table: _ObjectiveTable) -> Objective:
        return Objective(
            id=code,
            name_vi=table.name_vi,
            name_en=table.name_en,
            source=table.source,
            checked_on=table.checked_on,
            verified=table.verified,
            instrument=self.register.by_key(table.instrument),
        )

    def adjustment(self, key: str, table: _AdjustmentTable) -> Adjustment:
        self.register.by_key(key)
        return Adjustment(
            summary_vi=table.summary_vi,
            summary_en=table.summary_en,
            numerator=self.cell(table.numerator),
            denominator=self.cell(table.denominator),
            relation=table.relation,
            value=table.value,
            word=table.word,
            source=table.source,
            checked_on=table.checked_on,
            verified=table.verified,
        )

    def target(self, code: str, table: _TargetTable) -> Target:
        if code in self.taken:
            raise ValueError(f"{code} is a target of the catalogue")
        if table.objective is not None and table.objective not in self.objectives:
            raise ValueError(f"expected the id of an objective, got {table.objective!r}")
        return Target(
            id=code,
            name_vi=table.name_vi,
            name_en=table.name_en,
            instrument=None if table.instrument is None else self.register.by_key(table.instrument),
            steps=_steps(code, table),
            direction=table.direction,
            objective=None if table.objective is None else self.objectives[table.objective],
            scope=table.scope,
            stricter_than=table.stricter_than,
            numerator=None if table.numerator is None else self.cell(table.numerator),
            denominator=None if table.denominator is None else self.cell(table.denominator),
            numerator_vi=table.numerator_vi,
            numerator_en=table.numerator_en,
            denominator_vi=table.denominator_vi,
            denominator_en=table.denominator_en,
            each_sex=table.each_sex,
            baseline=table.baseline,
            breaks=tuple(table.breaks),
            doubtful=tuple(table.doubtful),
            note_vi=table.note_vi,
            note_en=table.note_en,
            adjustment=self.adjustments.get(table.instrument or ""),
        )

    def cell(self, code: str) -> Cell:
        cell = Cell.parse(code)
        if cell.indicator not in self.known:
            raise ValueError(f"unknown indicator {cell.indicator!r}")
        return cell


def _steps(code: str, table: _TargetTable) -> tuple[Requirement, ...]:
    found: list[Requirement] = []
    for step in table.steps:
        found.append(
            Requirement(
                target=code,
                year=step.year,
                onwards=step.onwards,
                relation=step.relation,
                value=step.value,
                upper=step.upper,
                word=step.word,
                per=table.per,
                unit_vi=table.unit_vi,
                unit_en=table.unit_en,
                source=step.source,
                checked_on=step.checked_on,
                verified=step.verified,
                direction=table.direction,
                earlier=found[-1] if found else None,
            )
        )
    return tuple(found)


def _targets(
    tables: Mapping[str, Mapping[str, Any]],
    *,
    known: Mapping[str, Indicator],
    register: Instruments,
    beside: Iterable[Target],
) -> Targets:
    """Make targets of the tables of files: objectives and adjustments first, as targets name them."""
    reader = _Reader(known, register, frozenset(one.id for one in beside))
    files: dict[str, _File] = {}
    for file, read in tables.items():
        try:
            files[file] = structure(read, _File)
        except TableError as error:
            reader.faults.extend(f"{file}: {fault}" for fault in error.faults)
    for file, all_of in files.items():
        reader.each(
            file, "objectives", all_of.objectives, reader.objectives, _ObjectiveTable, reader.objective
        )
        reader.each(
            file, "adjustments", all_of.adjustments, reader.adjustments, _AdjustmentTable, reader.adjustment
        )
    for file, all_of in files.items():
        reader.each(file, "targets", all_of.targets, reader.targets, _TargetTable, reader.target)
    known_ids = {one.id for one in beside} | reader.targets.keys()
    for file, all_of in files.items():
        for code in all_of.targets.keys() & reader.targets.keys():
            stricter_than = reader.targets[code].stricter_than
            if stricter_than is not None and stricter_than not in known_ids:
                place = f"$.targets.{code}.stricter_than"
                reader.faults.append(f"{file}: expected the id of a target, got {stricter_than!r} @ {place}")
    if reader.faults:
        raise TableError(reader.faults)
    return Targets(reader.targets.values(), reader.objectives.values(), reader.adjustments)


def _exact(number: int | Decimal | Fraction) -> int | Fraction:
    if isinstance(number, bool) or not isinstance(number, int | Decimal | Fraction):
        raise TypeError(f"expected an exact number, got {number!r:.60}")
    if isinstance(number, Decimal):
        if not number.is_finite():
            raise ValueError(f"expected a finite number, got {number}")
        return Fraction(number)
    return number


def _decimal(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    return format(Decimal(value.numerator) / Decimal(value.denominator), "f")
