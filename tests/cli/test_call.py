from __future__ import annotations

import io
import sys
from string import Formatter

import pytest
from support.commands import run, run_json

from vstbpn import Reason, __version__, cli
from vstbpn.cli.words import FAILURES, WORDS
from vstbpn.model import LinkKind


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        cli.main(["--version"])
    assert exit_.value.code == 0
    assert capsys.readouterr().out == f"vstbpn {__version__}\n"


def test_without_rich_a_table_names_the_extra(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rich.console", None)
    status, _, err = run(capsys, "demo")
    assert status == cli.UNUSABLE
    assert "rich is not installed; it comes with the extra 'cli': pip install 'vstbpn[cli]'" in err
    assert run_json(capsys, "demo")[0] == cli.FINE


class Failing(io.StringIO):
    """Standard output that cannot be written."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error

    def write(self, text: str) -> int:
        raise self.error


def test_a_closed_pipe_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Failing(BrokenPipeError()))
    assert cli.main(["demo", "--json"]) == cli.FINE


def test_a_full_disk_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdout", Failing(OSError(28, "No space left on device")))
    assert cli.main(["demo"]) == cli.UNUSABLE
    assert "No space left on device [file]" in capsys.readouterr().err


def test_both_languages_say_the_same_things() -> None:
    assert WORDS["en"].keys() == WORDS["vi"].keys()
    for key, text in WORDS["en"].items():
        fields = {name for _, name, _, _ in Formatter().parse(text) if name}
        assert fields == {name for _, name, _, _ in Formatter().parse(WORDS["vi"][key]) if name}
    assert {kind.value for kind in LinkKind} | {reason.value for reason in Reason} <= WORDS["en"].keys()


def test_every_failure_has_a_name() -> None:
    from vstbpn import errors

    kinds = [getattr(errors, name) for name in errors.__all__]
    raised = [kind for kind in kinds if issubclass(kind, Exception) and kind is not errors.InputError]
    assert all(any(issubclass(kind, known) for known in FAILURES) for kind in raised)
    assert list(FAILURES)[-2:] == [errors.VstbpnError, OSError]
