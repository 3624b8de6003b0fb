from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from postpurchase.decisions.anchors import seconds
from postpurchase.decisions.candidates import latest_or_next
from postpurchase.decisions.model import Occurrence
from postpurchase.decisions.occurrences import years_after
from postpurchase.events import Event, Promised
from postpurchase.ledger import Pledge
from postpurchase.people import Customer
from postpurchase.policy import SILENCE, Anchor, Gates, Trigger, TriggerOn, around, on
from postpurchase.profiles import CourierProfile, Profiles, Says
from postpurchase.vocabulary import Milestone, Notify, SubjectKind
from postpurchase.windows import DateWindow, Slot, TimeWindow
from tests.decisions.stories import (
    ANNA,
    BUYER,
    GIFT,
    RECEIVER,
    Story,
    at,
    clock,
    happened,
    manners,
    names,
    person,
    placed,
    row,
    say,
    secured,
    sends,
    t,
)

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PARCEL = SubjectKind.SHIPMENT


def due(story: Story, name: str, now: str) -> str | None:
    """Return when a touchpoint is due, as a decision at `now` sees it."""
    return clock(story.verdict(name, now).candidate.due)


# -- what there is to judge -----------------------------------------------------------------------


def test_each_parcel_is_spoken_of_by_itself() -> None:
    """A touchpoint about parcels is one candidate for each on its way to the customer, in the policy's order."""
    events = (
        placed(),
        happened("handed_over", "06 09:00", shipment="P1"),
        happened("handed_over", "06 10:00", shipment="P2"),
        happened("handed_over", "06 11:00", shipment="BACK", role="return"),
    )
    story = Story(
        policy=manners(say("dispatched", after=Milestone.DISPATCHED, about=PARCEL), say("news")),
        events=events,
    )

    assert names(story.at("07 09:00").verdicts) == ["dispatched@1", "dispatched@P2", "news@order"]
    assert due(story, "dispatched@1", "07 09:00") == "06 09:00"
    assert due(story, "dispatched@P2", "07 09:00") == "06 10:00"


def test_what_is_said_once_has_one_occurrence() -> None:
    """However often its milestone recurs, what is said once keeps its first name and so its key."""
    events = [happened("inquiry_received", f"06 0{hour}:00") for hour in (8, 9)]
    asked = say("asked", after=Milestone.INQUIRED, once=True)
    story = Story(policy=manners(asked), events=(placed(), *events))

    assert [story.verdict("asked", now).candidate.occurrence[:3] for now in ("06 08:30", "06 09:30")] == [
        (t("06 08:00"), "1", 1),
        (t("06 09:00"), "1", 1),
    ]
    assert story.after("asked", "sent", "06 08:00").outcome("asked", "06 09:30") == "skip:used"


def test_an_inquiry_is_named_by_its_event() -> None:
    """An earlier question that is learned of late does not make the one already answered another."""
    late = happened("inquiry_received", "06 08:00", learned="06 09:30")
    policy = manners(say("asked", after=Milestone.INQUIRED, answers=True))
    story = Story(policy=policy, events=(placed(), happened("inquiry_received", "06 09:00")))
    answered = story.after("asked", "sent", "06 09:00").and_then(late)

    assert story.verdict("asked", "06 09:00").candidate.occurrence.name == "inquiry_received06 09:00"
    assert answered.outcome("asked", "06 09:40") == "skip:used"


def test_an_order_wide_touchpoint_hears_every_parcel() -> None:
    """What is said of the order comes due with the latest parcel that reaches its milestone."""
    story = Story(
        policy=manners(say("news", after=Milestone.DISPATCHED)),
        events=(
            placed(),
            happened("handed_over", "06 09:00", shipment="P1"),
            happened("handed_over", "06 10:00", shipment="P2"),
        ),
    )

    assert due(story, "news", "06 09:30") == "06 09:00"
    assert due(story, "news", "06 10:00") == "06 10:00"


def test_what_comes_to_the_shop_is_no_news() -> None:
    """A parcel on its way to the shop makes nothing due for the customer."""
    story = Story(
        policy=manners(say("news", after=Milestone.DISPATCHED)),
        events=(placed(), happened("handed_over", "06 09:00", shipment="IN", role="inbound")),
    )

    assert due(story, "news", "07 09:00") is None


def test_the_order_makes_no_parcel_due() -> None:
    """A touchpoint about parcels does not hear milestones of the order itself."""
    story = Story(policy=manners(say("news", about=PARCEL)))

    assert due(story, "news@1", "07 09:00") is None


def test_a_gift_has_two_people() -> None:
    """A touchpoint is one candidate for each of its audience; without a receiver the buyer is both."""
    policy = manners(say("news", audience=(BUYER, RECEIVER)), say("secret", audience=(RECEIVER,)))
    gift, own = Story(policy=policy, customer=GIFT), Story(policy=policy, customer=ANNA)

    assert [(one.name, one.candidate.role) for one in gift.at("06 09:00").verdicts] == [
        ("news@order", BUYER),
        ("news@order", RECEIVER),
        ("secret@order", RECEIVER),
    ]
    assert [(one.name, one.candidate.role) for one in own.at("06 09:00").verdicts] == [
        ("news@order", BUYER),
        ("secret@order", BUYER),
    ]


def test_durations_are_whole_seconds() -> None:
    """Days count, fractions of a second do not."""
    assert seconds(timedelta(days=1, seconds=2, milliseconds=900)) == 86_402


# -- which occurrence -----------------------------------------------------------------------------


def occurrence(moment: int, number: int = 1) -> Occurrence:
    """Return an occurrence due at a moment."""
    return Occurrence(moment, str(number), number, TriggerOn.MILESTONE)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([(10, 1)], (10, 1)),
        ([(10, 1), (20, 2)], (20, 2)),
        ([(10, 1), (30, 2)], (30, 2)),
        ([(10, 1), (31, 2)], (10, 1)),
        ([(20, 2), (20, 1)], (20, 2)),
        ([(41, 1), (40, 2)], (40, 2)),
        ([(40, 2), (40, 1)], (40, 1)),
    ],
)
def test_the_latest_reached_counts(found: list[tuple[int, int]], expected: tuple[int, int]) -> None:
    """Of several occurrences the latest reached counts at 30, its own second included; else the next to come."""
    chosen = latest_or_next([occurrence(*one) for one in found], 30)

    assert (chosen.due, chosen.number) == expected


def test_two_ways_to_one_word() -> None:
    """Ten minutes after the order, or at once when bought: one occurrence under one key."""
    story = Story(
        policy=manners(say("thanks", when=(on(Milestone.PLACED, 10 * MINUTE), on(Milestone.SECURED)))),
        events=(placed("05 09:00"), secured("05 09:05")),
    )

    assert [due(story, "thanks", now) for now in ("05 09:00", "05 09:05", "05 09:10")] == [
        "05 09:10",
        "05 09:05",
        "05 09:10",
    ]
    said = story.after("thanks", "sent", "05 09:05")
    assert said.outcome("thanks", "05 09:10") == "skip:used"


@pytest.mark.parametrize(
    ("muted", "expected"), [(("never", "auto"), "send:due"), (("never", "never"), "skip:muted")]
)
def test_what_is_muted_mutes_nothing_else(muted: tuple[str, str], expected: str) -> None:
    """An event without notice takes the word from no other that leads to the same word, before it or after it."""
    policy = manners(say("thanks", when=(on(Milestone.PLACED, 10 * MINUTE), on(Milestone.SECURED))))
    second, first = muted
    ordered = replace(placed("05 09:00"), notify=Notify(first))

    for when in ("05 09:05", "05 09:30"):
        story = Story(policy=policy, events=(ordered, secured(when, notify=second)))
        assert story.outcome("thanks", "05 09:30") == expected


def test_a_second_time_without_notice_is_muted() -> None:
    """What happened again is another word, and the first is not said in its place."""
    policy = manners(say("failed", after=Milestone.ATTEMPT_FAILED, about=SubjectKind.SHIPMENT))
    again = happened("attempt_failed", "07 09:00", shipment="P1", notify="never")
    events = (placed(), happened("attempt_failed", "06 09:00", shipment="P1"), again)

    assert Story(policy=policy, events=events).outcome("failed@1", "07 09:00") == "skip:muted"


def test_a_gate_is_as_old_as_when_it_was_first_heard_of() -> None:
    """A corrected copy of the order, received days later, makes its reminders no older."""
    reminder = say("reminder", when=(Trigger(on=TriggerOn.GATE, offset=4 * DAY),))
    first = placed(gates=("engraving",))
    story = Story(policy=manners(reminder), events=(first, replace(first, received_at=at("09 08:00"))))

    assert story.outcome("reminder", "09 09:00") == "send:due"


def test_settling_waits() -> None:
    """A touchpoint that settles comes due that much later, and says so meanwhile."""
    story = Story(policy=manners(say("news", settle=HOUR)))

    assert [story.outcome("news", now) for now in ("06 09:00", "06 09:59", "06 10:00")] == [
        "skip:settling until 06 10:00",
        "skip:settling until 06 10:00",
        "send:due",
    ]


@pytest.mark.parametrize(
    "trigger",
    [
        Trigger(on=TriggerOn.GATE),
        Trigger(on=TriggerOn.GATE_EXPIRY),
        around(Anchor.PROMISED_START),
        Trigger(on=TriggerOn.COURIER_TERM, milestone=Milestone.PLACED, says=("news",)),
    ],
    ids=lambda trigger: trigger.on,
)
def test_whatever_makes_it_due_settles(trigger: Trigger) -> None:
    """Settling comes after any trigger, a gate's or a courier's as well as a milestone's."""
    window = DateWindow(earliest=date(2026, 10, 8), latest=date(2026, 10, 9))
    events = (placed(gates=("engraving",), promised=Promised(window=window)),)
    plain, settled = (
        Story(policy=manners(say("news", when=(trigger,), settle=pause)), events=events)
        for pause in (timedelta(0), HOUR)
    )
    at_once, later = (
        story.verdict("news", "06 09:00").candidate.occurrence.due for story in (plain, settled)
    )

    assert later == at_once + 3600


def test_a_local_time_of_day() -> None:
    """A trigger may move to a time of its day, in the recipient's zone."""
    policy = manners(say("news", when=(replace(on(Milestone.SECURED), at=time(18)),)))
    story = Story(policy=policy, customer=replace(ANNA, buyer=person(zone="Asia/Tokyo")))

    assert due(story, "news", "06 09:00") == "06 09:00"
    assert due(replace(story, customer=ANNA), "news", "06 09:00") == "06 18:00"


# -- anchors --------------------------------------------------------------------------------------

SLOT = Slot(date=date(2026, 10, 8), start=time(14), end=time(18))
WINDOW = DateWindow(earliest=date(2026, 10, 8), latest=date(2026, 10, 9))
HOURS = TimeWindow(earliest=at("08 14:00"), latest=at("08 18:00"))


@pytest.mark.parametrize(
    ("anchor", "promised", "expected"),
    [
        (Anchor.SLOT_START, {"slot": SLOT}, "08 13:00"),
        (Anchor.SLOT_END, {"slot": SLOT}, "08 17:00"),
        (Anchor.SLOT_START, {"slot": Slot(date=date(2026, 10, 8), code="evening")}, "08 18:00"),
        (Anchor.SLOT_END, {"slot": Slot(date=date(2026, 10, 8), code="morning")}, None),
        (Anchor.SLOT_END, {}, None),
        (Anchor.PROMISED_START, {"window": WINDOW}, "07 23:00"),
        (Anchor.PROMISED_END, {"window": WINDOW}, "09 23:00"),
        (Anchor.PROMISED_START, {"window": HOURS}, "08 13:00"),
        (Anchor.PROMISED_END, {"window": HOURS}, "08 17:00"),
        (Anchor.PROMISED_START, {}, None),
        (Anchor.PROMISED_END, {}, None),
    ],
)
def test_what_was_promised_is_an_anchor(
    anchor: Anchor, promised: dict[str, Any], expected: str | None
) -> None:
    """An hour before either end of the slot or the window; a code counts where the courier's profile has its hours."""
    express = CourierProfile(codes={"evening": (time(19), time(21))})
    policy = manners(
        say("news", when=(around(anchor, -HOUR),)), profiles=Profiles(couriers={"express": express})
    )
    details = Promised(courier="express", **promised)

    assert due(Story(policy=policy, events=(placed(promised=details),)), "news", "05 09:00") == expected


@pytest.mark.parametrize(("heard", "expected"), [("08 17:59", "send:merged"), ("08 18:00", "skip:not_yet")])
def test_what_comes_to_light_after_the_slot_was_not_to_come_in_it(heard: str, expected: str) -> None:
    """A further parcel misses the slot only if it was heard of before the slot was over, at six; the first always does."""
    policy = manners(say("missed", when=(around(Anchor.SLOT_END),), about=SubjectKind.SHIPMENT))
    first = happened("shipment_planned", "08 08:00", shipment="P1")
    rest = happened("shipment_planned", heard, shipment="P2")
    story = Story(policy=policy, events=(placed(promised=Promised(slot=SLOT)), first, rest))

    assert story.outcome("missed@1", "08 21:00") == "send:due"
    assert story.outcome("missed@P2", "08 21:00") == expected


def test_each_slot_is_another_occasion() -> None:
    """What goes by the slot is numbered with each slot agreed, so that a new one may be missed anew; windows are not."""
    policy = manners(
        say("missed", when=(around(Anchor.SLOT_END, HOUR),)), say("late", when=(around(Anchor.PROMISED_END),))
    )
    agreed = happened("delivery_requested", "08 19:00", slot=replace(SLOT, date=date(2026, 10, 9)))
    story = Story(policy=policy, events=(placed(promised=Promised(slot=SLOT, window=WINDOW)),))
    found = [
        (clock(one.due), one.name)
        for told in (story, story.and_then(agreed))
        for name in ("missed", "late")
        if (one := told.verdict(name, "09 09:00").candidate.occurrence)
    ]

    assert found == [("08 19:00", "1"), ("10 00:00", "1"), ("09 19:00", "2"), ("10 00:00", "1")]


@pytest.mark.parametrize(
    ("days", "name"),
    [((), "2026-10-08"), ((8,), "2026-10-08"), ((8, 8), "2026-10-08#2"), ((8, 9), "2026-10-08")],
)
def test_what_is_said_of_one_day_is_named_by_it(days: tuple[int, ...], name: str) -> None:
    """A round and a slot of one day share its name; a slot agreed anew for that day has one of its own."""
    policy = manners(say("arriving_today", after=Milestone.OUT_FOR_DELIVERY, about=SubjectKind.SHIPMENT))
    agreed = [
        happened("delivery_requested", f"06 1{n}:00", slot=replace(SLOT, date=date(2026, 10, day)))
        for n, day in enumerate(days)
    ]
    out = happened("out_for_delivery", "08 09:00", shipment="P1")
    story = Story(policy=policy, events=(placed(), *agreed, out))
    one = story.verdict("arriving_today@1", "08 09:00").candidate.occurrence

    assert one is not None
    assert one.name == name


def test_who_is_put_off_misses_no_slot() -> None:
    """Of two parcels the one that its courier puts off goes by no slot."""
    policy = manners(say("missed", when=(around(Anchor.SLOT_END),), about=SubjectKind.SHIPMENT))
    later = DateWindow(earliest=date(2026, 10, 10), latest=date(2026, 10, 10))
    events = (
        placed(promised=Promised(slot=SLOT)),
        happened("handed_over", "07 08:00", shipment="P1"),
        happened("handed_over", "07 08:00", shipment="P2"),
        happened("eta_changed", "07 09:00", shipment="P2", window=later),
    )
    story = Story(policy=policy, events=events)

    assert [story.outcome(f"missed@{name}", "08 21:00") for name in ("1", "P2")] == [
        "send:due",
        "skip:not_yet",
    ]


def test_nothing_is_promised_before_the_order_is_known() -> None:
    """A parcel whose order nobody placed yet has no window to count from."""
    policy = manners(say("news", when=(around(Anchor.PROMISED_END),)))

    assert due(Story(policy=policy, events=(secured(),)), "news", "06 09:00") is None


def test_the_last_day_at_the_counter_is_an_anchor() -> None:
    """A parcel kept until the 9th is kept to the end of that day, wherever it was brought to a counter."""
    policy = manners(
        say("hurry", when=(around(Anchor.KEEP_UNTIL, -2 * DAY, time(10)),), about=PARCEL),
        say("whole", when=(around(Anchor.KEEP_UNTIL),)),
    )
    ready = happened("ready_for_pickup", "06 09:00", shipment="P1", keep_until=date(2026, 10, 9))
    story = Story(policy=policy, events=(placed(), ready))

    assert due(story, "hurry@1", "06 09:00") == "08 10:00"
    assert due(story, "whole", "06 09:00") is None
    assert due(replace(story, events=(placed(),)), "hurry@1", "06 09:00") is None


def test_use_may_end_with_an_anchor() -> None:
    """What is useful to the end of the slot is useful no longer than that, whatever else limits it."""
    events = (placed(promised=Promised(slot=SLOT)), secured("08 09:00"))
    until_slot = say("news", useful_to=Anchor.SLOT_END)
    policies = [manners(replace(until_slot, useful_for=limit)) for limit in (None, 2 * HOUR, 20 * HOUR)]

    found = [Story(policy=one, events=events).verdict("news", "08 09:00").candidate for one in policies]

    assert [clock(one.useful_until) for one in found] == ["08 18:00", "08 11:00", "08 18:00"]


@pytest.mark.parametrize(
    ("name", "useful_for", "until"),
    [
        ("arriving_today", None, "09 00:00"),
        ("arriving_tomorrow", 24 * HOUR, "09 00:00"),
        ("arriving_soon", HOUR, "08 23:50"),
        ("anniversary", None, None),
    ],
)
def test_what_is_said_of_today_is_not_said_tomorrow(
    name: str, useful_for: timedelta | None, until: str | None
) -> None:
    """A courier that sets off late in the evening is not "today's delivery" in the morning."""
    point = say(name, after=Milestone.OUT_FOR_DELIVERY, about=PARCEL, useful_for=useful_for)
    story = Story(
        policy=manners(point), events=(placed(), happened("out_for_delivery", "08 22:50", shipment="P1"))
    )

    c = story.verdict(f"{name}@1", "08 23:00").candidate
    assert c.useful_until == (None if until is None else t(until))
    assert (story.outcome(f"{name}@1", "09 08:00") == "skip:stale_event") is (until is not None)


# -- couriers' terms ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ({}, "07 09:00"),
        ({"appointment_agreed": Says(within=5 * HOUR)}, "06 14:00"),
        ({"appointment_agreed": Says(by=time(12))}, "06 12:00"),
        ({"arrived_in_city": Says(within=2 * HOUR)}, "06 11:00"),
        ({"arrived_in_city": Says(within=HOUR), "appointment_agreed": Says(within=5 * HOUR)}, "06 14:00"),
        ({"delivered": Says(within=HOUR)}, "07 09:00"),
    ],
)
def test_a_courier_has_its_own_time(says: dict[str, Says], expected: str) -> None:
    """It is the time of the first thing named that the courier's profile lists; a day where it lists none."""
    trigger = Trigger(
        on=TriggerOn.COURIER_TERM,
        milestone=Milestone.IN_CITY,
        says=("appointment_agreed", "arrived_in_city"),
        offset=DAY,
    )
    profiles = Profiles(couriers={"express": CourierProfile(says=says)})
    policy = manners(say("pending", when=(trigger,), about=PARCEL), profiles=profiles)
    arrived = happened("arrived_in_city", "06 09:00", courier="express")

    assert due(Story(policy=policy, events=(placed(), arrived)), "pending@1", "06 09:00") == expected


# -- gates ----------------------------------------------------------------------------------------

ASK = say("ask", when=tuple(Trigger(on=TriggerOn.GATE, offset=n * DAY) for n in (0, 1, 2)))
OVER = say("over", when=(Trigger(on=TriggerOn.GATE_EXPIRY),))
THANKS = say("thanks", when=(Trigger(on=TriggerOn.GATE_ANSWERED, offset=HOUR),))
GATED = Story(
    policy=manners(ASK, OVER, THANKS, gates=Gates(answers={"call": ("contact",)})),
    events=(placed(gates=("call",)),),
)
ANSWER = "question_answered"


def test_a_gate_asks_and_reminds() -> None:
    """Each reminder is a new occurrence, numbered by the order of their times."""
    found = [GATED.verdict("ask", now).candidate.occurrence for now in ("05 09:00", "06 09:00", "07 09:00")]

    assert [(clock(one.due), one.name, one.number) for one in found if one] == [
        ("05 09:00", "placed+1", 1),
        ("06 09:00", "placed+2", 2),
        ("07 09:00", "placed+3", 3),
    ]


def test_only_gates_number_reminders() -> None:
    """Another trigger of the touchpoint does not count as a reminder."""
    both = say("ask", when=(on(Milestone.SECURED), Trigger(on=TriggerOn.GATE, offset=HOUR)))
    occurrence = replace(GATED, policy=manners(both)).verdict("ask", "05 10:00").candidate.occurrence

    assert occurrence is not None
    assert occurrence.name == "placed+1"


def test_an_answer_in_time_stops_the_clock() -> None:
    """A gate expires 72 hours after the order, unless all is answered by then, that very second included."""
    late, timely = (
        GATED.and_then(happened(ANSWER, when, answers={"contact": "yes"}))
        for when in ("08 09:00:01", "08 09:00")
    )

    assert due(GATED, "over", "08 09:00") == "08 09:00"
    assert due(late, "over", "08 10:00") == "08 09:00"
    assert due(timely, "over", "08 10:00") is None


def test_an_answered_gate_is_thanked() -> None:
    """What follows the answer counts from the last that was needed."""
    story = GATED.and_then(happened(ANSWER, "06 09:00", answers={"contact": "yes"}))

    assert due(GATED, "thanks", "06 10:00") is None
    assert due(story, "thanks", "06 10:00") == "06 10:00"


def test_staff_have_a_deadline() -> None:
    """A touchpoint may count from when staff should have confirmed, a day after the last answer."""
    late = say("staff", when=(Trigger(on=TriggerOn.STAFF_DEADLINE, offset=HOUR),))
    story = replace(GATED, policy=replace(manners(late), gates=GATED.policy.gates))

    assert due(story, "staff", "06 10:00") is None
    assert (
        due(story.and_then(happened(ANSWER, "06 09:00", answers={"contact": "yes"})), "staff", "06 10:00")
        == "07 10:00"
    )


def test_without_a_gate_nothing_waits() -> None:
    """An order without gate reasons, or one not placed yet, asks for nothing."""
    free, unknown = replace(GATED, events=(placed(),)), replace(GATED, events=(secured(),))

    assert [
        due(story, name, "09 09:00") for story in (free, unknown) for name in ("ask", "over", "thanks")
    ] == [None] * 6


# -- promises -------------------------------------------------------------------------------------


def test_a_promise_not_kept_comes_due() -> None:
    """A promise of a fact comes due at its time, unless that fact was told since; a next word is no such promise."""
    broken = say("sorry", when=(Trigger(on=TriggerOn.PROMISE, offset=HOUR),))
    pledges = (Pledge(kind="news", due=at("08 09:00")), Pledge(kind="next_word", due=at("07 09:00")))
    story = Story(
        policy=manners(broken), events=(placed(),), rows=(row("thanks", "05 10:00", promises=pledges),)
    )
    kept, closed = (
        story.and_then(row("news", "07 09:00")),
        story.and_then(happened("order_cancelled", "06 09:00")),
    )

    assert due(story, "sorry", "07 10:00") == "08 10:00"
    assert due(kept, "sorry", "07 10:00") is None
    assert due(closed, "sorry", "07 10:00") is None


# -- anniversaries --------------------------------------------------------------------------------

YEARLY = say("years", when=(Trigger(on=TriggerOn.ANNIVERSARY),))


def buyer_since(text: str) -> Customer:
    """Return a customer whose first purchase was then."""
    return replace(ANNA, first_purchase_at=datetime.fromisoformat(f"{text}T12:00:00Z"))


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2024-10-06", "06 10:00"),
        ("2024-10-05", "05 10:00"),
        ("2025-11-07", "2026-11-07T10:00:00Z"),
        ("2024-11-07", "2025-11-07T10:00:00Z"),
        ("2025-10-06", "06 10:00"),
        ("2026-10-05", "2027-10-05T10:00:00Z"),
        ("2024-02-29", "2026-02-28T10:00:00Z"),
    ],
)
def test_years_are_counted_from_the_first_purchase(since: str, expected: str) -> None:
    """The latest anniversary counts, at ten o'clock there; before the first one, the next to come."""
    story = Story(policy=manners(YEARLY), customer=buyer_since(since))

    assert due(story, "years", "06 10:00") == expected


def test_a_day_of_its_own_and_a_time_to_choose() -> None:
    """Each anniversary has its own key, and may come at another hour."""
    nine = replace(YEARLY, when=(Trigger(on=TriggerOn.ANNIVERSARY, at=time(9)),))
    story = Story(policy=manners(nine), customer=buyer_since("2025-10-06"))
    occurrence = story.verdict("years", "06 10:00").candidate.occurrence

    assert occurrence is not None
    assert (clock(occurrence.due), occurrence.name) == ("06 09:00", "2026-10-06")


def test_an_anniversary_is_no_second_one() -> None:
    """Every year is told as having come, not as the how-manieth."""
    made = Story(policy=manners(YEARLY), customer=buyer_since("2024-10-06")).at("06 10:00")

    assert [made.judge.tells(c) for c in made.judge.candidates] == [{"years": True}]


@pytest.mark.parametrize(
    "trigger",
    [
        Trigger(on=TriggerOn.ANNIVERSARY, at=time(2, 30)),
        Trigger(on=TriggerOn.MILESTONE, milestone=Milestone.SECURED, at=time(2, 30)),
    ],
    ids=lambda trigger: trigger.on,
)
def test_an_hour_that_comes_twice_is_the_second_one(trigger: Trigger) -> None:
    """In the night in which the clock is set back, half past two in Berlin is that of winter."""
    anna = replace(buyer_since("2025-10-25"), buyer=person(zone="Europe/Berlin"))
    story = Story(
        policy=manners(say("news", when=(trigger,))), events=(placed(), secured("25 00:10")), customer=anna
    )

    assert due(story, "news", "25 12:00") == "25 01:30"


def test_a_customer_without_a_first_day_has_no_anniversary() -> None:
    """Where the first purchase is not known, nothing is celebrated."""
    assert due(Story(policy=manners(YEARLY)), "years", "06 10:00") is None


@pytest.mark.parametrize(("years", "expected"), [(1, date(2025, 2, 28)), (4, date(2028, 2, 29))])
def test_leap_days_come_back(years: int, expected: date) -> None:
    """The 29th of February is kept on the 28th where there is none."""
    assert years_after(date(2024, 2, 29), years) == expected


# -- silence --------------------------------------------------------------------------------------


def test_silence_is_an_occurrence() -> None:
    """Silence comes due when nothing was heard for ten days, and not once the order is over."""
    story = Story(policy=manners(say("still", when=(Trigger(on=TriggerOn.SILENCE),))), events=(placed(),))

    assert due(story, "still", "05 09:00") == "15 09:00"
    assert due(story.and_then(happened("order_cancelled", "06 09:00")), "still", "06 09:00") is None


# -- said again at staff's wish -------------------------------------------------------------------


def requested(when: str, point: str = "news", **known: Any) -> Story:
    """Return the plain story, its news told, and then asked for again by staff."""
    told = Story().after("news", "sent", "06 09:00")
    return told.and_then(row(point, when, kind="requested", by="staff", **known))


def test_staff_may_ask_by_the_name_a_touchpoint_had() -> None:
    """A request outlives a renaming, as keys do; nobody answers to no name."""
    policy = manners(say("news", formerly="bulletin"))
    told = Story(policy=policy, rows=(row("news", "05 12:00"),))

    assert sends(told.and_then(row("bulletin", "06 12:00", kind="requested", by="staff")).at("06 12:00")) == [
        "news@order"
    ]
    assert (policy.place_of("news"), policy.place_of("bulletin"), policy.place_of("")) == (0, 0, None)


def test_staff_may_ask_for_it_again() -> None:
    """A request is an occurrence of its own, which goes once; a second request goes once more."""
    story = requested("06 12:00")
    again = story.after("news", "sent", "06 12:00")

    assert story.outcome("news", "06 12:00") == "send:forced"
    assert again.outcome("news", "06 12:01") == "skip:used"
    assert again.and_then(row("news", "06 13:00", kind="requested", by="staff")).outcome(
        "news", "06 13:00"
    ) == ("send:forced")


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"point": "unheard_of"}, []),
        ({"order": "o2"}, []),
        ({"subject": "P9"}, []),
        ({"to": None}, ["news@order"]),
        ({"to": RECEIVER}, ["news@order"]),
    ],
)
def test_a_request_is_about_something(known: dict[str, Any], expected: list[str]) -> None:
    """A request names a touchpoint of the policy and a subject of this order; without a receiver the buyer is meant."""
    assert sends(requested("06 12:00", **known).at("06 12:00")) == expected


def test_a_parcel_may_be_named_by_its_own_id() -> None:
    """A request about parcel P1 is one about the first parcel, which we call 1."""
    policy = manners(say("dispatched", after=Milestone.DISPATCHED, about=PARCEL))
    story = Story(policy=policy, events=(placed(), happened("handed_over", "06 09:00", shipment="P1")))
    told = story.after("dispatched@1", "sent", "06 09:00")

    assert sends(
        told.and_then(row("dispatched", "06 12:00", kind="requested", subject="P1")).at("06 12:00")
    ) == ["dispatched@1"]


def test_a_request_about_the_order_is_one_about_each_parcel() -> None:
    """Who asks for the dispatch mail again and names no parcel gets it of all parcels, in one message."""
    policy = manners(say("dispatched", after=Milestone.DISPATCHED, about=PARCEL))
    left = tuple(happened("handed_over", "06 09:00", shipment=name) for name in ("P1", "P2"))
    told = Story(policy=policy, events=(placed(), *left)).after("dispatched@1", "sent", "06 09:00")
    again = told.after("dispatched@P2", "sent", "06 09:00").and_then(
        row("dispatched", "06 12:00", kind="requested", by="staff")
    )

    assert sends(again.at("06 12:00")) == ["dispatched@1", "dispatched@P2"]


def test_a_request_may_reach_beyond_the_audience() -> None:
    """A request for somebody the touchpoint does not speak to has its verdict too."""
    story = Story(customer=GIFT, rows=(row("news", "06 12:00", kind="requested", to=RECEIVER),))

    assert story.outcome("news", "06 12:00", RECEIVER) == "skip:not_addressee"


def test_what_comes_later_overtakes_a_request() -> None:
    """A newer occurrence is what is said, and the request with it."""
    policy = manners(say("failed", after=Milestone.ATTEMPT_FAILED, about=PARCEL))
    story = Story(
        policy=policy,
        events=(placed(), happened("attempt_failed", "06 09:00"), happened("attempt_failed", "07 09:00")),
        rows=(row("failed", "06 23:00", kind="requested", subject="1"),),
    )

    assert story.verdict("failed@1", "06 23:00").candidate.forced is not None
    assert story.verdict("failed@1", "07 09:00").candidate.forced is None
    assert story.outcome("failed@1", "07 09:00") == "send:due"


def test_lateness_has_occurrences_where_something_was_promised() -> None:
    """A parcel whose window was promised is late the morning after; one without is never late."""
    late = say("late", when=(Trigger(on=TriggerOn.DELAYED),), about=SubjectKind.SHIPMENT)
    window = DateWindow(earliest=date(2026, 10, 8), latest=date(2026, 10, 9))
    promised = Story(policy=manners(late), events=(placed(promised=Promised(window=window)),))

    assert promised.verdict("late@1", "09 09:00").candidate.due == t("10 00:00")
    assert Story(policy=manners(late), events=(placed(),)).verdict("late@1", "09 09:00").candidate.due is None


UNKEPT = row("thanks", "05 10:00", promises=(Pledge(kind="refunded", due=at("06 09:00")),))
WINDOW = DateWindow(earliest=date(2026, 10, 8), latest=date(2026, 10, 9))
HELD_BACK = placed(gates=("call",), promised=Promised(window=WINDOW))
SAID_YES = happened("question_answered", "05 10:00", answers={"call": "yes"})


@pytest.mark.parametrize(
    ("trigger", "events", "now"),
    [
        (Trigger(on=TriggerOn.PROMISE), (placed(),), "06 09:00"),
        (Trigger(on=TriggerOn.GATE), (HELD_BACK,), "06 09:00"),
        (Trigger(on=TriggerOn.GATE_EXPIRY), (HELD_BACK,), "08 09:00"),
        (Trigger(on=TriggerOn.GATE_ANSWERED), (HELD_BACK, SAID_YES), "05 10:00"),
        (Trigger(on=TriggerOn.STAFF_DEADLINE), (HELD_BACK, SAID_YES), "06 10:00"),
        (Trigger(on=TriggerOn.DELAYED), (placed(promised=Promised(window=WINDOW)),), "10 09:00"),
        (SILENCE, (placed(),), "15 10:00"),
        (around(Anchor.PROMISED_START), (HELD_BACK,), "08 09:00"),
    ],
    ids=lambda given: str(getattr(given, "on", "")),
)
def test_what_happens_once_is_told_plainly(trigger: Trigger, events: tuple[Event, ...], now: str) -> None:
    """What comes due but once tells that it did, and no number."""
    story = Story(policy=manners(say("news", when=(trigger,))), events=events, rows=(UNKEPT,))
    verdict = story.verdict("news", now)

    assert verdict.candidate.due is not None
    assert verdict.candidate.due <= t(now)
    assert verdict.judge.tells(verdict.candidate) == {"news": True}
