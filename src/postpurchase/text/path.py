"""Which of the things that happen to an order its customer may see, and as part of what."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from postpurchase.events import Event
from postpurchase.order import CUSTOMER_FACING, ORDER, Order
from postpurchase.text.acts import Heard
from postpurchase.vocabulary import Channel, EventKind, Party, ShipmentRole, WarningKind, Word
from postpurchase.windows import Instant


class Strand(Word):
    """What an entry of a timeline is part of: the order, a parcel's path, or what people said."""

    ORDER = "order"
    PARCEL = "parcel"
    CONTACT = "contact"


_K = EventKind

# What is in none of these rows stays inside the shop: money but for refunds, holds, pauses and deadlines,
# what the feed believes of the date (the shop tells that, when it is believable), the vendor's own words.
_SHOWN: Final[Mapping[Strand, tuple[EventKind, ...]]] = {
    Strand.ORDER: (
        _K.ORDER_PLACED,
        _K.ORDER_CONFIRMED,
        _K.ORDER_EDITED,
        _K.ORDER_CANCELLED,
        _K.ORDER_EXPIRED,
        _K.ORDER_REOPENED,
        _K.LINES_CANCELLED,
        _K.ADDRESS_CHANGED,
        _K.REFUNDED,
        _K.SOURCING_STARTED,
        _K.ITEM_SECURED,
        _K.ITEM_UNAVAILABLE,
        _K.PRODUCTION_STARTED,
        _K.PRODUCTION_FINISHED,
        _K.ARRIVED_IN_COUNTRY,
        _K.RECEIVED_BY_SHOP,
        _K.INSPECTION_PASSED,
        _K.READY_TO_SHIP,
        _K.RETURN_APPROVED,
        _K.RETURN_DECLINED,
        _K.RETURN_RECEIVED,
        _K.CLAIM_CLOSED,
    ),
    Strand.PARCEL: (
        _K.SHIPMENT_ANNOUNCED,
        _K.HANDED_OVER,
        _K.ACCEPTED,
        _K.DEPARTED,
        _K.ARRIVED,
        _K.LEFT_COUNTRY,
        _K.ENTERED_COUNTRY,
        _K.ARRIVED_IN_CITY,
        _K.PASSED_TO_COURIER,
        _K.REDIRECTED,
        _K.CUSTOMS_STARTED,
        _K.CUSTOMS_HELD,
        _K.CUSTOMS_RELEASED,
        _K.DUTY_DUE,
        _K.APPOINTMENT_NEEDED,
        _K.APPOINTMENT_AGREED,
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
        _K.PROBLEM_RAISED,
        _K.PROBLEM_RESOLVED,
        _K.TRACKING_CHANGED,
    ),
    Strand.CONTACT: (
        _K.CONTACT_RECEIVED,
        _K.QUESTION_ANSWERED,
        _K.INQUIRY_RECEIVED,
        _K.LEVEL_CHANGED,
        _K.DELIVERY_REQUESTED,
        _K.CONTACT_FAILED,
        _K.RETURN_REQUESTED,
        _K.CLAIM_OPENED,
    ),
}
STRAND: Final[Mapping[EventKind, Strand]] = MappingProxyType(
    {kind: strand for strand, kinds in _SHOWN.items() for kind in kinds}
)
"""The strand of every kind of event that a customer may see."""

NOT_BELIEVED: Final = frozenset(
    {
        WarningKind.RECYCLED_NUMBER,
        WarningKind.CLOSED_NUMBER,
        WarningKind.BEFORE_ACCEPTED,
        WarningKind.ABROAD,
        WarningKind.PLACED_AGAIN,
    }
)
"""What marks a fact as some other parcel's or order's, or as nobody's."""

FOR_THE_BUYER: Final = frozenset({*_SHOWN[Strand.ORDER], *_SHOWN[Strand.CONTACT]} - {_K.CONTACT_FAILED})
"""What whoever receives a gift does not see: the order, its goods and money, and what its buyer said."""


def path(order: Order, *, to_buyer: bool) -> tuple[Event, ...]:
    """Return the events that whoever bought may see, or whoever receives a gift: the parcels alone."""
    strange = {warning.event for warning in order.warnings if warning.kind in NOT_BELIEVED}
    return tuple(
        event
        for event in order.events
        if event.kind in STRAND
        and event.identity not in strange
        and (to_buyer or event.kind not in FOR_THE_BUYER)
        and role_of(order, subject_of(order, event)) is not ShipmentRole.INBOUND
    )


def subject_of(order: Order, event: Event) -> str:
    """Return what an event is about: a parcel as we call it, or the order."""
    if event.shipment is not None:
        return order.subjects.get(event.shipment, event.shipment)
    alone = order.travelling if STRAND.get(event.kind) is Strand.PARCEL else ()
    return alone[0] if len(alone) == 1 else ORDER


def role_of(order: Order, subject: str) -> ShipmentRole | None:
    """Return whose journey a parcel makes; None for the order."""
    parcel = order.shipment(subject)
    return None if parcel is None else parcel.role


def number_of(order: Order, subject: str) -> int | None:
    """Return which of several parcels on their way to the customer one is, counted from 1."""
    facing = [one.subject for one in order.shipments if one.role in CUSTOMER_FACING]
    return facing.index(subject) + 1 if len(facing) > 1 and subject in facing else None


def values_of_event(event: Event) -> dict[str, object]:
    """Return what the words about an event may mention; never a reason, which staff or couriers typed."""
    found = {name: getattr(event.details, name, None) for name in _MENTIONED}
    return {name: value for name, value in found.items() if value is not None}


def goods_of(order: Order, event: Event) -> tuple[str, ...]:
    """Return the titles of what an event of the order is about; none where that is all of it, or nobody said."""
    if STRAND.get(event.kind) is not Strand.ORDER:
        return ()
    named = {one.id for one in event.lines}
    about = [line for line in order.lines if line.id in named]
    return tuple(line.title for line in about if line.title) if len(about) < len(order.lines) else ()


def courier_of(event: Event) -> str | None:
    """Return the key of the courier an event names."""
    found = getattr(event.details, "courier", None)
    return found if isinstance(found, str) else None


def courier_at(order: Order, subject: str, at: Instant) -> str | None:
    """Return the key of the courier that had a parcel, or the order, at an instant; None where there were several."""
    named: dict[str, str] = {}
    for event in order.events:
        if event.t <= at and (courier := courier_of(event)) is not None:
            named[subject_of(order, event)] = courier
    if subject in named:
        return named[subject]
    promised = order.placed.promised.courier if order.placed else None
    found: set[str | None] = {*named.values()} if named else {promised}
    return found.pop() if len(found) == 1 else None


def channel_of(event: Event) -> Channel | None:
    """Return the channel an event names, if it is one of ours."""
    named = getattr(event.details, "channel", None)
    return Channel(named) if named in set(Channel) else None


AUTHORS: Final[Mapping[EventKind, tuple[Party, Heard]]] = MappingProxyType(
    {_K.CONTACT_FAILED: (Party.COURIER, Heard.NOT_REACHED)}
)
"""Who acted in a contact that was not the customer's own act, and what became of it."""

_MENTIONED: Final = ("slot", "amount", "place", "point", "keep_until", "how", "problem")
