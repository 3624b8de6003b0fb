"""Pages and records as JSON: the customer's timeline and the agent's answer pack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

from pydantic import Field
from typing_extensions import TypedDict

from postpurchase.kinds import must_be
from postpurchase.schema.dumping import Json, dump, instant_text
from postpurchase.schema.plan_trees import ChannelWord, InstantText, QuestionTree, RoleWord
from postpurchase.text.acts import Heard
from postpurchase.text.path import Strand
from postpurchase.vocabulary import (
    ActionKind,
    Cancellation,
    DeliveredHow,
    HoldReason,
    Outcome,
    Party,
    Position,
    Problem,
    Progress,
    Reason,
)
from postpurchase.windows import moment

if TYPE_CHECKING:  # JSON without pages needs no words
    from postpurchase.order import Hold, OpenProblem
    from postpurchase.text import AnswerPack, Entry, Timeline

RECORD_FORMAT: Final = 1

PartyWord: TypeAlias = Annotated[str, Field(json_schema_extra={"enum": list(Party)})]
HeardWord: TypeAlias = Annotated[str, Field(json_schema_extra={"enum": list(Heard)})]
StrandWord: TypeAlias = Annotated[str, Field(json_schema_extra={"enum": list(Strand)})]
ProgressWord: TypeAlias = Annotated[str, Field(json_schema_extra={"enum": list(Progress)})]
CancellationWord: TypeAlias = Annotated[str, Field(json_schema_extra={"enum": list(Cancellation)})]
PositionWord: TypeAlias = Annotated[str, Field(json_schema_extra={"enum": list(Position)})]
OutcomeWord: TypeAlias = Annotated[str, Field(json_schema_extra={"enum": list(Outcome)})]
HowWord: TypeAlias = Annotated[str, Field(json_schema_extra={"enum": list(DeliveredHow)})]
ReasonWord: TypeAlias = Annotated[str, Field(json_schema_extra={"enum": list(Reason)})]
ProblemWord: TypeAlias = Annotated[str, Field(json_schema_extra={"enum": list(Problem)})]
HoldWord: TypeAlias = Annotated[str, Field(json_schema_extra={"enum": list(HoldReason)})]
ActionWord: TypeAlias = Annotated[str, Field(json_schema_extra={"enum": list(ActionKind)})]


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
    from postpurchase.text import Timeline

    must_be("timeline", timeline, Timeline, "give what text.timeline(…) returns")
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


# -- the agent's answer pack ----------------------------------------------------------------------


class ParcelTree(TypedDict):
    """Where one parcel stands."""

    subject: str
    number: int | None
    position: PositionWord
    outcome: OutcomeWord
    how: HowWord | None
    courier: str | None
    courier_name: str | None
    tracking: str | None
    tracking_url: str | None
    window: Json
    point: str | None
    keep_until: str | None
    last_news: InstantText | None


class TruthTree(TypedDict):
    """What is true now."""

    progress: ProgressWord
    cancellation: CancellationWord
    window: Json
    slot: Json
    parcels: list[ParcelTree]


class WordTree(TypedDict):
    """Something that was said."""

    at: InstantText
    by: PartyWord
    to: RoleWord | None
    channel: ChannelWord | None
    what: str
    subject: str
    heard: HeardWord
    tells: dict[str, Json]


class StandingTree(TypedDict):
    """A promise that stands."""

    kind: str
    due: InstantText
    value: Json
    subject: str
    to: RoleWord
    by: PartyWord
    told_at: InstantText
    broken: bool


class ComingTree(TypedDict):
    """Something that will be said."""

    touchpoint: str
    subject: str
    to: RoleWord
    at: InstantText | None
    by: PartyWord
    sure: bool
    reason: ReasonWord
    why: str


class OpenProblemTree(TypedDict):
    """Something wrong that nobody has put right yet."""

    problem: ProblemWord
    subject: str
    action_by: PartyWord
    since: InstantText
    required_by: InstantText | None


class HoldTree(TypedDict):
    """What an order waits for."""

    id: str
    reason: HoldWord
    since: InstantText
    until: InstantText | None


class ToDoTree(TypedDict):
    """Something the shop has to do."""

    kind: ActionWord
    about: str


class AnswerPackTree(TypedDict):
    """What an agent needs to answer for an order."""

    format: int
    order: str
    at: InstantText
    locale: str
    zone: str
    truth: TruthTree
    said: list[WordTree]
    promised: list[StandingTree]
    coming: list[ComingTree]
    ahead: list[str]
    questions: list[QuestionTree]
    missing: list[str]
    checking_since: InstantText | None
    problems: list[OpenProblemTree]
    holds: list[HoldTree]
    to_do: list[ToDoTree]
    text: str


def dump_answer_pack(pack: AnswerPack) -> AnswerPackTree:
    """Return an answer pack as a JSON tree; instants keep the offset of the customer's zone."""
    from postpurchase.text import AnswerPack

    must_be("pack", pack, AnswerPack, "give what answer_pack(…) returns")
    own: AnswerPackTree = dump(pack, whole=True)
    return {
        **own,
        "format": RECORD_FORMAT,
        "problems": [_problem(problem) for problem in pack.problems],
        "holds": [_hold(hold) for hold in pack.holds],
    }


def _problem(problem: OpenProblem) -> OpenProblemTree:
    by = problem.required_by
    return {
        "problem": problem.problem.value,
        "subject": problem.subject,
        "action_by": problem.action_by.value,
        "since": instant_text(moment(problem.since)),
        "required_by": None if by is None else instant_text(moment(by)),
    }


def _hold(hold: Hold) -> HoldTree:
    return {
        "id": hold.id,
        "reason": hold.reason.value,
        "since": instant_text(moment(hold.since)),
        "until": None if hold.until is None else instant_text(moment(hold.until)),
    }
