"""The English words of the agent's answer pack, written for the shop's people."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

ANSWERS: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "answer": {
            "title": "Order {$order} at {$now} ({$zone_name})",
            "true": "True now",
            "said": "Said so far",
            "promised": "Promised",
            "next": "Next",
            "open": "Still open",
            "nothing": "Nothing.",
            "window": "Expected delivery: {$window}",
            "no_window": "No reliable delivery date can be given now.",
            "slot": "Delivery slot: {$slot}",
            "parcel": (
                {"text": "Parcel {$number}: {$state}.", "needs": ("number",)},
                {"text": "Parcel: {$state}.", "lacks": ("number",)},
                {"text": "Courier: {$courier}.", "needs": ("courier",)},
                {"text": "Tracking number: {$tracking}.", "needs": ("tracking",)},
                {"text": "Expected: {$window}.", "needs": ("window",)},
                {"text": "To be collected at: {$point}.", "needs": ("point",)},
                {"text": "Kept until {$keep_until}.", "needs": ("keep_until",)},
                {"text": "Last news: {$last_news}.", "needs": ("last_news",)},
            ),
            "link": "Track it: {$tracking_url}",
            "from": {
                "first": (
                    {"text": "{$by} to the receiver ({$channel})", "needs": ("channel", "to=receiver")},
                    {"text": "{$by} ({$channel})", "needs": ("channel",)},
                    "{$by}",
                )
            },
            "word": {
                "first": (
                    {"text": "{$at}, {$who}, no answer: {$topic}", "needs": ("heard=not_reached",)},
                    {"text": "{$at}, {$who}, not delivered: {$topic}", "needs": ("heard=undelivered",)},
                    {
                        "text": "{$at}, {$who}, perhaps not received: {$topic}",
                        "needs": ("heard=unconfirmed",),
                    },
                    "{$at}, {$who}: {$topic}",
                )
            },
            "promise_window": {
                "first": (
                    {
                        "text": "NOT KEPT: delivery {$value} (told {$told_at}, by: {$by})",
                        "needs": ("broken",),
                    },
                    "Delivery {$value} (told {$told_at}, by: {$by})",
                )
            },
            "promise_slot": {
                "first": (
                    {
                        "text": "NOT KEPT: delivery slot {$value} (told {$told_at}, by: {$by})",
                        "needs": ("broken",),
                    },
                    "Delivery slot {$value} (told {$told_at}, by: {$by})",
                )
            },
            "promise_next_word": {
                "first": (
                    {"text": "NOT KEPT: next word by {$due} (promised {$told_at})", "needs": ("broken",)},
                    "Next word by {$due} (promised {$told_at})",
                )
            },
            "promise_other": {
                "first": (
                    {"text": "NOT KEPT: {$kind} by {$due} (promised {$told_at})", "needs": ("broken",)},
                    "{$kind} by {$due} (promised {$told_at})",
                )
            },
            "coming": {
                "first": (
                    {"text": "At {$at} (by: {$by}): {$topic}. {$why}", "needs": ("sure", "at", "why")},
                    {"text": "At {$at}, if nothing changes (by: {$by}): {$topic}", "needs": ("at",)},
                    "In their own time (by: {$by}): {$topic}",
                )
            },
            "ahead": "Once it happens: {$topic}",
            "question": {
                "first": (
                    {
                        "text": "Asked: {$question}. Without an answer by {$answer_by}: no particular wish.",
                        "needs": ("answer_by", "default=none"),
                    },
                    {
                        "text": "Asked: {$question}. Without an answer by {$answer_by}: {$default}.",
                        "needs": ("answer_by", "default"),
                    },
                    "Asked: {$question}.",
                )
            },
            "missing": "Needed from the customer before work begins: {$question}",
            "checking": "Needed from the shop before work begins, since {$since}: to check the answers and confirm the order",
            "problem": (
                {"text": "Problem since {$since}: {$problem} (to act: {$by}).", "lacks": ("number",)},
                {
                    "text": "Parcel {$number}, problem since {$since}: {$problem} (to act: {$by}).",
                    "needs": ("number",),
                },
            ),
            "hold": "On hold since {$since}: {$reason}",
            "to_do": "To do now: {$action} ({$topic})",
            "contact_received": "contacted us",
            "question_answered": "answered our question",
            "inquiry_received": "asked about the order",
            "level_changed": "changed how often to hear from us",
            "delivery_requested": "asked for another delivery",
            "return_requested": "asked to return something",
            "claim_opened": "reported a problem",
            "contact_failed": "tried to arrange the delivery",
        },
        "states": {
            "progress_placed": "The order is placed.",
            "progress_confirmed": "The order is confirmed.",
            "progress_preparing": "The order is being prepared.",
            "progress_partly_dispatched": "Part of the order is on its way.",
            "progress_dispatched": "The order is on its way.",
            "progress_partly_delivered": "Part of the order has been delivered.",
            "progress_delivered": "The order has been delivered.",
            "progress_closed": "The order is closed.",
            "cancellation_partial": "Part of the order is cancelled.",
            "cancellation_full": "The order is cancelled.",
            "position_planned": "not yet with the courier",
            "position_announced": "announced to the courier, not yet with them",
            "position_handed_over": "handed over to the courier",
            "position_accepted": "accepted by the courier",
            "position_in_transit": "in transit",
            "position_left_country": "has left its country of origin",
            "position_entered_country": "in the country of delivery",
            "position_in_city": "in the city of delivery",
            "position_with_courier": "out for delivery",
            "position_at_pickup_point": "ready to be collected",
            "position_attempt_failed": "could not be delivered, waiting for another attempt",
            "outcome_delivered": "delivered",
            "outcome_returned": "back with us",
            "outcome_lost": "lost",
            "outcome_destroyed": "destroyed on the way",
            "outcome_cancelled": "cancelled",
            "problem_delayed": "delayed",
            "problem_customs_hold": "held by customs",
            "problem_duty_due": "import duty is due",
            "problem_documents": "customs needs documents",
            "problem_address": "something is wrong with the address",
            "problem_refused": "refused at the door",
            "problem_damaged": "damaged",
            "problem_missorted": "sorted to the wrong place",
            "problem_weather": "delayed by the weather",
            "problem_held": "held by the courier",
            "problem_being_researched": "being searched for",
            "problem_contact_courier": "the courier wants to be contacted",
            "problem_security": "held for security reasons",
            "problem_contested": "it is disputed whether it was delivered",
            "problem_claim": "the customer reported a problem",
            "problem_other": "something else",
            "hold_payment": "payment",
            "hold_contact_required": "the customer has to get in touch",
            "hold_fraud_review": "review",
            "hold_address": "the address",
            "hold_stock": "stock",
            "hold_unknown_delivery_date": "the delivery date is not known",
            "hold_awaiting_return_items": "returned items are awaited",
            "hold_customer_request": "the customer asked for it",
            "hold_seller_request": "the shop asked for it",
            "hold_other": "another reason",
        },
    }
)
