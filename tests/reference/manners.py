"""Small policies for short stories: a handful of the presets' touchpoints each, their terms changed at random."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

import postpurchase as pp
from postpurchase.eta import Disruption, Ranges
from postpurchase.policy import (
    SHOP_SPEAKS,
    Anchor,
    CalendarUnit,
    Cap,
    CapScope,
    Delays,
    Gates,
    Rule,
    Tier,
    Touchpoint,
    Undertaking,
    around,
)
from postpurchase.presets import touchpoints as t
from postpurchase.profiles import CourierProfile, MarketplaceProfile, Profiles, Says
from postpurchase.situation import NEXT_WORD
from postpurchase.vocabulary import (
    Basis,
    Channel,
    Importance,
    Level,
    Party,
    Rides,
    Role,
    SubjectKind,
    WhenClosed,
)
from postpurchase.windows import ClosedHours, Instant, OpenHours, instant, moment

ZONES: Final = ("Asia/Tokyo", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata")
NIGHTS: Final = (
    date(2026, 3, 28),
    date(2026, 10, 24),
    date(2026, 10, 31),
    date(2026, 3, 7),
    date(2026, 4, 4),
)
QUIET: Final = (
    ClosedHours(start=time(21), end=time(8)),
    ClosedHours(start=time(23, 30), end=time(2, 30)),
    ClosedHours(start=time(1), end=time(3)),
)
POLICIES: Final = 240
"""How many policies the stories share; made once each."""


def ago(seconds: int) -> timedelta:
    """Return so many seconds as a duration."""
    return timedelta(seconds=seconds)


# -- policies: a handful of touchpoints each ------------------------------------------------------

ARRIVING_IN_SLOT: Final = replace(
    t.ARRIVING_TODAY, when=(around(Anchor.SLOT_START, at=time(8)), *t.ARRIVING_TODAY.when)
)
PARCELS: Final = (
    t.DISPATCHED,
    t.DISPATCHED,
    t.LAST_PART_DISPATCHED,
    t.TRACKING_CORRECTED,
    t.ARRIVING_TODAY,
    ARRIVING_IN_SLOT,
    t.ARRIVING_SOON,
    t.INTERVAL_MISSED,
    t.ATTEMPT_FAILED,
    t.ADDRESS_PROBLEM,
    t.READY_FOR_PICKUP,
    t.DELIVERED,
    t.DELIVERED,
    t.RETURN_STARTED,
    t.RETURNED,
    t.LOST_REMEDY,
)
ORDERS: Final = (
    t.ORDER_CONFIRMED,
    t.ORDER_CONFIRMED,
    t.ITEM_SECURED,
    t.DELIVERY_PLANNED,
    t.DELIVERY_PLANNED,
    t.SLOT_HANDED_OVER,
    t.ALL_DELIVERED,
    t.SMS_OFFER,
    *[t.REASSURANCE] * 5,
    t.LINES_CANCELLED,
    t.ORDER_CANCELLED,
    t.REFUNDED,
    t.LEVEL_ACKNOWLEDGED,
    t.INQUIRY_ANSWERED,
    t.HANDED_TO_HUMAN,
    t.FEEDBACK_REQUEST,
)
GATE: Final = (
    t.CONTACT_REQUESTED,
    t.CONTACT_REMINDER,
    t.CONTACT_ACKNOWLEDGED,
    t.GATE_EXPIRED,
    t.STAFF_REPLY_DUE,
)
LATE: Final = (
    t.DELAY_LIKELY,
    t.DISRUPTED,
    t.DELAYED,
    t.DELAYED_AGAIN,
    t.BACK_ON_TIME,
    t.OFFER,
    t.NEVER_LEFT,
)
CHANNELS: Final = (
    t.MAIL,
    t.MAIL,
    t.URGENT_FIRST,
    (Channel.SMS, Channel.EMAIL),
    (Channel.EMAIL, Channel.SMS),
    (Channel.PUSH, Channel.EMAIL),
    (Channel.SMS,),
)


@cache
def policy(number: int) -> pp.Policy:
    """Return one of the policies that stories are about."""
    dice = random.Random(number)
    points = [*dice.sample(PARCELS, dice.choice((2, 3, 3))), *dice.sample(ORDERS, dice.choice((1, 2, 3)))]
    if number % 8 == 0:
        points = [*dice.sample(GATE, 3), *points[-2:]]
    if number % 4 == 1:
        points = [points[0], t.ORDER_CONFIRMED, t.DELAY_LIKELY, *dice.sample(LATE, 6)]
    points += [t.FOUND] if t.LOST_REMEDY in points else []
    points = list({point.id: point for point in points}.values())
    made = t.kept(*(varied(dice, point) for point in points))
    chosen: dict[str, object] = {}
    for name, make in _SETTINGS.items():
        if dice.random() < _HOW_OFTEN[name]:
            chosen[name] = make(dice)
    if number % 3 == 0:
        ids = [point.id for point in made]
        chosen |= {"responsibility": _rules(dice, ids), "profiles": _profiles(dice, ids)}
    if number % 4 == 1:
        chosen |= _lateness(dice)
    base = pp.presets.buy_on_demand(pp.Shop(name="Probe", zone=dice.choice(ZONES), locale="en"))
    return replace(base, id="probe", touchpoints=made, **chosen)  # type: ignore[arg-type]


def varied(dice: random.Random, point: Touchpoint) -> Touchpoint:
    """Return a touchpoint with some of its terms changed."""
    changes: dict[str, object] = {}
    for name, (chance, fits, choices) in _TERMS.items():
        if dice.random() < chance and fits(point):
            changes[name] = dice.choice(choices)
    if dice.random() < 0.3 and point.about is SubjectKind.SHIPMENT and point.id != "lost_remedy":
        changes["while_"] = tuple(condition for condition in point.while_ if dice.random() < 0.5)
    return replace(point, **changes)  # type: ignore[arg-type]


def _any(point: Touchpoint) -> bool:
    return True


def _speaks(point: Touchpoint) -> bool:
    return bool(point.channels)


def _leads(point: Touchpoint) -> bool:
    return _speaks(point) and point.rides is not Rides.ONLY


def _lighter(point: Touchpoint) -> bool:
    return point.importance is not Importance.MUST_TELL


def _must(point: Touchpoint) -> bool:
    return not _lighter(point)


def _dated(point: Touchpoint) -> bool:
    return not point.is_silence


def _weighed(point: Touchpoint) -> bool:
    return _lighter(point) and _dated(point)


def _promising(point: Touchpoint) -> bool:
    return _speaks(point) and not point.asks


_TERMS: Final = {
    "channels": (0.5, _speaks, CHANNELS),
    "settle": (0.15, _dated, tuple(map(ago, (60, 600, 3_600)))),
    "useful_for": (0.15, _dated, tuple(map(ago, (3_600, 43_200, 259_200)))),
    "wait": (0.5, _lighter, tuple(map(ago, (600, 1_800)))),
    "rides": (0.12, _leads, (Rides.NO,)),
    "requires": (0.1, _any, (("tracking",), ("slot",), ("window",))),
    "importance": (0.12, _weighed, (Importance.COURTESY, Importance.MARKETING, Importance.NEWS)),
    "when_closed": (0.08, _lighter, (WhenClosed.DROP,)),
    "urgent": (0.1, _any, (True,)),
    "deadline": (0.2, _must, tuple(map(ago, (600, 3_600)))),
    "audience": (0.5, _any, ((Role.BUYER,), (Role.RECEIVER,), (Role.BUYER, Role.RECEIVER))),
    "promises": (0.1, _promising, tuple((Undertaking(kind=NEXT_WORD, within=ago(s)),) for s in (600, 5_400))),
}
"""How often each term is changed, of which touchpoints, and to what."""


def _cap(dice: random.Random) -> Cap:
    scope, channel = dice.choice(
        (
            (CapScope.CUSTOMER, None),
            (CapScope.ORDER, None),
            (CapScope.CHANNEL, Channel.SMS),
            (CapScope.CHANNEL, Channel.EMAIL),
        )
    )
    senders = dice.choice(((Party.SHOP,), (Party.SHOP, Party.COURIER)))
    unit = dice.choice((CalendarUnit.DAY, CalendarUnit.WEEK)) if dice.random() < 0.35 else None
    span = None if unit else ago(dice.choice((3_600, 86_400)))
    return Cap(
        limit=dice.choice((1, 2)), span=span, calendar=unit, scope=scope, channel=channel, senders=senders
    )


def _channels(dice: random.Random) -> object:
    made = dict(pp.policy.DEFAULT_CHANNELS)
    for channel in (Channel.SMS, Channel.EMAIL):
        window = (OpenHours(opens=time(9), closes=dice.choice((time(18), time(20)))),)
        made[channel] = replace(
            made[channel],
            open_hours=window if dice.random() < 0.5 else (),
            retry_after=tuple(ago(s) for s in dice.choice(((), (60,), (60, 600)))),
            guarantee=dice.choice(tuple(pp.policy.Guarantee)),
        )
    return made


def _rules(dice: random.Random, ids: list[str]) -> tuple[Rule, ...]:
    return (
        *(
            Rule(
                owner=dice.choice((Party.COURIER, Party.COURIER, Party.MARKETPLACE, Party.NOBODY)),
                touchpoint=name,
                regime=dice.choice(("*", "*", "next_day", "later")),
                timeout=dice.choice((None, ago(0), ago(3_600))),
            )
            for name in dice.sample(ids, min(len(ids), dice.choice((1, 2, 3))))
        ),
        SHOP_SPEAKS,
    )


def _profiles(dice: random.Random, ids: list[str]) -> Profiles:
    terms = ({"by": time(10)}, {"within": ago(3_600)}, {"within": ago(0)}, {"by": time(0)})
    bases = (Basis.OBSERVED, Basis.OBSERVED, Basis.ASSUMED)
    says = {name: Says(**dice.choice(terms), basis=dice.choice(bases)) for name in ids if dice.random() < 0.6}
    forbids = tuple(name for name in ids if dice.random() < 0.25)
    return Profiles(
        couriers={"posta": CourierProfile(says=says)},
        marketplaces={"bazaar": MarketplaceProfile(forbids=forbids)},
    )


def is_late(manners: pp.Policy) -> bool:
    """Say whether a policy is one of those that speak of lateness."""
    return any(trigger.on in LATENESS for point in manners.touchpoints for trigger in point.when)


LATENESS: Final = frozenset(trigger.on for point in LATE for trigger in point.when)


def _lateness(dice: random.Random) -> dict[str, object]:
    tiers = tuple(
        Tier(days_late=days, offer=f"{days} days", fault=dice.choice(FAULT))
        for days in dice.sample((1, 2, 3, 7), dice.choice((0, 1, 2)))
    )
    terms = Delays(
        material=dice.choice((1, 2, 3, 3)),
        lead=dice.choice((0, 1, 1, 2)),
        grace=ago(dice.choice((0, 0, 3_600))),
        compensation=tiers,
    )
    first = dice.choice(NIGHTS) + timedelta(days=dice.choice((-1, 1, 6)))
    storm = Disruption(
        start=first,
        end=first + timedelta(days=dice.choice((0, 3))),
        days=dice.choice(((0, 1), (1, 3))),
        courier=dice.choice((None, "posta")),
        country=dice.choice((None, None, "DE")),
    )
    return {
        "delays": terms,
        "disruptions": dice.choice(((), (storm,))),
        "ranges": Ranges(lead_days=dice.choice((None, (1, 3), (1, 3), (7, 30)))),
    }


FAULT: Final = (
    (Party.SHOP, Party.COURIER),
    (Party.SHOP,),
    (Party.COURIER, Party.NOBODY),
    (Party.CUSTOMER, Party.SHOP),
)
_SETTINGS: Final = {
    "caps": lambda dice: tuple(_cap(dice) for _ in range(dice.choice((1, 1, 2)))),
    "cadence": lambda dice: pp.policy.Cadence(
        shortest_gap=ago(dice.choice((0, 600, 3_600))),
        longest_silence=dict.fromkeys(Level, ago(dice.choice((7_200, 86_400, 86_400, 864_000))))
        | {Level.LESS: None},
    ),
    "quiet_hours": lambda dice: dice.choice(((QUIET[1],), (QUIET[2],), QUIET[1:], ())),
    "channels": _channels,
    "gates": lambda dice: Gates(expires_after=ago(dice.choice((3_600, 86_400))), staff_deadline=ago(3_600)),
    "courier_timeout": lambda dice: ago(dice.choice((0, 60, 1_800))),
    "must_tell_deadline": lambda dice: ago(dice.choice((600, 3_600))),
    "answer_grace": lambda dice: ago(dice.choice((60, 600))),
    "max_event_age": lambda dice: ago(dice.choice((3_600, 86_400))),
    "effective_from": lambda dice: moment(wall(dice) + dice.choice((-1, 0, 1, 3_600))),
}
_HOW_OFTEN: Final = {
    "caps": 0.4,
    "cadence": 0.4,
    "quiet_hours": 0.3,
    "channels": 0.4,
    "gates": 0.5,
    "courier_timeout": 0.3,
    "must_tell_deadline": 0.3,
    "answer_grace": 0.3,
    "max_event_age": 0.3,
    "effective_from": 0.15,
}


def wall(dice: random.Random) -> Instant:
    """Return an edge of quiet hours on a night on which some clock is turned."""
    edge = dice.choice((time(21), time(8), time(2, 30), time(3), time(0), time(9), time(18), time(12)))
    return instant(datetime.combine(dice.choice(NIGHTS), edge, tzinfo=ZoneInfo(dice.choice(ZONES))))
