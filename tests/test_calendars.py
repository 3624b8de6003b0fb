from __future__ import annotations

import pickle
import sys
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postpurchase.calendars import CourierCalendar, SlotOffer, WorkingCalendar, public_holidays
from postpurchase.errors import InvalidInput, MissingExtra, UnknownName
from postpurchase.windows import Slot, instant, zone

NEW_YORK, TOKYO = zone("America/New_York"), zone("Asia/Tokyo")
ONE_DAY = timedelta(days=1)
WEEKDAYS = WorkingCalendar(zone=NEW_YORK)
CULTURE_DAY = date(2026, 11, 3)  # a Tuesday
SHOP = WorkingCalendar(zone=TOKYO, cutoff=time(14), holidays=frozenset({CULTURE_DAY}))
MORNING = SlotOffer(start=time(8), end=time(12), code="morning")
AFTERNOON = SlotOffer(start=time(14), end=time(16), weekdays=frozenset({0, 1}))
EVENING = SlotOffer(code="evening", weekdays=frozenset({4, 6}))
COURIER = CourierCalendar(working=SHOP, intervals=(MORNING, AFTERNOON, EVENING))


def on(text: str) -> date:
    """Return the date of an ISO text."""
    return date.fromisoformat(text)


def at(text: str) -> int:
    """Return the instant of an ISO text."""
    return instant(datetime.fromisoformat(text))


def faults(kind: type, **fields: Any) -> list[str]:
    """Return the paths and wrongs of what a construction refuses."""
    with pytest.raises(InvalidInput) as raised:
        kind(**fields)
    return [f"{fault.path}: {fault.wrong}" for fault in raised.value.faults]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"weekdays": frozenset()}, "weekdays: none, or not all of a week"),
        ({"weekdays": frozenset({7})}, "weekdays: none, or not all of a week"),
        ({"cutoff": time(14, 0, 0, 1)}, "cutoff: not a wall-clock time in whole seconds"),
        ({"holidays": frozenset({date(1999, 1, 1)})}, "holidays: outside the years 2000 to 2200"),
        ({"holidays": frozenset({datetime(2026, 1, 1, tzinfo=TOKYO)})}, "holidays: not a date"),
    ],
)
def test_a_working_calendar_is_checked(fields: dict[str, Any], expected: str) -> None:
    """A week without work, odd times and odd dates are refused."""
    assert faults(WorkingCalendar, zone=TOKYO, **fields) == [expected]


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-11-02", True), ("2026-11-03", False), ("2026-11-06", True), ("2026-11-07", False)],
)
def test_weekends_and_holidays_are_not_worked(day: str, *, expected: bool) -> None:
    """A date is worked on a working weekday that is no holiday."""
    assert SHOP.is_working(on(day)) == expected


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2026-11-02", 0, "2026-11-02"),
        ("2026-11-02", 1, "2026-11-04"),  # over the holiday
        ("2026-11-03", 0, "2026-11-04"),
        ("2026-11-03", 1, "2026-11-05"),
        ("2026-11-03", -1, "2026-10-30"),  # Monday, then over the weekend
        ("2026-11-04", -1, "2026-11-02"),
        ("2026-11-07", 0, "2026-11-09"),
        ("2026-11-06", 5, "2026-11-13"),
    ],
)
def test_working_days_are_added(day: str, count: int, expected: str) -> None:
    """Only worked dates count, and a date that is not worked moves to one first."""
    assert SHOP.add_working_days(on(day), count) == on(expected)


@pytest.mark.parametrize("count", [3_661, -3_661, 10**12])
def test_too_many_working_days_are_a_mistake(count: int) -> None:
    """A count that leads out of the calendar is our error."""
    with pytest.raises(InvalidInput):
        SHOP.add_working_days(on("2026-11-02"), count)


@pytest.mark.parametrize("day", [date.min, date.max, datetime(2026, 11, 2, tzinfo=TOKYO)])
def test_odd_dates_are_refused(day: date) -> None:
    """Far years and datetimes are our error in every question about dates."""
    wrong = 0
    for ask in (
        lambda: SHOP.add_working_days(day, 1),
        lambda: SHOP.working_days_between(day, day),
        lambda: COURIER.snap(day),
    ):
        with pytest.raises(InvalidInput):
            ask()
        wrong += 1

    assert wrong == 3


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-11-02", "2026-11-02", 0),
        ("2026-11-02", "2026-11-03", 0),
        ("2026-11-02", "2026-11-04", 1),
        ("2026-11-02", "2026-11-16", 9),
        ("2026-11-04", "2026-11-02", -1),
        ("2026-11-07", "2026-11-08", 0),
    ],
)
def test_working_days_are_counted(start: str, end: str, expected: int) -> None:
    """The first date does not count and the last does; backwards is below zero."""
    assert SHOP.working_days_between(on(start), on(end)) == expected


DATES = st.dates(date(2026, 1, 1), date(2027, 12, 31))
CALENDARS = st.builds(
    WorkingCalendar,
    zone=st.just(TOKYO),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    holidays=st.frozensets(DATES, max_size=20),
)


@given(CALENDARS, DATES, DATES)
def test_counting_agrees_with_the_calendar(calendar: WorkingCalendar, start: date, end: date) -> None:
    """The closed form counts what walking the dates counts."""
    early, late = sorted((start, end))
    walked = sum(calendar.is_working(early + n * ONE_DAY) for n in range(1, (late - early).days + 1))

    assert calendar.working_days_between(start, end) == (walked if start <= end else -walked)


@given(CALENDARS, DATES, st.integers(0, 60))
def test_counting_undoes_adding(calendar: WorkingCalendar, day: date, count: int) -> None:
    """As many working days lie between a worked date and its sum as were added."""
    first = calendar.add_working_days(day, 0)
    last = calendar.add_working_days(day, count)

    assert (calendar.working_days_between(first, last), calendar.add_working_days(last, -count)) == (
        count,
        first,
    )


@pytest.mark.parametrize(
    ("calendar", "event", "expected"),
    [
        (SHOP, "2026-11-02T13:59:59+09:00", "2026-11-02"),
        (SHOP, "2026-11-02T14:00:00+09:00", "2026-11-04"),  # from the cut-off on, over the holiday
        (SHOP, "2026-11-02T14:00:00+00:00", "2026-11-04"),  # 23:00 in Tokyo
        (SHOP, "2026-11-02T16:00:00+00:00", "2026-11-04"),  # the holiday in Tokyo
        (SHOP, "2026-11-06T15:00:00+09:00", "2026-11-09"),
        (WEEKDAYS, "2026-11-06T23:59:59-05:00", "2026-11-06"),
        (WEEKDAYS, "2026-11-07T00:00:00-05:00", "2026-11-09"),
    ],
)
def test_an_instant_counts_for_a_worked_date(calendar: WorkingCalendar, event: str, expected: str) -> None:
    """After the cut-off and on free days an instant counts for the next worked date."""
    assert calendar.effective_date(at(event)) == on(expected)


def test_a_doubled_cut_off_passes_once() -> None:
    """Where the cut-off comes twice the first one holds: no later order counts for an earlier date."""
    early = WorkingCalendar(zone=NEW_YORK, weekdays=frozenset(range(7)), cutoff=time(1, 30))
    quarter_hours = range(at("2026-11-01T00:00:00-04:00"), at("2026-11-01T03:00:00-05:00"), 900)
    dates = [early.effective_date(t) for t in quarter_hours]

    assert dates == [on("2026-11-01")] * 6 + [on("2026-11-02")] * 10


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("2019-08-07T20:00:00-04:00", "2019-08-09"),  # Wednesday evening, already Thursday in UTC
        ("2019-08-08T20:00:00-04:00", "2019-08-12"),
    ],
)
def test_two_business_days_after_an_evening_order(event: str, expected: str) -> None:
    """T34: an order of Wednesday 20:00 in New York and two business days make Friday, never Saturday."""
    day = WEEKDAYS.effective_date(at(event))

    assert WEEKDAYS.add_working_days(day, 2) == on(expected)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "code: neither hours nor a code"),
        ({"start": time(8)}, "end: one of start and end is missing"),
        ({"start": time(8), "end": time(8)}, "end: not after the start"),
        ({"code": "In the morning"}, "code: not a lower-case word of at most 32 letters"),
        ({"code": "morning", "weekdays": frozenset()}, "weekdays: none, or not all of a week"),
    ],
)
def test_an_offer_has_hours_or_a_code(fields: dict[str, Any], expected: str) -> None:
    """An offer of nothing, half an interval and odd words are refused."""
    assert faults(SlotOffer, **fields) == [expected]


def test_offers_fall_on_days_of_delivery() -> None:
    """Intervals that no day of delivery has are refused."""
    sunday = SlotOffer(code="morning", weekdays=frozenset({6}))

    assert faults(CourierCalendar, working=WEEKDAYS, intervals=(sunday,)) == [
        "intervals: offered only on days without delivery"
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-02", ["morning", "14:00-16:00"]),
        ("2026-11-03", []),  # a holiday
        ("2026-11-04", ["morning"]),
        ("2026-11-06", ["morning", "evening"]),
        ("2026-11-08", []),  # the evening of a Sunday without delivery
    ],
)
def test_a_courier_offers_what_the_day_has(day: str, expected: list[str]) -> None:
    """The intervals of a date are those of its weekday, and none without delivery."""
    assert [repr(slot) for slot in COURIER.offers(on(day))] == [f"<Slot {day} {text}>" for text in expected]


@pytest.mark.parametrize(
    ("slot", "expected"),
    [
        (Slot(date=on("2026-11-02"), start=time(14), end=time(16)), True),
        (Slot(date=on("2026-11-04"), start=time(14), end=time(16)), False),
        (Slot(date=on("2026-11-02"), start=time(14), end=time(15)), False),
        (Slot(date=on("2026-11-02"), code="morning"), True),
        (Slot(date=on("2026-11-02"), code="noon"), False),
    ],
)
def test_only_real_intervals_are_offered(slot: Slot, *, expected: bool) -> None:
    """A slot is offered as the courier has it on that date, or not at all."""
    assert COURIER.offered(slot) == expected


def test_codes_with_hours_are_known() -> None:
    """Only offers with both a code and hours say what a code means."""
    assert COURIER.codes == {"morning": (time(8), time(12))}


@pytest.mark.parametrize(
    ("courier", "day", "expected"),
    [
        (COURIER, "2026-11-02", "2026-11-02"),
        (COURIER, "2026-11-03", "2026-11-04"),
        (CourierCalendar(working=SHOP), "2026-11-07", "2026-11-09"),
        (CourierCalendar(working=SHOP, intervals=(AFTERNOON,)), "2026-11-03", "2026-11-09"),
    ],
)
def test_a_date_snaps_to_a_delivery(courier: CourierCalendar, day: str, expected: str) -> None:
    """A date moves to the next one with a delivery, in an interval where the courier keeps any."""
    assert courier.snap(on(day)) == on(expected)


def test_calendars_travel() -> None:
    """Calendars survive pickling."""
    assert pickle.loads(pickle.dumps(COURIER)) == COURIER  # noqa: S301 - our own bytes


@pytest.mark.parametrize(
    ("country", "subdivision", "expected"),
    [("JP", None, False), ("DE", None, False), ("DE", "BY", True), ("AT", None, True)],
)
def test_public_holidays_are_those_of_the_place(
    country: str, subdivision: str | None, *, expected: bool
) -> None:
    """Epiphany is a holiday in Austria and Bavaria only."""
    days = public_holidays(country, (2026, 2027, 2026), subdivision)

    assert ({day.year for day in days}, date(2026, 1, 6) in days) == ({2026, 2027}, expected)


@pytest.mark.parametrize(
    ("country", "subdivision", "kind", "name"),
    [
        ("XX", None, "country", "XX"),
        ("Japan", None, "country", "Japan"),
        ("jp", None, "country", "jp"),
        ("DE", "ZZ", "subdivision", "ZZ"),
    ],
)
def test_unknown_places_have_no_holidays(country: str, subdivision: str | None, kind: str, name: str) -> None:
    """An unknown country or subdivision is named, along with what there is."""
    with pytest.raises(UnknownName) as raised:
        public_holidays(country, (2026,), subdivision)

    assert (raised.value.kind, raised.value.name, "BY" in raised.value.known) == (kind, name, True)


@pytest.mark.parametrize("year", [-1, 1999, 2201, 10**6])
def test_holidays_are_of_accepted_years(year: int) -> None:
    """Years outside 2000 to 2200 are refused."""
    with pytest.raises(InvalidInput):
        public_holidays("JP", (year,))


def test_holidays_need_their_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package the error says what to install."""
    monkeypatch.setitem(sys.modules, "holidays", None)

    with pytest.raises(MissingExtra) as raised:
        public_holidays("JP", (2026,))

    assert (raised.value.package, raised.value.extra) == ("holidays", "holidays")


@pytest.mark.parametrize(
    ("offer", "slot", "kept"),
    [
        (AFTERNOON, Slot(date=date(2026, 10, 12), start=time(14), end=time(18)), True),
        (AFTERNOON, Slot(date=date(2026, 10, 12), start=time(14), end=time(15)), False),
        (AFTERNOON, Slot(date=date(2026, 10, 12), start=time(15), end=time(18)), False),
        (AFTERNOON, Slot(date=date(2026, 10, 14), start=time(14), end=time(18)), False),
        (MORNING, Slot(date=date(2026, 10, 12), code="morning"), True),
        (MORNING, Slot(date=date(2026, 10, 12), code="evening"), False),
        (EVENING, Slot(date=date(2026, 10, 16), start=time(18), end=time(21)), False),
    ],
)
def test_what_keeps_a_slot(offer: SlotOffer, slot: Slot, *, kept: bool) -> None:
    """An offer keeps a slot under its code, or within its hours, on its weekdays; hours unknown keep none."""
    assert offer.lies_in(slot) is kept
