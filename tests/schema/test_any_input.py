"""Whatever comes in, only our own errors come out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postpurchase.errors import Fault, InvalidInput
from postpurchase.people import Shop
from postpurchase.schema import (
    load_case,
    load_customer,
    load_event,
    load_instant,
    load_policy,
    load_row,
    loads,
)
from postpurchase.schema.forms import words
from tests.schema.whole import OCCURRENCES, ROW, event_tree, whole_case

LOADERS: dict[str, tuple[Callable[[object], object], list[Any]]] = {
    "case": (load_case, [whole_case()]),
    "customer": (load_customer, [whole_case()["customer"]]),
    "event": (load_event, [event_tree(kind) for kind in OCCURRENCES]),
    "policy": (lambda tree: load_policy(tree, Shop(name="Kumo")), [whole_case()["policy"]]),
    "row": (load_row, [ROW]),
}
NAMES = st.sampled_from(sorted(words())) | st.text(max_size=5)
LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats() | NAMES | st.datetimes() | st.dates() | st.times()
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)


def faults_of(load: Callable[[Any], object], tree: object) -> tuple[Fault, ...]:
    """Return the faults with which a tree is refused, none when it is taken; anything else is raised."""
    try:
        load(tree)
    except InvalidInput as error:
        return error.faults or (Fault("", "", ""),)
    return ()


def are_whole(faults: tuple[Fault, ...]) -> bool:
    """Say whether each fault says what is wrong and what would be right."""
    return all(fault.wrong and fault.right for fault in faults)


def grafted(tree: Any, data: st.DataObject) -> Any:
    """Return a tree of which one branch, somewhere, is another."""
    if isinstance(tree, dict) and tree and data.draw(st.integers(0, 4)):
        name = data.draw(st.sampled_from(sorted(tree)))
        return {**tree, name: grafted(tree[name], data)}
    if isinstance(tree, list) and tree and data.draw(st.integers(0, 4)):
        at = data.draw(st.integers(0, len(tree) - 1))
        return [*tree[:at], grafted(tree[at], data), *tree[at + 1 :]]
    return data.draw(TREES)


@pytest.mark.parametrize("root", LOADERS)
@given(data=st.data())
@settings(max_examples=100)
def test_any_tree_is_taken_or_refused(root: str, data: st.DataObject) -> None:
    """A good tree with a wild branch grafted in is taken, or refused with faults; nothing else happens."""
    load, good = LOADERS[root]

    assert are_whole(faults_of(load, grafted(data.draw(st.sampled_from(good)), data)))


@given(tree=TREES)
def test_a_wild_tree_is_refused(tree: object) -> None:
    """No tree of chance is a case."""
    assert faults_of(load_case, tree) != ()


@given(text=st.binary(max_size=200) | st.text(max_size=200), format=st.sampled_from(["json", "toml"]))
def test_any_text_is_read_or_refused(text: str | bytes, format: str) -> None:
    """Any bytes and any text are read, or refused with faults."""
    assert are_whole(faults_of(lambda text: loads(text, format=format), text))


@given(
    at=st.datetimes(
        timezones=st.none() | st.timedeltas(timedelta(hours=-23), timedelta(hours=23)).map(timezone)
    )
)
def test_any_datetime_is_an_instant_or_refused(at: datetime) -> None:
    """Exactly the aware datetimes of 2000 to 2200 within 18 hours of UTC are instants."""
    offset = at.utcoffset()
    is_near = offset is not None and abs(offset) <= timedelta(hours=18)
    utc = at.replace(tzinfo=None) - (offset or timedelta(0)) if 2 <= at.year < 9999 else at

    assert (faults_of(load_instant, at) == ()) is (is_near and 2000 <= utc.year <= 2200)
