"""Obligations that a call names, checked row by row against the map and the forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from vstbpn.cli.call import Call
from vstbpn.cli.words import FAILURES
from vstbpn.errors import InputError, LevelError, NotCovered, Problem, UnknownUnit
from vstbpn.io import Batch
from vstbpn.io.obligations import read_rows
from vstbpn.io.tabular import TABLE
from vstbpn.model import Obligation

__all__ = ["obligations_of"]

_NAMED: Final = 12


def obligations_of(call: Call, batch: Batch, ask: Callable[[Obligation], Any]) -> tuple[Obligation, ...]:
    """Read the obligations that a call names; forms that nobody knows are listed.

    :param ask: asks for the units that owe, and fails where the map does not have them.
    :raises InputError: if a row cannot be used, or the map does not have its level or units.
    """
    path = Path(call.options.obligations)
    rows = read_rows(path, calendars=batch.definitions.calendars.values())
    faults = []
    for obligation, row in rows:
        try:
            ask(obligation)
        except (LevelError, UnknownUnit, NotCovered) as error:
            faults.append(_misfit(error, obligation, path.name, row))
    if faults:
        raise InputError(faults)
    call.problems += _strange_forms(rows, batch, path.name)
    return tuple(obligation for obligation, _ in rows)


def _misfit(error: Exception, obligation: Obligation, file: str, row: int) -> Problem:
    code, vietnamese = next(words for kind, words in FAILURES.items() if isinstance(error, kind))
    column = "period" if isinstance(error, NotCovered) else "level"
    if isinstance(error, UnknownUnit):
        column = "unit" if obligation.units else "within"
    return Problem(
        code=code, message=str(error), message_vi=f"{vietnamese}: {error}", file=file, row=row, column=column
    )


def _strange_forms(rows: Iterable[tuple[Obligation, int]], batch: Batch, file: str) -> list[Problem]:
    """List the forms that are owed, on which no report stands and which no definition names."""
    forms = (*batch.definitions.forms, *(report.form for report in batch.reports))
    known = list(dict.fromkeys(form.code for form in forms))
    found: dict[str, Problem] = {}
    for obligation, row in rows:
        form = obligation.form
        if form in known or form == TABLE or form in found:
            continue
        named = ", ".join(known[:_NAMED])
        found[form] = Problem(
            code="unknown-form",
            message=f"no report stands on the form {form!r} and no definition names it",
            message_vi=f"không báo cáo nào theo biểu {form!r} và không tệp định nghĩa nào nêu biểu này",
            file=file,
            row=row,
            column="form",
            hint=f"forms known: {named or 'none'}; without [forms.*] in the definitions the reports of a "
            f"table stand on the form {TABLE!r}",
            hint_vi=f"các biểu đã biết: {named or 'không có'}; khi tệp định nghĩa không có [forms.*], "
            f"báo cáo trong bảng thuộc biểu {TABLE!r}",
        )
    return list(found.values())
