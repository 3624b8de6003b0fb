from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from postpurchase.decisions.verdicts import Wake, WakeCause
from postpurchase.eta import Ranges
from postpurchase.events import Promised
from postpurchase.ledger import Pledge
from postpurchase.people import Recipient
from postpurchase.policy import (
    SILENCE,
    Cadence,
    Condition,
    Delays,
    Policy,
    Rule,
    Tier,
    Touchpoint,
    Trigger,
    TriggerOn,
    Undertaking,
    on,
)
from postpurchase.profiles import CourierProfile, Profiles, Says
from postpurchase.vocabulary import Importance, Level, Milestone, Party, Rides, SubjectKind
from postpurchase.windows import ClosedHours, DateWindow
from tests.decisions.stories import (
    ANNA,
    EMAIL,
    GIFT,
    PUSH,
    Story,
    at,
    happened,
    manners,
    placed,
    row,
    say,
    secured,
)

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
MUST = Importance.MUST_TELL
STILL = say("still", when=(SILENCE,))
NIGHT = ClosedHours(start=time(21), end=time(8))


def test_nothing_ahead_needs_no_wake() -> None:
    """Where only something new can change anything there is no time to ask again."""
    assert Story().wake("06 09:00") is None
    assert Story(events=(placed(),)).wake("05 09:00") is None


# -- each cause -----------------------------------------------------------------------------------


def test_what_comes_due_wakes() -> None:
    """A touchpoint that is foreseen wakes when it is due."""
    story = Story(policy=manners(say("news", when=(on(Milestone.SECURED, HOUR),))))

    assert story.wake("06 09:00") == "06 10:00 due news@order"
    assert story.wake("06 10:00") is None


def test_what_opens_wakes() -> None:
    """What waits for the morning wakes in the morning."""
    story = Story(policy=manners(quiet_hours=(NIGHT,)), events=(placed(), secured("06 22:00")))

    assert story.wake("06 22:00") == "07 08:00 open news@order"


def test_another_owners_time_wakes() -> None:
    """When the courier's time has passed, the shop looks again."""
    profiles = Profiles(couriers={"express": CourierProfile(says={"news": Says(by=time(12))})})
    story = Story(
        policy=manners(responsibility=(Rule(owner=Party.COURIER),), profiles=profiles),
        events=(placed(promised=Promised(courier="express")), secured()),
    )

    assert story.wake("06 09:00") == "06 12:30 until news@order"


def test_a_lease_wakes() -> None:
    """What is in flight is looked at again when its lease is over."""
    assert Story().after("news", "reserved", "06 09:00").wake("06 09:00") == "06 09:10 lease news@order"


def test_a_retry_wakes() -> None:
    """What failed is tried again at its time."""
    assert Story().after("news", "failed", "06 09:00").wake("06 09:00") == "06 09:01 retry news@order"


def test_silence_wakes() -> None:
    """The end of the longest silence is a reason to wake, from the order or from the last word."""
    story = Story(policy=manners(STILL), events=(placed(),))

    assert story.wake("05 09:00") == "15 09:00 silence still@order"
    assert story.and_then(row("thanks", "06 09:00")).wake("06 09:00") == "16 09:00 silence still@order"


def test_a_deadline_wakes() -> None:
    """A must-tell that nobody can be told wakes when staff are to be called."""
    alone = replace(ANNA, buyer=Recipient(zone="UTC"))
    story = Story(policy=manners(say("news", importance=MUST)), customer=alone)

    assert story.wake("06 09:00") == "06 21:00 deadline news@order"
    assert story.wake("06 21:00") is None


def test_a_must_tell_that_waits_has_two_reasons() -> None:
    """What waits for the morning wakes for staff first, where its deadline comes first."""
    point = say("news", importance=MUST, deadline=HOUR)
    story = Story(policy=manners(point, quiet_hours=(NIGHT,)), events=(placed(), secured("06 22:00")))

    assert story.wake("06 22:00") == "06 23:00 deadline news@order"
    assert story.wake("06 23:00") == "07 08:00 open news@order"


def test_the_first_of_all_wakes() -> None:
    """The least of all that is ahead counts; of two at one instant the cause first in the alphabet."""
    later, sooner = (
        say("later", when=(on(Milestone.SECURED, 2 * HOUR),)),
        say("sooner", when=(on(Milestone.SECURED, HOUR),)),
    )

    assert Story(policy=manners(later, sooner)).wake("06 09:00") == "06 10:00 due sooner@order"
    assert min(Wake(5, WakeCause.OPEN, "a"), Wake(5, WakeCause.DUE, "b")) == Wake(5, WakeCause.DUE, "b")


# -- as if all were sent --------------------------------------------------------------------------


def test_a_message_begins_a_new_silence() -> None:
    """What is sent now is the last word from now on, to the one who gets it."""
    story = Story(policy=manners(say(), STILL))

    assert story.wake("06 09:00") == "16 09:00 silence still@order"
    assert replace(story, customer=GIFT).wake("06 09:00") == "16 09:00 silence still@order"


def test_reassurance_begins_a_new_silence() -> None:
    """Silence that is broken now is broken again ten days later."""
    story = Story(policy=manners(STILL), events=(placed(),))

    assert story.messages("15 09:00") == ["still@order by email"]
    assert story.wake("15 09:00") == "25 09:00 silence still@order"


def test_a_promised_word_wakes() -> None:
    """A message that promises the next word wakes by then; its riders' promises count too."""
    promise = (Undertaking(kind="next_word", within=2 * DAY), Undertaking(kind="refund", within=HOUR))
    story = Story(policy=manners(say("news", importance=MUST), say("rider", promises=promise), STILL))

    assert story.messages("06 09:00") == ["news@order + rider@order by email"]
    assert story.wake("06 09:00") == "08 09:00 silence still@order"


@pytest.mark.parametrize(("first", "second"), [(2, 5), (5, 2)])
def test_a_message_that_promises_the_next_word_twice_keeps_the_earlier(first: int, second: int) -> None:
    """Of two next words promised in one message, by its lead and its rider, the earlier one wakes."""
    lead = say("lead", promises=(Undertaking(kind="next_word", within=first * DAY),), importance=MUST)
    rider = say("rider", promises=(Undertaking(kind="next_word", within=second * DAY),))
    story = Story(policy=manners(lead, rider, STILL))

    assert story.messages("06 09:00") == ["lead@order + rider@order by email"]
    assert story.wake("06 09:00") == "08 09:00 silence still@order"


def test_a_word_promised_beside_another() -> None:
    """Of several messages at one instant, now or a moment ago, the earliest next word promised wakes."""
    promise = (Undertaking(kind="next_word", within=2 * DAY),)
    aside = say("aside", rides=Rides.NO)
    story = Story(
        policy=manners(say("news", promises=promise, rides=Rides.NO, importance=MUST), aside, STILL)
    )
    pledged = (Pledge(kind="next_word", due=at("08 09:00")),)

    assert story.messages("06 09:00") == ["news@order by email", "aside@order by email"]
    assert story.wake("06 09:00") == "08 09:00 silence still@order"
    assert story.after("news", "sent", "06 09:00", promises=pledged).messages("06 09:00") == [
        "aside@order by email"
    ]
    assert story.after("news", "sent", "06 09:00", promises=pledged).wake("06 09:00") == (
        "08 09:00 silence still@order"
    )


def test_a_word_promised_by_the_longest_silence() -> None:
    """A promise without a term is the longest silence itself; with none there is nothing to wake for."""
    undertaken = say("news", promises=(Undertaking(kind="next_word"),))
    quiet = Cadence(longest_silence={})

    assert Story(policy=manners(undertaken, STILL)).wake("06 09:00") == "16 09:00 silence still@order"
    assert Story(policy=manners(undertaken, STILL, cadence=quiet)).wake("06 09:00") is None


def test_a_promise_made_now_wakes_when_it_would_be_broken() -> None:
    """Where the policy has word of a broken promise, a promise made now is looked after; a next word is silence's."""
    undertaken = (Undertaking(kind="refunded", within=DAY), Undertaking(kind="next_word", within=HOUR))
    promising = say("news", promises=undertaken)
    sorry = say("sorry", when=(Trigger(on=TriggerOn.PROMISE, offset=HOUR),))
    never = replace(promising, promises=(Undertaking(kind="refunded"),))

    assert Story(policy=manners(promising, sorry)).wake("06 09:00") == "07 10:00 due sorry@order"
    assert Story(policy=manners(promising)).wake("06 09:00") is None
    assert Story(policy=manners(never, sorry, cadence=Cadence(longest_silence={}))).wake("06 09:00") is None


def test_a_silence_shorter_than_the_night_wakes_in_the_morning() -> None:
    """Where no open moment is left before the limit, the first one after it is soon enough, and wakes."""
    hasty = Cadence(longest_silence={Level.STANDARD: 2 * HOUR})
    policy = manners(say("news"), STILL, cadence=hasty, quiet_hours=(NIGHT,))
    story = Story(policy=policy, events=(placed("06 20:00"), secured("06 20:30")))

    assert story.messages("06 20:30") == ["news@order by email"]
    assert story.wake("06 20:30") == "07 08:00 silence still@order"


def test_what_is_over_has_no_silence() -> None:
    """The last word of an order that is over begins no silence."""
    policy = manners(say("over", after=Milestone.CANCELLED), STILL)
    story = Story(policy=policy, events=(placed(), happened("order_cancelled", "06 09:00")))

    assert story.messages("06 09:00") == ["over@order by email"]
    assert story.wake("06 09:00") is None


# -- what comes again -----------------------------------------------------------------------------


def test_a_reminder_wakes() -> None:
    """After the first request, sent or not, the reminder's time is waited for."""
    ask = say("ask", when=tuple(Trigger(on=TriggerOn.GATE, offset=n * DAY) for n in (0, 1)))
    story = Story(policy=manners(ask), events=(placed(gates=("call",)),))

    assert story.wake("05 09:00") == "06 09:00 due ask@order"
    assert story.after("ask", "sent", "05 09:00").wake("05 09:01") == "06 09:00 due ask@order"
    assert story.wake("06 09:00") is None


def test_an_anniversary_wakes_every_year() -> None:
    """What was celebrated, or missed, this year wakes next year."""
    yearly = say("years", when=(Trigger(on=TriggerOn.ANNIVERSARY),), useful_for=7 * DAY)
    long_known = replace(ANNA, first_purchase_at=datetime.fromisoformat("2024-10-06T12:00:00Z"))
    story = Story(policy=manners(yearly), customer=long_known)

    assert story.messages("06 10:00") == ["years@order by email"]
    assert [story.wake(now) for now in ("06 10:00", "20 10:00")] == [
        "2027-10-06T10:00:00Z due years@order"
    ] * 2


def test_the_same_word_does_not_wake_twice() -> None:
    """Two triggers of one occurrence: once it is out, the second one is nothing to wake for."""
    thanks = say("thanks", when=(on(Milestone.PLACED, HOUR), on(Milestone.SECURED)))
    story = Story(policy=manners(thanks), events=(placed("06 08:30"), secured("06 09:00")))
    stale = replace(story, policy=manners(replace(thanks, useful_for=10 * MINUTE)))

    assert story.messages("06 09:00") == ["thanks@order by email"]
    assert story.wake("06 09:00") is None
    assert story.after("thanks", "sent", "06 09:00").wake("06 09:01") is None
    assert stale.wake("06 09:15") == "06 09:30 due thanks@order"


@pytest.mark.parametrize(
    ("now", "expected"), [("06 09:00", "06 10:00 due late@1"), ("06 10:00", "06 11:00 due late@P2")]
)
def test_each_parcel_wakes(now: str, expected: str) -> None:
    """Every candidate has its own time."""
    late = say("late", when=(on(Milestone.DISPATCHED, HOUR),), about=SubjectKind.SHIPMENT)
    events = [
        happened("handed_over", when, shipment=name)
        for when, name in (("06 09:00", "P1"), ("06 10:00", "P2"))
    ]

    assert Story(policy=manners(late), events=(placed(), *events)).wake(now) == expected


def test_a_retry_wakes_when_its_own_promise_comes_due() -> None:
    """What is tried again promises what it promised: the next word counts from the first try, not from this one."""
    promised = (Pledge(kind="next_word", due=at("06 10:00")),)
    tried = Story(policy=manners(say("news"), STILL)).after("news", "unknown", "06 09:00", promises=promised)

    assert tried.wake("06 09:10") == "06 10:00 silence still@order"


def test_a_rider_left_out_is_looked_at_again() -> None:
    """What is tried again without a part that nobody would say now told nobody of that part: so look at once."""
    story = Story(policy=manners(say("news")))
    key = story.verdict("news", "06 09:00").candidate.key
    alone, beside = (
        story.and_then(row("news", "06 09:00", kind="reserved", channel=EMAIL, keys=keys))
        for keys in ((key,), (key, "of something else"))
    )

    assert alone.wake("06 09:10") is None
    assert beside.wake("06 09:10") == "2026-10-06T09:10:01Z due news@order"


def test_an_estimate_that_turns_is_waited_for_where_it_matters() -> None:
    """With a word for lateness, the end of the courier's date wakes the order; without one nobody asks."""
    window = DateWindow(earliest=date(2026, 10, 8), latest=date(2026, 10, 9))
    events = (
        placed(promised=Promised(window=window)),
        happened("handed_over", "06 10:00", shipment="P1"),
    )
    late = say("late", when=(Trigger(on=TriggerOn.DELAYED),), about=SubjectKind.SHIPMENT)
    sooner = say("maybe", when=(Trigger(on=TriggerOn.DELAY_LIKELY),), about=SubjectKind.SHIPMENT)
    here = happened("delivered", "06 11:00", shipment="P1")

    assert Story(policy=manners(late), events=events).wake("06 12:00") == "10 00:00 due late@1"
    assert Story(policy=manners(sooner), events=events).wake("06 12:00") == "10 00:00 due maybe@1"
    assert Story(policy=manners(sooner), events=(*events, here)).wake("06 12:00") is None
    assert Story(policy=manners(sooner), events=(placed(),)).wake("06 12:00") is None


@pytest.mark.parametrize(
    ("other", "expected"),
    [(25, "2026-10-06T09:00:01Z due news@order"), (9, "09 00:00 due back@1")],
    ids=["one of them comes later", "both in time"],
)
def test_a_parcel_that_is_back_on_time_by_what_is_told_now_is_looked_at_again(
    other: int, expected: str
) -> None:
    """Who is told now that the order comes later is told next that one of its parcels does not; else its date turns."""
    back = say("back", when=(Trigger(on=TriggerOn.BACK_ON_TIME),), about=SubjectKind.SHIPMENT)
    events = (
        placed(promised=Promised(window=days(8, 9))),
        happened("eta_changed", "05 10:00", shipment="P1", window=days(8, 8)),
        happened("eta_changed", "05 11:00", shipment="P2", window=days(other, other)),
        secured("06 09:00"),
    )
    warned = row("delayed", "05 12:00", keys=("warned",), tells={"delayed": True})
    story = Story(policy=manners(say("news", tells=("window",)), back), events=events, rows=(warned,))

    assert story.wake("06 09:00") == expected


def days(first: int, last: int) -> DateWindow:
    """Return a window of dates in October."""
    return DateWindow(earliest=date(2026, 10, first), latest=date(2026, 10, last))


# -- what a window told now changes ---------------------------------------------------------------

FIRST, SECOND = days(8, 9), days(14, 15)
HANDED_OVER = happened("handed_over", "06 09:00", shipment="P1")
LATER = happened("eta_changed", "07 09:00", shipment="P1", window=SECOND)
TELLING = say("news", tells=("window",))
LATE = say("late", when=(Trigger(on=TriggerOn.DELAYED),), about=SubjectKind.SHIPMENT)


def hurried(*points: Touchpoint, **known: Any) -> Policy:
    """Return a policy of those touchpoints that lets nobody wait for a word."""
    return manners(*points, cadence=Cadence(longest_silence={}), **known)


OVERDUE = tuple(
    event
    for parcel in ("P1", "P2")
    for event in (
        happened("handed_over", "05 10:00", shipment=parcel),
        happened("eta_changed", "05 10:00", shipment=parcel, window=days(5, 5)),
    )
)
"""Two parcels whose courier names a day that passes: no estimate of theirs is left that could turn."""


def believed(*points: Touchpoint, **known: Any) -> Story:
    """Return the story of an order whose date nobody promised: by its days from order to door it is told on the 6th."""
    policy = hurried(TELLING, *points, ranges=Ranges(lead_days=(3, 4)), **known)
    return Story(policy=policy, events=(placed(), *OVERDUE, secured()))


@pytest.mark.parametrize("on", [TriggerOn.DELAYED, TriggerOn.DELAYED_AGAIN, TriggerOn.OVERDUE])
def test_a_window_told_now_wakes_when_it_would_be_broken(on: TriggerOn) -> None:
    """The day after its last date, the policy's grace, the trigger's offset and what settles, one after the other."""
    late = say("late", when=(Trigger(on=on, offset=HOUR),), settle=10 * MINUTE)
    story = believed(late, delays=Delays(grace=6 * HOUR, compensation=(Tier(days_late=4, offer="x"),)))

    assert story.messages("06 09:00") == ["news@order by email"]
    assert story.wake("06 09:00") == "10 07:10 due late@order"


def test_a_window_told_now_wakes_when_it_is_to_be_made_up_for() -> None:
    """The first tier's days after its last date and what settles; no grace is given to what was promised first."""
    sorry = say("sorry", when=(Trigger(on=TriggerOn.LATE),), settle=10 * MINUTE)
    tiers = tuple(Tier(days_late=late, offer="x") for late in (2, 5))
    story = believed(sorry, delays=Delays(grace=6 * HOUR, compensation=tiers))

    assert story.wake("06 09:00") == "11 00:10 due sorry@order"


def test_a_window_told_now_wakes_nobody_where_nothing_is_said_after_its_end() -> None:
    """Word of a likely delay, or of being on time again, is no word of a broken promise."""
    points = [say(on, when=(Trigger(on=on),)) for on in (TriggerOn.DELAY_LIKELY, TriggerOn.BACK_ON_TIME)]

    assert believed(*points).wake("06 09:00") is None


def late_unsaid(*points: Touchpoint, now: str = "07 09:00") -> Story:
    """Return the story of a parcel whose lateness, known at 9 on the 7th, can reach nobody; all is bought at `now`."""
    events = (placed(promised=Promised(window=FIRST)), HANDED_OVER, LATER, secured(now))
    return Story(policy=hurried(replace(LATE, channels=(PUSH,)), *points), events=events)


@pytest.mark.parametrize("now", ["07 09:00", "07 09:30"])
def test_lateness_that_stays_unsaid_is_measured_anew_once_a_window_is_told(now: str) -> None:
    """The same plan that leaves it unsaid tells the later date: the next second it is measured against that."""
    story = late_unsaid(TELLING, now=now)

    assert story.outcome("late@1", now).startswith("skip:")
    assert story.messages(now) == ["news@order by email"]
    assert story.wake(now) == f"2026-10-{now.replace(' ', 'T')}:01Z due late@1"


def test_lateness_that_stays_unsaid_stays_measured_where_no_window_is_told() -> None:
    """A message without a date changes nothing of it: what is ahead is the turn of the estimate."""
    assert late_unsaid(say("news")).wake("07 09:00") == "16 00:00 due late@1"
    assert late_unsaid().wake("07 09:00") == "16 00:00 due late@1"


def test_only_lateness_is_measured_anew() -> None:
    """Beside a window told, what else stays unsaid is no reason to look again."""
    assert believed(say("aside", channels=(PUSH,))).wake("06 09:00") is None


@pytest.mark.parametrize("others", [(), (STILL,)])
def test_a_window_told_by_a_message_tried_again_is_measured_anew(others: tuple[Touchpoint, ...]) -> None:
    """It tells what it told at first: with a word for lateness, the next second looks at that; without, nothing does."""
    late = say("late", when=(Trigger(on=TriggerOn.BACK_ON_TIME),))
    tried = believed(late, *others).after("news", "unknown", "06 09:00", tells={"window": FIRST})
    deaf = replace(tried, policy=hurried(TELLING, *others))

    assert tried.messages("06 09:10") == deaf.messages("06 09:01") == ["news@order by email"]
    assert tried.wake("06 09:10") == "2026-10-06T09:10:01Z due news@order"
    assert deaf.wake("06 09:10") is None


def test_a_message_tried_again_that_told_no_window_changes_nothing() -> None:
    """What it would tell today does not count: it goes out as it was written."""
    late = say("late", when=(Trigger(on=TriggerOn.BACK_ON_TIME),))
    tried = believed(late).after("news", "unknown", "06 09:00", tells={"news": True})

    assert tried.wake("06 09:10") is None


def test_a_delay_told_again_without_its_day_is_measured_anew() -> None:
    """It goes out as it was written, when nobody knew a day; the next second looks for the word with the date."""
    events = (placed(promised=Promised(window=FIRST)), HANDED_OVER, LATER)
    story = Story(policy=hurried(LATE), events=events)
    tried = story.after("late@1", "unknown", "07 09:00", tells={"delayed@1": True})

    assert tried.messages("07 09:10") == ["late@1 by email"]
    assert tried.wake("07 09:10") == "2026-10-07T09:10:01Z due late@1"


# -- what is hidden now ---------------------------------------------------------------------------


@pytest.mark.parametrize("asked", ["07 08:00", "07 09:00"])
def test_a_request_hidden_by_lateness_wakes_the_next_second(asked: str) -> None:
    """Once the lateness that came after it is told, staff's request to say it is the latest reason again."""
    asking = row("late", asked, kind="requested", by="staff", subject="1")
    events = (placed(promised=Promised(window=FIRST)), HANDED_OVER, LATER)
    story = Story(policy=hurried(LATE), events=events, rows=(asking,))

    assert story.messages("07 09:00") == ["late@1 by email"]
    assert story.wake("07 09:00") == "2026-10-07T09:00:01Z due late@1"


def test_a_request_overtaken_by_what_it_asked_for_is_over() -> None:
    """What came after it is said, and stays the latest reason: nothing is ahead."""
    asking = row("news", "06 08:00", kind="requested", by="staff")
    story = Story(policy=hurried(say("news")), rows=(asking,))

    assert story.messages("06 09:00") == ["news@order by email"]
    assert story.wake("06 09:00") is None


def test_of_two_things_that_came_at_one_instant_neither_is_ahead() -> None:
    """Two questions asked in the same second: the answer that goes to the later one leaves nothing to wake for."""
    asked = happened("inquiry_received", "06 09:00")
    answer = say("answer", after=Milestone.INQUIRED, answers=True)
    story = Story(policy=hurried(answer), events=(placed(), asked, replace(asked, id="another")))

    assert story.messages("06 09:00") == ["answer@order by email"]
    assert story.wake("06 09:00") is None


@pytest.mark.parametrize(("first", "second"), [(2, 5), (5, 2)])
def test_of_two_messages_that_promise_the_next_word_the_earlier_wakes(first: int, second: int) -> None:
    """Whichever of them leads the policy."""
    points = [
        say(name, promises=(Undertaking(kind="next_word", within=term * DAY),), rides=Rides.NO)
        for name, term in (("one", first), ("two", second))
    ]
    story = Story(policy=manners(*points, STILL))

    assert story.messages("06 09:00") == ["one@order by email", "two@order by email"]
    assert story.wake("06 09:00") == "08 09:00 silence still@order"


def test_a_next_word_promised_at_once_is_looked_after_the_next_second() -> None:
    """No plan asks to be made again at its own instant, whatever is promised for it."""
    hasty = say("news", promises=(Undertaking(kind="next_word", within=timedelta(0)),))

    assert Story(policy=manners(hasty, STILL)).wake("06 09:00") == "2026-10-06T09:00:01Z silence still@order"


def test_a_request_that_lateness_hides_shows_itself_when_anything_was_told() -> None:
    """Staff asked for "late" before the promise was broken; what is told now may end that lateness, and then the request counts."""
    late = say(
        "late", when=(Trigger(on=TriggerOn.DELAYED),), about=SubjectKind.SHIPMENT, requires=("tracking",)
    )
    window = DateWindow(earliest=date(2026, 10, 8), latest=date(2026, 10, 8))
    asked = row("late", "06 09:00", kind="requested", by="staff", subject="1", actor="anna")
    story = Story(
        policy=manners(say("news"), late),
        events=(placed(promised=Promised(window=window)), secured("09 09:00")),
        rows=(asked,),
    )

    assert story.wake("09 09:00") == "2026-10-09T09:00:01Z due late@1"
    assert story.after("news", "sent", "09 09:00").wake("09 09:00") is None


# -- what becomes news by being told --------------------------------------------------------------


@pytest.mark.parametrize(
    ("needs", "told", "expected"),
    [
        (Condition.LOSS_TOLD, "lost_remedy", "2026-10-06T09:00:01Z due after@order"),
        (Condition.CANCELLATION_TOLD, "order_cancelled", "2026-10-06T09:00:01Z due after@order"),
        (Condition.LOSS_TOLD, "order_cancelled", None),
    ],
)
def test_what_waits_for_something_to_be_told_is_looked_at_the_next_second(
    needs: Condition, told: str, expected: str | None
) -> None:
    """Once a loss or a cancellation is told, what hangs on that may be said; other words change nothing."""
    story = Story(policy=hurried(say(told), say("after", while_=(needs,))))

    assert story.messages("06 09:00") == [f"{told}@order by email"]
    assert story.wake("06 09:00") == expected


def test_a_message_tried_again_tells_anew_what_was_told_since() -> None:
    """It goes out as it was written: what newer words have replaced since may be news once more."""
    known = row("weaker", "06 09:00", by="courier")
    first = Story(policy=hurried(say("news"), say("weaker", tells=("slot",))), rows=(known,))
    again = first.after("news", "unknown", "06 09:00")

    assert first.messages("06 09:00") == again.messages("06 09:10") == ["news@order by email"]
    assert first.reasons("weaker", "06 09:00") == again.reasons("weaker", "06 09:10") == ["already_told"]
    assert first.wake("06 09:00") is None
    assert again.wake("06 09:10") == "2026-10-06T09:10:01Z due weaker@order"
