"""Which goods of an order a message is about, and which are still to come."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from postpurchase.order import ORDER, Line
from postpurchase.situation.standing import is_past
from postpurchase.situation.whole import Situation
from postpurchase.vocabulary import EventKind, Milestone, Mode, Supply
from postpurchase.windows import Window


def to_follow(situation: Situation) -> tuple[str, ...]:
    """Return the titles of lines of which something has still to leave."""
    return _titles(
        line
        for line in situation.order.lines
        if line.mode is not Mode.DIGITAL and line.live > line.dispatched
    )


def contents(situation: Situation, subject: str) -> tuple[str, ...]:
    """Return the titles of what a parcel holds, where the order has more than that; none where nobody asks which."""
    shipment = None if subject == ORDER else situation.order.shipment(subject)
    within = {one.id for one in shipment.contents} if shipment else set()
    if not within or situation.goods <= within:
        return ()
    return _titles(line for line in _those(situation, within) if line.id in situation.goods)


def windows(situation: Situation, subject: str) -> tuple[tuple[str, Window | None], ...]:
    """Return titles and windows of the lines that have not come: of the order, or in a parcel of known contents.

    A line without a window of its own comes in the order's.
    """
    shipment = None if subject == ORDER else situation.order.shipment(subject)
    lines = situation.order.lines
    if shipment is not None:
        lines = _those(situation, {one.id for one in shipment.contents})
    return tuple(
        (line.title, _window_of(situation, line))
        for line in lines
        if line.title and line.live > line.delivered
    )


def _those(situation: Situation, named: Iterable[str]) -> tuple[Line, ...]:
    """Return the lines of those names, in the order's order."""
    places = situation.place_of_line
    found = sorted(places[name] for name in named if name in places)
    return tuple(situation.order.lines[place] for place in found)


def _window_of(situation: Situation, line: Line) -> Window | None:
    if line.window is None:
        return situation.estimate(None).window
    return None if is_past(situation, line.window) else line.window


def concerned(situation: Situation, about: Container[Milestone | None]) -> Mapping[str, object]:
    """Return the titles of the lines that could not be got, or were cancelled last, and whether others are left.

    `about` are the milestones a message tells of; those of no line in particular concern none.
    """
    if Milestone.UNAVAILABLE in about:
        lines = tuple(line for line in situation.order.lines if line.stages.get(Supply.UNAVAILABLE))
    elif Milestone.LINES_CANCELLED in about:
        lines = tuple(_cancelled(situation))
    else:
        return {}
    named = {line.id for line in lines}
    others = any(line.live and line.id not in named for line in situation.order.lines)
    return {"concerned": _titles(lines), "rest": others or None}


def _cancelled(situation: Situation) -> Iterator[Line]:
    """Yield the lines of the last cancellation of a part."""
    order = situation.order
    last = next((e for e in reversed(order.events) if e.kind is EventKind.LINES_CANCELLED), None)
    named = {one.id for one in last.lines} if last else set()
    return (line for line in order.lines if line.id in named)


def _titles(lines: Iterable[Line]) -> tuple[str, ...]:
    return tuple(line.title for line in lines if line.title)
