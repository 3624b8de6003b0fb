from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from postpurchase.decisions.together import NO_LEAD, must_tell, precedence
from postpurchase.people import Reach
from postpurchase.policy import Cap, CapScope, Touchpoint, on
from postpurchase.vocabulary import Importance, Milestone, Reason, Rides, SubjectKind
from tests.decisions.stories import (
    ANNA,
    EMAIL,
    GIFT,
    SMS,
    Story,
    happened,
    manners,
    person,
    placed,
    row,
    say,
)

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
MUST, NEWS, COURTESY = Importance.MUST_TELL, Importance.NEWS, Importance.COURTESY
TOLD = row("thanks", "06 08:30")


def test_the_weightiest_leads() -> None:
    """Urgent before must-tell, that before news, that before courtesies; then by time, name and subject."""
    earlier = (on(Milestone.PLACED),)
    points = (
        say("f", importance=COURTESY),
        say("e", importance=NEWS),
        say("d", importance=NEWS),
        say("c", importance=NEWS, when=earlier),
        say("b", importance=MUST),
        say("a", importance=COURTESY, urgent=True),
    )
    judge = Story(policy=manners(*points)).at("06 09:00").judge

    assert [c.point.id for c in sorted(judge.candidates, key=precedence)] == ["a", "b", "c", "d", "e", "f"]
    assert [must_tell(c) for c in judge.candidates] == [False, False, False, False, True, False]


def test_of_the_same_the_first_parcel_leads() -> None:
    """Two parcels that left in one second are told under the first, in one message with both keys."""
    policy = manners(say("dispatched", after=Milestone.DISPATCHED, about=SubjectKind.SHIPMENT))
    events = [happened("handed_over", "06 09:00", shipment=name) for name in ("P1", "P2")]
    (bundle,) = Story(policy=policy, events=(placed(), *events)).at("06 09:00").bundles

    assert [part.name for part in bundle.parts] == ["dispatched@1", "dispatched@P2"]
    assert bundle.keys == tuple(part.key for part in bundle.parts)


def test_who_writes_anyway_says_it_all() -> None:
    """What a gap still holds travels with what may leave now, and what will not ride stays."""
    policy = manners(
        say("must", importance=MUST),
        say("news"),
        say("alone", rides=Rides.NO),
        caps=(Cap(limit=1, span=DAY),),
    )
    story = Story(policy=policy, rows=(TOLD,))

    assert story.messages("06 09:00") == ["must@order + news@order by email"]
    assert story.outcome("news", "06 09:00") == "send:merged"
    assert story.verdict("news", "06 09:00").merged_into == "must@order"
    assert story.outcome("alone", "06 09:00") == "defer:cap until 07 09:00"


def test_what_expires_first_may_ride() -> None:
    """What would come too late by itself is in time in another's message."""
    policy = manners(
        say("must", importance=MUST), say("news", useful_for=HOUR), caps=(Cap(limit=1, span=DAY),)
    )

    assert Story(policy=policy, rows=(TOLD,)).messages("06 09:00") == ["must@order + news@order by email"]


def test_what_only_rides_waits_for_a_lead() -> None:
    """Nobody writes for the sake of a rider; it waits, without a time of its own, and rides when somebody writes."""
    rider = say("rider", rides=Rides.ONLY, importance=COURTESY)
    alone, with_lead = Story(policy=manners(rider)), Story(policy=manners(rider, say("news")))

    assert alone.messages("06 09:00") == []
    assert alone.outcome("rider", "06 09:00") == "defer:waiting_to_merge"
    assert alone.verdict("rider", "06 09:00").settled_by == NO_LEAD.reasons
    assert with_lead.messages("06 09:00") == ["news@order + rider@order by email"]


def test_each_message_counts_at_once() -> None:
    """Of two that will not share a message only one goes where there is room for one."""
    first, second = say("first", rides=Rides.NO), say("second", rides=Rides.NO)
    story = Story(policy=manners(first, second, caps=(Cap(limit=1, span=DAY),)))

    assert story.messages("06 09:00") == ["first@order by email"]
    assert story.outcome("second", "06 09:00") == "defer:cap until 07 09:00"
    assert replace(story, policy=manners(first, second)).messages("06 09:00") == [
        "first@order by email",
        "second@order by email",
    ]


def test_a_channel_that_fills_up_is_left() -> None:
    """Where the first SMS of the day takes the only room, the second message goes by mail."""
    cap = Cap(limit=1, span=DAY, scope=CapScope.CHANNEL, channel=SMS)
    points = [say(name, rides=Rides.NO, channels=(SMS, EMAIL)) for name in ("first", "second")]

    assert Story(policy=manners(*points, caps=(cap,))).messages("06 09:00") == [
        "first@order by sms",
        "second@order by email",
    ]


def test_each_person_has_their_own_message() -> None:
    """On a gift the same news goes to both, in two messages that do not fill each other's caps."""
    policy = manners(say("news", audience=GIFT.roles), caps=(Cap(limit=1, span=DAY),))
    bundles = Story(policy=policy, customer=GIFT).at("06 09:00").bundles

    assert [(bundle.lead.name, bundle.lead.role) for bundle in bundles] == [
        ("news@order", role) for role in GIFT.roles
    ]


@pytest.mark.parametrize(
    ("also", "reachable", "expected"),
    [
        ((), True, "news@order by sms"),
        ((EMAIL,), True, "news@order by sms, email"),
        ((EMAIL,), False, "news@order by sms"),
        ((SMS, EMAIL), True, "news@order by sms, email"),
    ],
)
def test_one_message_on_two_channels(also: tuple[object, ...], expected: str, *, reachable: bool) -> None:
    """A message may go out on a second channel too, if there is consent and reach; never twice on one."""
    both = person(SMS, EMAIL)
    channels = {**both.channels, EMAIL: Reach(reachable=reachable)}
    story = Story(
        policy=manners(say("news", channels=(SMS,), also=also)),
        customer=replace(ANNA, buyer=replace(both, channels=channels)),
    )

    assert story.messages("06 09:00") == [expected]


def test_a_retry_is_the_same_message() -> None:
    """What was in one message is tried again in one message, with all its keys, whatever became of its parts."""
    better = say("better", after=Milestone.DISPATCHED, supersedes=("rider",))
    story = Story(policy=manners(say("lead", importance=MUST), say("rider"), better))
    keys = story.at("06 09:00").bundles[0].keys
    story = story.after("lead", "unknown", "06 09:00", keys=keys)
    (again,) = story.at("06 09:01").bundles
    later = story.and_then(happened("handed_over", "06 09:01")).at("06 09:01").bundles[0]

    assert ([part.name for part in again.parts], again.keys) == (["lead@order", "rider@order"], keys)
    assert ([part.name for part in later.parts], later.keys) == (["lead@order"], keys)


def test_nothing_new_rides_in_a_retry() -> None:
    """What came since goes by itself: the content of a retry stays what it was."""
    lead, new = say("lead", importance=MUST), say("new", after=Milestone.DISPATCHED)
    story = Story(policy=manners(lead, new)).after("lead", "unknown", "06 09:00")

    assert story.and_then(happened("handed_over", "06 09:01")).messages("06 09:01") == [
        "lead@order by email",
        "new@order by email",
    ]


def test_a_reason_for_waiting() -> None:
    """What only rides waits to be merged."""
    point: Touchpoint = say("rider", rides=Rides.ONLY)

    assert [because.code for because in NO_LEAD.reasons] == [Reason.WAITING_TO_MERGE]
    assert Story(policy=manners(point)).wake("06 09:00") is None
