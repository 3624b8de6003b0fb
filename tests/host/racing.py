"""Two processes that want the same keys at the same moment."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from itertools import count
from multiprocessing.synchronize import Barrier
from pathlib import Path
from queue import Queue
from typing import Any

import postpurchase as pp
from postpurchase.ledger import Row
from postpurchase.policy import Cap, without
from postpurchase.vocabulary import RowKind
from tests.host.database import Database
from tests.host.fakes import Clock, FileMailer
from tests.host.places import Place
from tests.host.shop import Ledger, Worker
from tests.host.stories import CUSTOMERS, START, policy, write

PATIENCE = 120.0
LEASE = timedelta(minutes=10)
KEYS = range(4)
MERGED = (((0, 1, 2), (3,)), ((3, 2), (1, 0)))
"""What each racer wants first: messages that overlap the other's, their keys in other orders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Race:
    """Where to race, and for how many rounds."""

    place: Place
    rounds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How one racer fared: the rows it won, and how often the database wanted a transaction again."""

    won: tuple[Row, ...]
    tried_again: int


def run(race: Race) -> tuple[Result, Result]:
    """Let two processes race and return how both fared."""
    return in_two_processes(claiming, race)


def in_two_processes(run: Callable[[Race, int, Barrier], Any], race: Race) -> tuple[Any, Any]:
    """Run a racer twice at once and return what each of the two returns."""
    context = multiprocessing.get_context("spawn")
    barrier, results = context.Barrier(2), context.Queue()
    racers = [context.Process(target=report, args=(run, race, me, barrier, results)) for me in (0, 1)]
    for process in racers:
        process.start()
    found = dict(results.get(timeout=PATIENCE) for _ in racers)
    for process in racers:
        process.join()
    return found[0], found[1]


def report(
    run: Callable[[Race, int, Barrier], Any], race: Race, me: int, barrier: Barrier, results: Queue[Any]
) -> None:
    """Put what a racer returns where the test finds it."""
    results.put((me, run(race, me, barrier)))


def claiming(race: Race, me: int, barrier: Barrier) -> Result:
    """Claim what one racer wants, round by round, without the customer's lock."""
    database = race.place.open()
    ledger, won, tries, claims = Ledger(database), [], count(), 0

    def claim(row: Row) -> bool:
        next(tries)
        with database.transaction():
            return ledger.claim("c1", row, seen=dict.fromkeys(row.keys, row.attempt - 1))

    for number in range(race.rounds):
        for attempt in attempts(number):
            barrier.wait(PATIENCE)
            mine: set[str] = set()
            for row in wanted(number, me, attempt):
                if mine.isdisjoint(row.keys):
                    claims += 1
                    if database.firmly(partial(claim, row)):
                        won.append(row)
                        mine.update(row.keys)
    database.close()
    return Result(won=tuple(won), tried_again=next(tries) - claims)


def attempts(number: int) -> tuple[int, ...]:
    """Return the attempts raced for in a round: every fifth is run again when all leases are over."""
    return (1,) if number % 5 else (1, 2)


def wanted(number: int, me: int, attempt: int) -> Iterator[Row]:
    """Yield the merged messages of one racer and round, then each key alone, in opposite orders."""
    alone = tuple((key,) for key in KEYS)
    for keys in (*MERGED[(me + number) % 2], *(alone if me == 0 else alone[::-1])):
        at = START + (attempt - 1) * 2 * LEASE
        yield Row(
            kind=RowKind.RESERVED,
            at=at,
            order="o1",
            keys=tuple(f"{number}:{key}" for key in keys),
            attempt=attempt,
            lease_until=at + LEASE,
            basis=f"racer {me}",
        )


# -- two orders of one customer under a cap -------------------------------------------------------


def capped() -> pp.Policy:
    """Return a policy that tells of dispatches only, and a customer of one per day."""
    whole = policy()
    others = [point.id for point in whole.touchpoints if point.id != "dispatched"]
    return replace(without(whole, *others), caps=(Cap(limit=1, span=timedelta(days=1)),))


def orders(number: int) -> Iterator[tuple[str, pp.Event]]:
    """Yield what happened to the two orders of one round's customer, as (customer, event)."""
    for me in (0, 1):
        order = f"o{number}-{me}"
        yield f"c{number}", pp.Event(kind=pp.EventKind.ORDER_PLACED, order=order, at=START)
        yield f"c{number}", pp.Event(kind=pp.EventKind.HANDED_OVER, order=order, at=START, shipment="P1")


def clerk(database: Database, rounds: int) -> Worker:
    """Return a worker for the customers of so many rounds."""
    return Worker(
        database=database,
        policy=capped(),
        customers={f"c{number}": replace(CUSTOMERS["c1"], id=f"c{number}") for number in range(rounds)},
        mailer=FileMailer(path=Path("nowhere")),
        clock=Clock(now=START + timedelta(hours=1)),
        write=write,
    )


def planning(race: Race, me: int, barrier: Barrier) -> list[int]:
    """Plan one of the two orders of each customer; return how many messages were ours, by round."""
    database = race.place.open()
    worker, found = clerk(database, race.rounds), []
    for number in range(race.rounds):
        barrier.wait(PATIENCE)
        found.append(len(worker.plan(f"o{number}-{me}", f"c{number}")))
    database.close()
    return found
