"""What is given to the windows' functions and is of another kind is refused in our own words, with its path."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from postpurchase.calendars import CourierCalendar, WorkingCalendar, public_holidays
from postpurchase.demonstration import demo_case
from postpurchase.errors import InvalidInput
from postpurchase.eta import (
    Columns,
    Costs,
    History,
    Journey,
    KnownRoute,
    LearnedModel,
    Leg,
    LegKind,
    Ranges,
    Route,
    Shape,
    Told,
    arrival,
    estimate,
    learn,
    outvoting,
    plan_promise,
    quote,
    read_history,
)
from postpurchase.order import replay
from postpurchase.windows import instant, zone

BERLIN = zone("Europe/Berlin")
AT = datetime(2026, 11, 1, tzinfo=BERLIN)
ORDER = replay(demo_case().events)
NAIVE = datetime(2026, 11, 1)  # noqa: DTZ001 - what must be refused
ROUTE = Route(zone=BERLIN, legs=(Leg(kind=LegKind.LAST_MILE, days=(1, 3)),))
SHAPE = Shape(words={"region": 20})


def read() -> History:
    """Return a small history."""
    begun = datetime(2026, 8, 1, 10, tzinfo=BERLIN)
    rows = [
        {"no": n, "bought": placed, "came": placed + timedelta(hours=40 + n % 24), "land": "BY"}
        for n in range(60)
        for placed in [begun + timedelta(hours=31 * n)]
    ]
    columns = Columns(id="no", placed="bought", delivered="came", words={"region": "land"}, zone=BERLIN)
    return read_history(rows, columns, at=AT)


HISTORY = read()
MODEL = learn(HISTORY, SHAPE, route=ROUTE)
JOURNEY = next(HISTORY.whole())
ARRIVAL = arrival(MODEL.whole, JOURNEY)  # type: ignore[arg-type]
AWARE = "not an aware datetime; give an offset, as in 2026-10-05T22:40:00+09:00"
SECONDS = "not whole UTC seconds; give an Instant: instant(...) makes one of a datetime"
A_ZONE = "text, not ZoneInfo; give one, as zone('Europe/Berlin') of postpurchase.windows makes it"


def wrongly(call: Callable[..., object], **given: Any) -> Callable[[], object]:
    """Return a call with what no type checker would let pass."""
    return lambda: call(**given)


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        (wrongly(quote, route=None, at=AT), "route: None, not Route; give Route(legs=..., zone=...)"),
        (wrongly(quote, route=ROUTE, at=NAIVE), f"at: {AWARE}"),
        (wrongly(MODEL.quote, at=NAIVE, zone=BERLIN), f"at: {AWARE}"),
        (wrongly(outvoting, model=MODEL, at=NAIVE), f"at: {AWARE}"),
        (
            wrongly(outvoting, model=MODEL, at=AT, words={"regoin": "BY"}),
            ("words.regoin: not a feature of this history; give region"),
        ),
        (wrongly(outvoting, model=MODEL, at=AT, counts=(-1,)), "counts: below 0; give how many arrivals"),
        (wrongly(KnownRoute, route=None), "route: None, not Route; give Route(legs=..., zone=...)"),
        (
            wrongly(learn, history=HISTORY, shape=SHAPE, route="x"),
            "route: text, not Route; give Route(legs=..., zone=...)",
        ),
        (
            wrongly(LearnedModel, whole=MODEL, route=ROUTE),
            "whole: LearnedModel, not Learned; give what `fit` returned",
        ),
        (
            wrongly(learn, history=[{}], shape=SHAPE),
            "history: list, not History; give what `read_history` returned",
        ),
        (
            wrongly(learn, history=HISTORY, shape={}),
            "shape: dict, not Shape; give Shape(words=..., numbers=...)",
        ),
        (
            wrongly(learn, history=HISTORY, shape=Shape(words={"Region": 20})),
            "shape.words.Region: no column of the history; give region",
        ),
        (
            wrongly(learn, history=HISTORY, shape=Shape(numbers={"kg": 20})),
            "shape.numbers.kg: no column of the history; leave it out",
        ),
        (wrongly(Shape, anchor="foo"), "anchor: not a known word; give one of none, ratio, difference"),
        (
            wrongly(arrival, model=MODEL, journey=JOURNEY),
            "model: LearnedModel, not Learned; give what was learned of one way, as model.whole",
        ),
        (
            wrongly(arrival, model=MODEL.whole, journey=HISTORY.lives[0]),
            "journey: Life, not Journey; give a Journey, as history.whole() yields them",
        ),
        (wrongly(Journey, id="1", start=AT), f"start: {SECONDS}"),
        (wrongly(Journey, id="1", start=0, end=AT), f"end: {SECONDS}"),
        (wrongly(Told, at=AT, ended=0), f"at: {SECONDS}"),
        (wrongly(Told, at=0, ended="noon"), f"ended: {SECONDS}"),
        (wrongly(ARRIVAL.quantile, level=1.5), "level: not a share; give one between 0 and 1, as in 0.8"),  # type: ignore[union-attr]
        (
            wrongly(ARRIVAL.quantiles, levels=(0.5, -1)),  # type: ignore[union-attr]
            "levels: not all shares; give some between 0 and 1, as in 0.8",
        ),
        (wrongly(ARRIVAL.given, now=NAIVE), f"now: {AWARE}"),  # type: ignore[union-attr]
        (
            wrongly(
                plan_promise, past=[(ARRIVAL, JOURNEY.start - 86_400)], costs=Costs(late=1, cautious_day=1)
            ),
            "past.0: ended before it began; give the arrival of the same order",
        ),
        (wrongly(estimate, order=ORDER, ranges=Ranges(), now="now", zone=BERLIN), f"now: {AWARE}"),
        (wrongly(WorkingCalendar, zone="Europe/Berlin"), f"zone: {A_ZONE}"),
        (
            wrongly(WorkingCalendar, zone=BERLIN, holidays=[date(2026, 12, 25)]),
            "holidays: list, not frozenset; give dates, as public_holidays returns them",
        ),
        (
            wrongly(CourierCalendar, working=BERLIN),
            "working: ZoneInfo, not WorkingCalendar; give WorkingCalendar(zone=...)",
        ),
        (
            wrongly(public_holidays, country="JP", years=2026),
            "years: a whole number, not a collection of int; give years, as in (2026, 2027)",
        ),
    ],
)
def test_what_is_of_another_kind_is_refused_where_it_is_given(call: Callable[[], object], fault: str) -> None:
    """The path names the argument, and what would be right is said."""
    with pytest.raises(InvalidInput) as raised:
        call()

    assert str(raised.value) == fault


def test_a_moment_may_be_a_datetime() -> None:
    """Where an instant is asked of a user, an aware datetime says the same."""
    assert ARRIVAL is not None
    assert ARRIVAL.given(AT) == ARRIVAL.given(instant(AT))
    assert ARRIVAL.share(AT) == ARRIVAL.share(instant(AT))
    assert MODEL.whole is not None
    later = arrival(MODEL.whole, JOURNEY, now=AT)
    assert later is not None
    assert later.now == instant(AT)
    assert estimate(ORDER, Ranges(), AT, BERLIN) == estimate(ORDER, Ranges(), instant(AT), BERLIN)


def test_a_history_says_how_much_of_it_is_used() -> None:
    """Its repr counts rows, and shows none."""
    assert repr(HISTORY) == "<History 60 of 60 rows used, 0 with flaws, until 2026-10-31T23:00:00Z>"
