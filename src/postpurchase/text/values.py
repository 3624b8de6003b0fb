"""The facts one block of a message may mention, without what its channel or its reader must not see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import takewhile
from types import MappingProxyType

from postpurchase.order import ORDER
from postpurchase.text.neutral import LINK
from postpurchase.vocabulary import Channel, Role
from postpurchase.windows import DateWindow, Slot, TimeWindow

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final, TypeAlias

    from postpurchase.messages import Block, Message

Values: TypeAlias = dict[str, object]

FACTS: Final = frozenset({"window", "slot", "tracking"})
"""What a text may state only where the message tells it, so that the ledger knows what was said."""
DEPENDENT: Final[Mapping[str, str]] = MappingProxyType({"tracking_url": "tracking"})
"""What goes with a fact and is kept back with it."""
PLAIN_TEXT: Final = frozenset({Channel.MARKETPLACE_MESSAGE, Channel.PUSH, Channel.CALL})
"""The channels that carry no links: a marketplace forbids them, a notification and a voice cannot be clicked."""
ANSWERABLE: Final = frozenset({Channel.MARKETPLACE_MESSAGE, Channel.CHAT})
"""The channels on which a reply reaches the shop."""
NOT_FOR_THE_RECEIVER: Final = frozenset(
    {
        "items",
        "lines",
        "concerned",
        "contents",
        "windows",
        "parts",
        "to_follow",
        "amount",
        "total",
        "gift",
        "needed_by",
    }
)
"""What would tell the receiver of a gift what it is, or what it cost."""
ALWAYS: Final = frozenset({"shop", "signature", "order", "mode", "number"})
"""What every message has a value for."""
SOMETIMES: Final = frozenset(
    {
        *("name", "email", "phone", "url", "courier", "today", "day", "limit_days", "next_word", "answer_by"),
        *("compensation", "needed_by", "gate_expires", "soon"),
        *(
            "state",
            "several",
            "told",
            "settled",
            "dated",
            "late",
            "out",
            "again",
            "inspected",
            "slot_asked",
            "warned",
            "partial",
            "remedy",
            "instead_of",
            "put_off",
            "of_rest",
        ),
        *(
            "window",
            "slot",
            "slot_lost",
            "tracking",
            "tracking_url",
            "point",
            "keep_until",
            "parcels",
            "by",
            "gift",
        ),
        *(
            "items",
            "lines",
            "amount",
            "total",
            "concerned",
            "contents",
            "rest",
            "to_follow",
            *("parts", "undated"),
            *("more_items", "more_concerned", "more_contents", "more_to_follow", "more_parts"),
            "steps",
            *("courier_steps", "courier_usual"),
            "questions",
            "rides",
            "with",
            "receiver",
            "reply_here",
        ),
    }
)
"""What a line may mention once it has said that it needs it."""
CALL_OUTCOMES: Final = ("reached", "no_answer", "agreed")
"""How a call may end: told to the person, told to nobody, or told and answered."""
MOST_ELEMENTS: Final = 20
"""How many elements of a list are written out; `more_items` counts the rest of the items, and so on."""
FEW_ELEMENTS: Final = 3
"""How many are written out where there is little room, or nobody would listen to more."""
OF_FEW_ELEMENTS: Final = frozenset({Channel.SMS, Channel.PUSH, Channel.CALL})
COUNTED: Final = ("items", "concerned", "contents", "to_follow", "parts")
"""The lists whose rest is counted, so that a text never ends as if it had named all."""

# On 3.11 a member looked up in its class costs five times a name; every letter needs these.
_RECEIVER, _MARKETPLACE = Role.RECEIVER, Channel.MARKETPLACE_MESSAGE
_KEPT_BACK: Final = tuple((name, DEPENDENT.get(name, name)) for name in (*sorted(FACTS), *DEPENDENT))
_LISTS: Final = frozenset({tuple, list})
_COUNTS: Final = frozenset([f"more_{name}" for name in COUNTED])


def values_of(message: Message, block: Block, channel: Channel, *, most: int = MOST_ELEMENTS) -> Values:
    """Return everything the words of one block may mention, as facts, without what must be kept back.

    `most` is how many elements of a list there is room for, where others did not fit.
    """
    tells = block.tells
    values: Values = {**message.values, **block.values, **tells}
    for pledge in message.promises:
        values[pledge.kind] = pledge.due
    for ask in message.asks:
        values |= {f"asks_{ask.question}": ask.default or "none", "answer_by": ask.answer_by}
    for name, fact in _KEPT_BACK:
        if name in values and fact not in tells:
            del values[name]
    receives = message.to is _RECEIVER
    repeated: tuple[str, ...] = ()
    if message.riders:
        repeated = _note_company(values, message, block)
    else:
        values.update(_ALONE)
    own = tells.get(block.touchpoint)
    values["number"] = own if type(own) is int else 1
    values["day"] = own if isinstance(own, date) else values.get("today")
    values["soon"] = _is_soon(values) or None
    steps, rides = values.get("steps"), values["rides"]
    values["steps"] = tuple([step for step in _texts(steps) if step not in rides]) if steps else ()  # type: ignore[operator]
    windows = None if "window" in repeated else values.get("windows")
    values["parts"] = _parts(windows, tells.get("window")) if windows else ()
    values["undated"] = (bool(values["parts"]) and _is_partial(windows)) or None
    if not values.get("lines"):
        items = values.get("items")
        values["lines"] = tuple([(item, 1) for item in _texts(items)]) if items else ()
    values.setdefault("signature", None)  # the shop's name stands for it
    values["reply_here"] = channel in ANSWERABLE
    values["receiver"] = receives
    for name in NOT_FOR_THE_RECEIVER if receives else ():
        values.pop(name, None)
    _count(values, min(most, FEW_ELEMENTS) if channel in OF_FEW_ELEMENTS else most)
    return values if channel not in PLAIN_TEXT or allows_links(message, channel) else _without_links(values)


_ALONE: Final[Values] = {"dated": None, "again": None, "rides": (), "with": (), "told": None}
"""What there is to say of other blocks where there are none."""


def _note_company(values: Values, message: Message, block: Block) -> tuple[str, ...]:
    """Note what the other blocks of a message say, take out what it has said before, and return what that was."""
    leads, riders = block is message.lead, message.riders
    beside = [one for one in (message.lead, *riders) if one is not block]
    repeated = () if leads else _repeated(message, block)
    for name in repeated:
        values.pop(name, None)
    is_dated = bool(repeated) or any(_speaks_of_the_day(one, block) for one in beside)
    values["dated"] = (is_dated and "window" not in values and "slot" not in values) or None
    values["again"] = True if not leads and _speaks_of_another_before(message, block) else None
    values["rides"] = tuple([rider.touchpoint for rider in riders])
    values["with"] = tuple([one.touchpoint for one in riders if one is not block and _are_alike(one, block)])
    values["told"] = any(one.touchpoint in _TELL.get(str(values.get("state")), ()) for one in beside) or None
    return repeated


_TELL: Final[Mapping[str, tuple[str, ...]]] = {
    "cancelled": ("order_cancelled",),
    "delivered": ("delivered", "all_delivered"),
    "refunded": ("refunded",),
    "out": ("arriving_today",),
    "lost": ("lost_remedy",),
    "returning": ("return_started",),
    "returned": ("returned",),
    "waiting": ("ready_for_pickup",),
    "address": ("address_problem",),
    "missed": ("interval_missed",),
    "tried": ("attempt_failed",),
    "unavailable": ("item_unavailable",),
}
"""How an order stands, and the touchpoints that say so with all that belongs to it."""
_LATE: Final = frozenset({"delayed", "delayed_again"})


def _is_soon(values: Values) -> bool:
    """Say whether what is told of the day lies within the longest silence."""
    told = values.get("slot") or values.get("window")
    limit, today = values.get("limit_days"), values.get("today")
    if not isinstance(limit, int) or not isinstance(today, date):
        return False
    if isinstance(told, DateWindow):
        last = told.latest
    elif isinstance(told, Slot):
        last = told.date
    elif isinstance(told, TimeWindow):
        last = told.latest.date()
    else:
        return False
    return (last - today).days < limit


def _count(values: Values, most: int) -> None:
    """Cut the lists that are longer than there is room for, and note how many elements each loses."""
    if not values.keys().isdisjoint(_COUNTS):
        for more in _COUNTS:
            values.pop(more, None)
    for name in COUNTED:
        found = values.get(name)
        if found and type(found) in _LISTS and len(found) > most:  # type: ignore[arg-type]
            elements = _sequence(found)
            values[name], values[f"more_{name}"] = tuple(elements[:most]), len(elements) - most


def _repeated(message: Message, block: Block) -> tuple[str, ...]:
    """Return the dates of the same goods that the message has told before; who was told a slot knows its window."""
    alike = [one for one in _before(message, block) if _are_alike(one, block)]
    told = {
        name
        for name in _DATES
        if any(name in one.tells and one.tells[name] == block.tells.get(name) for one in alike)
    }
    return _DATES if "slot" in told else tuple(told)


def _are_alike(one: Block, block: Block) -> bool:
    """Say whether two blocks speak of the same goods."""
    return block.subject == one.subject or block.values.get("parcels") == 1


def _speaks_of_the_day(one: Block, block: Block) -> bool:
    """Say whether a block says on which day the goods of the other come, as today's delivery does, or that they are late."""
    speaks = one.touchpoint in _LATE or isinstance(one.tells.get(one.touchpoint), date)
    return speaks and _are_alike(one, block)


_DATES: Final = ("window", "slot")


def _before(message: Message, block: Block) -> Iterator[Block]:
    return takewhile(lambda one: one is not block, (message.lead, *message.riders))


def _speaks_of_another_before(message: Message, block: Block) -> bool:
    """Say whether another parcel was spoken of before this block."""
    return any(one.subject not in (ORDER, block.subject) for one in _before(message, block))


def allows_links(message: Message, channel: Channel) -> bool:
    """Say whether a text on the channel may hold links; some marketplaces let them through."""
    if channel is _MARKETPLACE:
        return message.values.get("links") is True
    return channel not in PLAIN_TEXT


def _without_links(values: Values) -> Values:
    kept = {name: value for name, value in values.items() if not _is_link(value)}
    return {
        name: tuple(item for item in value if not _is_link(_text_of(item)))
        if isinstance(value, tuple)
        else value
        for name, value in kept.items()
    }


def _text_of(item: object) -> object:
    return item[0] if isinstance(item, tuple) and item else item


def _is_link(value: object) -> bool:
    return isinstance(value, str) and re.search(LINK, value) is not None


def _parts(windows: object, told: object) -> tuple[tuple[str, object], ...]:
    """Return title and window of each line that has one, where they differ from line to line, or from what is told."""
    pairs = [pair for pair in _sequence(windows) if isinstance(pair, tuple) and len(pair) == 2 and pair[0]]
    if not pairs:
        return ()
    differ = len({repr(window) for window in (told, *(window for _, window in pairs))}) > 1
    return tuple((str(title), window) for title, window in pairs if window) if differ else ()


def _is_partial(windows: object) -> bool:
    """Return whether a line of several has no window."""
    return any(isinstance(pair, tuple) and pair[1] is None for pair in _sequence(windows))


def _sequence(value: object) -> Sequence[object]:
    return value if isinstance(value, (tuple, list)) else ()


def _texts(value: object) -> list[str]:
    return [item for item in _sequence(value) if isinstance(item, str)] if value else []
