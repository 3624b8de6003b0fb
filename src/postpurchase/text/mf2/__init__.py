"""Unicode MessageFormat 2: parse a message, check it, show it in a locale.

The syntax, the data model, selection and the default functions are those of LDML 48; the
functions of the namespace `postpurchase` are ours. A message cannot loop, call or nest, so
one that a merchant edited is as safe as one that we ship.
"""

from __future__ import annotations

from postpurchase.text.mf2.calls import Call, Function, Problem, Resolved
from postpurchase.text.mf2.formatter import Formatted, FormattedParts, Part, Tag, format_message, to_parts
from postpurchase.text.mf2.functions import FUNCTION_NAMES
from postpurchase.text.mf2.model import Message
from postpurchase.text.mf2.needs import Uses, uses
from postpurchase.text.mf2.parser import parse
from postpurchase.text.mf2.simple import Bare, simple

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from postpurchase.text.mf2.checking import check as check

__all__ = [
    "FUNCTION_NAMES",
    "Bare",
    "Call",
    "Formatted",
    "FormattedParts",
    "Function",
    "Message",
    "Part",
    "Problem",
    "Resolved",
    "Tag",
    "Uses",
    "check",
    "format_message",
    "parse",
    "simple",
    "to_parts",
    "uses",
]


def __getattr__(name: str) -> object:
    """Import what finds faults when it is asked for: a text that is sent was checked before."""
    if name != "check":
        raise AttributeError(f"module 'postpurchase.text.mf2' has no attribute {name!r}")
    from postpurchase.text.mf2.checking import check

    return check
