"""The case of a vendor's payload: what was given to plan with, or a plain order about which little else is known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from postpurchase.adapters import Adapted, adapt
from postpurchase.classes import replace
from postpurchase.errors import InvalidInput
from postpurchase.events import Event
from postpurchase.ledger import Row
from postpurchase.schema import Case, loads
from postpurchase.vocabulary import Channel, EventKind, Party, Role, RowKind
from postpurchase.windows import instant, moment


def bare_case(policy: str, settings: Iterable[str], *, zone: str, locale: str) -> dict[str, object]:
    """Return the tree of a case of a shop and a buyer of one place, reached by mail; settings are `path=value`."""
    home = {"zone": zone, "locale": locale}
    pairs = (setting.partition("=")[::2] for setting in settings)
    return {
        "format": 1,
        "shop": {"name": "the shop", **home},
        "policy": {"preset": policy, "set": {path: _value(text) for path, text in pairs}},
        "customer": {"id": "unknown", "buyer": {**home, "channels": {"email": {}}}},
    }


def _value(text: str) -> object:
    try:
        return loads(text)
    except InvalidInput:
        return text


def with_payload(
    base: Case,
    vendor: str,
    payload: dict[str, object],
    *,
    order: str | None,
    received_at: datetime,
    now: datetime,
) -> tuple[Case, Adapted]:
    """Return a case with what a payload says, and what was read; an order that nobody placed was, and was confirmed."""
    named = order or next((event.order for event in base.events), "o1")
    found = adapt(vendor, payload, order=named, received_at=received_at)
    known = any(event.kind is EventKind.ORDER_PLACED for event in base.events)
    placed = [] if known else [_placed(named, found.events, now)]
    said = [_confirmed(event) for event in placed]
    events = (*base.events, *placed, *found.events)
    return replace(base, now=now, events=events, ledger=(*base.ledger, *said)), found


def _placed(order: str, events: Iterable[Event], now: datetime) -> Event:
    """Return an order placed the day before anything is known of its parcel."""
    first = min([event.t for event in events], default=instant(now))
    return Event(kind=EventKind.ORDER_PLACED, order=order, at=moment(first) - timedelta(days=1))


def _confirmed(placed: Event) -> Row:
    """Return the row that says the order was confirmed a minute after it was placed."""
    return Row(
        kind=RowKind.SENT,
        at=placed.at + timedelta(minutes=1),
        order=placed.order,
        by=Party.SHOP,
        to=Role.BUYER,
        channel=Channel.EMAIL,
        touchpoint="order_confirmed",
    )
