"""When what has not left the shop yet arrives: what is left of the wait for it to leave, and the carriage from then.

The way from order to door knows only that nothing has arrived; that nothing has left says more, above all
where most leave at once and some wait for stock. What is left of the wait is counted by dates, and each date's
carriage begins in the middle of it.
"""

from __future__ import annotations

from datetime import date, timedelta, tzinfo
from typing import Final, NamedTuple

from postpurchase.classes import replace
from postpurchase.eta.arrivals import Arrival, arrival
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

    __slots__ = ("_carriage", "_dates", "_dispatch", "_ends", "_journey", "_waiting", "_zone", "whole")

    def __init__(
        self, whole: Arrival, dispatch: Arrival, carriage: Learned, journey: Journey, zone: tzinfo
    ) -> None:
        self.whole = whole
        self._dispatch, self._carriage, self._journey, self._zone = dispatch, carriage, journey, zone
        self._dates: dict[date, Leaving] = {}
        self._waiting: dict[Instant, float] = {}
        self._ends: dict[tuple[Instant, Instant], float] = {}

    def given(self, midnight: Instant) -> Left | Arrival:
        """Return what is left for an order that has not left the shop at a midnight."""
        waiting = self.waiting(midnight)
        if waiting < NOBODY:
            return self.whole.given(midnight)
        return Left(self, self.whole.given(midnight), midnight, waiting)

    def soonest(self, leaves: Instant) -> Instant:
        """Return when one in fifty has arrived of what leaves at an instant."""
        return self._carried(leaves).quantile(SOONEST)

    def waiting(self, midnight: Instant) -> float:
        """Return the share that has not left at a midnight."""
        found = self._waiting.get(midnight)
        if found is None:
            found = self._waiting[midnight] = 1 - self._dispatch.share(midnight)
        return found

    def arrived(self, midnight: Instant, t: Instant) -> float:
        """Return the share of all orders that leave after a midnight and have arrived at an instant."""
        total, day = 0.0, local_date(midnight, self._zone)
        rest = self.waiting(midnight) * REST
        leaving = self._leaving(day)
        while leaving.midnight < t:
            waiting = self.waiting(leaving.next_one)
            leave = self.waiting(leaving.midnight) - (waiting if waiting > rest else 0.0)
            total += leave * self._ended(leaving, t)
            if waiting <= rest:
                break
            day += _ONE_DAY
            leaving = self._leaving(day)
        return total

    def _leaving(self, day: date) -> Leaving:
        found = self._dates.get(day)
        if found is None:
            midnight, next_one = (start_of_day(one, self._zone) for one in (day, day + _ONE_DAY))
            clock = self._dispatch.model.clock
            middle = clock.when((clock.at(midnight) + clock.at(next_one)) / 2)
            found = self._dates[day] = Leaving(midnight, next_one, self._carried(middle))
        return found

    def _carried(self, start: Instant) -> Arrival:
        return arrival(self._carriage, replace(self._journey, id="", start=start)) or self.whole

    def _ended(self, leaving: Leaving, t: Instant) -> float:
        found = self._ends.get((leaving.midnight, t))
        if found is None:
            found = self._ends[leaving.midnight, t] = leaving.arrival.share(t)
        return found


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
