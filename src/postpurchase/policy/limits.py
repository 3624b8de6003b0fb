"""How often and how: cadence, caps, and the settings of each channel."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import time, timedelta
from types import MappingProxyType

from postpurchase.classes import dataclass, field
from postpurchase.errors import Fault
from postpurchase.policy.touchpoints import ZERO
from postpurchase.vocabulary import Channel, Level, Party, Word
from postpurchase.windows import ClosedHours, OpenHours

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

DEFAULT_SILENCE: Final[Mapping[Level, timedelta | None]] = MappingProxyType(
    {Level.LESS: None, Level.STANDARD: timedelta(days=10), Level.MORE: timedelta(days=5)}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """How often a customer hears from the shop: longest silence by level, shortest gap between contacts.

    A level without a longest silence (None) hears no reassurance.
    """

    longest_silence: Mapping[Level, timedelta | None] = field(default_factory=lambda: dict(DEFAULT_SILENCE))
    shortest_gap: timedelta = ZERO

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong with this cadence."""
        for level in Level:
            limit = self.longest_silence.get(level)
            if limit is not None and limit < timedelta(hours=1):
                yield Fault(f"longest_silence.{level}", "under an hour", "give at least PT1H, or null")
        if self.shortest_gap < ZERO:
            yield Fault("shortest_gap", "negative", "give a duration of 0 or more")


class CapScope(Word):
    """Whose messages a cap counts together."""

    ORDER = "order"
    CUSTOMER = "customer"
    CHANNEL = "channel"


class CalendarUnit(Word):
    """A calendar period of the recipient's own zone; a week begins on Monday."""

    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """At most `limit` messages in any rolling `span`, or in any `calendar` period; the two are not the same.

    A rolling day counts the last 24 hours, a calendar day since local midnight. With scope `channel`
    the cap holds for `channel` alone, and another channel may be taken instead. `senders` says whose
    messages count.
    """

    limit: int
    span: timedelta | None = None
    calendar: CalendarUnit | None = None
    scope: CapScope = CapScope.CUSTOMER
    channel: Channel | None = None
    senders: tuple[Party, ...] = (Party.SHOP,)

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong with this cap."""
        if self.limit < 1:
            yield Fault("limit", "below 1", "give at least 1")
        if (self.span is None) is (self.calendar is None):
            yield Fault(
                "span",
                "a cap is either rolling or by the calendar",
                "give a span or a calendar unit, not both",
            )
        if self.span is not None and self.span <= ZERO:
            yield Fault("span", "not positive", "give a duration above 0")
        if (self.scope is CapScope.CHANNEL) is (self.channel is None):
            yield Fault(
                "channel",
                f"does not fit scope={self.scope}",
                "a channel goes with scope channel, and only there",
            )

    def __str__(self) -> str:
        per = self.calendar if self.span is None else f"{int(self.span.total_seconds() // 3600)}h"
        return f"{self.limit}/{per}"


class Guarantee(Word):
    """What becomes of a sending whose outcome nobody knows."""

    AT_LEAST_ONCE = "at_least_once"
    AT_MOST_ONCE = "at_most_once"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelPolicy:
    """How one channel behaves: open hours of its own, what an unknown outcome means, how to retry."""

    open_hours: tuple[OpenHours, ...] = ()
    guarantee: Guarantee = Guarantee.AT_LEAST_ONCE
    lease: timedelta = timedelta(minutes=10)
    retry_after: tuple[timedelta, ...] = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong with this channel's settings."""
        if self.lease <= ZERO:
            yield Fault("lease", "not positive", "give a duration above 0")
        for i, pause in enumerate(self.retry_after):
            if pause <= ZERO:
                yield Fault(f"retry_after.{i}", "not positive", "give a duration above 0")


DEFAULT_CHANNELS: Final[Mapping[Channel, ChannelPolicy]] = MappingProxyType(
    {
        Channel.EMAIL: ChannelPolicy(),
        Channel.MARKETPLACE_MESSAGE: ChannelPolicy(),
        Channel.CALL: ChannelPolicy(),
        Channel.SMS: ChannelPolicy(guarantee=Guarantee.AT_MOST_ONCE),
        Channel.PUSH: ChannelPolicy(guarantee=Guarantee.AT_MOST_ONCE),
        Channel.CHAT: ChannelPolicy(guarantee=Guarantee.AT_MOST_ONCE),
    }
)

QUIET_NIGHT: Final = (ClosedHours(start=time(21), end=time(8)),)
