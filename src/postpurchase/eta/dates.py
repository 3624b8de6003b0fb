"""From a distribution to the dates a customer is told: the fewest in a row that hold it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta, tzinfo
from typing import Final, Protocol

from postpurchase.calendars import CourierCalendar
from postpurchase.windows import DateWindow, Instant, local_date, start_of_day

FARTHEST: Final = 120
"""Days ahead that are looked at; what is likelier later than that has no window."""

_ONE_DAY: Final = timedelta(days=1)


class Foreseen(Protocol):
    """What knows by when something has arrived, and how likely."""

    def share(self, t: Instant, /) -> float:
        """Return the probability that it has arrived by an instant."""
        ...


def shares_by_date(found: Foreseen, first: date, zone: tzinfo, *, until: float) -> list[float]:
    """Return the share that has arrived by the end of each date from `first` on, until it reaches `until`."""
    shares: list[float] = []
    day = first
    while len(shares) < FARTHEST and (not shares or shares[-1] < until):
        day += _ONE_DAY
        shares.append(found.share(start_of_day(day, zone)))
    return shares


def shortest_run(shares: Sequence[float], level: float) -> tuple[int, int] | None:
    """Return the first and last place of the fewest dates in a row that hold the level; None if none do.

    `shares` rise from date to date. Of runs as short, the one with the fewest late.

    >>> shortest_run([0.05, 0.5, 0.8, 0.9, 1.0], 0.7)
    (1, 2)
    """
    best: tuple[int, int] | None = None
    first = 0
    for last, share in enumerate(shares):
        while first < last and share - shares[first] >= level:
            first += 1
        held = share - (shares[first - 1] if first else 0.0)
        if held >= level and (best is None or last - first <= best[1] - best[0]):
            best = first, last
    return best


def window_of(
    found: Foreseen,
    level: float,
    now: Instant,
    zone: tzinfo,
    courier: CourierCalendar | None = None,
) -> DateWindow | None:
    """Return the shortest run of dates that holds the level, on days on which the courier comes.

    Dates are those of `zone`, from today's on; None where no run within FARTHEST days holds it.
    """
    first = local_date(now, zone)
    run = shortest_run(shares_by_date(found, first, zone, until=1 - (1 - level) / 20), level)
    if run is None:
        return None
    earliest, latest = (first + place * _ONE_DAY for place in run)
    if courier is not None:
        earliest, latest = courier.snap(earliest), courier.snap(latest)
    return DateWindow(earliest=earliest, latest=latest)


def ends_between(one: DateWindow, other: DateWindow, weight: float) -> tuple[float, float]:
    """Return the ordinals of the first and last date between those of two windows: all `one` where its weight is 1."""
    ends = ((one.earliest, other.earliest), (one.latest, other.latest))
    first, last = (weight * a.toordinal() + (1 - weight) * b.toordinal() for a, b in ends)
    return first, last


def between(one: DateWindow, other: DateWindow, weight: float) -> DateWindow:
    """Return the dates nearest to what lies between two windows.

    >>> a, b = date(2026, 10, 5), date(2026, 10, 20)
    >>> between(DateWindow(earliest=a, latest=b), DateWindow(earliest=a, latest=a), 0.8)
    <DateWindow 2026-10-05/2026-10-17>
    """
    first, last = (date.fromordinal(round(n)) for n in ends_between(one, other, weight))
    return DateWindow(earliest=first, latest=last)
