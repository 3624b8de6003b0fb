"""Which date to promise: what lateness costs against what caution costs, on the shop's own past.

Being late by a day annoys, and so does a date so far off that the customer buys elsewhere. Given both
costs, every level of caution has a price on past orders; the cheapest one is the level to promise.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from postpurchase.classes import dataclass
from postpurchase.errors import Fault, InvalidInput, invalid
from postpurchase.eta.arrivals import Arrival
from postpurchase.windows import Instant
from postpurchase.windows.instants import DAY

LEVELS: Final = (*(n / 100 for n in range(50, 100)), 0.995)
"""The levels that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What a broken promise costs, at once and per day late, and what each day of caution costs."""

    late: float = 0.0
    late_day: float = 0.0
    cautious_day: float

    def __post_init__(self) -> None:
        faults = [
            Fault(name, "below 0", "give a cost, in any money")
            for name in ("late", "late_day", "cautious_day")
            if not getattr(self, name) >= 0
        ]
        if not self.late and not self.late_day:
            faults.append(Fault("late", "lateness costs nothing", "give late or late_day"))
        if faults:
            raise InvalidInput(faults)

    def of(self, promised: Instant, ended: Instant) -> float:
        """Return what one order cost: promised by then, ended then."""
        days = (ended - promised) / DAY
        return self.late + self.late_day * days if days > 0 else -days * self.cautious_day


class Price(NamedTuple):
    """What one level would have cost per order, how often it would have been late, and its days of caution."""

    level: float
    cost: float
    late: float
    caution: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Promising:
    """The level to promise and the whole curve it was chosen from."""

    level: float
    curve: tuple[Price, ...]

    def __repr__(self) -> str:
        best = min(self.curve, key=lambda price: abs(price.level - self.level))
        return f"<Promising {self.level:g}: {best.cost:.2f} an order, {best.late:.3f} late, {best.caution:.1f} days of caution>"

    def date_for(self, found: Arrival) -> Instant:
        """Return by when to promise an order whose arrival is so distributed, in whole UTC seconds.

        `moment` of `postpurchase.windows` makes a datetime of it.
        """
        return found.quantile(self.level)


def plan_promise(past: Iterable[tuple[Arrival, Instant]], costs: Costs) -> Promising:
    """Return the cheapest level on past orders: how each one's arrival was seen then, and when it came.

    Raises `InvalidInput` where there is no past.
    """
    some = list(past)
    if not some:
        raise invalid("past", "no past orders", "give how arrivals were foreseen, and when they came")
    if faults := [
        Fault(f"past.{n}", "ended before it began", "give the arrival of the same order")
        for n, (found, ended) in enumerate(some)
        if found.model.clock.at(ended) < found.start
    ]:
        raise InvalidInput(faults)
    promised = [found.quantiles(LEVELS) for found, _ in some]
    curve = []
    for place, level in enumerate(LEVELS):
        pairs = [(row[place], ended) for row, (_, ended) in zip(promised, some, strict=True)]
        curve.append(
            Price(
                level=level,
                cost=sum(costs.of(t, ended) for t, ended in pairs) / len(pairs),
                late=sum(ended > t for t, ended in pairs) / len(pairs),
                caution=sum(max(t - ended, 0) for t, ended in pairs) / len(pairs) / DAY,
            )
        )
    return Promising(level=min(curve, key=lambda price: price.cost).level, curve=tuple(curve))
