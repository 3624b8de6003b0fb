"""Messages made by hand, as `compose` makes them, for the tests of words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from postpurchase.ledger import Ask, FactValue, Pledge
from postpurchase.messages import Block, Message
from postpurchase.vocabulary import Channel, Importance, Role
from postpurchase.windows import DateWindow, zone

TODAY: Final = date(2026, 10, 5)
WINDOW: Final = DateWindow(earliest=date(2026, 10, 12), latest=date(2026, 10, 26))
NAMES: Final = {"ja": "佐藤 花子", "ru": "Анна Петрова", "en": "Ann Smith"}
ITEMS: Final = {
    "ja": ("シルクスカーフ",),
    "ru": ("Шёлковый платок",),
    "en": ("Silk scarf",),
}


def at(text: str) -> datetime:
    """Return an instant from its text."""
    return datetime.fromisoformat(text)


def block(
    touchpoint: str,
    tells: Mapping[str, FactValue] | None = None,
    subject: str = "order",
    **values: object,
) -> Block:
    """Return a block that tells the touchpoint's own fact and those given."""
    return Block(
        touchpoint=touchpoint, subject=subject, tells={touchpoint: True, **(tells or {})}, values=values
    )


def letter(
    lead: Block | str,
    *riders: Block,
    locale: str = "en",
    channel: Channel = Channel.EMAIL,
    to: Role = Role.BUYER,
    asks: tuple[Ask, ...] = (),
    promises: tuple[Pledge, ...] = (),
    **values: object,
) -> Message:
    """Return a message of a small shop, with values changed or taken out (None)."""
    language = locale[:2]
    given = {
        "name": NAMES.get(language),
        "shop": "Atelier Kumo",
        "signature": "Atelier Kumo",
        "order": "A-1042",
        "items": ITEMS.get(language, ()),
        "mode": "stock",
        "steps": (),
        "limit_days": 10,
        "zone": zone("Asia/Tokyo"),
        "today": TODAY,
        **values,
    }
    return Message(
        order="A-1042",
        at=at("2026-10-05T22:50:00+09:00"),
        keys=("k1",),
        attempt=1,
        lead=block(lead) if isinstance(lead, str) else lead,
        riders=riders,
        to=to,
        channel=channel,
        also=(),
        importance=Importance.NEWS,
        urgent=False,
        asks=asks,
        promises=promises,
        locale=locale,
        policy="test",
        lease=timedelta(minutes=10),
        values=given,
    )
