"""The English words about dates that move, and what a shop does about it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.catalogs.en.lines import HOW, LATE_GOODS, NEEDED_BY, NEW_WINDOW, NEXT_WORD, WINDOW

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

LATE: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "delay_likely": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "Your delivery may take longer still (order {$order})",
                            "needs": ("warned",),
                        },
                        "Your delivery may be late (order {$order})",
                    )
                },
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "Your delivery may take even longer than we last told you. We are very sorry about that.",
                                "needs": ("warned",),
                            },
                            "Your delivery may take longer than we told you. We are sorry about that.",
                        )
                    },
                    (*LATE_GOODS, NEW_WINDOW, *NEEDED_BY, *HOW),
                    NEXT_WORD,
                    {"riders": True},
                ),
            },
        },
        "delayed": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "A new date for your delivery (order {$order})",
                            "needs": ("warned", "window"),
                        },
                        "Your delivery is delayed (order {$order})",
                    )
                },
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "We can now tell you when to expect your delivery. We are sorry that it is late.",
                                "needs": ("warned", "window"),
                            },
                            "We are sorry that your delivery is delayed.",
                        )
                    },
                    (*LATE_GOODS, NEW_WINDOW, *NEEDED_BY, *HOW),
                    NEXT_WORD,
                    "If this does not suit you, please let us know.",
                    {"riders": True},
                ),
            },
        },
        "delayed_again": {
            "*": {
                "subject": "Your delivery is delayed again (order {$order})",
                "paragraphs": (
                    "We are very sorry that your delivery is delayed once more.",
                    (*LATE_GOODS, NEW_WINDOW, *NEEDED_BY, *HOW),
                    NEXT_WORD,
                    "If you would rather not wait, please tell us, and we will find a solution together.",
                    {"riders": True},
                ),
            },
        },
        "back_on_time": {
            "*": {
                "subject": "Your delivery is back on schedule (order {$order})",
                "paragraphs": (
                    "Good news: after the delay we told you about, your delivery is back on schedule.",
                    (*LATE_GOODS, WINDOW, *HOW),
                    {"riders": True},
                ),
            },
        },
        "deadline_extension": {
            "*": {
                "subject": "We need a little more time for your order {$order}",
                "paragraphs": (
                    "We are sorry, but we cannot send your order as soon as we promised. We would like to ask you for more time.",
                    NEW_WINDOW,
                    "Please tell us whether that is all right. If you would rather not wait, just say so: we will cancel the order and refund what you have paid.",
                    {"riders": True},
                ),
            },
        },
        "disrupted": {
            "*": {
                "subject": "Your delivery may be held up (order {$order})",
                "paragraphs": (
                    "Deliveries on the route to you are disrupted at the moment, so yours may be held up. We are sorry about that.",
                    (*LATE_GOODS, NEW_WINDOW, *NEEDED_BY, *HOW),
                    "There is nothing you need to do.",
                    NEXT_WORD,
                    {"riders": True},
                ),
            },
        },
        "offer": {
            "*": {
                "subject": "To make up for the wait (order {$order})",
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "To make up for the wait, we would like to offer you this: {$compensation}",
                                "needs": ("compensation",),
                            },
                            "To make up for the wait, we would like to offer you something. Please get in touch, and we will tell you more.",
                        )
                    },
                    {"riders": True},
                ),
            },
        },
    }
)
