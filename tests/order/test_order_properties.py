"""What holds for every history: prefixes, evolving, hindsight, and that nothing breaks."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.order.strategies import copies, histories

from postpurchase.events import BARE, Event, distinct
from postpurchase.order import CUSTOMER_FACING, evolve, replay
from postpurchase.order.axes import LOOPING
from postpurchase.order.tables import SORTS
from postpurchase.vocabulary import EventKind, Milestone, Outcome, Progress

TAKES_BACK = frozenset(
    {
        EventKind.ORDER_REOPENED,  # the order's ending
        EventKind.ORDER_EDITED,  # all delivered, when there is more to come
        *SORTS,  # a delivery contested, a label void, a parcel found, a part nobody had named
    }
)
MAY_BE_TAKEN_BACK = frozenset(
    {
        Milestone.DELIVERED,
        Milestone.ALL_DELIVERED,
        Milestone.RETURN_STARTED,
        Milestone.RETURNED,
        Milestone.LOST,
        Milestone.ANNOUNCED,
        Milestone.DISPATCHED,
        Milestone.LAST_PART_DISPATCHED,
        Milestone.CANCELLED,
        Milestone.EXPIRED,
        Milestone.CLOSED,
    }
)


@settings(max_examples=120)
@given(histories(fewest=4, plain=True), st.integers(1, 3))
def test_what_is_reached_stays_reached_unless_disproved(events: list[Event], cut: int):
    """A longer history only adds milestones, but for those that its new facts take back.

    So it is where nothing is learned late; a late placing may show that a number was recycled.
    """
    before, after = replay(events[:-cut]), replay(events)
    gone = set(before.milestones) - set(after.milestones)
    new_kinds = {event.kind for event in events[-cut:]}

    assert {one.milestone for one in gone} <= MAY_BE_TAKEN_BACK
    assert gone <= set(after.withdrawn)
    assert set(before.withdrawn) <= set(after.withdrawn)
    assert not gone or new_kinds & TAKES_BACK


@settings(max_examples=120)
@given(histories().flatmap(copies))
def test_milestones_are_numbered_without_gaps_or_repeats(told: list[Event]):
    """Of each milestone and subject the numbers run from 1, standing or withdrawn, and each stands once."""
    order = replay(told)
    numbers: dict[tuple[Milestone, str], list[int]] = {}
    for one in (*order.milestones, *order.withdrawn):
        numbers.setdefault((one.milestone, one.subject), []).append(one.number)
    standing = [(one.milestone, one.subject) for one in order.milestones if one.milestone not in LOOPING]

    assert {tuple(sorted(found)) for found in numbers.values()} == {
        tuple(range(1, len(found) + 1)) for found in numbers.values()
    }
    assert len(set(standing)) == len(standing)


@settings(max_examples=120)
@given(histories().flatmap(copies))
def test_evolving_one_by_one_is_replaying(told: list[Event]):
    """Whatever comes one by one amounts to what it amounts to at once."""
    order = replay(told[:1])
    for event in told[1:]:
        order = evolve(order, event)

    assert order == replay(told)
    assert order.milestones == replay(told).milestones


@settings(max_examples=120)
@given(histories().flatmap(copies))
def test_hindsight_is_replaying_what_was_received(told: list[Event]):
    """What was known at a time is what the copies received by then amount to."""
    then = told[0].received_at
    received = [event for event in told if event.learned <= told[0].learned]

    assert replay(told, known_by=then) == replay(received)


@settings(max_examples=120)
@given(histories().flatmap(copies))
def test_every_view_is_sound(told: list[Event]):
    """Every history can be looked at from every side, and what is seen fits together."""
    order = replay(told)
    subjects = [one.subject for one in order.shipments]
    facing = [one for one in order.shipments if one.role in CUSTOMER_FACING]

    assert len(set(subjects)) == len(subjects)
    assert {one.subject for one in order.milestones} <= {*subjects, "order", "1"}
    assert [event for event, _ in distinct(told)] == list(order.events)
    assert all(sum(line.stages.values()) == line.live >= 0 for line in order.lines)
    assert all(0 <= line.delivered <= line.live and 0 <= line.dispatched <= line.live for line in order.lines)
    assert repr(order).count("\n") == 0
    assert order.progress is not Progress.DELIVERED or any(one.outcome is Outcome.DELIVERED for one in facing)


@settings(max_examples=120)
@given(histories().flatmap(copies))
def test_details_left_out_are_details_with_nothing_in_them(told: list[Event]):
    """An event without details and one whose details say nothing are the same to the machine."""
    bare = [replace(event, details=None) if event.details == BARE[event.kind] else event for event in told]
    spelt = [replace(event, details=replace(event.details)) for event in told]

    assert replay(bare).milestones == replay(spelt).milestones
    assert replay(bare).shipments == replay(spelt).shipments
