"""How the tests of this folder write histories: a kind, hours after the placing, and what else is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, datetime, timedelta

from postpurchase.events import SHAPE_OF, Event, LineQuantity, OrderLine, Tracking
from postpurchase.order import Order, Reached, replay
from postpurchase.vocabulary import EventKind, Mode, TrackingPart

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
"""The hour 0 of all histories."""

T0 = int(START.timestamp())
HOUR = 3_600
DAY = 24 * HOUR


def moment(hours: float) -> datetime:
    """Return so many hours after the start."""
    return START + timedelta(hours=hours)


def happened(kind: str, hours: float, *, received: float | None = None, **known: object) -> Event:
    """Return an event; what its details have goes there. Left alone, its id is its kind and hour."""
    shape = SHAPE_OF[EventKind(kind)]
    own = {field.name for field in fields(shape)}
    details = {name: value for name, value in known.items() if name in own}
    rest = {name: value for name, value in known.items() if name not in own}
    received_at = None if received is None else moment(received)
    named = {"order": "o1", "id": f"{kind}@{hours}", "received_at": received_at, **rest}
    return Event(
        kind=EventKind(kind), at=moment(hours), details=shape(**details) if details else None, **named
    )


def placed(*lines: str, mode: Mode = Mode.STOCK, hours: float = 0, **known: object) -> Event:
    """Return the placing of an order of lines, written "A" or "A*3"."""
    parts = [line.partition("*") for line in lines]
    ordered = tuple(OrderLine(id=name, qty=int(qty or 1)) for name, _, qty in parts)
    return happened("order_placed", hours, lines=ordered, mode=mode, **known)


def of(*lines: str) -> tuple[LineQuantity, ...]:
    """Return quantities of lines, written "A" for all of it or "A*2"."""
    parts = [line.partition("*") for line in lines]
    return tuple(LineQuantity(id=name, qty=int(qty) if qty else None) for name, _, qty in parts)


def number(text: str, part: str = "whole") -> Tracking:
    """Return a tracking number."""
    return Tracking(number=text, part=TrackingPart(part))


def order_of(*events: Event) -> Order:
    """Return the order of a history."""
    return replay(events)


def steps(*kinds_and_hours: tuple[str, float], **known: object) -> list[Event]:
    """Return events of the parcel, all with the same further knowledge."""
    return [happened(kind, hours, **known) for kind, hours in kinds_and_hours]


def names(milestones: Iterable[Reached]) -> list[str]:
    """Return milestones as text: `delivered@1`, and `#2` from the second time on."""
    return [
        f"{one.milestone}@{one.subject}" + (f"#{one.number}" if one.number > 1 else "") for one in milestones
    ]


def of_parcel(order: Order, subject: str = "1") -> list[str]:
    """Return the milestones of one subject, without naming it."""
    found = [one for one in order.milestones if one.subject == subject]
    return [one.partition("@")[0] + one.partition("@")[2][len(subject) :] for one in names(found)]
