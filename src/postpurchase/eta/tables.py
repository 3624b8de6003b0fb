"""Life tables: of what was under way lately, how much was still under way at each score.

Each journey is watched from where it stood when the period began to where it stood when it arrived or
the period ended, so that what is still in flight counts as soon as it sets out, and what is slow is
never left out for not having arrived. The shape of the table is remembered long and its middle
short: how late the late ones are changes slowly, how long everything takes changes from week to week.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from typing import Final, NamedTuple, TypeAlias

from postpurchase.classes import dataclass, replace
from postpurchase.eta.few import USUAL, Watched, as_many, drawn, guess

Place: TypeAlias = str
"""Where a journey goes, as far as it is calibrated by that; empty where unknown."""

GRID: Final = (
    0.002,
    0.005,
    *(n / 100 for n in range(1, 96)),
    *(0.96, 0.97, 0.975, 0.98, 0.985, 0.99, 0.993, 0.996, 0.998, 0.999),
    *(0.9995, 0.9998, 0.9999),
)
"""The levels at which a table keeps its quantiles."""

MIDDLE: Final = GRID.index(0.5)
BUCKETS: Final = 400
OTHERS: Final = 0.1
"""What an arrival elsewhere counts beside one at the place itself."""

MANY: Final = 2_000
"""Arrivals in all from which on no place's table is guessed."""

LEAST: Final = 10
"""Arrivals at a place from which on it has a table of its own."""

CALM: Final = 10
"""Journeys at risk lately that count as much as what is usual."""

NEVER: Final = -math.inf
"""The score of what was watched from its very beginning."""

AT_RISK: Final = 15
"""Journeys at risk down to which the late end of a table is counted, and beyond which it is drawn."""

LAST: Final = 0.03
"""The share of arrivals that are the last ones, counted in buckets ten times as fine."""

_TAIL: Final = 0.985
_TOP: Final = math.log((1 - GRID[-4]) / (1 - GRID[-1]))


class Exposure(NamedTuple):
    """One journey as a period saw it: the scores between which it was watched, and whether it then arrived."""

    place: Place
    since: float
    until: float
    arrived: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The quantiles of scores at the levels of GRID, on how many arrivals they rest, and how far they are guessed."""

    quantiles: tuple[float, ...]
    arrivals: int
    guessed: float = 0.0

    def quantile(self, level: float) -> float:
        """Return the score below which that share arrives; beyond the grid the last steps go on."""
        if level >= GRID[-1]:
            return self.quantiles[-1] + self._slope * math.log((1 - GRID[-1]) / max(1 - level, 1e-12))
        place = bisect_right(GRID, level)
        if place == 0:
            return self.quantiles[0]
        low, high = GRID[place - 1], GRID[place]
        here = self.quantiles[place - 1]
        return here + (self.quantiles[place] - here) * (level - low) / (high - low)

    def at_levels(self, levels: Iterable[float]) -> list[float]:
        """Return the scores of several levels, most often asked for the same ones."""
        own = self.quantiles
        return [
            own[low] + (own[high] - own[low]) * over / width if width else self.quantile(over)
            for low, high, over, width in _steps(tuple(levels))
        ]

    def share(self, score: float) -> float:
        """Return the share that has arrived at a score."""
        quantiles = self.quantiles
        if score >= quantiles[-1]:
            return 1 - (1 - GRID[-1]) * math.exp((quantiles[-1] - score) / self._slope)
        place = bisect_right(quantiles, score)
        if place == 0:
            return 0.0
        low, high = quantiles[place - 1], quantiles[place]
        return GRID[place - 1] + (GRID[place] - GRID[place - 1]) * (score - low) / (high - low)

    @property
    def _slope(self) -> float:
        rise = self.quantiles[-1] - self.quantiles[-4]
        return max(rise / _TOP, 1e-3)

    def moved(self, by: float) -> Table:
        """Return the table with all its scores moved."""
        return replace(self, quantiles=tuple(q + by for q in self.quantiles))


@lru_cache(maxsize=64)
def _steps(levels: tuple[float, ...]) -> tuple[tuple[int, int, float, float], ...]:
    """Return the step of GRID in which each level lies, how far in it, and its width; off the grid the level and 0."""
    return tuple(
        (place - 1, place, level - GRID[place - 1], GRID[place] - GRID[place - 1])
        if 0 < (place := bisect_right(GRID, level)) < len(GRID)
        else (0, 0, level, 0.0)
        for level in levels
    )


class _Counts:
    """What happened in each bucket of scores: how many came under watch, left it, and arrived."""

    __slots__ = ("arrived", "came", "left", "outset", "total")

    def __init__(self, size: int) -> None:
        self.outset = 0
        self.came = [0] * size
        self.left = [0] * size
        self.arrived = [0] * size
        self.total = 0

    def at_risk(self) -> list[float]:
        """Return, bucket by bucket, how many were under watch in its middle."""
        before = chain((0,), accumulate(c - e for c, e in zip(self.came, self.left, strict=True)))
        return [self.outset + b + (c - e) / 2 for b, c, e in zip(before, self.came, self.left, strict=False)]


def life_tables(
    long: Sequence[Exposure], short: Sequence[Exposure], usual: float = USUAL
) -> dict[Place, Table]:
    """Return the table of each place with arrivals of its own, and under the empty place that of all.

    `long` is the period that gives the shape, `short` the one that gives the middle, `usual` how far scores
    spread before anything is known. Without any arrival there is no table.
    """
    scores = sorted(one.until for one in long if one.arrived)
    if not scores:
        return {}
    edges = _edges(scores)
    shape, level = _counted(long, edges), _counted(short, edges)
    hazards = {place: _hazards(place, shape) for place, counts in shape.items() if _is_enough(place, counts)}
    shaped = {
        place: _guessed(_table(found, place, shape, edges), place, shape[""].total, long, usual)
        for place, found in hazards.items()
    }
    everywhere = _step("", shaped[""], hazards[""], level, edges)
    return {
        place: table.moved(
            _step(place, table, hazards[place], level, edges)
            if _is_enough(place, level.get(place))
            else everywhere
        )
        for place, table in shaped.items()
    }


def _edges(scores: Sequence[float]) -> list[float]:
    """Return where buckets end: as many arrivals in each, of the last ones fewer."""
    many, fine = len(scores), 10 * BUCKETS
    usual = {scores[many * n // BUCKETS] for n in range(BUCKETS)}
    last = {scores[many * n // fine] for n in range(round(fine * (1 - LAST)), fine)}
    return sorted(usual | last | {scores[-1]})


def _is_enough(place: Place, counts: _Counts | None) -> bool:
    return not place or (counts is not None and counts.total >= LEAST)


def _counted(exposures: Iterable[Exposure], edges: Sequence[float]) -> dict[Place, _Counts]:
    size = len(edges) + 1
    found: dict[Place, _Counts] = {"": _Counts(size)}
    whole = found[""]
    for place, since, until, arrived in exposures:
        came = None if since == NEVER else bisect_left(edges, since)
        left = bisect_left(edges, until)
        own = found.get(place)
        if own is None:
            own = found[place] = _Counts(size)
        for counts in (whole,) if own is whole else (whole, own):
            if came is None:
                counts.outset += 1
            else:
                counts.came[came] += 1
            counts.left[left] += 1
            if arrived:
                counts.arrived[left] += 1
                counts.total += 1
    return found


def _hazards(
    place: Place, counts: Mapping[Place, _Counts], usual: Sequence[float] | None = None
) -> list[float]:
    """Return how likely an arrival is in each bucket; others count a little beside the place's own.

    What is `usual` counts like CALM journeys at risk: where few are, as in the first days of all journeys
    when a shop has been closed, it is what is believed.
    """
    arrived = _weighed(place, counts, lambda one: one.arrived)
    risk = _weighed(place, counts, _Counts.at_risk)
    found = [a / max(r, a / 2, 1e-9) for a, r in zip(arrived, risk, strict=True)]
    if usual is None:
        return found
    return [
        (h * max(r, 0.0) + CALM * u) / (max(r, 0.0) + CALM)
        for h, r, u in zip(found, risk, usual, strict=True)
    ]


def _weighed(
    place: Place, counts: Mapping[Place, _Counts], count: Callable[[_Counts], Sequence[float]]
) -> list[float]:
    whole, own = count(counts[""]), counts.get(place)
    if not place or own is None:
        return list(whole)
    return [OTHERS * a + (1 - OTHERS) * b for a, b in zip(whole, count(own), strict=True)]


def _found(hazards: Iterable[float]) -> list[float]:
    """Return the share that has arrived by the end of each bucket."""
    return [1 - math.exp(-total) for total in accumulate(hazards)]


def _table(
    hazards: Iterable[float], place: Place, counts: Mapping[Place, _Counts], edges: Sequence[float]
) -> Table:
    found, risk = _found(hazards), _weighed(place, counts, _Counts.at_risk)
    quantiles = [_crossing(level, found, edges) for level in GRID]
    counted = [share for share, many in zip(found[: len(edges)], risk, strict=False) if many >= AT_RISK]
    top = max(min(_TAIL, found[-1]), counted[-1] if counted else 0.0)
    _extend(quantiles, found, edges, top)
    return Table(quantiles=tuple(accumulate(quantiles, max)), arrivals=counts[place].total)


def _guessed(table: Table, place: Place, whole: int, long: Iterable[Exposure], usual: float) -> Table:
    """Return a table that few arrivals make as far as it cannot be counted: by Student's distribution."""
    weights = (1.0, OTHERS if place else 1.0)
    own = table.arrivals if place else 0
    doubt = guess(as_many([weights[0]] * own + [weights[1]] * (whole - own)) if whole < MANY else whole)
    if not doubt:
        return table
    few = drawn((Watched(one.until, one.arrived, weights[one.place != place]) for one in long), usual)
    quantiles = (
        doubt * few.quantile(level) + (1 - doubt) * q for level, q in zip(GRID, table.quantiles, strict=True)
    )
    return replace(table, quantiles=tuple(accumulate(quantiles, max)), guessed=doubt)


def _crossing(level: float, found: Sequence[float], edges: Sequence[float]) -> float:
    """Return the score at which the share found under way passes a level."""
    place = bisect_left(found, level)
    if place >= len(edges):
        return edges[-1]
    if place == 0:
        return edges[0]
    below, above = found[place - 1], found[place]
    return edges[place - 1] + (edges[place] - edges[place - 1]) * (level - below) / (above - below)


def _extend(quantiles: list[float], found: Sequence[float], edges: Sequence[float], top: float) -> None:
    """Draw the tail, where too few are at risk to be counted, as going on like the last that were counted.

    Beyond what is usual the last ones may be a population of their own: who waits for stock waits at its pace.
    """
    left = 1 - top if top > _TAIL else max(1 - top, 1e-3)
    bend = 1 - math.e * left if top > _TAIL else 0.85 * top
    high = _crossing(top, found, edges)
    slope = (high - _crossing(bend, found, edges)) / math.log((1 - bend) / left)
    for place, level in enumerate(GRID):
        if level > top:
            quantiles[place] = high + slope * math.log(left / (1 - level))


def _step(
    place: Place,
    table: Table,
    usual: Sequence[float],
    level: Mapping[Place, _Counts],
    edges: Sequence[float],
) -> float:
    """Return by how much the middle of a table lies elsewhere lately.

    It is moved to where eight in ten lie as a rule at most: beyond, a few days are no measure. A table
    that is guessed is moved by so much less.
    """
    middle = _crossing(0.5, _found(_hazards(place, level, usual)), edges)
    low, high = table.quantile(0.1), table.quantile(0.9)
    return (1 - table.guessed) * (min(max(middle, low), high) - table.quantiles[MIDDLE])
