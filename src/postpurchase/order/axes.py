"""The order's own axes as data: supply, money, returns, and which milestones are counted.

None of them drives another: what is paid is not thereby sent, and what is sent not thereby paid.
A milestone is reached once for each subject, unless it is in `LOOPING`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.vocabulary import EventKind, Milestone, Mode, Payment, ReturnStage, Supply, Word

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

K = EventKind

# -- how the goods get ready ----------------------------------------------------------------------

_SOURCED: Final = (
    Supply.NOT_STARTED,
    Supply.REQUESTED,
    Supply.SECURED,
    Supply.INBOUND,
    Supply.IN_COUNTRY,
    Supply.RECEIVED,
    Supply.INSPECTED,
    Supply.READY,
)
LADDERS: Final[Mapping[Mode, tuple[Supply, ...]]] = MappingProxyType(
    {
        Mode.STOCK: (Supply.READY,),
        Mode.BUY_ON_DEMAND: _SOURCED,
        Mode.MADE_TO_ORDER: (
            Supply.NOT_STARTED,
            Supply.REQUESTED,
            Supply.IN_PRODUCTION,
            Supply.PRODUCED,
            Supply.INSPECTED,
            Supply.READY,
        ),
        Mode.PRE_ORDER: _SOURCED,
        Mode.DROPSHIP: (Supply.NOT_STARTED, Supply.REQUESTED, Supply.SECURED, Supply.READY),
        Mode.DIGITAL: (Supply.READY,),
    }
)
"""The stages that a line of each mode goes through, from where it begins."""

SUPPLY_RANK: Final[Mapping[Supply, int]] = MappingProxyType(
    {
        Supply.UNAVAILABLE: -1,
        Supply.REJECTED: -1,
        Supply.NOT_STARTED: 0,
        Supply.REQUESTED: 1,
        Supply.SECURED: 2,
        Supply.IN_PRODUCTION: 3,
        Supply.PRODUCED: 4,
        Supply.INBOUND: 5,
        Supply.IN_COUNTRY: 6,
        Supply.RECEIVED: 7,
        Supply.INSPECTED: 8,
        Supply.READY: 9,
    }
)
"""How far along a stage is; the side exits lie before the start."""

SUPPLIES: Final[Mapping[EventKind, Supply]] = MappingProxyType(
    {
        K.SOURCING_STARTED: Supply.REQUESTED,
        K.ITEM_SECURED: Supply.SECURED,
        K.ITEM_UNAVAILABLE: Supply.UNAVAILABLE,
        K.PRODUCTION_STARTED: Supply.IN_PRODUCTION,
        K.PRODUCTION_FINISHED: Supply.PRODUCED,
        K.ARRIVED_IN_COUNTRY: Supply.IN_COUNTRY,
        K.RECEIVED_BY_SHOP: Supply.RECEIVED,
        K.INSPECTION_PASSED: Supply.INSPECTED,
        K.INSPECTION_FAILED: Supply.REJECTED,
        K.READY_TO_SHIP: Supply.READY,
    }
)
"""The stage that each kind of supply event brings its lines to."""

SUPPLY_MILESTONE: Final[Mapping[Supply, Milestone | None]] = MappingProxyType(
    dict.fromkeys(Supply, None)
    | {
        Supply.SECURED: Milestone.SECURED,
        Supply.IN_PRODUCTION: Milestone.PRODUCTION_STARTED,
        Supply.PRODUCED: Milestone.PRODUCTION_FINISHED,
        Supply.IN_COUNTRY: Milestone.IN_COUNTRY,
        Supply.RECEIVED: Milestone.RECEIVED,
        Supply.INSPECTED: Milestone.INSPECTED,
        Supply.READY: Milestone.READY,
        Supply.UNAVAILABLE: Milestone.UNAVAILABLE,
    }
)
"""The milestone of the whole order that a stage reaches."""

INBOUND_SUPPLIES: Final[Mapping[EventKind, Supply]] = MappingProxyType(
    {
        K.HANDED_OVER: Supply.INBOUND,
        K.ACCEPTED: Supply.INBOUND,
        K.ENTERED_COUNTRY: Supply.IN_COUNTRY,
        K.DELIVERED: Supply.RECEIVED,
    }
)
"""The stages that a parcel on its way to the shop brings its contents to, without any milestone."""

RETURN_STAGES: Final[Mapping[EventKind, ReturnStage]] = MappingProxyType(
    {
        K.RETURN_REQUESTED: ReturnStage.REQUESTED,
        K.RETURN_APPROVED: ReturnStage.APPROVED,
        K.RETURN_DECLINED: ReturnStage.DECLINED,
        K.RETURN_RECEIVED: ReturnStage.RECEIVED,
    }
)
"""How far each kind of event brings the lines that come back."""

PREPARING: Final = frozenset(SUPPLIES) | {K.SHIPMENT_PLANNED, K.SHIPMENT_ANNOUNCED}
"""The kinds that show an order being prepared."""

# -- where the money stands -----------------------------------------------------------------------


class Coin(Word):
    """The things that happen to money."""

    AWAITED = "awaited"
    AUTHORIZED = "authorized"
    PART_CAPTURED = "part_captured"
    CAPTURED = "captured"
    FAILED = "failed"
    EXPIRED = "expired"
    VOIDED = "voided"
    PART_REFUNDED = "part_refunded"
    REFUNDED = "refunded"


_UNPAID: Final = frozenset(
    {
        Payment.NONE,
        Payment.PENDING,
        Payment.AUTHORIZED,
        Payment.FAILED,
        Payment.VOIDED,
        Payment.EXPIRED,
    }
)
_STEPS: Final[Mapping[Coin, tuple[frozenset[Payment], Payment]]] = {
    Coin.AWAITED: (frozenset({Payment.NONE}), Payment.PENDING),
    Coin.AUTHORIZED: (_UNPAID, Payment.AUTHORIZED),
    Coin.PART_CAPTURED: (_UNPAID, Payment.PARTLY_PAID),
    Coin.CAPTURED: (_UNPAID | {Payment.PARTLY_PAID}, Payment.PAID),
    Coin.FAILED: (_UNPAID - {Payment.VOIDED}, Payment.FAILED),
    Coin.EXPIRED: (_UNPAID - {Payment.VOIDED}, Payment.EXPIRED),
    Coin.VOIDED: (frozenset({Payment.PENDING, Payment.AUTHORIZED}), Payment.VOIDED),
    Coin.PART_REFUNDED: (frozenset(Payment) - {Payment.REFUNDED}, Payment.PARTLY_REFUNDED),
    Coin.REFUNDED: (frozenset(Payment), Payment.REFUNDED),
}
PAYMENTS: Final[Mapping[Payment, Mapping[Coin, Payment]]] = MappingProxyType(
    {
        now: MappingProxyType(
            {coin: then if now in before else now for coin, (before, then) in _STEPS.items()}
        )
        for now in Payment
    }
)
"""Payment → what happens to the money → payment; a late failure never unpays what was paid."""

# -- what is counted ------------------------------------------------------------------------------

LOOPING: Final = frozenset(
    {
        Milestone.HOLD_OPENED,
        Milestone.HOLD_RELEASED,
        Milestone.SECURED,
        Milestone.UNAVAILABLE,
        Milestone.APPOINTMENT_NEEDED,
        Milestone.APPOINTMENT_AGREED,
        Milestone.CONTACT_FAILED,
        Milestone.OUT_FOR_DELIVERY,
        Milestone.ATTEMPT_FAILED,
        Milestone.READY_FOR_PICKUP,
        Milestone.DELAYED,
        Milestone.ADDRESS_PROBLEM,
        Milestone.ACTION_REQUIRED,
        Milestone.TRACKING_CHANGED,
        Milestone.COURIER_CHANGED,
        Milestone.LINES_CANCELLED,
        Milestone.REFUNDED,
        Milestone.REOPENED,
        Milestone.REDIRECTED,
        Milestone.FOUND,
        Milestone.CONTESTED,
        Milestone.CLAIM_OPENED,
        Milestone.EXTENSION_REQUESTED,
        Milestone.LEVEL_CHANGED,
        Milestone.CONTACTED,
        Milestone.INQUIRED,
    }
)
"""The milestones that recur and are numbered; the others recur only after being withdrawn."""

FORWARD_ONLY: Final = frozenset(
    {
        Milestone.ANNOUNCED,
        Milestone.DISPATCHED,
        Milestone.LAST_PART_DISPATCHED,
        Milestone.ENTERED_COUNTRY,
        Milestone.IN_CITY,
        Milestone.APPOINTMENT_NEEDED,
        Milestone.APPOINTMENT_AGREED,
        Milestone.CONTACT_FAILED,
        Milestone.OUT_FOR_DELIVERY,
        Milestone.ATTEMPT_FAILED,
        Milestone.READY_FOR_PICKUP,
        Milestone.PICKUP_EXPIRED,
        Milestone.TRACKING_CHANGED,
        Milestone.COURIER_CHANGED,
    }
)
"""The milestones that a parcel on its way back does not reach, whatever its scans say."""

SAID_BY: Final[Mapping[EventKind, Milestone]] = MappingProxyType(
    {
        K.CONTACT_RECEIVED: Milestone.CONTACTED,
        K.QUESTION_ANSWERED: Milestone.CONTACTED,
        K.INQUIRY_RECEIVED: Milestone.INQUIRED,
    }
)
"""The milestones that an event reaches by being there, and nothing more."""
