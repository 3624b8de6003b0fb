"""What is true now, and what each recipient knows of it.

A person knows what we are sure was said (told), what may have been said (perhaps), and what they
did themselves (told, but not heard). Knowing something implies knowing what is weaker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta, tzinfo
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from postpurchase.eta import Estimate, Ranges, estimate
from postpurchase.events import Contacted, Event
from postpurchase.ledger import PERHAPS, FactValue, Pledge, Row, key_states
from postpurchase.order import Order, Shipment
from postpurchase.people import Customer, Recipient, Shop
from postpurchase.vocabulary import (
    OWN_ACTS,
    Channel,
    EventKind,
    Level,
    Milestone,
    Outcome,
    Party,
    Role,
    RowKind,
    ShipmentRole,
)
from postpurchase.windows import Instant, Slot, candidate_zones, instant, moment, zone

ORDER: Final = "order"
NEXT_WORD: Final = "next_word"
CUSTOMER_FACING: Final = frozenset({ShipmentRole.OUTBOUND, ShipmentRole.REPLACEMENT})

FactName: TypeAlias = tuple[str, str]
"""(subject, kind)."""

# Knowing the fact on the left is knowing those on the right. Read it as a partial order: the
# closure is taken once, below. A dated fact (arriving_*) hands its date down, others hand `True`.
_IMPLIES: Final[Mapping[str, tuple[str, ...]]] = {
    "production_finished": ("production_started", "item_secured"),
    "dispatched": ("production_finished", "item_secured", "delivery_planned"),
    "last_part_dispatched": ("dispatched",),
    "entered_country": ("dispatched",),
    "arrived_in_city": ("entered_country",),
    "arriving_tomorrow": ("dispatched",),
    "arriving_today": ("arriving_tomorrow",),
    "arriving_soon": ("arriving_today",),
    "ready_for_pickup": ("arrived_in_city",),
    "pickup_expiring": ("ready_for_pickup",),
    "attempt_failed": ("arrived_in_city",),
    "delivered": ("arrived_in_city", "ready_for_pickup"),
    "all_delivered": ("delivered", "last_part_dispatched"),
    "returned": ("return_started",),
    "delayed_again": ("delayed",),
    "delayed": ("delay_likely",),
}


def _closure(name: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    ahead = list(_IMPLIES.get(name, ()))
    while ahead:
        weaker = ahead.pop(0)
        if weaker not in found:
            found[weaker] = None
            ahead += _IMPLIES.get(weaker, ())
    return tuple(found)


IMPLIES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({name: _closure(name) for name in _IMPLIES})
"""Every fact to all facts weaker than it."""

DATED: Final[Mapping[str, int]] = MappingProxyType(
    {"arriving_tomorrow": 1, "arriving_today": 0, "arriving_soon": 0, "anniversary": 0}
)
"""The facts whose value is a date: how many days after being said it lies."""

CUSTOMER_WIDE: Final = frozenset({"anniversary"})
"""The facts about the customer rather than an order: told under one order, they are told under all."""


class Told(NamedTuple):
    """A value somebody told, when, by whom, and under which keys."""

    value: FactValue
    t: Instant
    by: Party
    keys: tuple[str, ...]


class Contact(NamedTuple):
    """One message somebody sent to a recipient, as caps and gaps count it."""

    t: Instant
    order: str
    channel: Channel | None
    by: Party
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What one recipient knows, what they were asked, and when they last heard of this order."""

    role: Role
    recipient: Recipient
    told: Mapping[FactName, Told]
    perhaps: Mapping[FactName, tuple[Told, ...]]
    asked: Mapping[str, tuple[tuple[str, ...], Instant | None]]
    contacts: tuple[Contact, ...]
    heard_at: Instant | None
    heard_id: str
    next_word: Instant | None

    def latest_told(self, subject: str, kind: str) -> Told | None:
        """Return the newest value told of that fact, about the subject itself or the whole order."""
        own, whole = self.told.get((subject, kind)), self.told.get((ORDER, kind))
        if own is None or whole is None:
            return own or whole
        return max(own, whole, key=lambda told: told.t)

    def perhaps_told(self, subject: str, kind: str, besides: str) -> tuple[Told, ...]:
        """Return what may have been told of that fact, leaving out what goes under the key `besides`."""
        names = dict.fromkeys(((subject, kind), (ORDER, kind)))
        return tuple(
            told for name in names for told in self.perhaps.get(name, ()) if besides not in told.keys
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Everything a policy may look at, at one moment.

    `parcels` are the shipments on their way to the customer; `slot` is the delivery slot as last agreed,
    answered or given at checkout; `answered` are the questions whose answer is known; `subjects` are what
    we call the parcels that rows may call by their vendors' ids.
    """

    order: Order
    customer: Customer
    now: Instant
    shop: Shop
    ranges: Ranges
    people: Mapping[Role, Knowledge]
    states: Mapping[str, Row]
    contents: Mapping[str, Row]
    subjects: Mapping[str, str]
    rows: tuple[Row, ...]
    local: tzinfo
    level: Level
    parcels: tuple[Shipment, ...]
    slot: Slot | None
    slots_agreed: int
    answers: Mapping[str, Instant]
    answered: frozenset[str]
    warnings: tuple[str, ...] = ()
    _facts: dict[str, Mapping[str, FactValue]] = field(default_factory=dict, compare=False, repr=False)

    def subject_of(self, row: Row) -> str:
        """Return what a row is about, as we call it."""
        return self.subjects.get(row.subject, row.subject)

    @property
    def courier(self) -> str | None:
        """The courier actually used, else the one promised."""
        named = [one.courier for one in self.parcels if one.courier]
        promised = self.order.placed.promised.courier if self.order.placed else None
        return named[-1] if named else promised

    def facts(self, subject: str) -> Mapping[str, FactValue]:
        """Return what is known of a subject beside touchpoints' own facts: window, slot, tracking."""
        if subject not in self._facts:
            shipment = None if subject == ORDER else self.order.shipment(subject)
            self._facts[subject] = {
                kind: value for kind, find in _FINDERS.items() if (value := find(self, shipment)) is not None
            }
        return self._facts[subject]

    def estimate(self, shipment: Shipment | None) -> Estimate:
        """Return the estimate for the order or one parcel, dates in the recipient's or shop's zone."""
        return estimate(self.order, self.ranges, self.now, self.local, shipment)

    def answered_at(self, questions: tuple[str, ...]) -> Instant | None:
        """Return when the last of those questions was answered, not before the order; None while one is open."""
        if self.order.placed_at is None:
            return None
        given = [self.answers[question] for question in questions if question in self.answers]
        return max([*given, self.order.placed_at]) if len(given) == len(questions) else None

    def pledges(self, role: Role) -> Iterator[tuple[Row, Pledge]]:
        """Yield the promises told to that person that no later word has kept."""
        told = self.people[role].told
        for row, content in self.words():
            for pledge in content.promises if _is_to(row, role, self.customer) else ():
                kept = [word.t for (_, kind), word in told.items() if kind == pledge.kind]
                if not any(t > row.t for t in kept):
                    yield row, pledge

    def words(self) -> Iterator[tuple[Row, Row]]:
        """Yield what was surely said of this order, each word with the row that holds what it says."""
        for row in self.rows:
            if row.order == self.order.id and _is_heard(row) and _stands(row, self.states):
                yield row, _content_of(row, self.contents)


def _window(situation: Situation, shipment: Shipment | None) -> FactValue:
    return situation.estimate(shipment).window


def _slot(situation: Situation, shipment: Shipment | None) -> FactValue:
    return situation.slot


def _tracking(situation: Situation, shipment: Shipment | None) -> FactValue:
    parcel = shipment or (situation.parcels[0] if len(situation.parcels) == 1 else None)
    refs = [ref.number for ref in parcel.refs if ref.until is None] if parcel else []
    return refs[-1] if refs else None


_FINDERS: Final[Mapping[str, Callable[[Situation, Shipment | None], FactValue]]] = {
    "window": _window,
    "slot": _slot,
    "tracking": _tracking,
}


def _slots(order: Order) -> Iterator[tuple[Instant, Slot]]:
    """Yield the slots the customer gave or agreed to, the latest first, and when."""
    for event in reversed(order.events):
        slot = _slot_in(event)
        if slot is not None:
            yield event.t, slot
    given = (order.placed.checkout.slot or order.placed.promised.slot) if order.placed else None
    if given is not None and order.placed_at is not None:
        yield order.placed_at, given


def _slot_in(event: Event) -> Slot | None:
    slot = getattr(event.details, "slot", None)
    if slot is None and isinstance(event.details, Contacted):
        slot = event.details.answers.get("slot")
    return slot if isinstance(slot, Slot) else None


def answers_at(order: Order) -> Mapping[str, Instant]:
    """Return when each question was first answered; any contact answers the question `contact`."""
    first: dict[str, Instant] = {}
    for event in order.events:
        if isinstance(event.details, Contacted):
            spoken = {"contact"} if event.kind is EventKind.CONTACT_RECEIVED else set()
            for question in {*event.details.answers, *spoken}:
                first.setdefault(question, event.t)
    return first


def _answered(order: Order, rows: Iterable[Row], given: Iterable[str], slot: Slot | None) -> frozenset[str]:
    """Return the questions whose answer is known: from checkout, the customer's word, or the ledger."""
    known = {question for row in rows if row.order == order.id for question in row.answers}
    return frozenset((*known, *given, *(() if slot is None else ("slot",))))


def observe(
    order: Order, *, ranges: Ranges, shop: Shop, ledger: Iterable[Row], customer: Customer, now: Instant
) -> Situation:
    """Return the situation of an order at `now`: what is true, and what each recipient knows.

    `now` counts as no earlier than the newest row or event: a clock set back says so in a warning.
    """
    rows = sorted(ledger, key=_row_position)
    contents, subjects = _contents(rows), _subjects(order)
    latest = max(order.newest_received, rows[-1].t if rows else now, now)
    states = key_states(rows)
    local = home_zone(customer.buyer, shop)
    answers, slots = answers_at(order), tuple(_slots(order))
    slot = slots[0][1] if slots else None

    def unspelt(row: Row, subject: str) -> Mapping[str, FactValue]:
        return _as_of(row, subject, order, ranges, local)

    people = {
        role: _knowledge(role, order, customer, rows, states, contents, subjects, unspelt)
        for role in customer.roles
    }
    return Situation(
        order=order,
        customer=customer,
        now=latest,
        shop=shop,
        ranges=ranges,
        people=people,
        states=states,
        contents=contents,
        subjects=subjects,
        rows=tuple(rows),
        local=local,
        level=order.level or customer.level,
        parcels=tuple(one for one in order.shipments if one.role in CUSTOMER_FACING),
        slot=slot,
        slots_agreed=max(1, len(slots)),
        answers=answers,
        answered=_answered(order, rows, answers, slot),
        warnings=("clock_behind",) if latest > now else (),
    )


def home_zone(recipient: Recipient, shop: Shop) -> tzinfo:
    """Return the zone to speak in: the recipient's, their country's if it has one, else the shop's."""
    if recipient.zone is not None:
        return zone(recipient.zone)
    candidates = candidate_zones(recipient.country)
    return zone(candidates[0] if len(candidates) == 1 else shop.zone)


def _row_position(row: Row) -> tuple[Instant, int, int, tuple[str, ...], str]:
    return row.t, *row.rank, row.keys, "" if row.keys else row.id


def _knowledge(
    role: Role,
    order: Order,
    customer: Customer,
    rows: list[Row],
    states: Mapping[str, Row],
    contents: Mapping[str, Row],
    subjects: Mapping[str, str],
    unspelt: Unspelt,
) -> Knowledge:
    said = [
        row
        for row in rows
        if _is_to(row, role, customer) and row.kind is not RowKind.REQUESTED and _stands(row, states)
    ]
    told: dict[FactName, Told] = {}
    perhaps: dict[FactName, tuple[Told, ...]] = {}
    for row in said:
        ours = row.order == order.id or row.touchpoint in CUSTOMER_WIDE
        if ours and (sure := _is_sure(row)) is not None:
            for name, value in _facts_of(_content_of(row, contents), subjects, unspelt, order):
                word = Told(value, row.t, row.by, row.keys)
                if sure:
                    told[name] = word
                else:
                    perhaps[name] = (*perhaps.get(name, ()), word)
    _add_own_acts(told, order, role, customer)
    here = [row for row in said if row.order == order.id and _is_heard(row)]
    last = here[-1] if here else None
    return Knowledge(
        role=role,
        recipient=customer.recipient(role),
        told=told,
        perhaps=perhaps,
        asked=_asked(said, order, contents),
        contacts=tuple(
            Contact(row.t, row.order, row.channel, row.by, row.keys)
            for row in said
            if _is_sure(row) is not None and row.by is not Party.CUSTOMER
        ),
        heard_at=last.t if last else None,
        heard_id=last.id if last else "",
        next_word=_next_word(_content_of(last, contents) if last else None),
    )


def _subjects(order: Order) -> Mapping[str, str]:
    """Map a parcel's own id to what we call it, unless another parcel is called that."""
    ours = {one.subject for one in order.shipments}
    return {one.id: one.subject for one in order.shipments if one.id not in ours}


def _is_to(row: Row, role: Role, customer: Customer) -> bool:
    """Say whether a row speaks to the person in a role; without a receiver the buyer is both."""
    return row.to is role or (row.to is Role.RECEIVER and customer.receiver is None)


def _is_heard(row: Row) -> bool:
    return _is_sure(row) is True and row.by is not Party.CUSTOMER


def _stands(row: Row, states: Mapping[str, Row]) -> bool:
    return not row.keys or any(states.get(key) is row for key in row.keys)


def _is_sure(row: Row) -> bool | None:
    """Say whether a row tells for sure (True), perhaps (False), or nothing (None)."""
    if row.kind is RowKind.SENT:
        return row.observed
    return False if row.kind in PERHAPS else None


def _contents(rows: list[Row]) -> Mapping[str, Row]:
    """Find, per key, the row that holds what was written: outcomes may repeat only the keys."""
    return {key: row for row in rows if row.tells or row.promises or row.asks for key in row.keys}


def _content_of(row: Row, contents: Mapping[str, Row]) -> Row:
    if row.tells or row.promises or row.asks or not row.keys:
        return row
    return contents.get(row.keys[0], row)


def _facts_of(
    content: Row, subjects: Mapping[str, str], unspelt: Unspelt, order: Order
) -> Iterator[tuple[FactName, FactValue]]:
    about = subjects.get(content.subject, content.subject)
    tells: Mapping[str, FactValue] = content.tells or unspelt(content, about)
    for name, value in tells.items():
        kind, _, about = name.partition("@")
        subject = subjects.get(about or content.subject, about or content.subject)
        yield (subject, kind), value
        for weaker in IMPLIES.get(kind, ()):
            passed = value if weaker in DATED and kind in DATED else True
            yield (subject, weaker), passed
            if len(order.shipments) <= 1:
                yield (ORDER, weaker), passed


Unspelt: TypeAlias = Callable[[Row, str], Mapping[str, FactValue]]
"""What a row about a subject tells that names a touchpoint and spells out no facts."""


def _as_of(row: Row, subject: str, order: Order, ranges: Ranges, local: tzinfo) -> Mapping[str, FactValue]:
    """Return that touchpoint's facts as of the row: its own, and window, slot and tracking as known then."""
    if row.touchpoint is None:
        return {}
    shipment = None if subject == ORDER else order.shipment(subject)
    slots = [slot for t, slot in _slots(order) if t <= row.t]
    refs = [ref.number for ref in shipment.refs if ref.since <= row.t] if shipment else []
    window = estimate(order, ranges, row.t, local, shipment).window
    known: dict[str, FactValue] = {"window": window} if window else {}
    known |= {"slot": slots[0]} if slots else {}
    known |= {"tracking": refs[-1]} if refs else {}
    return {**known, row.touchpoint: _own_value(row, local)}


def _own_value(row: Row, local: tzinfo) -> FactValue:
    ahead = DATED.get(row.touchpoint or "")
    return True if ahead is None else moment(row.t, local).date() + timedelta(days=ahead)


def _add_own_acts(told: dict[FactName, Told], order: Order, role: Role, customer: Customer) -> None:
    """Add what the recipient did: gave or agreed to a slot, agreed on a date, took a parcel."""
    if role is not customer.roles[-1]:
        return
    for name, value, t in _own_acts(order):
        known = told.get(name)
        if known is None or known.t <= t:
            told[name] = Told(value=value, t=t, by=Party.CUSTOMER, keys=())


def _own_acts(order: Order) -> Iterator[tuple[FactName, FactValue, Instant]]:
    for t, slot in reversed(tuple(_slots(order))):
        yield (ORDER, "slot"), slot, t
    taken = {
        one.subject for one in order.shipments if one.how in OWN_ACTS and one.outcome is Outcome.DELIVERED
    }
    for reached in order.milestones:
        value = True if reached.number == 1 else reached.number
        if reached.milestone is Milestone.APPOINTMENT_AGREED:
            yield (reached.subject, "appointment_agreed"), value, reached.at
        if reached.milestone is Milestone.DELIVERED and reached.subject in taken:
            yield (reached.subject, "delivered"), value, reached.at
            for kind in IMPLIES["delivered"]:
                yield (reached.subject, kind), True, reached.at


def _asked(
    said: list[Row], order: Order, contents: Mapping[str, Row]
) -> Mapping[str, tuple[tuple[str, ...], Instant | None]]:
    asked: dict[str, tuple[tuple[str, ...], Instant | None]] = {}
    for row in said:
        if row.order == order.id and _is_sure(row) is not None:
            for ask in _content_of(row, contents).asks:
                asked[ask.question] = (row.keys, instant(ask.answer_by) if ask.answer_by else None)
    return asked


def _next_word(row: Row | None) -> Instant | None:
    dues = [instant(pledge.due) for pledge in row.promises if pledge.kind == NEXT_WORD] if row else []
    return min(dues, default=None)


def customer_acts(order: Order) -> list[Event]:
    """Return what the customer did, in order: placing, asking, answering, changing the level."""
    return [event for event in order.events if event.kind in _ACTS]


_ACTS: Final = frozenset(
    {
        EventKind.ORDER_PLACED,
        EventKind.INQUIRY_RECEIVED,
        EventKind.QUESTION_ANSWERED,
        EventKind.LEVEL_CHANGED,
        EventKind.DELIVERY_REQUESTED,
        EventKind.CONTACT_RECEIVED,
    }
)
