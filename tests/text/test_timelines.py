"""The customer's timeline: what happened and what was said, in one order; golden files hold two whole ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from tests.text.letters import at
from tests.text.orders import KETTLE, OLGA, bag, courier, kettle, noted

from postpurchase.catalogs import default
from postpurchase.events import Appointment, Arrival, Carriage, Contacted, Customs, Event, Funds, Money
from postpurchase.ledger import Ask, Pledge, Row
from postpurchase.people import Customer, Recipient
from postpurchase.planning import Plan
from postpurchase.text import Entry, Timeline, timeline, timeline_html
from postpurchase.text.acts import Heard
from postpurchase.text.path import Strand
from postpurchase.text.timelines import SECTIONS
from postpurchase.vocabulary import Channel, EventKind, Party, Role, RowKind, ShipmentRole, TimeQuality

if TYPE_CHECKING:
    from tests.conftest import Golden

GOLDEN: Final = Path(__file__).parents[1] / "golden"
STORIES: Final = {"bag": bag, "kettle": kettle}


def seen(plan: Plan, **given: object) -> Timeline:
    """Return a timeline in the words we ship, in English unless told otherwise."""
    return timeline(plan, default(), **{"locale": "en", **given})  # type: ignore[arg-type]


def lines(page: Timeline) -> str:
    """Return a timeline as text, one entry after the other."""
    entries = (
        "\n".join((f"{one.when} · {one.who}", f"  {one.text}", *(f"  - {x}" for x in one.details)))
        for one in page.entries
    )
    return "\n".join((page.title, *entries)) + "\n"


def event(kind: EventKind, hour: int, details: object = None, **more: object) -> Event:
    """Return an event of the day the kettle was to come."""
    when = at(f"2026-11-12T{hour:02}:00:00+03:00")
    return Event(kind=kind, order="K-7", at=when, id=f"{kind}{hour}", details=details, **more)  # type: ignore[arg-type]


def last(*events: Event, to: Role = Role.BUYER, customer: Customer = OLGA) -> Entry:
    """Return the last entry after some events."""
    plan = noted(events=(KETTLE[0], *events), customer=customer)
    return seen(plan, to=to).entries[-1]


@pytest.mark.parametrize("locale", ["ja", "ru", "en"])
@pytest.mark.parametrize("story", STORIES)
def test_whole_timelines_are_as_they_were_read(golden: Golden, story: str, locale: str) -> None:
    """Each story reads as it did when a person last read it, as text and as HTML."""
    page = seen(STORIES[story](), locale=locale)

    golden.agree(GOLDEN / locale / f"timeline-{story}.txt", lines(page))
    golden.agree(GOLDEN / locale / f"timeline-{story}.html", timeline_html(page))


def test_the_kettle_came_late() -> None:
    """What the shop said, the courier's SMS and the call nobody answered stand in order with the delivery."""
    found = [(f"{e.at:%d %H:%M}", e.what, e.by, e.channel, e.heard) for e in seen(kettle()).entries]
    shop, theirs = Party.SHOP, Party.COURIER

    assert found == [
        ("11 18:05", "order_placed", None, None, None),
        ("11 18:06", "order_confirmed", shop, Channel.EMAIL, Heard.SAID),
        ("12 09:40", "arriving_today", theirs, Channel.SMS, Heard.SAID),
        ("12 13:00", "arriving_soon", theirs, Channel.CALL, Heard.NOT_REACHED),
        ("12 13:20", "arriving_soon", theirs, Channel.CALL, Heard.SAID),
        ("12 18:15", "interval_missed", shop, Channel.SMS, Heard.SAID),
        ("12 19:10", "delivered", None, None, None),
        ("13 19:10", "feedback_request", shop, Channel.EMAIL, Heard.SAID),
    ]


def test_it_is_in_the_readers_own_language_and_zone() -> None:
    """Without a locale the person's own is spoken, on their clock."""
    page = timeline(kettle(), default())

    assert (page.locale, page.direction, page.zone, page.to) == ("ru", "ltr", "Europe/Moscow", Role.BUYER)
    assert page.entries[0].at.isoformat() == "2026-11-11T18:05:00+03:00"


def test_a_shop_speaks_its_own_language_to_who_has_none() -> None:
    """Where the person's language is not known, the shop's is spoken, in the shop's zone."""
    page = timeline(noted(customer=None), default())

    assert (page.locale, page.zone) == ("ru", "Europe/Moscow")


def test_what_only_a_day_is_known_of_shows_no_hour() -> None:
    """A report without a time of day is shown with its day."""
    scan = event(EventKind.HANDED_OVER, 3, shipment="1", time_quality=TimeQuality.DATE_ONLY)
    entry = last(scan)

    assert (entry.exact, entry.when) == (False, "Thursday, November 12")


def test_at_one_instant_what_happened_comes_first() -> None:
    """A message sent in the very second of its event is told after it."""
    said = courier(RowKind.SENT, "12:00", Channel.SMS, "dispatched")
    plan = noted(said, events=(KETTLE[0], event(EventKind.HANDED_OVER, 12, shipment="1")))

    assert [entry.strand for entry in seen(plan).entries] == [Strand.ORDER, Strand.PARCEL, Strand.CONTACT]


@pytest.mark.parametrize(
    ("happened", "who", "text", "details"),
    [
        (
            event(EventKind.CONTACT_RECEIVED, 9, Contacted(channel="chat", actor="Mori")),
            "You, chat",
            "You contacted us",
            (),
        ),
        (
            event(EventKind.INQUIRY_RECEIVED, 9, Contacted(channel="pigeon")),
            "You",
            "You asked about your order",
            (),
        ),
        (
            event(EventKind.CONTACT_FAILED, 9, shipment="1"),
            "Swift Express",
            "The courier could not reach you",
            (),
        ),
        (
            event(EventKind.HANDED_OVER, 9, Carriage(courier="express"), shipment="1"),
            "Parcel",
            "The parcel was handed over to Swift Express",
            (),
        ),
        (
            event(EventKind.REFUNDED, 9, Funds(amount=Money(minor=198050, currency="RUB"))),
            "Order",
            "A refund was made: RUB 1,980.50",
            (),
        ),
        (event(EventKind.REFUNDED, 9), "Order", "A refund was made", ()),
        (
            event(EventKind.DUTY_DUE, 9, Customs(amount=Money(minor=500, currency="JPY")), shipment="1"),
            "Parcel",
            "Import duty has to be paid: ¥500",
            (),
        ),
        (
            event(EventKind.HANDED_OVER, 9, Carriage(courier="express-ru"), shipment="1"),
            "Parcel",
            "The parcel was handed over to the courier",
            (),
        ),
        (
            event(EventKind.HANDED_OVER, 9, Carriage(role=ShipmentRole.RETURN), shipment="r"),
            "Return parcel",
            "The parcel was handed over to the courier",
            (),
        ),
        (
            event(
                EventKind.READY_FOR_PICKUP,
                9,
                Arrival(point="Kiosk 5", keep_until=at("2026-11-20T00:00+03:00").date()),
                shipment="1",
            ),
            "Parcel",
            "The parcel can be collected: Kiosk 5",
            ("It will be kept until Friday, November 20",),
        ),
        (
            event(EventKind.APPOINTMENT_AGREED, 9, Appointment(), shipment="1"),
            "Parcel",
            "A delivery time was agreed",
            (),
        ),
    ],
    ids=lambda value: value.kind if isinstance(value, Event) else "",
)
def test_what_happened_is_said_plainly(
    happened: Event, who: str, text: str, details: tuple[str, ...]
) -> None:
    """Each event says whose doing it was and what it was, with the details that are known."""
    entry = last(happened)

    assert (entry.who, entry.text, entry.details) == (who, text, details)


def test_an_unanswered_contact_is_an_act_of_the_courier() -> None:
    """An event that tells of a contact in vain stands among the acts, with its author and its outcome."""
    entry = last(event(EventKind.CONTACT_FAILED, 9, shipment="1"))

    assert (entry.strand, entry.by, entry.heard) == (Strand.CONTACT, Party.COURIER, Heard.NOT_REACHED)


def test_what_was_told_asked_and_promised_stands_below() -> None:
    """A message shows its facts, what travelled along, its question with its term, and its promise."""
    sent = courier(
        RowKind.SENT,
        "10:00",
        Channel.EMAIL,
        "delivery_planned",
        by=Party.SHOP,
        tells={"delivery_planned": True, "dispatched@2": True, "tracking": "N-1"},
        asks=(
            Ask(question="slot", default="none", answer_by=at("2026-11-13T12:00:00+03:00")),
            Ask(question="engraving", answer_by=at("2026-11-13T15:00:00+03:00")),
            Ask(question="stock"),
        ),
        promises=(
            Pledge(kind="next_word", due=at("2026-11-15T09:00:00+03:00")),
            Pledge(kind="flowers", due=at("2026-11-15T09:00:00+03:00")),
        ),
    )
    entry = seen(noted(sent)).entries[1]

    assert (entry.text, entry.details) == (
        "When to expect your delivery",
        (
            "Your parcel is on its way",
            "Tracking number: N-1",
            "We asked which time suits you; you can answer until noon on Friday, November 13",
            "We asked a question; you can answer until 3:00 PM on Friday, November 13",
            "We asked a question",
            "You will hear from us by: 9:00 AM on Sunday, November 15",
        ),
    )


def test_a_window_is_shown_as_it_was_told() -> None:
    """A window that has begun since stands as it was said then, with both its ends."""
    entries = [entry for entry in seen(bag()).entries if entry.what == "item_secured" and entry.by]

    assert [entry.details for entry in entries] == [("Expected delivery: October 12–26",)]


def test_a_call_in_vain_told_nothing() -> None:
    """What a caller would have told is not shown as told."""
    call = courier(RowKind.FAILED, "10:00", Channel.CALL, "arriving_soon", tells={"tracking": "N-1"})
    entry = seen(noted(call)).entries[1]

    assert (entry.text, entry.details) == ("No answer (about: Your parcel is nearly there)", ())


@pytest.mark.parametrize(
    ("row", "who", "text"),
    [
        (courier(RowKind.SENT, "10:00", Channel.SMS, "own_word"), "Swift Express, SMS", "Your order"),
        (
            courier(RowKind.SENT, "10:00", Channel.CHAT, "reassurance", by=Party.CUSTOMER, to=None),
            "You, chat",
            "You contacted us",
        ),
        (
            replace(courier(RowKind.SENT, "10:00", Channel.SMS, "delivered"), channel=None),
            "Swift Express",
            "Your parcel has been delivered",
        ),
        (
            courier(RowKind.SENT, "10:00", Channel.SMS, "delivered", observed=False),
            "Swift Express, SMS",
            "Your parcel has been delivered (we could not confirm that it arrived)",
        ),
        (
            courier(RowKind.FAILED, "10:00", Channel.SMS, "delivered"),
            "Swift Express, SMS",
            "The message could not be delivered (about: Your parcel has been delivered)",
        ),
    ],
    ids=["own touchpoint", "customer", "no channel", "assumed", "failed"],
)
def test_acts_are_said_plainly(row: Row, who: str, text: str) -> None:
    """Each act says who spoke by which channel, about what, and whether it arrived."""
    entry = seen(noted(row)).entries[1]

    assert (entry.who, entry.text) == (who, text)


def test_a_courier_is_called_by_the_name_it_had_then() -> None:
    """Whoever takes the place of another does not speak for it, and one without a name is "Courier"."""
    changed = event(EventKind.HANDED_OVER, 11, Carriage(courier="snail"), shipment="1")
    rows = [courier(RowKind.SENT, when, Channel.SMS, "arriving_today") for when in ("10:00", "12:00")]
    entries = seen(noted(*rows, events=(KETTLE[0], changed))).entries

    assert [entry.who for entry in entries if entry.by] == ["Swift Express, SMS", "Courier, SMS"]


def test_a_gift_shows_each_their_own() -> None:
    """Who receives sees the parcel and what was said to them; who bought sees the rest."""
    customer = replace(OLGA, receiver=Recipient(name="Ира", locale="en", zone="Asia/Omsk"))
    rows = (
        courier(RowKind.SENT, "10:00", Channel.SMS, "arriving_today", to=Role.RECEIVER),
        courier(RowKind.SENT, "10:05", Channel.EMAIL, "dispatched", by=Party.SHOP),
    )
    plan = noted(*rows, customer=customer)
    receivers, buyers = (timeline(plan, default(), to=role) for role in (Role.RECEIVER, Role.BUYER))

    assert [entry.what for entry in receivers.entries] == ["arriving_today", "delivered"]
    assert [entry.what for entry in buyers.entries] == ["order_placed", "dispatched", "delivered"]
    assert (receivers.zone, receivers.locale, buyers.locale) == ("Asia/Omsk", "en", "ru")


def test_who_has_no_receiver_receives() -> None:
    """Asked for the receiver of an order without one, the buyer's timeline is shown."""
    plan = kettle()

    assert len(timeline(plan, default(), to=Role.RECEIVER).entries) == len(timeline(plan, default()).entries)


def test_a_shops_own_words_are_used() -> None:
    """A catalog with the shop's words laid over ours changes the page, name by name."""
    catalog = default().merged({"en": {"speakers": {"courier": "Our rider"}, "topics": {"own_word": "News"}}})
    row = courier(RowKind.SENT, "10:00", Channel.SMS, "own_word")
    entry = timeline(noted(row), catalog, locale="en").entries[1]

    assert (entry.who, entry.text) == ("Our rider, SMS", "News")


def test_an_event_nobody_wrote_words_for_goes_by_its_name() -> None:
    """A shop's own language without words for a kind of event still shows that it happened."""
    sections = {name: default().words("en").source[name] for name in SECTIONS}
    catalog = default().merged({"fr": {**sections, "happened": {"order_placed": "Commande passée"}}})
    page = timeline(noted(), catalog, locale="fr")

    assert (page.locale, [entry.text for entry in page.entries]) == ("fr", ["Commande passée", "delivered"])


def test_a_language_that_lacks_a_section_is_not_mixed() -> None:
    """Where a shop's own language has words for some of the page only, the whole page is in the default's."""
    catalog = default().merged({"fr": {"happened": {"order_placed": "Commande passée"}}})
    page = timeline(noted(), catalog, locale="fr")

    assert (page.locale, page.entries[0].text) == ("en", "You placed the order")


def test_nobody_is_shown_in_a_repr() -> None:
    """Names, places and what was said stay out of the repr of a page and its entries."""
    page = seen(
        noted(events=(KETTLE[0], event(EventKind.ARRIVED, 9, Carriage(place="Kanarie"), shipment="1")))
    )

    assert "Kanarie" in page.entries[-1].text
    assert "Kanarie" not in f"{page!r} {page.entries!r}"
    assert repr(page) == "<Timeline of K-7 to buyer: 2 entries>"


def test_amounts_are_the_buyer_s_affair() -> None:
    """Whoever receives a gift reads that duty is due, and not how much."""
    customer = replace(OLGA, receiver=Recipient(locale="en", zone="Asia/Omsk"))
    due = event(EventKind.DUTY_DUE, 9, Customs(amount=Money(minor=500, currency="JPY")), shipment="1")

    assert [last(due, to=role, customer=customer).text for role in (Role.BUYER, Role.RECEIVER)] == [
        "Import duty has to be paid: ¥500",
        "Import duty has to be paid",
    ]
