"""What every value is that a line of words may mention; read by whoever writes words, and by nobody who says them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

MEANINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "shop": "the shop's name",
        "signature": "how the shop signs; its name where it has no signature",
        "order": "the order's number",
        "mode": "how the goods are come by: `mode=buy_on_demand` and so on",
        "number": "the how-manieth time: a second attempt, a third reminder",
        "name": "the reader, for a greeting",
        "email": "the shop's address for mail",
        "phone": "the shop's telephone number",
        "url": "the shop's page",
        "today": "the reader's date",
        "day": "the day a touchpoint is about, where its own fact is a date",
        "window": "between which days it comes",
        "slot": "the time of a day it comes in",
        "slot_lost": "the agreed slot that another courier will not keep",
        "parts": "the parts of an order that come at different times, each an `$item` with its `$window`",
        "undated": "whether anything of the order has no window beside those `parts`",
        "dated": "whether the same message says the day elsewhere, or that it is late",
        "settled": "whether no day is to be told: it is over, stuck, or waits for somebody",
        "late": "whether the last day that was told has passed, and nothing newer is known",
        "soon": "whether the day that is told lies within the longest silence",
        "of_rest": "whether it is about what has still to leave, when all that was sent has come",
        "put_off": "whether the window that is told ends later than the reader was told before",
        "remedy": "of what was lost or came back: `anew` where it was sent again, `refunded` where it was paid back",
        "instead_of": "what became of the parcel in whose place this one is sent: `lost`, `returned` or `delivered`",
        "partial": "whether only part of a parcel was delivered",
        "warned": "whether the reader was told of a delay before, and it is told again",
        "needed_by": "the day the customer needs it by, where it may come later",
        "courier": "who brings it, by the name of the courier's profile",
        "tracking": "the parcel's number",
        "tracking_url": "where to follow the parcel; only where its number is told, and on channels with links",
        "point": "where a parcel waits to be collected",
        "keep_until": "the last day to collect it",
        "parcels": "how many parcels there are to speak of",
        "state": "how the order stands, in one word: `state=on_the_way` and so on",
        "several": "whether that word speaks of several parcels, or of one of several",
        "told": "whether the same message says elsewhere how the order stands",
        "out": "whether the parcel is out for delivery",
        "inspected": "whether the goods were inspected",
        "again": "whether the same message spoke of another parcel before",
        "items": "what was ordered, each an `$item`",
        "lines": "what was ordered, each an `$item` with its `$qty`",
        "contents": "what is in the parcel, each an `$item` with its `$qty`, where there is more in the order",
        "concerned": "what could not be got, or was cancelled, each an `$item` with its `$qty`",
        "rest": "whether anything of the order is left in peace by that",
        "to_follow": "what is still to leave, each an `$item` with its `$qty`",
        "more_items": "how many of the items there was no room for",
        "more_concerned": "likewise of what is concerned",
        "more_contents": "likewise of the contents",
        "more_to_follow": "likewise of what is still to leave",
        "more_parts": "likewise of the parts",
        "steps": "what the shop still writes about, each an `$item`",
        "courier_steps": "how the courier was seen to be in touch by itself, each an `$item`",
        "courier_usual": "how the courier is believed to be in touch, each an `$item`",
        "limit_days": "the longest silence, in days, while the order is open",
        "next_word": "by when the next word is promised",
        "questions": "the answers an order waits for, each an `$item`",
        "answer_by": "until when an answer counts to the question that is asked",
        "gate_expires": "until when an order waits for its answers",
        "slot_asked": "whether the reader was asked for a slot before",
        "reply_here": "whether a reply on this channel reaches the shop",
        "amount": "how much was refunded",
        "total": "what the order costs",
        "compensation": "what is given for a delay, by the shop's own name for it",
        "by": "who changed the order last: `by=customer`, `by=shop`",
        "gift": "whether the order is a gift",
        "receiver": "whether the reader is the receiver of a gift",
        "rides": "what rides along: `rides=refunded` and so on",
        "with": "what rides along about the same parcel: `with=found` and so on",
    }
)
"""Every value by name; which are always known, and which only sometimes, says `text.values`."""
ELEMENTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "item": "the element itself",
        "number": "its place, from 1",
        "qty": "how many of it; empty where nothing is counted",
        "window": "when it comes, of `parts`",
    }
)
"""What a line with `each` may mention of an element."""
