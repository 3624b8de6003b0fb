"""Windows in which something arrives, and the intervals of a day that couriers offer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.classes import dataclass
from postpurchase.errors import InvalidInput, invalid
from postpurchase.kinds import must_be
from postpurchase.windows.checks import check_code, check_date, check_interval
from postpurchase.windows.instants import (
    Instant,
    end_of_day,
    instant,
    local_date,
    local_instant,
    moment,
    start_of_day,
)

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final, TypeAlias

_NO_HOURS: Final[Mapping[str, tuple[dt.time, dt.time]]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class DateWindow:
    """The local dates on one of which something arrives, both ends included.

    >>> from datetime import date
    >>> DateWindow(earliest=date(2026, 10, 12), latest=date(2026, 10, 26))
    <DateWindow 2026-10-12/2026-10-26>
    """

    earliest: dt.date
    latest: dt.date

    def __post_init__(self) -> None:
        check_date("earliest", self.earliest)
        check_date("latest", self.latest)
        if self.latest < self.earliest:
            raise invalid("latest", "before the earliest date", "give the same date or a later one")

    def __repr__(self) -> str:
        return f"<DateWindow {self.earliest}/{self.latest}>"

    @property
    def days(self) -> int:
        """Count the dates, at least 1."""
        return (self.latest - self.earliest).days + 1

    def shifted(self, days: int) -> DateWindow:
        """Return the window moved by a number of days."""
        return DateWindow(earliest=_moved(self.earliest, days), latest=_moved(self.latest, days))

    def span(self, zone: dt.tzinfo) -> tuple[Instant, Instant]:
        """Return `[from, to)`: from the start of the first date to the start of the one after the last."""
        try:
            return start_of_day(self.earliest, zone), end_of_day(self.latest, zone)
        except TypeError:
            raise _no_zone() from None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class TimeWindow:
    """The two instants between which something arrives; equal when their instants are.

    >>> from datetime import datetime
    >>> TimeWindow(earliest=datetime.fromisoformat("2026-11-12T14:00:00+03:00"),
    ...            latest=datetime.fromisoformat("2026-11-12T18:00:00+03:00"))
    <TimeWindow 2026-11-12T14:00:00+03:00/2026-11-12T18:00:00+03:00>
    """

    earliest: dt.datetime
    latest: dt.datetime

    def __post_init__(self) -> None:
        if instant(self.latest) < instant(self.earliest):
            raise invalid("latest", "before the earliest instant", "give the same instant or a later one")

    def __repr__(self) -> str:
        return f"<TimeWindow {self.earliest.isoformat()}/{self.latest.isoformat()}>"

    def __eq__(self, other: object) -> bool:
        return self.span() == other.span() if isinstance(other, TimeWindow) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.span())

    @property
    def seconds(self) -> int:
        """Count the elapsed seconds, however the wall clock jumps between."""
        start, end = self.span()
        return end - start

    def shifted(self, seconds: int) -> TimeWindow:
        """Return the window moved by a number of elapsed seconds, each end in its own zone."""
        must_be("seconds", seconds, int, "give whole seconds")
        earliest, latest = (
            moment(instant(x) + seconds, x.tzinfo or dt.UTC) for x in (self.earliest, self.latest)
        )
        return TimeWindow(earliest=earliest, latest=latest)

    def span(self) -> tuple[Instant, Instant]:
        """Return both ends as instants."""
        return instant(self.earliest), instant(self.latest)

    def dates(self, zone: dt.tzinfo) -> DateWindow:
        """Return the local dates that the window touches."""
        start, end = self.span()
        if not isinstance(zone, dt.tzinfo):
            raise _no_zone()
        return DateWindow(earliest=local_date(start, zone), latest=local_date(end, zone))


Window: TypeAlias = DateWindow | TimeWindow


def span_of(window: Window, zone: dt.tzinfo) -> tuple[Instant, Instant]:
    """Return the instants of a window of either kind; `zone` is where its dates are counted."""
    return window.span(zone) if isinstance(window, DateWindow) else window.span()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Slot:
    """An interval of one local date: two times of day, or a courier's code for them.

    >>> from datetime import date, time
    >>> Slot(date=date(2026, 11, 12), start=time(14), end=time(18))
    <Slot 2026-11-12 14:00-18:00>
    >>> Slot(date=date(2026, 11, 12), code="morning")
    <Slot 2026-11-12 morning>
    """

    date: dt.date
    start: dt.time | None = None
    end: dt.time | None = None
    code: str | None = None

    def __post_init__(self) -> None:
        check_date("date", self.date)
        check_interval(self.start, self.end)
        if (self.start is None) == (self.code is None):
            raise invalid("code", "neither or both of hours and a code", "give start and end, or a code")
        if self.code is not None:
            check_code(self.code)

    def __repr__(self) -> str:
        return f"<Slot {self.date} {self.code or f'{self.start:%H:%M}-{self.end:%H:%M}'}>"

    def span(
        self, zone: dt.tzinfo, codes: Mapping[str, tuple[dt.time, dt.time]] = _NO_HOURS
    ) -> tuple[Instant, Instant] | None:
        """Return `[from, to)`, or none for a code whose hours are not among `codes`.

        Where the clock is turned within the slot it is never shorter than what it says.
        """
        hours = (self.start, self.end) if self.code is None else codes.get(self.code, (None, None))
        start, end = hours
        if start is None or end is None:
            return None
        try:
            return (
                local_instant(self.date, start, zone, later=False),
                local_instant(self.date, end, zone, later=True),
            )
        except TypeError:
            raise _no_zone() from None


def _no_zone() -> InvalidInput:
    return invalid("zone", "not a time zone", "give one, as zone('Asia/Tokyo') returns")


def _moved(day: dt.date, days: int) -> dt.date:
    try:
        return day + dt.timedelta(days=must_be("days", days, int, "give whole days"))
    except OverflowError as error:
        raise invalid("days", "leads outside the years 2000 to 2200", "give fewer days") from error
