"""How the goods get ready: units at stages, milestones of the whole, cancelled and changed lines."""

from __future__ import annotations

import pytest
from tests.order.histories import happened, names, of, order_of, placed

from postpurchase.order import replay
from postpurchase.vocabulary import Cancellation, Milestone, Mode, Progress, Supply, WarningKind

FROM_ABROAD = Mode.BUY_ON_DEMAND


def stages(order):
    """Return the stages of each line's units."""
    return {line.id: {stage.value: qty for stage, qty in line.stages.items()} for line in order.lines}


@pytest.mark.parametrize(
    ("mode", "stage"),
    [
        (Mode.STOCK, Supply.READY),
        (Mode.DIGITAL, Supply.READY),
        (Mode.BUY_ON_DEMAND, Supply.NOT_STARTED),
        (Mode.PRE_ORDER, Supply.NOT_STARTED),
        (Mode.MADE_TO_ORDER, Supply.NOT_STARTED),
        (Mode.DROPSHIP, Supply.NOT_STARTED),
    ],
)
def test_where_lines_begin(mode, stage):
    """What is in stock is ready; the rest has yet to be got."""
    assert stages(order_of(placed("A", mode=mode))) == {"A": {stage.value: 1}}


@pytest.mark.parametrize(
    ("kind", "milestone"),
    [
        ("sourcing_started", None),
        ("item_secured", "secured"),
        ("item_unavailable", "unavailable"),
        ("production_started", "production_started"),
        ("production_finished", "production_finished"),
        ("arrived_in_country", "in_country"),
        ("received_by_shop", "received"),
        ("inspection_passed", "inspected"),
        ("inspection_failed", None),
        ("ready_to_ship", "ready"),
    ],
)
def test_what_a_stage_reaches(kind, milestone):
    """A stage that all lines have is a milestone of the order; stages passed over are none."""
    order = order_of(placed("A", "B", mode=FROM_ABROAD), happened(kind, 9))

    assert names(order.milestones)[1:] == ([f"{milestone}@order"] if milestone else [])
    assert order.progress is Progress.PREPARING


def test_a_stage_is_reached_once_all_units_have_it():
    """The first half secured is no news yet; the second half makes it one."""
    told = [placed("A", "B*2", mode=FROM_ABROAD), happened("item_secured", 9, lines=of("A", "B*1"))]
    half = replay(told)
    whole = replay([*told, happened("item_secured", 20, lines=of("B*1"))])

    assert half.reached(Milestone.SECURED) is None
    assert stages(half) == {"A": {"secured": 1}, "B": {"secured": 1, "not_started": 1}}
    assert names(whole.milestones) == ["placed@order", "secured@order"]


def test_units_move_on_from_the_furthest():
    """Two arrived means the two that were secured, not those nobody has bought."""
    order = order_of(
        placed("A*3", mode=FROM_ABROAD),
        happened("item_secured", 9, lines=of("A*2")),
        happened("arrived_in_country", 20, lines=of("A*2")),
        happened("item_secured", 30, lines=of("A*5")),
    )

    assert stages(order) == {"A": {"in_country": 2, "secured": 1}}


def test_a_stage_told_late_lowers_nothing():
    """Secured, told after the arrival, is on record only."""
    order = order_of(
        placed("A", mode=FROM_ABROAD), happened("arrived_in_country", 9), happened("item_secured", 10)
    )

    assert stages(order) == {"A": {"in_country": 1}}
    assert names(order.milestones) == ["placed@order", "in_country@order", "secured@order"]


def test_the_last_line_may_reach_a_stage_by_passing_it():
    """One line secured and the other further still: all is secured, as the second event shows."""
    order = order_of(
        placed("A", "B", mode=FROM_ABROAD),
        happened("item_secured", 9, lines=of("A")),
        happened("received_by_shop", 20, lines=of("B")),
    )

    assert [(one.milestone, one.inferred) for one in order.milestones[1:]] == [(Milestone.SECURED, True)]


def test_lines_that_skip_a_stage_do_not_hold_it_up():
    """What is in stock need not be secured for the rest to be."""
    from postpurchase.events import OrderLine

    lines = (OrderLine(id="A", mode=Mode.STOCK), OrderLine(id="B", mode=FROM_ABROAD))
    order = order_of(happened("order_placed", 0, lines=lines), happened("item_secured", 9, lines=of("B")))

    assert names(order.milestones) == ["placed@order", "secured@order"]
    assert stages(order) == {"A": {"ready": 1}, "B": {"secured": 1}}


def test_a_stage_no_line_goes_through_is_reached_when_told():
    """A shop may secure what it makes: the word counts, for it is said."""
    order = order_of(placed("A", mode=Mode.MADE_TO_ORDER), happened("item_secured", 9))

    assert names(order.milestones) == ["placed@order", "secured@order"]


def test_supply_without_known_lines():
    """Where nobody listed the lines, the shop's word is about all of them."""
    order = order_of(
        placed(mode=FROM_ABROAD), happened("item_secured", 9, lines=of("A")), happened("item_unavailable", 10)
    )

    assert names(order.milestones) == ["placed@order", "secured@order", "unavailable@order"]
    assert order.warnings == ()


def test_lines_told_of_before_the_placing_are_taken_in():
    """Supply that was reported before the order is placed does not lose the lines."""
    order = order_of(happened("item_secured", -1), placed("A", mode=FROM_ABROAD), happened("item_secured", 1))

    assert stages(order) == {"A": {"secured": 1}}


def test_unavailable_is_told_for_each_line_once():
    """A second source for the same line adds nothing; another line is another piece of bad news."""
    order = order_of(
        placed("A", "B", mode=FROM_ABROAD),
        happened("item_unavailable", 9, lines=of("A")),
        happened("item_unavailable", 10, lines=of("A")),
        happened("item_unavailable", 11, lines=of("B")),
    )

    assert names(order.milestones) == ["placed@order", "unavailable@order", "unavailable@order#2"]


def test_an_unavailable_item_found_after_all():
    """A side exit is not the end of a unit."""
    order = order_of(
        placed("A", mode=FROM_ABROAD), happened("item_unavailable", 9), happened("item_secured", 20)
    )

    assert stages(order) == {"A": {"secured": 1}}


@pytest.mark.parametrize(
    ("kind", "mode_of_b", "expected"),
    [
        ("item_unavailable", Mode.STOCK, {"A": {"unavailable": 1}, "B": {"ready": 1}}),
        ("item_unavailable", FROM_ABROAD, {"A": {"unavailable": 1}, "B": {"unavailable": 1}}),
        ("inspection_failed", FROM_ABROAD, {"A": {"rejected": 1}, "B": {"rejected": 1}}),
    ],
)
def test_bad_news_without_lines_is_about_what_is_being_got(kind, mode_of_b, expected):
    """What lies in stock is not what could not be bought."""
    from postpurchase.events import OrderLine

    lines = (OrderLine(id="A", mode=FROM_ABROAD), OrderLine(id="B", mode=mode_of_b))

    assert stages(order_of(happened("order_placed", 0, lines=lines), happened(kind, 9))) == expected


def test_what_lies_ready_elsewhere_cannot_be_had_either():
    """A line that a supplier dispatches is got too, though it is on its way from the start."""
    from postpurchase.events import OrderLine

    lines = tuple(OrderLine(id=mode.value, mode=mode) for mode in Mode)
    got = stages(order_of(happened("order_placed", 0, lines=lines), happened("item_unavailable", 9)))

    assert [mode for mode, at in got.items() if "unavailable" not in at] == ["stock", "digital"]


def test_what_is_bought_again_is_bought_once_more():
    """Bought, gone after all, and bought elsewhere: that is news again; cancelled instead, it is none."""
    told = [
        placed("A", "B", mode=FROM_ABROAD),
        happened("item_secured", 9),
        happened("item_unavailable", 20, lines=of("A")),
    ]
    again = order_of(*told, happened("item_secured", 30, lines=of("A")))
    dropped = order_of(
        *told, happened("lines_cancelled", 30, lines=of("A")), happened("arrived_in_country", 40)
    )

    assert names(again.milestones)[1:] == ["secured@order", "unavailable@order", "secured@order#2"]
    assert "secured@order#2" not in names(dropped.milestones)


def test_bad_news_of_lines_that_it_names_is_about_them():
    """Stock that is named beside what was being got is gone too."""
    from postpurchase.events import OrderLine

    lines = (OrderLine(id="A", mode=FROM_ABROAD), OrderLine(id="B", mode=Mode.STOCK))
    order = order_of(
        happened("order_placed", 0, lines=lines), happened("item_unavailable", 9, lines=of("A", "B"))
    )

    assert stages(order) == {"A": {"unavailable": 1}, "B": {"unavailable": 1}}


def test_what_could_not_be_had_is_not_rejected():
    """Only what came can fail an inspection."""
    order = order_of(
        placed("A*2", mode=FROM_ABROAD),
        happened("item_unavailable", 9, lines=of("A*1")),
        happened("inspection_failed", 10, lines=of("A*2")),
    )

    assert stages(order) == {"A": {"unavailable": 1, "rejected": 1}}


def test_stock_may_turn_out_to_be_gone():
    """Where nothing but stock was ordered, bad news is about stock."""
    assert stages(order_of(placed("A"), happened("item_unavailable", 9))) == {"A": {"unavailable": 1}}


def test_a_rejected_unit_is_the_one_that_was_inspected():
    """Of two units, the one that came through the inspection's door is rejected."""
    order = order_of(
        placed("A*2", mode=FROM_ABROAD),
        happened("received_by_shop", 9, lines=of("A*1")),
        happened("inspection_failed", 10, lines=of("A*1")),
        happened("item_unavailable", 11, lines=of("A*1")),
    )

    assert stages(order) == {"A": {"unavailable": 1, "not_started": 1}}


def test_a_line_nobody_ordered_is_a_warning():
    """A name that the order does not have moves nothing, and staff can see it."""
    order = order_of(placed("A", mode=FROM_ABROAD), happened("item_secured", 9, lines=of("X")))

    assert [one.kind for one in order.warnings] == [WarningKind.UNKNOWN_LINE]
    assert stages(order) == {"A": {"not_started": 1}}


# -- cancelled and changed --------------------------------------------------------------------------


def test_lines_cancelled_in_part():
    """Each cancelled piece is told once; what is left is the order."""
    order = order_of(
        placed("A*3", "B", mode=FROM_ABROAD),
        happened("lines_cancelled", 9, lines=of("A*1")),
        happened("lines_cancelled", 10, lines=of("B")),
        happened("lines_cancelled", 11, lines=of("B")),
        happened("lines_cancelled", 12, lines=of("X")),
    )

    assert names(order.milestones) == ["placed@order", "lines_cancelled@order", "lines_cancelled@order#2"]
    assert [(line.ordered, line.cancelled, line.live) for line in order.lines] == [(3, 1, 2), (1, 1, 0)]
    assert (order.cancellation, order.is_open) == (Cancellation.PARTIAL, True)


@pytest.mark.parametrize(
    "told",
    [
        [("order_cancelled", {})],
        [("order_cancelled", {"lines": of("A", "B")})],
        [("lines_cancelled", {})],
        [("lines_cancelled", {"lines": of("A")}), ("order_cancelled", {"lines": of("B")})],
        [("lines_cancelled", {"lines": of("A", "B")})],
    ],
)
def test_all_lines_cancelled_is_the_order_cancelled(told):
    """However the last line goes, the order is cancelled, and that is told once."""
    order = order_of(
        placed("A", "B"),
        *(happened(kind, 9 + n, **known) for n, (kind, known) in enumerate(told)),
        happened("order_cancelled", 30),
        happened("order_expired", 31),
    )

    assert [name for name in names(order.milestones) if "lines" not in name] == [
        "placed@order",
        "cancelled@order",
    ]
    assert (order.cancellation, order.is_open) == (Cancellation.FULL, False)


def test_cancelling_all_of_what_nobody_listed():
    """Where no lines are known either, lines cancelled without a name are all there are."""
    assert order_of(placed(), happened("lines_cancelled", 9)).cancellation is Cancellation.FULL


def test_cancelling_lines_nobody_listed():
    """Lines of an order whose lines are not known are cancelled by their word."""
    order = order_of(placed(), happened("lines_cancelled", 9, lines=of("A")))

    assert (order.cancellation, names(order.milestones)[-1]) == (
        Cancellation.PARTIAL,
        "lines_cancelled@order",
    )


def test_cancelling_what_holds_a_stage_up_reaches_it():
    """All that is left is secured, so the order is."""
    order = order_of(
        placed("A", "B", mode=FROM_ABROAD),
        happened("item_secured", 9, lines=of("A")),
        happened("item_unavailable", 10, lines=of("B")),
        happened("lines_cancelled", 11, lines=of("B")),
    )

    assert names(order.milestones)[-2:] == ["lines_cancelled@order", "secured@order"]
    assert stages(order) == {"A": {"secured": 1}, "B": {}}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("A*3",), {"A": {"secured": 1, "not_started": 2}, "B": {"secured": 2}}),
        (("A*2",), {"A": {"secured": 1, "not_started": 1}, "B": {"secured": 2}}),
        (("B*1",), {"A": {"secured": 1}, "B": {"secured": 1}}),
        (("B*0",), {"A": {"secured": 1}, "B": {}}),
        (("B",), {"A": {"secured": 1}, "B": {"secured": 2}}),
        (("C*2",), {"A": {"secured": 1}, "B": {"secured": 2}, "C": {"not_started": 2}}),
        (("C",), {"A": {"secured": 1}, "B": {"secured": 2}, "C": {"not_started": 1}}),
        (("C*0",), {"A": {"secured": 1}, "B": {"secured": 2}}),
        ((), {"A": {"secured": 1}, "B": {"secured": 2}}),
    ],
)
def test_an_edited_order(lines, expected):
    """An edit says how many there are now; new lines join in the order's mode."""
    order = order_of(
        placed("A", "B*2", mode=FROM_ABROAD),
        happened("item_secured", 9),
        happened("order_edited", 10, lines=of(*lines)),
    )

    assert stages(order) == expected


def test_an_edit_below_what_was_cancelled():
    """What was cancelled stays cancelled, whatever number an edit names."""
    order = order_of(
        placed("A*3"),
        happened("lines_cancelled", 9, lines=of("A*2")),
        happened("order_edited", 10, lines=of("A*1")),
    )

    assert [(line.ordered, line.cancelled, line.live) for line in order.lines] == [(2, 2, 0)]


def test_an_edit_after_all_was_delivered_leaves_something_to_come():
    """A line added to a delivered order opens it again."""
    order = order_of(placed("A"), happened("handed_over", 1, contents=of("A")), happened("delivered", 9))
    edited = order_of(*order.events, happened("order_edited", 10, lines=of("B*1")))

    assert (order.is_open, edited.is_open) == (False, True)
    assert names(edited.withdrawn) == ["all_delivered@order"]
