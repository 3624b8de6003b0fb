"""What is believed of one order on one of its ways: the dates told first, how long they are kept, and what comes then.

Those told first lie between the ranges' dates and history's, as far as history counts. They are kept until they
are over, or more likely to be missed than not; the next ones hold more, and are kept alike. The end of what has
not come yet moves on with every day that passes: who was told each time would read of nothing but delays.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta, tzinfo
from typing import Final, NamedTuple

from postpurchase.classes import dataclass, replace
from postpurchase.eta.arrivals import Arrival, Given, arrival, doubt
from postpurchase.eta.dates import FARTHEST, between, ends_between, window_of
from postpurchase.eta.estimates import MAX_DATES, Assumption, Estimate, EstimateBasis, Withheld, withheld
from postpurchase.eta.journeys import Journey
from postpurchase.eta.learned import LONG, Learned
from postpurchase.eta.legs import Forecast, LegKind, Route
from postpurchase.eta.tables import AT_RISK
from postpurchase.eta.unsent import Left, Unsent
from postpurchase.eta.ways import SILENT_LEGS, Standing, from_legs, still_ahead
from postpurchase.order.once import once
from postpurchase.windows import DateWindow, Instant, local_date, start_of_day
from postpurchase.windows.instants import DAY, HOUR

FADE: Final = 21 * DAY
"""How long after a declared peak's beginning history takes over what was declared of it."""

THIN: Final = 0.05
"""What ranges, or rules for few, weigh from which on an estimate says that history is short."""

LATE: Final = 0.9
"""The share of parcels that dates are to hold at least once the first ones are given up."""

KEPT: Final = 0.5
"""The chance of being kept below which dates are given up before they are over, where history alone speaks."""

FARTHEST_TURN: Final = 30
"""How often dates may be given up before nobody believes the next ones."""

_MORNING: Final = 9 * HOUR
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One order on one of its ways: what was learned of it, what its legs are, and the share that dates are to hold.

    Of the whole way both parts may have been learned too: `dispatch` until it leaves, `carriage` from there.
    """

    journey: Journey
    level: float
    learned: Learned | None = None
    dispatch: Learned | None = None
    carriage: Learned | None = None
    route: Route | None = None
    standing: Standing | None = None
    heard: Instant | None = None
    unsent: bool = False
    """Whether nothing of it has left the shop yet."""


class Outset(NamedTuple):
    """The dates told of an order first: where the ranges lie, where history does, and how much the ranges count.

    Each end goes from the ranges' date to history's. A distribution drawn between both would not do: the
    fewest dates that hold it are not those of the ranges, however little history there is.
    """

    ranges: DateWindow
    learned: DateWindow
    weight: float
    is_anywhere: bool = False
    """Whether history has no dates that anybody could plan by."""

    @property
    def window(self) -> DateWindow | None:
        """The dates that are told, if any."""
        if self.is_anywhere and not self.weight:
            return None
        return between(self.ranges, self.learned, self.weight)

    @property
    def ends(self) -> tuple[float, float]:
        """The ordinals of the first date and of the last, before they are rounded to dates."""
        return ends_between(self.ranges, self.learned, self.weight)


class Span(NamedTuple):
    """Dates that are told, and the midnight from which they are believed no more if nothing is heard."""

    window: DateWindow
    until: Instant


class ByLegs:
    """What is believed of a way of which no history can speak."""

    __slots__ = ("_way",)

    def __init__(self, way: Way) -> None:
        self._way = way

    def estimate(self, now: Instant) -> Estimate:
        """Return the estimate as of `now`: what the ranges say, if there are any."""
        way = self._way
        if way.standing is not None:
            return from_legs(way.standing, now)
        if way.route is None:
            return withheld(Withheld.TOO_WIDE)
        return from_legs(Standing(way.route, way.journey.start, now, travelling=False), now)


class Foretold:
    """What is believed of a way with a history, dates in one zone: what one night has counted counts for all."""

    def __init__(self, way: Way, found: Arrival, forecast: Forecast | None, zone: tzinfo) -> None:
        self.way = way
        self.found = found
        """When it ends, by history and ranges."""
        self.forecast = forecast
        """What the ranges say of it from its beginning on."""
        self.zone = zone
        self.level = way.level
        self.start = way.journey.start
        self._spans: list[Span | None] = []
        self._ship_by: dict[Instant, DateWindow | None] = {}

    def estimate(self, now: Instant) -> Estimate:
        """Return the estimate as of `now`."""
        if self.way.heard is None:
            return self._told(now)
        silence = self._silence(self.way.heard)
        if now >= silence:
            return withheld(Withheld.NO_SCAN)
        told = self._told(now)
        return told.until(min(silence, told.changes_at or silence))

    def _silence(self, heard: Instant) -> Instant:
        return heard + SILENT_LEGS * max(self.found.quantile(0.95) - self.start, DAY)

    def _told(self, now: Instant) -> Estimate:
        found, midnight = self.found, self._midnight(now)
        span = self._believed(midnight)
        if span is None:
            return withheld(Withheld.TOO_WIDE)
        ship_by = self.ship_by(midnight)
        window = self._left(span.window, ship_by, midnight)
        is_measured = found.weight <= 0.5 and found.wait == (0, 0) and self._is_counted(midnight)
        return Estimate(
            window=window,
            basis=EstimateBasis.RANGES if found.weight > 0.5 else EstimateBasis.LEARNED,
            changes_at=self._turn(span, window, midnight),
            confidence=self._held(window, midnight) if is_measured else None,
            assumptions=tuple(dict.fromkeys(self._assumed(midnight))),
            ship_by=ship_by,
        )

    def _midnight(self, now: Instant) -> Instant:
        return start_of_day(local_date(now, self.zone), self.zone)

    def _assumed(self, midnight: Instant) -> Iterator[Assumption]:
        found = self.found
        yield Assumption.SAME_AS_LATELY
        if self._is_old(midnight):
            yield Assumption.MODEL_AGE
        if midnight > self.start and self.known.given(midnight).passed > 0.01:
            yield Assumption.ELAPSED
        guessed = 0.0 if found.table is None else found.table.guessed
        if max(found.weight, guessed) > THIN:
            yield Assumption.LITTLE_HISTORY
        if found.wait != (0, 0):
            yield Assumption.PEAK
        if self.forecast is not None and found.weight > THIN:
            yield from self.forecast.assumptions

    def _is_old(self, now: Instant) -> bool:
        """Return whether nothing has arrived for as long as is remembered, that anybody told the model of."""
        last = self.found.model.last_arrival
        return last is not None and now - last > LONG

    def _is_counted(self, midnight: Instant) -> bool:
        """Return whether history has seen enough of what has waited that long; else what is left of it was drawn."""
        if self._is_old(midnight):
            return False
        known = self.known
        found = self._leaving if isinstance(known, Unsent) else self.found.learned
        if found is None or found.table is None or midnight <= self.start:
            return True
        return (1 - found.share(midnight)) * found.table.arrivals >= AT_RISK

    def _left(self, window: DateWindow, ship_by: DateWindow | None, midnight: Instant) -> DateWindow:
        first = max(window.earliest, local_date(midnight, self.zone))
        return self.after_leaving(replace(window, earliest=first), ship_by)

    def _turn(self, span: Span, window: DateWindow, midnight: Instant) -> Instant:
        """Return when else is said than now: the night on which dates too many to be told are few enough, if any."""
        night = midnight
        while (window.latest - window.earliest).days >= MAX_DATES:
            night = start_of_day(local_date(night, self.zone) + _ONE_DAY, self.zone)
            if night >= span.until:
                return span.until
            window = self._left(span.window, self.ship_by(night), night)
        return span.until if night == midnight else night

    def _believed(self, midnight: Instant) -> Span | None:
        """Return the dates believed as of a midnight; None where there are none, or nobody can say any more."""
        for n in range(FARTHEST_TURN):
            if n == len(self._spans):
                self._spans.append(self._next(self._spans[-1] if n else None))
            span = self._spans[n]
            if span is None or span.until > midnight:
                return span
        return None

    def _next(self, before: Span | None) -> Span | None:
        since = self.start if before is None else before.until
        window = self.outset.window
        if before is not None:
            window = self._dates(self.known.given(since), max(self.level, LATE), since)
        return None if window is None else Span(window, self._outlived(window, since))

    def _outlived(self, window: DateWindow, since: Instant) -> Instant:
        """Return the first midnight at which dates are over, or likelier missed than kept as far as history counts."""
        end, day = self._after(window), local_date(since, self.zone)
        kept = KEPT * (1 - self.found.weight)
        while True:
            day += _ONE_DAY
            night = start_of_day(day, self.zone)
            if night >= end or self.known.given(night).share(end) < kept:
                return night

    @once
    def outset(self) -> Outset:
        """The dates told first: by the whole way, for nobody asks before it begins what has left."""
        weight, alone, forecast = self.found.weight, self.found.learned, self.forecast
        dates = self._dates(alone, self.level, self.start)
        learned = dates or self._anywhere(alone)
        if forecast is None or not weight:
            return Outset(learned, learned, 0.0, is_anywhere=dates is None)
        standing = self.way.standing
        ranges = forecast if standing is None else standing.left.forecast(standing.since)
        return Outset(ranges.window, learned, weight)

    def _anywhere(self, alone: Arrival) -> DateWindow:
        """Return the dates from the first that is at all likely to the farthest that is looked at."""
        last = local_date(self.start, self.zone) + FARTHEST * _ONE_DAY
        first = local_date(alone.quantile((1 - self.level) / 2), self.zone)
        return DateWindow(earliest=min(first, last), latest=last)

    @once
    def known(self) -> Arrival | Unsent:
        """What is known of what has not left yet, where both parts of its way have a history."""
        dispatch, carriage = self._leaving if self.way.unsent else None, self.way.carriage
        if dispatch is None or carriage is None or not carriage.tables:
            return self.found
        return Unsent(self.found, dispatch, carriage, self.way.journey, self.zone)

    @once
    def _alone(self) -> Arrival | Unsent:
        return self.known.learned

    def _held(self, window: DateWindow, midnight: Instant) -> float:
        """Return the share that dates hold, as history alone measures it; at the outset no more than was aimed at.

        What would come before them is not held: that of ranges later than history is a good part.
        """
        if midnight > self.start:
            return self._share_within(self._alone.given(midnight), window)
        if not self.found.weight:
            return self.level
        return min(self.level, self._share_within(self.found.learned, window))

    def _share_within(self, found: Arrival | Left, window: DateWindow) -> float:
        early = found.share(start_of_day(window.earliest, self.zone))
        return round(found.share(self._after(window)) - early, 2)

    def _after(self, window: DateWindow) -> Instant:
        return start_of_day(window.latest + _ONE_DAY, self.zone)

    def _dates(self, found: Arrival | Left, level: float, now: Instant) -> DateWindow | None:
        courier = None if self.way.route is None else self.way.route.courier
        return window_of(found, level, now, self.zone, courier)

    def after_leaving(self, window: DateWindow, ship_by: DateWindow | None) -> DateWindow:
        """Return a window without the dates on which nothing arrives that leaves when we say it will."""
        soonest = self.soonest(ship_by)
        if soonest is None:
            return window
        return replace(window, earliest=min(max(window.earliest, soonest), window.latest))

    def soonest(self, ship_by: DateWindow | None) -> date | None:
        """Return the first date on which arrives what leaves when we say it will; None where nobody measured it."""
        known, route = self.known, self.way.route
        if ship_by is None or not isinstance(known, Unsent):
            return None
        leaves = max(start_of_day(ship_by.earliest, self.zone), self.start)
        left = route.after(LegKind.HANDLING) if route is not None and known.weight else None
        ranges = None if left is None else given_by(left, leaves, known.carriage.at)
        return local_date(known.soonest(leaves, ranges), self.zone)

    def ship_by(self, midnight: Instant) -> DateWindow | None:
        """Return the dates on which it leaves, as of a midnight: of the ranges too, as far as no history outvotes them."""
        if midnight not in self._ship_by:
            self._ship_by[midnight] = self._leaves_as_of(midnight)
        return self._ship_by[midnight]

    def _leaves_as_of(self, midnight: Instant) -> DateWindow | None:
        ranges = None if self.forecast is None else still_ahead(self.forecast.ship_by, midnight, self.zone)
        found = self._leaving
        if found is None:
            return ranges
        left = found.given(midnight) if midnight > self.start else found
        learned = window_of(left, self.level, midnight, self.zone)
        if ranges is None or learned is None:
            return learned or ranges
        told = between(ranges, learned, doubt(found.model.seen))
        return replace(told, earliest=max(told.earliest, local_date(midnight, self.zone)))

    @once
    def _leaving(self) -> Arrival | None:
        """When the order leaves, by history alone."""
        return learned_arrival(self.way.dispatch, self.way.journey)


def foretell(way: Way, zone: tzinfo) -> Foretold | ByLegs:
    """Return what is believed of a way: by its history once something in it has arrived, else by its legs."""
    route, learned = way.route, way.learned
    forecast = None if route is None else route.forecast(way.journey.start)
    given = None
    if route is not None and learned is not None:
        given = given_by(route, way.journey.start, learned.at, forecast)
    found = learned_arrival(learned, way.journey, given)
    return ByLegs(way) if found is None else Foretold(way, found, forecast, zone)


def learned_arrival(learned: Learned | None, journey: Journey, given: Given | None = None) -> Arrival | None:
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
