"""What an agent is told: true, said, promised, next and open; golden files hold whole packs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from tests.text.letters import WINDOW, at
from tests.text.orders import KETTLE, LAVKA, OLGA, SHARED, SLOT, bag, courier, kettle, lived, noted

from postpurchase.catalogs import default
from postpurchase.events import (
    Arrival,
    Carriage,
    Change,
    Contacted,
    Event,
    Held,
    LineQuantity,
    OrderLine,
    Placed,
    Promised,
    Tracking,
    Trouble,
)
from postpurchase.ledger import Ask, Pledge, Row
from postpurchase.order import replay
from postpurchase.people import Recipient
from postpurchase.planning import Plan, plan
from postpurchase.policy import on
from postpurchase.presets import contact_first, retail
from postpurchase.text import AnswerPack, answer_pack
from postpurchase.text.acts import Heard
from postpurchase.vocabulary import (
    ActionKind,
    Cancellation,
    Channel,
    EventKind,
    HoldReason,
    Milestone,
    Mode,
    Outcome,
    Party,
    Problem,
    Progress,
    Reason,
    Role,
    RowKind,
    SubjectKind,
    VerdictKind,
)
from postpurchase.windows import Slot

if TYPE_CHECKING:
    from tests.conftest import Golden

GOLDEN: Final = Path(__file__).parents[1] / "golden"
NOON: Final = at("2026-11-12T12:00:00+03:00")
PLACED: Final = KETTLE[0]


def event(kind: EventKind, hour: int, details: object = None, **more: object) -> Event:
    """Return an event of the day the kettle was to come."""
    when = at(f"2026-11-12T{hour:02}:00:00+03:00")
    return Event(kind=kind, order="K-7", at=when, id=f"{kind}{hour}", details=details, **more)  # type: ignore[arg-type]


def planned(*events: Event, rows: tuple[Row, ...] = (), now: datetime = NOON, **more: object) -> Plan:
    """Return a plan for the kettle's order with those events and rows."""
    given = {"customer": OLGA, **more}
    return plan(replay([PLACED, *events]), SHARED, now=now, ledger=rows, **given)  # type: ignore[arg-type]


def pack(made: Plan) -> AnswerPack:
    """Return the answer in English."""
    return answer_pack(made, default())


CONFIRMED: Final = courier(
    RowKind.SENT,
    "00:10",
    Channel.EMAIL,
    "order_confirmed",
    by=Party.SHOP,
    tells={"order_confirmed": True, "slot": SLOT},
)


def troubled() -> Plan:
    """Return a plan for two parcels, one travelling and one held by customs, and a gate of its own."""
    placed = Event(
        kind=EventKind.ORDER_PLACED,
        order="K-7",
        at=at("2026-11-10T10:00:00+03:00"),
        details=Placed(
            gates=("engraving",), promised=Promised(window=replace(WINDOW, earliest=date(2026, 10, 20)))
        ),
    )
    tracking = Tracking(number="N-1", url="https://courier.example/N-1")
    events = (
        placed,
        event(EventKind.HANDED_OVER, 8, Carriage(courier="Express", tracking=tracking), shipment="a"),
        event(EventKind.HANDED_OVER, 9, shipment="b"),
        event(EventKind.PROBLEM_RAISED, 10, Trouble(problem=Problem.CUSTOMS_HOLD), shipment="b"),
        event(EventKind.HOLD_PLACED, 10, Held(hold="h", reason=HoldReason.STOCK)),
        event(EventKind.INQUIRY_RECEIVED, 11, Contacted(channel="chat")),
        event(EventKind.CONTACT_FAILED, 11, shipment="a"),
    )
    return lived(events, contact_first(retail(LAVKA)), NOON, customer=OLGA)


STORIES: Final = {
    "bag-bought": lambda: bag(at("2026-10-09T12:00:00+09:00")),
    "bag-asked": lambda: bag(at("2026-10-18T11:30:00+09:00")),
    "kettle-morning": lambda: kettle(at("2026-11-12T08:30:00+03:00")),
    "kettle-late": lambda: kettle(at("2026-11-12T18:30:00+03:00")),
    "kettle-done": kettle,
    "troubled": troubled,
}


@pytest.mark.parametrize("locale", ["ja", "ru", "en"])
@pytest.mark.parametrize("story", STORIES)
def test_whole_answers_are_as_they_were_read(golden: Golden, story: str, locale: str) -> None:
    """Each story's answer reads as it did when a person last read it."""
    golden.agree(
        GOLDEN / locale / f"answer-{story}.txt", answer_pack(STORIES[story](), default(), locale).text
    )


# -- true -----------------------------------------------------------------------------------------


def test_what_is_true_of_a_parcel() -> None:
    """Position, courier, number, link and the last news of a parcel stand ready."""
    tracking = Tracking(number="N-1", url="https://courier.example/N-1")
    made = planned(event(EventKind.HANDED_OVER, 9, Carriage(tracking=tracking), shipment="p"))
    parcel = pack(made).truth.parcels[0]

    assert (parcel.subject, parcel.number, parcel.courier, parcel.tracking, parcel.tracking_url) == (
        "1",
        None,
        "express",
        "N-1",
        "https://courier.example/N-1",
    )
    assert parcel.last_news == at("2026-11-12T09:00:00+03:00")
    assert "  Track it: https://courier.example/N-1\n" in pack(made).text


def test_a_link_that_is_none_is_not_shown() -> None:
    """What is no web link of the courier's stays out of the text."""
    tracking = Tracking(number="N-1", url="javascript:alert(1)")
    made = planned(event(EventKind.HANDED_OVER, 9, Carriage(tracking=tracking), shipment="p"))

    assert "alert" not in pack(made).text


def test_where_a_parcel_waits() -> None:
    """Point and term of a parcel that can be collected are said while it waits, and not after."""
    ready = event(
        EventKind.READY_FOR_PICKUP, 9, Arrival(point="Kiosk 5", keep_until=date(2026, 11, 20)), shipment="p"
    )
    waiting = pack(planned(ready))
    gone = pack(planned(ready, event(EventKind.DELIVERED, 10, shipment="p")))

    assert "To be collected at: Kiosk 5. Kept until Friday, November 20." in waiting.text
    assert (gone.truth.parcels[0].outcome, "Kiosk 5" in gone.text) == (Outcome.DELIVERED, False)
    assert "Kiosk 5" not in f"{waiting!r} {waiting.truth!r}"


def test_a_cancelled_order_says_that_alone() -> None:
    """Of a cancelled order nothing else is true that matters, and nothing stands promised."""
    found = pack(planned(event(EventKind.ORDER_CANCELLED, 9)))

    assert (found.truth.cancellation, found.promised, found.ahead) == (Cancellation.FULL, (), ())
    assert "True now\n- The order is cancelled.\n\nSaid" in found.text


def test_a_date_that_nobody_believes_is_not_given() -> None:
    """Where the window has passed, the agent is told that there is no honest date."""
    found = pack(planned(now=at("2026-11-20T12:00:00+03:00")))

    assert found.truth.window is None
    assert "No reliable delivery date can be given now." in found.text


def test_part_of_an_order_may_be_cancelled() -> None:
    """A cancelled part is said beside the rest."""
    two = replace(PLACED, details=Placed(lines=(OrderLine(id="L1"), OrderLine(id="L2"))))
    part = event(EventKind.LINES_CANCELLED, 9, lines=(LineQuantity(id="L2"),))
    found = pack(plan(replay([two, part]), SHARED, now=NOON, customer=OLGA, ledger=()))

    assert found.truth.cancellation is Cancellation.PARTIAL
    assert "True now\n- Part of the order is cancelled.\n- The order is placed.\n" in found.text


# -- said -----------------------------------------------------------------------------------------


def test_everybodys_words_stand_in_order() -> None:
    """The shop's, the courier's and the customer's own words stand in one order, each with its outcome."""
    rows = (
        courier(RowKind.SENT, "09:30", Channel.CHAT, "inquiry", by=Party.CUSTOMER, to=None),
        courier(RowKind.FAILED, "10:00", Channel.CALL, "arriving_soon"),
        courier(RowKind.SENT, "10:30", Channel.SMS, "own_word", to=Role.RECEIVER),
        courier(RowKind.BOUNCED, "10:40", Channel.EMAIL, "delivered"),
        courier(RowKind.SENT, "10:50", Channel.EMAIL, "delivered", observed=False),
        replace(courier(RowKind.SENT, "10:55", Channel.SMS, "own_word"), touchpoint=None, channel=None),
    )
    found = pack(planned(event(EventKind.INQUIRY_RECEIVED, 9, Contacted(channel="chat")), rows=rows))

    assert [(word.by, word.what, word.heard) for word in found.said[:3]] == [
        (Party.CUSTOMER, "inquiry_received", Heard.SAID),
        (Party.CUSTOMER, "inquiry", Heard.SAID),
        (Party.COURIER, "arriving_soon", Heard.NOT_REACHED),
    ]
    said = found.text.partition("Said so far\n")[2].partition("\n\n")[0]
    assert said.splitlines() == [
        "- 9:00 AM on Thursday, November 12, customer (chat): asked about the order",
        "- 9:30 AM on Thursday, November 12, customer (chat): contacted us",
        "- 10:00 AM on Thursday, November 12, courier (phone call), no answer: Your parcel is nearly there",
        "- 10:30 AM on Thursday, November 12, courier to the receiver (SMS): own_word",
        "- 10:40 AM on Thursday, November 12, courier (e-mail), not delivered: Your parcel has been delivered",
        "- 10:50 AM on Thursday, November 12, courier (e-mail), perhaps not received: Your parcel has been delivered",
        "- 10:55 AM on Thursday, November 12, courier: Your order",
    ]


# -- promised -------------------------------------------------------------------------------------


def standing(found: AnswerPack) -> list[tuple[str, str, bool]]:
    """Return what stands promised: kind, local end and whether it is overdue."""
    return [(one.kind, f"{one.due:%d %H:%M}", one.broken) for one in found.promised]


def test_the_checkouts_promise_stands_until_something_is_told() -> None:
    """Before anything was said the slot of the checkout binds the shop."""
    found = pack(planned())

    assert standing(found) == [("slot", "12 18:00", False)]
    assert (found.promised[0].by, found.promised[0].told_at) == (Party.CUSTOMER, PLACED.at)


def test_what_was_told_last_is_promised() -> None:
    """The window, slot and next word told last stand, with their ends; a passed one is not kept."""
    told = replace(
        CONFIRMED,
        tells={**CONFIRMED.tells, "window": WINDOW},
        promises=(
            Pledge(kind="next_word", due=at("2026-11-15T09:00:00+03:00")),
            Pledge(kind="voucher", due=at("2026-11-12T09:00:00+03:00")),
        ),
    )
    found = pack(planned(rows=(told,)))

    assert standing(found) == [
        ("window", "27 00:00", True),
        ("voucher", "12 09:00", True),
        ("slot", "12 18:00", False),
        ("next_word", "15 09:00", False),
    ]
    assert "NOT KEPT: voucher by 9:00 AM on Thursday, November 12 (promised 12:10 AM" in found.text


def test_a_next_word_is_overtaken_by_a_later_word() -> None:
    """Once more was heard, the next word promised before is no promise any more."""
    told = replace(CONFIRMED, promises=(Pledge(kind="next_word", due=at("2026-11-15T09:00:00+03:00")),))
    later = courier(RowKind.SENT, "09:40", Channel.SMS, "arriving_today")

    assert [one.kind for one in pack(planned(rows=(told, later))).promised if one.kind == "next_word"] == []


def test_a_slot_without_hours_ends_with_its_day() -> None:
    """A slot that only has a courier's code is overdue when its day is over."""
    told = replace(CONFIRMED, tells={"slot": Slot(date=date(2026, 11, 12), code="morning")})

    assert ("slot", "13 00:00", False) in standing(pack(planned(rows=(told,))))


def test_nothing_known_of_the_order_promises_nothing() -> None:
    """An order of which only a parcel is known has neither promise nor outline."""
    made = plan(
        replay([event(EventKind.HANDED_OVER, 9, shipment="p")]), SHARED, now=NOON, customer=OLGA, ledger=()
    )
    found = pack(made)

    assert (found.promised, found.ahead, found.truth.progress) == ((), (), Progress.DISPATCHED)


def test_what_is_no_date_is_no_promise() -> None:
    """A row that tells a window in words of its own does not stand as a date."""
    told = replace(CONFIRMED, tells={"window": "soon"})

    assert [one.kind for one in pack(planned(rows=(told,))).promised] == ["slot"]


# -- next -----------------------------------------------------------------------------------------


def test_what_comes_next_and_by_whom() -> None:
    """What the courier is to say, and what the shop will say if nothing changes, stand by their time."""
    found = pack(kettle(at("2026-11-12T08:30:00+03:00")))
    coming = [(one.touchpoint, f"{one.at:%d %H:%M}", one.by, one.sure, one.reason) for one in found.coming]

    assert coming == [
        ("arriving_today", "12 10:30", Party.COURIER, True, Reason.ASSIGNED),
        ("arriving_soon", "12 13:00", Party.COURIER, False, Reason.NOT_YET),
        ("interval_missed", "12 18:15", Party.SHOP, False, Reason.NOT_YET),
        ("delayed", "13 00:00", Party.SHOP, False, Reason.NOT_YET),
        ("reassurance", "21 18:06", Party.SHOP, False, Reason.NOT_YET),
    ]


def test_what_is_said_now_is_next() -> None:
    """A message of this very plan is the first thing that comes, with its reason."""
    found = pack(planned(now=at("2026-11-11T18:06:00+03:00")))
    first = found.coming[0]

    assert (first.touchpoint, first.at, first.sure) == ("order_confirmed", found.at, True)
    assert first.why.startswith("It answers what the customer just did.")
    assert "It answers" not in repr(first)


def test_what_others_say_in_their_own_time_has_no_hour() -> None:
    """What a courier is merely taken to say has no time, and comes last."""
    says = {
        name: replace(one, basis="assumed") for name, one in SHARED.profiles.couriers["express"].says.items()
    }  # type: ignore[arg-type]
    profile = replace(SHARED.profiles.couriers["express"], says=says)
    policy = replace(SHARED, profiles=replace(SHARED.profiles, couriers={"express": profile}))
    made = plan(
        replay([PLACED]), policy, now=at("2026-11-12T08:30:00+03:00"), customer=OLGA, ledger=(CONFIRMED,)
    )
    found = pack(made)

    assert (found.coming[-1].touchpoint, found.coming[-1].at) == ("arriving_today", None)
    assert "In their own time (by: courier): Your parcel is coming today" in found.text


def test_what_nobody_says_is_not_coming() -> None:
    """The next-day regime has nobody tell of the dispatch, so it is not announced to the agent."""
    left = replace(
        event(EventKind.HANDED_OVER, 11, shipment="1"), at=at("2026-11-11T20:00:00+03:00"), received_at=None
    )
    made = planned(left, now=at("2026-11-11T20:30:00+03:00"))

    assert "dispatched" in {v.candidate.point.id for v in made.verdicts if v.kind is VerdictKind.DELEGATE}
    assert "dispatched" not in {one.touchpoint for one in pack(made).coming}


def test_what_has_happened_is_not_ahead() -> None:
    """A dispatch that is done is not announced to the agent as one to come, though nobody was told of it."""
    at_once = retail(LAVKA)
    left = event(EventKind.HANDED_OVER, 9, shipment="1")
    before, after = (
        plan(replay([PLACED, *more]), at_once, now=NOON, customer=OLGA, ledger=()) for more in ((), (left,))
    )

    assert pack(before).ahead == ("dispatched",)
    assert pack(after).ahead == ()


def test_what_was_announced_is_still_ahead() -> None:
    """Of the contacts announced up front, those that nobody made yet are named once."""
    found = pack(bag(at("2026-10-09T12:00:00+09:00")))

    assert found.ahead == ("delivery_planned", "dispatched")
    assert found.text.count("Once it happens: ") == 2


def test_what_comes_for_sure_is_not_announced_again() -> None:
    """A contact whose second cause has come is said now, and does not stand among the later ones too."""
    shop = retail(LAVKA)
    (usual,) = (point for point in shop.touchpoints if point.id == "dispatched")
    soon = replace(usual, when=(*usual.when, on(Milestone.PLACED)), about=SubjectKind.ORDER, while_=())
    policy = replace(shop, touchpoints=(soon,))
    found = pack(plan(replay([PLACED]), policy, now=NOON, customer=OLGA, ledger=()))

    assert found.ahead == ("dispatched",)
    assert [one.touchpoint for one in found.coming if one.sure] == ["dispatched"]
    assert "Once it happens" not in found.text


# -- open -----------------------------------------------------------------------------------------


def test_open_matters_stand_together() -> None:
    """Questions, gates, problems, holds and tasks stand where the agent looks for them."""
    found = pack(troubled())

    assert (found.missing, [one.problem for one in found.problems]) == (("engraving",), ["customs_hold"])
    assert [hold.reason for hold in found.holds] == [HoldReason.STOCK]
    assert "Needed from the customer before work begins: the text to engrave" in found.text
    assert "Parcel 2, problem since 10:00 AM on Thursday, November 12: held by customs (to act:" in found.text


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (Ask(question="slot"), "Asked: delivery slot."),
        (
            Ask(question="engraving", default="A", answer_by=at("2026-11-13T12:00:00+03:00")),
            "Asked: the text to engrave. Without an answer by noon on Friday, November 13: A.",
        ),
        (
            Ask(question="colour", default="none", answer_by=at("2026-11-13T12:00:00+03:00")),
            "Asked: colour. Without an answer by noon on Friday, November 13: no particular wish.",
        ),
    ],
)
def test_a_question_says_what_silence_means(ask: Ask, said: str) -> None:
    """An open question stands with its default and its term."""
    placed = replace(PLACED, details=Placed(mode=Mode.STOCK))
    row = replace(CONFIRMED, tells={}, asks=(ask,))
    made = plan(replay([placed]), SHARED, now=NOON, customer=OLGA, ledger=(row,))

    assert f"- {said}\n" in pack(made).text


def test_what_is_to_be_done_now_is_said() -> None:
    """A task of the plan stands among what is open."""
    found = pack(planned(now=at("2026-11-11T18:06:00+03:00")))

    assert [one.kind for one in found.to_do] == [ActionKind.HAND_OVER]
    assert "To do now: hand over to the courier (Order confirmation)" in found.text


GATED: Final = Event(
    kind=EventKind.ORDER_PLACED,
    order="K-7",
    at=at("2026-11-11T10:00:00+03:00"),
    details=Placed(mode=Mode.MADE_TO_ORDER, gates=("engraving",)),
)
ANSWERED: Final = event(
    EventKind.QUESTION_ANSWERED, 9, Contacted(channel="email", answers={"engraving": "For Olga"})
)


def gated(*events: Event, now: datetime = NOON) -> AnswerPack:
    """Return the answer for an order that its shop wants a word for before it begins."""
    policy = contact_first(retail(LAVKA, lead_days=(2, 6)))
    return pack(plan(replay([GATED, *events]), policy, now=now, customer=OLGA, ledger=(CONFIRMED,)))


def test_what_waits_for_the_shop_itself_is_open() -> None:
    """When all answers are in, the order waits for the shop, and the agent is told since when."""
    asked, answered = gated(), gated(ANSWERED)

    assert (asked.missing, asked.checking_since) == (("engraving",), None)
    assert (answered.missing, answered.checking_since) == ((), ANSWERED.at)
    assert (
        "Needed from the shop before work begins, since 9:00 AM on Thursday, November 12:"
        " to check the answers and confirm the order" in answered.text
    )


@pytest.mark.parametrize("events", [(), (ANSWERED,)])
def test_no_date_is_told_at_the_gate(events: tuple[Event, ...]) -> None:
    """The customer is promised none while the order waits, so the agent has none to give either."""
    found = gated(*events)

    assert (found.truth.window, found.truth.parcels[0].window) == (None, None)
    assert "No reliable delivery date can be given now." in found.text


def test_past_the_gate_nothing_is_needed() -> None:
    """Staff's word opens it, a word from before the order satisfied it, and a cancelled order needs no answer."""
    confirmed = event(EventKind.ORDER_CONFIRMED, 10, Change(by=Party.STAFF))
    earlier = replace(ANSWERED, at=at("2026-11-10T09:00:00+03:00"), received_at=None)
    cancelled = event(EventKind.ORDER_CANCELLED, 10, Change(by=Party.SHOP))
    opened = [gated(ANSWERED, confirmed), gated(earlier)]

    assert [(one.missing, one.checking_since) for one in opened] == [((), None)] * 2
    assert all(one.truth.window for one in opened)
    assert gated(cancelled).missing == ()


def test_a_task_is_called_what_people_call_it() -> None:
    """What no customer ever reads has no topic; it has the name that explanations give it."""
    found = gated(ANSWERED, now=at("2026-11-13T09:00:00+03:00"))

    assert [task.about for task in found.to_do] == ["staff_reply_due@order"]
    assert "To do now: needs attention (Staff reply due)" in found.text


def test_a_gift_has_two_who_hear() -> None:
    """What was promised to each of two people stands under each."""
    customer = replace(OLGA, receiver=Recipient(locale="en"))
    rows = (CONFIRMED, replace(CONFIRMED, to=Role.RECEIVER, tells={"slot": SLOT}))
    found = pack(planned(rows=rows, customer=customer))

    assert {one.to for one in found.promised} == {Role.BUYER, Role.RECEIVER}


def test_the_repr_counts_and_names_nobody() -> None:
    """A pack shows how much there is, and none of its words."""
    found = pack(noted(courier(RowKind.SENT, "10:00", Channel.SMS, "delivered")))

    assert repr(found) == "<AnswerPack of K-7: delivered, 1 said, 0 promised, 2 to come>"
