"""What an estimate is, what it rests on, and when it is not believed."""

from __future__ import annotations

from datetime import date, tzinfo

from postpurchase.classes import Protocol, dataclass
from postpurchase.errors import invalid
from postpurchase.order import Order, Shipment
from postpurchase.vocabulary import Word
from postpurchase.windows import DateWindow, Instant, TimeWindow, Window, end_of_day

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

MAX_DATES: Final = 21
"""Dates that an estimate may span and still be told: more say nothing that anybody could plan by."""

LONGEST_LEG: Final = 365
"""Days that one leg may take at most."""


class EstimateBasis(Word):
    """What an estimate rests on."""

    COURIER = "courier"
    PROMISED = "promised"
    RANGES = "ranges"
    LEARNED = "learned"
    NO_SCAN = "no_scan"
    WITHHELD = "withheld"
    NONE = "none"


class Withheld(Word):
    """Why no window is told where there would be one."""

    PASSED = "passed"
    TOO_WIDE = "too_wide"
    NO_SCAN = "no_scan"
    LOST = "lost"
    RETURNING = "returning"


class Assumption(Word):
    """What an estimate takes for granted."""

    CUT_OFF = "cut_off"
    WORKING_DAYS = "working_days"
    HOLIDAYS = "holidays"
    PEAK = "peak"
    DISRUPTION = "disruption"
    COURIER_DAYS = "courier_days"
    NO_SCAN = "no_scan"
    ELAPSED = "elapsed"
    LITTLE_HISTORY = "little_history"
    SAME_AS_LATELY = "same_as_lately"
    MODEL_AGE = "model_age"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What we believe now: a window or none, what it rests on, and until when.

    `changes_at` is when the dates told stop being believed if nothing is heard. Until then they are kept:
    of a history less those that have passed, of ranges, a route or a promise whole. What is left of a history's dates,
    `confidence` and `ship_by` follow each midnight.

    `confidence` is the share of such parcels that the window is measured to hold, of those still under way at
    the last midnight, and None where nobody measured it, or not for twelve weeks; `withheld` says why there is no window.
    """

    window: Window | None
    basis: EstimateBasis
    changes_at: Instant | None = None
    confidence: float | None = None
    assumptions: tuple[Assumption, ...] = ()
    ship_by: DateWindow | None = None
    withheld: Withheld | None = None

    def until(self, turn: Instant) -> Estimate:
        """Return the same as it is believed until an instant."""
        return Estimate(
            window=self.window,
            basis=self.basis,
            changes_at=turn,
            confidence=self.confidence,
            assumptions=self.assumptions,
            ship_by=self.ship_by,
            withheld=self.withheld,
        )


def check_days(path: str, days: tuple[int, int]) -> None:
    """Raise unless a range runs from fewest to most, within a year."""
    given: object = days
    fits = isinstance(given, tuple) and len(given) == 2 and all(type(count) is int for count in given)
    if not fits or not 0 <= days[0] <= days[1] <= LONGEST_LEG:
        raise invalid(path, "not a range of days", "give fewest and most, as in [7, 21]")


NOTHING_KNOWN: Final = Estimate(window=None, basis=EstimateBasis.NONE)


class Model(Protocol):
    """What foresees an order's arrival: a route that a shop knows, or one with a learned history.

    One that is asked of the same orders for many nights of one plan may have a method `remembering`: it returns
    a model of the same answers, for that plan alone, that counts once what all nights share.
    """

    def foresee(self, order: Order, now: Instant, zone: tzinfo, shipment: Shipment | None) -> Estimate | None:
        """Return the estimate as of `now`, dates in `zone`, or None where nothing is known."""
        ...


def withheld(reason: Withheld, changes_at: Instant | None = None) -> Estimate:
    """Return the estimate that tells no window, why, and when there may be one again by itself."""
    return Estimate(window=None, basis=EstimateBasis.WITHHELD, withheld=reason, changes_at=changes_at)


def if_believable(found: Estimate, now: Instant, zone: tzinfo) -> Estimate:
    """Return the estimate until its last date has passed, and only if its dates are few enough to plan by.

    What the checkout promised is no estimate: it is repeated however many dates it has.
    """
    if found.window is None:
        return found
    first, last = dates_of(found.window, zone)
    ends = end_of_day(last, zone)
    if now >= ends:
        return withheld(Withheld.PASSED, found.changes_at)
    turn = ends if found.changes_at is None else min(ends, found.changes_at)
    if (last - first).days >= MAX_DATES and found.basis is not EstimateBasis.PROMISED:
        return withheld(Withheld.TOO_WIDE, turn)
    return found if turn == found.changes_at else found.until(turn)


def dates_of(window: Window, zone: tzinfo) -> tuple[date, date]:
    """Return the first and last local date that a window touches."""
    whole = window.dates(zone) if isinstance(window, TimeWindow) else window
    return whole.earliest, whole.latest
