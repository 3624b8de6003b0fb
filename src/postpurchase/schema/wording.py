"""What pydantic finds in our shapes, in our words: what is wrong, and what would be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from postpurchase.errors import Fault
from postpurchase.schema.scalars import FAULTS
from postpurchase.schema.shapes import TAG
from postpurchase.schema.single import Path

KEY: Final = "[key]"
"""What pydantic adds to the path of a name that is wrong itself."""

# What pydantic finds in our shapes, by the type of its error, as what is wrong and what would be right.
# Total over what the shapes can raise, by test; `{...}` is filled from the error's context.
WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "missing": ("missing", "give it"),
    "dict_type": ("not an object", "give names and values in braces"),
    "tuple_type": ("not a list", "give one in brackets"),
    "frozen_set_type": ("not a list", "give one in brackets"),
    "string_type": ("not text", "give text in quotes"),
    "string_too_long": ("longer than {max_length} characters", "give less"),
    "string_too_short": ("empty", "give at least one character"),
    "bool_type": ("neither true nor false", "give one of them, without quotes"),
    "int_type": ("not a whole number", "give one without quotes or fraction"),
    "greater_than_equal": ("a number below {ge}", "give a greater one"),
    "less_than_equal": ("a number above {le}", "give a smaller one"),
    "too_long": ("more than {max_length} items", "give at most {max_length}"),
}
# Of a format there is one, so that what is beyond it is of another version.
FORMATS: Final[Mapping[str, tuple[str, str]]] = {
    "greater_than_equal": ("not a format that this version reads", "give {ge}"),
    "less_than_equal": ("not a format that this version reads", "give {le}"),
}
OTHERWISE: Final = ("not of the shape", "look it up: postpurchase schema")


def told(kind: str, context: Mapping[str, Any], path: Path, shown: str) -> Iterator[Fault]:
    """Yield the faults of one of pydantic's errors, at a path as it may be shown; ours bring their own words."""
    if FAULTS in context:
        yield from (under(shown, fault) for fault in context[FAULTS])
    else:
        words = {**WORDS, **FORMATS} if path[-1:] == ("format",) else WORDS
        wrong, right = words.get(kind, OTHERWISE)
        yield Fault(shown, wrong.format(**context), right.format(**context))


def without_tags(loc: Iterable[str | int]) -> Path:
    """Return where pydantic stands in a tree, without the marks of its own."""
    return tuple(part for part in loc if part != KEY and not str(part).startswith(TAG))


def under(prefix: str, fault: Fault) -> Fault:
    """Return a fault seen from further out, or the same where there is nothing further out."""
    return fault.under(prefix) if prefix else fault
