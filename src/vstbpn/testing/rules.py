"""What every rule must keep, to be asserted of the library's rules and of those of other applications."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from typing import Any, TypeAlias

import attrs
from attrs import evolve
from hypothesis import Phase, given, settings
from hypothesis.strategies import SearchStrategy

from vstbpn.io import review_to_json
from vstbpn.model import Count, Finding, Outcome, Sex, Subject
from vstbpn.rules import Example, Rule, RuleBook, review

__all__ = ["Completions", "assert_rule_conforms"]

Completions: TypeAlias = SearchStrategy[tuple[Subject[Any], Subject[Any]]]
"""Draws a subject, and the same subject with more known of it."""

_SHOWN = (Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN)


def assert_rule_conforms(
    rule: Rule, *, completions: Completions | None = None, on: date | None = None, max_examples: int = 50
) -> None:
    """Assert of a rule that it does what its examples show, and what every rule must.

    It has an example that passes, one that fails and one that cannot be told, and each comes out so, the same
    twice, with words in both languages, without a change of its data. With any one field of an example
    unknown it does not break, and the outcome is the same or ``UNKNOWN``: more knowledge only settles
    ``UNKNOWN``. What the examples give as completions, and what ``completions`` draws, is held to that too.

    A field is made unknown as its class allows: None, a :class:`~vstbpn.model.Count` without ends, a sex that
    is not recorded. Fields in which None is no gap are named by the rule (``none_is_known``).

    :param completions: draws pairs: a subject, and the same subject with more known of it.
    :param on: the day that is asked about in those pairs; that of the first example, if none is given.
    :param max_examples: how many pairs to draw.
    :raises AssertionError: naming what is broken first.
    """
    for outcome in _SHOWN:
        if not any(example.outcome is outcome for example in rule.examples):
            raise AssertionError(f"rule {rule.id}: expected an example that is {outcome.value}, got none")
    for example in rule.examples:
        _check_example(rule, example)
        _check_gaps(rule, example)
        for more in example.completions:
            _check_pair(rule, example.subject, more, example.on, "a completion")
    if completions is not None:
        _check_drawn(rule, completions, on or rule.examples[0].on, max_examples)


def _ask(rule: Rule, subject: Subject[Any], on: date) -> Finding:
    found = review([subject], RuleBook([rule]), on=on).findings
    if len(found) != 1:
        kinds = ", ".join(sorted(rule.kinds))
        raise AssertionError(f"rule {rule.id}: expected subjects of kind {kinds}, got one of {subject.kind}")
    return found[0]


def _check_example(rule: Rule, example: Example) -> None:
    before = deepcopy(example.subject.data)
    comparable = bool(before == example.subject.data)
    found = _ask(rule, example.subject, example.on)
    title = f"rule {rule.id}, example {example.subject}"
    if found.outcome is not example.outcome:
        said = f"{found.outcome.value}: {found.message_en}"
        raise AssertionError(f"{title}: expected {example.outcome.value}, got {said}")
    if _ask(rule, example.subject, example.on) != found:
        raise AssertionError(f"{title}: expected the same finding twice, got two")
    if comparable and before != example.subject.data:
        raise AssertionError(f"{title}: expected a check that leaves the data alone, got other data after it")
    json.dumps(review_to_json(review([example.subject], RuleBook([rule]), on=example.on)))


def _check_gaps(rule: Rule, example: Example) -> None:
    subject = example.subject
    for path, data in _less_known(subject.data, rule.none_is_known):
        _check_pair(rule, evolve(subject, data=data), subject, example.on, f"{path} unknown")


def _check_pair(rule: Rule, less: Subject[Any], more: Subject[Any], on: date, what: str) -> None:
    first, second = _ask(rule, less, on), _ask(rule, more, on)
    title = f"rule {rule.id}, {more} with {what}"
    for found in (first, second):
        if found.outcome is Outcome.ERROR:
            raise AssertionError(f"{title}: expected a verdict, got {found.message_en}")
    if first.outcome not in (Outcome.UNKNOWN, second.outcome):
        raise AssertionError(
            f"{title}: more knowledge only settles unknown, and it turns "
            f"{first.outcome.value} into {second.outcome.value}"
        )


def _check_drawn(rule: Rule, completions: Completions, on: date, max_examples: int) -> None:
    @settings(
        max_examples=max_examples,
        deadline=None,
        database=None,
        report_multiple_bugs=False,
        phases=[Phase.generate, Phase.shrink],
    )
    @given(completions)
    def keeps(pair: tuple[Subject[Any], Subject[Any]]) -> None:
        _check_pair(rule, *pair, on, "more known")

    keeps()


def _less_known(data: Any, known: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """Give the data again and again, each time with one field unknown, and the path of that field."""
    for name, value, may_be_none in _parts(data):
        if name in known:
            continue
        others = [(name, blank) for blank in _blanks(name, value, may_be_none)]
        others += [(f"{name}.{path}", less) for path, less in _less_known(value, known)]
        for path, other in others:
            try:
                yield path, _replaced(data, name, other)
            except (TypeError, ValueError):
                continue  # its class refuses that: the field is always known, or goes with another one


def _parts(data: Any) -> Iterator[tuple[str, Any, bool]]:
    """Give the parts of a value by name, and whether each can be None."""
    if isinstance(data, type):
        return
    if isinstance(data, Mapping):
        yield from ((name, value, True) for name, value in data.items())
    elif attrs.has(type(data)):
        for part in attrs.fields(type(data)):
            if part.init:
                yield part.name, getattr(data, part.name), _allows_none(part.type)
    elif dataclasses.is_dataclass(data):
        for slot in dataclasses.fields(data):
            if slot.init:
                yield slot.name, getattr(data, slot.name), _allows_none(slot.type)
    elif isinstance(data, tuple) and hasattr(data, "_fields"):
        hints = type(data).__annotations__
        for name in data._fields:
            yield name, getattr(data, name), _allows_none(hints.get(name))
    elif isinstance(data, tuple | list):
        yield from ((str(place), value, False) for place, value in enumerate(data))


def _allows_none(hint: object) -> bool:
    return "None" in str(hint) or "Optional" in str(hint)


def _blanks(name: str, value: Any, may_be_none: bool) -> Iterator[Any]:
    if value is not None and may_be_none:
        yield None
    if isinstance(value, Count):
        yield Count(0, None)
    if name == "sex" and value in (Sex.FEMALE, Sex.MALE):
        yield Sex.UNKNOWN


def _replaced(data: Any, name: str, value: Any) -> Any:
    if isinstance(data, Mapping):
        return {**data, name: value}
    if attrs.has(type(data)):
        return evolve(data, **{getattr(attrs.fields(type(data)), name).alias: value})
    if dataclasses.is_dataclass(data) and not isinstance(data, type):
        return dataclasses.replace(data, **{name: value})
    if hasattr(data, "_replace"):
        return data._replace(**{name: value})
    parts = list(data)
    parts[int(name)] = value
    return tuple(parts) if isinstance(data, tuple) else parts
