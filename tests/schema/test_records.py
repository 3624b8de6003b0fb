"""Pages and records as JSON, with a schema that they keep."""

from __future__ import annotations

import json

from pydantic import TypeAdapter

from postpurchase.catalogs import default
from postpurchase.schema import dump_answer_pack, dump_timeline, json_schema
from postpurchase.schema.records import AnswerPackTree, EntryTree, TimelineTree
from postpurchase.text import answer_pack, timeline
from tests.text.letters import at
from tests.text.orders import bag, kettle
from tests.text.test_answering import troubled


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
        "who": "Экспресс-Почта, звонок",
        "text": "Не удалось дозвониться: «Курьер скоро будет»",
        "details": [],
    }


def test_the_schema_of_a_timeline_names_its_fields() -> None:
    """What is dumped is what is published, and closed words are listed."""
    schema = json_schema("timeline")
    entry = schema["$defs"]["EntryTree"]

    assert set(schema["properties"]) == set(TimelineTree.__annotations__)
    assert set(entry["properties"]) == set(EntryTree.__annotations__)
    assert entry["properties"]["strand"]["enum"] == ["order", "parcel", "contact"]


def test_an_answer_pack_is_dumped_whole() -> None:
    """A dumped pack is plain JSON that its own schema's type takes: promises, problems, holds and all."""
    tree = dump_answer_pack(answer_pack(troubled(), default()))
    asked = dump_answer_pack(answer_pack(bag(at("2026-10-18T11:30:00+09:00")), default()))

    for one in (tree, asked):
        assert TypeAdapter(AnswerPackTree).validate_python(json.loads(json.dumps(one)), strict=True) == one
    assert (tree["truth"]["progress"], tree["missing"]) == ("dispatched", ["engraving"])
    assert tree["problems"] == [
        {
            "problem": "customs_hold",
            "subject": "b",
            "action_by": "courier",
            "since": "2026-11-12T07:00:00Z",
            "required_by": None,
        }
    ]
    assert tree["holds"] == [{"id": "h", "reason": "stock", "since": "2026-11-12T07:00:00Z", "until": None}]
    assert asked["questions"] == [
        {"question": "slot", "default": "none", "answer_by": "2026-10-19T12:00:00+09:00"}
    ]


def test_the_schema_of_an_answer_pack_names_its_fields() -> None:
    """What is dumped is what is published."""
    assert set(json_schema("answer_pack")["properties"]) == set(AnswerPackTree.__annotations__)
