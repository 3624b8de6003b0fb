"""The English words about talking: questions, silence and courtesies."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.catalogs.en.lines import (
    CADENCE,
    GATE_EXPIRES,
    LOOKING_INTO_IT,
    NEXT_WORD,
    QUESTIONS,
    STANDING,
)

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

# When there is no news.
STILL_HEARD: Final = {
    "text": "Even if there is no news, you will hear from us again by {$next_word}.",
    "needs": ("next_word",),
}

TALK: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "contact_requested": {
            "*": {
                "subject": "We need your answer before we start (order {$order})",
                "paragraphs": (
                    "Thank you for your order. Before we can start on it, we need to hear from you.",
                    QUESTIONS,
                    GATE_EXPIRES,
                    {"riders": True},
                    "Once we have your answer, we will check it and write to you.",
                ),
            },
        },
        "contact_reminder": {
            "*": {
                "subject": "We are waiting for your answer (order {$order})",
                "paragraphs": (
                    "We are still waiting to hear from you, and cannot start on your order before we do.",
                    QUESTIONS,
                    GATE_EXPIRES,
                    {"riders": True},
                    "If you have answered in the meantime, please ignore this message.",
                ),
            },
        },
        "contact_acknowledged": {
            "*": {
                "subject": "Thank you for your answer (order {$order})",
                "paragraphs": (
                    "Thank you, we have your answer.",
                    {"riders": True},
                    "One of us will check it and write to you.",
                ),
            },
        },
        "gate_expired": {
            "*": {
                "subject": "Your order {$order} is going to be cancelled",
                "paragraphs": (
                    "We do not have the answer we need, so your order {$order} is going to be cancelled.",
                    (
                        {"text": "What is missing:", "needs": ("questions",)},
                        {"text": "- {$item}", "each": "questions"},
                    ),
                    {"riders": True},
                    "If you still want it, please send us your answer as soon as you can.",
                ),
            },
        },
        "promise_broken": {
            "*": {
                "subject": "We should have written sooner (order {$order})",
                "paragraphs": (
                    "We are sorry: we promised to write to you by now, and did not.",
                    {"riders": True},
                    LOOKING_INTO_IT,
                ),
            },
        },
        "sms_offer": {
            "*": {
                "subject": "Urgent news by text message (order {$order})",
                "paragraphs": (
                    "If you like, we can send urgent news, such as a delay, by text message. Just tell us.",
                ),
            },
        },
        "anniversary": {
            "*": {
                "subject": "Thank you for being with us",
                "paragraphs": (
                    "It is the anniversary of your first order with us. Thank you for being our customer.",
                    {"riders": True},
                ),
            },
        },
        "reassurance": {
            "*": {
                "subject": "Where your order {$order} stands",
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "We have checked on your order. This is how it stands as of {$today}.",
                                "needs": ("today",),
                            },
                            "We have checked on your order. This is how it stands.",
                        )
                    },
                    STANDING,
                    {"riders": True},
                    STILL_HEARD,
                ),
                "rider": (STANDING, STILL_HEARD),
            },
        },
        "level_acknowledged": {
            "*": {
                "subject": "How often we write to you (order {$order})",
                "paragraphs": (
                    "Thank you for telling us how often you would like to hear from us.",
                    CADENCE,
                    "You can change this whenever you like.",
                    {"riders": True},
                ),
            },
        },
        "inquiry_answered": {
            "*": {
                "subject": "About your question (order {$order})",
                "paragraphs": (
                    {
                        "first": (
                            {
                                "text": "Thank you for asking. This is how your order {$order} stands as of {$today}.",
                                "needs": ("today",),
                            },
                            "Thank you for asking. This is how your order {$order} stands.",
                        )
                    },
                    STANDING,
                    {"riders": True},
                    NEXT_WORD,
                    "If this does not answer your question, please ask again, and one of us will reply.",
                ),
                "rider": (STANDING, NEXT_WORD),
            },
        },
        "feedback_request": {
            "*": {
                "subject": "Did everything arrive safely? (order {$order})",
                "paragraphs": (
                    "Did everything arrive safely, and is everything as it should be?",
                    "If something is not right, please tell us. We would like to help.",
                    {"riders": True},
                ),
            },
        },
        "handed_to_human": {
            "*": {
                "subject": "One of us will look into your question (order {$order})",
                "paragraphs": (
                    "We are sorry that our answer did not help. One of us will look into your question, and will reply to you personally.",
                    NEXT_WORD,
                    {"riders": True},
                ),
            },
        },
    }
)
