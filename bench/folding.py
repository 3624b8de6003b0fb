"""Fold the eight events of one parcel's order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from bench.goals import AtMost, Benchmark
from bench.paired import Candidate, Tell
from postpurchase.events import Carriage, Event, OrderLine, Placed, Promised
from postpurchase.order import Order, replay
from postpurchase.vocabulary import EventKind

K = EventKind

PLACED_AT: Final = datetime(2026, 10, 5, 13, 40, tzinfo=UTC)
WHAT_HAPPENS: Final = (
    K.ORDER_PLACED,
    K.ORDER_CONFIRMED,
    K.PAYMENT_CAPTURED,
    K.HANDED_OVER,
    K.ACCEPTED,
    K.DEPARTED,
    K.OUT_FOR_DELIVERY,
    K.DELIVERED,
)
DETAILS: Final[Mapping[EventKind, Placed | Carriage]] = {
    K.ORDER_PLACED: Placed(lines=(OrderLine(id="A"),), promised=Promised(courier="express")),
    K.HANDED_OVER: Carriage(courier="express"),
}


def event(number: int, kind: EventKind) -> Event:
    """Return the n-th event, half a day after the one before; parcels' events name their parcel."""
    return Event(
        kind=kind,
        order="o1",
        at=PLACED_AT + timedelta(hours=12 * number),
        id=str(number),
        shipment="P1" if number > 2 else None,
        details=DETAILS.get(kind),  # type: ignore[arg-type]  # None is filled in
    )


EVENTS: Final = [event(number, kind) for number, kind in enumerate(WHAT_HAPPENS)]

# The least that any machine does: one look into a table for each event. It knows no duplicate, no late
# event, no second parcel, no time and no milestone.
TABLE: Final = {
    ("", "order_placed"): "placed",
    ("placed", "order_confirmed"): "confirmed",
    ("confirmed", "payment_captured"): "paid",
    ("paid", "handed_over"): "handed_over",
    ("handed_over", "accepted"): "accepted",
    ("accepted", "departed"): "in_transit",
    ("in_transit", "out_for_delivery"): "with_courier",
    ("with_courier", "delivered"): "delivered",
}
WORDS: Final = [str(kind.value) for kind in WHAT_HAPPENS]


def look_up() -> str:
    """Walk through a bare table."""
    state = ""
    for word in WORDS:
        state = TABLE[(state, word)]
    return state


def fold() -> Order:
    """Fold with everything that an order knows."""
    return replay(EVENTS)


def fold_shuffled() -> Order:
    """Fold events that come twice and backwards."""
    return replay(BACKWARDS)


def fold_and_look() -> tuple[object, ...]:
    """Fold, and look at what a decision looks at first."""
    order = replay(EVENTS)
    return order.milestones, order.shipments, order.progress, order.problem_open


BACKWARDS: Final = [*reversed(EVENTS), *EVENTS]
FLOOR: Final = "dict table (floor)"


def prepare(tell: Tell) -> Benchmark:
    """Return the candidates: our fold, and the bare table."""
    candidates: Mapping[str, Candidate] = {
        "replay": fold,
        FLOOR: look_up,
        "replay, and read the views": fold_and_look,
        "replay backwards, each event twice": fold_shuffled,
    }
    return Benchmark(candidates=candidates, floor=FLOOR, goals=(AtMost("replay", 6, FLOOR),))
