"""The English words of the customer's timeline: what happened, what was said, and what it was about."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

GOODS: Final = {"text": "{$item}", "each": "goods"}
"""What of an order an event is about, where that is not all of it."""

PAGES: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "timeline": {
            "title": "Order {$order}: what happened and what was said",
            "nothing": "Nothing has happened yet.",
            "order": "Order",
            "parcel": "Parcel",
            "parcel_of_several": "Parcel {$number}",
            "return_parcel": "Return parcel",
            "via": "{$who}, {$channel}",
        },
        "speakers": {
            "shop": "{$shop}",
            "staff": "{$shop}",
            "courier": (
                {"text": "{$courier}", "needs": ("courier",)},
                {"text": "Courier", "lacks": ("courier",)},
            ),
            "marketplace": "Marketplace",
            "customer": "You",
            "system": "{$shop}",
        },
        "channels": {
            "email": "e-mail",
            "sms": "SMS",
            "push": "push message",
            "chat": "chat",
            "marketplace_message": "marketplace message",
            "call": "phone call",
        },
        "outcomes": {
            "said": "{$topic}",
            "not_reached": "No answer (about: {$topic})",
            "undelivered": "The message could not be delivered (about: {$topic})",
            "unconfirmed": "{$topic} (we could not confirm that it arrived)",
            "from_customer": "You contacted us",
        },
        "told": {
            "window": "Expected delivery: {$window}",
            "slot": "Delivery slot: {$slot}",
            "tracking": "Tracking number: {$tracking}",
            "question": {
                "first": (
                    {
                        "text": "We asked which time suits you; you can answer until {$answer_by}",
                        "needs": ("question=slot", "answer_by"),
                    },
                    {
                        "text": "We asked a question; you can answer until {$answer_by}",
                        "needs": ("answer_by",),
                    },
                    "We asked a question",
                )
            },
            "next_word": "You will hear from us by: {$due}",
        },
        "happened": {
            "order_placed": "You placed the order",
            "order_confirmed": "The order was confirmed",
            "order_edited": "The order was changed",
            "order_cancelled": "The order was cancelled",
            "order_expired": "The order expired",
            "order_reopened": "The order was reopened",
            "lines_cancelled": ("Part of the order was cancelled", GOODS),
            "address_changed": "The delivery address was changed",
            "refunded": (
                {"text": "A refund was made: {$amount}", "needs": ("amount",)},
                {"text": "A refund was made", "lacks": ("amount",)},
            ),
            "contact_received": "You contacted us",
            "question_answered": "You answered our question",
            "inquiry_received": "You asked about your order",
            "level_changed": "You changed how often you hear from us",
            "delivery_requested": (
                {"text": "You asked for delivery: {$slot}", "needs": ("slot",)},
                {"text": "You asked for another delivery", "lacks": ("slot",)},
            ),
            "sourcing_started": (
                {
                    "first": (
                        {"text": "We started to look for part of your order", "needs": ("goods",)},
                        "We started to look for what you ordered",
                    )
                },
                GOODS,
            ),
            "item_secured": (
                {
                    "first": (
                        {"text": "We bought part of your order", "needs": ("mode=buy_on_demand", "goods")},
                        {"text": "We bought what you ordered", "needs": ("mode=buy_on_demand",)},
                        {"text": "Part of your order was set aside for you", "needs": ("goods",)},
                        "What you ordered was set aside for you",
                    )
                },
                GOODS,
            ),
            "item_unavailable": ("Something you ordered turned out to be unavailable", GOODS),
            "production_started": "We started to make your order",
            "production_finished": "Your order was made",
            "arrived_in_country": (
                {
                    "first": (
                        {"text": "Part of your order arrived in the country", "needs": ("goods",)},
                        "What you ordered arrived in the country",
                    )
                },
                GOODS,
            ),
            "received_by_shop": (
                {
                    "first": (
                        {"text": "Part of your order arrived at our shop", "needs": ("goods",)},
                        "What you ordered arrived at our shop",
                    )
                },
                GOODS,
            ),
            "inspection_passed": (
                {
                    "first": (
                        {"text": "Part of your order was inspected", "needs": ("goods",)},
                        "What you ordered was inspected",
                    )
                },
                GOODS,
            ),
            "ready_to_ship": "Your order is ready to leave",
            "shipment_announced": "The parcel was announced to the courier",
            "handed_over": (
                {"text": "The parcel was handed over to {$courier}", "needs": ("courier",)},
                {"text": "The parcel was handed over to the courier", "lacks": ("courier",)},
            ),
            "accepted": "The courier accepted the parcel",
            "departed": (
                {"text": "The parcel left {$place}", "needs": ("place",)},
                {"text": "The parcel travelled on", "lacks": ("place",)},
            ),
            "arrived": (
                {"text": "The parcel arrived: {$place}", "needs": ("place",)},
                {"text": "The parcel arrived at a stop on its way", "lacks": ("place",)},
            ),
            "left_country": "The parcel left its country of origin",
            "entered_country": "The parcel arrived in the destination country",
            "arrived_in_city": "The parcel arrived in the destination area",
            "passed_to_courier": (
                {"text": "The parcel was passed to {$courier}", "needs": ("courier",)},
                {"text": "The parcel was passed to another courier", "lacks": ("courier",)},
            ),
            "redirected": "The parcel was redirected",
            "customs_started": "Customs clearance began",
            "customs_held": "Customs is holding the parcel",
            "customs_released": "Customs released the parcel",
            "duty_due": (
                {"text": "Import duty has to be paid: {$amount}", "needs": ("amount",)},
                {"text": "Import duty has to be paid", "lacks": ("amount",)},
            ),
            "appointment_needed": "A delivery time has to be arranged",
            "appointment_agreed": (
                {"text": "A delivery time was agreed: {$slot}", "needs": ("slot",)},
                {"text": "A delivery time was agreed", "lacks": ("slot",)},
            ),
            "contact_failed": "The courier could not reach you",
            "out_for_delivery": "The parcel is out for delivery",
            "attempt_failed": "The parcel could not be delivered",
            "ready_for_pickup": (
                {"text": "The parcel can be collected: {$point}", "needs": ("point",)},
                {"text": "The parcel can be collected", "lacks": ("point",)},
                {"text": "It will be kept until {$keep_until}", "needs": ("keep_until",)},
            ),
            "pickup_expired": "The parcel was not collected in time",
            "delivered": {
                "first": (
                    {"text": "The parcel was handed over in person", "needs": ("how=in_person",)},
                    {"text": "The parcel was collected", "needs": ("how=collected",)},
                    {"text": "The parcel was delivered to a locker", "needs": ("how=locker",)},
                    {"text": "The parcel was left with a neighbour", "needs": ("how=neighbour",)},
                    {"text": "The parcel was left in the letterbox", "needs": ("how=mailbox",)},
                    {"text": "The parcel was left in a safe place", "needs": ("how=safe_place",)},
                    {"text": "The parcel was left at the door", "needs": ("how=left",)},
                    "The parcel was delivered",
                )
            },
            "delivery_retracted": "The courier withdrew its report that the parcel was delivered",
            "return_started": "The parcel is on its way back",
            "returned": "The parcel came back to us",
            "lost": "The parcel was reported lost",
            "destroyed": "The parcel was destroyed on the way",
            "problem_raised": {
                "first": (
                    {"text": "The parcel is delayed", "needs": ("problem=delayed",)},
                    {"text": "The parcel is delayed by the weather", "needs": ("problem=weather",)},
                    {"text": "Customs is holding the parcel", "needs": ("problem=customs_hold",)},
                    {"text": "Import duty has to be paid", "needs": ("problem=duty_due",)},
                    {"text": "Customs needs documents", "needs": ("problem=documents",)},
                    {"text": "There is a problem with the address", "needs": ("problem=address",)},
                    {"text": "The parcel was not accepted at the door", "needs": ("problem=refused",)},
                    {"text": "Damage was reported", "needs": ("problem=damaged",)},
                    {"text": "The parcel was sorted to the wrong place", "needs": ("problem=missorted",)},
                    "There is a problem with the parcel",
                )
            },
            "problem_resolved": "The problem was resolved",
            "tracking_changed": "The tracking number was changed",
            "return_requested": "You asked to return something",
            "return_approved": "Your return was approved",
            "return_declined": "Your return was declined",
            "return_received": "Your return arrived",
            "claim_opened": "You reported a problem",
            "claim_closed": "The problem you reported was settled",
        },
        "topics": {
            "other": "Your order",
            "order_confirmed": "Order confirmation",
            "contact_requested": "What we need to know before we start",
            "contact_reminder": "Reminder: what we need to know before we start",
            "contact_acknowledged": "Thank you for your answer",
            "gate_expired": "Your order is going to be cancelled",
            "item_secured": {
                "first": (
                    {"text": "We have bought what you ordered", "needs": ("mode=buy_on_demand",)},
                    "What you ordered is set aside for you",
                )
            },
            "item_unavailable": "Something you ordered is unavailable",
            "production_started": "Your order is being made",
            "production_finished": "Your order has been made",
            "delivery_planned": "When to expect your delivery",
            "dispatched": "Your parcel is on its way",
            "last_part_dispatched": "Your last parcel is on its way",
            "tracking_corrected": "A new tracking number",
            "courier_changed": "Another courier will bring your parcel",
            "entered_country": "Your parcel has arrived in your country",
            "arrived_in_city": "Your parcel is in your area",
            "arrangement_pending": "Your delivery time is still open",
            "appointment_agreed": "Your delivery time is agreed",
            "arriving_tomorrow": "Your parcel is coming tomorrow",
            "arriving_today": "Your parcel is coming today",
            "arriving_soon": "Your parcel is nearly there",
            "interval_missed": "Your delivery is late",
            "attempt_failed": "Your parcel could not be delivered",
            "address_problem": "Please check the delivery address",
            "ready_for_pickup": "Your parcel is ready to collect",
            "pickup_expiring": "Please collect your parcel soon",
            "delivered": "Your parcel has been delivered",
            "all_delivered": "Everything has been delivered",
            "delay_likely": "Your delivery may be late",
            "delayed": "Your delivery is delayed",
            "delayed_again": "Your delivery is delayed again",
            "back_on_time": "Your delivery is back on schedule",
            "deadline_extension": "We need a little more time for your order",
            "disrupted": "Your delivery may be held up",
            "reassurance": "Where your order stands",
            "promise_broken": "We should have written sooner",
            "lines_cancelled": "Part of your order is cancelled",
            "order_cancelled": "Your order is cancelled",
            "order_reopened": "Your order goes ahead after all",
            "refunded": "Your refund",
            "return_started": "Your parcel is on its way back to us",
            "returned": "Your parcel came back to us",
            "found": "Your parcel has been found",
            "lost_remedy": "Your parcel was lost: what happens next",
            "offer": "To make up for the wait",
            "sms_offer": "Urgent news by text message",
            "level_acknowledged": "How often you hear from us",
            "inquiry_answered": "The answer to your question",
            "handed_to_human": "One of us will look into your question",
            "feedback_request": "Did everything arrive safely?",
            "anniversary": "Thank you for being with us",
        },
    }
)
