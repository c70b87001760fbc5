"""Every document runs: docstrings, README, guides and examples."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support import documents

import vstbpn

ROOT = Path(__file__).parent.parent
MODULES = sorted({"vstbpn", *(module.name for module in pkgutil.walk_packages(vstbpn.__path__, "vstbpn."))})
PAGES = sorted(
    page
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
    if not {"_build", "generated"} & set(page.parts)
)
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_docstrings_are_true(name: str) -> None:
    module = importlib.import_module(name)
    assert doctest.testmod(module, report=True).failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_shows_is_true(page: Path, tmp_path: Path) -> None:
    documents.run(page, tmp_path)


def test_pages_show_things_that_are_checked(tmp_path: Path) -> None:
    """Else a change of fences could make every page pass unread."""
    checked = {page.name: documents.run(page, tmp_path) for page in PAGES}
    assert checked["README.md"] >= 1
    assert sum(count > 0 for count in checked.values()) >= 4


@pytest.mark.parametrize("script", EXAMPLES, ids=lambda script: script.name)
def test_every_example_runs(script: Path) -> None:
    """Each example begins with what it prints, as a comment."""
    text = script.read_text(encoding="utf-8")
    promised = re.findall(r"^# > ?(.*)$", text, re.MULTILINE)
    assert promised, f"{script.name} does not say what it prints"
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert documents.plain(done.stdout) == documents.plain("\n".join(promised))


def test_there_are_examples() -> None:
    assert EXAMPLES
