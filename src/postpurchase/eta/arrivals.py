"""When one journey ends: quantiles and shares, as of now, the shop's own ranges drawn in where history is thin."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from statistics import NormalDist
from typing import Final

from postpurchase.classes import dataclass, replace
from postpurchase.errors import invalid
from postpurchase.eta.journeys import Journey
from postpurchase.eta.learned import Learned
from postpurchase.eta.tables import Table
from postpurchase.kinds import must_be
from postpurchase.windows import Instant, moment
from postpurchase.windows.instants import as_instant

EVEN: Final = 300
"""Arrivals with which history counts as much as the shop's ranges."""

TRIFLE: Final = 0.005
"""What is left of the ranges below which they are forgotten."""

WITHIN: Final = 0.8
"""The share of journeys that a shop means by its fewest and most days."""

_STEPS: Final = 24
_NORMAL: Final = NormalDist()
_BEND: Final = _NORMAL.inv_cdf((1 + WITHIN) / 2)


def doubt(seen: float) -> float:
    """Return how much the shop's own ranges count beside a history of so many arrivals.

    >>> [round(doubt(n), 2) for n in (0, 40, 300, 1000, 4000)]
    [1.0, 0.98, 0.5, 0.08, 0.0]
    """
    return max(0.0, (1 / (1 + (seen / EVEN) ** 2) - TRIFLE) / (1 - TRIFLE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the shop's ranges say of one journey: the instants between which it ends, as a rule.

    `wait` are the fewest and most further seconds that a declared peak takes which no history shows yet.
    """

    earliest: Instant
    latest: Instant
    wait: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """The distribution of the end of one journey.

    `passed` is the share of its like that have ended by `now`: what is left is conditioned on it.
    """

    model: Learned
    start: float
    base: float
    table: Table | None
    low: float = 0.0
    high: float = 0.0
    weight: float = 0.0
    wait: tuple[int, int] = (0, 0)
    passed: float = 0.0
    now: Instant = 0

    def __repr__(self) -> str:
        early, middle, late = (moment(self.quantile(level)).isoformat() for level in (0.1, 0.5, 0.9))
        return f"<Arrival {middle}, eight in ten from {early} to {late}>"

    @property
    def learned(self) -> Arrival:
        """The same by its history alone."""
        return replace(self, weight=0.0) if self.weight else self

    def quantile(self, level: float) -> Instant:
        """Return the instant (UTC seconds) by which it has ended with that probability, not having ended before."""
        if not 0 <= level <= 1:
            raise invalid("level", "not a share", "give one between 0 and 1, as in 0.8")
        return max(self._time(self.passed + level * (1 - self.passed)), self.now)

    def _time(self, level: float) -> Instant:
        """Return the instant by which that share of all its like have ended."""
        t = self.model.clock.when(self.start + max(self.model.days(self._score(level)), 0.0))
        return t + round(self.wait[0] + (self.wait[1] - self.wait[0]) * level)

    def quantiles(self, levels: Iterable[float]) -> tuple[Instant, ...]:
        """Return the instants of several levels."""
        table = self.table
        levels = tuple(levels)
        if self.weight or table is None or self.wait != (0, 0):
            return tuple(map(self.quantile, levels))
        if levels and not 0 <= min(levels) <= max(levels) <= 1:
            raise invalid("levels", "not all shares", "give some between 0 and 1, as in 0.8")
        passed, left = self.passed, 1 - self.passed
        asked = [passed + level * left for level in levels] if passed else levels
        start, base, days, when = self.start, self.base, self.model.days, self.model.clock.when
        found = [when(start + max(days(base + score), 0.0)) for score in table.at_levels(asked)]
        return tuple([max(t, self.now) for t in found]) if self.now else tuple(found)

    def share(self, t: Instant | datetime) -> float:
        """Return the probability that the journey has ended by then, not having ended before."""
        t = as_instant("t", t)
        if self.passed >= 1:
            return 1.0
        return max(0.0, (self._whole(t) - self.passed) / (1 - self.passed))

    def share_at(self, passed: float) -> float:
        """Return the share that has ended once its clock of activity has passed that far, by history alone."""
        known = self.model.score(passed - self.start) - self.base
        return 0.0 if self.table is None else self.table.share(known)

    def given(self, now: Instant | datetime) -> Arrival:
        """Return what is left of it for a journey that is known not to have ended at `now`."""
        now = as_instant("now", now)
        passed = min(max(self._whole(now), self.passed), 1 - 1e-9)
        return replace(self, passed=passed, now=max(now, self.now))

    def _score(self, level: float) -> float:
        learned = 0.0 if self.table is None else self.base + self.table.quantile(level)
        if not self.weight:
            return learned
        bend = _NORMAL.inv_cdf(min(max(level, 1e-6), 1 - 1e-6)) / _BEND
        ranged = (self.low + self.high) / 2 + (self.high - self.low) / 2 * bend
        return self.weight * ranged + (1 - self.weight) * learned

    def _whole(self, t: Instant) -> float:
        """Return the share of all its like that have ended by an instant."""
        if not self.weight and self.wait == (0, 0):
            return self.share_at(self.model.clock.at(t))
        low, high = 0.0, 1.0
        for _ in range(_STEPS):
            middle = (low + high) / 2
            low, high = (middle, high) if self._time(middle) <= t else (low, middle)
        return low


def arrival(
    model: Learned, journey: Journey, *, now: Instant | datetime | None = None, given: Given | None = None
) -> Arrival | None:
    """Return when a journey ends, as the model and the shop's ranges see it; None where neither knows.

    With `now` it is known not to have ended by then.
    """
    must_be("model", model, Learned, "give what was learned of one way, as model.whole")
    must_be("journey", journey, Journey, "give a Journey, as history.whole() yields them")
    now = None if now is None else as_instant("now", now)
    table = model.table(model.place_of(journey))
    if table is None and given is None:
        return None
    start, base = model.clock.at(journey.start), model.base_of(journey)
    if given is None:
        found = Arrival(model=model, start=start, base=base, table=table)
    else:
        found = Arrival(
            model=model,
            start=start,
            base=base,
            table=table,
            low=model.score(model.clock.at(given.earliest) - start),
            high=model.score(model.clock.at(given.latest) - start),
            weight=1.0 if table is None else doubt(model.seen),
            wait=given.wait,
        )
    return found if now is None or now <= journey.start else found.given(now)
