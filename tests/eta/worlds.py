"""Made-up worlds of journeys whose true distributions are known."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from random import Random
from statistics import NormalDist

from postpurchase.eta.activity import day_number
from postpurchase.eta.fitting import fit
from postpurchase.eta.journeys import Journey, Shape
from postpurchase.eta.learned import Learned
from postpurchase.windows import Instant, zone
from postpurchase.windows.instants import DAY

UTC = zone("UTC")
FIRST = day_number(date(2025, 1, 6)) * DAY
SHAPE = Shape(words={"to": 20}, place="to")
SPREAD = 0.3
DISTANCE = {"near": 1.2, "far": 2.0, "farther": 2.6}
"""The middle of the logarithm of the days that a journey takes, by where it goes."""


def day(n: float) -> Instant:
    """Return the instant, so many days after the world began."""
    return FIRST + round(n * DAY)


def journeys(
    days: int,
    *,
    a_day: Callable[[float], float] = lambda _: 20.0,
    later: Callable[[float], float] = lambda _: 0.0,
    seed: int = 1,
) -> Iterator[Journey]:
    """Yield journeys of so many days: `a_day` of them on a day, their logarithm moved by `later` then."""
    rng = Random(seed)
    n = 0
    for today in range(days):
        for _ in range(round(a_day(today))):
            to = rng.choice(sorted(DISTANCE))
            start = today + rng.random()
            took = math.exp(rng.gauss(DISTANCE[to] + later(start), SPREAD))
            n += 1
            yield Journey(id=f"j{n}", start=day(start), end=day(start + took), words={"to": to})


def truth(to: str, level: float, later: float = 0.0) -> float:
    """Return the true quantile, in days."""
    return math.exp(DISTANCE[to] + later + SPREAD * NormalDist().inv_cdf(level))


@cache
def learned(days: int) -> Learned:
    """Return what is learned of a calm world at its end."""
    return fit(journeys(days), SHAPE, at=day(days), zone=UTC)


def streamed(all_of_them: list[Journey], first: int, last: int) -> Iterator[tuple[int, Learned]]:
    """Yield each day with the model as of its midnight, fitted weekly, from `first` on."""
    model: Learned | None = None
    for today in range(first, last):
        at, before = day(today), day(today - 1)
        if model is None or (today - first) % 7 == 0:
            model = fit(all_of_them, SHAPE, at=at, zone=UTC, before=model)
        else:
            started = [one for one in all_of_them if before <= one.start < at]
            ended = {one.id: one.end for one in all_of_them if one.end and before <= one.end < at}
            open_ones = [Journey(id=one.id, start=one.start, words=one.words) for one in started]
            model = model.updated(started=open_ones, ended=ended, at=at)
        yield today, model
