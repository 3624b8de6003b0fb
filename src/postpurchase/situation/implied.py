"""What knowing one fact implies, and which facts are about a date."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

# Knowing the fact on the left is knowing those on the right. Read it as a partial order: the
# closure is taken once, below. A dated fact (arriving_*) hands its date down, others hand `True`.
_IMPLIES: Final[Mapping[str, tuple[str, ...]]] = {
    "production_finished": ("production_started", "item_secured"),
    "dispatched": ("production_finished", "item_secured", "delivery_planned"),
    "last_part_dispatched": ("dispatched",),
    "entered_country": ("dispatched",),
    "arrived_in_city": ("entered_country",),
    "arriving_tomorrow": ("dispatched",),
    "arriving_today": ("arriving_tomorrow",),
    "arriving_soon": ("arriving_today",),
    "ready_for_pickup": ("arrived_in_city",),
    "pickup_expiring": ("ready_for_pickup",),
    "attempt_failed": ("arrived_in_city",),
    "delivered": ("arrived_in_city", "ready_for_pickup"),
    "all_delivered": ("delivered", "last_part_dispatched"),
    "returned": ("return_started",),
    "delayed_again": ("delayed",),
    "delayed": ("delay_likely",),
}


def _closure(name: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    ahead = list(_IMPLIES.get(name, ()))
    while ahead:
        weaker = ahead.pop(0)
        if weaker not in found:
            found[weaker] = None
            ahead += _IMPLIES.get(weaker, ())
    return tuple(found)


IMPLIES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({name: _closure(name) for name in _IMPLIES})
"""Every fact to all facts weaker than it."""

DATED: Final[Mapping[str, int]] = MappingProxyType(
    {"arriving_tomorrow": 1, "arriving_today": 0, "arriving_soon": 0, "anniversary": 0}
)
"""The facts whose value is a date: how many days after being said it lies."""

CUSTOMER_WIDE: Final = frozenset({"anniversary", "sms_offer"})
"""The facts about the customer rather than an order: told under one order, they are told under all."""
