"""Ready-made policies: choose the one whose story is yours, then change what differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import time, timedelta
from types import MappingProxyType

from postpurchase.classes import replace
from postpurchase.errors import Fault, InvalidInput, UnknownName
from postpurchase.eta import Ranges
from postpurchase.kinds import must_be
from postpurchase.people import Shop
from postpurchase.policy import SHOP_SPEAKS, Anchor, Cadence, Condition, Policy, Regime, Rule, around, on
from postpurchase.presets import touchpoints as t
from postpurchase.vocabulary import ActionKind, Level, Milestone, Party

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

__all__ = [
    "PRESETS",
    "buy_on_demand",
    "contact_first",
    "preset",
    "proactive",
    "retail",
    "shared_with_courier",
]


def buy_on_demand(shop: Shop, *, lead_days: tuple[int, int] = (7, 21), delays: bool = True) -> Policy:
    """Return the manners of a personal shopper: few planned contacts, and no long silence.

    The thanks wait ten minutes for the good news that the item is bought, and carry it if it
    comes. `lead_days` are the fewest and most calendar days from order to door. Likely and sure delays
    are told, measured against what was told, and their end, unless `delays` is false.
    """
    confirmed = replace(
        t.ORDER_CONFIRMED,
        when=(on(Milestone.PLACED, timedelta(minutes=10)), on(Milestone.SECURED)),
        once=True,
    )
    dispatched = replace(t.DISPATCHED, supersedes=("delivery_planned",))
    return Policy(
        id="buy_on_demand",
        shop=shop,
        ranges=Ranges(lead_days=lead_days),
        touchpoints=t.kept(
            confirmed,
            t.ITEM_SECURED,
            t.ITEM_UNAVAILABLE,
            t.DELIVERY_PLANNED,
            t.SLOT_HANDED_OVER,
            t.HANDED_OVER_ANEW,
            dispatched,
            *(t.DELAYS if delays else ()),
            t.REASSURANCE,
            t.LINES_CANCELLED,
            t.ORDER_CANCELLED,
            t.ORDER_REOPENED,
            t.REFUNDED,
            t.RETURN_STARTED,
            t.RETURNED,
            t.LOST_REMEDY,
            t.FOUND,
            t.LEVEL_ACKNOWLEDGED,
            t.INQUIRY_ANSWERED,
            t.HANDED_TO_HUMAN,
            *t.STAFFS,
            t.FEEDBACK_REQUEST,
        ),
    )


def retail(shop: Shop, *, lead_days: tuple[int, int] | None = None, delays: bool = True) -> Policy:
    """Return the manners of a shop with stock: confirmed within minutes, followed to the door, asked once after.

    Parcels of one order that leave within half an hour of each other are told in one message. Likely and
    sure delays are told, measured against what was told, and their end, unless `delays` is false.
    """
    return Policy(
        id="retail",
        shop=shop,
        ranges=Ranges(lead_days=lead_days),
        touchpoints=t.kept(
            t.ORDER_CONFIRMED,
            t.ITEM_SECURED,
            t.ITEM_UNAVAILABLE,
            t.DISPATCHED,
            t.LAST_PART_DISPATCHED,
            t.TRACKING_CORRECTED,
            t.ARRIVING_TODAY,
            t.ATTEMPT_FAILED,
            t.ADDRESS_PROBLEM,
            t.READY_FOR_PICKUP,
            t.PICKUP_EXPIRING,
            t.DELIVERED,
            t.ALL_DELIVERED,
            t.SMS_OFFER,
            *(t.DELAYS if delays else ()),
            t.REASSURANCE,
            t.LINES_CANCELLED,
            t.ORDER_CANCELLED,
            t.ORDER_REOPENED,
            t.REFUNDED,
            t.RETURN_STARTED,
            t.RETURNED,
            t.LOST_REMEDY,
            t.FOUND,
            t.LEVEL_ACKNOWLEDGED,
            t.INQUIRY_ANSWERED,
            t.HANDED_TO_HUMAN,
            *t.STAFFS,
            t.FEEDBACK_REQUEST,
            t.ANNIVERSARY,
        ),
    )


def shared_with_courier(
    shop: Shop, *, lead_days: tuple[int, int] | None = None, delays: bool = True
) -> Policy:
    """Return the manners of a shop that shares the talking with its courier, next day, later and pickup.

    Next day: the shop confirms once and hands everything over; the courier speaks on the day, and the
    shop steps in when the courier's own time for it has passed in silence. Later: the courier agrees on
    date and time when the parcel is in the customer's city, and the shop says so if that does not happen.
    Likely and sure delays are told, and their end, unless `delays` is false.
    """
    confirmed = replace(t.ORDER_CONFIRMED, acts=(ActionKind.HAND_OVER,))
    arriving_today = replace(
        t.ARRIVING_TODAY,
        when=(around(Anchor.SLOT_START, at=time(8)), on(Milestone.OUT_FOR_DELIVERY)),
        useful_to=Anchor.SLOT_END,
        channels=t.URGENT_FIRST,
    )
    # nothing is said of all of them together here, and what a courier left at a door tells nobody
    delivered = replace(
        t.DELIVERED, while_=tuple(each for each in t.DELIVERED.while_ if each is not Condition.COMES_LAST)
    )
    return Policy(
        id="shared_with_courier",
        shop=shop,
        ranges=Ranges(lead_days=lead_days),
        responsibility=(
            Rule(owner=Party.NOBODY, touchpoint="dispatched", regime=Regime.NEXT_DAY),
            *(Rule(owner=Party.COURIER, touchpoint=name) for name in COURIERS_OWN),
            SHOP_SPEAKS,
        ),
        touchpoints=t.kept(
            confirmed,
            t.HANDED_OVER_ANEW,
            t.ITEM_UNAVAILABLE,
            t.DISPATCHED,
            t.TRACKING_CORRECTED,
            t.COURIER_CHANGED,
            t.ARRIVED_IN_CITY,
            t.ARRANGEMENT_PENDING,
            t.APPOINTMENT_AGREED,
            arriving_today,
            t.ARRIVING_SOON,
            t.INTERVAL_MISSED,
            t.STILL_MISSED,
            t.ATTEMPT_FAILED,
            t.ADDRESS_PROBLEM,
            t.READY_FOR_PICKUP,
            t.PICKUP_EXPIRING,
            delivered,
            t.SMS_OFFER,
            *(t.DELAYS if delays else ()),
            t.REASSURANCE,
            t.LINES_CANCELLED,
            t.ORDER_CANCELLED,
            t.ORDER_REOPENED,
            t.REFUNDED,
            t.RETURN_STARTED,
            t.RETURNED,
            t.LOST_REMEDY,
            t.FOUND,
            t.LEVEL_ACKNOWLEDGED,
            t.INQUIRY_ANSWERED,
            t.HANDED_TO_HUMAN,
            *t.STAFFS,
            t.FEEDBACK_REQUEST,
        ),
    )


COURIERS_OWN: Final = (
    "arrived_in_city",
    "appointment_agreed",
    "arriving_today",
    "arriving_soon",
    "attempt_failed",
    "ready_for_pickup",
    "pickup_expiring",
    "delivered",
)
"""What a courier says where its profile lists it; the shop says the rest, and what it does not list."""


def proactive(shop: Shop, *, lead_days: tuple[int, int] | None = None, delays: bool = True) -> Policy:
    """Return the manners of a shop that speaks before it is asked: `retail`, with every step told and short silences.

    Making, the border and the evening before the agreed day are told as well, and so is a word that was promised and
    did not come; three days without news bring a reassurance, two where the customer asked for more. What is granted
    for a large delay is the shop's to say, as tiers in `delays.compensation`.
    """
    base = retail(shop, lead_days=lead_days, delays=delays)
    return replace(
        base,
        id="proactive",
        cadence=Cadence(longest_silence=dict(SHORT_SILENCE)),
        touchpoints=t.kept(
            *base.touchpoints,
            t.PRODUCTION_STARTED,
            t.PRODUCTION_FINISHED,
            t.DEADLINE_EXTENSION,
            t.ENTERED_COUNTRY,
            t.ARRIVING_TOMORROW,
            t.PROMISE_BROKEN,
        ),
    )


SHORT_SILENCE: Final[Mapping[Level, timedelta | None]] = MappingProxyType(
    {Level.LESS: None, Level.STANDARD: timedelta(days=3), Level.MORE: timedelta(days=2)}
)
"""How long a shop that speaks first is silent at most."""


def contact_first(base: Policy) -> Policy:
    """Return a policy with a gate laid over it: orders that need the customer's word wait for it.

    The thanks and the request are one message; one reminder after a day; after three days without the
    answers, the order is proposed for cancellation. Staff confirm when all answers are in.
    """
    must_be("base", base, Policy, "give a policy to lay the gate over, as in contact_first(retail(shop))")
    confirmed = base.touchpoint("order_confirmed") or t.ORDER_CONFIRMED
    opened = replace(confirmed, when=(*confirmed.when, on(Milestone.CONFIRMED)))
    rest = tuple(point for point in base.touchpoints if point.id != "order_confirmed")
    gate = (
        t.CONTACT_REQUESTED,
        t.CONTACT_REMINDER,
        t.CONTACT_ACKNOWLEDGED,
        t.GATE_EXPIRED,
        t.STAFF_REPLY_DUE,
    )
    return replace(base, id=f"contact_first({base.id})", touchpoints=(opened, *gate, *rest))


def contact_first_retail(
    shop: Shop, *, lead_days: tuple[int, int] | None = None, delays: bool = True
) -> Policy:
    """Return the manners of a shop that settles questions before it starts: a gate laid over `retail`."""
    return contact_first(retail(shop, lead_days=lead_days, delays=delays))


PRESETS: Final[Mapping[str, Callable[..., Policy]]] = MappingProxyType(
    {
        "buy_on_demand": buy_on_demand,
        "contact_first": contact_first_retail,
        "proactive": proactive,
        "retail": retail,
        "shared_with_courier": shared_with_courier,
    }
)


def preset(name: str, shop: Shop, **arguments: object) -> Policy:
    """Return a preset by name, with its arguments."""
    if must_be("name", name, str, "give the name of a preset") not in PRESETS:
        raise UnknownName("preset", name, sorted(PRESETS))
    known = PRESETS[name].__kwdefaults__ or {}
    faults = [
        Fault(argument, "no such argument", f"give {' or '.join(known)}")
        for argument in arguments
        if argument not in known
    ]
    if faults:
        raise InvalidInput(faults)
    return PRESETS[name](shop, **arguments)
