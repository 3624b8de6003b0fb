"""Nothing is held against any life of a few events, wherever its host died."""

from __future__ import annotations

from collections import Counter

import pytest

from .hosts import SendsFirst
from .small_scope import KINDS, WORLDS, World, lives

ENOUGH = 1_000
CHECKED = [(world, 3 if world.sms is world.speaks is (world.hours is None) else 2) for world in WORLDS]
"""How far each world is explored by `make check`; every night all go to four events."""


@pytest.mark.parametrize(("world", "longest"), CHECKED, ids=str)
def test_every_short_life(world: World, longest: int) -> None:
    """Every sequence of events, however its host died once, wakes nobody, repeats nothing, and owes nothing."""
    assert_blameless(world, longest)


@pytest.mark.nightly
@pytest.mark.parametrize("world", WORLDS, ids=str)
def test_every_life_of_four_events(world: World) -> None:
    """The same holds of every sequence of up to four events."""
    assert_blameless(world, 4)


def assert_blameless(world: World, longest: int) -> None:
    """Live all lives of a world, and see that they were all, and blameless."""
    lived = Counter()
    for life in lives(world, longest):
        lived[life.died is not None] += 1
        assert life.faults == (), [event.kind for event in life.host.events]
    sequences = sum(len(KINDS) ** n for n in range(longest + 1))
    assert lived[False] == sequences
    assert lived[True] >= sequences * 4


@pytest.mark.parametrize("world", WORLDS[:1], ids=str)
def test_sending_first_is_caught(world: World) -> None:
    """One event is enough to see that a host sends before it reserves."""
    found = [fault for life in lives(world, 1, SendsFirst) for fault in life.faults]

    assert any("told twice" in fault for fault in found)
