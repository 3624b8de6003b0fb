"""The plain beginning of a history: what one table can say of it, before any rule is asked.

Most orders have one parcel, placed first, whose facts come forward one after the other: no problem, no
return, no second number, nothing that hangs on how far two times lie apart. So far, where the parcel is
says all, and `ROAD` holds for each such place which facts are plain there, where they lead, and which
milestones they reach. It is made from the same tables that the rules read, and the first fact that it
does not name goes to the rules, with all that come after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from postpurchase.classes import NamedTuple, cast
from postpurchase.events import BARE, Arrival, Carriage, Contacted, Details, Event, Placed
from postpurchase.order.axes import SAID_BY
from postpurchase.order.model import FIRST_SHIPMENT, ORDER
from postpurchase.order.tables import IMPLAUSIBLE_ROUND, MOVES, RANK
from postpurchase.order.tally import Entry
from postpurchase.vocabulary import EventKind, Milestone, Outcome, Position, ShipmentRole, TrackingPart

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final, TypeAlias

K = EventKind

Mark: TypeAlias = tuple[str, Milestone, bool]
"""(subject, what it reaches, whether that is inferred)."""


class Stage(NamedTuple):
    """Where the parcel is and how its journey ended, and the facts that are plain there."""

    position: Position
    outcome: Outcome
    steps: dict[EventKind, Step]

    def __repr__(self) -> str:
        return f"<Stage {self.position} {self.outcome}>"  # the steps lead round in circles


class Step(NamedTuple):
    """What a plain fact does: where it leads, what it reaches, and the details that need no second look.

    `bare` is None for the order's own facts, whose details are none of the parcel's. `proves` is what of a parcel
    the fact bears witness to, `is_seen` whether it shows the tracking alive, `chooses` whether a slot may be
    chosen with it: that says more.
    """

    steps: dict[EventKind, Step]
    bare: Details | None
    stage: Stage
    marks: tuple[Mark, ...]

    def __repr__(self) -> str:
        return f"<Step to {self.stage.position} {self.stage.outcome}>"

    proves: tuple[str, ...] = ()
    is_seen: bool = False
    chooses: bool = False


OWN: Final[Mapping[EventKind, tuple[Mark, ...]]] = dict.fromkeys(
    (
        K.PAYMENT_AUTHORIZED,
        K.PAYMENT_CAPTURED,
        K.PAYMENT_FAILED,
        K.PAYMENT_EXPIRED,
        K.PAUSED,
        K.RESUMED,
        K.SHIP_DEADLINE_SET,
        K.EXTENSION_ANSWERED,
        K.UNCLASSIFIED,
    ),
    (),
) | {
    kind: ((ORDER, milestone, False),)
    for kind, milestone in {
        **SAID_BY,
        K.ORDER_CONFIRMED: Milestone.CONFIRMED,
        K.LEVEL_CHANGED: Milestone.LEVEL_CHANGED,
        K.EXTENSION_REQUESTED: Milestone.EXTENSION_REQUESTED,
        K.ADDRESS_CHANGED: Milestone.REDIRECTED,
        K.DELIVERY_REQUESTED: Milestone.REDIRECTED,
    }.items()
}
"""The order's own facts that always reach the same, wherever its parcel is."""

_OUTWARD: Final = frozenset({None, ShipmentRole.OUTBOUND})
_WHOLE: Final = TrackingPart.WHOLE
_LABELLED: Final = frozenset({K.SHIPMENT_PLANNED, K.SHIPMENT_ANNOUNCED})
_SEEN_LEAVING: Final = frozenset({K.HANDED_OVER, K.ACCEPTED})
_UNDER_WAY: Final = (K.DEPARTED, K.ARRIVED, K.LEFT_COUNTRY, K.ENTERED_COUNTRY, K.ARRIVED_IN_CITY)
_AHEAD: Final = {K.ENTERED_COUNTRY: Milestone.ENTERED_COUNTRY, K.ARRIVED_IN_CITY: Milestone.IN_CITY}
_TRAVELLED: Final = (*_LABELLED, *_SEEN_LEAVING, *_UNDER_WAY, K.OUT_FOR_DELIVERY)
_UNSEEN: Final = frozenset({K.SHIPMENT_PLANNED, K.HANDED_OVER})
_PROVEN: Final = {
    Milestone.DISPATCHED: "left_by",
    Milestone.OUT_FOR_DELIVERY: "round_by",
    Milestone.DELIVERED: "delivered_by",
}
_ARRIVED: Final = (
    (FIRST_SHIPMENT, Milestone.DELIVERED, False),
    (ORDER, Milestone.ALL_DELIVERED, False),
)


def _is_plain(now: Position, kind: EventKind) -> bool:
    """Say whether a fact about a parcel hangs on nothing but where the parcel is."""
    if now is Position.WITH_COURIER:  # a second round, or a round that came to nothing
        return kind not in {K.OUT_FOR_DELIVERY, K.ARRIVED_IN_CITY}
    return kind is not K.OUT_FOR_DELIVERY or now not in IMPLAUSIBLE_ROUND


def _marks(now: Position, kind: EventKind, then: Position) -> Iterator[Mark]:
    if RANK[now] < RANK[Position.HANDED_OVER] and kind not in _LABELLED:
        yield FIRST_SHIPMENT, Milestone.DISPATCHED, kind not in _SEEN_LEAVING
    if kind is K.SHIPMENT_ANNOUNCED and then is Position.ANNOUNCED:
        yield FIRST_SHIPMENT, Milestone.ANNOUNCED, False
    if kind in _AHEAD and RANK[then] > RANK[now]:
        yield FIRST_SHIPMENT, _AHEAD[kind], False
    if kind is K.OUT_FOR_DELIVERY:
        yield FIRST_SHIPMENT, Milestone.OUT_FOR_DELIVERY, False


def _road() -> dict[EventKind, Step]:
    """Return the facts that a plain history may begin with."""
    open_ = {at: Stage(at, Outcome.OPEN, {}) for at in Position}
    for now, stage in open_.items():
        arrived = Stage(now, Outcome.DELIVERED, {})
        _own(arrived)
        _own(stage)
        stage.steps[K.DELIVERED] = _carried(K.DELIVERED, arrived, _ARRIVED)
        for kind in [kind for kind in _TRAVELLED if _is_plain(now, kind)]:
            then = open_[MOVES[now][kind]]
            stage.steps[kind] = _carried(kind, then, tuple(_marks(now, kind, then.position)))
    start = open_[Position.PLANNED]
    return {K.ORDER_PLACED: Step(start.steps, None, start, ((ORDER, Milestone.PLACED, False),))}


def _carried(kind: EventKind, then: Stage, marks: tuple[Mark, ...]) -> Step:
    proves = tuple(_PROVEN[milestone] for _, milestone, _ in marks if milestone in _PROVEN)
    return Step(then.steps, BARE[kind], then, marks, proves, kind not in _UNSEEN)


def _own(stage: Stage) -> None:
    for kind, marks in OWN.items():
        stage.steps[kind] = Step(stage.steps, None, stage, marks, chooses=kind in SAID_BY)


ROAD: Final = _road()
"""The way of a plain history, from the placing on: each fact that may come next, and what it does."""


def begin(history: Sequence[Event]) -> list[Step]:
    """Return what the plain facts do that a history begins with; events in order, each once."""
    taken: list[Step] = []
    steps = ROAD
    name = courier = number = None
    for event in history:
        step = steps.get(event.kind)
        if step is None:
            break
        if event.shipment != name and event.shipment is not None:
            if name is not None or not event.shipment:
                break  # another parcel
            name = event.shipment
        steps, bare = step.steps, step.bare
        if bare is not None and event.details is not bare:
            said = _said(event.details, courier, number)
            if said is None:
                break
            courier, number = said
        elif not taken:
            courier = cast("Placed", event.details).promised.courier
        elif step.chooses and cast("Contacted", event.details).chosen is not None:
            break
        taken.append(step)
    return taken


def _said(details: Details, courier: str | None, number: str | None) -> tuple[str | None, str | None] | None:
    """Return the courier and the number known with a fact's details; None where these say anything more."""
    if isinstance(details, Carriage):
        if details.contents or details.role not in _OUTWARD or _differ(courier, details.courier):
            return None
        courier = details.courier if courier is None else courier
    elif not isinstance(details, Arrival) or details.partial:
        return None
    tracking = details.tracking
    if tracking is None:
        return courier, number
    if tracking.part != _WHOLE or _differ(number, tracking.number):
        return None
    return courier, tracking.number


def _differ(known: str | None, said: str | None) -> bool:
    return known is not None and said is not None and known != said


def entries(history: Iterable[Event], taken: Iterable[Step]) -> list[Entry]:
    """Return what an order and its parcel wrote down of plain facts."""
    return [
        (subject, milestone, event, inferred)
        for event, step in zip(history, taken)  # noqa: B905 - the rest of the history is not plain
        for subject, milestone, inferred in step.marks
    ]
