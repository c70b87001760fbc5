"""Organizations, directives, indicators and totals of Viet Nam's work for the advancement of women."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # at run time each name is imported when it is first used
    from vstbpn import catalog, io
    from vstbpn.aggregate import (
        Derived,
        Difference,
        Fall,
        Lack,
        Printed,
        Ratio,
        Ratios,
        Reconciled,
        Reconciliation,
        Stale,
        compare_printed,
        coverage,
        difference,
        from_year_to_date,
        merge,
        over_time,
        ratio,
        reconcile,
        restate,
        roll_up,
    )
    from vstbpn.errors import (
        InputError,
        LevelError,
        MapError,
        MissingExtra,
        NotCovered,
        Problem,
        ReportConflict,
        Severity,
        TreeError,
        UnknownUnit,
        VstbpnError,
    )
    from vstbpn.io import read_obligations, read_reports, read_tree
    from vstbpn.model import (
        ADMINISTRATIVE,
        STATISTICAL,
        Absence,
        Basis,
        Bounds,
        Breakdown,
        Calendar,
        Cell,
        CountedBy,
        Coverage,
        Deadline,
        DocumentNumber,
        DocumentType,
        Duty,
        Form,
        Indicator,
        Link,
        LinkKind,
        Mark,
        Mode,
        Obligation,
        OverTime,
        OverUnits,
        Period,
        Reason,
        Report,
        ReportingLine,
        Scope,
        Series,
        Sex,
        Total,
        Totals,
        Tree,
        Unit,
        Value,
        document_type,
        document_type_named,
        document_types,
        reporting_tree,
        search_numbers,
    )

__version__ = "0.1.0"

__all__ = [
    "ADMINISTRATIVE",
    "STATISTICAL",
    "Absence",
    "Basis",
    "Bounds",
    "Breakdown",
    "Calendar",
    "Cell",
    "CountedBy",
    "Coverage",
    "Deadline",
    "Derived",
    "Difference",
    "DocumentNumber",
    "DocumentType",
    "Duty",
    "Fall",
    "Form",
    "Indicator",
    "InputError",
    "Lack",
    "LevelError",
    "Link",
    "LinkKind",
    "MapError",
    "Mark",
    "MissingExtra",
    "Mode",
    "NotCovered",
    "Obligation",
    "OverTime",
    "OverUnits",
    "Period",
    "Printed",
    "Problem",
    "Ratio",
    "Ratios",
    "Reason",
    "Reconciled",
    "Reconciliation",
    "Report",
    "ReportConflict",
    "ReportingLine",
    "Scope",
    "Series",
    "Severity",
    "Sex",
    "Stale",
    "Total",
    "Totals",
    "Tree",
    "TreeError",
    "Unit",
    "UnknownUnit",
    "Value",
    "VstbpnError",
    "catalog",
    "compare_printed",
    "coverage",
    "difference",
    "document_type",
    "document_type_named",
    "document_types",
    "from_year_to_date",
    "io",
    "merge",
    "over_time",
    "ratio",
    "read_obligations",
    "read_reports",
    "read_tree",
    "reconcile",
    "reporting_tree",
    "restate",
    "roll_up",
    "search_numbers",
]

_HOMES = ("errors", "model", "catalog", "io", "aggregate")

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name in __all__:
            if name in _HOMES:
                return import_module(f"vstbpn.{name}")
            for home in _HOMES:
                module = import_module(f"vstbpn.{home}")
                if name in module.__all__:
                    globals()[name] = found = getattr(module, name)
                    return found
        raise AttributeError(f"module 'vstbpn' has no attribute {name!r}")

    def __dir__() -> list[str]:
        return [*globals(), *__all__]
