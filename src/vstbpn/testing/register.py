"""What Hypothesis calls when it starts, so that ``st.from_type(Report)`` draws what the model allows."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from vstbpn.model import Calendar, Cell, Form, Indicator, Period, Report, Tree
from vstbpn.testing.strategies import calendars, cells, forms, indicators, periods, reports, trees

__all__ = ["register"]


def register() -> None:
    """Register the strategies of this package for the model's types."""
    st.register_type_strategy(Calendar, calendars())
    st.register_type_strategy(Cell, cells())
    st.register_type_strategy(Form, forms())
    st.register_type_strategy(Indicator, indicators())
    st.register_type_strategy(Period, periods())
    st.register_type_strategy(Report, _any_report())
    st.register_type_strategy(Tree, trees())


@st.composite
def _any_report(draw: DrawFn) -> Report:
    """Draw the report of some unit on some form."""
    found = reports(draw(trees(largest=3)), draw(forms()))
    return draw(draw(found.filter(bool).map(st.sampled_from)))
