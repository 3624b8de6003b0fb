"""What happened: one event class, a dozen shapes of detail, and the rules that make a set of them.

Events are a set by (source, id). Of two copies the greatest (received_at, bytes) wins and the
least received_at is when it was learned; the order is (at, source, sequence, id).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType

from postpurchase.classes import dataclass, field
from postpurchase.digests import canonical, digest, sparse
from postpurchase.errors import Fault, InvalidInput, checked, faults_of, invalid
from postpurchase.kinds import check_kinds, check_name, misfits
from postpurchase.vocabulary import (
    DeliveredHow,
    EventKind,
    HoldReason,
    Level,
    Mode,
    Notify,
    Party,
    Problem,
    Service,
    ShipmentRole,
    TimeQuality,
    TrackingPart,
)
from postpurchase.windows import Instant, Slot, Window, instant, utc_text

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final, TypeAlias

_CAPITALS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount in minor units of an ISO 4217 currency: 1980 JPY is 1,980 yen."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        check_kinds(self)
        if len(self.currency) != 3 or not _CAPITALS.issuperset(self.currency):
            raise invalid("currency", "not an ISO 4217 code", 'give three capital letters, as in "JPY"')


@dataclass(frozen=True, slots=True, kw_only=True)
class LineQuantity:
    """Part of an order: a line, and how many of it; None means all of it."""

    id: str
    qty: int | None = None

    def __post_init__(self) -> None:
        check_kinds(self)
        if self.qty is not None and self.qty < 0:
            raise invalid("qty", "below 0", "give how many, or leave it out for all of the line")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """One line as ordered; `window` is when this line alone is promised."""

    id: str
    qty: int = 1
    title: str = field(default="", repr=False)
    mode: Mode | None = None
    window: Window | None = None

    def __post_init__(self) -> None:
        check_kinds(self)
        if self.qty < 1:
            raise invalid("qty", "below 1", "give the quantity ordered, at least 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """What the checkout promised; lateness is measured against it until something newer is told."""

    ship_by: datetime | None = None
    window: Window | None = None
    slot: Slot | None = None
    service: Service | None = None
    courier: str | None = None

    def __post_init__(self) -> None:
        _check_time("ship_by", self.ship_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """What the customer gave at checkout, and is never asked again."""

    slot: Slot | None = None
    phone: bool = False
    address_ok: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where the order goes, as far as policies need to know."""

    country: str | None = None
    region: str | None = None
    remote: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracking:
    """A tracking number and the stretch of the way it covers."""

    number: str
    url: str | None = None
    part: TrackingPart = TrackingPart.WHOLE


def _check_time(path: str, at: datetime | None) -> None:
    if at is not None:
        checked(path, instant, at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """The vendor's own words, kept for staff."""

    code: str = ""
    text: str = field(default="", repr=False)


# -- the shapes of detail -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Detail of `order_placed`."""

    mode: Mode = Mode.STOCK
    lines: tuple[OrderLine, ...] = ()
    promised: Promised = Promised()
    checkout: Checkout = Checkout()
    destination: Destination = Destination()
    needed_by: date | None = None
    gift: bool = False
    sales_channel: str | None = None
    gates: tuple[str, ...] = ()
    total: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Detail of changes to the order itself: who, and why."""

    by: Party | None = None
    reason: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Funds:
    """Detail of payments and refunds; `number` tells several apart."""

    amount: Money | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Detail of holds: an id, a reason, and until when it may last."""

    hold: str = ""
    reason: HoldReason = HoldReason.OTHER
    until: datetime | None = None

    def __post_init__(self) -> None:
        _check_time("until", self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacted:
    """Detail of what a customer or staff said: answers by question, level, slot, actor."""

    channel: str | None = None
    about: str | None = field(default=None, repr=False)
    answers: Mapping[str, object] = field(default_factory=dict, repr=False)
    level: Level | None = None
    slot: Slot | None = None
    actor: str | None = field(default=None, repr=False)

    @property
    def chosen(self) -> Slot | None:
        """The slot the customer chose with it, whether named outright or as an answer."""
        answer = self.slot or self.answers.get("slot")
        return answer if isinstance(answer, Slot) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """Detail of shipping deadlines and their extension."""

    deadline: datetime | None = None
    answer: str | None = None

    def __post_init__(self) -> None:
        _check_time("deadline", self.deadline)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """Detail of supply events: the lines stand on the event, so there is nothing more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carriage:
    """Detail of a parcel's way: role, contents, place, courier, tracking."""

    role: ShipmentRole | None = None
    contents: tuple[LineQuantity, ...] = ()
    place: str | None = field(default=None, repr=False)
    courier: str | None = None
    tracking: Tracking | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Customs:
    """Detail of customs: what is due, and by when."""

    amount: Money | None = None
    required_by: datetime | None = None

    def __post_init__(self) -> None:
        _check_time("required_by", self.required_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """Detail of agreeing on date and time."""

    slot: Slot | None = None
    attempt: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Detail of the last mile: how, in part, at which point, kept until, which attempt, by which number."""

    reason: str | None = field(default=None, repr=False)
    how: DeliveredHow | None = None
    partial: bool = False
    point: str | None = field(default=None, repr=False)
    keep_until: date | None = None
    attempt: int | None = None
    tracking: Tracking | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Detail of problems, estimates and tracking: what, who must act, the feed's window, the new number."""

    problem: Problem | None = None
    action_by: Party | None = None
    window: Window | None = None
    tracking: Tracking | None = None
    courier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """Detail of returns and claims."""

    reason: str | None = field(default=None, repr=False)


Details: TypeAlias = (
    Placed
    | Change
    | Funds
    | Held
    | Contacted
    | Deadline
    | Sourced
    | Carriage
    | Customs
    | Appointment
    | Arrival
    | Trouble
    | Claimed
)

_K = EventKind
_SHAPES: Final[Mapping[type[Details], tuple[EventKind, ...]]] = {
    Placed: (_K.ORDER_PLACED,),
    Change: (
        _K.ORDER_CONFIRMED,
        _K.ORDER_EDITED,
        _K.ORDER_CLOSED,
        _K.ORDER_REOPENED,
        _K.ORDER_CANCELLED,
        _K.ORDER_EXPIRED,
        _K.LINES_CANCELLED,
        _K.ADDRESS_CHANGED,
    ),
    Funds: (_K.PAYMENT_AUTHORIZED, _K.PAYMENT_CAPTURED, _K.PAYMENT_FAILED, _K.PAYMENT_EXPIRED, _K.REFUNDED),
    Held: (_K.HOLD_PLACED, _K.HOLD_RELEASED),
    Contacted: (
        _K.CONTACT_RECEIVED,
        _K.QUESTION_ANSWERED,
        _K.INQUIRY_RECEIVED,
        _K.LEVEL_CHANGED,
        _K.DELIVERY_REQUESTED,
        _K.PAUSED,
        _K.RESUMED,
    ),
    Deadline: (_K.SHIP_DEADLINE_SET, _K.EXTENSION_REQUESTED, _K.EXTENSION_ANSWERED),
    Sourced: (
        _K.SOURCING_STARTED,
        _K.ITEM_SECURED,
        _K.ITEM_UNAVAILABLE,
        _K.PRODUCTION_STARTED,
        _K.PRODUCTION_FINISHED,
        _K.ARRIVED_IN_COUNTRY,
        _K.RECEIVED_BY_SHOP,
        _K.INSPECTION_PASSED,
        _K.INSPECTION_FAILED,
        _K.READY_TO_SHIP,
    ),
    Carriage: (
        _K.SHIPMENT_PLANNED,
        _K.SHIPMENT_ANNOUNCED,
        _K.SHIPMENT_CANCELLED,
        _K.HANDED_OVER,
        _K.ACCEPTED,
        _K.DEPARTED,
        _K.ARRIVED,
        _K.LEFT_COUNTRY,
        _K.ENTERED_COUNTRY,
        _K.ARRIVED_IN_CITY,
        _K.PASSED_TO_COURIER,
        _K.REDIRECTED,
    ),
    Customs: (_K.CUSTOMS_STARTED, _K.CUSTOMS_HELD, _K.CUSTOMS_RELEASED, _K.DUTY_DUE),
    Appointment: (_K.APPOINTMENT_NEEDED, _K.APPOINTMENT_AGREED, _K.CONTACT_FAILED),
    Arrival: (
        _K.OUT_FOR_DELIVERY,
        _K.ATTEMPT_FAILED,
        _K.READY_FOR_PICKUP,
        _K.PICKUP_EXPIRED,
        _K.DELIVERED,
        _K.DELIVERY_RETRACTED,
        _K.RETURN_STARTED,
        _K.RETURNED,
        _K.LOST,
        _K.DESTROYED,
    ),
    Trouble: (
        _K.PROBLEM_RAISED,
        _K.PROBLEM_RESOLVED,
        _K.ETA_CHANGED,
        _K.TRACKING_CHANGED,
        _K.TRACKING_EXPIRED,
        _K.TRACKING_RESUMED,
    ),
    Claimed: (
        _K.RETURN_REQUESTED,
        _K.RETURN_APPROVED,
        _K.RETURN_DECLINED,
        _K.RETURN_RECEIVED,
        _K.CLAIM_OPENED,
        _K.CLAIM_CLOSED,
        _K.UNCLASSIFIED,
    ),
}

SHAPE_OF: Final[Mapping[EventKind, type[Details]]] = MappingProxyType(
    {kind: shape for shape, kinds in _SHAPES.items() for kind in kinds}
)
"""The shape of detail of every kind of event; total by test."""

MADE: Final = "~"
"""How an id begins that was made from its event's content."""

BARE: Final[Mapping[EventKind, Details]] = {
    kind: details
    for details, kinds in [(shape(), kinds) for shape, kinds in _SHAPES.items()]
    for kind in kinds
}
"""What an event of each kind bears when nothing more is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to an order, reported with its time.

    `at` is when it happened and `received_at` when it was learned (default `at`), both aware.
    `id` is unique per source; left out, it is made from the content, begins with `~`, and is made anew
    when `dataclasses.replace` changes the content. `details` has the shape `SHAPE_OF[kind]`; left out,
    it is that shape with nothing known.

    >>> from datetime import datetime, UTC
    >>> Event(kind=EventKind.ITEM_SECURED, order="o1", at=datetime(2026, 10, 8, 6, tzinfo=UTC), id="1")
    <Event item_secured order=o1 at=2026-10-08T06:00:00Z shop:1>
    """

    kind: EventKind
    order: str
    at: datetime
    received_at: datetime | None = None
    time_quality: TimeQuality = TimeQuality.OFFSET
    source: str = "shop"
    id: str = ""
    sequence: int = 0
    shipment: str | None = None
    lines: tuple[LineQuantity, ...] = ()
    notify: Notify = Notify.AUTO
    raw: Raw | None = None
    details: Details = None  # type: ignore[assignment]  # filled below, so readers never meet None
    t: Instant = field(init=False, compare=False, default=0)
    learned: Instant = field(init=False, compare=False, default=0)

    def __post_init__(self) -> None:
        try:
            self._settle()
        except InvalidInput:
            raise InvalidInput(sorted(self._faults())) from None  # the first fault hid the others
        if not self.id or self.id.startswith(MADE):
            object.__setattr__(self, "id", MADE + self._natural_id())

    def _settle(self) -> None:
        """Fill in what was left out; raise `InvalidInput` for the first thing that is wrong."""
        put = object.__setattr__
        if type(self.kind) is not EventKind:
            put(self, "kind", checked("kind", EventKind, self.kind))
        check_name("order", self.order)
        if self.details is None:
            put(self, "details", BARE[self.kind])
        put(self, "t", checked("at", instant, self.at))
        received = self.received_at
        put(self, "learned", self.t if received is None else checked("received_at", instant, received))
        check_shape(self.kind, self.details)
        checked("details", check_kinds, self.details)
        if not self._is_plain():
            check_kinds(self)

    def _is_plain(self) -> bool:
        """Say whether the fields that nothing else looks at are of their kinds: mostly so, and quickly seen."""
        return (
            type(self.time_quality) is TimeQuality
            and type(self.notify) is Notify
            and type(self.source) is type(self.id) is str
            and type(self.sequence) is int
            and (self.shipment is None or type(self.shipment) is str)
            and (self.raw is None or type(self.raw) is Raw)
            and type(self.lines) is tuple
            and all(type(line) is LineQuantity for line in self.lines)
        )

    def _faults(self) -> Iterator[Fault]:
        """Yield everything that is wrong, each on its own."""
        kinds = faults_of(checked, "kind", EventKind, self.kind)
        yield from kinds
        yield from faults_of(check_name, "order", self.order)
        yield from faults_of(checked, "at", instant, self.at)
        if self.received_at is not None:
            yield from faults_of(checked, "received_at", instant, self.received_at)
        yield from (fault for fault in misfits(self) if fault.path.partition(".")[0] in _LOOKED_AT_LAST)
        if self.details is not None:
            shapes = () if kinds else faults_of(check_shape, self.kind, self.details)
            yield from shapes or faults_of(checked, "details", check_kinds, self.details)

    def _natural_id(self) -> str:
        what = (
            self.kind,
            self.order,
            self.t,
            self.sequence,
            self.shipment,
            self.lines,
            self.raw,
            self.details,
        )
        return digest(canonical(sparse(what)).hex())

    @property
    def identity(self) -> tuple[str, str]:
        """What makes two copies the same event."""
        return self.source, self.id

    @property
    def position(self) -> tuple[Instant, str, int, str]:
        """Where the event stands in its order's history."""
        return self.t, self.source, self.sequence, self.id

    def __repr__(self) -> str:
        where = f" shipment={self.shipment}" if self.shipment else ""
        return f"<Event {self.kind} order={self.order}{where} at={utc_text(self.t)} {self.source}:{self.id}>"


_LOOKED_AT_LAST: Final = frozenset(
    {"time_quality", "source", "id", "sequence", "shipment", "lines", "notify", "raw"}
)


def check_shape(kind: EventKind, details: object) -> None:
    """Refuse details of another shape than those of the kind of event."""
    shape = SHAPE_OF[EventKind(kind)]
    if type(details) is not shape:
        raise invalid("details", f"wrong shape for {kind}", f"give {shape.__name__}(…)")


def distinct(events: Iterable[Event]) -> list[tuple[Event, Instant]]:
    """Return each event once, in order, with the instant it was first learned.

    Any order and any repetition of the same events gives the same list.
    """
    best: dict[tuple[str, str], tuple[Event, Instant]] = {}
    for event in events:
        key = (event.source, event.id)
        known = best.get(key)
        best[key] = (event, event.learned) if known is None else _merged(known, event)
    return sorted(best.values(), key=_position)


def _merged(known: tuple[Event, Instant], event: Event) -> tuple[Event, Instant]:
    kept, learned = known
    return (event if _precedes(event, kept) else kept), min(learned, event.learned)


def _precedes(event: Event, kept: Event) -> bool:
    if event.learned != kept.learned:
        return event.learned > kept.learned
    return event is not kept and canonical(event) > canonical(kept)


def _position(pair: tuple[Event, Instant]) -> tuple[Instant, str, int, str]:
    return pair[0].position
