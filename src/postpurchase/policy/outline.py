"""The cadence told up front, read off the policy that will later decide."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from postpurchase.errors import checked
from postpurchase.kinds import must_be
from postpurchase.policy.responsibility import REGIME_OF, Regime
from postpurchase.policy.touchpoints import Touchpoint
from postpurchase.policy.whole import Policy
from postpurchase.profiles import Says
from postpurchase.vocabulary import Channel, Importance, Level, Milestone, Mode, Party, Service

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

# What an order of each mode ordinarily goes through. The cadence told up front is read off this and
# the policy's own touchpoints, so that what is announced is what will later be decided.
COURSES: Final[Mapping[Mode, tuple[Milestone, ...]]] = MappingProxyType(
    {
        Mode.STOCK: (Milestone.DISPATCHED,),
        Mode.DROPSHIP: (Milestone.DISPATCHED,),
        Mode.PRE_ORDER: (Milestone.READY, Milestone.DISPATCHED),
        Mode.MADE_TO_ORDER: (
            Milestone.PRODUCTION_STARTED,
            Milestone.PRODUCTION_FINISHED,
            Milestone.DISPATCHED,
        ),
        Mode.BUY_ON_DEMAND: (
            Milestone.SECURED,
            Milestone.IN_COUNTRY,
            Milestone.INSPECTED,
            Milestone.DISPATCHED,
        ),
        Mode.DIGITAL: (),
    }
)


def outline(
    policy: Policy, mode: Mode, service: Service | None = None, level: Level = Level.STANDARD
) -> tuple[str, ...]:
    """Return the contacts an order of that mode will ordinarily lead to after its confirmation, in order.

    What nobody says under the promised service is not announced, nor what a customer who wants to hear less is not told.

    >>> from postpurchase.people import Shop
    >>> from postpurchase.presets import buy_on_demand
    >>> outline(buy_on_demand(Shop(name="Kumo"), lead_days=(7, 21)), Mode.BUY_ON_DEMAND)
    ('item_secured', 'delivery_planned', 'dispatched')
    """
    must_be("policy", policy, Policy, "give a Policy, as presets make them")
    under = None if service is None else checked("service", Service, service)
    spared = checked("level", Level, level) is Level.LESS
    return tuple(
        point.id
        for milestone in COURSES[checked("mode", Mode, mode)]
        for point in policy.planned
        if point.when[0].milestone is milestone and _is_spoken(policy, point, under)
        if not spared or point.importance is Importance.MUST_TELL
    )


def _is_spoken(policy: Policy, point: Touchpoint, service: Service | None) -> bool:
    if service is None:
        return True
    return policy.speaker(point.id, point.channels[0], REGIME_OF[service]).owner is not Party.NOBODY


# What a courier says on the way, under each service: what the customer is told to expect of it.
COURIERS_COURSES: Final[Mapping[Service, tuple[str, ...]]] = MappingProxyType(
    {
        Service.NEXT_DAY: ("arriving_today", "arriving_soon"),
        Service.LATER: ("arrived_in_city", "arriving_today", "arriving_soon"),
        Service.PICKUP: ("ready_for_pickup",),
        Service.MARKETPLACE: (),
    }
)
AN_HOUR: Final = timedelta(hours=1)
SPOKEN_OF: Final = frozenset({Channel.CALL, Channel.SMS})
"""The channels that an announcement of the courier's word names."""


def couriers_outline(
    policy: Policy, courier: str | None, service: Service | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what the courier will say by itself, and what it is only believed to, each with its channel.

    Only what its profile lists and the policy leaves to it, as `arriving_today_sms`. Under a later service the
    courier agrees on a time once the parcel is in the city, whether listed or not.
    """
    says = policy.profiles.courier(courier).says
    sure: list[str] = []
    believed: list[str] = []
    for name in COURIERS_COURSES[service] if service is not None else ():
        word, point = says.get(name), policy.touchpoint(name)
        if point is None or not _is_couriers(policy, point, word, REGIME_OF[service or Service.LATER]):
            continue
        if word is not None:
            (sure if word.is_observed else believed).append(_announced(point, word))
        elif name == "arrived_in_city":
            sure.append(name)
    return tuple(sure), tuple(believed)


def _is_couriers(policy: Policy, point: Touchpoint, word: Says | None, regime: Regime) -> bool:
    channel = word.channel if word is not None and word.channel is not None else point.channels[0]
    return policy.speaker(point.id, channel, regime).owner is Party.COURIER


def _announced(point: Touchpoint, word: Says) -> str:
    """Return the name of an announcement: an hour is told only where the policy and the courier keep to it."""
    in_an_hour = point.when[0].offset == -AN_HOUR and word.within == timedelta(0)
    name = "arriving_in_an_hour" if point.id == "arriving_soon" and in_an_hour else point.id
    return f"{name}_{word.channel}" if word.channel in SPOKEN_OF else name
