"""Shops whose past is known, with ranges and without: their orders, and what is believed of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise
from random import Random

from tests.eta.worlds import day

from postpurchase.classes import replace
from postpurchase.eta import (
    KnownRoute,
    Leg,
    LegKind,
    Peak,
    Ranges,
    Route,
    estimate,
)
from postpurchase.eta.estimates import Estimate, Model
from postpurchase.eta.fitting import fit
from postpurchase.eta.journeys import Journey, Shape
from postpurchase.eta.model import LearnedModel
from postpurchase.events import Event, Placed
from postpurchase.order import Order, replay
from postpurchase.vocabulary import EventKind
from postpurchase.windows import DateWindow, Instant, local_date, moment, zone

BERLIN = zone("Europe/Berlin")
LAST = 160
ROUTE = Route(
    zone=BERLIN,
    legs=(Leg(kind=LegKind.HANDLING, days=(0, 3)), Leg(kind=LegKind.LAST_MILE, days=(2, 9))),
)
AT: datetime = moment(day(LAST), BERLIN)
Life = tuple[Instant, Instant, Instant]


def lives(count: int, seed: int, *, alike: bool = False) -> list[Life]:
    """Return when so many orders were placed, left and came, the last of them before the world's LAST day."""
    rng, found = Random(seed), []
    for n in range(count):
        start = 20 + (LAST - 45) * n / count
        leaves = 0.5 if alike else rng.uniform(0.1, 1.5)
        travels = 4.0 if alike else min(rng.lognormvariate(1.2, 0.35), 20)
        found.append((day(start), day(start + leaves), day(start + leaves + travels)))
    return found


def learned(some: list[Life], route: Route = ROUTE, *, parts: bool = True) -> LearnedModel:
    """Return what a shop that has seen those orders knows, of its whole way or of its parts too."""
    ways = [
        fit([Journey(id=f"j{n}", start=one[a], end=one[b]) for n, one in enumerate(some)], Shape(), at=day(LAST), zone=BERLIN)
        for a, b in ((0, 2), (1, 2), (0, 1))[: 3 if parts else 1]
    ]  # fmt: skip
    return LearnedModel(**dict(zip(("whole", "carriage", "dispatch"), ways, strict=False)), route=route)


def order(at: Instant, *more: Event) -> Order:
    """Return an order placed then."""
    return replay([event(EventKind.ORDER_PLACED, at, details=Placed()), *more])


def event(kind: EventKind, at: Instant, **given: object) -> Event:
    """Return an event of the order."""
    return Event(kind=kind, order="o", at=moment(at, BERLIN), id=f"{kind}@{at}", **given)  # type: ignore[arg-type]


def told(model: Model, at: Instant, of: Order) -> Estimate:
    """Return what is believed of an order."""
    found = model.foresee(of, at, BERLIN, of.shipments[0] if of.shipments else None)
    assert found is not None
    return found


def dates(window: object) -> DateWindow:
    """Return a window of dates."""
    assert isinstance(window, DateWindow)
    return window


def quoted(model: LearnedModel) -> DateWindow:
    """Return the dates that a quote tells."""
    return dates(model.quote(AT, BERLIN).window)


@cache
def of_many(count: int, seed: int) -> LearnedModel:
    """Return a shop that has seen so many orders, and has no ranges."""
    return replace(learned(lives(count, seed)), route=None)


def a_model(rng: Random) -> Model:
    """Return a route, a history of some size, or both; some with peaks, some so vague that dates are too many."""
    fewest, more = rng.randrange(6), rng.choice((2, 6, 14, 26))
    peak = Peak(
        start=local_date(day(LAST), BERLIN) + timedelta(days=rng.randrange(-30, 10)),
        end=local_date(day(LAST + 12), BERLIN),
        days=(0, 3),
        legs=frozenset({LegKind.LAST_MILE}),
    )
    route = Route(
        zone=BERLIN,
        legs=(
            Leg(kind=LegKind.HANDLING, days=(0, rng.randrange(4))),
            Leg(kind=LegKind.LAST_MILE, days=(fewest, fewest + more)),
        ),
        peaks=(peak,) if rng.random() < 0.3 else (),
        scan_days=rng.choice((None, 2, 5)),
    )
    if rng.random() < 0.3:
        return KnownRoute(route=route)
    known = of_many(rng.choice((1, 2, 4, 7, 15, 40, 150, 400)), rng.randrange(2))
    if rng.random() < 0.4:
        known = replace(known, carriage=None, dispatch=None)
    return replace(known, route=route) if rng.random() < 0.6 else known


def an_order(rng: Random, start: Instant) -> Order:
    """Return an order placed then, that may have left since."""
    left = start + rng.randrange(3 * 86_400)
    more = [event(EventKind.HANDED_OVER, left, shipment="p")] if rng.random() < 0.4 else []
    return order(start, *more)


def asked(model: Model, at: Instant, of: Order) -> Estimate:
    """Return the estimate of an order's parcel, or of the order before it has one."""
    return estimate(of, Ranges(), at, BERLIN, of.shipments[0] if of.shipments else None, model)


def follow(rng: Random) -> None:
    """Ask for an estimate at random instants until it changes: the end stays, and within a date all of it does.

    Only dates that have passed have left the window by then, and of what has not left the shop those on which
    it cannot come any more.
    """
    model, start = a_model(rng), day(LAST) + rng.randrange(86_400)
    of = an_order(rng, start)
    now = of.newest_received + rng.choice((0, rng.randrange(3 * 86_400), rng.randrange(25 * 86_400)))
    found = asked(model, now, of)
    until = found.changes_at or now + 40 * 86_400
    assert until > now
    instants = sorted({now, until - 1, *(rng.randrange(now, until) for _ in range(4))})
    for before, at in pairwise(instants):
        one, other = asked(model, before, of), asked(model, at, of)
        assert (other.withheld, other.basis, other.changes_at) == (
            found.withheld,
            found.basis,
            found.changes_at,
        )
        if local_date(before, BERLIN) == local_date(at, BERLIN):
            assert one == other
        if found.window is not None:
            was, window = dates(one.window), dates(other.window)
            assert window.latest == was.latest
            passed = (
                max(was.earliest, local_date(at, BERLIN)) if isinstance(model, LearnedModel) else was.earliest
            )
            is_unsent = isinstance(model, LearnedModel) and of.shipments[0].dispatched_at is None
            assert window.earliest == passed or (is_unsent and window.earliest > passed)
