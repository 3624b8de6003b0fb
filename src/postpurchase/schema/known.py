"""Which fields an object of our JSON has, so that a slip of the pen is told the field that was meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final, NamedTuple

from postpurchase.schema.shapes import TAG

ALIKE: Final = 0.75
"""How like a field a name must be to be taken for it; one letter is wrong in a word of four."""

_REF: Final = "#/$defs/"


class _Node(NamedTuple):
    """A part of a JSON Schema, and what it is called."""

    name: str
    part: Mapping[str, Any]


def fields_at(schema: Mapping[str, Any], loc: Iterable[str | int]) -> frozenset[str]:
    """Return the fields of the object that a place leads to; marks of one's own tell shapes apart."""
    nodes = list(_unfolded(schema, _Node("", schema)))
    for step in loc:
        nodes = _told_apart(nodes, step) if str(step).startswith(TAG) else list(_inside(schema, nodes, step))
    return frozenset(name for node in nodes for name in node.part.get("properties", ()))


def nearest_field(name: str, fields: Iterable[str]) -> str | None:
    """Return the field that a name was probably meant to be: one alike, or of the same letters.

    >>> nearest_field("modle", ["mode", "model"]), nearest_field("rnu", ["run"]), nearest_field("x", ["run"])
    ('model', 'run', None)
    """
    by_small = {field.casefold(): field for field in sorted(fields)}
    near = get_close_matches(name.casefold(), by_small, n=1, cutoff=ALIKE)
    same = [small for small in by_small if sorted(small) == sorted(name.casefold())]
    return next((by_small[small] for small in [*same, *near]), None)


def _unfolded(schema: Mapping[str, Any], node: _Node) -> Iterator[_Node]:
    """Yield a node, or what it refers to, or all that it may be."""
    name, part = node
    if "$ref" in part:
        target = part["$ref"].removeprefix(_REF)
        yield from _unfolded(schema, _Node(target, schema["$defs"][target]))
        return
    yield node
    for choice in (*part.get("oneOf", ()), *part.get("anyOf", ())):
        yield from _unfolded(schema, _Node(name, choice))


def _told_apart(nodes: list[_Node], mark: str | int) -> list[_Node]:
    """Return those of several shapes that a mark names; all where none is called so."""
    wanted = str(mark).removeprefix(TAG).casefold()
    return [node for node in nodes if node.name.casefold() == wanted] or nodes


def _inside(schema: Mapping[str, Any], nodes: Iterable[_Node], step: str | int) -> Iterator[_Node]:
    for _, part in nodes:
        inner = (
            part.get("items")
            if isinstance(step, int)
            else part.get("properties", {}).get(step) or part.get("additionalProperties")
        )
        if isinstance(inner, Mapping):
            yield from _unfolded(schema, _Node("", inner))
