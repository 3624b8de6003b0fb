"""Pages and records as JSON: what the customer's timeline holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

from pydantic import Field
from typing_extensions import TypedDict

from postpurchase.schema.dumping import Json, dump, instant_text
from postpurchase.schema.plans import ChannelWord, InstantText, RoleWord
from postpurchase.text.acts import Heard
from postpurchase.text.path import Strand
from postpurchase.vocabulary import Party

if TYPE_CHECKING:  # JSON without pages needs no words
    from postpurchase.text import Entry, Timeline

RECORD_FORMAT: Final = 1

PartyWord: TypeAlias = Annotated[str, Field(json_schema_extra={"enum": list(Party)})]
HeardWord: TypeAlias = Annotated[str, Field(json_schema_extra={"enum": list(Heard)})]
StrandWord: TypeAlias = Annotated[str, Field(json_schema_extra={"enum": list(Strand)})]


class EntryTree(TypedDict):
    """One thing that happened, or one act of communication, with the words for it."""

    at: InstantText
    exact: bool
    strand: StrandWord
    what: str
    subject: str
    by: PartyWord | None
    channel: ChannelWord | None
    heard: HeardWord | None
    tells: dict[str, Json]
    when: str
    who: str
    text: str
    details: list[str]


class TimelineTree(TypedDict):
    """What a person may see of an order, the earliest first."""

    format: int
    order: str
    to: RoleWord
    locale: str
    direction: str
    zone: str
    title: str
    entries: list[EntryTree]


def dump_timeline(timeline: Timeline) -> TimelineTree:
    """Return a timeline as a JSON tree; instants keep the offset of the reader's zone."""
    return {
        "format": RECORD_FORMAT,
        "order": timeline.order,
        "to": timeline.to.value,
        "locale": timeline.locale,
        "direction": timeline.direction,
        "zone": timeline.zone,
        "title": timeline.title,
        "entries": [_entry(entry) for entry in timeline.entries],
    }


def _entry(entry: Entry) -> EntryTree:
    return {
        "at": instant_text(entry.at),
        "exact": entry.exact,
        "strand": entry.strand.value,
        "what": str(entry.what),
        "subject": entry.subject,
        "by": None if entry.by is None else entry.by.value,
        "channel": None if entry.channel is None else entry.channel.value,
        "heard": None if entry.heard is None else entry.heard.value,
        "tells": dump(entry.tells),
        "when": entry.when,
        "who": entry.who,
        "text": entry.text,
        "details": list(entry.details),
    }
