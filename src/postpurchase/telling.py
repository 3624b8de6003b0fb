"""Plans and whole lives as lines of text for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Final, TypeAlias

from postpurchase.classes import replace
from postpurchase.decisions import Verdict
from postpurchase.events import Event
from postpurchase.messages import Message
from postpurchase.planning import Lived, Plan, unfold
from postpurchase.policy import Policy
from postpurchase.schema import Case
from postpurchase.testing import Words, local, planned
from postpurchase.vocabulary import Reason, VerdictKind
from postpurchase.windows import Instant, instant, moment

Why: TypeAlias = Callable[[Plan], str]
"""How a plan's verdicts become an explanation."""

MARGIN: Final = "    | "


def plan_lines(plan: Plan, words: Words, why: Why) -> Iterator[str]:
    """Yield what a plan says: each message in its words, then why, what stays unsaid, and when to ask again."""
    for message in plan.messages:
        yield from message_lines(message, words)
        yield ""
    yield from why(plan).splitlines()


def message_lines(message: Message, words: Words) -> Iterator[str]:
    """Yield a message: who is told what by which channel, and its words."""
    also = f", also by {', '.join(message.also)}" if message.also else ""
    rides = f", with {', '.join(message.rides)}" if message.rides else ""
    yield f"{message.lead.name}{rides} to {message.to} by {message.channel}{also}"
    yield from (f"{MARGIN}{line}".rstrip() for line in words(message).splitlines())


# -- a life ---------------------------------------------------------------------------------------


def life_lines(case: Case, words: Words, *, until: datetime | None = None, why: bool = True) -> Iterator[str]:
    """Yield an order's life as it goes: what happens, what is said, what stays unsaid, and when to ask again.

    It ends where the case's run does, or 30 days after its last event. Without `why` only what happens
    and what is said is told.
    """
    told = sorted({event.learned for event in case.events})
    given = [*case.ledger, *(case.run.courier if case.run else ())]
    end = until or (case.run.until if case.run else moment(told[-1]) + A_WHILE)
    lived = unfold(
        case.events,
        case.policy,
        start=moment(told[0]),
        until=end,
        customer=case.customer,
        ledger=given,
        model=case.model,
    )
    shown = [now for now in told if now <= instant(end)]
    for now in sorted({*shown, *(instant(message.at) for message in lived.messages)}):
        made = planned(case, now, [*given, *(row for row in lived.rows if row.t < now)])
        yield from _moment_lines(case, made, now, words, why=why) if made else ()
        yield ""
    yield from _never_said(case.policy, lived) if why else [f"{len(lived.messages)} messages"]


A_WHILE: Final = timedelta(days=30)
"""How long after the last event a life is followed, where nobody says how long."""


def spoken_in(case: Case, locale: str) -> Case:
    """Return a case whose people all read one language."""
    buyer, receiver = case.customer.buyer, case.customer.receiver
    heard = receiver and replace(receiver, locale=locale)
    return replace(case, customer=replace(case.customer, buyer=replace(buyer, locale=locale), receiver=heard))


def _moment_lines(case: Case, made: Plan, now: Instant, words: Words, *, why: bool) -> Iterator[str]:
    zone = made.decision.situation.local
    happened = [event for event in case.events if event.learned == now]
    yield f"{local(moment(now), zone)}  {', '.join(event.kind for event in happened) or 'time has passed'}"
    for message in made.messages:
        first, *rest = message_lines(message, words)
        yield from (f"  said    {first}", *(f"      {line}" for line in rest))
    yield from (f"  asked   {action.kind} about {action.about}" for action in made.actions)
    if not why:
        return
    yield from (f"  unsaid  {line}" for line in _unsaid(made, happened))
    yield f"  next    {_wake_line(made, zone)}"


def _unsaid(made: Plan, happened: Sequence[Event]) -> Iterator[str]:
    """Yield what the events brought up and what waits, or that nobody speaks of such an event."""
    zone, news = made.decision.situation.local, {event.t for event in happened}
    brought = [verdict for verdict in made.verdicts if _is_brought_up(verdict, news)]
    for verdict in brought:
        if verdict.kind is not VerdictKind.SEND and verdict.reason.code is not Reason.USED:
            yield f"{verdict.name}: {_fate(verdict, zone)}"
    if happened and not brought:
        yield "no touchpoint of this policy speaks of it"


def _is_brought_up(verdict: Verdict, news: set[Instant]) -> bool:
    one = verdict.candidate.occurrence
    waits = verdict.kind in (VerdictKind.DEFER, VerdictKind.DELEGATE)
    return waits or (one is not None and one.born in news)


def _wake_line(plan: Plan, zone: tzinfo) -> str:
    if plan.wake_at is None:
        return "ask again when something happens"
    return f"ask again at {local(plan.wake_at, zone)} ({plan.wake_for}), or when something happens"


def _fate(verdict: Verdict, zone: tzinfo) -> str:
    until = "" if verdict.until is None else f" until {local(moment(verdict.until), zone)}"
    owner = f" to {verdict.owner}" if verdict.kind is VerdictKind.DELEGATE else ""
    return f"{verdict.kind}{owner}{until}, {verdict.reason.code}"


def _never_said(policy: Policy, lived: Lived) -> Iterator[str]:
    said = {block.touchpoint for message in lived.messages for block in (message.lead, *message.riders)}
    yield f"{len(lived.messages)} messages from {lived.plans} plans"
    unsaid = [point.id for point in policy.touchpoints if point.id not in said]
    yield f"never called for: {', '.join(unsaid) or 'nothing'}"
