"""Three orders told from beginning to end, calm and troubled, in any of our languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from postpurchase.catalogs import default
from postpurchase.messages import Message
from postpurchase.planning import unfold
from postpurchase.schema import load_case
from postpurchase.text import render
from postpurchase.vocabulary import Channel

Tree = dict[str, Any]

SINCE: Final = "2026-01-01T00:00:00Z"
SHOPS: Final = {"ja": "雲工房", "ru": "Лавка Север", "en": "Nordlicht"}
COURIERS: Final = {"ja": "はやぶさ便", "ru": "Экспресс-Почта", "en": "Swift Express"}
BUYERS: Final = {"ja": "佐藤 花子", "ru": "Ирина Петрова", "en": "Lena Vogt"}
TITLES: Final = {
    "bag": {"ja": "革のバッグ", "ru": "Кожаная сумка", "en": "Leather bag"},
    "kettle": {"ja": "電気ケトル", "ru": "Чайник", "en": "Kettle"},
    "scarf": {"ja": "マフラー", "ru": "Шарф", "en": "Scarf"},
    "gloves": {"ja": "手袋", "ru": "Перчатки", "en": "Gloves"},
    "coat": {"ja": "コート", "ru": "Пальто", "en": "Coat"},
}


def line(name: str, locale: str, mode: str = "stock", **more: Any) -> Tree:
    """Return an order line with its title in a language."""
    return {"id": name, "qty": 1, "title": TITLES[name][locale], "mode": mode, **more}


def told(
    locale: str, zone: str, policy: Tree, channels: tuple[str, ...], events: list[Tree], rows: Tree
) -> Tree:
    """Return a case of one shop and one buyer, run from the first event on."""
    reach = {"reachable": True, "consent": {"transactional": SINCE}}
    numbered = [{"order": "A-1042", "source": "shop", "id": str(i), **e} for i, e in enumerate(events)]
    return {
        "format": 1,
        "name": "story",
        "source": "stories",
        "requirement": ["S1"],
        "shop": {
            "name": SHOPS[locale],
            "zone": zone,
            "locale": locale,
            "contact": {"email": "hello@shop.example"},
        },
        "policy": policy,
        "customer": {
            "id": "c1",
            "buyer": {
                "name": BUYERS[locale],
                "locale": locale,
                "zone": zone,
                "channels": dict.fromkeys(channels, reach),
            },
        },
        "events": numbered,
        "ledger": [],
        "run": {"from": events[0]["at"], "expect": {}, **rows},
    }


# -- A: the personal shopper ----------------------------------------------------------------------


def bought_abroad(locale: str, *events: Tree) -> Tree:
    """Return story A with what happens after the order."""
    placed = {
        "kind": "order_placed",
        "at": "2026-10-05T22:40:00+09:00",
        "mode": "buy_on_demand",
        "lines": [line("bag", locale, "buy_on_demand")],
        "promised": {"window": {"earliest": "2026-10-12", "latest": "2026-10-26"}},
        "checkout": {},
        "sales_channel": "market",
    }
    policy = {
        "preset": "buy_on_demand",
        "args": {"lead_days": [7, 21]},
        "set": {"profiles.marketplaces.market.forbids": []},
    }
    rows = {"until": "2026-11-05T00:00:00+09:00", "courier": []}
    return told(locale, "Asia/Tokyo", policy, ("marketplace_message",), [placed, *events], rows)


def on_october(day: int, clock: str, kind: str, **more: Any) -> Tree:
    """Return an event of story A."""
    return {"kind": kind, "at": f"2026-10-{day:02}T{clock}:00+09:00", **more}


ARRIVES: Final = (
    on_october(17, "09:00", "arrived_in_country"),
    on_october(18, "11:00", "inspection_passed"),
    on_october(19, "14:00", "handed_over", shipment="1", contents=["bag"]),
    on_october(21, "10:30", "delivered", shipment="1"),
)


def a_calm(locale: str) -> Tree:
    """Return story A as it should go."""
    return bought_abroad(locale, on_october(8, "15:00", "item_secured", lines=["bag"]), *ARRIVES)


def a_early(locale: str) -> Tree:
    """Return story A with the purchase made before the thanks went out: long silence after it."""
    return bought_abroad(locale, on_october(5, "22:45", "item_secured", lines=["bag"]), *ARRIVES)


def a_troubled(locale: str) -> Tree:
    """Return story A with the item not to be had, and the order ended by the shop."""
    return bought_abroad(
        locale,
        on_october(9, "15:00", "item_unavailable", lines=["bag"]),
        on_october(12, "15:00", "order_cancelled", by="shop"),
        on_october(13, "15:00", "refunded", amount={"minor": 19800, "currency": "JPY"}),
    )


# -- B: next day ----------------------------------------------------------------------------------


def next_day(locale: str, courier: list[Tree], *events: Tree) -> Tree:
    """Return story B with what the courier says and what happens after the order."""
    slot = {"date": "2026-11-12", "from": "14:00", "to": "18:00"}
    placed = {
        "kind": "order_placed",
        "at": "2026-11-11T18:05:00+03:00",
        "mode": "stock",
        "lines": [line("kettle", locale)],
        "promised": {"service": "next_day", "courier": "express", "slot": slot},
        "checkout": {"slot": slot, "phone": True, "address_ok": True},
    }
    says = "profiles.couriers.express.says"
    policy = {
        "preset": "shared_with_courier",
        "set": {
            f"{says}.arriving_today": {"by": "10:00", "channel": "sms", "basis": "observed"},
            f"{says}.arriving_soon": {"within": "PT0S", "channel": "call", "basis": "observed"},
            "profiles.couriers.express.name": COURIERS[locale],
        },
    }
    rows = {"until": "2026-11-30T00:00:00+03:00", "courier": courier}
    return told(locale, "Europe/Moscow", policy, ("email", "sms"), [placed, *events], rows)


def said_by_courier(clock: str, touchpoint: str, channel: str, kind: str = "sent") -> Tree:
    """Return what the courier said on the day."""
    return {
        "kind": kind,
        "by": "courier",
        "to": "buyer",
        "channel": channel,
        "order": "A-1042",
        "subject": "order",
        "at": f"2026-11-12T{clock}:00+03:00",
        "observed": True,
        "touchpoint": touchpoint,
    }


def on_november(day: int, clock: str, kind: str, **more: Any) -> Tree:
    """Return an event of story B."""
    return {"kind": kind, "at": f"2026-11-{day}T{clock}:00+03:00", "shipment": "1", **more}


CALL: Final = said_by_courier("13:20", "arriving_soon", "call")


def b_calm(locale: str) -> Tree:
    """Return story B with everything in its time."""
    delivered = on_november(12, "16:10", "delivered", how="in_person")
    return next_day(locale, [said_by_courier("09:40", "arriving_today", "sms"), CALL], delivered)


def b_missed(locale: str) -> Tree:
    """Return story B with a silent courier in the morning and the interval missed."""
    return next_day(locale, [CALL], on_november(12, "19:10", "delivered", how="in_person"))


def b_troubled(locale: str) -> Tree:
    """Return story B with nobody at home, twice, and the parcel back at the shop."""
    return next_day(
        locale,
        [said_by_courier("09:40", "arriving_today", "sms"), CALL],
        on_november(12, "15:00", "attempt_failed", reason="absent"),
        on_november(13, "15:00", "attempt_failed", reason="absent"),
        on_november(14, "12:00", "return_started"),
        on_november(17, "12:00", "returned"),
    )


# -- C: a split order -----------------------------------------------------------------------------


def split(locale: str, *events: Tree) -> Tree:
    """Return story C with what happens after the order."""
    window = {"earliest": "2026-04-02", "latest": "2026-04-07"}
    placed = {
        "kind": "order_placed",
        "at": "2026-03-26T10:00:00+01:00",
        "mode": "stock",
        "lines": [
            line("scarf", locale),
            line("gloves", locale),
            line("coat", locale, "pre_order", window=window),
        ],
        "promised": {},
        "checkout": {},
    }
    rows = {"until": "2026-04-30T00:00:00+02:00", "courier": []}
    return told(locale, "Europe/Berlin", {"preset": "retail", "set": {}}, ("email",), [placed, *events], rows)


def parcel(at: str, kind: str, shipment: str, **more: Any) -> Tree:
    """Return an event of one parcel of story C."""
    return {"kind": kind, "at": f"2026-{at}", "shipment": shipment, **more}


def sent(at: str, shipment: str, *lines: str) -> Tree:
    """Return the handing over of a parcel."""
    number = f"JD01460000{shipment[1:]}"
    url = f"https://courier.example/{number}"
    return parcel(at, "handed_over", shipment, contents=list(lines), tracking={"number": number, "url": url})


TWO_SENT: Final = (
    sent("03-27T16:00:00+01:00", "P1", "scarf"),
    sent("03-27T16:20:00+01:00", "P2", "gloves"),
    parcel("03-28T11:00:00+01:00", "delivered", "P1"),
    parcel("03-28T22:10:00+01:00", "ready_for_pickup", "P2", keep_until="2026-04-04"),
)


def c_calm(locale: str) -> Tree:
    """Return story C as it should go."""
    return split(
        locale,
        *TWO_SENT,
        parcel("03-31T12:00:00+02:00", "delivered", "P2", how="collected"),
        sent("04-02T15:00:00+02:00", "P3", "coat"),
        parcel("04-04T10:15:00+02:00", "delivered", "P3"),
    )


def c_troubled(locale: str) -> Tree:
    """Return story C with a parcel not collected, and the last one lost."""
    return split(
        locale,
        *TWO_SENT,
        sent("04-02T15:00:00+02:00", "P3", "coat"),
        parcel("04-05T12:00:00+02:00", "return_started", "P2"),
        parcel("04-10T12:00:00+02:00", "lost", "P3"),
    )


def c_at_new_year(locale: str) -> Tree:
    """Return story C placed before the holidays, so that its window crosses into another year."""
    window = {"earliest": "2026-12-28", "latest": "2027-01-04"}
    placed = {
        "kind": "order_placed",
        "at": "2026-12-22T10:00:00+01:00",
        "mode": "stock",
        "lines": [line("coat", locale)],
        "promised": {"window": window},
        "checkout": {},
    }
    rows = {"until": "2026-12-23T00:00:00+01:00", "courier": []}
    return told(locale, "Europe/Berlin", {"preset": "retail", "set": {}}, ("email",), [placed], rows)


STORIES: Final[dict[str, Callable[[str], Tree]]] = {
    "a-calm": a_calm,
    "a-bought-at-once": a_early,
    "a-not-to-be-had": a_troubled,
    "b-calm": b_calm,
    "b-interval-missed": b_missed,
    "b-nobody-at-home": b_troubled,
    "c-calm": c_calm,
    "c-lost": c_troubled,
    "c-at-new-year": c_at_new_year,
}


def messages(case: Tree) -> tuple[Message, ...]:
    """Return what a story makes the shop send, in order."""
    read = load_case(case)
    assert read.run is not None
    lived = unfold(
        read.events,
        read.policy,
        start=read.run.start,
        until=read.run.until,
        customer=read.customer,
        ledger=[*read.ledger, *read.run.courier],
    )
    return lived.messages


def letters(case: Tree) -> Iterator[tuple[str, Message, Channel]]:
    """Yield (heading, message, channel) of everything a story makes the shop send."""
    for message in messages(case):
        rides = "".join(f" + {ride}" for ride in message.rides)
        local = message.at.astimezone(message.values["zone"])  # type: ignore[arg-type]
        for channel in (message.channel, *message.also):
            yield f"{local:%Y-%m-%d %H:%M} {message.lead.name}{rides} by {channel}", message, channel


def written(case: Tree) -> str:
    """Return a story's texts as one page."""
    pages = []
    for heading, message, channel in letters(case):
        content = render(message, default(), channel=channel)
        assert content.problems == (), content.problems
        pages.append(f"=== {heading}\n\n{content}\n")
    return "\n".join(pages)
