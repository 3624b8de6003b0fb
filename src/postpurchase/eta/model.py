"""A shop's own history as a model of its orders: which of its ways an order is on, and when that ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, tzinfo
from typing import Final, NamedTuple

from postpurchase.classes import dataclass, replace
from postpurchase.errors import Fault, InvalidInput, checked, nearest
from postpurchase.eta.arrivals import Arrival, Given, arrival
from postpurchase.eta.dates import window_of
from postpurchase.eta.estimates import Assumption, Estimate, EstimateBasis, Withheld, withheld
from postpurchase.eta.journeys import Journey
from postpurchase.eta.learned import LONG, Learned
from postpurchase.eta.legs import Forecast, LegKind, Route
from postpurchase.eta.unsent import Left, Unsent
from postpurchase.eta.ways import (
    A_ROUTE,
    SILENT_LEGS,
    Quote,
    Standing,
    from_legs,
    last_sign,
    parcel_of,
    quote,
    quoted,
    stand,
    still_ahead,
)
from postpurchase.kinds import must_be
from postpurchase.order import Order, Shipment
from postpurchase.vocabulary import Milestone
from postpurchase.windows import DateWindow, Instant, instant, local_date, start_of_day
from postpurchase.windows.instants import DAY, HOUR

LEVEL: Final = 0.8
"""The share of parcels that the dates told are to hold, where the shop does not say otherwise."""

FADE: Final = 21 * DAY
"""How long after a declared peak's beginning history takes over what was declared of it."""

THIN: Final = 0.05
"""What ranges, or rules for few, weigh from which on an estimate says that history is short."""

LATE: Final = 0.9
"""The share of parcels that dates are to hold at least once the first ones are given up."""

KEPT: Final = 0.5
"""The chance of being kept below which dates are given up before they are over."""

FARTHEST_TURN: Final = 30
"""How often dates may be given up before nobody believes the next ones."""

_MORNING: Final = 9 * HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedModel:
    """What a shop's history says of its orders, with the ranges it knows as what history is held against.

    `whole` is learned from order to door, `carriage` from hand-over to door, `dispatch` from order to
    hand-over; a route is needed where history is thin. `level` is the share that the dates told hold.
    """

    whole: Learned | None = None
    carriage: Learned | None = None
    dispatch: Learned | None = None
    route: Route | None = None
    level: float = LEVEL

    def __post_init__(self) -> None:
        for part in ("whole", "carriage", "dispatch"):
            if getattr(self, part) is not None:
                must_be(part, getattr(self, part), Learned, "give what `fit` returned")
        if self.route is not None:
            must_be("route", self.route, Route, A_ROUTE)
        must_be("level", self.level, float, "give a share, as in 0.8")
        faults = []
        if self.whole is None and self.route is None:
            faults.append(Fault("whole", "neither a history nor a route", "give one of them"))
        if not 0.5 <= self.level <= 0.99:
            faults.append(Fault("level", "not between 0.5 and 0.99", "give a share, as in 0.8"))
        if faults:
            raise InvalidInput(faults)

    def foresee(self, order: Order, now: Instant, zone: tzinfo, shipment: Shipment | None) -> Estimate | None:
        """Return the estimate as of `now`, dates in `zone`; None before the order is placed and at the door.

        Dates are kept until they are over, or more likely to be missed than not by what has waited as long;
        that is counted at midnights.
        """
        way = _way(self, order, shipment)
        return None if way is None else way.estimate(now, zone)

    def quote(
        self,
        at: datetime,
        zone: tzinfo,
        *,
        words: Mapping[str, str] | None = None,
        numbers: Mapping[str, float] | None = None,
    ) -> Quote:
        """Return what may be promised for an order placed at that moment with those features.

        Raises `InvalidInput` for a feature that neither the history nor any order knows by that name.
        """
        self.check_features(words or {}, numbers or {})
        if self.whole is None and self.route is not None:
            return quote(self.route, at)
        t = checked("at", instant, at)
        journey = Journey(id="", start=t, words=words or {}, numbers=numbers or {})
        return quoted(Way(self, journey, self.whole, self.route, unsent=True).estimate(t, zone), t, zone)

    def check_features(self, words: Mapping[str, str], numbers: Mapping[str, float]) -> None:
        """Raise `InvalidInput` for features that neither the history nor any order knows by their names."""
        if faults := list(self._unknown_features(words, numbers)):
            raise InvalidInput(faults)

    def _unknown_features(self, words: Mapping[str, str], numbers: Mapping[str, float]) -> Iterator[Fault]:
        """Yield the features that would be ignored; without a history nobody knows what it will hold."""
        if self.whole is None:
            return
        shape = self.whole.shape
        for part, given, known in (
            ("words", words, {*shape.words, *OF_ORDERS}),
            ("numbers", numbers, {*shape.numbers}),
        ):
            for name in sorted(set(given) - known):
                yield Fault(f"{part}.{name}", "not a feature of this history", nearest(name, known))


class Belief(NamedTuple):
    """Dates, the share of parcels that they hold, and until when they are believed if nothing is heard."""

    window: DateWindow
    held: float
    until: Instant


@dataclass(frozen=True, slots=True)
class Way:
    """One order on one of its ways."""

    model: LearnedModel
    journey: Journey
    learned: Learned | None
    route: Route | None
    standing: Standing | None = None
    heard: Instant | None = None
    unsent: bool = False
    """Whether nothing of it has left the shop yet."""

    def estimate(self, now: Instant, zone: tzinfo) -> Estimate:
        """Return the estimate as of `now`."""
        forecast = None if self.route is None else self.route.forecast(self.journey.start)
        found = _learned_arrival(self.learned, self.journey, self._given(forecast))
        if found is None:
            return self._by_legs(now)
        if self.heard is None:
            return self._told(found, forecast, now, zone)
        silence = self.heard + SILENT_LEGS * max(found.quantile(0.95) - self.journey.start, DAY)
        if now >= silence:
            return withheld(Withheld.NO_SCAN)
        told = self._told(found, forecast, now, zone)
        return replace(told, changes_at=min(silence, told.changes_at or silence))

    def _by_legs(self, now: Instant) -> Estimate:
        if self.standing is not None:
            return from_legs(self.standing, now)
        if self.route is None:
            return withheld(Withheld.TOO_WIDE)
        return from_legs(Standing(self.route, self.journey.start, now, travelling=False), now)

    def _told(self, found: Arrival, forecast: Forecast | None, now: Instant, zone: tzinfo) -> Estimate:
        midnight = start_of_day(local_date(now, zone), zone)
        known = self._known(found, zone)
        ship_by = self._ship_by(forecast, midnight, zone)
        left = known.given(midnight) if midnight > self.journey.start else found
        believed = self._believed(known, midnight, zone)
        if believed is None:
            return withheld(Withheld.TOO_WIDE)
        assumed, is_old = [Assumption.SAME_AS_LATELY], self._is_old(midnight)
        if is_old:
            assumed.append(Assumption.MODEL_AGE)
        if left.passed > 0.01:
            assumed.append(Assumption.ELAPSED)
        guessed = 0.0 if found.table is None else found.table.guessed
        if max(found.weight, guessed) > THIN:
            assumed.append(Assumption.LITTLE_HISTORY)
        if found.wait != (0, 0):
            assumed.append(Assumption.PEAK)
        if forecast is not None and found.weight > THIN:
            faded = {Assumption.PEAK} if found.wait == (0, 0) else set()
            assumed += [one for one in forecast.assumptions if one not in {*assumed, *faded}]
        return Estimate(
            window=believed.window
            if ship_by is None
            else self._after_leaving(known, believed.window, ship_by, zone),
            basis=EstimateBasis.RANGES if found.weight > 0.5 else EstimateBasis.LEARNED,
            changes_at=believed.until,
            confidence=None if is_old or found.weight > 0.5 or found.wait != (0, 0) else believed.held,
            assumptions=tuple(assumed),
            ship_by=ship_by,
        )

    def _is_old(self, now: Instant) -> bool:
        """Return whether nothing has arrived for as long as is remembered, that anybody told the model of."""
        last = None if self.learned is None else self.learned.last_arrival
        return last is not None and now - last > LONG

    def _believed(self, known: Arrival | Unsent, midnight: Instant, zone: tzinfo) -> Belief | None:
        """Return the dates believed as of a midnight; None where there are none, or nobody can say any more.

        Those foreseen at the outset are kept until they are over, or more likely to be missed than not; the
        next ones hold more, and are kept alike. The end of what has not come yet moves on with every
        day that passes: who was told each time would read of nothing but delays.
        """
        since, level = self.journey.start, self.model.level
        for _ in range(FARTHEST_TURN):
            left = known.given(since) if since > self.journey.start else _outset(known)
            window = self._window(left, level, since, zone)
            if window is None:
                return None
            until = self._outlived(known, window, since, zone)
            if until > midnight:
                first = max(window.earliest, local_date(midnight, zone))
                chance = known.given(midnight).share(_after(window, zone))
                held = round(chance, 2) if midnight > self.journey.start else level
                return Belief(replace(window, earliest=first), held, until)
            since, level = until, max(level, LATE)
        return None

    def _outlived(self, known: Arrival | Unsent, window: DateWindow, since: Instant, zone: tzinfo) -> Instant:
        """Return the first midnight at which a window is over, or more likely to be missed than not."""
        end, day = _after(window, zone), local_date(since, zone)
        while True:
            day += timedelta(days=1)
            night = start_of_day(day, zone)
            if night >= end or known.given(night).share(end) < KEPT:
                return night

    def _window(self, found: Arrival | Left, level: float, now: Instant, zone: tzinfo) -> DateWindow | None:
        courier = None if self.route is None else self.route.courier
        return window_of(found, level, now, zone, courier)

    def _known(self, found: Arrival, zone: tzinfo) -> Arrival | Unsent:
        """Return what is known of what has not left yet, where both parts of its way have a history."""
        dispatch = _learned_arrival(self.model.dispatch if self.unsent else None, self.journey, None)
        carriage = self.model.carriage
        if dispatch is None or carriage is None or not carriage.tables:
            return found
        return Unsent(found, dispatch, carriage, self.journey, zone)

    def _after_leaving(
        self, known: Arrival | Unsent, window: DateWindow, ship_by: DateWindow, zone: tzinfo
    ) -> DateWindow:
        """Return a window without the dates on which nothing arrives that leaves when we say it will."""
        if not isinstance(known, Unsent):
            return window
        leaves = max(start_of_day(ship_by.earliest, zone), self.journey.start)
        first = max(window.earliest, local_date(known.soonest(leaves), zone))
        return replace(window, earliest=min(first, window.latest))

    def _given(self, forecast: Forecast | None) -> Given | None:
        if forecast is None or self.learned is None or self.route is None:
            return None
        return given_by(self.route, self.journey.start, self.learned.at, forecast)

    def _ship_by(self, forecast: Forecast | None, now: Instant, zone: tzinfo) -> DateWindow | None:
        dispatch = self.model.dispatch if self.learned is self.model.whole else None
        found = _learned_arrival(dispatch, self.journey, None)
        if found is None:
            return None if forecast is None else still_ahead(forecast.ship_by, now, zone)
        return window_of(found.given(now) if now > self.journey.start else found, self.model.level, now, zone)


def _after(window: DateWindow, zone: tzinfo) -> Instant:
    return start_of_day(window.latest + timedelta(days=1), zone)


def _outset(known: Arrival | Unsent) -> Arrival:
    """Return what is believed of an order when it is placed: its whole way, as it was learned."""
    return known.whole if isinstance(known, Unsent) else known


def _learned_arrival(learned: Learned | None, journey: Journey, given: Given | None) -> Arrival | None:
    """Return what a history says once something in it has arrived."""
    return None if learned is None or not learned.tables else arrival(learned, journey, given=given)


def given_by(route: Route, start: Instant, learned_at: Instant, forecast: Forecast | None = None) -> Given:
    """Return what a route says of a journey that starts then; its peaks fade as what was learned may know them."""
    window = (forecast or route.forecast(start)).window
    calm = _calm(route).forecast(start).window
    zone = route.zone
    fade = [max(0.0, 1 - max(0, learned_at - start_of_day(peak.start, zone)) / FADE) for peak in route.peaks]
    wait = max(fade, default=0.0)
    late = (window.earliest - calm.earliest, window.latest - calm.latest)
    return Given(
        earliest=start_of_day(calm.earliest, zone) + _MORNING,
        latest=start_of_day(calm.shifted(1).latest, zone),
        wait=(round(late[0].total_seconds() * wait), round(late[1].total_seconds() * wait)),
    )


def _calm(route: Route) -> Route:
    return Route(legs=route.legs, zone=route.zone, courier=route.courier)


def _way(model: LearnedModel, order: Order, shipment: Shipment | None) -> Way | None:
    if order.placed_at is None or order.first(Milestone.ALL_DELIVERED) is not None:
        return None
    standing = None if model.route is None else stand(order, model.route, shipment)
    heard, travelling = last_sign(order, shipment)
    sign = heard if travelling else None
    parcel = parcel_of(order, shipment)
    words = words_of(order, parcel)
    sent = None if parcel is None else parcel.dispatched_at
    if sent is not None and model.carriage is not None:
        route = None if model.route is None else model.route.after(LegKind.HANDLING)
        journey = Journey(id=f"{order.id}/{parcel.subject if parcel else ''}", start=sent, words=words)
        return Way(model, journey, model.carriage, route, standing, sign)
    journey = Journey(id=order.id, start=order.placed_at, words=words)
    unsent = sign is None and all(one.dispatched_at is None for one in order.shipments)
    return Way(model, journey, model.whole, model.route, standing, sign, unsent)


OF_ORDERS: Final = ("country", "region", "remote", "mode", "service", "sales_channel", "courier")
"""What an order says of itself, whether a history holds it or not."""


def words_of(order: Order, shipment: Shipment | None) -> dict[str, str]:
    """Return what an order says of itself beforehand, by the names under which a history may hold it.

    They are those of `OF_ORDERS`.
    """
    placed = order.placed
    if placed is None:
        return {}
    courier = shipment.courier if shipment is not None and shipment.courier else placed.promised.courier
    found = {
        "country": placed.destination.country,
        "region": placed.destination.region,
        "remote": "yes" if placed.destination.remote else "no",
        "mode": placed.mode.value,
        "service": placed.promised.service.value if placed.promised.service else None,
        "sales_channel": placed.sales_channel,
        "courier": courier,
    }
    return {name: value for name, value in found.items() if value}
