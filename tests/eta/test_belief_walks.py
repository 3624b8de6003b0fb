"""Long walks between ranges and history: what holds at every age, on every night and with one arrival more."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from random import Random

import pytest
from tests.eta.shops import (
    BERLIN,
    LAST,
    ROUTE,
    a_model,
    an_order,
    dates,
    event,
    follow,
    learned,
    lives,
    order,
    quoted,
    told,
)
from tests.eta.worlds import day

from postpurchase.classes import replace
from postpurchase.eta import (
    Leg,
    LegKind,
)
from postpurchase.eta.model import LearnedModel
from postpurchase.vocabulary import EventKind
from postpurchase.windows import local_date, start_of_day, zone


@pytest.mark.parametrize("parts", [False, True])
@pytest.mark.parametrize("seed", range(2))
def test_one_arrival_more_moves_no_end_by_more_than_a_date(seed: int, parts: bool) -> None:
    """From none to 25 orders one by one, and around where history counts as much as ranges: first the ranges' own window."""
    some = lives(310, seed)
    for counts in (range(26), range(300, 308)):
        windows = [quoted(learned(some[:n], parts=parts)) for n in counts]
        for one, other in pairwise(windows):
            assert abs((one.earliest - other.earliest).days) <= 1
            assert abs((one.latest - other.latest).days) <= 1
        if counts[0] == 0:
            assert windows[0] == ROUTE.forecast(day(LAST)).window == windows[1] == windows[10]


@pytest.mark.parametrize("parts", [False, True])
def test_arrivals_all_alike_draw_the_window_towards_them_and_never_back(parts: bool) -> None:
    """Four and a half days each: both ends go there date by date, and the last window is history's own."""
    some = lives(4_000, 1, alike=True)
    every = [0, 1, 2, 3, 5, 8, 13, 20, 40, 80, 120, 160, 200, 250, 300, 400, 600, 1_000, 4_000]
    windows = [quoted(learned(some[:: 4_000 // n][:n] if n else [], parts=parts)) for n in every]

    assert windows[0] == ROUTE.forecast(day(LAST)).window
    for one, other in pairwise(windows):
        assert one.earliest <= other.earliest <= other.latest <= one.latest
    alone = replace(learned(some, parts=parts), route=None)
    assert windows[-1] == quoted(alone)


@pytest.mark.parametrize("carrying", [(0, 2), (2, 9), (6, 8)])
def test_confidence_is_what_dates_hold_at_every_age(carrying: tuple[int, int]) -> None:
    """Beside ranges too early, about right and too late: of what is under way at a midnight as many are held as is said.

    What comes before the dates is not held either. Up to 100 arrivals nobody measured anything.
    """
    route = replace(ROUTE, legs=(ROUTE.legs[0], Leg(kind=LegKind.LAST_MILE, days=carrying)))
    said: dict[int, list[float]] = {days: [] for days in range(1, 7)}
    held: dict[int, list[bool]] = {days: [] for days in range(1, 7)}
    for count, seed in ((600, 1), (800, 2), (1_200, 3)):
        model, rng = learned(lives(count, seed), route), Random(seed)
        for _ in range(120):
            placed = LAST + rng.random()
            left = placed + rng.uniform(0.1, 1.5)
            came = left + rng.lognormvariate(1.2, 0.35)
            for days in range(1, 7):
                night = start_of_day(local_date(day(placed), BERLIN) + timedelta(days=days), BERLIN)
                if day(came) > night:
                    sent = event(EventKind.HANDED_OVER, day(left), shipment="p")
                    found = told(model, night, order(day(placed), *[sent] * (day(left) <= night)))
                    window = dates(found.window)
                    if found.confidence is None:  # hardly anything waited so long for its hand-over
                        assert day(left) > night
                        continue
                    said[days].append(found.confidence)
                    held[days].append(window.earliest <= local_date(day(came), BERLIN) <= window.latest)
    for days, sure in said.items():
        assert len(sure) > 30
        assert sum(held[days]) / len(sure) == pytest.approx(sum(sure) / len(sure), abs=0.1)
    for count in (5, 20, 100):
        of = order(day(LAST))
        young = learned(lives(count, 1), route)
        assert {told(young, day(LAST + n), of).confidence for n in range(7)} == {None}


@pytest.mark.parametrize("seed", range(8))
def test_until_it_changes_an_estimate_stays(seed: int) -> None:
    """At random instants before `changes_at` the end, and that nothing is told, are the same; within a date all of it is."""
    rng = Random(seed)
    for _ in range(25):
        follow(rng)


@pytest.mark.parametrize("seed", range(4))
def test_what_one_night_has_counted_changes_no_other(seed: int) -> None:
    """Asked of several orders in any order of nights, a model that remembers answers like one that does not."""
    rng = Random(seed)
    for _ in range(4):
        model, start = a_model(rng), day(LAST) + rng.randrange(86_400)
        if isinstance(model, LearnedModel):
            orders = [an_order(rng, start + n) for n in range(3)]
            remembering = model.remembering()
            for _ in range(16):
                of, at = rng.choice(orders), start + rng.randrange(-86_400, 40 * 86_400)
                parcel = of.shipments[0] if of.shipments and rng.random() < 0.5 else None
                where = rng.choice((BERLIN, zone("Asia/Tokyo")))
                assert remembering.foresee(of, at, where, parcel) == model.foresee(of, at, where, parcel)
