"""Build the packaged map of administrative units: ``python tools/build_units.py [FOLDER]``.

Names, codes and parents come from the data of the package vietnamadminunits 1.0.4 (MIT licence), which
must be installed (``pip install --no-deps vietnamadminunits==1.0.4``) and is read, never imported. Dates,
resolutions and every change of a district come from the files in ``tools/units/``, which restate the law.
The result is the same to the last byte at every run.
"""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
import tomllib
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import date
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from attrs import define

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "vstbpn" / "catalog" / "units"
SOURCE = ("vietnamadminunits", "1.0.4")

FIRST_DAY = date(2019, 4, 1)  # provinces and districts are covered from here on
FIRST_COMMUNES = date(2025, 6, 30)  # and communes from here on
KINDS = ("thành phố", "thị trấn", "thị xã", "đặc khu", "huyện", "phường", "quận", "tỉnh", "xã")
COLUMNS = ("code", "name", "kind", "parent", "valid_from", "valid_to", "decree_from", "decree_to", "dated_by")


@define
class Version:
    """One row of a list: a unit from one day until another."""

    code: str
    name: str
    parent: str
    valid_from: date
    valid_to: date | None = None
    decree_from: str = ""
    decree_to: str = ""
    dated_by: str = "text"

    @property
    def kind(self) -> str:
        """The kind of unit, which every name begins with."""
        for kind in KINDS:
            if self.name.casefold().startswith(f"{kind} "):
                return kind
        raise ValueError(f"the name {self.name!r} of {self.code} begins with no kind of unit")

    def end(self, on: date, decree: str) -> None:
        """Close the version."""
        self.valid_to, self.decree_to = on, decree


@define
class Source:
    """What is taken from the package: old and new units as (code, name, parent)."""

    provinces_old: dict[str, str]
    districts: dict[str, tuple[str, str]]
    communes_old: dict[str, tuple[str, str]]
    provinces_new: dict[str, str]
    communes_new: dict[str, tuple[str, str]]
    province_of: dict[str, str]
    """Old province -> the new one that it is in."""


def read_source() -> Source:
    """Read the lists out of the installed package's database."""
    name, version = SOURCE
    package = distribution(name)
    if package.version != version:
        raise SystemExit(f"expected {name} {version}, found {package.version}")
    folder = Path(str(package.locate_file(name))) / "data"
    with closing(sqlite3.connect(f"file:{folder / 'dataset.db'}?mode=ro", uri=True)) as database:
        old = database.execute(
            "select provinceCode, province, districtCode, district, wardCode, ward, provinceKey"
            " from admin_units_legacy"
        ).fetchall()
        new = database.execute(
            "select provinceCode, province, wardCode, ward, provinceKey from admin_units"
        ).fetchall()
    merged = json.loads((folder / "converter_2025.json").read_text("utf-8"))["DICT_PROVINCE"]
    old_keys = {key: code for code, *_, key in old}
    new_keys = {key: code for code, *_, key in new}
    return Source(
        provinces_old={row[0]: row[1] for row in old},
        districts={row[2]: (row[3], row[0]) for row in old},
        communes_old={row[4]: (row[5], row[2]) for row in old if row[4]},
        provinces_new={row[0]: row[1] for row in new},
        communes_new={row[2]: (row[3], row[0]) for row in new},
        province_of={old_keys[key]: new_keys[into] for into, keys in merged.items() for key in keys},
    )


def provinces(source: Source, law: Mapping[str, Any]) -> list[Version]:
    """Give every version of every province."""
    merge, decree = law["provinces_merge"]["on"], law["provinces_merge"]["resolution"]
    names = dict(source.provinces_old)
    for change in changes(law, "province", before=merge):
        names |= {code: before for code, (before, _) in change["names"].items()}
    current = {code: Version(code, name, "VN", FIRST_DAY, dated_by="list") for code, name in names.items()}
    ended = rename(current, changes(law, "province", before=merge))
    into = list(source.province_of.values())
    for old, new in source.province_of.items():
        if into.count(new) > 1:
            current.pop(old).end(merge, decree)
    for code, name in source.provinces_new.items():
        if code not in current:
            current[code] = Version(code, name, "VN", merge, decree_from=decree)
    versions = rename(current, changes(law, "province", since=merge))
    return [version for version in ended if version not in versions] + versions


def communes(source: Source, law: Mapping[str, Any]) -> list[Version]:
    """Give every version of every commune."""
    end = law["districts_end"]["on"]
    resolutions = {code: f"{number}/NQ-UBTVQH15" for code, number in law["commune_resolutions"].items()}
    versions = []
    for code, (name, district) in source.communes_old.items():
        decree = resolutions[source.province_of[source.districts[district][1]]]
        versions.append(Version(code, name, district, FIRST_COMMUNES, end, decree_to=decree, dated_by="list"))
    formed = {
        code: Version(code, name, province, end, decree_from=resolutions[province])
        for code, (name, province) in source.communes_new.items()
    }
    return versions + rename(formed, changes(law, "commune", since=end))


def districts(source: Source, law: Mapping[str, Any], links: list[dict[str, str]]) -> list[Version]:
    """Give every version of every district: whatever a link touches ends, and what goes on begins anew."""
    province = {code: parent for code, (_, parent) in source.districts.items()}
    names = {code: name for code, (name, _) in source.districts.items()}
    for link in reversed(links):  # back in time: a district that ended lay where its successor lies
        province.setdefault(link["from_code"], province[link["to_code"]])
        names[link["from_code"]] = link["from_name"]
    current = {
        code: Version(code, names[code], province[code], FIRST_DAY, dated_by="list")
        for code in province
        if code not in law["districts_created"]
    }
    versions = list(current.values())
    for day in sorted({link["effective"] for link in links}):
        todays = [link for link in links if link["effective"] == day]
        for code in sorted({link[side] for link in todays for side in ("from_code", "to_code")}):
            touching = [link for link in todays if code in (link["from_code"], link["to_code"])]
            decree = "; ".join(sorted({link["resolution"] for link in touching}))
            before = current.pop(code, None)
            if before:
                before.end(date.fromisoformat(day), decree)
            name = next((link["to_name"] for link in todays if link["to_code"] == code), None)
            if name is None and all(link["kind"] in ("part", "area_only") for link in touching):
                name = names[code] if before is None else before.name
            if name is not None:
                current[code] = Version(
                    code,
                    name,
                    province[code],
                    date.fromisoformat(day),
                    decree_from=decree,
                    dated_by="list" if any(link["dated_by"] == "list" for link in touching) else "text",
                )
                versions.append(current[code])
    for version in current.values():
        version.end(law["districts_end"]["on"], law["districts_end"]["resolution"])
    return versions


def rename(units: dict[str, Version], changes: Iterable[Mapping[str, Any]]) -> list[Version]:
    """Give the units' versions before and after changes of name and kind; ``units`` holds the last ones."""
    versions = list(units.values())
    for change in changes:
        for code, (before, after) in change["names"].items():
            old = units[code]
            if old.name != before:
                raise SystemExit(f"{change['resolution']}: {code} is {old.name!r} and not {before!r}")
            old.end(change["on"], change["resolution"])
            units[code] = Version(code, after, old.parent, change["on"], decree_from=change["resolution"])
            versions.append(units[code])
    return versions


def changes(
    law: Mapping[str, Any], level: str, *, since: date = date.min, before: date = date.max
) -> list[Mapping[str, Any]]:
    """Give the changes of name and kind on one level within a span of time."""
    return [
        change for change in law["changes"] if change["level"] == level and since <= change["on"] < before
    ]


def write(path: Path, versions: Iterable[Version]) -> None:
    """Write a list, ordered by code and time."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for version in sorted(versions, key=lambda version: (version.code, version.valid_from)):
            writer.writerow([getattr(version, column) or "" for column in COLUMNS])


def main(folder: Path) -> None:
    """Build all lists into a folder."""
    source = read_source()
    law = tomllib.loads((HERE / "units" / "law.toml").read_text("utf-8"))
    with (HERE / "units" / "district_links.csv").open(encoding="utf-8", newline="") as file:
        links = list(csv.DictReader(file))
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "provinces.csv", provinces(source, law))
    write(folder / "districts.csv", districts(source, law, links))
    write(folder / "communes.csv", communes(source, law))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
