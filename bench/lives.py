"""Many lives of a personal shopper's orders: every moment at which a host would plan, and what it knew then."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from postpurchase import presets
from postpurchase.events import BARE, Arrival, Carriage, Change, Contacted, Details, Event, OrderLine, Placed
from postpurchase.ledger import Row
from postpurchase.order import replay
from postpurchase.people import Customer, Reach, Recipient, Shop
from postpurchase.planning import Plan, plan
from postpurchase.vocabulary import Channel, EventKind, Level, Mode, RowKind

K = EventKind

PLACED_AT: Final = datetime(2026, 10, 5, 13, 40, tzinfo=UTC)
POLICY: Final = presets.buy_on_demand(Shop(name="Kumo", zone="Asia/Tokyo", locale="ja"))
CUSTOMER: Final = Customer(
    id="c1", buyer=Recipient(locale="ja", zone="Asia/Tokyo", channels={Channel.EMAIL: Reach()})
)
COURSE: Final = (
    K.ORDER_CONFIRMED,
    K.PAYMENT_CAPTURED,
    K.ITEM_SECURED,
    K.ARRIVED_IN_COUNTRY,
    K.INSPECTION_PASSED,
    K.HANDED_OVER,
    K.DELIVERED,
)
TURNS: Final = (
    K.INQUIRY_RECEIVED,
    K.LEVEL_CHANGED,
    K.PAUSED,
    K.RESUMED,
    K.ITEM_UNAVAILABLE,
    K.LOST,
    K.RETURN_STARTED,
    K.ORDER_CANCELLED,
    K.REFUNDED,
)
DETAILS: Final[Mapping[EventKind, Details]] = {
    K.HANDED_OVER: Carriage(courier="express"),
    K.DELIVERED: Arrival(),
    K.LEVEL_CHANGED: Contacted(level=Level.MORE),
    K.ORDER_CANCELLED: Change(),
}
OF_PARCELS: Final = frozenset({K.HANDED_OVER, K.DELIVERED, K.LOST, K.RETURN_STARTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What a host knows when it asks for a plan."""

    events: tuple[Event, ...]
    rows: tuple[Row, ...]
    now: datetime

    def plan(self) -> Plan:
        """Fold and decide: the whole job."""
        return plan(replay(self.events), POLICY, now=self.now, customer=CUSTOMER, ledger=self.rows)


def life(seed: int) -> Iterator[Moment]:
    """Yield the moments of one life: every event, and every wake-up, each sending recorded at once."""
    events = tuple(_events(random.Random(seed)))
    rows: tuple[Row, ...] = ()
    now: datetime | None = events[0].at
    while now is not None:
        moment = Moment(events=tuple(event for event in events if event.at <= now), rows=rows, now=now)
        yield moment
        made = moment.plan()
        rows += tuple(message.outcome(RowKind.SENT, at=now) for message in made.messages)
        rows += tuple(action.outcome(at=now) for action in made.actions)
        ahead = [event.at for event in events if event.at > now]
        wake = [made.wake_at] if made.wake_at is not None and ahead else []
        now = min(ahead + wake, default=None)


def _events(dice: random.Random) -> Iterator[Event]:
    placed = Placed(mode=Mode.BUY_ON_DEMAND, lines=(OrderLine(id="A"),))
    at = PLACED_AT + timedelta(minutes=dice.randrange(1440))
    yield Event(kind=K.ORDER_PLACED, order="o1", at=at, id="0", details=placed)
    for number, kind in enumerate(_course(dice), start=1):
        at += timedelta(minutes=dice.choice((5, 45, 600, 1_500, 4_000)))
        yield Event(
            kind=kind,
            order="o1",
            at=at,
            id=str(number),
            shipment="P1" if kind in OF_PARCELS else None,
            details=DETAILS.get(kind, BARE[kind]),
        )


def _course(dice: random.Random) -> list[EventKind]:
    course: list[EventKind] = list(COURSE)
    for turn in dice.sample(TURNS, dice.choice((0, 0, 1, 2))):
        course.insert(dice.randrange(1, len(course) + 1), turn)
    return course
