"""From pydantic's errors to our faults: where, what is wrong, what would be right.

A path shows the names that our own shapes and vocabularies know, list positions, and the names a
shop gave in its policy. Anything else may be what a customer typed, and is shown as an ellipsis.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final, TypeAlias

from pydantic import ValidationError

from postpurchase.errors import Fault, InvalidInput
from postpurchase.schema.forms import words
from postpurchase.schema.scalars import FAULTS
from postpurchase.schema.shapes import TAG

Path: TypeAlias = tuple[str | int, ...]

HIDDEN: Final = "…"
KEY: Final = "[key]"
"""What pydantic adds to the path of a name that is wrong itself."""

MAX_FAULTS: Final = 100

_POLICY_NAME: Final = re.compile(r"[A-Za-z0-9_.-]{1,120}")

# What pydantic finds in our shapes, by the type of its error, as what is wrong and what would be right.
# Total over what the shapes can raise, by test; `{...}` is filled from the error's context.
_WORDS: Final[Mapping[str, tuple[str, str]]] = {
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
_OTHERWISE: Final = ("not of the shape", "look it up: postpurchase schema")


def faults_in(error: ValidationError, *, policy: bool = False) -> Iterator[Fault]:
    """Yield our faults for all that pydantic found in a tree; a shop's own names show in a `policy`."""
    for found in error.errors(include_url=False, include_input=False):
        context: Mapping[str, Any] = found.get("ctx", {})
        if found["type"] == "extra_forbidden":
            *outer, last = found["loc"]
            yield _unknown_field((*_without_tags(outer), last), policy=policy)
            continue
        path = _without_tags(found["loc"])
        if FAULTS in context:
            yield from (under(shown(path, policy=policy), fault) for fault in context[FAULTS])
        else:
            wrong, right = _WORDS.get(found["type"], _OTHERWISE)
            yield Fault(shown(path, policy=policy), wrong.format(**context), right.format(**context))


def _without_tags(loc: Iterable[str | int]) -> Path:
    return tuple(part for part in loc if part != KEY and not str(part).startswith(TAG))


def _unknown_field(path: Path, *, policy: bool) -> Fault:
    near = get_close_matches(str(path[-1]), sorted(words()), n=1, cutoff=0.75)
    if not near or near[0] == path[-1]:
        return Fault(shown(path, policy=policy), "unknown field", "leave it out")
    place = [shown(path[:-1], policy=policy), str(path[-1])]
    return Fault(".".join(filter(None, place)), "unknown field", f"did you mean {near[0]}")


def under(prefix: str, fault: Fault) -> Fault:
    """Return a fault seen from further out, or the same where there is nothing further out."""
    return fault.under(prefix) if prefix else fault


def shown(path: Path, *, policy: bool = False) -> str:
    """Return a path as it may be shown."""
    free = policy or path[:1] == ("policy",)
    return ".".join(_part(part, free=free) for part in path)


def _part(part: str | int, *, free: bool) -> str:
    if isinstance(part, int) or part in words() or (free and _POLICY_NAME.fullmatch(part)):
        return str(part)
    return HIDDEN


def refuse(faults: Iterable[Fault], kind: type[InvalidInput] = InvalidInput) -> InvalidInput:
    """Return the error for all faults, each once, in path order; a very long list is cut."""
    whole = sorted(dict.fromkeys(faults), key=_position)
    cut = (
        [Fault("", f"{len(whole) - MAX_FAULTS} more faults", "mend these first")]
        if len(whole) > MAX_FAULTS
        else []
    )
    return kind([*whole[:MAX_FAULTS], *cut])


def _position(fault: Fault) -> tuple[tuple[tuple[int, str], ...], str]:
    parts = fault.path.split(".")
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts), fault.wrong
