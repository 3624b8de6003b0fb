"""A shop's backend in memory: reserve, send, confirm, and it may die before and after each of them.

What tests/host builds on a database, shrunk to what a property test can live through many thousand times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self

import postpurchase as pp
from postpurchase.ledger import PERHAPS, Row, key_states
from postpurchase.messages import Action, Message
from postpurchase.order import Order
from postpurchase.vocabulary import RowKind
from postpurchase.windows import Instant, moment

TOO_MANY = 2_000
"""A host that plans oftener than this without any input would plan for ever."""


class Stage(StrEnum):
    """Where a host dies: plan in hand, keys reserved, first message out, its outcome noted but not the last's."""

    DECIDED = "decided"
    RESERVED = "reserved"
    SENT = "sent"
    CONFIRMED = "confirmed"


class Crash(Exception):
    """The host is gone; what it wrote down is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One plan, and what its maker had read: the ledger, and the attempt it saw for each key."""

    now: Instant
    plan: pp.Plan
    rows: tuple[Row, ...]
    seen: dict[str, int]


@dataclass(slots=True, kw_only=True)
class Letter:
    """A message handed to a provider, its answer, and what the host noted of it, if it came to that."""

    at: Instant
    row: Row
    answer: RowKind
    noted: RowKind | None = None

    @property
    def channel(self) -> pp.Channel:
        """The channel it went by."""
        assert self.row.channel is not None
        return self.row.channel


Watch = Callable[["Host", Look, Message], Iterable[str]]
"""Somebody who looks at each message about to be reserved, and says what is wrong with it."""


@dataclass(kw_only=True)
class Host:
    """A host and its world: what happened, the ledger with its unique keys, the mailbox, the staff's tasks."""

    policy: pp.Policy
    customer: pp.Customer
    watch: Watch | None = None
    events: list[pp.Event] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    entries: dict[str, int] = field(default_factory=dict)
    written: dict[str, Row] = field(default_factory=dict)
    inputs: int = 0
    inputs_at: dict[str, int] = field(default_factory=dict)
    letters: list[Letter] = field(default_factory=list)
    tasks: list[Action] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    due: Instant | None = None
    plans: int = 0
    order: Order | None = None

    @property
    def mailbox(self) -> list[Letter]:
        """Return what providers took."""
        return [letter for letter in self.letters if letter.answer is not RowKind.FAILED]

    def fork(self) -> Self:
        """Return a host that has lived the same life so far and may live another from now on."""
        return replace(
            self,
            events=list(self.events),
            rows=list(self.rows),
            entries=dict(self.entries),
            written=dict(self.written),
            inputs_at=dict(self.inputs_at),
            letters=[replace(letter) for letter in self.letters],
            tasks=list(self.tasks),
            faults=list(self.faults),
        )

    def hear(self, event: pp.Event) -> None:
        """Take an event in; the order is due from when it was received."""
        self.events.append(event)
        self.inputs += 1
        self.order = None
        self.due = event.learned if self.due is None else min(self.due, event.learned)

    def note(self, row: Row) -> None:
        """Take in what somebody else said, or what became of something sent before."""
        self.rows.append(row)
        self.inputs += 1
        self.due = row.t if self.due is None else min(self.due, row.t)

    def bounce(self, letter: Letter, at: Instant) -> None:
        """Learn that something taken did not arrive after all."""
        letter.noted = RowKind.BOUNCED
        self.note(replace(letter.row, kind=RowKind.BOUNCED, at=moment(at), lease_until=None))

    def look(self, now: Instant) -> Look:
        """Plan, without doing anything yet."""
        if self.order is None:
            self.order = pp.replay(self.events)
        rows = tuple(self.rows)
        plan = pp.plan(self.order, self.policy, now=moment(now), customer=self.customer, ledger=rows)
        self.plans += 1
        seen = {key: row.attempt for key, row in key_states(rows).items()}
        return Look(now=now, plan=plan, rows=rows, seen=seen)

    def work(
        self, now: Instant, *, dies: Stage | None = None, answers: Iterable[RowKind] = ()
    ) -> Iterator[Look]:
        """Plan and carry it out until nothing is due any more; die once, at the first message, if told so."""
        said = iter(answers)
        self.due = now
        while self.due is not None and self.due <= now:
            look = self.look(now)
            self.carry_out(look, dies if look.plan.messages else None, said)
            yield look

    def carry_out(self, look: Look, dies: Stage | None, answers: Iterator[RowKind]) -> None:
        """Reserve everything in one transaction, then send and confirm one by one."""
        stop_at(dies, Stage.DECIDED)
        ours = self.reserve(look)
        stop_at(dies, Stage.RESERVED)
        for row in ours:
            letter = self.send(row, next(answers, RowKind.SENT), look.now)
            stop_at(dies, Stage.SENT)
            self.confirm(letter, look.now)
            stop_at(dies if row is not ours[-1] else None, Stage.CONFIRMED)

    def reserve(self, look: Look) -> list[Row]:
        """Write down what is ours to send, and what staff are to do; set the next wake-up."""
        ours = []
        for message in look.plan.messages:
            self.faults += self.watch(self, look, message) if self.watch else ()
            row = self.claimed(message, look)
            if row is not None:
                ours.append(row)
        for action in look.plan.actions:
            if self.claim(action.outcome(at=look.plan.now), look):
                self.tasks.append(action)
        wake = look.plan.wake.at if look.plan.wake else None
        leases = [row.lease for row in ours]
        missed = [look.now + 1] if len(ours) < len(look.plan.messages) else []
        self.due = min((t for t in (wake, *leases, *missed) if t is not None), default=None)
        return ours

    def claimed(self, message: Message, look: Look) -> Row | None:
        """Reserve the keys of a message; what may be out already goes again as it was written."""
        row = message.outcome(RowKind.RESERVED, at=look.plan.now)
        before = self.written.get(message.keys[0])
        if before is not None:
            row = replace(before, kind=row.kind, at=row.at, attempt=row.attempt, lease_until=row.lease_until)
        if not self.claim(row, look):
            return None
        self.written[message.keys[0]] = row
        return row

    def claim(self, row: Row, look: Look) -> bool:
        """Insert a row and its keys, all or nothing: none may have moved since it was looked at."""
        if any(self.entries.get(key, 0) != look.seen.get(key, 0) for key in row.keys):
            return False
        self.entries.update(dict.fromkeys(row.keys, row.attempt))
        self.inputs_at.update(dict.fromkeys(row.keys, self.inputs))
        self.rows.append(row)
        return True

    def send(self, row: Row, answer: RowKind, now: Instant) -> Letter:
        """Hand a message to the provider, who takes it unless it fails."""
        letter = Letter(at=now, row=row, answer=answer)
        self.letters.append(letter)
        return letter

    def confirm(self, letter: Letter, now: Instant) -> None:
        """Note what became of a message; unless it went, plan again at once."""
        letter.noted = letter.answer
        self.rows.append(replace(letter.row, kind=letter.answer, at=moment(now), lease_until=None))
        if letter.answer not in PERHAPS:
            self.written.pop(letter.row.keys[0], None)
        if letter.answer is not RowKind.SENT:
            self.due = now

    def rest(self, until: Instant) -> None:
        """Work at every wake-up until there is none before `until`."""
        count = 0
        while self.due is not None and self.due <= until:
            for _ in self.work(self.due):
                count += 1
                assert count < TOO_MANY, "plans for ever"


class SendsFirst(Host):
    """A host that sends before it writes anything down, as many do."""

    def carry_out(self, look: Look, dies: Stage | None, answers: Iterator[RowKind]) -> None:
        """Send one by one, and only then write it down."""
        stop_at(dies, Stage.DECIDED)
        self.reserve(replace(look, plan=replace(look.plan, messages=())))
        for message in look.plan.messages:
            self.faults += self.watch(self, look, message) if self.watch else ()
            letter = self.send(
                message.outcome(RowKind.RESERVED, at=look.plan.now), next(answers, RowKind.SENT), look.now
            )
            stop_at(dies, Stage.RESERVED, Stage.SENT)
            self.confirm(letter, look.now)
            stop_at(dies if message is not look.plan.messages[-1] else None, Stage.CONFIRMED)


def stop_at(dies: Stage | None, *here: Stage) -> None:
    """Die if this is where."""
    if dies in here:
        raise Crash
