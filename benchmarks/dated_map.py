"""The tasks of the map: reading it, asking it, and restating a census along it.

Maps larger than the real one are made of copies of it: every unit and link once more, under another code and
name. The census is generated with a fixed seed: the women and men of every district of 1 April 2019.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import count

from attrs import evolve, frozen

from vstbpn import Cell, Form, Indicator, OverTime, Period, Report, Unit, restate
from vstbpn.catalog import CHECKED_ON, LEVELS, Gazetteer
from vstbpn.catalog._lists import PackagedLists
from vstbpn.model import Link

SEED = 20190401
CENSUS_DAY = date(2019, 4, 1)
LAST_DAY = date(2025, 6, 30)  # of the districts
NEW_MAP = date(2025, 7, 1)
SIZES = (1, 2, 4)  # copies of the real map
ASKED = 1000

# A process of its own for every run: the lists are read once for each, without caches that an earlier run
# has filled, by an interpreter that is not warm yet, and with the garbage collector as it is by default.
# That is what a user waits for. The clock starts after the imports, for both.
_PROCESS = """
import csv, time
from importlib import resources
from vstbpn.catalog._lists import PackagedLists
LEVELS = ("province", "district", "commune")
def ours():
    lists = PackagedLists()
    return sum(len(lists.units(level)) + len(lists.links(level)) for level in LEVELS)
def peer():
    rows = []
    for level in LEVELS:
        for name in (f"{level}s.csv", f"{level}_links.csv"):
            text = (resources.files("vstbpn.catalog") / "units" / name).read_text("utf-8")
            rows += list(csv.reader(text.splitlines()))[1:]
    return len(rows)
start = time.perf_counter()
count = %s()
print(time.perf_counter() - start, count)
"""


def first_load(which: str) -> float:
    """Read all lists in a fresh process and give the seconds that it took.

    :param which: ``ours`` makes units and links of them, ``peer`` rows, by the csv module.
    """
    script = _PROCESS % which
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    seconds, rows = done.stdout.split()
    units, links = _packaged()
    assert int(rows) == len(units) + len(links)
    return float(seconds)


@frozen(eq=False)
class Sized:
    """A map of some size, and what is asked of it."""

    units: list[Unit]
    links: list[Link]
    gazetteer: Gazetteer
    days: Iterator[date]
    names: list[str]
    reports: list[Report]


def another_day(sized: Sized) -> int:
    """Give the tree of a day that has not been asked for before."""
    return len(sized.gazetteer.on(next(sized.days)))


def find_first(sized: Sized) -> int:
    """Find a unit by name where nothing was looked for before."""
    unused = Gazetteer.of(sized.units, links=sized.links, checked_on=sized.gazetteer.checked_on)
    return len(unused.find(sized.names[0], on=LAST_DAY))


def find_names(sized: Sized) -> int:
    """Find units by name, one after the other."""
    return sum(len(sized.gazetteer.find(name, on=LAST_DAY)) for name in sized.names)


def restate_to(level: str, sized: Sized) -> int:
    """Restate the census to the units of a level, and look at every total."""
    totals = restate(sized.reports, sized.gazetteer, to=NEW_MAP, level=level)
    return sum(1 for key in totals if totals[key].expected)


TASKS: dict[str, Callable[[Sized], int]] = {
    "the map: on(day), a day not asked for before": another_day,
    "the map: the first find(name)": find_first,
    "the map: find(name), 1,000 names after it": find_names,
    "the map: restate a census to provinces, every total": partial(restate_to, "province"),
    "the map: restate a census to communes, every total": partial(restate_to, "commune"),
}


def make_map(copies: int) -> Sized:
    """Make a map of some copies of the real one, and a census of its districts."""
    units, links = _packaged()
    all_units, all_links = list(units), list(links)
    for copy in range(1, copies):
        again = {unit: _copied(unit, copy) for unit in units}
        all_units += again.values()
        all_links += (evolve(link, before=again[link.before], after=again[link.after]) for link in links)
    gazetteer = Gazetteer.of(all_units, links=all_links, checked_on=CHECKED_ON)
    chance = random.Random(SEED)
    return Sized(
        units=all_units,
        links=all_links,
        gazetteer=gazetteer,
        days=(NEW_MAP + timedelta(days=n) for n in count()),
        names=chance.sample([unit.name for unit in gazetteer.on(LAST_DAY).at_level("commune")], ASKED),
        reports=_census(gazetteer, chance),
    )


def _packaged() -> tuple[list[Unit], list[Link]]:
    """Give all versions of all units of the real map, and all links."""
    lists = PackagedLists()
    units = [unit for level in LEVELS[1:] for unit in lists.units(level)]
    return units, [link for level in LEVELS[1:] for link in lists.links(level)]


def _copied(unit: Unit, copy: int) -> Unit:
    parent = unit.parent if unit.level == "province" else f"{copy}:{unit.parent}"
    return evolve(unit, code=f"{copy}:{unit.code}", name=f"{unit.name} {copy}", parent=parent)


def _census(gazetteer: Gazetteer, chance: random.Random) -> list[Report]:
    people = Indicator(code="people", name_vi="người", measure="persons", over_time=OverTime.STOCK)
    cells = [Cell("people"), Cell("people", "F"), Cell("people", "M")]
    form = Form(code="census", cells=cells, indicators=[people])
    reports = []
    for district in gazetteer.on(CENSUS_DAY).at_level("district"):
        women, men = (int(chance.lognormvariate(11, 0.6)) for _ in "FM")
        report = Report(
            unit=district.code,
            form=form,
            period=Period(2019),
            values=[women + men, women, men],
            boundaries=CENSUS_DAY,
        )
        reports.append(report)
    return reports
