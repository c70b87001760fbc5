"""Between bytes and the model: one module for each format."""

from vstbpn.io._problems import problem_to_json
from vstbpn.io.agenda import agenda_to_json
from vstbpn.io.changes import read_changes, read_weights
from vstbpn.io.coverage import coverage_to_json, write_coverage
from vstbpn.io.documents import find_documents, read_document
from vstbpn.io.ical import agenda_to_ical, write_ical
from vstbpn.io.json import reports_to_json, units_to_json
from vstbpn.io.number import NumberError, format_number, parse_number
from vstbpn.io.obligations import read_obligations
from vstbpn.io.progress import read_progress
from vstbpn.io.registers import RegisterBatch, read_registers
from vstbpn.io.reports import Batch, read_definitions, read_reports
from vstbpn.io.review import review_to_json
from vstbpn.io.totals import totals_to_json, write_totals
from vstbpn.io.tree import read_tree

__all__ = [
    "Batch",
    "NumberError",
    "RegisterBatch",
    "agenda_to_ical",
    "agenda_to_json",
    "coverage_to_json",
    "find_documents",
    "format_number",
    "parse_number",
    "problem_to_json",
    "read_changes",
    "read_definitions",
    "read_document",
    "read_obligations",
    "read_progress",
    "read_registers",
    "read_reports",
    "read_tree",
    "read_weights",
    "reports_to_json",
    "review_to_json",
    "totals_to_json",
    "units_to_json",
    "write_coverage",
    "write_ical",
    "write_totals",
]
