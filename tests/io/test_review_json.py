"""Reviews as JSON."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from vstbpn import Problem
from vstbpn.io import review_to_json
from vstbpn.model import (
    Count,
    Finding,
    Force,
    Ground,
    GroundKind,
    Outcome,
    Review,
    Share,
    Subject,
    Verdict,
    Wording,
)
from vstbpn.rules import ARITHMETIC, PRACTICE

ON = date(2024, 6, 30)
LAW = Ground(
    kind=GroundKind.INSTRUMENT,
    instrument="qd-9-x-2020",
    number_text="09/QĐ-X",
    issued_on=date(2020, 3, 1),
    pinpoint="Điều 2",
    verified=False,
)
TITLE = Ground(kind=GroundKind.INSTRUMENT, instrument="luat-x", number_text="Luật X")
WORDS = Wording("said", "có {measured}", "{measured}")


def reviewed(*grounds: Ground, where: str = "", **said: Any) -> Review:
    said = {"outcome": Outcome.FAIL, **said}
    subject = Subject[Any](kind="board", id="b", name="Ban X", data="secret", where=where)
    return Review(
        ON, [Finding("a-rule", Force.LAW, subject, Verdict(code="said", **said), WORDS, grounds, ON)]
    )


def test_a_finding_has_the_fixed_fields() -> None:
    found = reviewed(
        LAW, TITLE, where="bodies.csv, row 3", measured=Share(0, 9, 2), required=1, missing=("sex",)
    )
    assert review_to_json(found) == {
        "format": "vstbpn.review/1",
        "on": "2024-06-30",
        "findings": [
            {
                "rule": "a-rule",
                "subject": {"kind": "board", "id": "b", "name": "Ban X"},
                "outcome": "fail",
                "force": "law",
                "measured": {"part": 0, "whole": 9, "unknown": 2, "more": 0},
                "required": 1,
                "basis": [
                    {
                        "kind": "instrument",
                        "number_text": "09/QĐ-X",
                        "issued_on": "2020-03-01",
                        "pinpoint": "Điều 2",
                        "verified": False,
                    },
                    {
                        "kind": "instrument",
                        "number_text": "Luật X",
                        "issued_on": None,
                        "pinpoint": None,
                        "verified": True,
                    },
                ],
                "message_vi": "có 0/9 (2 chưa rõ) (căn cứ chưa được kiểm chứng)",
                "message_en": "0/9 (2 not known) (on grounds not verified)",
                "missing": ["sex"],
                "where": "bodies.csv, row 3",
            }
        ],
        "counts": {"pass": 0, "fail": 1, "unknown": 0, "not-applicable": 0, "not-in-force": 0, "error": 0},
        "problems": [],
    }


def test_arithmetic_and_good_form_are_their_kind_alone() -> None:
    (found,) = review_to_json(reviewed(ARITHMETIC, PRACTICE))["findings"]
    assert found["basis"] == [{"kind": "arithmetic"}, {"kind": "practice"}]
    assert (found["measured"], found["where"]) == (None, None)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction(35, 100), "0.35"),
        (Fraction(1, 3), "1/3"),
        (Fraction(2), "2"),
        (Fraction(1, 10**6), "0.000001"),
        (Fraction(1, 10**7), "1/10000000"),
        (Decimal("12.50"), "12.5"),
        (date(2024, 6, 10), "2024-06-10"),
        (Count(3, None), {"low": 3, "high": None}),
        ("Trưởng ban", "Trưởng ban"),
        (Share(3, 3, 0, None), {"part": 3, "whole": 3, "unknown": 0, "more": None}),
    ],
)
def test_what_was_measured_is_exact(value: Any, written: object) -> None:
    (found,) = review_to_json(reviewed(LAW, measured=value, required=value))["findings"]
    assert found["measured"] == found["required"] == written


def test_a_float_is_no_measure() -> None:
    with pytest.raises(TypeError, match=r"a-rule: .* got float"):
        review_to_json(reviewed(LAW, measured=0.35))


def test_no_data_of_a_subject_is_written() -> None:
    assert "secret" not in json.dumps(review_to_json(reviewed(LAW)))


def test_problems_of_the_input_stand_beside_the_findings() -> None:
    problem = Problem(code="bad-row", message="no", message_vi="không", row=3)
    (written,) = review_to_json(Review(ON, []), problems=[problem])["problems"]
    assert (written["code"], written["row"]) == ("bad-row", 3)
