"""Ready-made policies: choose the one whose story is yours, then change what differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from postpurchase.errors import UnknownName
from postpurchase.eta import Ranges
from postpurchase.people import Shop
from postpurchase.policy import Policy, on
from postpurchase.presets import touchpoints as t
from postpurchase.vocabulary import Milestone

__all__ = ["PRESETS", "buy_on_demand", "preset", "retail"]


def buy_on_demand(shop: Shop, *, lead_days: tuple[int, int] = (7, 21)) -> Policy:
    """Return the manners of a personal shopper: few planned contacts, and no long silence.

    The thanks wait ten minutes for the good news that the item is bought, and carry it if it
    comes. `lead_days` are the fewest and most calendar days from order to door.
    """
    confirmed = replace(
        t.ORDER_CONFIRMED, when=(on(Milestone.PLACED, timedelta(minutes=10)), on(Milestone.SECURED))
    )
    dispatched = replace(t.DISPATCHED, supersedes=("delivery_planned",))
    return Policy(
        id="buy_on_demand",
        shop=shop,
        ranges=Ranges(lead_days=lead_days),
        touchpoints=(
            confirmed,
            t.ITEM_SECURED,
            t.ITEM_UNAVAILABLE,
            t.DELIVERY_PLANNED,
            dispatched,
            t.REASSURANCE,
            t.LINES_CANCELLED,
            t.ORDER_CANCELLED,
            t.REFUNDED,
            t.RETURN_STARTED,
            t.RETURNED,
            t.LOST_REMEDY,
            t.LEVEL_ACKNOWLEDGED,
            t.INQUIRY_ANSWERED,
            t.FEEDBACK_REQUEST,
        ),
    )


def retail(shop: Shop, *, lead_days: tuple[int, int] | None = None) -> Policy:
    """Return the manners of a shop with stock: confirmed within minutes, followed to the door, asked once after.

    Parcels of one order that leave within half an hour of each other are told in one message.
    """
    dispatched = replace(t.DISPATCHED, wait=timedelta(minutes=30))
    return Policy(
        id="retail",
        shop=shop,
        ranges=Ranges(lead_days=lead_days),
        touchpoints=(
            t.ORDER_CONFIRMED,
            t.ITEM_SECURED,
            t.ITEM_UNAVAILABLE,
            dispatched,
            t.LAST_PART_DISPATCHED,
            t.TRACKING_CORRECTED,
            t.ARRIVING_TODAY,
            t.ATTEMPT_FAILED,
            t.ADDRESS_PROBLEM,
            t.READY_FOR_PICKUP,
            t.PICKUP_EXPIRING,
            t.DELIVERED,
            t.ALL_DELIVERED,
            t.REASSURANCE,
            t.LINES_CANCELLED,
            t.ORDER_CANCELLED,
            t.REFUNDED,
            t.RETURN_STARTED,
            t.RETURNED,
            t.LOST_REMEDY,
            t.LEVEL_ACKNOWLEDGED,
            t.INQUIRY_ANSWERED,
            t.FEEDBACK_REQUEST,
        ),
    )


PRESETS: Final[Mapping[str, Callable[..., Policy]]] = MappingProxyType(
    {"buy_on_demand": buy_on_demand, "retail": retail}
)


def preset(name: str, shop: Shop, **arguments: object) -> Policy:
    """Return a preset by name, with its arguments."""
    if name not in PRESETS:
        raise UnknownName("preset", name, sorted(PRESETS))
    return PRESETS[name](shop, **arguments)
