"""What a case holds: a shop, a policy, a customer, a history, and what should come of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final, TypedDict

from postpurchase.classes import dataclass
from postpurchase.errors import checked, invalid
from postpurchase.eta import Model
from postpurchase.events import Event
from postpurchase.kinds import must_be, must_be_all
from postpurchase.ledger import FactValue, Row
from postpurchase.people import Customer, Shop
from postpurchase.policy import Policy
from postpurchase.vocabulary import ActionKind, Channel, Role
from postpurchase.windows import DateWindow, TimeWindow, instant

CASE_FORMAT: Final = 1


class ExpectedText(TypedDict, total=False):
    """What the words of a message must and must not contain."""

    contains: tuple[str, ...]
    lacks: tuple[str, ...]


class ExpectedMessage(TypedDict, total=False):
    """A message as far as somebody cares; what is left out may be anything."""

    at: datetime
    touchpoint: str
    rides: tuple[str, ...]
    subject: str
    to: Role
    channel: Channel
    also: tuple[Channel, ...]
    tells: Mapping[str, FactValue]
    text: ExpectedText


class ExpectedAction(TypedDict, total=False):
    """An action as far as somebody cares."""

    kind: ActionKind
    at: datetime
    subject: str
    data: Mapping[str, FactValue]


class StepExpectation(TypedDict, total=False):
    """What one plan should say."""

    messages: tuple[ExpectedMessage, ...]
    verdicts: Mapping[str, str]
    actions: tuple[ExpectedAction, ...]
    wake_at: datetime | None
    reasons: Mapping[str, tuple[str, ...]]
    window: DateWindow | TimeWindow | None


class RunExpectation(TypedDict, total=False):
    """What a whole life should come to: its messages in order, its actions, and nothing else."""

    timeline: tuple[ExpectedMessage, ...]
    nothing_else: bool
    actions: tuple[ExpectedAction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One moment of a scenario at which a plan is made."""

    now: datetime
    expect: StepExpectation


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of an order's life, both ends included; `courier` rows are seen when their time comes."""

    start: datetime
    until: datetime
    courier: tuple[Row, ...] = ()
    expect: RunExpectation

    def __post_init__(self) -> None:
        if checked("until", instant, self.until) < checked("start", instant, self.start):
            raise invalid("until", "before the start", "give the same instant or a later one")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A shop, a policy, a customer, what happened and what was said; `steps` or `run` make it a scenario.

    `source` says where the expectations come from, `requirement` which wishes they stand for,
    `now` is the moment to plan for, `model` what the shop's history or its legs say.
    """

    format: int = CASE_FORMAT
    name: str = ""
    source: str = ""
    requirement: tuple[str, ...] = ()
    shop: Shop
    policy: Policy
    customer: Customer = Customer(id="unknown")
    events: tuple[Event, ...] = ()
    ledger: tuple[Row, ...] = ()
    steps: tuple[Step, ...] = ()
    run: Run | None = None
    now: datetime | None = None
    model: Model | None = None

    def __post_init__(self) -> None:
        must_be("policy", self.policy, Policy, "give a Policy, as presets make them")
        must_be_all("events", self.events, Event, "give a tuple of Event")
        must_be_all("ledger", self.ledger, Row, "give a tuple of Row")
        must_be_all("steps", self.steps, Step, "give a tuple of Step")

    def __repr__(self) -> str:
        return f"<Case {self.name!r}: {len(self.events)} events, {len(self.ledger)} rows, {len(self.steps)} steps>"
