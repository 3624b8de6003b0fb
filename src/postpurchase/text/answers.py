"""What an agent needs to answer "where is my order?", as values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from postpurchase.classes import dataclass, field
from postpurchase.ledger import Ask, FactValue
from postpurchase.order import Hold, OpenProblem
from postpurchase.text.acts import Heard
from postpurchase.vocabulary import (
    ActionKind,
    Cancellation,
    Channel,
    DeliveredHow,
    Outcome,
    Party,
    Position,
    Progress,
    Reason,
    Role,
)
from postpurchase.windows import Slot, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelNow:
    """Where one parcel stands; `number` tells several apart, `last_news` is when anything was heard of it.

    `courier` is the key of its profile, `courier_name` what the agent's customers know it by.
    """

    subject: str
    number: int | None
    position: Position
    outcome: Outcome
    how: DeliveredHow | None
    courier: str | None
    courier_name: str | None
    tracking: str | None
    tracking_url: str | None
    window: Window | None
    point: str | None = field(repr=False)
    keep_until: date | None
    last_news: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What is true now, as far as anybody knows; without a `window` no date can be given honestly."""

    progress: Progress
    cancellation: Cancellation
    window: Window | None
    slot: Slot | None
    parcels: tuple[ParcelNow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Something that was said: by whom, to whom (None by the customer), about what, and what became of it."""

    at: datetime
    by: Party
    to: Role | None
    channel: Channel | None
    what: str
    subject: str
    heard: Heard
    tells: Mapping[str, FactValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A promise that stands: the window or slot told last, the next word, or another; `broken` once overdue."""

    kind: str
    due: datetime
    value: FactValue
    subject: str
    to: Role
    by: Party
    told_at: datetime
    broken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """Something that will be said: by whom, when and why; `sure` is False for what news may forestall.

    `at` is None where somebody else says it in their own time. `why` is the sentence of the reason.
    """

    touchpoint: str
    subject: str
    to: Role
    at: datetime | None
    by: Party
    sure: bool
    reason: Reason
    why: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """Something the shop has to do, and what it is about."""

    kind: ActionKind
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPack:
    """What an agent needs to answer for an order: as data and, in `text`, as sentences.

    `ahead` are the contacts that were announced and are still to come; `missing` is what the customer
    has to answer before work begins, and `checking_since` is when all of it was answered, while the shop's
    own word is what work waits for. The text stays out of the repr.
    """

    order: str
    at: datetime
    locale: str
    zone: str
    truth: Truth
    said: tuple[Word, ...]
    promised: tuple[Standing, ...]
    coming: tuple[Coming, ...]
    ahead: tuple[str, ...]
    questions: tuple[Ask, ...]
    missing: tuple[str, ...]
    checking_since: datetime | None = None
    problems: tuple[OpenProblem, ...]
    holds: tuple[Hold, ...]
    to_do: tuple[ToDo, ...]
    text: str = field(repr=False)

    def __repr__(self) -> str:
        counted = f"{len(self.said)} said, {len(self.promised)} promised, {len(self.coming)} to come"
        return f"<AnswerPack of {self.order}: {self.truth.progress}, {counted}>"
