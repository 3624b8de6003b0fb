"""The touchpoints that presets choose from, each as a good shop would keep it.

A preset takes these values and changes what its way of working needs: see `replace` in each.
"""

from __future__ import annotations

from datetime import time, timedelta

from postpurchase.classes import replace
from postpurchase.policy import (
    SILENCE,
    Anchor,
    Condition,
    Question,
    Touchpoint,
    Trigger,
    TriggerOn,
    Undertaking,
    around,
    on,
)
from postpurchase.situation import NEXT_WORD
from postpurchase.vocabulary import (
    ActionKind,
    Channel,
    Importance,
    Milestone,
    Rides,
    SubjectKind,
    WhenClosed,
)

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
MAIL: Final = (Channel.EMAIL, Channel.MARKETPLACE_MESSAGE)
REACH: Final = (*MAIL, Channel.SMS)
"""What must be told goes by text message rather than not at all."""
URGENT_FIRST: Final = (Channel.SMS, Channel.EMAIL, Channel.MARKETPLACE_MESSAGE)
ALIVE: Final = (Condition.NOT_CANCELLED, Condition.NO_GATE, Condition.NOT_PAUSED)
WAITING: Final = (Condition.NOT_CANCELLED, Condition.GATE_OPEN, Condition.NOT_PAUSED)
TRAVELLING: Final = (*ALIVE, Condition.PARCEL_TRAVELS)
AWAITED: Final = (*TRAVELLING, Condition.NOT_AT_PICKUP_POINT)
"""As long as a courier is to come: what waits to be collected misses no interval and arrives by itself on no day."""
WAITING_THERE: Final = (*TRAVELLING, Condition.AT_PICKUP_POINT)
"""As long as it waits to be collected: a courier that sets out with it once more is newer news."""
CALM: Final = (*ALIVE, Condition.NO_PROBLEM)
AT_THE_SHOP: Final = (*CALM, Condition.STILL_TO_LEAVE)
"""As long as something is still to be sent: of what has left nobody hears that it was bought or made."""
MUST, NEWS, COURTESY = Importance.MUST_TELL, Importance.NEWS, Importance.COURTESY
PARCEL: Final = SubjectKind.SHIPMENT

ORDER_CONFIRMED: Final = Touchpoint(
    id="order_confirmed",
    when=(on(Milestone.PLACED, MINUTE),),
    answers=True,
    first=True,
    importance=MUST,
    tells=("window", "slot"),
    promises=(Undertaking(kind=NEXT_WORD),),
    channels=REACH,
)
ITEM_SECURED: Final = Touchpoint(
    id="item_secured", when=(on(Milestone.SECURED),), tells=("window",), while_=AT_THE_SHOP, channels=MAIL
)
ITEM_UNAVAILABLE: Final = Touchpoint(
    id="item_unavailable",
    when=(on(Milestone.UNAVAILABLE),),
    while_=(*ALIVE, Condition.STILL_UNAVAILABLE),
    importance=MUST,
    channels=REACH,
)
PRODUCTION_STARTED: Final = Touchpoint(
    id="production_started", when=(on(Milestone.PRODUCTION_STARTED),), while_=AT_THE_SHOP, channels=MAIL
)
PRODUCTION_FINISHED: Final = Touchpoint(
    id="production_finished",
    when=(on(Milestone.PRODUCTION_FINISHED),),
    while_=AT_THE_SHOP,
    supersedes=("production_started",),
    channels=MAIL,
)
DEADLINE_EXTENSION: Final = Touchpoint(
    id="deadline_extension",
    when=(on(Milestone.EXTENSION_REQUESTED),),
    while_=(*ALIVE, Condition.STILL_TO_LEAVE),
    importance=MUST,
    channels=REACH,
)
DELIVERY_PLANNED: Final = Touchpoint(
    id="delivery_planned",
    when=(on(Milestone.INSPECTED),),
    tells=("window", "slot"),
    while_=(*CALM, Condition.STILL_TO_LEAVE),
    asks=Question(question="slot", default="none"),
    channels=MAIL,
)
SLOT_HANDED_OVER: Final = Touchpoint(
    id="slot_handed_over",
    when=(on(Milestone.INSPECTED),),
    while_=(*CALM, Condition.STILL_TO_LEAVE, Condition.SLOT_KNOWN),
    acts=(ActionKind.HAND_OVER,),
)
HANDED_OVER_ANEW: Final = Touchpoint(
    id="handed_over_anew",
    when=(on(Milestone.REDIRECTED),),
    while_=(Condition.NOT_CANCELLED, Condition.OPEN, Condition.HANDED_BEFORE),
    acts=(ActionKind.HAND_OVER,),
)
"""Another slot or address after the courier was handed the first: the courier is handed that too."""
DISPATCHED: Final = Touchpoint(
    id="dispatched",
    when=(on(Milestone.DISPATCHED),),
    about=PARCEL,
    while_=TRAVELLING,
    tells=("window", "slot", "tracking"),
    wait=30 * MINUTE,
    channels=MAIL,
)
LAST_PART_DISPATCHED: Final = Touchpoint(
    id="last_part_dispatched",
    when=(on(Milestone.LAST_PART_DISPATCHED),),
    about=PARCEL,
    while_=TRAVELLING,
    tells=("window", "tracking"),
    supersedes=("dispatched",),
    channels=MAIL,
)
TRACKING_CORRECTED: Final = Touchpoint(
    id="tracking_corrected",
    when=(on(Milestone.TRACKING_CHANGED),),
    about=PARCEL,
    while_=TRAVELLING,
    tells=("tracking",),
    requires=("tracking",),
    importance=MUST,
    channels=REACH,
)
COURIER_CHANGED: Final = Touchpoint(
    id="courier_changed",
    when=(on(Milestone.COURIER_CHANGED),),
    about=PARCEL,
    while_=TRAVELLING,
    tells=("slot", "tracking"),
    importance=MUST,
    channels=REACH,
)
ENTERED_COUNTRY: Final = Touchpoint(
    id="entered_country",
    when=(on(Milestone.ENTERED_COUNTRY),),
    about=PARCEL,
    while_=(*TRAVELLING, Condition.NO_PROBLEM),
    tells=("window",),
    supersedes=("dispatched",),
    channels=MAIL,
)
ARRIVED_IN_CITY: Final = Touchpoint(
    id="arrived_in_city",
    when=(on(Milestone.IN_CITY),),
    about=PARCEL,
    while_=AWAITED,
    supersedes=("dispatched",),
    channels=MAIL,
)
ARRANGEMENT_PENDING: Final = Touchpoint(
    id="arrangement_pending",
    when=(
        Trigger(
            on=TriggerOn.COURIER_TERM,
            milestone=Milestone.IN_CITY,
            says=("appointment_agreed", "arrived_in_city"),
            offset=DAY,
        ),
    ),
    about=PARCEL,
    while_=(*AWAITED, Condition.NO_APPOINTMENT),
    importance=MUST,
    supersedes=("dispatched", "arrived_in_city"),
    channels=REACH,
)
APPOINTMENT_AGREED: Final = Touchpoint(
    id="appointment_agreed",
    when=(on(Milestone.APPOINTMENT_AGREED),),
    about=PARCEL,
    while_=TRAVELLING,
    tells=("slot",),
    supersedes=("arrived_in_city",),
    channels=MAIL,
)
ARRIVING_TOMORROW: Final = Touchpoint(
    id="arriving_tomorrow",
    when=(around(Anchor.SLOT_START, -DAY, time(17)),),
    about=PARCEL,
    while_=AWAITED,
    tells=("slot", "tracking"),
    useful_for=7 * HOUR,
    when_closed=WhenClosed.DROP,
    channels=MAIL,
)
ARRIVING_SOON: Final = Touchpoint(
    id="arriving_soon",
    when=(around(Anchor.SLOT_START, -HOUR),),
    about=PARCEL,
    while_=(*TRAVELLING, Condition.WITH_COURIER),
    useful_to=Anchor.SLOT_END,
    urgent=True,
    channels=(Channel.SMS,),
)
INTERVAL_MISSED: Final = Touchpoint(
    id="interval_missed",
    when=(around(Anchor.SLOT_END, 15 * MINUTE),),
    about=PARCEL,
    while_=AWAITED,
    promises=(Undertaking(kind=NEXT_WORD, within=75 * MINUTE),),
    importance=MUST,
    urgent=True,
    supersedes=("arriving_today", "arriving_soon"),
    channels=URGENT_FIRST,
    also=(Channel.EMAIL,),
)
STILL_MISSED: Final = Touchpoint(
    id="still_missed",
    when=(around(Anchor.SLOT_END, 90 * MINUTE),),
    about=PARCEL,
    while_=AWAITED,
    acts=(ActionKind.NEEDS_ATTENTION,),
)
"""It is being found out, the customer reads; when their next word is due and it has not come, staff find out."""
ARRIVING_TODAY: Final = Touchpoint(
    id="arriving_today",
    when=(on(Milestone.OUT_FOR_DELIVERY),),
    about=PARCEL,
    while_=(*TRAVELLING, Condition.NOT_TRIED_SINCE),
    tells=("window", "slot", "tracking"),
    useful_for=12 * HOUR,
    supersedes=("dispatched",),
    channels=MAIL,
)
ATTEMPT_FAILED: Final = Touchpoint(
    id="attempt_failed",
    when=(on(Milestone.ATTEMPT_FAILED),),
    about=PARCEL,
    while_=TRAVELLING,
    tells=("slot", "tracking"),
    importance=MUST,
    supersedes=("dispatched",),
    channels=URGENT_FIRST,
    also=(Channel.EMAIL,),
)
ADDRESS_PROBLEM: Final = Touchpoint(
    id="address_problem",
    when=(on(Milestone.ADDRESS_PROBLEM),),
    about=PARCEL,
    while_=(*TRAVELLING, Condition.ADDRESS_OPEN),
    importance=MUST,
    supersedes=("arriving_tomorrow", "arriving_soon"),
    channels=URGENT_FIRST,
    also=(Channel.EMAIL,),
)
READY_FOR_PICKUP: Final = Touchpoint(
    id="ready_for_pickup",
    when=(on(Milestone.READY_FOR_PICKUP),),
    about=PARCEL,
    while_=WAITING_THERE,
    tells=("tracking",),
    importance=MUST,
    supersedes=("dispatched", "arriving_today", "attempt_failed"),
    channels=REACH,
)
PICKUP_EXPIRING: Final = Touchpoint(
    id="pickup_expiring",
    when=(around(Anchor.KEEP_UNTIL, -2 * DAY, time(10)),),
    about=PARCEL,
    while_=WAITING_THERE,
    importance=MUST,
    useful_for=2 * DAY,
    channels=URGENT_FIRST,
    also=(Channel.EMAIL,),
)
DELIVERED: Final = Touchpoint(
    id="delivered",
    when=(on(Milestone.DELIVERED),),
    about=PARCEL,
    while_=(
        Condition.COMES_LAST,
        Condition.NOT_CONTESTED,
        Condition.NOT_CANCELLED,
        Condition.NOT_PAUSED,
    ),
    supersedes=(
        "dispatched",
        "last_part_dispatched",
        "tracking_corrected",
        "arriving_today",
        "attempt_failed",
        "address_problem",
        "ready_for_pickup",
        "pickup_expiring",
    ),
    channels=MAIL,
)
ALL_DELIVERED: Final = Touchpoint(
    id="all_delivered",
    when=(on(Milestone.ALL_DELIVERED),),
    while_=(Condition.SEVERAL_PARCELS, Condition.NOT_PAUSED),
    channels=MAIL,
)
REASSURANCE: Final = Touchpoint(
    id="reassurance",
    when=(SILENCE,),
    while_=(*ALIVE, Condition.OPEN),
    tells=("window", "slot", "tracking"),
    promises=(Undertaking(kind=NEXT_WORD),),
    channels=REACH,
)
LINES_CANCELLED: Final = Touchpoint(
    id="lines_cancelled",
    when=(on(Milestone.LINES_CANCELLED),),
    while_=(Condition.NOT_CANCELLED, Condition.NOT_PAUSED),
    importance=MUST,
    channels=REACH,
)
ORDER_CANCELLED: Final = Touchpoint(
    id="order_cancelled",
    when=(on(Milestone.CANCELLED), on(Milestone.EXPIRED)),
    while_=(Condition.CANCELLED,),
    importance=MUST,
    supersedes=("lines_cancelled",),
    channels=REACH,
)
ORDER_REOPENED: Final = Touchpoint(
    id="order_reopened",
    when=(on(Milestone.REOPENED),),
    while_=(*ALIVE, Condition.OPEN, Condition.CANCELLATION_TOLD),
    tells=("window",),
    importance=MUST,
    channels=REACH,
)
REFUNDED: Final = Touchpoint(
    id="refunded", when=(on(Milestone.REFUNDED),), while_=(), importance=MUST, channels=REACH
)
RETURN_STARTED: Final = Touchpoint(
    id="return_started",
    when=(on(Milestone.RETURN_STARTED),),
    about=PARCEL,
    while_=(Condition.NOT_CANCELLED, Condition.NOT_PAUSED),
    importance=MUST,
    supersedes=("dispatched", "arriving_today", "attempt_failed", "ready_for_pickup", "pickup_expiring"),
    channels=REACH,
)
RETURNED: Final = Touchpoint(
    id="returned",
    when=(on(Milestone.RETURNED),),
    about=PARCEL,
    while_=(Condition.NOT_CANCELLED, Condition.NOT_PAUSED),
    importance=MUST,
    supersedes=("return_started", "dispatched", "arriving_today", "attempt_failed", "ready_for_pickup"),
    channels=REACH,
)
LOST_REMEDY: Final = Touchpoint(
    id="lost_remedy",
    when=(on(Milestone.LOST),),
    about=PARCEL,
    while_=(Condition.NOT_CANCELLED, Condition.PARCEL_LOST),
    promises=(Undertaking(kind=NEXT_WORD),),
    importance=MUST,
    supersedes=("dispatched", "arriving_today", "attempt_failed", "ready_for_pickup", "return_started"),
    channels=REACH,
)
FOUND: Final = Touchpoint(
    id="found",
    when=(on(Milestone.FOUND),),
    about=PARCEL,
    while_=(*TRAVELLING, Condition.LOSS_TOLD),
    tells=("window", "tracking"),
    importance=MUST,
    supersedes=("delay_likely", "delayed", "delayed_again"),
    channels=REACH,
)
LEVEL_ACKNOWLEDGED: Final = Touchpoint(
    id="level_acknowledged", when=(on(Milestone.LEVEL_CHANGED),), while_=(), answers=True, channels=MAIL
)
INQUIRY_ANSWERED: Final = Touchpoint(
    id="inquiry_answered",
    when=(on(Milestone.INQUIRED),),
    while_=(Condition.NOT_PAUSED, Condition.NOT_WITH_A_PERSON),
    answers=True,
    importance=MUST,
    tells=("window", "slot", "tracking"),
    promises=(Undertaking(kind=NEXT_WORD),),
    channels=REACH,
)
HANDED_TO_HUMAN: Final = Touchpoint(
    id="handed_to_human",
    when=(on(Milestone.INQUIRED),),
    while_=(Condition.NOT_PAUSED, Condition.ASKED_AGAIN, Condition.NOT_WITH_A_PERSON),
    answers=True,
    importance=MUST,
    supersedes=("inquiry_answered",),
    acts=(ActionKind.NEEDS_ATTENTION,),
    channels=MAIL,
)
STAFF_ASKED_AGAIN: Final = Touchpoint(
    id="staff_asked_again",
    when=(on(Milestone.INQUIRED),),
    while_=(Condition.NOT_PAUSED, Condition.WITH_A_PERSON),
    acts=(ActionKind.NEEDS_ATTENTION,),
)
"""Who asks a person's question again hears no second time that a person has it: the person is called."""
CUSTOMER_MUST_ACT: Final = Touchpoint(
    id="customer_must_act",
    when=(on(Milestone.ACTION_REQUIRED),),
    about=PARCEL,
    while_=(Condition.NOT_CANCELLED, Condition.PARCEL_TRAVELS),
    acts=(ActionKind.NEEDS_ATTENTION,),
)
"""Duty or papers: what exactly, to whom and how, is for staff to say."""
DELIVERY_CONTESTED: Final = Touchpoint(
    id="delivery_contested",
    when=(on(Milestone.CONTESTED),),
    about=PARCEL,
    while_=(Condition.NOT_CANCELLED,),
    acts=(ActionKind.NEEDS_ATTENTION,),
)
"""Scans go on after a delivery, or the courier takes it back: what was told may be wrong, and somebody looks."""
LOSS_UNDONE: Final = Touchpoint(
    id="loss_undone",
    when=(on(Milestone.FOUND),),
    about=PARCEL,
    while_=(Condition.NOT_CANCELLED, Condition.LOSS_TOLD),
    acts=(ActionKind.NEEDS_ATTENTION,),
)
"""Another parcel or the money may be on its way already, for one that was told lost and is found."""
STAFFS: Final = (STAFF_ASKED_AGAIN, CUSTOMER_MUST_ACT, DELIVERY_CONTESTED, LOSS_UNDONE)
"""What nobody is written to about, and staff are called for."""
SMS_OFFER: Final = Touchpoint(
    id="sms_offer",
    when=(on(Milestone.DISPATCHED),),
    while_=(*ALIVE, Condition.NO_SMS_CONSENT),
    rides=Rides.ONLY,
    rides_with=("dispatched", "last_part_dispatched"),
    importance=COURTESY,
    channels=(Channel.EMAIL,),
)
ANNIVERSARY: Final = Touchpoint(
    id="anniversary",
    when=(Trigger(on=TriggerOn.ANNIVERSARY),),
    while_=(Condition.NO_PROBLEM, Condition.NOT_PAUSED),
    importance=COURTESY,
    useful_for=7 * DAY,
    channels=(Channel.EMAIL,),
)
PROMISE_BROKEN: Final = Touchpoint(
    id="promise_broken",
    when=(Trigger(on=TriggerOn.PROMISE),),
    while_=(*ALIVE, Condition.OPEN),
    importance=MUST,
    channels=REACH,
)
DELAY_LIKELY: Final = Touchpoint(
    id="delay_likely",
    when=(Trigger(on=TriggerOn.DELAY_LIKELY),),
    about=PARCEL,
    while_=(*TRAVELLING, Condition.NO_PROBLEM),
    tells=("window",),
    requires=("window",),
    importance=MUST,
    settle=6 * HOUR,
    channels=REACH,
)
DISRUPTED: Final = replace(
    DELAY_LIKELY,
    id="disrupted",
    when=(Trigger(on=TriggerOn.DISRUPTED),),
    settle=timedelta(0),
    supersedes=("delay_likely",),
)
DELAYED: Final = Touchpoint(
    id="delayed",
    when=(Trigger(on=TriggerOn.DELAYED),),
    about=PARCEL,
    while_=TRAVELLING,
    tells=("window",),
    importance=MUST,
    channels=REACH,
)
DELAYED_AGAIN: Final = replace(DELAYED, id="delayed_again", when=(Trigger(on=TriggerOn.DELAYED_AGAIN),))
BACK_ON_TIME: Final = Touchpoint(
    id="back_on_time",
    when=(Trigger(on=TriggerOn.BACK_ON_TIME),),
    about=PARCEL,
    while_=TRAVELLING,
    tells=("window",),
    requires=("window",),
    settle=6 * HOUR,
    channels=MAIL,
)
OFFER: Final = Touchpoint(
    id="offer",
    when=(Trigger(on=TriggerOn.LATE),),
    while_=(*ALIVE, Condition.OPEN),
    acts=(ActionKind.GRANT_OFFER,),
    channels=MAIL,
)
NEVER_LEFT: Final = Touchpoint(
    id="never_left",
    when=(Trigger(on=TriggerOn.OVERDUE),),
    while_=(*ALIVE, Condition.OPEN),
    acts=(ActionKind.NEEDS_ATTENTION,),
)
"""However often a later date was told since: what should have arrived by now has not even left, and somebody looks."""
DELAYS: Final = (DELAY_LIKELY, DISRUPTED, DELAYED, DELAYED_AGAIN, BACK_ON_TIME, OFFER, NEVER_LEFT)
"""What is said of lateness; see docs/explanation/lateness.md."""
CONTACT_REQUESTED: Final = Touchpoint(
    id="contact_requested",
    when=(Trigger(on=TriggerOn.GATE, offset=MINUTE),),
    while_=(*WAITING, Condition.GATE_UNANSWERED),
    answers=True,
    importance=MUST,
    channels=REACH,
)
CONTACT_REMINDER: Final = Touchpoint(
    id="contact_reminder",
    when=(Trigger(on=TriggerOn.GATE, offset=DAY),),
    while_=(*WAITING, Condition.GATE_UNANSWERED),
    supersedes=("contact_requested",),
    importance=MUST,
    channels=REACH,
)
CONTACT_ACKNOWLEDGED: Final = Touchpoint(
    id="contact_acknowledged",
    when=(Trigger(on=TriggerOn.GATE_ANSWERED),),
    while_=WAITING,
    answers=True,
    supersedes=("contact_requested", "contact_reminder"),
    channels=MAIL,
)
GATE_EXPIRED: Final = Touchpoint(
    id="gate_expired",
    when=(Trigger(on=TriggerOn.GATE_EXPIRY),),
    while_=(*WAITING, Condition.GATE_UNANSWERED),
    importance=MUST,
    supersedes=("contact_requested", "contact_reminder"),
    acts=(ActionKind.PROPOSE_CANCEL,),
    channels=REACH,
)
STAFF_REPLY_DUE: Final = Touchpoint(
    id="staff_reply_due",
    when=(Trigger(on=TriggerOn.STAFF_DEADLINE),),
    while_=WAITING,
    acts=(ActionKind.NEEDS_ATTENTION,),
)
FEEDBACK_REQUEST: Final = Touchpoint(
    id="feedback_request",
    when=(on(Milestone.ALL_DELIVERED, DAY),),
    while_=(
        Condition.NOT_CANCELLED,
        Condition.NO_PROBLEM,
        Condition.NOT_PAUSED,
        Condition.NOT_REFUNDED,
        Condition.NO_RETURN,
    ),
    importance=COURTESY,
    once=True,
    useful_for=6 * DAY,
    channels=MAIL,
)


def kept(*points: Touchpoint) -> tuple[Touchpoint, ...]:
    """Return a preset's touchpoints, each naming only others that the preset keeps."""
    names = {point.id for point in points}
    return tuple(
        replace(
            point,
            supersedes=tuple(weaker for weaker in point.supersedes if weaker in names),
            rides_with=tuple(lead for lead in point.rides_with if lead in names),
        )
        for point in points
    )
