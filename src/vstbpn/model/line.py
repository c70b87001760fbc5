"""Reporting lines: who reports to whom where that is not the unit above."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import converters, evolve, field, frozen

from vstbpn.errors import TreeError
from vstbpn.model.text import nfc
from vstbpn.model.unit import Tree

__all__ = ["ReportingLine", "reporting_tree"]


@frozen(kw_only=True)
class ReportingLine:
    """One route of one form: from ``valid_from`` on, until the day before ``valid_to``, the sender reports to
    the receiver.

    :param sender: the code of the unit or organization that sends.
    :param receiver: the code of the one that receives, and adds up.
    :param form: the form's code; without one, all forms that have no line of their own.
    :param clause: the document's number and the place in it that says so.
    :raises ValueError: if nobody but the sender receives, or the line ends before it begins.

    >>> ReportingLine(sender="24-SYT", receiver="BYT", form="health", clause="12/TT-BYT, Điều 4").receiver
    'BYT'
    """

    sender: str = field(converter=nfc)
    receiver: str = field(converter=nfc)
    form: str | None = field(default=None, converter=converters.optional(nfc))
    valid_from: date | None = None
    valid_to: date | None = None
    clause: str = field(default="", converter=nfc)

    def __attrs_post_init__(self) -> None:
        if self.sender == self.receiver:
            raise ValueError(f"a reporting line leads from {self.sender!r} to somebody else, not to itself")
        if self.valid_from and self.valid_to and self.valid_to <= self.valid_from:
            raise ValueError(
                f"the line from {self.sender!r} to {self.receiver!r} ends on {self.valid_to}, before it "
                f"begins on {self.valid_from}"
            )

    def holds_on(self, day: date | None) -> bool:
        """Tell whether the line holds on a day; without a day, only a line without dates does."""
        if day is None:
            return self.valid_from is None and self.valid_to is None
        after_start = self.valid_from is None or self.valid_from <= day
        return after_start and (self.valid_to is None or day < self.valid_to)


def reporting_tree(tree: Tree, lines: Iterable[ReportingLine], *, form: str) -> Tree:
    """Give the tree along which the reports of a form are added: each unit below the one that it reports to.

    Without a line of its own a unit reports to the unit above it. A line for the form goes before one for
    all forms. Many may send to one, each to exactly one.

    >>> from vstbpn.model import Unit
    >>> tree = Tree([Unit(level="nation", code="VN", name="Việt Nam"),
    ...              Unit(level="ministry", code="BYT", name="Bộ Y tế", parent="VN"),
    ...              Unit(level="province", code="24", name="Tỉnh Bắc Giang", parent="VN"),
    ...              Unit(level="department", code="24-SYT", name="Sở Y tế", parent="24")])
    >>> lines = [ReportingLine(sender="24-SYT", receiver="BYT", form="health")]
    >>> [unit.code for unit in reporting_tree(tree, lines, form="health").ancestors("24-SYT")]
    ['BYT', 'VN']
    >>> [unit.code for unit in reporting_tree(tree, lines, form="members").ancestors("24-SYT")]
    ['24', 'VN']

    :param tree: units, and organizations beside them, on one day; the lines of that day hold.
    :raises TreeError: if a sender has two receivers, or units would report in a circle.
    :raises UnknownUnit: if a sender or receiver is not in the tree.
    """
    holding = [line for line in lines if line.form in (None, form) and line.holds_on(tree.on)]
    receivers: dict[str, str] = {}
    for of in (None, form):
        found: dict[str, str] = {}
        for line in holding:
            if line.form == of:
                sender, receiver = tree[line.sender].code, tree[line.receiver].code
                other = found.setdefault(sender, receiver)
                if other != receiver:
                    raise TreeError(
                        f"form {form!r}: {sender!r} is to report to {other!r} and to {receiver!r}"
                    )
        receivers |= found
    units = [evolve(unit, parent=receivers.get(unit.code, unit.parent)) for unit in tree]
    return Tree(units, on=tree.on)
