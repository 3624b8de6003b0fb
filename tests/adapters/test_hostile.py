"""Payloads mutated at random: the adapters answer, and the answer holds together."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.adapters.samples import FILES, NOW, adapted, from_file, payload

from postpurchase.adapters import ADAPTERS, Adapted
from postpurchase.events import Event
from postpurchase.vocabulary import EventKind

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
ODD: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, -1, 10**5000, float("nan"), float("inf"), "", "null", "\ud800", "x" * 200_000, [], [[]], {},
     {"": {}}, "2026-02-30T10:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "Exception_019"]
)  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths of everything within a JSON value."""
    keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [found for key in keys for found in [(*path, key), *places(value[key], (*path, key))]]


def mutated(value: Any, path: tuple[Any, ...], odd: Any) -> Any:
    """Return a copy with one place replaced, or without it where `odd` is `...`."""
    whole = copy.deepcopy(value)
    holder = whole
    for key in path[:-1]:
        holder = holder[key]
    if odd is ...:
        del holder[path[-1]]
    else:
        holder[path[-1]] = odd
    return whole


def check(result: Adapted) -> None:
    """Check that an answer holds together: valid events, once each, of its parcels, nothing from the future."""
    ids = [event.id for event in result.events]
    shipments = {parcel.shipment for parcel in result.parcels}
    assert len(set(ids)) == len(ids)
    assert {type(event) for event in result.events} <= {Event}
    assert {event.shipment for event in result.events} <= shipments
    assert max((event.t for event in result.events), default=0) <= int(NOW.timestamp())
    assert len(set(result.warnings)) == len(result.warnings)


@given(st.sampled_from(FILES), st.data())
def test_one_place_mutated(name: str, data: st.DataObject) -> None:
    """Whatever one field is missing or turns into, there are only events and warnings."""
    whole = payload(name)
    path = data.draw(st.sampled_from(places(whole)))
    odd = data.draw(st.just(...) | ODD | JSON)

    check(adapted(name.partition("__")[0], mutated(whole, path, odd)))


@given(st.sampled_from(sorted(ADAPTERS)), JSON)
def test_any_json(vendor: str, body: Any) -> None:
    """Any JSON value whatever is answered."""
    check(adapted(vendor, body))


@given(st.sampled_from(["easypost", "aftership"]), st.lists(JSON | ODD, max_size=4), ODD, ODD)
def test_lists_of_anything(vendor: str, items: list[Any], number: Any, word: Any) -> None:
    """A parcel whose list holds anything, with any number and any status, is answered."""
    fields = {"status": word, "tag": word, "tracking_code": number, "tracking_number": number}
    body = {**fields, "tracking_details": items, "checkpoints": items, "expected_delivery": word}

    check(adapted(vendor, body))


SCAN_LISTS = [
    ("easypost__one_broken_of_nine", ("tracking_details",)),
    ("easypost__return_to_sender", ("result", "tracking_details")),
    ("aftership__customs_hold", ("msg", "checkpoints")),
    ("aftership__zoneless", ("data", "tracking", "checkpoints")),
]


@pytest.mark.parametrize(("name", "path"), SCAN_LISTS)
@given(st.randoms(use_true_random=False))
def test_permuted_scans_are_the_same_events(name: str, path: tuple[str, ...], chance: random.Random) -> None:
    """The order in which a vendor lists scans changes no identity, no kind and no time told to the minute."""
    whole = payload(name)
    scans = whole
    for key in path:
        scans = scans[key]
    chance.shuffle(scans)

    result = adapted(name.partition("__")[0], whole)

    def told(answer: Adapted) -> set[tuple[str, EventKind]]:
        return {(event.id, event.kind) for event in answer.events}

    assert told(result) == told(from_file(name))


@pytest.mark.parametrize(("name", "path"), SCAN_LISTS)
@given(st.data())
def test_repeated_scans_add_nothing(name: str, path: tuple[str, ...], data: st.DataObject) -> None:
    """Scans listed again, however often, leave the very same events."""
    whole = payload(name)
    scans = whole
    for key in path:
        scans = scans[key]
    scans += [
        copy.deepcopy(scans[n]) for n in data.draw(st.lists(st.integers(0, len(scans) - 1), max_size=5))
    ]

    result = adapted(name.partition("__")[0], whole)

    assert {event.id for event in result.events} == {event.id for event in from_file(name).events}


@pytest.mark.parametrize("name", FILES)
def test_the_same_answer_twice(name: str) -> None:
    """A payload adapts to the same answer again, and is left as it was."""
    whole = payload(name)
    before = json.dumps(whole)

    first = adapted(name.partition("__")[0], whole)

    assert first == from_file(name)
    assert json.dumps(whole) == before


@pytest.mark.parametrize("name", FILES)
def test_no_words_in_reprs(name: str) -> None:
    """What people wrote, and where they were, stays out of every repr."""
    shown = repr(from_file(name)) + "".join(repr(event.details) for event in from_file(name).events)

    assert [
        word for word in ("Nobody at home", "Wien", "Reno", "Refused", "In locker") if word in shown
    ] == []
