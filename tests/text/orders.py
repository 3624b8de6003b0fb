"""Orders that pages and records are made of: a bag bought on demand, and a kettle for the next day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Final

from tests.text.letters import at

from postpurchase.demonstration import demo_case
from postpurchase.events import Arrival, Checkout, Event, OrderLine, Placed, Promised
from postpurchase.ledger import Row
from postpurchase.order import replay
from postpurchase.people import Consent, Customer, Reach, Recipient, Shop, ShopContact
from postpurchase.planning import Plan, plan, unfold
from postpurchase.policy import Policy
from postpurchase.presets import shared_with_courier
from postpurchase.profiles import CourierProfile, Profiles, Says
from postpurchase.vocabulary import Channel, DeliveredHow, EventKind, Party, Role, RowKind, Service
from postpurchase.windows import Slot

BAG_ENDS: Final = at("2026-10-23T12:00:00+09:00")
KETTLE_ENDS: Final = at("2026-11-14T12:00:00+03:00")
SLOT: Final = Slot(date=date(2026, 11, 12), start=time(14), end=time(18))
LAVKA: Final = Shop(
    name="Лавка Чайник",
    zone="Europe/Moscow",
    locale="ru",
    contact=ShopContact(email="hello@chainik.example"),
)
_CONSENT: Final = Consent(transactional=at("2026-01-01T00:00:00+03:00"))
OLGA: Final = Customer(
    id="c-2",
    buyer=Recipient(
        name="Ольга Миронова",
        locale="ru",
        zone="Europe/Moscow",
        country="RU",
        channels={Channel.EMAIL: Reach(), Channel.SMS: Reach(consent=_CONSENT)},
    ),
)


@lru_cache(maxsize=8)
def bag(until: datetime = BAG_ENDS) -> Plan:
    """Return the plan of the demo's bag at a moment, after everything planned before was sent."""
    case = demo_case()
    return lived(case.events, case.policy, until, customer=case.customer)


def lived(
    events: Iterable[Event],
    policy: Policy,
    until: datetime,
    rows: Iterable[Row] = (),
    customer: Customer | None = None,
) -> Plan:
    """Return the plan at a moment of an order whose messages were sent when they were planned."""
    known = [event for event in events if event.learned <= until.timestamp()]
    others = [row for row in rows if row.t <= until.timestamp()]
    start = min(event.at for event in known)
    life = unfold(known, policy, start=start, until=until, customer=customer, ledger=others)
    own = [row for row in life.rows if row.t < until.timestamp()]
    return plan(replay(known), policy, now=until, customer=customer, ledger=[*others, *own])


EXPRESS: Final = CourierProfile(
    names={"ja": "はやぶさ便", "ru": "Экспресс-Почта", "en": "Swift Express"},
    says={
        "arriving_today": Says(by=time(10), channel=Channel.SMS),
        "arriving_soon": Says(within=timedelta(), channel=Channel.CALL),
        "delivered": Says(within=timedelta(minutes=5), channel=Channel.SMS),
    },
)
SHARED: Final = replace(shared_with_courier(LAVKA), profiles=Profiles(couriers={"express": EXPRESS}))

KETTLE: Final = (
    Event(
        kind=EventKind.ORDER_PLACED,
        order="K-7",
        at=at("2026-11-11T18:05:00+03:00"),
        id="placed",
        details=Placed(
            lines=(OrderLine(id="L1", title="Чайник"),),
            promised=Promised(service=Service.NEXT_DAY, courier="express", slot=SLOT),
            checkout=Checkout(slot=SLOT, phone=True, address_ok=True),
        ),
    ),
    Event(
        kind=EventKind.DELIVERED,
        order="K-7",
        at=at("2026-11-12T19:10:00+03:00"),
        id="delivered",
        shipment="1",
        source="express",
        details=Arrival(how=DeliveredHow.IN_PERSON),
    ),
)


def courier(kind: RowKind, when: str, channel: Channel, touchpoint: str, **more: Any) -> Row:
    """Return what the courier said or tried to say to the buyer of the kettle."""
    given = {"order": "K-7", "by": Party.COURIER, "to": Role.BUYER, **more}
    return Row(
        kind=kind, at=at(f"2026-11-12T{when}:00+03:00"), channel=channel, touchpoint=touchpoint, **given
    )


COURIER: Final = (
    courier(RowKind.SENT, "09:40", Channel.SMS, "arriving_today"),
    courier(RowKind.FAILED, "13:00", Channel.CALL, "arriving_soon"),
    courier(RowKind.SENT, "13:20", Channel.CALL, "arriving_soon"),
)


@lru_cache(maxsize=8)
def kettle(until: datetime = KETTLE_ENDS) -> Plan:
    """Return the plan of the kettle at a moment: late, its courier calling once in vain."""
    return lived(KETTLE, SHARED, until, COURIER, OLGA)


def noted(*rows: Row, events: Iterable[Event] = KETTLE, customer: Customer | None = OLGA) -> Plan:
    """Return a plan of the kettle's order with just those rows on its ledger."""
    named = CourierProfile(names=EXPRESS.names)
    policy = replace(shared_with_courier(LAVKA), profiles=Profiles(couriers={"express": named}))
    return plan(replay(events), policy, now=KETTLE_ENDS, customer=customer, ledger=rows)
