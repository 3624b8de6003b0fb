"""Engine and model side by side over one story: where they part, and what was compared."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import chain

import postpurchase as pp
from postpurchase.ledger import Row
from postpurchase.policy import without
from postpurchase.vocabulary import Reason, RowKind
from postpurchase.windows import Instant, moment
from tests.laws.histories import History
from tests.reference.model import Plan
from tests.reference.stories import FATES, Story, edges, request, story

AROUND = (-1, 0, 0, 0, 1)
BY_DAY = (-140_400, -140_400, -54_000, -54_000, -54_000, -54_000, -50_400, -50_400, -1, 0, 36_000)
"""Before and after the midnight at which a promise ends: mostly in hours at which somebody may be told."""
LEASES = (1, 60, 599, 600, 601)
LATER = (0, 1, 60, 599, 600, 601, 3_600, 86_400)


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
    reasons: Counter[str] = field(default_factory=Counter)
    apart: list[Disagreement] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [f"{self.plans:,} plans"]
        lines += [f"{n:9,} {what}" for what, n in [*self.verdicts.most_common(), *self.reasons.most_common()]]
        return "\n".join(lines)


MANY = 3
"""Disagreements after which no more are looked for."""


def compare(seeds: range) -> Tally:
    """Return what came of comparing engine and model over the stories of those seeds, until they part too often."""
    tally = Tally()
    for seed in seeds:
        apart = next(differences(story(seed), tally), None)
        if apart is not None:
            tally.apart.append(apart)
            if len(tally.apart) == MANY:
                break
    return tally


def shrunk(one: Story) -> Story:
    """Return a story with as little in it as engine and model still part over."""
    for smaller in _smaller(one):
        if next(differences(smaller, Tally()), None) is not None:
            return shrunk(smaller)
    return one


def _smaller(one: Story) -> Iterator[Story]:
    for event in one.events[1:]:
        yield replace(one, events=tuple(each for each in one.events if each is not event))
    for row in one.rows:
        yield replace(one, rows=tuple(each for each in one.rows if each is not row))
    for point in one.policy.touchpoints if len(one.policy.touchpoints) > 1 else ():
        with suppress(pp.InvalidPolicy):  # a profile names it
            yield replace(one, policy=without(one.policy, point.id))


def differences(one: Story, tally: Tally) -> Iterator[Disagreement]:
    """Yield where the two disagree over a story planned a few times, each recording what it said itself."""
    dice = random.Random(-one.seed - 1)
    engines, models, asked = [], [], []
    now: Instant | None = _begin(dice, one)
    for _ in range(dice.choice((1, 1, 1, 2, 2, 3, 4))):
        heard = [row for row in (*one.rows, *asked) if row.t <= now]
        order = pp.replay(event for event in one.events if event.learned <= now)
        plan = pp.plan(
            order,
            one.policy,
            now=moment(now),
            customer=one.customer,
            ledger=[*heard, *engines],
            model=one.model,
        )
        model = Plan(one.events, [*heard, *models], one.policy, one.customer, now, model=one.model)
        tally.plans += 1
        wakes = _wakes(one, plan, model, [*heard, *models])
        for about, mine, its in chain(sides(plan, model, tally), wakes):
            if mine != its:
                yield Disagreement(seed=one.seed, now=plan.now, about=about, engine=mine, model=its)
        fates = [dice.choice(FATES) for _ in plan.messages]
        engines += [said.outcome(fate, at=plan.now) for said, fate in zip(plan.messages, fates, strict=True)]
        engines += [action.outcome(at=plan.now) for action in plan.actions]
        models += recorded(model, fates)
        if dice.random() < 0.2 and any(not point.is_silence for point in one.policy.touchpoints):
            asked.append(request(dice, one, now))
        now = _next(dice, one, plan, now, fates)


def _wakes(one: Story, plan: pp.Plan, model: Plan, rows: list[Row]) -> Iterator[tuple[str, object, object]]:
    late = oversleeps(one, plan, model, rows)
    if late is not None:
        yield "wake", text(plan.wake.at if plan.wake else None), text(late)


def _begin(dice: random.Random, one: Story) -> Instant:
    """Return a moment at which something is known: mostly when much is."""
    inputs = sorted(event.learned for event in one.events)
    ends = edges(one)
    if one.plain and not one.rows:
        return inputs[0] + 60  # nobody has thanked yet
    if ends and one.plain:
        return max(inputs[-1], dice.choice(ends) + dice.choice(BY_DAY))
    if ends and dice.random() < 0.6:
        return max(inputs[0], dice.choice(ends) + dice.choice((-86_400, -43_200, -1, 0, 0, 1, 3_600, 36_000)))
    return inputs[max(dice.randrange(len(inputs)) for _ in range(2))] + dice.choice((0, 0, 0, 0, *LATER))


def _next(dice: random.Random, one: Story, plan: pp.Plan, now: Instant, fates: list[RowKind]) -> Instant:
    """Return when to plan next: around the wake-up, at the next input, around a lease's end, or a while later."""
    wake = [plan.wake.at + dice.choice(AROUND)] * 3 if plan.wake else []
    inputs = sorted(event.learned for event in one.events if event.learned > now)[:1]
    leases = [now + dice.choice(LEASES)] * 6 if RowKind.RESERVED in fates else []
    return dice.choice([t for t in (*wake, *inputs, *leases, now + dice.choice(LATER)) if t >= now])


def sides(plan: pp.Plan, model: Plan, tally: Tally) -> Iterator[tuple[str, object, object]]:
    """Yield what was decided, by the engine and by the model."""
    first = f"@{model.order.first}"
    theirs = {(named(v.name, first), str(v.candidate.role)): v for v in plan.verdicts}
    mine = {(name, str(role)): verdict for (name, role), verdict in model.verdicts.items()}
    yield "candidates", sorted(theirs.keys() - mine.keys()), sorted(mine.keys() - theirs.keys())
    for name, verdict in theirs.items():
        kind, reasons, until = mine[name]
        code = str(verdict.reason.code)  # of several reasons of one step the pages name none the first
        tally.verdicts[str(verdict.kind)] += 1
        if verdict.reason.code is Reason.NOT_YET:
            tally.reasons[code] += 1
        else:
            tally.reasons.update(str(because.code) for because in verdict.reasons)
        mine_is = code if code in reasons else " or ".join(sorted(reasons))
        yield f"verdict of {name[0]} to {name[1]}", (str(verdict.kind), code), (kind, mine_is)
        if kind in ("defer", "delegate"):
            yield f"until of {name[0]}", text(verdict.until), text(until)
    yield "messages", [_message(message, first) for message in plan.messages], plain(model.messages)
    theirs_told = [(_told(message, first), _promised(message)) for message in plan.messages]
    words = [row for row in model.said if row.to is not None]
    yield "told", theirs_told, [(sorted(_whole(row.tells, first)), _promised(row)) for row in words]
    asked = sorted([str(action.kind), named(action.about, first)] for action in plan.actions)
    yield "actions", asked, sorted(plain(model.actions))


def oversleeps(one: Story | History, plan: pp.Plan, model: Plan, rows: list[Row]) -> Instant | None:
    """Return when, before the engine's wake-up, the model says or asks something if nothing new comes in."""
    known = [event for event in one.events if event.learned <= model.now]
    rows, now = [*rows, *model.said], model.wake
    for _ in range(20):
        if now is None or (plan.wake is not None and plan.wake.at <= now):
            return None
        later = Plan(known, rows, one.policy, one.customer, now, order=model.order, model=model.model)
        if later.messages or later.actions:
            return now
        now = later.wake
    return None


def recorded(model: Plan, fates: list[RowKind]) -> list[Row]:
    """Return the model's own rows, its messages with what became of them."""
    messages = [row for row in model.said if row.to is not None]
    kept = {id(row): fate for row, fate in zip(messages, fates, strict=True)}
    return [replace(row, kind=kept[id(row)]) if id(row) in kept else row for row in model.said]


def _message(message: pp.Message, first: str) -> object:
    names = [named(f"{part.touchpoint}@{part.subject}", first) for part in (message.lead, *message.riders)]
    return plain((names[0], names[1:], message.to, message.channel, message.also))


def _told(message: pp.Message, first: str) -> list[str]:
    blocks = (message.lead, *message.riders)
    return sorted({named(f"{kind}@{block.subject}", first) for block in blocks for kind in block.tells})


def _whole(tells: Iterable[str], first: str) -> set[str]:
    return {named(name, first) for name in tells}


def _promised(words: pp.Message | Row) -> list[tuple[str, str]]:
    return sorted((pledge.kind, f"{pledge.due:%Y-%m-%d %H:%M:%S}") for pledge in words.promises)


def named(name: str, first: str) -> str:
    """Return the first parcel by its own name, where the engine calls it 1."""
    return name.removesuffix("@1") + first if name.endswith("@1") else name


def plain(value: object) -> object:
    """Return words as strings and sequences as lists, for comparing and reading."""
    return [plain(each) for each in value] if isinstance(value, (list, tuple)) else str(value)


def text(t: Instant | None) -> str | None:
    """Return an instant as people read it."""
    return None if t is None else f"{datetime.fromtimestamp(t, UTC):%Y-%m-%d %H:%M:%S}Z"
