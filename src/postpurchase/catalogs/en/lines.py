"""Lines of the English words that several touchpoints share."""

from __future__ import annotations

from typing import Final

WINDOW: Final = {"text": "Expected delivery: {$window}", "needs": ("window",)}
WHEN: Final = (WINDOW, {"text": "Delivery slot: {$slot}", "needs": ("slot",)})
NUMBER: Final = {"text": "Tracking number: {$tracking}", "needs": ("tracking",)}
FOLLOW: Final = (
    {"text": "Courier: {$courier}", "needs": ("courier",)},
    NUMBER,
    {"text": "Track it: {$tracking_url}", "needs": ("tracking_url",)},
)
DETAILS: Final = (*WHEN, *FOLLOW)
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
MAY_SHIFT: Final = {"text": "This is an estimate, and may shift a little.", "needs": ("window",)}
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
