from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from vstbpn.errors import InputError
from vstbpn.io import read_changes, read_weights
from vstbpn.model import LinkKind


def written(path: Path, text: str) -> Path:
    file = path / "table.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_changes_are_read_with_their_optional_columns(tmp_path: Path) -> None:
    first, second = read_changes(
        written(
            tmp_path,
            "on,level,before,after,kind,decree,people_share,name,parent,clause\n"
            "1/1/2027,commune,07420,07420,retyped,1/NQ,,Phường Mỹ Thái,,khoản 1\n"
            "2027-01-01,commune,07423,07420,PART,1/NQ,1/3,,24,\n",
        )
    )
    assert (first.on, first.kind, first.name, first.parent, first.clause) == (
        date(2027, 1, 1),
        LinkKind.RETYPED,
        "Phường Mỹ Thái",
        None,
        "khoản 1",
    )
    assert (second.kind, second.people_share, second.name, second.parent, second.clause) == (
        LinkKind.PART,
        Fraction(1, 3),
        None,
        "24",
        None,
    )


def test_only_six_columns_are_required_and_a_kind_may_be_written_with_underscores(tmp_path: Path) -> None:
    (found,) = read_changes(
        written(
            tmp_path, "on,level,before,after,kind,decree\n2027-01-01,commune,07423,07420,merged_whole,1/NQ\n"
        )
    )
    assert (found.kind, found.people_share) == (LinkKind.MERGED_WHOLE, Fraction(1))


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("2027-01-01,commune,07423,07420,swallowed,1/NQ,", "expected one of unchanged, renamed"),
        (
            "2027-01-01,commune,07423,07420,part,1/NQ,a third",
            "expected a number such as 1250, 0.4 or 1/3, got 'a third'",
        ),
        ("2027-01-01,commune,07423,07420,part,1/NQ,1/0", "expected a number such as"),
        ("2027-01-01,commune,07423,07420,area-only,1/NQ,1/2", "area-only means a share of 0"),
        ("31/2/2027,commune,07423,07420,part,1/NQ,", "31/2/2027"),
        ("2027-01-01,commune,,07420,part,1/NQ,", "expected a before"),
    ],
)
def test_half_of_a_decree_is_not_read(tmp_path: Path, row: str, why: str) -> None:
    good = "2027-01-01,commune,07423,07420,part,1/NQ,"
    path = written(tmp_path, f"on,level,before,after,kind,decree,people_share\n{good}\n{row}\n")
    with pytest.raises(InputError, match=why) as caught:
        read_changes(path)
    (problem,) = caught.value.problems
    assert (problem.file, problem.row) == ("table.csv", 3)


def test_a_table_without_its_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="decree"):
        read_changes(written(tmp_path, "on,level,before,after,kind\n2027-01-01,commune,07423,07420,part\n"))


def test_weights_are_numbers_by_pairs_of_codes(tmp_path: Path) -> None:
    assert read_weights(
        written(tmp_path, "unit,part,weight\n268,10015,1250\n268,10042,0.4\n268,10051,1/3\n")
    ) == {
        ("268", "10015"): 1250,
        ("268", "10042"): Fraction(2, 5),
        ("268", "10051"): Fraction(1, 3),
    }


@pytest.mark.parametrize("text", ["1e3000000000", "1e5", "1" * 31 + "/2", "9" * 50, "-1", "nan", "1/0"])
def test_a_weight_beyond_reason_is_refused_with_its_row(tmp_path: Path, text: str) -> None:
    """Ten to the power of three thousand millions was computed, which never ends."""
    file = written(tmp_path, f"unit,part,weight\n268,10015,1\n268,10042,{text}\n")
    with pytest.raises(InputError, match=r"expected a number such as 1250, 0\.4 or 1/3") as caught:
        read_weights(file)
    (problem,) = caught.value.problems
    assert (problem.file, problem.row) == ("table.csv", 3)


def test_a_share_beyond_reason_is_refused(tmp_path: Path) -> None:
    header = "on,level,before,after,kind,decree,people_share\n"
    with pytest.raises(InputError, match=r"table\.csv, row 2.*got '1e300000000'"):
        read_changes(written(tmp_path, f"{header}2027-01-01,commune,07423,07420,part,1/NQ,1e300000000\n"))


def test_numbers_are_read_as_in_reports(tmp_path: Path) -> None:
    """With a decimal comma too; where a dot may group or begin decimals, nobody guesses."""
    rows = '268,10015,"60,5"\n268,10042,1.803.950\n268,10051,0.125\n'
    assert read_weights(written(tmp_path, f"unit,part,weight\n{rows}")) == {
        ("268", "10015"): Fraction(121, 2),
        ("268", "10042"): 1803950,
        ("268", "10051"): Fraction(1, 8),
    }
    with pytest.raises(InputError, match=r"a number that can be read in one way only, got '1\.250'"):
        read_weights(written(tmp_path, "unit,part,weight\n268,10015,1.250\n"))


def test_a_pair_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="268 and 10015 stand here again"):
        read_weights(written(tmp_path, "unit,part,weight\n268,10015,1\n268,10015,2\n"))
