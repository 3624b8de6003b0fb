from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from postpurchase.errors import InvalidInput
from postpurchase.eta.estimates import (
    NOTHING_KNOWN,
    Estimate,
    EstimateBasis,
    Withheld,
    check_days,
    dates_of,
    if_believable,
)
from postpurchase.windows import DateWindow, TimeWindow, instant, start_of_day, zone

TOKYO = zone("Asia/Tokyo")
WINDOW = DateWindow(earliest=date(2026, 10, 12), latest=date(2026, 10, 14))
FOUND = Estimate(window=WINDOW, basis=EstimateBasis.RANGES)
END = start_of_day(date(2026, 10, 15), TOKYO)


def test_nothing_stays_nothing() -> None:
    """What has no window cannot be unbelievable."""
    assert if_believable(NOTHING_KNOWN, END, TOKYO) is NOTHING_KNOWN


def test_a_window_changes_when_it_ends_or_sooner() -> None:
    """The earlier of its own turn and the end of its last date."""
    assert if_believable(FOUND, END - 1, TOKYO).changes_at == END
    assert if_believable(replace(FOUND, changes_at=END - 9), END - 10, TOKYO).changes_at == END - 9


def test_a_window_that_nobody_believes_says_why() -> None:
    """Past its last date, or more than 21 dates wide."""
    wide = replace(FOUND, window=DateWindow(earliest=date(2026, 10, 1), latest=date(2026, 10, 22)))

    assert if_believable(FOUND, END, TOKYO).withheld is Withheld.PASSED
    assert if_believable(wide, END - 1, TOKYO).withheld is Withheld.TOO_WIDE
    assert if_believable(replace(FOUND, window=WINDOW.shifted(-2)), END - 1, TOKYO).window is None


def test_what_nobody_believes_now_may_be_believed_again() -> None:
    """A parcel not heard of is counted anew some day: until then there is no window, and from then on another."""
    found = replace(FOUND, changes_at=END + 9)
    wide = replace(found, window=DateWindow(earliest=date(2026, 10, 1), latest=date(2026, 10, 22)))

    assert if_believable(found, END, TOKYO).changes_at == END + 9
    assert if_believable(wide, END, TOKYO).changes_at == END + 9


def test_the_dates_of_both_kinds_of_window() -> None:
    """Instants count on the dates that the zone's calendar shows."""
    hours = TimeWindow(
        earliest=datetime(2026, 10, 12, 16, tzinfo=UTC), latest=datetime(2026, 10, 12, 18, tzinfo=UTC)
    )

    assert dates_of(WINDOW, TOKYO) == (date(2026, 10, 12), date(2026, 10, 14))
    assert dates_of(hours, TOKYO) == (date(2026, 10, 13), date(2026, 10, 13))
    assert instant(hours.latest) < END


def test_a_range_of_days() -> None:
    """From fewest to most, within a year, under the path it is given at."""
    check_days("days", (0, 365))
    with pytest.raises(InvalidInput, match=r"^days: not a range of days"):
        check_days("days", (5, 4))
