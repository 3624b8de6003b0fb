from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

import postpurchase as pp
from postpurchase.errors import InvalidInput, InvalidPolicy, UnknownName
from postpurchase.events import (
    Arrival,
    Carriage,
    Change,
    Checkout,
    Contacted,
    Event,
    LineQuantity,
    OrderLine,
    Placed,
    Promised,
)
from postpurchase.ledger import Row
from postpurchase.people import Consent, Customer, Reach, Recipient, Shop
from postpurchase.policy import SHOP_SPEAKS, Cadence, Gates, Policy, Regime, Touchpoint, on, outline
from postpurchase.presets import (
    COURIERS_OWN,
    PRESETS,
    buy_on_demand,
    contact_first,
    preset,
    retail,
    shared_with_courier,
)
from postpurchase.presets import touchpoints as points
from postpurchase.presets.touchpoints import kept
from postpurchase.profiles import CourierProfile, Profiles, Says
from postpurchase.vocabulary import (
    TOUCHPOINTS,
    Channel,
    DeliveredHow,
    EventKind,
    Importance,
    Level,
    Milestone,
    Mode,
    Party,
    Role,
    Service,
)
from postpurchase.windows import ClosedHours, DateWindow, Slot, zone

KUMO = Shop(name="Kumo", zone="Asia/Tokyo", locale="ja")
SMS_CONSENT = Consent(transactional=datetime.fromisoformat("2026-01-01T00:00:00Z"))


def at(text: str) -> datetime:
    """Return an instant."""
    return datetime.fromisoformat(text)


def happened(kind: EventKind, when: str, **given: Any) -> Event:
    """Return an event of the order."""
    return Event(kind=kind, order="o1", at=at(when), **given)


def told(lived: Any, place: str) -> list[str]:
    """Return the timeline of an order's life, on the wall clock of a place."""
    return [
        f"{message.at.astimezone(zone(place)):%m-%d %H:%M} {' + '.join([message.lead.name, *message.rides])}"
        f" by {' and '.join([message.channel, *message.also])}"
        for message in lived.messages
    ]


def done(lived: Any, place: str) -> list[str]:
    """Return what was asked of the host and its staff, on the wall clock of a place."""
    return [f"{one.at.astimezone(zone(place)):%m-%d %H:%M} {one.kind} {one.about}" for one in lived.actions]


def person(place: str, locale: str, *channels: Channel, **reach: Any) -> Customer:
    """Return a customer who can be reached on those channels."""
    reaches = dict.fromkeys(channels, Reach(**reach))
    return Customer(id="c1", buyer=Recipient(zone=place, locale=locale, channels=reaches))


# -- all presets ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_can_be_made(name: str) -> None:
    """Every preset is a valid policy for any shop, under its own name or that of what it lies over."""
    made = preset(name, KUMO)

    assert (made.shop, made.id.partition("(")[0], made == PRESETS[name](KUMO)) == (KUMO, name, True)


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_takes_lead_times(name: str) -> None:
    """Lead times are an argument of every preset."""
    assert preset(name, KUMO, lead_days=(3, 9)).ranges.lead_days == (3, 9)


def test_only_what_is_bought_on_demand_has_lead_times_of_its_own() -> None:
    """A shop with stock does not say how long it takes unless it knows; a personal shopper does."""
    assert {name: PRESETS[name](KUMO).ranges.lead_days for name in PRESETS} == {
        "buy_on_demand": (7, 21),
        "contact_first": None,
        "proactive": None,
        "retail": None,
        "shared_with_courier": None,
    }


def test_unknown_arguments_are_refused() -> None:
    """A preset names the arguments it has not, and those it has; a gate is laid over a policy, not over a shop."""
    shop: Any = Shop(name="Kumo")
    with pytest.raises(InvalidInput, match=r"^lead: no such argument; give lead_days or delays$"):
        preset("retail", shop, lead=3)
    with pytest.raises(InvalidInput, match=r"^base: Shop, not Policy; give a policy to lay the gate over"):
        contact_first(shop)


def test_an_unknown_preset_is_refused() -> None:
    """A name that there is not is refused, and the names that there are are offered."""
    with pytest.raises(UnknownName) as raised:
        preset("wholesale", KUMO)

    assert str(raised.value) == (
        "no preset named 'wholesale'; "
        "known: buy_on_demand, contact_first, proactive, retail, shared_with_courier"
    )


@pytest.mark.parametrize("name", PRESETS)
def test_presets_keep_the_touchpoints_of_the_contract(name: str) -> None:
    """What is said goes by the names that others rely on; acts alone, which nobody reads, may have their own."""
    kept_here = {point.id for point in PRESETS[name](KUMO).touchpoints if point.channels}

    assert kept_here <= set(TOUCHPOINTS)


@pytest.mark.parametrize("name", PRESETS)
def test_presets_supersede_only_what_they_keep(name: str) -> None:
    """No touchpoint makes stale what the preset does not say, or itself."""
    policy = PRESETS[name](KUMO)
    kept_here = {point.id for point in policy.touchpoints}

    assert [
        point.id for point in policy.touchpoints if set(point.supersedes) - (kept_here - {point.id})
    ] == []


@pytest.mark.parametrize("name", PRESETS)
def test_nothing_supersedes_in_a_circle(name: str) -> None:
    """Of two touchpoints at most one makes the other stale, through any number of others."""
    weaker = {point.id: set(point.supersedes) for point in PRESETS[name](KUMO).touchpoints}
    for _ in weaker:
        weaker = {point: names.union(*(weaker[name] for name in names)) for point, names in weaker.items()}

    assert [point for point, names in weaker.items() if point in names] == []


@pytest.mark.parametrize("name", PRESETS)
def test_presets_share_the_defaults_of_the_contract(name: str) -> None:
    """What a preset does not say otherwise is as others rely on."""
    policy = PRESETS[name](KUMO)

    assert policy.quiet_hours == (ClosedHours(start=time(21), end=time(8)),)
    standard, more = (3, 2) if name == "proactive" else (10, 5)
    assert policy.cadence == Cadence(
        longest_silence={
            Level.LESS: None,
            Level.STANDARD: timedelta(days=standard),
            Level.MORE: timedelta(days=more),
        },
        shortest_gap=timedelta(0),
    )
    assert (policy.caps, policy.effective_from, policy.gates) == ((), None, Gates())
    assert (policy.max_event_age, policy.courier_timeout, policy.must_tell_deadline) == (
        timedelta(hours=72),
        timedelta(minutes=30),
        timedelta(hours=12),
    )


@pytest.mark.parametrize("name", PRESETS)
def test_feedback_is_asked_for_a_day_after_the_last_delivery(name: str) -> None:
    """Every preset asks once, as a courtesy, and not long after."""
    asked = PRESETS[name](KUMO).touchpoint("feedback_request")

    assert asked == points.FEEDBACK_REQUEST
    assert (asked.when, asked.importance) == (
        (on(Milestone.ALL_DELIVERED, timedelta(days=1)),),
        Importance.COURTESY,
    )


@pytest.mark.parametrize("name", PRESETS)
def test_a_silence_can_be_broken(name: str) -> None:
    """Every preset has something to say when the longest silence is reached."""
    assert [point.id for point in PRESETS[name](KUMO).touchpoints if point.is_silence] == ["reassurance"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "buy_on_demand",
            {
                Mode.STOCK: ("dispatched",),
                Mode.DROPSHIP: ("dispatched",),
                Mode.PRE_ORDER: ("dispatched",),
                Mode.MADE_TO_ORDER: ("dispatched",),
                Mode.BUY_ON_DEMAND: ("item_secured", "delivery_planned", "dispatched"),
                Mode.DIGITAL: (),
            },
        ),
        (
            "retail",
            {
                Mode.STOCK: ("dispatched",),
                Mode.DROPSHIP: ("dispatched",),
                Mode.PRE_ORDER: ("dispatched",),
                Mode.MADE_TO_ORDER: ("dispatched",),
                Mode.BUY_ON_DEMAND: ("item_secured", "dispatched"),
                Mode.DIGITAL: (),
            },
        ),
        (
            "proactive",
            {
                Mode.STOCK: ("dispatched",),
                Mode.DROPSHIP: ("dispatched",),
                Mode.PRE_ORDER: ("dispatched",),
                Mode.MADE_TO_ORDER: ("production_started", "production_finished", "dispatched"),
                Mode.BUY_ON_DEMAND: ("item_secured", "dispatched"),
                Mode.DIGITAL: (),
            },
        ),
        (
            "shared_with_courier",
            {**dict.fromkeys(Mode, ("dispatched",)), Mode.DIGITAL: ()},
        ),
    ],
)
def test_presets_foretell_their_contacts(name: str, expected: dict[Mode, tuple[str, ...]]) -> None:
    """What a confirmation announces is what the preset will say, by the mode of the order."""
    assert {mode: outline(PRESETS[name](KUMO), mode) for mode in Mode} == expected


def test_every_touchpoint_has_its_own_name() -> None:
    """Each ready-made touchpoint is called in Python what it is called everywhere else."""
    made = {name: thing for name, thing in vars(points).items() if isinstance(thing, Touchpoint)}

    assert {name: point.id for name, point in made.items()} == {name: name.lower() for name in made}


def test_every_touchpoint_can_be_said() -> None:
    """No ready-made touchpoint has a fault, whichever preset keeps it."""
    made = [thing for thing in vars(points).values() if isinstance(thing, Touchpoint)]

    assert [str(fault.under(point.id)) for point in made for fault in point.faults()] == []


def test_only_what_is_kept_is_superseded() -> None:
    """A choice of touchpoints forgets those that were not chosen."""
    dispatched, arrived = kept(points.DISPATCHED, points.READY_FOR_PICKUP)

    assert (dispatched, arrived.supersedes) == (points.DISPATCHED, ("dispatched",))


# -- story A: bought on demand --------------------------------------------------------------------

TOKYO = "Asia/Tokyo"
BOUGHT = happened(EventKind.ITEM_SECURED, "2026-10-08T15:00:00+09:00")
JOURNEY = [
    happened(
        EventKind.ORDER_PLACED,
        "2026-10-05T22:40:00+09:00",
        details=Placed(mode=Mode.BUY_ON_DEMAND, lines=(OrderLine(id="a", title="A tea bowl"),)),
    ),
    BOUGHT,
    happened(EventKind.ARRIVED_IN_COUNTRY, "2026-10-17T09:00:00+09:00"),
    happened(EventKind.INSPECTION_PASSED, "2026-10-18T11:00:00+09:00"),
    happened(EventKind.HANDED_OVER, "2026-10-19T14:00:00+09:00", shipment="p1"),
    happened(EventKind.DELIVERED, "2026-10-21T10:30:00+09:00", shipment="p1"),
]
THE_END = [
    "10-18 11:00 delivery_planned@order by marketplace_message",
    "10-19 14:00 dispatched@1 by marketplace_message",
    "10-22 10:30 feedback_request@order by marketplace_message",
]


def bought_on_demand(events: Iterable[Event]) -> Any:
    """Live the first story with those events."""
    return pp.unfold(
        events,
        buy_on_demand(KUMO),
        start=at("2026-10-05T22:00:00+09:00"),
        until=at("2026-11-20T00:00:00+09:00"),
        customer=person(TOKYO, "ja", Channel.MARKETPLACE_MESSAGE),
    )


def test_the_story_of_an_order_bought_on_demand() -> None:
    """Thanks, bought, planned with a question, sent, and how was it: nothing else, and no silence."""
    lived = bought_on_demand(JOURNEY)

    assert told(lived, TOKYO) == [
        "10-05 22:50 order_confirmed@order by marketplace_message",
        "10-08 15:00 item_secured@order by marketplace_message",
        *THE_END,
    ]
    assert (lived.messages[0].tells["window"], done(lived, TOKYO)) == (
        DateWindow(earliest=date(2026, 10, 12), latest=date(2026, 10, 26)),
        [],
    )
    assert [(ask.question, ask.default, ask.answer_by) for ask in lived.messages[2].asks] == [
        ("slot", "none", at("2026-10-19T12:00:00+09:00"))
    ]


def test_good_news_within_minutes_rides_with_the_thanks() -> None:
    """Bought at once, thanks and news are one message; then ten silent days end in a reassurance."""
    at_once = replace(BOUGHT, at=at("2026-10-05T22:45:00+09:00"))

    assert told(bought_on_demand([JOURNEY[0], at_once, *JOURNEY[2:]]), TOKYO) == [
        "10-05 22:45 order_confirmed@order + item_secured@order by marketplace_message",
        "10-15 20:00 reassurance@order by marketplace_message",
        *THE_END,
    ]


def test_a_personal_shopper_leaves_the_door_to_others() -> None:
    """Neither delivery nor arrival in the country is told."""
    assert [buy_on_demand(KUMO).touchpoint(name) for name in ("delivered", "entered_country")] == [None, None]


# -- story B: shared with the courier -------------------------------------------------------------

MOSCOW = "Europe/Moscow"
AFTERNOON = Slot(date=date(2026, 11, 12), start=time(14), end=time(18))
NEXT_DAY = [
    happened(
        EventKind.ORDER_PLACED,
        "2026-11-11T18:05:00+03:00",
        details=Placed(
            promised=Promised(slot=AFTERNOON, service=Service.NEXT_DAY, courier="kurier"),
            checkout=Checkout(slot=AFTERNOON, phone=True, address_ok=True),
        ),
    ),
    happened(EventKind.HANDED_OVER, "2026-11-11T22:00:00+03:00", shipment="p1"),
    happened(
        EventKind.DELIVERED,
        "2026-11-12T19:10:00+03:00",
        shipment="p1",
        details=Arrival(how=DeliveredHow.IN_PERSON),
    ),
]
SPOKEN = CourierProfile(says={"arriving_today": Says(by=time(10), channel=Channel.SMS)})


def said_by_courier(kind: str, when: str, channel: Channel, touchpoint: str) -> Row:
    """Return the row of what the courier said."""
    return Row(
        kind=kind,  # type: ignore[arg-type]
        at=at(when),
        order="o1",
        by=Party.COURIER,
        to=Role.BUYER,
        channel=channel,
        subject="1",
        touchpoint=touchpoint,
    )


CALLS = [
    said_by_courier("failed", "2026-11-12T13:00:00+03:00", Channel.CALL, "arriving_soon"),
    said_by_courier("sent", "2026-11-12T13:20:00+03:00", Channel.CALL, "arriving_soon"),
]
MORNING = said_by_courier("sent", "2026-11-12T09:40:00+03:00", Channel.SMS, "arriving_today")


def shared(ledger: list[Row]) -> Any:
    """Live the second story with what the courier said."""
    policy = shared_with_courier(Shop(name="Lavka", zone=MOSCOW, locale="ru"))
    return pp.unfold(
        NEXT_DAY,
        replace(policy, profiles=Profiles(couriers={"kurier": SPOKEN})),
        start=at("2026-11-11T18:00:00+03:00"),
        until=at("2026-11-20T00:00:00+03:00"),
        customer=person(MOSCOW, "ru", Channel.EMAIL, Channel.SMS, consent=SMS_CONSENT),
        ledger=ledger,
    )


def test_the_story_of_the_next_day() -> None:
    """The shop confirms and hands over, is silent while the courier speaks, and says when it is late."""
    lived = shared([MORNING, *CALLS])

    assert told(lived, MOSCOW) == [
        "11-11 18:06 order_confirmed@order by email",
        "11-12 18:15 interval_missed@1 by sms and email",
        "11-13 19:10 feedback_request@order by email",
    ]
    assert done(lived, MOSCOW) == ["11-11 18:06 hand_over order_confirmed@order"]
    assert lived.actions[0].data == {"slot": AFTERNOON, "phone": True, "address_ok": True}
    assert [pledge.due for pledge in lived.messages[1].promises] == [at("2026-11-12T19:30:00+03:00")]


def test_the_shop_steps_in_where_the_courier_is_silent() -> None:
    """Half an hour after the courier should have spoken the shop does, on the same channel."""
    assert told(shared(CALLS), MOSCOW)[1] == "11-12 10:30 arriving_today@1 by sms"


def test_the_courier_speaks_of_its_own() -> None:
    """What couriers say is theirs, in every regime; next day nobody tells that it was sent."""
    policy = shared_with_courier(KUMO)
    owners = {
        point.id: {policy.speaker(point.id, Channel.EMAIL, regime).owner for regime in Regime}
        for point in policy.touchpoints
    }

    assert {name for name, found in owners.items() if found == {Party.COURIER}} == set(COURIERS_OWN)
    assert [name for name, found in owners.items() if len(found) > 1] == ["dispatched"]
    assert policy.speaker("dispatched", Channel.EMAIL, Regime.NEXT_DAY).owner is Party.NOBODY
    assert policy.speaker("dispatched", Channel.EMAIL, Regime.LATER) == SHOP_SPEAKS


def test_a_day_that_nobody_arranges_is_noticed() -> None:
    """Later deliveries: in the city, and no appointment after the courier's own time, the shop says so."""
    policy = shared_with_courier(Shop(name="Lavka", zone=MOSCOW, locale="ru"))
    courier = CourierProfile(says={"appointment_agreed": Says(within=timedelta(hours=24))})
    lived = pp.unfold(
        [
            happened(
                EventKind.ORDER_PLACED,
                "2026-11-02T12:00:00+03:00",
                details=Placed(promised=Promised(service=Service.LATER, courier="kurier")),
            ),
            happened(EventKind.HANDED_OVER, "2026-11-03T12:00:00+03:00", shipment="p1"),
            happened(EventKind.ARRIVED_IN_CITY, "2026-11-05T12:00:00+03:00", shipment="p1"),
        ],
        replace(policy, profiles=Profiles(couriers={"kurier": courier})),
        start=at("2026-11-02T12:00:00+03:00"),
        until=at("2026-11-07T12:00:00+03:00"),
        customer=person(MOSCOW, "ru", Channel.EMAIL, Channel.SMS, consent=SMS_CONSENT),
    )

    assert told(lived, MOSCOW) == [
        "11-02 12:01 order_confirmed@order by email",
        "11-03 12:00 dispatched@1 by email",
        "11-05 12:00 arrived_in_city@1 by email",
        "11-06 12:00 arrangement_pending@1 by email",
    ]


# -- story C: retail ------------------------------------------------------------------------------

BERLIN = "Europe/Berlin"
KONTOR = Shop(name="Kontor", zone=BERLIN, locale="en")


def of(line: str) -> Carriage:
    """Return the detail of a parcel that holds one line."""
    return Carriage(contents=(LineQuantity(id=line),))


SPLIT = [
    happened(
        EventKind.ORDER_PLACED,
        "2026-03-26T10:00:00+01:00",
        details=Placed(
            lines=(
                OrderLine(id="a", title="A lamp"),
                OrderLine(id="b", title="A shade"),
                OrderLine(
                    id="c",
                    title="A bulb",
                    mode=Mode.PRE_ORDER,
                    window=DateWindow(earliest=date(2026, 4, 2), latest=date(2026, 4, 7)),
                ),
            )
        ),
    ),
    happened(EventKind.HANDED_OVER, "2026-03-27T16:00:00+01:00", shipment="p1", details=of("a")),
    happened(EventKind.HANDED_OVER, "2026-03-27T16:20:00+01:00", shipment="p2", details=of("b")),
    happened(EventKind.DELIVERED, "2026-03-28T11:00:00+01:00", shipment="p1"),
    happened(
        EventKind.READY_FOR_PICKUP,
        "2026-03-28T22:10:00+01:00",
        shipment="p2",
        details=Arrival(keep_until=date(2026, 4, 4)),
    ),
    happened(
        EventKind.DELIVERED,
        "2026-03-31T12:00:00+02:00",
        shipment="p2",
        details=Arrival(how=DeliveredHow.COLLECTED),
    ),
    happened(EventKind.SHIPMENT_ANNOUNCED, "2026-04-01T09:00:00+02:00", shipment="p3", details=of("c")),
    happened(EventKind.HANDED_OVER, "2026-04-02T15:00:00+02:00", shipment="p3", details=of("c")),
    happened(EventKind.DELIVERED, "2026-04-04T10:15:00+02:00", shipment="p3"),
]


def test_the_story_of_a_split_order() -> None:
    """Parcels that leave together are told together, nobody is woken, and the end is told once."""
    lived = pp.unfold(
        SPLIT,
        retail(KONTOR),
        start=at("2026-03-26T10:00:00+01:00"),
        until=at("2026-05-20T00:00:00+02:00"),
        customer=person(BERLIN, "en", Channel.EMAIL, Channel.SMS),
    )

    assert told(lived, BERLIN) == [
        "03-26 10:01 order_confirmed@order by email",
        "03-27 16:30 dispatched@1 + dispatched@p2 + sms_offer@order by email",
        "03-29 08:00 ready_for_pickup@p2 by email",
        "04-02 15:00 last_part_dispatched@p3 by email",
        "04-04 10:15 all_delivered@order by email",
        "04-05 10:15 feedback_request@order by email",
    ]
    assert done(lived, BERLIN) == []


# -- story D: contact first -----------------------------------------------------------------------

GATED = happened(EventKind.ORDER_PLACED, "2026-03-09T10:00:00+01:00", details=Placed(gates=("contact",)))
ANSWERED = happened(
    EventKind.CONTACT_RECEIVED, "2026-03-10T15:00:00+01:00", details=Contacted(answers={"contact": True})
)
RELEASED = happened(EventKind.ORDER_CONFIRMED, "2026-03-10T17:00:00+01:00", details=Change(by=Party.STAFF))
ASKED = ["03-09 10:01 contact_requested@order by email", "03-10 10:00 contact_reminder@order by email"]


def gated(*events: Event, base: Policy | None = None) -> Any:
    """Live the story of an order that waits for its customer."""
    return pp.unfold(
        [GATED, *events],
        contact_first(base or retail(KONTOR)),
        start=at("2026-03-09T10:00:00+01:00"),
        until=at("2026-03-18T00:00:00+01:00"),
        customer=person(BERLIN, "en", Channel.EMAIL),
    )


def test_an_order_waits_for_its_customer_for_three_days() -> None:
    """Asked, reminded after a day, and after three proposed for cancellation, which is said once."""
    lived = gated()

    assert (told(lived, BERLIN), done(lived, BERLIN)) == (
        [*ASKED, "03-12 10:00 gate_expired@order by email"],
        ["03-12 10:00 propose_cancel gate_expired@order"],
    )


def test_an_answer_stops_the_clock_and_starts_staff_s() -> None:
    """With all answers in the order no longer expires; staff who do not confirm within a day are told."""
    lived = gated(ANSWERED)

    assert (told(lived, BERLIN), done(lived, BERLIN)) == (
        [*ASKED, "03-10 15:00 contact_acknowledged@order by email"],
        ["03-11 15:00 needs_attention staff_reply_due@order"],
    )


def test_a_released_order_goes_on_as_any_other() -> None:
    """Once staff confirm, the order is confirmed and the policy underneath takes over."""
    handed = happened(EventKind.HANDED_OVER, "2026-03-11T12:00:00+01:00", shipment="p1")
    lived = gated(ANSWERED, RELEASED, handed)

    assert (told(lived, BERLIN), done(lived, BERLIN)) == (
        [
            *ASKED,
            "03-10 15:00 contact_acknowledged@order by email",
            "03-10 17:00 order_confirmed@order by email",
            "03-11 12:00 dispatched@1 + sms_offer@order by email",
        ],
        [],
    )


@pytest.mark.parametrize("name", sorted(set(PRESETS) - {"contact_first"}))
def test_a_gate_can_be_laid_over_any_policy(name: str) -> None:
    """The gate adds its own touchpoints, opens the thanks to staff's word, and changes nothing else."""
    base = PRESETS[name](KUMO)
    over = contact_first(base)
    thanks = replace(points.ORDER_CONFIRMED, when=())

    assert over.id == f"contact_first({name})"
    assert [point.id for point in over.touchpoints] == [
        "order_confirmed",
        "contact_requested",
        "contact_reminder",
        "contact_acknowledged",
        "gate_expired",
        "staff_reply_due",
        *(point.id for point in base.touchpoints if point.id != "order_confirmed"),
    ]
    assert (over.touchpoint("order_confirmed") or thanks).when == (
        *(base.touchpoint("order_confirmed") or thanks).when,
        on(Milestone.CONFIRMED),
    )
    assert replace(over, id=base.id, touchpoints=base.touchpoints) == base


def test_a_gate_brings_its_own_thanks() -> None:
    """Over a policy that does not confirm, the gate does."""
    over = contact_first(pp.Policy(id="mute", shop=KUMO, touchpoints=()))

    assert over.touchpoint("order_confirmed") == replace(
        points.ORDER_CONFIRMED, when=(*points.ORDER_CONFIRMED.when, on(Milestone.CONFIRMED))
    )


def test_two_gates_are_one_too_many() -> None:
    """A gate over a gate names everything twice, and is refused."""
    with pytest.raises(InvalidPolicy):
        contact_first(contact_first(retail(KUMO)))


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_tells_of_delays_unless_told_not_to(name: str) -> None:
    """Six words about lateness, each with its own trigger; with `delays=False` none."""
    words = {"delay_likely", "disrupted", "delayed", "delayed_again", "back_on_time", "offer"}

    assert words <= {point.id for point in preset(name, KUMO).touchpoints}
    assert not words & {point.id for point in preset(name, KUMO, delays=False).touchpoints}
