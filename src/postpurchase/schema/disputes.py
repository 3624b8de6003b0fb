"""The dispute record as JSON whose digests form a chain: whoever changes an entry breaks every one after it.

The canonical text of a tree is its JSON in UTF-8 with sorted names, without spaces and without escapes
that JSON does not need. The chain starts at the digest of the head, which is the record without entries,
promises and digest; each entry's digest is that of the one before and of the entry's own canonical text,
and the record's digest that of the last entry's and of the promises'.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias, cast

import tzdata  # type: ignore[import-untyped]
from pydantic import Field
from typing_extensions import TypedDict

from postpurchase.digests import digest
from postpurchase.errors import Fault
from postpurchase.kinds import must_be
from postpurchase.schema.dumping import Json, dump, instant_text
from postpurchase.schema.plan_trees import InstantText, PolicyName, RoleWord
from postpurchase.schema.records import RECORD_FORMAT, HeardWord, PartyWord
from postpurchase.text.disputes import DisputeRecord, Nature
from postpurchase.vocabulary import TimeQuality, WarningKind

if TYPE_CHECKING:
    from postpurchase.text.disputes import Evidence, PromiseRecord

NatureWord: TypeAlias = Annotated[str, Field(json_schema_extra={"enum": list(Nature)})]
QualityWord: TypeAlias = Annotated[str, Field(json_schema_extra={"enum": list(TimeQuality)})]
DoubtWord: TypeAlias = Annotated[str, Field(json_schema_extra={"enum": list(WarningKind)})]

APART: Final = frozenset({"entries", "promises", "digest"})
"""What of a record is not its head."""


class EvidenceTree(TypedDict):
    """One event or one ledger row: the event or row itself, as `schema` writes them, and what vouches for it."""

    number: int
    at: InstantText
    learned_at: InstantText
    time_quality: QualityWord
    nature: NatureWord
    source: str
    id: str
    subject: str
    heard: HeardWord | None
    stands: bool
    doubts: list[DoubtWord]
    event: Json
    row: Json
    digest: str


class PromiseRecordTree(TypedDict):
    """A promise that was made, and when it was kept or fell away with its order."""

    kind: str
    due: InstantText
    value: Json
    made_at: InstantText
    by: PartyWord
    to: RoleWord | None
    kept_at: InstantText | None
    void_at: InstantText | None


class DisputeTree(TypedDict):
    """All evidence about one order up to a moment, the earliest first; `tzdata` names the zones' rules."""

    format: int
    order: str
    at: InstantText
    policy: PolicyName
    tzdata: str
    entries: list[EvidenceTree]
    promises: list[PromiseRecordTree]
    digest: str


def dump_dispute(record: DisputeRecord) -> DisputeTree:
    """Return a dispute record as a JSON tree whose digests show any later change."""
    must_be("record", record, DisputeRecord, "give what dispute_record(…) returns")
    head = {
        "format": RECORD_FORMAT,
        "order": record.order,
        "at": instant_text(record.at),
        "policy": {"id": record.policy, "digest": record.policy_digest},
        "tzdata": tzdata.IANA_VERSION,
    }
    entries = [_entry(one) for one in record.entries]
    promises = [_promise(one) for one in record.promises]
    *links, last = _chain(head, entries, promises)
    signed = [{**entry, "digest": link} for entry, link in zip(entries, links, strict=True)]
    return cast("DisputeTree", {**head, "entries": signed, "promises": promises, "digest": last})


def dispute_bytes(record: DisputeRecord) -> bytes:
    """Return the canonical bytes of a dispute record: the same for the same events and rows, everywhere."""
    return _canonical(dump_dispute(record)).encode("utf-8", "surrogatepass")


def broken_links(tree: Mapping[str, Any]) -> tuple[Fault, ...]:
    """Return where a dumped record was changed after it was made: nothing where every digest holds.

    The first entry that is named was changed, moved or left out, or the one before it was.
    """
    entries: Sequence[Mapping[str, Any]] = tree["entries"]
    head = {name: value for name, value in tree.items() if name not in APART}
    bare = [{name: value for name, value in entry.items() if name != "digest"} for entry in entries]
    claimed = [*(entry["digest"] for entry in entries), tree["digest"]]
    for place, link in enumerate(_chain(head, bare, tree["promises"])):
        if link != claimed[place]:
            path, wrong = f"entries.{place}", "not what was recorded"
            if place == len(entries):
                path, wrong = "promises", "not what was recorded, or entries are missing at the end"
            return (Fault(path, wrong, "compare it with another copy of the record"),)
    return ()


def _chain(
    head: Mapping[str, Any], entries: Sequence[Mapping[str, Any]], promises: Sequence[Any]
) -> Iterator[str]:
    link = digest("dispute", _canonical(head))
    for entry in entries:
        link = digest(link, _canonical(entry))
        yield link
    yield digest(link, _canonical(promises))


def _canonical(tree: object) -> str:
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _entry(one: Evidence) -> dict[str, Json]:
    return {
        "number": one.number,
        "at": instant_text(one.at),
        "learned_at": instant_text(one.learned_at),
        "time_quality": one.quality.value,
        "nature": one.nature.value,
        "source": str(one.source),
        "id": one.id,
        "subject": one.subject,
        "heard": None if one.heard is None else one.heard.value,
        "stands": one.stands,
        "doubts": [doubt.value for doubt in one.doubts],
        "event": None if one.event is None else dump(one.event),
        "row": None if one.row is None else dump(one.row),
    }


def _promise(one: PromiseRecord) -> PromiseRecordTree:
    return {
        "kind": one.kind,
        "due": instant_text(one.due),
        "value": dump(one.value),
        "made_at": instant_text(one.made_at),
        "by": one.by.value,
        "to": None if one.to is None else one.to.value,
        "kept_at": None if one.kept_at is None else instant_text(one.kept_at),
        "void_at": None if one.void_at is None else instant_text(one.void_at),
    }
