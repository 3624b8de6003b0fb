"""The dispute record: everything that happened to an order and that was said about it, as evidence, in order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeAlias

from postpurchase.classes import dataclass, field, replace
from postpurchase.events import Event
from postpurchase.ledger import FactValue, Pledge, Row
from postpurchase.order import Order
from postpurchase.situation import NEXT_WORD, Situation
from postpurchase.text.acts import Heard, heard_of, is_word
from postpurchase.text.asked import plan_of
from postpurchase.text.path import subject_of
from postpurchase.vocabulary import Milestone, Party, Role, TimeQuality, WarningKind, Word
from postpurchase.windows import Instant, instant, moment

if TYPE_CHECKING:
    from postpurchase.decisions import Decision


Place: TypeAlias = tuple[Instant, int, int]
"""Where a piece of evidence stands: its instant, its sort, and its place among its like."""


class Disputable(Protocol):
    """What holds a decision: a plan."""

    @property
    def decision(self) -> Decision:
        """The decision."""
        ...


class Nature(Word):
    """What a piece of evidence is: something that happened, that was said, or a step of a sending or a task."""

    HAPPENED = "happened"
    SAID = "said"
    STEP = "step"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One event or one ledger row, with how far its time can be trusted and who vouches for it.

    `doubts` are the reasons why an event was not simply believed, `stands` is False for a row that a
    later one of the same sending has overtaken. Exactly one of `event` and `row` is given.
    """

    number: int
    at: datetime
    learned_at: datetime
    quality: TimeQuality
    nature: Nature
    source: str
    id: str
    subject: str
    heard: Heard | None = None
    stands: bool = True
    doubts: tuple[WarningKind, ...] = ()
    event: Event | None = None
    row: Row | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseRecord:
    """A promise that was made, and when it was kept or fell away; None where neither has happened.

    One kept after it was due was broken first. A promise falls away with its order: when all of it is
    delivered, when it is cancelled or closed.
    """

    kind: str
    due: datetime
    value: FactValue
    made_at: datetime
    by: Party
    to: Role | None
    kept_at: datetime | None
    void_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeRecord:
    """All evidence about one order up to a moment, the earliest first, in UTC.

    It holds what customers and staff wrote: keep it as you keep those. Of the words of a message it
    holds the digest, under which the host finds the text in its own archive.
    """

    order: str
    at: datetime
    policy: str
    policy_digest: str
    entries: tuple[Evidence, ...] = field(repr=False)
    promises: tuple[PromiseRecord, ...] = field(repr=False)

    def __repr__(self) -> str:
        return f"<DisputeRecord of {self.order}: {len(self.entries)} entries, {len(self.promises)} promises>"


def dispute_record(plan: Disputable) -> DisputeRecord:
    """Return everything known of an order as evidence: every event, every row, every promise.

    The same events and rows give the same record, in whatever order they came. `schema.dump_dispute`
    makes a tree of it whose digests show any later change.
    """
    situation, policy = plan_of(plan).decision.situation, plan.decision.policy
    found = sorted(_evidence(situation), key=lambda pair: pair[0])
    return DisputeRecord(
        order=situation.order.id,
        at=moment(situation.now),
        policy=policy.id,
        policy_digest=policy.digest,
        entries=tuple(replace(one, number=number) for number, (_, one) in enumerate(found, 1)),
        promises=tuple(_promises(situation)),
    )


def _evidence(situation: Situation) -> Iterator[tuple[Place, Evidence]]:
    """Yield each piece with its place: at one instant, what happened comes before what was written down."""
    for place, event in enumerate(situation.order.events):
        yield (event.t, 0, place), _of_event(situation, event)
    for place, row in enumerate(filter(situation.record.is_here, situation.rows)):
        yield (row.t, 1, place), _of_row(situation, row)


def _of_event(situation: Situation, event: Event) -> Evidence:
    order = situation.order
    return Evidence(
        number=0,
        at=moment(event.t),
        learned_at=moment(order.learned_at(event)),
        quality=event.time_quality,
        nature=Nature.HAPPENED,
        source=event.source,
        id=event.id,
        subject=subject_of(order, event),
        doubts=tuple(one.kind for one in order.warnings if one.event == event.identity),
        event=event,
    )


def _of_row(situation: Situation, row: Row) -> Evidence:
    heard = heard_of(row) if is_word(row) else None
    return Evidence(
        number=0,
        at=moment(row.t),
        learned_at=moment(row.t),
        quality=TimeQuality.OFFSET,
        nature=Nature.STEP if heard is None else Nature.SAID,
        source=row.by,
        id=row.id,
        subject=situation.subject_of(row),
        heard=heard,
        stands=situation.record.stands(row),
        row=row,
    )


def _promises(situation: Situation) -> Iterator[PromiseRecord]:
    """Yield every promise that was surely made, in the order in which they were made."""
    words, ends = tuple(situation.words()), sorted(_ends(situation.order))
    for place, (row, content) in enumerate(words):
        for pledge in content.promises:
            later = (
                then
                for then, what in words[place + 1 :]
                if then.to is row.to and then.t > row.t and _keeps(pledge, what)
            )
            kept = next(later, None)
            void = next((t for t in ends if t >= row.t), None)
            yield PromiseRecord(
                kind=pledge.kind,
                due=moment(instant(pledge.due)),
                value=pledge.value,
                made_at=moment(row.t),
                by=row.by,
                to=row.to,
                kept_at=None if kept is None else moment(kept.t),
                void_at=None if void is None else moment(void),
            )


def _ends(order: Order) -> Iterator[Instant]:
    """Yield when nothing was left to wait for."""
    for milestone in (Milestone.ALL_DELIVERED, Milestone.CANCELLED, Milestone.EXPIRED, Milestone.CLOSED):
        if (reached := order.first(milestone)) is not None:
            yield reached.at


def _keeps(pledge: Pledge, said: Row) -> bool:
    """Say whether a later word keeps a promise: any word the next one, else one that tells its fact."""
    return pledge.kind == NEXT_WORD or pledge.kind in {kind.partition("@")[0] for kind in said.tells}
