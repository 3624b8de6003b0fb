"""Two processes want the same keys at the same moment: each key goes to one of them, each message whole."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import timedelta
from functools import partial

import psycopg

import postpurchase as pp
from postpurchase.ledger import Row
from postpurchase.vocabulary import RowKind
from tests.host.places import Place
from tests.host.racing import KEYS, Race, attempts, clerk, in_two_processes, orders, planning, run
from tests.host.shop import Ledger, row_of
from tests.host.stories import START, write


def test_racing(place: Place) -> None:
    """Of two processes that claim overlapping messages in opposite orders one gets each key, and messages whole."""
    rounds = 500
    results = run(Race(place=place, rounds=rounds))
    expected = Counter(
        (f"{number}:{key}", attempt)
        for number in range(rounds)
        for attempt in attempts(number)
        for key in KEYS
    )
    database = place.open()
    rows = {number: row_of(body) for number, body in database.run("read_rows", customer="c1")}
    entries = database.execute("SELECT key, attempt, row_id FROM ledger_entries", {})
    database.close()

    assert Counter((key, row.attempt) for one in results for row in one.won for key in row.keys) == expected
    assert sorted(map(body, rows.values())) == sorted(body(row) for one in results for row in one.won)
    assert {key: attempt for key, attempt, _ in entries} == dict(sorted(expected))
    assert [key for key, attempt, row_id in entries if not holds(rows[row_id], key, attempt)] == []
    assert min(len(one.won) for one in results) > rounds // 100
    assert max(len(row.keys) for one in results for row in one.won) == 3
    assert [one.tried_again for one in results] == [0, 0]


def body(row: Row) -> tuple[object, ...]:
    """Return what tells one claim from another."""
    return row.keys, row.attempt, row.basis


def holds(row: Row, key: str, attempt: int) -> bool:
    """Say whether a row is the claim of that key in that attempt."""
    return key in row.keys and row.attempt == attempt


def test_a_cap_across_orders(place: Place) -> None:
    """With the customer's lock around plan and reservation, two processes keep a cap over that customer's orders."""
    rounds = 25
    database = place.open()
    for number in range(rounds):
        for customer, event in orders(number):
            clerk(database, rounds).receive(customer, event)
    database.close()
    mine, yours = in_two_processes(planning, Race(place=place, rounds=rounds))

    assert [one + other for one, other in zip(mine, yours, strict=True)] == [1] * rounds


def test_without_the_lock_a_cap_is_best_effort(sqlite: Place) -> None:
    """Plans made before either reserves know nothing of each other, and the index has nothing against them."""
    database = sqlite.open()
    worker, ledger = clerk(database, 1), Ledger(database)
    for customer, event in orders(0):
        worker.receive(customer, event)
    plans = [
        pp.plan(worker.replayed(order), worker.policy, now=worker.clock(), customer=worker.customers["c0"])
        for order in ("o0-0", "o0-1")
    ]
    messages = [message for plan in plans for message in plan.messages]
    with database.transaction():
        jobs = [ledger.reserve("c0", one, write, seen={}, at=worker.clock()) for one in messages]
    database.close()

    assert [job is not None for job in jobs] == [True, True]


def test_a_deadlock_is_survived(postgres: Place) -> None:
    """When somebody claims keys in another order, the database ends the circle, and the whole claim is tried again."""
    ours, theirs = postgres.open(), psycopg.connect(postgres.address)
    ours.execute("SET deadlock_timeout = '500ms'", {})  # whoever waits this long first gives way
    theirs.execute("SET deadlock_timeout = '30s'")
    row = Row(
        kind=RowKind.RESERVED,
        at=START,
        order="o1",
        keys=("a", "b"),
        lease_until=START + timedelta(minutes=10),
    )
    tries: list[int] = []

    def claim() -> bool:
        tries.append(len(tries))
        with ours.transaction():
            return Ledger(ours).claim("c1", row, seen={})

    won: list[bool] = []
    thread = threading.Thread(target=lambda: won.append(ours.firmly(claim)))
    [(number,)] = theirs.execute(
        "INSERT INTO ledger_rows (customer, body) VALUES ('c1', 'theirs') RETURNING id"
    ).fetchall()
    insert = partial(theirs.execute, "INSERT INTO ledger_entries VALUES (%s, 1, 1, now(), %s)")
    insert(["b", number])
    thread.start()
    wait_for_a_lock(postgres)
    insert(["a", number])
    theirs.rollback()
    thread.join()
    theirs.close()
    ours.close()

    assert (won, len(tries) > 1) == ([True], True)


def test_whoever_waited_reads_what_was_written(postgres: Place) -> None:
    """A ledger that is read under the lock holds what the lock's last holder wrote."""
    ours, theirs = postgres.open(), postgres.open()
    row = Row(kind=RowKind.SENT, at=START, order="o1")
    found: list[Row] = []

    def read() -> None:
        with ours.transaction("c1"):
            found.extend(Ledger(ours).rows("c1"))

    thread = threading.Thread(target=read)
    with theirs.transaction("c1"):
        Ledger(theirs).append("c1", row)
        thread.start()
        wait_for_a_lock(postgres)
    thread.join()
    theirs.close()
    ours.close()

    assert found == [row]


def wait_for_a_lock(postgres: Place) -> None:
    """Wait until somebody waits for a lock."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    with psycopg.connect(postgres.address, autocommit=True) as connection:
        while connection.execute(waiting).fetchone() == (0,):
            threading.Event().wait(0.01)
