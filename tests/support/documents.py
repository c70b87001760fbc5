"""Runs what a document shows: scripts, sessions, commands and the files that they read.

In a Markdown file a fence's first word says what it holds:

* ``python``: a script, run as it stands; a ``text`` fence right after it is what it prints.
* ``pycon``: a session, checked as a doctest.
* ``console``: ``$ vstbpn ...`` commands, each with what it prints below it.
* ``csv NAME``, ``toml NAME``, ``json NAME``, ``md NAME``: a file of that name, written before what follows is run.

All fences of one document share one folder and one namespace.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import linecache
import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import frozen

from vstbpn import cli

FENCE = re.compile(r"^```(\w+)(?: +(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILES = ("csv", "toml", "json", "md")


@frozen
class Fence:
    """One fenced block: what it holds, the file it is called, its text and its line."""

    kind: str
    name: str | None
    text: str
    line: int


def fences(document: Path) -> Iterator[Fence]:
    """Give the fenced blocks of a Markdown file."""
    text = document.read_text(encoding="utf-8")
    for match in FENCE.finditer(text):
        yield Fence(match[1], match[2], match[3], text.count("\n", 0, match.start()) + 1)


def run(document: Path, folder: Path) -> int:
    """Run a document in a folder and give the number of blocks that were checked."""
    space: dict[str, Any] = {"__name__": "__main__"}
    printed: str | None = None
    checked = 0
    with contextlib.chdir(folder):
        for fence in fences(document):
            where = f"{document.name}, line {fence.line}"
            if fence.kind in FILES and fence.name:
                path = Path(fence.name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(fence.text, encoding="utf-8")
            elif fence.kind == "python":
                printed = _script(fence, space, where)
                checked += 1
            elif fence.kind == "text" and printed is not None:
                assert plain(printed) == plain(fence.text), where
                printed = None
            elif fence.kind == "pycon":
                _session(fence, space, where)
                checked += 1
            elif fence.kind == "console":
                checked += _commands(fence, where)
    return checked


def plain(text: str) -> list[str]:
    """Give the lines of a text without spaces at their ends and without empty ones."""
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def _script(fence: Fence, space: dict[str, Any], where: str) -> str:
    """Run a script and give what it prints; its lines are findable, as those of a file are."""
    linecache.cache[where] = (len(fence.text), None, fence.text.splitlines(keepends=True), where)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(fence.text, where, "exec"), space)
    return out.getvalue()


def _session(fence: Fence, space: dict[str, Any], where: str) -> None:
    test = doctest.DocTestParser().get_doctest(fence.text, space, where, where, fence.line)
    runner = doctest.DocTestRunner(verbose=False)
    out = io.StringIO()
    runner.run(test, out=out.write, clear_globs=False)
    space.update(test.globs)
    assert runner.failures == 0, out.getvalue()


def _commands(fence: Fence, where: str) -> int:
    os.environ["COLUMNS"] = "80"
    checked = 0
    for part in re.split(r"^\$ ", fence.text, flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        program, *arguments = shlex.split(command)
        assert program == "vstbpn", f"{where}: only vstbpn is run here, not {program}"
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            cli.main(arguments)
        shown = plain(expected)
        found = plain(out.getvalue())
        if shown and shown[-1].strip() == "...":
            found = found[: len(shown) - 1]
            shown = shown[:-1]
        assert found == shown, f"{where}: $ {command}"
        checked += 1
    return checked
