"""The closed sets of words: every enum that events, orders, policies and plans speak.

The values are the ones of the JSON contract: they may be added to, never renamed.
"""

from __future__ import annotations

from enum import StrEnum

from postpurchase.enums import Vocabulary
from postpurchase.errors import invalid, nearest

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final, NoReturn

_FEW = 12
"""As many words are all named to whoever gave another."""


class Word(StrEnum, metaclass=Vocabulary):
    """A member of a closed vocabulary: a string that hashes as fast as one."""

    __hash__ = str.__hash__  # Enum's own hash runs Python code on 3.11, and these are dictionary keys

    @classmethod
    def _missing_(cls, value: object) -> NoReturn:
        words = [word.value for word in cls]
        otherwise = f"give a member of {cls.__name__}, or its value" if len(words) > _FEW else ""
        given = value.casefold() if isinstance(value, str) else ""
        raise invalid("", "not a known word", nearest(given, words, otherwise))


class EventKind(Word):
    """What can happen to an order."""

    ORDER_PLACED = "order_placed"
    ORDER_CONFIRMED = "order_confirmed"
    ORDER_EDITED = "order_edited"
    ORDER_CLOSED = "order_closed"
    ORDER_REOPENED = "order_reopened"
    ORDER_CANCELLED = "order_cancelled"
    ORDER_EXPIRED = "order_expired"
    LINES_CANCELLED = "lines_cancelled"
    ADDRESS_CHANGED = "address_changed"
    PAYMENT_AUTHORIZED = "payment_authorized"
    PAYMENT_CAPTURED = "payment_captured"
    PAYMENT_FAILED = "payment_failed"
    PAYMENT_EXPIRED = "payment_expired"
    REFUNDED = "refunded"
    HOLD_PLACED = "hold_placed"
    HOLD_RELEASED = "hold_released"
    CONTACT_RECEIVED = "contact_received"
    QUESTION_ANSWERED = "question_answered"
    INQUIRY_RECEIVED = "inquiry_received"
    LEVEL_CHANGED = "level_changed"
    DELIVERY_REQUESTED = "delivery_requested"
    PAUSED = "paused"
    RESUMED = "resumed"
    SHIP_DEADLINE_SET = "ship_deadline_set"
    EXTENSION_REQUESTED = "extension_requested"
    EXTENSION_ANSWERED = "extension_answered"
    SOURCING_STARTED = "sourcing_started"
    ITEM_SECURED = "item_secured"
    ITEM_UNAVAILABLE = "item_unavailable"
    PRODUCTION_STARTED = "production_started"
    PRODUCTION_FINISHED = "production_finished"
    ARRIVED_IN_COUNTRY = "arrived_in_country"
    RECEIVED_BY_SHOP = "received_by_shop"
    INSPECTION_PASSED = "inspection_passed"
    INSPECTION_FAILED = "inspection_failed"
    READY_TO_SHIP = "ready_to_ship"
    SHIPMENT_PLANNED = "shipment_planned"
    SHIPMENT_ANNOUNCED = "shipment_announced"
    SHIPMENT_CANCELLED = "shipment_cancelled"
    HANDED_OVER = "handed_over"
    ACCEPTED = "accepted"
    DEPARTED = "departed"
    ARRIVED = "arrived"
    LEFT_COUNTRY = "left_country"
    ENTERED_COUNTRY = "entered_country"
    ARRIVED_IN_CITY = "arrived_in_city"
    PASSED_TO_COURIER = "passed_to_courier"
    REDIRECTED = "redirected"
    CUSTOMS_STARTED = "customs_started"
    CUSTOMS_HELD = "customs_held"
    CUSTOMS_RELEASED = "customs_released"
    DUTY_DUE = "duty_due"
    APPOINTMENT_NEEDED = "appointment_needed"
    APPOINTMENT_AGREED = "appointment_agreed"
    CONTACT_FAILED = "contact_failed"
    OUT_FOR_DELIVERY = "out_for_delivery"
    ATTEMPT_FAILED = "attempt_failed"
    READY_FOR_PICKUP = "ready_for_pickup"
    PICKUP_EXPIRED = "pickup_expired"
    DELIVERED = "delivered"
    DELIVERY_RETRACTED = "delivery_retracted"
    RETURN_STARTED = "return_started"
    RETURNED = "returned"
    LOST = "lost"
    DESTROYED = "destroyed"
    PROBLEM_RAISED = "problem_raised"
    PROBLEM_RESOLVED = "problem_resolved"
    ETA_CHANGED = "eta_changed"
    TRACKING_CHANGED = "tracking_changed"
    TRACKING_EXPIRED = "tracking_expired"
    TRACKING_RESUMED = "tracking_resumed"
    RETURN_REQUESTED = "return_requested"
    RETURN_APPROVED = "return_approved"
    RETURN_DECLINED = "return_declined"
    RETURN_RECEIVED = "return_received"
    CLAIM_OPENED = "claim_opened"
    CLAIM_CLOSED = "claim_closed"
    UNCLASSIFIED = "unclassified"


class TimeQuality(Word):
    """How far a reported time can be trusted."""

    OFFSET = "offset"
    UTC_CLAIMED = "utc_claimed"
    LOCAL = "local"
    LOCAL_UNKNOWN = "local_unknown"
    DATE_ONLY = "date_only"
    YEARLESS = "yearless"


COMPARABLE_QUALITIES: Final = frozenset({TimeQuality.OFFSET, TimeQuality.UTC_CLAIMED, TimeQuality.LOCAL})
"""The qualities whose instants may be compared with each other across sources."""


class Notify(Word):
    """Whether an event may lead to messages."""

    AUTO = "auto"
    NEVER = "never"


class Mode(Word):
    """How a line is fulfilled."""

    STOCK = "stock"
    BUY_ON_DEMAND = "buy_on_demand"
    MADE_TO_ORDER = "made_to_order"
    PRE_ORDER = "pre_order"
    DROPSHIP = "dropship"
    DIGITAL = "digital"


class Service(Word):
    """The delivery service promised at checkout."""

    NEXT_DAY = "next_day"
    LATER = "later"
    PICKUP = "pickup"
    MARKETPLACE = "marketplace"


class Party(Word):
    """Who may act or speak."""

    SHOP = "shop"
    COURIER = "courier"
    MARKETPLACE = "marketplace"
    STAFF = "staff"
    CUSTOMER = "customer"
    SYSTEM = "system"
    NOBODY = "nobody"


class Role(Word):
    """The two people an order may have: who bought and who receives."""

    BUYER = "buyer"
    RECEIVER = "receiver"


class Level(Word):
    """How often a customer wants to hear from the shop."""

    LESS = "less"
    STANDARD = "standard"
    MORE = "more"


class Channel(Word):
    """A way to reach a person; a call is a task for a person with a script and an outcome."""

    EMAIL = "email"
    SMS = "sms"
    PUSH = "push"
    CHAT = "chat"
    MARKETPLACE_MESSAGE = "marketplace_message"
    CALL = "call"


class ContentClass(Word):
    """What consent law calls a message by its content."""

    TRANSACTIONAL = "transactional"
    MARKETING = "marketing"


class RowKind(Word):
    """What a ledger row says about an attempt; later ones of an attempt rank higher.

    The rank of the formal core is `ROW_RANK`, never the order of arrival.
    """

    REQUESTED = "requested"
    RESERVED = "reserved"
    UNKNOWN = "unknown"
    FAILED = "failed"
    SENT = "sent"
    BOUNCED = "bounced"
    ABANDONED = "abandoned"


ROW_RANK: Final = {
    RowKind.REQUESTED: 0,
    RowKind.RESERVED: 1,
    RowKind.UNKNOWN: 2,
    RowKind.FAILED: 3,
    RowKind.SENT: 4,
    RowKind.BOUNCED: 5,
    RowKind.ABANDONED: 5,
}


class Basis(Word):
    """Whether something was seen to happen or is taken to have happened."""

    OBSERVED = "observed"
    ASSUMED = "assumed"


class VerdictKind(Word):
    """What becomes of a candidate."""

    SEND = "send"
    DEFER = "defer"
    DELEGATE = "delegate"
    SKIP = "skip"


class Importance(Word):
    """How much a touchpoint matters to its recipient."""

    MUST_TELL = "must_tell"
    NEWS = "news"
    COURTESY = "courtesy"
    MARKETING = "marketing"


IMPORTANCE_RANK: Final = {
    Importance.MUST_TELL: 0,
    Importance.NEWS: 1,
    Importance.COURTESY: 2,
    Importance.MARKETING: 3,
}


class Rides(Word):
    """Whether a touchpoint may travel inside another's message."""

    NO = "no"
    MAY = "may"
    ONLY = "only"


class WhenClosed(Word):
    """What becomes of a message that meets a closed time."""

    DEFER = "defer"
    DROP = "drop"


class ActionKind(Word):
    """What the host or its staff are asked to do besides sending."""

    HAND_OVER = "hand_over"
    NEEDS_ATTENTION = "needs_attention"
    PROPOSE_CANCEL = "propose_cancel"
    GRANT_OFFER = "grant_offer"
    CALL = "call"
    EXTEND_DEADLINE = "extend_deadline"


class SubjectKind(Word):
    """What a touchpoint speaks about."""

    ORDER = "order"
    SHIPMENT = "shipment"


class Part(Word):
    """Which half of a touchpoint a key covers; an offer may travel apart from its news."""

    MAIN = "main"
    OFFER = "offer"


class Reason(Word):
    """Why a candidate got its verdict."""

    NOT_YET = "not_yet"
    IN_FLIGHT = "in_flight"
    USED = "used"
    BEFORE_POLICY = "before_policy"
    STALE_EVENT = "stale_event"
    SUPERSEDED = "superseded"
    MUTED = "muted"
    ORDER_CANCELLED = "order_cancelled"
    GATE_OPEN = "gate_open"
    PROBLEM_OPEN = "problem_open"
    PAUSED = "paused"
    NOT_ADDRESSEE = "not_addressee"
    CONDITION_FALSE = "condition_false"
    ALREADY_TOLD = "already_told"
    ALREADY_KNOWN = "already_known"
    ALREADY_ASKED = "already_asked"
    MISSING_FACT = "missing_fact"
    ASSIGNED = "assigned"
    FORBIDDEN = "forbidden"
    TIMEOUT_PASSED = "timeout_passed"
    NO_CONSENT = "no_consent"
    CONSENT_REVOKED = "consent_revoked"
    UNREACHABLE = "unreachable"
    SUPPRESSED = "suppressed"
    CONTENT_CLASS = "content_class"
    CHANNEL_CAP = "channel_cap"
    NO_CHANNEL = "no_channel"
    QUIET_HOURS = "quiet_hours"
    SEND_WINDOW = "send_window"
    ZONE_UNKNOWN = "zone_unknown"
    SHORTEST_GAP = "shortest_gap"
    WAITING_TO_MERGE = "waiting_to_merge"
    CAP = "cap"
    EXPIRES_FIRST = "expires_first"
    MERGED = "merged"
    SETTLING = "settling"
    IMMATERIAL = "immaterial"
    NOT_BELIEVABLE = "not_believable"
    UNKNOWN_OUTCOME = "unknown_outcome"
    RETRY = "retry"
    ABANDONED = "abandoned"
    BOUNCED = "bounced"
    SILENCE = "silence"
    PROMISE_AT_RISK = "promise_at_risk"
    PROMISE_BROKEN = "promise_broken"
    ANSWER = "answer"
    FORCED = "forced"
    DEADLINE_REACHED = "deadline_reached"
    DUE = "due"


# -- the order and its shipments ------------------------------------------------------------------


class Progress(Word):
    """How far the live quantity of an order has come, in this order."""

    PLACED = "placed"
    CONFIRMED = "confirmed"
    PREPARING = "preparing"
    PARTLY_DISPATCHED = "partly_dispatched"
    DISPATCHED = "dispatched"
    PARTLY_DELIVERED = "partly_delivered"
    DELIVERED = "delivered"
    CLOSED = "closed"


class Cancellation(Word):
    """How much of an order is cancelled."""

    NONE = "none"
    PARTIAL = "partial"
    FULL = "full"


class Payment(Word):
    """Where the money stands; it never drives progress."""

    NONE = "none"
    PENDING = "pending"
    AUTHORIZED = "authorized"
    PARTLY_PAID = "partly_paid"
    PAID = "paid"
    PARTLY_REFUNDED = "partly_refunded"
    REFUNDED = "refunded"
    FAILED = "failed"
    VOIDED = "voided"
    EXPIRED = "expired"


class HoldReason(Word):
    """Why an order waits."""

    PAYMENT = "payment"
    CONTACT_REQUIRED = "contact_required"
    FRAUD_REVIEW = "fraud_review"
    ADDRESS = "address"
    STOCK = "stock"
    UNKNOWN_DELIVERY_DATE = "unknown_delivery_date"
    AWAITING_RETURN_ITEMS = "awaiting_return_items"
    CUSTOMER_REQUEST = "customer_request"
    SELLER_REQUEST = "seller_request"
    OTHER = "other"


class Supply(Word):
    """How the goods of a line get ready to leave the shop."""

    NOT_STARTED = "not_started"
    REQUESTED = "requested"
    SECURED = "secured"
    INBOUND = "inbound"
    IN_COUNTRY = "in_country"
    RECEIVED = "received"
    INSPECTED = "inspected"
    IN_PRODUCTION = "in_production"
    PRODUCED = "produced"
    READY = "ready"
    UNAVAILABLE = "unavailable"
    REJECTED = "rejected"


class ReturnStage(Word):
    """How far a line has come on its way back."""

    REQUESTED = "requested"
    APPROVED = "approved"
    DECLINED = "declined"
    IN_TRANSIT = "in_transit"
    RECEIVED = "received"
    REFUNDED = "refunded"


class ShipmentRole(Word):
    """Whose journey a parcel makes."""

    OUTBOUND = "outbound"
    INBOUND = "inbound"
    RETURN = "return"
    REPLACEMENT = "replacement"


class Position(Word):
    """Where a parcel is, physically."""

    PLANNED = "planned"
    ANNOUNCED = "announced"
    HANDED_OVER = "handed_over"
    ACCEPTED = "accepted"
    IN_TRANSIT = "in_transit"
    LEFT_COUNTRY = "left_country"
    ENTERED_COUNTRY = "entered_country"
    IN_CITY = "in_city"
    WITH_COURIER = "with_courier"
    AT_PICKUP_POINT = "at_pickup_point"
    ATTEMPT_FAILED = "attempt_failed"


class Outcome(Word):
    """How a parcel's journey ended, or that it has not."""

    OPEN = "open"
    DELIVERED = "delivered"
    RETURNED = "returned"
    LOST = "lost"
    DESTROYED = "destroyed"
    CANCELLED = "cancelled"


class Direction(Word):
    """Which way a parcel travels."""

    FORWARD = "forward"
    BACK = "back"


class Problem(Word):
    """What may be wrong with a parcel while it travels."""

    DELAYED = "delayed"
    CUSTOMS_HOLD = "customs_hold"
    DUTY_DUE = "duty_due"
    DOCUMENTS = "documents"
    ADDRESS = "address"
    REFUSED = "refused"
    DAMAGED = "damaged"
    MISSORTED = "missorted"
    WEATHER = "weather"
    HELD = "held"
    BEING_RESEARCHED = "being_researched"
    CONTACT_COURIER = "contact_courier"
    SECURITY = "security"
    CONTESTED = "contested"
    CLAIM = "claim"
    OTHER = "other"


class TrackingHealth(Word):
    """What we know of a parcel's tracking, which is not where the parcel is."""

    NEVER_SEEN = "never_seen"
    LIVE = "live"
    QUIET = "quiet"
    EXPIRED = "expired"
    ERROR = "error"


class TrackingPart(Word):
    """Which stretch of the way a tracking number covers."""

    WHOLE = "whole"
    FIRST_MILE = "first_mile"
    LAST_MILE = "last_mile"


class DeliveredHow(Word):
    """How a parcel was delivered."""

    IN_PERSON = "in_person"
    COLLECTED = "collected"
    LEFT = "left"
    LOCKER = "locker"
    NEIGHBOUR = "neighbour"
    HOUSEHOLD = "household"
    RECEPTION = "reception"
    SAFE_PLACE = "safe_place"
    MAILBOX = "mailbox"
    AGENT = "agent"


OWN_ACTS: Final = frozenset({DeliveredHow.IN_PERSON, DeliveredHow.COLLECTED})
"""The deliveries that are the recipient's own act, and so known without being told."""


class AppointmentState(Word):
    """Where the agreement on date and time stands."""

    NONE = "none"
    NEEDED = "needed"
    AGREED = "agreed"
    FAILED = "failed"


class WarningKind(Word):
    """What a history holds that was kept on record and not simply believed."""

    RECYCLED_NUMBER = "recycled_number"
    CLOSED_NUMBER = "closed_number"
    BEFORE_ACCEPTED = "before_accepted"
    ABROAD = "abroad"
    CONTESTED = "contested"
    PLACED_AGAIN = "placed_again"
    UNKNOWN_LINE = "unknown_line"


class Milestone(Word):
    """A state first reached, numbered when it recurs; what a policy listens to."""

    PLACED = "placed"
    CONFIRMED = "confirmed"
    HOLD_OPENED = "hold_opened"
    HOLD_RELEASED = "hold_released"
    SECURED = "secured"
    UNAVAILABLE = "unavailable"
    PRODUCTION_STARTED = "production_started"
    PRODUCTION_FINISHED = "production_finished"
    IN_COUNTRY = "in_country"
    RECEIVED = "received"
    INSPECTED = "inspected"
    READY = "ready"
    ANNOUNCED = "announced"
    DISPATCHED = "dispatched"
    LAST_PART_DISPATCHED = "last_part_dispatched"
    ENTERED_COUNTRY = "entered_country"
    IN_CITY = "in_city"
    APPOINTMENT_NEEDED = "appointment_needed"
    APPOINTMENT_AGREED = "appointment_agreed"
    CONTACT_FAILED = "contact_failed"
    OUT_FOR_DELIVERY = "out_for_delivery"
    ATTEMPT_FAILED = "attempt_failed"
    READY_FOR_PICKUP = "ready_for_pickup"
    PICKUP_EXPIRED = "pickup_expired"
    DELIVERED = "delivered"
    ALL_DELIVERED = "all_delivered"
    DELAYED = "delayed"
    ADDRESS_PROBLEM = "address_problem"
    ACTION_REQUIRED = "action_required"
    TRACKING_CHANGED = "tracking_changed"
    COURIER_CHANGED = "courier_changed"
    LINES_CANCELLED = "lines_cancelled"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    REOPENED = "reopened"
    REDIRECTED = "redirected"
    REFUNDED = "refunded"
    RETURN_STARTED = "return_started"
    RETURNED = "returned"
    LOST = "lost"
    FOUND = "found"
    CONTESTED = "contested"
    CLAIM_OPENED = "claim_opened"
    EXTENSION_REQUESTED = "extension_requested"
    LEVEL_CHANGED = "level_changed"
    CONTACTED = "contacted"
    INQUIRED = "inquired"
    CLOSED = "closed"


FACTS: Final = ("window", "slot", "tracking")
"""What a touchpoint may tell beside the fact of its own name."""

TOUCHPOINTS: Final = (
    "order_confirmed",
    "contact_requested",
    "contact_reminder",
    "contact_acknowledged",
    "gate_expired",
    "item_secured",
    "item_unavailable",
    "production_started",
    "production_finished",
    "delivery_planned",
    "dispatched",
    "last_part_dispatched",
    "tracking_corrected",
    "courier_changed",
    "entered_country",
    "arrived_in_city",
    "arrangement_pending",
    "appointment_agreed",
    "arriving_tomorrow",
    "arriving_today",
    "arriving_soon",
    "interval_missed",
    "attempt_failed",
    "address_problem",
    "ready_for_pickup",
    "pickup_expiring",
    "delivered",
    "all_delivered",
    "delay_likely",
    "delayed",
    "delayed_again",
    "back_on_time",
    "deadline_extension",
    "disrupted",
    "reassurance",
    "promise_broken",
    "lines_cancelled",
    "order_cancelled",
    "order_reopened",
    "refunded",
    "return_started",
    "returned",
    "lost_remedy",
    "found",
    "offer",
    "sms_offer",
    "level_acknowledged",
    "inquiry_answered",
    "handed_to_human",
    "feedback_request",
    "anniversary",
)
"""The touchpoints of the presets; a policy may name others."""
