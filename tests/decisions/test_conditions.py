from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from postpurchase.decisions.conditions import OF_OCCURRENCE, OF_ORDER, OF_SUBJECT, step_allowed
from postpurchase.decisions.model import Because
from postpurchase.events import Checkout, Event, Money
from postpurchase.ledger import key_of
from postpurchase.order import ORDER
from postpurchase.people import Consent, Customer, Reach, Recipient, Revocation
from postpurchase.policy import Condition
from postpurchase.vocabulary import (
    ActionKind,
    Channel,
    Importance,
    Level,
    Milestone,
    Problem,
    Reason,
    SubjectKind,
    VerdictKind,
)
from postpurchase.windows import Slot
from tests.decisions.stories import (
    ANNA,
    BUYER,
    CONSENTED,
    EMAIL,
    GIFT,
    RECEIVER,
    SMS,
    Story,
    at,
    happened,
    manners,
    person,
    placed,
    row,
    say,
)

GATED = placed(gates=("call",))
SLOT = Slot(date=date(2026, 10, 9), code="am")
DELIVERED = happened("delivered", "06 09:00", shipment="P1")
TWO = (happened("handed_over", "06 09:00", shipment="P1"), happened("handed_over", "06 09:00", shipment="P2"))
READY = happened("ready_for_pickup", "06 09:00", shipment="P1")
MUCH = Money(minor=100, currency="JPY")
ANSWERED = happened("question_answered", "05 10:00", answers={"call": "yes"})

BACK = happened("return_requested", "07 09:00", lines=("A",))
OUT_OF_STOCK = happened("item_unavailable", "06 09:00", lines=("A",))

CASES: dict[Condition, tuple[list[tuple[Event, ...]], list[tuple[Event, ...]]]] = {
    Condition.NOT_CANCELLED: (
        [(placed(),), (placed(), happened("lines_cancelled", "06 09:00", lines=("A",)))],
        [(placed(), happened("order_cancelled", "06 09:00"))],
    ),
    Condition.CANCELLED: ([(placed(), happened("order_cancelled", "06 09:00"))], [(placed(),)]),
    Condition.NO_GATE: (
        [(placed(),), (GATED, happened("order_confirmed", "05 10:00", by="staff"))],
        [(GATED,)],
    ),
    Condition.GATE_OPEN: ([(GATED,), (GATED, ANSWERED)], [(placed(),)]),
    Condition.GATE_UNANSWERED: ([(GATED,)], [(GATED, ANSWERED)]),
    Condition.NO_PROBLEM: (
        [(placed(),)],
        [(placed(), happened("problem_raised", "06 09:00", problem=Problem.ADDRESS))],
    ),
    Condition.NOT_PAUSED: (
        [(placed(),), (placed(), happened("paused", "05 10:00"), happened("resumed", "05 11:00"))],
        [(placed(), happened("paused", "05 10:00"))],
    ),
    Condition.OPEN: ([(placed(),)], [(placed(), DELIVERED)]),
    Condition.STILL_TO_LEAVE: ([(placed(),)], [(placed(), TWO[0])]),
    Condition.PARCEL_TRAVELS: (
        [(placed(),), (placed(), TWO[0])],
        [(placed(), DELIVERED), (placed(), happened("return_started", "06 09:00"))],
    ),
    Condition.PARCEL_LOST: (
        [(placed(), happened("lost", "06 09:00")), (placed(), happened("destroyed", "06 09:00"))],
        [(placed(),)],
    ),
    Condition.LOSS_TOLD: ([], [(placed(), happened("lost", "06 09:00"))]),
    Condition.COMES_LAST: ([(placed(),), (placed(), DELIVERED)], [(placed(), *TWO)]),
    Condition.CANCELLATION_TOLD: ([], [(placed(), happened("order_cancelled", "06 09:00"))]),
    Condition.HANDED_BEFORE: ([], [(placed(),)]),
    Condition.NOT_CONTESTED: (
        [(placed(), DELIVERED)],
        [(placed(),), (placed(), DELIVERED, happened("arrived", "07 09:00", shipment="P1"))],
    ),
    Condition.NOT_REFUNDED: (
        [(placed(),)],
        [(placed(total=MUCH), happened("refunded", "06 09:00", amount=MUCH))],
    ),
    Condition.ONE_PARCEL: ([(placed(),), (placed(), TWO[0])], [(placed(), *TWO)]),
    Condition.SEVERAL_PARCELS: ([(placed(), *TWO)], [(placed(),), (placed(), TWO[0])]),
    Condition.NO_SLOT: ([(placed(),)], [(placed(checkout=Checkout(slot=SLOT)),)]),
    Condition.SLOT_KNOWN: ([(placed(checkout=Checkout(slot=SLOT)),)], [(placed(),)]),
    Condition.NO_APPOINTMENT: (
        [(placed(),)],
        [
            (placed(checkout=Checkout(slot=SLOT)),),
            (placed(), happened("appointment_agreed", "06 09:00")),
            (placed(), happened("appointment_agreed", "06 09:00", slot=SLOT)),
        ],
    ),
    Condition.NO_SMS_CONSENT: ([], [(placed(),)]),
    Condition.ASKED_AGAIN: ([(placed(),)], []),
    Condition.NOT_WITH_A_PERSON: ([(placed(),)], []),
    Condition.WITH_A_PERSON: ([], [(placed(),)]),
    Condition.WITH_COURIER: ([(placed(), happened("out_for_delivery", "06 09:00"))], [(placed(), TWO[0])]),
    Condition.ADDRESS_OPEN: (
        [(placed(), happened("problem_raised", "06 09:00", problem="address"))],
        [
            (placed(),),
            (placed(), happened("problem_raised", "06 09:00", problem="weather")),
            (
                placed(),
                happened("problem_raised", "06 09:00", problem="address"),
                happened("out_for_delivery", "07 08:00"),
            ),
        ],
    ),
    Condition.NOT_AT_PICKUP_POINT: (
        [(placed(),), (placed(), READY, happened("out_for_delivery", "07 09:00", shipment="P1"))],
        [(placed(), READY)],
    ),
    Condition.AT_PICKUP_POINT: (
        [(placed(), READY)],
        [(placed(),), (placed(), READY, happened("out_for_delivery", "07 09:00", shipment="P1"))],
    ),
    Condition.NOT_TRIED_SINCE: ([(placed(),), (placed(), TWO[0])], []),
    Condition.NO_RETURN: (
        [(placed(),), (placed(), BACK, happened("return_declined", "07 10:00", lines=("A",)))],
        [(placed(), BACK), (placed(), BACK, happened("return_received", "07 10:00", lines=("A",)))],
    ),
    Condition.STILL_UNAVAILABLE: (
        [(placed(lines=()),), (placed(), OUT_OF_STOCK)],
        [
            (placed(),),
            (placed(), OUT_OF_STOCK, happened("lines_cancelled", "07 10:00", lines=("A",))),
            (placed(), OUT_OF_STOCK, happened("item_secured", "07 10:00", lines=("A",))),
        ],
    ),
}


def because(condition: Condition, events: tuple[Event, ...], **known: Any) -> list[Because]:
    """Return why a condition about the first parcel does not hold."""
    point = say("news", while_=(condition,), about=SubjectKind.SHIPMENT)
    verdict = Story(policy=manners(point), events=events, **known).verdict("news@1", "08 09:00")
    finding = step_allowed(verdict.judge, verdict.candidate)
    return list(finding.reasons) if finding else []


def test_every_condition_is_known() -> None:
    """Each condition that a policy may name has its one test, and its cases here."""
    assert sorted((*OF_ORDER, *OF_SUBJECT, *OF_OCCURRENCE)) == sorted(CASES) == sorted(Condition)


@pytest.mark.parametrize(
    ("condition", "events"), [(one, story) for one, (true, _) in CASES.items() for story in true]
)
def test_a_condition_holds(condition: Condition, events: tuple[Event, ...]) -> None:
    """Where a condition holds there is nothing to say about it."""
    assert because(condition, events) == []


BLAMES = {
    Condition.NOT_CANCELLED: Because(Reason.ORDER_CANCELLED),
    Condition.NO_GATE: Because(Reason.GATE_OPEN),
    Condition.NO_PROBLEM: Because(Reason.PROBLEM_OPEN),
    Condition.NOT_PAUSED: Because(Reason.PAUSED),
}


@pytest.mark.parametrize(
    ("condition", "events"), [(one, story) for one, (_, false) in CASES.items() for story in false]
)
def test_a_condition_does_not_hold(condition: Condition, events: tuple[Event, ...]) -> None:
    """A condition that does not hold has a reason of its own, or is named."""
    expected = BLAMES.get(condition, Because(Reason.CONDITION_FALSE, {"condition": condition}))

    assert because(condition, events) == [expected]


@pytest.mark.parametrize(
    ("sms", "push", "expected"),
    [(8, 9, "09 12:00"), (9, 8, "09 12:00"), (None, 9, None), (5, 9, "09 12:00"), (5, 5, None)],
)
def test_consent_given_again_is_waited_for(sms: int | None, push: int | None, expected: str | None) -> None:
    """A courtesy muted by a withdrawal is looked at again when consent dated ahead has taken back the last one."""
    revoked = Revocation(marketing=at("04 12:00"))
    reaches = {
        way: Reach(consent=Consent(marketing=None if day is None else at(f"0{day} 12:00"), revoked=revoked))
        for way, day in ((SMS, sms), (Channel.PUSH, push))
    }
    story = Story(
        policy=manners(say("thanks", importance=Importance.COURTESY)),
        customer=replace(ANNA, buyer=Recipient(zone="UTC", channels={EMAIL: Reach(), **reaches})),
    )
    mute = "skip:muted" if (sms, push) != (5, 5) else "send:due"

    assert story.outcome("thanks", "06 09:00") == (f"{mute} until {expected}" if expected else mute)
    assert story.wake("06 09:00") == (f"{expected} due thanks@order" if expected else None)


@pytest.mark.parametrize(
    "condition",
    [Condition.PARCEL_TRAVELS, Condition.PARCEL_LOST, Condition.NOT_CONTESTED, Condition.WITH_COURIER],
)
def test_the_order_is_no_parcel(condition: Condition) -> None:
    """What must hold of a parcel does not hold of the order."""
    story = Story(policy=manners(say("news", while_=(condition,))))

    assert story.outcome("news", "06 09:00") == "skip:condition_false"


def test_what_a_parcel_must_meet_is_looked_at_once_for_all() -> None:
    """Two words with the same condition about one parcel fare alike."""
    alike: dict[str, Any] = {"about": SubjectKind.SHIPMENT, "while_": (Condition.PARCEL_TRAVELS,)}
    points = [say(name, after=Milestone.DISPATCHED, **alike) for name in ("one", "other")]
    story = Story(
        policy=manners(*points), events=(placed(), *TWO[:1], happened("lost", "06 09:00", shipment="P1"))
    )

    assert [story.outcome(f"{name}@1", "06 10:00") for name in ("one", "other")] == [
        "skip:condition_false"
    ] * 2


def test_somebody_may_have_told_of_an_appointment() -> None:
    """An appointment is none to wait for once anybody told the customer of it."""
    told = row("appointment_agreed", "05 10:00", by="courier", subject="1")

    assert because(Condition.NO_APPOINTMENT, (placed(),), rows=(told,)) != []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((), "answer"),
        ((row("thanks", "05 10:00"),), "answer"),
        ((row("answer", "06 08:00"),), "person"),
        ((row("reply", "06 08:00"),), "person"),
        ((row("person", "06 08:00", tells={"person": 1}),), "person"),
        ((row("answer", "06 08:00"), row("news", "06 08:00", by="courier")), "person"),
        ((row("answer", "06 08:00"), row("news", "06 08:30", by="courier")), "person"),
        ((row("reply", "06 08:00"), row("thanks", "06 08:30")), "person"),
        ((row("answer", "06 08:00"), row(None, "06 08:30", by="staff")), "answer"),
        ((row(None, "06 08:00", by="staff"), row("answer", "06 08:00")), "person"),
        ((row("answer", "06 08:00"), row("colleague", "06 08:30"), row("news", "06 08:40")), "answer"),
        ((row("colleague", "06 08:00"), row("answer", "06 08:30"), row("news", "06 08:40")), "person"),
        ((row("person", "06 08:00"), row("news", "06 08:40")), "answer"),
        ((row("answer", "06 09:00"),), "answer"),
        ((row("answer", "06 08:00", kind="failed"),), "answer"),
        ((row("answer", "06 08:00", order="o2"),), "answer"),
    ],
)
def test_who_asks_again_is_handed_to_a_person(rows: tuple[Any, ...], expected: str) -> None:
    """Who asks again is owed a person by the answer, whatever came between, until staff take it up or write."""
    answer = say("answer", after=Milestone.INQUIRED, answers=True, formerly="reply")
    person = say(
        "person",
        after=Milestone.INQUIRED,
        answers=True,
        while_=(Condition.ASKED_AGAIN,),
        supersedes=("answer",),
    )
    colleague = say("colleague", acts=(ActionKind.NEEDS_ATTENTION,), while_=(Condition.CANCELLED,))
    story = Story(
        policy=manners(answer, person, colleague),
        events=(placed(), *(happened("inquiry_received", when) for when in ("05 20:00", "06 09:00"))),
        rows=rows,
    )

    assert story.messages("06 09:00") == [f"{expected}@order by email"]


@pytest.mark.parametrize(
    ("rows", "expected", "called"),
    [
        ((row("person", "05 20:00"),), [], ["staff@order"]),
        ((row("colleague", "05 20:00"),), [], ["staff@order"]),
        ((row("person", "05 20:00"), row(None, "05 22:00", by="staff")), ["answer@order by email"], []),
        ((row("person", "06 09:00"),), ["answer@order by email"], []),
        ((row("staff", "05 20:00"),), ["answer@order by email"], []),
        ((), ["answer@order by email"], []),
    ],
)
def test_who_is_with_a_person_stays_there(
    rows: tuple[Any, ...], expected: list[str], called: list[str]
) -> None:
    """Asked again after that word, and no other since, nothing is written, and staff are called instead."""
    asked: dict[str, Any] = {"after": Milestone.INQUIRED}
    calls = (ActionKind.NEEDS_ATTENTION,)
    away, there = (Condition.NOT_WITH_A_PERSON,), (Condition.WITH_A_PERSON,)
    points = (
        say("answer", answers=True, while_=away, **asked),
        say(
            "person",
            formerly="colleague",
            acts=calls,
            while_=(Condition.NO_SLOT, Condition.SLOT_KNOWN),
            **asked,
        ),
        say("staff", channels=(), acts=calls, while_=there, **asked),
    )
    story = Story(
        policy=manners(*points), events=(placed(), happened("inquiry_received", "06 09:00")), rows=rows
    )

    assert story.messages("06 09:00") == expected
    assert [task.about for task in story.at("06 09:00").tasks] == called


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((), []),
        ((row("lost_remedy", "06 10:00", subject="1"),), ["found@1 by email"]),
        ((row("lost_remedy", "06 10:00", subject="1", by="courier"),), ["found@1 by email"]),
        ((row("lost_remedy", "06 10:00", subject="P2"),), []),
        ((row("lost_remedy", "06 10:00", subject="1"), row("found", "07 10:30", subject="1")), []),
    ],
)
def test_a_finding_is_told_to_whom_the_loss_was(rows: tuple[Any, ...], expected: list[str]) -> None:
    """By whoever told it, and once; what it makes stale stays so when it was told."""
    found = say(
        "found",
        after=Milestone.FOUND,
        about=SubjectKind.SHIPMENT,
        while_=(Condition.LOSS_TOLD,),
        supersedes=("news",),
    )
    weaker = say("news", after=Milestone.LOST, about=SubjectKind.SHIPMENT)
    events = (
        placed(),
        TWO[0],
        happened("lost", "06 09:30", shipment="P1"),
        happened("arrived", "07 10:00", shipment="P1"),
    )

    assert Story(policy=manners(found, weaker), events=events, rows=rows).messages("07 11:00") == expected


def test_a_second_finding_wants_a_second_loss_told() -> None:
    """The loss told before the first finding is not that of the second."""
    events = (
        placed(),
        TWO[0],
        *(
            happened(kind, when, shipment="P1")
            for kind, when in (("lost", "06 09:30"), ("arrived", "06 12:00"))
        ),
        *(
            happened(kind, when, shipment="P1")
            for kind, when in (("lost", "07 09:30"), ("arrived", "07 10:00"))
        ),
    )
    found = say("found", after=Milestone.FOUND, about=SubjectKind.SHIPMENT, while_=(Condition.LOSS_TOLD,))
    first, second = (row("lost_remedy", when, subject="1") for when in ("06 10:00", "07 09:45"))

    assert Story(policy=manners(found), events=events, rows=(first,)).messages("07 11:00") == []
    assert Story(policy=manners(found), events=events, rows=(first, second)).messages("07 11:00") == [
        "found@1 by email"
    ]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("lost", "06 10:00"), ("delivered", "06 11:00"), ["came@P2 by email"]),
        (("returned", "06 10:00"), ("delivered", "06 11:00"), ["came@P2 by email"]),
        (("lost", "06 12:00"), ("delivered", "06 11:00"), []),
        (("departed", "06 10:00"), ("delivered", "06 11:00"), []),
        (("delivered", "06 10:00"), ("delivered", "06 11:00"), []),
    ],
)
def test_whatever_comes_last_is_told_of_where_not_all_come(
    first: tuple[str, str], second: tuple[str, str], expected: list[str]
) -> None:
    """Of two parcels the one that came is told of by itself once the other had failed to; both are told of together."""
    came = say("came", after=Milestone.DELIVERED, about=SubjectKind.SHIPMENT, while_=(Condition.COMES_LAST,))
    ended = (happened(*first, shipment="P1"), happened(*second, shipment="P2"))

    assert Story(policy=manners(came), events=(placed(), *TWO, *ended)).messages("06 13:00") == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ((), []),
        (("06 10:00",), []),
        (("06 10:00", "07 09:45"), ["reopened@order by email"]),
        (("07 09:45",), ["reopened@order by email"]),
    ],
)
def test_reopening_is_told_to_whom_the_cancellation_was(told: tuple[str, ...], expected: list[str]) -> None:
    """It was reopened twice: each time that is told to whoever was told of the cancellation since the time before."""
    kinds = ("order_cancelled", "order_reopened") * 2
    events = [
        happened(*one) for one in zip(kinds, ("06 09:30", "06 12:00", "07 09:30", "07 10:00"), strict=True)
    ]
    reopened = say("reopened", after=Milestone.REOPENED, while_=(Condition.CANCELLATION_TOLD,))
    rows = tuple(row("order_cancelled", when) for when in told)

    story = Story(policy=manners(reopened), events=(placed(), *events), rows=rows)
    assert story.messages("07 11:00") == expected


@pytest.mark.parametrize(
    ("handed", "expected"),
    [((), []), (("06 09:00",), ["anew@order"]), (("07 09:00",), []), (("07 09:01",), [])],
)
def test_the_courier_is_handed_anew_what_was_handed_before(
    handed: tuple[str, ...], expected: list[str]
) -> None:
    """A new address is handed on to a courier who was handed the old one before it was known."""
    first = say("first", after=Milestone.PLACED, acts=(ActionKind.HAND_OVER,))
    anew = say(
        "anew",
        after=Milestone.REDIRECTED,
        channels=(),
        acts=(ActionKind.HAND_OVER,),
        while_=(Condition.HANDED_BEFORE,),
    )
    key = key_of("o1", BUYER, ORDER, "hand_over:first", "1")
    rows = (row("first", "05 09:00"), *(row("", when, keys=(key,)) for when in handed))

    story = Story(
        policy=manners(first, anew), events=(placed(), happened("address_changed", "07 09:00")), rows=rows
    )
    assert [task.about for task in story.at("07 10:00").tasks if task.about != "first@order"] == expected


def test_staff_may_hand_anybody_to_a_person() -> None:
    """What staff ask for needs no second question."""
    person = say("person", after=Milestone.INQUIRED, answers=True, while_=(Condition.ASKED_AGAIN,))
    story = Story(policy=manners(person), rows=(row("person", "06 12:00", kind="requested"),))

    assert story.outcome("person", "06 12:00") == "send:forced"


WITHDRAWN = Consent(revoked=Revocation(transactional=CONSENTED.transactional))


@pytest.mark.parametrize(
    ("channels", "expected"),
    [
        ({}, True),
        ({SMS: Reach()}, True),
        ({SMS: Reach(consent=CONSENTED)}, False),
        ({SMS: Reach(consent=WITHDRAWN)}, False),
    ],
)
def test_sms_is_offered_to_who_never_said(channels: dict[Any, Reach], *, expected: bool) -> None:
    """Who neither gave nor withdrew consent to SMS may be offered it."""
    customer = replace(ANNA, buyer=Recipient(channels=channels))

    assert (because(Condition.NO_SMS_CONSENT, (placed(),), customer=customer) == []) is expected


# -- what a customer does not want ----------------------------------------------------------------


def judged(importance: Importance, customer: Customer) -> str:
    """Return what becomes of news of that importance for that customer."""
    return Story(policy=manners(say("news", importance=importance)), customer=customer).outcome(
        "news", "06 09:00"
    )


NO_MARKETING = Consent(revoked=Revocation(marketing=datetime.fromisoformat("2026-10-06T09:00:00Z")))
LATER = Consent(revoked=Revocation(marketing=datetime.fromisoformat("2026-10-06T09:00:01Z")))


@pytest.mark.parametrize(
    ("customer", "muted"),
    [
        (ANNA, ()),
        (replace(ANNA, level=Level.MORE), ()),
        (replace(ANNA, level=Level.LESS), (Importance.NEWS, Importance.COURTESY)),
        (replace(ANNA, buyer=person(channels={EMAIL: Reach(consent=NO_MARKETING)})), (Importance.COURTESY,)),
        (replace(ANNA, buyer=person(channels={EMAIL: Reach(consent=LATER)})), ()),
    ],
)
@pytest.mark.parametrize("importance", [Importance.MUST_TELL, Importance.NEWS, Importance.COURTESY])
def test_who_is_spared_what(
    importance: Importance, customer: Customer, muted: tuple[Importance, ...]
) -> None:
    """Who wants to hear less hears must-tells only; who withdrew from marketing on any channel, no courtesies."""
    expected = "skip:muted" if importance in muted else "send:due"

    assert judged(importance, customer) == expected


def test_what_only_acts_is_not_muted() -> None:
    """Fewer messages are not fewer calls: staff hear of the order, and the courier of its slot, at every level."""
    calls = say("calls", channels=(), acts=(ActionKind.NEEDS_ATTENTION,))
    story = Story(policy=manners(say(), calls), customer=replace(ANNA, level=Level.LESS))

    assert story.messages("06 09:00") == []
    assert [task.about for task in story.at("06 09:00").tasks] == ["calls@order"]


def test_marketing_is_muted_too() -> None:
    """An offer is muted like a courtesy, and would need consent besides."""
    assert judged(Importance.MARKETING, replace(ANNA, level=Level.LESS)) == "skip:muted"
    assert judged(Importance.MARKETING, ANNA) == "skip:no_channel"


def test_all_that_forbids_is_said() -> None:
    """Every condition that fails is a reason, and being muted another."""
    courtesy = say("news", importance=Importance.COURTESY, while_=(Condition.NOT_PAUSED, Condition.NO_GATE))
    story = Story(
        policy=manners(courtesy),
        events=(GATED, happened("item_secured", "05 09:00"), happened("paused", "05 10:00")),
        customer=replace(ANNA, level=Level.LESS),
    )

    assert story.reasons("news", "06 09:00") == ["paused", "gate_open", "muted"]


def test_only_the_audience_is_addressed() -> None:
    """On a gift, a touchpoint for the buyer is not for the receiver, even if staff ask for it."""
    story = Story(customer=GIFT, rows=(row("news", "06 12:00", kind="requested", to=RECEIVER),))

    assert story.outcome("news", "06 12:00", RECEIVER) == "skip:not_addressee"


def test_a_condition_is_asked_once() -> None:
    """What was found about a candidate is kept: superseders ask again."""
    verdict = Story(
        policy=manners(say("news", after=Milestone.PLACED, while_=(Condition.CANCELLED,)))
    ).verdict("news", "06 09:00")
    finding = step_allowed(verdict.judge, verdict.candidate)

    assert finding is not None
    assert finding.kind is VerdictKind.SKIP
    assert step_allowed(verdict.judge, verdict.candidate) is finding


@pytest.mark.parametrize("first", ["P1", "P2"])
@pytest.mark.parametrize(
    ("condition", "happens", "holds", "fails"),
    [
        (Condition.PARCEL_LOST, "lost", "P1", "P2"),
        (Condition.PARCEL_TRAVELS, "lost", "P2", "P1"),
        (Condition.NOT_CONTESTED, "delivered", "P1", "P2"),
        (Condition.WITH_COURIER, "out_for_delivery", "P1", "P2"),
    ],
)
def test_each_parcel_meets_its_conditions_itself(
    condition: Condition, happens: str, holds: str, fails: str, first: str
) -> None:
    """What happened to one of two parcels says nothing of the other, whichever of them is looked at first."""
    second = "P2" if first == "P1" else "P1"
    story = Story(
        policy=manners(say(about=SubjectKind.SHIPMENT, after=Milestone.DISPATCHED, while_=(condition,))),
        events=(
            placed(),
            happened("handed_over", "06 09:00", shipment=first),
            happened("handed_over", "06 09:01", shipment=second),
            happened(happens, "07 09:00", shipment="P1"),
        ),
    )
    number = {first: "1", second: second}  # the first one we number, the others keep their own names

    assert story.verdict(f"news@{number[holds]}", "07 09:00").kind is VerdictKind.SEND
    assert story.outcome(f"news@{number[fails]}", "07 09:00") == "skip:condition_false"


def test_each_person_meets_their_conditions_themselves() -> None:
    """Of a gift the buyer never agreed to text messages, and the receiver did: only the buyer is asked."""
    both = say("offer", while_=(Condition.NO_SMS_CONSENT,), audience=(BUYER, RECEIVER))
    story = Story(policy=manners(both), customer=GIFT)

    assert story.outcome("offer", "06 09:00", BUYER) == "send:due"
    assert story.outcome("offer", "06 09:00", RECEIVER) == "skip:condition_false"


@pytest.mark.parametrize(
    ("failed", "out", "expected"),
    [
        ("06 07:40", "06 06:50", "skip:condition_false"),
        ("06 06:50", "06 06:50", "skip:condition_false"),
        ("06 06:49:59", "06 06:50", "send:due"),
        ("05 18:00", "06 06:50", "send:due"),
    ],
)
@pytest.mark.parametrize(
    ("kind", "more"), [("attempt_failed", {}), ("problem_raised", {"problem": "address"})]
)
def test_nothing_arrives_today_once_it_was_tried_in_vain(
    kind: str, more: dict[str, str], failed: str, out: str, expected: str
) -> None:
    """What a failed attempt, or a wrong address, has overtaken is not said; the next round after it is new."""
    point = say(
        after=Milestone.OUT_FOR_DELIVERY, while_=(Condition.NOT_TRIED_SINCE,), about=SubjectKind.SHIPMENT
    )
    events = (placed(), happened("out_for_delivery", out), happened(kind, failed, **more))

    assert Story(policy=manners(point), events=events).outcome("news@1", "06 08:00") == expected


def test_what_settles_may_be_overtaken_meanwhile() -> None:
    """What counts is when the parcel set off, not when the word about it would have been due."""
    point = say(
        after=Milestone.OUT_FOR_DELIVERY,
        while_=(Condition.NOT_TRIED_SINCE,),
        about=SubjectKind.SHIPMENT,
        settle=timedelta(minutes=10),
    )
    events = (
        placed(),
        happened("out_for_delivery", "06 06:50"),
        happened("attempt_failed", "06 06:55"),
    )

    assert Story(policy=manners(point), events=events).outcome("news@1", "06 08:00") == "skip:condition_false"
