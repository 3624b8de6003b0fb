"""The English words about parcels, from leaving to what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.catalogs.en.lines import (
    ASK_SLOT,
    CAME,
    CONTENTS,
    DAMAGED,
    DETAILS,
    FOLLOW,
    LEFT,
    MAY_SHIFT,
    NEXT_WORD,
    NOT_ARRIVED,
    SAME_DAY,
    SENT_INSTEAD,
    TO_FOLLOW_ALONE,
    TO_FOLLOW_ANOTHER,
    WHEN,
    WHICH,
)

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

PARCEL: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "delivery_planned": {
            "*": {
                "subject": "When to expect your delivery (order {$order})",
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "We have inspected everything, and will send it to you soon.",
                                "needs": ("receiver",),
                            },
                            {
                                "text": "What you ordered has arrived and passed our inspection. We will send it soon.",
                                "needs": ("mode=buy_on_demand",),
                            },
                            "What you ordered has passed our inspection. We will send it soon.",
                        )
                    },
                    (WHEN, MAY_SHIFT),
                    {"riders": True},
                    ASK_SLOT,
                ),
            },
        },
        "dispatched": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "Your parcels are on their way (order {$order})",
                            "needs": ("rides=dispatched",),
                        },
                        {
                            "text": "Your parcels are on their way (order {$order})",
                            "needs": ("rides=last_part_dispatched",),
                        },
                        "Your parcel is on its way (order {$order})",
                    )
                },
                "paragraphs": (
                    {
                        "first": (
                            *SENT_INSTEAD,
                            {
                                "text": "We have inspected the contents, and your parcel is on its way.",
                                "needs": ("mode=buy_on_demand", "inspected"),
                            },
                            "Your parcel is on its way.",
                        )
                    },
                    DETAILS,
                    TO_FOLLOW_ALONE,
                    {"riders": True},
                    {
                        "text": "It may come at any time of day.",
                        "needs": ("mode=buy_on_demand", "slot_asked"),
                        "lacks": ("slot",),
                    },
                    DAMAGED,
                    {
                        "text": "If you are not happy with something, please tell us. We will do our best to put it right.",
                        "needs": ("mode=buy_on_demand",),
                    },
                ),
                "rider": ((LEFT, *DETAILS), TO_FOLLOW_ANOTHER),
            },
        },
        "last_part_dispatched": {
            "*": {
                "subject": "Your last parcel is on its way (order {$order})",
                "paragraphs": (
                    (
                        "Your last parcel is on its way.",
                        {
                            "text": (
                                ".input {$parcels :integer} .match $parcels"
                                " 1 {{Everything has now been sent.}}"
                                " * {{Everything has now been sent, in {$parcels} parcels.}}"
                            ),
                            "needs": ("parcels",),
                        },
                    ),
                    DETAILS,
                    {"riders": True},
                    DAMAGED,
                ),
                "rider": (("Your last parcel is on its way too.", *DETAILS),),
            },
        },
        "tracking_corrected": {
            "*": {
                "subject": "A new tracking number (order {$order})",
                "paragraphs": (
                    "The tracking number of your parcel has changed. We are sorry for the trouble.",
                    SAME_DAY,
                    "Please use this number from now on; the earlier one no longer shows where your parcel is.",
                    {"riders": True},
                ),
                "rider": (
                    ("The tracking number of your parcel has changed. Please use the new one.", *SAME_DAY),
                ),
            },
        },
        "delivered": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "Your parcels have been delivered (order {$order})",
                            "needs": ("rides=delivered",),
                        },
                        {
                            "text": "Part of your parcel has been delivered (order {$order})",
                            "needs": ("partial",),
                        },
                        "Your parcel has been delivered (order {$order})",
                    )
                },
                "paragraphs": (
                    (
                        {
                            "first": (
                                {"text": "Part of your parcel has been delivered.", "needs": ("partial",)},
                                "Your parcel has been delivered.",
                            )
                        },
                        *CONTENTS,
                    ),
                    {"riders": True},
                    NOT_ARRIVED,
                ),
                "rider": ((CAME, *CONTENTS),),
            },
        },
        "all_delivered": {
            "*": {
                "subject": "Everything has been delivered (order {$order})",
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": (
                                    ".input {$parcels :integer} .match $parcels"
                                    " 1 {{Your parcel has been delivered.}}"
                                    " * {{Everything has been delivered: {$parcels} parcels.}}"
                                ),
                                "needs": ("parcels",),
                            },
                            "Everything has been delivered.",
                        )
                    },
                    {"riders": True},
                    "If something is missing or wrong, please let us know as soon as you can.",
                ),
            },
        },
        "return_started": {
            "*": {
                "subject": "Your parcel is on its way back to us (order {$order})",
                "paragraphs": (
                    "Your parcel did not reach you, and is on its way back to us.",
                    FOLLOW,
                    "Once it is here, we will write to you about what comes next.",
                    {"riders": True},
                ),
            },
        },
        "returned": {
            "*": {
                "subject": "Your parcel has come back to us (order {$order})",
                "paragraphs": (
                    "Your parcel did not reach you, and has come back to us. We are sorry for the trouble.",
                    WHICH,
                    {
                        "first": (
                            {
                                "text": "We can send it again, or refund you for what is in it. Please tell us which you prefer.",
                                "lacks": ("state=refunded", "remedy"),
                            },
                            {
                                "text": "We have already sent you what was in it once more.",
                                "needs": ("remedy=anew",),
                                "lacks": ("state=refunded",),
                            },
                        )
                    },
                    {"riders": True},
                ),
            },
        },
        "found": {
            "*": {
                "subject": "Your parcel has been found (order {$order})",
                "paragraphs": (
                    "The parcel that we told you was lost has been found, and is on its way to you again. We are sorry for the worry.",
                    SAME_DAY,
                    "If you have already asked us for a replacement or a refund, there is nothing you need to do now: one of us will write to you about it.",
                    {"riders": True},
                ),
                "rider": (
                    (
                        "The parcel that we told you was lost has been found, and is on its way to you again.",
                        *SAME_DAY,
                    ),
                    "If you have already asked us for a replacement or a refund, there is nothing you need to do now: one of us will write to you about it.",
                ),
            },
        },
        "lost_remedy": {
            "*": {
                "subject": "Your parcel was lost on its way to you (order {$order})",
                "paragraphs": (
                    "We are very sorry that your parcel was lost on its way to you.",
                    WHICH,
                    {
                        "first": (
                            {
                                "text": "We can replace what was in this parcel, or refund you for it. Please tell us which you prefer.",
                                "lacks": ("state=refunded", "remedy"),
                            },
                            {
                                "text": "We have already sent you what was in it once more.",
                                "needs": ("remedy=anew",),
                                "lacks": ("state=refunded",),
                            },
                        )
                    },
                    NEXT_WORD,
                    {"riders": True},
                ),
            },
        },
    }
)
