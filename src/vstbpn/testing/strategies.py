"""Strategies that draw every kind of value the model allows, small ones first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from vstbpn.errors import LevelError
from vstbpn.model import (
    ADMINISTRATIVE,
    SEX,
    STATISTICAL,
    Absence,
    Calendar,
    Cell,
    CountedBy,
    Deadline,
    Form,
    Indicator,
    Obligation,
    OverTime,
    Period,
    Report,
    Sex,
    Tree,
    Unit,
    Value,
)

__all__ = [
    "absences",
    "calendars",
    "cells",
    "dates",
    "forms",
    "indicators",
    "obligations",
    "periods",
    "reports",
    "trees",
    "values",
]

_PARTS = ("", "H1", "H2", "Q1", "Q2", "Q3", "Q4", "9M", *(f"{month:02d}" for month in range(1, 13)))
_LARGEST = 10**12


def dates() -> SearchStrategy[date]:
    """Draw days of the years that documents speak of."""
    return st.dates(min_value=date(1945, 9, 2), max_value=date(2100, 12, 31))


def calendars() -> SearchStrategy[Calendar]:
    """Draw the named calendars and others."""
    others = st.builds(
        Calendar,
        code=st.from_regex(r"own-[a-z0-9]{1,5}", fullmatch=True),
        first_day=st.integers(1, 28),
        months_before=st.integers(0, 11),
    )
    return st.sampled_from([STATISTICAL, ADMINISTRATIVE]) | others


def periods(calendar: SearchStrategy[Calendar] | None = None) -> SearchStrategy[Period]:
    """Draw periods of all kinds; of the named calendars, unless told otherwise."""
    return st.builds(
        Period,
        st.integers(1990, 2040),
        st.sampled_from(_PARTS),
        st.sampled_from([STATISTICAL, ADMINISTRATIVE]) if calendar is None else calendar,
    )


def indicators(code: str = "figure") -> SearchStrategy[Indicator]:
    """Draw additive indicators, with and without decimals and with and without a smallest value."""
    return st.builds(
        Indicator,
        code=st.just(code),
        name_vi=st.just("Chỉ tiêu"),
        name_en=st.just("Figure"),
        measure=st.sampled_from(["persons", "person-times", "cases", "bodies"]),
        over_time=st.sampled_from([OverTime.FLOW, OverTime.STOCK]),
        decimals=st.sampled_from([0, 0, 1, 3]),
        minimum=st.sampled_from([0, None]),
    )


def cells(codes: Sequence[str] = ("figure",)) -> SearchStrategy[Cell]:
    """Draw cells of the indicators named."""
    breakdown = st.dictionaries(st.sampled_from(["age", "area"]), st.sampled_from(["a", "b"]), max_size=2)
    return st.builds(Cell, st.sampled_from(codes), st.sampled_from(Sex.CODES), breakdown)


@st.composite
def forms(draw: DrawFn, code: str = "form", largest: int = 5) -> Form:
    """Draw a form of one to ``largest`` cells over up to three indicators, or one of all sexes."""
    known = [draw(indicators(f"figure-{n}")) for n in range(draw(st.integers(1, 3)))]
    free = cells([indicator.code for indicator in known])
    sexes = st.permutations([Cell(known[0].code, sex) for sex in Sex.CODES]).map(
        lambda found: [cell for cell in found if cell.sex != Sex.UNKNOWN]
    )
    chosen = draw(st.lists(free, min_size=1, max_size=largest, unique=True) | sexes)
    partitions = draw(st.lists(st.sampled_from([SEX, "age", "area"]), unique=True))
    return Form(code=code, cells=chosen, indicators=known, partitions=partitions)


def absences() -> SearchStrategy[Absence]:
    """Draw every reason for which a cell may hold no figure."""
    return st.sampled_from(Absence)


def values(indicator: Indicator) -> SearchStrategy[Value]:
    """Draw what a cell of the indicator may hold: figures, zero among them, and absences."""
    least = -_LARGEST if indicator.minimum is None else indicator.minimum
    figures: SearchStrategy[Value] = st.sampled_from([0, 1]) | st.integers(max(least, -_LARGEST), _LARGEST)
    if indicator.decimals:
        figures |= st.decimals(
            min_value=Decimal(least), max_value=Decimal(_LARGEST), places=indicator.decimals
        )
    return figures | absences()


@st.composite
def trees(draw: DrawFn, largest: int = 14) -> Tree:
    """Draw a tree of up to ``largest`` units under one root, of any shape; levels go by depth."""
    parents: list[int | None] = [None]
    depths = [0]
    for _ in range(draw(st.integers(0, largest - 1))):
        parent = draw(st.integers(0, len(parents) - 1))
        parents.append(parent)
        depths.append(depths[parent] + 1)
    names = draw(st.permutations(range(len(parents))))
    return Tree(
        Unit(
            level=f"level-{depth}",
            code=f"u{names[place]}",
            name=f"Đơn vị {names[place]}",
            parent=None if parent is None else f"u{names[parent]}",
        )
        for place, (parent, depth) in enumerate(zip(parents, depths, strict=True))
    )


@st.composite
def reports(
    draw: DrawFn,
    tree: Tree,
    form: Form,
    *,
    levels: Sequence[str] | None = None,
    period: Period | None = None,
    revisions: int = 3,
) -> list[Report]:
    """Draw the reports of some of a tree's units on one form, in up to ``revisions`` revisions.

    Now and then nothing is said of a cell, and forms and periods are equal without being the same objects.

    :param levels: only units of these levels report; of the one that is drawn, without it.
    :raises LevelError: if the tree has no such level.
    """
    chosen = levels or [draw(st.sampled_from(tree.levels))]
    unknown = [level for level in chosen if level not in tree.levels]
    if unknown:
        raise LevelError(f"the tree has the levels {', '.join(tree.levels)}, not {', '.join(unknown)}")
    found = []
    when = period or draw(periods())
    for unit in tree.at_level(*chosen):
        numbers = sorted(draw(st.sets(st.integers(1, 9), max_size=revisions)))
        for number in numbers:
            filled = [draw(st.none() | values(indicator)) for indicator in form.by_cell]
            figures = [
                cell
                for cell, value in zip(form.cells, filled, strict=True)
                if value is not None and not isinstance(value, Absence)
            ]
            marked = st.sets(st.sampled_from(figures)) if figures else st.just(set())
            again = draw(st.booleans())
            found.append(
                Report(
                    unit=unit.code,
                    form=evolve(form) if again else form,
                    period=evolve(when) if again else when,
                    values=filled,
                    revision=number,
                    preliminary=draw(st.booleans()),
                    provisional=draw(marked),
                    estimated=draw(marked),
                )
            )
    return draw(st.permutations(found))


@st.composite
def obligations(draw: DrawFn, tree: Tree, form: Form, period: Period) -> Obligation:
    """Draw who owes a form for a period: some units of a tree by code, or those of a level, perhaps in one.

    There is a deadline or none; it falls up to a month before or after the end of the period.
    """
    units: list[str] = []
    level = within = None
    if draw(st.booleans()):
        units = draw(st.lists(st.sampled_from([unit.code for unit in tree]), min_size=1, unique=True))
    else:
        level = draw(st.sampled_from(tree.levels))
        within = draw(st.none() | st.sampled_from([unit.code for unit in tree]))
    deadline = draw(
        st.none()
        | st.builds(
            Deadline,
            st.integers(-30, 30).map(lambda days: period.last_day + timedelta(days=days)),
            strict=st.booleans(),
        )
    )
    return Obligation(
        form=form.code,
        period=period,
        units=units,
        level=level,
        within=within,
        deadline=deadline,
        counted_by=CountedBy.RECEIPT if deadline is None else draw(st.sampled_from(CountedBy)),
        clause=draw(st.sampled_from(["", "12/KH, mục III"])),
    )
