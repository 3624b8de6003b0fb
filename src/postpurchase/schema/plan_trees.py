"""The shapes of plans as JSON, as pydantic draws their JSON Schema."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from pydantic import Field, WithJsonSchema
from typing_extensions import TypedDict

from postpurchase.eta import Assumption, EstimateBasis, Withheld
from postpurchase.schema.dumping import Json
from postpurchase.vocabulary import ActionKind, Channel, Importance, Party, Reason, Role, VerdictKind

InstantText: TypeAlias = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
RoleWord: TypeAlias = Annotated[str, Field(json_schema_extra={"enum": list(Role)})]
ChannelWord: TypeAlias = Annotated[str, Field(json_schema_extra={"enum": list(Channel)})]
ReasonTree: TypeAlias = Annotated[
    dict[str, Any],
    WithJsonSchema(
        {
            "type": "object",
            "properties": {"code": {"type": "string", "enum": list(Reason)}},
            "required": ["code"],
            "description": "Why, with the data that belongs to the code.",
        }
    ),
]


class PolicyName(TypedDict):
    """Which policy decided."""

    id: str
    digest: str


class QuestionTree(TypedDict):
    """A question, what silence means, and until when an answer counts."""

    question: str
    default: str | None
    answer_by: InstantText | None


class PromiseTree(TypedDict):
    """A promise with its due time."""

    kind: str
    due: InstantText
    value: Json


class MessageTree(TypedDict):
    """One thing to send now."""

    keys: list[str]
    touchpoint: str
    rides: list[str]
    subject: str
    to: RoleWord
    channel: ChannelWord
    also: list[ChannelWord]
    importance: Annotated[str, Field(json_schema_extra={"enum": list(Importance)})]
    urgent: bool
    tells: dict[str, Json]
    asks: list[QuestionTree]
    promises: list[PromiseTree]
    locale: str


class VerdictTree(TypedDict):
    """What becomes of one thing that could have been said."""

    touchpoint: str
    subject: str
    to: RoleWord
    verdict: Annotated[str, Field(json_schema_extra={"enum": list(VerdictKind)})]
    until: InstantText | None
    owner: Annotated[str, Field(json_schema_extra={"enum": list(Party)})] | None
    merged_into: str | None
    reasons: list[ReasonTree]
    would_change: list[str]


class ActionTree(TypedDict):
    """Something for the host or its staff to do, once per key."""

    kind: Annotated[str, Field(json_schema_extra={"enum": list(ActionKind)})]
    at: InstantText
    order: str
    subject: str
    key: str
    about: str
    data: dict[str, Json]


class EstimateTree(TypedDict):
    """What was believed of the arrival of the order or of a parcel, and what that rests on."""

    subject: str
    window: Json
    basis: Annotated[str, Field(json_schema_extra={"enum": list(EstimateBasis)})]
    confidence: float | None
    assumptions: list[Annotated[str, Field(json_schema_extra={"enum": list(Assumption)})]]
    withheld: Annotated[str, Field(json_schema_extra={"enum": list(Withheld)})] | None
    ship_by: Json
    changes_at: InstantText | None


class PlanTree(TypedDict):
    """What to do for one order at one moment, why everything else stays unsaid, and when to ask again."""

    format: int
    order: str
    now: InstantText
    policy: PolicyName
    tzdata: str
    messages: list[MessageTree]
    verdicts: list[VerdictTree]
    actions: list[ActionTree]
    promises: list[PromiseTree]
    questions: list[QuestionTree]
    estimates: list[EstimateTree]
    wake_at: InstantText | None
    wake_for: str | None
    warnings: list[str]
