"""Each target of the catalogue: met, on course, behind by how much, or not to be told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any, Final

from vstbpn.catalog import Relation, Requirement, Target, targets
from vstbpn.model import (
    DatedValue,
    Ground,
    GroundKind,
    History,
    Outcome,
    Sex,
    Share,
    Subject,
    Verdict,
    fold,
    strip_marks,
)
from vstbpn.rules.engine import Check, Context, Example, Rule, failed, not_applicable, passed, unknown
from vstbpn.rules.targets import Observation, Progress, Standing, TargetFigures, as_printed, progress

__all__ = ["RULES"]

_FAILS: Final = (Standing.NOT_MET, Standing.BEHIND)
_MANY: Final = 1_000_000
_OPEN: Final = {
    "figures": ("thiếu số liệu", "figures are missing"),
    "consistent_counts": ("số liệu tự mâu thuẫn", "the counts contradict each other"),
    "wording_of_target": (
        "lời văn của chỉ tiêu không cho biết mức này đã đủ chưa",
        "the words of the target do not say whether this is enough",
    ),
    "figures_since_break": (
        "từ khi cách đếm thay đổi chưa có dãy số liệu mới",
        "what is counted changes, and there is no series since",
    ),
    "three_years": (
        "dự báo cần số liệu của ít nhất ba năm",
        "a forecast needs the figures of three years at least",
    ),
}


def _id(target: Target) -> str:
    plain = re.sub("[^a-z0-9]+", "-", strip_marks(fold(target.id)))
    return f"target-{plain.strip('-')}"


def _ground(target: Target, required: Requirement) -> Ground:
    """Give the place that sets a value, and whether anybody has read it there."""
    known = target.instrument
    assert known is not None  # what nobody could say who sets it has no rule
    place = target.id.rpartition(":")[2]
    return Ground(
        kind=GroundKind.INSTRUMENT,
        instrument=known.key,
        number_text=known.number_text or known.title_vi,
        issued_on=known.issued_on,
        pinpoint=f"chỉ tiêu {place}" if place[0].isdigit() else "",
        verified=known.verified and required.verified and not target.doubtful,
        since=known.in_force_from or known.issued_on,
        until=known.in_force_until,
    )


def _check_of(target: Target) -> Check:
    sexes = (Sex.FEMALE, Sex.MALE) if target.each_sex else (Sex.ALL,)

    def check(subject: Subject[TargetFigures], _: Context[Target]) -> Verdict:
        told = [
            progress(target, (one for one in subject.data.observations if one.sex == sex)) for sex in sexes
        ]
        for standings in (_FAILS, (Standing.CANNOT_TELL,), (Standing.NOT_ASKED,)):
            worst = next((one for one in told if one.standing in standings), None)
            if worst is not None:
                return _said(target, worst)
        return _said(target, told[0])

    return check


def _said(target: Target, told: Progress) -> Verdict:
    required = told.required
    if required is None:
        return unknown(*told.missing) if told.missing else not_applicable("not-asked")
    said: dict[str, Any] = {
        "measured": _measured(told),
        "now": None
        if told.latest is None or told.latest.ratio is None
        else as_printed(required, told.latest.ratio),
        "required": required.ratio,
        "grounds": (_ground(target, required),),
    }
    if told.forecast is not None:
        said |= {
            "forecast": as_printed(required, told.forecast.value),
            "low": as_printed(required, told.forecast.low),
            "high": as_printed(required, told.forecast.high),
        }
    if told.standing is Standing.CANNOT_TELL:
        return unknown(*told.missing, code=f"{told.missing[0]}-{required.year}", **said)
    code = f"{told.standing.value}-{required.year}"
    if told.short is not None:
        said["short"] = as_printed(required, told.short)
    return (failed if told.standing in _FAILS else passed)(code, **said)


def _measured(told: Progress) -> Share | Fraction | None:
    latest = told.latest
    if latest is None or latest.ratio is None:
        return None
    if isinstance(latest.numerator, int) and isinstance(latest.denominator, int):
        return Share(latest.numerator, latest.denominator)
    return latest.ratio


def _messages(target: Target) -> dict[str, tuple[str, str]]:
    """Give the words for each year that the target names; the bound stands in them as it is printed."""
    found = {
        "not-asked": ("chỉ tiêu không nói về năm này", "the target says nothing of that year"),
        "missing": ("chưa có số liệu", "there are no figures"),
    }
    for step in target.steps:
        year, vi, en = step.year, step.text_vi, step.text_en
        uvi, uen = (
            (step.unit_vi, step.unit_en) if step.unit_vi == "%" else (f" {step.unit_vi}", f" {step.unit_en}")
        )
        counted = step.unit_vi == "%"
        now_vi = "{measured}" if counted else f"{{now}}{uvi}"
        now_en = "{measured}" if counted else f"{{now}}{uen}"
        ahead_vi = f"dự báo năm {year}: {{forecast}}{uvi} (từ {{low}} đến {{high}}{uvi})"
        ahead_en = f"forecast for {year}: {{forecast}}{uen} ({{low}} to {{high}}{uen})"
        found |= {
            f"met-{year}": (f"đạt ({vi}): {now_vi}", f"met ({en}): {now_en}"),
            f"not-met-{year}": (
                f"chưa đạt ({vi}): {now_vi}, còn cách {{short}}{uvi}",
                f"not met ({en}): {now_en}, off by {{short}}{uen}",
            ),
            f"ahead-{year}": (
                f"đã đạt mức của năm {year} ({vi}): {now_vi}",
                f"already what is asked for in {year} ({en}): {now_en}",
            ),
            f"on-course-{year}": (
                f"đúng tiến độ ({vi}): {now_vi}; {ahead_vi}",
                f"on course ({en}): {now_en}; {ahead_en}",
            ),
            f"behind-{year}": (
                f"chậm tiến độ ({vi}): {now_vi}; {ahead_vi}, còn thiếu ít nhất {{short}}{uvi}",
                f"behind ({en}): {now_en}; {ahead_en}, off by {{short}}{uen} at least",
            ),
            f"narrower_forecast-{year}": (
                f"chưa kết luận được ({vi}): {now_vi}; {ahead_vi}",
                f"cannot tell ({en}): {now_en}; {ahead_en}",
            ),
            **{
                f"{why}-{year}": (
                    f"chưa kết luận được ({vi}): {because_vi}",
                    f"cannot tell ({en}): {because_en}",
                )
                for why, (because_vi, because_en) in _OPEN.items()
            },
        }
    return found


def _figures(target: Target, year: int, part: int | None) -> Subject[TargetFigures]:
    sexes = (Sex.FEMALE, Sex.MALE) if target.each_sex else (Sex.ALL,)
    observations = tuple(Observation(year=year, numerator=part, denominator=_MANY, sex=sex) for sex in sexes)
    return Subject(
        kind=f"target:{target.id}",
        id=f"VN-{year}",
        data=TargetFigures(observations=observations),
        on=date(year, 12, 31),
    )


def _examples(target: Target) -> Iterator[Example]:
    # About a number nobody can fail by the number alone.
    step = next(one for one in target.steps if one.relation is not Relation.ABOUT)
    assert step.ratio is not None  # a target without a number has no rule
    near, far = int(step.ratio * _MANY // 2), min(int(step.ratio * _MANY * 2), _MANY)
    if step.unit_vi != "%":
        far = int(step.ratio * _MANY * 2)
    rising = step.met_by(far, _MANY)
    good, bad = (far, near) if rising else (near, far)
    on = date(step.year, 12, 31)
    yield Example(outcome=Outcome.PASS, subject=_figures(target, step.year, good), on=on)
    yield Example(outcome=Outcome.FAIL, subject=_figures(target, step.year, bad), on=on)
    yield Example(
        outcome=Outcome.UNKNOWN,
        subject=_figures(target, step.year, None),
        on=on,
        completions=(_figures(target, step.year, good), _figures(target, step.year, bad)),
    )


def _rule_of(target: Target) -> Rule:
    known = target.instrument
    assert known is not None
    step = DatedValue(
        value=target,
        since=known.in_force_from or known.issued_on,
        until=known.in_force_until,
        grounds=(_ground(target, target.steps[-1]),),
    )
    return Rule(
        id=_id(target),
        title_vi=target.name_vi,
        title_en=target.name_en,
        text_vi="; ".join(f"{one.year}: {one.text_vi}" for one in target.steps),
        text_en="; ".join(f"{one.year}: {one.text_en}" for one in target.steps),
        force=known.force,
        kinds=f"target:{target.id}",
        history=History([step]),
        check=_check_of(target),
        messages=_messages(target),
        examples=_examples(target),
    )


RULES = tuple(
    _rule_of(each) for each in targets() if each.instrument is not None and each.numerator is not None
)
