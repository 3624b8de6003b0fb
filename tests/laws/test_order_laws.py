"""Law 2: an order is made by the set of its events."""

from __future__ import annotations

from itertools import permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postpurchase.digests import canonical
from postpurchase.events import Event
from postpurchase.order import Order, replay
from tests.order.histories import happened, of, placed
from tests.order.strategies import copies, histories

ENOUGH = 1_000


def shown(order: Order) -> tuple[object, ...]:
    """Return everything that readers see of an order."""
    axes = (order.id, order.placed_at, order.progress, order.cancellation, order.payment, order.return_state)
    terms = (
        order.gates,
        order.gates_released_at,
        order.ship_deadline,
        order.extension,
        order.paused,
        order.level,
    )
    parts = (order.lines, order.shipments, order.holds, order.problems, order.is_open, order.problem_open)
    course = (order.milestones, order.withdrawn, order.warnings, order.newest_received)
    learned = tuple((event.position, order.learned_at(event)) for event in order.events)
    return axes, terms, parts, course, learned


@pytest.mark.law(2)
def test_any_sequence_gives_the_same_order() -> None:
    """An order folds to the same bytes whatever the sequence in which its events come and however often each is repeated.

    A case counts when the second telling is neither the first nor in the order of the facts.
    """
    counted = 0

    @settings(max_examples=420)
    @given(histories().flatmap(copies), st.integers(0, 2**32))
    def check(told: list[Event], seed: int) -> None:
        nonlocal counted
        expected = canonical(shown(replay(told)))
        in_order = sorted(told, key=lambda event: event.position)
        chance = Random(seed)
        for repeats in range(3):
            again = [*told, *chance.choices(told, k=repeats)]
            chance.shuffle(again)

            assert canonical(shown(replay(again))) == expected
            counted += again not in (told, in_order)

    check()
    assert counted >= ENOUGH


EIGHT: list[Event] = [
    placed("A", "B"),
    happened("handed_over", 2, received=3, shipment="P1", contents=of("A")),
    happened("handed_over", 2, received=9, shipment="P2", contents=of("B"), source="posta"),
    happened("out_for_delivery", 20, shipment="P1"),
    happened("arrived_in_city", 20, shipment="P1", sequence=1),
    happened("delivered", 24, received=25, shipment="P1", id="twice"),
    happened("delivered", 24, received=60, shipment="P1", id="twice", how="neighbour"),
    happened("departed", 50, received=51, shipment="P1"),
]


def test_all_permutations_of_eight_events() -> None:
    """The 40,320 sequences of one history with ties, a late word, a corrected copy and a contested delivery.

    Each gives equal values, and every fortieth is looked at to the byte.
    """
    expected = shown(replay(EIGHT))
    told = list(permutations(EIGHT))

    assert [one for one in told if shown(replay(one)) != expected] == []
    assert {canonical(shown(replay(one))) for one in told[::40]} == {canonical(expected)}
    assert [one.subject for one in replay(EIGHT).shipments] == ["1", "P2"]
