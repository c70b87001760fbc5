from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vstbpn.errors import InputError
from vstbpn.io import read_progress
from vstbpn.model import Progress


def write(folder: Path, text: str) -> Path:
    path = folder / "progress.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_was_done_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "document,key,done_on,note\n70/KH-UBND,70/KH-UBND#2024-05-20#x,15/5/2024,bản giấy\n,b,2024-05-16,\n",
    )
    assert read_progress(path) == (
        Progress(
            document="70/KH-UBND", key="70/KH-UBND#2024-05-20#x", done_on=date(2024, 5, 15), note="bản giấy"
        ),
        Progress(key="b", done_on=date(2024, 5, 16)),
    )


def test_a_moment_counts_for_the_day_in_viet_nam(tmp_path: Path) -> None:
    (record,) = read_progress(write(tmp_path, "key,done_on\na,2024-05-19T17:30:00Z\n"))
    assert record.done_on == date(2024, 5, 20)


def test_an_empty_record_says_that_nothing_was_done(tmp_path: Path) -> None:
    assert read_progress(write(tmp_path, "document,key,done_on,note\n")) == ()


def test_a_row_that_cannot_be_used_refuses_the_file_and_all_are_named(tmp_path: Path) -> None:
    path = write(tmp_path, "key,done_on\na,15/5/2024\n,15/5/2024\nb,\nc,31/6/2024\n")
    with pytest.raises(InputError) as refused:
        read_progress(path)
    assert [(problem.code, problem.row, problem.column) for problem in refused.value.problems] == [
        ("empty-field", 3, "key"),
        ("empty-field", 4, "done_on"),
        ("bad-date", 5, "done_on"),
    ]


def test_a_file_without_its_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read_progress(write(tmp_path, "document,key\na,b\n"))
    assert [problem.code for problem in refused.value.problems] == ["missing-column"]
