"""Pages and records as JSON, with a schema that they keep."""

from __future__ import annotations

import json

from pydantic import TypeAdapter

from postpurchase.catalogs import default
from postpurchase.schema import dump_timeline, json_schema
from postpurchase.schema.records import EntryTree, TimelineTree
from postpurchase.text import timeline
from tests.text.orders import kettle


def test_a_timeline_is_dumped_whole() -> None:
    """A dumped timeline is plain JSON that its own schema's type takes, entry by entry."""
    page = timeline(kettle(), default())
    tree = dump_timeline(page)

    assert TypeAdapter(TimelineTree).validate_python(json.loads(json.dumps(tree)), strict=True) == tree
    assert (tree["order"], tree["to"], len(tree["entries"])) == ("K-7", "buyer", 8)
    assert tree["entries"][3] == {
        "at": "2026-11-12T13:00:00+03:00",
        "exact": True,
        "strand": "contact",
        "what": "arriving_soon",
        "subject": "order",
        "by": "courier",
        "channel": "call",
        "heard": "not_reached",
        "tells": {},
        "when": "13:00 12 ноября",
        "who": "Служба доставки, звонок",
        "text": "Не удалось дозвониться (тема: «Посылку скоро привезут»)",
        "details": [],
    }


def test_the_schema_of_a_timeline_names_its_fields() -> None:
    """What is dumped is what is published, and closed words are listed."""
    schema = json_schema("timeline")
    entry = schema["$defs"]["EntryTree"]

    assert set(schema["properties"]) == set(TimelineTree.__annotations__)
    assert set(entry["properties"]) == set(EntryTree.__annotations__)
    assert entry["properties"]["strand"]["enum"] == ["order", "parcel", "contact"]
