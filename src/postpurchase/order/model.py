"""What an order is made of, as its readers see it: immutable, and without personal data in a repr.

The small values are named tuples: an order makes many of them, and each class costs a third at import.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from postpurchase.classes import NamedTuple, dataclass, field
from postpurchase.events import LineQuantity
from postpurchase.vocabulary import (
    AppointmentState,
    DeliveredHow,
    Direction,
    HoldReason,
    Milestone,
    Mode,
    Notify,
    Outcome,
    Party,
    Position,
    Problem,
    ReturnStage,
    ShipmentRole,
    Supply,
    TrackingHealth,
    TrackingPart,
    WarningKind,
)
from postpurchase.windows import Instant, Slot, Window

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final, TypeAlias

Identity: TypeAlias = tuple[str, str]
"""An event's (source, id)."""

ORDER: Final = "order"
"""The subject of what is about the whole order."""

FIRST_SHIPMENT: Final = "1"
"""The subject of the first outbound parcel, which exists before anybody names it."""

CUSTOMER_FACING: Final = frozenset({ShipmentRole.OUTBOUND, ShipmentRole.REPLACEMENT})
"""The roles of parcels on their way to the customer."""

GONE: Final = frozenset({Outcome.LOST, Outcome.DESTROYED})
"""How a parcel may end without arriving anywhere."""


class Reached(NamedTuple):
    """A milestone reached: by which subject, for the how-many-th time, when, and learned when.

    `inferred` marks what an event shows without saying it; `role` is None for the order itself.
    """

    milestone: Milestone
    subject: str
    number: int
    at: Instant
    learned_at: Instant
    event: Identity
    notify: Notify
    inferred: bool = False
    role: ShipmentRole | None = None


class Hold(NamedTuple):
    """A reason for an order to wait, since when and until when at most."""

    id: str
    reason: HoldReason
    since: Instant
    until: Instant | None = None


class OpenProblem(NamedTuple):
    """Something wrong that nobody has put right yet, and who must act."""

    problem: Problem
    subject: str
    action_by: Party
    since: Instant
    required_by: Instant | None = None


class OrderWarning(NamedTuple):
    """A fact that was kept on record and not simply believed."""

    kind: WarningKind
    subject: str
    event: Identity


class TrackingRef(NamedTuple):
    """A tracking number of a parcel, the stretch it covers, and while it counted."""

    number: str
    since: Instant
    until: Instant | None = None
    url: str | None = None
    part: TrackingPart = TrackingPart.WHOLE
    courier: str | None = None


class Agreement(NamedTuple):
    """Where the talk about date and time stands, and how often it failed."""

    state: AppointmentState = AppointmentState.NONE
    slot: Slot | None = None
    failures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pickup:
    """Where and until when a parcel can be fetched; `after_attempt` says that the door was tried first."""

    point: str | None = field(default=None, repr=False)
    available_since: Instant
    keep_until: date | None = None
    after_attempt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of an order: how much of it there is, how far it has come, and what came back.

    `stage` is where the slowest live unit stands; `dispatched` and `delivered` count live units, as
    far as the contents of parcels are known.
    """

    id: str
    ordered: int
    cancelled: int
    mode: Mode
    title: str = field(default="", repr=False)
    window: Window | None = None
    stages: Mapping[Supply, int]
    dispatched: int
    delivered: int
    returned: ReturnStage | None = None

    @property
    def live(self) -> int:
        """How many units are ordered and not cancelled."""
        return self.ordered - self.cancelled


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipment:
    """One parcel: whose journey it makes, with what, where it is and how it ended.

    `id` is the vendor's, `subject` what milestones and keys call it: the first outbound parcel is
    "1" for ever. `how` is None while nobody said how it was delivered. `further` is what was first heard
    of when all that was ordered had been delivered, or in place of what was lost: sent in exchange, or anew.
    """

    id: str
    subject: str
    role: ShipmentRole = ShipmentRole.OUTBOUND
    contents: tuple[LineQuantity, ...] = ()
    position: Position = Position.PLANNED
    outcome: Outcome = Outcome.OPEN
    direction: Direction = Direction.FORWARD
    problems: tuple[OpenProblem, ...] = ()
    appointment: Agreement = Agreement()
    pickup: Pickup | None = None
    health: TrackingHealth = TrackingHealth.NEVER_SEEN
    refs: tuple[TrackingRef, ...] = ()
    courier: str | None = None
    eta: Window | None = None
    eta_since: Instant | None = None
    eta_source: str | None = None
    eta_previous: Window | None = None
    how: DeliveredHow | None = None
    partial: bool
    brought: tuple[LineQuantity, ...] = ()
    further: bool = False
    dispatched_at: Instant | None = None
    delivered_at: Instant | None = None
    counts: Mapping[Milestone, int]

    @property
    def is_promised(self) -> bool:
        """Whether the checkout's promise is about it: not about what is sent in another's place, or in exchange."""
        return self.role is not ShipmentRole.REPLACEMENT and not self.further
