"""A shop's own history as a model of its orders: which of its ways an order is on, and when that ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from typing import Final

from postpurchase.calendars import A_ZONE
from postpurchase.classes import dataclass, replace
from postpurchase.errors import Fault, InvalidInput, checked, invalid, nearest
from postpurchase.eta.beliefs import ByLegs, Foretold, Way, foretell
from postpurchase.eta.estimates import Estimate, EstimateBasis
from postpurchase.eta.journeys import Journey
from postpurchase.eta.learned import Learned
from postpurchase.eta.legs import LegKind, Route
from postpurchase.eta.ways import A_ROUTE, Quote, last_sign, parcel_of, quote, quoted, stand
from postpurchase.kinds import must_be
from postpurchase.order import Order, Shipment
from postpurchase.vocabulary import Milestone
from postpurchase.windows import Instant, instant, utc_text
from postpurchase.windows.instants import DAY

LEVEL: Final = 0.8
"""The share of parcels that the dates told are to hold, where the shop does not say otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedModel:
    """What a shop's history says of its orders, with the ranges it knows as what history is held against.

    `whole` is learned from order to door, `carriage` from hand-over to door, `dispatch` from order to
    hand-over; a route is needed where history is thin. `level` is the share that the dates told hold between
    the first and the last: the rest comes after them or before.
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

    def __repr__(self) -> str:
        parts = [
            f"{name} of {known.arrivals} arrivals"
            for name in ("whole", "carriage", "dispatch")
            if (known := getattr(self, name)) is not None
        ]
        parts += [] if self.at is None else [f"until {utc_text(self.at)}"]
        parts += [] if self.route is None else [repr(self.route)]
        return f"<LearnedModel {', '.join(parts)}, level {self.level:g}>"

    @property
    def at(self) -> Instant | None:
        """Until when its history is known, in whole UTC seconds; None without one."""
        return None if self.whole is None else self.whole.at

    def foresee(self, order: Order, now: Instant, zone: tzinfo, shipment: Shipment | None) -> Estimate | None:
        """Return the estimate as of `now`, dates in `zone`; None before the order is placed and at the door.

        Dates are kept until they are over, or more likely to be missed than not by what has waited as long;
        that is counted at midnights.
        """
        way = _way(self, order, shipment)
        return None if way is None else foretell(way, zone).estimate(now)

    def remembering(self) -> Remembering:
        """Return the same model for as long as one plan is made: what it has counted of an order it keeps."""
        return Remembering(self)

    def quote(
        self,
        at: datetime,
        zone: tzinfo,
        *,
        words: Mapping[str, str] | None = None,
        numbers: Mapping[str, float] | None = None,
    ) -> Quote:
        """Return what may be promised for an order placed at that moment with those features.

        Raises `InvalidInput` for a feature that neither the history nor any order knows by that name, and for a
        moment more than a day before the model was learned: what came later would be known. Where there is
        neither a route nor any arrival yet, `basis` is `none`.
        """
        must_be("zone", zone, tzinfo, A_ZONE)  # type: ignore[type-abstract]  # nothing is made of it
        self.check_features(words or {}, numbers or {})
        if self.whole is None and self.route is not None:
            return quote(self.route, at)
        t = checked("at", instant, at)
        if self.at is not None and t < self.at - DAY:
            raise invalid("at", "before the model was learned", "ask the model of that time")
        if self.route is None and self.whole is not None and not self.whole.tables:
            return Quote(ship_by=None, window=None, basis=EstimateBasis.NONE)
        journey = Journey(id="", start=t, words=words or {}, numbers=numbers or {})
        return quoted(foretell(to_come(self, journey), zone).estimate(t), t, zone)

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


class Remembering:
    """A learned model that is asked of the same orders night after night, and counts once what all nights share."""

    __slots__ = ("_kept", "_model")

    def __init__(self, model: LearnedModel) -> None:
        self._model = model
        self._kept: dict[
            tuple[int, int, tzinfo], tuple[Order, Shipment | None, Foretold | ByLegs | None]
        ] = {}

    def foresee(self, order: Order, now: Instant, zone: tzinfo, shipment: Shipment | None) -> Estimate | None:
        """Return what the model foresees."""
        name = id(order), id(shipment), zone
        kept = self._kept.get(name)
        if kept is None:
            way = _way(self._model, order, shipment)
            kept = self._kept[name] = order, shipment, None if way is None else foretell(way, zone)
        found = kept[2]
        return None if found is None else found.estimate(now)


def to_come(model: LearnedModel, journey: Journey) -> Way:
    """Return the way of an order that is still to be placed."""
    return Way(
        journey=journey,
        level=model.level,
        learned=model.whole,
        dispatch=model.dispatch,
        carriage=model.carriage,
        route=model.route,
        unsent=True,
    )


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
        known = Way(journey=journey, level=model.level, learned=model.carriage, route=route)
        return replace(known, standing=standing, heard=sign)
    whole = to_come(model, Journey(id=order.id, start=order.placed_at, words=words))
    unsent = sign is None and all(one.dispatched_at is None for one in order.shipments)
    return replace(whole, standing=standing, heard=sign, unsent=unsent)


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
