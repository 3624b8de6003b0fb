"""All reasons of a verdict: what every step has to say, and not only the first that settles."""

from __future__ import annotations

from collections.abc import Iterable

from postpurchase.decisions.conditions import step_allowed
from postpurchase.decisions.judge import Judge
from postpurchase.decisions.leaving import step_open, step_through
from postpurchase.decisions.model import Because, Candidate
from postpurchase.decisions.steps import STEPS, Step, step_news, step_ours, step_sayable

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

_LEAVING: Final = (step_through, step_open)


def all_reasons(judge: Judge, c: Candidate, first: tuple[Because, ...] = ()) -> tuple[Because, ...]:
    """Return the reasons of every step, in order, each once, after those given."""
    if c.occurrence is None:
        return _out_of_sight(judge, c, first)
    return _asked(judge, c, STEPS, first)


def _asked(
    judge: Judge, c: Candidate, steps: Iterable[Step], first: tuple[Because, ...]
) -> tuple[Because, ...]:
    found = list(first)
    for step in steps:
        finding = step(judge, c)
        if finding is not None:
            for because in finding.reasons:
                if because not in found:
                    found.append(because)
    return tuple(found)


def _out_of_sight(judge: Judge, c: Candidate, found: tuple[Because, ...]) -> tuple[Because, ...]:
    """Return the reasons of what has not come: it is neither under way nor out of date, and few steps look at it alone.

    Each step has reasons of its own, so that none comes twice.
    """
    point = c.point
    forbidden = step_allowed(judge, c)
    if forbidden is not None:
        found += forbidden.reasons
    if point.id in judge.people[c.role].kinds_told or point.formerly is not None:
        found = _asked(judge, c, (step_news,), found)
    if point.requires:
        found = _asked(judge, c, (step_sayable,), found)
    if point.channels:
        if point.id in judge.policy.shared or judge.marketplace.forbids:
            found = _asked(judge, c, (step_ours,), found)
        found += _bars(judge, c)
    return found


def _bars(judge: Judge, c: Candidate) -> tuple[Because, ...]:
    """Return what keeps from leaving whatever would leave in the same ways; what was tried before stands apart."""
    if judge.has_brakes and c.key in judge.states:
        return _asked(judge, c, _LEAVING, ())
    alike = judge.policy.manners[c.point.id], c.role
    bars = judge.bars.get(alike)
    if bars is None:
        bars = judge.bars[alike] = _asked(judge, c, _LEAVING, ())
    return bars
