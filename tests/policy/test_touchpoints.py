from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest

from postpurchase.policy import (
    SILENCE,
    Anchor,
    Question,
    Touchpoint,
    Trigger,
    TriggerOn,
    Undertaking,
    around,
    on,
)
from postpurchase.vocabulary import ActionKind, Channel, Importance, Milestone, Role, WhenClosed

HOUR = timedelta(hours=1)
WANTED = {
    TriggerOn.MILESTONE: {"milestone": Milestone.DISPATCHED},
    TriggerOn.ANCHOR: {"anchor": Anchor.SLOT_START},
    TriggerOn.COURIER_TERM: {"milestone": Milestone.IN_CITY, "says": "appointment_agreed"},
}
EVERYTHING = {"milestone": Milestone.PLACED, "anchor": Anchor.SLOT_END, "says": "delivered"}


def point(**given: Any) -> Touchpoint:
    """Return a touchpoint about which only what matters is said."""
    return Touchpoint(**{"id": "x", "when": (on(Milestone.PLACED),), "channels": (Channel.EMAIL,), **given})


def found(thing: Trigger | Touchpoint) -> list[str]:
    """Return the faults of a thing as text."""
    return [str(fault) for fault in thing.faults()]


# -- triggers -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", TriggerOn)
def test_a_trigger_has_what_its_kind_needs(kind: TriggerOn) -> None:
    """A trigger with exactly what its kind needs has no fault."""
    assert found(Trigger(on=kind, **WANTED.get(kind, {}))) == []


@pytest.mark.parametrize("kind", TriggerOn)
def test_a_trigger_lacks_nothing_and_has_nothing_more(kind: TriggerOn) -> None:
    """What a kind needs must be given, what it does not need must be left out; every fault is found."""
    wanted = set(WANTED.get(kind, {}))

    assert found(Trigger(on=kind)) == [
        f"{name}: does not fit on={kind}; give {name}" for name in EVERYTHING if name in wanted
    ]
    assert found(Trigger(on=kind, **EVERYTHING)) == [
        f"{name}: does not fit on={kind}; leave {name} out" for name in EVERYTHING if name not in wanted
    ]


@pytest.mark.parametrize("kind", TriggerOn)
def test_only_an_anchor_can_be_preceded(kind: TriggerOn) -> None:
    """Of all that makes a touchpoint due only an anchor is known beforehand."""
    before = Trigger(on=kind, offset=-HOUR, **WANTED.get(kind, {}))
    expected = [f"offset: before {kind}, which cannot be foreseen; give 0 or more"]

    assert found(before) == ([] if kind is TriggerOn.ANCHOR else expected)


def test_triggers_are_made_short() -> None:
    """The short forms make the triggers that their names say."""
    assert on(Milestone.PLACED, HOUR) == Trigger(
        on=TriggerOn.MILESTONE, milestone=Milestone.PLACED, offset=HOUR
    )
    assert around(Anchor.KEEP_UNTIL, -HOUR, time(10)) == Trigger(
        on=TriggerOn.ANCHOR, anchor=Anchor.KEEP_UNTIL, offset=-HOUR, at=time(10)
    )
    assert (on(Milestone.PLACED).offset, around(Anchor.SLOT_END).at) == (timedelta(0), None)


# -- touchpoints ----------------------------------------------------------------------------------


def test_a_touchpoint_is_news_to_the_buyer() -> None:
    """What is not said otherwise is news about the order, for the buyer, deferred when closed."""
    plain = point()

    assert (plain.importance, plain.audience, plain.about.value, plain.when_closed, plain.urgent) == (
        Importance.NEWS,
        (Role.BUYER,),
        "order",
        WhenClosed.DEFER,
        False,
    )
    assert found(plain) == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"when": ()}, ["when: empty; give at least one trigger"]),
        ({"audience": ()}, ["audience: empty; give buyer, receiver or both"]),
        (
            {"importance": Importance.MUST_TELL, "when_closed": WhenClosed.DROP},
            ['when_closed: a must-tell may not be dropped; give "defer"'],
        ),
        ({"when_closed": WhenClosed.DROP}, []),
        (
            {"deadline": HOUR},
            ["deadline: only must-tells have deadlines; leave it out, or make it a must_tell"],
        ),
        ({"deadline": HOUR, "importance": Importance.MUST_TELL}, []),
        ({"channels": ()}, ["channels: empty, and there are no acts; give a channel or an act"]),
        ({"channels": (), "acts": (ActionKind.HAND_OVER,)}, []),
        ({"settle": -HOUR}, ["settle: negative; give a duration of 0 or more"]),
        ({"wait": -HOUR}, ["wait: negative; give a duration of 0 or more"]),
        ({"useful_for": -HOUR}, ["useful_for: negative; give a duration of 0 or more"]),
        (
            {"deadline": -HOUR, "importance": Importance.MUST_TELL},
            ["deadline: negative; give a duration of 0 or more"],
        ),
        (
            {"deadline": 2 * HOUR, "useful_for": HOUR, "importance": Importance.MUST_TELL},
            ["deadline: after its usefulness; give at most useful_for"],
        ),
        ({"deadline": HOUR, "useful_for": HOUR, "importance": Importance.MUST_TELL}, []),
        (
            {"when": (on(Milestone.PLACED), on(Milestone.PLACED, -HOUR))},
            ["when.1.offset: before milestone, which cannot be foreseen; give 0 or more"],
        ),
        (
            {"when": (), "audience": (), "channels": (), "wait": -HOUR},
            [
                "when: empty; give at least one trigger",
                "audience: empty; give buyer, receiver or both",
                "channels: empty, and there are no acts; give a channel or an act",
                "wait: negative; give a duration of 0 or more",
            ],
        ),
    ],
)
def test_a_touchpoint_can_be_said(given: dict[str, Any], expected: list[str]) -> None:
    """What could never be said, or never in time, is found, all of it and at its place."""
    assert found(point(**given)) == expected


@pytest.mark.parametrize(("formerly", "expected"), [(None, "x"), ("old_name", "old_name")])
def test_keys_outlive_a_renaming(formerly: str | None, expected: str) -> None:
    """Keys are made with the former name where there is one."""
    assert point(formerly=formerly).key_name == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [((SILENCE,), True), ((on(Milestone.PLACED), SILENCE), True), ((on(Milestone.PLACED),), False)],
)
def test_silence_may_be_among_the_triggers(when: tuple[Trigger, ...], *, expected: bool) -> None:
    """A touchpoint that silence makes due says so, whatever else makes it due."""
    assert point(when=when).is_silence is expected


def test_a_question_states_what_silence_means() -> None:
    """Unless said otherwise an answer counts until noon of the next day; a promise may go without a term."""
    question = Question(question="slot", default="none")

    assert (question.answer_by, question.after_days, Undertaking(kind="next_word").within) == (
        time(12),
        1,
        None,
    )
