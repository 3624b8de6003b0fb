from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise
from random import Random

import pytest
from tests.eta.worlds import day

from postpurchase.classes import replace
from postpurchase.eta import (
    EstimateBasis,
    KnownRoute,
    Leg,
    LegKind,
    Peak,
    Ranges,
    Route,
    Withheld,
    estimate,
    outvoting,
    quote,
)
from postpurchase.eta.beliefs import Outset
from postpurchase.eta.estimates import Estimate, Model
from postpurchase.eta.fitting import fit
from postpurchase.eta.journeys import Journey, Shape
from postpurchase.eta.model import LearnedModel
from postpurchase.events import Event, Placed
from postpurchase.order import Order, replay
from postpurchase.vocabulary import EventKind
from postpurchase.windows import DateWindow, Instant, local_date, moment, start_of_day, zone

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


# -- from ranges to history -----------------------------------------------------------------------


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


@pytest.mark.parametrize("seed", range(4))
def test_what_is_told_lies_between_ranges_and_history(seed: int) -> None:
    """Whatever the ranges and the number of arrivals, no end lies outside of both windows."""
    rng = Random(seed)
    for _ in range(6):
        fewest = rng.randrange(12)
        route = replace(ROUTE, legs=(Leg(kind=LegKind.LAST_MILE, days=(fewest, fewest + rng.randrange(12))),))
        model = learned(lives(rng.choice((15, 60, 150, 400, 900)), seed), route, parts=False)
        ranges, alone = dates(quote(route, AT).window), quoted(replace(model, route=None))
        window = quoted(model)
        for name in ("earliest", "latest"):
            ends = sorted((getattr(ranges, name), getattr(alone, name)))
            assert ends[0] <= getattr(window, name) <= ends[1]


@pytest.mark.parametrize("count", [1, 12, 90, 250, 600])
def test_quote_estimate_and_outvoting_tell_one_belief(count: int) -> None:
    """The same dates by the three doors; those of `outvoting` are not rounded yet."""
    for parts in (False, True):
        model = learned(lives(count, 5), parts=parts)
        window = quoted(model)
        assert model.whole is not None
        seen = model.whole.seen
        (vote,) = outvoting(model, AT, counts=[seen])  # type: ignore[list-item]
        begun = AT - datetime.combine(AT.date(), datetime.min.time(), AT.tzinfo)
        first, last = (begun / timedelta(days=1) + days for days in (vote.earliest, vote.latest))

        assert window == told(model, day(LAST), order(day(LAST))).window
        assert (window.earliest - AT.date()).days == round(first)
        assert (window.latest - AT.date()).days == round(last) - 1


def test_ranges_and_history_that_agree_are_told_with_their_confidence() -> None:
    """While ranges rule nobody measured anything; later history says how much of it such dates hold."""
    some = lives(900, 2)
    few, more, many = (learned(some[:n], parts=False) for n in (150, 500, 900))
    wide = replace(more, route=replace(ROUTE, legs=(Leg(kind=LegKind.LAST_MILE, days=(14, 16)),)))

    assert told(few, day(LAST), order(day(LAST))).confidence is None
    assert told(few, day(LAST), order(day(LAST))).basis is EstimateBasis.RANGES
    assert told(many, day(LAST), order(day(LAST))).confidence == 0.8
    wrong = told(wide, day(LAST), order(day(LAST))).confidence
    assert wrong is not None
    assert wrong < 0.5


def test_confidence_is_what_such_dates_hold() -> None:
    """Ranges of 6 to 8 days beside a history that comes sooner: of new orders as many come within as was said."""
    route = replace(ROUTE, legs=(Leg(kind=LegKind.LAST_MILE, days=(6, 8)),))
    model = learned(lives(500, 2), route, parts=False)
    found = told(model, day(LAST), order(day(LAST)))
    window, rng, held = dates(found.window), Random(11), 0
    for _ in range(2_000):
        came = LAST + rng.uniform(0.1, 1.5) + rng.lognormvariate(1.2, 0.35)
        held += window.earliest <= local_date(day(came), BERLIN) <= window.latest

    assert found.confidence is not None
    assert found.confidence < 0.75
    assert held / 2_000 == pytest.approx(found.confidence, abs=0.08)


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
                    assert found.confidence is not None
                    said[days].append(found.confidence)
                    held[days].append(window.earliest <= local_date(day(came), BERLIN) <= window.latest)
    for days, sure in said.items():
        assert len(sure) > 30
        assert sum(held[days]) / len(sure) == pytest.approx(sum(sure) / len(sure), abs=0.1)
    for count in (5, 20, 100):
        of = order(day(LAST))
        young = learned(lives(count, 1), route)
        assert {told(young, day(LAST + n), of).confidence for n in range(7)} == {None}


def test_where_history_has_no_dates_it_draws_far_out() -> None:
    """Journeys of half a year: beside ranges both ends go on towards 120 days, alone nothing is told."""
    some = [(one, one + 1, one + (150 + n % 7) * 86_400) for n, (one, _, _) in enumerate(lives(300, 1))]
    late = [(start - 200 * 86_400, left - 200 * 86_400, end - 200 * 86_400) for start, left, end in some]
    both = learned(late, parts=False)
    window = dates(told(both, day(LAST), order(day(LAST))).window)

    assert window.earliest > ROUTE.forecast(day(LAST)).window.latest
    assert told(replace(both, route=None), day(LAST), order(day(LAST))).withheld is Withheld.TOO_WIDE
    assert Outset(window, window, 0.0, is_anywhere=True).window is None


def test_after_a_leg_the_ranges_are_of_what_is_left() -> None:
    """With little history a parcel in the country is told what the route says from there, as without any."""
    legs = (
        Leg(kind=LegKind.HANDLING, days=(0, 3)),
        Leg(kind=LegKind.INTERNATIONAL, days=(4, 12)),
        Leg(kind=LegKind.LAST_MILE, days=(1, 3)),
    )
    route = Route(zone=BERLIN, legs=legs)
    sent = event(EventKind.HANDED_OVER, day(LAST + 1), shipment="p")
    arrived = event(EventKind.ENTERED_COUNTRY, day(LAST + 6), shipment="p")
    of = order(day(LAST), sent, arrived)
    for parts in (False, True):
        young = learned(lives(3, 1), route, parts=parts)
        assert (
            told(young, day(LAST + 6.1), of).window
            == told(KnownRoute(route=route), day(LAST + 6.1), of).window
        )


def test_ranges_alone_are_kept_until_they_are_over() -> None:
    """With three arrivals dates are kept to their last day, as with none; a long history gives up those likely missed."""
    few = learned(lives(3, 1), parts=False)
    last = ROUTE.forecast(day(LAST)).window.latest
    morning = start_of_day(last, BERLIN) + 9 * 3_600

    assert dates(told(few, morning, order(day(LAST))).window) == DateWindow(earliest=last, latest=last)


def test_when_it_leaves_goes_from_ranges_to_history_too() -> None:
    """Of three hand-overs the ranges' dates, less those that have passed; where they are all over, history's."""
    few, many = (learned(lives(n, 4)) for n in (3, 900))
    ranges, of = ROUTE.forecast(day(LAST)).ship_by, order(day(LAST))

    assert told(few, day(LAST), of).ship_by == ranges
    assert ranges is not None
    later = told(few, day(LAST + 2), of).ship_by
    assert later == DateWindow(earliest=local_date(day(LAST + 2), BERLIN), latest=ranges.latest)
    over = told(few, day(LAST + 6), of).ship_by
    assert over is None or over.earliest >= local_date(day(LAST + 6), BERLIN)
    soon = told(many, day(LAST), of).ship_by
    assert soon is not None
    assert soon.days < ranges.days


# -- until when -----------------------------------------------------------------------------------


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


@pytest.mark.parametrize("seed", range(8))
def test_until_it_changes_an_estimate_stays(seed: int) -> None:
    """At random instants before `changes_at` the end, and that nothing is told, are the same; within a date all of it is.

    Only dates that have passed have left the window by then, and of what has not left the shop those on which
    it cannot come any more.
    """
    rng = Random(seed)
    for _ in range(25):
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
                    max(was.earliest, local_date(at, BERLIN))
                    if isinstance(model, LearnedModel)
                    else was.earliest
                )
                is_unsent = isinstance(model, LearnedModel) and of.shipments[0].dispatched_at is None
                assert window.earliest == passed or (is_unsent and window.earliest > passed)


def test_dates_too_many_to_be_told_say_when_they_will_be_few_enough() -> None:
    """Of 3 to 30 days seven are over before 21 are left: on that midnight they are told."""
    route = replace(ROUTE, legs=(Leg(kind=LegKind.LAST_MILE, days=(3, 30)),))
    model, of = learned(lives(3, 1), route, parts=False), order(day(LAST))
    found = asked(model, day(LAST), of)
    assert found.withheld is Withheld.TOO_WIDE
    assert found.changes_at is not None
    assert found.changes_at == start_of_day(local_date(day(LAST + 10), BERLIN), BERLIN)
    assert asked(model, found.changes_at - 1, of).withheld is Withheld.TOO_WIDE
    assert dates(asked(model, found.changes_at, of).window).days == 21


# -- night by night -------------------------------------------------------------------------------


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


def test_what_is_over_is_remembered_too() -> None:
    """Nothing is foreseen of an order that was never placed, however often one asks."""
    stray = replay([event(EventKind.HANDED_OVER, day(LAST), shipment="p")])
    remembering = of_many(40, 0).remembering()

    assert remembering.foresee(stray, day(LAST), BERLIN, None) is None
    assert remembering.foresee(stray, day(LAST + 1), BERLIN, None) is None
