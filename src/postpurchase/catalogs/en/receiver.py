"""What the receiver of a gift reads in English where the buyer reads of the order: of a delivery, and of no purchase.

Laid over the words of a touchpoint, long or short, when a message goes to the receiver.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.catalogs.en.lines import (
    EXPECTED,
    NEW_WINDOW,
    NEXT_WORD,
    PARCEL_STATES,
    WHEN,
    WHICH,
    WINDOW,
)
from postpurchase.catalogs.riders import untold

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

ABOUT: Final = "About a delivery to you from {$shop} (order {$order})"
NOTHING_TO_DO: Final = "There is nothing you need to do."
SENDER_DECIDES: Final = ("We are settling with the sender what happens next.", NOTHING_TO_DO)
_HOW_IT_STANDS: Final = (
    {
        "first": (
            {"text": "The delivery to you has been called off.", "needs": ("state=cancelled",)},
            {
                "text": "The question about this delivery has been settled with the sender.",
                "needs": ("state=refunded",),
            },
            {
                "text": "We are sorry: one of your parcels was lost on its way to you. We are settling with the sender what happens next.",
                "needs": ("state=lost", "several"),
            },
            {
                "text": "We are sorry: your parcel was lost on its way to you. We are settling with the sender what happens next.",
                "needs": ("state=lost",),
            },
            {
                "text": "One of your parcels has come back to us. We are settling with the sender what happens next.",
                "needs": ("state=returned", "several"),
            },
            {
                "text": "Your parcel has come back to us. We are settling with the sender what happens next.",
                "needs": ("state=returned",),
            },
            *PARCEL_STATES,
            "The delivery to you is being prepared.",
        )
    },
    *EXPECTED,
)
HOW_IT_STANDS: Final = untold(_HOW_IT_STANDS)


def _only(*paragraphs: object) -> Mapping[str, object]:
    """Return the words of a touchpoint, its riders after all of them: nothing to do is said of this matter alone."""
    return {
        "receiver": {"subject": ABOUT, "paragraphs": (*paragraphs, {"riders": True}), "rider": paragraphs}
    }


SETTLING: Final = _only(
    "There is a question about a delivery to you that we are settling with the sender.", NOTHING_TO_DO
)
PREPARING: Final = _only("We are preparing a delivery to you.", WINDOW)
CALLED_OFF: Final = _only("A delivery to you that we were preparing has been called off.", NOTHING_TO_DO)

RECEIVER: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "order_confirmed": _only("We are preparing a delivery to you.", WHEN, NEXT_WORD),
        "item_secured": PREPARING,
        "production_started": PREPARING,
        "production_finished": PREPARING,
        "item_unavailable": SETTLING,
        "contact_requested": SETTLING,
        "contact_reminder": SETTLING,
        "contact_acknowledged": SETTLING,
        "refunded": SETTLING,
        "offer": SETTLING,
        "gate_expired": CALLED_OFF,
        "order_cancelled": CALLED_OFF,
        "order_reopened": _only("The delivery to you goes ahead after all.", WINDOW),
        "lines_cancelled": _only("Part of a delivery to you has been called off. The rest is not affected."),
        "deadline_extension": _only(
            "We are sorry: the delivery to you will take a little longer than planned.", NEW_WINDOW
        ),
        "returned": _only(
            "Your parcel did not reach you, and has come back to us. We are sorry for the trouble.",
            SENDER_DECIDES,
        ),
        "found": _only(
            "The parcel that we told you was lost has been found, and is on its way to you again. We are sorry for the worry.",
            (*WHICH, WINDOW),
        ),
        "lost_remedy": _only(
            "We are very sorry that your parcel was lost on its way to you.", SENDER_DECIDES, NEXT_WORD
        ),
        "reassurance": _only(
            "We have checked on the delivery to you.",
            HOW_IT_STANDS,
            NEXT_WORD,
        ),
        "inquiry_answered": _only(
            "Thank you for asking.",
            HOW_IT_STANDS,
            NEXT_WORD,
            "If this does not answer your question, please ask again, and one of us will reply.",
        ),
        "anniversary": {
            "receiver": {
                "paragraphs": ("Thank you for being with us.", {"riders": True}),
                "rider": ("Thank you for being with us.",),
            }
        },
    }
)
