"""Laws 5, 6, 7, 9, 10, 11 and 13: what holds along whole lives."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

import postpurchase as pp
from postpurchase.decisions import Verdict
from postpurchase.ledger import Row
from postpurchase.policy import Cap, CapScope
from postpurchase.situation import NEXT_WORD
from postpurchase.vocabulary import Channel, Importance, Party, Role, RowKind, VerdictKind
from postpurchase.windows import Instant, instant, moment
from tests.laws.histories import History, Moment, history, life

SEEDS = range(2_000, 3_700)
CAPPED = range(4_000, 4_700)
ONE_A_DAY = Cap(limit=1, span=timedelta(hours=24), senders=(Party.SHOP, Party.COURIER))
ENOUGH = 1_000


@pytest.fixture(scope="module")
def lives() -> list[list[Moment]]:
    """Every plan of every history, life by life."""
    return [list(life(history(seed))) for seed in SEEDS]


def ask(one: Moment, now: Instant, rows: tuple[Row, ...]) -> pp.Plan:
    """Plan one moment's order at another time or with another ledger."""
    past = one.history
    return pp.plan(one.order, past.policy, now=moment(now), customer=past.customer, ledger=rows)


def said_to_buyer(rows: tuple[Row, ...]) -> list[Row]:
    """Return the messages that somebody sent or may have sent to the buyer."""
    return [
        row
        for row in rows
        if row.to is Role.BUYER and row.kind is RowKind.SENT and row.by is not Party.CUSTOMER
    ]


@pytest.fixture(scope="module")
def capped() -> list[list[Moment]]:
    """Lives of customers who are to hear from anybody but once a day."""
    pasts = [history(seed) for seed in CAPPED]
    return [list(life(replace(past, policy=replace(past.policy, caps=(ONE_A_DAY,))))) for past in pasts]


@pytest.mark.law(5)
def test_caps_and_deadlines_hold(lives: list[list[Moment]], capped: list[list[Moment]]) -> None:
    """Without an exempt lead nothing leaves through a full cap, in which exempt messages count too, and a must-tell is told by its deadline or staff are called at that moment."""
    counted = 0
    for one in (step for steps in (*lives, *capped) for step in steps):
        policy, now = one.history.policy, instant(one.plan.now)
        for message in one.plan.messages:
            point = policy.touchpoint(message.touchpoint)
            exempt = point is None or point.urgent or point.is_silence or point.answers
            if not exempt and message.importance is not Importance.MUST_TELL:
                for cap in policy.caps:
                    assert cap.span is not None
                    since = now - int(cap.span.total_seconds())
                    ours = [r for r in said_to_buyer(one.rows) if r.by in cap.senders and since < r.t <= now]
                    mine = [r for r in ours if cap.scope is CapScope.CUSTOMER or r.order == one.order.id]
                    assert len(mine) < cap.limit, (one.history.seed, message)
                    counted += 1
        for verdict in one.plan.verdicts:
            counted += overdue(one, verdict)
    assert counted >= ENOUGH


def overdue(one: Moment, verdict: Verdict) -> int:
    """Check that a must-tell deferred past its deadline has called for attention; return 1 if there was one."""
    c = verdict.candidate
    late = c.due is not None and instant(one.plan.now) >= c.due + 12 * 3600
    if verdict.kind is VerdictKind.DEFER and c.point.importance is Importance.MUST_TELL and late:
        called = {action.about for action in one.plan.actions}
        before = any(row.kind is RowKind.SENT and row.to is None for row in one.rows)
        assert c.name in called or before, (one.history.seed, verdict)
        return 1
    return 0


def reachable(one: History) -> bool:
    """Say whether reassurances have a channel."""
    return any(
        channel in one.customer.buyer.channels for channel in (Channel.EMAIL, Channel.MARKETPLACE_MESSAGE)
    )


@pytest.mark.law(6)
def test_no_silence_outlasts_the_promised_one(lives: list[list[Moment]]) -> None:
    """As long as the order is open, no gate waits and a channel exists, planning at every wake lets no silence outlast the promised one."""
    counted = 0
    for one in (step for steps in lives for step in steps if reachable(step.history)):
        judge = one.plan.decision.judge
        longest = one.history.policy.cadence.longest_silence[judge.situation.level]
        if longest is None or not one.order.is_open or one.order.paused or one.order.placed_at is None:
            continue
        heard = [row.t for row in said_to_buyer(one.rows) if row.order == one.order.id and row.observed]
        schedule, _ = judge.schedule(Role.BUYER, None)
        due = schedule.latest_open(max([one.order.placed_at, *heard]) + int(longest.total_seconds()))
        now = instant(one.plan.now)
        counted += 1
        # An input that shortens the silence may do so at night: then the morning is soon enough.
        if now >= due and not schedule.is_closed(now):
            assert one.plan.messages, (one.history.seed, one.plan)
    assert counted >= ENOUGH


@pytest.mark.law(7)
def test_nothing_happens_between_wakes(lives: list[list[Moment]]) -> None:
    """Planning at inputs and wakes alone yields the messages and actions that planning at every instant would."""
    counted = 0
    for steps in lives:
        for one, after in zip(steps, [*steps[1:], None], strict=True):
            now = instant(one.plan.now)
            until = instant(after.plan.now) if after else one.history.end
            for t in {now + 1, (now + until) // 2, until - 1}:
                if now < t < until:
                    plan = ask(one, t, one.after)
                    assert plan.messages == (), (one.history.seed, one.plan, plan)
                    assert plan.actions == (), (one.history.seed, one.plan, plan.actions)
                    counted += 1
    assert counted >= ENOUGH


@pytest.mark.law(9)
def test_the_courier_never_makes_us_repeat(lives: list[list[Moment]]) -> None:
    """Learning that the courier has told a fact never makes the shop tell the same value once more."""
    counted = 0
    for one in (step for steps in lives for step in steps):
        for message in one.plan.messages:
            point = one.history.policy.touchpoint(message.touchpoint)
            if point is None or point.answers or point.is_silence:
                continue
            told = Row(
                kind=RowKind.SENT,
                at=one.plan.now,
                order=one.order.id,
                by=Party.COURIER,
                to=Role.BUYER,
                channel=Channel.SMS,
                subject=message.subject,
                touchpoint=message.touchpoint,
                tells=message.lead.tells,
            )
            plan = ask(one, instant(one.plan.now), (*one.rows, told))
            spoken = {block.name for m in plan.messages for block in (m.lead, *m.riders)}
            assert message.lead.name not in spoken or message.asks, (one.history.seed, message, plan)
            counted += 1
    assert counted >= ENOUGH


@pytest.mark.law(10)
def test_nothing_known_is_asked(lives: list[list[Moment]]) -> None:
    """What is known is never asked, what was asked comes again only as an announced reminder, and nothing but a gate waits for an answer."""
    counted = 0
    for steps in lives:
        asked: set[str] = set()
        for one in steps:
            known = one.plan.decision.situation.answered
            for question in (ask.question for message in one.plan.messages for ask in message.asks):
                assert question not in known | asked, (one.history.seed, one.plan)
                asked.add(question)
            counted += bool(asked or known)
    assert counted >= ENOUGH


@pytest.mark.law(11)
def test_every_next_word_comes(lives: list[list[Moment]]) -> None:
    """Every promise carries its due time, and is kept, revised before it breaks, voided with its order (a next word: by the delivery), or its breach is told."""
    counted = 0
    for steps in lives:
        for i, one in enumerate(steps):
            for message in one.plan.messages:
                for pledge in message.promises:
                    assert pledge.due > message.at
                    if pledge.kind == NEXT_WORD:
                        counted += is_kept(steps[i:], instant(pledge.due), message)
    assert counted >= ENOUGH


def is_kept(steps: list[Moment], due: Instant, message: pp.Message) -> int:
    """Check that a next word came by its time, or that nobody waited for it any more; return 1 if it was tested."""
    ahead = [step for step in steps[1:] if instant(step.plan.now) <= due]
    last = [step for step in steps if instant(step.plan.now) <= due][-1]
    ended = not last.order.is_open or last.order.paused or last.plan.decision.situation.level.value == "less"
    came = any(step.plan.messages for step in ahead) or any(
        row.t > instant(message.at) for step in ahead for row in said_to_buyer(step.rows) if row.observed
    )
    if due > steps[0].history.end:
        return 0
    assert came or ended or not reachable(steps[0].history), (steps[0].history.seed, message)
    return 1


@pytest.mark.law(13)
def test_the_past_stays_silent() -> None:
    """Switching the engine on over old orders says nothing of their past."""
    counted = 0
    for seed in SEEDS:
        past = history(seed)
        start = past.end - 14 * 86_400 + 1
        fresh = replace(past.policy, effective_from=moment(start))
        order = pp.replay(past.events)
        rows: list[Row] = [row for row in past.observed if row.t <= start]
        now: Instant | None = start
        while now is not None and now <= start + 3 * 86_400:
            plan = pp.plan(order, fresh, now=moment(now), customer=past.customer, ledger=rows)
            spoken = {message.touchpoint for message in plan.messages}
            assert spoken <= allowed_of(order, fresh, plan), (seed, plan)
            rows += [message.outcome(RowKind.SENT, at=plan.now) for message in plan.messages]
            now = plan.wake.at if plan.wake else None
            counted += 1
    assert counted >= ENOUGH


def allowed_of(order: pp.Order, policy: pp.Policy, plan: pp.Plan) -> set[str]:
    """Return what may be said after a start: silence of an open order, and what comes due after it."""
    assert policy.effective_from is not None
    start = instant(policy.effective_from)
    later = {
        v.candidate.point.id
        for v in plan.verdicts
        if v.candidate.due is not None and v.candidate.due >= start
    }
    return later if order.is_open else later - {"reassurance"}
