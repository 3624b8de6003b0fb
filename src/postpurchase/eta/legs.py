"""The way from order to door as a shop knows it: its legs, each with its days and its own calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from postpurchase.calendars import A_ZONE, CourierCalendar, WorkingCalendar
from postpurchase.classes import dataclass, replace
from postpurchase.errors import Fault, InvalidInput, invalid
from postpurchase.eta.estimates import LONGEST_LEG, Assumption, check_days
from postpurchase.kinds import check_kinds, must_be, must_be_all
from postpurchase.vocabulary import EventKind, Milestone, Word
from postpurchase.windows import DateWindow, Instant, local_date
from postpurchase.windows.checks import check_date

_ONE_DAY: Final = timedelta(days=1)


def _is_days(count: object) -> bool:
    return type(count) is int and 1 <= count <= LONGEST_LEG


class LegKind(Word):
    """The stretches of a way; a route names those it has, in its own order."""

    SOURCING = "sourcing"
    HANDLING = "handling"
    INTERNATIONAL = "international"
    CUSTOMS = "customs"
    DOMESTIC = "domestic"
    LAST_MILE = "last_mile"


AT_THE_DOOR: Final = (Milestone.OUT_FOR_DELIVERY, Milestone.READY_FOR_PICKUP)
"""After these the last mile is being travelled already: it may take no day more."""

_IN_COURIERS_CARE: Final = (Milestone.IN_CITY, *AT_THE_DOOR)

LEG_ENDS: Final[Mapping[LegKind, tuple[Milestone | EventKind, ...]]] = {
    LegKind.SOURCING: (Milestone.SECURED, Milestone.PRODUCTION_FINISHED),
    LegKind.HANDLING: (Milestone.DISPATCHED,),
    LegKind.INTERNATIONAL: (Milestone.IN_COUNTRY, Milestone.ENTERED_COUNTRY, *_IN_COURIERS_CARE),
    LegKind.CUSTOMS: (EventKind.CUSTOMS_RELEASED, Milestone.RECEIVED, *_IN_COURIERS_CARE),
    LegKind.DOMESTIC: _IN_COURIERS_CARE,
    LegKind.LAST_MILE: (Milestone.DELIVERED,),
}
"""What ends a leg, whichever comes first; it ends all legs before it too.

Goods are out of customs when they are released, when the shop has them, and when a courier of the country
has: whoever hears nothing of the release learns of it by what comes after it.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One stretch of the way: the fewest and most days it takes, and on whose working days.

    Without a calendar every date counts, in the zone of the route.
    """

    kind: LegKind
    days: tuple[int, int]
    calendar: WorkingCalendar | None = None

    def __post_init__(self) -> None:
        check_days("days", self.days)
        check_kinds(self)

    def starts(self, day: date) -> date:
        """Return the first date, not before `day`, on which somebody works at it."""
        return day if self.calendar is None else self.calendar.add_working_days(day, 0)

    def ends(self, day: date, days: int) -> date:
        """Return the date on which it is over, having begun on `day` and taken that long."""
        if self.calendar is None:
            return day + days * _ONE_DAY
        return self.calendar.add_working_days(day, days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Peak:
    """Dates, both included, in which some legs take longer, declared before anybody can measure it.

    A leg takes the fewest of `days` more when it begins within the dates, the most when it may touch them.
    """

    start: date
    end: date
    days: tuple[int, int]
    legs: frozenset[LegKind]
    name: str = ""

    def __post_init__(self) -> None:
        check_date("start", self.start)
        check_date("end", self.end)
        check_days("days", self.days)
        check_kinds(self)
        if self.end < self.start:
            raise invalid("end", "before the start", "give the same date or a later one")
        if not self.legs:
            raise invalid("legs", "no leg takes longer", "name at least one")

    def touches(self, kind: LegKind, first: date, last: date) -> bool:
        """Tell whether a leg that runs between two dates is slowed."""
        return kind in self.legs and first <= self.end and self.start <= last


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """When an order leaves and when it arrives, and what that takes for granted; None where the way says nothing."""

    ship_by: DateWindow | None
    window: DateWindow
    assumptions: tuple[Assumption, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A way from order to door: its legs in the order in which they are travelled.

    `zone` is where dates without a calendar are counted, `courier` whose delivery days the window is
    snapped to. The first leg's calendar has the cut-off that an order must make. After `scan_days` without
    a sign of a parcel on its way, what is left of the way is counted anew.

    >>> from postpurchase.windows import zone
    >>> bought_abroad = Route(zone=zone("Asia/Tokyo"), legs=(
    ...     Leg(kind=LegKind.SOURCING, days=(2, 5)), Leg(kind=LegKind.INTERNATIONAL, days=(3, 9)),
    ...     Leg(kind=LegKind.HANDLING, days=(1, 3)), Leg(kind=LegKind.LAST_MILE, days=(1, 4))))
    >>> bought_abroad.lead_days
    (7, 21)
    """

    legs: tuple[Leg, ...]
    zone: ZoneInfo
    peaks: tuple[Peak, ...] = ()
    courier: CourierCalendar | None = None
    scan_days: int | None = None

    def __post_init__(self) -> None:
        must_be("zone", self.zone, ZoneInfo, A_ZONE)
        legs = must_be_all("legs", self.legs, Leg, "give legs, as in (Leg(...), Leg(...))")
        peaks = must_be_all("peaks", self.peaks, Peak, "give peaks, as in (Peak(...),)")
        object.__setattr__(self, "legs", legs)
        object.__setattr__(self, "peaks", peaks)
        if self.courier is not None:
            must_be("courier", self.courier, CourierCalendar, "give CourierCalendar(working=...)")
        kinds = [leg.kind for leg in self.legs]
        faults = [] if kinds else [Fault("legs", "no leg at all", "give at least one")]
        if self.scan_days is not None and not _is_days(self.scan_days):
            faults.append(Fault("scan_days", "not a number of days", "give 1 to 365, or leave it out"))
        twice = [kind for kind in dict.fromkeys(kinds) if kinds.count(kind) > 1]
        faults += [Fault("legs", f"{kind} named twice", "give each leg once") for kind in twice]
        faults += [
            Fault(f"peaks.{n}.legs", "no leg of this way takes longer", f"name some of {', '.join(kinds)}")
            for n, peak in enumerate(peaks if kinds else ())
            if not peak.legs & {*kinds}
        ]
        if faults:
            raise InvalidInput(faults)

    def __repr__(self) -> str:
        legs = ", ".join(f"{leg.kind} {leg.days[0]}-{leg.days[1]}" for leg in self.legs)
        peaks = f", {len(self.peaks)} peaks" if self.peaks else ""
        return f"<Route {legs} days, {self.zone}{peaks}>"

    @property
    def lead_days(self) -> tuple[int, int]:
        """The fewest and most days of the whole way, each leg in its own days."""
        return sum(leg.days[0] for leg in self.legs), sum(leg.days[1] for leg in self.legs)

    def after(self, kind: LegKind) -> Route | None:
        """Return what is left of the way when a leg has ended; None at the door."""
        place = next((i for i, leg in enumerate(self.legs) if leg.kind is kind), -1)
        left = self.legs[place + 1 :]
        kinds = {leg.kind for leg in left}
        peaks = tuple(peak for peak in self.peaks if peak.legs & kinds)
        return replace(self, legs=left, peaks=peaks) if left else None

    def forecast(self, start: Instant) -> Forecast:
        """Return the dates on which an order that starts now leaves and arrives.

        >>> from datetime import time
        >>> from postpurchase.windows import zone
        >>> shop = WorkingCalendar(zone=zone("Europe/Berlin"), cutoff=time(14))
        >>> way = Route(zone=shop.zone, legs=(
        ...     Leg(kind=LegKind.HANDLING, days=(0, 1), calendar=shop), Leg(kind=LegKind.LAST_MILE, days=(1, 2))))
        >>> friday_15_00 = 1791550800
        >>> way.forecast(friday_15_00).window
        <DateWindow 2026-10-13/2026-10-15>
        """
        assumed: dict[Assumption, None] = {}
        first = last = self._begins(start, assumed)
        ship_by = None
        for leg in self.legs:
            first, last = self._travel(leg, first, last, assumed)
            if leg.kind is LegKind.HANDLING:
                ship_by = DateWindow(earliest=first, latest=last)
        if self.courier is not None:
            first, last = self.courier.snap(first), self.courier.snap(last)
            assumed[Assumption.COURIER_DAYS] = None
        window = DateWindow(earliest=first, latest=last)
        return Forecast(ship_by=ship_by, window=window, assumptions=tuple(assumed))

    def _begins(self, start: Instant, assumed: dict[Assumption, None]) -> date:
        calendar = self.legs[0].calendar
        if calendar is None:
            return local_date(start, self.zone)
        if calendar.cutoff is not None:
            assumed[Assumption.CUT_OFF] = None
        begun = calendar.effective_date(start)
        if any(local_date(start, calendar.zone) <= day < begun for day in calendar.holidays):
            assumed[Assumption.HOLIDAYS] = None
        return begun

    def _travel(
        self, leg: Leg, first: date, last: date, assumed: dict[Assumption, None]
    ) -> tuple[date, date]:
        begins_first, begins_last = leg.starts(first), leg.starts(last)
        if leg.calendar is not None:
            assumed[Assumption.WORKING_DAYS] = None
        fewest, most = leg.days
        ends = leg.ends(begins_last, most)
        for peak in self.peaks:
            if peak.touches(leg.kind, begins_first, begins_first):
                fewest += peak.days[0]
            if peak.touches(leg.kind, begins_first, ends):
                most += peak.days[1]
                assumed[Assumption.PEAK] = None
        ends_first, ends_last = leg.ends(begins_first, fewest), leg.ends(begins_last, most)
        if leg.calendar is not None and any(first <= day <= ends_last for day in leg.calendar.holidays):
            assumed[Assumption.HOLIDAYS] = None
        return ends_first, ends_last
