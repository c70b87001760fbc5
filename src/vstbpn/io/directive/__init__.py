"""The text of a directive: read into a :class:`~vstbpn.model.Directive`, and written as JSON."""

from vstbpn.io.directive.data import directive_data, directives_data
from vstbpn.io.directive.reader import read_directive
from vstbpn.io.directive.reading import Reading

__all__ = ["Reading", "directive_data", "directives_data", "read_directive"]
