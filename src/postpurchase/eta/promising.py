"""Which date to promise: what lateness costs against what caution costs, on the shop's own past.

Being late by a day annoys, and so does a date so far off that the customer buys elsewhere. Given both
costs, every level of caution has a price on past orders; the cheapest one is the level to promise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from postpurchase.classes import dataclass
from postpurchase.errors import Fault, InvalidInput, faults_of, invalid
from postpurchase.eta.arrivals import Arrival
from postpurchase.kinds import check_kinds, must_be
from postpurchase.windows import Instant
from postpurchase.windows.checks import check_instant
from postpurchase.windows.instants import DAY

A_PAST: Final = "give pairs, as in (arrival(model, journey), journey.end)"
AN_ARRIVAL: Final = "give what `arrival` returned, where that is not None"

MOST_MISSING: Final = 50
"""One in so many orders of a past may not have come, as what is lost never does; more, and it is too young."""

LEVELS: Final = (*(n / 100 for n in range(50, 100)), 0.995)
"""The levels that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What a broken promise costs, at once and per day late, and what each day of caution costs."""

    late: float = 0.0
    late_day: float = 0.0
    cautious_day: float

    def __post_init__(self) -> None:
        check_kinds(self)
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
    """The level to promise and the whole curve it was chosen from.

    A level has one side here: the share that arrives by the date of `date_for`. That of `learn(level=)` has two,
    the share between both ends of a window, and is another number: do not give it this one.
    """

    level: float
    curve: tuple[Price, ...]

    def __repr__(self) -> str:
        best = min(self.curve, key=lambda price: abs(price.level - self.level))
        return f"<Promising {self.level:g}: {best.cost:.2f} an order, {best.late:.3f} late, {best.caution:.1f} days of caution>"

    def date_for(self, found: Arrival) -> Instant:
        """Return by when to promise an order whose arrival is so distributed, in whole UTC seconds.

        `moment` of `postpurchase.windows` makes a datetime of it.
        """
        return must_be("found", found, Arrival, AN_ARRIVAL).quantile(self.level)


def plan_promise(past: Iterable[tuple[Arrival, Instant | None]], costs: Costs) -> Promising:
    """Return the cheapest level on past orders: how each one's arrival was seen then, and when it came.

    A level is the share that arrives by the date promised. Give all orders placed between two dates, with None
    for what has not come: it counts as late as the last of those that have. Of those that have come lately the
    quick ones alone are known, and a level chosen by them is too low. Raises `InvalidInput` where there is no
    past, and where more than one in fifty has not come, for then it is too young.
    """
    some = list(_checked(past))
    must_be("costs", costs, Costs, "give Costs(late=..., cautious_day=...)")
    last = max((ended for _, ended in some if ended is not None), default=0)
    promised = [found.quantiles(LEVELS) for found, _ in some]
    curve = []
    for place, level in enumerate(LEVELS):
        pairs = [
            (row[place], max(last, row[place] + 1) if ended is None else ended)
            for row, (_, ended) in zip(promised, some, strict=True)
        ]
        curve.append(
            Price(
                level=level,
                cost=sum(costs.of(t, ended) for t, ended in pairs) / len(pairs),
                late=sum(ended > t for t, ended in pairs) / len(pairs),
                caution=sum(max(t - ended, 0) for t, ended in pairs) / len(pairs) / DAY,
            )
        )
    return Promising(level=min(curve, key=lambda price: price.cost).level, curve=tuple(curve))


def _checked(past: Iterable[tuple[Arrival, Instant | None]]) -> list[tuple[Arrival, Instant | None]]:
    """Return a past that can be judged; raise `InvalidInput` for any other."""
    given = must_be("past", past, Iterable, A_PAST)  # type: ignore[type-abstract]  # nothing is made of it
    some = list(given)
    if not some:
        raise invalid("past", "no past orders", "give how arrivals were foreseen, and when they came")
    if faults := [fault for n, pair in enumerate(some) for fault in _unfit(f"past.{n}", pair)]:
        raise InvalidInput(faults)
    missing = sum(ended is None for _, ended in some)
    if missing * MOST_MISSING > len(some):
        raise invalid("past", f"{missing} of {len(some)} have not come", "end it with orders placed earlier")
    return some


def _unfit(path: str, pair: object) -> Iterator[Fault]:
    """Yield what is wrong with one past order."""
    if not isinstance(pair, tuple) or len(pair) != 2 or not isinstance(pair[0], Arrival):
        yield Fault(path, "not an arrival and when it came", A_PAST)
        return
    found, ended = pair
    if ended is None:
        return
    faults = faults_of(check_instant, path, ended)
    yield from faults
    if not faults and found.model.clock.at(ended) < found.start:
        yield Fault(path, "ended before it began", "give the arrival of the same order")
