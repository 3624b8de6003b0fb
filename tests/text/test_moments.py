"""Every sentence is true at the moment it is said, as orders go that no story told in full foresees."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from postpurchase.catalogs import default
from postpurchase.messages import Message
from postpurchase.planning import unfold
from postpurchase.schema import load_case
from postpurchase.text import render

Tree = dict[str, Any]

NOON = "2026-11-02T12:00:00+01:00"


def placed(**known: Any) -> Tree:
    """Return an order placed on Monday, 2 November, at ten."""
    return {"kind": "order_placed", "at": "2026-11-02T10:00:00+01:00", **known}


def then(kind: str, at: str, **known: Any) -> Tree:
    """Return what happened in November: `02T10:00`."""
    return {"kind": kind, "at": f"2026-11-{at}:00+01:00", **known}


def lived(
    *events: Tree,
    first: str = NOON,
    last: str = NOON,
    locale: str = "en",
    channels: Any = None,
    **policy: Any,
) -> list[tuple[Message, str]]:
    """Return the messages of an order first planned at one moment, and what their buyer reads."""
    case = load_case(
        {
            "format": 1,
            "shop": {"name": "Kotori", "zone": "Europe/Berlin", "locale": locale},
            "policy": {"preset": "retail", **policy},
            "customer": {"id": "c", "buyer": {"locale": locale, "channels": channels or {"email": {}}}},
            "events": [{"order": "x", **event} for event in events],
        }
    )
    start, until = datetime.fromisoformat(first), datetime.fromisoformat(last)
    told = unfold(case.events, case.policy, start=start, until=until, customer=case.customer)
    contents = [(message, render(message, default())) for message in told.messages]
    assert not any(content.problems for _, content in contents)
    return [(message, str(content)) for message, content in contents]


def only(*events: Tree, **known: Any) -> str:
    """Return the only text there is."""
    ((_, text),) = lived(*events, **known)
    return text


def text_of(touchpoint: str, *events: Tree, **known: Any) -> str:
    """Return the text of the last message a touchpoint leads."""
    return [text for message, text in lived(*events, **known) if message.touchpoint == touchpoint][-1]


SENT = then("handed_over", "02T10:01", shipment="a")
BACK = then("return_started", "02T11:00", shipment="a")
COME = then("delivered", "02T11:00", shipment="a")


# -- a late thanks --------------------------------------------------------------------------------

NO_DATE = {"en": "do not have a delivery date", "ru": "Срок доставки", "ja": "まだ確定しておりません"}
NEXT = {"en": "Next, you will hear", "ru": "Дальше мы напишем", "ja": "■ 今後のご連絡"}
ANOTHER = {"en": "nother parcel", "ru": "ещё одна", "ja": "別のお荷物"}


@pytest.mark.parametrize("locale", ["en", "ru", "ja"])
@pytest.mark.parametrize(
    ("events", "dated"),
    [((SENT,), True), ((SENT, BACK), False), ((SENT, COME), False)],
    ids=["sent", "back", "come"],
)
def test_a_late_thanks_says_what_is_still_to_come(events: tuple[Tree, ...], dated: bool, locale: str) -> None:
    """After what it carries, it announces neither a parcel nor a day that is past."""
    text = only(placed(), *events, locale=locale)

    assert ANOTHER[locale] not in text
    assert NEXT[locale] not in text
    assert (NO_DATE[locale] in text) is dated


def test_a_thanks_in_time_tells_what_comes_next() -> None:
    """Nothing has happened yet, so everything is still to come."""
    text = only(placed(), first="2026-11-02T10:01:00+01:00")

    assert "Next, you will hear from us:\n- when your parcel is on its way" in text
    assert "We do not have a delivery date yet.\n" in text


def test_the_only_parcel_is_not_another() -> None:
    """The only parcel is the customer's; of several, the first is one and the next another."""
    lines = [{"id": "1", "title": "Tea"}, {"id": "2", "title": "Cup"}, {"id": "3", "title": "Pot"}]
    one = {**SENT, "contents": ["1"]}
    two = {**then("handed_over", "02T10:02", shipment="b"), "contents": ["2"]}

    assert "Your parcel is on its way." in only(placed(), SENT)
    assert "A parcel is on its way." in only(placed(lines=lines), one)
    assert "A parcel is on its way.\n\nAnother parcel is on its way." in only(placed(lines=lines), one, two)
    assert "Your parcel has been delivered." in only(placed(), SENT, COME)
    assert "A parcel has been delivered." in only(placed(lines=lines), one, COME)


def test_an_order_that_is_over_promises_no_more_letters() -> None:
    """Once everything has come, nobody writes every ten days."""
    assert "at least every 10 days" in only(placed(), SENT)
    assert "at least every 10 days" not in only(placed(), SENT, COME)


# -- claims that need an event --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("locale", "inspected", "untimed"),
    [
        ("en", "inspected the contents", "No delivery time was chosen"),
        ("ru", "Мы проверили товар", "без выбора времени"),
        ("ja", "検品のうえ", "ご指定なしで手配"),
    ],
)
def test_only_what_happened_is_claimed_of_a_parcel(locale: str, inspected: str, untimed: str) -> None:
    """Contents were inspected where somebody said so, and no time was chosen where one was asked for."""
    personal = {"preset": "buy_on_demand", "args": {"lead_days": [7, 21]}}
    order, sent = placed(mode="buy_on_demand"), then("handed_over", "06T12:00", shipment="a")
    checked = then("inspection_passed", "04T12:00")
    known: Tree = {"last": "2026-11-06T13:00:00+01:00", "locale": locale, **personal}
    plain = text_of("dispatched", order, sent, **known)
    full = text_of("dispatched", order, checked, sent, **known)

    assert (inspected in plain, untimed in plain) == (False, False)
    assert (inspected in full, untimed in full) == (True, True)
