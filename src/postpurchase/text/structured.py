"""The facts of a message as schema.org's `Order` and `ParcelDelivery`, which mail programs show by themselves.

A pure mapping of what the message itself says: nothing is in it that its reader must not see, and no
date that its text does not tell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time, tzinfo
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

from postpurchase.events import Money
from postpurchase.kinds import must_be, must_be_texts
from postpurchase.messages import Message
from postpurchase.text.neutral import link_of, neutral
from postpurchase.text.values import values_of
from postpurchase.vocabulary import Channel
from postpurchase.windows import DateWindow, Slot, TimeWindow, zone

if TYPE_CHECKING:
    from postpurchase.messages import Block

Json: TypeAlias = dict[str, object]

CONTEXT: Final = "https://schema.org"
STATUS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("order_cancelled", "gate_expired"), "OrderCancelled"),
        "order_reopened": "OrderProcessing",
        **dict.fromkeys(("delivered", "all_delivered", "feedback_request"), "OrderDelivered"),
        **dict.fromkeys(("ready_for_pickup", "pickup_expiring"), "OrderPickupAvailable"),
        **dict.fromkeys(
            ("lost_remedy", "address_problem", "attempt_failed", "item_unavailable"), "OrderProblem"
        ),
        **dict.fromkeys(("return_started", "returned"), "OrderReturned"),
        **dict.fromkeys(
            (
                *("dispatched", "last_part_dispatched", "tracking_corrected", "courier_changed"),
                *("entered_country", "arrived_in_city", "arrangement_pending", "appointment_agreed"),
                *("arriving_tomorrow", "arriving_today", "arriving_soon", "interval_missed", "found"),
            ),
            "OrderInTransit",
        ),
    }
)
"""What schema.org calls the state that a touchpoint speaks of; the others leave an order in the making."""
_DIGITS: Final[Mapping[str, int]] = MappingProxyType(
    {
        **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF"), 0),
        **dict.fromkeys(("UGX", "VND", "VUV", "XAF", "XOF", "XPF"), 0),
        **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    }
)


def json_ld(message: Message, *, hosts: Collection[str] | None = None) -> tuple[Json, ...]:
    """Return JSON-LD of the order, and of each parcel the message tells a date or number of.

    For `email_message`, which puts it into the page. Links lead to `hosts`, or anywhere.
    """
    must_be("message", message, Message, "give one of a plan's messages")
    allowed = None if hosts is None else must_be_texts("hosts", hosts, "give hosts, as in {shop.example}")
    lead = values_of(message, message.lead, Channel.EMAIL)
    order = _order(message, lead)
    parcels = (_parcel(message, block, order, allowed) for block in (message.lead, *message.riders))
    return ({"@context": CONTEXT, **order, **_priced(lead)}, *(parcel for parcel in parcels if parcel))


def _order(message: Message, values: Mapping[str, object]) -> Json:
    return {
        "@type": "Order",
        "merchant": {"@type": "Organization", "name": _text(values.get("shop"))},
        "orderNumber": _text(message.order),
        "orderStatus": f"{CONTEXT}/{STATUS.get(message.touchpoint, 'OrderProcessing')}",
    }


def _priced(values: Mapping[str, object]) -> Json:
    """Return items and price, which a receiver's values do not hold."""
    found: Json = {}
    items = _items(values)
    if items:
        found["acceptedOffer"] = [{"@type": "Offer", "itemOffered": item} for item in items]
    total = values.get("total")
    if isinstance(total, Money):
        found["priceCurrency"] = total.currency
        found["price"] = str(Decimal(total.minor).scaleb(-_DIGITS.get(total.currency, 2)))
    return found


def _items(values: Mapping[str, object]) -> list[Json]:
    titles = values.get("items")
    return [
        {"@type": "Product", "name": _text(title)} for title in (titles if isinstance(titles, tuple) else ())
    ]


def _parcel(message: Message, block: Block, order: Json, hosts: Collection[str] | None) -> Json | None:
    values = values_of(message, block, Channel.EMAIL)
    known = {**_arrival(values), **_tracked(values, hosts)}
    if not known:
        return None
    courier, items = _text(values.get("courier")), _items(values)
    return {
        "@context": CONTEXT,
        "@type": "ParcelDelivery",
        "partOfOrder": {key: part for key, part in order.items() if key != "orderStatus"},
        **({"carrier": {"@type": "Organization", "name": courier}} if courier else {}),
        **({"itemShipped": items} if items else {}),
        **known,
    }


def _tracked(values: Mapping[str, object], hosts: Collection[str] | None) -> Json:
    number, url = _text(values.get("tracking")), link_of(str(values.get("tracking_url") or ""), hosts)
    return {**({"trackingNumber": number} if number else {}), **({"trackingUrl": url} if url else {})}


def _arrival(values: Mapping[str, object]) -> Json:
    """Return when the parcel is expected: the slot if there is one, else the window."""
    for name in ("slot", "window"):
        ends = tuple(_ends(values.get(name), values.get("zone")))
        if ends:
            return {"expectedArrivalFrom": ends[0], "expectedArrivalUntil": ends[1]}
    return {}


def _ends(value: object, local: object) -> Iterator[str]:
    if isinstance(value, (DateWindow, TimeWindow)):
        yield from (value.earliest.isoformat(), value.latest.isoformat())
    elif isinstance(value, Slot):
        yield from (_at(value.date, value.start, local), _at(value.date, value.end, local))


def _at(day: date, clock: time | None, local: object) -> str:
    """Return a clock of a day with its zone's offset, the day alone where there is neither."""
    at = zone(local) if isinstance(local, str) else local
    if clock is None or not isinstance(at, tzinfo):
        return day.isoformat()
    return datetime.combine(day, clock, at).isoformat()


def _text(value: object) -> str:
    return neutral(value) if isinstance(value, str) else ""
