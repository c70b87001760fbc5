"""Everything in the catalogue that nobody could verify, in one list."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from vstbpn.catalog.committee import committee_names, observances
from vstbpn.catalog.definitions import indicators
from vstbpn.catalog.law import Instrument, instruments
from vstbpn.catalog.outlines import outlines
from vstbpn.catalog.targets import targets

__all__ = ["Unverified", "unverified"]


@frozen(kw_only=True)
class Unverified:
    """Something that is left to verify.

    :param kind: ``instrument``, ``provision``, ``objective``, ``target``, ``adjustment``, ``indicator``,
        ``outline``, ``body`` or ``observance``.
    :param id: its key, code or id; of a provision, that of the instrument.
    :param name: what it is.
    :param what: which of its values: a year or a key; empty where it is the whole.
    """

    kind: str
    id: str
    name: str
    what: str = ""


def unverified() -> tuple[Unverified, ...]:
    """List what is left to verify in the packaged catalogue.

    >>> [(one.id, one.what) for one in unverified() if one.kind == "target"][:2]
    [('ca-mau:6.1', '2025'), ('ninh-thuan:6.1', '2025')]
    """
    return tuple(_everything())


def _everything() -> Iterator[Unverified]:
    for instrument in instruments():
        yield from _of_instrument(instrument)
    for target in targets():
        for what in target.unverified:
            yield Unverified(kind="target", id=target.id, name=target.name_vi, what=what)
    for kind, code, name, verified in _marks():
        if not verified:
            yield Unverified(kind=kind, id=code, name=name)


def _marks() -> Iterator[tuple[str, str, str, bool]]:
    """Give kind, code, name and mark of everything that is verified as a whole or not at all."""
    for objective in targets().objectives:
        yield "objective", objective.id, objective.name_vi, objective.verified
    for key, adjustment in targets().adjustments.items():
        yield "adjustment", key, adjustment.summary_vi, adjustment.verified
    for indicator in indicators().values():
        yield "indicator", indicator.code, indicator.name_vi, indicator.verified
    for outline in outlines().values():
        yield "outline", outline.key, outline.name_vi, outline.verified
    for body in committee_names():
        yield "body", body.key, body.name_vi, body.verified
    for event in observances():
        yield "observance", event.key, event.name_vi, event.verified


def _of_instrument(instrument: Instrument) -> Iterator[Unverified]:
    if not instrument.verified:
        yield Unverified(kind="instrument", id=instrument.key, name=str(instrument))
    for what in instrument.doubtful:
        yield Unverified(kind="instrument", id=instrument.key, name=str(instrument), what=what)
    for part in instrument.provisions:
        if not part.verified:
            yield Unverified(kind="provision", id=instrument.key, name=part.summary_vi, what=part.pinpoint)
