"""What reading a directive gives."""

from __future__ import annotations

from attrs import frozen

from vstbpn.errors import Problem
from vstbpn.model import Directive

__all__ = ["Reading"]


@frozen(kw_only=True)
class Reading:
    """A directive as it was understood, and what its text does not say, or says oddly.

    Nothing is raised for what a text holds: what is not understood is a problem with its place.
    """

    directive: Directive
    problems: tuple[Problem, ...] = ()
