"""The nouns: frozen values without input or output, clock or opinion."""

from vstbpn.model.dates import format_date, parse_date
from vstbpn.model.indicator import (
    SEX,
    TOTAL,
    Breakdown,
    Cell,
    Form,
    Indicator,
    OverTime,
    OverUnits,
    Sex,
)
from vstbpn.model.link import Basis, Link, LinkKind
from vstbpn.model.period import ADMINISTRATIVE, CALENDARS, STATISTICAL, Calendar, Period
from vstbpn.model.report import MOST_DIGITS, Absence, Report, Scope, Value, exact
from vstbpn.model.text import fold, nfc, strip_marks
from vstbpn.model.total import Block, Bounds, Figures, Mode, Plan, Reason, Step, Sums, Tally, Total, Totals
from vstbpn.model.unit import Tree, Unit

__all__ = [
    "ADMINISTRATIVE",
    "CALENDARS",
    "MOST_DIGITS",
    "SEX",
    "STATISTICAL",
    "TOTAL",
    "Absence",
    "Basis",
    "Block",
    "Bounds",
    "Breakdown",
    "Calendar",
    "Cell",
    "Figures",
    "Form",
    "Indicator",
    "Link",
    "LinkKind",
    "Mode",
    "OverTime",
    "OverUnits",
    "Period",
    "Plan",
    "Reason",
    "Report",
    "Scope",
    "Sex",
    "Step",
    "Sums",
    "Tally",
    "Total",
    "Totals",
    "Tree",
    "Unit",
    "Value",
    "exact",
    "fold",
    "format_date",
    "nfc",
    "parse_date",
    "strip_marks",
]
