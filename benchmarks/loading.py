"""Loading reports as vectors, beside msgspec: JSON text to typed values, 40 figures each."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from data import Data

from vstbpn import Report, io, read_reports
from vstbpn.catalog import Definitions


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
    """Reports in a JSON file, and two ways to load them."""

    def __init__(self, data: Data, count: int) -> None:
        self._folder = TemporaryDirectory()
        self._path = Path(self._folder.name) / "reports.json"
        reports = [report for report in data.reports if report.revision == 1][:count]
        self.text = json.dumps(io.reports_to_json(reports), ensure_ascii=False).encode()
        self._path.write_bytes(self.text)
        self._definitions = Definitions(
            indicators={indicator.code: indicator for indicator in data.form.indicators}
        )
        self._tree = data.tree
        self.count = len(reports)
        assert len(self.ours()) == len(self.peer()) == self.count

    def ours(self) -> tuple[Report, ...]:
        """Read the file: types, meaning, units, sums, what stands twice."""
        return read_reports(self._path, definitions=self._definitions, units=self._tree).reports

    def peer(self) -> list[_Row]:
        """Decode the text: types."""
        return msgspec.json.decode(self._path.read_bytes(), type=_Document).reports
