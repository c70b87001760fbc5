"""Build the packaged map of administrative units: ``python tools/build_units.py [FOLDER]``.

Names, codes, parents and which commune went into which come from the data of the package
vietnamadminunits 1.0.4 (MIT licence), which must be installed (``pip install --no-deps
vietnamadminunits==1.0.4``) and is read, never imported. Dates, resolutions, the words of the law on divided
communes, corrections and every change of a district come from the files in ``tools/units/``, which restate
the law. The result is the same to the last byte at every run.
"""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date, timedelta
from fractions import Fraction
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from attrs import define, evolve

from vstbpn.catalog.changes import Change, apply_changes, kind_of
from vstbpn.model import Basis, Link, LinkKind, Unit, fold

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "vstbpn" / "catalog" / "units"
SOURCE = ("vietnamadminunits", "1.0.4")

FIRST_DAY = date(2019, 4, 1)  # provinces and districts are covered from here on
FIRST_COMMUNES = date(2025, 6, 30)  # and communes from here on
UNIT_COLUMNS = (
    "code",
    "name",
    "kind",
    "parent",
    "valid_from",
    "valid_to",
    "decree_from",
    "decree_to",
    "dated_by",
)
LINK_COLUMNS = ("before", "after", "on", "kind", "people_share", "decree", "clause", "verified")


@define
class Source:
    """What is taken from the package: old and new units, and which went into which."""

    provinces_old: dict[str, str]
    districts: dict[str, tuple[str, str]]
    communes_old: dict[str, tuple[str, str]]
    provinces_new: dict[str, str]
    communes_new: dict[str, tuple[str, str]]
    province_links: dict[str, str]
    commune_links: set[tuple[str, str]]


def read_source() -> Source:
    """Read the lists out of the installed package's files."""
    name, version = SOURCE
    package = distribution(name)
    if package.version != version:
        raise SystemExit(f"expected {name} {version}, found {package.version}")
    folder = Path(str(package.locate_file(name))) / "data"
    with closing(sqlite3.connect(f"file:{folder / 'dataset.db'}?mode=ro", uri=True)) as database:
        old = database.execute(
            "select provinceCode, province, districtCode, district, wardCode, ward,"
            " provinceKey, provinceKey || '_' || districtKey || '_' || wardKey from admin_units_legacy"
        ).fetchall()
        new = database.execute(
            "select provinceCode, province, wardCode, ward, provinceKey, wardKey from admin_units"
        ).fetchall()
    old_province = {row[6]: row[0] for row in old}
    new_province = {row[4]: row[0] for row in new}
    old_commune = {row[7]: row[4] for row in old if row[4]}
    new_commune = {(row[4], row[5]): row[2] for row in new}
    converter = json.loads((folder / "converter_2025.json").read_text("utf-8"))
    links = set()
    for province, merged in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for after, olds in merged.items():
            links |= {(old_commune[key], new_commune[province, after]) for key in olds if key in old_commune}
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for key, targets in divided.items():
            links |= {(old_commune[key], new_commune[province, found["newWardKey"]]) for found in targets}
    return Source(
        provinces_old={row[0]: row[1] for row in old},
        districts={row[2]: (row[3], row[0]) for row in old},
        communes_old={row[4]: (row[5], row[2]) for row in old if row[4]},
        provinces_new={row[0]: row[1] for row in new},
        communes_new={row[2]: (row[3], row[0]) for row in new},
        province_links={
            old_province[key]: new_province[into]
            for into, keys in converter["DICT_PROVINCE"].items()
            for key in keys
        },
        commune_links=links,
    )


@define
class Law:
    """The files that restate the law."""

    general: dict[str, Any]
    district_links: list[dict[str, str]]
    splits: dict[tuple[str, str], dict[str, str]]
    corrections: list[dict[str, str]]
    clauses: dict[str, str]

    @classmethod
    def read(cls) -> Law:
        """Read the files beside this script."""
        folder = HERE / "units"
        return cls(
            general=tomllib.loads((folder / "law.toml").read_text("utf-8")),
            district_links=rows(folder / "district_links.csv"),
            splits={(row["before"], row["after"]): row for row in rows(folder / "commune_splits.csv")},
            corrections=rows(folder / "corrections.csv"),
            clauses={row["after"]: row["clause"] for row in rows(folder / "commune_clauses.csv")},
        )

    def resolution(self, province: str) -> str:
        """Give the resolution that formed the communes of a province of today."""
        return f"{self.general['commune_resolutions'][province]}/NQ-UBTVQH15"

    def renames(self, level: str) -> Iterator[Change]:
        """Give the changes of name and kind on a level."""
        for change in self.general["changes"]:
            if change["level"] == level:
                for code, name in change["names"].items():
                    yield Change(
                        on=change["on"],
                        level=level,
                        before=code,
                        after=code,
                        kind=LinkKind.RETYPED,
                        name=name,
                        decree=change["resolution"],
                    )


def rows(path: Path) -> list[dict[str, str]]:
    """Read a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def unit(level: str, code: str, name: str, parent: str, since: date, **more: Any) -> Unit:
    """Make a unit that a list shows."""
    return Unit(
        level=level, code=code, name=name, kind=kind_of(name), parent=parent, valid_from=since, **more
    )


def provinces(source: Source, law: Law) -> tuple[tuple[Unit, ...], tuple[Link, ...]]:
    """Give every version of every province, and their links."""
    merge, decree = law.general["provinces_merge"]["on"], law.general["provinces_merge"]["resolution"]
    first = {**source.provinces_old, **law.general["first_names"]}
    merged = Counter(source.province_links.values())
    changes = [
        Change(
            on=merge,
            level="province",
            before=before,
            after=after,
            kind=LinkKind.MERGED_WHOLE,
            name=source.provinces_new[after],
            decree=decree,
        )
        for before, after in source.province_links.items()
        if merged[after] > 1
    ]
    base = [unit("province", code, name, "VN", FIRST_DAY, listed=True) for code, name in first.items()]
    return apply_changes(base, [*changes, *law.renames("province")])


def districts(source: Source, law: Law) -> tuple[tuple[Unit, ...], tuple[Link, ...]]:
    """Give every version of every district, and their links; all end with the level."""
    province = {code: parent for code, (_, parent) in source.districts.items()}
    names = {code: name for code, (name, _) in source.districts.items()}
    for row in reversed(law.district_links):  # back in time: what ended lay where its successor lies
        province.setdefault(row["from_code"], province[row["to_code"]])
        names[row["from_code"]] = row["from_name"]
    base = [
        unit("district", code, names[code], parent, FIRST_DAY, listed=True)
        for code, parent in province.items()
        if code not in law.general["districts_created"]
    ]
    versions, links = apply_changes(base, map(district_change, law.district_links))
    end = law.general["districts_end"]
    final = {
        version.uid: evolve(version, valid_to=end["on"], decree_to=end["resolution"])
        if version.valid_to is None
        else version
        for version in versions
    }
    return tuple(final.values()), links


def district_change(row: Mapping[str, str]) -> Change:
    """Read a line of the table of districts."""
    share = row["people_share"]
    return Change(
        on=date.fromisoformat(row["effective"]),
        level="district",
        before=row["from_code"],
        after=row["to_code"],
        kind=LinkKind(row["kind"].replace("_", "-")),
        people_share=Fraction(share) if share else None,
        name=row["to_name"],
        decree=row["resolution"],
        clause=row["clause"] or None,
        listed=row["dated_by"] == "list",
        verified=row["verified"] == "true",
    )


def communes(source: Source, law: Law) -> tuple[tuple[Unit, ...], tuple[Link, ...]]:
    """Give every version of every commune, and their links."""
    on = law.general["districts_end"]["on"]
    pairs = set(source.commune_links)
    for row in law.corrections:
        pair = (row["before"], row["after"])
        if (row["action"] == "remove") != (pair in pairs):
            raise SystemExit(f"the correction {row} does not fit the source")
        pairs ^= {pair}
    divided = {before for before, count in Counter(before for before, _ in pairs).items() if count > 1}
    if divided != {before for before, _ in law.splits}:
        raise SystemExit("the divided communes of the source are not those of commune_splits.csv")
    alone = {after for after, count in Counter(after for _, after in pairs).items() if count == 1}
    changes = []
    for before, after in sorted(pairs):
        name, province = source.communes_new[after]
        split = law.splits.get((before, after))
        if split is not None:
            kind, share = LinkKind(split["kind"].replace("_", "-")), split["people_share"]
        else:
            share = "1"
            kind = whole_kind(source.communes_old[before][0], name, law.general["renamed"].get(before))
            kind = kind if after in alone else LinkKind.MERGED_WHOLE
        changes.append(
            Change(
                on=on,
                level="commune",
                before=before,
                after=after,
                kind=kind,
                people_share=Fraction(share) if share else None,
                name=name,
                parent=province,
                decree=law.resolution(province),
                clause=f"khoản {law.clauses[after]} Điều 1",
            )
        )
    base = [
        unit("commune", code, name, district, FIRST_COMMUNES, listed=True)
        for code, (name, district) in source.communes_old.items()
    ]
    new = {after for _, after in pairs}
    base += [
        unit("commune", code, name, province, on, decree_from=law.resolution(province))
        for code, (name, province) in source.communes_new.items()
        if code not in new
    ]
    return apply_changes(base, [*changes, *law.renames("commune")])


def whole_kind(before: str, after: str, renamed: str | None) -> LinkKind:
    """Tell how a commune goes over that nobody joined.

    Lists spell names differently, so renames are listed.
    """
    if kind_of(before) != kind_of(after):
        return LinkKind.RETYPED
    if renamed is not None and fold(renamed) == fold(after):
        return LinkKind.RENAMED
    return LinkKind.UNCHANGED


def across(law: Law, district_versions: Iterable[Unit], commune_versions: Iterable[Unit]) -> Iterator[Link]:
    """Give the links from districts to communes: islands without communes, and ground without people."""
    on = law.general["districts_end"]["on"]
    last = {version.code: version for version in district_versions if version.valid_to == on}
    first = {version.code: version for version in commune_versions if version.valid_from == on}
    for before, row in law.general["district_to_commune"].items():
        kind = LinkKind(row["kind"])
        yield Link(
            before=last[before],
            after=first[row["after"]],
            on=on,
            kind=kind,
            people_share=Fraction(0 if kind is LinkKind.AREA_ONLY else 1),
            basis=Basis.LEGAL,
            decree=first[row["after"]].decree_from,
            clause=f"khoản {law.clauses[row['after']]} Điều 1",
        )


def write_units(path: Path, units: Iterable[Unit]) -> None:
    """Write a list of versions."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(UNIT_COLUMNS)
        for version in units:
            values = {**{name: getattr(version, name) for name in UNIT_COLUMNS[:-1]}}
            values["dated_by"] = "list" if version.listed else "text"
            writer.writerow([values[name] or "" for name in UNIT_COLUMNS])


def write_links(path: Path, links: Iterable[Link]) -> None:
    """Write a list of links; what every link of a file has in common is left to the reader."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(LINK_COLUMNS)
        for link in sorted(links, key=lambda link: (link.on, link.before.code, link.after.code)):
            writer.writerow(
                (
                    link.before.code,
                    link.after.code,
                    link.on,
                    link.kind.value,
                    "" if link.people_share is None else link.people_share,
                    link.decree,
                    link.clause or "",
                    "" if link.verified else "false",
                )
            )


def main(folder: Path) -> None:
    """Build all lists into a folder."""
    source, law = read_source(), Law.read()
    folder.mkdir(parents=True, exist_ok=True)
    province_versions, province_links = provinces(source, law)
    district_versions, district_links = districts(source, law)
    commune_versions, commune_links = communes(source, law)
    write_units(folder / "provinces.csv", province_versions)
    write_units(folder / "districts.csv", district_versions)
    write_units(folder / "communes.csv", commune_versions)
    write_links(folder / "province_links.csv", province_links)
    write_links(
        folder / "district_links.csv",
        [*district_links, *across(law, district_versions, commune_versions)],
    )
    write_links(folder / "commune_links.csv", commune_links)
    before = law.general["districts_end"]["on"] - timedelta(days=1)
    assert sum(version.holds_on(before) for version in commune_versions) == len(source.communes_old)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
