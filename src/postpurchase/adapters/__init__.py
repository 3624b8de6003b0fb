"""Vendors' payloads into events: one adapter each for EasyPost and AfterShip.

`adapt` never raises on what a vendor sent: what is odd comes back as warnings, what is unknown as
`unclassified` events and in `unrecognised`. Checking a webhook's signature comes before, and is the
host's.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from postpurchase.adapters import aftership, easypost
from postpurchase.adapters.adapted import Adapted, AdapterWarning, Delivery, Known, ParcelRef, WarningCode
from postpurchase.adapters.adapter import Adapter
from postpurchase.errors import UnknownName
from postpurchase.kinds import must_be

__all__ = [
    "ADAPTERS",
    "Adapted",
    "Adapter",
    "AdapterWarning",
    "Delivery",
    "Known",
    "ParcelRef",
    "WarningCode",
    "adapt",
]

ADAPTERS: Final[Mapping[str, Adapter]] = MappingProxyType(
    {adapter.vendor: adapter for adapter in (aftership.ADAPTER, easypost.ADAPTER)}
)
"""The adapters by vendor; a shop's own is called directly."""


def adapt(
    vendor: str,
    payload: object,
    *,
    order: str,
    received_at: datetime,
    topic: str | None = None,
    headers: Mapping[str, str] | None = None,
    local_zone: str | None = None,
    known: Known | None = None,
) -> Adapted:
    """Return what a vendor's payload, a JSON value, says happened to the parcels of an order.

    `received_at` is aware. `topic` and `headers` are what came beside the body. `local_zone` is the
    zone in which times without an offset are read. `known` is what the shop itself calls shipments
    and couriers. Raises `UnknownName` and `InvalidInput` for the caller's mistakes only.

    >>> from datetime import datetime, UTC
    >>> scan = {"tag": "Delivered", "subtag": "Delivered_002", "checkpoint_time": "2026-11-20T17:05:00+09:00"}
    >>> payload = {"event_id": "e1", "msg": {"tracking_number": "1Z", "checkpoints": [scan]}}
    >>> now = datetime(2026, 11, 22, tzinfo=UTC)
    >>> known = Known(shipments={"1Z": "P1"})
    >>> event, = adapt("aftership", payload, order="o1", received_at=now, known=known).events
    >>> event.kind.value, event.shipment, event.details.how.value
    ('delivered', 'P1', 'collected')
    """
    adapter = ADAPTERS.get(must_be("vendor", vendor, str, f"give one of {', '.join(ADAPTERS)}"))
    if adapter is None:
        raise UnknownName("adapter", str(vendor), ADAPTERS)
    return adapter(
        payload,
        order=order,
        received_at=received_at,
        topic=topic,
        headers=headers,
        local_zone=local_zone,
        known=known,
    )
