"""What the customer said and did, as the order's events tell it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from postpurchase.events import Appointment, Contacted, Event
from postpurchase.order import Identity, Order
from postpurchase.vocabulary import Channel, EventKind
from postpurchase.windows import Instant, Slot

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

_WRITTEN: Final = frozenset(Channel) - {Channel.CALL}
_WITH_SLOT: Final = (Appointment, Contacted)

_ACTS: Final = frozenset(
    {
        EventKind.ORDER_PLACED,
        EventKind.INQUIRY_RECEIVED,
        EventKind.QUESTION_ANSWERED,
        EventKind.LEVEL_CHANGED,
        EventKind.DELIVERY_REQUESTED,
        EventKind.CONTACT_RECEIVED,
    }
)


def slots_of(order: Order) -> Iterator[tuple[Instant, Slot]]:
    """Yield the slots the customer gave or agreed to, the latest first, and when."""
    for event in reversed(order.events):
        if isinstance(event.details, _WITH_SLOT) and (slot := _slot_in(event.details)) is not None:
            yield event.t, slot
    given = (order.placed.checkout.slot or order.placed.promised.slot) if order.placed else None
    if given is not None and order.placed_at is not None:
        yield order.placed_at, given


def _slot_in(details: Appointment | Contacted) -> Slot | None:
    return details.slot if isinstance(details, Appointment) else details.chosen


def slot_by(order: Order) -> Event | None:
    """Return the event that gave or agreed to the latest slot; the order itself where none did."""
    for event in reversed(order.events):
        if isinstance(event.details, _WITH_SLOT) and _slot_in(event.details) is not None:
            return event
    return placed_by(order)


def placed_by(order: Order) -> Event | None:
    """Return the event that placed an order."""
    return next((event for event in order.events if event.kind is EventKind.ORDER_PLACED), None)


def answers_at(order: Order) -> Mapping[str, Instant]:
    """Return when each question was first answered; any contact answers the question `contact`."""
    first: dict[str, Instant] = {}
    for event in order.events:
        if isinstance(event.details, Contacted):
            spoken = ("contact",) if event.kind is EventKind.CONTACT_RECEIVED else ()
            for question in (*event.details.answers, *spoken):
                first.setdefault(question, event.t)
    return first


def ways_of(order: Order) -> Mapping[Identity, Channel]:
    """Return by which channel the customer wrote, of every act that says so; a call is answered by whoever took it."""
    return {
        event.identity: Channel(event.details.channel)
        for event in order.events
        if isinstance(event.details, Contacted) and event.details.channel in _WRITTEN
    }


def customer_acts(order: Order) -> list[Event]:
    """Return what the customer did, in order: placing, asking, answering, changing the level."""
    return [event for event in order.events if event.kind in _ACTS]
