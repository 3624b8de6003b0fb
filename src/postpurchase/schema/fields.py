"""The trees of our JSON, and the fields of our dataclasses as it names them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from postpurchase.classes import fields, has_default, is_dataclass

if TYPE_CHECKING:
    from dataclasses import Field

ROOTS: Final = (
    "answer_pack",
    "case",
    "customer",
    "dispute",
    "event",
    "events",
    "plan",
    "policy",
    "row",
    "rows",
    "shop",
    "timeline",
)
"""The names of the trees that a JSON Schema is drawn of."""

MAX_ITEMS: Final = 1_000
MAX_EVENTS: Final = 10_000
"""How many events or rows a list may have; other lists and objects have at most `MAX_ITEMS`."""

# Where a field's name in JSON is not its name in Python.
NAMES: Final[Mapping[str, str]] = {
    "start": "from",
    "end": "to",
    "opens": "from",
    "closes": "to",
    "while_": "while",
}


def json_name(name: str) -> str:
    """Return the name of a dataclass's field in JSON."""
    return NAMES.get(name, name)


def spelt(path: str) -> str:
    """Return a path of field names as JSON spells it."""
    return ".".join(map(json_name, path.split("."))) if path else ""


def given_fields(kind: type) -> tuple[Field[Any], ...]:
    """Return the fields of a dataclass that its constructor takes."""
    return tuple(field for field in fields(kind) if field.init)


def is_required(field: Field[Any]) -> bool:
    """Say whether a field has no default."""
    return not has_default(field)


def python_name(kind: Callable[..., Any], name: str) -> str:
    """Return the name that the constructor of a dataclass, or of anything else, gives to a name in JSON."""
    known = fields(kind) if is_dataclass(kind) else ()
    return next((field.name for field in known if json_name(field.name) == name), name)
