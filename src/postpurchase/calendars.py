"""Working days, cut-offs, public holidays, and the intervals that a courier really offers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from postpurchase.classes import dataclass
from postpurchase.errors import MissingExtra, UnknownName, invalid
from postpurchase.kinds import must_be, must_be_all
from postpurchase.windows import ALL_DAYS, Instant, Slot, local_date, local_instant
from postpurchase.windows.checks import (
    check_clock,
    check_code,
    check_date,
    check_interval,
    check_weekdays,
    check_year,
)

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

MONDAY_TO_FRIDAY: Final = frozenset(range(5))
LONGEST_COUNT: Final = 3_660
"""Working days that may be counted at once: more is a mistake."""

A_ZONE: Final = "give one, as zone('Europe/Berlin') of postpurchase.windows makes it"

_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCalendar:
    """The days on which somebody works, and the hour after which a day counts as over.

    `zone` is where the work is done; an origin and a destination have a calendar each.

    >>> from postpurchase.windows import zone
    >>> shop = WorkingCalendar(zone=zone("America/New_York"), cutoff=time(17))
    >>> wednesday_20_00 = 1791417600
    >>> shop.effective_date(wednesday_20_00)
    datetime.date(2026, 10, 8)
    """

    zone: ZoneInfo
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    cutoff: time | None = None
    holidays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        must_be("zone", self.zone, ZoneInfo, A_ZONE)
        check_weekdays(self.weekdays)
        if self.cutoff is not None:
            check_clock("cutoff", self.cutoff)
        must_be("holidays", self.holidays, frozenset, "give dates, as public_holidays returns them")
        for day in self.holidays:
            check_date("holidays", day)

    def is_working(self, day: date) -> bool:
        """Tell whether a local date is worked."""
        return day.weekday() in self.weekdays and day not in self.holidays

    def add_working_days(self, day: date, count: int) -> date:
        """Return the date `count` working days on, or back when it is negative.

        A date that is not worked counts as the next one that is, going back as the last one:
        zero gives the first worked date that is not before `day`.

        >>> from postpurchase.windows import zone
        >>> days = WorkingCalendar(zone=zone("America/New_York"))
        >>> [days.add_working_days(date(2026, 10, 10), n).isoformat() for n in (0, 1, -1)]     # a Saturday
        ['2026-10-12', '2026-10-13', '2026-10-08']
        """
        check_date("day", day)
        if abs(count) > LONGEST_COUNT:
            raise invalid("count", f"more than {LONGEST_COUNT} working days", "give fewer")
        step = _ONE_DAY if count >= 0 else -_ONE_DAY
        day = self._worked(day, step)
        for _ in range(abs(count)):
            day = self._worked(day + step, step)
        return day

    def _worked(self, day: date, step: timedelta) -> date:
        while not self.is_working(day):
            day += step
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Count the worked dates after `start` up to and including `end`; below zero when `end` comes first.

        >>> from postpurchase.windows import zone
        >>> days = WorkingCalendar(zone=zone("America/New_York"))
        >>> days.working_days_between(date(2026, 10, 7), date(2026, 10, 12))
        3
        """
        if end < start:
            return -self.working_days_between(end, start)
        check_date("start", start)
        check_date("end", end)
        weeks, rest = divmod((end - start).days, 7)
        odd = sum((start.weekday() + n) % 7 in self.weekdays for n in range(1, rest + 1))
        lost = sum(start < day <= end and day.weekday() in self.weekdays for day in self.holidays)
        return weeks * len(self.weekdays) + odd - lost

    def effective_date(self, t: Instant) -> date:
        """Return the worked date for which an instant counts.

        From the cut-off on, and on a day that is not worked, that is the next worked date.
        """
        day = local_date(t, self.zone)
        if self.cutoff is not None and t >= local_instant(day, self.cutoff, self.zone, later=False):
            day += _ONE_DAY
        return self._worked(day, _ONE_DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotOffer:
    """An interval offered on some weekdays: hours, a code of the courier's own, or a code with its hours."""

    start: time | None = None
    end: time | None = None
    code: str | None = None
    weekdays: frozenset[int] = ALL_DAYS

    def __post_init__(self) -> None:
        check_interval(self.start, self.end)
        check_weekdays(self.weekdays)
        if self.code is not None:
            check_code(self.code)
        elif self.start is None:
            raise invalid("code", "neither hours nor a code", "give start and end, a code, or both")

    def on(self, day: date) -> Slot:
        """Return the offer as a slot of one date, under its code where it has one."""
        if self.code is not None:
            return Slot(date=day, code=self.code)
        return Slot(date=day, start=self.start, end=self.end)

    def lies_in(self, slot: Slot) -> bool:
        """Tell whether the offer keeps a slot: on its weekday, under its code, or within its hours.

        >>> two = SlotOffer(start=time(14), end=time(16))
        >>> afternoon = Slot(date=date(2026, 11, 12), start=time(14), end=time(18))
        >>> two.lies_in(afternoon), two.lies_in(Slot(date=afternoon.date, code="morning"))
        (True, False)
        """
        if slot.date.weekday() not in self.weekdays:
            return False
        if slot.start is None or slot.end is None:
            return slot.code == self.code
        return (
            self.start is not None
            and slot.start <= self.start
            and self.end is not None
            and self.end <= slot.end
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CourierCalendar:
    """The days on which a courier delivers, and the intervals it really offers on them.

    >>> from postpurchase.windows import zone
    >>> courier = CourierCalendar(
    ...     working=WorkingCalendar(zone=zone("Asia/Tokyo")),
    ...     intervals=(SlotOffer(code="morning"), SlotOffer(start=time(14), end=time(16))))
    >>> courier.offers(date(2026, 10, 12))
    (<Slot 2026-10-12 morning>, <Slot 2026-10-12 14:00-16:00>)
    >>> courier.snap(date(2026, 10, 10))
    datetime.date(2026, 10, 12)
    """

    working: WorkingCalendar
    intervals: tuple[SlotOffer, ...] = ()

    def __post_init__(self) -> None:
        must_be("working", self.working, WorkingCalendar, "give WorkingCalendar(zone=...)")
        if self.intervals and not any(offer.weekdays & self.working.weekdays for offer in self.intervals):
            raise invalid(
                "intervals", "offered only on days without delivery", "give one on a working weekday"
            )

    @property
    def codes(self) -> Mapping[str, tuple[time, time]]:
        """The hours of those codes whose hours are known, as `Slot.span` takes them."""
        return {
            offer.code: (offer.start, offer.end)
            for offer in self.intervals
            if offer.code is not None and offer.start is not None and offer.end is not None
        }

    def offers(self, day: date) -> tuple[Slot, ...]:
        """Return the intervals offered on a local date, in the courier's own order."""
        if not self.working.is_working(day):
            return ()
        return tuple(offer.on(day) for offer in self.intervals if day.weekday() in offer.weekdays)

    def offered(self, slot: Slot) -> bool:
        """Tell whether the courier really offers a slot."""
        return slot in self.offers(slot.date)

    def snap(self, day: date) -> date:
        """Return the first date, not before `day`, with a delivery, in an interval if any are kept."""
        check_date("day", day)
        while not (self.offers(day) if self.intervals else self.working.is_working(day)):
            day += _ONE_DAY
        return day


def public_holidays(country: str, years: Iterable[int], subdivision: str | None = None) -> frozenset[date]:
    """Return the public holidays of a country (ISO 3166 alpha-2), or of one of its parts.

    Raises `MissingExtra` without the `holidays` package, `UnknownName` for a country or a
    subdivision that it does not have.

    >>> date(2026, 10, 12) in public_holidays("JP", (2026,))     # sports day
    True
    """
    try:
        import holidays
    except ImportError as error:
        raise MissingExtra("holidays", "holidays") from error
    known = holidays.list_supported_countries(include_aliases=False)
    if country not in known:
        raise UnknownName("country", country, sorted(known))
    if subdivision is not None and subdivision not in known[country]:
        raise UnknownName("subdivision", subdivision, known[country])
    wanted = sorted(set(must_be_all("years", years, int, "give years, as in (2026, 2027)")))
    for year in wanted:
        check_year("years", year)
    return frozenset(holidays.country_holidays(country, subdiv=subdivision, years=wanted, expand=False))
