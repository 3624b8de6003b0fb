"""What an event or a ledger row costs, among eight of them and among a thousand.

Among eight, a plan costs the same whatever happened, so a middle size stands between: what grows faster
than its input shows from there on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

from bench.goals import AtMost, Benchmark
from bench.lives import CUSTOMER, POLICY
from bench.paired import Candidate, Tell
from postpurchase import presets
from postpurchase.events import Carriage, Event, LineQuantity, OrderLine, Placed
from postpurchase.ledger import Row, compact
from postpurchase.order import Order, replay
from postpurchase.planning import Plan, plan
from postpurchase.policy import Cap, CapScope, Policy
from postpurchase.vocabulary import Channel, EventKind, Mode, Role, RowKind

FEW, SOME, MANY = 8, 125, 1_000
MOST: Final = 1.3
START: Final = datetime(2026, 10, 5, 1, tzinfo=UTC)
TURNS: Final = (EventKind.DEPARTED, EventKind.ARRIVED, EventKind.INQUIRY_RECEIVED, EventKind.OUT_FOR_DELIVERY)

RETAIL: Final = presets.retail(POLICY.shop)
CAPPED: Final = replace(
    POLICY,
    id="capped",
    caps=(
        Cap(limit=3, span=timedelta(hours=24)),
        Cap(limit=5, span=timedelta(days=7), scope=CapScope.ORDER),
        Cap(limit=2, span=timedelta(hours=1), scope=CapScope.CHANNEL, channel=Channel.EMAIL),
    ),
)


def events(count: int) -> list[Event]:
    """Return the life of one parcel that takes so many events."""
    lines = (OrderLine(id="A"),)
    first = Event(
        kind=EventKind.ORDER_PLACED,
        order="o1",
        at=START,
        id="0",
        details=Placed(mode=Mode.BUY_ON_DEMAND, lines=lines),
    )
    sent = Event(
        kind=EventKind.HANDED_OVER,
        order="o1",
        at=START + timedelta(minutes=1),
        id="1",
        shipment="P1",
        details=Carriage(courier="express"),
    )
    more = [
        Event(
            kind=TURNS[number % len(TURNS)],
            order="o1",
            at=START + timedelta(minutes=number),
            id=str(number),
            shipment=None if TURNS[number % len(TURNS)] is EventKind.INQUIRY_RECEIVED else "P1",
        )
        for number in range(2, count)
    ]
    return [first, sent, *more]


def parcels(count: int) -> list[Event]:
    """Return an order that travels in so many parcels, half of them delivered."""
    names = [f"P{number}" for number in range(count)]
    placed = Event(
        kind=EventKind.ORDER_PLACED,
        order="o1",
        at=START,
        id="0",
        details=Placed(lines=tuple(OrderLine(id=name) for name in names)),
    )
    sent = [
        Event(
            kind=EventKind.HANDED_OVER,
            order="o1",
            at=START + timedelta(minutes=number),
            id=f"sent {name}",
            shipment=name,
            details=Carriage(contents=(LineQuantity(id=name),)),
        )
        for number, name in enumerate(names, start=1)
    ]
    brought = [
        Event(
            kind=EventKind.DELIVERED,
            order="o1",
            at=START + timedelta(days=1, minutes=number),
            id=f"brought {name}",
            shipment=name,
        )
        for number, name in enumerate(names[::2])
    ]
    return [placed, *sent, *brought]


def rows(count: int) -> list[Row]:
    """Return a customer's ledger of so many messages, one in eight about this order."""
    return [
        Row(
            kind=RowKind.SENT,
            at=START + timedelta(minutes=number),
            order="o1" if number % 8 == 0 else f"o{number}",
            to=Role.BUYER,
            channel=Channel.EMAIL,
            touchpoint="inquiry_answered",
            keys=(f"k{number}",),
            tells={"inquiry_answered": number},
        )
        for number in range(count)
    ]


def _planned(order: Order, policy: Policy, ledger: list[Row]) -> Plan:
    return plan(order, policy, now=START + timedelta(days=2), customer=CUSTOMER, ledger=ledger)


def _explained(order: Order, policy: Policy, ledger: list[Row]) -> list[object]:
    return [verdict.reasons for verdict in _planned(order, policy, ledger).verdicts]


def _fold(count: int) -> Candidate:
    given = events(count)
    return lambda: replay(given).milestones


def _fold_parcels(count: int) -> Candidate:
    given = parcels(count)
    return lambda: replay(given).milestones


def _plan_parcels(count: int) -> Candidate:
    order = replay(parcels(count))
    return lambda: _planned(order, RETAIL, [])


def _explain_parcels(count: int) -> Candidate:
    order = replay(parcels(count))
    return lambda: _explained(order, RETAIL, [])


def _live(count: int) -> Candidate:
    given, now = events(count), START + timedelta(days=2)
    return lambda: plan(replay(given), POLICY, now=now, customer=CUSTOMER)


def _compact(count: int) -> Candidate:
    given = rows(count)
    return lambda: compact(given)


def _ledger(policy: Policy, ask: Callable[[Order, Policy, list[Row]], object], count: int) -> Candidate:
    order, given = replay(events(FEW)), rows(count)
    return lambda: ask(order, policy, given)


KINDS: Final[Mapping[str, Callable[[int], Candidate]]] = {
    "fold events": _fold,
    "fold and plan events": _live,
    "fold parcels": _fold_parcels,
    "plan over parcels": _plan_parcels,
    "explain over parcels": _explain_parcels,
    "plan over rows": partial(_ledger, POLICY, _planned),
    "plan over rows, with caps": partial(_ledger, CAPPED, _planned),
    "explain over rows, with caps": partial(_ledger, CAPPED, _explained),
    "compact rows": _compact,
}


def prepare(tell: Tell) -> Benchmark:
    """Return each kind of work over few and over many items."""
    sizes = [(f"{kind}, {count:,}", kind, count) for kind in KINDS for count in (FEW, SOME, MANY)]
    return Benchmark(
        candidates={name: KINDS[kind](count) for name, kind, count in sizes},
        floor=f"fold events, {FEW:,}",
        goals=tuple(
            AtMost(f"{kind}, {MANY:,}", MOST, f"{kind}, {fewer:,}") for kind in KINDS for fewer in (FEW, SOME)
        ),
        items={name: count for name, _, count in sizes},
    )
