"""What has not left the shop yet."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from random import Random

from tests.eta.worlds import day

from postpurchase.eta import Leg, LegKind, Route
from postpurchase.eta.arrivals import arrival
from postpurchase.eta.estimates import Estimate
from postpurchase.eta.fitting import fit
from postpurchase.eta.journeys import Journey, Shape
from postpurchase.eta.legs import Peak
from postpurchase.eta.model import LearnedModel
from postpurchase.eta.unsent import Left, Unsent
from postpurchase.events import Event, Placed
from postpurchase.order import replay
from postpurchase.vocabulary import EventKind
from postpurchase.windows import DateWindow, Instant, local_date, moment, zone

UTC = zone("UTC")
LAST = 160


def life(rng: Random, start: float) -> tuple[Instant, Instant, Instant]:
    """Return when an order was placed, left and came: most leave within a day, some wait eight days for stock."""
    leaves = start + (rng.uniform(7, 9) if rng.random() < 0.15 else rng.uniform(0.2, 1))
    return day(start), day(leaves), day(leaves + rng.gammavariate(6, 0.4))


@cache
def model(last: int = LAST, route: Route | None = None) -> LearnedModel:
    """Return what such a shop has learned."""
    rng = Random(3)
    lives = [(f"j{n}", *life(rng, n / 8)) for n in range(8 * last)]
    ways = [
        [Journey(id=name, start=life[a], end=life[b]) for name, *life in lives]
        for a, b in ((0, 2), (1, 2), (0, 1))
    ]
    whole, carriage, dispatch = (fit(way, Shape(), at=day(last), zone=UTC) for way in ways)
    return LearnedModel(whole=whole, carriage=carriage, dispatch=dispatch, route=route)


def waiting(start: float, now: Instant, known: LearnedModel) -> Estimate:
    """Return the estimate for an order of which nothing has left."""
    placed = Event(kind=EventKind.ORDER_PLACED, order="o", at=moment(day(start), UTC), details=Placed())
    found = known.foresee(replay([placed]), now, UTC, None)
    assert found is not None
    return found


def dates(found: Estimate) -> DateWindow:
    """Return the window of an estimate."""
    assert isinstance(found.window, DateWindow)
    return found.window


def unsent(known: LearnedModel) -> Unsent:
    """Return an order placed when everything was learned, by its parts."""
    journey = Journey(id="o", start=day(LAST))
    assert known.whole is not None
    assert known.dispatch is not None
    assert known.carriage is not None
    whole, dispatch = arrival(known.whole, journey), arrival(known.dispatch, journey)
    assert whole is not None
    assert dispatch is not None
    return Unsent(whole, dispatch, known.carriage, journey, UTC)


def test_orders_that_wait_for_stock_come_within_their_windows() -> None:
    """Not handed over after three to seven days, they come when the stock has: of 150 at least eight in ten."""
    rng, held, asked = Random(7), 0, 0
    while asked < 150:
        start = LAST + rng.random()
        placed, left, came = life(rng, start)
        now = placed + rng.choice((3, 5, 7)) * 86_400
        if left > now:
            asked += 1
            window = dates(waiting(start, now, model()))
            held += window.earliest <= local_date(came, UTC) <= window.latest

    assert held / asked >= 0.8


def test_no_window_begins_before_what_leaves_can_arrive() -> None:
    """Each midnight of nine days it begins on the first date of `ship_by` at the earliest, and is no shorter than a day."""
    for n in range(9):
        found = waiting(LAST + 0.4, day(LAST + 1 + n), model())
        assert found.ship_by is not None
        assert found.ship_by.earliest <= dates(found).earliest <= dates(found).latest


def test_a_quote_and_the_estimate_at_purchase_agree() -> None:
    """Both are the whole way's window."""
    at = datetime(2025, 1, 6, 9, tzinfo=UTC) + timedelta(days=LAST)

    assert model().quote(at, UTC).window == waiting(LAST + 0.375, day(LAST + 0.375), model()).window


def test_shares_rise_to_all_of_it() -> None:
    """Nothing arrives before the midnight, more and more after, and nearly all in three months."""
    left = unsent(model()).given(day(LAST + 3))
    shares = [left.share(day(LAST + 3 + n)) for n in range(90)]

    assert isinstance(left, Left)
    assert shares[0] == 0
    assert shares == sorted(shares)
    assert shares[2] < 0.1
    assert shares[12] > 0.9
    assert shares[-1] > 0.97
    assert 0.8 < left.passed < 0.9


def test_of_what_nobody_has_seen_wait_as_long_the_whole_way_is_believed() -> None:
    """After years without a hand-over the wait says nothing."""
    order = unsent(model())

    assert order.given(day(LAST + 40_000)) == order.whole.given(day(LAST + 40_000))


def test_ranges_and_declared_peaks_count_as_of_the_whole_way() -> None:
    """A shop with few arrivals leans on its ranges; a peak not seen yet makes what waits come later."""
    legs = (Leg(kind=LegKind.HANDLING, days=(0, 9)), Leg(kind=LegKind.LAST_MILE, days=(20, 30)))
    first = local_date(day(LAST), UTC)
    peak = Peak(start=first, end=first + timedelta(days=60), days=(5, 8), legs=frozenset({LegKind.LAST_MILE}))
    calm = Route(zone=UTC, legs=legs)
    ends = [
        dates(waiting(LAST, day(LAST + 2), model(LAST, route))).latest
        for route in (None, calm, Route(zone=UTC, legs=legs, peaks=(peak,)))
    ]

    assert ends == sorted(ends)
    assert ends[0] < ends[2]
