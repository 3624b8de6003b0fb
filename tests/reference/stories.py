"""Short stories of orders, drawn from the edges of small policies: a seed names one for ever.

A few touchpoints each, changed at random, and three to eight events that they listen to; two
senders, two orders, gifts, and times a second before, on and after whatever a policy counts.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

import postpurchase as pp
from postpurchase.eta import KnownRoute, Leg, LegKind, Route
from postpurchase.events import (
    Arrival,
    Carriage,
    Change,
    Checkout,
    Contacted,
    Destination,
    LineQuantity,
    OrderLine,
    Placed,
    Promised,
    Tracking,
    Trouble,
)
from postpurchase.ledger import Row
from postpurchase.people import Consent, Reach, Revocation
from postpurchase.policy import (
    Touchpoint,
    TriggerOn,
)
from postpurchase.vocabulary import (
    Channel,
    DeliveredHow,
    EventKind,
    Level,
    Notify,
    Party,
    Problem,
    Role,
    RowKind,
    Service,
    SubjectKind,
)
from postpurchase.windows import DateWindow, Instant, Slot, instant, moment, start_of_day, zone
from tests.reference.manners import POLICIES, QUIET, ZONES, is_late, policy, wall

K: Final = EventKind
STEPS: Final = (0, 1, 59, 60, 61, 599, 600, 601, 1_799, 1_800, 1_801, 3_599, 3_600, 3_601, 14_400)
LONG: Final = (43_199, 43_200, 43_201, 86_399, 86_400, 86_401, 172_800, 259_200, 259_201, 863_999, 864_000)
DELAYS: Final = (0, 0, 0, 0, 0, 0, 1, 600, 3_600, 259_199, 259_200, 259_201)
# -- stories --------------------------------------------------------------------------------------

HEARD_OF: Final = {
    "placed": K.ORDER_PLACED,
    "secured": K.ITEM_SECURED,
    "inspected": K.INSPECTION_PASSED,
    "dispatched": K.HANDED_OVER,
    "last_part_dispatched": K.HANDED_OVER,
    "tracking_changed": K.TRACKING_CHANGED,
    "out_for_delivery": K.OUT_FOR_DELIVERY,
    "attempt_failed": K.ATTEMPT_FAILED,
    "address_problem": K.PROBLEM_RAISED,
    "ready_for_pickup": K.READY_FOR_PICKUP,
    "delivered": K.DELIVERED,
    "all_delivered": K.DELIVERED,
    "return_started": K.RETURN_STARTED,
    "returned": K.RETURN_STARTED,
    "lost": K.LOST,
    "lines_cancelled": K.LINES_CANCELLED,
    "cancelled": K.ORDER_CANCELLED,
    "expired": K.ORDER_EXPIRED,
    "refunded": K.REFUNDED,
    "level_changed": K.LEVEL_CHANGED,
    "inquired": K.INQUIRY_RECEIVED,
}
"""Which event lets a milestone be reached."""

TURNS: Final = (
    K.HANDED_OVER,
    K.OUT_FOR_DELIVERY,
    K.ATTEMPT_FAILED,
    K.DELIVERED,
    K.DELIVERED,
    K.RETURN_STARTED,
    K.PROBLEM_RAISED,
    K.PROBLEM_RESOLVED,
    K.ORDER_CANCELLED,
    K.REFUNDED,
    K.LOST,
    K.INQUIRY_RECEIVED,
    K.LEVEL_CHANGED,
    K.PAUSED,
    K.PAUSED,
    K.RESUMED,
    K.TRACKING_CHANGED,
    K.LINES_CANCELLED,
    K.QUESTION_ANSWERED,
    K.CLAIM_OPENED,
)
OF_PARCEL: Final = frozenset(
    {
        K.HANDED_OVER,
        K.OUT_FOR_DELIVERY,
        K.ATTEMPT_FAILED,
        K.READY_FOR_PICKUP,
        K.DELIVERED,
        K.RETURN_STARTED,
        K.LOST,
        K.TRACKING_CHANGED,
        K.PROBLEM_RAISED,
        K.PROBLEM_RESOLVED,
    }
)
WAY: Final = tuple(EventKind)
PROMPT: Final = frozenset({K.ORDER_PLACED})
"""What is learned as it happens: without the order its lines are unknown."""

ENDS: Final = frozenset(
    {K.DELIVERED, K.RETURN_STARTED, K.LOST, K.ORDER_CANCELLED, K.ORDER_EXPIRED, K.LINES_CANCELLED, K.REFUNDED}
)
"""After these the engine forgets what window a word told that only named its touchpoint."""

HOLDS: Final = frozenset({K.PAUSED, K.ATTEMPT_FAILED, K.READY_FOR_PICKUP, K.CLAIM_OPENED, K.PROBLEM_RAISED})
"""What keeps a story from being about lateness."""

FATES: Final = (
    *[RowKind.SENT] * 6,
    RowKind.FAILED,
    RowKind.FAILED,
    RowKind.RESERVED,
    RowKind.RESERVED,
    RowKind.RESERVED,
    RowKind.UNKNOWN,
    RowKind.UNKNOWN,
    RowKind.BOUNCED,
    RowKind.ABANDONED,
)


def edges(one: Story) -> list[Instant]:
    """Return the midnights after which a window told, promised or announced has passed."""
    if not is_late(one.policy):
        return []
    windows = [row.tells.get("window") for row in one.rows]
    windows += [getattr(event.details, "window", None) for event in one.events]
    windows += [event.details.promised.window for event in one.events if isinstance(event.details, Placed)]
    zones = [zone(who.zone) for who in (one.customer.receiver, one.customer.buyer) if who and who.zone]
    days = [window.latest + timedelta(days=1) for window in windows if isinstance(window, DateWindow)]
    return sorted({start_of_day(day, local) for day in days for local in zones[:1]})


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An order's policy, people and events, and what others write of it and of the customer's other order."""

    seed: int
    policy: pp.Policy
    customer: pp.Customer
    events: tuple[pp.Event, ...]
    rows: tuple[Row, ...]
    model: KnownRoute | None = None
    plain: bool = False

    def __str__(self) -> str:
        lines = [f"story {self.seed}: {self.customer.level}"]
        lines += [_plainly(one) for one in (self.customer.buyer, self.customer.receiver) if one]
        lines += [_plainly(self.policy, "touchpoints"), *map(_plainly, self.policy.touchpoints)]
        lines += [
            f"{event!r} learned {moment(event.learned):%m-%dT%H:%M:%SZ} {_plainly(event.details)}"
            for event in self.events
        ]
        return "\n  ".join([*lines, *(_plainly(row) for row in self.rows)])


def _plainly(value: object, *without: str) -> str:
    """Return the fields of a value that differ from their defaults."""
    given = []
    for one in fields(value):  # type: ignore[arg-type]
        default = one.default if one.default_factory is MISSING else one.default_factory()
        held = getattr(value, one.name)
        if one.init and one.name not in without and held != default:
            given.append(f"{one.name}={_short(held)}")
    return f"{type(value).__name__}({', '.join(given)})"


def _short(value: object) -> str:
    if isinstance(value, (tuple, list)):
        return f"({', '.join(map(_short, value))})"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_short(held)}' for key, held in value.items())}}}"
    if is_dataclass(value) and not isinstance(value, (Slot, DateWindow)):
        return _plainly(value)
    return str(value)


def story(seed: int) -> Story:
    """Return the story of that seed."""
    dice = random.Random(seed)
    manners = policy(dice.randrange(POLICIES))
    customer = _customer(dice, dice.choice(ZONES))
    events = tuple(_events(dice, manners))
    rows = tuple(sorted(_rows(dice, manners, customer, events), key=lambda row: row.t))
    model = None
    if is_late(manners) and dice.random() < 0.9:
        buyer = pp.Recipient(locale="en", zone=customer.buyer.zone, channels=PLAIN)
        route = _route(dice, manners, 6)
        happened = tuple(_plainly_late(dice, events[0], sum(leg.days[1] for leg in route.route.legs)))
        return Story(
            seed=seed,
            policy=manners,
            customer=pp.Customer(id="c1", buyer=buyer),
            events=happened,
            rows=tuple(_thanked(happened[0])) if dice.random() < 0.92 else (),
            model=dice.choice((None, route, route)),
            plain=True,
        )
    if is_late(manners):
        events = tuple(_late(dice, events))
        rows = tuple(sorted((*rows, *_told(dice, events)), key=lambda row: row.t))
        model = _route(dice, manners) if dice.random() < 0.6 else None
    if seed % 8 == 3:
        customer = _agreeing_later(random.Random(-seed), customer, events)
    return Story(seed=seed, policy=manners, customer=customer, events=events, rows=rows, model=model)


def _agreeing_later(dice: random.Random, customer: pp.Customer, events: tuple[pp.Event, ...]) -> pp.Customer:
    """Return the customer whose consent to messages and offers begins around the time of something that happens."""
    given = moment(dice.choice(events).learned + dice.choice((*STEPS, *LONG)))
    taken = moment(dice.choice(events).learned - 1) if dice.random() < 0.4 else None
    revoked = Revocation(marketing=None if taken is None or taken >= given else taken)
    reach = Reach(consent=Consent(transactional=given, marketing=given, revoked=revoked))
    buyer = replace(customer.buyer, channels=dict.fromkeys(customer.buyer.channels, reach))
    return replace(customer, buyer=buyer)


PLAIN: Final = {
    Channel.EMAIL: Reach(),
    Channel.SMS: Reach(consent=Consent(transactional=datetime(2026, 1, 1, tzinfo=UTC))),
}
"""Somebody who can be reached: what is late is told, and not only thought."""


def _plainly_late(dice: random.Random, placed: pp.Event, days: int) -> Iterator[pp.Event]:
    """Yield an order that leaves, or not, and of which the courier says something, or not; nothing else befalls it.

    What is promised ends a little before so many days have passed, or when they have.
    """
    assert isinstance(placed.details, Placed)
    details = _promising(dice, replace(placed.details, sales_channel=None), placed.t)
    end = moment(placed.t).date() + timedelta(days=max(1, days - dice.choice((0, 1, 1, 2, 2, 3, 8))))
    promised = replace(details.promised, window=DateWindow(earliest=end, latest=end), slot=None)
    yield replace(placed, details=replace(details, promised=promised))
    if dice.random() < 0.7:
        left = moment(placed.t + dice.choice((3_600, 86_400)))
        yield pp.Event(kind=K.HANDED_OVER, order="o1", at=left, id="left", shipment="P1")
        if dice.random() < 0.5:
            day = left.date() + timedelta(days=dice.choice((1, 2, 3, 4, 9)))
            window = Trouble(window=DateWindow(earliest=day, latest=day))
            said = left + timedelta(hours=1)
            yield pp.Event(kind=K.ETA_CHANGED, order="o1", at=said, id="said", shipment="P1", details=window)


def _thanked(placed: pp.Event) -> Iterator[Row]:
    """Yield the thanks, with the window that the checkout promised, if it did."""
    assert isinstance(placed.details, Placed)
    window = placed.details.promised.window
    yield Row(
        kind=RowKind.SENT,
        at=moment(placed.t + 60),
        order="o1",
        to=Role.BUYER,
        channel=Channel.EMAIL,
        subject="order",
        touchpoint="order_confirmed",
        tells={"order_confirmed": True} | ({"window": window} if window else {}),
    )


def _late(dice: random.Random, events: tuple[pp.Event, ...]) -> Iterator[pp.Event]:
    """Yield the events with the courier's word put in here and there, and where the order goes."""
    shipments = [event.shipment for event in events if event.shipment] or ["P1"]
    for event in events:
        if (event.kind in ENDS or event.kind in HOLDS) and dice.random() < 0.7:
            continue
        if isinstance(event.details, Placed):
            yield replace(event, details=_promising(dice, event.details, event.t))
        else:
            yield event
        if dice.random() < 0.4:
            at = event.t + dice.choice(STEPS)
            first = moment(at).date() + timedelta(days=dice.choice((-1, 0, 1, 2, 7, 8, 9, 21)))
            window = DateWindow(earliest=first, latest=first + timedelta(days=dice.choice((0, 0, 1, 2))))
            yield pp.Event(
                kind=K.ETA_CHANGED,
                order="o1",
                at=moment(at),
                received_at=moment(at + dice.choice(DELAYS)),
                id=f"{event.id}+",
                shipment=dice.choice(shipments),
                details=Trouble(window=window),
            )


def _promising(dice: random.Random, placed: Placed, at: Instant) -> Placed:
    first = moment(at).date() + timedelta(days=dice.choice((0, 1, 1, 2, 7)))
    window = DateWindow(earliest=first, latest=first + timedelta(days=dice.choice((0, 0, 1, 2))))
    promised = replace(
        placed.promised,
        window=window if dice.random() < 0.8 else None,
        slot=placed.promised.slot if dice.random() < 0.2 else None,
    )
    there = Destination(country=dice.choice((None, "DE", "FR")))
    return replace(placed, destination=there, promised=promised, gates=())


def _told(dice: random.Random, events: tuple[pp.Event, ...]) -> Iterator[Row]:
    """Yield what the shop told of windows itself, some of it perhaps."""
    for event in events:
        if dice.random() < 0.25:
            first = moment(event.t).date() + timedelta(days=dice.choice((0, 1, 1, 2, 3, 8)))
            window = DateWindow(earliest=first, latest=first + timedelta(days=dice.choice((0, 0, 1, 2))))
            point = dice.choice(("order_confirmed", "dispatched", "delay_likely", "delayed", "delayed"))
            yield Row(
                kind=dice.choice((RowKind.SENT, RowKind.SENT, RowKind.SENT, RowKind.UNKNOWN)),
                at=moment(event.learned + dice.choice((7, 67, 3_607))),
                order="o1",
                to=Role.BUYER,
                channel=Channel.EMAIL,
                subject=dice.choice(("order", event.shipment or "order")),
                touchpoint=point,
                tells={point: True, "window": window},
            )


def _route(dice: random.Random, manners: pp.Policy, longest: int = 20) -> KnownRoute:
    def days(most: int) -> tuple[int, int]:
        few = dice.choice((0, 0, 1, 2))
        return few, few + dice.randrange(most)

    legs = (Leg(kind=LegKind.HANDLING, days=days(3)), Leg(kind=LegKind.LAST_MILE, days=days(longest)))
    home = ZoneInfo(manners.shop.zone)
    return KnownRoute(route=Route(zone=home, legs=legs, scan_days=dice.choice((None, 1, 2))))


def _customer(dice: random.Random, zone: str) -> pp.Customer:
    receiver = _person(dice, dice.choice((zone, zone, *ZONES))) if dice.random() < 0.3 else None
    level = dice.choice((Level.STANDARD, Level.STANDARD, Level.MORE, Level.LESS))
    return pp.Customer(id="c1", level=level, buyer=_person(dice, zone), receiver=receiver)


def _person(dice: random.Random, zone: str) -> pp.Recipient:
    unknown = dice.random() < 0.15
    return pp.Recipient(
        locale="en",
        zone=None if unknown else zone,
        country=dice.choice((None, "JP", "ES", "AU")) if unknown else None,
        channels={
            channel: _reach(dice)
            for channel in (Channel.EMAIL, Channel.SMS, Channel.PUSH, Channel.MARKETPLACE_MESSAGE)
            if dice.random() < 0.7 or channel is Channel.EMAIL
        },
        quiet_hours=dice.choice(QUIET) if dice.random() < 0.15 else None,
    )


@cache
def _consent(given: int, revoked: int) -> Consent:
    days = (None, 1_600_000_000, instant(datetime.fromisoformat("2026-06-01T00:00:00Z")))
    told, taken = (moment(days[n]) if days[n] else None for n in (given, revoked))
    return Consent(
        transactional=told, marketing=told, revoked=Revocation(transactional=taken, marketing=taken)
    )


@cache
def _reached(given: int, revoked: int, *, reachable: bool, suppressed: bool) -> Reach:
    return Reach(consent=_consent(given, revoked), reachable=reachable, suppressed=suppressed)


def _reach(dice: random.Random) -> Reach:
    given, revoked = dice.choice(((1, 0), (1, 0), (1, 0), (0, 0), (1, 2), (2, 1)))
    return _reached(given, revoked, reachable=dice.random() > 0.05, suppressed=dice.random() < 0.05)


def _events(dice: random.Random, manners: pp.Policy) -> Iterator[pp.Event]:
    parcels = dice.choice((1, 1, 1, 2))
    kinds = _kinds(dice, manners)
    steps = [dice.choice(STEPS if dice.random() < 0.8 else LONG) for _ in kinds]
    at = (
        wall(dice)
        + dice.choice((-601, -600, -60, -1, 0, 0, 1, 60))
        - sum(steps[: dice.randrange(1, len(steps) + 1)])
    )
    done: set[int] = set()
    for number, (kind, step) in enumerate(zip(kinds, steps, strict=True)):
        at += step
        parcel = dice.randrange(1, parcels + 1)
        if kind is K.HANDED_OVER and parcel in done:
            continue  # what is heard of a parcel's contents after its delivery is kept on record only
        done |= {parcel} if kind is K.DELIVERED else set()
        yield pp.Event(
            kind=kind,
            order="o1",
            at=moment(at),
            received_at=moment(at if kind in PROMPT else at + dice.choice(DELAYS)),
            id=str(number),
            shipment=f"P{parcel}" if kind in OF_PARCEL else None,
            lines=(LineQuantity(id="L1"),) if kind is K.LINES_CANCELLED else (),
            notify=Notify.NEVER if dice.random() < 0.03 else Notify.AUTO,
            details=_details(dice, kind, at, parcel, parcels),  # type: ignore[arg-type]
        )


def _kinds(dice: random.Random, manners: pp.Policy) -> list[EventKind]:
    """Return what happens: mostly what the policy listens to, in a sensible order, and some turns."""
    listened = {trigger.milestone for point in manners.touchpoints for trigger in point.when}
    wanted = {HEARD_OF[each] for each in listened if each in HEARD_OF} - {K.ORDER_PLACED}
    kinds = [kind for kind in WAY if kind in wanted and dice.random() < 0.8][:5]
    if any(trigger.on is TriggerOn.GATE_ANSWERED for point in manners.touchpoints for trigger in point.when):
        kinds = [K.QUESTION_ANSWERED, *kinds[:2]]
    for _ in range(dice.choice((1, 1, 2, 2, 3))):
        kinds.insert(dice.randrange(len(kinds) + 1), dice.choice(TURNS))
    return [K.ORDER_PLACED, *kinds][:8]


def _details(dice: random.Random, kind: EventKind, at: Instant, parcel: int, parcels: int) -> object:
    if kind is K.ORDER_PLACED:
        return _placed(dice, at, parcels)
    if kind is K.HANDED_OVER:
        contents = (LineQuantity(id=f"L{parcel}"),) if parcels > 1 else ()
        tracking = Tracking(number=f"N{parcel}") if dice.random() < 0.7 else None
        return Carriage(contents=contents, tracking=tracking)
    if kind is K.TRACKING_CHANGED:
        return Trouble(tracking=Tracking(number=f"M{parcel}"))
    return dice.choice(_DETAILS[kind]) if kind in _DETAILS else None


_DETAILS: Final = {
    K.DELIVERED: tuple(
        Arrival(how=how) for how in (None, DeliveredHow.IN_PERSON, DeliveredHow.COLLECTED, DeliveredHow.LEFT)
    ),
    K.PROBLEM_RAISED: tuple(Trouble(problem=each) for each in (Problem.DELAYED, Problem.ADDRESS)),
    K.PROBLEM_RESOLVED: tuple(Trouble(problem=each) for each in (Problem.DELAYED, Problem.ADDRESS)),
    K.LEVEL_CHANGED: tuple(Contacted(level=level, channel=way) for level in Level for way in (None, "sms")),
    K.INQUIRY_RECEIVED: tuple(Contacted(channel=way) for way in (None, "email", "sms", "call", "pigeon")),
    K.QUESTION_ANSWERED: tuple(Contacted(answers={q: "yes"}) for q in ("engraving", "engraving", "slot")),
    K.ORDER_CANCELLED: (Change(by=Party.CUSTOMER), Change(by=Party.SHOP)),
    K.LINES_CANCELLED: (Change(by=Party.CUSTOMER), Change(by=Party.SHOP)),
}


def _placed(dice: random.Random, at: Instant, parcels: int) -> Placed:
    day = moment(at).date()
    first = day + timedelta(days=dice.choice((1, 7)))
    window = DateWindow(earliest=first, latest=first + timedelta(days=dice.choice((0, 14, 30))))
    hours = dice.choice(((time(14), time(18)), (time(8), time(9)), (time(1), time(2, 30))))
    slot = Slot(date=day + timedelta(days=dice.choice((0, 1, 1))), start=hours[0], end=hours[1])
    return Placed(
        lines=tuple(OrderLine(id=f"L{n}") for n in range(1, parcels + 1)),
        promised=Promised(
            window=window if dice.random() < 0.5 else None,
            slot=slot if dice.random() < 0.4 else None,
            service=dice.choice((None, Service.NEXT_DAY, Service.LATER, Service.PICKUP, Service.MARKETPLACE)),
            courier=dice.choice(("posta", "posta", "posta", None)),
        ),
        checkout=Checkout(phone=dice.random() < 0.5),
        sales_channel=dice.choice((None, "bazaar")),
        gates=("engraving",) if dice.random() < 0.12 else (),
    )


def _rows(
    dice: random.Random, manners: pp.Policy, customer: pp.Customer, events: tuple[pp.Event, ...]
) -> Iterator[Row]:
    """Yield what others say close to what happens, and what is said of another order."""
    for event in events:
        if dice.random() < 0.3:
            point = dice.choice(manners.touchpoints)
            other = dice.random() < 0.4
            about = event.shipment if point.about is SubjectKind.SHIPMENT and event.shipment else "order"
            yield Row(
                kind=dice.choice(
                    (RowKind.SENT, RowKind.SENT, RowKind.SENT, RowKind.FAILED, RowKind.RESERVED)
                ),
                at=moment(max(events[0].learned, event.learned + dice.choice((-1, 0, 0, 1, 60, 600, 3_600)))),
                order="o2" if other else "o1",
                by=dice.choice((Party.SHOP, Party.COURIER))
                if other
                else dice.choice((Party.COURIER, Party.COURIER, Party.MARKETPLACE)),
                to=dice.choice(customer.roles),
                channel=dice.choice((Channel.SMS, Channel.EMAIL)),
                subject=about,
                touchpoint=point.id,
                tells={point.id: _own(point, event)} if dice.random() < 0.2 else {},
                observed=dice.random() < 0.7,
            )


def _own(point: Touchpoint, event: pp.Event) -> bool | date:
    return moment(event.t).date() if point.id.startswith("arriving") else True


def request(dice: random.Random, one: Story, now: Instant) -> Row:
    """Return staff's wish to have something said again."""
    point = dice.choice([point for point in one.policy.touchpoints if not point.is_silence])
    shipments = [event.shipment for event in one.events if event.shipment and event.learned <= now] or ["1"]
    return Row(
        kind=RowKind.REQUESTED,
        at=moment(now),
        order="o1",
        by=Party.STAFF,
        to=dice.choice(one.customer.roles),
        subject=dice.choice([*shipments, "order"]) if point.about is SubjectKind.SHIPMENT else "order",
        touchpoint=point.id,
        actor="anna",
    )
