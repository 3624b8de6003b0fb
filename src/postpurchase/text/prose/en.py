"""The sentences of explanations in English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

PROSE: Final[Mapping[str, object]] = MappingProxyType(
    {
        "phrases": {
            "moment": (
                ".input {$year :string} .match $year"
                " hidden {{{$at :time precision=minute} on {$at :date fields=month-day length=long}}}"
                " * {{{$at :time precision=minute} on {$at :date fields=year-month-day length=long}}}"
            ),
        },
        "labels": {
            "title": "Order {$order} at {$now} ({$zone_name})",
            "said": "Said now",
            "waiting": "Waiting",
            "others": "Left to others",
            "unsaid": "Unsaid",
            "actions": "To be done",
            "nothing": "Nothing.",
            "to": "{$touchpoint} to the {$role} by {$channel}",
            "until": "{$touchpoint} until {$until}",
            "action": "{$action} about {$touchpoint}",
            "wake": "Look again at {$until}. {$why} ({$touchpoint})",
            "no_wake": "No wake-up: only a new event or ledger row can change anything.",
            "list": "{$items :postpurchase:list type=unit}",
        },
        "wakes": {
            "due": "Something comes due then.",
            "open": "Something that waits may leave then.",
            "until": "Whoever owns the news has had their time by then.",
            "lease": "A reservation runs out then.",
            "retry": "A failed sending may be tried again then.",
            "silence": "The customer must not wait any longer than that without a word.",
            "deadline": "Something that must be told is overdue then.",
        },
        "terms": {
            "shop": "shop",
            "courier": "courier",
            "marketplace": "marketplace",
            "staff": "staff",
            "customer": "customer",
            "system": "system",
            "nobody": "nobody",
            "buyer": "buyer",
            "receiver": "receiver",
            "email": "e-mail",
            "sms": "SMS",
            "push": "push message",
            "chat": "chat",
            "marketplace_message": "marketplace message",
            "call": "phone call",
            "transactional": "messages about the order",
            "marketing": "advertising",
            "window": "delivery window",
            "slot": "delivery slot",
            "tracking": "tracking number",
            "hand_over": "hand over to the courier",
            "needs_attention": "needs attention",
            "propose_cancel": "propose to cancel",
            "grant_offer": "grant an offer",
            "extend_deadline": "extend the deadline",
            "not_cancelled": "the order is not cancelled",
            "cancelled": "the order is cancelled",
            "no_gate": "nothing is waited for before the start",
            "gate_open": "the order waits at its start",
            "gate_unanswered": "the questions at the start are open",
            "no_problem": "nothing is wrong",
            "not_paused": "messages are not paused",
            "open": "the order is open",
            "still_to_leave": "something is still to leave",
            "parcel_travels": "the parcel is on its way",
            "parcel_lost": "the parcel is lost",
            "not_contested": "the delivery is not in doubt",
            "not_refunded": "the money was not returned",
            "one_parcel": "there is one parcel",
            "several_parcels": "there are several parcels",
            "no_slot": "no slot is agreed",
            "slot_known": "a slot is agreed",
            "no_appointment": "no appointment is agreed",
            "no_sms_consent": "text messages were neither allowed nor refused",
            "with_courier": "the courier has the parcel",
            "not_tried_since": "no attempt has failed since",
        },
        "reasons": {
            "not_yet": ("It comes due at {$due}.", "What it is about has not happened yet."),
            "in_flight": ("It is being sent; its reservation runs until {$until}.", "It is being sent."),
            "used": ("It was said at {$at} (by: {$by}).", "It was said already."),
            "before_policy": (
                "It came due at {$due}, before the policy took effect at {$effective_from}.",
                "It came due before the policy took effect.",
            ),
            "stale_event": (
                "It was useful only until {$useful_until}.",
                "It happened at {$at}, and we learned of it too late to say so.",
                "We learned of it too late to say so.",
            ),
            "superseded": (
                "{$by} says more, and has taken its place.",
                "Something that says more has taken its place.",
            ),
            "muted": (
                {"text": "The event came with the word not to notify.", "needs": ("by=event",)},
                {"text": "The customer wants to hear less.", "needs": ("by=level",)},
                {
                    "text": "The customer wants no advertising, and so no courtesies either.",
                    "needs": ("by=marketing_revoked",),
                },
                "It is muted.",
            ),
            "order_cancelled": "The order is cancelled.",
            "gate_open": "The order waits for a condition to be met first.",
            "problem_open": "A problem is open, and this must not be said while it is.",
            "paused": "Staff have paused this order.",
            "not_addressee": "It is not for this person.",
            "condition_false": (
                "Its condition does not hold: {$condition}.",
                "Its condition does not hold.",
            ),
            "already_told": (
                {"text": "It may already have been told: {$fact}.", "needs": ("perhaps",)},
                "Told at {$at} (by: {$by}): {$fact}.",
                "It was told already.",
            ),
            "already_known": (
                "The customer has known it since {$at}: {$fact}.",
                "The customer knows it already.",
            ),
            "already_asked": ("It was asked before: {$fact}.", "It was asked before."),
            "missing_fact": ("A fact it needs is not known: {$fact}.", "A fact it needs is not known."),
            "assigned": (
                {"text": "The policy has nobody say it.", "needs": ("by=nobody",)},
                "It is left to the {$by} until {$until}.",
                "It is left to the {$by}.",
                "It is left to somebody else.",
            ),
            "forbidden": ("The {$by} does not allow it.", "It is not allowed here."),
            "timeout_passed": (
                "Its owner did not say it in time ({$by}), so we do.",
                "Its owner did not say it in time, so we do.",
            ),
            "no_consent": ("No consent to {$content} by {$channel}.", "There is no consent."),
            "consent_revoked": (
                "Consent to {$content} by {$channel} was withdrawn.",
                "Consent was withdrawn.",
            ),
            "unreachable": ("The person cannot be reached by {$channel}.", "The person cannot be reached."),
            "suppressed": (
                "The address for {$channel} must not be written to.",
                "The address must not be written to.",
            ),
            "content_class": (
                "What it says may not go by {$channel}.",
                "What it says may not go by this channel.",
            ),
            "channel_cap": (
                "There have been enough messages by {$channel} for now.",
                "There have been enough messages on this channel for now.",
            ),
            "no_channel": "No channel is left to say it by.",
            "quiet_hours": ("Quiet hours last until {$until}.", "It is quiet hours."),
            "send_window": ("The channel opens at {$until}.", "The channel is closed now."),
            "zone_unknown": (
                "The person's time zone is not known; it may be {$candidates}.",
                "The person's time zone is not known.",
            ),
            "shortest_gap": (
                "It is too soon after the last message; free at {$until}.",
                "It is too soon after the last message.",
            ),
            "waiting_to_merge": (
                "It waits until {$until} for others to travel in the same message.",
                "It waits for others to travel in the same message.",
            ),
            "cap": (
                "There have been enough messages ({$cap}); room at {$until}.",
                "There have been enough messages for now.",
            ),
            "expires_first": (
                "It could leave only at {$open_at}, when it is of no use any more.",
                "By the time it could leave, it would be of no use.",
            ),
            "merged": ("It travels in the message of {$into}.", "It travels in another message."),
            "settling": (
                "It waits until {$due} to see whether it stays true.",
                "It waits to see whether it stays true.",
            ),
            "immaterial": (
                "The change is too small to matter: {$fact}.",
                "The change is too small to matter.",
            ),
            "not_believable": "What we know is not certain enough to be told.",
            "unknown_outcome": (
                "Nobody knows whether the {$channel} of {$at} arrived, and it must not go twice.",
                "Nobody knows whether it arrived, and it must not go twice.",
            ),
            "retry": (
                "A sending failed; the next try is at {$until}.",
                "An earlier sending failed; this is try {$attempt}.",
                "An earlier sending failed.",
            ),
            "abandoned": ("It was given up at {$at}.", "It was given up."),
            "bounced": ("What went by {$channel} came back.", "What was sent came back."),
            "silence": (
                "The customer has heard nothing for as long as was promised ({$at}).",
                "The customer has heard nothing for as long as was promised.",
            ),
            "promise_at_risk": "A promise may not be kept.",
            "promise_broken": "A promise was not kept.",
            "answer": "It answers what the customer just did.",
            "forced": ("Asked for at {$at} (by: {$by}).", "It was asked for by a person."),
            "deadline_reached": ("It had to be told by {$deadline}.", "Its deadline has come."),
            "due": ("It came due at {$at}.", "It is due."),
        },
    }
)
