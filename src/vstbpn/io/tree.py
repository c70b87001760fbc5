"""A user's own tree: regions, organizations, reporting lines; one row per unit in a CSV file.

The columns are ``unit`` (a code), ``parent`` (the code of the unit above, empty for a root) and, if wanted,
``name``, ``level`` and ``kind``. Without a level, a unit's level is its depth: ``0`` for a root, ``1`` below.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from attrs import evolve

from vstbpn.errors import InputError, TreeError
from vstbpn.io._problems import Problems
from vstbpn.io.csv import read_table
from vstbpn.model import Tree, Unit

__all__ = ["TREE_COLUMNS", "read_tree"]

TREE_COLUMNS: Final = ("unit", "parent", "name", "level", "kind")
"""The columns of a tree; the first two are required."""


def read_tree(path: str | Path) -> Tree:
    """Read a tree from a CSV file.

    :raises InputError: if any row cannot be used, or the units form no tree: a total along half a tree
        would be wrong.
    """
    file = Path(path)
    problems = Problems(file.name)
    table = read_table(file, problems, required=TREE_COLUMNS[:2], optional=TREE_COLUMNS[2:])
    units = []
    for fields, number in table.records():
        if not fields["unit"]:
            problems.add("empty-field", row=number, column="unit", expected="a unit's code")
        units.append(
            Unit(
                level=fields.get("level", ""),
                code=fields["unit"],
                name=fields.get("name") or fields["unit"],
                kind=fields.get("kind", ""),
                parent=fields["parent"] or None,
            )
        )
    if problems.failed:
        raise InputError(problems)
    try:
        tree = Tree(units)
    except TreeError as error:
        problems.add("bad-tree", why=str(error))
        raise InputError(problems) from None
    if any(unit.level for unit in units):
        return tree
    return Tree(evolve(unit, level=str(tree.depth(unit))) for unit in tree)
