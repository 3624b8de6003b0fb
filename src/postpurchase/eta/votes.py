"""How history outvotes what a shop knows: where the dates lie with so many arrivals, from ranges alone to data alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final, NamedTuple

from postpurchase.classes import replace
from postpurchase.errors import checked, invalid
from postpurchase.eta.arrivals import arrival, doubt
from postpurchase.eta.journeys import Journey
from postpurchase.eta.model import LearnedModel, given_by
from postpurchase.windows import instant
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

    The ends are the outer quantiles of the model's level, before they are drawn to dates. Raises
    `InvalidInput` for a model without a history or without ranges: there is nothing to outvote.
    """
    if model.whole is None or not model.whole.tables or model.route is None:
        raise invalid("model", "no history, or no ranges", "give a model of both")
    model.check_features(words or {}, numbers or {})
    journey = Journey(id="", start=checked("at", instant, at), words=words or {}, numbers=numbers or {})
    given = given_by(model.route, journey.start, model.whole.at)
    found = arrival(model.whole, journey, given=given)
    tail = (1 - model.level) / 2
    votes = []
    for count in counts:
        if not count >= 0:
            raise invalid("counts", "below 0", "give how many arrivals")
        weight = doubt(count)
        ends = replace(found, weight=weight).quantiles((tail, 0.5, 1 - tail)) if found else ()
        earliest, middle, latest = ((t - journey.start) / DAY for t in ends)
        votes.append(Vote(count, weight, earliest, middle, latest))
    return tuple(votes)
