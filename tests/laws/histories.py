"""Random lives of orders, drawn from the edges that policies define.

Uniform random values miss `<` against `<=`. These are drawn from the edges themselves: a second
before, on and after the start and end of quiet hours, a lease, a wait, an age, a silence. A seed
names a history for ever.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import postpurchase as pp
from postpurchase.events import (
    Arrival,
    Carriage,
    Change,
    Contacted,
    LineQuantity,
    OrderLine,
    Placed,
    Promised,
    Tracking,
    Trouble,
)
from postpurchase.ledger import Row
from postpurchase.people import Consent, Reach, Revocation
from postpurchase.policy import Cap, CapScope
from postpurchase.vocabulary import (
    Channel,
    DeliveredHow,
    EventKind,
    Level,
    Mode,
    Notify,
    Party,
    Problem,
    Role,
    RowKind,
)
from postpurchase.windows import ClosedHours, DateWindow, Instant, instant, moment

ZONES = (
    "Asia/Tokyo",
    "Europe/Berlin",
    "America/New_York",
    "Europe/Moscow",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
)
DAYS = (date(2026, 3, 28), date(2026, 10, 24), date(2026, 11, 1), date(2026, 7, 10), date(2026, 12, 31))
EDGES_OF_DAY = (time(21), time(8), time(0), time(2, 30), time(12), time(18, 5))
STEPS = (0, 1, 60, 599, 600, 601, 1_799, 1_800, 1_801, 3_600, 43_200, 86_399, 86_400, 86_401)
LONG_STEPS = (172_800, 259_200, 432_000, 863_999, 864_000, 864_001)
DELAYS = (0, 0, 0, 0, 0, 1, 3_600, 259_199, 259_200, 259_201)

COURSES = {
    "buy_on_demand": (
        EventKind.ITEM_SECURED,
        EventKind.ARRIVED_IN_COUNTRY,
        EventKind.INSPECTION_PASSED,
        EventKind.HANDED_OVER,
        EventKind.DELIVERED,
    ),
    "retail": (
        EventKind.SHIPMENT_ANNOUNCED,
        EventKind.HANDED_OVER,
        EventKind.ACCEPTED,
        EventKind.OUT_FOR_DELIVERY,
        EventKind.DELIVERED,
    ),
}
TURNS = (
    EventKind.ATTEMPT_FAILED,
    EventKind.READY_FOR_PICKUP,
    EventKind.PROBLEM_RAISED,
    EventKind.PROBLEM_RESOLVED,
    EventKind.ORDER_CANCELLED,
    EventKind.REFUNDED,
    EventKind.RETURN_STARTED,
    EventKind.LOST,
    EventKind.INQUIRY_RECEIVED,
    EventKind.LEVEL_CHANGED,
    EventKind.PAUSED,
    EventKind.RESUMED,
    EventKind.TRACKING_CHANGED,
    EventKind.TRACKING_EXPIRED,
    EventKind.LINES_CANCELLED,
    EventKind.QUESTION_ANSWERED,
    EventKind.CLAIM_OPENED,
    EventKind.CLAIM_CLOSED,
)
PARCEL_KINDS = frozenset(
    {
        EventKind.SHIPMENT_ANNOUNCED,
        EventKind.HANDED_OVER,
        EventKind.ACCEPTED,
        EventKind.OUT_FOR_DELIVERY,
        EventKind.DELIVERED,
        EventKind.ATTEMPT_FAILED,
        EventKind.READY_FOR_PICKUP,
        EventKind.RETURN_STARTED,
        EventKind.LOST,
        EventKind.TRACKING_CHANGED,
        EventKind.TRACKING_EXPIRED,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """One order's life to come: everything the host would hand to the library, and when."""

    seed: int
    policy: pp.Policy
    customer: pp.Customer
    events: tuple[pp.Event, ...]
    observed: tuple[Row, ...]

    @property
    def start(self) -> Instant:
        """The first instant at which anything is known."""
        return min(event.learned for event in self.events)

    @property
    def end(self) -> Instant:
        """Two weeks after the last input, by when every silence has spoken."""
        return max([event.learned for event in self.events] + [row.t for row in self.observed]) + 14 * 86_400


def history(seed: int) -> History:
    """Return the history of that seed."""
    dice = random.Random(seed)
    preset = dice.choice(sorted(COURSES))
    zone = dice.choice(ZONES)
    events = tuple(_events(dice, preset, zone))
    return History(
        seed=seed,
        policy=_policy(dice, preset, zone),
        customer=_customer(dice, zone),
        events=events,
        observed=tuple(_observed(dice, events)),
    )


def _policy(dice: random.Random, preset: str, zone: str) -> pp.Policy:
    shop = pp.Shop(name="Probe", zone=zone, locale="en")
    made: pp.Policy = pp.presets.preset(preset, shop)
    if dice.random() < 0.3:
        scope = dice.choice((CapScope.CUSTOMER, CapScope.ORDER))
        cap = Cap(limit=dice.choice((1, 2)), span=timedelta(hours=dice.choice((1, 24))), scope=scope)
        made = replace(made, caps=(cap,))
    if dice.random() < 0.2:
        made = replace(made, cadence=replace(made.cadence, shortest_gap=timedelta(hours=dice.choice((1, 6)))))
    return made


def _customer(dice: random.Random, zone: str) -> pp.Customer:
    consented = Consent(transactional=moment(0 + 1_600_000_000), marketing=None)
    revoked = replace(consented, revoked=Revocation(marketing=moment(1_700_000_000)))
    consent = dice.choice((consented, consented, revoked))
    chosen = dice.choice(
        ((Channel.EMAIL,), (Channel.EMAIL, Channel.SMS), (Channel.MARKETPLACE_MESSAGE,), (Channel.SMS,))
    )
    quiet = dice.choice(
        (
            None,
            None,
            ClosedHours(start=time(0), end=time(6)),
            ClosedHours(start=time(23, 30), end=time(2, 30)),
        )
    )
    return pp.Customer(
        id="c1",
        level=dice.choice(tuple(Level)),
        buyer=pp.Recipient(
            locale="en",
            zone=dice.choice((zone, zone, *ZONES, None)),
            channels={channel: Reach(consent=consent) for channel in chosen},
            quiet_hours=quiet,
        ),
    )


def _events(dice: random.Random, preset: str, zone: str) -> Iterator[pp.Event]:
    at = _first_instant(dice, zone)
    parcels = dice.choice((1, 1, 1, 2)) if preset == "retail" else 1
    lines = tuple(OrderLine(id=f"L{n}", mode=_mode(preset)) for n in range(1, parcels + 1))
    yield _event(
        dice,
        EventKind.ORDER_PLACED,
        at,
        0,
        Placed(mode=_mode(preset), lines=lines, promised=_promised(dice, at)),
    )
    number = 0
    for kind in COURSES[preset]:
        for turn in (kind, *((dice.choice(TURNS),) if dice.random() < 0.35 else ())):
            for parcel in range(1, parcels + 1) if turn in PARCEL_KINDS else (1,):
                number += 1
                at += dice.choice(STEPS if dice.random() < 0.75 else LONG_STEPS)
                if dice.random() < 0.93:
                    yield _event(
                        dice, turn, at, number, _details(dice, turn, parcel, parcels), _shipment(turn, parcel)
                    )


def _mode(preset: str) -> Mode:
    return Mode.BUY_ON_DEMAND if preset == "buy_on_demand" else Mode.STOCK


def _shipment(kind: EventKind, parcel: int) -> str | None:
    return f"P{parcel}" if kind in PARCEL_KINDS else None


def _first_instant(dice: random.Random, zone: str) -> Instant:
    wall = datetime.combine(dice.choice(DAYS), dice.choice(EDGES_OF_DAY), tzinfo=ZoneInfo(zone))
    return instant(wall) + dice.choice((-601, -600, -60, -1, 0, 1, 59, 60))


def _promised(dice: random.Random, at: Instant) -> Promised:
    if dice.random() < 0.5:
        return Promised()
    first = moment(at).date() + timedelta(days=dice.choice((1, 7)))
    return Promised(window=DateWindow(earliest=first, latest=first + timedelta(days=dice.choice((0, 14)))))


def _details(dice: random.Random, kind: EventKind, parcel: int, parcels: int) -> object:
    if kind in (EventKind.HANDED_OVER, EventKind.SHIPMENT_ANNOUNCED, EventKind.ACCEPTED):
        contents = (LineQuantity(id=f"L{parcel}"),) if parcels > 1 else ()
        tracking = Tracking(number=f"N{parcel}") if dice.random() < 0.7 else None
        return Carriage(contents=contents, tracking=tracking)
    if kind is EventKind.DELIVERED:
        return Arrival(how=dice.choice((None, None, DeliveredHow.IN_PERSON, DeliveredHow.LEFT)))
    if kind in (EventKind.PROBLEM_RAISED, EventKind.PROBLEM_RESOLVED):
        return Trouble(problem=dice.choice((Problem.DELAYED, Problem.ADDRESS)))
    if kind is EventKind.TRACKING_CHANGED:
        return Trouble(tracking=Tracking(number=f"M{parcel}"))
    if kind is EventKind.LEVEL_CHANGED:
        return Contacted(level=dice.choice(tuple(Level)))
    if kind in (EventKind.ORDER_CANCELLED, EventKind.LINES_CANCELLED):
        return Change(by=dice.choice((Party.CUSTOMER, Party.SHOP)))
    return None


def _event(
    dice: random.Random,
    kind: EventKind,
    at: Instant,
    number: int,
    details: object,
    shipment: str | None = None,
) -> pp.Event:
    lines = (LineQuantity(id="L1"),) if kind is EventKind.LINES_CANCELLED else ()
    return pp.Event(
        kind=kind,
        order="o1",
        at=moment(at),
        received_at=moment(at + dice.choice(DELAYS)),
        id=str(number),
        shipment=shipment,
        lines=lines,
        notify=Notify.NEVER if dice.random() < 0.03 else Notify.AUTO,
        details=details,  # type: ignore[arg-type]
    )


def _observed(dice: random.Random, events: tuple[pp.Event, ...]) -> Iterator[Row]:
    """Yield what others say of their own accord, close to what happened."""
    for event in events:
        if event.kind in PARCEL_KINDS and dice.random() < 0.25:
            said = {EventKind.OUT_FOR_DELIVERY: "arriving_today", EventKind.DELIVERED: "delivered"}
            yield Row(
                kind=dice.choice((RowKind.SENT, RowKind.SENT, RowKind.FAILED)),
                at=moment(event.learned + dice.choice((0, 1, 60, 3_600))),
                order=dice.choice(("o1", "o1", "o2")),
                by=Party.COURIER,
                to=Role.BUYER,
                channel=Channel.SMS,
                touchpoint=said.get(event.kind, "dispatched"),
                observed=dice.random() < 0.8,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One plan within a life: what was known, what was planned, and what is recorded after it."""

    history: History
    order: pp.Order
    rows: tuple[Row, ...]
    plan: pp.Plan

    @property
    def after(self) -> tuple[Row, ...]:
        """The ledger once this plan is carried out."""
        return (*self.rows, *recorded(self.plan))


def recorded(plan: pp.Plan, kind: RowKind = RowKind.SENT) -> list[Row]:
    """Return the rows of carrying a plan out."""
    said = [message.outcome(kind, at=plan.now) for message in plan.messages]
    return said + [action.outcome(at=plan.now) for action in plan.actions]


def life(one: History) -> Iterator[Moment]:
    """Plan at every input and every wake-up, recording what is sent."""
    inputs = {event.learned for event in one.events} | {row.t for row in one.observed}
    written: list[Row] = []
    now: Instant | None = one.start
    while now is not None and now <= one.end:
        rows = (*(row for row in one.observed if row.t <= now), *written)
        order = pp.replay(event for event in one.events if event.learned <= now)
        plan = pp.plan(order, one.policy, now=moment(now), customer=one.customer, ledger=rows)
        yield Moment(history=one, order=order, rows=rows, plan=plan)
        written += recorded(plan)
        wake = plan.wake.at if plan.wake else None
        now = min((t for t in (*inputs, wake) if t is not None and t > now), default=None)
