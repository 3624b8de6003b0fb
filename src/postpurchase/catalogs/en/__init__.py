"""The words in plain English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.catalogs.en.door import DOOR
from postpurchase.catalogs.en.late import LATE
from postpurchase.catalogs.en.lines import COURIER_STEPS
from postpurchase.catalogs.en.order import ORDER
from postpurchase.catalogs.en.parcel import PARCEL
from postpurchase.catalogs.en.receiver import ABOUT, RECEIVER
from postpurchase.catalogs.en.short import ALOUD, SHORT
from postpurchase.catalogs.en.talk import TALK

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

LONG: Final[Mapping[str, Mapping[str, object]]] = {**ORDER, **PARCEL, **DOOR, **LATE, **TALK}

WORDS: Final[Mapping[str, object]] = MappingProxyType(
    {
        "phrases": {
            "day": (
                ".input {$year :string} .match $year"
                " hidden {{{$date :date fields=month-day-weekday length=long}}}"
                " * {{{$date :date fields=year-month-day-weekday length=long}}}"
            ),
            "moment": (
                ".input {$clock :string} .input {$year :string} .match $clock $year day_end hidden {{the end of {$date :date fields=month-day-weekday length=long}}} day_end * {{the end of {$date :date fields=year-month-day-weekday length=long}}} noon hidden {{noon on {$at :date fields=month-day-weekday length=long}}} noon * {{noon on {$at :date fields=year-month-day-weekday length=long}}} * hidden {{{$at :time precision=minute} on {$at :date fields=month-day-weekday length=long}}} * * {{{$at :time precision=minute} on {$at :date fields=year-month-day-weekday length=long}}}"
            ),
            "window": (
                ".input {$span :string} .input {$year :string} .match $span $year"
                " until hidden {{by {$latest :date fields=month-day length=long}}}"
                " until * {{by {$latest :date fields=year-month-day length=long}}}"
                " * hidden {{{$window :postpurchase:interval year=never}}}"
                " * * {{{$window :postpurchase:interval year=always}}}"
            ),
            "slot": (
                ".input {$hours :string} .input {$year :string} .match $hours $year"
                " hours hidden {{{$date :date fields=month-day-weekday length=long}, {$slot :postpurchase:slot}}}"
                " hours * {{{$date :date fields=year-month-day-weekday length=long}, {$slot :postpurchase:slot}}}"
                " morning hidden {{{$date :date fields=month-day-weekday length=long}, in the morning}}"
                " morning * {{{$date :date fields=year-month-day-weekday length=long}, in the morning}}"
                " afternoon hidden {{{$date :date fields=month-day-weekday length=long}, in the afternoon}}"
                " afternoon * {{{$date :date fields=year-month-day-weekday length=long}, in the afternoon}}"
                " evening hidden {{{$date :date fields=month-day-weekday length=long}, in the evening}}"
                " evening * {{{$date :date fields=year-month-day-weekday length=long}, in the evening}}"
                " * hidden {{{$date :date fields=month-day-weekday length=long}}}"
                " * * {{{$date :date fields=year-month-day-weekday length=long}}}"
            ),
        },
        "steps": {
            "item_secured": "when we have bought what you ordered",
            "production_started": "when we start making your order",
            "production_finished": "when your order has been made",
            "delivery_planned": "when your delivery is planned (and ask which time of day suits you)",
            "dispatched": "when your parcel is on its way",
            "last_part_dispatched": "when your last parcel is on its way",
        },
        "courier_steps": COURIER_STEPS,
        "courier_usual": COURIER_STEPS,
        "questions": {
            "contact": "whether everything in your order is right",
            "stock": "whether you can wait while we check our stock",
            "custom": "the details of what we should make for you",
            "engraving": "the text to engrave",
            "address": "an address where you can receive the parcel",
            "remote": "whether the terms for your remote area suit you",
            "add_on_payment": "whether you agree to the additional payment",
        },
        "call_outcomes": {
            "reached": "Reached: the person has been told.",
            "no_answer": "No answer: nobody has been told. Leave no details on an answering machine.",
            "agreed": "Agreed: the person has been told, and has answered.",
        },
        "frames": {
            "*": {
                "greeting": {"first": ({"text": "Hello {$name},", "needs": ("name",)}, "Hello,")},
                "closing": (
                    {
                        "first": (
                            {"text": "Any questions? Just reply to this message.", "needs": ("reply_here",)},
                            {"text": "Any questions? Write to us at {$email}", "needs": ("email",)},
                            {"text": "Any questions? Call us on {$phone}", "needs": ("phone",)},
                            "Any questions? Just get in touch.",
                        )
                    },
                    ("Kind regards,", "{$signature}"),
                ),
            },
            "sms": {
                "opening": (
                    {
                        "first": (
                            {
                                "text": "{$shop}, delivery {$order}:",
                                "needs": ("receiver",),
                            },
                            "{$shop}, order {$order}:",
                        )
                    },
                )
            },
            "push": {
                "subject": {
                    "first": (
                        {"text": ABOUT, "needs": ("receiver",)},
                        "{$shop}: order {$order}",
                    )
                }
            },
            "chat": {
                "opening": (
                    {
                        "first": (
                            {
                                "text": "This is {$shop}, about a delivery to you (order {$order}).",
                                "needs": ("receiver",),
                            },
                            "This is {$shop}, about your order {$order}.",
                        )
                    },
                ),
                "closing": ("Any questions? Just reply here.",),
            },
            "call": {
                "greeting": {
                    "first": ({"text": "Hello, am I speaking to {$name}?", "needs": ("name",)}, "Hello.")
                },
                "opening": (
                    {
                        "first": (
                            {
                                "text": "This is {$shop}. I am calling about a delivery to you.",
                                "needs": ("receiver",),
                            },
                            "This is {$shop}. I am calling about your order {$order}.",
                        )
                    },
                ),
                "closing": ("Do you have any questions about it?", "Thank you for your time. Goodbye."),
            },
        },
        "touchpoints": {
            name: {**words, "short": SHORT[name], **ALOUD.get(name, {}), **RECEIVER.get(name, {})}
            for name, words in LONG.items()
        },
    }
)
