"""The commands ``rules`` and ``indicators``: what the book and the catalogue hold, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from attrs import define, field, fields, frozen, has

from vstbpn import catalog
from vstbpn.catalog import Target, Unverified
from vstbpn.cli.call import Call, bad_call, io_problems, today
from vstbpn.cli.check import chosen_rules, ground_text, printable
from vstbpn.cli.tables import console
from vstbpn.errors import InputError, Problem
from vstbpn.io.number import plain_number
from vstbpn.model import DatedValue, Ground, Indicator, NotInForce, format_date
from vstbpn.rules import Rule, rule_book

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["empty_indicators", "empty_rules", "run_indicators", "run_rules"]

_PLACES: Final = 6


def run_rules(call: Call) -> None:
    """Print the rule book, one rule of it, what was not checked lately, or what is not verified."""
    options = call.options
    if sum(map(bool, (options.id, options.stale_since, options.unverified))) > 1:
        raise bad_call("expected one of ID, --stale-since and --unverified, got several")
    page = _Page(call)
    if options.stale_since is not None:
        stale = sorted(
            _stale(options.stale_since), key=lambda one: (one.checked_on, one.kind, one.id, one.what)
        )
        call.found = bool(stale)
        page.show(_stale_data(options, stale), lambda: page.stale(stale))
    elif options.unverified:
        doubtful = catalog.unverified()
        page.show(_unverified_data(doubtful), lambda: page.unverified(doubtful))
    else:
        if options.on is None:
            options.on = today()
        rules = tuple(rule_book()) if options.id is None else tuple(chosen_rules([options.id]))
        text = page.rules if options.id is None else page.rule
        page.show(_rules_data(rules, options.on), lambda: text(rules))


def empty_rules(options: Any) -> dict[str, Any]:
    """Give what is printed as JSON when the call cannot be answered."""
    if options.stale_since is not None:
        return _stale_data(options, ())
    return _unverified_data(()) if options.unverified else _rules_data((), options.on)


def run_indicators(call: Call) -> None:
    """Print the indicators and targets of the catalogue, or those of one code."""
    code = call.options.code
    known, all_targets = catalog.indicators(), catalog.targets()
    page = _Page(call)
    if code is None:
        data = _indicators_data(known.values(), all_targets)
        page.show(data, lambda: page.catalogue(known.values(), all_targets))
        return
    indicators = [known[code]] if code in known else []
    targets = [one for one in all_targets if _is_meant(one, code)]
    if not indicators and not targets:
        raise _no_indicator(code, (*known, *(one.id for one in all_targets)))
    data = _indicators_data(indicators, targets)
    page.show(data, lambda: page.each(indicators, targets))


def empty_indicators(_: Any) -> dict[str, Any]:
    """Give what is printed as JSON when the call cannot be answered."""
    return _indicators_data((), ())


def _is_meant(target: Target, code: str) -> bool:
    """Tell whether a code means a target: its id, that of the strategy in short, or both of its parts."""
    short = target.id.removeprefix("28/NQ-CP:")
    return code in (target.id, short) or (short[-1:].isalpha() and code == short[:-1])


def _no_indicator(code: str, known: Iterable[str]) -> InputError:
    names = ", ".join(get_close_matches(code, known, n=3, cutoff=0.5))
    return InputError(
        [
            Problem(
                code="unknown-indicator",
                message=f"expected the code of an indicator or of a target, got {code!r:.80}",
                message_vi=f"không có chỉ tiêu {code!r:.80}",
                hint=f"meant is perhaps {names}" if names else "vstbpn indicators lists them",
                hint_vi=f"có thể là {names}" if names else "vstbpn indicators liệt kê các chỉ tiêu",
            )
        ]
    )


# -- what was not checked lately -----------------------------------------------------------------


@frozen
class _Stale:
    """Something that was last checked on a day."""

    kind: str
    id: str
    name: str
    what: str
    checked_on: date


def _stale(since: date) -> Iterator[_Stale]:
    """Give everything of the catalogue that was last checked before a day."""
    return (one for one in _checked() if one.checked_on < since)


def _checked() -> Iterator[_Stale]:
    for one in catalog.instruments():
        yield _Stale("instrument", one.key, str(one), "", one.checked_on)
        for part in one.provisions:
            yield _Stale("provision", one.key, part.summary_vi, part.pinpoint, part.checked_on)
    for target in catalog.targets():
        for step in target.steps:
            yield _Stale("target", target.id, target.name_vi, str(step.year), step.checked_on)
    for objective in catalog.targets().objectives:
        yield _Stale("objective", objective.id, objective.name_vi, "", objective.checked_on)
    for key, adjustment in catalog.targets().adjustments.items():
        yield _Stale("adjustment", key, adjustment.summary_vi, "", adjustment.checked_on)
    for indicator in catalog.indicators().values():
        if indicator.checked_on is not None:
            yield _Stale("indicator", indicator.code, indicator.name_vi, "", indicator.checked_on)
    for outline in catalog.outlines().values():
        yield _Stale("outline", outline.key, outline.name_vi, "", outline.checked_on)
    for body in catalog.committee_names():
        yield _Stale("body", body.key, body.name_vi, "", body.checked_on)
    for event in catalog.observances():
        yield _Stale("observance", event.key, event.name_vi, "", event.checked_on)


# -- data ----------------------------------------------------------------------------------------


def _stale_data(options: Any, stale: Iterable[_Stale]) -> dict[str, Any]:
    rows = [_plain_fields(one) for one in stale]
    return {"format": "vstbpn.stale/1", "since": options.stale_since.isoformat(), "stale": rows}


def _unverified_data(doubtful: Iterable[Unverified]) -> dict[str, Any]:
    return {"format": "vstbpn.unverified/1", "unverified": [_plain_fields(one) for one in doubtful]}


def _rules_data(rules: Iterable[Rule], on: date | None) -> dict[str, Any]:
    return {
        "format": "vstbpn.rules/1",
        "on": None if on is None else on.isoformat(),
        "rules": [_rule_data(rule, on) for rule in rules],
    }


def _rule_data(rule: Rule, on: date | None) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title_vi": rule.title_vi,
        "title_en": rule.title_en,
        "text_vi": rule.text_vi,
        "text_en": rule.text_en,
        "force": rule.force.value,
        "kinds": sorted(rule.kinds),
        "law_of": rule.law_of.value,
        "in_force": None if on is None else rule.in_force(on),
        "history": [
            {
                "since": _plain(step.since),
                "until": _plain(step.until),
                "value": _plain(step.value),
                "basis": [_ground_data(ground) for ground in step.grounds],
            }
            for step in rule.history
        ],
        "examples": [
            {"outcome": one.outcome.value, "subject": one.subject.id, "on": one.on.isoformat()}
            for one in rule.examples
        ],
    }


def _ground_data(ground: Ground) -> dict[str, Any]:
    said: dict[str, Any] = {"kind": ground.kind.value}
    if ground.instrument is None:
        return said
    one = catalog.instruments().by_key(ground.instrument)
    return {
        **said,
        "instrument": ground.instrument,
        "number_text": ground.number_text,
        "issued_on": _plain(ground.issued_on),
        "pinpoint": ground.pinpoint or None,
        "verified": ground.verified,
        "source": one.source,
        "checked_on": one.checked_on.isoformat(),
    }


def _indicators_data(indicators: Iterable[Indicator], targets: Iterable[Target]) -> dict[str, Any]:
    return {
        "format": "vstbpn.indicators/1",
        "indicators": [_indicator_data(one) for one in indicators],
        "targets": [_target_data(one) for one in targets],
    }


def _indicator_data(one: Indicator) -> dict[str, Any]:
    return {
        "code": one.code,
        "name_vi": one.name_vi,
        "name_en": one.name_en,
        "measure": one.measure,
        "over_time": one.over_time.value,
        "over_units": one.over_units.value,
        "source": one.source or None,
        "checked_on": _plain(one.checked_on),
        "verified": one.verified,
    }


def _target_data(one: Target) -> dict[str, Any]:
    instrument = one.instrument
    return {
        "id": one.id,
        "name_vi": one.name_vi,
        "name_en": one.name_en,
        "instrument": None if instrument is None else instrument.key,
        "number_text": None if instrument is None else instrument.number_text,
        "objective": None if one.objective is None else one.objective.id,
        "scope": one.scope or None,
        "stricter_than": one.stricter_than,
        "direction": None if one.direction is None else one.direction.value,
        "each_sex": one.each_sex,
        "numerator": None if one.numerator is None else one.numerator.code,
        "denominator": None if one.denominator is None else one.denominator.code,
        **{
            name: getattr(one, name) or None
            for name in ("numerator_vi", "numerator_en", "denominator_vi", "denominator_en")
        },
        "baseline": _plain(one.baseline),
        "breaks": [day.isoformat() for day in one.breaks],
        "steps": [
            {
                "year": step.year,
                "onwards": step.onwards,
                "relation": step.relation.value,
                "value": _plain(step.value),
                "upper": _plain(step.upper),
                "per": step.per,
                "text_vi": step.text_vi,
                "text_en": step.text_en,
                "source": step.source,
                "checked_on": step.checked_on.isoformat(),
                "verified": step.verified,
            }
            for step in one.steps
        ],
        "unverified": list(one.unverified),
        "note_vi": one.note_vi or None,
        "note_en": one.note_en or None,
    }


def _plain(value: object) -> Any:
    """Give a value of the book as JSON has it: exact, and a text where there is nothing nearer."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Target):
        return value.id
    if isinstance(value, Fraction):
        return _exact(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(held) for key, held in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return sorted(map(_plain, value)) if isinstance(value, set | frozenset) else [*map(_plain, value)]
    return _plain_fields(value) if has(type(value)) else str(value)


def _plain_fields(value: Any) -> dict[str, Any]:
    return {one.name: _plain(getattr(value, one.name)) for one in fields(type(value))}


def _exact(value: Fraction) -> str:
    """Write a fraction as a decimal number where a few decimals make it exact."""
    scaled = value * 10**_PLACES
    if scaled.denominator != 1:
        return str(value)
    return plain_number(Decimal(scaled.numerator).scaleb(-_PLACES).normalize())


# -- pages ---------------------------------------------------------------------------------------


@define
class _Page:
    """Prints rules, targets and indicators for people to read."""

    call: Call
    to: Console = field(init=False)

    def show(self, data: dict[str, Any], text: Callable[[], None]) -> None:
        """Print the data, or the text for people, and the problems."""
        if self.call.options.json:
            self.call.print_json({**data, "problems": io_problems(self.call.problems)})
            return
        self.to = console()
        text()
        self.call.say_problems()

    def say(self, key: str, **details: object) -> str:
        """Give words in the language asked for."""
        return self.call.say[key].format(**details)

    def line(self, text: str = "") -> None:
        """Print a line as it stands."""
        self.to.print(printable(text), markup=False)

    def _mine(self, vietnamese: str, english: str) -> str:
        """Choose the language asked for; where there is only one, that."""
        chosen = vietnamese if self.call.options.lang == "vi" else english
        return chosen or vietnamese or english

    def _table(self, heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> None:
        from rich import box
        from rich.table import Table
        from rich.text import Text

        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for head in heads:
            table.add_column(head)
        for row in rows:
            table.add_row(*(Text(printable(cell)) for cell in row))
        self.to.print(table)

    # -- rules -----------------------------------------------------------------------------------

    def rules(self, rules: tuple[Rule, ...]) -> None:
        """Print a table of the book."""
        on = self.call.options.on
        day = format_date(on)
        heads = ("rule_id", "rule_title", "rule_force")
        self._table(
            (*(self.say(key) for key in heads), self.say("rule_state", day=day)),
            (
                (
                    rule.id,
                    self._mine(rule.title_vi, rule.title_en),
                    self.say(f"force_{rule.force.value}"),
                    self._state(rule, on) + self._doubt(rule.grounds),
                )
                for rule in rules
            ),
        )
        live = sum(rule.in_force(on) for rule in rules)
        self.line(self.say("rules_of_day", count=len(rules), live=live, day=day))

    def _state(self, rule: Rule, on: date) -> str:
        step = rule.history.step_at(on)
        return self.say(f"in_force_{step.gap.value}" if isinstance(step, NotInForce) else "in_force")

    def _doubt(self, grounds: Iterable[Ground]) -> str:
        return "" if all(ground.verified for ground in grounds) else f" [{self.say('not_verified')}]"

    def rule(self, rules: tuple[Rule, ...]) -> None:
        """Print all that one rule says, and what it rests on."""
        (rule,) = rules
        on = self.call.options.on
        self.line(f"{rule.id}: {self._mine(rule.title_vi, rule.title_en)}")
        state = f"{self.say('rule_state', day=format_date(on))}: {self._state(rule, on)}"
        self.line(f"  {self.say(f'force_{rule.force.value}')}; {state}")
        kinds = (self._kind(kind) for kind in sorted(rule.kinds))
        self.line(f"  {self.say('speaks_of', kinds=', '.join(kinds))}")
        self.line(f"  {self.say(f'law_of_{rule.law_of.value}')}")
        if text := self._mine(rule.text_vi, rule.text_en):
            self.line(f"  {text}")
        self.line()
        self.line(self.say("history"))
        for step in rule.history:
            self._step(step)
        self.line()
        self.line(self.say("examples"))
        for one in rule.examples:
            outcome = self.say(f"outcome_{one.outcome.value}")
            said = self.say("example", outcome=outcome, subject=one.subject, day=format_date(one.on))
            self.line(f"  {said}")

    def _kind(self, kind: str) -> str:
        plain, _, target = kind.partition(":")
        return " ".join(filter(None, (self.call.say.get(f"kind_{plain}", plain), target)))

    def _step(self, step: DatedValue[Any]) -> None:
        days = [
            self.say(key, day=format_date(day))
            for key, day in (("from_day", step.since), ("until_day", step.until))
            if day is not None
        ]
        value = self._value(step.value)
        asks = f"; {self.say('value', value=value)}" if value else ""
        self.line(f"  {' '.join(days) or self.say('always')}{asks}")
        told = dict.fromkeys(line for ground in step.grounds for line in self._ground(ground))
        for line in told:
            self.line(f"    {line}")

    def _ground(self, ground: Ground) -> Iterator[str]:
        yield ground_text(self.call, ground)
        if ground.instrument is None:
            return
        one = catalog.instruments().by_key(ground.instrument)
        for part in one.provisions:
            if part.pinpoint == ground.pinpoint:
                doubt = "" if part.verified else f" [{self.say('not_verified')}]"
                yield f"  {self._mine(part.summary_vi, part.summary_en)}{doubt}"
        yield f"  {self._source(one.source, one.checked_on)}"

    def _source(self, source: str, checked_on: date) -> str:
        return self.say("source", source=source, day=format_date(checked_on))

    def _value(self, value: Any) -> str:
        """Write what a step requires; where it is no figure, the rule's text says it."""
        if value is None or isinstance(value, bool | Target):
            return ""
        if isinstance(value, Fraction):
            return f"{self._number(value * 100)}%"
        if isinstance(value, Mapping):
            said = ((key, key if held is True else self._value(held)) for key, held in value.items())
            return ", ".join(key if text == key else f"{key} {text}" for key, text in said if text)
        if has(type(value)):
            return self._value({one.name: getattr(value, one.name) for one in fields(type(value))})
        return str(value)

    def _number(self, value: Fraction) -> str:
        text = _exact(value)
        return text.replace(".", ",") if self.call.options.lang == "vi" else text

    # -- the catalogue ---------------------------------------------------------------------------

    def stale(self, stale: list[_Stale]) -> None:
        """Print what was last checked before a day."""
        day = format_date(self.call.options.stale_since)
        if not stale:
            self.line(self.say("stale_none", day=day))
            return
        self.line(self.say("stale_some", day=day, count=len(stale)))
        heads = ("checked", "kind", "key_or_id", "what_of_it", "name")
        self._table(
            map(self.say, heads),
            (
                (
                    format_date(one.checked_on),
                    self.say(f"of_catalogue_{one.kind}"),
                    one.id,
                    one.what,
                    one.name,
                )
                for one in stale
            ),
        )

    def unverified(self, doubtful: tuple[Unverified, ...]) -> None:
        """Print what nobody has verified."""
        self.line(self.say("unverified_some", count=len(doubtful)))
        self._table(
            map(self.say, ("kind", "key_or_id", "what_of_it", "name")),
            ((self.say(f"of_catalogue_{one.kind}"), one.id, one.what, one.name) for one in doubtful),
        )

    def catalogue(self, indicators: Iterable[Indicator], targets: Iterable[Target]) -> None:
        """Print tables of all targets and indicators."""
        self._table(
            map(self.say, ("target_id", "name", "target_values")),
            ((one.id, self._mine(one.name_vi, one.name_en), self._steps(one)) for one in targets),
        )
        self._table(
            map(self.say, ("indicator_code", "name", "measure")),
            (
                (one.code, self._mine(one.name_vi, one.name_en) + self._mark(one.verified), one.measure)
                for one in indicators
            ),
        )

    def _mark(self, verified: bool) -> str:
        return "" if verified else f" [{self.say('not_verified')}]"

    def _steps(self, one: Target) -> str:
        return "; ".join(
            f"{self.say('from_year' if step.onwards else 'by_year', year=step.year)}: "
            f"{self._mine(step.text_vi, step.text_en)}{self._mark(step.verified)}"
            for step in one.steps
        )

    def each(self, indicators: Iterable[Indicator], targets: Iterable[Target]) -> None:
        """Print all that is known of some indicators and targets."""
        for indicator in indicators:
            self._indicator(indicator)
        for place, target in enumerate(targets):
            if place:
                self.line()
            self._target(target)

    def _indicator(self, one: Indicator) -> None:
        self.line(f"{one.code}: {self._mine(one.name_vi, one.name_en)}{self._mark(one.verified)}")
        for key in ("measure", "over_time", "over_units"):
            value = getattr(one, key)
            self.line(f"  {self.say(key)}: {getattr(value, 'value', value)}")
        if one.source and one.checked_on is not None:
            self.line(f"  {self._source(one.source, one.checked_on)}")
        measured = [
            target.id
            for target in catalog.targets()
            if any(one.code == cell.indicator for pair in target.pairs for cell in pair)
        ]
        if measured:
            self.line(f"  {self.say('measures', ids=', '.join(measured))}")

    def _target(self, one: Target) -> None:
        self.line(f"{one.id}: {self._mine(one.name_vi, one.name_en)}")
        for line in self._of_target(one):
            self.line(f"  {line}")
        for step in one.steps:
            year = self.say("from_year" if step.onwards else "by_year", year=step.year)
            self.line(f"  {year}: {self._mine(step.text_vi, step.text_en)}{self._mark(step.verified)}")
            self.line(f"    {self._source(step.source, step.checked_on)}")
        if one.doubtful:
            self.line(f"  {self.say('is_doubtful', names=', '.join(one.doubtful))}")
        if note := self._mine(one.note_vi, one.note_en):
            self.line(f"  {self.say('note', text=note)}")

    def _of_target(self, one: Target) -> Iterator[str]:
        if one.instrument is None:
            yield self.say("set_by_nobody")
        else:
            yield self.say("set_by", name=one.instrument) + self._mark(one.instrument.verified)
        if one.scope:
            yield self.say("scope_of", scope=one.scope)
        if one.stricter_than is not None:
            yield self.say("stricter_than", id=one.stricter_than)
        if one.numerator is not None:
            yield self.say(
                "counted", name=self._mine(one.numerator_vi, one.numerator_en), cell=one.numerator.code
            )
        if one.denominator is not None:
            name = self._mine(one.denominator_vi, one.denominator_en)
            yield self.say("counted_of", name=name, cell=one.denominator.code)
        if one.each_sex:
            yield self.say("each_sex")
        if one.baseline is not None:
            yield self.say("baseline", value=self._number(one.baseline))
        if one.breaks:
            yield self.say("breaks_on", days=", ".join(map(format_date, one.breaks)))
        if one.adjustment is not None:
            name = self._mine(one.adjustment.summary_vi, one.adjustment.summary_en)
            yield self.say("may_adjust", name=name) + self._mark(one.adjustment.verified)
