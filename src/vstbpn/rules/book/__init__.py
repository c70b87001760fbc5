"""The rule book: every module of this package holds one rule (``RULE``), or several (``RULES``).

A new rule is a new file here, and nothing else.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from functools import cache
from types import ModuleType

from vstbpn.rules.engine import Rule, RuleBook

__all__ = ["rule_book", "rules_in"]


@cache
def rule_book() -> RuleBook:
    """Give the packaged rules. Their files are loaded at the first call.

    :raises ImportError: if one of them is broken, naming it.
    """
    return rules_in(sys.modules[__name__])


def rules_in(package: ModuleType) -> RuleBook:
    """Give the rules of a package: of its modules, but for those whose names begin with an underscore.

    Another application keeps its own rules so, and joins them: ``rule_book() | rules_in(my_rules)``.

    :raises ImportError: if a module cannot be loaded, has no rule, or has the id of another one's rule.
    """
    book = RuleBook()
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda module: module.name):
        if module.name.startswith("_"):
            continue
        name = f"{package.__name__}.{module.name}"
        try:
            book |= RuleBook(_rules(importlib.import_module(name)))
        except Exception as error:
            raise ImportError(f"the rules of {name} cannot be loaded: {error}", name=name) from error
    return book


def _rules(module: ModuleType) -> tuple[Rule, ...]:
    held = vars(module)
    if ("RULE" in held) == ("RULES" in held):
        raise ValueError("expected RULE or RULES, got " + ("both" if "RULE" in held else "neither"))
    rules = tuple(held["RULES"]) if "RULES" in held else (held["RULE"],)
    strange = [rule for rule in rules if not isinstance(rule, Rule)]
    if strange or not rules:
        raise TypeError(f"expected rules, got {strange[0]!r:.60}" if strange else "expected rules, got none")
    return rules
