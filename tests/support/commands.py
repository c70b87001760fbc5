"""Running the command in tests."""

from __future__ import annotations

import json
from typing import Any

import pytest

from vstbpn import cli


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run a command: its exit status, and what it printed and complained."""
    status = cli.main(arguments)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def run_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    """Run a command with ``--json``: its exit status and the document."""
    status, out, err = run(capsys, *arguments, "--json")
    assert not err or status == cli.UNUSABLE
    return status, json.loads(out)
