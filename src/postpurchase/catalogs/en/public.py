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
            "remind": "If we have not heard from you {$span} after your order, we remind you.",
            "expire": "If the answer is still missing {$span} after your order, we write to tell you that the order is going to be cancelled.",
            "staff": (
                "Once we have all answers, we tell you within {$span} whether we can start."
                " While you are waiting for us, the time you have to answer stands still."
            ),
            "confirmed": {
                "first": (
                    {"text": "We confirm your order within {$span}.", "needs": ("span",)},
                    "We confirm your order at once.",
                )
            },
            "steps": (
                {"text": "After that we write:", "needs": ("steps",)},
                {"text": "- {$item}", "each": "steps"},
            ),
            "silence": {
                "first": (
                    {
                        "text": "Until everything has arrived, you hear from us at least every {$span}, even if there is no news.",
                        "needs": ("span",),
                    },
                    "Apart from that, we write only when there is something you need to know.",
                )
            },
            "level": {
                "first": (
                    {
                        "text": (
                            "You can tell us at any time that you want to hear more (at least every {$span})"
                            " or less (only what you need to know)."
                        ),
                        "needs": ("span",),
                    },
                    "You can tell us at any time that you want to hear more or less.",
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
                            " one {{By {$channel} you get at most {$limit} message in {$span}.}}"
                            " * {{By {$channel} you get at most {$limit} messages in {$span}.}}"
                        ),
                        "needs": ("channel",),
                    },
                    (
                        ".input {$limit :integer} .match $limit"
                        " one {{Apart from what you must know, you get at most {$limit} message in {$span}.}}"
                        " * {{Apart from what you must know, you get at most {$limit} messages in {$span}.}}"
                    ),
                )
            },
            "q_when": "When will my order arrive?",
            "a_when": {
                "first": (
                    {
                        "text": "As a rule {$fewest} to {$most} days after you order. The confirmation of your order gives the dates.",
                        "needs": ("fewest", "most"),
                    },
                    "The confirmation of your order gives the dates, or says that they are not known yet.",
                )
            },
            "q_track": "How can I follow my parcel?",
            "a_track": "When the parcel leaves, we write to you, with the tracking number where there is one.",
            "q_slot": "Can I choose the time of delivery?",
            "a_slot": (
                "Yes: we ask you once. Nothing waits for your answer: if there is none by"
                " {$answer_by :time precision=minute} on the day we name, we deliver without a particular time."
            ),
            "q_courier": "Who contacts me: you or the courier?",
            "a_courier": (
                "The courier tells you about:",
                {"text": "- {$item}", "each": "topics"},
                "If the courier says nothing in time, we do. We do not repeat what the courier has already told you.",
            ),
            "q_late": "What if my parcel does not come in its delivery slot?",
            "a_late": (
                "We tell you within {$span}.",
                {"text": "We also say by when you will hear more.", "needs": ("next_word",)},
            ),
            "q_home": "What if I am not at home?",
            "a_home": "We write to you as soon as we learn of it, and say what happens next.",
            "q_pickup": "How long does my parcel wait at a pickup point?",
            "a_pickup": {
                "first": (
                    {
                        "text": "We tell you until when, and remind you {$span} before it goes back.",
                        "needs": ("span",),
                    },
                    "We tell you until when.",
                )
            },
            "q_lost": "What if my parcel is lost?",
            "a_lost": "As soon as we know, we write to you and say what we will do about it.",
            "q_ask": "Where can I ask about my order?",
            "a_ask": (
                {"text": "By e-mail: {$email}", "needs": ("email",)},
                {"text": "By phone: {$phone}", "needs": ("phone",)},
                {"text": "On our site: {$url}", "needs": ("url",)},
                {"text": "A first answer comes at once.", "needs": ("at_once",)},
                {"text": "If that does not help, a person takes care of it.", "needs": ("person",)},
            ),
            "q_feedback": "Will you ask how it went?",
            "a_feedback": (
                "Once, {$span} after everything is delivered.",
                {"text": "Never while a problem is open.", "needs": ("calm",)},
            ),
        },
    }
)
