"""Loading reports as vectors, beside msgspec: from parsed data, and from the JSON text of a file."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from data import Data

from vstbpn import Report, io, read_reports
from vstbpn.catalog import Definitions
from vstbpn.io._problems import Problems
from vstbpn.io._units import UnitCheck
from vstbpn.io.json import structure_reports


class _Row(msgspec.Struct):
    """A report as msgspec reads and checks it: types, and nothing of what they mean."""

    unit: str
    form: str
    period: str
    values: list[int | str | None]
    version: str = ""
    scope: str = "own"
    revision: int = 1
    received_on: date | None = None
    sent_on: date | None = None
    boundaries: date | None = None
    method: str = ""
    observed_on: date | None = None
    preliminary: bool = False
    provisional: list[str] = []
    estimated: list[str] = []


class _Document(msgspec.Struct):
    reports: list[_Row]


class Loading:
    """Reports in a JSON file and as its parsed data, and two ways to load either."""

    def __init__(self, data: Data, count: int) -> None:
        self._folder = TemporaryDirectory()
        self._path = Path(self._folder.name) / "reports.json"
        reports = [report for report in data.reports if report.revision == 1][:count]
        text = json.dumps(io.reports_to_json(reports), ensure_ascii=False)
        self._path.write_text(text, encoding="utf-8")
        self._parsed = json.loads(text)
        self._definitions = Definitions(
            indicators={indicator.code: indicator for indicator in data.form.indicators}
        )
        self._tree = data.tree
        for loaded in (self.structured(), self.peer_structured(), self.read(), self.peer_read()):
            assert len(loaded) == len(reports)

    def structured(self) -> list[Report]:
        """Make reports of parsed data: types, meaning, units, sums, what stands twice."""
        return structure_reports(self._parsed, self._definitions, UnitCheck(self._tree), Problems())

    def peer_structured(self) -> list[_Row]:
        """Make rows of parsed data: types."""
        return msgspec.convert(self._parsed, _Document).reports

    def read(self) -> tuple[Report, ...]:
        """Read the file."""
        return read_reports(self._path, definitions=self._definitions, units=self._tree).reports

    def peer_read(self) -> list[_Row]:
        """Read the file."""
        return msgspec.json.decode(self._path.read_bytes(), type=_Document).reports
