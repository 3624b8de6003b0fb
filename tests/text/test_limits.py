"""What fits: each channel's room, counted as the channel counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postpurchase.text.limits import Room, cut, room_of
from postpurchase.vocabulary import Channel


@pytest.mark.parametrize(
    ("channel", "text", "expected"),
    [
        (Channel.SMS, "a" * 161, 2),
        (Channel.PUSH, 'お"\n', 7),
        (Channel.CHAT, "a😀", 3),
    ],
)
def test_each_channel_counts_in_its_own_way(channel: Channel, text: str, expected: int) -> None:
    """Parts of a text message, bytes of a payload, UTF-16 units of a messenger."""
    room = room_of(channel)

    assert room is not None
    assert room.taken(text) == expected


@pytest.mark.parametrize("most", [None, 0, "500"])
def test_a_form_without_a_stated_limit_has_none(most: object) -> None:
    """Mail, calls and a marketplace that states no length take any text."""
    assert [room_of(c, most) for c in (Channel.EMAIL, Channel.CALL, Channel.MARKETPLACE_MESSAGE)] == [
        None
    ] * 3


def test_a_marketplaces_limit_is_its_own() -> None:
    """Characters, as its profile says, and nobody else's."""
    room = room_of(Channel.MARKETPLACE_MESSAGE, 500)

    assert room is not None
    assert (room.most, room.unit, room.taken("お😀"), room_of(Channel.EMAIL, 500)) == (
        500,
        "characters",
        2,
        None,
    )


@given(st.text(), st.integers(1, 300))
def test_what_is_cut_fits_and_nothing_more_is_lost(text: str, most: int) -> None:
    """A text that fits is left alone; another ends in a mark, and one letter more would be too many."""
    room = Room(most, "units", lambda part: len(part.encode("utf-16-le", "replace")) // 2)
    kept = cut(text, room)

    assert room.taken(kept) <= most
    assert kept == text if room.taken(text) <= most else kept.endswith("…")
