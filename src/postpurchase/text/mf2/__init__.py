"""Unicode MessageFormat 2: parse a message, check it, show it in a locale.

The syntax, the data model, selection and the default functions are those of LDML 48; the
functions of the namespace `postpurchase` are ours. A message cannot loop, call or nest, so
one that a merchant edited is as safe as one that we ship.
"""

from postpurchase.text.mf2.calls import Call, Function, Problem, Resolved
from postpurchase.text.mf2.check import Uses, check, uses
from postpurchase.text.mf2.formatter import Formatted, FormattedParts, Part, Tag, format_message, to_parts
from postpurchase.text.mf2.functions import FUNCTION_NAMES
from postpurchase.text.mf2.model import Message
from postpurchase.text.mf2.parser import parse

__all__ = [
    "FUNCTION_NAMES",
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
    "to_parts",
    "uses",
]
