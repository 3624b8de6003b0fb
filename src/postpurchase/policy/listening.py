"""Who listens to what: compiled once for each policy, so that a plan looks only at what has happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from postpurchase.classes import NamedTuple
from postpurchase.policy.touchpoints import Touchpoint, Trigger
from postpurchase.vocabulary import Milestone

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import TypeAlias


class Listener(NamedTuple):
    """A touchpoint, its place in the policy, and one of its triggers; `offset` and `settle` are whole seconds."""

    place: int
    point: Touchpoint
    trigger: Trigger
    offset: int
    settle: int


Listeners: TypeAlias = Mapping[Milestone, tuple[Listener, ...]]
"""Who listens to each milestone."""


def listeners_of(touchpoints: tuple[Touchpoint, ...]) -> Listeners:
    """Return who listens to each milestone, in the policy's order."""
    found: dict[Milestone, tuple[Listener, ...]] = {}
    for one in _all(touchpoints):
        if one.trigger.milestone is not None:
            found[one.trigger.milestone] = (*found.get(one.trigger.milestone, ()), one)
    return found


def foreseen_by(touchpoints: tuple[Touchpoint, ...]) -> tuple[Listener, ...]:
    """Return who listens to what comes due by itself, in the policy's order."""
    return tuple(one for one in _all(touchpoints) if one.trigger.milestone is None)


def _all(touchpoints: tuple[Touchpoint, ...]) -> Iterator[Listener]:
    for place, point in enumerate(touchpoints):
        for trigger in point.when:
            yield Listener(place, point, trigger, _seconds(trigger.offset), _seconds(point.settle))


def _seconds(duration: timedelta) -> int:
    return duration.days * 86_400 + duration.seconds
