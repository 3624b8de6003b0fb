"""Fields of any shape and times of any honesty."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postpurchase.adapters import AdapterWarning, WarningCode
from postpurchase.adapters.reading import LIST_LIMIT, Node, cleaned, read_time, web_address
from postpurchase.vocabulary import TimeQuality
from postpurchase.windows import utc_text, zone

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TOKYO = zone("Asia/Tokyo")


def node(value: object) -> Node:
    """Return the top of a payload."""
    return Node(value, [])


def paths(at: Node) -> list[str]:
    """Return what was reported, as text."""
    return [str(warning) for warning in at.warnings]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (" DELIVERED \n", "DELIVERED"),
        (9400100208271116404754, "9400100208271116404754"),
        (None, ""),
        ("null", ""),
        ("x" * 500, "x" * 120),
    ],
)
def test_text_that_is_as_it_should_be(value: object, expected: str) -> None:
    """Text and whole numbers are read as one clean, bounded line; nothing and null are nothing."""
    at = node({"field": value})

    assert at.text("field") == expected
    assert paths(at) == []


@pytest.mark.parametrize(
    "value", [True, 1.5, float("nan"), [], {}, pytest.param(10**5000, id="huge"), -(10**41)]
)
def test_text_of_another_shape(value: object) -> None:
    """Anything else under a field that holds text is nothing, and reported with its path."""
    at = node({"field": value})

    assert at.text("field") == ""
    assert paths(at) == ["field: wrong_shape"]


def test_the_first_text_counts() -> None:
    """Of several names of one field the first that holds something is read."""
    assert node({"b": "2", "c": "3"}).text("a", "b", "c") == "2"


@pytest.mark.parametrize(
    ("value", "expected"),
    [(True, True), (False, False), ("True", True), ("false", False), (None, None), ("null", None)],
)
def test_flags(value: object, expected: bool | None) -> None:
    """Truth values may be spelt as text."""
    at = node({"flag": value})

    assert at.flag("flag") is expected
    assert paths(at) == []


@pytest.mark.parametrize("value", ["yes", 7, [True], {}])
def test_flags_of_another_shape(value: object) -> None:
    """A flag that is neither true nor false is unknown, and reported."""
    at = node({"flag": value})

    assert at.flag("flag") is None
    assert paths(at) == ["flag: wrong_shape"]


def test_objects_and_lists() -> None:
    """Objects of a list are read with their paths; what is no object is reported and left out."""
    at = node({"outer": {"items": [{"a": "1"}, None, {"a": "2"}]}})

    items = at.object("outer").objects("items")

    assert [(item.path, item.text("a")) for item in items] == [("outer.items.0", "1"), ("outer.items.2", "2")]
    assert paths(at) == ["outer.items.1: wrong_shape"]


@pytest.mark.parametrize("value", ["text", 1, {"a": {}}])
def test_lists_of_another_shape(value: object) -> None:
    """What should be a list and is none is an empty one, and reported."""
    at = node({"items": value})

    assert at.objects("items") == []
    assert paths(at) == ["items: wrong_shape"]


def test_objects_of_another_shape() -> None:
    """What should be an object and is none is an empty one, and reported once; absence is not."""
    at = node({"outer": [1]})

    assert at.object("outer").text("a") == ""
    assert at.object("absent").text("a") == ""
    assert paths(at) == ["outer: wrong_shape"]


def test_a_list_without_end_is_cut() -> None:
    """Of a list that is too long the first thousand are read, and that is reported."""
    at = node({"items": [{}] * (LIST_LIMIT + 1)})

    assert len(at.objects("items")) == LIST_LIMIT
    assert paths(at) == ["items: too_many"]


def test_nothing_stands_in_what_is_no_object() -> None:
    """Asking a list or a number for a key finds nothing."""
    assert node([1]).has("0") is False
    assert node({"a": None, "b": 0}).has("a", "b") is True


def test_a_warning_about_the_whole() -> None:
    """A warning says where it points, even to everything."""
    assert str(AdapterWarning(WarningCode.NOT_TRACKING)) == "(whole): not_tracking"


def test_cleaned_has_no_control_characters() -> None:
    """Control characters, lone surrogates and runs of space become single spaces."""
    assert cleaned("a\x00b\ud800c\u200e  d\u2028", 20) == "a b c d"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://track.example/a?b=1", "https://track.example/a?b=1"),
        ("http://track.example", "http://track.example"),
        ("javascript:alert(1)", None),
        ("https://track.example/ a", None),
        ('https://track.example/"><b>', None),
        ("", None),
    ],
)
def test_addresses(text: str, expected: str | None) -> None:
    """Only plain web addresses are passed on to customers."""
    assert web_address(text) == expected


# -- times ------------------------------------------------------------------------------------------


def told(text: str, place: Any = None) -> tuple[str, str, date] | None:
    """Return a time as read: in UTC, with its quality, and its date as written."""
    read = read_time(text, zone=place, received_at=NOW)
    return (utc_text(read.t), read.quality.value, read.written) if read else None


@pytest.mark.parametrize(
    ("text", "at", "quality"),
    [
        ("2018-08-01T13:19:47-04:00", "2018-08-01T17:19:47Z", "offset"),
        ("2018-08-01T13:19:47-0400", "2018-08-01T17:19:47Z", "offset"),
        ("2018-08-01 13:19-04", "2018-08-01T17:19:00Z", "offset"),
        ("2018-08-01T13:19:47.1234567+00:00", "2018-08-01T13:19:47Z", "offset"),
        ("2018-08-01T13:19:47,5Z", "2018-08-01T13:19:47Z", "utc_claimed"),
        ("2018/08/01 13:19:47 UTC", "2018-08-01T13:19:47Z", "utc_claimed"),
        ("2018-08-01T13:19:47", "2018-08-01T13:19:47Z", "local_unknown"),
        ("2018-08-01T00:00:00Z", "2018-08-01T00:00:00Z", "date_only"),
        ("2018-08-01T00:00:00-04:00", "2018-08-01T04:00:00Z", "offset"),
        ("2018-08-01", "2018-08-01T00:00:00Z", "date_only"),
    ],
)
def test_times_without_a_zone_of_ours(text: str, at: str, quality: str) -> None:
    """Each way of writing a time has its instant and says how far that can be trusted."""
    assert told(text) == (at, quality, date(2018, 8, 1))


@pytest.mark.parametrize(
    ("text", "at", "quality"),
    [
        ("2026-11-01T13:19:47", "2026-11-01T04:19:47Z", "local"),
        ("2026-11-01", "2026-10-31T15:00:00Z", "date_only"),
        ("2026-11-01T00:00:00", "2026-10-31T15:00:00Z", "date_only"),
        ("2026-11-01T13:19:47Z", "2026-11-01T13:19:47Z", "utc_claimed"),
        ("11月1日 18:48", "2026-11-01T09:48:00Z", "yearless"),
        ("11/01 18:48:30", "2026-11-01T09:48:30Z", "yearless"),
        ("11-01", "2026-10-31T15:00:00Z", "yearless"),
    ],
)
def test_times_in_a_known_zone(text: str, at: str, quality: str) -> None:
    """A zone is used where the text names no offset, and only there."""
    assert told(text, TOKYO) == (at, quality, date(2026, 11, 1))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("11/23", date(2026, 11, 23)),
        ("11/24", date(2025, 11, 24)),
        ("12/31 23:59", date(2025, 12, 31)),
        ("02/29", date(2024, 2, 29)),
    ],
)
def test_the_year_is_the_latest_possible(text: str, written: date) -> None:
    """A date without a year lies in the past, or a day ahead where zones differ."""
    read = told(text)

    assert read is not None
    assert read[2] == written


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2018-13-01",
        "2018-02-30T10:00:00Z",
        "2018-08-01T24:00:00Z",
        "2018-08-01T10:00:00+25:00",
        "2018-08-01T10:00:00+19:00",
        "1999-12-31T23:59:59Z",
        "0001-01-01T00:00:00",
        "9999-12-31T23:59:59-12:00",
        "02/30 10:00",
        "13/01",
        "20180801",
        "２０１８-08-01",
        "1533115187",
        "2018-08-01T10:00:00Z trailing",
    ],
)
def test_what_is_no_time(text: str) -> None:
    """What cannot be a time of the years 2000 to 2200 is none."""
    assert told(text) is None
    assert told(text, TOKYO) is None


def test_the_first_moment_of_2000_far_east() -> None:
    """A local time that lies before the years 2000 to 2200 in UTC is no time."""
    assert told("2000-01-01T05:00:00", TOKYO) is None


@given(
    st.text(max_size=40)
    | st.from_regex(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?", fullmatch=True)
)
def test_reading_never_raises(text: str) -> None:
    """Whatever stands where a time should, the answer is an aware time or none."""
    read = read_time(text, zone=TOKYO, received_at=NOW)

    assert read is None or read.quality in set(TimeQuality)
