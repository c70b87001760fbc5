from __future__ import annotations

from importlib.metadata import entry_points

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vstbpn import Calendar, Cell, Form, Indicator, Period, Report, Tree, Unit, roll_up
from vstbpn.testing.register import register


def test_hypothesis_finds_the_strategies_by_itself() -> None:
    (entry,) = (entry for entry in entry_points(group="hypothesis") if entry.name == "vstbpn")
    assert entry.load() is register


@pytest.mark.parametrize("kind", [Calendar, Cell, Form, Indicator, Period, Report, Tree])
def test_every_type_is_drawn_as_itself(kind: type) -> None:
    @given(st.from_type(kind))
    def drawn(value: object) -> None:
        assert type(value) is kind

    drawn()


@given(st.from_type(Report))
def test_a_report_that_is_drawn_can_be_read_and_added(report: Report) -> None:
    totals = roll_up([report], Tree([Unit(level="x", code=report.unit, name=report.unit)]))
    assert len(totals) == len(report.form.cells)
