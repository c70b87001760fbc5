"""What follows from the values of the model: what is due, what does not fit, which rules are kept."""

from vstbpn.rules.agenda import agenda, unmatched
from vstbpn.rules.book import rule_book, rules_in
from vstbpn.rules.cascade import (
    FINDING_CODES,
    Cascade,
    CascadeFinding,
    CitedBy,
    Document,
    Implements,
    Tier,
    cascade,
    findings,
)
from vstbpn.rules.counting import any_of, at_least, share_at_least
from vstbpn.rules.documents import document_subjects
from vstbpn.rules.engine import (
    ARITHMETIC,
    PRACTICE,
    Context,
    Example,
    LawOf,
    Rule,
    RuleBook,
    failed,
    ground_of,
    judged,
    not_applicable,
    passed,
    review,
    unknown,
)
from vstbpn.rules.figures import PrintedShare, ReportFigures
from vstbpn.rules.inspection import (
    Criterion,
    Figure,
    Ranking,
    UnitFigures,
    inspection_criteria,
    rank_for_inspection,
)
from vstbpn.rules.outline import OutlineCheck, check_outline
from vstbpn.rules.reports import Estimate, NarrativeReport, Submission
from vstbpn.rules.subjects import bodies_with_woman_key_leader, subjects_of
from vstbpn.rules.targets import Observation, TargetFigures, forecast, progress

__all__ = [
    "ARITHMETIC",
    "FINDING_CODES",
    "PRACTICE",
    "Cascade",
    "CascadeFinding",
    "CitedBy",
    "Context",
    "Criterion",
    "Document",
    "Estimate",
    "Example",
    "Figure",
    "Implements",
    "LawOf",
    "NarrativeReport",
    "Observation",
    "OutlineCheck",
    "PrintedShare",
    "Ranking",
    "ReportFigures",
    "Rule",
    "RuleBook",
    "Submission",
    "TargetFigures",
    "Tier",
    "UnitFigures",
    "agenda",
    "any_of",
    "at_least",
    "bodies_with_woman_key_leader",
    "cascade",
    "check_outline",
    "document_subjects",
    "failed",
    "findings",
    "forecast",
    "ground_of",
    "inspection_criteria",
    "judged",
    "not_applicable",
    "passed",
    "progress",
    "rank_for_inspection",
    "review",
    "rule_book",
    "rules_in",
    "share_at_least",
    "subjects_of",
    "unknown",
    "unmatched",
]
