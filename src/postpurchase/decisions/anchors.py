"""The instants known beforehand that a touchpoint may precede or follow, and for whom they are asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from postpurchase.classes import NamedTuple
from postpurchase.order import Shipment
from postpurchase.policy import Anchor, Policy, Touchpoint
from postpurchase.situation import ORDER, Situation
from postpurchase.vocabulary import Role
from postpurchase.windows import Instant, TimeWindow, Window, end_of_day, instant, start_of_day

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final


def seconds(duration: timedelta) -> int:
    """Return a duration in whole seconds."""
    return duration.days * 86_400 + duration.seconds


class Asking(NamedTuple):
    """For whom and about what occurrences are looked up."""

    situation: Situation
    policy: Policy
    point: Touchpoint
    subject: str
    role: Role

    @property
    def parcel(self) -> Shipment | None:
        """The parcel asked about, if it is one."""
        return None if self.subject == ORDER else self.situation.order.shipment(self.subject)


def _slot_edge(edge: int) -> Callable[[Asking], Instant | None]:
    def find(ask: Asking) -> Instant | None:
        slot = ask.situation.slot
        codes = ask.policy.profiles.courier(ask.situation.courier_of(ask.subject)).codes
        span = slot.span(ask.situation.local, codes) if slot else None
        return span[edge] if span else None

    return find


def _promised_start(ask: Asking) -> Instant | None:
    window = promised_window(ask)
    if isinstance(window, TimeWindow):
        return instant(window.earliest)
    return start_of_day(window.earliest, ask.situation.local) if window else None


def _promised_end(ask: Asking) -> Instant | None:
    window = promised_window(ask)
    if isinstance(window, TimeWindow):
        return instant(window.latest)
    return end_of_day(window.latest, ask.situation.local) if window else None


def promised_window(ask: Asking) -> Window | None:
    """Return the window the checkout promised."""
    placed = ask.situation.order.placed
    return placed.promised.window if placed else None


def _keep_until(ask: Asking) -> Instant | None:
    parcel = ask.parcel
    keep = parcel.pickup.keep_until if parcel and parcel.pickup else None
    return end_of_day(keep, ask.situation.local) if keep else None


ANCHORS: Final[Mapping[Anchor, Callable[[Asking], Instant | None]]] = {
    Anchor.SLOT_START: _slot_edge(0),
    Anchor.SLOT_END: _slot_edge(1),
    Anchor.PROMISED_START: _promised_start,
    Anchor.PROMISED_END: _promised_end,
    Anchor.KEEP_UNTIL: _keep_until,
}
"""The instant that each anchor stands for, where it is known."""
