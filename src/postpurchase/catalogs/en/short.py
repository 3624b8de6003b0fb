"""The English words where there is little room: text messages, notifications, chats and calls.

Each states the facts that its message tells. The frames of the channels, in `__init__`, name the shop and the order.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.catalogs.en.lines import (
    ASK_ALOUD,
    ASK_SLOT,
    ASK_SLOT_ALOUD,
    CADENCE,
    CAME,
    CONCERNED,
    CONTENTS,
    DAY,
    DAY_TO_COME,
    DETAILS,
    FINDING_OUT,
    FOLLOW,
    GATE_EXPIRES,
    LAST_DAY,
    LATE_GOODS,
    LEFT,
    LINK,
    LOOKING_INTO_IT,
    NEEDED_BY,
    NEW_WINDOW,
    NEXT_WORD,
    NOT_ARRIVED,
    NOT_THE_REST,
    NUMBER,
    QUESTIONS,
    REST_FOLLOWS_ALONE,
    REST_FOLLOWS_ANOTHER,
    SAME_DAY,
    SENT_BACK,
    SENT_INSTEAD,
    SLOT,
    SLOT_LOST,
    STANDING,
    WHEN,
    WHEN_ALOUD,
    WHERE,
    WHICH,
    WINDOW,
)
from postpurchase.catalogs.riders import ARRANGED, unless_any

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

INSPECTED: Final = {
    "first": (
        {"text": "We have inspected everything, and will send it to you soon.", "needs": ("receiver",)},
        "We have inspected what you ordered, and will send it soon.",
    )
}

SHORT: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "order_confirmed": {
            "paragraphs": (
                "Thank you, your order is confirmed.",
                {
                    "text": "We are now going to buy what you ordered.",
                    "needs": ("mode=buy_on_demand",),
                    "lacks": ("rides=item_secured", "state"),
                },
                ({"first": DAY_TO_COME}, *NEEDED_BY),
                {"riders": True},
                CADENCE,
            ),
            "rider": ("We have received your order.", WHEN, NEXT_WORD),
        },
        "item_secured": {
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
        "item_unavailable": {
            "paragraphs": (
                "We are sorry, but we could not get something you ordered.",
                CONCERNED,
                NOT_THE_REST,
                {"riders": True},
                "Please tell us whether to look for an alternative, or to cancel it and refund you.",
            )
        },
        "lines_cancelled": {
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
            )
        },
        "order_cancelled": {
            "paragraphs": (
                {
                    "first": (
                        {"text": "As you asked, we have cancelled your order.", "needs": ("by=customer",)},
                        {"text": "We are sorry, but we had to cancel your order.", "needs": ("by=shop",)},
                        "Your order has been cancelled.",
                    )
                },
                {"text": "If you have already paid, we will refund you.", "lacks": ("rides=refunded",)},
                {"riders": True},
            )
        },
        "order_reopened": {
            "paragraphs": (
                "Your order is no longer cancelled: we are carrying on with it.",
                WINDOW,
                "If you no longer want it, please let us know.",
                {"riders": True},
            )
        },
        "refunded": {
            "paragraphs": (
                {
                    "first": (
                        {
                            "text": "We have issued your refund of {$amount}. How soon it reaches you depends on how you paid.",
                            "needs": ("amount",),
                        },
                        "We have issued your refund. How soon it reaches you depends on how you paid.",
                    )
                },
                {"riders": True},
            )
        },
        "production_started": {
            "paragraphs": ("We have started making your order.", WINDOW, {"riders": True})
        },
        "production_finished": {
            "paragraphs": (
                "We have finished making your order, and are getting it ready to send.",
                WINDOW,
                {"riders": True},
            )
        },
        "delivery_planned": {
            "paragraphs": (
                INSPECTED,
                WHEN,
                {"riders": True},
                ASK_SLOT,
            )
        },
        "dispatched": {
            "paragraphs": (
                ({"first": (*SENT_INSTEAD, "Your parcel is on its way.")}, *DETAILS),
                REST_FOLLOWS_ALONE,
                {"riders": True},
            ),
            "rider": ((LEFT, *DETAILS), REST_FOLLOWS_ANOTHER),
        },
        "last_part_dispatched": {
            "paragraphs": (("Your last parcel is on its way.", *DETAILS), {"riders": True}),
            "rider": (("Your last parcel is on its way too.", *DETAILS),),
        },
        "tracking_corrected": {
            "paragraphs": (
                ("The tracking number of your parcel has changed. We are sorry for the trouble.", *SAME_DAY),
                {"riders": True},
            ),
            "rider": (
                ("The tracking number of your parcel has changed. Please use the new one.", *SAME_DAY),
            ),
        },
        "delivered": {
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
        "all_delivered": {
            "paragraphs": (
                "Everything has been delivered.",
                {"riders": True},
                "If something is missing or wrong, please let us know as soon as you can.",
            )
        },
        "return_started": {
            "paragraphs": (
                "Your parcel did not reach you, and is on its way back to us.",
                WHICH,
                {"riders": True},
            )
        },
        "returned": {
            "paragraphs": (
                "Your parcel did not reach you, and has come back to us. We are sorry for the trouble.",
                WHICH,
                {
                    "first": (
                        {
                            "text": "Please tell us whether to send it again, or to refund you.",
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
            )
        },
        "found": {
            "paragraphs": (
                (
                    "The parcel that we told you was lost has been found, and is on its way to you again.",
                    *WHICH,
                    WINDOW,
                ),
                "If you have already asked for a replacement or a refund, one of us will write to you about it.",
                {"riders": True},
            ),
        },
        "lost_remedy": {
            "paragraphs": (
                "We are very sorry that your parcel was lost on its way to you.",
                WHICH,
                {"riders": True},
                {
                    "first": (
                        {
                            "text": "Please tell us whether you would like a replacement or a refund.",
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
            )
        },
        "courier_changed": {
            "paragraphs": (
                ("Another courier will bring your parcel.", {"first": (SLOT, SLOT_LOST[0])}, *FOLLOW),
                {"riders": True},
            )
        },
        "entered_country": {
            "paragraphs": (("Your parcel has arrived in your country.", *SAME_DAY), {"riders": True})
        },
        "arrived_in_city": {
            "paragraphs": (
                "Your parcel is in your area. The courier will contact you to agree on a time.",
                WHICH,
                {"riders": True},
            )
        },
        "arrangement_pending": {
            "paragraphs": (
                "Your parcel is in your area, but no delivery time has been agreed yet. We are sorry to keep you waiting.",
                WHICH,
                "If the courier has not contacted you, please tell us.",
                {"riders": True},
            )
        },
        "appointment_agreed": {
            "paragraphs": (("Your delivery time is agreed.", SLOT, *CONTENTS), {"riders": True})
        },
        "arriving_tomorrow": {
            "paragraphs": (("Your parcel is due to arrive tomorrow.", DAY, SLOT, *WHICH), {"riders": True})
        },
        "arriving_today": {
            "paragraphs": (
                (
                    {
                        "first": (
                            {"text": "Your parcel is out for delivery.", "needs": ("out",)},
                            "Your parcel is scheduled for delivery.",
                        )
                    },
                    DAY,
                    SLOT,
                    *WHICH,
                ),
                {"riders": True},
            )
        },
        "arriving_soon": {
            "paragraphs": (("Your parcel is nearly there.", SLOT, *CONTENTS), {"riders": True})
        },
        "interval_missed": {
            "paragraphs": (
                "We are sorry that your parcel did not come in its delivery slot.",
                WHICH,
                FINDING_OUT,
                {"riders": True},
            )
        },
        "attempt_failed": {
            "paragraphs": (
                (
                    ".input {$number :integer} .match $number 1 {{The courier could not hand over your parcel.}} 2 {{The courier came twice, but could not hand over your parcel.}} * {{The courier came {$number} times, but could not hand over your parcel.}}",
                    *WHICH,
                    LINK,
                ),
                {"text": "The delivery is still planned for the time agreed: {$slot}", "needs": ("slot",)},
                unless_any(
                    (*ARRANGED, "slot"),
                    {
                        "first": (
                            {"text": "Please arrange another time with {$courier}.", "needs": ("courier",)},
                            "Please arrange another time with the courier.",
                        )
                    },
                ),
                {"riders": True},
            )
        },
        "address_problem": {
            "paragraphs": (
                "Your parcel cannot be delivered yet, because the address needs checking.",
                WHICH,
                "Please send us the full address.",
                {"riders": True},
            )
        },
        "ready_for_pickup": {
            "paragraphs": (("Your parcel is ready to collect.", WHERE, LAST_DAY, *FOLLOW), {"riders": True})
        },
        "pickup_expiring": {"paragraphs": (SENT_BACK, WHERE, WHICH, {"riders": True})},
        "contact_requested": {
            "paragraphs": (
                "Thank you for your order. We need your answer before we start on it.",
                QUESTIONS,
                GATE_EXPIRES,
                {"riders": True},
            )
        },
        "contact_reminder": {
            "paragraphs": (
                "We are still waiting to hear from you, and cannot start on your order before we do.",
                QUESTIONS,
                GATE_EXPIRES,
                {"riders": True},
            )
        },
        "contact_acknowledged": {
            "paragraphs": (
                "Thank you, we have your answer. One of us will check it and get back to you.",
                {"riders": True},
            )
        },
        "gate_expired": {
            "paragraphs": (
                "We do not have the answer we need, so your order is going to be cancelled. If you still want it, please send us your answer as soon as you can.",
                {"riders": True},
            )
        },
        "promise_broken": {
            "paragraphs": (
                "We are sorry: we promised to write to you by now, and did not.",
                {"riders": True},
                LOOKING_INTO_IT,
            )
        },
        "sms_offer": {
            "paragraphs": (
                "If you like, we can send urgent news, such as a delay, by text message. Just tell us.",
            )
        },
        "anniversary": {
            "paragraphs": (
                "It is the anniversary of your first order with us. Thank you for being our customer.",
                {"riders": True},
            )
        },
        "reassurance": {
            "paragraphs": (
                STANDING,
                {"riders": True},
                NEXT_WORD,
            )
        },
        "level_acknowledged": {
            "paragraphs": (
                "Thank you for telling us how often you would like to hear from us.",
                CADENCE,
                {"riders": True},
            )
        },
        "inquiry_answered": {
            "paragraphs": (
                "Thank you for asking.",
                STANDING,
                {"riders": True},
                NEXT_WORD,
                "If this does not answer your question, please ask again, and one of us will reply.",
            ),
            "rider": (STANDING, NEXT_WORD),
        },
        "handed_to_human": {
            "paragraphs": (
                "We are sorry that our answer did not help. One of us will look into your question, and will reply to you personally.",
                NEXT_WORD,
                {"riders": True},
            )
        },
        "feedback_request": {
            "paragraphs": (
                "Did everything arrive safely, and is everything as it should be? If something is not right, please tell us.",
                {"riders": True},
            )
        },
        "delay_likely": {
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
                (*LATE_GOODS, NEW_WINDOW, *NEEDED_BY, NUMBER),
                NEXT_WORD,
                {"riders": True},
            ),
        },
        "delayed": {
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
                (*LATE_GOODS, NEW_WINDOW, *NEEDED_BY, NUMBER),
                NEXT_WORD,
                {"riders": True},
            ),
        },
        "delayed_again": {
            "paragraphs": (
                "We are very sorry that your delivery is delayed once more.",
                (*LATE_GOODS, NEW_WINDOW, *NEEDED_BY, NUMBER),
                NEXT_WORD,
                "If you would rather not wait, please tell us.",
                {"riders": True},
            ),
        },
        "back_on_time": {
            "paragraphs": (
                "Good news: your delivery is back on schedule.",
                (*LATE_GOODS, WINDOW, NUMBER),
                {"riders": True},
            ),
        },
        "deadline_extension": {
            "paragraphs": (
                "We are sorry, but we need a little more time to send your order.",
                NEW_WINDOW,
                "Please let us know whether that is all right, or whether you would rather cancel.",
                {"riders": True},
            ),
        },
        "disrupted": {
            "paragraphs": (
                "Deliveries on the route to you are disrupted, so yours may be held up. We are sorry about that.",
                (*LATE_GOODS, NEW_WINDOW, *NEEDED_BY, NUMBER),
                NEXT_WORD,
                {"riders": True},
            ),
        },
        "offer": {
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
            ),
        },
    }
)
ALOUD: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "contact_requested": {
            "call": {
                "paragraphs": (
                    "Thank you for your order. We need your answer before we start on it.",
                    *ASK_ALOUD,
                    {"riders": True},
                )
            }
        },
        "contact_reminder": {
            "call": {
                "paragraphs": (
                    "We are still waiting to hear from you, and cannot start on your order before we do.",
                    *ASK_ALOUD,
                    {"riders": True},
                )
            }
        },
        "delivery_planned": {
            "call": {
                "paragraphs": (
                    INSPECTED,
                    WHEN_ALOUD,
                    {"riders": True},
                    ASK_SLOT_ALOUD,
                ),
            },
        },
    }
)
"""What is asked otherwise by phone than in writing."""
