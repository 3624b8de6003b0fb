from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest

from postpurchase.policy import (
    DEFAULT_CHANNELS,
    DEFAULT_SILENCE,
    QUIET_NIGHT,
    Cadence,
    CalendarUnit,
    Cap,
    CapScope,
    ChannelPolicy,
    Guarantee,
)
from postpurchase.vocabulary import Channel, Level
from postpurchase.windows import ClosedHours

DAY, HOUR, ZERO = timedelta(days=1), timedelta(hours=1), timedelta(0)


def found(thing: Cadence | Cap | ChannelPolicy) -> list[str]:
    """Return the faults of a thing as text."""
    return [str(fault) for fault in thing.faults()]


# -- cadence --------------------------------------------------------------------------------------


def test_every_level_has_a_longest_silence() -> None:
    """Who wants more hears twice as often; who wants less hears no reassurance at all."""
    assert dict(DEFAULT_SILENCE) == {Level.LESS: None, Level.STANDARD: 10 * DAY, Level.MORE: 5 * DAY}
    assert Cadence() == Cadence(longest_silence=dict(DEFAULT_SILENCE), shortest_gap=ZERO)


def test_cadences_do_not_share_a_table() -> None:
    """Each cadence has a table of its own."""
    assert Cadence().longest_silence is not Cadence().longest_silence


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, []),
        ({"longest_silence": {Level.STANDARD: HOUR}}, []),
        ({"longest_silence": {}}, []),
        (
            {"longest_silence": {Level.MORE: HOUR - timedelta(seconds=1), Level.LESS: ZERO}},
            [
                "longest_silence.less: under an hour; give at least PT1H, or null",
                "longest_silence.more: under an hour; give at least PT1H, or null",
            ],
        ),
        ({"shortest_gap": -HOUR}, ["shortest_gap: negative; give a duration of 0 or more"]),
    ],
)
def test_a_cadence_is_neither_frantic_nor_negative(given: dict[str, Any], expected: list[str]) -> None:
    """Silence lasts at least an hour, and a gap is no less than none."""
    assert found(Cadence(**given)) == expected


# -- caps -----------------------------------------------------------------------------------------

TWO_KINDS = "span: a cap is either rolling or by the calendar; give a span or a calendar unit, not both"
ALONE = "channel: does not fit scope={}; a channel goes with scope channel, and only there"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"limit": 1, "span": DAY}, []),
        ({"limit": 1, "calendar": CalendarUnit.WEEK}, []),
        ({"limit": 1, "span": DAY, "scope": CapScope.CHANNEL, "channel": Channel.SMS}, []),
        ({"limit": 0, "span": DAY}, ["limit: below 1; give at least 1"]),
        ({"limit": 1}, [TWO_KINDS]),
        ({"limit": 1, "span": DAY, "calendar": CalendarUnit.DAY}, [TWO_KINDS]),
        ({"limit": 1, "span": ZERO}, ["span: not positive; give a duration above 0"]),
        ({"limit": 1, "span": DAY, "channel": Channel.SMS}, [ALONE.format("customer")]),
        ({"limit": 1, "span": DAY, "scope": CapScope.CHANNEL}, [ALONE.format("channel")]),
        (
            {"limit": 0, "scope": CapScope.CHANNEL},
            ["limit: below 1; give at least 1", TWO_KINDS, ALONE.format("channel")],
        ),
    ],
)
def test_a_cap_counts_something(given: dict[str, Any], expected: list[str]) -> None:
    """A cap lets at least one message through, in one kind of period, of one scope."""
    assert found(Cap(**given)) == expected


@pytest.mark.parametrize(
    ("cap", "expected"),
    [
        (Cap(limit=2, span=7 * DAY), "2/168h"),
        (Cap(limit=1, span=DAY), "1/24h"),
        (Cap(limit=3, calendar=CalendarUnit.WEEK), "3/week"),
    ],
)
def test_a_cap_reads_well(cap: Cap, expected: str) -> None:
    """A cap reads as so many per period."""
    assert str(cap) == expected


# -- channels -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, []),
        ({"retry_after": ()}, []),
        ({"lease": ZERO}, ["lease: not positive; give a duration above 0"]),
        (
            {"retry_after": (HOUR, ZERO, -HOUR)},
            [
                "retry_after.1: not positive; give a duration above 0",
                "retry_after.2: not positive; give a duration above 0",
            ],
        ),
    ],
)
def test_a_channel_has_time_to_send(given: dict[str, Any], expected: list[str]) -> None:
    """A lease and the pauses before each further attempt take time."""
    assert found(ChannelPolicy(**given)) == expected


def test_every_channel_has_settings() -> None:
    """What is read when its owner likes may come twice; what rings or beeps rather not at all."""
    assert {channel.value: DEFAULT_CHANNELS[channel].guarantee for channel in Channel} == {
        "email": Guarantee.AT_LEAST_ONCE,
        "marketplace_message": Guarantee.AT_LEAST_ONCE,
        "call": Guarantee.AT_LEAST_ONCE,
        "sms": Guarantee.AT_MOST_ONCE,
        "push": Guarantee.AT_MOST_ONCE,
        "chat": Guarantee.AT_MOST_ONCE,
    }


def test_nights_are_quiet() -> None:
    """From nine in the evening until eight nobody is disturbed."""
    (night,) = QUIET_NIGHT

    assert night == ClosedHours(start=time(21), end=time(8))
