"""Which goods of an order a message is about, and which are still to come."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from postpurchase.events import LineQuantity
from postpurchase.order import GONE, ORDER, Line, Shipment
from postpurchase.situation.standing import is_past
from postpurchase.situation.whole import Situation
from postpurchase.vocabulary import EventKind, Milestone, Mode, Supply
from postpurchase.windows import Window

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import TypeAlias

Goods: TypeAlias = tuple[str | tuple[str, int], ...]
"""Titles of lines, each with how many of it are meant where more than one was ordered."""


def to_follow(situation: Situation) -> Goods:
    """Return what has still to leave."""
    return _goods(
        (line, line.live - line.dispatched)
        for line in situation.order.lines
        if line.mode is not Mode.DIGITAL and line.live > line.dispatched
    )


def contents(situation: Situation, subject: str) -> Goods:
    """Return what a parcel holds, where the order has more than that; nothing where nobody asks which.

    Of one delivered in part that is what came of it.
    """
    shipment = None if subject == ORDER else situation.order.shipment(subject)
    named = () if shipment is None else shipment.brought if shipment.partial else shipment.contents
    within = [one for one in _meant(situation, named) if one[0].id in situation.goods]
    whole = {line.id for line, many in within if many is None or many >= line.live}
    return () if not within or situation.goods <= whole else _goods(within)


def _meant(situation: Situation, named: Iterable[LineQuantity]) -> list[tuple[Line, int | None]]:
    """Return the lines of those names, in the order's order, each with how many of it are meant; None is all."""
    quantities = {one.id: one.qty for one in named}
    return [(line, quantities[line.id]) for line in _those(situation, quantities)]


def windows(situation: Situation, subject: str) -> tuple[tuple[str, Window | None], ...]:
    """Return titles and windows of the lines that have not come: of the order, or in a parcel of known contents.

    A line without a window of its own comes in the order's; of what is sent in another's place the parcel's own counts.
    """
    shipment = None if subject == ORDER else situation.order.shipment(subject)
    lines = situation.order.lines
    if shipment is not None:
        lines = _those(situation, {one.id for one in shipment.contents})
    return tuple(
        (line.title, _window_of(situation, line, shipment))
        for line in lines
        if line.title and line.live > line.delivered
    )


def _those(situation: Situation, named: Iterable[str]) -> tuple[Line, ...]:
    """Return the lines of those names, in the order's order."""
    places = situation.place_of_line
    found = sorted(places[name] for name in named if name in places)
    return tuple(situation.order.lines[place] for place in found)


def _window_of(situation: Situation, line: Line, shipment: Shipment | None) -> Window | None:
    if shipment is not None and not shipment.is_promised:
        return situation.estimate(shipment).window
    if line.window is None:
        return situation.estimate(None).window
    return None if is_past(situation, line.window) else line.window


def concerned(situation: Situation, about: Container[Milestone | None]) -> Mapping[str, object]:
    """Return what could not be got, or was cancelled last, and whether others are left in peace: none while a parcel is lost.

    `about` are the milestones a message tells of; those of no line in particular concern none.
    """
    order = situation.order
    if Milestone.UNAVAILABLE in about:
        lost = {line.id: line.stages.get(Supply.UNAVAILABLE, 0) for line in order.lines}
        meant: list[tuple[Line, int | None]] = [
            (line, lost[line.id]) for line in order.lines if lost[line.id]
        ]
    elif Milestone.LINES_CANCELLED in about:
        last = next((e for e in reversed(order.events) if e.kind is EventKind.LINES_CANCELLED), None)
        lost, meant = {}, _meant(situation, last.lines if last else ())
    else:
        return {}
    others = any(line.live > lost.get(line.id, 0) for line in order.lines)
    affected = any(one.outcome in GONE for one in situation.parcels)
    return {"concerned": _goods(meant), "rest": (others and not affected) or None}


def _goods(meant: Iterable[tuple[Line, int | None]]) -> Goods:
    titled = [(line, many) for line, many in meant if line.title]
    return tuple(
        (line.title, many) if many is not None and line.ordered > 1 else line.title for line, many in titled
    )
