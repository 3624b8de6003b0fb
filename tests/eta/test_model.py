from __future__ import annotations

from dataclasses import replace
from datetime import UTC as UTC_OFFSET
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from tests.eta.worlds import day, journeys

from postpurchase.errors import InvalidInput
from postpurchase.eta import Assumption, EstimateBasis, Leg, LegKind, Peak, Quote, Route, Withheld, quote
from postpurchase.eta.estimates import Estimate
from postpurchase.eta.fitting import fit
from postpurchase.eta.journeys import Journey, Shape
from postpurchase.eta.learned import Learned
from postpurchase.eta.model import LearnedModel, words_of
from postpurchase.events import Carriage, Destination, Event, Placed, Promised
from postpurchase.order import Order, replay
from postpurchase.vocabulary import EventKind, Service
from postpurchase.windows import DateWindow, Instant, moment, utc_text, zone

UTC = zone("UTC")
SHAPE = Shape(words={"region": 20}, place="region")
ROUTE = Route(
    zone=UTC,
    legs=(Leg(kind=LegKind.HANDLING, days=(1, 3)), Leg(kind=LegKind.LAST_MILE, days=(6, 11))),
)


def history(days: int) -> list[Journey]:
    """Return so many days of journeys, where to under the name that orders have for it."""
    return [replace(one, words={"region": one.words["to"]}) for one in journeys(days)]


@cache
def learned(days: int) -> Learned:
    """Return what is learned of so many days."""
    return fit(history(days), SHAPE, at=day(days), zone=UTC)


def model(days: int = 180, **given: Any) -> LearnedModel:
    """Return what such a history says."""
    return LearnedModel(whole=learned(days), **given)


def order(start: float, *more: Event, region: str = "near") -> Order:
    """Return an order placed so many days after the world began."""
    placed = Placed(destination=Destination(country="DE", region=region))
    return replay([event(EventKind.ORDER_PLACED, start, details=placed), *more])


def event(kind: EventKind, at: float, **given: Any) -> Event:
    """Return an event of the order."""
    return Event(kind=kind, order="o1", at=moment(day(at)), id=f"{kind}@{at}", **given)


def foreseen(model: LearnedModel, now: Instant, of: Order, parcel: bool = False) -> Estimate:
    """Return what is foreseen."""
    found = model.foresee(of, now, UTC, of.shipments[0] if parcel else None)
    assert found is not None
    return found


def dates(found: Estimate) -> DateWindow:
    """Return the window of an estimate."""
    assert isinstance(found.window, DateWindow)
    return found.window


# -- history and ranges ---------------------------------------------------------------------------


def test_a_history_says_how_sure_it_is() -> None:
    """Eight in ten, learned, if things stay as they were lately."""
    found = foreseen(model(), day(180.5), order(180.4))

    assert (found.basis, found.confidence) == (EstimateBasis.LEARNED, 0.8)
    assert found.assumptions == (Assumption.SAME_AS_LATELY,)
    assert dates(found).days in (3, 4)
    assert found.ship_by is None


@pytest.mark.parametrize(("days", "sure"), [(80, 0.8), (90, None)])
def test_an_old_model_is_not_sure(days: int, sure: float | None) -> None:
    """Twelve weeks after the last arrival it was told of nobody knows what its windows hold; they are told, and it says so."""
    last = learned(180).last_arrival
    assert last is not None
    found = model().quote(moment(last + days * 86_400), UTC, words={"region": "near"})

    assert (found.confidence, found.basis) == (sure, EstimateBasis.LEARNED)
    assert (Assumption.MODEL_AGE in found.assumptions) is (sure is None)
    assert found.window is not None


def test_without_history_the_route_speaks() -> None:
    """A model of ranges alone, and one whose history is still empty, say what the route says."""
    empty = fit([], SHAPE, at=day(0), zone=UTC)
    plain, young = (LearnedModel(whole=whole, route=ROUTE) for whole in (None, empty))

    for one in (plain, young):
        found = foreseen(one, day(0.5), order(0.4))
        assert found.basis is EstimateBasis.RANGES
        assert dates(found) == ROUTE.forecast(day(0.4)).window


def test_a_thin_history_is_ruled_by_the_ranges() -> None:
    """After two days of orders the window is the ranges', and says that history is short."""
    found = foreseen(model(6, route=ROUTE), day(6.5), order(6.4))

    assert found.basis is EstimateBasis.RANGES
    assert found.confidence is None
    assert Assumption.LITTLE_HISTORY in found.assumptions
    assert abs((dates(found).latest - ROUTE.forecast(day(6.4)).window.latest).days) <= 1
    assert found.ship_by == ROUTE.forecast(day(6.4)).ship_by


def test_few_orders_without_ranges_say_so() -> None:
    """Three arrivals promise no dates that anybody could plan by; fifty do, and say that history is short."""
    three = fit(history(5)[:3], SHAPE, at=day(20), zone=UTC)
    fifty = fit(
        [one for one in history(30) if one.words["region"] == "near"][:50], SHAPE, at=day(40), zone=UTC
    )
    little, more = (foreseen(LearnedModel(whole=one), day(40.5), order(40.4)) for one in (three, fifty))

    assert three.arrivals == 3
    assert little.withheld is Withheld.TOO_WIDE or dates(little).days >= 5
    assert Assumption.LITTLE_HISTORY in more.assumptions
    assert more.basis is EstimateBasis.LEARNED
    assert dates(more).days <= 5


def test_a_long_history_rules_itself() -> None:
    """After half a year the ranges no longer move anything."""
    with_ranges = foreseen(model(route=ROUTE), day(180.5), order(180.4))

    assert with_ranges.window == foreseen(model(), day(180.5), order(180.4)).window
    assert Assumption.LITTLE_HISTORY not in with_ranges.assumptions


def test_a_declared_peak_widens_what_was_learned() -> None:
    """History knows nothing of next week's sale: the shop's word is added, and said."""
    peak = Peak(
        start=date(2025, 7, 7),
        end=date(2025, 7, 20),
        days=(1, 4),
        legs=frozenset({LegKind.LAST_MILE}),
        name="sale",
    )
    calm = foreseen(model(route=ROUTE), day(180.5), order(180.4))
    busy = foreseen(model(route=replace(ROUTE, peaks=(peak,))), day(180.5), order(180.4))

    assert Assumption.PEAK in busy.assumptions
    assert busy.confidence is None
    assert (dates(busy).latest - dates(calm).latest).days in (3, 4)


def test_a_declared_peak_fades_as_history_sees_it() -> None:
    """Three weeks after its beginning what it does is in the history, and no longer added; to the ranges it still is."""
    peak = Peak(
        start=date(2025, 6, 14), end=date(2025, 7, 20), days=(1, 4), legs=frozenset({LegKind.LAST_MILE})
    )
    long_since = foreseen(model(route=replace(ROUTE, peaks=(peak,))), day(180.5), order(180.4))

    assert Assumption.PEAK not in long_since.assumptions
    mixed = history(180)[:200]
    seen = LearnedModel(whole=fit(mixed, SHAPE, at=day(180), zone=UTC), route=replace(ROUTE, peaks=(peak,)))
    both = foreseen(seen, day(180.5), order(180.4))
    calm = foreseen(replace(seen, route=ROUTE), day(180.5), order(180.4))
    assert Assumption.LITTLE_HISTORY in both.assumptions
    assert Assumption.PEAK in both.assumptions
    assert 2 <= (dates(both).latest - dates(calm).latest).days <= 4


def test_something_must_be_known() -> None:
    """A model of nothing, and a level that is none, are refused together."""
    with pytest.raises(InvalidInput) as raised:
        LearnedModel(level=1.0)

    assert str(raised.value).splitlines() == [
        "whole: neither a history nor a route; give one of them",
        "level: not between 0.5 and 0.99; give a share, as in 0.8",
    ]


# -- an order's life ------------------------------------------------------------------------------


def test_nothing_is_foreseen_of_what_was_never_placed_or_has_arrived() -> None:
    """No beginning, or no end to come."""
    stray = replay([event(EventKind.HANDED_OVER, 180, shipment="p1")])
    there = order(
        180, event(EventKind.HANDED_OVER, 181, shipment="p1"), event(EventKind.DELIVERED, 182, shipment="p1")
    )

    assert model().foresee(stray, day(183), UTC, None) is None
    assert model().foresee(there, day(183), UTC, None) is None
    assert words_of(stray, None) == {}


def test_waiting_moves_the_window_and_is_announced() -> None:
    """The night from which the window ends later is known beforehand; until then it does not move."""
    of, known = order(180.4), model()
    found = foreseen(known, day(180.5), of)

    assert found.changes_at is not None
    assert dates(foreseen(known, found.changes_at - 1, of)).latest == dates(found).latest
    later = foreseen(known, found.changes_at, of)
    assert dates(later).latest > dates(found).latest
    assert Assumption.ELAPSED in later.assumptions


def test_a_hand_over_restarts_the_clock() -> None:
    """From hand-over on the carriage's own history counts, and what was slow before does not."""
    sent = order(180, event(EventKind.HANDED_OVER, 190, shipment="p1"))
    carriage = learned(180)
    restarted = foreseen(model(carriage=carriage, route=ROUTE), day(190.1), sent)
    waited = foreseen(model(route=ROUTE), day(190.1), sent)

    assert restarted == foreseen(model(carriage=carriage, route=ROUTE), day(190.1), sent, parcel=True)
    assert dates(restarted).earliest >= date(2025, 7, 16)
    assert Assumption.ELAPSED not in restarted.assumptions
    assert Assumption.ELAPSED in waited.assumptions
    assert foreseen(model(carriage=carriage), day(190.1), sent).window == restarted.window


def test_long_silence_withholds_the_window() -> None:
    """After three times what nineteen in twenty take, without a sign of the parcel, nobody knows."""
    sent = order(180, event(EventKind.HANDED_OVER, 181, shipment="p1"))
    known = model(carriage=learned(180))

    assert foreseen(known, day(190), sent).withheld is None
    silent = foreseen(known, day(205), sent)
    assert (silent.window, silent.withheld) == (None, Withheld.NO_SCAN)


def test_a_window_that_nobody_can_plan_by_is_withheld() -> None:
    """When what is left lies anywhere within months, no dates are told."""
    slow = [replace(one, end=one.start + (n * 37 % 1500) * 86_400) for n, one in enumerate(history(100))]
    whole = fit(slow, Shape(), at=day(1500), zone=UTC)
    found = foreseen(LearnedModel(whole=whole), day(1500.5), order(1500.4))

    assert found.withheld is Withheld.TOO_WIDE


def test_when_it_leaves_is_learned_too() -> None:
    """With a history of hand-overs the ship-by window is the shop's own."""
    known = model(dispatch=learned(180))
    fresh, waiting = (foreseen(known, day(180 + n), order(180)).ship_by for n in (0, 2))

    assert fresh is not None
    assert waiting is not None
    assert fresh.days in (3, 4)
    assert waiting.latest >= fresh.latest


def test_what_an_order_says_of_itself() -> None:
    """The words under which a history may hold what is known when an order is placed."""
    placed = Placed(
        destination=Destination(country="BR", region="SP", remote=True),
        promised=Promised(courier="acme", service=Service.LATER),
        sales_channel="app",
    )
    of = replay([event(EventKind.ORDER_PLACED, 0, details=placed)])

    assert words_of(of, None) == {
        "country": "BR",
        "region": "SP",
        "remote": "yes",
        "mode": "stock",
        "service": "later",
        "sales_channel": "app",
        "courier": "acme",
    }


def test_the_courier_actually_used_counts() -> None:
    """A parcel handed to another courier than promised is of that courier."""
    used = event(EventKind.HANDED_OVER, 181, shipment="p1", details=Carriage(courier="other"))
    of = order(180, used)

    assert words_of(of, of.shipments[0])["courier"] == "other"


# -- before the order -----------------------------------------------------------------------------


def test_a_quote_is_what_an_order_placed_now_would_be_told() -> None:
    """By product and destination, before anybody bought; of ranges alone it is the route's."""
    at = datetime(2025, 7, 5, 10, tzinfo=UTC_OFFSET)
    known = model(route=ROUTE)
    quoted = known.quote(at, UTC, words={"region": "near"})
    told = foreseen(known, day(180) + 36_000, order(180 + 10 / 24))

    assert (quoted.window, quoted.basis, quoted.confidence) == (told.window, EstimateBasis.LEARNED, 0.8)
    assert quoted.ship_by == ROUTE.forecast(day(180)).ship_by
    assert LearnedModel(route=ROUTE).quote(at, UTC) == quote(ROUTE, at)


def test_a_quote_by_a_feature_nobody_knows_is_refused() -> None:
    """A name that would be ignored is named, with what it may have been; without a history nobody can tell."""
    at = datetime(2025, 7, 5, 10, tzinfo=UTC_OFFSET)
    with pytest.raises(InvalidInput) as caught:
        model(route=ROUTE).quote(at, UTC, words={"regoin": "near", "country": "DE"}, numbers={"km": 5})

    assert [str(fault) for fault in caught.value.faults] == [
        "words.regoin: not a feature of this history; give region",
        "numbers.km: not a feature of this history; leave it out",
    ]
    unlearned = LearnedModel(route=ROUTE)
    assert unlearned.quote(at, UTC, words={"regoin": "near"}) == unlearned.quote(at, UTC)


def test_a_quote_of_before_the_model_is_refused() -> None:
    """A model of July knows what came in June: who asks for June's dates asks the model of June."""
    with pytest.raises(InvalidInput, match="at: before the model was learned; ask the model of that time"):
        model().quote(datetime(2024, 7, 5, tzinfo=UTC_OFFSET), UTC)
    with pytest.raises(InvalidInput, match="zone: text, not"):
        model().quote(datetime(2025, 7, 5, tzinfo=UTC_OFFSET), "Europe/Berlin")  # type: ignore[arg-type]


def test_a_quote_without_any_knowledge_says_so() -> None:
    """An empty history and no route promise nothing, on no basis; with a route its legs speak."""
    at = datetime(2025, 7, 5, tzinfo=UTC_OFFSET) + timedelta(hours=10)
    empty = fit([], SHAPE, at=day(0), zone=UTC)

    assert LearnedModel(whole=empty).quote(at, UTC) == Quote(
        ship_by=None, window=None, basis=EstimateBasis.NONE
    )
    assert LearnedModel(whole=empty, route=ROUTE).quote(at, UTC).window == quote(ROUTE, at).window


# -- late -----------------------------------------------------------------------------------------


def test_dates_are_kept_until_they_are_over_or_likelier_missed() -> None:
    """Told at noon, asked every midnight for three weeks: dates change when `changes_at` says so, and each time the end moves on."""
    of, known = order(180.5), model()
    beliefs = [foreseen(known, day(181 + n), of) for n in range(20)]
    told = [one for one in beliefs if one.window is not None]
    ends = [dates(one).latest for one in told]

    assert ends == sorted(ends)
    assert 3 <= len(set(ends)) <= 7
    for today, tomorrow in pairwise(range(len(told))):
        until = told[today].changes_at
        assert until is not None
        assert (ends[today] == ends[tomorrow]) == (until > day(181 + tomorrow))


def test_the_confidence_of_a_late_parcel_is_its_chance() -> None:
    """Of parcels still under way after some days as many come within their dates as is said, on the whole."""
    known = model()
    late = [one for one in journeys(255, seed=9) if one.start >= day(180) and one.words["to"] == "far"]
    said, held = [], 0
    for one in late:
        begun = (one.start - day(0)) / 86_400
        now = day(int(begun) + 8)
        if (one.end or 0) > now:
            found = known.foresee(order(begun, region="far"), now, UTC, None)
            assert found is not None
            assert found.confidence is not None
            said.append(found.confidence)
            held += (one.end or 0) < day(0) + 86_400 * ((dates(found).latest - date(2025, 1, 6)).days + 1)

    assert len(said) > 100
    assert held / len(said) == pytest.approx(sum(said) / len(said), abs=0.08)


def test_who_has_waited_too_long_is_told_no_date() -> None:
    """Of an order that should have come a year ago nothing is believed."""
    assert foreseen(model(), day(500), order(180.4)).withheld is Withheld.TOO_WIDE


# -- one plan, many nights ------------------------------------------------------------------------


def test_a_model_that_remembers_says_the_same() -> None:
    """Asked of some nights, back and forth, of one order and of one that was never placed."""
    of, known = order(180.4), model(route=ROUTE)
    stray = replay([event(EventKind.HANDED_OVER, 180, shipment="p1")])
    remembering = known.remembering()

    for n in (184, 181, 190, 181):
        assert remembering.foresee(of, day(n), UTC, None) == known.foresee(of, day(n), UTC, None)
        assert remembering.foresee(stray, day(n), UTC, None) is None


def test_a_model_is_shown_in_a_line() -> None:
    """How much each way rests on, until when it knows, the route and the level; no holiday and no effect."""
    alone = LearnedModel(route=ROUTE)
    known = LearnedModel(whole=fit([], SHAPE, at=day(0), zone=UTC))

    assert repr(alone) == "<LearnedModel <Route handling 1-3, last_mile 6-11 days, UTC>, level 0.8>"
    assert repr(known) == f"<LearnedModel whole of 0 arrivals, until {utc_text(day(0))}, level 0.8>"
