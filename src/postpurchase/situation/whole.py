"""Everything a policy may look at, at one moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import tzinfo

from postpurchase.classes import dataclass
from postpurchase.eta import Disruption, Estimate, Model, Ranges
from postpurchase.eta.estimates import dates_of
from postpurchase.eta.ranges import only_one_to_come
from postpurchase.events import Appointment, Event
from postpurchase.ledger import FactValue, Pledge, Row
from postpurchase.order import CUSTOMER_FACING, ORDER, Identity, Order, Shipment
from postpurchase.order.once import once
from postpurchase.people import Customer, Recipient, Shop
from postpurchase.profiles import Profiles
from postpurchase.situation.knowledge import NEXT_WORD, Knowledge
from postpurchase.situation.record import Record, in_order, is_heard
from postpurchase.situation.speaking import answers_at, placed_by, slot_by, ways_of
from postpurchase.vocabulary import Channel, Level, Milestone, Mode, Outcome, Role
from postpurchase.windows import Instant, Slot, candidate_zones, start_of_day, zone

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

_A_DAY: Final = 86_400
_BUYER_ALONE: Final = (Role.BUYER, Role.RECEIVER)


@dataclass(frozen=True, kw_only=True, eq=False)  # no slots: what was looked at is kept in its dict
class Situation:
    """Everything a policy may look at, at one moment; most of it is worked out when first looked at."""

    order: Order
    customer: Customer
    now: Instant
    shop: Shop
    record: Record
    people: Mapping[Role, Knowledge]
    profiles: Profiles = Profiles()
    warnings: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The customer's rows, of all their orders, in order."""
        return self.record.rows

    @property
    def local(self) -> tzinfo:
        """The zone of dates and slots: that of whoever receives the goods, or the shop's."""
        return self.record.local

    @once
    def states(self) -> Mapping[str, Row]:
        """Where each key of the ledger stands."""
        return self.record.states

    @once
    def level(self) -> Level:
        """How often the customer wants to hear of this order."""
        return self.order.level or self.customer.level

    @once
    def parcels(self) -> tuple[Shipment, ...]:
        """The shipments on their way to the customer."""
        return tuple(one for one in self.order.shipments if one.role in CUSTOMER_FACING)

    @once
    def goods(self) -> frozenset[str]:
        """The names of the lines that somebody waits for a parcel with."""
        return frozenset(line.id for line in self.order.lines if line.live and line.mode is not Mode.DIGITAL)

    @once
    def place_of_line(self) -> Mapping[str, int]:
        """Where each line stands in the order."""
        return {line.id: place for place, line in enumerate(self.order.lines)}

    @once
    def slot(self) -> Slot | None:
        """The delivery slot as last agreed, answered or given at checkout, until an attempt in it or after fails.

        A courier that took another's place and does not deliver then ends it too, and so does its word since that
        everything still under way comes on a later day.
        """
        return None if self.put_off is not None else self.slot_agreed

    @once
    def slot_agreed(self) -> Slot | None:
        """The delivery slot as last agreed, answered or given at checkout, whatever day its courier named since."""
        slots = self.record.slots
        slot = slots[0][1] if slots and self.slot_lost is None else None
        return None if slot is None or self._has_failed_since(slot) else slot

    @once
    def put_off(self) -> tuple[Instant, Slot] | None:
        """The last slot, and when it was agreed, if the courier said since that all under way comes on later days."""
        coming = [one.subject for one in self.parcels if one.outcome is Outcome.OPEN]
        later = [self.put_off_of(subject) for subject in coming]
        return later[0] if later and None not in later else None

    def put_off_of(self, subject: str) -> tuple[Instant, Slot] | None:
        """Return the last slot, and when it was agreed, if a parcel's courier said since that it comes on a later day."""
        parcel = self.order.shipment(subject)
        if not self.record.slots or parcel is None or parcel.eta is None or parcel.eta_since is None:
            return None
        since, slot = self.record.slots[0]
        is_later = parcel.eta_since > since and dates_of(parcel.eta, self.local)[0] > slot.date
        return (since, slot) if is_later else None

    @once
    def slot_lost(self) -> Slot | None:
        """The slot that is lost because another courier than was promised brings the goods, and does not offer it.

        A narrower interval within it keeps it. What was agreed in an appointment is the courier's own word.
        """
        if not self.record.slots or self.order.placed is None or self.order.placed.promised.courier is None:
            return None
        offers = self.profiles.courier(self.courier).offers
        if not offers or self.courier == self.order.placed.promised.courier:
            return None
        given = slot_by(self.order)
        slot = self.record.slots[0][1]
        agreed = given is not None and isinstance(given.details, Appointment)
        return None if agreed or any(offer.lies_in(slot) for offer in offers) else slot

    def _has_failed_since(self, slot: Slot) -> bool:
        span = slot.span(self.local)
        start = start_of_day(slot.date, self.local) if span is None else span[0]
        attempts = [one for one in self.order.milestones if one.milestone is Milestone.ATTEMPT_FAILED]
        return any(one.role in CUSTOMER_FACING and not one.inferred and one.at >= start for one in attempts)

    @property
    def slots_agreed(self) -> int:
        """How many slots were agreed, answered or given; the first has the number of none."""
        return max(1, len(self.record.slots))

    @once
    def slot_learned_at(self) -> Instant | None:
        """When the latest slot was heard of."""
        return self._learned(slot_by(self.order))

    @once
    def placed_learned_at(self) -> Instant | None:
        """When the order was heard of."""
        return self._learned(placed_by(self.order))

    def _learned(self, event: Event | None) -> Instant | None:
        return None if event is None else self.order.learned_at(event)

    @once
    def answers(self) -> Mapping[str, Instant]:
        """When the customer answered which question."""
        return answers_at(self.order)

    @once
    def answered(self) -> frozenset[str]:
        """The questions whose answer is known: from checkout, the customer's word, or the ledger."""
        known = {question for row in filter(self.record.is_here, self.rows) for question in row.answers}
        return frozenset((*known, *self.answers, *(("slot",) if self.record.slots else ())))

    @once
    def ways(self) -> Mapping[Identity, Channel]:
        """By which channel the customer wrote, by event."""
        return ways_of(self.order)

    @once
    def courier(self) -> str | None:
        """The courier actually used, else the one promised."""
        named = [one.courier for one in self.parcels if one.courier]
        promised = self.order.placed.promised.courier if self.order.placed else None
        return named[-1] if named else promised

    def courier_of(self, subject: str) -> str | None:
        """Return the courier of a parcel; of the order, the one last named."""
        parcel = None if subject == ORDER else self.order.shipment(subject)
        return self.courier if parcel is None else parcel.courier

    @once
    def _facts(self) -> dict[str, Mapping[str, FactValue]]:
        return {}

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
        if shipment is None and self.order.is_open:
            shipment = only_one_to_come(self.order)
        subject = ORDER if shipment is None else shipment.subject
        if subject not in self._estimates:
            self._estimates[subject] = self.estimate_at(self.now, shipment)
        return self._estimates[subject]

    def believed(self, subject: str) -> Estimate:
        """Return the estimate for what is spoken about: the order, or one of its parcels by its subject."""
        return self.estimate(None if subject == ORDER else self.order.shipment(subject))

    def estimate_at(self, t: Instant, shipment: Shipment | None) -> Estimate:
        """Return the estimate as what is known now would have made it at another moment."""
        return self.record.estimate(self.order, t, shipment)

    @once
    def _estimates(self) -> dict[str, Estimate]:
        return {}

    def answered_at(self, questions: tuple[str, ...]) -> Instant | None:
        """Return when the last of those questions was answered, not before the order; None while one is open."""
        placed_at = self.order.placed_at
        if placed_at is None or not questions:
            return placed_at
        given = [self.answers[question] for question in questions if question in self.answers]
        return max([*given, placed_at]) if len(given) == len(questions) else None

    def subject_of(self, row: Row) -> str:
        """Return what a row is about, as we call it."""
        return self.record.subject_of(row)

    def pledges(self, role: Role) -> Iterator[tuple[Row, Pledge]]:
        """Yield the promises told to that person that no later word has kept; any word keeps a next word."""
        person = self.people[role]
        for row, content in self.words():
            for pledge in content.promises if row.to in person.roles else ():
                kept = person.heard_at if pledge.kind == NEXT_WORD else person.last_told.get(pledge.kind)
                if kept is None or kept <= row.t:
                    yield row, pledge

    def content_of(self, row: Row) -> Row:
        """Return the row that holds what was written under a row's keys: outcomes may repeat only the keys."""
        return self.record.content_of(row)

    def words(self) -> Iterator[tuple[Row, Row]]:
        """Yield what was surely said of this order, each word with the row that holds what it says."""
        record = self.record
        for row in record.rows:
            if record.is_here(row) and is_heard(row) and record.stands(row):
                yield row, record.content_of(row)


def _window(situation: Situation, shipment: Shipment | None) -> FactValue:
    return situation.estimate(shipment).window


def _slot(situation: Situation, shipment: Shipment | None) -> FactValue:
    return situation.slot


def _tracking(situation: Situation, shipment: Shipment | None) -> FactValue:
    parcel = shipment or situation.order.only_parcel
    refs = [ref.number for ref in parcel.refs if ref.until is None] if parcel else []
    return refs[-1] if refs else None


_FINDERS: Final[Mapping[str, Callable[[Situation, Shipment | None], FactValue]]] = {
    "window": _window,
    "slot": _slot,
    "tracking": _tracking,
}


def observe(  # noqa: PLR0913 - one argument for each thing that is looked at
    order: Order,
    *,
    ranges: Ranges,
    shop: Shop,
    ledger: Iterable[Row],
    customer: Customer,
    now: Instant,
    model: Model | None = None,
    disruptions: tuple[Disruption, ...] = (),
    profiles: Profiles | None = None,
) -> Situation:
    """Return the situation of an order at `now`: what is true, and what each recipient knows.

    `now` counts as no earlier than the newest row or event: a clock set back says so in a warning. What
    is dated more than a day ahead was misdated, and sets no clock: it says so too.
    """
    rows = in_order(ledger)
    newest = max(order.newest_received, rows[-1].t if rows else now)
    latest = max(now, newest) if newest <= now + _A_DAY else max(now, _newest(order, rows, now + _A_DAY))
    record = Record(
        order=order,
        rows=rows,
        now=latest,
        local=_destination(customer, shop),
        ranges=ranges,
        model=model,
        disruptions=disruptions,
    )
    return Situation(
        order=order,
        customer=customer,
        now=latest,
        shop=shop,
        record=record,
        people={role: _person(role, customer, record) for role in customer.roles},
        profiles=profiles or Profiles(),
        warnings=tuple(_about_time(now, latest, newest)),
    )


def _newest(order: Order, rows: tuple[Row, ...], before: Instant) -> Instant:
    times = [*(event.learned for event in order.events), *(row.t for row in rows)]
    return max((t for t in times if t <= before), default=0)


def _about_time(now: Instant, latest: Instant, newest: Instant) -> Iterator[str]:
    if latest > now:
        yield "clock_behind"
    if newest > now + _A_DAY:
        yield "from_the_future"


def _destination(customer: Customer, shop: Shop) -> tzinfo:
    receiver = customer.receiver
    known = receiver is not None and (receiver.zone or candidate_zones(receiver.country))
    return home_zone(receiver if receiver is not None and known else customer.buyer, shop)


def _person(role: Role, customer: Customer, record: Record) -> Knowledge:
    roles = _BUYER_ALONE if customer.receiver is None else (role,)
    return Knowledge(role=role, roles=roles, recipient=customer.recipient(role), record=record)


def home_zone(recipient: Recipient, shop: Shop) -> tzinfo:
    """Return the zone to speak in: the recipient's, their country's if it has one, else the shop's."""
    if recipient.zone is not None:
        return zone(recipient.zone)
    candidates = candidate_zones(recipient.country)
    return zone(candidates[0] if len(candidates) == 1 else shop.zone)
