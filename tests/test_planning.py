from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from postpurchase import presets
from postpurchase.errors import InvalidInput, UnknownName
from postpurchase.eta import EstimateBasis, Ranges
from postpurchase.events import Event, Promised
from postpurchase.ledger import Ask, Pledge, Row
from postpurchase.messages import Action, Message
from postpurchase.order import replay
from postpurchase.people import Consent, Customer, Reach, Revocation
from postpurchase.planning import Lived, Plan, outline, plan, unfold
from postpurchase.policy import Gates, Policy, Undertaking, on, without
from postpurchase.presets import touchpoints as t
from postpurchase.profiles import CourierProfile, Profiles, Says
from postpurchase.vocabulary import ActionKind, Channel, Milestone, Mode, Service, VerdictKind
from tests.decisions.stories import (
    ANNA,
    GIFT,
    SHOP,
    at,
    clock,
    happened,
    manners,
    person,
    placed,
    row,
    say,
    secured,
)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MAIL_ONLY = replace(ANNA, buyer=person())


def planned(
    *what: Event | Row, now: str, policy: Policy | None = None, customer: Customer | None = ANNA
) -> Plan:
    """Return the plan made of events and rows."""
    return plan(
        replay(one for one in what if isinstance(one, Event)),
        policy or manners(),
        now=at(now),
        customer=customer,
        ledger=[one for one in what if isinstance(one, Row)],
    )


def lived(policy: Policy, *what: Event | Row, until: str, start: str = "05 09:00") -> Lived:
    """Live a story under a policy, read by a customer who has nothing but a mail address."""
    return unfold(
        [one for one in what if isinstance(one, Event)],
        policy,
        start=at(start),
        until=at(until),
        customer=MAIL_ONLY,
        ledger=[one for one in what if isinstance(one, Row)],
    )


def lines(done: Iterable[Message | Action]) -> list[str]:
    """Return what was said and done, each with its time: `05 09:01 order_confirmed@order`."""
    return [
        f"{clock(int(one.at.timestamp()))} "
        + (" + ".join((one.lead.name, *one.rides)) if isinstance(one, Message) else f"{one.kind} {one.about}")
        for one in done
    ]


# -- a plan ---------------------------------------------------------------------------------------


def test_a_plan_says_what_when_and_why() -> None:
    """What to say, what to do, when to ask again and for what, at a moment that is no earlier than its input."""
    policy = manners(say("news", acts=(ActionKind.CALL,)), say("later", when=(on(Milestone.SECURED, HOUR),)))
    made = planned(placed(), secured(), now="06 08:00", policy=policy)

    assert (made.order, made.now, made.policy) == ("o1", at("06 09:00"), policy)
    assert (lines(made.messages), lines(made.actions)) == (
        ["06 09:00 news@order"],
        ["06 09:00 call news@order"],
    )
    assert (made.wake_at, made.wake_for) == (at("06 10:00"), "due:later@order")
    assert made.warnings == ("clock_behind",)
    assert made.verdicts is made.decision.verdicts


def test_a_plan_without_a_wake() -> None:
    """Where nothing lies ahead there is no time to ask again, and no cause."""
    made = planned(placed(), now="05 09:00")

    assert (made.wake, made.wake_at, made.wake_for) == (None, None, None)


def test_a_plan_is_shown_in_a_line() -> None:
    """A plan shows what it says and when it asks again."""
    policy = manners(say("news"), say("later", when=(on(Milestone.SECURED, HOUR),)))

    assert repr(planned(placed(), secured(), now="06 09:00", policy=policy)) == (
        "<Plan o1: say news@order, wake at 2026-10-06T10:00:00Z for due:later@order>"
    )
    assert repr(planned(placed(), now="05 09:00")) == "<Plan o1: say nothing, no wake-up>"


def test_a_plan_shows_what_it_believes() -> None:
    """The line says the dates believed and on what they rest, or why they are told to nobody."""
    shop_knows = replace(manners(), ranges=Ranges(lead_days=(2, 4)))
    unplannable = replace(manners(), ranges=Ranges(lead_days=(2, 40)))

    assert repr(planned(placed(), now="05 09:00", policy=shop_knows)).startswith(
        "<Plan o1: say nothing, window 2026-10-07 to 2026-10-09 (ranges), "
    )
    assert repr(planned(placed(), now="05 09:00", policy=unplannable)) == (
        "<Plan o1: say nothing, window withheld: too_wide, no wake-up>"
    )


def test_a_plan_holds_the_estimates_it_used() -> None:
    """Of the order while it is open, and of the parcels of which something is known; each the one it decided by."""
    shop_knows = replace(manners(), ranges=Ranges(lead_days=(2, 4)))
    found = planned(placed(), now="05 09:00", policy=shop_knows)
    unknown = planned(placed(), now="05 09:00")
    over = planned(placed(), happened("delivered", "06 09:00"), now="06 10:00", policy=shop_knows)

    assert list(found.estimates) == ["order", "1"]
    assert found.estimates["order"] is found.decision.situation.estimate(None)
    assert found.estimates["1"].basis is EstimateBasis.RANGES
    assert {subject: one.basis for subject, one in unknown.estimates.items()} == {"order": EstimateBasis.NONE}
    assert over.estimates == {}


def test_nobody_may_be_written_to() -> None:
    """Without a customer a plan still says why it says nothing."""
    made = planned(placed(), secured(), now="06 09:00", customer=None)

    assert [(one.kind, one.reason.code) for one in made.verdicts] == [(VerdictKind.SKIP, "no_channel")]


def test_now_is_aware() -> None:
    """A time without an offset is refused."""
    with pytest.raises(InvalidInput, match="not an aware datetime"):
        plan(replay([placed()]), manners(), now=datetime(2026, 10, 5))  # noqa: DTZ001 - what must be refused


def test_why_not() -> None:
    """The verdicts on one touchpoint, of all its subjects or of one; an unknown name is refused."""
    policy = manners(t.DISPATCHED)
    parcels = [happened("handed_over", "06 09:00", shipment=name) for name in ("P1", "P2")]
    made = planned(placed(), *parcels, now="06 09:00", policy=policy)

    assert [one.name for one in made.why_not("dispatched")] == ["dispatched@1", "dispatched@P2"]
    assert [one.name for one in made.why_not("dispatched", "P2")] == ["dispatched@P2"]
    assert made.why_not("dispatched", "P1") == made.why_not("dispatched", "1")
    with pytest.raises(UnknownName, match="no touchpoint named 'delivered'; known: dispatched"):
        made.why_not("delivered")
    with pytest.raises(UnknownName, match="no subject of dispatched named 'P9'; known: 1, P2"):
        made.why_not("dispatched", "P9")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"order": [placed()]}, "order: list, not Order; give what replay(events) returns"),
        ({"policy": None}, "policy: None, not Policy; give a Policy, as presets make them"),
        ({"customer": "c1"}, "customer: text, not Customer; give a Customer"),
        ({"ledger": None}, "ledger: None, not a collection of Row; give the customer's rows"),
        ({"ledger": [{}]}, "ledger.0: dict, not Row; give the customer's rows"),
        (
            {"now": "2026-10-05"},
            "now: not an aware datetime; give an offset, as in 2026-10-05T22:40:00+09:00",
        ),
    ],
)
def test_what_is_given_must_be_what_it_is_called(given: dict[str, Any], expected: str) -> None:
    """Whatever comes in, the error is ours, and says under which name and what would be right."""
    whole = {"order": replay([placed()]), "policy": manners(), "now": at("06 09:00")} | given
    with pytest.raises(InvalidInput) as caught:
        plan(whole.pop("order"), whole.pop("policy"), **whole)
    assert str(caught.value) == expected


def test_a_life_does_not_end_before_it_begins() -> None:
    """A stretch of time runs forward."""
    with pytest.raises(
        InvalidInput, match=r"^until: before the start; give the same instant or a later one$"
    ):
        unfold([placed()], manners(), start=at("06 09:00"), until=at("06 08:59"))


# -- what is open ---------------------------------------------------------------------------------

PROMISED = row("news", "05 10:00", promises=(Pledge(kind="next_word", due=at("07 09:00")),))
ASKED = row("news", "05 10:00", asks=(Ask(question="slot", answer_by=at("07 12:00")), Ask(question="text")))


@pytest.mark.parametrize(
    ("what", "now", "expected"),
    [
        ((PROMISED,), "07 08:59:59", ["next_word"]),
        ((PROMISED,), "07 09:00", []),
        ((PROMISED, happened("order_cancelled", "06 09:00")), "06 09:00", []),
        ((replace(PROMISED, order="o2"),), "06 09:00", []),
    ],
)
def test_open_promises(what: tuple[Any, ...], now: str, expected: list[str]) -> None:
    """A promise is open until its time, while the order is."""
    assert [pledge.kind for pledge in planned(placed(), *what, now=now).promises] == expected


@pytest.mark.parametrize(
    ("what", "now", "expected"),
    [
        ((ASKED,), "07 11:59:59", ["slot", "text"]),
        ((ASKED,), "07 12:00", ["text"]),
        ((ASKED, happened("question_answered", "06 09:00", answers={"text": "A"})), "06 09:00", ["slot"]),
    ],
)
def test_open_questions(what: tuple[Any, ...], now: str, expected: list[str]) -> None:
    """A question is open until it is answered or its time is over."""
    assert [ask.question for ask in planned(placed(), *what, now=now).questions] == expected


def test_a_courier_s_word_to_nobody_is_strange() -> None:
    """A row that does not say whom somebody else told tells nobody, and is counted in a warning."""
    words = [row("delivered", "05 12:00", by="courier", to=to) for to in (None, "buyer")]

    assert planned(placed(), *words, now="06 09:00").warnings == ("rows_to_nobody:1",)


def test_warnings_of_all_kinds() -> None:
    """What was strange is said: a second placing, a language that had to be guessed, words of another policy."""
    again = replace(placed("05 09:30"), id="again")
    speechless = replace(ANNA, buyer=replace(person(), locale=None))
    strange = [
        row("old_news", "05 10:00"),
        row("older_news", "05 11:00"),
        row("their_news", "05 12:00", by="courier"),
        row("old_newz", "05 13:00", kind="requested", by="staff"),
    ]
    known = [
        row("former_news", "05 10:00", order="o2"),
        row(None, "05 11:00"),
        row("gone", "05 12:00", kind="failed", keys=("k",)),
    ]
    renamed = manners(say("news", formerly="former_news"))

    made = planned(
        placed(), again, secured(), *strange, *known, now="06 09:00", policy=renamed, customer=speechless
    )

    assert [warning.partition(" ")[0] for warning in made.warnings[-2:]] == [
        "locale_unknown",
        "unknown_touchpoints:4",
    ]
    assert len(made.warnings) == 3
    assert planned(placed(), now="05 09:00", customer=speechless).warnings == ()


def test_a_consent_withdrawn_in_vain_is_said() -> None:
    """What concerns an order goes by mail without consent: who took it back there is not passed over in silence."""
    withdrawn = Consent(revoked=Revocation(transactional=at("01 09:00")))
    unwilling = Reach(consent=withdrawn)

    def warned(**channels: Reach) -> tuple[str, ...]:
        buyer = replace(person(), channels={Channel(name): reach for name, reach in channels.items()})
        return planned(placed(), now="05 09:00", customer=replace(ANNA, buyer=buyer)).warnings

    assert warned(email=unwilling, sms=unwilling) == ("consent_not_needed:email:buyer",)
    assert warned(email=replace(unwilling, suppressed=True)) == ()
    assert warned(email=replace(unwilling, reachable=False)) == ()
    assert warned(email=Reach(), sms=unwilling) == ()


def test_one_unknown_language_is_enough_for_a_warning() -> None:
    """Of a gift whose receiver's language is known and whose buyer's is not, one of two messages has to guess."""
    silent = replace(GIFT, buyer=replace(person(), locale=None))

    assert planned(placed(), secured(), now="06 09:00", customer=silent).warnings == ("locale_unknown",)
    assert planned(placed(), secured(), now="06 09:00", customer=GIFT).warnings == ()


# -- a life ---------------------------------------------------------------------------------------


def test_a_life_may_last_an_instant() -> None:
    """From an instant to the same one everything is planned once."""
    short = lived(manners(), placed(), secured(), start="06 09:00", until="06 09:00")

    assert (lines(short.messages), short.plans) == (["06 09:00 news@order"], 1)


def test_a_life_is_planned_at_inputs_and_wakes() -> None:
    """Plans are made at every event and row, and whenever the last plan asked for it, both ends included."""
    policy = manners(say("news", when=(on(Milestone.SECURED, HOUR),)))
    story = (placed(), secured(), row("thanks", "05 12:00", by="courier"))

    done = lived(policy, *story, until="06 10:00")

    assert (lines(done.messages), done.plans, done.asleep) == (["06 10:00 news@order"], 4, True)
    assert [one.keys for one in done.rows] == [one.keys for one in done.messages]
    assert repr(done) == "<Lived 1 messages, 0 actions in 4 plans>"
    cut = lived(policy, *story, until="06 09:59:59")
    assert (lines(cut.messages), cut.plans, cut.asleep) == ([], 3, False)


def test_a_life_begins_with_its_first_event() -> None:
    """Before anything is known there is nothing to plan; what was learned late is not known earlier."""
    done = lived(
        manners(), placed(), secured("06 09:00", learned="07 09:00"), start="01 09:00", until="08 09:00"
    )

    assert (lines(done.messages), done.plans) == (["07 09:00 news@order"], 2)


def test_a_life_records_what_it_does() -> None:
    """What was said and done once is not said or done again."""
    policy = manners(say("news", acts=(ActionKind.CALL,)))
    done = lived(policy, placed(), secured(), happened("arrived_in_country", "07 09:00"), until="08 09:00")

    assert (lines(done.messages), lines(done.actions)) == (
        ["06 09:00 news@order"],
        ["06 09:00 call news@order"],
    )
    assert len(done.rows) == 2


def test_the_outline_is_at_hand() -> None:
    """What an order will lead to is told up front by the same module that plans it."""
    assert outline(presets.retail(SHOP), Mode.STOCK) == ("dispatched",)


# -- a gate: S2 -----------------------------------------------------------------------------------

GATED = replace(
    presets.preset("contact_first", SHOP),
    gates=Gates(answers={"engraving": ("text",)}, expires_after=3 * DAY),
)
ORDERED = placed(gates=("engraving",))
ANSWER = "question_answered"


def gated(*more: Event, until: str = "09 12:00", policy: Policy = GATED) -> tuple[list[str], list[str]]:
    """Return what is said and done about an order that waits for the words to engrave."""
    done = lived(policy, ORDERED, *more, until=until)
    return lines(done.messages), lines(done.actions)


def test_a_gate_that_is_never_answered() -> None:
    """Thanks and request are one message; a day later one reminder; after three days it is over."""
    assert gated() == (
        [
            "05 09:01 contact_requested@order",
            "06 09:00 contact_reminder@order",
            "08 09:00 gate_expired@order",
        ],
        ["08 09:00 propose_cancel gate_expired@order"],
    )


def test_an_inquiry_leaves_the_gate_shut() -> None:
    """Who asks when it comes is answered, and still has to say what to engrave."""
    said, _ = gated(happened("inquiry_received", "05 19:00"), until="07 09:00")

    assert said == [
        "05 09:01 contact_requested@order",
        "05 19:00 inquiry_answered@order",
        "06 09:00 contact_reminder@order",
    ]


def test_an_answered_gate_waits_for_staff_alone() -> None:
    """The answer is acknowledged, no reminder follows, the clock stands still, and staff are told to confirm in a day."""
    assert gated(happened(ANSWER, "06 15:00", answers={"text": "A"})) == (
        [
            "05 09:01 contact_requested@order",
            "06 09:00 contact_reminder@order",
            "06 15:00 contact_acknowledged@order",
        ],
        ["07 15:00 needs_attention staff_reply_due@order"],
    )


def test_staff_have_the_time_the_policy_gives_them() -> None:
    """A shop that promises itself four hours is reminded after four."""
    hasty = replace(GATED, gates=replace(GATED.gates, staff_deadline=4 * HOUR))

    assert gated(happened(ANSWER, "06 15:00", answers={"text": "A"}), policy=hasty)[1] == [
        "06 19:00 needs_attention staff_reply_due@order"
    ]


def test_staff_open_the_gate() -> None:
    """Once staff confirm, the order is confirmed to the customer, and nothing of the gate is left."""
    said, done = gated(
        happened(ANSWER, "05 15:00", answers={"text": "A"}),
        happened("order_confirmed", "05 18:00", by="staff"),
    )

    assert said == [
        "05 09:01 contact_requested@order",
        "05 15:00 contact_acknowledged@order",
        "05 18:00 order_confirmed@order",
    ]
    assert done == []


@pytest.mark.parametrize(
    ("when", "expected"), [("08 08:59:59", False), ("08 09:00", False), ("08 09:00:01", True)]
)
def test_an_answer_in_the_last_second_counts(when: str, *, expected: bool) -> None:
    """An answer in the very second in which the gate expires keeps the order alive; a second later it is over."""
    said, done = gated(happened(ANSWER, when, answers={"text": "A"}))

    assert ("08 09:00 gate_expired@order" in said) is expected
    assert ("08 09:00 propose_cancel gate_expired@order" in done) is expected


def test_an_order_without_questions_is_thanked_at_once() -> None:
    """The gate lies over a policy and leaves alone what it does not concern."""
    done = lived(GATED, placed(), until="05 12:00")

    assert lines(done.messages) == ["05 09:01 order_confirmed@order"]


# -- talking with a courier: S4 -------------------------------------------------------------------

ARRANGED = replace(
    presets.shared_with_courier(SHOP),
    profiles=Profiles(couriers={"express": CourierProfile(says={"appointment_agreed": Says(within=DAY)})}),
)
LATER = placed(promised=Promised(service=Service.LATER, courier="express"))
HANDED = happened("handed_over", "06 09:00", courier="express", shipment="P1")
IN_CITY = happened("arrived_in_city", "08 10:00", shipment="P1")


def test_a_courier_that_arranges_nothing() -> None:
    """A day after the parcel came to the city, without an appointment, the shop says where it stands."""
    done = lived(ARRANGED, LATER, HANDED, IN_CITY, until="09 12:00")

    assert lines(done.messages) == [
        "05 09:01 order_confirmed@order",
        "06 09:00 dispatched@1 + sms_offer@order",
        "08 10:00 arrived_in_city@1",
        "09 10:00 arrangement_pending@1",
    ]


@pytest.mark.parametrize(
    "agreed",
    [
        happened("appointment_agreed", "09 09:00", shipment="P1"),
        row("appointment_agreed", "09 09:00", by="courier", subject="P1"),
        row("appointment_agreed", "09 09:00", by="courier"),
    ],
)
def test_a_courier_that_arranges(agreed: Event | Row) -> None:
    """Once date and time are agreed, by event or by the courier's word, the shop has nothing to add."""
    done = lived(ARRANGED, LATER, HANDED, IN_CITY, agreed, until="12 12:00")

    assert lines(done.messages)[-1] == "08 10:00 arrived_in_city@1"


# -- promises -------------------------------------------------------------------------------------


def test_a_broken_promise_is_told() -> None:
    """Who was promised word of the dispatch within three days, and got none, is told so; once."""
    thanks = say("thanks", after=Milestone.PLACED, promises=(Undertaking(kind="dispatched", within=3 * DAY),))
    policy = manners(thanks, t.PROMISE_BROKEN, replace(t.DISPATCHED, supersedes=()))
    kept = lived(policy, placed(), happened("handed_over", "07 09:00"), until="12 09:00")
    broken = lived(policy, placed(), happened("handed_over", "09 09:00"), until="12 09:00")

    assert lines(kept.messages) == ["05 09:00 thanks@order", "07 09:00 dispatched@1"]
    assert lines(broken.messages) == [
        "05 09:00 thanks@order",
        "08 09:00 promise_broken@order",
        "09 09:00 dispatched@1",
    ]


# -- years ----------------------------------------------------------------------------------------


def test_an_anniversary_is_celebrated_once_a_year() -> None:
    """A customer of two years hears so on the day, at ten in the morning, and again a year later."""
    since = replace(MAIL_ONLY, first_purchase_at=datetime.fromisoformat("2024-10-08T20:00:00Z"))
    done = unfold(
        [placed(), happened("delivered", "06 09:00", how="in_person")],
        manners(t.ANNIVERSARY),
        start=at("05 09:00"),
        until=datetime.fromisoformat("2027-12-31T00:00:00Z"),
        customer=since,
    )

    assert lines(done.messages) == ["08 10:00 anniversary@order", "2027-10-08T10:00:00Z anniversary@order"]


# -- staff's wish ---------------------------------------------------------------------------------


def test_what_staff_ask_for_goes_once() -> None:
    """A lost mail is sent again at staff's wish, in the shop's hours, and not a third time."""
    policy = without(presets.retail(SHOP), "reassurance")
    wish = row("order_confirmed", "05 22:00", kind="requested", by="staff", actor="ann")
    done = lived(policy, placed(), wish, until="07 09:00")

    assert lines(done.messages) == ["05 09:01 order_confirmed@order", "06 08:00 order_confirmed@order"]
    (second,) = planned(placed(), wish, *done.rows[:1], now="06 08:00", policy=policy).why_not(
        "order_confirmed"
    )
    assert (second.reason.code, second.reason.data["by"]) == ("forced", "staff")
