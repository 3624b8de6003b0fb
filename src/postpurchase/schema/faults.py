"""From pydantic's errors to our faults: where, what is wrong, what would be right.

A path shows the names that our own shapes and vocabularies know, list positions, and the names a
shop gave in its policy. Anything else may be what a customer typed, and is shown as an ellipsis.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from postpurchase.errors import Fault, InvalidInput
from postpurchase.schema.forms import words
from postpurchase.schema.known import fields_at, nearest_field
from postpurchase.schema.single import Path
from postpurchase.schema.wording import told, without_tags

HIDDEN: Final = "…"
MAX_FAULTS: Final = 100

_POLICY_NAME: Final = re.compile(r"[A-Za-z0-9_.-]{1,120}")


def faults_in(error: ValidationError, form: TypeAdapter[Any], *, policy: bool = False) -> Iterator[Fault]:
    """Yield our faults for all that pydantic found in a tree of that form; a shop's own names show in a `policy`."""
    schema: dict[str, Any] = {}
    for found in error.errors(include_url=False, include_input=False):
        if found["type"] == "extra_forbidden":
            schema = schema or form.json_schema()
            *outer, last = found["loc"]
            fields = fields_at(schema, outer)
            yield _unknown_field((*without_tags(outer), last), fields, policy=policy)
            continue
        path = without_tags(found["loc"])
        yield from told(found["type"], found.get("ctx", {}), path, shown(path, policy=policy))


def _unknown_field(path: Path, fields: frozenset[str], *, policy: bool) -> Fault:
    """Return the fault of a field that its object has not; only what is like one of its own is shown as it was typed."""
    near = nearest_field(str(path[-1]), fields)
    if near is None:
        return Fault(shown(path, policy=policy), "unknown field", "leave it out")
    place = [shown(path[:-1], policy=policy), str(path[-1])]
    return Fault(".".join(filter(None, place)), "unknown field", f"did you mean {near}")


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
