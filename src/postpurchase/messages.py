"""What will be said, before anyone chose the words: who to whom, on which channel, which facts.

A message leads with one touchpoint's frame and carries its riders' blocks. It holds everything a
renderer needs, so the renderer never sees the policy; personal values are kept out of its repr.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from postpurchase.classes import dataclass, field
from postpurchase.decisions import Bundle, Candidate, Decision, Judge, Task
from postpurchase.errors import checked
from postpurchase.ledger import Ask, FactValue, Pledge, Row
from postpurchase.mentions import of_block, of_message, of_order
from postpurchase.policy import Policy, Question
from postpurchase.situation import (
    Situation,
)
from postpurchase.vocabulary import (
    ActionKind,
    Channel,
    EventKind,
    Importance,
    Party,
    Role,
    RowKind,
)
from postpurchase.windows import Instant, Slot, local_instant, moment

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One touchpoint's part of a message: what it tells about its subject, and values for its words."""

    touchpoint: str
    subject: str
    tells: Mapping[str, FactValue]
    values: Mapping[str, object] = field(default_factory=dict, repr=False)

    @property
    def name(self) -> str:
        """`touchpoint@subject`."""
        return f"{self.touchpoint}@{self.subject}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One thing to send now. Reserve its keys, render it, send it, record the outcome.

    `at` is the instant of the decision; `also` are further channels of the same message, counted once.
    """

    order: str
    at: datetime
    keys: tuple[str, ...]
    attempt: int
    lead: Block
    riders: tuple[Block, ...]
    to: Role
    channel: Channel
    also: tuple[Channel, ...]
    importance: Importance
    urgent: bool
    asks: tuple[Ask, ...]
    promises: tuple[Pledge, ...]
    locale: str
    policy: str
    lease: timedelta
    values: Mapping[str, object] = field(default_factory=dict, repr=False)

    @property
    def touchpoint(self) -> str:
        """The touchpoint that leads."""
        return self.lead.touchpoint

    @property
    def subject(self) -> str:
        """The subject of the lead."""
        return self.lead.subject

    @property
    def rides(self) -> tuple[str, ...]:
        """The riders, as `touchpoint@subject`."""
        return tuple(block.name for block in self.riders)

    @property
    def tells(self) -> Mapping[str, FactValue]:
        """Every fact told: `kind` of the lead's subject, `kind@subject` of riders'."""
        told = dict(self.lead.tells)
        for block in self.riders:
            for kind, value in block.tells.items():
                name = kind if block.subject == self.lead.subject else f"{kind}@{block.subject}"
                told.setdefault(name, value)
        return told

    def outcome(
        self,
        kind: RowKind | str,
        *,
        at: datetime,
        lease_until: datetime | None = None,
        digest: str | None = None,
    ) -> Row:
        """Return the ledger row of one step of sending: reserved, sent, failed, bounced, unknown, abandoned.

        A reservation without `lease_until` is leased for as long as its channel's policy says.
        """
        step = checked("kind", RowKind, kind)
        reserving = step is RowKind.RESERVED and lease_until is None
        return Row(
            kind=step,
            at=at,
            order=self.order,
            by=Party.SHOP,
            to=self.to,
            channel=self.channel,
            subject=self.subject,
            keys=self.keys,
            attempt=self.attempt,
            lease_until=at + self.lease if reserving else lease_until,
            touchpoint=self.touchpoint,
            tells=self.tells,
            asks=self.asks,
            promises=self.promises,
            policy=self.policy,
            digest=digest,
        )

    def __repr__(self) -> str:
        rides = f" + {', '.join(self.rides)}" if self.rides else ""
        also = f" (also {', '.join(self.also)})" if self.also else ""
        when = self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return f"<Message {self.lead.name}{rides} to {self.to} by {self.channel}{also} at={when}>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something for the host or its staff to do once, under a key.

    A `call` carries the message a person is to tell by phone; reached is `sent`, not reached `failed`.
    """

    kind: ActionKind
    at: datetime
    order: str
    subject: str
    key: str
    about: str
    data: Mapping[str, FactValue] = field(default_factory=dict)
    call: Message | None = field(default=None, repr=False)

    def outcome(self, *, at: datetime, kind: RowKind | str = RowKind.SENT) -> Row:
        """Return the ledger row that says it was done, so that it is not asked for again."""
        if self.call is not None:
            return self.call.outcome(kind, at=at)
        step = checked("kind", RowKind, kind)
        return Row(kind=step, at=at, order=self.order, subject=self.subject, keys=(self.key,))

    def __repr__(self) -> str:
        return f"<Action {self.kind} about {self.about}>"


def compose(decision: Decision) -> tuple[tuple[Message, ...], tuple[Action, ...]]:
    """Turn a decision into messages and actions."""
    judge = decision.judge
    whole = of_order(judge) if decision.bundles else {}
    made = [_message(judge, decision.policy, bundle, whole) for bundle in decision.bundles]
    messages = tuple(message for message in made if message.channel is not Channel.CALL)
    calls = tuple(_call(message) for message in made if message.channel is Channel.CALL)
    return messages, (*calls, *(_action(decision.situation, task) for task in decision.tasks))


def _call(message: Message) -> Action:
    """Return the task of telling a message by phone."""
    return Action(
        kind=ActionKind.CALL,
        at=message.at,
        order=message.order,
        subject=message.subject,
        key=message.keys[0],
        about=message.lead.name,
        data=message.tells,
        call=message,
    )


def _message(judge: Judge, policy: Policy, bundle: Bundle, whole: Mapping[str, object]) -> Message:
    situation, lead = judge.situation, bundle.lead
    recipient = judge.knowledge(lead.role).recipient
    settings = policy.channels.get(bundle.channel)
    locale = recipient.locale or situation.shop.locale
    return Message(
        order=situation.order.id,
        at=moment(judge.now),
        keys=bundle.keys,
        attempt=max(c.attempt for c in bundle.parts),
        lead=_block(judge, lead, locale, whole),
        riders=tuple(_block(judge, c, locale, whole) for c in bundle.riders),
        to=lead.role,
        channel=bundle.channel,
        also=bundle.also,
        importance=lead.point.importance,
        urgent=lead.point.urgent,
        asks=_asks(judge, bundle),
        promises=tuple(Pledge(kind=kind, due=moment(due)) for kind, due in judge.promises(bundle.parts)),
        locale=locale,
        policy=policy.id,
        lease=settings.lease if settings else timedelta(minutes=10),
        values=of_message(situation, policy, lead.role, locale),
    )


def _block(judge: Judge, c: Candidate, locale: str, whole: Mapping[str, object]) -> Block:
    """Return one part of a message; one tried again tells what it told, whatever is true by now."""
    tells, values = judge.tells(c), of_block(judge, c, locale, whole)
    situation = judge.situation
    content = situation.content_of(c.retry) if c.retry is not None else None
    if content is not None and content.tells:
        stored, led = content.tells, situation.subject_of(content)  # another part may lead this time
        about = "" if c.subject == led else f"@{c.subject}"
        kinds = (c.point.id, *c.point.tells)
        tells = {kind: stored[f"{kind}{about}"] for kind in kinds if f"{kind}{about}" in stored}
        values = {**values, **{kind: tells.get(kind) for kind in c.point.tells}}
    return Block(touchpoint=c.point.id, subject=c.subject, tells=tells, values=values)


def _asks(judge: Judge, bundle: Bundle) -> tuple[Ask, ...]:
    """Return what a message asks; one tried again asks what it asked."""
    if bundle.lead.retry is not None:
        return judge.situation.content_of(bundle.lead.retry).asks
    return tuple(ask for c in bundle.parts if (ask := _ask(judge, c)) is not None)


def _ask(judge: Judge, c: Candidate) -> Ask | None:
    question = c.point.asks
    if question is None or not judge.question(c):
        return None
    by = moment(_answer_by(judge, question), judge.situation.local)
    return Ask(question=question.question, default=question.default, answer_by=by)


def _answer_by(judge: Judge, question: Question) -> Instant:
    day = moment(judge.now, judge.situation.local).date() + timedelta(days=question.after_days)
    return local_instant(day, question.answer_by, judge.situation.local, later=True)


# -- what is for people, not for words ------------------------------------------------------------


def _action(situation: Situation, task: Task) -> Action:
    return Action(
        kind=task.kind,
        at=moment(situation.now),
        order=situation.order.id,
        subject=task.subject,
        key=task.key,
        about=task.about,
        data={**_ACTION_DATA.get(task.kind, _nothing)(situation), **task.data},
    )


def _nothing(situation: Situation) -> Mapping[str, FactValue]:
    return {}


def _known_at_checkout(situation: Situation) -> Mapping[str, FactValue]:
    placed = situation.order.placed
    slot: Slot | None = situation.slot
    given: dict[str, FactValue] = {"slot": slot} if slot else {}
    if placed is not None:
        given |= {"phone": placed.checkout.phone, "address_ok": placed.checkout.address_ok}
    if any(event.kind is EventKind.ADDRESS_CHANGED for event in situation.order.events):
        given["address_changed"] = True
    return given


_ACTION_DATA: Final = {ActionKind.HAND_OVER: _known_at_checkout}
