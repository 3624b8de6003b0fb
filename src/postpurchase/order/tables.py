"""The machine as data: what every kind of event does to a parcel.

A parcel has four things that move apart from each other. Its *position* climbs, except inside the
loop of the last mile, where couriers really go back and forth. Its *outcome* ends the journey until
evidence says otherwise: no outcome is a lock. Its *direction* turns once it goes back, and what
arrives then has been returned. Its *problems* come and go without moving it.

So an event is read in two steps. `RESPONSES` says what a fact of its sort means under the outcome so
far: take it, keep it on record only, revive the journey first, or let it contest a delivery. If it
is taken, `MOVES` says where the parcel is now. Both tables are total: no pair is left to code.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.vocabulary import (
    EventKind,
    Milestone,
    Outcome,
    Party,
    Position,
    Problem,
    TimeQuality,
    WarningKind,
    Word,
)
from postpurchase.windows.instants import DAY, HOUR

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

K = EventKind

# -- where a parcel is ----------------------------------------------------------------------------

RANK: Final = MappingProxyType({position: rank for rank, position in enumerate(Position)})
"""How far along a position is; facts may jump ahead by any number of steps."""

LOOP: Final = frozenset(
    {
        Position.IN_TRANSIT,
        Position.IN_CITY,
        Position.WITH_COURIER,
        Position.AT_PICKUP_POINT,
        Position.ATTEMPT_FAILED,
    }
)
"""The positions between which a parcel moves freely, back as well as ahead."""

BRINGS_TO: Final = MappingProxyType(
    {
        K.SHIPMENT_PLANNED: Position.PLANNED,
        K.SHIPMENT_ANNOUNCED: Position.ANNOUNCED,
        K.HANDED_OVER: Position.HANDED_OVER,
        K.ACCEPTED: Position.ACCEPTED,
        K.DEPARTED: Position.IN_TRANSIT,
        K.ARRIVED: Position.IN_TRANSIT,
        K.PASSED_TO_COURIER: Position.IN_TRANSIT,
        K.REDIRECTED: Position.IN_TRANSIT,
        K.LEFT_COUNTRY: Position.LEFT_COUNTRY,
        K.ENTERED_COUNTRY: Position.ENTERED_COUNTRY,
        K.ARRIVED_IN_CITY: Position.IN_CITY,
        K.OUT_FOR_DELIVERY: Position.WITH_COURIER,
        K.READY_FOR_PICKUP: Position.AT_PICKUP_POINT,
        K.ATTEMPT_FAILED: Position.ATTEMPT_FAILED,
    }
)
"""Where each kind of fact says that a parcel is."""


def _next_position(now: Position, said: Position) -> Position:
    return said if RANK[said] >= RANK[now] or {now, said} <= LOOP else now


MOVES: Final[Mapping[Position, Mapping[EventKind, Position]]] = MappingProxyType(
    {
        now: MappingProxyType({kind: _next_position(now, said) for kind, said in BRINGS_TO.items()})
        for now in Position
    }
)
"""Position → kind of fact → position. A late fact outside the loop never lowers a position."""

IMPLAUSIBLE_ROUND: Final = MappingProxyType(
    {Position.ANNOUNCED: WarningKind.BEFORE_ACCEPTED, Position.LEFT_COUNTRY: WarningKind.ABROAD}
)
"""Where `out_for_delivery` is not believed: the courier knows only the label, or the parcel is abroad.

From `planned` it is: there the feed has said nothing yet, and sparse feeds begin anywhere.
"""

# -- what a fact means to a journey ---------------------------------------------------------------


class Sort(Word):
    """The sorts of facts that outcomes tell apart."""

    CLAIM = "claim"
    MOVEMENT = "movement"
    ROUND = "round"
    DELIVERY = "delivery"
    RETRACTION = "retraction"
    TURN = "turn"
    RETURN = "return"
    LOSS = "loss"
    VOID = "void"
    NOTE = "note"


class Response(Word):
    """What a parcel does with a fact, given how its journey stands."""

    TAKE = "take"
    KEEP = "keep"
    REVIVE = "revive"
    CONTEST = "contest"
    CONFIRM = "confirm"
    RESEND = "resend"


SORTS: Final[Mapping[EventKind, Sort]] = MappingProxyType(
    {
        K.SHIPMENT_PLANNED: Sort.CLAIM,
        K.SHIPMENT_ANNOUNCED: Sort.CLAIM,
        K.HANDED_OVER: Sort.CLAIM,
        K.SHIPMENT_CANCELLED: Sort.VOID,
        K.ACCEPTED: Sort.MOVEMENT,
        K.DEPARTED: Sort.MOVEMENT,
        K.ARRIVED: Sort.MOVEMENT,
        K.LEFT_COUNTRY: Sort.MOVEMENT,
        K.ENTERED_COUNTRY: Sort.MOVEMENT,
        K.ARRIVED_IN_CITY: Sort.MOVEMENT,
        K.PASSED_TO_COURIER: Sort.MOVEMENT,
        K.REDIRECTED: Sort.MOVEMENT,
        K.ATTEMPT_FAILED: Sort.MOVEMENT,
        K.READY_FOR_PICKUP: Sort.MOVEMENT,
        K.OUT_FOR_DELIVERY: Sort.ROUND,
        K.DELIVERED: Sort.DELIVERY,
        K.DELIVERY_RETRACTED: Sort.RETRACTION,
        K.RETURN_STARTED: Sort.TURN,
        K.RETURNED: Sort.RETURN,
        K.LOST: Sort.LOSS,
        K.DESTROYED: Sort.LOSS,
        K.PICKUP_EXPIRED: Sort.NOTE,
        K.CUSTOMS_STARTED: Sort.NOTE,
        K.CUSTOMS_HELD: Sort.NOTE,
        K.CUSTOMS_RELEASED: Sort.NOTE,
        K.DUTY_DUE: Sort.NOTE,
        K.APPOINTMENT_NEEDED: Sort.NOTE,
        K.APPOINTMENT_AGREED: Sort.NOTE,
        K.CONTACT_FAILED: Sort.NOTE,
        K.PROBLEM_RAISED: Sort.NOTE,
        K.PROBLEM_RESOLVED: Sort.NOTE,
        K.ETA_CHANGED: Sort.NOTE,
        K.TRACKING_CHANGED: Sort.NOTE,
        K.TRACKING_EXPIRED: Sort.NOTE,
        K.TRACKING_RESUMED: Sort.NOTE,
    }
)
"""The sort of every kind of fact about a parcel; the other kinds speak of the order."""

_GONE: Final = {  # a parcel found again was not lost, and a label used again was not void
    Sort.MOVEMENT: Response.REVIVE,
    Sort.ROUND: Response.REVIVE,
    Sort.DELIVERY: Response.REVIVE,
    Sort.TURN: Response.REVIVE,
    Sort.RETURN: Response.REVIVE,
}
_ANSWERS: Final[Mapping[Outcome, Mapping[Sort, Response]]] = {
    Outcome.OPEN: {
        **dict.fromkeys(Sort, Response.TAKE),
        Sort.RETRACTION: Response.KEEP,
    },
    Outcome.DELIVERED: {
        Sort.MOVEMENT: Response.CONTEST,
        Sort.ROUND: Response.CONTEST,
        Sort.LOSS: Response.CONTEST,
        Sort.DELIVERY: Response.CONFIRM,
        Sort.RETRACTION: Response.REVIVE,
        Sort.TURN: Response.REVIVE,
        Sort.RETURN: Response.REVIVE,
    },
    Outcome.RETURNED: {Sort.ROUND: Response.RESEND, Sort.RETRACTION: Response.REVIVE},
    Outcome.LOST: {**_GONE, Sort.LOSS: Response.TAKE},
    Outcome.DESTROYED: {**_GONE, Sort.LOSS: Response.TAKE},
    Outcome.CANCELLED: {**_GONE, Sort.CLAIM: Response.REVIVE},
}
RESPONSES: Final[Mapping[Outcome, Mapping[Sort, Response]]] = MappingProxyType(
    {
        outcome: MappingProxyType(
            dict.fromkeys(Sort, Response.KEEP) | {Sort.NOTE: Response.TAKE} | dict(answers)
        )
        for outcome, answers in _ANSWERS.items()
    }
)
"""Outcome → sort of fact → response; what a row of `_ANSWERS` leaves out is kept on record only."""

OUTCOME_MILESTONE: Final = MappingProxyType(
    {
        Outcome.OPEN: None,
        Outcome.DELIVERED: Milestone.DELIVERED,
        Outcome.RETURNED: Milestone.RETURNED,
        Outcome.LOST: Milestone.LOST,
        Outcome.DESTROYED: Milestone.LOST,  # the customer's remedy is the same
        Outcome.CANCELLED: None,
    }
)
"""The milestone that an outcome reaches, and that is withdrawn when the journey is revived."""

MOVEMENTS_TO_REOPEN: Final = 2
"""How many movements after a contested delivery say that it was none; one round says it alone."""

SLACK: Final = MappingProxyType(
    {
        TimeQuality.OFFSET: 0,
        TimeQuality.UTC_CLAIMED: 0,
        TimeQuality.LOCAL: 0,
        TimeQuality.LOCAL_UNKNOWN: 14 * HOUR,
        TimeQuality.DATE_ONLY: DAY + 14 * HOUR,
        TimeQuality.YEARLESS: 14 * HOUR,
    }
)
"""By how many seconds a time of each quality may be off: 0 where times compare.

Rules that compare times ("12 hours later") add it to what they ask for, so that a vague time alone
never contests a delivery. The order of facts does not use it: a vendor's own order stands.
"""

RECYCLED_BEFORE: Final = DAY
"""A parcel's fact that lies longer than this before the order belongs to an earlier use of its number."""

# -- what is wrong with a parcel ------------------------------------------------------------------

PROBLEM_MILESTONE: Final = MappingProxyType(
    dict.fromkeys(Problem, None)
    | {
        Problem.DELAYED: Milestone.DELAYED,
        Problem.ADDRESS: Milestone.ADDRESS_PROBLEM,
        Problem.CONTESTED: Milestone.CONTESTED,
    }
)
"""The milestone of a problem; the others reach `action_required` where the customer must act."""

ACTION_BY: Final[Mapping[Problem, Party]] = MappingProxyType(
    dict.fromkeys(Problem, Party.COURIER)
    | {
        Problem.DELAYED: Party.NOBODY,
        Problem.WEATHER: Party.NOBODY,
        Problem.DUTY_DUE: Party.CUSTOMER,
        Problem.DOCUMENTS: Party.CUSTOMER,
        Problem.ADDRESS: Party.CUSTOMER,
        Problem.REFUSED: Party.SHOP,
        Problem.DAMAGED: Party.SHOP,
        Problem.CONTACT_COURIER: Party.SHOP,
        Problem.CONTESTED: Party.SHOP,
        Problem.CLAIM: Party.SHOP,
        Problem.OTHER: Party.SHOP,
    }
)
"""Who must act on a problem when the event does not say."""

_CUSTOMS: Final = frozenset({Problem.CUSTOMS_HOLD, Problem.DUTY_DUE, Problem.DOCUMENTS})
_ASTRAY: Final = frozenset({Problem.MISSORTED, Problem.BEING_RESEARCHED, Problem.HELD})
ENDS_WITH_THE_JOURNEY: Final = frozenset(Problem) - {
    Problem.DAMAGED,
    Problem.SECURITY,
    Problem.CONTESTED,
    Problem.CLAIM,
}
"""The problems that are none any more once a parcel has arrived."""

ENDS: Final[Mapping[EventKind, frozenset[Problem]]] = MappingProxyType(
    {
        K.CUSTOMS_RELEASED: _CUSTOMS,
        K.ARRIVED_IN_CITY: _CUSTOMS | _ASTRAY,
        K.OUT_FOR_DELIVERY: _CUSTOMS | _ASTRAY | {Problem.ADDRESS, Problem.CONTACT_COURIER},
        K.READY_FOR_PICKUP: _CUSTOMS | _ASTRAY | {Problem.ADDRESS, Problem.CONTACT_COURIER},
        K.REDIRECTED: frozenset({Problem.ADDRESS, Problem.MISSORTED}),
        K.APPOINTMENT_AGREED: frozenset({Problem.CONTACT_COURIER}),
        K.ADDRESS_CHANGED: frozenset({Problem.ADDRESS}),
        K.DELIVERED: ENDS_WITH_THE_JOURNEY,
        K.RETURNED: ENDS_WITH_THE_JOURNEY,
    }
)
"""The problems that a fact proves to be over."""
