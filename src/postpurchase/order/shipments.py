"""A parcel while its order is folded: reading each fact under how the journey stands so far.

Facts come in the order of their times, so "later" below means later in the world, not in arrival.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.classes import cast
from postpurchase.events import Arrival, Carriage, Event, LineQuantity, Tracking
from postpurchase.order.model import Agreement, OpenProblem, Pickup, Shipment, TrackingRef
from postpurchase.order.tables import (
    ACTION_BY,
    ENDS,
    ENDS_WITH_THE_JOURNEY,
    MOVEMENTS_TO_REOPEN,
    OUTCOME_MILESTONE,
    PROBLEM_MILESTONE,
    RESPONSES,
    SLACK,
)
from postpurchase.order.tally import Journal, Tally
from postpurchase.vocabulary import (
    DeliveredHow,
    Direction,
    EventKind,
    Milestone,
    Outcome,
    Party,
    Position,
    Problem,
    ShipmentRole,
    TrackingHealth,
    TrackingPart,
    WarningKind,
)
from postpurchase.windows import Window

K = EventKind
_RETURN = ShipmentRole.RETURN  # on 3.11 a member looked up in its class costs five times a name


class Parcel(Tally):
    """One parcel's state so far; what is not set yet stands at its beginning."""

    role: ShipmentRole
    position = Position.PLANNED
    outcome = Outcome.OPEN
    answers = RESPONSES[Outcome.OPEN]
    direction = Direction.FORWARD
    health = TrackingHealth.NEVER_SEEN
    courier: str | None = None
    contents: tuple[LineQuantity, ...] = ()
    brought: tuple[LineQuantity, ...] = ()
    refs: tuple[TrackingRef, ...] = ()
    last_mile_seen = False
    problems: Mapping[Problem, OpenProblem] = MappingProxyType({})
    appointment = Agreement()
    pickup: Pickup | None = None
    eta: Window | None = None
    eta_previous: Window | None = None
    eta_by: Event | None = None
    how: DeliveredHow | None = None
    partial = False
    further = False
    made_up = False
    left_by: Event | None = None
    delivered_by: Event | None = None
    turned_by: Event | None = None
    round_by: Event | None = None
    attempt_by: Event | None = None
    tried = False
    attempts = 0
    movements = 0

    def __init__(self, id: str, subject: str, role: ShipmentRole, journal: Journal) -> None:
        self.subject = subject
        self.journal = journal
        self.id = id
        self.role = role
        if role is _RETURN:
            self.turn(Direction.BACK, None)

    # -- the journey --

    def is_later(self, event: Event, since: Event | None) -> bool:
        """Return whether a fact lies so long after another that both cannot tell of the same act."""
        if since is None:
            return True
        slack = SLACK[event.time_quality] + SLACK[since.time_quality]
        return event.t - since.t > self.journal.patience + slack

    def turn(self, direction: Direction, by: Event | None) -> None:
        """Turn: what would be an arrival is none for the customer while the parcel goes back."""
        self.direction = direction
        self.turned_by = by
        self.head(direction)

    def is_sent_again(self, event: Event) -> bool:
        """Return whether a round is so late after a return began that the return was cancelled."""
        return self.turned_by is not None and self.is_later(event, self.turned_by)

    def turn_forward(self) -> None:
        """Go forward again: the return was cancelled."""
        self.turn(Direction.FORWARD, None)
        self.withdraw(Milestone.RETURN_STARTED)

    def conclude(self, outcome: Outcome, event: Event) -> None:
        """End the journey."""
        self.outcome = outcome
        self.answers = RESPONSES[outcome]
        milestone = OUTCOME_MILESTONE[outcome]
        if milestone is not None:
            self.reach(milestone, event)

    def revive(self) -> None:
        """Take back the end of the journey."""
        milestone = OUTCOME_MILESTONE[self.outcome]
        if milestone is not None:
            self.withdraw(milestone)
        self.outcome = Outcome.OPEN
        self.answers = RESPONSES[Outcome.OPEN]
        self.delivered_by = None
        self.how = None
        self.partial = False
        self.brought = ()
        self.end(frozenset({Problem.CONTESTED}))

    def contest(self, event: Event) -> bool:
        """Doubt a delivery by a later fact; return whether by now it has proved to be none."""
        if not self.is_later(event, self.delivered_by):
            return False
        if Problem.CONTESTED not in self.problems:
            self.warn(WarningKind.CONTESTED, event)
            self.open(Problem.CONTESTED, event)
            self.movements = 0
            return False
        self.movements += 1
        if event.kind is not K.OUT_FOR_DELIVERY and self.movements < MOVEMENTS_TO_REOPEN:
            return False
        self.revive()
        return True

    def confirm(self, event: Event) -> None:
        """Take another word of the same delivery: it settles doubt, and adds what was not known."""
        arrival = cast("Arrival", event.details)
        if Problem.CONTESTED in self.problems:
            self.end(frozenset({Problem.CONTESTED}))
            self.delivered_by = event
        self.how = self.how or arrival.how
        self.partial = self.partial and arrival.partial

    @property
    def has_left(self) -> bool:
        """Whether the parcel left the shop, seen leaving, or only arriving or coming back."""
        seen_leaving = self.left_by is not None
        return seen_leaving or self.outcome is Outcome.DELIVERED or self.direction is Direction.BACK

    # -- what is wrong --

    def open(
        self, problem: Problem, event: Event, action_by: Party | None = None, required_by: int | None = None
    ) -> None:
        """Open a problem, or add to what is known of it; one that arrival ends is none after it."""
        if self.outcome is not Outcome.OPEN and problem in ENDS_WITH_THE_JOURNEY:
            return
        known = self.problems.get(problem)
        who = action_by or (known.action_by if known else ACTION_BY[problem])
        since = known.since if known else event.t
        due = required_by or (known.required_by if known else None)
        self.problems = {**self.problems, problem: OpenProblem(problem, self.subject, who, since, due)}
        named = PROBLEM_MILESTONE[problem]
        if known is None and named is not None:
            self.reach(named, event)
        elif who is Party.CUSTOMER and (known is None or known.action_by is not who):
            self.reach(Milestone.ACTION_REQUIRED, event)

    def settle(self, kind: EventKind) -> None:
        """End the problems that a kind of fact proves to be over."""
        self.end(ENDS[kind])

    def end(self, problems: frozenset[Problem]) -> None:
        """End problems, where they are open."""
        if not problems.isdisjoint(self.problems):
            self.problems = {name: one for name, one in self.problems.items() if name not in problems}

    # -- numbers and couriers --

    def ref(self, number: str) -> TrackingRef | None:
        """Return what is known of a tracking number, as it was used last."""
        return next((ref for ref in reversed(self.refs) if ref.number == number), None)

    def add_ref(self, tracking: Tracking, event: Event, part: TrackingPart) -> None:
        """Add a tracking number."""
        courier = event.details.courier if isinstance(event.details, Carriage) else None
        new = TrackingRef(
            tracking.number, event.t, None, tracking.url, TrackingPart(part), courier or self.courier
        )
        self.refs = (*self.refs, new)

    def close_refs(self, event: Event, part: TrackingPart | None) -> None:
        """Close the open numbers of a stretch, or all."""
        self.refs = tuple(
            ref._replace(until=event.t) if ref.until is None and part in {None, ref.part} else ref
            for ref in self.refs
        )

    def name_courier(self, courier: str, event: Event) -> None:
        """Note who carries the parcel; a second name is a change, a second spelling is none."""
        before, self.courier = self.courier, courier
        if (
            before is not None
            and before != courier
            and before.strip().casefold() != courier.strip().casefold()
        ):
            self.reach(Milestone.COURIER_CHANGED, event)

    def seen(self, counts: Mapping[Milestone, int]) -> Shipment:
        """Return the parcel as readers see it."""
        return Shipment(
            id=self.id,
            subject=self.subject,
            role=self.role,
            contents=self.contents,
            position=self.position,
            outcome=self.outcome,
            direction=self.direction,
            problems=tuple(self.problems.values()),
            appointment=self.appointment,
            pickup=self.pickup,
            health=self.health,
            refs=self.refs,
            courier=self.courier,
            eta=self.eta,
            eta_since=self.eta_by.t if self.eta_by else None,
            eta_source=self.eta_by.source if self.eta_by else None,
            eta_previous=self.eta_previous,
            how=self.how,
            partial=self.partial,
            brought=self.brought,
            further=self.further,
            dispatched_at=self.left_by.t if self.left_by else None,
            delivered_at=self.delivered_by.t if self.delivered_by else None,
            counts=counts,
        )
