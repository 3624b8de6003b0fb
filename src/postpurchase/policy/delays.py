"""What a shop calls late, when it speaks of it, and what it gives for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from postpurchase.classes import dataclass
from postpurchase.errors import Fault
from postpurchase.policy.touchpoints import ZERO
from postpurchase.vocabulary import Party

FAULTS = (Party.SHOP, Party.COURIER, Party.CUSTOMER, Party.NOBODY)
"""Whose fault a delay may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """What is given for a delay of so many days, by the shop's own name for it, and for whose fault."""

    days_late: int
    offer: str
    fault: tuple[Party, ...] = (Party.SHOP, Party.COURIER)

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong with this tier."""
        if not 1 <= self.days_late <= 365:
            yield Fault("days_late", "not a number of days", "give 1 to 365")
        if not self.offer.strip():
            yield Fault("offer", "empty", "name what is given")
        if not self.fault or not set(self.fault) <= set(FAULTS):
            yield Fault("fault", "not whose fault a delay may be", f"give some of {', '.join(FAULTS)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Delays:
    """How a shop counts delays.

    `material` is how many dates later than promised count as late, and by how many both ends of a window
    must differ to be news. `lead` is by how many working days (Monday to Friday) before the promise's last
    date a likely delay is told, settled or not. A promise is broken `grace` after its last date. Of
    `compensation` the largest tier reached is granted, once per order.
    """

    material: int = 1
    lead: int = 1
    grace: timedelta = ZERO
    compensation: tuple[Tier, ...] = ()

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong with these terms."""
        if not 1 <= self.material <= 30:
            yield Fault("material", "not a number of dates", "give 1 to 30")
        if not 0 <= self.lead <= 30:
            yield Fault("lead", "not a number of working days", "give 0 to 30")
        if self.grace < ZERO:
            yield Fault("grace", "negative", "give a duration of 0 or more")
        for i, tier in enumerate(self.compensation):
            yield from (fault.under(f"compensation.{i}") for fault in tier.faults())
