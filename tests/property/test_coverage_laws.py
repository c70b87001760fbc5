"""The laws of collection, as properties; each test quotes the law that it proves."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, TypeAlias

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject, DrawFn
from support.builders import CASES, SMALL, form
from support.files import read

from vstbpn import (
    Absence,
    CountedBy,
    Coverage,
    Deadline,
    Duty,
    Obligation,
    Period,
    Report,
    Tree,
    coverage,
    read_obligations,
    roll_up,
    testing,
)
from vstbpn.catalog import Gazetteer
from vstbpn.io import coverage_to_json, reports_to_json
from vstbpn.io.obligations import OBLIGATION_COLUMNS
from vstbpn.model import VIET_NAM_TIME, parse_day

HALF = Period(2024, "H1")
OTHER = form("cases", code="other")
SETS = ("on_time", "late", "undated", "missing", "not_due", "unexpected", "unasked")
Drawn: TypeAlias = tuple[Tree, list[Report], list[Obligation]]


def days() -> st.SearchStrategy[date]:
    """Draw days around the end of the half-year."""
    return st.integers(-40, 40).map(lambda number: HALF.last_day + timedelta(days=number))


@st.composite
def collections(draw: DrawFn, *, dated: bool = False) -> Drawn:
    """Draw a tree, what its units owe on two forms, and what they sent."""
    tree = draw(testing.trees(largest=7))
    obligations = []
    for owed in (CASES, OTHER):
        obligations += draw(st.lists(testing.obligations(tree, owed, HALF), max_size=1))
    reports = []
    for filled in (CASES, OTHER):
        drawn = draw(testing.reports(tree, filled, period=HALF, levels=tree.levels, revisions=2))
        reports += [
            evolve(
                report,
                received_on=draw(days() if dated else st.none() | days()),
                sent_on=draw(st.none() | days()),
                method=draw(st.sampled_from(["", "", "survey"])),
            )
            for report in drawn
        ]
    return tree, reports, obligations


def says_something(report: Report) -> bool:
    return any(not (isinstance(value, Absence) and value.is_missing) for value in report.values)


def verdict(duty: Duty, reports: list[Report], owed: list[Obligation], tree: Tree, on: date | None) -> str:
    """Say what became of a duty, word by word as the rules state it."""
    (obligation,) = (one for one in owed if one.form == duty.form)
    verdicts = set()
    for method in ("", "survey"):
        series = [
            report
            for report in reports
            if (report.unit, report.form.code, report.method) == (duty.unit, duty.form, method)
        ]
        series.sort(key=lambda report: report.revision)
        if not series or not says_something(series[-1]):
            continue
        first = next(report for report in series if says_something(report))
        by_post = obligation.counted_by is CountedBy.POSTMARK
        day = first.sent_on if by_post else first.received_on
        if obligation.deadline is None:
            verdicts.add("on_time")
        elif day is None:
            verdicts.add("undated")
        else:
            strict = obligation.deadline.strict
            punctual = day < obligation.deadline.day if strict else day <= obligation.deadline.day
            verdicts.add("on_time" if punctual else "late")
    for answer in ("on_time", "undated", "late"):
        if answer in verdicts:
            return answer
    if on is None:
        return "missing"
    if obligation.deadline is None:
        return "not_due" if on < HALF.end else "missing"
    if obligation.deadline.strict:
        return "not_due" if on < obligation.deadline.day else "missing"
    return "not_due" if on <= obligation.deadline.day else "missing"


@given(collections(), st.none() | days())
def test_every_duty_is_judged_as_the_rules_say(drawn: Drawn, on: date | None) -> None:
    """Lateness is judged on the first revision, by receipt or by postmark as the duty says."""
    tree, reports, owed = drawn
    found = coverage(reports, owed, tree, on=on)
    expected = {Duty(unit.code, one.form, HALF) for one in owed for unit in one.owed_by(tree)}
    assert found.expected == expected
    for duty in expected:
        judged = [name for name in SETS if duty in getattr(found, name)]
        assert judged == [verdict(duty, reports, owed, tree, on)]
        assert found.obligations[duty].form == duty.form


@given(collections(), st.none() | days())
def test_the_sets_of_a_coverage(drawn: Drawn, on: date | None) -> None:
    """Missing + reported = expected, each once; a rate is never capped and never above 1."""
    tree, reports, owed = drawn
    found = coverage(reports, owed, tree, on=on)
    assert found.received <= found.expected
    assert found.received | found.missing | found.not_due == found.expected
    assert len(found.received) + len(found.missing) + len(found.not_due) == len(found.expected)
    assert found.on_time | found.late | found.undated == found.received
    assert len(found.on_time) + len(found.late) + len(found.undated) == len(found.received)
    assert found.expected.isdisjoint(found.unexpected | found.unasked)
    assert found.unexpected.isdisjoint(found.unasked)
    assert found.late == found.late_by.keys()
    assert all(number > 0 for number in found.late_by.values())
    assert found.on_time_rate is None or 0 <= found.on_time_rate <= (found.rate or 0) <= 1
    document = coverage_to_json(found)
    assert all(len(document[name]) == len(getattr(found, name)) for name in SETS)


@given(collections(), st.data())
def test_order_does_not_matter(drawn: Drawn, data: DataObject) -> None:
    """Order of units, rows and revisions does not matter."""
    tree, reports, owed = drawn
    again = coverage(data.draw(st.permutations(reports)), data.draw(st.permutations(owed)), tree)
    assert again == coverage(reports, owed, tree)


@given(collections(), st.data())
def test_a_unit_that_is_not_expected_changes_nothing(drawn: Drawn, data: DataObject) -> None:
    """A unit that is not expected changes nothing: it is listed, and no rate moves."""
    tree, reports, owed = drawn
    found = coverage(reports, owed, tree)
    strangers = [
        report for report in reports if Duty(report.unit, report.form.code, HALF) not in found.expected
    ]
    fewer = data.draw(st.sets(st.sampled_from(range(len(strangers))))) if strangers else set()
    without = [report for report in reports if not any(report is strangers[place] for place in fewer)]
    other = coverage(without, owed, tree)
    for name in SETS[:5]:
        assert getattr(other, name) == getattr(found, name)
    assert (other.rate, other.on_time_rate) == (found.rate, found.on_time_rate)


@given(collections())
def test_a_zero_is_an_answer_like_any_other(drawn: Drawn) -> None:
    """A reported zero changes coverage and no sum; whether a figure is zero changes no coverage."""
    tree, reports, owed = drawn
    zeros = [
        evolve(report, values=[value if isinstance(value, Absence) else 0 for value in report.values])
        for report in reports
    ]
    assert coverage(zeros, owed, tree) == coverage(reports, owed, tree)


@given(collections(dated=True), days(), st.data())
def test_known_at_never_changes_the_past(drawn: Drawn, day: date, data: DataObject) -> None:
    """known_at never changes the past: what comes later does not touch what was known."""
    tree, reports, owed = drawn
    by_then = [report for report in reports if report.received_on is not None and report.received_on <= day]
    later = [report for report in reports if report.received_on is not None and report.received_on > day]
    some = data.draw(st.lists(st.sampled_from(later), unique_by=id)) if later else []
    known = coverage([*some, *by_then], owed, tree, known_at=day)
    assert known == coverage(by_then, owed, tree, known_at=day)
    assert evolve(known, known_at=None) == coverage(by_then, owed, tree)


@given(collections(), st.none() | days())
def test_the_parts_make_up_the_whole(drawn: Drawn, on: date | None) -> None:
    """Partial totals merge to the whole: a unit's part is its own duties and the parts of its children."""
    tree, reports, owed = drawn
    found = coverage(reports, owed, tree, on=on)
    parts = found.by_unit(tree)
    assert parts.keys() == {code for code in parts if found.of(code).expected | found.of(code).unexpected}
    for unit in tree:
        if unit.code not in parts:
            continue
        part = parts[unit.code]
        assert part == found.of(unit)
        below = [parts[child.code] for child in tree.children(unit) if child.code in parts]
        for name in SETS[:6]:
            own = {duty for duty in getattr(found, name) if duty.unit == unit.code}
            assert getattr(part, name) == own.union(*(getattr(one, name) for one in below))
    (root,) = tree.roots
    whole = parts.get(root.code, Coverage(maps=found.maps, on=on))
    assert whole == evolve(found, unasked=frozenset())


@given(collections(), days(), days())
def test_more_time_only_turns_not_due_into_missing(drawn: Drawn, one: date, other: date) -> None:
    """What is missing on a day is missing on every later one, the reports being the same."""
    tree, reports, owed = drawn
    early, late = (coverage(reports, owed, tree, on=day) for day in sorted((one, other)))
    assert early.missing <= late.missing
    assert late.not_due <= early.not_due
    assert early.received == late.received


@st.composite
def one_level(draw: DrawFn) -> tuple[Tree, str, list[Report]]:
    tree = draw(testing.trees(largest=7))
    level = draw(st.sampled_from(tree.levels))
    return tree, level, draw(testing.reports(tree, CASES, period=HALF, levels=[level]))


@given(one_level())
def test_a_roll_up_misses_the_same_units(drawn: tuple[Tree, str, list[Report]]) -> None:
    """Reported, expected and missing are the same whether figures are added or reports are counted."""
    tree, level, reports = drawn
    found = coverage(reports, [Obligation(form="form", period=HALF, level=level)], tree)
    totals = roll_up(reports, tree, reporting_level=level)
    if not reports:
        assert len(found.missing) == len(found.expected)
        return
    for code, part in found.by_unit(tree).items():
        missing = {unit.code for unit in totals[code, HALF, "cases"].missing}
        assert {duty.unit for duty in part.missing} == missing


@given(testing.maps())
def test_who_owes_is_there_at_the_end_and_who_answers_is_there_when_it_is_due(drawn: Gazetteer) -> None:
    """A unit that opened or closed follows a stated rule, and the successor that must answer is named."""
    period = Period(2026)
    due = Deadline(date(2027, 1, 15), strict=True)
    owed = Obligation(form="form", period=period, level="commune", deadline=due)
    found = coverage([], [owed], drawn.on(date(2025, 6, 1)), gazetteer=drawn)
    then, later = drawn.on(period.last_day), drawn.on(due.last_day)
    assert {duty.unit for duty in found.missing} == {unit.code for unit in then.at_level("commune")}
    for duty in found.missing:
        unit = then[duty.unit]
        heirs = found.answering.get(duty, ())
        assert all(later[heir] == heir for heir in heirs)
        if unit.valid_to is None:
            assert not heirs
        elif duty.unit not in later or later[duty.unit].name != unit.name:
            links = drawn.successors(unit, on=due.last_day)
            assert set(heirs) == {link.after for link in links if link.people_share != 0}


# -- parse(format(x)) = x ------------------------------------------------------------------------


@given(st.builds(Deadline, testing.dates(), strict=st.booleans()))
def test_deadlines(deadline: Deadline) -> None:
    """parse(format(x)) = x for deadlines, in the words of the paper."""
    assert Deadline.parse(str(deadline)) == deadline
    assert deadline.is_met_by(deadline.last_day)
    assert not deadline.is_met_by(deadline.last_day + timedelta(days=1))


@given(
    st.datetimes(datetime(1990, 1, 2), datetime(2100, 1, 1)),  # noqa: DTZ001
    st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
def test_moments(local: datetime, zone: timezone) -> None:
    """A moment is on the day that it was in Viet Nam, whatever clock it was read from."""
    moment = local.replace(tzinfo=VIET_NAM_TIME)
    assert parse_day(moment.isoformat()) == parse_day(moment.astimezone(zone).isoformat()) == local.date()
    assert parse_day(local.isoformat()) == parse_day(local.isoformat(" ")) == local.date()


@given(st.none() | testing.dates(), st.none() | testing.dates())
def test_postmarks(sent_on: date | None, received_on: date | None) -> None:
    """Reading what was written gives the same, from JSON and from a table."""
    report = Report(
        unit="a1",
        form=form("cases", code="cases"),
        period=HALF,
        values=[3],
        boundaries=HALF.last_day,
        sent_on=sent_on,
        received_on=received_on,
    )
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(("unit", "period", "indicator", "value", "sent_on", "received_on"))
    writer.writerow(("a1", HALF, "cases", 3, sent_on, received_on))
    document = json.dumps(reports_to_json([report]))
    for name, text in (("data.json", document), ("data.csv", table.getvalue())):
        with tempfile.TemporaryDirectory() as folder:
            batch = read(Path(folder), text, name=name)
        assert batch.problems == ()
        (found,) = batch.reports
        assert evolve(found, form=report.form) == report


@given(st.data())
def test_obligations_as_a_table(data: DataObject) -> None:
    """Reading what was written gives the same: one row for each unit that is named, or for a level."""
    period = data.draw(testing.periods())
    owed = data.draw(testing.obligations(SMALL, CASES, period))
    rows: list[dict[str, Any]] = [
        {
            "form": owed.form,
            "period": owed.period,
            "level": owed.level,
            "unit": code,
            "within": owed.within,
            "deadline": owed.deadline and owed.deadline.day,
            "strict": owed.deadline and owed.deadline.strict,
            "counted_by": owed.counted_by.value,
            "clause": owed.clause,
            "receiver": owed.receiver,
        }
        for code in (owed.units or [None])
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "owed.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, OBLIGATION_COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
        found = read_obligations(path)
    assert found == tuple(evolve(owed, units=[code] if code else []) for code in owed.units or [None])
