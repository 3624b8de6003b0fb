"""A worker may die at any step: what must be told is told, what may go once goes once, and doubt is reported."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

import postpurchase as pp
from postpurchase.policy import Guarantee
from postpurchase.vocabulary import RowKind
from tests.host.conftest import in_sqlite
from tests.host.fakes import Fuse
from tests.host.places import Place
from tests.host.shop import Ledger, Worker
from tests.host.stories import NEVER, PLACED, START, TO_THE_DOOR, World, keys_in

ROOT = Path(__file__).parents[2]
ONCE, SURELY = Guarantee.AT_MOST_ONCE, Guarantee.AT_LEAST_ONCE
THANKED = START + timedelta(hours=1)
BETWEEN_RESERVED_AND_CONFIRMED = ["sending", "accepted", "begin", "append_row", "settle_entry", "commit"]


class SendsFirst(Worker):
    """The bug that the protocol is there against: send, and then write it down."""

    def work(self) -> bool:
        """Send whatever is planned, and reserve and confirm it afterwards."""
        due = self.database.run("due_orders", now=self.clock())
        for order, customer, _ in due:
            known, now, who = Ledger(self.database).rows(customer), self.clock(), self.customers[customer]
            plan = pp.plan(self.replayed(order), self.policy, now=now, customer=who, ledger=known)
            for message in plan.messages:
                self.mailer.send(message.keys[0], self.write(message), message.channel)
            for job in self.plan(order, customer):
                self.confirm(customer, job.outcome(RowKind.SENT, at=now))
        return bool(due)


@dataclass(kw_only=True)
class Worlds:
    """Makes worlds, each with a ledger of its own in a file."""

    folder: Path
    guarantee: Guarantee
    until: datetime = NEVER
    kind_of_worker: type[Worker] = Worker
    made: int = 0

    def new(self) -> World:
        """Return the next world."""
        self.made += 1
        folder = self.folder / str(self.made)
        folder.mkdir()
        return World(
            place=in_sqlite(folder),
            folder=folder,
            guarantee=self.guarantee,
            until=self.until,
            kind_of_worker=self.kind_of_worker,
        )

    def keys_of(self, events: tuple[pp.Event, ...]) -> set[str]:
        """Return the keys that a life without crashes tells."""
        world = self.new()
        world.live(events)
        return set(keys_in(world.mailer.accepted))

    def dying(self, events: tuple[pp.Event, ...], first: int | None = None) -> Iterator[tuple[Fuse, World]]:
        """Yield a life for each step at which it can end, the last one living on; maybe after a first crash."""
        step, fuse = 0, Fuse()
        while fuse.at is None:
            step += 1
            fuse, world = Fuse(at=step), self.new()
            world.live(events, *([] if first is None else [Fuse(at=first)]), fuse)
            yield fuse, world


def broken(world: World, expected: set[str]) -> list[str]:
    """Return which promises were broken, given the keys that a life without crashes tells."""
    accepted, delivered = keys_in(world.mailer.accepted), keys_in(world.mailer.delivered)
    tasks = world.tasks()
    doubtful = {key for key, kind in world.stand().items() if kind is RowKind.RESERVED}
    kept = {
        ONCE: {
            "told twice": max(accepted.values(), default=0) <= 1,
            "lost without a word": expected - set(accepted) <= doubtful,
            "doubt reported otherwise than once": len(tasks) == len(set(tasks)) == len(doubtful),
        },
        SURELY: {
            "lost": expected <= set(accepted),
            "twice in spite of its send key": set(delivered.values()) == {1},
            "left in doubt": not doubtful,
            "staff asked for nothing": tasks == [],
        },
    }
    return [name for name, is_kept in kept[world.guarantee].items() if not is_kept]


@pytest.mark.parametrize("guarantee", [ONCE, SURELY])
def test_dying_at_any_step(tmp_path: Path, guarantee: Guarantee) -> None:
    """A worker that dies before any one of its steps, from the order to the doorstep, breaks no promise."""
    worlds = Worlds(folder=tmp_path, guarantee=guarantee)
    expected = worlds.keys_of(TO_THE_DOOR)
    lives = [(fuse.passed, broken(world, expected)) for fuse, world in worlds.dying(TO_THE_DOOR)]

    assert [(steps[-2:], faults) for steps, faults in lives if faults] == []
    assert len(expected) == 5
    assert len(lives) > 100


@pytest.mark.parametrize("guarantee", [ONCE, SURELY])
def test_dying_twice(tmp_path: Path, guarantee: Guarantee) -> None:
    """A second death, at any step of whoever takes over a message in flight, breaks no promise either."""
    worlds = Worlds(folder=tmp_path, guarantee=guarantee, until=THANKED)
    expected = worlds.keys_of((PLACED,))
    fuse = Fuse()
    worlds.new().live((PLACED,), fuse)
    firsts = [
        fuse.passed.index(step) + 1 for step in ("reserve_entry", "sending", "accepted", "settle_entry")
    ]
    lives = [broken(world, expected) for first in firsts for _, world in worlds.dying((PLACED,), first)]

    assert [faults for faults in lives if faults] == []
    assert len(lives) > 60


def test_sending_first_is_caught(tmp_path: Path) -> None:
    """A worker that sends before it reserves tells somebody twice, and these tests notice."""
    worlds = Worlds(folder=tmp_path, guarantee=ONCE, until=THANKED, kind_of_worker=SendsFirst)
    expected = worlds.keys_of((PLACED,))
    faults = {fault for _, world in worlds.dying((PLACED,)) for fault in broken(world, expected)}

    assert faults == {"told twice"}


@pytest.mark.parametrize("guarantee", [ONCE, SURELY])
@pytest.mark.parametrize(
    ("step", "accepted", "in_doubt", "confirmed"),
    [
        (("commit", 1), 0, False, False),
        (("sending", 1), 0, True, False),
        (("accepted", 1), 1, True, False),
        (("commit", 2), 1, True, False),
        (("due_orders", 2), 1, False, True),
    ],
    ids=["before_reserved", "before_sent", "after_sent", "before_confirmed", "after_confirmed"],
)
def test_being_killed(
    place: Place,
    tmp_path: Path,
    guarantee: Guarantee,
    step: tuple[str, int],
    accepted: int,
    in_doubt: bool,
    confirmed: bool,
) -> None:
    """A killed process leaves behind what the page says; what is in doubt is told again at least, or not at most, once."""
    world = World(place=place, folder=tmp_path, guarantee=guarantee, until=THANKED)
    with world.worker(Fuse()) as worker:
        worker.receive("c1", PLACED)
    world.clock.advance(timedelta(minutes=1))

    again = guarantee is SURELY or not in_doubt

    assert killed(world, step) == -signal.SIGKILL
    assert len(world.mailer.accepted) == accepted
    world.live(())
    assert len(world.mailer.accepted) == accepted + (again and not confirmed)
    assert set(world.stand().values()) == ({RowKind.SENT} if again else {RowKind.SENT, RowKind.RESERVED})
    assert [about for _, about in world.tasks()] == ([] if again else ["order_confirmed@order"])


def killed(world: World, step: tuple[str, int]) -> int:
    """Let a process work on this world until it is killed at a step; return how it ended."""
    where = [world.place.kind, world.place.address, str(world.folder), world.guarantee]
    words = [*where, world.clock.now.isoformat(), step[0], str(step[1])]
    search = {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", "tests.host.victim", *words]
    return subprocess.run(command, check=False, env=os.environ | search).returncode  # noqa: TID251 - a fresh interpreter


@pytest.mark.parametrize(
    ("guarantee", "answer", "accepted", "tasks"),
    [
        (SURELY, RowKind.FAILED, [("2", 2)], []),
        (SURELY, RowKind.UNKNOWN, [("1", 1), ("1", 1)], []),
        (ONCE, RowKind.FAILED, [("2", 2)], []),
        (ONCE, RowKind.UNKNOWN, [("1", 1)], [("needs_attention", "order_confirmed@order")]),
    ],
)
def test_no_good_answer(
    sqlite: Place,
    tmp_path: Path,
    guarantee: Guarantee,
    answer: RowKind,
    accepted: list[tuple[str, int]],
    tasks: list[tuple[str, str]],
) -> None:
    """What failed is written anew for its next attempt; what may be out goes again as it was, or to staff."""
    world = World(place=sqlite, folder=tmp_path, guarantee=guarantee, until=THANKED)
    with world.worker(Fuse(), (answer,)) as worker:
        world.work(worker, [PLACED])

    assert [(key.rpartition("-")[2], minutes(text)) for key, text, _ in world.mailer.accepted] == accepted
    assert world.tasks() == tasks


def minutes(text: str) -> int:
    """Return how long after the order a text was written."""
    return round((datetime.fromisoformat(json.loads(text)[0]) - START) / timedelta(minutes=1))
