"""How a shop wants to behave: one frozen value without callables, checked whole when it is made.

A policy is touchpoints (when something may be said), cadence and caps (how often), closings (when
not), responsibility (by whom), profiles (what others say and allow), gates and channels (how).
Durations are timedeltas; instants inside the engine are whole UTC seconds.
"""

from __future__ import annotations

from postpurchase.policy.delays import Delays, Tier
from postpurchase.policy.gates import Gates
from postpurchase.policy.limits import (
    DEFAULT_CHANNELS,
    DEFAULT_SILENCE,
    QUIET_NIGHT,
    Cadence,
    CalendarUnit,
    Cap,
    CapScope,
    ChannelPolicy,
    Guarantee,
)
from postpurchase.policy.listening import Listener
from postpurchase.policy.outline import COURSES, couriers_outline, outline
from postpurchase.policy.responsibility import ANYTHING, REGIME_OF, SHOP_SPEAKS, Regime, Rule
from postpurchase.policy.touchpoints import (
    SILENCE,
    ZERO,
    Anchor,
    Condition,
    Question,
    Touchpoint,
    Trigger,
    TriggerOn,
    Undertaking,
    around,
    on,
)
from postpurchase.policy.whole import Policy, without

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from postpurchase.policy.linting import Lint as Lint
    from postpurchase.policy.linting import Remark as Remark
    from postpurchase.policy.linting import Smell as Smell
    from postpurchase.policy.linting import lint as lint

__all__ = [
    "ANYTHING",
    "COURSES",
    "DEFAULT_CHANNELS",
    "DEFAULT_SILENCE",
    "QUIET_NIGHT",
    "REGIME_OF",
    "SHOP_SPEAKS",
    "SILENCE",
    "ZERO",
    "Anchor",
    "Cadence",
    "CalendarUnit",
    "Cap",
    "CapScope",
    "ChannelPolicy",
    "Condition",
    "Delays",
    "Gates",
    "Guarantee",
    "Lint",
    "Listener",
    "Policy",
    "Question",
    "Regime",
    "Remark",
    "Rule",
    "Smell",
    "Tier",
    "Touchpoint",
    "Trigger",
    "TriggerOn",
    "Undertaking",
    "around",
    "couriers_outline",
    "lint",
    "on",
    "outline",
    "without",
]


def __getattr__(name: str) -> object:
    if name not in {"Lint", "Remark", "Smell", "lint"}:
        raise AttributeError(f"module 'postpurchase.policy' has no attribute {name!r}")
    from postpurchase.policy import linting  # a decision needs no lint (PEP 562)

    return getattr(linting, name)


def __dir__() -> list[str]:
    return list(__all__)
