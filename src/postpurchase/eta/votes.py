"""How history outvotes what a shop knows: where the dates lie with so many arrivals, from ranges alone to data alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final, NamedTuple

from postpurchase.classes import replace
from postpurchase.errors import checked, invalid
from postpurchase.eta.beliefs import Foretold, foretell
from postpurchase.eta.journeys import Journey
from postpurchase.eta.model import LearnedModel, to_come
from postpurchase.windows import instant, local_date, start_of_day
from postpurchase.windows.instants import DAY

COUNTS: Final = (0, 10, 20, 40, 60, 80, 100, 150, 200, 300, 400, 600, 800, 1_000, 1_500, 2_000, 3_000, 4_000)


class Vote(NamedTuple):
    """Where a window lies with so many arrivals, in days from the order, and how much the ranges count in it."""

    arrivals: int
    ranges: float
    earliest: float
    middle: float
    latest: float


def outvoting(
    model: LearnedModel,
    at: datetime,
    *,
    words: Mapping[str, str] | None = None,
    numbers: Mapping[str, float] | None = None,
    counts: Iterable[int] = COUNTS,
) -> tuple[Vote, ...]:
    """Return where an order's window would lie if its history, as it is, rested on so many arrivals.

    The ends are those of the dates that a quote tells, from the first one's midnight to the last one's, before
    they are rounded to dates; dates are those of the route's zone. Raises `InvalidInput` for a model
    without a history or without ranges: there is nothing to outvote.
    """
    route = model.route
    if model.whole is None or not model.whole.tables or route is None:
        raise invalid("model", "no history, or no ranges", "give a model of both")
    model.check_features(words or {}, numbers or {})
    journey = Journey(id="", start=checked("at", instant, at), words=words or {}, numbers=numbers or {})
    asked = list(counts)
    if any(not count >= 0 for count in asked):
        raise invalid("counts", "below 0", "give how many arrivals")
    ways = ((count, to_come(_of_as_many(model, count), journey)) for count in asked)
    foretold = ((count, foretell(way, route.zone)) for count, way in ways)
    return tuple(_vote(count, found) for count, found in foretold if isinstance(found, Foretold))


def _of_as_many(model: LearnedModel, count: int) -> LearnedModel:
    """Return the model as if its whole way rested on so many arrivals, and its parts on as many in proportion."""
    times = count / max(1.0 if model.whole is None else model.whole.seen, 1.0)
    parts = {
        name: replace(part, seen=count if part is model.whole else part.seen * times)
        for name in ("whole", "carriage", "dispatch")
        if (part := getattr(model, name)) is not None
    }
    return replace(model, **parts)


def _vote(count: int, found: Foretold) -> Vote:
    zone, outset, weight = found.zone, found.outset, found.found.weight
    today = local_date(found.start, zone)
    midnight = start_of_day(today, zone)
    begun = today.toordinal() + (found.start - midnight) / DAY
    soonest = found.soonest(found.ship_by(midnight))
    first, last = outset.ends
    first = min(max(first, first if soonest is None else soonest.toordinal()), last)
    usual = (found.found.learned.quantile(0.5) - found.start) / DAY
    told = (outset.ranges.earliest.toordinal() + outset.ranges.latest.toordinal() + 1) / 2 - begun
    return Vote(
        arrivals=count,
        ranges=weight,
        earliest=max(first - begun, 0.0),
        middle=weight * told + (1 - weight) * usual,
        latest=last + 1 - begun,
    )
