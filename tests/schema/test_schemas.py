"""The JSON Schemas we publish, and the plans we write."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest

from postpurchase.errors import InvalidInput, UnknownName
from postpurchase.events import SHAPE_OF, Event
from postpurchase.schema import ROOTS, forms, json_schema, load_instant
from postpurchase.schema.dumping import dump, instant_text
from postpurchase.schema.fields import given_fields
from postpurchase.schema.occurrences import DETAIL_FIELDS


def references(part: object) -> list[str]:
    """Return every reference in a schema."""
    if isinstance(part, dict):
        own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
        return own + [ref for inner in part.values() for ref in references(inner)]
    return [ref for inner in part for ref in references(inner)] if isinstance(part, list) else []


@pytest.mark.parametrize("root", ROOTS)
def test_every_root_has_a_schema(root: str) -> None:
    """Each schema is plain JSON, names its dialect, and every reference in it leads somewhere."""
    schema = json_schema(root)

    assert json.loads(json.dumps(schema)) == schema
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert {ref.rpartition("/")[2] for ref in references(schema)} <= set(schema.get("$defs", {}))


def test_the_schema_of_a_case_names_its_parts() -> None:
    """What a case needs is required, what it may hold is listed, and nothing else is let in."""
    schema = json_schema("case")

    assert set(schema["required"]) == {"format", "shop", "policy"}
    assert set(schema["properties"]) == {
        *("format", "name", "source", "requirement", "shop", "policy", "customer"),
        *("events", "ledger", "steps", "run", "now", "model"),
    }
    assert schema["additionalProperties"] is False


def test_the_schema_of_an_event_names_all_kinds() -> None:
    """Each kind of event stands in exactly one of the shapes."""
    defs: dict[str, Any] = json_schema("event")["$defs"]
    kinds = [kind for part in defs.values() for kind in part["properties"].get("kind", {}).get("enum", [])]

    assert sorted(kinds) == sorted(kind.value for kind in SHAPE_OF)


def test_an_unknown_schema_is_an_unknown_name() -> None:
    """Only the trees there are have a schema."""
    with pytest.raises(
        UnknownName, match="no schema named 'parcel'; known: answer_pack, case, customer, dispute, event"
    ):
        json_schema("parcel")


def test_a_change_of_a_schema_changes_no_other() -> None:
    """Every call returns a schema of its own."""
    json_schema("row")["properties"].clear()

    assert "kind" in json_schema("row")["properties"]


def test_a_detail_shares_no_field_with_its_event() -> None:
    """A flat event is unambiguous: only the lines of an order stand in the place of an event's lines."""
    common = {field.name for field in given_fields(Event)}
    shared = {detail.__name__: common.intersection(names) for detail, names in DETAIL_FIELDS.items()}

    assert {name: fields for name, fields in shared.items() if fields} == {"Placed": {"lines"}}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(2026, 10, 5, 13, 40, tzinfo=UTC), "2026-10-05T13:40:00Z"),
        (datetime(2026, 10, 5, 22, 40, tzinfo=timezone(timedelta(hours=9))), "2026-10-05T22:40:00+09:00"),
        (datetime(2026, 10, 5, tzinfo=timezone(timedelta(seconds=30))), "2026-10-04T23:59:30Z"),
        (datetime(2026, 10, 5, tzinfo=timezone(timedelta(microseconds=1))), "2026-10-04T23:59:59.999999Z"),
    ],
)
def test_instants_keep_their_offset(value: datetime, text: str) -> None:
    """An instant is written with its own offset where RFC 3339 has one, else in UTC."""
    assert instant_text(value) == text


@pytest.mark.parametrize(
    ("value", "tree"),
    [
        (time(21), "21:00"),
        (time(21, 0, 5), "21:00:05"),
        (date(2026, 10, 5), "2026-10-05"),
        (timedelta(seconds=90.5), "PT1M30.5S"),
        (frozenset({2, 1}), [1, 2]),
        ({"a": (1, None, 2.5)}, {"a": [1, None, 2.5]}),
    ],
)
def test_plain_values_are_dumped(value: object, tree: object) -> None:
    """Each kind of value has its word in JSON."""
    assert dump(value) == tree


@pytest.mark.parametrize("value", [object(), Event, b"x"])
def test_what_json_cannot_say_is_refused(value: object) -> None:
    """A value without a word in JSON is our own error."""
    with pytest.raises(InvalidInput, match="a value that JSON has no word for; give plain values"):
        dump(value)


def test_an_instant_is_read_alone() -> None:
    """One instant can be read from text, or refused as in a tree."""
    assert load_instant("2026-10-05T22:40:00+09:00") == datetime(2026, 10, 5, 13, 40, tzinfo=UTC)
    with pytest.raises(InvalidInput, match=r"\(whole\): not an instant; give an instant with its offset"):
        load_instant("tomorrow")


def test_every_tree_has_its_shape() -> None:
    """The names of the trees and the shapes behind them are the same; an instant alone is too small for a schema."""
    assert set(forms._ROOTS) == {*ROOTS, "instant"}
    assert tuple(sorted(ROOTS)) == ROOTS
