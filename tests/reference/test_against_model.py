"""The engine against the reference model, at every plan of many lives drawn from the edges of policies.

Both live their own life of the same history, each recording what it said itself, and are compared at
every plan; their first disagreement ends a life. `REFERENCE_LIVES` and `REFERENCE_FROM` say how many
lives and from which seed on.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TypeAlias

import pytest

import postpurchase as pp
from postpurchase.events import Change, Contacted, Placed
from postpurchase.ledger import Row
from postpurchase.vocabulary import EventKind, Party, RowKind
from postpurchase.windows import Instant, moment
from tests.laws.histories import History, history, life
from tests.reference.model import Plan

LIVES = int(os.environ.get("REFERENCE_LIVES", "300"))  # noqa: TID251 - how far to go is for who runs it
FIRST = int(os.environ.get("REFERENCE_FROM", "0"))  # noqa: TID251

FATES = (
    *[RowKind.SENT] * 4,
    RowKind.FAILED,
    RowKind.FAILED,
    RowKind.RESERVED,
    RowKind.UNKNOWN,
    RowKind.BOUNCED,
)

Step: TypeAlias = tuple[History, pp.Plan, list[RowKind]]
"""The life, one plan of the engine in it, and what became of each message of that plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Where the two parted: the seed, the instant, about what, and both sides."""

    seed: int
    now: datetime
    about: str
    engine: object
    model: object

    def __str__(self) -> str:
        when = f"{self.now:%Y-%m-%d %H:%M:%S}Z"
        return f"seed {self.seed} at {when}: {self.about}\n  engine {self.engine}\n  model  {self.model}"


@dataclass(slots=True)
class Tally:
    """What was compared, so that agreement about nothing shows."""

    plans: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    wakes: Counter[str] = field(default_factory=Counter)
    apart: list[Disagreement] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [f"{self.plans} plans, wakes {dict(self.wakes)}"]
        return "\n".join(lines + [f"{n:8} {what}" for what, n in self.verdicts.most_common()])


def smooth(one: History) -> Iterator[Step]:
    """Yield the plans of a life in which whatever is sent arrives."""
    for each in life(one):
        yield one, each.plan, [RowKind.SENT] * len(each.plan.messages)


def rough(one: History) -> Iterator[Step]:
    """Yield the plans of a life with failures, crashes and bounces; every outcome leads to another plan."""
    dice = random.Random(one.seed)
    inputs = {event.learned for event in one.events} | {row.t for row in one.observed}
    written: list[Row] = []
    now: Instant | None = one.start
    while now is not None and now <= one.end:
        order = pp.replay(event for event in one.events if event.learned <= now)
        rows = (*(row for row in one.observed if row.t <= now), *written)
        plan = pp.plan(order, one.policy, now=moment(now), customer=one.customer, ledger=rows)
        fates = [dice.choice(FATES) if said.attempt < 5 else RowKind.SENT for said in plan.messages]
        yield one, plan, fates
        written += [said.outcome(fate, at=plan.now) for said, fate in zip(plan.messages, fates, strict=True)]
        written += [action.outcome(at=plan.now) for action in plan.actions]
        wake = plan.wake.at if plan.wake else None
        if set(fates) <= {RowKind.SENT}:
            now = min((t for t in (*inputs, wake) if t is not None and t > now), default=None)


def gated(one: History) -> Iterator[Step]:
    """Yield the plans of a life behind a gate: answers and staff's word come, or not, around its edges."""
    dice = random.Random(one.seed)
    reasons = dice.choice((("engraving",), ("engraving", "remote")))
    events = [_with_gates(event, reasons) for event in one.events]
    at = next(event.t for event in events if event.kind is EventKind.ORDER_PLACED)
    for question in reasons[: dice.choice((0, 1, 2, 2))]:
        at += dice.choice((30, 60, 86_399, 86_400, 86_401, 259_199, 259_200, 259_201))
        details = Contacted(answers={question: "yes"})
        events.append(_said(EventKind.QUESTION_ANSWERED, at, question, details))
    if dice.random() < 0.6:
        at += dice.choice((0, 60, 3_600, 86_399, 86_400, 86_401))
        events.append(_said(EventKind.ORDER_CONFIRMED, at, "confirmed", Change(by=Party.STAFF)))
    policy = pp.presets.contact_first(one.policy)
    yield from smooth(replace(one, events=tuple(events), policy=policy))


def _with_gates(event: pp.Event, reasons: tuple[str, ...]) -> pp.Event:
    if not isinstance(event.details, Placed):
        return event
    return replace(event, details=replace(event.details, gates=reasons))


def _said(kind: EventKind, at: Instant, name: str, details: Contacted | Change) -> pp.Event:
    return pp.Event(kind=kind, order="o1", at=moment(at), id=name, details=details)


LIVING = {"smooth": smooth, "rough": rough, "gated": gated}


def compare(seeds: range, living: str = "smooth") -> Tally:
    """Return what came of comparing the lives of those seeds."""
    tally = Tally()
    for seed in seeds:
        apart = next(differences(history(seed), tally, living), None)
        if apart is not None:
            tally.apart.append(apart)
    return tally


def differences(given: History, tally: Tally, living: str) -> Iterator[Disagreement]:
    """Yield where engine and model disagree over one life."""
    said: list[Row] = []
    for one, plan, fates in LIVING[living](given):
        now = int(plan.now.timestamp())
        rows = [*(row for row in one.observed if row.t <= now), *said]
        model = Plan(one.events, rows, one.policy, one.customer, now)
        tally.plans += 1
        for about, engine, mine in _sides(plan, model, tally):
            if engine != mine:
                yield Disagreement(seed=one.seed, now=plan.now, about=about, engine=engine, model=mine)
        wake, change = plan.wake and plan.wake.at, next_change(one, model, rows)
        if change is not None and (wake is None or wake > change):
            late = _text(wake), _text(change)
            yield Disagreement(seed=one.seed, now=plan.now, about="wake", engine=late[0], model=late[1])
        said += _recorded(model, fates)


def _sides(plan: pp.Plan, model: Plan, tally: Tally) -> Iterator[tuple[str, object, object]]:
    first = f"@{model.order.first}"
    yield "messages", [_message(message, first) for message in plan.messages], _plain(model.messages)
    asked = sorted([str(action.kind), _named(action.about, first)] for action in plan.actions)
    yield "actions", asked, sorted(_plain(model.actions))
    theirs = {(_named(v.name, first), str(v.candidate.role)): v for v in plan.verdicts}
    mine = {(name, str(role)): verdict for (name, role), verdict in model.verdicts.items()}
    yield "candidates", sorted(theirs.keys() - mine.keys()), sorted(mine.keys() - theirs.keys())
    for name, verdict in theirs.items():
        kind, reasons, until = mine[name]
        tally.verdicts[f"{verdict.kind}:{verdict.reason.code}"] += 1
        code = str(verdict.reason.code)  # of several reasons of one step the pages name none the first
        mine_is = code if code in reasons else " or ".join(sorted(reasons))
        yield f"verdict of {name[0]}", (str(verdict.kind), code), (kind, mine_is)
        if kind in ("defer", "delegate"):
            yield f"until of {name[0]}", _text(verdict.until), _text(until)
    wake = plan.wake.at if plan.wake else None
    tally.wakes[
        "equal" if wake == model.wake else "earlier" if wake and wake < (model.wake or wake) else "later"
    ] += 1


def next_change(one: History, model: Plan, rows: list[Row]) -> Instant | None:
    """Return when the model next says or asks something, if nothing new comes in and all is sent."""
    known = [event for event in one.events if event.learned <= model.now]
    rows, now = [*rows, *model.said], model.wake
    while now is not None and now <= one.end:
        later = Plan(known, rows, one.policy, one.customer, now)
        if later.messages or later.actions:
            return now
        now = later.wake
    return None


def _recorded(model: Plan, fates: list[RowKind]) -> list[Row]:
    messages = [row for row in model.said if row.to is not None]
    kept = {id(row): fate for row, fate in zip(messages, fates, strict=True)}
    return [replace(row, kind=kept[id(row)]) if id(row) in kept else row for row in model.said]


def _message(message: pp.Message, first: str) -> object:
    names = [_named(f"{part.touchpoint}@{part.subject}", first) for part in (message.lead, *message.riders)]
    return _plain((names[0], names[1:], message.to, message.channel, message.also))


def _named(name: str, first: str) -> str:
    """Return the first parcel by its own name, where the engine calls it 1."""
    return name.removesuffix("@1") + first if name.endswith("@1") else name


def _plain(value: object) -> object:
    """Return words as strings and sequences as lists, for comparing and reading."""
    return [_plain(each) for each in value] if isinstance(value, (list, tuple)) else str(value)


def _text(t: Instant | None) -> str | None:
    return None if t is None else f"{datetime.fromtimestamp(t, UTC):%Y-%m-%d %H:%M:%S}Z"


@pytest.mark.parametrize(
    ("living", "share"),
    [("smooth", 1), ("rough", 3), ("gated", 3)],
)
def test_the_engine_agrees_with_the_reference_model(living: str, share: int) -> None:
    """The engine says, defers, leaves, asks and wakes as the naive model of its formal core does."""
    tally = compare(range(FIRST, FIRST + LIVES // share), living)
    print(tally)  # noqa: T201 - the histogram of what was compared, shown with -s
    assert tally.plans > LIVES // share
    assert len(tally.verdicts) > 15
    assert [str(each) for each in tally.apart[:5]] == []
