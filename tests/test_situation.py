from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest

from postpurchase.calendars import SlotOffer
from postpurchase.eta import Ranges
from postpurchase.events import Checkout, Event, LineQuantity, OrderLine, Promised, Tracking
from postpurchase.ledger import Ask, Pledge, Row
from postpurchase.order import replay
from postpurchase.people import Customer, Recipient
from postpurchase.profiles import CourierProfile, Profiles
from postpurchase.situation import (
    IMPLIES,
    ORDER,
    SETTLED,
    Knowledge,
    Situation,
    concerned,
    contents,
    customer_acts,
    home_zone,
    is_late,
    is_of_several,
    names_no_day,
    observe,
    slot_is_over,
    standing,
    to_follow,
    waiting,
    windows,
)
from postpurchase.vocabulary import (
    TOUCHPOINTS,
    Channel,
    EventKind,
    Level,
    Milestone,
    Mode,
    Party,
    Problem,
    Role,
    RowKind,
    ShipmentRole,
)
from postpurchase.windows import DateWindow, Slot, TimeWindow
from tests.decisions.stories import (
    ANNA,
    BUYER,
    EMAIL,
    GIFT,
    RECEIVER,
    SHOP,
    SMS,
    Story,
    at,
    clock,
    happened,
    placed,
    row,
    secured,
    t,
)

SLOT = Slot(date=date(2026, 10, 8), start=time(14), end=time(18))
OTHER = Slot(date=date(2026, 10, 9), start=time(10), end=time(12))
EVENING = Slot(date=date(2026, 10, 8), code="evening")
BACK_AGAIN = ("out_for_delivery", "arrived_in_city")
WINDOW = DateWindow(earliest=date(2026, 10, 8), latest=date(2026, 10, 9))
TOMORROW = DateWindow(earliest=date(2026, 10, 9), latest=date(2026, 10, 9))
HOURS = TimeWindow(earliest=at("08 09:00"), latest=at("08 12:00"))
LATER = DateWindow(earliest=date(2026, 10, 11), latest=date(2026, 10, 12))
LATEST = DateWindow(earliest=date(2026, 10, 13), latest=date(2026, 10, 13))
HANDED = happened("handed_over", "06 09:00", shipment="P1")


def seen(*what: Event | Row, now: str = "10 09:00", customer: Customer = ANNA, days: Any = None) -> Situation:
    """Return the situation made of events and rows; an order of two lines where no event says otherwise."""
    events = [one for one in what if isinstance(one, Event)]
    return observe(
        replay(events or [placed()]),
        ranges=Ranges(lead_days=days),
        shop=SHOP,
        ledger=[one for one in what if isinstance(one, Row)],
        customer=customer,
        now=t(now),
    )


def eta(window: DateWindow, when: str) -> Event:
    """Return that the courier named a day."""
    return happened("eta_changed", when, shipment="P1", window=window)


def knows(*what: Event | Row, role: Any = BUYER, customer: Customer = ANNA) -> Knowledge:
    """Return what somebody knows after events and rows."""
    return seen(*what, customer=customer).people[role]


def told(knowledge: Knowledge) -> dict[str, Any]:
    """Return what was surely told, as `kind@subject`."""
    return {f"{kind}@{subject}": word.value for (subject, kind), word in knowledge.told.items()}


# -- time and rows --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "now", "expected", "warnings"),
    [
        ((), "05 10:00", "05 10:00", ()),
        ((), "05 08:00", "05 09:00", ("clock_behind",)),
        ((row("news", "05 11:00"),), "05 10:00", "05 11:00", ("clock_behind",)),
        ((row("news", "05 11:00"),), "05 11:00", "05 11:00", ()),
        ((row("news", "06 10:00"),), "05 10:00", "06 10:00", ("clock_behind",)),
        ((row("news", "06 10:00:01"),), "05 10:00", "05 10:00", ("from_the_future",)),
        (
            (row("news", "05 11:00"), row("more", "08 09:00")),
            "05 10:00",
            "05 11:00",
            ("clock_behind", "from_the_future"),
        ),
    ],
)
def test_the_clock_never_runs_back(
    rows: tuple[Row, ...], now: str, expected: str, warnings: tuple[str, ...]
) -> None:
    """Now is no earlier than the newest row or event, and a clock set back says so; what is misdated sets no clock."""
    situation = seen(placed(), *rows, now=now)

    assert (clock(situation.now), situation.warnings) == (expected, warnings)


def test_each_parcel_is_believed_by_itself() -> None:
    """What the courier says of one parcel is believed of that one, and of nothing else."""
    gone = [happened("handed_over", "05 10:00", shipment=one) for one in ("P1", "P2")]
    said = [
        happened("eta_changed", "05 11:00", shipment=one, window=window)
        for one, window in (("P1", WINDOW), ("P2", LATER))
    ]
    situation = seen(placed(), *gone, *said, now="06 09:00")

    assert [situation.believed(subject).window for subject in ("1", "P2")] == [WINDOW, LATER]
    assert situation.believed(ORDER).window is None


@pytest.mark.parametrize("last", ["P1", "P2"])
def test_a_word_about_any_parcel_keeps_a_promise(last: str) -> None:
    """A window promised on the 6th was kept by telling that of one parcel on the 7th, whatever was told before."""
    other = "P2" if last == "P1" else "P1"
    gone = [happened("handed_over", "05 10:00", shipment=one) for one in ("P1", "P2")]
    told = [
        row(None, when, subject=one, tells={"window": WINDOW})
        for one, when in ((other, "05 12:00"), (last, "07 09:00"))
    ]
    promised = row(
        None, "06 09:00", tells={"slot": None}, promises=(Pledge(kind="window", due=at("08 09:00")),)
    )

    assert list(seen(placed(), *gone, *told, promised).pledges(BUYER)) == []


def test_a_day_ahead_is_the_most_a_clock_is_set() -> None:
    """A row dated a day ahead to the second sets the clock, beside one that is dated too far ahead for that."""
    rows = (row("news", "06 10:00"), row("more", "08 09:00"))

    assert clock(seen(placed(), *rows, now="05 10:00").now) == "06 10:00"


def test_what_is_misdated_is_said_at_no_time() -> None:
    """A word dated far ahead is known; it is neither the last that was heard, nor a contact that others wait for."""
    ahead = row("news", "06 09:00", by="courier", promises=(Pledge(kind="next_word", due=at("20 09:00")),))
    ahead = replace(ahead, at=datetime.fromisoformat("2036-10-06T09:00:00Z"))
    knowledge = knows(row("thanks", "05 10:00"), ahead)

    assert told(knowledge) == {"thanks@order": True, "news@order": True}
    assert (clock(knowledge.heard_at), knowledge.next_word) == ("05 10:00", None)
    assert [clock(contact.t) for contact in knowledge.contacts] == ["05 10:00"]


def test_rows_come_in_any_order() -> None:
    """Rows are sorted by their time, and of one time by what they say about their keys."""
    sent, reserved, early = (
        row("news", "05 11:00", keys=("k",)),
        row("news", "05 11:00", kind="reserved", keys=("k",)),
        row("thanks", "05 10:00"),
    )

    assert seen(sent, reserved, early).rows == seen(early, reserved, sent).rows == (early, reserved, sent)


def test_rows_that_are_half_in_order_are_sorted() -> None:
    """One row that was written down too late does not stay where it was written."""
    first, second, third = (row("news", when) for when in ("05 10:00", "05 11:00", "05 12:00"))

    assert seen(third, first, second).rows == seen(first, third, second).rows == (first, second, third)


def test_rows_of_one_time_have_one_order() -> None:
    """Two rows of one second are read alike, whichever comes first."""
    sent, reserved = (row("news", "05 11:00", kind=kind, keys=("k",)) for kind in ("sent", "reserved"))

    one, other = (row(name, "05 11:00", by="courier") for name in ("dispatched", "delivered"))

    assert seen(sent, reserved).rows == seen(reserved, sent).rows == (reserved, sent)
    assert seen(one, other).rows == seen(other, one).rows


def test_the_level_said_last_counts() -> None:
    """What the customer said of this order overrules their general wish."""
    general = replace(ANNA, level=Level.LESS)

    assert seen(placed(), customer=general).level is Level.LESS
    assert (
        seen(placed(), happened("level_changed", "05 10:00", level=Level.MORE), customer=general).level
        is Level.MORE
    )


def test_where_each_key_stands() -> None:
    """The greatest try says where a key stands, and the rows of all orders are kept."""
    failed = row("news", "05 10:00", kind="failed", keys=("k",))
    again = row("news", "05 10:01", kind="reserved", attempt=2, keys=("k",))

    assert seen(again, failed).states == {"k": again}
    assert seen(row("news", "05 10:00", order="o2")).rows == (row("news", "05 10:00", order="o2"),)


@pytest.mark.parametrize(
    ("recipient", "expected"),
    [
        (Recipient(zone="Asia/Tokyo", country="FR"), "Asia/Tokyo"),
        (Recipient(country="FR"), "Europe/Paris"),
        (Recipient(country="ES"), "UTC"),
        (Recipient(), "UTC"),
    ],
)
def test_the_zone_to_speak_in(recipient: Recipient, expected: str) -> None:
    """It is the recipient's own, else the only one of their country, else the shop's."""
    assert str(home_zone(recipient, SHOP)) == expected


# -- parcels, couriers, facts ---------------------------------------------------------------------


def test_parcels_are_those_to_the_customer() -> None:
    """Only outbound parcels and replacements are on their way to the customer."""
    roles = {"OUT": "outbound", "IN": "inbound", "BACK": "return", "AGAIN": "replacement"}
    events = [happened("handed_over", "06 09:00", shipment=name, role=role) for name, role in roles.items()]

    assert [one.id for one in seen(placed(), *events).parcels] == ["OUT", "AGAIN"]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ((placed(),), None),
        ((secured(),), None),
        ((placed(promised=Promised(courier="slow")),), "slow"),
        (
            (placed(promised=Promised(courier="slow")), happened("handed_over", "06 09:00", courier="fast")),
            "fast",
        ),
    ],
)
def test_the_courier_used_or_promised(events: tuple[Event, ...], expected: str | None) -> None:
    """The courier that really carries counts before the one that was promised."""
    assert seen(*events).courier == expected


def test_each_parcel_has_its_own_courier() -> None:
    """Of several parcels each is carried by its own courier, or by the one promised; an only one by the order's."""
    first = happened("handed_over", "06 09:00", shipment="P1", courier="fast")
    second = happened("handed_over", "06 10:00", shipment="P2", courier="slow")
    third = happened("shipment_planned", "06 11:00", shipment="P3")
    promised = placed(promised=Promised(courier="post"))
    couriers = seen(promised, first, second, third).courier_of

    assert [couriers(name) for name in ("1", "P2", "P3", ORDER)] == ["fast", "slow", "post", "post"]
    assert seen(placed(), first, second, third).courier_of("P3") is None
    assert seen(placed(), first).courier_of("1") == "fast"
    assert seen(placed(promised=Promised(courier="post"))).courier_of("1") == "post"


def test_facts_beside_what_is_told() -> None:
    """Known of an order are its window, the slot, and the number of its only parcel; what is unknown is left out."""
    plain = placed(promised=Promised(window=WINDOW, slot=SLOT))
    numbered = happened("handed_over", "06 09:00", shipment="P1", tracking=Tracking(number="N1"))
    second = happened("handed_over", "06 09:00", shipment="P2", tracking=Tracking(number="N2"))

    assert seen(placed()).facts(ORDER) == {}
    assert seen(plain, now="06 09:00").facts(ORDER) == {"window": WINDOW, "slot": SLOT}
    assert seen(placed(), numbered).facts(ORDER) == {"tracking": "N1"}
    assert seen(placed(), numbered, second).facts(ORDER) == {}
    assert seen(placed(), numbered, second).facts("P2") == {"tracking": "N2"}


def test_facts_are_found_once() -> None:
    """Asked again, a situation has the same facts."""
    situation = seen(placed(), days=(7, 21))

    assert situation.facts(ORDER) is situation.facts(ORDER)
    assert situation.estimate(None).window == DateWindow(
        earliest=date(2026, 10, 12), latest=date(2026, 10, 26)
    )


def test_the_newest_open_number_counts() -> None:
    """Of a parcel's numbers the one that counts now is its tracking."""
    first = happened("handed_over", "06 09:00", tracking=Tracking(number="N1"))
    changed = happened("tracking_changed", "06 10:00", tracking=Tracking(number="N2"))

    assert seen(placed(), first, changed).facts("1") == {"tracking": "N2"}


def test_rows_may_call_a_parcel_by_its_own_id() -> None:
    """Parcel P1 is our parcel 1, for those who do not know how we call it; a parcel really called 1 is another."""
    other = happened("handed_over", "06 10:00", shipment="1")
    situation = seen(placed(), HANDED, other)

    assert [
        situation.subject_of(row("x", "06 11:00", subject=name)) for name in ("P1", "1", "#1", "order")
    ] == [
        "1",
        "1",
        "#1",
        "order",
    ]
    by_id, by_name = (
        knows(placed(), HANDED, row(None, "06 11:00", subject="order", tells={f"delivered@{name}": True}))
        for name in ("P1", "1")
    )
    assert told(by_id) == told(by_name)


def test_dates_are_those_of_where_the_goods_go() -> None:
    """Of a gift the receiver's zone counts, where it is known; else the buyer's, else the shop's."""
    tokyo, berlin = replace(ANNA.buyer, zone="Asia/Tokyo"), replace(ANNA.buyer, zone="Europe/Berlin")
    nowhere = replace(berlin, zone=None, country=None)
    zones = [
        str(seen(placed(), customer=replace(ANNA, buyer=buyer, receiver=receiver)).local)
        for buyer, receiver in ((tokyo, None), (tokyo, berlin), (tokyo, nowhere), (nowhere, nowhere))
    ]

    assert zones == ["Asia/Tokyo", "Europe/Berlin", "Asia/Tokyo", "UTC"]


# -- slots and answers ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ((secured(),), None),
        ((placed(),), None),
        ((placed(promised=Promised(slot=OTHER)),), OTHER),
        ((placed(promised=Promised(slot=OTHER), checkout=Checkout(slot=SLOT)),), SLOT),
        ((placed(), happened("question_answered", "05 10:00", answers={"slot": SLOT})), SLOT),
        ((placed(), happened("question_answered", "05 10:00", answers={"slot": "any"})), None),
        ((placed(), happened("delivery_requested", "05 10:00", slot=SLOT)), SLOT),
        (
            (
                placed(checkout=Checkout(slot=OTHER)),
                happened("appointment_agreed", "06 10:00", slot=SLOT),
                happened("delivery_requested", "05 10:00", slot=OTHER),
            ),
            SLOT,
        ),
    ],
)
def test_the_slot_said_last(events: tuple[Event, ...], expected: Slot | None) -> None:
    """The slot is the one agreed, asked for or answered last, else the one of the checkout."""
    assert seen(*events).slot == expected


@pytest.mark.parametrize(
    ("slot", "events", "expected"),
    [
        (SLOT, [happened("attempt_failed", "08 13:59:59", shipment="P1")], SLOT),
        (SLOT, [happened("attempt_failed", "08 14:00", shipment="P1")], None),
        (SLOT, [happened("attempt_failed", "09 09:00", shipment="P1")], None),
        (EVENING, [happened("attempt_failed", "07 23:59:59", shipment="P1")], EVENING),
        (EVENING, [happened("attempt_failed", "08 00:00", shipment="P1")], None),
        (SLOT, [happened(k, f"08 15:0{n}", shipment="P1") for n, k in enumerate(BACK_AGAIN)], SLOT),
    ],
)
def test_a_failed_attempt_ends_the_slot(slot: Slot, events: list[Event], expected: Slot | None) -> None:
    """What was agreed is over once an attempt in it, or after it, failed; a failure merely inferred ends nothing."""
    agreed = placed(checkout=Checkout(slot=slot))

    assert seen(agreed, HANDED, *events).slot == expected
    assert seen(agreed, HANDED, *events).answered == {"slot"}


RAPID = happened("handed_over", "06 09:00", shipment="P1", courier="rapid")
PLAIN = happened("handed_over", "06 09:00", shipment="P1", courier="express")
AGREED = happened("appointment_agreed", "06 10:00", shipment="P1", slot=SLOT)
PROMISED = placed(promised=Promised(courier="express", slot=SLOT))
MORNINGS, AFTERNOONS = SlotOffer(start=time(8), end=time(12)), SlotOffer(start=time(15), end=time(16))


@pytest.mark.parametrize(
    ("events", "offers", "lost"),
    [
        ((PROMISED, RAPID), (MORNINGS,), True),
        ((PROMISED, RAPID), (MORNINGS, AFTERNOONS), False),
        ((PROMISED, RAPID), (), False),
        ((PROMISED, PLAIN), (MORNINGS,), False),
        ((PROMISED, RAPID, AGREED), (MORNINGS,), False),
        ((placed(promised=Promised(slot=SLOT)), RAPID), (MORNINGS,), False),
        ((placed(promised=Promised(courier="express")), RAPID), (MORNINGS,), False),
        ((RAPID, AGREED), (MORNINGS,), False),
    ],
)
def test_another_courier_ends_a_slot_it_does_not_offer(
    events: tuple[Event, ...], offers: tuple[SlotOffer, ...], *, lost: bool
) -> None:
    """Only a courier that took another's place, and only where none of its intervals lies in a slot it did not agree to."""
    couriers = {name: CourierProfile(offers=offers) for name in ("rapid", "express")}
    found = observe(
        replay(events),
        ranges=Ranges(),
        shop=SHOP,
        ledger=(),
        customer=ANNA,
        now=t("06 12:00"),
        profiles=Profiles(couriers=couriers),
    )

    assert (found.slot_lost is not None, found.slot is None) == (lost, lost or not found.record.slots)


def _says(when: str, first: int, last: int, shipment: str = "P1") -> Event:
    window = DateWindow(earliest=date(2026, 10, first), latest=date(2026, 10, last))
    return happened("eta_changed", when, shipment=shipment, window=window)


@pytest.mark.parametrize(
    ("events", "stands"),
    [
        ((_says("07 12:00", 9, 9),), False),
        ((_says("07 12:00", 9, 11),), False),
        ((_says("07 12:00", 8, 9),), True),
        ((_says("07 12:00", 9, 9), _says("07 13:00", 8, 8)), True),
        ((_says("05 12:00", 9, 9),), True),
        ((_says("07 12:00", 9, 9), happened("handed_over", "07 12:00", shipment="P2")), True),
        ((_says("07 12:00", 9, 9), _says("07 12:00", 9, 9, "P2")), False),
        ((_says("07 12:00", 9, 9), happened("delivered", "08 12:00", shipment="P1")), True),
    ],
)
def test_a_courier_s_later_day_ends_the_slot(events: tuple[Event, ...], *, stands: bool) -> None:
    """A slot on the 8th, agreed on the 6th, is over once all that is under way comes on later days, by words since."""
    asked = happened("delivery_requested", "06 12:00", slot=SLOT)

    assert (seen(placed(), HANDED, asked, *events).slot == SLOT) == stands


def test_a_slot_is_put_off_for_each_parcel() -> None:
    """Of two parcels one comes later: it was to come in the slot, which stands for the other."""
    asked = happened("delivery_requested", "06 12:00", slot=SLOT)
    known = seen(placed(), HANDED, asked, _says("07 12:00", 9, 9), _says("07 12:00", 8, 9, "P2"))

    assert known.put_off_of("1") == (t("06 12:00"), SLOT)
    assert (known.put_off_of("P2"), known.put_off_of(ORDER), known.slot) == (None, None, SLOT)


def test_a_new_slot_after_the_attempt() -> None:
    """A slot agreed for a later day holds, whatever failed before it."""
    events = (
        happened("attempt_failed", "08 15:00", shipment="P1"),
        happened("delivery_requested", "08 16:00", slot=OTHER),
    )

    assert seen(placed(checkout=Checkout(slot=SLOT)), HANDED, *events).slot == OTHER


def test_when_a_slot_was_heard_of() -> None:
    """A slot is heard of with the event that gave it, one of the checkout with the order; the first copy counts."""
    ordered = placed(promised=Promised(slot=OTHER))
    late = happened("delivery_requested", "06 12:00", learned="06 15:00", slot=SLOT)
    asked = happened("contact_received", "06 13:00")
    known = seen(ordered, late, asked)

    assert (clock(known.slot_learned_at), clock(known.placed_learned_at)) == ("06 15:00", "05 09:00")
    assert clock(seen(ordered, replace(ordered, received_at=at("08 09:00"))).slot_learned_at) == "05 09:00"
    assert (seen(asked).slot_learned_at, seen(asked).placed_learned_at) == (None, None)


def test_slots_are_counted() -> None:
    """Each slot agreed is another; before the first there is one to come."""
    events = (placed(checkout=Checkout(slot=OTHER)), happened("delivery_requested", "05 10:00", slot=SLOT))

    assert [seen(*what).slots_agreed for what in ((placed(),), events[:1], events)] == [1, 1, 2]


def test_a_slot_is_the_customers_own_knowledge() -> None:
    """Who chose a slot, or agreed to an appointment, knows it."""
    events = (placed(checkout=Checkout(slot=OTHER)), happened("appointment_agreed", "06 10:00", slot=SLOT))
    known = knows(*events).told

    assert (known[ORDER, "slot"].value, known[ORDER, "slot"].by, clock(known[ORDER, "slot"].t)) == (
        SLOT,
        Party.CUSTOMER,
        "06 10:00",
    )
    assert known["1", "appointment_agreed"].value is True
    assert (ORDER, "slot") not in knows(placed()).told


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ((placed(),), set()),
        ((placed(checkout=Checkout(slot=SLOT)),), {"slot"}),
        (
            (placed(), happened("question_answered", "05 10:00", answers={"text": "A", "font": "B"})),
            {"text", "font"},
        ),
        ((placed(), happened("contact_received", "05 10:00")), {"contact"}),
        ((placed(), row(None, "05 10:00", by="customer", answers={"text": "A"})), {"text"}),
        ((placed(), row(None, "05 10:00", by="customer", answers={"text": "A"}, order="o2")), set()),
    ],
)
def test_what_is_answered(what: tuple[Any, ...], expected: set[str]) -> None:
    """Answers come at checkout, in the customer's words, or by the ledger; any contact answers `contact`."""
    assert seen(*what).answered == expected


@pytest.mark.parametrize(
    ("events", "questions", "expected"),
    [
        ((secured(),), (), None),
        ((placed(),), (), "05 09:00"),
        ((placed(),), ("text",), None),
        ((happened("question_answered", "05 10:00", answers={"text": "A"}),), ("text",), None),
        ((placed(), happened("question_answered", "05 10:00", answers={"text": "A"})), ("text",), "05 10:00"),
        (
            (placed(), happened("question_answered", "05 10:00", answers={"text": "A"})),
            ("text", "font"),
            None,
        ),
        (
            (
                placed(),
                happened("question_answered", "05 10:00", answers={"text": "A"}),
                happened("question_answered", "05 11:00", answers={"text": "B", "font": "C"}),
            ),
            ("text", "font"),
            "05 11:00",
        ),
        ((placed(), happened("question_answered", "04 10:00", answers={"text": "A"})), ("text",), "05 09:00"),
    ],
)
def test_when_all_was_answered(
    events: tuple[Event, ...], questions: tuple[str, ...], expected: str | None
) -> None:
    """All is answered with the last first answer, but not before there was an order."""
    assert clock(seen(*events).answered_at(questions)) == expected


def test_what_customers_do() -> None:
    """Placing, asking, answering and wishing are the customer's acts; what happens to the order is none."""
    kinds = (
        "inquiry_received",
        "question_answered",
        "level_changed",
        "delivery_requested",
        "contact_received",
    )
    events = [placed(), secured(), *(happened(kind, "06 10:00") for kind in kinds)]

    assert {event.kind for event in customer_acts(replay(events))} == {
        EventKind.ORDER_PLACED,
        *map(EventKind, kinds),
    }


# -- what was told --------------------------------------------------------------------------------


def test_what_is_told_is_known() -> None:
    """A row tells what it lists; one that only names its touchpoint tells that touchpoint's fact."""
    assert told(knows(row("news", "06 09:00", tells={"news": 2, "window": WINDOW}))) == {
        "news@order": 2,
        "window@order": WINDOW,
    }
    assert told(knows(row("news", "06 09:00", subject="1"))) == {"news@1": True}
    assert told(knows(row(None, "06 09:00"))) == {}


def test_what_was_denied_is_not_told_as_having_happened() -> None:
    """A fact told as false is known as false."""
    assert told(knows(row("news", "06 09:00", tells={"news": False}))) == {"news@order": False}


@pytest.mark.parametrize(("when", "tells_slot"), [("07 08:00", False), ("08 08:00", True)])
def test_a_word_about_another_day_tells_no_slot(when: str, *, tells_slot: bool) -> None:
    """A courier that only said "today" on the 7th did not tell the slot of the 8th."""
    word = row("arriving_today", when, by=Party.COURIER)
    found = seen(placed(promised=Promised(slot=SLOT)), word).record.facts_of(word)

    assert any(name == "slot" for names, _ in found for _, name in names) == tells_slot


def test_a_row_that_names_its_touchpoint_tells_what_was_known_then() -> None:
    """Without a list of facts a row tells window, slot and tracking as they stood when it was said."""
    events = (
        placed(promised=Promised(window=WINDOW, slot=OTHER)),
        happened("handed_over", "06 09:00", shipment="P1", tracking=Tracking(number="N1")),
        happened("delivery_requested", "06 12:00", slot=SLOT),
        happened("tracking_changed", "06 12:00", shipment="P1", tracking=Tracking(number="N2")),
    )
    early, late = (knows(*events, row("news", when, subject="P1")) for when in ("06 10:00", "06 13:00"))

    assert (
        told(early).items()
        >= {"news@1": True, "window@1": WINDOW, "slot@1": OTHER, "tracking@1": "N1"}.items()
    )
    assert told(late).items() >= {"slot@1": SLOT, "tracking@1": "N2"}.items()


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("04 12:00", {"news@1": True}),
        ("05 12:00", {"window@1": WINDOW}),
        ("06 12:00", {"window@1": WINDOW, "tracking@1": "N1"}),
        ("07 12:00", {"window@1": LATER, "tracking@1": "N1"}),
        ("08 12:00", {"window@1": LATEST}),
        ("09 12:00", {"news@1": True}),
    ],
)
def test_what_happened_later_was_not_told_then(when: str, expected: dict[str, Any]) -> None:
    """A bare row tells neither a window that the courier named later, nor forgets one for a later arrival."""
    events = (
        placed("05 09:00", promised=Promised(window=WINDOW)),
        happened("handed_over", "06 09:00", shipment="P1", tracking=Tracking(number="N1")),
        happened("eta_changed", "07 09:00", shipment="P1", window=LATER),
        happened("eta_changed", "08 09:00", shipment="P1", window=LATEST),
        happened("delivered", "09 09:00", shipment="P1"),
    )
    found = told(knows(*events, row("news", when, subject="P1")))

    assert {kind: found[kind] for kind in expected} == expected
    assert ("window@1" in found) is ("window@1" in expected)


def test_what_was_told_of_a_parcel_that_was_not_known_yet() -> None:
    """A word about a parcel, said before anything of it had happened, tells what was promised of the order."""
    events = (
        placed("05 09:00", promised=Promised(window=WINDOW)),
        happened("handed_over", "06 09:00", shipment="P1", tracking=Tracking(number="N1")),
        happened("handed_over", "07 09:00", shipment="P2", tracking=Tracking(number="N2")),
    )
    found = told(knows(*events, row("news", "06 12:00", subject="P2")))
    whole = told(knows(*events, row("news", "06 12:00")))
    nothing = told(knows(*events, row("news", "06 12:00", subject="P9")))

    assert found == {"news@P2": True, "window@P2": WINDOW}
    assert whole == {"news@order": True, "window@order": WINDOW, "tracking@order": "N1"}
    assert nothing == {"news@P9": True, "window@P9": WINDOW}


def test_what_was_told_of_a_parcel_of_an_order_that_was_over() -> None:
    """Of an order that was cancelled no window was known, whatever left the shop a minute later."""
    events = (
        placed("05 09:00", promised=Promised(window=WINDOW)),
        happened("order_cancelled", "06 09:00"),
        happened("handed_over", "06 12:00", shipment="P1"),
    )
    found = told(knows(*events, row("news", "06 11:59", subject="P1")))

    assert "window@1" not in found
    assert found["news@1"] is True


@pytest.mark.parametrize("flipped", [False, True])
@pytest.mark.parametrize(
    ("one", "other", "counts"),
    [(WINDOW, LATER, WINDOW), (LATER, HOURS, HOURS), (WINDOW, TOMORROW, None), (WINDOW, None, None)],
)
def test_of_two_windows_told_in_one_second_the_earlier_end_counts(
    one: DateWindow, other: Any, counts: Any, *, flipped: bool
) -> None:
    """What was told before or after counts by its time; of one second, nobody relies on the later end."""
    values = [other, one] if flipped else [one, other]
    rows = [
        row(name, "06 09:00", keys=(name,), tells={"window": value})
        for name, value in zip("ab", values, strict=True)
    ]
    after = row("c", "06 09:01", keys=("c",), tells={"window": LATEST})

    assert told(knows(*rows))["window@order"] == (counts or values[1])
    assert told(knows(*rows, after))["window@order"] == LATEST


def test_riders_tell_of_their_own_subject() -> None:
    """A fact may be about another parcel than the message it travels in."""
    assert told(knows(row("x", "06 09:00", subject="1", tells={"x": True, "y@2": True}))) == {
        "x@1": True,
        "y@2": True,
    }


def test_a_word_about_the_order_tells_nothing_of_a_parcel_not_yet_known() -> None:
    """That all was delivered was no word about what was sent in exchange later; a window told of all holds for all."""
    events = (
        placed(),
        HANDED,
        happened("handed_over", "06 09:00", shipment="P2"),
        happened("handed_over", "08 09:00", shipment="P3"),
    )
    words = {"all_delivered": True, "window": 1}
    sure = knows(*events, row("all_delivered", "07 09:00", tells=words))
    maybe = knows(*events, row("all_delivered", "07 09:00", tells=words, observed=False))
    subjects = ("1", "P2", "P3", ORDER)

    for kind, expected in (("dispatched", [True, True, False, True]), ("window", [True] * 4)):
        assert [sure.latest_told(one, kind) is not None for one in subjects] == expected
        assert [bool(maybe.perhaps_told(one, kind, "")) for one in subjects] == expected


@pytest.mark.parametrize(
    ("when", "covered"), [("06 08:59:59", False), ("06 09:00", True), ("08 09:00", True)]
)
def test_a_second_parcel_is_known_from_its_first_fact(when: str, *, covered: bool) -> None:
    """A word about the order covers it from then on, however often more was heard of it later."""
    second = [
        happened(kind, at, shipment="P2")
        for kind, at in (("handed_over", "06 09:00"), ("departed", "07 09:00"))
    ]
    found = knows(
        placed(), happened("handed_over", "05 10:00", shipment="P1"), *second, row("all_delivered", when)
    )

    assert (found.latest_told("P2", "dispatched") is not None) is covered


@pytest.mark.parametrize(
    "other",
    [
        row(
            "dispatched",
            "06 09:00",
            order="o2",
            subject="1",
            tells={"dispatched": True, "anniversary@order": 1},
        ),
        row(
            "anniversary",
            "06 09:00",
            order="o2",
            tells={"anniversary": 1, "dispatched@1": True, "window@1": 2},
        ),
    ],
)
def test_what_is_about_the_customer_is_known_under_every_order(other: Row) -> None:
    """What another order's message told of the customer counts, in whatever place it travelled; of its parcels nothing."""
    assert told(knows(placed(), other)) == {"anniversary@order": 1}


@pytest.mark.parametrize(
    ("touchpoint", "expected"),
    [
        ("arriving_today", date(2026, 10, 6)),
        ("arriving_tomorrow", date(2026, 10, 7)),
        ("arriving_soon", date(2026, 10, 6)),
        ("anniversary", date(2026, 10, 6)),
    ],
)
def test_a_word_of_arrival_has_a_date(touchpoint: str, expected: date) -> None:
    """Who says "today" or "tomorrow" without more says which day, as it is then where the customer lives."""
    assert told(knows(row(touchpoint, "06 22:00", subject="1")))[f"{touchpoint}@1"] == expected


def test_the_latest_word_counts() -> None:
    """Of two words about one fact the later is what its recipient knows; of the order's and the parcel's the newest."""
    knowledge = knows(
        row("x", "06 09:00", tells={"window": 1}),
        row("x", "06 10:00", tells={"window": 2}),
        row("x", "06 11:00", subject="1", tells={"window": 3}),
        row("x", "06 08:00", subject="P2", tells={"window": 4}),
        HANDED,
        happened("handed_over", "06 09:00", shipment="P2"),
    )

    found = [knowledge.latest_told(subject, "window") for subject in (ORDER, "1", "P2")]
    assert [one.value for one in found if one] == [2, 3, 2]
    assert knowledge.latest_told("1", "slot") is None


def test_the_stronger_word_tells_the_weaker() -> None:
    """Knowing of a delivery is knowing that the parcel left; with one parcel, that the order did."""
    one, two = (
        happened("handed_over", "06 09:00", shipment="P1"),
        happened("handed_over", "06 09:00", shipment="P2"),
    )
    alone, both = (
        knows(placed(), *events, row("delivered", "07 09:00", subject="1")) for events in ([one], [one, two])
    )

    assert told(alone)["dispatched@1"] is told(alone)["dispatched@order"] is True
    assert told(both)["dispatched@1"] is True
    assert "dispatched@order" not in told(both)


def test_a_stronger_word_hands_down_its_date() -> None:
    """Who knows that it comes within the hour knows that it comes that day."""
    known = told(knows(row("arriving_soon", "06 13:00", subject="1")))

    assert (known["arriving_today@1"], known["dispatched@1"]) == (date(2026, 10, 6), True)


def test_what_implies_what() -> None:
    """Implication is a partial order over the presets' touchpoints: closed, and without circles."""
    closed = {(strong, weak) for strong, weaker in IMPLIES.items() for weak in weaker}

    assert {(a, d) for a, b in closed for c, d in closed if b == c} <= closed
    assert [strong for strong, weak in closed if strong == weak] == []
    assert {name for pair in closed for name in pair} <= set(TOUCHPOINTS)


# -- what may have been told, and what was not ----------------------------------------------------


@pytest.mark.parametrize(
    ("known", "sure", "maybe"),
    [
        ({}, True, False),
        ({"observed": False}, False, True),
        ({"kind": "reserved", "keys": ("k",)}, False, True),
        ({"kind": "unknown", "keys": ("k",)}, False, True),
        ({"kind": "failed", "keys": ("k",)}, False, False),
        ({"kind": "bounced", "keys": ("k",)}, False, False),
        ({"kind": "abandoned", "keys": ("k",)}, False, False),
        ({"kind": "requested"}, False, False),
        ({"order": "o2"}, False, False),
        ({"to": None}, False, False),
    ],
)
def test_told_perhaps_or_not_at_all(known: dict[str, Any], *, sure: bool, maybe: bool) -> None:
    """What was sent is told, what is assumed or under way may be; what failed, or went elsewhere, is not."""
    knowledge = knows(row("news", "06 09:00", **known))

    assert (
        knowledge.latest_told(ORDER, "news") is not None,
        bool(knowledge.perhaps_told(ORDER, "news", "")),
    ) == (
        sure,
        maybe,
    )


def test_only_where_a_key_stands_counts() -> None:
    """What was sent and came back was not told, whatever order the rows have."""
    sent, bounced = (row("news", "06 09:00", kind=kind, keys=("k",)) for kind in ("sent", "bounced"))

    assert told(knows(sent, bounced)) == {}
    assert told(knows(sent)) == {"news@order": True}


def test_a_row_counts_while_one_of_its_keys_stands() -> None:
    """Of a message under two keys one may be tried again by itself; the message still told what it told."""
    both = row("news", "06 09:00", keys=("k", "l"))

    for key in ("k", "l"):
        again = row("news", "06 10:00", kind="failed", attempt=2, keys=(key,))
        assert told(knows(both, again)) == {"news@order": True}


def test_own_tries_are_left_out() -> None:
    """What may have been told under a key does not count against saying it under that key."""
    knowledge = knows(
        row("news", "06 09:00", kind="unknown", keys=("k",)),
        row("news", "06 10:00", observed=False, by="courier", subject="1"),
    )

    assert [word.by for word in knowledge.perhaps_told("1", "news", "")] == [Party.COURIER, Party.SHOP]
    assert [word.by for word in knowledge.perhaps_told("1", "news", "k")] == [Party.COURIER]


def test_outcomes_may_repeat_only_the_keys() -> None:
    """What was written stands on the reservation; the outcome may leave it out."""
    asks, promises = (Ask(question="slot"),), (Pledge(kind="next_word", due=at("08 09:00")),)
    written = row(
        "news",
        "06 09:00",
        kind="reserved",
        keys=("k",),
        tells={"window": WINDOW},
        asks=asks,
        promises=promises,
    )
    bare = row(None, "06 09:01", keys=("k",))
    knowledge, alone = knows(written, bare), knows(bare)

    assert told(knowledge) == {"window@order": WINDOW}
    assert (knowledge.asked, clock(knowledge.next_word)) == ({"slot": (("k",), None)}, "08 09:00")
    assert (told(alone), alone.asked, alone.next_word) == ({}, {}, None)


# -- own acts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("how", "expected"), [("in_person", True), ("collected", True), ("left", False), (None, False)]
)
def test_who_took_it_knows(how: str | None, *, expected: bool) -> None:
    """Taking a parcel is knowing that it came, and all that implies; one left somewhere is not."""
    known = told(knows(placed(), happened("delivered", "07 09:00", how=how)))

    assert [f"{kind}@1" in known for kind in ("delivered", "dispatched")] == [expected, expected]


def test_who_took_the_only_parcel_knows_it_of_the_order() -> None:
    """That it left is known of the order as well, unless another parcel is still to come."""
    took = happened("delivered", "07 09:00", shipment="P1", how="in_person")
    other = happened("handed_over", "07 08:00", shipment="P2")

    assert told(knows(placed(), HANDED, took))["dispatched@order"] is True
    assert "dispatched@order" not in told(knows(placed(), HANDED, other, took))
    assert "dispatched@1" in told(knows(placed(), HANDED, other, took))


def test_own_acts_are_not_heard() -> None:
    """What somebody did themselves breaks no silence, and is what they know of it until somebody tells it later."""
    took = happened("delivered", "07 09:00", how="in_person")
    before, after = (row("delivered", when, subject="1") for when in ("07 08:00", "07 10:00"))
    told_before, told_after = (knows(placed(), took, word) for word in (before, after))

    assert [one.told["1", "delivered"].by for one in (told_before, told_after)] == [
        Party.CUSTOMER,
        Party.SHOP,
    ]
    assert clock(told_before.heard_at) == "07 08:00"


def test_an_act_told_at_its_own_instant_is_an_act() -> None:
    """Who takes a parcel in the second in which somebody tells of it knows it by themselves."""
    took = happened("delivered", "07 09:00", how="in_person")

    assert knows(placed(), took, row("delivered", "07 09:00", subject="1")).told["1", "delivered"].by is (
        Party.CUSTOMER
    )


def test_what_was_given_in_the_second_of_a_plain_word_is_told_by_it() -> None:
    """A plain "dispatched" tells the slot and the number that came to be known in its very second."""
    slot = happened("appointment_agreed", "06 09:00", shipment="P1", slot=SLOT)
    handed = happened("handed_over", "06 09:00", shipment="P1", tracking=Tracking(number="N1"))
    known = told(knows(placed(), handed, slot, row("dispatched", "06 09:00", subject="P1", to=BUYER)))

    assert (known["tracking@1"], known["slot@1"]) == ("N1", SLOT)


def test_a_second_delivery_is_another() -> None:
    """Who took a parcel, gave it back and took it again knows of the second time."""
    events = (
        happened("delivered", "07 09:00", how="in_person"),
        happened("delivery_retracted", "07 10:00"),
        happened("delivered", "08 09:00", how="in_person"),
    )

    assert told(knows(placed(), *events))["delivered@1"] == 2


def test_a_delivery_that_was_none_is_no_act() -> None:
    """A delivery taken back is not known."""
    back = happened("delivery_retracted", "07 10:00")

    assert told(knows(placed(), happened("delivered", "07 09:00", how="in_person"), back)) == {}


# -- two people -----------------------------------------------------------------------------------


def test_each_person_knows_their_own() -> None:
    """On a gift each knows what they were told, and the receiver what they took."""
    events = (placed(), happened("delivered", "07 09:00", how="in_person"), row("news", "06 09:00"))

    assert told(knows(*events, customer=GIFT)) == {"news@order": True}
    assert "delivered@1" in told(knows(*events, role=RECEIVER, customer=GIFT))
    assert "news@order" not in told(knows(*events, role=RECEIVER, customer=GIFT))


def test_without_a_receiver_the_buyer_is_both() -> None:
    """A word to the receiver of an order that has none reached the buyer."""
    assert told(knows(row("news", "06 09:00", to=RECEIVER))) == {"news@order": True}


# -- hearing, contacts, questions -----------------------------------------------------------------


def test_when_somebody_heard_last() -> None:
    """The last sure word of anybody counts, with the word it promised; not the customer's own."""
    promise = (Pledge(kind="next_word", due=at("09 09:00")), Pledge(kind="refund", due=at("07 09:00")))
    courier = row("news", "06 09:00", by="courier", promises=promise)
    knowledge = knows(
        row("thanks", "05 10:00"),
        courier,
        row(None, "06 10:00", by="customer", answers={"slot": "any"}),
        row("later", "06 11:00", observed=False),
        row("later", "06 12:00", order="o2"),
    )

    assert (clock(knowledge.heard_at), knowledge.heard_id, clock(knowledge.next_word)) == (
        "06 09:00",
        courier.id,
        "09 09:00",
    )
    assert (knows().heard_at, knows().heard_id, knows().next_word) == (None, "", None)


def test_what_was_heard_last_before_an_instant() -> None:
    """All words of the last instant before it, nothing where nothing was said by then."""
    first, *both = row("thanks", "05 10:00"), row("news", "06 09:00"), row("more", "06 09:00")
    knowledge = knows(first, *both, row("later", "07 09:00"))

    assert (
        sorted(knowledge.heard_last_before(t("07 09:00")), key=lambda row: row.touchpoint or "") == both[::-1]
    )
    assert knowledge.heard_last_before(t("06 09:00")) == (first,)
    assert knowledge.heard_last_before(t("05 10:00")) == ()


def test_what_is_said_at_one_instant_is_not_yet_the_next_word() -> None:
    """The earliest word promised at the last instant stands, whatever else was said then; a later word keeps it."""
    words = [
        row(point, "06 09:00", promises=tuple(Pledge(kind="next_word", due=at(due)) for due in dues))
        for point, dues in (("news", ["08 09:00"]), ("more", []), ("thanks", ["07 09:00"]))
    ]

    assert clock(knows(*words).next_word) == "07 09:00"
    assert clock(knows(*words[:2]).next_word) == "08 09:00"
    assert knows(*words, row("more", "06 09:01")).next_word is None


def test_a_next_word_due_by_then_came_with_it() -> None:
    """What is said only when its own next word was due promises no word any more: it was that word."""
    late, sooner = (Pledge(kind="next_word", due=at(when)) for when in ("06 09:00", "06 09:01"))

    assert knows(row("news", "06 09:00", promises=(late,))).next_word is None
    assert clock(knows(row("news", "06 09:00", promises=(late, sooner))).next_word) == "06 09:01"


def test_what_is_told_of_the_only_parcel_is_told_of_the_order() -> None:
    """Its window, slot and number are the order's, as long as there is no other parcel."""
    word = row("x", "06 09:00", subject="1", tells={"window": 3, "x": True})
    second = happened("handed_over", "06 10:00", shipment="P2")

    assert told(knows(word)) == {"window@1": 3, "x@1": True, "window@order": 3}
    assert told(knows(word, HANDED, second)) == {"window@1": 3, "x@1": True}


def test_contacts_of_all_orders() -> None:
    """Caps and gaps look at what was, or may have been, said about any order, but not by the customer."""
    contacts = knows(
        row("a", "05 10:00", channel=EMAIL),
        row("b", "05 11:00", channel=SMS, by="courier", order="o2"),
        row("c", "05 12:00", observed=False),
        row("d", "05 13:00", by="customer"),
        row("e", "05 14:00", kind="failed", keys=("k",)),
    ).contacts

    assert [(clock(one.t), one.order, one.channel, one.by) for one in contacts] == [
        ("05 10:00", "o1", EMAIL, Party.SHOP),
        ("05 11:00", "o2", SMS, Party.COURIER),
        ("05 12:00", "o1", None, Party.SHOP),
    ]


def test_what_was_asked() -> None:
    """A question asked, or perhaps asked, is known with its keys and its term; of another order it is not."""
    asks = (Ask(question="slot", answer_by=at("07 12:00")), Ask(question="text"))

    assert knows(row("news", "06 09:00", keys=("k",), asks=asks)).asked == {
        "slot": (("k",), t("07 12:00")),
        "text": (("k",), None),
    }
    assert knows(row("news", "06 09:00", observed=False, asks=asks)).asked == {
        "slot": ((), t("07 12:00")),
        "text": ((), None),
    }
    assert knows(row("news", "06 09:00", order="o2", asks=asks)).asked == {}
    assert knows(row("news", "06 09:00", kind="failed", keys=("k",), asks=asks)).asked == {}


# -- promises -------------------------------------------------------------------------------------

REFUND = (Pledge(kind="refunded", due=at("09 09:00")),)
WORD = (Pledge(kind="next_word", due=at("09 09:00")),)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row("news", "06 09:00", promises=REFUND)], ["refunded"]),
        ([row("news", "06 09:00", promises=REFUND), row("refunded", "06 09:00")], ["refunded"]),
        ([row("news", "06 09:00", promises=REFUND), row("refunded", "06 09:01")], []),
        ([row("news", "06 09:00", promises=REFUND), row("thanks", "06 09:01")], ["refunded"]),
        ([row("news", "06 09:00", promises=WORD)], ["next_word"]),
        ([row("news", "06 09:00", promises=WORD), row("thanks", "06 09:01")], []),
        ([row("news", "06 09:00", promises=REFUND, order="o2")], []),
        ([row("news", "06 09:00", promises=REFUND, by="customer")], []),
        ([row("news", "06 09:00", promises=REFUND, observed=False)], []),
        ([row("news", "06 09:00", promises=REFUND, to=None)], []),
        (
            [
                row("news", "06 09:00", promises=REFUND, keys=("k",)),
                row("news", "06 09:01", kind="bounced", keys=("k",)),
            ],
            [],
        ),
        (
            [
                row("news", "06 09:00", kind="reserved", promises=REFUND, keys=("k",)),
                row(None, "06 09:01", keys=("k",)),
            ],
            ["refunded"],
        ),
    ],
)
def test_promises_not_kept(rows: list[Row], expected: list[str]) -> None:
    """A promise that reached somebody stands until its fact, or for a next word anything, is told; what bounced promised nothing."""
    assert [pledge.kind for _, pledge in seen(*rows).pledges(BUYER)] == expected


def test_promises_to_each_person() -> None:
    """What the buyer was promised was not promised to the receiver."""
    situation = seen(row("news", "06 09:00", promises=REFUND), customer=GIFT)

    assert [len(list(situation.pledges(role))) for role in (BUYER, RECEIVER)] == [1, 0]


def test_a_situation_shows_no_names() -> None:
    """Nothing personal stands in what a situation shows of its people."""
    named = replace(ANNA, buyer=replace(ANNA.buyer, name="Anna Schmidt"))

    assert "Schmidt" not in repr(seen(placed(), customer=named))


def test_what_is_said_of_an_order_is_said_of_its_only_parcel() -> None:
    """A courier's plain "dispatched" about the order tells the tracking number of its one parcel."""
    carried = happened("handed_over", "06 09:00", shipment="P1", tracking=Tracking(number="N1"))
    said = row("dispatched", "06 10:00", by="courier")

    knows = Story(events=(placed(), carried), rows=(said,)).at("06 10:00").situation.people[Role.BUYER]

    told = knows.latest_told("1", "tracking")
    assert told is not None
    assert told.value == "N1"


# -- windows told ---------------------------------------------------------------------------------


def test_windows_told_are_remembered_in_order() -> None:
    """Each with when and of what it was told; what failed told nothing."""
    window = DateWindow(earliest=date(2026, 10, 8), latest=date(2026, 10, 9))
    later = DateWindow(earliest=date(2026, 10, 12), latest=date(2026, 10, 12))
    rows = (
        row("dispatched", "05 10:00", tells={"dispatched": True, "window": window}),
        row("delayed", "06 10:00", tells={"delayed": True, "window": later}),
        row("delayed_again", "06 11:00", kind=RowKind.FAILED, tells={"window": window}),
    )

    assert [(at, about, told) for at, _, about, told in knows(*rows).windows] == [
        (t("05 10:00"), "order", window),
        (t("06 10:00"), "order", later),
    ]


def test_only_a_window_that_was_told_is_remembered() -> None:
    """A message that tells no date, or tells dates of something else, promises no window."""
    rows = (
        row("delayed", "05 10:00", tells={"delayed": True, "window": None}),
        row("returned", "06 10:00", tells={"open_days": WINDOW}),
    )

    assert knows(*rows).windows == ()


def test_windows_perhaps_told_are_kept_apart() -> None:
    """What may have been sent promised perhaps, and nothing for sure; its kind counts as told all the same."""
    knowledge = knows(row("delayed", "05 10:00", kind="unknown", keys=("k",), tells={"window": WINDOW}))

    assert [(about, told) for _, _, about, told in knowledge.maybe_windows] == [("order", WINDOW)]
    assert not knowledge.windows
    assert knowledge.kinds_told == {"window"}


def test_an_only_parcel_speaks_for_its_order() -> None:
    """One belief serves both while the order is open; of what is over nothing is believed."""
    found = seen(placed(), happened("handed_over", "08 08:00", shipment="P1"), days=(1, 9))
    over = seen(placed(), happened("delivered", "08 08:00", shipment="P1"), days=(1, 9))

    assert found.estimate(None) is found.believed("1")
    assert found.estimate(None).window is not None
    assert over.estimate(None).window is None


def test_what_was_written_under_a_key() -> None:
    """Rows of a key in order; an outcome that repeats only the key says what was written under it."""
    written = row("news", "06 09:00", kind="reserved", keys=("k",), tells={"news": True})
    sent = row("news", "06 09:01", keys=("k",))
    found = seen(written, sent)

    assert found.record.by_key == {"k": [written, sent]}
    assert found.content_of(sent) is written


def test_by_which_way_a_customer_wrote() -> None:
    """The channel of a written word is kept by its event; whoever called is answered on the spot."""
    wrote = happened("inquiry_received", "06 09:00", channel="sms")
    called = happened("inquiry_received", "06 10:00", channel="call")

    assert seen(placed(), wrote, called).ways == {wrote.identity: Channel.SMS}


def test_an_estimate_is_made_once() -> None:
    """Asked again, the same estimate; at another moment another one."""
    found = seen(placed(), days=(1, 2))

    assert found.estimate(None) is found.estimate(None)
    assert found.estimate_at(t("05 09:30"), None) != found.estimate(None)


# -- how an order stands --------------------------------------------------------------------------

IN_SLOT = placed(promised=Promised(slot=SLOT))
SENT_FIRST = happened("handed_over", "06 09:00", shipment="P1")
SENT_ANEW = (
    SENT_FIRST,
    happened("lost", "07 09:00", shipment="P1"),
    happened("handed_over", "08 09:00", shipment="P2"),
)
TELLS_LATER = row("delayed", "08 18:00", tells={"window": TOMORROW})
OUT = happened("out_for_delivery", "08 08:00", shipment="P1")
MORNING = {"evening": (time(8), time(10))}


def of(mode: str, *events: Event) -> tuple[Event, ...]:
    """Return an order of one mode with what happened to it."""
    return (placed(mode=Mode(mode)), *events)


@pytest.mark.parametrize(
    ("what", "now", "expected"),
    [
        ((placed(),), "10 09:00", None),
        (of("made_to_order", happened("production_started", "06 09:00")), "10 09:00", "making"),
        (of("made_to_order", happened("production_finished", "06 09:00")), "10 09:00", "made"),
        (of("made_to_order", happened("ready_to_ship", "06 09:00")), "10 09:00", "ready"),
        (of("buy_on_demand", secured()), "10 09:00", "secured"),
        (of("buy_on_demand", secured(lines=("A",))), "10 09:00", None),
        (
            of("buy_on_demand", happened("item_unavailable", "06 09:00", lines=("B",))),
            "10 09:00",
            "unavailable",
        ),
        ((placed(), happened("shipment_announced", "06 09:00", shipment="P1")), "10 09:00", None),
        ((placed(), HANDED), "10 09:00", "on_the_way"),
        (
            (placed(), HANDED, happened("entered_country", "07 09:00", shipment="P1")),
            "10 09:00",
            "in_country",
        ),
        ((placed(), HANDED, happened("arrived_in_city", "07 09:00", shipment="P1")), "10 09:00", "in_city"),
        ((placed(), OUT), "08 20:00", "out"),
        ((placed(), OUT), "09 08:00", "on_the_way"),
        (
            (
                placed(),
                OUT,
                happened("out_for_delivery", "09 08:00", shipment="P2"),
                happened("delivered", "09 09:00", shipment="P2"),
            ),
            "09 12:00",
            "on_the_way",
        ),
        (
            (placed(), OUT, happened("problem_raised", "09 07:00", shipment="P1", problem=Problem.DELAYED)),
            "09 08:00",
            "on_the_way",
        ),
        ((placed(), OUT, happened("handed_over", "08 09:00", shipment="P2")), "08 20:00", "on_the_way"),
        ((placed(), happened("ready_for_pickup", "08 08:00", shipment="P1")), "09 08:00", "waiting"),
        ((placed(), happened("lost", "08 08:00", shipment="P1")), "09 08:00", "lost"),
        ((placed(), happened("return_started", "08 08:00", shipment="P1")), "09 08:00", "returning"),
        ((placed(), happened("returned", "08 08:00", shipment="P1")), "09 08:00", "returned"),
        (
            (placed(), happened("returned", "08 08:00", shipment="P1"), happened("refunded", "08 09:00")),
            "09 08:00",
            "refunded",
        ),
        ((placed(), HANDED, happened("refunded", "08 09:00")), "09 08:00", "on_the_way"),
        ((placed(), happened("delivered", "08 08:00", shipment="P1")), "09 08:00", "delivered"),
        ((placed(), happened("order_cancelled", "08 08:00")), "09 08:00", "cancelled"),
        ((IN_SLOT, OUT), "08 17:59", "out"),
        ((IN_SLOT, OUT), "08 18:00", "missed"),
        ((IN_SLOT,), "08 18:00", "missed"),
        (
            (placed(promised=Promised(slot=SLOT, window=TOMORROW)), OUT),
            "08 18:00",
            "missed",
        ),
        ((placed(promised=Promised(slot=SLOT, window=TOMORROW)), OUT, TELLS_LATER), "08 19:00", "out"),
        ((IN_SLOT, OUT, _says("08 09:00", 8, 9)), "08 18:00", "out"),
        ((IN_SLOT, OUT, _says("08 09:00", 8, 8)), "08 18:00", "missed"),
    ],
)
def test_how_an_order_stands(what: tuple[Event | Row, ...], now: str, expected: str | None) -> None:
    """One word says it, the weightiest first; a slot missed is none once a later day was named."""
    assert standing(seen(*what, now=now), {}) == expected


def test_part_of_an_order_has_come() -> None:
    """While nothing more has left, the rest is at the shop."""
    sent = happened("handed_over", "06 09:00", shipment="P1", contents=(LineQuantity(id="A"),))
    come = happened("delivered", "07 09:00", shipment="P1")

    assert standing(seen(placed(), sent, come), {}) == "partly"


def test_one_parcel_back_and_none_to_come() -> None:
    """Of two parcels one was delivered and one came back: nothing is awaited, and something was returned."""
    both = [happened("handed_over", "06 09:00", shipment=one) for one in ("P1", "P2")]
    ends = (happened("delivered", "08 08:00", shipment="P1"), happened("returned", "08 09:00", shipment="P2"))

    assert standing(seen(placed(), *both, *ends), {}) == "returned"


def test_one_of_two_parcels_is_lost() -> None:
    """That the other one came makes it no better."""
    both = [happened("handed_over", "06 09:00", shipment=one) for one in ("P1", "P2")]
    ends = (happened("delivered", "08 08:00", shipment="P1"), happened("lost", "08 09:00", shipment="P2"))

    assert standing(seen(placed(), *both, *ends), {}) == "lost"


def test_a_lost_parcel_is_settled_by_another() -> None:
    """Once another is on its way in its place, that is what there is to say."""
    again = happened("handed_over", "09 09:00", shipment="P2", role=ShipmentRole.REPLACEMENT)

    assert (
        standing(seen(placed(), HANDED, happened("lost", "08 09:00", shipment="P1"), again), {})
        == "on_the_way"
    )


@pytest.mark.parametrize(
    ("slot", "codes", "now", "expected"),
    [
        (None, {}, "20 09:00", False),
        (SLOT, {}, "08 17:59", False),
        (SLOT, {}, "08 18:00", True),
        (EVENING, {}, "08 23:59", False),
        (EVENING, {}, "09 00:00", True),
        (EVENING, MORNING, "08 10:00", True),
    ],
)
def test_when_a_slot_is_over(slot: Slot | None, codes: Any, now: str, expected: bool) -> None:
    """A slot ends with its last minute, and with its day where nobody knows its hours."""
    assert slot_is_over(seen(placed(promised=Promised(slot=slot)), now=now), codes) is expected


@pytest.mark.parametrize(
    ("what", "now", "expected"),
    [
        ((placed(),), "20 09:00", False),
        (
            (placed(promised=Promised(window=WINDOW)), row("news", "05 10:00", tells={"window": WINDOW})),
            "09 09:00",
            False,
        ),
        (
            (placed(promised=Promised(window=WINDOW)), row("news", "05 10:00", tells={"window": WINDOW})),
            "10 09:00",
            True,
        ),
        ((placed(), row("news", "05 10:00", tells={"window": WINDOW})), "09 09:00", False),
        ((placed(), row("news", "05 10:00", tells={"window": HOURS})), "09 09:00", True),
        ((IN_SLOT,), "09 09:00", True),
        (
            (
                placed(),
                row("news", "05 10:00", tells={"window": WINDOW}),
                row("news", "06 10:00", tells={"window": LATEST}),
            ),
            "11 09:00",
            False,
        ),
        ((placed(), SENT_FIRST, row("news", "06 10:00", tells={"window": WINDOW})), "11 09:00", True),
        ((placed(), *SENT_ANEW, row("news", "06 10:00", tells={"window": WINDOW})), "11 09:00", False),
        (
            (placed(), *SENT_ANEW, row("news", "10 10:00", subject="P2", tells={"window": WINDOW})),
            "11 09:00",
            True,
        ),
    ],
)
def test_what_was_told_has_passed(what: tuple[Event | Row, ...], now: str, expected: bool) -> None:
    """An order is late for somebody once the day they were told has passed, and nothing newer is known."""
    situation = seen(*what, now=now)

    assert is_late(situation, situation.people[BUYER], {}) is expected


def test_what_waits_to_be_collected() -> None:
    """The parcel at the pickup point is the one that waits; what was collected does not."""
    at_point = happened("ready_for_pickup", "06 10:00", shipment="P1")
    here = seen(placed(), HANDED, at_point)
    gone = seen(placed(), HANDED, at_point, happened("delivered", "07 09:00", shipment="P1"))
    found = waiting(here)

    assert (found and found.subject, waiting(gone)) == ("1", None)
    assert "waiting" in SETTLED


OUT = happened("out_for_delivery", "07 08:10", shipment="P1")
TRIED = happened("attempt_failed", "07 09:10", shipment="P1")


def problem(kind: str, when: str = "07 08:00") -> Event:
    """Return that something is wrong with the parcel."""
    return happened("problem_raised", when, shipment="P1", problem=kind)


PROMISED = placed(promised=Promised(window=WINDOW))


@pytest.mark.parametrize(
    ("events", "now", "expected"),
    [
        ((PROMISED,), "07 10:00", False),
        ((PROMISED, HANDED), "07 10:00", False),
        ((PROMISED, HANDED, OUT), "07 10:00", True),
        ((PROMISED, HANDED, OUT), "08 10:00", False),
        ((placed(), HANDED, OUT), "07 10:00", True),
        ((PROMISED, HANDED, replace(OUT, at=at("09 08:10")), eta(TOMORROW, "08 20:00")), "09 10:00", False),
        ((placed(promised=Promised(slot=SLOT)), HANDED, replace(OUT, at=at("08 08:10"))), "08 10:00", False),
        ((PROMISED, HANDED, OUT, TRIED), "07 10:00", True),
        ((PROMISED, HANDED, eta(TOMORROW, "06 20:00"), OUT, TRIED), "07 10:00", True),
        ((PROMISED, HANDED, OUT, TRIED, eta(TOMORROW, "07 09:30")), "07 10:00", False),
        ((PROMISED, HANDED, happened("ready_for_pickup", "07 08:00", shipment="P1")), "07 10:00", True),
    ],
)
def test_of_what_no_day_is_told(events: tuple[Event, ...], now: str, expected: bool) -> None:
    """Old dates go unsaid on the day of the round, and after an attempt in vain until the courier names a new one."""
    situation = seen(*events, now=now)

    assert names_no_day(situation, standing(situation, {})) is expected


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ((problem("address"),), "address"),
        ((TRIED, problem("address", "07 09:20")), "address"),
        ((problem("address"), happened("redirected", "07 12:00", shipment="P1")), "on_the_way"),
        ((happened("customs_held", "07 08:00", shipment="P1"),), "customs"),
        ((happened("duty_due", "07 08:00", shipment="P1"),), "customs"),
        ((problem("documents"), happened("entered_country", "07 09:00", shipment="P1")), "customs"),
        (
            (
                happened("customs_held", "07 08:00", shipment="P1"),
                happened("customs_released", "07 09:00", shipment="P1"),
            ),
            "on_the_way",
        ),
        ((problem("weather"),), "on_the_way"),
        ((problem("address"), happened("handed_over", "07 09:00", shipment="P2")), "on_the_way"),
    ],
)
def test_what_holds_the_only_parcel_up_is_how_it_stands(what: tuple[Event, ...], expected: str) -> None:
    """What waits for an address or at the customs is not on its way, until that is over."""
    assert standing(seen(PROMISED, HANDED, *what, now="08 10:00"), {}) == expected


SECOND = happened("handed_over", "07 09:00", shipment="P2")


@pytest.mark.parametrize(
    ("what", "state", "expected"),
    [
        ((), "on_the_way", False),
        ((SECOND,), "on_the_way", True),
        ((happened("lost", "08 08:00", shipment="P1"),), "lost", False),
        ((happened("lost", "08 08:00", shipment="P1"), SECOND), "lost", True),
        ((happened("return_started", "08 08:00", shipment="P1"), SECOND), "returning", True),
        ((SECOND, happened("delivered", "08 08:00", shipment="P2")), "on_the_way", False),
        ((happened("shipment_cancelled", "06 12:00", shipment="P2"),), "on_the_way", False),
    ],
)
def test_one_parcel_of_several_is_spoken_of_as_one(
    what: tuple[Event, ...], state: str, *, expected: bool
) -> None:
    """One that is lost, comes back or waits is one of them; what is on its way are all."""
    situation = seen(PROMISED, HANDED, *what, now="08 10:00")

    assert standing(situation, {}) == state
    assert is_of_several(situation, state) is expected


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ((), "tried"),
        ((happened("arrived", "07 12:00", shipment="P1"),), "tried"),
        ((happened("arrived_in_city", "07 12:00", shipment="P1"),), "tried"),
        ((eta(TOMORROW, "07 12:00"),), "on_the_way"),
        ((happened("appointment_agreed", "07 12:00", shipment="P1", slot=OTHER),), "on_the_way"),
        ((happened("out_for_delivery", "08 08:00", shipment="P1"),), "out"),
        ((happened("ready_for_pickup", "07 12:00", shipment="P1"),), "waiting"),
        ((happened("return_started", "07 12:00", shipment="P1"),), "returning"),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(event.kind for event in value),
)
def test_what_was_tried_in_vain_stands_so_until_something_is_arranged(
    since: tuple[Event, ...], expected: str
) -> None:
    """Whoever asks hears that the courier came, not that the parcel is on its way."""
    assert standing(seen(PROMISED, HANDED, OUT, TRIED, *since, now="08 10:00"), {}) == expected


# -- goods ----------------------------------------------------------------------------------------

TEA = placed(lines=(OrderLine(id="A", title="Tea"), OrderLine(id="B", title="Cup"), OrderLine(id="C")))


@pytest.mark.parametrize(
    ("events", "about", "expected"),
    [
        ((happened("item_unavailable", "06 09:00", lines=("B",)),), "unavailable", (("Cup",), True)),
        ((happened("item_unavailable", "06 09:00"),), "unavailable", (("Tea", "Cup"), None)),
        ((happened("lines_cancelled", "06 09:00", lines=("A",)),), "lines_cancelled", (("Tea",), True)),
        ((), "lines_cancelled", ((), True)),
        ((), "dispatched", (None, None)),
    ],
)
def test_which_goods_a_message_is_about(events: tuple[Event, ...], about: str, expected: Any) -> None:
    """Lines that cannot be got, or were cancelled last, are named by their titles; other news is of no line."""
    found = concerned(seen(TEA, *events), {Milestone(about)})

    assert (found.get("concerned"), found.get("rest")) == expected


def test_what_is_still_to_follow() -> None:
    """What has not left is still to come."""
    sent = happened("handed_over", "06 09:00", shipment="P1", contents=(LineQuantity(id="A"),))

    assert to_follow(seen(TEA, sent)) == ("Cup",)


@pytest.mark.parametrize(
    ("held", "expected"),
    [(("A",), ("Tea",)), (("A", "C"), ("Tea",)), (("A", "B", "C"), ()), ((), ())],
    ids=["one of three", "one without a title", "all there is", "unknown"],
)
def test_what_is_in_a_parcel(held: tuple[str, ...], expected: tuple[str, ...]) -> None:
    """A parcel is told apart by its goods where the order has others."""
    sent = happened(
        "handed_over", "06 09:00", shipment="P1", contents=tuple(LineQuantity(id=x) for x in held)
    )

    assert contents(seen(TEA, sent), "1") == expected


def test_the_order_itself_is_no_parcel() -> None:
    """Of the order as a whole, and of a parcel nobody has seen, there are no contents."""
    assert (contents(seen(TEA), ORDER), contents(seen(TEA), "9")) == ((), ())


def test_what_was_cancelled_tells_no_parcel_apart() -> None:
    """What is cancelled or digital is in no parcel, so the only goods left are in the only one."""
    gone = happened("lines_cancelled", "05 11:00", lines=("B", "C"))
    sent = happened("handed_over", "06 09:00", shipment="P1", contents=(LineQuantity(id="A"),))

    assert contents(seen(TEA, gone, sent), "1") == ()


MUGS = placed(lines=(OrderLine(id="M", title="Mug", qty=5), OrderLine(id="K", title="Kettle")))


def part(kind: str, when: str, qty: int | None, **known: Any) -> Event:
    """Return an event about so many of the five mugs."""
    return replace(happened(kind, when, **known), lines=(LineQuantity(id="M", qty=qty),))


@pytest.mark.parametrize(
    ("event", "about", "expected"),
    [
        (part("lines_cancelled", "06 09:00", 2), "lines_cancelled", ((("Mug", 2),), True)),
        (part("lines_cancelled", "06 09:00", 1), "lines_cancelled", ((("Mug", 1),), True)),
        (part("lines_cancelled", "06 09:00", None), "lines_cancelled", (("Mug",), True)),
        (part("item_unavailable", "06 09:00", 4), "unavailable", ((("Mug", 4),), True)),
    ],
)
def test_how_many_of_a_line_a_message_is_about(event: Event, about: str, expected: Any) -> None:
    """Of a line of several it is said how many are meant, even one; all of them need no number."""
    found = concerned(seen(MUGS, event), {Milestone(about)})

    assert (found["concerned"], found["rest"]) == expected


def test_the_rest_of_a_line_is_a_rest() -> None:
    """Who loses two of five mugs, and ordered nothing else, still gets three."""
    mugs = placed(lines=(OrderLine(id="M", title="Mug", qty=5),))

    assert concerned(seen(mugs, part("lines_cancelled", "06 09:00", 2)), {Milestone.LINES_CANCELLED})["rest"]
    assert concerned(seen(mugs, part("item_unavailable", "06 09:00", 2)), {Milestone.UNAVAILABLE})["rest"]
    gone = part("lines_cancelled", "06 09:00", 5)
    assert concerned(seen(mugs, gone), {Milestone.LINES_CANCELLED})["rest"] is None


def test_the_rest_of_an_order_that_lost_a_parcel_is_not_left_in_peace() -> None:
    """Who was told that a parcel is lost does not hear that the rest of the order is not affected."""
    sent = happened("handed_over", "06 09:00", shipment="P1", contents=(LineQuantity(id="K"),))
    gone, cancelled = happened("lost", "07 09:00", shipment="P1"), part("lines_cancelled", "07 10:00", 2)
    about = {Milestone.LINES_CANCELLED}

    assert concerned(seen(MUGS, sent, cancelled), about)["rest"]
    assert concerned(seen(MUGS, sent, gone, cancelled), about)["rest"] is None


def test_how_many_are_in_a_parcel_and_still_to_come() -> None:
    """A parcel with two of five mugs holds two; three, and the kettle, are still to come."""
    two = (LineQuantity(id="M", qty=2),)
    rest = (LineQuantity(id="M", qty=3), LineQuantity(id="K"))
    first = happened("handed_over", "06 09:00", shipment="P1", contents=two)
    second = happened("handed_over", "07 09:00", shipment="P2", contents=rest)
    story = seen(MUGS, first, second)

    assert to_follow(seen(MUGS, first)) == (("Mug", 3), "Kettle")
    assert (contents(story, "1"), contents(story, "P2")) == ((("Mug", 2),), (("Mug", 3), "Kettle"))


def test_a_parcel_with_half_of_the_only_line_is_told_apart() -> None:
    """Two parcels of the same thing are told apart by how many they hold; one with all of it is not."""
    mugs = placed(lines=(OrderLine(id="M", title="Mug", qty=5),))
    half = happened("handed_over", "06 09:00", shipment="P1", contents=(LineQuantity(id="M", qty=2),))
    whole = happened("handed_over", "06 09:00", shipment="P1", contents=(LineQuantity(id="M", qty=5),))

    assert contents(seen(mugs, half), "1") == (("Mug", 2),)
    assert contents(seen(mugs, whole), "1") == ()


def test_what_came_of_a_parcel_delivered_in_part() -> None:
    """Of one that came in part the goods that came are named, and none where the courier did not say which."""
    sent = happened(
        "handed_over", "06 09:00", shipment="P1", contents=(LineQuantity(id="A"), LineQuantity(id="B"))
    )
    part, some = (
        happened("delivered", "07 09:00", shipment="P1", partial=True, lines=lines) for lines in (("A",), ())
    )

    assert contents(seen(TEA, sent, part), "1") == ("Tea",)
    assert contents(seen(TEA, sent, some), "1") == ()


def test_when_the_lines_come_that_have_not() -> None:
    """A line comes in its own window until that is past, else in the order's; what has come has none."""
    own = (OrderLine(id="A", title="Tea"), OrderLine(id="B", title="Cup", window=TOMORROW))
    whole = placed(lines=own, promised=Promised(window=WINDOW))
    sent = happened("handed_over", "06 09:00", shipment="P1", contents=(LineQuantity(id="A"),))
    come = happened("delivered", "07 09:00", shipment="P1")
    unnamed = seen(whole, HANDED, now="07 09:00")

    assert windows(seen(whole, sent, now="07 08:00"), ORDER) == (("Tea", WINDOW), ("Cup", TOMORROW))
    assert windows(seen(whole, sent, now="07 08:00"), "1") == (("Tea", WINDOW),)
    assert windows(unnamed, "1") == ()
    assert windows(seen(whole, sent, come, now="08 09:00"), ORDER) == (("Cup", TOMORROW),)
    assert windows(seen(whole, sent, come, now="10 09:00"), ORDER) == (("Cup", None),)


def test_when_what_is_sent_in_anothers_place_comes() -> None:
    """A line sent anew comes when its own parcel does, whatever the checkout had promised of it."""
    own = (OrderLine(id="A", title="Tea"), OrderLine(id="B", title="Cup", window=WINDOW))
    cup = (LineQuantity(id="B"),)
    gone = happened("lost", "06 10:00", shipment="P1")
    story = seen(
        placed(lines=own, promised=Promised(window=WINDOW)),
        happened("handed_over", "06 09:00", shipment="P1", contents=cup),
        gone,
        happened("handed_over", "07 08:00", shipment="P2", contents=cup),
        happened("eta_changed", "07 08:01", shipment="P2", window=TOMORROW),
        now="07 09:00",
    )

    assert windows(story, "P2") == (("Cup", TOMORROW),)
