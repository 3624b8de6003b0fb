"""What travels with a parcel: points, appointments, problems, estimates, couriers."""

from __future__ import annotations

from datetime import date, time

import pytest
from tests.order.histories import (
    DAY,
    HOUR,
    T0,
    happened,
    moment,
    names,
    number,
    of_parcel,
    order_of,
    placed,
    steps,
)

from postpurchase.events import Promised
from postpurchase.order import Agreement, OpenProblem, Pickup
from postpurchase.vocabulary import AppointmentState, Milestone, Outcome, Party, Problem
from postpurchase.windows import DateWindow, Slot

SOON = DateWindow(earliest=date(2026, 3, 5), latest=date(2026, 3, 6))
LATER = DateWindow(earliest=date(2026, 3, 7), latest=date(2026, 3, 9))
MORNING = Slot(date=date(2026, 3, 5), start=time(9), end=time(12))
EVENING = Slot(date=date(2026, 3, 5), start=time(18), end=time(21))


def the_parcel(*events):
    """Return the parcel of an order of one line."""
    return order_of(placed("A"), *events).shipments[0]


# -- pickup -----------------------------------------------------------------------------------------


def test_a_parcel_waits_at_a_point():
    """The point and its term are kept from whichever source names them; it is ready once."""
    order = order_of(
        placed("A"),
        happened("accepted", 1),
        happened("ready_for_pickup", 20, point="Locker 7"),
        happened("ready_for_pickup", 21, keep_until=date(2026, 3, 9)),
        happened("delivered", 50, how="collected"),
    )

    assert order.shipments[0].pickup == Pickup(
        point="Locker 7", available_since=T0 + 20 * HOUR, keep_until=date(2026, 3, 9)
    )
    assert of_parcel(order) == ["dispatched", "ready_for_pickup", "delivered"]


def test_a_parcel_put_back_into_a_locker_is_ready_again():
    """Taken out by the courier and posted again is a second waiting, with its own term."""
    order = order_of(
        placed("A"),
        happened("ready_for_pickup", 20, point="Locker 7", keep_until=date(2026, 3, 4)),
        happened("arrived_in_city", 70),
        happened("ready_for_pickup", 90),
    )
    pickup = order.shipments[0].pickup

    assert of_parcel(order) == ["dispatched", "ready_for_pickup", "ready_for_pickup#2"]
    assert pickup == Pickup(available_since=T0 + 90 * HOUR)


def test_waiting_after_an_attempt_says_so():
    """A point that the customer did not choose is another message."""
    parcel = the_parcel(*steps(("out_for_delivery", 20), ("attempt_failed", 21), ("ready_for_pickup", 30)))

    assert parcel.pickup == Pickup(available_since=T0 + 30 * HOUR, after_attempt=True)


@pytest.mark.parametrize(("before", "reached"), [([], True), ([("delivered", 30)], False)])
def test_a_term_expires_only_while_the_parcel_waits(before, reached):
    """An expiry told after the parcel was fetched is no news."""
    order = order_of(placed("A"), *steps(("ready_for_pickup", 20), *before, ("pickup_expired", 200)))

    assert ("pickup_expired@1" in names(order.milestones)) is reached


# -- appointments -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "reached", "agreement"),
    [
        ([], [], Agreement()),
        (
            [("appointment_needed", 20, {}), ("appointment_needed", 21, {})],
            ["appointment_needed"],
            Agreement(AppointmentState.NEEDED),
        ),
        (
            [("appointment_needed", 20, {}), ("contact_failed", 21, {}), ("appointment_needed", 22, {})],
            ["appointment_needed", "contact_failed"],
            Agreement(AppointmentState.NEEDED, None, 1),
        ),
        (
            [
                ("contact_failed", 20, {"attempt": 1}),
                ("contact_failed", 21, {"attempt": 1}),
                ("contact_failed", 22, {}),
            ],
            ["contact_failed", "contact_failed#2"],
            Agreement(AppointmentState.FAILED, None, 2),
        ),
        (
            [("appointment_agreed", 20, {"slot": MORNING}), ("appointment_agreed", 21, {"slot": MORNING})],
            ["appointment_agreed"],
            Agreement(AppointmentState.AGREED, MORNING),
        ),
        (
            [
                ("appointment_agreed", 20, {"slot": MORNING}),
                ("appointment_needed", 30, {}),
                ("appointment_agreed", 31, {"slot": EVENING}),
            ],
            ["appointment_agreed", "appointment_needed", "appointment_agreed#2"],
            Agreement(AppointmentState.AGREED, EVENING),
        ),
    ],
)
def test_the_talk_about_date_and_time(told, reached, agreement):
    """Needed, agreed and failed are told when they are new, and where the talk stands is kept."""
    order = order_of(placed("A"), *(happened(kind, hours, **known) for kind, hours, known in told))

    assert of_parcel(order) == reached
    assert order.shipments[0].appointment == agreement


# -- problems ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("problem", "milestone"),
    [
        (Problem.DELAYED, "delayed"),
        (Problem.ADDRESS, "address_problem"),
        (Problem.DOCUMENTS, "action_required"),
        (Problem.WEATHER, None),
        (None, None),
    ],
)
def test_what_a_problem_reaches(problem, milestone):
    """A delay, an address and what needs the customer are milestones; the rest is for staff."""
    order = order_of(placed("A"), happened("problem_raised", 9, problem=problem))

    assert of_parcel(order) == ([milestone] if milestone else [])
    assert [one.problem for one in order.problems] == [problem or Problem.OTHER]


def test_a_delay_counts_once_until_it_is_over():
    """Told again while open it is the same delay; after it was resolved it is the second."""
    order = order_of(
        placed("A"),
        happened("problem_raised", 9, problem=Problem.DELAYED),
        happened("problem_raised", 12, problem=Problem.DELAYED),
        happened("problem_resolved", 20, problem=Problem.DELAYED),
        happened("problem_raised", 30, problem=Problem.DELAYED),
    )

    assert of_parcel(order) == ["delayed", "delayed#2"]
    assert order.problems == (OpenProblem(Problem.DELAYED, "1", Party.NOBODY, T0 + 30 * HOUR),)


def test_a_problem_handed_to_the_customer_asks_them_then():
    """A hold that first was the courier's and then is the customer's asks once."""
    order = order_of(
        placed("A"),
        happened("customs_held", 9),
        happened("problem_raised", 12, problem=Problem.CUSTOMS_HOLD, action_by=Party.CUSTOMER),
        happened("problem_raised", 13, problem=Problem.CUSTOMS_HOLD, action_by=Party.CUSTOMER),
    )

    assert of_parcel(order) == ["action_required"]
    assert order.problems == (OpenProblem(Problem.CUSTOMS_HOLD, "1", Party.CUSTOMER, T0 + 9 * HOUR),)


def test_duty_has_a_date():
    """What is due at customs keeps its term, also when a later fact does not repeat it."""
    order = order_of(placed("A"), happened("duty_due", 9, required_by=moment(72)), happened("duty_due", 10))

    assert order.problems == (
        OpenProblem(Problem.DUTY_DUE, "1", Party.CUSTOMER, T0 + 9 * HOUR, T0 + 3 * DAY),
    )
    assert of_parcel(order) == ["action_required"]


@pytest.mark.parametrize(
    ("problem", "kind", "is_over"),
    [
        (Problem.CUSTOMS_HOLD, "customs_released", True),
        (Problem.DUTY_DUE, "arrived_in_city", True),
        (Problem.DUTY_DUE, "departed", False),
        (Problem.ADDRESS, "out_for_delivery", True),
        (Problem.ADDRESS, "redirected", True),
        (Problem.ADDRESS, "address_changed", True),
        (Problem.ADDRESS, "arrived_in_city", False),
        (Problem.CONTACT_COURIER, "appointment_agreed", True),
        (Problem.HELD, "ready_for_pickup", True),
        (Problem.DELAYED, "out_for_delivery", False),
        (Problem.DELAYED, "delivered", True),
        (Problem.DELAYED, "returned", True),
        (Problem.DAMAGED, "delivered", False),
        (Problem.DAMAGED, "problem_resolved", True),
        (Problem.DAMAGED, "customs_released", False),
    ],
)
def test_what_ends_a_problem(problem, kind, is_over):
    """A fact ends the problems that it proves to be over, and no others."""
    order = order_of(placed("A"), happened("problem_raised", 9, problem=problem), happened(kind, 20))

    assert (order.problems == ()) is is_over
    assert order.problem_open is not is_over


def test_an_implausible_round_ends_no_problem():
    """What is not believed proves nothing."""
    order = order_of(
        placed("A"),
        happened("shipment_announced", 1),
        happened("problem_raised", 9, problem=Problem.ADDRESS),
        happened("out_for_delivery", 10),
    )

    assert [one.problem for one in order.problems] == [Problem.ADDRESS]


def test_one_lost_parcel_is_a_problem():
    """That another one still travels does not make it right."""
    order = order_of(
        placed("A", "B"), happened("lost", 20, shipment="P1"), happened("handed_over", 2, shipment="P2")
    )

    assert order.problem_open


@pytest.mark.parametrize(
    ("problem", "opens"), [(Problem.DELAYED, False), (Problem.DAMAGED, True), (Problem.CLAIM, True)]
)
def test_problems_after_the_delivery(problem, opens):
    """A delay reported after the delivery is none; damage found then is."""
    order = order_of(placed("A"), happened("delivered", 9), happened("problem_raised", 30, problem=problem))

    assert order.problem_open is opens


@pytest.mark.parametrize(("hours", "contested"), [(18, False), (22, True), (40, True)])
def test_an_address_problem_after_the_delivery_contests_it(hours, contested):
    """An addressing error contests a delivery like a movement; by itself it never disproves one."""
    order = order_of(
        placed("A"),
        happened("delivered", 9),
        *(happened("problem_raised", hours + n, problem=Problem.ADDRESS) for n in range(3)),
    )

    assert order.problem_open is contested
    assert order.shipments[0].outcome is Outcome.DELIVERED


def test_staff_settle_a_contest():
    """A contest is a problem, and is resolved like one."""
    order = order_of(
        placed("A"),
        *steps(("delivered", 9), ("departed", 40)),
        happened("problem_resolved", 41, problem=Problem.CONTESTED),
    )

    assert order.problem_open is False
    assert order.shipments[0].outcome is Outcome.DELIVERED


# -- estimates and couriers -------------------------------------------------------------------------


def test_the_feeds_estimate_and_the_one_before():
    """An estimate that repeats the last one changes nothing; one without a window is none."""
    parcel = the_parcel(
        happened("eta_changed", 1, window=SOON, source="posta"),
        happened("eta_changed", 5, window=LATER, source="posta"),
        happened("eta_changed", 6, window=LATER, source="shop"),
        happened("eta_changed", 7, source="shop"),
    )

    assert (parcel.eta, parcel.eta_since, parcel.eta_source, parcel.eta_previous) == (
        LATER,
        T0 + 5 * HOUR,
        "posta",
        SOON,
    )


@pytest.mark.parametrize(
    ("promised", "named", "changes"),
    [
        (None, ["posta"], 0),
        (None, ["posta", "kurier"], 1),
        (None, ["posta", " POSTA"], 0),
        ("posta", ["kurier"], 1),
        ("posta", ["posta", "kurier", "posta"], 2),
    ],
)
def test_a_courier_changes_against_the_last_one_known(promised, named, changes):
    """A courier other than the one promised or used so far is a change; a spelling is none."""
    order = order_of(
        placed("A", promised=Promised(courier=promised)),
        *(happened("departed", 1 + n, courier=courier) for n, courier in enumerate(named)),
    )

    assert order.shipments[0].counts.get(Milestone.COURIER_CHANGED, 0) == changes
    assert order.shipments[0].courier == named[-1]


def test_a_new_number_may_bring_a_new_courier():
    """Both are told, for each asks something else of the customer."""
    order = order_of(
        placed("A"),
        happened("accepted", 1, courier="posta", tracking=number("ONE")),
        happened("tracking_changed", 5, courier="kurier", tracking=number("TWO")),
    )

    assert of_parcel(order) == ["dispatched", "courier_changed", "tracking_changed"]
    assert [(ref.number, ref.courier) for ref in order.shipments[0].refs] == [
        ("ONE", "posta"),
        ("TWO", "kurier"),
    ]


def test_a_round_told_again_without_a_known_first_is_counted():
    """A parcel revived at the door is out again by its next round."""
    order = order_of(
        placed("A"),
        *steps(
            ("accepted", 1),
            ("return_started", 2),
            ("out_for_delivery", 3),
            ("out_for_delivery", 20),
        ),
    )

    assert of_parcel(order) == ["dispatched", "out_for_delivery"]
