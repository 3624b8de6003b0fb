"""Pictures of the explanation, drawn from the live code: how a shop's history outvotes its ranges."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final

from postpurchase.eta import Journey, LearnedModel, Leg, LegKind, Route, Shape, Vote, fit, outvoting
from postpurchase.windows import zone

ROUTE: Final = Route(zone=zone("UTC"), legs=(Leg(kind=LegKind.LAST_MILE, days=(7, 14)),))
MIDDLE: Final = 4.0
SPREAD: Final = 0.25
SHOPS: Final = (0, 10, 40, 100, 300, 1_000, 4_000)
DAYS: Final = 120
BEGUN: Final = datetime(2026, 3, 1, tzinfo=UTC)
AT: Final = BEGUN + timedelta(days=DAYS)

_WIDTH: Final = 640
_HEIGHT: Final = 300
_LEFT: Final = 48
_BOTTOM: Final = 260
_MOST_DAYS: Final = 16


def shop(orders: int) -> LearnedModel:
    """Return what a shop of so many arrivals knows: its ranges say 7 to 14 days, the truth is about 4."""
    rng, begun = Random(1), int(BEGUN.timestamp())
    journeys = []
    for n in range(orders):
        start = begun + round(n * (DAYS - 20) / max(orders, 1) * 86_400)
        took = math.exp(rng.gauss(math.log(MIDDLE), SPREAD))
        journeys.append(Journey(id=str(n), start=start, end=start + round(took * 86_400)))
    return LearnedModel(whole=fit(journeys, Shape(), at=int(AT.timestamp()), zone=ROUTE.zone), route=ROUTE)


def x_of(arrivals: float) -> float:
    """Return where so many arrivals lie from left to right: none at the left, then tenfold by tenfold."""
    return _LEFT + (_WIDTH - _LEFT - 20) * math.log10(1 + arrivals / 3) / math.log10(1 + 4_000 / 3)


def y_of(days: float) -> float:
    """Return where so many days lie from the bottom up."""
    return _BOTTOM - (_BOTTOM - 20) * days / _MOST_DAYS


def _points(votes: Iterable[Vote], days: Callable[[Vote], float]) -> list[str]:
    return [f"{x_of(one.arrivals):.0f},{y_of(days(one)):.0f}" for one in votes]


def _whisker(votes: Sequence[Vote]) -> str:
    one = votes[0]
    x, high, low = x_of(one.arrivals), y_of(one.earliest), y_of(one.latest)
    return f'<path d="M{x:.0f} {high:.0f}V{low:.0f}" stroke="#222" stroke-width="3"/>'


def outvoted() -> str:
    """Return the picture: a band that goes smoothly from ranges to data, and shops of some sizes upon it."""
    way = outvoting(shop(4_000), AT, counts=[0, *(round(1.25**n) for n in range(3, 38))])
    band = " ".join(
        [*_points(way, lambda one: one.latest), *reversed(_points(way, lambda one: one.earliest))]
    )
    line = " ".join(_points(way, lambda one: one.middle))
    real = "".join(
        _whisker(outvoting(shop(count), AT, counts=[count])) if count else _whisker(way[:1])
        for count in SHOPS
    )
    across = "".join(
        f'<text x="{x_of(count):.0f}" y="{_BOTTOM + 18}" text-anchor="middle">{count}</text>'
        for count in SHOPS
    )
    up = "".join(
        f'<text x="{_LEFT - 10}" y="{y_of(days) + 4:.0f}" text-anchor="end">{days}</text>'
        f'<path d="M{_LEFT} {y_of(days):.0f}H{_WIDTH - 20}" stroke="#ddd"/>'
        for days in (0, 4, 7, 14)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'aria-label="days within which eight in ten arrive, by the number of arrivals that a shop has seen" '
        'font-family="sans-serif" font-size="12">\n'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>\n{up}\n'
        f'<polygon points="{band}" fill="#4a7" fill-opacity="0.4"/>\n'
        f'<polyline points="{line}" fill="none" stroke="#275" stroke-width="2"/>\n{real}\n{across}\n'
        f'<text x="{_WIDTH / 2:.0f}" y="{_HEIGHT - 6}" text-anchor="middle">arrivals seen</text>'
        '<text x="4" y="14">days</text>\n</svg>\n'
    )
