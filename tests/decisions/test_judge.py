from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from postpurchase.decisions.judge import Judge, schedule_of, skip, zones_of
from postpurchase.decisions.model import Because, Finding
from postpurchase.events import Checkout, Promised, Tracking
from postpurchase.ledger import Ask, Pledge
from postpurchase.people import Recipient
from postpurchase.policy import (
    SILENCE,
    Cadence,
    ChannelPolicy,
    Gates,
    Question,
    Regime,
    Undertaking,
)
from postpurchase.vocabulary import Level, Milestone, Reason, Service, SubjectKind, VerdictKind
from postpurchase.windows import ClosedHours, DateWindow, OpenHours, Slot
from tests.decisions.stories import (
    ANNA,
    BUYER,
    EMAIL,
    GIFT,
    RECEIVER,
    SMS,
    Story,
    at,
    clock,
    happened,
    manners,
    person,
    placed,
    row,
    say,
    secured,
    t,
)

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NIGHT = ClosedHours(start=time(21), end=time(8))
REASSURE = say("still", when=(SILENCE,))


def word(within: timedelta | None) -> Undertaking:
    """Return the promise of a next word."""
    return Undertaking(kind="next_word", within=within)


def judge_of(story: Story, now: str) -> Judge:
    """Return the judge of a story at a moment."""
    return story.at(now).judge


def test_a_skip_says_why() -> None:
    """The finding that settles on silence has a reason with data, and perhaps an end."""
    assert skip(Reason.USED, 10, by="shop") == Finding(
        VerdictKind.SKIP, (Because(Reason.USED, {"by": "shop"}),), 10
    )


# -- the regime -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({}, Regime.LATER),
        ({"sales_channel": "bazaar"}, Regime.MARKETPLACE),
        ({"promised": Promised(service=Service.NEXT_DAY)}, Regime.NEXT_DAY),
        ({"promised": Promised(service=Service.PICKUP), "sales_channel": "bazaar"}, Regime.PICKUP),
        ({"promised": Promised(service=Service.MARKETPLACE)}, Regime.MARKETPLACE),
    ],
)
def test_the_promised_service_is_the_regime(known: dict[str, Any], expected: Regime) -> None:
    """Where no service was promised, an order of a marketplace is one, and any other is delivered later."""
    assert judge_of(Story(events=(placed(**known),)), "05 09:00").regime is expected


def test_an_order_nobody_placed_is_delivered_later() -> None:
    """Before the order itself is known, nothing is known of its service, promise or gates."""
    judge = judge_of(Story(events=(secured(),)), "06 09:00")

    assert (judge.regime, judge.gate_waits, judge.gate_answered_at) == (Regime.LATER, False, None)


# -- when somebody may be written to --------------------------------------------------------------


def test_own_quiet_hours_stand_in_for_the_shops() -> None:
    """A recipient's own quiet hours replace the policy's; the shop's hold for everybody else."""
    late = ClosedHours(start=time(23), end=time(6))
    story = Story(
        policy=manners(quiet_hours=(NIGHT,)), customer=replace(ANNA, buyer=person(quiet_hours=late))
    )
    theirs, _ = judge_of(story, "06 09:00").schedule(BUYER, EMAIL)
    ours, _ = judge_of(replace(story, customer=ANNA), "06 09:00").schedule(BUYER, EMAIL)

    assert (clock(theirs.next_open(t("06 23:30"))), clock(ours.next_open(t("06 23:30")))) == (
        "07 06:00",
        "07 08:00",
    )
    assert theirs.next_open(t("06 22:00")) == t("06 22:00")


def test_a_channel_may_have_its_own_hours() -> None:
    """A channel's send window closes that channel and no other."""
    office = ChannelPolicy(open_hours=(OpenHours(opens=time(9), closes=time(18)),))
    judge = judge_of(Story(policy=manners(channels={SMS: office})), "06 09:00")

    found = {
        channel: judge.schedule(BUYER, channel)[0].next_open(t("06 20:00")) for channel in (SMS, EMAIL, None)
    }

    assert {channel: clock(moment) for channel, moment in found.items()} == {
        SMS: "07 09:00",
        EMAIL: "06 20:00",
        None: "06 20:00",
    }


def test_a_schedule_is_made_once() -> None:
    """Asked again, the judge has the same schedule."""
    judge = judge_of(Story(), "06 09:00")

    assert judge.schedule(BUYER, EMAIL) is judge.schedule(BUYER, EMAIL)


@pytest.mark.parametrize(
    ("recipient", "zones", "guessed"),
    [
        (Recipient(zone="Asia/Tokyo", country="ES"), ("Asia/Tokyo",), False),
        (Recipient(country="ES"), ("Europe/Madrid", "Atlantic/Canary"), True),
        (Recipient(country="JP"), ("Asia/Tokyo",), True),
        (Recipient(), (), True),
    ],
)
def test_a_zone_may_be_a_guess(recipient: Recipient, zones: tuple[str, ...], *, guessed: bool) -> None:
    """Without a zone of their own somebody may be in any of their country's; in an unknown one, the shop's is taken."""
    judge = judge_of(Story(customer=replace(ANNA, buyer=recipient)), "06 09:00")
    schedule, guess = judge.schedule(BUYER, EMAIL)

    assert (zones_of(recipient), guess) == (zones, guessed)
    assert [one.key for one in schedule.zones] == list(zones or ("UTC",))


def test_a_window_gives_way_to_quiet_hours() -> None:
    """A send window that leaves a person's quiet hours no opening counts for nothing."""
    shut = schedule_of((NIGHT, OpenHours(opens=time(22), closes=time(23))), ("UTC",), "UTC")

    assert shut == schedule_of((NIGHT,), ("UTC",), "UTC")


# -- silence --------------------------------------------------------------------------------------


def silence(story: Story, now: str, role: Any = BUYER) -> tuple[str | None, str] | None:
    """Return when silence is due and under which name."""
    found = judge_of(story, now).silence(role)
    return None if found is None else (clock(found.due), found.name)


def silent_until(story: Story, now: str, role: Any = BUYER) -> str | None:
    """Return when silence is due."""
    found = silence(story, now, role)
    return found[0] if found else None


def test_silence_counts_from_the_order_or_the_last_word() -> None:
    """Ten days after the order; after a word, ten days after that, under the word's own name."""
    told = row("news", "06 09:00")
    story = Story(policy=manners(REASSURE), events=(placed(),))

    assert silence(story, "05 09:00") == ("15 09:00", "start")
    assert silence(story.and_then(told), "06 09:00") == ("16 09:00", told.id)


def test_each_person_hears_for_themselves() -> None:
    """What the buyer heard breaks no silence of the receiver."""
    story = Story(policy=manners(REASSURE), customer=GIFT, rows=(row("news", "06 09:00"),))

    assert [silent_until(story, "06 09:00", role) for role in (BUYER, RECEIVER)] == ["16 09:00", "15 09:00"]


@pytest.mark.parametrize(
    ("level", "expected"), [(Level.MORE, "10 09:00"), (Level.STANDARD, "15 09:00"), (Level.LESS, None)]
)
def test_silence_depends_on_the_level(level: Level, expected: str | None) -> None:
    """Who wants to hear more hears after five days, who wants less is never reassured; as said last."""
    story = Story(policy=manners(REASSURE), events=(placed(),), customer=replace(ANNA, level=level))
    turned = replace(story, customer=ANNA).and_then(happened("level_changed", "05 10:00", level=level))

    assert [silent_until(one, "05 10:00") for one in (story, turned)] == [expected, expected]


def test_silence_over_the_night_is_broken_before() -> None:
    """Silence that would end in a closing ends an hour before it."""
    story = Story(policy=manners(REASSURE, quiet_hours=(NIGHT,)), events=(placed("05 22:00"),))

    assert silence(story, "05 22:00") == ("15 20:00", "start")


def test_silence_counts_from_when_the_policy_began() -> None:
    """Turned on over an old order, the engine waits as long as for a new one."""
    policy = manners(REASSURE, effective_from=at("10 09:00"))

    assert silence(Story(policy=policy, events=(placed(),)), "10 09:00") == ("20 09:00", "start")


def test_a_promised_word_comes_first() -> None:
    """The next word promised by the last message is due when it said, if that is earlier."""
    story = Story(policy=manners(REASSURE, quiet_hours=(NIGHT,)), events=(placed(),))
    soon, late = (
        story.and_then(row("news", "06 09:00", promises=(Pledge(kind="next_word", due=at(when)),)))
        for when in ("07 22:00", "20 12:00")
    )

    assert [silent_until(one, "06 09:00") for one in (soon, late)] == ["07 20:00", "16 09:00"]


@pytest.mark.parametrize(
    "story",
    [
        Story(policy=manners(REASSURE), events=(secured(),)),
        Story(policy=manners(REASSURE), events=(placed(), happened("order_cancelled", "06 09:00"))),
        Story(policy=manners(REASSURE), events=(placed(gates=("call",)),)),
        Story(policy=manners(REASSURE, cadence=Cadence(longest_silence={})), events=(placed(),)),
    ],
)
def test_some_silence_is_meant(story: Story) -> None:
    """No order, an order that is over, one that waits for its customer, or no promised limit: silence may last."""
    assert silence(story, "06 09:00") is None


# -- gates ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ((placed(),), (False, "05 09:00")),
        ((placed(gates=("call",)),), (True, None)),
        (
            (placed(gates=("call",)), happened("question_answered", "05 10:00", answers={"call": 1})),
            (True, "05 10:00"),
        ),
        (
            (placed(gates=("call",)), happened("question_answered", "05 08:00", answers={"call": 1})),
            (False, "05 09:00"),
        ),
        ((placed(gates=("call",)), happened("order_confirmed", "05 11:00", by="staff")), (False, None)),
    ],
)
def test_a_gate_waits_for_answers_and_staff(
    events: tuple[Any, ...], expected: tuple[bool, str | None]
) -> None:
    """A gate waits until staff confirm; one whose answers were given before the order never waits."""
    judge = judge_of(Story(events=events), "06 09:00")

    assert (judge.gate_waits, clock(judge.gate_answered_at)) == expected


def test_a_gate_waits_for_its_questions() -> None:
    """A reason may need several answers; the last one counts."""
    policy = manners(gates=Gates(answers={"engraving": ("text", "font")}))
    first = happened("question_answered", "05 10:00", answers={"text": "A"})
    story = Story(policy=policy, events=(placed(gates=("engraving",)), first))
    second = happened("question_answered", "05 11:00", answers={"font": "serif"})

    assert clock(judge_of(story, "06 09:00").gate_answered_at) is None
    assert clock(judge_of(story.and_then(second), "06 09:00").gate_answered_at) == "05 11:00"


# -- answers to what the customer did -------------------------------------------------------------


@pytest.mark.parametrize(("now", "expected"), [("05 09:59:59", True), ("05 10:00", False)])
def test_an_answer_comes_within_the_hour(now: str, *, expected: bool) -> None:
    """A touchpoint that answers is an answer for an hour after the customer's act."""
    thanks, news = say("thanks", after=Milestone.PLACED, answers=True), say("news", after=Milestone.PLACED)
    judge = judge_of(Story(policy=manners(thanks, news), events=(placed(),)), now)

    assert [judge.is_answer(c) for c in judge.candidates] == [expected, False]


def test_without_an_act_there_is_no_answer() -> None:
    """What nobody did is not answered, and an act still to come is none yet."""
    thanks = say("thanks", answers=True)
    judge = judge_of(Story(policy=manners(thanks), events=(secured(),)), "06 09:00")
    early = Story(
        policy=manners(thanks),
        events=(secured(), happened("inquiry_received", "07 09:00", learned="06 08:00")),
    )

    assert (judge.last_act, judge.is_answer(judge.candidates[0])) == (None, False)
    assert judge_of(early, "06 09:00").last_act is None


# -- what a touchpoint tells ----------------------------------------------------------------------


def test_a_touchpoint_tells_its_own_fact_and_what_is_known() -> None:
    """It tells a fact of its own name, and of its list what is known."""
    window = DateWindow(earliest=date(2026, 10, 10), latest=date(2026, 10, 12))
    policy = manners(say("news", tells=("window", "slot", "tracking")))
    story = Story(policy=policy, events=(placed(promised=Promised(window=window)), secured()))
    judge = judge_of(story, "06 09:00")

    assert judge.tells(judge.candidates[0]) == {"news": True, "window": window}


def test_a_repeated_fact_is_numbered() -> None:
    """The second failed attempt is another fact than the first."""
    policy = manners(say("failed", after=Milestone.ATTEMPT_FAILED, about=SubjectKind.SHIPMENT))
    story = Story(
        policy=policy,
        events=(placed(), happened("attempt_failed", "06 09:00"), happened("attempt_failed", "07 09:00")),
    )

    assert [
        judge_of(story, now).tells(judge_of(story, now).candidates[0]) for now in ("06 09:00", "07 09:00")
    ] == [
        {"failed": True},
        {"failed": 2},
    ]


def test_an_arrival_is_told_with_its_date() -> None:
    """What arrives today or tomorrow has that date as its value, in the recipient's zone."""
    policy = manners(say("arriving_today"), say("arriving_tomorrow"))
    events = (placed(), secured("06 22:00"))
    tokyo = replace(ANNA, buyer=person(zone="Asia/Tokyo"))

    told = [
        [judge.tells(c) for c in judge.candidates]
        for judge in (
            judge_of(Story(policy=policy, events=events, customer=who), "06 22:00") for who in (ANNA, tokyo)
        )
    ]

    assert told == [
        [{"arriving_today": date(2026, 10, 6)}, {"arriving_tomorrow": date(2026, 10, 7)}],
        [{"arriving_today": date(2026, 10, 7)}, {"arriving_tomorrow": date(2026, 10, 8)}],
    ]


def test_what_has_not_come_is_told_plainly() -> None:
    """A touchpoint without an occurrence would tell that it happened."""
    verdict = Story(events=(placed(),)).verdict("news", "05 09:00")

    assert verdict.judge.tells(verdict.candidate) == {"news": True}


# -- questions ------------------------------------------------------------------------------------

PLANNED = say("planned", asks=Question(question="slot", default="none"))


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        (Story(policy=manners(say())), False),
        (Story(policy=manners(PLANNED)), True),
        (
            Story(
                policy=manners(PLANNED),
                events=(placed(checkout=Checkout(slot=Slot(date=date(2026, 10, 9), code="am"))), secured()),
            ),
            False,
        ),
        (
            Story(
                policy=manners(PLANNED), rows=(row(None, "05 12:00", by="customer", answers={"slot": "any"}),)
            ),
            False,
        ),
        (Story(policy=manners(PLANNED)).after("planned", "failed", "06 09:00"), True),
    ],
)
def test_what_is_known_is_not_asked(story: Story, *, expected: bool) -> None:
    """There is something to ask while nobody answered it, at checkout or since."""
    judge = judge_of(story, "06 09:00")

    assert judge.question(judge.candidates[0]) is expected


def test_what_was_asked_is_not_asked_again() -> None:
    """Another message asked already; the touchpoint's own first try does not count."""
    asked = (Ask(question="slot", default="none"),)
    own = Story(policy=manners(PLANNED)).after("planned", "reserved", "06 09:00", asks=asked)
    other = Story(policy=manners(PLANNED), rows=(row("thanks", "05 12:00", asks=asked),))

    assert [
        judge_of(one, "06 09:00").question(judge_of(one, "06 09:00").candidates[0]) for one in (own, other)
    ] == [
        True,
        False,
    ]


# -- promises and contacts ------------------------------------------------------------------------


def test_an_undertaking_has_its_time() -> None:
    """A term counts from when its touchpoint was due, else the promise is the longest silence from now."""
    judge = judge_of(Story(policy=manners(say(), REASSURE)), "06 12:00")
    news = judge.candidates[0]

    assert clock(judge.promise_due(news, word(4 * HOUR))) == "06 13:00"
    assert clock(judge.promise_due(news, word(HOUR))) == "06 13:00"
    assert clock(judge.promise_due(news, word(None))) == "16 12:00"


@pytest.mark.parametrize(("now", "expected"), [("06 19:59", "06 22:00"), ("06 20:00", "07 08:00")])
def test_no_promise_comes_due_in_the_night(now: str, expected: str) -> None:
    """What would come due in closed hours is promised for their end, unless there is time before them."""
    judge = judge_of(Story(policy=manners(say(), quiet_hours=(NIGHT,))), now)

    assert clock(judge.promise_due(judge.candidates[0], word(13 * HOUR))) == expected


def test_an_undertaking_of_what_is_not_due_counts_from_now() -> None:
    """Asked about a touchpoint that has not come, a term counts from now."""
    verdict = Story(events=(placed(),)).verdict("news", "05 09:00")

    assert clock(verdict.judge.promise_due(verdict.candidate, word(HOUR))) == "05 10:00"


def test_an_answer_puts_off_no_word_promised_sooner() -> None:
    """An answer repeats the sooner word that was promised before it; the silence's own end it begins anew."""
    asked = happened("inquiry_received", "06 14:45")
    point = say("answer", after=Milestone.INQUIRED, answers=True)
    story = Story(policy=manners(point, REASSURE), events=(placed(), asked))
    sooner = story.and_then(
        row("other", "06 14:15", promises=(Pledge(kind="next_word", due=at("06 15:30")),))
    )
    cadence = story.and_then(
        row("other", "06 14:15", promises=(Pledge(kind="next_word", due=at("16 14:15")),))
    )
    due = [
        judge_of(each, "06 14:45").promise_due(judge_of(each, "06 14:45").candidates[0], word(None))
        for each in (sooner, cadence)
    ]
    over = judge_of(sooner, "06 15:30")

    assert [clock(each) for each in due] == ["06 15:30", "16 14:45"]
    assert clock(over.promise_due(over.candidates[0], word(None))) == "16 15:30"


def test_of_two_words_promised_at_once_the_one_still_to_come_is_not_put_off() -> None:
    """Two messages of one instant promised each its own word; after the sooner one passed, an answer repeats the other."""
    asked = happened("inquiry_received", "06 14:45")
    point = say("answer", after=Milestone.INQUIRED, answers=True)
    story = Story(policy=manners(point, REASSURE), events=(placed(), asked))
    for name, due in (("one", "06 14:30"), ("other", "06 15:30")):
        story = story.and_then(row(name, "06 14:15", promises=(Pledge(kind="next_word", due=at(due)),)))
    judge = judge_of(story, "06 14:45")

    assert clock(judge.promise_due(judge.candidates[0], word(None))) == "06 15:30"


def test_of_two_words_still_to_come_an_answer_repeats_the_sooner() -> None:
    """Two messages of one instant promised each its own word: neither is put off."""
    asked = happened("inquiry_received", "06 14:45")
    point = say("answer", after=Milestone.INQUIRED, answers=True)
    story = Story(policy=manners(point, REASSURE), events=(placed(), asked))
    for name, due in (("one", "06 15:30"), ("other", "06 16:30")):
        story = story.and_then(row(name, "06 14:15", promises=(Pledge(kind="next_word", due=at(due)),)))
    judge = judge_of(story, "06 14:45")

    assert clock(judge.promise_due(judge.candidates[0], word(None))) == "06 15:30"


def test_whoever_wants_only_what_must_be_told_is_promised_nothing() -> None:
    """Without a longest silence no next word is promised, with a term or without."""
    judge = judge_of(
        Story(policy=manners(say(), REASSURE), customer=replace(ANNA, level=Level.LESS)), "06 12:00"
    )

    assert judge.promise_due(judge.candidates[0], word(HOUR)) is None
    assert judge.promise_due(judge.candidates[0], word(None)) is None


@pytest.mark.parametrize("over", ["cancelled", "delivered", "gate"])
def test_no_next_word_is_promised_that_nobody_would_keep(over: str) -> None:
    """Silence ends no wait of an order that is over or stands at its gate; a term for something else holds."""
    after = {"cancelled": "order_cancelled", "delivered": "delivered"}
    first = placed(gates=("engraving",)) if over == "gate" else placed()
    then = [happened(after[over], "06 08:00")] if over in after else []
    judge = judge_of(Story(events=(first, *then, secured()), policy=manners(say(), REASSURE)), "06 12:00")

    assert judge.promise_due(judge.candidates[0], word(HOUR)) is None
    assert judge.promise_due(judge.candidates[0], word(None)) is None
    tracking = Undertaking(kind="tracking", within=4 * HOUR)
    assert judge.promise_due(judge.candidates[0], tracking) is not None


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("handed_over", {"window", "tracking"}),
        ("ready_for_pickup", {"tracking"}),
        ("attempt_failed", {"tracking"}),
        ("returned", {"tracking"}),
        ("delivered", set()),
        ("order_cancelled", set()),
    ],
)
def test_an_answer_tells_what_its_words_say(kind: str, told: set[str]) -> None:
    """Of what is stuck it names no day, of what is over nothing to follow either; other words tell what is known."""
    facts = ("window", "slot", "tracking")
    answering = say("answer", after=Milestone.INQUIRED, tells=facts, answers=True)
    tracking = Tracking(number="T1")
    events = (
        placed(promised=Promised(window=DateWindow(earliest=date(2026, 10, 8), latest=date(2026, 10, 9)))),
        secured(),
        happened("handed_over", "06 10:00", tracking=tracking),
        happened(kind, "06 12:00"),
        happened("inquiry_received", "06 13:00"),
    )
    judge = judge_of(Story(events=events, policy=manners(answering, say("news", tells=facts))), "06 13:00")
    told_by = {c.point.id: {*judge.tells(c)} & {*facts} for c in judge.candidates}

    assert told_by["answer"] == told
    assert told_by["news"] >= told


def test_of_what_was_refunded_there_is_nothing_to_follow() -> None:
    """Come back and refunded is over: an answer tells neither a day nor the number."""
    answering = say("answer", after=Milestone.INQUIRED, tells=("window", "tracking"), answers=True)
    events = (
        placed(promised=Promised(window=DateWindow(earliest=date(2026, 10, 8), latest=date(2026, 10, 9)))),
        happened("handed_over", "06 10:00", tracking=Tracking(number="T1")),
        happened("returned", "06 12:00"),
        happened("refunded", "06 12:30"),
        happened("inquiry_received", "06 13:00"),
    )
    judge = judge_of(Story(events=events, policy=manners(answering)), "06 13:00")

    assert [{*judge.tells(c)} for c in judge.candidates] == [{"answer"}]


def test_what_several_parts_promise_is_promised_once() -> None:
    """Of two terms of one promise the sooner stands, whichever part comes first; the words know but one."""
    soon, later = (Undertaking(kind="next_word", within=hours * HOUR) for hours in (1, 4))
    policy = manners(say("more", promises=(later,)), say("news", promises=(soon,)))
    [bundle] = Story(policy=policy).at("06 09:00").bundles
    judge = judge_of(Story(policy=policy), "06 09:00")

    assert len(bundle.parts) == 2
    assert [(kind, clock(due)) for kind, due in judge.promises(bundle.parts)] == [("next_word", "06 10:00")]


def test_what_is_tried_again_promises_the_same_while_it_can() -> None:
    """What was promised stands; of what has come due since, a new try promises anew, counted from now."""
    soon = Undertaking(kind="next_word", within=HOUR)
    later = Undertaking(kind="tracking", within=4 * HOUR)
    gone = Pledge(kind="gone", due=at("06 09:00"))
    promises = (
        Pledge(kind="next_word", due=at("06 10:00")),
        Pledge(kind="tracking", due=at("06 13:00")),
        gone,
    )
    story = Story(policy=manners(say("news", promises=(soon, later))))
    tried = story.after("news", "reserved", "06 09:00", promises=promises)

    def promised(now: str) -> list[tuple[str, str | None]]:
        judge = tried.at(now).judge
        return [(kind, clock(due)) for kind, due in judge.promises(tried.at(now).bundles[0].parts)]

    assert promised("06 09:59") == [("next_word", "06 10:00"), ("tracking", "06 13:00")]
    assert promised("06 10:00") == [("tracking", "06 13:00"), ("next_word", "06 11:00")]


def test_contacts_leave_out_its_own() -> None:
    """Everybody's messages to that person count, this plan's included; not what goes under its own key."""
    policy = manners(say(), say("more", promises=(Undertaking(kind="next_word"),)))
    story = Story(
        policy=policy, rows=(row("thanks", "05 10:00"), row(None, "05 11:00", by="courier", order="o2"))
    )
    judge = judge_of(story.after("news", "reserved", "06 09:00"), "06 09:00")
    news, more = judge.candidates

    assert [clock(contact.t) for contact in judge.contacts(news)] == ["05 10:00", "05 11:00", "06 09:00"]
    assert [clock(contact.t) for contact in judge.contacts(more)] == ["05 10:00", "05 11:00", "06 09:00"]
    assert [contact.keys for contact in judge.contacts(news)][-1] == (more.key,)
    assert [contact.keys for contact in judge.contacts(more)][-1] == (news.key,)
