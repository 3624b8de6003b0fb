from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

import pytest
from tests.eta.shops import (
    AT,
    BERLIN,
    LAST,
    ROUTE,
    asked,
    dates,
    event,
    follow,
    learned,
    lives,
    of_many,
    order,
    quoted,
    told,
)
from tests.eta.worlds import day

from postpurchase.classes import replace
from postpurchase.eta import (
    EstimateBasis,
    KnownRoute,
    Leg,
    LegKind,
    Route,
    Withheld,
    outvoting,
    quote,
)
from postpurchase.eta.beliefs import Outset, Way, foretell
from postpurchase.eta.journeys import Journey
from postpurchase.eta.ways import Standing
from postpurchase.order import replay
from postpurchase.vocabulary import EventKind
from postpurchase.windows import DateWindow, local_date, start_of_day

# -- from ranges to history -----------------------------------------------------------------------


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


def test_of_what_waits_longer_than_any_before_nothing_is_measured() -> None:
    """All left within a day and a half: of what has not left after three no confidence is claimed, of what has it is."""
    model = of_many(1_200, 0)
    sent = order(day(LAST), event(EventKind.HANDED_OVER, day(LAST + 1), shipment="p"))
    night = start_of_day(local_date(day(LAST + 3), BERLIN), BERLIN)

    assert told(model, night, order(day(LAST))).confidence is None
    assert told(model, night, sent).confidence is not None
    assert told(model, day(LAST), order(day(LAST))).confidence is not None


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


def test_until_it_changes_an_estimate_stays() -> None:
    """Of twenty orders of shops that know much or little; `test_belief_walks` follows more of them."""
    rng = Random(1)
    for _ in range(20):
        follow(rng)


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


def test_without_a_history_the_legs_speak_or_nobody_does() -> None:
    """Of an order that has not begun and of one under way it is the ranges' own window; without ranges nothing is told."""
    journey = Journey(id="o", start=day(LAST))
    by_legs = foretell(Way(journey=journey, level=0.9, route=ROUTE), BERLIN)
    under_way = Way(
        journey=journey, level=0.9, standing=Standing(ROUTE, day(LAST), day(LAST + 1), travelling=False)
    )

    assert by_legs.estimate(day(LAST)).window == ROUTE.forecast(day(LAST)).window
    assert foretell(under_way, BERLIN).estimate(day(LAST + 1)).basis is EstimateBasis.RANGES
    assert foretell(Way(journey=journey, level=0.9), BERLIN).estimate(day(LAST)).withheld is Withheld.TOO_WIDE


def test_a_parcel_nobody_scans_is_told_nothing_of() -> None:
    """Three times as long as nearly all take: until then dates are told, and they say that they end there at the latest."""
    model = replace(of_many(400, 0), route=ROUTE)
    of = order(day(LAST), event(EventKind.HANDED_OVER, day(LAST + 1), shipment="p"))
    found, nights = asked(model, day(LAST + 1), of), 0
    while found.withheld is None:
        assert found.changes_at is not None
        nights, at = nights + 1, found.changes_at
        found = asked(model, at, of)

    assert nights > 1
    assert (found.withheld, found.window, found.changes_at) == (Withheld.NO_SCAN, None, None)


# -- night by night -------------------------------------------------------------------------------


def test_what_never_leaves_is_told_of_until_nobody_can_say() -> None:
    """Asked night by night, with a memory and without: the same dates, given up one after the other, and at last none."""
    model, of = of_many(400, 0), order(day(LAST))
    remembering = model.remembering()
    nights = [start_of_day(local_date(day(LAST + n), BERLIN), BERLIN) for n in range(1, 400, 3)]
    every = [remembering.foresee(of, night, BERLIN, None) for night in nights]

    assert every == [remembering.foresee(of, night, BERLIN, None) for night in nights]
    assert every[::20] == [model.foresee(of, night, BERLIN, None) for night in nights[::20]]
    assert [one is not None and one.window is not None for one in (every[0], every[-1])] == [True, False]


def test_dates_given_up_before_they_are_few_enough_are_never_told() -> None:
    """Half of it takes a month, much of it far longer: the first dates are given up while they are too many."""
    rng = Random(3)
    slow = [
        (start, start, start + rng.lognormvariate(3.4, 0.8))
        for start in (LAST - 250 + n / 4 for n in range(400))
    ]
    some = [(day(one), day(left), day(min(came, LAST - 1))) for one, left, came in slow]
    model, of = replace(learned(some, parts=False), route=None), order(day(LAST))
    first = asked(model, day(LAST), of)
    assert first.changes_at is not None
    second = asked(model, first.changes_at, of)

    assert (first.withheld, second.withheld) == (Withheld.TOO_WIDE, Withheld.TOO_WIDE)


def test_what_is_over_is_remembered_too() -> None:
    """Nothing is foreseen of an order that was never placed, however often one asks."""
    stray = replay([event(EventKind.HANDED_OVER, day(LAST), shipment="p")])
    remembering = of_many(40, 0).remembering()

    assert remembering.foresee(stray, day(LAST), BERLIN, None) is None
    assert remembering.foresee(stray, day(LAST + 1), BERLIN, None) is None
