"""Names that tell documents apart: there are many 70/KH-UBND, by year and by place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from vstbpn.model import Directive

__all__ = ["dated", "names_of"]


def dated(one: Directive) -> date | None:
    """Give the day of a document, or the first of the month that is printed."""
    return one.issued_on or (None if one.issued_in is None else one.issued_in.start)


def names_of(directives: Iterable[Directive]) -> list[str]:
    """Give the name of each document; where two bear the same, with day and issuer, or else a number."""
    known = list(directives)
    plain = Counter(one.name for one in known)
    seen: Counter[str] = Counter()
    names = []
    for one in known:
        name = one.name
        if plain[name] > 1:
            day = dated(one)
            name = " ".join(part for part in (name, day and day.isoformat(), one.issuer) if part)
            seen[name] += 1
            if seen[name] > 1:
                name = f"{name} ({seen[name]})"
        names.append(name)
    return names
