"""The English words of a policy's public text: contact rule, cadence and delivery questions."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

PUBLIC: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "public": {
            "contact_rule": "Contact before we start",
            "cadence": "How often you hear from us",
            "faq": "Questions about delivery",
            "minutes": ".input {$n :integer} .match $n one {{{$n} minute}} * {{{$n} minutes}}",
            "hours": ".input {$n :integer} .match $n one {{{$n} hour}} * {{{$n} hours}}",
            "days": ".input {$n :integer} .match $n one {{{$n} day}} * {{{$n} days}}",
            "day": "a day",
            "week": "a week",
            "list": "{$items :postpurchase:list}",
            "rule": (
                "Some orders need your answer before we start on them. Until we have it, they wait.",
                {"text": "Depending on the order, we need to know:", "needs": ("questions",)},
                {"text": "- {$item}", "each": "questions"},
                "You need not tell us again what you told us before you ordered.",
            ),
            "remind": "If we have not heard from you {$span} after your order, we will remind you.",
            "expire": "If the answer is still missing {$span} after your order, we will write to tell you that the order is going to be cancelled.",
            "staff": (
                "Once we have all your answers, we will tell you within {$span} whether we can start."
                " While you are waiting for us, the time you have to answer does not run down."
            ),
            "confirmed": {
                "first": (
                    {"text": "We will confirm your order within {$span}.", "needs": ("span",)},
                    "We will confirm your order straight away.",
                )
            },
            "steps": (
                {"text": "After that, we will write to you:", "needs": ("steps",)},
                {"text": "- {$item}", "each": "steps"},
            ),
            "silence": {
                "first": (
                    {
                        "text": "Until everything has arrived, you will hear from us at least every {$span}, even if there is no news.",
                        "needs": ("span",),
                    },
                    "Apart from that, we will write only when there is something you need to know.",
                )
            },
            "level": {
                "first": (
                    {
                        "text": (
                            "You can tell us at any time that you want to hear from us more often (at least every {$span})"
                            " or less often (only what you need to know)."
                        ),
                        "needs": ("span",),
                    },
                    "You can tell us at any time that you want to hear from us more or less often.",
                )
            },
            "channels": "We write by {$items :postpurchase:list}.",
            "consent": "Only if you have agreed to it: {$items :postpurchase:list}.",
            "quiet": (
                "Between {$start :time precision=minute} and {$end :time precision=minute} your time,"
                " we write only if it is urgent, or to answer something you have just done."
            ),
            "cap": {
                "first": (
                    {
                        "text": (
                            ".input {$limit :integer} .match $limit"
                            " one {{You will get at most {$limit} message in {$span} by {$channel}.}}"
                            " * {{You will get at most {$limit} messages in {$span} by {$channel}.}}"
                        ),
                        "needs": ("channel",),
                    },
                    (
                        ".input {$limit :integer} .match $limit"
                        " one {{Apart from what you need to know, you will get at most {$limit} message in {$span}.}}"
                        " * {{Apart from what you need to know, you will get at most {$limit} messages in {$span}.}}"
                    ),
                )
            },
            "q_when": "When will my order arrive?",
            "a_when": {
                "first": (
                    {
                        "text": "As a rule, {$fewest} to {$most} days after you order. The confirmation of your order gives the dates.",
                        "needs": ("fewest", "most"),
                    },
                    "The confirmation of your order gives the dates, or says that they are not known yet.",
                )
            },
            "q_track": "How can I follow my parcel?",
            "a_track": "When the parcel leaves, we will write to you, with the tracking number if there is one.",
            "q_slot": "Can I choose the time of delivery?",
            "a_slot": (
                "Yes: we will ask you once. You do not have to answer: if we have not heard from you by"
                " {$answer_by :time precision=minute} on the day we name, your parcel may come at any time of day."
            ),
            "q_courier": "Who contacts me: you or the courier?",
            "a_courier": (
                "The courier will tell you about:",
                {"text": "- {$item}", "each": "topics"},
                "If you do not hear from the courier in time, you will hear from us. We will not repeat what the courier has already told you.",
            ),
            "q_late": "What if my parcel does not come in its delivery slot?",
            "a_late": (
                "We will tell you within {$span}.",
                {"text": "We will also say by when you will hear more.", "needs": ("next_word",)},
            ),
            "q_home": "What if I am not at home?",
            "a_home": "We will write to you as soon as we learn of it, and say what happens next.",
            "q_pickup": "How long does my parcel wait at a pickup point?",
            "a_pickup": {
                "first": (
                    {
                        "text": "We will tell you until when, and remind you {$span} before it is sent back.",
                        "needs": ("span",),
                    },
                    "We will tell you until when.",
                )
            },
            "q_lost": "What if my parcel is lost?",
            "a_lost": "As soon as we know, we will write to you and say what we will do about it.",
            "q_ask": "Where can I ask about my order?",
            "a_ask": (
                {"text": "By e-mail: {$email}", "needs": ("email",)},
                {"text": "By phone: {$phone}", "needs": ("phone",)},
                {"text": "On our site: {$url}", "needs": ("url",)},
                {"text": "You will get a first answer straight away.", "needs": ("at_once",)},
                {"text": "If that does not help, one of us will look into it.", "needs": ("person",)},
            ),
            "q_feedback": "Will you ask how it went?",
            "a_feedback": (
                "Once, {$span} after everything has been delivered.",
                {"text": "Never while a problem is still being solved.", "needs": ("calm",)},
            ),
        },
    }
)
