"""Which goods of an order a message is about, and which are still to come."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from postpurchase.order import Line
from postpurchase.situation.whole import Situation
from postpurchase.vocabulary import EventKind, Milestone, Mode, Supply


def to_follow(situation: Situation) -> tuple[str, ...]:
    """Return the titles of lines of which something has still to leave."""
    return _titles(
        line
        for line in situation.order.lines
        if line.mode is not Mode.DIGITAL and line.live > line.dispatched
    )


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
    others = any(line.live and line not in lines for line in situation.order.lines)
    return {"concerned": _titles(lines), "rest": others or None}


def _cancelled(situation: Situation) -> Iterator[Line]:
    """Yield the lines of the last cancellation of a part."""
    order = situation.order
    last = next((e for e in reversed(order.events) if e.kind is EventKind.LINES_CANCELLED), None)
    named = {one.id for one in last.lines} if last else set()
    return (line for line in order.lines if line.id in named)


def _titles(lines: Iterable[Line]) -> tuple[str, ...]:
    return tuple(line.title for line in lines if line.title)
