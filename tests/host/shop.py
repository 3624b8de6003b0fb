"""The shop's backend around the library: a ledger with reserve and confirm, and a worker that plans and sends."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Protocol

import postpurchase as pp
from postpurchase.ledger import PERHAPS, Row, compact, key_states
from postpurchase.vocabulary import ROW_RANK, Channel, RowKind
from tests.host.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A message that is ours to send: its reservation, the text, and the key for the provider."""

    row: Row
    content: str
    send_key: str

    def outcome(self, kind: RowKind, *, at: datetime) -> Row:
        """Return the row that says what became of it."""
        return replace(self.row, kind=kind, at=at, lease_until=None)


class Ledger:
    """The statements of the page put to use; every method belongs inside a transaction."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def rows(self, customer: str) -> list[Row]:
        """Return all rows of a customer."""
        return [row_of(body) for _, body in self.database.run("read_rows", customer=customer)]

    def reserve(
        self,
        customer: str,
        message: pp.Message,
        write: Callable[[pp.Message], str],
        *,
        seen: Mapping[str, int],
        at: datetime,
    ) -> Job | None:
        """Reserve all keys of a message or none; None when somebody else has one of them.

        `seen` is the attempt that the plan saw for each key. A text whose outcome is unknown is
        taken over as it stands, and so is what its row says.
        """
        lead, row = message.keys[0], message.outcome(RowKind.RESERVED, at=at)
        in_doubt = self.database.run("read_content", key=lead)
        if in_doubt:
            [(send_key, content, body)] = in_doubt
            row = replace(
                row_of(body), kind=row.kind, attempt=row.attempt, at=at, lease_until=row.lease_until
            )
        else:
            send_key, content = f"{lead}-{message.attempt}", write(message)
        if not self.claim(customer, row, seen=seen):
            return None
        if not in_doubt:
            self.database.run("keep_content", key=lead, send_key=send_key, content=content)
        return Job(row=row, content=content, send_key=send_key)

    def claim(self, customer: str, row: Row, *, seen: Mapping[str, int]) -> bool:
        """Write a row and an entry for each of its keys, in the order of keys, or nothing at all."""
        self.database.run("mark")
        written = self.append(customer, row)
        entries = [
            {**entry, "seen": seen.get(key, 0), "at": row.at}
            for key, entry in entries_of(row, written).items()
        ]
        is_ours = written is not None and self.database.run_each("reserve_entry", entries) == len(entries)
        if not is_ours:
            self.database.run("back_to_mark")
        self.database.run("forget_mark")
        return is_ours

    def confirm(self, customer: str, row: Row) -> None:
        """Write what became of a reservation; saying it again changes nothing."""
        written = self.append(customer, row)
        if written is None:
            return
        settled = self.database.run_each("settle_entry", list(entries_of(row, written).values()))
        if settled and row.kind not in PERHAPS:
            self.database.run("drop_content", key=row.keys[0])

    def append(self, customer: str, row: Row) -> int | None:
        """Write a row that reserves nothing, a courier's word for example; None when it is there already."""
        found = self.database.run("append_row", customer=customer, body=body_of(row))
        return found[0][0] if found else None

    def compact(self, customer: str) -> int:
        """Drop the rows that tell nothing any more, and return how many."""
        found = [(number, row_of(body)) for number, body in self.database.run("read_rows", customer=customer)]
        kept = {id(row) for row in compact(row for _, row in found)}
        dropped = [{"customer": customer, "id": number} for number, row in found if id(row) not in kept]
        return self.database.run_each("drop_row", dropped) if dropped else 0


def entries_of(row: Row, row_id: int | None) -> dict[str, dict[str, object]]:
    """Return what the entries of a row's keys hold, in the order of keys, so that nobody waits in a circle."""
    entry = {
        "attempt": row.attempt,
        "rank": ROW_RANK[row.kind],
        "free_at": free_at(row),
        "row_id": row_id,
    }
    return {key: {"key": key, **entry} for key in sorted(row.keys)}


def free_at(row: Row) -> datetime | None:
    """Return when another attempt may take the keys of this row."""
    if row.kind is RowKind.RESERVED:
        return row.lease_until
    return None if row.kind in (RowKind.SENT, RowKind.ABANDONED) else row.at


def body_of(row: Row) -> str:
    """Return a row as JSON."""
    return json.dumps(pp.schema.dump_row(row), ensure_ascii=False)


def stored(event: pp.Event) -> dict[str, str]:
    """Return an event as JSON, and a digest of what it says: a courier reports the same scans again with every webhook."""
    said = pp.schema.dump_event(event)
    body = json.dumps(said, ensure_ascii=False)
    said.pop("received_at", None)
    digest = hashlib.blake2b(json.dumps(said, sort_keys=True).encode(), digest_size=16).hexdigest()
    return {"digest": digest, "body": body}


def row_of(body: str) -> Row:
    """Return the row that JSON stands for."""
    return pp.schema.load_row(json.loads(body))


class Mailer(Protocol):
    """Whoever takes messages to people."""

    def send(self, send_key: str, content: str, channel: Channel | None) -> RowKind:
        """Send once per key if the provider can, and say sent, failed or unknown."""


@dataclass(kw_only=True)
class Worker:
    """The loop of the how-to: whatever is due is planned, reserved, sent and confirmed."""

    database: Database
    policy: pp.Policy
    customers: Mapping[str, pp.Customer]
    mailer: Mailer
    clock: Callable[[], datetime]
    write: Callable[[pp.Message], str]

    def receive(self, customer: str, event: pp.Event) -> None:
        """Keep an event, once however often it is reported, and make its order due."""
        with self.database.transaction(customer):
            self.database.run("add_event", order_id=event.order, **stored(event))
            self.wake(event.order, customer, self.clock())

    def work(self) -> bool:
        """Work on everything due; say whether there was anything."""
        due = self.database.run("due_orders", now=self.clock())
        for order, customer, _ in due:
            for job in self.database.firmly(partial(self.plan, order, customer)):
                kind = self.mailer.send(job.send_key, job.content, job.row.channel)
                outcome = job.outcome(kind, at=self.clock())
                self.database.firmly(partial(self.confirm, customer, outcome))
        return bool(due)

    def plan(self, order: str, customer: str) -> list[Job]:
        """Plan, reserve and set the next wake-up in one transaction; return what is ours to send."""
        ledger = Ledger(self.database)
        with self.database.transaction(customer):
            now, rows = self.clock(), ledger.rows(customer)
            seen = {key: row.attempt for key, row in key_states(rows).items()}
            plan = pp.plan(
                self.replayed(order), self.policy, now=now, customer=self.customers[customer], ledger=rows
            )
            jobs = [
                ledger.reserve(customer, message, self.write, seen=seen, at=now) for message in plan.messages
            ]
            for action in plan.actions:
                self.hand_to_staff(ledger, customer, action)
            ours = [job for job in jobs if job is not None]
            leases = [job.row.lease_until for job in ours]
            missed = [now] if len(ours) < len(jobs) else []
            self.wake(order, customer, min(filter(None, [plan.wake_at, *leases, *missed]), default=None))
        return ours

    def confirm(self, customer: str, row: Row) -> None:
        """Write down an outcome and make the order due: a row has come in."""
        with self.database.transaction(customer):
            Ledger(self.database).confirm(customer, row)
            self.wake(row.order, customer, self.clock())

    def hand_to_staff(self, ledger: Ledger, customer: str, action: pp.Action) -> None:
        """Make a task of an action, once, in the same transaction as the row that says so."""
        if ledger.claim(customer, action.outcome(at=self.clock()), seen={}):
            self.database.run(
                "add_task", key=action.key, order_id=action.order, kind=action.kind, about=action.about
            )

    def replayed(self, order: str) -> pp.Order:
        """Return an order as its events make it."""
        bodies = self.database.run("read_events", order_id=order)
        return pp.replay(pp.schema.load_event(json.loads(body)) for (body,) in bodies)

    def wake(self, order: str, customer: str, at: datetime | None) -> None:
        """Set when the order is due next; None is when something comes in."""
        self.database.run("set_wake", order_id=order, customer=customer, wake_at=at)
