from __future__ import annotations

from typing import Any

import pytest

from postpurchase.people import Shop
from postpurchase.policy import COURSES, Policy, Rule, Touchpoint, on, outline
from postpurchase.vocabulary import ActionKind, Channel, Importance, Milestone, Mode, Party, Service


def policy(*points: Touchpoint) -> Policy:
    """Return a policy of just those touchpoints."""
    return Policy(id="p", shop=Shop(name="Kumo"), touchpoints=points)


def point(id: str, *milestones: Milestone, **given: Any) -> Touchpoint:
    """Return a touchpoint that those milestones make due."""
    return Touchpoint(**{"id": id, "when": tuple(map(on, milestones)), "channels": (Channel.EMAIL,), **given})


def test_every_mode_has_a_course() -> None:
    """The table of courses is total, and what travels is always dispatched last."""
    assert set(COURSES) == set(Mode)
    assert {mode for mode, course in COURSES.items() if course[-1:] != (Milestone.DISPATCHED,)} == {
        Mode.DIGITAL
    }


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        (Mode.BUY_ON_DEMAND, ("bought", "checked", "sent")),
        (Mode.MADE_TO_ORDER, ("sent",)),
        (Mode.STOCK, ("sent",)),
        (Mode.DIGITAL, ()),
    ],
)
def test_an_outline_follows_the_course_of_its_mode(mode: Mode, expected: tuple[str, ...]) -> None:
    """Contacts are foretold in the order of the course, whatever their order in the policy."""
    given = policy(
        point("sent", Milestone.DISPATCHED),
        point("checked", Milestone.INSPECTED),
        point("bought", Milestone.SECURED),
        point("arrived", Milestone.DELIVERED),
    )

    assert outline(given, mode) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, True),
        ({"importance": Importance.MUST_TELL}, True),
        ({"importance": Importance.COURTESY}, False),
        ({"importance": Importance.MARKETING}, False),
        ({"channels": (), "acts": (ActionKind.HAND_OVER,)}, False),
        ({"answers": True}, False),
    ],
)
def test_only_what_will_ordinarily_be_said_is_foretold(given: dict[str, Any], *, expected: bool) -> None:
    """Courtesies, silent acts and answers are not announced."""
    assert outline(policy(point("sent", Milestone.DISPATCHED, **given)), Mode.STOCK) == ("sent",) * expected


def test_a_touchpoint_is_foretold_by_its_first_trigger() -> None:
    """What several milestones make due is announced once, where the first of them stands."""
    given = policy(point("news", Milestone.SECURED, Milestone.DISPATCHED))

    assert (outline(given, Mode.BUY_ON_DEMAND), outline(given, Mode.STOCK)) == (("news",), ())


@pytest.mark.parametrize(
    ("service", "expected"), [(None, ("sent",)), (Service.NEXT_DAY, ()), (Service.LATER, ("sent",))]
)
def test_what_nobody_says_is_not_foretold(service: Service | None, expected: tuple[str, ...]) -> None:
    """Under a service for which nobody says it, a contact is not announced."""
    rule = Rule(owner=Party.NOBODY, touchpoint="sent", regime="next_day")
    given = Policy(
        id="p",
        shop=Shop(name="Kumo"),
        touchpoints=(point("sent", Milestone.DISPATCHED),),
        responsibility=(rule,),
    )

    assert outline(given, Mode.STOCK, service) == expected
