"""Several parcels: who is the first, what they add up to, and what is left to come."""

from __future__ import annotations

import pytest
from tests.order.histories import happened, names, number, of, of_parcel, order_of, placed, steps

from postpurchase.events import Money, OrderLine, Promised
from postpurchase.order import replay
from postpurchase.order.roster import roster_of
from postpurchase.vocabulary import Milestone, Mode, Outcome, Progress, ReturnStage, ShipmentRole


def subjects(order):
    """Return each parcel's id with what milestones call it."""
    return {one.id: one.subject for one in order.shipments}


# -- subjects ---------------------------------------------------------------------------------------


def test_a_placed_order_has_a_parcel_before_anybody_names_it():
    """Parcel 1 is planned from the placing on."""
    parcel = order_of(placed("A")).shipments[0]

    assert (parcel.id, parcel.subject, parcel.role, parcel.position) == ("1", "1", "outbound", "planned")


def test_the_first_parcel_named_takes_its_place():
    """What names no parcel and what names the first one is about the same parcel."""
    order = order_of(
        placed("A"),
        happened("shipment_announced", 1),
        happened("handed_over", 2, shipment="P1"),
        happened("departed", 3),
    )

    assert subjects(order) == {"P1": "1"}
    assert of_parcel(order) == ["announced", "dispatched"]
    assert order.shipment("1") == order.shipments[0]
    assert order.shipment("P1") is None


def test_first_is_who_was_learned_of_first():
    """A parcel that happened earlier and was learned of later does not take the first one's keys."""
    order = order_of(
        placed("A", "B"),
        happened("handed_over", 2, shipment="P2", received=20),
        happened("handed_over", 5, shipment="P1", received=6),
        happened("departed", 9, shipment="P2", received=21),
    )

    assert subjects(order) == {"P1": "1", "P2": "P2"}
    assert [one.subject for one in order.shipments] == ["1", "P2"]


def test_of_those_learned_of_at_once_the_earlier_is_first():
    """Where both names come in one delivery, the order of the facts decides."""
    order = order_of(
        placed("A", "B"),
        happened("handed_over", 5, shipment="P1", received=6),
        happened("handed_over", 2, shipment="P2", received=6),
    )

    assert subjects(order) == {"P2": "1", "P1": "P1"}


def test_news_of_the_past_renames_no_parcel():
    """Of two parcels learned of at once the first stays the first, whatever is learned of the other's past later."""
    together = (
        placed("A", "B"),
        happened("handed_over", 2, received=3, shipment="P1"),
        happened("ready_for_pickup", 2.5, received=3, shipment="P2"),
    )
    past = happened("tracking_changed", 1, received=70, shipment="P2", tracking=number("M2"))

    assert subjects(order_of(*together)) == {"P1": "1", "P2": "P2"}
    assert subjects(order_of(*together, past)) == {"P1": "1", "P2": "P2"}


def test_an_earlier_copy_names_a_parcel_as_well():
    """A name counts from when it was first learned, in whichever copy of the event."""
    order = order_of(
        placed("A", "B"),
        happened("handed_over", 5, shipment="P1", received=6),
        happened("handed_over", 2, shipment="P2", received=5),
        happened("handed_over", 2, shipment="P2", received=60),
    )

    assert subjects(order)["P2"] == "1"


@pytest.mark.parametrize(
    ("second", "subject"), [("1", "#1"), ("order", "#order"), ("#1", "##1"), ("P2", "P2")]
)
def test_no_two_subjects_meet(second, subject):
    """A parcel whose own id is taken by the first, or by the order, is called something else."""
    order = order_of(
        placed("A"), happened("handed_over", 2, shipment="P1"), happened("handed_over", 3, shipment=second)
    )

    assert subjects(order) == {"P1": "1", second: subject}


def test_an_empty_name_names_nobody():
    """A feed that sends an empty id speaks of the first parcel."""
    order = order_of(
        placed("A"), happened("handed_over", 2, shipment=""), happened("departed", 3, shipment="P1")
    )

    assert subjects(order) == {"P1": "1"}


@pytest.mark.parametrize(
    ("mode", "later", "count"),
    [
        (Mode.DIGITAL, [], 0),
        (Mode.DIGITAL, [happened("delivered", 1)], 1),
        (Mode.DIGITAL, [happened("delivered", 1, shipment="D1")], 1),
        (Mode.DIGITAL, [happened("order_confirmed", 1)], 0),
        (Mode.STOCK, [], 1),
    ],
)
def test_a_digital_order_has_no_parcel_until_one_is_heard_of(mode, later, count):
    """What needs no parcel has none, unless a feed speaks of one."""
    assert len(order_of(placed("A", mode=mode), *later).shipments) == count


def test_digital_lines_do_not_make_an_order_digital():
    """An order that is digital in part travels in part."""
    assert len(order_of(placed(mode=Mode.DIGITAL)).shipments) == 0
    assert len(order_of(placed(mode=Mode.STOCK)).shipments) == 1


def test_an_unplaced_order_has_the_parcels_heard_of():
    """Without the placing there is no parcel to expect."""
    assert order_of(happened("order_confirmed", 1)).shipments == ()
    assert subjects(order_of(happened("departed", 1))) == {"1": "1"}


# -- roles ------------------------------------------------------------------------------------------


def test_the_role_is_the_first_one_stated_anywhere():
    """A role stated late counts for what came before."""
    order = order_of(
        placed("A", mode=Mode.BUY_ON_DEMAND),
        happened("departed", 10, shipment="IN"),
        happened("entered_country", 20, shipment="IN", role="inbound"),
        happened("arrived", 25, shipment="IN", role="outbound"),
        happened("delivered", 30, shipment="IN"),
    )

    assert {one.id: one.role for one in order.shipments} == {"1": "outbound", "IN": "inbound"}
    assert order.progress is not Progress.DELIVERED


def test_an_inbound_parcel_arrives_for_the_shop_alone():
    """Its milestones carry its role, and asked for without a subject they are not found."""
    order = order_of(
        placed("A", mode=Mode.BUY_ON_DEMAND, promised=Promised(courier="posta")),
        happened("accepted", 10, shipment="IN", role="inbound", courier="air"),
        happened("delivered", 30, shipment="IN"),
    )

    assert {(one.milestone, one.role) for one in order.milestones if one.subject == "IN"} == {
        (Milestone.DISPATCHED, ShipmentRole.INBOUND),
        (Milestone.DELIVERED, ShipmentRole.INBOUND),
    }
    assert order.reached(Milestone.DELIVERED) is None
    assert order.reached(Milestone.DELIVERED, "IN") is not None
    assert (order.progress, order.is_open) == (Progress.PLACED, True)


@pytest.mark.parametrize(
    ("kind", "stage"), [("accepted", "inbound"), ("entered_country", "in_country"), ("delivered", "received")]
)
def test_an_inbound_parcel_brings_its_goods_along(kind, stage):
    """The supply of its lines follows the parcel, and the customer is told nothing."""
    order = order_of(
        placed("A", "B", mode=Mode.BUY_ON_DEMAND),
        happened("shipment_announced", 9, shipment="IN", role="inbound", contents=of("A")),
        happened(kind, 10, shipment="IN"),
    )

    assert [dict(line.stages) for line in order.lines] == [{stage: 1}, {"not_started": 1}]
    assert [one for one in order.milestones if one.subject == "order"] == [order.milestones[0]]


def test_a_return_parcel_is_never_a_delivery():
    """The customer's parcel to the shop: on its way, then returned; never delivered."""
    order = order_of(
        placed("A", "B"),
        happened("delivered", 20, shipment="P1"),
        happened("return_requested", 30, lines=of("B")),
        happened("accepted", 40, shipment="R1", role="return"),
        happened("out_for_delivery", 80, shipment="R1"),
        happened("delivered", 81, shipment="R1"),
    )

    assert of_parcel(order, "R1") == ["returned"]
    assert order.shipment("R1").outcome is Outcome.RETURNED
    assert [line.returned for line in order.lines] == [None, ReturnStage.IN_TRANSIT]
    assert order.return_state is ReturnStage.IN_TRANSIT
    assert order.progress is Progress.DELIVERED


# -- what parcels add up to -------------------------------------------------------------------------


def test_story_of_three_parts():
    """Two parts leave together and one later: the last dispatch and the last delivery are told as such."""
    order = order_of(
        placed("A", "B", "C"),
        happened("handed_over", 31, shipment="P1", contents=of("A")),
        happened("handed_over", 31.3, shipment="P2", contents=of("B")),
        happened("delivered", 50, shipment="P1"),
        happened("ready_for_pickup", 61, shipment="P2"),
        happened("delivered", 122, shipment="P2", how="collected"),
        happened("shipment_announced", 143, shipment="P3", contents=of("C")),
        happened("handed_over", 173, shipment="P3", contents=of("C")),
        happened("delivered", 216, shipment="P3"),
    )

    assert names(order.milestones) == [
        "placed@order",
        "dispatched@1",
        "dispatched@P2",
        "delivered@1",
        "ready_for_pickup@P2",
        "delivered@P2",
        "announced@P3",
        "dispatched@P3",
        "last_part_dispatched@P3",
        "delivered@P3",
        "all_delivered@order",
    ]
    assert (order.progress, order.is_open) == (Progress.DELIVERED, False)


def test_one_parcel_has_no_last_part():
    """An order in one parcel is dispatched and delivered, and that is all there is to say."""
    order = order_of(placed("A", "B"), *steps(("handed_over", 2), ("delivered", 20), shipment="P1"))

    assert names(order.milestones) == ["placed@order", "dispatched@1", "delivered@1", "all_delivered@order"]
    assert order.progress is Progress.DELIVERED


@pytest.mark.parametrize(
    ("contents", "progress"),
    [
        ((), Progress.DISPATCHED),
        (of("A", "B"), Progress.DISPATCHED),
        (of("A"), Progress.PARTLY_DISPATCHED),
        (of("A", "B*1"), Progress.PARTLY_DISPATCHED),
        (of("A", "B*2"), Progress.DISPATCHED),
        (of("A", "X"), Progress.PARTLY_DISPATCHED),
    ],
)
def test_what_one_parcel_holds(contents, progress):
    """A parcel of unknown contents holds everything; of known contents, those."""
    order = order_of(placed("A", "B*2"), happened("handed_over", 2, shipment="P1", contents=contents))

    assert order.progress is progress


@pytest.mark.parametrize(
    ("first", "second", "last"),
    [
        ("A", "B", ["last_part_dispatched"]),
        ("A*2", "B*3", ["last_part_dispatched"]),
        ("A*1", "B", []),
        ("A", "B*2", []),
    ],
)
def test_all_of_a_line_or_so_many_of_it(first, second, last):
    """A parcel holds all of a line, or the units it names: the last part has left once nothing is short."""
    order = order_of(
        placed("A*2", "B*3"),
        happened("handed_over", 2, shipment="P1", contents=of(first)),
        happened("handed_over", 3, shipment="P2", contents=of(second)),
    )

    assert of_parcel(order, "P2") == ["dispatched", *last]


def test_a_parcel_travels_before_its_order_is_known():
    """While nobody placed the order no fact is too old for it: what is said of its parcels is believed."""
    order = order_of(*steps(("handed_over", 2), ("delivered", 20), shipment="P1"))

    assert names(order.milestones) == ["dispatched@1", "delivered@1", "all_delivered@order"]
    assert order.warnings == ()


def test_an_order_has_one_parcel_or_several():
    """One parcel to the customer is the order's only one, whatever comes to the shop; two are none's only one."""
    only = order_of(
        placed("A"),
        happened("handed_over", 2, shipment="P1"),
        happened("accepted", 3, shipment="I1", role="inbound"),
    )
    two = order_of(*only.events, happened("handed_over", 4, shipment="P2"))

    assert only.only_parcel == only.shipment("1")
    assert two.only_parcel is None
    assert order_of(placed("A", mode=Mode.DIGITAL)).only_parcel is None


@pytest.mark.parametrize(
    ("second", "third", "last"),
    [
        ({}, {}, ["P2", "P3"]),  # as many parts as were named so far
        ({"contents": of("B")}, {"contents": of("C")}, ["P2", "P3"]),
    ],
)
def test_unknown_contents_make_parts(second, third, last):
    """Where some contents are unknown, an order has as many parts as parcels, each to be dispatched."""
    order = order_of(
        placed("A", "B", "C"),
        happened("handed_over", 2, shipment="P1"),
        happened("handed_over", 3, shipment="P2", **second),
        happened("handed_over", 4, shipment="P3", **third),
    )

    assert [
        one.subject for one in order.milestones if one.milestone is Milestone.LAST_PART_DISPATCHED
    ] == last


def test_a_part_announced_is_still_to_come():
    """A parcel known by its label keeps the others from being the last."""
    order = order_of(
        placed("A", "B"),
        happened("handed_over", 2, shipment="P1"),
        happened("shipment_announced", 3, shipment="P2"),
        happened("shipment_announced", 3.5, shipment="P3"),
        happened("handed_over", 4, shipment="P2"),
    )

    assert "last_part_dispatched@P2" not in names(order.milestones)
    assert order.progress is Progress.PARTLY_DISPATCHED


def test_lines_nobody_listed_make_parts_too():
    """An order whose lines are not known counts its parcels, whatever they are said to hold."""
    one = order_of(placed(), *steps(("handed_over", 2), ("delivered", 9), shipment="P1"))
    two = order_of(
        placed(),
        happened("handed_over", 3, shipment="P2", contents=of("X")),
        happened("delivered", 9, shipment="P1"),
    )

    assert one.progress is Progress.DELIVERED
    assert two.progress is Progress.PARTLY_DELIVERED


def test_all_is_delivered_when_the_rest_is_cancelled():
    """Cancelling what never left completes the order, as far as it still is one."""
    order = order_of(
        placed("A", "B", "C"),
        happened("handed_over", 2, shipment="P1", contents=of("A")),
        happened("handed_over", 2.5, shipment="P2", contents=of("B")),
        happened("delivered", 20, shipment="P1"),
        happened("delivered", 21, shipment="P2"),
        happened("lines_cancelled", 40, lines=of("C")),
    )
    reached = order.reached(Milestone.ALL_DELIVERED)

    assert names(order.milestones)[-2:] == ["lines_cancelled@order", "all_delivered@order"]
    assert reached is not None
    assert (reached.inferred, order.progress) == (True, Progress.DELIVERED)


@pytest.mark.parametrize("kind", ["shipment_announced", "problem_raised", "eta_changed", "accepted"])
def test_another_parcel_makes_the_delivered_one_a_part(kind: str):
    """However a second parcel becomes known, what was delivered is no longer everything."""
    order = order_of(
        placed("A", "B"),
        *steps(("handed_over", 2), ("delivered", 20), shipment="P1"),
        happened(kind, 30, shipment="P2"),
    )

    assert names(order.withdrawn) == ["all_delivered@order"]
    assert (order.progress, order.is_open) == (Progress.PARTLY_DELIVERED, True)


def test_what_comes_back_has_left():
    """A parcel that was only ever seen delivered, and then turned back, does not wait in the shop."""
    order = order_of(placed("A"), *steps(("delivered", 20), ("return_started", 30), shipment="P1"))

    assert (order.progress, order.still_to_leave) == (Progress.DISPATCHED, False)


def test_what_is_still_to_leave():
    """Something is still to leave while a live line has not, whatever was delivered; nothing once the order is closed."""
    first = (
        placed("A", "B"),
        happened("handed_over", 2, shipment="P1", contents=of("A")),
        happened("delivered", 20, shipment="P1"),
    )
    rest = happened("handed_over", 30, shipment="P2", contents=of("B"))

    assert [order_of(*events).still_to_leave for events in (first[:1], first, (*first, rest))] == [
        True,
        True,
        False,
    ]
    assert not order_of(*first, happened("order_closed", 40)).still_to_leave
    assert not order_of(*first, happened("lines_cancelled", 40, lines=of("B"))).still_to_leave


def test_the_rest_waits_when_nothing_is_under_way():
    """More is waited for than all parcels there are, and none of them travels to its reader: not before one came, nor once another leaves."""
    first = placed("A", "B"), happened("handed_over", 2, shipment="P1", contents=of("A"))
    came = happened("delivered", 20, shipment="P1")
    rest = happened("handed_over", 30, shipment="P2", contents=of("B"))
    lives = (first[:1], first, (*first, came), (*first, came, rest))

    assert [order_of(*events).rest_waits for events in lives] == [False, False, True, False]
    for over in ("order_closed", "order_cancelled"):
        assert not order_of(*first, came, happened(over, 40)).rest_waits
    assert not order_of(*first, came, happened("lines_cancelled", 40, lines=of("B"))).rest_waits
    assert not order_of(placed("A"), happened("lost", 20, shipment="P1")).rest_waits
    assert order_of(*first, happened("return_started", 20, shipment="P1")).rest_waits


def test_one_parcel_under_way_is_enough_for_the_rest_to_travel_with():
    """One of two parcels waits to be collected and the other travels: what has still to leave is not spoken of yet."""
    first = (
        placed("A", "B", "C"),
        happened("handed_over", 2, shipment="P1", contents=of("A")),
        happened("handed_over", 3, shipment="P2", contents=of("B")),
        happened("ready_for_pickup", 20, shipment="P1"),
    )

    assert not order_of(*first).rest_waits
    assert order_of(*first, happened("ready_for_pickup", 21, shipment="P2")).rest_waits


def test_a_delivery_taken_back_takes_the_whole_back():
    """All is delivered only while every part is."""
    order = order_of(
        placed("A", "B"),
        *steps(("handed_over", 2), ("delivered", 20), shipment="P1"),
        happened("handed_over", 2.5, shipment="P2"),
        happened("delivered", 21, shipment="P2"),
        happened("delivery_retracted", 22, shipment="P2"),
    )

    assert names(order.withdrawn) == ["delivered@P2", "all_delivered@order"]
    assert order.progress is Progress.PARTLY_DELIVERED


def test_a_void_label_takes_the_last_part_back():
    """The goods of a cancelled label are still to come, so what was the last part was none."""
    order = order_of(
        placed("A", "B"),
        happened("handed_over", 2, shipment="P1", contents=of("A")),
        happened("handed_over", 3, shipment="P2", contents=of("B")),
        happened("shipment_cancelled", 4, shipment="P1"),
    )

    assert sorted(names(order.withdrawn)) == ["dispatched@1", "last_part_dispatched@P2"]
    assert order.progress is Progress.PARTLY_DISPATCHED


def test_a_void_label_that_held_nothing_takes_nothing_back():
    """A label cancelled after its goods went in another parcel changes nothing."""
    order = order_of(
        placed("A", "B"),
        happened("handed_over", 2, shipment="P1", contents=of("A")),
        happened("handed_over", 3, shipment="P2", contents=of("B")),
        happened("shipment_announced", 3.5, shipment="P3", contents=of("B")),
        happened("shipment_cancelled", 4, shipment="P3"),
    )

    assert names(order.withdrawn) == ["announced@P3"]


def test_a_part_delivered_in_part_is_not_all():
    """A parcel delivered in part leaves the order open until the courier brings the rest."""
    told = [
        placed("A", "B", "C"),
        happened("handed_over", 2, shipment="P1", contents=of("A")),
        happened("handed_over", 3, shipment="P2", contents=of("B", "C")),
        happened("delivered", 20, shipment="P1"),
        happened("delivered", 21, shipment="P2", partial=True, lines=of("B")),
    ]
    partly = replay(told)
    wholly = replay([*told, happened("delivered", 22, shipment="P2")])

    assert (partly.progress, "all_delivered@order" in names(partly.milestones)) == (
        Progress.PARTLY_DELIVERED,
        False,
    )
    assert [(line.dispatched, line.delivered) for line in partly.lines] == [(1, 1), (1, 1), (1, 0)]
    assert names(wholly.milestones)[-1] == "all_delivered@order"


@pytest.mark.parametrize(("lines", "progress"), [((), "partly_delivered"), (of("A"), "delivered")])
def test_the_only_parcel_delivered_in_part(lines, progress):
    """What was brought counts where the courier names it."""
    order = order_of(placed("A"), happened("delivered", 9, partial=True, lines=lines))

    assert order.progress == progress


def test_a_replacement_makes_good_for_a_lost_part():
    """Delivered in full is what the customer holds, by whichever parcel it came."""
    order = order_of(
        placed("A", "B"),
        happened("handed_over", 2, shipment="P1", contents=of("A")),
        happened("handed_over", 3, shipment="P2", contents=of("B")),
        happened("delivered", 20, shipment="P1"),
        happened("lost", 90, shipment="P2"),
        happened("handed_over", 100, shipment="R", role="replacement", contents=of("B")),
        happened("delivered", 130, shipment="R"),
    )

    assert names(order.milestones)[-4:] == ["lost@P2", "dispatched@R", "delivered@R", "all_delivered@order"]
    assert (order.progress, order.problem_open) == (Progress.DELIVERED, False)


@pytest.mark.parametrize(
    ("role", "first", "second", "lines", "further"),
    [
        ("replacement", of("A"), of("A"), ("A",), True),
        ("replacement", (), (), ("A",), True),
        ("replacement", (), (), (), True),
        (None, of("A"), of("A"), ("A",), True),
        (None, of("A"), (), ("A",), True),
        (None, (), of("A"), ("A",), False),
        (None, (), (), (), False),
        ("return", of("A"), of("A"), ("A",), False),
    ],
)
def test_what_is_sent_once_all_was_delivered(role, first, second, lines, further):
    """A parcel in place of another, or beside contents that are all there, is a further one: waited for, never promised.

    Beside unknown contents it is a part that nobody had heard of; what travels back is nothing to wait for.
    """
    told = [
        placed(*lines),
        happened("handed_over", 2, contents=first, shipment="P1"),
        happened("delivered", 9, shipment="P1"),
    ]
    named = happened("shipment_planned", 20, shipment="X", role=role, contents=second)
    left = happened("handed_over", 21, shipment="X", role=role, contents=second)
    before, planned, gone, there = (
        order_of(*told, *rest)
        for rest in ((), (named,), (named, left), (named, left, happened("delivered", 30, shipment="X")))
    )
    waited_for = role != "return"
    parcel = planned.shipment("X")

    assert (before.progress, before.is_open) == (Progress.DELIVERED, False)
    assert (planned.is_open, planned.still_to_leave) == (waited_for, waited_for)
    assert (gone.is_open, gone.still_to_leave) == (waited_for, False)
    assert parcel is not None
    assert (parcel.further, parcel.is_promised) == (further, not further)
    assert there.progress is Progress.DELIVERED
    assert [one.number for one in there.milestones if one.milestone is Milestone.ALL_DELIVERED] == [
        2 if waited_for else 1
    ]


def test_what_is_sent_once_goods_came_back_is_a_further_parcel():
    """What is sent in the place of goods that came back was promised to nobody at the checkout, whatever the parcels held."""
    told = [placed("A", "B"), happened("delivered", 9, shipment="P1")]
    left = happened("handed_over", 40, shipment="P2", contents=of("B"))

    for kind, further in (("return_requested", False), ("return_received", True)):
        parcel = order_of(*told, happened(kind, 20, lines=of("B")), left).shipment("P2")
        assert parcel is not None
        assert parcel.further is further


@pytest.mark.parametrize(
    ("end", "lines", "first", "second", "further"),
    [
        ("lost", ("A",), of("A"), of("A"), True),
        ("returned", ("A",), (), (), True),
        ("destroyed", ("A", "B"), (), (), True),
        ("lost", ("A", "B"), of("A"), of("A"), True),
        ("lost", ("A", "B"), of("A"), of("B"), False),
        ("lost", ("A", "B"), of("A"), of("A", "B"), False),
        ("lost", ("A", "B"), of("A"), (), False),
        ("attempt_failed", ("A",), of("A"), of("A"), False),
    ],
)
def test_what_is_sent_anew_is_a_further_parcel(end, lines, first, second, further):
    """A parcel first heard of once another was lost or came back brings that one's goods, if all had left or it says so."""
    told = [
        placed(*lines),
        happened("handed_over", 2, contents=first, shipment="P1"),
        happened(end, 9, shipment="P1"),
    ]
    anew = happened("handed_over", 20, shipment="P2", contents=second)
    order = order_of(*told, anew)
    parcel = order.shipment("P2")

    assert parcel is not None
    assert parcel.further is further
    last = [one.milestone for one in order.milestones if one.subject == "P2"]
    assert Milestone.LAST_PART_DISPATCHED not in (last if further else [])


@pytest.mark.parametrize(
    ("second", "third", "done"),
    [
        (of("A"), of("A"), True),
        ((), of("A"), True),
        (of("A"), (), True),
        (of("A"), of("B"), False),
    ],
)
def test_what_is_lost_twice_is_sent_once_more(second, third, done):
    """A parcel sent anew that is lost itself is waited for no more once its goods are sent again."""
    told = [
        placed("A", "B"),
        happened("handed_over", 2, shipment="P1", contents=of("A", "B")),
        happened("delivered", 4, shipment="P1"),
        happened("return_received", 9, lines=of("A")),
        happened("handed_over", 20, shipment="P2", contents=second),
        happened("lost", 30, shipment="P2"),
        happened("handed_over", 40, shipment="P3", contents=third),
        happened("delivered", 50, shipment="P3"),
    ]

    assert (order_of(*told).progress is Progress.DELIVERED) == done


def test_a_refund_beside_what_still_comes_ends_no_wait():
    """All was lost and some paid back, but a parcel is on its way in its place: the customer waits for that."""
    told = [
        placed("A", "B"),
        happened("payment_captured", 1, amount=Money(minor=300, currency="EUR")),
        happened("handed_over", 2, shipment="P1", contents=of("A")),
        happened("handed_over", 3, shipment="P2", contents=of("B")),
        happened("lost", 9, shipment="P1"),
        happened("lost", 10, shipment="P2"),
        happened("handed_over", 20, shipment="R", role="replacement", contents=of("A")),
        happened("refunded", 30, lines=of("B"), amount=Money(minor=100, currency="EUR")),
    ]
    order = order_of(*told)

    assert (order.is_open, order.is_paid_back) == (True, False)
    assert order_of(*told, happened("lost", 40, shipment="R")).is_open


def test_a_void_label_is_nothing_lost():
    """What is sent once the only label was void is the order's own parcel."""
    void = [happened("shipment_planned", 2, shipment="P1"), happened("shipment_cancelled", 4, shipment="P1")]
    parcel = order_of(placed("A"), *void, happened("handed_over", 9, shipment="P2")).shipment("P2")

    assert parcel is not None
    assert not parcel.further


def test_no_parcel_is_the_last_while_another_is_lost():
    """Everything has been sent only once what was lost is found."""
    told = [
        placed("A", "B"),
        happened("handed_over", 2, shipment="P1", contents=of("A")),
        happened("lost", 9, shipment="P1"),
    ]
    rest = happened("handed_over", 20, shipment="P2", contents=of("B"))
    found = happened("arrived", 15, shipment="P1")

    assert "last_part_dispatched@P2" not in names(order_of(*told, rest).milestones)
    assert "last_part_dispatched@P2" in names(order_of(*told, found, rest).milestones)


def test_what_is_sent_anew_is_no_part_of_an_order():
    """Of one lost and sent anew, contents unknown, all is there when the other has come."""
    told = [placed("A"), happened("handed_over", 2, shipment="P1"), happened("lost", 9, shipment="P1")]
    anew = [happened("handed_over", 20, shipment="P2"), happened("delivered", 30, shipment="P2")]

    assert order_of(*told, anew[0]).progress is Progress.DISPATCHED
    assert order_of(*told, *anew).progress is Progress.DELIVERED


def test_a_further_parcel_whose_label_is_void_is_waited_for_no_more():
    """What will not come changes nothing of what was delivered."""
    told = [
        placed("A"),
        happened("delivered", 9, shipment="P1", lines=of("A")),
        happened("shipment_planned", 20, shipment="X", role="replacement"),
    ]

    assert order_of(*told).is_open
    assert not order_of(*told, happened("shipment_cancelled", 22, shipment="X")).is_open


def test_a_fact_too_old_makes_no_further_parcel():
    """A recycled number is about another order's parcel."""
    order = order_of(
        placed("A"),
        happened("delivered", 9, shipment="P1"),
        happened("departed", -50, shipment="X"),
        happened("shipment_planned", 20, shipment="X", role="replacement"),
    )

    assert [(one.id, one.further) for one in order.shipments] == [("P1", False), ("X", False)]


def test_digital_lines_wait_for_no_parcel():
    """Only what travels must be in a parcel."""
    lines = (OrderLine(id="A"), OrderLine(id="D", mode=Mode.DIGITAL))
    order = order_of(
        happened("order_placed", 0, lines=lines),
        happened("handed_over", 2, contents=of("A")),
        happened("delivered", 9),
    )

    assert order.progress is Progress.DELIVERED


def test_a_parcel_made_late_expects_the_promised_courier():
    """Every parcel to the customer begins with the courier promised."""
    order = order_of(
        placed("A", "B", promised=Promised(courier="posta")),
        happened("handed_over", 2, shipment="P1", courier="kurier"),
        happened("handed_over", 3, shipment="P2"),
        happened("accepted", 3, shipment="IN", role="inbound"),
    )

    assert {one.id: one.courier for one in order.shipments} == {"P1": "kurier", "P2": "posta", "IN": None}
    assert "courier_changed@1" in names(order.milestones)


def test_a_courier_heard_of_before_the_placing_stays():
    """What a parcel's facts say outlives what was promised."""
    order = order_of(
        happened("accepted", -2, courier="kurier"), placed("A", promised=Promised(courier="posta"))
    )

    assert order.shipments[0].courier == "kurier"


def test_a_parcel_named_by_nothing_but_a_note_exists():
    """A scan nobody understands still shows that there is another parcel."""
    order = order_of(
        placed("A", "B"),
        happened("delivered", 9, shipment="P1", received=9),
        happened("unclassified", 10, shipment="P2"),
    )

    assert subjects(order) == {"P1": "1", "P2": "P2"}
    assert order.progress is Progress.PARTLY_DELIVERED


@pytest.mark.parametrize("before", [(), (happened("departed", -1, shipment="P1"),)])
def test_roster_knows_the_placing(before):
    """The order's placing is found wherever it stands; without one there is none."""
    after = happened("departed", 1, shipment="P1")

    assert roster_of((*before, placed("A"), after), {}).placing == placed("A")
    assert roster_of((*before, after), {}).placing is None


@pytest.mark.parametrize("name", ["P1", "1", "order"])
def test_roster_names_its_first(name):
    """Whatever the first parcel is called, its subject is 1."""
    roster = roster_of((happened("departed", 1, shipment=name),), {})

    assert (roster.first, roster.subject(name), roster.role(name)) == (name, "1", ShipmentRole.OUTBOUND)
