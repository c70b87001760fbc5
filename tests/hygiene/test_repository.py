"""What the files of the repository must and must not say."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import vstbpn

TEXT = {".py", ".md", ".toml", ".txt", ".cfg", ".json", ".yml", ".yaml", ".sh", ""}
# Written in pieces, so that this file does not hold what it looks for.
REGISTRIES = ("pypi" + ".org", "python" + "hosted", "registry.npm" + "js")
PLACE = re.compile(r"(?<![\w.])/(?:" + "wo" + "rk|ro" + "ot|tm" + "p|ho" + "me)/")


@pytest.fixture(scope="module")
def files(root: Path) -> list[Path]:
    """The files that git keeps; without git (an unpacked archive), none."""
    if not (root / ".git").exists():
        pytest.skip("not a git checkout: nobody knows which files belong to it")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    return [root / line for line in listed.stdout.splitlines() if (root / line).is_file()]


def test_no_file_names_a_registry_or_a_place_on_somebodys_machine(files: list[Path]) -> None:
    for file in files:
        if file.suffix in TEXT:
            text = file.read_text(encoding="utf-8")
            for word in REGISTRIES:
                assert word not in text, f"{file.name} names {word}"
            assert not PLACE.search(text), f"{file.name} names a place on somebody's machine"


def test_every_text_is_utf8_and_composed(files: list[Path]) -> None:
    """A decomposed letter in our own data would make a name that nobody finds.

    The corpus is text as it is met, and some of it is decomposed on purpose.
    """
    from vstbpn.model import nfc

    for file in files:
        if file.suffix in {*TEXT, ".csv"} and not (file.suffix == ".txt" and "corpus" in file.parts):
            text = file.read_text(encoding="utf-8")
            assert text == nfc(text), file.name


def test_the_version_is_the_newest_one_of_the_changelog(root: Path) -> None:
    newest = re.search(r"^## (\S+)", (root / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest
    assert newest[1] in (vstbpn.__version__, "Unreleased")


def test_the_extras_and_the_lower_bounds_are_declared(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(project["project"]["optional-dependencies"]) >= {"frames", "cli", "testing", "all"}
    assert "dev" in project["dependency-groups"]
    names = [re.split(r"[<>=]", line)[0] for line in project["project"]["dependencies"]]
    assert names == ["attrs", "cattrs", "python-dateutil"]
    assert all(">=" in line for line in project["project"]["dependencies"])


def test_the_readme_opens_with_the_two_commands(root: Path) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^```sh\n(.*?)\n```$", text, re.MULTILINE | re.DOTALL)
    assert len(commands) == 2
    assert "vstbpn demo" in commands[0]
    assert "pytest" in commands[1]
    assert text.index("```sh") < text.index("```python")
    assert all("\n" not in command for command in commands)


def test_the_first_script_of_the_readme_is_short(root: Path) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")
    script = re.search(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert script
    assert len(script[1].splitlines()) <= 15


def test_ci_runs_the_commands_of_the_readme_and_no_copy_of_them(root: Path) -> None:
    text = (root / ".ci" / "run").read_text(encoding="utf-8")
    commands = re.findall(
        r"^```sh\n(.*?)\n```$", (root / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    for number, command in enumerate(commands, start=1):
        assert f"readme_command {number}" in text
        assert command not in text
