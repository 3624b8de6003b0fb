"""Replaying: what comes in, what is refused, what was known when, and what an order shows of itself."""

from __future__ import annotations

import pickle
from datetime import datetime, timedelta
from itertools import permutations

import pytest
from tests.order.histories import HOUR, T0, happened, moment, names, of, order_of, placed

from postpurchase.errors import InvalidInput
from postpurchase.events import Event, OrderLine
from postpurchase.order import CONTESTED_AFTER, evolve, replay
from postpurchase.vocabulary import Milestone, Notify, Progress

HISTORY = [
    placed("A"),
    happened("handed_over", 5, received=6),
    happened("departed", 9),
    happened("delivered", 30, received=31),
]


def faults_of(call):
    """Return the faults of a refused call, as paths and texts."""
    with pytest.raises(InvalidInput) as caught:
        call()
    return [(fault.path, fault.wrong) for fault in caught.value.faults]


# -- what comes in ----------------------------------------------------------------------------------


def test_sequence_and_repeats_do_not_matter():
    """Every order of arrival, and every repetition, gives an equal order."""
    expected = replay(HISTORY)

    assert [replay(told) for told in permutations(HISTORY)] == [expected] * 24
    assert replay(iter([*HISTORY, *HISTORY])) == expected
    assert hash(replay(reversed(HISTORY))) == hash(expected)


def test_events_of_one_second_stand_by_source_sequence_and_id():
    """Of facts of one second the source decides, then the vendor's sequence, then the id."""
    told = [
        happened("inquiry_received", 1, source=source, sequence=sequence, id=own)
        for source, sequence, own in [("b", 0, "1"), ("a", 1, "0"), ("a", 0, "2"), ("a", 0, "1")]
    ]

    assert [event.position[1:] for event in replay(told).events] == [
        ("a", 0, "1"),
        ("a", 0, "2"),
        ("a", 1, "0"),
        ("b", 0, "1"),
    ]


def test_ids_are_the_sources_own():
    """Two sources may use one id for two events."""
    order = order_of(
        happened("inquiry_received", 1, id="7"), happened("inquiry_received", 2, id="7", source="chat")
    )

    assert names(order.milestones) == ["inquired@order", "inquired@order#2"]


def test_a_corrected_copy_wins_and_the_first_word_dates_it():
    """The copy received last says what happened; when it was learned is when any copy came first."""
    first = happened("delivered", 30, received=31, id="d")
    corrected = happened("delivered", 28, received=50, id="d", how="neighbour")
    order = order_of(*HISTORY[:3], corrected, first)
    reached = order.reached(Milestone.DELIVERED)

    assert order.shipments[0].how == "neighbour"
    assert reached is not None
    assert (reached.at, reached.learned_at) == (T0 + 28 * HOUR, T0 + 31 * HOUR)
    assert order.learned_at(corrected) == T0 + 31 * HOUR
    assert order.newest_received == T0 + 50 * HOUR


@pytest.mark.parametrize(
    ("events", "faults"),
    [
        ([], [("events", "empty")]),
        (None, [("events", "not a collection of events")]),
        (7, [("events", "not a collection of events")]),
        ([HISTORY[0], "delivered", None], [("events.1", "text, not Event"), ("events.2", "None, not Event")]),
        (["delivered"], [("events.0", "text, not Event")]),
        (
            [
                HISTORY[0],
                happened("delivered", 1, order="o2"),
                HISTORY[1],
                happened("delivered", 2, order="o3"),
            ],
            [
                ("events.1.order", "not the order of events.0"),
                ("events.3.order", "not the order of events.0"),
            ],
        ),
    ],
)
def test_what_is_refused(events, faults):
    """Every event that cannot be folded is named by its place."""
    assert faults_of(lambda: replay(events)) == faults


def test_a_subclass_of_event_is_an_event():
    """Whoever extends the event class may fold its instances."""

    class Marked(Event):
        __slots__ = ()

    marked = Marked(kind="order_confirmed", order="o1", at=moment(1), id="m")

    assert replay([HISTORY[0], marked]).progress is Progress.CONFIRMED


# -- what was known when ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "progress"),
    [
        (0, Progress.PLACED),
        (5.5, Progress.PLACED),
        (6, Progress.DISPATCHED),
        (30.5, Progress.DISPATCHED),
        (31, Progress.DELIVERED),
    ],
)
def test_what_was_known_by_then(hours, progress):
    """Copies received later are left out, those of that very second are in."""
    assert replay(HISTORY, known_by=moment(hours)).progress is progress


@pytest.mark.parametrize(
    ("hours", "progress"),
    [(0, Progress.PLACED), (5, Progress.DISPATCHED), (29.9, Progress.DISPATCHED), (30, Progress.DELIVERED)],
)
def test_what_had_happened_by_then(hours, progress):
    """An order as of a moment knows what had happened, whenever it was heard of."""
    order = replay(HISTORY)

    assert order.as_of(T0 + int(hours * HOUR)).progress is progress
    assert order.as_of(T0 - 1) is None
    assert order.as_of(T0 + 30 * HOUR) is order


def test_a_correction_not_received_yet_is_not_known():
    """Of two copies only the one received by then is seen."""
    told = [
        placed("A"),
        happened("delivered", 30, received=31, id="d"),
        happened("lost", 30, received=50, id="d"),
    ]

    assert replay(told, known_by=moment(40)).progress is Progress.DELIVERED
    assert replay(told, known_by=moment(50)).progress is not Progress.DELIVERED


@pytest.mark.parametrize(
    ("known_by", "wrong"),
    [
        (moment(-1), "before anything of this order was known"),
        (datetime(2026, 3, 2, 9), "not an aware datetime"),  # noqa: DTZ001 - that is the point
        ("2026-03-02", "not an aware datetime"),
    ],
)
def test_an_unusable_known_by(known_by, wrong):
    """An instant before everything, or none at all, is refused."""
    assert faults_of(lambda: replay(HISTORY, known_by=known_by)) == [("known_by", wrong)]


def test_known_by_does_not_excuse_what_is_refused():
    """What cannot be folded is refused, also when it came later."""
    late = happened("delivered", 90, order="o2")

    assert faults_of(lambda: replay([*HISTORY, late], known_by=moment(9)))[0][0] == "events.4.order"


@pytest.mark.parametrize("span", [timedelta(seconds=-1), 12, None])
def test_an_unusable_limit(span):
    """The limit of contesting is a duration."""
    assert faults_of(lambda: replay(HISTORY, contested_after=span))[0][0] == "contested_after"


def test_the_limit_is_part_of_an_order():
    """Orders folded under another limit are other orders, and evolve under their own."""
    lenient = replay(HISTORY, contested_after=timedelta(days=9))
    scan = happened("departed", 60)

    assert lenient != replay(HISTORY)
    assert (evolve(lenient, scan).problem_open, evolve(replay(HISTORY), scan).problem_open) == (False, True)
    assert CONTESTED_AFTER.total_seconds() == 12 * HOUR


# -- evolving ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("last", range(len(HISTORY)))
def test_evolving_is_replaying_with_one_more(last):
    """Whichever event comes last, the order is the same."""
    before = [event for i, event in enumerate(HISTORY) if i != last]

    assert evolve(replay(before), HISTORY[last]) == replay(HISTORY)
    assert evolve(replay(HISTORY), HISTORY[last]) == replay(HISTORY)


def test_evolving_remembers_when_a_thing_was_learned():
    """A copy that lost is gone, but not when it came."""
    copies = [happened("delivered", 30, received=hours, id="d") for hours in (50, 31, 40)]
    order = replay(HISTORY[:3])
    for copy in copies:
        order = evolve(order, copy)
    later = evolve(order, happened("inquiry_received", 90))

    assert order == replay([*HISTORY[:3], *copies])
    assert [order.learned_at(order.events[-1]), later.learned_at(order.events[-1])] == [T0 + 31 * HOUR] * 2


def test_evolving_refuses_what_replaying_refuses():
    """An event of another order does not belong."""
    assert (
        faults_of(lambda: evolve(replay(HISTORY), happened("lost", 1, order="o2")))[0][0] == "events.4.order"
    )
    assert faults_of(lambda: evolve(replay(HISTORY), None))[0][0] == "event"


# -- looking ----------------------------------------------------------------------------------------


def test_milestones_are_found_by_subject_and_number():
    """The latest occurrence, the first, the n-th; of a subject, or of whatever concerns the customer."""
    order = order_of(
        placed("A", "B"),
        happened("out_for_delivery", 10, shipment="P1"),
        happened("attempt_failed", 11, shipment="P1"),
        happened("out_for_delivery", 30, shipment="P1"),
        happened("out_for_delivery", 31, shipment="P2", notify=Notify.NEVER),
        happened("accepted", 31.5, shipment="IN", role="inbound"),
        happened("out_for_delivery", 32, shipment="IN"),
    )
    out = Milestone.OUT_FOR_DELIVERY

    def hour(found):
        return None if found is None else (found.at - T0) // HOUR

    assert hour(order.reached(out)) == 31
    assert hour(order.reached(out, "1")) == 30
    assert hour(order.reached(out, "1", 1)) == 10
    assert hour(order.reached(out, None, 2)) == 30
    assert hour(order.first(out)) == 10
    assert hour(order.first(out, "P2")) == 31
    assert hour(order.first(out, "IN")) == 32
    assert order.reached(out, "1", 3) is None
    assert order.reached(out, "P9") is None
    assert order.first(Milestone.LOST) is None
    assert {one.notify for one in order.milestones if one.subject == "P2"} == {Notify.NEVER}


def test_what_was_looked_at_is_kept():
    """A view is made once."""
    order = replay(HISTORY)

    assert order.milestones is order.milestones
    assert order.shipments is order.shipments


def test_the_views_document_themselves():
    """A view is found on the class as well, with its words."""
    from postpurchase.order import Order

    assert (Order.milestones.__doc__ or "").startswith("The milestones that stand")


def test_an_order_is_not_to_be_changed():
    """An order cannot be given other events."""
    with pytest.raises(AttributeError):
        replay(HISTORY).events = ()


def test_an_order_survives_a_pickle():
    """Orders may travel between processes."""
    order = replay(HISTORY)
    copied = pickle.loads(pickle.dumps(order))  # noqa: S301 - our own bytes

    assert copied == order
    assert copied.milestones == order.milestones


@pytest.mark.parametrize(
    ("events", "text"),
    [
        (HISTORY[:1], "<Order o1 placed: 1 event, 1 shipment, 1 milestone>"),
        (HISTORY, "<Order o1 delivered: 4 events, 1 shipment, 4 milestones>"),
    ],
)
def test_an_order_says_what_it_is_in_one_line(events, text):
    """The repr of an order is its id, where it stands, and how much there is of it."""
    assert repr(replay(events)) == text


def test_no_personal_data_in_any_repr():
    """Titles, points, answers and actors are carried and never shown."""
    name = "Anna Beispiel"
    order = order_of(
        happened("order_placed", 0, lines=(OrderLine(id="A", title=name),)),
        happened("question_answered", 1, answers={"engraving": name}, actor=name),
        happened("arrived", 2, place=name),
        happened("ready_for_pickup", 3, point=name),
        happened("claim_opened", 4, reason=name),
    )
    shown = [order, *order.lines, *order.shipments, *order.milestones, *order.problems, *order.events]

    assert order.shipments[0].pickup is not None
    assert order.shipments[0].pickup.point == name
    assert [repr(one) for one in shown if name in repr(one)] == []


WAYS = {
    "placed": ["order_placed"],
    "confirmed": ["order_confirmed"],
    "hold_opened": ["hold_placed"],
    "hold_released": ["hold_placed", "hold_released"],
    "secured": ["item_secured"],
    "unavailable": ["item_unavailable"],
    "production_started": ["production_started"],
    "production_finished": ["production_finished"],
    "in_country": ["arrived_in_country"],
    "received": ["received_by_shop"],
    "inspected": ["inspection_passed"],
    "ready": ["ready_to_ship"],
    "announced": ["shipment_announced"],
    "dispatched": ["handed_over"],
    "last_part_dispatched": ["handed_over P1", "handed_over P2"],
    "entered_country": ["entered_country"],
    "in_city": ["arrived_in_city"],
    "appointment_needed": ["appointment_needed"],
    "appointment_agreed": ["appointment_agreed"],
    "contact_failed": ["contact_failed"],
    "out_for_delivery": ["out_for_delivery"],
    "attempt_failed": ["attempt_failed"],
    "ready_for_pickup": ["ready_for_pickup"],
    "pickup_expired": ["pickup_expired"],
    "delivered": ["delivered"],
    "all_delivered": ["delivered"],
    "delayed": ["problem_raised delayed"],
    "address_problem": ["problem_raised address"],
    "action_required": ["duty_due"],
    "tracking_changed": ["tracking_changed"],
    "courier_changed": ["handed_over posta", "departed kurier"],
    "lines_cancelled": ["lines_cancelled A"],
    "cancelled": ["order_cancelled"],
    "expired": ["order_expired"],
    "reopened": ["order_cancelled", "order_reopened"],
    "redirected": ["address_changed"],
    "refunded": ["refunded"],
    "return_started": ["return_started"],
    "returned": ["returned"],
    "lost": ["destroyed"],
    "found": ["lost P1", "arrived P1"],
    "contested": ["delivered", "departed"],
    "claim_opened": ["claim_opened"],
    "extension_requested": ["extension_requested"],
    "level_changed": ["level_changed"],
    "contacted": ["question_answered"],
    "inquired": ["inquiry_received"],
    "closed": ["order_closed"],
}


def test_every_milestone_has_a_way():
    """The table above leaves no milestone out: none is dead."""
    assert sorted(WAYS) == sorted(Milestone)


@pytest.mark.parametrize("milestone", WAYS)
def test_a_way_to_each_milestone(milestone):
    """The shortest way to a milestone ends in it."""
    further = {
        "P1": {"shipment": "P1"},
        "P2": {"shipment": "P2"},
        "A": {"lines": of("A")},
        "posta": {"courier": "posta"},
        "kurier": {"courier": "kurier"},
        "delayed": {"problem": "delayed"},
        "address": {"problem": "address"},
    }
    told = [step.partition(" ") for step in WAYS[milestone]]
    events = [happened(kind, 20 * (1 + n), **further.get(more, {})) for n, (kind, _, more) in enumerate(told)]
    order = order_of(placed("A", "B", mode="buy_on_demand"), *events)

    assert milestone in {one.milestone for one in order.milestones}


def test_a_milestone_is_a_milestone() -> None:
    """What cannot even be looked up is refused by name."""
    found = faults_of(lambda: replay(HISTORY).first(["placed"]))

    assert found == [("milestone", "not a milestone")]
