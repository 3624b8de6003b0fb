"""Compacting drops rows and no knowledge: plans read the same from what is left, now and later."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

import postpurchase as pp
from postpurchase.ledger import Row, compact
from postpurchase.policy import ChannelPolicy, Guarantee
from postpurchase.vocabulary import Channel, Party, Role, RowKind
from postpurchase.windows import Instant, moment
from tests.host.stories import CUSTOMERS, PLACED, START, policy
from tests.laws.histories import History, history

SEEDS = range(90)
LONGEST_LIFE = 150
PATHS = (
    (RowKind.SENT,),
    (RowKind.RESERVED,),
    (RowKind.RESERVED, RowKind.SENT),
    (RowKind.RESERVED, RowKind.SENT),
    (RowKind.RESERVED, RowKind.FAILED),
    (RowKind.RESERVED, RowKind.UNKNOWN),
    (RowKind.RESERVED, RowKind.UNKNOWN, RowKind.SENT),
    (RowKind.RESERVED, RowKind.UNKNOWN, RowKind.FAILED),
    (RowKind.RESERVED, RowKind.SENT, RowKind.BOUNCED),
    (RowKind.RESERVED, RowKind.ABANDONED),
)
DELAYS = (0, 0, 1, 5, 599, 600, 601, 7_200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The same moment planned from all rows, and from those that were left at every step before."""

    seed: int
    all_rows: int
    kept_rows: int
    full: tuple[object, ...]
    compacted: tuple[object, ...]


def steps(dice: random.Random, message: pp.Message, now: Instant) -> Iterator[Row]:
    """Yield what becomes of a message: where its path leads, how long each step takes, how much a row repeats."""
    at = now
    for number, kind in enumerate(dice.choice(PATHS)):
        at += dice.choice(DELAYS) if number else 0
        row = message.outcome(kind, at=moment(at))
        is_bare = number > 0 and dice.random() < 0.3
        yield replace(row, tells={}, asks=(), promises=()) if is_bare else row


def unsteady(one: History, dice: random.Random) -> pp.Policy:
    """Return the policy of a history with another guarantee and other pauses, now and then."""
    settings = ChannelPolicy(
        guarantee=dice.choice(tuple(Guarantee)), retry_after=(timedelta(seconds=60),) * dice.choice((1, 3))
    )
    return replace(one.policy, channels=dict.fromkeys(Channel, settings))


def pairs(seed: int) -> Iterator[Pair]:
    """Live a history in which sending goes wrong, compacting the ledger before every plan."""
    one, dice = history(seed), random.Random(seed)
    manners = unsteady(one, dice)
    inputs = {event.learned for event in one.events}
    ahead, behind, kept = list(one.observed), list[Row](), list[Row]()
    now: Instant | None = one.start
    for _ in range(LONGEST_LIFE):
        if now is None or now > one.end:
            return
        arrived = [row for row in ahead if row.t <= now]
        ahead = [row for row in ahead if row.t > now]
        behind, kept = [*behind, *arrived], list(compact([*kept, *arrived]))
        order = pp.replay(event for event in one.events if event.learned <= now)
        full, left = (
            pp.plan(order, manners, now=moment(now), customer=one.customer, ledger=rows)
            for rows in (behind, kept)
        )
        yield Pair(
            seed=seed, all_rows=len(behind), kept_rows=len(kept), full=facts(full), compacted=facts(left)
        )
        ahead += [row for message in full.messages for row in steps(dice, message, now)]
        ahead += [action.outcome(at=full.now) for action in full.actions]
        to_come = {row.t for row in ahead}
        if now not in to_come:
            to_come |= inputs | ({full.wake.at} if full.wake else set())
            now = min((t for t in to_come if t > now), default=None)


def facts(plan: pp.Plan) -> tuple[object, ...]:
    """Return all that a plan says."""
    verdicts = [
        (v.name, v.candidate.role, v.kind, v.until, v.owner, v.merged_into, v.reasons) for v in plan.verdicts
    ]
    told = (plan.messages, plan.actions, plan.promises, plan.questions)
    return *told, verdicts, plan.now, plan.wake_at, plan.wake_for, plan.warnings


@pytest.fixture(scope="module")
def compared() -> list[Pair]:
    """Every plan of every life, made twice."""
    return [pair for seed in SEEDS for pair in pairs(seed)]


def test_plans_read_the_same(compared: list[Pair]) -> None:
    """Through lives full of retries, doubts, bounces and late words, no plan tells a compacted ledger from a whole one."""
    different = [pair.seed for pair in compared if pair.full != pair.compacted]
    shorter = [pair for pair in compared if pair.kept_rows < pair.all_rows]

    assert different == []
    assert len(shorter) >= 1_000


def test_rows_do_go(compared: list[Pair]) -> None:
    """Over all these lives a good part of the rows is dropped."""
    all_rows, kept_rows = (
        sum(counts) for counts in zip(*((p.all_rows, p.kept_rows) for p in compared), strict=True)
    )

    assert kept_rows < 0.75 * all_rows


# -- row by row -----------------------------------------------------------------------------------


def row(kind: RowKind, keys: str = "a", *, attempt: int = 1, after: int = 0, **more: Any) -> Row:
    """Return a row of one-letter keys, so many seconds after the order."""
    plain: dict[str, Any] = {
        "kind": kind,
        "at": START + timedelta(seconds=after),
        "order": "o1",
        "keys": tuple(keys),
        "attempt": attempt,
        "tells": {"dispatched": True} if keys else {},
    }
    return Row(**plain | more)


RESERVED, SENT = row(RowKind.RESERVED), row(RowKind.SENT, after=9)


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ([RESERVED], [0]),
        ([RESERVED, SENT], [1]),
        ([SENT, RESERVED], [0]),
        ([RESERVED, row(RowKind.UNKNOWN, after=1), SENT], [2]),
        ([RESERVED, row(RowKind.UNKNOWN, after=1)], [1]),
        ([RESERVED, row(RowKind.RESERVED, attempt=2, after=1), SENT], [1, 2]),
        ([row(RowKind.RESERVED, "ab"), SENT], [0, 1]),
        ([row(RowKind.RESERVED, "ab"), row(RowKind.SENT, "ba", after=9)], [1]),
        ([RESERVED, row(RowKind.SENT, after=9, tells={})], [0, 1]),
        ([RESERVED, row(RowKind.RESERVED, after=1), row(RowKind.SENT, after=9, tells={})], [1, 2]),
        ([row(RowKind.RESERVED, after=99), SENT], [0, 1]),
        ([row(RowKind.RESERVED, answers={"slot": "evening"}), SENT], [0, 1]),
        ([row(RowKind.UNKNOWN, ""), SENT], [0, 1]),
        (
            [row(kind, after=1) for kind in RowKind] + [row(RowKind.SENT, attempt=2, after=9)],
            [0, 3, 4, 5, 6, 7],
        ),
        ([], []),
    ],
    ids=[
        "in flight",
        "sent",
        "in whatever order",
        "a doubt resolved",
        "a doubt not resolved",
        "another attempt in flight",
        "a key of two not settled",
        "both keys settled",
        "the only row that says what was written",
        "the last row that says what was written",
        "the newest row of all",
        "an answer",
        "nobody's keys",
        "all that is no step overtaken",
        "nothing",
    ],
)
def test_what_stays(rows: list[Row], kept: list[int]) -> None:
    """A step that was overtaken goes; everything that still tells something stays, in its order."""
    assert compact(rows) == tuple(rows[number] for number in kept)


def test_rows_from_elsewhere_count_as_before() -> None:
    """Rows of touchpoints and policies that are known no more lose their overtaken steps, and are told all the same."""
    old: dict[str, Any] = {
        "touchpoint": "sent_a_postcard",
        "policy": "a policy of last year",
        "to": Role.BUYER,
        "by": Party.SHOP,
    }
    said = row(RowKind.SENT, "p", after=9, tells={"order_confirmed": True}, **old)
    rows = [row(RowKind.RESERVED, "p", **old), said]
    order, now = pp.replay([PLACED]), START + timedelta(minutes=1)
    plans = [
        pp.plan(order, policy(), now=now, customer=CUSTOMERS["c1"], ledger=ledger)
        for ledger in ([], rows, compact(rows))
    ]

    assert compact(rows) == (said,)
    assert [len(plan.messages) for plan in plans] == [1, 0, 0]
    assert facts(plans[1])[:-1] == facts(plans[2])[:-1]
