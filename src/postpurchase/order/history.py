"""An order as its readers see it: where it stands, and how it came there."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.classes import dataclass, field
from postpurchase.errors import invalid
from postpurchase.events import Event, Placed
from postpurchase.kinds import must_be
from postpurchase.order.axes import PREPARING
from postpurchase.order.folding import fold
from postpurchase.order.model import (
    CUSTOMER_FACING,
    GONE,
    Hold,
    Identity,
    Line,
    OpenProblem,
    OrderWarning,
    Reached,
    Shipment,
)
from postpurchase.order.once import once
from postpurchase.order.plain import Step, begin
from postpurchase.order.shipments import Parcel
from postpurchase.order.tally import Count, counted
from postpurchase.order.whole import Fold, Measure, arrived, ended, left, settled
from postpurchase.vocabulary import (
    Cancellation,
    Direction,
    EventKind,
    Level,
    Milestone,
    Outcome,
    Payment,
    Progress,
    ReturnStage,
    Supply,
)
from postpurchase.windows import Instant

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

# As in `facts`: what nearly every decision looks at.
_OPEN, _DELIVERED, _REFUNDED = Outcome.OPEN, Outcome.DELIVERED, Payment.REFUNDED
_UNAVAILABLE = Supply.UNAVAILABLE
_PART_REFUNDED, _REFUND = Payment.PARTLY_REFUNDED, EventKind.REFUNDED
_CANCELLED_IN_FULL, _CANCELLED_IN_PART, _UNCANCELLED = (
    Cancellation.FULL,
    Cancellation.PARTIAL,
    Cancellation.NONE,
)
_OVER: Final = frozenset({Progress.DELIVERED, Progress.CLOSED})
_NOT_COMING: Final = (Milestone.RETURN_STARTED, Milestone.RETURNED, Milestone.LOST)


@dataclass(frozen=True, init=False, repr=False)  # no slots: what readers have looked at is kept in its dict
class Order:
    """An order as of its events: two orders are equal when their events are, with when they were learned.

    Made by `replay` and `evolve` alone. Instants are whole UTC seconds. Its axes are independent:
    `progress` of the goods, `cancellation`, `payment`, `holds`. Milestones of parcels are under the
    parcel's subject ("1" for the first outbound one), those of the order itself under "order".
    """

    events: tuple[Event, ...] = field(hash=False)
    learned_earlier: Mapping[Identity, Instant] = field(hash=False)
    patience: int
    _taken: list[Step] = field(compare=False)

    def __init__(
        self, events: tuple[Event, ...], learned_earlier: Mapping[Identity, Instant], patience: int
    ) -> None:
        own = vars(self)  # one by one through a frozen class's door would cost as much as a look-up each
        own["events"] = events
        own["learned_earlier"] = learned_earlier
        own["patience"] = patience
        own["_taken"] = taken = begin(events)
        if len(taken) < len(events):
            own["_fold"] = fold(events, taken, learned_earlier, patience)

    @once
    def _fold(self) -> Fold:
        """Where a plain history brought the order; any other is folded at once."""
        return fold(self.events, self._taken, self.learned_earlier, self.patience)

    def __reduce__(self) -> tuple[type[Order], tuple[object, ...]]:
        return Order, (self.events, self.learned_earlier, self.patience)

    @once
    def id(self) -> str:
        """The id that all its events name."""
        return self.events[0].order

    def __repr__(self) -> str:
        parts = (
            _amount(len(self.events), "event"),
            _amount(len(self.shipments), "shipment"),
            _amount(len(self.milestones), "milestone"),
        )
        return f"<Order {self.id} {self.progress}: {', '.join(parts)}>"

    # -- the order itself --

    @once
    def placed(self) -> Placed | None:
        """What was ordered and promised; None while no `order_placed` is known."""
        return self._fold.placed

    @property
    def placed_at(self) -> Instant | None:
        """When the order was placed."""
        return self._fold.placed_by.t if self._fold.placed_by else None

    @property
    def gates(self) -> tuple[str, ...]:
        """The reasons of the placed order that staff have not released by confirming it."""
        return self._fold.placed.gates if self._fold.placed and self.gates_released_at is None else ()

    @property
    def gates_released_at(self) -> Instant | None:
        """When staff confirmed the order."""
        return self._fold.released_by.t if self._fold.released_by else None

    @property
    def cancellation(self) -> Cancellation:
        """How much of the order is cancelled; an expired order is cancelled in full."""
        if self._fold.cancelled:
            return _CANCELLED_IN_FULL
        return _CANCELLED_IN_PART if self._fold.partly_cancelled else _UNCANCELLED

    @property
    def payment(self) -> Payment:
        """Where the money stands."""
        return self._fold.payment

    @property
    def holds(self) -> tuple[Hold, ...]:
        """What the order waits for."""
        return tuple(self._fold.holds.values())

    @property
    def ship_deadline(self) -> Instant | None:
        """By when the goods must leave, as set or extended last."""
        return self._fold.ship_deadline

    @property
    def extension(self) -> Instant | None:
        """The later deadline that was asked for and not answered yet."""
        return self._fold.extension

    @property
    def paused(self) -> bool:
        """Whether staff paused all messages."""
        return self._fold.paused

    @property
    def level(self) -> Level | None:
        """How often the customer wants to hear of this order; None where they never said."""
        return self._fold.level

    @property
    def return_state(self) -> ReturnStage | None:
        """How far the latest return has come."""
        return self._fold.return_state

    @once
    def newest_received(self) -> Instant:
        """When the newest event was received."""
        return max([event.learned for event in self.events])

    def learned_at(self, event: Event) -> Instant:
        """Return when an event was first learned, in whichever copy."""
        known = must_be("event", event, Event, "give an Event")
        return self.learned_earlier.get(known.identity, known.learned)

    def as_of(self, t: Instant) -> Order | None:
        """Return the order as what had happened by then makes it; None before anything had."""
        if self.events[-1].t <= t:
            return self
        past = tuple([event for event in self.events if event.t <= t])
        return Order(past, self.learned_earlier, self.patience) if past else None

    # -- goods and parcels --

    @once
    def _parcels(self) -> list[Parcel]:
        return self._fold.known_parcels(self.events)

    @once
    def shipments(self) -> tuple[Shipment, ...]:
        """The parcels, "1" first; a placed order has that one before anybody names it, unless it is digital."""
        counts: dict[str, dict[Milestone, int]] = {parcel.subject: {} for parcel in self._parcels}
        for subject, milestone, number, _, _ in self._counted[0]:
            if subject in counts:
                counts[subject][milestone] = number
        return tuple([parcel.seen(MappingProxyType(counts[parcel.subject])) for parcel in self._parcels])

    @once
    def travelling(self) -> tuple[str, ...]:
        """The subjects of the parcels on their way to the customer."""
        return tuple([parcel.subject for parcel in self._parcels if parcel.role in CUSTOMER_FACING])

    @once
    def subjects(self) -> Mapping[str, str]:
        """The subject of each parcel, by the parcel's own id."""
        return {parcel.id: parcel.subject for parcel in self._parcels}

    def shipment(self, subject: str) -> Shipment | None:
        """Return the parcel with that subject."""
        return self._by_subject.get(must_be("subject", subject, str, "give a subject, as in 1"))

    @once
    def only_parcel(self) -> Shipment | None:
        """The parcel on its way to the customer, if there is one and no other."""
        return self.shipment(self.travelling[0]) if len(self.travelling) == 1 else None

    @once
    def _by_subject(self) -> Mapping[str, Shipment]:
        return {one.subject: one for one in self.shipments}

    @once
    def lines(self) -> tuple[Line, ...]:
        """The lines, with how far they have come."""
        return self._fold.goods.lines(self._held(left), self._held(arrived))

    @once
    def lacks_goods(self) -> bool:
        """Whether something that could not be got is still wanted; of no line in particular, nobody can tell."""
        items = self._fold.goods.items
        return not items or any(_UNAVAILABLE in item.stages for item in items.values())

    def _held(self, measure: Measure) -> Mapping[str, int]:
        if self._is_complete(measure):
            return self._fold.goods.all_live()
        found = [measure(parcel) for parcel in self._fold.carrying()]
        return self._fold.goods.held_in(contents for contents in found if contents)

    def _is_complete(self, measure: Measure) -> bool:
        return self._has_all_left if measure is left else self._has_all_arrived

    @once
    def _has_all_left(self) -> bool:
        return bool(self._parcels) and self._fold.is_complete(left)

    @once
    def _has_all_arrived(self) -> bool:
        return bool(self._parcels) and self._fold.is_complete(arrived)

    @once
    def progress(self) -> Progress:
        """How far the live quantity has come."""
        if self._fold.closed:
            return Progress.CLOSED
        carrying = self._fold.carrying()
        if self._has_all_arrived:
            return Progress.DELIVERED
        if any(parcel.outcome is _DELIVERED for parcel in carrying):
            return Progress.PARTLY_DELIVERED
        if self._has_all_left:
            return Progress.DISPATCHED
        if any(parcel.has_left for parcel in carrying):
            return Progress.PARTLY_DISPATCHED
        return self._before_dispatch()

    @once
    def still_to_leave(self) -> bool:
        """Whether something of the order has not left yet, whatever was delivered before."""
        return not self._fold.closed and not self._has_all_left

    @once
    def more_to_leave(self) -> bool:
        """Whether the customer waits for more than all parcels there are."""
        return bool(self.travelling) and self.is_open and not self._fold.is_complete(settled)

    @once
    def rest_waits(self) -> bool:
        """Whether the customer waits for more than all parcels there are, of which none is under way any more.

        What waits to be collected, could not be handed over, or is on its way back, is not.
        """
        sent = [parcel for parcel in self._parcels if parcel.role in CUSTOMER_FACING]
        return self.more_to_leave and not any(self._is_under_way(parcel) for parcel in sent)

    def _is_under_way(self, parcel: Parcel) -> bool:
        waits = parcel.pickup is not None or self.first(Milestone.ATTEMPT_FAILED, parcel.subject) is not None
        return parcel.outcome is _OPEN and parcel.direction is Direction.FORWARD and not waits

    def _before_dispatch(self) -> Progress:
        if any(event.kind in PREPARING for event in self.events):
            return Progress.PREPARING
        return Progress.CONFIRMED if self.first(Milestone.CONFIRMED) else Progress.PLACED

    @once
    def is_open(self) -> bool:
        """Whether the customer still waits: not closed, delivered in full, cancelled or paid back."""
        return not (self._fold.cancelled or self.is_paid_back or self.progress in _OVER)

    @once
    def is_paid_back(self) -> bool:
        """Whether all was refunded, or whatever will not arrive: what a refund leaves out is kept, not owed.

        So it is where all has come to an end, and a refund that does not name only some lines followed the first
        news of each parcel that it would not arrive; or where those that followed name whatever did not.
        """
        sent = self._fold.carrying()
        is_coming = any(one.outcome is _OPEN for one in sent)
        if self._fold.payment is not _PART_REFUNDED or is_coming or not self._fold.is_complete(ended):
            return self._fold.payment is _REFUNDED
        missing = [one.subject for one in sent if one.outcome is not _DELIVERED]
        news = [self._was_not_coming(subject) for subject in missing]
        paid = [event for event in self.events if event.kind is _REFUND and news and event.t >= min(news)]
        return any(not event.lines and event.t >= max(news) for event in paid) or self._names_the_rest(paid)

    def _names_the_rest(self, paid: list[Event]) -> bool:
        """Say whether refunds name all that is in no parcel that came, where it is known what those held."""
        came = [one.contents for one in self._fold.carrying() if one.outcome is _DELIVERED]
        named = [event.lines for event in paid if event.lines]
        return bool(named) and all(came) and self._fold.goods.covered_by([*came, *named])

    def _was_not_coming(self, subject: str) -> Instant:
        """Return when it was first known that a parcel that ended otherwise would not arrive."""
        return min(one.at for milestone in _NOT_COMING for one in self._all(milestone, subject))

    @once
    def problems(self) -> tuple[OpenProblem, ...]:
        """What is wrong and not put right: with parcels, or claimed by the customer."""
        of_parcels = (problem for parcel in self._parcels for problem in parcel.problems.values())
        return (*of_parcels, *self._fold.claims.values())

    @once
    def problem_open(self) -> bool:
        """Whether anything is wrong: a problem, or a parcel lost while the customer still waits."""
        return bool(self.problems) or (any(p.outcome in GONE for p in self._fold.carrying()) and self.is_open)

    # -- milestones --

    @once
    def _counted(self) -> tuple[list[Count], list[Count]]:
        return counted(self._fold.journal.entries)

    @once
    def milestones(self) -> tuple[Reached, ...]:
        """The milestones that stand, in the order in which they were reached."""
        return self._seen(self._counted[0])

    @once
    def withdrawn(self) -> tuple[Reached, ...]:
        """The milestones that later facts took back: a delivery that was none, a parcel found again."""
        return self._seen(self._counted[1])

    def _seen(self, counts: list[Count]) -> tuple[Reached, ...]:
        roles = {parcel.subject: parcel.role for parcel in self._fold.parcels}
        earlier = self.learned_earlier
        seen = []
        for subject, milestone, number, event, inferred in counts:
            by = event.source, event.id
            learned = earlier.get(by, event.learned)
            role = roles.get(subject)
            seen.append(
                Reached(milestone, subject, number, event.t, learned, by, event.notify, inferred, role)
            )
        return tuple(seen)

    @once
    def _by_milestone(self) -> Mapping[Milestone, list[Reached]]:
        found: dict[Milestone, list[Reached]] = {}
        for one in self.milestones:
            found.setdefault(one.milestone, []).append(one)
        return found

    def _all(self, milestone: Milestone, subject: str | None) -> list[Reached]:
        """Return the occurrences for a subject; None means the order and what travels to the customer."""
        try:
            found = self._by_milestone.get(milestone, [])
        except TypeError:
            raise invalid("milestone", "not a milestone", "give a member of Milestone") from None
        if subject is not None:
            return [one for one in found if one.subject == subject]
        return [one for one in found if one.role is None or one.role in CUSTOMER_FACING]

    def reached(
        self, milestone: Milestone, subject: str | None = None, number: int | None = None
    ) -> Reached | None:
        """Return the latest occurrence of a milestone, or the n-th; None if it does not stand.

        Without a subject it may be the order's or that of any parcel on its way to the customer.
        """
        found = self._all(milestone, subject)
        if number is not None:
            found = [one for one in found if one.number == number]
        return found[-1] if found else None

    def first(self, milestone: Milestone, subject: str | None = None) -> Reached | None:
        """Return the first occurrence of a milestone that stands."""
        found = self._all(milestone, subject)
        return found[0] if found else None

    @once
    def warnings(self) -> tuple[OrderWarning, ...]:
        """The facts that were kept on record and not simply believed."""
        return tuple(
            OrderWarning(kind, subject, event.identity)
            for kind, subject, event in self._fold.journal.warnings
        )


def _amount(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
