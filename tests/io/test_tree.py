from __future__ import annotations

from pathlib import Path

import pytest

from vstbpn import InputError, Tree
from vstbpn.io import read_tree


def tree(folder: Path, text: str) -> Tree:
    path = folder / "tree.csv"
    path.write_text(text, encoding="utf-8")
    return read_tree(path)


def test_a_tree_of_ones_own(tmp_path: Path) -> None:
    found = tree(
        tmp_path,
        "unit,parent,name,level,kind\nVN,,Việt Nam,nation,\nRRD,VN,Đồng bằng sông Hồng,region,vùng\n",
    )
    assert [(unit.code, unit.name, unit.level, unit.kind) for unit in found] == [
        ("VN", "Việt Nam", "nation", ""),
        ("RRD", "Đồng bằng sông Hồng", "region", "vùng"),
    ]
    assert found.on is None


def test_levels_go_by_depth_where_none_is_given(tmp_path: Path) -> None:
    found = tree(tmp_path, "Parent,Unit\n,a\na,b\nb,c\n")
    assert [(unit.code, unit.level, unit.name) for unit in found] == [
        ("a", "0", "a"),
        ("b", "1", "b"),
        ("c", "2", "c"),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "got nothing"),
        ("unit,name\na,b\n", "parent is not among 'unit, name'"),
        ("name,parent\na,\n", "unit is not among"),
        ("unit,parent,parent\na,,\nb,a,\n", "the column 'parent' stands twice"),
        ("unit,parent,colour\na,,red\n", "'colour'"),
        ("unit,parent\na,b\nb,a\n", "'a' is its own ancestor"),
        ("unit,parent\na,x\n", "the parent 'x' of 'a' is not in the tree"),
        ("unit,parent\na,\na,\n", "the code 'a' stands 2 times"),
        ("unit,parent\na,\n,a\n", "expected a unit's code, got nothing"),
        ("unit,parent\na,,\n", "expected 2 fields, got 3"),
    ],
)
def test_half_a_tree_is_none(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(InputError, match=why) as error:
        tree(tmp_path, text)
    assert "tree.csv" in str(error.value)
