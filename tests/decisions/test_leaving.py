from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import pytest

from postpurchase.decisions.leaving import content_class, may_ride, refusal, room_at
from postpurchase.decisions.model import Because
from postpurchase.people import Consent, Customer, Reach, Recipient
from postpurchase.policy import (
    SILENCE,
    Cadence,
    CalendarUnit,
    Cap,
    CapScope,
    ChannelPolicy,
    Condition,
    Policy,
    Touchpoint,
    Trigger,
    TriggerOn,
    on,
)
from postpurchase.vocabulary import (
    ActionKind,
    Channel,
    ContentClass,
    Importance,
    Milestone,
    Party,
    Reason,
    Rides,
    SubjectKind,
    WhenClosed,
)
from postpurchase.windows import ClosedHours, OpenHours
from tests.decisions.stories import (
    ANNA,
    CONSENTED,
    EMAIL,
    GIFT,
    PUSH,
    RECEIVER,
    REVOKED,
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
MUST, COURTESY, MARKETING = Importance.MUST_TELL, Importance.COURTESY, Importance.MARKETING
NIGHT = ClosedHours(start=time(21), end=time(8))
UNLIMITED = Consent(transactional=CONSENTED.transactional, marketing=CONSENTED.transactional)


# -- 7 through ------------------------------------------------------------------------------------


def reached_by(**channels: Reach) -> Customer:
    """Return a customer with those channels."""
    return replace(
        ANNA, buyer=Recipient(zone="UTC", channels={Channel(name): one for name, one in channels.items()})
    )


@pytest.mark.parametrize(
    ("sms", "reason"),
    [
        (None, "unreachable"),
        (Reach(reachable=False, consent=CONSENTED), "unreachable"),
        (Reach(suppressed=True, consent=CONSENTED), "suppressed"),
        (Reach(), "no_consent"),
        (Reach(consent=REVOKED), "consent_revoked"),
    ],
)
def test_the_first_open_channel_is_taken(sms: Reach | None, reason: str) -> None:
    """What cannot go by SMS falls to the mail, and says why; without a mail it does not go at all."""
    known = {"sms": sms} if sms else {}
    policy = manners(say("news", channels=(SMS, EMAIL)))
    with_mail, without = (
        Story(policy=policy, customer=reached_by(**known, **more)) for more in ({"email": Reach()}, {})
    )

    assert with_mail.messages("06 09:00") == ["news@order by email"]
    assert with_mail.reasons("news", "06 09:00") == ["due", reason]
    assert without.outcome("news", "06 09:00") == "skip:no_channel"
    assert without.reasons("news", "06 09:00") == ["no_channel", reason, "unreachable"]


def test_consent_dated_ahead_is_waited_for() -> None:
    """Who agrees to messages as of a day is looked at again then; the first of several such days counts."""
    later, sooner = (Reach(consent=Consent(transactional=at(when))) for when in ("09 12:00", "08 12:00"))
    channels = (SMS, Channel.PUSH, Channel.CHAT)
    story = Story(policy=manners(say("news", channels=channels)), customer=reached_by(sms=later, push=sooner))

    assert story.outcome("news", "06 09:00") == "skip:no_channel until 08 12:00"
    assert story.wake("06 09:00") == "08 12:00 due news@order"
    assert story.messages("08 12:00") == ["news@order by push"]


def test_with_consent_the_first_channel_is_taken() -> None:
    """Nothing stands between a consenting customer and an SMS."""
    story = Story(policy=manners(say("news", channels=(SMS, EMAIL))))

    assert story.messages("06 09:00") == ["news@order by sms"]
    assert story.reasons("news", "06 09:00") == ["due"]


@pytest.mark.parametrize(
    ("importance", "consent", "expected"),
    [
        (Importance.NEWS, Consent(), None),
        (COURTESY, REVOKED, None),
        (MARKETING, CONSENTED, Reason.NO_CONSENT),
        (MARKETING, UNLIMITED, None),
    ],
)
def test_offers_need_consent_to_marketing(
    importance: Importance, consent: Consent, expected: Reason | None
) -> None:
    """A mail about the order needs no consent, an offer needs that to marketing."""
    story = Story(
        policy=manners(say("news", importance=importance)), customer=reached_by(email=Reach(consent=consent))
    )
    verdict = story.verdict("news", "06 09:00")
    found = refusal(verdict.judge, verdict.candidate, EMAIL)

    assert (found.code if found else None) is expected


@pytest.mark.parametrize(
    ("importance", "expected"),
    [
        (MARKETING, ContentClass.MARKETING),
        (COURTESY, ContentClass.TRANSACTIONAL),
        (MUST, ContentClass.TRANSACTIONAL),
    ],
)
def test_only_offers_are_marketing(importance: Importance, expected: ContentClass) -> None:
    """A courtesy is muted with marketing, but is none by law."""
    assert content_class(say("news", importance=importance)) is expected


def test_consent_withdrawn_while_it_waits() -> None:
    """A STOP at 07:50 sends what waits for 08:00 by mail."""
    stop = replace(
        CONSENTED,
        revoked=replace(CONSENTED.revoked, transactional=datetime.fromisoformat("2026-10-07T07:50:00Z")),
    )
    story = Story(
        policy=manners(say("news", channels=(SMS, EMAIL)), quiet_hours=(NIGHT,)),
        events=(placed(), secured("06 22:00")),
        customer=reached_by(sms=Reach(consent=stop), email=Reach()),
    )

    assert story.outcome("news", "06 22:00") == "defer:quiet_hours until 07 08:00"
    assert story.messages("07 08:00") == ["news@order by email"]
    assert story.reasons("news", "07 08:00") == ["due", "consent_revoked"]


def test_a_retry_keeps_its_channel() -> None:
    """What is tried again goes the way it went, though another channel now comes first."""
    story = Story(policy=manners(say("news", channels=(SMS, EMAIL)))).after(
        "news", "unknown", "06 09:00", channel=EMAIL
    )

    assert story.messages("06 09:01") == ["news@order by email"]
    assert story.after("news", "unknown", "06 09:01", channel=None).messages("06 09:02") == [
        "news@order by sms"
    ]


def test_a_retry_respects_what_changed() -> None:
    """An address that must not be written to any more is not tried again."""
    story = Story(policy=manners(say("news", channels=(EMAIL, SMS)))).after("news", "unknown", "06 09:00")
    barred = reached_by(email=Reach(suppressed=True), sms=Reach(consent=CONSENTED))

    assert replace(story, customer=barred).messages("06 09:01") == ["news@order by sms"]
    assert (
        replace(story, customer=reached_by(email=Reach(suppressed=True))).outcome("news", "06 09:01")
        == "skip:no_channel"
    )


SMS_DAILY = Cap(limit=1, span=DAY, scope=CapScope.CHANNEL, channel=SMS)


def test_a_full_channel_is_passed_over() -> None:
    """Where one SMS a day is enough the second goes by mail; where there is only SMS it waits."""
    told = row("thanks", "05 12:00", channel=SMS)
    both, one = (
        Story(policy=manners(say("news", channels=channels), caps=(SMS_DAILY,)), rows=(told,))
        for channels in ((SMS, EMAIL), (SMS, PUSH))
    )

    assert both.messages("06 09:00") == ["news@order by email"]
    assert both.reasons("news", "06 09:00") == ["due", "channel_cap"]
    assert one.outcome("news", "06 09:00") == "defer:cap until 06 12:00"
    assert one.reasons("news", "06 09:00") == ["cap", "channel_cap", "unreachable"]
    assert one.messages("06 12:00") == ["news@order by sms"]


def test_of_two_full_channels_the_first_is_waited_for() -> None:
    """Both full, the first one counts, and is named before what is in the way of the others."""
    caps = (SMS_DAILY, Cap(limit=1, span=HOUR, scope=CapScope.CHANNEL, channel=EMAIL))
    rows = (row("thanks", "06 08:00", channel=SMS), row("thanks", "06 08:30", channel=EMAIL))
    story = Story(policy=manners(say("news", channels=(SMS, EMAIL)), caps=caps), rows=rows)

    assert story.outcome("news", "06 09:00") == "defer:cap until 07 08:00"


def test_what_came_back_is_not_tried_there_again() -> None:
    """A bounced mail and a channel given up are two reasons to take another."""
    story = Story(policy=manners(say("news", channels=(EMAIL, SMS)), channels={}))

    assert story.after("news", "bounced", "06 09:00").reasons("news", "06 09:00") == [
        "retry",
        "bounced",
        "bounced",
    ]
    assert story.after("news", "failed", "06 09:00").reasons("news", "06 09:00") == [
        "retry",
        "retry",
        "abandoned",
    ]


@pytest.mark.parametrize(
    ("closed", "reason"),
    [
        (Reach(suppressed=True, consent=CONSENTED), "suppressed"),
        (Reach(reachable=False, consent=CONSENTED), "unreachable"),
        (Reach(consent=REVOKED), "bounced"),
        (Reach(consent=CONSENTED), "bounced"),
    ],
)
def test_an_address_that_is_no_more_says_so_whatever_was_tried_on_it(closed: Reach, reason: str) -> None:
    """What came back by SMS names that, unless the number must not be written to, or is gone, by now."""
    story = Story(
        policy=manners(say("news", channels=(SMS,))), customer=reached_by(sms=Reach(consent=CONSENTED))
    )
    bounced = story.after("news", "bounced", "06 09:00", channel=SMS)

    now = replace(bounced, customer=reached_by(sms=closed))

    assert now.reasons("news", "06 09:00")[1] == reason


def test_an_act_takes_no_channel() -> None:
    """What is only done goes nowhere, at any hour."""
    act = say("news", channels=(), acts=(ActionKind.HAND_OVER,))
    story = Story(policy=manners(act, quiet_hours=(NIGHT,)), events=(placed(), secured("06 22:00")))

    assert story.tasks("06 22:00") == ["hand_over news@order"]
    assert story.reasons("news", "06 22:00") == ["due"]


# -- 8 open: closed hours -------------------------------------------------------------------------


def at_night(point: Touchpoint, **known: Any) -> Story:
    """Return a story whose news comes at ten in the evening."""
    policy = manners(point, quiet_hours=(NIGHT,), **known)
    return Story(policy=policy, events=(placed(), secured("06 22:00")))


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        (say("news"), "defer:quiet_hours until 07 08:00"),
        (say("news", importance=MUST), "defer:quiet_hours until 07 08:00"),
        (say("news", importance=COURTESY), "defer:quiet_hours until 07 08:00"),
        (say("news", answers=True), "defer:quiet_hours until 07 08:00"),
        (say("news", urgent=True), "send:due"),
        (say("news", useful_for=10 * HOUR), "skip:expires_first"),
        (say("news", useful_for=10 * HOUR + MINUTE), "defer:quiet_hours until 07 08:00"),
        (say("news", when_closed=WhenClosed.DROP), "skip:expires_first"),
    ],
)
def test_nobody_is_woken(point: Touchpoint, expected: str) -> None:
    """In quiet hours only what is urgent leaves; what is of no use in the morning, or may be dropped, never does."""
    assert at_night(point).outcome("news", "06 22:00") == expected


def test_quiet_hours_end_in_their_second() -> None:
    """Closed is from the first second to before the last."""
    story = at_night(say("news"))
    early = replace(story, events=(placed(), secured("06 20:59:59")))

    assert early.outcome("news", "06 20:59:59") == "send:due"
    assert [story.outcome("news", now) for now in ("07 07:59:59", "07 08:00")] == [
        "defer:quiet_hours until 07 08:00",
        "send:due",
    ]


def test_an_answer_is_given_at_night() -> None:
    """Who asks at midnight is awake: for an hour, answers know no quiet hours."""
    policy = manners(say("answer", after=Milestone.INQUIRED, answers=True), quiet_hours=(NIGHT,))
    story = Story(policy=policy, events=(placed(), happened("inquiry_received", "06 23:30")))

    assert [story.outcome("answer", now) for now in ("06 23:30", "07 00:29:59", "07 00:30")] == [
        "send:answer",
        "send:answer",
        "defer:quiet_hours until 07 08:00",
    ]


def test_what_was_dropped_stays_dropped() -> None:
    """What came in closed hours and may be dropped is not said in the morning either; by day it is said at once."""
    drop = say("news", when_closed=WhenClosed.DROP)
    late = replace(at_night(drop), events=(placed(), secured("06 20:00", learned="06 22:00")))

    assert [at_night(drop).outcome("news", now) for now in ("06 22:00", "07 08:00")] == [
        "skip:expires_first"
    ] * 2
    assert [late.outcome("news", now) for now in ("06 22:00", "07 08:00")] == ["skip:expires_first"] * 2
    assert replace(at_night(drop), events=(placed(), secured())).outcome("news", "06 09:00") == "send:due"


def test_what_has_not_come_was_not_dropped() -> None:
    """By day nothing but its time is missing to what has not come; at night it would be dropped as well."""
    story = replace(at_night(say("news", when_closed=WhenClosed.DROP)), events=(placed(),))

    assert story.reasons("news", "06 12:00") == ["not_yet"]
    assert story.reasons("news", "06 22:00") == ["not_yet", "expires_first", "quiet_hours"]


@pytest.mark.parametrize(
    ("when", "now", "expected"),
    [("05 22:00", "09 09:00", "skip:expires_first"), ("05 10:00", "08 10:00", "send:due")],
)
def test_what_comes_due_without_an_event_is_dropped_too(when: str, now: str, expected: str) -> None:
    """A gate that expires at night, three days after the order, is not spoken of in the morning; one by day is."""
    drop = say("news", when=(Trigger(on=TriggerOn.GATE_EXPIRY),), when_closed=WhenClosed.DROP)
    story = Story(policy=manners(drop, quiet_hours=(NIGHT,)), events=(placed(when, gates=("call",)),))

    assert story.outcome("news", now) == expected


def test_what_is_only_held_is_not_dropped() -> None:
    """A gap is no reason to drop, wherever it ends, nor is the hour at which staff ask for it again."""
    drop = say("news", when_closed=WhenClosed.DROP)
    gap = manners(drop, quiet_hours=(NIGHT,), cadence=Cadence(shortest_gap=HOUR))
    held = Story(policy=gap, rows=(row("thanks", "06 08:30"),))
    wanted = at_night(drop).and_then(row("news", "06 23:00", kind="requested", by="staff"))

    late = Story(policy=gap, events=(placed(), secured("06 20:50")), rows=(row("thanks", "06 20:10"),))

    assert held.outcome("news", "06 09:00") == "defer:shortest_gap until 06 09:30"
    assert late.outcome("news", "06 20:50") == "defer:shortest_gap until 07 08:00"
    assert late.outcome("news", "07 08:00") == "send:due"
    assert wanted.outcome("news", "06 23:00") == "defer:quiet_hours until 07 08:00"


def test_what_staff_ask_for_outlives_its_use() -> None:
    """Asked for at night it leaves in the morning, though by itself it would have been of no use by then."""
    story = at_night(say("news", useful_for=HOUR)).and_then(
        row("news", "06 23:00", kind="requested", by="staff")
    )

    assert [story.outcome("news", now) for now in ("06 23:00", "07 08:00")] == [
        "defer:quiet_hours until 07 08:00",
        "send:forced",
    ]


def test_a_channel_opens_later() -> None:
    """Outside its own window a channel is closed, and says so by another name than quiet hours."""
    office = ChannelPolicy(open_hours=(OpenHours(opens=time(9), closes=time(18)),))
    story = at_night(say("news"), channels={EMAIL: office})
    evening = replace(story, events=(placed(), secured("06 19:00")))

    assert evening.outcome("news", "06 19:00") == "defer:send_window until 07 09:00"
    assert story.outcome("news", "06 22:00") == "defer:quiet_hours until 07 09:00"


@pytest.mark.parametrize(
    ("country", "until", "zones"),
    [("ES", "07 07:00", ("Europe/Madrid", "Atlantic/Canary")), (None, "07 08:00", ("UTC",))],
)
def test_a_guessed_zone_is_said(country: str | None, until: str, zones: tuple[str, ...]) -> None:
    """In an unknown zone it is open where every candidate is, and the candidates are named."""
    guess = replace(ANNA, buyer=Recipient(country=country, channels={EMAIL: Reach()}))
    story = replace(at_night(say("news")), customer=guess)

    assert story.outcome("news", "06 22:00") == f"defer:quiet_hours until {until}"
    assert story.verdict("news", "06 22:00").reasons[1] == Because(Reason.ZONE_UNKNOWN, {"candidates": zones})


# -- 8 open: gap, wait and caps -------------------------------------------------------------------


def test_a_retry_may_meet_closed_hours() -> None:
    """A pause after a failure that ends at night ends in the morning."""
    story = replace(at_night(say("news")), events=(placed(), secured("06 20:59:30")))

    assert (
        story.after("news", "failed", "06 20:59:30").outcome("news", "06 20:59:30")
        == "defer:retry until 07 08:00"
    )


def test_a_pause_that_is_over_holds_nothing() -> None:
    """A pause after a failure that ends in this very second is over: only the night is in the way."""
    story = replace(at_night(say("news")), events=(placed(), secured("06 20:59")))
    failed = story.after("news", "failed", "06 20:59")

    assert failed.outcome("news", "06 20:59:59") == "defer:retry until 07 08:00"
    assert failed.outcome("news", "06 21:00") == "defer:quiet_hours until 07 08:00"


def after_words(policy: Policy, *when: str, **known: Any) -> Story:
    """Return the story of news at nine on the 6th, after words told at those times."""
    return Story(policy=policy, rows=tuple(row("thanks", one, **known) for one in when))


def test_a_gap_between_messages() -> None:
    """News waits until an hour after the last contact, whoever made it; the first message waits for nothing."""
    policy = manners(cadence=Cadence(shortest_gap=HOUR))

    assert after_words(policy, "06 08:30").outcome("news", "06 09:00") == "defer:shortest_gap until 06 09:30"
    assert (
        after_words(policy, "06 08:30", by="courier").outcome("news", "06 09:00")
        == "defer:shortest_gap until 06 09:30"
    )
    assert after_words(policy, "06 08:00").outcome("news", "06 09:00") == "send:due"
    assert after_words(policy, "06 08:30").outcome("news", "06 09:30") == "send:due"
    assert after_words(policy).outcome("news", "06 09:00") == "send:due"


PARCELS = say("dispatched", after=Milestone.DISPATCHED, about=SubjectKind.SHIPMENT, wait=30 * MINUTE)


def test_parcels_wait_for_each_other() -> None:
    """Half an hour, while something of the order is still to leave; once nothing is, all go in one message."""
    first, second = (
        happened("handed_over", when, shipment=name)
        for when, name in (("06 09:00", "P1"), ("06 09:10", "P2"))
    )
    labels = [happened("shipment_announced", "05 10:00", shipment=name) for name in ("P1", "P2")]
    two = Story(policy=manners(PARCELS), events=(placed(), *labels, first))
    alone = Story(policy=manners(PARCELS), events=(placed(), first))

    assert alone.outcome("dispatched@1", "06 09:00") == "send:due"
    assert [two.outcome("dispatched@1", now) for now in ("06 09:00", "06 09:30")] == [
        "defer:waiting_to_merge until 06 09:30",
        "send:due",
    ]
    assert two.and_then(second).messages("06 09:10") == ["dispatched@1 + dispatched@P2 by email"]


CAPS = {
    "rolling": Cap(limit=2, span=DAY),
    "calendar": Cap(limit=2, calendar=CalendarUnit.DAY),
}


@pytest.mark.parametrize(
    ("kind", "expected"), [("rolling", "defer:cap until 06 23:00"), ("calendar", "send:due")]
)
def test_a_rolling_day_is_no_calendar_day(kind: str, expected: str) -> None:
    """After messages at 23:00 and 23:30, a rolling day has room at 23:00 the next day, a calendar day after midnight."""
    story = Story(
        policy=manners(caps=(CAPS[kind],)),
        events=(placed("04 09:00"), secured("06 00:15")),
        rows=(row("thanks", "05 23:00"), row("planned", "05 23:30")),
    )

    assert story.outcome("news", "06 00:15") == expected


def test_a_calendar_day_ends_at_midnight() -> None:
    """A full calendar day has room from midnight on, where the recipient lives."""
    policy = manners(caps=(CAPS["calendar"],))
    story = after_words(policy, "06 06:00", "06 08:00")
    tokyo = replace(story, customer=replace(ANNA, buyer=person(zone="Asia/Tokyo")))

    assert story.outcome("news", "06 09:00") == "defer:cap until 07 00:00"
    assert tokyo.outcome("news", "06 09:00") == "defer:cap until 06 15:00"
    assert story.verdict("news", "06 09:00").reason.data["cap"] == "2/day"


def test_a_receiver_s_day_is_their_own() -> None:
    """A calendar cap turns at the midnight of whoever is written to, not of who bought."""
    policy = manners(say("news", audience=(RECEIVER,)), caps=(CAPS["calendar"],))
    told = [row("thanks", when, to=RECEIVER) for when in ("06 06:00", "06 08:00")]
    gift = replace(GIFT, buyer=person(zone="Asia/Tokyo"), receiver=person(zone="Europe/Berlin"))
    story = Story(policy=policy, customer=gift, rows=tuple(told))

    assert story.outcome("news", "06 09:00", RECEIVER) == "defer:cap until 06 22:00"


@pytest.mark.parametrize(
    ("when", "expected"), [("04 23:59:59", "send:due"), ("05 00:00", "defer:cap until 12 00:00")]
)
def test_a_week_begins_on_monday(when: str, expected: str) -> None:
    """A calendar week counts from Monday, 5 October, and has room again on the next."""
    policy = manners(caps=(Cap(limit=1, calendar=CalendarUnit.WEEK),))
    story = Story(policy=policy, events=(placed("03 09:00"), secured()), rows=(row("thanks", when),))

    assert story.outcome("news", "06 09:00") == expected


@pytest.mark.parametrize(
    ("when", "expected"), [("05 09:00", "send:due"), ("05 09:00:01", "defer:cap until 06 09:00:01")]
)
def test_a_rolling_day_lets_go_in_its_second(when: str, expected: str) -> None:
    """A message exactly 24 hours old does not count any more."""
    story = after_words(manners(caps=(Cap(limit=1, span=DAY),)), when)
    found = story.verdict("news", "06 09:00")

    assert f"{found.kind}:{found.reason.code}" == expected.split(" ", maxsplit=1)[0]
    assert room_at(found.judge, found.candidate, Cap(limit=1, span=DAY)) == max(
        found.judge.now, story.rows[0].t + 86_400
    )


@pytest.mark.parametrize(
    ("cap", "told", "expected"),
    [
        (Cap(limit=1, span=DAY), {"order": "o2"}, "defer:cap"),
        (Cap(limit=1, span=DAY, scope=CapScope.ORDER), {"order": "o2"}, "send:due"),
        (Cap(limit=1, span=DAY, scope=CapScope.ORDER), {}, "defer:cap"),
        (Cap(limit=1, span=DAY), {"by": "courier"}, "send:due"),
        (Cap(limit=1, span=DAY, senders=(Party.COURIER,)), {"by": "courier"}, "defer:cap"),
        (Cap(limit=1, span=DAY, scope=CapScope.CHANNEL, channel=EMAIL), {"channel": EMAIL}, "defer:cap"),
        (Cap(limit=1, span=DAY, scope=CapScope.CHANNEL, channel=EMAIL), {"channel": SMS}, "send:due"),
        (Cap(limit=1, span=DAY, scope=CapScope.CHANNEL, channel=SMS), {"channel": SMS}, "send:due"),
        (Cap(limit=1, span=DAY), {"kind": "unknown", "keys": ("k",)}, "defer:cap"),
        (Cap(limit=1, span=DAY), {"kind": "failed", "keys": ("k",)}, "send:due"),
        (Cap(limit=1, span=DAY), {"kind": "bounced", "keys": ("k",)}, "send:due"),
    ],
)
def test_what_counts_towards_a_cap(cap: Cap, told: dict[str, Any], expected: str) -> None:
    """A cap counts what was and what may have been told: by its senders, in its scope."""
    assert (
        after_words(manners(caps=(cap,)), "06 08:00", **told).outcome("news", "06 09:00").split(" ")[0]
        == expected
    )


def test_the_gap_holds_between_messages_of_one_moment() -> None:
    """Of two that may not travel together one leaves now, and the other an hour later."""
    alone = (say("first", rides=Rides.NO), say("second", rides=Rides.NO))
    story = Story(policy=manners(*alone, cadence=Cadence(shortest_gap=HOUR)))

    assert story.messages("06 09:00") == ["first@order by email"]
    assert story.outcome("second", "06 09:00") == "defer:shortest_gap until 06 10:00"


def test_what_goes_again_counts_once() -> None:
    """Beside a message that is tried again another finds room that its first try did not use up for good."""
    policy = manners(
        say("news", importance=MUST), say("more", rides=Rides.NO), caps=(Cap(limit=2, span=DAY),)
    )
    tried = Story(policy=policy).after("news", "unknown", "06 09:00")

    assert tried.messages("06 09:10") == ["news@order by email", "more@order by email"]


def test_what_is_tried_again_does_not_stand_in_its_own_way() -> None:
    """Neither cap nor gap counts what went, or may have gone, under a candidate's own key; they count the rest."""
    policy = manners(caps=(Cap(limit=1, span=DAY),), cadence=Cadence(shortest_gap=HOUR))
    tried = Story(policy=policy).after("news", "unknown", "06 09:00")
    other = after_words(policy, "06 08:30").after("news", "unknown", "06 09:00")

    assert tried.outcome("news", "06 09:10") == "send:retry"
    assert other.outcome("news", "06 09:10") == "defer:shortest_gap until 07 08:30"


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({}, "defer:shortest_gap until 06 10:00"),
        ({"importance": MUST}, "send:due"),
        ({"urgent": True}, "send:due"),
        ({"answers": True}, "send:answer"),
    ],
)
def test_some_words_know_no_brakes(known: dict[str, Any], expected: str) -> None:
    """What must be told, is urgent or answers waits for no gap, for nobody's company and for no cap."""
    policy = manners(
        say("news", wait=HOUR, **known), caps=(Cap(limit=1, span=HOUR),), cadence=Cadence(shortest_gap=HOUR)
    )
    story = after_words(policy, "06 09:00").and_then(happened("inquiry_received", "06 08:59"))

    assert story.outcome("news", "06 09:00") == expected
    if expected.startswith("defer"):
        assert story.reasons("news", "06 09:00") == ["shortest_gap", "waiting_to_merge", "cap"]


def test_silence_knows_no_brakes() -> None:
    """Reassurance comes when it was promised, gap or cap or not."""
    policy = manners(
        say("still", when=(SILENCE,)),
        caps=(Cap(limit=1, span=30 * DAY),),
        cadence=Cadence(shortest_gap=20 * DAY),
    )
    story = Story(policy=policy, events=(placed(),), rows=(row("thanks", "05 10:00"),))

    assert story.outcome("still", "15 10:00") == "send:silence"


def test_exempt_words_count() -> None:
    """What knows no cap fills it all the same."""
    policy = manners(
        say("must", importance=MUST, rides=Rides.NO),
        say("news", rides=Rides.NO),
        caps=(Cap(limit=1, span=DAY),),
    )
    story = Story(policy=policy)

    assert story.messages("06 09:00") == ["must@order by email"]
    assert story.outcome("news", "06 09:00") == "defer:cap until 07 09:00"


def test_the_last_brake_counts() -> None:
    """Of several brakes the one that holds longest says when, and closed hours after it."""
    policy = manners(
        caps=(Cap(limit=1, span=14 * HOUR),), cadence=Cadence(shortest_gap=HOUR), quiet_hours=(NIGHT,)
    )
    story = after_words(policy, "06 08:30")

    assert story.outcome("news", "06 09:00") == "defer:shortest_gap until 07 08:00"
    assert story.reasons("news", "06 09:00") == ["shortest_gap", "cap", "quiet_hours"]


# -- riding ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rider", "expected"),
    [
        (say("rider"), True),
        (say("rider", rides=Rides.ONLY), True),
        (say("rider", rides=Rides.NO), False),
        (say("rider", channels=(SMS,)), False),
        (say("rider", channels=(SMS, EMAIL)), True),
    ],
)
def test_who_may_ride(rider: Touchpoint, *, expected: bool) -> None:
    """A rider must want to, and be allowed on the channel of its lead."""
    judge = Story(policy=manners(say("lead", importance=MUST), rider)).at("06 09:00").judge
    lead, other = judge.candidates

    assert may_ride(judge, other, lead) is expected
    lead.channel = None
    assert may_ride(judge, other, lead) is False


def test_some_ride_with_few() -> None:
    """A rider may choose its leads; with any other it waits."""
    chosen = say("rider", rides=Rides.ONLY, rides_with=("lead",))
    policy = manners(say("lead"), chosen)
    other = manners(say("lead", after=Milestone.DISPATCHED), say("other"), chosen)

    assert Story(policy=policy).messages("06 09:00") == ["lead@order + rider@order by email"]
    assert Story(policy=other).messages("06 09:00") == ["other@order by email"]


def test_nobody_rides_to_somebody_else() -> None:
    """What is for the receiver does not travel in a message to the buyer."""
    policy = manners(say("lead"), say("rider", audience=GIFT.roles[1:]))

    assert Story(policy=policy, customer=GIFT).messages("06 09:00") == [
        "lead@order by email",
        "rider@order by email",
    ]


def test_what_needs_consent_does_not_ride_without() -> None:
    """An offer does not slip into a mail to somebody who wants none; a retry goes alone."""
    policy = manners(say("lead", importance=MUST), say("offer", importance=MARKETING))
    told = Story(policy=manners(say("lead", importance=MUST), say("rider"))).after(
        "rider", "unknown", "06 09:00"
    )

    assert Story(policy=policy).messages("06 09:00") == ["lead@order by email"]
    assert Story(policy=policy, customer=reached_by(email=Reach(consent=UNLIMITED))).messages("06 09:00") == [
        "lead@order + offer@order by email"
    ]
    assert told.messages("06 09:01") == ["lead@order by email", "rider@order by email"]


# -- an answer goes the way the question came -----------------------------------------------------


@pytest.mark.parametrize(
    ("customer", "way", "expected"),
    [
        (ANNA, "sms", "answer@order by sms"),
        (ANNA, "email", "answer@order by email"),
        (ANNA, "push", "answer@order by email"),
        (ANNA, "call", "answer@order by email"),
        (ANNA, "pigeon", "answer@order by email"),
        (ANNA, None, "answer@order by email"),
        (
            Customer(id="c", buyer=Recipient(channels={EMAIL: Reach(), SMS: Reach()})),
            "sms",
            "answer@order by email",
        ),
    ],
)
def test_an_answer_goes_by_the_channel_that_was_used(
    customer: Customer, way: str | None, expected: str
) -> None:
    """Whoever wrote is answered there, if they may be written to there; whoever called was answered by a person."""
    policy = manners(say("answer", after=Milestone.INQUIRED, answers=True))
    asked = happened("inquiry_received", "06 09:00", channel=way)
    story = Story(policy=policy, events=(placed(), asked), customer=customer)

    assert story.messages("06 09:00") == [expected]


def test_only_answers_follow_the_customer() -> None:
    """What is not an answer keeps its own channels, whatever the customer wrote by."""
    policy = manners(say("note", after=Milestone.INQUIRED))
    asked = happened("inquiry_received", "06 09:00", channel="sms")

    assert Story(policy=policy, events=(placed(), asked)).messages("06 09:00") == ["note@order by email"]


# -- a first word ---------------------------------------------------------------------------------

THANKS = say("thanks", when=(on(Milestone.PLACED, MINUTE),), first=True)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({}, "defer:waiting_to_merge until 06 09:01"),
        ({"importance": MUST}, "defer:waiting_to_merge until 06 09:01"),
        ({"urgent": True}, "send:due"),
        ({"answers": True}, "send:answer"),
    ],
)
def test_everything_waits_for_the_first_word(known: dict[str, Any], expected: str) -> None:
    """News of the first minute waits for the thanks, must-tells too; what is urgent or an answer does not."""
    story = Story(policy=manners(THANKS, say(**known)), events=(placed("06 09:00"), secured("06 09:00:20")))

    assert story.outcome("news", "06 09:00:20") == expected


def test_what_waited_rides_in_the_first_word() -> None:
    """The first word leads, even where something more important was due before it."""
    policy = manners(THANKS, say(importance=MUST))
    story = Story(policy=policy, events=(placed("06 09:00"), secured("06 09:00:20")))

    assert story.messages("06 09:01") == ["thanks@order + news@order by email"]
    assert story.messages("06 12:00") == ["thanks@order + news@order by email"]


def test_nobody_waits_for_a_first_word_that_will_not_come() -> None:
    """A first word that the order's state forbids, or that is out already, holds nothing; nor does another's."""
    events = (placed("06 09:00"), secured("06 09:00:20"))
    gone = happened("order_cancelled", "06 09:00:10")
    thanks = replace(THANKS, while_=(Condition.NOT_CANCELLED,))
    story = Story(policy=manners(thanks, say()), events=(*events, gone))
    out = Story(policy=manners(THANKS, say()), events=events).after("thanks", "sent", "06 09:00:15")
    theirs = Story(policy=manners(THANKS, say(audience=(RECEIVER,))), events=events, customer=GIFT)

    assert story.outcome("news", "06 09:00:20") == "send:due"
    assert out.outcome("news", "06 09:00:20") == "send:due"
    assert theirs.outcome("news", "06 09:00:20", RECEIVER) == "send:due"
