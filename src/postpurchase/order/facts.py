"""What each kind of fact does to a parcel, once the tables have let it through.

`observe` reads one fact: whose number it came by, what it means under the outcome so far, and then,
if it is taken, its effect. One small function for each effect; which kind has which stands in
`EFFECTS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from postpurchase.classes import cast
from postpurchase.events import (
    BARE,
    Appointment,
    Arrival,
    Carriage,
    Customs,
    Details,
    Event,
    Trouble,
)
from postpurchase.order.model import GONE, Pickup
from postpurchase.order.numbers import NUMBERED, kind_by_number
from postpurchase.order.shipments import Parcel
from postpurchase.order.tables import (
    IMPLAUSIBLE_ROUND,
    MOVES,
    RANK,
    SORTS,
    Response,
    Sort,
)
from postpurchase.vocabulary import (
    AppointmentState,
    Direction,
    EventKind,
    Milestone,
    Outcome,
    Party,
    Position,
    Problem,
    TrackingHealth,
)
from postpurchase.windows import instant

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final, TypeAlias

K = EventKind

# On 3.11 a member looked up in its class costs five times a name; every parcel's every fact needs these.
_FORWARD, _LIVE, _TAKE = Direction.FORWARD, TrackingHealth.LIVE, Response.TAKE
_DELIVERED, _DISPATCHED, _OUT_FOR_DELIVERY = (
    Outcome.DELIVERED,
    Milestone.DISPATCHED,
    Milestone.OUT_FOR_DELIVERY,
)

_NOTHING_SAID: Final = BARE[K.DELIVERED]

Effect: TypeAlias = Callable[[Parcel, Event], None]


def observe(parcel: Parcel, event: Event) -> None:
    """Let a parcel take note of one fact."""
    sort, is_scan, effect, bare = _READINGS[event.kind]
    details = event.details
    if details is not bare and isinstance(details, NUMBERED) and details.tracking is not None:
        kind = kind_by_number(parcel, event, details.tracking, is_scan=is_scan)
        if kind is None:
            return
        sort, is_scan, effect, bare = _READINGS[kind]
    if is_scan:
        parcel.health = _LIVE
    response = parcel.answers[sort]
    if response is not _TAKE and not _RESPONDERS[response](parcel, event):
        return
    if details is not bare and type(details) is Carriage:
        _note_carriage(parcel, event, details)
    effect(parcel, event)


def _keep(parcel: Parcel, event: Event) -> bool:
    return False


def _revive(parcel: Parcel, event: Event) -> bool:
    if parcel.outcome is _DELIVERED and event.kind is K.DELIVERY_RETRACTED:
        parcel.reach(Milestone.CONTESTED, event)  # by the courier's own word
    if parcel.outcome in GONE:
        parcel.reach(Milestone.FOUND, event)
    parcel.revive()
    return True


def _confirm(parcel: Parcel, event: Event) -> bool:
    parcel.confirm(event)
    return False


def _resend(parcel: Parcel, event: Event) -> bool:
    return parcel.is_sent_again(event) and _revive(parcel, event)


_RESPONDERS: Final[Mapping[Response, Callable[[Parcel, Event], bool]]] = {
    Response.KEEP: _keep,
    Response.REVIVE: _revive,
    Response.CONTEST: Parcel.contest,
    Response.CONFIRM: _confirm,
    Response.RESEND: _resend,
}
"""Whether, having responded, a parcel also takes the fact."""


def _note_carriage(parcel: Parcel, event: Event, carriage: Carriage) -> None:
    if carriage.contents:
        parcel.contents = carriage.contents
    if carriage.courier is not None:
        parcel.name_courier(carriage.courier, event)


# -- on the way -----------------------------------------------------------------------------------


def _plan(parcel: Parcel, event: Event) -> None:
    parcel.position = MOVES[parcel.position][event.kind]


def _announce(parcel: Parcel, event: Event) -> None:
    parcel.position = MOVES[parcel.position][event.kind]
    parcel.health = _LIVE
    if parcel.position is Position.ANNOUNCED:
        parcel.reach(Milestone.ANNOUNCED, event)


def _start(parcel: Parcel, event: Event) -> None:
    parcel.position = MOVES[parcel.position][event.kind]
    if parcel.left_by is None:
        parcel.left_by = event
        parcel.reach(_DISPATCHED, event)


def _travel(parcel: Parcel, event: Event) -> None:
    parcel.position = MOVES[parcel.position][event.kind]
    if parcel.left_by is None:
        parcel.left_by = event
        parcel.infer(_DISPATCHED, event)


def _pass_on(parcel: Parcel, event: Event) -> None:
    parcel.position = MOVES[parcel.position][K.PASSED_TO_COURIER]  # a first mile's "delivered" says this
    if parcel.left_by is None:
        parcel.left_by = event
        parcel.infer(_DISPATCHED, event)


def _redirect(parcel: Parcel, event: Event) -> None:
    _travel(parcel, event)
    parcel.settle(event.kind)


def _enter(parcel: Parcel, event: Event) -> None:
    before = parcel.position
    _travel(parcel, event)
    if RANK[parcel.position] > RANK[before]:
        parcel.reach(Milestone.ENTERED_COUNTRY, event)


def _reach_city(parcel: Parcel, event: Event) -> None:
    before = parcel.position
    _travel(parcel, event)
    parcel.settle(event.kind)
    if RANK[parcel.position] > RANK[before]:
        parcel.reach(Milestone.IN_CITY, event)
    elif before is Position.WITH_COURIER and not parcel.tried:
        _count_attempt(parcel, event, parcel.attempts + 1)
        parcel.infer(Milestone.ATTEMPT_FAILED, event)


def _void(parcel: Parcel, event: Event) -> None:
    parcel.conclude(Outcome.CANCELLED, event)
    parcel.position = Position.PLANNED
    parcel.left_by = None
    for milestone in (Milestone.ANNOUNCED, Milestone.DISPATCHED, Milestone.LAST_PART_DISPATCHED):
        parcel.withdraw(milestone)


# -- at the door ----------------------------------------------------------------------------------


def _round(parcel: Parcel, event: Event) -> None:
    before = parcel.position
    if parcel.direction is not _FORWARD and parcel.is_sent_again(event):
        parcel.turn_forward()
    elif before in IMPLAUSIBLE_ROUND and parcel.direction is _FORWARD:
        parcel.warn(IMPLAUSIBLE_ROUND[before], event)
        return
    _travel(parcel, event)
    if parcel.problems:
        parcel.settle(event.kind)
    if before is not parcel.position or parcel.is_later(event, parcel.round_by):
        parcel.round_by = event
        parcel.tried = False
        parcel.reach(_OUT_FOR_DELIVERY, event)


def _attempt(parcel: Parcel, event: Event) -> None:
    arrival = cast("Arrival", event.details)
    stated = arrival.attempt or 0
    _travel(parcel, event)
    repeats = stated <= parcel.attempts if stated else not parcel.is_later(event, parcel.attempt_by)
    if not (parcel.tried and repeats):
        _count_attempt(parcel, event, max(stated, parcel.attempts + 1))
        parcel.reach(Milestone.ATTEMPT_FAILED, event)
    if arrival.reason == Problem.REFUSED:
        parcel.open(Problem.REFUSED, event)


def _count_attempt(parcel: Parcel, event: Event, number: int) -> None:
    parcel.tried = True
    parcel.attempts = number
    parcel.attempt_by = event


def _wait_at_point(parcel: Parcel, event: Event) -> None:
    arrival = cast("Arrival", event.details)
    known = parcel.pickup if parcel.position is Position.AT_PICKUP_POINT else None
    _travel(parcel, event)
    parcel.settle(event.kind)
    parcel.pickup = Pickup(
        point=arrival.point or (known.point if known else None),
        available_since=known.available_since if known else event.t,
        keep_until=arrival.keep_until or (known.keep_until if known else None),
        after_attempt=parcel.attempts > 0,
    )
    if known is None:
        parcel.reach(Milestone.READY_FOR_PICKUP, event)


def _expire_pickup(parcel: Parcel, event: Event) -> None:
    if parcel.outcome is Outcome.OPEN:
        parcel.reach(Milestone.PICKUP_EXPIRED, event)


def _deliver(parcel: Parcel, event: Event) -> None:
    if parcel.direction is not _FORWARD:
        _come_back(parcel, event)
        return
    if event.details is not _NOTHING_SAID:
        arrival = cast("Arrival", event.details)
        parcel.how = arrival.how
        parcel.partial = arrival.partial
        parcel.brought = event.lines
    if parcel.problems:
        parcel.settle(event.kind)
    parcel.delivered_by = event
    parcel.conclude(_DELIVERED, event)


def _turn(parcel: Parcel, event: Event) -> None:
    if parcel.direction is Direction.FORWARD:
        parcel.turn(Direction.BACK, event)
        parcel.reach(Milestone.RETURN_STARTED, event)


def _come_back(parcel: Parcel, event: Event) -> None:
    if parcel.direction is Direction.FORWARD:
        parcel.turn(Direction.BACK, event)
    parcel.settle(K.RETURNED)
    parcel.conclude(Outcome.RETURNED, event)


def _lose(parcel: Parcel, event: Event) -> None:
    parcel.conclude(Outcome.LOST if event.kind is K.LOST else Outcome.DESTROYED, event)


# -- on the side ----------------------------------------------------------------------------------


def _hold_at_customs(parcel: Parcel, event: Event) -> None:
    customs = cast("Customs", event.details)
    due = instant(customs.required_by) if customs.required_by else None
    problem = Problem.DUTY_DUE if event.kind is K.DUTY_DUE else Problem.CUSTOMS_HOLD
    parcel.open(problem, event, required_by=due)


_UNASKED: Final = frozenset({AppointmentState.NONE, AppointmentState.AGREED})


def _need_appointment(parcel: Parcel, event: Event) -> None:
    if parcel.appointment.state in _UNASKED:
        parcel.reach(Milestone.APPOINTMENT_NEEDED, event)
    parcel.appointment = parcel.appointment._replace(state=AppointmentState.NEEDED, slot=None)


def _agree(parcel: Parcel, event: Event) -> None:
    slot = cast("Appointment", event.details).slot
    agreed = parcel.appointment._replace(state=AppointmentState.AGREED, slot=slot)
    parcel.settle(event.kind)
    if agreed != parcel.appointment:
        parcel.appointment = agreed
        parcel.reach(Milestone.APPOINTMENT_AGREED, event)


def _fail_contact(parcel: Parcel, event: Event) -> None:
    failures = parcel.appointment.failures
    attempt = cast("Appointment", event.details).attempt or failures + 1
    if attempt > failures:
        failed = parcel.appointment._replace(state=AppointmentState.FAILED, failures=attempt)
        parcel.appointment = failed
        parcel.reach(Milestone.CONTACT_FAILED, event)


def _raise_problem(parcel: Parcel, event: Event) -> None:
    trouble = cast("Trouble", event.details)
    problem = Problem(trouble.problem or Problem.OTHER)
    if problem is Problem.ADDRESS and parcel.outcome is Outcome.DELIVERED:
        if Problem.CONTESTED not in parcel.problems:
            parcel.contest(event)
        return
    parcel.open(problem, event, action_by=Party(trouble.action_by) if trouble.action_by else None)


def _resolve_problem(parcel: Parcel, event: Event) -> None:
    problem = cast("Trouble", event.details).problem
    parcel.end(frozenset(Problem) if problem is None else frozenset({Problem(problem)}))


def _estimate(parcel: Parcel, event: Event) -> None:
    window = cast("Trouble", event.details).window
    if window is not None and window != parcel.eta:
        parcel.eta_previous = parcel.eta
        parcel.eta = window
        parcel.eta_by = event


def _change_number(parcel: Parcel, event: Event) -> None:
    trouble = cast("Trouble", event.details)
    tracking = trouble.tracking
    if trouble.courier is not None:
        parcel.name_courier(trouble.courier, event)
    known = parcel.ref(tracking.number) if tracking else None
    if known is not None and known.until is None:
        return
    parcel.close_refs(event, tracking.part if tracking else None)
    if tracking is not None:
        parcel.add_ref(tracking, event, tracking.part)
    if parcel.outcome is Outcome.OPEN:
        parcel.reach(Milestone.TRACKING_CHANGED, event)


def _lose_sight(parcel: Parcel, event: Event) -> None:
    parcel.health = TrackingHealth.EXPIRED


def _clear_customs(parcel: Parcel, event: Event) -> None:
    parcel.settle(event.kind)


def _nothing(parcel: Parcel, event: Event) -> None:
    """Take a fact that only shows the tracking alive."""


EFFECTS: Final[Mapping[EventKind, Effect]] = MappingProxyType(
    {
        K.SHIPMENT_PLANNED: _plan,
        K.SHIPMENT_ANNOUNCED: _announce,
        K.SHIPMENT_CANCELLED: _void,
        K.HANDED_OVER: _start,
        K.ACCEPTED: _start,
        K.DEPARTED: _travel,
        K.ARRIVED: _travel,
        K.LEFT_COUNTRY: _travel,
        K.REDIRECTED: _redirect,
        K.ENTERED_COUNTRY: _enter,
        K.ARRIVED_IN_CITY: _reach_city,
        K.PASSED_TO_COURIER: _pass_on,
        K.OUT_FOR_DELIVERY: _round,
        K.ATTEMPT_FAILED: _attempt,
        K.READY_FOR_PICKUP: _wait_at_point,
        K.PICKUP_EXPIRED: _expire_pickup,
        K.DELIVERED: _deliver,
        K.DELIVERY_RETRACTED: _nothing,
        K.RETURN_STARTED: _turn,
        K.RETURNED: _come_back,
        K.LOST: _lose,
        K.DESTROYED: _lose,
        K.CUSTOMS_STARTED: _nothing,
        K.CUSTOMS_HELD: _hold_at_customs,
        K.CUSTOMS_RELEASED: _clear_customs,
        K.DUTY_DUE: _hold_at_customs,
        K.APPOINTMENT_NEEDED: _need_appointment,
        K.APPOINTMENT_AGREED: _agree,
        K.CONTACT_FAILED: _fail_contact,
        K.PROBLEM_RAISED: _raise_problem,
        K.PROBLEM_RESOLVED: _resolve_problem,
        K.ETA_CHANGED: _estimate,
        K.TRACKING_CHANGED: _change_number,
        K.TRACKING_EXPIRED: _lose_sight,
        K.TRACKING_RESUMED: _nothing,
    }
)
"""The effect of every kind of fact about a parcel."""

_UNSEEN: Final = frozenset({Sort.CLAIM, Sort.VOID, Sort.RETRACTION, Sort.NOTE})
_SEEN_ASIDE: Final = frozenset({K.CUSTOMS_STARTED, K.CUSTOMS_HELD, K.CUSTOMS_RELEASED, K.TRACKING_RESUMED})
_READINGS: Final[Mapping[EventKind, tuple[Sort, bool, Effect, Details]]] = {
    kind: (sort, kind in _SEEN_ASIDE or sort not in _UNSEEN, EFFECTS[kind], BARE[kind])
    for kind, sort in SORTS.items()
}
"""Each kind in one look: its sort, whether a courier saw the parcel, its effect, what it bears if it says no more."""
