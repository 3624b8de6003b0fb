"""When what has not left the shop yet arrives: what is left of the wait for it to leave, and the carriage from then.

The way from order to door knows only that nothing has arrived; that nothing has left says more, above all
where most leave at once and some wait for stock. What is left of the wait is counted by dates, and each date's
carriage begins in the middle of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from datetime import date, timedelta, tzinfo
from typing import Final, NamedTuple

from postpurchase.classes import replace
from postpurchase.eta.arrivals import Arrival, Given, arrival
from postpurchase.eta.journeys import Journey
from postpurchase.eta.learned import Learned
from postpurchase.windows import Instant, local_date, start_of_day

NOBODY: Final = 1e-6
"""The share still waiting below which nobody knows when it will leave: then the whole way is believed."""

SOONEST: Final = 0.02
"""The share of parcels that are quicker than what is called the least time of carriage."""

REST: Final = 0.005
"""The last ones of those still waiting, which are taken to leave together."""

_ONE_DAY: Final = timedelta(days=1)


class Leaving(NamedTuple):
    """A date on which it may leave, from midnight to midnight, and its arrival from there."""

    midnight: Instant
    next_one: Instant
    arrival: Arrival


class Unsent:
    """When an order arrives that has not left by some midnight; before, when its whole way ends."""

    __slots__ = (
        "_dates",
        "_dispatch",
        "_ended",
        "_journey",
        "_leaves",
        "_waiting",
        "_zone",
        "carriage",
        "whole",
    )

    def __init__(
        self, whole: Arrival, dispatch: Arrival, carriage: Learned, journey: Journey, zone: tzinfo
    ) -> None:
        self.whole = whole
        self.carriage = carriage
        self._dispatch, self._journey, self._zone = dispatch, journey, zone
        self._dates: dict[date, Leaving] = {}
        self._waiting: dict[Instant, float] = {}
        self._leaves: dict[Instant, list[tuple[Leaving, float]]] = {}
        self._ended: dict[Instant, dict[Instant, float]] = {}

    def given(self, midnight: Instant) -> Left | Arrival:
        """Return what is left for an order that has not left the shop at a midnight."""
        waiting = self.waiting(midnight)
        if waiting < NOBODY:
            return self.whole.given(midnight)
        return Left(self, self.whole.given(midnight), midnight, waiting)

    @property
    def weight(self) -> float:
        """How much the ranges count in it."""
        return self.whole.weight

    @property
    def learned(self) -> Unsent:
        """The same by its history alone; what was counted for one counts for the other."""
        if not self.weight:
            return self
        found = copy(self)
        found.whole = self.whole.learned
        return found

    def soonest(self, leaves: Instant, ranges: Given | None = None) -> Instant:
        """Return when one in fifty has arrived of what leaves at an instant, with what ranges say of that."""
        return self._carried(leaves, ranges).quantile(SOONEST)

    def waiting(self, midnight: Instant) -> float:
        """Return the share that has not left at a midnight."""
        found = self._waiting.get(midnight)
        if found is None:
            found = self._waiting[midnight] = 1 - self._dispatch.share(midnight)
        return found

    def arrived(self, midnight: Instant, t: Instant) -> float:
        """Return the share of all orders that leave after a midnight and have arrived at an instant."""
        total, ended = 0.0, self._ended.get(t)
        if ended is None:
            ended = self._ended[t] = {}
        passed = self.carriage.clock.at(t)
        for leaving, leave in self._leaving_after(midnight, t):
            share = ended.get(leaving.midnight)
            if share is None:
                share = ended[leaving.midnight] = leaving.arrival.share_at(passed)
            total += leave * share
        return total

    def _leaving_after(self, midnight: Instant, t: Instant) -> Iterator[tuple[Leaving, float]]:
        """Yield the dates from a midnight to an instant, each with the share of all orders that leave on it."""
        known = self._leaves.get(midnight)
        if known is None:
            known = self._leaves[midnight] = []
        for one in known:
            if one[0].midnight >= t:
                return
            yield one
        rest = self.waiting(midnight) * REST
        day = local_date(midnight, self._zone) + len(known) * _ONE_DAY
        waiting = self.waiting(known[-1][0].next_one) if known else self.waiting(midnight)
        while waiting > rest and (leaving := self._leaving(day)).midnight < t:
            before, waiting = waiting, self.waiting(leaving.next_one)
            known.append((leaving, before - (waiting if waiting > rest else 0.0)))
            yield known[-1]
            day += _ONE_DAY

    def _leaving(self, day: date) -> Leaving:
        found = self._dates.get(day)
        if found is None:
            midnight, next_one = (start_of_day(one, self._zone) for one in (day, day + _ONE_DAY))
            clock = self._dispatch.model.clock
            middle = clock.when((clock.at(midnight) + clock.at(next_one)) / 2)
            found = self._dates[day] = Leaving(midnight, next_one, self._carried(middle))
        return found

    def _carried(self, start: Instant, ranges: Given | None = None) -> Arrival:
        journey = replace(self._journey, id="", start=start)
        return arrival(self.carriage, journey, given=ranges) or self.whole


class Left:
    """When an order arrives that has not left by one midnight."""

    __slots__ = ("_midnight", "_order", "_waiting", "_whole")

    def __init__(self, order: Unsent, whole: Arrival, midnight: Instant, waiting: float) -> None:
        self._order, self._whole, self._midnight, self._waiting = order, whole, midnight, waiting

    @property
    def passed(self) -> float:
        """The share of its like that have arrived by now."""
        return 1 - self._waiting

    def share(self, t: Instant) -> float:
        """Return the probability that it has arrived by an instant.

        What ranges still count, they count of the whole way; a declared peak's wait is fewest or most as likely.
        """
        weight, waits = self._whole.weight, {*self._whole.wait}
        arrived = sum(self._order.arrived(self._midnight, t - wait) for wait in waits) / len(waits)
        found = min(arrived / self._waiting, 1.0)
        return found if not weight else weight * self._whole.share(t) + (1 - weight) * found
