"""The cadence told up front, read off the policy that will later decide."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from postpurchase.errors import checked
from postpurchase.kinds import must_be
from postpurchase.policy.responsibility import REGIME_OF
from postpurchase.policy.touchpoints import Touchpoint
from postpurchase.policy.whole import Policy
from postpurchase.vocabulary import Milestone, Mode, Party, Service

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


def outline(policy: Policy, mode: Mode, service: Service | None = None) -> tuple[str, ...]:
    """Return the contacts an order of that mode will ordinarily lead to after its confirmation, in order.

    What nobody says under the promised service is not announced.

    >>> from postpurchase.people import Shop
    >>> from postpurchase.presets import buy_on_demand
    >>> outline(buy_on_demand(Shop(name="Kumo"), lead_days=(7, 21)), Mode.BUY_ON_DEMAND)
    ('item_secured', 'delivery_planned', 'dispatched')
    """
    must_be("policy", policy, Policy, "give a Policy, as presets make them")
    under = None if service is None else checked("service", Service, service)
    return tuple(
        point.id
        for milestone in COURSES[checked("mode", Mode, mode)]
        for point in policy.planned
        if point.when[0].milestone is milestone and _is_spoken(policy, point, under)
    )


def _is_spoken(policy: Policy, point: Touchpoint, service: Service | None) -> bool:
    if service is None:
        return True
    return policy.speaker(point.id, point.channels[0], REGIME_OF[service]).owner is not Party.NOBODY
