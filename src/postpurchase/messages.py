"""What will be said, before anyone chose the words: who to whom, on which channel, which facts.

A message leads with one touchpoint's frame and carries its riders' blocks. It holds everything a
renderer needs, so the renderer never sees the policy; personal values are kept out of its repr.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Final

from postpurchase.classes import dataclass, field
from postpurchase.decisions import Bundle, Candidate, Decision, Judge, Task
from postpurchase.decisions.delays import granted
from postpurchase.decisions.occurrences import needed_answers
from postpurchase.eta.estimates import dates_of
from postpurchase.events import Change, Funds, Money
from postpurchase.ledger import Ask, FactValue, Pledge, Row
from postpurchase.order import Shipment
from postpurchase.policy import Policy, Question, TriggerOn, couriers_outline, outline
from postpurchase.situation import (
    ORDER,
    SETTLED,
    Situation,
    concerned,
    contents,
    home_zone,
    is_late,
    standing,
    to_follow,
    waiting,
    windows,
)
from postpurchase.vocabulary import (
    ActionKind,
    Cancellation,
    Channel,
    Direction,
    EventKind,
    Importance,
    Milestone,
    Mode,
    Outcome,
    Party,
    Position,
    Progress,
    Role,
    RowKind,
)
from postpurchase.windows import DateWindow, Instant, Slot, TimeWindow, instant, local_instant, moment


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
        reserving = RowKind(kind) is RowKind.RESERVED and lease_until is None
        return Row(
            kind=RowKind(kind),
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
        return Row(kind=RowKind(kind), at=at, order=self.order, subject=self.subject, keys=(self.key,))

    def __repr__(self) -> str:
        return f"<Action {self.kind} about {self.about}>"


def compose(decision: Decision) -> tuple[tuple[Message, ...], tuple[Action, ...]]:
    """Turn a decision into messages and actions."""
    judge = decision.judge
    made = [_message(judge, decision.policy, bundle) for bundle in decision.bundles]
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


def _message(judge: Judge, policy: Policy, bundle: Bundle) -> Message:
    situation, lead = judge.situation, bundle.lead
    recipient = judge.knowledge(lead.role).recipient
    settings = policy.channels.get(bundle.channel)
    locale = recipient.locale or situation.shop.locale
    return Message(
        order=situation.order.id,
        at=moment(judge.now),
        keys=bundle.keys,
        attempt=max(c.attempt for c in bundle.parts),
        lead=_block(judge, lead, lead, locale),
        riders=tuple(_block(judge, c, lead, locale) for c in bundle.riders),
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
        values=_values(situation, policy, lead.role, locale),
    )


def _block(judge: Judge, c: Candidate, lead: Candidate, locale: str) -> Block:
    """Return one part of a message; one tried again tells what it told, whatever is true by now."""
    tells, values = judge.tells(c), _values_of(judge, c, locale)
    stored = judge.situation.content_of(c.retry).tells if c.retry is not None else {}
    if stored:
        about = "" if c.subject == lead.subject else f"@{c.subject}"
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


# -- values for the words -------------------------------------------------------------------------


def _values(situation: Situation, policy: Policy, role: Role, locale: str) -> Mapping[str, object]:
    """Collect what every message may mention, whoever wrote its words."""
    shop, placed = situation.shop, situation.order.placed
    local = home_zone(situation.people[role].recipient, shop)
    longest = policy.cadence.longest_silence.get(situation.level) if situation.order.is_open else None
    marketplace = policy.profiles.marketplace(placed.sales_channel if placed else None)
    return {
        "name": situation.people[role].recipient.name,
        "shop": shop.name,
        "signature": shop.signature or shop.name,
        "order": situation.order.id,
        "items": tuple(line.title for line in placed.lines if line.title) if placed else (),
        "lines": tuple((line.title, line.qty) for line in placed.lines if line.title) if placed else (),
        "courier": policy.profiles.courier(situation.courier).called(locale),
        "email": shop.contact.email,
        "phone": shop.contact.phone,
        "url": shop.contact.url,
        "gift": bool(placed and placed.gift),
        "mode": placed.mode if placed else Mode.STOCK,
        "steps": _steps(policy, situation),
        **_couriers_steps(policy, situation),
        "limit_days": None if longest is None else -(-longest // timedelta(days=1)),
        "zone": local,
        "today": moment(situation.now, local).date(),
        "service": placed.promised.service if placed else None,
        "total": placed.total if placed else None,
        "max_length": marketplace.max_length,
        "links": marketplace.links,
    }


def _steps(policy: Policy, situation: Situation) -> tuple[str, ...]:
    """List what the shop will still write about, as the cadence is told up front: what comes after what has happened."""
    order, placed = situation.order, situation.order.placed
    if not order.is_open or any(parcel.direction is Direction.BACK for parcel in situation.parcels):
        return ()
    told = outline(policy, placed.mode, placed.promised.service) if placed else outline(policy, Mode.STOCK)
    reached = {one.milestone for one in order.milestones}
    past = {point.id for point in policy.planned if point.when[0].milestone in reached}
    done = [number for number, name in enumerate(told, 1) if name in past]
    return told[max(done, default=0) :] if order.progress in _AT_THE_SHOP else ()


def _couriers_steps(policy: Policy, situation: Situation) -> Mapping[str, object]:
    """List how the courier will be in touch, while nothing has left; with the receiver of a gift, not the buyer."""
    order, placed = situation.order, situation.order.placed
    if placed is None or situation.customer.receiver is not None or order.progress not in _AT_THE_SHOP:
        return {}
    sure, believed = couriers_outline(policy, situation.courier, placed.promised.service)
    return {"courier_steps": sure, "courier_usual": believed}


_AT_THE_SHOP: Final = frozenset({Progress.PLACED, Progress.CONFIRMED, Progress.PREPARING})


def _values_of(judge: Judge, c: Candidate, locale: str) -> Mapping[str, object]:
    """Collect what one block may mention of its subject."""
    situation, state = judge.situation, _state(judge)
    parcel, needed = _parcel(situation, c.subject), needed_answers(situation, judge.policy)
    refs = [ref for ref in parcel.refs if ref.until is None] if parcel else []
    return {
        **situation.facts(c.subject),
        "courier": judge.policy.profiles.courier(situation.courier_of(c.subject)).called(locale),
        "slot_lost": situation.slot_lost,
        "parcels": _counted(situation),
        "needed_by": _needed_by(situation, c.subject),
        "gate_expires": _gate_expires(judge),
        "questions": tuple(asked for asked in needed if asked not in situation.answers),
        "by": _author(situation),
        "state": state,
        "settled": True if state in SETTLED or judge.gate_waits else None,
        "inspected": situation.order.first(Milestone.INSPECTED) is not None or None,
        "slot_asked": "slot" in judge.knowledge(c.role).asked or None,
        "late": (state != "partly" and is_late(situation, judge.knowledge(c.role), judge.codes)) or None,
        "out": (parcel is not None and parcel.position is Position.WITH_COURIER) or None,
        "compensation": _offered(judge, c),
        "tracking_url": refs[-1].url if refs else None,
        "amount": _amount(situation, c),
        "point": parcel.pickup.point if parcel and parcel.pickup else None,
        "keep_until": parcel.pickup.keep_until if parcel and parcel.pickup else None,
        "windows": windows(situation, c.subject),
        "to_follow": to_follow(situation),
        "contents": contents(situation, c.subject),
        **concerned(situation, {trigger.milestone for trigger in c.point.when}),
    }


def _state(judge: Judge) -> str | None:
    """Return how the order stands in one word; one that waits at its gate stands there, for its customer or for staff."""
    if judge.gate_waits and judge.order.cancellation is not Cancellation.FULL:
        return "gate" if judge.gate_answered_at is None else "checking"
    return standing(judge.situation, judge.codes)


def _counted(situation: Situation) -> int:
    """Return how many parcels there are to speak of: neither called off, nor gone, nor come back."""
    return sum(one.outcome in _SPOKEN_OF for one in situation.parcels)


_SPOKEN_OF: Final = frozenset({Outcome.OPEN, Outcome.DELIVERED})


def _needed_by(situation: Situation, subject: str) -> date | None:
    """Return the day by which the customer needs it, where what is told of the delivery may come later."""
    wanted = situation.order.placed.needed_by if situation.order.placed else None
    facts = situation.facts(subject)
    slot, window = facts.get("slot"), facts.get("window")
    if isinstance(slot, Slot):
        last = slot.date
    elif isinstance(window, (DateWindow, TimeWindow)):
        last = dates_of(window, situation.local)[1]
    else:
        return None
    return wanted if wanted is not None and wanted < last else None


def _gate_expires(judge: Judge) -> datetime | None:
    """Return until when the answers count for which an order waits; None where nothing follows from silence."""
    placed_at = judge.order.placed_at
    expires = any(
        trigger.on is TriggerOn.GATE_EXPIRY for point in judge.policy.touchpoints for trigger in point.when
    )
    if not expires or placed_at is None or _state(judge) != "gate":
        return None
    until = moment(placed_at) + judge.policy.gates.expires_after
    return until if instant(until) > judge.now else None


def _parcel(situation: Situation, subject: str) -> Shipment | None:
    """Return the parcel a block is about: of the whole order its only one, or the one to be collected."""
    if subject != ORDER:
        return situation.order.shipment(subject)
    return situation.order.only_parcel or waiting(situation)


def _offered(judge: Judge, c: Candidate) -> FactValue:
    """Return what an order is given for its delay, by the shop's own name for it."""
    if ActionKind.GRANT_OFFER not in c.point.acts:
        return None
    return granted(situation=judge.situation, terms=judge.policy.delays, role=c.role).get("offer")


def _amount(situation: Situation, c: Candidate) -> Money | None:
    """Return the amount of the refund that a candidate tells of, where the shop's own system said it."""
    if not any(trigger.milestone is Milestone.REFUNDED for trigger in c.point.when) or c.occurrence is None:
        return None
    found = [
        event.details.amount
        for event in situation.order.events
        if event.kind is EventKind.REFUNDED
        and event.t == c.occurrence.born
        and isinstance(event.details, Funds)
    ]
    return found[-1] if found else None


def _author(situation: Situation) -> Party | None:
    """Return who changed the order last, where that was said."""
    changes = [event.details.by for event in situation.order.events if isinstance(event.details, Change)]
    return changes[-1] if changes else None


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
    return given


_ACTION_DATA: Final = {ActionKind.HAND_OVER: _known_at_checkout}
