"""The English words about the order itself."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.catalogs.en.lines import (
    CADENCE,
    CONCERNED,
    COURIERS,
    DAY_TO_COME,
    MAY_SHIFT,
    NEEDED_BY,
    NEXT_WORD,
    NOT_THE_REST,
    UNDATED,
    WHEN,
    WINDOW,
)

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

ORDER: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "order_confirmed": {
            "*": {
                "subject": "Your order {$order} is confirmed",
                "paragraphs": (
                    "Thank you for your order. We have received it; the order number is {$order}.",
                    {
                        "text": "We are now going to buy what you ordered.",
                        "needs": ("mode=buy_on_demand",),
                        "lacks": ("rides=item_secured", "state"),
                    },
                    {"riders": True},
                    (
                        {"text": "You ordered:", "needs": ("items",)},
                        {
                            "text": ".input {$qty :integer} .match $qty 1 {{- {$item}}} * {{- {$qty} × {$item}}}",
                            "each": "lines",
                        },
                        {"text": "- and {$more_items} more", "needs": ("more_items",)},
                        {"text": "Total: {$total}", "needs": ("total",)},
                    ),
                    (
                        {"first": DAY_TO_COME},
                        UNDATED,
                        MAY_SHIFT,
                        *NEEDED_BY,
                    ),
                    (
                        {"text": "Next, you will hear from us:", "needs": ("steps",)},
                        {"text": "- {$item}", "each": "steps"},
                    ),
                    *COURIERS,
                    CADENCE,
                    "You can change how often you hear from us at any time. Just tell us.",
                ),
                "rider": ("We have received your order; its number is {$order}.", WHEN, NEXT_WORD),
            },
        },
        "item_secured": {
            "*": {
                "subject": {
                    "first": (
                        {
                            "text": "We have bought what you ordered (order {$order})",
                            "needs": ("mode=buy_on_demand",),
                        },
                        "What you ordered is set aside for you (order {$order})",
                    )
                },
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "Good news: we have bought what you ordered.",
                                "needs": ("mode=buy_on_demand",),
                            },
                            "Good news: what you ordered is set aside for you.",
                        )
                    },
                    WINDOW,
                    {"riders": True},
                ),
                "rider": (
                    {
                        "first": (
                            {
                                "text": "We have already bought what you ordered.",
                                "needs": ("mode=buy_on_demand",),
                            },
                            "What you ordered is already set aside for you.",
                        )
                    },
                    WINDOW,
                ),
            },
        },
        "item_unavailable": {
            "*": {
                "subject": "We could not get something you ordered (order {$order})",
                "paragraphs": (
                    "We are sorry, but we could not get something you ordered.",
                    CONCERNED,
                    NOT_THE_REST,
                    "We can look for an alternative, or cancel it and refund what you have paid for it. Please tell us which you prefer.",
                    {"riders": True},
                ),
            },
        },
        "lines_cancelled": {
            "*": {
                "subject": "Part of your order {$order} is cancelled",
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "As you asked, we have cancelled part of your order.",
                                "needs": ("by=customer",),
                            },
                            {
                                "text": "We are sorry, but we had to cancel part of your order.",
                                "needs": ("by=shop",),
                            },
                            "Part of your order has been cancelled.",
                        )
                    },
                    CONCERNED,
                    NOT_THE_REST,
                    {
                        "text": "If you have already paid for it, we will refund you.",
                        "lacks": ("rides=refunded",),
                    },
                    {"riders": True},
                ),
            },
        },
        "order_cancelled": {
            "*": {
                "subject": "Your order {$order} is cancelled",
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "As you asked, we have cancelled your order {$order}.",
                                "needs": ("by=customer",),
                            },
                            {
                                "text": "We are sorry, but we had to cancel your order {$order}.",
                                "needs": ("by=shop",),
                            },
                            "Your order {$order} has been cancelled.",
                        )
                    },
                    {
                        "text": "If you have already paid, we will refund you and tell you when it is done.",
                        "lacks": ("rides=refunded",),
                    },
                    {
                        "text": "If you did not ask for this, please let us know.",
                        "lacks": ("by=shop",),
                    },
                    {"riders": True},
                ),
            },
        },
        "order_reopened": {
            "*": {
                "subject": "Your order {$order} goes ahead after all",
                "paragraphs": (
                    "We told you that your order {$order} was cancelled. It is no longer cancelled: we are carrying on with it.",
                    WINDOW,
                    "You do not need to do anything. If you no longer want it, please let us know.",
                    {"riders": True},
                ),
            },
        },
        "refunded": {
            "*": {
                "subject": "Your refund for order {$order}",
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "We have issued your refund of {$amount} for order {$order}.",
                                "needs": ("amount",),
                            },
                            "We have issued your refund for order {$order}.",
                        )
                    },
                    "How soon it reaches you depends on how you paid. If it does not arrive, let us know.",
                    {"riders": True},
                ),
                "rider": (
                    {
                        "first": (
                            {
                                "text": "We have issued your refund of {$amount}. How soon it reaches you depends on how you paid.",
                                "needs": ("amount",),
                            },
                            "We have issued your refund. How soon it reaches you depends on how you paid.",
                        )
                    },
                ),
            },
        },
        "production_started": {
            "*": {
                "subject": "We have started making your order {$order}",
                "paragraphs": (
                    "We have started making your order.",
                    WINDOW,
                    {"riders": True},
                ),
            },
        },
        "production_finished": {
            "*": {
                "subject": "Your order {$order} has been made",
                "paragraphs": (
                    "We have finished making your order, and are getting it ready to send.",
                    WINDOW,
                    {"riders": True},
                ),
            },
        },
    }
)
