"""The quick readers: what they take is what pydantic makes of it, and all that is plainly right they take."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postpurchase.errors import InvalidInput, UnknownName
from postpurchase.people import Shop
from postpurchase.schema import (
    careful,
    dump_policy,
    load_case,
    load_customer,
    load_event,
    load_policy,
    load_row,
    loads,
    policies,
    quick,
)
from postpurchase.schema.reading import unfit
from tests.schema.test_any_input import grafted
from tests.schema.whole import OCCURRENCES, ROW, event_tree, whole_case

SHOP = Shop(name="Kumo", zone="Asia/Tokyo")
SCENARIO = ("steps", "run", "model")
CASE = {name: part for name, part in whole_case().items() if name not in SCENARIO}
PRESET = {
    "preset": "retail",
    "args": {"lead_days": [2, 5]},
    "set": {
        "cadence.longest_silence.standard": "P5D",
        "touchpoints.feedback_request": None,
        "touchpoints.dispatched.wait": "PT1H",
    },
}
SAY = {"by": "10:00", "basis": "observed"}
GOOD: dict[str, list[Any]] = {
    "case": [CASE, {**CASE, "policy": PRESET}],
    "customer": [CASE["customer"]],
    "event": [event_tree(kind) for kind in OCCURRENCES],
    "events": [[event_tree(kind) for kind in OCCURRENCES]],
    "instant": ["2026-10-05T22:40:00+09:00"],
    "row": [ROW],
    "rows": [[ROW, ROW]],
    "shop": [CASE["shop"]],
    "policy": [PRESET, {"preset": "buy_on_demand"}, CASE["policy"], dump_policy(load_policy(PRESET, SHOP))],
}
READERS: Mapping[str, tuple[Callable[[Any], object], Callable[[Any], object]]] = {
    root: (
        lambda tree, root=root: quick.read(root, tree),
        lambda tree, root=root: careful.load(root, tree),
    )
    for root in GOOD
    if root != "policy"
} | {"policy": (lambda tree: quick.policy(tree, SHOP), lambda tree: policies.load_policy(tree, SHOP))}


@pytest.mark.parametrize("root", GOOD)
def test_what_is_plainly_right_is_quickly_read(root: str) -> None:
    """Good trees of every shape are read without pydantic, into the very values that it makes."""
    quickly, carefully = READERS[root]

    assert [quickly(tree) for tree in GOOD[root]] == [carefully(tree) for tree in GOOD[root]]


@pytest.mark.parametrize("root", GOOD)
@given(data=st.data())
@settings(max_examples=150)
def test_what_is_quickly_read_is_right(root: str, data: st.DataObject) -> None:
    """Of a good tree with a wild branch grafted in, the quick reader makes what pydantic does, or it is unsure."""
    quickly, carefully = READERS[root]
    tree = grafted(json.loads(json.dumps(data.draw(st.sampled_from(GOOD[root])))), data)
    try:
        found = None if any(unfit(tree)) else quickly(tree)
    except (quick.Unsure, InvalidInput, UnknownName):
        return

    assert found is None or found == carefully(tree)


@pytest.mark.parametrize(
    ("root", "path", "value"),
    [
        ("event", ("kind",), 3),
        ("event", ("kind",), "teleported"),
        ("event", ("sequence",), True),
        ("event", ("sequence",), 2**60),
        ("event", ("order",), ""),
        ("event", ("source",), 5),
        ("event", ("notify",), "loudly"),
        ("event", ("lines",), "L1"),
        ("event", ("colour",), "blue"),
        ("event", ("promised", "window"), {"earliest": "2026-10-12"}),
        ("event", ("promised", "window", "latest"), "2026-10-12T10:00:00Z"),
        ("event", ("promised", "window", "earliest"), "2026-10-12T10:00:00Z"),
        ("event", ("total",), {"minor": 1}),
        ("event", ("gift",), 1),
        ("row", ("tells", "dispatched"), 1.5),
        ("row", ("tells",), []),
        ("case", ("format",), True),
        ("case", ("format",), 2),
        ("case", ("policy",), None),
        ("case", ("policy",), {"preset": 5}),
        ("case", ("policy",), {"preset": "barter"}),
        ("case", ("policy",), {"preset": "retail", "set": []}),
        ("case", ("policy",), {"preset": "retail", "set": {"touchpoints.x": None}}),
        ("case", ("policy",), {"preset": "retail", "args": {"lead_days": [1, 2, 3]}}),
        ("case", ("steps",), []),
    ],
    ids=lambda given: ".".join(given) if isinstance(given, tuple) else None,
)
def test_what_is_not_plainly_right_is_left_to_pydantic(
    root: str, path: tuple[str, ...], value: object
) -> None:
    """A kind, a bound, a name or a word that is not the declared one makes the quick reader unsure."""
    tree = json.loads(json.dumps(GOOD[root][0]))
    place = tree
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value

    with pytest.raises(quick.Unsure):
        quick.read(root, tree)


def test_the_doors_say_what_pydantic_says() -> None:
    """A tree that is wrong is refused with the faults that the careful way finds, all at once."""
    wrong = {**CASE, "events": [{**event_tree("refunded"), "sequence": "1", "at": "soon"}], "name": 5}
    with pytest.raises(InvalidInput) as quickly:
        load_case(wrong)
    with pytest.raises(InvalidInput) as carefully:
        careful.load("case", wrong)

    assert quickly.value.faults == carefully.value.faults
    assert [fault.path for fault in quickly.value.faults] == ["events.0.at", "events.0.sequence", "name"]


@pytest.mark.parametrize("load", [load_case, load_customer, load_event, load_row])
def test_a_tree_out_of_bounds_is_refused_at_the_door(load: Callable[[object], object]) -> None:
    """What no tree may hold is refused before any reader looks at it."""
    with pytest.raises(InvalidInput, match="longer than 4096 characters"):
        load({"name": "x" * 5_000})


def test_toml_is_quickly_read_too() -> None:
    """Dates and instants that TOML has read already are taken as they are."""
    tree = loads('kind = "item_secured"\norder = "o1"\nat = 2026-10-05T22:40:00+09:00', format="toml")

    assert quick.read("event", tree) == careful.load("event", tree)
