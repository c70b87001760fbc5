"""What can go wrong: a `Problem` is a value, an exception is for a call that cannot be answered.

One bad row among a thousand is a :class:`Problem`; it is returned beside the 999 good ones, with its
place. An exception is raised when nothing useful can be returned: the file is not text, the tree has
a cycle, the question lies outside the dates that the map covers.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "InputError",
    "LevelError",
    "MapError",
    "MissingExtra",
    "NotCovered",
    "Problem",
    "ReportConflict",
    "Severity",
    "TreeError",
    "UnknownUnit",
    "VstbpnError",
]


class Severity(Enum):
    """How much a problem takes away from the input."""

    ERROR = "error"
    """Something was not used (a row, a value, a column), or cannot be right as it stands."""
    NOTE = "note"
    """Everything was used; the reader had to allow for an oddity that its writer should know of."""


@frozen(kw_only=True)
class Problem:
    """One fault of an input: what was expected, what came, and where.

    ``code`` is stable and meant for programs; ``message`` (English) and ``message_vi`` are for people.
    ``row`` counts lines of the file from 1, so the header is row 1; ``column`` is the column's name. In a
    running text ``span`` is the place: offsets of characters, the end not included.

    >>> print(Problem(code="negative", message="expected 0 or more, got -3",
    ...               message_vi="phải từ 0 trở lên, nhận được -3",
    ...               file="bao-cao.csv", row=14, column="value"))
    bao-cao.csv, row 14, column value: expected 0 or more, got -3 [negative]
    """

    code: str
    message: str
    message_vi: str
    severity: Severity = Severity.ERROR
    file: str | None = None
    row: int | None = None
    column: str | None = None
    span: tuple[int, int] | None = None
    hint: str | None = None
    hint_vi: str | None = None

    @property
    def where(self) -> str:
        """The place in words, empty when the problem concerns the input as a whole."""
        return self._place("row", "column")

    @property
    def where_vi(self) -> str:
        """The place in Vietnamese words."""
        return self._place("dòng", "cột")

    def _place(self, row: str, column: str) -> str:
        parts = (
            self.file,
            None if self.row is None else f"{row} {self.row}",
            None if self.column is None else f"{column} {self.column}",
        )
        return ", ".join(part for part in parts if part is not None)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f"\n  Hint: {self.hint}" if self.hint else ""
        return f"{place}{self.message} [{self.code}]{hint}"


class VstbpnError(Exception):
    """Base of every exception that this library raises on purpose."""


class InputError(VstbpnError, ValueError):
    """An input that cannot be used at all; ``problems`` says why, with places."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class TreeError(VstbpnError, ValueError):
    """Units that do not form a tree: a cycle, an orphan, a repeated code."""


class LevelError(VstbpnError, ValueError):
    """A level that the tree or the map does not have, or reports on several of which none was chosen."""


class MapError(VstbpnError, ValueError):
    """Changes or weights that do not fit the map."""


class ReportConflict(VstbpnError, ValueError):
    """Two reports speak for one unit, form, period and scope, and neither replaces the other."""


class UnknownUnit(VstbpnError, LookupError):
    """A unit that the tree or the map does not hold on the date asked for.

    ``candidates`` are units that were perhaps meant, by code and name.
    """

    def __init__(self, message: str, candidates: Iterable[tuple[str, str]] = ()) -> None:
        self.candidates = tuple(candidates)
        super().__init__(message)


class NotCovered(VstbpnError, LookupError):
    """A question outside the dates for which the map was built; not the same as "no such unit"."""


class MissingExtra(VstbpnError, ImportError):
    """A part of the library needs a package that is not installed."""

    def __init__(self, package: str, extra: str) -> None:
        self.package = package
        self.extra = extra
        super().__init__(
            f"{package} is not installed; it comes with the extra {extra!r}: pip install 'vstbpn[{extra}]'"
        )
