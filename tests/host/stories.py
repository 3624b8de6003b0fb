"""One order as the tests of the host live it: who, what happened, and how its messages are written."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import postpurchase as pp
from postpurchase.ledger import key_states
from postpurchase.people import Consent
from postpurchase.policy import ChannelPolicy, Guarantee
from postpurchase.vocabulary import Channel, RowKind
from tests.host.fakes import Clock, Crash, FileMailer, Fuse, burning
from tests.host.places import Place
from tests.host.shop import Ledger, Worker

START = datetime(2026, 3, 2, 10, tzinfo=UTC)
NEVER = datetime(2099, 1, 1, tzinfo=UTC)
BUYER = pp.Recipient(
    locale="en",
    zone="UTC",
    channels={Channel.EMAIL: pp.Reach(consent=Consent(transactional=START - timedelta(days=1)))},
)
CUSTOMERS = {"c1": pp.Customer(id="c1", buyer=BUYER)}
PLACED = pp.Event(kind=pp.EventKind.ORDER_PLACED, order="o1", at=START)
TO_THE_DOOR = (
    PLACED,
    pp.Event(kind=pp.EventKind.HANDED_OVER, order="o1", shipment="P1", at=START + timedelta(hours=3)),
    pp.Event(kind=pp.EventKind.DELIVERED, order="o1", shipment="P1", at=START + timedelta(hours=27)),
)


def policy(guarantee: Guarantee = Guarantee.AT_LEAST_ONCE) -> pp.Policy:
    """Return a retail policy whose mail keeps that guarantee."""
    made = pp.presets.retail(pp.Shop(name="Probe", zone="UTC", locale="en"))
    return replace(made, channels={**made.channels, Channel.EMAIL: ChannelPolicy(guarantee=guarantee)})


def write(message: pp.Message) -> str:
    """Return a text that tells which keys it covers, and when it was written."""
    return json.dumps([message.at.isoformat(), *message.keys])


def keys_in(accepted: list[tuple[str, str, str]]) -> Counter[str]:
    """Count how often each key was told."""
    return Counter(key for _, content, _ in accepted for key in json.loads(content)[1:])


@dataclass(kw_only=True)
class World:
    """A database, a mailer and a clock, through which an order lives however often its worker dies."""

    place: Place
    folder: Path
    guarantee: Guarantee = Guarantee.AT_LEAST_ONCE
    until: datetime = NEVER
    kind_of_worker: type[Worker] = Worker
    clock: Clock = field(default_factory=lambda: Clock(now=START))

    @contextmanager
    def worker(self, fuse: Fuse, answers: tuple[RowKind, ...] = ()) -> Iterator[Worker]:
        """Start a worker with a connection of its own."""
        database = burning(self.place.open(), fuse)
        try:
            yield self.kind_of_worker(
                database=database,
                policy=policy(self.guarantee),
                customers=CUSTOMERS,
                mailer=FileMailer(path=self.folder / "mailbox", fuse=fuse, answers=list(answers)),
                clock=self.clock,
                write=write,
            )
        finally:
            database.close()

    def live(self, events: tuple[pp.Event, ...], *fuses: Fuse) -> None:
        """Live to the end, starting another worker a minute after each crash."""
        told = list(events)
        for fuse in (*fuses, Fuse()):
            try:
                with self.worker(fuse) as worker:
                    self.work(worker, told)
            except Crash:
                self.clock.advance(timedelta(minutes=1))
            else:
                return

    def work(self, worker: Worker, told: list[pp.Event]) -> None:
        """Take in what happens and work on what is due, until nothing is due any more before `until`."""
        while True:
            while told and told[0].at <= self.clock.now:
                worker.receive("c1", told[0])
                del told[0]
            while worker.work():
                pass
            due = worker.database.run("due_orders", now=NEVER)
            ahead = [worker.database.moment(at) for _, _, at in due] + [event.at for event in told]
            if not ahead or min(ahead) > self.until:
                return
            self.clock.now = min(ahead)

    @property
    def mailer(self) -> FileMailer:
        """Return the mailbox to look into."""
        return FileMailer(path=self.folder / "mailbox")

    def stand(self) -> dict[str, RowKind]:
        """Return where each key stands in the end."""
        database = self.place.open()
        rows = Ledger(database).rows("c1")
        database.close()
        return {key: row.kind for key, row in key_states(rows).items()}

    def tasks(self) -> list[tuple[str, str]]:
        """Return what staff were asked to do, as (kind, about)."""
        database = self.place.open()
        found = database.execute("SELECT kind, about FROM staff_tasks ORDER BY about", {})
        database.close()
        return [(kind, about) for kind, about in found]
