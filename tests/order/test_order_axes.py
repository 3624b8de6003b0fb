"""The order's own axes: confirmation, money, holds, words, deadlines, returns, claims."""

from __future__ import annotations

from datetime import date, time
from typing import Final

import pytest
from tests.order.histories import DAY, HOUR, T0, happened, moment, names, of, order_of, placed

from postpurchase.events import Money
from postpurchase.order import Hold, OpenProblem
from postpurchase.vocabulary import (
    Cancellation,
    HoldReason,
    Level,
    Party,
    Payment,
    Problem,
    Progress,
    ReturnStage,
    WarningKind,
)
from postpurchase.windows import Slot


def yen(minor):
    """Return an amount in yen."""
    return Money(minor=minor, currency="JPY")


def told(*kinds, **known):
    """Return an order with these kinds an hour apart."""
    return order_of(placed("A"), *(happened(kind, 1 + n, **known) for n, kind in enumerate(kinds)))


# -- placing and confirming -------------------------------------------------------------------------


def test_an_order_is_placed_once():
    """A second placing, from another source, is on record and not believed."""
    order = order_of(placed("A"), placed("B", hours=1, source="marketplace", id="x"))

    assert (order.placed_at, [line.id for line in order.lines]) == (T0, ["A"])
    assert [one.kind for one in order.warnings] == [WarningKind.PLACED_AGAIN]
    assert names(order.milestones) == ["placed@order"]


def test_an_order_not_placed_yet():
    """Events that come before the placing make an order of which little is known."""
    order = order_of(happened("order_confirmed", 1))

    assert (order.placed, order.placed_at, order.lines, order.gates) == (None, None, (), ())
    assert order.progress is Progress.CONFIRMED


@pytest.mark.parametrize(
    ("by", "gates"),
    [
        (Party.STAFF, ()),
        ("staff", ()),
        (Party.MARKETPLACE, ("contact", "stock")),
        (None, ("contact", "stock")),
    ],
)
def test_only_staff_release_gates(by, gates):
    """Staff's confirmation releases all gates of the placed order, nobody else's does."""
    order = order_of(placed("A", gates=("contact", "stock")), happened("order_confirmed", 1, by=by))

    assert order.gates == gates
    assert order.gates_released_at == (None if gates else T0 + HOUR)
    assert names(order.milestones) == ["placed@order", "confirmed@order"]


def test_gates_are_released_when_staff_first_confirm():
    """A second confirmation changes nothing."""
    order = order_of(
        placed("A", gates=("stock",)),
        happened("order_confirmed", 1, by=Party.STAFF),
        happened("order_confirmed", 5, by=Party.STAFF),
    )

    assert order.gates_released_at == T0 + HOUR
    assert names(order.milestones) == ["placed@order", "confirmed@order"]


@pytest.mark.parametrize(
    ("kinds", "progress"),
    [
        ([], Progress.PLACED),
        (["payment_captured"], Progress.PLACED),
        (["order_confirmed"], Progress.CONFIRMED),
        (["ready_to_ship"], Progress.PREPARING),
        (["shipment_planned"], Progress.PREPARING),
        (["handed_over"], Progress.DISPATCHED),
        (["delivered"], Progress.DELIVERED),
        (["delivered", "order_closed"], Progress.CLOSED),
        (["order_closed", "order_reopened"], Progress.PLACED),
    ],
)
def test_progress_is_of_the_goods(kinds, progress):
    """Progress follows the goods, and closing the order."""
    assert told(*kinds).progress is progress


@pytest.mark.parametrize(
    ("kinds", "is_open"),
    [
        ([], True),
        (["handed_over"], True),
        (["delivered"], False),
        (["order_cancelled"], False),
        (["order_expired"], False),
        (["order_closed"], False),
        (["refunded"], False),
        (["order_cancelled", "order_reopened"], True),
        (["returned"], True),
        (["lost"], True),
    ],
)
def test_an_order_is_open_while_the_customer_waits(kinds, is_open):
    """What is delivered, cancelled, refunded or closed waits for nothing."""
    assert told(*kinds).is_open is is_open


def test_a_reopened_order_takes_its_ending_back():
    """A cancellation that was withdrawn and came again is the second."""
    order = told("order_cancelled", "order_reopened", "order_cancelled", "order_closed")

    assert names(order.milestones) == ["placed@order", "reopened@order", "cancelled@order#2", "closed@order"]
    assert names(order.withdrawn) == ["cancelled@order"]


def test_an_expired_order_is_cancelled_by_the_system():
    """Expiry is told as such, and the cancellation that follows it is not told again."""
    order = told("order_expired", "order_cancelled")

    assert names(order.milestones) == ["placed@order", "expired@order"]
    assert order.cancellation is Cancellation.FULL


# -- money ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kinds", "payment"),
    [
        ([], Payment.NONE),
        (["payment_authorized"], Payment.AUTHORIZED),
        (["payment_authorized", "payment_expired"], Payment.EXPIRED),
        (["payment_failed", "payment_authorized", "payment_captured"], Payment.PAID),
        (["payment_captured", "payment_failed", "payment_expired", "payment_authorized"], Payment.PAID),
        (["payment_authorized", "order_cancelled"], Payment.VOIDED),
        (["payment_captured", "order_cancelled"], Payment.PAID),
        (["payment_captured", "refunded"], Payment.REFUNDED),
        (["refunded"], Payment.REFUNDED),
    ],
)
def test_where_the_money_stands(kinds, payment):
    """The money has its own course."""
    assert told(*kinds).payment is payment


@pytest.mark.parametrize(
    ("total", "captured", "payment"),
    [
        (1980, [1980], Payment.PAID),
        (1980, [1000], Payment.PARTLY_PAID),
        (1980, [1000, 980], Payment.PAID),
        (1980, [1979], Payment.PARTLY_PAID),
        (None, [1000], Payment.PAID),
    ],
)
def test_paid_is_measured_against_the_total(total, captured, payment):
    """Part of the total is part of the payment; without a total a capture is all of it."""
    order = order_of(
        placed("A", total=yen(total) if total else None),
        *(happened("payment_captured", 1 + n, amount=yen(minor)) for n, minor in enumerate(captured)),
    )

    assert order.payment is payment


def test_another_currency_is_not_compared():
    """An amount in another currency than the total says nothing of its size."""
    order = order_of(
        placed("A", total=yen(1980)), happened("payment_captured", 1, amount=Money(minor=12, currency="EUR"))
    )

    assert order.payment is Payment.PAID


PAID: Final = yen(980)


HALF_CAME = (
    ("handed_over", {"contents": of("A")}),
    ("handed_over", {"shipment": "P2", "contents": of("B")}),
    ("delivered", {}),
    ("lost", {"shipment": "P2"}),
)


@pytest.mark.parametrize(
    ("events", "is_open"),
    [
        ([("returned", {}), ("refunded", {"amount": PAID})], False),
        ([("return_started", {}), ("refunded", {"amount": PAID}), ("returned", {})], False),
        ([("lost", {}), ("refunded", {"amount": PAID})], False),
        ([("handed_over", {}), ("refunded", {"amount": PAID})], True),
        ([("refunded", {"amount": PAID}), ("lost", {})], True),
        ([("returned", {}), ("refunded", {"amount": PAID, "lines": of("A")})], True),
        ([("returned", {}), ("refunded", {"amount": PAID, "lines": of("A", "B")})], False),
        ([("refunded", {"amount": PAID, "lines": of("A", "B")}), ("returned", {})], True),
        (
            [
                ("delivered", {}),
                ("lost", {"shipment": "P2"}),
                ("refunded", {"amount": PAID, "lines": of("B")}),
            ],
            True,
        ),
        ([*HALF_CAME, ("refunded", {"amount": PAID, "lines": of("B")})], False),
        ([*HALF_CAME, ("refunded", {"amount": PAID, "lines": of("A")})], True),
        ([("returned", {}), ("refunded", {"amount": PAID}), ("handed_over", {"shipment": "P2"})], True),
        ([("returned", {}), ("handed_over", {"shipment": "P2"}), ("refunded", {"amount": PAID})], True),
        ([("delivered", {}), ("lost", {"shipment": "P2"}), ("refunded", {"amount": PAID})], False),
        ([("lost", {}), ("refunded", {"amount": PAID}), ("lost", {"shipment": "P2"})], True),
    ],
)
def test_whatever_will_not_arrive_and_was_paid_for_is_over(events, is_open):
    """A refund of nobody knows what share, or of all that is missing, ends an order if it followed the news that nothing more will come."""
    facts = [
        happened(kind, n, **({} if kind == "refunded" else {"shipment": "P1"}) | details)
        for n, (kind, details) in enumerate(events, 1)
    ]

    assert order_of(placed("A", "B"), *facts).is_open is is_open


@pytest.mark.parametrize(
    ("known", "refunds", "payment", "count"),
    [
        ({"total": yen(1980)}, [{"amount": yen(1980)}], Payment.REFUNDED, 1),
        ({"total": yen(1980)}, [{"amount": yen(980)}], Payment.PARTLY_REFUNDED, 1),
        ({"total": yen(1980)}, [{"amount": yen(1979)}], Payment.PARTLY_REFUNDED, 1),
        ({"total": yen(1980)}, [{"amount": yen(980)}, {"amount": yen(1000)}], Payment.REFUNDED, 2),
        ({}, [{"amount": yen(980)}], Payment.PARTLY_REFUNDED, 1),
        ({}, [{"lines": of("A")}], Payment.PARTLY_REFUNDED, 1),
        ({}, [{}], Payment.REFUNDED, 1),
        (
            {"total": yen(1980)},
            [{"amount": yen(980), "number": 1}, {"amount": yen(980), "number": 1}],
            Payment.PARTLY_REFUNDED,
            1,
        ),
        (
            {"total": yen(1980)},
            [{"amount": yen(980), "number": 1}, {"amount": yen(1000), "number": 2}],
            Payment.REFUNDED,
            2,
        ),
    ],
)
def test_refunds_are_counted_by_their_number(known, refunds, payment, count):
    """A refund told by two sources is one, if they number it."""
    order = order_of(
        placed("A", **known), *(happened("refunded", 1 + n, **one) for n, one in enumerate(refunds))
    )

    assert order.payment is payment
    assert len([name for name in names(order.milestones) if name.startswith("refunded")]) == count


def test_a_refund_is_measured_against_what_was_paid():
    """All that was paid is refunded, though the order cost more."""
    order = order_of(
        placed("A", total=yen(1980)),
        happened("payment_captured", 1, amount=yen(1000), number=1),
        happened("payment_captured", 2, amount=yen(1000), number=1),
        happened("refunded", 3, amount=yen(1000)),
    )

    assert order.payment is Payment.REFUNDED


# -- holds ------------------------------------------------------------------------------------------


def test_holds_stack_and_are_released_one_by_one():
    """Each hold has its id; told again it is the same one, with its newer term."""
    order = order_of(
        placed("A"),
        happened("hold_placed", 1, hold="h1", reason=HoldReason.FRAUD_REVIEW, until=moment(24)),
        happened("hold_placed", 2, hold="h2", reason=HoldReason.STOCK),
        happened("hold_placed", 3, hold="h1", reason=HoldReason.FRAUD_REVIEW, until=moment(48)),
        happened("hold_released", 4, hold="h2"),
        happened("hold_released", 5, hold="h2"),
    )

    assert order.holds == (Hold("h1", HoldReason.FRAUD_REVIEW, T0 + HOUR, T0 + 2 * DAY),)
    assert names(order.milestones) == [
        "placed@order",
        "hold_opened@order",
        "hold_opened@order#2",
        "hold_released@order",
    ]


@pytest.mark.parametrize(
    ("release", "left"),
    [
        ({"hold": "h1"}, ["stock"]),
        ({"reason": HoldReason.STOCK}, ["h1"]),
        ({"reason": "stock"}, ["h1"]),
        ({}, []),
        ({"hold": "h9"}, ["h1", "stock"]),
        ({"reason": HoldReason.ADDRESS}, ["h1", "stock"]),
    ],
)
def test_what_a_release_is_about(release, left):
    """A release names a hold, or a reason, or all."""
    order = order_of(
        placed("A"),
        happened("hold_placed", 1, hold="h1", reason=HoldReason.FRAUD_REVIEW),
        happened("hold_placed", 2, reason=HoldReason.STOCK),
        happened("hold_released", 3, **release),
    )

    assert [hold.id for hold in order.holds] == left


def test_a_hold_for_payment_awaits_it():
    """An order held for payment is an order whose payment is pending."""
    assert told("hold_placed", reason=HoldReason.PAYMENT).payment is Payment.PENDING


# -- words and deadlines ----------------------------------------------------------------------------


def test_what_the_customer_says_is_counted():
    """Every contact, answer, inquiry and change of level is one of its own."""
    order = order_of(
        placed("A"),
        happened("contact_received", 1),
        happened("question_answered", 2, answers={"slot": "morning"}),
        happened("inquiry_received", 3),
        happened("inquiry_received", 4),
        happened("level_changed", 5, level=Level.LESS),
        happened("level_changed", 6),
        happened("delivery_requested", 7, slot=Slot(date=date(2026, 3, 5), start=time(9), end=time(12))),
        happened("unclassified", 8),
    )

    assert order.level is Level.LESS
    assert names(order.milestones)[1:] == [
        "contacted@order",
        "contacted@order#2",
        "inquired@order",
        "inquired@order#2",
        "level_changed@order",
        "level_changed@order#2",
        "redirected@order",
    ]


@pytest.mark.parametrize(
    ("kinds", "paused"), [([], False), (["paused"], True), (["paused", "resumed"], False)]
)
def test_staff_pause_and_resume(kinds, paused):
    """An order is paused until it is resumed."""
    assert told(*kinds).paused is paused


def test_a_level_nobody_named_is_none():
    """Where the customer never said, the order does not say either."""
    assert told().level is None


@pytest.mark.parametrize(
    ("answer", "days", "deadline", "open_request"),
    [
        (None, None, 18, 25),
        ("accepted", None, 25, None),
        ("accepted", 22, 22, None),
        ("countered", 20, 20, None),
        ("countered", None, 18, None),
        ("declined", None, 18, None),
    ],
)
def test_a_deadline_and_its_extension(answer, days, deadline, open_request):
    """A request for more time is open until it is answered: agreed, met half-way, or refused."""
    events = [
        happened("ship_deadline_set", 1, deadline=moment(18 * 24)),
        happened("ship_deadline_set", 2),
        happened("extension_requested", 3, deadline=moment(25 * 24)),
    ]
    if answer:
        named = moment(days * 24) if days else None
        events.append(happened("extension_answered", 4, answer=answer, deadline=named))
    order = order_of(placed("A"), *events)

    assert order.ship_deadline == T0 + deadline * DAY
    assert order.extension == (T0 + open_request * DAY if open_request else None)
    assert names(order.milestones) == ["placed@order", "extension_requested@order"]


def test_an_extension_nobody_dated():
    """A request without a date leaves the deadline where it is when it is accepted."""
    order = order_of(
        placed("A"),
        happened("extension_requested", 1),
        happened("extension_answered", 2, answer="accepted"),
    )

    assert (order.ship_deadline, order.extension) == (None, None)


# -- returns and claims -----------------------------------------------------------------------------


def test_a_return_from_request_to_refund():
    """A line that comes back goes through its stages, and the rest stays sold."""
    order = order_of(
        placed("A", "B"),
        happened("delivered", 1),
        happened("return_requested", 2, lines=of("A")),
        happened("return_approved", 3),
        happened("return_received", 4),
        happened("refunded", 5, lines=of("A")),
    )

    assert [line.returned for line in order.lines] == [ReturnStage.REFUNDED, None]
    assert order.return_state is ReturnStage.REFUNDED
    assert names(order.milestones)[-2:] == ["returned@order", "refunded@order"]


@pytest.mark.parametrize(
    ("kind", "stage"),
    [("return_requested", ReturnStage.REQUESTED), ("return_declined", ReturnStage.DECLINED)],
)
def test_a_return_of_everything(kind, stage):
    """Without lines a return is of all; nothing is returned before the shop has it."""
    order = order_of(placed("A", "B"), happened(kind, 2))

    assert [line.returned for line in order.lines] == [stage, stage]
    assert names(order.milestones) == ["placed@order"]


def test_a_refund_that_is_no_return():
    """A refund before anything came back leaves no trace of a return."""
    order = order_of(placed("A"), happened("refunded", 2))

    assert (order.return_state, order.lines[0].returned) == (None, None)


def test_claims_are_problems_until_closed():
    """A claim is about the order, or about one parcel; closing without a parcel closes all."""
    opened = [
        placed("A", "B"),
        happened("handed_over", 1, shipment="P1"),
        happened("handed_over", 2, shipment="P2"),
        happened("claim_opened", 30, shipment="P2"),
        happened("claim_opened", 31, shipment="P2", source="marketplace"),
        happened("claim_opened", 32),
    ]
    of_parcel = OpenProblem(Problem.CLAIM, "P2", Party.SHOP, T0 + 30 * HOUR)
    of_order = OpenProblem(Problem.CLAIM, "order", Party.SHOP, T0 + 32 * HOUR)

    assert set(order_of(*opened).problems) == {of_parcel, of_order}
    assert order_of(*opened, happened("claim_closed", 40, shipment="P2")).problems == (of_order,)
    assert order_of(*opened, happened("claim_closed", 40)).problems == ()
    assert names(order_of(*opened).milestones)[-2:] == ["claim_opened@order", "claim_opened@order#2"]
