from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from postpurchase.decisions.model import Because
from postpurchase.decisions.reasons import all_reasons
from postpurchase.decisions.steps import STEPS, first_settling, owner_of, same
from postpurchase.events import Checkout, Promised
from postpurchase.ledger import Row
from postpurchase.policy import (
    SILENCE,
    Anchor,
    ChannelPolicy,
    Condition,
    Guarantee,
    Policy,
    Question,
    Rule,
    Touchpoint,
    Trigger,
    TriggerOn,
    around,
    on,
)
from postpurchase.profiles import CourierProfile, MarketplaceProfile, Profiles, Says
from postpurchase.vocabulary import (
    ActionKind,
    Basis,
    Importance,
    Milestone,
    Party,
    Reason,
    Service,
    SubjectKind,
)
from postpurchase.windows import DateWindow, Slot
from tests.decisions.stories import (
    ANNA,
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

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PARCEL, MUST = SubjectKind.SHIPMENT, Importance.MUST_TELL
DISPATCHED = say("dispatched", after=Milestone.DISPATCHED, about=PARCEL)


# -- 0 pending ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "expected"), [("sent", "skip:used"), ("abandoned", "skip:abandoned")])
def test_what_is_out_or_given_up_is_settled(kind: str, expected: str) -> None:
    """What was sent is not sent again, and what was given up is not tried again."""
    assert Story().after("news", kind, "06 09:00").outcome("news", "06 09:00") == expected


def test_what_is_used_says_when_and_by_whom() -> None:
    """The reason names the row that used the key."""
    reason = Story().after("news", "sent", "06 09:00").verdict("news", "06 10:00").reason

    assert reason == Because(
        Reason.USED, {"at": Story().verdict("news", "06 09:00").candidate.due, "by": Party.SHOP}
    )


@pytest.mark.parametrize(
    ("now", "expected"),
    [("06 09:09:59", "skip:in_flight until 06 09:10"), ("06 09:10", "send:retry")],
)
@pytest.mark.parametrize("known", [{"lease_until": at("06 09:10")}, {}, {"channel": None}])
def test_a_lease_keeps_others_out(now: str, expected: str, known: dict[str, Any]) -> None:
    """While a lease lives nobody else sends; over, it is a retry: by its own time, its channel's, or ten minutes."""
    assert Story().after("news", "reserved", "06 09:00", **known).outcome("news", now) == expected


def test_a_channel_has_its_own_lease() -> None:
    """Without a time of its own, a lease lasts as long as its channel's policy says."""
    story = Story(policy=manners(channels={EMAIL: ChannelPolicy(lease=HOUR)}))

    assert (
        story.after("news", "reserved", "06 09:00").outcome("news", "06 09:10")
        == "skip:in_flight until 06 10:00"
    )


def test_an_unknown_channel_is_tried_again() -> None:
    """A channel the policy says nothing of is taken to be one on which repeating does no harm."""
    story = Story(policy=manners(channels={})).after("news", "unknown", "06 09:00")

    assert story.outcome("news", "06 09:01") == "send:retry"


def test_unknown_outcomes_are_tried_again_ever_later() -> None:
    """After each unknown outcome the channel's next pause, then twice the last and twice again; and staff look, once."""
    story, seen = Story(), []
    for n, when in enumerate(("06 09:00", "06 09:01", "06 09:11", "06 10:11", "06 12:11"), start=1):
        story = story.after("news", "unknown", when, attempt=n)
        seen.append((story.outcome("news", when), story.tasks(when)))

    assert seen == [
        ("defer:retry until 06 09:01", []),
        ("defer:retry until 06 09:11", []),
        ("defer:retry until 06 10:11", []),
        ("defer:retry until 06 12:11", ["needs_attention news@order"]),
        ("defer:retry until 06 16:11", ["needs_attention news@order"]),
    ]
    assert story.messages("06 16:11") == ["news@order by email"]


def test_pauses_stop_growing() -> None:
    """The last pause doubles ten times and no more: a mailer that never answers gets two dozen copies a year, not thousands."""
    story = Story().after("news", "unknown", "06 09:00", attempt=30)
    verdict = story.verdict("news", "06 09:00")

    assert verdict.until == verdict.candidate.not_before == at("06 09:00").timestamp() + 1024 * 3_600


def test_without_a_schedule_the_lease_is_the_pause() -> None:
    """A channel that is never tried again after a failure still is after an unknown outcome, a lease later."""
    policy = manners(channels={EMAIL: ChannelPolicy(retry_after=())})
    story = Story(policy=policy).after("news", "unknown", "06 09:00")

    assert story.outcome("news", "06 09:00") == "defer:retry until 06 09:10"


def test_a_lease_that_ran_out_is_its_own_pause() -> None:
    """Whoever died in the middle is followed at once when the lease ends; who dies again and again is reported."""
    story = Story().after("news", "reserved", "06 09:00", attempt=4)

    assert story.outcome("news", "06 09:10") == "send:retry"
    assert story.wake("06 09:05") == "06 09:10 lease news@order"
    assert story.tasks("06 09:10") == ["needs_attention news@order"]


@pytest.mark.parametrize("kind", ["unknown", "reserved"])
def test_at_least_once_is_tried_again_as_it_was(kind: str) -> None:
    """Where nobody knows what became of a mail it goes again: the same keys, and no new riders."""
    story = Story(policy=manners(say("news"), say("more"), say("new", after=Milestone.DISPATCHED)))
    keys = tuple(story.verdict(name, "06 09:00").candidate.key for name in ("news", "more"))
    story = story.after("news", kind, "06 09:00", keys=keys).and_then(happened("handed_over", "06 09:01"))
    again, new = story.at("06 09:10").bundles

    assert ([part.name for part in again.parts], again.keys) == (["more@order", "news@order"], keys)
    assert [part.attempt for part in again.parts] == [2, 2]
    assert [part.name for part in new.parts] == ["new@order"]


@pytest.mark.parametrize("kind", ["unknown", "reserved"])
def test_at_most_once_is_left_to_staff(kind: str) -> None:
    """Where nobody knows what became of an SMS, staff must look."""
    story = Story(policy=manners(say("news", channels=(SMS, EMAIL)))).after(
        "news", kind, "06 09:00", channel=SMS
    )

    assert story.outcome("news", "06 09:10") == "skip:unknown_outcome"
    assert story.tasks("06 09:10") == ["needs_attention news@order"]


@pytest.mark.parametrize(
    ("fates", "expected"),
    [
        ((("sent", 1),), "skip:used"),
        ((("sent", 1), ("bounced", 1)), "defer:retry until 06 09:12"),
        ((("failed", 1),), "defer:retry until 06 09:12"),
        ((("failed", 1), ("sent", 1)), "skip:used"),
        ((("sent", 1), ("bounced", 2)), "send:retry"),
    ],
)
def test_what_went_at_an_earlier_attempt_is_not_tried_again(
    fates: tuple[tuple[str, int], ...], expected: str
) -> None:
    """Word that an attempt went may come after the next was made; only what came back goes again."""
    story = Story(policy=manners(say("news", channels=(EMAIL, SMS))))
    for kind, attempt, when in (("unknown", 1, "06 09:00"), ("unknown", 2, "06 09:02")):
        story = story.after("news", kind, when, attempt=attempt)
    for kind, attempt in fates:
        story = story.after("news", kind, "06 09:03", attempt=attempt)

    assert story.outcome("news", "06 09:04") == expected


def test_what_failed_is_tried_again_by_its_schedule() -> None:
    """After each failure the channel's next pause; when they are used up, the next channel at once."""
    story = Story(policy=manners(say("news", channels=(EMAIL, SMS))))
    seen = [story.outcome("news", "06 09:00")]
    for n, when in enumerate(("06 09:00", "06 09:01", "06 09:11", "06 10:11"), start=1):
        story = story.after("news", "failed", when, attempt=n)
        seen.append(story.outcome("news", when))

    assert seen == [
        "send:due",
        "defer:retry until 06 09:01",
        "defer:retry until 06 09:11",
        "defer:retry until 06 10:11",
        "send:retry",
    ]
    assert story.messages("06 10:11") == ["news@order by sms"]
    assert story.verdict("news", "06 10:11").candidate.attempt == 5
    assert story.reasons("news", "06 10:11") == ["retry", "retry", "abandoned"]


def test_a_retry_comes_due_in_its_second() -> None:
    """The pause is over in the second in which it ends."""
    story = Story().after("news", "failed", "06 09:00")

    assert [story.outcome("news", now) for now in ("06 09:00:59", "06 09:01")] == [
        "defer:retry until 06 09:01",
        "send:retry",
    ]


def test_a_channel_without_a_schedule_is_left_at_once() -> None:
    """A failure on a channel that the policy does not know, or on none, ends that try."""
    story = Story(policy=manners(say("news", channels=(EMAIL, SMS)), channels={}))

    assert story.after("news", "failed", "06 09:00").messages("06 09:00") == ["news@order by sms"]
    assert story.after("news", "failed", "06 09:00", channel=None).messages("06 09:00") == [
        "news@order by email"
    ]


def test_what_bounced_takes_the_next_channel() -> None:
    """A bounced mail goes by SMS at once, even if an earlier try had failed and was to wait; without one, not at all."""
    both, one = Story(policy=manners(say("news", channels=(EMAIL, SMS)))), Story()
    failed = both.after("news", "failed", "06 09:00")
    bounced = failed.after("news", "bounced", "06 09:01", attempt=2)

    assert both.after("news", "bounced", "06 09:00").messages("06 09:00") == ["news@order by sms"]
    assert bounced.messages("06 09:01") == ["news@order by sms"]
    assert bounced.reasons("news", "06 09:01") == ["retry", "bounced", "bounced"]
    assert one.after("news", "bounced", "06 09:00").outcome("news", "06 09:00") == "skip:no_channel"
    assert one.after("news", "bounced", "06 09:00", channel=None).outcome("news", "06 09:00") == "send:retry"


def test_a_retry_that_became_untrue_is_not_made() -> None:
    """What is no longer allowed is not sent again."""
    story = Story(policy=manners(say("news", while_=(Condition.NOT_CANCELLED,)))).after(
        "news", "unknown", "06 09:00"
    )

    assert (
        story.and_then(happened("order_cancelled", "06 09:01")).outcome("news", "06 09:01")
        == "skip:order_cancelled"
    )


# -- 1 reached, 2 current -------------------------------------------------------------------------


def test_due_is_reached_in_its_second() -> None:
    """A touchpoint is reached when it is due, and not a second before."""
    story = Story(
        policy=manners(
            say("news", when=(Trigger(on=TriggerOn.MILESTONE, milestone=Milestone.SECURED, offset=HOUR),))
        )
    )

    assert [story.outcome("news", now) for now in ("06 09:59:59", "06 10:00")] == [
        "skip:not_yet until 06 10:00",
        "send:due",
    ]


def test_what_settles_has_come_and_waits() -> None:
    """With two hours' offset and one to settle it is not yet time until the offset is over, and settles from then on."""
    story = Story(policy=manners(say("news", when=(on(Milestone.SECURED, 2 * HOUR),), settle=HOUR)))

    assert [story.outcome("news", now) for now in ("06 10:59:59", "06 11:00", "06 12:00")] == [
        "skip:not_yet until 06 12:00",
        "skip:settling until 06 12:00",
        "send:due",
    ]


def test_what_nothing_made_due_has_not_come() -> None:
    """A touchpoint that nothing has made due may come any time, and has nothing but that reason."""
    story = Story(events=(placed(),))

    assert story.outcome("news", "06 09:00") == "skip:not_yet"
    assert story.reasons("news", "06 09:00") == ["not_yet"]


@pytest.mark.parametrize(
    ("start", "expected"), [("06 09:00", "send:due"), ("06 09:00:01", "skip:before_policy")]
)
def test_the_past_is_past(start: str, expected: str) -> None:
    """What was due before the policy began stays unsaid."""
    assert Story(policy=manners(effective_from=at(start))).outcome("news", "06 09:10") == expected


def test_silence_is_never_past() -> None:
    """Silence that counts from the policy's start is not before it."""
    story = Story(
        policy=manners(say("still", when=(SILENCE,)), effective_from=at("20 09:00")), events=(placed(),)
    )
    told = story.and_then(row("news", "05 10:00", promises=()))

    assert told.outcome("still", "20 09:00") == "skip:not_yet until 30 09:00"


@pytest.mark.parametrize(
    ("learned", "expected"), [("09 09:00", "send:due"), ("09 09:00:01", "skip:stale_event")]
)
def test_old_news_is_no_news(learned: str, expected: str) -> None:
    """An event learned exactly 72 hours late is news, a second later it is not."""
    story = Story(events=(placed(), secured("06 09:00", learned=learned)))

    assert story.outcome("news", learned) == expected


@pytest.mark.parametrize(("now", "expected"), [("06 09:59:59", "send:due"), ("06 10:00", "skip:stale_event")])
def test_use_ends_in_its_second(now: str, expected: str) -> None:
    """What is useful for an hour is not useful in the second in which the hour is over."""
    assert Story(policy=manners(say("news", useful_for=HOUR))).outcome("news", now) == expected


def test_an_event_may_be_meant_for_nobody() -> None:
    """An event with `notify: never` makes nothing to say."""
    assert Story(events=(placed(), secured(notify="never"))).outcome("news", "06 09:00") == "skip:muted"


@pytest.mark.parametrize(
    ("learned", "expected"), [("09 10:00", "send:due"), ("09 10:00:01", "skip:stale_event")]
)
@pytest.mark.parametrize("later", [False, True])
def test_a_slot_heard_of_long_after_it_is_stale(learned: str, expected: str, *, later: bool) -> None:
    """A time that had passed longer than events may be old when it was heard of says nothing; so may old orders be read in."""
    slot = Slot(date=date(2026, 10, 6), start=time(8), end=time(10))
    ordered = placed(promised=Promised(slot=None if later else slot))
    agreed = happened("appointment_agreed", "05 12:00", learned=learned, shipment="P1", slot=slot)
    story = Story(
        policy=manners(say("missed", when=(around(Anchor.SLOT_END),))),
        events=(ordered, agreed) if later else (replace(ordered, received_at=at(learned)),),
    )

    assert story.outcome("missed", learned) == expected


def test_a_promise_heard_of_long_after_it_is_stale() -> None:
    """So it is with the window that the checkout promised."""
    window = DateWindow(earliest=date(2026, 10, 6), latest=date(2026, 10, 6))
    ended = manners(say("ended", when=(around(Anchor.PROMISED_END),)))
    old = replace(placed(promised=Promised(window=window)), received_at=at("20 09:00"))

    assert Story(policy=ended, events=(old,)).outcome("ended", "20 09:00") == "skip:stale_event"


def test_all_that_makes_it_stale_is_said() -> None:
    """Too early for the policy, learned too late, out of use, superseded, and for nobody: five reasons."""
    policy = manners(
        say("news", useful_for=HOUR), say("better", supersedes=("news",)), effective_from=at("20 09:00")
    )
    story = Story(policy=policy, events=(placed(), secured(learned="12 09:00", notify="never")))

    assert story.reasons("news", "12 09:00") == [
        "before_policy",
        "stale_event",
        "stale_event",
        "superseded",
        "muted",
    ]


def superseded(better: Touchpoint, weaker: Touchpoint, *events: Any) -> Story:
    """Return the story of a parcel of which two things could be said."""
    handed = happened("handed_over", "06 09:00", shipment="P1")
    return Story(policy=manners(weaker, better), events=(placed(), handed, *events))


AT_DOOR = say("at_door", after=Milestone.OUT_FOR_DELIVERY, about=PARCEL, supersedes=("dispatched",))
ROUND = happened("out_for_delivery", "06 12:00", shipment="P1")


def test_better_news_makes_weaker_stale() -> None:
    """Once the parcel is at the door nobody says that it left, whether its coming was said or not."""
    story = superseded(AT_DOOR, DISPATCHED, ROUND)

    assert story.outcome("dispatched@1", "06 11:59") == "send:due"
    assert story.verdict("dispatched@1", "06 12:00").reason == Because(Reason.SUPERSEDED, {"by": "at_door@1"})
    assert (
        story.after("at_door@1", "sent", "06 12:00").outcome("dispatched@1", "06 12:01") == "skip:superseded"
    )


def test_a_superseder_must_be_reached_and_allowed() -> None:
    """What is still to come, or may not be said, makes nothing stale."""
    later = replace(
        AT_DOOR, when=(Trigger(on=TriggerOn.MILESTONE, milestone=Milestone.OUT_FOR_DELIVERY, offset=HOUR),)
    )
    forbidden = replace(AT_DOOR, while_=(Condition.CANCELLED,))

    assert [
        superseded(one, DISPATCHED, ROUND).outcome("dispatched@1", "06 12:59") for one in (later, forbidden)
    ] == [
        "send:due",
        "send:due",
    ]
    assert superseded(later, DISPATCHED, ROUND).outcome("dispatched@1", "06 13:00") == "skip:superseded"


def test_a_superseder_speaks_of_the_same() -> None:
    """One parcel at the door says nothing of another; word of the whole order says it of all."""
    second = happened("handed_over", "06 09:00", shipment="P2")
    whole = say("whole", after=Milestone.OUT_FOR_DELIVERY, supersedes=("dispatched",))

    assert superseded(AT_DOOR, DISPATCHED, ROUND, second).outcome("dispatched@P2", "06 12:00") == "send:due"
    assert (
        superseded(whole, DISPATCHED, ROUND, second).outcome("dispatched@P2", "06 12:00") == "skip:superseded"
    )


def test_a_lone_parcel_speaks_for_the_order() -> None:
    """Word of the only parcel makes weaker word of the order stale; of one of two it does not."""
    order_left = say("dispatched", after=Milestone.DISPATCHED)
    second = happened("handed_over", "06 09:00", shipment="P2")

    assert superseded(AT_DOOR, order_left, ROUND).outcome("dispatched", "06 12:00") == "skip:superseded"
    assert superseded(AT_DOOR, order_left, ROUND, second).outcome("dispatched", "06 12:00") == "send:due"


# -- 4 news ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row("news", "06 08:00")], "skip:already_told"),
        ([row("news", "06 08:00", by="courier")], "skip:already_told"),
        ([row(None, "06 08:00", tells={"news": True})], "skip:already_told"),
        ([row("news", "06 08:00", to=None)], "send:due"),
        ([row("news", "06 08:00", order="o2")], "send:due"),
        ([row("news", "06 08:00", kind="failed", keys=("k",))], "send:due"),
        ([row("news", "06 08:00", observed=False)], "skip:already_told"),
        ([row("news", "06 08:00", kind="unknown", keys=("k",))], "skip:already_told"),
        ([row(None, "06 08:00", tells={"news": 2})], "send:due"),
        ([row(None, "06 08:00", tells={"news": 2}, observed=False)], "send:due"),
    ],
)
def test_what_is_known_is_not_told(rows: list[Row], expected: str) -> None:
    """What somebody told, or may have told, is no news; another value, another order or a failed try is none of that."""
    assert Story(rows=tuple(rows)).outcome("news", "06 09:00") == expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({}, "skip:already_told"),
        ({"observed": False}, "send:due"),
        ({"kind": "unknown", "keys": ("k",)}, "send:due"),
    ],
)
def test_a_must_tell_needs_certainty(known: dict[str, Any], expected: str) -> None:
    """What must be told is told unless it surely was."""
    story = Story(policy=manners(say("news", importance=MUST)), rows=(row("news", "06 08:00", **known),))

    assert story.outcome("news", "06 09:00") == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [("06 07:59:59", "send:due"), ("06 08:00", "skip:already_told"), ("06 08:30", "skip:already_told")],
)
def test_what_may_have_been_told_since_counts(when: str, expected: str) -> None:
    """Beside a sure word that it is not so, a word of unknown fate counts if it is no older."""
    denied = row("news", "06 08:00", by="courier", tells={"news": False})
    maybe = row("news", when, by="courier", observed=False)

    assert Story(rows=(denied, maybe)).outcome("news", "06 09:00") == expected


def test_who_told_it_is_said() -> None:
    """The reason names the fact and who told it; what may only have been told says so."""
    sure = Story(rows=(row("news", "06 08:00", by="courier"),)).verdict("news", "06 09:00").reason
    maybe = (
        Story(rows=(row("news", "06 08:00", by="courier", observed=False),))
        .verdict("news", "06 09:00")
        .reason
    )

    assert {key: value for key, value in sure.data.items() if key != "at"} == {
        "fact": "news",
        "by": Party.COURIER,
    }
    assert maybe == Because(Reason.ALREADY_TOLD, {"fact": "news", "by": Party.COURIER, "perhaps": True})


def test_an_own_act_is_known() -> None:
    """Who took the parcel from the courier's hands knows that it came."""
    arrived = say("delivered", after=Milestone.DELIVERED, about=PARCEL)
    left, taken = (
        Story(policy=manners(arrived), events=(placed(), happened("delivered", "07 09:00", how=how)))
        for how in ("left", "in_person")
    )

    assert [story.outcome("delivered@1", "07 09:00") for story in (left, taken)] == [
        "send:due",
        "skip:already_known",
    ]


def test_the_stronger_word_says_the_weaker() -> None:
    """Who knows that the parcel is being delivered knows that it left."""
    story = Story(
        policy=manners(DISPATCHED),
        events=(placed(), happened("handed_over", "06 09:00", shipment="P1")),
        rows=(row("arriving_today", "06 08:00", subject="1", by="courier"),),
    )

    assert story.outcome("dispatched@1", "06 09:00") == "skip:already_told"


WINDOW = DateWindow(earliest=date(2026, 10, 8), latest=date(2026, 10, 9))


@pytest.mark.parametrize(
    ("tells", "expected"),
    [
        ({"news": True, "window": WINDOW}, "skip:already_told"),
        ({"news": True}, "send:due"),
        (
            {"news": True, "window": DateWindow(earliest=date(2026, 10, 8), latest=date(2026, 10, 10))},
            "send:due",
        ),
    ],
)
def test_one_new_fact_is_news(tells: dict[str, Any], expected: str) -> None:
    """A touchpoint is said while any of its facts is new, or has another value."""
    story = Story(
        policy=manners(say("news", tells=("window",))),
        events=(placed(promised=Promised(window=WINDOW)), secured()),
        rows=(row(None, "05 10:00", tells=tells),),
    )

    assert story.outcome("news", "06 09:00") == expected


def test_an_answer_looks_at_its_own_fact_alone() -> None:
    """An answer once given is not given again, though a fact in it was never told."""
    story = Story(
        policy=manners(say("news", tells=("window",), answers=True)),
        events=(placed(promised=Promised(window=WINDOW)), secured()),
        rows=(row("news", "05 10:00", by="staff"),),
    )

    assert story.outcome("news", "06 09:00") == "skip:already_told"


FAILED = say("failed", after=Milestone.ATTEMPT_FAILED, about=PARCEL)


@pytest.mark.parametrize(
    ("when", "expected"),
    [("06 10:00", "send:due"), ("07 08:59:59", "send:due"), ("07 09:00", "skip:already_told")],
)
def test_a_plain_word_speaks_of_the_latest_time(when: str, expected: str) -> None:
    """A courier's plain "nobody was at home" is about the attempt before it, not about a later one."""
    story = Story(
        policy=manners(FAILED),
        events=(placed(), happened("attempt_failed", "06 09:00"), happened("attempt_failed", "07 09:00")),
        rows=(row("failed", when, by="courier", subject="1"),),
    )

    assert story.outcome("failed@1", "07 09:00") == expected


def test_a_reminder_is_no_repetition() -> None:
    """A reminder without an event of its own is about the time since it came due."""
    ask = say("ask", when=tuple(Trigger(on=TriggerOn.GATE, offset=n * DAY) for n in (0, 1)))
    story = Story(policy=manners(ask), events=(placed(gates=("call",)),), rows=(row("ask", "05 09:00"),))

    assert story.outcome("ask", "05 09:00") == "skip:already_told"


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({}, "send:due"),
        ({"checkout": Checkout(slot=Slot(date=date(2026, 10, 9), code="am"))}, "skip:already_told"),
    ],
)
def test_a_question_is_reason_enough(known: dict[str, Any], expected: str) -> None:
    """A touchpoint whose fact is known still goes to ask, unless the answer is known as well."""
    planned = say("news", asks=Question(question="slot", default="none"))
    story = Story(
        policy=manners(planned), events=(placed(**known), secured()), rows=(row("news", "05 10:00"),)
    )

    assert story.outcome("news", "06 09:00") == expected
    assert ("already_asked" in story.reasons("news", "06 09:00")) is (expected == "skip:already_told")


def test_reassurance_needs_no_news() -> None:
    """Silence itself is a reason to speak."""
    story = Story(
        policy=manners(say("still", when=(SILENCE,))), events=(placed(),), rows=(row("still", "05 10:00"),)
    )

    assert story.outcome("still", "15 10:00") == "send:silence"


def test_staff_may_have_it_said_again() -> None:
    """What is known is said again when staff ask for it, naming them by their part."""
    story = Story(
        rows=(row("news", "06 08:00"), row("news", "06 12:00", kind="requested", by="staff", actor="ann"))
    )
    verdict = story.verdict("news", "06 12:00")

    assert verdict.reason.data["by"] is Party.STAFF
    assert [str(because.code) for because in verdict.reasons] == ["forced"] * 2
    assert "ann" not in repr(verdict.reasons)


@pytest.mark.parametrize(
    ("told", "value", "expected"),
    [
        (True, True, True),
        (True, 1, False),
        (1, True, False),
        ("x", "x", True),
        ("x", "y", False),
        (None, None, True),
    ],
)
def test_a_number_is_no_truth_value(told: Any, value: Any, *, expected: bool) -> None:
    """Two values are the same when they are equal and of one kind."""
    assert same(told, value) is expected


def test_a_renamed_touchpoint_is_known_by_its_former_name() -> None:
    """What the courier told under the old name is not told again under the new one, unless it has happened again."""
    parcel = SubjectKind.SHIPMENT
    policy = manners(say("try_again", formerly="news", after=Milestone.ATTEMPT_FAILED, about=parcel))
    failed = happened("attempt_failed", "06 09:00", shipment="P1")
    told = Story(policy=policy, events=(placed(), failed)).and_then(
        row("news", "06 09:00", by="courier", subject="P1")
    )
    again = told.and_then(happened("attempt_failed", "07 09:00", shipment="P1"))

    assert told.outcome("try_again@1", "06 09:00") == "skip:already_told"
    assert again.outcome("try_again@1", "07 09:00") == "send:due"


# -- 5 sayable ------------------------------------------------------------------------------------


def test_what_must_be_known_is_waited_for() -> None:
    """A touchpoint that needs a tracking number is not said without one."""
    handed = ("handed_over", "06 09:00")
    policy = manners(replace(DISPATCHED, requires=("tracking", "window")))
    without = Story(policy=policy, events=(placed(promised=Promised(window=WINDOW)), happened(*handed)))

    assert without.outcome("dispatched@1", "06 09:00") == "skip:missing_fact"
    assert without.verdict("dispatched@1", "06 09:00").reason.data == {"fact": ("tracking",)}


# -- 6 ours ---------------------------------------------------------------------------------------

OBSERVED = Says(by=time(12))
NEXT_DAY = Promised(courier="express", service=Service.NEXT_DAY)


def shared(*rules: Rule, says: dict[str, Says] | None = None, **known: Any) -> Story:
    """Return a story with rules of who speaks, delivered by a courier of some manners."""
    profiles = Profiles(
        couriers={"express": CourierProfile(says=says or {})},
        marketplaces={"bazaar": MarketplaceProfile(forbids=("news",))},
    )
    policy = manners(responsibility=rules, profiles=profiles)
    return Story(policy=policy, events=(placed(promised=NEXT_DAY, **known), secured()))


COURIER = Rule(owner=Party.COURIER)


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        (shared(), "send:due"),
        (shared(COURIER), "send:due"),
        (shared(COURIER, says={"news": OBSERVED}), "delegate:assigned until 06 12:30"),
        (shared(COURIER, says={"news": Says(within=HOUR)}), "delegate:assigned until 06 10:30"),
        (shared(COURIER, says={"news": replace(OBSERVED, basis=Basis.ASSUMED)}), "delegate:assigned"),
        (
            shared(Rule(owner=Party.COURIER, timeout=HOUR), says={"news": OBSERVED}),
            "delegate:assigned until 06 13:00",
        ),
        (shared(Rule(owner=Party.NOBODY)), "delegate:assigned"),
        (shared(Rule(owner=Party.NOBODY, regime="next_day")), "delegate:assigned"),
        (shared(Rule(owner=Party.NOBODY, regime="later")), "send:due"),
        (shared(Rule(owner=Party.MARKETPLACE), says={"news": OBSERVED}), "delegate:assigned until 06 09:30"),
        (shared(sales_channel="bazaar"), "delegate:forbidden"),
    ],
)
def test_somebody_else_may_speak(story: Story, expected: str) -> None:
    """A courier owns what its profile lists, for as long as it has time; an assumed word is waited for without end."""
    assert story.outcome("news", "06 09:00") == expected


def test_the_shop_steps_in() -> None:
    """When the courier's time has passed in silence the shop says it, and names whom it waited for."""
    story = shared(COURIER, says={"news": OBSERVED})

    assert story.outcome("news", "06 12:29:59") == "delegate:assigned until 06 12:30"
    assert story.outcome("news", "06 12:30") == "send:timeout_passed"
    assert story.verdict("news", "06 12:30").reason.data == {"by": Party.COURIER}
    assert (
        story.and_then(row("news", "06 11:00", by="courier")).outcome("news", "06 12:30")
        == "skip:already_told"
    )


def test_staff_overrule_who_speaks_but_no_marketplace() -> None:
    """What staff ask for is said by the shop, whoever it belongs to; what is forbidden stays so."""
    wanted = row("news", "06 10:00", kind="requested", by="staff")
    nobodys, forbidden = shared(Rule(owner=Party.NOBODY)), shared(sales_channel="bazaar")

    assert nobodys.and_then(wanted).outcome("news", "06 10:00") == "send:forced"
    assert forbidden.and_then(wanted).outcome("news", "06 10:00") == "delegate:forbidden"


def test_what_has_not_come_has_an_owner_without_a_time() -> None:
    """Who will speak is known before it is known when."""
    story = replace(shared(COURIER, says={"news": OBSERVED}), events=(placed(promised=NEXT_DAY),))
    verdict = story.verdict("news", "05 09:00")

    assert owner_of(verdict.judge, verdict.candidate) == (Party.COURIER, None)


def test_an_act_belongs_to_the_shop() -> None:
    """What is only done, not said, is nobody else's."""
    policy: Policy = manners(
        say("news", channels=(), acts=(ActionKind.HAND_OVER,)), responsibility=(Rule(owner=Party.NOBODY),)
    )

    assert Story(policy=policy).outcome("news", "06 09:00") == "send:due"


# -- all of them ----------------------------------------------------------------------------------


def test_the_first_that_applies_settles() -> None:
    """A touchpoint that is stale, forbidden and known has the first as its verdict, and all as its reasons."""
    policy = manners(
        say("news", useful_for=HOUR, while_=(Condition.CANCELLED,), requires=("tracking",), channels=(SMS,))
    )
    story = Story(policy=policy, customer=replace(ANNA, buyer=person(EMAIL)), rows=(row("news", "05 10:00"),))

    assert story.outcome("news", "06 10:00") == "skip:stale_event"
    assert story.reasons("news", "06 10:00") == [
        "stale_event",
        "condition_false",
        "already_told",
        "missing_fact",
        "no_channel",
        "unreachable",
    ]


def test_what_nothing_settles_may_go() -> None:
    """A candidate that no step settles leaves now, and a reason is said once."""
    verdict = Story().verdict("news", "06 09:00")

    assert first_settling(verdict.judge, verdict.candidate) is None
    assert all_reasons(verdict.judge, verdict.candidate) == ()
    assert len(STEPS) == 9


def test_the_guarantee_is_the_channels() -> None:
    """A shop may hold a mail to be sent at most once, too."""
    policy = manners(channels={EMAIL: ChannelPolicy(guarantee=Guarantee.AT_MOST_ONCE)})

    assert (
        Story(policy=policy).after("news", "unknown", "06 09:00").outcome("news", "06 09:00")
        == "skip:unknown_outcome"
    )


def test_what_happened_again_is_not_hidden_by_an_older_word() -> None:
    """A second failed attempt is told, though the parcel was ready for pickup before it; the first one is not."""
    again = say("again", after=Milestone.ATTEMPT_FAILED, about=SubjectKind.SHIPMENT)
    ready = say("ready", after=Milestone.READY_FOR_PICKUP, about=SubjectKind.SHIPMENT, supersedes=("again",))
    first = (placed(), happened("attempt_failed", "06 09:00"), happened("ready_for_pickup", "06 10:00"))
    second = (*first, happened("out_for_delivery", "07 08:00"), happened("attempt_failed", "07 09:00"))

    assert (
        Story(policy=manners(again, ready), events=first).outcome("again@1", "06 10:00") == "skip:superseded"
    )
    assert Story(policy=manners(again, ready), events=second).outcome("again@1", "07 09:00") == "send:merged"


@pytest.mark.parametrize(
    ("failed", "expected"),
    [("07 08:59:59", "skip:superseded"), ("07 09:00", "skip:superseded"), ("07 09:00:01", "send:due")],
)
def test_a_stronger_word_hides_what_came_before_it(failed: str, expected: str) -> None:
    """A second failed attempt is old news to a parcel that waits to be fetched, unless it failed after that."""
    again = say("again", after=Milestone.ATTEMPT_FAILED, about=PARCEL)
    ready = say("ready", when=(on(Milestone.DISPATCHED, DAY),), about=PARCEL, supersedes=("again",))
    story = Story(
        policy=manners(again, ready),
        events=(
            placed(),
            happened("handed_over", "06 09:00"),
            happened("attempt_failed", "06 10:00"),
            happened("out_for_delivery", "06 18:00"),
            happened("attempt_failed", failed),
        ),
        rows=(row("ready", "07 09:00"),),
    )

    assert story.outcome("again@1", "07 09:01") == expected


@pytest.mark.parametrize(("told", "expected"), [("07 08:59", "send:due"), ("07 09:10", "skip:already_told")])
def test_a_plain_word_before_we_would_speak(told: str, expected: str) -> None:
    """A courier's plain word since the second attempt is about it, though ours comes due an hour after."""
    later = say("failed", when=(on(Milestone.ATTEMPT_FAILED, HOUR),), about=PARCEL)
    story = Story(
        policy=manners(later),
        events=(placed(), happened("attempt_failed", "06 09:00"), happened("attempt_failed", "07 09:00")),
        rows=(row("failed", told, by="courier", subject="1"),),
    )

    assert story.outcome("failed@1", "07 10:00") == expected


def test_what_is_taken_back_is_neither_used_nor_under_way() -> None:
    """Once a parcel is cancelled nothing makes its "dispatched" due, and that alone is why it stays unsaid."""
    story = Story(policy=manners(DISPATCHED), events=(placed(), happened("handed_over", "06 09:00")))
    void = story.after("dispatched@1", "sent", "06 09:00").and_then(
        happened("shipment_cancelled", "06 10:00")
    )

    assert void.reasons("dispatched@1", "06 10:00") == ["not_yet"]
