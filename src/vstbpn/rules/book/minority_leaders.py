"""Leaders from ethnic minorities in their areas: there are some or none, and no text gives a share."""

from __future__ import annotations

from datetime import date

from vstbpn.model import Count, Force, History, Outcome, Subject, Verdict
from vstbpn.rules.book._on_bodies import step
from vstbpn.rules.engine import Context, Example, Rule, ground_of, judged
from vstbpn.rules.subjects import MINORITY_AREA, MinorityArea, has_any

_PARTY = ground_of("nq-26-tw-2018", says="ethnic minorities")
_PROGRAMME = ground_of("qd-2282-ttg-2020", says="ethnic minorities")


def _check(subject: Subject[MinorityArea], _: Context[None]) -> Verdict:
    """Nothing is measured for the finding: a share would look as if one were required."""
    return judged(has_any(subject.data.leaders), missing=("ethnic_minority", "key_leaders"))


def _example(outcome: Outcome, day: date, leaders: Count) -> Example:
    area = MinorityArea(leaders=leaders)
    subject = Subject(kind=MINORITY_AREA, id=f"area-{outcome.value}", data=area, on=day)
    return Example(outcome=outcome, subject=subject, on=day)


RULE = Rule(
    id="minority-leaders",
    title_vi="Địa bàn có đồng bào dân tộc thiểu số có lãnh đạo là người dân tộc thiểu số",
    title_en="Leaders from ethnic minorities in their areas",
    text_vi="Phải có cán bộ lãnh đạo là người dân tộc thiểu số, phù hợp với cơ cấu dân cư; không văn "
    "bản nào nêu tỷ lệ. Chỉ xét địa bàn mà người dùng nói là có đồng bào dân tộc thiểu số; "
    "có phù hợp cơ cấu hay không thì không xét.",
    text_en="There must be leaders from ethnic minorities, in keeping with the population; no text "
    "gives a share. Only areas that the user names are looked at; whether it is in keeping "
    "with the population is not judged.",
    force=Force.PARTY,
    kinds=MINORITY_AREA,
    history=History(
        [
            step(None, date(2018, 5, 19), date(2020, 12, 31), _PARTY),
            step(None, date(2020, 12, 31), date(2031, 1, 1), _PARTY, _PROGRAMME),
        ]
    ),
    check=_check,
    messages={
        "pass": ("đã có lãnh đạo là người dân tộc thiểu số", "there is a leader from an ethnic minority"),
        "fail": (
            "trong các tổ chức đã kê chưa có lãnh đạo là người dân tộc thiểu số",
            "in the bodies that are listed, no leader is from an ethnic minority",
        ),
        "missing": (
            "chưa biết có lãnh đạo là người dân tộc thiểu số hay không",
            "not known whether a leader is from an ethnic minority",
        ),
    },
    examples=[
        _example(Outcome.PASS, date(2024, 6, 30), Count(1, 4)),
        _example(Outcome.FAIL, date(2024, 6, 30), Count(0, 0)),
        _example(Outcome.UNKNOWN, date(2024, 6, 30), Count(0, 4)),
        _example(Outcome.PASS, date(2019, 6, 30), Count(2, 2)),
    ],
)
