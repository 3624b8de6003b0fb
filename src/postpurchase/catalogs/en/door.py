"""The English words about parcels on their last stretch."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.catalogs.en.lines import DAY, FINDING_OUT, FOLLOW, SAME_DAY, SENT_BACK, SLOT, SLOT_LOST
from postpurchase.catalogs.riders import ARRANGED, unless_any

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

DOOR: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "courier_changed": {
            "*": {
                "subject": "Another courier will bring your parcel (order {$order})",
                "paragraphs": (
                    (
                        "Another courier will bring your parcel.",
                        {"text": "Delivery slot: {$slot}", "needs": ("slot",)},
                        *SLOT_LOST,
                        *FOLLOW,
                    ),
                    {"riders": True},
                ),
            },
        },
        "arrived_in_city": {
            "*": {
                "subject": "Your parcel is in your area (order {$order})",
                "paragraphs": (
                    ("Your parcel has arrived in your area.", *FOLLOW),
                    "The courier will contact you to agree on a time.",
                    {"riders": True},
                ),
            },
        },
        "arrangement_pending": {
            "*": {
                "subject": "Your delivery time is still open (order {$order})",
                "paragraphs": (
                    "Your parcel is in your area, but no delivery time has been agreed yet. We are sorry to keep you waiting.",
                    FOLLOW,
                    "If the courier has not contacted you, please tell us.",
                    {"riders": True},
                ),
            },
        },
        "appointment_agreed": {
            "*": {
                "subject": "Your delivery time is agreed (order {$order})",
                "paragraphs": (
                    (
                        "Your delivery time is agreed.",
                        {"text": "Delivery slot: {$slot}", "needs": ("slot",)},
                        *FOLLOW,
                    ),
                    {"riders": True},
                ),
            },
        },
        "arriving_today": {
            "*": {
                "subject": "About today's delivery (order {$order})",
                "paragraphs": (
                    (
                        {
                            "first": (
                                {"text": "Your parcel is out for delivery.", "needs": ("out",)},
                                "Your parcel is scheduled for delivery.",
                            )
                        },
                        {"text": "Delivery day: {$day}", "needs": ("day",), "lacks": ("slot",)},
                        {"text": "Delivery slot: {$slot}", "needs": ("slot",)},
                        *FOLLOW,
                    ),
                    {"riders": True},
                ),
            },
        },
        "arriving_soon": {
            "*": {
                "subject": "Your parcel is nearly there (order {$order})",
                "paragraphs": (
                    (
                        "Your parcel is nearly there.",
                        {"text": "Delivery slot: {$slot}", "needs": ("slot",)},
                        *FOLLOW,
                    ),
                    {"riders": True},
                ),
            },
        },
        "interval_missed": {
            "*": {
                "subject": "Your delivery is late (order {$order})",
                "paragraphs": (
                    "We are sorry that your parcel did not come in its delivery slot.",
                    FOLLOW,
                    FINDING_OUT,
                    {"riders": True},
                ),
            },
        },
        "attempt_failed": {
            "*": {
                "subject": "Your parcel could not be delivered (order {$order})",
                "paragraphs": (
                    (
                        ".input {$number :integer} .match $number"
                        " 1 {{The courier tried to deliver your parcel, but could not hand it over.}}"
                        " 2 {{The courier tried to deliver your parcel twice, but could not hand it over.}}"
                        " * {{The courier tried to deliver your parcel {$number} times, but could not hand it over.}}"
                    ),
                    FOLLOW,
                    {
                        "text": "The delivery is still planned for the time agreed: {$slot}",
                        "needs": ("slot",),
                    },
                    unless_any(
                        (*ARRANGED, "slot"),
                        "Please arrange another time with the courier. If you cannot reach them, tell us, and we will help.",
                    ),
                    {"riders": True},
                ),
            },
        },
        "address_problem": {
            "*": {
                "subject": "Please check the delivery address (order {$order})",
                "paragraphs": (
                    "Your parcel cannot be delivered yet, because the address needs checking.",
                    FOLLOW,
                    "Please send us the full address: street and number, flat, postcode and town. We will pass it on to the courier.",
                    {"riders": True},
                ),
            },
        },
        "ready_for_pickup": {
            "*": {
                "subject": "Your parcel is ready to collect (order {$order})",
                "paragraphs": (
                    "Your parcel has arrived and is ready to collect.",
                    (
                        {"text": "Where: {$point}", "needs": ("point",)},
                        {"text": "Last day to collect: {$keep_until}", "needs": ("keep_until",)},
                        *FOLLOW,
                    ),
                    {"riders": True},
                ),
            },
        },
        "pickup_expiring": {
            "*": {
                "subject": "Please collect your parcel soon (order {$order})",
                "paragraphs": (
                    SENT_BACK,
                    ({"text": "Where: {$point}", "needs": ("point",)}, *FOLLOW),
                    "If you cannot collect it in time, let us know.",
                    {"riders": True},
                ),
            },
        },
        "entered_country": {
            "*": {
                "subject": "Your parcel has arrived in your country (order {$order})",
                "paragraphs": (
                    ("Your parcel has arrived in your country.", *SAME_DAY),
                    {"riders": True},
                ),
            },
        },
        "arriving_tomorrow": {
            "*": {
                "subject": "Your parcel is due tomorrow (order {$order})",
                "paragraphs": (
                    ("Your parcel is due to arrive tomorrow.", DAY, SLOT, *FOLLOW),
                    {"riders": True},
                ),
            },
        },
    }
)
