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
    both = "A parcel is on its way.\nIn this parcel:\n- Tea\n\nAnother parcel is on its way.\nIn this parcel:\n- Cup"
    assert both in only(placed(lines=lines), one, two)
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
        ("en", "inspected the contents", "It may come at any time of day"),
        ("ru", "Мы всё проверили", "Вы не выбрали время доставки"),
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


# -- part of an order -----------------------------------------------------------------------------

SET: list[Tree] = [{"id": "1", "title": "Tea", "qty": 3}, {"id": "2", "title": "Cup"}]
LATER = "2026-11-04T13:00:00+01:00"


@pytest.mark.parametrize(
    ("locale", "rest"),
    [
        ("en", "The rest of your order is not affected."),
        ("ru", "Остальной части заказа это не касается."),
        ("ja", "その他の商品に変更はございません。"),
    ],
)
def test_what_could_not_be_got_is_named(locale: str, rest: str) -> None:
    """One line of two is named, and the other left in peace; where all are gone there is no rest."""
    shopper: Tree = {"preset": "buy_on_demand", "args": {"lead_days": [7, 21]}}
    order = placed(mode="buy_on_demand", lines=SET)
    some = then("item_unavailable", "04T12:00", lines=["2"])
    known: Tree = {"last": LATER, "locale": locale, **shopper}
    one = text_of("item_unavailable", order, some, **known)
    every = text_of("item_unavailable", order, {**some, "lines": ["1", "2"]}, **known)

    assert ("Cup" in one, "Tea" in one, rest in one) == (True, False, True)
    assert ("Cup" in every, "Tea" in every, rest in every) == (True, True, False)


@pytest.mark.parametrize("locale", ["en", "ru", "ja"])
def test_what_was_cancelled_is_named(locale: str) -> None:
    """Of an order cancelled in part, the customer reads which part; the last, where there were two."""
    lines = [*SET, {"id": "3", "title": "Pot"}]
    some = then("lines_cancelled", "03T12:00", lines=["2"], by="shop")
    more = then("lines_cancelled", "04T12:00", lines=["3"], by="shop")
    text = text_of("lines_cancelled", placed(lines=lines), some, more, last=LATER, locale=locale)

    assert ("Pot" in text, "Tea" in text, "Cup" in text) == (True, False, False)


def test_three_pieces_are_no_item() -> None:
    """Words about the goods are right for one piece and for three."""
    shopper: Tree = {"preset": "buy_on_demand", "args": {"lead_days": [7, 21]}}
    order = placed(mode="buy_on_demand", lines=SET)
    texts = lived(order, then("item_secured", "04T12:00"), last=LATER, **shopper)

    assert [message.touchpoint for message, _ in texts] == ["order_confirmed", "item_secured"]
    assert not any("your item" in text.lower() for _, text in texts)


# -- who else will be in touch --------------------------------------------------------------------

SAYS = "profiles.couriers.fast.says"
SPEAKS: Tree = {
    f"{SAYS}.arrived_in_city": {"within": "PT24H", "channel": "call", "basis": "observed"},
    f"{SAYS}.arriving_today": {"by": "10:00", "channel": "sms", "basis": "observed"},
    f"{SAYS}.arriving_soon": {"within": "PT0S", "channel": "call", "basis": "assumed"},
}


@pytest.mark.parametrize(
    ("locale", "will", "today", "usual"),
    [
        (
            "en",
            "be in touch with you:\n- by phone, once your parcel is in your area, to agree on a time\n",
            "- by text message on the day of delivery",
            "The courier usually gets in touch with you:\n- by phone about an hour before delivery",
        ),
        (
            "ru",
            "свяжется с вами:\n— по телефону, когда посылка будет в вашем городе, — чтобы договориться о времени\n",
            "— по SMS в день доставки",
            "Обычно служба доставки связывается с вами:\n— по телефону примерно за час до доставки",
        ),
        (
            "ja",
            "からのご連絡\n・お荷物がお届け先の地域に到着した際の、お届け日時のご相談（お電話）\n",
            "・お届け当日のご案内（SMS）",
            "■ 配送会社からの通常のご連絡\n・お届けの約1時間前のご案内（お電話）",
        ),
    ],
)
def test_a_confirmation_says_how_the_courier_will_be_in_touch(
    locale: str, will: str, today: str, usual: str
) -> None:
    """Under a later service the courier agrees on a time; what it is only believed to do, it usually does."""
    window = {"earliest": "2026-11-10", "latest": "2026-11-12"}
    order = placed(promised={"service": "later", "courier": "fast", "window": window})
    text = only(order, preset="shared_with_courier", set=SPEAKS, locale=locale)

    assert (will in text, today in text, usual in text) == (True, True, True)


def test_on_the_next_day_the_courier_says_only_what_it_is_known_to() -> None:
    """Nobody promises a call of a courier whose profile lists none."""
    slot = {"date": "2026-11-03", "from": "10:00", "to": "14:00"}
    order = placed(promised={"service": "next_day", "courier": "fast", "slot": slot})
    some = only(order, preset="shared_with_courier", set=SPEAKS)
    none = only(order, preset="shared_with_courier")

    assert "- by text message on the day of delivery" in some
    assert "be in touch with you" not in none


def test_once_a_parcel_has_left_its_courier_is_not_announced() -> None:
    """A late thanks carries the dispatch, and leaves the rest to the courier."""
    order = placed(promised={"service": "later", "courier": "fast"})

    assert "be in touch with you" not in only(order, SENT, preset="shared_with_courier", set=SPEAKS)


# -- lines that come at different times -----------------------------------------------------------

MIXED: list[Tree] = [
    {"id": "1", "title": "Tea"},
    {"id": "2", "title": "Cup", "window": {"earliest": "2026-11-20", "latest": "2026-11-25"}},
]
TEA = (
    then("handed_over", "02T12:00", shipment="a", contents=["1"]),
    then("delivered", "04T12:00", shipment="a"),
)
CUP = then("handed_over", "15T12:00", shipment="b", contents=["2"])


@pytest.mark.parametrize(
    ("locale", "tea", "cup"),
    [
        ("en", "- Tea: November 4–6", "- Cup: November 20–25"),
        ("ru", "— Tea: с 4 по 6 ноября", "— Cup: с 20 по 25 ноября"),
        ("ja", "・Tea：11月4日", "・Cup：11月20日"),
    ],
)
def test_each_line_has_its_day(locale: str, tea: str, cup: str) -> None:
    """The thanks date every line; what has come is dated no more, and the rest keeps its day to the end."""
    known: Tree = {"args": {"lead_days": [2, 4]}, "last": "2026-11-15T13:00:00+01:00", "locale": locale}
    told = lived(placed(lines=MIXED), *TEA, CUP, **{"first": "2026-11-02T10:01:00+01:00", **known})
    texts = {name: text for message, text in told for name in (message.touchpoint, *message.rides)}
    thanks, calm, last = (
        texts[name] for name in ("order_confirmed", "reassurance", "last_part_dispatched@b")
    )

    assert (tea in thanks, cup in thanks) == (True, True)
    assert [(tea in text, cup in text) for text in (calm, last)] == [(False, True)] * 2
