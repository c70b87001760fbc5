"""The nouns: frozen values without input or output, clock or opinion."""

from vstbpn.model.block import Block, Plan, Step, Sums
from vstbpn.model.coverage import Coverage
from vstbpn.model.dates import VIET_NAM_TIME, format_date, parse_date, parse_day
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
from vstbpn.model.joining import Said, common_form, in_order
from vstbpn.model.line import ReportingLine, reporting_tree
from vstbpn.model.link import Basis, Link, LinkKind
from vstbpn.model.obligation import CountedBy, Deadline, Duty, Obligation
from vstbpn.model.period import ADMINISTRATIVE, CALENDARS, STATISTICAL, Calendar, Period
from vstbpn.model.report import MOST_DIGITS, Absence, Report, Scope, Value, exact
from vstbpn.model.text import fold, nfc, strip_marks
from vstbpn.model.total import Bounds, Figures, Mark, Mode, Part, Reason, Tally, Total, Totals
from vstbpn.model.unit import Tree, Unit

__all__ = [
    "ADMINISTRATIVE",
    "CALENDARS",
    "MOST_DIGITS",
    "SEX",
    "STATISTICAL",
    "TOTAL",
    "VIET_NAM_TIME",
    "Absence",
    "Basis",
    "Block",
    "Bounds",
    "Breakdown",
    "Calendar",
    "Cell",
    "CountedBy",
    "Coverage",
    "Deadline",
    "Duty",
    "Figures",
    "Form",
    "Indicator",
    "Link",
    "LinkKind",
    "Mark",
    "Mode",
    "Obligation",
    "OverTime",
    "OverUnits",
    "Part",
    "Period",
    "Plan",
    "Reason",
    "Report",
    "ReportingLine",
    "Said",
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
    "common_form",
    "exact",
    "fold",
    "format_date",
    "in_order",
    "nfc",
    "parse_date",
    "parse_day",
    "reporting_tree",
    "strip_marks",
]
