from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from postpurchase.errors import InvalidInput
from postpurchase.events import Checkout, Promised, Tracking
from postpurchase.ledger import Ask, Pledge
from postpurchase.messages import Action, Block, Message, compose
from postpurchase.policy import (
    SILENCE,
    ChannelPolicy,
    Question,
    Undertaking,
)
from postpurchase.vocabulary import (
    ActionKind,
    Channel,
    Importance,
    Level,
    Milestone,
    Party,
    Role,
    RowKind,
    SubjectKind,
)
from postpurchase.windows import DateWindow, Slot
from tests.decisions.stories import (
    ANNA,
    BUYER,
    EMAIL,
    SMS,
    Story,
    at,
    happened,
    manners,
    person,
    placed,
    row,
    say,
    secured,
)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PARCEL, MUST = SubjectKind.SHIPMENT, Importance.MUST_TELL
SLOT = Slot(date=date(2026, 10, 8), start=time(14), end=time(18))
WINDOW = DateWindow(earliest=date(2026, 10, 8), latest=date(2026, 10, 9))
DISPATCHED = say("dispatched", after=Milestone.DISPATCHED, about=PARCEL, tells=("tracking",))


SENT_AND_NEWS = manners(say("news", tells=("window",), importance=MUST), DISPATCHED)
SENT_EVENTS = (
    secured("06 08:59"),
    happened("handed_over", "06 08:59", shipment="P1", tracking=Tracking(number="N1")),
)


def messages(story: Story, now: str) -> tuple[Message, ...]:
    """Return the messages of a moment."""
    return compose(story.at(now))[0]


def actions(story: Story, now: str) -> tuple[Action, ...]:
    """Return the actions of a moment."""
    return compose(story.at(now))[1]


def message(story: Story | None = None, now: str = "06 09:00") -> Message:
    """Return the only message of a moment."""
    (found,) = messages(story or Story(), now)
    return found


# -- what a message is ----------------------------------------------------------------------------


def test_a_message_says_what_to_whom_and_how() -> None:
    """It carries its keys, its lead, its recipient's role and language, channel and weight."""
    story = Story(policy=manners(say("news", importance=MUST, urgent=True, channels=(SMS,), also=(EMAIL,))))
    found = message(story)

    assert (found.order, found.at, found.touchpoint, found.subject) == ("o1", at("06 09:00"), "news", "order")
    assert (found.to, found.channel, found.also, found.locale) == (BUYER, SMS, (EMAIL,), "en")
    assert (found.importance, found.urgent, found.attempt, found.policy) == (MUST, True, 1, "test")
    assert found.keys == (story.verdict("news", "06 09:00").candidate.key,)
    assert (found.lead.name, found.rides) == ("news@order", ())


def test_a_message_speaks_its_recipients_language() -> None:
    """Without a language of their own, they are written to in the shop's."""
    silent = replace(person(), locale=None)

    assert message(Story(customer=replace(ANNA, buyer=replace(person(), locale="ja")))).locale == "ja"
    assert message(Story(customer=replace(ANNA, buyer=silent))).locale == "en"


def test_riders_tell_of_their_own_subject() -> None:
    """Facts of the lead's subject stand by their kind, those of riders by kind and subject; the lead's word stays."""
    parcels = [
        happened("handed_over", "06 09:00", shipment=f"P{n}", tracking=Tracking(number=f"N{n}"))
        for n in (1, 2)
    ]
    found = message(Story(policy=manners(DISPATCHED), events=(placed(), *parcels)))

    assert found.rides == ("dispatched@P2",)
    assert found.tells == {"dispatched": True, "tracking": "N1", "dispatched@P2": True, "tracking@P2": "N2"}


def test_one_subject_tells_a_fact_once() -> None:
    """Two touchpoints about one subject that tell the same fact tell it once."""
    policy = manners(say("a", tells=("window",)), say("b", tells=("window",)))
    found = message(Story(policy=policy, events=(placed(promised=Promised(window=WINDOW)), secured())))

    assert found.tells == {"a": True, "window": WINDOW, "b": True}


def test_a_retry_counts_its_tries() -> None:
    """The number of a message is the highest of its parts."""
    story = Story(policy=manners(say("news"), say("more"))).after("more", "failed", "06 09:00")
    found = message(story, "06 09:01")

    assert (found.rides, found.attempt) == (("news@order",), 2)


def test_a_retry_tells_and_asks_what_it_did() -> None:
    """What was may have been said is said again as it stood, of its own parcel and of those beside it."""
    told = {"news": True, "window": WINDOW, "dispatched@1": True, "tracking@1": "N1"}
    keys = tuple(
        Story(policy=SENT_AND_NEWS, events=SENT_EVENTS).verdict(name, "06 09:00").candidate.key
        for name in ("news@order", "dispatched@1")
    )
    tried = row(
        "news",
        "06 09:00",
        kind="reserved",
        to=Role.BUYER,
        channel=EMAIL,
        keys=keys,
        tells=told,
        asks=(Ask(question="slot"),),
    )
    found = message(Story(policy=SENT_AND_NEWS, events=SENT_EVENTS).and_then(tried), "06 09:10")

    assert [dict(block.tells) for block in (found.lead, *found.riders)] == [
        {"news": True, "window": WINDOW},
        {"dispatched": True, "tracking": "N1"},
    ]
    assert found.lead.values["window"] == WINDOW
    assert found.asks == (Ask(question="slot"),)


def test_another_part_may_lead_a_retry() -> None:
    """What led the first time rides the second time, where something weightier rode before: both tell what they told."""
    told = {"dispatched": True, "tracking": "N1", "news@order": True, "window@order": WINDOW}
    keys = tuple(
        Story(policy=SENT_AND_NEWS, events=SENT_EVENTS).verdict(name, "06 09:00").candidate.key
        for name in ("dispatched@1", "news@order")
    )
    tried = row("dispatched", "06 09:00", kind="reserved", subject="1", channel=EMAIL, keys=keys, tells=told)
    found = message(Story(policy=SENT_AND_NEWS, events=SENT_EVENTS).and_then(tried), "06 09:10")

    assert found.lead.touchpoint == "news"
    assert [dict(block.tells) for block in (found.lead, *found.riders)] == [
        {"news": True, "window": WINDOW},
        {"dispatched": True, "tracking": "N1"},
    ]


def test_a_message_shows_no_content() -> None:
    """Shown, a message names its touchpoints, its person's role, channels and time, and nothing it says."""
    policy = manners(
        say("news", importance=MUST, channels=(SMS,), also=(EMAIL,)), say("more", channels=(SMS,))
    )
    named = replace(ANNA, buyer=replace(person(EMAIL, SMS), name="Anna Schmidt"))
    found = message(Story(policy=policy, customer=named))

    assert repr(found) == (
        "<Message news@order + more@order to buyer by sms (also email) at=2026-10-06T09:00:00Z>"
    )
    assert repr(message()) == "<Message news@order to buyer by email at=2026-10-06T09:00:00Z>"
    assert "Schmidt" not in repr(found.lead)


# -- what is asked and promised -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("known", "zone", "expected"),
    [
        ({}, "UTC", at("07 12:00")),
        ({"answer_by": time(18), "after_days": 0}, "UTC", at("06 18:00")),
        ({}, "Asia/Tokyo", at("07 03:00")),
    ],
)
def test_a_question_has_a_term(known: dict[str, Any], zone: str, expected: object) -> None:
    """An answer counts until a local time of a day after asking."""
    planned = say("news", asks=Question(question="slot", default="none", **known))
    story = Story(policy=manners(planned), customer=replace(ANNA, buyer=person(zone=zone)))

    assert message(story).asks == (Ask(question="slot", default="none", answer_by=expected),)  # type: ignore[arg-type]


def test_what_is_known_is_not_asked() -> None:
    """A touchpoint whose question is answered goes without it."""
    planned = say("news", asks=Question(question="slot", default="none"))
    known = placed(checkout=Checkout(slot=SLOT))

    assert message(Story(policy=manners(planned), events=(known, secured()))).asks == ()


def test_promises_have_a_time() -> None:
    """An undertaking is promised by its term, or by the longest silence; where there is none, not at all."""
    undertakings = (Undertaking(kind="refunded", within=DAY), Undertaking(kind="next_word"))
    policy = manners(say("news", promises=undertakings))
    less = replace(ANNA, level=Level.LESS)
    answer = replace(policy, touchpoints=(say("news", promises=undertakings, importance=MUST),))

    assert message(Story(policy=policy)).promises == (
        Pledge(kind="refunded", due=at("07 09:00")),
        Pledge(kind="next_word", due=at("16 09:00")),
    )
    assert [pledge.kind for pledge in message(Story(policy=answer, customer=less)).promises] == ["refunded"]


# -- outcomes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["sent", "failed", "bounced", "unknown", "abandoned"])
def test_an_outcome_is_a_row(kind: str) -> None:
    """What became of a message stands in one row under all its keys, with all it told, asked and promised."""
    planned = say(
        "news", asks=Question(question="slot", default="none"), promises=(Undertaking(kind="next_word"),)
    )
    found = message(Story(policy=manners(planned)))
    row = found.outcome(kind, at=at("06 09:01"), digest="d")

    assert (row.kind, row.at, row.order, row.by, row.to) == (
        RowKind(kind),
        at("06 09:01"),
        "o1",
        Party.SHOP,
        BUYER,
    )
    assert (row.channel, row.subject, row.keys, row.attempt) == (EMAIL, "order", found.keys, 1)
    assert (row.touchpoint, row.tells, row.asks, row.promises) == (
        "news",
        {"news": True},
        found.asks,
        found.promises,
    )
    assert (row.policy, row.digest, row.lease_until) == ("test", "d", None)


def test_a_reservation_has_a_lease() -> None:
    """A reservation is leased for as long as its channel's policy says, or as the host does."""
    slow = manners(channels={EMAIL: ChannelPolicy(lease=HOUR)})

    leases = [
        message(Story(policy=policy))
        .outcome(RowKind.RESERVED, at=at("06 09:00"), lease_until=until)
        .lease_until
        for policy, until in (
            (manners(), None),
            (slow, None),
            (manners(channels={}), None),
            (slow, at("06 09:05")),
        )
    ]

    assert leases == [at("06 09:10"), at("06 10:00"), at("06 09:10"), at("06 09:05")]


def test_an_outcome_is_a_known_one() -> None:
    """What cannot become of a message is refused."""
    with pytest.raises(InvalidInput, match=r"^kind: not a known word; give abandoned"):
        message().outcome("vanished", at=at("06 09:01"))


def test_a_message_recorded_is_not_sent_again() -> None:
    """After its outcome nothing is left to say, rider or lead."""
    story = Story(policy=manners(say("news"), say("more")))
    sent = message(story).outcome("sent", at=at("06 09:00"))

    assert messages(story.and_then(sent), "06 09:00") == ()


# -- actions --------------------------------------------------------------------------------------


def test_what_the_customer_gave_is_handed_over() -> None:
    """Handing over carries the slot and what else the checkout knew."""
    policy = manners(say("news", acts=(ActionKind.HAND_OVER,)))
    story = Story(policy=policy, events=(placed(checkout=Checkout(slot=SLOT, phone=True)), secured()))
    (action,) = actions(story, "06 09:00")

    assert (action.kind, action.at, action.order, action.subject, action.about) == (
        ActionKind.HAND_OVER,
        at("06 09:00"),
        "o1",
        "order",
        "news@order",
    )
    assert action.data == {"slot": SLOT, "phone": True, "address_ok": False}
    assert repr(action) == "<Action hand_over about news@order>"


def test_what_is_known_before_the_order_is_handed_over() -> None:
    """A slot agreed for an order that nobody placed yet is all there is to hand over."""
    policy = manners(say("news", acts=(ActionKind.HAND_OVER,)))
    asked = happened("delivery_requested", "06 08:00", slot=SLOT)
    (action,) = actions(Story(policy=policy, events=(asked, secured())), "06 09:00")

    assert action.data == {"slot": SLOT}


def test_an_address_that_changed_is_handed_over_as_that() -> None:
    """Whoever delivers learns that the address is no longer the one of the checkout."""
    policy = manners(say("news", acts=(ActionKind.HAND_OVER,)))
    moved = happened("address_changed", "06 08:30")
    story = Story(policy=policy, events=(placed(checkout=Checkout(address_ok=True)), moved, secured()))
    (action,) = actions(story, "06 09:00")

    assert action.data == {"phone": False, "address_ok": True, "address_changed": True}


def test_other_actions_say_what_they_are_about() -> None:
    """What staff must look at carries no data, but what it is about."""
    policy = manners(say("still", when=(SILENCE,), acts=(ActionKind.CALL,)))
    (action,) = actions(Story(policy=policy, events=(placed(),)), "15 09:00")

    assert (action.kind, action.about, action.data) == (ActionKind.CALL, "still@order", {})


def test_an_action_done_is_not_asked_again() -> None:
    """After its outcome an action is not asked for, and its row tells nobody anything."""
    policy = manners(say("news", channels=(), acts=(ActionKind.CALL,)))
    story = Story(policy=policy)
    (action,) = actions(story, "06 09:00")
    row = action.outcome(at=at("06 09:05"))

    assert (row.kind, row.keys, row.to, row.touchpoint) == (RowKind.SENT, (action.key,), None, None)
    assert action.outcome(at=at("06 09:05"), kind="failed").kind is RowKind.FAILED
    assert actions(story.and_then(row), "06 09:05") == ()


def test_a_block_is_a_value() -> None:
    """A block says what it is about, and keeps the values of its words out of sight."""
    block = Block(touchpoint="news", subject="1", tells={"news": True}, values={"name": "Anna"})

    assert (block.name, "Anna" in repr(block)) == ("news@1", False)


def test_a_call_is_a_task_with_its_message() -> None:
    """What goes by phone stands among the actions; reached it is sent, and not reached it tells nothing."""
    phone = replace(ANNA, buyer=person(Channel.CALL))
    story = Story(policy=manners(say("news", channels=(Channel.CALL,))), customer=phone)

    messages, (task,) = compose(story.at("06 09:00"))

    assert messages == ()
    assert (task.kind, task.about, dict(task.data)) == (ActionKind.CALL, "news@order", {"news": True})
    assert task.outcome(at=at("06 09:05")).channel is Channel.CALL
    assert task.outcome(at=at("06 09:05")).keys == (task.key,)
    assert story.and_then(task.outcome(at=at("06 09:05"))).outcome("news", "06 09:05") == "skip:used"
    assert (
        story.and_then(task.outcome(at=at("06 09:05"), kind="failed"))
        .outcome("news", "06 09:05")
        .startswith("defer:retry")
    )
