"""The engine against the reference model, at every plan of many lives drawn from the edges of policies.

Both live their own life of the same history, each recording what it said itself, and are compared at
every plan; their first disagreement ends a life. `REFERENCE_LIVES` and `REFERENCE_FROM` say how many
lives and from which seed on.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

import pytest

import postpurchase as pp
from postpurchase.events import Change, Contacted, Placed
from postpurchase.ledger import Row
from postpurchase.vocabulary import EventKind, Party, Role, RowKind
from postpurchase.windows import Instant, moment
from tests.laws.histories import History, history, life
from tests.reference.comparing import Disagreement, Tally, oversleeps, recorded, sides, text
from tests.reference.model import Plan

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


def asking(one: History) -> Iterator[Step]:
    """Yield the plans of a life whose customer keeps asking, soon after what happens, and is sometimes written to by staff."""
    dice = random.Random(one.seed)
    asked = sorted(event.t + dice.choice((60, 3_600, 86_400)) for event in dice.choices(one.events, k=4))
    inquiries = [
        _said(EventKind.INQUIRY_RECEIVED, t, f"inquiry{n}", Contacted()) for n, t in enumerate(asked)
    ]
    words = [
        Row(kind=RowKind.SENT, by=Party.STAFF, to=Role.BUYER, order="o1", at=moment(t + dice.choice((0, 60))))
        for t in asked
        if dice.random() < 0.2
    ]
    events = tuple(sorted((*one.events, *inquiries), key=lambda event: event.learned))
    yield from smooth(replace(one, events=events, observed=(*one.observed, *words)))


LIVING = {"smooth": smooth, "rough": rough, "gated": gated, "asking": asking}


def compare(seeds: range, living: str) -> Tally:
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
        for about, engine, mine in sides(plan, model, tally):
            if engine != mine:
                yield Disagreement(seed=one.seed, now=plan.now, about=about, engine=engine, model=mine)
        late = oversleeps(one, plan, model, rows)
        if late is not None:
            wake = text(plan.wake.at if plan.wake else None)
            yield Disagreement(seed=one.seed, now=plan.now, about="wake", engine=wake, model=text(late))
        said += recorded(model, fates)


def assert_agreement(seeds: range, living: str) -> None:
    """Compare the lives of those seeds, and see that they were about something."""
    tally = compare(seeds, living)
    print(tally)  # noqa: T201 - the histogram of what was compared, shown with -s
    assert tally.plans > len(seeds)
    assert len(tally.reasons) > 15
    assert [str(each) for each in tally.apart[:5]] == []


@pytest.mark.parametrize(("living", "lives"), [("smooth", 60), ("rough", 20), ("gated", 20), ("asking", 20)])
def test_the_engine_agrees_with_the_reference_model(living: str, lives: int) -> None:
    """Through whole lives under whole presets the engine says, defers, leaves, asks and wakes as the naive model does."""
    assert_agreement(range(lives), living)


@pytest.mark.nightly
@pytest.mark.parametrize("living", LIVING)
@pytest.mark.parametrize("number", range(10))
def test_the_engine_agrees_with_the_reference_model_all_night(living: str, number: int) -> None:
    """The same holds of three thousand lives of each sort."""
    assert_agreement(range(1_000 + 300 * number, 1_300 + 300 * number), living)
