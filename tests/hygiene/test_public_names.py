"""What is public is written down, and what is written down is there."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from pathlib import Path

import attrs
import pytest

import vstbpn

# A file of the rule book is data in the form of a module: it holds its rule, and nothing is imported from it.
BOOK = "vstbpn.rules.book."
MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(vstbpn.__path__, "vstbpn.")
    if not module.name.startswith(BOOK)
)


@pytest.mark.parametrize("name", ["vstbpn", *MODULES])
def test_every_module_says_what_is_public(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__all__ == sorted(set(module.__all__), key=_isort_key), name
    for public in module.__all__:
        assert hasattr(module, public), f"{name}.{public}"


def _isort_key(name: str) -> tuple[int, str]:
    kind = 0 if name.isupper() else 1 if name[0].isupper() else 2
    return kind, name


@pytest.mark.parametrize("name", [name for name in MODULES if "._" not in name])
def test_every_public_thing_is_explained(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__doc__, name
    for public in module.__all__:
        thing = getattr(module, public)
        if callable(thing) and getattr(thing, "__module__", "").startswith("vstbpn"):
            assert thing.__doc__, f"{name}.{public}"


def test_packages_export_what_their_modules_make_public() -> None:
    """A newcomer finds everything of the model, of the catalogue and of adding up in one place each."""
    for package in ("vstbpn.model", "vstbpn.catalog", "vstbpn.aggregate"):
        exported = set(importlib.import_module(package).__all__)
        for name in MODULES:
            if name.startswith(f"{package}.") and "._" not in name:
                assert set(importlib.import_module(name).__all__) <= exported, name


def test_what_the_fields_of_public_values_hold_is_public_too() -> None:
    """A found case: what a derived year lacks could be read, and the type of it not be imported."""
    packages = ("vstbpn.errors", "vstbpn.model", "vstbpn.catalog", "vstbpn.aggregate")
    known = {name for package in packages for name in importlib.import_module(package).__all__}
    for name in vstbpn.__all__:
        thing = getattr(vstbpn, name)
        if isinstance(thing, type) and attrs.has(thing):
            public = [field for field in attrs.fields(thing) if not field.name.startswith("_")]
            held = {word for field in public for word in re.findall(r"\w+", str(field.type))}
            assert held & known <= set(vstbpn.__all__), name


def test_nothing_private_is_imported_across_packages(root: Path) -> None:
    source = Path(vstbpn.__file__).parent
    for file in source.rglob("*.py"):
        package = file.relative_to(source).parts[0]
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and "._" in node.module:
                assert node.module.split(".")[1] == package, f"{file.name} imports {node.module}"
