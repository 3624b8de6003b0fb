"""Lines of the English words that several touchpoints share."""

from __future__ import annotations

from typing import Final

WINDOW: Final = {"text": "Expected delivery: {#strong}{$window}{/strong}", "needs": ("window",)}
# A slot says more than the window it lies in.
WHEN: Final = {"first": ({"text": "Delivery slot: {#strong}{$slot}{/strong}", "needs": ("slot",)}, WINDOW)}
NUMBER: Final = {"text": "Tracking number: {$tracking}", "needs": ("tracking",)}
FOLLOW: Final = (
    {"text": "Courier: {$courier}", "needs": ("courier",)},
    NUMBER,
    {"text": "Track it: {#link href=$tracking_url}{$tracking_url}{/link}", "needs": ("tracking_url",)},
)
DETAILS: Final = (WHEN, *FOLLOW)
# How an order stands that nothing more is to be expected of, or something else than was.
STATES: Final = (
    {"text": "Your order has been cancelled.", "needs": ("state=cancelled",)},
    {"text": "By what the courier told us, it has been delivered.", "needs": ("state=delivered",)},
    {"text": "We are sorry: your parcel was lost on its way.", "needs": ("state=lost",)},
    {"text": "Your parcel is on its way back to us.", "needs": ("state=returning",)},
)
ON_ITS_WAY: Final = {"text": "Your parcel is on its way.", "needs": ("state=on_the_way",)}
CONCERNED: Final = (
    {"text": "This concerns:", "needs": ("concerned",)},
    {"text": "- {$item}", "each": "concerned"},
)
CADENCE: Final = {
    "first": (
        {
            "text": (
                ".input {$limit_days :integer} .match $limit_days"
                " 1 {{Even if there is no news, you will hear from us every day.}}"
                " * {{Even if there is no news, you will hear from us at least every {$limit_days} days.}}"
            ),
            "needs": ("limit_days",),
        },
        "We will write only when there is something you need to know.",
    )
}
MAY_SHIFT: Final = {
    "text": "This is an estimate, and may shift a little.",
    "needs": ("window",),
    "lacks": ("slot",),
}
DAMAGED: Final = (
    "If anything is damaged or missing, keep the packaging, take a photo and let us know."
    " We will put it right."
)
NOT_ARRIVED: Final = "If you cannot find it, or something is wrong with it, please let us know soon."
QUESTIONS: Final = {
    "first": (
        (
            {"text": "What we need to know:", "needs": ("questions",)},
            {"text": "- {$item}", "each": "questions"},
        ),
        "Please get in touch with us.",
    )
}
ASK_SLOT: Final = (
    {
        "text": "If a particular time of day suits you, please tell us by {$answer_by}.",
        "needs": ("asks_slot", "answer_by"),
    },
    {
        "text": "If a particular time of day suits you, please tell us.",
        "needs": ("asks_slot",),
        "lacks": ("answer_by",),
    },
    {
        "text": (
            ".input {$asks_slot :string} .match $asks_slot"
            " none {{There is no need to reply: if we do not hear from you, we will send it without a fixed time.}}"
            " morning {{There is no need to reply: if we do not hear from you, it will come in the morning.}}"
            " afternoon {{There is no need to reply: if we do not hear from you, it will come in the afternoon.}}"
            " evening {{There is no need to reply: if we do not hear from you, it will come in the evening.}}"
            " * {{There is no need to reply: if we do not hear from you, it will come at the usual time.}}"
        ),
        "needs": ("asks_slot",),
    },
)
NEW_WINDOW: Final = {
    "first": (
        {"text": "New estimate: {#strong}{$window}{/strong}", "needs": ("window",)},
        "We do not have a reliable new date yet.",
    )
}
NEXT_WORD: Final = {"text": "You will hear from us again by {$next_word}.", "needs": ("next_word",)}
DAY: Final = {"text": "Delivery day: {$day}", "needs": ("day",), "lacks": ("slot",)}
SLOT: Final = {"text": "Delivery slot: {#strong}{$slot}{/strong}", "needs": ("slot",)}
WHERE: Final = {"text": "Where: {$point}", "needs": ("point",)}
LAST_DAY: Final = {"text": "Last day to collect: {#strong}{$keep_until}{/strong}", "needs": ("keep_until",)}
TO_FOLLOW: Final = (
    {"text": "Still to come:", "needs": ("to_follow",)},
    {"text": "- {$item}", "each": "to_follow"},
)
REST_FOLLOWS: Final = {"text": "The rest of your order will follow.", "needs": ("to_follow",)}
ASK_SLOT_ALOUD: Final = (
    {"text": "Is there a time of day that suits you best?", "needs": ("asks_slot",)},
    {
        "text": ".input {$asks_slot :string} .match $asks_slot none {{If not, it will come without a fixed time.}} morning {{If not, it will come in the morning.}} afternoon {{If not, it will come in the afternoon.}} evening {{If not, it will come in the evening.}} * {{If not, it will come at the usual time.}}",
        "needs": ("asks_slot",),
    },
)
