"""The dispute record as JSON: whole, the same bytes everywhere, and with a chain that shows any change."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from hashlib import blake2b
from typing import Any

import pytest
from pydantic import TypeAdapter

from postpurchase.errors import InvalidInput
from postpurchase.order import replay
from postpurchase.planning import plan
from postpurchase.schema import (
    check_dispute,
    dispute_bytes,
    dump_dispute,
    json_schema,
    load_event,
    load_row,
    loads,
)
from postpurchase.schema.disputes import DisputeTree
from postpurchase.text import dispute_record
from tests.text.orders import KETTLE, KETTLE_ENDS, OLGA, SHARED, kettle

RECORD = dispute_record(kettle())


def tree() -> dict[str, Any]:
    """Return the record of the kettle as a tree of its own."""
    found: dict[str, Any] = json.loads(dispute_bytes(RECORD))
    return found


def test_a_record_is_dumped_whole() -> None:
    """A dumped record is plain JSON that its schema's type takes, with every entry and promise."""
    found = dump_dispute(RECORD)

    assert TypeAdapter(DisputeTree).validate_python(found, strict=True) == found
    assert (found["order"], found["at"], len(found["entries"])) == ("K-7", "2026-11-14T09:00:00Z", 9)
    assert found["promises"][1] == {
        "kind": "next_word",
        "due": "2026-11-12T16:30:00Z",
        "value": None,
        "made_at": "2026-11-12T15:15:00Z",
        "by": "shop",
        "to": "buyer",
        "kept_at": "2026-11-13T16:10:00Z",
        "void_at": "2026-11-12T16:10:00Z",
    }
    assert set(json_schema("dispute")["properties"]) == set(DisputeTree.__annotations__)


def test_the_evidence_reads_back() -> None:
    """Every event and row in a record is the very one that was recorded."""
    for one, entry in zip(RECORD.entries, tree()["entries"], strict=True):
        assert (entry["event"] and load_event(entry["event"])) == one.event
        assert (entry["row"] and load_row(entry["row"])) == one.row


def test_the_bytes_are_the_same_everywhere() -> None:
    """The same evidence in another order gives the same bytes, and they read back as the same tree."""
    rows = [row for one in RECORD.entries if (row := one.row) is not None]
    again = plan(replay(KETTLE[::-1]), SHARED, now=KETTLE_ENDS, customer=OLGA, ledger=rows[::-1])

    assert dispute_bytes(dispute_record(again)) == dispute_bytes(RECORD)
    assert loads(dispute_bytes(RECORD)) == dump_dispute(RECORD)


def linked(*parts: str) -> str:
    """Return a digest of texts as the page describes it, by hand: each with its length before it."""
    text = "".join(f"{len(part.encode())}:{part}" for part in parts)
    return blake2b(text.encode(), digest_size=16).hexdigest()


def test_the_chain_is_as_it_is_described() -> None:
    """Whoever has the file alone can work out every digest with a hash and a JSON library."""

    def text(part: object) -> str:
        return json.dumps(part, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    found = tree()
    entries, promises, last = found.pop("entries"), found.pop("promises"), found.pop("digest")
    link = linked("dispute", text(found))
    for entry in entries:
        claimed = entry.pop("digest")
        link = linked(link, text(entry))
        assert claimed == link
    assert last == linked(link, text(promises))


CHANGES: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "a time": (lambda t: t["entries"][3]["row"].update(at="2026-11-12T06:00:00Z"), "entries.3"),
    "an entry taken out": (lambda t: t["entries"].pop(4), "entries.4"),
    "the last taken out": (lambda t: t["entries"].pop(), "promises"),
    "two changed places": (lambda t: t["entries"].insert(2, t["entries"].pop(4)), "entries.2"),
    "a promise": (lambda t: t["promises"][0].update(due="2026-12-01T00:00:00Z"), "promises"),
    "the order's id": (lambda t: t.update(order="K-8"), "entries.0"),
    "a name added": (lambda t: t.update(note="x"), "entries.0"),
    "a digest": (lambda t: t["entries"][1].update(digest="0" * 32), "entries.1"),
    "the last digest": (lambda t: t.update(digest="0" * 32), "promises"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_found_where_it_begins(change: str) -> None:
    """An untouched record holds; one with anything changed names the first place that does not."""
    touched = copy.deepcopy(tree())
    CHANGES[change][0](touched)

    path = CHANGES[change][1]
    wrong = "not what was recorded" + (", or entries are missing at the end" if path == "promises" else "")
    assert check_dispute(tree()) == ()
    assert [(fault.path, fault.wrong) for fault in check_dispute(touched)] == [(path, wrong)]


@pytest.mark.parametrize("thing", [None, [], {}, {"entries": 1}, "x"])
def test_what_is_no_record_is_refused(thing: object) -> None:
    """Anything else is our own error, with a path."""
    with pytest.raises(InvalidInput):
        check_dispute(thing)
