"""A parcel's journey: each rule with the case that asked for it.

A case is a story of (kind, hour) after the placing, and what it comes to.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.order.histories import (
    HOUR,
    T0,
    happened,
    names,
    number,
    of,
    of_parcel,
    order_of,
    placed,
    steps,
)

from postpurchase.order import replay
from postpurchase.vocabulary import (
    DeliveredHow,
    Direction,
    Milestone,
    Outcome,
    Party,
    Position,
    Problem,
    TrackingHealth,
    WarningKind,
)

TRAVELLED = [("accepted", 1), ("arrived_in_city", 18), ("out_for_delivery", 20)]


def the_parcel(*events):
    """Return the parcel of an order of one line."""
    return order_of(placed("A"), *events).shipments[0]


def story(*kinds_and_hours):
    """Return the order of a story."""
    return order_of(placed("A"), *steps(*kinds_and_hours))


# -- rule 1: jumps, and what comes late -------------------------------------------------------------


@pytest.mark.parametrize(
    ("story_told", "position"),
    [
        ([("out_for_delivery", 20)], Position.WITH_COURIER),
        ([("shipment_planned", 1), ("shipment_announced", 2)], Position.ANNOUNCED),
        ([("accepted", 1), ("shipment_announced", 2), ("handed_over", 3)], Position.ACCEPTED),
        ([("accepted", 1), ("left_country", 5), ("departed", 6)], Position.LEFT_COUNTRY),
        (
            [("accepted", 1), ("entered_country", 9), ("customs_started", 10), ("arrived", 11)],
            Position.ENTERED_COUNTRY,
        ),
        ([("accepted", 1), ("passed_to_courier", 4)], Position.IN_TRANSIT),
        ([("accepted", 1), ("redirected", 4)], Position.IN_TRANSIT),
        ([("accepted", 1), ("eta_changed", 4), ("tracking_expired", 5)], Position.ACCEPTED),
    ],
)
def test_positions_jump_ahead_and_never_fall_back(story_told, position):
    """A parcel jumps ahead by any number of steps, and what is told late does not bring it back."""
    assert story(*story_told).shipments[0].position is position


def test_a_scan_beyond_the_first_shows_that_the_parcel_left():
    """Where the feed begins with a later scan, the dispatch is inferred from it."""
    order = story(("departed", 5), ("accepted", 6))
    reached = order.reached(Milestone.DISPATCHED)

    assert reached is not None
    assert (reached.event, reached.inferred, reached.number) == (("shop", "departed@5"), True, 1)


@pytest.mark.parametrize("first", ["handed_over", "accepted"])
def test_dispatched_is_whichever_comes_first(first):
    """The shop's word and the courier's scan reach one and the same milestone."""
    second = {"handed_over": "accepted", "accepted": "handed_over"}[first]
    order = story((first, 1), (second, 2))

    assert names(order.milestones) == ["placed@order", "dispatched@1"]
    assert order.shipments[0].dispatched_at == T0 + HOUR
    assert order.milestones[1].inferred is False


def test_a_delivery_alone_tells_of_no_dispatch():
    """A parcel first heard of when it is delivered was never announced as dispatched."""
    order = story(("delivered", 20), ("handed_over", 21))

    assert of_parcel(order) == ["delivered"]
    assert order.shipments[0].dispatched_at is None


def test_milestones_on_the_way():
    """The plain way reaches one milestone after the other."""
    order = story(
        ("shipment_announced", 1),
        ("handed_over", 2),
        ("left_country", 10),
        ("entered_country", 20),
        ("arrived_in_city", 30),
        ("out_for_delivery", 40),
        ("delivered", 45),
    )

    assert of_parcel(order) == [
        "announced",
        "dispatched",
        "entered_country",
        "in_city",
        "out_for_delivery",
        "delivered",
    ]


def test_a_further_parcel_enters_the_country_too():
    """Of an order's second parcel the border is told as of its first, and once."""
    order = order_of(
        placed("A", "B"),
        happened("entered_country", 20, shipment="P1"),
        happened("entered_country", 22, shipment="P2"),
        happened("entered_country", 24, shipment="P2"),
    )
    entered = [one for one in order.milestones if one.milestone is Milestone.ENTERED_COUNTRY]

    assert [one.subject for one in entered] == ["1", "P2"]


def test_what_comes_too_late_to_be_news_is_no_milestone():
    """A label, an entry or an arrival told after a later position reaches nothing."""
    order = story(
        ("accepted", 1), ("shipment_announced", 2), ("arrived_in_city", 20), ("entered_country", 21)
    )

    assert of_parcel(order) == ["dispatched", "in_city"]


# -- rule 2: the loop -------------------------------------------------------------------------------


def test_cdek_loops():
    """CDEK took one parcel out three times, once back and out in the same second: each round counts."""
    order = order_of(
        placed("A"),
        happened("arrived_in_city", 4),
        happened("out_for_delivery", 19),
        happened("arrived_in_city", 19.15, sequence=1),
        happened("out_for_delivery", 19.15, sequence=2),
        happened("arrived_in_city", 42),
        happened("out_for_delivery", 136),
        happened("delivered", 142, partial=True),
    )
    parcel = order.shipments[0]

    assert of_parcel(order) == [
        "dispatched",
        "in_city",
        "out_for_delivery",
        "attempt_failed",
        "out_for_delivery#2",
        "attempt_failed#2",
        "out_for_delivery#3",
        "delivered",
    ]
    assert [one.inferred for one in order.milestones if one.milestone is Milestone.ATTEMPT_FAILED] == [
        True,
        True,
    ]
    assert (parcel.counts[Milestone.OUT_FOR_DELIVERY], parcel.partial) == (3, True)


def test_the_vendors_list_order_stands_in_one_second():
    """Two facts of one second are read as the vendor lists them, never by rank (rule 6)."""
    out = happened("out_for_delivery", 20, sequence=2)
    back = happened("arrived_in_city", 20, sequence=1)

    assert the_parcel(out, back).position is Position.WITH_COURIER


@pytest.mark.parametrize(
    ("second", "rounds"),
    [(20.5, 1), (32, 1), (33, 2)],
)
def test_a_round_told_twice_is_one(second, rounds):
    """The same position told again is another round only when it is another day's."""
    order = story(*TRAVELLED, ("out_for_delivery", second))

    assert order.shipments[0].counts[Milestone.OUT_FOR_DELIVERY] == rounds


def test_a_round_after_the_depot_is_another():
    """A parcel that went back to the depot, or on to another, and out again is out a second time."""
    order = story(*TRAVELLED, ("departed", 21), ("out_for_delivery", 22))

    assert of_parcel(order)[-2:] == ["out_for_delivery", "out_for_delivery#2"]


@pytest.mark.parametrize(
    ("attempts", "counted"),
    [
        ([(21, None)], 1),
        ([(21, None), (21.5, None)], 1),  # two sources, one closed door
        ([(21, None), (34, None)], 2),  # the scan of the second round is missing
        ([(21, 1), (22, 1)], 1),
        ([(21, 1), (22, 2)], 2),
        ([(21, 2)], 1),
    ],
)
def test_attempts_are_counted_once_each(attempts, counted):
    """An attempt counts once, by its number where one is given, else one for each round or day."""
    tried = [happened("attempt_failed", hours, attempt=stated) for hours, stated in attempts]
    order = order_of(placed("A"), *steps(*TRAVELLED), *tried)

    assert order.shipments[0].counts[Milestone.ATTEMPT_FAILED] == counted
    assert order.shipments[0].position is Position.ATTEMPT_FAILED


def test_an_attempt_told_after_it_was_inferred_is_the_same():
    """Back at the depot means a failed attempt; the courier's own word of it adds no second one."""
    order = story(*TRAVELLED, ("arrived_in_city", 26), ("attempt_failed", 26.2))

    assert of_parcel(order)[-2:] == ["out_for_delivery", "attempt_failed"]


@pytest.mark.parametrize(("stated", "counted"), [(1, 1), (2, 2)])
def test_what_was_inferred_was_the_first_attempt(stated, counted):
    """The courier's number tells whether its attempt is the one that was inferred, or the next."""
    order = order_of(
        placed("A"),
        *steps(*TRAVELLED, ("arrived_in_city", 26)),
        happened("attempt_failed", 26.2, attempt=stated),
    )

    assert order.shipments[0].counts[Milestone.ATTEMPT_FAILED] == counted


def test_back_at_the_depot_after_an_attempt_infers_nothing():
    """The depot scan after a failed attempt is where that parcel sleeps."""
    order = story(*TRAVELLED, ("attempt_failed", 22), ("arrived_in_city", 26), ("out_for_delivery", 44))

    assert of_parcel(order)[-3:] == ["out_for_delivery", "attempt_failed", "out_for_delivery#2"]


def test_a_second_scan_at_the_depot_after_a_round_is_no_arrival():
    """Of a parcel whose first sign was a round, the scans that follow it tell no customer that it has come near."""
    order = story(("out_for_delivery", 20), ("arrived_in_city", 26), ("arrived_in_city", 30))

    assert of_parcel(order) == ["dispatched", "out_for_delivery", "attempt_failed"]


def test_a_refusal_opens_a_problem():
    """A refused parcel waits for a decision: neither another round nor a return is sure."""
    parcel = the_parcel(*steps(*TRAVELLED), happened("attempt_failed", 21, reason="refused"))

    assert [(one.problem, one.action_by) for one in parcel.problems] == [(Problem.REFUSED, Party.SHOP)]


@pytest.mark.parametrize(
    ("before", "kind", "believed"),
    [
        ([], None, True),
        ([("shipment_planned", 1)], None, True),
        ([("shipment_announced", 1)], WarningKind.BEFORE_ACCEPTED, False),
        ([("shipment_announced", 1), ("handed_over", 2)], None, True),
        ([("accepted", 1), ("left_country", 2)], WarningKind.ABROAD, False),
        ([("accepted", 1), ("left_country", 2), ("entered_country", 9)], None, True),
    ],
)
def test_an_implausible_round_is_not_believed(before, kind, believed):
    """A courier who knows only the label, or whose parcel is abroad, is not at the customer's door."""
    order = story(*before, ("out_for_delivery", 20))

    assert ("out_for_delivery@1" in names(order.milestones)) is believed
    assert [warning.kind for warning in order.warnings] == ([kind] if kind else [])


# -- rule 3: after a delivery -----------------------------------------------------------------------


def test_landmark_depot_scans_after_the_delivery():
    """Zones were mixed: depot scans 3 h 33 after a delivery that was true."""
    order = story(*TRAVELLED, ("delivered", 24), ("arrived", 27.55), ("departed", 27.56))

    assert order.shipments[0].outcome is Outcome.DELIVERED
    assert order.problem_open is False
    assert of_parcel(order)[-1] == "delivered"


def test_cj_logistics_round_after_the_delivery():
    """Drivers mark a parcel delivered minutes before they take it out."""
    order = story(("accepted", 1), ("delivered", 20), ("out_for_delivery", 20.08), ("arrived", 21))

    assert order.shipments[0].outcome is Outcome.DELIVERED
    assert of_parcel(order) == ["dispatched", "delivered"]


def test_canada_post_delivery_that_was_none():
    """Delivered, 22 h 20 later an addressing error, a depot scan, a new round: it was not delivered."""
    delivered = [*steps(*TRAVELLED), happened("delivered", 24, how=DeliveredHow.MAILBOX)]
    error = happened("problem_raised", 46.34, problem=Problem.ADDRESS)
    contested = order_of(placed("A"), *delivered, error)
    depot = happened("arrived", 50)
    again = happened("out_for_delivery", 72.5)
    reopened = order_of(placed("A"), *delivered, error, depot, again)

    assert contested.shipments[0].outcome is Outcome.DELIVERED
    assert [one.problem for one in contested.problems] == [Problem.CONTESTED]
    assert [one.kind for one in contested.warnings] == [WarningKind.CONTESTED]
    assert of_parcel(contested)[-2:] == ["delivered", "contested"]
    assert reopened.shipments[0].outcome is Outcome.OPEN
    assert (reopened.shipments[0].how, reopened.shipments[0].delivered_at) == (None, None)
    assert reopened.problem_open is False
    assert of_parcel(reopened)[-2:] == ["contested", "out_for_delivery#2"]
    assert names(reopened.withdrawn) == ["delivered@1", "all_delivered@order"]


def test_a_reopened_delivery_is_the_second_when_it_comes():
    """What was told of the first delivery stays told; the true one has the next number."""
    order = story(*TRAVELLED, ("delivered", 24), ("arrived", 50), ("out_for_delivery", 72), ("delivered", 75))

    assert of_parcel(order)[-3:] == ["contested", "out_for_delivery#2", "delivered#2"]
    assert order.shipments[0].delivered_at == T0 + 75 * HOUR


@pytest.mark.parametrize(
    ("later", "outcome"),
    [
        ([("arrived", 50)], Outcome.DELIVERED),
        ([("arrived", 50), ("departed", 51)], Outcome.DELIVERED),
        ([("arrived", 50), ("departed", 51), ("arrived", 52)], Outcome.OPEN),
        ([("out_for_delivery", 50)], Outcome.DELIVERED),
        ([("out_for_delivery", 50), ("out_for_delivery", 51)], Outcome.OPEN),
        ([("attempt_failed", 50), ("ready_for_pickup", 51)], Outcome.DELIVERED),
        ([("lost", 50)], Outcome.DELIVERED),
        ([("arrived", 50), ("departed", 51), ("lost", 52)], Outcome.LOST),
    ],
)
def test_one_movement_contests_and_more_reopen(later, outcome):
    """One late movement contests a delivery; a round or two more movements prove it wrong."""
    order = story(*TRAVELLED, ("delivered", 24), *later)

    assert order.shipments[0].outcome is outcome
    assert "contested@1" in names(order.milestones)


@pytest.mark.parametrize("hours", [36, 36.001])
def test_the_limit_is_twelve_hours_and_a_parameter(hours):
    """Twelve hours to the second do not contest, one second more does; the caller may say otherwise."""
    told = [placed("A"), *steps(*TRAVELLED, ("delivered", 24), ("arrived", hours))]

    assert replay(told).problem_open is (hours > 36)
    assert replay(told, contested_after=timedelta(hours=1)).problem_open is True
    assert replay(told, contested_after=timedelta(hours=13)).problem_open is False


@pytest.mark.parametrize(
    ("quality", "hours", "contests"),
    [
        ("utc_claimed", 37, True),
        ("local_unknown", 37, False),
        ("local_unknown", 51, True),
        ("date_only", 60, False),
        ("date_only", 75, True),
        ("yearless", 51, True),
    ],
)
def test_vague_times_alone_do_not_contest(quality, hours, contests):
    """A time that may be off by hours must lie so much further away."""
    order = order_of(
        placed("A"), *steps(*TRAVELLED, ("delivered", 24)), happened("arrived", hours, time_quality=quality)
    )

    assert order.problem_open is contests


@pytest.mark.parametrize(
    "kind",
    [
        "handed_over",
        "shipment_announced",
        "shipment_cancelled",
        "eta_changed",
        "customs_held",
        "tracking_expired",
    ],
)
def test_papers_never_reopen_a_delivery(kind):
    """Labels, papers and estimates after a delivery are papers."""
    order = story(*TRAVELLED, ("delivered", 24), (kind, 90), (kind, 120), (kind, 150))

    assert order.shipments[0].outcome is Outcome.DELIVERED
    assert order.problem_open is False


def test_a_second_word_of_a_delivery_adds_what_was_missing():
    """Two sources tell of one delivery: how it happened is kept from whichever knew."""
    order = order_of(
        placed("A"),
        happened("delivered", 24, partial=True),
        happened("delivered", 25, how=DeliveredHow.NEIGHBOUR),
        happened("delivered", 26, how=DeliveredHow.LOCKER),
    )
    parcel = order.shipments[0]

    assert (parcel.how, parcel.partial, parcel.delivered_at) == (
        DeliveredHow.NEIGHBOUR,
        False,
        T0 + 24 * HOUR,
    )
    assert of_parcel(order) == ["delivered"]


def test_a_second_delivery_settles_a_contest():
    """Delivered, moved, delivered: the doubt is over, and nothing new is reached."""
    order = story(*TRAVELLED, ("delivered", 24), ("arrived", 50), ("delivered", 52), ("arrived", 60))

    assert order.problem_open is False
    assert of_parcel(order)[-2:] == ["delivered", "contested"]
    assert order.shipments[0].delivered_at == T0 + 52 * HOUR


def test_a_deleted_delivery_is_open_at_once():
    """CDEK deletes a final status: the parcel is where it was, and what was told of its delivery is in doubt."""
    order = story(*TRAVELLED, ("delivered", 24), ("delivery_retracted", 24.5))

    assert order.shipments[0].outcome is Outcome.OPEN
    assert order.shipments[0].position is Position.WITH_COURIER
    assert names(order.withdrawn) == ["delivered@1", "all_delivered@order"]
    assert of_parcel(order)[-1] == "contested"
    assert order.problem_open is False


def test_there_is_nothing_to_retract_before_a_delivery():
    """A retraction without a delivery changes nothing."""
    assert story(*TRAVELLED, ("delivery_retracted", 24)).shipments[0].outcome is Outcome.OPEN


# -- rule 4: the way back ---------------------------------------------------------------------------


def test_what_arrives_on_the_way_back_is_returned():
    """Yamato's and the Russian Post's "delivered" to the sender is a return, and its scans are no news."""
    order = story(
        *TRAVELLED,
        ("attempt_failed", 22),
        ("return_started", 40),
        ("return_started", 41),
        ("arrived_in_city", 80),
        ("out_for_delivery", 51),
        ("attempt_failed", 51.5),
        ("delivered", 90),
        ("delivered", 91),
    )
    parcel = order.shipments[0]

    assert of_parcel(order)[-3:] == ["attempt_failed", "return_started", "returned"]
    assert (parcel.outcome, parcel.direction, parcel.how) == (Outcome.RETURNED, Direction.BACK, None)
    assert order.is_open is True


def test_a_return_that_was_cancelled():
    """A round more than twelve hours after the return began goes to the customer again."""
    order = story(*TRAVELLED, ("return_started", 22), ("out_for_delivery", 35), ("delivered", 40))

    assert of_parcel(order)[-2:] == ["out_for_delivery#2", "delivered"]
    assert names(order.withdrawn) == ["return_started@1"]
    assert order.shipments[0].direction is Direction.FORWARD


def test_a_return_begun_again_is_the_second():
    """After a cancelled return another one has the next number."""
    order = story(*TRAVELLED, ("return_started", 22), ("out_for_delivery", 35), ("return_started", 50))

    assert of_parcel(order)[-1] == "return_started#2"


@pytest.mark.parametrize(("hours", "outcome"), [(46, Outcome.RETURNED), (53, Outcome.OPEN)])
def test_a_returned_parcel_sent_again(hours, outcome):
    """A round long after the return is a second journey under the same number; one soon after is noise."""
    order = story(
        *TRAVELLED, ("returned", 40), ("returned", 41), ("departed", 42), ("out_for_delivery", hours)
    )

    assert order.shipments[0].outcome is outcome
    assert ("returned@1" in names(order.milestones)) is (outcome is Outcome.RETURNED)


def test_a_deleted_return_is_open_again():
    """CDEK may delete that final status too."""
    order = story(*TRAVELLED, ("returned", 40), ("delivery_retracted", 41))

    assert order.shipments[0].outcome is Outcome.OPEN
    assert "contested" not in of_parcel(order)


@pytest.mark.parametrize(
    ("kind", "outcome"), [("return_started", Outcome.OPEN), ("returned", Outcome.RETURNED)]
)
def test_a_delivered_parcel_that_comes_back_was_not_delivered(kind, outcome):
    """A return of the same parcel takes its delivery back."""
    order = story(*TRAVELLED, ("delivered", 24), (kind, 30))

    assert order.shipments[0].outcome is outcome
    assert names(order.withdrawn) == ["delivered@1", "all_delivered@order"]


# -- rule 5: lost and found -------------------------------------------------------------------------


def test_a_lost_parcel_that_is_found():
    """Lost is not final: any later scan finds the parcel."""
    lost = story(*TRAVELLED, ("lost", 90), ("tracking_expired", 100))
    found = story(*TRAVELLED, ("lost", 90), ("arrived", 120), ("lost", 200))

    assert (lost.shipments[0].outcome, lost.problem_open) == (Outcome.LOST, True)
    assert names(found.withdrawn) == ["lost@1"]
    assert of_parcel(found)[-1] == "lost#2"


def test_each_finding_is_counted():
    """What is seen of a lost parcel finds it, its delivery too; a further word of the loss does not."""
    again = story(
        *TRAVELLED, ("lost", 90), ("arrived", 120), ("lost", 200), ("lost", 201), ("delivered", 220)
    )

    assert [name for name in of_parcel(again) if "found" in name] == ["found", "found#2"]
    assert "found" not in " ".join(of_parcel(story(*TRAVELLED, ("lost", 90), ("destroyed", 95))))


def test_destroyed_after_lost_is_one_loss():
    """The remedy is the same, so it is told once."""
    order = story(*TRAVELLED, ("lost", 90), ("destroyed", 95), ("lost", 96), ("destroyed", 97))

    assert order.shipments[0].outcome is Outcome.DESTROYED
    assert of_parcel(order)[-1] == "lost"


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        ("delivered", Outcome.DELIVERED),
        ("out_for_delivery", Outcome.OPEN),
        ("return_started", Outcome.OPEN),
        ("returned", Outcome.RETURNED),
        ("handed_over", Outcome.LOST),
        ("shipment_cancelled", Outcome.LOST),
    ],
)
def test_what_finds_a_lost_parcel(kind, outcome):
    """Whatever shows the parcel finds it; the shop's papers do not."""
    assert story(*TRAVELLED, ("lost", 90), (kind, 100)).shipments[0].outcome is outcome


# -- rule 7: tracking is not the parcel -------------------------------------------------------------


@pytest.mark.parametrize(
    ("later", "health"),
    [
        ([], TrackingHealth.NEVER_SEEN),
        ([("shipment_planned", 1), ("handed_over", 2)], TrackingHealth.NEVER_SEEN),
        ([("handed_over", 2), ("shipment_announced", 3)], TrackingHealth.LIVE),
        ([("accepted", 3)], TrackingHealth.LIVE),
        ([("accepted", 3), ("tracking_expired", 800)], TrackingHealth.EXPIRED),
        ([("accepted", 3), ("tracking_expired", 800), ("tracking_resumed", 801)], TrackingHealth.LIVE),
        ([("accepted", 3), ("tracking_expired", 800), ("arrived", 801)], TrackingHealth.LIVE),
        ([("customs_held", 3)], TrackingHealth.LIVE),
    ],
)
def test_health_is_about_our_knowledge(later, health):
    """Expired tracking says nothing of the parcel, and any later scan shows it alive."""
    order = story(*later)

    assert order.shipments[0].health is health
    assert order.shipments[0].outcome is Outcome.OPEN


# -- rules 8, 9, 11: numbers ------------------------------------------------------------------------


def test_a_closed_number_moves_nothing():
    """Facts that come by a number after it was replaced are kept and moved by nobody."""
    order = order_of(
        placed("A"),
        happened("accepted", 1, tracking=number("OLD")),
        happened("tracking_changed", 5, tracking=number("NEW")),
        happened("delivered", 9, tracking=number("OLD")),
        happened("departed", 10, tracking=number("NEW")),
    )
    parcel = order.shipments[0]

    assert (parcel.outcome, parcel.position) == (Outcome.OPEN, Position.IN_TRANSIT)
    assert [(ref.number, ref.until) for ref in parcel.refs] == [("OLD", T0 + 5 * HOUR), ("NEW", None)]
    assert [(one.kind, one.event[1]) for one in order.warnings] == [
        (WarningKind.CLOSED_NUMBER, "delivered@9")
    ]
    assert of_parcel(order) == ["dispatched", "tracking_changed"]


def test_a_fact_of_the_second_of_the_change_still_counts():
    """Only what lies after the change comes too late."""
    parcel = the_parcel(
        happened("accepted", 1, tracking=number("OLD")),
        happened("tracking_changed", 5, tracking=number("NEW"), id="a"),
        happened("departed", 5, tracking=number("OLD"), id="b"),
    )

    assert parcel.position is Position.IN_TRANSIT


@pytest.mark.parametrize(
    ("changes", "reached", "numbers"),
    [
        ([(5, "NEW"), (6, "NEW")], ["tracking_changed"], ["OLD", "NEW"]),
        ([(5, "NEW"), (6, "OLD")], ["tracking_changed", "tracking_changed#2"], ["OLD", "NEW", "OLD"]),
        ([(5, None)], ["tracking_changed"], ["OLD"]),
        ([(5, "OLD")], [], ["OLD"]),
    ],
)
def test_a_number_changes_only_to_another(changes, reached, numbers):
    """A change is told for each new number, not for each repetition."""
    changed = [
        happened("tracking_changed", hours, tracking=number(text) if text else None)
        for hours, text in changes
    ]
    order = order_of(placed("A"), happened("accepted", 1, tracking=number("OLD")), *changed)

    assert of_parcel(order) == ["dispatched", *reached]
    assert [ref.number for ref in order.shipments[0].refs] == numbers


def test_a_number_changed_after_the_delivery_is_no_news():
    """Nobody follows a parcel that has come."""
    order = order_of(
        placed("A"),
        happened("delivered", 5, tracking=number("OLD")),
        happened("tracking_changed", 6, tracking=number("NEW")),
    )

    assert of_parcel(order) == ["delivered"]


def test_a_change_closes_the_stretch_it_is_about():
    """A new number for the last mile leaves the first mile's alone."""
    parcel = the_parcel(
        happened("accepted", 1, tracking=number("FIRST", "first_mile")),
        happened("arrived", 9, tracking=number("LAST", "last_mile")),
        happened("tracking_changed", 10, tracking=number("NEXT", "last_mile")),
    )

    assert [(ref.number, ref.until is None) for ref in parcel.refs] == [
        ("FIRST", True),
        ("LAST", False),
        ("NEXT", True),
    ]


def test_a_recycled_number():
    """Facts from before the order, by more than a day, belong to an earlier parcel of that number."""
    order = order_of(
        happened("delivered", -700, shipment="P1"),
        happened("accepted", -24, shipment="P1"),
        placed("A"),
        happened("departed", 5, shipment="P1"),
    )

    assert order.shipments[0].outcome is Outcome.OPEN
    assert order.shipments[0].dispatched_at == T0 - 24 * HOUR
    assert [(one.kind, one.subject) for one in order.warnings] == [(WarningKind.RECYCLED_NUMBER, "1")]
    assert len(order.events) == 4


@pytest.mark.parametrize(
    ("role", "quality", "hours", "refused"),
    [
        (None, "offset", -24, False),
        (None, "offset", -24.01, True),
        (None, "date_only", -40, False),
        (None, "date_only", -63, True),
        ("replacement", "offset", -25, True),
        ("inbound", "offset", -700, False),  # the goods of a pre-order may travel before it
    ],
)
def test_how_old_is_too_old(role, quality, hours, refused):
    """A day is allowed for, more where the time is vague; a parcel to the shop may be older."""
    order = order_of(happened("accepted", hours, shipment="P1", role=role, time_quality=quality), placed("A"))

    assert (len(order.warnings) == 1) is refused


def test_the_last_mile_has_the_last_word():
    """Once the partner's number has a scan, the first courier's scans move nothing (rule 11)."""
    parcel = the_parcel(
        happened("accepted", 1, tracking=number("FIRST", "first_mile")),
        happened("arrived_in_city", 30, tracking=number("LAST", "last_mile")),
        happened("departed", 31, tracking=number("FIRST", "first_mile")),
    )

    assert parcel.position is Position.IN_CITY
    assert [ref.part for ref in parcel.refs] == ["first_mile", "last_mile"]


@pytest.mark.parametrize(
    ("kind", "before"),
    [
        ("shipment_announced", number("LAST", "last_mile")),
        ("accepted", number("WHOLE")),
    ],
)
def test_only_a_scan_of_the_last_mile_has_the_last_word(kind, before):
    """A partner's label, or a scan by the number of the whole way, leaves the first courier's scans their say."""
    parcel = the_parcel(
        happened(kind, 1, tracking=before),
        happened("departed", 31, tracking=number("FIRST", "first_mile")),
    )

    assert parcel.position is Position.IN_TRANSIT


def test_delivered_to_the_partner_is_passed_on():
    """Yamato's overseas "delivered" hands the parcel to a partner: it is on its way."""
    order = order_of(
        placed("A"),
        happened("accepted", 1, tracking=number("FIRST", "first_mile")),
        happened("delivered", 20, tracking=number("FIRST", "first_mile")),
    )

    assert (order.shipments[0].outcome, order.shipments[0].position) == (Outcome.OPEN, Position.IN_TRANSIT)
    assert of_parcel(order) == ["dispatched"]


def test_a_number_passed_on_makes_two_stretches():
    """The number a parcel is passed on with is its last mile, and the one before was its first."""
    order = order_of(
        placed("A"),
        happened("handed_over", 1, courier="posta", tracking=number("ONE")),
        happened("passed_to_courier", 20, courier="kurier", tracking=number("TWO")),
        happened("passed_to_courier", 20.5, courier="Kurier ", tracking=number("TWO")),
        happened("out_for_delivery", 40, tracking=number("TWO")),
        happened("delivered", 41, tracking=number("ONE")),
    )
    parcel = order.shipments[0]

    assert [(ref.number, ref.part, ref.courier) for ref in parcel.refs] == [
        ("ONE", "first_mile", "posta"),
        ("TWO", "last_mile", "kurier"),
    ]
    assert parcel.outcome is Outcome.OPEN
    assert of_parcel(order) == ["dispatched", "courier_changed", "out_for_delivery"]


def test_passed_on_before_anything_else():
    """A feed may begin with the partner."""
    order = story(("passed_to_courier", 20))

    assert of_parcel(order) == ["dispatched"]


# -- rule 10: a void label --------------------------------------------------------------------------


def test_a_void_label_leaves_the_order_alone():
    """A cancelled label returns its goods to the shop: the dispatch is taken back, the order stands."""
    order = order_of(
        placed("A"),
        happened("shipment_announced", 1, shipment="P1", contents=of("A")),
        happened("handed_over", 2, shipment="P1"),
        happened("shipment_cancelled", 3, shipment="P1"),
        happened("shipment_cancelled", 4, shipment="P1"),
    )

    assert order.shipments[0].outcome is Outcome.CANCELLED
    assert names(order.milestones) == ["placed@order"]
    assert names(order.withdrawn) == ["announced@1", "dispatched@1"]
    assert (order.is_open, order.cancellation, order.lines[0].dispatched) == (True, "none", 0)


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        ("handed_over", Outcome.OPEN),
        ("departed", Outcome.OPEN),
        ("delivered", Outcome.DELIVERED),
        ("lost", Outcome.CANCELLED),
    ],
)
def test_a_label_used_again_was_not_void(kind, outcome):
    """Whoever uses the parcel after all revives it."""
    order = story(("handed_over", 2), ("shipment_cancelled", 3), (kind, 9))

    assert order.shipments[0].outcome is outcome
    assert ("dispatched@1#2" in names(order.milestones)) is (outcome is Outcome.OPEN)
