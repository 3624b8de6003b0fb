from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from postpurchase.errors import InvalidInput, UnknownName
from postpurchase.windows import instant, local_date, local_instant, moment, start_of_day, utc_text, zone

BERLIN = zone("Europe/Berlin")
HOUR, DAY = 3_600, 86_400
FIRST, END = datetime(2000, 1, 1, tzinfo=UTC), datetime(2201, 1, 1, tzinfo=UTC)


class NoOffset(tzinfo):
    """A zone that does not know its offset: a datetime in it is naive."""

    def utcoffset(self, _: datetime | None) -> timedelta | None:
        """Return nothing."""
        return None


def at(text: str) -> int:
    """Return the instant of an ISO text."""
    return instant(datetime.fromisoformat(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1970-01-01T00:00:00+00:00", None),
        ("1999-12-31T23:59:59+00:00", None),
        ("2000-01-01T00:00:00+00:00", 946_684_800),
        ("2000-01-01T00:00:00+09:00", None),
        ("2000-01-01T09:00:00+09:00", 946_684_800),
        ("2026-10-05T22:40:00.999999+09:00", 1_791_207_600),
        ("2200-12-31T23:59:59.999999+00:00", 7_289_654_399),
        ("2201-01-01T00:00:00+00:00", None),
        ("2026-10-05T22:40:00+18:00", 1_791_175_200),
        ("2026-10-05T22:40:00+18:01", None),
        ("2026-10-05T22:40:00-18:01", None),
        ("2026-10-05T22:40:00", None),
        ("0001-01-01T00:00:00+12:00", None),
        ("9999-12-31T23:59:59-12:00", None),
    ],
)
def test_instant_accepts_aware_datetimes_of_two_centuries(text: str, expected: int | None) -> None:
    """An aware datetime of 2000 to 2200 becomes whole seconds; everything else is refused."""
    try:
        actual = at(text)
    except InvalidInput:
        actual = None

    assert actual == expected


@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        (date(2026, 10, 5), "not an aware datetime"),
        ("2026-10-05T22:40:00+09:00", "not an aware datetime"),
        (None, "not an aware datetime"),
        (datetime(2026, 10, 5, tzinfo=NoOffset()), "not an aware datetime"),
        (datetime(2026, 10, 5, tzinfo=timezone(timedelta(hours=-19))), "an offset beyond 18 hours"),
        (datetime.max.replace(tzinfo=UTC), "outside the years 2000 to 2200"),
    ],
)
def test_instant_says_what_is_wrong(value: datetime, wrong: str) -> None:
    """Each refusal names its reason and never shows the value."""
    with pytest.raises(InvalidInput) as raised:
        instant(value)

    assert [fault.wrong for fault in raised.value.faults] == [wrong]


@given(st.datetimes(), st.integers(-86_399, 86_399))
@example(FIRST.replace(tzinfo=None), 0)
@example((END - timedelta(seconds=1)).replace(tzinfo=None), 64_800)
def test_instant_is_exact_or_our_error(naive: datetime, offset: int) -> None:
    """Over the whole range of datetimes an instant comes back as it was, or the error is ours."""
    value = naive.replace(tzinfo=timezone(timedelta(seconds=offset)), microsecond=0)
    accepted = abs(offset) <= 18 * HOUR and FIRST <= value < END
    try:
        back = moment(instant(value), UTC)
    except InvalidInput:
        back = None

    assert back == (value if accepted else None)


@pytest.mark.parametrize("t", [-(10**30), -2_208_988_801 - 366 * DAY, 10_446_000_000, 10**30])
def test_moment_refuses_what_no_sum_of_instants_reaches(t: int) -> None:
    """A number of seconds far outside the accepted years is our error, not an overflow."""
    with pytest.raises(InvalidInput):
        moment(t)


def test_moment_shows_the_wall_clock_of_a_zone() -> None:
    """The same instant reads differently in each zone, and as UTC without one."""
    t = at("2026-10-25T00:30:00+00:00")

    assert [moment(t).isoformat(), moment(t, BERLIN).isoformat(), moment(t + 3600, BERLIN).isoformat()] == [
        "2026-10-25T00:30:00+00:00",
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T02:30:00+01:00",
    ]


def test_utc_text_is_rfc_3339() -> None:
    """The text ends in Z and comes back as the same instant."""
    t = at("2026-10-05T22:40:00+09:00")

    assert (utc_text(t), at(utc_text(t))) == ("2026-10-05T13:40:00Z", t)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Asia/Nowhere", "Asia/Nowhere"),  # ZoneInfoNotFoundError, a KeyError
        ("America", "America"),  # IsADirectoryError
        ("Nowhere", "Nowhere"),
        ("", None),  # ValueError
        ("..", None),  # ValueError
        ("/etc/localtime", None),  # ValueError
        ("Asia/../Tokyo", None),
        ("Asia/Tokyo\x00", None),  # ValueError
        ("Asia/Tokyo\n", None),
        ("A" * 300, None),  # OSError
        ("\ud800", None),  # UnicodeEncodeError
        ("zone.tab", None),  # ValueError: no zone inside
        ("localtime", None),  # this machine's own
        ("right/UTC", None),  # counts leap seconds
        ("posix/UTC", None),
        ("asia/tokyo", None),  # found on some file systems only
        (None, None),  # TypeError
        (3, None),
        (["Asia/Tokyo"], None),
    ],
)
def test_zone_has_one_error(name: str, shown: str | None) -> None:
    """Whatever is wrong with a name, the error is UnknownName; malformed names are not repeated."""
    with pytest.raises(UnknownName) as raised:
        zone(name)

    assert (raised.value.kind, raised.value.name) == ("zone", shown or "(not shaped like a zone)")


def test_zone_translates_every_failure_of_the_standard_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the five kinds of failure none comes through, even if a name looks right."""
    kinds = (KeyError, ValueError, IsADirectoryError, OSError, UnicodeEncodeError("utf-8", "x", 0, 1, "no"))
    caught = []
    for number, kind in enumerate(kinds):

        def fail(_: str, kind: type[Exception] | Exception = kind) -> ZoneInfo:
            raise kind

        monkeypatch.setattr("postpurchase.windows.instants.ZoneInfo", fail)
        with pytest.raises(UnknownName) as raised:
            zone(f"Failing/Zone_{number}")
        caught.append(raised.value.name)

    assert caught == [f"Failing/Zone_{number}" for number in range(5)]


@pytest.mark.parametrize(
    "name",
    [
        "UTC",
        "Asia/Tokyo",
        "America/Argentina/Buenos_Aires",
        "America/Port-au-Prince",
        "Etc/GMT+12",
        "EST5EDT",
    ],
)
def test_zone_is_the_zone_of_that_name(name: str) -> None:
    """The same name gives the same zone."""
    assert zone(name) is ZoneInfo(name)


@pytest.mark.parametrize(
    ("name", "day", "clock", "first", "second"),
    [
        ("Europe/Berlin", "2026-07-01", "02:30", "2026-07-01T00:30:00Z", "2026-07-01T00:30:00Z"),
        # skipped: 02:00 to 03:00
        ("Europe/Berlin", "2026-03-29", "01:59", "2026-03-29T00:59:00Z", "2026-03-29T00:59:00Z"),
        ("Europe/Berlin", "2026-03-29", "02:00", "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z"),
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z"),
        ("Europe/Berlin", "2026-03-29", "03:00", "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z"),
        # doubled: 02:00 to 03:00
        ("Europe/Berlin", "2026-10-25", "01:59", "2026-10-24T23:59:00Z", "2026-10-24T23:59:00Z"),
        ("Europe/Berlin", "2026-10-25", "02:00", "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z"),
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"),
        ("Europe/Berlin", "2026-10-25", "03:00", "2026-10-25T02:00:00Z", "2026-10-25T02:00:00Z"),
        # half an hour, backwards, at midnight, and a whole day
        ("Australia/Lord_Howe", "2026-10-04", "02:10", "2026-10-03T15:30:00Z", "2026-10-03T15:40:00Z"),
        ("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z"),
        ("Europe/Dublin", "2026-03-29", "01:30", "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z"),
        ("America/Havana", "2026-11-01", "00:30", "2026-11-01T04:30:00Z", "2026-11-01T05:30:00Z"),
        ("Pacific/Apia", "2011-12-30", "12:00", "2011-12-30T10:00:00Z", "2011-12-30T22:00:00Z"),
    ],
)
def test_local_instant_has_an_earlier_and_a_later_meaning(
    name: str, day: str, clock: str, first: str, second: str
) -> None:
    """A doubled time is its first or second coming, a skipped one the skip or as long after it."""
    texts = [
        utc_text(local_instant(date.fromisoformat(day), time.fromisoformat(clock), zone(name), later=later))
        for later in (False, True)
    ]

    assert texts == [first, second]


def test_local_instant_ignores_the_fold_of_its_time() -> None:
    """`later` alone decides; a fold that came along with the time does not."""
    doubled = [
        local_instant(date(2026, 10, 25), time(2, 30, fold=fold), BERLIN, later=False) for fold in (0, 1)
    ]

    assert doubled == [at("2026-10-25T00:30:00+00:00")] * 2


def test_local_instant_takes_fixed_offsets() -> None:
    """A zone may be any tzinfo."""
    t = local_instant(date(2026, 10, 5), time(22, 40), timezone(timedelta(hours=9)), later=False)

    assert t == at("2026-10-05T22:40:00+09:00")


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("Asia/Tokyo", "2026-10-05", "2026-10-04T15:00:00Z"),
        ("America/Santiago", "2026-09-06", "2026-09-06T04:00:00Z"),  # no midnight: begins at 01:00
        ("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z"),  # two midnights: the first
        ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"),  # the day that was not
        ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"),
    ],
)
def test_start_of_day_is_the_first_instant_of_the_date(name: str, day: str, expected: str) -> None:
    """A day begins at midnight, or when the clock first shows its date."""
    assert utc_text(start_of_day(date.fromisoformat(day), zone(name))) == expected


def test_local_date_is_the_zones_own() -> None:
    """Two zones may have different dates at one instant."""
    t = at("2026-10-05T16:00:00+00:00")

    assert (local_date(t, zone("Asia/Tokyo")), local_date(t, BERLIN)) == (
        date(2026, 10, 6),
        date(2026, 10, 5),
    )
