"""Lines of the English words that several touchpoints share."""

from __future__ import annotations

from postpurchase.catalogs.riders import untold, while_unknown

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final


COUNTED: Final = ".input {$qty :string} .match $qty || {{- {$item}}} * {{- {$qty} × {$item}}}"
"""One of the goods; how many of it is said where more than one was ordered."""
WINDOW: Final = {
    "first": (
        # News beside which a later window comes to light does not pass over it.
        (
            {
                "text": "It may take longer than we told you. We are sorry about that.",
                "needs": ("put_off", "window"),
            },
            {
                "text": "New estimate: {#strong}{$window}{/strong}",
                "aloud": "Delivery is now expected {$window}.",
                "needs": ("put_off", "window"),
            },
        ),
        {
            "text": "Expected delivery: {#strong}{$window}{/strong}",
            "aloud": "Delivery is expected {$window}.",
            "needs": ("window",),
        },
    )
}
# Where the lines of an order come at different times, or at another than the order's own.
PARTS: Final = (
    {"text": "Expected delivery:", "needs": ("parts",), "lacks": ("settled",)},
    {"text": "- {$item}: {$window}", "each": "parts", "lacks": ("settled",)},
    {"text": "- and {$more_parts} more", "needs": ("more_parts",), "lacks": ("settled",)},
)
# A slot says more than the window it lies in.
WHEN: Final = {
    "first": (
        {
            "text": "Delivery slot: {#strong}{$slot}{/strong}",
            "aloud": "Delivery is planned for {$slot}.",
            "needs": ("slot",),
        },
        WINDOW,
        PARTS,
    )
}
NUMBER: Final = {
    "text": "Tracking number: {$tracking}",
    "aloud": "The tracking number is {$tracking}.",
    "needs": ("tracking",),
}
# Which parcel is meant, where an order has more than what is in it.
CONTENTS: Final = (
    {"text": "In this parcel:", "needs": ("contents",)},
    {"text": COUNTED, "each": "contents"},
    {"text": "- and {$more_contents} more", "needs": ("more_contents",)},
)
WHICH: Final = (*CONTENTS, NUMBER)
LINK: Final = {
    "text": "Track it: {#link href=$tracking_url}{$tracking_url}{/link}",
    "needs": ("tracking_url",),
}
HOW: Final = (
    {"text": "Courier: {$courier}", "aloud": "The courier is {$courier}.", "needs": ("courier",)},
    NUMBER,
    LINK,
)
FOLLOW: Final = (*CONTENTS, *HOW)
DETAILS: Final = (*CONTENTS, WHEN, *HOW)
# Of a message that is not about dates: only those that it tells.
SAME_DAY: Final = (
    *CONTENTS,
    {
        "first": (
            {
                "text": "Delivery slot: {#strong}{$slot}{/strong}",
                "aloud": "Delivery is planned for {$slot}.",
                "needs": ("slot",),
            },
            WINDOW,
        )
    },
    *HOW,
)
# How parcels stand, whoever reads of them.
PARCEL_STATES: Final = (
    {"text": "According to the courier, your parcel has been delivered.", "needs": ("state=delivered",)},
    {"text": "One of your parcels is on its way back to us.", "needs": ("state=returning", "several")},
    {"text": "Your parcel is on its way back to us.", "needs": ("state=returning",)},
    {"text": "One of your parcels is waiting for you to collect it.", "needs": ("state=waiting", "several")},
    {"text": "Your parcel is waiting for you to collect it.", "needs": ("state=waiting",)},
    {
        "text": "Your parcel cannot be delivered yet, because the address needs checking. If you have not sent us the full address yet, please do.",
        "needs": ("state=address",),
    },
    {
        "text": "Customs is holding your parcel. It will continue its journey as soon as it is released.",
        "needs": ("state=customs",),
    },
    {
        "text": "We are sorry: your parcel did not come in its delivery slot. We are following it up with the courier.",
        "needs": ("state=missed",),
    },
    {"text": "Your parcel is out for delivery.", "needs": ("state=out",)},
    {
        "text": "The courier tried to deliver your parcel, but could not hand it over. Please arrange another time with the courier.",
        "needs": ("state=tried",),
    },
    {"text": "Your parcel is on its way, and has arrived in your area.", "needs": ("state=in_city",)},
    {
        "text": "Your parcel is on its way, and has arrived in your country.",
        "needs": ("state=in_country",),
    },
    {"text": "Your parcels are on their way.", "needs": ("state=on_the_way", "several")},
    {"text": "Your parcel is on its way.", "needs": ("state=on_the_way",)},
)
# Who has no parcel on its way has nothing to follow.
AT_REST: Final = (
    *("state=cancelled", "state=gate", "state=checking", "state=delivered", "state=refunded"),
    *("state=partly", "state=unavailable", "state=made", "state=making", "state=secured"),
)
GONE: Final = ("state=lost", "state=returned")
TO_FOLLOW_IT: Final = (
    {**HOW[0], "lacks": (*AT_REST, *GONE)},
    {**NUMBER, "lacks": AT_REST},
    {**LINK, "lacks": (*AT_REST, *GONE)},
)
# The day an order is expected on while there is one, and where to look.
EXPECTED: Final = (
    {
        "first": (
            {
                "text": "Delivery slot: {#strong}{$slot}{/strong}",
                "aloud": "Delivery is planned for {$slot}.",
                "needs": ("slot",),
                "lacks": ("settled",),
            },
            PARTS,
            {
                "text": "Expected delivery: {#strong}{$window}{/strong}",
                "aloud": "Delivery is expected {$window}.",
                "needs": ("window",),
                "lacks": ("settled",),
            },
            {
                "text": "It should have been with you by now, and we cannot give you a reliable new date yet. We are sorry to keep you waiting.",
                "needs": ("late",),
                "lacks": ("settled", "dated"),
            },
            {
                "text": "We cannot give you a reliable delivery date yet. We are sorry to keep you waiting.",
                "lacks": ("settled", "dated"),
            },
        )
    },
    {
        "text": "Where: {$point}",
        "aloud": "You can collect it at {$point}.",
        "needs": ("state=waiting", "point"),
    },
    {
        "text": "Last day to collect: {#strong}{$keep_until}{/strong}",
        "aloud": "The last day to collect it is {$keep_until}.",
        "needs": ("state=waiting", "keep_until"),
    },
    *TO_FOLLOW_IT,
)
# When a customer's silence ends a gate, and what they need sooner than it may come.
GATE_EXPIRES: Final = {
    "text": "Please answer by {$gate_expires}. Without your answer, the order will be cancelled.",
    "needs": ("gate_expires",),
}
NEEDED_BY: Final = (
    {"text": "You told us that you need it by {$needed_by}.", "needs": ("needed_by",)},
    {
        "text": "It may come later than that. If that is too late for you, please tell us.",
        "needs": ("needed_by",),
    },
)
_STANDING: Final = (
    {
        "first": (
            {"text": "Your order has been cancelled.", "needs": ("state=cancelled",)},
            (
                {
                    "text": "Before we can start on your order, we need your answer to this:",
                    "needs": ("state=gate", "questions"),
                },
                {"text": "- {$item}", "each": "questions", "needs": ("state=gate",)},
            ),
            {
                "text": "Before we can start on your order, we need to hear from you.",
                "needs": ("state=gate",),
            },
            {
                "text": "We have your answer, are checking it, and will write to you before we start.",
                "needs": ("state=checking",),
            },
            {
                "text": "We have issued your refund. How soon it reaches you depends on how you paid.",
                "needs": ("state=refunded",),
            },
            {
                "text": "We are sorry: one of your parcels was lost on its way to you. We will replace what was in it, or refund you for it. If you have not told us yet which you prefer, please do.",
                "needs": ("state=lost", "several"),
            },
            {
                "text": "We are sorry: your parcel was lost on its way to you. We will replace what was in it, or refund you for it. If you have not told us yet which you prefer, please do.",
                "needs": ("state=lost",),
            },
            {
                "text": "One of your parcels has come back to us. We can send it again, or refund you for what is in it. If you have not told us yet which you prefer, please do.",
                "needs": ("state=returned", "several"),
            },
            {
                "text": "Your parcel has come back to us. We can send it again, or refund you for what is in it. If you have not told us yet which you prefer, please do.",
                "needs": ("state=returned",),
            },
            *PARCEL_STATES,
            {
                "text": "Part of your order has been delivered. We are preparing the rest.",
                "needs": ("state=partly",),
            },
            {
                "text": "We are sorry, but we could not get something you ordered. If you have not told us yet whether you would like an alternative or a refund, please do.",
                "needs": ("state=unavailable",),
            },
            {"text": "Your order is ready to be sent.", "needs": ("state=ready",)},
            {
                "text": "Your order has been made, and we are getting it ready to send.",
                "needs": ("state=made",),
            },
            {"text": "We are making your order.", "needs": ("state=making",)},
            {
                "text": "We have bought what you ordered, and are arranging its delivery.",
                "needs": ("state=secured", "mode=buy_on_demand"),
            },
            {"text": "What you ordered is set aside for you.", "needs": ("state=secured",)},
            {"text": "We have your order, and are working on it.", "needs": ("mode=buy_on_demand",)},
            "We have your order, and are preparing it.",
        )
    },
    *EXPECTED,
)
STANDING: Final = untold(_STANDING)
# Beside the dates of some goods, that others have none.
UNDATED: Final = {
    "text": "We do not have a date for the rest yet.",
    "needs": ("undated",),
    "lacks": ("settled", "state"),
}
# The day that a confirmation names, while there is one to come.
DAY_TO_COME: Final = (
    {
        "text": "Delivery slot: {#strong}{$slot}{/strong}",
        "aloud": "Delivery is planned for {$slot}.",
        "needs": ("slot",),
        "lacks": ("settled",),
    },
    PARTS,
    {
        "text": "Expected delivery: {#strong}{$window}{/strong}",
        "aloud": "Delivery is expected {$window}.",
        "needs": ("window",),
        "lacks": ("settled",),
    },
    {"text": "We do not have a delivery date yet.", "lacks": ("settled", "dated", "mode=digital")},
)
# What is sent in place of a parcel that was lost, or came back, or of what was delivered.
SENT_INSTEAD: Final = (
    {"text": "A new parcel is on its way, in place of the one that was lost.", "needs": ("instead_of=lost",)},
    {"text": "What came back to us is on its way to you again.", "needs": ("instead_of=returned",)},
    {"text": "Your replacement is on its way.", "needs": ("instead_of=delivered",)},
)
# A parcel in a message about something else: the only one, or one of several.
LEFT: Final = {
    "first": (
        *SENT_INSTEAD,
        {"text": "Another parcel is on its way.", "needs": ("again",)},
        {"text": "A parcel is on its way.", "needs": ("to_follow",)},
        {"text": "Your parcel is on its way.", "needs": ("parcels=1",)},
        "A parcel is on its way.",
    )
}
CAME: Final = {
    "first": (
        {"text": "Part of your parcel has been delivered.", "needs": ("partial",)},
        {"text": "A parcel has been delivered.", "needs": ("to_follow",)},
        {"text": "Your parcel has been delivered.", "needs": ("parcels=1",)},
        "A parcel has been delivered.",
    )
}
CONCERNED: Final = (
    {"text": "This concerns:", "needs": ("concerned",)},
    {"text": COUNTED, "each": "concerned"},
    {"text": "- and {$more_concerned} more", "needs": ("more_concerned",)},
)
NOT_THE_REST: Final = {"text": "The rest of your order is not affected.", "needs": ("rest",)}
CADENCE: Final = {
    "first": (
        # Beside a nearer day, the longest silence is that of a delivery that takes longer.
        {
            "text": (
                ".input {$limit_days :integer} .match $limit_days 1 {{If it takes longer, you will hear from us every day, even if there is no news.}} * {{If it takes longer, you will hear from us at least every {$limit_days} days, even if there is no news.}}"
            ),
            "needs": ("limit_days", "soon"),
        },
        {
            "text": (
                ".input {$limit_days :integer} .match $limit_days 1 {{Until everything has arrived, you will hear from us every day, even if there is no news.}} * {{Until everything has arrived, you will hear from us at least every {$limit_days} days, even if there is no news.}}"
            ),
            "needs": ("limit_days",),
        },
        "We will write only when there is something you need to know.",
    )
}
MAY_SHIFT: Final = {
    "text": "This is an estimate. If it changes noticeably, we will tell you.",
    "needs": ("window",),
    "lacks": ("slot",),
}
DAMAGED: Final = (
    "If anything is damaged or missing, keep the packaging, take a photo and let us know."
    " We will put it right."
)
NOT_ARRIVED: Final = (
    "If you cannot find it, or something is wrong with it, please let us know as soon as you can."
)
ASKED: Final = (
    {"text": "What we need to know:", "needs": ("questions",)},
    {"text": "- {$item}", "each": "questions"},
)
QUESTIONS: Final = {"first": (ASKED, "Please get in touch with us.")}
ASK_SLOT: Final = (
    {
        "text": "If a particular time of day suits you, please tell us by {$answer_by}.",
        "needs": ("asks_slot", "answer_by"),
    },
    {
        "text": "If a particular time of day suits you, please tell us.",
        "needs": ("asks_slot",),
        "lacks": ("answer_by",),
    },
    {
        "text": (
            ".input {$asks_slot :string} .match $asks_slot none {{There is no need to reply: if we do not hear from you, it may come at any time of day.}} morning {{There is no need to reply: if we do not hear from you, it will come in the morning.}} afternoon {{There is no need to reply: if we do not hear from you, it will come in the afternoon.}} evening {{There is no need to reply: if we do not hear from you, it will come in the evening.}} * {{There is no need to reply: if we do not hear from you, it will come at the usual time.}}"
        ),
        "needs": ("asks_slot",),
    },
)
NEW_WINDOW: Final = {
    "first": (
        {
            "text": "New estimate: {#strong}{$window}{/strong}",
            "aloud": "Delivery is now expected {$window}.",
            "needs": ("window",),
        },
        {"text": "We do not have a reliable new date yet.", "lacks": ("dated",)},
    )
}
NEXT_WORD: Final = {"text": "You will hear from us again by {$next_word}.", "needs": ("next_word",)}
DAY: Final = {
    "text": "Delivery day: {$day}",
    "aloud": "The delivery day is {$day}.",
    "needs": ("day",),
    "lacks": ("slot",),
}
SLOT: Final = {
    "text": "Delivery slot: {#strong}{$slot}{/strong}",
    "aloud": "Delivery is planned for {$slot}.",
    "needs": ("slot",),
}
# Another courier brings it, and does not come when that was agreed.
SLOT_LOST: Final = (
    {
        "text": "This courier cannot keep the delivery slot you were given: {$slot_lost}",
        "needs": ("slot_lost",),
    },
    {
        "text": "We are sorry about that. If you need a particular time, please tell us.",
        "needs": ("slot_lost",),
    },
)
WHERE: Final = {"text": "Where: {$point}", "aloud": "You can collect it at {$point}.", "needs": ("point",)}
LAST_DAY: Final = {
    "text": "Last day to collect: {#strong}{$keep_until}{/strong}",
    "aloud": "The last day to collect it is {$keep_until}.",
    "needs": ("keep_until",),
}
TO_FOLLOW: Final = (
    {"text": "Still to come:", "needs": ("to_follow",)},
    {"text": COUNTED, "each": "to_follow"},
    {"text": "- and {$more_to_follow} more", "needs": ("more_to_follow",)},
)
# With the last parcel that leaves in the same message, so that nothing else comes between.
TO_FOLLOW_ALONE: Final = tuple({**line, "lacks": ("rides=dispatched",)} for line in TO_FOLLOW)
TO_FOLLOW_ANOTHER: Final = tuple({**line, "needs": (*line.get("needs", ()), "again")} for line in TO_FOLLOW)
# What is late: a parcel, or what has still to leave when the rest has come.
LATE_GOODS: Final = (
    *CONTENTS,
    *({**line, "needs": ("of_rest", *line.get("needs", ()))} for line in TO_FOLLOW),
)
LOOKING_INTO_IT: Final = {
    "first": (
        {
            "text": "We are looking into it, and will write again by {$next_word}.",
            "needs": ("next_word",),
        },
        "We are looking into it, and will write again.",
    )
}
_FINDING_OUT: Final = {
    "first": (
        {
            "text": "We are finding out where it is, and unless it reaches you first, we will write to you by {$next_word}.",
            "needs": ("next_word",),
        },
        {
            "text": "We are finding out where it is, and will write to you as soon as we know more.",
            "lacks": ("again",),
        },
    )
}
# As long as no rider says where it is.
FINDING_OUT: Final = while_unknown(_FINDING_OUT, NEXT_WORD)
SENT_BACK: Final = {
    "first": (
        {
            "text": "Your parcel is still waiting. The last day to collect it is {$keep_until}; after that it will be sent back.",
            "needs": ("keep_until",),
        },
        "Your parcel is still waiting to be collected, and will soon be sent back.",
    )
}
REST_FOLLOWS: Final = {"text": "The rest of your order will follow.", "needs": ("to_follow",)}
REST_FOLLOWS_ALONE: Final = {**REST_FOLLOWS, "lacks": ("rides=dispatched",)}
REST_FOLLOWS_ANOTHER: Final = {**REST_FOLLOWS, "needs": ("to_follow", "again")}
ASK_ALOUD: Final = (ASKED, "May I ask you about it now?")
# As WHEN, in sentences that a person can say.
WHEN_ALOUD: Final = {
    "first": (
        {"text": "Delivery is planned for {$slot}.", "needs": ("slot",)},
        {
            "text": "It may take longer than we told you. We are sorry about that. It is now expected {$window}.",
            "needs": ("put_off", "window"),
        },
        {"text": "Delivery is expected {$window}.", "needs": ("window",)},
        PARTS,
    )
}
ASK_SLOT_ALOUD: Final = (
    {"text": "Is there a time of day that suits you best?", "needs": ("asks_slot",)},
    {
        "text": ".input {$asks_slot :string} .match $asks_slot none {{If not, it may come at any time of day.}} morning {{If not, it will come in the morning.}} afternoon {{If not, it will come in the afternoon.}} evening {{If not, it will come in the evening.}} * {{If not, it will come at the usual time.}}",
        "needs": ("asks_slot",),
    },
)
# Who else will be in touch: what the courier was seen to say by itself, and what it is believed to.
COURIERS: Final = (
    (
        {
            "text": "The courier ({$courier}) will be in touch with you:",
            "needs": ("courier_steps", "courier"),
        },
        {
            "text": "The courier will be in touch with you:",
            "needs": ("courier_steps",),
            "lacks": ("courier",),
        },
        {"text": "- {$item}", "each": "courier_steps"},
    ),
    (
        {"text": "The courier usually gets in touch with you:", "needs": ("courier_usual",)},
        {"text": "- {$item}", "each": "courier_usual"},
    ),
)
COURIER_STEPS: Final = {
    "arrived_in_city": "once your parcel is in your area, to agree on a time",
    "arrived_in_city_call": "by phone, once your parcel is in your area, to agree on a time",
    "arrived_in_city_sms": "by text message, once your parcel is in your area, to agree on a time",
    "arriving_today": "on the day of delivery",
    "arriving_today_call": "by phone on the day of delivery",
    "arriving_today_sms": "by text message on the day of delivery",
    "arriving_in_an_hour": "about an hour before delivery",
    "arriving_in_an_hour_call": "by phone about an hour before delivery",
    "arriving_in_an_hour_sms": "by text message about an hour before delivery",
    "arriving_soon": "shortly before delivery",
    "arriving_soon_call": "by phone shortly before delivery",
    "arriving_soon_sms": "by text message shortly before delivery",
    "ready_for_pickup": "once your parcel can be collected",
    "ready_for_pickup_call": "by phone once your parcel can be collected",
    "ready_for_pickup_sms": "by text message once your parcel can be collected",
}
