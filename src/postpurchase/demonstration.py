"""The case of the demo: one order of a personal shopper, from the purchase to the doorstep."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

from postpurchase.errors import faults_of, invalid
from postpurchase.schema import Case, load_case, load_instant
from postpurchase.schema.single import one_of

Tree: TypeAlias = dict[str, Any]

_CONSENT: Final = "2026-01-01T00:00:00Z"

CASE: Final[Tree] = {
    "format": 1,
    "name": "a leather bag, bought on demand",
    "shop": {
        "name": "Atelier Kumo",
        "zone": "Asia/Tokyo",
        "locale": "ja",
        "contact": {"email": "shop@example.com", "url": "https://shop.example.com"},
    },
    "policy": {"preset": "buy_on_demand", "args": {"lead_days": [7, 21]}},
    "customer": {
        "id": "c-1",
        "buyer": {
            "name": "佐藤 花子",
            "locale": "ja",
            "zone": "Asia/Tokyo",
            "country": "JP",
            "channels": {"marketplace_message": {"consent": {"transactional": _CONSENT}}},
        },
    },
    "run": {"from": "2026-10-05T22:40:00+09:00", "until": "2026-11-05T00:00:00+09:00", "expect": {}},
}

# The events by kind; all but the first are told as (instant, further fields).
_PLACED: Final[Tree] = {
    "lines": [{"id": "L1", "title": "革のバッグ", "mode": "buy_on_demand"}],
    "mode": "buy_on_demand",
    "promised": {"window": {"earliest": "2026-10-12", "latest": "2026-10-26"}},
    "sales_channel": "market",
}
EVENTS: Final[Mapping[str, tuple[str, Tree]]] = {
    "order_placed": ("2026-10-05T22:40:00+09:00", _PLACED),
    "item_secured": ("2026-10-08T15:00:00+09:00", {"lines": ["L1"]}),
    "arrived_in_country": ("2026-10-17T09:00:00+09:00", {}),
    "inspection_passed": ("2026-10-18T11:00:00+09:00", {}),
    "handed_over": ("2026-10-19T14:00:00+09:00", {"shipment": "1", "contents": ["L1"]}),
    "delivered": ("2026-10-21T10:30:00+09:00", {"shipment": "1"}),
}
_CLOCK: Final = re.compile(r"\d\d:\d\d")


def demo_case(
    *,
    without: Iterable[str] = (),
    secured_at: str | None = None,
    zone: str | None = None,
    locale: str | None = None,
) -> Case:
    """Return the case of the demo: leaving events out, buying earlier, or with the buyer elsewhere.

    `secured_at` is an instant, or a time of the evening of the order, such as "22:45". Raises
    `InvalidInput` for what the story does not have and for what is no time, zone or locale.
    """
    gone = set(without)
    unknown = sorted(gone - set(EVENTS))
    if unknown:
        raise invalid("without", "no such event in the story", one_of(EVENTS, unknown[0]))
    moments = {kind: at for kind, (at, _) in EVENTS.items()}
    if secured_at is not None:
        moments["item_secured"] = _instant(secured_at)
    own = {"zone": zone, "locale": locale}
    buyer = {**CASE["customer"]["buyer"], **{name: value for name, value in own.items() if value is not None}}
    events = [
        {"kind": kind, "order": "A-1042", "id": str(n), "at": moments[kind], **more}
        for n, (kind, (_, more)) in enumerate(EVENTS.items())
        if kind not in gone
    ]
    return load_case({**CASE, "customer": {**CASE["customer"], "buyer": buyer}, "events": events})


def _instant(text: str) -> str:
    """Return the instant of a time of the evening of the order, or the one that is given whole."""
    at = f"2026-10-05T{text}:00+09:00" if _CLOCK.fullmatch(text) else text
    if faults_of(load_instant, at):
        right = "give one, as in 22:45 or 2026-10-05T22:45:00+09:00"
        raise invalid("secured_at", "neither a time of day nor an instant", right)
    return at
