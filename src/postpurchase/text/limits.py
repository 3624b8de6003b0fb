"""What each channel has room for, counted as the channel counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from postpurchase.classes import NamedTuple
from postpurchase.vocabulary import Channel

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

MOST_SMS_PARTS: Final = 10
"""What gateways take as one message; more than a few of them is dear already."""
MOST_PUSH_BYTES: Final = 4096 - 512
"""What the push services take, less the envelope of a payload."""
MOST_CHAT_UNITS: Final = 4096
"""UTF-16 units of a message, of the narrowest of the common messengers."""


class Room(NamedTuple):
    """How much a channel takes of what."""

    most: int
    unit: str
    taken: Callable[[str], int]


def _parts(text: str) -> int:
    from postpurchase.text.gsm import sms

    return sms(text).parts


def _bytes(text: str) -> int:
    """Return the bytes a text takes in a JSON payload, its quotation marks and line breaks escaped."""
    return len(text.encode("utf-8", "replace")) + sum(map(text.count, '"\\\n'))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2


ROOMS: Final[Mapping[Channel, Room]] = MappingProxyType(
    {
        Channel.SMS: Room(MOST_SMS_PARTS, "parts", _parts),
        Channel.PUSH: Room(MOST_PUSH_BYTES, "bytes", _bytes),
        Channel.CHAT: Room(MOST_CHAT_UNITS, "UTF-16 units", _units),
    }
)


_MARKETPLACE: Final = Channel.MARKETPLACE_MESSAGE  # looked up once: every letter asks


def room_of(channel: Channel, most_characters: object = None) -> Room | None:
    """Return what a channel has room for; `most_characters` is what a marketplace's profile says, if anything."""
    if channel is _MARKETPLACE and isinstance(most_characters, int) and most_characters > 0:
        return Room(most_characters, "characters", len)
    return ROOMS.get(channel)


def cut(text: str, room: Room) -> str:
    """Return as much of the text as there is room for, with a mark where it ends.

    >>> cut("Your parcel is on its way.", Room(12, "characters", len))
    'Your parcel…'
    """
    if room.taken(text) <= room.most:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if room.taken(f"{text[:middle]}…") <= room.most else (low, middle - 1)
    return f"{text[:low].rstrip()}…"
