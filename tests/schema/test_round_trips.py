"""What is dumped reads back as an equal value, through text."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from postpurchase.events import Event
from postpurchase.ledger import Row
from postpurchase.people import Customer, Shop
from postpurchase.policy import Cadence, Cap, ChannelPolicy, Gates, Rule, Touchpoint
from postpurchase.presets import PRESETS
from postpurchase.profiles import Profiles
from postpurchase.schema import (
    dump_case,
    dump_customer,
    dump_event,
    dump_policy,
    dump_row,
    load_case,
    load_customer,
    load_event,
    load_events,
    load_policy,
    load_row,
    load_rows,
    load_shop,
    loads,
)
from postpurchase.schema.dumping import dump
from postpurchase.schema.shapes import shape
from postpurchase.schema.single import duration_text, read_duration
from tests.schema.whole import OCCURRENCES, ROW, event_tree, events, objects, whole_case

ROOT = Path(__file__).parents[2]
SCENARIOS = sorted((ROOT / "tests" / "scenarios").glob("*.json"))
SHOP = Shop(name="Kumo", zone="Asia/Tokyo")


def through_text(tree: object) -> object:
    """Return a tree as it comes back from JSON."""
    return loads(json.dumps(tree, ensure_ascii=False))


@given(event=events())
@settings(max_examples=200)
def test_events_come_back(event: Event) -> None:
    """Any event is the same event after a way through JSON."""
    assert load_event(through_text(dump_event(event))) == event


@given(row=objects(Row))
def test_rows_come_back(row: Row) -> None:
    """Any ledger row is the same row after a way through JSON."""
    assert load_row(through_text(dump_row(row))) == row


@given(customer=objects(Customer))
def test_customers_come_back(customer: Customer) -> None:
    """Any customer is the same customer after a way through JSON."""
    assert load_customer(through_text(dump_customer(customer))) == customer


@pytest.mark.parametrize("kind", [Touchpoint, Cadence, Cap, ChannelPolicy, Gates, Profiles, Rule])
@given(data=st.data())
@settings(max_examples=30)
def test_parts_of_policies_come_back(kind: type, data: st.DataObject) -> None:
    """Any part of a policy is the same after a way through JSON, whole or without its defaults."""
    part = data.draw(objects(kind))
    reader: TypeAdapter[Any] = TypeAdapter(shape(kind))

    assert reader.validate_python(through_text(dump(part))) == part
    assert reader.validate_python(through_text(dump(part, whole=True))) == part


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_policies_come_back(name: str) -> None:
    """Every preset's policy is the same policy, with the same digest, after a way through JSON."""
    policy = PRESETS[name](SHOP)
    again = load_policy(through_text(dump_policy(policy)), SHOP)

    assert again == policy
    assert again.digest == policy.digest


def test_the_whole_case_comes_back() -> None:
    """A case that holds every field is the same case after a way through JSON, its policy written out."""
    case = load_case(whole_case())
    again = load_case(through_text(dump_case(case)))

    assert again == case
    assert dump_case(again) == dump_case(case)
    assert repr(case) == "<Case 'all of it': 13 events, 1 rows, 1 steps>"


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_our_scenarios_come_back(path: Path) -> None:
    """Every scenario file reads, and is the same case after a way through JSON."""
    case = load_case(loads(path.read_bytes()))

    assert load_case(through_text(dump_case(case))) == case


@pytest.mark.parametrize(
    "name", ["story-a", "story-a-secured-early", "story-b", "story-b-courier-late", "story-c"]
)
def test_shared_cases_come_back(shared: Path, name: str) -> None:
    """Every shared case reads, and is the same case after a way through JSON."""
    case = load_case(loads((shared / "cases" / f"{name}.json").read_bytes()))

    assert load_case(through_text(dump_case(case))) == case


def test_a_case_in_toml_is_the_same_case() -> None:
    """TOML has dates and times of its own; they mean the same."""
    text = """
        format = 1
        [shop]
        name = "Kumo"
        [policy]
        preset = "retail"
        [[events]]
        kind = "order_placed"
        order = "o1"
        at = 2026-10-05T22:40:00+09:00
        promised.slot = {date = 2026-10-20, from = 14:00:00, to = 16:00:00}
        [[ledger]]
        kind = "sent"
        order = "o1"
        at = 2026-10-05T22:41:00+09:00
        tells = {arriving_today = 2026-10-20, since = 2026-10-05T22:41:00+09:00}
    """
    slot = {"date": "2026-10-20", "from": "14:00", "to": "16:00"}
    at, later = "2026-10-05T22:40:00+09:00", "2026-10-05T22:41:00+09:00"
    tree = {
        "format": 1,
        "shop": {"name": "Kumo"},
        "policy": {"preset": "retail"},
        "events": [{"kind": "order_placed", "order": "o1", "at": at, "promised": {"slot": slot}}],
        "ledger": [
            {
                "kind": "sent",
                "order": "o1",
                "at": later,
                "tells": {"arriving_today": "2026-10-20", "since": later},
            }
        ],
    }

    assert load_case(loads(text, format="toml")) == load_case(tree)


def test_lists_come_back() -> None:
    """Lists of events and of rows read as one."""
    trees = [event_tree(kind) for kind in OCCURRENCES]

    assert load_events(trees) == tuple(load_event(tree) for tree in trees)
    assert load_rows([ROW, ROW]) == (load_row(ROW), load_row(ROW))


@pytest.mark.parametrize("kind", OCCURRENCES)
def test_every_field_of_an_event_arrives(kind: str) -> None:
    """Nothing that an event says is lost: what was read is dumped again as it was written."""
    assert dump_event(load_event(event_tree(kind))) == event_tree(kind)


def test_a_row_is_dumped_as_it_was_written() -> None:
    """Nothing that a row says is lost."""
    assert dump_row(load_row(ROW)) == ROW


def test_defaults_are_left_out() -> None:
    """A tree says only what is not said by its absence."""
    tree = {"kind": "item_secured", "order": "o1", "at": "2026-10-08T06:00:00Z", "id": "1"}

    assert dump_event(load_event(tree)) == tree
    assert load_shop({"name": "Kumo"}) == Shop(name="Kumo")


@given(duration=st.timedeltas(timedelta(days=-3_000), timedelta(days=3_000)))
def test_durations_come_back(duration: timedelta) -> None:
    """Any duration of at most ten years is the same after a way through ISO 8601."""
    assert read_duration(duration_text(duration)) == duration
