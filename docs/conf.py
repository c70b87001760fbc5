"""Sphinx configuration: ``python -m sphinx -W -b html docs docs/_build``."""

from __future__ import annotations

from importlib.metadata import version as version_of

project = "vstbpn"
author = "The vstbpn developers"
version = release = version_of("vstbpn")
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"vstbpn {release}"

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
autodoc_default_options = {"members": True, "undoc-members": False}
autodoc_class_signature = "separated"
autodoc_preserve_defaults = True

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3


def write_problems(_app: object) -> None:
    """Write the page of problem codes from the texts themselves."""
    from pathlib import Path

    from vstbpn.io._problems import NOTES, TEXTS

    rows = [
        f"| `{code}` | {'note' if code in NOTES else 'error'} | {english} | {vietnamese} |"
        for code, (english, vietnamese) in sorted(TEXTS.items())
    ]
    page = Path(__file__).parent / "reference" / "generated" / "problems.md"
    page.parent.mkdir(exist_ok=True)
    head = "# Problems\n\nWhat readers find, by code. A note takes nothing away from the input.\n\n"
    table = "| code | | English | tiếng Việt |\n| --- | --- | --- | --- |\n"
    page.write_text(head + table + "\n".join(rows) + "\n", encoding="utf-8")


def setup(app: object) -> None:
    """Hook the page in before anything is read; Pygments has no lexer for CSV and needs none."""
    from pygments.lexers.special import TextLexer

    app.connect("builder-inited", write_problems)  # type: ignore[attr-defined]
    app.add_lexer("csv", TextLexer)  # type: ignore[attr-defined]
