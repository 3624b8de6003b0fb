"""A slip of the pen is told the field that was meant, and only one that its own object has."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from postpurchase.errors import InvalidInput
from postpurchase.schema import load_case
from postpurchase.schema.forms import adapter, json_schema
from postpurchase.schema.known import fields_at, nearest_field
from tests.schema.whole import AT, whole_case

Path = tuple[str | int, ...]
FREE = {"tells", "channels", "verdicts", "reasons", "answers", "args", "set", "data", "model"}
"""The objects whose names are not fields of ours, or that are not read by shape."""


def faults(tree: Any) -> dict[str, str]:
    """Return what is said of unknown fields, by path."""
    with pytest.raises(InvalidInput) as raised:
        load_case(tree)
    return {one.path: one.right for one in raised.value.faults if one.wrong == "unknown field"}


@pytest.mark.parametrize(
    ("changed", "path", "meant"),
    [
        ({"modle": {}}, "modle", "model"),
        ({"event": []}, "event", "events"),
        ({"Event": []}, "Event", "events"),
        ({"rnu": {}}, "rnu", "run"),
        ({"steps": [{"now": AT, "expect": {"verdict": {}}}]}, "steps.0.expect.verdict", "verdicts"),
        ({"steps": [{"now": AT, "expect": {"reason": {}}}]}, "steps.0.expect.reason", "reasons"),
        ({"policy": {"preset": "retail", "arg": {}}}, "policy.arg", "args"),
        ({"policy": {"format": 0, "id": "x", "touchpoints": [], "gate": {}}}, "policy.gate", "gates"),
        ({"customer": {"id": "c", "buyer": {"chanels": {}}}}, "customer.buyer.chanels", "channels"),
    ],
)
def test_what_was_meant_is_a_field_of_the_same_object(changed: dict[str, Any], path: str, meant: str) -> None:
    """Capitals, a missing letter and two that changed places are seen through."""
    assert faults({**whole_case(), **changed})[path] == f"did you mean {meant}"


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ((), "rows"),
        ((), "tells"),
        (("events", 0), "windo"),
        (("steps", 0, "expect"), "timeline"),
    ],
)
def test_a_field_of_something_else_is_not_offered(place: Path, name: str) -> None:
    """What another object has under that name, or one like it, is no help here."""
    tree = whole_case()
    inner: Any = tree
    for step in place:
        inner = inner[step]
    inner[name] = 1

    assert [right for right in faults(tree).values() if right != "leave it out"] == []


def objects(tree: Any, path: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield every object of a tree that is read by shape, with its path."""
    if isinstance(tree, dict):
        yield path, tree
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for name, value in inner:
        if name not in FREE:
            yield from objects(value, (*path, name))


def test_two_letters_that_changed_places_are_seen_everywhere() -> None:
    """In every object of a whole case a field that was misspelt is named again."""
    missed, seen = [], 0
    for section in ("shop", "customer", "events", "ledger", "steps", "run"):
        tree = {**whole_case(), "policy": {"preset": "retail"}}
        tree[section] = copy.deepcopy(tree[section])
        wanted: dict[str, str] = {}
        for path, found in list(objects(tree[section], (section,)))[:80]:
            name = next((name for name in found if len(name) > 3), None)
            if name is not None and name != "kind":
                slip = name[1] + name[0] + name[2:]
                found[slip] = found[name]
                wanted[".".join(map(str, (*path, slip)))] = f"did you mean {name}"
        said = faults(tree)
        missed += [(path, said.get(path)) for path, right in wanted.items() if said.get(path) != right]
        seen += len(wanted)

    assert (missed, seen > 30) == ([], True)


def test_shapes_are_told_apart_by_their_marks() -> None:
    """Of events each kind has its own fields; without a mark all of them are known."""
    schema = json_schema("case")
    carried = fields_at(schema, ("events", 3, "~Carriage"))
    every = fields_at(schema, ("events", 3))

    assert ("tracking" in carried, "promised" in carried, {"tracking", "promised"} <= every) == (
        True,
        False,
        True,
    )
    assert fields_at(schema, ("policy", "~preset")) == {"preset", "args", "set"}
    assert fields_at(schema, ("policy", "~unheard")) >= {"preset", "touchpoints"}
    assert fields_at(schema, ("customer", "buyer", "channels", "email")) >= {"reachable", "consent"}
    assert fields_at(schema, ("name", "of", 3)) == frozenset()
    assert "order" in fields_at(adapter("row").json_schema(), ())


def test_letters_in_another_sequence_come_first() -> None:
    """Of several fields alike, the one of the same letters is meant."""
    assert nearest_field("form", ["format", "from"]) == "from"
    assert nearest_field("xyzzy", ["format", "from"]) is None
