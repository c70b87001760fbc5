"""Narrative reports against the outline that a letter asks for (*đề cương*), section by section."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

from attrs import frozen

from vstbpn.catalog import Outline as KnownOutline
from vstbpn.model import Directive, Outline, Section, fold

__all__ = ["AskedSection", "FoundSection", "OutlineCheck", "check_outline"]

AnyOutline: TypeAlias = KnownOutline | Outline

_WORD: Final = re.compile(r"\w+")
_ALIKE: Final = 0.6  # of the words of both headings
_AT_THE_PLACE: Final = 0.3  # where the labels from the top down are the same too
_WHOLE: Final = 0.99  # all words of the shorter heading are in the longer one
_FEWEST: Final = 2  # words; one word that is in both tells nothing
# What a report may add to a heading, or leave out of it, as often as not.
_LITTLE: Final = frozenset(map(fold, ("và", "của", "các", "những", "về", "với", "công", "tác", "năm")))


@frozen(kw_only=True)
class AskedSection:
    """A section that an outline asks for.

    :param path: the printed labels from the top down: ``("II", "2", "2.1")``.
    :param restated: whether the heading is not the printed one, but ours.
    """

    path: tuple[str, ...]
    heading: str
    restated: bool = False

    def __str__(self) -> str:
        return f"{self.path[-1]} {self.heading}"


class FoundSection(NamedTuple):
    """A section that is asked for, and the report's that answers it."""

    asked: AskedSection
    path: tuple[str, ...]
    section: Section


@frozen(kw_only=True)
class OutlineCheck:
    """How a report keeps to its outline.

    :param found: the sections that it has, in the outline's order.
    :param missing: those that it owes and has not.
    :param out_of_order: those of ``found`` that stand in another order; the fewest that would have to move.
    :param extra: sections beside those asked for, and not within one that asks for no parts.
    """

    found: tuple[FoundSection, ...]
    missing: tuple[AskedSection, ...]
    out_of_order: tuple[FoundSection, ...]
    extra: tuple[Section, ...]

    @property
    def is_kept(self) -> bool:
        """Whether all is there, in order; what is there beside it does no harm."""
        return not (self.missing or self.out_of_order)


def check_outline(report: Directive, outline: AnyOutline, *, sender: str | None = None) -> OutlineCheck:
    """Hold the sections of a report against an outline, by their headings and labels.

    Two headings are one when most of their words are, whatever the case and the typing; fewer words are
    enough where the labels from the top down are the same too. Every section answers one.

    >>> from vstbpn.model import Span
    >>> def part(label, heading):
    ...     return Section(label=label, heading=heading, span=Span(0, 1))
    >>> asked = Outline(title="Đề cương", span=Span(0, 1),
    ...     sections=(part("I", "Tình hình chung"), part("II", "Kết quả công tác cán bộ nữ")))
    >>> told = check_outline(Directive(sections=(part("I", "TÌNH HÌNH CHUNG CỦA HUYỆN"),)), asked)
    >>> [str(one) for one in told.missing], told.is_kept
    (['II Kết quả công tác cán bộ nữ'], False)

    :param outline: of the catalogue, or as a letter attaches it.
    :param sender: a code of the senders of an outline of the catalogue: what others owe is not asked for.
    """
    asked = tuple(_asked(outline, sender))
    having = [pair for section in report.sections for pair in section.walk()]
    places = _matched(asked, having)
    found = [
        (at, FoundSection(one, *having[at])) for one, at in zip(asked, places, strict=True) if at is not None
    ]
    in_order = _longest([at for at, _ in found])
    return OutlineCheck(
        found=tuple(one for _, one in found),
        missing=tuple(one for one, at in zip(asked, places, strict=True) if at is None),
        out_of_order=tuple(one for at, one in found if at not in in_order),
        extra=tuple(_extra(having, {at: one.asked for at, one in found}, asked)),
    )


def _asked(outline: AnyOutline, sender: str | None) -> Iterator[AskedSection]:
    if isinstance(outline, Outline):
        for top in outline.sections:
            for path, section in top.walk():
                yield AskedSection(path=path, heading=section.heading)
        return
    printed = {known.label: known.printed for known in outline.sections}
    for one in outline.sections if sender is None else outline.owed_by(sender):
        steps = one.label.split(".")
        above = (".".join(steps[: depth + 1]) for depth in range(len(steps)))
        yield AskedSection(
            path=tuple(printed[label] for label in above),
            heading=one.heading_vi,
            restated=one.restated,
        )


_Having: TypeAlias = list[tuple[tuple[str, ...], Section]]


def _matched(asked: Sequence[AskedSection], having: _Having) -> list[int | None]:
    """Give for each section that is asked for the place of the one that answers it; the likest first."""
    words = [_words(section.heading) for _, section in having]
    pairs = []
    for place, one in enumerate(asked):
        mine = _words(one.heading)
        for at, (path, _) in enumerate(having):
            same_place = _labels(path) == _labels(one.path)
            score = _likeness(mine, words[at])
            if score >= _ALIKE or (same_place and score >= _AT_THE_PLACE):
                pairs.append((not same_place, -score, abs(at - place), place, at))
    # Of two that are alike (II.3 and II.3.2 may have one heading) the one at the same place counts.
    pairs.sort(key=lambda pair: (pair[1] + 0.5 * pair[0], pair[2:]))
    found: list[int | None] = [None] * len(asked)
    taken: set[int] = set()
    for _, _, _, place, at in pairs:
        if found[place] is None and at not in taken:
            found[place] = at
            taken.add(at)
    return found


def _labels(path: tuple[str, ...]) -> tuple[str, ...]:
    """Give labels alike: 2.1 within II.2 may be printed as 1 or as II.2.1."""
    return tuple(fold(label).strip(".)-").rpartition(".")[2] for label in path)


def _words(heading: str) -> frozenset[str]:
    found = frozenset(_WORD.findall(fold(heading)))
    return found - _LITTLE or found


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Tell how alike two headings are; one that only adds words to the other is nearly the same."""
    if not one or not other:
        return 0.0
    both = len(one & other)
    shorter = min(len(one), len(other))
    if both == shorter and shorter >= _FEWEST:
        return _WHOLE if len(one) != len(other) else 1.0
    return both / len(one | other)


def _longest(places: Sequence[int]) -> frozenset[int]:
    """Give the longest run of places that only rises: whoever is in none of it stands out of order."""
    ends: list[int] = []
    chains: list[tuple[int, ...]] = []
    for place in places:
        at = bisect_left(ends, place)
        chain = (*(chains[at - 1] if at else ()), place)
        ends[at : at + 1] = [place]
        chains[at : at + 1] = [chain]
    return frozenset(chains[-1]) if chains else frozenset()


def _extra(
    having: _Having, found: dict[int, AskedSection], asked: Sequence[AskedSection]
) -> Iterator[Section]:
    """Give what nobody asked for; how a section is divided that asks for no parts is its writer's matter."""
    divided = {one.path[:-1] for one in asked}
    open_paths: set[tuple[str, ...]] = {()}
    for at, (path, section) in enumerate(having):
        if at in found:
            if found[at].path in divided:
                open_paths.add(path)
        elif path[:-1] in open_paths:
            yield section
