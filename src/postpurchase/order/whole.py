"""A whole order while it is folded: its own axes, its parcels, and what they add up to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from postpurchase.events import Event, Placed
from postpurchase.order.axes import PAYMENTS, SUPPLY_MILESTONE, Coin
from postpurchase.order.held import NOT_COMING, Held, is_carrying
from postpurchase.order.lines import Contents, Goods
from postpurchase.order.model import CUSTOMER_FACING, FIRST_SHIPMENT, GONE, ORDER, Hold, OpenProblem
from postpurchase.order.once import once
from postpurchase.order.roster import Roster
from postpurchase.order.shipments import Parcel
from postpurchase.order.tables import SORTS
from postpurchase.order.tally import Journal, Tally
from postpurchase.vocabulary import (
    EventKind,
    Level,
    Milestone,
    Mode,
    Outcome,
    Payment,
    ReturnStage,
    ShipmentRole,
    Supply,
    WarningKind,
)
from postpurchase.windows import Instant

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import TypeAlias

# As in `facts`: what nearly every order needs.
_OUTBOUND, _CANCELLED, _DELIVERED = ShipmentRole.OUTBOUND, Outcome.CANCELLED, Outcome.DELIVERED
_ALL_DELIVERED, _DELIVERY = Milestone.ALL_DELIVERED, EventKind.DELIVERED
_ON_THE_WAY_BACK = frozenset({ReturnStage.IN_TRANSIT, ReturnStage.RECEIVED, ReturnStage.REFUNDED})
_ENDED = GONE | {Outcome.DELIVERED, Outcome.RETURNED}

Measure: TypeAlias = Callable[[Parcel], Contents | None]
"""What of a parcel counts: its contents, empty where unknown; None where it does not count."""


def left(parcel: Parcel) -> Contents | None:
    """Count what has left the shop."""
    return parcel.contents if parcel.has_left else None


def arrived(parcel: Parcel) -> Contents | None:
    """Count what was delivered; of a parcel delivered in part, the lines that the courier named."""
    if parcel.outcome is not _DELIVERED:
        return None
    return (parcel.brought or None) if parcel.partial else parcel.contents


def ended(parcel: Parcel) -> Contents | None:
    """Count what has come to an end: delivered, come back, or gone."""
    return parcel.contents if parcel.outcome in _ENDED else None


def settled(parcel: Parcel) -> Contents | None:
    """Count what nobody has to send any more: it has left, or come to an end; of a parcel delivered in part, what came."""
    if parcel.outcome is _DELIVERED:
        return arrived(parcel)
    return parcel.contents if parcel.has_left or parcel.outcome in _ENDED else None


def _is_about_first(event: Event) -> bool:
    return event.kind in SORTS and not event.shipment


class Fold(Tally):
    """An order's state so far; what is not set yet stands at its beginning."""

    placed: Placed | None = None
    placed_by: Event | None = None
    cancelled = False
    partly_cancelled = False
    closed = False
    payment = Payment.NONE
    captured = 0
    refunded = 0
    paused = False
    level: Level | None = None
    released_by: Event | None = None
    ship_deadline: Instant | None = None
    extension: Instant | None = None
    return_state: ReturnStage | None = None
    claims: Mapping[str, OpenProblem] = MappingProxyType({})
    holds: Mapping[str, Hold] = MappingProxyType({})

    def __init__(self, roster: Roster, journal: Journal) -> None:
        self.subject = ORDER
        self.journal = journal
        self.roster = roster
        first = Parcel(roster.first or FIRST_SHIPMENT, FIRST_SHIPMENT, _OUTBOUND, journal)
        self.parcels = [first]
        self.counted: set[tuple[EventKind, int]] = set()
        self.by_name: dict[str | None, Parcel] = {None: first, roster.first: first}
        self.held: tuple[Held, Held] | None = None

    # -- the goods --

    @once
    def goods(self) -> Goods:
        """The lines of the order, built when first asked for."""
        return Goods(self.placed)

    def place(self, event: Event, placed: Placed) -> None:
        """Take the order as placed."""
        self.placed, self.placed_by = placed, event
        if "goods" in vars(self):  # what was asked for before the order was placed
            self.goods.place(placed)
        if placed.promised.courier is not None:
            for parcel in self.parcels:
                self._expect_courier(parcel, placed.promised.courier)

    def reach_supply(self, event: Event, own: Supply | None) -> None:
        """Reach the milestones of all stages stated so far that every live unit has come to; they stand for good.

        One that units fell back from is reached once more by an event of its own alone.
        """
        goods = self.goods
        for stage in [stage for stage in goods.awaited if goods.has(stage)]:
            goods.awaited.remove(stage)
            milestone = SUPPLY_MILESTONE[stage]
            if milestone is not None and (stage is own or stage not in goods.lost):
                (self.reach if stage is own else self.infer)(milestone, event)

    def check_lines(self, event: Event) -> None:
        """Warn of lines that the order does not have."""
        if event.lines and self.goods.items and not self.goods.knows(event.lines):
            self.warn(WarningKind.UNKNOWN_LINE, event)

    # -- the money --

    def pay(self, coin: Coin) -> None:
        """Let something happen to the money."""
        self.payment = PAYMENTS[self.payment][coin]

    def count(self, kind: EventKind, number: int) -> bool:
        """Return whether a numbered payment or refund is heard of for the first time."""
        first = (kind, number) not in self.counted
        self.counted.add((kind, number))
        return first

    # -- the parcels --

    def parcel(self, name: str | None) -> Parcel:
        """Return the parcel of that name, made if need be; what names none is about the first."""
        found = self.by_name.get(name or None)
        return found or self._make(name or FIRST_SHIPMENT)

    def _make(self, name: str) -> Parcel:
        parcel = Parcel(name, self.roster.subject(name), self.roster.role(name), self.journal)
        if self.placed is not None and self.placed.promised.courier is not None:
            self._expect_courier(parcel, self.placed.promised.courier)
        self.parcels.append(parcel)
        self.by_name[name] = parcel
        self.note(parcel)
        return parcel

    @staticmethod
    def _expect_courier(parcel: Parcel, promised: str) -> None:
        if parcel.courier is None and parcel.role in CUSTOMER_FACING:
            parcel.courier = promised

    def known_parcels(self, history: Iterable[Event]) -> list[Parcel]:
        """Return the parcels that exist: those named, and the first of an order that travels."""
        for name in self.roster.stated:
            self.parcel(name)
        first = self.parcels[0]
        exists = self.roster.first is not None or self._travels() or any(map(_is_about_first, history))
        return self.parcels if exists else [parcel for parcel in self.parcels if parcel is not first]

    def _travels(self) -> bool:
        """Return whether something was ordered that needs a parcel."""
        if self.placed is None:
            return False
        modes = {line.mode or self.placed.mode for line in self.placed.lines} or {self.placed.mode}
        return modes != {Mode.DIGITAL}

    def is_recycled(self, parcel: Parcel, event: Event) -> bool:
        """Return whether a fact is too old to be about this order's parcel."""
        if parcel.role is ShipmentRole.INBOUND or not self.roster.is_too_early(event):
            return False
        parcel.warn(WarningKind.RECYCLED_NUMBER, event)
        return True

    # -- what the parcels add up to --

    def carrying(self) -> list[Parcel]:
        """Return the parcels on their way to the customer whose labels are not void."""
        return [parcel for parcel in self.parcels if is_carrying(parcel)]

    def note(self, parcel: Parcel) -> None:
        """Keep up what counts of the parcels, once there are several."""
        if self.held is None and len(self.parcels) > 1:
            self.held = Held(left), Held(arrived)
            for other in self.parcels:
                self.note(other)
        for held in self.held or ():
            held.note(parcel)

    def has_all(self, measure: Measure) -> bool:
        """Return what `is_complete` does, of several parcels without looking at them all."""
        if self.held is None:
            return self.is_complete(measure)
        return self.held[measure is arrived].is_complete(self.goods)

    def is_complete(self, measure: Measure) -> bool:
        """Return whether what counts of the parcels covers all live units.

        Where the contents of all that count are known, units are compared. Otherwise each outbound
        parcel is a part, and the order has as many parts as parcels named so far: one is everything.
        What is sent when all had been delivered, or in place of what was lost, is no part and has to count by itself.
        """
        parts = 0
        held = []
        for parcel in self.carrying():
            parts += parcel.role is _OUTBOUND and not parcel.further
            contents = measure(parcel)
            if contents is not None:
                held.append(contents)
            elif parcel.further and not parcel.made_up:
                return False
        if held and all(held) and self.goods.items:
            return self.goods.covered_by(held)
        return 0 < parts <= len(held)

    def is_sent_anew(self, event: Event) -> bool:
        """Return whether a parcel not heard of so far brings what was lost, or came back undelivered.

        So it does when all had left that was ordered; else where its lines were wholly in such parcels.
        """
        if not self.has_lost:
            return False
        if self.has_all(left):
            return True
        missed = self.goods.held_in(one.contents for one in self.carrying() if one.outcome in NOT_COMING)
        named: Contents = getattr(event.details, "contents", ())
        items = self.goods.items
        return bool(named) and all(
            missed.get(x.id, 0) >= items[x.id].live > 0 for x in named if x.id in items
        )

    def make_up(self, parcel: Parcel, event: Event) -> None:
        """Wait no more for what was lost in another's place, and is in this parcel now, as far as contents are known."""
        named = {one.id for one in getattr(event.details, "contents", ())}
        for other in self.carrying():
            held = {one.id for one in other.contents}
            if (
                other is not parcel
                and other.outcome in NOT_COMING
                and (not held or not named or held & named)
            ):
                other.made_up = True
                self.note(other)

    @property
    def has_lost(self) -> bool:
        """Whether any parcel was lost or came back undelivered, and nothing undid that."""
        if self.held is None:
            return any(one.outcome in NOT_COMING for one in self.carrying())
        return bool(self.held[0].missed)

    def is_further(self, parcel: Parcel) -> bool:
        """Return whether a parcel first heard of when all was delivered brings more than was ordered.

        Of one in another's place that is sure, or once goods came back. Else it is where contents say that all was
        there; if they are not known, it is rather a part that nobody had heard of.
        """
        if parcel.role is ShipmentRole.REPLACEMENT:
            return True
        if parcel.role is not _OUTBOUND or self.return_state in _ON_THE_WAY_BACK:
            return parcel.role is _OUTBOUND
        there = [contents for one in self.carrying() if (contents := arrived(one)) is not None]
        return all(there) and bool(self.goods.items)

    def add_up(self, event: Event, just_left: Parcel | None = None) -> None:
        """Reach or withdraw what the parcels reach together."""
        if just_left is not None and just_left.role is _OUTBOUND and not just_left.further:
            self._leave_last(just_left, event)
        if not self.has_all(arrived):
            self.withdraw(_ALL_DELIVERED)
        elif event.kind is _DELIVERY:
            self.reach(_ALL_DELIVERED, event)
        else:
            self.infer(_ALL_DELIVERED, event)

    def _leave_last(self, parcel: Parcel, event: Event) -> None:
        if self.held is not None and len(self.held[0].parts) > 1 and self.has_all(left) and not self.has_lost:
            parcel.reach(Milestone.LAST_PART_DISPATCHED, event)

    def unsettle(self) -> None:
        """Withdraw the last part's milestone once a void label leaves something to dispatch."""
        if not self.has_all(left):
            for parcel in self.parcels:
                parcel.withdraw(Milestone.LAST_PART_DISPATCHED)
