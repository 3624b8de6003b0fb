from __future__ import annotations

import pickle
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from postpurchase.errors import InvalidInput
from postpurchase.windows import DateWindow, Slot, TimeWindow, span_of, utc_text, zone

BERLIN = zone("Europe/Berlin")
TOKYO = zone("Asia/Tokyo")
DAY = date(2026, 11, 12)


def moscow(hour: int) -> datetime:
    """Return an hour of 2026-11-12 in Moscow."""
    return datetime(2026, 11, 12, hour, tzinfo=zone("Europe/Moscow"))


def faults(kind: type, **fields: Any) -> list[str]:
    """Return the paths and wrongs of what a construction refuses."""
    with pytest.raises(InvalidInput) as raised:
        kind(**fields)
    return [f"{fault.path}: {fault.wrong}" for fault in raised.value.faults]


@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        (DAY, date(2026, 11, 11), "latest: before the earliest date"),
        (date(1999, 12, 31), DAY, "earliest: outside the years 2000 to 2200"),
        (DAY, date(2201, 1, 1), "latest: outside the years 2000 to 2200"),
        (datetime(2026, 11, 12, tzinfo=UTC), DAY, "earliest: not a date"),
        (DAY, "2026-11-13", "latest: text, not a date"),
    ],
)
def test_a_date_window_is_two_ordered_dates(earliest: Any, latest: Any, expected: str) -> None:
    """Disorder, far years and anything but dates are refused."""
    assert faults(DateWindow, earliest=earliest, latest=latest) == [expected]


def test_a_date_window_counts_both_ends() -> None:
    """A window of one date is one day long."""
    week = DateWindow(earliest=date(2026, 10, 12), latest=date(2026, 10, 18))

    assert (week.days, DateWindow(earliest=DAY, latest=DAY).days) == (7, 1)


def test_a_date_window_moves_whole() -> None:
    """Both ends move by the same number of days."""
    window = DateWindow(earliest=date(2026, 10, 12), latest=date(2026, 10, 18))

    assert repr(window.shifted(-12)) == "<DateWindow 2026-09-30/2026-10-06>"


@pytest.mark.parametrize("days", [10**5, 10**9, 10**12, -(10**12)])
def test_a_date_window_does_not_move_out_of_the_calendar(days: int) -> None:
    """A shift beyond the accepted years is our error, however far it leads."""
    with pytest.raises(InvalidInput):
        DateWindow(earliest=DAY, latest=DAY).shifted(days)


def test_a_date_window_spans_whole_local_days() -> None:
    """Its instants run from the first local midnight to the one after the last date."""
    days = DateWindow(earliest=date(2026, 3, 28), latest=date(2026, 3, 29))

    assert [utc_text(t) for t in days.span(BERLIN)] == ["2026-03-27T23:00:00Z", "2026-03-29T22:00:00Z"]


@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        (moscow(18), moscow(14), "latest: before the earliest instant"),
        (moscow(18).replace(tzinfo=None), moscow(18), ": not an aware datetime"),
        (moscow(14), DAY, ": not an aware datetime"),
    ],
)
def test_a_time_window_is_two_ordered_instants(earliest: Any, latest: Any, expected: str) -> None:
    """Disorder and anything but aware datetimes are refused."""
    assert faults(TimeWindow, earliest=earliest, latest=latest) == [expected]


def test_a_time_window_measures_elapsed_time() -> None:
    """In the night in which the clocks go forward, eight hours on the wall are seven."""
    night = TimeWindow(
        earliest=datetime(2026, 3, 29, 0, tzinfo=BERLIN), latest=datetime(2026, 3, 29, 8, tzinfo=BERLIN)
    )

    assert (night.seconds, night.shifted(3600).latest.isoformat()) == (7 * 3600, "2026-03-29T09:00:00+02:00")


def test_time_windows_are_equal_when_their_instants_are() -> None:
    """The zone in which a window is written does not matter; the coming of a doubled hour does."""
    window = TimeWindow(earliest=moscow(14), latest=moscow(18))
    utc = TimeWindow(earliest=moscow(14).astimezone(UTC), latest=moscow(18).astimezone(UTC))
    first, second = (datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=fold) for fold in (0, 1))

    assert {window, utc, "another thing"} == {window, "another thing"}
    assert (window == utc, window == "another thing") == (True, False)
    assert TimeWindow(earliest=first, latest=first) != TimeWindow(earliest=second, latest=second)


def test_a_time_window_reads_well() -> None:
    """A time window shows both ends as they were given."""
    window = TimeWindow(earliest=moscow(14), latest=moscow(18))

    assert repr(window) == "<TimeWindow 2026-11-12T14:00:00+03:00/2026-11-12T18:00:00+03:00>"


def test_a_time_window_touches_local_dates() -> None:
    """The dates depend on the zone in which they are counted."""
    window = TimeWindow(earliest=moscow(14), latest=moscow(23))

    assert [repr(window.dates(place)) for place in (BERLIN, TOKYO)] == [
        "<DateWindow 2026-11-12/2026-11-12>",
        "<DateWindow 2026-11-12/2026-11-13>",
    ]


def test_span_of_takes_either_window() -> None:
    """Dates need a zone to become instants; instants do not."""
    dates = DateWindow(earliest=DAY, latest=DAY)
    hours = TimeWindow(earliest=moscow(14), latest=moscow(18))

    assert (span_of(dates, TOKYO), span_of(hours, TOKYO)) == (dates.span(TOKYO), hours.span())


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "code: neither or both of hours and a code"),
        ({"start": time(14)}, "end: one of start and end is missing"),
        ({"end": time(14)}, "end: one of start and end is missing"),
        ({"start": time(14), "end": time(14)}, "end: not after the start"),
        ({"start": time(14), "end": time(16), "code": "x"}, "code: neither or both of hours and a code"),
        ({"start": time(14, tzinfo=UTC), "end": time(16)}, "start: not a wall-clock time in whole seconds"),
        ({"start": time(14), "end": time(16, 0, 0, 1)}, "end: not a wall-clock time in whole seconds"),
        ({"start": "14:00", "end": "16:00"}, "start: not a wall-clock time in whole seconds"),
        ({"code": "Morning"}, "code: not a lower-case word of at most 32 letters"),
        ({"code": ""}, "code: not a lower-case word of at most 32 letters"),
        ({"code": 14}, "code: not a lower-case word of at most 32 letters"),
    ],
)
def test_a_slot_is_hours_or_a_code(fields: dict[str, Any], expected: str) -> None:
    """Half a slot, both kinds at once and odd values are refused."""
    assert faults(Slot, date=DAY, **fields) == [expected]


def test_a_slot_has_a_date_without_hours() -> None:
    """A datetime is refused as a slot's date."""
    assert faults(Slot, date=moscow(14), code="morning") == ["date: not a date"]


def test_a_slot_reads_well() -> None:
    """A slot shows its date and its hours or code."""
    slots = (Slot(date=DAY, start=time(9, 30), end=time(11)), Slot(date=DAY, code="morning"))

    assert repr(slots) == "(<Slot 2026-11-12 09:30-11:00>, <Slot 2026-11-12 morning>)"


@pytest.mark.parametrize(
    ("slot", "expected"),
    [
        (Slot(date=DAY, start=time(14), end=time(16)), ["2026-11-12T13:00:00Z", "2026-11-12T15:00:00Z"]),
        (Slot(date=DAY, code="morning"), ["2026-11-12T07:00:00Z", "2026-11-12T11:00:00Z"]),
        (Slot(date=DAY, code="evening"), None),
        (
            Slot(date=date(2026, 10, 25), start=time(2), end=time(2, 30)),
            ["2026-10-25T00:00:00Z", "2026-10-25T01:30:00Z"],
        ),
        (
            Slot(date=date(2026, 3, 29), start=time(2), end=time(2, 30)),
            ["2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z"],
        ),
    ],
)
def test_a_slot_spans_instants(slot: Slot, expected: list[str] | None) -> None:
    """Hours become instants, never fewer than they say; a code needs known hours."""
    span = slot.span(BERLIN, {"morning": (time(8), time(12))})

    assert (span and [utc_text(t) for t in span]) == expected


def test_a_code_without_hours_spans_nothing() -> None:
    """Without a table of codes no code has hours."""
    assert Slot(date=DAY, code="morning").span(BERLIN) is None


def test_spans_travel() -> None:
    """Windows and slots survive pickling."""
    values = (
        DateWindow(earliest=DAY, latest=DAY),
        TimeWindow(earliest=moscow(14), latest=moscow(18)),
        Slot(date=DAY, code="morning"),
    )

    assert pickle.loads(pickle.dumps(values)) == values  # noqa: S301 - our own bytes


@pytest.mark.parametrize("place", [None, "Asia/Tokyo", 9])
def test_a_zone_is_a_zone(place: Any) -> None:
    """A name of a zone, or nothing, is no zone: whatever asks for one says so."""
    day = date(2026, 10, 9)
    noon = datetime(2026, 10, 9, 12, tzinfo=UTC)
    asked = (
        lambda: DateWindow(earliest=day, latest=day).span(place),
        lambda: TimeWindow(earliest=noon, latest=noon).dates(place),
        lambda: Slot(date=day, start=time(14), end=time(16)).span(place),
    )
    for ask in asked:
        with pytest.raises(InvalidInput, match=r"^zone: not a time zone; give one"):
            ask()
