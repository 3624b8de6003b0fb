from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from postpurchase.people import Shop
from postpurchase.policy import COURSES, Policy, Rule, Touchpoint, couriers_outline, on, outline, without
from postpurchase.presets import shared_with_courier
from postpurchase.profiles import CourierProfile, Profiles, Says
from postpurchase.vocabulary import (
    ActionKind,
    Basis,
    Channel,
    Importance,
    Level,
    Milestone,
    Mode,
    Party,
    Service,
)


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


# -- what the courier says ------------------------------------------------------------------------

AT_ONCE, LATER = timedelta(0), timedelta(minutes=30)
CALL, SMS, MAIL = Channel.CALL, Channel.SMS, Channel.EMAIL


def courier(**says: Says) -> Policy:
    """Return the shared manners with a courier that says so much by itself."""
    shared = shared_with_courier(Shop(name="Kumo"))
    return replace(shared, profiles=Profiles(couriers={"fast": CourierProfile(says=says)}))


@pytest.mark.parametrize(
    ("says", "service", "expected"),
    [
        ({}, None, ((), ())),
        ({}, Service.NEXT_DAY, ((), ())),
        ({}, Service.MARKETPLACE, ((), ())),
        ({}, Service.LATER, (("arrived_in_city",), ())),
        (
            {"arrived_in_city": Says(within=LATER, channel=CALL)},
            Service.LATER,
            (("arrived_in_city_call",), ()),
        ),
        ({"arriving_today": Says(by=time(10), channel=SMS)}, Service.NEXT_DAY, (("arriving_today_sms",), ())),
        ({"arriving_today": Says(by=time(10), channel=MAIL)}, Service.NEXT_DAY, (("arriving_today",), ())),
        ({"arriving_today": Says(by=time(10))}, Service.PICKUP, ((), ())),
        (
            {"arriving_soon": Says(within=AT_ONCE, channel=CALL, basis=Basis.ASSUMED)},
            Service.NEXT_DAY,
            ((), ("arriving_in_an_hour_call",)),
        ),
        (
            {"arriving_soon": Says(within=LATER, channel=CALL)},
            Service.NEXT_DAY,
            (("arriving_soon_call",), ()),
        ),
        ({"ready_for_pickup": Says(within=LATER)}, Service.PICKUP, (("ready_for_pickup",), ())),
    ],
)
def test_what_the_courier_says_is_foretold(says: dict[str, Says], service: Service, expected: object) -> None:
    """Only what its profile lists, sure or believed; an hour is told only where everybody keeps to it."""
    assert couriers_outline(courier(**says), "fast", service) == expected


def test_what_the_shop_says_itself_is_not_the_couriers() -> None:
    """A word that the policy keeps for the shop, or does not know, is not announced as the courier's."""
    given = courier(arriving_today=Says(by=time(10), channel=SMS))
    own = replace(given, responsibility=(Rule(owner=Party.SHOP),))

    assert couriers_outline(own, "fast", Service.NEXT_DAY) == ((), ())
    assert couriers_outline(without(given, "arriving_today"), "fast", Service.NEXT_DAY) == ((), ())
    assert couriers_outline(given, None, Service.NEXT_DAY) == ((), ())


def test_who_wants_to_hear_less_is_announced_only_what_must_be_told() -> None:
    """What level *less* leaves unsaid is not announced either."""
    given = policy(
        point("bought", Milestone.SECURED),
        point("sent", Milestone.DISPATCHED, importance=Importance.MUST_TELL),
    )
    found = [outline(given, Mode.BUY_ON_DEMAND, level=level) for level in Level]

    assert dict(zip(Level, found, strict=True)) == {
        Level.LESS: ("sent",),
        Level.STANDARD: ("bought", "sent"),
        Level.MORE: ("bought", "sent"),
    }
