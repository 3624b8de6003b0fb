"""The policy's public text: every sentence drawn from the policy, and none that it does not keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from tests.text.orders import SHARED

from postpurchase.catalogs import default
from postpurchase.people import Shop, ShopContact
from postpurchase.policy import (
    SILENCE,
    Cadence,
    CalendarUnit,
    Cap,
    CapScope,
    Gates,
    Policy,
    Question,
    Undertaking,
    without,
)
from postpurchase.presets import PRESETS, buy_on_demand, contact_first, retail
from postpurchase.text import PublicText, public_text
from postpurchase.vocabulary import Channel, Level, Mode, Service
from postpurchase.windows import ClosedHours

if TYPE_CHECKING:
    from tests.conftest import Golden

GOLDEN: Final = Path(__file__).parents[1] / "golden"
KUMO: Final = Shop(
    name="Atelier Kumo",
    zone="Asia/Tokyo",
    locale="ja",
    contact=ShopContact(email="hello@kumo.example", phone="+81 3 0000 0000", url="https://kumo.example"),
)
ENGRAVING: Final = Gates(answers={"engraving": ("engraving",), "remote": ("remote", "address")})
POLICIES: Final = {
    "shopper": (buy_on_demand(KUMO), Mode.BUY_ON_DEMAND, None),
    "gate": (replace(contact_first(retail(KUMO)), gates=ENGRAVING), Mode.MADE_TO_ORDER, None),
    "courier": (SHARED, Mode.STOCK, Service.NEXT_DAY),
}


def said(policy: Policy, **given: object) -> PublicText:
    """Return the public text in English."""
    return public_text(policy, default(), "en", **given)  # type: ignore[arg-type]


def answer(policy: Policy, question: str, **given: object) -> tuple[str, ...] | None:
    """Return the answer to the first question that holds some words."""
    found = [one.answer for one in said(policy, **given).faq if question in one.question]
    return found[0] if found else None


@pytest.mark.parametrize("locale", ["ja", "ru", "en"])
@pytest.mark.parametrize("name", POLICIES)
def test_public_texts_are_as_they_were_read(golden: Golden, name: str, locale: str) -> None:
    """Each policy reads as it did when a person last read it."""
    policy, mode, service = POLICIES[name]
    page = public_text(policy, default(), locale, mode=mode, service=service)

    golden.agree(GOLDEN / locale / f"public-{name}.txt", str(page))
    assert (page.locale, page.direction) == (locale, "ltr")


@pytest.mark.parametrize("locale", ["ja", "ru", "en"])
@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_has_whole_sentences(preset: str, mode: Mode, locale: str) -> None:
    """Whatever the policy and the goods, no line is empty and none has a blank."""
    page = public_text(PRESETS[preset](KUMO), default(), locale, mode=mode)
    lines = [
        *page.contact_rule,
        *page.cadence,
        *(line for one in page.faq for line in (one.question, *one.answer)),
    ]

    assert [line for line in lines if not line.strip() or {"{", "}", "$"} & set(line)] == []
    assert [one.question for one in page.faq if not one.answer] == []


def test_the_shops_own_language_is_spoken_unless_asked() -> None:
    """Without a locale the text is in the shop's language."""
    assert public_text(SHARED, default()).locale == "ru"


# -- the contact rule -----------------------------------------------------------------------------


def test_only_a_gate_has_a_rule() -> None:
    """A policy under which no order waits says nothing about contact beforehand."""
    page = said(retail(KUMO))

    assert page.contact_rule == ()
    assert "Contact before we start" not in str(page)


def test_the_rule_is_the_gates() -> None:
    """Questions, reminder, expiry and the shop's own term are those the gate will decide by."""
    terms = replace(ENGRAVING, expires_after=timedelta(hours=30), staff_deadline=timedelta(minutes=90))
    rule = said(replace(contact_first(retail(KUMO)), gates=terms)).contact_rule

    assert rule[2:5] == (
        "- the text to engrave",
        "- whether the terms for your remote area suit you",
        "- an address where you can receive the parcel",
    )
    assert "If we have not heard from you 24 hours after your order, we will remind you." in rule
    assert (
        "If the answer is still missing 30 hours after your order, we will write to tell you that the order is going to be cancelled."
        in rule
    )
    assert rule[-1].startswith(
        "Once we have all your answers, we will tell you within 90 minutes whether we can start."
    )


def test_a_gate_that_never_expires_does_not_say_so() -> None:
    """What the policy does not keep is not threatened."""
    policy = without(contact_first(retail(KUMO)), "gate_expired", "contact_reminder")

    assert [line for line in said(policy).contact_rule if "cancel" in line or "remind" in line] == []


# -- the cadence ----------------------------------------------------------------------------------


def test_the_cadence_is_what_will_be_decided() -> None:
    """Confirmation, announced steps, longest silence and quiet hours are the policy's own."""
    policy = replace(
        buy_on_demand(KUMO),
        cadence=Cadence(longest_silence={Level.STANDARD: timedelta(days=4), Level.MORE: timedelta(hours=36)}),
        quiet_hours=(ClosedHours(start=time(22), end=time(7, 30)),),
    )
    assert said(policy, mode=Mode.BUY_ON_DEMAND).cadence == (
        "We will confirm your order within 10 minutes.",
        "After that, we will write to you:",
        "- when we have bought what you ordered",
        "- when your delivery is planned (and ask which time of day suits you)",
        "- when your parcel is on its way",
        "Until everything has arrived, you will hear from us at least every 4 days, even if there is no news.",
        (
            "You can tell us at any time that you want to hear from us more often (at least every 36 hours)"
            " or less often (only what you need to know)."
        ),
        "We write by e-mail and marketplace message.",
        "Only if you have agreed to it: SMS.",
        (
            "Between 10:00 PM and 7:30 AM your time, we write only if it is urgent,"
            " or to answer something you have just done."
        ),
    )


def test_without_reassurance_no_silence_is_promised() -> None:
    """A policy that does not watch over silence promises no longest one."""
    cadence = said(without(buy_on_demand(KUMO), "reassurance")).cadence

    assert "Apart from that, we will write only when there is something you need to know." in cadence
    assert "You can tell us at any time that you want to hear from us more or less often." in cadence


def test_what_is_not_kept_is_not_announced() -> None:
    """Without confirmation, level and quiet hours, none of them is mentioned; a shop may use consented channels only."""
    policy = replace(without(buy_on_demand(KUMO), "order_confirmed", "level_acknowledged"), quiet_hours=())
    by_sms = replace(
        policy,
        touchpoints=tuple(
            replace(point, channels=(Channel.SMS,), also=()) for point in policy.touchpoints if point.channels
        ),
    )

    assert said(by_sms).cadence == (
        "After that, we will write to you:",
        "- when your parcel is on its way",
        "Until everything has arrived, you will hear from us at least every 10 days, even if there is no news.",
        "Only if you have agreed to it: SMS.",
    )


def test_a_confirmation_without_delay_is_at_once() -> None:
    """Where nothing is waited for, the order is confirmed at once."""
    policy = buy_on_demand(KUMO)
    first = policy.touchpoints[0]
    now = replace(first, when=(*first.when[1:], SILENCE))

    assert said(replace(policy, touchpoints=(now, *policy.touchpoints[1:]))).cadence[0] == (
        "We will confirm your order straight away."
    )


@pytest.mark.parametrize(
    ("cap", "line"),
    [
        (
            Cap(limit=1, calendar=CalendarUnit.WEEK, scope=CapScope.CHANNEL, channel=Channel.PUSH),
            "You will get at most 1 message in a week by push message.",
        ),
        (
            Cap(limit=3, span=timedelta(hours=24)),
            "Apart from what you need to know, you will get at most 3 messages in 24 hours.",
        ),
    ],
)
def test_caps_are_told(cap: Cap, line: str) -> None:
    """A cap is told with its number, its span and its channel."""
    assert line in said(replace(retail(KUMO), caps=(cap,))).cadence


# -- questions ------------------------------------------------------------------------------------


def test_the_dates_are_the_policys() -> None:
    """Lead times are stated where the policy has them."""
    assert answer(buy_on_demand(KUMO, lead_days=(7, 21)), "arrive") == (
        "As a rule, 7 to 21 days after you order. The confirmation of your order gives the dates.",
    )
    assert answer(retail(KUMO), "arrive") == (
        "The confirmation of your order gives the dates, or says that they are not known yet.",
    )


def test_the_slot_is_asked_once_and_never_waited_for() -> None:
    """The term of the question is the policy's; a policy that asks nothing, or takes silence for something, is mute."""
    policy = buy_on_demand(KUMO)
    other = tuple(
        replace(point, asks=Question(question="slot", default="morning")) if point.asks else point
        for point in policy.touchpoints
    )

    assert answer(policy, "choose") == (
        (
            "Yes: we will ask you once. You do not have to answer: if we have not heard from you by 12:00 PM on the day we name,"
            " your parcel may come at any time of day."
        ),
    )
    assert answer(retail(KUMO), "choose") is None
    assert answer(replace(policy, touchpoints=other), "choose") is None


def test_who_speaks_is_the_policys() -> None:
    """What is left to the courier is what its profile lists; without profiles, or another service, nothing is."""
    assert answer(SHARED, "courier", service=Service.NEXT_DAY) == (
        "The courier will tell you about:",
        "- Your parcel is coming today",
        "- Your parcel is nearly there",
        "- Your parcel has been delivered",
        "If you do not hear from the courier in time, you will hear from us. We will not repeat what the courier has already told you.",
    )
    assert answer(replace(SHARED, profiles=retail(KUMO).profiles), "courier") is None
    assert answer(retail(KUMO), "courier") is None


def test_what_nobody_says_is_not_promised() -> None:
    """In the next-day regime nobody tells of the dispatch, so nobody promises to."""
    assert answer(SHARED, "follow", service=Service.NEXT_DAY) is None
    assert answer(SHARED, "follow", service=Service.LATER) is not None
    assert answer(SHARED, "follow") is not None


def test_a_missed_interval_has_its_grace() -> None:
    """The grace and the next word are the policy's; without an interval nothing is promised."""
    point = SHARED.touchpoint("interval_missed")
    assert point is not None
    mute = replace(point, promises=(Undertaking(kind="flowers"),))
    policy = replace(SHARED, touchpoints=tuple(mute if p is point else p for p in SHARED.touchpoints))
    otherwise = replace(point, when=SHARED.touchpoints[0].when)
    moved = replace(SHARED, touchpoints=tuple(otherwise if p is point else p for p in SHARED.touchpoints))

    assert answer(SHARED, "delivery slot") == (
        "We will tell you within 15 minutes.",
        "We will also say by when you will hear more.",
    )
    assert answer(policy, "delivery slot") == ("We will tell you within 15 minutes.",)
    assert answer(moved, "delivery slot") is None
    assert answer(retail(KUMO), "delivery slot") is None


def test_a_pickup_is_reminded_of_as_the_policy_does() -> None:
    """The reminder's lead is the policy's; without one none is promised, and without pickup nothing."""
    assert answer(retail(KUMO), "pickup") == (
        "We will tell you until when, and remind you 2 days before it is sent back.",
    )
    assert answer(without(retail(KUMO), "pickup_expiring"), "pickup") == ("We will tell you until when.",)
    assert answer(buy_on_demand(KUMO), "pickup") is None


def test_where_to_ask_is_the_shops_contact() -> None:
    """The shop's ways are listed; a person is promised only where the policy has one."""
    machine = without(retail(KUMO), "handed_to_human")
    asked = answer(machine, "ask about")

    assert asked == (
        "By e-mail: hello@kumo.example",
        "By phone: +81 3 0000 0000",
        "On our site: https://kumo.example",
        "You will get a first answer straight away.",
    )
    assert answer(retail(KUMO), "ask about") == (
        *asked,
        "If that does not help, one of us will look into it.",
    )
    assert answer(without(retail(KUMO), "inquiry_answered"), "ask about") is None
    assert answer(without(retail(Shop(name="Kumo")), "handed_to_human"), "ask about") == (
        "You will get a first answer straight away.",
    )


def test_feedback_is_asked_for_as_the_policy_does() -> None:
    """The wait is the policy's; a policy without the request, or without a wait, says nothing."""
    policy = retail(KUMO)
    point = policy.touchpoint("feedback_request")
    assert point is not None
    rest = without(policy, "feedback_request").touchpoints
    at_once = replace(
        policy,
        touchpoints=(*rest, replace(point, while_=())),
    )
    none = replace(
        policy, touchpoints=(*rest, replace(point, when=(replace(point.when[0], offset=timedelta()),)))
    )

    assert answer(policy, "how it went") == (
        "Once, 24 hours after everything has been delivered.",
        "Never while a problem is still being solved.",
    )
    assert answer(at_once, "how it went") == ("Once, 24 hours after everything has been delivered.",)
    assert answer(none, "how it went") is None
    assert answer(without(policy, "feedback_request"), "how it went") is None


def test_a_courier_may_have_the_word_on_what_is_never_sent() -> None:
    """A touchpoint without channels is nobody's word, whoever owns it."""
    policy = contact_first(SHARED)
    names = dict.fromkeys((*SHARED.profiles.couriers["express"].says, "staff_reply_due"))
    express = replace(
        SHARED.profiles.couriers["express"],
        says=dict.fromkeys(names, SHARED.profiles.couriers["express"].says["delivered"]),
    )
    told = answer(
        replace(policy, profiles=replace(policy.profiles, couriers={"express": express})), "courier"
    )

    assert told is not None
    assert len(told) == 5
