"""The words we ship: whole for every preset, true to their language, and harmless whatever is put into them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

import pytest
from tests.text.letters import TODAY, WINDOW, at, block, letter

from postpurchase.catalogs import default
from postpurchase.events import Money
from postpurchase.ledger import Ask
from postpurchase.messages import Message
from postpurchase.people import Shop
from postpurchase.presets import PRESETS
from postpurchase.text import check, render
from postpurchase.text.templates import Line, lines_of
from postpurchase.vocabulary import TOUCHPOINTS, Channel, Role, SubjectKind
from postpurchase.windows import DateWindow, Slot

LOCALES: Final = ("en", "ja", "ru")
PRESET_POINTS: Final = {
    point.id: point
    for make in PRESETS.values()
    for point in make(Shop(name="Kumo")).touchpoints
    if point.channels
}
BUYING = {
    "en": re.compile(
        r"(?i)your order|you ordered|your purchase|thank you for your order|the rest of your|refund|\bpaid\b|payment"
        r"|\b(?:buy|bought|price|sale)\b|cancel the order|your item"
    ),
    "ru": re.compile(
        r"(?i)ваш\w*\s+заказ|за заказ|по вашему заказу|оплат|заплат|деньги|денег|возврат|куп(?:им|или|лен)|покупк|товар\w* отложен"
    ),
    "ja": re.compile(r"ご注文|ご購入|お支払|ご返金|返金|代金|買付|ご愛顧|ご利用いただき"),
}
"""What only whoever bought may be told; a number of the order is what a shop asks both for."""
APOLOGIES: Final = re.compile("申し訳|お詫び|извин|sorry", re.IGNORECASE)
CHANNELS: Final = tuple(Channel)


def lines(locale: str) -> dict[str, list[Line]]:
    """Return the lines of every template of a locale, by touchpoint and channel."""
    words = default().words(locale)
    found: dict[str, list[Line]] = {}
    for touchpoint in words.touchpoints:
        for channel in words.channels(touchpoint):
            template = words.template(touchpoint, channel)
            parts = (template.opening, template.paragraphs, template.closing, template.rider)
            nodes = [template.subject, template.greeting, *(node for part in parts for node in part)]
            found[f"{touchpoint}.{channel}"] = [line for node in nodes for line in lines_of(node)]
    return found


def literals(locale: str) -> list[str]:
    """Return every text of our own in a locale, without values."""
    return [
        part
        for template in lines(locale).values()
        for line in template
        for pattern in line.message.patterns()
        for part in pattern
        if isinstance(part, str)
    ]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_is_spoken(name: str, locale: str) -> None:
    """For every touchpoint and channel of every preset there are whole words in every language."""
    policy = PRESETS[name](Shop(name="Atelier Kumo", locale=locale, signature="Atelier Kumo"))

    assert check(default(), policy, locales=[locale]) == ()


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_speaks_of_the_same_things(locale: str) -> None:
    """No language has words that English lacks, or lacks any that English has."""
    mine, english = default().words(locale), default().words("en")

    assert {name: mine.channels(name) for name in mine.touchpoints} == {
        name: english.channels(name) for name in english.touchpoints
    }


@pytest.mark.parametrize("locale", LOCALES)
def test_every_touchpoint_of_the_vocabulary_has_words(locale: str) -> None:
    """A long form and a short one for each, and neither for anything else."""
    words = default().words(locale)

    assert set(words.touchpoints) == set(TOUCHPOINTS)
    assert [name for name in TOUCHPOINTS if not {"*", "short"} <= set(words.channels(name))] == []


def test_locales_are_loaded_when_they_are_needed() -> None:
    """The catalog is one value, and knows what it could load."""
    catalog = default()

    assert catalog is default()
    assert (catalog.locales, len(catalog.sources), "de" in catalog.sources) == (LOCALES, 3, False)


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("touchpoint", TOUCHPOINTS)
def test_everything_can_be_said_everywhere(touchpoint: str, locale: str, channel: Channel) -> None:
    """Each touchpoint has something to say on each channel as lead and as rider, even when little is known."""
    rider = block("dispatched" if touchpoint == "delivered" else "delivered", subject="1")
    message = letter(touchpoint, rider, locale=locale, channel=channel, name=None, today=None)
    content = render(message, default())
    alone = render(letter(touchpoint, locale=locale, channel=channel, name=None, today=None), default())

    assert (bool(alone.text), content.locale, content.problems) == (True, locale, ())
    assert len(content.text) > len(alone.text)


@pytest.mark.parametrize("channel", [Channel.SMS, Channel.PUSH, Channel.CHAT, Channel.CALL])
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("touchpoint", PRESET_POINTS)
def test_what_the_ledger_records_as_told_is_said(touchpoint: str, locale: str, channel: Channel) -> None:
    """A short text states window, slot and tracking number wherever its message tells them; today is a window."""
    facts = {"window": WINDOW, "slot": Slot(date=TODAY, code="morning"), "tracking": "JD0146000035"}
    if touchpoint == "arriving_today":
        del facts["window"]
    told = {kind: facts[kind] for kind in PRESET_POINTS[touchpoint].tells if kind in facts}
    silent = render(letter(touchpoint, locale=locale, channel=channel), default()).text
    texts = {
        kind: render(letter(block(touchpoint, {kind: value}), locale=locale, channel=channel), default()).text
        for kind, value in told.items()
    }

    assert [kind for kind, text in texts.items() if text == silent] == []


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "touchpoint", [point.id for point in PRESET_POINTS.values() if point.about is SubjectKind.SHIPMENT]
)
def test_of_several_parcels_each_is_told_apart(touchpoint: str, locale: str, channel: Channel) -> None:
    """Whatever is said of a parcel names what is in it, on every channel, leading or riding."""
    parcel = block(touchpoint, {"window": WINDOW}, "1", contents=("Teapot", "Tray"))
    leading = render(letter(parcel, locale=locale, channel=channel), default())
    riding = render(letter("level_acknowledged", parcel, locale=locale, channel=channel), default())

    assert [text.count("Teapot") for text in (leading.text, riding.text)] == [1, 1]


@pytest.mark.parametrize("to", [Role.BUYER, Role.RECEIVER])
@pytest.mark.parametrize("locale", LOCALES)
def test_the_title_of_a_notification_names_the_shop(locale: str, to: Role) -> None:
    """So it does the order, whatever is told."""
    titles = {
        name: render(letter(name, locale=locale, channel=Channel.PUSH, to=to), default()).subject or ""
        for name in default().words(locale).touchpoints
    }

    assert {name: title for name, title in titles.items() if "Atelier Kumo" not in title} == {}
    assert {name: title for name, title in titles.items() if "A-1042" not in title} == {}


@pytest.mark.parametrize("channel", [Channel.SMS, Channel.PUSH])
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("touchpoint", ["item_unavailable", "lines_cancelled"])
def test_a_short_text_names_what_it_concerns(touchpoint: str, locale: str, channel: Channel) -> None:
    """What could not be got, or was cancelled, is named where the rest still comes."""
    lead = block(touchpoint, concerned=tuple(f"Cup {n}" for n in range(8)), rest=True)
    content = render(letter(lead, locale=locale, channel=channel), default())

    assert [f"Cup {n}" in content.text for n in (0, 2, 3)] == [True, True, False]
    assert re.search(r"\b5\b|5点", content.text)
    assert content.problems == ()


@pytest.mark.parametrize("channel", [Channel.MARKETPLACE_MESSAGE, Channel.PUSH, Channel.CALL])
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("touchpoint", TOUCHPOINTS)
def test_some_channels_get_no_links(touchpoint: str, locale: str, channel: Channel) -> None:
    """Addresses and pages stay out of a marketplace's form, a notification and a call."""
    lead = block(touchpoint, {"tracking": "JD1"}, tracking_url="https://courier.example/1")
    contact = {"email": "a@kumo.example", "url": "https://kumo.example", "signature": "Kumo www.kumo.example"}
    content = render(letter(lead, locale=locale, channel=channel, **contact), default())

    assert re.findall("http|www|@", f"{content.subject}{content.text}") == []


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("touchpoint", TOUCHPOINTS)
def test_a_receiver_reads_of_no_gift(touchpoint: str, locale: str, channel: Channel) -> None:
    """Whoever receives reads neither what was bought nor that it is a present."""
    lead = block(
        touchpoint,
        {"window": WINDOW},
        windows=(("Secret", WINDOW),),
        concerned=("Secret",),
        contents=("Secret",),
    )
    message = letter(lead, locale=locale, channel=channel, to=Role.RECEIVER, items=("Secret",), gift=True)

    assert (
        re.findall("Secret|gift|present|贈|プレゼント|подар", str(render(message, default())), re.IGNORECASE)
        == []
    )


def _to_a_receiver(
    touchpoint: str, locale: str, channel: Channel, mode: str, state: str | None
) -> Iterator[Message]:
    """Yield messages to a receiver in which a touchpoint leads, and in which it rides."""
    values = {"state": state, "by": "shop", "mode": mode, "concerned": ("Secret",), "contents": ("Secret",)}
    rider = block(touchpoint, {"window": WINDOW}, "1", **values)
    for lead in (block(touchpoint, **values), block("delivered", subject="2")):
        yield letter(lead, rider, locale=locale, channel=channel, to=Role.RECEIVER, mode=mode)


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("touchpoint", TOUCHPOINTS)
def test_a_receiver_is_not_taken_for_the_buyer(touchpoint: str, locale: str, channel: Channel) -> None:
    """Nobody who only receives is thanked for an order, told of their order, or spoken to about money."""
    texts = [
        render(message, default())
        for state in (None, "cancelled", "delivered", "lost", "returning", "on_the_way")
        for mode in ("stock", "buy_on_demand")
        for message in _to_a_receiver(touchpoint, locale, channel, mode, state)
    ]

    assert [found for text in texts for found in BUYING[locale].findall(str(text))] == []
    assert {text.problems for text in texts} == {()}


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("touchpoint", TOUCHPOINTS)
def test_no_apology_is_shouted(touchpoint: str, locale: str, channel: Channel) -> None:
    """Where we say sorry there is no exclamation mark, in the greeting either."""
    for values in ({}, {"by": "shop"}):
        lead = block(touchpoint, **values)
        content = str(render(letter(lead, locale=locale, channel=channel), default()))

        assert (bool(APOLOGIES.search(content)) and re.findall("[!！]", content)) in (False, [])


@pytest.mark.parametrize("touchpoint", TOUCHPOINTS)
@pytest.mark.parametrize(
    ("name", "expected"),
    [("佐藤 花子", "佐藤 花子 様"), ("佐藤 花子様", "佐藤 花子 様"), (None, "お客様"), ("#USER#", "お客様")],
)
def test_a_japanese_greeting_honours_once(touchpoint: str, name: str | None, expected: str) -> None:
    """様 stands once in a greeting, after a person or the customer, and never after a shop."""
    content = render(letter(touchpoint, locale="ja", name=name, shop="雲工房"), default())

    assert content.text.split("\n")[0] == expected
    assert re.findall("(?:雲工房|Atelier Kumo)[ 　]*(?:様|さま|さん|御中)", str(content)) == []


@pytest.mark.parametrize(
    ("locale", "foreign"), [("ja", "[а-яё]"), ("ru", "[ぁ-ヿ一-鿿]|[a-z]{4,}"), ("en", "[^\x00-\x7f×]")]
)
def test_no_language_borrows_words(locale: str, foreign: str) -> None:
    """Our own texts are in one script each."""
    assert [text for text in literals(locale) if re.search(foreign, text, re.IGNORECASE)] == []


@pytest.mark.parametrize(
    ("parcels", "expected"),
    [
        (1, "Ваша посылка доставлена."),
        (2, "Доставлено всё: 2 посылки."),
        (5, "Доставлено всё: 5 посылок."),
        (21, "Доставлено всё: 21 посылка."),
        (22, "Доставлено всё: 22 посылки."),
        (0, "Все посылки доставлены."),
    ],
)
def test_russian_counts_parcels(parcels: int, expected: str) -> None:
    """1 посылка, 2 посылки, 5 посылок, 21 посылка."""
    content = render(letter(block("all_delivered", parcels=parcels), locale="ru"), default())

    assert content.text.split("\n\n")[1] == expected


@pytest.mark.parametrize(
    ("locale", "days", "expected"),
    [
        ("ru", 1, "мы будем писать вам каждый день,"),
        ("ru", 3, "не реже чем раз в 3 дня,"),
        ("ru", 10, "не реже чем раз в 10 дней,"),
        ("ru", 21, "не реже чем раз в 21 день,"),
        ("en", 1, "you will hear from us every day, even if there is no news."),
        ("en", 10, "at least every 10 days, even if there is no news."),
        ("ja", 10, "少なくとも10日に一度は状況をご連絡いたします。"),
        ("en", None, "We will write only when there is something you need to know."),
    ],
)
def test_the_cadence_is_told_up_front(locale: str, days: int | None, expected: str) -> None:
    """A confirmation says how often the shop will be heard of, and asks whether that is right."""
    text = render(letter("order_confirmed", locale=locale, limit_days=days), default()).text

    assert expected in text


@pytest.mark.parametrize(
    ("locale", "asked", "expected"),
    [
        (
            "en",
            "none",
            "Is there a time of day that suits you best?\nIf not, it may come at any time of day.",
        ),
        (
            "ja",
            "morning",
            "お受け取りのご希望時間帯はございますでしょうか。\n特にご希望がなければ、午前中にお届けいたします。",
        ),
        ("ru", "evening", "В какое время вам удобно получить посылку?\nЕсли это неважно, привезут вечером."),
    ],
)
def test_by_phone_one_asks_and_waits(locale: str, asked: str, expected: str) -> None:
    """Nobody is told on the telephone that there is no need to reply."""
    asks = (Ask(question="slot", default=asked, answer_by=at("2026-10-19T12:00:00+09:00")),)
    content = render(letter("delivery_planned", locale=locale, channel=Channel.CALL, asks=asks), default())

    assert expected in content.text
    assert [name for name, _ in content.outcomes] == ["reached", "no_answer", "agreed"]


def test_windows_per_part_are_listed() -> None:
    """An order whose lines come at different times says which comes when."""
    other = DateWindow(earliest=date(2026, 11, 2), latest=date(2026, 11, 9))
    lead = block("order_confirmed", {"window": WINDOW}, windows=(("Scarf", WINDOW), ("Hat", other)))

    assert "- Scarf: October 12–26\n- Hat: November 2–9\n" in render(letter(lead), default()).text


def test_a_long_order_is_cut_short() -> None:
    """What is not written out is counted."""
    content = render(letter("order_confirmed", items=("Scarf",) * 23), default())

    assert (content.text.count("- Scarf"), "- and 3 more\n" in content.text) == (20, True)


@pytest.mark.parametrize("locale", ["en", "ja", "ru"])
@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.SMS])
def test_an_inquiry_is_answered_by_how_the_order_stands(locale: str, channel: Channel) -> None:
    """Each standing is answered in words of its own."""
    states = (None, "on_the_way", "cancelled", "delivered", "lost", "returning")
    texts = [
        render(
            letter(
                block("inquiry_answered", {"window": WINDOW}, state=state), locale=locale, channel=channel
            ),
            default(),
        ).text
        for state in states
    ]

    assert len(set(texts)) == len(states)


@pytest.mark.parametrize(
    ("locale", "amount", "said"),
    [
        ("ja", Money(minor=1980, currency="JPY"), "1,980円"),
        ("ru", Money(minor=198000, currency="RUB"), "1 980 ₽"),
        ("ru", Money(minor=198050, currency="RUB"), "1 980,50 ₽"),
        ("en", Money(minor=1980, currency="EUR"), "€19.80"),
        ("en", Money(minor=1980, currency="JPY"), "¥1,980"),
    ],
)
def test_amounts_are_said_as_the_country_writes_them(locale: str, amount: Money, said: str) -> None:
    """A refund and the total of an order are named, in yen without decimals, in roubles without empty kopecks."""
    for channel in CHANNELS:
        refund = letter(block("refunded", amount=amount), locale=locale, channel=channel)
        riding = letter("delivered", block("refunded", amount=amount), locale=locale, channel=channel)

        assert [said in render(message, default()).text for message in (refund, riding)] == [True, True]
    assert said in render(letter("order_confirmed", locale=locale, total=amount), default()).text
    assert (
        said
        not in render(
            letter(block("refunded", amount=amount), locale=locale, to=Role.RECEIVER, total=amount), default()
        ).text
    )


@pytest.mark.parametrize(
    ("locale", "lines"), [("ja", "・A（2点）\n・B\n"), ("ru", "— A, 2 шт.\n— B\n"), ("en", "- 2 × A\n- B\n")]
)
def test_quantities_are_said(locale: str, lines: str) -> None:
    """More than one of a line is said so."""
    message = letter("order_confirmed", locale=locale, items=("A", "B"), lines=(("A", 2), ("B", 1)))

    assert lines in render(message, default()).text


def test_a_second_delivery_is_another_parcel_s_in_japanese() -> None:
    """Two parcels that came are not told in the same sentence twice."""
    message = letter(block("delivered", subject="1"), block("delivered", subject="2"), locale="ja")
    text = render(message, default()).text

    assert text.count("お荷物のお届けが完了いたしました") == 2
    assert "別のお荷物のお届けが完了いたしました。" in text


@pytest.mark.parametrize(("needed_by", "nothing_to_do"), [(None, True), (date(2026, 10, 20), False)])
def test_nobody_is_told_that_there_is_nothing_to_do_and_asked_to_write(
    needed_by: date | None,
    nothing_to_do: bool,
) -> None:
    """Where a disruption may miss the day that a customer named, they are asked to write, and told no other."""
    message = letter("disrupted", locale="ja", needed_by=needed_by)

    assert (
        "お客様にお手続きいただく必要はございません。" in render(message, default()).text
    ) is nothing_to_do
