"""What each kind of event does to an order: one small function each, and the table that names them.

`RULES` is total: kinds about a parcel go to the parcel's own tables, and what changes nothing says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from postpurchase.classes import cast
from postpurchase.events import Change, Contacted, Deadline, Event, Funds, Held, Money, Placed
from postpurchase.order.axes import INBOUND_SUPPLIES, RETURN_STAGES, SAID_BY, SUPPLIES, Coin
from postpurchase.order.facts import observe
from postpurchase.order.lines import Contents
from postpurchase.order.model import ORDER, Hold, OpenProblem
from postpurchase.order.shipments import Parcel
from postpurchase.order.tables import ACTION_BY, ENDS, SORTS
from postpurchase.order.whole import Fold, arrived
from postpurchase.vocabulary import (
    EventKind,
    HoldReason,
    Level,
    Milestone,
    Outcome,
    Party,
    Problem,
    ReturnStage,
    ShipmentRole,
    Supply,
    WarningKind,
)
from postpurchase.windows import instant

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final, TypeAlias

K = EventKind

# As in `facts`: what nearly every order needs.
_STAFF, _PLACED, _CONFIRMED, _CAPTURED = Party.STAFF, Milestone.PLACED, Milestone.CONFIRMED, Coin.CAPTURED
_DELIVERED, _UNAVAILABLE, _REJECTED = EventKind.DELIVERED, Supply.UNAVAILABLE, Supply.REJECTED
_SECURED = Supply.SECURED

Rule: TypeAlias = Callable[[Fold, Event], None]


# -- parcels --------------------------------------------------------------------------------------


def _about_parcel(fold: Fold, event: Event) -> None:
    parcel = fold.by_name.get(event.shipment) or fold.parcel(event.shipment)
    before = parcel.outcome
    observe(parcel, event)
    if parcel.outcome is not before or event.kind is _DELIVERED:
        fold.add_up(event)


def _among_parcels(fold: Fold, event: Event) -> None:
    """Let a parcel take note of a fact where others stand beside it, or where it may be too old."""
    is_new = (event.shipment or None) not in fold.by_name
    had_all, is_anew = is_new and fold.has_all(arrived), is_new and fold.is_sent_anew(event)
    parcel = fold.parcel(event.shipment)
    if not fold.is_recycled(parcel, event):
        is_further = had_all and fold.is_further(parcel)
        parcel.further = parcel.further or is_further or (is_anew and parcel.role is ShipmentRole.OUTBOUND)
        if is_anew:
            fold.make_up(parcel, event)
        _add_up(fold, parcel, event, is_new=is_new)


def _add_up(fold: Fold, parcel: Parcel, event: Event, *, is_new: bool) -> None:
    before = parcel.left_by, parcel.outcome, parcel.partial
    observe(parcel, event)
    fold.note(parcel)
    just_left = parcel.left_by is event
    if parcel.role is ShipmentRole.INBOUND and event.kind in INBOUND_SUPPLIES:
        fold.goods.advance(INBOUND_SUPPLIES[event.kind], parcel.contents)
    if parcel.role is ShipmentRole.RETURN and just_left:
        _come_back(fold, ReturnStage.IN_TRANSIT, parcel.contents)
    if is_new or before != (parcel.left_by, parcel.outcome, parcel.partial):
        if parcel.outcome is Outcome.CANCELLED:
            fold.unsettle()
        fold.add_up(event, parcel if just_left else None)


# -- the order itself -----------------------------------------------------------------------------


def _place(fold: Fold, event: Event) -> None:
    if fold.placed is None:
        fold.place(event, cast("Placed", event.details))
        fold.reach(_PLACED, event)
    else:
        fold.warn(WarningKind.PLACED_AGAIN, event)


def _confirm(fold: Fold, event: Event) -> None:
    if cast("Change", event.details).by == _STAFF:
        fold.released_by = fold.released_by or event
    fold.reach(_CONFIRMED, event)


def _edit(fold: Fold, event: Event) -> None:
    fold.goods.edit(event.lines)
    fold.reach_supply(event, None)
    fold.add_up(event)


def _close(fold: Fold, event: Event) -> None:
    fold.closed = True
    fold.reach(Milestone.CLOSED, event)


def _reopen(fold: Fold, event: Event) -> None:
    if fold.cancelled:
        fold.reach(Milestone.REOPENED, event)
    fold.closed = fold.cancelled = False
    for milestone in (Milestone.CLOSED, Milestone.CANCELLED, Milestone.EXPIRED):
        fold.withdraw(milestone)


def _cancel(fold: Fold, event: Event) -> None:
    if event.lines:
        _cancel_lines(fold, event)
    else:
        _cancel_all(fold, event, Milestone.CANCELLED)


def _expire(fold: Fold, event: Event) -> None:
    _cancel_all(fold, event, Milestone.EXPIRED)


def _cancel_all(fold: Fold, event: Event, milestone: Milestone) -> None:
    if not fold.cancelled:
        fold.cancelled = True
        fold.pay(Coin.VOIDED)
        fold.reach(milestone, event)


def _cancel_lines(fold: Fold, event: Event) -> None:
    fold.check_lines(event)
    goods = fold.goods
    if not (goods.cancel(event.lines) or not goods.items):
        return
    if not event.lines or (goods.items and not goods.live):
        _cancel_all(fold, event, Milestone.CANCELLED)
        return
    fold.partly_cancelled = True
    fold.reach(Milestone.LINES_CANCELLED, event)
    fold.reach_supply(event, None)
    fold.add_up(event)


def _change_address(fold: Fold, event: Event) -> None:
    for parcel in fold.parcels:
        parcel.end(ENDS[event.kind])
    _redirect(fold, event)


def _redirect(fold: Fold, event: Event) -> None:
    fold.reach(Milestone.REDIRECTED, event)


# -- money and holds ------------------------------------------------------------------------------


def _authorize(fold: Fold, event: Event) -> None:
    fold.pay(Coin.AUTHORIZED)


def _fail_payment(fold: Fold, event: Event) -> None:
    fold.pay(Coin.FAILED)


def _expire_payment(fold: Fold, event: Event) -> None:
    fold.pay(Coin.EXPIRED)


def _capture(fold: Fold, event: Event) -> None:
    funds = cast("Funds", event.details)
    if funds.number is None or fold.count(event.kind, funds.number):
        total = _total(fold, funds.amount)
        fold.captured += funds.amount.minor if funds.amount else 0
        fold.pay(Coin.PART_CAPTURED if total is not None and fold.captured < total else _CAPTURED)


def _refund(fold: Fold, event: Event) -> None:
    funds = cast("Funds", event.details)
    if funds.number is not None and not fold.count(event.kind, funds.number):
        return
    if funds.amount is None:
        in_part = bool(event.lines)
    else:
        fold.refunded += funds.amount.minor
        paid = fold.captured or _total(fold, funds.amount)
        in_part = paid is None or fold.refunded < paid
    fold.pay(Coin.PART_REFUNDED if in_part else Coin.REFUNDED)
    if fold.return_state is ReturnStage.RECEIVED:
        _come_back(fold, ReturnStage.REFUNDED, event.lines)
    fold.reach(Milestone.REFUNDED, event)


def _total(fold: Fold, amount: Money | None) -> int | None:
    """Return what the order costs, where an amount can be compared with it."""
    total = fold.placed.total if fold.placed else None
    return total.minor if total and amount and total.currency == amount.currency else None


def _hold(fold: Fold, event: Event) -> None:
    held = cast("Held", event.details)
    reason = HoldReason(held.reason)
    name = held.hold or reason
    if reason is HoldReason.PAYMENT:
        fold.pay(Coin.AWAITED)
    known = fold.holds.get(name)
    if known is None:
        fold.reach(Milestone.HOLD_OPENED, event)
    until = instant(held.until) if held.until else None
    fold.holds = {**fold.holds, name: Hold(name, reason, known.since if known else event.t, until)}


def _release(fold: Fold, event: Event) -> None:
    held = cast("Held", event.details)
    kept = {name: hold for name, hold in fold.holds.items() if not _is_released(hold, held)}
    if len(kept) < len(fold.holds):
        fold.holds = kept
        fold.reach(Milestone.HOLD_RELEASED, event)


def _is_released(hold: Hold, held: Held) -> bool:
    """Return whether a release is about a hold: it names its id, else its reason, else all are meant."""
    if held.hold:
        return hold.id == held.hold
    return held.reason in {hold.reason, HoldReason.OTHER}


# -- words and deadlines --------------------------------------------------------------------------


def _say(fold: Fold, event: Event) -> None:
    fold.reach(SAID_BY[event.kind], event)
    if cast("Contacted", event.details).chosen is not None:
        _redirect(fold, event)


def _change_level(fold: Fold, event: Event) -> None:
    level = cast("Contacted", event.details).level
    fold.level = Level(level) if level else fold.level
    fold.reach(Milestone.LEVEL_CHANGED, event)


def _pause(fold: Fold, event: Event) -> None:
    fold.paused = True


def _resume(fold: Fold, event: Event) -> None:
    fold.paused = False


def _set_deadline(fold: Fold, event: Event) -> None:
    deadline = cast("Deadline", event.details).deadline
    fold.ship_deadline = instant(deadline) if deadline else fold.ship_deadline


def _ask_extension(fold: Fold, event: Event) -> None:
    deadline = cast("Deadline", event.details).deadline
    fold.extension = instant(deadline) if deadline else None
    fold.reach(Milestone.EXTENSION_REQUESTED, event)


def _answer_extension(fold: Fold, event: Event) -> None:
    details = cast("Deadline", event.details)
    named = instant(details.deadline) if details.deadline else None
    if details.answer == "accepted":
        fold.ship_deadline = named or fold.extension or fold.ship_deadline
    elif details.answer == "countered":
        fold.ship_deadline = named or fold.ship_deadline
    fold.extension = None


# -- goods ----------------------------------------------------------------------------------------


def _supply(fold: Fold, event: Event) -> None:
    stage = SUPPLIES[event.kind]
    fold.check_lines(event)
    moved = fold.goods.advance(stage, event.lines)
    if stage is _UNAVAILABLE:
        if moved or not fold.goods.items:
            fold.reach(Milestone.UNAVAILABLE, event)
        if moved:
            fold.goods.lose(_SECURED)
    elif stage is not _REJECTED:
        fold.goods.state(stage)
        fold.reach_supply(event, stage)


def _return(fold: Fold, event: Event) -> None:
    stage = RETURN_STAGES[event.kind]
    _come_back(fold, stage, event.lines)
    if stage is ReturnStage.RECEIVED:
        fold.reach(Milestone.RETURNED, event)


def _come_back(fold: Fold, stage: ReturnStage, lines: Contents) -> None:
    fold.return_state = stage
    fold.goods.come_back(stage, lines)


def _open_claim(fold: Fold, event: Event) -> None:
    subject = _claimed(fold, event)
    if subject not in fold.claims:
        claim = OpenProblem(Problem.CLAIM, subject, ACTION_BY[Problem.CLAIM], event.t)
        fold.claims = {**fold.claims, subject: claim}
        fold.reach(Milestone.CLAIM_OPENED, event)


def _close_claim(fold: Fold, event: Event) -> None:
    closed = _claimed(fold, event)
    fold.claims = {of: claim for of, claim in fold.claims.items() if closed not in {of, ORDER}}


def _claimed(fold: Fold, event: Event) -> str:
    return fold.parcel(event.shipment).subject if event.shipment else ORDER


def _nothing(fold: Fold, event: Event) -> None:
    """Keep on record what moves nothing."""


RULES: Final[Mapping[EventKind, Rule]] = MappingProxyType(
    dict.fromkeys(SORTS, _about_parcel)
    | dict.fromkeys(SUPPLIES, _supply)
    | dict.fromkeys(RETURN_STAGES, _return)
    | dict.fromkeys(SAID_BY, _say)
    | {
        K.ORDER_PLACED: _place,
        K.ORDER_CONFIRMED: _confirm,
        K.ORDER_EDITED: _edit,
        K.ORDER_CLOSED: _close,
        K.ORDER_REOPENED: _reopen,
        K.ORDER_CANCELLED: _cancel,
        K.ORDER_EXPIRED: _expire,
        K.LINES_CANCELLED: _cancel_lines,
        K.ADDRESS_CHANGED: _change_address,
        K.PAYMENT_AUTHORIZED: _authorize,
        K.PAYMENT_CAPTURED: _capture,
        K.PAYMENT_FAILED: _fail_payment,
        K.PAYMENT_EXPIRED: _expire_payment,
        K.REFUNDED: _refund,
        K.HOLD_PLACED: _hold,
        K.HOLD_RELEASED: _release,
        K.LEVEL_CHANGED: _change_level,
        K.PAUSED: _pause,
        K.RESUMED: _resume,
        K.SHIP_DEADLINE_SET: _set_deadline,
        K.EXTENSION_REQUESTED: _ask_extension,
        K.EXTENSION_ANSWERED: _answer_extension,
        K.CLAIM_OPENED: _open_claim,
        K.CLAIM_CLOSED: _close_claim,
        K.DELIVERY_REQUESTED: _redirect,
        K.UNCLASSIFIED: _nothing,
    }
)
"""The rule of every kind of event, where the order comes first and has one parcel."""

CAREFUL_RULES: Final[Mapping[EventKind, Rule]] = MappingProxyType(
    dict(RULES) | dict.fromkeys(SORTS, _among_parcels)
)
"""The rules for all other histories."""
